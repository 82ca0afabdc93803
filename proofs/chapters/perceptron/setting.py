"""The perceptron: notation, the rule, its hypotheses, and theorems that several entries share.

Nearly every entry is an instance of `symmetry.trajectory`: multiplying weights and rate by one
positive number commutes with an update, because the threshold function sees signs alone.
"""

from collections.abc import Callable
from functools import partial

from proofs.statement import Line, Lines, Proof, Writer, chain, symmetry
from proofs.terms import (
    PHI, ZERO, Function, Hypothesis, Symbol, Term, Words, assume, define, dot, equals, scalar,
    threshold, vector,
)  # fmt: skip

ROSENBLATT = (
    "F. Rosenblatt, The perceptron: a probabilistic model for information storage and "
    "organization in the brain, Psychological Review 65, 386-408, 1958."
)

# Symbols -----------------------------------------------------------------------------------------


def w(index: str | int) -> Symbol:
    """The weights after so many updates."""
    return vector("w", str(index))


def v(index: str | int) -> Symbol:
    """The weights of the same run with learning rate 1."""
    return vector("v", str(index))


def other(index: str | int) -> Symbol:
    """The weights of a second run, with another rate or another start."""
    return vector("u", str(index))


def x(index: str | int) -> Symbol:
    """The sample seen at an update."""
    return vector("x", str(index))


def y(index: str | int) -> Symbol:
    """Its label."""
    return scalar("y", str(index))


def change(index: str | int, of: str = "w") -> Symbol:
    """What an update adds to the weights."""
    return vector(f"Delta_{of}", str(index))


NOW, BEFORE = "t", "t-1"
eta, c, z, t = scalar("eta"), scalar("c"), scalar("z"), scalar("t")
SECOND_RATE = scalar("eta'")
SAMPLE, LABEL, unseen = x(NOW), y(NOW), vector("x")
w_now, w_before, v_now, v_before = w(NOW), w(BEFORE), v(NOW), v(BEFORE)
other_now, other_before = other(NOW), other(BEFORE)


def error(weights: Term, phi: Function = PHI) -> Term:
    """Label minus predicted label, for the sample of the current update."""
    return LABEL - phi(dot(weights, SAMPLE))


def updated(weights: Term, rate: Term | None, phi: Function = PHI) -> Term:
    """The weights after one update; a rate of None is 1 and not written."""
    if rate is None:
        return weights + error(weights, phi) * SAMPLE
    return weights + rate * error(weights, phi) * SAMPLE


# Hypotheses and reasons --------------------------------------------------------------------------

POSITIVE_RATE = assume("positive rate", eta > 0)
ZERO_START = assume("zero start", equals(w(0), ZERO))
SAME_START = define("the run at rate 1 starts there too", v(0), w(0))
POSITIVE_FACTOR = assume("positive factor", c > 0)
SECOND_POSITIVE = assume("second positive rate", SECOND_RATE > 0)
SECOND_START = define("the second run starts there too", other(0), w(0))

TEXTBOOK = threshold("phi", -1, 1, 1)
"""The threshold function of the textbook: +1 for z >= 0, otherwise -1."""


def sees_sign(positive: Hypothesis = POSITIVE_RATE, what: str = "threshold function") -> Line:
    """The reason to drop or to add a positive factor."""
    return (f"the {what} sees the sign alone, and ", positive)


def divided(positive: Hypothesis = POSITIVE_RATE) -> Line:
    """The reason to divide by a positive number and to multiply by it again."""
    return (positive, ", so it can be divided by")


SIGN_ALONE = sees_sign()
DISTRIBUTE = ("multiply out ", eta)
INTO_DOT = (eta, " moves into the inner product")
FACTORS_OUT = "the rate factors out of the weights"


def commutes(
    at: Callable[[Term], Term],
    net: Term | None = None,
    what: str = "threshold function",
    into: Words = INTO_DOT,
) -> Lines:
    """The lines from a scaled update to the update of what is scaled.

    `at` writes the update with a net input, which is scaled behind what sees signs alone.
    """
    net = dot(v_before, SAMPLE) if net is None else net
    yield "=", at(net), *DISTRIBUTE
    yield "=", at(eta * net), *sees_sign(what=what)
    yield "=", ..., *into


# Theorems that several entries share -------------------------------------------------------------


