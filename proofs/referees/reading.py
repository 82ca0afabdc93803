"""What a file of proofs says, read anew for the referees: nothing of the checker is used here.

A bound variable is the number of binders between it and its own; equal terms are one object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.reach import reached

RELATIONS = ("=", "!=", "<", "<=")
BINDERS = ("total", "all")
LEAVES = ("symbol", "bound", "zero", "number")


@dataclass(frozen=True)
class Function:
    """A function's name, what it takes and gives, and what kind it is."""

    name: str
    takes: tuple[str, ...]
    gives: str
    kind: str

    @property
    def adjoint(self) -> Function:
        """The adjoint of a linear map, and back."""
        other = "adjoint" if self.kind == "linear" else "linear"
        return Function(self.name, (self.gives,), self.takes[0], other)


class Node:
    """A number, vector or claim; `reach` is how many binders around it it may speak of."""

    __slots__ = ("args", "data", "free", "number", "op", "reach", "sort")
    op: str
    sort: str
    args: tuple[Node, ...]
    data: Any
    number: int
    reach: int
    free: frozenset[object]
    """Its symbols, and the functions that are not known ones."""

    def __repr__(self) -> str:
        return shown(self)


_MADE: dict[object, Node] = {}


def make(op: str, args: tuple[Node, ...] = (), data: Any = None, sort: str = "") -> Node:
    """A node; equal ones are one object, and the sort of what has parts follows from them."""
    key = (op, args, data, sort if op in LEAVES else "")
    found = _MADE.get(key)
    if found is None:
        found = Node()
        found.op, found.args, found.data, found.number = op, args, data, len(_MADE)
        found.sort = sort if op in LEAVES else _sort(op, args, data)
        found.reach = _reach(op, args, data)
        own: frozenset[object] = frozenset((found,)) if op == "symbol" else frozenset()
        if op == "apply" and data.kind != "known":
            own = frozenset((data,))
        found.free = own.union(*(a.free for a in args))
        _MADE[key] = found
    return found


def _sort(op: str, args: tuple[Node, ...], data: Any) -> str:
    sorts = [a.sort for a in args]
    if op in ("sum", "product"):
        vectors = [s for s in sorts if s.startswith("vector")]
        whole = "natural" if all(s == "natural" for s in sorts) else "scalar"
        return vectors[0] if vectors else whole
    if op == "quotient":
        return sorts[0] if sorts[0].startswith("vector") else "scalar"
    if op == "power":
        return sorts[0]
    if op == "apply":
        return str(data.gives)
    if op == "total":
        return sorts[1]
    return "scalar" if op == "dot" else "claim"


def _reach(op: str, args: tuple[Node, ...], data: Any) -> int:
    if op == "bound":
        return int(data) + 1
    inner = len(args) - 1 if op in BINDERS else -1
    return max((max(0, a.reach - (i == inner)) for i, a in enumerate(args)), default=0)


def number(value: int | Fraction) -> Node:
    """An exact number."""
    q = Fraction(value)
    return make("number", (), q, "natural" if q >= 0 and q.denominator == 1 else "scalar")


def symbol(name: str, sort: str) -> Node:
    """A number or vector of which nothing is known."""
    return make("symbol", (), name, sort)


def relation(sign: str, a: Node, b: Node) -> Node:
    """A comparison of two terms."""
    return make(sign, (a, b))


def less(a: Node, b: Node) -> Node:
    """a - b."""
    return make("sum", (a, make("product", (number(-1), b))))


def is_vector(t: Node) -> bool:
    """Whether it is a vector."""
    return t.sort.startswith("vector")


def negated(p: Node) -> Node:
    """The relation that holds exactly where this one does not."""
    other = {"=": "!=", "!=": "=", "<": "<=", "<=": "<"}[p.op]
    return relation(other, *(p.args if p.op in ("=", "!=") else p.args[::-1]))


