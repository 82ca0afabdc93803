"""What a law is, and how random data attack it.

A law is judged in exact arithmetic with ``==``. It carries a false twin, which random data must
refute, and events that must occur while it is attacked: a law that never met a tie, an update or
its own interesting case has shown nothing and fails. Its record, where one is kept, says what more
must be met: kinds of data, and wrong results that must refute the law itself.
"""

from __future__ import annotations

import contextlib
import importlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias
from unittest import mock

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.strategies import SearchStrategy

from numeric.draws import kinds
from numeric.faults import Fault
from numeric.record import Record, accepted, noted, too_seldom

Note: TypeAlias = Callable[[str], None]

JUDGED = 32
"""So many data are drawn to judge whether a law notices the faults of its record."""


@dataclass(frozen=True)
class Law:
    """One claim as a function of data, its false twin, and the events that must occur.

    ``holds(data, note)`` is the claim's truth on the data, and calls ``note`` with the name of
    every branch taken; ``twin(data)`` is the false twin's truth on the same data.
    """

    claim: str
    says: str
    data: Callable[[], SearchStrategy[Any]]
    holds: Callable[[Any, Note], bool]
    twin_says: str
    twin: Callable[[Any], bool]
    must_hit: tuple[str, ...]
    record: Record | None = None


@dataclass(frozen=True)
class Attack:
    """What an attack on a law met: examples run, events noted, and data that broke the law."""

    claim: str
    examples: int
    events: Mapping[str, int]
    falsified: Any | None
    missed: tuple[str, ...]

    @property
    def withstood(self) -> bool:
        """Whether the law held on every example and every event it must meet was met."""
        return self.falsified is None and not self.missed and self.examples > 0


@dataclass(frozen=True)
class TwinAttack:
    """The data that refuted a false twin, or None when the checker accepted it."""

    claim: str
    examples: int
    counterexample: Any | None


# Each profile names its parent: under CI a profile without one inherits CI's settings.
_PARENT = settings(
    settings.get_profile("default"),
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    print_blob=False,
    verbosity=Verbosity.quiet,
    # A slow or busy machine is no evidence about a law.
    suppress_health_check=[HealthCheck.too_slow],
)
_GENERATE = (Phase.generate,)
_SHRINK = (Phase.reuse, Phase.generate, Phase.shrink)
PROFILES: Mapping[str, settings] = MappingProxyType(
    {
        "proof": settings(_PARENT, derandomize=True, max_examples=200, phases=_SHRINK),
        "nightly": settings(_PARENT, derandomize=False, max_examples=5000, phases=_SHRINK),
        "mutant": settings(_PARENT, derandomize=True, max_examples=200, phases=_GENERATE),
    }
)


def attack(law: Law, profile: str = "proof") -> Attack:
    """Search for data on which the law does not hold.

    Under "proof" and "mutant" the search is the same every time and on every machine; "nightly"
    is random. Nothing is written, but that "nightly" keeps failing data in the directory that
    HYPOTHESIS_STORAGE_DIRECTORY names. Raises ``ValueError`` for an unknown profile.
    """
    events: Counter[str] = Counter()
    draws: Counter[tuple[str, str]] = Counter()

    def judge(data: Any) -> bool:
        if law.record is not None:
            draws.update(kinds(data))
        return law.holds(data, lambda event: events.update((event,)))

    examples, falsified = _first(law, judge, _settings(profile, law.claim))
    missed = [event for event in law.must_hit if not events[event]]
    if law.record is not None:
        missed += [e for e in law.record.events if not events[e] and e not in missed]
        missed += [": ".join(draw) for draw in too_seldom(dict(law.record.draws), draws)]
    met = MappingProxyType(dict(sorted(events.items())))
    return Attack(law.claim, examples, met, falsified, tuple(missed))


def attack_twin(law: Law, profile: str = "proof") -> TwinAttack:
    """Search for data that refutes the law's false twin: under "proof" the shortest come first.

    Raises ``ValueError`` for an unknown profile.
    """
    chosen = _settings(profile, f"{law.claim}.twin")
    if chosen is not PROFILES["proof"]:
        return TwinAttack(law.claim, *_search(law.data(), law.twin, chosen))
    examples = 0
    for one in sorted(_drawn_once(law.data), key=_length):
        examples += 1
        if not law.twin(one):
            return TwinAttack(law.claim, examples, one)
    return TwinAttack(law.claim, examples, None)


