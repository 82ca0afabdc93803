"""Finite sums: equations between them, found so that the other finders can use them.

A sum is opened at its last term, split along what is free of its index, moved out of inner
products and linear maps, and rewritten term by term under what is assumed of every index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product
from typing import Any

from proofs.find.atoms import deep, key, normal, term_of, term_of_atom
from proofs.find.book import Book
from proofs.find.lemmas import lemma
from proofs.find.sum_laws import fewer, opened
from proofs.trust.ring import Monomial
from proofs.trust.terms import (
    Term,
    Wrong,
    at,
    build,
    eq,
    flat,
    free,
    imply,
    inside,
    number,
    plus,
    symbol,
    times,
    total,
    zero,
)  # fmt: skip

MOST = 60
"""How many sums are looked into for one goal."""
UNROLLED = 12
"""Up to how many terms a sum is written out."""

Prover = Callable[[Term, Sequence[int]], int | None]
"""Proves a claim from more lines, besides the hypotheses; None where it does not."""
Simplifier = Callable[[Term, Sequence[int]], Term]


def spoken(*claims: Term) -> bool:
    """Whether claims speak of sums."""
    return any(t.op == "total" for p in claims for t in inside(p))


class Sums:
    """The sums of one goal, and what they are equal to."""

    def __init__(
        self, book: Book, hyps: Sequence[int], prove: Prover, simplify: Simplifier
    ) -> None:
        self.book, self.hyps, self._prove, self._simplify = book, tuple(hyps), prove, simplify
        self._index = 0

    # Equations that hold by the laws of sums alone -----------------------------------------------

    def lines(self, goal: Term) -> list[int]:
        """What the sums in a goal, and in what is assumed, are equal to."""
        sides = [x for p in self._spoken_of(goal) for x in p.args if x.sort != "claim"]
        return self.equations(sides)

    def _spoken_of(self, goal: Term) -> list[Term]:
        claims = [goal, *(self.book.says(h) for h in self.hyps)]
        return [p for p in claims if p.op in ("=", "<", "<=", "!=") and spoken(p)]

    def equations(self, sides: Iterable[Term]) -> list[int]:
        lines: dict[int, None] = {}
        met: set[Term] = set()
        waiting = list(dict.fromkeys(sides))
        while waiting and len(met) < MOST:
            side = waiting.pop(0)
            for t in self._sums_in(side):
                if t in met:
                    continue
                met.add(t)
                inner = next((x for x in t.args if x.op == "total"), t) if t.op != "total" else t
                found = self._of(inner) if inner is not t else []
                if found:  # what the sum inside is equal to is looked at in its place
                    waiting += [_replaced(t, inner, self.book.says(k).args[1]) for k in found]
                else:
                    found = self._of(t)
                for line in found:
                    if line not in lines:
                        lines[line] = None
                        waiting.append(self.book.says(line).args[1])
        return list(lines)

    def _sums_in(self, side: Term) -> list[Term]:
        """The sums, inner products of sums and images of sums that a side comes to."""
        value = normal(side)
        polys = [value] if flat(side) else list(value.values())
        atoms = {b for p in polys for b in deep(p)}
        if not flat(side):
            atoms |= set(value)
        found = [t for t in inside(side) if t.op == "total" and not t.loose]
        for a in sorted(atoms):
            kind = key(a)[0]
            if kind in ("total", "dot", "map"):
                t = _closed(a)
                if t is not None and (kind == "total" or any(x.op == "total" for x in t.args)):
                    found.append(t)
        return list(dict.fromkeys(found))

    def _of(self, t: Term) -> list[int]:
        """What a sum, or an inner product or image of one, is equal to."""
        if t.op == "dot":
            a, b = t.args
            if a.op != "total":
                a, b = b, a
            k = self._new(a, b)
            law = lemma(self.book, "inner product of a sum",
                        [a.args[0], ((k,), at(a, k)), b])  # fmt: skip
            return [self._as(law, t)]
        if t.op == "apply":
            (a,) = t.args
            k, u = self._new(a), symbol("u", "vector")
            law = lemma(self.book, "image of a sum",
                        [a.args[0], ((k,), at(a, k)), ((u,), t.data(u))])  # fmt: skip
            return [law]
        bound = t.args[0]
        if bound.op == "number" and 0 < bound.data <= UNROLLED:
            return [self._written_out(t, int(bound.data))]
        lines = opened(self.book, eq(t, t))
        return lines or self._split(t)

    def _as(self, line: int, t: Term) -> int:
        """An equation with another way to write its left side."""
        a, b = self.book.says(line).args
        return line if a is t else self.book.ring(t, b, (number(1), line))

    def _written_out(self, t: Term, count: int) -> int:
        before = build("total", t.sort, (number(count - 1), t.args[1]), t.data)
        last = self.book.row("last term", before)
        pairs = [(number(1), last)]
        if count > 1:
            pairs.append((number(1), self._written_out(before, count - 1)))
        else:
            pairs.append((number(1), self.book.row("empty sum", before)))
        terms = [at(t, number(i)) for i in range(count)]
        return self.book.ring(t, plus(*terms), *pairs)

    def _new(self, *ts: Term) -> Term:
        """A natural that none of these speak of, nor what is assumed."""
        taken = {x.data for p in (*ts, *map(self.book.says, self.hyps)) for x in free(p)
                 if isinstance(x, Term)}  # fmt: skip
        while True:
            name = f"index{self._index}"
            if name not in taken:
                return symbol(name, "natural")
            self._index += 1

    # What is free of the index -------------------------------------------------------------------

    def _split(self, t: Term) -> list[int]:
        """The sum as multiples, by what is free of its index, of sums of the rest."""
        k = self._new(t)
        pieces = self._pieces(at(t, k), k)
        if not pieces:
            nothing = number(0) if flat(t) else zero(t.sort)
            return [self._of_pieces(t, k, [(number(0), nothing)])]
        if len(pieces) == 1 and pieces[0][0] is number(1):
            ((_, inner),) = pieces
            if inner is not number(1) and not self._outer_vector(inner, k):
                return []
        return [self._of_pieces(t, k, pieces)]

    def _pieces(self, body: Term, k: Term) -> list[tuple[Term, Term]]:
        """The body as a sum of products: what is free of k, and what is not."""
        found: dict[Any, tuple[dict[Monomial, Any], Term]] = {}
        value = normal(body)
        parts = [(None, value)] if flat(body) else list(value.items())
        for vector, p in parts:
            for m, c in p.items():
                inner = tuple(f for f in m if k in free(term_of_atom(f[0])))
                outer = tuple(f for f in m if f not in inner)
                coefficient, _ = found.setdefault((vector, inner), ({}, body))
                coefficient[outer] = coefficient.get(outer, 0) + c
        pieces = []
        for (vector, inner), (coefficient, _) in found.items():
            if not coefficient:
                continue
            t = term_of({inner: 1})
            if vector is not None:
                v = term_of_atom(vector)
                t = v if not inner else times(t, v)
            pieces.append((term_of(coefficient), t))
        return pieces

    def _outer_vector(self, inner: Term, k: Term) -> bool:
        return not flat(inner) and k not in free(_vector_of(inner))

    def _of_pieces(self, t: Term, k: Term, pieces: Sequence[tuple[Term, Term]]) -> int:
        """The line: the sum is this combination of sums."""
        n = t.args[0]
        vectors = "" if flat(t) else " of vectors"
        (c, f), *more = pieces
        own, own_pairs = self._one(n, k, f)
        if not more:
            law = lemma(self.book, f"sum of multiples{vectors}", [n, c, ((k,), f)])
            return self.book.ring(t, times(c, own), (number(1), law), *_scaled(c, own_pairs))
        g = plus(*(times(d, x) for d, x in more)) if len(more) > 1 else times(*more[0])
        rest = total(k, n, g)
        rest_line = self._of_pieces(rest, k, more)
        law = lemma(self.book, f"sum of combinations{vectors}", [n, c, ((k,), f), ((k,), g)])
        whole = plus(times(c, own), self.book.says(rest_line).args[1])
        return self.book.ring(t, whole, (number(1), law), *_scaled(c, own_pairs),
                              (number(1), rest_line))  # fmt: skip

    def _one(self, n: Term, k: Term, f: Term) -> tuple[Term, list[tuple[Term, int]]]:
        """A sum whose terms have no factor that is free of the index, and what it is."""
        if f is number(1):
            return n, [(number(1), lemma(self.book, "sum of ones", [n]))]
        if self._outer_vector(f, k):
            u = _vector_of(f)
            inner = term_of({(): 1}) if f is u else f.args[0]
            law = lemma(self.book, "sum along a vector", [n, ((k,), inner), u])
            sub, pairs = self._one(n, k, inner)
            return times(sub, u), [(number(1), law), *_scaled(u, pairs)]
        return total(k, n, f), []

    # Term by term --------------------------------------------------------------------------------

    def instances(self, k: Term | None, more: Sequence[int], *spoken_of: Term) -> list[int]:
        """What is assumed of every natural, at those spoken of; with k, only what speaks of k."""
        pool = list(dict.fromkeys([*([] if k is None else [k]), *self._naturals(*spoken_of)]))
        lines: list[int] = []
        for h in self.hyps:
            depth, p = 0, self.book.says(h)
            while p.op == "all" and p.data == "natural":
                depth, p = depth + 1, p.args[0]
            if not depth or p.op == "all":
                continue
            met = matches(self.book.says(h), depth, spoken_of)
            some = () if depth > 2 else islice(product(pool, repeat=depth), MOST)
            for values in dict.fromkeys((*met, *some)):
                if k is None or any(k in free(value) for value in values):
                    line = self._without_conditions(self.book.at(h, *values), [*more, *lines])
                    if line is not None:
                        lines.append(line)
        return lines

    def _without_conditions(self, line: int, more: Sequence[int]) -> int | None:
        """What an instance says, once its conditions are shown; None where one is not."""
        while self.book.says(line).op == "imply":
            condition, then = self.book.says(line).args
            shown = self._prove(condition, more)
            if shown is None:
                return None
            line = self.book.add(then, "detach", (), (line, shown))
        return line

    def first_terms(self, goal: Term) -> list[int]:
        """Sums of n + 1 terms as the first term and the others."""
        lines = []
        for t in dict.fromkeys(t for x in goal.args for t in self._sums_in(x) if t.op == "total"):
            before = fewer(t)
            if before is not None:
                k = self._new(t)
                name = "first term" if flat(t) else "first vector"
                lines.append(lemma(self.book, name, [before.args[0], ((k,), at(t, k))]))
        return lines

    def rewritten(self, goal: Term, known: Sequence[int], nested: bool = False) -> list[int]:
        """Equations between sums whose terms are equal under what is assumed of every index.

        With `nested` the sums in their terms are rewritten first.
        """
        sides = [x for x in goal.args if x.sort != "claim"]
        return self._rewritten([*sides, *(self.book.says(k).args[1] for k in known)], nested)

    def _rewritten(
        self, sides: Sequence[Term], nested: bool, bound: tuple[Term, ...] = ()
    ) -> list[int]:
        """The same for the sums in some sides, which may speak of the indices of outer sums."""
        lines = []
        sums = dict.fromkeys(t for x in sides for t in self._sums_in(x) if t.op == "total")
        for t in list(sums)[:MOST]:
            k = self._new(*sides, *bound)
            within = self.book.assume(k < t.args[0])
            body = at(t, k)
            more = [within, *self.instances(k, [within], body), *self.equations([body])]
            simpler = self._simplify(body, more)
            inner: list[int] = []
            for side in (body, simpler) if nested else ():
                if spoken(eq(side, side)):
                    inner += self._rewritten([side], nested, (*bound, k))
            if inner:
                more += [*inner, *self.equations(self.book.says(x).args[1] for x in inner)]
                simpler = self._simplify(body, more)
            if simpler is body or not normal(body - simpler):
                continue
            line = self._prove(eq(body, simpler), more)
            if line is not None:
                same = self._same(t, k, simpler, line)
                lines.append(same if normal(simpler) else self._nothing(t, same))
        return lines

    def term_by_term(self, goal: Term) -> int | None:
        """Two sums of as many terms, each equal to the other's, or at most as large."""
        a, b = goal.args
        if goal.op not in ("=", "<=") or {a.op, b.op} != {"total"} or a.args[0] is not b.args[0]:
            return None
        n, k = a.args[0], self._new(a, b)
        within = self.book.assume(k < n)
        one, other = at(a, k), at(b, k)
        more = [within, *self.instances(k, [within], one, other)]
        wanted = eq(one, other) if goal.op == "=" else one <= other
        line = self._prove(wanted, more)
        if line is None:
            line = self._prove(wanted, [*more, *self.equations([one, other])])
        if line is None:
            return None
        if goal.op == "=":
            return self._same(a, k, other, line)
        less = number(-1)
        apart = times(less, one) + other
        line = self.book.add(apart >= 0, "positive", (number(1),), (line,))
        every = self._every(k, n, line)
        rises = lemma(self.book, "sum of terms that are not negative", [n, ((k,), apart)], [every])
        split = lemma(self.book, "sum of combinations", [n, less, ((k,), one), ((k,), other)])
        return self.book.add(goal, "positive", (number(1), less), (rises, split))

    def _nothing(self, t: Term, same: int) -> int:
        """A sum is nothing that is a sum of nothing."""
        one, zeros = number(1), self.book.says(same).args[1]
        (nothing,) = self._split(zeros)
        return self.book.ring(
            t, number(0) if flat(t) else zero(t.sort), (one, same), (one, nothing)
        )

    def _every(self, k: Term, n: Term, line: int) -> int:
        """What a line says of k, for all k < n."""
        says = imply(k < n, self.book.says(line))
        return self.book.general(k, self.book.add(says, "suppose", (), (line,)))

    def _same(self, t: Term, k: Term, simpler: Term, line: int) -> int:
        """Sums are equal whose terms are."""
        n, body = t.args[0], at(t, k)
        every = self._every(k, n, line)
        name = "sum of equal terms" if flat(t) else "sum of equal vectors"
        return lemma(self.book, name, [n, ((k,), body), ((k,), simpler)], [every])

    def signed(self, goal: Term, known: Sequence[int]) -> list[int]:
        """Sums whose terms are not negative, as far as a goal, or what is known, speaks of them."""
        a, b = goal.args
        lines = []
        sides = [*goal.args, *(self.book.says(k).args[1] for k in known)]
        for t in dict.fromkeys(t for side in sides for t in self._sums_in(side)):
            if t.op == "total" and flat(t):
                k = self._new(t)
                shown = [self._not_negative(t.args[0], k, c * at(t, k)) for c in (1, number(-1))]
                lines += [line for line in shown if line is not None]
                if shown[0] is not None:
                    lines += self._single_terms(t, goal, known)
        p = normal(b - a)
        by_bound: dict[tuple[Term, Any], list[tuple[Any, Term]]] = {}
        for m, c in p.items():
            totals = [f for f in m if key(f[0])[0] == "total" and f[1] == 1]
            if len(totals) == 1:
                t = term_of_atom(totals[0][0])
                rest = tuple(f for f in m if f != totals[0])
                by_bound.setdefault((t.args[0], rest), []).append((c, t))
        for (n, _), members in by_bound.items():
            k = self._new(goal)
            body = plus(*(times(number(c), at(t, k)) for c, t in members))
            for wanted in [body, *(times(number(c), at(t, k)) for c, t in members)]:
                line = self._not_negative(n, k, wanted)
                if line is not None:
                    lines.append(line)
        return lines

    def _single_terms(self, t: Term, goal: Term, known: Sequence[int]) -> list[int]:
        """That a term of a sum of terms that are not negative is at most the sum."""
        lines = []
        k = self._new(t, goal)
        every = self._every_not_negative(t.args[0], k, at(t, k))
        for j in self._naturals(goal):
            among = self._prove(j < t.args[0], known)
            if among is not None and every is not None:
                law = "a term of a sum"
                lines.append(lemma(self.book, law, [t.args[0], j, ((k,), at(t, k))],
                                   [every, among]))  # fmt: skip
        return lines

    def _naturals(self, *ts: Term) -> list[Term]:
        found = {x for t in ts for x in free(t) if isinstance(x, Term) and x.sort == "natural"}
        return sorted(found, key=repr)

    def _not_negative(self, n: Term, k: Term, body: Term) -> int | None:
        every = self._every_not_negative(n, k, body)
        if every is None:
            return None
        return lemma(self.book, "sum of terms that are not negative", [n, ((k,), body)], [every])

    def _every_not_negative(self, n: Term, k: Term, body: Term) -> int | None:
        within = self.book.assume(k < n)
        line = self._prove(body >= 0, [within, *self.instances(k, [within], body)])
        return None if line is None else self._every(k, n, line)


