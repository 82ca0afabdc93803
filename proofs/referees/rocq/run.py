"""What Rocq says of files: each is compiled once, and kept in the user's cache by its content."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import which

from .files import BASE, THEORIES, Book, Part

SECONDS = 900.0
"""How long one file may take."""
_PLACE = re.compile(r'^File "[^"]*", line ([0-9]+), characters', re.MULTILINE)


@dataclass
class Outcome:
    """What Rocq refused, with its words; and what it did not get to."""

    refused: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)


def installed() -> str | None:
    """The compiler of Rocq, if there is one."""
    return which("coqc")


@cache
def version() -> str:
    """What the compiler says of itself."""
    done = subprocess.run(["coqc", "--version"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def folder() -> Path:
    """Where compiled files are kept: another for other theories or another compiler."""
    import platformdirs

    texts = [(THEORIES / f"{name}.v").read_text("utf-8") for name in BASE]
    root = Path(platformdirs.user_cache_dir("proofs-of-learning-rules")) / "rocq"
    return root / _hash(version(), *texts)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """One process at a time, where the system has locks for that."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover: not on Windows
        yield
        return
    with (place / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def compiled(place: Path, name: str, text: str) -> str:
    """Compile a file if that was not done; what Rocq says against it, or nothing."""
    source, object_file, mark = (place / f"{name}{end}" for end in (".v", ".vo", ".done"))
    with suppress(OSError):
        if mark.read_text("utf-8") == _digest(object_file) and source.read_text("utf-8") == text:
            return ""
    source.write_text(text, "utf-8")
    command = ["coqc", "-q", "-R", ".", "Ledger", source.name]
    done = subprocess.run(
        command, cwd=place, capture_output=True, encoding="utf-8", errors="replace",
        timeout=SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        return done.stderr.strip() or f"coqc ended with {done.returncode}"
    mark.write_text(_digest(object_file), "utf-8")
    return ""


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def checked(book: Book, jobs: int | None = None) -> Outcome:
    """Have Rocq look at all files of a book."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    with _locked(place):
        for name in BASE:
            wrong = compiled(place, name, (THEORIES / f"{name}.v").read_text("utf-8"))
            if wrong:
                raise RuntimeError(f"{name}.v: {wrong}")
        _all(place, book, outcome, jobs or min(os.cpu_count() or 1, 2))
    return outcome


def _all(place: Path, book: Book, outcome: Outcome, jobs: int) -> None:
    """Files in parallel, each after those that it rests on."""
    called: dict[str, str] = {}
    left = {p.name: p for p in book.parts}
    running: dict[Future[str], Part] = {}
    with ThreadPoolExecutor(jobs) as pool:
        while left or running:
            for part in [p for p in left.values() if all(b in called for b in p.below)]:
                del left[part.name]
                running[pool.submit(_one, place, book, part, dict(called), outcome)] = part
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                called[running.pop(future).name] = future.result()


def _one(place: Path, book: Book, part: Part, called: Mapping[str, str], outcome: Outcome) -> str:
    """The name under which a file was compiled, without what Rocq refuses in it."""
    while True:
        for each in part.theorems:
            lost = [c for c in book.cites[each] if c in outcome.refused or c in outcome.unknown]
            if lost and each not in outcome.refused:
                outcome.unknown[each] = f"it rests on {lost[0]}, which Rocq did not accept"
        text = part.text(called, outcome.refused.keys() | outcome.unknown.keys())
        name = f"{part.name}_{_hash(text)}"
        try:
            wrong = compiled(place, name, text)
        except subprocess.TimeoutExpired:
            for each in part.theorems.keys() - outcome.refused.keys():
                outcome.unknown[each] = f"Rocq was not done after {SECONDS:.0f} s"
            continue
        if not wrong:
            return name
        guilty = _guilty(part, text, wrong)
        outcome.refused[guilty] = wrong


def _guilty(part: Part, text: str, wrong: str) -> str:
    """Which theorem an error is about; raises `RuntimeError` where it is about none."""
    found = _PLACE.search(wrong)
    above = text.split("\n")[: int(found[1])] if found else []
    heads = [row for row in above if row.startswith("Theorem ")]
    for name, theorem in part.theorems.items():
        if heads and theorem.startswith(heads[-1] + "\n"):
            return name
    raise RuntimeError(f"{part.name}.v: {wrong}")
