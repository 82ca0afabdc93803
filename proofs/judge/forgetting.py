"""Whether the start is forgotten: the difference of two runs on the same data tends to 0.

Proved for steps that are affine in the states: the difference D of two runs then has a step of its
own, without what is free of states.  Three kinds are known: states that are overwritten; D times a
factor whose square is at most q < 1; D less its part along a sample, at stable rates.  What has to
hold besides what is given is said as conditions, and values that satisfy all of them are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from proofs.find import polynomial as P
from proofs.judge.certificate import Certificate
from proofs.judge.collected import Forms, not_zero
from proofs.judge.contraction import below_one, below_one_proved, decays, same_after_one, shrinks
from proofs.judge.structure import closure
from proofs.judge.syntax import (
    ONE,
    ZERO,
    Node,
    Rule,
    counts,
    free_indices,
    names,
    node,
    parts,
    plus,
    rebuilt,
    times,
)  # fmt: skip

MOST_ROUNDS = 20
EVERY = " for every sample"


@dataclass(frozen=True)
class Forgotten:
    """Why the start is forgotten."""

    by: str
    says: str = ""
    """How fast, as a statement about the difference of two runs."""
    under: tuple[Node, ...] = ()
    """What has to hold of rate, parameters and every sample besides what is given."""
    words: tuple[str, ...] = ()
    """The same for what is no formula: how the samples come."""
    example: Mapping[str, Any] | None = None
    """Values that satisfy it."""
    proof: Certificate | None = None

    def chains(self) -> tuple[tuple[Node, ...], ...]:
        """The conditions; of a < b and b < c, which are said together, the sides a, b and c."""
        chains: list[list[Node]] = []
        for c in self.under:
            if chains and c.op == "<" and chains[-1][-1] is c.args[0]:
                chains[-1].append(c.args[1])
            else:
                chains.append([*c.args] if c.op == "<" else [c])
        return tuple(map(tuple, chains))

    def conditions(self, rule: Rule) -> tuple[str, ...]:
        """All that has to hold, in words."""
        data = {d.name for d in rule.data}
        said = []
        for chain in self.chains():
            text = " < ".join(map(repr, chain))
            each = set(names(*chain)) & data and not any(p.op == "total" for p in parts(*chain))
            said.append(f"{text}{EVERY}" if each else text)
        return (*said, *self.words)


class NotAffine(ValueError):
    """A part in which a state stands otherwise than as a term."""


def forgotten(rule: Rule) -> Forgotten | None:
    """Why the start is forgotten, in what order of strength; None where no means here shows it."""
    if (found := _overwritten(rule)) is not None:
        return found
    for made in _found(rule):
        if (example := satisfying(rule, made)) is not None:
            return replace(made, example=example if made.under else None)
    return None


def _found(rule: Rule) -> Iterator[Forgotten]:
    """What the means here show, one after the other."""
    from proofs.judge.falling import falling
    from proofs.judge.nearing import nearing
    from proofs.judge.tabular import tabular

    try:
        step = Difference(rule)
    except NotAffine:
        pass
    else:
        for means in (_factor, _along_samples, _along_all, _several):
            if (made := means(step)) is not None:
                yield made
    for last in (nearing, tabular, falling):
        if (made := last(rule)) is not None:
            yield made


# Overwritten -------------------------------------------------------------------------------------
def _overwritten(rule: Rule) -> Forgotten | None:
    """Each state is made of data and of states that are overwritten before it."""
    wanted = {s.name for s in rule.weights}
    every = {s.name for s in rule.states}
    gone: set[str] = set()
    for rounds in range(1, MOST_ROUNDS):
        now = {s.name for s in rule.states if set(names(s.update)) & every <= gone}
        if wanted <= now:
            return _gone(rule, rounds)
        if now == gone:
            break
        gone = now
    forms = Forms(not_zero(rule))
    first = {
        s.name for s in rule.states if not set(names(forms.plain(_at_first(s.update)))) & every
    }  # fmt: skip
    if wanted <= first and set(closure(rule, tuple(wanted))) <= first:
        return _gone(rule, 0)
    return None


def _at_first(root: Node) -> Node:
    return rebuilt(root, lambda p: ONE if p.op == "clock" else None)


def _gone(rule: Rule, rounds: int) -> Forgotten:
    """After so many steps; 0: after the first, which is the only one that overwrites."""
    by = (
        "step 1 makes the weights of data alone, and all later ones of these" if rounds == 0
        else "every step makes the weights of data alone" if rounds == 1
        else "every step makes states of data and of states that were overwritten before"
    )  # fmt: skip
    steps = "one step" if rounds < 2 else f"{rounds} steps"
    says = f"after {steps} the weights of two runs are the same"
    return Forgotten(by, says, proof=same_after_one(rule) if rounds == 1 else None)


# The step of the difference ----------------------------------------------------------------------
@dataclass(frozen=True)
class Along:
    """A term c (x.D) v of the step of a difference."""

    factor: P.Poly
    state: str
    by: Node
    along: Node | None


class Difference:
    """What a step makes of the difference of two runs, as polynomials in what is free of states."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.names = closure(rule, tuple(s.name for s in rule.weights))
        self.states = [s for s in rule.states if s.name in self.names]
        self.under: dict[Node, None] = {}
        updates = [self._branch(s.update, s.here) for s in self.states]
        self.forms = Forms(not_zero(rule), frozenset(self._apart()))
        self.own: dict[tuple[str, str], P.Poly] = {}
        self.dots: dict[str, list[Along]] = {}
        self.sums: list[tuple[P.Poly, Node, str]] = []
        """Terms c sum(i, (x[i].D) x[i])."""
        self.rest: dict[str, P.Poly] = {}
        """What is free of states."""
        self.coordinates = False
        for s, update in zip(self.states, updates, strict=True):
            self._read(s.name, s.index, self.forms.plain(update))

    def counts(self, *polynomials: P.Poly) -> bool:
        """Whether the number of the step occurs in one of them."""
        return counts(*(self.forms.nodes[g] for g in P.generators(polynomials)))

    def speaks(self, part: Node) -> bool:
        """Whether a state occurs in it."""
        return any(n in self.names for n in names(part))

    def _branch(self, root: Node, own: Node) -> Node:
        """Of a choice that no state makes, the side that speaks of states, or moves them."""

        def change(part: Node) -> Node | None:
            if part.op != "where" or self.speaks(part.args[0]):
                return None
            test, a, b = part.args
            if test.kind != "truth" or free_indices(test) or counts(test):
                return None
            first = self.speaks(a)
            if first is self.speaks(b):  # a side that is the state itself moves nothing
                if part is not root or (a is own) is (b is own):
                    return None
                first = b is own
            self.under[test if first else _not(test)] = None
            return self._branch(a if first else b, own)

        return rebuilt(root, change)

    def _apart(self) -> list[Node]:
        """What these conditions keep from 0."""
        found = []
        for test in self.under:
            for a, b in (test.args, test.args[::-1]) if len(test.args) == 2 else ():
                if test.op in ("<", "!=") and a is ZERO:
                    found.append(b)
        plain = Forms(not_zero(self.rule))
        for b in list(found):  # a product that is not 0 has no factor that is
            poly, _ = plain.form(b)
            if len(poly) == 1:
                found += [plain.nodes[g] for g in P.generators([poly])]
        return found

    def _read(self, name: str, index: str | None, update: Node) -> None:
        poly, _ = self.forms.form(update)
        self.dots[name], self.rest[name] = [], {}
        for m, c in poly.items():
            about = [(g, e) for g, e in m if self.speaks(self.forms.nodes[g])]
            if not about:
                self.rest[name][m] = c
                continue
            (g, e), *more = about
            part = self.forms.nodes[g]
            if more or e != 1:
                raise NotAffine(repr(part))
            rest = {tuple(f for f in m if f[0] != g): c}
            vectors = [n for n in (self.forms.nodes[h] for h, _ in m) if n.kind == "vector"]
            if update.kind == "vector" and len(vectors) != 1:
                self.coordinates = True
            own = self._state(part, index)
            if own is not None:
                P.accumulate(self.own.setdefault((name, own), {}), rest)
                continue
            if part.op == "total" and not index:
                self._sum(name, part, rest)
                continue
            if part.op != "dot":
                raise NotAffine(repr(part))
            a, b = part.args
            one, other = (a, b) if self.speaks(a) else (b, a)
            state = self._state(one, index)
            if state is None or self.speaks(other):
                raise NotAffine(repr(part))
            along = vectors[0] if update.kind == "vector" and vectors else None
            kept = tuple(f for f in m if f[0] != g and self.forms.nodes[f[0]] is not along)
            self.dots[name].append(Along({kept: c}, state, other, along))

    def _sum(self, name: str, part: Node, factor: P.Poly) -> None:
        """A sum over samples of (x.D) x."""
        poly, _ = self.forms.form(part.args[0])
        if len(poly) != 1:
            raise NotAffine(repr(part))
        ((monomial, c),) = poly.items()
        found = [self.forms.nodes[g] for g, e in monomial if e == 1]
        about = [n for n in found if self.speaks(n)]
        vectors = [n for n in found if n.kind == "vector"]
        if len(monomial) != 2 or len(about) != 1 or len(vectors) != 1 or about[0].op != "dot":
            raise NotAffine(repr(part))
        a, b = about[0].args
        one, other = (a, b) if self.speaks(a) else (b, a)
        if self._state(one, None) != name or other is not vectors[0]:
            raise NotAffine(repr(part))
        self.sums.append((P.scaled(factor, c), other, str(part.data)))

    def _state(self, part: Node, index: str | None) -> str | None:
        """The state that it is, of the unit at hand where there are units."""
        if part.op == "name" and part.data in self.names:
            return str(part.data)
        if part.op == "at" and part.data in self.names and index:
            inner = part.args[0]
            if inner.op == "index" and inner.data == index:
                return str(part.data)
        return None

    def node(self, poly: P.Poly) -> Node:
        """A polynomial as it is written."""
        return self.forms.written(poly)

    def free(self, poly: P.Poly) -> bool:
        """Whether it is the same at all steps: of numbers, rate and parameters."""
        known = {self.rule.rate, *self.rule.parameters}
        inner = [p for g in P.generators([poly]) for p in parts(self.forms.nodes[g])]
        return all(
            p.op != "clock" and (p.op not in ("name", "at") or p.data in known) for p in inner
        )


