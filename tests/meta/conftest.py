"""What the tests of the checkers share: plain fractions as a judge that knows no algebra."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from proofs import kernel
from proofs.enclosure import Enclosure, certain, parted
from proofs.evaluation import Undefined, evaluate, holds, interpreted
from proofs.terms import Hypothesis, Symbol, Term

ReallyFails = Callable[[kernel.Witness, Sequence[Hypothesis]], bool]
PINS = Path(__file__).parents[1] / "pins"


def _really_fails(witness: kernel.Witness, premises: Sequence[Hypothesis]) -> bool:
    """Whether plain fractions find the premises true at the witness and the relation not.

    Where values are irrational, intervals without a common point must tell.
    """
    values = dict(witness.values)
    reading = {f: (parameters, body) for f, parameters, body in witness.functions}
    meanings: dict[Symbol, Term] = {}
    rest = []
    for premise in premises:
        relation = premise.relation
        if premise.for_all:
            continue
        # A symbol without a value has the one that an equation gives it.
        if relation.sign == "=" and not relation.others:
            sides = ((relation.left, relation.right), (relation.right, relation.left))
            free = [
                (symbol, meaning)
                for symbol, meaning in sides
                if isinstance(symbol, Symbol) and symbol not in values and symbol not in meanings
            ]
            if free:
                meanings[free[0][0]] = interpreted(free[0][1], reading)
                continue
        rest.append(relation)

    def value(term: Term) -> kernel.Value:
        return evaluate(interpreted(term, reading), values, meanings)

    if any(isinstance(side, Enclosure) for side in (witness.left, witness.right)):
        sure = all(certain(relation, values, meanings) for relation in rest)
        return sure and parted(witness.relation, values, meanings) is not None

    for relation in rest:
        allowed = [value(side) for side in (relation.right, *relation.others)]
        if not any(holds(relation.sign, value(relation.left), side) for side in allowed):
            return False
    try:
        sides = value(witness.relation.left), value(witness.relation.right)
    except Undefined:
        return True
    return not holds(witness.relation.sign, *sides)


@pytest.fixture(scope="session")
def really_fails() -> ReallyFails:
    """Judge a counterexample by plain fractions."""
    return _really_fails


def _pinned(name: str, what: str, found: Any) -> Any:
    """What is pinned of an entry, or of the sentences; written anew when `PROOFS_PIN` is set."""
    path = PINS / f"{name}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if os.environ.get("PROOFS_PIN"):
        known[what] = found
        text = json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")
    return known.get(what)


@pytest.fixture(scope="session")
def pinned() -> Callable[[str, str, Any], Any]:
    """The pins of `tests/pins`, by entry and by what is pinned of it."""
    return _pinned
