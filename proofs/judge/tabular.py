"""Starts that are forgotten where a step changes one entry of a table: Q-learning, TD with states.

The new entry is a times the old one and c times others, or the largest of all: the largest size of
the difference of two runs grows by no step, and |a| + |c| < 1 makes it smaller once all are met.
"""

from __future__ import annotations

from proofs.find import polynomial as P
from proofs.judge.collected import Forms, not_zero
from proofs.judge.forgetting import Forgotten
from proofs.judge.structure import closure
from proofs.judge.syntax import (
    ONE,
    Node,
    Rule,
    State,
    free_indices,
    names,
    node,
    parts,
    plus,
    rebuilt,
)  # fmt: skip


def tabular(rule: Rule) -> Forgotten | None:
    """Why the start of a table is forgotten; None where this does not show it."""
    own = closure(rule, tuple(s.name for s in rule.weights))
    if len(own) != 1 or rule.sample_index:
        return None
    s = rule.state(own[0])
    if s.kind != "scalar" or not s.index:
        return None
    forms = Forms(not_zero(rule))
    label = _label(rule, s)
    if label is None:
        return None
    kept, moved = (forms.form(_side(s, label, chosen))[0] for chosen in (False, True))
    old = forms.generator(s.here)
    if kept != P.generator(old):
        return None
    sizes: dict[int, P.Poly] = {}
    for m, c in moved.items():
        about = [(g, e) for g, e in m if s.name in names(forms.nodes[g])]
        if not about:
            continue
        ((g, e), *more) = about
        if more or e != 1 or not _entry_of(forms.nodes[g], s):
            return None
        rest = {tuple(f for f in m if f[0] != g): c}
        P.accumulate(sizes.setdefault(g, {}), rest)
    inner = [p for g in P.generators(sizes.values()) for p in parts(forms.nodes[g])]
    if any(p.op in ("clock", "at", "index") for p in inner):
        return None
    whole = plus(*(_size(forms.written(c)) for c in sizes.values() if c))
    data = {d.name for d in rule.data}
    finite = ("samples from a finite set",) if set(names(whole)) & data else ()
    by = (
        "the largest size of the difference of two runs is never larger after a step, and where "
        f"{label} has been each {s.index} it is at most {whole!r} times as large"
    )
    words = (f"samples in which {label} is each {s.index}, again and again in one order", *finite)
    return Forgotten(by, "", (node("<", whole, ONE),), words)


def _size(part: Node) -> Node:
    return part if part.op == "number" and part.data >= 0 else node("abs", part)


def _label(rule: Rule, s: State) -> str | None:
    """The one label that says which entry a step changes."""
    compared = [p for p in parts(s.update) if p.op in ("=", "!=") and s.index in free_indices(p)]
    found = {p.args for p in compared}
    if len(found) != 1:
        return None
    (args,) = found
    labels = [a.data for a in args if a.op == "name" and a.kind == "index"]
    return labels[0] if len(labels) == 1 and s.here.args[0] in args else None


def _side(s: State, label: str, chosen: bool) -> Node:
    """The update of the entry that is chosen, or of another."""

    def change(part: Node) -> Node | None:
        if part.op == "where" and part.args[0].op in ("=", "!="):
            test, a, b = part.args
            if s.index in free_indices(test):
                side = a if (test.op == "=") is chosen else b
                return rebuilt(side, change)
        if chosen and part.op == "at" and part.data == s.name:
            (at,) = part.args
            if at.op == "name" and at.data == label:
                return s.here
        return None

    return rebuilt(s.update, change)


def _entry_of(part: Node, s: State) -> bool:
    """Whether it is one entry of the table, whatever the table is, or the largest."""
    if part.op == "at" and part.data == s.name:
        return part.args[0].op in ("index", "name")
    if part.op == "largest":
        (body,) = part.args
        return body.op == "at" and body.data == s.name and body.args[0].op == "index"
    return False


__all__ = ["tabular"]
