"""Adam with features and epsilon in another unit: the same weights, the same predictions."""

from proofs.chapters.further.adam_setting import (
    MOMENTS, MOMENTS_0, MOMENTS_BEFORE, NOTATION, RATIO, SQUARED, averaged, gradient, k_1, k_2,
    step,
)  # fmt: skip
from proofs.chapters.further.runs import ADAM_SCALED, EPSILON, two_runs
from proofs.chapters.further.runs import SCALE as c
from proofs.chapters.perceptron.setting import (
    BEFORE, NOW, POSITIVE_FACTOR, SAMPLE, eta, other, other_before, other_now, sees_sign, w,
    w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, line, shown_by_run, symmetry
from proofs.terms import (
    PHI, SQRT, ZERO, Term, assume, define, dot, equals, say, scalar, vector,
)  # fmt: skip

SCALED, SCALED_BEFORE, SCALED_0 = (
    (vector("m'", index), vector("r'", index)) for index in (NOW, BEFORE, "0")
)
a, b = vector("a"), vector("b")
g, m, r = scalar("g"), scalar("m"), scalar("r")
SAME_RATIO = equals(RATIO(c * a, c**2 * b, c * EPSILON), RATIO(a, b, EPSILON))
UNITS = assume("epsilon has the gradient's unit", SAME_RATIO, (a, b))
SQUARES = assume("squares have its square", equals(SQUARED(c * a), c**2 * SQUARED(a)), (a,))
STARTS = (
    assume("first moments zero", equals(MOMENTS_0[0], ZERO)),
    assume("second moments zero", equals(MOMENTS_0[1], ZERO)),
)
POSITIVE_EPSILON = assume("positive epsilon", EPSILON > 0)
NOT_NEGATIVE = assume("an average of squares", r >= 0)
NET, SAMPLE_C = dot(w_before, SAMPLE), c * SAMPLE
NET_C = dot(other_before, SAMPLE_C)
SAME = equals(PHI(NET_C), PHI(NET))
LEFT = two_runs(
    "features times 2, epsilon left at 1", ADAM_SCALED, ((1,), (1,), (1,), (1,)), (-1, 1, -1, -1),
    ((0,), (0,), 0, 1), values=(1, 2), of=c, more={eta: 1, EPSILON: 1},
    drops="epsilon has the gradient's unit",
)  # fmt: skip

entry = Entry(
    "further.adam-units",
    place=145,
    title="Adam's epsilon has the unit of a gradient: scaled with the features it changes nothing",
    idea="Adam divides an average of gradients by the root of an average of their squares, so a "
    "factor of all gradients cancels. Epsilon is added to that root, and must be multiplied along "
    "with it for the quotient to stay.",
    says=say(
        "If all samples and {} are multiplied by {}, Adam on the perceptron has the same weights, "
        "{}, from any start, with moments that begin at zero: {} and {}; and the same predictions, "
        "{}. For so it is with each entry: {} and {}.",
        *(EPSILON, c, equals(other_now, w_now)),
        *(equals(SCALED[0], c * MOMENTS[0]), equals(SCALED[1], c**2 * MOMENTS[1]), SAME),
        equals((c * g) ** 2, c**2 * g**2),
        equals(c * m / (SQRT(c**2 * r) + c * EPSILON), m / (SQRT(r) + EPSILON)),
    ),
    given=(POSITIVE_FACTOR,),
    needs=(shown_by_run(LEFT),),
)
AFTER = averaged(MOMENTS_BEFORE, gradient(NET))
AFTER_C = averaged(SCALED_BEFORE, gradient(NET_C, SAMPLE_C))
POWERS = (c, c**2)
SAME_START = define("it starts there too", other(0), w(0))


def _zero(which: int) -> Writer:
    begins = define("its moments start at zero too", SCALED_0[which], ZERO)
    return line("both are zero", STARTS[which], begins)


def _scaled_moments(net: Term) -> tuple[Term, Term]:
    """Both moments of the scaled run, written with those of the other."""
    first, second = MOMENTS_BEFORE
    return averaged((c * first, c**2 * second), gradient(net, SAMPLE_C))


SEES = sees_sign(POSITIVE_FACTOR)


def _moment(which: int) -> Writer:
    def lines() -> Lines:
        squares = (SQUARES.at(gradient(NET)),) if which else ()
        yield "=", _scaled_moments(NET)[which], "multiply out", *squares
        yield "=", _scaled_moments(c * NET)[which], *SEES
        yield "=", ..., c, " moves into the inner product"

    lines.__doc__ = ("The average of gradients", "The average of squares")[which] + " scales."
    return lines


def _weights() -> Lines:
    """The weights stay."""
    first, second = AFTER
    moved = (c * (k_1 * first), c**2 * (k_2 * second))
    unit = UNITS.at(k_1 * first, k_2 * second)
    yield "=", w_before - eta * RATIO(*moved, c * EPSILON), "the unit of ", EPSILON, unit
    squares = SQUARES.at(gradient(NET))
    yield "=", w_before - eta * step(_scaled_moments(NET), c * EPSILON), "multiply out", squares
    yield "=", w_before - eta * step(_scaled_moments(c * NET), c * EPSILON), *SEES
    yield "=", ..., c, " moves into the inner product"


units = symmetry(
    "features and epsilon in another unit",
    action={other_now: w_now, SCALED[0]: c * MOMENTS[0], SCALED[1]: c**2 * MOMENTS[1]},
    update={w_now: w_before - eta * step(AFTER), **dict(zip(MOMENTS, AFTER, strict=True))},
    image_update={
        other_now: other_before - eta * step(AFTER_C, c * EPSILON),
        **dict(zip(SCALED, AFTER_C, strict=True)),
    },
    start=(line("it starts there too", SAME_START), _zero(0), _zero(1)),
    step=(_weights, _moment(0), _moment(1)),
)
entry.shows("symmetry", "Weights and moments", units)


@entry.part("The predictions", SAME)
def predictions() -> Lines:
    yield "=", PHI(dot(w_before, SAMPLE_C)), "the weights are the same", units.at(BEFORE)
    yield "=", PHI(c * NET), c, " moves out of the inner product"
    yield "=", ..., *SEES


@entry.part("One entry: the square of a gradient", equals((c * g) ** 2, c**2 * g**2))
def squares() -> Lines:
    yield "=", ..., "multiply out"


@entry.part(
    "One entry: the quotient of the moments",
    equals(c * m / (SQRT(c**2 * r) + c * EPSILON), m / (SQRT(r) + EPSILON)),
)
def quotient() -> Lines:
    positive = ("roots of products, and ", POSITIVE_FACTOR)
    yield "=", c * m / (c * SQRT(r) + c * EPSILON), *positive, NOT_NEGATIVE
    yield "=", ..., "cancel ", c, POSITIVE_EPSILON


entry.twin(
    "Epsilon may be left as it is.",
    equals(c * m / (c * SQRT(r) + EPSILON), m / (SQRT(r) + EPSILON)),
    *(POSITIVE_FACTOR, NOT_NEGATIVE, POSITIVE_EPSILON),
)
entry.symbols(*NOTATION)
entry.symbol(c, "the factor of samples and of {}", EPSILON)
entry.symbol(say("{}, {}, {}", other_now, *SCALED), "weights and averages of the scaled run")
entry.symbol(say("{}, {}, {}", g, m, r), "one entry of a gradient and of the averages")
