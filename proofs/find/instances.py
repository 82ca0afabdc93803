"""The smallest instance in which a theorem fails without one of its hypotheses.

Nothing here is believed: what is found is judged by `proofs.instance`.  Every choice has a weight,
the number of what comes before it in its list; instances are tried in the order of their weights'
sum, in one dimension and then in two, so that the first found is the smallest in this order.  A
value is chosen when it is first asked for, so that nothing is chosen that does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from proofs import proposals
from proofs.find import marks
from proofs.instance import (
    UNIT,
    Evaluation,
    Formula,
    Instance,
    Judged,
    Matrix,
    Meaning,
    Missing,
    Question,
    Rejected,
    Steps,
    Undecided,
    Value,
    failing,
    judged,
    runs_exist,
)  # fmt: skip
from proofs.trust import terms as T

NUMBERS = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "1/2", "3", "-1/2", "-3", "4")))
POSITIVE = tuple(map(Fraction, ("1", "2", "1/2", "3", "-1", "0", "-2", "-1/2", "4")))
"""For what is positive as a rule: rates, factors, numbers of samples and of units."""
LABELS = tuple(map(Fraction, ("1", "-1", "0", "2", "1/2", "-2")))
BROKEN = tuple(map(Fraction, ("-1", "0", "1", "2", "-2", "1/2", "3", "-1/2", "-3", "4")))
"""For what the hypothesis that is dropped speaks of."""
_POSITIVE = {"eta", "eta'", "c", "m", "h", "lambda_max", "gamma", "R", "epsilon", "s", "M", "K"}
PHI = {"phi_minus": Fraction(-1), "phi_zero": Fraction(1), "phi_plus": Fraction(1)}
"""The threshold function of the textbook."""
Weighted = tuple[int, Meaning]
Met = dict[T.Term, "bool | T.Term | T.Function | None"]
"""Of claims that were looked at: whether they hold, or what has to be chosen first."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where is looked: up to which sum of weights, in how many steps, and what is set."""

    weights: tuple[int, ...] = (10, 6)
    """The greatest sum of weights, in one dimension and in two."""
    steps: int = 2
    fixed: Mapping[str, Meaning] | None = None
    """Values by name, beside those of the textbook's threshold function."""
    work: int = 4_000
    """How many evaluations may be made."""
    longest: int = 3
    """How many values of the data may come before they repeat."""
    slopes: bool = True
    """Whether f' and grad f are the derivatives of f."""
    labels: bool = False
    """Whether targets are labels: 1 and -1 come first."""

    def __str__(self) -> str:
        dimensions = " and ".join(f"{w} in dimension {d}" for d, w in enumerate(self.weights, 1))
        listed = ", ".join(map(str, NUMBERS))
        return (
            f"numbers {listed} (what is positive as a rule begins with 1); a number weighs its "
            f"place in the list; sums of weights up to {dimensions}; "
            f"up to {self.steps} steps, data that repeat from the {self.longest}. on"
        )


class OutOfWork(Exception):
    """As many evaluations were made as are allowed."""


def smallest(
    question: Question, box: Box = Box(), undefined: bool = False
) -> tuple[Instance, Judged] | None:
    """The first instance of the box in which everything else holds and a conclusion fails.

    With `undefined` a conclusion whose sides have no value counts as failing, too.
    """
    vectors = any("vector" in _sorts(p) for p in (*question.given, *question.says))
    weights = box.weights[: 1 + vectors]
    key = _key(question, box, undefined)
    found = _again(proposals.get(key), _Search(question, box, undefined), weights)
    if found is not None:
        return found
    search = _Search(question, box, undefined)
    try:
        for dimension, most in enumerate(weights, 1):
            search.dimension = dimension
            for weight in range(most + 1):
                found = next(search.at_weight(weight), None)
                if found is not None:
                    proposals.put(key, [dimension, weight, list(search.path)])
                    return found
    except OutOfWork:
        return None
    return None


