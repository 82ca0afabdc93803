"""Runs of the perceptron from zero, written out with every operation rounded, or with none."""

from collections.abc import Callable, Sequence
from functools import partial

from proofs.chapters.perceptron.setting import TEXTBOOK
from proofs.terms import FL64, Hypothesis, Symbol, Term, as_term, define, scalar

eta = scalar("eta")


def exactly(value: Term) -> Term:
    """No rounding."""
    return value


WEIGHTS = {FL64: "w_hat", exactly: "w"}
ERRORS = {FL64: "e_hat", exactly: "e"}
"""What is computed has a hat."""


def _weight(name: str, feature: int, updates: int, features: int) -> Symbol:
    """A weight after so many updates; with one feature there is but one."""
    return scalar(name, str(updates), str(feature + 1) if features > 1 else "")


def net_input(sample: Sequence[int], updates: int, rounding: Callable[[Term], Term] = FL64) -> Term:
    """The net input of a sample, summed left to right, each product and each sum rounded."""
    at = partial(_weight, WEIGHTS[rounding], updates=updates, features=len(sample))
    first, *rest = (rounding(at(k) * x) for k, x in enumerate(sample))
    for product in rest:
        first = rounding(first + product)
    return first


def run(
    samples: Sequence[Sequence[int]],
    labels: Sequence[int],
    rate: Term | None,
    rounding: Callable[[Term], Term] = FL64,
) -> tuple[Hypothesis, ...]:
    """The perceptron from zero on all samples but the last, every operation rounded."""
    at = partial(_weight, WEIGHTS[rounding], features=len(samples[0]))
    made = [] if rate is None else [define("the rate", eta, rate)]
    made += [define("zero start", at(k, 0), as_term(0)) for k in range(len(samples[0]))]
    for n, (sample, label) in enumerate(zip(samples[:-1], labels, strict=False), 1):
        error = scalar(ERRORS[rounding], str(n))
        predicted = TEXTBOOK(net_input(sample, n - 1, rounding))
        made.append(define(f"error {n}", error, label - predicted))
        for k, x in enumerate(sample):
            step = rounding(rounding(eta * error) * x)
            made.append(define(f"update {n}", at(k, n), rounding(at(k, n - 1) + step)))
    return tuple(made)
