"""Denominators cleared, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from proofs.find import polynomial as P
from proofs.find.atoms import (
    ZERO,
    Poly,
    generators,
    key,
    term_of,
    term_of_atom,
    thaw,  # fmt: skip,
)
from proofs.find.combos import Combo, add_combo, scaled_combo
from proofs.find.lemmas import lemma
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.terms import number  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Denominators:
    """Numbers times their denominators."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def cleared_equation(self, p: Poly, line: int) -> tuple[Poly, int]:
        cur, d, combo, _ = self.clear(p, even=False)
        if d == ONE:
            return p, line
        pairs = [(term_of(d), line), *((-f, k) for f, k in self.s.forms.pairs(combo))]
        return cur, self.s.book.ring(term_of(cur), ZERO, *pairs)

    def cleared_fact(self, p: Poly, strict: bool, line: int) -> tuple[Poly, int]:
        """A fact times squares of its denominators."""
        cur, d, combo, steps = self.clear(p, even=True)
        if d == ONE:
            return p, line
        up = self.positive_steps(steps)
        product = self.product(line, up)
        pairs = self.s.forms.pairs(combo)
        t = term_of(cur)
        return cur, self.s.book.add(t > 0 if strict else t >= 0, "positive",
                                  [number(1), *(-f for f, _ in pairs)],
                                  [product, *(k for _, k in pairs)])  # fmt: skip

    def positive_steps(self, steps: Sequence[tuple[Poly, int, int]]) -> int:
        """0 < the product of the powers that were multiplied out."""
        total: int | None = None
        for d, n, line in steps:
            t = term_of(d)
            says = self.s.book.says(line)
            if says.op == "!=":
                square = lemma(self.s.book, "square is positive", [t], [line])
                parts = [square] * (n // 2)
            else:
                parts = [line] * n
            for part in parts:
                total = part if total is None else self.product(total, part)
        assert total is not None
        return total

    def product(self, one: int, two: int) -> int:
        """0 < a, 0 < b |- 0 < a b, weak where one is."""
        a, b = self.s.book.says(one), self.s.book.says(two)
        t = a.args[1] * b.args[1]
        strict = a.op == b.op == "<"
        return self.s.book.add(t > 0 if strict else t >= 0, "product", (), (one, two))

    def clear(
        self, p: Poly, *, even: bool
    ) -> tuple[Poly, Poly, Combo, list[tuple[Poly, int, int]]]:
        """p times powers of its denominators: what that is, the factor, and p factor - that as
        multiples of lines; with `even`, only factors that are positive."""
        total, combo = ONE, Combo()
        steps: list[tuple[Poly, int, int]] = []
        skipped: set[int] = set()
        while True:
            found = None
            for a in sorted(generators(p), key=lambda a: -a):
                if key(a)[0] == "inverse" and a not in skipped:
                    d = thaw(key(a)[1])
                    line = self.s.signs.nonzero(d)
                    if line is None:
                        skipped.add(a)
                        continue
                    found = (a, d, line)
                    break
            if found is None:
                return p, total, combo, steps
            a, d, line = found
            most = max(dict(m).get(a, 0) for m in p)
            n = most
            if even:
                up = self._quick_positive(d)
                if up is not None:
                    line = up
                elif n % 2:
                    n += 1
            unit = self.s.book.row("inverse", term_of(d), uses=(self._nonzero_as(d, line),))
            powers = [ONE]
            for _ in range(n):
                powers.append(multiplied(powers[-1], d))
            new: Poly = {}
            factor: Poly = {}
            for m, c in p.items():
                j = dict(m).get(a, 0)
                rest = {tuple((i, e) for i, e in m if i != a): c}
                accumulate(new, multiplied(rest, powers[n - j]))
                for i in range(j):
                    lower: Poly = {((a, i),): 1} if i else ONE
                    accumulate(factor, multiplied(multiplied(rest, lower), powers[n - j + i]))
            combo = scaled_combo(combo, powers[n])
            combo = {k: dict(v) for k, v in combo.items()}
            add_combo(combo, unit, factor)
            total = multiplied(total, powers[n])
            r = self.s.forms.reduce(new)
            for k, v in r.combo.items():
                add_combo(combo, k, v)
            steps.append((d, n, line))
            p = r.value
            self.s.budget.check("the denominators")

    def _nonzero_as(self, d: Poly, line: int) -> int:
        return self.s.signs.apart_from(line, term_of(d))

    def _quick_positive(self, d: Poly) -> int | None:
        return self.s.signs.plainly(d, strict=True)

    def nonzero_steps(self, steps: Sequence[tuple[Poly, int, int]]) -> int:
        """The product of the powers is not 0."""
        total: int | None = None
        for d, n, line in steps:
            part = self._nonzero_as(d, line)
            for _ in range(n):
                if total is None:
                    total = part
                else:
                    a, b = self.s.book.says(total).args[0], self.s.book.says(part).args[0]
                    total = lemma(self.s.book, "product is not 0", [a, b], [total, part])
        assert total is not None
        return total

    def zero(self, p: Poly) -> int | None:
        """The line p = 0, where clearing denominators shows it."""
        r = self.s.forms.reduce(p)
        t = term_of(p)
        if not r.value:
            return self.s.book.ring(t, ZERO, *self.s.forms.pairs(r.combo))
        cur, d, combo, steps = self.clear(r.value, even=False)
        if cur:
            return None
        if d == ONE:
            return None
        q = term_of(r.value)
        nonzero = self.nonzero_steps(steps)
        big = self.s.book.says(nonzero).args[0]
        product = self.s.book.ring(q * big, ZERO, *self.s.forms.pairs(combo))
        unit = self.s.book.row("inverse", big, uses=(nonzero,))
        # q = (1/D) (q D) - q (D (1/D) - 1)
        same = self.s.book.ring(q, ZERO, (1 / big, product), (-q, unit))
        return self.s.book.ring(t, ZERO, *self.s.forms.pairs(r.combo), (number(1), same))

    def uncleared(self, p: Poly, strict: bool, prove: Callable[[Poly], int | None]) -> int | None:
        """0 < p from 0 < p D, where D > 0 is what clears the denominators."""
        cur, d, combo, steps = self.clear(p, even=True)
        line = prove(cur)
        if line is None or d == ONE:
            return line
        up = self.positive_steps(steps)
        big = self.s.book.says(up).args[1]
        over = lemma(self.s.book, "inverse of a positive", [big], [up])
        product = self.product(line, over)  # 0 < cur (1/D)
        unit = self.s.book.row("inverse", big, uses=(self.s.signs.apart_from(up, big),))
        t = term_of(p)
        # p = cur (1/D) + (1/D) (p D - cur) - p (D (1/D) - 1)
        pairs = [((1 / big) * f, k) for f, k in self.s.forms.pairs(combo)]
        return self.s.book.add(t > 0 if strict else t >= 0, "positive",
                             [number(1), *(f for f, _ in pairs), -t],
                             [product, *(k for _, k in pairs), unit])  # fmt: skip

    def without_nonzero_factor(self, p: Poly, line: int) -> tuple[Poly, int]:
        for a, e in P.common_factor(p):
            one = self.s.signs.nonzero({((a, 1),): 1})
            if one is None:
                continue
            for _ in range(e):
                t = term_of_atom(a)
                unit = self.s.book.row("inverse", t, uses=(one,))
                core = P.shifted(p, ((a, -1),))
                # core = (1/a) p - core (a (1/a) - 1)
                line = self.s.book.ring(term_of(core), ZERO, (1 / t, line), (-term_of(core), unit))
                p = core
        return p, line

    def without_positive_factor(self, p: Poly, strict: bool, line: int) -> tuple[Poly, int]:
        factor, core = self.s.signs.positive_factor(p)
        if factor == ONE or set(core) <= {()}:
            return p, line
        up = self.s.signs.plainly(factor, strict=True)
        assert up is not None
        over = lemma(self.s.book, "inverse of a positive", [term_of(factor)], [up])
        product = self.product(line, over)
        unit = self.s.book.row("inverse", term_of(factor),
                             uses=(self.s.signs.apart_from(up, term_of(factor)),))  # fmt: skip
        t = term_of(core)
        # core = p (1/f) - core (f (1/f) - 1)
        return core, self.s.book.add(t > 0 if strict else t >= 0, "positive",
                                   (number(1), -t), (product, unit))  # fmt: skip
