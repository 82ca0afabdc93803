"""The door to SymPy: terms there and back, and its opinion of an equation.

Nothing that comes through it is believed by a proof.
"""

from __future__ import annotations

from proofs.find.sympy_ring import MOST_MONOMIALS, Opinions, redecide, redecided
from proofs.terms.sympy_terms import from_sympy, name_of, to_sympy

__all__ = [
    "MOST_MONOMIALS", "Opinions", "from_sympy", "name_of", "redecide", "redecided", "to_sympy",
]  # fmt: skip
