"""With sigma(0) = 0 and all weights zero, the output bias alone moves, for ever."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import (
    BEFORE,
    ERROR_MEANS,
    ETA_MEANS,
    GLOROT,
    NOW,
    READ_OR_STEP,
    RUMELHART,
    SAMPLE,
    SAMPLES_MEAN,
    SIGMA,
    SIGMA_MEANS,
    SLOPE,
    STEP,
    T,
    delta,
    eta,
    learned,
    needs,
    net,
    stepped,
    unit,
    x,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, derive
from proofs.terms import (
    MAX,
    SIGMOID,
    TANH,
    ZERO,
    Term,
    assume,
    define,
    dot,
    equals,
    number,
    say,
    scalar,
)

_zero = unit("0")

START_W = assume("incoming weights start at zero", equals(_zero.w, ZERO))

START_BETA = assume("bias starts at zero", equals(_zero.beta, 0))

START_V = assume("outgoing weight starts at zero", equals(_zero.v, 0))

ODD = assume("activation 0 at 0", equals(SIGMA(number(0)), 0))

FROM_ZERO = (START_W, START_BETA, START_V)


@entry("hidden.zero-start-stuck", place=70)
def zero_start_stuck() -> Claim:
    """With sigma(0) = 0 and all weights zero, the output bias alone moves, for ever."""
    now, before = unit(NOW), unit(BEFORE)
    error = delta(NOW)
    c, p = scalar("c", NOW), scalar("p", NOW)

    @cache
    def stuck() -> Induction:
        statement = [
            equals(symbol, ZERO if symbol.kind == "vector" else number(0)) for symbol in now
        ]
        hypotheses = assumed_before("induction hypothesis", *statement)
        updates = learned(now, before, error)
        rules = {s: define("the update rule", s, term) for s, term in updates.items()}
        base = []
        for symbol, premise in zip(unit("0")[:3], FROM_ZERO, strict=True):
            nothing: Term = ZERO if symbol.kind == "vector" else number(0)
            base.append(
                derive(f"the start of {symbol.name}", symbol, [premise]).eq(
                    nothing, "all starts at zero"
                )
            )
        for symbol in unit("0")[3:]:
            nothing = ZERO if symbol.kind == "vector" else number(0)
            premise = define("an empty sum", symbol, nothing)
            base.append(
                derive(f"the start of {symbol.name}", symbol, [premise]).eq(
                    nothing, "no sample has been read"
                )
            )
        step = []
        nil = number(0)
        for symbol in now[:3]:
            nothing = ZERO if symbol.kind == "vector" else nil
            step.append(
                derive(f"one more update of {symbol.name}", symbol, [rules[symbol], *hypotheses])
                .eq(updates[symbol], "the update rule")
                .eq(nothing - eta * STEP * nothing, "the induction hypothesis")
                .eq(nothing, "nothing was summed, so nothing moves")
            )
        back = error * nil * SLOPE(net(before))
        for symbol, more in zip(now[3:5], (back * SAMPLE, back), strict=True):
            nothing = ZERO if symbol.kind == "vector" else nil
            step.append(
                derive(f"one more update of {symbol.name}", symbol, [rules[symbol], *hypotheses])
                .eq(updates[symbol], "the update rule")
                .eq(
                    (1 - STEP) * (nothing + more),
                    "the induction hypothesis: the outgoing weight is 0",
                )
                .eq(nothing, "0 times anything: nothing comes back")
            )
        step.append(
            derive("one more update of V", now.sum_v, [rules[now.sum_v], *hypotheses, ODD])
            .eq(updates[now.sum_v], "the update rule")
            .eq(
                (1 - STEP) * (nil + error * SIGMA(dot(ZERO, SAMPLE) + nil)),
                "the induction hypothesis",
            )
            .eq((1 - STEP) * (nil + error * SIGMA(nil)), "the unit receives 0")
            .eq(nil, "it sends on ", ODD.relation)
        )
        return by_induction("units that start at zero", statement, base=base, step=step)

    each_zero = assume("every outgoing weight is zero", equals(scalar("v", NOW), 0))

    @cache
    def output() -> Induction:
        statement = equals(p, scalar("c"))
        (before_,) = assumed_before("induction hypothesis", statement)
        a = scalar("a", NOW)
        base = derive(
            "no unit",
            scalar("p", "0"),
            [define("the bias comes first", scalar("p", "0"), scalar("c"))],
        ).eq(scalar("c"), "the output bias alone")
        step = (
            derive(
                "one more unit",
                p,
                [
                    before_,
                    each_zero,
                    define(
                        "unit number t is added",
                        p,
                        scalar("p", BEFORE) + scalar("v", NOW) * SIGMA(a),
                    ),
                ],
            )
            .eq(scalar("p", BEFORE) + scalar("v", NOW) * SIGMA(a), "unit number ", T, " is added")
            .eq(scalar("c") + 0 * SIGMA(a), "the induction hypothesis; the outgoing weight is 0")
            .eq(scalar("c"), "0 times anything")
        )
        return by_induction("the output is the bias", [statement], base=[base], step=[step])

    @cache
    def tanh() -> Derivation:
        return derive("the hyperbolic tangent", TANH(number(0))).eq(number(0), "its value at 0")

    @cache
    def relu() -> Derivation:
        return derive("the rectifier", MAX(number(0), number(0))).eq(number(0), "its value at 0")

    first = stepped(_zero, scalar("delta"))
    moved = say("Without it something moves at the first step:")
    return Claim(
        "hidden.zero-start-stuck",
        "From all zero, with an activation that is 0 at 0, the output bias alone ever moves",
        say(
            "If all weights and biases of the hidden units start at zero and {}, as with the "
            "hyperbolic tangent and the rectifier, then {}, {} and {} for every unit and every "
            "number of updates, whatever the data, the loss and the rate, and whatever slope {} "
            "is chosen at the kink. The output is the bias {}, for every input: the network fits "
            "a constant.",
            ODD.relation,
            *(equals(now[k], ZERO if k == 0 else number(0)) for k in range(3)),
            SLOPE(number(0)),
            c,
        ),
        (*FROM_ZERO, ODD),
        (
            Part("induction", stuck, say("Nothing but the output bias moves")),
            Part(
                "output-is-the-bias",
                output,
                say(
                    "So the output is the bias alone. Units are added one by one: {} is the bias "
                    "and what the first {} of them add, {} being the outgoing weight of unit "
                    "number {} and {} what it receives",
                    p,
                    T,
                    scalar("v", NOW),
                    T,
                    scalar("a", NOW),
                ),
                (each_zero,),
            ),
            Part("tanh", tanh, say("An activation that is 0 at 0: the hyperbolic tangent")),
            Part(
                "rectifier",
                relu,
                say("Another activation that is 0 at 0: {}, the rectifier", MAX(number(0), z)),
            ),
        ),
        (
            needs(
                "incoming weights start at zero",
                equals(first[2], _zero.v),
                (START_BETA, START_V, ODD),
                *moved,
            ),
            needs(
                "bias starts at zero", equals(first[2], _zero.v), (START_W, START_V, ODD), *moved
            ),
            needs(
                "outgoing weight starts at zero",
                equals(first[0], _zero.w),
                (START_W, START_BETA),
                *moved,
            ),
            needs("activation 0 at 0", equals(first[2], _zero.v), FROM_ZERO, *moved),
            needs_step("every outgoing weight is zero", output),
        ),
        Twin(
            say("The same holds with the logistic function: the outgoing weight does not move."),
            equals(
                _zero.v - eta * scalar("delta") * SIGMOID(dot(_zero.w, x) + _zero.beta), _zero.v
            ),
            FROM_ZERO,
        ),
        notation=(
            (
                say("{}, {}, {}", now.w, now.beta, now.v),
                say(
                    "incoming weights, bias and outgoing weight of any one unit after {} updates", T
                ),
            ),
            (
                say("{}, {}, {}", *now[3:]),
                say("the gradients by these, summed over the samples read since the last step"),
            ),
            ERROR_MEANS,
            READ_OR_STEP,
            SIGMA_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        remarks=(
            say(
                "The outgoing weights do not move because the units send on 0, the incoming ones "
                "because nothing comes back through outgoing weights of 0: each waits for the "
                "other. Small random weights end the wait."
            ),
        ),
        citations=(RUMELHART, GLOROT),
    )
