"""Lines of proof for what a step commutes with: another order of units, a rotation.

Units: two units that start alike are alike after t steps.  Rotations: a run on turned data from a
turned start is the turned run; A is any linear map with Au.Av = u.v.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proofs.judge.certificate import Certificate, checked, plainer
from proofs.judge.fixed import OneRun
from proofs.judge.lines import ONE, CannotSay
from proofs.judge.syntax import Node, Rule, State
from proofs.trust import terms as T
from proofs.trust.terms import Term, eq, forall, number

if TYPE_CHECKING:
    from proofs.trust.check import Proof

BY_UNITS = "a unit's new values speak of its own states and of what is the same for all"
BY_TURNS = "sums, multiples and inner products of vectors turn with them"
Part = tuple[Term, Term, int, int]


def units(rule: Rule) -> Certificate:
    """Equal units stay equal: lines where the checker can be told."""
    return checked(lambda: Units(rule).proof(), BY_UNITS)


def rotations(rule: Rule) -> Certificate:
    """Steps commute with rotations: lines where the checker can be told."""
    return checked(lambda: Turned(rule).proof(), BY_TURNS)


class Units(OneRun):
    """Two units of one run: what one is, the other is."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self.own = [s for s in self.states if s.index]
        self.other: dict[Term, Term] = {}

    def claim(self, t: Term) -> Term:
        """After t steps any two units are alike."""
        parts = []
        for s in self.own:
            one, two, *at = self._pair(s)
            says = eq(self._of(s, t, two, at), self._of(s, t, one, at))
            parts.append(forall((one, two, *at), says))
        return T.both(*parts) if len(parts) > 1 else parts[0]

    def _pair(self, s: State) -> tuple[Term, ...]:
        at = (self._letter("i"),) if s.kind == "vector" else ()
        return (self._letter("k"), self._letter("l"), *at)

    def _of(self, s: State, t: Term, unit: Term, at: tuple[Term, ...] | list[Term]) -> Term:
        return self.state(s, "", (t, unit, *at))

    def _start(self, s: State) -> int:
        """Units start alike."""
        letters = self._pair(s)
        one, two, *at = letters
        says = eq(self._of(s, number(0), two, at), self._of(s, number(0), one, at))
        return self._general(self._given(letters, says), letters)

    def _stepped(self, s: State) -> int:
        """The units are alike after one step more."""
        letters = self._pair(s)
        one, two, *at = letters
        assert s.index is not None
        self.memo.clear()
        self.other = {one: two}
        i = at[-1] if at else None
        _, _, _, line = self.part(self.updates[s.name], i, {s.index: one})
        own = self._letter("m"), *((self._letter("i"),) if at else ())
        after = self.t + 1
        rule = forall((self.t, *own), eq(self._of(s, after, own[0], own[1:]), self._moved(s, own)))
        given = self.lines.add(rule, "assume")
        first, second = (
            self.lines.add(T.at(rule, self.t, k, *at), "special", (self.t, k, *at), (given,))
            for k in (one, two)
        )
        goal = eq(self._of(s, after, two, at), self._of(s, after, one, at))
        used = [(ONE, second), (ONE, line), (number(-1), first)]
        return self._general(self.lines.ring(goal, used), letters)

    def _moved(self, s: State, own: tuple[Term, ...]) -> Term:
        """What a step makes of a unit."""
        assert s.index is not None
        other, self.other = self.other, {}
        memo, self.memo = self.memo, {}
        i = own[1] if s.kind == "vector" else None
        made = self.part(self.updates[s.name], i, {s.index: own[0]})[1]
        self.other, self.memo = other, memo
        return made

    def _named(self, root: Node, i: Term | None, env: Mapping[str, Term]) -> Part:
        image, value, p, line = super()._named(root, i, env)
        if root.op != "at":
            return image, value, p, line
        unit = self._place(root.args[0], env)
        if unit not in self.other:
            return image, value, p, line
        s = next((s for s in self.own if s.name == root.data), None)
        if s is None:
            raise CannotSay(f"{root!r} tells units apart")
        two = self.other[unit]
        at = () if i is None or s.kind != "vector" else (i,)
        image = self._of(s, self.t, two, at)
        line = self.hypothesis
        if len(self.own) > 1:
            place = [t.name for t in self.own].index(s.name)
            line = self.lines.add(self.lines.says(line).args[place], "part", (), (line,))
        says = eq(image, value)
        return image, value, 0, self.lines.add(says, "special", (unit, two, *at), (line,))

    def proof(self) -> Proof:
        """Any two units are alike after any number of steps."""
        return self.induction(self.own, f"{self.rule.name}, equal units stay equal")


