"""The page an instructor hands out, computed from the proof: what matters shown, the rest told.

A part that the claim's words state is shown: its lines, book-keeping folded.  Any other is told:
what it concludes, in one line, with its reason.  Where there is no room for all that, the parts
that the words state last are told as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proofs import verdicts
from proofs.claim import Need, Obligation, Part, Settled
from proofs.counterexample import Counterexample
from proofs.derivation import Cases, Conjunction, Derivation, Induction, Theorem
from proofs.grounds import facts_in
from proofs.page import theorems
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Row, T, Table, sentence_case
from proofs.page.letters import Letters
from proofs.page.notation import notation
from proofs.page.powers import formula_of
from proofs.page.witnesses import at_point, both_sides, compared, comparison, instance_of, sides_of
from proofs.symmetry import Instance
from proofs.terms import Hypothesis, Relation, Term, Words, equals, number
from proofs.witness import Comparison

ROOM = 74
"""How many lines of text the proof may take, about, where two pages are to hold everything."""
_ACROSS = 92
"""How many columns a line of text has, about."""
_FORMULA = 56
"""How many columns a formula may have beside its reason."""
_SHORT = 3
"""A chain of no more lines is shown as it is."""
_REASON = 64
"""How many columns a reason may have beside a line that is told."""

_MEASURE = Letters()


def lecture(settled: Settled) -> tuple[Block, ...]:
    """An entry on one page or two."""
    entry = settled.claim
    found = {obligation.name: obligation for obligation in settled.obligations}
    blocks: list[Block] = [Heading(1, (entry.title,), entry.id, settled.verdict)]
    if entry.idea:
        blocks.append(Paragraph(entry.idea, "Idea"))
    blocks += _stated(settled)
    blocks += _Proof(settled).blocks()
    blocks += _needed(settled, found)
    blocks += [Paragraph(remark, small=True) for remark in entry.remarks]
    blocks.append(_closing(settled))
    return tuple(blocks)


# What is claimed ---------------------------------------------------------------------------------


def _stated(settled: Settled) -> Iterator[Block]:
    """The notation of the entry's own, what is given, and the claim."""
    entry = settled.claim
    if meanings := notation(settled):
        yield Items("Notation", meanings, running=True, small=True)
    said = {piece for piece in entry.statement if isinstance(piece, Relation)}
    given = [h for h in entry.hypotheses if h.relation not in said]
    lead = "Theorem" if entry.kind == "theorem" else "Example"
    let: Words = ("Let ", *_and(map(theorems.hypothesis, given)), ". ") if given else ()
    rule = tuple(((name,), words) for name, words in entry.built_in)
    yield Paragraph((*let, *entry.statement), lead)
    if rule:
        yield Items("Built into the learning rule", rule, running=True)


def _and(listed: Iterable[Words]) -> Words:
    """Several things in a row, with commas and an `and`."""
    whole = list(listed)
    row: list[str | Term | Relation] = []
    for place, words in enumerate(whole):
        row += ["" if not place else " and " if place == len(whole) - 1 else ", ", *words]
    return tuple(row)


# The proof ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """One part of a proof in two ways, and how many lines of text each takes."""

    part: Part
    shown: tuple[Block, ...]
    told: tuple[Row, ...]

    @property
    def gain(self) -> float:
        """How many lines it saves to tell it."""
        return _height(self.shown) - sum(map(_row_height, self.told))


