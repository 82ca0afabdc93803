"""From zero the second step has two powers of the rate; a 2 x 2 design shows the direction."""

from __future__ import annotations

from functools import cache, partial

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.setting import b, expanded, m, numbered_step, polynomial
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.terms import (
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    define,
    equals,
    number,
    say,
    scalar,
    substitute,
)


@entry("linear.eta-does-not-factor", place=60)
def eta_does_not_factor() -> Claim:
    """From zero the second step has two powers of the rate; a 2 x 2 design shows the direction."""
    one, two = scalar("w", "", "1"), scalar("w", "", "2")
    loss = ((one - 1) ** 2 + (2 * two - 1) ** 2) / 4

    def at(prime: str, index: int, coordinate: int) -> Symbol:
        return scalar(f"w{prime}", str(index), str(coordinate))

    def run_at(prime: str, rate: Term) -> list[Hypothesis]:
        from proofs.calculus import derivative

        name = "the other run" if prime else "the run"
        made = [define(f"{name}: weight {k} starts at zero", at(prime, 0, k), 0) for k in (1, 2)]
        for index in (1, 2):
            here: dict[Term, Term] = {one: at(prime, index - 1, 1), two: at(prime, index - 1, 2)}
            for k, symbol in ((1, one), (2, two)):
                slope = substitute(derivative(loss, symbol), here)
                moved_by = slope if rate == number(1) else rate * slope
                made.append(
                    define(
                        f"{name}: step {index}, weight {k}",
                        at(prime, index, k),
                        at(prime, index - 1, k) - moved_by,
                    )
                )
        return made

    determinant = at("", 2, 1) * at("'", 2, 2) - at("", 2, 2) * at("'", 2, 1)

    @cache
    def two_rates() -> Derivation:
        premises = [*run_at("", number(1)), *run_at("'", number(1, 2))]
        return (
            derive("two rates, two directions", determinant, premises)
            .eq(
                number(3, 4) * number(1, 2) - number(0) * number(7, 16),
                "two steps at the rate 1 end at (3/4, 0), at the rate 1/2 at (7/16, 1/2)",
            )
            .eq(number(3, 8), "which is not 0")
        )

    return Claim(
        "linear.eta-does-not-factor",
        "From the second step on the rate does not factor out",
        say(
            "From {}, {}. Even the direction depends on {}: for the design with the rows (1, 0) "
            "and (0, 2), the targets 1 and 1 and the loss {}, two steps at the rate 1 end at "
            "(3/4, 0) and two steps at the rate 1/2 at (7/16, 1/2).",
            equals(w(0), ZERO),
            equals(w(2), polynomial(2)),
            eta,
            loss,
        ),
        (ZERO_START,),
        (
            Part("first-step", partial(expanded, 1), say("The first step: one power of {}", eta)),
            Part("second-step", partial(expanded, 2), say("The second step: two powers")),
            Part(
                "two-rates",
                two_rates,
                say(
                    "The determinant of the two directions: two samples, two features, {} and the "
                    "loss {}",
                    equals(m, 2),
                    loss,
                ),
            ),
        ),
        (needs_step("zero start", partial(expanded, 1)),),
        Twin(
            say("The second step is twice the first: the rate factors out."),
            equals(w(2), 2 * eta * b),
            (ZERO_START, numbered_step(1), numbered_step(2)),
        ),
        notation=(
            (
                say("{}, {}", at("", 2, 1), at("'", 2, 1)),
                say("in the example, the first weight after two steps at the rates 1 and 1/2"),
            ),
        ),
    )
