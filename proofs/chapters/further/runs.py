"""Learning rules of this chapter that can be run, and two exact runs of one of them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from proofs.chapters.perceptron.runs import b, eta, learner, w, x, y
from proofs.evaluation import Value
from proofs.terms import PHI, Symbol, Words, dot, scalar, threshold
from proofs.witness import Comparison, Observable, Rule, compare

RATES = (Fraction(1), Fraction(1, 10))
SCALE = scalar("c")
BELOW = threshold("h", 1, 0, 0)
"""1 where its argument is negative, else 0."""
TEXTBOOK_VALUES = {
    scalar("phi_minus"): Fraction(-1), scalar("phi_zero"): Fraction(1),
    scalar("phi_plus"): Fraction(1),
}  # fmt: skip


def rational(value: int | Fraction | tuple[int | Fraction, ...]) -> Value:
    """A number or a vector in fractions."""
    return tuple(map(Fraction, value)) if isinstance(value, tuple) else Fraction(value)


def two_runs(
    name: str,
    rule: Rule,
    inputs: tuple[tuple[int, ...], ...],
    labels: tuple[int, ...],
    start: tuple[int | Fraction | tuple[int | Fraction, ...], ...],
    *,
    values: tuple[int | Fraction, int | Fraction] = RATES,
    of: Symbol = eta,
    more: Mapping[Symbol, int | Fraction] | None = None,
    passes: int = 1,
    observable: Observable = "predictions",
    differ: bool = True,
    drops: str = "",
    remark: Words = (),
) -> partial[Comparison]:
    """Two exact runs from one start, at two values of the rate or of another parameter."""
    given = TEXTBOOK_VALUES | {s: Fraction(value) for s, value in (more or {}).items()}
    one, other = ({of: Fraction(value), **given} for value in values)
    return partial(
        compare,
        name,
        rule,
        (one, other),
        tuple(map(rational, start)),
        tuple(tuple(map(Fraction, row)) for row in inputs),
        tuple(map(Fraction, labels)),
        passes=passes,
        observable=observable,
        differ=differ,
        drops=drops,
        remark=remark,
    )


# Features that are scaled ------------------------------------------------------------------------

_scaled = SCALE * dot(w, x)
_biased_error = y - PHI(_scaled + b)
SCALED = learner("perceptron-scaled", w + eta * (y - PHI(_scaled)) * (SCALE * x), net=_scaled)
SCALED_BIAS = learner(
    "perceptron-scaled-bias",
    w + eta * _biased_error * (SCALE * x),
    b + eta * _biased_error,
    net=_scaled + b,
    state=(w, b),
)

# Another loss ------------------------------------------------------------------------------------

HINGE = learner("hinge", w + eta * BELOW(y * dot(w, x) - 1) * y * x)
