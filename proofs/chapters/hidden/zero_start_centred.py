"""All zero and errors that sum to 0, as with centred targets: nothing ever moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from proofs.chapters.hidden.setting import (
    _E,
    ALL_ZERO,
    BEFORE,
    ETA_MEANS,
    GLOROT,
    LABEL,
    LOSS_MEANS,
    NOW,
    SAMPLE,
    SIGMA,
    SIGMA_MEANS,
    T,
    _u,
    all_zero_needs,
    c0,
    errors_at_zero,
    eta,
    h,
    half_square,
    net,
    relu,
    s0,
    sums_at_zero,
    unit,
    x,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import (
    Conjunction,
    Induction,
    assumed_before,
    by_induction,
    cite,
    derive,
    together,
)
from proofs.terms import ZERO, Term, assume, define, equals, function, number, say, scalar, vector

NO_ERROR = assume("errors at zero sum to 0", equals(scalar("E", "m"), 0))


@entry("hidden.zero-start-centred", place=90)
def zero_start_centred() -> Claim:
    """All zero and errors that sum to 0, as with centred targets: nothing ever moves."""
    theta, data = (partial(vector, "theta")), vector("z")
    slope = function("Gamma", ("vector", "vector"), "vector")
    flat = assume("gradient 0 at zero", equals(slope(ZERO, data), ZERO))
    start = assume("all starts at zero", equals(theta("0"), ZERO))

    @cache
    def gradient() -> Conjunction:
        sums = unit("m")
        known = [cite(sums_at_zero(), "m", place) for place in range(4)]
        chains = []
        for symbol, value in (
            (sums.sum_w, ZERO),
            (sums.sum_beta, number(0)),
            (sums.sum_v, s0 * _E),
            (scalar("C", "m"), _E),
        ):
            nothing: Term = ZERO if symbol.kind == "vector" else number(0)
            chain = derive(f"the gradient {symbol.name}", symbol, [*known, NO_ERROR])
            chain = chain.eq(value, "the gradient at all zero")
            if value is not nothing:
                if value is not _E:
                    chain = chain.eq(s0 * 0, "the errors sum to 0")
                chain = chain.eq(
                    nothing, "the errors sum to 0" if value is _E else "0 times anything"
                )
            chains.append(chain)
        return together("every gradient is 0", *chains)

    @cache
    def never() -> Induction:
        statement = equals(theta(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        update = theta(BEFORE) - eta * slope(theta(BEFORE), data)
        base = derive("the start", theta("0"), [start]).eq(ZERO, "all starts at zero")
        step = (
            derive(
                "one more step", theta(NOW), [before, flat, define("one step", theta(NOW), update)]
            )
            .eq(update, "one step")
            .eq(ZERO - eta * slope(ZERO, data), "the induction hypothesis")
            .eq(ZERO - eta * ZERO, "the gradient is 0 there")
            .eq(ZERO, "nothing moves")
        )
        return by_induction("nothing ever moves", [statement], base=[base], step=[step])

    q = number

    def two(network: Callable[[Term], Term]) -> Term:
        """The loss of a network on the two samples."""
        return half_square(network(q(-1)), -1) + half_square(network(q(1)), 1)

    def at_zero(sample: Term) -> Term:
        return 0 * SIGMA(0 * sample + 0) + 0

    def good(sample: Term) -> Term:
        return relu(sample) - relu(-sample)

    @cache
    def witness() -> Conjunction:
        E = (at_zero(q(-1)) - -1) + (at_zero(q(1)) - 1)
        return together(
            "x = (−1, 1), y = (−1, 1)",
            derive("the errors at zero sum to", E).eq(q(0), "1 − 1"),
            derive("the loss at zero, for any activation", two(at_zero))
            .eq(half_square(q(0), -1) + half_square(q(0), 1), "the output is 0 everywhere")
            .eq(q(1), "half a square each"),
            derive("the loss of another network: two rectified units", two(good))
            .eq(
                half_square(q(-1), -1) + half_square(q(1), 1),
                "incoming weights 1 and −1, outgoing 1 and −1",
            )
            .eq(q(0), "a perfect fit"),
        )

    return Claim(
        "hidden.zero-start-centred",
        "From all zero with centred targets nothing ever moves, whatever the activation",
        say(
            "If all weights and biases start at zero and the slopes of the loss at output 0 sum to "
            "0 over the samples, {}, then every gradient is 0 and nothing moves, for every number "
            "of steps, every activation, every width and rate. Squared loss with targets of mean 0 "
            "is such a case, and people do centre their targets. The zero start need not be "
            "anywhere near the best fit.",
            NO_ERROR.relation,
        ),
        (*ALL_ZERO, NO_ERROR),
        (
            Part("sums", sums_at_zero, say("The gradient at all zero, summed over {} samples", T)),
            Part(
                "gradient-is-zero",
                gradient,
                say(
                    "With errors that sum to 0 over the {} samples every gradient is 0", scalar("m")
                ),
            ),
            Part(
                "never-moves",
                never,
                say(
                    "Then full-batch descent never moves: {} are all weights and biases "
                    "together, {} is the gradient",
                    theta(NOW),
                    slope(theta(NOW), data),
                ),
                (flat, start),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: with inputs −1 and 1 and labels −1 and 1 the loss is 1 for ever, "
                    "though 0 can be reached"
                ),
            ),
        ),
        (
            *all_zero_needs(),
            needs_step("errors at zero sum to 0", gradient),
            needs_step("gradient 0 at zero", never),
            needs_step("all starts at zero", never),
        ),
        Twin(
            say("With these samples the zero start is a best fit: no network has a smaller loss."),
            two(good) >= two(lambda sample: 0 * sample),
        ),
        notation=(
            (
                say("{}, {}, {}", _u.w, _u.beta, _u.v),
                say("incoming weights, bias and outgoing weight of each of the {} equal units", h),
            ),
            (say(c0), say("the output bias; the output is {}", h * _u.v * SIGMA(net(_u, x)) + c0)),
            (
                say("{}, {}, …", unit(NOW).sum_w, unit(NOW).sum_beta),
                say("capital letters: gradients by the small letter, summed over {} samples", T),
            ),
            (
                say(errors_at_zero(NOW)),
                say("the slopes of the loss at output 0, summed over {} samples", T),
            ),
            SIGMA_MEANS,
            LOSS_MEANS,
            (say("{}, {}", SAMPLE, LABEL), say("sample number {} and its label", T)),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "Steps on single samples or small batches do move: there the errors of one batch "
                "need not sum to 0. So does the smallest random start."
            ),
        ),
        citations=(GLOROT,),
    )
