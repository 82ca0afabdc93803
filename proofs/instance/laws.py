"""Definitions: equations that say what their left side is, at one step or at every step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from proofs.trust import terms as T


class Laws:
    """Equations that are read as what their left side is: at most one for each thing and step."""

    def __init__(self, given: Iterable[T.Term], numbers: Mapping[T.Term, int]) -> None:
        self.symbols: dict[T.Term, T.Term] = {}
        self.at: dict[T.Function, dict[int, T.Term]] = {}
        self.after: dict[T.Function, tuple[int, T.Term]] = {}
        """For a function of the step: from which step on, and the law for all steps."""
        self.maps: dict[T.Function, T.Term] = {}
        self.taken: set[T.Term] = set()
        for p in sorted(given, key=lambda p: p.op != "all"):
            if self._read(p, numbers):
                self.taken.add(p)

    def _read(self, p: T.Term, numbers: Mapping[T.Term, int]) -> bool:
        """Whether it defines something that nothing before it defines."""
        if p.op == "all":
            return self._for_all(p)
        if p.op != "=":
            return False
        left, right = p.args
        if left.op == "symbol":
            if left in self.symbols or left in T.free(right) or left.sort == "natural":
                return False
            self.symbols[left] = right
            return True
        f = left.data
        if left.op != "apply" or f.kind != "opaque" or f.takes != ("natural",):
            return False
        index = numbers[left.args[0]]
        if index in self.at.get(f, {}) or (f in self.after and index >= self.after[f][0]):
            return False
        self.at.setdefault(f, {})[index] = right
        return True

    def _for_all(self, p: T.Term) -> bool:
        x = T.fresh(p.data)
        body = T.at(p, x)
        if body.op != "=" or body.args[0].op != "apply":
            return False
        left, right = body.args
        f, argument = left.data, left.args[0]
        if f.kind == "linear" and argument is x and f not in self.maps | {f.adjoint: None}:
            if f in T.free(right) or f.adjoint in T.free(right):
                return False
            self.maps[f] = p
            return True
        if f.kind != "opaque" or f.takes != ("natural",) or f in self.after:
            return False
        if argument.op == "sum" and len(argument.args) == 2 and argument.args[0] is x:
            later = argument.args[1]
            if later.op != "number" or not _looks_back(right, x, int(later.data)):
                return False
            self.after[f] = (int(later.data), p)
            return True
        return False


def named_steps(given: tuple[T.Term, ...]) -> list[T.Term]:
    """The steps that equations name for which something on their left is taken."""
    lefts = (p.args[0] for p in given if p.op == "=")
    return [t.args[0] for t in lefts if t.op == "apply" and t.data.takes == ("natural",)]


@lru_cache(maxsize=512)
def laws_of(given: tuple[T.Term, ...], numbers: tuple[tuple[T.Term, int], ...]) -> Laws:
    """What is defined by what is given, where steps that are named are these numbers."""
    return Laws(given, dict(numbers))


@lru_cache(maxsize=8192)
def at_step(binder: T.Term, index: int) -> T.Term:
    """What is said of every step, at one."""
    return T.at(binder, index)


@lru_cache(maxsize=1024)
def data_in(p: T.Term) -> frozenset[T.Function] | None:
    """The functions of the step in a claim for all steps, if it speaks of the step in no other way.

    Each is taken at the step or at a number of steps after it.
    """
    x = T.fresh("natural")
    body = T.at(p, x)
    found: set[T.Function] = set()
    later = set()
    for part in T.inside(body):
        if part.op in T.BINDERS:
            return None
        if part.op == "sum" and x in part.args:
            if part.args[0] is not x or len(part.args) != 2 or part.args[1].op != "number":
                return None
            later.add(part)
    for part in T.inside(body):
        about = [a for a in part.args if a is x or a in later]
        if about and part not in later:
            if part.op != "apply" or part.data.takes != ("natural",):
                return None
            found.add(part.data)
    return frozenset(found)


def _looks_back(body: T.Term, x: T.Term, by: int) -> bool:
    """Whether a law for all steps speaks of this step and the one that it defines alone."""
    return all(
        any(a is at for at in (x, x + by)) or x not in T.free(a)
        for part in T.inside(body)
        if part.op == "apply"
        for a, sort in zip(part.args, part.data.takes, strict=True)
        if sort == "natural"
    )
