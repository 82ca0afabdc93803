"""Starts that are forgotten though steps bend or have several parts: logistic with decay, a bias.

Functions whose slopes are between two numbers, such as sigmoid, stand for a number between these;
an outer soft threshold or clip brings no two numbers further apart.  What is left is D' = a D + K D
where K is a sum of symmetric matrices of rank one, none above 0: its eigenvalues are between its
trace and 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from proofs.find import polynomial as P
from proofs.judge.contraction import below_one, below_one_proved
from proofs.judge.forgetting import Difference, Forgotten, NotAffine, of_count
from proofs.judge.syntax import ONE, ZERO, Node, Rule, node, times

SLOPES = {"sigmoid": Fraction(1, 4), "tanh": Fraction(1), "relu": Fraction(1)}
"""Functions that never fall, and by how much they rise at most."""
OUTER = (*SLOPES, "clip", "soft", "max", "min")
MOST_OUTER = 4
Step = Mapping[tuple[str, str], P.Poly]
EXACT = ONE
"""The place of what does not bend, beside the parts that do."""


@dataclass(frozen=True)
class Bent:
    """A part g(A) of which two values differ by a slope times the difference of two A."""

    part: Node
    argument: P.Poly
    most: P.Poly
    """The largest slope; none is below 0."""


class BentDifference(Difference):
    """The step of a difference, in which functions with bounded slopes stand for numbers."""

    def __init__(self, rule: Rule) -> None:
        self.bent: dict[Node, Bent] = {}
        self.outer = False
        self.summed: list[Bent | None] = []
        """What bends in the sums over samples, and None for what does not."""
        self.matrix: dict[Node, dict[tuple[str, str], P.Poly]] = {EXACT: {}}
        self.along: dict[str, Node] = {}
        """The vector that a vector's difference is moved along, and seen by."""
        super().__init__(rule)

    def _branch(self, root: Node, own: Node) -> Node:
        """Outer functions that bring no two numbers further apart are left out."""
        root = super()._branch(root, own)
        for _ in range(MOST_OUTER):
            inner = self._inner(root)
            if inner is None:
                break
            self.outer, root = True, super()._branch(inner, own)
        return root

    def _inner(self, part: Node) -> Node | None:
        """The one operand that speaks of states, of a function that brings no two further apart."""
        if part.op not in OUTER:
            return None
        inner, *others = sorted(part.args, key=lambda a: not self.speaks(a))
        if any(map(self.speaks, others)):
            return None
        if part.op in ("clip", "soft") and part.args[0] is not inner:
            return None
        if part.op == "soft":
            self._below(ZERO, part.args[1])
        return inner

    def _below(self, low: Node, high: Node) -> None:
        """That one is at most the other has to hold, unless it is given or seen."""
        seen = high.op == "number" and high.data >= 0
        test, given = node("<=", low, high), node("<", low, high)
        if not seen and test not in self.rule.given and given not in self.rule.given:
            self.under[test] = None

    def _read(self, name: str, index: str | None, update: Node) -> None:
        if index:
            raise NotAffine(name)
        poly = self._sigmoids(self.forms.form(update)[0])
        self.own.setdefault((name, name), {})
        self.rest[name] = {}
        for about, left in self._bends(poly):
            for m, c in left.items():
                spoken = [(g, e) for g, e in m if self.speaks(self.forms.nodes[g])]
                if not spoken and about is None:
                    self.rest[name][m] = c
                elif about is None and self._is_sum(spoken):
                    self._bent_sum(
                        name,
                        self.forms.nodes[spoken[0][0]],
                        {tuple(f for f in m if f not in spoken): c},
                    )
                elif not spoken and about is not None:
                    for r, (made, seen) in self._argument(about.argument).items():
                        self._enter(name, r, about.part, P.times({m: c}, made), seen)
                elif about is None:
                    for r, (made, seen) in self._argument({m: c}).items():
                        self._enter(name, r, EXACT, made, seen)
                else:
                    raise NotAffine(repr(about.part))

    def _sigmoids(self, poly: P.Poly) -> P.Poly:
        """The same with sigmoid(u) for exp(u)/(1 + exp(u)), as slopes of losses have it."""
        made: P.Poly = {}
        for m, c in poly.items():
            left = dict(m)
            for g, _ in m:
                u = self._logistic(self.forms.nodes[g])
                if u is None or left[g] != 1 or not self.speaks(u):
                    continue
                e = self.forms.generator(node("exp", u))
                above = left.get(e) == 1
                bent = node(
                    "sigmoid", u if above else self.node(P.scaled(self.forms.form(u)[0], -1))
                )
                for gone in (g, e) if above else (g,):
                    del left[gone]
                s = self.forms.generator(bent)
                left[s] = left.get(s, 0) + 1
            P.accumulate(made, {tuple(sorted(left.items())): c})
        return made

    def _logistic(self, part: Node) -> Node | None:
        """The u of 1/(1 + exp(u))."""
        if part.op != "/" or part.args[0] is not ONE or part.args[1].op != "+":
            return None
        inner = [a for a in part.args[1].args if a is not ONE]
        alone = len(part.args[1].args) == 2 and len(inner) == 1 and inner[0].op == "exp"
        return inner[0].args[0] if alone and inner[0].kind == "scalar" else None

    def _is_sum(self, spoken: Sequence[tuple[int, int]]) -> bool:
        part = self.forms.nodes[spoken[0][0]]
        return len(spoken) == 1 and part.op == "total" and part.data == self.rule.sample_index

    def _bent_sum(self, name: str, part: Node, factor: P.Poly) -> None:
        """A sum over samples of g(x.w) x, where g bends or not: how much it moves at most."""
        body = self._sigmoids(self.forms.form(part.args[0])[0])
        for about, left in self._bends(body):
            for m, c in left.items():
                if about is None and not any(self.speaks(self.forms.nodes[g]) for g, _ in m):
                    continue
                argument = {m: c} if about is None else about.argument
                found = self._argument(argument)
                if len(found) != 1:
                    raise NotAffine(name)
                ((r, (made, seen)),) = found.items()
                if about is not None:
                    made = P.times(P.times({m: c}, made), about.most)
                self._entered(name, r, P.times(made, factor), seen, about)

    def _entered(self, name: str, r: str, made: P.Poly, x: Node | None, about: Bent | None) -> None:
        """A term s (x.D) x of such a sum, s being at most this factor."""
        g = None if x is None else self.forms.generator(x)
        if x is None or r != name or any((g, 1) not in m for m in made):
            raise NotAffine(name)
        factor = _squares_of_one(self, {tuple(f for f in m if f != (g, 1)): c
                                        for m, c in made.items()})  # fmt: skip
        self.sums.append((factor, x, str(self.rule.sample_index)))
        self.summed.append(about)

    def _bends(self, poly: P.Poly) -> Iterator[tuple[Bent | None, P.Poly]]:
        """A polynomial by the bent parts that its terms are multiples of."""
        left = dict(poly)
        while left:
            divided = next((g for m in left for g, e in m if e == 1 and self._divides(g)), None)
            if divided is None:
                break
            terms = {m: c for m, c in left.items() if (divided, 1) in m}
            left = {m: c for m, c in left.items() if m not in terms}
            quotient = {tuple(f for f in m if f != (divided, 1)): c for m, c in terms.items()}
            yield self._softened(self.forms.nodes[divided], quotient)
        found: dict[Node | None, P.Poly] = {}
        for m, c in left.items():
            g = next((g for g, e in m if e == 1 and self._bends_at(g)), None)
            rest = tuple(f for f in m if f[0] != g)
            P.accumulate(
                found.setdefault(None if g is None else self.forms.nodes[g], {}), {rest: c}
            )
        for part, made in found.items():
            yield (None if part is None else self.bent[part]), made

    def _divides(self, g: int) -> bool:
        n = self.forms.nodes[g]
        return n.op == "/" and n.args[0] is ONE and self.speaks(n)

    def _bends_at(self, g: int) -> bool:
        """Whether it is a function with bounded slopes of one argument that speaks of states."""
        n = self.forms.nodes[g]
        inner = self._inner(n) if n.kind == "scalar" and self.speaks(n) else None
        if inner is None:
            return False
        if n not in self.bent:
            argument = self.forms.form(inner)[0]
            self.bent[n] = Bent(n, argument, P.constant(SLOPES.get(n.op, Fraction(1))))
        return True

    def _softened(self, part: Node, quotient: P.Poly) -> tuple[Bent, P.Poly]:
        """F A/(e + f |A|), whose slopes in A are above 0 and at most 1/e."""
        argument, factor = self._parted(quotient)
        free: P.Poly = {}
        sizes = []
        for m, c in self.forms.form(part.args[1])[0].items():
            spoken = [self.forms.nodes[g] for g, _ in m if self.speaks(self.forms.nodes[g])]
            if not spoken:
                free[m] = c
            elif len(m) == 1 and m[0][1] == 1 and c > 0 and spoken[0].op in ("norm", "abs"):
                sizes.append(spoken[0])
            else:
                raise NotAffine(repr(part))
        if not free or any(
            self._parted(self.forms.form(s.args[0])[0])[0] != argument for s in sizes
        ):
            raise NotAffine(repr(part))
        low = self.node(free)
        above = node("<", ZERO, low)
        if not (low.op == "number" and low.data > 0) and above not in self.rule.given:
            self.under[above] = None
        if part not in self.bent:
            most = self.forms.form(node("/", ONE, low))[0]
            self.bent[part] = Bent(part, argument, most)
        return self.bent[part], factor

    def _parted(self, p: P.Poly) -> tuple[P.Poly, P.Poly]:
        """A and the monomial F of a polynomial F A, by a term of A with one state and no factor."""
        for m, c in sorted(p.items()):
            spoken = [(g, e) for g, e in m if self.speaks(self.forms.nodes[g])]
            if len(spoken) != 1 or spoken[0][1] != 1:
                continue
            rest = tuple(f for f in m if f not in spoken)
            inverse = {tuple((g, -e) for g, e in rest): 1 / Fraction(c)}
            made = P.times(p, inverse)
            if all(e > 0 for n in made for _, e in n):
                return made, {rest: c}
        raise NotAffine("no common factor")

    def _argument(self, poly: P.Poly) -> Mapping[str, tuple[P.Poly, Node | None]]:
        """By which factor each state's difference occurs in it, and along what it is seen."""
        found: dict[str, tuple[P.Poly, Node | None]] = {}
        for m, c in poly.items():
            spoken = [(g, e) for g, e in m if self.speaks(self.forms.nodes[g])]
            if not spoken:
                continue
            if len(spoken) != 1 or spoken[0][1] != 1:
                raise NotAffine(repr(self.forms.nodes[spoken[0][0]]))
            part = self.forms.nodes[spoken[0][0]]
            rest = {tuple(f for f in m if f not in spoken): c}
            seen: Node | None = None
            state = self._state(part, None)
            if state is None and part.op == "dot":
                a, b = part.args
                one, seen = (a, b) if self.speaks(a) else (b, a)
                state = self._state(one, None)
                if self.speaks(seen):
                    state = None
            if state is None:
                raise NotAffine(repr(part))
            before = found.get(state)
            if before is not None and before[1] is not seen:
                raise NotAffine("along two vectors")
            found[state] = P.plus(before[0], rest) if before else rest, seen
        return found

    def _enter(self, s: str, r: str, at: Node, factor: P.Poly, seen: Node | None) -> None:
        """The difference of s is moved by the difference of r times a factor."""
        vectors = {g for g in P.generators([factor]) if self.forms.nodes[g].kind == "vector"}
        if self.rule.state(r).kind == "vector":
            if seen is None:
                if s != r or vectors or at is not EXACT:
                    raise NotAffine(s)
                P.accumulate(self.own[s, s], factor)
                return
            self._along(r, seen)
        if self.rule.state(s).kind == "vector":
            if len(vectors) != 1 or any(
                [g for g, e in m if g in vectors and e == 1] == [] for m in factor
            ):
                raise NotAffine(s)
            (g,) = vectors
            self._along(s, self.forms.nodes[g])
            factor = {tuple(f for f in m if f[0] != g): c for m, c in factor.items()}
        elif vectors:
            raise NotAffine(s)
        P.accumulate(self.matrix.setdefault(at, {}).setdefault((s, r), {}), factor)

    def _along(self, state: str, x: Node) -> None:
        if self.along.setdefault(state, x) is not x:
            raise NotAffine("along two vectors")