class _Proof:
    """The parts of an entry's proof, each shown or told."""

    def __init__(self, settled: Settled) -> None:
        self.entry = settled.claim
        self.found = {obligation.name: obligation for obligation in settled.obligations}
        self.said = {p for p in self.entry.statement if isinstance(p, Relation)}
        self.parts = [self._both(part) for part in self.entry.parts]
        self.tables = [block for told in self.parts for block in told.shown[:1]
                       if isinstance(block, Table)]  # fmt: skip

    def _both(self, part: Part) -> _Told:
        obligation = self.found.get(part.name)
        shows = None if obligation is None else obligation.shows
        title = part.title or (sentence_case(part.name.replace("-", " ")),)
        if isinstance(shows, Comparison):
            return _Told(part, tuple(comparison(shows)), ())
        if obligation is None or not isinstance(shows, Theorem) or obligation.verdict != "proved":
            blocks = theorems.settled_by(obligation)
            return _Told(part, (Heading(3, (*title, ".")), *blocks), ())
        return _Told(part, tuple(_shown(shows, title)), tuple(_told(shows, title)))

    def _detailed(self) -> set[str]:
        """The names of the parts that are shown: those that the words state, as far as they fit."""
        stated = [
            told for told in self.parts
            if not told.told or {*told.part.proves} & self.said or len(self.parts) <= 2
        ] or self.parts  # fmt: skip
        height = sum(
            _height(told.shown) if told in stated else sum(map(_row_height, told.told))
            for told in self.parts
        )
        shown = {told.part.name for told in stated}
        for told in (t for t in reversed(self.parts) if t not in stated or t.told):
            if height <= ROOM:
                break
            if told.part.name in shown and told.told:
                shown.discard(told.part.name)
                height -= told.gain
        for told in self.parts:
            more = told.gain
            if told.part.name not in shown and more <= 0.5 * (ROOM - height) and height < ROOM / 2:
                shown.add(told.part.name)
                height += more
        return shown

    def blocks(self) -> Iterator[Block]:
        detailed = self._detailed()
        waiting: list[Row] = []
        announced: set[Hypothesis] = set()
        begun = False
        for told in self.parts:
            now: list[Block] = []
            own = set(told.part.assuming)
            if own and own != announced:
                grows = announced <= own
                fresh = [h for h in told.part.assuming if not grows or h not in announced]
                if fresh:
                    lead = "Let " if grows else "Now let "
                    now.append(Paragraph((lead, *_and(map(theorems.hypothesis, fresh)), ".")))
            elif announced and not own:
                now.append(Paragraph(("Whatever was assumed on the way, also",)))
            announced = own if own != announced else announced
            shown = told.part.name in detailed
            if waiting and (now or shown):
                yield Lines(tuple(waiting))
                waiting = []
            if not begun and not isinstance(told.shown[0], Table):
                begun = True
                yield Heading(3, ("Proof.",))
                yield from self._setting(detailed)
            yield from now
            if shown:
                yield from told.shown
            else:
                waiting += told.told
        if waiting:
            yield Lines(tuple(waiting))

    def _setting(self, detailed: set[str]) -> Iterator[Block]:
        """The definitions that the lines shown use and do not say themselves."""
        rows: dict[Relation, Row] = {}
        written: set[Relation] = set()
        for told in self.parts:
            blocks = told.shown if told.part.name in detailed else (Lines(told.told),)
            for block in blocks:
                if isinstance(block, Lines):
                    written |= {equals(r.left, r.right) for r in block.rows
                                if r.left is not None and r.left.kind == r.right.kind}  # fmt: skip
            shows = self.found[told.part.name].shows if told.part.name in self.found else None
            if told.part.name not in detailed or not isinstance(shows, Theorem):
                continue
            for chain in shows.derivations:
                used = frozenset().union(*(step.verdict.premises for step in chain.steps))
                for premise in chain.premises:
                    if premise.role != "definition" or premise.name not in used:
                        continue
                    if (formula := formula_of(premise.relation.left)) and formula.counts:
                        continue
                    beside = (theorems.without_index(premise),)
                    rows.setdefault(premise.relation, theorems.row_of(premise.relation, beside))
        left = [row for relation, row in rows.items() if relation not in written]
        if left:
            yield Paragraph(("By definition",))
            yield Lines(tuple(left))


def _row(relation: Relation, beside: Words) -> Row:
    return theorems.row_of(relation, beside)


