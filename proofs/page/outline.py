"""What stands on a page, before it is typeset: headings, chains of lines, tables, running text.

An outline is computed from the records alone; the pages only print it.  What all pages say in the
same words is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from proofs import verdicts
from proofs.claim import Need, Obligation, Ruled, Sentence, Settled
from proofs.counterexample import Counterexample
from proofs.derivation import Cases, Conjunction, Derivation, Induction, Theorem
from proofs.enclosure import Enclosure
from proofs.grounds import facts_in, rules_in
from proofs.page.notation import notation
from proofs.page.powers import formula_of
from proofs.sentences import SOURCES
from proofs.symmetry import Instance
from proofs.terms import Hypothesis, Relation, Sign, Symbol, Term, Words, equals, number, scalar
from proofs.trusted import Fact
from proofs.witness import Comparison, Run, taken_for


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is the page's, 2 a section's, 3 runs into its paragraph."""

    level: int
    words: Words
    label: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, after a word that says what it is."""

    words: Words
    lead: str = ""
    closes: bool = False
    """Whether a proof ends here."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short entries: what is named, and what is said of it."""

    lead: str
    entries: tuple[tuple[Words, Words], ...]
    running: bool = False
    """Whether a page with little room may set the entries as one paragraph."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of mathematics with what is said beside it; without a left side, it goes on."""

    left: Term | None
    sign: Sign
    right: Term
    others: tuple[Term, ...]
    beside: Words


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of mathematics, one under the other, with reasons beside them."""

    rows: tuple[Row, ...]
    label: str = ""
    """By which a document refers to the last line."""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: groups of columns, their heads, rows; `marked` rows are what it shows."""

    groups: tuple[tuple[Words, int], ...]
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that everything above rests on, each with its statement."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to read more."""

    entries: tuple[str, ...]


Known = set[Relation | tuple[Relation, str]]
"""What the page shows already: lines, and with its name what was proved."""
Block = Heading | Paragraph | Items | Lines | Table | Rules | Sources

T = scalar("t")


# Claims ------------------------------------------------------------------------------------------


def claim(settled: Settled) -> tuple[Block, ...]:
    """A whole entry of the ledger, with everything that was found out about it."""
    entry = settled.claim
    found = {obligation.name: obligation for obligation in settled.obligations}
    blocks: list[Block] = [
        Heading(1, (entry.title,), entry.id, settled.verdict),
        Paragraph(entry.statement, "Claim"),
    ]
    if meanings := notation(settled):
        blocks.append(Items("Notation", meanings, running=True))
    if entry.hypotheses:
        blocks.append(_assumed("Hypotheses", entry.hypotheses))
    if entry.built_in:
        stated = tuple(((name,), words) for name, words in entry.built_in)
        blocks.append(Items("Built into the learning rule", stated))
    known: Known = {h.relation for h in entry.hypotheses}
    for part in entry.parts:
        title: Words = part.title or (sentence_case(part.name.replace("-", " ")),)
        label = f"{entry.id}.{part.name}"
        heading, more = headed(title)
        blocks.append(Heading(2, heading, label))
        if more:
            blocks.append(Paragraph(more))
        blocks += _shown(_taken(found, part.name), label, known)
    if entry.needs:
        blocks.append(Heading(2, ("What each hypothesis is for",)))
        for need in entry.needs:
            obligation = _taken(found, need.name, f"needs-{need.name}")
            if need.kind == "words":
                blocks.append(Paragraph(need.says, sentence_case(need.hypothesis)))
                continue
            blocks.append(Paragraph(_without(need, obligation), sentence_case(need.hypothesis)))
            blocks += _shown(obligation, "", known)
    blocks += [Heading(2, ("A false twin",)), Paragraph(entry.twin.says)]
    if granted := tuple(p for p in entry.twin.premises if p.relation not in known):
        blocks.append(_assumed("Granted", granted))
    if not found:
        blocks.append(Lines((_row(entry.twin.relation, ("said to hold, and not checked",)),)))
    for obligation in found.values():
        blocks += _shown(obligation, "", known)
    if entry.remarks:
        blocks.append(Heading(2, ("Remarks",)))
        blocks += [Paragraph(remark) for remark in entry.remarks]
    blocks.append(Rules(rules_in(settled.rules)))
    if facts := facts_in(settled.rules):
        blocks.append(_trusted(facts))
    if entry.citations:
        blocks.append(Sources(entry.citations))
    return tuple(blocks)


