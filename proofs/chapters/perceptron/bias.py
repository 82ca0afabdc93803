"""A bias is covered if it starts at zero and its step carries the rate."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    BEFORE,
    BUILT_IN,
    DISTRIBUTE,
    LABEL,
    NOW,
    POSITIVE_RATE,
    SAMPLE,
    SIGN_ALONE,
    UNSCALED_STEP,
    ZERO_START,
    _b,
    _equivariance,
    _need,
    _rule,
    _runs,
    _w,
    _x,
    biased,
    biased_error,
    both_start_at_zero,
    eta,
    unseen,
    v,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import PHI, Symbol, assume, define, dot, equals, number, say, scalar

BIASED = _rule(
    "perceptron-bias",
    _w + eta * biased_error * _x,
    biased,
    (_w, _b),
    (_b + eta * biased_error,),
    (("bias_step", "scaled"),),
)


@entry("perceptron.bias", place=140)
def bias() -> Claim:
    """A bias is covered if it starts at zero and its step carries the rate."""
    b: Callable[[str | int], Symbol] = lambda index: scalar("b", str(index))  # noqa: E731
    a: Callable[[str | int], Symbol] = lambda index: scalar("a", str(index))  # noqa: E731
    bias_zero = assume("zero bias at the start", equals(b(0), 0))

    @cache
    def symmetric() -> Instance:
        net_v, net_w = dot(v(BEFORE), SAMPLE) + a(BEFORE), dot(w(BEFORE), SAMPLE) + b(BEFORE)
        action = {w(NOW): eta * v(NOW), b(NOW): eta * a(NOW)}
        update = {
            v(NOW): v(BEFORE) + (LABEL - PHI(net_v)) * SAMPLE,
            a(NOW): a(BEFORE) + (LABEL - PHI(net_v)),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * (LABEL - PHI(net_w)) * SAMPLE,
            b(NOW): b(BEFORE) + eta * (LABEL - PHI(net_w)),
        }
        weights, biases = equivariance_of(action, update, image_update)
        inside = PHI(eta * (dot(v(BEFORE), SAMPLE) + a(BEFORE)))
        chains = [
            _equivariance(
                "the weights commute with scaling",
                (POSITIVE_RATE,),
                weights,
                (eta * v(BEFORE) + eta * (LABEL - PHI(net_v)) * SAMPLE, DISTRIBUTE),
                (eta * v(BEFORE) + eta * (LABEL - inside) * SAMPLE, SIGN_ALONE),
                last=say("multiply out {} inside", eta),
            ),
            _equivariance(
                "the bias commutes with scaling",
                (POSITIVE_RATE,),
                biases,
                (eta * a(BEFORE) + eta * (LABEL - PHI(net_v)), DISTRIBUTE),
                (eta * a(BEFORE) + eta * (LABEL - inside), SIGN_ALONE),
                last=say("multiply out {} inside", eta),
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the bias starts at zero",
                b(0),
                [bias_zero, define("the bias at rate 1 starts there too", a(0), b(0))],
            )
            .eq(number(0), "the bias starts at 0")
            .eq(eta * 0, "any multiple of 0 is 0")
            .eq(eta * a(0), "the bias of the run at rate 1 starts at 0 too"),
        ]
        return by_symmetry(
            "weights and bias",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    @cache
    def labels() -> Derivation:
        return (
            derive(
                "the predicted labels agree",
                PHI(dot(w(NOW), unseen) + b(NOW)),
                [POSITIVE_RATE, cite(symmetric(), which=0), cite(symmetric(), which=1)],
            )
            .eq(
                PHI(dot(eta * v(NOW), unseen) + eta * a(NOW)),
                "the rate factors out of weights and bias",
            )
            .eq(PHI(eta * (dot(v(NOW), unseen) + a(NOW))), "collect ", eta)
            .eq(PHI(dot(v(NOW), unseen) + a(NOW)), *SIGN_ALONE)
        )

    return Claim(
        "perceptron.bias",
        "A bias is the weight of a constant input",
        say(
            "With net input {} and a bias that starts at 0 and is updated by {} times the error, "
            "weights and bias are {} times those at rate 1.",
            dot(w(BEFORE), SAMPLE) + b(BEFORE),
            eta,
            eta,
        ),
        (ZERO_START, bias_zero, POSITIVE_RATE),
        (
            Part("symmetry", symmetric, say("Weights and bias")),
            Part("predictions", labels, say("The predicted labels")),
        ),
        (
            _need(
                "zero start",
                partial(
                    _runs,
                    "weights that do not start at zero",
                    BIASED,
                    (-2, -2),
                    (1, -1),
                    start=1,
                    drops="zero start",
                ),
            ),
            _need(
                "zero bias at the start",
                partial(
                    _runs,
                    "a bias that does not start at 0",
                    BIASED,
                    (-2, -2),
                    (-1, -1),
                    bias=1,
                    drops="zero bias at the start",
                ),
            ),
            _need(
                "positive rate",
                partial(
                    _runs,
                    "a negative rate",
                    BIASED,
                    (1, 1),
                    (-1, 1),
                    rates=(Fraction(1), Fraction(-1)),
                    drops="positive rate",
                ),
            ),
            needs_step("positive rate", symmetric),
            _need("bias step carries the rate", UNSCALED_STEP),
        ),
        Twin(
            say("The bias may be updated without the rate."),
            equals(
                eta * (a(BEFORE) + (LABEL - PHI(a(BEFORE)))),
                eta * a(BEFORE) + (LABEL - PHI(eta * a(BEFORE))),
            ),
            (POSITIVE_RATE,),
        ),
        notation=(
            (say(b(NOW)), say("the bias after {} updates", scalar("t"))),
            (say(a(NOW)), say("the bias of the run at rate 1")),
        ),
        built_in=BUILT_IN[1:2],
    )
