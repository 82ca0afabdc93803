"""The exact linear algebra keeps the laws that define it, and SymPy agrees."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numeric import matrices, strategies
from numeric.matrices import Matrix, product, rational_matrix, times, transpose

steady = settings(max_examples=100, derandomize=True)
SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 4))
ANY = SHAPES.flatmap(lambda shape: strategies.designs(*shape, 2))


@steady
@given(ANY)
def test_penrose(matrix: Matrix) -> None:
    """The four equations that only the pseudo-inverse satisfies (Penrose, 1955), for every rank."""
    other = matrices.pseudo_inverse(matrix)
    left, right = product(matrix, other), product(other, matrix)
    assert product(left, matrix) == matrix
    assert product(right, other) == other
    assert left == transpose(left)
    assert right == transpose(right)


def test_every_rank_is_drawn() -> None:
    """The designs that the laws run on include zero, deficient and full ranks."""
    ranks: set[tuple[int, int]] = set()

    @steady
    @given(ANY)
    def collect(matrix: Matrix) -> None:
        ranks.add((matrices.rank(matrix), min(len(matrix), len(matrix[0]))))

    collect()
    assert {(0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3)} <= ranks
    assert any(rank == 0 and most > 1 for rank, most in ranks)


@steady
@given(ANY)
def test_projections(matrix: Matrix) -> None:
    """They are symmetric, idempotent, add up to the identity, and keep rows and null space."""
    rows, null = matrices.row_projection(matrix), matrices.null_projection(matrix)
    for projection in (rows, null):
        assert projection == transpose(projection) == product(projection, projection)
    assert tuple(map(matrices.added, rows, null)) == matrices.identity(len(matrix[0]))
    assert all(times(rows, row) == row for row in matrix)
    basis = matrices.null_space(matrix)
    assert len(basis) == len(matrix[0]) - matrices.rank(matrix)
    for vector in basis:
        assert times(null, vector) == vector
        assert not any(times(matrix, vector))


@steady
@given(st.integers(1, 4).flatmap(lambda n: strategies.designs(n, n, 3)))
def test_inverse(matrix: Matrix) -> None:
    """An inverse undoes the matrix from both sides; a singular matrix is refused."""
    size = len(matrix)
    if matrices.rank(matrix) < size:
        with pytest.raises(ValueError, match=r"singular \(rank \d of \d\): .* take pseudo_inverse"):
            matrices.inverse(matrix)
        return
    other = matrices.inverse(matrix)
    assert product(matrix, other) == product(other, matrix) == matrices.identity(size)
    assert matrices.pseudo_inverse(matrix) == other


@pytest.mark.parametrize(
    "rows", [[[1, 2], [3, 4]], [[1, 2], [2, 4]], [[0, 0, 1]], [[1], [2], [3]], [[0, 0], [0, 0]]]
)
def test_sympy_agrees(rows: list[list[int]]) -> None:
    """The pseudo-inverse, rank and null space are those of an independent library."""
    from sympy import Matrix as SymPyMatrix

    def fractions(made: Any) -> Matrix:
        return tuple(
            tuple(F(int(made[i, j].p), int(made[i, j].q)) for j in range(made.cols))
            for i in range(made.rows)
        )

    matrix, theirs = rational_matrix(rows), SymPyMatrix(rows)
    assert matrices.pseudo_inverse(matrix) == fractions(theirs.pinv())
    assert matrices.rank(matrix) == theirs.rank()
    null = tuple(transpose(fractions(vector))[0] for vector in theirs.nullspace())
    assert matrices.null_space(matrix) == null


@steady
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(strategies.orthogonal_matrices(n), strategies.vectors(n, 2, 2))
    )
)
def test_semidefinite_iff_no_eigenvalue_is_negative(drawn: tuple[Matrix, Any]) -> None:
    """On Q diag(lambda) Q' with chosen eigenvalues the verdict is known beforehand."""
    basis, eigenvalues = drawn
    stretched = tuple(map(matrices.scaled, eigenvalues, basis))
    made = product(transpose(basis), stretched)
    assert matrices.is_positive_semidefinite(made) is (min(eigenvalues) >= 0)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([], "at least one row and one column"),
        ([[]], "at least one row and one column"),
        ([[1, 2], [3]], "row 1 has 1 entries, row 0 has 2"),
        ([[1.5]], "row 0 holds 1.5: give an int or a Fraction"),
        ([["1"]], "an entry of row 0 must be an int, a Fraction or a float, not '1'"),
    ],
)
def test_bad_matrices(rows: Any, complaint: str) -> None:
    """What is no matrix of rationals is named."""
    with pytest.raises(ValueError, match=complaint):
        rational_matrix(rows)


def test_inverse_of_an_oblong_matrix() -> None:
    """Only square matrices have inverses."""
    with pytest.raises(ValueError, match="only a square matrix has an inverse, not 1 x 2"):
        matrices.inverse(rational_matrix([[1, 2]]))
