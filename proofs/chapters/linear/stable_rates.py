"""The run from zero converges exactly if every factor that it meets lies between -1 and 1."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.descent import NONE, STEP, k, n, w
from proofs.chapters.linear.setting import (
    AXLER, RICHARDSON, A, b, numbered_step, squared, v,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    CURVED, EIGEN, FACTOR, ONE_OF_THEM, bernoulli, c, eigenvalue, powers_vanish, r, s, u, x,
)  # fmt: skip
from proofs.chapters.linear.unstable import (
    COMPONENTS, MET, NOWHERE, PARTED, RUNS_AWAY, SOME, STABLE, UNSTABLE,
    UNSTABLE_PARTS, jumps,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import Hypothesis, define, dot, equals, finite_sum, number, say

SHARE = MET / eigenvalue(k)
END = define("the limit", s, finite_sum(k, r, SHARE * u(k)))
RUN = equals(w(n), finite_sum(k, r, (1 - FACTOR**n) * SHARE * u(k)))
SIZE = finite_sum(k, r, SHARE**2 / (1 - FACTOR**2))
ERROR = s - w(n)
TENDS = squared(w(n) - s) <= SIZE / (n + 1)

entry = Entry(
    "linear.stable-rates",
    place=140,
    title="Which rates converge: the rate is no mere scale",
    idea="Along each eigenvector every step multiplies the error by one and the same number. If "
    "all these numbers are below 1 in size, the error dies out; if one is not, and the targets "
    "have a part there, the steps never become short.",
    says=say(
        "Let {} with {} and {} for every {}. From {}, {}. If {} for every {}, the run converges, "
        "to {}, the sum of the limits along them: {}. But if {} and {} for one {}, and {}, then "
        "{} whatever {} is, for ever, and {}: it does not converge.",
        *(COMPONENTS.relation, EIGEN.relation, CURVED.relation, k < r, ZERO_START.relation, RUN),
        *(STABLE.relation, k < r, s, TENDS, SOME.relation, UNSTABLE.relation, k < r),
        *(POSITIVE_RATE.relation, NOWHERE, v, PARTED > 0),
    ),
    aside=(k < r,),
    given=(EIGEN,),
    remarks=(
        say(
            "By the spectral theorem (Axler 2015, theorem 7.29) {} is the sum of its components "
            "along an orthonormal basis of eigenvectors. Those with {} can be left out of the sum, "
            "and those with eigenvalue 0 are among them, for {} is perpendicular to what the "
            "features do not see.",
            *(b, equals(MET, 0), b),
        ),
        say(
            "Where {} and {} are positive, {} is below 1: only {} at {} or more can go wrong.",
            *(eta, eigenvalue(k), FACTOR, eta * eigenvalue(k), number(2)),
        ),
    ),
    citations=(RICHARDSON, AXLER),
)
entry.figure(figures.stable_and_not)


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
    yield "=", ..., errors.of({}, every=(k,))


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
    yield "<=", ..., vanishes.of({}, every=(k,)), STABLE, CURVED


@entry.part("The run tends to its limit", TENDS)
def tends() -> Lines:
    yield "=", squared(ERROR), "multiply out"
    yield "<=", ..., together, END, STABLE, CURVED


entry.shares(*UNSTABLE_PARTS)
entry.shows(
    "runs-away", "In numbers: one sample with input 1 and target 1, one weight, rate 3", RUNS_AWAY
)
entry.without(EIGEN, "Along what is no eigenvector a component does not follow a factor:", run)
entry.without(UNSTABLE, "Where a factor is smaller, steps fall below any length:", jumps,
              fixed={"eta": Fraction(1)})  # fmt: skip
entry.twin(
    "Every positive rate converges: steps never grow.",
    squared(w(2) - w(1)) <= squared(w(1) - w(NONE)),
    *(ZERO_START, POSITIVE_RATE, numbered_step(1), numbered_step(2)),
)
entry.symbol(say("{}, {}", u(k), eigenvalue(k)),
             "eigenvectors of {} and their eigenvalues, for {}", A, k < r)  # fmt: skip
