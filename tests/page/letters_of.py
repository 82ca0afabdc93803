"""What each letter of a page stands for: numbers, vectors, functions."""

from __future__ import annotations

from collections.abc import Iterable

from proofs.page.blocks import Block
from proofs.page.letters import Letters
from proofs.page.powers import formula_of
from proofs.page.styled import _terms
from proofs.terms import Apply, Symbol, parts

_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
USUAL = {
    frozenset(("number", "numbers")),
    frozenset(("vector", "vectors")),
    frozenset(("natural", "naturals")),
    frozenset(("natural", "numbers")),
    frozenset(("vector", "numbers")),  # its entries
    frozenset(("vectors", "numbers")),
    frozenset(("vector", "vectors", "numbers")),
    frozenset(("map", "number")),  # powers of a matrix as those of a letter
}
EVERYWHERE = {"m", "w", "x", "y", "v", "φ"}
"""One meaning in all its forms: how many samples; weights, samples and targets, which are numbers
in examples with one feature; the threshold function and its values."""


def kinds(blocks: Iterable[Block]) -> dict[str, set[str]]:
    """For each letter of a page, without its indices, what kinds of things it stands for."""
    found: dict[str, set[str]] = {}
    for part in parts(*_terms(tuple(blocks))):
        match part:
            case Symbol(name, kind, upper, lower) if formula_of(part) is None:
                letter = Letters().written(Symbol(name, kind, "", "")).text
                many = "s" if upper or lower or letter[-1] in _DIGITS else ""
                kind = {"scalar": "number"}.get(kind, kind)
                found.setdefault(letter.rstrip(_DIGITS), set()).add(f"{kind}{many}")
            case Apply(function, _) if {"index", "step"} & {*function.takes}:
                letter = Letters().written(Symbol(function.name, function.gives, "", "")).text
                kind = {"scalar": "number"}.get(function.gives, function.gives)
                found.setdefault(letter, set()).add(f"{kind}s")
            case Apply(function, _):
                kind = "map" if function.adjoint else f"function {function.name}"
                letter = Letters().called(function).text.rstrip("ᵀ")
                found.setdefault(letter, set()).add(kind)
    return found


def clashes(blocks: Iterable[Block]) -> dict[str, set[str]]:
    """The letters that stand for things of different kinds."""
    return {
        letter: met
        for letter, met in kinds(blocks).items()
        if len(met) > 1 and frozenset(met) not in USUAL and letter.rstrip("′") not in EVERYWHERE
    }


_EXAMPLES = (
    "further.dropout-at-zero",
    "hidden.equal-incoming-not-enough",
    "hidden.inputs-separate",
    "hidden.zero-preactivations",
    "hidden.zero-start-learns",
    "hidden.zero-start-stuck",
    "hidden.zero-start-wave",
)
KNOWN = {
    "further.adam": {"r"},  # one entry of the averages beside the averages
    "further.adam-units": {"p", "r"},
    # Any activation, and the logistic function as an example of one.
    **{name: {"σ"} for name in _EXAMPLES},
    "hidden.width-one-deep": {"l"},  # the loss, and one of many indices
    "linear.minimum-norm": {"r"},  # the rank; with a map's letter below, a vector of an example
}
"""Where a letter stands for two kinds of things, and why it may."""
