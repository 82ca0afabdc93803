"""Linear regression by gradient descent: what zero weights and the learning rate really do.

With the loss |Xw - y|^2 / (2m) the gradient is Aw - b for A = X'X/m and b = X'y/m.  That is derived
here sample by sample; A is then used as what it was shown to be, a linear map that is its own
adjoint.  Statements for every number of steps are inductions.  Powers such as (I - eta A)^t u are
runs of their own: u at the start, and each step takes v to v - eta A v.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from proofs.claim import Claim, Need, Part, Twin, needs_step, refutation
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
from proofs.gradient_descent import POSITIVE_RATE, ZERO_START, eta, other, w
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    linear_map,
    norm,
    number,
    say,
    scalar,
    substitute,
    total,
    vector,
)
from proofs.trusted import trust

AXLER = "S. Axler, Linear Algebra Done Right, 3rd edition, Springer, 2015."
GAUSS = (
    "C. F. Gauss, Theoria combinationis observationum erroribus minimis obnoxiae, Göttingen, 1823."
)
PENROSE = (
    "R. Penrose, A generalized inverse for matrices, Mathematical Proceedings of the Cambridge "
    "Philosophical Society 51, 406-413, 1955."
)
RICHARDSON = (
    "L. F. Richardson, The approximate arithmetical solution by finite differences of physical "
    "problems involving differential equations, Philosophical Transactions of the Royal Society A "
    "210, 307-357, 1911."
)

NOW, BEFORE = "t", "t-1"
MOST_UPDATES = 12
"""The largest number of steps whose polynomial in the rate is written out."""

# Symbols -----------------------------------------------------------------------------------------

A = linear_map("A", "A")
X = linear_map("X", "X'")
XT = X.transpose
b, y = vector("b"), vector("y")
u, v, q, n = vector("u"), vector("v"), vector("q"), vector("n")
m, lambda_, rho, c = scalar("m"), scalar("lambda"), scalar("rho"), scalar("c")

SAMPLES = assume("at least one sample", m > 0)
STEP = define("gradient descent", w(NOW), w(BEFORE) - eta * (A(w(BEFORE)) - b))
OTHER_STEP = define("the other run", other(NOW), other(BEFORE) - eta * (A(other(BEFORE)) - b))
SECOND_MOMENT = assume("second moment", equals(A(u), XT(X(u)) / m), (u,))
EIGENVECTOR = assume("eigenvector", equals(A(b), lambda_ * b))
MET = assume("something to learn", differs(b, ZERO))


def run(name: str) -> Callable[[str | int], Symbol]:
    """A sequence of vectors, by its name."""
    return lambda index: vector(name, str(index))


def sequence(name: str) -> Callable[[str | int], Symbol]:
    """A sequence of numbers, by its name."""
    return lambda index: scalar(name, str(index))


steps = sequence("steps")
"""How many steps were made: printed as the number itself."""
factor = sequence("factor")
"""The power (1 - eta lambda)^t."""
alternating = sequence("sign_change")
"""The power (-1)^t."""

NO_STEPS = define("no steps yet", steps(0), 0)
ONE_MORE = define("one more step", steps(NOW), steps(BEFORE) + 1)
FACTOR_START = define("the empty product", factor(0), 1)
FACTOR_STEP = define("one more factor", factor(NOW), (1 - eta * lambda_) * factor(BEFORE))
SIGN_START = define("no change of sign yet", alternating(0), 1)
SIGN_STEP = define("one more change of sign", alternating(NOW), -alternating(BEFORE))


def decayed(name: str, start: Term) -> tuple[Callable[[str | int], Symbol], Hypothesis, Hypothesis]:
    """The run (I - eta A)^t applied to a vector: the symbol, its start, one step."""
    power = run(name)
    return (
        power,
        define("power 0", power(0), start),
        define("one more power", power(NOW), power(BEFORE) - eta * A(power(BEFORE))),
    )


def squared(term: Term) -> Term:
    """The squared length of a vector."""
    return dot(term, term)


# The gradient ------------------------------------------------------------------------------------

sample, target = vector("x", NOW), scalar("y", NOW)
weights, epsilon = vector("w"), scalar("epsilon")
moved = weights + epsilon * q
loss_sum, moved_sum = sequence("S"), sequence("S'")
gradient_sum, curvature = run("g"), sequence("k")
mapped, correlated = run("p"), run("r")


def one_loss(at: Term) -> Term:
    """Half the squared error on one sample."""
    return (dot(at, sample) - target) ** 2 / 2


@cache
def one_sample() -> Derivation:
    """The loss on one sample, moved: SymPy's gradient is what multiplies the move."""
    from proofs.calculus import slope

    return derive("the loss on one sample", one_loss(moved)).eq(
        one_loss(weights)
        + epsilon * dot(slope(one_loss(weights), weights), q)
        + epsilon**2 * dot(q, sample) ** 2 / 2,
        "SymPy's gradient, and what is left is of second order",
    )