def matches(p: Term, depth: int, spoken_of: Iterable[Term]) -> list[tuple[Term, ...]]:
    """What makes a function in a claim, said of all naturals, one that is spoken of."""
    names = [symbol(f"place{place}", "natural") for place in range(depth)]
    claim = at(p, *names)
    patterns = [t for t in inside(claim) if t.op == "apply" and not t.loose]
    patterns = [t for t in patterns if free(t) >= set(names)]
    found: dict[tuple[Term, ...], None] = {}
    for t in dict.fromkeys(x for side in spoken_of for x in inside(side)):
        for pattern in patterns:
            if t.op == "apply" and t.data == pattern.data and not t.loose:
                values = dict(_read_off(names, pattern.args, t.args))
                if set(names) <= values.keys():
                    found[tuple(values[name] for name in names)] = None
    return sorted(found, key=repr)


def _read_off(
    names: Iterable[Term], pattern: Sequence[Term], given: Sequence[Term]
) -> Iterable[tuple[Term, Term]]:
    """What the names in arguments stand for, themselves or with something added."""
    for a, b in zip(pattern, given, strict=True):
        wanted = list(a.args) if a.op == "sum" else [a]
        own = [x for x in wanted if x in names]
        rest = list(b.args) if b.op == "sum" else [b]
        others = [x for x in wanted if x not in own]
        if len(own) == 1 and all(x in rest for x in others):
            for x in others:
                rest.remove(x)
            yield own[0], plus(*rest) if len(rest) > 1 else (rest or [number(0)])[0]


