"""Exact runs of a learning rule on given numbers, and comparisons of two such runs.

A claim that something *can* happen, and a hypothesis that is *needed*, are settled by an exact
run.  Rules are terms; a run evaluates them by plain fractions (`kernel.evaluate`), sample by
sample, with no algebra and no rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from proofs import kernel
from proofs.derivation import ProofError
from proofs.terms import Hypothesis, Relation, Symbol, Term, Words

Vector = tuple[Fraction, ...]
Observable = Literal["predictions", "weights", "direction"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A learning rule as terms in its state, its parameters and one sample (x, y)."""

    name: str
    """The name by which the numeric half knows the same rule, written there independently."""
    state: tuple[Symbol, ...]
    update: tuple[Term, ...]
    net_input: Term
    prediction: Term
    sample: Symbol
    label: Symbol
    options: tuple[tuple[str, object], ...] = ()
    """What the numeric half must be told besides the parameters."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one exact run did: per sample the prediction made and the state after it."""

    parameters: tuple[tuple[Symbol, Fraction], ...]
    net_inputs: tuple[Fraction, ...]
    predictions: tuple[Fraction, ...]
    states: tuple[tuple[kernel.Value, ...], ...]


def run(
    rule: Rule,
    parameters: Mapping[Symbol, Fraction],
    start: tuple[kernel.Value, ...],
    inputs: tuple[Vector, ...],
    labels: tuple[Fraction, ...],
    passes: int = 1,
) -> Run:
    """Run a rule on samples in the order given, in exact arithmetic."""
    current = start
    net_inputs, predictions, states = [], [], []
    for _ in range(passes):
        for x, y in zip(inputs, labels, strict=True):
            values: dict[Symbol, kernel.Value] = {
                **parameters,
                **dict(zip(rule.state, current, strict=True)),
                rule.sample: x,
                rule.label: y,
            }
            net_inputs.append(_scalar(kernel.evaluate(rule.net_input, values)))
            predictions.append(_scalar(kernel.evaluate(rule.prediction, values)))
            current = tuple(kernel.evaluate(term, values) for term in rule.update)
            states.append(current)
    return Run(tuple(parameters.items()), tuple(net_inputs), tuple(predictions), tuple(states))


def _scalar(value: kernel.Value) -> Fraction:
    if isinstance(value, tuple):
        raise ProofError("a prediction must be a number")
    return value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two exact runs that differ in one thing, and whether that can be seen.

    This is the form of proof of "can": it is a theorem when `seen` is what was claimed.
    """

    form: ClassVar[str] = "comparison"
    name: str
    rule: Rule
    start: tuple[tuple[kernel.Value, ...], tuple[kernel.Value, ...]]
    inputs: tuple[Vector, ...]
    labels: tuple[Fraction, ...]
    passes: int
    runs: tuple[Run, Run]
    observable: Observable
    differ: bool
    drops: str = ""
    """The hypothesis that does not hold here, if this shows that it is needed."""
    remark: Words = ()

    hypotheses: ClassVar[tuple[Hypothesis, ...]] = ()
    conclusions: ClassVar[tuple[Relation, ...]] = ()
    derivations: ClassVar[tuple[()]] = ()
    rules: ClassVar[frozenset[str]] = frozenset({"exact evaluation"})
