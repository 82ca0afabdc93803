"""`python -I -S proofs/trust proofs.json`: check a file of proofs, with nothing else installed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

if not __package__:  # run as a folder: only this folder is imported, under its own name
    here = Path(__file__).resolve().parent
    sys.path[:] = [p for p in sys.path if p and Path(p).resolve() != here]
    sys.path.insert(0, str(here.parent))
    __package__ = here.name
    __import__(__package__)
    del sys.path[0]

from .check import Proof, Theorem, theorem
from .file import FORMAT, parse
from .refutation import Refutation, refute
from .terms import Term, free
from .text import called, show
from .wrong import Wrong, allow

WORK_AT_LEAST, WORK_PER_BYTE = 15_000_000, 10
"""How much work a file may cause: with it, time and room are bounded."""


def kind(x: Any) -> str:
    """What a symbol or a function is."""
    if type(x) is Term:
        return x.sort
    word = "" if x.kind == "opaque" else f"{x.kind}: "
    return f"{word}{', '.join(x.takes)} -> {x.gives}"


def spoken(*claims: Term) -> dict[str, str]:
    """The names in a statement, and what each is."""
    found = frozenset[object]().union(*map(free, claims))
    return {called(x): kind(x) for x in sorted(found, key=called)}


def verdicts(proofs: Sequence[Proof]) -> list[dict[str, Any]]:
    """What each proof assumes, states and rests on, or why it is none."""
    known: dict[str, Theorem] = {}
    rules: dict[str, frozenset[str]] = {}
    results: list[dict[str, Any]] = []
    for proof in proofs:
        result: dict[str, Any] = {"name": proof.name, "lines": len(proof.lines)}
        try:
            known[proof.name] = theorem(proof, known)
        except (Wrong, RecursionError, MemoryError) as why:
            results.append({**result, "holds": False, "why": str(why) or type(why).__name__})
            continue
        own = {line.rule for line in proof.lines}
        cited = {name[8:] for name in own if name.startswith("theorem ")}
        below = frozenset(own).union(*(rules[name] for name in cited))
        rules[proof.name] = below
        results.append({
            **result,
            "holds": True,
            "names": spoken(*proof.given, *proof.says),
            "given": [show(p) for p in proof.given],
            "says": [show(p) for p in proof.says],
            "rules": sorted(r for r in below if not r.startswith(("theorem ", "fact "))),
            "theorems": sorted(r[8:] for r in below if r.startswith("theorem ")),
            "facts": sorted(r[5:] for r in below if r.startswith("fact ")),
        })  # fmt: skip
    return results


def refuted(refutations: Sequence[Refutation]) -> list[dict[str, Any]]:
    """What each refutation refutes, and where, or why it is none."""
    results: list[dict[str, Any]] = []
    for r in refutations:
        shown = {"name": r.name, "given": [show(p) for p in r.given], "refutes": [show(r.says)]}
        points = [f"{show(t)} = {_told(value)}" for t, value in r.values]
        points += [f"{show(t)} = {show(body)} everywhere" for t, body in r.functions]
        try:
            refute(r)
            results.append(
                {**shown, "holds": True, "names": spoken(*r.given, r.says), "at": points}
            )
        except (Wrong, RecursionError, MemoryError) as why:
            results.append({**shown, "holds": False, "why": str(why) or type(why).__name__})
    return results


def _told(value: Any) -> str:
    return f"({', '.join(map(str, value))})" if type(value) is tuple else str(value)


def main(arguments: Sequence[str]) -> int:
    """Check one file; 0 if every proof holds, 1 if one does not, 2 if it cannot be read."""
    as_json = "--json" in arguments
    paths = [a for a in arguments if a != "--json"]
    if len(paths) != 1:
        print("usage: python -I -S proofs/trust [--json] proofs.json", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        text = sys.stdin.buffer.read() if paths[0] == "-" else Path(paths[0]).read_bytes()
        allow(WORK_AT_LEAST + WORK_PER_BYTE * len(text))
        proofs, refutations = parse(text)
    except OSError as error:
        print(f"{paths[0]} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    except (Wrong, RecursionError, MemoryError) as why:
        reason = str(why) or type(why).__name__
        print(f"{paths[0]} is no file of proofs: {reason}", file=sys.stderr)
        return 2
    results, numbers = verdicts(proofs), refuted(refutations)
    fallen, wrong = (sum(not r["holds"] for r in rows) for rows in (results, numbers))
    if as_json:
        json.dump({"format": FORMAT, "theorems": results, "refutations": numbers}, sys.stdout)
        print()
    else:
        for r in (*results, *numbers):
            _print(r)
        print(f"{len(results) - fallen} theorems hold, {fallen} do not")
        if numbers:
            print(f"{len(numbers) - wrong} refutations hold, {wrong} do not")
    return 1 if fallen or wrong else 0


def _print(r: dict[str, Any]) -> None:
    size = f"{r['lines']} lines" if "lines" in r else "a refutation"
    print(f"{r['name']}: {'holds' if r['holds'] else 'DOES NOT HOLD'} ({size})")
    if not r["holds"]:
        print(f"    {r['why']}")
        return
    plain = {name: what for name, what in r.get("names", {}).items() if what != "scalar"}
    if plain:
        print(f"    where  {'; '.join(f'{name}: {what}' for name, what in plain.items())}")
    for what in ("given", "says", "refutes", "at"):
        for p in r.get(what, ()):
            print(f"    {what:6} {p}")
    for what in ("rules", "theorems", "facts"):
        if r.get(what):
            print(f"    {what}  {', '.join(r[what])}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
