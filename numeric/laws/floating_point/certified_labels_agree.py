"""The law of float.certified-labels-agree."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import strategies as st

from numeric import exact, floats, learners, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Vector
from numeric.strategies import Trial


def _certified(trial: Trial, note: Note) -> bool:
    rate = trial.rates[0]
    made = floats.certified(trial.start, trial.X, trial.y, rate, trial.threshold)
    exactly = exact.run(trial.start, trial.X, trial.y, rate, trial.threshold)
    prefix = made.certified_prefix
    if made.run.predictions[:prefix] != exactly.predictions[:prefix]:
        return False
    labels = (made.run.predictions, exactly.predictions)
    note("all labels exact" if labels[0] == labels[1] else "a label differs from the exact one")
    shadow: Vector = trial.start
    before = tuple(float(w) for w in trial.start)
    d = len(before)
    for t, (x, y) in enumerate(zip(trial.X, trial.y, strict=True)):
        z = online.inner(shadow, x)
        bound, sign = Fraction(made.bounds[t]), made.signs[t]
        note("uncertified" if sign is None else "certified tie" if sign == 0 else "certified sign")
        sums: set[float] = set()
        for order in itertools.permutations(range(d)):
            summed = before[order[0]] * float(x[order[0]])
            for j in order[1:]:
                summed += before[j] * float(x[j])
            sums.add(summed)
            if abs(Fraction(summed) - Fraction(z)) > bound:
                return False
        if sign is not None and sign != _sign(z):
            return False
        note("the order of summation is seen" if len(sums) > 1 else "all orders agree")
        error = y - made.run.predictions[t]
        shadow = learners.add_scaled(shadow, rate * Fraction(error), x)
        before = made.run.weights[t]
    return all(
        abs(Fraction(w) - Fraction(v)) <= Fraction(radius)
        for w, v, radius in zip(before, shadow, made.weight_bounds, strict=True)
    )


def _sign(z: Number) -> int:
    return (z > 0) - (z < 0)


def _certified_twin(trial: Trial) -> bool:
    run = online.float_run(trial, trial.start, trial.rates[0])
    exactly = exact.run(trial.start, trial.X, trial.y, trial.rates[0], trial.threshold)
    return run.predictions == exactly.predictions


LAW = Law(
    "float.certified-labels-agree",
    "The error bound holds in every order of summation; where all signs are certified the "
    "float labels are the exact labels.",
    lambda: st.one_of(
        strategies.trials(rounding=True, source_labels=True), strategies.trials(rounding=True)
    ),
    _certified,
    "The float labels are the exact labels, certified or not.",
    _certified_twin,
    (
        "certified sign",
        "certified tie",
        "uncertified",
        "the order of summation is seen",
        "a label differs from the exact one",
    ),
)
