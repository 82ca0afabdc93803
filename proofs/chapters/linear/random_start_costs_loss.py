"""A start and its opposite cost, on average, what their difference from zero is worth."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import LOSS, eta, other, w
from proofs.chapters.linear import figures
from proofs.chapters.linear.setting import (
    BEFORE, NOW, OTHER_STEP, SAMPLES, SECOND_MOMENT, STEP, A, X, b, decayed, m,
    mean_loss, run, squared, u, v, weights,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    ZERO, Hypothesis, Term, assume, define, differs, dot, equals, say, scalar,
)  # fmt: skip

from_zero = run("w_zero")
d, D_START, D_STEP = decayed("decayed_start", w(0))
OPPOSITE = assume("opposite starts", equals(other(0), -w(0)))
AT_ZERO = define("the run from zero", from_zero(0), ZERO)
ZERO_STEP = define(
    "one step of it", from_zero(NOW), from_zero(BEFORE) - eta * (A(from_zero(BEFORE)) - b)
)
BLIND = assume("predictions of zero", equals(X(w(0)), ZERO))
SEEN = assume("other predictions", differs(X(w(0)), ZERO))
CONVEX = assume("convex", LOSS((u + v) / 2) <= (LOSS(u) + LOSS(v)) / 2, (u, v))


def mean(one: Term, two: Term) -> Term:
    """Of two numbers."""
    return (one + two) / 2


UP = equals(w(NOW), from_zero(NOW) + d(NOW))
DOWN = equals(other(NOW), from_zero(NOW) - d(NOW))
COST = dot(d(NOW), A(d(NOW))) / 2
AVERAGE, AT_START = (
    mean(mean_loss(w(NOW)), mean_loss(other(NOW))),
    mean(mean_loss(w(0)), mean_loss(other(0))),
)
COSTS = equals(AVERAGE, mean_loss(from_zero(NOW)) + COST)
ANY = mean(LOSS(u), LOSS(-u)) >= LOSS(ZERO)
one, two = scalar("w", "", "1"), scalar("w", "", "2")

entry = Entry(
    "linear.random-start-costs-loss",
    place=135,
    title="A start and its opposite have on average at least the loss of zero, at every step",
    idea="The runs from a start and from its opposite stray from the run from zero by one and the "
    "same vector, once forwards and once backwards. In the mean the first power of that vector "
    "cancels; its square stays, and is never negative.",
    says=say(
        "Let two runs start at {} and {}, and a third at zero, with the loss {}. At any rate and "
        "for every number of steps the mean loss of the first two is that of the third and {} "
        "more, and {}. At the start it is the same exactly if {}. And for every loss {} that is "
        "convex in the weights, {}.",
        *(w(0), -w(0), mean_loss(weights), COST, COST >= 0, BLIND.relation, LOSS(u), ANY),
    ),
    remarks=(
        say(
            "So a start drawn from a distribution symmetric about zero, which is as likely to be "
            "{} as {}, costs loss on average or nothing, where its loss has a mean. A single start "
            "may be better, as the false twin shows.",
            *(w(0), -w(0)),
        ),
    ),
)
entry.figure(figures.mean_of_losses)
entry.without(OPPOSITE, "Two starts may both be better than zero:", fixed={"b": (Fraction(1),)})
entry.without(SAMPLES, "Of no samples there is no mean:", fixed={"m": Fraction(0)})


def _moved(rule: Hypothesis, at: Term, assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", rule.relation.right, rule
    yield "=", at - eta * (A(at) - b), "the ", assumed
    yield "=", ..., "one step of each", ZERO_STEP, D_STEP


@entry.part(say("The run from {} leads that from zero by {}", w(0), d(NOW)))
@induction(UP, start=at_once("the start", "so they start", AT_ZERO, D_START), name="the lead")
def ahead(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield from _moved(STEP, from_zero(BEFORE) + d(BEFORE), assumed)


@entry.part("The run from the opposite start is as far behind")
@induction(DOWN, start=at_once("", "so they start", OPPOSITE, AT_ZERO, D_START), name="the lag")
def behind(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield from _moved(OTHER_STEP, from_zero(BEFORE) - d(BEFORE), assumed)


@entry.part("The mean loss of the two runs", COSTS)
def costs() -> Lines:
    yield "=", mean(mean_loss(UP.right), mean_loss(DOWN.right)), ahead, behind, SAMPLES
    cancels = "multiply out: what is odd in the lead cancels; the adjoint moves"
    yield "=", ..., cancels, SECOND_MOMENT.at(d(NOW))


@entry.part("What it costs is not negative", COST >= 0)
def not_negative() -> Lines:
    moved = "what A is; the adjoint moves"
    yield "=", squared(X(d(NOW))) / (2 * m), moved, SECOND_MOMENT.at(d(NOW)), SAMPLES
    yield ">=", ..., "a square is not negative"


@entry.part(
    "So the mean is at least the loss of the run from zero", AVERAGE >= mean_loss(from_zero(NOW))
)
def at_least() -> Lines:
    yield "=", mean_loss(from_zero(NOW)) + COST, costs
    yield ">=", ..., not_negative


@entry.part(say("The start costs nothing if {}", BLIND.relation), equals(AT_START, mean_loss(ZERO)))
def free() -> Lines:
    yield "=", mean_loss(ZERO) + squared(X(w(0))) / (2 * m), "multiply out", OPPOSITE, SAMPLES
    yield "=", ..., BLIND


@entry.part(say("It costs something if {}", SEEN.relation), AT_START > mean_loss(ZERO))
def dear() -> Lines:
    yield "=", mean_loss(ZERO) + squared(X(w(0))) / (2 * m), "multiply out", OPPOSITE, SAMPLES
    yield ">", ..., SEEN


@entry.part("Any loss that is convex in the weights", ANY)
def convex() -> Lines:
    yield ">=", LOSS((u + -u) / 2), "convexity, between a start and its opposite", CONVEX.at(u, -u)
    yield "=", ..., "they have zero in the middle"


entry.twin("No start has a smaller loss than zero.", mean_loss(w(0)) >= mean_loss(ZERO), SAMPLES)
entry.symbol(
    say("{}, {}", other(NOW), from_zero(NOW)),
    "the weights of the runs from {} and from zero",
    -w(0),
)
