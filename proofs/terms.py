"""Expressions as a person writes them: ordered, typed, immutable, shared.

A term keeps its author's order, because it will be printed.  Equal terms are one object: `==` is
identity, a hash costs nothing, and a deeply nested expression is a graph with as many nodes as it
has different parts.  Nothing in this project walks such a graph as a tree; use `fold`.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Any, Literal, TypeVar, get_args
from weakref import WeakValueDictionary

Kind = Literal["scalar", "vector"]
Sign = Literal["=", "!=", "<", "<=", ">", ">="]
Result = TypeVar("Result")

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

    >>> eta, w, x = scalar("eta"), vector("w"), vector("x")
    >>> print(w + eta * (1 - dot(w, x)) * x)
    w + eta (1 - w . x) x
    >>> w + eta
    Traceback (most recent call last):
        ...
    proofs.terms.TermError: cannot add the vector w and the scalar eta
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

    def __pow__(self, exponent: int) -> Term:
        return Power(self, exponent)

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

    def __bool__(self) -> bool:
        raise TermError("a term is neither true nor false; hand a Relation to the kernel")

    def __repr__(self) -> str:
        return short(self)


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
    """A named real number or vector; `upper` is its index, printed as a superscript (t)."""

    name: str
    of_kind: Kind
    upper: str
    lower: str

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise TermError(f"{self.name!r} is not a name: a letter, then letters, digits or _")

    @property
    def kind(self) -> Kind:
        return self.of_kind


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
                f"cannot multiply the vectors {short(vectors[0])} and {short(vectors[1])}; "
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
            raise TermError(f"cannot divide by the vector {short(self.denominator)}")

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
                f"cannot raise the vector {short(self.base)} to a power; "
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
class Dot(Term):
    """The inner product of two vectors: bilinear, symmetric, positive definite."""

    left: Term
    right: Term

    def __post_init__(self) -> None:
        for side in (self.left, self.right):
            if side.kind != "vector":
                raise TermError(f"dot takes two vectors, and {short(side)} is a scalar")

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
    takes: tuple[Kind, ...]
    gives: Kind
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
        return self.gives

    @property
    def transpose(self) -> Function:
        """The adjoint of a linear map; raises `TermError` for another function."""
        if not self.adjoint:
            raise TermError(f"{self.name} is not a linear map")
        return Function(self.adjoint, self.takes, self.gives, (), self.name)

    def __call__(self, *arguments: Operand) -> Term:
        return Apply(self, tuple(as_term(argument) for argument in arguments))


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
            if argument.kind != wanted:
                raise TermError(
                    f"{name} takes a {wanted}, and {short(argument)} is a {argument.kind}"
                )

    @property
    def kind(self) -> Kind:
        return self.function.gives

    @property
    def children(self) -> tuple[Term, ...]:
        return self.arguments

    def rebuilt(self, children: tuple[Term, ...]) -> Term:
        return Apply(self.function, children)


@dataclass(frozen=True, slots=True)
class Relation:
    """One equation or inequality between two terms of one kind, or membership in a finite set.

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
                    f"cannot compare the {self.left.kind} {short(self.left)} "
                    f"with the {right.kind} {short(right)}"
                )
        if self.left.kind == "vector" and self.sign not in ("=", "!="):
            raise TermError(f"vectors are not ordered: {short(self.left)} {self.sign} ...")

    def __str__(self) -> str:
        if self.others:
            values = ", ".join(short(value) for value in (self.right, *self.others))
            return f"{short(self.left)} in {{{values}}}"
        return f"{short(self.left)} {self.sign} {short(self.right)}"

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.left, self.right, *self.others)


