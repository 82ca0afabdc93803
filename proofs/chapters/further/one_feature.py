"""Two samples of two features: what becomes of a label when the first feature is multiplied."""

from typing import NamedTuple

from proofs.chapters.perceptron.setting import POSITIVE_RATE, TEXTBOOK, eta
from proofs.statement import Lines, Writer, chain, conjunction
from proofs.terms import Hypothesis, Symbol, Term, define, equals, number, say, scalar

INPUTS = {scalar("x", at, of): value for at, of, value in
          (("1", "1", -2), ("1", "2", -2), ("2", "1", -2), ("2", "2", 2))}  # fmt: skip
(x_11, x_12, x_21, x_22), y_1 = INPUTS, scalar("y", "1")


class _One(NamedTuple):
    """The first of two features is multiplied by a factor: by what, and what becomes of it."""

    factor: Symbol
    by: int
    first: Symbol
    second: Symbol
    label: int

    @property
    def predicted(self) -> Term:
        """The second label predicted."""
        return TEXTBOOK(self.first * (self.factor * x_21) + self.second * x_22)

    @property
    def made(self) -> tuple[Hypothesis, ...]:
        """The samples, and one update from zero."""
        error_at_zero = y_1 - TEXTBOOK(number(0))
        moved = (eta * error_at_zero * x for x in (self.factor * x_11, x_12))
        weights = zip((self.first, self.second), moved, strict=True)
        data = {**INPUTS, y_1: -1, self.factor: self.by}
        return (
            *(define("the data", symbol, value) for symbol, value in data.items()),
            *(define("one update from zero", weight, term) for weight, term in weights),
        )


FACTORS = (
    _One(scalar("k"), 1, scalar("w", "1", "1"), scalar("w", "1", "2"), 1),
    _One(scalar("k'"), 10, scalar("w'", "1", "1"), scalar("w'", "1", "2"), -1),
)


def _one_prediction(run: _One) -> Writer:
    def lines() -> Lines:
        net = 8 * eta * (1 - number(run.by) ** 2)
        yield "=", TEXTBOOK(net), "the first prediction is wrong: multiply out", *run.made
        yield "=", ..., "the sign of the net input", POSITIVE_RATE

    return lines


second_prediction = conjunction(
    "the second prediction",
    *(
        chain(equals(run.predicted, run.label), name=f"the first feature times {run.by}")(
            _one_prediction(run)
        )
        for run in FACTORS
    ),
)
"""From zero, at every positive rate: as the samples are, and with the first feature times 10."""

ONE_FEATURE_MEANS = (
    say("{}, {}, {}", FACTORS[1].factor, x_12, FACTORS[1].second),
    say(
        "where one feature is multiplied: its factor; of the first sample, and of the weights "
        "after one update, what belongs to the second feature; a mark is for the run with the "
        "factor 10"
    ),
)
