"""Linear regression in the limit: which rates converge, whereto, and what a start leaves behind.

Two runs are compared whose starts differ by X'a + n with Xn = 0; every vector can be split so.  The
part X'a is followed on the eigenvectors of the row space, one after the other; the part n never
moves.  A fixed point is a run too, so that the distance from a solution is covered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from proofs.claim import Claim, Need, Part, Twin, needs_step, refutation
from proofs.derivation import (
    Derivation,
    Induction,
    apply_fact,
    assumed_before,
    by_induction,
    cite,
    derive,
    reading,
)
from proofs.gradient_descent import POSITIVE_RATE, ZERO_START, eta, other, w
from proofs.linear_regression import (
    AXLER,
    BEFORE,
    FACTOR_START,
    FACTOR_STEP,
    NO_SAMPLES,
    NO_STEPS,
    NOW,
    ONE_MORE,
    OTHER_STEP,
    PENROSE,
    RICHARDSON,
    SAMPLES,
    SCALE_START,
    SCALE_STEP,
    SECOND_MOMENT,
    STEP,
    X_STEP,
    XT,
    A,
    X,
    b,
    c,
    decayed,
    design_step,
    factor,
    geometric,
    lambda_,
    m,
    n,
    numbered_step,
    q,
    rho,
    run,
    scale,
    sequence,
    squared,
    steps,
    u,
    v,
    y,
)
from proofs.terms import (
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    Words,
    assume,
    define,
    differs,
    dot,
    equals,
    norm,
    number,
    say,
    scalar,
    vector,
)

# The eigenvectors of the row space ---------------------------------------------------------------

RANK = "r"
eigen, rows, remainder = run("q"), run("p"), run("z")
eigenvalue, rho_power = sequence("lambda"), sequence("rho_power")
coefficients = run("a")
h, tolerance, largest = scalar("h"), scalar("epsilon"), scalar("lambda_max")

UNIT = assume("unit eigenvectors", equals(dot(eigen(NOW), eigen(NOW)), 1))
ORTHOGONAL = assume(
    "orthogonal eigenvectors", equals((steps(NOW) - steps("k")) * dot(eigen(NOW), eigen("k")), 0)
)
EIGEN = assume("eigenvectors", equals(A(eigen(NOW)), eigenvalue(NOW) * eigen(NOW)))
ROWS = assume("eigenvectors of the row space", equals(eigen(NOW), XT(rows(NOW))))
CONTRACTION = assume("rate of contraction", (1 - eta * eigenvalue(NOW)) ** 2 <= rho**2)
NONNEGATIVE = assume("not negative", rho >= 0)
BASIS = (UNIT, ORTHOGONAL, EIGEN, ROWS)
SPECTRUM = (*BASIS, CONTRACTION)

PEEL_START = define("nothing taken off yet", remainder(0), XT(v))
PEEL = define(
    "one component taken off",
    remainder(NOW),
    remainder(BEFORE) - dot(eigen(NOW), remainder(BEFORE)) * eigen(NOW),
)
SPECTRAL = apply_fact(
    "spectral theorem", equals(remainder(RANK), ZERO), *BASIS, for_all=(v,)
).at(v)  # fmt: skip


def shrunk(at: Term) -> Term:
    """(I - eta A) u."""
    return at - eta * A(at)


@cache
def peeled() -> Induction:
    """Component by component: |(I - eta A) u| is at most rho |u|, but for what is left."""
    whole = XT(v)

    def right(index: str) -> Term:
        rest = remainder(index)
        return rho**2 * squared(whole) + squared(shrunk(rest)) - rho**2 * squared(rest)

    statement = squared(shrunk(whole)) <= right(NOW)
    (before,) = assumed_before("induction hypothesis", statement)
    share = dot(eigen(NOW), remainder(BEFORE))
    base = derive("nothing taken off", squared(shrunk(whole)), [PEEL_START]).le(
        right("0"), "both sides are equal"
    )
    step = (
        derive("one component", squared(shrunk(whole)), [before, PEEL, UNIT, EIGEN, CONTRACTION])
        .le(right(BEFORE), "the induction hypothesis")
        .eq(
            rho**2 * squared(whole)
            + (squared(shrunk(remainder(NOW))) + (1 - eta * eigenvalue(NOW)) ** 2 * share**2)
            - rho**2 * (squared(remainder(NOW)) + share**2),
            "Pythagoras, twice: what is left is perpendicular to the component",
        )
        .le(right(NOW), CONTRACTION.relation)
    )
    return by_induction("component by component", [statement], base=[base], step=[step])


@cache
def one_step() -> Derivation:
    """|(I - eta A) u| <= rho |u| for every u in the row space."""
    at, rest = XT(v), remainder(RANK)
    return (
        derive(
            "one step contracts",
            squared(shrunk(at)),
            [UNIT, EIGEN, CONTRACTION, SPECTRAL, cite(peeled(), RANK)],
        )
        .le(
            rho**2 * squared(at) + squared(shrunk(rest)) - rho**2 * squared(rest),
            "component by component",
        )
        .eq(rho**2 * squared(at), "the spectral theorem: nothing is left in the end")
    )


@cache
def image_length() -> Derivation:
    """|Xq|^2 = m lambda for a unit eigenvector."""
    premises = [UNIT, EIGEN, SAMPLES, SECOND_MOMENT.at(eigen(NOW))]
    return (
        derive("the length of an image", squared(X(eigen(NOW))), premises)
        .eq(m * dot(A(eigen(NOW)), eigen(NOW)), "the adjoint moves; what A is")
        .eq(m * eigenvalue(NOW), EIGEN.relation, " and ", UNIT.relation)
    )


@cache
def seen_by_its_rows() -> Derivation:
    """p . Xq = 1 for the unit vector q = X'p."""
    return (
        derive("seen by its rows", dot(rows(NOW), X(eigen(NOW))), [UNIT, ROWS])
        .eq(dot(XT(rows(NOW)), eigen(NOW)), "the adjoint moves")
        .eq(squared(eigen(NOW)), ROWS.relation)
        .eq(number(1), UNIT.relation)
    )


