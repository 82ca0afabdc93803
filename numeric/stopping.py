"""Two rules for stopping after an epoch: one reads mistakes only, the other a loss.

The perceptron loss of an epoch is the sum of max(0, -y z) over its samples, z being the net input
before the sample's own update.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from numeric import given
from numeric.learners import Matrix, Number, Rule, Run, Vector, check_samples, run


@dataclass(frozen=True)
class Epoch:
    """One pass over the samples: how many labels were wrong, and the summed loss."""

    mistakes: int
    loss: Number


Stop: TypeAlias = Callable[[Sequence[Epoch]], bool]


def without_mistakes(history: Sequence[Epoch]) -> bool:
    """Stop after an epoch without mistakes.

    >>> without_mistakes([Epoch(3, 5), Epoch(0, 0)])
    True
    """
    return history[-1].mistakes == 0


def loss_tolerance(tolerance: Number, patience: int = 5) -> Stop:
    """Stop once ``patience`` epochs in a row failed to improve the loss by ``tolerance``.

    An epoch fails when its loss is above the least loss before it minus ``tolerance``. This is
    the rule of scikit-learn's stochastic gradient descent (version 1.9), which takes ``tol``
    times the number of samples for ``tolerance`` and ``n_iter_no_change`` for ``patience``.
    """

    tolerance = given.number("tolerance", tolerance)
    patience = given.whole("patience", patience, 1)

    def stop(history: Sequence[Epoch]) -> bool:
        losses = [epoch.loss for epoch in history]
        # The first epoch has nothing to improve on, so it never fails.
        fails = [losses[k] > min(losses[:k]) - tolerance for k in range(1, len(losses))]
        return len(fails) >= patience and all(fails[-patience:])

    return stop


def run_until(
    rule: Rule, start: Sequence[Number], X: Matrix, y: Vector, stop: Stop, limit: int
) -> tuple[Epoch, ...]:
    """The epochs of a run up to the one after which ``stop`` holds, at most ``limit`` of them.

    X has shape (m, d), y shape (m,). Raises ``ValueError`` as ``learners.run`` does.
    """
    limit = given.whole("the limit", limit, 0)
    X, y = check_samples(X, y)
    history: list[Epoch] = []
    weights: Sequence[Number] = start
    while len(history) < limit:
        made = run(rule, weights, X, y)
        history.append(Epoch(made.mistake_count, _loss(made, y)))
        weights = made.final_weights
        if stop(history):
            break
    return tuple(history)


def _loss(made: Run, y: Vector) -> Number:
    loss: Number = Fraction(0)
    for z, label in zip(made.net_inputs, y, strict=True):
        if label * z < 0:
            loss -= label * z
    return loss


@dataclass(frozen=True)
class ToleranceExhibit:
    """Samples on which a loss tolerance stops two rates after different epochs."""

    X: Matrix
    y: Vector
    tolerance: Fraction
    patience: int
    rates: tuple[Fraction, Fraction]
    epochs: tuple[int, int]
    mistakes_at_the_end: tuple[int, int]


# Separable (the second feature is the constant 1). At rate 1 the run ends with every label right;
# at rate 1/1000 the same predictions are made, but the losses are a thousand times smaller than
# the tolerance allows for, and the run is stopped with every label wrong.
TOLERANCE_STOPS_EARLY = ToleranceExhibit(
    X=((-5, 1), (-2, 1), (-3, 1)),
    y=(-1, 1, 1),
    tolerance=Fraction(3, 1000),
    patience=5,
    rates=(Fraction(1), Fraction(1, 1000)),
    epochs=(16, 6),
    mistakes_at_the_end=(0, 3),
)
