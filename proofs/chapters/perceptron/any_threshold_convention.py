"""It holds for every three values of the threshold function."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import JUMP_ELSEWHERE, RUN_NEEDS, THRESHOLD_AT_0
from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, SIGN_ALONE, ZERO_START, eta, factoring, v_now, w_now, weights_factor, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import PHI, SIGN, equals, say, scalar, threshold

STEP, shift = threshold("H", 0, 1, 1), scalar("theta")

entry = Entry(
    "perceptron.any-threshold-convention",
    place=130,
    title="From zero the rate factors out, whatever the three values of the threshold function",
    idea="The proof never asks what the threshold function says below zero, at zero or above, only "
    "that it says the same when its argument is multiplied by a positive number. Any three values "
    "do that, as long as the jump is at 0.",
    says=say(
        "From zero {} for any values {}, {}, {} of the threshold function: +1 or −1 or 0 at the "
        "tie, or 0 and 1 for labels 0 and 1. What matters is that the jump is at 0.",
        equals(w_now, eta * v_now),
        *PHI.values,
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(*RUN_NEEDS, shown_by_run(JUMP_ELSEWHERE)),
    built_in=(THRESHOLD_AT_0,),
)
entry.figure(figures.conventions)
entry.shows("any-values", "Any three values", weights_factor)
step_title = say("The unit step {}, which is 0 below 0 and 1 from 0 on", STEP(z))
entry.shows("unit-step", step_title, factoring("the unit step, labels 0 and 1", phi=STEP))
at_sign = factoring("a threshold function that is 0 at 0", phi=SIGN)
entry.shows("sign", "The sign function, which is 0 at 0", at_sign)


@entry.part(
    say("A jump at {} is harmless if it moves with the rate", shift),
    equals(PHI(eta * z - eta * shift), PHI(z - shift)),
)
def jump_elsewhere() -> Lines:
    yield "=", PHI(eta * (z - shift)), "collect ", eta
    yield "=", ..., *SIGN_ALONE


stays = equals(PHI(eta * z - shift), PHI(z - shift))
entry.twin("A jump elsewhere may stay where it is.", stays, POSITIVE_RATE)
