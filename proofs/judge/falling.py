"""Starts that are forgotten at falling rates: w' = (1 - p/t) w + (1/t) g(w.x) x, as in Pegasos.

g may jump, but never rises: what a step adds to the difference D of two runs points against D, and
all that it may do is to overshoot, by no more than the jump: |D'|^2 <= (1 - p/t)^2 |D|^2 + c/t^2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from proofs.find import polynomial as P
from proofs.judge.collected import Forms, not_zero
from proofs.judge.forgetting import Forgotten, NotAffine
from proofs.judge.structure import closure
from proofs.judge.syntax import (
    ONE,
    ZERO,
    Node,
    Rule,
    State,
    counts,
    names,
    negative,
    node,
    number,
    parts,
    plus,
    rebuilt,
    times,
)

BOUNDED = {"phi": Fraction(1), "sign": Fraction(1), "tanh": Fraction(1), "sigmoid": Fraction(1)}
"""Functions that never fall and stay between two numbers."""
MOST_LABELS = 8


@dataclass(frozen=True)
class _Falls:
    """What multiplies a difference, 1 - p/(t + q), and whether anything is added to it."""

    p: P.Poly
    over: tuple[int, int]
    """1/(t + q), as a generator and its exponent."""
    jumps: bool


def falling(rule: Rule) -> Forgotten | None:
    """Why the start is forgotten; None where this does not show it."""
    own = closure(rule, tuple(s.name for s in rule.weights))
    if len(own) != 1 or rule.sample_index:
        return None
    s = rule.state(next(iter(own)))
    labels = [d for d in rule.data if d.values]
    if s.index or any(s.name in names(g) for g in rule.given):
        return None
    above = node("<", ZERO, node("name", data=rule.rate, kind="scalar"))
    forms = Forms(not_zero(rule) | {rule.rate})
    found = None
    cases = list(product(*(d.values or () for d in labels)))
    for values in cases if len(cases) <= MOST_LABELS else ():
        known = dict(zip((d.name for d in labels), values, strict=True))
        try:
            made = _Step(rule, s, forms, known).falls()
        except NotAffine:
            return None
        jumps = made.jumps or (found is not None and found.jumps)
        if found is not None and (made.p, made.over) != (found.p, found.over):
            return None
        found = _Falls(made.p, made.over, jumps)
    if found is None:
        return None
    p = forms.written(found.p)
    factor = forms.written(P.plus(P.constant(1), P.scaled(P.shifted(found.p, (found.over,)), -1)))
    under = [] if above in rule.given else [above]
    if not (p.op == "number" and p.data > 0):
        under.append(node("<", ZERO, p))
    by = f"a step multiplies the difference D of two runs by {factor!r}"
    if not found.jumps:
        by += ", and the product of these numbers tends to 0"
        return Forgotten(by, "", tuple(dict.fromkeys(under[-1:] if under else ())))
    by += (
        ", and what else it adds to D points against D along the sample, and is at most of the "
        f"order 1/t: |D|^2 is at most ({factor!r})^2 |D|^2 + c/t^2, which tends to 0"
    )
    return Forgotten(by, "", tuple(dict.fromkeys(under)), ("samples that stay in bounds",))


class _Step:
    """One step, for some values of the labels."""

    def __init__(self, rule: Rule, s: State, forms: Forms, labels: Mapping[str, Fraction]) -> None:
        self.rule, self.s, self.forms, self.labels = rule, s, forms, labels

    def speaks(self, part: Node) -> bool:
        """Whether the weights occur in it."""
        return self.s.name in names(part)

    def falls(self) -> _Falls:
        """What becomes of a difference; raises `NotAffine` where that is not seen."""
        poly, _ = self.forms.form(self._parted(self.s.update))
        own: P.Poly = {}
        jumps = False
        for m, c in poly.items():
            about = [(g, e) for g, e in m if self.speaks(self.forms.nodes[g])]
            if not about:
                continue
            (g, e), *more = about
            if more or e != 1:
                raise NotAffine(repr(self.forms.nodes[g]))
            rest = {tuple(f for f in m if f[0] != g): c}
            if self.forms.nodes[g] is self.s.here:
                P.accumulate(own, rest)
                continue
            self._bounded(self.forms.nodes[g], rest)
            jumps = True
        ((over, p),) = self._over_t(own)
        return _Falls(p, over, jumps)

    def _parted(self, root: Node) -> Node:
        """A choice that the weights make as a number from 0 to 1; labels as numbers."""

        def change(part: Node) -> Node | None:
            if part.op == "name" and part.data in self.labels:
                return number(self.labels[part.data])
            if part.op != "where" or not self.speaks(part.args[0]):
                return None
            test, a, b = part.args
            if self.speaks(a) or self.speaks(b) or test.kind != "truth":
                raise NotAffine(repr(part))
            one = node("where", rebuilt(test, change), ONE, ZERO)
            a, b = rebuilt(a, change), rebuilt(b, change)
            return plus(b, times(one, plus(a, negative(b))))

        return rebuilt(root, change)

    def _over_t(self, own: P.Poly) -> Iterator[tuple[tuple[int, int], P.Poly]]:
        """The p and 1/(t + q) of 1 - p/(t + q)."""
        left = dict(own)
        if left.pop(P.ONE, 0) != 1 or not left:
            raise NotAffine("not near 1")
        over: set[tuple[int, int]] = set()
        p: P.Poly = {}
        for m, c in left.items():
            timed = [(g, e) for g, e in m if counts(self.forms.nodes[g])]
            rest = tuple(f for f in m if f not in timed)
            if len(timed) != 1 or not self._slow(*timed[0]) or not self._free(rest):
                raise NotAffine("not 1 - p/t")
            over.add(timed[0])
            P.accumulate(p, {rest: -c})
        if len(over) != 1:
            raise NotAffine("not 1 - p/t")
        yield over.pop(), p

    def _slow(self, g: int, e: int) -> bool:
        """Whether it is 1/t, or 1/(t + q) with a number q from 0 on."""
        n = self.forms.nodes[g]
        if n.op == "clock":
            return e == -1
        if n.op != "/" or n.args[0] is not ONE or e != 1:
            return False
        below, _ = self.forms.form(n.args[1])
        clocks = [m for m in below if m != P.ONE]
        t = self.forms.generator(node("clock"))
        return clocks == [((t, 1),)] and below[clocks[0]] == 1 and below.get(P.ONE, 0) >= 0

    def _free(self, m: P.Monomial) -> bool:
        """Whether factors are of rate and parameters alone."""
        known = {self.rule.rate, *self.rule.parameters}
        return all(set(names(self.forms.nodes[g])) <= known for g, _ in m)

    def _bounded(self, part: Node, rest: P.Poly) -> None:
        """That a term c g(k x.w + a) x never lengthens D but by a number of the order 1/t."""
        inner = self._argument(part)
        argument, _ = self.forms.form(inner)
        ((m, c),) = rest.items()
        vectors = [(g, e) for g, e in m if self.forms.nodes[g].kind == "vector"]
        timed = [(g, e) for g, e in m if counts(self.forms.nodes[g])]
        if self.s.kind != "vector" or len(vectors) != 1 or vectors[0][1] != 1:
            raise NotAffine(repr(part))
        x = self.forms.nodes[vectors[0][0]]
        left = tuple(f for f in m if f not in (vectors[0], *timed))
        if len(timed) != 1 or not self._slow(*timed[0]) or not self._free(left):
            raise NotAffine(repr(part))
        seen = [
            n for n, _ in argument.items() if any(self.speaks(self.forms.nodes[g]) for g, _ in n)
        ]
        dots = {self.forms.generator(node("dot", *pair)) for pair in ((x, self.s.here),
                                                                     (self.s.here, x))}  # fmt: skip
        if len(seen) != 1 or sum(g in dots and e == 1 for g, e in seen[0]) != 1:
            raise NotAffine(repr(part))
        beside = tuple(f for f in seen[0] if f[0] not in dots)
        if any(self.speaks(self.forms.nodes[g]) for g, _ in beside):
            raise NotAffine(repr(part))
        slope = P.scaled(P.shifted({left: c}, beside), -Fraction(argument[seen[0]]))
        if not self._not_below(slope):
            raise NotAffine(f"{part!r} may rise")

    def _argument(self, part: Node) -> Node:
        """What a bounded function that never falls is of, as large as it is."""
        if part.op in BOUNDED:
            return part.args[0]
        if part.op == "clip" and not any(
            self.speaks(a) or set(names(a)) - {self.rule.rate, *self.rule.parameters} or counts(a)
            for a in part.args[1:]
        ):
            return part.args[0]
        test = part.args[0]
        if part.op == "where" and test.op in ("<", "<=") and part.args[1:] == (ONE, ZERO):
            return plus(test.args[1], negative(test.args[0]))
        raise NotAffine(repr(part))

    def _not_below(self, p: P.Poly) -> bool:
        """Whether it is seen to be 0 or above, where the rate is above 0."""
        known = {self.rule.rate}
        for g in self.rule.given:
            if g.op in ("<", "<=") and g.args[0].op == "number" and g.args[0].data >= 0:
                known |= {g.args[1].data} if g.args[1].op == "name" else set()
        return all(c >= 0 for c in p.values()) and all(
            e % 2 == 0 or n.op == "clock" or (n.op == "name" and n.data in known)
            or (n.op == "/" and all(q.op in ("number", "+", "clock") and
                                    (q.op != "number" or q.data > 0) for q in parts(n.args[1])))
            for m in p for g, e in m for n in (self.forms.nodes[g],)
        )  # fmt: skip


__all__ = ["falling"]
