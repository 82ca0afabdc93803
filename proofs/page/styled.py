"""A page in a notation of one's own: its letters renamed, its threshold function taken as one.

The page stays true: two symbols never become one letter, and values are filled in only where what
is proved is proved for all values.  What cannot be said so raises `StyleError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from proofs.evaluation import Irrational, Undefined, Value, evaluate, holds
from proofs.figure import Ran
from proofs.page.blocks import (
    Blank,
    Block,
    Code,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Reference,
    Row,
    Rules,
    Sources,
    Table,
)
from proofs.page.formulas import Formulas
from proofs.page.letters import Letters
from proofs.page.phrases import english
from proofs.page.powers import formula_of
from proofs.page.style import VALUES, Style, StyleError
from proofs.terms import (
    PHI,
    Apply,
    FiniteSum,
    Function,
    Negative,
    Number,
    Relation,
    Symbol,
    Term,
    TermError,
    Words,
    fold,
    function,
    number,
    parts,
    scalar,
    symbols,
    threshold,
)

_VALUES = PHI.values
"""The symbols of the three values that a threshold function may have."""
_INTRODUCED = function("phi")
"""It, where a page says what it stands for."""
_LABEL = scalar("y")
_MEANT = ("Notation", "Symbols")
_NEEDS = "What each hypothesis is for"
_CONDITIONS = ("Hypotheses", "Assumed here", "Assume", "Granted")


def in_style(blocks: Iterable[Block], style: Style) -> tuple[Block, ...]:
    """The blocks of a page in a style; raises `StyleError` where it would not be true any more."""
    page = tuple(blocks)
    if style == Style():
        return page
    page = _with_labels(page, style)
    if style.phi != "any":
        page = _with_threshold(page, style)
    _check_letters(page, style)
    if style.letters:
        page = tuple(_lettered(block, style) for block in page)
    return page


def _lettered(block: Block, style: Style) -> Any:
    """A block with the style's letters; what a figure says of its runs has them too."""
    if isinstance(block, Drawing):
        return replace(block, figure=_mapped(block.figure, style.term, style.said))
    return _mapped(block, style.term, style.said)


def _mapped(
    block: Any,
    term: Callable[[Term], Term],
    text: Callable[[str], str],
    told: Callable[[Relation], Relation] = lambda relation: relation,
) -> Any:
    """A block with something done to every term, and to every word and relation of its text."""
    match block:
        case Code() | Reference() | Ran():
            return block
        case Blank():
            return Blank(len(block), _mapped(block.holds, term, text, told))
        case str():
            return text(block)
        case Term():
            return term(block)
        case Relation():
            left, sign, right, others = (told(block)).left, block.sign, block.right, block.others
            return Relation(term(left), sign, term(right), tuple(map(term, others)))
        case tuple():
            return tuple(_mapped(part, term, text, told) for part in block)
        case Row(left, sign, right, others, beside):
            made = None if left is None else term(left)
            new = tuple(map(term, others))
            return Row(made, sign, term(right), new, _mapped(beside, term, text, told))
        case Rules() | Sources():
            return block
        case Heading(level, words, label, verdict):
            return Heading(level, _mapped(words, term, text, told), label, verdict)
    if is_dataclass(block) and not isinstance(block, type):
        changed = {
            field.name: _mapped(getattr(block, field.name), term, text, told)
            for field in fields(block)
            if isinstance(getattr(block, field.name), tuple)
        }
        return replace(block, **changed)
    return block


# The threshold function --------------------------------------------------------------------------


