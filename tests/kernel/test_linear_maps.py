"""Linear maps and their adjoints, squares written in a line, vectors of length 0: and their twins.

Each power of the kernel that proves something here refuses a falsehood that looks like it.
"""

from __future__ import annotations

import pytest

from proofs import verdicts
from proofs.terms import (
    ZERO,
    Function,
    Hypothesis,
    Relation,
    TermError,
    assume,
    differs,
    dot,
    equals,
    function,
    linear_map,
    norm,
    scalar,
    short,
    vector,
)

A = linear_map("A", "A'")
AT = A.transpose
S = linear_map("S", "S")
a, b, c, lam = (scalar(name) for name in ("a", "b", "c", "lambda"))
u, v, w = (vector(name) for name in "uvw")


def given(*relations: Relation) -> tuple[Hypothesis, ...]:
    """The relations as assumptions."""
    return tuple(assume(str(relation), relation) for relation in relations)


TRUE = [
    ("linear", equals(A(a * u + b * v), a * A(u) + b * A(v)), ()),
    ("of zero", equals(A(ZERO), ZERO), ()),
    ("through a quotient", equals(A(u / c), A(u) / c), given(differs(c, 0))),
    ("the adjoint moves", equals(dot(A(u), v), dot(u, AT(v))), ()),
    ("and back", equals(dot(AT(u), v), dot(u, A(v))), ()),
    ("two maps move", equals(dot(A(S(u)), v), dot(u, S(AT(v)))), ()),
    ("self-adjoint", equals(dot(S(u), v), dot(u, S(v))), ()),
    ("powers are balanced", equals(dot(S(S(S(u))), v), dot(S(u), S(S(v)))), ()),
    ("a square in disguise", dot(S(S(u)), u) >= 0, ()),
    ("a Gram matrix is not negative", dot(AT(A(u)), u) >= 0, ()),
    ("a square of a length", equals(dot(AT(A(u)), u), norm(A(u)) ** 2), ()),
    ("an eigenvector", equals(S(S(u)), lam**2 * u), given(equals(S(u), lam * u))),
    ("an eigenvector of a multiple", equals(S(c * u), c * lam * u), given(equals(S(u), lam * u))),
    ("on the other side", equals(dot(S(v), u), lam * dot(v, u)), given(equals(S(u), lam * u))),
    ("inside a product", equals(dot(S(S(v)), u), lam**2 * dot(v, u)), given(equals(S(u), lam * u))),
    ("equal images", equals(A(u - v), ZERO), given(equals(A(u), A(v)))),
    ("a kernel", equals(A(u), ZERO), given(equals(AT(A(u)), ZERO))),
    ("what is mapped to more than zero", differs(u, ZERO), given(differs(A(u), ZERO))),
    ("positive on what is seen", dot(AT(A(u)), u) > 0, given(differs(A(u), ZERO))),
    ("length 0", equals(u, v), given(equals(dot(u - v, u - v), 0))),
    ("length 0 times what is not 0", equals(u, v),
     given(equals(c * dot(u - v, u - v), 0), differs(c, 0))),
    ("length at most 0", equals(u, v), given(dot(u - v, u - v) <= 0)),
    ("an image of length 0", equals(A(u), A(v)), given(equals(dot(A(u - v), A(u - v)), 0))),
    ("a square written in a line", dot(u - 2 * v + w, u - 2 * v + w) >= 0, ()),
    ("times what is not negative", a * dot(u - v + w, u - v + w) >= 0, given(a >= 0)),
    ("in a sum", dot(u - v + w, u - v + w) + c >= c, ()),
    ("stripped of squares", a**2 * b >= 0, given(b >= 0)),
    ("stripped of what is not negative", a * (b - c) >= 0, given(a >= 0, b >= c)),
    ("stripped of an odd power", a**3 * (b - c) ** 2 >= 0, given(a >= 0)),
    ("stripped of a square of a length", dot(u, u) * a**2 * (b - c) >= 0, given(b > c)),
]  # fmt: skip

