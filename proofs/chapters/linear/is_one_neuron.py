"""One unit with the identity for its activation and the squared loss is linear regression."""

from proofs.chain_rule import partial
from proofs.chapters.gradient_descent.setting import eta, other, w
from proofs.chapters.linear.one_unit import (
    IDENTITY, LABEL, ONE_STEP, RESIDUALS, ROW, SIGMA, SLOPE, SLOPE_ONE, entries, known, pulls,
    step, sums, unit, unit_gradient, z,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, epsilon, m, q, run, sample, target, weights,
)  # fmt: skip
from proofs.statement import Entry, Lines, line, shown_by, symmetry
from proofs.terms import (
    MAX, Symbol, Term, define, dot, equals, number, say, scalar, vector,
)  # fmt: skip

x, label, takes = vector("x"), scalar("y"), scalar("s", NOW)
net, moved = dot(weights, x), weights + epsilon * q
summed, unit_summed = run("G"), run("G'")


def unit_loss(at: Term) -> Term:
    """Half the squared error of the unit on one sample."""
    return (SIGMA(dot(at, x)) - label) ** 2 / 2


GRADIENT = partial(unit_loss(weights), weights, {SIGMA: SLOPE})
SECOND = epsilon**2 * dot(q, x) ** 2 / 2
SAME, FOLLOWS = equals(SIGMA(net), net), equals(other(NOW), w(NOW))

entry = Entry(
    "linear.is-one-neuron",
    place=5,
    title="Linear regression is one unit with the identity as its activation and the squared loss",
    idea="A unit that passes on unchanged what it receives puts out a weighted sum of its inputs, "
    "and so does linear regression. One function and one loss have one gradient, and from one "
    "start one run.",
    says=say(
        "Let a unit have the activation {} for every {}, with slope {}, and half the mean squared "
        "error as its loss. It is the same function, {} for every input. And it has the same "
        "updates: a step with all samples is {}, and from the same start {} for every number of "
        "updates, whichever samples are read between the steps, at any rate.",
        *(IDENTITY.relation, z, SLOPE_ONE.relation, SAME, ONE_STEP, FOLLOWS),
    ),
    given=(IDENTITY,),
    needs=(
        shown_by(
            *("squared loss", "squared-loss", equals((net - label) ** 3 * x, (net - label) * x)),
            says=say("A unit with the loss {} has other updates:", (net - label) ** 4 / 4),
        ),
    ),
    built_in=(("squared loss", say("the loss of the unit is half the squared error")),),
)
entry.without(IDENTITY, "The slope alone is not enough:")
entry.in_words(
    SLOPE_ONE,
    "It says what the slope of the identity is. An activation that is the identity has no other, "
    "so nothing can lack it and keep the rest.",
)


@entry.part("The same function", SAME)
def same_function() -> Lines:
    yield "=", ..., "the activation is the identity", IDENTITY.at(net)


@entry.part(
    say(
        "The gradient of the loss on one sample: moved by {}, what is left is of second order",
        epsilon * q,
    ),
    equals(unit_loss(moved), unit_loss(weights) + epsilon * dot(GRADIENT, q) + SECOND),
)
def gradient() -> Lines:
    apart = (net - label) ** 2 / 2 + epsilon * dot((net - label) * x, q) + SECOND
    yield "=", (dot(moved, x) - label) ** 2 / 2, IDENTITY.at(dot(moved, x))
    yield "=", apart, "multiply out"
    yield "=", ..., "the activation and its slope", *known(net)


entry.shares(
    (say("The gradients on the first {} samples add up to {}", scalar("t"), pulls(NOW)), sums),
    ("A step of the unit with all samples is a step of linear regression", step),
)


def _update(
    now: tuple[Symbol, Symbol], before: tuple[Symbol, Symbol], more: Term
) -> dict[Symbol, Term]:
    """A sample is read, or a step is taken and the sum is cleared."""
    (weight, total), (weight_before, read) = now, before
    moved_by = eta * (takes * read / m)
    return {weight: weight_before - moved_by, total: (1 - takes) * (read + more)}


ERROR = (dot(w(BEFORE), sample) - target) * sample
entry.shows(
    "updates",
    "The same updates: an instance of the symmetry lemma",
    symmetry(
        "the unit and linear regression",
        action={other(NOW): w(NOW), unit_summed(NOW): summed(NOW)},
        update=_update((w(NOW), summed(NOW)), (w(BEFORE), summed(BEFORE)), ERROR),
        image_update=_update(
            (other(NOW), unit_summed(NOW)),
            (other(BEFORE), unit_summed(BEFORE)),
            unit_gradient(other(BEFORE), sample, target),
        ),
        start=(
            line("the same start", define("the same start", other(0), w(0))),
            line("nothing is read", define("the same sum", unit_summed(0), summed(0))),
        ),
        step=(
            line("the same step", SAMPLES),
            line("the activation and its slope", *known(dot(w(BEFORE), sample))),
        ),
    ),
)
entry.twin("A unit with the rectifier is linear regression too.", equals(MAX(number(0), net), net))
entry.symbols(
    (say("{}, {}", SIGMA(z), SLOPE_ONE.relation.left), "the activation of the unit, and its slope"),
    (other(NOW), "the weights of the unit"),
    (
        takes,
        "whether update {} takes a step: {} adds the gradient on a sample to the sums, {} takes a "
        "step and clears them",
        *(scalar("t"), equals(takes, 0), equals(takes, 1)),
    ),
    (
        say("{}, {}", sample, target),
        "the sample that is read at update {}, and its target",
        scalar("t"),
    ),
    (say("{}, {}", summed(NOW), unit_summed(NOW)), "the gradients summed since the last step"),
    (
        unit(NOW),
        "the unit vectors of the samples, so that {} and {} are sample number {} and its target",
        *(ROW, LABEL, scalar("t")),
    ),
    (
        say("{}, {}", pulls(NOW), entries(NOW)),
        "the gradients of the unit on the first {} samples, summed, and the first entries of {}, "
        "so that after all {} samples it is the whole of it",
        *(scalar("t"), RESIDUALS, m),
    ),
)