def _key(question: Question, box: Box, undefined: bool) -> bytes:
    rows = (question.given, question.dropped, question.says)
    return marks.joined(*(marks.of_all("an instance", row) for row in rows), repr((box, undefined)))


def _again(kept: Any, search: _Search, weights: Sequence[int]) -> tuple[Instance, Judged] | None:
    """The instance of the choices that were kept, judged as any other; None where it is none."""
    match kept:
        case [int(dimension), int(weight), [*choices]] if 0 < dimension <= len(weights):
            if 0 <= weight <= weights[dimension - 1] and set(map(type, choices)) <= {int}:
                search.dimension, search.follow = dimension, tuple(choices)
                with suppress(OutOfWork):
                    return next(search.at_weight(weight), None)
    return None


@dataclass(frozen=True, slots=True)
class _Node:
    """Something that has to be chosen next, and what was found out before it."""

    what: T.Term | T.Function
    done: dict[object, Value]
    met: Met
    open_: Sequence[T.Term]


class _Wanted(Exception):
    """Something that has to be chosen before the next look, and what is not decided yet."""

    def __init__(self, what: T.Term | T.Function, open_: Sequence[T.Term]) -> None:
        super().__init__(str(what))
        self.what, self.open_ = what, open_


def _first_steps(claims: Sequence[T.Term]) -> dict[T.Function, int]:
    """The first step that functions of the step are spoken of at, where that is 1 as it stands."""
    found: dict[T.Function, int] = {}
    for part in T.inside(*claims):
        if part.op == "apply" and part.data.takes == ("natural",):
            at = part.args[0]
            later = at.op == "sum" and at.args[-1].op == "number" and at.args[-1].data >= 1
            later = later or (at.op == "number" and at.data >= 1)
            found[part.data] = min(found.get(part.data, 1), int(later))
    return found


def _sorts(p: T.Term) -> set[str]:
    return {t.sort for t in T.inside(p)}


def _truth(evaluation: Evaluation, p: T.Term, met: Met) -> bool | None:
    """Whether a claim holds, looked at once more only when what was missing is chosen."""
    known = met.get(p)
    if isinstance(known, T.Term | T.Function):
        if known not in evaluation.instance.meanings:
            raise Missing(known)
    elif p in met:
        return known
    try:
        found = met[p] = evaluation.truth(p)
    except Missing as missing:
        met[p] = missing.what
        raise
    return found


