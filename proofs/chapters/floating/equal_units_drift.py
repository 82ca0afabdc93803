"""Equal hidden units can drift apart where their gradients are added in different orders."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs import verdicts
from proofs.chapters.floating.setting import HIGHAM, IEEE, _exact
from proofs.claim import Claim, Need, Part, Twin, entry, refutation
from proofs.derivation import Derivation, ProofError, derive
from proofs.terms import FL64, Term, equals, number, say, scalar


@entry("float.equal-units-drift", place=40)
def equal_units_drift() -> Claim:
    """Equal hidden units can drift apart where their gradients are added in different orders."""
    a, b, c = number(1, 10), number(2, 10), number(3, 10)
    start = number(1)

    def unit(gradient: Term) -> Term:
        return FL64(start - gradient)

    def in_order(left: bool, rounding: Callable[[Term], Term]) -> Term:
        first, second, third = (rounding(value) for value in (a, b, c))
        if left:
            return rounding(rounding(first + second) + third)
        return rounding(first + rounding(second + third))

    def step(name: str, left: bool) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            gradient = verdicts.evaluate(in_order(left, FL64), {})
            weight = verdicts.evaluate(unit(in_order(left, FL64)), {})
            if isinstance(gradient, tuple) or isinstance(weight, tuple):
                raise ProofError("a weight of one unit is a number")
            return (
                derive(name, unit(in_order(left, FL64)))
                .eq(unit(_exact(gradient)), "every contribution and every sum rounded")
                .eq(_exact(weight), "the step, rounded")
            )

        return build

    @cache
    def exactly() -> Derivation:
        return (
            derive("without rounding", start - in_order(True, lambda value: value))
            .eq(start - in_order(False, lambda value: value), "addition is associative")
            .eq(number(2, 5), "arithmetic")
        )

    return Claim(
        "float.equal-units-drift",
        "On a machine, equal hidden units can drift apart",
        say(
            "Two units that start equal get the same gradient, a sum over the samples. Rounding "
            "makes the sum depend on the order of its terms, and a matrix product need not add "
            "every column in one order. From weight 1, with contributions {}, {} and {} and rate "
            "1, "
            "two orders give two weights in binary64 after one step; without rounding both are {}.",
            a,
            b,
            c,
            number(2, 5),
        ),
        (),
        (
            Part("left-to-right", step("added from the left", True), say("Added from the left")),
            Part("right-to-left", step("added from the right", False), say("Added from the right")),
            Part("without-rounding", exactly, say("Without rounding")),
        ),
        (
            Need(
                "one order of summation",
                "two-orders",
                lambda: refutation(equals(unit(in_order(True, FL64)), unit(in_order(False, FL64)))),
                say("With two orders of summation:"),
            ),
        ),
        Twin(
            say("Rounded addition is associative."),
            equals(in_order(True, FL64), in_order(False, FL64)),
        ),
        notation=(
            (
                say(FL64(scalar("a"))),
                say("the binary64 number nearest to {}, ties to even", scalar("a")),
            ),
        ),
        citations=(IEEE, HIGHAM),
        built_in=(("one order of summation", say("every unit's gradient is added in one order")),),
        kind="exhibit",
    )
