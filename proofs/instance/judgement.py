"""In which of its conclusions a theorem fails in an instance once one hypothesis is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

from proofs.enclosure import enclosure
from proofs.instance.evaluation import PRECISIONS, Evaluation, Intervals
from proofs.instance.laws import at_step
from proofs.instance.values import (
    Instance,
    Irrational,
    Missing,
    Rejected,
    Undecided,
    Undefined,
    Value,
)  # fmt: skip
from proofs.trust import terms as T


@dataclass(frozen=True, slots=True)
class Question:
    """A theorem without one of its hypotheses: what is given, what of that goes, what it says."""

    given: tuple[T.Term, ...]
    dropped: tuple[T.Term, ...]
    says: tuple[T.Term, ...]

    @property
    def kept(self) -> list[T.Term]:
        """What is given still."""
        gone = set(self.dropped)
        return [p for p in self.given if p not in gone]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a theorem fails in an instance."""

    which: int
    """The conclusion that fails, by its place."""
    step: int | None
    """The step at which it fails, where it is said of every step."""
    says: T.Term
    """The conclusion, at that step."""
    left: Value | None
    """The left side: a value, an interval, or None where it has none."""
    right: Value | None
    facts: tuple[T.Term, ...] = field(default=())
    """What is given of known functions alone, and was not looked at: it is true or false
    whatever the instance is."""


def judged(question: Question, instance: Instance) -> Judged:
    """The first conclusion that fails in an instance of everything given but what is dropped.

    Raises `Rejected` where something else does not hold or cannot be decided, or where every
    conclusion holds.
    """
    if not set(question.dropped) <= set(question.given):
        raise Rejected("what is dropped is not given")
    kept = question.kept
    try:
        evaluation = Evaluation(instance, kept)
        failed = failing(evaluation, question.says)
        facts = []
        for p in kept:
            found = evaluation.truth(p)
            if found is None and not T.free(p):
                facts.append(p)
            elif not found:
                raise Rejected(f"{p} does not hold, or is not decided")
        if failed is not None and None not in failed[3:]:
            runs_exist(evaluation)
    except Undecided as why:
        raise Rejected(str(why)) from why
    if failed is None:
        raise Rejected("every conclusion holds")
    return Judged(*failed, tuple(facts))


def failing(
    evaluation: Evaluation, says: Sequence[T.Term]
) -> tuple[int, int | None, T.Term, Value | None, Value | None] | None:
    """The first conclusion that fails: its place, the step, what it says there, both sides."""
    for which, p in enumerate(says):
        for step, q in _at_steps(evaluation, p):
            if q.op not in T.RELATIONS:
                if evaluation.truth(q) is False:
                    return which, step, q, None, None
                continue
            try:
                if evaluation.truth(q) is False:
                    return which, step, q, *_shown_sides(evaluation, q)
            except Undefined:
                return which, step, q, *_shown_sides(evaluation, q)
    return None


def _at_steps(evaluation: Evaluation, p: T.Term) -> Iterator[tuple[int | None, T.Term]]:
    if p.op != "all" or p.data != "natural":
        yield None, p
        return
    for k in range(evaluation.instance.steps + 1):
        yield k, at_step(p, k)


def _shown_sides(evaluation: Evaluation, q: T.Term) -> tuple[Value | None, Value | None]:
    return _side(evaluation, q.args[0]), _side(evaluation, q.args[1])


def _side(evaluation: Evaluation, t: T.Term) -> Value | None:
    """A side as a value or as an interval, None where it has none."""
    try:
        return evaluation.value(t)
    except Undefined:
        return None
    except Irrational:
        found = Intervals(evaluation, PRECISIONS[-1]).value(t)
        return tuple(map(enclosure, found)) if isinstance(found, tuple) else enclosure(found)


def runs_exist(evaluation: Evaluation) -> None:
    """Evaluate all that is defined, at every step that is looked at; raises where that fails."""
    laws = evaluation.laws
    for t in laws.symbols:
        _exists(evaluation, lambda e, t=t: e.value(t))  # type: ignore[misc]
    for f in laws.at:
        for index in laws.at[f]:
            _exists(evaluation, lambda e, f=f, i=index: e.at_step(f, i))  # type: ignore[misc]
    for f in laws.after:
        for index in range(evaluation.instance.steps + 2):
            _exists(evaluation, lambda e, f=f, i=index: e.at_step(f, i))  # type: ignore[misc]
    for f in laws.families:
        for point in product(range(2), repeat=len(f.takes)):
            if all(law.at(point, evaluation.natural) is None for law in laws.families[f]):
                continue
            with suppress(Missing):  # what an instance does not speak of may be anything
                _exists(evaluation, lambda e, f=f, i=point: e.at_point(f, i))  # type: ignore[misc]
    for f, runs in laws.runs.items():
        for index in filter(runs.law, range(evaluation.instance.steps + 2)):
            evaluation.everywhere(f, index)


def _exists(evaluation: Evaluation, value: Callable[[Evaluation], Value]) -> None:
    try:
        value(evaluation)
    except Irrational:
        value(Intervals(evaluation, PRECISIONS[-1]))
