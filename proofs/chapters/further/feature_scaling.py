"""One factor for all features changes nothing from zero; a factor for some of them can."""

from proofs.chapters.further.one_feature import ONE_FEATURE_MEANS, second_prediction
from proofs.chapters.further.runs import SCALE as c
from proofs.chapters.further.runs import SCALED, SCALED_BIAS, two_runs
from proofs.chapters.perceptron.setting import (
    LABEL, SAMPLE, ZERO_START, error, eta, jointly, other, other_before,
    other_now, updated, w, w_before, w_now, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import (
    PHI, ZERO, Term, assume, define, differs, dot, equals, say,
)  # fmt: skip

NOT_ZERO = assume("factor not zero", differs(c, 0))
SAME_START = define("the run on the scaled samples starts there too", other(0), w(0))
SCALED_SAMPLE = c * SAMPLE
NET, SCALED_NET = dot(w_before, SAMPLE), dot(other_before, SCALED_SAMPLE)
SAME = equals(PHI(SCALED_NET), PHI(NET))
ELSEWHERE = two_runs(
    "a start that is not zero", SCALED, ((1,), (1,)), (-1, -1), ((2,),), values=(1, 2), of=c,
    more={eta: 1}, drops="zero start",
)  # fmt: skip
NO_FEATURES = two_runs(
    "factor 0", SCALED, ((1,), (1,)), (-1, -1), ((0,),), values=(1, 0), of=c, more={eta: 1},
    drops="factor not zero",
)  # fmt: skip
CONSTANT_LEFT = two_runs(
    "all features but the constant input of the bias, by 2", SCALED_BIAS, ((-2,), (1,)), (-1, -1),
    ((0,), 0), values=(1, 2), of=c, more={eta: 1}, passes=2, drops="all features by one factor",
)  # fmt: skip

entry = Entry(
    "further.feature-scaling",
    place=20,
    title="One factor for all features changes no prediction of a perceptron from zero; one for "
    "some of them can",
    idea="Samples twice as long teach weights twice as long, which makes net inputs four times as "
    "large: from any factor comes a square, and it leaves signs alone. A factor for some features "
    "only shifts the balance between them and the rest.",
    says=say(
        "If all samples are multiplied by {}, then from zero the weights are multiplied by {}: "
        "{}; the net inputs are multiplied by {}, and {} at every update, for every rate. If the "
        "first of two features alone is multiplied by 10, or all but the constant input of the "
        "bias by 2, the predictions can change.",
        *(c, c, equals(other_now, c * w_now), c**2, SAME),
    ),
    given=(ZERO_START, NOT_ZERO),
    needs=(shown_by_run(ELSEWHERE), shown_by_run(NO_FEATURES), shown_by_run(CONSTANT_LEFT)),
    built_in=(("all features by one factor", say("the constant input of a bias is a feature")),),
)


@entry.part(
    "The square of the factor is dropped inside the threshold function",
    equals(PHI(c**2 * z), PHI(z)),
)
def square_is_dropped() -> Lines:
    yield "=", ..., "the threshold function sees the sign alone, and ", NOT_ZERO


SAME_LABEL = ("the sign alone is seen", square_is_dropped.of({z: NET}))
"""The reason to multiply a net input by the square of the factor."""


def _both_zero() -> Lines:
    """Both runs start at zero."""
    yield "=", ZERO, "the start is zero", ZERO_START, SAME_START
    yield "=", c * ZERO, "any multiple of zero is zero"
    yield "=", ..., "the start is zero"


@entry.part(say("The weights, when all samples are multiplied by {}", c), name="weights")
@jointly(
    "scaling all features",
    update=updated(w_before, eta),
    image_update=other_before + eta * (LABEL - PHI(SCALED_NET)) * SCALED_SAMPLE,
    start=_both_zero,
)
def weights() -> Lines:
    """One update commutes with scaling."""

    def at(net: Term) -> Term:
        return c * w_before + eta * (LABEL - PHI(net)) * SCALED_SAMPLE

    yield "=", c * w_before + c * (eta * error(w_before) * SAMPLE), "multiply out ", c
    yield "=", at(NET), "move ", c, " to the sample"
    yield "=", at(c**2 * NET), *SAME_LABEL
    yield "=", ..., c, " moves into the inner product, twice"


@entry.part("The net inputs", equals(SCALED_NET, c**2 * NET))
def net_inputs() -> Lines:
    yield "=", dot(c * w_before, SCALED_SAMPLE), "the weights are scaled", weights.at("t-1")
    yield "=", ..., c, " moves out of the inner product, twice"


@entry.part("The predictions", SAME)
def predictions() -> Lines:
    yield "=", PHI(c**2 * NET), "the net inputs", net_inputs
    yield "=", ..., *SAME_LABEL


entry.shows(
    "one-feature",
    "The second prediction on the samples (−2, −2) and (−2, 2), both with the label −1: as they "
    "are, and with the first feature times 10",
    second_prediction,
)
entry.runs("constant-left", "All features but the constant input of the bias", CONSTANT_LEFT)
entry.twin("The weights do not change.", equals(other_now, w_now), NOT_ZERO,
           define("the weights are scaled", other_now, c * w_now))  # fmt: skip
entry.symbol(z, "any net input")
entry.symbol(c, "the factor of all features")
entry.symbol(*ONE_FEATURE_MEANS)
entry.symbol(other_now, "the weights of the run on the samples times {}", c)
