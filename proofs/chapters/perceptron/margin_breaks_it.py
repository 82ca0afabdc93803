"""With a fixed positive margin in the update condition the rate matters even from zero."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    AT_MOST,
    BEFORE,
    DISTRIBUTE,
    INTO_DOT,
    LABEL,
    MARGIN,
    NOW,
    POSITIVE_FACTOR,
    POSITIVE_RATE,
    SAMPLE,
    WITH_MARGIN,
    ZERO_START,
    _need,
    _runs,
    c,
    eta,
    other,
    scaling,
    starts_scaled,
    v,
    w,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.symmetry import Instance
from proofs.terms import Term, assume, dot, equals, say


@entry("perceptron.margin-breaks-it", place=200)
def margin_breaks_it() -> Claim:
    """With a fixed positive margin in the update condition the rate matters even from zero."""
    mu = MARGIN
    left = LABEL * dot(w(BEFORE), SAMPLE)

    def stepped(weights: Term, rate: Term | None, width: Term | None) -> Term:
        inside = LABEL * dot(weights, SAMPLE)
        chosen = AT_MOST(inside if width is None else inside - width)
        if rate is None:
            return weights + 2 * chosen * LABEL * SAMPLE
        return weights + 2 * rate * chosen * LABEL * SAMPLE

    @cache
    def joint() -> Instance:
        before = c * w(BEFORE)
        return scaling(
            "scaling weights, rate and margin together",
            "one update commutes with scaling all three",
            update=stepped(w(BEFORE), eta, mu),
            image_update=stepped(other(BEFORE), c * eta, c * mu),
            lines=(
                (
                    before + 2 * (c * eta) * AT_MOST(left - mu) * LABEL * SAMPLE,
                    say("multiply out ", c),
                ),
                (
                    before + 2 * (c * eta) * AT_MOST(c * (left - mu)) * LABEL * SAMPLE,
                    say("the condition sees the sign alone, and ", c > 0),
                ),
            ),
            last=say("multiply out {} inside", c),
            run=w,
            image=other,
            factor=c,
            premises=(POSITIVE_FACTOR,),
            start=starts_scaled(),
        )

    @cache
    def no_margin() -> Instance:
        before, inside = eta * v(BEFORE), LABEL * dot(v(BEFORE), SAMPLE)
        return scaling(
            "no margin",
            "without a margin one update commutes with scaling",
            update=stepped(v(BEFORE), None, None),
            image_update=stepped(w(BEFORE), eta, None),
            lines=(
                (before + 2 * eta * AT_MOST(inside) * LABEL * SAMPLE, DISTRIBUTE),
                (
                    before + 2 * eta * AT_MOST(eta * inside) * LABEL * SAMPLE,
                    say("the condition sees the sign alone, and ", eta > 0),
                ),
            ),
            last=INTO_DOT,
        )

    witness = partial(
        _runs,
        "margin 1, from zero",
        WITH_MARGIN,
        (-2, -2, -2),
        (-1, -1, 1),
        passes=2,
        more={MARGIN: Fraction(1)},
        drops="margin 0",
    )
    return Claim(
        "perceptron.margin-breaks-it",
        "With a margin in the update condition the rate matters even from zero",
        say(
            "If a sample is learned whenever {} for a fixed {}, then two rates can give different "
            "predictions from zero. What is left is the symmetry that scales weights, rate and "
            "margin together; at {} the rate factors out as before.",
            left <= mu,
            mu > 0,
            equals(mu, 0),
        ),
        (POSITIVE_FACTOR, ZERO_START, POSITIVE_RATE),
        (
            Part("witness", witness, say("Two rates, two predictions")),
            Part("symmetry-left", joint, say("The symmetry that is left")),
            Part("no-margin", no_margin, say("Without a margin")),
        ),
        (
            needs_step("positive factor", joint),
            _need(
                "zero start",
                partial(
                    _runs,
                    "a start that is not zero, and no margin",
                    WITH_MARGIN,
                    (-2, -2),
                    (1, -1),
                    start=1,
                    more={MARGIN: Fraction(0)},
                    drops="zero start",
                ),
            ),
            needs_step("positive rate", no_margin),
            _need("margin 0", witness),
        ),
        Twin(
            say("A fixed margin changes nothing."),
            equals(AT_MOST(eta * z - mu), AT_MOST(z - mu)),
            (POSITIVE_RATE, assume("positive margin in the condition", mu > 0)),
        ),
        notation=(
            (say(mu), say("the margin in the update condition")),
            (say(AT_MOST(z)), say("1 for {}, else 0", z <= 0)),
            (
                say(other(NOW)),
                say(
                    "the weights of the run with rate {} and margin {} from {}",
                    c * eta,
                    c * mu,
                    c * w(0),
                ),
            ),
        ),
        built_in=(
            (
                "margin 0",
                say("a sample is learned when it is misclassified, not when its margin is small"),
            ),
        ),
    )
