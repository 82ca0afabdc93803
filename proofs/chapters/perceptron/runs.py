"""The perceptron and its relatives as rules that can be run, and runs that entries share."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from proofs import verdicts
from proofs.chapters.perceptron.setting import POSITIVE_RATE, ZERO_START
from proofs.statement import shown_by_run
from proofs.terms import ABS, PHI, Symbol, Term, Words, dot, say, scalar, threshold, vector
from proofs.witness import Comparison, Observable, Rule, Vector, compare

eta, w, b, x, y = scalar("eta"), vector("w"), scalar("b"), vector("x"), scalar("y")
MARGIN, DECAY = scalar("mu"), scalar("lambda")
AT_MOST = threshold("h", 1, 1, 0)
"""1 where its argument is at most 0, else 0."""


def learner(
    name: str,
    *updates: Term,
    net: Term | None = None,
    state: tuple[Symbol, ...] = (w,),
    **options: object,
) -> Rule:
    """A learning rule by the numeric half's name for it; `options` are what that must be told."""
    net = dot(w, x) if net is None else net
    return Rule(name, state, updates, net, PHI(net), x, y, tuple(options.items()))


_net, _biased = dot(w, x), dot(w, x) + b
_step, _biased_error = eta * (y - PHI(_net)) * x, y - PHI(_biased)
with_bias = partial(learner, "perceptron-bias", w + eta * _biased_error * x)
PLAIN = learner("perceptron", w + _step)
SHIFTED = learner("perceptron", w + eta * (y - PHI(_net - 1)) * x, net=_net - 1, location=1)
BIASED = with_bias(b + eta * _biased_error, net=_biased, state=(w, b), bias_step="scaled")
UNSCALED_BIAS = with_bias(b + _biased_error, net=_biased, state=(w, b), bias_step="unscaled")
WITH_MARGIN = learner("perceptron-margin", w + 2 * eta * AT_MOST(y * _net - MARGIN) * y * x)
CRITERION = learner("batch-criterion", w + eta * AT_MOST(y * _net) * y * x, at_kink="mistake")
COUPLED_DECAY = learner("perceptron-decay", (1 - eta * DECAY) * w + _step, coupled=True)
SELECTIVE = learner("perceptron-selective", w + eta * AT_MOST(_net**2 - 1) * (y - PHI(_net)) * x)

_TEXTBOOK = {"phi_minus": Fraction(-1), "phi_zero": Fraction(1), "phi_plus": Fraction(1)}


def two_runs(
    name: str,
    rule: Rule,
    inputs: tuple[int, ...],
    labels: tuple[int, ...],
    *,
    rates: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1, 10)),
    start: int = 0,
    bias: int = 0,
    more: Mapping[Symbol, int | Fraction] | None = None,
    passes: int = 1,
    drops: str = "",
    differ: bool = True,
    observable: Observable = "predictions",
    remark: Words = (),
) -> partial[Comparison]:
    """Two exact runs in one dimension, at two rates; they are made when they are asked for."""
    given = {scalar(symbol): value for symbol, value in _TEXTBOOK.items()}
    given |= {symbol: Fraction(value) for symbol, value in (more or {}).items()}
    begin: tuple[verdicts.Value, ...] = ((Fraction(start),), Fraction(bias))
    data: tuple[Vector, ...] = tuple((Fraction(value),) for value in inputs)
    return partial(
        compare,
        name,
        rule,
        ({eta: rates[0], **given}, {eta: rates[1], **given}),
        begin[: len(rule.state)],
        data,
        tuple(map(Fraction, labels)),
        passes=passes,
        drops=drops,
        differ=differ,
        observable=observable,
        remark=remark,
    )


OPPOSITE = (Fraction(1), Fraction(-1))
NONZERO_START = two_runs(
    "a start that is not zero", PLAIN, (-2, -2), (1, -1), start=1, drops="zero start"
)
NEGATIVE_RATE = two_runs(
    "a negative rate", PLAIN, (1, 1), (-1, 1), rates=OPPOSITE, drops="positive rate"
)
JUMP_AT_1 = say("The net input is {}, so that the jump is at 1.", dot(w, x) - 1)
JUMP_ELSEWHERE = two_runs(
    "a threshold at 1", SHIFTED, (-2, -2), (1, -1), drops="threshold at 0", remark=JUMP_AT_1
)
UNSCALED_STEP = two_runs(
    "a bias step without the rate", UNSCALED_BIAS, (-2, 1), (-1, -1),
    drops="bias step carries the rate",
)  # fmt: skip
PASSED_OVER = say("Samples with {} are passed over.", ABS(dot(w, x)) > 1)
LOOKS_AT_WEIGHTS = two_runs(
    "samples chosen by the size of the net input", SELECTIVE, (-2, -2, -2), (-1, 1, 1),
    drops="order fixed beforehand",
    remark=PASSED_OVER,
)  # fmt: skip

THRESHOLD_AT_0 = ("threshold at 0", say("the threshold function jumps at 0 and nowhere else"))
SCALED_BIAS = (
    "bias step carries the rate", say("a bias, if there is one, is learned at the same rate")
)  # fmt: skip
FIXED_ORDER = (
    "order fixed beforehand", say("the order of the samples does not look at the weights")
)  # fmt: skip
RUN_NEEDS = (shown_by_run(NONZERO_START), shown_by_run(NEGATIVE_RATE))
FROM_ZERO: dict[str, Any] = {
    "given": (ZERO_START, POSITIVE_RATE),
    "needs": (*RUN_NEEDS, *map(shown_by_run, (JUMP_ELSEWHERE, UNSCALED_STEP, LOOKS_AT_WEIGHTS))),
    "built_in": (THRESHOLD_AT_0, SCALED_BIAS, FIXED_ORDER),
}
"""What an entry states with that follows from a zero start, at a positive rate, for the rule."""