Role = Literal["assumption", "definition", "induction", "case", "proved", "trusted"]
"""What a hypothesis is to the proof that uses it: only assumptions are the theorem's to declare.

A trusted one applies a fact of the literature, whose name the proof reports among its rules.
"""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A named premise; with `for_all`, one that holds whatever these symbols stand for."""

    name: str
    relation: Relation
    for_all: tuple[Symbol, ...] = ()
    role: Role = "assumption"
    source: Any = None
    """The theorem of a proved premise; the universal hypothesis of an instance."""

    def __init_subclass__(cls) -> None:
        _no_more(cls)

    def __post_init__(self) -> None:
        given = (type(self.name), type(self.relation), type(self.for_all), type(self.role))
        if given != (str, Relation, tuple, str):
            raise TermError("a hypothesis has a name, a relation, a tuple of symbols and a role")
        unmet = set(self.for_all) - set(symbols(*self.relation.terms))
        if unmet and self.role != "trusted":
            raise TermError(f"{self.name} says nothing of {', '.join(sorted(map(str, unmet)))}")
        if self.role not in get_args(Role):  # one that no form of proof knows would go undeclared
            raise TermError(f"a hypothesis cannot be a {self.role!r}")

    def __str__(self) -> str:
        prefix = f"for all {', '.join(map(short, self.for_all))}: " if self.for_all else ""
        return f"{prefix}{self.relation}"

    def at(self, *values: Term) -> Hypothesis:
        """The instance of a universal hypothesis at given terms."""
        if len(values) != len(self.for_all):
            raise TermError(f"{self.name} speaks of {len(self.for_all)} terms, not {len(values)}")
        mapping: dict[Term, Term] = dict(zip(self.for_all, values, strict=True))
        relation = substitute_in(self.relation, mapping)
        return Hypothesis(self.name, relation, (), self.role, self)


_all_there = True


def assume(name: str, relation: Relation, for_all: tuple[Symbol, ...] = ()) -> Hypothesis:
    """An assumption that a theorem declares."""
    return Hypothesis(name, relation, for_all)


def define(name: str, symbol: Term, meaning: Operand) -> Hypothesis:
    """A definition: what a symbol stands for."""
    return Hypothesis(name, equals(symbol, meaning), (), "definition")


Words = tuple["str | Term | Relation", ...]
"""Running text with formulas in it; the pages typeset the formulas."""


def say(*pieces: str | Term | Relation) -> Words:
    """Running text with formulas in it: pieces in a row, or a text with {} for each formula.

    >>> say("for every {}, {} too", scalar("a"), scalar("b"))
    ('for every ', a, ', ', b, ' too')
    """
    if not pieces or not isinstance(pieces[0], str) or "{}" not in pieces[0]:
        return pieces
    texts, formulas = pieces[0].split("{}"), pieces[1:]
    if len(texts) != len(formulas) + 1:
        raise TermError(f"{len(formulas)} formulas for {len(texts) - 1} places in {pieces[0]!r}")
    words: list[str | Term | Relation] = [texts[0]]
    for formula, text in zip(formulas, texts[1:], strict=True):
        words += [formula, text] if text else [formula]
    return tuple(words) if words[0] else tuple(words[1:])


# Building terms ----------------------------------------------------------------------------------


def as_term(value: Operand) -> Term:
    """The term for an exact number, or the term itself.

    >>> as_term(0.1)
    Traceback (most recent call last):
        ...
    proofs.terms.TermError: 0.1 is a float; write it exactly, as Fraction(1, 10)
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


def scalar(name: str, upper: str = "", lower: str = "") -> Symbol:
    """A real number."""
    return Symbol(name, "scalar", upper, lower)


def vector(name: str, upper: str = "", lower: str = "") -> Symbol:
    """A vector of a real inner-product space of any dimension."""
    return Symbol(name, "vector", upper, lower)


def number(numerator: int, denominator: int = 1) -> Term:
    """An exact rational number."""
    return Number(Fraction(numerator, denominator))


ZERO: Term = Zero()
"""The zero vector."""


def dot(left: Term, right: Term) -> Term:
    """The inner product of two vectors."""
    return Dot(left, right)


def add(left: Operand, right: Operand) -> Term:
    """A sum; a sum on the left is continued, one on the right keeps its brackets."""
    a, b = as_term(left), as_term(right)
    if a.kind != b.kind:
        raise TermError(f"cannot add the {a.kind} {short(a)} and the {b.kind} {short(b)}")
    return Sum((*a.terms, b) if isinstance(a, Sum) else (a, b))


def total(terms: Iterable[Term]) -> Term:
    """The sum of one or more terms, flat."""
    parts = tuple(terms)
    if not parts:
        raise TermError("a sum needs at least one term")
    if len({part.kind for part in parts}) > 1:
        raise TermError("a sum has terms of one kind")
    return parts[0] if len(parts) == 1 else Sum(parts)