def sentence(ruled: Ruled, *, at_prompt: bool = True) -> tuple[Block, ...]:
    """What a source says, whether it holds, and what decides that.

    At a prompt the page ends with the command to go on with.
    """
    said = ruled.grounds
    assert isinstance(said, Sentence)
    blocks: list[Block] = [
        Heading(1, (f"{said.id}, {_named(said.source)}",), said.id, ruled.ruling),
        Paragraph(ruled.says, "Said"),
        Paragraph((f"{sentence_case(SOURCES[said.source.partition(',')[0]].says)}.",), "Source"),
    ]
    if ruled.readings:
        blocks.append(Paragraph(("It depends on how this is read.",), "Ruling"))
        for reading in ruled.readings:
            blocks += [Heading(2, reading.says), *_ruling(reading)]
    else:
        blocks += _ruling(ruled)
    if said.entries and at_prompt:
        command = f"proofs show {said.entries[0]}"
        blocks.append(Paragraph((f"{command} prints the first of these line by line.",)))
    return tuple(blocks)


def _named(source: str) -> str:
    """A source as it is spoken of: by its letter, or by what it is called.

    >>> _named("A, comment"), _named("public questions")
    ('source A, comment', 'public questions')
    """
    return f"source {source}" if len(source.partition(",")[0]) == 1 else source


_WHY = {"fails": "What is true", "no claim": "What is true"}
_PROVED = {"fails": "True in its place", "no claim": "Proved of it"}


def _ruling(ruled: Ruled) -> list[Block]:
    """The ruling on a sentence or on one reading of it, why, and what decides it."""
    grounds = ruled.grounds
    verdict: Words = (sentence_case(ruled.ruling),)
    if ruled.condition:
        verdict = (f"{sentence_case(ruled.ruling)} ", *ruled.condition)
    blocks: list[Block] = [Paragraph((*verdict, "."), "Ruling")]
    if ruled.instead:
        blocks.append(Paragraph(ruled.instead, _WHY.get(ruled.ruling, "Why")))
    true = _PROVED.get(ruled.ruling, "Proved by")
    besides = "Said beside it, and proved" if grounds.holds_by else true
    for lead, references in (
        (true, grounds.holds_by),
        ("Refuted as said by", grounds.fails_by),
        (besides, grounds.told_by),
    ):
        if references:
            entries = tuple(
                ((name,), (part,)) for name, _, part in (r.partition("::") for r in references)
            )
            blocks.append(Items(lead, entries))
    return blocks


_LONG = 60
"""How many characters a heading may have, about, before it is looked for a place to end it."""
_ENDS = re.compile("[:;.] ")


def headed(title: Words) -> tuple[Words, Words]:
    """A heading and what is said below it: a long title ends at its first colon, semicolon or stop.

    >>> headed(("In numbers: two units, one sample with input 1 and label 1, and the rate 1",))
    (('In numbers',), ('Two units, one sample with input 1 and label 1, and the rate 1.',))
    >>> headed(("In numbers: two units",))
    (('In numbers: two units',), ())
    """
    if sum(len(piece if isinstance(piece, str) else repr(piece)) for piece in title) <= _LONG:
        return title, ()
    for place, piece in enumerate(title):
        if isinstance(piece, str) and (end := _ENDS.search(piece)):
            before, after = piece[: end.start()], piece[end.end() :]
            heading = (*title[:place], before) if before else title[:place]
            *rest, last = (sentence_case(after), *title[place + 1 :])
            return heading, (*rest, f"{last}.") if isinstance(last, str) else (*rest, last, ".")
    return title, ()


def _without(need: Need, obligation: Obligation | None) -> Words:
    """What is done where a hypothesis is dropped: the claim's words, or what the runs are."""
    shown = None if obligation is None else obligation.shows
    said = need.says or (shown.told if isinstance(shown, Counterexample) else "Without it:",)
    first, *rest = said
    open_ended = not (isinstance(said[-1], str) and said[-1].endswith((":", ".")))
    return (
        sentence_case(first) if isinstance(first, str) else first,
        *rest,
        *((":",) if open_ended else ()),
    )


def _taken(found: dict[str, Obligation], *names: str) -> Obligation | None:
    """The obligation of one of these names, which is then dealt with."""
    return next((found.pop(name) for name in names if name in found), None)


