"""Momentum leaves the rate a mere scale, if a velocity that carries the rate starts at zero."""

from proofs.chapters.further.runs import MOMENTUM, two_runs
from proofs.chapters.perceptron.runs import OPPOSITE
from proofs.chapters.perceptron.setting import (
    BEFORE, FACTORS_OUT, LABEL, NOW, POSITIVE_RATE, SAMPLE, ZERO_START, both_start_at_zero,
    commutes, error, eta, sees_sign, t, v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, line, shown_by_run, symmetry
from proofs.terms import PHI, ZERO, assume, define, dot, equals, say, scalar, vector

beta = scalar("beta")
u_now, u_before, u_0 = (vector("u", index) for index in (NOW, BEFORE, "0"))
q_now, q_before, q_0 = (vector("q", index) for index in (NOW, BEFORE, "0"))
ZERO_VELOCITY = assume("zero velocity at the start", equals(u_0, ZERO))
SAME_VELOCITY = define("the velocity at rate 1 starts there too", q_0, u_0)
SAMPLES, LABELS = ((1,), (1,), (1,), (1,)), (-1, -1, -1, -1)
VELOCITY_1 = two_runs(
    "momentum 9/10, a velocity that starts at 1", MOMENTUM, SAMPLES, LABELS, ((0,), (1,)),
    drops="zero velocity at the start",
)  # fmt: skip
START_1 = two_runs(
    "momentum 9/10, a start that is not zero", MOMENTUM, SAMPLES[:2], LABELS[:2], ((1,), (0,)),
    drops="zero start",
)  # fmt: skip
NEGATIVE = two_runs(
    "momentum 9/10, a negative rate", MOMENTUM, SAMPLES[:2], LABELS[:2], ((0,), (0,)),
    values=OPPOSITE, drops="positive rate",
)  # fmt: skip

entry = Entry(
    "further.momentum",
    place=100,
    title="On a perceptron with momentum the rate stays a mere scale, from zero weights and zero "
    "velocity",
    idea=say(
        "A velocity that adds up updates with the factor {} has that factor too, and is stretched "
        "with the weights; no sign turns. If the rate comes in only when the velocity is added, "
        "the velocity itself is free of it.",
        eta,
    ),
    says=say(
        "Let the velocity be kept by the factor {}, and let each update add it to the weights. If "
        "it carries the rate and starts at zero, as the weights do, then {}, {}, and {} at every "
        "update. If the rate multiplies the velocity when it is added, {} and {} from any first "
        "velocity.",
        *(beta, equals(w_now, eta * v_now), equals(u_now, eta * q_now)),
        equals(PHI(dot(w_before, SAMPLE)), PHI(dot(v_before, SAMPLE))),
        *(equals(w_now, eta * v_now), equals(u_now, q_now)),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(shown_by_run(START_1), shown_by_run(NEGATIVE), shown_by_run(VELOCITY_1)),
    citations=(
        "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, USSR "
        "Computational Mathematics and Mathematical Physics 4, 1-17, 1964.",
    ),
)
AT_1, AT_ETA = error(v_before) * SAMPLE, error(w_before) * SAMPLE
PUSHED, PUSHED_BY_RATE = beta * q_before + AT_1, beta * u_before + eta * AT_ETA


def _velocity_start() -> Lines:
    """Both velocities start at zero."""
    yield "=", ZERO, "the velocity starts at zero", ZERO_VELOCITY
    yield "=", eta * ZERO, "any multiple of zero is zero"
    yield "=", ..., "at rate 1 it starts there too", SAME_VELOCITY


def _weights() -> Lines:
    """The weights commute with scaling."""
    kept = beta * (eta * q_before)
    return commutes(lambda net: eta * v_before + (kept + eta * ((LABEL - PHI(net)) * SAMPLE)))


def _velocity() -> Lines:
    """The velocity commutes with scaling."""
    return commutes(lambda net: beta * (eta * q_before) + eta * ((LABEL - PHI(net)) * SAMPLE))


carrying = symmetry(
    "the velocity carries the rate",
    action={w_now: eta * v_now, u_now: eta * q_now},
    update={v_now: v_before + PUSHED, q_now: PUSHED},
    image_update={w_now: w_before + PUSHED_BY_RATE, u_now: PUSHED_BY_RATE},
    start=(both_start_at_zero, _velocity_start),
    step=(_weights, _velocity),
)
entry.shows("carries-the-rate", "A velocity that carries the rate", carrying)


@entry.part("The predictions", equals(PHI(dot(w_before, SAMPLE)), PHI(dot(v_before, SAMPLE))))
def predictions() -> Lines:
    yield "=", PHI(dot(eta * v_before, SAMPLE)), FACTORS_OUT, carrying.at(BEFORE)
    yield "=", PHI(eta * dot(v_before, SAMPLE)), eta, " moves out of the inner product"
    yield "=", ..., *sees_sign()


FREE_PUSH = beta * u_before + AT_ETA


def _weights_by_rate() -> Lines:
    """The weights commute with scaling."""
    return commutes(
        lambda net: eta * v_before + eta * (beta * q_before + (LABEL - PHI(net)) * SAMPLE)
    )


def _free_velocity() -> Lines:
    """The velocity does not change."""
    scaled = LABEL - PHI(eta * dot(v_before, SAMPLE))
    yield "=", beta * q_before + scaled * SAMPLE, *sees_sign()
    yield "=", ..., eta, " moves into the inner product"


by_the_rate = symmetry(
    "the rate multiplies the velocity",
    action={w_now: eta * v_now, u_now: q_now},
    update={v_now: v_before + PUSHED, q_now: PUSHED},
    image_update={w_now: w_before + eta * FREE_PUSH, u_now: FREE_PUSH},
    start=(both_start_at_zero, line("they start alike", SAME_VELOCITY)),
    step=(_weights_by_rate, _free_velocity),
)
entry.shows("times-the-rate", "A velocity that the rate multiplies when it is added", by_the_rate)
entry.twin(
    "A velocity that carries the rate may start anywhere.",
    equals(beta * u_0 + eta * SAMPLE, eta * (beta * u_0 + SAMPLE)),
    POSITIVE_RATE,
)
entry.symbol(beta, "the momentum: which part of the velocity is kept")
entry.symbol(say("{}, {}", u_now, q_now), "the velocity after {} updates, and that at rate 1", t)
