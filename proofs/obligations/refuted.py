"""Counterexamples and exact runs as data, which the checker evaluates by its own fractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import count

from proofs import verdicts
from proofs.claim import Settled
from proofs.enclosure import Enclosure
from proofs.evaluation import Evaluator, Irrational, interpreted
from proofs.find.translate import N, Translator, Untranslatable, self_adjoint, translator
from proofs.terms import (
    Function,
    Relation,
    Symbol,
    Term,
    TermError,
    differs,
    dot,
    equals,
    substitute,
    total,
)  # fmt: skip
from proofs.trust import terms as T
from proofs.trust.refutation import Refutation, refute
from proofs.witness import Comparison

Values = dict[Symbol, verdicts.Value]
FAR = 1000
"""What a step without a number is taken for: later than any numbered one."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The refutation that meets an obligation, or why it stays in this process."""

    obligation: str
    refutation: Refutation | None
    why: str = ""


def numbers(settled: Settled) -> Iterator[Numbers]:
    """What the counterexamples and runs of an entry are for the checker."""
    for o in settled.obligations:
        if o.verdict == "proved" and isinstance(o.shows, verdicts.Refuted | Comparison):
            yield _numbers(settled.claim.id, o.name, o.shows)


@cache
def _numbers(entry: str, name: str, shown: verdicts.Refuted | Comparison) -> Numbers:
    try:
        title = f"{entry} {name}"
        found = _runs(title, shown) if isinstance(shown, Comparison) else _point(title, shown)
        refute(found)
    except Irrational as why:
        return Numbers(name, None, f"not rational: {why}")
    except (T.Wrong, TermError, Untranslatable) as why:
        return Numbers(name, None, str(why))
    return Numbers(name, found)


# Counterexamples ---------------------------------------------------------------------------------


def _point(name: str, shown: verdicts.Refuted) -> Refutation:
    """A point where the premises hold and the relation does not."""
    witness, premises = shown.witness, shown.premises
    if isinstance(witness.left, Enclosure) or isinstance(witness.right, Enclosure):
        raise Irrational("the sides are enclosed in intervals")
    relations = [witness.relation, *(p.relation for p in premises)]
    later = verdicts.shifted(*relations)
    reader = translator(T.plus(N, T.number(1)) if later else N)
    given = [verdicts.claim(reader, p) for p in premises] + self_adjoint(relations)
    reading = {f: (names, body) for f, names, body in witness.functions}
    values = dict(witness.values)
    meaning = {s: interpreted(t, reading) for s, t in witness.meanings}
    evaluator = Evaluator(values, meaning)
    values |= {s: evaluator.value(s) for s in meaning}
    functions = [pair for taken in witness.functions for pair in _read(reader, *taken)]
    return _placed(name, reader, given, reader.relation(witness.relation), values, functions)


def _read(
    reader: Translator, f: Function, names: tuple[Symbol, ...], body: Term
) -> list[tuple[T.Term, T.Term]]:
    """What a function is taken to be; a map that is its own adjoint is read twice."""
    head, means = reader.term(f(*names)), reader.term(body)
    if f.adjoint != f.name or not f.adjoint:
        return [(head, means)]
    return [(head, means), (head.data.adjoint(*head.args), means)]


def _placed(
    name: str,
    reader: Translator,
    given: Iterable[T.Term],
    says: T.Term,
    values: Mapping[Symbol, verdicts.Value],
    functions: Iterable[tuple[T.Term, T.Term]] = (),
) -> Refutation:
    """The refutation, with a number for each step that has none."""
    given, functions = tuple(dict.fromkeys(given)), tuple(functions)
    at = {reader.symbol(s): value for s, value in values.items()}
    spoken = [*given, says, *at, *(t for pair in functions for t in pair)]
    met = frozenset[object]().union(*map(T.free, spoken))
    steps = sorted((s for s in met if type(s) is T.Term and s.sort == "natural"), key=str)
    unnamed = {s: Fraction(far) for s, far in zip(steps, count(FAR, FAR)) if s not in at}
    numbered = {s: v for s, v in at.items() if s.op == "symbol"}
    placed = {**unnamed, **numbered, **at}
    return Refutation(name, given, says, tuple(placed.items()), functions)


# Runs --------------------------------------------------------------------------------------------


def _runs(name: str, shown: Comparison) -> Refutation:
    """Two runs, update by update, and that what is observed is the same, or not, if they agree."""
    reader, values = translator(N), Values()
    given: list[Relation] = []
    observed: list[list[Term]] = []
    rule, samples = shown.rule, len(shown.labels)
    for which, run in enumerate(shown.runs, 1):
        here: dict[Term, Term] = {}
        for parameter, value in run.parameters:
            own = _named(parameter, which, parameter.upper)
            here[parameter] = own
            values[own] = value
        seen: list[Term] = []
        before = [_named(s, which, "0") for s in rule.state]
        values |= zip(before, shown.start[which - 1], strict=True)
        for t, states in enumerate(run.states):
            sample = rule.sample, rule.label
            x, y = (Symbol(s.name, s.of_kind, f"{1 + t % samples}", s.lower) for s in sample)
            values |= {x: shown.inputs[t % samples], y: shown.labels[t % samples]}
            after = [_named(s, which, str(t + 1)) for s in rule.state]
            values |= zip(after, states, strict=True)
            now = {**here, rule.sample: x, rule.label: y}
            now |= zip(rule.state, before, strict=True)
            updated = [substitute(update, now) for update in rule.update]
            given += map(equals, after, updated)
            seen += after if shown.observable == "weights" else [substitute(rule.prediction, now)]
            before = after
        observed.append([*before] if shown.observable == "direction" else seen)
    says = _compared(reader, shown, *observed)
    return _placed(name, reader, map(reader.relation, given), says, values)


def _named(symbol: Symbol, run: int, upper: str) -> Symbol:
    """What a symbol is in one of the two runs."""
    return Symbol(symbol.name, symbol.of_kind, upper, f"{symbol.lower}run{run}")


def _compared(
    reader: Translator, shown: Comparison, first: list[Term], second: list[Term]
) -> T.Term:
    """That two runs look alike, where they differ, and that they do not, where they agree."""
    pairs = list(zip(first, second, strict=True))
    if shown.observable == "direction":
        across, own, other = _inner(first, second), _inner(first, first), _inner(second, second)
        alike = [across > 0, equals(across**2, own * other)]
        unlike = [across <= 0, differs(across**2, own * other)]
    else:
        alike = [equals(a, b) for a, b in pairs]
        unlike = [differs(a, b) for a, b in pairs]
    claims = list(map(reader.relation, alike if shown.differ else unlike))
    joined = T.both if shown.differ else T.either
    return joined(*claims) if len(claims) > 1 else claims[0]


def _inner(first: list[Term], second: list[Term]) -> Term:
    """The inner product of two states, all their parts together."""
    return total(
        dot(a, b) if a.kind == "vector" else a * b for a, b in zip(first, second, strict=True)
    )


__all__ = ["Numbers", "numbers"]
