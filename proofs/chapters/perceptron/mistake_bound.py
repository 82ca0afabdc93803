"""Novikoff's bound on the number of mistakes, free of the rate from zero."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    LABEL,
    NOW,
    POSITIVE_RATE,
    SAMPLE,
    TEXTBOOK,
    ZERO_START,
    eta,
    updated,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import (
    Cases,
    Derivation,
    Induction,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
)
from proofs.terms import (
    SQRT,
    Symbol,
    assume,
    define,
    dot,
    equals,
    norm,
    number,
    one_of,
    say,
    scalar,
    vector,
)

NOVIKOFF = (
    "A. B. J. Novikoff, On convergence proofs on perceptrons, Symposium on the Mathematical "
    "Theory of Automata 12, 615-622, 1962."
)


@entry("perceptron.mistake-bound", place=190)
def mistake_bound() -> Claim:
    """Novikoff's bound on the number of mistakes, free of the rate from zero."""
    u, gamma, R = vector("u"), scalar("gamma"), scalar("R")
    M: Callable[[str | int], Symbol] = lambda index: scalar("M", str(index))  # noqa: E731
    unit = assume("unit separator", equals(norm(u), 1))
    margin = assume("margin", LABEL * dot(u, SAMPLE) >= gamma)
    ball = assume("radius", dot(SAMPLE, SAMPLE) <= R**2)
    labels = assume("labels -1 and 1", one_of(LABEL, -1, 1))
    positive_margin = assume("positive margin", gamma > 0)
    count = (1 - LABEL * TEXTBOOK(dot(w(BEFORE), SAMPLE))) / 2
    gap = LABEL - TEXTBOOK(dot(w(BEFORE), SAMPLE))
    rules = (
        define("the update rule", w(NOW), updated(w(BEFORE), eta, TEXTBOOK)),
        define("one sample is counted", M(NOW), M(BEFORE) + count),
    )
    no_mistakes = define("no mistakes yet", M(0), 0)
    along = dot(u, w(NOW)) >= dot(u, w(0)) + 2 * eta * gamma * M(NOW)
    length = dot(w(NOW), w(NOW)) <= dot(w(0), w(0)) + 4 * eta**2 * R**2 * M(NOW)
    counted = M(NOW) >= 0

    @cache
    def progress() -> Induction:
        (before,) = assumed_before("induction hypothesis", along)
        base = derive("the start", dot(u, w(0)), [no_mistakes]).ge(
            dot(u, w(0)) + 2 * eta * gamma * M(0), "no mistakes yet: both sides are equal"
        )
        step = (
            derive(
                "one more update", dot(u, w(NOW)), [before, *rules, POSITIVE_RATE, margin, labels]
            )
            .eq(dot(u, updated(w(BEFORE), eta, TEXTBOOK)), "the update rule")
            .eq(dot(u, w(BEFORE)) + eta * gap * dot(u, SAMPLE), "multiply out the inner product")
            .ge(
                dot(u, w(0)) + 2 * eta * gamma * M(BEFORE) + eta * gap * dot(u, SAMPLE),
                "the induction hypothesis",
            )
            .ge(
                dot(u, w(0)) + 2 * eta * gamma * M(BEFORE) + 2 * eta * count * gamma,
                "a mistake moves by 2",
                eta,
                " times a margin of at least ",
                gamma,
            )
            .eq(dot(u, w(0)) + 2 * eta * gamma * M(NOW), "one more mistake is counted")
        )
        return by_induction("progress along the separator", [along], base=[base], step=[step])

    @cache
    def growth() -> Induction:
        (before,) = assumed_before("induction hypothesis", length)
        start = dot(w(0), w(0))
        base = derive("the start", start, [no_mistakes]).le(
            start + 4 * eta**2 * R**2 * M(0), "no mistakes yet: both sides are equal"
        )
        squared, inner = dot(SAMPLE, SAMPLE), dot(w(BEFORE), SAMPLE)
        earlier = start + 4 * eta**2 * R**2 * M(BEFORE)
        step = (
            derive(
                "one more update",
                dot(w(NOW), w(NOW)),
                [before, *rules, POSITIVE_RATE, ball, labels],
            )
            .eq(
                dot(w(BEFORE), w(BEFORE)) + 2 * eta * gap * inner + eta**2 * gap**2 * squared,
                "the update rule, multiplied out",
            )
            .le(
                dot(w(BEFORE), w(BEFORE)) + eta**2 * gap**2 * squared,
                "at a mistake the net input has the wrong sign",
            )
            .le(dot(w(BEFORE), w(BEFORE)) + eta**2 * gap**2 * R**2, ball.relation)
            .le(earlier + eta**2 * gap**2 * R**2, "the induction hypothesis")
            .eq(earlier + 4 * eta**2 * R**2 * count, "the error is 0 or ±2, and a mistake counts 1")
            .eq(start + 4 * eta**2 * R**2 * M(NOW), "one more mistake is counted")
        )
        return by_induction("growth of the weights", [length], base=[base], step=[step])

    @cache
    def counting() -> Induction:
        (before,) = assumed_before("induction hypothesis", counted)
        base = derive("the start", M(0), [no_mistakes]).ge(number(0), "no mistakes yet")
        step = (
            derive("one more update", M(NOW), [before, rules[1], labels])
            .eq(M(BEFORE) + count, "the count")
            .ge(number(0) + count, "the induction hypothesis")
            .ge(number(0), "the count of one sample is 0 or 1")
        )
        return by_induction("the count is never negative", [counted], base=[base], step=[step])

    bound = norm(w(0)) ** 2 + 4 * eta**2 * R**2 * M(NOW)

    @cache
    def any_start() -> Derivation:
        return (
            derive(
                "from any start",
                2 * eta * gamma * M(NOW) - norm(w(0)),
                [
                    POSITIVE_RATE,
                    unit,
                    no_mistakes,
                    cite(progress()),
                    cite(growth()),
                    cite(counting()),
                ],
            )
            .le(2 * eta * gamma * M(NOW) + dot(u, w(0)), "Cauchy and Schwarz, with ", unit.relation)
            .le(dot(u, w(NOW)), "progress along the separator")
            .le(norm(w(NOW)), "Cauchy and Schwarz again")
            .le(SQRT(bound), "growth of the weights")
        )

    none = assume("no mistake was made", equals(M(NOW), 0))

    @cache
    def from_zero() -> Cases:
        premises = [
            ZERO_START,
            POSITIVE_RATE,
            positive_margin,
            unit,
            no_mistakes,
            cite(progress()),
            cite(growth()),
            cite(counting()),
        ]
        some = M(NOW) > 0
        square = (2 * eta * gamma * M(NOW)) ** 2
        with_mistakes = (
            derive("there was a mistake", M(NOW), [*premises, case("some mistakes", some)])
            .eq(square / (4 * eta**2 * gamma**2 * M(NOW)), "multiply and divide")
            .le(
                (2 * eta * gamma * M(NOW)) * dot(u, w(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "progress along the separator",
            )
            .le(
                dot(u, w(NOW)) ** 2 / (4 * eta**2 * gamma**2 * M(NOW)),
                "progress along the separator once more",
            )
            .le(
                dot(w(NOW), w(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "Cauchy and Schwarz, with ",
                unit.relation,
            )
            .le(
                (4 * eta**2 * R**2 * M(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "growth of the weights",
            )
            .eq(R**2 / gamma**2, "cancel")
        )
        without = (
            derive("there was none", M(NOW), [*premises, case("no mistakes", none.relation)])
            .eq(number(0), none.relation)
            .le(R**2 / gamma**2, "a quotient of squares")
        )
        return by_cases("from zero", with_mistakes, without)

    return Claim(
        "perceptron.mistake-bound",
        "The number of mistakes is bounded, from zero by a bound without the rate",
        say(
            "Let the labels be ±1, every {} for a unit vector {}, and every {}. After any number "
            "of updates {}; from zero, and if {}, {}.",
            LABEL * dot(u, SAMPLE) >= gamma,
            u,
            norm(SAMPLE) <= R,
            2 * eta * gamma * M(NOW) - norm(w(0)) <= SQRT(bound),
            gamma > 0,
            M(NOW) <= R**2 / gamma**2,
        ),
        (POSITIVE_RATE, unit, margin, ball, labels),
        (
            Part("progress", progress, say("Progress along the separator")),
            Part("growth", growth, say("Growth of the weights")),
            Part("count", counting, say("The count of mistakes")),
            Part("any-start", any_start, say("From any start")),
            Part("from-zero", from_zero, say("From zero"), (ZERO_START, positive_margin)),
        ),
        (
            needs_step("positive rate", progress),
            needs_step("unit separator", any_start),
            needs_step("margin", progress),
            needs_step("radius", growth),
            needs_step("labels -1 and 1", progress),
            needs_step("zero start", from_zero),
            needs_step("positive margin", from_zero),
        ),
        Twin(
            say("Half as many mistakes."),
            M(NOW) <= R**2 / (2 * gamma**2),
            (positive_margin, assume("the bound", M(NOW) <= R**2 / gamma**2)),
        ),
        notation=(
            (say(M(NOW)), say("the number of mistakes in the first {} updates", scalar("t"))),
            (say("{}, {}", gamma, R), say("the margin and the radius of the data")),
            (say(u), say("a unit vector that separates the data")),
        ),
        citations=(NOVIKOFF,),
    )