def multiply(left: Operand, right: Operand) -> Term:
    """A product; a product on the left is continued, one on the right keeps its brackets."""
    a, b = as_term(left), as_term(right)
    return Product((*a.factors, b) if isinstance(a, Product) else (a, b))


def equals(left: Operand, right: Operand) -> Relation:
    """The equation left = right."""
    return Relation(as_term(left), "=", as_term(right))


def differs(left: Operand, right: Operand) -> Relation:
    """The statement that two terms are not equal."""
    return Relation(as_term(left), "!=", as_term(right))


def one_of(term: Term, *values: Operand) -> Relation:
    """The statement that a term has one of these values."""
    first, *others = (as_term(value) for value in values)
    return Relation(term, "=", first, tuple(others))


def function(name: str, takes: tuple[Kind, ...] = ("scalar",), gives: Kind = "scalar") -> Function:
    """A function of which nothing is known but what hypotheses say."""
    return Function(name, takes, gives, (), "")


def linear_map(name: str, adjoint: str) -> Function:
    """A linear map of vectors, by its name and its adjoint's; its own adjoint if both are one.

    >>> X = linear_map("X", "X'")
    >>> print(dot(X(vector("u")), vector("v")), "=", dot(vector("u"), X.transpose(vector("v"))))
    X(u) . v = u . X'(v)
    """
    if not _NAME.match(adjoint):
        raise TermError(f"{adjoint!r} is not the name of an adjoint")
    return Function(name, ("vector",), "vector", (), adjoint)


def threshold(name: str, minus: Operand, zero: Operand, plus: Operand) -> Function:
    """A function of the sign of its argument alone, by its three values."""
    values = tuple(as_term(value) for value in (minus, zero, plus))
    return Function(name, ("scalar",), "scalar", values, "")


PHI = threshold("phi", scalar("phi_minus"), scalar("phi_zero"), scalar("phi_plus"))
"""The perceptron's threshold function, with any three values."""
SIGN = threshold("sign", -1, 0, 1)
ABS = function("abs")
MAX = function("max", ("scalar", "scalar"))
MIN = function("min", ("scalar", "scalar"))
SQRT = function("sqrt")
EXP = function("exp")
LOG = function("log")
SIGMOID = function("sigmoid")
TANH = function("tanh")
NORM = function("norm", ("vector",))
FL64 = function("fl64")
"""Rounding to IEEE 754 binary64, to nearest with ties to even."""

KNOWN_FUNCTIONS: Mapping[str, Function] = {
    f.name: f for f in (PHI, SIGN, ABS, MAX, MIN, SQRT, EXP, LOG, SIGMOID, TANH, NORM, FL64)
}
"""The functions that the kernel knows laws of."""


def norm(u: Term) -> Term:
    """The length of a vector."""
    return NORM(u)


# Walking terms -----------------------------------------------------------------------------------


def fold(
    term: Term,
    combine: Callable[[Term, tuple[Result, ...]], Result],
    done: dict[Term, Result] | None = None,
    children: Callable[[Term], tuple[Term, ...]] | None = None,
) -> Result:
    """Compute a result for each different part once, children first, without recursion.

    Pass the same `done` again to keep what was computed for shared parts.  `children` says what
    a part is made of where that is more than its operands; it must lead nowhere in a circle.
    """
    below = children or _operands
    results: dict[Term, Result] = {} if done is None else done
    waiting = [term]
    while waiting:
        top = waiting[-1]
        if top in results:
            waiting.pop()
            continue
        needed = below(top)
        missing = [child for child in needed if child not in results]
        if missing:
            waiting.extend(reversed(missing))
        else:
            results[top] = combine(top, tuple(results[child] for child in needed))
            waiting.pop()
    return results[term]


def unfolded(meanings: Mapping[Symbol, Term]) -> Callable[[Term], tuple[Term, ...]]:
    """What parts are made of, for `fold`, where some symbols stand for terms.

    A defined symbol is made of its meaning, a threshold function's application of its argument
    and the three values, anything else of its operands.
    """

    def below(term: Term) -> tuple[Term, ...]:
        if isinstance(term, Symbol) and term in meanings:
            return (meanings[term],)
        if isinstance(term, Apply) and term.function.values:
            return (*term.arguments, *term.function.values)
        return term.children

    return below


