"""Units with equal incoming but different outgoing weights separate at the first step."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import (
    EQUAL_BIASES,
    EQUAL_INCOMING,
    ETA_MEANS,
    RUMELHART,
    SIGMA_MEANS,
    SLOPE,
    eta,
    net,
    stepped,
    unit,
    x,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Conjunction, Derivation, derive, together
from proofs.terms import SIGMOID, define, equals, number, say, scalar, vector


@entry("hidden.equal-incoming-not-enough", place=40)
def equal_incoming_not_enough() -> Claim:
    """Units with equal incoming but different outgoing weights separate at the first step."""
    one, two, error = unit("0", "1"), unit("0", "2"), scalar("delta")
    new_one, new_two = stepped(one, error), stepped(two, error)
    w_1, w_2 = vector("w", "1", "1"), vector("w", "1", "2")
    u_1, u_2 = scalar("w", "1", "1"), scalar("w", "1", "2")
    difference = -(eta * error * (one.v - two.v) * SLOPE(net(one, x)) * x)

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "the difference of the incoming weights after one step",
                w_1 - w_2,
                [
                    EQUAL_INCOMING,
                    EQUAL_BIASES,
                    define("unit 1 after a step", w_1, new_one[0]),
                    define("unit 2 after a step", w_2, new_two[0]),
                ],
            )
            .eq(new_one[0] - new_two[0], "one step of each unit")
            .eq(
                new_one[0] - (one.w - eta * (error * two.v * SLOPE(net(one, x))) * x),
                "the incoming weights and biases are equal",
            )
            .eq(difference, one.w, " cancels")
        )

    @cache
    def numbers() -> Conjunction:
        f, d, half = scalar("f"), scalar("delta"), number(1, 2)
        slope = SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
        premises = (
            define("the output", f, number(1) * SIGMOID(number(0)) + 2 * SIGMOID(number(0))),
            define("the label is 0: the error", d, f - 0),
            define("unit 1 after a step", u_1, 0 - number(1) * (d * 1 * slope * 1)),
            define("unit 2 after a step", u_2, 0 - number(1) * (d * 2 * slope * 1)),
        )
        return together(
            "incoming weights 0, biases 0, outgoing weights 1 and 2",
            derive("the error", d, premises)
            .eq(number(1) * half + 2 * half - 0, "each unit sends ", half)
            .eq(number(3, 2), "add up"),
            derive("unit 1", u_1, premises)
            .eq(
                -(number(3, 2) * 1 * number(1, 4)),
                "the slope of the logistic function at 0 is ",
                number(1, 4),
            )
            .eq(number(-3, 8), "multiply"),
            derive("unit 2", u_2, premises)
            .eq(-(number(3, 2) * 2 * number(1, 4)), "the same error, twice the outgoing weight")
            .eq(number(-3, 4), "multiply"),
        )

    return Claim(
        "hidden.equal-incoming-not-enough",
        "Equal incoming weights are not enough: different outgoing weights pull units apart",
        say(
            "Two units with equal incoming weights and biases, which compute the same, have "
            "incoming weights that differ by {} after one step with one sample: they part at "
            "once unless the outgoing weights are equal too, or the error, the slope or the input "
            "is zero. So it is the outgoing weights as well that must start equal for units to "
            "stay equal.",
            difference,
        ),
        (EQUAL_INCOMING, EQUAL_BIASES),
        (
            Part("difference", separate, say("The difference after one step")),
            Part(
                "in-numbers",
                numbers,
                say(
                    "In numbers: two logistic units with weight and bias 0, outgoing weights 1 and "
                    "2, output bias 0, one sample with input 1 and label 0, loss half the square "
                    "of the error, rate 1"
                ),
            ),
        ),
        (needs_step("equal incoming weights", separate), needs_step("equal biases", separate)),
        Twin(
            say("Units with equal incoming weights and biases get equal updates."),
            equals(new_one[0], new_two[0]),
            (EQUAL_INCOMING, EQUAL_BIASES),
        ),
        notation=(
            (
                say("{}, {}, {}", one.w, one.beta, one.v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 "
                    "likewise"
                ),
            ),
            (say(w_1), say("the incoming weights of unit 1 after one step")),
            (say(error), say("the error: the slope of the loss at the output")),
            SIGMA_MEANS,
            (say(x), say("the input of the one sample")),
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )
