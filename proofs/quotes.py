"""Running text whose numbers and names are filled in from what obligations show.

A ruling types no number of its own: it names an obligation and, as plain text, the term whose value
is wanted, such as `w^(2)`.  What a symbol is called stands in one table.  So the text cannot say
another number than the one that was proved, nor call an outgoing weight an incoming one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from proofs.evaluation import evaluate
from proofs.terms import Apply, Number, Relation, Symbol, Term, Words, scalar, short, symbols

if TYPE_CHECKING:
    from proofs import verdicts
    from proofs.claim import Claim, Obligation
    from proofs.derivation import Theorem
    from proofs.witness import Comparison

NOUNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "hidden": {
        "w": ("incoming weight", "incoming weights"),
        "v": ("outgoing weight", "outgoing weights"),
        "u": ("outgoing weight", "outgoing weights"),
        "beta": ("bias", "biases"),
        "c": ("output bias", "output biases"),
        "delta": ("error", "errors"),
    },
    "further": {
        "v": ("outgoing weight", "outgoing weights"),
        "beta": ("bias", "biases"),
        "c": ("output bias", "output biases"),
    },
}
"""What symbols are called in a chapter, one and several; elsewhere `w` is weights and no more."""

_STEPS = ("no steps", "one step", "two steps", "three steps", "four steps", "five steps")

Form = Literal[
    "value",
    "named",
    "noun",
    "nouns",
    "relation",
    "given",
    "side",
    "change",
    "after",
    "taken",
    "update",
    "equation",
]


class NotShown(ValueError):
    """A text quotes from an obligation what that does not show."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in running text, and what of an obligation is to stand there."""

    reference: str
    """The obligation, as "entry::obligation"."""
    form: Form
    key: str = ""
    """Which term, as plain text; or which hypothesis."""
    other: str = ""
    """A second term, or the verb between a name and its value."""
    place: int = 0
    """Which of two runs, or of several relations."""


Said = tuple[str | Term | Relation | Quote, ...]
"""Running text in which some places are still to be filled."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one obligation shows, to be quoted from."""

    reference: str
    run: int = 0
    """Which of two runs that are compared."""

    def _quote(self, form: Form, key: str = "", other: str = "", place: int = 0) -> Quote:
        return Quote(self.reference, form, key, other, place or self.run)

    def __getitem__(self, key: str) -> Quote:
        """The value of the term that is written so in plain text."""
        return self._quote("value", key)

    def equation(self, key: str) -> Quote:
        """The term, an equals sign and its value."""
        return self._quote("equation", key)

    def named(self, key: str, verb: str = "is") -> Quote:
        """What the symbol is called, and its value: the incoming weight is 1/2."""
        return self._quote("named", key, verb)

    def noun(self, key: str) -> Quote:
        """What a symbol that is spoken of, or what a hypothesis is about, is called."""
        return self._quote("noun", key)

    def nouns(self, key: str) -> Quote:
        """The same of several."""
        return self._quote("nouns", key)

    def relation(self, place: int = 0) -> Quote:
        """The relation that is proved or refuted, as a formula."""
        return Quote(self.reference, "relation", "", "", place)

    def given(self, name: str) -> Quote:
        """What is assumed under this name, as a formula."""
        return self._quote("given", name)

    def left(self, place: int = 0) -> Quote:
        """The left side of what is proved, or its value where that is refuted."""
        return Quote(self.reference, "side", "left", "", place)

    def right(self, place: int = 0) -> Quote:
        """The right side."""
        return Quote(self.reference, "side", "right", "", place)

    def changes(self, before: str, after: str) -> Quote:
        """How a number changes: falls from 1/2 to 1/32."""
        return self._quote("change", before, after)

    def after(self, key: str) -> Quote:
        """After how many steps a symbol is meant: after two steps."""
        return self._quote("after", key)

    def update(self, key: str) -> Quote:
        """How a component of a run, or of its image, is updated: by the rule, or by definition."""
        return self._quote("update", key)

    def taken(self, function: str) -> Quote:
        """What an opaque function is taken to be in a counterexample."""
        return self._quote("taken", function)


def said(text: str, *pieces: Term | Relation | Quote) -> Said:
    """Running text with {} for each formula or quotation.

    >>> said("the rate {}", Shown("a.b::run")["eta"])[0]
    'the rate '
    """
    texts = text.split("{}")
    if len(texts) != len(pieces) + 1:
        raise NotShown(f"{len(pieces)} pieces for {len(texts) - 1} places in {text!r}")
    row: list[str | Term | Relation | Quote] = [texts[0]] if texts[0] else []
    for piece, more in zip(pieces, texts[1:], strict=True):
        row += [piece, more] if more else [piece]
    return tuple(row)


def quotes(text: Said) -> tuple[Quote, ...]:
    """The places that are to be filled."""
    return tuple(piece for piece in text if isinstance(piece, Quote))


