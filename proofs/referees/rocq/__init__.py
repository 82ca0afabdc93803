"""Rocq, which was Coq, as a referee: it is given every theorem with its lines, and checks them."""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from collections.abc import Iterable, Mapping
from typing import Any

from proofs.referees.answers import (
    AGREES, DISAGREES, NOT_ASKED, NOT_STATED, UNKNOWN, Answer, joined,
)  # fmt: skip

from .files import BASE, THEORIES, Book, book
from .headlines import FILES
from .run import Outcome, checked, installed

__all__ = ["answers", "ask", "book", "written"]


def ask(exported: Mapping[str, Any], ids: Iterable[str]) -> dict[str, Answer]:
    """What Rocq says of entries, from what `proofs export` writes; not asked where it is not."""
    wanted = list(ids)
    if installed() is None:
        return {
            name: Answer(NOT_ASKED, "coqc is not installed: apt install coq") for name in wanted
        }
    made = book(exported)
    try:
        outcome = checked(made)
    except OSError as why:
        text = f"nothing can be compiled in its cache: {why.strerror}: {why.filename}"
        return {name: Answer(NOT_ASKED, text) for name in wanted}
    except RuntimeError as why:  # what is written by hand does not compile with this Rocq
        return {name: Answer(UNKNOWN, str(why)) for name in wanted}
    return answers(made, outcome, wanted)


def answers(made: Book, outcome: Outcome, ids: Iterable[str]) -> dict[str, Answer]:
    """One answer for each entry: the worst of those on the theorems that it rests on."""
    return {name: joined(_each(made, outcome, made.rests.get(name, ()))) for name in ids}


def _each(made: Book, outcome: Outcome, names: Iterable[str]) -> Iterable[Answer]:
    for name in sorted(names):
        if outcome.more_axioms:
            yield Answer(DISAGREES, f"rests on {', '.join(outcome.more_axioms)}")
        elif name in made.not_stated:
            yield Answer(NOT_STATED, f"{name}: {made.not_stated[name]}")
        elif name in outcome.refused:
            yield Answer(DISAGREES, f"{name}: {outcome.refused[name]}")
        elif name in outcome.unknown:
            yield Answer(UNKNOWN, f"{name}: {outcome.unknown[name]}")
        else:
            yield Answer(AGREES)


def written(exported: Mapping[str, Any]) -> dict[str, str]:
    """All files by name: theories, theorems, and how to have Rocq check them."""
    made = book(exported)
    texts = {f"{name}.v": (THEORIES / f"{name}.v").read_text("utf-8") for name in BASE}
    texts |= {
        f"Headlines/{name}.v": (THEORIES / "Headlines" / f"{name}.v").read_text("utf-8")
        for name in FILES
    }
    texts |= {f"{part.name}.v": part.text() for part in made.parts}
    project = ["-R . Ledger", *texts]
    texts["_CoqProject"] = "\n".join(project) + "\n"
    left = [f"{name}: {why}" for name, why in made.not_stated.items()]
    texts["not-stated.txt"] = "".join(f"{row}\n" for row in left)
    return texts
