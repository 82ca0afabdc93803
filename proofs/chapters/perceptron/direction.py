"""From zero the direction of the weights is free of the rate."""

from functools import partial

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import (
    FIXED_ORDER, JUMP_AT_1, OPPOSITE, PASSED_OVER, PLAIN, SCALED_BIAS, SELECTIVE, SHIFTED,
    THRESHOLD_AT_0, UNSCALED_BIAS, two_runs,
)  # fmt: skip
from proofs.chapters.perceptron.setting import (
    FACTORS_OUT, POSITIVE_RATE, TEXTBOOK, ZERO_START, divided, eta, v_now, w_now,
    weights_factor,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import (
    ZERO, assume, define, differs, dot, equals, norm, number, say, scalar, vector,
)  # fmt: skip

MOVED = assume("weights not zero", differs(w_now, ZERO))
STILL_W, STILL_V = equals(w_now, ZERO), equals(v_now, ZERO)
AT_W, AT_V = assume("weights are zero", STILL_W), assume("weights at rate 1 are zero", STILL_V)
PARALLEL = equals(w_now / norm(w_now), v_now / norm(v_now))

apart = partial(two_runs, observable="direction")
ONE = ("one update", PLAIN)
RUNS = (
    apart(*ONE, (-1,), (1,), start=1, drops="zero start"),
    apart(*ONE, (1,), (-1,), rates=OPPOSITE, drops="positive rate"),
    apart("a threshold at 1", SHIFTED, (-1, -2), (1, -1), drops=THRESHOLD_AT_0[0],
          remark=JUMP_AT_1),
    apart("a bias step without the rate", UNSCALED_BIAS, (-1, 2), (-1, -1), drops=SCALED_BIAS[0]),
    apart("samples that are passed over", SELECTIVE, (-1, -2), (-1, 1), drops=FIXED_ORDER[0],
          remark=PASSED_OVER),
)  # fmt: skip

entry = Entry(
    "perceptron.direction",
    place=70,
    title="From zero, the rate does not change the direction of the weights",
    idea=say(
        "A positive multiple of a vector points where the vector points. From zero the weights at "
        "rate {} are {} times those at rate 1; divided by their lengths they are one vector, and "
        "they are zero together or not at all.",
        *(eta, eta),
    ),
    says=say("If {} then {}; and {} exactly if {}.", MOVED.relation, PARALLEL, STILL_W, STILL_V),
    given=(ZERO_START, POSITIVE_RATE),
    needs=tuple(map(shown_by_run, RUNS)),
    built_in=(THRESHOLD_AT_0, SCALED_BIAS, FIXED_ORDER),
)
entry.figure(figures.ends_on_a_ray)


@entry.part("The direction", PARALLEL)
def unit_vectors() -> Lines:
    yield "=", (eta * v_now) / norm(eta * v_now), FACTORS_OUT, weights_factor
    yield "=", (eta * v_now) / (eta * norm(v_now)), "a positive factor moves out of the norm"
    yield "=", ..., "cancel ", eta, POSITIVE_RATE, MOVED


@entry.part(say("If ", STILL_V), STILL_W)
def zero_at_rate_one() -> Lines:
    yield "=", eta * v_now, FACTORS_OUT, weights_factor
    yield "=", eta * ZERO, "they are zero at rate 1", AT_V
    yield "=", ..., "any multiple of zero is zero"


@entry.part(say("If ", STILL_W), STILL_V)
def zero_at_any_rate() -> Lines:
    yield "=", (eta * v_now) / eta, *divided()
    yield "=", w_now / eta, FACTORS_OUT, weights_factor
    yield "=", ZERO / eta, "they are zero", AT_W
    yield "=", ..., "any multiple of zero is zero"


i, j, moved = vector("i"), vector("j"), vector("w", "1")
UNITS = (assume("perpendicular", equals(dot(i, j), 0)),)
EXAMPLE = (
    define("the start", vector("w", "0"), i),
    define("the sample", vector("x", "1"), j),
    define("its label", scalar("y", "1"), -1),
    define(
        "the first update",
        moved,
        vector("w", "0")
        + eta
        * (scalar("y", "1") - TEXTBOOK(dot(vector("w", "0"), vector("x", "1"))))
        * vector("x", "1"),
    ),
)


@entry.part(
    say(
        "From another start an update that is {} times something free of it turns the weights: "
        "here {}",
        *(eta, UNITS[0].relation),
    ),
    equals(moved, i - 2 * eta * j),
)
def from_another_start() -> Lines:
    yield "=", i + eta * (-1 - TEXTBOOK(dot(i, j))) * j, "the update", *EXAMPLE, *UNITS
    yield "=", ..., equals(TEXTBOOK(number(0)), 1)


@entry.part(say("They leave the line of {}", i), dot(moved, j) < 0)
def turned() -> Lines:
    yield "=", dot(i, j) - 2 * eta * dot(j, j), "one update", from_another_start
    some = (POSITIVE_RATE, assume("some sample", differs(j, ZERO)))
    yield "<", ..., UNITS[0].relation, " and ", *some, *UNITS


entry.without(MOVED, "A zero vector has no direction:")
factored = define(FACTORS_OUT, w_now, eta * v_now)
entry.twin("The weights themselves agree.", equals(w_now, v_now), POSITIVE_RATE, factored)
