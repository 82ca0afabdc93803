"""What is refuted here, put to Rocq: no way of closing goals may close it."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from proofs.trust.file import read
from proofs.trust.rules import asked
from proofs.trust.terms import Function, Term, free, inside, is_space

from .run import base, folder, locked
from .wording import Names, NotStated, Writer

HEAD = """From Coq Require Import Psatz List.
From Ledger Require Import Rules Rounding.
Open Scope R_scope.
Ltac inner := repeat rewrite ?dot_plus, ?dot_scale, ?dot_plus_r, ?dot_scale_r, ?dot_zero,
  ?dot_zero_r.
Ltac rows := repeat match goal with
  | |- context [threshold ?z _ _ _] =>
      destruct (Rtotal_order z 0) as [? | [? | ?]];
      [rewrite (below_the_threshold z) by assumption | rewrite (at_the_threshold z) by assumption
      | rewrite (above_the_threshold z) by assumption]
  end.
Ltac numbers := first [assumption | reflexivity | lra | ring | nra | field; nra].
Ltac closing := intros; subst; repeat split; solve
  [numbers | congruence | rows; inner; numbers
  | apply same; let p := fresh in intro p; inner; numbers].
"""
SECONDS = 2
"""How long each is tried."""


def twins(exported: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Goals by the names of refutations, and which are not stated, with why."""
    _, refutations = read(dict(exported))
    goals: dict[str, str] = {}
    left: dict[str, str] = {}
    for r in refutations:
        try:
            goals[r.name] = goal(r.given, (r.says, *asked(r.says)))
        except NotStated as why:
            left[r.name] = str(why)
    return goals, left


def goal(given: Sequence[Term], says: Sequence[Term]) -> str:
    """That what is given implies what is said, and that its terms have values."""
    names = Names()
    writer = Writer(names)
    spoken = frozenset[object]().union(*map(free, (*given, *says)))
    bound = []
    maps: dict[Function, None] = {}
    for x in sorted(spoken, key=_order):
        if isinstance(x, Function) and x.kind != "opaque":
            maps[x if x.kind == "linear" else x.adjoint] = None
        else:
            bound.append(f"({names.name(x)} : {writer.type_of(x)})")
    for f in maps:
        a, b = names.name(f), names.name(f.adjoint)
        bound.append(f"({a} {b} : {writer.type_of(f)}) ({a}_adjoint : adjoint {a} {b})")
    if maps or any(is_space(t.sort) for t in inside(*given, *says)):
        bound.insert(0, "(S : space)")
    claims = [writer.text(p) for p in given]
    claims.append(" /\\ ".join(map(writer.text, says)))
    head = f"forall {' '.join(bound)}, " if bound else ""
    return head + " -> ".join(claims)


def _order(x: object) -> tuple[str, ...]:
    if isinstance(x, Function):
        return ("1", x.name, x.kind, x.gives)
    assert isinstance(x, Term)
    return ("0", str(x.data), x.sort)


def closed(goals: Mapping[str, str]) -> list[str]:
    """Those that Rocq closes, by name."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    with locked(place):
        base(place)
    attempt = 'Proof. first [timeout {} closing; idtac "closed {}" | idtac]. Abort.\n'
    rows = [f"Goal {text}.\n{attempt.format(SECONDS, k)}" for k, text in enumerate(goals.values())]
    with tempfile.TemporaryDirectory() as there:
        source = Path(there) / "Twins.v"
        source.write_text(HEAD + "".join(rows), "utf-8")
        done = subprocess.run(
            ["coqc", "-q", "-R", str(place), "Ledger", source.name], cwd=there, check=False,
            capture_output=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    names = list(goals)
    told = [row.split() for row in done.stdout.splitlines()]
    return [names[int(row[1])] for row in told if row[:1] == ["closed"]]
