"""The numeric half on trial: laws on random data, and witnesses run once more."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any

from proofs.obligations.check import Evidence, Fallen, found_out
from proofs.obligations.ledger import Ledger, Profile

if TYPE_CHECKING:
    from numeric.law import Law
    from numeric.learners import Rule as NumericRule
    from numeric.learners import Run as NumericRun
    from proofs.claim import Claim
    from proofs.counterexample import Counterexample
    from proofs.witness import Comparison, Run


def law_holds(law: Law, profile: Profile) -> Evidence:
    """Random data does not break the law, and every event that it must meet is met."""
    from numeric.law import attack

    result = attack(law, profile)
    evidence: Evidence = [("examples", result.examples)]
    evidence += [("event", f"{event}: {count}") for event, count in result.events.items()]
    if result.falsified is not None:
        witness = plain_data(result.falsified)
        evidence.append(("witness", witness))
        raise Fallen(f"{law.claim}: {law.says}\n    false for    {witness}", evidence)
    if result.missed:
        missed = ", ".join(result.missed)
        raise Fallen(
            f"{law.claim}: {law.says}\n    never met    {missed}\n"
            f"    in           {result.examples} examples, which therefore show nothing",
            evidence,
        )
    if not result.withstood:
        raise Fallen(f"{law.claim}: no example was run", evidence)
    return evidence


def law_twin_falls(law: Law, profile: Profile) -> Evidence:
    """Random data refutes the false twin, and the law itself where it is told a wrong result."""
    from numeric.law import attack_faults, attack_twin

    result = attack_twin(law, profile)
    evidence: Evidence = [("examples", result.examples)]
    if result.counterexample is None:
        raise Fallen(
            f"{law.claim}: the false twin was not refuted in {result.examples} examples\n"
            f"    false twin   {law.twin_says}",
            evidence,
        )
    believed = attack_faults(law)
    if believed:
        fault, event = believed[0]
        raise Fallen(
            f"{law.claim}: {law.says}\n    holds, though {fault} is wrong ({event or 'ever'})\n"
            f"    so it does for {len(believed)} of the wrong results that used to refute it",
            evidence,
        )
    return [*evidence, ("witness", plain_data(result.counterexample))]


def plain_data(value: Any) -> str:
    """Data as a person writes them.

    >>> plain_data(((Fraction(1, 2), Fraction(3)), True))
    '((1/2, 3), True)'
    """
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return ", ".join(f"{name} = {plain_data(part)}" for name, part in pairs)
    if isinstance(value, tuple | list):
        return f"({', '.join(map(plain_data, value))})"
    return str(value)


def witness_again(ledger: Ledger, claim: Claim, name: str, profile: Profile) -> Evidence:
    """The numeric half repeats an exact comparison; a refutation is evaluated once more."""
    from proofs import enclosure, evaluation, verdicts
    from proofs.counterexample import Counterexample
    from proofs.instance import Rejected
    from proofs.witness import Comparison

    obligation = found_out(ledger, claim, name)
    shown = None if obligation is None else obligation.shows
    if isinstance(shown, Comparison):
        disagreement = rerun(shown, ledger.learners)
        if disagreement:
            raise Fallen(f"{claim.id}: {name}\n    {disagreement}", [("rule", shown.rule.name)])
        return [("learner", shown.rule.name), ("witness", comparison_text(shown))]
    if isinstance(shown, verdicts.Refuted):
        witness = shown.witness
        reading = {f: (parameters, body) for f, parameters, body in witness.functions}
        meanings = {s: evaluation.interpreted(term, reading) for s, term in witness.meanings}
        relation = witness.relation
        if any(isinstance(side, enclosure.Enclosure) for side in (witness.left, witness.right)):
            if enclosure.parted(relation, dict(witness.values), meanings) is None:
                raise Fallen(f"{claim.id}: {name}\n    {relation} may hold at {witness}")
            return [("witness", str(witness))]
        sides: list[evaluation.Value | None] = []
        for side in (relation.left, relation.right):
            try:
                term = evaluation.interpreted(side, reading)
                sides.append(evaluation.evaluate(term, dict(witness.values), meanings))
            except evaluation.Undefined:
                sides.append(None)
        left, right = sides
        if left is not None and right is not None and evaluation.holds(relation.sign, left, right):
            raise Fallen(f"{claim.id}: {name}\n    {relation} holds at {witness}")
        return [("witness", str(witness))]
    if isinstance(shown, Counterexample):
        try:
            again = shown.again()
        except Rejected as why:
            raise Fallen(f"{claim.id}: {name}\n    {why}") from why
        if again != shown.judged:
            raise Fallen(f"{claim.id}: {name}\n    judged once more, it is {again}")
        return [("witness", counterexample_text(shown))]
    raise Fallen(f"{claim.id}: there is no witness for {name}")


def counterexample_text(shown: Counterexample) -> str:
    """An instance and what fails in it, in one line."""
    values = ", ".join(f"{k} = {v}" for k, v in shown.instance.as_data()["values"].items())
    judged = shown.judged
    return (
        f"{values or 'always'}: {judged.says} fails, {plain_data(judged.left)} and "
        f"{plain_data(judged.right)}"
    )


_PARAMETERS: Mapping[str, str] = {
    "eta": "learning_rate", "mu": "margin", "lambda": "decay", "c": "scale",
    "epsilon": "epsilon",
}  # fmt: skip
_THRESHOLD = ("phi_minus", "phi_zero", "phi_plus")


def rerun(comparison: Comparison, learners: Mapping[str, Callable[..., NumericRule]]) -> str:
    """Where the numeric half sees another run than the symbolic one did; "" if nowhere."""
    from numeric.learners import run

    if comparison.rule.name not in learners:
        return f"the numeric half has no rule {comparison.rule.name}"
    factory = learners[comparison.rule.name]
    again = []
    for symbolic, start in zip(comparison.runs, comparison.start, strict=True):
        try:
            rule = factory(**_keywords(factory, symbolic), **dict(comparison.rule.options))
        except (TypeError, ValueError) as error:
            return f"the numeric half cannot make {comparison.rule.name}: {error}"
        numbers = run(rule, _flat(start), comparison.inputs, comparison.labels, comparison.passes)
        weights = tuple(map(_flat, symbolic.states))
        for what, expected, got in (
            ("predictions", symbolic.predictions, numbers.predictions),
            ("weights", weights, numbers.weights),
        ):
            if expected != got:
                return (
                    f"the halves see different {what}: symbolic {plain_data(expected)}, "
                    f"numeric {plain_data(got)}"
                )
        again.append(numbers)
    differ = _differ(again[0], again[1], comparison.observable)
    if differ is not comparison.differ:
        seen = "differ" if differ else "are the same"
        return f"in the numeric half the {comparison.observable} {seen}"
    return ""


def _keywords(factory: Callable[..., NumericRule], run: Run) -> dict[str, Any]:
    """The parameters of a symbolic run under the numeric half's names; raises `ValueError`."""
    from numeric.learners import PLUS_AT_ZERO

    named = {symbol.name: value for symbol, value in run.parameters}
    keywords: dict[str, Any] = {
        keyword: named.pop(name) for name, keyword in _PARAMETERS.items() if name in named
    }
    threshold = tuple(named.pop(name, None) for name in _THRESHOLD)
    if "threshold" in inspect.signature(factory).parameters:
        keywords["threshold"] = threshold
    elif threshold != PLUS_AT_ZERO:
        raise ValueError(f"its threshold function is {PLUS_AT_ZERO}, not {plain_data(threshold)}")
    if named:
        raise ValueError(f"it knows no {', '.join(named)}")
    return keywords