def _not(test: Node) -> Node:
    return test.args[0] if test.op == "not" else node("not", test)


# The kinds ---------------------------------------------------------------------------------------
def _factor(step: Difference) -> Forgotten | None:
    """Each state's difference is multiplied by a factor, and fed by those before it."""
    if step.sums or any(step.dots.values()) or (order := _order(step)) is None:
        return None
    under, sure = dict.fromkeys(step.under), True
    squares = []
    for name in order:
        a = step.own.get((name, name), {})
        if not a:
            continue
        if not step.free(a):
            return None
        squares.append(a)
        if below_one_proved(step, a):
            continue
        sure = False
        under[below_one(step.node(a))] = None
    alone = all(s == r for s, r in step.own)
    text = ", ".join(repr(step.node(a)) for a in squares) or "0"
    by = f"the difference of two runs is multiplied by {text} at each step, whatever the data"
    if not alone:
        fed = [step.own[pair] for pair in step.own if pair[0] != pair[1]]
        bounded = () if all(map(step.free, fed)) else ("data that stay in bounds",)
        by = (
            "the differences of two runs have a triangular step, whatever the data, and its "
            f"diagonal {text} has sizes below 1"
        )
        return Forgotten(by, "", tuple(under), bounded)
    (name,) = [s.name for s in step.rule.weights][:1] if len(step.own) else [step.names[0]]
    q = node("**", step.node(step.own.get((name, name), {})), data=Fraction(2))
    says = _bound(step, name, q)
    proof = None if len(step.names) > 1 or step.coordinates else decays(step, name, sure)
    return Forgotten(by, says, tuple(under), (), None, proof)