def nearing(rule: Rule) -> Forgotten | None:
    """Why the start is forgotten; None where this does not show it."""
    try:
        step = BentDifference(rule)
    except NotAffine:
        return None
    if step.sums:
        return _over_samples(step)
    for a in _kept(step):
        if (found := _rank_one(step, a)) is not None:
            return found
    return None


def _kept(step: BentDifference) -> Iterator[P.Poly]:
    """What D itself may be multiplied by."""
    vectors = [s.name for s in step.states if s.kind == "vector"]
    if vectors:
        yield step.own[vectors[0], vectors[0]]
        return
    yield P.constant(1)
    first = step.matrix[EXACT].get((step.names[0], step.names[0]), {})
    free = {m: c for m, c in first.items() if step.free({m: c})}
    if free and free != P.constant(1):
        yield free


def _rank_one(step: BentDifference, a: P.Poly) -> Forgotten | None:
    """D' = a D + K D, K being a sum of symmetric matrices of rank one, with a trace above -2a."""
    if not step.free(a) or not a:
        return None
    channels = {at: {k: dict(v) for k, v in made.items()} for at, made in step.matrix.items()}
    for s in step.states:
        if s.kind == "vector":
            if step.own[s.name, s.name] != a:
                return None
            continue
        own = channels[EXACT].setdefault((s.name, s.name), {})
        P.accumulate(own, a, -1)
    channels = {at: {k: v for k, v in made.items() if v} for at, made in channels.items()}
    channels = {at: made for at, made in channels.items() if made}
    if not channels or not all(_one_rank(step, k) for k in channels.values()):
        return None
    gaps = {at: _trace(step, made) for at, made in channels.items()}
    whole = P.plus({}, *(
        gap if at is EXACT else P.times(gap, step.bent[at].most) for at, gap in gaps.items()
    ))  # fmt: skip
    if step.counts(whole):
        return None
    text = step.node(whole)
    under = dict(step.under)
    alone = a == P.constant(1)
    if alone and not _may_span(step, channels):
        return None
    held = alone and EXACT not in gaps  # a slope is kept from 0 where a run stays in bounds
    if held and not all(_rises(step.bent[at].part) for at in gaps):
        return None
    for at, gap in gaps.items():
        if len(gaps) > 1:
            low = step.node(gap)
            under[node("<" if alone and at is EXACT else "<=", ZERO, low)] = None
    if len(gaps) == 1:
        under[node("<", ZERO, text)] = None
    under[node("<", text, step.node(P.scaled(a, 2)))] = None
    return _said(step, a, tuple(under), alone, held)