def folded(chain: Derivation) -> list[Row]:
    """The lines of a chain; in a long one, lines that only calculate are folded into others.

    From A = B by a reason and B = C by calculation follows A = C by that reason.
    """
    rows: list[Row] = []
    before: Term = chain.start
    left: Term | None = chain.start
    for place, step in enumerate(chain.steps):
        only = step.sign == "=" and not step.verdict.premises
        last = place == len(chain.steps) - 1
        if len(chain.steps) > _SHORT and only and rows:
            rows[-1] = replace(rows[-1], right=step.term)
        elif not last and (step.term == before or (only and len(chain.steps) > _SHORT)):
            pass
        else:
            rows.append(Row(left, step.sign, step.term, (), step.reason))
            left = None
        before = step.term
    return rows


def _shown(shows: Theorem, title: Words) -> list[Block]:
    """A part with its lines."""
    if isinstance(shows, Derivation) and len(shows.steps) == 1:
        return [Lines(tuple(_told(shows, title)))]
    return [Heading(3, (*title, ".")), *_body(shows)]


def _body(shows: Theorem) -> list[Block]:
    match shows:
        case Derivation():
            return [Lines(tuple(folded(shows)))]
        case Cases():
            return list(_cases(shows))
        case Induction():
            return list(_induction(shows))
        case Instance():
            return list(_instance(shows))
        case Conjunction():
            return [block for member in shows.members for block in _body(member)]
        case Comparison():
            return comparison(shows)
    return [Lines(tuple(_told(shows, ())))]


def _cases(shows: Cases) -> Iterator[Block]:
    for branch in shows.branches:
        (case,) = (p for p in branch.premises if p.role == "case")
        yield Heading(3, ("If ", case.relation, ":"))
        yield Lines(tuple(folded(branch)))


def _induction(shows: Induction) -> Iterator[Block]:
    n: Term = T if shows.over is None else shows.over
    start = [d for form in shows.base for d in form.derivations]
    every = tuple(w for s in shows.every for w in (", for every ", s))
    yield Paragraph(("By induction on ", n, *every, " it is shown that"))
    yield theorems.lines_of(shows.conclusions)
    if all(len(chain.steps) == 1 for chain in start):
        reasons = dict.fromkeys(chain.steps[0].reason for chain in start)
        at = equals(n, number(0))
        yield Paragraph(("At ", at, ": ", *_joined(reasons), ". One more step:"))
    else:
        yield Paragraph(("At ", equals(n, number(0)), ","))
        for form in shows.base:
            yield from _body(form)
        yield Paragraph(("and one more step:",))
    for form in shows.step:
        yield from _body(form)


def _instance(shows: Instance) -> Iterator[Block]:
    reasons = dict.fromkeys(
        step.reason for chain in shows.start for step in chain.steps if chain.start != step.term
    )
    yield Paragraph(
        ("An update that commutes with a map of the state has trajectories that do (the symmetry "
         "lemma). Here the map is",)
    )  # fmt: skip
    yield theorems.lines_of(shows.conclusions)
    at: Words = ("At the start: ", *_joined(reasons), ". ") if reasons else ()
    yield Paragraph((*at, "One update:"))
    seen: set[Words] = set()
    for chain in shows.equivariance:
        (*_, last) = chain.steps
        if chain.start == last.term and (len(chain.steps) == 1 and last.reason in seen):
            continue
        if chain.start == last.term:
            seen.add(last.reason)
        yield Lines(tuple(folded(chain)))


def _joined(reasons: Iterable[Words]) -> Words:
    row: list[str | Term | Relation] = []
    for reason in reasons:
        row += ["; " if row else "", *reason]
    return tuple(row)


def _told(shows: Theorem, title: Words) -> Iterator[Row]:
    """What a part concludes, a line each, and why."""
    if isinstance(shows, Conjunction) and len(shows.conclusions) == sum(
        len(member.conclusions) for member in shows.members
    ):
        for member in shows.members:
            yield from _told(member, title if len(shows.members) == 1 else ())
        return
    beside = _why(shows, title)
    for place, relation in enumerate(shows.conclusions):
        yield _row(relation, beside if place == len(shows.conclusions) - 1 else ())