@cache
def all_samples() -> Induction:
    """The same for the sum over any number of samples."""
    from proofs.calculus import slope

    def right(index: str) -> Term:
        return (
            loss_sum(index)
            + epsilon * dot(gradient_sum(index), q)
            + epsilon**2 * curvature(index) / 2
        )

    statement = equals(moved_sum(NOW), right(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    empty = (
        define("the empty sum of losses", loss_sum(0), 0),
        define("the empty sum of losses, moved", moved_sum(0), 0),
        define("the empty sum of gradients", gradient_sum(0), ZERO),
        define("the empty sum of curvatures", curvature(0), 0),
    )
    one_more = (
        define("one more loss", loss_sum(NOW), loss_sum(BEFORE) + one_loss(weights)),
        define("one more loss, moved", moved_sum(NOW), moved_sum(BEFORE) + one_loss(moved)),
        define(
            "one more gradient",
            gradient_sum(NOW),
            gradient_sum(BEFORE) + slope(one_loss(weights), weights),
        ),
        define("one more curvature", curvature(NOW), curvature(BEFORE) + dot(q, sample) ** 2),
    )
    base = derive("no samples", moved_sum(0), empty).eq(right("0"), "all sums are empty")
    step = (
        derive("one more sample", moved_sum(NOW), [before, *one_more])
        .eq(moved_sum(BEFORE) + one_loss(moved), "one more loss")
        .eq(
            right(BEFORE)
            + (
                one_loss(weights)
                + epsilon * dot(slope(one_loss(weights), weights), q)
                + epsilon**2 * dot(q, sample) ** 2 / 2
            ),
            "the induction hypothesis, and the loss on one sample",
        )
        .eq(right(NOW), "one more of each sum")
    )
    return by_induction("the sum of the losses", [statement], base=[base], step=[step])


def summed(what: str, run_of: Callable[[str | int], Symbol], one: Term) -> tuple[Hypothesis, ...]:
    """The sum over the samples of a vector: over none of them, and over one more."""
    return (
        define(f"the empty sum of {what}s", run_of(0), ZERO),
        define(f"one more {what}", run_of(NOW), run_of(BEFORE) + one),
    )


PREDICTION = dot(weights, sample)
MAPPED = summed("prediction", mapped, PREDICTION * sample)


@cache
def gradient_parts(prediction: Term = PREDICTION) -> Induction:
    """The gradient summed over the samples is X' predictions less X' targets."""
    one = (prediction - target) * sample
    statement = equals(gradient_sum(NOW), mapped(NOW) - correlated(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    starts, rules = zip(
        summed("gradient", gradient_sum, one),
        summed("prediction", mapped, prediction * sample),
        summed("target", correlated, target * sample),
        strict=True,
    )
    base = derive("no samples", gradient_sum(0), starts).eq(
        mapped(0) - correlated(0), "all sums are empty"
    )
    step = (
        derive("one more sample", gradient_sum(NOW), [before, *rules])
        .eq(gradient_sum(BEFORE) + one, "one more gradient")
        .eq((mapped(BEFORE) - correlated(BEFORE)) + one, "the induction hypothesis")
        .eq(mapped(NOW) - correlated(NOW), "one more prediction and one more target")
    )
    return by_induction("the gradient has two parts", [statement], base=[base], step=[step])


of_u, of_v = run("p_u"), run("p_v")


def _sum_for(run_of: Callable[[str | int], Symbol], at: Symbol) -> tuple[Hypothesis, ...]:
    return (
        define(f"the empty sum for {at.name}", run_of(0), ZERO),
        define(
            f"one more product for {at.name}",
            run_of(NOW),
            run_of(BEFORE) + dot(at, sample) * sample,
        ),
    )


@cache
def is_linear() -> Induction:
    """The sum for c u + v is c times that for u plus that for v."""
    of_both = run("p_s")
    statement = equals(of_both(NOW), c * of_u(NOW) + of_v(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    both = (
        define("the empty sum for both", of_both(0), ZERO),
        define(
            "one more product for both",
            of_both(NOW),
            of_both(BEFORE) + dot(c * u + v, sample) * sample,
        ),
    )
    pairs = (both, _sum_for(of_u, u), _sum_for(of_v, v))
    base = derive("no samples", of_both(0), [pair[0] for pair in pairs]).eq(
        c * of_u(0) + of_v(0), "all sums are empty"
    )
    step = (
        derive("one more sample", of_both(NOW), [before, *(pair[1] for pair in pairs)])
        .eq(of_both(BEFORE) + dot(c * u + v, sample) * sample, "one more product")
        .eq(
            (c * of_u(BEFORE) + of_v(BEFORE)) + (c * dot(u, sample) + dot(v, sample)) * sample,
            "the induction hypothesis, and the inner product multiplied out",
        )
        .eq(c * of_u(NOW) + of_v(NOW), "one more product for each")
    )
    return by_induction("the sums are linear", [statement], base=[base], step=[step])


@cache
def is_self_adjoint() -> Induction:
    """The sum for u times v is the sum for v times u."""
    statement = equals(dot(of_u(NOW), v), dot(u, of_v(NOW)))
    (before,) = assumed_before("induction hypothesis", statement)
    pairs = (_sum_for(of_u, u), _sum_for(of_v, v))
    base = derive("no samples", dot(of_u(0), v), [pair[0] for pair in pairs]).eq(
        dot(u, of_v(0)), "both sums are empty"
    )
    step = (
        derive("one more sample", dot(of_u(NOW), v), [before, *(pair[1] for pair in pairs)])
        .eq(dot(of_u(BEFORE), v) + dot(u, sample) * dot(sample, v), "one more product")
        .eq(dot(u, of_v(BEFORE)) + dot(u, sample) * dot(v, sample), "the induction hypothesis")
        .eq(dot(u, of_v(NOW)), "one more product")
    )
    return by_induction("the sums are self-adjoint", [statement], base=[base], step=[step])


@cache
def is_nonnegative() -> Induction:
    """The sum for u times u is never negative."""
    statement = dot(of_u(NOW), u) >= 0
    (before,) = assumed_before("induction hypothesis", statement)
    empty, one_more = _sum_for(of_u, u)
    base = derive("no samples", dot(of_u(0), u), [empty]).ge(number(0), "the sum is empty")
    step = (
        derive("one more sample", dot(of_u(NOW), u), [before, one_more])
        .eq(dot(of_u(BEFORE), u) + dot(u, sample) ** 2, "one more product")
        .ge(dot(u, sample) ** 2, "the induction hypothesis")
        .ge(number(0), "a square is not negative")
    )
    return by_induction("the sums are not negative", [statement], base=[base], step=[step])


def zero_prediction() -> Claim:
    """From zero weights every prediction is 0."""
    zero = assume("zero weights", equals(weights, ZERO))

    @cache
    def predicts() -> Derivation:
        return (
            derive("the predictions", X(weights), [zero])
            .eq(X(ZERO), "the weights are zero")
            .eq(ZERO, "a linear map takes zero to zero")
        )

    @cache
    def errors() -> Derivation:
        return (
            derive("the errors", X(weights) - y, [cite(predicts())])
            .eq(ZERO - y, "the predictions")
            .eq(-y, "zero adds nothing")
        )

    return Claim(
        "linear.zero-prediction",
        "Zero weights predict zero",
        say("If {}, every prediction is 0: {}.", zero.relation, equals(X(weights), ZERO)),
        (zero,),
        (
            Part("predictions", predicts, say("The predictions")),
            Part("errors", errors, say("The errors are not zero, but minus the targets")),
        ),
        (needs_step("zero weights", predicts),),
        Twin(say("Predictions are zero from any weights."), equals(X(weights), ZERO)),
        remarks=(
            say(
                "That the predictions are 0 says nothing about the gradient, which sees the "
                "targets too: linear.gradient-at-zero."
            ),
        ),
    )


def gradient_at_zero() -> Claim:
    """The gradient of the squared loss, for any number of samples, and its value at zero."""
    zero = assume("zero weights", equals(weights, ZERO))

    @cache
    def vanishes() -> Induction:
        statement = equals(mapped(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", mapped(0), [MAPPED[0]]).eq(ZERO, "the sum is empty")
        step = (
            derive("one more sample", mapped(NOW), [before, MAPPED[1], zero])
            .eq(mapped(BEFORE) + dot(weights, sample) * sample, "one more prediction")
            .eq(ZERO + dot(ZERO, sample) * sample, "the induction hypothesis; the weights are zero")
            .eq(ZERO, "the inner product with zero is 0")
        )
        return by_induction("nothing is predicted", [statement], base=[base], step=[step])

    @cache
    def at_zero() -> Derivation:
        premises = [zero, SAMPLES, cite(gradient_parts()), cite(vanishes())]
        return (
            derive("the gradient at zero", gradient_sum(NOW) / m, premises)
            .eq((mapped(NOW) - correlated(NOW)) / m, "the gradient has two parts")
            .eq((ZERO - correlated(NOW)) / m, "the predictions are 0")
            .eq(-correlated(NOW) / m, "zero adds nothing")
        )

    return Claim(
        "linear.gradient-at-zero",
        "The gradient of the squared loss, and its value at zero",
        say(
            "The loss {} has the gradient {} with {} and {}. At zero it is {}.",
            squared(X(weights) - y) / (2 * m),
            A(weights) - b,
            equals(A(weights), XT(X(weights)) / m),
            equals(b, XT(y) / m),
            -b,
        ),
        (),
        (
            Part(
                "one-sample",
                one_sample,
                say("One sample: moved from {} by {}", weights, epsilon * q),
            ),
            Part(
                "all-samples",
                all_samples,
                say(
                    "Any number of samples: {} and {} are the sums of the losses on the first {} "
                    "of them, at {} and at {}; {} and {} are those of the gradients and of the "
                    "squares of {}",
                    loss_sum(NOW),
                    moved_sum(NOW),
                    scalar("t"),
                    weights,
                    moved,
                    gradient_sum(NOW),
                    curvature(NOW),
                    dot(q, sample),
                ),
            ),
            Part(
                "two-parts",
                gradient_parts,
                say(
                    "The sum of the gradients has two parts: {} sums {}, after all {} samples {}; "
                    "{} sums {}, after all samples {}",
                    mapped(NOW),
                    dot(weights, sample) * sample,
                    m,
                    XT(X(weights)),
                    correlated(NOW),
                    target * sample,
                    XT(y),
                ),
            ),
            Part(
                "linear",
                is_linear,
                say(
                    "{} is linear: {}, {} and {} sum {}, {} and {}; after all {} samples they are "
                    "{} times {}, {} and {}",
                    A,
                    of_u(NOW),
                    of_v(NOW),
                    run("p_s")(NOW),
                    dot(u, sample) * sample,
                    dot(v, sample) * sample,
                    dot(c * u + v, sample) * sample,
                    m,
                    m,
                    A(u),
                    A(v),
                    A(c * u + v),
                ),
            ),
            Part("self-adjoint", is_self_adjoint, say("{} is its own adjoint", A)),
            Part("nonnegative", is_nonnegative, say("{} is never negative", dot(A(u), u))),
            Part("at-zero", at_zero, say("At zero"), (zero, SAMPLES)),
        ),
        (needs_step("zero weights", vanishes), needs_step("at least one sample", at_zero)),
        Twin(
            say("The gradient at zero is {}.", b),
            equals(gradient_sum(1), target * sample),
            (
                define("one gradient", gradient_sum(1), (dot(weights, sample) - target) * sample),
                zero,
            ),
        ),
        remarks=(
            say(
                "Here {} counts samples. The rows of {} are the samples, so {} has the entries {}, "
                "and {} is the sum of the samples with the entries of {} as factors.",
                scalar("t"),
                X,
                X(weights),
                dot(weights, vector("x", "i")),
                XT(v),
                v,
            ),
        ),
        citations=(GAUSS,),
    )


NO_SAMPLES = Need(
    "at least one sample",
    "at-least-one-sample",
    lambda: refutation(equals(m * (XT(y) / m), XT(y))),
    say("With no samples there is no mean over the samples:"),
)
FIRST = define("the first step", w(1), w(0) - eta * (XT(X(w(0)) - y) / m))
CORRELATION = assume("correlated", differs(XT(y), ZERO))
NO_CORRELATION = assume("uncorrelated", equals(XT(y), ZERO))


def starts_iff_correlated() -> Claim:
    """From zero the first step moves exactly if some feature is correlated with the targets."""
    s = scalar("s")
    better = define("a step along it", s, squared(XT(y)) / (squared(X(XT(y))) + squared(XT(y))))

    @cache
    def first() -> Derivation:
        return (
            derive("the first step from zero", w(1), [ZERO_START, SAMPLES, FIRST])
            .eq(w(0) - eta * (XT(X(w(0)) - y) / m), "gradient descent")
            .eq(ZERO - eta * (XT(ZERO - y) / m), "the start is zero, and so are its predictions")
            .eq(eta / m * XT(y), "two minus signs")
        )

    @cache
    def moves() -> Derivation:
        premises = [SAMPLES, POSITIVE_RATE, CORRELATION, cite(first())]
        return (
            derive("the first step moves", squared(w(1)), [*premises, ZERO_START])
            .eq((eta / m) ** 2 * squared(XT(y)), "the first step from zero")
            .then(">", number(0), CORRELATION.relation)
        )

    @cache
    def stays() -> Derivation:
        premises = [ZERO_START, SAMPLES, NO_CORRELATION, cite(first())]
        return (
            derive("the first step does not move", w(1), premises)
            .eq(eta / m * XT(y), "the first step from zero")
            .eq(ZERO, NO_CORRELATION.relation)
        )

    @cache
    def optimal() -> Derivation:
        return (
            derive("zero fits best", squared(X(u) - y), [NO_CORRELATION])
            .eq(squared(X(u)) - 2 * dot(u, XT(y)) + squared(y), "multiply out; the adjoint moves")
            .eq(squared(X(u)) + squared(y), NO_CORRELATION.relation)
            .ge(squared(y), "a square is not negative")
            .eq(squared(X(ZERO) - y), "zero weights predict zero")
        )

    @cache
    def not_optimal() -> Derivation:
        at = s * XT(y)
        return (
            derive("something fits better", squared(X(at) - y), [CORRELATION, better])
            .eq(
                s * (s * squared(X(XT(y))) - 2 * squared(XT(y))) + squared(y),
                "multiply out; the adjoint moves",
            )
            .then(
                "<",
                squared(y),
                equals(s * squared(X(XT(y))) + s * squared(XT(y)), squared(XT(y))),
                ", which is positive",
            )
            .eq(squared(X(ZERO) - y), "zero weights predict zero")
        )

    return Claim(
        "linear.starts-iff-correlated",
        "Descent from zero starts exactly if there is something to learn",
        say(
            "From {} the first step moves if and only if {}, and that is so if and only if zero "
            "weights are not a least-squares solution.",
            equals(w(0), ZERO),
            CORRELATION.relation,
        ),
        (ZERO_START, SAMPLES),
        (
            Part("first-step", first, say("The first step")),
            Part(
                "moves",
                moves,
                say("If {}, the first step moves", CORRELATION.relation),
                (POSITIVE_RATE, CORRELATION),
            ),
            Part(
                "stays",
                stays,
                say("If {}, the first step stays at zero", NO_CORRELATION.relation),
                (NO_CORRELATION,),
            ),
            Part(
                "then-optimal",
                optimal,
                say("If {}, zero is a least-squares solution", NO_CORRELATION.relation),
                (NO_CORRELATION,),
            ),
            Part(
                "else-not-optimal",
                not_optimal,
                say(
                    "If {}, zero is none: some multiple of {} fits better",
                    CORRELATION.relation,
                    XT(y),
                ),
                (CORRELATION,),
            ),
        ),
        (
            needs_step("zero start", first),
            NO_SAMPLES,
            needs_step("positive rate", moves),
            needs_step("correlated", moves),
            needs_step("uncorrelated", stays),
        ),
        Twin(
            say("The first step moves whenever the targets are not all zero."),
            differs(XT(y), ZERO),
            (assume("some target", differs(y, ZERO)),),
        ),
        notation=((say(s), say("the length of a step along {}", XT(y))),),
    )


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


def no_features_no_learning() -> Claim:
    """Where all features are zero the weights never move, from any start."""
    no_features = assume("no features", equals(X(u), ZERO), (u,))
    step = define("gradient descent", w(NOW), w(BEFORE) - eta * (XT(X(w(BEFORE)) - y) / m))

    @cache
    def adjoint() -> Derivation:
        return (
            derive("the adjoint is zero as well", squared(XT(v)), [no_features.at(XT(v))])
            .eq(dot(v, X(XT(v))), "the adjoint moves")
            .eq(dot(v, ZERO), "all features are zero")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def never() -> Induction:
        statement = equals(w(NOW), w(0))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the start", w(0)).eq(w(0), "nothing has happened yet")
        one_more = (
            derive(
                "one more step",
                w(NOW),
                [before, step, SAMPLES, no_features.at(w(0)), no_features.at(XT(y))],
            )
            .eq(w(BEFORE) - eta * (XT(X(w(BEFORE)) - y) / m), "gradient descent")
            .eq(w(0) - eta * (XT(X(w(0)) - y) / m), "the induction hypothesis")
            .eq(w(0) - eta * (XT(ZERO - y) / m), "all features are zero")
            .eq(w(0), "the adjoint is zero as well")
        )
        return by_induction("the weights stay", [statement], base=[base], step=[one_more])

    return Claim(
        "linear.no-features-no-learning",
        "Where all features are zero nothing is learned, from any start",
        say(
            "If {} for every {}, then {} for every number of steps, whatever {} is.",
            no_features.relation,
            u,
            equals(w(NOW), w(0)),
            w(0),
        ),
        (SAMPLES, no_features),
        (
            Part("adjoint", adjoint, say("The adjoint of a zero map is zero")),
            Part("induction", never, say("The weights stay where they are")),
        ),
        (needs_step("no features", adjoint), NO_SAMPLES),
        Twin(
            say("Zero weights do the same: nothing is learned from them."),
            equals(w(1), ZERO),
            (ZERO_START, FIRST),
        ),
    )


# The rate ----------------------------------------------------------------------------------------


def numbered_step(index: int) -> Hypothesis:
    """One numbered step of descent."""
    return define(f"step {index}", w(index), w(index - 1) - eta * (A(w(index - 1)) - b))


def _power(times: int) -> Term:
    """A^k b."""
    image: Term = b
    for _ in range(times):
        image = A(image)
    return image


def polynomial(updates: int) -> Term:
    """The weights after so many steps from zero, as a polynomial in the rate."""
    terms: list[Term] = []
    binomial = 1
    for k in range(1, updates + 1):
        binomial = binomial * (updates - k + 1) // k
        rate: Term = eta if k == 1 else eta**k
        term = rate * _power(k - 1) if binomial == 1 else binomial * rate * _power(k - 1)
        terms.append(-term if k % 2 == 0 else term)
    return total(terms)


@cache
def expanded(updates: int) -> Derivation:
    """The weights after one more step, multiplied out and collected by powers of the rate."""
    if updates == 1:
        return (
            derive("step 1 from zero", w(1), [ZERO_START, numbered_step(1)])
            .eq(w(0) - eta * (A(w(0)) - b), "gradient descent")
            .eq(ZERO - eta * (A(ZERO) - b), "the start is zero")
            .eq(polynomial(1), "a linear map takes zero to zero")
        )
    before = polynomial(updates - 1)
    return (
        derive(
            f"step {updates} from zero",
            w(updates),
            [ZERO_START, numbered_step(updates), cite(expanded(updates - 1))],
        )
        .eq(w(updates - 1) - eta * (A(w(updates - 1)) - b), "gradient descent")
        .eq(before - eta * (A(before) - b), f"step {updates - 1} from zero")
        .eq(polynomial(updates), "collect the powers of ", eta)
    )


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


power_of_rate, after, same, shorter = run("g"), run("P"), run("Q"), run("R")
coefficient_after, coefficient_same = sequence("alpha"), sequence("beta")
coefficient_left = sequence("gamma")


@cache
def pascal_summed() -> Induction:
    """Term by term: the sum for T steps is that for T - 1, less eta A times it, plus eta b.

    The index counts terms, the first being number 0.
    """
    statement = equals(after(NOW), same(NOW) - eta * A(shorter(NOW)) + eta * b)
    (before,) = assumed_before("induction hypothesis", statement)
    starts = (
        trust("Pascal's rule", equals(coefficient_after(0), coefficient_same(0) + 1)),
        define("the first term, T steps", after(0), coefficient_after(0) * (eta * b)),
        define("the first term, T − 1 steps", same(0), coefficient_same(0) * (eta * b)),
        define("the sum without it", shorter(0), ZERO),
    )
    base = (
        derive("the first term", after(0), starts)
        .eq((coefficient_same(0) + 1) * (eta * b), "Pascal's rule")
        .eq(same(0) - eta * A(shorter(0)) + eta * b, "the sum without it is zero")
    )
    rules = (
        trust(
            "Pascal's rule",
            equals(coefficient_after(NOW), coefficient_same(NOW) + coefficient_left(NOW)),
        ),
        define("the next power", power_of_rate(NOW), -eta * A(power_of_rate(BEFORE))),
        define(
            "one more term, T steps",
            after(NOW),
            after(BEFORE) + coefficient_after(NOW) * power_of_rate(NOW),
        ),
        define(
            "one more term, T − 1 steps",
            same(NOW),
            same(BEFORE) + coefficient_same(NOW) * power_of_rate(NOW),
        ),
        define(
            "the term before",
            shorter(NOW),
            shorter(BEFORE) + coefficient_left(NOW) * power_of_rate(BEFORE),
        ),
    )
    step = (
        derive("one more term", after(NOW), [before, *rules])
        .eq(after(BEFORE) + coefficient_after(NOW) * power_of_rate(NOW), "one more term")
        .eq(
            (same(BEFORE) - eta * A(shorter(BEFORE)) + eta * b)
            + (coefficient_same(NOW) + coefficient_left(NOW)) * power_of_rate(NOW),
            "the induction hypothesis and Pascal's rule",
        )
        .eq(same(NOW) - eta * A(shorter(NOW)) + eta * b, "the next power")
    )
    return by_induction("Pascal's rule, summed", [statement], base=[base], step=[step])


@cache
def closed_form(updates: int = 3) -> Claim:
    """The weights after any number of steps, and the first few as polynomials in the rate.

    Raises `ValueError` outside 1 to 12 steps.
    """
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    start_power, start_zero, start_step = decayed("decayed_start", w(0))
    b_power, b_zero, b_step = decayed("decayed_b", b)
    powers = run("power_sum")
    powers_zero = define("the empty sum", powers(0), ZERO)
    powers_step = define("one more power in the sum", powers(NOW), powers(BEFORE) + b_power(BEFORE))
    binomials = run("binomial_sum")
    binomials_zero = define("the empty sum of binomials", binomials(0), ZERO)

    @cache
    def telescope() -> Induction:
        statement = equals(eta * A(powers(NOW)), b - b_power(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("the empty sum", eta * A(powers(0)), [powers_zero, b_zero])
            .eq(eta * A(ZERO), "the sum is empty")
            .eq(b - b_power(0), "both sides are zero")
        )
        step = (
            derive("one more power", eta * A(powers(NOW)), [before, powers_step, b_step])
            .eq(eta * A(powers(BEFORE)) + eta * A(b_power(BEFORE)), "one more power in the sum")
            .eq((b - b_power(BEFORE)) + eta * A(b_power(BEFORE)), "the induction hypothesis")
            .eq(b - b_power(NOW), "one more power")
        )
        return by_induction("the sum of powers telescopes", [statement], base=[base], step=[step])

    @cache
    def general() -> Induction:
        statement = equals(w(NOW), start_power(NOW) + eta * powers(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("no steps", w(0), [start_zero, powers_zero])
            .eq(start_power(0), "power 0")
            .eq(start_power(0) + eta * powers(0), "the sum is empty")
        )
        step = (
            derive(
                "one more step",
                w(NOW),
                [before, STEP, start_step, powers_step, cite(telescope(), BEFORE)],
            )
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(
                (start_power(BEFORE) + eta * powers(BEFORE))
                - eta * (A(start_power(BEFORE)) + eta * A(powers(BEFORE)) - b),
                "the induction hypothesis",
            )
            .eq(
                start_power(NOW) + eta * powers(BEFORE) - eta * (eta * A(powers(BEFORE)) - b),
                "one more power of the start",
            )
            .eq(
                start_power(NOW) + eta * powers(BEFORE) + eta * b_power(BEFORE),
                "the sum of powers telescopes",
            )
            .eq(start_power(NOW) + eta * powers(NOW), "one more power in the sum")
        )
        return by_induction("the weights in closed form", [statement], base=[base], step=[step])

    @cache
    def binomial() -> Induction:
        pascal = apply_fact(
            "Pascal's rule",
            equals(binomials(NOW), binomials(BEFORE) - eta * A(binomials(BEFORE)) + eta * b),
            pascal_summed(),
        )
        statement = equals(w(NOW), binomials(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", w(0), [ZERO_START, binomials_zero]).eq(
            binomials(0), "the start is zero, and the sum is empty"
        )
        step = (
            derive("one more step", w(NOW), [before, STEP, pascal])
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(binomials(BEFORE) - eta * (A(binomials(BEFORE)) - b), "the induction hypothesis")
            .eq(binomials(NOW), "Pascal's rule, for each power of ", eta)
        )
        return by_induction("binomial coefficients", [statement], base=[base], step=[step])

    expansions = tuple(
        Part(f"step-{t}", partial(expanded, t), say("From zero, step {}", number(t)), (ZERO_START,))
        for t in range(1, updates + 1)
    )
    return Claim(
        "linear.closed-form",
        "The weights after any number of steps",
        say(
            "From any start {}. From {} that is {}, a polynomial in {} with {} in front of {}.",
            equals(w(NOW), start_power(NOW) + eta * powers(NOW)),
            equals(w(0), ZERO),
            equals(w(NOW), binomials(NOW)),
            eta,
            scalar("t"),
            eta * b,
        ),
        (),
        (
            Part("telescope", telescope, say("A sum of powers")),
            Part("any-start", general, say("From any start")),
            Part(
                "pascal-summed",
                pascal_summed,
                say(
                    "Pascal's rule, summed: {} and {} are the sums for {} and {} steps, {} is the "
                    "latter without its last term",
                    after(NOW),
                    same(NOW),
                    scalar("T"),
                    scalar("T") - 1,
                    shorter(NOW),
                ),
            ),
            Part(
                "from-zero", binomial, say("From zero, with binomial coefficients"), (ZERO_START,)
            ),
            *expansions,
        ),
        (needs_step("zero start", binomial),),
        Twin(
            say("All powers of the rate have positive coefficients."),
            equals(w(2), 2 * eta * b + eta**2 * A(b)),
            (ZERO_START, numbered_step(1), numbered_step(2)),
        ),
        notation=(
            (
                say(
                    "{}, {}, {}",
                    coefficient_after(NOW),
                    coefficient_same(NOW),
                    coefficient_left(NOW),
                ),
                say(
                    "the binomial coefficients of {} over {}, of {} over {} and of {} over {}, the "
                    "terms being counted from 0",
                    scalar("T"),
                    scalar("t") + 1,
                    scalar("T") - 1,
                    scalar("t") + 1,
                    scalar("T") - 1,
                    scalar("t"),
                ),
            ),
            (
                say(power_of_rate(NOW)),
                say("the power of {} and of {} in term {}, with its sign", eta, A, scalar("t")),
            ),
        ),
        remarks=(
            say(
                "Summed to the end, where the coefficient of {} over {} is 0, Pascal's rule says "
                "that the sums with binomial coefficients satisfy the recursion of descent. The "
                "sums for {} steps and fewer are multiplied out above without it.",
                scalar("T") - 1,
                scalar("T"),
                number(updates),
            ),
        ),
        citations=(RICHARDSON,),
    )


scale = sequence("c")
"""The multiple of an eigenvector that descent from zero has reached."""
SCALE_START = define("no multiple yet", scale(0), 0)
SCALE_STEP = define(
    "one more step of the multiple", scale(NOW), (1 - eta * lambda_) * scale(BEFORE) + eta
)


@cache
def geometric() -> Induction:
    """lambda times the multiple is 1 - (1 - eta lambda)^t."""
    statement = equals(factor(NOW), 1 - lambda_ * scale(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    base = (
        derive("no steps", factor(0), [SCALE_START, FACTOR_START])
        .eq(number(1), "the empty product is 1")
        .eq(1 - lambda_ * scale(0), "no multiple yet")
    )
    step = (
        derive("one more step", factor(NOW), [before, SCALE_STEP, FACTOR_STEP])
        .eq((1 - eta * lambda_) * factor(BEFORE), "one more factor")
        .eq((1 - eta * lambda_) * (1 - lambda_ * scale(BEFORE)), "the induction hypothesis")
        .eq(1 - lambda_ * scale(NOW), "one more step of the multiple")
    )
    return by_induction("a geometric sum", [statement], base=[base], step=[step])


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


def design_step(weights_before: Term, at_rate: Term = eta, targets: Term = y) -> Term:
    """One step of descent with the design written out."""
    return weights_before - at_rate * (XT(X(weights_before) - targets) / m)


X_STEP = define("gradient descent", w(NOW), design_step(w(BEFORE)))


# Symmetries --------------------------------------------------------------------------------------


def target_scaling() -> Claim:
    """From zero, targets c times as large give weights c times as large."""

    @cache
    def scaled() -> Instance:
        action = {other(NOW): c * w(NOW)}
        update = {w(NOW): design_step(w(BEFORE))}
        image = {other(NOW): design_step(other(BEFORE), eta, c * y)}
        (step,) = equivariance_of(action, update, image)
        return by_symmetry(
            "targets and weights scale together",
            action=action,
            update=update,
            image_update=image,
            start=[
                derive(
                    "both start at zero",
                    other(0),
                    [define("the other run starts at zero", other(0), ZERO), ZERO_START],
                )
                .eq(ZERO, "the start is zero")
                .eq(c * w(0), "so is the other")
            ],
            equivariance=[
                derive("one step commutes with scaling", step.left, [SAMPLES])
                .eq(c * w(BEFORE) - eta * (XT(c * X(w(BEFORE)) - c * y) / m), "multiply out")
                .eq(step.right, "linear maps")
            ],
        )

    return Claim(
        "linear.target-scaling",
        "From zero the weights scale with the targets",
        say(
            "From {} the run for the targets {} is {} times the run for {}, for every number of "
            "steps and every {}.",
            equals(w(0), ZERO),
            c * y,
            c,
            y,
            c,
        ),
        (ZERO_START, SAMPLES),
        (Part("symmetry", scaled, say("An instance of the symmetry lemma")),),
        (needs_step("zero start", scaled), NO_SAMPLES),
        Twin(
            say("The rate scales the weights as the targets do."),
            equals(w(2), 2 * eta * b),
            (ZERO_START, numbered_step(1), numbered_step(2)),
        ),
        notation=((say(other(NOW)), say("the weights of the run for the targets {}", c * y)),),
    )


def rotation() -> Claim:
    """From zero, rotated features give rotated weights."""
    Q = linear_map("Q", "Q'")
    QT = Q.transpose
    orthogonal = assume("orthogonal", equals(QT(Q(u)), u), (u,))

    @cache
    def rotated() -> Instance:
        action = {other(NOW): Q(w(NOW))}
        update = {w(NOW): design_step(w(BEFORE))}
        before = other(BEFORE)
        image = {other(NOW): before - eta * (Q(XT(X(QT(before)) - y)) / m)}
        (step,) = equivariance_of(action, update, image)
        return by_symmetry(
            "features and weights rotate together",
            action=action,
            update=update,
            image_update=image,
            start=[
                derive(
                    "both start at zero",
                    other(0),
                    [define("the other run starts at zero", other(0), ZERO), ZERO_START],
                )
                .eq(ZERO, "the start is zero")
                .eq(Q(w(0)), "so is the other, and a linear map takes zero to zero")
            ],
            equivariance=[
                derive(
                    "one step commutes with rotating",
                    step.left,
                    [SAMPLES, orthogonal.at(w(BEFORE))],
                )
                .eq(Q(w(BEFORE)) - eta * (Q(XT(X(w(BEFORE)) - y)) / m), "a linear map of a sum")
                .eq(step.right, "orthogonal")
            ],
        )

    return Claim(
        "linear.rotation",
        "From zero the weights rotate with the features",
        say(
            "Let {} be orthogonal. From {} the run for the features rotated by {} is {} applied "
            "to the run for the features themselves.",
            Q,
            equals(w(0), ZERO),
            Q,
            Q,
        ),
        (ZERO_START, SAMPLES, orthogonal),
        (Part("symmetry", rotated, say("An instance of the symmetry lemma")),),
        (needs_step("zero start", rotated), NO_SAMPLES, needs_step("orthogonal", rotated)),
        Twin(
            say("Any linear map of the features acts so, orthogonal or not."),
            equals(other(2), Q(w(2))),
            (
                SAMPLES,
                ZERO_START,
                define("the other run starts at zero", other(0), ZERO),
                *(define(f"step {t}", w(t), design_step(w(t - 1))) for t in (1, 2)),
                *(
                    define(
                        f"step {t} of the other run",
                        other(t),
                        other(t - 1) - eta * (Q(XT(X(QT(other(t - 1))) - y)) / m),
                    )
                    for t in (1, 2)
                ),
            ),
        ),
        notation=(
            (say("{}, {}", Q, QT), say("an orthogonal map and its inverse, which is its adjoint")),
            (say(other(NOW)), say("the weights of the run for the rotated features, {}{}", X, QT)),
        ),
    )


def no_symmetry_to_break() -> Claim:
    """Equal weights of two features do not stay equal unless the features are alike."""
    first, second = vector("i"), vector("j")

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "two weights after one step",
                dot(first, w(1)) - dot(second, w(1)),
                [ZERO_START, cite(expanded(1))],
            )
            .eq(dot(first, eta * b) - dot(second, eta * b), "step 1 from zero")
            .eq(eta * (dot(first, b) - dot(second, b)), "collect ", eta)
        )

    apart = assume("different correlations", differs(dot(first, b), dot(second, b)))
    alike = assume("equal correlations", equals(dot(first, b), dot(second, b)))

    @cache
    def differ() -> Derivation:
        return (
            derive(
                "they differ",
                (dot(first, w(1)) - dot(second, w(1))) ** 2,
                [POSITIVE_RATE, apart, cite(separate())],
            )
            .eq((eta * (dot(first, b) - dot(second, b))) ** 2, "two weights after one step")
            .then(">", number(0), apart.relation)
        )

    @cache
    def agree() -> Derivation:
        return (
            derive("they agree", dot(first, w(1)) - dot(second, w(1)), [alike, cite(separate())])
            .eq(eta * (dot(first, b) - dot(second, b)), "two weights after one step")
            .eq(number(0), alike.relation)
        )

    return Claim(
        "linear.no-symmetry-to-break",
        "Linear regression has no symmetry that zero weights would be trapped in",
        say(
            "From {} the weights of two features differ after the first step if and only if their "
            "correlations with the targets do: {} against {}.",
            equals(w(0), ZERO),
            dot(first, b),
            dot(second, b),
        ),
        (ZERO_START,),
        (
            Part("first-step", separate, say("The first step")),
            Part(
                "differ",
                differ,
                say("If the correlations differ, the weights part"),
                (POSITIVE_RATE, apart),
            ),
            Part(
                "agree", agree, say("If the correlations agree, the weights stay equal"), (alike,)
            ),
        ),
        (
            needs_step("zero start", partial(expanded, 1)),
            needs_step("positive rate", differ),
            needs_step("different correlations", differ),
            needs_step("equal correlations", agree),
        ),
        Twin(
            say("Weights that start equal stay equal."),
            equals(dot(first, w(1)), dot(second, w(1))),
            (
                ZERO_START,
                numbered_step(1),
                assume("first unit vector", equals(dot(first, first), 1)),
                assume("second unit vector", equals(dot(second, second), 1)),
                assume("two features", equals(dot(first, second), 0)),
            ),
        ),
        notation=(
            (
                say("{}, {}", first, second),
                say(
                    "the unit vectors of two features, so that {} is the weight of the first",
                    dot(first, w(NOW)),
                ),
            ),
        ),
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "linear.zero-prediction": zero_prediction,
    "linear.gradient-at-zero": gradient_at_zero,
    "linear.starts-iff-correlated": starts_iff_correlated,
    "linear.almost-surely-starts": almost_surely_starts,
    "linear.no-features-no-learning": no_features_no_learning,
    "linear.eta-does-not-factor": eta_does_not_factor,
    "linear.closed-form": closed_form,
    "linear.direction-iff-eigenvector": direction_iff_eigenvector,
    "linear.target-scaling": target_scaling,
    "linear.rotation": rotation,
    "linear.no-symmetry-to-break": no_symmetry_to_break,
}
"""The chapter, in the ledger's order."""
