"""What searches found, kept from one process to the next: proposals that are checked again.

Nothing kept here is believed.  Lines are checked one by one as those of a search are, numbers are
evaluated again; what does not show what it should is as good as absent, and is searched for anew.
So pytest, `proofs check` and `proofs audit` may use it as `proofs show` does: the verdict is the
checker's, whoever proposed the lines.  With `--fresh`, or PROOFS_FRESH=1 in the environment,
everything is searched for anew.

It is kept in the user's cache directory under the key of `proofs.cache`: another byte in any
source file, or another version, and nothing is found.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
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
_PAUSE = 20.0
"""Seconds between two times that what is new is written."""
_TRIES = (zlib.error, ValueError, TypeError, RecursionError)

_key: str | None = None
_known: dict[str, str] | None = None
_new: dict[str, str] = {}
_depth = 0
_fresh = bool(os.environ.get(FRESH))
_written = 0.0


@contextmanager
def used() -> Iterator[None]:
    """Within this block what is found is kept, and what was kept is used."""
    global _depth
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        if not _depth and _new and time.monotonic() > _written + _PAUSE:
            write()


def search_anew() -> None:
    """Use nothing that was kept, in this process."""
    global _fresh
    _fresh = True


def active() -> bool:
    """Whether what was kept is used now."""
    return _depth > 0 and not _fresh


def get(name: bytes) -> Any:
    """What is kept under a name; None where nothing is, or what nobody here wrote."""
    if not name or not active():
        return None
    text = _new.get(_text(name)) or _all().get(_text(name))
    if text is None:
        return None
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(base64.b85decode(text), _LARGEST_ONE)
        return json.loads(data) if inflate.eof else None
    except _TRIES:
        return None


def put(name: bytes, found: Any) -> None:
    """Keep what was found under a name."""
    if name and active():
        data = json.dumps(found, separators=(",", ":")).encode()
        if len(data) < _LARGEST_ONE:
            text = base64.b85encode(zlib.compress(data)).decode()
            if _all().get(_text(name)) != text:
                _new[_text(name)] = text


def _text(name: bytes) -> str:
    return base64.b85encode(name).decode()


# The file ----------------------------------------------------------------------------------------


def _all() -> dict[str, str]:
    """Everything kept, read once."""
    global _key, _known, _fresh, _written
    if _known is None:
        _known = {}
        _written = time.monotonic()
        _key = cache._fingerprint()
        if _key is None:
            _fresh = True
            return _known
        atexit.register(write)
        _known = _read(_place(_key))
        with suppress(OSError):
            os.utime(_place(_key))
    return _known


def _place(key: str) -> Path:
    return cache._place().parent / "found" / f"{key[:32]}.json"


def _read(place: Path) -> dict[str, str]:
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


def write() -> None:
    """Write what is new beside what is there."""
    global _written
    _written = time.monotonic()
    if not _new or _key is None or _known is None or cache._fingerprint() != _key:
        return
    from proofs.files import write_whole

    place = _place(_key)
    _known.update(_read(place))
    _known.update(_new)
    _new.clear()
    with suppress(OSError, ValueError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole({place: json.dumps({"format": _FORMAT, "found": _known}) + "\n"})
        _forget_old(place)


def _forget_old(place: Path) -> None:
    """Remove what was kept for other states of the sources, but for those used last."""
    files = sorted(place.parent.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in files[_MOST_KEYS:]:
        path.unlink()


__all__ = ["FRESH", "get", "put", "search_anew", "used", "write"]
