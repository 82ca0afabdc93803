"""SMT solvers in child processes: each question has its time, and what takes longer is killed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

PACKAGES = {"z3": "z3-solver", "cvc5": "cvc5"}
"""The solvers, and the packages that bring them."""
LIMIT = 2.0
"""Seconds for one question."""
TRIES = 2
"""Ways in which a solver may try a question, each for that long."""
GRACE = 1.0
"""Seconds by which a solver may be late before it is killed."""
START = 60.0
"""Seconds in which it must have started."""
CHILD = Path(__file__).with_name("solver.py")
ANSWERS = ("unsat", "sat", "unknown")


def installed(solver: str) -> bool:
    """Whether a solver can be asked."""
    return importlib.util.find_spec(solver) is not None


def version(solver: str) -> str:
    """The version of a solver; nothing if it is not installed."""
    try:
        return importlib.metadata.version(PACKAGES[solver])
    except importlib.metadata.PackageNotFoundError:
        return ""


class NotThere(RuntimeError):
    """A solver that is installed and cannot be asked."""


class Child:
    """One solver in a process of its own, started when it is first asked and after each kill."""

    def __init__(self, solver: str) -> None:
        self.solver = solver
        self.process: subprocess.Popen[str] | None = None
        self.lines: queue.Queue[str] = queue.Queue()

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-I", str(CHILD), self.solver],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.process, self.lines = process, queue.Queue()
        assert process.stdout is not None
        threading.Thread(target=_read, args=(process.stdout, self.lines), daemon=True).start()
        if not self._line(START):
            self.end()
            raise NotThere(f"{self.solver} is installed and does not start")
        return process

    def _line(self, seconds: float) -> str:
        try:
            return self.lines.get(timeout=seconds)
        except queue.Empty:
            return ""

    def ask(self, text: str, limit: float = LIMIT) -> str:
        """`unsat`, `sat` or `unknown`; the last also where it was killed or failed."""
        process = self.process or self._start()
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.write(json.dumps({"text": text, "limit": limit}) + "\n")
            process.stdin.flush()
        line = self._line(TRIES * limit + GRACE)
        if not line:
            self.end()
            return "unknown"
        said = str(json.loads(line)["said"])
        if said.startswith("error"):
            raise RuntimeError(f"{self.solver}: {said}")
        return said if said in ANSWERS else "unknown"

    def stop(self) -> None:
        """Kill it from another thread than that which asks, which then sees that it has ended."""
        process = self.process
        if process is not None:
            process.kill()
            process.wait()

    def end(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            self.process = None


def _read(pipe: IO[str], lines: queue.Queue[str]) -> None:
    with suppress(ValueError, OSError):
        for line in pipe:
            lines.put(line)
    lines.put("")


def answers(solver: str, texts: Iterable[str], workers: int = 2, limit: float = LIMIT,
            kept: Mapping[str, str] | None = None,
            done: Callable[[], None] = lambda: None) -> dict[str, str]:  # fmt: skip
    """What a solver says of each question, those whose answers are kept not asked again.

    Raises `RuntimeError` where a question cannot be read by the solver, or it does not start.
    """
    found = {t: kept[key(t, limit)] for t in texts if kept and key(t, limit) in kept}
    waiting = [t for t in dict.fromkeys(texts) if t not in found]
    errors: list[Exception] = []
    children: list[Child] = []
    lock = threading.Lock()

    def work() -> None:
        child = Child(solver)
        children.append(child)
        try:
            while not errors:
                with lock:
                    if not waiting:
                        return
                    text = waiting.pop()
                said = child.ask(text, limit)
                with lock:
                    found[text] = said
                    done()
        except Exception as error:  # told to whoever asks, from the thread that asked
            errors.append(error)
        finally:
            child.end()

    threads = [threading.Thread(target=work) for _ in range(min(workers, len(waiting)))]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException:  # Ctrl-C: what is being asked ends, and nothing else is asked
        errors.append(RuntimeError(f"{solver} was interrupted"))
        for child in children:
            child.stop()
        raise
    if errors:
        raise errors[0]
    return found


# Kept from run to run ----------------------------------------------------------------------------
def key(text: str, limit: float) -> str:
    """The hash under which the answer to a question is kept."""
    return hashlib.sha256(f"{limit}\0{text}".encode()).hexdigest()[:32]


def _place(solver: str) -> Path:
    import platformdirs

    own = hashlib.sha256(CHILD.read_bytes()).hexdigest()[:8]
    folder = Path(platformdirs.user_cache_dir("proofs-of-learning-rules", False))
    return folder / f"{solver}-{version(solver)}-{own}.json"


def kept(solver: str) -> dict[str, str]:
    """The answers of earlier runs of this version."""
    try:
        found: Any = json.loads(_place(solver).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if v in ANSWERS}


def keep(solver: str, found: Mapping[str, str]) -> None:
    """Keep answers, by their keys, for later runs."""
    from proofs.files import write_whole

    before = kept(solver)
    if not found.items() <= before.items():
        with suppress(OSError, ValueError):
            place = _place(solver)
            place.parent.mkdir(parents=True, exist_ok=True)
            whole = json.dumps(before | dict(found), sort_keys=True)
            write_whole({place: whole + "\n"})
