"""The direction is free of the rate, for small rates, exactly if b is an eigenvector of A."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    AXLER,
    BEFORE,
    FACTOR_START,
    FACTOR_STEP,
    NO_SAMPLES,
    NO_STEPS,
    NOW,
    ONE_MORE,
    SAMPLES,
    SCALE_START,
    SCALE_STEP,
    SECOND_MOMENT,
    STEP,
    XT,
    A,
    X,
    b,
    c,
    epsilon,
    factor,
    geometric,
    lambda_,
    m,
    n,
    numbered_step,
    run,
    scale,
    sequence,
    squared,
    steps,
    u,
    v,
    y,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import (
    Cases,
    Derivation,
    Induction,
    apply_fact,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
)
from proofs.terms import (
    ZERO,
    Hypothesis,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    norm,
    number,
    say,
    scalar,
)

EIGENVECTOR = assume("eigenvector", equals(A(b), lambda_ * b))

MET = assume("something to learn", differs(b, ZERO))

alternating = sequence("sign_change")
"""The power (-1)^t."""

SIGN_START = define("no change of sign yet", alternating(0), 1)

SIGN_STEP = define("one more change of sign", alternating(NOW), -alternating(BEFORE))


@entry("linear.direction-iff-eigenvector", place=80)
def direction_iff_eigenvector() -> Claim:
    """The direction is free of the rate, for small rates, exactly if b is an eigenvector of A."""
    curved = assume("positive eigenvalue", lambda_ > 0)
    stable = assume("small rate", eta * lambda_ < 2)
    large = assume("large rate", eta * lambda_ > 2)
    even = assume("even number of steps", equals(alternating(NOW), 1))
    some = assume("some steps", steps(NOW) >= 1)
    twice = assume("two steps", steps(NOW) >= 2)

    @cache
    def multiple() -> Induction:
        statement = equals(w(NOW), scale(NOW) * b)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", w(0), [ZERO_START, SCALE_START]).eq(
            scale(0) * b, "the start is zero"
        )
        step = (
            derive("one more step", w(NOW), [before, STEP, EIGENVECTOR, SCALE_STEP])
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(scale(BEFORE) * b - eta * (scale(BEFORE) * A(b) - b), "the induction hypothesis")
            .eq(scale(BEFORE) * b - eta * (scale(BEFORE) * (lambda_ * b) - b), EIGENVECTOR.relation)
            .eq(scale(NOW) * b, "collect ", b)
        )
        return by_induction("a multiple of b", [statement], base=[base], step=[step])

    @cache
    def formula() -> Derivation:
        premises = [ZERO_START, curved, EIGENVECTOR, cite(multiple()), cite(geometric())]
        return (
            derive("the weights", w(NOW), premises)
            .eq(scale(NOW) * b, "a multiple of ", b)
            .eq(lambda_ * scale(NOW) / lambda_ * b, curved.relation)
            .eq((1 - factor(NOW)) / lambda_ * b, "a geometric sum")
        )

    @cache
    def bounded() -> Induction:
        statement = factor(NOW) ** 2 <= 1
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the empty product", factor(0) ** 2, [FACTOR_START]).le(number(1), "it is 1")
        step = (
            derive(
                "one more factor",
                factor(NOW) ** 2,
                [before, FACTOR_STEP, POSITIVE_RATE, curved, stable],
            )
            .eq((1 - eta * lambda_) ** 2 * factor(BEFORE) ** 2, "one more factor")
            .le(factor(BEFORE) ** 2, "the factor lies between -1 and 1")
            .le(number(1), "the induction hypothesis")
        )
        return by_induction("the powers stay bounded", [statement], base=[base], step=[step])

    @cache
    def not_below_zero() -> Derivation:
        return (
            derive(
                "the multiple is not negative",
                lambda_ * scale(BEFORE),
                [cite(bounded(), BEFORE), cite(geometric(), BEFORE)],
            )
            .eq(1 - factor(BEFORE), "a geometric sum")
            .ge(number(0), "the powers stay bounded")
        )

    @cache
    def not_above_two() -> Derivation:
        return (
            derive(
                "the multiple is at most 2",
                lambda_ * scale(BEFORE),
                [cite(bounded(), BEFORE), cite(geometric(), BEFORE)],
            )
            .eq(1 - factor(BEFORE), "a geometric sum")
            .le(number(2), "the powers stay bounded")
        )

    @cache
    def stays_positive() -> Cases:
        shared = [
            POSITIVE_RATE, curved, stable, SCALE_STEP,
            cite(not_below_zero()), cite(not_above_two()),
        ]  # fmt: skip
        kept = 1 - eta * lambda_
        stepped = kept * (lambda_ * scale(BEFORE)) + eta * lambda_
        forward = (
            derive(
                "no step too far", lambda_ * scale(NOW), [*shared, case("a short step", kept >= 0)]
            )
            .eq(stepped, "one more step of the multiple")
            .ge(eta * lambda_, "the multiple is not negative")
            .then(">", number(0), "a product of positive numbers")
        )
        across = (
            derive("a step too far", lambda_ * scale(NOW), [*shared, case("a long step", kept < 0)])
            .eq(stepped, "one more step of the multiple")
            .ge(kept * 2 + eta * lambda_, "the multiple is at most 2")
            .eq(2 - eta * lambda_, "collect")
            .then(">", number(0), stable.relation)
        )
        return by_cases("the multiple is positive", forward, across)

    bernoulli_right = 1 + steps(NOW) * (eta * lambda_ - 2)

    @cache
    def grows() -> Induction:
        statement = (alternating(NOW) * factor(NOW) >= bernoulli_right, steps(NOW) >= 0)
        one, two = assumed_before("induction hypothesis", *statement)
        base = (
            derive("no steps", alternating(0) * factor(0), [SIGN_START, FACTOR_START, NO_STEPS]).ge(
                1 + steps(0) * (eta * lambda_ - 2), "both sides are 1"
            ),
            derive("no steps made", steps(0), [NO_STEPS]).ge(number(0), "0 is not negative"),
        )
        step = (
            derive(
                "one more step",
                alternating(NOW) * factor(NOW),
                [one, two, SIGN_STEP, FACTOR_STEP, ONE_MORE, large],
            )
            .eq(
                (eta * lambda_ - 1) * (alternating(BEFORE) * factor(BEFORE)),
                "one more factor and one more change of sign",
            )
            .ge(
                (eta * lambda_ - 1) * (1 + steps(BEFORE) * (eta * lambda_ - 2)),
                "the induction hypothesis",
            )
            .ge(bernoulli_right, "multiply out: Bernoulli's inequality"),
            derive("one more step made", steps(NOW), [two, ONE_MORE])
            .eq(steps(BEFORE) + 1, "one more")
            .ge(number(0), "the induction hypothesis"),
        )
        return by_induction("the powers grow", statement, base=base, step=step)

    @cache
    def sign_is_one() -> Induction:
        statement = equals(alternating(NOW) ** 2, 1)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", alternating(0) ** 2, [SIGN_START]).eq(number(1), "it is 1")
        step = (
            derive("one more step", alternating(NOW) ** 2, [before, SIGN_STEP])
            .eq(alternating(BEFORE) ** 2, "one more change of sign")
            .eq(number(1), "the induction hypothesis")
        )
        return by_induction("the sign is 1 or −1", [statement], base=[base], step=[step])

    @cache
    def flips() -> Derivation:
        premises = [
            large, even, some, cite(grows()), cite(grows(), which=1), cite(geometric()),
            cite(sign_is_one()),
        ]  # fmt: skip
        return (
            derive("the multiple is negative", lambda_ * scale(NOW), premises)
            .eq(1 - factor(NOW), "a geometric sum")
            .eq(1 - alternating(NOW) * factor(NOW), even.relation)
            .le(-(steps(NOW) * (eta * lambda_ - 2)), "the powers grow")
            .then("<", number(0), large.relation, " and ", some.relation)
        )

    # Conversely.
    pairs, rest = sequence("pairs"), run("R")
    expansion = steps(NOW) * eta * b - pairs(NOW) * eta**2 * A(b) + eta**3 * rest(NOW)
    before_expansion = (
        steps(BEFORE) * eta * b - pairs(BEFORE) * eta**2 * A(b) + eta**3 * rest(BEFORE)
    )
    pairs_zero = define("no pairs yet", pairs(0), 0)
    pairs_step = define("more pairs", pairs(NOW), pairs(BEFORE) + steps(BEFORE))
    rest_zero = define("no rest yet", rest(0), ZERO)
    rest_step = define(
        "the rest after one more step",
        rest(NOW),
        rest(BEFORE) - eta * A(rest(BEFORE)) + pairs(BEFORE) * A(A(b)),
    )

    @cache
    def expands() -> Induction:
        statement = equals(w(NOW), expansion)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", w(0), [ZERO_START, NO_STEPS, pairs_zero, rest_zero]).eq(
            steps(0) * eta * b - pairs(0) * eta**2 * A(b) + eta**3 * rest(0), "both sides are zero"
        )
        step = (
            derive("one more step", w(NOW), [before, STEP, ONE_MORE, pairs_step, rest_step])
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(before_expansion - eta * (A(before_expansion) - b), "the induction hypothesis")
            .eq(expansion, "collect the powers of ", eta)
        )
        return by_induction("the lowest powers of the rate", [statement], base=[base], step=[step])

    @cache
    def counts_pairs() -> Induction:
        statement = equals(2 * pairs(NOW), steps(NOW) * (steps(NOW) - 1))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", 2 * pairs(0), [NO_STEPS, pairs_zero]).eq(
            steps(0) * (steps(0) - 1), "both sides are 0"
        )
        step = (
            derive("one more step", 2 * pairs(NOW), [before, ONE_MORE, pairs_step])
            .eq(2 * pairs(BEFORE) + 2 * steps(BEFORE), "more pairs")
            .eq(steps(BEFORE) * (steps(BEFORE) - 1) + 2 * steps(BEFORE), "the induction hypothesis")
            .eq(steps(NOW) * (steps(NOW) - 1), "one more step")
        )
        return by_induction("the number of pairs", [statement], base=[base], step=[step])

    @cache
    def some_pairs() -> Derivation:
        return (
            derive("there are pairs", pairs(NOW), [twice, cite(counts_pairs())])
            .eq(steps(NOW) * (steps(NOW) - 1) / 2, "the number of pairs")
            .ge(number(1), twice.relation)
        )

    share = scalar("s", NOW)
    on_the_line = assume("one direction", equals(w(NOW), share * n))
    at_every_rate = assume("at every small rate", eta < epsilon)
    proper = assume("a direction", differs(n, ZERO))

    def perpendicular(to: Term) -> Term:
        """What is perpendicular to n and made of a given vector."""
        return dot(n, n) * to - dot(n, to) * n

    def vanishing_coefficient(coefficient: Term, to: Term, image: Term) -> Hypothesis:
        relation = equals(coefficient * dot(perpendicular(to), image), 0)
        return apply_fact("identity of polynomials", relation, at_every_rate, vanishes())

    across = perpendicular(v)

    @cache
    def perpendicular_to_all() -> Derivation:
        return (
            derive("perpendicular to the weights", dot(across, w(NOW)), [on_the_line])
            .eq(share * dot(across, n), on_the_line.relation)
            .eq(number(0), "multiply out")
        )

    @cache
    def vanishes() -> Derivation:
        return (
            derive(
                "a polynomial in the rate that is 0",
                steps(NOW) * dot(across, b) * eta
                - pairs(NOW) * dot(across, A(b)) * eta**2
                + dot(across, rest(NOW)) * eta**3,
                [ZERO_START, cite(expands()), cite(perpendicular_to_all())],
            )
            .eq(dot(across, w(NOW)), "the lowest powers of the rate")
            .eq(number(0), "perpendicular to the weights")
        )

    def coefficient(
        name: str, count: Term, to: Term, image: Term, *more: Hypothesis
    ) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            fact = vanishing_coefficient(count, to, image)
            return (
                derive(name, dot(to, image), [proper, *more, fact])
                .eq(
                    count * dot(perpendicular(to), image) / (count * squared(n))
                    + dot(n, to) * dot(n, image) / squared(n),
                    "multiply out",
                )
                .eq(dot(n, to) * dot(n, image) / squared(n), "the coefficient is 0")
            )

        return build

    first_first = coefficient("b and b", steps(NOW), b, b, twice)
    second_first = coefficient("Ab and b", steps(NOW), A(b), b, twice)

    @cache
    def second_second() -> Derivation:
        return coefficient("Ab and Ab", pairs(NOW), A(b), A(b), cite(some_pairs()))()

    @cache
    def equality() -> Derivation:
        premises = [proper, cite(first_first()), cite(second_first()), cite(second_second())]
        return (
            derive("equality in Cauchy and Schwarz", squared(b) * squared(A(b)), premises)
            .eq(
                (dot(n, b) * dot(n, b) / squared(n)) * (dot(n, A(b)) * dot(n, A(b)) / squared(n)),
                "b and b, Ab and Ab",
            )
            .eq((dot(n, A(b)) * dot(n, b) / squared(n)) ** 2, "collect")
            .eq(dot(A(b), b) ** 2, "Ab and b")
        )

    @cache
    def eigenvector() -> Derivation:
        return derive("b is an eigenvector", A(b), [MET, cite(equality())]).eq(
            dot(A(b), b) / squared(b) * b, "the difference has length 0"
        )

    moment = assume("moments of the targets", equals(b, XT(y) / m))

    @cache
    def image_of_b() -> Derivation:
        return (
            derive("the length of Xb", squared(X(b)), [EIGENVECTOR, SAMPLES, SECOND_MOMENT.at(b)])
            .eq(m * dot(A(b), b), "the adjoint moves; what A is")
            .eq(m * lambda_ * squared(b), EIGENVECTOR.relation)
        )

    @cache
    def seen_by_targets() -> Derivation:
        return (
            derive("Xb and the targets", dot(y, X(b)), [moment, SAMPLES])
            .eq(dot(XT(y), b), "the adjoint moves")
            .eq(m * squared(b), "what b is")
        )

    @cache
    def schwarz() -> Derivation:
        return derive("Cauchy and Schwarz", squared(y) * squared(X(b))).ge(
            dot(y, X(b)) ** 2, "Cauchy and Schwarz"
        )

    @cache
    def large_image() -> Derivation:
        premises = [cite(image_of_b()), cite(seen_by_targets()), cite(schwarz())]
        return (
            derive("Xb is not zero", squared(y) * (m * lambda_ * squared(b)), premises)
            .eq(squared(y) * squared(X(b)), "the length of Xb")
            .ge(dot(y, X(b)) ** 2, "Cauchy and Schwarz")
            .eq((m * squared(b)) ** 2, "Xb and the targets")
        )

    @cache
    def eigenvalue_positive() -> Derivation:
        return derive("the eigenvalue", lambda_, [MET, SAMPLES, cite(large_image())]).then(
            ">", number(0), "Xb is not zero"
        )

    @cache
    def multiple_positive() -> Derivation:
        return (
            derive("the multiple", scale(NOW), [curved, cite(stays_positive())])
            .eq(lambda_ * scale(NOW) / lambda_, curved.relation)
            .then(">", number(0), "the multiple is positive")
        )

    @cache
    def same_direction() -> Derivation:
        premises = [MET, cite(multiple()), cite(multiple_positive())]
        return (
            derive("the direction of the weights", w(NOW) / norm(w(NOW)), premises)
            .eq(scale(NOW) * b / norm(scale(NOW) * b), "a multiple of b")
            .eq(b / norm(b), "the multiple is positive, and cancels")
        )

    three = define("the rate 3", eta, 3)
    one = define("the eigenvalue 1", lambda_, 1)

    @cache
    def example() -> Derivation:
        premises = [
            three, one, SCALE_START,
            define("one step of the multiple", scale(1), (1 - eta * lambda_) * scale(0) + eta),
            define("two steps of the multiple", scale(2), (1 - eta * lambda_) * scale(1) + eta),
        ]  # fmt: skip
        return (
            derive("two steps at the rate 3", scale(2), premises)
            .eq((1 - eta * lambda_) * ((1 - eta * lambda_) * 0 + eta) + eta, "two steps")
            .eq(number(-3), equals(eta, 3), " and ", equals(lambda_, 1))
        )

    return Claim(
        "linear.direction-iff-eigenvector",
        "The direction is free of the rate exactly if b is an eigenvector",
        say(
            "Let {} and let at least two steps be made from {}. The direction of {} is the same "
            "for all rates between 0 and some {} if and only if {} for some {}. Then, for {}, {}: "
            "the sign of the multiple stays positive as long as {}, and beyond that it turns at "
            "every even number of steps.",
            MET.relation,
            equals(w(0), ZERO),
            w(NOW),
            epsilon,
            EIGENVECTOR.relation,
            lambda_,
            curved.relation,
            equals(w(NOW), (1 - factor(NOW)) / lambda_ * b),
            stable.relation,
        ),
        (ZERO_START,),
        (
            Part(
                "multiple",
                multiple,
                say("If {}, the weights are a multiple of {}", EIGENVECTOR.relation, b),
                (EIGENVECTOR,),
            ),
            Part("geometric-sum", geometric, say("The multiple is a geometric sum")),
            Part(
                "formula", formula, say("The weights, written with powers"), (curved, EIGENVECTOR)
            ),
            Part(
                "bounded",
                bounded,
                say("Small rates: the powers stay bounded"),
                (POSITIVE_RATE, curved, stable),
            ),
            Part(
                "not-negative",
                not_below_zero,
                say("Small rates: {} is not negative", lambda_ * scale(BEFORE)),
                (POSITIVE_RATE, curved, stable),
            ),
            Part(
                "at-most-two",
                not_above_two,
                say("Small rates: {} is at most 2", lambda_ * scale(BEFORE)),
                (POSITIVE_RATE, curved, stable),
            ),
            Part(
                "sign-stays",
                stays_positive,
                say("Small rates: the multiple is positive after every step"),
                (POSITIVE_RATE, curved, stable),
            ),
            Part(
                "multiple-positive",
                multiple_positive,
                say("Hence the multiple itself"),
                (POSITIVE_RATE, curved, stable),
            ),
            Part(
                "same-direction",
                same_direction,
                say("The direction of the weights is that of {}, at every small rate", b),
                (ZERO_START, EIGENVECTOR, MET, POSITIVE_RATE, curved, stable),
            ),
            Part(
                "image-of-b",
                image_of_b,
                say("The eigenvalue is positive: the length of {}", X(b)),
                (EIGENVECTOR, SAMPLES, SECOND_MOMENT),
            ),
            Part(
                "seen-by-targets",
                seen_by_targets,
                say("The inner product of {} with the targets", X(b)),
                (SAMPLES, moment),
            ),
            Part(
                "large-image",
                large_image,
                say("By Cauchy and Schwarz {} is not zero", X(b)),
                (EIGENVECTOR, SAMPLES, SECOND_MOMENT, moment),
            ),
            Part(
                "eigenvalue-positive",
                eigenvalue_positive,
                say("So the eigenvalue is positive"),
                (EIGENVECTOR, SAMPLES, SECOND_MOMENT, MET, moment),
            ),
            Part("grows", grows, say("Large rates: the powers grow and alternate"), (large,)),
            Part("sign-is-one", sign_is_one, say("The sign after so many steps is 1 or −1")),
            Part(
                "sign-flips",
                flips,
                say("Large rates: the multiple is negative after an even number of steps"),
                (large, even, some),
            ),
            Part(
                "example",
                example,
                say("For example {} and {}, two steps", equals(lambda_, 1), equals(eta, 3)),
            ),
            Part("lowest-powers", expands, say("Conversely: the lowest powers of the rate")),
            Part("pairs", counts_pairs, say("The number of pairs of steps")),
            Part("some-pairs", some_pairs, say("From two steps on there are pairs"), (twice,)),
            Part(
                "one-direction",
                perpendicular_to_all,
                say(
                    "Suppose one direction: at all small rates {} is {} times one vector {}, and "
                    "{} is perpendicular to {}, whatever {} is",
                    w(NOW),
                    sequence("s")(NOW),
                    n,
                    across,
                    n,
                    v,
                ),
                (on_the_line,),
            ),
            Part(
                "polynomial",
                vanishes,
                say("So a polynomial in {} is 0 at every small rate", eta),
                (on_the_line,),
            ),
            Part(
                "first-coefficient",
                first_first,
                say(
                    "Its coefficients are 0: it vanishes at infinitely many rates, for {} made of "
                    "{} for example",
                    v,
                    b,
                ),
                (proper, twice, ZERO_START, on_the_line, at_every_rate),
            ),
            Part(
                "mixed-coefficient",
                second_first,
                say("Likewise for {} made of {}", v, A(b)),
                (proper, twice, ZERO_START, on_the_line, at_every_rate),
            ),
            Part(
                "second-coefficient",
                second_second,
                say("The second coefficient is 0 as well"),
                (proper, twice, ZERO_START, on_the_line, at_every_rate),
            ),
            Part(
                "equality",
                equality,
                say("Equality in the inequality of Cauchy and Schwarz"),
                (proper, twice, ZERO_START, on_the_line, at_every_rate),
            ),
            Part(
                "eigenvector",
                eigenvector,
                say("Therefore {} is an eigenvector", b),
                (proper, MET, twice, ZERO_START, on_the_line, at_every_rate),
            ),
        ),
        (
            needs_step("zero start", multiple),
            needs_step("eigenvector", multiple),
            Need(
                "positive eigenvalue",
                "positive-eigenvalue",
                lambda: refutation(equals(lambda_ * c / lambda_, c)),
                say("Where {} nothing can be divided by it:", equals(lambda_, 0)),
            ),
            NO_SAMPLES,
            needs_step("second moment", image_of_b),
            needs_step("moments of the targets", seen_by_targets),
            needs_step("positive rate", stays_positive),
            needs_step("small rate", stays_positive),
            needs_step("large rate", flips),
            needs_step("even number of steps", flips),
            needs_step("some steps", flips),
            needs_step("one direction", perpendicular_to_all),
            needs_step("a direction", first_first),
            needs_step("something to learn", eigenvector),
            Need(
                "two steps",
                "two-steps",
                lambda: refutation(
                    equals(A(b), dot(A(b), b) / squared(b) * b),
                    (MET, ZERO_START, numbered_step(1), assume("one direction", equals(w(1), n))),
                ),
                say("After one step there is one direction, whatever {} is:", b),
            ),
            Need(
                "at every small rate",
                "every-small-rate",
                lambda: refutation(
                    equals(A(b), dot(A(b), b) / squared(b) * b),
                    (
                        MET,
                        ZERO_START,
                        numbered_step(1),
                        numbered_step(2),
                        assume("one direction at one rate", equals(w(2), n)),
                    ),
                ),
                say("At a single rate there is one direction, whatever {} is:", b),
            ),
        ),
        Twin(
            say("The direction is free of the rate whenever the design has full rank."),
            equals(dot(b, b) * dot(w(2), w(2)), dot(b, w(2)) ** 2),
            (
                ZERO_START,
                numbered_step(1),
                numbered_step(2),
                assume("full rank", dot(A(u), u) >= dot(u, u), (u,)),
            ),
        ),
        notation=(
            (say(scale(NOW)), say("the multiple of {} that the weights are", b)),
            (
                say("{}, {}", pairs(NOW), rest(NOW)),
                say(
                    "the number of pairs among the steps, and the terms with higher powers of {}",
                    eta,
                ),
            ),
            (say(alternating(NOW)), say("1 after an even number of steps, −1 after an odd one")),
        ),
        remarks=(
            say(
                "For one rate every vector has a direction; that the direction is the same for "
                "infinitely many rates is what makes the coefficients of a polynomial vanish. One "
                "step has one power of the rate, and so one direction: gd.first-step-factors."
            ),
            say(
                "Where {}, every even number of steps ends at zero, which has no direction.",
                equals(eta * lambda_, 2),
            ),
        ),
        citations=(AXLER,),
    )
