"""Scaling the start and the rate together scales the run."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    LABEL,
    NOW,
    POSITIVE_FACTOR,
    POSITIVE_RATE,
    SAMPLE,
    c,
    error,
    eta,
    other,
    scaling,
    starts_scaled,
    unit_rate_run,
    updated,
    v,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.symmetry import Instance
from proofs.terms import PHI, dot, equals, say


@cache
def scaled_runs() -> Instance:
    """run(c eta, c w(0)) = c run(eta, w(0))."""
    product, before = dot(w(BEFORE), SAMPLE), c * w(BEFORE)
    return scaling(
        "scaling weights and rate together",
        "one update commutes with scaling weights and rate",
        update=updated(w(BEFORE), eta),
        image_update=other(BEFORE) + (c * eta) * error(other(BEFORE)) * SAMPLE,
        lines=(
            (before + c * (eta * (LABEL - PHI(product)) * SAMPLE), say("multiply out ", c)),
            (before + (c * eta) * (LABEL - PHI(product)) * SAMPLE, say("bracket the factors")),
            (
                before + (c * eta) * (LABEL - PHI(c * product)) * SAMPLE,
                say("the threshold function sees the sign alone, and ", c > 0),
            ),
        ),
        last=say(c, " moves into the inner product"),
        run=w,
        image=other,
        factor=c,
        premises=(POSITIVE_FACTOR,),
        start=starts_scaled(),
    )


@entry("perceptron.joint-scaling", place=80)
def joint_scaling() -> Claim:
    """Scaling the start and the rate together scales the run."""
    return Claim(
        "perceptron.joint-scaling",
        "From any start: scale the rate and the start together, and the run is scaled",
        say(
            "The run with rate {} from {} is {} times the run with rate {} from {}, for every {}. "
            "So {} is {} times the run at rate 1 from {}: only {} matters.",
            c * eta,
            c * w(0),
            c,
            eta,
            w(0),
            c > 0,
            w(NOW),
            eta,
            w(0) / eta,
            w(0) / eta,
        ),
        (POSITIVE_FACTOR, POSITIVE_RATE),
        (
            Part("symmetry", scaled_runs, say("Scaling by ", c > 0)),
            Part("ratio", unit_rate_run, say("Only {} matters", w(0) / eta)),
        ),
        (needs_step("positive factor", scaled_runs), needs_step("positive rate", unit_rate_run)),
        Twin(
            say("Scaling the rate alone scales the run."),
            equals(c * updated(w(BEFORE), eta), updated(w(BEFORE), c * eta)),
            (POSITIVE_FACTOR,),
        ),
        notation=(
            (
                say(other(NOW)),
                say("the weights of the run with rate {} from {}", c * eta, c * w(0)),
            ),
            (say(v(NOW)), say("the weights of the run at rate 1 from {}", w(0) / eta)),
        ),
    )
