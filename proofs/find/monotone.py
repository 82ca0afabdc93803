"""Differences of exponentials, logarithms and roots, which have the sign of something simpler."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find.atoms import Poly, is_function, key, normal, term_of, term_of_atom
from proofs.find.combos import product_of, sum_of
from proofs.find.lemmas import lemma, sign
from proofs.trust import ring
from proofs.trust.terms import EXP, LOG, SQRT, Term, eq, number

if TYPE_CHECKING:
    from proofs.find.solver import Solver

Twin = tuple[Poly, int]
"""A polynomial, and the line that another one has the same sign."""
_LEMMAS = {
    "<": "alike, positive",
    "<=": "alike, not negative",
    "=": "alike, 0",
    "!=": "alike, not 0",
}


class Monotone:
    """Numbers with the sign of simpler ones."""

    def __init__(self, s: Solver) -> None:
        self.s = s
        self._found: dict[Any, Twin | None] = {}
        self.depth = 0

    def forget(self) -> None:
        """What was simplified may be simplified further."""
        self._found.clear()

    def twin(self, p: Poly) -> Twin | None:
        """Something simpler with the sign of p: the line says sign(p) = sign(that)."""
        if not any(_is_special(a) for m in p for a, _ in m):
            return None
        what = ring.frozen(p)
        if what not in self._found:
            if self.depth > 2:
                return None
            self._found[what] = None
            self.depth += 1
            try:
                self._found[what] = self._exps(p) or self._logs(p) or self._roots(p)
            finally:
                self.depth -= 1
        return self._found[what]

    def back(self, p: Poly, twin: Twin, line: int) -> int:
        """What a line says of the twin (that it is > 0, >= 0, = 0 or != 0), said of p."""
        q, alike = twin
        return lemma(self.s.book, self._name(line), [term_of(p), term_of(q)], [alike, line])

    def forth(self, p: Poly, twin: Twin, line: int) -> int:
        """What a line says of p, said of the twin."""
        q, alike = twin
        x, z = term_of(p), term_of(q)
        turned = self.s.book.ring(sign(z), sign(x), (number(-1), alike))
        return lemma(self.s.book, self._name(line), [z, x], [turned, line])

    def _name(self, line: int) -> str:
        return _LEMMAS[self.s.book.says(line).op]

    def _joined(self, p: Poly, left: Term, right: Term, line: int) -> Twin | None:
        """sign(p) = sign(q), from sign(left) = sign(right), where left reduces to p."""
        forms, book = self.s.forms, self.s.book
        r = forms.number(left)
        if r.value != p:
            return None
        r2 = forms.number(right)
        tp, tq = term_of(p), term_of(r2.value)
        pairs = [(number(1), line)]
        for one, value, k in ((left, r, -1), (right, r2, 1)):
            other = term_of(value.value)
            if sign(one) is not sign(other):
                same = [forms.equation(one, value.value, value.combo)] if value.combo else []
                says = eq(sign(one), sign(other))
                pairs.append((number(k), book.add(says, "congruence", (), same)))
        return r2.value, book.ring(sign(tp), sign(tq), *pairs)

    def _exps(self, p: Poly) -> Twin | None:
        """exp(s) - exp(t), exponentials of sums and multiples included."""
        if len(p) != 2 or not any(p) or not all(_all_exp(m) for m in p):
            return None
        (m, c), (n, d) = sorted(p.items(), key=lambda x: -x[1])
        if not c > 0 > d:
            return None
        s, t = _exponent(m, c), _exponent(n, -d)
        line = lemma(self.s.book, "exp is increasing", [s, t])
        return self._joined(p, EXP(s) - EXP(t), s - t, line)

    def _logs(self, p: Poly) -> Twin | None:
        """A whole combination of logarithms, and a number."""
        above: list[Term] = []
        below: list[Term] = []
        for m, c in p.items():
            if not m:
                below.append(EXP(number(-Fraction(c))))
                continue
            whole = len(m) == 1 and m[0][1] == 1 and Fraction(c).denominator == 1
            if not whole or not is_function(key(m[0][0]), LOG) or abs(c) > 16:
                return None
            (above if c > 0 else below).extend(term_of_atom(m[0][0]).args * abs(c))
        if len(above) + len(below) < 2 and not above + below:
            return None
        x, y = (product_of(ts) if ts else number(1) for ts in (above, below))
        lines = [self.s.signs.positive(normal(t)) for t in (x, y)]
        if None in lines:
            return None
        line = lemma(self.s.book, "log is increasing", [x, y], [k for k in lines if k is not None])
        return self._joined(p, LOG(x) - LOG(y), x - y, line)

    def _roots(self, p: Poly) -> Twin | None:
        """a - b with a root in a or in b, where neither is negative: a a - b b."""
        roots = [(m, c) for m, c in p.items() if any(_is_root(a) and e == 1 for a, e in m)]
        if not roots or len(p) > 12:
            return None
        for m, c in sorted(roots, key=lambda x: -_root_size(x[0]))[:2]:
            own = {m: abs(c)}
            rest = {k: v if c < 0 else -v for k, v in p.items() if k != m}
            first = self.s.signs.plainly(own, strict=False)
            other = None if first is None or not rest else self.s.signs.nonnegative(rest)
            if first is None or other is None:
                continue
            one, two = (own, rest) if c > 0 else (rest, own)
            a, b = term_of(one), term_of(two)
            lines = [first, other] if c > 0 else [other, first]
            line = lemma(self.s.book, "squares are increasing", [a, b], lines)
            gone = {i for i, e in m if _is_root(i)}
            q = self.s.forms.number(a * a - b * b).value
            if not any(i in gone for n in q for i, _ in n):
                return self._joined(p, a - b, a * a - b * b, line)
        return None


def _is_special(a: int) -> bool:
    k = key(a)
    return k[0] == "apply" and k[1] in (EXP, LOG, SQRT)


def _is_root(a: int) -> bool:
    return is_function(key(a), SQRT)


def _root_size(m: P.Monomial) -> int:
    return max(len(normal(term_of_atom(a).args[0])) for a, _ in m if _is_root(a))


def _all_exp(m: P.Monomial) -> bool:
    return all(is_function(key(a), EXP) for a, _ in m)


def _exponent(m: P.Monomial, c: Any) -> Term:
    """s with exp(s) = c m, for a product m of exponentials."""
    pieces: list[Term] = []
    for a, e in m:
        x = term_of_atom(a).args[0]
        pieces.append(x if e == 1 else number(e) * x)
    if c != 1:
        pieces.append(LOG(number(Fraction(c))))
    return sum_of(pieces)


__all__: Sequence[str] = ["Monotone", "Twin"]
