"""The targets that block the first step form a proper subspace, a null set."""

from __future__ import annotations

from functools import cache

from proofs.chapters.linear.setting import AXLER, XT, X, c, m, squared, u, y
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, apply_fact, derive
from proofs.terms import ZERO, assume, differs, dot, equals, number, say, scalar, vector


@entry("linear.almost-surely-starts", place=40)
def almost_surely_starts() -> Claim:
    """The targets that block the first step form a proper subspace, a null set."""
    first, second = vector("y", "", "1"), vector("y", "", "2")
    both = (
        assume("first target", equals(XT(first), ZERO)),
        assume("second target", equals(XT(second), ZERO)),
    )
    some = assume("some feature", differs(X(u), ZERO))
    dimension, rank, measure = scalar("d", "", "block"), scalar("r"), scalar("mu", "", "block")

    @cache
    def subspace() -> Derivation:
        return (
            derive("blocking targets combine", XT(c * first + second), both)
            .eq(c * XT(first) + XT(second), "a linear map")
            .eq(c * ZERO + ZERO, "both block")
            .eq(ZERO, "zero")
        )

    @cache
    def proper() -> Derivation:
        return (
            derive("some targets do not block", dot(XT(X(u)), u), [some])
            .eq(squared(X(u)), "the adjoint moves")
            .then(">", number(0), some.relation)
        )

    @cache
    def small() -> Derivation:
        has_rank = apply_fact("rank and nullity", rank >= 1, proper())
        nullity = apply_fact("rank and nullity", equals(dimension, m - rank), proper())
        return (
            derive("the dimension", dimension, [nullity, has_rank])
            .eq(m - rank, "rank and nullity")
            .le(m - 1, "the features are not all zero")
            .then("<", m, "one less")
        )

    @cache
    def nowhere() -> Derivation:
        null = apply_fact("null sets", equals(measure, 0), small())
        return derive("the measure", measure, [null]).eq(
            number(0), "a subspace of smaller dimension is a null set"
        )

    return Claim(
        "linear.almost-surely-starts",
        "Only exceptional targets block the first step",
        say(
            "If some feature is not zero, the targets {} with {} form a subspace of dimension {}, "
            "less than {}: a null set.",
            y,
            equals(XT(y), ZERO),
            m - rank,
            m,
        ),
        (),
        (
            Part("subspace", subspace, say("Combinations of blocking targets block"), both),
            Part(
                "proper",
                proper,
                say("Some targets do not block: {} for any {} with {}", X(u), u, some.relation),
                (some,),
            ),
            Part("dimension", small, say("The dimension of the targets that block"), (some,)),
            Part("null-set", nowhere, say("The measure of the targets that block"), (some,)),
        ),
        (
            needs_step("first target", subspace),
            needs_step("second target", subspace),
            needs_step("some feature", proper, "Where the features are zero, every target blocks:"),
        ),
        Twin(say("No targets block."), differs(XT(y), ZERO), (some,)),
        notation=(
            (
                say("{}, {}", dimension, measure),
                say("the dimension and the Lebesgue measure of the set of targets that block"),
            ),
            (say(rank), say("the rank of the design matrix, 1 at least if it is not zero")),
        ),
        citations=(AXLER,),
    )
