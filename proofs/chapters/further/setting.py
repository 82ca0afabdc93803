"""What symbols stand for in the entries of this chapter on linear regression."""

from typing import Any

from proofs.chapters.linear.setting import XT, A, X, b, m, weights, y
from proofs.terms import say

DESIGN: tuple[tuple[Any, ...], ...] = (
    (X, "the matrix whose rows are the samples; {} is its transpose", XT),
    (say("{}, {}", m, y), "the number of samples, and the vector of their targets"),
)
GRADIENT: tuple[Any, ...] = (
    say("{}, {}", A, b), "a matrix and a vector: at weights {} the gradient is {}",
    weights, A(weights) - b,
)  # fmt: skip