Find = Callable[[str], "tuple[Claim, Obligation]"]
"""The obligation of a reference, with its entry; raises `NotShown` where there is none."""


def filled(text: Said, find: Find) -> Words:
    """The text with all places filled; raises `NotShown` for one that cannot be."""
    row: list[str | Term | Relation] = []
    for piece in text:
        row += _filling(piece, find) if isinstance(piece, Quote) else (piece,)
    return tuple(row)


def unfilled(text: Said) -> Words:
    """The text without what only an obligation can tell."""
    return tuple("…" if isinstance(piece, Quote) else piece for piece in text)


def _shown(quote: Quote, obligation: Obligation) -> Theorem | verdicts.Refuted:
    if obligation.verdict != "proved" or obligation.shows is None:
        raise NotShown(f"{quote.reference} is {obligation.verdict}, so nothing can be quoted of it")
    from proofs.counterexample import Counterexample

    shown = obligation.shows
    return shown.refuted if isinstance(shown, Counterexample) else shown


def _filling(quote: Quote, find: Find) -> Words:
    claim, obligation = find(quote.reference)
    shown = _shown(quote, obligation)
    match quote.form:
        case "value":
            return _value(quote, shown, quote.key)
        case "equation":
            value = _value(quote, shown, quote.key)
            return (_symbol(quote, shown, quote.key), " = ", *value)
        case "named":
            noun = _noun(claim, _symbol(quote, shown, quote.key))[0]
            return (f"the {noun} {quote.other} ", *_value(quote, shown, quote.key))
        case "noun" | "nouns":
            symbol = _about(quote, claim, obligation)
            return (_noun(claim, symbol)[quote.form == "nouns"],)
        case "relation":
            return (_relation(quote, shown),)
        case "given":
            return (_hypothesis(quote, claim, obligation),)
        case "side":
            return _side(quote, shown)
        case "change":
            return _change(quote, shown)
        case "after":
            index = _symbol(quote, shown, quote.key).upper
            if not index.isdecimal() or int(index) >= len(_STEPS):
                raise NotShown(f"{quote.reference}: {quote.key} is not after a number of steps")
            return (f"after {_STEPS[int(index)]}",)
        case "taken":
            return _taken(quote, shown)
        case "update":
            return _update(quote, shown)


# Values ------------------------------------------------------------------------------------------


def _value(quote: Quote, shown: Theorem | verdicts.Refuted, key: str) -> Words:
    found = [value for term, value in _values(shown, quote.place) if short(term) == key]
    if len(set(found)) != 1:
        raise NotShown(f"{quote.reference} shows {'two values' if found else 'no value'} of {key}")
    return found[0]


def _values(shown: Theorem | verdicts.Refuted, run: int) -> Iterator[tuple[Term, Words]]:
    """What terms are equal to: by definition and by what is proved, at a point, or in a run."""
    from proofs import verdicts
    from proofs.page.witnesses import value
    from proofs.witness import Comparison

    if isinstance(shown, verdicts.Refuted):
        fixed = [(s, m.value) for s, m in shown.witness.meanings if isinstance(m, Number)]
        yield from ((symbol, value(at)) for symbol, at in (*fixed, *shown.witness.values))
    elif isinstance(shown, Comparison):
        yield from ((term, value(at)) for term, at in _of_run(shown, run))
    else:
        proved = [r for r in shown.conclusions if r.sign == "=" and not r.others]
        defined = [
            p.relation
            for chain in shown.derivations
            for p in chain.premises
            if p.role == "definition" and isinstance(p.relation.right, Number)
        ]
        yield from ((r.left, (r.right,)) for r in (*proved, *defined))


def _of_run(shown: Comparison, which: int) -> Iterator[tuple[Term, verdicts.Value]]:
    """The numbers of one of two runs, by the symbols that stand for them."""
    rule, run = shown.rule, shown.runs[which]
    yield from run.parameters
    for name, value in rule.options:  # what is built into the rule, such as a momentum
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            yield scalar(name), Fraction(value)
    for symbol, begin in zip(rule.state, shown.start[which], strict=True):
        yield _at(symbol, 0), begin
    for t, state in enumerate(run.states, 1):
        sample = (t - 1) % len(shown.inputs)
        yield _at(rule.sample, t), shown.inputs[sample]
        yield _at(rule.label, t), shown.labels[sample]
        yield Symbol("y_hat", "scalar", str(t), ""), run.predictions[t - 1]
        yield from ((_at(s, t), now) for s, now in zip(rule.state, state, strict=True))


def _at(symbol: Symbol, index: int) -> Symbol:
    return Symbol(symbol.name, symbol.of_kind, str(index), symbol.lower)


