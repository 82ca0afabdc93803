"""A start nearer to the solution can be farther from it after three steps."""

from __future__ import annotations

from functools import cache

from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Derivation, derive
from proofs.terms import Hypothesis, Symbol, Term, define, number, say, scalar


@entry("linear.closer-start-can-end-farther", place=160)
def closer_start_can_end_farther() -> Claim:
    """A start nearer to the solution can be farther from it after three steps."""

    def at(prime: str, index: int, coordinate: int) -> Symbol:
        return scalar(f"w{prime}", str(index), str(coordinate))

    def runs(prime: str, start: tuple[int, int]) -> list[Hypothesis]:
        name = "the far start" if prime else "the near start"
        made = [
            define(f"{name}: weight {k}", at(prime, 0, k), value)
            for k, value in zip((1, 2), start, strict=True)
        ]
        for index in (1, 2, 3):
            for k, shrinks in ((1, None), (2, number(1, 10))):
                here = at(prime, index - 1, k)
                made.append(
                    define(
                        f"{name}: step {index}, weight {k}",
                        at(prime, index, k),
                        here - (here if shrinks is None else shrinks * here),
                    )
                )
        return made

    premises = (*runs("", (0, 1)), *runs("'", (2, 0)))

    def distance(prime: str, index: int) -> Term:
        return at(prime, index, 1) ** 2 + at(prime, index, 2) ** 2

    @cache
    def before() -> Derivation:
        return (
            derive("the near start is nearer", distance("", 0), premises)
            .eq(number(1), "it is (0, 1)")
            .then("<", number(4), "the far one is (2, 0)")
            .eq(distance("'", 0), "its squared distance")
        )

    @cache
    def after() -> Derivation:
        return (
            derive("and ends farther away", distance("", 3), premises)
            .eq(number(729, 1000) ** 2, "three factors 9/10 in the second weight")
            .then(">", number(0), "not 0")
            .eq(distance("'", 3), "one step takes the first weight to 0")
        )

    return Claim(
        "linear.closer-start-can-end-farther",
        "A start nearer to the solution can end farther from it",
        say(
            "Let the solution be zero, the eigenvalues 1 and 1/10, and the rate 1, so that a step "
            "takes the first weight to 0 and off the second a tenth of it. After three "
            "steps the start (0, 1) ends at (0, 729/1000), and the start (2, 0), twice as far "
            "away, at (0, 0)."
        ),
        (),
        (Part("start", before, say("At the start")), Part("end", after, say("After three steps"))),
        (),
        Twin(
            say("After one step the near start is still nearer."),
            distance("", 1) < distance("'", 1),
            premises,
        ),
        notation=(
            (
                say("{}, {}", at("", 3, 2), at("'", 3, 2)),
                say("the second weight after three steps from the near and from the far start"),
            ),
        ),
        kind="exhibit",
    )
