"""A start other than zero does not force the rate to matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    BEFORE,
    LABEL,
    NOW,
    PLAIN,
    POSITIVE_RATE,
    TEXTBOOK,
    _runs,
    eta,
)
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Induction, assumed_before, by_induction, derive
from proofs.terms import Symbol, define, equals, number, say, scalar


@entry("perceptron.nonzero-start-need-not-matter", place=100)
def nonzero_start_need_not_matter() -> Claim:
    """A start other than zero does not force the rate to matter."""
    a: Callable[[str], Symbol] = lambda index: scalar("w", index)  # noqa: E731
    statement = equals(a(NOW), 1)

    @cache
    def constant() -> Induction:
        one = number(1)
        (before,) = assumed_before("induction hypothesis", statement)
        rule = a(BEFORE) + eta * (one - TEXTBOOK(a(BEFORE) * one)) * one
        base = derive("the start", a("0"), [define("start", a("0"), 1)]).eq(one, "the start is 1")
        step = (
            derive(
                "one more sample (1, +1)", a(NOW), [before, define("the update rule", a(NOW), rule)]
            )
            .eq(rule, "the update rule with ", equals(SAMPLE_1, 1), " and ", equals(LABEL, 1))
            .eq(one + eta * (one - TEXTBOOK(one * one)) * one, "the induction hypothesis")
            .eq(one + eta * (one - one) * one, equals(TEXTBOOK(one), 1))
            .eq(one, "the error is 0")
        )
        return by_induction("the weight never moves", [statement], base=[base], step=[step])

    witness = partial(
        _runs,
        "w⁽⁰⁾ = 1 and every sample (1, +1)",
        PLAIN,
        (1, 1, 1),
        (1, 1, 1),
        start=1,
        differ=False,
    )
    return Claim(
        "perceptron.nonzero-start-need-not-matter",
        "A start that is not zero does not force the rate to matter",
        say(
            "From {} with every sample equal to {}, {}, the weight stays 1 for ever, for every {}.",
            equals(a("0"), 1),
            equals(SAMPLE_1, 1),
            equals(LABEL, 1),
            eta,
        ),
        (),
        (
            Part("induction", constant, say("For every number of updates")),
            Part("witness", witness, say("The two runs")),
        ),
        (),
        Twin(
            say("With label −1 the weight stays 1 as well."),
            equals(1 + eta * (-1 - TEXTBOOK(number(1))), 1),
            (POSITIVE_RATE,),
        ),
        kind="exhibit",
    )


SAMPLE_1 = scalar("x", NOW)