def _side(quote: Quote, shown: Theorem | verdicts.Refuted) -> Words:
    from proofs import verdicts
    from proofs.page.witnesses import value

    if isinstance(shown, verdicts.Refuted):
        return value(getattr(shown.witness, quote.key))
    side: Term = getattr(_relation(quote, shown), quote.key)
    return (side,) if symbols(side) else value(evaluate(side, {}))


def _relation(quote: Quote, shown: Theorem | verdicts.Refuted) -> Relation:
    from proofs import verdicts

    if isinstance(shown, verdicts.Refuted):
        return shown.witness.relation
    if quote.place >= len(shown.conclusions):
        raise NotShown(f"{quote.reference} has no conclusion number {quote.place}")
    return shown.conclusions[quote.place]


def _change(quote: Quote, shown: Theorem | verdicts.Refuted) -> Words:
    first, last = (_value(quote, shown, key) for key in (quote.key, quote.other))
    before, after = _number(quote, first), _number(quote, last)
    if before == after:
        raise NotShown(f"{quote.reference}: {quote.key} and {quote.other} are equal")
    verb = "falls" if after < before else "rises"
    return (f"{verb} from ", *first, " to ", *last)


def _number(quote: Quote, words: Words) -> Fraction:
    (word,) = words
    if not isinstance(word, Number):
        raise NotShown(f"{quote.reference}: {quote.key} is no number")
    return word.value


def _taken(quote: Quote, shown: Theorem | verdicts.Refuted) -> Words:
    from proofs import verdicts
    from proofs.witness import taken_for

    if isinstance(shown, verdicts.Refuted):
        for function, parameters, body in shown.witness.functions:
            if function.name == quote.key:
                return taken_for(function, parameters, body)
    raise NotShown(f"{quote.reference} takes no function {quote.key}")


def _update(quote: Quote, shown: Theorem | verdicts.Refuted) -> Words:
    from proofs import verdicts
    from proofs.symmetry import Instance

    rules: list[Relation] = []
    if isinstance(shown, Instance):
        rules += (*shown.updates, *shown.image_updates)
    elif not isinstance(shown, verdicts.Refuted):
        premises = (p for chain in shown.derivations for p in chain.premises)
        defined = (p.relation for p in premises if p.role == "definition")
        rules += (r for r in defined if isinstance(r.left, Apply))
    for relation in rules:
        if short(relation.left) == quote.key:
            return (relation,)
    raise NotShown(f"{quote.reference} updates no {quote.key}")


# Names -------------------------------------------------------------------------------------------


def _symbol(quote: Quote, shown: Theorem | verdicts.Refuted, key: str) -> Symbol:
    found = {term for term, _ in _values(shown, quote.place) if short(term) == key}
    if len(found) != 1 or not isinstance(symbol := found.pop(), Symbol):
        raise NotShown(f"{quote.reference} speaks of no symbol {key}")
    return symbol


def _about(quote: Quote, claim: Claim, obligation: Obligation) -> Symbol:
    """The symbol that is meant: one that is spoken of, or all that a hypothesis speaks of."""
    if any(h.name == quote.key for h in claim.all_hypotheses):
        relation = _hypothesis(quote, claim, obligation)
        named = {_base(symbol): symbol for symbol in symbols(*relation.terms)}
        if len(named) != 1:
            raise NotShown(f"{claim.id}: {quote.key!r} speaks of several things, {relation}")
        return next(iter(named.values()))
    return _symbol(quote, _shown(quote, obligation), quote.key)


def _hypothesis(quote: Quote, claim: Claim, obligation: Obligation) -> Relation:
    """What an obligation assumes under this name, or shows to be needed."""
    from proofs import verdicts

    shown = _shown(quote, obligation)
    assumed = () if isinstance(shown, verdicts.Refuted) else shown.hypotheses
    dropped = [n.hypothesis for n in claim.needs if f"needs-{n.name}" == obligation.name]
    for hypothesis in claim.all_hypotheses:
        if hypothesis.name == quote.key and (hypothesis in assumed or quote.key in dropped):
            return hypothesis.relation
    raise NotShown(f"{quote.reference} neither assumes {quote.key!r} nor is about it")


def _base(symbol: Symbol) -> str:
    """The letter of a symbol, without the mark of a second run and without what changes it.

    >>> _base(Symbol("w_tilde", "scalar", "2", "")), _base(Symbol("Delta_v", "scalar", "1", "1"))
    ('w', 'v')
    """
    return re.sub(r"_tilde|'|^Delta_", "", symbol.name)


def _noun(claim: Claim, symbol: Symbol) -> tuple[str, str]:
    table = NOUNS.get(claim.chapter, {"w": ("weight", "weights")})
    if _base(symbol) not in table:
        raise NotShown(f"{claim.chapter}: nothing says what {symbol} is called")
    return table[_base(symbol)]


__all__ = [
    "NOUNS", "Find", "NotShown", "Quote", "Said", "Shown", "filled", "quotes", "said", "unfilled",
]  # fmt: skip
