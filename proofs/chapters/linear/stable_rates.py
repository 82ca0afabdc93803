"""The run from zero converges exactly if every factor it meets lies between -1 and 1."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.limits import (
    BELOW_ONE,
    POSITIVE_H,
    RHO_START,
    RHO_STEP,
    h,
    rho_power,
    vanishing,
)
from proofs.chapters.linear.setting import (
    AXLER,
    BEFORE,
    FACTOR_START,
    FACTOR_STEP,
    NO_SAMPLES,
    NOW,
    RICHARDSON,
    SAMPLES,
    SCALE_START,
    SCALE_STEP,
    STEP,
    XT,
    A,
    X,
    b,
    c,
    factor,
    geometric,
    lambda_,
    m,
    numbered_step,
    q,
    rho,
    scale,
    squared,
    y,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import ZERO, assume, define, differs, dot, equals, number, say


@entry("linear.stable-rates", place=140)
def stable_rates() -> Claim:
    """The run from zero converges exactly if every factor it meets lies between -1 and 1."""
    unit = assume("eigenvector of A", equals(A(q), lambda_ * q))
    curved = assume("positive eigenvalue", lambda_ > 0)
    unstable = assume("large rate", eta * lambda_ >= 2)
    null = assume("null direction", equals(X(q), ZERO))
    met = assume("met by b", differs(dot(q, b), 0))
    moment = define("b", b, XT(y) / m)
    inside = assume("between −1 and 1", (1 - eta * lambda_) ** 2 <= rho**2)

    @cache
    def component() -> Induction:
        statement = equals(dot(q, w(NOW)), scale(NOW) * dot(q, b))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", dot(q, w(0)), [ZERO_START, SCALE_START]).eq(
            scale(0) * dot(q, b), "both sides are 0"
        )
        step = (
            derive("one more step", dot(q, w(NOW)), [before, STEP, unit, SCALE_STEP])
            .eq(
                dot(q, w(BEFORE)) - eta * (dot(A(q), w(BEFORE)) - dot(q, b)),
                "gradient descent; A is its own adjoint",
            )
            .eq((1 - eta * lambda_) * dot(q, w(BEFORE)) + eta * dot(q, b), unit.relation)
            .eq(
                (1 - eta * lambda_) * (scale(BEFORE) * dot(q, b)) + eta * dot(q, b),
                "the induction hypothesis",
            )
            .eq(scale(NOW) * dot(q, b), "one more step of the multiple")
        )
        return by_induction("one component", [statement], base=[base], step=[step])

    @cache
    def shrinks() -> Induction:
        statement = factor(NOW) ** 2 <= rho_power(NOW) ** 2
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no factors", factor(0) ** 2, [FACTOR_START, RHO_START]).le(
            rho_power(0) ** 2, "both are 1"
        )
        step = (
            derive("one more factor", factor(NOW) ** 2, [before, FACTOR_STEP, RHO_STEP, inside])
            .eq((1 - eta * lambda_) ** 2 * factor(BEFORE) ** 2, "one more factor")
            .le(rho**2 * factor(BEFORE) ** 2, inside.relation)
            .le(rho**2 * rho_power(BEFORE) ** 2, "the induction hypothesis")
            .eq(rho_power(NOW) ** 2, "one more factor")
        )
        return by_induction("the powers shrink", [statement], base=[base], step=[step])

    @cache
    def stays_large() -> Induction:
        statement = factor(NOW) ** 2 >= 1
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no factors", factor(0) ** 2, [FACTOR_START]).ge(number(1), "it is 1")
        step = (
            derive("one more factor", factor(NOW) ** 2, [before, FACTOR_STEP, unstable])
            .eq((1 - eta * lambda_) ** 2 * factor(BEFORE) ** 2, "one more factor")
            .ge(factor(BEFORE) ** 2, "the factor is at most −1")
            .ge(number(1), "the induction hypothesis")
        )
        return by_induction("the powers stay large", [statement], base=[base], step=[step])

    @cache
    def alternates() -> Derivation:
        premises = [FACTOR_STEP, unstable, cite(stays_large(), BEFORE)]
        return (
            derive("the powers alternate", factor(NOW) * factor(BEFORE), premises)
            .eq((1 - eta * lambda_) * factor(BEFORE) ** 2, "one more factor")
            .le(-(factor(BEFORE) ** 2), "the factor is at most −1")
            .le(number(-1), "the powers stay large")
        )

    @cache
    def gap() -> Derivation:
        premises = [cite(stays_large()), cite(stays_large(), BEFORE), cite(alternates())]
        return (
            derive("two powers are far apart", (factor(BEFORE) - factor(NOW)) ** 2, premises)
            .eq(
                factor(BEFORE) ** 2 + factor(NOW) ** 2 - 2 * (factor(NOW) * factor(BEFORE)),
                "multiply out",
            )
            .ge(number(4), "the powers stay large and alternate")
        )

    @cache
    def jumps() -> Derivation:
        premises = [
            cite(gap()), cite(component()), cite(component(), BEFORE), cite(geometric()),
            cite(geometric(), BEFORE),
        ]  # fmt: skip
        jump = dot(q, w(NOW)) - dot(q, w(BEFORE))
        return (
            derive("the component jumps for ever", jump**2, [curved, *premises])
            .eq(
                (lambda_ * scale(NOW) - lambda_ * scale(BEFORE)) ** 2 * dot(q, b) ** 2 / lambda_**2,
                "one component, twice, and ",
                curved.relation,
            )
            .eq(
                (factor(BEFORE) - factor(NOW)) ** 2 * dot(q, b) ** 2 / lambda_**2,
                "a geometric sum, twice",
            )
            .ge(4 * dot(q, b) ** 2 / lambda_**2, "two powers are far apart")
        )

    @cache
    def not_met() -> Derivation:
        return (
            derive("b has no part in the null space", dot(q, b), [moment, SAMPLES, null])
            .eq(dot(X(q), y) / m, "the adjoint moves")
            .eq(number(0), null.relation)
        )

    @cache
    def for_ever() -> Derivation:
        return derive(
            "the jumps do not vanish", 4 * dot(q, b) ** 2 / lambda_**2, [curved, met]
        ).then(">", number(0), met.relation)

    @cache
    def tends() -> Derivation:
        goal = lambda_ * dot(q, w(NOW)) - dot(q, b)
        return (
            derive(
                "the distance of the component from its limit",
                goal**2,
                [cite(component()), cite(geometric()), cite(shrinks())],
            )
            .eq((lambda_ * scale(NOW) - 1) ** 2 * dot(q, b) ** 2, "one component")
            .eq(factor(NOW) ** 2 * dot(q, b) ** 2, "a geometric sum")
            .le(rho_power(NOW) ** 2 * dot(q, b) ** 2, "the powers shrink")
        )

    return Claim(
        "linear.stable-rates",
        "Which rates converge: the rate is no mere scale",
        say(
            "Let {}. From {} the component of the run along an eigenvector {} with eigenvalue {} "
            "and {} converges if and only if {} lies strictly between −1 and 1. So the run "
            "converges exactly if that is so for each eigenvalue whose eigenvectors {} meets.",
            POSITIVE_RATE.relation,
            equals(w(0), ZERO),
            q,
            curved.relation,
            met.relation,
            1 - eta * lambda_,
            b,
        ),
        (),
        (
            Part(
                "component",
                component,
                say("The component along an eigenvector {}", q),
                (ZERO_START, unit),
            ),
            Part(
                "powers-shrink",
                shrinks,
                say(
                    "If {} is at most {} in size, its powers are at most those of {}",
                    1 - eta * lambda_,
                    rho,
                    rho,
                ),
                (inside,),
            ),
            Part(
                "tends",
                tends,
                say("So the distance from the limit is at most a power of {}", rho),
                (ZERO_START, unit, inside),
            ),
            Part(
                "powers-vanish",
                vanishing,
                say("These powers vanish if {}, and the component converges", rho < 1),
                (BELOW_ONE, POSITIVE_H),
            ),
            Part(
                "powers-stay-large",
                stays_large,
                say("If {} the powers stay large", unstable.relation),
                (unstable,),
            ),
            Part("alternate", alternates, say("The large powers alternate in sign"), (unstable,)),
            Part("far-apart", gap, say("Two large powers in a row are far apart"), (unstable,)),
            Part(
                "jumps",
                jumps,
                say("Then the component jumps by the same amount at least, for ever"),
                (ZERO_START, unit, curved, unstable),
            ),
            Part("for-ever", for_ever, say("The amount of the jumps is not 0"), (curved, met)),
            Part(
                "null-space",
                not_met,
                say("Directions that the features do not see are not met"),
                (SAMPLES, null),
            ),
        ),
        (
            needs_step("zero start", component),
            needs_step("eigenvector of A", component),
            needs_step("between −1 and 1", shrinks),
            needs_step("below one", vanishing),
            needs_step("gap", vanishing),
            needs_step("large rate", stays_large),
            Need(
                "positive eigenvalue",
                "positive-eigenvalue",
                lambda: refutation(equals(lambda_ * c / lambda_, c)),
                say("Where {} a jump cannot be read off {} times it:", equals(lambda_, 0), lambda_),
            ),
            needs_step("met by b", for_ever),
            NO_SAMPLES,
            needs_step("null direction", not_met),
        ),
        Twin(
            say("Every positive rate converges: steps never grow."),
            squared(w(2) - w(1)) <= squared(w(1) - w(0)),
            (ZERO_START, POSITIVE_RATE, numbered_step(1), numbered_step(2)),
        ),
        notation=(
            (say("{}, {}", q, lambda_), say("an eigenvector of {} and its eigenvalue", A)),
            (say(scale(NOW)), say("how many times {} the component along {} is", dot(q, b), q)),
            (
                say("{}, {}", rho, h),
                say(
                    "a bound for the size of {}, and a number with {}",
                    1 - eta * lambda_,
                    BELOW_ONE.relation,
                ),
            ),
        ),
        remarks=(
            say(
                "By the spectral theorem (Axler 2015, theorem 7.29) the eigenvectors span the "
                "space, so that the components say everything. Since {} for positive {} and {}, "
                "only {} can go wrong.",
                1 - eta * lambda_ < 1,
                eta,
                lambda_,
                unstable.relation,
            ),
        ),
        citations=(RICHARDSON, AXLER),
    )
