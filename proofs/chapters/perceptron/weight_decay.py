"""Decay that is multiplied by the rate breaks the symmetry; decay that is not does not."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    BEFORE,
    DECAY,
    DISTRIBUTE,
    INTO_DOT,
    LABEL,
    NONZERO_START,
    POSITIVE_RATE,
    SAMPLE,
    SIGN_ALONE,
    ZERO_START,
    _need,
    _rule,
    _runs,
    _step,
    _w,
    error,
    eta,
    scaling,
    v,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.symmetry import Instance
from proofs.terms import PHI, Term, dot, equals, say

COUPLED_DECAY = _rule(
    "perceptron-decay", (1 - eta * DECAY) * _w + _step, options=(("coupled", True),)
)


@entry("perceptron.weight-decay", place=210)
def weight_decay() -> Claim:
    """Decay that is multiplied by the rate breaks the symmetry; decay that is not does not."""

    def decayed(weights: Term, rate: Term | None) -> Term:
        step = error(weights) * SAMPLE if rate is None else rate * error(weights) * SAMPLE
        return (1 - DECAY) * weights + step

    @cache
    def decoupled() -> Instance:
        product, kept = dot(v(BEFORE), SAMPLE), (1 - DECAY) * (eta * v(BEFORE))
        return scaling(
            "decay free of the rate",
            "one update with decay commutes with scaling",
            update=decayed(v(BEFORE), None),
            image_update=decayed(w(BEFORE), eta),
            lines=(
                (kept + eta * (LABEL - PHI(product)) * SAMPLE, DISTRIBUTE),
                (kept + eta * (LABEL - PHI(eta * product)) * SAMPLE, SIGN_ALONE),
            ),
            last=INTO_DOT,
        )

    witness = partial(
        _runs,
        "decay 1/2 times the rate, from zero",
        COUPLED_DECAY,
        (-2, -1, -2),
        (-1, 1, -1),
        more={DECAY: Fraction(1, 2)},
        drops="decay free of the rate",
    )
    return Claim(
        "perceptron.weight-decay",
        "Weight decay breaks it when multiplied by the rate, and does not when it is free of it",
        say(
            "If the weights are multiplied by {} before each update, two rates can give different "
            "predictions from zero. If they are multiplied by {}, the rate factors out as before.",
            1 - eta * DECAY,
            1 - DECAY,
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("witness", witness, say("Decay multiplied by the rate")),
            Part("symmetry", decoupled, say("Decay free of the rate")),
        ),
        (
            _need("zero start", NONZERO_START, "With decay 0:"),
            needs_step("positive rate", decoupled),
            _need("decay free of the rate", witness),
        ),
        Twin(
            say("Decay multiplied by the rate changes nothing."),
            equals(eta * ((1 - DECAY) * v(BEFORE)), (1 - eta * DECAY) * (eta * v(BEFORE))),
            (POSITIVE_RATE,),
        ),
        notation=((say(DECAY), say("the decay")),),
        built_in=(("decay free of the rate", say("the decay is not multiplied by the rate")),),
    )