def _operands(term: Term) -> tuple[Term, ...]:
    return term.children


def substitute(
    term: Term, mapping: Mapping[Term, Term], done: dict[Term, Term] | None = None
) -> Term:
    """Replace terms by terms, all at once.

    >>> a, b = scalar("a"), scalar("b")
    >>> print(substitute(a + 2 * b, {a: b, b: a}))
    b + 2 a
    """

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if part in mapping:
            return mapping[part]
        if isinstance(part, Apply) and part.function.values:
            values = tuple(substitute(value, mapping) for value in part.function.values)
            if values != part.function.values:
                f = part.function
                return Apply(Function(f.name, f.takes, f.gives, values, f.adjoint), children)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine, done)


def substitute_in(relation: Relation, mapping: Mapping[Term, Term]) -> Relation:
    """Replace terms in both sides of a relation."""
    left, right, *others = (substitute(term, mapping) for term in relation.terms)
    return Relation(left, relation.sign, right, tuple(others))


def parts(*terms: Term) -> tuple[Term, ...]:
    """Every different part of the terms, each once, children first."""
    seen: dict[Term, None] = {}
    for term in terms:
        fold(term, lambda part, _: None, seen)
    return tuple(seen)


def symbols(*terms: Term) -> tuple[Symbol, ...]:
    """The symbols that occur, values of threshold functions included, in order of appearance."""
    if len(terms) == 1:
        return _symbols_of(terms[0])
    return tuple(dict.fromkeys(symbol for term in terms for symbol in _symbols_of(term)))


@lru_cache(maxsize=4096)
def _symbols_of(term: Term) -> tuple[Symbol, ...]:
    found: dict[Symbol, None] = {}
    for part in parts(term):
        if isinstance(part, Symbol):
            found[part] = None
        elif isinstance(part, Apply) and part.function.values:
            found |= dict.fromkeys(symbols(*part.function.values))
    return tuple(found)


# A plain one-line form, for messages; the pages have better ones ---------------------------------

_LONG = 2000
_LOOSE: tuple[type, ...] = (Sum, Negative, Dot, Quotient, Product)


def short(term: Term) -> str:
    """A plain ASCII line, cut where it would be too long; for messages and `repr`."""

    def bracket(part: Term, text: str, inside: tuple[type, ...]) -> str:
        return f"({text})" if isinstance(part, inside) else text

    def combine(part: Term, texts: tuple[str, ...]) -> str:
        text = _short_of(part, texts, bracket)
        return text if len(text) <= _LONG else text[: _LONG // 2] + " ... "

    return fold(term, combine)


def _short_of(
    part: Term, texts: tuple[str, ...], bracket: Callable[[Term, str, tuple[type, ...]], str]
) -> str:
    match part:
        case Number(value):
            return str(value)
        case Symbol(name, _, upper, lower):
            return name + (f"_{lower}" if lower else "") + (f"^({upper})" if upper else "")
        case Zero():
            return "0"
        case Sum(terms):
            words = [texts[0]]
            for term, text in zip(terms[1:], texts[1:], strict=True):
                if isinstance(term, Negative):
                    words.append("- " + text[1:])
                else:
                    words.append("+ " + bracket(term, text, (Sum,)))
            return " ".join(words)
        case Negative(term):
            return "-" + bracket(term, texts[0], (Sum, Negative))
        case Product(factors):
            return " ".join(
                bracket(f, f"({t})" if isinstance(f, Number) and i and f.value < 0 else t, _LOOSE)
                for i, (f, t) in enumerate(zip(factors, texts, strict=True))
            )
        case Quotient(top, below):
            return f"{bracket(top, texts[0], _LOOSE)}/{bracket(below, texts[1], _LOOSE)}"
        case Power(base, exponent):
            return f"{bracket(base, texts[0], (*_LOOSE, Power))}^{exponent}"
        case Dot(left, right):
            return f"{bracket(left, texts[0], _LOOSE)} . {bracket(right, texts[1], _LOOSE)}"
        case Apply(applied, _):
            return f"{applied.name}({', '.join(texts)})"
        case Function(name):
            return name
    raise TermError(f"unknown term {type(part).__name__}")
