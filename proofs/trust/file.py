"""Proofs in a file: one table of terms, each node once, children first; no pickle, no code.

{"format": 1, "nodes": [[op, sort, [places], data], ...],
 "proofs": [{"name", "given": [places], "says": [places],
             "lines": [[says, rule, [terms], [uses]], ...]}, ...],
 "refutations": [{"name", "given": [places], "says": place, "values": [[place, value], ...],
                  "functions": [[place of f(x, ...), place of what it is], ...]}, ...]}

A value is "1/2", or ["1", "0"] for a vector.  "refutations" may be left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from .check import Line, Proof
from .evaluation import fraction
from .refutation import Refutation, refutation
from .terms import Function, Term, build, fold
from .wrong import Wrong, need

FORMAT = 1
MOST_BYTES = 100_000_000
MOST_VALUES = 3_000_000
MOST_NESTED = 2_000


def dump(roots: Iterable[Term]) -> tuple[list[list[Any]], dict[Term, int]]:
    """A table of nodes, each once, children first; and each node's place in it."""
    place: dict[Term, int] = {}
    nodes: list[list[Any]] = []

    def combine(t: Term, args: tuple[int, ...]) -> int:
        data = t.data
        if t.op == "number":
            data = str(data)
        elif t.op == "apply":
            data = [data.name, list(data.takes), data.gives, data.kind]
        nodes.append([t.op, t.sort, list(args), data])
        return len(nodes) - 1

    for root in roots:
        fold(root, combine, place)
    return nodes, place


def load(nodes: Sequence[Any]) -> list[Term]:
    """The terms of a table of nodes; raises `Wrong` for one that is none."""
    made: list[Term] = []
    for node in nodes:
        need(type(node) is list and len(node) == 4 and type(node[2]) is list, "no node")
        op, sort, places, data = node
        need(type(op) is str and type(sort) is str, "no node")
        need(all(type(i) is int and 0 <= i < len(made) for i in places), "a node before its parts")
        args = tuple([made[i] for i in places])
        if op == "number":
            data = fraction(data)
        elif op == "apply":
            need(type(data) is list and len(data) == 4 and type(data[1]) is list, "no function")
            need(all(type(s) is str for s in (data[0], *data[1], *data[2:])), "no function")
            data = Function(data[0], tuple(data[1]), data[2], data[3])
        else:
            need(data is None or type(data) in (str, int), "no node")
        made.append(build(op, sort, args, data))
    return made


def write(proofs: Sequence[Proof], refutations: Sequence[Refutation] = ()) -> dict[str, Any]:
    """Proofs and refutations as data that JSON can hold."""
    roots = [
        t for p in proofs
        for t in (*p.given, *p.says, *(t for line in p.lines for t in (line.says, *line.terms)))
    ]  # fmt: skip
    for r in refutations:
        roots += [*r.given, r.says, *(t for t, _ in r.values), *(t for f in r.functions for t in f)]
    nodes, place = dump(roots)
    return {
        "format": FORMAT,
        "nodes": nodes,
        "proofs": [
            {
                "name": p.name,
                "given": [place[t] for t in p.given],
                "says": [place[t] for t in p.says],
                "lines": [
                    [place[x.says], x.rule, [place[t] for t in x.terms], list(x.uses)]
                    for x in p.lines
                ],
            }
            for p in proofs
        ],
        "refutations": [
            {
                "name": r.name,
                "given": [place[t] for t in r.given],
                "says": place[r.says],
                "values": [
                    [place[t], [*map(str, v)] if type(v) is tuple else str(v)] for t, v in r.values
                ],
                "functions": [[place[t] for t in pair] for pair in r.functions],
            }
            for r in refutations
        ],
    }


def read(data: Any) -> tuple[list[Proof], list[Refutation]]:
    """What is in a file; raises `Wrong` for what is none."""
    form = data.get("format") if type(data) is dict else None
    need(type(form) is int and form == FORMAT, f"not a file of format {FORMAT}")
    rows = data.get("refutations", [])
    need(all(type(x) is list for x in (data.get("nodes"), data.get("proofs"), rows)), "no proofs")
    need(data["proofs"] or rows, "no proofs")
    terms = load(data["nodes"])

    def places(given: Any) -> tuple[Term, ...]:
        need(type(given) is list, "no list of terms")
        need(all(type(i) is int and 0 <= i < len(terms) for i in given), "no such term")
        return tuple([terms[i] for i in given])

    names: set[str] = set()
    for p in (*data["proofs"], *rows):
        need(type(p) is dict, "no proof")
        name = p.get("name")
        need(type(name) is str and 0 < len(name) <= 200, "no name")
        need(name.isprintable() and ":" not in name, "no name")
        need(name not in names, f"{name}: two proofs of one name")
        names.add(name)
    proofs = []
    for p in data["proofs"]:
        need(type(p.get("lines")) is list, "no proof")
        lines = []
        for line in p["lines"]:
            need(type(line) is list and len(line) == 4, "no line")
            says, rule, ts, uses = line
            need(type(rule) is str and type(uses) is list and all(type(k) is int for k in uses),
                 "no line")  # fmt: skip
            lines.append(Line(places([says])[0], rule, places(ts), tuple(uses)))
        proofs.append(Proof(p["name"], places(p.get("given")), places(p.get("says")), tuple(lines)))
    return proofs, [refutation(r, places) for r in rows]


def parse(text: bytes) -> tuple[list[Proof], list[Refutation]]:
    """The proofs and refutations in a file's bytes; raises `Wrong` for what is none."""
    need(len(text) <= MOST_BYTES, f"the file is larger than {MOST_BYTES} bytes")
    values = sum(map(text.count, (b",", b"[", b"{")))
    need(values <= MOST_VALUES, f"the file holds more than {MOST_VALUES} values")
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(min(limit, MOST_NESTED))  # a raised one lets the stack overflow
        data = json.loads(text)
    except (ValueError, RecursionError):  # also what is no text, or a number of too many digits
        raise Wrong("the file is not JSON") from None
    finally:
        sys.setrecursionlimit(limit)
    return read(data)