def _trusted(facts: Iterable[tuple[str, Fact]]) -> Items:
    """What is taken from the literature without a proof here, and where it is proved."""
    told = tuple(((name,), (f"{fact.says} ({fact.source})",)) for name, fact in facts)
    return Items("Trusted facts", told)


def _assumed(lead: str, hypotheses: Iterable[Hypothesis]) -> Items:
    return Items(lead, tuple(((h.name,), hypothesis(h)) for h in hypotheses))


def _shown(obligation: Obligation | None, label: str, known: Known) -> list[Block]:
    if obligation is None:
        return [Paragraph(("This has not been checked.",), "Open")]
    if isinstance(obligation.shows, verdicts.Refuted):
        return refuted(obligation.shows)
    if isinstance(obligation.shows, Counterexample):
        from proofs.page.counterexamples import counterexample

        return counterexample(obligation.shows)
    if obligation.shows is None:
        return [Paragraph((obligation.why or "no proof and no counterexample was found",), "Open")]
    blocks = theorem(obligation.shows, label, known)
    if obligation.verdict == "refuted":
        blocks.append(Paragraph((obligation.why,), "This does not show what was claimed"))
    return blocks


def hypothesis(premise: Hypothesis) -> Words:
    """A premise, with what it holds for."""
    if not premise.for_all:
        return (premise.relation,)
    listed: list[str | Term | Relation] = []
    for symbol in premise.for_all:
        listed += [", " if listed else "", symbol]
    for place, condition in enumerate(premise.where):
        listed += [" and " if place else " with ", condition]
    return (premise.relation, " for all ", *listed)


# Theorems ----------------------------------------------------------------------------------------


def theorem(shown: Theorem, label: str = "", known: Known | None = None) -> list[Block]:
    """A proof in the words of its form; definitions in `known` stand on the page already."""
    known = set() if known is None else known
    extra = [h for h in shown.hypotheses if h.role == "assumption" and h.relation not in known]
    blocks: list[Block] = [_assumed("Assumed here", extra)] if extra else []
    known |= {h.relation for h in extra}
    match shown:
        case Derivation():
            blocks += [*_given([shown], known), _chain(shown, label)]
        case Cases():
            blocks += _cases(shown, label, known)
        case Induction():
            blocks += _induction(shown, label, known)
        case Instance():
            blocks += _instance(shown, label, known)
        case Conjunction():
            blocks += _conjunction(shown, label, known)
        case Comparison():
            blocks += comparison(shown)
        case _:
            raise TypeError(f"no page for the proof form {shown.form}")
    known.update(shown.conclusions, ((line, shown.name) for line in shown.conclusions))
    if extra:
        # What was assumed for this proof alone, and what followed, is not known any more.
        known.difference_update((h.relation for h in extra), shown.conclusions)
    return blocks


def _conjunction(shown: Conjunction, label: str, known: Known) -> list[Block]:
    """All definitions first, then one proof after the other; the last one has the number."""
    chains = shown.derivations
    repeated = {c.conclusion for c in chains for p in c.premises if p.relation == c.conclusion}
    blocks = _given(chains, known, set(shown.conclusions) - repeated)
    for place, member in enumerate(shown.members):
        last = place == len(shown.members) - 1
        blocks += theorem(member, label if last else "", known)
    return blocks


def _row(relation: Relation, beside: Words = ()) -> Row:
    return Row(relation.left, relation.sign, relation.right, relation.others, beside)


def _lines(relations: Iterable[Relation], label: str = "") -> Lines:
    return Lines(tuple(_row(relation) for relation in relations), label)


def _chain(chain: Derivation, label: str = "") -> Lines:
    rows = []
    for place, step in enumerate(chain.steps):
        left = None if place else chain.start
        rows.append(Row(left, step.sign, step.term, (), step.reason))
    return Lines(tuple(rows), label)


