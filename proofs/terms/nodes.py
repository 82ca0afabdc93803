"""Expressions as a person writes them: ordered, typed, immutable, shared.

A term keeps its author's order, because it will be printed.  Equal terms are one object: `==` is
identity, a hash costs nothing, and a deeply nested expression is a graph with as many nodes as it
has different parts.  Nothing in this project walks such a graph as a tree; use `fold`.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any, Literal, get_args
from weakref import WeakValueDictionary

Kind = Literal["scalar", "vector"]
Sort = Literal["scalar", "vector", "natural"]
"""What a symbol stands for; a natural number is a scalar."""
Place = Literal["scalar", "vector", "index", "step"]
"""What a function takes: an index is a natural set below its name, a step one set above it."""
Sign = Literal["=", "!=", "<", "<=", ">", ">="]

PLAIN: list[Callable[[Any], str]] = [object.__repr__]
"""How a term is printed in messages: `proofs.terms.plain`, which imports this file, says how."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*'?\Z")


class TermError(TypeError):
    """An expression that cannot be built, such as the sum of a vector and a scalar."""


_all_there = False
"""Whether the classes of this file are complete."""


def _no_more(cls: type) -> None:
    """Refuse a class made over from one of these: its objects might equal what they are not."""
    if _all_there:
        raise TermError(f"{cls.__name__} cannot be made over from a class that proofs rest on")


class _Interned(type):
    """Metaclass: building a term that exists already returns the one that exists."""

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        cls._pool: WeakValueDictionary[tuple[Any, ...], Any] = WeakValueDictionary()
        # At exit the pool goes first: a term that dies later would be removed from it by a hash
        # that needs modules which Python has taken apart by then.
        atexit.register(lambda: setattr(cls, "_pool", WeakValueDictionary()))

    def __call__(cls, *fields: Any) -> Any:
        found = cls._pool.get(fields)
        if found is None:
            found = cls._pool[fields] = super().__call__(*fields)
        return found


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True, repr=False)
class Term(metaclass=_Interned):
    """A scalar or a vector of a real inner-product space.

    Python's operators build terms; comparisons other than `==` build a `Relation`.

    >>> from proofs.terms import dot, scalar, vector
    >>> eta, w, x = scalar("eta"), vector("w"), vector("x")
    >>> print(w + eta * (1 - dot(w, x)) * x)
    w + eta (1 - w . x) x
    >>> w + eta
    Traceback (most recent call last):
        ...
    proofs.terms.nodes.TermError: cannot add the vector w and the scalar eta
    """

    def __init_subclass__(cls) -> None:
        _no_more(cls)

    @property
    def kind(self) -> Kind:
        return "scalar"

    @property
    def children(self) -> tuple[Term, ...]:
        return ()

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        """The same operation on other operands."""
        return self

    def __add__(self, other: Operand) -> Term:
        return add(self, other)

    def __radd__(self, other: Operand) -> Term:
        return add(other, self)

    def __sub__(self, other: Operand) -> Term:
        return add(self, Negative(as_term(other)))

    def __rsub__(self, other: Operand) -> Term:
        return add(other, Negative(self))

    def __neg__(self) -> Term:
        return Negative(self)

    def __mul__(self, other: Operand) -> Term:
        return multiply(self, other)

    def __rmul__(self, other: Operand) -> Term:
        return multiply(other, self)

    def __truediv__(self, other: Operand) -> Term:
        return Quotient(self, as_term(other))

    def __rtruediv__(self, other: Operand) -> Term:
        return Quotient(as_term(other), self)

    def __pow__(self, exponent: int | Term) -> Term:
        if isinstance(exponent, Term) and not isinstance(exponent, Number):
            return NaturalPower(self, exponent)
        return Power(self, exponent if isinstance(exponent, int) else _whole(exponent))

    def __matmul__(self, other: Term) -> Term:
        return Dot(self, other)

    def __lt__(self, other: Operand) -> Relation:
        return Relation(self, "<", as_term(other))

    def __le__(self, other: Operand) -> Relation:
        return Relation(self, "<=", as_term(other))

    def __gt__(self, other: Operand) -> Relation:
        return Relation(self, ">", as_term(other))

    def __ge__(self, other: Operand) -> Relation:
        return Relation(self, ">=", as_term(other))

    def sympy(self) -> Any:
        """The term for SymPy: see `to_sympy`; raises `TermError` for what SymPy cannot state.

        >>> from proofs.terms import finite_sum, natural, scalar
        >>> a, k, n = scalar("a"), natural("k"), natural("n")
        >>> finite_sum(k, n, a**k).sympy()
        Sum(a**k, (k, 0, n - 1))
        """
        from proofs.terms.sympy_terms import to_sympy

        return to_sympy(self)

    def _repr_latex_(self) -> str:
        """How a notebook shows it."""
        from proofs.page.displayed import formula

        return formula(self)

    def __bool__(self) -> bool:
        raise TermError("a term is neither true nor false; hand a Relation to the kernel")

    def __repr__(self) -> str:
        return PLAIN[0](self)


