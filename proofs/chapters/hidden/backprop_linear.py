"""The error sent back to a unit is linear in its outgoing weight."""

from __future__ import annotations

from functools import cache

from proofs import chain_rule
from proofs.chapters.hidden.setting import (
    LOSS,
    LOSS_MEANS,
    LOSS_SLOPE,
    REST,
    REST_SLOPE,
    RUMELHART,
    SIGMA,
    SIGMA_MEANS,
    SLOPE,
    net,
    sent,
    unit,
    x,
    y,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, derive
from proofs.terms import Term, assume, define, dot, equals, number, say, scalar, vector


@entry("hidden.backprop-linear", place=60)
def backprop_linear() -> Claim:
    """The error sent back to a unit is linear in its outgoing weight."""
    u, rho, c = unit(), vector("rho"), scalar("c")
    a, error = scalar("a"), scalar("delta")
    first, second, k, m = scalar("v", "", "1"), scalar("v", "", "2"), scalar("k"), scalar("m")
    zero_outgoing = assume("zero outgoing weight", equals(u.v, 0))

    def back(v: Term) -> Term:
        return v * SLOPE(a) * error

    @cache
    def derived() -> Derivation:
        output = sent(u, x) + REST(rho, x) + c
        slopes = {SIGMA: SLOPE, LOSS: LOSS_SLOPE, REST: REST_SLOPE}
        return (
            derive(
                "the error sent back to a unit",
                back(u.v),
                [
                    define("what the unit receives", a, net(u, x)),
                    define("the error at the output", error, LOSS_SLOPE(output, y)),
                ],
            )
            .eq(u.v * SLOPE(net(u, x)) * LOSS_SLOPE(output, y), "written out")
            .eq(
                chain_rule.partial(LOSS(output, y), u.beta, slopes),
                "SymPy's derivative of the loss by {}, that is by what the unit receives",
                u.beta,
            )
        )

    @cache
    def linear() -> Derivation:
        return (
            derive("sums and multiples", back(k * first + m * second))
            .eq(k * first * SLOPE(a) * error + m * second * SLOPE(a) * error, "multiply out")
            .eq(k * back(first) + m * back(second), "collect")
        )

    @cache
    def nothing() -> Derivation:
        return (
            derive("an outgoing weight of zero", back(u.v), [zero_outgoing])
            .eq(0 * SLOPE(a) * error, "the outgoing weight is zero")
            .eq(number(0), "0 times anything")
        )

    def followed(v: Term) -> Term:
        """What is sent back by a logistic unit that receives 0, if the error follows."""
        return v * number(1, 4) * (v * number(1, 2) - y)

    w = vector("w")
    return Claim(
        "hidden.backprop-linear",
        "The error sent back to a unit is proportional to its outgoing weight",
        say(
            "A unit that receives {} and has outgoing weight {} is sent back {}: linear in {} "
            "while the forward pass, that is {} and {}, is held fixed, and zero if {}. It is not "
            "linear in the incoming weights.",
            a,
            u.v,
            back(u.v),
            u.v,
            a,
            error,
            zero_outgoing.relation,
        ),
        (),
        (
            Part(
                "chain-rule",
                derived,
                say("Where it comes from: the slope of the loss by what the unit receives"),
            ),
            Part(
                "linear",
                linear,
                say("Linear in the outgoing weight, with {} and {} held fixed", a, error),
            ),
            Part(
                "zero",
                nothing,
                say("Nothing comes back through a weight of zero"),
                (zero_outgoing,),
            ),
        ),
        (
            needs_step("zero outgoing weight", nothing),
            Need(
                "forward pass held fixed",
                "forward-pass-held-fixed",
                lambda: refutation(equals(followed(2 * u.v), 2 * followed(u.v))),
                say(
                    "If the error follows the weight, twice the weight does not send back twice as "
                    "much. One logistic unit that receives 0 has slope {} and output {}, so with "
                    "half the square of the error as loss:",
                    number(1, 4),
                    u.v * number(1, 2),
                ),
            ),
        ),
        Twin(
            say("The error sent back is linear in the incoming weights."),
            equals(u.v * SLOPE(dot(k * w, x)) * error, k * (u.v * SLOPE(dot(w, x)) * error)),
        ),
        notation=(
            (say(a), say("what the unit receives, {}", net(u, x))),
            (
                say("{}, {}, {}", u.v, first, second),
                say("outgoing weights; {} and {} are numbers", k, m),
            ),
            (say(error), say("the error: the slope of the loss at the output")),
            (
                say("{}, {}", REST(rho, x), c),
                say("what all other units add to the output, and its bias"),
            ),
            (say("{}, {}", x, y), say("the sample and its label")),
            SIGMA_MEANS,
            LOSS_MEANS,
        ),
        built_in=(
            (
                "forward pass held fixed",
                say(
                    "the errors compared come from one forward pass: {} and {} do not change",
                    a,
                    error,
                ),
            ),
        ),
        citations=(RUMELHART,),
    )