def _rises(part: Node) -> bool:
    """Whether a function's slopes are above 0 everywhere."""
    return part.op in ("sigmoid", "tanh")


def _said(
    step: BentDifference, a: P.Poly, under: Sequence[Node], alone: bool, held: bool
) -> Forgotten:
    """The answer in words; held: slopes come as near to 0 as runs go far."""
    bends = [
        repr(node("/", step.node(b.argument), p.args[1]) if p.op == "/" else p)
        for p, b in step.bent.items()
    ]
    how = f", whatever the slopes of {', '.join(bends)} are" if bends else ""
    outer = "; what is done to the sums of a step brings no two of them further apart"
    outer = outer if step.outer else ""
    space = "the space"
    if len(step.states) > 1:
        space = f"the space of {' and '.join(step.names)}"
    if alone:
        by = (
            f"the difference D of two runs never grows{how}, and shrinks at each sample that sees "
            f"it{outer}; where the samples span {space}, a pass over them multiplies it by less "
            "than some q < 1, since the differences of length 1 and the slopes are compact"
        )
        words: tuple[str, ...] = (f"samples that span {space}, again and again in one order",)
        if held:
            by += ", where one run, and so the other, stays in bounds: there slopes are above 0"
            words = (*words, "samples on which runs stay in bounds")
        return Forgotten(by, "", tuple(under), words)
    one = step.node(a)
    made = dict.fromkeys(under)
    if not below_one_proved(step, a):
        made[below_one(one)] = None
    made[node("<", ZERO, one)] = None
    by = f"the difference of two runs is at most {one!r} times as long after each step{how}{outer}"
    return Forgotten(by, "", tuple(made))


