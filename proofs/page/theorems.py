"""A proof in the words of its form, every line of it."""

from __future__ import annotations

from collections.abc import Iterable

from proofs import verdicts
from proofs.claim import Obligation
from proofs.counterexample import Counterexample
from proofs.derivation import Cases, Conjunction, Derivation, Induction, Theorem
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Row, T
from proofs.page.phrases import Phrase as P
from proofs.page.powers import formula_of
from proofs.page.witnesses import comparison, counterexample, refuted
from proofs.symmetry import Instance
from proofs.terms import Hypothesis, Relation, Symbol, Term, Words, equals, number
from proofs.witness import Comparison

Known = set[Relation | tuple[Relation, str]]
"""What the page shows already: lines, and with its name what was proved."""


def theorem(shown: Theorem, label: str = "", known: Known | None = None) -> list[Block]:
    """A proof in the words of its form; definitions in `known` stand on the page already."""
    known = set() if known is None else known
    extra = [h for h in shown.hypotheses if h.role == "assumption" and h.relation not in known]
    blocks: list[Block] = [assumed_items(P("Assumed here"), extra)] if extra else []
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


def row_of(relation: Relation, beside: Words = ()) -> Row:
    """A relation as one line."""
    return Row(relation.left, relation.sign, relation.right, relation.others, beside)


def lines_of(relations: Iterable[Relation], label: str = "") -> Lines:
    """Relations as lines, one under the other."""
    return Lines(tuple(row_of(relation) for relation in relations), label)


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
                definitions.setdefault(line, row_of(line, (without_index(premise),)))
            elif premise.role == "proved" and premise.relation not in proved:
                cited.setdefault(premise.relation, row_of(premise.relation, (premise.name,)))
                named.add((premise.relation, premise.name))
            elif premise.role == "trusted":
                trusted.setdefault(premise.name, {}).setdefault(line, row_of(line))
    blocks: list[Block] = []
    if definitions:
        blocks += [Paragraph((P("By definition"),)), Lines(tuple(definitions.values()))]
    if cited:
        blocks += [Paragraph((P("It is known that"),)), Lines(tuple(cited.values()))]
    for name, rows in trusted.items():
        blocks += [Paragraph((*_by(name), ",")), Lines(tuple(rows.values()))]
        known.update(rows)
    if blocks:
        blocks.append(Paragraph((P("Therefore"),)))
    known.update(definitions, cited, named)
    return blocks


def without_index(definition: Hypothesis) -> str:
    """The name of a definition without a number at its end that the symbol's index shows too."""
    symbol, (*words, last) = definition.relation.left, definition.name.split(" ")
    repeats = isinstance(symbol, Symbol) and last == symbol.upper and not symbol.lower
    return " ".join(words) if repeats and len(words) > 1 else definition.name


def _by(fact: str) -> Words:
    """How a trusted fact is cited in running text.

    >>> "".join(_by("spectral theorem")), "".join(_by("Pascal's rule"))
    ('By the spectral theorem', "By Pascal's rule")
    >>> "".join(_by("null sets"))
    'By the trusted fact “null sets”'
    """
    if "'s " in fact:
        return (P("By "), fact)
    kinds = {"theorem", "lemma", "rule", "rules", "inequality", "identity", "tangent"}
    known = kinds & set(fact.split())
    return (P("By the "), fact) if known else (P("By the trusted fact "), f"“{fact}”")


def _cases(shown: Cases, label: str, known: Known) -> list[Block]:
    blocks = [*_given(shown.branches, known), *_branches(shown)]
    blocks.append(Paragraph((P("In every case"),)))
    blocks.append(lines_of(shown.conclusions, label))
    return blocks


def _branches(shown: Cases) -> list[Block]:
    blocks: list[Block] = []
    for branch in shown.branches:
        (case,) = (p for p in branch.premises if p.role == "case")
        blocks += [Heading(3, (P("Case "), case.relation, ".")), _chain(branch)]
    return blocks


def _within(form: Derivation | Cases) -> list[Block]:
    return _branches(form) if isinstance(form, Cases) else [_chain(form)]


