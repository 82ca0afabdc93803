"""Whether definitions, as the checker's claims, are no more than that: one meaning each, no circle.

Definitions stand among what a theorem is given, and not among the hypotheses that its page lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs.reach import reached
from proofs.trust.terms import Function, Term, at, free, fresh, inside, number


class NoDefinition(ValueError):
    """Definitions that together would be an assumption; the message says why."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One definition: of what, at which index, by what."""

    claim: Term
    left: Term
    head: object
    arguments: tuple[Term, ...]
    right: Term
    names: tuple[Term, ...]
    """The variables for all values of which it holds."""
    place: int = 0
    """Which argument a recursion goes by."""

    @property
    def index(self) -> Term | None:
        """The step, or the index, that a recursion goes by."""
        return self.arguments[self.place] if self.arguments else None


def _read(p: Term) -> _Meaning:
    names: list[Term] = []
    body = p
    while body.op == "all":
        names.append(fresh(body.data))
        body = body.args[0]
    body = at(p, *names)
    left, right = body.args if body.op == "=" else (body, body)
    run = left.op == "apply" and left.data.kind == "opaque" and "natural" in left.data.takes
    if left.op != "symbol" and not run:
        raise NoDefinition(f"a definition says what a symbol means, not {p}")
    if not free(left) >= set(names):
        raise NoDefinition(f"{p} says of one thing what it is at every step")
    if left.op == "symbol":
        return _Meaning(p, left, left, (), right, ())
    return _Meaning(p, left, left.data, left.args, right, tuple(names))


def left_of(p: Term) -> Term:
    """What an equation, perhaps for all values of something, is about."""
    while p.op == "all":
        p = p.args[0]
    return p.args[0] if p.args else p


def head_of(p: Term) -> object:
    """The symbol or function that an equation is about."""
    left = left_of(p)
    return left.data if left.op == "apply" else left


def check_definitions(claims: Iterable[Term]) -> None:
    """Raise `NoDefinition` where a thing has two meanings, or is defined by way of itself."""
    found = _placed([_read(p) for p in claims])
    by_head: dict[object, list[_Meaning]] = {}
    for one in found:
        for other in by_head.setdefault(one.head, []):
            if _meet(one, other):
                called = one.head.name if type(one.head) is Function else one.head
                raise NoDefinition(f"{called} has two meanings: {other.claim}, and {one.claim}")
        by_head[one.head].append(one)
    _no_circle([(d, o, part) for d in found for o, part in _rests_on(d, by_head)])


def _placed(found: list[_Meaning]) -> list[_Meaning]:
    """With the argument by which each function's recursion goes down."""
    places: dict[object, int] = {}
    for head in {d.head for d in found}:
        own = [d for d in found if d.head == head]
        count = min(len(d.arguments) for d in own)
        places[head] = next((i for i in range(count) if _goes_down(own, i)), 0)
    return [replace(d, place=places[d.head]) for d in found]


def _goes_down(own: list[_Meaning], place: int) -> bool:
    """Whether what is defined stands on the right one before only, in this argument."""
    patterns = [d for d in own if d.arguments[place].op in ("number", "sum")]
    parts = [(d, t) for d in own for t in inside(d.right) if t.op == "apply" and t.data == d.head]
    down = all(
        d.arguments[place].op == "sum" and t.args[place] is d.arguments[place].args[0]
        for d, t in parts
    )
    return bool(patterns) and down


def _meet(one: _Meaning, other: _Meaning) -> bool:
    """Whether both say what one thing is, and neither is the other one at an index."""
    if any(map(_apart, one.arguments, other.arguments)):
        return False
    if not one.names and not other.names:
        return one.claim is not other.claim
    ground, general = (other, one) if one.names else (one, other)
    return bool(ground.names) or not _is_at(ground, general)


def _apart(i: Term, k: Term) -> bool:
    """Whether two indices differ whatever their symbols are."""
    (i_from, i_more), (k_from, k_more) = _split(i), _split(k)
    if i_from is k_from:
        return i_more != k_more
    return (i_from is None and i_more < k_more) or (k_from is None and k_more < i_more)


def _split(index: Term) -> tuple[Term | None, Fraction]:
    """An index as a symbol, or none, and a number."""
    if index.op == "number":
        return None, index.data
    if index.op == "sum" and len(index.args) == 2 and index.args[1].op == "number":
        return index.args[0], index.args[1].data
    return index, Fraction(0)


def _is_at(ground: _Meaning, general: _Meaning) -> bool:
    """Whether one is the other at some index."""
    value, pattern = ground.index, general.index
    if value is None or pattern is None:
        return False
    if pattern.op == "sum":
        if value.op not in ("number", "sum"):
            return False
        value = number(value.data - 1) if value.op == "number" else value.args[0]
    return len(general.names) == 1 and at(general.claim, value) is ground.claim


def _rests_on(
    one: _Meaning, by_head: dict[object, list[_Meaning]]
) -> Iterable[tuple[_Meaning, Term]]:
    """The definitions of what stands in the meaning of one, and where; of a run, its start too."""
    if one.names and one.index is not None and one.index.op == "sum":
        yield from ((o, one.left) for o in by_head[one.head] if o.index is number(0))
    for part in inside(one.right):
        for other in by_head.get(part.data if part.op == "apply" else part, ()):
            index = part.args[other.place] if part.op == "apply" else None
            if other.names or index is other.index:
                yield other, part


_Use = tuple[_Meaning, _Meaning, Term]
"""One definition, another that it rests on, and what it says that the other defines."""


def _no_circle(uses: list[_Use]) -> None:
    """Raise `NoDefinition` unless every circle of definitions goes back in some argument."""
    for circle in _circles(uses):
        for change in (_in_the_first, _in_place):
            changes = [change(*use) for use in circle]
            if None not in changes and any(changes):
                _no_circle([use for use, by in zip(circle, changes, strict=True) if not by])
                break
        else:
            raise NoDefinition(f"by {circle[0][0].claim} something is defined by itself")


def _circles(uses: list[_Use]) -> Iterable[list[_Use]]:
    """The uses by which definitions rest on each other, for each set of such definitions."""
    below: dict[Term, set[Term]] = {}
    for one, other, _ in uses:
        below.setdefault(one.claim, set()).add(other.claim)
    reached = {claim: _reached(claim, below) for claim in below}
    closed = [use for use in uses if use[0].claim in reached.get(use[1].claim, ())]
    while closed:
        claim = closed[0][0].claim
        around = {other for other in reached[claim] if claim in reached.get(other, ())}
        yield [use for use in closed if use[0].claim in around]
        closed = [use for use in closed if use[0].claim not in around]


def _reached(claim: Term, below: dict[Term, set[Term]]) -> set[Term]:
    """What a definition rests on, directly or not."""
    return set(reached(below.get(claim, ()), lambda one: below.get(one, ())))


def _in_the_first(one: _Meaning, other: _Meaning, part: Term) -> int | None:
    """How the first argument changes, which is the step if there is one."""
    if not (one.arguments and part.op == "apply"):
        return None
    return _change(one.arguments[0], part.args[0])


def _in_place(one: _Meaning, other: _Meaning, part: Term) -> int | None:
    """How the arguments change by which the recursions go."""
    if one.index is None or part.op != "apply":
        return None
    return _change(one.index, part.args[other.place])


def _change(own: Term, index: Term) -> int | None:
    """0 or -1, as far as an index is the same or the one before; None where it is neither."""
    if index is own:
        return 0
    return -1 if own.op == "sum" and len(own.args) == 2 and own.args[0] is index else None
