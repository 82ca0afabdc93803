"""The kernel against numbers: what it proves holds at points, what it refutes really fails.

Random terms, premises and nearly true goals, evaluated by an evaluator written here, which shares
nothing with the project's: fractions, and sixty decimals where a value is irrational.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from proofs import verdicts
from proofs.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    PHI,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    Apply,
    Dot,
    Function,
    Hypothesis,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sign,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    assume,
    differs,
    dot,
    equals,
    function,
    linear_map,
    norm,
    number,
    one_of,
    parts,
    scalar,
    substitute,
    threshold,
    vector,
)

NIGHTLY = "PROOFS_NIGHTLY" in os.environ
Vector = tuple[Fraction, ...]
Value = Fraction | Vector
Point = dict[Symbol, Value]
Matrix = tuple[Vector, ...]

SCALARS = [scalar(name) for name in "abc"]
VECTORS = [vector(name) for name in "uv"]
OPAQUE = function("f")
STEP = threshold("step", -1, 1, 1)
VALUES = [scalar(f"phi_{place}") for place in ("minus", "zero", "plus")]
POOL = [Fraction(*v) for v in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2), (3, 1))]
TINY = Fraction(1, 10**40)
DIGITS = 60
ORDERS: list[Sign] = [">", ">", ">=", "!=", "<", "<="]
SIGNS: list[Sign] = ["=", "=", "=", "<=", ">="]
EQUAL_OR_NOT: list[Sign] = ["=", "!="]
A = linear_map("A", "A'")
S = linear_map("S", "S")
MAPS = [A, A.transpose, S]


class NoValue(ArithmeticError):
    """A division by 0, a root or logarithm outside its domain."""


def sign(value: Fraction) -> int:
    """The sign, where what is smaller than any rational that can occur counts as 0."""
    return 0 if abs(value) < TINY else 1 if value > 0 else -1


def irrational(work: Callable[[Decimal], Decimal], value: Fraction) -> Fraction:
    """A function of decimals, to sixty places."""
    with localcontext() as context:
        context.prec = DIGITS + 20
        result = work(Decimal(value.numerator) / Decimal(value.denominator))
        return Fraction(result.quantize(Decimal(1).scaleb(-DIGITS)))


class Numbers:
    """Values of terms at one point; opaque functions are tables drawn from a seed."""

    def __init__(
        self,
        point: Point,
        dimension: int,
        seed: float,
        matrices: Mapping[Function, Matrix] | None = None,
    ) -> None:
        self.point, self.dimension, self.seed = point, dimension, seed
        self.matrices = matrices or {}
        """What the linear maps are."""

    def number(self, term: Term) -> Fraction:
        """The value of a scalar."""
        value = self.value(term)
        assert not isinstance(value, tuple)
        return value

    def vector(self, term: Term) -> Vector:
        """The value of a vector."""
        value = self.value(term)
        assert isinstance(value, tuple)
        return value

    def value(self, term: Term) -> Value:
        """The value of a term; raises `NoValue`."""
        match term:
            case Number(value):
                return value
            case Symbol():
                return self.point[term]
            case Zero():
                return (Fraction(0),) * self.dimension
            case Power(base, exponent):
                return Fraction(self.number(base) ** exponent)
            case Dot(left, right):
                return self._inner(self.vector(left), self.vector(right))
            case Apply(applied, (inner,)) if applied in self.matrices:
                along = self.vector(inner)
                return tuple(self._inner(row, along) for row in self.matrices[applied])
            case Apply(applied, arguments):
                return self._applied(applied, arguments)
        if term.kind == "scalar":
            return self._number(term)
        return self._vector(term)

    def _number(self, term: Term) -> Fraction:
        match term:
            case Sum(terms):
                return sum((self.number(t) for t in terms), Fraction(0))
            case Negative(inner):
                return -self.number(inner)
            case Product(factors):
                result = Fraction(1)
                for factor in factors:
                    result *= self.number(factor)
                return result
            case Quotient(above, below):
                return self.number(above) * self._over(below)
        raise AssertionError(term)

    def _vector(self, term: Term) -> Vector:
        match term:
            case Sum(terms):
                columns = zip(*(self.vector(t) for t in terms), strict=True)
                return tuple(sum(column, Fraction(0)) for column in columns)
            case Negative(inner):
                return tuple(-x for x in self.vector(inner))
            case Product(factors):
                scale = Fraction(1)
                for factor in factors:
                    if factor.kind == "scalar":
                        scale *= self.number(factor)
                (only,) = (factor for factor in factors if factor.kind == "vector")
                return tuple(scale * x for x in self.vector(only))
            case Quotient(above, below):
                scale = self._over(below)
                return tuple(scale * x for x in self.vector(above))
        raise AssertionError(term)

    def _over(self, below: Term) -> Fraction:
        value = self.number(below)
        if sign(value) == 0:
            raise NoValue("a division by 0")
        return 1 / value

    @staticmethod
    def _inner(left: Vector, right: Vector) -> Fraction:
        return sum((x * y for x, y in zip(left, right, strict=True)), Fraction(0))

    def _applied(self, applied: Function, arguments: tuple[Term, ...]) -> Fraction:
        if applied.name == "norm":
            along = self.vector(arguments[0])
            return irrational(Decimal.sqrt, self._inner(along, along))
        first, *others = (self.number(argument) for argument in arguments)
        if applied.values:
            outcomes = [self.number(value) for value in applied.values]
            return outcomes[1 + sign(first)]
        match applied.name:
            case "abs":
                return abs(first)
            case "max":
                return max(first, others[0])
            case "min":
                return min(first, others[0])
            case "sqrt":
                if sign(first) < 0:
                    raise NoValue("the root of a negative number")
                return irrational(Decimal.sqrt, max(first, Fraction(0)))
            case "log":
                if sign(first) <= 0:
                    raise NoValue("the logarithm of a number that is not positive")
                return irrational(Decimal.ln, first)
        if applied.name == "f":
            table = random.Random(f"{self.seed} {round(first, 30)}")
            return table.choice(POOL)
        if abs(first) > 20:
            raise NoValue("too large to be told")
        e = irrational(Decimal.exp, first)
        return {"exp": e, "sigmoid": e / (1 + e), "tanh": (e * e - 1) / (e * e + 1)}[applied.name]

    def holds(self, relation: Relation) -> bool:
        """Whether a relation holds; raises `NoValue`."""
        if relation.left.kind == "vector":
            left, right = self.vector(relation.left), self.vector(relation.right)
            same = all(sign(x - y) == 0 for x, y in zip(left, right, strict=True))
            return same is (relation.sign == "=")
        allowed = [self.number(term) for term in relation.terms[1:]]
        found = [sign(self.number(relation.left) - value) for value in allowed]
        wanted = {"=": {0}, "!=": {-1, 1}, "<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}
        return any(s in wanted[relation.sign] for s in found)


class Author:
    """Writes terms, premises and goals at random."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def a_scalar(self, depth: int) -> Term:
        """A random scalar."""
        pick, below = self.draw.choice, depth - 1
        if depth <= 0 or self.draw.random() < 0.15:
            return pick([*SCALARS, *SCALARS, number(pick([0, 1, -1, 2, 3]), pick([1, 1, 2]))])
        a, b = self.a_scalar(below), self.a_scalar(below)
        more: list[Callable[[], Term]] = [
            lambda: a + b, lambda: a - b, lambda: a * b, lambda: a * b, lambda: a / b,
            lambda: a**2, lambda: dot(self.a_vector(below), self.a_vector(below)),
            lambda: norm(self.a_vector(below)), lambda: ABS(a), lambda: pick([MAX, MIN])(a, b),
            lambda: pick([SIGN, PHI, STEP])(a), lambda: SQRT(a),
            lambda: pick([EXP, LOG, SIGMOID, TANH])(a), lambda: OPAQUE(a),
        ]  # fmt: skip
        return pick(more)()

    def a_vector(self, depth: int) -> Term:
        """A random vector."""
        pick, below = self.draw.choice, depth - 1
        if depth <= 0 or self.draw.random() < 0.3:
            return pick([*VECTORS, *VECTORS, *VECTORS, ZERO])
        u, s = self.a_vector(below), self.a_scalar(below)
        return pick([u + self.a_vector(below), u - self.a_vector(below), s * u, u / s])

    def a_premise(self, name: str) -> Hypothesis:
        """A random premise, more often one that a user would write."""
        pick = self.draw.choice
        a, b, u, v = pick(SCALARS), pick(SCALARS), pick(VECTORS), pick(VECTORS)
        order = pick(ORDERS)
        relations: list[Callable[[], Relation]] = [
            lambda: Relation(a, order, number(pick([0, 0, 1]))),
            lambda: Relation(a, order, number(0)),
            lambda: Relation(a, order, b),
            lambda: Relation(a * b, order, number(0)),
            lambda: one_of(a, 1, pick([number(-1), b]), 0),
            lambda: differs(u, pick([ZERO, v, a * v])),
            lambda: equals(u, pick([a * v, v / a, -v])),
            lambda: equals(norm(u), pick([number(1), a, norm(v)])),
            lambda: Relation(dot(u, v), pick(EQUAL_OR_NOT), number(0)),
            lambda: equals(OPAQUE(a), pick([b, OPAQUE(b)])),
            lambda: equals(pick([PHI, STEP])(a), pick([number(1), b])),
            lambda: equals(a, pick([b + 1, b * b, ABS(b), 2 * b])),
            lambda: equals(pick([a * a, a * b + 1, ABS(a), a - b]), pick([b, number(1)])),
        ]
        return assume(name, pick(relations)())

    def rewritten(self, term: Term) -> Term:
        """The term with one part replaced by what is equal to it, or nearly so."""
        pick = self.draw.choice
        part = pick(parts(term))
        z = pick(SCALARS)
        options: list[Term] = [pick(SCALARS if part.kind == "scalar" else VECTORS)]
        if part.kind == "scalar":
            options += [part * z / z, 1 / (1 / part), SQRT(part) ** 2, SQRT(part**2)]
            options += [EXP(LOG(part)), LOG(EXP(part)), part + z - z]
        if isinstance(part, Dot):
            options += [dot(part.right, part.left), norm(part.left) * norm(part.right)]
        if isinstance(part, Apply):
            f, a = part.function, part.arguments[0]
            if f.values:
                options += [f(z * a), f(z * z * a), f(a / ABS(a)), f(-a), *f.values]
            options += {
                "abs": lambda: [a, SIGN(a) * a, MAX(a, -a)],
                "log": lambda: [-LOG(1 / a), LOG(a**2) / 2],
                "exp": lambda: [1 / EXP(-a)],
                "sigmoid": lambda: [1 - SIGMOID(-a), EXP(a) / (1 + EXP(a))],
                "tanh": lambda: [-TANH(-a), 2 * SIGMOID(2 * a) - 1],
                "norm": lambda: [SQRT(dot(a, a)), norm(-a), dot(a, a) / norm(a)],
                "max": lambda: [a, -MIN(-a, -part.arguments[1])],
            }.get(f.name, list)()
        return substitute(term, {part: pick(options)})

    def a_goal(self, premises: Sequence[Hypothesis]) -> Relation:
        """A relation that is true, nearly true, or about what the premises speak of."""
        pick, chance = self.draw.choice, self.draw.random()
        if chance < 0.2 and premises:
            given = pick(premises).relation
            if given.left.kind == "vector":
                v = pick(VECTORS)
                return Relation(dot(given.left, v), pick(EQUAL_OR_NOT), dot(given.right, v))
            z = pick(SCALARS)
            left, right = (self.rewritten(t * z) for t in (given.left, given.right))
            return Relation(left, pick([given.sign, *SIGNS]), right)
        term = self.a_vector(2) if chance < 0.35 else self.a_scalar(pick([1, 2, 3]))
        other = self.rewritten(term)
        if self.draw.random() < 0.3:
            other = self.rewritten(other)
        if term.kind == "vector":
            return equals(term, other)
        return Relation(term, pick(SIGNS), other)

    def a_question(self) -> tuple[tuple[Hypothesis, ...], Relation]:
        """Premises and a goal."""
        count = self.draw.choice([0, 1, 1, 2, 2, 3])
        premises = tuple(self.a_premise(f"premise {place}") for place in range(count))
        while True:
            try:
                return premises, self.a_goal(premises)
            except TermError:
                continue

    def a_point(self, premises: Sequence[Hypothesis]) -> Numbers:
        """A point at which the premises have a fair chance to hold."""
        pick = self.draw.choice
        dimension = pick([1, 1, 2])
        point: Point = {s: pick(POOL) for s in (*SCALARS, *VALUES)}
        for v in VECTORS:
            point[v] = tuple(pick(POOL[:5]) for _ in range(dimension))
        numbers = Numbers(point, dimension, self.draw.random())
        for premise in premises:
            left = premise.relation.left
            if isinstance(left, Symbol) and premise.relation.sign == "=":
                point[left] = numbers.value(pick(premise.relation.terms[1:]))
        return numbers


