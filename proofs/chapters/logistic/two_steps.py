"""Two steps on the logistic loss of the samples (1, 0) and (0, 2), with the label 1, from zero."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from proofs.chapters.gradient_descent.two_weights import determinant, weight
from proofs.chapters.logistic.enclosures import bound, error, errors, exponentials
from proofs.statement import Lines, Proof, chain, line
from proofs.terms import Hypothesis, Symbol, Term, equals, number

EXPONENTIALS = exponentials(Fraction(1, 16), 6)
ERRORS = errors(EXPONENTIALS)


class Weight(NamedTuple):
    """A weight after two steps: a number, and so many times what is missed at a net input."""

    symbol: Symbol
    known: Fraction
    times: Fraction
    net: Fraction
    comes: Proof
    """The theorem that it is this."""

    def of(self, missed: Term) -> Term:
        """The weight, if so much is missed."""
        return _plus(self.known, self.times, missed)

    @property
    def value(self) -> Term:
        """The weight."""
        return self.of(error(self.net))

    @property
    def least(self) -> tuple[Term, Proof]:
        """A number that it is at least, and the bound of the error that shows it."""
        below = ERRORS[self.net].below
        return self.of(bound(below)), below

    @property
    def most(self) -> tuple[Term, Proof]:
        """A number that it is at most, and the bound of the error that shows it."""
        above = ERRORS[self.net].above
        return self.of(bound(above)), above


def _plus(known: Fraction, times: Fraction, missed: Term) -> Term:
    return number(known) + (missed if times == 1 else number(times) * missed)


def two_steps(prime: str, run: tuple[Hypothesis, ...], share: Fraction) -> tuple[Weight, Weight]:
    """Both weights, for a rate times what one sample has in the loss."""
    found = []
    for k, known, times, net in (
        (1, share / 2, share, share / 2),
        (2, share, 2 * share, 2 * share),
    ):
        symbol = weight(prime, 2, k)
        value = _plus(known, times, error(net))
        comes = chain(equals(symbol, value), name=f"weight {k} after two steps")(
            line("two steps", *run)
        )
        found.append(Weight(symbol, known, times, net, comes))
    return found[0], found[1]


def above(turn: Fraction, first: Weight, second: Weight) -> Proof:
    """The second weight is more than `turn` times the first."""
    (most, for_first), (least, for_second) = first.most, second.least

    @chain(number(turn) * first.symbol < second.symbol, name="above the line")
    def shown() -> Lines:
        yield "=", number(turn) * first.value, first.comes
        yield "<=", number(turn) * most, for_first
        yield "<", least
        yield "<=", second.value, for_second
        yield "=", ..., second.comes

    return shown


def below(turn: Fraction, first: Weight, second: Weight) -> Proof:
    """The second weight is less than `turn` times the first."""
    (least, for_first), (most, for_second) = first.least, second.most

    @chain(second.symbol < number(turn) * first.symbol, name="below the line")
    def shown() -> Lines:
        yield "=", second.value, second.comes
        yield "<=", most, for_second
        yield "<", number(turn) * least
        yield "<=", number(turn) * first.value, for_first
        yield "=", ..., first.comes

    return shown


def positive(weight: Weight) -> Proof:
    """A weight is positive."""
    least, bounds = weight.least

    @chain(number(0) < weight.symbol, name="a positive weight")
    def shown() -> Lines:
        yield "<", least
        yield "<=", weight.value, bounds
        yield "=", ..., weight.comes

    return shown


def parted(turn: Fraction, here: tuple[Weight, Weight], there: tuple[Weight, Weight]) -> Proof:
    """The determinant of the weights of both runs is negative: a line lies between them."""
    (first, second), (other, _) = here, there

    @chain(determinant(2) < 0, name="not parallel")
    def shown() -> Lines:
        flat = number(turn) * other.symbol
        yield (
            "<",
            first.symbol * flat - second.symbol * other.symbol,
            below(turn, *there),
            positive(first),
        )
        yield (
            "<",
            first.symbol * flat - number(turn) * first.symbol * other.symbol,
            above(turn, *here),
            positive(other),
        )
        yield "=", ..., "collect"

    return shown