# Replacing ---------------------------------------------------------------------------------------
def replaced(t: Node, change: Callable[[Node, int], Node | None]) -> Node:
    """Parts replaced, each seen together with the number of binders around it."""
    done: dict[tuple[Node, int], Node] = {}

    def at_depth(t: Node, depth: int) -> Node:
        key = (t, depth)
        if key not in done:
            found = change(t, depth)
            if found is None:
                inner = len(t.args) - 1 if t.op in BINDERS else -1
                args = tuple([at_depth(a, depth + (i == inner)) for i, a in enumerate(t.args)])
                found = t if args == t.args else make(t.op, args, t.data, t.sort)
            done[key] = found
        return done[key]

    return at_depth(t, 0)


def lifted(t: Node, by: int) -> Node:
    """The same, at a place with this many more binders around it."""

    def change(part: Node, depth: int) -> Node | None:
        if part.op == "bound" and part.data >= depth:
            return make("bound", (), part.data + by, part.sort)
        return part if part.reach <= depth else None

    return replaced(t, change) if by and t.reach else t


def opened(binder: Node, value: Node) -> Node:
    """The body of a binder, with a value for its variable."""

    def change(t: Node, depth: int) -> Node | None:
        if t.op == "bound":
            if t.data == depth:
                return lifted(value, depth)
            return make("bound", (), t.data - 1, t.sort) if t.data > depth else t
        return t if t.reach <= depth else None

    return replaced(binder.args[-1], change)


def closed(body: Node, x: Node) -> Node:
    """For all x: the body."""

    def change(t: Node, depth: int) -> Node | None:
        if t is x:
            return make("bound", (), depth, x.sort)
        if t.op == "bound" and t.data >= depth:
            return make("bound", (), t.data + 1, t.sort)
        return t if x not in t.free and t.reach <= depth else None

    return make("all", (replaced(body, change),), x.sort)


Reading = Node | tuple[tuple[Node, ...], Node]


def substituted(t: Node, change: Mapping[object, Reading]) -> Node:
    """Symbols replaced by terms, functions by parameters and a body, all at once."""
    keys = frozenset(change)
    done: dict[Node, Node] = {}

    def of(t: Node) -> Node:
        if t in done:
            return done[t]
        found = t
        if t.op == "symbol" and t in change:
            value = change[t]
            assert isinstance(value, Node)
            found = value
        elif keys & t.free:
            args = tuple(map(of, t.args))
            meaning = change.get(t.data) if t.op == "apply" else None
            if isinstance(meaning, tuple):
                given = dict(zip(meaning[0], args, strict=True))
                found = replaced(
                    meaning[1], lambda s, by: lifted(given[s], by) if s in given else None
                )
            else:
                found = make(t.op, args, t.data, t.sort)
        done[t] = found
        return found

    return of(t)


def instance(p: Node, terms: Sequence[Node]) -> Node | None:
    """What a statement for all says at terms, outermost first; None if it has too few."""
    for t in terms:
        if p.op not in BINDERS:
            return None
        p = opened(p, t)
    return p


def equation_of(p: Node, mark: str = "of.") -> tuple[tuple[Node, ...], Node, Node] | None:
    """The variables and sides of: for all x, y, ...: a = b."""
    names: list[Node] = []
    while p.op == "all":
        names.append(symbol(f"{mark}{len(names)}", p.data))
        p = opened(p, names[-1])
    return (tuple(names), p.args[0], p.args[1]) if p.op == "=" else None


def parts(t: Node) -> list[Node]:
    """All parts, each once, children first."""
    seen: dict[Node, None] = {}

    def walk(t: Node) -> None:
        if t not in seen:
            for a in t.args:
                walk(a)
            seen[t] = None

    walk(t)
    return list(seen)


# Files -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """What a line says, by which rule, at which terms, from which earlier lines."""

    says: Node
    rule: str
    terms: tuple[Node, ...]
    uses: tuple[int, ...]


