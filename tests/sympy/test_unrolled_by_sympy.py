"""What SymPy derives by itself is what the chapters derive, line by line and exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
import sympy

from proofs import registry
from proofs.find import unrolled_by_sympy as by_sympy
from proofs.find.sympy_bridge import to_sympy
from proofs.terms import Relation, Symbol, Term

MOST_UPDATES, MOST_STEPS = 8, 12
PARTS: dict[str, dict[str, bool]] = {
    "general-start": {},
    "from-zero": {"from_zero": True},
    "eta-dropped": {"from_zero": True, "drop_rate": True},
}


def conclusions(entry: str, updates: int, part: str) -> tuple[Relation, ...]:
    """What a part of an entry proves."""
    (found,) = (p for p in registry.unrolled(entry, updates).parts if p.name == part)
    shown: Any = found.build()
    return tuple(shown.conclusions)


def their_names(expression: sympy.Expr) -> sympy.Expr:
    """Our symbols and inner products under the names of the second derivation."""

    def number(symbol: sympy.Symbol) -> int:
        found = re.match(r"[wxye]\^\{(\d+)\}$", symbol.name)
        assert found, symbol
        return int(found[1])

    renamed: dict[sympy.Basic, sympy.Expr] = {}
    for node in sympy.preorder_traversal(expression):
        if isinstance(node, sympy.core.function.AppliedUndef) and node.func.__name__ == "dot":
            # The start is sample 0, and the weights w(0).
            assert all(a.name == "w^{0}" or a.name.startswith("x") for a in node.args)
            renamed[node] = by_sympy.gram(*map(number, node.args))
        elif isinstance(node, sympy.Symbol) and node.name == "eta":
            renamed[node] = by_sympy.ETA
        elif isinstance(node, sympy.Symbol) and node.name[0] in "ye" and "^" in node.name:
            renamed[node] = (by_sympy.label if node.name[0] == "y" else by_sympy.error)(
                number(node)
            )
    return expression.xreplace(renamed)


def same(left: sympy.Expr, right: sympy.Expr) -> bool:
    """Whether two expressions are equal when everything, arguments too, is multiplied out."""
    return bool(sympy.expand(left - right) == 0 and sympy.expand(left) == sympy.expand(right))


def in_front_of(term: Term, unit: str) -> sympy.Expr:
    """The factor of a vector's name in a term that has no other vector."""
    expression = to_sympy(term)
    vector = sympy.Symbol(unit, real=True)
    factor = sympy.expand(expression).coeff(vector)
    assert sympy.expand(expression - factor * vector) == 0
    return their_names(factor)


