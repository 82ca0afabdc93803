"""A budget bounds all of a question: the model, the proof, and the numbers that refute."""

from __future__ import annotations

import pytest

from proofs import verdicts
from proofs.find import points
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.witnesses import extended
from proofs.terms import assume, function, scalar
from proofs.verdicts import HypothesisError, Refuted, Unknown, decide, find_witness, model

NOTHING = 1e-9
X, Y, Z = (scalar(f"{name}_of_budgets") for name in "xyz")
F = function("f_of_budgets")


def test_the_search_for_numbers_is_bounded() -> None:
    """What is found with time enough is not looked for without."""
    assert find_witness(X > 1) is not None
    assert find_witness(X > 1, (), 0) is None
    assert find_witness(F(X) > X, (), 0) is None
    assert points.point(X > 1, (), {}, refute=True, budget=Budget(0)) is None


def test_a_question_without_time_is_unknown() -> None:
    """It is neither proved nor refuted, and no complaint about what is given."""
    false, given = Y > 1, [assume("given", Y > Z)]
    assert isinstance(decide(false, given, budget=NOTHING), Unknown)
    assert isinstance(decide(false, given), Refuted)


def test_no_model_within_a_budget_is_no_contradiction() -> None:
    """What is given stands where the time was too short to see that it can hold."""
    given = [assume("given", F(F(Z)) > 1), assume("too", Z**2 > Y**2 + 3)]
    found = decide(Z > 1, given, budget=NOTHING)
    assert isinstance(found, Unknown)
    # A model of an earlier question in this process may do for this one, at no cost.
    assert "no numbers were found" in found.why or "seconds of work" in found.why
    with pytest.raises(HypothesisError, match="contradict"):
        decide(Z > 1, [assume("one", Z > 1), assume("other", Z < 1)])


def test_a_budget_ends() -> None:
    """It is over when its seconds of work are, and not before."""
    over, begun = Budget(0), Budget(60)
    for _ in range(100):
        begun.check()
    with pytest.raises(OutOfBudget, match="the clouds"):
        over.check("the clouds")
    assert over.over()
    assert not over.left()
    assert not begun.over()
    assert 0 < begun.left() <= 60


def test_a_model_of_more_keeps_what_one_of_less_says() -> None:
    """A model is added to where that is one, and only there."""
    less = (assume("a", F(X) > 0),)
    more = (*less, assume("b", Y > X + 1))
    known = model(less)
    found = extended(more, known)
    assert found is not None
    assert dict(known.values).items() <= dict(found.values).items()
    other = dict(known.values)[X] + 1 <= X
    assert extended((*less, assume("no", other)), known) is None


def test_models_at_hand_allow_no_contradiction() -> None:
    """Whatever was found before, premises that exclude each other are refused."""
    verdicts.check_satisfiable((assume("a", X > 0),))
    for more in (X < 0, X <= -1):
        with pytest.raises(HypothesisError):
            verdicts.check_satisfiable((assume("a", X > 0), assume("b", more)))
