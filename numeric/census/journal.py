"""Finished shards on disk, one JSON line each, so that a census that was killed can go on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from numeric.census.box import Box
from numeric.census.shards import Record, Witness

_BEGINS = b'{"census":'


class JournalError(ValueError):
    """A file that cannot be gone on with; the message says why."""


@cache
def code() -> str:
    """A digest of the sources of this package: equal where a shard's record must be equal."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def digest(box: Box, shrink: bool, runs: int) -> str:
    """What tells the shards of one census, cut in one way by one version of the code, from others.

    >>> from numeric.census.box import read
    >>> box = read("samples=1,features=1,entries=0:1,rates=1:2")
    >>> digest(box, True, 8) == digest(box, True, 9)
    False
    """
    text = f"{box!r} {shrink} {runs} {code()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Journal:
    """A file of finished shards. A census of another box or of other code may share it.

    A line is written whole and brought to disk before the shard counts as finished. Lines that were
    cut short are passed over, and of a shard that stands there twice the first line counts.
    """

    def __init__(self, path: Path, census: str) -> None:
        self.path = path
        self.census = census
        self._check()

    def _check(self) -> None:
        """Refuse a file that holds something else."""
        if not self.path.exists():
            return
        if self.path.is_dir():
            raise JournalError(f"{self.path} is a directory; name a file in it")
        if not self.path.is_file():  # /dev/full has no end
            raise JournalError(f"{self.path} is no file that can be read again; name another")
        with self.path.open("rb") as file:
            first = file.readline(len(_BEGINS))
        if first[: len(_BEGINS)] != _BEGINS[: len(first)]:
            raise JournalError(f"{self.path} is no journal of a census; name another file")

    def records(self, shards: int) -> Iterator[Record]:
        """The finished shards of this census, each once."""
        if not self.path.exists():
            return
        seen: set[int] = set()
        with self.path.open("rb") as file:
            for line in file:
                found = _parsed(line)
                if found.get("census") != self.census:
                    continue
                record = _record(found)
                if record and record.shard not in seen and 0 <= record.shard < shards:
                    seen.add(record.shard)
                    yield record

    def add(self, record: Record) -> None:
        """Write a finished shard down, on the disk itself."""
        line = json.dumps({"census": self.census, **as_data(record)}, separators=(",", ":"))
        with self.path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # what was cut short stays a line of its own
                    line = "\n" + line
            file.write(f"{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())


def as_data(record: Record) -> dict[str, Any]:
    """A record as JSON has it."""
    least = record.smallest
    return {
        **{name: getattr(record, name) for name in _COUNTS},
        "smallest": least and {"X": least.X, "labels": least.places},
    }


_COUNTS = ("shard", "run", "data_sets", "runs", "witnesses")


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _record(found: dict[str, Any]) -> Record | None:
    """The record that a line holds, if it holds a whole one."""
    try:
        shard, run, data_sets, made, witnesses = (int(found[name]) for name in _COUNTS)
        least = found["smallest"]
        smallest = least and Witness(
            tuple(tuple(map(int, row)) for row in least["X"]), tuple(map(int, least["labels"]))
        )
        return Record(shard, run, data_sets, made, witnesses, smallest)
    except (KeyError, TypeError, ValueError):
        return None


__all__ = ["Journal", "JournalError", "as_data", "code", "digest"]