def _one_rank(step: BentDifference, k: Mapping[tuple[str, str], P.Poly]) -> bool:
    """Whether a matrix is symmetric and of rank one."""
    states = step.names
    top = next((s for s in states if k.get((s, s))), None)
    if top is None or any(k.get((s, r), {}) != k.get((r, s), {}) for s in states for r in states):
        return False
    first = k[top, top]
    return all(
        P.times(k.get((s, r), {}), first) == P.times(k.get((top, s), {}), k.get((top, r), {}))
        for s in states for r in states
    )  # fmt: skip


def _may_span(step: BentDifference, channels: Mapping[Node, Step]) -> bool:
    """Whether samples can see all of D: no combination of states is moved by none of them.

    A sample moves each state by its own factor; these are independent, at some values of what is
    the same at all steps.
    """
    random = Random(1)
    values: dict[int, Fraction] = {}
    rows = []
    for s in step.states:
        row: dict[tuple[Node, Node | None, P.Monomial], Fraction] = {}
        for at, made in channels.items():
            top = next(n for n in step.names if made.get((n, n)))
            x = step.along.get(s.name) if s.kind == "vector" else None
            for m, c in made.get((s.name, top), {}).items():
                own, value = [], Fraction(c)
                for g, e in m:
                    if step.free({((g, 1),): 1}):
                        value *= values.setdefault(g, Fraction(random.randint(2, 99), 7)) ** e
                    else:
                        own.append((g, e))
                key = at, x, tuple(own)
                row[key] = row.get(key, Fraction(0)) + value
        rows.append({k: v for k, v in row.items() if v})
    return _independent(rows)


