"""The run from zero converges exactly if every factor it meets lies between -1 and 1."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.limits import BELOW_ONE, h, powers_vanish, rho_power
from proofs.chapters.linear.powers import (
    CURVED, SCALE_START, SCALE_STEP, SHRINKS, UNSTABLE, alternate, factor, far_apart,
    geometric_sum, powers_shrink, powers_stay_large, scale,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    AXLER, BEFORE, NOW, RICHARDSON, SAMPLES, STEP, XT, A, X, b, lambda_, m,
    numbered_step, q, rho, squared, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, calculation, conjunction, induction
from proofs.terms import (
    ZERO, Hypothesis, assume, define, differs, dot, equals, number, say, scalar,
)  # fmt: skip

EIGEN = assume("eigenvector of A", equals(A(q), lambda_ * q))
UNSEEN = assume("null direction", equals(X(q), ZERO))
MET = assume("met by b", differs(dot(q, b), 0))
MOMENT = define("b", b, XT(y) / m)
ALONG, ALONG_BEFORE, ALONG_B = dot(q, w(NOW)), dot(q, w(BEFORE)), dot(q, b)
JUMP = 4 * ALONG_B**2 / lambda_**2

entry = Entry(
    "linear.stable-rates",
    place=140,
    title="Which rates converge: the rate is no mere scale",
    says=say(
        "Let {}. From {} the component of the run along an eigenvector {} with eigenvalue {} and "
        "{} converges if and only if {} lies strictly between −1 and 1. So the run converges "
        "exactly if that is so for each eigenvalue whose eigenvectors {} meets.",
        *(POSITIVE_RATE.relation, ZERO_START.relation, q, CURVED.relation, MET.relation),
        *(SHRINKS, b),
    ),
    aside=(POSITIVE_RATE.relation,),
    remarks=(
        say(
            "By the spectral theorem (Axler 2015, theorem 7.29) the eigenvectors span the space, "
            "so that the components say everything. Since {} for positive {} and {}, only {} can "
            "go wrong.",
            *(SHRINKS < 1, eta, lambda_, UNSTABLE.relation),
        ),
    ),
    citations=(RICHARDSON, AXLER),
)


@entry.part(say("The component along an eigenvector {}", q), name="component")
@induction(
    equals(ALONG, scale(NOW) * ALONG_B),
    start=at_once("no steps", "both sides are 0", ZERO_START, SCALE_START),
    name="one component",
)
def component(assumed: Hypothesis) -> Lines:
    """One more step."""
    descent = "gradient descent; A is its own adjoint"
    yield "=", ALONG_BEFORE - eta * (dot(A(q), w(BEFORE)) - ALONG_B), descent, STEP
    yield "=", SHRINKS * ALONG_BEFORE + eta * ALONG_B, EIGEN
    yield "=", SHRINKS * (scale(BEFORE) * ALONG_B) + eta * ALONG_B, "the ", assumed
    yield "=", ..., SCALE_STEP


entry.shares(
    (
        say("If {} is at most {} in size, its powers are at most those of {}", SHRINKS, rho, rho),
        powers_shrink,
    )
)


@entry.part(
    say("So the distance from the limit is at most a power of {}", rho),
    (lambda_ * ALONG - ALONG_B) ** 2 <= rho_power(NOW) ** 2 * ALONG_B**2,
)
def tends() -> Lines:
    yield "=", (lambda_ * scale(NOW) - 1) ** 2 * ALONG_B**2, component
    yield "=", factor(NOW) ** 2 * ALONG_B**2, geometric_sum
    yield "<=", ..., powers_shrink


entry.shares(
    (say("These powers vanish if {}, and the component converges", rho < 1), powers_vanish),
    (say("If {} the powers stay large", UNSTABLE.relation), powers_stay_large),
    ("The large powers alternate in sign", alternate),
    ("Two large powers in a row are far apart", far_apart),
)


@entry.part(
    "Then the component jumps by the same amount at least, for ever",
    (ALONG - ALONG_BEFORE) ** 2 >= JUMP,
)
def jumps() -> Lines:
    multiples = (lambda_ * scale(NOW) - lambda_ * scale(BEFORE)) ** 2
    powers = (factor(BEFORE) - factor(NOW)) ** 2
    twice, sums = (component, component.at(BEFORE)), (geometric_sum, geometric_sum.at(BEFORE))
    read = ("one component, twice, and ", CURVED)
    yield "=", multiples * ALONG_B**2 / lambda_**2, *read, *twice
    yield "=", powers * ALONG_B**2 / lambda_**2, "a geometric sum, twice", *sums
    yield ">=", ..., far_apart


@entry.part("The amount of the jumps is not 0", JUMP > 0)
def for_ever() -> Lines:
    yield ">", ..., MET, CURVED


@entry.part("Directions that the features do not see are not met", equals(ALONG_B, 0))
def null_space() -> Lines:
    yield "=", dot(X(q), y) / m, "the adjoint moves", MOMENT, SAMPLES
    yield "=", ..., UNSEEN


x_1, y_1, steps = scalar("x"), scalar("y"), (1, 2, 3, 4)
at = [scalar("w", str(k)) for k in (0, *steps)]
EXAMPLE = (
    define("the input", x_1, 1),
    define("the target", y_1, 1),
    define("the rate", eta, 3),
    define("zero start", at[0], 0),
    *(define(f"step {k}", at[k], at[k - 1] - eta * (at[k - 1] * x_1 - y_1) * x_1) for k in steps),
)
entry.shows(
    "runs-away",
    "In numbers: one sample with input 1 and target 1, one weight, rate 3",
    conjunction(
        "four steps at rate 3",
        *(
            calculation(f"step {k}", at[k], [("=", number(value), "exactly", *EXAMPLE)])
            for k, value in zip(steps, (3, -3, 9, -15), strict=True)
        ),
    ),
)
entry.twin(
    "Every positive rate converges: steps never grow.",
    squared(w(2) - w(1)) <= squared(w(1) - w(0)),
    *(ZERO_START, POSITIVE_RATE, numbered_step(1), numbered_step(2)),
)
entry.symbol(say("{}, {}", q, lambda_), "an eigenvector of {} and its eigenvalue", A)
entry.symbol(scale(NOW), "how many times {} the component along {} is", ALONG_B, q)
entry.symbol(
    say("{}, {}", rho, h),
    "a bound for the size of {}, and a number with {}",
    *(SHRINKS, BELOW_ONE.relation),
)
