"""With several classes the rate is a mere scale from zero too, if scores are only compared."""

from proofs.chapters.further.runs import CLASSES, WITH_OFFSET, two_runs
from proofs.chapters.perceptron.runs import OPPOSITE
from proofs.chapters.perceptron.setting import (
    BEFORE, NOW, POSITIVE_RATE, SAMPLE, ZERO_START, both_start_at_zero, eta, sees_sign, t, unseen,
    v_before, v_now, w_before, w_now, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction, shown_by_run, symmetry
from proofs.terms import (
    Hypothesis, assume, define, equals, function, say, scalar, threshold, vector,
)  # fmt: skip

CHOSEN = function("Psi", ("vector", "vector"), "vector")
own, u = vector("d", NOW), vector("u")
COMPARED = "scores are only compared"
THE_SAME = equals(CHOSEN(eta * u, unseen), CHOSEN(u, unseen))
SEES_ORDER = assume(COMPARED, THE_SAME, (u, unseen))
SAMPLES, ZEROS = ((1,), (1,)), ((0,), (0,), (0,))
START = two_runs(
    "three classes, a start that is not zero", CLASSES, SAMPLES, (2, 1), ((1,), *ZEROS[1:]),
    drops="zero start",
)  # fmt: skip
NEGATIVE = two_runs(
    "three classes, a negative rate", CLASSES, SAMPLES, (2, 1), ZEROS, values=OPPOSITE,
    drops="positive rate",
)  # fmt: skip
OFFSET = two_runs(
    "three classes, 1 added to the score of the first", WITH_OFFSET, SAMPLES, (2, 1), ZEROS,
    drops=COMPARED,
)  # fmt: skip
CLASSES_DIFFER = (shown_by_run(START), shown_by_run(NEGATIVE))

score, tie = scalar("z", NOW), scalar("tau", NOW)
ahead = threshold("f", 0, tie, 1)
p_now, p_before, p_0 = (scalar("p", index) for index in (NOW, BEFORE, "0"))
q_now, q_before, q_0 = (scalar("q", index) for index in (NOW, BEFORE, "0"))
NONE_YET = define("no class compared yet", p_0, 1), define("none at the other rate", q_0, 1)
ONE_MORE = define("one more class compared", p_now, p_before * ahead(z - score))
ONE_MORE_SCALED = define(
    "one more scaled class compared", q_now, q_before * ahead(eta * z - eta * score)
)

entry = Entry(
    "further.multi-class",
    place=120,
    title="On a perceptron with several classes the rate is a mere scale from zero, if scores are "
    "only compared",
    idea="To choose a class is to compare scores, and scores that are all multiplied by one "
    "positive number are still in the same order. So every positive rate chooses the same classes, "
    "and stays a common factor of all that is added.",
    says=say(
        "Let {} be the weights of all classes together and {} the sample placed under the class "
        "that is chosen. If the choice does not mind that all weights are multiplied by the rate, "
        "{}, then {} for every number of updates, and the choices agree. The first of the largest "
        "scores, in a fixed order of any number of classes, is such a choice: whether a class is "
        "ahead of all others is the same at every rate, {}.",
        *(w_now, CHOSEN(w_before, SAMPLE), THE_SAME, equals(w_now, eta * v_now)),
        equals(q_now, p_now),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(*CLASSES_DIFFER, shown_by_run(OFFSET)),
    citations=(
        "R. O. Duda and P. E. Hart, Pattern Classification and Scene Analysis, Wiley, 1973.",
    ),
)


def _placed() -> Lines:
    """One update commutes with scaling."""
    after = eta * v_before + eta * (own - CHOSEN(v_before, SAMPLE))
    yield "=", after, "multiply out ", eta
    yield "=", ..., "the choice is the same", SEES_ORDER.at(v_before, SAMPLE)


joint = symmetry(
    "any number of classes",
    action={w_now: eta * v_now},
    update={v_now: v_before + (own - CHOSEN(v_before, SAMPLE))},
    image_update={w_now: w_before + eta * (own - CHOSEN(w_before, SAMPLE))},
    start=(both_start_at_zero,),
    step=(_placed,),
)
entry.shows("any-number-of-classes", "Any number of classes", joint)


@entry.part("The choices agree", equals(CHOSEN(w_before, SAMPLE), CHOSEN(v_before, SAMPLE)))
def choices() -> Lines:
    yield "=", CHOSEN(eta * v_before, SAMPLE), "the rate factors out", joint.at(BEFORE)
    yield "=", ..., "the choice is the same", SEES_ORDER.at(v_before, SAMPLE)


@entry.part(
    say(
        "The first of the largest, class by class: {} is 1 if the score {} of a class is ahead of "
        "the scores of the first {} others, where a tie counts {}, which is 1 or 0 by the order",
        *(p_now, z, t, tie),
    ),
    name="order-of-scores",
)
@induction(equals(q_now, p_now), start=at_once("no class yet", "both are 1", *NONE_YET))
def order_of_scores(assumed: Hypothesis) -> Lines:
    """One more class."""
    yield "=", ONE_MORE_SCALED.relation.right, ONE_MORE_SCALED
    yield "=", p_before * ahead(eta * z - eta * score), "the ", assumed
    yield "=", p_before * ahead(eta * (z - score)), "collect ", eta
    yield "=", p_before * ahead(z - score), *sees_sign(what="comparison")
    yield "=", ..., ONE_MORE


entry.twin(
    "So it is if 1 is added to one of the scores.",
    equals(ahead(eta * z + 1), ahead(z + 1)),
    POSITIVE_RATE,
)
own_class = "the sample seen at update {} as it stands under its own class"
entry.symbol(own, own_class, t)
under = "the sample {} as it stands under the class that the weights {} choose"
entry.symbol(CHOSEN(u, unseen), under, unseen, u)
entry.symbol(z, "the score of a class")
entry.symbol(score, "the score of class number {} of those that it is compared with", t)
entry.symbol(ahead(z), "1 for {}, {} at {}, else 0", z > 0, tie, equals(z, 0))
compared = "1 if a class is ahead of the first {} others, else 0; and with all scores times {}"
entry.symbol(say("{}, {}", p_now, q_now), compared, t, eta)
