"""At an unstable factor the steps of a component do not fall below a fixed length."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta
from proofs.chapters.linear.descent import NONE, STEP, k, n, w
from proofs.chapters.linear.setting import A, b, cauchy_schwarz, lambda_, squared, v
from proofs.chapters.linear.spectrum import (
    CURVED, EIGEN, FACTOR, ONE_OF_THEM, VANISHING, a, c, need, r, s, u, x,
)  # fmt: skip
from proofs.statement import Lines, Parts, at_once, calculation, chain, conjunction, induction
from proofs.terms import (
    Hypothesis,
    assume,
    define,
    differs,
    dot,
    equals,
    finite_sum,
    number,
    scalar,
)

MET = dot(b, u(k))
SOME = assume("met", differs(MET, 0))
LARGE = assume("not between −1 and 1", x**2 >= 1)
COMPONENTS = assume("made of these", equals(b, finite_sum(k, r, MET * u(k))))
STABLE = assume("stable factors", FACTOR**2 < 1, (k,), k < r)
UNSTABLE = assume("an unstable factor", FACTOR**2 >= 1)
JUMP, PARTED = w(n + 1) - w(n), (eta * MET) ** 2
NOWHERE = 2 * (squared(w(n + 1) - v) + squared(w(n) - v)) * squared(u(k)) >= PARTED
inequality = cauchy_schwarz(v, a)


@induction(
    equals(dot(JUMP, u(k)), eta * FACTOR**n * MET),
    start=at_once("the first step", "power 0 is 1", STEP.at(0), ZERO_START),
    over=n,
)
def step(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", dot(JUMP - eta * A(JUMP), u(k)), STEP.at(n + 1), STEP.at(n)
    yield "=", dot(JUMP, u(k)) - eta * dot(JUMP, A(u(k))), "A is its own adjoint"
    yield "=", FACTOR * dot(JUMP, u(k)), EIGEN.at(k), ONE_OF_THEM
    yield "=", ..., "the ", assumed


@induction((x**n) ** 2 >= 1, start=at_once("no factors", "it is 1"), over=n)
def powers_stay_large(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", x**2 * (x**n) ** 2, "one more factor"
    yield ">=", (x**n) ** 2, LARGE
    yield ">=", ..., "the ", assumed


@chain(squared(JUMP) * squared(u(k)) >= PARTED)
def jumps() -> Lines:
    yield ">=", dot(JUMP, u(k)) ** 2, inequality.of({v: JUMP, a: u(k)})
    yield "=", (FACTOR**n) ** 2 * (eta * MET) ** 2, step
    yield ">=", ..., powers_stay_large.of({x: FACTOR}), UNSTABLE


@chain(PARTED > 0)
def for_ever() -> Lines:
    yield ">", ..., SOME, POSITIVE_RATE


@chain(2 * (squared(w(n + 1) - v) + squared(w(n) - v)) - squared(JUMP) >= 0)
def parallelogram() -> Lines:
    yield "=", squared(w(n + 1) + w(n) - 2 * v), "the parallelogram law"
    yield ">=", ..., "a square is not negative"


@chain(NOWHERE)
def nowhere() -> Lines:
    yield (
        ">=",
        squared(JUMP) * squared(u(k)),
        "twice two squares are at least that of the sum",
        parallelogram,
    )
    yield ">=", ..., jumps


UNSTABLE_PARTS: Parts = (
    ("A step along an eigenvector", step),
    ("The powers stay large", powers_stay_large),
    ("So no step falls below a fixed length", jumps),
    ("That length is not 0", for_ever),
    ("And nothing is the limit", nowhere),
)

_SOME = assume("something", differs(x, 0))
RATES_NEEDS = (
    need(
        EIGEN,
        equals(dot(A(v), a), lambda_ * dot(v, a)),
        says="Along what is no eigenvector a component does not follow a factor:",
    ),
    need(
        CURVED,
        equals(lambda_ * (c / lambda_), c),
        says="Where an eigenvalue is 0 nothing can be divided by it:",
    ),
    need(
        COMPONENTS,
        *(equals(A(s), b), assume("an eigenvector", equals(A(s), lambda_ * s))),
        says="What else b is made of goes its own way:",
    ),
    need(SOME, (eta * c) ** 2 > 0, POSITIVE_RATE, says="What is not met makes no step:"),
    need(STABLE, (x * c) ** 2 <= c**2, says="Larger factors do not vanish:"),
    VANISHING,
    need(LARGE, (x * x) ** 2 >= 1, says="The powers of a smaller number do not stay large:"),
    need(
        UNSTABLE,
        ((1 - eta * lambda_) * c) ** 2 >= c**2,
        says="Where a factor is smaller, steps fall below any length:",
    ),
    need(POSITIVE_RATE, (eta * x) ** 2 > 0, _SOME, says="At the rate 0 no step is made:"),
    need(
        ZERO_START,
        *(equals(w(1), eta * b), define("a step", w(1), w(NONE) - eta * (A(w(NONE)) - b))),
        says="From elsewhere the run has another part:",
    ),
    need(
        ONE_OF_THEM,
        equals(dot(v - eta * A(v), a), (1 - eta * lambda_) * dot(v, a)),
        says="Of other vectors nothing is known:",
    ),
)

_x, _y, _steps = scalar("x"), scalar("y"), (1, 2, 3, 4)
_at = [scalar("w", str(k)) for k in (0, *_steps)]
_EXAMPLE = (
    define("the input", _x, 1),
    define("the target", _y, 1),
    define("the rate", eta, 3),
    define("zero start", _at[0], 0),
    *(define(f"step {k}", _at[k], _at[k - 1] - eta * (_at[k - 1] * _x - _y) * _x) for k in _steps),
)
RUNS_AWAY = conjunction(
    "four steps at rate 3",
    *(
        calculation(f"step {k}", _at[k], [("=", number(value), "exactly", *_EXAMPLE)])
        for k, value in zip(_steps, (3, -3, 9, -15), strict=True)
    ),
)