def _given(
    chains: Iterable[Derivation], known: Known, shown: Iterable[Relation] = ()
) -> list[Block]:
    """The definitions and earlier results that the chains used and the page does not show yet.

    What is in `shown` will be proved on the page, so it is not cited.
    """
    proved = set(shown)
    definitions: dict[Relation, Row] = {}
    cited: dict[Relation, Row] = {}
    trusted: dict[str, dict[Relation, Row]] = {}
    named: Known = set()
    for chain in chains:
        used = frozenset().union(*(step.verdict.premises for step in chain.steps))
        for premise in chain.premises:
            # The same line may be proved twice from different hypotheses: its name tells.
            line = premise.relation
            if premise.name not in used or (
                (line, premise.name) in known if premise.role == "proved" else line in known
            ):
                continue
            if premise.role == "definition":
                if (formula := formula_of(premise.relation.left)) and formula.counts:
                    continue  # it would say that t = (t - 1) + 1
                definitions.setdefault(line, _row(line, (_without_index(premise),)))
            elif premise.role == "proved" and premise.relation not in proved:
                cited.setdefault(premise.relation, _row(premise.relation, (premise.name,)))
                named.add((premise.relation, premise.name))
            elif premise.role == "trusted":
                trusted.setdefault(premise.name, {}).setdefault(line, _row(line))
    blocks: list[Block] = []
    if definitions:
        blocks += [Paragraph(("By definition",)), Lines(tuple(definitions.values()))]
    if cited:
        blocks += [Paragraph(("It is known that",)), Lines(tuple(cited.values()))]
    for name, rows in trusted.items():
        blocks += [Paragraph((f"{_by(name)},",)), Lines(tuple(rows.values()))]
        known.update(rows)
    if blocks:
        blocks.append(Paragraph(("Therefore",)))
    known.update(definitions, cited, named)
    return blocks


def _without_index(definition: Hypothesis) -> str:
    """The name of a definition without a number at its end that the symbol's index shows too."""
    symbol, (*words, last) = definition.relation.left, definition.name.split(" ")
    repeats = isinstance(symbol, Symbol) and last == symbol.upper and not symbol.lower
    return " ".join(words) if repeats and len(words) > 1 else definition.name


def _by(fact: str) -> str:
    """How a trusted fact is cited in running text.

    >>> _by("spectral theorem"), _by("Pascal's rule"), _by("null sets")
    ('By the spectral theorem', "By Pascal's rule", 'By the trusted fact “null sets”')
    """
    if "'s " in fact:
        return f"By {fact}"
    kinds = {"theorem", "lemma", "rule", "rules", "inequality", "identity", "tangent"}
    return f"By the {fact}" if kinds & set(fact.split()) else f"By the trusted fact “{fact}”"


def _cases(shown: Cases, label: str, known: Known) -> list[Block]:
    blocks = [*_given(shown.branches, known), *_branches(shown)]
    blocks.append(Paragraph(("In every case",)))
    blocks.append(_lines(shown.conclusions, label))
    return blocks


def _branches(shown: Cases) -> list[Block]:
    blocks: list[Block] = []
    for branch in shown.branches:
        (case,) = (p for p in branch.premises if p.role == "case")
        blocks += [Heading(3, ("Case ", case.relation, ".")), _chain(branch)]
    return blocks


def _within(form: Derivation | Cases) -> list[Block]:
    return _branches(form) if isinstance(form, Cases) else [_chain(form)]


def _induction(shown: Induction, label: str, known: Known) -> list[Block]:
    zero, one = number(0), number(1)
    n: Term = T if shown.over is None else shown.over
    before, after = (n - one, n) if shown.over is None else (n, n + one)
    blocks: list[Block] = [
        Paragraph(("By induction on ", n, " it is shown that")),
        _lines(shown.conclusions, label),
        Heading(3, ("Start, ", equals(n, zero), ".")),
    ]
    starts = [d for form in shown.base for d in form.derivations]
    blocks += _given(starts, known)
    for form in shown.base:
        blocks += _within(form)
    steps = [d for form in shown.step for d in form.derivations]
    assumed = {
        (p.source if isinstance(p.source, Hypothesis) else p).relation: None
        for d in steps for p in d.premises if p.role == "induction"
    }  # fmt: skip
    blocks.append(Heading(3, ("Step, from ", before, " to ", after, ".")))
    if assumed:
        listed: list[str | Term | Relation] = []
        for symbol in shown.every:
            listed += [", " if listed else ", for every ", symbol]
        blocks.append(Paragraph(("The induction hypothesis is", *listed)))
        blocks.append(_lines(assumed))
    blocks += _given(steps, known)
    for form in shown.step:
        blocks += _within(form)
    end: Words = (
        "So it holds at ", after, " whenever it holds at ", before, ", hence for every ", n, ".",
    )  # fmt: skip
    blocks.append(Paragraph(end, closes=True))
    return blocks