def _with_threshold(page: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The page with one threshold function for the one of any three values."""
    name, *numbers = VALUES[style.phi]
    minus, zero, plus = (number(value) for value in numbers)
    chosen = threshold(name, minus, zero, plus)
    filled: dict[Term, Term] = dict(zip(_VALUES, (minus, zero, plus), strict=True))

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        match part:
            case Symbol() if part in filled:
                return filled[part]
            case Apply(function, _) if function in (PHI, _INTRODUCED):
                return Apply(chosen, children)
            case Negative() if isinstance(children[0], Number) and children[0].value <= 0:
                return Number(-children[0].value)
        return part if children == part.children else part.rebuilt(children)

    def taken(term: Term) -> Term:
        return fold(term, combine)

    apart = _about_other_values(page)
    found: list[Block] = []
    for place, block in enumerate(page):
        if place in apart:
            found.append(block)
            continue
        if isinstance(block, Items) and english(block.lead) == _NEEDS:
            found.append(_needed(block, taken))
            continue
        if isinstance(block, Items) and english(block.lead) in _MEANT:
            found.append(_meant(block, taken, style))
            continue
        _check_values(block, taken, style)
        if isinstance(block, Paragraph | Heading) and any(v in block.words for v in _VALUES):
            said = ", ".join(Letters().written(value).text for value in _VALUES)
            raise StyleError(f"phi={style.phi}: this page is about all values {said}; leave it out")
        made = _mapped(block, taken, str, _about_values(chosen))
        found += _kept(block, made, style)
    return tuple(found)


def _about_values(chosen: Function) -> Callable[[Relation], Relation]:
    """In running text a value is told as one of the function: 1 = 1 would say nothing."""
    at = dict(zip(_VALUES, (-1, 0, 1), strict=True))

    def told(relation: Relation) -> Relation:
        known = at.get(relation.left)
        return relation if known is None else replace(relation, left=chosen(known))

    return told


def _about_other_values(page: tuple[Block, ...]) -> set[int]:
    """The places of counterexamples that give the three values numbers of their own."""
    apart: set[int] = set()
    for place, block in enumerate(page):
        if isinstance(block, Paragraph) and english(block.lead) == "Counterexample":
            gives = any(isinstance(word, Symbol) and word in _VALUES for word in block.words)
            apart |= {place - 1, place} if gives else set()
    return apart


def _kept(block: Block, made: Any, style: Style) -> list[Block]:
    """A block without the lines that say 1 = 1 since values were filled in."""
    match made:
        case Items(lead, entries) if english(lead) in _CONDITIONS:
            left = []
            for (_, before), (name, words) in zip(block.entries, entries, strict=True):  # type: ignore[union-attr]  # the same block
                (relation, *_) = (w for w in before if isinstance(w, Relation))
                (new, *_) = (w for w in words if isinstance(w, Relation))
                if new == relation or symbols(*new.terms):
                    left.append((name, words))
                elif not _true(new):
                    said = Letters().related(relation).text
                    raise StyleError(f"phi={style.phi}: this page assumes {said}")
            return [replace(made, entries=tuple(left))] if left else []
        case Lines(rows):
            kept: list[Row] = []
            for place, (old, row) in enumerate(zip(block.rows, rows, strict=True)):  # type: ignore[union-attr]  # the same block
                if old == row or not _says_nothing(row, kept):
                    kept.append(row)
                elif row.left is not None and any(r.left is None for r in rows[place + 1 :][:1]):
                    return [made]  # what follows goes on from this line
            return [replace(made, rows=tuple(kept))] if kept else []
    return [made]


def _says_nothing(row: Row, before: list[Row]) -> bool:
    """Whether a line says that something is itself, or repeats the one before it."""
    left = row.left if row.left is not None else before[-1].right if before else None
    return row.sign == "=" and not row.others and row.right is left


def _needed(block: Items, taken: Callable[[Term], Term]) -> Items:
    """What each hypothesis is for; an instance with values of its own keeps those."""
    return replace(block, entries=tuple(
        both if any(v in both[1] for v in _VALUES) else _mapped(both, taken, str)
        for both in block.entries
    ))  # fmt: skip


def _meant(block: Items, taken: Callable[[Term], Term], style: Style) -> Items:
    """What symbols mean; what is said of a threshold function with other values stays as it is."""
    entries: list[tuple[Words, Words]] = []
    for name, said in block.entries:
        at = next((k for k, piece in enumerate(said) if _is_phrase(piece, ", or ")), len(said))
        if not any(v in said for v in _VALUES):
            speaks = any(isinstance(p, Apply) and p.function == _INTRODUCED for p in name)
            entries.append((name, said) if speaks else _mapped((name, said), taken, str))
            continue
        first, others = said[:at], said[at + 1 :]
        new_name, new = _mapped((name, first), taken, str)
        if others and others == new[-len(others) :]:
            entries.append((new_name, new))  # the same values twice
        elif others and style.phi == "sign":
            entries += [(new_name, new), (name, (*first[: -len(others)], *others))]
        else:
            entries.append((new_name, (*new, *said[at:])))
    return replace(block, entries=tuple(entries))


def _is_phrase(piece: object, words: str) -> bool:
    return isinstance(piece, str) and english(piece) == words


def _check_values(block: Block, taken: Callable[[Term], Term], style: Style) -> None:
    """Raise `StyleError` where a block says of the values what is false of the style's."""

    def meet(relation: Relation) -> Relation:
        if set(symbols(*relation.terms)) & set(_VALUES):
            new = Relation(taken(relation.left), relation.sign, taken(relation.right))
            if not relation.others and not symbols(*new.terms) and not _true(new):
                said = Letters().related(relation).text
                raise StyleError(f"phi={style.phi}: this page assumes {said}")
        return relation

    _mapped(block, lambda term: term, lambda text: text, meet)


def _true(relation: Relation, values: dict[Symbol, Value] | None = None) -> bool:
    """Whether a relation of numbers holds."""
    try:
        left, *rights = (evaluate(term, values or {}) for term in relation.terms)
    except (Undefined, Irrational, TermError):
        return False
    return any(holds(relation.sign, left, right) for right in rights)


# Labels ------------------------------------------------------------------------------------------


def _with_labels(page: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The page for labels 0 and 1, or -1 and 1, which no hypothesis of it may exclude.

    What is proved of all labels is proved of these; that an example has others is said.
    """
    labels = {s for s in symbols(*_terms(page)) if s.kind == "scalar" and s.name in ("y", "y_hat")}
    if style.labels == "any" or not any("label" in text for text in _texts(page)):
        return page
    allowed = {Fraction(value) for value in ((0, 1) if style.labels == "01" else (-1, 1))}
    says = f"labels={style.labels}"
    for block in page:
        for relation in _conditions(block):
            met = set(symbols(*relation.terms))
            if met & labels and not _allows(relation, met, labels, allowed):
                raise StyleError(f"{says}: this page assumes {Letters().related(relation).text}")
    given = {v for block in page for s, v in _given(block) if s in {*labels, _LABEL}}
    first, second = sorted(allowed)
    values: Words = (", ", Number(first), " or ", Number(second))
    if not given <= allowed:
        values = (*values, " (what is proved holds for all labels; an example may have others)")
    return tuple(
        replace(block, entries=tuple((n, _with_values(m, values)) for n, m in block.entries))
        if isinstance(block, Items) and english(block.lead) in _MEANT
        else block
        for block in page
    )


def _with_values(meaning: Words, values: Words) -> Words:
    """What is said of a label, with the values that it may have."""
    last = meaning[-1] if meaning else ""
    told = isinstance(last, str) and english(last).endswith(" its label")
    return (*meaning, *values) if told else meaning


def _conditions(block: Block) -> Iterator[Relation]:
    """What a page assumes."""
    if isinstance(block, Items) and english(block.lead) in _CONDITIONS:
        for _, words in block.entries:
            yield from (word for word in words if isinstance(word, Relation))
    elif isinstance(block, Paragraph) and english(block.lead) == "Assumed":
        yield from (word for word in block.words if isinstance(word, Relation))


def _allows(
    relation: Relation, met: set[Symbol], labels: set[Symbol], allowed: set[Fraction]
) -> bool:
    """Whether what is assumed of labels speaks of these values, and of no others.

    An equation with other symbols in it holds for all labels; an inequality, such as that of a
    margin, is written for labels -1 and 1.
    """
    if not met <= labels:
        return relation.sign == "=" or Fraction(-1) in allowed
    values = {Fraction(value) for value in (-1, 0, 1)}
    kept = {value for value in values if _true(relation, dict.fromkeys(met, value))}
    return bool(kept) and kept <= allowed


def _labels_in(words: Words) -> Iterator[Fraction]:
    """The labels of the samples that a sentence lists."""
    listed = False
    for piece in words:
        match piece:
            case Number(value) if listed:
                yield value
            case str() if piece != ", ":
                listed = english(piece) in (" with label ", " with labels ")


def _given(block: Block) -> Iterator[tuple[Symbol, Fraction]]:
    """The numbers that a table or a sentence gives to symbols."""
    if isinstance(block, Table):
        for row in block.rows:
            for head, cell in zip(block.heads, row, strict=True):
                match head, cell:
                    case (Symbol() as symbol,), (Number(value),):
                        yield symbol, value
    elif isinstance(block, Items) and english(block.lead) == _NEEDS:
        for _, words in block.entries:
            yield from ((_LABEL, value) for value in _labels_in(words))
    elif isinstance(block, Paragraph):
        for at in range(len(block.words) - 2):
            match block.words[at : at + 3]:
                case (Symbol() as symbol, " = ", Number(value)):
                    yield symbol, value


# Letters -----------------------------------------------------------------------------------------


def _terms(page: Iterable[Any]) -> list[Term]:
    """All terms of a page, those that stand for symbols of a run included."""
    found: list[Term] = []

    def meet(term: Term) -> Term:
        found.append(term)
        return term

    for block in page:
        _mapped(block, meet, str)
    behind = (f for part in parts(*found) if (f := formula_of(part)))
    return [*found, *(term for formula in behind for term in formula.terms)]


def _texts(page: Iterable[Any]) -> list[str]:
    found: list[str] = []

    def meet(text: str) -> str:
        found.append(english(text))
        return text

    for block in page:
        _mapped(block, lambda term: term, meet)
    return found


def _check_letters(page: tuple[Block, ...], style: Style) -> None:
    """No two letters become one, and no two names that a page tells apart."""
    met = parts(*_terms(page))
    heads: dict[Symbol | Function, None] = {}
    for part in met:
        match part:
            case Symbol() if formula_of(part) is None:
                heads[part] = None
            case Apply(function, _) if {"index", "step"} & {*function.takes}:
                heads[Symbol(function.name, function.gives, "", "")] = None
            case Apply(function, _):
                heads[function] = None
                heads |= dict.fromkeys(s for s in symbols(*function.values))
            case Function():
                heads[part] = None
            case FiniteSum(index, _, _):
                heads[index] = None
    plain, own = Letters(), Letters(style=replace(style, vectors="bold"))
    letters = {_letter(head): _letter(_renamed(head, style)) for head in heads}
    indices = [i for h in heads if isinstance(h, Symbol) for i in (h.upper, h.lower)]
    letters |= {word: style.letter(word) for index in indices for word in _words(index)}
    _apart(letters, "letter")
    _apart({plain.written(h).text: own.written(_renamed(h, style)).text for h in heads}, "name")
    if style.vectors == "plain":
        bold, bare = Formulas(), Formulas(style=style)
        looks = {bold.written(h).text: bare.written(_renamed(h, style)).text for h in heads}
        told = {bold.written(h).text: f"the {_kind(h)} {plain.written(h).text}" for h in heads}
        _apart(looks, "name", told)


def _kind(head: Symbol | Function) -> str:
    return (
        "function" if isinstance(head, Function) else {"scalar": "number"}.get(head.kind, "vector")
    )


def _apart(becomes: dict[str, str], what: str, told: dict[str, str] | None = None) -> None:
    """Raise `StyleError` where two things that were written otherwise would be written alike."""
    seen: dict[str, str] = {}
    for before, after in becomes.items():
        if (other := seen.setdefault(after, before)) != before:
            names = sorted((told or {}).get(name, name) for name in (other, before))
            shown = f" {after}" if told is None else ""
            raise StyleError(f"{' and '.join(names)} would be one {what}{shown} on this page")


def _renamed(head: Symbol | Function, style: Style) -> Any:
    return style.function(head) if isinstance(head, Function) else style.term(head)


def _letter(head: Symbol | Function) -> str:
    """The letter of a symbol or function with its accent and marks, without what is an index."""
    if isinstance(head, Function):
        text = Letters().called(head).text
        return text.rstrip("₀₁₂₃₄₅₆₇₈₉ᵀ′")
    bare = Symbol(head.name.rstrip("'"), head.of_kind, "", "")
    return Letters().written(bare).text.rstrip("₀₁₂₃₄₅₆₇₈₉′")


def _words(index: str) -> Iterator[str]:
    word = ""
    for character, after in pairwise(f"{index} "):
        word = word + character if character.isalpha() else ""
        if word and not after.isalpha():
            yield word


__all__ = ["in_style"]