@cache
def long_images() -> Derivation:
    """An eigenvector of the row space has an image under X that is not zero."""
    image = X(eigen(NOW))
    schwarz = derive("Cauchy and Schwarz", squared(rows(NOW)) * squared(image)).ge(
        dot(rows(NOW), image) ** 2, "Cauchy and Schwarz"
    )
    premises = [cite(image_length()), cite(seen_by_its_rows()), cite(schwarz)]
    return (
        derive("an image", squared(rows(NOW)) * (m * eigenvalue(NOW)), premises)
        .eq(squared(rows(NOW)) * squared(X(eigen(NOW))), "the length of an image")
        .ge(dot(rows(NOW), X(eigen(NOW))) ** 2, "Cauchy and Schwarz")
        .eq(number(1), "seen by its rows")
    )


@cache
def positive_eigenvalues() -> Derivation:
    """The eigenvalues of A on the row space are positive."""
    return derive("eigenvalues", eigenvalue(NOW), [SAMPLES, cite(long_images())]).then(
        ">", number(0), "the product with a square and ", m, " is positive"
    )


BELOW_LARGEST = assume("largest eigenvalue", eigenvalue(NOW) <= largest)
SMALL_RATE = assume("small rate", eta * largest < 2)


@cache
def small_rates() -> Derivation:
    """For 0 < eta < 2/lambda_max every factor lies strictly between -1 and 1."""
    here = eigenvalue(NOW)
    premises = [POSITIVE_RATE, BELOW_LARGEST, SMALL_RATE, cite(positive_eigenvalues())]
    return (
        derive("small rates contract", (1 - eta * here) ** 2, premises)
        .eq(1 - eta * here * (2 - eta * here), "multiply out")
        .then("<", number(1), "neither factor is 0 or negative")
    )


# Two runs ----------------------------------------------------------------------------------------

COEFFICIENT_STEP = define(
    "one step of the coefficients",
    coefficients(NOW),
    coefficients(BEFORE) - eta * (X(XT(coefficients(BEFORE))) / m),
)
SPLIT = assume("the starts differ so", equals(w(0), other(0) + XT(coefficients(0)) + n))
NULL = assume("null space", equals(X(n), ZERO))
RHO_START = define("the empty product for ρ", rho_power(0), 1)
RHO_STEP = define("one more factor ρ", rho_power(NOW), rho * rho_power(BEFORE))
DIFFERENCE = (SAMPLES, SECOND_MOMENT, SPLIT, NULL)


@cache
def split() -> Induction:
    """Two runs differ by X'a in the row space, and by n for ever."""
    statement = equals(w(NOW), other(NOW) + XT(coefficients(NOW)) + n)
    (before,) = assumed_before("induction hypothesis", statement)
    at = XT(coefficients(BEFORE))
    base = derive("the start", w(0), [SPLIT]).eq(
        other(0) + XT(coefficients(0)) + n, "the starts differ so"
    )
    step = (
        derive(
            "one more step",
            w(NOW),
            [
                before, STEP, OTHER_STEP, COEFFICIENT_STEP, SAMPLES, NULL, SECOND_MOMENT.at(at),
                SECOND_MOMENT.at(n),
            ],
        )
        .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
        .eq(
            (other(BEFORE) + at + n) - eta * (A(other(BEFORE)) + A(at) + A(n) - b),
            "the induction hypothesis",
        )
        .eq(other(NOW) + (at - eta * A(at)) + (n - eta * A(n)), "the other run")
        .eq(
            other(NOW) + (at - eta * (XT(X(at)) / m)) + (n - eta * (XT(X(n)) / m)), "what A is"
        )
        .eq(other(NOW) + (at - eta * (XT(X(at)) / m)) + n, NULL.relation)
        .eq(other(NOW) + XT(coefficients(NOW)) + n, "one step of the coefficients")
    )  # fmt: skip
    return by_induction("the two parts of the difference", [statement], base=[base], step=[step])