def _instance(shown: Instance, label: str, known: Known) -> list[Block]:
    # A long list is not said again at the end.
    again = len(shown.conclusions) <= _SAID_AGAIN
    blocks: list[Block] = [
        Paragraph(
            ("By the symmetry lemma (symmetry.trajectory): an update that commutes with a map of "
             "the state has trajectories that do. One update of the run is",)
        ),
        _lines(shown.updates),
        Paragraph(("and one update of its image is",)),
        _lines(shown.image_updates),
        Paragraph(("It is to be shown that the map takes the first run to the second:",)),
        _lines(shown.conclusions, "" if again else label),
        Heading(3, ("The map takes start to start.",)),
        *_starts(shown, known),
        Heading(3, ("One update commutes with the map.",)),
        *_commutes(shown, known),
    ]  # fmt: skip
    if again:
        blocks.append(Heading(3, ("Therefore, after every number of updates ", T, ",")))
        blocks.append(_lines(shown.conclusions, label))
    else:
        blocks.append(Paragraph(("So the lines to be shown hold for every ", T, "."), closes=True))
    return blocks


_SAID_AGAIN = 4
"""How many lines the conclusion of a symmetry argument may have to stand at its end as well."""


def _starts(shown: Instance, known: Known) -> list[Block]:
    """That the map takes start to start; what is given on the page is not said once more."""
    blocks = _given(shown.start, known)
    given: list[Term] = []
    chains: list[Block] = []
    for component, chain in zip(shown.conclusions, shown.start, strict=True):
        if len(chain.steps) == 1 and chain.conclusion in known:
            given.append(component.left)
        else:
            chains.append(_chain(chain))
    if not given:
        return [*blocks, *chains]
    if blocks and not chains:
        blocks.pop()  # nothing follows from it
    if chains:
        return [*blocks, *chains, Paragraph((*_listed("For ", given), " the start is given."))]
    return [*blocks, Paragraph(("This is what was to be shown of the start.",))]


def _commutes(shown: Instance, known: Known) -> list[Block]:
    """That one update commutes with the map.

    Of the lines whose two sides are the same, one is shown for each reason that is given.
    """
    blocks = _given(shown.equivariance, known)
    reasons: set[Words] = set()
    alike: list[Term] = []
    for component, chain in zip(shown.conclusions, shown.equivariance, strict=True):
        (*_, last) = chain.steps
        if len(chain.steps) == 1 and chain.start == last.term and last.reason in reasons:
            alike.append(component.left)
            continue
        if chain.start == last.term:
            reasons.add(last.reason)
        blocks.append(_chain(chain))
    if alike:
        end = " both sides are the same as well: nothing is to be shown."
        blocks.append(Paragraph((*_listed("For ", alike), end)))
    return blocks


def _listed(lead: str, terms: Iterable[Term]) -> Words:
    """Terms in a row, with commas and an `and` between them."""
    *most, last = terms
    row: list[str | Term | Relation] = [lead]
    for place, term in enumerate(most):
        row += [", " if place else "", term]
    return (*row, " and " if most else "", last)


# Witnesses ---------------------------------------------------------------------------------------


def value(shown: verdicts.Value | Enclosure | None) -> Words:
    """A number or a vector of numbers; a vector of one number is written as that number."""
    if shown is None:
        return ("undefined",)
    if isinstance(shown, Fraction):
        return (number(shown.numerator, shown.denominator),)
    if isinstance(shown, Enclosure):
        return (str(shown).replace("-", "−"),)
    if len(shown) == 1:
        return value(shown[0])
    row: list[str | Term | Relation] = ["("]
    for place, entry in enumerate(shown):
        row += [", " if place else "", *value(entry)]
    return (*row, ")")


def at_point(witness: verdicts.Witness) -> Words:
    """Where a counterexample is: the values of symbols, and what opaque functions are taken for."""
    row: list[str | Term | Relation] = []
    for f, parameters, body in witness.functions:
        row += [", " if row else "", *taken_for(f, parameters, body)]
    for symbol, at in witness.stated:
        # A step may treat a power as any number; then it is no equation that the point satisfies.
        sign = " read as " if (formula := formula_of(symbol)) and not formula.counts else " = "
        row += [", " if row else "", symbol, sign, *value(at)]
    return tuple(row)


def both_sides(witness: verdicts.Witness) -> Words:
    """The values of the two sides at a counterexample."""
    return (
        "the left side is ", *value(witness.left),
        " and the right side is ", *value(witness.right),
    )  # fmt: skip


