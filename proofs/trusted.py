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
    "rules of differentiation": Fact(
        "Sums, products and compositions are differentiated by the usual rules, and the "
        "exponential function is its own derivative; SymPy applies them.",
        "W. Rudin, Principles of Mathematical Analysis, 3rd edition, 1976, theorems 5.3, 5.5, 8.6",
    )
}
"""By name: what is said and where it is proved."""


def trust(name: str, relation: Relation, for_all: tuple[Symbol, ...] = ()) -> Hypothesis:
    """A trusted fact, applied; raises `ValueError` for a name that is not in the list."""
    if name not in TRUSTED:
        raise ValueError(f"{name!r} is not among the trusted facts {', '.join(TRUSTED)}")
    return Hypothesis(name, relation, for_all, "trusted")
