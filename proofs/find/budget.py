"""How much work one question may take: every question ends."""

from __future__ import annotations

import time

_SELDOM = 16
"""How often work is checked before the clock is asked once."""


class OutOfBudget(Exception):
    """The work for one question is used up; the message says what grew."""


class Budget:
    """Seconds of work, and cases that may be distinguished."""

    def __init__(self, seconds: float = 10.0, cases: int = 729) -> None:
        self.seconds, self._most_cases = seconds, cases
        self.start()

    def start(self) -> None:
        """All of it is there again, for another question."""
        self.end = time.process_time() + self.seconds
        self._alarm = time.monotonic() + self.seconds
        self.cases = self._most_cases
        self._unasked = 0
        self.what = "the search"

    def check(self, what: str = "") -> None:
        """Raise `OutOfBudget` once the time is over."""
        if what:
            self.what = what
        self._unasked -= 1
        if self._unasked > 0:
            return
        self._unasked = _SELDOM
        if self.over():
            raise OutOfBudget(f"{self.what} grew beyond {self.seconds:.3g} seconds of work")

    def left(self) -> float:
        """The seconds of work that are left."""
        return max(0.0, self.end - time.process_time())

    def over(self) -> bool:
        """Whether the time is over: work takes no less time by the wall, which is asked first."""
        if time.monotonic() < self._alarm:  # to ask for the time of work takes long
            return False
        left = self.left()
        self._alarm = time.monotonic() + left
        return not left

    def case(self) -> None:
        """One more case is looked at."""
        self.cases -= 1
        if self.cases < 0:
            raise OutOfBudget("there are more cases than the budget allows")
        self.check("the number of cases")
