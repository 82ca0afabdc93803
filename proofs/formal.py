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
from dataclasses import replace
from functools import cache
from typing import Any

from proofs.definitions import head_of, left_of
from proofs.derivation import (
    Cases,
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    Theorem,
    reindexed,
    spoken_of,
)  # fmt: skip
from proofs.find import atoms
from proofs.find.asked import Asked
from proofs.find.book import Book, readings
from proofs.find.claims import goals, with_values
from proofs.find.exhaustive import line_is, one_of
from proofs.find.lemmas import PROVED
from proofs.find.prove import Unproved
from proofs.find.translate import N, self_adjoint
from proofs.find.translate import translator as reader
from proofs.listed import Aside, compare
from proofs.reach import reached
from proofs.readings import Reading
from proofs.relating import (
    Change,
    Formal,
    Inner,
    Mode,
    as_text,
    asked_by,
    found_by,
    found_in,
    has_conditions,
    indices_of,
    joined,
    later_by,
    lifted,
    own_of,
    read,
    same,
    stands_alone,
    without,
)  # fmt: skip
from proofs.signature import LATER, Signature
from proofs.symmetry import Instance
from proofs.terms import Hypothesis, Relation, Symbol
from proofs.trust import check
from proofs.trust import terms as T
from proofs.trust.check import Proof
from proofs.verdicts import claim, question, shifted


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
        self.lifts: dict[object, object] = {}
        """What is another thing at every step, as a function of the step."""
        self.conditions: set[T.Term] = set()
        """What something that is being made is read for, or holds of, under: to be shown where it
        is used.  Another theorem may assume the same."""
        self._read_under: dict[int, frozenset[T.Term]] = {}
        self.facts: set[T.Term] = set()
        """What is trusted, and that maps are their own adjoints: neither is a hypothesis."""

    # Names and books -----------------------------------------------------------------------------

    def _name(self, wanted: str) -> str:
        wanted = wanted.replace(":", ",")[:180]
        name, k = wanted, 2
        while name in self.known:
            name, k = f"{wanted} ({k})", k + 1
        return name

    def _book(self) -> Book:
        return Book(self.known, atoms.now())

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

        def cited(name: str) -> list[str]:
            rules = (line.rule for line in by_name[name].lines)
            return [r.removeprefix("theorem ") for r in rules if r.startswith("theorem ")]

        wanted = reached(names, cited)
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
                    shifts.append(self._shift_of(premise.source) or 0)
        return max(shifts)

    def _shift_of(self, theorem: Theorem) -> int | None:
        """The shift of a theorem; of a chain, without supplying its premises."""
        if isinstance(theorem, Derivation | Cases):
            return self.inner(theorem).shift
        return self.formal(theorem).shift

    def _chain(self, form: Derivation) -> Inner:
        shift = self._shift(form)
        asked = asked_by(form, shift)
        places, before = [], form.start
        for step in form.steps:
            if step.verdict.question is asked:
                places.append(step.verdict.place)
            else:
                places.append(asked.prove(Relation(before, step.sign, step.term)))
            before = step.term
        conclusion = joined(asked.book, asked.translator.relation(form.conclusion), places)
        name = self._name(form.name)
        sources = {claim(asked.translator, p): p for p in form.premises}
        self._note(sources, (Relation(form.start, x.sign, x.term) for x in form.steps))
        hyps = [p for s in asked._sessions.values() for p in map(asked.book.says, s.hyps)]
        says = list(dict.fromkeys((conclusion, *places)))
        proof = self._add(asked.book, name, tuple(dict.fromkeys(hyps)), says)
        return Inner(name, shift, proof.given, proof.says, sources)

    def _note(self, sources: Mapping[T.Term, Hypothesis], said: Iterable[Relation] = ()) -> None:
        """Keep in mind what is a definition, and what is trusted."""
        self.definitions |= {p for p, h in sources.items() if h.role == "definition"}
        self.facts |= {p for p, h in sources.items() if h.role == "trusted"}
        self.facts |= set(self_adjoint((*(h.relation for h in sources.values()), *said)))

    def _is_now(self, new: T.Term, old: T.Term) -> None:
        """A definition or a fact that is read in another way remains one."""
        for kind in (self.definitions, self.facts):
            if old in kind:
                kind.add(new)

    def _cases(self, form: Cases) -> Inner:
        shift = self._shift(form)
        branches = [self.inner(branch) for branch in form.branches]
        book = self._book()
        translator = reader(LATER if shift else N)
        sources: dict[T.Term, Hypothesis] = {}
        lines, conditions, givens = [], [], []
        for branch, inner in zip(form.branches, branches, strict=True):
            change = later_by(shift - inner.shift)
            here = [p for p in branch.premises if p.role == "case"]
            conditions.append(claim(translator, here[0]))
            sources |= {claim(translator, p): p for p in branch.premises if p.role != "case"}
            uses = [self._in_case(book, p, inner, change) for p in inner.given]
            line = self._cite(book, inner.name, change, uses, 0)
            uses += self._unused(book, [line], inner, Mode(), change)
            lines += self._met(book, form.name, [line], own_of(branch), uses)
            rests = sorted(book.done[lines[-1]].open, key=as_text)
            givens += [p for p in rests if p is not conditions[-1]]
        goal = book.says(lines[0])
        met = {claim(translator, p) for p in sources.values() if has_conditions(p)}
        shared = [p for p in dict.fromkeys((*sources, *givens)) if p not in met]
        every = one_of(book, [book.assume(p) for p in shared], conditions, question((), 0).budget)
        place = book.add(goal, "alternatives", (), (every, *lines))
        name = self._name(form.name)
        proof = self._add(book, name, shared, [place])
        return Inner(name, shift, proof.given, proof.says, sources)

    def _in_case(self, book: Book, p: T.Term, inner: Inner, change: Change) -> int:
        """A premise of a case: assumed, but for one with conditions, which the case may show."""
        source = inner.sources.get(p)
        if source is not None and has_conditions(source):
            return self._supply(book, p, inner, Mode(), change)
        return book.assume(read(p, change))

    # Theorems ------------------------------------------------------------------------------------

    def formal(self, theorem: Theorem) -> Formal:
        """A theorem with every premise supplied; raises `ProofError` where one cannot be."""
        found = self._formal.get(id(theorem))
        if found is None:
            self._kept.append(theorem)
            outer, self.conditions = self.conditions, set()
            try:
                found = self._made(theorem)
                self._read_under[id(theorem)] = frozenset(self.conditions)
            except (Unproved, T.Wrong) as why:
                raise ProofError(f"{theorem.name}: the checker was not satisfied: {why}") from why
            finally:
                self.conditions = outer
            if not isinstance(theorem, Reading):  # what it is read under is shown by its user
                aside = Aside(self.definitions, self.facts, self.lifts)
                compare(theorem, found.given, found.says, aside)
            self._formal[id(theorem)] = found
        if isinstance(theorem, Reading):
            self.conditions |= self._read_under[id(theorem)]
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
        plain = all(stands_alone(inner.sources.get(p)) for p in inner.given)
        if plain:
            return Formal(inner.name, inner.shift, inner.given, inner.says)
        book = self._book()
        mode = Mode()
        uses = self._all_supplied(book, inner, mode, {})
        places = [self._cite(book, inner.name, {}, uses, k) for k in range(self._core[inner.name])]
        name = f"{form.name}, in full"
        return self._closed(book, name, places, inner.shift, own_of(form),
                            uses + self._unused(book, places, inner, mode, {}))  # fmt: skip

    def _unused(
        self, book: Book, places: Iterable[int], inner: Inner, mode: Mode, change: Change
    ) -> list[int]:
        """Premises that no line rests on: those that may show the conditions of others."""
        if all(book.done[k].open.isdisjoint(self.conditions) for k in places):
            return []
        rest = (p for p in inner.sources if p not in inner.given)
        return [self._supply(book, p, inner, mode, change) for p in rest]

    def _within(self, book: Book, form: Derivation | Cases, mode: Mode, change: Change) -> int:
        """The conclusion of a chain, what it rests on supplied in the same book."""
        key = id(form), frozenset(change.items())
        if key not in mode.cited:
            inner = self.inner(form)
            uses = self._all_supplied(book, inner, mode, change)
            place = self._cite(book, inner.name, change, uses, 0)
            if not change:  # what it reads elsewhere is shown from what it rests on
                own = own_of(form)
                known = [*uses, *self._unused(book, [place], inner, mode, {})]
                (place,) = self._met(book, form.name, [place], own, known)
            mode.cited[key] = place
        return mode.cited[key]

    def _closed(self, book: Book, name: str, places: list[int], shift: int | None,
                assumed: Iterable[T.Term] = (), known: Iterable[int] = (), *,
                supply: bool = False) -> Formal:  # fmt: skip
        """The theorem of these lines, without definitions that nothing speaks of any more."""
        places = self._met(book, name, places, assumed, known)
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        said = frozenset().union(*(T.free(book.says(k)) for k in places))
        spoken = Counter(x for p in open_ends for x in T.free(p))
        meanings: dict[object, list[T.Term]] = {}
        for p in sorted(open_ends & self.definitions, key=as_text):
            meanings.setdefault(head_of(p), []).append(p)
        for head, equations in meanings.items():
            if head in said or spoken[head] > len(equations):
                continue
            try:
                gone = {
                    k: book.add(book.says(k), "definition", equations, (k,))
                    for k in places
                    if not book.done[k].open.isdisjoint(equations)
                }
            except T.Wrong:
                continue
            places = [gone.get(k, k) for k in places]
            spoken.subtract(x for p in equations for x in T.free(p))
        open_ends = frozenset().union(*(book.done[k].open for k in places))
        for p in sorted(open_ends & self.definitions, key=as_text) if shift is None else ():
            if p.args[0].op == "symbol" and head_of(p) in said:
                raise ProofError(f"{name}: {p} is defined on the way, and so is assumed")
        given = sorted(open_ends, key=as_text)
        if supply:
            given += self._values(book, given, places)
        name = self._name(name)
        proof = self._add(book, name, given, places)
        return Formal(name, shift, proof.given, proof.says)

    def _values(self, book: Book, given: Sequence[T.Term], places: Sequence[int]) -> list[T.Term]:
        """What gives conclusions values where what is given does not: to be shown by the user."""
        session = Asked(book, [book.assume(p) for p in given])
        wanted = dict.fromkeys(g for k in places for g in goals(book.says(k)))
        missing = [g for g in wanted if found_in(session, g) is None]
        self.conditions |= set(missing)
        return missing

    def _met(
        self, book: Book, name: str, places: list[int], assumed: Iterable[T.Term],
        known: Iterable[int] = (),
    ) -> list[int]:  # fmt: skip
        """The lines, with the conditions that they rest on shown from what else is assumed."""
        own, done, known = frozenset(assumed), set[T.Term](), list(known)
        while True:
            open_ends = frozenset[T.Term]().union(*(book.done[k].open for k in places))
            wanted = sorted((open_ends & self.conditions) - own, key=as_text)
            if not wanted:
                return places
            p = wanted[0]
            rest = sorted(open_ends - set(wanted) | own, key=as_text)
            # What is read under nothing comes first; a condition is shown once, or not at all.
            ways = []
            for barred in (self.conditions - own, {p}) if p not in done else ():
                lines = [k for k in known if book.done[k].open.isdisjoint(barred)]
                ways.append(Asked(book, [*map(book.assume, rest), *lines]))
            shown = found_by(ways, p)
            if shown is None:
                raise ProofError(f"{name}: it is not shown that {p}")
            done.add(p)
            for k, cited in enumerate(tuple(book.lines)):  # what gives sides their values too
                if cited.rule.startswith("theorem "):
                    without(book, k, p, shown)
            places = [without(book, k, p, shown) for k in places]
            known = [without(book, k, p, shown) for k in known]

    def _cite(self, book: Book, name: str, change: Change, uses: Sequence[int],
              which: int) -> int:  # fmt: skip
        """A theorem with symbols and functions read as other things: (parameters, body)."""
        says, terms = read(self.known[name].says[which], change), readings(change)  # type: ignore[arg-type]
        uses = tuple(k for k in dict.fromkeys(uses) if book.lines[k].rule != "assume")
        for more in self.known[name].says[self._core.get(name, 0) :]:
            book.add(read(more, change), f"theorem {name}", terms, uses)
        return book.add(says, f"theorem {name}", terms, uses)

    def _lifted(self, given: Sequence[T.Term], change: Change, mode: Mode) -> Change:
        """The change, with a function of the step for what is defined by the state at a step.

        Were it one thing for all steps, its definitions would be an assumption about the run.
        """
        lift: dict[object, object] = {}
        defined = [p for p in given if p in self.definitions] if mode.every else []
        while True:
            now = (read(read(p, change), lift) for p in defined)
            heads = {head_of(p) for p in now if N in T.free(p) and N not in T.free(left_of(p))}
            if not heads:
                break
            for f in heads:
                if type(f) is T.Function:
                    names = tuple(T.symbol(f"i{j}^", sort) for j, sort in enumerate(f.takes))
                    own = T.Function(f"{f.name}_at", ("natural", *f.takes), f.gives)
                    lift[f] = names, own(N, *names)
                elif type(f) is T.Term:
                    lift[f] = T.Function(f"{f.data}_at", ("natural",), f.sort)(N)
        self.lifts |= lift
        return {**lift, **{x: lifted(value, lift) for x, value in change.items()}}

    # Premises ------------------------------------------------------------------------------------

    def _all_supplied(self, book: Book, inner: Inner, mode: Mode, change: Change) -> list[int]:
        """The lines that say what a theorem is given; what is cited may give terms values."""
        lines = {p: self._supply(book, p, inner, mode, change)
                 for p in inner.given if p in inner.sources}  # fmt: skip
        rests = frozenset[T.Term]().union(*(book.done[k].open for k in lines.values()))
        for p in inner.given:
            if p not in lines:
                known = book.first(read(p, change), rests)
                lines[p] = self._supply(book, p, inner, mode, change) if known is None else known
        return [lines[p] for p in inner.given]

    def _supply(self, book: Book, p: T.Term, inner: Inner, mode: Mode, change: Change) -> int:
        """The line that says a premise of a theorem, read with symbols changed."""
        wanted = read(p, change)
        self._is_now(wanted, p)
        if wanted in mode.before:
            return mode.before[wanted]
        source = inner.sources.get(p)
        if source is not None and source.role == "proved":
            return self._cited(book, wanted, source, mode, inner.shift, change)
        if source is not None and isinstance(source.source, Hypothesis):
            return self._specialised(book, wanted, source, mode, inner.shift, change)
        return self._raw(book, wanted, mode)

    def _raw(self, book: Book, p: T.Term, mode: Mode) -> int:
        """A premise assumed as it stands, or for every step."""
        if p in mode.before:
            return mode.before[p]
        if mode.every and N in T.free(p):
            k = T.symbol("k^", "natural")
            general = T.forall(k, T.substitute(p, {N: k}))
            self._is_now(general, p)
            return book.at(book.assume(general), N)
        return book.assume(p)

    def _specialised(self, book: Book, p: T.Term, source: Hypothesis, mode: Mode, shift: int,
                     change: Change) -> int:  # fmt: skip
        general = source.source
        translator = reader(LATER if shift else N)
        every = translator.universal(general.relation, general.for_all, general.where)
        said = read(every, change)
        if source.role == "trusted":
            self.facts.add(said)
        if source.role == "definition":
            self.definitions.add(said)
        line = self._raw(book, said, mode)
        values = [read(translator.term(t), change) for t in source.values]
        try:
            line = book.at(line, *values)
            while book.says(line).op == "imply" and not line_is(book, line, p):
                condition, then = book.says(line).args
                self.conditions.add(condition)
                line = book.add(then, "detach", (), (line, book.assume(condition)))
            return same(book, line, p)
        except (ProofError, T.Wrong):
            raise ProofError(f"{source.relation} is not an instance of {general}") from None

    def _cited(self, book: Book, p: T.Term, source: Hypothesis, mode: Mode, shift: int,
               change: Change) -> int:  # fmt: skip
        theorem = source.source
        if source.for_all:
            return self._cited_of_every(book, p, source, mode, shift, change)
        own = self._shift_of(theorem)
        if own is not None:
            if source.relation not in theorem.conclusions:
                raise ProofError(f"{source.name} does not conclude {source.relation}")
            which = theorem.conclusions.index(source.relation)
            later = {k: T.substitute(t, change) for k, t in later_by(shift - own).items()}  # type: ignore[arg-type]
            later = {**change, **later}  # type: ignore[dict-item]
            if isinstance(theorem, Derivation | Cases) and not mode.every:
                return same(book, self._within(book, theorem, mode, later), p)
            return same(book, self._cite_open(book, self.formal(theorem), later, mode, which), p)
        cited, translator = self.formal(theorem), reader(LATER if shift else N)
        for which, relation in enumerate(theorem.conclusions):
            for index in indices_of(source.relation):
                if reindexed(relation, "t", index) == source.relation:
                    line = self._cite_open(book, cited, {}, mode, which)
                    index_ = T.substitute(translator.index(index), change)  # type: ignore[arg-type]
                    return same(book, book.at(line, index_), p)
            if relation == source.relation:
                return same(book, book.at(self._cite_open(book, cited, {}, mode, which), N), p)
        raise ProofError(f"{source.name} does not conclude {source.relation}")

    def _cited_of_every(self, book: Book, p: T.Term, source: Hypothesis, mode: Mode, shift: int,
                        change: Change) -> int:  # fmt: skip
        """A theorem about any values of some symbols, under what it assumes of them."""
        cited = self.formal(source.source)
        if cited.shift is None:
            raise ProofError(f"{source.name} holds for every t, and is cited of one")
        here = reader(N)
        names = [here.symbol(s) for s in source.for_all]
        others = [T.symbol(f"{x.data}^{i}", x.sort) for i, x in enumerate(names)]
        of: dict[object, object] = {**change, **dict(zip(names, others, strict=True))}
        of |= {k: T.substitute(t, change) for k, t in later_by(shift - cited.shift).items()}  # type: ignore[arg-type]
        which = source.source.conclusions.index(source.relation)
        line = self._cite_open(book, cited, of, mode, which)
        for relation in reversed(source.where):
            says = T.imply(read(here.relation(relation), of), book.says(line))
            line = book.add(says, "suppose", (), (line,))
        for x in reversed(others):
            line = book.general(x, line)
        return same(book, line, p)

    def _cite_open(self, book: Book, cited: Formal, change: Change, mode: Mode,
                   which: int) -> int:  # fmt: skip
        """A citation, each of what it assumes supplied in turn."""
        change = self._lifted(cited.given, change, mode)
        given = [read(p, change) for p in cited.given]
        for old, p in zip(cited.given, given, strict=True):
            self._is_now(p, old)
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
        mode = Mode(True, {whole: h})
        if len(statement) > 1:
            mode.before |= {p: book.add(p, "part", (), (h,)) for p in statement}
        base = [self._of(book, b, Mode(), 0) for b in form.base]
        step = [self._of(book, s, mode, 1) for s in form.step]
        wanted = [later.relation(r) for r in form.conclusions]
        step = [same(book, k, p) for k, p in zip(step, wanted, strict=True)]
        start = [T.substitute(p, {N: T.number(0)}) for p in statement]
        base = [same(book, k, p) for k, p in zip(base, start, strict=True)]
        if len(statement) > 1:
            base = [book.add(T.both(*start), "all of", (), base)]
            step = [book.add(T.both(*wanted), "all of", (), step)]
        line = book.add(T.forall(N, whole), "induction", (N,), (base[0], step[0]))
        places = [line]
        if len(statement) > 1:
            one = book.at(line, N)
            places = [book.general(N, book.add(p, "part", (), (one,))) for p in statement]
        return self._closed(book, form.name, places, None, own_of(form))

    def _induction_over(self, book: Book, form: Induction, n: T.Term) -> Formal:
        """Induction on a natural; the theorem is then about any such."""
        own = [spoken_of(r, form.every) for r in form.conclusions]
        statement = list(map(reader(N).universal, form.conclusions, own))
        whole = statement[0] if len(statement) == 1 else T.both(*statement)
        h = book.assume(whole)
        before = {p: book.add(p, "part", (), (h,)) for p in statement} if len(statement) > 1 else {}
        mode = Mode(False, {whole: h, **before})
        others = [[reader(N).symbol(s) for s in of_each] for of_each in own]
        ends = []
        for forms, value, how in ((form.base, T.number(0), Mode()), (form.step, n + 1, mode)):
            lines = [self._of(book, one, how, 0) for one in forms]
            wanted = [T.substitute(p, {n: value}) for p in statement]
            known = [
                k for one in forms if isinstance(one, Derivation)
                for k in self._unused(book, lines, self.inner(one), how, {})
            ]  # fmt: skip
            lines = self._met(book, form.name, lines, [*own_of(*forms), *how.before], known)
            for place, free in enumerate(others):
                for x in reversed(free):
                    lines[place] = book.general(x, lines[place])
            lines = [same(book, k, p) for k, p in zip(lines, wanted, strict=True)]
            one = lines[0] if len(lines) == 1 else book.add(T.both(*wanted), "all of", (), lines)
            ends.append(one)
        line = book.at(book.add(T.forall(n, whole), "induction", (n,), ends), n)
        places = [line]
        if len(statement) > 1:
            places = [book.add(p, "part", (), (line,)) for p in statement]
        places = [book.at(k, *x) if x else k for k, x in zip(places, others, strict=True)]
        return self._closed(book, form.name, places, 0, own_of(*form.base, *form.step))

    def _of(self, book: Book, form: Derivation | Cases, mode: Mode, shift: int) -> int:
        """The conclusion of a chain or case distinction, its premises supplied."""
        inner = self.inner(form)
        change = self._lifted(inner.given, later_by(shift - inner.shift), mode)
        uses = self._all_supplied(book, inner, mode, change)
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
        sym = Signature(tuple(s.kind for s in states), tuple(s.kind for s in images))
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
                line = self._of(book, form.start[j], Mode(), 0)
                uses.append(same(book, line, q))
            else:
                line = self._of(book, form.equivariance[j], Mode(True), 1)
                uses.append(same(book, book.general(N, line), q))
        places = [self._cite(book, name, change, uses, j) for j in range(len(images))]
        return self._closed(book, form.name, places, None, own_of(form))

    def _symmetry(self, states: tuple[str, ...], images: tuple[str, ...]) -> str:
        """The lemma for states of these kinds, proved once for each."""
        kinds = " to ".join("".join(kind[0] for kind in k) for k in (states, images))
        name = f"symmetry along a run, {kinds}"
        if name not in self.known:
            book = self._book()
            places, given = Signature(states, images).proved(book)
            self._add(book, name, given, places)
        return name

    # Conjunctions and readings -------------------------------------------------------------------

    def _conjunction(self, form: Conjunction) -> Formal:
        shifts = [self._shift_of(member) for member in form.members]
        shift = None if all(s is None for s in shifts) else max(s or 0 for s in shifts)
        book, mode = self._book(), Mode()
        places = []
        for member, own in zip(form.members, shifts, strict=True):
            change = {} if own is None else later_by((shift or 0) - own)
            if isinstance(member, Derivation | Cases):
                places.append(self._within(book, member, mode, change))
                continue
            for which in range(len(member.conclusions)):
                places.append(self._cite_open(book, self.formal(member), change, mode, which))
        return self._closed(book, form.name, places, shift, own_of(form))

    def _reading(self, form: Reading) -> Formal:
        cited = self.formal(form.theorem)
        spoken = [Relation(value, "=", value) for _, value in form.values]
        shift = max(cited.shift or 0, shifted(*spoken))
        translator = reader(LATER if shift else N)
        change: dict[object, object] = {
            translator.symbol(s): translator.term(t) for s, t in form.values
        }
        for p in cited.given:
            if not T.free(p).isdisjoint(change) and p not in self.definitions:
                self.conditions.add(read(p, change))
        if cited.shift is not None:
            change |= later_by(shift - cited.shift)
        elif shift:
            raise ProofError(f"{form.name} holds for every t, and is read at one")
        book = self._book()
        every = range(len(form.theorem.conclusions))
        places = [self._cite_open(book, cited, change, Mode(), k) for k in every]
        if cited.shift is not None:
            wanted = [translator.relation(r) for r in form.conclusions]
            places = [same(book, k, p) for k, p in zip(places, wanted, strict=True)]
        own = None if cited.shift is None else shift
        # What it is read under is shown where it is used.
        name = f"{form.name}, read"
        return self._closed(book, name, places, own, self.conditions, supply=True)


@cache
def ledger() -> Ledger:
    """The theorems of this process."""
    return Ledger()
