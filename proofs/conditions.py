"""Conditions and cases as they are set: functions whose names are signs, for pages of rules alone.

A condition is no number, and no proof speaks of these; they carry what a rule says to its page.
"""

from __future__ import annotations

from typing import get_args

from proofs.terms import Apply, Function, Kind, Sign, Term

CASES, INDICATOR, POWER = "cases", "indicator", "power"
JOINED = ("and", "or")
SIGNS: tuple[Sign, ...] = get_args(Sign)
NAMES = frozenset({CASES, INDICATOR, POWER, *JOINED, *SIGNS})


def compared(sign: str, left: Term, right: Term) -> Term:
    """A comparison of two numbers, as a part of a formula."""
    return Function(sign, ("scalar", "scalar"), "scalar", (), "")(left, right)


def joined_by(word: str, left: Term, right: Term) -> Term:
    """Two conditions, joined by "and" or "or"."""
    return Function(word, ("scalar", "scalar"), "scalar", (), "")(left, right)


def negated(condition: Term) -> Term:
    """That a condition does not hold."""
    return Function("not", ("scalar",), "scalar", (), "")(condition)


def cases(condition: Term, then: Term, otherwise: Term) -> Term:
    """One of two values."""
    kind: Kind = then.kind
    return Function(CASES, ("scalar", kind, kind), kind, (), "")(condition, then, otherwise)


def indicator(condition: Term) -> Term:
    """1 where a condition holds, else 0."""
    return Function(INDICATOR, ("scalar",), "scalar", (), "")(condition)


def power(base: Term, exponent: Term) -> Term:
    """A power with any exponent."""
    return Function(POWER, ("scalar", "scalar"), "scalar", (), "")(base, exponent)


def is_shown(term: Term) -> bool:
    """Whether it is one of these."""
    return isinstance(term, Apply) and term.function.name in NAMES


__all__ = [
    "CASES", "INDICATOR", "JOINED", "NAMES", "POWER", "SIGNS", "cases", "compared", "indicator",
    "is_shown", "joined_by", "negated", "power",
]  # fmt: skip
