"""Numbers on a page: what is refuted, exact runs side by side, instances that lack a hypothesis."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from proofs import verdicts
from proofs.counterexample import Counterexample
from proofs.enclosure import Enclosure
from proofs.page.blocks import Block, Lines, Paragraph, Row, T, Table
from proofs.page.phrases import Phrase as P
from proofs.page.powers import formula_of
from proofs.terms import Relation, Symbol, Term, Words, number, symbols
from proofs.witness import Comparison, Run, multiple, taken_for


def value(shown: verdicts.Value | Enclosure | None) -> Words:
    """A number or a vector of numbers; a vector of one number is written as that number."""
    if shown is None:
        return (P("undefined"),)
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
    bodies = (body for _, _, body in witness.functions)
    met = (*witness.relation.terms, *bodies, *(symbol for symbol, _ in witness.values))
    bound = {p for _, parameters, _ in witness.functions for p in parameters}
    used = {symbol.name for symbol in symbols(*met) if symbol not in bound}
    maps: set[str] = set()
    for f, parameters, body in witness.functions:
        if f.adjoint in maps and multiple(body, parameters[0]) is not None:
            continue  # that of its adjoint says it
        maps.add(f.name)
        row += [", " if row else "", *taken_for(f, parameters, body, used)]
    for symbol, at in witness.stated:
        # A step may treat a power as any number; then it is no equation that the point satisfies.
        sign = P(" read as ") if (formula := formula_of(symbol)) and not formula.counts else " = "
        row += [", " if row else "", symbol, sign, *value(at)]
    return tuple(row)


def both_sides(witness: verdicts.Witness) -> Words:
    """The values of the two sides at a counterexample."""
    return (
        P("the left side is "), *value(witness.left),
        P(" and the right side is "), *value(witness.right),
    )  # fmt: skip


def refuted(shown: verdicts.Refuted) -> list[Block]:
    """A counterexample: what does not hold, the point, and both sides there."""
    witness = shown.witness
    row = at_point(witness)
    lead: Words = (P("At "), *row) if row else (P("In these numbers"),)
    sides: Words = (*lead, " ", *both_sides(witness), ".")
    said = witness.relation
    row_ = Row(said.left, said.sign, said.right, said.others, (P("this does not hold"),))
    fails = Lines((row_,))
    return [fails, Paragraph(sides, P("Counterexample"))]


def comparison(shown: Comparison) -> list[Block]:
    """Two exact runs side by side, and what is to be seen in them."""
    groups, heads, rows = _both_runs(shown)
    marked = frozenset(
        at for at in range(len(rows)) if _observed(shown, 0, at) != _observed(shown, 1, at)
    )
    blocks: list[Block] = [Table(groups, heads, rows, marked)]
    same, differ = {
        "predictions": (
            P("The predicted labels of the two runs are the same. "),
            P("The predicted labels of the two runs differ. "),
        ),
        "weights": (
            P("The weights of the two runs at the end are the same. "),
            P("The weights of the two runs at the end differ. "),
        ),
        "direction": (
            P("The directions of the weights of the two runs at the end are the same. "),
            P("The directions of the weights of the two runs at the end differ. "),
        ),
    }[shown.observable]
    said: Words = (differ if shown.differ else same, *_in_both(shown), *shown.remark)
    blocks.append(Paragraph(said))
    return blocks


def compared(shown: Comparison) -> Words:
    """Two exact runs in a sentence: their data, and what differs or is the same."""
    rule = shown.rule
    row: list[str | Term | Relation] = []
    first, second = (dict(run.parameters) for run in shown.runs)
    same = shown.start[0] == shown.start[1]
    if same:
        begun = zip(map(_at_start, rule.state), shown.start[0], strict=True)
        row += [P("from "), *_pairs(begun), ", "]
    one = len(shown.inputs) == 1
    data: tuple[tuple[P, tuple[verdicts.Value, ...]], ...] = (
        (P("sample ") if one else P("samples "), shown.inputs),
        (P(" with label ") if one else P(" with labels "), shown.labels),
    )  # fmt: skip
    for lead, entries in data:
        row.append(lead)
        for place, entry in enumerate(entries):
            row += [", " if place else "", *value(entry)]
    if shown.passes > 1:
        row += [f", {shown.passes}", P(" passes")]
    row += [": ", P("predicted ") if shown.observable == "predictions" else P("weights ")]
    for place, (run, start) in enumerate(zip(shown.runs, shown.start, strict=True)):
        apart: list[tuple[Symbol, verdicts.Value]] = []
        apart += ((s, at) for s, at in run.parameters if first.get(s) != second.get(s))
        if not same:
            apart += zip(map(_at_start, rule.state), start, strict=True)
        row += [P(" and ") if place else "", *_seen(shown, run), P(" at "), *_pairs(apart)]
    beside: list[str | Term | Relation] = [*_in_both(shown), *shown.remark]
    if beside and isinstance(beside[-1], str):
        beside[-1] = beside[-1].rstrip(" .")  # whoever asks ends the sentence
    return (*row, ". ", *beside) if beside else tuple(row)


def _at_start(symbol: Symbol) -> Symbol:
    return Symbol(symbol.name, symbol.of_kind, "0", symbol.lower)


def _pairs(values: Iterable[tuple[Symbol, verdicts.Value]]) -> Words:
    """Symbols and what they are, with commas."""
    row: list[str | Term | Relation] = []
    for symbol, at in values:
        row += [", " if row else "", symbol, " = ", *value(at)]
    return tuple(row)


def _seen(shown: Comparison, run: Run) -> Words:
    """What is compared of a run: the labels it predicts, or its last weights."""
    row: list[str | Term | Relation] = []
    by_label = shown.observable == "predictions"
    last: tuple[verdicts.Value, ...] = run.predictions if by_label else run.states[-1]
    for place, entry in enumerate(last):
        row += [", " if place else "", *value(entry)]
    return tuple(row)


def _in_both(shown: Comparison) -> Words:
    """The parameters that the titles leave out; predictions show the threshold function."""
    first, second = (dict(run.parameters) for run in shown.runs)
    row: list[str | Term | Relation] = []
    for symbol, at in first.items():
        if second.get(symbol) == at and not symbol.name.startswith("phi_"):
            row += [", " if row else P("In both "), symbol, " = ", *value(at)]
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
        (P("net input"),), (P("predicts"),), *((P("then "), symbol) for symbol in rule.state),
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
            row += [", " if row else "", _at_start(symbol), " = ", *value(begin)]
        titles.append(tuple(row))
    return titles[0], titles[1]


def instance_of(shown: Counterexample) -> Words:
    """What a counterexample takes to be what; what is one thing everywhere is said together."""
    said: dict[Words, list[Words]] = {}
    for words in shown.taken:
        left, rest = _parted(words)
        said.setdefault(rest or words, []).append(left)
    row: list[str | Term | Relation] = []
    for rest, lefts in said.items():
        for left in filter(None, lefts):
            row += [", " if row else "", *left]
        row += rest if lefts[0] else [", " if row else "", *rest]
    return tuple(row)


_ALL = (" everywhere", " at every step")


def _parted(words: Words) -> tuple[Words, Words]:
    """What something is called, and what it is everywhere; nothing if it is not said so."""
    match words:
        case (Relation(left, "=", right, ()), str(where)) if where in _ALL:
            return (left,), (" = ", right, where)
        case (left, " = ", *_, str(where)) if where in _ALL:
            return (left,), words[1:]
    return (), ()


def sides_of(shown: Counterexample) -> Words:
    """The values of the two sides of the conclusion that fails."""
    left, right = map(value, shown.sides)
    return (P("the left side is "), *left, P(" and the right side is "), *right)


def counterexample(shown: Counterexample) -> list[Block]:
    """An instance that lacks one hypothesis: the conclusion that fails, both sides, the run."""
    fails = shown.relation
    beside = P("this does not hold") if shown.has_value else P("this has no value")
    lead: Words = (P("With "), *instance_of(shown), ": ") if shown.taken else (P("Always "),)
    blocks: list[Block] = [
        Lines((Row(fails.left, fails.sign, fails.right, fails.others, (beside,)),)),
        Paragraph((*lead, *sides_of(shown), "."), P("Counterexample")),
    ]
    if shown.rows:
        heads: tuple[Words, ...] = ((T,), *((symbol,) for symbol in shown.heads))
        rows = tuple(((number(k),), *map(value, row)) for k, row in shown.rows)
        blocks.append(Table((((P("the run"),), len(heads)),), heads, rows))
    return blocks
