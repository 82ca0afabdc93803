"""phi(cz) = phi(z) for c > 0."""

from __future__ import annotations

from functools import cache

from proofs import kernel
from proofs.chapters.perceptron.setting import POSITIVE_FACTOR, ROSENBLATT, c, z
from proofs.claim import Claim, Need, Part, Twin, entry, refutation
from proofs.derivation import Cases, by_cases, case, derive
from proofs.terms import PHI, assume, equals, say


@entry("perceptron.sign-only", place=10)
def sign_only() -> Claim:
    """phi(cz) = phi(z) for c > 0."""
    goal = PHI(c * z)
    values = PHI.values

    @cache
    def cases() -> Cases:
        branches = []
        for what, sign, value, why in (
            ("negative", z < 0, values[0], c * z < 0),
            ("zero", equals(z, 0), values[1], equals(c * z, 0)),
            ("positive", z > 0, values[2], c * z > 0),
        ):
            branches.append(
                derive(
                    f"the argument is {what}",
                    goal,
                    [POSITIVE_FACTOR, case(f"{what} argument", sign)],
                    withhold={"positive-factor"},
                )
                .eq(value, "here ", why)
                .eq(PHI(z), "here ", sign)
            )
        return by_cases("the sign decides", *branches)

    statement = equals(goal, PHI(z))

    def without(value: int) -> kernel.Refuted:
        premise = assume(f"c = {value}", equals(c, value))
        return refutation(statement, (premise,))

    return Claim(
        "perceptron.sign-only",
        "The prediction depends on the sign of the net input alone",
        say("{} for every threshold function and every {}.", statement, c > 0),
        (POSITIVE_FACTOR,),
        (Part("by-cases", cases, say("Three cases, none of which uses the statement itself")),),
        (
            Need("positive factor", "factor-zero", lambda: without(0), say("With ", equals(c, 0))),
            Need(
                "positive factor",
                "factor-negative",
                lambda: without(-1),
                say("With ", equals(c, -1)),
            ),
        ),
        Twin(
            say("A shift keeps the label as a positive factor does."),
            equals(PHI(z + c), PHI(z)),
            (POSITIVE_FACTOR,),
        ),
        citations=(ROSENBLATT,),
    )
