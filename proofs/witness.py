"""Exact runs of a learning rule on given numbers, and comparisons of two such runs.

A claim that something *can* happen, and a hypothesis that is *needed*, are settled by an exact
run.  Rules are terms; a run evaluates them by plain fractions (`verdicts.evaluate`), sample by
sample, with no algebra and no rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from proofs import verdicts
from proofs.derivation import ProofError
from proofs.displayed import Displayed, told
from proofs.terms import (
    Function,
    Hypothesis,
    Negative,
    Number,
    Product,
    Relation,
    Symbol,
    Term,
    Words,
    Zero,
    equals,
    fold,
    natural,
    number,
    substitute,
    symbols,
)

Vector = tuple[Fraction, ...]
Observable = Literal["predictions", "weights", "direction"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A learning rule as terms in its state, its parameters and one sample (x, y)."""

    name: str
    """The name by which the numeric half knows the same rule, written there independently."""
    state: tuple[Symbol, ...]
    update: tuple[Term, ...]
    net_input: Term
    prediction: Term
    sample: Symbol
    label: Symbol
    options: tuple[tuple[str, object], ...] = ()
    """What the numeric half must be told besides the parameters."""


@dataclass(frozen=True, slots=True, repr=False)
class Run(Displayed):
    """What one exact run did: per sample the prediction made and the state after it."""

    parameters: tuple[tuple[Symbol, Fraction], ...]
    net_inputs: tuple[Fraction, ...]
    predictions: tuple[Fraction, ...]
    states: tuple[tuple[verdicts.Value, ...], ...]

    def __repr__(self) -> str:
        return told("run", "", f"{len(self.states)} updates")


def run(
    rule: Rule,
    parameters: Mapping[Symbol, Fraction],
    start: tuple[verdicts.Value, ...],
    inputs: tuple[Vector, ...],
    labels: tuple[Fraction, ...],
    passes: int = 1,
) -> Run:
    """Run a rule on samples in the order given, in exact arithmetic."""
    current = start
    net_inputs, predictions, states = [], [], []
    for _ in range(passes):
        for x, y in zip(inputs, labels, strict=True):
            values: dict[Symbol, verdicts.Value] = {
                **parameters,
                **dict(zip(rule.state, current, strict=True)),
                rule.sample: x,
                rule.label: y,
            }
            net_inputs.append(_scalar(verdicts.evaluate(rule.net_input, values)))
            predictions.append(_scalar(verdicts.evaluate(rule.prediction, values)))
            current = tuple(verdicts.evaluate(term, values) for term in rule.update)
            states.append(current)
    return Run(tuple(parameters.items()), tuple(net_inputs), tuple(predictions), tuple(states))


def _scalar(value: verdicts.Value) -> Fraction:
    if isinstance(value, tuple):
        raise ProofError("a prediction must be a number")
    return value


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Displayed):
    """Two exact runs that differ in one thing, and whether that can be seen.

    This is the form of proof of "can": it is a theorem when `seen` is what was claimed.
    """

    form: ClassVar[str] = "comparison"
    name: str
    rule: Rule
    start: tuple[tuple[verdicts.Value, ...], tuple[verdicts.Value, ...]]
    inputs: tuple[Vector, ...]
    labels: tuple[Fraction, ...]
    passes: int
    runs: tuple[Run, Run]
    observable: Observable
    differ: bool
    drops: str = ""
    """The hypothesis that does not hold here, if this shows that it is needed."""
    remark: Words = ()

    hypotheses: ClassVar[tuple[Hypothesis, ...]] = ()
    conclusions: ClassVar[tuple[Relation, ...]] = ()
    derivations: ClassVar[tuple[()]] = ()
    rules: ClassVar[frozenset[str]] = frozenset({"exact evaluation"})

    def __repr__(self) -> str:
        seen = "differ" if self.differ else "are the same"
        return told("comparison", self.name, f"the {self.observable} {seen}")