def starts_at_zero(factor: Term, *same: Hypothesis) -> Writer:
    """The lines that a run from zero starts at any multiple of the start of the run at rate 1."""

    def lines() -> Lines:
        """Both runs start at zero."""
        yield "=", ZERO, "the start is zero", ZERO_START, *same
        yield "=", factor * ZERO, "any multiple of zero is zero"
        yield "=", ..., "the run at rate 1 starts at zero too", ZERO_START, SAME_START

    return lines


both_start_at_zero = chain(equals(w(0), eta * v(0)))(starts_at_zero(eta))


def scaling(
    name: str,
    *,
    update: Term,
    image_update: Term,
    run: Callable[[str | int], Symbol] = v,
    image: Callable[[str | int], Symbol] = w,
    factor: Symbol = eta,
    start: Writer | Proof = both_start_at_zero,
) -> Callable[[Writer], Proof]:
    """image(t) = factor run(t) for all t: the symmetry lemma for weights that are scaled.

    The lines lead from the scaled update to the update of the scaled weights.
    """

    def written(step: Writer) -> Proof:
        return symmetry(
            name,
            action={image(NOW): factor * run(NOW)},
            update={run(NOW): update},
            image_update={image(NOW): image_update},
            start=[start],
            step=[step],
        )

    return written


def factoring(
    name: str,
    *,
    positive: Hypothesis = POSITIVE_RATE,
    run: Callable[[str | int], Symbol] = w,
    phi: Function = PHI,
    start: Writer | Proof = both_start_at_zero,
) -> Proof:
    """w(t) = eta v(t) for all t, by the symmetry lemma."""
    rate = positive.relation.left
    assert isinstance(rate, Symbol)
    before, net = rate * v_before, dot(v_before, SAMPLE)

    def step() -> Lines:
        """One update commutes with scaling."""
        yield "=", before + rate * (LABEL - phi(net)) * SAMPLE, "multiply out ", rate
        yield "=", before + rate * (LABEL - phi(rate * net)) * SAMPLE, *sees_sign(positive)
        yield "=", ..., rate, " moves into the inner product"

    scaled = partial(scaling, update=updated(v_before, None, phi), image=run, factor=rate)
    return scaled(name, image_update=updated(run(BEFORE), rate, phi), start=start)(step)


weights_factor = factoring(FACTORS_OUT)
"""From zero: w(t) = eta v(t) for all t."""


def same_sign(index: str, point: Symbol) -> Callable[[], Lines]:
    """phi(w . x) = phi(v . x), for weights after so many updates."""

    def lines() -> Lines:
        yield "=", PHI(dot(eta * v(index), point)), FACTORS_OUT, weights_factor.at(index)
        yield "=", PHI(eta * dot(v(index), point)), eta, " moves out of the inner product"
        yield "=", ..., *SIGN_ALONE

    return lines


labels_seen = chain(
    equals(PHI(dot(w_before, SAMPLE)), PHI(dot(v_before, SAMPLE))),
    name="the predicted labels agree",
)(same_sign(BEFORE, SAMPLE))
"""The label predicted before each update does not depend on the rate."""

labels_unseen = chain(
    equals(PHI(dot(w_now, unseen)), PHI(dot(v_now, unseen))),
    name="the predicted labels agree everywhere",
)(same_sign(NOW, unseen))
"""The label predicted for any x after t updates does not depend on the rate."""


second_run = factoring(
    "the second rate factors out",
    positive=SECOND_POSITIVE,
    run=other,
    start=starts_at_zero(SECOND_RATE, SECOND_START),
)
"""From zero, at the second rate: u(t) = eta' v(t) for all t."""


def starts_scaled() -> Lines:
    """The second start is a multiple of the first."""
    start = define("start of the second run", other(0), c * w(0))
    yield "=", ..., "that is how the second run starts", start


jointly = partial(scaling, run=w, image=other, factor=c, start=starts_scaled)
"""The same of a second run, whose start is scaled with it."""

AT_RATIO = define("that is where the run at rate 1 starts", v(0), w(0) / eta)


def _starts_at_ratio() -> Lines:
    """The run at rate 1 starts at a multiple."""
    yield "=", eta * (w(0) / eta), *divided()
    yield "=", ..., "that is how the run at rate 1 starts", AT_RATIO


unit_rate_run = factoring("only the start over the rate matters", start=_starts_at_ratio)
"""run(eta, w(0)) = eta run(1, w(0)/eta)."""
