"""SymPy's exact polynomials as a second opinion on equations that hold by ring laws.

Nothing here is believed by a proof: an equation that a proof rests on is decided elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from math import comb
from typing import Any, NamedTuple

from proofs.terms import (
    NORM,
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
    natural,
    parts,
    short,
    substitute,
)  # fmt: skip
from proofs.terms.sympy_terms import (
    Coefficients,
    Translation,
    added,
    name_of,
    nodes,
    one_name_is_one_thing,
    runs_in,
)  # fmt: skip


class Opinions(NamedTuple):
    """Of how many equations SymPy says the same, another thing, or nothing."""

    agreed: int
    differed: int
    unstated: int


def redecided(lines: Iterable[Relation | tuple[Relation, Iterable[Relation]]]) -> Opinions:
    """Of how many of these lines, which are said to hold by ring laws alone, SymPy agrees.

    A line that rests on equations comes with them, as `redecide` takes them.

    >>> from proofs.terms import equals, scalar
    >>> a, b = scalar("a"), scalar("b")
    >>> redecided([equals((a + b) ** 2, a**2 + 2 * a * b + b**2), a < b])
    Opinions(agreed=1, differed=0, unstated=1)
    """
    counted = Counter(
        redecide(line) if isinstance(line, Relation) else redecide(*line) for line in lines
    )
    return Opinions(counted[True], counted[False], counted[None])


MOST_MONOMIALS = 20_000
"""What is sure to stay below this many monomials is multiplied out."""


def redecide(relation: Relation, given: Iterable[Relation] = ()) -> bool | None:
    """Whether an equation holds by the laws of rings and inner products, by SymPy's polynomials.

    Every other function's value is an unknown, one for each of its arguments' normal forms; so is
    a sum over an index, whatever the index is called.
    `given` holds equations, and those with a symbol on one side are put in first, as the symbol's
    meaning.  A quotient is taken where it has a value: x/x = 1 holds.  False says that the equation
    is no such law, not that it fails: |a| = |a| + 0 is one, |-a| = |a| is none.

    None where SymPy cannot state it: it is no equation, it divides by 0, two things in it have one
    name, definitions go in a circle, or it might grow beyond `MOST_MONOMIALS`.

    >>> from proofs.terms import dot, equals, scalar, vector
    >>> w, x, eta = vector("w"), vector("x"), scalar("eta")
    >>> redecide(equals(dot(w + eta * x, x), dot(x, w) + eta * dot(x, x)))
    True
    >>> redecide(equals(dot(w, x), dot(w, w)))
    False
    """
    if relation.sign != "=" or relation.others:
        return None
    definitions: dict[Term, Term] = {}
    for equation in given:
        if equation.sign == "=" and not equation.others:
            sides = (equation.left, equation.right), (equation.right, equation.left)
            named = next((pair for pair in sides if isinstance(pair[0], Symbol)), None)
            if named:
                definitions.setdefault(named[0], _by_depth(named[1]))
    try:
        below = _unfolded(definitions)
        if _grows(relation, definitions, below):
            return None
        one_name_is_one_thing(*relation.terms, *definitions.values())
        ring = _Ring(definitions, runs_in(*relation.terms, *definitions.values()))
        done: dict[Term, Any] = {}
        renamed = (_by_depth(side) for side in relation.terms)
        left, right = (fold(side, ring.combine, done, below) for side in renamed)
        if relation.left.kind == "scalar":
            return ring.is_zero(left - right)
        difference = added((left, {unit: -factor for unit, factor in right.items()}))
        return all(ring.is_zero(factor) for factor in difference.values())
    except (TermError, ZeroDivisionError, RecursionError):
        return None


def _by_depth(term: Term) -> Term:
    """The term with the index of each sum named by how deep the sums inside it go."""

    def combine(part: Term, below: tuple[tuple[Term, int], ...]) -> tuple[Term, int]:
        inside = max((n for _, n in below), default=0)
        children = tuple(t for t, _ in below)
        if isinstance(part, FiniteSum):
            index = natural("sum", f"index {inside}")
            bound, body = children
            return FiniteSum(index, bound, substitute(body, {part.index: index})), inside + 1
        return (part if children == part.children else part.rebuilt(children)), inside

    return fold(term, combine)[0]


def _unfolded(definitions: Mapping[Term, Term]) -> Callable[[Term], tuple[Term, ...]]:
    """What parts are made of; a defined symbol is made of its meaning, in no circle."""

    def below(part: Term) -> tuple[Term, ...]:
        if part in definitions:
            return (definitions[part],)
        if isinstance(part, Apply):
            return (*part.arguments, *part.function.values)
        return part.children

    entered: dict[Term, bool] = {}  # False while what it is made of is looked at
    for start in definitions:
        waiting = [start]
        while waiting:
            top = waiting[-1]
            if top in entered:
                entered[top] = True
                waiting.pop()
                continue
            entered[top] = False
            for part in below(top):
                if entered.get(part) is False:
                    raise TermError(f"{short(part)} is defined by itself")
                if part not in entered:
                    waiting.append(part)
    return below


def _grows(
    relation: Relation, definitions: Mapping[Term, Term], below: Callable[[Term], tuple[Term, ...]]
) -> bool:
    """Whether multiplying out might take more monomials than allowed."""

    free = [
        part
        for part in parts(*relation.terms, *definitions.values())
        if isinstance(part, Symbol | Apply | Dot) and part not in definitions
    ]

    def size(part: Term, inside: tuple[_Size, ...]) -> _Size:
        if part in definitions:
            return inside[0]
        match part:
            case Number() | Zero():
                made = _Size(1, 1, 0, 0)
            case Sum():
                made = reduce(_Size.plus, dict(zip(part.children, inside, strict=True)).values())
            case Product() | Dot():
                made = reduce(_Size.times, inside)
            case Quotient():
                top, (above, under, degree, lower) = inside
                made = top.times(_Size(under, above, lower, degree))
            case Power(_, exponent):
                made = inside[0].power(exponent)
            case Negative():
                made = inside[0]
            case Apply(f, _) if f.adjoint:
                made = inside[0]
            case NaturalPower(_, exponent):  # what is outside of its unknown: the numbers in it
                numbers = [p.value for p in parts(exponent) if isinstance(p, Number)]
                made = inside[0].power(min(64, int(sum(numbers)))).times(_Size(1, 1, 1, 0))
            case _:
                made = _Size(1, 1, 1, 0)
        return made.capped(len(free))

    done: dict[Term, _Size] = {}
    for side in relation.terms:
        fold(side, size, done, below)
    return max(max(made.above, made.under) for made in done.values()) * 2 > MOST_MONOMIALS


class _Size(NamedTuple):
    """Bounds on the monomials of a numerator and of a denominator, and on their degrees."""

    above: int
    under: int
    degree: int
    lower: int

    def plus(self, other: _Size) -> _Size:
        """The size of a sum, over the product of both denominators."""
        return _Size(
            self.above * other.under + other.above * self.under,
            self.under * other.under,
            max(self.degree + other.lower, other.degree + self.lower),
            self.lower + other.lower,
        )

    def times(self, other: _Size) -> _Size:
        """The size of a product."""
        return _Size(
            *(a * b for a, b in zip(self[:2], other[:2], strict=True)),
            *(a + b for a, b in zip(self[2:], other[2:], strict=True)),
        )

    def power(self, exponent: int) -> _Size:
        """The size of a power."""
        above, under, degree, lower = self
        return _Size(
            comb(above + exponent - 1, exponent),
            comb(under + exponent - 1, exponent),
            degree * exponent,
            lower * exponent,
        )

    def capped(self, unknowns: int) -> _Size:
        """No more monomials than there are of such a degree."""
        degrees = min(self.degree, MOST_MONOMIALS), min(self.lower, MOST_MONOMIALS)
        above, under = (_monomials(degree, unknowns) for degree in degrees)
        return _Size(min(self.above, above), min(self.under, under), *degrees)


def _monomials(degree: int, unknowns: int) -> int:
    """How many monomials there are up to a degree, or one more than are allowed."""
    fewer, more = sorted((degree, unknowns))
    if fewer <= 1:
        return 1 if fewer == 0 else min(more + 1, MOST_MONOMIALS + 1)
    if more > MOST_MONOMIALS:
        return MOST_MONOMIALS + 1
    return (
        min(comb(degree + unknowns, unknowns), MOST_MONOMIALS + 1)
        if fewer < 50
        else MOST_MONOMIALS + 1
    )


class _Ring(Translation):
    """Terms as rational functions of unknowns, each unknown standing for what is no ring law."""

    def __init__(self, definitions: Mapping[Term, Term], runs: frozenset[Function]) -> None:
        super().__init__(runs)
        self.definitions = definitions
        self.unknowns: dict[Any, Any] = {}
        self.maps: dict[str, str] = {}

    def combine(self, part: Term, below: tuple[Any, ...]) -> Any:
        """The rational function of a scalar, the coefficients of a vector."""
        if part in self.definitions:
            return below[0]
        if isinstance(part, NaturalPower):
            return self.power(*below)
        if isinstance(part, Quotient) and self.is_zero(below[1]):
            raise TermError(f"{short(part)} divides by 0")
        return super().combine(part, below)

    def symbol(self, part: Symbol) -> Any:
        """An unknown, or a unit; a numbered step of a run is its value there."""
        if self.at_step(part) is not None:
            return super().symbol(part)
        return self.unknown(part) if part.kind == "scalar" else {(part,): _one()}

    def power(self, base: Any, exponent: Any) -> Any:
        """A power with a natural in the exponent: b**(n + 2) is b**2 times the unknown b**n."""
        import sympy

        whole, rest = sympy.expand(exponent).as_coeff_Add()
        if not (whole.is_Integer and 0 <= whole <= 64):
            whole, rest = sympy.Integer(0), exponent
        unknown = self.unknown(("power", self.normal(base), self.normal(rest)))
        return base**whole * (unknown if rest != 0 else 1)

    def summed(self, part: FiniteSum, bound: Any, body: Any) -> Any:
        """An unknown, one for each bound and each normal form of what is added up."""
        number = part.kind == "scalar"
        key = ("total", part.index, self.normal(bound))
        if number:
            return self.unknown((*key, self.normal(body)))
        return {((*key, self.normal_vector(body)),): _one()}

    def unknown(self, key: Any) -> Any:
        """The one unknown for a key."""
        import sympy

        return self.unknowns.setdefault(key, sympy.Symbol(f"u{len(self.unknowns)}", real=True))

    def product(self, left: Any, right: Any) -> Any:
        """The inner product of words of linear maps: L(u) . M(v) = M'(L(u)) . v, and symmetric."""
        (*onto, v), (*first, u) = right, left
        word = [self.maps[name] for name in reversed(onto)]
        word = [*word, *first]  # outermost map first
        turned = [self.maps[name] for name in reversed(word)]
        one = (tuple(word), _name(u), _name(v))
        other = (tuple(turned), _name(v), _name(u))
        return self.unknown(("dot", min(one, other)))

    def apply(self, part: Term, f: Function, below: tuple[Any, ...]) -> Any:
        """A linear map goes inside; of any other function the value is unknown."""
        if f.adjoint:
            self.maps |= {f.name: f.adjoint, f.adjoint: f.name}
            return {(f.name, *unit): factor for unit, factor in below[0].items()}
        if f is NORM:
            return self.unknown(("sqrt", (self.normal(self.dot(part, below[0], below[0])),), ()))
        normal = tuple(
            self.normal_vector(made) if kind == "vector" else self.normal(made)
            for made, kind in zip(below, f.takes, strict=False)
        )
        values = tuple(self.normal(made) for made in below[len(f.takes) :])
        if f.gives == "vector":
            return {(("value", f.name, normal),): _one()}
        return self.unknown((f.name, normal, values))

    def normal(self, made: Any) -> Any:
        """What is the same for all expressions of one rational function."""
        import sympy

        unknowns = sorted(made.free_symbols, key=lambda symbol: int(symbol.name[1:]))
        if not unknowns:
            return made
        rational = sympy.polys.fields.FracField(unknowns, sympy.QQ, sympy.lex)
        if any(isinstance(part, sympy.Pow) and part.exp.is_negative for part in nodes(made)):
            return rational.from_expr(made).as_expr()
        return rational.ring.from_expr(made).as_expr()

    def normal_vector(self, made: Coefficients) -> Any:
        """The factors of a vector in normal form, without those that are 0."""
        normal = ((unit, self.normal(factor)) for unit, factor in made.items())
        return tuple(sorted(((u, f) for u, f in normal if f != 0), key=lambda pair: str(pair[0])))

    def is_zero(self, made: Any) -> bool:
        """Whether an expression is 0 as a rational function."""
        return bool(self.normal(made) == 0)


def _name(base: Any) -> str:
    """What tells vectors apart: two symbols may print alike, as w_1 and w with the index 1 do."""
    return name_of(base) if isinstance(base, Symbol) else str(base)


def _one() -> Any:
    import sympy

    return sympy.Integer(1)