class _Search:
    def __init__(self, question: Question, box: Box, undefined: bool) -> None:
        self.question, self.box, self.undefined = question, box, undefined
        self.kept = question.kept
        self.order = sorted(self.kept, key=lambda p: p.op == "all")
        self.left, self.dimension = box.work, 1
        claims = (*question.given, *question.says)
        self.names = {x for p in claims for x in T.free(p)}
        self.about = {x for p in question.dropped for x in T.free(p)}
        self.first = _first_steps(claims)
        self._lists: dict[object, list[Weighted]] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], _Node | Instance | None] = {}
        """What was found out after some choices: each sum of weights begins at the first one."""
        self.path: tuple[int, ...] = ()
        """The places of what was chosen last, each in its list."""
        self.follow: tuple[int, ...] | None = None
        """Choices made before, to be made again, and no others."""

    def at_weight(self, weight: int) -> Iterator[tuple[Instance, Judged]]:
        """The instances of this sum of weights that are accepted."""
        return self._choices({}, weight, {}, {}, self.order, ())

    def _choices(
        self,
        meanings: dict[T.Term | T.Function, Meaning],
        weight: int,
        done: dict[object, Value],
        met: Met,
        open_: Sequence[T.Term],
        path: tuple[int, ...],
    ) -> Iterator[tuple[Instance, Judged]]:
        self.left -= 1
        if self.left < 0:
            raise OutOfWork
        place = (self.dimension, path)
        if place not in self._nodes:
            self._nodes[place] = self._node(meanings, done, met, open_)
        node = self._nodes[place]
        if isinstance(node, _Node):
            yield from self._chosen(node, meanings, weight, path)
        elif node is not None and weight == 0:
            with suppress(Rejected):
                found_here = node, judged(self.question, node)
                self.path = path
                yield found_here

    def _node(
        self,
        meanings: dict[T.Term | T.Function, Meaning],
        done: dict[object, Value],
        met: Met,
        open_: Sequence[T.Term],
    ) -> _Node | Instance | None:
        """What has to be chosen next, an instance that nothing speaks against, or nothing."""
        instance = Instance(self.dimension, meanings, self.box.steps)
        try:
            evaluation = Evaluation(instance, self.kept)
        except Missing as missing:
            return _Node(missing.what, {}, {}, open_)
        except Undecided:
            return None
        evaluation.done |= done
        met = dict(met)
        try:
            open_, found = self._looked_at(evaluation, met, open_)
        except _Wanted as wanted:
            return _Node(wanted.what, evaluation.done, met, wanted.open_)
        except Undecided:
            return None
        return instance if found else None

    def _chosen(
        self,
        node: _Node,
        meanings: dict[T.Term | T.Function, Meaning],
        weight: int,
        path: tuple[int, ...],
    ) -> Iterator[tuple[Instance, Judged]]:
        what = node.what
        if self.box.slopes:  # a function is chosen first, and its slope with it
            functions = (f for f in self.names if isinstance(f, T.Function) and f not in meanings)
            what = next((f for f in functions if _is_slope(what, f)), what)
        keep = not (isinstance(what, T.Term) and what.sort == "natural")
        known: tuple[dict[object, Value], Met] = (node.done, node.met) if keep else ({}, {})
        followed = None if self.follow is None else self.follow[len(path) :][:1]
        for place, (cost, meaning) in enumerate(self._candidates(what)):
            if cost > weight or (followed is not None and place not in followed):
                continue
            chosen = {**meanings, what: meaning}
            chosen |= self._tied(what, meaning, chosen)
            yield from self._choices(chosen, weight - cost, *known, node.open_, (*path, place))

    def _looked_at(
        self, evaluation: Evaluation, met: Met, open_: Sequence[T.Term]
    ) -> tuple[Sequence[T.Term], bool]:
        """What is not decided yet, and whether nothing was seen that speaks against an instance."""
        missing: Missing | None = None
        left: list[T.Term] = []
        try:  # where it holds too, the theorem holds
            dropped = self.question.dropped
            if dropped and all(_truth(evaluation, p, met) for p in dropped):
                return left, False
        except Missing as wanted:
            missing = wanted
        except Undecided:
            pass
        for p in open_:
            try:
                found = _truth(evaluation, p, met)
            except Missing as wanted:
                missing = missing or wanted
                left.append(p)
                continue
            except Undecided:
                if self.undefined:
                    continue
                raise
            if found is False:
                return left, False
        try:
            if missing is not None:
                raise missing
            failed = failing(evaluation, self.question.says)
            if failed is None or (None in failed[3:] and not self.undefined):
                return left, False
            if None not in failed[3:]:
                runs_exist(evaluation)
        except Missing as wanted:
            raise _Wanted(wanted.what, left) from None
        return left, True

    def _candidates(self, what: T.Term | T.Function) -> list[Weighted]:
        name = what.name if isinstance(what, T.Function) else str(what.data)
        if self.box.fixed and name in self.box.fixed:
            return [(0, self.box.fixed[name])]
        if name in PHI and what not in self.about:
            return [(0, PHI[name])]
        key = (what, self.dimension)
        if key not in self._lists:
            self._lists[key] = sorted(self._listed(what, name), key=lambda pair: pair[0])
        return self._lists[key]

    def _listed(self, what: T.Term | T.Function, name: str) -> list[Weighted]:
        numbers = POSITIVE if name.rstrip("^") in _POSITIVE else NUMBERS
        gives = what.gives if isinstance(what, T.Function) else what.sort
        if what in self.about and not T.is_space(gives):
            numbers = BROKEN
        if self.box.labels and name == "y^":
            numbers = LABELS
        if isinstance(what, T.Term):
            return self._values(what.sort, numbers)
        if what.takes == ("natural",):
            values = self._values(what.gives, numbers)[:24]
            first = self.first.get(what, 0)
            found: list[Weighted] = [(w, Steps((v,), first)) for w, v in values]
            for length in range(2, self.box.longest + 1):
                for row in product(values[:5], repeat=length):
                    if row[-1] != row[-2]:
                        cost = sum(w for w, _ in row) + length - 1
                        found.append((cost, Steps(tuple(v for _, v in row), first)))
            return found
        if {*what.takes} == {"natural"}:
            return self._families(what, self._values(what.gives, numbers))
        if what.kind == "linear":
            return list(enumerate(self._matrices(self.dimension)))
        if what.kind == "adjoint":
            raise Undecided("an adjoint is no choice of its own")
        return list(enumerate(formulas(what)))

    def _families(self, f: T.Function, values: Sequence[Weighted]) -> list[Weighted]:
        """One value everywhere, or another one at 0 in one of the arguments."""
        found: list[Weighted] = [(w, Steps((v,))) for w, v in values[:24]]
        for place in range(len(f.takes)):
            for (a, first), (b, then) in product(values[:4], repeat=2):
                if first != then:
                    found.append((a + b + 1, Steps((first, then), 0, (place,))))
        return found

    def _values(self, sort: str, numbers: Sequence[Fraction]) -> list[Weighted]:
        if sort == "natural":
            return [(k, Fraction(k)) for k in range(self.box.steps + 1)]
        weighted = list(enumerate(numbers))
        if not T.is_space(sort):
            return weighted
        few = weighted if self.dimension == 1 else weighted[:5]
        rows = product(few, repeat=self.dimension)
        pairs = [(sum(w for w, _ in row), tuple(q for _, q in row)) for row in rows]
        return sorted(pairs, key=lambda pair: pair[0])

    def _matrices(self, dimension: int) -> list[Matrix]:
        if dimension == 1:
            return [Matrix(((q,),)) for q in POSITIVE]
        rows = [
            (1, 0, 0, 1), (1, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 2), (0, 1, 1, 0), (0, -1, 1, 0),
            (1, 1, 0, 1), (2, 0, 0, 1), (2, 0, 0, 2), (1, 0, 0, -1), (1, 1, 1, 1), (2, 1, 1, 2),
        ]  # fmt: skip
        return [Matrix(tuple(tuple(map(Fraction, r)) for r in (row[:2], row[2:]))) for row in rows]

    def _tied(
        self,
        what: T.Term | T.Function,
        meaning: Meaning,
        meanings: Mapping[T.Term | T.Function, Meaning],
    ) -> dict[T.Term | T.Function, Meaning]:
        """The slope of a function is not chosen apart from it."""
        if not isinstance(meaning, Formula) or not self.box.slopes:
            return {}
        functions = (f for f in self.names if isinstance(f, T.Function) and f not in meanings)
        others = [f for f in functions if _is_slope(f, what)]
        slopes = {f: _slope(meaning, f) for f in others}
        return {f: slope for f, slope in slopes.items() if slope is not None}


