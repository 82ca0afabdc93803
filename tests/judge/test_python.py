"""Rules as Python functions: traced, judged, and run on floats as a second witness."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from proofs import judge
from proofs.judge import dot, library, maximum, phi, sqrt, where
from proofs.judge.runs import run
from proofs.judge.verdict import judge as judged


@judge.rule(
    rate="eta",
    start={"w": 0, "u": 0},
    data={"x": "vector", "y": (-1, 1)},
    predict=lambda w, x: phi(dot(w, x)),
    given=("0 <= beta < 1",),
)
def heavy_perceptron(w: Any, u: Any, x: Any, y: Any, eta: Any, beta: Any) -> Any:
    """The perceptron with momentum."""
    u = beta * u + eta * (y - phi(dot(w, x))) * x
    return {"w": w + u, "u": u}


def test_a_function_is_the_rule_that_its_text_is() -> None:
    """The same states, the same verdicts as the library's file."""
    rule = heavy_perceptron.rule
    assert rule.name == "heavy-perceptron"
    assert rule.state("u").update is library.rule("momentum").state("u").update
    found = judged(rule, ask=("weights", "predictions"))
    assert found.answers["weights"].power == 1
    assert found.answers["predictions"].verdict == "proved"


def test_the_function_itself_is_the_second_witness() -> None:
    """In float64, on numbers that it has exactly."""
    data = [{"x": (1, -2), "y": -1}, {"x": (3, 1), "y": 1}, {"x": (1, 1), "y": -1}]
    values = {"eta": Fraction(1, 2), "beta": Fraction(1, 4)}
    exact = run(heavy_perceptron.rule, data, values, 6).states
    floats = heavy_perceptron.floats(data, {"eta": 0.5, "beta": 0.25}, 6)
    for one, other in zip(exact, floats, strict=True):
        assert [float(v) for v in one["w"]] == list(other["w"])


def test_an_if_says_to_write_where() -> None:
    """A branch on a part of a formula cannot be taken."""
    with pytest.raises(TypeError, match=r"write where\(condition, a, b\) for an if"):

        @judge.rule(rate="eta", start={"w": 0})
        def bad(w: Any, x: Any, y: Any, eta: Any) -> Any:
            return w + eta * y * x if y * dot(w, x) <= 0 else w


def test_where_and_the_functions_are_traced() -> None:
    """The conditions of NumPy's kind, and brackets where they are needed."""

    @judge.rule(rate="eta", start={"w": 0}, given=("mu > 0",))
    def selective(w: Any, x: Any, y: Any, eta: Any, mu: Any) -> Any:
        z = y * dot(w, x)
        return w - eta * where((z <= mu) & ~(z < 0), -(y - mu) * x, 0) / 2

    assert repr(selective.rule.state("w").update) == (
        "w - eta*where(y*dot(w, x) <= mu and not y*dot(w, x) < 0, -(y - mu)*x, 0)/2"
    )


@pytest.mark.parametrize("wrong", [0.1, None, "1", True])
def test_inexact_numbers_are_refused(wrong: Any) -> None:
    """A float is not the decimal that was typed."""
    with pytest.raises(TypeError, match="write a whole number or Fraction"):

        @judge.rule(rate="eta", start={"w": 0})
        def bad(w: Any, x: Any, eta: Any) -> Any:
            return w + wrong * eta * x


def test_an_optimiser_is_a_pair() -> None:
    """AdaGrad on the hinge: eps has the gradient's unit."""

    def init(w: Any) -> dict[str, Any]:
        return {"v": 0 * w}

    def update(g: Any, state: Any, w: Any, eta: Any, eps: Any) -> Any:
        v = state["v"] + g**2
        return -eta * g / (sqrt(v) + eps), {"v": v}

    rule = judge.optimiser(
        init, update, rate="eta", given=("eps > 0",), name="adagrad-hinge",
        loss=lambda w, x, y, mu: maximum(mu - y * dot(w, x), 0),
    )  # fmt: skip
    assert rule.name == "adagrad-hinge"
    found = judged(rule, ask=("groups",))
    assert {"eta": 1, "w": 1, "mu": 1} in [dict(g) for g in found.groups]


def test_states_that_do_not_fit_are_named() -> None:
    """Too few of them, or one that is no argument."""
    with pytest.raises(judge.RuleError, match="gives 1 state; return w, u"):
        judge.rule(rate="eta", start={"w": 0, "u": 0})(lambda w, u, x, eta: w)
    with pytest.raises(judge.RuleError, match="u is no argument"):
        judge.rule(rate="eta", start={"w": 0, "u": 0})(lambda w, x, eta: w)
    with pytest.raises(judge.RuleError, match="the function gives nothing; return w"):
        judge.rule(rate="eta", start={"w": 0})(lambda w, x, eta: None)


def test_a_rate_that_is_no_argument_is_named() -> None:
    """Else any rate would do; and arguments without names have no meaning."""
    with pytest.raises(judge.RuleError, match="the rate lr is no argument of the function"):
        judge.rule(rate="lr", start={"w": 0})(lambda w, x, eta: w + eta * x)
    with pytest.raises(judge.RuleError, match=r"give each argument a name, instead of \*more"):
        judge.rule(rate="eta", start={"w": 0})(lambda w, eta, *more: w)


def _squares(w: Any, x: Any, y: Any) -> Any:
    return (dot(w, x) - y) ** 2 / 2


def test_the_arguments_of_an_optimiser_may_have_any_names() -> None:
    """As in optax: update(updates, state, params); or without the weights."""

    def update(u: Any, s: Any, eta: Any, beta: Any) -> Any:
        m = beta * s["m"] + u
        return -eta * m, {"m": m}

    rule = judge.optimiser(lambda params: {"m": 0}, update, loss=_squares, rate="eta")
    assert rule.parameters == ("beta",)
    assert [s.name for s in rule.states] == ["w", "m"]
    same = judge.optimiser(
        lambda: {"m": 0}, lambda u, s, p, eta, beta: update(u, s, eta, beta), loss=_squares,
        rate="eta", name="update",
    )  # fmt: skip
    assert same == rule


@pytest.mark.parametrize(
    ("init", "update", "says"),
    [
        (lambda w: None, lambda g, s, w, eta: (g, s), "init gives the states by name"),
        (lambda w: {"m": 0}, lambda g, s, w, eta: g, "update gives two"),
        (lambda w: {"m": 0}, lambda g, s, w, eta: (g, {}), "the function gives no state; return m"),
        (lambda w: {"m": 0}, lambda g, s, w: (g, s), "the rate eta is no argument of update"),
    ],
)
def test_a_wrong_optimiser_is_told_what_is_wanted(init: Any, update: Any, says: str) -> None:
    """In the words of its two functions."""
    with pytest.raises(judge.RuleError, match=says):
        judge.optimiser(init, update, loss=_squares, rate="eta")


def test_a_loss_of_no_data_is_named() -> None:
    """It could teach nothing."""
    with pytest.raises(judge.RuleError, match="the loss is of no data"):
        judge.optimiser(
            lambda w: {}, lambda g, s, w, eta: (g, s), loss=lambda w: dot(w, w), rate="eta"
        )
