"""The page an instructor hands out, computed from the proof: what matters shown, the rest told.

A part that the claim's words state is shown: its lines, book-keeping folded.  Any other is told:
what it concludes, in one line, with its reason.  Where there is no room for all that, the parts
that the words state last are told as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from proofs import verdicts
from proofs.claim import Need, Obligation, Part, Settled
from proofs.counterexample import Counterexample
from proofs.derivation import Cases, Conjunction, Derivation, Induction, Theorem
from proofs.enclosure import Enclosure
from proofs.grounds import facts_in
from proofs.page import theorems
from proofs.page.alike import listed, once
from proofs.page.assumed import own
from proofs.page.blocks import (
    Block,
    Code,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Row,
    T,
    Table,
    sentence_case,
)
from proofs.page.formulas import InlineFormulas
from proofs.page.lettered import lettered
from proofs.page.notation import Meaning, notation
from proofs.page.panels import sheet
from proofs.page.phrases import Phrase as P
from proofs.page.powers import formula_of
from proofs.page.witnesses import at_point, compared, comparison, instance_of, value
from proofs.symmetry import Instance
from proofs.terms import (
    Hypothesis,
    Number,
    Quotient,
    Relation,
    Term,
    Words,
    Zero,
    equals,
    number,
    parts,
)  # fmt: skip
from proofs.witness import Comparison

PAGE = 54
_TWO = 98
"""How many lines of text a page has, about, and two pages with what stands badly at their ends."""
_DRAWN = 5
"""How many more may be taken for a figure, where a proof that is all told leaves no bad ends."""
_ACROSS, _ACROSS_SMALL = 95, 120
"""How many columns a line of text has, about, and one in small type."""
_LINE = 4.9
"""How high a line of text is, in millimetres."""
_DISPLAYED, _FORMULA, _INLINE = 78, 56, 50
"""How many columns a displayed formula may have, one beside its reason, and one in a text."""
_CROWDED = 32
"""Parts that take more lines when they are all told are told in small type."""
_MANY = 4
"""More relations than that stand in running text."""
_SHORT = 3
"""A chain of no more lines is shown as it is."""
_REASON = 80
"""How many columns the reasons of a part that is told may have."""

_MEASURE, _LETTER = InlineFormulas(), 0.46
"""Formulas are measured as they are printed; a letter of text is so many em wide."""


def lecture(
    settled: Settled, known: Collection[Meaning] | None = None, *, paged: bool = True
) -> tuple[Block, ...]:
    """An entry on one page or two; not `paged`, as long as what it states and argues takes.

    Where it is one of several in a document, `known` are the symbols that are explained there, and
    how; the lemma and the sources stand there too.
    """
    return lettered(_paged(settled, known, paged), settled)


def _paged(settled: Settled, known: Collection[Meaning] | None, paged: bool) -> tuple[Block, ...]:
    entry = settled.claim
    found = {obligation.name: obligation for obligation in settled.obligations}
    above: list[Block] = [Heading(1, (entry.title,), entry.id, settled.verdict)]
    if entry.idea:
        above.append(Paragraph(entry.idea, P("Idea")))
    proof = _Proof(settled)
    above += _stated(settled, known or ())
    below = [*_needed(settled, found), *(Paragraph(r, small=True) for r in entry.remarks)]
    below.append(_closing(settled, cites=known is None))
    if entry.figure is not None:
        drawn = [Drawing(entry.figure(), P("Figure")), *below]
        if not paged or _height(above) + proof.least + _height(drawn) <= _TWO + _DRAWN:
            below = drawn
    if not paged:
        return (*above, *proof.blocks(), *below)
    taken = _height(above) + _height(below)
    for one in (proof, _Proof(settled, short=0), _Proof(settled, short=0, running=True)):
        if (shown := one.on_one_page(taken)) is not None:
            return (*above, *one.blocks(shown), *below)
    return (*above, *proof.blocks(proof.fitting(_TWO - taken)), *below)


# What is claimed ---------------------------------------------------------------------------------


def _stated(settled: Settled, known: Collection[Meaning]) -> Iterator[Block]:
    """The notation, the claim, and what is assumed: throughout, in parts, and of the rule."""
    entry = settled.claim
    if meanings := tuple(both for both in notation(settled) if both not in known):
        yield Items(P("Notation"), meanings, running=True, small=True)
    yield Paragraph(entry.statement, P("Theorem") if entry.kind == "theorem" else P("Example"))
    row = [*_listed(entry.hypotheses)]
    said = {piece for piece in entry.statement if isinstance(piece, Relation)}
    stated = [part for part in entry.parts if {*part.proves} & said] or entry.parts
    partly = dict.fromkeys(h for part in stated for h in part.assuming if h.relation not in said)
    if partly:
        row += [P(", and in parts ") if row else P("In parts "), *_listed(partly)]
    row += ["."] if row else []
    if entry.built_in:
        names = "; ".join(name for name, _ in entry.built_in)
        row += [" " if row else "", P("Of the learning rule, as is explained below: "), names, "."]
    if any(set(part.assuming) - set(partly) for part in entry.parts):
        row.append(
            P(" A step of the proof has in brackets what it assumes besides.") if row else
            P("What a step of the proof has in brackets.")
        )  # fmt: skip
    if row:
        yield Paragraph(tuple(row), P("Assumed"))


def _listed(hypotheses: Iterable[Hypothesis]) -> Iterator[str | Term | Relation]:
    """Hypotheses in a row, with commas."""
    for place, hypothesis in enumerate(hypotheses):
        yield from (", ",) if place else ()
        yield from theorems.hypothesis(hypothesis)


# The proof ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """One part of a proof in two ways."""

    part: Part
    shown: tuple[Block, ...]
    told: tuple[Words, Words] | None
    """What it is called, and what it concludes and why; none for what is always shown."""
    stated: bool
    """Whether the words of the claim state what it proves."""
    argues: bool
    """Whether it is an argument over all updates, not a calculation."""
    small: bool = False
    """Whether it is told in small type."""

    @property
    def gain(self) -> float:
        """How many lines it costs to show it."""
        return _height(self.shown) - self.least

    @property
    def least(self) -> float:
        """How many lines it takes at least."""
        if self.told is None:
            return _height(self.shown)
        return _height((Items("", (self.told,), small=self.small),))


class _Proof:
    """The parts of an entry's proof, each shown or told."""

    def __init__(self, settled: Settled, short: int = _SHORT, running: bool = False) -> None:
        """Calculations are folded in chains of more than `short` lines; definitions may run on."""
        self.entry, self.short, self.running = settled.claim, short, running
        self.found = {obligation.name: obligation for obligation in settled.obligations}
        self.said = {p for p in self.entry.statement if isinstance(p, Relation)}
        self.earlier: list[Theorem] = []
        self.parts = [self._both(part) for part in self.entry.parts]
        self.crowded = sum(told.least for told in self.parts) > _CROWDED
        self.parts = [replace(told, small=self.crowded) for told in self.parts]
        self.stated = [told for told in self.parts if told.stated and told.told] or self.parts
        self.cited = {name for told in self.stated for name in self._cited(told.part)}

    def _cited(self, part: Part) -> Iterator[str]:
        """The parts that the lines of one cite, but for those that compare with 0."""
        shows = self._shows(part)
        chains = shows.derivations if isinstance(shows, Theorem) else ()
        cited = {p.source.name for chain in chains for p in chain.premises if p.role == "proved"}
        for other in self.entry.parts:
            found = self._shows(other)
            if not isinstance(found, Theorem) or found.name not in cited:
                continue
            if any(not isinstance(r.right, Number | Zero) for r in found.conclusions):
                yield other.name

    def _shows(self, part: Part) -> object:
        obligation = self.found.get(part.name)
        return None if obligation is None else obligation.shows

    @property
    def least(self) -> float:
        """How many lines it takes at least."""
        return sum(told.least for told in self.parts) + 2

    def _both(self, part: Part) -> _Told:
        obligation = self.found.get(part.name)
        shows = None if obligation is None else obligation.shows
        title: Words = part.title or (sentence_case(part.name.replace("-", " ")),)
        if isinstance(shows, Theorem):
            brought = own(shows, self.earlier)
            self.earlier.append(shows)
            row: list[str | Term | Relation] = []
            for hypothesis in part.assuming:
                if hypothesis in brought and hypothesis.relation not in title:
                    row += [", " if row else " (", *theorems.hypothesis(hypothesis)]
            title = (*title, *row, ")") if row else title
        if isinstance(shows, Comparison):
            return _Told(part, tuple(comparison(shows)), None, True, False)
        if obligation is None or not isinstance(shows, Theorem) or obligation.verdict != "proved":
            blocks = theorems.settled_by(obligation)
            return _Told(part, (Heading(3, (*title, ".")), *blocks), None, True, False)
        stated = bool({*part.proves} & self.said)
        argues = isinstance(shows, Induction | Instance)
        shown = tuple(_shown(shows, title, f"{self.entry.id}.{part.name}", self.short))
        given = {hypothesis.relation for hypothesis in part.assuming}
        return _Told(part, shown, _told(shows, title, given), stated, argues)

    def on_one_page(self, rest: float) -> set[str] | None:
        """The names of the parts that one page shows, where `rest` lines are taken by other things.

        One page is enough where what matters most of what the words state can be shown on it.
        """
        most = next((told for told in self.stated if told.argues), self.stated[0])
        shown = self.fitting(PAGE - rest)
        return shown if most.part.name in shown or most.gain <= 1 else None

    def fitting(self, room: float) -> set[str]:
        """The names of the parts that can be shown in so many lines."""
        stated, room = self.stated, room - 2
        height = sum(told.least for told in self.parts)
        shown: set[str] = set()
        for chosen in (
            [told for told in stated if told.argues],
            [told for told in self.parts if told.argues and told.part.name in self.cited],
            stated,
            [told for told in self.parts if told.argues],
            self.parts,
        ):
            for told in chosen:
                name, more = told.part.name, told.gain
                if name in shown or told.told is None:
                    continue
                setting = self._setting_height({*shown, name}) - self._setting_height(shown)
                if height + more + setting <= room:
                    shown.add(name)
                    height += more + setting
        return shown

    def blocks(self, detailed: Collection[str] | None = None) -> Iterator[Block]:
        """The proof, these parts shown; else those that are stated, or argue."""
        if detailed is None:
            detailed = {told.part.name for told in self.parts if told.stated or told.argues}
        waiting: list[tuple[Words, Words]] = []
        begun, setting = False, self._setting(detailed)
        for told in self.parts:
            shown = told.told is None or told.part.name in detailed
            if waiting and shown:
                yield Items("", tuple(waiting), small=self.crowded)
                waiting = []
            if not begun and not isinstance(told.shown[0], Table):
                begun = True
                yield Heading(3, (P("Proof."),))
                yield from setting.get("", ())
            if told.told is not None and not shown:
                waiting.append(told.told)
            else:
                first, *lines = told.shown
                yield from (first, *setting.get(told.part.name, ()), *lines)
        if waiting:
            yield Items("", tuple(waiting), small=self.crowded)

    def _setting(self, detailed: Collection[str]) -> dict[str, tuple[Block, ...]]:
        """The definitions that the lines shown use and do not say themselves.

        Those that one part alone uses stand there, by its name: the numbers of an example are not
        where what is general starts.
        """
        users: dict[Relation, dict[str, Row]] = {}
        written: set[Relation] = set()
        several = sum(told.told is not None and told.part.name in detailed for told in self.parts)
        for told in self.parts:
            name, shows = told.part.name, self._shows(told.part)
            if name not in detailed or not isinstance(shows, Theorem):
                continue
            for block in told.shown:
                if isinstance(block, Lines):
                    written |= {equals(r.left, r.right) for r in block.rows
                                if r.left is not None and r.left.kind == r.right.kind}  # fmt: skip
            for update in (*getattr(shows, "image_updates", ()), *getattr(shows, "updates", ())):
                row = theorems.row_of(update, (P("one update"),))
                users.setdefault(update, {}).setdefault(name, row)
            for premise in _used(shows):
                formula = formula_of(premise.relation.left)
                if premise.role == "definition" and not (formula and formula.counts):
                    row = theorems.row_of(premise.relation, (theorems.without_index(premise),))
                    users.setdefault(premise.relation, {}).setdefault(name, row)
        left: dict[str, list[Row]] = {}
        everything = [relation for relation in users if relation not in self.said]
        if len(once(everything)) > 1:
            written = set()  # they are said once with others that repeat them
        for relation, by in users.items():
            name, row = next(iter(by.items()))
            if relation not in written | self.said:
                left.setdefault(name if len(by) == 1 < several else "", []).append(row)
        return {name: self._defined(rows, name) for name, rows in left.items()}

    def _defined(self, rows: Collection[Row], part: str) -> tuple[Block, ...]:
        """Definitions, as lines or as a sentence."""
        if len(rows) > _MANY or part or self.running:
            said = once([equals(row.left, row.right) for row in rows if row.left is not None])
            groups = [words for group in said for words in ("; ", *listed(group))][1:]
            return (Paragraph((P("Here "), *groups, "."), small=len(rows) > _MANY),)
        return (Paragraph((P("By definition"),)), Lines(tuple(rows)))

    def _setting_height(self, detailed: Collection[str]) -> float:
        return sum(map(_height, self._setting(detailed).values()))


