"""Definitions that together say no more than what things are: recursions, and no circle."""

import pytest

from proofs.definitions import NoDefinition, check_definitions
from proofs.trust.terms import Function, Term, eq, forall, number, symbol

n, r = symbol("n", "natural"), symbol("r", "natural")
f, g = (Function(name, ("natural",), "scalar") for name in "fg")
w, d = (Function(name, ("natural", "natural"), "scalar") for name in "wd")
ZERO, ONE = number(0), number(1)


def _all(left: Term, right: Term) -> Term:
    return forall([n, r] if r in left.args or r + 1 in left.args else [n], eq(left, right))


def test_a_pass_through_layers_at_every_step_is_a_definition() -> None:
    """Errors go down the layers with the weights of their step, weights go on with the errors."""
    check_definitions([
        _all(d(n, ZERO), number(3)), _all(d(n, r + 1), d(n, r) * w(n, r)),
        _all(w(n + 1, r), w(n, r) - d(n, r)),
    ])  # fmt: skip


@pytest.mark.parametrize(
    "claims",
    [
        [_all(f(n + 1), g(n + 1)), _all(g(n), f(n) + 1)],
        [_all(f(n + 1), g(n)), _all(g(n), f(n + 1) + 1)],
        [_all(d(n, r + 1), w(n + 1, r)), _all(w(n + 1, r), d(n, r + 1) + 1)],
        [_all(d(n, r + 1), w(n + 1, r)), _all(w(n + 1, r), d(n, r) + d(n, r + 1) + 1)],
    ],
)
def test_a_circle_is_none(claims: list[Term]) -> None:
    """Something that is defined by itself at the same step, or at a later one, is refused."""
    with pytest.raises(NoDefinition):
        check_definitions(claims)
