"""Terms simplified under hypotheses, each simplification with its lines.

A number is a polynomial in atoms, as in `proofs.trust.ring`.  `Reduced` is such a polynomial and
what it takes to get there: multiples of equations, by line, whose sum is the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.find import polynomial as P
from proofs.find.atoms import (
    Poly, Vector, deep, generators, key, normal, single, term_of, term_of_atom, thaw,
)  # fmt: skip
from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.find.lemmas import lemma
from proofs.trust import ring
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.rules import rounded
from proofs.trust.terms import (
    ABS, EXP, FL64, LOG, MAX, MIN, NORM, SIGMOID, SQRT, TANH, THRESHOLD, Term, Wrong, apply, dot,
    eq, flat, fits, is_space, ne, number, quotient, zero,
)  # fmt: skip

Combo = dict[int, dict[Any, Any]]
"""Lines that say equations, each with its factor: a polynomial, or a vector."""


@dataclass(slots=True)
class Reduced:
    """What a normal form became, and by which multiples of which lines."""

    value: Any
    combo: Combo


def add_combo(total: Combo, line: int, factor: Mapping[Any, Any]) -> None:
    """total += factor times a line's equation."""
    mine = total.setdefault(line, {})
    for k, v in factor.items():
        if isinstance(v, dict):
            inner = mine.setdefault(k, {})
            accumulate(inner, v)
            if not inner:
                del mine[k]
        else:
            accumulate(mine, {k: v})
    if not mine:
        del total[line]


def scaled_combo(combo: Combo, p: Poly) -> Combo:
    """p times every factor."""
    if p == ONE:
        return combo
    return {line: times_any(factor, p) for line, factor in combo.items() if factor}


def times_any(n: Mapping[Any, Any], p: Poly) -> dict[Any, Any]:
    """A polynomial or a vector times a polynomial."""
    if n and isinstance(next(iter(n.values())), dict):
        return {a: q for a, r in n.items() if (q := multiplied(r, p))}
    return multiplied(dict(n), p)


def plus_any(n: Mapping[Any, Any], m: Mapping[Any, Any], c: int = 1) -> dict[Any, Any]:
    """n + c m, polynomials or vectors."""
    total: dict[Any, Any] = {k: dict(v) if isinstance(v, dict) else v for k, v in n.items()}
    for k, v in m.items():
        if isinstance(v, dict):
            mine = total.setdefault(k, {})
            accumulate(mine, v, c)
            if not mine:
                del total[k]
        else:
            accumulate(total, {k: v}, c)
    return total


