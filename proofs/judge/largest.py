"""Lines of proof for the largest of several numbers, and for where it is: argmax.

L(t, n) is the largest of a(t, 0), ..., a(t, n), P(t, n) the place of the first that is; both are
given for each run by what they are at 0 and at n + 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs.judge.lines import ONE, Lines, power, scaled
from proofs.trust import terms as T
from proofs.trust.terms import Function, Term, eq, forall, number


@dataclass(frozen=True)
class Run:
    """One run's numbers a(t, k), with the functions that speak of their largest."""

    most: Function
    first: Function
    value: Term
    """a(t, k), in terms of t and k."""
    t: Term
    k: Term

    def at(self, place: Term) -> Term:
        """a(t, place)."""
        return T.substitute(self.value, {self.k: place})

    def largest(self, place: Term) -> Term:
        """L(t, place)."""
        return self.most(self.t, place)

    def where(self, place: Term) -> Term:
        """P(t, place)."""
        return self.first(self.t, place)


class Largest:
    """For a'(t, k) = s^p a(t, k): the largest scales alike, and stands at the same place."""

    def __init__(
        self, lines: Lines, name: str, t: Term, k: Term, image: Term, value: Term, p: int, line: int
    ) -> None:
        self.lines, self.t, self.k, self.p = lines, t, k, p
        natural = ("natural", "natural")
        self.runs = tuple(
            Run(Function(f"most.{name}{mark}", natural, "scalar"),
                Function(f"first.{name}{mark}", natural, "natural"), of, t, k)
            for mark, of in (("", value), ("'", image))
        )  # fmt: skip
        self.each = lines.add(forall(k, lines.says(line)), "general", (k,), (line,))
        self.n = T.symbol(f"m.{name}", "natural")

    def given(self, says: Term, *at: Term) -> int:
        """Something given for all steps and places, at these."""
        names = (self.t, self.n) if len(at) == 2 else (self.t,)
        line = self.lines.add(forall(names, says), "assume")
        return self.lines.add(T.at(self.lines.says(line), *at), "special", at, (line,))

    def numbers(self, place: Term) -> int:
        """a'(t, place) = s^p a(t, place)."""
        says = T.at(self.lines.says(self.each), place)
        return self.lines.add(says, "special", (place,), (self.each,))

    def at(self, last: Term, *, where: bool) -> tuple[Term, Term, int]:
        """The largest of all, or its place, in both runs; and the line that connects them."""
        lines, n = self.lines, self.n
        one, two = self.runs

        def claim(m: Term) -> Term:
            size = eq(two.largest(m), scaled(self.p, one.largest(m)))
            return T.both(size, eq(two.where(m), one.where(m))) if where else size

        base, step = [self._base()], [self._size_step(claim(n), where)]
        if where:
            base.append(self._base_place())
            step.append(self._place_step(claim(n)))
        whole = [
            lines.add(claim(m), "all of", (), tuple(parts)) if where else parts[0]
            for m, parts in ((number(0), base), (n + 1, step))
        ]
        every = lines.add(forall(n, claim(n)), "induction", (n,), tuple(whole))
        here = lines.add(claim(last), "special", (last,), (every,))
        if not where:
            return two.largest(last), one.largest(last), here
        says = eq(two.where(last), one.where(last))
        return two.where(last), one.where(last), lines.add(says, "part", (), (here,))

    def _base(self) -> int:
        """The largest of one number is that number."""
        first, second = (
            self.given(eq(r.largest(number(0)), r.at(number(0))), self.t) for r in self.runs
        )
        one, two = self.runs
        goal = eq(two.largest(number(0)), scaled(self.p, one.largest(number(0))))
        used = [(ONE, second), (ONE, self.numbers(number(0))), (-power(self.p), first)]
        return self.lines.ring(goal, used)

    def _base_place(self) -> int:
        first, second = (self.given(eq(r.where(number(0)), 0), self.t) for r in self.runs)
        one, two = self.runs
        goal = eq(two.where(number(0)), one.where(number(0)))
        return self.lines.ring(goal, [(ONE, second), (number(-1), first)])

    def _assumed(self, claim: Term, where: bool) -> tuple[int, int]:
        """The two parts of what holds at n."""
        line = self.lines.add(claim, "assume")
        if not where:
            return line, line
        return tuple(self.lines.add(p, "part", (), (line,)) for p in claim.args)  # type: ignore[return-value]

    def _size_step(self, claim: Term, where: bool) -> int:
        """max(s^p a, s^p b) = s^p max(a, b)."""
        n, (one, two) = self.n, self.runs
        before, _ = self._assumed(claim, where)
        first, second = (
            self.given(eq(r.largest(n + 1), T.MAX(r.largest(n), r.at(n + 1))), self.t, n)
            for r in self.runs
        )
        a = (two.largest(n), one.largest(n), self.p, before)
        b = (two.at(n + 1), one.at(n + 1), self.p, self.numbers(n + 1))
        _, _, larger = self.lines.larger("max", a, b, self.p)
        goal = eq(two.largest(n + 1), scaled(self.p, one.largest(n + 1)))
        return self.lines.ring(goal, [(ONE, second), (ONE, larger), (-power(self.p), first)])

    def _place_step(self, claim: Term) -> int:
        """The next number is larger in both runs, or in neither."""
        lines, n, (one, two) = self.lines, self.n, self.runs
        size, place = self._assumed(claim, True)
        gap1, gap2 = one.largest(n) - one.at(n + 1), two.largest(n) - two.at(n + 1)
        same = [(ONE, size), (number(-1), self.numbers(n + 1))]
        line = lines.ring(eq(gap2, scaled(self.p, gap1)), same)
        goal = eq(two.where(n + 1), one.where(n + 1))
        uses = []
        for sign in (-1, 0, 1):
            signs = lines.signs(gap1, gap2, self.p, line, sign)
            found = [self._moved(r, sign, s) for r, s in zip(self.runs, signs, strict=True)]
            used = [(ONE, found[1]), (number(-1), found[0])]
            uses.append(lines.ring(goal, used if sign < 0 else [*used, (ONE, place)]))
        return lines.add(goal, "cases", (gap1,), tuple(uses))

    def _moved(self, r: Run, sign: int, known: int) -> int:
        """Where the largest stands after one more number, its gap's sign being known."""
        lines, n = self.lines, self.n
        less = sign < 0
        a, b = (r.largest(n), r.at(n + 1)) if less else (r.at(n + 1), r.largest(n))
        relation = a < b if less else a <= b
        held = lines.add(relation, "positive", (ONE,), (known,))
        then = eq(r.where(n + 1), n + 1 if less else r.where(n))
        rule = self.given(T.imply(relation, then), self.t, n)
        return lines.add(then, "detach", (), (rule, held))


__all__ = ["Largest"]
