"""Planted falsehoods about gradient descent: each beside its true twin, and refuted on data too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, matrices, strategies
from numeric.gradient_descent import exact_run, moments
from numeric.law import Law, attack_twin
from numeric.laws import LAWS
from numeric.matrices import Vector, added, inner, scaled, subtracted
from numeric.strategies import RegressionTrial, SpectralTrial
from proofs import verdicts
from proofs.derivation import Induction, ProofError, assumed_before, by_induction, derive
from proofs.terms import (
    SIGMOID,
    ZERO,
    Hypothesis,
    Relation,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    linear_map,
    number,
    scalar,
    total,
    vector,
)

ReallyFails = Callable[[verdicts.Witness, Sequence[Hypothesis]], bool]

A = linear_map("A", "A")
X = linear_map("X", "X'")
b, best, n, q, sample, targets, u = (
    vector(name) for name in ("b", "w_star", "n", "q", "x", "y", "u")
)
c, curvature, eta, h, m = (scalar(name) for name in ("c", "lambda", "eta", "h", "m"))
POSITIVE = assume("positive rate", eta > 0)
SAMPLES = assume("samples", m > 0)


def w(index: int | str, prime: str = "") -> Term:
    """The weights of a run."""
    return vector(f"w{prime}", str(index))


def steps(count: int, rate: Term = eta, prime: str = "", pull: Term = b) -> list[Hypothesis]:
    """So many steps w - rate (A w - b)."""
    return [
        define(
            f"step {k}{prime}", w(k, prime), w(k - 1, prime) - rate * (A(w(k - 1, prime)) - pull)
        )
        for k in range(1, count + 1)
    ]


def from_zero(count: int, rate: Term = eta, prime: str = "") -> list[Hypothesis]:
    """The same from zero."""
    return [define(f"start{prime}", w(0, prime), ZERO), *steps(count, rate, prime)]


def square(vector_: Term) -> Term:
    """The squared length."""
    return dot(vector_, vector_)


def is_multiple_of_b(vector_: Term) -> Relation:
    """Equality in Cauchy and Schwarz."""
    return equals(square(b) * square(vector_), dot(b, vector_) ** 2)


def binomial(wrong: int = 0, by: int = 0, count: int = 4) -> Relation:
    """The closed form after so many steps, one coefficient of it changed."""
    terms, power = [], b
    for k in range(1, count + 1):
        coefficient = comb(count, k) * (-1) ** (k - 1) + (by if k == wrong else 0)
        terms.append(coefficient * eta**k * power)
        power = A(power)
    return equals(w(count), total(terms))


UNITS = [POSITIVE, *from_zero(2), *from_zero(2, number(1), "'")]
DEFINITE = assume("full rank", dot(A(u), u) >= square(u), (u,))
FEATURES = [SAMPLES, POSITIVE, define("first", w(1), -eta * (X.transpose(-targets) / m))]
WEIGHT = SIGMOID(dot(w(0), sample)) * (1 - SIGMOID(dot(w(0), sample)))
CURVED = WEIGHT * dot(sample, q) ** 2
STEPS = [
    define(f"s{k}", scalar("s", str(k)), (1 - eta * curvature) * scalar("s", str(k - 1)) + eta)
    for k in (1, 2)
]
SHRINKS = [define("s0", scalar("s", "0"), 0), *STEPS, POSITIVE, assume("curved", curvature > 0)]
JUMPS = (scalar("s", "2") - scalar("s", "1")) ** 2 < (scalar("s", "1") - scalar("s", "0")) ** 2
NEARER = assume("nearer", square(w(0)) <= square(w(0, "'")))
TWO_STARTS = [*steps(1, pull=ZERO), *steps(1, prime="'", pull=ZERO), NEARER]
SCALED = [*steps(1), *steps(1, prime="'", pull=c * b)]

Question = tuple[Relation, Sequence[Hypothesis]]
PLANTED: list[tuple[str, Question, Question]] = [
    ("eta factors out of w(2)",
     (equals(w(1), eta * w(1, "'")), UNITS), (equals(w(2), eta * w(2, "'")), UNITS)),
    ("eta factors out of w(2), in direction",
     (is_multiple_of_b(w(1)), UNITS), (is_multiple_of_b(w(2)), UNITS)),
    ("zero blocks where X'y is not 0",
     (equals(w(1), ZERO), [*FEATURES, assume("no", equals(X.transpose(targets), ZERO))]),
     (equals(w(1), ZERO), [*FEATURES, assume("some", differs(X.transpose(targets), ZERO))])),
    ("zero blocks where y is 0 alone",
     (square(w(1)) > 0, [*FEATURES, assume("some", differs(X.transpose(targets), ZERO))]),
     (square(w(1)) > 0, [*FEATURES, assume("some", differs(targets, ZERO))])),
    ("the direction is free of eta where the rank is full",
     (is_multiple_of_b(w(2)),
      [*from_zero(2), DEFINITE, assume("eigenvector", equals(A(b), curvature * b))]),
     (is_multiple_of_b(w(2)), [*from_zero(2), DEFINITE])),
    ("the logistic Hessian is positive definite",
     (CURVED >= 0, []), (CURVED > 0, [assume("direction", differs(q, ZERO))])),
    ("the logistic Hessian is definite where it is met",
     (CURVED > 0, [assume("met", differs(dot(sample, q), 0))]),
     (CURVED > 0, [assume("sample", differs(sample, ZERO)), assume("q", differs(q, ZERO))])),
    *[(f"the binomial of eta^{k}, {by:+} off",
       (binomial(), from_zero(4)), (binomial(k, by), from_zero(4)))
      for k, by in ((1, 1), (2, 1), (3, -1), (4, 2), (2, 12), (3, -8))],
    ("the closed form from another start",
     (binomial(count=2), from_zero(2)), (binomial(count=2), steps(2))),
    ("a rate with eta lambda = 2 converges",
     (JUMPS, [*SHRINKS, assume("small", eta * curvature < 2)]),
     (JUMPS, [*SHRINKS, assume("small", eta * curvature <= 2)])),
    ("a nearer start is nearer after a step",
     (square(w(1)) <= square(w(1, "'")), [
         *TWO_STARTS, POSITIVE, define("what is kept", curvature, (1 - c) / eta),
         assume("one curvature", equals(A(w(0)), curvature * w(0))),
         assume("the same", equals(A(w(0, "'")), curvature * w(0, "'")))]),
     (square(w(1)) <= square(w(1, "'")), TWO_STARTS)),
    ("targets scale the weights from any start",
     (equals(w(1, "'"), c * w(1)), [*SCALED, define("start", w(0, "'"), c * w(0))]),
     (equals(w(1, "'"), c * w(1)), [*SCALED, define("start", w(0, "'"), w(0))])),
]  # fmt: skip


@pytest.mark.parametrize(
    ("true", "false"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED]
)
def test_the_true_twin_is_proved_and_the_falsehood_refuted(
    true: Question, false: Question, really_fails: ReallyFails
) -> None:
    """Exact numbers and, where there are maps, simple ones show where it fails."""
    relation, premises = true
    assert isinstance(verdicts.decide(relation, premises), verdicts.Proved)
    relation, premises = false
    verdict = verdicts.decide(relation, premises)
    assert isinstance(verdict, verdicts.Refuted), verdict
    assert really_fails(verdict.witness, premises)
    with pytest.raises(ProofError, match="refuted at"):
        derive("the falsehood", relation.left, premises).then(relation.sign, relation.right)


def run_stays_at(limit: Term, start: Term) -> Induction:
    """From a start the run of A w = b is at its limit for every number of steps."""
    statement = equals(w("t"), limit)
    solves = assume("solution", equals(A(best), b))
    unseen = assume("null space", equals(A(n), ZERO))
    (before,) = assumed_before("induction hypothesis", statement)
    rule = define("step", w("t"), w("t-1") - eta * (A(w("t-1")) - b))
    base = derive("start", w(0), [define("start", w(0), start)]).eq(limit, "it starts there")
    step = derive("one more", w("t"), [before, rule, solves, unseen]).eq(limit, "it stays there")
    return by_induction("the limit", [statement], base=[base], step=[step])


def test_the_limit_is_not_the_least_solution_from_every_start() -> None:
    """What a start has in the null space stays: the limit is w* + n, not w*."""
    assert run_stays_at(best, best).conclusions == (equals(w("t"), best),)
    assert run_stays_at(best + n, best + n).conclusions == (equals(w("t"), best + n),)
    with pytest.raises(ProofError, match="refuted at"):
        run_stays_at(best, best + n)


def powers_vanish(rho: Term) -> Induction:
    """rho^t (1 + t h) <= 1, which is below any tolerance in the end."""
    power, count = scalar("p", "t"), scalar("k", "t")
    before, fewer = scalar("p", "t-1"), scalar("k", "t-1")
    statement = (power * (1 + count * h) <= 1, power >= 0, count >= 0)
    assumed = assumed_before("induction hypothesis", *statement)
    gap = assume("gap", h > 0)
    start = [define("p0", scalar("p", "0"), 1), define("k0", scalar("k", "0"), 0)]
    rules = [define("p", power, rho * before), define("k", count, fewer + 1)]
    base = [
        derive("1", scalar("p", "0") * (1 + scalar("k", "0") * h), start).le(1),
        derive("2", scalar("p", "0"), start).ge(0),
        derive("3", scalar("k", "0"), start).ge(0),
    ]
    step = [
        derive("1", power * (1 + count * h), [*assumed, *rules, gap])
        .eq(rho * (before * (1 + fewer * h + h)))
        .le(rho * (before * ((1 + fewer * h) * (1 + h))))
        .le(before * (1 + fewer * h))
        .le(1),
        derive("2", power, [*assumed, *rules, gap]).eq(rho * before).ge(0),
        derive("3", count, [*assumed, *rules]).eq(fewer + 1).ge(0),
    ]
    return by_induction("the powers vanish", statement, base=base, step=step)


def test_a_factor_of_one_does_not_vanish() -> None:
    """With rho = 1/(1 + h) the powers fall below everything; with rho = 1 they stay 1."""
    assert "positive" in powers_vanish(1 / (1 + h)).rules
    with pytest.raises(ProofError, match="refuted at"):
        powers_vanish(number(1))


# The same falsehoods on data ---------------------------------------------------------------------

Data = Callable[[], SearchStrategy[Any]]


def zeros(t: RegressionTrial | SpectralTrial) -> Vector:
    """The zero weights."""
    return (Fraction(0),) * len(t.X[0])


def wrong_binomial(t: RegressionTrial) -> bool:
    """Whether w(3) is 3 eta b - 2 eta^2 A b + eta^3 A A b."""
    matrix, pull = moments(t.X, t.y)
    rate, once = t.rates[0], matrices.times(*moments(t.X, t.y))
    formula = subtracted(scaled(3 * rate, pull), scaled(2 * rate**2, once))
    formula = added(formula, scaled(rate**3, matrices.times(matrix, once)))
    return exact_run(t.X, t.y, rate, 3)[-1] == formula


def blocks(t: RegressionTrial) -> bool:
    """Whether the first step from zero never moves, X'y = 0 or not."""
    return not any(exact_run(t.X, t.y, t.rates[0], 1)[1])


