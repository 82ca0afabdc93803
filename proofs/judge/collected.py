"""Like terms of a rule collected: what cancels is left out, wherever both have values.

A number or vector is a polynomial over the rationals (`proofs/find/polynomial.py`) in what is not
a sum or product.  1/b is such a part of its own unless what is given says that b is not 0: x/x is
not 1.  A part that may have no value and cancels stays, times 0, so the rule has a step exactly
where it had one.  What has nothing to collect is left as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from proofs.find import polynomial as P
from proofs.judge.folding import Folding, NoValue
from proofs.judge.syntax import (
    BINDERS,
    COMPARISONS,
    ONE,
    REDUCING,
    ZERO,
    Node,
    Rule,
    free_indices,
    made_again,
    node,
    number,
    parts,
    plus,
    times,
)

PARTIAL = ("/", "sqrt", "log", "**", "pow", "at")
"""Operations that may have no value."""
ARITHMETIC = ("+", "neg", "*", "/", "dot", "total", "**")
MOST_TERMS = 200
NOTHING: tuple[P.Poly, frozenset[int]] = ({}, frozenset())
Form = tuple[P.Poly, frozenset[int]]
"""A polynomial, and the parts that cancelled though they may have no value."""


def collected(rule: Rule) -> Rule:
    """The same rule with like terms collected; the rule itself where there are none."""
    forms = Forms(not_zero(rule))
    states = tuple(replace(s, update=forms.plain(s.update)) for s in rule.states)
    predict = None if rule.predict is None else forms.plain(rule.predict)
    if predict is rule.predict and all(
        a.update is b.update for a, b in zip(states, rule.states, strict=True)
    ):
        return rule
    return replace(rule, states=states, predict=predict)


def not_zero(rule: Rule) -> frozenset[str]:
    """The names that what is given keeps from 0."""
    found = {d.name for d in rule.data if d.values and all(d.values)}
    for given in rule.given:
        if given.op not in ("<", "<=", "!="):
            continue
        first: Node = given.args[0]
        second: Node = given.args[1]
        sides: tuple[tuple[Node, Node, bool], ...] = ((first, second, True), (second, first, False))
        for a, b, low in sides:
            if b.op != "name" or a.op != "number":
                continue
            size = a.data if low else -a.data
            strict = given.op in ("<", "!=")
            if (given.op == "!=" and not a.data) or size > 0 or (not size and strict):
                found.add(b.data)
    return frozenset(found)


class Forms:
    """Polynomials of the parts of a rule."""

    def __init__(
        self, not_zero: frozenset[str] = frozenset(), apart: frozenset[Node] = frozenset()
    ) -> None:
        self.not_zero, self.apart = not_zero, apart
        self.nodes: list[Node] = []
        self.place: dict[Node, int] = {}
        self.forms: dict[Node, Form] = {}
        self.plains: dict[Node, Node] = {}
        self.partial: dict[int, bool] = {}

    # Parts that are no sums ----------------------------------------------------------------------
    def generator(self, part: Node) -> int:
        """The number of a part."""
        if part not in self.place:
            self.place[part] = len(self.nodes)
            self.partial[len(self.nodes)] = any(p.op in PARTIAL for p in parts(part))
            self.nodes.append(part)
        return self.place[part]

    def atom(self, part: Node) -> Form:
        """A part by itself."""
        return P.generator(self.generator(part)), frozenset()

    def form(self, part: Node) -> Form:
        """The polynomial of a number or vector."""
        if part not in self.forms:
            self.forms[part] = self._form(part)
        return self.forms[part]

    def _form(self, part: Node) -> Form:
        op, args = part.op, part.args
        if op == "number":
            return P.constant(part.data), frozenset()
        if part.kind in ("scalar", "vector"):
            made: P.Poly | None = None
            below: tuple[Form, ...] = ()
            if op in ("+", "neg", "*", "/"):
                below = tuple(map(self.form, args))
                if op == "/":
                    below = (below[0], (self._inverse(below[1][0]), below[1][1]))
                made = self._arithmetic(op, [p for p, _ in below])
            elif op == "**" and part.data.denominator == 1 and abs(part.data) <= 6:
                below = (self.form(args[0]),)
                made = self._power(below[0][0], int(part.data))
            elif op == "dot":
                below = tuple(map(self.form, args))
                made = self._dot(*(p for p, _ in below))
            elif op == "total":
                below = (self.form(args[0]),)
                made = self._total(part.data, below[0][0])
            if made is not None and len(made) <= MOST_TERMS:
                return made, self._lost(part, below, made)
        if op in ARITHMETIC:
            return self.atom(self._renewed(part))
        return self.atom(self.plain(part))

    def _lost(self, part: Node, below: tuple[Form, ...], made: P.Poly) -> frozenset[int]:
        """What may have no value and is seen below, and no longer here."""
        before = P.generators(p for p, _ in below).union(*(lost for _, lost in below))
        inner = {
            g for n in map(self.nodes.__getitem__, P.generators([made]))
            for a in _always(n) if (g := self.place.get(a)) is not None
        }  # fmt: skip
        found = {g for g in before - inner if self.partial[g]}
        if part.op == "total":  # within a sum what is lost may speak of its index
            return frozenset(self.generator(self._summed(part.data, self.nodes[g])) for g in found)
        return frozenset(found)

    def _summed(self, index: str, body: Node) -> Node:
        return node("total", body, data=index) if index in free_indices(body) else body

    def _arithmetic(self, op: str, below: list[P.Poly]) -> P.Poly | None:
        if op == "+":
            return P.plus(*below)
        if op == "neg":
            return P.scaled(below[0], -1)
        made = below[0]
        for other in below[1:]:
            if len(made) * len(other) > MOST_TERMS:
                return None
            made = P.times(made, other)
        return made

    def _power(self, base: P.Poly, n: int) -> P.Poly | None:
        if len(base) ** abs(n) > MOST_TERMS:
            return None
        made = P.power(base, abs(n))
        return made if n >= 0 else self._inverse(made)

    def _inverse(self, p: P.Poly) -> P.Poly:
        """1/p, the parts that are known not to be 0 with exponents below 0."""
        if len(p) != 1:
            return P.generator(self.generator(node("/", ONE, self.written(p))))
        ((monomial, c),) = p.items()
        made = P.constant(1 / Fraction(c))
        for g, e in monomial:
            n = self.nodes[g]
            if self._apart(n) or e < 0:
                made = P.times(made, P.generator(g, -e))
            else:
                made = P.times(made, P.generator(self.generator(node("/", ONE, n)), e))
        return made

    def _apart(self, n: Node) -> bool:
        """Whether it is known not to be 0."""
        known = n.op in ("clock", "count") or n in self.apart
        return known or (n.op == "name" and n.data in self.not_zero)

    def _parted(self, monomial: P.Monomial, out: bool, index: str = "") -> Node:
        """The factors that are vectors (or speak of an index), or the others, as a product."""

        def within(n: Node) -> bool:
            return index in free_indices(n) if index else n.kind == "vector"

        return self._product([(g, e) for g, e in monomial if within(self.nodes[g]) is not out])

    def _dot(self, u: P.Poly, v: P.Poly) -> P.Poly | None:
        """Sums and numbers taken out of an inner product."""
        if len(u) * len(v) > MOST_TERMS:
            return None
        made: P.Poly = {}
        for a, x in u.items():
            for b, y in v.items():
                one, two = self._parted(a, False), self._parted(b, False)
                if one.kind != "vector" or two.kind != "vector":
                    return None
                first, second = sorted((one, two), key=repr)
                rest = P.monomial_times(
                    *(tuple((g, e) for g, e in m if self.nodes[g].kind != "vector") for m in (a, b))
                )
                inner = P.generator(self.generator(node("dot", first, second)))
                P.accumulate(made, P.shifted(inner, rest), x * y)
        return made

    def _total(self, index: str, body: P.Poly) -> P.Poly | None:
        """Sums and what has no index taken out of a sum."""
        made: P.Poly = {}
        for m, c in body.items():
            inner = self._parted(m, False, index)
            if inner is ONE:
                return None
            rest = tuple((g, e) for g, e in m if index not in free_indices(self.nodes[g]))
            whole = P.generator(self.generator(node("total", inner, data=index)))
            P.accumulate(made, P.shifted(whole, rest), c)
        return made

    # Written again -------------------------------------------------------------------------------
    def plain(self, part: Node) -> Node:
        """The part with like terms collected, itself where there are none."""
        if part not in self.plains:
            self.plains[part] = self._plain(part)
        return self.plains[part]

    def _renewed(self, part: Node) -> Node:
        """The same operation, like terms collected in its operands."""
        args = tuple(map(self.plain, part.args))
        if part.op in BINDERS and part.data in free_indices(part.args[0]) - free_indices(args[0]):
            return part  # what is left would not say what the index runs over
        reduced = [a for a, b in zip(args, part.args, strict=True) if a.kind != b.kind]
        if reduced and part.op in REDUCING:  # of the zero vector, where the other has a value
            return part if any(p.op in PARTIAL for p in parts(*args)) else ZERO
        return part if args == part.args else made_again(part, args)

    def _plain(self, part: Node) -> Node:
        if not part.args:
            return part
        same = self._renewed(part)
        args = same.args
        if same.op == "where":
            return self._chosen(same)
        if same.op in ("max", "min") and args[0] is args[1]:
            return args[0]
        if same.op in COMPARISONS and same.kind == "truth" and args[0].kind == "scalar":
            return self._compared(same)
        if same.op not in ARITHMETIC:
            return same if same.kind == part.kind else part
        poly, lost = self.form(same)
        if len(poly) >= self._terms(same) and not self._cancels(same, poly):
            return same
        made = self.written(poly, lost, part)
        return made if made.kind == part.kind or made is ZERO else same

    def _terms(self, part: Node) -> int:
        """How many terms there would be if nothing were collected."""
        below = [len(self.form(a)[0]) for a in part.args]
        match part.op:
            case "+":
                return sum(below)
            case "dot" if part.args[0] is part.args[1]:  # u.v and v.u are one
                return below[0] * (below[0] + 1) // 2
            case "*" | "dot":
                made = 1
                for n in below:
                    made *= n
                return made
        return below[0]

    def _cancels(self, part: Node, poly: P.Poly) -> bool:
        """Whether a factor goes with another: lam/lam."""
        if part.op == "+":
            return any(self.form(a) == NOTHING for a in part.args)
        if part.op not in ("*", "/"):
            return False
        if part.op == "*" and any(a in (ZERO, ONE) for a in part.args):
            return True
        if part.op == "/" and part.args[0] is ZERO:
            return True
        before = [self.form(a)[0] for a in part.args]
        if part.op == "/" and len(before[1]) != 1:
            before.pop()
        seen = P.generators(before) - P.generators([poly])
        return any(self._apart(self.nodes[g]) for g in seen)

    def _chosen(self, part: Node) -> Node:
        test, a, b = part.args
        try:
            known = Folding({}).value(test) if test.kind == "truth" else None
        except NoValue:
            known = None
        if known is not None:
            return a if known else b
        sure = not any(p.op in PARTIAL for p in parts(test))
        return a if a is b and sure else part

    def _compared(self, part: Node) -> Node:
        """A comparison whose sides differ by a number is known."""
        a, b = part.args
        gap, lost = self.form(node("+", b, node("neg", a)))
        if not lost and set(gap) <= {P.ONE}:
            value = Fraction(gap.get(P.ONE, 0))
            return node(part.op, ZERO, number(value))
        return part

    def written(
        self, p: Mapping[P.Monomial, P.Rational], lost: frozenset[int] = frozenset(),
        like: Node | None = None,
    ) -> Node:  # fmt: skip
        """A polynomial as a sum; what was lost stays, times 0, of the kind of a part."""
        terms = [times(number(Fraction(c)), self._product(m)) for m, c in p.items()]
        for g in sorted(lost):
            beside: tuple[Node, ...] = ()
            if like is not None and like.kind == "vector" and self.nodes[g].kind != "vector":
                beside = (_a_vector(like),)
            terms.append(node("*", ZERO, self.nodes[g], *beside))
        return plus(*terms)

    def _product(self, monomial: P.Monomial | list[tuple[int, int]]) -> Node:
        above, below = (list(self._factors(monomial, sign)) for sign in (1, -1))
        top = times(*above) if above else ONE
        return node("/", top, times(*below)) if below else top

    def _factors(self, monomial: P.Monomial | list[tuple[int, int]], sign: int) -> Iterator[Node]:
        for g, e in monomial:
            n = self.nodes[g]
            if e * sign > 0:
                yield n if abs(e) == 1 else node("**", n, data=Fraction(abs(e)))


def _always(part: Node) -> Iterator[Node]:
    """What of a part is looked at in any case: of a choice, the condition."""
    waiting, seen = [part], set[Node]()
    while waiting:
        p = waiting.pop()
        if p in seen:
            continue
        seen.add(p)
        yield p
        waiting.extend(p.args[:1] if p.op in ("where", "and", "or") else p.args)


def _a_vector(part: Node) -> Node:
    """A vector that it is made of, and that has a value."""
    known = free_indices(part)
    found = (n for n in parts(part) if n.op in ("name", "at") and n.kind == "vector")
    return next((n for n in found if free_indices(n) <= known), part)


__all__ = ["PARTIAL", "Forms", "collected", "not_zero"]
