"""From zero, targets c times as large give weights c times as large."""

from proofs.chapters.gradient_descent.setting import OTHER_ZERO, ZERO_START, eta, other, w
from proofs.chapters.linear import figures
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, X, XT, b, c, design_step, m, numbered_step, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, symmetry
from proofs.terms import equals, say

entry = Entry(
    "linear.target-scaling",
    place=90,
    title="From zero the weights scale with the targets",
    idea="The model is linear: for twice the targets, twice the weights make twice the errors and "
    "so twice the step, and so with any factor. Zero is any multiple of itself, so from there the "
    "whole run is scaled.",
    says=say(
        "From {} the run for the targets {} is {} times the run for {}: {} for every number of "
        "steps, every rate and every {}.",
        *(ZERO_START.relation, c * y, c, y, equals(other(NOW), c * w(NOW)), c),
    ),
    given=(ZERO_START, SAMPLES),
)
entry.figure(figures.scaled_targets)


def _step() -> Lines:
    """One step commutes with scaling."""
    apart = c * w(BEFORE) - eta * (XT(c * X(w(BEFORE)) - c * y) / m)
    yield "=", apart, "multiply out", SAMPLES
    yield "=", ..., "linear maps"


scaled = symmetry(
    "targets and weights scale together",
    action={other(NOW): c * w(NOW)},
    update={w(NOW): design_step(w(BEFORE))},
    image_update={other(NOW): design_step(other(BEFORE), eta, c * y)},
    start=(at_once("both start at zero", "both are zero", ZERO_START, OTHER_ZERO),),
    step=(_step,),
)
entry.shows("symmetry", "An instance of the symmetry lemma", scaled)
entry.twin(
    "The rate scales the weights as the targets do.",
    equals(w(2), 2 * eta * b),
    *(ZERO_START, numbered_step(1), numbered_step(2)),
)
entry.symbol(other(NOW), "the weights of the run for the targets {}", c * y)