def _length(data: Any) -> tuple[int, str]:
    text = repr(data)
    return len(text), text


def attack_faults(law: Law) -> list[tuple[Fault, str]]:
    """The wrong results of the law's record that do not refute it, each with one of its events."""
    if law.record is None:
        return []
    return accepted(law.record, law.holds, noted(law.holds, drawn(law.data(), JUDGED)))


def drawn(data: SearchStrategy[Any], most: int = 200) -> list[Any]:
    """Examples of data, the same every time and on every machine."""
    found: list[Any] = []

    def keep(one: Any) -> bool:
        found.append(one)
        return True

    _search(data, keep, settings(PROFILES["mutant"], max_examples=most))
    return found


@lru_cache(maxsize=64)
def _drawn_once(data: Callable[[], SearchStrategy[Any]]) -> tuple[Any, ...]:
    """What "proof" draws: laws that are asked about the same data, and their twins, share it."""
    return tuple(drawn(data()))


def _first(law: Law, judge: Callable[[Any], bool], chosen: settings) -> tuple[int, Any | None]:
    """How many examples were judged up to the first refutation, and that refutation, shrunk."""
    if chosen is not PROFILES["proof"]:
        return _search(law.data(), judge, chosen)
    examples = 0
    for one in _drawn_once(law.data):
        examples += 1
        if not judge(one):
            again = _search(law.data(), lambda data: law.holds(data, lambda event: None), chosen)
            return examples, one if again[1] is None else again[1]
    return examples, None


class _Refuted(Exception):
    """Tells Hypothesis that the data at hand refute what is being judged."""


def _search(
    data: SearchStrategy[Any], judge: Callable[[Any], bool], chosen: settings
) -> tuple[int, Any | None]:
    """How many examples were judged up to the first refutation, and the last data that refuted."""
    examples = 0
    refutation: Any | None = None

    @chosen
    @given(data)
    def check(drawn: Any) -> None:
        nonlocal examples, refutation
        if refutation is None:  # later calls only shrink
            examples += 1
        if not judge(drawn):
            refutation = drawn
            raise _Refuted

    # Hypothesis ends on the smallest refutation, so it is the one that was kept.
    with _nothing_harvested(), contextlib.suppress(_Refuted):
        check()
    return examples, refutation


@contextlib.contextmanager
def _nothing_harvested() -> Iterator[None]:
    """Keep Hypothesis from drawing constants that it read out of the modules around it.

    It takes a module for the user's own by where its file lies, so a checkout would be attacked
    with other data than an installed wheel; and it keeps what it read below ``.hypothesis``. There
    is no setting for this (6.131 brought the harvest). Its own list of awkward numbers stays.
    """
    name = "hypothesis.internal.conjecture.providers"
    providers = importlib.import_module(name) if _harvests(name) else None
    if providers is None:
        yield
        return
    with (
        mock.patch.object(providers, "_get_local_constants", _no_constants),
        mock.patch.object(providers, "CONSTANTS_CACHE", _constants_cache()),
    ):
        yield


@cache
def _harvests(name: str) -> bool:
    try:
        return hasattr(importlib.import_module(name), "_get_local_constants")
    except ImportError:
        return False


@cache
def _no_constants() -> Any:
    constants: Any = importlib.import_module("hypothesis.internal.constants_ast").Constants
    return constants()


@cache
def _constants_cache() -> Any:
    """A cache of our own: Hypothesis's own one may hold what was harvested for other tests."""
    return importlib.import_module("hypothesis.internal.cache").LRUCache(1024)


def _settings(profile: str, name: str) -> settings:
    if profile not in PROFILES:
        raise ValueError(f"no profile {profile!r}; there are {', '.join(PROFILES)}")
    chosen = PROFILES[profile]
    kept = os.environ.get("HYPOTHESIS_STORAGE_DIRECTORY")
    if profile == "nightly" and kept:
        # All searches share one function, so each law needs a database of its own.
        return settings(chosen, database=DirectoryBasedExampleDatabase(f"{kept}/laws/{name}"))
    return chosen
