"""What a proof rests on, in words: rules of the checker, and trusted facts of the literature."""

from __future__ import annotations

from collections.abc import Collection

from proofs.trusted import TRUSTED, Fact
from proofs.verdicts import RULES


def rules_in(names: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The rules of the checker among these names, each with its statement, in the checker's order.

    Raises `ValueError` for a name that is neither a rule nor a trusted fact: nothing that a proof
    rests on may be passed over.

    >>> rules_in({"inverse", "rules of differentiation"})
    (('inverse', 'a (1/a) = 1 for a != 0'),)
    """
    if unknown := sorted(set(names) - RULES.keys() - TRUSTED.keys()):
        raise ValueError(f"{unknown[0]!r} is neither a rule of the checker nor a trusted fact")
    return tuple((name, states) for name, states in RULES.items() if name in names)


def facts_in(names: Collection[str]) -> tuple[tuple[str, Fact], ...]:
    """The trusted facts among these names, in the order of their list."""
    return tuple((name, fact) for name, fact in TRUSTED.items() if name in names)


def stated(name: str) -> str:
    """The statement of one rule or trusted fact; raises `ValueError` if it is neither.

    >>> stated("inverse")
    'a (1/a) = 1 for a != 0'
    """
    for _, states in rules_in((name,)):
        return states
    return TRUSTED[name].says
