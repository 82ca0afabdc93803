"""What Rocq says of files: each is compiled once, and kept in the user's cache by its content."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import which

from .files import BASE, THEORIES, Book, Part
from .headlines import FILES, HEADLINES

MOST = 2000
"""Characters of what Rocq says against a file."""
SECONDS = 900.0
"""How long one file may take."""
AXIOMS = frozenset((
    "ClassicalDedekindReals.sig_forall_dec", "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep", "Classical_Prop.classic",
))  # fmt: skip
"""What Rocq's own library assumes of the real numbers; nothing else may be assumed."""
_AXIOM = re.compile(r"^([A-Za-z_][\w.']*)\s*:", re.MULTILINE)
_COLLECT = "Inductive anything : Type := | this (T : Type) (t : T).\n"
_TOLD = re.compile(r"^(?:Axioms:|Closed under the global context)$", re.MULTILINE)
_PLACE = re.compile(r'^File "[^"]*", line ([0-9]+), characters', re.MULTILINE)


@dataclass
class Outcome:
    """What Rocq refused, with its words; and what it did not get to."""

    refused: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    axioms: frozenset[str] = frozenset()
    """What the accepted theorems rest on without a proof."""

    @property
    def more_axioms(self) -> list[str]:
        """What they may not rest on."""
        return sorted(self.axioms - AXIOMS)


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


def folder(names: Sequence[str] = BASE) -> Path:
    """Where compiled files are kept: another for other theories or another compiler."""
    import platformdirs

    texts = [(THEORIES / f"{name}.v").read_text("utf-8") for name in names]
    root = Path(platformdirs.user_cache_dir("proofs-of-learning-rules")) / "rocq"
    return root / _hash(version(), *texts)


@contextmanager
def locked(place: Path) -> Iterator[None]:
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
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, "utf-8")
    done = _called(place, "coqc", "-q", "-R", ".", "Ledger", f"{name}.v", seconds=SECONDS)
    if done.returncode:
        return done.stderr.strip()[:MOST] or f"coqc ended with {done.returncode}"
    (place / f"{name}.out").write_text(done.stdout, "utf-8")
    mark.write_text(_digest(object_file), "utf-8")
    return ""


_RUNNING: set[subprocess.Popen[str]] = set()
"""Rocq's programs that were started and have not ended."""


def _called(
    place: Path, *command: str, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """What one of Rocq's programs says in a folder; it is killed where its time is over."""
    with subprocess.Popen(
        command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        errors="replace",
    ) as program:  # fmt: skip
        _RUNNING.add(program)
        try:
            out, told = program.communicate(timeout=seconds)
        except BaseException:
            program.kill()
            raise
        finally:
            _RUNNING.discard(program)
    return subprocess.CompletedProcess(command, program.returncode, out, told)


def written(place: Path, name: str, text: str) -> None:
    """Compile a file of our own; raises `RuntimeError` where Rocq refuses it."""
    wrong = compiled(place, name, text)
    if wrong:
        raise RuntimeError(f"{name}.v: {wrong}")


def output(place: Path, name: str) -> str:
    """What Rocq printed when it compiled a file."""
    return (place / f"{name}.out").read_text("utf-8")


def assumed(place: Path, groups: Mapping[str, Iterable[str]],
            files: Iterable[str]) -> dict[str, frozenset[str]]:  # fmt: skip
    """The axioms that groups of theorems of compiled files rest on, by name."""
    rows = [f"From Ledger Require {name.replace('/', '.')}.\n" for name in files]
    rows.append(_COLLECT)
    for k, theorems in enumerate(groups.values()):
        listed = " :: ".join([*(f"this _ (@{name})" for name in theorems), "nil"])
        rows.append(f"Definition all{k} : list anything := ({listed})%list.\n")
        rows.append(f"Print Assumptions all{k}.\n")
    text = "".join(rows)
    name = f"Assumptions_{_hash(text)}"
    written(place, name, text)
    _, *told = _TOLD.split(output(place, name))
    found = [frozenset(_AXIOM.findall(part)) for part in told]
    return dict(zip(groups, found, strict=True))


def base(place: Path, names: Sequence[str] = BASE) -> None:
    """Compile what is written by hand; raises `RuntimeError` where Rocq refuses it."""
    for name in names:
        written(place, name, (THEORIES / f"{name}.v").read_text("utf-8"))


BY_HAND = (*BASE, *(f"Headlines/{name}" for name in FILES))
"""All that is written by hand, in order."""


def headlines(apart: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """Have Rocq check the headlines: what those of some files rest on, and all others as ""."""
    names = BY_HAND
    place = folder(names)
    place.mkdir(parents=True, exist_ok=True)
    with locked(place):
        base(place, names)
        groups: dict[str, list[str]] = {name: [] for name in ("", *apart)}
        for file, name in (x for h in HEADLINES.values() for x in h.places):
            groups[file if file in groups else ""].append(f"Ledger.Headlines.{file}.{name}")
        return assumed(place, groups, [f"Headlines/{name}" for name in FILES])


def rechecked(library: bool = False) -> str:
    """What Rocq's second checker says against the compiled headlines; Rocq's own library too."""
    place = folder(BY_HAND)
    names = ["Ledger." + name.replace("/", ".") for name in BY_HAND]
    modules = names if library else [part for name in names for part in ("-norec", name)]
    with locked(place):
        done = _called(place, "coqchk", "-silent", "-R", ".", "Ledger", *modules)
    return (done.stderr.strip()[-MOST:] or "coqchk failed") if done.returncode else ""


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def checked(book: Book, jobs: int | None = None) -> Outcome:
    """Have Rocq look at all files of a book."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    with locked(place):
        base(place)
        called = _all(place, book, outcome, jobs or min(os.cpu_count() or 1, 2))
        theorems = [
            f"Ledger.{called[part.name]}.{title(text)}"
            for part in book.parts for name, text in part.theorems.items()
            if name not in outcome.refused and name not in outcome.unknown
        ]  # fmt: skip
        outcome.axioms = assumed(place, {"all": theorems}, called.values())["all"]
    return outcome


def title(text: str) -> str:
    """The name that a theorem bears in Rocq."""
    return text.split(maxsplit=2)[1]


def _all(place: Path, book: Book, outcome: Outcome, jobs: int) -> dict[str, str]:
    """Files in parallel, each after those that it rests on; the names of what was compiled."""
    called: dict[str, str] = {}
    left = {p.name: p for p in book.parts}
    running: dict[Future[str], Part] = {}
    with ThreadPoolExecutor(jobs) as pool:
        try:
            while left or running:
                for part in [p for p in left.values() if all(b in called for b in p.below)]:
                    del left[part.name]
                    running[pool.submit(_one, place, book, part, dict(called), outcome)] = part
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    called[running.pop(future).name] = future.result()
        except BaseException:  # Ctrl-C too: nothing else is begun, and what is running ends
            pool.shutdown(wait=False, cancel_futures=True)
            for program in tuple(_RUNNING):
                program.kill()
            raise
    return called


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
            late = part.theorems.keys() - outcome.refused.keys() - outcome.unknown.keys()
            if not late:
                raise RuntimeError(f"{name}.v, without a theorem, took {SECONDS:.0f} s") from None
            for each in late:
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