def _bound(step: Difference, name: str, q: Node) -> str:
    return (
        "after t steps |D|^2 (1 + t (1 - q)) is at most what |D|^2 is at the start, where D is "
        f"the difference of {name} in two runs and q = {q!r} < 1"
    )


def _order(step: Difference) -> list[str] | None:
    """The states, each after those that it speaks of; None for a circle."""
    left, made = list(step.names), []
    while left:
        ready = [n for n in left if all(s == n or s in made for m, s in step.own if m == n)]
        if not ready:
            return None
        made += ready
        left = [n for n in left if n not in ready]
    return made


def _along_samples(step: Difference) -> Forgotten | None:
    """D' = a D + c (x.D) x, with -2a < c |x|^2 < 0 and 0 < a <= 1."""
    if len(step.names) != 1 or step.coordinates or step.sums:
        return None
    (name,) = step.names
    a = step.own.get((name, name), {})
    dots = step.dots[name]
    if not dots:
        return _scalar_factor(step, name, a)
    x = dots[0].by
    if not step.free(a) or any(d.by is not x or d.along is not x for d in dots):
        return None
    c = P.plus(*(d.factor for d in dots))
    length = step.forms.form(node("dot", x, x))[0]
    gap = step.node(P.scaled(P.times(c, length), -1))
    under = dict(step.under)
    under[node("<", ZERO, gap)] = None
    under[node("<", gap, step.node(P.scaled(a, 2)))] = None
    if a == P.constant(1):
        if step.counts(c):
            return None  # no q < 1 for all passes
        by = (
            "the difference D of two runs never grows, and shrinks at each sample x with x.D != 0; "
            "where the samples span the space, a pass over them multiplies it by less than some "
            "q < 1, since the differences of length 1 are compact"
        )
        order = "samples that span the space, again and again in one order"
        says = "a step makes |D| less where x.D is not 0, and never more"
        return Forgotten(by, says, tuple(under), (order,), None,
                         shrinks(step, name, a, c, x, tuple(under), False))  # fmt: skip
    one = step.node(a)
    if not below_one_proved(step, a):
        under[below_one(one)] = None
    under[node("<", ZERO, one)] = None
    by = f"the difference of two runs is at most {one!r} times as long after each step"
    q = node("**", one, data=Fraction(2))
    return Forgotten(by, _bound(step, name, q), tuple(under), (), None,
                     shrinks(step, name, a, c, x, tuple(under), True))  # fmt: skip