def _closed(a: int) -> Term | None:
    """An atom as a term; None for one inside a sum, which speaks of the sum's index."""
    try:
        return term_of_atom(a)
    except KeyError:
        return None


def _replaced(t: Term, old: Term, new: Term) -> Term:
    """An inner product, or image, with one operand replaced."""
    return build(t.op, t.sort, tuple(new if x is old else x for x in t.args), t.data)


def _vector_of(t: Term) -> Term:
    """The vector of a product, or the vector itself."""
    return t.args[-1] if t.op == "product" else t


def _scaled(c: Term, pairs: Iterable[tuple[Term, int]]) -> list[tuple[Term, int]]:
    """Lines with their factors, all times a number, or along a vector."""
    return [(times(c, f), line) for f, line in pairs]


def with_sums(
    book: Book, hyps: Sequence[int], goal: Term, prove: Prover, simplify: Simplifier
) -> int | None:
    """A relation between sums, or of what is assumed about sums; None where none is found."""
    sums = Sums(book, hyps, prove, simplify)
    try:
        found = sums.term_by_term(goal)
        if found is not None:
            return found
        instances = sums.instances(None, (), goal)
        lines = [*sums.lines(goal), *instances]
        found = prove(goal, lines)
        if found is not None:
            return found
        lines += sums.rewritten(goal, lines)
        lines += sums.equations(book.says(k).args[1] for k in tuple(lines))
        found = prove(goal, lines)
        if found is None and (first := sums.first_terms(goal)):
            more = [*instances, *first, *sums.equations(book.says(k).args[1] for k in first)]
            more += sums.rewritten(goal, more)
            more += sums.equations(book.says(k).args[1] for k in tuple(more))
            found = prove(goal, more)
            if found is None:
                found = prove(goal, [*more, *lines])
        if found is None and goal.op in ("<", "<=", "!=") and flat(goal.args[0]):
            more = sums.signed(goal, lines)
            more += sums.equations(book.says(k).args[1] for k in more)
            found = prove(goal, [*lines, *more])
        if found is None:
            lines += sums.rewritten(goal, lines, nested=True)
            lines += sums.equations(book.says(k).args[1] for k in tuple(lines))
            found = prove(goal, lines)
    except Wrong:
        return None
    return found


__all__ = ["Sums", "spoken", "with_sums"]
