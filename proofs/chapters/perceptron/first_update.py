"""The first update, from any start and from zero."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import ROSENBLATT, ZERO_START, change, eta, w, x, y
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import PHI, ZERO, assume, define, dot, equals, number, say


@entry("perceptron.first-update", place=20)
def first_update() -> Claim:
    """The first update, from any start and from zero."""
    one = eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1)
    first_label = assume("first label +1", equals(y(1), 1))
    tie_is_one = assume("a tie predicts +1", equals(PHI.values[1], 1))
    premises = (
        define("what an update adds", change(1), w(1) - w(0)),
        define("first update", w(1), w(0) + one),
    )

    @cache
    def general() -> Derivation:
        return (
            derive("the first update", change(1), premises)
            .eq(w(1) - w(0), "what an update adds")
            .eq((w(0) + one) - w(0), "the update rule")
            .eq(one, w(0), " cancels")
        )

    @cache
    def from_zero() -> Derivation:
        return (
            derive("the first update from zero", change(1), [ZERO_START, cite(general())])
            .eq(one, "the first update")
            .eq(eta * (y(1) - PHI(dot(ZERO, x(1)))) * x(1), "the start is zero")
            .eq(eta * (y(1) - PHI(number(0))) * x(1), "the inner product with zero is 0")
            .eq(eta * (y(1) - PHI.values[1]) * x(1), "the value at 0")
        )

    @cache
    def label_one() -> Derivation:
        return (
            derive(
                "a first label +1 changes nothing",
                change(1),
                [ZERO_START, first_label, tie_is_one, cite(from_zero())],
            )
            .eq(eta * (y(1) - PHI.values[1]) * x(1), "the first update from zero")
            .eq(eta * (1 - number(1)) * x(1), equals(y(1), 1), " and ", equals(PHI.values[1], 1))
            .eq(ZERO, "the error is 0")
        )

    return Claim(
        "perceptron.first-update",
        "The first update",
        say(
            "{}; from {} it is {}, so that with {} a first label +1 changes nothing.",
            equals(change(1), one),
            equals(w(0), ZERO),
            eta * (y(1) - PHI.values[1]) * x(1),
            equals(PHI.values[1], 1),
        ),
        (),
        (
            Part("general-start", general, say("From any start")),
            Part("from-zero", from_zero, say("From zero"), (ZERO_START,)),
            Part(
                "first-label-one",
                label_one,
                say("A first label +1, with the textbook's threshold function"),
                (ZERO_START, first_label, tie_is_one),
            ),
        ),
        (
            needs_step("zero start", from_zero),
            needs_step("first label +1", label_one),
            needs_step("a tie predicts +1", label_one),
        ),
        Twin(
            say("The first update has the sign of the prediction, not of the error."),
            equals(change(1), eta * (PHI(dot(w(0), x(1))) - y(1)) * x(1)),
            premises,
        ),
        citations=(ROSENBLATT,),
    )
