"""Which weakened laws and strategies are noticed by what the entries carry.

A mutant is a fresh module out of a changed tree; nothing is written. It is noticed when an item of
an entry that uses it would fall: the law is false on its own data or raises, an event or a kind of
data of the record is not met, the false twin is not refuted, or a fault of the record is accepted.

    python tests/laws/trials.py [PART OF A NAME…]     # tries these, prints those not noticed
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any
from unittest import mock

import numeric
from numeric import laws, strategies
from numeric.law import JUDGED, Law, drawn
from numeric.record import Record, accepted, enough, how_often, made, noted, too_seldom

sys.path.insert(0, str(Path(__file__).parent))
import mutants as weaker
from mutants import Mutant

SURVIVORS = Path(__file__).with_name("survivors.json")
MOST_USERS = 3
"""A record is written to notice what weakens many laws if its law is one of the first three."""


def tree_of(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(inspect.getsource(import_module(module)))


def functions_of(tree: ast.Module) -> dict[str, ast.stmt]:
    """What a module defines, functions and constants, by name."""
    found: dict[str, ast.stmt] = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            found[statement.name] = statement
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            found[statement.targets[0].id] = statement
    return found


def names_in(*nodes: ast.AST) -> set[str]:
    """Every name and attribute that is read."""
    walked = [inner for node in nodes for inner in ast.walk(node)]
    names = {node.id for node in walked if isinstance(node, ast.Name)}
    return names | {node.attr for node in walked if isinstance(node, ast.Attribute)}


def reached(tree: ast.Module, start: set[str]) -> set[str]:
    """What of a module's own can be reached from these names."""
    defined = functions_of(tree)
    found: set[str] = set()
    left = {name for name in start if name in defined}
    while left:
        name = left.pop()
        found.add(name)
        left |= {inner for inner in names_in(defined[name]) if inner in defined} - found
    return found - {"LAW"}


@dataclass(frozen=True)
class Entry:
    """A law's module and its record, with what its data and its first attack show."""

    module: str
    law: Law

    @property
    def name(self) -> str:
        """Chapter and file."""
        return self.module.removeprefix("numeric.laws.").replace(".", "/")

    @property
    def record(self) -> Record:
        """What the law must meet."""
        assert self.law.record is not None
        return self.law.record

    @cached_property
    def tree(self) -> ast.Module:
        """The module as it is written."""
        return tree_of(self.module)

    @cached_property
    def parts(self) -> dict[str, set[str]]:
        """Names read by the law's data, by what it judges and by its twin."""
        (call,) = [
            s.value
            for s in self.tree.body
            if isinstance(s, ast.Assign) and isinstance(s.value, ast.Call) and _is_law(s)
        ]
        given = {"data": call.args[2], "holds": call.args[3], "twin": call.args[5]}
        return {part: names_in(node) for part, node in given.items()}

    def reads(self, part: str) -> set[str]:
        """All names that the data, the judgement or the twin reads, directly or not."""
        own = reached(self.tree, self.parts[part])
        defined = functions_of(self.tree)
        return self.parts[part].union(own, *(names_in(defined[name]) for name in own))

    @cached_property
    def drawn(self) -> list[Any]:
        """The data that every mutant of the law is judged on."""
        return drawn(self.law.data())

    @cached_property
    def cases(self) -> list[tuple[Any, frozenset[str]]]:
        """The data that faults are judged on, with the events that the law as it is notes."""
        return noted(self.law.holds, drawn(self.law.data(), JUDGED))

    @property
    def events(self) -> set[str]:
        """The events that the law must meet."""
        return {*self.law.must_hit, *(self.law.record.events if self.law.record else ())}

    def notices(self, law: Law) -> bool:
        """Whether an item of the entry falls when its law is this one."""
        if self.falls(law, JUDGED) or accepted(self.record, law.holds, self.cases):
            return True
        return self.falls(law, len(self.drawn))

    def falls(self, law: Law, least: int) -> bool:
        """Whether one does without the record's wrong results, on so many data or more."""
        met: set[str] = set()
        try:
            if all(law.twin(data) for data in self.drawn):
                return True
            for count, data in enumerate(self.drawn):
                if count >= least and met >= self.events:
                    return False
                if not law.holds(data, met.add):
                    return True
        except Exception:
            return True
        return not met >= self.events

    def misses(self, law: Law) -> bool:
        """Whether the law draws less than the record has, or meets fewer events."""
        try:
            data = drawn(law.data())
            if too_seldom(dict(self.record.draws), how_often(data)):
                return True
            met: set[str] = set()
            if not all(law.holds(one, met.add) for one in data):
                return True
        except Exception:
            return True
        return not met >= self.events

    def made(self) -> Record:
        """The law's record written anew."""
        judged = [t for t in every_trial() if not t.of_data and self in t.users[:MOST_USERS]]
        weaker = (trial.law_of(self) for trial in judged)
        mine = [t for t in every_trial() if t.of_data and self in t.users and t.writer is self]
        narrower = (trial.law_of(self) for trial in mine)
        return made(
            self.law.holds,
            self.drawn,
            [data for data, _ in self.cases],
            (law.holds for law in weaker if law is not None and not self.falls(law, JUDGED)),
            (drawn(law.data()) for law in narrower if law is not None),
        )

    def draws_less(self, law: Law) -> bool:
        """Whether some kind of data comes too seldom when the entry's law is this one."""
        return too_seldom(enough(how_often(self.drawn)), how_often(drawn(law.data()))) != []


