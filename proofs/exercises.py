"""Exercises of an entry, made by a seed: a wrong line, true or false, a run to be done by hand.

What is said to be wrong was refuted, what is said to be true was proved, and tables come from exact
runs: an answer is never typed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from proofs import verdicts
from proofs.claim import Part, Settled
from proofs.derivation import Derivation, Theorem
from proofs.evaluation import Value, evaluate
from proofs.terms import (
    Hypothesis,
    Negative,
    Power,
    Product,
    Relation,
    Sign,
    Sum,
    Symbol,
    Term,
    TermError,
    dot,
    fold,
    scalar,
    vector,
)
from proofs.witness import Rule, Run, run, told_apart

NUMERIC = ("perceptron", "linear")
"""The chapters whose entries have a run to be done by hand."""
_LINES = range(2, 8)
"""How many lines a chain may have in which the wrong one is to be found."""
_SIZE = 60
"""How large a line may be that is changed, in parts."""
_TRIES = 12
"""How many changes are tried for one exercise."""
_PREMISES = 5
"""How many premises a statement may have, where there is another."""
_WORK = 1.0
"""The seconds of work for each of them."""


# The wrong line ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A chain of the entry with one line changed so that it does not follow any more."""

    part: Part
    start: Term
    lines: tuple[tuple[Sign, Term], ...]
    """The signs and right sides, with the changed one among them."""
    place: int
    """Which was changed, from 0 on."""
    kind: str
    """What was done to it."""
    was: Term
    assumed: tuple[Hypothesis, ...]
    """What its other lines rest on."""
    refuted: verdicts.Refuted


def wrong_line(
    settled: Settled, random: Random, printed: Collection[Term] = ()
) -> WrongLine | None:
    """A chain with a wrong line, refuted with exact numbers; none if no chain has one.

    Chains that begin with what is printed elsewhere are taken where there is no other.
    """
    chains = [(part, chain) for part, chain in _chains(settled) if len(chain.steps) in _LINES]
    random.shuffle(chains)
    chains.sort(key=lambda both: _awkward(both[1], printed))
    tries = 0
    for part, chain in chains:
        places = [k for k, step in enumerate(chain.steps) if _size(step.term) <= _SIZE]
        random.shuffle(places)
        # The first line is told by what is assumed, the last by what is concluded.
        ends = [k for k in places if k in (0, len(chain.steps) - 1)]
        places = [k for k in places if k not in ends] + sorted(ends)
        for place in places:
            changes = sorted(corruptions(chain.steps[place].term), key=lambda both: both[0])
            random.shuffle(changes)
            for kind, term in changes[:2]:
                tries += 1
                if tries > _TRIES:
                    return None
                found = _refuted(chain, place, term)
                if found is not None:
                    lines = [(step.sign, step.term) for step in chain.steps]
                    was = lines[place][1]
                    lines[place] = (lines[place][0], term)
                    return WrongLine(
                        part, chain.start, tuple(lines), place, kind, was, _used(chain), found
                    )
    return None


def _awkward(chain: Derivation, printed: Collection[Term]) -> tuple[bool, bool, bool]:
    """What speaks against a chain: it rests on much, is printed elsewhere, has a line or two."""
    return len(_used(chain)) > _PREMISES, chain.start in printed, len(chain.steps) < 3


def _used(chain: Derivation) -> tuple[Hypothesis, ...]:
    """The premises that the lines of a chain rest on."""
    names = frozenset().union(*(step.verdict.premises for step in chain.steps))
    return tuple(premise for premise in chain.premises if premise.name in names)


def _chains(settled: Settled) -> Iterator[tuple[Part, Derivation]]:
    """The chains that are under what the entry assumes, with the parts that they show."""
    parts = {part.name: part for part in settled.claim.parts}
    for obligation in settled.obligations:
        part, shows = parts.get(obligation.name), obligation.shows
        if part is not None and isinstance(shows, Theorem) and obligation.verdict == "proved":
            for chain in shows.derivations:
                if all(p.role not in ("induction", "trusted") for p in chain.premises):
                    yield part, chain


