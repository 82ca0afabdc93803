"""From zero two rates lead a network in different directions after two steps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from proofs import verdicts
from proofs.chapters.hidden.setting import ETA_MEANS, POSITIVE_RATE, RUMELHART, eta, logistic_run, z
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Conjunction, Derivation, ProofError, cite, derive, together
from proofs.terms import SIGMOID, Hypothesis, Term, equals, number, say, scalar, substitute


@entry("hidden.eta-changes-direction", place=100)
def eta_changes_direction() -> Claim:
    """From zero two rates lead a network in different directions after two steps."""
    q = number
    names = ("w", "beta", "v", "c")
    one, half = logistic_run(q(1)), logistic_run(q(1, 2), "_tilde")
    any_rate = logistic_run(eta)
    general: dict[str, Term] = {
        "w": eta**2 / 8 - 5 * eta**3 / 32,
        "beta": eta**2 / 8 - 5 * eta**3 / 32,
        "v": eta - 5 * eta**2 / 8,
        "c": 2 * eta - 5 * eta**2 / 4,
    }

    @cache
    def any_two_steps() -> Conjunction:
        error = 5 * eta / 4 - 1
        back = error * (eta / 2) * q(1, 4)
        lines: dict[str, Term] = {
            "w": 0 - eta * back * 1,
            "beta": 0 - eta * back,
            "v": eta / 2 - eta * error * q(1, 2),
            "c": eta - eta * error,
        }
        chains = []
        for name in names:
            chain = derive(f"{name} after two steps", scalar(name, "2"), any_rate)
            chains.append(
                chain.eq(lines[name], "the first step makes {} and {}, so the error is {}",
                         equals(scalar("v", "1"), eta / 2), equals(scalar("c", "1"), eta), error)
                .eq(general[name], "multiply out")
            )  # fmt: skip
        return together("two steps at any rate", *chains)

    def numbers(
        run: tuple[Hypothesis, ...], mark: str, rate: Fraction
    ) -> Callable[[], Conjunction]:
        @cache
        def build() -> Conjunction:
            at = {eta: rate}
            chains = []
            for name in names:
                value = verdicts.evaluate(general[name], at)
                if isinstance(value, tuple):
                    raise ProofError("a component of this run is a number")
                chains.append(
                    derive(f"{name}{mark}", scalar(name + mark, "2"), run)
                    .eq(
                        substitute(general[name], {eta: q(rate.numerator, rate.denominator)}),
                        "two steps, as at any rate",
                    )
                    .eq(q(value.numerator, value.denominator), "exactly")
                )
            return together(f"two steps at rate {rate}", *chains)

        return build

    at_one, at_half = numbers(one, "", Fraction(1)), numbers(half, "_tilde", Fraction(1, 2))
    v, w = scalar("v", "2"), scalar("w", "2")
    v_half, w_half = scalar("v_tilde", "2"), scalar("w_tilde", "2")

    @cache
    def not_parallel() -> Derivation:
        return (
            derive(
                "the two directions",
                v * w_half - w * v_half,
                [cite(form(), which=place) for form in (at_one, at_half) for place in (0, 2)],
            )
            .eq(q(3, 8) * q(3, 256) - q(-1, 32) * q(11, 32), "the two runs")
            .eq(q(31, 2048), "not 0, so the two are not parallel")
        )

    return Claim(
        "hidden.eta-changes-direction",
        "In a network the rate changes the direction of the weights, even from zero",
        say(
            "One logistic unit, all weights and biases zero, one sample with input 1 and label 1, "
            "loss half the square of the error: after two steps {} is ({}, {}, {}, {}) at rate 1 "
            "and ({}, {}, {}, {}) at rate {}. These are not parallel: the one network has a "
            "negative incoming weight and a positive outgoing one, the other has both positive.",
            say("(w, β, v, c)")[0],
            q(-1, 32),
            q(-1, 32),
            q(3, 8),
            q(3, 4),
            q(3, 256),
            q(3, 256),
            q(11, 32),
            q(11, 16),
            q(1, 2),
        ),
        (),
        (
            Part("any-rate", any_two_steps, say("Two steps at any rate")),
            Part("rate-one", at_one, say("At rate 1")),
            Part("rate-half", at_half, say("At rate {}", q(1, 2))),
            Part("not-parallel", not_parallel, say("The determinant of the two directions")),
        ),
        (),
        Twin(
            say(
                "As for a perceptron from zero, the weights after two steps are those at rate 1 "
                "times the rate."
            ),
            equals(general["w"], eta * q(-1, 32)),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say("{}, {}, {}, {}", w, scalar("beta", "2"), v, scalar("c", "2")),
                say("incoming weight, bias, outgoing weight and output bias after two steps"),
            ),
            (
                say("{}, {}, {}", *(scalar(n, "0") for n in ("a", "f", "delta"))),
                say("what the unit receives, the output and the error before the first step"),
            ),
            (say("{}, …", w_half), say("the run at rate {}", q(1, 2))),
            (
                say(SIGMOID(z)),
                say(
                    "the logistic function, {} at 0, with slope {}",
                    q(1, 2),
                    SIGMOID(z) * (1 - SIGMOID(z)),
                ),
            ),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "After one step the direction is the same for every rate: only the outgoing "
                "weight and the output bias have moved, in the ratio of {} to 1. It is the second "
                "step that meets the slope of the loss at a place that the rate has chosen.",
                q(1, 2),
            ),
        ),
        citations=(RUMELHART,),
    )
