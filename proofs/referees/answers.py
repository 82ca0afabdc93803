"""What a referee says of one entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Word = Literal["agrees", "not stated", "unknown", "disagrees", "not asked"]
AGREES: Word = "agrees"
"""All that the entry proves is stated to the referee, and it accepts all of it."""
NOT_STATED: Word = "not stated"
"""Something that the entry rests on cannot be said in the referee's language."""
UNKNOWN: Word = "unknown"
"""The referee gave up, or its time was over."""
DISAGREES: Word = "disagrees"
"""The referee refuses something that is proved here, or proves what is refuted here."""
NOT_ASKED: Word = "not asked"
"""The referee is not installed: this is never a pass."""
WORDS: tuple[Word, ...] = get_args(Word)


@dataclass(frozen=True)
class Answer:
    """What one referee says of one entry, and why where it does not agree."""

    word: Word
    reason: str = ""

    def __post_init__(self) -> None:
        if self.word not in WORDS:
            raise ValueError(f"no answer: {self.word!r}")
        if (self.word == AGREES) == bool(self.reason):
            raise ValueError("what does not agree has a reason, what agrees has none")

    @property
    def passes(self) -> bool:
        """Whether the referee agrees: nothing else is a pass."""
        return self.word == AGREES

    @property
    def falls(self) -> bool:
        """Whether the referee contradicts what is said here, which fails a run."""
        return self.word == DISAGREES


_WORST = (DISAGREES, UNKNOWN, NOT_STATED, NOT_ASKED, AGREES)


def joined(answers: Iterable[Answer]) -> Answer:
    """One answer for what rests on several: the worst of them; unknown where there is none."""
    return min(
        answers,
        key=lambda a: _WORST.index(a.word),
        default=Answer(UNKNOWN, "nothing was put to the referee"),
    )