def _along_all(step: Difference) -> Forgotten | None:
    """D' = a D - c sum(i, (x[i].D) x[i]): a symmetric step, with eigenvalues above -1."""
    if len(step.names) != 1 or step.coordinates or len(step.sums) != 1:
        return None
    (name,) = step.names
    ((c, x, index),) = step.sums
    a = step.own.get((name, name), {})
    if step.dots[name] or not step.free(a) or not of_count(step, c):
        return None
    size, one = step.node(P.scaled(c, -1)), step.node(a)
    lengths = node("total", node("dot", x, x), data=index)
    under = dict(step.under)
    under[node("<", ZERO, size)] = None
    under[node("<", times(size, lengths), step.node(P.plus(P.constant(1), a)))] = None
    words: tuple[str, ...] = ("samples that span the space",)
    if a != P.constant(1):
        words = ()
        under[below_one(one)] = None
    by = (
        "the difference of two runs has a symmetric step whose eigenvalues are smaller than 1 in "
        "size: on the samples' span, and everywhere where they span the space"
    )
    return Forgotten(by, "", tuple(under), words)


def of_count(step: Difference, c: P.Poly) -> bool:
    """Whether a factor is of numbers, rate, parameters and the number of samples."""
    known = {step.rule.rate, *step.rule.parameters}
    inner = [p for g in P.generators([c]) for p in parts(step.forms.nodes[g])]
    return all(p.op in ("number", "count", "/", "*", "+", "neg", "**") or (
        p.op == "name" and p.data in known) for p in inner)  # fmt: skip


def _scalar_factor(step: Difference, name: str, a: P.Poly) -> Forgotten | None:
    """A number's difference is multiplied by a factor that depends on the sample."""
    if step.free(a) or step.counts(a):
        return None
    factor = step.node(a)
    by = f"the difference of two runs is multiplied by {factor!r} at each step"
    order = "samples from a finite set"
    q = node("**", factor, data=Fraction(2))
    says = f"{_bound(step, name, q)} for all samples"
    under = (*step.under, below_one(factor))
    return Forgotten(by, says, under, (order,), None, decays(step, name, False))


def _several(step: Difference) -> Forgotten | None:
    """Up to three states, one feature, one sample again and again: a matrix of as many rows."""
    size = len(step.names)
    if size > 3 or step.coordinates or step.sums or any(s.index for s in step.states):
        return None
    matrix = [[dict(step.own.get((r, s), {})) for s in step.names] for r in step.names]
    for r, row in zip(step.names, matrix, strict=True):
        for d in step.dots[r]:
            made = d.factor
            for x in [d.by] if d.along is None else [d.by, d.along]:
                flat = _flat(x)
                if flat is None:
                    return None
                made = P.times(made, P.generator(step.forms.generator(flat)))
            P.accumulate(row[step.names.index(d.state)], made)
    if step.counts(*(e for row in matrix for e in row)):
        return None
    trace = P.plus(*(matrix[k][k] for k in range(size)))
    minors = P.plus({}, *(_det([[matrix[j][j], matrix[j][k]], [matrix[k][j], matrix[k][k]]])
                          for j in range(size) for k in range(j)))  # fmt: skip
    a, b, c = (step.node(p) for p in (trace, minors, _det(matrix)))
    by = "with one feature the difference of two runs is "
    if size == 1:
        if len(set(names(a)) & {d.name for d in step.rule.data}) != 1:
            return None  # of two data, one undoes the other
        under: tuple[Node, ...] = (below_one(a),)
        by += f"multiplied by {a!r} at each step"
    elif size == 2:
        under = (*_below_one(c), node("<", _size(a), plus(ONE, c)))
        by = (
            f"with one feature the differences of two runs have a step with the determinant {c!r} "
            f"and the trace {a!r}, and both its eigenvalues are smaller than 1 in size"
        )
    else:
        one = P.constant(1)
        outer = step.node(P.plus(trace, _det(matrix)))
        inner = step.node(P.minus(minors, P.times(trace, _det(matrix))))
        under = (
            *_below_one(c), node("<", _size(outer), step.node(P.plus(one, minors))),
            node("<", _size(inner), step.node(P.minus(one, P.times(_det(matrix), _det(matrix))))),
        )  # fmt: skip
        by = (
            f"with one feature the differences of two runs have a step with the determinant {c!r}, "
            f"the trace {a!r} and the sum of minors {b!r}, and all its eigenvalues are smaller "
            "than 1 in size"
        )
    return Forgotten(by, "", (*step.under, *under), ("one sample of one feature, again and again",))


