"""Within one unit the weights of two inputs move in the ratio of the inputs."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import ETA_MEANS, RUMELHART, SIGMA_MEANS, SLOPE, eta
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Conjunction, Derivation, derive, together
from proofs.terms import SIGMOID, assume, define, equals, number, say, scalar


@entry("hidden.inputs-separate", place=50)
def inputs_separate() -> Claim:
    """Within one unit the weights of two inputs move in the ratio of the inputs."""
    w_1, w_2 = scalar("w", "", "1"), scalar("w", "", "2")
    x_1, x_2 = scalar("x", "", "1"), scalar("x", "", "2")
    d_1, d_2 = scalar("Delta_w", "", "1"), scalar("Delta_w", "", "2")
    rest, v, error = scalar("r"), scalar("v"), scalar("delta")
    a = w_1 * x_1 + w_2 * x_2 + rest
    back = error * v * SLOPE(a)
    moves = (
        define("what input 1 gets", d_1, -(eta * back * x_1)),
        define("what input 2 gets", d_2, -(eta * back * x_2)),
    )
    equal_weights = assume("equal weights of two inputs", equals(w_1, w_2))

    @cache
    def ratio() -> Derivation:
        return (
            derive("in the ratio of the inputs", x_2 * d_1, moves)
            .eq(x_2 * (-(eta * back * x_1)), "one step for input 1")
            .eq(x_1 * (-(eta * back * x_2)), "exchange the factors")
            .eq(x_1 * d_2, "one step for input 2")
        )

    @cache
    def witness() -> Conjunction:
        f = scalar("f")
        slope = SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
        premises = (
            define("the output", f, number(1) * SIGMOID(number(0) * 1 + number(0) * 2)),
            define("the label is 0: the error", error, f - 0),
            define("what input 1 gets", d_1, -(number(1) * (error * 1 * slope) * 1)),
            define("what input 2 gets", d_2, -(number(1) * (error * 1 * slope) * 2)),
        )
        return together(
            "inputs 1 and 2, equal weights 0",
            derive("input 1", d_1, premises)
            .eq(
                -(number(1, 2) * 1 * number(1, 4) * 1),
                "the error is ",
                number(1, 2),
                ", the slope ",
                number(1, 4),
            )
            .eq(number(-1, 8), "multiply"),
            derive("input 2", d_2, premises)
            .eq(-(number(1, 2) * 1 * number(1, 4) * 2), "the same, times the other input")
            .eq(number(-1, 4), "multiply"),
        )

    return Claim(
        "hidden.inputs-separate",
        "Within one unit, equal weights of two inputs do not get equal updates",
        say(
            "For every sample {}: within one unit the updates of two weights are in the ratio of "
            "the inputs, not equal. Equal weights {} with the inputs 1 and 2 are moved by {} and "
            "{}, the second twice the first. What ties units together does not tie inputs.",
            equals(x_2 * d_1, x_1 * d_2),
            equals(w_1, w_2),
            number(-1, 8),
            number(-1, 4),
        ),
        (),
        (
            Part(
                "ratio",
                ratio,
                say("Two inputs of a unit; {} is what all others and the bias add", rest),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: one logistic unit with weights 0, bias 0, outgoing weight 1, "
                    "output bias 0; one sample with inputs 1 and 2 and label 0, loss half the "
                    "square of the error, rate 1"
                ),
            ),
        ),
        (),
        Twin(
            say("Equal weights of one unit get equal updates."),
            equals(-(eta * back * x_1), -(eta * back * x_2)),
            (equal_weights,),
        ),
        notation=(
            (say("{}, {}", w_1, w_2), say("the weights of two inputs of one unit")),
            (say("{}, {}", x_1, x_2), say("these inputs")),
            (say("{}, {}", d_1, d_2), say("what one step with this sample adds to the weights")),
            (
                say("{}, {}", v, error),
                say("the outgoing weight of the unit, and the error at the output"),
            ),
            SIGMA_MEANS,
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )
