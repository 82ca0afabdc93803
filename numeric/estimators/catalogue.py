"""All cases, library by library."""

from __future__ import annotations

from numeric.estimators import of_mlxtend, of_scikit_learn, of_torch
from numeric.estimators.cases import Case


def cases() -> tuple[Case, ...]:
    """All of them, whether their library is installed or not."""
    return (*of_scikit_learn.CASES, *of_mlxtend.CASES, *of_torch.CASES)


__all__ = ["cases"]
