"""With zero weights and bias a unit receives 0, whatever the input."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import (
    RUMELHART,
    SIGMA,
    ZERO_BIAS,
    ZERO_WEIGHTS,
    net,
    unit,
    x,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import SIGMOID, ZERO, dot, equals, number, say


@entry("hidden.zero-preactivations", place=10)
def zero_preactivations() -> Claim:
    """With zero weights and bias a unit receives 0, whatever the input."""
    u = unit()
    net_input = net(u, x)

    @cache
    def receives() -> Derivation:
        return (
            derive("what the unit receives", net_input, [ZERO_WEIGHTS, ZERO_BIAS])
            .eq(dot(ZERO, x) + u.beta, "the incoming weights are zero")
            .eq(dot(ZERO, x) + 0, "so is the bias")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def sends() -> Derivation:
        return derive(
            "what it sends on", SIGMA(net_input), [ZERO_WEIGHTS, ZERO_BIAS, cite(receives())]
        ).eq(SIGMA(number(0)), "it receives 0")

    return Claim(
        "hidden.zero-preactivations",
        "With zero weights and a zero bias a hidden unit receives zero, whatever the input",
        say(
            "If {} and {}, then {} for every input {}. So the unit sends on {} whatever the input: "
            "a constant, which is 0 for some activations and {} for the logistic function.",
            ZERO_WEIGHTS.relation,
            ZERO_BIAS.relation,
            equals(net_input, 0),
            x,
            SIGMA(number(0)),
            number(1, 2),
        ),
        (ZERO_WEIGHTS, ZERO_BIAS),
        (
            Part("receives-zero", receives, say("What the unit receives")),
            Part("sends-a-constant", sends, say("What the unit sends on")),
        ),
        (needs_step("zero incoming weights", receives), needs_step("zero bias", receives)),
        Twin(
            say("A unit that receives 0 sends on 0, with the logistic function as activation."),
            equals(SIGMOID(net_input), 0),
            (ZERO_WEIGHTS, ZERO_BIAS),
        ),
        notation=(
            (say("{}, {}", u.w, u.beta), say("the incoming weights and the bias of the unit")),
            (say(x), say("the input")),
            (say(SIGMA(z)), say("the activation, any function")),
        ),
        citations=(RUMELHART,),
    )
