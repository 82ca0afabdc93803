"""With a fixed positive margin in the update condition the rate matters even from zero."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import AT_MOST, WITH_MARGIN, two_runs
from proofs.chapters.perceptron.runs import MARGIN as mu
from proofs.chapters.perceptron.setting import (
    LABEL, POSITIVE_FACTOR, POSITIVE_RATE, SAMPLE, ZERO_START, c, commutes, eta, jointly,
    other_before, other_now, scaling, sees_sign, v_before, w, w_before, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import Term, assume, dot, equals, say

NET = LABEL * dot(w_before, SAMPLE)
FROM_ZERO = ("margin 1, from zero", WITH_MARGIN, (-2, -2, -2), (-1, -1, 1))
WITNESS = two_runs(*FROM_ZERO, passes=2, more={mu: 1}, drops="margin 0")
ELSEWHERE = ("a start that is not zero, and no margin", WITH_MARGIN, (-2, -2), (1, -1))
NONZERO_START = two_runs(*ELSEWHERE, start=1, more={mu: 0}, drops="zero start")


NO_MARGIN = "a sample is learned when it is misclassified, not when its margin is small"


def _updated(weights: Term, twice_rate: Term, condition: Term) -> Term:
    return weights + twice_rate * AT_MOST(condition) * LABEL * SAMPLE


entry = Entry(
    "perceptron.margin-breaks-it",
    place=200,
    title="With a margin in the update condition the rate can matter even from zero",
    idea="A fixed margin is a length that is not stretched with the weights. A large rate can pass "
    "it in one update where a small one needs several, and learns from other samples. Stretch the "
    "margin as well, and the runs are similar again.",
    says=say(
        "If a sample is learned whenever {} for a fixed {}, then two rates can give different "
        "predictions from zero. What is left is the symmetry that scales weights, rate and margin "
        "together; at {} the rate factors out as before.",
        *(NET <= mu, mu > 0, equals(mu, 0)),
    ),
    given=(POSITIVE_FACTOR, ZERO_START, POSITIVE_RATE),
    aside=(NET <= mu, mu > 0, equals(mu, 0)),
    needs=(shown_by_run(NONZERO_START), shown_by_run(WITNESS)),
    built_in=(("margin 0", say(NO_MARGIN)),),
)
entry.figure(figures.margins)
entry.runs("witness", "Two rates, two predictions", WITNESS)


@entry.part("The symmetry that is left", name="symmetry-left")
@jointly(
    "scaling weights, rate and margin together",
    update=_updated(w_before, 2 * eta, NET - mu),
    image_update=_updated(other_before, 2 * (c * eta), LABEL * dot(other_before, SAMPLE) - c * mu),
)
def joint() -> Lines:
    """One update commutes with scaling all three."""
    before, rate = c * w_before, 2 * (c * eta)
    yield "=", _updated(before, rate, NET - mu), "multiply out ", c
    yield "=", _updated(before, rate, c * (NET - mu)), *sees_sign(POSITIVE_FACTOR, "condition")
    yield "=", ..., *say("multiply out {} inside", c)


@entry.part("Without a margin", name="no-margin")
@scaling(
    "no margin",
    update=v_before + 2 * AT_MOST(LABEL * dot(v_before, SAMPLE)) * LABEL * SAMPLE,
    image_update=_updated(w_before, 2 * eta, NET),
)
def no_margin() -> Lines:
    """Without a margin one update commutes with scaling."""
    net = LABEL * dot(v_before, SAMPLE)
    return commutes(lambda at: _updated(eta * v_before, 2 * eta, at), net, "condition")


entry.twin(
    "A fixed margin changes nothing.",
    equals(AT_MOST(eta * z - mu), AT_MOST(z - mu)),
    POSITIVE_RATE,
    assume("positive margin in the condition", mu > 0),
)
entry.symbol(mu, "the margin in the update condition")
entry.symbol(AT_MOST(z), "1 for {}, else 0", z <= 0)
scaled = "the weights of the run with rate {} and margin {} from {}"
entry.symbol(other_now, scaled, c * eta, c * mu, c * w(0))
