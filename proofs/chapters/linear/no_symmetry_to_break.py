"""Equal weights of two features do not stay equal unless the features are alike."""

from __future__ import annotations

from functools import cache, partial

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import NOW, b, expanded, numbered_step
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, assume, differs, dot, equals, number, say, vector


@entry("linear.no-symmetry-to-break", place=110)
def no_symmetry_to_break() -> Claim:
    """Equal weights of two features do not stay equal unless the features are alike."""
    first, second = vector("i"), vector("j")

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "two weights after one step",
                dot(first, w(1)) - dot(second, w(1)),
                [ZERO_START, cite(expanded(1))],
            )
            .eq(dot(first, eta * b) - dot(second, eta * b), "step 1 from zero")
            .eq(eta * (dot(first, b) - dot(second, b)), "collect ", eta)
        )

    apart = assume("different correlations", differs(dot(first, b), dot(second, b)))
    alike = assume("equal correlations", equals(dot(first, b), dot(second, b)))

    @cache
    def differ() -> Derivation:
        return (
            derive(
                "they differ",
                (dot(first, w(1)) - dot(second, w(1))) ** 2,
                [POSITIVE_RATE, apart, cite(separate())],
            )
            .eq((eta * (dot(first, b) - dot(second, b))) ** 2, "two weights after one step")
            .then(">", number(0), apart.relation)
        )

    @cache
    def agree() -> Derivation:
        return (
            derive("they agree", dot(first, w(1)) - dot(second, w(1)), [alike, cite(separate())])
            .eq(eta * (dot(first, b) - dot(second, b)), "two weights after one step")
            .eq(number(0), alike.relation)
        )

    return Claim(
        "linear.no-symmetry-to-break",
        "Linear regression has no symmetry that zero weights would be trapped in",
        say(
            "From {} the weights of two features differ after the first step if and only if their "
            "correlations with the targets do: {} against {}.",
            equals(w(0), ZERO),
            dot(first, b),
            dot(second, b),
        ),
        (ZERO_START,),
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
            needs_step("zero start", partial(expanded, 1)),
            needs_step("positive rate", differ),
            needs_step("different correlations", differ),
            needs_step("equal correlations", agree),
        ),
        Twin(
            say("Weights that start equal stay equal."),
            equals(dot(first, w(1)), dot(second, w(1))),
            (
                ZERO_START,
                numbered_step(1),
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
        ),
    )
