"""Verdicts kept from one run to the next, with titles, while nothing they rest on changes.

They are kept under a key: a hash of every source file of the product, and the versions of Python
and of what computes.  Another byte in any of those files is another key, so that what was kept is
not found.  What cannot be read, or was written by nobody here, is as good as absent; what cannot
be written is not kept.  `proofs check`, `proofs audit` and pytest never look here (the audit leaves
its verdicts); what they may use, as it is checked again, is kept by `proofs.proposals`.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

_FORMAT = 2
_PACKAGES = ("proofs", "numeric")
_VERSIONS = ("sympy", "mpmath")
_MOST_KEYS = 8
"""For how many states of the sources verdicts are kept: those asked for last."""
_LARGEST = 4_000_000
"""Bytes; a larger file was not written here."""
_SETTLED = frozenset(("proved", "refuted", "holds", "holds if", "fails", "no claim", "readings"))
"""What is kept. Another run may come to know what this one does not."""
_YOUNG = 2.0
"""Seconds; a source changed so lately may have been loaded before it was."""

_key: str | None = None
_prepared = False


def prepare() -> None:
    """Read the sources' key; to be called before the registry is imported.

    A process whose registry came first may prove with sources that are no longer those on disk (or
    with parts replaced, as tests do), so it neither uses nor keeps verdicts.
    """
    global _key, _prepared
    if not _prepared:
        _prepared = True
        _key = None if "proofs.registry" in sys.modules else _fingerprint()


def settled_summary(
    ids: Iterable[str],
    fresh: bool = False,
    done: Callable[[str], None] = lambda name: None,
    workers: int = 1,
) -> dict[str, str]:
    """The verdict on each entry, and the ruling on each sentence, of these ids.

    The readings of a sentence are S20/1, S20/2 and so on.

    With `fresh` everything is proved anew.  `done` is told each id as it is settled; with several
    `workers` chapters are settled beside one another.  Raises `registry.UnknownId` for an id that
    the ledger does not have.
    """
    prepare()
    kept = {} if fresh or _key is None else _read(_key)
    names = list(ids)
    new: dict[str, str] = {}
    for share in _shares([name for name in names if name not in kept], workers):
        new |= share
        for name in share:
            done(name)
    for name in filter(kept.__contains__, names):
        done(name)
    keep(new)
    return {name: kept[name] if name in kept else new[name] for name in names}


def _shares(names: list[str], workers: int) -> Iterator[dict[str, str]]:
    """The verdicts one by one; where they are of several chapters, each settled in a process.

    Other processes have the sources on disk, which need not be those of this one (see `prepare`).
    """
    chapters: dict[str, list[str]] = {}
    for name in names:
        chapters.setdefault(name.partition(".")[0], []).append(name)
    if _key is None or workers < 2 or len(chapters) < 2 or len(names) <= len(chapters):
        for name in names:
            yield {name: _settle(name)}
        return
    from concurrent.futures import as_completed

    from numeric.processes import processes

    with processes(workers) as pool:
        ordered = sorted(chapters.values(), key=len, reverse=True)
        for each in as_completed([pool.submit(_settle_all, group) for group in ordered]):
            yield each.result()


def _settle_all(names: list[str]) -> dict[str, str]:
    return {name: _settle(name) for name in names}


def keep(verdicts: Mapping[str, str]) -> None:
    """Keep what was settled, if the sources are still those that settled it."""
    lasting = {name: verdict for name, verdict in verdicts.items() if verdict in _SETTLED}
    if lasting and _key is not None and _fingerprint() == _key:
        _write(_key, lasting)


def headings(ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The kind and the title of each entry, for which its file need not be imported again."""
    prepare()
    kept = {} if _key is None else _read(_key, "headings")
    found, new = {}, {}
    for name in ids:
        if name in kept:
            found[name] = (kept[name][0], kept[name][1])
        else:
            from proofs import registry

            claim = registry.claim(name)
            found[name] = new[name] = (claim.kind, claim.title)
    if new and _key is not None and _fingerprint() == _key:
        _write(_key, headings=new)
    return found


def _settle(name: str) -> str:
    from proofs import registry

    sentence, _, reading = name.partition("/")
    if sentence in registry.SENTENCES:
        said = registry.SENTENCES[sentence]
        return registry.ruled(said.readings[int(reading) - 1] if reading else said).ruling
    return registry.settle(registry.claim(name)).verdict


# The key -----------------------------------------------------------------------------------------


def _sources() -> Iterator[tuple[str, Path]]:
    """Every source file of the product, with its name inside it, in a fixed order."""
    for package in _PACKAGES:
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            root = Path(folder)
            for path in sorted(root.rglob("*.py")):
                yield f"{package}/{path.relative_to(root).as_posix()}", path


def _fingerprint() -> str | None:
    """The key of the sources as they are on disk; None if they cannot be told, or just changed."""
    digest = hashlib.sha256()
    try:
        made_by = [f"{name} {importlib.metadata.version(name)}" for name in _VERSIONS]
        for part in (sys.version, str(sys.flags.optimize), *made_by):
            digest.update(part.encode() + b"\0")
        youngest = 0.0
        for name, path in _sources():
            content = path.read_bytes()
            youngest = max(youngest, path.stat().st_mtime)
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    except (OSError, ImportError, ValueError):
        return None
    return digest.hexdigest() if youngest and youngest < time.time() - _YOUNG else None


# The file ----------------------------------------------------------------------------------------


def _place() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("proofs-of-learning-rules", False)) / "verdicts.json"


def _runs() -> list[dict[str, Any]]:
    """What is kept, the last asked for first; nothing if the file is not one of ours."""
    try:
        place = _place()
        if place.stat().st_size > _LARGEST:
            return []
        whole = json.loads(place.read_text(encoding="utf-8"))
        if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
            return []
        return [run for run in whole["runs"] if _is_run(run)]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return []


def _is_run(run: Any) -> bool:
    return (
        isinstance(run, dict)
        and set(run) == {"key", "verdicts", "headings"}
        and isinstance(run["key"], str)
        and isinstance(run["verdicts"], dict)
        and all(isinstance(v, str) and v in _SETTLED for v in run["verdicts"].values())
        and isinstance(run["headings"], dict)
        and all(map(_is_heading, run["headings"].values()))
    )


def _is_heading(said: Any) -> bool:
    return isinstance(said, list) and len(said) == 2 and all(isinstance(s, str) for s in said)


def _read(key: str, what: Literal["verdicts", "headings"] = "verdicts") -> dict[str, Any]:
    return next((run[what] for run in _runs() if run["key"] == key), {})


def _write(
    key: str,
    verdicts: Mapping[str, str] = MappingProxyType({}),
    headings: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> None:
    from proofs.files import write_whole

    runs = _runs()
    nothing: dict[str, Any] = {"verdicts": {}, "headings": {}}
    before = next((run for run in runs if run["key"] == key), nothing)
    now = {
        "key": key,
        "verdicts": {**before["verdicts"], **verdicts},
        "headings": {**before["headings"], **headings},
    }
    others = [run for run in runs if run["key"] != key]
    with suppress(OSError, ValueError):
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True)
        whole = {"format": _FORMAT, "runs": [now, *others[: _MOST_KEYS - 1]]}
        write_whole({place: json.dumps(whole) + "\n"})


__all__ = ["headings", "keep", "prepare", "settled_summary"]