@cache
def contracts() -> Induction:
    """The part in the row space shrinks by rho at least with every step."""
    part = XT(coefficients(NOW))
    statement = squared(part) <= rho_power(NOW) ** 2 * squared(XT(coefficients(0)))
    (before,) = assumed_before("induction hypothesis", statement)
    at, start = XT(coefficients(BEFORE)), XT(coefficients(0))
    base = derive("no steps", squared(start), [RHO_START]).le(
        rho_power(0) ** 2 * squared(start), "both sides are equal"
    )
    step = (
        derive(
            "one more step",
            squared(part),
            [
                before, COEFFICIENT_STEP, SAMPLES, SECOND_MOMENT.at(at), RHO_STEP,
                reading(one_step(), v=coefficients(BEFORE)),
            ],
        )
        .eq(squared(at - eta * (XT(X(at)) / m)), "one step of the coefficients")
        .eq(squared(shrunk(at)), "what A is")
        .le(rho**2 * squared(at), "one step contracts")
        .le(rho**2 * (rho_power(BEFORE) ** 2 * squared(start)), "the induction hypothesis")
        .eq(rho_power(NOW) ** 2 * squared(start), "one more factor")
    )  # fmt: skip
    return by_induction("the row-space part contracts", [statement], base=[base], step=[step])


@cache
def rho_nonnegative() -> Induction:
    """The powers of rho are not negative."""
    statement = rho_power(NOW) >= 0
    (before,) = assumed_before("induction hypothesis", statement)
    base = derive("no steps", rho_power(0), [RHO_START]).ge(number(0), "it is 1")
    step = (
        derive("one more step", rho_power(NOW), [before, RHO_STEP, NONNEGATIVE])
        .eq(rho * rho_power(BEFORE), "one more factor")
        .ge(number(0), "neither factor is negative")
    )
    return by_induction("the powers are not negative", [statement], base=[base], step=[step])


@cache
def bound() -> Derivation:
    """|X'a(t)| <= rho^t |X'a(0)|."""
    premises = [cite(contracts()), cite(rho_nonnegative())]
    return derive("the bound", norm(XT(coefficients(NOW))), premises).le(
        rho_power(NOW) * norm(XT(coefficients(0))), "squares keep the order"
    )


BELOW_ONE = assume("below one", equals(rho, 1 / (1 + h)))
POSITIVE_H = assume("gap", h > 0)


@cache
def vanishing() -> Induction:
    """rho^t (1 + t h) <= 1 for rho = 1/(1 + h): Bernoulli's inequality."""
    statement = (rho_power(NOW) * (1 + steps(NOW) * h) <= 1, rho_power(NOW) >= 0, steps(NOW) >= 0)
    one, two, three = assumed_before("induction hypothesis", *statement)
    start = [RHO_START, NO_STEPS]
    more = [RHO_STEP, ONE_MORE, BELOW_ONE, POSITIVE_H]
    bases = (
        derive("no steps", rho_power(0) * (1 + steps(0) * h), start).le(
            number(1), "both sides are 1"
        ),
        derive("a power that is not negative", rho_power(0), start).ge(number(0), "it is 1"),
        derive("no steps made", steps(0), start).ge(number(0), "0 is not negative"),
    )
    steps_ = (
        derive("one more step", rho_power(NOW) * (1 + steps(NOW) * h), [one, two, three, *more])
        .eq(rho_power(BEFORE) * (1 + steps(BEFORE) * h + h) / (1 + h), "one more factor")
        .le(
            rho_power(BEFORE) * ((1 + steps(BEFORE) * h) * (1 + h)) / (1 + h),
            "the product has one more term, which is not negative",
        )
        .eq(rho_power(BEFORE) * (1 + steps(BEFORE) * h), "cancel")
        .le(number(1), "the induction hypothesis"),
        derive("one more power", rho_power(NOW), [two, *more])
        .eq(rho_power(BEFORE) / (1 + h), "one more factor")
        .ge(number(0), "the induction hypothesis"),
        derive("one more step made", steps(NOW), [three, ONE_MORE])
        .eq(steps(BEFORE) + 1, "one more")
        .ge(number(0), "the induction hypothesis"),
    )
    return by_induction("the powers vanish", statement, base=bases, step=steps_)


