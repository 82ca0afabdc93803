"""The rules by hand, the ledger's counterexamples, and what is refused."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest

from numeric import learners
from numeric.learners import RULES, Run, run


def line(xs: tuple[int, ...], y: tuple[int, ...], rate: Any, start: Any = (0,), **rest: Any) -> Run:
    """A run of the named rule, the perceptron if none, on samples of one feature."""
    passes = rest.pop("passes", 1)
    rule = RULES[rest.pop("rule", "perceptron")](learning_rate=rate, **rest)
    return run(rule, start, tuple((x,) for x in xs), y, passes)


def test_perceptron_by_hand() -> None:
    """Two updates of the perceptron, computed on paper."""
    made = run(RULES["perceptron"](learning_rate=F(1, 2)), (0, 0), ((1, 2), (2, 1)), (-1, 1))
    assert made.net_inputs == (0, -4)
    assert made.predictions == (1, -1)
    assert made.mistakes == (True, True)
    assert made.weights == ((-1, -2), (1, -1))
    assert made.final_weights == (1, -1)
    assert made.mistake_count == 2


def test_bias_by_hand() -> None:
    """The bias moves by the error, with the rate or without it."""
    for bias_step, bias in (("scaled", F(-1)), ("unscaled", F(-2))):
        rule = RULES["perceptron-bias"](learning_rate=F(1, 2), bias_step=bias_step)
        assert run(rule, (0, 0), ((3,),), (-1,)).final_weights == (-3, bias)


def test_margin_by_hand() -> None:
    """A correct sample on the margin is still corrected, one beyond it is not."""
    rule = RULES["perceptron-margin"](learning_rate=F(1, 2), margin=1)
    made = run(rule, (1,), ((1,), (1,)), (1, 1))
    assert made.weights == ((2,), (2,))
    assert made.mistakes == (False, False)


def test_decay_by_hand() -> None:
    """Coupled decay shrinks by 1 - rate * decay, the other by 1 - decay."""
    for coupled, kept in ((True, F(3, 4)), (False, F(1, 2))):
        made = line(
            (1,), (-1,), F(1, 2), (2,), rule="perceptron-decay", decay=F(1, 2), coupled=coupled
        )
        assert made.final_weights == (2 * kept - 1,)


def test_schedule_by_hand() -> None:
    """The t-th update takes the t-th factor, over the passes too."""
    made = line((1,), (-1,), 1, (9,), rule="perceptron-schedule", schedule=(1, 2), passes=2)
    assert made.weights == ((7,), (3,))


def test_batch_criterion_by_hand() -> None:
    """All samples are judged at the old weights; at zero the two conventions part."""
    X, y = ((1, 0), (0, 1)), (1, -1)
    started = run(RULES["batch-criterion"](learning_rate=1, at_kink="mistake"), (0, 0), X, y, 2)
    blocked = run(RULES["batch-criterion"](learning_rate=1, at_kink="zero"), (0, 0), X, y, 2)
    assert started.weights == ((1, -1), (1, -1))
    assert blocked.weights == ((0, 0), (0, 0))
    assert len(started.predictions) == 4


def test_witness_start_not_zero() -> None:
    """From w0 = 1 the rates 1 and 1/10 predict differently."""
    runs = [line((-2, -2), (1, -1), rate, (1,)).predictions for rate in (1, F(1, 10))]
    assert runs == [(-1, 1), (-1, -1)]


def test_witness_negative_rate() -> None:
    """At rate -1 the weights are not -1 times those at rate 1."""
    assert line((1, 1), (-1, 1), -1).final_weights == (2,)
    assert line((1, 1), (-1, 1), 1).final_weights == (0,)


def test_witness_zero_rate() -> None:
    """At rate 0 the weights stay zero, so they have no direction."""
    assert set(line((1, 1), (-1, 1), 0).weights) == {(0,)}


def test_witness_threshold_elsewhere() -> None:
    """With the jump at 1 the rates 1 and 1/10 predict differently."""
    one, tenth = (line((-2, -2), (1, -1), rate, location=1) for rate in (1, F(1, 10)))
    assert one.predictions != tenth.predictions


def test_jump_counts_as_at_zero() -> None:
    """A net input at the location of the jump is a tie."""
    assert learners.apply_threshold(1, (-1, 0, 1), location=1) == 0


def test_witness_unscaled_bias() -> None:
    """With a bias step free of the rate the rates 1 and 1/10 predict differently."""
    one, tenth = (
        line((-2, 1), (-1, -1), rate, (0, 0), rule="perceptron-bias", bias_step="unscaled")
        for rate in (1, F(1, 10))
    )
    assert one.predictions == (1, 1)
    assert tenth.predictions == (1, -1)


def test_witness_non_zero_start_of_the_bias() -> None:
    """A bias that starts at 1 lets the rate change a prediction."""
    runs = [
        line((1, 1), (-1, -1), rate, (0, 1), rule="perceptron-bias").predictions
        for rate in (1, F(1, 10))
    ]
    assert runs == [(1, -1), (1, 1)]


def test_witness_margin() -> None:
    """With margin 1 the fourth prediction is the first that differs."""
    one, tenth = (
        line((-2, -2, -2), (-1, -1, 1), rate, rule="perceptron-margin", margin=1, passes=2)
        for rate in (1, F(1, 10))
    )
    agree = [a == b for a, b in zip(one.predictions, tenth.predictions, strict=True)]
    assert agree[:4] == [True, True, True, False]


def test_witness_coupled_decay() -> None:
    """With coupled decay the third prediction is the first that differs."""
    one, tenth = (
        line((-2, -1, -2), (-1, 1, -1), rate, rule="perceptron-decay", decay=F(1, 2), coupled=True)
        for rate in (1, F(1, 10))
    )
    agree = [a == b for a, b in zip(one.predictions, tenth.predictions, strict=True)]
    assert agree == [True, True, False]


def test_numbers_keep_their_kind() -> None:
    """Whole numbers stay whole, rationals exact, floats floats."""
    X, y = ((1, 2), (2, 1)), (-1, 1)
    for rate, kind in ((2, int), (F(1, 3), F), (0.5, float)):
        made = run(RULES["perceptron"](learning_rate=rate), (0, 0), X, y)
        assert {type(w) for w in made.final_weights} == {kind}


def test_registry_names_are_the_rules_names() -> None:
    """Each rule carries the name under which it is registered."""
    needed: dict[str, dict[str, Any]] = {
        "perceptron": {},
        "perceptron-bias": {},
        "perceptron-margin": {"margin": 0},
        "perceptron-decay": {"decay": 0, "coupled": True},
        "perceptron-schedule": {"schedule": (1,)},
        "perceptron-selective": {},
        "batch-criterion": {"at_kink": "zero"},
    }
    assert set(RULES) == set(needed)
    for name, parameters in needed.items():
        assert RULES[name](learning_rate=1, **parameters).name == name


def test_selective_rule_passes_over_large_net_inputs() -> None:
    """A sample with |w . x| > 1 is passed over; one on the boundary is not."""
    rule = RULES["perceptron-selective"](learning_rate=F(1))
    made = run(rule, (F(1),), ((F(2),), (F(1),)), (F(-1), F(-1)))
    assert made.weights == ((F(1),), (F(-1),))


@pytest.mark.parametrize(
    ("start", "X", "y", "passes", "message"),
    [
        ((0,), (), (), 1, "no rows"),
        ((), ((),), (1,), 1, "no features"),
        ((0, 0), ((1, 2), (3,)), (1, 1), 1, "row 1 of X has 1 features, row 0 has 2"),
        ((0,), ((1,), (2,)), (1,), 1, "2 rows but y has 1 labels"),
        ((0, 0), ((1,),), (1,), 1, "start has 2 weights"),
        ((0,), ((float("nan"),),), (1,), 1, "row 0 of X must be finite, not nan"),
        ((0,), ((1,),), (float("inf"),), 1, "label 0 must be finite, not inf"),
        ((float("-inf"),), ((1,),), (1,), 1, "start must be finite, not -inf"),
        ((0,), (("1",),), (1,), 1, "must be an int, a Fraction or a float, not '1'"),
        ((0,), ((1,),), (1,), 0, "passes must be at least 1, not 0"),
        ((0.5,), ((F(1, 3),),), (1,), 1, "Fractions and floats are mixed"),
    ],
)
def test_malformed_samples_are_refused(
    start: Any, X: Any, y: Any, passes: int, message: str
) -> None:
    """Each kind of malformed input has its own message."""
    with pytest.raises(ValueError, match=message):
        run(RULES["perceptron"](learning_rate=1), start, X, y, passes)


def test_a_float_rate_on_rationals_is_refused() -> None:
    """A float among the rule's parameters would spoil an exact run unseen."""
    with pytest.raises(ValueError, match="mixed"):
        run(RULES["perceptron"](learning_rate=0.1), (0,), ((F(1, 3),),), (1,))


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("perceptron", {"learning_rate": float("nan")}, "learning_rate must be finite"),
        ("perceptron", {"learning_rate": 1, "location": float("inf")}, "location must be finite"),
        ("perceptron-bias", {"learning_rate": 1, "bias_step": "none"}, "bias_step is"),
        ("perceptron-margin", {"learning_rate": 1, "margin": -1}, "margin must be at least 0"),
        ("perceptron-decay", {"learning_rate": 1, "decay": "x", "coupled": True}, "decay must"),
        ("batch-criterion", {"learning_rate": 1, "at_kink": "half"}, "at_kink is"),
    ],
)
def test_bad_parameters_are_refused(name: str, parameters: dict[str, Any], message: str) -> None:
    """Each factory names the parameter that it refuses."""
    with pytest.raises(ValueError, match=message):
        RULES[name](**parameters)


def test_a_schedule_that_runs_out_is_refused() -> None:
    """A schedule must have a factor for every update."""
    with pytest.raises(ValueError, match="the schedule has 1 factors, update 2 needs one more"):
        line((1, 1), (-1, -1), 1, rule="perceptron-schedule", schedule=(1,))


def test_empty_inner_product_is_refused() -> None:
    """An inner product of nothing would have no kind of number."""
    with pytest.raises(ValueError, match="empty"):
        learners.dot((), ())