def of(relations: Iterable[Relation], name: str) -> list[tuple[int, Term]]:
    """The equations for symbols of this name, each with its number."""
    return [
        (int(r.left.upper), r.right)
        for r in relations
        if isinstance(r.left, Symbol) and r.left.name == name and r.sign == "="
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("updates", range(1, MOST_UPDATES + 1))
def test_the_perceptrons_updates(updates: int, part: str) -> None:
    """Each error, each sum of updates and the last update, from any start and from zero."""
    theirs = by_sympy.perceptron(updates, **PARTS[part])
    ours = conclusions("perceptron.unrolled", updates, part)
    ((number, last),) = of(ours, "Delta_w")
    assert number == updates
    factor = in_front_of(last, f"x^{{{updates}}}")
    errors = of(ours, "e")
    if not errors:  # everything is written out
        assert same(factor, by_sympy.ETA * theirs[-1].spelled)
    elif part == "general-start":
        assert same(factor, theirs[-1].factor)
    else:
        assert same(factor, by_sympy.ETA * theirs[-1].meaning)
    assert [t for t, _ in errors] in ([], list(range(1, updates + 1)))
    for t, said in errors:
        assert same(their_names(to_sympy(said)), theirs[t - 1].meaning)
    for t, weights in of(ours, "w"):
        after = sympy.expand(to_sympy(weights))
        held = [their_names(after.coeff(sympy.Symbol("w^{0}", real=True)))]
        held += [
            their_names(after.coeff(sympy.Symbol(f"x^{{{k}}}", real=True))) for k in range(1, t + 1)
        ]
        assert held == list(theirs[t].before)


@pytest.mark.parametrize("step", range(1, MOST_STEPS + 1))
def test_the_steps_of_descent(step: int) -> None:
    """The weights after each step from zero, as polynomials in the rate."""
    ((_, said),) = of(conclusions("linear.closed-form", MOST_STEPS, f"step-{step}"), "w")
    made = to_sympy(said).xreplace(
        {sympy.Symbol("b", real=True): by_sympy.B, sympy.Symbol("eta", real=True): by_sympy.ETA}
    )
    made = made.replace(
        lambda node: isinstance(node, sympy.core.function.AppliedUndef),
        lambda node: by_sympy.A * node.args[0],
    )
    assert same(made, by_sympy.descent(step)[step])


def test_a_wrong_line_would_be_seen() -> None:
    """The comparison can fail: the rate in the wrong place, one sign, one more step."""
    ours = conclusions("perceptron.unrolled", 3, "from-zero")
    ((_, last),) = of(ours, "Delta_w")
    factor = in_front_of(last, "x^{3}")
    assert not same(factor, by_sympy.ETA * by_sympy.perceptron(3)[-1].spelled)
    dropped = by_sympy.perceptron(3, from_zero=True, drop_rate=True)
    assert not same(factor, by_sympy.ETA * dropped[-1].spelled)
    assert not same(factor, -by_sympy.ETA * by_sympy.perceptron(3, from_zero=True)[-1].spelled)
    assert by_sympy.descent(3)[3] != by_sympy.descent(2)[2]


def test_a_factor_that_may_be_negative_stays() -> None:
    """Only what is surely positive leaves the threshold function, and a minus never does."""
    c, z = sympy.symbols("c z", real=True)
    phi, eta = by_sympy.PHI, by_sympy.ETA
    drop = by_sympy.without_positive_factors
    assert drop(phi(c * z)) == phi(c * z)
    assert drop(phi(-eta * z)) == phi(-z)
    assert drop(phi(eta * z + 1)) == phi(eta * z + 1)
    assert drop(phi(eta * phi(eta * z))) == phi(phi(z))
    assert drop(phi(c * (eta * z + eta))) == phi(c * (z + 1))


@pytest.mark.parametrize(("samples", "features"), [(1, 1), (2, 2), (3, 2), (2, 3)])
def test_the_gradient_of_squares(samples: int, features: int) -> None:
    """SymPy's gradient is A w - b, with A = X'X/m and b = X'y/m."""
    made, said = by_sympy.gradient(samples, features)
    assert sympy.expand(made - said) == sympy.zeros(features, 1)


@pytest.mark.parametrize("steps", [1, 4, 12])
def test_binomial_coefficients(steps: int) -> None:
    """The polynomial has the coefficients that the closed form gives it."""
    made = by_sympy.descent(steps)[steps]
    A, b, eta = by_sympy.A, by_sympy.B, by_sympy.ETA
    said = sympy.Add(
        *(
            sympy.binomial(steps, k) * (-1) ** (k - 1) * eta**k * A ** (k - 1) * b
            for k in range(1, steps + 1)
        )
    )
    assert sympy.expand(made - said) == 0


def test_any_start_has_powers_of_its_own() -> None:
    """From any start (I - eta A)^t w(0) is added."""
    A, start, eta = by_sympy.A, by_sympy.START, by_sympy.ETA
    from_zero, general = by_sympy.descent(3), by_sympy.descent(3, from_zero=False)
    power = sympy.expand((1 - eta * A) ** 3 * start)
    assert sympy.expand(general[3] - from_zero[3] - power) == 0
