"""What is reached from some things by steps: one walk for all that cite, use or rest on others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reached(start: Iterable[T], below: Callable[[T], Iterable[T]]) -> dict[T, None]:
    """All that is reached, each once, what it starts with first.

    >>> list(reached("a", {"a": "bc", "b": "d", "c": "d", "d": "a"}.__getitem__))
    ['a', 'c', 'd', 'b']
    """
    found: dict[T, None] = {}
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += below(one)
    return found


__all__ = ["reached"]