def fails_at(
    author: Author, relation: Relation, premises: Sequence[Hypothesis]
) -> tuple[Point | None, int]:
    """A point at which premises hold and the relation does not, if any; and how many were seen."""
    seen = 0
    for _ in range(60):
        try:
            numbers = author.a_point(premises)
            if not all(numbers.holds(p.relation) for p in premises):
                continue
        except NoValue:
            continue
        seen += 1
        try:
            if not numbers.holds(relation):
                return numbers.point, seen
        except NoValue as error:
            if "told" not in str(error):
                return numbers.point, seen
        if seen == 15:
            break
    return None, seen


@pytest.mark.parametrize("seed", range(4 if NIGHTLY else 2))
def test_what_is_proved_holds_and_what_is_refuted_fails(seed: int) -> None:
    """Every proof is tried where the premises hold that it used; witnesses are evaluated anew."""
    author = Author(seed)
    proved = tried = refuted = 0
    for _ in range(130):
        premises, relation = author.a_question()
        told = f"{relation} given {', '.join(map(str, premises)) or 'nothing'}"
        try:
            verdict = verdicts.decide(relation, premises)
        except verdicts.HypothesisError:
            continue
        if isinstance(verdict, verdicts.Proved):
            used = tuple(p for p in premises if p.name in verdict.premises)
            point, seen = fails_at(author, relation, used)
            assert point is None, f"{told} is proved by {verdict.premises}, and fails at {point}"
            proved, tried = proved + 1, tried + (seen > 0)
        elif isinstance(verdict, verdicts.Refuted) and not verdict.witness.functions:
            values = dict(verdict.witness.values)
            lengths = [len(v) for v in values.values() if isinstance(v, tuple)]
            numbers = Numbers(values, lengths[0] if lengths else 1, 0)
            met = {s for p in premises for t in p.relation.terms for s in parts(t)}
            if not {s for s in met if isinstance(s, Symbol)} <= set(values):
                continue  # some are defined by premises
            for premise in premises:
                assert numbers.holds(premise.relation), f"{told}: the witness breaks {premise}"
            with suppress(NoValue):
                assert not numbers.holds(relation), f"{told} is refuted, and holds at {values}"
            refuted += 1
    assert proved > 15
    assert tried > 10
    assert refuted > 15