def _is_law(statement: ast.Assign) -> bool:
    return isinstance(statement.targets[0], ast.Name) and statement.targets[0].id == "LAW"


@cache
def entries() -> tuple[Entry, ...]:
    """All laws, by walking."""
    found = []
    for module in walk_packages(laws.__path__, f"{laws.__name__}."):
        law = getattr(import_module(module.name), "LAW", None)
        if isinstance(law, Law):
            found.append(Entry(module.name, laws.LAWS[law.claim]))
    return tuple(found)


@cache
def helpers() -> tuple[str, ...]:
    """The modules that hold what laws share."""
    walked = walk_packages(laws.__path__, f"{laws.__name__}.")
    return tuple(m.name for m in walked if m.name.rpartition(".")[2].startswith("_"))


def fresh(module: str, tree: ast.Module) -> ModuleType:
    """A new module out of a tree, under the old name."""
    made = ModuleType(module)
    made.__package__ = module.rpartition(".")[0]
    exec(compile(tree, f"<{module}>", "exec"), vars(made))
    return made


@contextmanager
def standing_in(module: str, made: ModuleType) -> Iterator[None]:
    """The new module where the old one is imported from."""
    package, _, name = module.rpartition(".")
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(sys.modules, {module: made}))
        stack.enter_context(mock.patch.object(import_module(package), name, made))
        yield


@dataclass(frozen=True)
class Trial:
    """A mutant, the module it is of, the entries that may notice it, and whether it is of data."""

    mutant: Mutant
    module: str
    users: tuple[Entry, ...]
    of_data: bool

    @property
    def name(self) -> str:
        """The mutant's name with its module's."""
        short = self.module.removeprefix("numeric.").removeprefix("laws.").replace(".", "/")
        return f"{short}, {self.mutant.name}"

    @cached_property
    def writer(self) -> Entry | None:
        """The first entry that draws less with a mutant of data: its record is to notice it.

        None if there is none, or if one breaks before: that is noticed without a record.
        """
        for entry in self.users:
            law = self.law_of(entry)
            try:
                if law is None or entry.draws_less(law):
                    return None if law is None else entry
            except Exception:
                return None
        return None

    def noticed(self) -> bool:
        """Whether an item of one of the entries would fall."""
        return any(self._noticed_by(entry) for entry in self.users)

    def _noticed_by(self, entry: Entry) -> bool:
        law = self.law_of(entry)
        if law is None:
            return True
        return entry.misses(law) if self.of_data else entry.notices(law)

    def law_of(self, entry: Entry) -> Law | None:
        """An entry's law with the mutant in it; None if it cannot even be made."""
        try:
            module = fresh(self.module, self.mutant.tree())
        except Exception:
            return None
        if self.module == entry.module:
            law: Law = module.LAW
            return law
        with ExitStack() as stack:
            stack.enter_context(standing_in(self.module, module))
            if self.of_data:
                for helper in helpers():
                    again = fresh(helper, tree_of(helper))
                    stack.enter_context(standing_in(helper, again))
            changed: Law = fresh(entry.module, entry.tree).LAW
        return changed


