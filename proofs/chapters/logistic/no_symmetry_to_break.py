"""Equal weights of two features do not stay equal unless the features are alike."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import NO_SAMPLES, NOW, SAMPLES, m, sample, target
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, assume, define, differs, dot, equals, number, say, vector


@entry("logistic.no-symmetry-to-break", place=70)
def no_symmetry_to_break() -> Claim:
    """Equal weights of two features do not stay equal unless the features are alike."""
    first, second, balance = vector("i"), vector("j"), vector("h")
    step = define("the first step", w(1), w(0) - eta * (balance / m))
    apart = assume("different correlations", differs(dot(first, balance), dot(second, balance)))
    alike = assume("equal correlations", equals(dot(first, balance), dot(second, balance)))

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "two weights after one step",
                dot(first, w(1)) - dot(second, w(1)),
                [ZERO_START, SAMPLES, step],
            )
            .eq(dot(first - second, w(0) - eta * (balance / m)), "gradient descent")
            .eq(-eta / m * (dot(first, balance) - dot(second, balance)), "the start is zero")
        )

    @cache
    def differ() -> Derivation:
        return (
            derive(
                "they differ",
                (dot(first, w(1)) - dot(second, w(1))) ** 2,
                [POSITIVE_RATE, SAMPLES, apart, cite(separate())],
            )
            .eq(
                (eta / m * (dot(first, balance) - dot(second, balance))) ** 2,
                "two weights after one step",
            )
            .then(">", number(0), apart.relation)
        )

    @cache
    def agree() -> Derivation:
        premises = [SAMPLES, alike, cite(separate())]
        return (
            derive("they agree", dot(first, w(1)) - dot(second, w(1)), premises)
            .eq(
                -eta / m * (dot(first, balance) - dot(second, balance)),
                "two weights after one step",
            )
            .eq(number(0), alike.relation)
        )

    return Claim(
        "logistic.no-symmetry-to-break",
        "Logistic regression has no symmetry that zero weights would be trapped in",
        say(
            "From {} the weights of two features differ after the first step if and only if {} "
            "and {} differ.",
            equals(w(0), ZERO),
            dot(first, balance),
            dot(second, balance),
        ),
        (ZERO_START, SAMPLES),
        (
            Part("first-step", separate, say("The first step")),
            Part(
                "differ",
                differ,
                say("If the correlations differ, the weights part"),
                (POSITIVE_RATE, apart),
            ),
            Part(
                "agree", agree, say("If the correlations agree, the weights stay equal"), (alike,)
            ),
        ),
        (
            needs_step("zero start", separate),
            NO_SAMPLES,
            needs_step("positive rate", differ),
            needs_step("different correlations", differ),
            needs_step("equal correlations", agree),
        ),
        Twin(
            say("Weights that start equal stay equal."),
            equals(dot(first, w(1)), dot(second, w(1))),
            (
                ZERO_START,
                SAMPLES,
                step,
                assume("first unit vector", equals(dot(first, first), 1)),
                assume("second unit vector", equals(dot(second, second), 1)),
                assume("two features", equals(dot(first, second), 0)),
            ),
        ),
        notation=(
            (
                say("{}, {}", first, second),
                say(
                    "the unit vectors of two features, so that {} is the weight of the first",
                    dot(first, w(NOW)),
                ),
            ),
            (say(balance), say("the sum of {} over all samples", (number(1, 2) - target) * sample)),
        ),
    )