def _used(shows: Theorem) -> Iterator[Hypothesis]:
    """The premises that the lines of a theorem use."""
    for chain in shows.derivations:
        names = frozenset().union(*(step.verdict.premises for step in chain.steps))
        yield from (premise for premise in chain.premises if premise.name in names)


def folded(chain: Derivation, short: int = _SHORT) -> list[Row]:
    """The lines of a chain; in a long one, lines that only calculate are folded into others.

    From A = B by a reason and B = C by calculation follows A = C by that reason.
    """
    rows: list[Row] = []
    before: Term = chain.start
    left: Term | None = chain.start
    for place, step in enumerate(chain.steps):
        only = step.sign == "=" and not step.verdict.premises
        last = place == len(chain.steps) - 1
        if len(chain.steps) > short and only and rows:
            rows[-1] = replace(rows[-1], right=step.term)
        elif not last and (step.term == before or (only and len(chain.steps) > short)):
            pass
        else:
            rows.append(Row(left, step.sign, step.term, (), step.reason))
            left = None
        before = step.term
    return said_once(rows)


def said_once(rows: Iterable[Row]) -> list[Row]:
    """The lines without those that say that something is itself; their reasons go one up."""
    kept: list[Row] = []
    for row in rows:
        same = row.left is None and row.sign == "=" and not row.others
        if same and kept and kept[-1].right == row.right and not kept[-1].others:
            beside = kept[-1].beside
            more = (*((*beside, "; ") if beside else ()), *row.beside)
            kept[-1] = replace(kept[-1], beside=beside if {*row.beside} <= {*beside} else more)
        else:
            kept.append(row)
    return kept