def _is_slope(f: object, of: object) -> bool:
    """Whether one function bears the name of the derivative of another."""
    if not isinstance(f, T.Function) or not isinstance(of, T.Function):
        return False
    return f.name in (f"{of.name}'", f"grad_{of.name}")


def _parameters(f: T.Function) -> tuple[T.Term, ...]:
    return tuple(T.symbol(f"u{i + 1}", sort) for i, sort in enumerate(f.takes))


def formulas(f: T.Function) -> Iterator[Formula]:
    """Simple things that a function may be: constants, its arguments, sums, products, squares."""
    xs = _parameters(f)
    numbers = [x for x in xs if T.flat(x)]
    vectors = [x for x in xs if T.is_space(x.sort)]
    bodies: list[T.Term] = []
    if T.is_space(f.gives):
        bodies += [*vectors, T.zero(f.gives), *(-v for v in vectors), *(2 * v for v in vectors)]
        bodies += [v + UNIT for v in vectors] + [UNIT]
        bodies += [a * v for a in numbers for v in vectors]
        if len(vectors) > 1:
            bodies += [T.plus(*vectors), vectors[0] - vectors[1]]
        bodies += [T.dot(v, v) * v for v in vectors]
    else:
        if len(numbers) == 2 and f.name.endswith("'"):
            bodies.append(numbers[0] - numbers[1])
        elif len(numbers) == 2:
            bodies.append((numbers[0] - numbers[1]) ** T.number(2) / 2)
        if len(vectors) == 2:
            bodies += [T.dot(*vectors), T.dot(*vectors) - 1]
        bodies += [*numbers, *(T.dot(UNIT, v) for v in vectors), T.number(0), T.number(1)]
        bodies += [T.dot(v, v) / 2 for v in vectors] + [a * a for a in numbers]
        bodies += [a + 1 for a in numbers] + [-a for a in numbers] + [T.number(-1), T.number(2)]
        bodies += [-T.dot(v, v) for v in vectors] + [T.dot(v, v) for v in vectors]
        bodies += [T.dot(UNIT, v) + T.dot(v, v) for v in vectors]
        if len(numbers) == 2:
            bodies += [T.plus(*numbers), T.times(*numbers)]
    yield from (Formula(xs, body) for body in dict.fromkeys(bodies))