class Turned(OneRun):
    """The vectors of two runs, one turned: parts that are numbers are the same in both."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        u, v = T.symbol("u", "vector"), T.symbol("v", "vector")
        self.map = T.Function("A", ("vector",), "vector", "linear")
        self.kept = forall((u, v), eq(T.dot(self.map(u), self.map(v)), T.dot(u, v)))
        self.spoken = {d.name for d in rule.data} | {s.name for s in rule.states}

    def _letters(self, s: State) -> tuple[Term, ...]:
        return (self._letter("k"),) if s.index else ()

    def run(self, s: State, mark: str, at: tuple[Term, ...]) -> Term:
        """A state in a run, a vector as one."""
        takes = ("natural",) * len(at)
        return T.Function(s.name + mark, takes, "vector" if s.kind == "vector" else "scalar")(*at)

    def turned(self, value: Term) -> Term:
        """A vector turned; a number stays."""
        return self.map(value) if T.is_space(value.sort) else value

    def claim(self, t: Term) -> Term:
        """After t steps the second run is the first one turned."""
        parts = []
        for s in self.states:
            at = self._letters(s)
            says = eq(self.run(s, "'", (t, *at)), self.turned(self.run(s, "", (t, *at))))
            parts.append(forall(at, says) if at else says)
        return T.both(*parts) if len(parts) > 1 else parts[0]

    def _start(self, s: State) -> int:
        at = self._letters(s)
        a, b = (self.run(s, mark, (number(0), *at)) for mark in ("", "'"))
        return self._general(self._given(at, eq(b, self.turned(a))), at)

    def _stepped(self, s: State) -> int:
        at = self._letters(s)
        env = {s.index: at[0]} if s.index else {}
        a, b = (self.run(s, mark, (self.t + 1, *at)) for mark in ("", "'"))
        image, value, _, line = self.part(plainer(s.update), None, env)
        if s.kind == "vector" and not T.is_space(value.sort):
            image = value = T.zero()
            line = self.lines.ring(eq(image, self.turned(value)), [])
        first = self._given((self.t, *at), eq(a, value))
        second = self._given((self.t, *at), eq(b, image))
        factor = self._minus_turned(a, value, first)
        return self._general(
            self.lines.ring(eq(b, self.turned(a)), [(ONE, second), (ONE, line), factor]), at
        )

    def _minus_turned(self, a: Term, value: Term, line: int) -> tuple[Term, int]:
        """-1 times A a = A value, from a = value."""
        if not T.is_space(a.sort):
            return number(-1), line
        says = eq(self.map(a), self.map(value))
        return number(-1), self.lines.add(says, "congruence", (), (line,))

    # Parts ---------------------------------------------------------------------------------------
    def _part(self, root: Node, i: Term | None, env: Mapping[str, Term]) -> Part:
        op, args = root.op, root.args
        if op == "dot":
            return self._dot(*(self.part(a, None, env) for a in args))
        if op == "total":
            return self._summed(root, env)
        if op in ("name", "at") and root.data in self.spoken and root.kind != "index":
            return self._leaf(root, env)
        if root.kind != "vector":
            if op in ("normmax", "coordinates", "largest", "argmax"):
                raise CannotSay(f"the checker is not told of {root!r} with vectors")
            return super()._part(root, None, env)
        below = [self.part(a, None, env) for a in args]
        if op in ("+", "neg"):
            return self._sum(below, number(-1 if op == "neg" else 1))
        if op == "*":
            return self._multiple(below)
        if op == "/":
            return self._multiple([below[0], self._inverse(below[1])])
        if op == "where":
            return self._where(below)
        raise CannotSay(f"the checker is not told of {root!r} with vectors")

    def _leaf(self, root: Node, env: Mapping[str, Term]) -> Part:
        unit = (self._place(root.args[0], env),) if root.op == "at" else ()
        at = (self.t, *unit)
        s = next((s for s in self.states if s.name == root.data), None)
        if s is None:
            gives = "vector" if root.kind == "vector" else "scalar"
            value = T.Function(root.data, ("natural",) * len(at), gives)(*at)
            image = self.turned(value)
            return image, value, 0, self.lines.ring(eq(image, image), [])
        value, image = self.run(s, "", at), self.run(s, "'", at)
        line = self.hypothesis
        if len(self.states) > 1:
            place = [t.name for t in self.states].index(s.name)
            line = self.lines.add(self.lines.says(line).args[place], "part", (), (line,))
        says = eq(image, self.turned(value))
        return image, value, 0, self.lines.add(says, "special", unit, (line,)) if unit else line

    def _vector(self, part: Part) -> Part:
        """0 among vectors is the zero vector."""
        _, value, p, _ = part
        if T.is_space(value.sort):
            return part
        if value is not number(0):
            raise CannotSay("a number among vectors")
        return T.zero(), T.zero(), p, self.lines.ring(eq(T.zero(), self.map(T.zero())), [])

    def _sum(self, below: list[Part], sign: Term) -> Part:
        below = [self._vector(b) for b in below]
        if len(below) == 1:
            image, value = sign * below[0][0], sign * below[0][1]
        else:
            image, value = T.plus(*(b[0] for b in below)), T.plus(*(b[1] for b in below))
        line = self.lines.ring(eq(image, self.map(value)), [(sign, b[3]) for b in below])
        return image, value, 0, line

    def _multiple(self, below: list[Part]) -> Part:
        """A number times a vector; of several numbers their product."""
        numbers = [b for b in below if not T.is_space(b[1].sort)]
        (vector,) = [b for b in below if T.is_space(b[1].sort)] or [self._vector(below[0])]
        if vector[1] is T.zero():
            return vector
        if not numbers:
            return vector
        c = numbers[0]
        for other in numbers[1:]:
            c = self.lines.product(c, other)
        image, value = c[0] * vector[0], c[1] * vector[1]
        used = [(c[0], vector[3]), (self.map(vector[1]), c[3])]
        return image, value, 0, self.lines.ring(eq(image, self.map(value)), used)

    def _inverse(self, b: Part) -> Part:
        one = number(1), number(1), 0, self.lines.ring(eq(ONE, ONE), [])
        image, value, line = self.lines.quotient(one, b, 0)
        return image, value, 0, line

    def _where(self, below: list[Part]) -> Part:
        """m u + (1 - m) v, m being 1 where the condition holds and else 0."""
        test, a, b = below
        other = ONE - test[0], ONE - test[1], 0, self.lines.ring(
            eq(ONE - test[0], ONE - test[1]), [(number(-1), test[3])])  # fmt: skip
        return self._sum([self._multiple([test, self._vector(a)]),
                          self._multiple([other, self._vector(b)])], ONE)  # fmt: skip

    def _dot(self, one: Part, two: Part) -> Part:
        """Au.Av = u.v."""
        (u2, u1, _, first), (v2, v1, _, second) = self._vector(one), self._vector(two)
        image, value = T.dot(u2, v2), T.dot(u1, v1)
        kept = self.lines.add(self.kept, "assume")
        here = self.lines.add(T.at(self.kept, u1, v1), "special", (u1, v1), (kept,))
        used = [(v2, first), (self.map(u1), second), (ONE, here)]
        return image, value, 0, self.lines.ring(eq(image, value), used)

    def _summed(self, root: Node, env: Mapping[str, Term]) -> Part:
        """The turned sum is the sum of what is turned: by induction over how many there are."""
        from proofs.judge.language import family_of

        lines, k = self.lines, self._letter("k")
        bound = T.symbol(f"n.{family_of(self.rule, root)}", "natural")
        image, value, _, line = self.part(root.args[0], None, {**env, root.data: k})
        n = T.symbol(f"{k.data}.n", "natural")

        def claim(m: Term | int) -> Term:
            return eq(T.total(k, m, image), self.turned(T.total(k, m, value)))

        each = lines.add(forall(k, lines.says(line)), "general", (k,), (line,))
        first = lines.row("empty sum", (T.total(k, 0, image),), ())
        second = lines.row("empty sum", (T.total(k, 0, value),), ())
        base = lines.ring(claim(0), [(ONE, first), self._turned_line(second)])
        before = lines.add(claim(n), "assume")
        here = lines.add(T.at(lines.says(each), n), "special", (n,), (each,))
        first = lines.row("last term", (T.total(k, n, image),), ())
        second = lines.row("last term", (T.total(k, n, value),), ())
        used = [(ONE, first), (ONE, before), (ONE, here), self._turned_line(second)]
        step = lines.ring(claim(n + 1), used)
        every = lines.add(forall(n, claim(n)), "induction", (n,), (base, step))
        whole, other = T.total(k, bound, value), T.total(k, bound, image)
        return other, whole, 0, lines.add(claim(bound), "special", (bound,), (every,))

    def _turned_line(self, line: int) -> tuple[Term, int]:
        """-1 times an equation, of vectors turned."""
        a, b = self.lines.says(line).args
        return self._minus_turned(a, b, line)

    def proof(self) -> Proof:
        """The run on turned data from the turned start is the turned run."""
        return self.induction(self.states, f"{self.rule.name}, rotations pass through")


__all__ = ["BY_TURNS", "BY_UNITS", "rotations", "units"]