def _below_one(c: Node) -> tuple[Node, ...]:
    """That a number is smaller than 1 in size, unless it is seen to be."""
    return () if c.op == "number" and abs(c.data) < 1 else (below_one(c),)


def _size(part: Node) -> Node:
    return part if part.op == "abs" else node("abs", part)


def _det(matrix: Sequence[Sequence[P.Poly]]) -> P.Poly:
    """The determinant of up to three rows, by the first of them."""
    first, *rest = matrix
    if not rest:
        return dict(first[0])
    made: P.Poly = {}
    for k, entry in enumerate(first):
        below = _det([[*row[:k], *row[k + 1 :]] for row in rest])
        P.accumulate(made, P.times(entry, below), (-1) ** k)
    return made


def _flat(x: Node) -> Node | None:
    """A vector as the number that it is with one feature."""
    if any(p.op not in ("name", "number", "sign", "abs", "+", "*", "neg") for p in parts(x)):
        return None
    return rebuilt(
        x, lambda p: node("name", data=p.data, kind="scalar") if p.op == "name" else None
    )


# Conditions --------------------------------------------------------------------------------------
_SAMPLES = tuple(map(Fraction, ("1", "1/2", "1/10", "1/4", "2", "1/100")))


def satisfying(rule: Rule, found: Forgotten) -> dict[str, Any] | None:
    """Values of rate, parameters and one sample that satisfy all that is asked; None: none met."""
    from proofs.judge.search import FURTHER, RATES, chosen, fits

    usual = chosen(rule)
    if usual is None:
        return None
    spoken = set(names(*found.under)) if found.under else set()
    flat = {d.name for d in rule.data if any(
        p.op == "name" and p.data == d.name and p.kind == "scalar"
        for root in found.under for p in parts(root))}  # fmt: skip
    if any(p.op == "name" and p.data in flat and p.kind == "vector"
           for root in found.under for p in parts(root)):  # fmt: skip
        return None  # of one feature and of any number at once
    asked = replace(rule, given=(*rule.given, *found.under))
    data = [d for d in rule.data if d.name in spoken]
    for rate, size in product((*RATES, *FURTHER), _SAMPLES):
        values: dict[str, Any] = {**usual[0], rule.rate: rate}
        if not fits(rule, values):
            continue
        for d in data:
            one: Any = size if d.name in flat or d.kind != "vector" else (size,)
            values[d.name] = d.values[-1] if d.values else one
        if any(d.kind == "index" for d in data):
            return None
        if _at(asked, found.under, values):
            return values
    return None


def _at(rule: Rule, conditions: Sequence[Node], values: Mapping[str, Any]) -> bool:
    """Whether conditions hold for one sample of one feature."""
    from proofs.judge.numbers import Uncertain, Undefined
    from proofs.judge.runs import machine, together

    sample = {d.name: values[d.name] for d in rule.data if d.name in values}
    every = {d.name: values.get(d.name, Fraction(1)) for d in rule.data}
    known = {n: values[n] for n in (rule.rate, *rule.parameters)}
    try:
        made = machine(rule, (sample,), known, dimension=1)
        env = made.environment({**made.values, **(together(rule, (every,)) or sample)}, 1)
        return all(made.code[c](env) for c in conditions)
    except (Undefined, Uncertain):
        return False


__all__ = [
    "Difference", "Forgotten", "NotAffine", "forgotten", "of_count", "satisfying",
]  # fmt: skip