FALSE = [
    ("not linear", equals(A(a * u), a**2 * A(u)), ()),
    ("not additive with a sign", equals(A(u - v), A(u) + A(v)), ()),
    ("moves without the adjoint", equals(dot(A(u), v), dot(u, A(v))), ()),
    ("maps commute", equals(A(S(u)), S(A(u))), ()),
    ("a map commutes with its adjoint", equals(A(AT(u)), AT(A(u))), ()),
    ("the adjoint is the inverse", equals(AT(A(u)), u), ()),
    ("moves in the wrong order", equals(dot(A(S(u)), v), dot(u, AT(S(v)))), ()),
    ("every vector is an eigenvector", equals(A(u), lam * u), ()),
    ("every vector is an eigenvector of S", equals(S(u), lam * u), ()),
    ("every map is positive", dot(A(u), u) >= 0, ()),
    ("every self-adjoint map is positive", dot(S(u), u) >= 0, ()),
    ("an odd power is positive", dot(S(S(S(u))), u) >= 0, ()),
    ("a square of a map that is not self-adjoint", dot(A(A(u)), u) >= 0, ()),
    ("every map contracts", norm(A(u)) <= norm(u), ()),
    ("every map contracts, squared", dot(A(u), A(u)) <= dot(u, u), ()),
    ("every map expands", dot(A(u), A(u)) >= dot(u, u), ()),
    ("every map is one to one", equals(u, v), given(equals(A(u), A(v)))),
    ("every kernel is zero", equals(u, ZERO), given(equals(AT(A(u)), ZERO))),
    ("nilpotent maps are zero", equals(A(u), ZERO), given(equals(A(A(u)), ZERO))),
    ("nothing goes to zero", differs(A(u), ZERO), given(differs(u, ZERO))),
    ("a Gram matrix is definite", dot(AT(A(u)), u) > 0, given(differs(u, ZERO))),
    ("the adjoint has the same eigenvectors", equals(AT(u), lam * u), given(equals(A(u), lam * u))),
    ("another eigenvector", equals(S(v), lam * v), given(equals(S(u), lam * u))),
    ("one eigenvalue, orthogonal", equals(dot(u, v), 0),
     given(equals(S(u), lam * u), equals(S(v), lam * v))),
    ("a product that is 0", equals(u, v), given(equals(dot(u - v, u + v), 0))),
    ("length 0 times what may be 0", equals(u, v), given(equals(c * dot(u - v, u - v), 0))),
    ("an inner product that is 0", equals(u, ZERO), given(equals(dot(A(u), u), 0))),
    ("a written square is positive", dot(u - v + w, u - v + w) > 0, ()),
    ("times what may be negative", a * dot(u - v + w, u - v + w) >= 0, ()),
    ("less a square", c - dot(u - v, u - v) >= c, ()),
    ("stripped of what may be negative", a * (b - c) >= 0, given(b >= c)),
    ("stripped of an odd power that may be negative", a**3 * b**2 >= 0, ()),
    ("stripped of too much", a**2 * (b - c) >= 0, ()),
    ("strict after stripping", a**2 * b > 0, given(b > 0)),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "premises"), [t[1:] for t in TRUE], ids=[t[0] for t in TRUE])
def test_true_lines_are_proved(relation: Relation, premises: tuple[Hypothesis, ...]) -> None:
    """What holds for all linear maps is proved."""
    verdict = verdicts.decide(relation, premises)
    assert isinstance(verdict, verdicts.Proved), verdict
    assert verdict.premises == {premise.name for premise in premises}


@pytest.mark.parametrize(
    ("relation", "premises"), [t[1:] for t in FALSE], ids=[t[0] for t in FALSE]
)
def test_false_lines_are_refuted(relation: Relation, premises: tuple[Hypothesis, ...]) -> None:
    """What fails for some linear map is refuted by a simple one, given with its adjoint."""
    verdict = verdicts.decide(relation, premises)
    assert isinstance(verdict, verdicts.Refuted), verdict
    maps = {f for f, _, _ in verdict.witness.functions if f.adjoint}
    assert {f.transpose for f in maps} == maps


@pytest.mark.parametrize(
    ("relation", "premises"), [t[1:] for t in TRUE if t[2]], ids=[t[0] for t in TRUE if t[2]]
)
def test_each_premise_is_needed(relation: Relation, premises: tuple[Hypothesis, ...]) -> None:
    """Without any one of its premises the same line is not proved."""
    for dropped in premises:
        rest = tuple(p for p in premises if p is not dropped)
        assert not isinstance(verdicts.decide(relation, rest), verdicts.Proved)


