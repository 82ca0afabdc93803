"""What a rule's form alone shows: rotations pass through a step, equal units stay equal."""

from __future__ import annotations

from typing import Literal

from proofs.judge.collected import PARTIAL
from proofs.judge.syntax import BINDERS, Node, Rule, is_number, names, parts
from proofs.reach import reached

Turns = Literal["fixed", "turned", "either"]
"""What a rotation of all vectors does to a value; either: it is 0."""


class Shape(ValueError):
    """A part that shows why a rule's form does not tell."""


def turns_with_vectors(rule: Rule) -> str | None:
    """None if every step commutes with rotations; else the part at which that is not seen.

    Built of sums, multiples and inner products, a step takes turned vectors to turned vectors.
    """
    done: dict[Node, Turns] = {}
    for s in rule.states:
        try:
            found = _turns(s.update, done)
        except Shape as part:
            return str(part)
        if found not in ("either", "turned" if s.kind == "vector" else "fixed"):
            return repr(s.update)
    return None


def _turns(part: Node, done: dict[Node, Turns]) -> Turns:
    if part not in done:
        done[part] = _rule(part, [_turns(a, done) for a in part.args])
    return done[part]


def _rule(part: Node, below: list[Turns]) -> Turns:
    op = part.op
    if is_number(part, 0) or (op == "*" and any(is_number(a, 0) for a in part.args)):
        return "either"
    if op in ("name", "at"):
        return "turned" if part.kind == "vector" else "fixed"
    vectors = [b for b, a in zip(below, part.args, strict=True) if a.kind == "vector"]
    if not vectors:
        return "fixed"
    met = {b for b in below if b != "either"}
    match op:
        case "dot" | "norm":
            return "fixed"
        case "+" | "neg" | "total":
            if len(met) <= 1:
                return next(iter(met), "either")
        case "*":
            if len(vectors) == 1:
                return vectors[0]
        case "/" if part.args[1].kind != "vector":
            return below[0]
        case "where" if part.args[0].kind != "truths":
            chosen = {b for b in below[1:] if b != "either"}
            if len(chosen) <= 1:
                return next(iter(chosen), "either")
    raise Shape(repr(part))


def units_alike(rule: Rule) -> str | None:
    """None if equal units stay equal; else the part that tells one from another.

    A unit's new values must speak of its own number in its own states alone.
    """
    own = {s.name: s.index for s in rule.states if s.index}
    for s in rule.states:
        if s.index is None:
            continue
        for part in _spoken(s.update, s.index):
            if part.op != "at" or own.get(part.data) != s.index:
                return repr(part)
    return None


def _spoken(root: Node, index: str) -> list[Node]:
    """The parts that have a free index among their operands."""
    found: dict[Node, None] = {}
    seen: set[Node] = set()
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part in seen or (part.op in BINDERS and part.data == index):
            continue
        seen.add(part)
        if any(a.op == "index" and a.data == index for a in part.args):
            found[part] = None
        waiting.extend(part.args)
    return list(found)


def asked_about(rule: Rule) -> tuple[str, ...]:
    """The states that a claim about the weights is about: what they depend on, and what may end a
    run for want of a value."""
    ending = [s.name for s in rule.states if any(p.op in PARTIAL for p in parts(s.update))]
    return closure(rule, (*(s.name for s in rule.weights), *ending))


def closure(rule: Rule, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The states that some depend on, themselves among them."""
    updates = {s.name: s.update for s in rule.states}
    found = reached(wanted, lambda one: [n for n in names(updates[one]) if n in updates])
    return tuple(n for n in updates if n in found)


__all__ = ["asked_about", "closure", "turns_with_vectors", "units_alike"]
