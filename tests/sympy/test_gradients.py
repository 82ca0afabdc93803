"""Gradients are those of the losses, or refused; each is held against exact differences."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from proofs import verdicts
from proofs.calculus import derivative, product_gradient, slope
from proofs.chain_rule import partial
from proofs.evaluation import evaluate
from proofs.terms import (
    ABS,
    EXP,
    LOG,
    ZERO,
    Dot,
    Symbol,
    Term,
    TermError,
    dot,
    equals,
    function,
    linear_map,
    norm,
    number,
    scalar,
    substitute,
    threshold,
    vector,
)

a, b, y, z = (scalar(name) for name in "abyz")
u, v, w, x = (vector(name) for name in "uvwx")
A, X = linear_map("A", "A"), linear_map("X", "X'")
F = Fraction

QUADRATIC: list[Term] = [
    dot(w, w) / 2,
    dot(w, x),
    dot(x, w),
    dot(w, w) - dot(w, x) * y,
    dot(-w, x),
    dot(w - x, w - x) / 2,
    dot(w + u, x - 3 * w),
    (dot(w, x) - y) ** 2 / 2 + a * dot(w, w) / 2,
    dot(y * w / a, x),
    dot(w, w) ** 2,
    dot(u, x) * dot(w, w) + norm(u),
    dot(u, x),
    number(3) * y,
]
POINT: dict[Any, Any] = {
    a: F(3), b: F(-1), y: F(2), z: F(1, 2),
    u: (F(2), F(1)), v: (F(1), F(0)), w: (F(1), F(-2)), x: (F(3), F(5)),
}  # fmt: skip


def along(loss: Term, direction: Symbol) -> Fraction:
    """The derivative along a direction of a polynomial of degree 4 at most, without calculus.

    Differences at 1, -1, 2, -2 leave no error for such a polynomial.
    """

    def at(step: int) -> Fraction:
        moved = substitute(loss, {w: w + step * direction})
        # norm(u) has no exact value, but it is the same everywhere.
        value: Any = evaluate(substitute(moved, {norm(u): number(1)}), POINT)
        return Fraction(value)

    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / 12


@pytest.mark.parametrize("loss", QUADRATIC, ids=str)
@pytest.mark.parametrize("direction", [v, x])
def test_the_slope_is_that_of_the_loss(loss: Term, direction: Symbol) -> None:
    """Along two directions, by exact differences."""
    gradient = substitute(slope(loss, w), {norm(u): number(1)})
    assert evaluate(dot(gradient, direction), POINT) == along(loss, direction)


@pytest.mark.parametrize("loss", QUADRATIC, ids=str)
def test_the_chain_rule_says_the_same(loss: Term) -> None:
    """Through opaque functions the same gradient is found, where there are none."""
    if loss is QUADRATIC[10]:
        with pytest.raises(TermError, match=r"slope of norm\(u\)"):
            partial(loss, w, {})
        return
    assert evaluate(partial(loss, w, {}), POINT) == evaluate(slope(loss, w), POINT)


def test_what_is_printed() -> None:
    """The lines are those that a person writes."""
    assert slope(dot(w, w) / 2, w) is w
    assert str(slope(dot(w, w), w)) == "2 w"
    assert slope(dot(w, x), w) is x
    assert str(slope((dot(w, x) - y) ** 2 / 2, w)) == "(w . x - y) x"
    assert slope(dot(u, x), w) is ZERO


def test_linear_maps_are_pulled_through() -> None:
    """The gradient of X(w) . v is X'(v), that of w . A(w) / 2 is A(w) for a self-adjoint A."""
    assert slope(dot(X(w), v), w) is X.transpose(v)
    assert isinstance(verdicts.decide(equals(slope(dot(w, A(w)) / 2, w), A(w))), verdicts.Proved)
    squares = dot(X(w) - v, X(w) - v) / 2
    assert isinstance(
        verdicts.decide(equals(slope(squares, w), X.transpose(X(w) - v))), verdicts.Proved
    )


f, g = function("f"), function("g", ("vector",))


@pytest.mark.parametrize(
    ("loss", "complaint"),
    [
        (norm(w), r"norm\(w\) has no derivative at 0.* write dot\(u, u\)"),
        (norm(w - x) ** 2, "write dot"),
        (ABS(dot(w, x)), r"the derivative of abs\(w \. x\) is not known"),
        (f(dot(w, x)), r"the derivative of f\(w \. x\) is not known"),
        (g(w), r"the derivative of g\(w\) is not known"),
        (dot(dot(w, x) * w, x), r"the gradient of \(w \. x\) w by w is not known"),
        (dot(w / dot(w, w), x), "the gradient of .* by w is not known"),
        (dot(function("h", ("vector",), "vector")(w), x), r"the gradient of h\(w\) by w"),
        (w, "is a vector, which has no gradient"),
        (dot(w, x) + scalar("w"), "two different things are named w"),
        (dot(w, x) + scalar("x"), "two different things are named x"),
        (f(y) + function("f", ("scalar", "scalar"))(y, y) + dot(w, x), "are named f"),
        (
            threshold("phi", 0, 0, 1)(y) + threshold("phi", 0, 1, 1)(y) + dot(w, x),
            "two different things are named phi",
        ),
    ],
    ids=str,
)
def test_other_losses_have_no_slope_here(loss: Term, complaint: str) -> None:
    """No wrong answer: what is not known is refused, and says what it was."""
    with pytest.raises(TermError, match=complaint):
        slope(loss, w)


@pytest.mark.parametrize(
    ("loss", "by", "complaint"),
    [
        (dot(z * u, x), z, r"the derivative of \(z u\) \. x is not known"),
        (norm(z * u), z, "has no derivative at 0"),
        (ABS(z), z, r"the derivative of abs\(z\) is not known"),
        (z + dot(vector("z"), u), z, "two different things are named z"),
    ],
    ids=str,
)
def test_other_losses_have_no_derivative_here(loss: Term, by: Symbol, complaint: str) -> None:
    """The same for a number."""
    with pytest.raises(TermError, match=complaint):
        derivative(loss, by)


def test_a_constant_may_be_anything() -> None:
    """What the variable does not occur in has the derivative 0."""
    assert derivative(z * norm(u) + ABS(a), z) is norm(u)
    assert slope(f(a) * dot(w, x) + norm(x), w) is f(a) * x
    assert str(derivative(LOG(1 + EXP(z)) - y * z, z)) == "exp(z)/(exp(z) + 1) - y"


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: slope(dot(w, x), y), "y is a number: take the derivative"),
        (lambda: derivative(dot(w, x), w), "w is a vector: take the slope"),
        (lambda: product_gradient(Dot(norm(w) * w, x), w), "the gradient of"),
        (lambda: partial(dot(z * u, x), z, {}), "the slope of"),
        (lambda: partial(f(dot(w, x)), w, {}), "the slope of"),
        (lambda: partial(w, w, {}), "is a vector"),
        (lambda: partial(dot(w, x) + scalar("w"), w, {}), "two different things are named w"),
        (
            lambda: partial(f(y), y, {f: function("s"), function("f", ("vector",)): function("t")}),
            "two different things are named f",
        ),
        (lambda: partial(function("l", ("scalar", "vector"))(y, w), w, {
            function("l", ("scalar", "vector")): function("l'", ("scalar", "vector"))
        }), "the slope of"),
    ],
)  # fmt: skip
def test_wrong_questions(call: Callable[[], object], complaint: str) -> None:
    """Each is refused."""
    with pytest.raises(TermError, match=complaint):
        call()
