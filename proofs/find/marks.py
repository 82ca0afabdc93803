"""Short marks of terms and of lists of them: equal for equal ones, in every process."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from proofs.trust.terms import Term, fold

SIZE = 16
_MARKS: dict[Term, bytes] = {}


def mark(t: Term) -> bytes:
    """The mark of a term."""
    return fold(t, _mark, _MARKS)


def _mark(t: Term, below: tuple[bytes, ...]) -> bytes:
    return joined(t.op, t.sort, repr(t.data), *below)


def joined(*parts: str | bytes) -> bytes:
    """The mark of several texts and marks in a row."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(b"%d " % len(data) + data)
    return found.digest()


def of_all(what: str, terms: Iterable[Term]) -> bytes:
    """The mark of terms in a row, taken for some purpose."""
    return joined(what, *map(mark, terms))
