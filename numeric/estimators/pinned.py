"""What was seen with the versions of the day, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from numeric.estimators.cases import LIBRARIES, Found, Seen, installed


def record(found: Iterable[Found], earlier: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What is seen now; what libraries that are not installed did stays as it was."""
    before: Mapping[str, Any] = earlier or {"versions": {}, "cases": {}}
    versions = {name: installed(name) or before["versions"].get(name, "") for name in LIBRARIES}
    cases = dict(before["cases"])
    for one in found:
        cases[one.case.name] = {"seen": _kept(one.seen), "without": _kept(one.without)}
    return {"versions": versions, "cases": dict(sorted(cases.items()))}


def _kept(seen: Seen | None) -> dict[str, Any] | None:
    """What of a run does not hang on the machine."""
    if seen is None:
        return None
    return {"weights": seen.weights, "labels": seen.labels, "finite": seen.finite}


@cache
def pinned() -> Mapping[str, Any]:
    """The record that is shipped."""
    text = resources.files(__name__.rpartition(".")[0]).joinpath("seen.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def changes(found: Found, before: Mapping[str, Any]) -> list[str]:
    """In sentences, what is seen now and was otherwise in a record."""
    version = before["versions"].get(found.case.library, "")
    old = before["cases"].get(found.case.name)
    if old is None:
        return []
    told = []
    for key, name in (("seen", ""), ("without", "without the cause, ")):
        now, then = _kept(getattr(found, key)), old[key]
        for what in now or {}:
            if then is not None and now is not None and now[what] != then[what]:
                was, is_ = (_say(what, one[what]) for one in (then, now))
                told.append(f"{name}{was} with {found.case.library} {version}, {is_} now")
    return told


def _say(what: str, value: Any) -> str:
    if what == "weights":
        return {"times the rate": "weights scaled", "the same": "weights the same"}.get(
            str(value), "weights neither"
        )
    yes, no = {"labels": ("labels equal", "labels differ")}.get(what, ("finite", "not finite"))
    return yes if value else no


__all__ = ["changes", "pinned", "record"]