def _flat(state: Iterable[Any]) -> tuple[Fraction, ...]:
    """All numbers of a state, vectors entry by entry."""
    return tuple(chain.from_iterable(v if isinstance(v, tuple) else (v,) for v in state))


def _differ(first: NumericRun, second: NumericRun, observable: str) -> bool:
    if observable == "predictions":
        return first.predictions != second.predictions
    if observable == "weights":
        return first.weights != second.weights
    one, other = _direction(first.final_weights), _direction(second.final_weights)
    return one is None or one != other


def _direction(weights: Sequence[Any]) -> tuple[Any, ...] | None:
    """The weights over their largest entry: the same for c w, c > 0; None for zero weights."""
    largest = max(map(abs, weights))
    return tuple(w / largest for w in weights) if largest else None


def comparison_text(comparison: Comparison) -> str:
    """Two runs and what they show, in one line."""

    def parameters(run: Run) -> str:
        return ", ".join(f"{symbol} = {value}" for symbol, value in run.parameters)

    first, second = comparison.runs
    return (
        f"X = {plain_data(comparison.inputs)}, y = {plain_data(comparison.labels)}; "
        f"{parameters(first)}, start {plain_data(comparison.start[0])}: "
        f"predictions {plain_data(first.predictions)}; "
        f"{parameters(second)}, start {plain_data(comparison.start[1])}: "
        f"predictions {plain_data(second.predictions)}"
    )
