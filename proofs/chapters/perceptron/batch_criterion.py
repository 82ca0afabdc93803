"""Subgradient descent on the perceptron criterion, its gradient derived from the loss."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    BEFORE,
    DISTRIBUTE,
    INTO_DOT,
    LABEL,
    MARGIN,
    NOW,
    POSITIVE_RATE,
    SAMPLE,
    WITH_MARGIN,
    ZERO_START,
    _equivariance,
    _need,
    _runs,
    both_start_at_zero,
    eta,
    v,
    w,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    MAX,
    Hypothesis,
    Symbol,
    Term,
    assume,
    define,
    dot,
    equals,
    number,
    say,
    scalar,
    threshold,
    vector,
)

COUNTS = threshold("h", 1, scalar("kappa"), 0)
"""1 for a mistake, kappa at the kink, 0 else: minus the slope of max(0, -z)."""


@entry("perceptron.batch-criterion", place=160)
def batch_criterion() -> Claim:
    """Subgradient descent on the perceptron criterion, its gradient derived from the loss."""
    g: Callable[[str | int], Symbol] = lambda index: vector("g", str(index))  # noqa: E731
    r: Callable[[str | int], Symbol] = lambda index: vector("r", str(index))  # noqa: E731
    flag = scalar("s", NOW)
    direction_, size = vector("q"), scalar("epsilon")
    weights, sample, label = vector("w"), vector("x"), scalar("y")

    def loss(at: Term) -> Term:
        return MAX(number(0), -(label * dot(at, sample)))

    moved = weights + size * direction_

    def side(name: str, here: Hypothesis, there: Hypothesis) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            from proofs.calculus import slope

            mistaken = here.relation.sign == "<"
            piece: Callable[[Term], Term] = (
                (lambda at: -(label * dot(at, sample))) if mistaken else (lambda at: number(0))
            )
            gradient = slope(piece(weights), weights)
            chain = derive(name, loss(moved), [here, there])
            if not mistaken:
                return chain.eq(number(0), "no mistake at the moved weights").eq(
                    loss(weights) + size * dot(gradient, direction_),
                    "none here either: the slope is 0",
                )
            return (
                chain.eq(piece(moved), "a mistake at the moved weights")
                .eq(
                    piece(weights) + size * dot(gradient, direction_),
                    "multiply out; the slope agrees with SymPy's derivative",
                )
                .eq(loss(weights) + size * dot(gradient, direction_), "a mistake here")
            )

        return build

    mistake_here = assume("misclassified", label * dot(weights, sample) < 0)
    mistake_there = assume("misclassified after a move", label * dot(moved, sample) < 0)
    right_here = assume("classified correctly", label * dot(weights, sample) > 0)
    right_there = assume("classified correctly after a move", label * dot(moved, sample) > 0)
    wrong = side("the gradient at a mistake", mistake_here, mistake_there)
    right = side("the gradient where there is no mistake", right_here, right_there)

    @cache
    def descent() -> Instance:
        def piece(at: Term) -> Term:
            return COUNTS(LABEL * dot(at, SAMPLE)) * LABEL * SAMPLE

        action = {w(NOW): eta * v(NOW), g(NOW): r(NOW)}
        update = {
            v(NOW): v(BEFORE) + flag * r(BEFORE),
            r(NOW): (1 - flag) * (r(BEFORE) + piece(v(BEFORE))),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * flag * g(BEFORE),
            g(NOW): (1 - flag) * (g(BEFORE) + piece(w(BEFORE))),
        }
        steps, sums = equivariance_of(action, update, image_update)
        inside = COUNTS(eta * (LABEL * dot(v(BEFORE), SAMPLE)))
        chains = [
            derive("the step commutes with scaling", steps.left, [POSITIVE_RATE]).eq(
                steps.right, *DISTRIBUTE
            ),
            _equivariance(
                "the sum over samples does not change",
                (POSITIVE_RATE,),
                sums,
                (
                    (1 - flag) * (r(BEFORE) + inside * LABEL * SAMPLE),
                    say("{} sees the sign alone, and {}", COUNTS(z), eta > 0),
                ),
                last=INTO_DOT,
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the sums start alike",
                g(0),
                [define("the sum at rate 1 starts there too", r(0), g(0))],
            ).eq(r(0), "both runs start with the same sum"),
        ]
        return by_symmetry(
            "descent on whole batches",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    def summed(name: str, here: Hypothesis) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            from proofs.calculus import slope

            mistaken = here.relation.sign == "<"
            loss_here = -(label * dot(weights, sample)) if mistaken else number(0)
            count = COUNTS(label * dot(weights, sample)) * label * sample
            return (
                derive(name, count, [here])
                .eq(number(1 if mistaken else 0) * label * sample, "here ", here.relation)
                .eq(-slope(loss_here, weights), "minus the slope, SymPy's derivative of the loss")
            )

        return build

    counted = summed("a mistake is summed", mistake_here)
    not_counted = summed("no mistake, nothing is summed", right_here)
    batches_of_one = partial(
        _runs,
        "batches of one, from a start that is not zero",
        WITH_MARGIN,
        (-2, -2),
        (1, -1),
        start=1,
        more={MARGIN: Fraction(0)},
        drops="zero start",
        remark=say("Each batch is one sample, and a tie counts as a mistake."),
    )
    return Claim(
        "perceptron.batch-criterion",
        "Gradient descent on the perceptron criterion: the rate factors out of every step",
        say(
            "For the loss {}, summed over the samples, each mistake contributes {} to minus the "
            "gradient. Descent from zero with any choice {} at the kink has {} at every step, for "
            "batches of any size.",
            loss(weights),
            label * sample,
            COUNTS.values[1],
            equals(w(NOW), eta * v(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part(
                "gradient-at-a-mistake",
                wrong,
                say(
                    "The gradient, where a sample is misclassified and stays so under a small "
                    "move ",
                    size * direction_,
                ),
                (mistake_here, mistake_there),
            ),
            Part(
                "gradient-elsewhere",
                right,
                say("The gradient, where a sample is classified correctly"),
                (right_here, right_there),
            ),
            Part(
                "count-at-a-mistake",
                counted,
                say("What is summed is minus the gradient: at a mistake"),
                (mistake_here,),
            ),
            Part(
                "count-elsewhere",
                not_counted,
                say("What is summed is minus the gradient: where there is no mistake"),
                (right_here,),
            ),
            Part(
                "symmetry",
                descent,
                say(
                    "Descent: {} adds a sample to the sum {}, {} takes the step and clears the sum",
                    equals(flag, 0),
                    g(NOW),
                    equals(flag, 1),
                ),
            ),
        ),
        (
            _need("zero start", batches_of_one),
            needs_step("positive rate", descent),
            needs_step("misclassified", wrong),
            needs_step("misclassified after a move", wrong),
            needs_step("classified correctly", right),
            needs_step("classified correctly after a move", right),
        ),
        Twin(
            say("The gradient points the other way."),
            equals(loss(moved), loss(weights) + size * dot(label * sample, direction_)),
            (mistake_here, mistake_there),
        ),
        notation=(
            (
                say(COUNTS(z)),
                say(
                    "1 for {}, {} for {} and 0 for {}", z < 0, COUNTS.values[1], equals(z, 0), z > 0
                ),
            ),
            (
                say("{}, {}", g(NOW), r(NOW)),
                say("the sum over the samples of the batch so far, and that of the run at rate 1"),
            ),
            (say("{}, {}", direction_, size), say("the direction of a move and its length")),
        ),
    )
