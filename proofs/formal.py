"""Theorems as lines for the checker: what chapters write becomes `proofs.trust` proofs.

Every chain becomes a theorem under its premises as they stand.  Where it is used, each premise is
supplied: a cited theorem by its citation, an instance by what it is an instance of, an induction
hypothesis by the statement before, and everything else is assumed, for all steps where it is said
of every step.  So what a theorem rests on, definitions and facts of the literature included, stands
in what it is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from proofs.derivation import (
    Cases,
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    Reading,
    Theorem,
    assumptions,
    reindexed,
)
from proofs.find.book import Book
from proofs.find.budget import OutOfBudget
from proofs.find.claims import goals, with_values
from proofs.find.exhaustive import line_is, one_of
from proofs.find.lemmas import PROVED
from proofs.find.prove import Unproved
from proofs.find.session import Session
from proofs.find.translate import N
from proofs.find.translate import translator as reader
from proofs.symmetry import Instance
from proofs.terms import Hypothesis, Relation, Role, Symbol, symbols
from proofs.trust import check
from proofs.trust import terms as T
from proofs.trust.check import Proof
from proofs.verdicts import Question, claim, question, shifted

LATER = T.plus(N, T.number(1))
"""The step after `step`."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A chain or a case distinction as a theorem under its premises."""

    name: str
    shift: int
    """1 where t stands for step + 1."""
    given: tuple[T.Term, ...]
    says: tuple[T.Term, ...]
    sources: Mapping[T.Term, Hypothesis]
    """For each of what is given, the premise that says it."""


@dataclass(frozen=True, slots=True)
class Formal:
    """A theorem that the checker has accepted."""

    name: str
    shift: int | None
    """0 or 1 where t stands for step or step + 1; None where it holds for all steps."""
    given: tuple[T.Term, ...]
    says: tuple[T.Term, ...]


@dataclass(slots=True)
class _Mode:
    """How premises are supplied: for one step, or for every step."""

    every: bool = False
    before: dict[T.Term, int] = field(default_factory=dict)
    """What holds at the step before, by line."""


