"""Normal forms simplified under hypotheses, each simplification with its lines."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find.atoms import (
    Poly,
    Vector,
    generators,
    key,
    normal,
    single,
    term_of,
    term_of_atom,
    thaw,
)  # fmt: skip
from proofs.find.combos import (
    Chain,
    Combo,
    Reduced,
    add_combo,
    plus_any,
    product_of,
    replaced,
    small,
    times_any,
)
from proofs.find.lemmas import lemma
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.terms import (
    EXP,
    SQRT,
    Term,
    Wrong,
    apply,
    build,
    eq,
    fits,
    flat,
    is_space,
    number,
)  # fmt: skip
from proofs.trust.text import show

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Forms:
    """Numbers and vectors, simplified."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def number(self, t: Term) -> Reduced:
        """A number, simplified."""
        return self.reduce(normal(t))

    def of(self, t: Term) -> Reduced:
        """A number or a vector, simplified."""
        return self.reduce(normal(t)) if flat(t) else self.reduce_vector(normal(t))

    def reduce(self, p: Poly) -> Reduced:
        """A polynomial with every atom simplified, and products of atoms too."""
        plain = self.s.plain
        if all(a in plain for m in p for a, _ in m):
            return Reduced(p, {})
        combo: Combo = {}
        done: set[int] = set()
        while True:
            self.s.budget.check("a normal form")
            fresh = [a for a in sorted(generators(p)) if a not in done]
            for a in fresh:
                done.add(a)
                q, line = self.atom(a)
                if line is not None:
                    try:
                        p, factor = replaced(p, a, q)
                    except Wrong as why:
                        what = show(term_of_atom(a), 60)
                        raise Wrong(f"{why}: what {what} stands for, multiplied out") from None
                    add_combo(combo, line, factor)
            if fresh:
                continue
            found = self._product_rule(p)
            if found is None:
                divided = self._divided(p)
                if divided is None:
                    return Reduced(p, combo)
                p, line, factor = divided
                add_combo(combo, line, factor)
                continue
            m, part, q, line = found
            c = p[m]
            rest = P.monomial_times(m, P.inverse(part))
            factor = {rest: c}
            p = dict(p)
            del p[m]
            accumulate(p, multiplied(factor, q))
            add_combo(combo, line, factor)

    def reduce_vector(self, v: Vector) -> Reduced:
        """A vector with every atom and every coefficient simplified."""
        combo: Combo = {}
        total: Vector = {}
        for a, p in v.items():
            r = self.reduce(p)
            for line, factor in r.combo.items():  # (p - r) a = sum of (factor a) equations
                if self.is_of_vectors(line):  # factor is a vector: its product with a has no place
                    raise Wrong("a coefficient that a vector's equation simplifies")
                add_combo(combo, line, {a: factor})
            image, line2 = self.vector(a)
            if line2 is None:
                total = plus_any(total, {a: r.value} if r.value else {})
            else:
                add_combo(combo, line2, r.value)
                total = plus_any(total, times_any(image, r.value))
        again = {k: q for k, q in total.items() if q}
        if any(self.reduce(q).combo for q in again.values()):
            more = self.reduce_vector(again)
            for line, factor in more.combo.items():
                add_combo(combo, line, factor)
            return Reduced(more.value, combo)
        return Reduced(again, combo)

    def is_of_vectors(self, line: int) -> bool:
        """Whether a line says something of vectors."""
        return is_space(self.s.book.says(line).args[0].sort)

    def pairs(self, combo: Combo, sort: str = "scalar") -> list[tuple[Term, int]]:
        """Factors as terms; `sort` is that of the equation they are to show."""
        result = []
        for line, factor in combo.items():
            if not factor:
                continue
            side = self.s.book.says(line).args[0].sort
            as_vector = is_space(side) != is_space(sort)
            space = side if is_space(side) else sort
            result.append((term_of(factor, space if as_vector else "scalar"), line))
        return result

    def equation(self, t: Term, value: Any, combo: Combo) -> int:
        """The line t = value."""
        return self.s.book.ring(t, term_of(value, t.sort), *self.pairs(combo, t.sort))

    def atom(self, a: int) -> tuple[Any, int | None]:
        """What an atom is, simplified, and the line that says so; None where it stays."""
        found = self.s.atoms.get(a)
        if found is not None:
            return found
        if ("s", a) in self.s.busy:
            return {((a, 1),): 1}, None
        self.s.busy.add(("s", a))
        try:
            result = self._atom(a)
        finally:
            self.s.busy.discard(("s", a))
        self.s.atoms[a] = result
        if result[1] is None and not _in_products(key(a)):
            self.s.plain.add(a)
        return result

    def _atom(self, a: int) -> tuple[Any, int | None]:
        chain = Chain(self.s, a)
        if a in self.s.rules:
            q, line = self.s.rules[a]
            chain.by(a, q, line)
            chain.settle()
            return chain.result()
        k = key(a)
        if k[0] == "dot":
            self.s.maps.dot(chain, k[1], k[2])
        elif k[0] == "inverse":
            self.inverse(chain, a)
        elif k[0] in ("apply", "power"):
            self.apply(chain, a)
        return chain.result()

    def vector(self, a: int) -> tuple[Any, int | None]:
        """What a vector atom is, simplified, and the line that says so; None where it stays."""
        found = self.s.vectors.get(a)
        if found is not None:
            return found
        if ("v", a) in self.s.busy:
            return {a: ONE}, None
        self.s.busy.add(("v", a))
        try:
            result = self._vector(a)
        finally:
            self.s.busy.discard(("v", a))
        self.s.vectors[a] = result
        return result

    def _vector(self, a: int) -> tuple[Any, int | None]:
        t = term_of_atom(a)
        if a in self.s.vector_rules:
            v, line = self.s.vector_rules[a]
            r = self.reduce_vector(v)
            return self._moved(t, r, line) if r.combo else (r.value, line)
        k = key(a)
        if k[0] == "map" and k[1] in self.s.own:
            same = self.s.book.at(self.s.own[k[1]], term_of_atom(k[2]))
            return self._moved(t, self.reduce_vector(normal(self.s.book.says(same).args[1])), same)
        if k[0] == "map":
            v, line2 = self.vector(k[2])
            if line2 is not None:
                image = apply(k[1], self.s.book.says(line2).args[1])
                same = self.s.book.add(
                    eq(apply(k[1], term_of_atom(k[2])), image), "congruence", (), (line2,)
                )
                return self._moved(t, self.reduce_vector(normal(image)), same)
        elif k[0] == "apply":
            changed = self._arguments(t)
            if changed is not None:
                new, line3 = changed
                return self._moved(t, self.reduce_vector(normal(new)), line3)
        return {a: ONE}, None

    def _moved(self, t: Term, r: Reduced, line: int) -> tuple[Any, int]:
        """What t is, where a line says that it is something, and that is simplified."""
        combo: Combo = dict(r.combo)
        add_combo(combo, line, ONE)
        return r.value, self.equation(t, r.value, combo)

    def _arguments(self, t: Term) -> tuple[Term, int] | None:
        """The same function of simplified operands, and the line that says so."""
        args, lines = [], []
        for x in t.args:
            r = self.of(x)
            if not r.combo:
                args.append(x)
                continue
            new = term_of(r.value, x.sort)
            if not fits(new.sort, x.sort):
                args.append(x)
                continue
            lines.append(self.equation(x, r.value, r.combo))
            args.append(new)
        if not lines:
            return None

        new = build(t.op, t.sort, tuple(args), t.data)
        return new, self.s.book.add(eq(t, new), "congruence", (), lines)

    def _product_rule(self, p: Poly) -> tuple[Any, Any, Poly, int] | None:
        """A monomial of p, a part of it, what that part is, and the line that says so."""
        for m in p:
            exponents = dict(m)
            for a, e in m:
                k = key(a)
                if k[0] == "apply" and k[1] == SQRT and e >= 2:
                    line = self._square_of_root(a)
                    if line is not None:
                        return m, ((a, 2),), normal(self.s.book.says(line).args[1]), line
                elif k[0] == "inverse":
                    d = single(thaw(k[1]))
                    if d is not None and d in exponents:
                        line = self._cancelled(d)
                        if line is not None:
                            return m, tuple(sorted(((a, 1), (d, 1)))), ONE, line
                    if d is not None and e >= 2 and key(d)[0] == "apply" and key(d)[1] == SQRT:
                        found = self._square_of_inverse_root(d)
                        if found is not None:
                            return m, ((a, 2),), normal(self.s.book.says(found).args[1]), found
                elif k[0] == "apply" and k[1] == EXP and e >= 2:
                    found2 = self._exp_power(a, e)
                    if found2 is not None:
                        n, q, line = found2
                        return m, ((a, n),), q, line
        return None

    def _divided(self, p: Poly) -> tuple[Poly, int, Poly] | None:
        """What stands over a sum that divides it: p, and which multiple of which line it takes."""
        for a in generators(p) if len(p) > 1 else ():
            if key(a)[0] != "inverse":
                continue
            d = thaw(key(a)[1])
            if not 1 < len(d) <= len(p):
                continue
            most = max(dict(m).get(a, 0) for m in p)
            top = {m: c for m, c in p.items() if dict(m).get(a, 0) == most}
            over = P.quotient(P.shifted(top, ((a, -most),)), d)
            line = None if over is None else self.s.signs.nonzero(d)
            if over is None or line is None:
                continue
            unit = self.s.book.row("inverse", term_of(d), uses=(line,))
            factor = P.shifted(over, ((a, most - 1),)) if most > 1 else over
            p = P.minus(p, top)
            accumulate(p, factor)
            return p, unit, factor
        return None

    def _square_of_root(self, a: int) -> int | None:
        q = term_of_atom(a).args[0]
        p = normal(q)
        line = self.s.signs.nonnegative(p)
        if line is None:
            return None
        return self.s.book.row("square root", q, uses=(self.s.signs.about(q, p, line),))

    def _square_of_inverse_root(self, a: int) -> int | None:
        q = term_of_atom(a).args[0]
        p = normal(q)
        line = self.s.signs.positive(p)
        if line is None:
            return None
        return lemma(
            self.s.book, "square of an inverse root", [q], [self.s.signs.about(q, p, line)]
        )

    def _cancelled(self, a: int) -> int | None:
        """a (1/a) = 1."""
        line = self.s.signs.nonzero({((a, 1),): 1})
        return None if line is None else self.s.book.row("inverse", term_of_atom(a), uses=(line,))

    def _exp_power(self, a: int, e: int) -> tuple[int, Poly, int] | None:
        """exp(m/n)^n = exp(m), for n up to e."""
        x = term_of_atom(a).args[0]
        ((m, c),) = normal(x).items()
        n = Fraction(c).denominator
        if n == 1 or e < n:
            return None
        whole = term_of({m: small(Fraction(c) * n)})
        line = self.s.book.row("exp of a sum", x, x)
        total = 2
        factor: Poly = {((a, 1),): 1}
        combo: Combo = {line: {(): -1}}
        while total < n:
            more = self.s.book.row("exp of a sum", term_of({m: small(Fraction(c) * total)}), x)
            combo = {k: multiplied(v, factor) for k, v in combo.items()}
            add_combo(combo, more, {(): -1})
            total += 1
        power = {((a, n),): 1}
        final = self.s.book.ring(term_of(power), EXP(whole), *self.pairs(combo))
        return n, normal(EXP(whole)), final

    def inverse(self, chain: Chain, a: int) -> None:
        t = term_of_atom(a)
        changed = self._arguments(t)
        if changed is not None:
            new, line = changed
            value = normal(new)
            chain.become(value, {line: ONE})
            j = single(value)
            if j is not None and key(j)[0] == "inverse":
                nested = self._nested(j)
                chain.then(self._split_inverse(j) if nested is None else nested)
            chain.settle(skip=a)
            return
        nested = self._nested(a)
        chain.then(self._split_inverse(a) if nested is None else nested)

    def _nested(self, a: int) -> tuple[int, Any, int] | None:
        """1/d = D (1/(d D)), where D clears the denominators inside d."""
        d = thaw(key(a)[1])
        if len(d) == 1 or not any(key(b)[0] == "inverse" for b in generators(d)):
            return None
        cur, big, combo, _ = self.s.denominators.clear(d, even=False)
        if big == ONE:
            return None
        one, two = self.s.signs.nonzero(d), self.s.signs.nonzero(cur)
        if one is None or two is None:
            return None
        book, t, tc, tb = self.s.book, term_of(d), term_of(cur), term_of(big)
        unit, unit2 = book.row("inverse", t, uses=(one,)), book.row("inverse", tc, uses=(two,))
        i, j = 1 / t, 1 / tc
        # i - D j = -i (c j - 1) - i j (d D - c) + j D (d i - 1)
        pairs = [(-(i * j * f), k) for f, k in self.pairs(combo)]
        line = book.ring(i, tb * j, (-i, unit2), *pairs, (j * tb, unit))
        return a, normal(tb * j), line

    def _split_inverse(self, a: int) -> tuple[int, Any, int] | None:
        """1/(c x y) = (1/c) (1/x) (1/y), where none is 0; and 1/(1/x) = x."""
        d = thaw(key(a)[1])
        if not d:
            return None
        if len(d) == 1:
            ((m, c),) = d.items()
            if c == 1 and len(m) == 1 and m[0][1] == 1:
                inner = key(m[0][0])
                if inner[0] == "inverse":
                    x = thaw(inner[1])
                    line = self.s.signs.nonzero(x)
                    if line is None:
                        return None
                    return a, x, lemma(self.s.book, "inverse of an inverse", [term_of(x)], [line])
                return None
            factors = [number(Fraction(c))] if c != 1 else []
            for b, e in m:
                factors += [term_of_atom(b)] * e
            first, rest = factors[0], product_of(factors[1:])
        else:
            c = P.content(d)
            lead = d[max(d)]
            if lead < 0:
                c = -c
            if c == 1:
                return None
            first, rest = number(c), term_of({m: small(Fraction(x) / c) for m, x in d.items()})
        one, other = self.s.signs.nonzero(normal(first)), self.s.signs.nonzero(normal(rest))
        if one is None or other is None:
            return None
        line = lemma(self.s.book, "inverse of a product", [first, rest], [one, other])
        return a, normal(self.s.book.says(line).args[1]), line

    def apply(self, chain: Chain, a: int) -> None:
        t = term_of_atom(a)
        changed = self._arguments(t)
        if changed is not None:
            t, line = changed
            chain.become(normal(t), {line: ONE})
            if single(normal(t)) is None:
                chain.settle(skip=a)
                return
        if t.op != "apply" or t.data.kind != "known":
            if changed is not None:
                chain.settle(skip=a)
            return
        found = self.s.laws.law(t)
        if found is not None:
            atom = single(normal(t))
            assert atom is not None
            value = normal(self.s.book.says(found).args[1])
            chain.by(atom, value, found)
            chain.settle(skip=atom if atom in generators(value) else None)
        elif changed is not None:
            chain.settle(skip=single(normal(t)))


def _in_products(k: Any) -> bool:
    """Whether an atom with this key may be simplified beside others."""
    return k[0] == "inverse" or (k[0] == "apply" and k[1] in (SQRT, EXP))
