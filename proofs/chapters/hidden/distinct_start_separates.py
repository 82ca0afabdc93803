"""Two units that start different get different updates."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import (
    ETA_MEANS,
    GLOROT,
    POSITIVE_RATE,
    SIGMA,
    SIGMA_MEANS,
    SLOPE,
    eta,
    needs,
    net,
    relu,
    unit,
    x,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Conjunction, Derivation, derive, together
from proofs.terms import assume, define, differs, equals, number, say, scalar, vector


@entry("hidden.distinct-start-separates", place=130)
def distinct_start_separates() -> Claim:
    """Two units that start different get different updates."""
    one, two, error = unit("0", "1"), unit("0", "2"), scalar("delta")
    d = [scalar("Delta_v", "1", k) for k in ("1", "2")]
    dw = [vector("Delta_w", "1", k) for k in ("1", "2")]
    a = [net(u, x) for u in (one, two)]
    moves = tuple(
        define("what one step adds", s, -(eta * error * SIGMA(net_input)))
        for s, net_input in zip(d, a, strict=True)
    )
    moves_w = tuple(
        define("what one step adds", s, -(eta * error * u.v * SLOPE(net(u, x)) * x))
        for s, u in zip(dw, (one, two), strict=True)
    )
    no_zero = assume("error not zero", differs(error, 0))
    alike = assume("equal updates", equals(d[0], d[1]))

    @cache
    def difference() -> Conjunction:
        return together(
            "the difference of the updates",
            derive("outgoing weights", d[0] - d[1], moves)
            .eq(-(eta * error * SIGMA(a[0])) - -(eta * error * SIGMA(a[1])), "one step")
            .eq(-(eta * error * (SIGMA(a[0]) - SIGMA(a[1]))), "collect"),
            derive("incoming weights", dw[0] - dw[1], moves_w)
            .eq(
                -(eta * error * one.v * SLOPE(a[0]) * x) - -(eta * error * two.v * SLOPE(a[1]) * x),
                "one step",
            )
            .eq(-(eta * error * (one.v * SLOPE(a[0]) - two.v * SLOPE(a[1])) * x), "collect"),
        )

    @cache
    def only_if() -> Derivation:
        return (
            derive(
                "units that get equal updates", SIGMA(a[0]), [*moves, POSITIVE_RATE, no_zero, alike]
            )
            .eq(d[0] / -(eta * error), "one step of unit 1; neither rate nor error is 0")
            .eq(d[1] / -(eta * error), "the updates are equal")
            .eq(SIGMA(a[1]), "unit 2 after a step")
        )

    @cache
    def witness() -> Conjunction:
        q = number
        f = scalar("f")
        premises = (
            define("the output", f, q(1) * relu(q(1) * 1) + q(1) * relu(q(2) * 1)),
            define("the label is 0: the error", error, f - 0),
            define("what unit 1 gets", d[0], -(q(1) * error * relu(q(1) * 1))),
            define("what unit 2 gets", d[1], -(q(1) * error * relu(q(2) * 1))),
        )
        return together(
            "incoming weights 1 and 2",
            derive("unit 1", d[0], premises)
            .eq(-(q(1) * (q(1) + 2) * 1), "the error is 3, the unit sends 1")
            .eq(q(-3), "multiply"),
            derive("unit 2", d[1], premises)
            .eq(-(q(1) * (q(1) + 2) * 2), "the same error, the unit sends 2")
            .eq(q(-6), "multiply"),
        )

    return Claim(
        "hidden.distinct-start-separates",
        "Units that send on different values part: random starts break the symmetry",
        say(
            "The updates of the outgoing weights of two units differ by {} for each sample: they "
            "are different whenever the error is not zero and the two units send on different "
            "values. So units that start different need not follow one path, as equal units must.",
            -(eta * error * (SIGMA(a[0]) - SIGMA(a[1]))),
        ),
        (),
        (
            Part("difference", difference, say("The difference of the updates")),
            Part(
                "only-if",
                only_if,
                say("Units that get equal updates send on equal values"),
                (POSITIVE_RATE, no_zero, alike),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: two rectified units with incoming weights 1 and 2, biases 0 and "
                    "outgoing weights 1, output bias 0; one sample with input 1 and label 0, loss "
                    "half the square of the error, rate 1"
                ),
            ),
        ),
        (
            needs(
                "positive rate",
                equals(SIGMA(a[0]), SIGMA(a[1])),
                (*moves, alike, no_zero, assume("rate 0", equals(eta, 0))),
                *say("At rate 0 all updates are equal, whatever the units send on:"),
            ),
            needs(
                "error not zero",
                equals(SIGMA(a[0]), SIGMA(a[1])),
                (*moves, alike, POSITIVE_RATE, assume("error zero", equals(error, 0))),
                *say("Without an error there are no updates, whatever the units send on:"),
            ),
            needs_step("equal updates", only_if),
        ),
        Twin(
            say("The two units get the same update, since the error at the output is the same."),
            equals(d[0], d[1]),
            moves,
        ),
        notation=(
            (
                say("{}, {}, {}", one.w, one.beta, one.v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 "
                    "likewise"
                ),
            ),
            (
                say("{}, {}", d[0], dw[0]),
                say(
                    "what one step with one sample adds to the outgoing and the incoming "
                    "weights of unit 1"
                ),
            ),
            (say(error), say("the error: the slope of the loss at the output")),
            (say(x), say("the input of the sample")),
            SIGMA_MEANS,
            ETA_MEANS,
        ),
        remarks=(
            say(
                "Nothing here says that units which start different can never meet: for some data "
                "and rates a step can make two units equal. What random starts do is to leave the "
                "set of equal units, in which descent would stay for ever: equal units form a "
                "proper subspace, of volume 0, so that a start drawn from any density has none."
            ),
        ),
        citations=(GLOROT,),
    )