class Ledger:
    """Theorems made formal so far, each once, in the order in which they cite each other."""

    def __init__(self) -> None:
        self.known: dict[str, check.Theorem] = {}
        self.proofs: list[Proof] = []
        self._inner: dict[int, Inner] = {}
        self._formal: dict[int, Formal] = {}
        self._kept: list[object] = []
        self._written: set[str] = set()
        self._core: dict[str, int] = {}
        """How many conclusions a theorem has; what gives them values comes after them."""
        self.definitions: set[T.Term] = set()
        self.conditions: set[T.Term] = set()
        """What something is read for, or holds of, under: to be shown where it is used."""

    # Names and books -----------------------------------------------------------------------------

    def _name(self, wanted: str) -> str:
        wanted = wanted.replace(":", ",")[:180]
        name, k = wanted, 2
        while name in self.known:
            name, k = f"{wanted} ({k})", k + 1
        return name

    def _book(self) -> Book:
        return Book(self.known)

    def _add(self, book: Book, name: str, given: Sequence[T.Term], says: Sequence[int]) -> Proof:
        """A proof from a book, checked and made known, after the lemmas that it cites."""
        proof = with_values(book, name, given, says)
        self._core[name] = len(proof.says)
        asked = dict.fromkeys(g for p in proof.says for g in goals(p))  # for whoever cites it
        proof = replace(proof, says=tuple(dict.fromkeys((*proof.says, *asked))))
        self._lemmas(proof)
        self.known[name] = check.theorem(proof, self.known)
        self.proofs.append(proof)
        self._written.add(name)
        return proof

    def _lemmas(self, proof: Proof) -> None:
        for line in proof.lines:
            name = line.rule.removeprefix("theorem ")
            if name == line.rule or name in self._written:
                continue
            lemma = PROVED.get(name)
            if lemma is not None:
                self._lemmas(lemma)
                others = {k: v for k, v in self.known.items() if k != name}
                self.known[name] = check.theorem(lemma, others)
                self.proofs.append(lemma)
                self._written.add(name)

    def closure(self, names: Iterable[str]) -> list[Proof]:
        """The proofs of these theorems and of all that they cite, each after what it cites."""
        by_name = {p.name: p for p in self.proofs}
        wanted: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                rules = (line.rule for line in by_name[name].lines)
                waiting.extend(
                    r.removeprefix("theorem ") for r in rules if r.startswith("theorem ")
                )
        return [p for p in self.proofs if p.name in wanted]

    # Chains and cases, under their premises ------------------------------------------------------

    def inner(self, form: Derivation | Cases) -> Inner:
        """A chain or a case distinction as a theorem under its premises as they stand."""
        found = self._inner.get(id(form))
        if found is None:
            self._kept.append(form)
            found = self._chain(form) if isinstance(form, Derivation) else self._cases(form)
            self._inner[id(form)] = found
        return found

    def _shift(self, form: Theorem) -> int:
        """1 where something that it says, or cites, speaks of t - 1."""
        shifts = [0]
        for chain in form.derivations:
            relations = [p.relation for p in chain.premises]
            sources = [p.source for p in chain.premises]
            relations += [g.relation for g in sources if isinstance(g, Hypothesis)]
            relations += [Relation(chain.start, s.sign, s.term) for s in chain.steps]
            shifts.append(shifted(*relations))
            for premise in chain.premises:
                if premise.role == "proved":
                    shifts.append(self.formal(premise.source).shift or 0)
        return max(shifts)

    def _chain(self, form: Derivation) -> Inner:
        shift = self._shift(form)
        asked = _asked(form, shift)
        places, before = [], form.start
        for step in form.steps:
            if step.verdict.question is asked:
                places.append(step.verdict.place)
            else:
                places.append(asked.prove(Relation(before, step.sign, step.term)))
            before = step.term
        conclusion = _joined(asked.book, asked.translator.relation(form.conclusion), places)
        name = self._name(form.name)
        sources = {claim(asked.translator, p): p for p in form.premises}
        self._note_definitions(sources)
        hyps = [p for s in asked._sessions.values() for p in map(asked.book.says, s.hyps)]
        says = list(dict.fromkeys((conclusion, *places)))
        proof = self._add(asked.book, name, tuple(dict.fromkeys(hyps)), says)
        return Inner(name, shift, proof.given, proof.says, sources)

    def _note_definitions(self, sources: Mapping[T.Term, Hypothesis]) -> None:
        self.definitions |= {p for p, h in sources.items() if h.role == "definition"}

    def _cases(self, form: Cases) -> Inner:
        shift = self._shift(form)
        branches = [self.inner(branch) for branch in form.branches]
        book = self._book()
        translator = reader(LATER if shift else N)
        sources: dict[T.Term, Hypothesis] = {}
        lines, conditions, givens = [], [], []
        for branch, inner in zip(form.branches, branches, strict=True):
            change = _later(shift - inner.shift)
            own = [p for p in branch.premises if p.role == "case"]
            conditions.append(claim(translator, own[0]))
            sources |= {claim(translator, p): p for p in branch.premises if p.role != "case"}
            uses = [self._in_case(book, p, inner, change) for p in inner.given]
            line = self._cite(book, inner.name, change, uses, 0)
            lines += self._met(book, form.name, [line], _own(branch), uses)
            givens += [p for p in book.done[lines[-1]].open if p is not conditions[-1]]
        goal = book.says(lines[0])
        met = {claim(translator, p) for p in sources.values() if _has_conditions(p)}
        shared = [p for p in dict.fromkeys((*sources, *givens)) if p not in met]
        every = one_of(book, [book.assume(p) for p in shared], conditions, question((), 0).budget)
        place = book.add(goal, "alternatives", (), (every, *lines))
        name = self._name(form.name)
        proof = self._add(book, name, shared, [place])
        return Inner(name, shift, proof.given, proof.says, sources)

    def _in_case(self, book: Book, p: T.Term, inner: Inner, change: Mapping[object, object]) -> int:
        """A premise of a case: assumed, but for one with conditions, which the case may show."""
        source = inner.sources.get(p)
        if source is not None and _has_conditions(source):
            return self._supply(book, p, inner, _Mode(), change)
        return book.assume(_read(p, change))

    # Theorems ------------------------------------------------------------------------------------

    def formal(self, theorem: Theorem) -> Formal:
        """A theorem with every premise supplied; raises `ProofError` where one cannot be."""
        found = self._formal.get(id(theorem))
        if found is None:
            self._kept.append(theorem)
            try:
                found = self._made(theorem)
            except (Unproved, T.Wrong) as why:
                raise ProofError(f"{theorem.name}: the checker was not satisfied: {why}") from why
            self._formal[id(theorem)] = found
        return found

    def _made(self, theorem: Theorem) -> Formal:
        match theorem:
            case Derivation() | Cases():
                return self._supplied(theorem)
            case Induction():
                return self._induction(theorem)
            case Instance():
                return self._instance(theorem)
            case Conjunction():
                return self._conjunction(theorem)
            case Reading():
                return self._reading(theorem)
        raise ProofError(f"{theorem.name} has no form that the checker knows")

    def _supplied(self, form: Derivation | Cases) -> Formal:
        inner = self.inner(form)
        plain = all(_stands_alone(inner.sources.get(p)) for p in inner.given)
        if plain:
            return Formal(inner.name, inner.shift, inner.given, inner.says)
        book = self._book()
        mode = _Mode()
        uses = [self._supply(book, p, inner, mode, {}) for p in inner.given]
        places = [self._cite(book, inner.name, {}, uses, k) for k in range(self._core[inner.name])]
        known = [*uses, *self._others(book, inner, mode, {}, places, _own(form))]
        return self._closed(book, f"{form.name}, in full", places, inner.shift, _own(form),
                            known)  # fmt: skip

    def _closed(self, book: Book, name: str, places: list[int], shift: int | None,
                assumed: Iterable[T.Term] = (), known: Iterable[int] = ()) -> Formal:  # fmt: skip
        """The theorem of these lines, without definitions that nothing speaks of any more."""
        places = self._met(book, name, places, assumed, known)
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        said = frozenset().union(*(T.free(book.says(k)) for k in places))
        spoken = Counter(x for p in open_ends for x in T.free(p))
        for p in sorted(open_ends & self.definitions, key=_text):
            head = _head(p)
            if head in said or spoken[head] > 1:
                continue
            try:
                gone = [book.add(book.says(k), "definition", (p,), (k,)) for k in places]
            except T.Wrong:
                continue
            places = gone
            spoken.subtract(T.free(p))
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        for p in sorted(open_ends & self.definitions, key=_text) if shift is None else ():
            if p.args[0].op == "symbol" and _head(p) in said:
                raise ProofError(f"{name}: {p} is defined on the way, and so is assumed")
        name = self._name(name)
        proof = self._add(book, name, sorted(open_ends, key=_text), places)
        return Formal(name, shift, proof.given, proof.says)

    def _others(
        self, book: Book, inner: Inner, mode: _Mode, change: Mapping[object, object],
        places: list[int], assumed: Iterable[T.Term],
    ) -> list[int]:  # fmt: skip
        """What a chain rests on besides what its lines need, where a condition is to be shown."""
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        if not (open_ends & self.conditions) - frozenset(assumed):
            return []
        more = {p: h for p, h in inner.sources.items() if p not in inner.given}
        rest = [p for p, h in more.items() if not _stands_alone(h)]
        return [self._supply(book, p, inner, mode, change) for p in rest]

    def _met(
        self, book: Book, name: str, places: list[int], assumed: Iterable[T.Term],
        known: Iterable[int] = (),
    ) -> list[int]:  # fmt: skip
        """The lines, with the conditions that they rest on shown from what else is assumed."""
        own = frozenset(assumed)
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        wanted = sorted((open_ends & self.conditions) - own, key=_text)
        if not wanted:
            return places
        rest = sorted(open_ends - set(wanted) | own, key=_text)
        known = list(known)
        while wanted:
            lines = [k for k in known if book.done[k].open.isdisjoint(wanted)]
            session = Session(book, [*map(book.assume, rest), *lines])
            shown = {p: k for p in wanted if (k := _found(session, p)) is not None}
            if not shown:
                raise ProofError(f"{name}: it is not shown that {wanted[0]}")
            for p, line in shown.items():
                for k, cited in enumerate(tuple(book.lines)):  # what gives sides their values too
                    if cited.rule.startswith("theorem "):
                        self._without(book, k, p, line)
                places = [self._without(book, k, p, line) for k in places]
                known = [self._without(book, k, p, line) for k in known]
            wanted = [p for p in wanted if p not in shown]
        return places

    def _without(self, book: Book, place: int, p: T.Term, shown: int) -> int:
        """A line that does not rest on p any more, since p is shown."""
        if p not in book.done[place].open:
            return place
        says = book.says(place)
        under = book.add(T.imply(p, says), "suppose", (), (place,))
        return book.add(says, "detach", (), (under, shown))

    def _cite(self, book: Book, name: str, change: Mapping[object, object], uses: Sequence[int],
              which: int) -> int:  # fmt: skip
        """A theorem with symbols and functions read as other things: (parameters, body)."""
        says = _read(self.known[name].says[which], change)
        read = []
        names: tuple[T.Term, ...]
        body: T.Term
        for old, new in change.items():
            if type(old) is T.Function:
                names, body = new  # type: ignore[misc]
                read.append(T.forall(names, T.eq(T.apply(old, *names), body)))
            else:
                read.append(T.eq(old, new))  # type: ignore[arg-type]
        uses = tuple(k for k in dict.fromkeys(uses) if book.lines[k].rule != "assume")
        for more in self.known[name].says[self._core.get(name, 0) :]:
            book.add(_read(more, change), f"theorem {name}", read, uses)
        return book.add(says, f"theorem {name}", read, uses)

    # Premises ------------------------------------------------------------------------------------

    def _supply(
        self, book: Book, p: T.Term, inner: Inner, mode: _Mode, change: Mapping[object, object]
    ) -> int:
        """The line that says a premise of a theorem, read with symbols changed."""
        wanted = _read(p, change)
        if p in self.definitions:
            self.definitions.add(wanted)
        if wanted in mode.before:
            return mode.before[wanted]
        source = inner.sources.get(p)
        if source is not None and source.role == "proved":
            return self._cited(book, wanted, source, mode, inner.shift, change)
        if source is not None and isinstance(source.source, Hypothesis):
            return self._specialised(book, wanted, source, mode, inner.shift, change)
        return self._raw(book, wanted, mode)

    def _raw(self, book: Book, p: T.Term, mode: _Mode) -> int:
        """A premise assumed as it stands, or for every step."""
        if p in mode.before:
            return mode.before[p]
        if mode.every and N in T.free(p):
            k = T.symbol("k^", "natural")
            general = T.forall(k, T.substitute(p, {N: k}))
            if p in self.definitions:
                self.definitions.add(general)
            return book.at(book.assume(general), N)
        return book.assume(p)

    def _specialised(self, book: Book, p: T.Term, source: Hypothesis, mode: _Mode, shift: int,
                     change: Mapping[object, object]) -> int:  # fmt: skip
        general = source.source
        translator = reader(LATER if shift else N)
        every = translator.universal(general.relation, general.for_all, general.where)
        line = self._raw(book, T.substitute(every, change), mode)  # type: ignore[arg-type]
        values = [translator.term(t) for t in source.values]
        read = [T.substitute(t, change) for t in values]  # type: ignore[arg-type]
        line = book.at(line, *read)
        while book.says(line).op == "imply" and not line_is(book, line, p):
            condition = book.says(line).args[0]
            self.conditions.add(condition)
            line = book.add(book.says(line).args[1], "detach", (), (line, book.assume(condition)))
        return _same(book, line, p)

    def _cited(self, book: Book, p: T.Term, source: Hypothesis, mode: _Mode, shift: int,
               change: Mapping[object, object]) -> int:  # fmt: skip
        theorem = source.source
        cited = self.formal(theorem)
        translator = reader(LATER if shift else N)
        if source.for_all:
            return self._cited_of_every(book, p, source, cited, mode, shift, change)
        if cited.shift is not None:
            which = theorem.conclusions.index(source.relation)
            later = {k: T.substitute(t, change) for k, t in _later(shift - cited.shift).items()}  # type: ignore[arg-type]
            later = {**change, **later}  # type: ignore[dict-item]
            return _same(book, self._cite_open(book, cited, later, mode, which), p)
        for which, relation in enumerate(theorem.conclusions):
            for index in _indices(source.relation):
                if reindexed(relation, "t", index) == source.relation:
                    line = self._cite_open(book, cited, {}, mode, which)
                    index_ = T.substitute(translator.index(index), change)  # type: ignore[arg-type]
                    return _same(book, book.at(line, index_), p)
            if relation == source.relation:
                return _same(book, book.at(self._cite_open(book, cited, {}, mode, which), N), p)
        raise ProofError(f"{source.name} does not conclude {source.relation}")

    def _cited_of_every(self, book: Book, p: T.Term, source: Hypothesis, cited: Formal,
                        mode: _Mode, shift: int, change: Mapping[object, object]) -> int:  # fmt: skip
        """A theorem about any values of some symbols, under what it assumes of them."""
        if cited.shift is None:
            raise ProofError(f"{source.name} holds for every t, and is cited of one")
        here = reader(N)
        names = [here.symbol(s) for s in source.for_all]
        others = [T.symbol(f"{x.data}^{i}", x.sort) for i, x in enumerate(names)]
        of: dict[object, object] = {**change, **dict(zip(names, others, strict=True))}
        of |= {k: T.substitute(t, change) for k, t in _later(shift - cited.shift).items()}  # type: ignore[arg-type]
        which = source.source.conclusions.index(source.relation)
        line = self._cite_open(book, cited, of, mode, which)
        for relation in reversed(source.where):
            condition = _read(here.relation(relation), of)
            says = T.imply(condition, book.says(line))
            line = book.add(says, "suppose", (), (line,))
        for x in reversed(others):
            line = book.general(x, line)
        return _same(book, line, p)

    def _cite_open(self, book: Book, cited: Formal, change: Mapping[object, object], mode: _Mode,
                   which: int) -> int:  # fmt: skip
        """A citation, each of what it assumes supplied in turn."""
        given = [_read(p, change) for p in cited.given]
        for old, p in zip(cited.given, given, strict=True):
            if old in self.definitions:
                self.definitions.add(p)
        uses = [self._raw(book, p, mode) for p in given]
        return self._cite(book, cited.name, change, uses, which)

    # Induction -----------------------------------------------------------------------------------

    def _induction(self, form: Induction) -> Formal:
        book = self._book()
        here, later = reader(N), reader(LATER)
        if form.over is not None:
            return self._induction_over(book, form, here.symbol(form.over))
        statement = [here.relation(r) for r in form.conclusions]
        whole = statement[0] if len(statement) == 1 else T.both(*statement)
        h = book.assume(whole)
        mode = _Mode(True, {whole: h})
        if len(statement) > 1:
            mode.before |= {p: book.add(p, "part", (), (h,)) for p in statement}
        base = [self._of(book, b, _Mode(), 0) for b in form.base]
        step = [self._of(book, s, mode, 1) for s in form.step]
        wanted = [later.relation(r) for r in form.conclusions]
        step = [_same(book, k, p) for k, p in zip(step, wanted, strict=True)]
        start = [T.substitute(p, {N: T.number(0)}) for p in statement]
        base = [_same(book, k, p) for k, p in zip(base, start, strict=True)]
        if len(statement) > 1:
            base = [book.add(T.both(*start), "all of", (), base)]
            step = [book.add(T.both(*wanted), "all of", (), step)]
        line = book.add(T.forall(N, whole), "induction", (N,), (base[0], step[0]))
        places = [line]
        if len(statement) > 1:
            one = book.at(line, N)
            places = [book.general(N, book.add(p, "part", (), (one,))) for p in statement]
        return self._closed(book, form.name, places, None, _own(form))

    def _induction_over(self, book: Book, form: Induction, n: T.Term) -> Formal:
        """Induction on a natural; the theorem is then about any such."""
        statement = [reader(N).universal(r, form.every) for r in form.conclusions]
        whole = statement[0] if len(statement) == 1 else T.both(*statement)
        h = book.assume(whole)
        before = {p: book.add(p, "part", (), (h,)) for p in statement} if len(statement) > 1 else {}
        mode = _Mode(False, {whole: h, **before})
        others = [reader(N).symbol(s) for s in form.every]
        ends = []
        for forms, value, how in (
            (form.base, T.number(0), _Mode()), (form.step, n + 1, mode)
        ):  # fmt: skip
            lines = [self._of(book, one, how, 0) for one in forms]
            wanted = [T.substitute(p, {n: value}) for p in statement]
            lines = self._met(book, form.name, lines, _own(*forms))
            for x in reversed(others):
                lines = [book.general(x, k) for k in lines]
            lines = [_same(book, k, p) for k, p in zip(lines, wanted, strict=True)]
            ends.append(lines[0] if len(lines) == 1 else book.add(T.both(*wanted), "all of", (),
                                                                   lines))  # fmt: skip
        line = book.at(book.add(T.forall(n, whole), "induction", (n,), ends), n)
        places = [line] if len(statement) == 1 else [
            book.add(p, "part", (), (line,)) for p in statement
        ]  # fmt: skip
        places = [book.at(k, *others) if others else k for k in places]
        return self._closed(book, form.name, places, 0, _own(form))

    def _of(self, book: Book, form: Derivation | Cases, mode: _Mode, shift: int) -> int:
        """The conclusion of a chain or case distinction, its premises supplied."""
        inner = self.inner(form)
        change = _later(shift - inner.shift)
        uses = [self._supply(book, p, inner, mode, change) for p in inner.given]
        return self._cite(book, inner.name, change, uses, 0)

    # The symmetry lemma --------------------------------------------------------------------------

    def _instance(self, form: Instance) -> Formal:
        later, here = reader(LATER), reader(N)
        states = [r.left for r in form.updates]
        images = [r.left for r in form.conclusions]
        assert all(isinstance(s, Symbol) for s in (*states, *images))
        name = self._symmetry(tuple(s.kind for s in states), tuple(s.kind for s in images))
        book = self._book()
        both = [s for s in (*states, *images) if isinstance(s, Symbol)]
        of: dict[object, Any] = {s: here.symbol(s).data for s in both}  # the runs, as functions
        k = T.symbol("k^", "natural")
        xs = [T.symbol(f"x{i}^", s.kind) for i, s in enumerate(states)]
        zs = [T.symbol(f"z{i}^", s.kind) for i, s in enumerate(images)]
        fixed_x = {of[s]: ((k,), x) for s, x in zip(states, xs, strict=True)}
        fixed_z = {of[s]: ((k,), z) for s, z in zip(images, zs, strict=True)}
        change: dict[object, object] = {}
        sym = _Signature(tuple(s.kind for s in states), tuple(s.kind for s in images))
        for f, r in zip(sym.updates, form.updates, strict=True):
            body = T.substitute(later.term(r.right), fixed_x)
            change[f] = ((N, *xs), body)
        by_image = {r.left: r for r in form.image_updates}
        for f, s in zip(sym.image_updates, images, strict=True):
            body = T.substitute(later.term(by_image[s].right), fixed_z)
            change[f] = ((N, *zs), body)
        for f, r in zip(sym.actions, form.conclusions, strict=True):
            body = T.substitute(here.term(r.right), fixed_x)
            change[f] = ((N, *xs), body)
        for f, s in (*zip(sym.runs, states, strict=True), *zip(sym.images, images, strict=True)):
            change[f] = ((N,), T.apply(of[s], N))
        uses = []
        for place, p in enumerate(self.known[name].given):
            q = T.substitute(p, change)  # type: ignore[arg-type]
            kind, j = sym.kinds[place]
            if kind == "run":
                self.definitions.add(q)
                uses.append(book.assume(q))
            elif kind == "start":
                line = self._of(book, form.start[j], _Mode(), 0)
                uses.append(_same(book, line, q))
            else:
                line = self._of(book, form.equivariance[j], _Mode(True), 1)
                uses.append(_same(book, book.general(N, line), q))
        places = [self._cite(book, name, change, uses, j) for j in range(len(images))]
        return self._closed(book, form.name, places, None, _own(form))

    def _symmetry(self, states: tuple[str, ...], images: tuple[str, ...]) -> str:
        """The lemma for states of these kinds, proved once for each."""
        kinds = " to ".join("".join(kind[0] for kind in k) for k in (states, images))
        name = f"symmetry along a run, {kinds}"
        if name not in self.known:
            book = self._book()
            places, given = _Signature(states, images).proved(book)
            self._add(book, name, given, places)
        return name

    # Conjunctions and readings -------------------------------------------------------------------

    def _conjunction(self, form: Conjunction) -> Formal:
        members = [self.formal(member) for member in form.members]
        shifts = [m.shift for m in members]
        shift = None if all(s is None for s in shifts) else max(s or 0 for s in shifts)
        book = self._book()
        places = []
        for original, member in zip(form.members, members, strict=True):
            change = {} if member.shift is None else _later((shift or 0) - member.shift)
            for which in range(len(original.conclusions)):
                line = self._cite_open(book, member, change, _Mode(), which)
                places.append(line)
        return self._closed(book, form.name, places, shift, _own(form))

    def _reading(self, form: Reading) -> Formal:
        cited = self.formal(form.theorem)
        spoken = [Relation(value, "=", value) for _, value in form.values]
        shift = max(cited.shift or 0, shifted(*spoken))
        translator = reader(LATER if shift else N)
        change: dict[object, object] = {
            translator.symbol(s): translator.term(t) for s, t in form.values
        }
        for p in cited.given:
            q = _read(p, change)
            if p in self.definitions:
                self.definitions.add(q)
            elif q is not p:
                self.conditions.add(q)
        if cited.shift is not None:
            change |= _later(shift - cited.shift)
        elif shift:
            raise ProofError(f"{form.name} holds for every t, and is read at one")
        book = self._book()
        every = range(len(form.theorem.conclusions))
        places = [self._cite_open(book, cited, change, _Mode(), k) for k in every]
        shift_ = None if cited.shift is None else shift
        # What it is read under is shown where it is used.
        return self._closed(book, f"{form.name}, read", places, shift_, self.conditions)