# Linear maps -------------------------------------------------------------------------------------


class MapAuthor(Author):
    """Writes of a linear map, its adjoint and a self-adjoint one."""

    def a_scalar(self, depth: int) -> Term:
        """A random scalar, more often an inner product."""
        if depth > 0 and self.draw.random() < 0.6:
            return dot(self.a_vector(depth - 1), self.a_vector(depth - 1))
        pick = self.draw.choice
        if depth <= 0:
            return pick([*SCALARS, number(pick([1, -1, 2]), pick([1, 1, 2]))])
        a, b = self.a_scalar(depth - 1), self.a_scalar(depth - 1)
        return pick([a + b, a - b, a * b])

    def a_vector(self, depth: int) -> Term:
        """A random vector, more often under a map."""
        if depth > 0 and self.draw.random() < 0.5:
            return self.draw.choice(MAPS)(self.a_vector(depth - 1))
        return super().a_vector(depth)

    def a_premise(self, name: str) -> Hypothesis:
        """A random premise about what the maps make of vectors."""
        pick = self.draw.choice
        f, a, u, v = pick(MAPS), pick(SCALARS), pick(VECTORS), pick(VECTORS)
        order = pick(ORDERS)
        relations: list[Callable[[], Relation]] = [
            lambda: equals(f(u), pick([a * u, v, ZERO, pick(MAPS)(v), a * u + v])),
            lambda: equals(f(pick(MAPS)(u)), pick([a * u, v, f(v), ZERO])),
            lambda: differs(f(u), pick([ZERO, v, a * u])),
            lambda: Relation(dot(f(u), v), order, pick([number(0), a])),
            lambda: equals(norm(f(u)), pick([number(1), a, norm(u)])),
            lambda: equals(f(u) + v, pick([a * v, pick(MAPS)(u), ZERO])),
        ]
        if self.draw.random() < 0.3:
            return super().a_premise(name)
        return assume(name, pick(relations)())

    def moved(self, term: Term) -> Term:
        """The term with one part replaced by what is equal to it for every linear map."""
        pick = self.draw.choice
        u, z = pick(VECTORS), pick(SCALARS)
        options: list[tuple[Term, Term]] = []
        for part in parts(term):
            match part:
                case Apply(f, (inner,)) if f in MAPS:
                    options.append((part, f(inner + z * u) - z * f(u)))
                    if isinstance(inner, Sum):
                        first, *others = inner.terms
                        rest = others[0] if len(others) == 1 else Sum(tuple(others))
                        options.append((part, f(first) + f(rest)))
                case Dot(left, right):
                    options.append((part, dot(right, left)))
                    if isinstance(left, Apply) and left.function in MAPS:
                        options.append(
                            (part, dot(left.arguments[0], left.function.transpose(right)))
                        )
                    if isinstance(right, Apply) and right.function in MAPS:
                        back = right.function.transpose(left)
                        options.append((part, dot(back, right.arguments[0])))
        if not options:
            return term
        old, new = pick(options)
        return substitute(term, {old: new})

    def mistaken(self, term: Term) -> Term:
        """The term with one map replaced by another, or left out."""
        pick = self.draw.choice
        applied = [p for p in parts(term) if isinstance(p, Apply) and p.function in MAPS]
        if not applied:
            return self.rewritten(term)
        part = pick(applied)
        (inner,) = part.arguments
        return substitute(term, {part: pick([pick(MAPS)(inner), inner, part.function(part)])})

    def a_goal(self, premises: Sequence[Hypothesis]) -> Relation:
        """A relation that is true, nearly true, or about what the premises speak of."""
        pick, chance = self.draw.choice, self.draw.random()
        if chance < 0.3 and premises:
            given = pick(premises).relation
            if given.left.kind == "vector":
                f, v = pick(MAPS), pick(VECTORS)
                if self.draw.random() < 0.3:
                    return Relation(f(given.left), given.sign, f(given.right))
                left = dot(given.left, v)
                return Relation(self.moved(left), pick(EQUAL_OR_NOT), dot(given.right, v))
            return Relation(self.moved(given.left), given.sign, given.right)
        if chance < 0.4:
            image = self.a_vector(2)
            return Relation(self.moved(dot(image, image)), pick([">=", ">", "="]), number(0))
        term = self.a_vector(2) if chance < 0.6 else self.a_scalar(2)
        other = self.moved(self.moved(term))
        if self.draw.random() < 0.4:
            other = self.mistaken(other)
        return equals(term, other)

    def a_point(self, premises: Sequence[Hypothesis]) -> Numbers:
        """A point of the plane, and matrices, at which the premises have a fair chance to hold."""
        pick = self.draw.choice
        point: Point = {s: pick(POOL) for s in (*SCALARS, *VALUES)}
        for v in VECTORS:
            point[v] = (pick(POOL[:5]), pick(POOL[:5]))
        p, q, r, s = (pick(POOL[:4]) for _ in range(4))
        full: Matrix = pick([((p, q), (r, s)), ((p, q), (-q, p)), ((p, q), (q, r))])
        plain: Matrix = pick([((p, q), (q, s)), ((p, q * 0), (q * 0, p))])
        turned = tuple(zip(*full, strict=True))
        numbers = Numbers(point, 2, self.draw.random(), {A: full, A.transpose: turned, S: plain})
        for premise in premises:
            right = premise.relation.right
            if isinstance(right, Symbol) and premise.relation.sign == "=":
                point[right] = numbers.value(premise.relation.left)
        return numbers


