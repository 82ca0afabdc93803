"""Refutations: what is given holds at these numbers, and what is said does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .check import one_thing_a_name
from .evaluation import Evaluator, Undefined, Value, fraction
from .ring import vanishes
from .rules import partial
from .terms import RELATIONS, Term, at, dot, fits, free, fresh, number, substitute
from .wrong import need


@dataclass(frozen=True)
class Refutation:
    """What is given does not imply what is said, at values of symbols and of opaque functions at
    arguments; `functions` are pairs of f(x, y, ...) and what that is everywhere."""

    name: str
    given: tuple[Term, ...]
    says: Term
    values: tuple[tuple[Term, Value], ...]
    functions: tuple[tuple[Term, Term], ...] = ()


def refutation(row: Mapping[str, Any], places: Callable[[Any], tuple[Term, ...]]) -> Refutation:
    """A refutation in a file, whose terms are at places; raises `Wrong` for what is none."""
    for pairs in (row.get("values"), row.get("functions")):
        need(type(pairs) is list and all(type(x) is list and len(x) == 2 for x in pairs),
             "no refutation")  # fmt: skip
    values: list[tuple[Term, Value]] = []
    for t, told in row["values"]:
        value = tuple(map(fraction, told)) if type(told) is list else fraction(told)
        values.append((places([t])[0], value))
    functions = tuple([(places([t])[0], places([u])[0]) for t, u in row["functions"]])
    says = places([row.get("says")])[0]
    return Refutation(row["name"], places(row.get("given")), says, tuple(values), functions)


def refute(r: Refutation) -> None:
    """Raise `Wrong` unless what is given holds, with all its terms, and what is said does not."""
    one_thing_a_name(*r.given, r.says)
    model = Model(r)
    for p in r.given:
        need(model.holds(p), f"what is given does not hold there: {p}")
    need(not model.holds(r.says), "what is said holds there")


class Model(Evaluator):
    """Numbers for symbols, and what functions are: a claim holds there, or does not."""

    def __init__(self, r: Refutation) -> None:
        super().__init__()
        for head, body in r.functions:
            need(head.op == "apply" and head.data.kind != "known", "no function to be read")
            f, names = head.data, head.args
            need(f not in self.read, f"{f.name} is read twice")
            need(len({x for x in names if x.op == "symbol"}) == len(names), "no parameters")
            same = fits(body.sort, f.gives) and tuple(x.sort for x in names) == f.takes
            need(same, f"{f.name} is read as something of another sort")
            self.read[f] = names, body
        for head, body in r.functions:
            need(not free(body) & {*self.read}, f"{head.data.name} is read by one that is read")
        for f in [head.data for head, _ in r.functions if head.data.kind != "opaque"]:
            u, v = fresh(f.takes[0]), fresh(f.gives)  # a map that has an adjoint is linear
            need(f.adjoint in self.read, f"{f.name} is read without its adjoint")
            turned = substitute(dot(f(u), v) - dot(u, f.adjoint(v)), self.read)
            need(vanishes(turned), f"{f.name} is not read as a linear map and its adjoint")
        self.lengths = {t.sort: len(v) for t, v in r.values if type(v) is tuple}
        for t, value in r.values:
            self.set(t, value)

    def holds(self, p: Term) -> bool:
        """Whether a claim holds, and all its terms have values."""
        try:
            return self._holds(p)
        except Undefined:
            return False

    def _holds(self, p: Term) -> bool:
        if p.op in ("and", "or"):
            return (all if p.op == "and" else any)([self._holds(q) for q in p.args])
        if p.op not in RELATIONS:
            return self._always(p)
        a, b = map(self.value, p.args)
        less = p.op in ("<", "<=") and a < b
        return less or (a != b if p.op == "!=" else a == b and p.op != "<")

    def _always(self, p: Term) -> bool:
        """Whether an equation holds for all x, seen by its normal form: never that it does not."""
        numbers = {t: number(v) for t, v in self.values.items() if type(v) is Fraction}
        plain = substitute(p, numbers)
        while plain.op in ("all", "imply"):
            plain = at(plain, fresh(plain.data)) if plain.op == "all" else plain.args[1]
        need(plain.op == "=", f"not seen to hold: {p}")
        # A function may take no notice of an argument that has no value: parts are asked before.
        read = substitute(substitute(plain, self.read), numbers)
        seen = not any(map(partial, plain.args + read.args))
        need(seen and vanishes(read.args[0] - read.args[1]), f"not seen to hold: {p}")
        return True
