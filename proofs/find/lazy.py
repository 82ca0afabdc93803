"""Equations where little has to be unfolded: what cancels is never looked into.

The two sides are compared as they stand; then the definition that comes latest among what is left
is unfolded, and so on; then two applications of one function, by their operands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find.atoms import Poly, Vector, key, normal, term_of, term_of_atom
from proofs.find.combos import Combo, add_combo, replaced
from proofs.find.lemmas import lemma
from proofs.trust.ring import accumulate, multiplied, single
from proofs.trust.terms import THRESHOLD, Term, eq, flat, number

if TYPE_CHECKING:
    from proofs.find.solver import Solver

_ROOM = 60
"""How many more terms than four times those that it had what is left may grow to."""
_DEEP = 20
"""How far inside one another operands are compared."""


class Lazy:
    """Differences that are 0 once some definitions are unfolded."""

    def __init__(self, s: Solver) -> None:
        self.s = s
        self._order: dict[int, int] = {}

    def equal(self, a: Term, b: Term) -> int | None:
        """The line a = b, or None where it takes more than this."""
        gap = normal(a - b)
        combo: Combo = {}
        if gap and not (self.s.rules or self.s.vector_rules or self._alike(gap)):
            return None
        self._order = {}
        for rules in (self.s.rules, self.s.vector_rules):
            for atom in rules:
                self._order.setdefault(atom, len(self._order))
        done = self._number(gap, combo, 0) if flat(a) else self._vector(gap, combo)
        return self.s.book.ring(a, b, *self.s.forms.pairs(combo, a.sort)) if done else None

    def _alike(self, gap: Any) -> bool:
        return any(self._pair(p) is not None for p in (gap.values() if _is_vector(gap) else [gap]))

    def _most(self) -> int:
        return 2 * len(self._order) + 16

    def _number(self, gap: Poly, combo: Combo, depth: int) -> bool:
        """Whether a number is 0, and by which multiples of which lines."""
        gap = dict(gap)
        most = 4 * len(gap) + _ROOM
        for _ in range(self._most()):
            if not gap:
                return True
            if len(gap) > most:
                return False
            gap2 = self._unfolded(gap, combo)
            gap2 = self._congruent(gap, combo, depth) if gap2 is None else gap2
            if gap2 is None:
                return False
            gap = gap2
        return not gap

    def _unfolded(self, gap: Poly, combo: Combo) -> Poly | None:
        """With one definition unfolded: that of the symbol, or vector, that is defined last."""
        best, found = -1, None
        for m in gap:
            for a, _ in m:
                if a in self.s.rules:
                    rank = self._order[a]
                    if rank > best:
                        best, found = rank, (a, a)
                    continue
                k = key(a)
                if k[0] == "dot":
                    for u in k[1:]:
                        rank = self._order.get(u, -1) if u in self.s.vector_rules else -1
                        if rank > best:
                            best, found = rank, (u, -1)
        if found is None:
            return None
        a, scalar = found
        if scalar == a:
            q, line = self.s.rules[a]
            gap, factor = replaced(gap, a, q)
            add_combo(combo, line, factor)
            return gap
        return self._unfolded_dots(gap, a, combo)

    def _unfolded_dots(self, gap: Poly, u: int, combo: Combo) -> Poly | None:
        """With a vector's definition unfolded in every product of it with another."""
        value, line = self.s.vector_rules[u]
        total: Poly = {}
        for m, c in gap.items():
            here = [(a, e) for a, e in m if key(a)[0] == "dot" and u in key(a)[1:]]
            if not here:
                accumulate(total, {m: c})
                continue
            ((a, e), *more) = here
            _, left, right = key(a)
            if more or e != 1 or left == right:
                return None
            other = right if left == u else left
            rest = {tuple(pair for pair in m if pair[0] != a): c}
            for b, p in value.items():
                inner = multiplied(p, single("dot", min(b, other), max(b, other)))
                accumulate(total, multiplied(rest, inner))
            add_combo(combo, line, {other: rest})
        return total

    def _pair(self, p: Poly) -> tuple[int, int] | None:
        """Two applications of one function that stand in front of the same, with opposite signs."""
        met: dict[Any, tuple[int, Any]] = {}
        for m, c in p.items():
            for a, e in m:
                k = key(a)
                if e != 1 or k[0] != "apply":
                    continue
                place = (k[1], tuple(pair for pair in m if pair[0] != a))
                before = met.get(place)
                if before is None:
                    met[place] = (a, c)
                elif before[1] + c == 0:
                    return before[0], a
        return None

    def _congruent(self, gap: Poly, combo: Combo, depth: int) -> Poly | None:
        """With one of two applications of one function replaced by the other."""
        found = self._pair(gap)
        if found is None or depth > _DEEP:
            return None
        line = self._same(*found, depth)
        if line is None:
            return None
        a, b = found
        gap, factor = replaced(gap, a, {((b, 1),): 1})
        add_combo(combo, line, factor)
        return gap

    def _same(self, a: int, b: int, depth: int) -> int | None:
        """The line f(x, ...) = f(y, ...)."""
        one, two = term_of_atom(a), term_of_atom(b)
        lines = []
        for x, y in zip(one.args, two.args, strict=True):
            if x is y:
                continue
            if not (flat(x) and flat(y)):
                return None
            gap = dict(normal(x))
            accumulate(gap, normal(y), -1)
            if not gap:
                continue
            combo: Combo = {}
            if not self._number(gap, combo, depth + 1):
                return self._rescaled(one, two)
            lines.append(self.s.book.ring(x, y, *self.s.forms.pairs(combo)))
        return self.s.book.add(eq(one, two), "congruence", (), lines)

    def _rescaled(self, one: Term, two: Term) -> int | None:
        """threshold(c z, ...) = threshold(z, ...), where c > 0 is a product."""
        if one.data != THRESHOLD or one.args[1:] != two.args[1:]:
            return None
        p, q = normal(one.args[0]), normal(two.args[0])
        if not p or len(p) != len(q):
            return None
        up, down = P.common_factor(p), P.common_factor(q)
        ratio = P.monomial_times(up, P.inverse(down))
        turned = any(e < 0 for _, e in ratio)
        if turned:
            one, two, p, q, ratio = two, one, q, p, P.inverse(ratio)
        if not ratio or any(e < 0 for _, e in ratio) or P.shifted(q, ratio) != p:
            return None
        line = self.s.signs.plainly({ratio: 1}, strict=True)
        if line is None:
            return None
        c = term_of({ratio: 1})
        scaled = lemma(self.s.book, "a positive factor", [c, *two.args], [line])
        sign = number(-1 if turned else 1)
        sides = (two, one) if turned else (one, two)
        return self.s.book.ring(*sides, (sign, scaled))

    def _vector(self, gap: Vector, combo: Combo) -> bool:
        """Whether a vector is 0, and by which multiples of which lines."""
        for _ in range(self._most()):
            if not gap:
                return True
            defined = [a for a in gap if a in self.s.vector_rules]
            if not defined:
                break
            a = max(defined, key=lambda a: self._order[a])
            value, line = self.s.vector_rules[a]
            p = gap[a]
            gap = {b: q for b, q in gap.items() if b != a}
            for b, q in value.items():
                mine = dict(gap.get(b, {}))
                accumulate(mine, multiplied(p, q))
                if mine:
                    gap[b] = mine
                else:
                    gap.pop(b, None)
            add_combo(combo, line, p)
        for a, p in gap.items():
            own: Combo = {}
            if not self._number(p, own, 0):
                return False
            for line, factor in own.items():
                if self.s.forms.is_of_vectors(line):
                    return False
                add_combo(combo, line, {a: factor})
        return True


def _is_vector(gap: Any) -> bool:
    return bool(gap) and isinstance(next(iter(gap)), int)


__all__ = ["Lazy"]
