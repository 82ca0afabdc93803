"""A schedule fixed beforehand changes nothing."""

from proofs.chapters.perceptron.runs import RUN_NEEDS
from proofs.chapters.perceptron.setting import (
    DISTRIBUTE, INTO_DOT, LABEL, NOW, POSITIVE_RATE, SAMPLE, SIGN_ALONE, ZERO_START, error, eta,
    scaling, t, v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by
from proofs.terms import PHI, dot, equals, function, norm, say, scalar

s, adaptive = scalar("s", NOW), function("a")

entry = Entry(
    "perceptron.schedules",
    place=180,
    title="A schedule of rates fixed beforehand changes nothing",
    says=say(
        "With rate {} at update {}, where {} is fixed beforehand, {} for every number of updates.",
        *(eta * s, t, s, equals(w_now, eta * v_now)),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(
        *RUN_NEEDS,
        shown_by(
            "schedule fixed beforehand",
            "schedule-looks-at-weights",
            equals(
                eta * (v_before + adaptive(norm(v_before)) * SAMPLE),
                eta * v_before + eta * adaptive(norm(eta * v_before)) * SAMPLE,
            ),
            POSITIVE_RATE,
            says="A rate that looks at the size of the weights:",
        ),
    ),
    built_in=(("schedule fixed beforehand", say("the factors {} do not look at the weights", s)),),
)


@entry.part("One scheduled update commutes with scaling", name="symmetry")
@scaling(
    "a schedule fixed beforehand",
    update=v_before + s * error(v_before) * SAMPLE,
    image_update=w_before + eta * s * error(w_before) * SAMPLE,
)
def scheduled() -> Lines:
    """One scheduled update commutes with scaling."""
    before, net = eta * v_before, dot(v_before, SAMPLE)
    yield "=", before + eta * s * (LABEL - PHI(net)) * SAMPLE, *DISTRIBUTE
    yield "=", before + eta * s * (LABEL - PHI(eta * net)) * SAMPLE, *SIGN_ALONE
    yield "=", ..., *INTO_DOT


entry.twin(
    "The schedule's factor may be left out.",
    equals(eta * (v_before + s * SAMPLE), eta * v_before + eta * SAMPLE),
    POSITIVE_RATE,
)
entry.symbol(s, "the factor of the rate at update {}, fixed beforehand", t)
