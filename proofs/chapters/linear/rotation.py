"""From zero, rotated features give rotated weights."""

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
    design_step,
    m,
    u,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import ZERO, assume, define, equals, linear_map, say


@entry("linear.rotation", place=100)
def rotation() -> Claim:
    """From zero, rotated features give rotated weights."""
    Q = linear_map("Q", "Q'")
    QT = Q.transpose
    orthogonal = assume("orthogonal", equals(QT(Q(u)), u), (u,))

    @cache
    def rotated() -> Instance:
        action = {other(NOW): Q(w(NOW))}
        update = {w(NOW): design_step(w(BEFORE))}
        before = other(BEFORE)
        image = {other(NOW): before - eta * (Q(XT(X(QT(before)) - y)) / m)}
        (step,) = equivariance_of(action, update, image)
        return by_symmetry(
            "features and weights rotate together",
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
                .eq(Q(w(0)), "so is the other, and a linear map takes zero to zero")
            ],
            equivariance=[
                derive(
                    "one step commutes with rotating",
                    step.left,
                    [SAMPLES, orthogonal.at(w(BEFORE))],
                )
                .eq(Q(w(BEFORE)) - eta * (Q(XT(X(w(BEFORE)) - y)) / m), "a linear map of a sum")
                .eq(step.right, "orthogonal")
            ],
        )

    return Claim(
        "linear.rotation",
        "From zero the weights rotate with the features",
        say(
            "Let {} be orthogonal. From {} the run for the features rotated by {} is {} applied "
            "to the run for the features themselves.",
            Q,
            equals(w(0), ZERO),
            Q,
            Q,
        ),
        (ZERO_START, SAMPLES, orthogonal),
        (Part("symmetry", rotated, say("An instance of the symmetry lemma")),),
        (needs_step("zero start", rotated), NO_SAMPLES, needs_step("orthogonal", rotated)),
        Twin(
            say("Any linear map of the features acts so, orthogonal or not."),
            equals(other(2), Q(w(2))),
            (
                SAMPLES,
                ZERO_START,
                define("the other run starts at zero", other(0), ZERO),
                *(define(f"step {t}", w(t), design_step(w(t - 1))) for t in (1, 2)),
                *(
                    define(
                        f"step {t} of the other run",
                        other(t),
                        other(t - 1) - eta * (Q(XT(X(QT(other(t - 1))) - y)) / m),
                    )
                    for t in (1, 2)
                ),
            ),
        ),
        notation=(
            (say("{}, {}", Q, QT), say("an orthogonal map and its inverse, which is its adjoint")),
            (say(other(NOW)), say("the weights of the run for the rotated features, {}{}", X, QT)),
        ),
    )