def refuted(shown: verdicts.Refuted) -> list[Block]:
    """A counterexample: what does not hold, the point, and both sides there."""
    witness = shown.witness
    row = at_point(witness)
    lead: Words = ("At ", *row) if row else ("In these numbers",)
    sides: Words = (*lead, " ", *both_sides(witness), ".")
    fails = Lines((_row(witness.relation, ("this does not hold",)),))
    return [fails, Paragraph(sides, "Counterexample")]


def comparison(shown: Comparison) -> list[Block]:
    """Two exact runs side by side, and what is to be seen in them."""
    groups, heads, rows = _both_runs(shown)
    marked = frozenset(
        at for at in range(len(rows)) if _observed(shown, 0, at) != _observed(shown, 1, at)
    )
    blocks: list[Block] = [Table(groups, heads, rows, marked)]
    what, last = {
        "predictions": ("predicted labels", ""),
        "weights": ("weights", " at the end"),
        "direction": ("directions of the weights", " at the end"),
    }[shown.observable]
    verb = "differ" if shown.differ else "are the same"
    said = (f"The {what} of the two runs{last} {verb}. ", *_in_both(shown), *shown.remark)
    blocks.append(Paragraph(said))
    return blocks


def _in_both(shown: Comparison) -> Words:
    """The parameters that the titles leave out; predictions show the threshold function."""
    first, second = (dict(run.parameters) for run in shown.runs)
    row: list[str | Term | Relation] = []
    for symbol, at in first.items():
        if second.get(symbol) == at and not symbol.name.startswith("phi_"):
            row += [", " if row else "In both ", symbol, " = ", *value(at)]
    return (*row, ". ") if row else ()


def _observed(shown: Comparison, which: int, at: int) -> object:
    """What is compared after sample `at` of one run; a direction is scaled to largest entry 1."""
    run: Run = shown.runs[which]
    if shown.observable == "predictions":
        return run.predictions[at]
    if shown.observable == "weights":
        return run.states[at]
    flat = [q for v in run.states[at] for q in (v if isinstance(v, tuple) else (v,))]
    largest = max((abs(q) for q in flat), default=Fraction(0))
    return tuple(q / largest for q in flat) if largest else None


def _both_runs(
    shown: Comparison,
) -> tuple[tuple[tuple[Words, int], ...], tuple[Words, ...], tuple[tuple[Words, ...], ...]]:
    rule = shown.rule
    titles = _titles(shown)
    each = 2 + len(rule.state)
    groups: tuple[tuple[Words, int], ...] = (
        (("",), 3), (titles[0], each), (titles[1], each),
    )  # fmt: skip
    own: tuple[Words, ...] = (
        ("net input",), ("predicts",), *(("then ", symbol) for symbol in rule.state),
    )  # fmt: skip
    heads: tuple[Words, ...] = ((T,), (rule.sample,), (rule.label,), *own, *own)
    rows = []
    for at in range(len(shown.runs[0].predictions)):
        sample = at % len(shown.inputs)
        row: list[Words] = [
            (number(at + 1),), value(shown.inputs[sample]), value(shown.labels[sample]),
        ]  # fmt: skip
        for run in shown.runs:
            row += [value(run.net_inputs[at]), value(run.predictions[at])]
            row += [value(component) for component in run.states[at]]
        rows.append(tuple(row))
    return groups, heads, tuple(rows)


def _titles(shown: Comparison) -> tuple[Words, Words]:
    """What sets the two runs apart: parameters that differ, and starts, if they are not both 0."""
    first, second = (dict(run.parameters) for run in shown.runs)
    apart = [s for s in first if first[s] != second.get(s)] or list(first)
    titles = []
    for run, start in zip(shown.runs, shown.start, strict=True):
        row: list[str | Term | Relation] = []
        for symbol, at in run.parameters:
            if symbol in apart:
                row += [", " if row else "", symbol, " = ", *value(at)]
        for symbol, begin in zip(shown.rule.state, start, strict=True):
            name = Symbol(symbol.name, symbol.of_kind, "0", symbol.lower)
            row += [", " if row else "", name, " = ", *value(begin)]
        titles.append(tuple(row))
    return titles[0], titles[1]


def sentence_case(text: str) -> str:
    """The text with its first letter a capital.

    >>> sentence_case("positive rate")
    'Positive rate'
    """
    return text[:1].upper() + text[1:]