def _why(shows: Theorem, title: Words) -> Words:
    """The reasons of a part that is told, or else its title."""
    match shows:
        case Induction(over=over):
            how: Words = ("by induction on ", T if over is None else over)
        case Cases():
            how = ("in each case",)
        case Instance():
            how = ("the symmetry lemma",)
        case Derivation():
            how = _joined(dict.fromkeys(s.reason for s in shows.steps))
        case _:
            how = ()
    if title and _columns(title) + _columns(how) <= _REASON and how:
        return (*title, ": ", *how)
    return how if how and _columns(how) <= _REASON else title or how


# How high ----------------------------------------------------------------------------------------


def _columns(words: Words) -> float:
    return sum(len(piece) if isinstance(piece, str) else _width(piece) for piece in words)


def _width(piece: Term | Relation) -> float:
    if isinstance(piece, Relation):
        return _MEASURE.related(piece).width
    return _MEASURE.written(piece).width


def _row_height(row: Row) -> float:
    wide = _MEASURE.written(row.right).width
    wide += _MEASURE.written(row.left).width if row.left is not None else 0
    reason = _columns(row.beside)
    return 1.3 + (wide > _FORMULA) + (wide > _ACROSS) + (reason > 34 and wide <= _FORMULA) * 0.7


def _height(blocks: Iterable[Block]) -> float:
    """How many lines of text blocks take, about."""
    height = 0.0
    for block in blocks:
        match block:
            case Lines(rows):
                height += 0.8 + sum(map(_row_height, rows))
            case Paragraph(words):
                height += 1 + _columns(words) // _ACROSS
            case Table():
                height += 3 + 1.2 * len(block.rows)
            case _:
                height += 1.3
    return height


# What each hypothesis is for ---------------------------------------------------------------------


def _needed(settled: Settled, found: dict[str, Obligation]) -> Iterator[Block]:
    entry = settled.claim
    said = {piece for piece in entry.statement if isinstance(piece, Relation)}
    stated = [part for part in entry.parts if {*part.proves} & said] or entry.parts
    meant = {h.name: h for part in stated for h in part.assuming}
    meant |= {h.name: h for h in entry.hypotheses}
    built = {name for name, _ in entry.built_in}
    rows: list[tuple[Words, Words]] = []
    for need in entry.needs:
        if need.hypothesis not in meant and need.hypothesis not in built:
            continue
        obligation = found.get(need.name) or found.get(f"needs-{need.name}")
        told = _need(need, None if obligation is None else obligation.shows)
        if told:
            name: Words = (need.hypothesis,)
            if need.hypothesis in meant:
                stated_ = theorems.hypothesis(meant[need.hypothesis])
                name = stated_ if _columns(stated_) <= 34 else name
            rows.append((name, told))
    if rows:
        yield Items("What each hypothesis is for", tuple(rows), small=True)


def _need(need: Need, shows: object) -> Words:
    """What goes wrong without a hypothesis, in a sentence or two."""
    said: Words = need.says
    if need.kind == "words":
        return said
    lead = (*said, " ") if said else ()
    match shows:
        case Comparison():
            return (*lead, *compared(shows))
        case Counterexample():
            taken = instance_of(shows)
            what: Words = ("with ", *taken, ", ") if taken else ()
            return (*lead, *what, "not ", shows.relation, ": ", *sides_of(shows))
        case verdicts.Refuted(witness):
            row = at_point(witness)
            at: Words = ("at ", *row, ", ") if row else ()
            return (*lead, *at, "not ", witness.relation, ": ", *both_sides(witness))
    return said


def _closing(settled: Settled) -> Paragraph:
    """Who proved it first, what it rests on, and where every line is."""
    entry = settled.claim
    facts = facts_in(settled.rules)
    words: list[str | Term | Relation] = []
    for name, fact in facts:
        words.append(f"Taken from the literature, not proved here: {name} ({fact.source}). ")
    words += [f"{cited.rstrip('.')}. " for cited in entry.citations]
    words.append(f"Checked line by line; proofs show {entry.id} prints every line.")
    return Paragraph(tuple(words), small=True)
