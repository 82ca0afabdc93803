"""Why facts contradict each other, found by search and written as lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find import search
from proofs.find.atoms import (
    MINUS,
    Poly,
    deep,
    generators,
    has_bound,
    key,
    normal,
    single,
    term_of,
    term_of_atom,
)  # fmt: skip
from proofs.find.combos import Combo, add_combo, small, times_any
from proofs.find.lemmas import lemma
from proofs.trust import ring
from proofs.trust.ring import multiplied
from proofs.trust.terms import EXP, LOG, SQRT, Term, number  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver

Fact = tuple[Poly, bool, int]
"""A polynomial that is >= 0, or > 0 where strict, and the line that says so."""


class Certificates:
    """Contradictions between facts."""

    def __init__(self, s: Solver) -> None:
        self.s = s
        self._none: set[Any] = set()
        """What was asked in vain, with all that was known then."""

    def fact(self, p: Poly, combo: Combo, strict: bool, h: int) -> Fact:
        """0 < p (or <=), from a line whose gap is p and a sum of multiples of equations."""
        t = term_of(p)
        says = t > 0 if strict else t >= 0
        pairs = self.s.forms.pairs(combo)
        line = self.s.book.add(says, "positive", [number(1), *(-f for f, _ in pairs)],
                             [h, *(k for _, k in pairs)])  # fmt: skip
        return p, strict, line

    def by_contradiction(self, p: Poly, *, strict: bool) -> int | None:
        """0 < p (or <=): its opposite contradicts what is known."""
        self.s.budget.check("the certificates")
        t = term_of(p)
        goal = t > 0 if strict else t >= 0
        opposite = t <= 0 if strict else t < 0
        h = self.s.book.assume(opposite)
        q = P.scaled(p, -1)
        fact = self.fact(q, {}, not strict, h)
        false = self.contradiction([fact])
        if false is None:
            return None
        return self.s.book.add(goal, "contradiction", (), (false,))

    def contradiction(self, extra: list[Fact]) -> int | None:
        """0 < 0 from what is known and more facts, or None."""
        if self.s.false is not None:
            return self.s.false
        asked = self._asked(extra)
        if asked in self._none:
            return None
        found = self._contradiction(extra)
        if found is None and self._asked(extra) == asked:  # what was learned may help next time
            self._none.add(asked)
        return found

    def _asked(self, extra: list[Fact]) -> Any:
        """A question, with what its answer depends on."""
        s = self.s
        lists = len(s.facts), len(s.equations), len(s.unequal), len(s.vectors_apart)
        depths = (s.learned, s.signs.depth, s.monotone.depth, frozenset(s.busy), tuple(s.squares))
        goals = tuple((ring.frozen(p), strict) for p, strict, _ in extra)
        return goals, depths, lists, len(s.rules), len(s.vector_rules)

    def _contradiction(self, extra: list[Fact]) -> int | None:
        facts = [*extra, *self._available([p for p, _, _ in extra])]
        for p, strict, line in facts:
            if set(p) <= {()} and (p.get((), 0) < 0 or (strict and p.get((), 0) <= 0)):
                return self.s.book.add(self.s.book.false(), "positive", (number(1),), (line,))
        equations = list(self.s.equations)
        proposal = search.certificate(
            [(p, strict) for p, strict, _ in facts], [p for p, _ in equations], len(extra),
            lambda p: self.s.forms.reduce(p).value, self.s.budget, [line for _, _, line in facts],
            {} if self.s.busy else self.s.products,
        )  # fmt: skip
        return None if proposal is None else self._written(proposal, facts, equations)

    def _written(self, proposal: search.Certificate, facts: Sequence[Fact],
                 equations: Sequence[tuple[Poly, int]]) -> int | None:  # fmt: skip
        """A certificate as lines that end in 0 < 0."""
        weights: list[Term] = []
        lines: list[int] = []
        combo: Combo = {}

        def reduced(p: Poly, c: Any) -> None:
            for line, factor in self.s.forms.reduce(p).combo.items():
                add_combo(combo, line, times_any(factor, {(): small(Fraction(c))}))

        products = [(w, members, None) for w, members in proposal.products if members]
        for weight, members, root in [*products, *proposal.weighted]:
            line = facts[members[0]][2]
            p = facts[members[0]][0]
            for place in members[1:]:
                line = self.s.denominators.product(line, facts[place][2])
                p = multiplied(p, facts[place][0])
            if root is not None:
                square = self.s.book.row("square", term_of(root))
                line = self.s.denominators.product(line, square)
                p = multiplied(p, multiplied(root, root))
            weights.append(number(Fraction(weight)))
            lines.append(line)
            reduced(p, weight)
        for weight, root in proposal.squares:
            weights.append(number(Fraction(weight)))
            lines.append(self.s.book.row("square", term_of(root)))
            reduced(multiplied(root, root), weight)
        for factor, place in proposal.equations:
            p, line = equations[place]
            add_combo(combo, line, times_any(factor, MINUS))
            for k, f in self.s.forms.reduce(multiplied(p, factor)).combo.items():
                add_combo(combo, k, f)
        # 0 = sum of products + sum of factor equations, each reduced: subtract what reduces them
        total = [(w, k) for w, k in zip(weights, lines, strict=True)]
        total += [(-f, k) for f, k in self.s.forms.pairs(combo)]
        try:
            return self.s.book.add(self.s.book.false(), "positive", [w for w, _ in total],
                                 [k for _, k in total])  # fmt: skip
        except ValueError:
            return None

    def _available(self, polys: Sequence[Poly]) -> list[Fact]:
        """The facts, and what is always true of the roots, exponentials and vectors that occur."""
        facts = list(self.s.facts)
        met = set()
        for p in [*polys, *(f[0] for f in facts), *(e[0] for e in self.s.equations)]:
            met |= generators(p)
        vectors: set[int] = set()
        roots: dict[int, int] = {}
        for a in sorted(met):
            k = key(a)
            if k[0] == "dot":
                vectors |= {k[1], k[2]}
            if k[0] == "apply" and k[1] == SQRT:
                found = self._norm_of(a)
                if found is not None:
                    roots[found] = a
                    vectors.add(found)
                else:
                    vectors |= self._vectors_in(a)
            if k[0] == "apply" and k[1] in (EXP, LOG):
                facts += self._tangents(a)
            if k[0] in ("apply", "inverse") or (
                a not in self.s.known_signs and term_of_atom(a).sort == "natural"
            ):
                sign = self.s.signs.atom_sign(a)
                if sign is not None and sign[0] in (">", ">=", "<", "<="):
                    facts.append(self._signed(a, sign))
        for monomial in self._products(polys, facts):
            for strict in (True, False):
                line = self.s.signs.plainly({monomial: 1}, strict=strict)
                if line is not None:
                    facts.append(({monomial: 1}, strict, line))
                    break
        even = dict.fromkeys(a for p in polys if len(facts) > 6 for m in p for a, e in m if e == 2)
        for a in [a for a in even if self.s.signs.atom_sign(a) is None][:4]:
            facts.append((({((a, 2),): 1}), False, self.s.book.row("square", term_of_atom(a))))
        facts += self._about_vectors(vectors, roots, met)
        for v in self.s.squares:
            line = self.s.book.row("positive definite", v)
            r = self.s.forms.number(self.s.book.says(line).args[1])
            facts.append(self.fact(r.value, r.combo, False, line))
        return [f for f in facts if f[0]]

    def _signed(self, a: int, sign: tuple[str, int]) -> Fact:
        t = term_of_atom(a)
        strict = sign[0] in (">", "<")
        if sign[0][0] == ">":
            return {((a, 1),): 1}, strict, sign[1]
        line = self.s.book.add(-t > 0 if strict else -t >= 0, "positive", (number(1),), (sign[1],))
        return {((a, 1),): -1}, strict, line

    def _tangents(self, a: int) -> list[Fact]:
        """An exponential or a logarithm between its tangents."""
        x = term_of_atom(a).args[0]
        book = self.s.book
        if key(a)[1] == EXP:
            lines = [book.row("tangent of exp", x), lemma(book, "exp from below", [x])]
        else:
            line = self.s.signs.positive(normal(x))
            if line is None:
                return []
            lines = [
                lemma(book, n, [x], [line]) for n in ("log below its tangent", "log from below")
            ]
        result = []
        for line in lines:
            low, high = book.says(line).args
            r = self.s.forms.number(high - low)
            result.append(self.fact(r.value, r.combo, False, line))
        return result

    def _products(self, polys: Sequence[Poly], facts: Sequence[Any]) -> list[Any]:
        found = dict.fromkeys(
            sorted(m for p in polys for m in p if len(m) > 1 or (m and m[0][1] == 2))
        )
        found |= dict.fromkeys(sorted(m for f in facts for m in f[0] if len(m) > 1))
        return list(found)[:8]

    def _norm_of(self, a: int) -> int | None:
        """The vector atom that a root is the length of."""
        p = normal(term_of_atom(a).args[0])
        i = single(p)
        if i is not None and key(i)[0] == "dot" and key(i)[1] == key(i)[2]:
            return int(key(i)[1])
        return None

    def _vectors_in(self, a: int) -> set[int]:
        found = set()
        for i in deep({((a, 1),): 1}):
            if key(i)[0] == "dot":
                found |= {key(i)[1], key(i)[2]}
        return found

    def _about_vectors(self, vectors: set[int], roots: dict[int, int], met: set[int]
                       ) -> list[Fact]:  # fmt: skip
        facts = []
        ordered = [x for x in sorted(vectors) if not has_bound(x)]  # what a sum binds has no line
        for x in ordered:
            line = self.s.book.row("positive definite", term_of_atom(x))
            r = self.s.forms.number(self.s.book.says(line).args[1])
            facts.append(self.fact(r.value, r.combo, False, line))
        for place, x in enumerate(ordered):
            for y in ordered[place + 1 :]:
                u, v = term_of_atom(x), term_of_atom(y)
                inner = self.s.forms.reduce(ring.single("dot", min(x, y), max(x, y)))
                if not generators(inner.value) & met and not roots:
                    continue
                if roots:
                    names = ("product of lengths", "product of lengths, below")
                    lines = [lemma(self.s.book, name, [u, v]) for name in names]
                else:
                    lines = [self.s.book.row("Cauchy-Schwarz", u, v)]
                for line in lines:
                    low, high = self.s.book.says(line).args
                    r = self.s.forms.number(high - low)
                    facts.append(self.fact(r.value, r.combo, False, line))
        return facts
