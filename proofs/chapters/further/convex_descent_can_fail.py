"""The squared loss is convex, yet at large rates descent cycles or runs away."""

from fractions import Fraction
from itertools import pairwise

from proofs.chapters.further import figures
from proofs.chapters.further.setting import GRADIENT
from proofs.chapters.gradient_descent.setting import eta, w
from proofs.chapters.linear.powers import (
    BERNOULLI, FACTOR_START, FACTOR_STEP, LARGE, SHRINKS, SIGN_START, SIGN_STEP, alternating,
    factor, grows,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    BEFORE, NOW, RICHARDSON, STEP, A, b, lambda_, q, steps, weights,
)  # fmt: skip
from proofs.instance import Matrix, Steps
from proofs.statement import Entry, Lines, Proof, at_once, chain, conjunction, induction
from proofs.terms import (
    Hypothesis, assume, define, dot, equals, say, scalar,
)  # fmt: skip

best, z, y, d, x = scalar("g"), scalar("z"), scalar("y"), scalar("d"), scalar("x")
EIGEN = assume("eigenvector of A", equals(A(q), lambda_ * q))
BEST = assume("where the slope is 0", equals(lambda_ * best, dot(q, b)))
AT_TWO = assume("twice over the eigenvalue", equals(eta * lambda_, 2))
OFF, OFF_BEFORE, OFF_0 = (dot(q, w(index)) - best for index in (NOW, BEFORE, 0))
CYCLES = equals(OFF, alternating(NOW) * OFF_0)
RUNS_AWAY = alternating(NOW) * OFF * OFF_0 >= BERNOULLI * OFF_0**2

entry = Entry(
    "further.convex-descent-can-fail",
    place=81,
    title="The squared loss is convex, yet at large rates descent can cycle or run away",
    idea="The slope says which way is down, and the rate how far to jump. Along an eigenvector "
    "each jump multiplies the error by one number: at −1 it changes sides for ever, and below −1 "
    "it lands farther out each time.",
    says=say(
        "Let the gradient at {} be {}. Along an eigenvector {} of {} with eigenvalue {} let {} be "
        "where the slope is 0, and let the run start elsewhere. With {} descent jumps from one "
        "side to the other for ever, {}; with {} it runs away: {}. For one "
        "sample with input and target 1 the rate 2 gives 0, 2, 0, 2, and the rate 3 gives 0, 3, "
        "−3, 9.",
        *(weights, A(weights) - b, q, A, lambda_, best),
        *(AT_TWO.relation, CYCLES, LARGE.relation, RUNS_AWAY),
    ),
    given=(EIGEN, BEST),
    citations=(RICHARDSON,),
)
entry.figure(figures.cycle_or_run_away)
BACK = {"eta": Fraction(-1), "lambda": Fraction(2), "A": Matrix(((Fraction(2),),))}
entry.without(LARGE, "At a negative rate the bound is too much after three steps:", steps=3,
              fixed=BACK | {"w^": Steps(((Fraction(1),),))})  # fmt: skip


@entry.part("The squared loss of one sample is convex: it lies above its tangents",
            (z + d - y) ** 2 / 2 >= (z - y) ** 2 / 2 + (z - y) * d)  # fmt: skip
def convex() -> Lines:
    yield "=", (z - y) ** 2 / 2 + (z - y) * d + d**2 / 2, "multiply out"
    yield ">=", ..., "a square is not negative"


@entry.part("What is missing along an eigenvector", name="component")
@induction(
    equals(OFF, factor(NOW) * OFF_0),
    start=at_once("no steps", "the empty product is 1", FACTOR_START),
)
def component(assumed: Hypothesis) -> Lines:
    """One more step."""
    moved = dot(q, w(BEFORE)) - eta * (dot(A(q), w(BEFORE)) - dot(q, b)) - best
    yield "=", moved, "gradient descent; A is its own adjoint", STEP
    yield "=", SHRINKS * OFF_BEFORE, "collect", EIGEN, BEST
    yield "=", SHRINKS * (factor(BEFORE) * OFF_0), "the ", assumed
    yield "=", ..., FACTOR_STEP


@entry.part("At the rate 2 over the eigenvalue the powers alternate", name="alternate")
@induction(
    equals(factor(NOW), alternating(NOW)),
    start=at_once("no steps", "both are 1", FACTOR_START, SIGN_START),
)
def alternate(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", SHRINKS * factor(BEFORE), FACTOR_STEP
    yield "=", -factor(BEFORE), AT_TWO
    yield "=", -alternating(BEFORE), "the ", assumed
    yield "=", ..., SIGN_STEP


@entry.part("So descent cycles", CYCLES)
def cycles() -> Lines:
    yield "=", factor(NOW) * OFF_0, component
    yield "=", ..., alternate


ALONG = {"q": (Fraction(1),)}
for each in (EIGEN, BEST):
    entry.without(each, "", cycles, fixed=ALONG)
entry.without(AT_TWO, "", cycles, fixed=ALONG | {"eta": Fraction(1)})
entry.shows("grows", "Above it the powers grow without bound", grows)


@entry.part("So descent runs away", RUNS_AWAY)
def runs_away() -> Lines:
    yield "=", alternating(NOW) * factor(NOW) * OFF_0**2, component
    yield ">=", ..., "the powers grow", grows


def _run(name: str, rate: int, path: tuple[int, ...]) -> Proof:
    """The weights of a run on one sample with input and target 1 are these."""
    at = [scalar(name, str(index)) for index in range(len(path))]
    made = [define("the input", x, 1), define("the target", y, 1), define("the rate", eta, rate)]
    made += [define("the start", at[0], path[0])]
    made += [
        define(f"step {k}", here, last - eta * (last * x - y) * x)
        for k, (last, here) in enumerate(pairwise(at), 1)
    ]

    def lines() -> Lines:
        yield "=", ..., "one step after the other", *made

    named = [
        chain(equals(here, value), name=f"step {k} at the rate {rate}")(lines)
        for k, (here, value) in enumerate(zip(at, path, strict=True))
    ]
    return conjunction(f"the rate {rate}", *named[1:])


shown = "One sample with input and target 1, half the square of the error, rate "
entry.shows("two-for-ever", f"{shown}2", _run("w", 2, (0, 2, 0, 2)))
entry.shows("three-runs-away", f"{shown}3", _run("w'", 3, (0, 3, -3, 9)))
entry.twin(
    "A step never takes the weights farther from the minimiser.",
    (SHRINKS * OFF_0) ** 2 <= OFF_0**2,
    assume("positive eigenvalue", lambda_ > 0),
    assume("positive rate", eta > 0),
)
entry.symbol(*GRADIENT)
entry.symbol(say("{}, {}", q, lambda_), "an eigenvector of {} and its eigenvalue", A)
entry.symbol(best, "the component along {} at which the slope along {} is 0", q, q)
entry.symbol(say("{}, {}", factor(NOW), alternating(NOW)), "the powers of {} and of −1", SHRINKS)
entry.symbol(steps(NOW), "the number of steps")
entry.symbol(say("{}, {}, {}", z, y, d), "a prediction, its target, and a change of it")
of_examples = "the input of the sample of the examples, and the weights at either rate"
entry.symbol(say("{}, {}, {}", x, scalar("w", "1"), scalar("w'", "1")), of_examples)
