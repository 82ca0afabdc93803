"""From zero, targets c times as large give weights c times as large."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, other, w
from proofs.chapters.linear.setting import (
    BEFORE,
    NO_SAMPLES,
    NOW,
    SAMPLES,
    XT,
    X,
    b,
    c,
    design_step,
    m,
    numbered_step,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import ZERO, define, equals, say


@entry("linear.target-scaling", place=90)
def target_scaling() -> Claim:
    """From zero, targets c times as large give weights c times as large."""

    @cache
    def scaled() -> Instance:
        action = {other(NOW): c * w(NOW)}
        update = {w(NOW): design_step(w(BEFORE))}
        image = {other(NOW): design_step(other(BEFORE), eta, c * y)}
        (step,) = equivariance_of(action, update, image)
        return by_symmetry(
            "targets and weights scale together",
            action=action,
            update=update,
            image_update=image,
            start=[
                derive(
                    "both start at zero",
                    other(0),
                    [define("the other run starts at zero", other(0), ZERO), ZERO_START],
                )
                .eq(ZERO, "the start is zero")
                .eq(c * w(0), "so is the other")
            ],
            equivariance=[
                derive("one step commutes with scaling", step.left, [SAMPLES])
                .eq(c * w(BEFORE) - eta * (XT(c * X(w(BEFORE)) - c * y) / m), "multiply out")
                .eq(step.right, "linear maps")
            ],
        )

    return Claim(
        "linear.target-scaling",
        "From zero the weights scale with the targets",
        say(
            "From {} the run for the targets {} is {} times the run for {}, for every number of "
            "steps and every {}.",
            equals(w(0), ZERO),
            c * y,
            c,
            y,
            c,
        ),
        (ZERO_START, SAMPLES),
        (Part("symmetry", scaled, say("An instance of the symmetry lemma")),),
        (needs_step("zero start", scaled), NO_SAMPLES),
        Twin(
            say("The rate scales the weights as the targets do."),
            equals(w(2), 2 * eta * b),
            (ZERO_START, numbered_step(1), numbered_step(2)),
        ),
        notation=((say(other(NOW)), say("the weights of the run for the targets {}", c * y)),),
    )
