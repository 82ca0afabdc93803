"""Wrong results planted under a law: a law that holds whatever it is told has no teeth.

What a law reads are the results of functions of this package. A fault makes one number of one of
them wrong, in one call while the law is judged: by one, or by very little, upwards or downwards. A
law that compares that number with something else must then be false on some data. Faults are
planted in the names that the law's own modules look up, so what the package calls within itself
stays as it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from functools import wraps
from itertools import product
from types import FunctionType, ModuleType
from typing import Any, TypeAlias
from unittest import mock

from numeric.enclosures import Enclosure

Path: TypeAlias = tuple[int | str, ...]
Holds: TypeAlias = Callable[[Any, Callable[[str], None]], bool]

_FACTORS = {
    "zero": Fraction(0),
    "doubled": Fraction(2),
    "halved": Fraction(1, 2),
    "quartered": Fraction(1, 4),
    "over 8": Fraction(1, 8),
    "turned": Fraction(-1),
}
CHANGES = ("first + 1", "first - little", "last + little", "last - 1", "all zero", "one less")
MIDDLE = ("middle + little", "middle - little")
EVERY_TIME = (*(f"all {how}" for how in _FACTORS if how != "zero"), "all + 1", "all - 1")
"""Changes of what every call returns: two wrong results may still agree with each other."""
OF_EACH = (
    "first of each doubled",
    "first of each turned",
    "last of each doubled",
    "last of each turned",
)
"""Changes of what every call returns, in one number of each vector."""
EVERY = "every function"
EVER, LATER = 0, 1000
"""In the place of a call's number: in every call, and in every call but the first."""
MOST_CALLS = 6
_LITTLE = Fraction(1, 2**40)
_OWN = ("numeric.laws", "numeric.law", "numeric.strategies", "numeric.faults", "numeric.given")
_LAWS = "laws."
_WATCHED = "numeric.laws."
_PLAIN = re.compile(
    r"matrices\.(identity|transpose|inner|times|product|scaled|added|subtracted)"
    r"|networks\.(hidden_layer|zero_network|units|numbers|permuted|each|combine|shifted)"
    r"|enclosures\.point|learners\.add_scaled"
)
"""Plain arithmetic and the making of data, made wrong in fewer ways than what a law is about."""


@dataclass(frozen=True, order=True)
class Fault:
    """A wrong result: ``part`` of what the ``call``-th call returns, or ``EVER`` or ``LATER``.

    Calls below 0 are counted from the last one.
    """

    function: str
    call: int
    part: str
    change: str

    def __str__(self) -> str:
        part = f" ({self.part.lstrip('.')}: {self.change})" if self.part else f" ({self.change})"
        many = {EVER: "every result", LATER: "every result but the first"}
        from_last = f"result {-self.call} from the last"
        which = many.get(self.call, f"result {self.call}" if self.call > 0 else from_last)
        return f"{which} of {self.function}{part}"


def is_plain(function: str) -> bool:
    """Whether a function is plain arithmetic, or a law's own."""
    return function.startswith(_LAWS) or _PLAIN.fullmatch(function) is not None