@dataclass(frozen=True)
class Proof:
    """What is given, what is said, and the lines that show it."""

    name: str
    given: tuple[Node, ...]
    says: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Refutation:
    """What is given and said, and the values at which the one holds and the other does not."""

    name: str
    given: tuple[Node, ...]
    says: Node
    values: tuple[tuple[Node, Fraction | tuple[Fraction, ...]], ...]
    functions: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True)
class File:
    """The proofs, the refutations, and what of them belongs to which entry."""

    proofs: dict[str, Proof]
    refutations: dict[str, Refutation]
    entries: dict[str, dict[str, str]]
    refuted: dict[str, dict[str, str]]

    def below(self, entry: str) -> list[str]:
        """The theorems that an entry states and those that they rest on, in the file's order."""
        stated = self.entries.get(entry, {}).values()
        wanted = reached(
            stated, lambda name: cited(self.proofs[name]) if name in self.proofs else ()
        )
        return [name for name in self.proofs if name in wanted]


def cited(proof: Proof) -> list[str]:
    """The theorems that its lines cite."""
    rules = dict.fromkeys(line.rule for line in proof.lines)
    return [rule[8:] for rule in rules if rule.startswith("theorem ")]


def read(data: Mapping[str, Any]) -> File:
    """What an exported file holds."""
    made: list[Node] = []
    for op, sort, places, told in data["nodes"]:
        value: Any = told
        if op == "number":
            value = Fraction(told)
        elif op == "apply":
            value = Function(told[0], tuple(told[1]), told[2], told[3])
        made.append(make(op, tuple([made[i] for i in places]), value, sort))

    def at(places: Iterable[int]) -> tuple[Node, ...]:
        return tuple([made[i] for i in places])

    proofs = {
        p["name"]: Proof(p["name"], at(p["given"]), at(p["says"]), tuple([
            Line(made[says], rule, at(terms), tuple(uses))
            for says, rule, terms, uses in p["lines"]
        ]))
        for p in data["proofs"]
    }  # fmt: skip
    refutations = {
        r["name"]: Refutation(
            r["name"], at(r["given"]), made[r["says"]],
            tuple([
                (made[i], tuple(map(Fraction, v)) if isinstance(v, list) else Fraction(v))
                for i, v in r["values"]
            ]),
            tuple([(made[i], made[k]) for i, k in r["functions"]]),
        )
        for r in data.get("refutations", [])
    }  # fmt: skip
    return File(proofs, refutations, data.get("entries", {}), data.get("refuted", {}))


# Text --------------------------------------------------------------------------------------------
def shown(t: Node, most: int = 400) -> str:
    """One line of plain text, cut where it would be too long."""
    done: dict[Node, str] = {}

    def of(t: Node) -> str:
        if t not in done:
            s = [of(a) for a in t.args]
            text = _shown(t, s)
            done[t] = text if len(text) <= most else text[: most // 2] + " ... "
        return done[t]

    return of(t)


def _shown(t: Node, s: Sequence[str]) -> str:
    if t.op in ("number", "symbol"):
        return str(t.data)
    if t.op == "apply":
        return f"{t.data.name}{chr(39) * (t.data.kind == 'adjoint')}({', '.join(s)})"
    if t.op in ("and", "or"):
        return "(" + f" {t.op} ".join(s) + ")"
    if t.op in ("sum", "product"):
        return "(" + (" + " if t.op == "sum" else " * ").join(s) + ")"
    forms = {"zero": "0", "bound": f"#{t.data}", "all": "(for all {0})", "quotient": "({0} / {1})",
             "power": "{0}^{1}", "dot": "<{0}, {1}>", "total": "sum(< {0}: {1})",
             "imply": "({0} => {1})"}  # fmt: skip
    return forms.get(t.op, f"{{0}} {t.op} {{1}}").format(*s)