def _induction(shown: Induction, label: str, known: Known) -> list[Block]:
    zero, one = number(0), number(1)
    n: Term = T if shown.over is None else shown.over
    before, after = (n - one, n) if shown.over is None else (n, n + one)
    blocks: list[Block] = [
        Paragraph((P("By induction on "), n, P(" it is shown that"))),
        lines_of(shown.conclusions, label),
        Heading(3, (P("Start, "), equals(n, zero), ".")),
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
    blocks.append(Heading(3, (P("Step, from "), before, P(" to "), after, ".")))
    if assumed:
        listed: list[str | Term | Relation] = []
        for symbol in shown.every:
            listed += [", " if listed else P(", for every "), symbol]
        blocks.append(Paragraph((P("The induction hypothesis is"), *listed)))
        blocks.append(lines_of(assumed))
    blocks += _given(steps, known)
    for form in shown.step:
        blocks += _within(form)
    end: Words = (
        P("So it holds at "), after, P(" whenever it holds at "), before,
        P(", hence for every "), n, ".",
    )  # fmt: skip
    blocks.append(Paragraph(end, closes=True))
    return blocks


def _instance(shown: Instance, label: str, known: Known) -> list[Block]:
    # A long list is not said again at the end.
    again = len(shown.conclusions) <= _SAID_AGAIN
    blocks: list[Block] = [
        Paragraph(
            (
                P("By the symmetry lemma ("), "symmetry.trajectory",
                P("): an update that commutes with a map of the state has trajectories that do. "),
                P("One update of the run is"),
            )
        ),
        lines_of(shown.updates),
        Paragraph((P("and one update of its image is"),)),
        lines_of(shown.image_updates),
        Paragraph((P("It is to be shown that the map takes the first run to the second:"),)),
        lines_of(shown.conclusions, "" if again else label),
        Heading(3, (P("The map takes start to start."),)),
        *_starts(shown, known),
        Heading(3, (P("One update commutes with the map."),)),
        *_commutes(shown, known),
    ]  # fmt: skip
    if again:
        blocks.append(Heading(3, (P("Therefore, after every number of updates "), T, ",")))
        blocks.append(lines_of(shown.conclusions, label))
    else:
        blocks.append(
            Paragraph((P("So the lines to be shown hold for every "), T, "."), closes=True)
        )
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
        return [
            *blocks,
            *chains,
            Paragraph((*_listed(P("For "), given), P(" the start is given."))),
        ]
    return [*blocks, Paragraph((P("This is what was to be shown of the start."),))]


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
        end = P(" both sides are the same as well: nothing is to be shown.")
        blocks.append(Paragraph((*_listed(P("For "), alike), end)))
    return blocks


def _listed(lead: P, terms: Iterable[Term]) -> Words:
    """Terms in a row, with commas and an `and` between them."""
    *most, last = terms
    row: list[str | Term | Relation] = [lead]
    for place, term in enumerate(most):
        row += [", " if place else "", term]
    return (*row, P(" and ") if most else "", last)


def hypothesis(premise: Hypothesis) -> Words:
    """A premise, with what it holds for."""
    if not premise.for_all:
        return (premise.relation,)
    listed: list[str | Term | Relation] = []
    for symbol in premise.for_all:
        listed += [", " if listed else "", symbol]
    for place, condition in enumerate(premise.where):
        listed += [P(" and ") if place else P(" with "), condition]
    return (premise.relation, P(" for all "), *listed)


def assumed_items(lead: str, hypotheses: Iterable[Hypothesis]) -> Items:
    """Hypotheses as a list, each with its name."""
    return Items(lead, tuple(((h.name,), hypothesis(h)) for h in hypotheses))


def settled_by(
    obligation: Obligation | None, label: str = "", known: Known | None = None
) -> list[Block]:
    """How one obligation went, with every line of what shows it."""
    if obligation is None:
        return [Paragraph((P("This has not been checked."),), P("Open"))]
    if isinstance(obligation.shows, verdicts.Refuted):
        return refuted(obligation.shows)
    if isinstance(obligation.shows, Counterexample):
        return counterexample(obligation.shows)
    if obligation.shows is None:
        return [
            Paragraph((obligation.why or P("no proof and no counterexample was found"),), P("Open"))
        ]
    blocks = theorem(obligation.shows, label, known)
    if obligation.verdict == "refuted":
        blocks.append(Paragraph((obligation.why,), P("This does not show what was claimed")))
    return blocks
