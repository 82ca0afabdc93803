"""At an unstable factor the steps of a component do not fall below a fixed length."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta
from proofs.chapters.linear.descent import STEP, k, n, w
from proofs.chapters.linear.setting import A, b, cauchy_schwarz, squared, v
from proofs.chapters.linear.spectrum import (
    EIGEN, FACTOR, ONE_OF_THEM, a, r, u, x,
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
