"""A rule that was judged, as a page: what it is, what is proved of it and how, and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

from proofs.judge import laws, record, search
from proofs.judge.forgetting import EVERY
from proofs.judge.formulas import formula, shortened, symbol
from proofs.judge.numbers import Ball, Uncertain, Undefined
from proofs.judge.runs import Run, run
from proofs.judge.search import Witness
from proofs.judge.structure import asked_about
from proofs.judge.syntax import Node, Rule, Written, is_number, names, node, parts, rebuilt
from proofs.judge.verdict import Answer, Judgement
from proofs.page.blocks import Block, Code, Heading, Items, Lines, Paragraph, Row, Table
from proofs.page.blocks import sentence_case as capital
from proofs.terms import Kind, Symbol, TermError, Words, equals, number, scalar

MOST_LAWS = 40
_ZERO = {
    "moves": "The start does not block it: weights move.",
    "blocked": "From zero the weights never move, whatever the data.",
    "undefined": "From zero the first step has no value, whatever the data.",
    "unknown": "It is not known whether weights move from zero.",
}
_NOT = {
    "weights": "The rate does not factor out of the weights.",
    "predictions": "Predictions depend on the rate.",
    "direction": "The direction of the weights depends on the rate.",
    "units": "Equal units or classes part.",
    "rotation": "Steps do not commute with rotations.",
    "forgotten": "The start is not forgotten.",
}


def _typeset(told: str) -> str:
    """Numbers of a list as a page has them: with a minus, and not parted from their names."""
    return re.sub(r"(?<![\w-])-(?=\d)", "−", told).replace(" = ", "\u00a0=\u00a0")


def page(found: Judgement) -> list[Block]:
    """The whole page."""
    rule = found.rule
    title = f"The rule {rule.name}"
    blocks: list[Block] = [Heading(1, (title,), f"rule.{rule.name}")]
    if rule.note:
        blocks.append(Paragraph((rule.note,), "Idea"))
    blocks += _statement(rule)
    blocks.append(Heading(2, ("Verdicts",)))
    told = _typeset(found.zero_answer.searched)
    blocks.append(Paragraph((_ZERO[found.zero], f" {capital(told)}." if told else ""), "Zero"))
    if found.zero_answer.by and found.zero_answer.witness is None:
        zero = found.zero_answer
        says = f"{capital(zero.says)}. " if zero.says else ""
        blocks.append(Paragraph((says + _reason(zero).strip(),)))
    for question, answer in found.answers.items():
        blocks.append(Paragraph(_verdict(rule, question, answer), capital(question)))
    blocks += _clash(found)
    if found.groups:
        blocks.append(_groups(found))
    if (derived := _derivation(found)) is not None:
        blocks += derived
    blocks += _runs(found)
    return blocks


# The rule ----------------------------------------------------------------------------------------
def _statement(rule: Rule) -> Iterator[Block]:
    """The step, in formulas where there are any for it."""
    known: dict[Node, Node] = {}
    rows: list[Row] = []
    for line in rule.lines:
        small = shortened(rule, line, known)
        row = _row(rule, line, small)
        if row is None:
            if rows:
                yield Lines(tuple(rows))
                rows = []
            sign = "" if line.name == "predict" else " ="
            yield Paragraph((Code(f"{line.name}{sign} {small!r}"),))
        else:
            rows.append(row)
        if line.means.args and line.name != "predict" and "[" not in line.name:
            known[line.means] = node("name", data=line.name, kind=line.means.kind)
    if rows:
        yield Lines(tuple(rows))
    words: list[Any] = []
    for s in rule.states:
        words += [", " if words else "Start: ", _state(s.name, rule), " = ", _set(rule, s.start)]
    words += [". Rate: ", symbol(rule, rule.rate), "."]
    for place, given in enumerate(rule.given):
        words += [", " if place else " Given: ", _set(rule, given)]
    yield Paragraph((*words, "." if rule.given else ""))
    if any(_indicates(part) for line in rule.lines for part in parts(line.means)):
        yield Paragraph(("Square brackets are 1 where what is in them holds, and else 0.",))


def _indicates(part: Node) -> bool:
    return part.op == "where" and is_number(part.args[1], 1) and is_number(part.args[2], 0)


def _set(rule: Rule, part: Node) -> Any:
    """A part as a formula, or as typed where it has none."""
    try:
        return formula(rule, part)
    except (TermError, ValueError):
        return Code(repr(part))


def _state(name: str, rule: Rule) -> Symbol:
    """A state, a datum or a parameter by itself."""
    kinds = {s.name: s.kind for s in rule.states} | {d.name: d.kind for d in rule.data}
    kind: Kind = "vector" if kinds.get(name) == "vector" else "scalar"
    states = {s.name for s in rule.states}
    return Symbol(name, kind, "", "") if name in states else symbol(rule, name, kind)


def _row(rule: Rule, line: Written, small: Node) -> Row | None:
    """A line as a formula; None where it has none."""
    try:
        right = formula(rule, small)
    except (TermError, ValueError):
        return None
    if line.name == "predict":
        return Row(Symbol("prediction", "scalar", "", ""), "=", right, (), ())
    name = line.name.rstrip("'")
    if "[" in name:
        bare, _, index = name.rstrip("]").partition("[")
        upper = "t" if line.name.endswith("'") else ""
        return Row(Symbol(bare, right.kind, upper, index), "=", right, (), ())
    lower = "i" if line.means.kind == "vector" and right.kind == "scalar" else ""
    left = Symbol(name, right.kind, "t" if line.name.endswith("'") else "", lower)
    return Row(left, "=", right, (), ())


# Verdicts ----------------------------------------------------------------------------------------
def _verdict(rule: Rule, question: str, a: Answer) -> Words:
    said = {
        "refuted": _NOT[question],
        "unknown": f"It is not known whether {record.ASKS[question]}.",
        "proved": f"{capital(record.ASKS[question])}.",
    }[a.verdict]
    said = f"{capital(a.verdict)}. {said}"
    if a.empty:
        said += f" That says nothing here: {_EMPTY[a.empty]}."
    elif a.by:
        said += _reason(a)
    rest = f" {capital(a.says)}." if a.says else ""
    rest += f" Searched: {a.searched}." if a.searched else ""
    return (said, *_conditions(rule, a), rest)


def _conditions(rule: Rule, a: Answer) -> Iterator[Any]:
    """What has to hold besides what is given, as formulas where it has some, and values."""
    if not a.under:
        return
    yield " This holds if "
    for place, text in enumerate(a.under):
        if place:
            yield "; "
        if place >= len(a.chains):
            yield text
            continue
        one, *more = a.chains[place]
        pairs = [node("<", *pair) for pair in pairwise((one, *more))] if more else [one]
        for at, pair in enumerate(pairs):
            yield from (" and " if at else "", _set(rule, pair))
        yield EVERY if text.endswith(EVERY) else ""
    if a.values:
        yield "; as at "
        yield from _sample(rule, a.values)
    yield "."


def _reason(a: Answer) -> str:
    """What an answer rests on, and why the checker does not have it where it has not."""
    if a.by in record.BY:
        said = f" By {a.by}" + (f": {a.lines} of them." if a.lines else ".")
    else:
        said = f" {capital(a.by)}"
        said += f" ({a.lines} lines that the checker accepts)." if a.lines else "."
    return said + (f" Not by the checker: {a.why}." if a.why else "")


_EMPTY = {
    "blocked": "nothing moves from zero",
    "undefined": "there is no first step",
    "no units": "there are no units or classes",
    "no vectors": "no state is a vector",
}


def _clash(found: Judgement) -> Iterator[Block]:
    """What of the text no scaling of the rate meets together, said once."""
    clashes = dict.fromkeys(
        text for q in ("weights", "predictions", "direction")
        if (a := found.answers.get(q)) is not None for text in a.clash
    )  # fmt: skip
    if clashes:
        known = _by_text(found.rule)
        entries = tuple(
            (_in_formulas(found.rule, where, known), _in_formulas(found.rule, why, known))
            for where, _, why in (c.rpartition(": ") for c in clashes)
        )
        yield Items("What no scaling of the rate by itself meets together", entries)


def _by_text(rule: Rule) -> dict[str, Node]:
    """The parts of a rule by what they are called in a clash, where long ones are cut."""
    known: dict[str, Node] = {}
    for root in rule.roots():
        for part in parts(root):
            text = repr(part)
            known[text] = part
            for size in (44, 60):
                if len(text) > size:
                    known.setdefault(f"{text[: size - 3]}...", part)
    return known


_ALIKE = " must scale alike"


def _in_formulas(rule: Rule, text: str, known: Mapping[str, Node]) -> Words:
    """What is said of parts of a rule, these as formulas where they have one."""
    if text in known:
        return (_set(rule, known[text]),)
    if text.endswith(_ALIKE):
        pair = text.removesuffix(_ALIKE)
        for place in range(len(pair)):
            left, right = pair[:place], pair[place + 5 :]
            if pair[place:].startswith(" and ") and left in known and right in known:
                return (_set(rule, known[left]), " and ", _set(rule, known[right]), _ALIKE)
    return (text,)


def moved(rule: Rule, exponents: Mapping[str, Fraction]) -> Words:
    """What a scaling does: each name and what becomes of it, in whole powers of c."""
    unit = lcm(1, *(e.denominator for e in exponents.values()))
    c = Symbol(record.factor(rule), "scalar", "", "")
    words: list[Any] = []
    for name, e in exponents.items():
        shown = _state(name, rule)
        n = int(e * unit)
        power = c if abs(n) == 1 else c ** abs(n)
        became = power * shown if n > 0 else shown / power
        words += [", " if words else "", shown, " becomes ", became]
    return tuple(words[1:])


def _groups(found: Judgement) -> Block:
    entries = tuple(
        ((f"({place})",), moved(found.rule, g)) for place, g in enumerate(found.groups, 1)
    )
    lead = f"Scalings that map any run to a run, for all {record.factor(found.rule)} > 0"
    if found.rule.given:
        lead += " (both as given)"
    return Items(lead, entries)


# Derivation --------------------------------------------------------------------------------------
def _derivation(found: Judgement) -> list[Block] | None:
    """Which power of c each part of the step is multiplied by, and by which law."""
    answer = found.answers.get("weights")
    rule = found.plain or found.rule
    states = asked_about(rule)
    c = record.factor(rule)
    if answer is not None and answer.verdict == "proved" and not answer.empty:
        exponents: Mapping[str, Fraction] = answer.powers
        what: Words = (f"From its start, for {c} > 0: ", *moved(rule, exponents), ".")
    elif found.groups:
        exponents = found.groups[0]
        states = tuple(s.name for s in rule.states)
        what = (f"Of the first scaling, for {c} > 0: ", *moved(rule, exponents), ".")
    else:
        return None
    own = {n: Fraction(0) for n in (rule.rate, *rule.parameters, *(d.name for d in rule.data),
                                    *(s.name for s in rule.states))}  # fmt: skip
    unit = lcm(1, *(e.denominator for e in exponents.values()))
    exponents = {n: e * unit for n, e in exponents.items()}
    weights: dict[Node, Fraction | None] = {}
    rows: list[tuple[Words, ...]] = []
    for s in rule.states:
        if s.name not in states:
            continue
        laws.weigh(s.update, {**own, **exponents}, weights)
        for part in parts(s.update):
            if not set(names(part)) & set(exponents):
                continue  # nothing in it changes
            row = _law(rule, part, weights[part], _named(rule, part))
            if row is not None and row not in rows:
                rows.append(row)
    blocks: list[Block] = [Heading(2, ("Derivation",))]
    if found.plain is not None:
        blocks += _collected(found.plain)
    blocks.append(Paragraph(what))
    if len(rows) <= MOST_LAWS:
        heads: tuple[Words, ...] = (("part of the step",), ("becomes",), ("since",))
        blocks.append(Table(((("",), 1), (("",), 2)), heads, tuple(rows)))
    blocks.append(Paragraph(
        ("So one step takes the scaled states to the scaled new states; and so does every number "
         "of steps, by induction.",), closes=True,
    ))  # fmt: skip
    return blocks


def _collected(rule: Rule) -> Iterator[Block]:
    """The step with like terms collected, where that had to be done."""
    yield Paragraph(("With like terms collected, wherever the terms have values:",))
    for s in rule.states:
        right = _set(rule, s.update)
        if isinstance(right, Code):
            yield Paragraph((Code(f"{s.name}' = {s.update!r}"),))
            continue
        lower = s.index or ("i" if s.kind == "vector" and right.kind == "scalar" else "")
        yield Paragraph((Symbol(s.name, right.kind, "t", lower), " = ", right))


def _named(rule: Rule, part: Node) -> Node:
    """The part with names for what was defined, and for new values."""
    known = {
        line.means: node("name", data=line.name, kind=line.means.kind)
        for line in rule.lines
        if line.means.args and line.name != "predict" and "[" not in line.name
    }
    return rebuilt(part, lambda p: known.get(p) if p is not part else None)


def _law(
    rule: Rule, part: Node, weight: Fraction | None, shown_as: Node
) -> tuple[Words, ...] | None:
    if not part.args or part.kind in ("index", "truth", "truths") or part.op == "at":
        return None
    if is_number(part):
        return None
    said = (
        "the condition stays"
        if part.op == "where" and not weight
        else _SINCE.get(part.op, "what it is of stays")
    )
    if weight is None:
        said = "it is 0"
    try:
        shown: Words = (formula(rule, shown_as),)
    except (TermError, ValueError):
        text = repr(shown_as)
        shown = (Code(text if len(text) <= 48 else text[:45] + "..."),)
    return shown, _times(rule, weight), (said,)


_SINCE = {
    "+": "all of the sum is", "*": "factors multiply", "/": "factors divide", "neg": "its term is",
    "**": "a power of a power", "sqrt": "half the power", "dot": "factors multiply",
    "norm": "its vector is", "normmax": "its vector is", "abs": "c is positive",
    "relu": "c is positive", "max": "both are, and c is positive",
    "min": "both are, and c is positive", "clip": "all are, and c is positive",
    "soft": "both are, and c is positive", "where": "both sides are, the condition stays",
    "phi": "the sign stays", "sign": "the sign stays", "total": "each summand is",
    "largest": "each is, and c is positive",
}  # fmt: skip


def _times(rule: Rule, weight: Fraction | None) -> Words:
    """What a part is multiplied by."""
    if not weight:
        return ("the same",)
    c, n = scalar(record.factor(rule)), abs(int(weight))
    power = c if n == 1 else c**n
    return (power if weight > 0 else 1 / power, " times")


# Runs --------------------------------------------------------------------------------------------
def _runs(found: Judgement) -> Iterator[Block]:
    """What denies something, run by run; else a run of what is proved."""
    shown: list[Block] = []
    for question in ("weights", "predictions", "direction", "units", "rotation", "forgotten"):
        a = found.answers.get(question)
        if a is None or a.witness is None:
            continue
        shown.append(Heading(3, (_NOT[question].rstrip("."),)))
        shown += _witness(found, a.witness)
    proved = found.answers.get("weights")
    if proved is not None and proved.verdict == "proved" and not proved.empty:
        shown += _example(found)
    if shown:
        yield Heading(2, ("Runs",))
        yield from shown


def _witness(found: Judgement, w: Witness) -> Iterator[Block]:
    rule = found.rule
    words: list[Any] = ["Data: "]
    for place, each in enumerate(w.data):
        words += ["; " if place else "", *_sample(rule, each)]
    words.append(".")
    for place, (name, value) in enumerate(w.values.items()):
        words += [", " if place else " With ", equals(symbol(rule, name), number(value))]
    yield Paragraph((*words, "." if w.values else ""))
    if w.starts:
        first, second = (_sample(rule, s) for s in w.starts)
        before, between, behind = record.told_apart(w)
        if w.conserved is not None:
            told = _set(replace(rule, states=()), w.conserved.part)
            kept = (" keep their difference in ", told, ", on all data: no step changes it.")
            yield Paragraph((capital(before), *first, between, *second, *kept))
            return
        if w.kept:
            yield Paragraph((capital(before), *first, between, *second, f"{behind}."))
            return
        at = equals(symbol(rule, rule.rate), number(w.rates[0]))
        yield Paragraph(("At ", at, f", {before}", *first, between, *second, f"{behind}."))
        return
    if len(w.rates) > 1:
        yield _side_by_side(found, w)
    elif w.start is not None:
        for text in list(record.shown_witness(found, w))[1 + bool(w.values) :]:
            yield Paragraph((f"{capital(text)}.",))
        return
    else:
        one = _value(w.shown[0])
        shown = _state(w.what, rule) if w.sample is None else "the prediction"
        at = equals(symbol(rule, rule.rate), number(w.rates[0]))
        yield Paragraph(("At ", at, f", after step {w.step} ", shown, " is ", *one, "."))
    if w.smaller:
        yield Paragraph((f"{capital(record.none_before(w.smaller, w.unsure))}.",))


def _side_by_side(found: Judgement, w: Witness) -> Block:
    """The runs at each rate, step by step."""
    rule = found.rule
    runs = [_run(rule, w.data, {**w.values, rule.rate: r}, w.step) for r in w.rates]
    state = w.what if w.sample is None else rule.weights[0].name
    groups: list[tuple[Words, int]] = [(("",), 1)]
    heads: list[Words] = [("t",)]
    shown = (_set_state(rule, state),)
    names: tuple[Words, ...] = (shown,) if w.sample is None else (shown, ("prediction",))
    for r in w.rates:
        groups.append(((equals(symbol(rule, rule.rate), number(r)),), len(names)))
        heads += names
    rows = []
    for t in range(1, w.step + 1):
        row: list[Words] = [(str(t),)]
        for each in runs:
            value = search.part_of(each.states[t], state) if t < len(each.states) else None
            row.append(_value(value))
            if w.sample is not None:
                row.append(_value(_predicted_at(each, w, t)))
        rows.append(tuple(row))
    marked = frozenset({w.step - 1}) if w.shown else frozenset()
    return Table(tuple(groups), tuple(heads), tuple(rows), marked)


def _set_state(rule: Rule, names: str) -> Any:
    """A state, or several as a row."""
    return _state(names, rule) if names in {s.name for s in rule.states} else names


def _sample(rule: Rule, sample: Mapping[str, Any]) -> Iterator[Any]:
    """One sample: x = (1, −1), y = 1."""
    for place, (name, value) in enumerate(sample.items()):
        if place:
            yield ", "
        shown = _state(name, rule)
        if shown.kind == "vector" and not isinstance(value, tuple):
            value = (value,)  # of one feature
        entries = value if isinstance(value, tuple) else (value,)
        if any(isinstance(entry, tuple | Ball) for entry in entries):
            yield from (shown, f" = {_short(value)}")
            continue
        if not isinstance(value, tuple):
            yield equals(shown, number(Fraction(value)))
            continue
        yield from (shown, " = (")
        for at, entry in enumerate(value):
            yield from ((", " if at else ""), number(entry))
        yield ")"


def _predicted_at(each: Run, w: Witness, t: int) -> Any:
    try:
        return each.predict(w.sample or {}, after=t)
    except (Undefined, Uncertain, IndexError):
        return None


def _run(rule: Rule, data: Any, values: Mapping[str, Fraction], steps: int) -> Run:
    return run(rule, data, values, steps)


def _value(value: Any) -> Words:
    """A number as it is set in a table; of one feature the number alone."""
    if value is None:
        return ("–",)
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, Fraction):
        return (number(value),)
    return (_short(value),)


def _short(value: Any, digits: int = 4) -> str:
    """A number with the digits that are certain, a vector or the vectors of units."""
    if isinstance(value, Ball):
        low, high = (_cut(v, digits) for v in value.ends())
        return low if low == high else str(value)
    if isinstance(value, tuple):
        flat = (v[0] if isinstance(v, tuple) and len(v) == 1 else v for v in value)
        return f"({', '.join(_short(v, 3) for v in flat)})"
    return str(value).replace("-", "−")


def _cut(value: Fraction, digits: int) -> str:
    """The first decimals: four of 2/3 are 0.6666…"""
    text = str(int(abs(value) * 10**digits)).zfill(digits + 1)
    return f"{'−' if value < 0 else ''}{text[:-digits]}.{text[-digits:]}…"


def _example(found: Judgement) -> Iterator[Block]:
    """Two rates on the first data of a box: the power of the rate is seen."""
    rule = found.rule
    chosen = search.chosen(rule)
    if chosen is None:
        return
    parameters, rates = chosen
    single = [s for s in search.samples(rule, 1, 2) if any(search.flat(tuple(s.values())))]
    data = tuple(single[k % len(single)] for k in (1, 4, 2))
    other = Fraction(1, 2) if Fraction(1, 2) in rates else rates[-1]
    yield Heading(3, ("Two rates on three samples",))
    w = Witness(data, parameters, (rates[0], other), 3, (), rule.weights[0].name)
    try:
        yield from _witness(found, w)
    except Uncertain:
        return


__all__ = ["page"]
