"""Scaling the start and the rate together scales the run."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.setting import (
    LABEL, POSITIVE_FACTOR, POSITIVE_RATE, SAMPLE, c, error, eta, jointly, other_before,
    other_now, sees_sign, unit_rate_run, updated, v_now, w, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import PHI, dot, equals, say

entry = Entry(
    "perceptron.joint-scaling",
    place=80,
    title="From any start: scale the rate and the start together, and the run is scaled",
    idea="Enlarge the weights and the updates by one factor, and a run is the same picture at "
    "another size. The rate sets the size of the updates, the start the size of the weights: what "
    "is left to matter is the proportion of the two.",
    says=say(
        "The run with rate {} from {} is {} times the run with rate {} from {}, for every {}. "
        "So {} is {} times the run at rate 1 from {}: only {} matters.",
        *(c * eta, c * w(0), c, eta, w(0), c > 0),
        *(w_now, eta, w(0) / eta, w(0) / eta),
    ),
    given=(POSITIVE_FACTOR, POSITIVE_RATE),
)
entry.figure(figures.scaled_together)


@entry.part(say("Scaling by ", c > 0), name="symmetry")
@jointly(
    "scaling weights and rate together",
    update=updated(w_before, eta),
    image_update=other_before + (c * eta) * error(other_before) * SAMPLE,
)
def scaled_runs() -> Lines:
    """One update commutes with scaling weights and rate."""
    net, before = dot(w_before, SAMPLE), c * w_before
    yield "=", before + c * (eta * (LABEL - PHI(net)) * SAMPLE), "multiply out ", c
    yield "=", before + (c * eta) * (LABEL - PHI(net)) * SAMPLE, "bracket the factors"
    yield "=", before + (c * eta) * (LABEL - PHI(c * net)) * SAMPLE, *sees_sign(POSITIVE_FACTOR)
    yield "=", ..., c, " moves into the inner product"


entry.shows("ratio", say("Only {} matters", w(0) / eta), unit_rate_run)
rate_alone = equals(c * updated(w_before, eta), updated(w_before, c * eta))
entry.twin("Scaling the rate alone scales the run.", rate_alone, POSITIVE_FACTOR)
entry.symbol(other_now, "the weights of the run with rate {} from {}", c * eta, c * w(0))
entry.symbol(v_now, "the weights of the run at rate 1 from {}", w(0) / eta)
