"""With n layers the layers wake one after the other, from the last to the first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from proofs import verdicts
from proofs.chapters.hidden.setting import (
    BEFORE,
    ETA_MEANS,
    GLOROT,
    NOW,
    RUMELHART,
    SIGMA,
    T,
    _logistic_slope,
    eta,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import (
    Conjunction,
    Induction,
    ProofError,
    assumed_before,
    by_induction,
    derive,
    together,
)
from proofs.terms import (
    SIGMOID,
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    assume,
    define,
    differs,
    equals,
    function,
    number,
    say,
    scalar,
    vector,
)

LAYERS = 4
"""How many weight layers the exact run of the wave has."""


def _tangent(argument: Term) -> Term:
    """The tangent of the logistic function at 0: rational, with the same value and slope there."""
    return number(1, 2) + argument / 4


def _deep_run(
    steps: int, sigma: Callable[[Term], Term], slope: Callable[[Term], Term]
) -> tuple[Hypothesis, ...]:
    """Definitions of a run of four layers of one unit from all zero on (1, 1), rate 1."""
    premises: list[Hypothesis] = []

    def at(name: str, layer: int, step: int) -> Symbol:
        return scalar(name, str(step), str(layer))

    def note(what: str, symbol: Symbol, meaning: Term) -> None:
        premises.append(define(what, symbol, meaning))

    layers = range(1, LAYERS + 1)
    for k in layers:
        note("all starts at zero", at("w", k, 0), number(0))
        note("all starts at zero", at("b", k, 0), number(0))
    for t in range(steps):
        below: Term = number(1)
        sent_up: dict[int, Term] = {}
        for k in layers:
            note("what it receives", at("z", k, t), at("w", k, t) * below + at("b", k, t))
            sent_up[k] = below
            below = sigma(at("z", k, t))
        note("the error", at("delta", LAYERS, t), at("z", LAYERS, t) - 1)
        for k in reversed(range(1, LAYERS)):
            sent_back = slope(at("z", k, t)) * at("w", k + 1, t) * at("delta", k + 1, t)
            note("the error", at("delta", k, t), sent_back)
        for k in layers:
            note("one step", at("w", k, t + 1), at("w", k, t) - at("delta", k, t) * sent_up[k])
            note("one step", at("b", k, t + 1), at("b", k, t) - at("delta", k, t))
    return tuple(premises)


def _awake_run() -> tuple[Hypothesis, ...]:
    """The run of `_deep_run` with `_tangent`, of the layers that are awake alone.

    Those below are zero, as the wave says, so what they send on is the activation at 0.
    """
    premises: list[Hypothesis] = []

    def at(name: str, layer: int, step: int) -> Symbol:
        return scalar(name, str(step), str(layer))

    for t in range(LAYERS):
        lowest = LAYERS - t  # the layer that wakes at step t + 1
        below: Term = number(1) if lowest == 1 else number(1, 2)
        sent_up: dict[int, Term] = {}
        for k in range(lowest, LAYERS + 1):
            sent_up[k] = below
            if k > lowest:
                received = at("w", k, t) * below + at("b", k, t)
                premises.append(define("what it receives", at("z", k, t), received))
                below = _tangent(at("z", k, t))
            elif k == 1:
                below = number(1, 2)
        error: Term = at("z", LAYERS, t) - 1 if t else number(0) - 1
        for k in range(LAYERS, lowest - 1, -1):
            premises.append(define("the error", at("delta", k, t), error))
            error = number(1, 4) * at("w", k, t) * at("delta", k, t)
        for k in range(LAYERS if lowest > 1 else 1, lowest - 1, -1):
            for name, step in (("w", at("delta", k, t) * sent_up[k]), ("b", at("delta", k, t))):
                now = at(name, k, t) if k > lowest else number(0)
                premises.append(define("one step", at(name, k, t + 1), now - step))
    return tuple(premises)


@entry("hidden.zero-start-wave", place=120)
def zero_start_wave() -> Claim:
    """With n layers the layers wake one after the other, from the last to the first."""
    zeta, other = (partial(vector, "Z")), vector("o", NOW)
    keep = function("Q", ("vector", "vector"), "vector")
    back = function("B", ("vector", "vector"), "vector")
    q = vector("q")
    start = assume("all layers start at zero", equals(zeta("0"), ZERO))
    part = assume("part of zero", equals(keep(ZERO, q), ZERO), (q,))
    nothing_back = assume(
        "nothing comes back through zero weights", equals(back(ZERO, q), ZERO), (q,)
    )
    k = scalar("k")

    omega, err, p = scalar("omega", NOW), scalar("delta", NOW), partial(scalar, "p")
    above = assume("zero weights above", equals(omega, 0))

    @cache
    def one_unit() -> Induction:
        statement = equals(p(NOW), 0)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no unit above", p("0"), [define("an empty sum", p("0"), 0)]).eq(
            number(0), "no unit above"
        )
        step = (
            derive(
                "one more unit above",
                p(NOW),
                [before, above, define("what it sends back", p(NOW), p(BEFORE) + omega * err)],
            )
            .eq(p(BEFORE) + omega * err, "what it sends back")
            .eq(0 + 0 * err, "the induction hypothesis; the weight is zero")
            .eq(number(0), "0 times anything")
        )
        return by_induction("nothing comes back", [statement], base=[base], step=[step])

    layer_error = partial(vector, "d")
    send = function("A", ("vector", "vector"), "vector")
    linear = assume("zero error sends nothing back", equals(send(ZERO, q), ZERO), (q,))

    @cache
    def further_down() -> Induction:
        statement = equals(layer_error(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive(
            "the layer below the zero weights", layer_error("0"),
            [define("nothing came back", layer_error("0"), ZERO)],
        ).eq(ZERO, "nothing came back")  # fmt: skip
        step = (
            derive(
                "one layer further down",
                layer_error(NOW),
                [
                    before,
                    linear.at(other),
                    define("it is sent back", layer_error(NOW), send(layer_error(BEFORE), other)),
                ],
            )
            .eq(send(layer_error(BEFORE), other), "it is sent back")
            .eq(send(ZERO, other), "the induction hypothesis")
            .eq(ZERO, "no error, nothing sent back")
        )
        return by_induction("no error in any layer below", [statement], base=[base], step=[step])

    @cache
    def wave() -> Induction:
        statement = equals(zeta(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        update = keep(zeta(BEFORE), other) - eta * back(zeta(BEFORE), other)
        base = derive("the start", zeta("0"), [start]).eq(ZERO, "all layers start at zero")
        step = (
            derive(
                "one more step",
                zeta(NOW),
                [
                    before,
                    part.at(other),
                    nothing_back.at(other),
                    define("one step of the layers that are left", zeta(NOW), update),
                ],
            )
            .eq(update, "one step of the layers that are left")
            .eq(keep(ZERO, other) - eta * back(ZERO, other), "the induction hypothesis")
            .eq(ZERO - eta * back(ZERO, other), "a part of zero is zero")
            .eq(ZERO - eta * ZERO, "nothing comes back through zero weights")
            .eq(ZERO, "nothing moves")
        )
        return by_induction("the sleeping layers", [statement], base=[base], step=[step])

    @cache
    def run() -> Conjunction:
        premises = _awake_run()
        meanings = {
            p.relation.left: p.relation.right
            for p in premises
            if isinstance(p.relation.left, Symbol)
        }
        chains = []
        for t in range(1, LAYERS + 1):
            symbol = scalar("b", str(t), str(LAYERS - t + 1))
            value = verdicts.evaluate(symbol, {}, meanings)
            if isinstance(value, tuple):
                raise ProofError("a bias is a number")
            error = scalar("delta", str(t - 1), str(LAYERS - t + 1))
            chains.append(
                derive(f"the bias that moves first at step {t}", symbol, premises)
                .eq(0 - error, "step {}", number(t))
                .eq(number(value.numerator, value.denominator), "not zero: the layer wakes")
            )
        return together("four layers, four steps", *chains)

    logistic = _deep_run(1, SIGMOID, _logistic_slope)
    n = scalar("n")
    return Claim(
        "hidden.zero-start-wave",
        "From all zero a deep network wakes layer by layer, the last one first",
        say(
            "With {} layers of weights, all weights and biases zero and any activation, the layers "
            "below number {} are exactly zero after {} steps, for every {} up to {}. Layer {} "
            "moves at step {}, the first at which the layer above it is not zero, if an error "
            "reaches it: with {} layers and one sample, layers 4, 3, 2 and 1 move first at steps "
            "1, 2, 3 and 4. Of back-propagation this uses that nothing is sent back through zero "
            "weights.",
            n,
            n - T + 1,
            T,
            T,
            n,
            n - T + 1,
            T,
            number(LAYERS),
        ),
        (start, part, nothing_back),
        (
            Part(
                "unit",
                one_unit,
                say(
                    "Why nothing comes back through zero weights: a unit is sent back {}, the sum "
                    "over the first {} units above it of weight {} times error {}, times the slope "
                    "of its activation",
                    p(NOW),
                    T,
                    omega,
                    err,
                ),
                (above,),
            ),
            Part(
                "layers-below",
                further_down,
                say(
                    "Nor does anything reach the layers further down: {} are the errors in the "
                    "layer {} layers down, so their gradients are 0",
                    layer_error(NOW),
                    T,
                ),
                (linear,),
            ),
            Part(
                "induction",
                wave,
                say(
                    "The sleeping layers: {} are the weights and biases of the layers below number "
                    "{} after {} steps, a part of {}; the errors that move them come through layer "
                    "{}, which is part of {}",
                    zeta(NOW),
                    n - T + 1,
                    T,
                    zeta(BEFORE),
                    n - T + 1,
                    zeta(BEFORE),
                ),
            ),
            Part(
                "run",
                run,
                say(
                    "In numbers: {} layers of one unit, activation {}, one sample with input 1 and "
                    "label 1, loss half the square of the error, rate 1. Layers that still sleep "
                    "are zero and send on {}; only the others are written out",
                    number(LAYERS),
                    equals(SIGMA(z), _tangent(z)),
                    number(1, 2),
                ),
            ),
        ),
        (
            needs_step("all layers start at zero", wave),
            needs_step("part of zero", wave),
            needs_step("nothing comes back through zero weights", wave),
            needs_step("zero weights above", one_unit),
            needs_step("zero error sends nothing back", further_down),
        ),
        Twin(
            say("All four layers move in the first step, with the logistic function."),
            differs(scalar("b", "1", "1"), 0),
            logistic,
        ),
        notation=(
            (say(n), say("the number of layers of weights; the last one computes the output")),
            (
                say("{}, {}", keep(zeta(BEFORE), other), back(zeta(BEFORE), other)),
                say(
                    "what remains of these weights when the uppermost layer is left out, and their "
                    "gradient; {} is all else at step {}",
                    other,
                    T,
                ),
            ),
            (
                say(send(layer_error(BEFORE), other)),
                say("the errors of one layer, sent back to the one below it"),
            ),
            (
                say("{}, {}", scalar("w", NOW, "k"), scalar("b", NOW, "k")),
                say("weight and bias of layer {} after {} steps", k, T),
            ),
            (
                say("{}, {}", scalar("z", NOW, "k"), scalar("delta", NOW, "k")),
                say("what layer {} receives, and the error there", k),
            ),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "The activation of the exact run is the tangent of the logistic function at 0, so "
                "that all numbers are rational; the first two steps are those of the logistic "
                "function itself."
            ),
        ),
        citations=(RUMELHART, GLOROT),
    )