def test_the_rule_is_named() -> None:
    """Whatever uses an adjoint says so, and cannot when that is withheld."""
    sums = verdicts.decide(equals(A(u + v), A(u) + A(v)))
    assert isinstance(sums, verdicts.Proved)
    assert sums.rules == {"ring"}  # a linear map goes through sums as products do
    relation = equals(dot(A(u), v), dot(u, AT(v)))
    moved = verdicts.decide(relation)
    assert isinstance(moved, verdicts.Proved)
    assert "adjoint" in moved.rules
    assert isinstance(verdicts.decide(relation, withhold=["adjoint"]), verdicts.Unknown)
    square = verdicts.decide(dot(u - v, u - v) >= 0, withhold=["positive definite"])
    assert isinstance(square, verdicts.Unknown)


def test_maps_of_one_name_with_other_adjoints_are_two() -> None:
    """A whose adjoint is A', A whose adjoint is B, A that is its own, and a function A."""
    others = [linear_map("A", "B"), linear_map("A", "A"), function("A", ("vector",), "vector")]
    for other in others:
        assert other is not A
        assert isinstance(verdicts.decide(equals(A(u), other(u))), verdicts.Refuted)
    for other in others[:2]:
        assert isinstance(verdicts.decide(equals(dot(A(u), v), dot(u, other.transpose(v)))),
                          verdicts.Refuted)  # fmt: skip
        assert isinstance(verdicts.decide(dot(other.transpose(A(u)), u) >= 0), verdicts.Refuted)
    opaque = others[2]
    assert isinstance(
        verdicts.decide(equals(opaque(u + v), opaque(u) + opaque(v))), verdicts.Refuted
    )


def test_an_adjoint_of_an_adjoint_is_the_map() -> None:
    """A'' is A; a map is not the adjoint of two maps at once."""
    assert A.transpose.transpose is A
    assert S.transpose is S
    other = linear_map("B", "A'")  # the adjoint of this A' is B, not A
    assert other.transpose is not A.transpose
    assert isinstance(verdicts.decide(equals(other.transpose(u), AT(u))), verdicts.Refuted)


def test_a_map_that_has_an_adjoint_takes_a_vector_to_a_vector() -> None:
    """Nothing else has one."""
    for build in (
        lambda: Function("A", ("scalar",), "vector", (), "A'"),
        lambda: Function("A", ("vector",), "scalar", (), "A'"),
        lambda: Function("A", ("vector", "vector"), "vector", (), "A'"),
        lambda: linear_map("A", ""),
        lambda: function("f").transpose,
    ):
        with pytest.raises(TermError):
            build()


ENDLESS = [
    given(equals(A(u), AT(u))),
    given(equals(A(u), 2 * AT(u) + v), equals(AT(u), A(v))),
    given(equals(A(u), AT(AT(u)) + v), equals(AT(v), A(A(v)) + u)),
    given(equals(A(u), S(A(v))), equals(S(v), AT(u)), equals(AT(v), S(S(u)) - v)),
    given(equals(S(S(u)), S(v)), equals(S(v), u + v), equals(S(u), v - c * u)),
]


@pytest.mark.parametrize("premises", ENDLESS, ids=[str(k) for k in range(len(ENDLESS))])
def test_maps_that_turn_into_each_other_come_to_an_end(premises: tuple[Hypothesis, ...]) -> None:
    """Premises by which each product leads to the next do not go round for ever, nor too far."""
    for goal in (equals(dot(u, A(u)), dot(v, A(v))), equals(dot(u, S(A(u))), 1)):
        try:
            verdict = verdicts.decide(goal, premises)
        except verdicts.HypothesisError:
            continue
        assert not isinstance(verdict, verdicts.Proved)


def test_a_map_that_equals_its_adjoint_on_one_vector_does_so_there_alone() -> None:
    """From A(u) = A'(u) nothing follows of A(v)."""
    here = given(equals(A(u), AT(u)))
    assert isinstance(verdicts.decide(equals(dot(A(u), v), dot(u, A(v))), here), verdicts.Proved)
    there = verdicts.decide(equals(dot(A(v), w), dot(v, A(w))), here)
    assert isinstance(there, verdicts.Refuted)


def test_a_witness_names_the_maps() -> None:
    """What a map is taken to be is told, with its adjoint."""
    verdict = verdicts.decide(norm(A(u)) <= norm(u))
    assert isinstance(verdict, verdicts.Refuted)
    assert {f.name for f, _, _ in verdict.witness.functions} == {"A", "A'"}
    assert "A(u1) := " in str(verdict.witness)
    assert all(short(body) for _, _, body in verdict.witness.functions)
