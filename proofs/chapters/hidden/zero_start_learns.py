"""From all zero with sigma(0) not 0: who moves when, and when the loss falls."""

from __future__ import annotations

from functools import cache, partial

from proofs import chain_rule
from proofs.chapters.hidden.setting import (
    BEFORE,
    ETA_MEANS,
    LABEL,
    LOSS_MEANS,
    LOSS_SLOPE,
    NOW,
    POSITIVE_RATE,
    RUMELHART,
    SAMPLE,
    SIGMA,
    SIGMA_MEANS,
    SLOPE,
    T,
    _logistic_slope,
    eta,
    h,
    half_square,
    logistic_run,
    needs,
    net,
    unit,
    x,
    z,
)
from proofs.chapters.hidden.all_zero import ALL_ZERO, ALL_ZERO_NEEDS, errors_at_zero
from proofs.chapters.hidden.all_zero import E as _E
from proofs.chapters.hidden.all_zero import SENT as s0
from proofs.chapters.hidden.all_zero import c as c0
from proofs.chapters.hidden.all_zero import gradient as sums_at_zero
from proofs.chapters.hidden.all_zero import u as _u
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import (
    Conjunction,
    Derivation,
    Induction,
    assumed_before,
    by_induction,
    cite,
    derive,
    together,
)
from proofs.terms import (
    SIGMOID,
    ZERO,
    Symbol,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    number,
    say,
    scalar,
    substitute,
    vector,
)

SENDS = assume("activation not 0 at 0", differs(SIGMA(number(0)), 0))

_w1, _beta1 = vector("w", "1"), scalar("beta", "1")

_v1, _c1 = scalar("v", "1"), scalar("c", "1")

_dw, _dbeta = vector("Delta_w", "1"), scalar("Delta_beta", "1")

_dv, _dc = scalar("Delta_v", "1"), scalar("Delta_c", "1")


@cache
def first_step() -> Conjunction:
    """The first step from all zero moves v and c alone."""
    sums = unit("m")
    nil = number(0)
    changes: tuple[tuple[Symbol, Symbol, Term, Term], ...] = (
        (_dw, sums.sum_w, ZERO, ZERO),
        (_dbeta, sums.sum_beta, nil, nil),
        (_dv, sums.sum_v, s0 * _E, -(eta * s0 * _E)),
        (_dc, scalar("C", "m"), _E, -(eta * _E)),
    )
    chains = []
    for place, (change, summed, value, result) in enumerate(changes):
        chain = derive(
            f"the first step, {change.name}",
            change,
            [define("the first step", change, -(eta * summed)), cite(sums_at_zero(), "m", place)],
        ).eq(-(eta * summed), "the first step")
        if result is not -(eta * value):
            chain = chain.eq(-(eta * value), "the gradient at all zero")
            chain = chain.eq(result, "sort" if place == 2 else "0 times anything")
        else:
            chain = chain.eq(result, "the gradient at all zero")
        chains.append(chain)
    return together("the first step from all zero", *chains)


@cache
def second_sums() -> Induction:
    """After the first step: the gradient by w is v sigma'(0) D, D sums errors times inputs."""
    g, g_before = vector("G", NOW), vector("G", BEFORE)
    d, d_before = vector("D", NOW), vector("D", BEFORE)
    a = dot(_w1, SAMPLE) + _beta1
    f = h * _v1 * SIGMA(a) + _c1
    flat = h * _v1 * s0 + _c1
    error = LOSS_SLOPE(f, LABEL)
    rule = define("the next sample", g, g_before + error * _v1 * SLOPE(a) * SAMPLE)
    weighted = define("errors times inputs", d, d_before + LOSS_SLOPE(flat, LABEL) * SAMPLE)
    statement = equals(g, _v1 * SLOPE(number(0)) * d)
    (before,) = assumed_before("induction hypothesis", statement)
    begin_g, begin_d = vector("G", "0"), vector("D", "0")
    base = (
        derive(
            "the empty sum",
            begin_g,
            [define("an empty sum", begin_g, ZERO), define("also empty", begin_d, ZERO)],
        )
        .eq(ZERO, "no sample has been read")
        .eq(_v1 * SLOPE(number(0)) * begin_d, "nor any error")
    )
    step = (
        derive("one more sample", g, [before, rule, weighted, WEIGHTS_WAITED, BIAS_WAITED])
        .eq(g_before + error * _v1 * SLOPE(a) * SAMPLE, "the next sample")
        .eq(
            _v1 * SLOPE(number(0)) * d_before
            + LOSS_SLOPE(flat, LABEL) * _v1 * SLOPE(number(0)) * SAMPLE,
            "the induction hypothesis; incoming weights and bias are still zero",
        )
        .eq(_v1 * SLOPE(number(0)) * (d_before + LOSS_SLOPE(flat, LABEL) * SAMPLE), "collect")
        .eq(_v1 * SLOPE(number(0)) * d, "one more error times its input")
    )
    return by_induction("the gradient after the first step", [statement], base=[base], step=[step])