def _refuted(chain: Derivation, place: int, term: Term) -> verdicts.Refuted | None:
    """The numbers at which a changed line does not follow from the line before."""
    before = chain.steps[place - 1].term if place else chain.start
    if term in (before, *(step.term for step in chain.steps)):
        return None
    relation = Relation(before, chain.steps[place].sign, term)
    try:
        verdict = verdicts.decide(relation, chain.premises, budget=_WORK)
    except (verdicts.HypothesisError, TermError):
        return None
    if not isinstance(verdict, verdicts.Refuted):
        return None
    # What has no value at the point is no line that a student could have written.
    sides = (verdict.witness.left, verdict.witness.right)
    return None if None in sides else verdict


def corruptions(term: Term) -> Iterator[tuple[str, Term]]:
    """The term with one small mistake: a sign, a factor or a square; with what was done.

    >>> a, b = scalar("a"), scalar("b")
    >>> for kind, wrong in corruptions(a - 2 * b**2):
    ...     print(f"{kind}: {wrong}")
    a sign was changed: a + 2 b^2
    a factor was dropped: a - b^2
    a factor was dropped: a - 2
    a square was forgotten: a - 2 b
    """
    if isinstance(term, Sum):
        for place, summand in enumerate(term.terms):
            if place:
                other = summand.term if isinstance(summand, Negative) else Negative(summand)
                yield from _placed(term, place, "a sign was changed", other)
    if isinstance(term, Product):
        for place in range(len(term.factors)):
            rest = (*term.factors[:place], *term.factors[place + 1 :])
            made = rest[0] if len(rest) == 1 else Product(rest)
            if made.kind == term.kind:
                yield "a factor was dropped", made
    if isinstance(term, Power) and term.exponent == 2:
        yield "a square was forgotten", term.base
    for place, child in enumerate(term.children):
        for kind, made in corruptions(child):
            yield from _placed(term, place, kind, made)


def _placed(term: Term, place: int, kind: str, child: Term) -> Iterator[tuple[str, Term]]:
    """The term with another part, where that makes a term: an index has no sign."""
    with suppress(TermError):
        yield kind, term.rebuilt((*term.children[:place], child, *term.children[place + 1 :]))


def _size(term: Term) -> int:
    """How many parts a term has, counted as often as they are written."""
    return fold(term, lambda part, below: 1 + sum(below))


# True or false -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that is true and proved in a part, or false and refuted."""

    assumed: tuple[Hypothesis, ...]
    says: Relation
    shown: Part | verdicts.Refuted


def true_or_false(settled: Settled, random: Random) -> tuple[Statement, Statement] | None:
    """A conclusion of the entry and its false twin, in one order or the other."""
    twin = next((o for o in settled.obligations if o.name == "twin"), None)
    if twin is None or not isinstance(twin.shows, verdicts.Refuted):
        return None
    said = {piece for piece in settled.claim.statement if isinstance(piece, Relation)}
    true = [
        Statement(_used(chain), chain.conclusion, part)
        for part, chain in _chains(settled)
        if chain.steps and chain.start != chain.steps[-1].term
    ]
    if not true:
        return None
    # What the entry states goes before what only leads to it, if it does not rest on too much.
    best = min(_rank(one, said) for one in true)
    first = [one for one in true if _rank(one, said) == best]
    own = settled.claim.twin
    pair = [random.choice(first), Statement(own.premises, own.relation, twin.shows)]
    random.shuffle(pair)
    return pair[0], pair[1]


def _rank(one: Statement, said: Collection[Relation]) -> tuple[bool, bool]:
    return len(one.assumed) > _PREMISES, one.says not in said


# Runs to be done by hand -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnlineRun:
    """A rule that sees one sample at a time, run at two rates from zero on a small data set."""

    rule: Rule
    inputs: tuple[tuple[Fraction, ...], ...]
    labels: tuple[Fraction, ...]
    rate: Symbol
    rates: tuple[Fraction, Fraction]
    runs: tuple[Run, Run]


@dataclass(frozen=True, slots=True)
class DescentRun:
    """Gradient descent for linear regression at two rates from zero."""

    state: Symbol
    rate: Symbol
    gradient: Term
    samples: tuple[tuple[Symbol, Value, Symbol, Value], ...]
    """Each input and target, with its symbol before it."""
    rates: tuple[Fraction, Fraction]
    runs: tuple[tuple[tuple[Value, Value], ...], tuple[tuple[Value, Value], ...]]
    """At each rate, step by step: the gradient, and the weights after it."""


