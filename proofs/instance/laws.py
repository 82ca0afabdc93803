"""Definitions: equations that say what their left side is, at one step or at every step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from proofs.definitions import NoDefinition, check_definitions
from proofs.trust import terms as T


@dataclass(frozen=True, slots=True)
class FamilyLaw:
    """What a function of several naturals is, for all values of some names."""

    claim: T.Term
    names: tuple[T.Term, ...]
    head: T.Function
    arguments: tuple[T.Term, ...]
    """Each is a name, a name and a number, or speaks of no name."""

    def at(self, point: tuple[int, ...], natural: Callable[[T.Term], int]) -> T.Term | None:
        """What it says of the function at a point; None where it says nothing."""
        values: dict[T.Term, int] = {}
        for argument, index in zip(self.arguments, point, strict=True):
            name, more = self.shape(argument)
            if name is None:
                if natural(argument) != index:
                    return None
            elif index < more or values.setdefault(name, index - more) != index - more:
                return None
        return _with_values(self.claim, tuple(values[name] for name in self.names)).args[1]

    def shape(self, argument: T.Term) -> tuple[T.Term | None, int]:
        """The name in an argument, if there is one, and what is added to it."""
        if argument in self.names:
            return argument, 0
        if argument.op == "sum" and argument.args[0] in self.names:
            return argument.args[0], int(argument.args[1].data)
        return None, 0


@dataclass(frozen=True, slots=True)
class Law:
    """What a function of the step and of other things is at one step, or from a step on."""

    parameters: tuple[T.Term, ...]
    """The symbols for the other things, in their order."""
    step: T.Term | None
    """The symbol for what the step is beyond the first of the law."""
    means: T.Term


@dataclass(slots=True)
class Runs:
    """The laws of a function that has a run for every value of something else."""

    at: dict[int, Law] = field(default_factory=dict)
    first: int = 0
    after: Law | None = None

    def law(self, index: int) -> Law | None:
        """The one that says what it is at a step, if there is one."""
        later = self.after if index >= self.first else None
        return self.at.get(index, later)


class Laws:
    """Equations that are read as what their left side is: at most one for each thing and step."""

    def __init__(self, given: Iterable[T.Term], numbers: Mapping[T.Term, int]) -> None:
        self.symbols: dict[T.Term, T.Term] = {}
        self.at: dict[T.Function, dict[int, T.Term]] = {}
        self.after: dict[T.Function, tuple[int, T.Term]] = {}
        """For a function of the step: from which step on, and the law for all steps."""
        self.runs: dict[T.Function, Runs] = {}
        self.maps: dict[T.Function, T.Term] = {}
        self.families: dict[T.Function, tuple[FamilyLaw, ...]] = {}
        """For a function of several naturals: what it is where."""
        self.taken: set[T.Term] = set()
        given = tuple(given)
        for p in sorted(given, key=lambda p: p.op != "all"):
            if self._read(p, numbers):
                self.taken.add(p)
        for law in _families(given, frozenset(self.taken)):
            self.families[law.head] = (*self.families.get(law.head, ()), law)
            self.taken.add(law.claim)

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
        x, others = T.fresh(p.data), []
        body = T.at(p, x)
        while body.op == "all":
            others.append(T.fresh(body.data))
            body = T.at(body, others[-1])
        if body.op != "=" or body.args[0].op != "apply":
            return False
        left, right = body.args
        f, argument = left.data, left.args[0]
        if f.kind == "linear" and argument is x and f not in self.maps | {f.adjoint: None}:
            if f in T.free(right) or f.adjoint in T.free(right):
                return False
            self.maps[f] = p
            return True
        if f.kind == "opaque" and has_runs(f):
            return self._of_runs(f, left.args, right, {x, *others})
        if others or f.kind != "opaque" or f.takes != ("natural",) or f in self.after:
            return False
        if argument.op == "sum" and len(argument.args) == 2 and argument.args[0] is x:
            later = argument.args[1]
            if later.op != "number" or not _looks_back(right, x, int(later.data)):
                return False
            self.after[f] = (int(later.data), p)
            return True
        return False

    def _of_runs(
        self, f: T.Function, args: tuple[T.Term, ...], means: T.Term, names: set[T.Term]
    ) -> bool:
        """Whether it says what all runs of a function are at one step, or one step later."""
        place = f.takes.index("natural")
        index, parameters = args[place], (*args[:place], *args[place + 1 :])
        known = self.runs.get(f, Runs())
        if index.op == "number" and int(index.data) not in known.at:
            if len(names) != len(parameters) or set(parameters) != names or f in _heads(means):
                return False
            known.at[int(index.data)] = Law(parameters, None, means)
        elif index.op == "sum" and len(index.args) == 2 and known.after is None:
            step, later = index.args
            if {step, *parameters} != names or len(names) != len(args) or later.op != "number":
                return False
            if not _looks_back(means, step, int(later.data)):
                return False
            known.first, known.after = int(later.data), Law(parameters, step, means)
        else:
            return False
        self.runs[f] = known
        return True


def has_runs(f: T.Function) -> bool:
    """Whether a function is of one step and of something else."""
    return len(f.takes) > 1 and f.takes.count("natural") == 1


def _heads(t: T.Term) -> set[object]:
    return {part.data for part in T.inside(t) if part.op == "apply"}


@lru_cache(maxsize=512)
def _families(given: tuple[T.Term, ...], taken: frozenset[T.Term]) -> tuple[FamilyLaw, ...]:
    """The equations that define functions of several naturals, with all that are taken.

    One is left out where, with those before it, something would have two meanings or be defined by
    way of itself.
    """
    laws = [law for p in given if p not in taken if (law := _family(p)) is not None]
    found: list[FamilyLaw] = []
    for law in sorted(laws, key=lambda law: len(law.names) == 1 == len(law.arguments)):
        try:
            check_definitions([*filter(_is_run, taken), *(f.claim for f in found), law.claim])
        except NoDefinition:
            continue
        found.append(law)
    return tuple(found)


def _is_run(p: T.Term) -> bool:
    """Whether what an equation defines is not a map."""
    while p.op == "all":
        p = p.args[0]
    left = p.args[0]
    return left.op == "symbol" or left.data.kind == "opaque"


def _family(p: T.Term) -> FamilyLaw | None:
    """An equation between a function of several naturals and something else, as a law."""
    names: list[T.Term] = []
    body = p
    while body.op == "all":
        names.append(T.fresh(body.data))
        body = body.args[0]
    opened = T.at(p, *names)
    if opened.op != "=" or opened.args[0].op != "apply":
        return None
    f, arguments = opened.args[0].data, opened.args[0].args
    if f.kind != "opaque" or {*f.takes} != {"natural"}:
        return None
    if len(f.takes) == 1 and arguments[0] not in names:
        return None
    law = FamilyLaw(p, tuple(names), f, arguments)
    for a in arguments:
        name, _ = law.shape(a)
        plain = name is None or a is name or (len(a.args) == 2 and a.args[1].op == "number")
        if not plain or (name is None and T.free(a) & {*names}):
            return None
    return law


@lru_cache(maxsize=65536)
def _with_values(claim: T.Term, values: tuple[int, ...]) -> T.Term:
    return T.at(claim, *values)


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


@lru_cache(maxsize=8192)
def opened(p: T.Term) -> tuple[tuple[T.Term, ...], tuple[T.Term, ...], T.Term]:
    """Symbols for the numbers and vectors that a claim is about, its conditions, and the rest."""
    xs: list[T.Term] = []
    conditions: list[T.Term] = []
    while p.op == "all" and p.data != "natural":
        xs.append(T.fresh(p.data))
        p = T.at(p, xs[-1])
    while p.op == "imply":
        conditions.append(p.args[0])
        p = p.args[1]
    return tuple(xs), tuple(conditions), p


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


@lru_cache(maxsize=8192)
def places_in(p: T.Term) -> tuple[T.Term, ...] | None:
    """The functions of naturals by whose arguments a claim for all naturals changes.

    None where its variable stands anywhere but in such an argument, alone or once in a sum: there
    the argument is at least the variable, so what is constant from some number on is constant.
    """
    x = T.fresh("natural")
    found: dict[T.Term, None] = {}
    for part in T.inside(T.at(p, x)):
        below = list(part.args)
        if part.op == "apply" and part.data.kind == "opaque" and {*part.data.takes} == {"natural"}:
            if any(a is x or _added_once(x, a) for a in below):
                found[part] = None
            below = [a for a in below if a is not x]
        if x in below and not _added_once(x, part):
            return None
        if part.op != "apply" and any(_added_once(x, a) for a in below):
            return None
        if part.op == "apply" and part not in found and any(_added_once(x, a) for a in below):
            return None
    return tuple(found)


def _added_once(x: T.Term, t: T.Term) -> bool:
    return t.op == "sum" and sum(a is x for a in t.args) == 1


@lru_cache(maxsize=1024)
def below(p: T.Term) -> T.Term | None:
    """The number that steps are below of which something is said, where it says so."""
    x = T.fresh("natural")
    body = T.at(p, x)
    while body.op == "imply":
        condition, body = body.args
        if condition.op == "<" and condition.args[0] is x and x not in T.free(condition.args[1]):
            return condition.args[1]
    return None


def _looks_back(body: T.Term, x: T.Term, by: int) -> bool:
    """Whether a law for all steps speaks of this step and the one that it defines alone."""
    return all(
        any(a is at for at in (x, x + by)) or x not in T.free(a)
        for part in T.inside(body)
        if part.op == "apply"
        for a, sort in zip(part.args, part.data.takes, strict=True)
        if sort == "natural"
    )
