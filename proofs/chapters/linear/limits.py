"""Linear regression in the limit: which rates converge, whereto, and what a start leaves behind.

Two runs are compared whose starts differ by X'a + n with Xn = 0; every vector can be split so.  The
part X'a is followed on the eigenvectors of the row space, one after the other; the part n never
moves.  A fixed point is a run too, so that the distance from a solution is covered.
"""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.setting import (
    BEFORE,
    NO_SAMPLES,
    NO_STEPS,
    NOW,
    ONE_MORE,
    OTHER_STEP,
    SAMPLES,
    SECOND_MOMENT,
    STEP,
    XT,
    A,
    X,
    b,
    m,
    n,
    rho,
    run,
    sequence,
    squared,
    steps,
    v,
)
from proofs.claim import Need, Part, needs_step, refutation
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
from proofs.terms import (
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    Words,
    assume,
    define,
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