class Spy:
    """What is between a law and the functions that it calls: counts calls, plants one fault."""

    def __init__(self, fault: Fault | None = None, all_calls: int = 0) -> None:
        self.fault, self.all_calls = fault, all_calls
        self.calls: Counter[str] = Counter()
        self.met: set[Fault] = set()
        self._inside = False

    def function(self, name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its result noted or made wrong."""

        @wraps(whole)
        def called(*given: Any, **named: Any) -> Any:
            if self._inside:
                return whole(*given, **named)
            # What a law's own function calls the law sees; so with one that calls the law back.
            calls_back = any(isinstance(v, FunctionType) for v in (*given, *named.values()))
            self._inside = not (calls_back or name.startswith(_LAWS))
            try:
                result = whole(*given, **named)
            finally:
                self._inside = False
            return self._seen(name, result)

        return called

    def _seen(self, name: str, result: Any) -> Any:
        if is_dataclass(result) and _of_functions(result):
            return self.functions_of(type(result).__name__, result)
        self.calls[name] += 1
        call = self.calls[name]
        if self.fault is not None:
            every = self.fault.function == EVERY and not is_plain(name)
            planted = every or (self.fault.function == name and self._is_in(call))
            return _wrong(result, self.fault) if planted else result
        self.met.update(_faults_of(name, call, result))
        return result

    def _is_in(self, call: int) -> bool:
        assert self.fault is not None
        if self.fault.call < 0:
            return call == self.all_calls + 1 + self.fault.call
        return self.fault.call in (EVER, call) or (self.fault.call == LATER and call > 1)

    def functions_of(self, name: str, record: Any) -> Any:
        """A record whose functions are watched."""
        watched = {
            f.name: self.function(f"{name}.{f.name}", getattr(record, f.name))
            for f in fields(record)
            if isinstance(getattr(record, f.name), FunctionType)
        }
        return replace(record, **watched)

    def value(self, name: str, value: Any) -> Any:
        """Whatever a module of the package holds under a name, watched."""
        if isinstance(value, FunctionType):
            return self.function(name, value)
        if isinstance(value, Mapping) and all(isinstance(v, FunctionType) for v in value.values()):
            return {key: self.function(f"{name}[{key}]", v) for key, v in value.items()}
        if is_dataclass(value) and not isinstance(value, type) and not _of_functions(value):
            return _Watched(self, name, value)
        return value


def _faults_of(name: str, call: int, result: Any) -> Iterator[Fault]:
    """What can be wrong in the result of one call; that of many calls is told in the first ones."""
    parts = _parts(result)
    plain = is_plain(name)
    if call > MOST_CALLS + 1:
        return
    if call == MOST_CALLS + 1 or (plain and "" in dict(parts)):
        calls = (-1, -2, -3) if call == MOST_CALLS + 1 else (call,)
        for part, paths in parts:
            if part != "length":
                changes = _changes(_at(result, paths[0]), part)
                yield from (Fault(name, which, part, how) for which in calls for how in changes)
        return
    if plain:
        return
    yield from (Fault(EVERY, EVER, "", how) for how in EVERY_TIME)
    for part, paths in parts:
        changes = _changes(_at(result, paths[0]), part)
        yield from (Fault(name, call, part, how) for how in changes)
        if part == "length":
            continue
        if len(paths) > 2:
            yield from (Fault(name, call, part, how) for how in MIDDLE)
        many = (*EVERY_TIME, *OF_EACH) if len(paths) > 1 else EVERY_TIME
        for which, how in product((EVER,) if call == 1 else (EVER, LATER), many):
            yield Fault(name, which, part, how)
        if part.startswith("."):
            yield from (Fault(EVERY, EVER, part, how) for how in EVERY_TIME)


class _Watched:
    """A module or an exhibit of the package, each of its names watched."""

    def __init__(self, spy: Spy, name: str, whole: Any) -> None:
        self._spy, self._name, self._whole = spy, name, whole

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(self._whole, attribute)
        name = f"{self._name}.{attribute}"
        if isinstance(self._whole, ModuleType):
            return self._spy.value(name, value)
        if callable(value):
            return self._spy.function(name, value)
        return self._spy._seen(name, value)


def faults_met(holds: Holds, data: Any) -> set[Fault]:
    """Every fault that can be planted while the law is judged on these data."""
    spy = Spy()
    with _planted(holds, spy):
        holds(data, _unheard)
    return spy.met


def refutes(holds: Holds, fault: Fault, data: Any) -> bool:
    """Whether the law is false on the data once the fault is planted; an error is no verdict."""
    all_calls = 0
    if fault.call < 0:
        counting = Spy(_NONE)
        with _planted(holds, counting), suppress(Exception):
            holds(data, _unheard)
        all_calls = counting.calls[fault.function]
    with _planted(holds, Spy(fault, all_calls)), suppress(Exception):
        return not holds(data, _unheard)
    return False


_NONE = Fault("", EVER, "", "")
"""Nothing wrong."""


def _unheard(event: str) -> None:
    """Events do not matter here."""


@contextmanager
def _planted(holds: Holds, spy: Spy) -> Iterator[None]:
    """The spy in the place of what the law's modules took from the rest of the package."""
    with ExitStack() as stack:
        for names in _namespaces(holds):
            watched = {}
            for name, value in names.items():
                if isinstance(value, ModuleType):
                    if value.__name__.startswith("numeric.") and not _own(value.__name__):
                        short = value.__name__.removeprefix("numeric.")
                        watched[name] = _Watched(spy, short, value)
                elif isinstance(value, FunctionType):
                    module = value.__module__
                    if module.startswith(_WATCHED) or not _own(module):
                        short = f"{module.removeprefix('numeric.')}.{value.__name__}"
                        watched[name] = spy.value(short, value)
            stack.enter_context(mock.patch.dict(names, watched))
        yield


def _own(module: str) -> bool:
    if not module.startswith("numeric."):
        return True
    return any(module == own or module.startswith(f"{own}.") for own in _OWN)


def _namespaces(holds: Holds) -> list[dict[str, Any]]:
    """The names of the law's module, and those of the modules of laws that it takes from."""
    found: dict[int, dict[str, Any]] = {}
    left = [_globals(holds)]
    while left:
        names = left.pop()
        if id(names) in found:
            continue
        found[id(names)] = names
        for value in names.values():
            if isinstance(value, ModuleType) and _is_shared(value.__name__):
                left.append(vars(value))
            elif isinstance(value, FunctionType) and value.__module__.startswith("numeric.laws."):
                left.append(value.__globals__)
    return list(found.values())


def _is_shared(module: str) -> bool:
    """Whether a module holds what laws share."""
    return module.startswith(_WATCHED) and module.rpartition(".")[2].startswith("_")


def _globals(function: Any) -> dict[str, Any]:
    names: dict[str, Any] = getattr(function, "func", function).__globals__
    return names


# Numbers within results


def _of_functions(record: Any) -> bool:
    """Whether a record holds functions, as a rule or an activation does."""
    return any(callable(getattr(record, f.name)) for f in fields(record))


def _named(value: Any) -> tuple[str, ...]:
    """The names of a record's parts; none for anything else."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return tuple(value._fields)
    if is_dataclass(value) and not isinstance(value, type | Enclosure):
        return tuple(f.name for f in fields(value))
    return ()


def _parts(value: Any) -> list[tuple[str, list[Path]]]:
    """The numbers of a result by the name of the part that they are in."""
    groups: dict[str, list[Path]] = {}
    for part, path in _leaves(value, "", ()):
        groups.setdefault(part, []).append(path)
    if isinstance(value, tuple | list) and value and not _named(value):
        groups["length"] = [()]
    return list(groups.items())


def _leaves(value: Any, part: str, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, int | Fraction | float | Enclosure):
        yield part, path
    elif names := _named(value):
        for name in names:
            yield from _leaves(getattr(value, name), f"{part}.{name}", (*path, name))
    elif isinstance(value, tuple | list):
        for i, inner in enumerate(value):
            of_layers = f"{part}.{i}" if hasattr(inner, "_fields") else part
            yield from _leaves(inner, of_layers, (*path, i))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = getattr(value, key) if isinstance(key, str) else value[key]
    return value


def _put(value: Any, path: Path, leaf: Any) -> Any:
    if not path:
        return leaf
    key, rest = path[0], path[1:]
    if isinstance(key, str):
        inner = _put(getattr(value, key), rest, leaf)
        if hasattr(value, "_replace"):
            return value._replace(**{key: inner})
        return replace(value, **{key: inner})
    changed = list(value)
    changed[key] = _put(value[key], rest, leaf)
    return changed if isinstance(value, list) else tuple(changed)


def _vectors(paths: list[Path]) -> list[list[Path]]:
    """The paths of numbers that lie side by side."""
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(path[:-1], []).append(path)
    return list(found.values())


def _changes(leaf: Any, part: str) -> tuple[str, ...]:
    if part == "length":
        return CHANGES[5:]
    return (CHANGES[0], CHANGES[3]) if isinstance(leaf, bool) else CHANGES[:5]


def _times(leaf: Any, factor: Fraction) -> Any:
    """The number times the factor, a float staying one and a whole number too if it can."""
    if isinstance(leaf, float):
        return leaf * float(factor)
    made = leaf * factor
    return int(made) if isinstance(leaf, int) and made.denominator == 1 else made


def _wrong(result: Any, fault: Fault) -> Any:
    """The result with its fault; as it is where it has no such part."""
    parts = dict(_parts(result))
    paths = parts.get(fault.part)
    if fault.function == EVERY and not fault.part:
        paths = [path for part, of_part in parts.items() if part != "length" for path in of_part]
    if not paths:
        return result
    if fault.change == "one less":
        return result[:-1]
    if fault.change.startswith("all"):
        factor = _FACTORS.get(fault.change.removeprefix("all "), Fraction(1))
        more = {"all + 1": 1, "all - 1": -1}.get(fault.change, 0)
        for path in paths:
            leaf = _at(result, path)
            new = (
                leaf is not (factor < 0) if isinstance(leaf, bool) else _times(leaf, factor) + more
            )
            result = _put(result, path, new)
        return result
    if "of each" in fault.change:
        place = 0 if fault.change.startswith("first") else -1
        factor = _FACTORS[fault.change.rpartition(" ")[2]]
        for of_vector in _vectors(paths):
            leaf = _at(result, of_vector[place])
            if not isinstance(leaf, bool):
                result = _put(result, of_vector[place], _times(leaf, factor))
        return result
    where = {"first": 0, "middle": len(paths) // 2}.get(fault.change.split()[0], -1)
    path = paths[where]
    leaf = _at(result, path)
    if isinstance(leaf, bool):
        return _put(result, path, not leaf)
    up = "+" in fault.change
    if isinstance(leaf, float) and "little" in fault.change:
        return _put(result, path, math.nextafter(leaf, math.inf if up else -math.inf))
    size: int | Fraction = _LITTLE if "little" in fault.change else 1
    if isinstance(leaf, float):
        size = int(size)
    return _put(result, path, leaf + size if up else leaf - size)
