"""Exact linear algebra for small matrices of rationals, for what gradient descent converges to.

A matrix is a tuple of rows. Everything starts from one elimination: M = C F with C the pivot
columns of M and F the rows of its reduced echelon form that are not zero (full rank
factorisation: Ben-Israel and Greville, Generalized Inverses, 2003, section 1.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import TypeAlias

from numeric import given

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]

ZERO, ONE = Fraction(0), Fraction(1)


def rational_matrix(rows: Sequence[Sequence[int | Fraction]]) -> Matrix:
    """The rows as tuples of Fractions.

    Raises ``ValueError`` for no rows, no columns, rows of different lengths, and for entries
    that are neither int nor Fraction.

    >>> rational_matrix([[1, 2], [3]])
    Traceback (most recent call last):
    ...
    ValueError: row 1 has 1 entries, row 0 has 2
    """
    made = tuple([given.numbers(f"an entry of row {i}", row) for i, row in enumerate(rows)])
    for i, row in enumerate(made):
        if len(row) != len(made[0]):
            raise ValueError(f"row {i} has {len(row)} entries, row 0 has {len(made[0])}")
        for value in row:
            if isinstance(value, float):
                raise ValueError(f"row {i} holds {value!r}: give an int or a Fraction")
    if not made or not made[0]:
        raise ValueError("a matrix needs at least one row and one column")
    return tuple(tuple(map(Fraction, row)) for row in made)


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))


def transpose(matrix: Matrix) -> Matrix:
    """Rows as columns, for a matrix with at least one row."""
    return tuple(zip(*matrix, strict=True))


def inner(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """The inner product; the lengths are the caller's to match."""
    return sum(map(mul, left, right), ZERO)


def times(matrix: Matrix, vector: Sequence[Fraction]) -> Vector:
    """The matrix times the vector.

    >>> times(rational_matrix([[1, 2], [3, 4]]), (Fraction(1), Fraction(1)))
    (Fraction(3, 1), Fraction(7, 1))
    """
    return tuple([inner(row, vector) for row in matrix])


def product(left: Matrix, right: Matrix) -> Matrix:
    """The matrix product, for matrices with at least one row."""
    columns = transpose(right)
    return tuple([times(columns, row) for row in left])


def scaled(factor: Fraction, vector: Sequence[Fraction]) -> Vector:
    """The vector, each entry multiplied by the factor."""
    return tuple([factor * value for value in vector])


def added(left: Sequence[Fraction], right: Sequence[Fraction]) -> Vector:
    """The sum of two vectors of one length."""
    return tuple([a + b for a, b in zip(left, right, strict=True)])


def subtracted(left: Sequence[Fraction], right: Sequence[Fraction]) -> Vector:
    """The first vector less the second, of the same length."""
    return tuple([a - b for a, b in zip(left, right, strict=True)])


def reduced(matrix: Matrix) -> tuple[Matrix, tuple[int, ...]]:
    """The rows of the reduced echelon form that are not zero, and the columns of their pivots.

    >>> reduced(rational_matrix([[0, 2], [0, 4]]))
    (((Fraction(0, 1), Fraction(1, 1)),), (1,))
    """
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    for column in range(len(matrix[0])):
        place = len(pivots)
        found = next((i for i in range(place, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[place], rows[found] = rows[found], rows[place]
        head = rows[place][column]
        rows[place] = [value / head for value in rows[place]]
        for i, row in enumerate(rows):
            if i != place and row[column]:
                factor = row[column]
                rows[i] = [a - factor * b for a, b in zip(row, rows[place], strict=True)]
        pivots.append(column)
    return tuple(tuple(row) for row in rows[: len(pivots)]), tuple(pivots)


def rank(matrix: Matrix) -> int:
    """The dimension of the row space."""
    return len(reduced(matrix)[1])


def inverse(matrix: Matrix) -> Matrix:
    """The inverse of a square matrix.

    Raises ``ValueError`` for a matrix that is not square and for a singular one.

    >>> inverse(rational_matrix([[1, 1], [1, 1]]))
    Traceback (most recent call last):
    ...
    ValueError: the matrix is singular (rank 1 of 2): it has no inverse, take pseudo_inverse
    """
    size = len(matrix)
    if any(len(row) != size for row in matrix):
        raise ValueError(f"only a square matrix has an inverse, not {size} x {len(matrix[0])}")
    beside = tuple(row + unit for row, unit in zip(matrix, identity(size), strict=True))
    rows, pivots = reduced(beside)
    if pivots != tuple(range(size)):
        held = sum(pivot < size for pivot in pivots)
        raise ValueError(
            f"the matrix is singular (rank {held} of {size}): it has no inverse, "
            "take pseudo_inverse"
        )
    return tuple(row[size:] for row in rows)


def pseudo_inverse(matrix: Matrix) -> Matrix:
    """The Moore-Penrose inverse, F'(FF')^-1 (C'C)^-1 C' (MacDuffee, 1959), of any m x d matrix.

    >>> pseudo_inverse(rational_matrix([[2, 0], [0, 0]]))
    ((Fraction(1, 2), Fraction(0, 1)), (Fraction(0, 1), Fraction(0, 1)))
    """
    rows, pivots = reduced(matrix)
    if not pivots:
        return tuple((ZERO,) * len(matrix) for _ in matrix[0])
    columns = tuple(tuple(row[pivot] for pivot in pivots) for row in matrix)
    left = product(transpose(rows), inverse(product(rows, transpose(rows))))
    right = product(inverse(product(transpose(columns), columns)), transpose(columns))
    return product(left, right)


def row_projection(matrix: Matrix) -> Matrix:
    """The orthogonal projection on the row space, F'(FF')^-1 F, shape (d, d)."""
    rows, pivots = reduced(matrix)
    if not pivots:
        return tuple((ZERO,) * len(matrix[0]) for _ in matrix[0])
    return product(product(transpose(rows), inverse(product(rows, transpose(rows)))), rows)


def null_projection(matrix: Matrix) -> Matrix:
    """The orthogonal projection on the null space, shape (d, d)."""
    whole = identity(len(matrix[0]))
    return tuple(map(subtracted, whole, row_projection(matrix)))


def null_space(matrix: Matrix) -> tuple[Vector, ...]:
    """A basis of the null space, d - rank vectors.

    >>> null_space(rational_matrix([[1, 2]]))
    ((Fraction(-2, 1), Fraction(1, 1)),)
    """
    rows, pivots = reduced(matrix)
    basis = []
    for free in range(len(matrix[0])):
        if free not in pivots:
            vector = [ZERO] * len(matrix[0])
            vector[free] = ONE
            for row, pivot in zip(rows, pivots, strict=True):
                vector[pivot] = -row[free]
            basis.append(tuple(vector))
    return tuple(basis)


def is_positive_semidefinite(matrix: Matrix) -> bool:
    """Whether v'Mv >= 0 for all v, decided for a symmetric matrix by exact elimination.

    A diagonal entry below zero refutes it; one equal to zero must have a row of zeros; a positive
    one is eliminated, which leaves its Schur complement to decide.

    >>> is_positive_semidefinite(rational_matrix([[0, 1], [1, 9]]))
    False
    """
    rows = matrix
    while rows:
        head, *rest = rows
        if head[0] < 0 or (head[0] == 0 and any(head)):
            return False
        if head[0] == 0:
            rows = tuple(row[1:] for row in rest)
            continue
        rows = tuple(
            tuple(
                value - row[0] * above / head[0]
                for value, above in zip(row[1:], head[1:], strict=True)
            )
            for row in rest
        )
    return True
