"""At zero every sample sits at the kink; the choice made there decides if anything moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    LABEL,
    NOW,
    SAMPLE,
    ZERO_START,
    eta,
    w,
    x,
    y,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, derive
from proofs.terms import (
    ZERO,
    Function,
    Symbol,
    Term,
    define,
    dot,
    equals,
    number,
    say,
    scalar,
    threshold,
    vector,
)


@entry("perceptron.kink-convention", place=170)
def kink_convention() -> Claim:
    """At zero every sample sits at the kink; the choice made there decides if anything moves."""
    g: Callable[[str | int], Symbol] = lambda index: vector("g", str(index))  # noqa: E731
    flag = scalar("s", NOW)
    counted, quiet = threshold("h_1", 1, 1, 0), threshold("h_0", 1, 0, 0)
    tie = number(0)

    def piece(count: Function, at: Term, sample: Term, label: Term) -> Term:
        return count(label * dot(at, sample)) * label * sample

    def first(count: Function, name: str, value: int, result: Term) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            return (
                derive(name, piece(count, w(0), x(1), y(1)), [ZERO_START])
                .eq(piece(count, ZERO, x(1), y(1)), "the start is zero")
                .eq(count(tie) * y(1) * x(1), "the inner product with zero is 0")
                .eq(result, "the choice ", equals(count(tie), value))
            )

        return build

    starts = first(counted, "a tie counts as a mistake", 1, y(1) * x(1))
    stays = first(quiet, "subgradient 0 at the tie", 0, ZERO)

    @cache
    def blocked() -> Induction:
        statement = [equals(w(NOW), ZERO), equals(g(NOW), ZERO)]
        before = assumed_before("induction hypothesis", *statement)
        rules = [
            define("weights", w(NOW), w(BEFORE) + eta * flag * g(BEFORE)),
            define(
                "sum", g(NOW), (1 - flag) * (g(BEFORE) + piece(quiet, w(BEFORE), SAMPLE, LABEL))
            ),
        ]
        base = [
            derive("the weights start at zero", w(0), [ZERO_START]).eq(ZERO, "the start is zero"),
            derive("the sum starts at zero", g(0), [define("start of the sum", g(0), ZERO)]).eq(
                ZERO, "an empty sum"
            ),
        ]
        step = [
            derive("the weights stay", w(NOW), [*before, rules[0]])
            .eq(w(BEFORE) + eta * flag * g(BEFORE), "the update rule")
            .eq(ZERO + eta * flag * ZERO, "the induction hypothesis")
            .eq(ZERO, "any multiple of zero is zero"),
            derive("the sum stays", g(NOW), [*before, rules[1]])
            .eq(
                (1 - flag) * (g(BEFORE) + piece(quiet, w(BEFORE), SAMPLE, LABEL)), "the update rule"
            )
            .eq((1 - flag) * (ZERO + piece(quiet, ZERO, SAMPLE, LABEL)), "the induction hypothesis")
            .eq(
                (1 - flag) * (ZERO + quiet(tie) * LABEL * SAMPLE),
                "the inner product with zero is 0",
            )
            .eq(ZERO, "the choice ", equals(quiet(tie), 0)),
        ]
        return by_induction("nothing ever moves", statement, base=base, step=step)

    return Claim(
        "perceptron.kink-convention",
        "At zero every sample is a tie, and the choice made there decides everything",
        say(
            "At {} every net input is 0, where the loss has its kink. If a tie counts as a "
            "mistake, each sample of the first batch contributes label times input, the first "
            "one {}, and learning starts unless these sum to zero; if the subgradient 0 is taken "
            "there, the weights stay zero for ever, for any data: here zero really blocks.",
            equals(w(0), ZERO),
            y(1) * x(1),
        ),
        (ZERO_START,),
        (
            Part("counted", starts, say("A tie counts as a mistake")),
            Part("not-counted", stays, say("Subgradient 0 at the tie")),
            Part("blocked", blocked, say("Then nothing moves, for every number of steps")),
        ),
        (
            needs_step("zero start", starts, where="counted"),
            needs_step("zero start", stays, where="not-counted"),
        ),
        Twin(
            say("The choice at the kink makes no difference."),
            equals(counted(tie) * y(1) * x(1), quiet(tie) * y(1) * x(1)),
        ),
        notation=(
            (say(counted(z)), say("1 for {} and 0 for {}", z <= 0, z > 0)),
            (say(quiet(z)), say("1 for {} and 0 for {}", z < 0, z >= 0)),
            (
                say(g(NOW)),
                say(
                    "the sum over the samples of the batch so far; {} marks the end of a batch",
                    equals(flag, 1),
                ),
            ),
        ),
    )