# Small parts -------------------------------------------------------------------------------------


class _Signature:
    """The symmetry lemma for states and images of given kinds, along one run.

    It asks of each step of that run alone that it commutes with the action, which is less than
    asking it of every state, as `symmetry.trajectory` does.
    """

    def __init__(self, states: tuple[str, ...], images: tuple[str, ...]) -> None:
        n = "natural"
        self.runs = [T.Function(f"run_{i}", (n,), s) for i, s in enumerate(states)]
        self.images = [T.Function(f"image_{j}", (n,), s) for j, s in enumerate(images)]
        self.updates = [T.Function(f"update_{i}", (n, *states), s) for i, s in enumerate(states)]
        self.image_updates = [
            T.Function(f"image_update_{j}", (n, *images), s) for j, s in enumerate(images)
        ]
        self.actions = [T.Function(f"action_{j}", (n, *states), s) for j, s in enumerate(images)]
        self.kinds = (
            [("run", i) for i in range(len(states))] + [("run", j) for j in range(len(images))]
            + [("start", j) for j in range(len(images))]
            + [("step", j) for j in range(len(images))]
        )  # fmt: skip

    def _acted(self, t: T.Term, at: Sequence[T.Term]) -> list[T.Term]:
        return [g(t, *at) for g in self.actions]

    def _moved(self, t: T.Term, at: Sequence[T.Term]) -> list[T.Term]:
        return [u(t, *at) for u in self.updates]

    @property
    def given(self) -> list[T.Term]:
        """The runs, their starts, and that each step of the first commutes with the action."""
        zero = T.number(0)
        run, image = [q(N) for q in self.runs], [w(N) for w in self.images]
        first = [q(zero) for q in self.runs]
        claims = [
            T.forall(N, T.eq(q(LATER), u(N, *run)))
            for q, u in zip(self.runs, self.updates, strict=True)
        ]
        claims += [
            T.forall(N, T.eq(w(LATER), u(N, *image)))
            for w, u in zip(self.images, self.image_updates, strict=True)
        ]
        claims += [
            T.eq(w(zero), g) for w, g in zip(self.images, self._acted(zero, first), strict=True)
        ]
        after = self._acted(LATER, self._moved(N, run))
        claims += [
            T.forall(N, T.eq(g, u(N, *self._acted(N, run))))
            for g, u in zip(after, self.image_updates, strict=True)
        ]
        return claims

    def proved(self, book: Book) -> tuple[list[int], list[T.Term]]:
        """The lemma's lines: induction on the step."""
        given = self.given
        lines = [book.assume(p) for p in given]
        m, n = len(self.runs), len(self.images)
        runs, images = lines[:m], lines[m : m + n]
        starts, steps = lines[m + n : m + 2 * n], lines[m + 2 * n :]
        now = [q(N) for q in self.runs]
        wanted = [T.eq(w(N), g) for w, g in zip(self.images, self._acted(N, now), strict=True)]
        whole = wanted[0] if n == 1 else T.both(*wanted)
        h = book.assume(whole)
        before = [h] if n == 1 else [book.add(p, "part", (), (h,)) for p in wanted]
        run_now = [book.at(k, N) for k in runs]
        after = []
        for j in range(n):
            one = book.at(images[j], N)  # image(n + 1) = image update(n, image(n))
            left = book.says(one).args[1]
            acted = self.image_updates[j](N, *self._acted(N, now))
            same = book.add(T.eq(left, acted), "congruence", (), before)
            commutes = book.at(steps[j], N)  # action(n + 1, update) = image update(action)
            goal = self.actions[j](LATER, *(q(LATER) for q in self.runs))
            moved = book.says(commutes).args[0]
            replaced = book.add(T.eq(goal, moved), "congruence", (), run_now)
            one_ = T.number(1)
            after.append(book.ring(self.images[j](LATER), goal, (one_, one), (one_, same),
                                   (-one_, commutes), (-one_, replaced)))  # fmt: skip
        if n > 1:
            base = book.add(T.both(*(book.says(k) for k in starts)), "all of", (), starts)
            step = book.add(T.both(*(book.says(k) for k in after)), "all of", (), after)
        else:
            (base,), (step,) = starts, after
        line = book.add(T.forall(N, whole), "induction", (N,), (base, step))
        if n == 1:
            return [line], given
        at_n = book.at(line, N)
        return [book.general(N, book.add(p, "part", (), (at_n,))) for p in wanted], given


