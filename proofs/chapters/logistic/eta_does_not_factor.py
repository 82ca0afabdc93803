"""Two rates, two directions after two steps: decided by intervals, never by a float."""

from fractions import Fraction

from proofs.calculus import derivative
from proofs.chapters.logistic.setting import COX
from proofs.statement import Entry, Lines, shown_by
from proofs.terms import (
    EXP, LOG, Hypothesis, Symbol, Term, define, equals, number, say, scalar, substitute,
)  # fmt: skip

one, two = scalar("w", "", "1"), scalar("w", "", "2")
LOSS = LOG(1 + EXP(one)) - one + (LOG(1 + EXP(2 * two)) - 2 * two)


def _at(prime: str, index: int, coordinate: int) -> Symbol:
    return scalar(f"w{prime}", str(index), str(coordinate))


def _run(prime: str, factor: Fraction) -> tuple[Hypothesis, ...]:
    """Two steps; the factor is the rate times the share that one sample has in the loss."""
    name = "the other run" if prime else "the run"
    made = [define(f"{name}: weight {k} starts at zero", _at(prime, 0, k), 0) for k in (1, 2)]
    for index in (1, 2):
        here: dict[Term, Term] = {one: _at(prime, index - 1, 1), two: _at(prime, index - 1, 2)}
        for k, symbol in ((1, one), (2, two)):
            slope = substitute(derivative(LOSS, symbol), here)
            moved = _at(prime, index - 1, k) - (slope if factor == 1 else factor * slope)
            made.append(define(f"{name}: step {index}, weight {k}", _at(prime, index, k), moved))
    return tuple(made)


def _determinant(index: int) -> Term:
    """It is 0 where the weights at both rates are parallel."""
    return _at("", index, 1) * _at("'", index, 2) - _at("", index, 2) * _at("'", index, 1)


PARALLEL = equals(_determinant(2), 0)
SUMMED = (*_run("", Fraction(1)), *_run("'", Fraction(2)))
AVERAGED = (*_run("", Fraction(1, 2)), *_run("'", Fraction(1)))
summed = "With two steps, the losses summed over the samples:"
averaged = "With two steps, the losses averaged over the samples:"

entry = Entry(
    "logistic.eta-does-not-factor",
    place=60,
    title="For the logistic loss the rate does not factor out of the second step",
    says=say(
        "Take the samples (1, 0) and (0, 2), both with the label 1, sum their losses and start "
        "from zero. After one step the weights at the rate 1 and at the rate 2 are parallel; after "
        "two steps they are not: the determinant {} is enclosed in an interval without 0. So it is "
        "for the mean of the losses.",
        PARALLEL.left,
    ),
    needs=(
        shown_by("one step", "summed-loss", PARALLEL, *SUMMED, says=summed),
        shown_by("one step", "mean-loss", PARALLEL, *AVERAGED, says=averaged),
    ),
    built_in=(("one step", say("the rate factors out of one step from zero, of one only")),),
    remarks=(
        say(
            "The values of the logistic function are irrational here. They are enclosed in "
            "intervals with rational ends, at a precision that is raised until the interval of the "
            "determinant leaves 0 out; no floating-point number decides."
        ),
    ),
    citations=(COX,),
)


@entry.part("One step, losses summed: parallel", equals(_determinant(1), 0))
def first_step() -> Lines:
    rational = number(1, 2) * number(2) - number(1) * number(1)
    yield "=", rational, "the first steps are rational", *SUMMED
    yield "=", ..., "parallel"


entry.twin("After two steps the weights at the two rates are parallel.", PARALLEL, *SUMMED)
entry.symbol(
    say("{}, {}", _at("", 2, 1), _at("'", 2, 1)),
    "the first weight after two steps at the rate 1 and at the rate 2",
)
