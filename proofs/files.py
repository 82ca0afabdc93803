"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path


def write_whole(texts: Mapping[Path, str | bytes]) -> None:
    """Write files so that each is the old one or the new one; raises `OSError`.

    Everything is on disk beside its place before the first place is taken, so a full disk or an
    interruption leaves what was there.  What is no regular file, such as /dev/full, is written
    directly, and /dev/stdout goes where this process writes already.
    """
    with ExitStack() as undo:
        ready: list[tuple[str, Path]] = []
        for path, text in texts.items():
            number = descriptor(path)
            if number is not None:
                with open(os.dup(number), "wb") as stream:
                    stream.write(_bytes(text))
                continue
            mode = _mode(path)
            if mode is not None and stat.S_ISDIR(mode):
                raise IsADirectoryError(errno.EISDIR, "it is a directory", str(path))
            if mode is not None and not stat.S_ISREG(mode):
                path.write_bytes(_bytes(text))
                continue
            place = Path(os.path.realpath(path))
            ready.append((_written_beside(place, text, undo), place))
        for temporary, place in ready:
            os.replace(temporary, place)


def descriptor(path: Path) -> int | None:
    """The number of the open file that a path such as /dev/stdout or /dev/fd/3 stands for.

    Such a path is a link to whatever is open there.  A pipe has no name to follow the link to, and
    a regular file there must be written on from where it is, not replaced.
    """
    place = os.path.abspath(path)
    open_files = {os.path.realpath(known) for known in ("/dev/fd", "/proc/self/fd")}
    for _ in range(40):  # as many links as systems follow
        directory, name = os.path.split(place)
        directory = os.path.realpath(directory)
        if directory in open_files and name.isascii() and name.isdigit() and len(name) < 9:
            return int(name)
        try:
            target = os.readlink(os.path.join(directory, name))
        except OSError:
            return None
        place = os.path.abspath(os.path.join(directory, target))
    return None


def _mode(path: Path) -> int | None:
    """What is there: a file, a directory, a device; None if nothing is."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _written_beside(place: Path, text: str | bytes, undo: ExitStack) -> str:
    """A temporary file in the same directory, complete and on disk; removed again by `undo`."""
    handle, name = tempfile.mkstemp(prefix=".proofs-", suffix=".part", dir=place.parent)
    undo.callback(_remove, name)
    with open(handle, "wb") as file:
        file.write(_bytes(text))
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


def check_target(path: Path) -> None:
    """Raise `OSError` unless a file could be written there now; nothing is changed by asking.

    `FileNotFoundError` says that its directory is missing, `IsADirectoryError` that it is one.
    """
    number = descriptor(path)
    if number is not None:
        os.fstat(number)
        return
    mode = _mode(path)
    if mode is not None:
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a directory", str(path))
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "it is write-protected", str(path))
        if not stat.S_ISREG(mode):
            return
    directory = Path(os.path.realpath(path)).parent
    if _mode(directory) is None:
        raise FileNotFoundError(errno.ENOENT, "there is no such directory", str(directory))
    check_writable(directory)


def check_writable(directory: Path) -> None:
    """Raise `OSError` unless files could be made there now; a missing directory stays missing."""
    existing = directory
    while _mode(existing) is None and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is a file, not a directory", str(existing))
    with tempfile.TemporaryFile(dir=existing):
        pass


__all__ = ["check_target", "check_writable", "descriptor", "write_whole"]
