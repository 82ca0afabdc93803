"""Which hypotheses of the theorems stated by hand their proofs do not use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from .files import THEORIES
from .headlines import HEADLINES
from .run import BY_HAND, folder, locked, output, written

_SEARCH = """From Coq Require Import Reals.
Open Scope R_scope.
Ltac unused t := lazymatch t with
  | fun _ : ?T => ?b =>
      let s := type of T in (lazymatch s with Prop => idtac "unused" T | _ => idtac end); unused b
  | fun x : ?T => @?b x =>
      let k := constr:(fun x : T => ltac:(let c := eval cbv beta in (b x) in unused c; exact I)) in
      idtac
  | _ => idtac
  end.
Set Printing Width 1000.
Goal True.
"""


def readable(text: str) -> str:
    """A theory whose proofs can be looked into."""
    return text.replace("Qed.", "Defined.")


def texts() -> dict[str, str]:
    """What is written by hand, its proofs open, in the order in which it is compiled."""
    return {name: readable((THEORIES / f"{name}.v").read_text("utf-8")) for name in BY_HAND}


def headlines() -> dict[str, list[str]]:
    """For each theorem of the headlines with one that is not used, such hypotheses."""
    made = texts()
    digest = hashlib.sha256("\0".join(made.values()).encode()).hexdigest()[:16]
    place = folder().parent / f"open_{digest}"
    names = [f"Headlines.{file}.{name}" for h in HEADLINES.values() for file, name in h.places]
    return unused(place, made, dict.fromkeys(names))


def unused(place: Path, made: Mapping[str, str], theorems: Iterable[str]) -> dict[str, list[str]]:
    """Compile theories whose proofs are open, and look for what theorems take and do not use."""
    place.mkdir(parents=True, exist_ok=True)
    with locked(place):
        for name, text in made.items():
            written(place, name, text)
        rows = [f"From Ledger Require {name.replace('/', '.')}.\n" for name in made]
        rows.append(_SEARCH)
        for name in theorems:
            full = f"Ledger.{name}"
            rows.append(f'idtac "at {name}".\n')
            rows.append(
                f"let t := constr:(@{full}) in let u := eval unfold {full} in t in unused u.\n"
            )
        rows.append("Abort.\n")
        written(place, "Unused", "".join(rows))
        told = output(place, "Unused")
    found: dict[str, list[str]] = {}
    here = ""
    for row in told.splitlines():
        word, _, rest = row.partition(" ")
        if word == "at":
            here = rest
        elif word == "unused":
            found.setdefault(here, []).append(rest)
    return found
