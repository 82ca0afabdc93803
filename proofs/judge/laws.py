"""The small verifier of scalings: exponents that were found are checked part by part.

It knows nothing of how they were found.  For c > 0 and exponents of all names, `weigh` says by
which power of c the value of each part is multiplied, or raises `Broken` where no law says so.
Whether a part has a value is the same on both sides of each law, since c**p > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from proofs.judge.syntax import COMPARISONS, Node, Rule, parts


class Broken(ValueError):
    """A part for which there is no law."""


LAWS = {
    "+": "c^p a + c^p b = c^p (a + b)", "*": "(c^p a) (c^q b) = c^(p+q) a b",
    "/": "(c^p a)/(c^q b) = c^(p-q) a/b", "neg": "-(c^p a) = c^p (-a)",
    "**": "(c^p a)^q = c^(p q) a^q", "sqrt": "sqrt(c^p a) = c^(p/2) sqrt(a)",
    "dot": "(c^p u).(c^q v) = c^(p+q) u.v", "norm": "|c^p u| = c^p |u|",
    "normmax": "the largest |c^p u_i| is c^p times the largest |u_i|",
    "coordinates": "the sum of c^p u_i is c^p times the sum of u_i",
    "abs": "|c^p a| = c^p |a|", "relu": "max(c^p a, 0) = c^p max(a, 0)",
    "max": "max(c^p a, c^p b) = c^p max(a, b)", "min": "min(c^p a, c^p b) = c^p min(a, b)",
    "clip": "clip(c^p a, c^p b, c^p d) = c^p clip(a, b, d)",
    "soft": "soft(c^p a, c^p b) = c^p soft(a, b)",
    "where": "where(p, c^q a, c^q b) = c^q where(p, a, b)", "phi": "phi(c^p a) = phi(a)",
    "sign": "sign(c^p a) = sign(a)", "total": "the sum of c^p a_k is c^p times the sum of a_k",
    "largest": "the largest of c^p a_k is c^p times the largest of a_k",
    "argmax": "the first largest of c^p a_k is at the k of that of a_k",
    **{sign: f"c^p a {sign} c^p b where a {sign} b" for sign in COMPARISONS},
}  # fmt: skip
"""What is used of each operation, c being positive."""

ANY = None
Weight = Fraction | None
"""The power of c; ANY for what is 0 whatever the data."""


def weigh(root: Node, exponents: Mapping[str, Fraction], done: dict[Node, Weight]) -> Weight:
    """The power of c by which the value is multiplied; raises `Broken`."""
    for part in parts(root):
        if part not in done:
            done[part] = _weight(part, [done[a] for a in part.args], exponents)
    return done[root]


def _weight(part: Node, below: list[Weight], exponents: Mapping[str, Fraction]) -> Weight:
    op = part.op
    if op == "number":
        return ANY if part.data == 0 else Fraction(0)
    if part.kind == "index" and op != "argmax":
        return Fraction(0)
    if op in ("name", "at"):
        return exponents[part.data]
    if op in ("clock", "count", "phi", "sign", "argmax", "and", "or", "not"):
        return Fraction(0)
    if op in COMPARISONS:
        _one(part, below)
        return Fraction(0)
    if op in ("+", "max", "min", "clip", "soft"):
        return _one(part, below)
    if op == "where":
        return _one(part, below[1:])
    if op in ("neg", "abs", "relu", "norm", "normmax", "total", "largest", "coordinates"):
        return below[0]
    if op in ("*", "dot"):
        return ANY if ANY in below else sum((b for b in below if b is not None), Fraction(0))
    if op == "/":
        top, under = below
        return ANY if top is None else top - (under or 0)
    if op in ("**", "sqrt"):
        q = Fraction(1, 2) if op == "sqrt" else part.data
        if below[0] is None:
            return ANY if q > 0 else Fraction(0)
        return below[0] * q
    if op in ("exp", "log", "sigmoid", "tanh", "pow"):
        if any(b for b in below):
            raise Broken(f"{part!r}: what it is of must not scale")
        return Fraction(0)
    raise Broken(f"{part!r}: no law")


def _one(part: Node, below: list[Weight]) -> Weight:
    met = {b for b in below if b is not None}
    if len(met) > 1:
        raise Broken(f"{part!r}: its parts do not scale alike")
    return next(iter(met), ANY)


def verified(
    rule: Rule, states: tuple[str, ...], exponents: Mapping[str, Fraction], from_start: bool
) -> dict[Node, Weight]:
    """The weight of every part of the step, once every law holds; raises `Broken`.

    One step commutes with the scaling; labels and parameters that have one of some values keep
    them, and both runs are supposed to be in the ranges that are given; and, `from_start`, the
    scaling maps the start to the start of the other run.
    """
    known = {n: exponents.get(n, Fraction(0)) for n in _known(rule)}
    done: dict[Node, Weight] = {}
    for s in rule.states:
        if s.name not in states:
            continue
        became = weigh(s.update, known, done)
        if became is not None and became != known[s.name]:
            raise Broken(f"{s.name}' scales otherwise than {s.name}")
        if from_start:
            start = weigh(s.start, known, done)
            if start is not None and start != known[s.name]:
                raise Broken(f"{s.name} does not start where the scaling maps it to")
        spoken = {p.data for p in parts(s.update) if p.op in ("name", "at")}
        if missing := {t.name for t in rule.states} & spoken - set(states):
            raise Broken(f"{s.name}' speaks of {sorted(missing)[0]}")
    for d in rule.data:
        if d.values and any(d.values) and known[d.name]:
            raise Broken(f"{d.name} has one of some values only")
    for given in rule.given:
        if given.op not in ("<", "<=", "!="):
            weigh(given, known, done)
    return done


def _known(rule: Rule) -> Iterator[str]:
    yield rule.rate
    yield from rule.parameters
    yield from (s.name for s in rule.states)
    yield from (d.name for d in rule.data)


__all__ = ["LAWS", "Broken", "verified", "weigh"]
