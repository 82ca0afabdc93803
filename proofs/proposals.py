"""What searches found, kept from one process to the next: proposals that are checked again.

Nothing kept here is believed.  Lines are checked one by one as those of a search are, numbers are
evaluated again; what does not show what it should is as good as absent, and is searched for anew.
So pytest, `proofs check` and `proofs audit` use it as `proofs show` does: the verdict is the
checker's, whoever proposed the lines.  With `--fresh`, or with PROOFS_FRESH=1 in the environment,
nothing kept is looked at.

That nothing was found is not kept: another search may find something.

It is kept in the user's cache directory under the key of `proofs.cache`: another byte in any
source file, or another version, and nothing is found.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from proofs import cache

FRESH = "PROOFS_FRESH"
"""The environment variable that has everything searched for anew."""
_FORMAT = 1
_MOST_KEYS = 4
"""For how many states of the sources proposals are kept: those used last."""
_LARGEST = 64_000_000
"""Bytes; a larger file was not written here."""
_LARGEST_ONE = 16_000_000
"""Bytes of one proposal, as text."""
_PAUSE = 10.0
"""Seconds between two times that what is new is written, and what others wrote is read."""


class _Kept:
    """What is kept for one state of the sources, as far as this process knows."""

    def __init__(self, key: str) -> None:
        self.key, self.place = key, _folder() / f"{key[:32]}.found"
        self.known: dict[str, str] = {}
        self.new: dict[str, str] = {}
        self.looked, self.changed = 0.0, 0.0

    def look(self) -> None:
        """Read what others have written since, now and then."""
        if not self.looked or time.monotonic() > self.looked + _PAUSE:
            self.looked = time.monotonic()
            with suppress(OSError):
                changed = self.place.stat().st_mtime
                if changed != self.changed:
                    self.changed = changed
                    self.known.update(_read(self.place))

    def write(self) -> None:
        """Write what is new beside what is there, unless the sources have changed meanwhile."""
        if not self.new or cache._fingerprint() != self.key:
            return
        from proofs.files import write_whole

        self.known = _read(self.place) | self.new
        self.new = {}
        text = json.dumps({"format": _FORMAT, "found": self.known}) + "\n"
        with suppress(OSError, ValueError):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            write_whole({self.place: text})
            _forget_old(self.place.parent)


_kept: _Kept | None = None
_process = 0
"""The process that is to write at its end."""
_off = bool(os.environ.get(FRESH))
_depth = 0


@contextmanager
def used() -> Iterator[None]:
    """Within this block what is found is kept, and what was kept is used."""
    global _depth
    _depth += 1
    kept = _open() if not _off else None
    if kept is not None:
        kept.look()
    try:
        yield
    finally:
        _depth -= 1
        if kept is not None and not _depth and time.monotonic() > kept.looked + _PAUSE:
            kept.write()


@contextmanager
def anew() -> Iterator[None]:
    """Within this block, also in processes that it begins, nothing that was kept is used."""
    global _off
    before, given = _off, os.environ.get(FRESH)
    _off, os.environ[FRESH] = True, "1"
    try:
        yield
    finally:
        _off = before
        if given is None:
            del os.environ[FRESH]
        else:
            os.environ[FRESH] = given


def active() -> bool:
    """Whether what was kept is used now."""
    return _depth > 0 and not _off


def get(name: bytes) -> Any:
    """What is kept under a name; None where nothing is, or what nobody here wrote."""
    if not name or not active() or _kept is None:
        return None
    text = _kept.new.get(_text(name)) or _kept.known.get(_text(name))
    if text is None:
        return None
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(base64.b85decode(text), _LARGEST_ONE)
        return json.loads(data) if inflate.eof else None
    except (zlib.error, ValueError, RecursionError):
        return None


def put(name: bytes, found: Any) -> None:
    """Keep what was found under a name."""
    if not name or not active() or _kept is None:
        return
    data = json.dumps(found, separators=(",", ":")).encode()
    text = base64.b85encode(zlib.compress(data)).decode()
    if len(data) <= _LARGEST_ONE and _kept.known.get(_text(name)) != text:
        _kept.new[_text(name)] = text


def _text(name: bytes) -> str:
    return base64.b85encode(name).decode()


# The file ----------------------------------------------------------------------------------------


def _open() -> _Kept | None:
    """What is kept for the sources as they are; None, from then on, where that cannot be told."""
    global _kept, _off, _process
    if _kept is None:
        key = cache._fingerprint()
        if key is None:
            _off = True
            return None
        _kept = _Kept(key)
    if _process != os.getpid():
        _process = os.getpid()
        atexit.register(_kept.write)
        if "multiprocessing.util" in sys.modules:  # whose processes end in another way
            from multiprocessing.util import Finalize

            Finalize(None, _kept.write, exitpriority=1)
    return _kept


def _folder() -> Path:
    return cache._place().parent / "found"


def _read(place: Path) -> dict[str, str]:
    """What a file holds; nothing if it is not one of ours."""
    try:
        if place.stat().st_size > _LARGEST:
            return {}
        whole = json.loads(place.read_text(encoding="utf-8"))
        if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
            return {}
        found = whole["found"]
        texts = isinstance(found, dict) and all(isinstance(v, str) for v in found.values())
        return found if texts else {}
    except (OSError, ValueError, LookupError, RecursionError):
        return {}


def _forget_old(folder: Path) -> None:
    """Remove what was kept for other states of the sources, but for the latest ones."""
    files = sorted(folder.glob("*.found"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in files[_MOST_KEYS:]:
        path.unlink()


__all__ = ["FRESH", "active", "anew", "get", "put", "used"]
