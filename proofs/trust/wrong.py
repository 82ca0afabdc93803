"""How something is refused, and how much work is allowed."""

from __future__ import annotations


class Wrong(ValueError):
    """Something that does not follow, or that means nothing; the message says what."""


def need(holds: object, why: str) -> None:
    """Raise `Wrong` unless it holds; never an assert, which Python may leave out."""
    if not holds:
        raise Wrong(why)


_work: list[float] = [0, float("inf")]


def spend(amount: int) -> None:
    """Count work; raises `Wrong` where it becomes more than `allow` allows."""
    _work[0] += amount
    if _work[0] > _work[1]:
        raise Wrong("too much work")


def allow(amount: float) -> None:
    """Allow this much work from now on."""
    _work[:] = [0, amount]
