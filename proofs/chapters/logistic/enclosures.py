"""Bounds of e^x and of the logistic function at rational numbers, by theorems."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from proofs.chapters.logistic.setting import z
from proofs.statement import Lines, Proof, chain
from proofs.terms import EXP, Number, Term, equals, number

DIGITS = 1000
"""Bounds are rounded outward to whole multiples of 1/1000."""


class Bounds(NamedTuple):
    """Theorems that bound a number from below and from above."""

    below: Proof
    above: Proof


def exponentials(first: Fraction, doublings: int) -> dict[Fraction, Bounds]:
    """Bounds of e^x, from tangents at a first x between 0 and 1, and doubled from there on."""
    low, high = number(1 + first), number(1 / (1 - first))
    found = {first: Bounds(_tangent(first, low, ">="), _tangent(first, high, "<="))}
    for x in (first * 2**k for k in range(doublings)):
        found[2 * x] = Bounds(*(_doubled(x, proof) for proof in found[x]))
    return found


def errors(exponential: Mapping[Fraction, Bounds]) -> dict[Fraction, Bounds]:
    """Bounds of what a sample with the label 1 misses at the net inputs x, from those of e^x."""
    return {
        x: Bounds(_error(x, above), _error(x, below)) for x, (below, above) in exponential.items()
    }


def error(net: Fraction) -> Term:
    """1 - sigma(net): what a sample with the label 1 misses at a net input."""
    return 1 / (1 + EXP(number(net)))


def bound(proof: Proof) -> Term:
    """The number on the right of a bound."""
    return proof.proves[0].right


@chain(equals(EXP(2 * z), EXP(z) ** 2), name="twice an exponent")
def twice() -> Lines:
    """e^(2z) = (e^z)^2."""
    yield "=", EXP(z + z), "as a sum"
    yield "=", ..., "the exponential of a sum"


def _tangent(x: Fraction, value: Term, sign: str) -> Proof:
    e_to = EXP(number(x))

    @chain(e_to >= value if sign == ">=" else e_to <= value, name=f"e to the {x}")
    def tangent() -> Lines:
        yield sign, ..., "the exponential lies above its tangent at 0"

    return tangent


def _doubled(x: Fraction, half: Proof) -> Proof:
    sign, square, e_to = half.proves[0].sign, bound(half) ** 2, EXP(number(2 * x))
    value = _rounded(_value(bound(half)) ** 2, sign)

    @chain(e_to >= value if sign == ">=" else e_to <= value, name=f"e to the {2 * x}")
    def doubled() -> Lines:
        yield "=", EXP(number(x)) ** 2, "twice the exponent", twice.of({z: number(x)})
        yield sign, bound(half) * EXP(number(x)), half
        yield sign, square, half
        yield sign, ..., "rounded"

    return doubled


def _error(x: Fraction, exponential: Proof) -> Proof:
    sign = "<=" if exponential.proves[0].sign == ">=" else ">="
    value = _rounded(1 / (1 + _value(bound(exponential))), sign)

    @chain(error(x) >= value if sign == ">=" else error(x) <= value, name=f"the error at {x}")
    def bounded() -> Lines:
        yield sign, 1 / (1 + bound(exponential)), exponential
        yield sign, ..., "rounded"

    return bounded


def _value(term: Term) -> Fraction:
    assert isinstance(term, Number)
    return term.value


def _rounded(value: Fraction, sign: str) -> Term:
    """Rounded to the side on which a bound still holds."""
    return number(Fraction((floor if sign == ">=" else ceil)(value * DIGITS), DIGITS))