class Context:
    """Hypotheses made ready for use; `hyps` are lines."""

    def __init__(self, book: Book, hyps: tuple[int, ...], budget: Budget) -> None:
        self.book, self.hyps, self.budget = book, hyps, budget
        self.rules: dict[int, tuple[Any, int]] = {}
        """What hypotheses say that an atom is: a normal form, and the line."""
        self.vector_rules: dict[int, tuple[Vector, int]] = {}
        self.facts: list[tuple[Poly, bool, int]] = []
        """Polynomials that are >= 0, or > 0 where strict, with their lines."""
        self.equations: list[tuple[Poly, int]] = []
        self.vector_equations: list[tuple[Vector, int]] = []
        self.unequal: list[tuple[Poly, int]] = []
        self.vectors_apart: list[tuple[Vector, int]] = []
        self.choices: list[int] = []
        self.general: list[int] = []
        self.signs: dict[int, tuple[str, int]] = {}
        """Atoms whose sign a hypothesis gives: ">", ">=", "<", "<=" or "!=", with the line."""
        self.false: int | None = None
        """A line that says 0 < 0, once the hypotheses are seen to contradict each other."""
        self._atoms: dict[int, tuple[Any, int | None]] = {}
        self._vectors: dict[int, tuple[Any, int | None]] = {}
        self._busy: set[tuple[str, int]] = set()
        self._sure: dict[Any, int | None] = {}
        self.own: dict[Any, int] = {}
        """Adjoints that are the map itself, with the line that says so for all vectors."""
        self.moves = 400

    # Reducing ------------------------------------------------------------------------------------

    def forget(self) -> None:
        """What was simplified may be simplified further."""
        self._atoms.clear()
        self._vectors.clear()
        self._sure.clear()

    def number(self, t: Term) -> Reduced:
        """A number, simplified."""
        return self.reduce(normal(t))

    def of(self, t: Term) -> Reduced:
        """A number or a vector, simplified."""
        return self.reduce(normal(t)) if flat(t) else self.reduce_vector(normal(t))

    def reduce(self, p: Poly) -> Reduced:
        """A polynomial with every atom simplified, and products of atoms too."""
        combo: Combo = {}
        done: set[int] = set()
        while True:
            self.budget.check("a normal form")
            fresh = [a for a in sorted(generators(p)) if a not in done]
            for a in fresh:
                done.add(a)
                q, line = self.atom(a)
                if line is not None:
                    p, factor = replaced(p, a, q)
                    add_combo(combo, line, factor)
            if fresh:
                continue
            found = self._product_rule(p)
            if found is None:
                return Reduced(p, combo)
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
                if self._vector_line(line):  # factor is a vector: its product with a has no place
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

    def _vector_line(self, line: int) -> bool:
        return is_space(self.book.says(line).args[0].sort)

    def pairs(self, combo: Combo, sort: str = "scalar") -> list[tuple[Term, int]]:
        """Factors as terms; `sort` is that of the equation they are to show."""
        result = []
        for line, factor in combo.items():
            if not factor:
                continue
            side = self.book.says(line).args[0].sort
            as_vector = is_space(side) != is_space(sort)
            space = side if is_space(side) else sort
            result.append((term_of(factor, space if as_vector else "scalar"), line))
        return result

    def equation(self, t: Term, value: Any, combo: Combo) -> int:
        """The line t = value."""
        return self.book.ring(t, term_of(value, t.sort), *self.pairs(combo, t.sort))

    # Atoms ---------------------------------------------------------------------------------------

    def atom(self, a: int) -> tuple[Any, int | None]:
        """What an atom is, simplified, and the line that says so; None where it stays."""
        found = self._atoms.get(a)
        if found is not None:
            return found
        if ("s", a) in self._busy:
            return {((a, 1),): 1}, None
        self._busy.add(("s", a))
        try:
            result = self._atom(a)
        finally:
            self._busy.discard(("s", a))
        self._atoms[a] = result
        return result

    def _atom(self, a: int) -> tuple[Any, int | None]:
        chain = _Chain(self, a)
        if a in self.rules:
            q, line = self.rules[a]
            chain.by(a, q, line)
            chain.settle()
            return chain.result()
        k = key(a)
        if k[0] == "dot":
            self._dot(chain, k[1], k[2])
        elif k[0] == "inverse":
            self._inverse(chain, a)
        elif k[0] in ("apply", "power"):
            self._apply(chain, a)
        return chain.result()

    def vector(self, a: int) -> tuple[Any, int | None]:
        """What a vector atom is, simplified, and the line that says so; None where it stays."""
        found = self._vectors.get(a)
        if found is not None:
            return found
        if ("v", a) in self._busy:
            return {a: ONE}, None
        self._busy.add(("v", a))
        try:
            result = self._vector(a)
        finally:
            self._busy.discard(("v", a))
        self._vectors[a] = result
        return result

    def _vector(self, a: int) -> tuple[Any, int | None]:
        t = term_of_atom(a)
        if a in self.vector_rules:
            v, line = self.vector_rules[a]
            r = self.reduce_vector(v)
            if not r.combo:
                return r.value, line
            combo: Combo = dict(r.combo)
            add_combo(combo, line, ONE)
            return r.value, self.equation(t, r.value, combo)
        k = key(a)
        if k[0] == "map" and k[1] in self.own:
            same = self.book.at(self.own[k[1]], term_of_atom(k[2]))
            r = self.reduce_vector(normal(self.book.says(same).args[1]))
            combo = dict(r.combo)
            add_combo(combo, same, ONE)
            return r.value, self.equation(t, r.value, combo)
        if k[0] == "map":
            v, line2 = self.vector(k[2])
            if line2 is not None:
                image = apply(k[1], self.book.says(line2).args[1])
                same = self.book.add(eq(apply(k[1], term_of_atom(k[2])), image), "congruence", (), (line2,))
                r = self.reduce_vector(normal(image))
                combo = dict(r.combo)
                add_combo(combo, same, ONE)
                return r.value, self.equation(t, r.value, combo)
        elif k[0] == "apply":
            changed = self._arguments(t)
            if changed is not None:
                new, line3 = changed
                r = self.reduce_vector(normal(new))
                combo = dict(r.combo)
                add_combo(combo, line3, ONE)
                return r.value, self.equation(t, r.value, combo)
        return {a: ONE}, None

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
        from proofs.trust.terms import build

        new = build(t.op, t.sort, tuple(args), t.data)
        return new, self.book.add(eq(t, new), "congruence", (), lines)

    # Inner products ------------------------------------------------------------------------------

    def _dot(self, chain: _Chain, a: int, b: int) -> None:
        va, la = self.vector(a)
        vb, lb = self.vector(b)
        combo: Combo = {}
        if la is not None:
            add_combo(combo, la, {b: ONE})
        if lb is not None:
            add_combo(combo, lb, va)
        if combo:
            value: Poly = {}
            for x, p in va.items():
                for y, q in vb.items():
                    pair = ring.single("dot", min(x, y), max(x, y))
                    accumulate(value, multiplied(multiplied(p, q), pair))
            chain.become(value, combo)
            chain.settle()
            return
        self._move_maps(chain, a, b)

    def _unwrapped(self, a: int) -> tuple[list[Any], int]:
        maps = []
        while key(a)[0] == "map":
            maps.append(key(a)[1])
            a = key(a)[2]
        return maps, a

    def _flip(self, f: Any) -> Any:
        """The adjoint, or the map itself where that is known to be its adjoint."""
        return f if f in self.own or f.adjoint in self.own else f.adjoint

    def _wrapped(self, maps: list[Any], a: int) -> int:
        for f in reversed(maps):
            (a,) = normal(apply(f, term_of_atom(a)))
        return a

    def _move_maps(self, chain: _Chain, a: int, b: int) -> None:
        """Linear maps moved from one side to the other, where a hypothesis applies, or evenly."""
        left, u = self._unwrapped(a)
        right, v = self._unwrapped(b)
        word = [*(self._flip(f) for f in reversed(left)), *right]  # u . word(v)
        if not word or self.moves <= 0:
            return
        self.moves -= 1
        n = len(word)
        best = None
        for k in range(n + 1):  # the first k maps go to the left side
            x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
            y = self._wrapped(word[k:], v)
            if k != len(left) and (self._known_vector(x) or self._known_vector(y)):
                best = k
                break
        if best is None:
            half = n // 2
            back = [self._flip(f) for f in reversed(word)]
            if (v, [f.name + f.kind for f in back]) < (u, [f.name + f.kind for f in word]):
                half = n - half
            best = half
            if n % 2 == 0 and self._even(word, u, v, best) == self._even(word, u, v, len(left)):
                return
        if best == len(left):
            return
        self._shift(chain, word, u, v, len(left), best)

    def _even(self, word: list[Any], u: int, v: int, k: int) -> tuple[int, int]:
        x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
        y = self._wrapped(word[k:], v)
        return (min(x, y), max(x, y))

    def _known_vector(self, a: int) -> bool:
        return self.vector(a)[1] is not None

    def _shift(self, chain: _Chain, word: list[Any], u: int, v: int, k: int, to: int) -> None:
        """u's first k maps of the word become its first `to`."""
        def sides(k: int) -> tuple[int, int]:
            x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
            return x, self._wrapped(word[k:], v)

        combo: Combo = {}
        while k != to:
            x, y = sides(k)
            moved, other = (x, y) if k > to else (y, x)
            # A(z) . other = z . A'(other)
            image = term_of_atom(moved)
            add_combo(combo, self.book.row("adjoint", image, term_of_atom(other)), ONE)
            back = image.data.adjoint
            if back in self.own:
                same = self.book.at(self.own[back], term_of_atom(other))
                add_combo(combo, same, {key(moved)[2]: ONE})
            k += -1 if k > to else 1
        x, y = sides(to)
        chain.become(ring.single("dot", min(x, y), max(x, y)), combo)
        chain.settle()

    # Division ------------------------------------------------------------------------------------

    def _inverse(self, chain: _Chain, a: int) -> None:
        t = term_of_atom(a)
        changed = self._arguments(t)
        if changed is not None:
            new, line = changed
            value = normal(new)
            chain.become(value, {line: ONE})
            j = single(value)
            if j is not None and key(j)[0] == "inverse":
                chain.then(self._split_inverse(j))
            chain.settle(skip=a)
            return
        chain.then(self._split_inverse(a))

    def _split_inverse(self, a: int) -> tuple[int, Any, int] | None:
        """1/(c x y) = (1/c) (1/x) (1/y), where none is 0; and 1/(1/x) = x."""
        d = thaw(key(a)[1])
        if len(d) == 1:
            ((m, c),) = d.items()
            if c == 1 and len(m) == 1 and m[0][1] == 1:
                inner = key(m[0][0])
                if inner[0] == "inverse":
                    x = thaw(inner[1])
                    line = self.nonzero(x)
                    if line is None:
                        return None
                    return a, x, lemma(self.book, "inverse of an inverse", [term_of(x)], [line])
                return None
            factors = [number(Fraction(c))] if c != 1 else []
            for b, e in m:
                factors += [term_of_atom(b)] * e
            first, rest = factors[0], _times(factors[1:])
        else:
            c = P.content(d)
            lead = d[max(d)]
            if lead < 0:
                c = -c
            if c == 1:
                return None
            first, rest = number(c), term_of({m: _small(Fraction(x) / c) for m, x in d.items()})
        one, other = self.nonzero(normal(first)), self.nonzero(normal(rest))
        if one is None or other is None:
            return None
        line = lemma(self.book, "inverse of a product", [first, rest], [one, other])
        return a, normal(self.book.says(line).args[1]), line

    # Functions -----------------------------------------------------------------------------------

    def _apply(self, chain: _Chain, a: int) -> None:
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
        found = self._law(t)
        if found is not None:
            atom = single(normal(t))
            assert atom is not None
            value = normal(self.book.says(found).args[1])
            chain.by(atom, value, found)
            chain.settle(skip=atom if atom in generators(value) else None)
        elif changed is not None:
            chain.settle(skip=single(normal(t)))

    def _law(self, t: Term) -> int | None:
        """A line that says what an application of a known function is, if that is simpler."""
        f, book = t.data, self.book
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

    def sign(self, p: Poly) -> tuple[int, int] | None:
        """-1, 0 or 1 where the sign of p is plain, and the line that says so."""
        t = term_of(p)
        if not p:
            return 0, self.book.ring(t, number(0))
        if set(p) == {()}:
            up = p[()] > 0
            says = t > 0 if up else t < 0
            return (1 if up else -1), self.book.add(says, "positive")
        for sign in (1, -1):
            line = self.plainly(p if sign == 1 else P.scaled(p, -1), strict=True)
            if line is not None:
                if sign == 1:
                    return 1, line
                return -1, self.book.add(t < 0, "positive", (number(1),), (line,))
        return self.known_sign(p)

    def known_sign(self, p: Poly) -> tuple[int, int] | None:
        """The sign of p where a hypothesis says it of a multiple of p."""
        raise NotImplementedError

    def _about(self, t: Term, p: Poly, line: int) -> int:
        """A line on term_of(p) as one on t, which has that normal form."""
        says = self.book.says(line)
        z = number(0)
        if says.op == "=":
            return line if says is eq(t, 0) else self.book.ring(t, z, (number(1), line))
        up = says.args[0] is z
        wanted = (t > 0 if says.op == "<" else t >= 0) if up else (t < 0 if says.op == "<" else t <= 0)
        return line if says is wanted else self.book.add(wanted, "positive", (number(1),), (line,))

    def _threshold(self, t: Term) -> int | None:
        z, *values = t.args
        p = normal(z)
        found = self.sign(p)
        if found is not None:
            sign, line = found
            row = ("below the threshold", "at the threshold", "above the threshold")[sign + 1]
            return self.book.row(row, *t.args, uses=(self._about(z, p, line),))
        factor, core = self.positive_factor(p)
        lead = core[max(core)]
        if factor == ONE and lead > 0:
            return None
        if factor != ONE:
            line = self.plainly(factor, strict=True)
            assert line is not None
            c, rest = term_of(factor), term_of(core)
            scaled = lemma(self.book, "a positive factor", [c, rest, *values], [line])
            return self._cited(t, scaled)
        turned = term_of(P.scaled(core, -1))
        return self._turned(t, z, turned, values)

    def _turned(self, t: Term, z: Term, turned: Term, values: list[Term]) -> int:
        """threshold(z, a, b, c) = threshold(-z, c, b, a), so that z and -z are seen together."""
        a, b, c = values
        line = lemma(self.book, "turned round", [turned, c, b, a])
        if self.book.says(line).args[0] is not t:
            return self.book.ring(t, self.book.says(line).args[1], (number(1), line))
        return line

    def _size(self, t: Term) -> int | None:
        (x,) = t.args
        p = normal(x)
        found = self.sign(p)
        if found is not None:
            sign, line = found
            line = self._about(x, p, line)
            if sign == 0:
                weak = self.book.add(x >= 0, "positive", (number(1),), (line,))
                return self.book.row("absolute value", x, uses=(weak,))
            says = x >= 0 if sign > 0 else x <= 0
            weak = self.book.add(says, "positive", (number(1),), (line,))
            name = "absolute value" if sign > 0 else "absolute value below 0"
            return self.book.row(name, x, uses=(weak,))
        line2 = self.nonnegative_quickly(p)
        if line2 is not None:
            return self.book.row("absolute value", x, uses=(self._about(x, p, line2),))
        return lemma(self.book, "size by sign", [x])

    def _root(self, t: Term) -> int | None:
        from proofs.find import search

        (x,) = t.args
        p = normal(x)
        if not p:
            return lemma(self.book, "root of 0") if x is number(0) else self._again(t, number(0))
        root = search.square_root(p)
        if root is not None and P.times(root, root) == p:
            r = term_of(root)
            if x is not r * r:
                return self._again(t, r * r)
            return lemma(self.book, "root of a square", [r])
        out = tuple((i, e // 2) for i, e in P.common_factor(p) if e >= 2)
        core = P.shifted(p, P.inverse(tuple((i, 2 * e) for i, e in out)))
        scale = P.content(core)
        try:
            c = search.exact_root(scale)
        except search.Irrational:
            c, scale = Fraction(1), Fraction(1)
        if not out and c == 1:
            return None
        core = {m: _small(Fraction(v) / scale) for m, v in core.items()}
        line = self.nonnegative(core)
        if line is None:
            return None
        r, q = term_of({out: _small(c)}), term_of(core)
        if x is not r * r * q:
            return self._again(t, r * r * q)
        return lemma(self.book, "root of a multiple", [r, q], [self._about(q, core, line)])

    def _again(self, t: Term, x: Term) -> int | None:
        """The law for the same function of an operand that the ring sees to be the same."""
        new = apply(t.data, x)
        line = self._law(new)
        if line is None:
            return None
        return self.book.ring(t, self.book.says(line).args[1], (number(1), line))

    def _exp(self, t: Term) -> int | None:
        """exp of a sum as a product; of a whole multiple as a power; of a negative as 1/exp."""
        (x,) = t.args
        p = normal(x)
        if not p:
            return self.book.row("exp of 0") if x is number(0) else self._again(t, number(0))
        if len(p) > 1:
            m = max(p)
            first, rest = term_of({m: p[m]}), term_of({k: c for k, c in p.items() if k != m})
            if x is not first + rest:
                return self._again(t, first + rest)
            return self.book.row("exp of a sum", first, rest)
        ((m, c),) = p.items()
        c = Fraction(c)
        if len(m) == 1 and m[0][1] == 1 and c == 1 and key(m[0][0])[0] == "apply":
            inner = term_of_atom(m[0][0])
            if inner.data == LOG:
                line = self.positive(normal(inner.args[0]))
                if line is not None:
                    y = inner.args[0]
                    return self._cited(t, self.book.row(
                        "exp of log", y, uses=(self._about(y, normal(y), line),)))  # fmt: skip
        if c < 0:
            positive = term_of({m: _small(-c)})
            if x is not -positive:
                return self._again(t, -positive)
            return lemma(self.book, "exp of a negative", [positive])
        if c.numerator > 1 and c.numerator <= 64:
            one = term_of({m: Fraction(1, c.denominator) if c.denominator > 1 else 1})
            if c.numerator == 2:
                return self._cited(t, self.book.row("exp of a sum", one, one))
            rest = term_of({m: _small(Fraction(c.numerator - 1, c.denominator))})
            return self._cited(t, self.book.row("exp of a sum", one, rest))
        return None

    def _cited(self, t: Term, line: int) -> int:
        """A line on a term with the same normal form, as one on t."""
        left, right = self.book.says(line).args
        return line if left is t else self.book.ring(t, right, (number(1), line))

    def _log(self, t: Term) -> int | None:
        from proofs.find import search

        (x,) = t.args
        p = normal(x)
        if p == ONE:
            return self._cited(t, lemma(self.book, "log of 1"))
        factors: list[Poly] = []
        shared = [(i, e) for i, e in P.common_factor(p) if self.positive_atom(i) is not None]
        core = P.shifted(p, P.inverse(tuple(shared)))
        scale = P.content(core)
        core = {m: _small(Fraction(v) / scale) for m, v in core.items()}
        for i, e in shared:
            factors += [{((i, 1),): 1}] * e
        primes = search.prime_factors(scale) if scale != 1 else []
        above = [q for q, e in primes if e > 0 for _ in range(e)]
        below = [q for q, e in primes if e < 0 for _ in range(-e)]
        factors += [{(): int(q)} for q in above] + [{(): Fraction(1, int(q))} for q in below]
        if core != ONE:
            factors.append(core)
        if len(factors) > 1:
            first, rest = term_of(factors[0]), _times([term_of(f) for f in factors[1:]])
            one, other = self.positive(normal(first)), self.positive(normal(rest))
            if one is None or other is None:
                return None
            one, other = self._about(first, normal(first), one), self._about(rest, normal(rest), other)
            return self._cited(t, lemma(self.book, "log of a product", [first, rest], [one, other]))
        if set(p) == {()} and Fraction(p[()]) < 1:
            q = number(1 / Fraction(p[()]))
            line = self.positive(normal(q))
            assert line is not None
            return self._cited(t, lemma(self.book, "log of an inverse", [q], [self._about(q, normal(q), line)]))
        a = single(p)
        if a is None:
            return None
        k = key(a)
        if k[0] == "inverse":
            d = term_of(thaw(k[1]))
            line = self.positive(normal(d))
            if line is None:
                return None
            return self._cited(t, lemma(self.book, "log of an inverse", [d], [self._about(d, normal(d), line)]))
        if k[0] == "apply" and k[1] == EXP:
            return self._cited(t, self.book.row("log of exp", term_of_atom(a).args[0]))
        if k[0] == "apply" and k[1] == SQRT:
            q = term_of_atom(a).args[0]
            line = self.positive(normal(q))
            if line is None:
                return None
            return self._cited(t, lemma(self.book, "log of a root", [q], [self._about(q, normal(q), line)]))
        return None

    # Products of atoms ---------------------------------------------------------------------------

    def _product_rule(self, p: Poly) -> tuple[Any, Any, Poly, int] | None:
        """A monomial of p, a part of it, what that part is, and the line that says so."""
        for m in p:
            exponents = dict(m)
            for a, e in m:
                k = key(a)
                if k[0] == "apply" and k[1] == SQRT and e >= 2:
                    line = self._square_of_root(a)
                    if line is not None:
                        return m, ((a, 2),), normal(self.book.says(line).args[1]), line
                elif k[0] == "inverse":
                    d = single(thaw(k[1]))
                    if d is not None and d in exponents:
                        line = self._cancelled(d)
                        if line is not None:
                            return m, tuple(sorted(((a, 1), (d, 1)))), ONE, line
                    if d is not None and e >= 2 and key(d)[0] == "apply" and key(d)[1] == SQRT:
                        found = self._square_of_inverse_root(d)
                        if found is not None:
                            return m, ((a, 2),), normal(self.book.says(found).args[1]), found
                elif k[0] == "apply" and k[1] == EXP and e >= 2:
                    found2 = self._exp_power(a, e)
                    if found2 is not None:
                        n, q, line = found2
                        return m, ((a, n),), q, line
        return None

    def _square_of_root(self, a: int) -> int | None:
        q = term_of_atom(a).args[0]
        p = normal(q)
        line = self.nonnegative(p)
        if line is None:
            return None
        return self.book.row("square root", q, uses=(self._about(q, p, line),))

    def _square_of_inverse_root(self, a: int) -> int | None:
        q = term_of_atom(a).args[0]
        p = normal(q)
        line = self.positive(p)
        if line is None:
            return None
        return lemma(self.book, "square of an inverse root", [q], [self._about(q, p, line)])

    def _cancelled(self, a: int) -> int | None:
        """a (1/a) = 1."""
        line = self.nonzero({((a, 1),): 1})
        return None if line is None else self.book.row("inverse", term_of_atom(a), uses=(line,))

    def _exp_power(self, a: int, e: int) -> tuple[int, Poly, int] | None:
        """exp(m/n)^n = exp(m), for n up to e."""
        x = term_of_atom(a).args[0]
        ((m, c),) = normal(x).items()
        n = Fraction(c).denominator
        if n == 1 or e < n:
            return None
        whole = term_of({m: _small(Fraction(c) * n)})
        line = self.book.row("exp of a sum", x, x)
        total, factor = 2, {((a, 1),): 1}
        combo: Combo = {line: {(): -1}}
        while total < n:
            more = self.book.row("exp of a sum", term_of({m: _small(Fraction(c) * total)}), x)
            combo = {k: multiplied(v, factor) for k, v in combo.items()}
            add_combo(combo, more, {(): -1})
            total += 1
        power = {((a, n),): 1}
        final = self.book.ring(term_of(power), EXP(whole), *self.pairs(combo))
        return n, normal(EXP(whole)), final

    # Signs: see `signs` ---------------------------------------------------------------------------

    def plainly(self, p: Poly, *, strict: bool) -> int | None:
        """The line 0 < p, or 0 <= p, where that is plain from the signs of the atoms."""
        raise NotImplementedError

    def positive_factor(self, p: Poly) -> tuple[Poly, Poly]:
        """A factor that is plainly positive, and the rest."""
        raise NotImplementedError

    def positive_atom(self, a: int) -> int | None:
        """The line 0 < a."""
        raise NotImplementedError

    def nonzero(self, p: Poly) -> int | None:
        """The line p != 0."""
        raise NotImplementedError

    def positive(self, p: Poly) -> int | None:
        """The line 0 < p."""
        raise NotImplementedError

    def nonnegative(self, p: Poly) -> int | None:
        """The line 0 <= p."""
        raise NotImplementedError

    def nonnegative_quickly(self, p: Poly) -> int | None:
        """The line 0 <= p, where that takes no search."""
        raise NotImplementedError


class _Chain:
    """One atom on its way to something simpler."""

    def __init__(self, context: Context, a: int) -> None:
        self.context, self.start = context, a
        self.value: Poly = {((a, 1),): 1}
        self.combo: Combo = {}

    def by(self, a: int, q: Poly, line: int) -> None:
        """Replace an atom by what a line says that it is."""
        self.value, factor = replaced(self.value, a, q)
        add_combo(self.combo, line, factor)

    def become(self, value: Poly, combo: Combo) -> None:
        """The whole value becomes another, by these multiples of lines."""
        self.value = value
        for line, factor in combo.items():
            add_combo(self.combo, line, factor)

    def then(self, found: tuple[int, Any, int] | None) -> None:
        """One more replacement, if there is one."""
        if found is not None:
            self.by(*found)
            self.settle(skip=found[0] if found[0] in generators(found[1]) else None)

    def settle(self, skip: int | None = None) -> None:
        """Simplify what the value is made of."""
        del skip  # an atom on its way is not simplified again
        r = self.context.reduce(self.value)
        self.become(r.value, r.combo)

    def result(self) -> tuple[Poly, int | None]:
        """The value, and the line that says so; None where nothing changed."""
        if self.value == {((self.start, 1),): 1}:
            return self.value, None
        t = term_of_atom(self.start)
        return self.value, self.context.equation(t, self.value, self.combo)


def replaced(p: Poly, a: int, q: Poly) -> tuple[Poly, Poly]:
    """p with the atom a replaced by q; and the factor f with p - that = f (a - q)."""
    total: Poly = {}
    factor: Poly = {}
    powers: list[Poly] = [ONE]
    for m, c in p.items():
        e = next((n for i, n in m if i == a), 0)
        if not e:
            accumulate(total, {m: c})
            continue
        rest = {tuple((i, n) for i, n in m if i != a): c}
        while len(powers) <= e:
            powers.append(multiplied(powers[-1], q))
        accumulate(total, multiplied(rest, powers[e]))
        for k in range(e):
            lower = multiplied(rest, {((a, k),): 1} if k else ONE)
            accumulate(factor, multiplied(lower, powers[e - 1 - k]))
    return total, factor


def _small(q: Fraction) -> int | Fraction:
    q = Fraction(q)
    return q.numerator if q.denominator == 1 else q


def _times(factors: list[Term]) -> Term:
    result = factors[0]
    for f in factors[1:]:
        result = result * f
    return result


__all__ = ["Combo", "Context", "Reduced", "add_combo", "plus_any", "replaced", "times_any"]
_ = (deep, dot, ne, quotient, zero, is_space)
