"""What the tests of the checkers share: plain fractions as a judge that knows no algebra."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from proofs import kernel
from proofs.evaluation import Undefined, evaluate, holds, interpreted
from proofs.terms import Hypothesis, Symbol, Term

ReallyFails = Callable[[kernel.Witness, Sequence[Hypothesis]], bool]


def _really_fails(witness: kernel.Witness, premises: Sequence[Hypothesis]) -> bool:
    """Whether plain fractions find the premises true at the witness and the relation not."""
    values = dict(witness.values)
    reading = {f: (parameters, body) for f, parameters, body in witness.functions}
    meanings: dict[Symbol, Term] = {}
    for premise in premises:
        if premise.relation.sign == "=" and not premise.relation.others and not premise.for_all:
            left, right = premise.relation.left, premise.relation.right
            for symbol, meaning in ((left, right), (right, left)):
                if isinstance(symbol, Symbol) and symbol not in values and symbol not in meanings:
                    meanings[symbol] = interpreted(meaning, reading)
                    break

    def value(term: Term) -> kernel.Value:
        return evaluate(interpreted(term, reading), values, meanings)

    for premise in premises:
        if premise.for_all:
            continue
        relation = premise.relation
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
