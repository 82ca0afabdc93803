"""A schedule fixed beforehand changes nothing."""

from proofs.chapters.perceptron.runs import RUN_NEEDS, SELECTIVE, two_runs, w, x
from proofs.chapters.perceptron.setting import (
    LABEL, NOW, POSITIVE_RATE, SAMPLE, ZERO_START, commutes, error, eta, scaling, t, v_before,
    v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import ABS, PHI, dot, equals, say, scalar

FIXED, s = "schedule fixed beforehand", scalar("s", NOW)
LOOKING = two_runs(
    "a rate that looks at the net input", SELECTIVE, (-2, -2, -2), (-1, 1, 1), drops=FIXED,
    remark=say("The factor of the rate is 0 where {}, and else 1.", ABS(dot(w, x)) > 1),
)  # fmt: skip

entry = Entry(
    "perceptron.schedules",
    place=180,
    title="From zero a common factor of a schedule of rates fixed beforehand factors out",
    idea="If every rate of a list is one number times a factor of its own, that number stretches "
    "all updates alike. The factors are fixed beforehand and cannot react to the stretch, so the "
    "signs are those without it.",
    says=say(
        "With rate {} at update {}, where {} is fixed beforehand, {} for every number of updates.",
        *(eta * s, t, s, equals(w_now, eta * v_now)),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(*RUN_NEEDS, shown_by_run(LOOKING)),
    built_in=((FIXED, say("the factors {} do not look at the weights", s)),),
)


@entry.part("An instance of the symmetry lemma: one update commutes with scaling", name="symmetry")
@scaling(
    "a schedule fixed beforehand",
    update=v_before + s * error(v_before) * SAMPLE,
    image_update=w_before + eta * s * error(w_before) * SAMPLE,
)
def scheduled() -> Lines:
    return commutes(lambda net: eta * v_before + eta * s * (LABEL - PHI(net)) * SAMPLE)


left_out = equals(eta * (v_before + s * SAMPLE), eta * v_before + eta * SAMPLE)
entry.twin("The schedule's factor may be left out.", left_out, POSITIVE_RATE)
entry.symbol(s, "the factor of the rate at update {}, fixed beforehand", t)