def _independent(rows: Sequence[Mapping[Any, Fraction]]) -> bool:
    """Whether no row is a combination of others."""
    left = [dict(row) for row in rows]
    while left:
        pivot = left.pop()
        if not pivot:
            return False
        key, value = next(iter(pivot.items()))
        for row in left:
            factor = row.get(key, Fraction(0)) / value
            for k, v in pivot.items() if factor else ():
                row[k] = row.get(k, Fraction(0)) - factor * v
                if not row[k]:
                    del row[k]
    return True


def _trace(step: BentDifference, k: Mapping[tuple[str, str], P.Poly]) -> P.Poly:
    """Minus the trace; y y is 1 for labels of size 1."""
    made: P.Poly = {}
    for s in step.states:
        entry = k.get((s.name, s.name), {})
        if s.kind == "vector":
            x = step.along.get(s.name)
            if x is None:
                continue
            entry = P.times(entry, step.forms.form(node("dot", x, x))[0])
        P.accumulate(made, entry, -1)
    return _squares_of_one(step, made)


def _squares_of_one(step: Difference, p: P.Poly) -> P.Poly:
    """y y is 1 for labels of size 1."""
    units = {d.name for d in step.rule.data if d.values and all(v * v == 1 for v in d.values)}
    reduced: P.Poly = {}
    for m, c in p.items():
        left = tuple((g, e % 2 if step.forms.nodes[g].data in units else e) for g, e in m)
        P.accumulate(reduced, {tuple(f for f in left if f[1]): c})
    return reduced


def _over_samples(step: BentDifference) -> Forgotten | None:
    """D' = a D - sum(i, s[i] (x[i].D) x[i]), each s[i] from 0 to a number that is the same."""
    (name, *more), x, index = step.names, step.sums[0][1], step.sums[0][2]
    a = step.own.get((name, name), {})
    whole = P.plus({}, *(c for c, _, _ in step.sums))
    if more or not step.free(a) or any(step.matrix.values()) or any(
        n is not x or not of_count(step, c) for c, n, _ in step.sums
    ):  # fmt: skip
        return None
    under = dict(step.under)
    for c, *_ in step.sums:
        under[node("<", ZERO, step.node(P.scaled(c, -1)))] = None
    lengths = node("total", node("dot", x, x), data=index)
    most = times(step.node(P.scaled(whole, -1)), lengths)
    under[node("<", most, step.node(P.plus(P.constant(1), a)))] = None
    bends = ", ".join(repr(b.part) for b in step.summed if b is not None)
    by = (
        "the difference of two runs has a symmetric step whose eigenvalues are smaller than 1 in "
        f"size, whatever the slopes of {bends} are"
    )
    if a != P.constant(1):
        sure = below_one_proved(step, a)
        return Forgotten(by, "", (*under, *(() if sure else (below_one(step.node(a)),))))
    words: tuple[str, ...] = ("samples that span the space",)
    if None not in step.summed:
        if not all(_rises(b.part) for b in step.summed if b is not None):
            return None
        by += ", where one run, and so the other, stays in bounds: there slopes are above 0"
        words = (*words, "samples on which runs stay in bounds")
    return Forgotten(by, "", tuple(under), words)


__all__ = ["nearing"]
