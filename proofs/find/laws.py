"""What the known functions are in simpler terms, by rows and lemmas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs.find import polynomial as P
from proofs.find import search
from proofs.find.atoms import (  # fmt: skip
    Poly,
    generators,
    key,
    normal,
    single,
    term_of,
    term_of_atom,
    thaw,
)
from proofs.find.combos import product_of, small
from proofs.find.factors import factored
from proofs.find.lemmas import lemma
from proofs.trust.ring import ONE
from proofs.trust.rules import rounded
from proofs.trust.terms import (
    ABS,
    EXP,
    FL64,
    LOG,
    MAX,
    MIN,
    NORM,
    SIGMOID,
    SQRT,
    TANH,
    THRESHOLD,
    Term,
    Wrong,
    apply,
    eq,
    number,
)  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Laws:
    """Applications of known functions in simpler terms."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def law(self, t: Term) -> int | None:
        """A line that says what an application of a known function is, if that is simpler."""
        f, book = t.data, self.s.book
        x = t.args[0]
        if f == NORM:
            return book.row("norm", x)
        if f == SIGMOID:
            return book.row("logistic", x)
        if f == TANH:
            return book.row("hyperbolic tangent", x)
        if f in (MAX, MIN):
            return lemma(book, "maximum as a size" if f == MAX else "minimum as a size", t.args)
        if f == FL64:
            p = normal(x)
            if set(p) <= {()}:
                q = number(Fraction(p.get((), 0)))
                try:
                    line = book.row("rounding", q)
                except Wrong:
                    return None
                return line if q is x else book.ring(t, number(rounded(q.data)), (number(1), line))
            return None
        if f == THRESHOLD:
            return self._threshold(t)
        if f == ABS:
            return self._size(t)
        if f == SQRT:
            return self._root(t)
        if f == EXP:
            return self._exp(t)
        if f == LOG:
            return self._log(t)
        return None

    def _threshold(self, t: Term) -> int | None:
        z, *values = t.args
        p = normal(z)
        found = self.s.signs.sign(p)
        if found is not None:
            sign, line = found
            row = ("below the threshold", "at the threshold", "above the threshold")[sign + 1]
            return self.s.book.row(row, *t.args, uses=(self.s.signs.about(z, p, line),))
        factor, core = self.s.signs.positive_factor(p)
        lead = core[max(core)]
        if factor == ONE:
            line2 = self._uncleared(t, p)
            line2 = self._twin(t, p) if line2 is None else line2
            if line2 is not None or lead > 0:
                return line2
        if factor != ONE:
            up = self.s.signs.plainly(factor, strict=True)
            assert up is not None
            c, rest = term_of(factor), term_of(core)
            scaled = lemma(self.s.book, "a positive factor", [c, rest, *values], [up])
            return self._cited(t, scaled)
        turned = term_of(P.scaled(core, -1))
        return self._turned(t, z, turned, values)

    def _uncleared(self, t: Term, p: Poly) -> int | None:
        """threshold(p, ...) = threshold(p D, ...), where D > 0 is what clears the denominators."""
        if not any(key(a)[0] == "inverse" for a in generators(p)):
            return None
        cur, d, combo, steps = self.s.denominators.clear(p, even=True)
        if d == ONE:
            return None
        book, values = self.s.book, t.args[1:]
        up = self.s.denominators.positive_steps(steps)
        big = book.says(up).args[1]
        scaled = lemma(book, "a positive factor", [big, term_of(p), *values], [up])
        same = book.ring(big * term_of(p), term_of(cur), *self.s.forms.pairs(combo))
        new = THRESHOLD(term_of(cur), *values)
        left = book.says(scaled).args[0]
        moved = book.add(eq(left, new), "congruence", (), (same,) if combo else ())
        return book.ring(t, new, (number(-1), scaled), (number(1), moved))

    def _twin(self, t: Term, p: Poly) -> int | None:
        twin = self.s.monotone.twin(p)
        if twin is None:
            return None
        terms = [term_of(p), term_of(twin[0]), *t.args[1:]]
        return self._cited(t, lemma(self.s.book, "alike at a threshold", terms, [twin[1]]))

    def _turned(self, t: Term, z: Term, turned: Term, values: list[Term]) -> int:
        """threshold(z, a, b, c) = threshold(-z, c, b, a), so that z and -z are seen together."""
        a, b, c = values
        line = lemma(self.s.book, "turned round", [turned, c, b, a])
        if self.s.book.says(line).args[0] is not t:
            return self.s.book.ring(t, self.s.book.says(line).args[1], (number(1), line))
        return line

    def _size(self, t: Term) -> int | None:
        (x,) = t.args
        p = normal(x)
        found = self.s.signs.sign(p)
        if found is not None:
            sign, line = found
            line = self.s.signs.about(x, p, line)
            if sign == 0:
                weak = self.s.book.add(x >= 0, "positive", (number(1),), (line,))
                return self.s.book.row("absolute value", x, uses=(weak,))
            says = x >= 0 if sign > 0 else x <= 0
            weak = self.s.book.add(says, "positive", (number(1),), (line,))
            name = "absolute value" if sign > 0 else "absolute value below 0"
            return self.s.book.row(name, x, uses=(weak,))
        line2 = self.s.signs.nonnegative_quickly(p)
        if line2 is not None:
            return self.s.book.row("absolute value", x, uses=(self.s.signs.about(x, p, line2),))
        return lemma(self.s.book, "size by sign", [x])

    def _root(self, t: Term) -> int | None:

        (x,) = t.args
        p = normal(x)
        if not p:
            return lemma(self.s.book, "root of 0") if x is number(0) else self._again(t, number(0))
        root = search.square_root(p)
        if root is not None:
            r = term_of(root)
            if x is not r * r:
                return self._again(t, r * r)
            return lemma(self.s.book, "root of a square", [r])
        out = tuple((i, e // 2) for i, e in P.common_factor(p) if e >= 2)
        core = P.shifted(p, P.inverse(tuple((i, 2 * e) for i, e in out)))
        scale = P.content(core)
        try:
            c = search.exact_root(scale)
        except search.Irrational:
            c, scale = Fraction(1), Fraction(1)
        if not out and c == 1:
            return None
        core = {m: small(Fraction(v) / scale) for m, v in core.items()}
        line = self.s.signs.nonnegative(core)
        if line is None:
            return None
        r, q = term_of({out: small(c)}), term_of(core)
        if x is not r * r * q:
            return self._again(t, r * r * q)
        return lemma(self.s.book, "root of a multiple", [r, q], [self.s.signs.about(q, core, line)])

    def _again(self, t: Term, x: Term) -> int | None:
        """The law for the same function of an operand that the ring sees to be the same."""
        new = apply(t.data, x)
        line = self.law(new)
        if line is None:
            return None
        return self.s.book.ring(t, self.s.book.says(line).args[1], (number(1), line))

    def _exp(self, t: Term) -> int | None:
        """exp of a sum as a product; of a whole multiple as a power; of a negative as 1/exp."""
        (x,) = t.args
        p = normal(x)
        if not p:
            return self.s.book.row("exp of 0") if x is number(0) else self._again(t, number(0))
        if len(p) > 1:
            m = max(p)
            first, rest = term_of({m: p[m]}), term_of({k: c for k, c in p.items() if k != m})
            if x is not first + rest:
                return self._again(t, first + rest)
            return self.s.book.row("exp of a sum", first, rest)
        ((m, c),) = p.items()
        c = Fraction(c)
        if len(m) == 1 and m[0][1] == 1 and c == 1 and key(m[0][0])[0] == "apply":
            inner = term_of_atom(m[0][0])
            if inner.data == LOG:
                line = self.s.signs.positive(normal(inner.args[0]))
                if line is not None:
                    y = inner.args[0]
                    up = self.s.signs.about(y, normal(y), line)
                    return self._cited(t, self.s.book.row("exp of log", y, uses=(up,)))
        if c < 0:
            positive = term_of({m: small(-c)})
            if x is not -positive:
                return self._again(t, -positive)
            return lemma(self.s.book, "exp of a negative", [positive])
        if c.numerator > 1 and c.numerator <= 64:
            one = term_of({m: Fraction(1, c.denominator) if c.denominator > 1 else 1})
            if c.numerator == 2:
                return self._cited(t, self.s.book.row("exp of a sum", one, one))
            rest = term_of({m: small(Fraction(c.numerator - 1, c.denominator))})
            return self._cited(t, self.s.book.row("exp of a sum", one, rest))
        return None

    def _cited(self, t: Term, line: int) -> int:
        """A line on a term with the same normal form, as one on t."""
        left, right = self.s.book.says(line).args
        return line if left is t else self.s.book.ring(t, right, (number(1), line))

    def _log(self, t: Term) -> int | None:
        (x,) = t.args
        p = normal(x)
        book, positive = self.s.book, self.s.signs.positive
        if p == ONE:
            return self._cited(t, lemma(book, "log of 1"))
        factors = self._log_factors(p)
        if len(factors) > 1:
            first, rest = term_of(factors[0]), product_of([term_of(f) for f in factors[1:]])
            one, other = positive(normal(first)), positive(normal(rest))
            if one is None or other is None:
                return None
            return self._cited(t, lemma(book, "log of a product", [first, rest], [one, other]))
        if set(p) == {()}:
            if Fraction(p[()]) >= 1 or p[()] <= 0:
                return None
            q = number(1 / Fraction(p[()]))
            line = positive(normal(q))
            return (
                None
                if line is None
                else self._cited(t, lemma(book, "log of an inverse", [q], [line]))
            )
        a = single(p)
        if a is None:
            return self._log_cleared(t, p)
        k = key(a)
        if k[0] == "apply" and k[1] == EXP:
            return self._cited(t, book.row("log of exp", term_of_atom(a).args[0]))
        for name, inner in (
            ("log of an inverse", k[0] == "inverse"),
            ("log of a root", k[:2] == ("apply", SQRT)),
        ):
            if inner:
                q = term_of(thaw(k[1])) if k[0] == "inverse" else term_of_atom(a).args[0]
                line = positive(normal(q))
                return None if line is None else self._cited(t, lemma(book, name, [q], [line]))
        return None

    def _log_factors(self, p: Poly) -> list[Poly]:
        """Factors of p that are positive, as far as they are seen, numbers in primes."""
        factors: list[Poly] = []
        core = p
        for i, e in P.common_factor(p):
            found = self.s.signs.atom_sign(i)
            if found is not None and found[0] in (">", "<"):
                c = 1 if found[0] == ">" else -1
                factors += [{((i, 1),): c}] * e
                core = P.scaled(P.shifted(core, ((i, -e),)), c**e)
        scale = P.content(core)
        core = {m: small(Fraction(v) / scale) for m, v in core.items()}
        primes = search.prime_factors(scale) if scale != 1 else []
        numbers = [
            Fraction(q) if e > 0 else 1 / Fraction(q) for q, e in primes for _ in range(abs(e))
        ]
        factors += [{(): small(q)} for q in numbers]
        parts = factored(core)
        if parts is not None and parts[0] == 1:
            for f, e in parts[1]:
                for g in (f, P.scaled(f, -1)):
                    if self.s.signs.positive(g) is not None:
                        factors += [g] * e
                        break
                else:
                    return [p]
            return factors
        return factors if core == ONE else [*factors, core]

    def _log_cleared(self, t: Term, p: Poly) -> int | None:
        """log(p) = log(p D (1/D)), where D is what clears the denominators."""
        if not any(key(a)[0] == "inverse" for a in generators(p)):
            return None
        cur, d, combo, steps = self.s.denominators.clear(p, even=True)
        line = None if d == ONE else self.s.signs.positive(cur)
        if line is None:
            return None
        book = self.s.book
        up = self.s.denominators.positive_steps(steps)
        big = book.says(up).args[1]
        unit = book.row("inverse", big, uses=(self.s.signs.apart_from(up, big),))
        over = lemma(book, "inverse of a positive", [big], [up])
        tp, new = term_of(p), term_of(cur) * (1 / big)
        # p - cur (1/D) = (1/D) (p D - cur) - p (D (1/D) - 1)
        pairs = [((1 / big) * f, k) for f, k in self.s.forms.pairs(combo)]
        same = book.ring(tp, new, *pairs, (-tp, unit))
        total = lemma(book, "log of a product", [term_of(cur), 1 / big], [line, over])
        moved = book.add(eq(LOG(tp), LOG(new)), "congruence", (), (same,))
        right = book.says(total).args[1]
        return book.ring(t, right, (number(1), moved), (number(1), total))
