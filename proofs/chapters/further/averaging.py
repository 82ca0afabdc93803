"""Running averages of the weights leave the rate a mere scale from zero."""

from proofs.chapters.further.runs import AVERAGED, two_runs
from proofs.chapters.perceptron.runs import OPPOSITE
from proofs.chapters.perceptron.setting import (
    BEFORE, FACTORS_OUT, LABEL, NOW, POSITIVE_RATE, SAMPLE, ZERO_START, both_start_at_zero,
    commutes, eta, sees_sign, t, unseen, updated, v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by, shown_by_run, symmetry
from proofs.terms import (
    PHI, ZERO, Term, assume, define, dot, equals, function, norm, say, scalar, vector,
)  # fmt: skip

s, looking = scalar("s", NOW), function("r")
a_now, a_before, a_0 = (vector("a", index) for index in (NOW, BEFORE, "0"))
b_now, b_before, b_0 = (vector("b", index) for index in (NOW, BEFORE, "0"))
ZERO_AVERAGE = assume("zero average at the start", equals(a_0, ZERO))
SAME_AVERAGE = define("the average at rate 1 starts there too", b_0, a_0)
FIXED = "shares fixed beforehand"
SAMPLES, LABELS = ((1,), (1,)), (-1, -1)
START_1 = two_runs(
    "averaging, a start that is not zero", AVERAGED, SAMPLES, LABELS, ((1,), (0,)),
    drops="zero start",
)  # fmt: skip
NEGATIVE = two_runs(
    "averaging, a negative rate", AVERAGED, SAMPLES, LABELS, ((0,), (0,)), values=OPPOSITE,
    drops="positive rate",
)  # fmt: skip
AVERAGE_1 = two_runs(
    "an average that starts at 1", AVERAGED, SAMPLES, LABELS, ((0,), (1,)),
    drops="zero average at the start",
)  # fmt: skip


def mixed(average: Term, weights: Term) -> Term:
    """The average after the weights were taken in."""
    return average + s * (weights - average)


LOOKING = shown_by(
    *(FIXED, "shares-look-at-weights"),
    equals(looking(norm(eta * v_now)) * (eta * v_now), eta * (looking(norm(v_now)) * v_now)),
    POSITIVE_RATE,
    says="A share that looks at the size of the weights:",
)
AVERAGED_TOO = equals(a_now, eta * b_now)
SAME = equals(PHI(dot(a_now, unseen)), PHI(dot(b_now, unseen)))

entry = Entry(
    "further.averaging",
    place=105,
    title="From zero the average of a perceptron's weights is scaled by the rate as they are",
    idea="An average of stretched weights is the stretched average, since its shares do not look "
    "at the weights. So what it predicts is told by the same signs at every rate.",
    says=say(
        "Let a running average take in the weights after each update by a share {} fixed "
        "beforehand: one number, or one over the number of updates. If it starts at zero, as the "
        "weights do, then {} and {}, and for every {} it predicts the same: {}.",
        *(s, equals(w_now, eta * v_now), AVERAGED_TOO, unseen, SAME),
    ),
    given=(ZERO_START, POSITIVE_RATE, ZERO_AVERAGE),
    needs=(*map(shown_by_run, (START_1, NEGATIVE, AVERAGE_1)), LOOKING),
    built_in=((FIXED, say("the shares {} do not look at the weights", s)),),
    citations=(
        "Y. Freund and R. E. Schapire, Large margin classification using the perceptron "
        "algorithm, Machine Learning 37, 277-296, 1999.",
    ),
)


def _average_start() -> Lines:
    """Both averages start at zero."""
    yield "=", ZERO, "the average starts at zero", ZERO_AVERAGE
    yield "=", eta * ZERO, "any multiple of zero is zero"
    yield "=", ..., "at rate 1 it starts there too", SAME_AVERAGE


def _weights() -> Lines:
    """The weights commute with scaling."""
    return commutes(lambda net: eta * v_before + eta * (LABEL - PHI(net)) * SAMPLE)


def _average() -> Lines:
    """The average commutes with scaling."""
    return commutes(
        lambda net: mixed(eta * b_before, eta * v_before + eta * (LABEL - PHI(net)) * SAMPLE)
    )


both = symmetry(
    "weights and average",
    action={w_now: eta * v_now, a_now: eta * b_now},
    update={v_now: updated(v_before, None), b_now: mixed(b_before, updated(v_before, None))},
    image_update={w_now: updated(w_before, eta), a_now: mixed(a_before, updated(w_before, eta))},
    start=(both_start_at_zero, _average_start),
    step=(_weights, _average),
)
entry.shows("symmetry", "Weights and average", both)


@entry.part("What the average predicts", SAME)
def predictions() -> Lines:
    yield "=", PHI(dot(eta * b_now, unseen)), FACTORS_OUT, both.at(which=1)
    yield "=", PHI(eta * dot(b_now, unseen)), eta, " moves out of the inner product"
    yield "=", ..., *sees_sign()


entry.twin(
    "An average may start anywhere.",
    equals(mixed(a_0, eta * SAMPLE), eta * mixed(a_0, SAMPLE)),
    POSITIVE_RATE,
)
entry.symbol(say("{}, {}", a_now, b_now), "the average after {} updates, and that at rate 1", t)
entry.symbol(s, "the share by which the average takes in the weights of update {}", t)