@pytest.mark.parametrize("seed", range(3 if NIGHTLY else 2))
def test_what_is_proved_of_maps_holds_of_matrices(seed: int) -> None:
    """Every proof is tried with matrices, and with those premises alone that it says it used."""
    author = MapAuthor(seed)
    proved = tried = lighter = 0
    for _ in range(100):
        premises, relation = author.a_question()
        told = f"{relation} given {', '.join(map(str, premises)) or 'nothing'}"
        try:
            verdict = verdicts.decide(relation, premises)
        except verdicts.HypothesisError:
            continue
        if isinstance(verdict, verdicts.Proved):
            used = tuple(p for p in premises if p.name in verdict.premises)
            point, seen = fails_at(author, relation, used)
            assert point is None, f"{told} is proved by {verdict.premises}, and fails at {point}"
            proved, tried = proved + 1, tried + (seen > 0)
            lighter += len(used) < len(premises)
    assert proved > 15
    assert tried > 10
    assert lighter > 3


@pytest.mark.parametrize("seed", range(2 if NIGHTLY else 1))
def test_what_is_true_of_every_map_is_never_refuted(seed: int) -> None:
    """What follows from linearity and adjoints alone is proved, whatever else is assumed."""
    author = MapAuthor(seed)
    proved = 0
    for _ in range(45):
        count = author.draw.choice([0, 1])
        premises = tuple(author.a_premise(f"premise {place}") for place in range(count))
        try:
            term = author.a_vector(2) if author.draw.random() < 0.4 else author.a_scalar(2)
            relation = equals(term, author.moved(author.moved(author.moved(term))))
        except TermError:
            continue
        if "/" in f"{relation} {' '.join(map(str, premises))}":
            continue  # a division by what may be 0 has no value
        try:
            verdict = verdicts.decide(relation, premises)
        except verdicts.HypothesisError:
            continue
        assert isinstance(verdict, verdicts.Proved), f"{relation} is true: {verdict}"
        proved += 1
    assert proved > 20