WEIGHTS_WAITED = assume("incoming weights still zero", equals(_w1, ZERO))

BIAS_WAITED = assume("bias still zero", equals(_beta1, 0))


@entry("hidden.zero-start-learns", place=80)
def zero_start_learns() -> Claim:
    """From all zero with sigma(0) not 0: who moves when, and when the loss falls."""
    E = _E
    error = assume("errors do not sum to 0", differs(E, 0))
    slope_at_zero = assume("slope not 0 at 0", differs(SLOPE(number(0)), 0))
    awake = assume("outgoing weight moved", differs(_v1, 0))
    w2, sum_g, sum_d = vector("Delta_w", "2"), vector("G", "m"), vector("D", "m")
    weighted = assume("errors times inputs do not sum to 0", differs(sum_d, ZERO))

    @cache
    def moves_if() -> Derivation:
        return (
            derive(
                "the outgoing weight moves",
                _dv**2,
                [POSITIVE_RATE, SENDS, error, cite(first_step(), which=2)],
            )
            .eq((eta * s0 * _E) ** 2, "the first step")
            .then(">", 0, "none of the three factors is 0")
        )

    @cache
    def second() -> Derivation:
        return (
            derive(
                "the second step of the incoming weights",
                w2,
                [define("the second step", w2, -(eta * sum_g)), cite(second_sums(), "m")],
            )
            .eq(-(eta * sum_g), "the second step")
            .eq(-(eta * _v1 * SLOPE(number(0)) * sum_d), "the gradient after the first step")
        )

    @cache
    def second_moves_if() -> Derivation:
        factor = eta * _v1 * SLOPE(number(0))
        return (
            derive(
                "the incoming weights move",
                dot(w2, w2),
                [POSITIVE_RATE, awake, slope_at_zero, weighted, cite(second())],
            )
            .eq(factor**2 * dot(sum_d, sum_d), "the second step")
            .then(">", 0, "none of the factors is 0")
        )

    # The loss after the first step: the output is the same number for every sample.
    K, f1 = scalar("K"), scalar("f", "1")
    gain = define("how far the output moves", K, 1 + h * s0**2)
    moved_output = h * (_u.v + _dv) * SIGMA(dot(_u.w + _dw, x) + (_u.beta + _dbeta)) + (c0 + _dc)
    new_output = define("the output after the first step", f1, moved_output)
    units = assume("at least one unit", h > 0)

    @cache
    def gain_positive() -> Derivation:
        return (
            derive("how far the output moves", K, [gain, units])
            .eq(1 + h * s0**2, "its definition")
            .then(">", 0, "a square is not negative")
        )

    @cache
    def output() -> Derivation:
        return (
            derive(
                "the output after the first step",
                f1,
                [gain, new_output, *ALL_ZERO, *(cite(first_step(), which=k) for k in range(4))],
            )
            .eq(moved_output, "the network with {} equal units after the step", h)
            .eq(
                h * (0 - eta * s0 * _E) * SIGMA(dot(ZERO, x) + 0) + (0 - eta * _E),
                "all was zero; the first step",
            )
            .eq(-(eta * (1 + h * s0**2) * _E), "collect ", eta, " and ", _E)
            .eq(-(eta * K * _E), "how far the output moves")
        )

    def loss(index: str) -> Symbol:
        return scalar("L", index)

    def loss_zero(index: str) -> Symbol:
        return scalar("L", index, "0")

    n = partial(scalar, "n")
    f = scalar("f")

    @cache
    def squares() -> Induction:
        statement = equals(loss(NOW), loss_zero(NOW) + f * errors_at_zero(NOW) + n(NOW) * f**2 / 2)
        (before,) = assumed_before("induction hypothesis", statement)
        starts = [
            define("nothing yet", s, 0)
            for s in (loss("0"), loss_zero("0"), errors_at_zero("0"), n("0"))
        ]
        base = (
            derive("no sample", loss("0"), starts)
            .eq(number(0), "no sample has been read")
            .eq(loss_zero("0") + f * errors_at_zero("0") + n("0") * f**2 / 2, "all are 0")
        )
        rules = (
            define("the loss at output f", loss(NOW), loss(BEFORE) + (f - LABEL) ** 2 / 2),
            define(
                "the loss at zero output", loss_zero(NOW), loss_zero(BEFORE) + (0 - LABEL) ** 2 / 2
            ),
            define("the errors at zero", errors_at_zero(NOW), errors_at_zero(BEFORE) + (0 - LABEL)),
            define("one more sample is counted", n(NOW), n(BEFORE) + 1),
        )
        step = (
            derive("one more sample", loss(NOW), [before, *rules])
            .eq(loss(BEFORE) + (f - LABEL) ** 2 / 2, "the next sample")
            .eq(
                loss_zero(BEFORE) + f * errors_at_zero(BEFORE) + n(BEFORE) * f**2 / 2
                + (f - LABEL) ** 2 / 2,
                "the induction hypothesis",
            )
            .eq(
                (loss_zero(BEFORE) + (0 - LABEL) ** 2 / 2)
                + f * (errors_at_zero(BEFORE) + (0 - LABEL))
                + (n(BEFORE) + 1) * f**2 / 2,
                "multiply out and sort",
            )
            .eq(
                loss_zero(NOW) + f * errors_at_zero(NOW) + n(NOW) * f**2 / 2,
                "one more sample",
            )
        )  # fmt: skip
        return by_induction("the loss at a constant output", [statement], base=[base], step=[step])

    m = scalar("m")
    moves = assume("the output moves", K > 0)
    small = assume("small rate", eta * m * K < 2)
    large = assume("large rate", eta * m * K >= 2)
    shift = -(eta * K * E)
    change = shift * E + m * shift**2 / 2

    @cache
    def falls() -> Derivation:
        return (
            derive(
                "the loss after the first step, less the loss at zero",
                change,
                [POSITIVE_RATE, error, moves, small],
            )
            .eq(-(eta * K * E**2 * (1 - eta * m * K / 2)), "collect")
            .then("<", 0, "the rate is positive, and ", small.relation)
        )

    @cache
    def does_not_fall() -> Derivation:
        return (
            derive("the same at a larger rate", change, [POSITIVE_RATE, error, moves, large])
            .eq(eta * K * E**2 * (eta * m * K - 2) / 2, "collect")
            .ge(0, large.relation)
        )

    Lam, L1, L0 = scalar("Lambda"), scalar("L", "", "1"), scalar("L", "", "0")
    slope_between = assume("slope of the whole loss", equals(L1, L0 + Lam * shift))
    same_sign = assume("slope keeps its sign", Lam * E > 0)

    @cache
    def any_loss() -> Derivation:
        return (
            derive(
                "the loss after the first step",
                L1,
                [POSITIVE_RATE, moves, slope_between, same_sign],
            )
            .eq(L0 + Lam * shift, Lam, " is the slope between the outputs 0 and ", shift)
            .eq(L0 - eta * K * (Lam * E), "collect ", eta, " and ", K)
            .then("<", L0, "the slope still has the sign of ", E)
        )

    curvature = scalar("M")
    bounded = assume("curvature at most M", L0 + E * shift + curvature * shift**2 / 2 >= L1)
    small_for_curvature = assume("rate small for the curvature", eta * curvature * K < 2)

    @cache
    def smooth() -> Derivation:
        return (
            derive(
                "the loss after the first step, curvature at most M",
                L1,
                [
                    POSITIVE_RATE, moves, error, bounded, small_for_curvature,
                ],
            )
            .le(L0 + E * shift + curvature * shift**2 / 2, "the curvature is at most ", curvature)
            .eq(L0 - eta * K * E**2 * (1 - eta * curvature * K / 2), "collect")
            .then("<", L0, "the rate is positive, and ", small_for_curvature.relation)
        )  # fmt: skip

    rate_one = logistic_run(number(1))

    def at(name: str, k: int) -> Symbol:
        return scalar(name, str(k))

    q = number

    @cache
    def run() -> Conjunction:
        def first(name: str, *lines: tuple[Term, str]) -> Derivation:
            chain = derive(f"{name} after one step", at(name, 1), rate_one)
            for term, reason in lines:
                chain = chain.eq(term, reason)
            return chain

        return together(
            "two exact steps",
            derive("the loss at zero", half_square(at("f", 0), 1), rate_one).eq(
                q(1, 2), "the output is 0"
            ),
            first(
                "v", (0 - q(1) * (0 - q(1)) * q(1, 2), "the unit sends 1/2"), (q(1, 2), "multiply")
            ),
            first("c", (0 - q(1) * (0 - q(1)), "the error is −1"), (q(1), "multiply")),
            first(
                "w",
                (0 - q(1) * ((0 - q(1)) * 0 * q(1, 4)) * 1, "the outgoing weight is still 0"),
                (q(0), "0 times anything"),
            ),
            derive("the loss after one step", half_square(at("f", 1), 1), rate_one)
            .eq((q(1, 2) * q(1, 2) + 1 - 1) ** 2 / 2, "the output is 5/4")
            .eq(q(1, 32), "the loss has fallen from 1/2"),
            derive("w after two steps", at("w", 2), rate_one)
            .eq(
                0 - q(1) * (q(1, 4) * q(1, 2) * q(1, 4)) * 1,
                "error 1/4, outgoing weight 1/2, slope 1/4",
            )
            .eq(q(-1, 32), "the incoming weight has moved"),
        )

    @cache
    def logistic_slope() -> Derivation:
        found = chain_rule.partial(SIGMOID(z), z, {})
        return (
            derive("the slope of the logistic function at 0", _logistic_slope(number(0)))
            .eq(substitute(found, {z: number(0)}), "SymPy's derivative, at 0")
            .eq(q(1, 4), "its value")
        )

    falls_words = say("The loss is then not below what it was:")
    error_now = scalar("delta")
    part_of_second = equals(
        error_now * _v1 * SLOPE(dot(_w1, x) + _beta1) * x, error_now * _v1 * SLOPE(number(0)) * x
    )
    sample_says = say(
        "Without it a sample with error {} adds something else to the gradient:", error_now
    )
    return Claim(
        "hidden.zero-start-learns",
        "From all zero a network learns, if its units send something on",
        say(
            "Let all weights and biases start at zero, {}, and {} be the sum of the slopes {} of "
            "the loss over the {} samples. The first step adds {} to {} in every one of the {} "
            "units and {} to {}, and nothing to anything else: the outgoing weights move "
            "exactly if "
            "{}. The second step moves the incoming weights, exactly if {}, {} and the errors "
            "times "
            "inputs do not sum to 0. With half the squares of the errors as loss and {}, "
            "the loss falls at the first step exactly if {}, where {}; with their mean in place of "
            "their sum, {} falls away. For every differentiable loss it falls, if {}, for all "
            "small enough {}.",
            SENDS.relation,
            _E,
            LOSS_SLOPE(number(0), LABEL),
            m,
            -(eta * s0 * _E),
            _u.v,
            h,
            -(eta * _E),
            c0,
            differs(_E, 0),
            differs(SLOPE(number(0)), 0),
            differs(_E, 0),
            differs(_E, 0),
            eta < 2 / (m * K),
            gain.relation,
            m,
            differs(_E, 0),
            eta,
        ),
        (*ALL_ZERO, POSITIVE_RATE),
        (
            Part("sums", sums_at_zero, say("The gradient at all zero, summed over {} samples", T)),
            Part("first-step", first_step, say("The first step")),
            Part(
                "moves-if",
                moves_if,
                say("The outgoing weights move, unless {}", equals(_E, 0)),
                (SENDS, error),
            ),
            Part(
                "second-sums",
                second_sums,
                say(
                    "The gradient by the incoming weights after the first step: {} is the "
                    "sum of the slopes of the loss times the inputs",
                    vector("D", NOW),
                ),
                (WEIGHTS_WAITED, BIAS_WAITED),
            ),
            Part(
                "second-step",
                second,
                say("The second step of the incoming weights"),
                (WEIGHTS_WAITED, BIAS_WAITED),
            ),
            Part(
                "second-moves-if",
                second_moves_if,
                say(
                    "The incoming weights move, unless {} or {}",
                    equals(sum_d, ZERO),
                    equals(_v1, 0),
                ),
                (WEIGHTS_WAITED, BIAS_WAITED, awake, slope_at_zero, weighted),
            ),
            Part("gain", gain_positive, say("How far the output moves"), (units,)),
            Part(
                "output", output, say("The output after the first step is the same for every input")
            ),
            Part(
                "loss-at-a-constant",
                squares,
                say(
                    "The loss at a constant output {}: half the squares of the errors, summed over "
                    "{} samples",
                    f,
                    n(NOW),
                ),
            ),
            Part(
                "loss-falls",
                falls,
                say(
                    "With half squares the loss falls at small rates: {} is the number of samples, "
                    "{} the sum of the errors at zero",
                    m,
                    E,
                ),
                (error, moves, small),
            ),
            Part(
                "loss-does-not-fall",
                does_not_fall,
                say("With half squares the loss falls at no other rates"),
                (error, moves, large),
            ),
            Part(
                "any-loss",
                any_loss,
                say(
                    "For any differentiable loss: {} is its slope between the outputs 0 and {}, "
                    "summed over the samples. As {} goes to 0, {} goes to {}, so for all small "
                    "enough {} it has the sign of {}",
                    Lam,
                    shift,
                    eta,
                    Lam,
                    E,
                    eta,
                    E,
                ),
                (moves, slope_between, same_sign),
            ),
            Part(
                "smooth-loss",
                smooth,
                say(
                    "How small is enough: for a loss of curvature at most {} in the output, summed "
                    "over the samples",
                    curvature,
                ),
                (moves, error, bounded, small_for_curvature),
            ),
            Part(
                "logistic-slope",
                logistic_slope,
                say("For the run: the slope of the logistic function at 0"),
            ),
            Part(
                "run",
                run,
                say(
                    "In numbers: one logistic unit, one sample with input 1 and label 1, loss half "
                    "the square of the error, rate 1. The loss falls from {} to {}, and after two "
                    "steps everything has moved",
                    q(1, 2),
                    q(1, 32),
                ),
            ),
        ),
        (
            *ALL_ZERO_NEEDS,
            needs_step("positive rate", falls),
            needs_step("activation not 0 at 0", moves_if),
            needs("incoming weights still zero", part_of_second, (BIAS_WAITED,), *sample_says),
            needs("bias still zero", part_of_second, (WEIGHTS_WAITED,), *sample_says),
            needs(
                "outgoing weight moved",
                dot(_v1 * sum_d, _v1 * sum_d) > 0,
                (weighted, assume("outgoing weight did not move", equals(_v1, 0))),
                *say("If it is zero, the second step adds nothing either:"),
            ),
            needs_step("slope not 0 at 0", second_moves_if),
            needs(
                "errors times inputs do not sum to 0",
                dot(_v1 * sum_d, _v1 * sum_d) > 0,
                (awake, assume("errors times inputs sum to 0", equals(sum_d, ZERO))),
                *say("If they do, the second step adds nothing:"),
            ),
            needs_step("at least one unit", gain_positive),
            needs_step("errors do not sum to 0", falls, *falls_words),
            needs_step("the output moves", falls),
            needs_step("small rate", falls, *falls_words),
            needs_step("large rate", does_not_fall),
            needs_step("slope of the whole loss", any_loss),
            needs_step("slope keeps its sign", any_loss),
            needs_step("curvature at most M", smooth),
            needs_step("rate small for the curvature", smooth),
        ),
        Twin(
            say(
                "Zero weights prevent learning, with the logistic function too: the outgoing "
                "weight of a unit does not move in the first step."
            ),
            equals(at("v", 1), at("v", 0)),
            rate_one,
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
            (say(_E), say("the slopes of the loss at output 0, summed over the {} samples", m)),
            (
                say("{}, {}, …", _dw, w2),
                say("what the first and the second step add to the incoming weights, and so on"),
            ),
            (
                say("{}, {}", vector("G", NOW), vector("D", NOW)),
                say(
                    "the gradient by {} after the first step, and the slopes of the loss there "
                    "times the inputs, both summed over {} samples",
                    _w1,
                    T,
                ),
            ),
            (
                say("{}, {}, …", _w1, _v1),
                say("weights after the first step; {} is the output then", f1),
            ),
            (
                say("{}, {}", loss(NOW), loss_zero(NOW)),
                say("the loss at output {} and at output 0, summed over {} samples", f, n(NOW)),
            ),
            (
                say("{}, {}", L0, L1),
                say("the loss over all samples before and after the first step"),
            ),
            (say("{}, {}", m, K), say("the number of samples, and {}", gain.relation.right)),
            SIGMA_MEANS,
            LOSS_MEANS,
            (say("{}, {}", SAMPLE, LABEL), say("sample number {} and its label", T)),
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )
