"""The law of linear.is-one-neuron."""

from __future__ import annotations

from fractions import Fraction

from numeric import gradient_descent, learners, networks, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector
from numeric.networks import Activation, Network
from numeric.strategies import RegressionTrial


def _unit(trial: RegressionTrial, activation: Activation) -> tuple[Network, ...]:
    """The run of one unit, by back-propagation: it passes on what it sends, and has no bias."""
    rates = ((trial.rates[0] / len(trial.X), Fraction(0)), (Fraction(0), Fraction(0)))
    path = [networks.hidden_layer((trial.start,), (Fraction(0),), (Fraction(1),), Fraction(0))]
    for _ in range(trial.steps):
        slope = networks.gradient(path[-1], activation, networks.SQUARED, trial.X, trial.y)
        path.append(networks.step(path[-1], slope, rates))
    return tuple(path)


def _same(trial: RegressionTrial, unit: tuple[Network, ...], activation: Activation) -> bool:
    path = gradient_descent.exact_run(trial.X, trial.y, trial.rates[0], trial.steps, trial.start)
    seen: tuple[Vector, ...] = (*trial.X, trial.direction)
    return all(
        one[0].weights == (weights,)
        and all(networks.output(one, activation, x) == learners.dot(weights, x) for x in seen)
        for one, weights in zip(unit, path, strict=True)
    )


def _one_neuron(trial: RegressionTrial, note: Note) -> bool:
    descent.note_data(note, trial)
    descent.note_start(note, trial.start)
    note("one sample" if len(trial.X) == 1 else "several samples")
    unit = _unit(trial, networks.IDENTITY)
    note("moves" if unit[-1] != unit[0] else "rests")
    return _same(trial, unit, networks.IDENTITY)


def _one_neuron_twin(trial: RegressionTrial) -> bool:
    rectifier = networks.relu(0)
    return _same(trial, _unit(trial, rectifier), rectifier)


LAW = Law(
    "linear.is-one-neuron",
    "A unit with the identity as activation and the squared loss predicts what linear regression "
    "does, at every step of the run from the same start.",
    strategies.regression_trials,
    _one_neuron,
    "So does a unit with the rectifier.",
    _one_neuron_twin,
    ("zero start", "non-zero start", "one sample", "several samples", "moves", "rank deficient"),
)