@cache
def every_trial() -> tuple[Trial, ...]:
    """All mutants, made once."""
    return tuple(trials())


def trials() -> Iterator[Trial]:
    """Every mutant of every law, of what laws share, and of the strategies."""
    for entry in entries():
        judged = reached(entry.tree, entry.parts["holds"])
        twins = reached(entry.tree, entry.parts["twin"]) - judged
        for mutant in weaker.of_law(entry.tree, judged, twins):
            yield Trial(mutant, entry.module, (entry,), False)
        data = reached(entry.tree, entry.parts["data"]) - judged
        for mutant in weaker.of_strategies(entry.tree, {*data, "LAW"}):
            yield Trial(mutant, entry.module, (entry,), True)
    for helper in helpers():
        yield from _of_helper(helper)
    tree = tree_of(strategies.__name__)
    users: dict[str, list[Entry]] = {}
    for entry in entries():
        shared = set().union(*(_reached_in(helper, entry.reads("data")) for helper in helpers()))
        for function in reached(tree, entry.reads("data") | shared):
            users.setdefault(function, []).append(entry)
    for mutant in weaker.of_strategies(tree, set(users)):
        yield Trial(mutant, strategies.__name__, tuple(users[mutant.function]), True)


def _reached_in(helper: str, names: set[str]) -> set[str]:
    """All that is read by what these names reach in a module that laws share."""
    tree = tree_of(helper)
    defined = functions_of(tree)
    return set().union(*(names_in(defined[name]) for name in reached(tree, names)))


def _of_helper(helper: str) -> Iterator[Trial]:
    tree = tree_of(helper)
    users: dict[str, dict[str, list[Entry]]] = {"holds": {}, "twin": {}}
    for entry in entries():
        if helper.rpartition(".")[2] not in names_in(entry.tree) | _imported(entry.tree):
            continue
        for part, of_part in users.items():
            for function in reached(tree, entry.reads(part)):
                of_part.setdefault(function, []).append(entry)
    twins = set(users["twin"]) - set(users["holds"])
    for mutant in weaker.of_law(tree, set(users["holds"]), twins):
        part = "twin" if mutant.function in twins else "holds"
        yield Trial(mutant, helper, tuple(users[part][mutant.function]), False)


def _imported(tree: ast.Module) -> set[str]:
    """The last parts of the names of all modules that are imported, and what is taken from them."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").rpartition(".")[2], *(name.name for name in node.names)}
    return found


def explained() -> dict[str, str]:
    """Why nothing is lost by those that are not noticed, by name; a reason has many names."""
    reasons: dict[str, list[str]] = json.loads(SURVIVORS.read_text(encoding="utf-8"))
    return {name: reason for reason, names in reasons.items() for name in names}


def main(parts: Sequence[str]) -> None:
    """Try all mutants whose names have one of the parts."""
    known = explained() if SURVIVORS.exists() else {}
    tried = [t for t in every_trial() if not parts or any(part in t.name for part in parts)]
    begun, survived = time.perf_counter(), 0
    for trial in tried:
        if not trial.noticed():
            survived += 1
            if trial.name not in known:
                print(trial.name, flush=True)
        elif trial.name in known:
            print(f"NOTICED, though explained: {trial.name}", flush=True)
    seconds = time.perf_counter() - begun
    print(f"{len(tried)} mutants, {len(tried) - survived} noticed, {seconds:.0f} s")


if __name__ == "__main__":
    assert numeric
    main(sys.argv[1:])