Numbers = OnlineRun | DescentRun
_PHI = {"minus": -1, "zero": 1, "plus": 1}
"""The threshold function of the textbook."""
_RATES = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 10), Fraction(2))


def numbers(settled: Settled, random: Random) -> Numbers | None:
    """A run to be done by hand; none for an entry of a chapter whose rule has none."""
    match settled.claim.chapter:
        case "perceptron":
            return _online(settled, random)
        case "linear":
            return _descent(random)
    return None


def _online(settled: Settled, random: Random) -> OnlineRun:
    """Data on which the rule errs in both ways, at rate 1 and at another."""
    from proofs.chapters.perceptron.runs import BIASED, PLAIN, eta

    rule = BIASED if settled.claim.id == "perceptron.bias" else PLAIN
    given = {scalar(f"phi_{at}"): Fraction(value) for at, value in _PHI.items()}
    rates = (Fraction(1), random.choice(_RATES))
    start: tuple[Value, ...] = tuple(
        (Fraction(0), Fraction(0)) if symbol.kind == "vector" else Fraction(0)
        for symbol in rule.state
    )
    while True:
        inputs = tuple((_small(random), _small(random)) for _ in range(4))
        labels = tuple(Fraction(random.choice((-1, 1))) for _ in range(4))
        runs = [run(rule, {eta: rate, **given}, start, inputs, labels) for rate in rates]
        mistakes = [p for p, y in zip(runs[0].predictions, labels, strict=True) if p != y]
        if len({*mistakes}) == 2 and len({*inputs}) == 4 and all(map(any, inputs)):
            return OnlineRun(rule, inputs, labels, eta, (rates[0], rates[1]), (runs[0], runs[1]))


def _small(random: Random) -> Fraction:
    return Fraction(random.randint(-2, 2))


def _descent(random: Random) -> DescentRun:
    """Two samples with small entries, at a rate and at its half."""
    w, eta = vector("w"), scalar("eta")
    names = [(vector("x", "", str(k)), scalar("y", "", str(k))) for k in (1, 2)]
    sides = [(dot(w, x) - y) * x for x, y in names]
    gradient = (sides[0] + sides[1]) / 2
    rates = (Fraction(1, 2), Fraction(1))
    while True:
        inputs = [tuple(Fraction(random.randint(-1, 1)) for _ in range(2)) for _ in names]
        targets = [Fraction(random.randint(-3, 3)) for _ in names]
        samples = tuple(
            (x, at, y, target)
            for (x, y), at, target in zip(names, inputs, targets, strict=True)
        )  # fmt: skip
        (a, b), (c, d) = inputs
        if a * d != b * c and all(targets):
            runs = [_descended(w, gradient, samples, rate) for rate in rates]
            return DescentRun(w, eta, gradient, samples, rates, (runs[0], runs[1]))


_STEPS = 2
"""Two show it, and can be done by hand."""


def _descended(
    w: Symbol, gradient: Term, samples: tuple[tuple[Symbol, Value, Symbol, Value], ...],
    rate: Fraction,
) -> tuple[tuple[Value, Value], ...]:  # fmt: skip
    """The gradients and weights of some steps from zero."""
    eta, g = scalar("eta"), vector("g")
    data: Mapping[Symbol, Value] = {
        symbol: at for x, value, y, target in samples for symbol, at in ((x, value), (y, target))
    }
    current: Value = (Fraction(0), Fraction(0))
    made: list[tuple[Value, Value]] = []
    for _ in range(_STEPS):
        slope = evaluate(gradient, {**data, w: current})
        current = evaluate(w - eta * g, {w: current, eta: rate, g: slope})
        made.append((slope, current))
    return tuple(made)


def same_direction(asked: DescentRun) -> bool:
    """Whether the weights point the same way after the last step at both rates."""
    first, second = (Run((), (), (), tuple((w,) for _, w in steps)) for steps in asked.runs)
    return not told_apart(first, second, "direction")


def numeric(name: str) -> bool:
    """Whether the entry of that id has a run to be done by hand."""
    return name.partition(".")[0] in NUMERIC