def _shown(shows: Theorem, title: Words, label: str, short: int) -> list[Block]:
    """A part with its lines; a document may refer to the last of them."""
    blocks = _body(shows, short)
    for place in reversed(range(len(blocks))):
        if isinstance(block := blocks[place], Lines):
            blocks[place] = replace(block, label=label)
            return [Heading(3, (*title, "."), label), *blocks]
    return [Heading(3, (*title, ".")), *blocks]


def _body(shows: Theorem, short: int) -> list[Block]:
    match shows:
        case Derivation():
            return [Lines(tuple(folded(shows, short)), derived=True)]
        case Cases():
            return list(_cases(shows, short))
        case Induction():
            return list(_induction(shows, short))
        case Instance():
            return list(_instance(shows, short))
        case Conjunction():
            return [block for member in shows.members for block in _body(member, short)]
        case Comparison():
            return comparison(shows)
    return [theorems.lines_of(shows.conclusions)]


def _cases(shows: Cases, short: int) -> Iterator[Block]:
    for branch in shows.branches:
        (case,) = (p for p in branch.premises if p.role == "case")
        rows = folded(branch, short)
        if len(rows) <= 2:
            reasons = dict.fromkeys(row.beside for row in rows if row.beside != (case.relation,))
            why: Words = (": ", *_joined(reasons)) if reasons else ()
            yield Paragraph((P("If "), case.relation, P(", then "), branch.conclusion, *why, "."))
        else:
            yield Heading(3, (P("If "), case.relation, ":"))
            yield Lines(tuple(rows), derived=True)


