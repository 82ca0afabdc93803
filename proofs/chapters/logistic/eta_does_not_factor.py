"""Two rates, two directions after two steps: decided by intervals, never by a float."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from proofs.chapters.logistic.setting import COX
from proofs.claim import Claim, Need, Part, Twin, entry, refutation
from proofs.derivation import Derivation, derive
from proofs.terms import (
    EXP,
    LOG,
    Hypothesis,
    Symbol,
    Term,
    define,
    equals,
    number,
    say,
    scalar,
    substitute,
)


@entry("logistic.eta-does-not-factor", place=60)
def eta_does_not_factor() -> Claim:
    """Two rates, two directions after two steps: decided by intervals, never by a float."""
    one, two = scalar("w", "", "1"), scalar("w", "", "2")
    loss = LOG(1 + EXP(one)) - one + (LOG(1 + EXP(2 * two)) - 2 * two)

    def at(prime: str, index: int, coordinate: int) -> Symbol:
        return scalar(f"w{prime}", str(index), str(coordinate))

    def run_at(prime: str, factor: Fraction) -> tuple[Hypothesis, ...]:
        """Two steps; the factor is the rate times the share that one sample has in the loss."""
        from proofs.calculus import derivative

        name = "the other run" if prime else "the run"
        made = [define(f"{name}: weight {k} starts at zero", at(prime, 0, k), 0) for k in (1, 2)]
        for index in (1, 2):
            here: dict[Term, Term] = {one: at(prime, index - 1, 1), two: at(prime, index - 1, 2)}
            for k, symbol in ((1, one), (2, two)):
                slope = substitute(derivative(loss, symbol), here)
                made.append(
                    define(
                        f"{name}: step {index}, weight {k}",
                        at(prime, index, k),
                        at(prime, index - 1, k) - (slope if factor == 1 else factor * slope),
                    )
                )
        return tuple(made)

    determinant = at("", 2, 1) * at("'", 2, 2) - at("", 2, 2) * at("'", 2, 1)
    parallel = equals(determinant, 0)
    summed = (*run_at("", Fraction(1)), *run_at("'", Fraction(2)))
    averaged = (*run_at("", Fraction(1, 2)), *run_at("'", Fraction(1)))

    @cache
    def first_step() -> Derivation:
        return (
            derive(
                "one step has one direction",
                at("", 1, 1) * at("'", 1, 2) - at("", 1, 2) * at("'", 1, 1),
                summed,
            )
            .eq(number(1, 2) * number(2) - number(1) * number(1), "the first steps are rational")
            .eq(number(0), "parallel")
        )

    return Claim(
        "logistic.eta-does-not-factor",
        "For the logistic loss the rate does not factor out of the second step",
        say(
            "Take the samples (1, 0) and (0, 2), both with the label 1, sum their losses and start "
            "from zero. After one step the weights at the rate 1 and at the rate 2 are parallel; "
            "after two steps they are not: the determinant {} is enclosed in an interval without "
            "0. So it is for the mean of the losses.",
            determinant,
        ),
        (),
        (Part("first-step", first_step, say("One step, losses summed: parallel")),),
        (
            Need(
                "one step",
                "summed-loss",
                lambda: refutation(parallel, summed),
                say("With two steps, the losses summed over the samples:"),
            ),
            Need(
                "one step",
                "mean-loss",
                lambda: refutation(parallel, averaged),
                say("With two steps, the losses averaged over the samples:"),
            ),
        ),
        Twin(say("After two steps the weights at the two rates are parallel."), parallel, summed),
        built_in=(("one step", say("the rate factors out of one step from zero, of one only")),),
        notation=(
            (
                say("{}, {}", at("", 2, 1), at("'", 2, 1)),
                say("the first weight after two steps at the rate 1 and at the rate 2"),
            ),
        ),
        remarks=(
            say(
                "The values of the logistic function are irrational here. They are enclosed in "
                "intervals with rational ends, at a precision that is raised until the interval "
                "of the determinant leaves 0 out; no floating-point number decides."
            ),
        ),
        citations=(COX,),
    )
