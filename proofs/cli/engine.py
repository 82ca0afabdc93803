"""The one place where the command line asks for a verdict."""

from __future__ import annotations

import _weakrefset
import gc
import signal
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from types import FrameType

from proofs import verdicts
from proofs.parse import bounded
from proofs.terms import Hypothesis, Negative, Number, Relation, Term, add, equals, multiply

_OF_WEAKREFS = (weakref.__file__, _weakrefset.__file__)
_IMPORTING = "<frozen importlib."
_AT_WORK = {"proofs", "numeric", "sympy", "mpmath"}
"""Packages that work on a question; others that are installed only run callbacks meanwhile."""
_AGAIN = 0.02
"""Seconds until a stop is tried again that came at a moment when nothing can be stopped."""


class _Spent(BaseException):
    """The time is over; no `except Exception` may take this for its own."""


def answer(relation: Relation, premises: Sequence[Hypothesis], budget: float) -> verdicts.Verdict:
    """The verdict on one relation, unknown if it takes more than `budget` seconds.

    Membership is asked for as the equation `asked`, and by each value alone.  Raises
    `verdicts.HypothesisError` for premises that contradict each other.
    """
    try:
        with _limit(budget):
            verdict = verdicts.decide(asked(relation), premises, budget=budget)
            if relation.others and isinstance(verdict, verdicts.Unknown):
                for value in (relation.right, *relation.others):
                    alone = verdicts.decide(equals(relation.left, value), premises, budget=budget)
                    if isinstance(alone, verdicts.Proved):
                        return alone
            return verdict
    except _Spent:
        # A search that was stopped half way may have left what it works on half made.
        verdicts.forget()
        return verdicts.Unknown(
            f"the budget of {budget:.3g} second{'s' * (budget != 1)} is spent; "
            "allow more with --budget, or ask for less"
        )


def asked(relation: Relation) -> Relation:
    """The relation that is judged: for y in {a, b} it is (y - a) (y - b) = 0.

    >>> from proofs.terms import one_of, scalar
    >>> print(asked(one_of(scalar("y"), -1, 1)))
    (y + 1) (y - 1) = 0
    """
    if not relation.others:
        return relation
    factors = (_less(relation.left, value) for value in (relation.right, *relation.others))
    return equals(bounded(reduce(multiply, factors)), 0)


def _less(term: Term, value: Term) -> Term:
    match value:
        case Negative(positive):
            return add(term, positive)
        case Number(number) if number < 0:
            return add(term, -number)
        case Number(number) if number == 0:
            return term
    return add(term, Negative(value))


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise `_Spent` in the block when the time is over, where signals can do that."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able:
        yield
        return
    running = True

    def stop(number: int, frame: FrameType | None) -> None:
        if running and not _is_callback(frame):
            raise _Spent

    earlier = signal.signal(signal.SIGALRM, stop)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)  # it may be over at once
            yield
        finally:
            running = False
    finally:  # reached also if the time is over just as the block ends
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if earlier is None else earlier)


def _is_callback(frame: FrameType | None) -> bool:
    """Whether Python runs a callback there or further out, which no exception leaves, or imports.

    A module whose import was stopped half way stays so: SymPy fell at the next question.
    """
    collecting = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None and frame.f_code is not answer.__code__:
        code = frame.f_code
        if code.co_filename.startswith(_IMPORTING):
            return True
        package = str(frame.f_globals.get("__name__")).partition(".")[0]
        if "-packages" in code.co_filename and package not in _AT_WORK:
            return True
        if code.co_filename in _OF_WEAKREFS or code.co_name == "__del__" or code in collecting:
            return True
        frame = frame.f_back
    return False


__all__ = ["answer", "asked"]