def _induction(shows: Induction, short: int) -> Iterator[Block]:
    n: Term = T if shows.over is None else shows.over
    start = [d for form in shows.base for d in form.derivations]
    every = tuple(w for s in shows.every for w in (P(", for every "), s))
    zero = equals(n, number(0))
    goal: Words = (P("By induction on "), n, *every, ": ")
    if max(map(_width, shows.conclusions)) > _INLINE:
        yield Paragraph(goal)
        yield theorems.lines_of(shows.conclusions)
        goal = ()
    else:
        goal = (*goal, *listed((r,) for r in shows.conclusions), ". ")
    if all(len(chain.steps) == 1 for chain in start):
        reasons = dict.fromkeys(chain.steps[0].reason for chain in start)
        yield Paragraph((*goal, P("At "), zero, ": ", *_joined(reasons), P(". One more step:")))
    else:
        yield Paragraph((*goal, P("At "), zero, ","))
        for form in shows.base:
            yield from _body(form, short)
        yield Paragraph((P("and one more step:"),))
    for form in shows.step:
        yield from _body(form, short)


def _instance(shows: Instance, short: int) -> Iterator[Block]:
    """What the symmetry lemma shows, with its induction step written out."""
    reasons = dict.fromkeys(
        step.reason for chain in shows.start for step in chain.steps if chain.start != step.term
    )
    goal = (P("By induction on "), T, P(" (the symmetry lemma)"), ": ")
    at: Words = (P("At "), equals(T, number(0)), ": ", *_joined(reasons), ". ") if reasons else ()
    said = listed((r,) for r in shows.conclusions)
    yield Paragraph((*goal, *said, ". ", *at, P("One more step:")))
    seen: set[Words] = set()
    for chain, conclusion in zip(shows.equivariance, shows.conclusions, strict=True):
        *_, last = chain.steps
        if chain.start == last.term and (len(chain.steps) == 1 and last.reason in seen):
            continue
        if chain.start == last.term:
            seen.add(last.reason)
        first = Row(conclusion.right, "=", chain.start, (), (P("one update"),))
        end = Row(None, "=", conclusion.left, (), (P("one update, by the induction hypothesis"),))
        between = (replace(row, left=None) for row in folded(chain, short))
        yield Lines(tuple(said_once((first, *between, end))), derived=True)


