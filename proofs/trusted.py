"""Facts that proofs here rest on and do not prove, each with its source.

A premise of the role "trusted" applies one of them to the symbols at hand.  Whatever rests on it
reports its name among the rules, so that nothing is trusted in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs.terms import Hypothesis, Relation, Symbol


@dataclass(frozen=True, slots=True)
class Fact:
    """A theorem of the literature."""

    says: str
    source: str


TRUSTED: Mapping[str, Fact] = {
    "spectral theorem": Fact(
        "A self-adjoint linear map of a finite-dimensional real inner-product space, or of a "
        "subspace that it maps into itself, has an orthonormal basis of eigenvectors.",
        "S. Axler, Linear Algebra Done Right, 3rd edition, 2015, theorem 7.29",
    ),
    "identity of polynomials": Fact(
        "A polynomial in one variable that vanishes at infinitely many numbers has all "
        "coefficients 0.",
        "S. Lang, Algebra, 3rd edition, 2002, theorem IV.1.4",
    ),
    "rules of differentiation": Fact(
        "Sums, products and compositions are differentiated by the usual rules, and the "
        "exponential function is its own derivative; SymPy applies them.",
        "W. Rudin, Principles of Mathematical Analysis, 3rd edition, 1976, theorems 5.3, 5.5, 8.6",
    ),
    "rank and nullity": Fact(
        "The vectors that a linear map of a space of dimension m takes to 0 form a subspace; its "
        "dimension is m less the rank of the map. That is also the rank of the adjoint, and 0 only "
        "for the map that takes everything to 0.",
        "S. Axler, Linear Algebra Done Right, 3rd edition, 2015, theorems 3.22 and 7.7",
    ),
    "null sets": Fact(
        "A subspace of dimension below m has Lebesgue measure 0 in the space of m dimensions.",
        "W. Rudin, Real and Complex Analysis, 3rd edition, 1987, theorem 2.20",
    ),
}
"""By name: what is said and where it is proved."""


def trust(name: str, relation: Relation, for_all: tuple[Symbol, ...] = ()) -> Hypothesis:
    """A trusted fact, applied; raises `ValueError` for a name that is not in the list."""
    if name not in TRUSTED:
        raise ValueError(f"{name!r} is not among the trusted facts {', '.join(TRUSTED)}")
    return Hypothesis(name, relation, for_all, "trusted")
