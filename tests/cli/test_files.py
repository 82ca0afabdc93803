"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import files
from proofs.files import check_target, check_writable, descriptor, write_whole

Broken = Callable[..., Any]


def failing(error: BaseException) -> Broken:
    """A function that raises."""

    def fail(*arguments: object, **named: object) -> Any:
        raise error

    return fail


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt(), PermissionError(errno.EPERM, "no")])
def test_failures_leave_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    """Whichever step fails, earlier files stay and nothing half-written is left."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("earlier")
    monkeypatch.setattr(f"proofs.files.os.{call}", failing(error))
    with pytest.raises(type(error)):
        write_whole({old: "later", new: "later"})
    monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir()] == ["old"]
    assert old.read_text() == "earlier"


def test_a_disk_that_fills_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two files does not fit: the first is not replaced either."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("earlier")
    written = files._written_beside
    calls: list[Path] = []

    def full_at_the_second(place: Path, *more: Any) -> str:
        calls.append(place)
        if len(calls) == 2:
            raise FULL
        return written(place, *more)

    monkeypatch.setattr(files, "_written_beside", full_at_the_second)
    with pytest.raises(OSError, match="No space left"):
        write_whole({first: "later", second: "later"})
    assert first.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [first]


def test_replaces_and_keeps_the_mode(tmp_path: Path) -> None:
    """A file that is there keeps its permissions; a new one gets the usual ones."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("earlier")
    old.chmod(0o640)
    write_whole({old: "\u03b7 > 0\n", new: ""})
    assert old.read_bytes() == "\u03b7 > 0\n".encode()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~mask


def test_follows_a_link(tmp_path: Path) -> None:
    """A link stays a link, and what it points to is replaced."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("earlier")
    link.symlink_to(real)
    write_whole({link: "later"})
    assert link.is_symlink()
    assert real.read_text() == "later"


def test_writes_to_what_is_no_file() -> None:
    """A device is written to, not replaced."""
    write_whole({Path(os.devnull): "text"})
    assert not Path(os.devnull).is_file()


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    """The name beside the place is no longer than the place's own."""
    place = tmp_path / ("x" * 255)
    write_whole({place: "text"})
    assert place.read_text() == "text"


def test_a_long_name_is_refused_before_the_work(tmp_path: Path) -> None:
    """A name that no file can have is found out by asking."""
    for ask in (check_target, check_writable):
        with pytest.raises(OSError, match="too long"):
            ask(tmp_path / ("x" * 300))


def test_open_files_by_their_paths(tmp_path: Path) -> None:
    """/dev/fd/3 and what links to it stand for an open file; other paths for themselves."""
    link = tmp_path / "link"
    link.symlink_to("/dev/fd/1")
    assert descriptor(Path("/dev/stdout")) == descriptor(Path("/dev/fd/1")) == descriptor(link) == 1
    assert descriptor(Path("/dev/stderr")) == 2
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (tmp_path, tmp_path / "1", Path("/dev/null"), Path("/dev/fd"), Path("1"), loop):
        assert descriptor(path) is None


def test_writes_on_where_an_open_file_stands(tmp_path: Path) -> None:
    """Neither replaced nor begun anew: what is there stays."""
    with (tmp_path / "log").open("a+") as log:
        log.write("earlier\n")
        log.flush()
        path = Path(f"/dev/fd/{log.fileno()}")
        check_target(path)
        write_whole({path: "later\n"})
        log.seek(0)
        assert log.read() == "earlier\nlater\n"
    assert [p.name for p in tmp_path.iterdir()] == ["log"]
    with pytest.raises(OSError, match="Bad file descriptor"):
        check_target(path)


def test_check_target(tmp_path: Path) -> None:
    """What cannot be a file is told apart by its error; nothing is left behind."""
    (tmp_path / "file").write_text("earlier")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "file")
    for good in ("file", "new"):
        check_target(tmp_path / good)
    for bad, error in (
        (".", IsADirectoryError), ("no/file", FileNotFoundError), ("link", FileNotFoundError),
        ("file/in", NotADirectoryError), ("nul\0", ValueError),
    ):  # fmt: skip
        with pytest.raises(error):
            check_target(tmp_path / bad)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "link"]
    assert (tmp_path / "file").read_text() == "earlier"


def test_a_write_protected_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That its directory may be written to does not make it less protected."""
    file = tmp_path / "file"
    file.write_text("earlier")
    file.chmod(0o400)
    if os.geteuid() == 0:  # the superuser may write anything
        monkeypatch.setattr("proofs.files.os.access", lambda path, mode: False)
    with pytest.raises(PermissionError, match="write-protected"):
        check_target(file)


def test_refuses_a_directory(tmp_path: Path) -> None:
    """A directory is not replaced by a file."""
    with pytest.raises(IsADirectoryError):
        write_whole({tmp_path: "text"})


def test_check_writable(tmp_path: Path) -> None:
    """It tells before the work whether files could be made, and leaves no trace."""
    (tmp_path / "file").write_text("")
    check_writable(tmp_path)
    check_writable(tmp_path / "not" / "yet")
    for inside in ("file", "file/in"):
        with pytest.raises(NotADirectoryError):
            check_writable(tmp_path / inside)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_check_writable_read_only(tmp_path: Path) -> None:
    """A directory without write permission is refused."""
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        check_writable(tmp_path)
