"""Proofs as files in SMT-LIB 2: one for each line, and for each whole statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from proofs.referees.reading import read
from proofs.referees.smt import Asking, commented, twin, whole
from proofs.referees.smt_laws import every

FOLLOWS = "unsat: it follows from the lines that it uses and the laws that it names"
WHOLE = (
    "unsat: it follows from what is given and the laws that its lines name; else nothing is said"
)
REFUTED = "unsat: it follows, although it is refuted; sat is wanted"
README = """Each folder is a theorem: a file for each line, files that say that its lines show
what is said (said-..) and that no denominator in it is 0 (value-..), and whole.smt2, its statement
from what is given. The answer wanted is unsat; in the folder refuted it is sat, or unknown.
Vectors are combinations, with one unknown for each inner product of two of them; functions are
uninterpreted, and what is asserted of them is what a line names.
"""


def slug(name: str) -> str:
    """A name for files."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def written(exported: Mapping[str, Any]) -> dict[str, str]:
    """The text of each file, by its place."""
    file = read(exported)
    asking = Asking(file.proofs)
    texts = {"README.txt": README}
    for k, proof in enumerate(file.proofs.values()):
        folder = f"{k:04}-{slug(proof.name)}"
        for question in asking.questions(proof):
            what, _, number = question.place.rpartition(": ")[2].partition(" ")
            texts[f"{folder}/{what}-{int(number):04}.smt2"] = commented(asking, question, FOLLOWS)
        texts[f"{folder}/whole.smt2"] = commented(asking, whole(asking, proof), WHOLE)
    for name, refutation in file.refutations.items():
        question = twin(asking, refutation)
        laws = every(asking.terms, question.of)
        texts[f"refuted/{slug(name)}.smt2"] = commented(asking, question, REFUTED, laws)
    return texts
