"""In binary64, from zero, two rates can predict different labels."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from proofs import kernel
from proofs.chapters.floating.setting import IEEE, exact
from proofs.chapters.perceptron.setting import TEXTBOOK
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Derivation, ProofError, derive
from proofs.terms import FL64, Term, equals, number, say, scalar


@entry("float.rate-can-change-label", place=10)
def rate_can_change_label() -> Claim:
    """In binary64, from zero, two rates can predict different labels."""
    tenth = number(1, 10)

    def rounded(value: Term) -> Term:
        return FL64(value)

    def second_input(rate: Term) -> Term:
        """The net input of (3, -5) after the sample (-5, -3), label -1, summed left to right."""
        step = FL64(rate * -2)
        first, second = FL64(step * -5), FL64(step * -3)
        return FL64(FL64(first * 3) + FL64(second * -5))

    @cache
    def at_one() -> Derivation:
        one = number(1)
        return (
            derive("rate 1", TEXTBOOK(second_input(one)))
            .eq(
                TEXTBOOK(FL64(FL64(number(10) * 3) + FL64(number(6) * -5))),
                "the weights are 10 and 6, exactly",
            )
            .eq(TEXTBOOK(number(0)), "the two products cancel: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    @cache
    def at_tenth() -> Derivation:
        rate = FL64(tenth)
        step = Fraction(float(Fraction(1, 10)))
        second = Fraction(float(6 * step))
        return (
            derive("rate 1/10", TEXTBOOK(second_input(rate)))
            .eq(TEXTBOOK(second_input(exact(step))), "the binary64 number nearest to ", tenth)
            .eq(
                TEXTBOOK(FL64(FL64(number(1) * 3) + FL64(exact(second) * -5))),
                "10 times it rounds to 1, 6 times it does not round to ",
                number(3, 5),
            )
            .eq(
                TEXTBOOK(FL64(number(3) + exact(Fraction(float(-5 * second))))),
                "5 times that is rounded again",
            )
            .eq(TEXTBOOK(exact(3 + Fraction(float(-5 * second)))), "the tie is broken by rounding")
            .eq(number(-1), "a negative net input predicts −1")
        )

    def fourth_input(rate: Term, rounding: Callable[[Term], Term]) -> Term:
        """The net input of -1 after -3, -2, -1 with labels -1, +1, +1, in one dimension."""
        first = rounding(rounding(rate * -2) * -3)
        second = rounding(first + rounding(rounding(rate * 2) * -2))
        third = rounding(second + rounding(rounding(rate * 2) * -1))
        return rounding(third * -1)

    def line_at(name: str, rate: Term, label: int) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            value = kernel.evaluate(fourth_input(rate, rounded), {})
            if isinstance(value, tuple):
                raise ProofError("a net input is a number")
            return (
                derive(name, TEXTBOOK(fourth_input(rate, rounded)))
                .eq(TEXTBOOK(exact(value)), "every operation rounded")
                .eq(number(label), "a tie predicts +1" if value == 0 else "a negative net input")
            )

        return build

    @cache
    def line_exactly() -> Derivation:
        rate = scalar("eta")
        return (
            derive(
                "one dimension, without rounding", TEXTBOOK(fourth_input(rate, lambda term: term))
            )
            .eq(TEXTBOOK(number(0)), "6, 4 and 2 times the rate cancel: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    @cache
    def exactly() -> Derivation:
        rate = scalar("eta")
        net = ((rate * -2) * -5) * 3 + ((rate * -2) * -3) * -5
        return (
            derive("without rounding, any rate", TEXTBOOK(net))
            .eq(TEXTBOOK(number(0)), "the two products cancel for every rate: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    return Claim(
        "float.rate-can-change-label",
        "On a machine, two rates can predict different labels even from zero",
        say(
            "With the samples (−5, −3), (3, −5) and first label −1, from zero, in binary64 and "
            "summed left to right: rate 1 predicts +1 for the second sample and rate {} predicts "
            "−1. Without rounding every rate meets a tie and predicts +1.",
            tenth,
        ),
        (),
        (
            Part("rate-one", at_one, say("Rate 1")),
            Part("rate-tenth", at_tenth, say("Rate ", tenth)),
            Part("without-rounding", exactly, say("Without rounding")),
            Part(
                "line-rate-one",
                line_at("one dimension, rate 1", number(1), 1),
                say(
                    "In one dimension, with the samples −3, −2, −1, −1 and labels −1, 1, 1: rate 1"
                ),
            ),
            Part(
                "line-rate-tenth",
                line_at("one dimension, rate 1/10", FL64(tenth), -1),
                say("In one dimension: rate {}", tenth),
            ),
            Part("line-without-rounding", line_exactly, say("In one dimension: without rounding")),
        ),
        (),
        Twin(
            say("Rounding keeps the tie."),
            equals(TEXTBOOK(second_input(FL64(tenth))), TEXTBOOK(second_input(number(1)))),
        ),
        notation=(
            (
                say(rounded(scalar("a"))),
                say("the binary64 number nearest to {}, ties to even", scalar("a")),
            ),
        ),
        citations=(IEEE,),
        kind="exhibit",
    )