def _joined(reasons: Iterable[Words], room: float = inf) -> Words:
    """Reasons in a row, as many as there is room for."""
    row: list[str | Term | Relation] = []
    for reason in reasons:
        room -= _columns(reason) + 2
        if room > 0:
            row += ["; " if row else "", *reason]
    return tuple(row)


def _told(shows: Theorem, title: Words, given: Collection[Relation]) -> tuple[Words, Words]:
    """What a part is called; what it concludes, and why."""
    row: list[str | Term | Relation] = []
    for place, relation in enumerate(shows.conclusions):
        row += ["; " if place else "", relation]
    why = _why(shows, given)
    return title, (*row, *((" (", *why, ")") if why and _columns(why) <= _REASON else ()), ".")


def _why(shows: Theorem, given: Collection[Relation]) -> Words:
    """The reasons of a part that is told, but for what its title says is `given`."""
    match shows:
        case Induction(over=over):
            row: Words = (P("by induction on "), T if over is None else over)
            why = _reasons((d for form in shows.step for d in form.derivations), given, _ASSUMED)
            return _or_less(row, why)
        case Cases():
            why = _reasons(shows.branches, given)
            return _or_less((P("case by case"),), why)
        case Instance():
            return (P("the symmetry lemma"),)
        case Derivation():
            return _reasons((shows,), given)
        case Conjunction():
            return _joined(dict.fromkeys(_why(member, given) for member in shows.members))
    return ()