def ends_nearer(t: SpectralTrial, largest: Fraction) -> bool:
    """Whether a run from zero ends nearer than it started if all |1 - eta lambda| are so small."""
    solution = gradient_descent.minimum_norm(t.X, t.y)
    kept = [abs(1 - t.rate * value) for value in t.eigenvalues if value]
    if not any(solution) or max(kept) > largest:
        return True
    error = subtracted(exact_run(t.X, t.y, t.rate, t.steps)[-1], solution)
    return inner(error, error) < inner(solution, solution)


def nearer_after_a_step(t: SpectralTrial) -> bool:
    """Whether of two starts the one nearer to the solution is nearer after a step."""
    solution = gradient_descent.minimum_norm(t.X, t.y)
    near, far = (
        [
            inner(subtracted(weights, solution), subtracted(weights, solution))
            for weights in exact_run(t.X, t.y, t.rate, 1, start)
        ]
        for start in (t.start, t.other)
    )
    return not near[0] <= far[0] or near[1] <= far[1]


def twin(claim: str) -> tuple[Data, Callable[[Any], bool]]:
    """The falsehood as the law of a claim states it."""
    return LAWS[claim].data, LAWS[claim].twin


ON_DATA: dict[str, tuple[Data, Callable[[Any], bool]]] = {
    "eta factors out of w(2)": twin("linear.eta-does-not-factor"),
    "the limit is always the least solution": twin("linear.minimum-norm"),
    "zero blocks where X'y is not 0": (strategies.regression_trials, blocks),
    "the direction is free of eta where the rank is full": twin("linear.direction-iff-eigenvector"),
    "the logistic Hessian is positive definite": twin("logistic.convex"),
    "a wrong binomial": (strategies.regression_trials, wrong_binomial),
    "rho at 1, eta lambda at 2": (
        strategies.spectral_trials, lambda t: ends_nearer(t, Fraction(1))
    ),
    "a nearer start is nearer after a step": (strategies.spectral_trials, nearer_after_a_step),
    "a nearer start ends nearer": twin("linear.closer-start-can-end-farther"),
    "targets scale the weights from any start": twin("linear.target-scaling"),
}  # fmt: skip


def refuted(name: str, data: Data, holds: Callable[[Any], bool]) -> bool:
    """Whether an example of the proof profile refutes a statement."""
    law = Law(name, name, data, lambda drawn, note: holds(drawn), name, holds, ())
    found = attack_twin(law, "mutant").counterexample
    return found is not None and not holds(found)


@pytest.mark.parametrize("name", ON_DATA)
def test_random_data_refutes_it_too(name: str) -> None:
    """The numeric half finds a data set on which an exact run shows the falsehood false."""
    assert refuted(name, *ON_DATA[name])


def test_a_factor_below_one_is_not_refuted() -> None:
    """The true twin of rho at 1: where all factors are below 1 no example is found."""
    assert not refuted(
        "below 1", strategies.spectral_trials, lambda t: ends_nearer(t, Fraction(99, 100))
    )
