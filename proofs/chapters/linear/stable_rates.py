"""The run from zero converges exactly if every factor that it meets lies between -1 and 1."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta
from proofs.chapters.linear.descent import NONE, STEP, k, n, w
from proofs.chapters.linear.setting import (
    AXLER, RICHARDSON, A, b, cauchy_schwarz, lambda_, numbered_step, squared, v,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    CURVED, EIGEN, FACTOR, ONE_OF_THEM, VANISHING, a, bernoulli, c, eigenvalue, need,
    powers_vanish, r, s, u, x,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, chain, induction
from proofs.terms import (
    Hypothesis, assume, define, differs, dot, equals, finite_sum, number, say,
)  # fmt: skip

MET, SHARE = dot(b, u(k)), dot(b, u(k)) / eigenvalue(k)
COMPONENTS = assume("made of these", equals(b, finite_sum(k, r, MET * u(k))))
SOME = assume("met", differs(MET, 0))
STABLE = assume("stable factors", FACTOR**2 < 1, (k,), k < r)
LARGE = assume("not between −1 and 1", x**2 >= 1)
UNSTABLE = assume("an unstable factor", FACTOR**2 >= 1)
END = define("the limit", s, finite_sum(k, r, SHARE * u(k)))
RUN = equals(w(n), finite_sum(k, r, (1 - FACTOR**n) * SHARE * u(k)))
SIZE = finite_sum(k, r, SHARE**2 / (1 - FACTOR**2))
ERROR, JUMP = s - w(n), w(n + 1) - w(n)
TENDS = squared(w(n) - s) <= SIZE / (n + 1)
PARTED = (eta * MET) ** 2
NOWHERE = 2 * (squared(w(n + 1) - v) + squared(w(n) - v)) * squared(u(k)) >= PARTED

_SOME = assume("something", differs(x, 0))
inequality = cauchy_schwarz(v, a)

entry = Entry(
    "linear.stable-rates",
    place=140,
    title="Which rates converge: the rate is no mere scale",
    says=say(
        "Let {} with {} and {} for every {}. From {}, {}. If {} for every {}, the run converges, "
        "to {}: {}. But if {} and {} for one {}, and {}, then {} whatever {} is, for ever, and {}: "
        "it does not converge.",
        *(COMPONENTS.relation, EIGEN.relation, CURVED.relation, k < r, ZERO_START.relation, RUN),
        *(STABLE.relation, k < r, s, TENDS, SOME.relation, UNSTABLE.relation, k < r),
        *(POSITIVE_RATE.relation, NOWHERE, v, PARTED > 0),
    ),
    aside=(k < r,),
    given=(EIGEN,),
    needs=(
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
    ),
    remarks=(
        say(
            "By the spectral theorem (Axler 2015, theorem 7.29) {} is the sum of its components "
            "along an orthonormal basis of eigenvectors. Those with {} can be left out of the sum, "
            "and those with eigenvalue 0 are among them, for {} is perpendicular to what the "
            "features do not see.",
            *(b, equals(MET, 0), b),
        ),
        say(
            "Where {} and {} are positive, {} is below 1, so that only {} at {} or more can go "
            "wrong.",
            *(eta, eigenvalue(k), FACTOR, eta * eigenvalue(k), number(2)),
        ),
    ),
    citations=(RICHARDSON, AXLER),
)


@entry.part("The run, component by component", RUN, name="run")
@induction(RUN, start=at_once("no steps", "power 0 is 1", ZERO_START, CURVED), over=n)
def run(assumed: Hypothesis) -> Lines:
    """One more step."""
    at, moved = (finite_sum(k, r, (1 - FACTOR**n) * SHARE * e) for e in (u(k), A(u(k))))
    yield "=", w(n) - eta * (A(w(n)) - b), STEP.at(n)
    yield "=", at - eta * (A(at) - b), "the ", assumed
    yield "=", at - eta * (moved - b), "a linear map of a sum"
    turned = finite_sum(k, r, (1 - FACTOR**n) * SHARE * (eigenvalue(k) * u(k)))
    yield "=", at - eta * (turned - finite_sum(k, r, MET * u(k))), EIGEN, " and ", COMPONENTS
    yield "=", ..., "collect", CURVED


@entry.part("The limit stands still", equals(A(s), b))
def stationary() -> Lines:
    yield "=", A(finite_sum(k, r, SHARE * u(k))), END
    yield "=", finite_sum(k, r, SHARE * A(u(k))), "a linear map of a sum"
    yield "=", finite_sum(k, r, MET * u(k)), EIGEN, " and ", CURVED
    yield "=", ..., COMPONENTS


@entry.part("Components of the limit", equals(dot(s, u(k)), SHARE))
def component() -> Lines:
    yield "=", dot(s, A(u(k))) / eigenvalue(k), EIGEN.at(k), CURVED.at(k), ONE_OF_THEM
    yield "=", ..., stationary, END


@entry.part("Components of the error", equals(dot(ERROR, u(k)), FACTOR**n * SHARE), name="errors")
@induction(
    equals(dot(ERROR, u(k)), FACTOR**n * SHARE),
    start=at_once("no steps", "power 0 is 1", ZERO_START, component, END, CURVED.at(k)),
    over=n,
)
def errors(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", dot(ERROR - eta * (b - A(w(n))), u(k)), STEP.at(n)
    yield "=", dot(ERROR - eta * (A(s) - A(w(n))), u(k)), stationary, END
    yield "=", dot(ERROR, u(k)) - eta * dot(ERROR, A(u(k))), "A is its own adjoint"
    yield "=", FACTOR * dot(ERROR, u(k)), EIGEN.at(k), CURVED.at(k), ONE_OF_THEM
    yield "=", ..., "the ", assumed


@entry.part(
    "The length of the error", equals(squared(ERROR), finite_sum(k, r, (FACTOR**n * SHARE) ** 2))
)
def length() -> Lines:
    yield "=", dot(finite_sum(k, r, FACTOR**n * SHARE * u(k)), ERROR), run, END
    yield "=", finite_sum(k, r, FACTOR**n * SHARE * dot(ERROR, u(k))), "the inner product of a sum"
    yield "=", ..., errors.every(k)


entry.shares(("Bernoulli's inequality", bernoulli), ("Powers vanish", powers_vanish))


@entry.part(
    "Each component vanishes", (n + 1) * (FACTOR**n * SHARE) ** 2 <= SHARE**2 / (1 - FACTOR**2)
)
def vanishes() -> Lines:
    known = (STABLE.at(k), CURVED.at(k), ONE_OF_THEM)
    yield "<=", ..., powers_vanish.of({x: FACTOR, c: SHARE}), *known


@entry.part("So do they together", (n + 1) * squared(ERROR) <= SIZE)
def together() -> Lines:
    yield "=", finite_sum(k, r, (n + 1) * (FACTOR**n * SHARE) ** 2), length, END
    yield "<=", ..., vanishes.every(k), STABLE, CURVED


@entry.part("The run tends to its limit", TENDS)
def tends() -> Lines:
    yield "=", squared(ERROR), "multiply out"
    yield "<=", ..., together, END, STABLE, CURVED


@entry.part(
    "A step along an eigenvector", equals(dot(JUMP, u(k)), eta * FACTOR**n * MET), name="step"
)
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


@entry.part("The powers stay large")
@induction((x**n) ** 2 >= 1, start=at_once("no factors", "it is 1"), over=n)
def powers_stay_large(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", x**2 * (x**n) ** 2, "one more factor"
    yield ">=", (x**n) ** 2, LARGE
    yield ">=", ..., "the ", assumed


@entry.part("So no step falls below a fixed length", squared(JUMP) * squared(u(k)) >= PARTED)
def jumps() -> Lines:
    yield ">=", dot(JUMP, u(k)) ** 2, inequality.of({v: JUMP, a: u(k)})
    yield "=", (FACTOR**n) ** 2 * (eta * MET) ** 2, step
    yield ">=", ..., powers_stay_large.of({x: FACTOR}), UNSTABLE


@entry.part("That length is not 0", PARTED > 0)
def for_ever() -> Lines:
    yield ">", ..., SOME, POSITIVE_RATE


@chain(2 * (squared(w(n + 1) - v) + squared(w(n) - v)) - squared(JUMP) >= 0)
def parallelogram() -> Lines:
    yield "=", squared(w(n + 1) + w(n) - 2 * v), "the parallelogram law"
    yield ">=", ..., "a square is not negative"


@entry.part("And nothing is the limit", NOWHERE)
def nowhere() -> Lines:
    yield (
        ">=",
        squared(JUMP) * squared(u(k)),
        "twice two squares are at least that of the sum",
        parallelogram,
    )
    yield ">=", ..., jumps


entry.twin(
    "Every positive rate converges: steps never grow.",
    squared(w(2) - w(1)) <= squared(w(1) - w(NONE)),
    *(ZERO_START, POSITIVE_RATE, numbered_step(1), numbered_step(2)),
)
entry.symbol(
    say("{}, {}", u(k), eigenvalue(k)), "eigenvectors of {} and their eigenvalues, for {}", A, k < r
)
