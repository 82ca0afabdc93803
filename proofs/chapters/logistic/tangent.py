"""The logistic loss on one sample lies above its tangent at net input 0."""

from proofs.chapters.logistic.setting import LOGISTIC_LOSS, label, z
from proofs.derivation import apply_fact
from proofs.statement import Lines, chain
from proofs.terms import EXP, LOG, number

HALF_EXP = EXP(z / 2)
RATIO = 2 * HALF_EXP / (1 + EXP(z))
TANGENT = LOG(number(2)) + (number(1, 2) - label) * z


@chain(RATIO > 0, name="a positive ratio")
def positive_ratio() -> Lines:
    """2 e^(z/2) / (1 + e^z) > 0."""
    yield ">", ..., "exponentials are positive"


@chain(LOGISTIC_LOSS >= TANGENT, name="the loss on one sample")
def tangent_of_one() -> Lines:
    """log(1 + e^z) - y z >= log 2 + (1/2 - y) z."""
    fact, below = "tangent of the logarithm", LOG(RATIO) <= RATIO - 1
    known = apply_fact(fact, below, positive_ratio(), for_all=(z,)).at(z)
    yield "=", TANGENT - LOG(RATIO), "the logarithm of a product and of a quotient", known
    yield ">=", TANGENT - (RATIO - 1), "the logarithm lies below its tangent at 1"
    yield "=", TANGENT + (HALF_EXP - 1) ** 2 / (1 + EXP(z)), "collect"
    yield ">=", ..., "a square is not negative"
