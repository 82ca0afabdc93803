"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path


def write_whole(texts: Mapping[Path, str]) -> None:
    """Write files so that each is the old one or the new one; raises `OSError`.

    Everything is on disk beside its place before the first place is taken, so a full disk or an
    interruption leaves what was there.  What is no regular file, such as /dev/stdout, is written
    directly.
    """
    with ExitStack() as undo:
        ready: list[tuple[str, Path]] = []
        for path, text in texts.items():
            place = Path(os.path.realpath(path))
            if place.exists() and not place.is_file() and not place.is_dir():
                place.write_text(text, encoding="utf-8")
                continue
            if place.is_dir():
                raise IsADirectoryError(21, "it is a directory", str(path))
            ready.append((_written_beside(place, text, undo), place))
        for temporary, place in ready:
            os.replace(temporary, place)


def _written_beside(place: Path, text: str, undo: ExitStack) -> str:
    """A temporary file in the same directory, complete and on disk; removed again by `undo`."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
    undo.callback(_remove, name)
    with open(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask())
    return name


def _remove(name: str) -> None:
    with suppress(OSError):
        os.unlink(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def check_writable(directory: Path) -> None:
    """Raise `OSError` unless files could be made there now; a missing directory stays missing."""
    existing = directory
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise NotADirectoryError(20, "it is a file, not a directory", str(existing))
    with tempfile.TemporaryFile(dir=existing):
        pass


__all__ = ["check_writable", "write_whole"]