def _read(p: T.Term, change: Mapping[object, object]) -> T.Term:
    """A claim with symbols and functions read as other things."""
    return T.substitute(p, change) if change else p  # type: ignore[arg-type]


@cache
def _text(p: T.Term) -> str:
    """A claim as text, by which claims are put in order."""
    return repr(p)


def _head(p: T.Term) -> object:
    """The symbol or function that an equation, perhaps for all values of something, is about."""
    while p.op == "all":
        p = p.args[0]
    left = p.args[0] if p.args else p
    return left.data if left.op == "apply" else left


def _later(by: int) -> dict[object, object]:
    """What a theorem about step is read at, to speak of one step later."""
    return {N: LATER} if by == 1 else {}


def _asked(form: Derivation, shift: int) -> Question:
    """The question that the steps of a chain answered, unless another step is now."""
    for step in form.steps:
        found = step.verdict.question
        if found is not None and (found.shift, found.premises) == (shift, form.premises):
            return found
    return question(form.premises, shift)


def _stands_alone(source: Hypothesis | None) -> bool:
    """Whether a premise is assumed as it stands."""
    return source is None or (source.role != "proved" and not isinstance(source.source, Hypothesis))


def _own(*forms: Theorem) -> list[T.Term]:
    """What chains assume, and what they cite does, of no step in particular."""
    roles: tuple[Role, ...] = ("assumption", "case")
    premises = (p for form in forms for d in form.derivations for p in d.premises)
    plain = (h for h in assumptions(premises, roles) if not h.for_all)
    return [claim(reader(N), h) for h in plain if not shifted(h.relation)]


