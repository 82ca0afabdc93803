"""What the theorems become on a machine: binary64 arithmetic, rounded to nearest.

Rounding is a function of the real numbers like any other.  Where its values matter it is `fl64`,
computed exactly; where only its laws matter it is `fl`, of which the hypotheses say what is used.
"""

from __future__ import annotations

from fractions import Fraction

from proofs import verdicts
from proofs.derivation import ProofError
from proofs.terms import Term, number

IEEE = "IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019."

HIGHAM = "N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM, 2002."

NOW, BEFORE = "t", "t-1"


def exact(value: Fraction) -> Term:
    """A fraction as a term."""
    return number(value.numerator, value.denominator)


def rounded_value(term: Term) -> Term:
    """The number that a term without symbols comes to, every rounding in it done."""
    value = verdicts.evaluate(term, {})
    if isinstance(value, tuple):
        raise ProofError("a weight or a net input of one unit is a number")
    return exact(value)