def compare(
    name: str,
    rule: Rule,
    parameters: tuple[Mapping[Symbol, Fraction], Mapping[Symbol, Fraction]],
    start: tuple[verdicts.Value, ...],
    inputs: tuple[Vector, ...],
    labels: tuple[Fraction, ...],
    *,
    passes: int = 1,
    observable: Observable = "predictions",
    differ: bool = True,
    drops: str = "",
    remark: Words = (),
) -> Comparison:
    """Run a rule twice from one start; raises `ProofError` unless the runs compare as said."""
    runs = tuple(run(rule, p, start, inputs, labels, passes) for p in parameters)
    seen = told_apart(runs[0], runs[1], observable)
    if seen != differ:
        raise ProofError(f"{name}: the {observable} {'differ' if seen else 'agree'}")
    return Comparison(
        name, rule, (start, start), inputs, labels, passes, (runs[0], runs[1]), observable, seen,
        drops, remark,
    )  # fmt: skip


def told_apart(first: Run, second: Run, observable: Observable) -> bool:
    """Whether two runs can be told apart by what is looked at."""
    if observable == "predictions":
        return first.predictions != second.predictions
    if observable == "weights":
        return first.states != second.states
    a, b = (_flat(r.states[-1]) for r in (first, second))
    parallel = all(
        p * s == q * r for p, r in zip(a, b, strict=True) for q, s in zip(a, b, strict=True)
    )
    same_way = sum((p * q for p, q in zip(a, b, strict=True)), Fraction(0)) > 0
    return not (parallel and same_way)


def _flat(state: tuple[verdicts.Value, ...]) -> Vector:
    return tuple(x for part in state for x in (part if isinstance(part, tuple) else (part,)))


def taken_for(
    f: Function, parameters: tuple[Symbol, ...], body: Term, used: Iterable[str] = ()
) -> Words:
    """What a function is taken to be; of naturals one number, what it is everywhere.

    A linear map that multiplies by a number is that number.  The argument's letter is none of those
    that are used for something else.

    >>> from proofs.terms import function, linear_map, scalar, vector
    >>> A, u = linear_map("A", "A"), vector("u1")
    >>> a, s = scalar("a"), function("s")
    >>> print(*taken_for(A, (u,), 2 * u), *taken_for(s, (a,), a, "z"))
    A  =  2 s(a) = a
    """
    if {*f.takes} <= {"index", "step"} and not symbols(body):
        letters = iter("ijkl")
        own = [natural("n" if kind == "step" else next(letters)) for kind in f.takes]
        return (equals(f(*own), body), " everywhere")
    if f.adjoint and (factor := multiple(body, parameters[0])) is not None:
        return (f, " = ", factor)
    new = arguments(parameters, used)
    said = substitute(body, dict(zip(parameters, new, strict=True)))
    return (equals(f(*new), fold(said, _squared)),)


def arguments(parameters: tuple[Symbol, ...], used: Iterable[str]) -> tuple[Symbol, ...]:
    """Symbols for the arguments of a function, of which nothing else on the page is spoken."""
    taken = {name.rstrip("'0123456789") for name in used}
    kinds = [p.of_kind for p in parameters]
    # A page has other letters for vectors than for numbers.
    letters = {
        kind: next((letter for letter in some if letter not in taken), some[0])
        for kind, some in (("scalar", "zasr"), ("vector", "upqd"), ("natural", "nkij"))
    }
    found: list[Symbol] = []
    for p in parameters:
        place = 1 + sum(s.of_kind == p.of_kind for s in found)
        name = f"{letters[p.of_kind]}{place if kinds.count(p.of_kind) > 1 else ''}"
        found.append(Symbol(name, p.of_kind, "", ""))
    return tuple(found)


def multiple(body: Term, of: Symbol) -> Term | None:
    """The number by which a symbol is multiplied, if that is all that is done to it."""
    match body:
        case Zero():
            return number(0)
        case Symbol() if body is of:
            return number(1)
        case Negative(term) if term is of:
            return number(-1)
        case Product((Number() as factor, vector)) if vector is of:
            return factor
    return None


def _squared(part: Term, children: tuple[Term, ...]) -> Term:
    if isinstance(part, Product) and len(children) == 2 and children[0] is children[1]:
        return children[0] ** 2
    return part if children == part.children else part.rebuilt(children)
