"""Slopes that `grad` derives, against SymPy's and against differences of exact values."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy

from proofs import judge
from proofs.judge.runs import machine

LOSSES = (
    "(dot(w, x) - y)**2/2", "log(1 + exp(-y*dot(w, x)))", "max(mu - y*dot(w, x), 0)",
    "(dot(w, x)/norm(w) - y)**2/2", "norm(w)", "mu*dot(w, w)/2 + abs(dot(w, x) - y)",
    "sigmoid(dot(w, x))*y + tanh(dot(w, x) - y)", "sqrt(1 + dot(w, w))*(dot(w, x) + 1)**3",
    "exp(-dot(w - x, w - x)) / (1 + dot(w, w))", "where(y*dot(w, x) < 1, (1 - dot(w, x))**2, 0)",
    "relu(dot(w, x) + mu)**2 - min(dot(w, x), y)", "dot(dot(w, x)*w, x + w)/mu",
    "norm(w)**2*dot(w, x)", "norm(w - y*x)**3/3", "norm(w)*mu*norm(w)*norm(w - x)",
    "sqrt(1 + dot(w, w))**3", "abs(dot(w, x) - y)**3/3", "(dot(w, x) - y)*dot(w, x)*dot(w, x)",
)  # fmt: skip
HEAD = "data x vector, y; rate eta; start w = 0; "


def _value(loss: str, point: dict[str, Any]) -> Any:
    """The loss, by a rule that adds it to a number."""
    (rule,) = judge.read(f"rule r; {HEAD}start s = 0; s' = {loss}; w' = w + 0*x")
    return _step(rule, point, "s")


def _step(rule: Any, point: dict[str, Any], state: str) -> Any:
    sample = {"x": point["x"], "y": point["y"]}
    made = machine(rule, [sample], {"eta": 1, "mu": point["mu"]} if "mu" in rule.parameters
                   else {"eta": 1}, precision=200)  # fmt: skip
    begin = made.start({"w": point["w"]})
    return made.step(begin, sample, 1)[state]


def _float(value: Any) -> float:
    return float(value) if isinstance(value, Fraction) else float(value.ends()[0])


@pytest.mark.parametrize("loss", LOSSES)
def test_a_slope_is_the_limit_of_differences(loss: str) -> None:
    """At random points, where the kinks are not; with 200 binary digits."""
    (rule,) = judge.read(f"rule r; {HEAD}w' = grad({loss}, w)")
    random = Random(loss)
    for _ in range(3):
        point: dict[str, Any] = {
            "w": tuple(Fraction(random.randint(1, 9), 7) for _ in range(2)),
            "x": tuple(Fraction(random.randint(-9, 9), 5) for _ in range(2)),
            "y": Fraction(random.randint(-9, 9), 11), "mu": Fraction(random.randint(1, 9), 13),
        }  # fmt: skip
        slope = _step(rule, point, "w")
        h = Fraction(1, 2**30)
        for i in range(2):
            moved = ([v + s * h * (k == i) for k, v in enumerate(point["w"])] for s in (1, -1))
            up, down = ({**point, "w": tuple(w)} for w in moved)
            change = (_value(loss, up) - _value(loss, down)) * (1 / (2 * h))
            assert abs(_float(change - slope[i])) < 1e-6, (loss, point)


def test_slopes_are_those_of_sympy() -> None:
    """In two coordinates, as expressions."""
    w = sympy.symbols("w0 w1", real=True)
    x = (sympy.Rational(3, 2), sympy.Rational(-1, 3))
    at = {w[0]: sympy.Rational(2, 5), w[1]: sympy.Rational(1, 7)}
    z = w[0] * x[0] + w[1] * x[1]
    pairs = {
        "(dot(w, x) - y)**2/2": (z - 2) ** 2 / 2,
        "exp(dot(w, w))*dot(w, x)": sympy.exp(w[0] ** 2 + w[1] ** 2) * z,
        "(dot(w, x)/norm(w) - y)**2": (z / sympy.sqrt(w[0] ** 2 + w[1] ** 2) - 2) ** 2,
    }
    point = {
        "w": (Fraction(2, 5), Fraction(1, 7)), "x": (Fraction(3, 2), Fraction(-1, 3)),
        "y": Fraction(2),
    }  # fmt: skip
    for loss, expression in pairs.items():
        (rule,) = judge.read(f"rule r; {HEAD}w' = grad({loss}, w)")
        for found, letter in zip(_step(rule, point, "w"), w, strict=True):
            wanted = sympy.diff(expression, letter).subs(at).evalf(30)
            assert abs(sympy.Float(_float(found)) - wanted) < 1e-12


def test_a_kink_has_the_flat_side() -> None:
    """At max(mu - z, 0) = 0 nothing is learned, in either order of the two."""
    for loss in ("max(1 - dot(w, x), 0)", "max(0, 1 - dot(w, x))", "relu(1 - dot(w, x))"):
        (rule,) = judge.read(f"rule r; {HEAD}w' = grad({loss}, w)")
        point = {"w": (Fraction(1),), "x": (Fraction(1),), "y": Fraction(0)}
        assert _step(rule, point, "w") == (0,)


def test_a_square_has_a_slope_where_the_norm_has_none() -> None:
    """A penalty |w|^2 does not keep a rule from starting at 0, however it is written."""
    for loss in ("norm(w)**2/2", "norm(w)*norm(w)/2", "sqrt(dot(w, w))**2/2", "norm(w)**3"):
        (rule,) = judge.read(f"rule r; {HEAD}w' = grad({loss}, w) + x")
        point = {"w": (Fraction(0),), "x": (Fraction(3),), "y": Fraction(0)}
        assert _step(rule, point, "w") == (3,), loss
