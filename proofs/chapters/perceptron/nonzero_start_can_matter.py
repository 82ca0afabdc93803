"""From a start other than zero, the rate can change a prediction."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial

from proofs.chapters.perceptron.setting import PLAIN, TEXTBOOK, _runs, eta, y
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.terms import Term, assume, equals, number, say, scalar


@entry("perceptron.nonzero-start-can-matter", place=90)
def nonzero_start_can_matter() -> Claim:
    """From a start other than zero, the rate can change a prediction."""
    size = assume("positive start", scalar("w", "0") > 0)
    start = scalar("w", "0")

    def at(rate: Term, name: str, moved: Term, label: int) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            one = number(1)
            first = one + rate * (-one - TEXTBOOK(one * one)) * one
            return (
                derive(name, TEXTBOOK(first * one))
                .eq(
                    TEXTBOOK((one + rate * (-one - one) * one) * one),
                    equals(TEXTBOOK(one * one), 1),
                )
                .eq(TEXTBOOK(moved), "arithmetic")
                .eq(number(label), "the sign of the net input")
            )

        return build

    @cache
    def boundary() -> Derivation:
        return (
            derive(
                "for every rate", (start + eta * (number(-1) - TEXTBOOK(start * 1)) * 1) * 1, [size]
            )
            .eq(
                (start + eta * (number(-1) - 1) * 1) * 1,
                "the start predicts +1, since ",
                size.relation,
            )
            .eq(start - 2 * eta, "arithmetic")
        )

    witness = partial(
        _runs,
        "w⁽⁰⁾ = 1 and the sample (1, −1), then x = 1",
        PLAIN,
        (1, 1),
        (-1, 1),
        rates=(Fraction(1, 4), Fraction(1)),
        start=1,
    )
    return Claim(
        "perceptron.nonzero-start-can-matter",
        "From another start, the rate can change a prediction",
        say(
            "From {} the sample {}, {} makes the next prediction at 1 equal to +1 for {} and to "
            "−1 for {}. From any positive start the net input there is {}.",
            equals(start, 1),
            equals(scalar("x", "1"), 1),
            equals(y(1), -1),
            equals(eta, number(1, 4)),
            equals(eta, 1),
            start - 2 * eta,
        ),
        (size,),
        (
            Part(
                "quarter-rate",
                at(number(1, 4), "rate 1/4", number(1, 2), 1),
                say("At ", equals(eta, number(1, 4))),
            ),
            Part("unit-rate", at(number(1), "rate 1", number(-1), -1), say("At ", equals(eta, 1))),
            Part("boundary", boundary, say("The net input at any rate")),
            Part("witness", witness, say("The two runs")),
        ),
        (needs_step("positive start", boundary),),
        Twin(
            say("The two rates agree on this sample."),
            equals(
                TEXTBOOK(1 + number(1, 4) * (-1 - number(1))),
                TEXTBOOK(1 + number(1) * (-1 - number(1))),
            ),
        ),
        kind="exhibit",
    )