ENOUGH = assume("enough steps", tolerance * (1 + steps(NOW) * h) >= norm(XT(coefficients(0))))


@cache
def tolerance_is_not_negative() -> Derivation:
    """A tolerance that is reached is not negative."""
    room = 1 + steps(NOW) * h
    return (
        derive("the tolerance", tolerance, [POSITIVE_H, ENOUGH, cite(vanishing(), which=2)])
        .eq(tolerance * room / room, "the denominator is positive")
        .ge(norm(XT(coefficients(0))) / room, "enough steps")
        .ge(number(0), "a length is not negative")
    )


@cache
def limit() -> Derivation:
    """After enough steps the two runs differ by n, but for less than any tolerance."""
    premises = [
        ENOUGH, cite(split()), cite(bound()), cite(vanishing()), cite(vanishing(), which=1),
        cite(tolerance_is_not_negative()),
    ]  # fmt: skip
    return (
        derive("the limit", norm(w(NOW) - other(NOW) - n), premises)
        .eq(norm(XT(coefficients(NOW))), "the two parts of the difference")
        .le(rho_power(NOW) * norm(XT(coefficients(0))), "the bound")
        .le(rho_power(NOW) * (tolerance * (1 + steps(NOW) * h)), "enough steps")
        .le(tolerance, "the powers vanish")
    )


# A solution is a run that stands still -----------------------------------------------------------

best, dual = vector("w_star"), vector("a_star")
SOLUTION = assume("a stationary point", equals(A(best), b))
FROM_SOLUTION = assume("the other run starts there", equals(other(0), best))


@cache
def stands_still() -> Induction:
    """The run that starts at a stationary point stays there."""
    statement = equals(other(NOW), best)
    (before,) = assumed_before("induction hypothesis", statement)
    base = derive("the start", other(0), [FROM_SOLUTION]).eq(best, "the other run starts there")
    step = (
        derive("one more step", other(NOW), [before, OTHER_STEP, SOLUTION])
        .eq(other(BEFORE) - eta * (A(other(BEFORE)) - b), "the other run")
        .eq(best - eta * (A(best) - b), "the induction hypothesis")
        .eq(best, SOLUTION.relation)
    )
    return by_induction("a solution stands still", [statement], base=[base], step=[step])


@cache
def distance_bound() -> Derivation:
    """|w(t) - (w* + n)| <= rho^t |w(0) - (w* + n)|."""
    goal = best + n
    premises = [
        cite(split()), cite(split(), "0"), cite(bound()), cite(stands_still()),
        cite(stands_still(), "0"),
    ]  # fmt: skip
    return (
        derive("the distance from the solution", norm(w(NOW) - goal), premises)
        .eq(
            norm(other(NOW) + XT(coefficients(NOW)) + n - goal), "the two parts of the difference"
        )
        .eq(norm(XT(coefficients(NOW))), "a solution stands still")
        .le(rho_power(NOW) * norm(XT(coefficients(0))), "the bound")
        .eq(rho_power(NOW) * norm(w(0) - goal), "the two parts of the difference, at the start")
    )  # fmt: skip


@cache
def reaches() -> Derivation:
    """|w(t) - (w* + n)| <= epsilon after enough steps."""
    return (
        derive(
            "the weights tend to the solution",
            norm(w(NOW) - (best + n)),
            [cite(limit()), cite(stands_still())],
        )
        .eq(norm(w(NOW) - other(NOW) - n), "a solution stands still")
        .le(tolerance, "the limit")
    )


# Words and witnesses that several entries share --------------------------------------------------


def equal_to(symbol: Symbol, value: int) -> Hypothesis:
    """A number, for an example."""
    return assume(f"{symbol.name} is {value}", equals(symbol, value))


def not_spanned(name: str) -> Need:
    """What goes wrong where the eigenvectors do not make up the row space."""
    at = vector("u")
    return Need(
        name,
        name.replace(" ", "-"),
        lambda: refutation(
            squared(shrunk(at)) <= rho**2 * squared(at),
            (
                UNIT,
                EIGEN,
                CONTRACTION,
                equal_to(eta, 1),
                equal_to(rho, 1),
                equal_to(eigenvalue(NOW), 0),
            ),
        ),
        say(
            "A bound on the factors of some eigenvectors bounds nothing in directions that they "
            "do not span:"
        ),
    )