def _or_less(form: Words, why: Words) -> Words:
    """The form of an argument with its reasons, or without them where they are too long."""
    both = (*form, ": ", *why)
    return both if why and _columns(both) <= _REASON else form


_ASSUMED = "the induction hypothesis"
"""A reason that says no more than that it is an induction."""


def _reasons(chains: Iterable[Derivation], given: Collection[Relation], known: str = "") -> Words:
    """The reasons of those lines of chains that use something, or of all lines if none does."""
    steps = [step for chain in chains for step in chain.steps]
    used = [step.reason for step in steps if step.verdict.premises]
    reasons = dict.fromkeys(used or [step.reason for step in steps])
    told = (why for why in reasons if "".join(map(str, why)) != known)
    return _joined((why for why in told if not {*why} <= {*given}), _REASON)


# How high ----------------------------------------------------------------------------------------


def _columns(words: Words) -> float:
    return sum(len(piece) if isinstance(piece, str) else _width(piece) for piece in words)


def _width(piece: Term | Relation) -> float:
    if isinstance(piece, Relation):
        return _MEASURE.related(piece).width / _LETTER
    return _MEASURE.written(piece).width / _LETTER


def _row_height(row: Row) -> float:
    wide = _width(row.right)
    deep = _MEASURE.written(row.right).nesting > 2
    tall = deep or any(isinstance(part, Quotient) for part in parts(row.right))
    wide += _width(row.left) if row.left is not None else 0
    reason = _columns(row.beside)
    lines = 1 if wide <= _DISPLAYED else wide // _FORMULA + 1
    below = 1 if reason and wide > _FORMULA else 0.7 * max(0, reason // 34)
    return lines * (1.3 + 0.8 * tall) + below


def _height(blocks: Iterable[Block]) -> float:
    """How many lines of text blocks take, about."""
    height = 0.0
    for block in blocks:
        match block:
            case Lines(rows):
                height += 0.8 + sum(map(_row_height, rows))
            case Paragraph(words, lead, _, small):
                height += _lines((lead, *words), small)
            case Items(lead, entries, running, small):
                said = [(*name, ": ", *told) for name, told in entries]
                height += 1 if lead else 0
                if running:
                    height += _lines(tuple(piece for words in said for piece in words), small) - 1
                else:
                    height += sum(_lines(words, small) for words in said)
            case Drawing(figure):
                height += (
                    1 + float(sheet(figure).height) / _LINE + _lines(figure.caption, small=True)
                )
            case Table():
                height += 3 + 1.2 * len(block.rows)
            case Heading(1, words):
                height += 2.5 + 1.5 * (_columns(words) // 64 + 1)
            case _:
                height += 1.4
    return height


def _lines(words: Words, small: bool) -> float:
    """How many lines running text takes, about."""
    across = _ACROSS_SMALL if small else _ACROSS
    return (_columns(words) // across + 1) * (0.8 if small else 1) + 0.2


# What each hypothesis is for ---------------------------------------------------------------------


def _needed(settled: Settled, found: dict[str, Obligation]) -> Iterator[Block]:
    entry = settled.claim
    said = {piece for piece in entry.statement if isinstance(piece, Relation)}
    stated = [part for part in entry.parts if {*part.proves} & said] or entry.parts
    meant = {h.name: h for part in stated for h in part.assuming}
    meant |= {h.name: h for h in entry.hypotheses}
    built = dict(entry.built_in)
    rows: list[tuple[Words, Words]] = []
    for need in entry.needs:
        if need.hypothesis not in meant and need.hypothesis not in {n for n, _ in entry.built_in}:
            continue
        obligation = found.get(need.name) or found.get(f"needs-{need.name}")
        told = _need(need, None if obligation is None else obligation.shows)
        if told:
            name: Words = (need.hypothesis,)
            if need.hypothesis in built:
                name = (need.hypothesis, " (", *built.pop(need.hypothesis), ")")
            elif need.hypothesis in meant:
                stated_ = theorems.hypothesis(meant[need.hypothesis])
                name = stated_ if _columns(stated_) <= 34 else name
            rows.append((name, told))
    rows += [((name,), words) for name, words in built.items()]
    if rows:
        yield Items(P("What each hypothesis is for"), tuple(rows), small=True)


def _need(need: Need, shows: object) -> Words:
    """What goes wrong without a hypothesis, in a sentence or two."""
    said: Words = need.says
    if need.kind == "words":
        return said
    ends = isinstance(said[-1], str) and said[-1].rstrip()[-1:] in (":", ".") if said else True
    lead = (*said, " " if ends else ": ") if said else ()
    match shows:
        case Comparison():
            return (*lead, *compared(shows), ".")
        case Counterexample():
            taken = instance_of(shows)
            what: Words = (P("with "), *taken, ": ") if taken else ()
            return (*lead, *what, *_sides(shows.relation, *shows.sides, taken), ".")
        case verdicts.Refuted(witness):
            row = at_point(witness)
            at: Words = (P("at "), *row, ": ") if row else ()
            return (*lead, *at, *_sides(witness.relation, witness.left, witness.right, row), ".")
    return said


def _sides(
    relation: Relation, left: verdicts.Value | Enclosure | None,
    right: verdicts.Value | Enclosure | None, taken: Words = (),
) -> Words:  # fmt: skip
    """The values of the two sides of what does not hold, but for what is `taken` to be them."""
    given = {p.left if isinstance(p, Relation) else p for p in taken if not isinstance(p, str)}
    found: list[str | Term | Relation] = []
    for term, at in ((relation.left, left), (relation.right, right)):
        if not isinstance(term, Number | Zero) and term not in given:
            found += [P(" and ") if found else "", term, *_has(at)]
    if isinstance(relation.right, Number | Zero) or not found:
        found += [P(", so not ") if found else P("not "), relation]
    return tuple(found)


def _has(at: verdicts.Value | Enclosure | None) -> Words:
    """What is said of a term that has a value, known exactly or between two decimals, or none."""
    match at:
        case None:
            return (P(" has no value"),)
        case Enclosure(low, high) if low != high:
            return (f" ∈ [{', '.join(str(at).replace('-', '−').split()[1::2])}]",)
    return (" = ", *value(at))


def by_symmetry(settled: Settled) -> bool:
    """Whether a part of the entry is an instance of the symmetry lemma."""
    shown = (obligation.shows for obligation in settled.obligations)
    return any(isinstance(f, Instance) for s in shown if isinstance(s, Theorem) for f in _forms(s))


def _forms(shown: Theorem) -> Iterator[Theorem]:
    yield shown
    for member in getattr(shown, "members", ()):
        yield from _forms(member)


def _closing(settled: Settled, cites: bool) -> Paragraph:
    """Who proved it first, what it rests on, and where every line is."""
    entry = settled.claim
    facts = facts_in(settled.rules)
    words: list[str | Term | Relation] = []
    if cites and by_symmetry(settled):
        words += [
            P("By the symmetry lemma ("), "symmetry.trajectory",
            P("): an update that commutes with a map of the state has trajectories that do. "),
        ]  # fmt: skip
    for name, fact in facts:
        words += [P("Taken from the literature, not proved here: "), f"{name} ({fact.source}). "]
    words += [f"{cited.rstrip('.')}. " for cited in entry.citations if cites]
    words += [
        P("Checked line by line; "),
        Code(f"proofs show {entry.id}"),
        P(" prints every line."),
    ]
    return Paragraph(tuple(words), small=True)