def _found(session: Session, goal: T.Term) -> int | None:
    """The line that says it, if one is found."""
    try:
        return session.prove(goal)
    except (Unproved, OutOfBudget):
        return None


def _has_conditions(source: Hypothesis) -> bool:
    """Whether a premise is read at terms of which something must be shown."""
    general = source.source
    return isinstance(general, Reading) or (isinstance(general, Hypothesis) and bool(general.where))


def _same(book: Book, line: int, wanted: T.Term) -> int:
    """A line that says the same in other terms, as wanted; raises `ProofError`."""
    says = book.says(line)
    if line_is(book, line, wanted):
        return line
    if says.op == wanted.op == "all" and says.data == wanted.data:
        taken = {x.data for p in (says, wanted) for x in T.free(p) if isinstance(x, T.Term)}
        x = next(T.symbol(name, says.data) for k in range(len(taken) + 1)
                 if (name := f"same{k}") not in taken)  # fmt: skip
        return book.general(x, _same(book, book.at(line, x), T.at(wanted, x)))
    try:
        if wanted.op == "=" == says.op:
            return book.equal(wanted, (T.number(1), line))
        if wanted.op in ("<", "<="):
            return book.add(wanted, "positive", (T.number(1),), (line,))
    except T.Wrong:
        pass
    raise ProofError(f"{says} is proved, and {wanted} is wanted")


def _joined(book: Book, goal: T.Term, places: Sequence[int]) -> int:
    """The first of a chain of lines related to the last."""
    one = T.number(1)
    if len(places) == 1:
        return places[0] if line_is(book, places[0], goal) else _same(book, places[0], goal)
    if goal.op == "=":
        return book.equal(goal, *((one, k) for k in places))
    weights = []
    for k in places:
        says = book.says(k)
        turned = says.op == "=" and says.args  # b - a = ... - (l - r), for equations
        weights.append(-one if turned and _rising(book, goal, places) else one)
    return book.add(goal, "positive", weights, places)


def _rising(book: Book, goal: T.Term, places: Sequence[int]) -> bool:
    """Whether a chain of lines rises from its first to its last."""
    return book.says(places[0]).args[0] is goal.args[0] or (
        book.says(places[-1]).args[1] is goal.args[1] and _is_up(book, places)
    )


def _is_up(book: Book, places: Sequence[int]) -> bool:
    return any(book.says(k).op != "=" for k in places)


def _indices(relation: Relation) -> list[str]:
    found = {s.upper: None for t in relation.terms for s in symbols(t) if s.upper}
    return list(found)


@cache
def ledger() -> Ledger:
    """The theorems of this process."""
    return Ledger()