SPECTRUM_NOTATION: tuple[tuple[Words, Words], ...] = (
    (
        say("{}, {}", eigen(NOW), eigenvalue(NOW)),
        say(
            "the eigenvectors of {} that make an orthonormal basis of the row space, and their "
            "eigenvalues, for {} from 1 to the rank {}; {} is another of them",
            A,
            scalar("t"),
            scalar(RANK),
            eigen("k"),
        ),
    ),
    (say(rows(NOW)), say("coefficients with {}", ROWS.relation)),
    (
        say(remainder(NOW)),
        say(
            "what is left of {} without its components along the first {} of them",
            XT(v),
            scalar("t"),
        ),
    ),
    (
        say(rho),
        say(
            "a bound for the size of {} over the eigenvalues of the row space, such as the "
            "largest of these sizes",
            1 - eta * eigenvalue(NOW),
        ),
    ),
)
DIFFERENCE_NOTATION: tuple[tuple[Words, Words], ...] = (
    (
        say("{}, {}", coefficients(NOW), n),
        say(
            "coefficients of the samples, so that {} is the part of the difference in the row "
            "space, and its part in the null space of the features",
            XT(coefficients(NOW)),
        ),
    ),
)
LIMIT_NOTATION: tuple[tuple[Words, Words], ...] = (
    (say("{}, {}", h, tolerance), say("a number with {}, and a tolerance", BELOW_ONE.relation)),
)
SPECTRUM_NEEDS = (
    needs_step("unit eigenvectors", peeled),
    needs_step("eigenvectors", peeled),
    needs_step("rate of contraction", peeled),
    not_spanned("orthogonal eigenvectors"),
    not_spanned("eigenvectors of the row space"),
)
DIFFERENCE_NEEDS = (
    NO_SAMPLES,
    needs_step("second moment", split),
    needs_step("the starts differ so", split),
    needs_step("null space", split),
)
LIMIT_NEEDS = (
    needs_step("not negative", rho_nonnegative),
    needs_step("below one", vanishing),
    needs_step("gap", vanishing),
    needs_step("enough steps", limit),
)
RATE_NEEDS = (
    needs_step("positive rate", small_rates),
    needs_step("largest eigenvalue", small_rates),
    needs_step("small rate", small_rates),
)
CONTRACTION_PARTS = (
    Part(
        "component-by-component",
        peeled,
        say("A vector {} of the row space, one eigenvector after the other", XT(v)),
        (UNIT, EIGEN, CONTRACTION),
    ),
    Part("one-step", one_step, say("One step contracts the row space"), SPECTRUM),
    Part("two-parts", split, say("The difference of two runs has two parts"), DIFFERENCE),
    Part(
        "contraction",
        contracts,
        say("The part in the row space contracts"),
        (*SPECTRUM, SAMPLES, SECOND_MOMENT),
    ),
    Part("powers-not-negative", rho_nonnegative, say("Powers of {}", rho), (NONNEGATIVE,)),
    Part(
        "bound",
        bound,
        say("The bound on the row-space part"),
        (*SPECTRUM, SAMPLES, SECOND_MOMENT, NONNEGATIVE),
    ),
)
RATE_PARTS = (
    Part(
        "image-length",
        image_length,
        say("The length of the image of an eigenvector"),
        (UNIT, EIGEN, SAMPLES, SECOND_MOMENT),
    ),
    Part(
        "seen-by-its-rows",
        seen_by_its_rows,
        say("An eigenvector of the row space is seen by the features"),
        (UNIT, ROWS),
    ),
    Part(
        "long-images",
        long_images,
        say("No eigenvector of the row space is taken to zero by the features"),
        (UNIT, EIGEN, ROWS, SAMPLES, SECOND_MOMENT),
    ),
    Part(
        "positive-eigenvalues",
        positive_eigenvalues,
        say("So its eigenvalue is positive"),
        (UNIT, EIGEN, ROWS, SAMPLES, SECOND_MOMENT),
    ),
    Part(
        "small-rates",
        small_rates,
        say(
            "Rates between 0 and {}: every factor lies strictly between −1 and 1, and so does the "
            "largest of finitely many, which {} can be",
            2 / largest,
            rho,
        ),
        (UNIT, EIGEN, ROWS, SAMPLES, SECOND_MOMENT, POSITIVE_RATE, BELOW_LARGEST, SMALL_RATE),
    ),
)
VANISHING_PARTS = (
    Part(
        "powers-vanish",
        vanishing,
        say("The powers of {} vanish if {}", rho, rho < 1),
        (BELOW_ONE, POSITIVE_H),
    ),
    Part(
        "limit",
        limit,
        say("The limit: the row-space part falls below any tolerance"),
        (*SPECTRUM, *DIFFERENCE, NONNEGATIVE, BELOW_ONE, POSITIVE_H, ENOUGH),
    ),
)
EVERY_VECTOR = say(
    "Every vector is the sum of one in the row space and one in the null space of the features, "
    "and these are perpendicular (Axler 2015, theorems 6.47 and 7.7), so that any two starts "
    "differ as supposed."
)