Operand = Term | int | Fraction


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Number(Term):
    """An exact rational."""

    value: Fraction

    def __post_init__(self) -> None:
        if not isinstance(self.value, Fraction):
            raise TermError(f"{self.value!r} is not an exact fraction")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Symbol(Term):
    """A named number or vector; `upper` is its index, printed as a superscript (t)."""

    name: str
    of_kind: Sort
    upper: str
    lower: str

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise TermError(f"{self.name!r} is not a name: a letter, then letters, digits or _")

    @property
    def kind(self) -> Kind:
        return "vector" if self.of_kind == "vector" else "scalar"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Zero(Term):
    """The zero vector."""

    @property
    def kind(self) -> Kind:
        return "vector"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Sum(Term):
    """Two or more terms of one kind, added in the order written."""

    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        if len({term.kind for term in self.terms}) != 1:
            raise TermError("a sum has terms, all of one kind")

    @property
    def kind(self) -> Kind:
        return self.terms[0].kind

    @property
    def children(self) -> tuple[Term, ...]:
        return self.terms

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Sum(children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Negative(Term):
    """Minus a term; inside a sum it is printed as a subtraction."""

    term: Term

    @property
    def kind(self) -> Kind:
        return self.term.kind

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.term,)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Negative(*children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Product(Term):
    """Two or more factors in the order written, at most one of them a vector."""

    factors: tuple[Term, ...]

    def __post_init__(self) -> None:
        vectors = [factor for factor in self.factors if factor.kind == "vector"]
        if len(vectors) > 1:
            raise TermError(
                f"cannot multiply the vectors {_plain(vectors[0])} and {_plain(vectors[1])}; "
                "write dot(u, v) for their inner product"
            )

    @property
    def kind(self) -> Kind:
        return "vector" if any(f.kind == "vector" for f in self.factors) else "scalar"

    @property
    def children(self) -> tuple[Term, ...]:
        return self.factors

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Product(children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Quotient(Term):
    """A scalar or a vector over a scalar; that the denominator is not 0 is for the kernel."""

    numerator: Term
    denominator: Term

    def __post_init__(self) -> None:
        if self.denominator.kind == "vector":
            raise TermError(f"cannot divide by the vector {_plain(self.denominator)}")

    @property
    def kind(self) -> Kind:
        return self.numerator.kind

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.numerator, self.denominator)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Quotient(*children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Power(Term):
    """A scalar to a fixed natural exponent."""

    base: Term
    exponent: int

    def __post_init__(self) -> None:
        if self.base.kind == "vector":
            raise TermError(
                f"cannot raise the vector {_plain(self.base)} to a power; "
                "write norm(u)**2 or dot(u, u)"
            )
        if not isinstance(self.exponent, int) or isinstance(self.exponent, bool):
            raise TermError(f"an exponent must be a whole number, not {self.exponent!r}")
        if not 0 <= self.exponent <= 64:
            raise TermError(f"an exponent must be from 0 to 64, not {self.exponent}")

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.base,)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Power(children[0], self.exponent)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class NaturalPower(Term):
    """A scalar to a natural exponent that is a term, such as rho to the n."""

    base: Term
    exponent: Term

    def __post_init__(self) -> None:
        if self.base.kind == "vector" or not is_natural(self.exponent):
            raise TermError(
                f"only a scalar has powers, and only natural ones: not {_plain(self.base)} to the "
                f"{_plain(self.exponent)}"
            )

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.base, self.exponent)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        base, exponent = children
        return base**exponent


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class FiniteSum(Term):
    """The sum of the body over the naturals below a bound: `index` is bound in the body."""

    index: Symbol
    bound: Term
    body: Term

    def __post_init__(self) -> None:
        if self.index.of_kind != "natural" or self.index.upper or not is_natural(self.bound):
            raise TermError(
                f"a sum runs over a natural below a natural, not over {_plain(self.index)} below "
                f"{_plain(self.bound)}"
            )

    @property
    def kind(self) -> Kind:
        return self.body.kind

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.bound, self.body)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return FiniteSum(self.index, *children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Dot(Term):
    """The inner product of two vectors: bilinear, symmetric, positive definite."""

    left: Term
    right: Term

    def __post_init__(self) -> None:
        for side in (self.left, self.right):
            if side.kind != "vector":
                raise TermError(f"dot takes two vectors, and {_plain(side)} is a scalar")

    @property
    def children(self) -> tuple[Term, ...]:
        return (self.left, self.right)

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Dot(*children)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Function(Term):
    """The name of a function: what `Apply` applies; never a value by itself.

    `values` are a threshold function's three values: where its argument is negative, 0, positive.
    `adjoint` names the adjoint of a linear map: u . L(v) = L'(u) . v for all vectors u and v.
    """

    name: str
    takes: tuple[Place, ...]
    gives: Sort
    values: tuple[Term, ...]
    adjoint: str

    def __post_init__(self) -> None:
        if self.adjoint and (self.takes, self.gives, self.values) != (("vector",), "vector", ()):
            raise TermError(f"the linear map {self.name} takes a vector and gives a vector")
        kinds = [value.kind for value in self.values]
        alike = (self.takes, self.gives, kinds) == (("scalar",), "scalar", ["scalar"] * 3)
        if self.values and not alike:
            raise TermError(f"the threshold function {self.name} has three scalar values")

    @property
    def kind(self) -> Kind:
        return "vector" if self.gives == "vector" else "scalar"

    @property
    def transpose(self) -> Function:
        """The adjoint of a linear map; raises `TermError` for another function."""
        if not self.adjoint:
            raise TermError(f"{self.name} is not a linear map")
        return Function(self.adjoint, self.takes, self.gives, (), self.name)

    def __call__(self, *arguments: Operand) -> Term:
        """Its value; at a numbered step that is a symbol, such as w after 2 steps."""
        given = tuple(as_term(argument) for argument in arguments)
        numbered = self.takes == ("step",) and len(given) == 1 and isinstance(given[0], Number)
        if numbered and is_natural(given[0]):
            return Symbol(self.name, self.gives, str(given[0]), "")
        return Apply(self, given)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Apply(Term):
    """A function of one or more terms."""

    function: Function
    arguments: tuple[Term, ...]

    def __post_init__(self) -> None:
        takes, name = self.function.takes, self.function.name
        if len(takes) != len(self.arguments):
            raise TermError(
                f"{name} takes {len(takes)} argument{'s' * (len(takes) != 1)}, "
                f"not {len(self.arguments)}"
            )
        for wanted, argument in zip(takes, self.arguments, strict=True):
            if wanted in ("index", "step"):
                if not is_natural(argument):
                    raise TermError(f"{name} takes a natural number, not {_plain(argument)}")
            elif argument.kind != wanted:
                raise TermError(
                    f"{name} takes a {wanted}, and {_plain(argument)} is a {argument.kind}"
                )

    @property
    def kind(self) -> Kind:
        return self.function.kind

    @property
    def children(self) -> tuple[Term, ...]:
        return self.arguments

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return self.function(*children)


def _plain(term: Term) -> str:
    return repr(term)


def is_natural(term: Term) -> bool:
    """Whether a term is a natural number by its form: 0, n, n + 1, 2 n.

    >>> n = Symbol("n", "natural", "", "")
    >>> is_natural(n + 1), is_natural(n - 1)
    (True, False)
    """
    match term:
        case Number(value):
            return value >= 0 and value.denominator == 1
        case Symbol():
            return term.of_kind == "natural"
        case Apply(function, _):
            return function.gives == "natural"
        case Sum() | Product() | Power():
            return all(map(is_natural, term.children))
    return False


def _whole(term: Term) -> int:
    """The exponent that a number is; raises `TermError` where it is none."""
    if not (isinstance(term, Number) and is_natural(term)):
        raise TermError(f"an exponent must be a whole number, not {_plain(term)}")
    return int(term.value)


def as_term(value: Operand) -> Term:
    """The term for an exact number, or the term itself.

    >>> as_term(0.1)
    Traceback (most recent call last):
        ...
    proofs.terms.nodes.TermError: 0.1 is a float; write it exactly, as Fraction(1, 10)
    """
    if isinstance(value, Function):
        raise TermError(f"{value.name} is a function; apply it to something")
    if isinstance(value, Term):
        return value
    if isinstance(value, bool):
        raise TermError(f"{value} is not a number")
    if isinstance(value, int | Fraction):
        return Number(Fraction(value))
    if isinstance(value, float):
        if not isfinite(value):
            raise TermError(f"{value!r} is not a number")
        about = Fraction(value).limit_denominator(10**6)
        raise TermError(
            f"{value!r} is a float; write it exactly, "
            f"as Fraction({about.numerator}, {about.denominator})"
        )
    raise TermError(f"{value!r} is not a term")


def add(left: Operand, right: Operand) -> Term:
    """A sum; a sum on the left is continued, one on the right keeps its brackets."""
    a, b = as_term(left), as_term(right)
    if a.kind != b.kind:
        raise TermError(f"cannot add the {a.kind} {_plain(a)} and the {b.kind} {_plain(b)}")
    return Sum((*a.terms, b) if isinstance(a, Sum) else (a, b))


def multiply(left: Operand, right: Operand) -> Term:
    """A product; a product on the left is continued, one on the right keeps its brackets."""
    a, b = as_term(left), as_term(right)
    return Product((*a.factors, b) if isinstance(a, Product) else (a, b))


@dataclass(frozen=True, slots=True, repr=False)
class Relation:
    """One equation or inequality between two terms of one kind, or membership in a finite set.

    >>> from proofs.terms import scalar
    >>> print(scalar("eta") > 0)
    eta > 0
    """

    left: Term
    sign: Sign
    right: Term
    others: tuple[Term, ...] = ()
    """With the sign "=": the left side is one of `right` and `others`."""

    def __init_subclass__(cls) -> None:
        _no_more(cls)

    def __post_init__(self) -> None:
        if (type(self.sign), type(self.others)) != (str, tuple):
            raise TermError("a sign is a text and what else the left side may be is a tuple")
        if self.sign not in get_args(Sign) or (self.others and self.sign != "="):
            raise TermError(f"{self.sign!r} does not compare these terms")
        for right in (self.right, *self.others):
            if self.left.kind != right.kind:
                raise TermError(
                    f"cannot compare the {self.left.kind} {_plain(self.left)} "
                    f"with the {right.kind} {_plain(right)}"
                )
        if self.left.kind == "vector" and self.sign not in ("=", "!="):
            raise TermError(f"vectors are not ordered: {_plain(self.left)} {self.sign} ...")

    def __str__(self) -> str:
        if self.others:
            values = ", ".join(_plain(value) for value in (self.right, *self.others))
            return f"{_plain(self.left)} in {{{values}}}"
        return f"{_plain(self.left)} {self.sign} {_plain(self.right)}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_latex_(self) -> str:
        """How a notebook shows it."""
        from proofs.page.displayed import formula

        return formula(self)

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.left, self.right, *self.others)


_all_there = True
