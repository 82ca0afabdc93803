"""The gradient of the squared loss, for any number of samples, and its value at zero."""

from proofs.calculus import slope
from proofs.chapters.linear.second_moment import (
    no_predictions, is_linear, is_nonnegative, is_self_adjoint, of_both, of_u, of_v,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, SECOND_MOMENT, XT, ZERO_WEIGHTS, A, X, b, c, correlated, curvature,
    epsilon, gradient_parts, gradient_sum, m, mapped, mean_loss, q, sample, sequence, summed,
    target, u, v, weights, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, Term, define, dot, equals, say, scalar, vector

GAUSS = (
    "C. F. Gauss, Theoria combinationis observationum erroribus minimis obnoxiae, Göttingen, 1823."
)
moved, t = weights + epsilon * q, scalar("t")
loss_sum, moved_sum = sequence("S"), sequence("S'")


def _loss(at: Term) -> Term:
    """Half the squared error on one sample."""
    return (dot(at, sample) - target) ** 2 / 2


FOUND = A(weights) - b
BY_DESIGN = mean_loss(weights) + epsilon * dot(FOUND, q) + epsilon**2 * dot(q, A(q)) / 2
GRADIENT = slope(_loss(weights), weights)
SECOND_ORDER = epsilon**2 * dot(q, sample) ** 2 / 2
MOVED_LOSS = _loss(weights) + epsilon * dot(GRADIENT, q) + SECOND_ORDER


def _moved_sum(index: str) -> Term:
    """What the sum of the losses becomes, moved by epsilon q."""
    first = loss_sum(index) + epsilon * dot(gradient_sum(index), q)
    return first + epsilon**2 * curvature(index) / 2


EMPTY, MORE = zip(
    summed("loss", loss_sum, _loss(weights), "losses"),
    summed("loss, moved", moved_sum, _loss(moved), "losses, moved"),
    summed("gradient", gradient_sum, GRADIENT),
    summed("curvature", curvature, dot(q, sample) ** 2),
    strict=True,
)
MOMENT = define("b", b, XT(y) / m)

entry = Entry(
    "linear.gradient-at-zero",
    place=20,
    title="The gradient of the squared loss, and its value at zero",
    idea="Move the weights a little and multiply out the squares: what comes with the first power "
    "of the move is the gradient. At zero the errors are minus the targets, so the gradient is "
    "minus the mean of target times sample.",
    says=say(
        "The loss {} has the gradient {} with {} for every {}, and {}. At zero it is {}.",
        *(mean_loss(weights), FOUND, SECOND_MOMENT.relation, u, MOMENT.relation, -b),
    ),
    remarks=(
        say(
            "Here {} counts samples. The rows of {} are the samples, so {} has the entries {}, and "
            "{} is the sum of the samples with the entries of {} as factors.",
            *(t, X, X(weights), dot(weights, vector("x", "i")), XT(v), v),
        ),
    ),
    citations=(GAUSS,),
)


@entry.part(
    say("One sample: moved from {} by {}", weights, epsilon * q), equals(_loss(moved), MOVED_LOSS)
)
def one_sample() -> Lines:
    yield "=", ..., "SymPy's gradient, and what is left is of second order"


@entry.part(
    say(
        "Any number of samples: {} and {} are the sums of the losses on the first {} of them, at "
        "{} and at {}; {} and {} are those of the gradients and of the squares of {}",
        *(loss_sum(NOW), moved_sum(NOW), t, weights, moved),
        *(gradient_sum(NOW), curvature(NOW), dot(q, sample)),
    )
)
@induction(
    equals(moved_sum(NOW), _moved_sum(NOW)),
    start=at_once("no samples", "all sums are empty", *EMPTY),
    name="the sum of the losses",
)
def all_samples(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", moved_sum(BEFORE) + _loss(moved), "one more loss", *MORE
    yield "=", _moved_sum(BEFORE) + MOVED_LOSS, "the ", assumed, ", and the loss on one sample"
    yield "=", ..., "one more of each sum"


two_parts = gradient_parts()
entry.shows(
    "two-parts",
    say(
        "The sum of the gradients has two parts: {} sums {}, after all {} samples {}; {} sums {}, "
        "after all samples {}",
        *(mapped(NOW), dot(weights, sample) * sample, m, XT(X(weights))),
        *(correlated(NOW), target * sample, XT(y)),
    ),
    two_parts,
)
entry.shows(
    "linear",
    say(
        "{} is linear: {}, {} and {} sum {}, {} and {}; after all {} samples they are {} times {}, "
        "{} and {}",
        *(A, of_u(NOW), of_v(NOW), of_both(NOW), dot(u, sample) * sample, dot(v, sample) * sample),
        *(dot(c * u + v, sample) * sample, m, m, A(u), A(v), A(c * u + v)),
    ),
    is_linear,
)
entry.shows("self-adjoint", say("{} is its own adjoint", A), is_self_adjoint)
entry.shows("nonnegative", say("{} is never negative", dot(A(u), u)), is_nonnegative)


@entry.part(
    say("By the design, all samples at once: moved from {} by {}", weights, epsilon * q),
    equals(mean_loss(moved), BY_DESIGN),
)
def design() -> Lines:
    known = (SAMPLES, SECOND_MOMENT.at(weights), SECOND_MOMENT.at(q), MOMENT)
    yield "=", ..., "multiply out; the adjoint moves", *known


@entry.part("At zero, by the design", equals(A(ZERO) - b, -b))
def at_zero_by_the_design() -> Lines:
    yield "=", ..., "a linear map takes zero to zero"


@entry.part("At zero", equals(gradient_sum(NOW) / m, -correlated(NOW) / m))
def at_zero() -> Lines:
    known = ("the gradient has two parts", ZERO_WEIGHTS, SAMPLES, two_parts, no_predictions)
    yield "=", (mapped(NOW) - correlated(NOW)) / m, *known
    yield "=", (ZERO - correlated(NOW)) / m, "the predictions are 0"
    yield "=", ..., "zero adds nothing"


entry.twin(
    say("The gradient at zero is {}.", b),
    equals(gradient_sum(1), target * sample),
    define("one gradient", gradient_sum(1), (dot(weights, sample) - target) * sample),
    ZERO_WEIGHTS,
)
