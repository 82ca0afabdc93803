"""The laws of the functions that users write, and what becomes of each without its side goal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs import verdicts
from proofs.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    NORM,
    PHI,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    Hypothesis,
    Relation,
    assume,
    define,
    differs,
    dot,
    equals,
    function,
    number,
    one_of,
    scalar,
    threshold,
    vector,
)

a, b, c, x, y = (scalar(name) for name in "abcxy")
u, v, w = (vector(name) for name in "uvw")
TEXTBOOK = threshold("phi", -1, 1, 1)
sigma = function("sigma")


def given(*relations: Relation) -> tuple[Hypothesis, ...]:
    """The relations as assumptions."""
    return tuple(assume(str(relation), relation) for relation in relations)


TRUE: list[tuple[str, Relation, tuple[Hypothesis, ...]]] = [
    ("positive factor", equals(PHI(c * x), PHI(x)), given(c > 0)),
    ("negative factor of an odd function", equals(SIGN(-x), -SIGN(x)), ()),
    ("norm of a multiple", equals(NORM(c * u), c * NORM(u)), given(c >= 0)),
    ("norm of any multiple", equals(NORM(c * u), ABS(c) * NORM(u)), ()),
    ("square of a norm", equals(NORM(u) ** 2, dot(u, u)), ()),
    ("norm of a unit vector squared", equals(dot(u, u), 1), given(equals(NORM(u), 1))),
    ("triangle inequality", NORM(u + v) <= NORM(u) + NORM(v), ()),
    ("Cauchy and Schwarz", dot(u, v) <= NORM(u) * NORM(v), ()),
    ("Cauchy and Schwarz, squared", dot(u, v) ** 2 <= dot(u, u) * dot(v, v), ()),
    ("unit vector", equals(NORM(u / NORM(u)), 1), given(differs(u, ZERO))),
    ("root of a square", equals(SQRT(a**2), a), given(a >= 0)),
    ("root of any square", equals(SQRT(a**2), ABS(a)), ()),
    ("square of a root", equals(SQRT(a) ** 2, a), given(a >= 0)),
    ("root of a product", equals(SQRT(4 * a**2 * b), 2 * ABS(a) * SQRT(b)), given(b >= 0)),
    ("root of a perfect square", equals(SQRT(a**2 + 2 * a * b + b**2), ABS(a + b)), ()),
    ("exponential of a sum", equals(EXP(a + b), EXP(a) * EXP(b)), ()),
    ("exponential of a multiple", equals(EXP(3 * a), EXP(a) ** 3), ()),
    ("exponential is positive", EXP(a) > 0, ()),
    ("logarithm of a product", equals(LOG(a * b), LOG(a) + LOG(b)), given(a > 0, b > 0)),
    ("logarithm undoes", equals(LOG(EXP(a)), a), ()),
    ("exponential undoes", equals(EXP(LOG(a)), a), given(a > 0)),
    ("logarithm of a quotient", equals(LOG(a / b), LOG(a) - LOG(b)), given(a > 0, b > 0)),
    ("logistic function mirrored", equals(SIGMOID(-a), 1 - SIGMOID(a)), ()),
    ("logistic function is positive", SIGMOID(a) > 0, ()),
    ("logistic function at 0", equals(SIGMOID(number(0)), number(1, 2)), ()),
    ("hyperbolic tangent is odd", equals(TANH(-a), -TANH(a)), ()),
    ("hyperbolic tangent, logistic", equals(TANH(a), 2 * SIGMOID(2 * a) - 1), ()),
    ("maximum", equals(MAX(a, b), (a + b + ABS(a - b)) / 2), ()),
    ("minimum", equals(MIN(a, b), -MAX(-a, -b)), ()),
    ("maximum of ordered", equals(MAX(a, b), b), given(a <= b)),
    ("absolute value of a product", equals(ABS(a * b), ABS(a) * ABS(b)), ()),
    ("absolute values add", equals(ABS(a + b), ABS(a) + ABS(b)), given(a * b >= 0)),
    ("triangle for numbers", ABS(a + b) <= ABS(a) + ABS(b), ()),
    ("cancel", equals(x / x, 1), given(differs(x, 0))),
    ("divide an inequality", a / c <= b / c, given(a <= b, c > 0)),
    ("partial fractions", equals(1 / (a - 1) - 1 / (a + 1), 2 / (a**2 - 1)), given(a > 1)),
    ("congruence", equals(sigma(a * b + 0), sigma(b * a)), ()),
    ("membership", equals(y**2, 1), (assume("labels", one_of(y, -1, 1)),)),
    ("squares are ordered", a**2 < b**2, given(a >= 0, a < b)),
    ("mean of squares", a**2 + b**2 >= 2 * a * b, ()),
    ("between", equals(a, 0), given(a >= 0, a <= 0)),
    ("threshold of a tie", equals(TEXTBOOK(x - x), 1), ()),
]


@pytest.mark.parametrize(("relation", "premises"), [t[1:] for t in TRUE], ids=[t[0] for t in TRUE])
def test_true_lines_are_proved(relation: Relation, premises: tuple[Hypothesis, ...]) -> None:
    """A law holds under its side goals."""
    assert isinstance(verdicts.decide(relation, premises), verdicts.Proved)


SIDED = [t for t in TRUE if t[2]]


@pytest.mark.parametrize(
    ("relation", "premises"), [t[1:] for t in SIDED], ids=[t[0] for t in SIDED]
)
def test_without_any_one_side_goal_they_are_refuted(
    relation: Relation, premises: tuple[Hypothesis, ...]
) -> None:
    """Each side goal is needed: without it the same line has an exact counterexample."""
    for dropped in premises:
        rest = tuple(p for p in premises if p is not dropped)
        verdict = verdicts.decide(relation, rest)
        assert isinstance(verdict, verdicts.Refuted), dropped


FALSE: list[tuple[str, Relation, tuple[Hypothesis, ...]]] = [
    ("sign of a shift", equals(PHI(x + c), PHI(x)), given(c > 0)),
    ("strict for weak", a < b, given(a <= b)),
    ("strict norm", NORM(u) > 0, ()),
    ("norms add", equals(NORM(u + v), NORM(u) + NORM(v)), ()),
    ("absolute values add", equals(ABS(a + b), ABS(a) + ABS(b)), ()),
    ("maximum off by one", equals(MAX(a, b), (a + b + ABS(a - b)) / 2 + 1), ()),
    ("exponential of a sum adds", equals(EXP(a + b), EXP(a) + EXP(b)), ()),
    ("root is linear", equals(SQRT(a + b), SQRT(a) + SQRT(b)), given(a >= 0, b >= 0)),
    ("opaque functions differ", equals(sigma(a), sigma(b)), ()),
    ("an even opaque function", equals(sigma(-a), sigma(a)), ()),
    ("zero divided by itself", equals(a / a, 1), given(equals(a, 0))),
    ("orthogonal is zero", equals(u, ZERO), given(equals(dot(u, v), 0))),
    ("tie predicts minus one", equals(TEXTBOOK(x - x), -1), ()),
]


@pytest.mark.parametrize(
    ("relation", "premises"), [t[1:] for t in FALSE], ids=[t[0] for t in FALSE]
)
def test_false_lines_are_refuted_and_the_witness_is_one(
    relation: Relation, premises: tuple[Hypothesis, ...]
) -> None:
    """A false line comes with numbers at which plain fractions tell its sides apart."""
    verdict = verdicts.decide(relation, premises)
    assert isinstance(verdict, verdicts.Refuted)
    witness = verdict.witness
    if not witness.functions and witness.left is not None and witness.right is not None:
        values = dict(witness.values)
        for premise in premises:
            left, right = (verdicts.evaluate(t, values) for t in premise.relation.terms)
            assert verdicts.holds(premise.relation.sign, left, right)
        left, right = (verdicts.evaluate(t, values) for t in relation.terms)
        assert not verdicts.holds(relation.sign, left, right)


def test_unknown_is_said_and_is_not_proved() -> None:
    """What the kernel cannot decide it does not decide."""
    verdict = verdicts.decide(equals(EXP(a) * EXP(b), EXP(a * b + 1)))
    assert not isinstance(verdict, verdicts.Proved)


def test_bounds_of_an_exponential_are_read_once() -> None:
    """e^(1/2) > c says log c < 1/2, and that says the first again: reading both comes to an end."""
    from proofs.chapters.logistic.enclosures import exponentials

    bounds = exponentials(Fraction(1, 4), 2)[Fraction(1)]
    assert bounds.below().conclusions == (EXP(number(1)) >= number(2439, 1000),)
    assert bounds.above().conclusions[0].sign == "<="


def test_contradictory_hypotheses_are_an_error() -> None:
    """From a contradiction nothing is proved."""
    with pytest.raises(verdicts.HypothesisError, match="contradict each other"):
        verdicts.decide(equals(a, b), given(a > 0, a < 0))


def test_rules_of_cited_theorems_are_inherited() -> None:
    """A proof reports the rules of the theorems it cites as its own."""
    from proofs.chapters.perceptron.setting import labels_unseen, weights_factor

    assert "induction" in weights_factor().rules
    assert weights_factor().rules - {"definition"} <= labels_unseen().rules | {"definition"}


def test_a_definition_is_used_and_named() -> None:
    """A definition counts as a rule and its name is kept."""
    verdict = verdicts.decide(equals(w, 2 * v), [define("doubling", w, v + v)])
    assert isinstance(verdict, verdicts.Proved)
    assert verdict.rules == {"ring"}
    assert verdict.premises == {"doubling"}
