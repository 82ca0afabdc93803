"""Derivatives by one of a family: a sum over the family has one term that speaks of it."""

from __future__ import annotations

import pytest

from proofs.chain_rule import partial
from proofs.terms import Apply, Term, TermError, equals, finite_sum, function, natural, substitute
from proofs.verdicts import Proved, decide

i, j, k, m = (natural(name) for name in "ijkm")
u, a = function("u", ("index",)), function("a", ("index", "index"))
sigma, slope = function("sigma"), function("sigma'")


def _by(member: object) -> Apply:
    assert isinstance(member, Apply)
    return member


@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_three_members_written_out(place: int) -> None:
    """The square of the sum of three squares."""
    found = partial(finite_sum(k, 3, u(k) ** 2) ** 2, _by(u(j)), {})
    written = 4 * u(place) * (u(0) ** 2 + u(1) ** 2 + u(2) ** 2)
    here = substitute(found, {j: u(place).children[0]})
    assert isinstance(decide(equals(here, written)), Proved)
    assert not isinstance(decide(equals(here, 4 * u(place) ** 3)), Proved)


def test_a_sum_over_something_else_is_taken_term_by_term() -> None:
    """A loss summed over samples i, through the sum over the members of what sample i has."""
    loss = finite_sum(i, m, sigma(finite_sum(k, 3, a(i, k) * u(k))))
    found = partial(loss, _by(u(j)), {sigma: slope})
    wanted = finite_sum(i, m, a(i, j) * slope(finite_sum(k, 3, a(i, k) * u(k))))
    assert isinstance(decide(equals(found, wanted)), Proved)


@pytest.mark.parametrize(
    "loss",
    [
        sigma(finite_sum(k, 3, u(k) * u(j))), finite_sum(k, 3, u(k + 1)) ** 2,
        finite_sum(k, 3, u(k)) * u(0), u(i) * u(j),
    ],
    ids=str,
)  # fmt: skip
def test_what_may_be_the_same_member_is_refused(loss: Term) -> None:
    """Where another member stands that may be the one, no derivative is made up."""
    with pytest.raises(TermError):
        partial(loss, _by(u(j)), {sigma: slope})