def minimum_norm() -> Claim:
    """From zero the weights stay in the row space and tend to the solution of least norm."""
    combination = run("c")
    empty = define("no combination yet", combination(0), ZERO)
    grows = define(
        "one step of the combination",
        combination(NOW),
        combination(BEFORE) - eta * ((X(XT(combination(BEFORE))) - y) / m),
    )
    in_rows = define("in the row space", best, XT(dual))
    normal = assume("least squares", equals(XT(X(best) - y), ZERO))
    also = assume("another solution", equals(XT(X(u) - y), ZERO))
    moment = define("b", b, XT(y) / m)

    @cache
    def row_space() -> Induction:
        statement = equals(w(NOW), XT(combination(NOW)))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("no steps", w(0), [ZERO_START, empty])
            .eq(ZERO, "the start is zero")
            .eq(XT(combination(0)), "of nothing")
        )
        step = (
            derive("one more step", w(NOW), [before, X_STEP, grows, SAMPLES])
            .eq(design_step(w(BEFORE)), "gradient descent")
            .eq(design_step(XT(combination(BEFORE))), "the induction hypothesis")
            .eq(
                XT(combination(BEFORE) - eta * ((X(XT(combination(BEFORE))) - y) / m)),
                "a linear map of a sum",
            )
            .eq(XT(combination(NOW)), "one step of the combination")
        )
        return by_induction(
            "the weights stay in the row space", [statement], base=[base], step=[step]
        )

    @cache
    def fits_best() -> Derivation:
        return (
            derive("nothing fits better", squared(X(u) - y), [normal])
            .eq(
                squared(X(u - best)) + 2 * dot(u - best, XT(X(best) - y)) + squared(X(best) - y),
                "multiply out; the adjoint moves",
            )
            .eq(squared(X(u - best)) + squared(X(best) - y), normal.relation)
            .ge(squared(X(best) - y), "a square is not negative")
        )

    @cache
    def same_moments() -> Derivation:
        return (
            derive("two solutions", XT(X(u - best)), [normal, also])
            .eq(XT(X(u) - y) - XT(X(best) - y), "linear maps")
            .eq(ZERO - ZERO, "both are solutions")
            .eq(ZERO, "zero")
        )

    @cache
    def same_fit() -> Derivation:
        return (
            derive("two solutions fit alike", squared(X(u - best)), [cite(same_moments())])
            .eq(dot(u - best, XT(X(u - best))), "the adjoint moves")
            .eq(dot(u - best, ZERO), "two solutions")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def same_predictions() -> Derivation:
        return derive("the same predictions", X(u), [cite(same_fit())]).eq(
            X(best), "a vector of length 0 is zero"
        )

    @cache
    def least() -> Derivation:
        return (
            derive("least norm", squared(u), [in_rows, cite(same_predictions())])
            .eq(
                squared(best) + 2 * dot(dual, X(u) - X(best)) + squared(u - best),
                "multiply out; the adjoint moves",
            )
            .eq(squared(best) + squared(u - best), "the same predictions")
            .ge(squared(best), "a square is not negative")
        )

    @cache
    def is_stationary() -> Derivation:
        premises = [normal, moment, SAMPLES, SECOND_MOMENT.at(best)]
        return (
            derive("a least-squares solution is stationary", A(best), premises)
            .eq(XT(X(best)) / m, "what A is")
            .eq(XT(y) / m, normal.relation)
            .eq(b, "what b is")
        )

    @cache
    def zero_is_covered() -> Derivation:
        premises = [
            ZERO_START,
            FROM_SOLUTION,
            in_rows,
            define("the coefficients at the start", coefficients(0), -dual),
            define("no part in the null space", n, ZERO),
        ]
        return (
            derive("zero, seen from the solution", w(0), premises)
            .eq(XT(dual) - XT(dual), "the start is zero")
            .eq(other(0) + XT(coefficients(0)) + n, "the other run starts at the solution")
        )

    return Claim(
        "linear.minimum-norm",
        "From zero the limit is the least-squares solution of least norm",
        say(
            "From {} every {} lies in the row space of the design. If {} lies between 0 and {}, "
            "the weights tend to the least-squares solution {} in the row space, which has the "
            "least norm of all. From another start the limit is {} plus the part of {} in the null "
            "space.",
            equals(w(0), ZERO),
            w(NOW),
            eta,
            2 / largest,
            best,
            best,
            w(0),
        ),
        (),
        (
            Part(
                "row-space",
                row_space,
                say("The weights are combinations of the samples"),
                (ZERO_START, SAMPLES),
            ),
            Part(
                "fits-best", fits_best, say("What solves {} fits best", normal.relation), (normal,)
            ),
            Part(
                "same-moments",
                same_moments,
                say("The difference of two solutions {} and {}", u, best),
                (normal, also),
            ),
            Part("same-fit", same_fit, say("Any two solutions predict the same"), (normal, also)),
            Part(
                "same-predictions",
                same_predictions,
                say("They agree entry by entry"),
                (normal, also),
            ),
            Part(
                "least-norm",
                least,
                say("The solution {} has the least norm", in_rows.relation),
                (normal, also),
            ),
            *RATE_PARTS,
            *CONTRACTION_PARTS,
            *VANISHING_PARTS,
            Part(
                "stationary",
                is_stationary,
                say("A least-squares solution is stationary"),
                (normal, SAMPLES, SECOND_MOMENT),
            ),
            Part(
                "stands-still",
                stands_still,
                say("So it is a run that stands still"),
                (SOLUTION, FROM_SOLUTION),
            ),
            Part(
                "from-zero",
                zero_is_covered,
                say("Zero differs from it by a vector of the row space, and nothing else"),
                (ZERO_START, FROM_SOLUTION),
            ),
            Part(
                "reaches-the-solution",
                reaches,
                say("The weights tend to it, plus the null-space part of the start"),
                (
                    *SPECTRUM,
                    *DIFFERENCE,
                    NONNEGATIVE,
                    BELOW_ONE,
                    POSITIVE_H,
                    ENOUGH,
                    SOLUTION,
                    FROM_SOLUTION,
                ),
            ),
        ),
        (
            needs_step("zero start", row_space),
            needs_step("least squares", fits_best),
            needs_step("another solution", same_moments),
            *RATE_NEEDS,
            *SPECTRUM_NEEDS,
            *DIFFERENCE_NEEDS,
            *LIMIT_NEEDS,
            needs_step("a stationary point", stands_still),
            needs_step("the other run starts there", stands_still),
        ),
        Twin(
            say("The limit is the solution of least norm from any start."),
            equals(w(1), ZERO),
            (
                define("a step for targets 0", w(1), w(0) - eta * (XT(X(w(0))) / m)),
                assume("a start that no feature sees", equals(X(w(0)), ZERO)),
                SAMPLES,
            ),
        ),
        notation=(
            (
                say("{}, {}", combination(NOW), dual),
                say(
                    "coefficients with {} and {}",
                    equals(w(NOW), XT(combination(NOW))),
                    in_rows.relation,
                ),
            ),
            (say(other(NOW)), say("the run that starts at {} and stands still", best)),
            (say(largest), say("the largest eigenvalue of {}", A)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
            *LIMIT_NOTATION,
        ),
        remarks=(
            say(
                "The least-squares solution of least norm is {}, the pseudo-inverse of the design "
                "applied to the targets (Penrose 1955).",
                best,
            ),
            EVERY_VECTOR,
        ),
        citations=(PENROSE, AXLER),
    )


def start_is_forgotten() -> Claim:
    """What two starts differ by decays in the row space and stays in the null space."""
    difference, zero_power, one_power = decayed("decayed_difference", w(0) - other(0))

    @cache
    def differ() -> Induction:
        statement = equals(w(NOW) - other(NOW), difference(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the starts", w(0) - other(0), [zero_power]).eq(difference(0), "power 0")
        step = (
            derive("one more step", w(NOW) - other(NOW), [before, STEP, OTHER_STEP, one_power])
            .eq(
                (w(BEFORE) - eta * (A(w(BEFORE)) - b))
                - (other(BEFORE) - eta * (A(other(BEFORE)) - b)),
                "gradient descent, twice",
            )
            .eq((w(BEFORE) - other(BEFORE)) - eta * A(w(BEFORE) - other(BEFORE)), b, " cancels")
            .eq(difference(BEFORE) - eta * A(difference(BEFORE)), "the induction hypothesis")
            .eq(difference(NOW), "one more power")
        )
        return by_induction("the difference decays", [statement], base=[base], step=[step])

    @cache
    def remembers() -> Derivation:
        return (
            derive("what is never forgotten", squared(w(NOW) - other(NOW)), [NULL, cite(split())])
            .eq(squared(XT(coefficients(NOW)) + n), "the two parts of the difference")
            .eq(
                squared(XT(coefficients(NOW))) + 2 * dot(coefficients(NOW), X(n)) + squared(n),
                "multiply out; the adjoint moves",
            )
            .eq(squared(XT(coefficients(NOW))) + squared(n), NULL.relation)
            .ge(squared(n), "a square is not negative")
        )

    @cache
    def predictions() -> Derivation:
        return (
            derive("the fitted values", X(w(NOW)) - X(other(NOW)), [NULL, cite(split())])
            .eq(X(XT(coefficients(NOW)) + n), "the two parts of the difference")
            .eq(X(XT(coefficients(NOW))), NULL.relation)
        )

    return Claim(
        "linear.start-is-forgotten",
        "What two starts differ by is forgotten in the row space and kept in the null space",
        say(
            "After {} steps two runs differ by {}. Let {} lie between 0 and {}. If the starts "
            "differ by {}, with {} in the row space and {} in the null space, the runs differ by "
            "{} in the limit: they agree exactly if {} is zero, and their fitted values agree "
            "always.",
            scalar("t"),
            difference(NOW),
            eta,
            2 / largest,
            XT(coefficients(0)) + n,
            XT(coefficients(0)),
            n,
            n,
            n,
        ),
        (),
        (
            Part("difference", differ, say("The difference of two runs")),
            *RATE_PARTS,
            *CONTRACTION_PARTS,
            *VANISHING_PARTS,
            Part(
                "null-space",
                remembers,
                say("Conversely: the difference is never shorter than its null-space part"),
                DIFFERENCE,
            ),
            Part(
                "predictions",
                predictions,
                say("The fitted values see the row-space part alone, and that vanishes"),
                DIFFERENCE,
            ),
        ),
        (*RATE_NEEDS, *SPECTRUM_NEEDS, *DIFFERENCE_NEEDS, *LIMIT_NEEDS),
        Twin(
            say("Two runs come closer with every step."),
            squared(w(1) - other(1)) <= squared(w(0) - other(0)),
            (
                POSITIVE_RATE,
                define("a step", w(1), w(0) - eta * (A(w(0)) - b)),
                define("a step of the other run", other(1), other(0) - eta * (A(other(0)) - b)),
            ),
        ),
        notation=(
            (say(other(NOW)), say("the weights of the run from the other start")),
            (say(largest), say("the largest eigenvalue of {}", A)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
            *LIMIT_NOTATION,
        ),
        remarks=(
            say(
                "If the design has full column rank, the row space is everything, {} is zero and "
                "every start is forgotten. That small random starts give nearly the result of zero "
                "is then true for the reason that all starts do.",
                n,
            ),
            EVERY_VECTOR,
        ),
        citations=(AXLER,),
    )


def warm_start_bound() -> Claim:
    """The error shrinks by rho at least in every step, so good starts have good bounds."""
    return Claim(
        "linear.warm-start-bound",
        "A start near the solution has a smaller bound on its error",
        say(
            "Let {} be a least-squares solution and let the start differ from it by a vector of "
            "the row space, plus {} in the null space. With {} for every eigenvalue of the row "
            "space, and {}, {} for every number of steps.",
            best,
            n,
            CONTRACTION.relation,
            rho >= 0,
            norm(w(NOW) - (best + n)) <= rho_power(NOW) * norm(w(0) - (best + n)),
        ),
        (),
        (
            *CONTRACTION_PARTS,
            Part(
                "stands-still",
                stands_still,
                say("A solution is a run that stands still"),
                (SOLUTION, FROM_SOLUTION),
            ),
            Part(
                "error-bound",
                distance_bound,
                say("The bound on the error"),
                (*SPECTRUM, *DIFFERENCE, NONNEGATIVE, SOLUTION, FROM_SOLUTION),
            ),
        ),
        (
            *SPECTRUM_NEEDS,
            *DIFFERENCE_NEEDS,
            needs_step("not negative", rho_nonnegative),
            needs_step("a stationary point", stands_still),
            needs_step("the other run starts there", stands_still),
        ),
        Twin(
            say("Of two starts the one nearer to the solution is nearer after a step as well."),
            squared(other(1)) <= squared(w(1)),
            (
                POSITIVE_RATE,
                assume("nearer", squared(other(0)) <= squared(w(0))),
                define("a step", w(1), w(0) - eta * A(w(0))),
                define("a step from the other start", other(1), other(0) - eta * A(other(0))),
            ),
        ),
        notation=(
            (say(other(NOW)), say("the run that starts at {} and stands still", best)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
        ),
        remarks=(
            say(
                "With independent columns {} is zero. With dependent ones the point that is "
                "approached is the solution {}, which shares its null-space part with the start.",
                n,
                best + n,
            ),
            say(
                "A bound is a promise about the worst case. Step by step the order of two starts "
                "can turn: linear.closer-start-can-end-farther."
            ),
            EVERY_VECTOR,
        ),
        citations=(AXLER, RICHARDSON),
    )


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


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "linear.minimum-norm": minimum_norm,
    "linear.start-is-forgotten": start_is_forgotten,
    "linear.stable-rates": stable_rates,
    "linear.warm-start-bound": warm_start_bound,
    "linear.closer-start-can-end-farther": closer_start_can_end_farther,
}
"""The chapter, in the ledger's order."""