def _slope(formula: Formula, f: T.Function) -> Formula | None:
    """The derivative of a formula in its first parameter, where the other function may be that."""
    x = formula.parameters[0]
    if f.takes != tuple(p.sort for p in formula.parameters):
        return None
    body = _derived(formula.body, x)
    if body is None:
        return None
    zero = T.zero(f.gives) if T.is_space(f.gives) else T.number(0)
    return Formula(formula.parameters, zero if body is None else body)


def _derived(t: T.Term, x: T.Term) -> T.Term | None:
    """The derivative in a number, or the gradient in a vector, of what `formulas` makes."""
    vector = T.is_space(x.sort)
    nothing = T.zero(x.sort) if vector else T.number(0)
    if x not in T.free(t):
        return nothing
    match t.op:
        case "symbol":
            return None if vector else T.number(1)
        case "sum":
            parts = [_derived(a, x) for a in t.args if x in T.free(a)]
            if None in parts:
                return None
            return parts[0] if len(parts) == 1 else T.plus(*parts)  # type: ignore[arg-type]
        case "dot":
            u, v = t.args
            if u is v is x:
                return 2 * x
            return v if u is x else u if v is x else None
        case "power":
            inner = _derived(t.args[0], x)
            if inner is None:
                return None
            return 2 * t.args[0] if inner is T.number(1) else 2 * t.args[0] * inner
        case "quotient":
            inner = _derived(t.args[0], x)
            if inner is not None and inner.op == "product" and inner.args[0] is t.args[1]:
                rest = inner.args[1:]
                return rest[0] if len(rest) == 1 else T.times(*rest)
            return None if inner is None else inner / t.args[1]
        case "product":
            found = []
            for i, a in enumerate(t.args):
                if x not in T.free(a):
                    continue
                inner = _derived(a, x)
                if inner is None:
                    return None
                others = [b for j, b in enumerate(t.args) if j != i]
                found.append(T.times(*others, inner))
            return T.plus(*found)
    return None


__all__ = ["Box", "formulas", "smallest"]
