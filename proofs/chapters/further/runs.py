"""Learning rules of this chapter that can be run, and two exact runs of one of them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from proofs.chapters.perceptron.runs import b, eta, learner, w, x, y
from proofs.evaluation import Value
from proofs.terms import PHI, SQRT, Symbol, Term, Words, dot, number, scalar, threshold, vector
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

# What a rule carries besides its weights --------------------------------------------------------

velocity, average = vector("u"), vector("a")
_error = y - PHI(dot(w, x))
_pushed, _moved = Fraction(9, 10) * velocity + eta * _error * x, w + eta * _error * x
MOMENTUM = learner(
    "perceptron-momentum", w + _pushed, _pushed, state=(w, velocity), momentum=Fraction(9, 10)
)
AVERAGED = learner(
    "perceptron-averaged",
    _moved,
    average + Fraction(1, 2) * (_moved - average),
    net=dot(average, x),
    state=(w, average),
    share=Fraction(1, 2),
)

# Several classes ---------------------------------------------------------------------------------

AT_LEAST, ABOVE = threshold("h", 0, 1, 1), threshold("g", 0, 0, 1)
"""1 where a score is at least, or above, another one, else 0."""
IS = threshold("delta", 0, 1, 0)
"""1 where its argument is 0, else 0."""
w_1, w_2, w_3 = (vector("w", "", which) for which in "123")
Three = tuple[Term, Term, Term]
"""What there is of each of three classes."""


def first_of_largest(scores: Three) -> Three:
    """For each of three classes 1 if its score is the first of the largest, else 0."""
    one, two, three = scores
    return (
        AT_LEAST(one - two) * AT_LEAST(one - three),
        ABOVE(two - one) * AT_LEAST(two - three),
        ABOVE(three - one) * ABOVE(three - two),
    )


def classes(offset: int) -> Rule:
    """The perceptron for three classes, whose first score may get an offset."""
    one, two, three = (dot(weights, x) for weights in (w_1, w_2, w_3))
    chosen = first_of_largest((one + offset, two, three))
    predicted = chosen[0] + 2 * chosen[1] + 3 * chosen[2]
    updates = tuple(
        weights + eta * (IS(y - k) - picked) * x
        for k, weights, picked in zip((1, 2, 3), (w_1, w_2, w_3), chosen, strict=True)
    )
    options = (("classes", 3), ("offset", offset))
    return Rule("multi-class", (w_1, w_2, w_3), updates, predicted, predicted, x, y, options)


CLASSES, WITH_OFFSET = classes(0), classes(1)

# Adam --------------------------------------------------------------------------------------------

EPSILON, DECAY = scalar("epsilon"), scalar("lambda")
moment, square, power = vector("m"), scalar("r"), scalar("p")


def adam(decay: Term, scale: Term, **options: object) -> Rule:
    """Adam in one dimension, without memory of squares: the first moment keeps half of itself."""
    sample = scale * x
    gradient = -((y - PHI(dot(w, sample))) * sample)
    kept, left = (moment + gradient) / 2, power / 2
    step = (kept / (1 - left)) / (SQRT(dot(gradient, gradient)) + EPSILON)
    return learner(
        "adam",
        (1 - decay) * w - eta * step,
        kept,
        dot(gradient, gradient),
        left,
        net=dot(w, sample),
        state=(w, moment, square, power),
        beta_1=Fraction(1, 2),
        beta_2=Fraction(0),
        **options,
    )


ADAM_SCALED, ADAM_DECAY = adam(number(0), SCALE), adam(eta * DECAY, number(1), coupled=True)
