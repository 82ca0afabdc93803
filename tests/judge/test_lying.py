"""Lying proposers: exponents that are no scaling, each refused by the one check that sees it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from proofs.judge import read
from proofs.judge.laws import Broken, verified
from proofs.judge.units import Exponents
from proofs.judge.verdict import judge

HEAD = "data x vector, y in {-1, 1}; rate eta; predict phi(dot(w, x))\n"
STEP = "eta*(y - phi(dot(w, x)))*x"
LINEAR = {"eta": Fraction(1), "w": Fraction(1)}


@pytest.mark.parametrize(
    ("text", "exponents", "why"),
    [
        (f"start w = 1\nw' = w + {STEP}", LINEAR, "does not start where"),
        (f"w' = {STEP}", {**LINEAR, "w": Fraction(2)}, "scales otherwise than w"),
        ("w' = w + eta*y*exp(dot(w, x))*x", LINEAR, "must not scale"),
        ("w' = w + eta*y*mu**dot(w, x)*x", LINEAR, "must not scale"),
        (f"w' = w + eta*y*x + {STEP}*eta", LINEAR, "do not scale alike"),
        (f"w' = w + where(dot(w, x) < 1, 0, {STEP})", LINEAR, "do not scale alike"),
        (f"given mu = 1\nw' = w + mu*{STEP}", {"mu": Fraction(1), "w": Fraction(1)}, "alike"),
        ("w' = w + eta*y*x", {"y": Fraction(1), "w": Fraction(1)}, "one of some values only"),
    ],
)
def test_each_check_of_the_verifier_is_needed(
    text: str, exponents: Mapping[str, Fraction], why: str
) -> None:
    """All other checks are met; none of them would refuse these exponents."""
    (rule,) = read(HEAD + text)
    with pytest.raises(Broken, match=why):
        verified(rule, ("w",), exponents, from_start=True)


def test_a_state_that_the_weights_need_cannot_be_left_out() -> None:
    """What the scaling does to it would not be known."""
    (rule,) = read(f"{HEAD}u' = u + {STEP}\nw' = w + u'")
    assert verified(rule, ("u", "w"), {**LINEAR, "u": Fraction(1)}, from_start=True)
    with pytest.raises(Broken, match="speaks of u"):
        verified(rule, ("w",), {**LINEAR, "u": Fraction(1)}, from_start=True)


def test_a_prediction_that_scales_is_no_prediction_that_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The exponents are right for the weights, and the proposer says that they do for values."""
    (rule,) = read("data x vector, y; rate eta; predict dot(w, x)\nw' = w + eta*y*x")
    honest = Exponents.solution
    monkeypatch.setattr(
        Exponents, "solution", lambda self, fixed, more=(): honest(self, fixed)
    )  # without what is asked of predictions
    answers: Mapping[str, Any] = judge(rule, ask=("weights", "predictions")).answers
    assert answers["weights"].verdict == "proved"
    assert answers["predictions"].verdict == "refuted"
