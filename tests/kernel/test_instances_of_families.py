"""Instances in which functions have several indices; claims for all numbers under conditions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs import formal, registry
from proofs.instance import Instance, Question, Rejected, Steps, judged
from proofs.instance.conditions import shown
from proofs.instance.evaluation import Evaluation
from proofs.instance.values import Formula
from proofs.trust import terms as T

J, K, N = (T.symbol(name, "natural") for name in "jkn")
A, E, U = (T.symbol(name) for name in ("a", "epsilon", "u"))
TWO = ("natural", "natural")
UNITS = T.Function("v", TWO, "scalar")
STEP = T.forall(N, T.forall(J, T.eq(UNITS(N + 1, J), UNITS(N, J) + A)))
EQUAL = T.forall(J, T.eq(UNITS(0, J), UNITS(0, 0)))
STAY = T.forall(N, T.eq(UNITS(N, 1), UNITS(N, 0)))
POSITIVE = T.relation("<", T.number(0), A)
WHOLE = (STEP, EQUAL, POSITIVE)
ONE, ZERO = Fraction(1), Fraction(0)


def units(*starts: int, places: tuple[int, ...] = (1,)) -> Instance:
    """Units that start so, the last start for ever; each step adds 1."""
    return Instance(1, {A: ONE, UNITS: Steps(tuple(map(Fraction, starts)), places=places)}, 2)


def test_units_that_start_apart_stay_apart() -> None:
    """The family is data at step 0 alone; afterwards the recursion says what it is."""
    found = judged(Question(WHOLE, (EQUAL,), (STAY,)), units(0, 3))
    assert (found.step, found.left, found.right) == (0, 3, 0)
    evaluation = Evaluation(units(0, 3), WHOLE)
    assert evaluation.value(UNITS(2, 1)) == 5
    assert evaluation.value(UNITS(2, 7)) == 5  # the last start goes on for ever


@pytest.mark.parametrize(
    ("dropped", "instance", "says"),
    [
        (POSITIVE, units(0, 3), "does not hold"),  # breaks the equal starts
        (POSITIVE, units(0, 0, 0, 3), "does not hold"),  # breaks them at a later unit
        (EQUAL, units(2), "every conclusion holds"),
    ],
)
def test_what_is_no_counterexample_is_rejected(
    dropped: T.Term, instance: Instance, says: str
) -> None:
    """A hypothesis for all indices is looked at until the data repeat."""
    with pytest.raises(Rejected, match=says):
        judged(Question(WHOLE, (dropped,), (STAY,)), instance)


def test_a_circle_is_no_definition() -> None:
    """What is said of a family in a circle is a hypothesis, which nothing here decides."""
    other = T.Function("w", TWO, "scalar")
    circle = (
        T.forall(N, T.forall(J, T.eq(UNITS(N, J), other(N, J)))),
        T.forall(N, T.forall(J, T.eq(other(N, J), UNITS(N, J) + 1))),
    )
    with pytest.raises(Rejected):
        judged(Question((*circle, POSITIVE), (POSITIVE,), (T.eq(A, 1),)),
               Instance(1, {A: ZERO, UNITS: Steps((ZERO,)), other: Steps((ONE,))}, 1))  # fmt: skip


def test_a_claim_about_runs_at_every_step_is_not_taken_for_granted() -> None:
    """That a recursion keeps it for some steps decides nothing."""
    below = T.forall(N, T.forall(J, T.relation("<=", UNITS(N, J), T.number(100))))
    with pytest.raises(Rejected, match="not decided"):
        judged(Question((*WHOLE, below), (EQUAL,), (STAY,)), units(0, 3))


R = T.Function("r", ("natural",), "scalar")
X = T.Function("x", ("natural",), "scalar")
START, NET = T.eq(R(0), 4), T.forall(N, T.eq(X(N), R(N) - 1))
"""A run, and what is read off it at every step."""
SMALL = T.forall(N, T.relation("<=", X(N), T.number(3)))


def bounded(law: T.Term, data: Steps) -> bool | None:
    """Whether it is seen that the run never exceeds 4, for a law and data."""
    evaluation = Evaluation(Instance(1, {DATA: data}, 1), (START, NET, law))
    return evaluation.truth(SMALL)


DATA = T.Function("y", ("natural",), "scalar")


@pytest.mark.parametrize(
    ("law", "data", "seen"),
    [
        (T.forall(N, T.eq(R(N + 1), R(N))), Steps((ZERO,)), True),
        (T.forall(N, T.eq(R(N + 1), R(N) / 2 + 1)), Steps((ZERO,)), None),  # never the same again
        (T.forall(N, T.eq(R(N + 1), 4 - R(N))), Steps((ZERO,)), None),  # 4, 0, 4, 0, …
        (T.forall(N, T.eq(R(N + 1), R(N) + DATA(N))), Steps((ZERO,) * 4 + (ONE, ZERO)), False),
        (T.forall(N, T.eq(R(N + 1), R(N) - DATA(N))), Steps((ZERO,) * 4 + (ONE, ZERO)), True),
        (T.forall(N, T.eq(R(N + 1), R(N) + DATA(N))), Steps((ZERO,) * 4 + (ONE,)), None),
        (T.forall(N, T.eq(R(N + 1), R(N) + N * (N - 1) * (N - 2))), Steps((ZERO,)), None),
        (T.forall(N, T.eq(R(N + 1), R(N) - DATA(N + 1))), Steps((ZERO,) * 4 + (ONE, ZERO)), True),
    ],
)
def test_what_stays_is_looked_at_until_then(law: T.Term, data: Steps, seen: bool | None) -> None:
    """A run is over once data and state stay; what speaks of the step itself never is."""
    assert bounded(law, data) is seen


def test_of_what_has_no_value_no_run_is_made() -> None:
    """A claim for all numbers and all steps of a run is not decided, and asks for no number."""
    law = T.forall(N, T.eq(R(N + 1), R(N)))
    evaluation = Evaluation(Instance(1, {}, 1), (START, law))
    for_all = T.forall(U, T.forall(N, T.relation("<=", T.number(0), U * U + R(N))))
    assert evaluation.truth(for_all) is None


LOSS, RADIUS = T.Function("l", ("scalar",), "scalar"), T.Function("r", ("scalar",), "scalar")


def near(slope: int) -> T.Term:
    """For every tolerance the loss is within a radius as near to a line as that."""
    apart = _size(LOSS(U) - slope * U)
    claim = T.relation("<=", apart, E * _size(U))
    within = T.imply(T.relation("<=", _size(U), RADIUS(E)), claim)
    return T.forall([E, U], T.imply(T.relation("<", T.number(0), E), within))


def test_steps_that_are_defined_one_by_one_are_evaluated_one_by_one() -> None:
    """As updates that are written out are, however many: not from the last one down."""
    w = T.Function("w", ("natural",), "scalar")
    rows = [T.eq(w(T.number(0)), T.number(1))]
    rows += [T.eq(w(T.number(k)), w(T.number(k - 1)) + 1) for k in range(1, 391)]
    assert Evaluation(Instance(1, {}, 0), rows).value(w(T.number(390))) == 391


def _size(t: T.Term) -> T.Term:
    return T.ABS(t)


def taken(loss: T.Term, radius: T.Term) -> Evaluation:
    """The loss and the radius as these functions of u and epsilon."""
    meanings: dict[T.Term | T.Function, Formula] = {
        LOSS: Formula((U,), loss),
        RADIUS: Formula((E,), radius),
    }
    return Evaluation(Instance(1, meanings, 0), ())


@pytest.mark.parametrize(
    ("loss", "radius", "slope", "seen"),
    [
        (U, T.number(1), 1, True),  # a line is its own tangent
        (U * U / 2, E, 0, True),
        (U * U / 2, T.number(-1), 0, True),  # within no radius at all
        (U * U, E, 0, True),
        (U * U * 2, E, 0, None),  # twice as far from its tangent as it may be
        (U * U / 2, T.number(1), 0, None),  # one radius does not serve every tolerance
        (U, E, 0, None),
    ],
)  # fmt: skip
def test_for_every_tolerance(loss: T.Term, radius: T.Term, slope: int, seen: bool | None) -> None:
    """What is seen is so; what is not so is not seen."""
    assert shown(taken(loss, radius), near(slope)) is seen


@pytest.mark.parametrize(
    ("radius", "seen"),
    [
        (E + 1, True),
        (T.number(1), True),
        (E, None),  # so it is, yet a bound of 0 is all that is known of the tolerance
        (E - 1, None),  # not of small ones
        (T.number(0), None),
        (-E - 1, None),
    ],
)  # fmt: skip
def test_a_radius_for_every_tolerance(radius: T.Term, seen: bool | None) -> None:
    """That it is positive is seen by its constant; what is 0 is not positive."""
    above = T.relation("<", T.number(0), RADIUS(E))
    claim = T.forall(E, T.imply(T.relation("<", T.number(0), E), above))
    assert shown(taken(U, radius), claim) is seen


def test_what_a_theorem_is_read_under_does_not_depend_on_what_was_made_before() -> None:
    """The last part of the entry alone, and after the others."""
    claim = registry.CLAIMS["hidden.width-one-deep"]
    parts = {part.name: part.build() for part in claim.parts}
    alone = formal.Ledger().formal(parts["steps"])
    together = formal.Ledger()
    for theorem in parts.values():
        found = together.formal(theorem)
    assert (alone.given, alone.says) == (found.given, found.says)
