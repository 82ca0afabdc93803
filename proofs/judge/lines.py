"""Lines of proof for the laws of scaling, from operands' equations to that of the whole.

Every method adds lines and gives the place of the last; nothing here is believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.judge.syntax import Node
from proofs.trust import terms as T
from proofs.trust.check import Holds, Line, judge
from proofs.trust.ring import vanishes
from proofs.trust.terms import Term, eq, ne, number

S, R = T.symbol("c.s"), T.symbol("c.r")
"""A number s > 0, and r with s r = 1."""
ONE, NOUGHT = number(1), number(0)
Part = tuple[Term, Term, int, int]
"""The second run's term, the first's, the exponent of s, and the line that connects them."""


class CannotSay(ValueError):
    """Something that the checker's language has no words for."""


def power(p: int) -> Term:
    """s to a power, r for 1/s."""
    if p == 0:
        return ONE
    base = S if p > 0 else R
    return base if abs(p) == 1 else T.power(base, number(abs(p)))


def scaled(p: int, value: Term) -> Term:
    """A power of s times a term."""
    return value if p == 0 else power(p) * value


class Lines:
    """A growing list of lines, each written once."""

    def __init__(self) -> None:
        self.all: list[Line] = []
        self.placed: dict[tuple[Term, str, tuple[int, ...]], int] = {}

    def says(self, place: int) -> Term:
        """What a line says."""
        return self.all[place].says

    def add(
        self, says: Term, rule: str, terms: tuple[Term, ...] = (), uses: tuple[int, ...] = ()
    ) -> int:
        """The place of a line, added if it is new."""
        key = (says, rule, uses)
        if key not in self.placed:
            self.placed[key] = len(self.all)
            self.all.append(Line(says, rule, terms, uses))
        return self.placed[key]

    def ring(self, says: Term, used: Sequence[tuple[Term, int]]) -> int:
        """An equation from others, each with its factor."""
        return self.add(says, "ring", tuple(f for f, _ in used), tuple(u for _, u in used))

    def row(self, name: str, terms: tuple[Term, ...], uses: tuple[int, ...]) -> int:
        """A row of the table."""
        from proofs.trust.rules import TABLE

        _, says = TABLE[name].at(*terms)
        return self.add(says, name, terms, uses)

    def pruned(self, last: int) -> tuple[tuple[Line, ...], tuple[Term, ...]]:
        """The lines that serve the last one, and what they rest on."""
        serves = {last}
        for place in range(last, -1, -1):
            if place in serves:
                serves.update(self.all[place].uses)
        kept = sorted(serves)
        moved = {old: new for new, old in enumerate(kept)}
        lines = tuple(
            Line(x.says, x.rule, x.terms, tuple(moved[u] for u in x.uses))
            for x in (self.all[k] for k in kept)
        )
        done: list[Holds] = judge(lines, {})
        given = sorted(done[-1].open, key=lambda p: next(
            k for k, line in enumerate(lines) if line.says is p and line.rule == "assume"
        ))  # fmt: skip
        return lines, tuple(given)

    # Powers of s ---------------------------------------------------------------------------------
    def inverse(self) -> int:
        """s r = 1."""
        return self.add(eq(S * R, ONE), "assume")

    def above(self, p: int) -> int:
        """A power of s is positive."""
        if p == 0:
            return self.add(NOUGHT < ONE, "positive")
        base = self.add((S if p > 0 else R) > 0, "assume")
        made = base
        for n in range(2, abs(p) + 1):
            sign = 1 if p > 0 else -1
            made = self.add(power(sign * n) > 0, "product", (), (made, base))
        return made

    def joined(self, p: int, q: int) -> list[tuple[Term, int]]:
        """For s^p s^q - s^(p+q): the factor of s r = 1, where the signs differ."""
        if p * q >= 0:
            return []
        n = min(abs(p), abs(q))
        rest = power(p + q)
        terms = [rest]
        for k in range(1, n):
            terms.append(rest * T.power(S * R, number(k)))
        return [(T.plus(*terms), self.inverse())]

    def product(self, a: Part, b: Part) -> Part:
        """(s^p a) (s^q b) = s^(p+q) a b."""
        (a2, a1, p, one), (b2, b1, q, two) = a, b
        says = eq(a2 * b2, scaled(p + q, a1 * b1))
        used = [(b2, one), (scaled(p, a1), two)]
        used += [(f * a1 * b1, place) for f, place in self.joined(p, q)]
        return a2 * b2, a1 * b1, p + q, self.ring(says, used)

    # Operations ----------------------------------------------------------------------------------
    def operation(self, part: Node, below: Sequence[Part], p: int) -> tuple[Term, Term, int]:
        """The terms of both runs, and the line that connects them."""
        op = part.op
        if op == "+":
            return self.sum(below, p)
        if op == "neg":
            ((b, a, _, line),) = below
            return -b, -a, self.ring(eq(-b, scaled(p, -a)), [(number(-1), line)])
        if op == "*":
            made = below[0]
            for other in below[1:]:
                made = self.product(made, other)
            return made[0], made[1], made[3]
        if op == "/":
            return self.quotient(below[0], below[1], p)
        if op == "sqrt":
            return self.root(below[0], p)
        if op == "abs":
            return self.size(below[0], p)
        if op in ("max", "min"):
            return self.larger(op, below[0], below[1], p)
        if op in ("phi", "sign"):
            values = (-1, 1, 1) if op == "phi" else (-1, 0, 1)
            return self.threshold(below[0], [_constant(v) for v in values], 0)
        if op in ("<", "<=", "=", "!="):
            return self.comparison(op, below[0], below[1])
        if op in ("and", "or", "not"):
            return self.joined_truths(op, below)
        if op == "where":
            (test2, test1, _, line), yes, no = below
            half = number(1, 2)
            shifted = test2 - half, test1 - half
            moved = self.ring(eq(*shifted), [(ONE, line)])
            return self.threshold((*shifted, 0, moved), [no, no, yes], p)
        return self.opaque(op, below)

    def sum(self, below: Sequence[Part], p: int) -> tuple[Term, Term, int]:
        """s^p a + s^p b = s^p (a + b)."""
        image = T.plus(*(b[0] for b in below))
        value = T.plus(*(b[1] for b in below))
        used = [(ONE, b[3]) for b in below]
        return image, value, self.ring(eq(image, scaled(p, value)), used)

    def opaque(self, op: str, below: Sequence[Part]) -> tuple[Term, Term, int]:
        """A function of what does not scale."""
        known = {"exp": T.EXP, "log": T.LOG, "sigmoid": T.SIGMOID, "tanh": T.TANH}
        if op not in known and op != "pow":
            raise CannotSay(f"the checker is not told of {op}")
        f = known.get(op) or T.Function("power", ("scalar", "scalar"), "scalar")
        if any(b[2] for b in below):
            raise CannotSay(f"{op} of what scales")
        image, value = f(*(b[0] for b in below)), f(*(b[1] for b in below))
        return image, value, self.congruent(image, value, [b[3] for b in below])

    def congruent(self, a: Term, b: Term, lines: Sequence[int]) -> int:
        """f(a_1, ...) = f(b_1, ...) from equations of the operands that differ."""
        uses = []
        for x, y, line in zip(a.args, b.args, lines, strict=True):
            if x is not y and not vanishes(x - y):
                uses.append(line)
        return self.add(eq(a, b), "congruence", (), tuple(uses))

    def threshold(self, z: Part, three: Sequence[Part], p: int) -> tuple[Term, Term, int]:
        """A threshold's argument may scale by what is positive; its values scale as one."""
        z2, z1, q, line = z
        image = T.THRESHOLD(z2, *(v[0] for v in three))
        value = T.THRESHOLD(z1, *(v[1] for v in three))
        goal = eq(image, scaled(p, value))
        rows = ("below the threshold", "at the threshold", "above the threshold")
        uses = []
        for sign, (row, chosen) in enumerate(zip(rows, three, strict=True), -1):
            here, there = self.signs(z1, z2, q, line, sign)
            first = self.row(row, (z1, *(v[1] for v in three)), (here,))
            second = self.row(row, (z2, *(v[0] for v in three)), (there,))
            kept = chosen[3] if chosen[3] >= 0 else self.ring(eq(chosen[0], chosen[1]), [])
            used = [(ONE, second), (ONE, kept), (-power(p), first)]
            uses.append(self.ring(goal, used))
        return image, value, self.add(goal, "cases", (z1,), tuple(uses))

    def signs(self, z1: Term, z2: Term, q: int, line: int, sign: int) -> tuple[int, int]:
        """The sign of z assumed, and that of z2 = s^q z from it."""
        if sign == 0:
            here = self.add(eq(z1, NOUGHT), "assume")
            return here, self.ring(eq(z2, NOUGHT), [(ONE, line), (power(q), here)])
        if sign > 0:
            here = self.add(z1 > 0, "assume")
            grown = self.add(scaled(q, z1) > 0, "product", (), (self.above(q), here))
            return here, self.add(z2 > 0, "positive", (ONE, ONE), (grown, line))
        here = self.add(z1 < 0, "assume")
        turned = self.add(-z1 > 0, "positive", (ONE,), (here,))
        grown = self.add(scaled(q, -z1) > 0, "product", (), (self.above(q), turned))
        # 0 - z2 = s^q (-z) - (z2 - s^q z)
        return here, self.add(z2 < 0, "positive", (ONE, number(-1)), (grown, line))

    def comparison(self, op: str, a: Part, b: Part) -> tuple[Term, Term, int]:
        """1 where a comparison holds, else 0: the same in both runs."""
        (a2, a1, p, one), (b2, b1, _, two) = a, b
        gap2, gap1 = b2 - a2, b1 - a1
        line = self.ring(eq(gap2, scaled(p, gap1)), [(ONE, two), (number(-1), one)])
        values = {"<": (0, 0, 1), "<=": (0, 1, 1), "=": (0, 1, 0), "!=": (1, 0, 1)}[op]
        return self.threshold((gap2, gap1, p, line), [_constant(v) for v in values], 0)

    def joined_truths(self, op: str, below: Sequence[Part]) -> tuple[Term, Term, int]:
        """Truths as 1 and 0: a b, a + b - a b, 1 - a."""
        if op == "not":
            ((b, a, _, line),) = below
            return ONE - b, ONE - a, self.ring(eq(ONE - b, ONE - a), [(number(-1), line)])
        both = self.product(below[0], below[1])
        if op == "and":
            return both[0], both[1], both[3]
        (a2, a1, _, one), (b2, b1, _, two) = below
        image, value = a2 + b2 - both[0], a1 + b1 - both[1]
        used = [(ONE, one), (ONE, two), (number(-1), both[3])]
        return image, value, self.ring(eq(image, value), used)

    def quotient(self, a: Part, b: Part, p: int) -> tuple[Term, Term, int]:
        """(s^p a)/(s^q b) = s^(p-q) a/b; over 0 both are read as 0."""
        (a2, a1, pa, one), (b2, b1, pb, two) = a, b
        image = T.THRESHOLD(b2 * b2, 0, 0, T.quotient(a2, b2))
        value = T.THRESHOLD(b1 * b1, 0, 0, T.quotient(a1, b1))
        goal = eq(image, scaled(pa - pb, value))
        uses = []
        for sign in (-1, 0, 1):
            here, there = self.signs(b1, b2, pb, two, sign)
            if sign == 0:
                uses.append(self._over_nought(goal, (a1, b1, here), (a2, b2, there), pa - pb))
                continue
            first = self._reciprocal(a1, b1, here, sign)
            second = self._reciprocal(a2, b2, there, sign)
            # with u = 1/b, v = 1/b2: b u = 1, b2 v = 1
            u, v = T.quotient(ONE, b1), T.quotient(ONE, b2)
            # v - s^-q u is followed from b2 = s^q b, b u = 1, b2 v = 1, s r = 1
            bu, bv = first[1], second[1]
            m, h = power(pa), power(-pb)
            # v - h u = h u (b2 v - 1) - h u v (b2 - k b) - v ((k h - 1) b u + (b u - 1))
            # and a2 v - s^(pa-pb) a u = (a2 - m a) v + m a (v - h u) + a u (m h - s^(pa-pb))
            used = [
                (ONE, second[0]),
                (v, one),
                (m * a1 * h * u, bv),
                (-(m * a1 * h * u * v), two),
                (-(m * a1 * v), bu),
                (-scaled(pa - pb, ONE), first[0]),
            ]
            inverse = [(-(m * a1 * v * b1 * u) * f, place) for f, place in self.joined(pb, -pb)]
            inverse += [(a1 * u * f, place) for f, place in self.joined(pa, -pb)]
            uses.append(self.ring(goal, [*used, *inverse]))
        return image, value, self.add(goal, "cases", (b1,), tuple(uses))

    def _over_nought(
        self, goal: Term, one: tuple[Term, Term, int], two: tuple[Term, Term, int], p: int
    ) -> int:
        used = []
        for (a, b, line), factor in ((two, ONE), (one, -power(p))):
            square = self.ring(eq(b * b, NOUGHT), [(b, line)])
            terms = (b * b, NOUGHT, NOUGHT, T.quotient(a, b))
            used.append((factor, self.row("at the threshold", terms, (square,))))
        return self.ring(goal, used)

    def _reciprocal(self, a: Term, b: Term, line: int, sign: int) -> tuple[int, int]:
        """For b that is not 0: the quotient is a/b, and b (1/b) = 1."""
        if sign > 0:
            apart = self.add(ne(b, NOUGHT), "apart", (number(-1),), (line,))
            square = self.add(b * b > 0, "product", (), (line, line))
        else:
            apart = self.add(ne(b, NOUGHT), "apart", (ONE,), (line,))
            turned = self.add(-b > 0, "positive", (ONE,), (line,))
            square = self.add(b * b > 0, "product", (), (turned, turned))
        terms = (b * b, NOUGHT, NOUGHT, T.quotient(a, b))
        quotient = self.row("above the threshold", terms, (square,))
        return quotient, self.row("inverse", (b,), (apart,))

    def root(self, a: Part, p: int) -> tuple[Term, Term, int]:
        """sqrt(s^2p a) = s^p sqrt(a); of what is negative both are read as 0."""
        a2, a1, q, line = a
        if q != 2 * p:
            raise CannotSay("a root of an odd power")
        image = T.THRESHOLD(a2, 0, 0, T.SQRT(a2))
        value = T.THRESHOLD(a1, 0, 0, T.SQRT(a1))
        goal = eq(image, scaled(p, value))
        uses = []
        for sign, row in ((-1, "below the threshold"), (0, "at the threshold")):
            here, there = self.signs(a1, a2, q, line, sign)
            first = self.row(row, (a1, NOUGHT, NOUGHT, T.SQRT(a1)), (here,))
            second = self.row(row, (a2, NOUGHT, NOUGHT, T.SQRT(a2)), (there,))
            uses.append(self.ring(goal, [(ONE, second), (-power(p), first)]))
        here, there = self.signs(a1, a2, q, line, 1)
        roots = []
        for x, known in ((a1, here), (a2, there)):
            weak = self.add(x >= 0, "positive", (ONE,), (known,))
            roots.append((
                self.row("above the threshold", (x, NOUGHT, NOUGHT, T.SQRT(x)), (known,)),
                self.row("square root", (x,), (weak,)),
                self.row("root not negative", (x,), (weak,)),
            ))  # fmt: skip
        same = self._same_roots(T.SQRT(a2), scaled(p, T.SQRT(a1)), p, roots, line)
        used = [(ONE, roots[1][0]), (ONE, same), (-power(p), roots[0][0])]
        uses.append(self.ring(goal, used))
        return image, value, self.add(goal, "cases", (a1,), tuple(uses))

    def _same_roots(
        self, x: Term, y: Term, p: int, roots: Sequence[tuple[int, int, int]], line: int
    ) -> int:
        """x = y, both not negative, where x x = a2 = s^2p a = y y."""
        grown = roots[0][2]
        if p:
            weak = self.add(power(p) >= 0, "positive", (ONE,), (self.above(p),))
            grown = self.add(y >= 0, "product", (), (weak, roots[0][2]))
        goal, gap = eq(x, y), x - y
        # x x - y y = (x x - a2) + (a2 - s^2p a) - s^2p (root a)^2 - a)
        squares = [(ONE, roots[1][1]), (ONE, line), (-power(2 * p), roots[0][1])]
        equal = self.ring(eq(x * x, y * y), squares)
        less = self.add(gap < 0, "assume")
        turned = self.add(-gap > 0, "positive", (ONE,), (less,))
        sum_above = self.add(x + y > 0, "positive", (ONE, number(2)), (less, roots[1][2]))
        product = self.add((-gap) * (x + y) > 0, "product", (), (turned, sum_above))
        # 0 - (-gap)(x + y) = gap (x + y) = x x - y y
        first = self.add(goal, "absurd", (ONE,), (product, equal))
        middle = self.ring(goal, [(ONE, self.add(eq(gap, NOUGHT), "assume"))])
        more = self.add(gap > 0, "assume")
        above = self.add(x + y > 0, "positive", (ONE, number(2)), (more, grown))
        product = self.add(gap * (x + y) > 0, "product", (), (more, above))
        last = self.add(goal, "absurd", (number(-1),), (product, equal))
        return self.add(goal, "cases", (gap,), (first, middle, last))

    def size(self, a: Part, p: int) -> tuple[Term, Term, int]:
        """|s^p a| = s^p |a|."""
        a2, a1, q, line = a
        image, value = T.ABS(a2), T.ABS(a1)
        goal = eq(image, scaled(p, value))
        uses = []
        for sign in (-1, 0, 1):
            here, there = self.signs(a1, a2, q, line, sign)
            row = "absolute value below 0" if sign < 0 else "absolute value"
            rows = []
            for x, known in ((a1, here), (a2, there)):
                weak = x <= 0 if sign < 0 else x >= 0
                held = self.add(weak, "positive", (ONE,), (known,))
                rows.append(self.row(row, (x,), (held,)))
            factor = number(-1) if sign < 0 else ONE
            used = [(ONE, rows[1]), (factor, line), (-power(p), rows[0])]
            uses.append(self.ring(goal, used))
        return image, value, self.add(goal, "cases", (a1,), tuple(uses))

    def larger(self, op: str, a: Part, b: Part, p: int) -> tuple[Term, Term, int]:
        """max(s^p a, s^p b) = s^p max(a, b), and min."""
        (a2, a1, _, one), (b2, b1, _, two) = a, b
        f = T.MAX if op == "max" else T.MIN
        image, value = f(a2, b2), f(a1, b1)
        goal = eq(image, scaled(p, value))
        gap2, gap1 = a2 - b2, a1 - b1
        line = self.ring(eq(gap2, scaled(p, gap1)), [(ONE, one), (number(-1), two)])
        uses = []
        for sign in (-1, 0, 1):
            here, there = self.signs(gap1, gap2, p, line, sign)
            if op == "max":
                row, chosen = ("maximum, first", one) if sign > 0 else ("maximum", two)
            else:
                row, chosen = ("minimum, second", two) if sign > 0 else ("minimum", one)
            rows = []
            for x, y, known in ((a1, b1, here), (a2, b2, there)):
                weak = y <= x if sign > 0 else x <= y
                weight = number(-1) if sign == 0 else ONE
                held = self.add(weak, "positive", (weight,), (known,))
                rows.append(self.row(row, (x, y), (held,)))
            used = [(ONE, rows[1]), (ONE, chosen), (-power(p), rows[0])]
            uses.append(self.ring(goal, used))
        return image, value, self.add(goal, "cases", (gap1,), tuple(uses))

    def total(self, line: int, k: Term, bound: Term, image: Term, value: Term, p: int) -> int:
        """The sum of s^p a_k is s^p times the sum of a_k: by induction over how many there are."""
        n = T.symbol(f"{k.data}.n", "natural")

        def claim(m: Term | int) -> Term:
            return eq(T.total(k, m, image), scaled(p, T.total(k, m, value)))

        each = self.add(T.forall(k, self.says(line)), "general", (k,), (line,))
        goal = T.forall(n, claim(n))
        first = self.row("empty sum", (T.total(k, 0, image),), ())
        second = self.row("empty sum", (T.total(k, 0, value),), ())
        base = self.ring(claim(0), [(ONE, first), (-power(p), second)])
        before = self.add(claim(n), "assume")
        here = self.add(T.at(self.says(each), n), "special", (n,), (each,))
        first = self.row("last term", (T.total(k, n, image),), ())
        second = self.row("last term", (T.total(k, n, value),), ())
        used = [(ONE, first), (ONE, before), (ONE, here), (-power(p), second)]
        step = self.ring(claim(n + 1), used)
        every = self.add(goal, "induction", (n,), (base, step))
        return self.add(claim(bound), "special", (bound,), (every,))


def _constant(value: int) -> Part:
    """A number that is the same in both runs; its own line is written where it is used."""
    return number(value), number(value), 0, -1


__all__ = ["CannotSay", "Lines", "Part", "power", "scaled"]
