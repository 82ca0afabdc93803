"""Logistic regression by gradient descent: one gradient form with squares, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
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
from proofs.gradient_descent import BOYD, POSITIVE_RATE, ZERO_START, eta, w
from proofs.linear_regression import (
    BEFORE,
    NO_SAMPLES,
    NOW,
    SAMPLES,
    correlated,
    gradient_parts,
    gradient_sum,
    m,
    run,
    sample,
    sequence,
    target,
    weights,
)
from proofs.linear_regression import mapped as predicted
from proofs.terms import (
    EXP,
    LOG,
    SIGMOID,
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    number,
    say,
    scalar,
    substitute,
    vector,
)
from proofs.trusted import trust

COX = (
    "D. R. Cox, The regression analysis of binary sequences, Journal of the Royal Statistical "
    "Society B 20, 215-242, 1958."
)

# Symbols -----------------------------------------------------------------------------------------

z, label = scalar("z"), scalar("y")
q = vector("q")
ZERO_WEIGHTS = assume("zero weights", equals(weights, ZERO))

LOGISTIC_LOSS = LOG(1 + EXP(z)) - label * z
SQUARED_LOSS = (z - label) ** 2 / 2
SLOPE, SECOND = scalar("ell'"), scalar("kappa")


def half_at_zero() -> Claim:
    """From zero weights every predicted probability is one half."""

    @cache
    def half() -> Derivation:
        return (
            derive("the prediction", SIGMOID(dot(weights, vector("x"))), [ZERO_WEIGHTS])
            .eq(SIGMOID(dot(ZERO, vector("x"))), "the weights are zero")
            .eq(SIGMOID(number(0)), "the inner product with zero is 0")
            .eq(1 / (1 + EXP(number(0))), "the logistic function")
            .eq(number(1, 2), "the exponential of 0 is 1")
        )

    return Claim(
        "logistic.half-at-zero",
        "Zero weights predict one half",
        say(
            "If {}, the predicted probability {} is {} for every {}.",
            ZERO_WEIGHTS.relation,
            SIGMOID(dot(weights, vector("x"))),
            number(1, 2),
            vector("x"),
        ),
        (ZERO_WEIGHTS,),
        (Part("prediction", half, say("The prediction")),),
        (needs_step("zero weights", half),),
        Twin(say("Zero weights predict 0."), equals(SIGMOID(dot(ZERO, vector("x"))), 0)),
        citations=(COX,),
    )


@cache
def squared_slope() -> Derivation:
    """The slope of the squared loss in the net input."""
    from proofs.calculus import derivative

    found = trust("rules of differentiation", equals(SLOPE, derivative(SQUARED_LOSS, z)))
    return (
        derive("the slope of the squared loss", SLOPE, [found])
        .eq(derivative(SQUARED_LOSS, z), "SymPy's derivative")
        .eq(z - label, "prediction minus target")
    )


@cache
def logistic_slope() -> Derivation:
    """The slope of the logistic loss in the net input."""
    from proofs.calculus import derivative

    found = trust("rules of differentiation", equals(SLOPE, derivative(LOGISTIC_LOSS, z)))
    return (
        derive("the slope of the logistic loss", SLOPE, [found])
        .eq(derivative(LOGISTIC_LOSS, z), "SymPy's derivative")
        .eq(1 / (1 + EXP(-z)) - label, "divide both by the exponential")
        .eq(SIGMOID(z) - label, "prediction minus label")
    )


@cache
def chain_rule() -> Derivation:
    """The gradient of the logistic loss on one sample, with respect to the weights."""
    from proofs.calculus import slope

    net, one = dot(weights, vector("x")), vector("g", "", "1")
    loss = LOG(1 + EXP(net)) - label * net
    found = trust("rules of differentiation", equals(one, slope(loss, weights)))
    return (
        derive("the gradient on one sample", one, [found])
        .eq(slope(loss, weights), "SymPy's gradient, by the chain rule")
        .eq((SIGMOID(net) - label) * vector("x"), "prediction minus label")
    )


prediction = scalar("y_hat", NOW)


@cache
def two_parts() -> Induction:
    """Whatever the predictions are, the gradient is X' predictions less X' labels."""
    return gradient_parts(prediction)


def same_gradient_form() -> Claim:
    """Squared and logistic loss have one gradient form: X'(prediction - y)/m."""
    return Claim(
        "logistic.same-gradient-form",
        "Squared and logistic loss have one gradient: the samples times prediction minus target",
        say(
            "In the net input {} the slope of the squared loss {} is {}, and that of the logistic "
            "loss {} is {}: prediction minus target, both times. So both gradients are the sum of "
            "{} over the samples, divided by {}.",
            z,
            SQUARED_LOSS,
            z - label,
            LOGISTIC_LOSS,
            SIGMOID(z) - label,
            (prediction - target) * sample,
            m,
        ),
        (),
        (
            Part("squared", squared_slope, say("The squared loss")),
            Part("logistic", logistic_slope, say("The logistic loss")),
            Part("chain-rule", chain_rule, say("The gradient with respect to the weights")),
            Part(
                "all-samples",
                two_parts,
                say(
                    "All samples: by the chain rule each one adds its slope, {}, times {}",
                    prediction - target,
                    sample,
                ),
            ),
        ),
        (),
        Twin(
            say("The slope of the logistic loss is label minus prediction."),
            equals(EXP(number(0)) / (1 + EXP(number(0))) - label, label - SIGMOID(number(0))),
        ),
        notation=(
            (
                say("{}, {}", z, SLOPE),
                say("a net input {}, and the slope of a loss in it", dot(weights, vector("x"))),
            ),
            (
                say("{}, {}, {}", gradient_sum(NOW), predicted(NOW), correlated(NOW)),
                say(
                    "the sums over the first {} samples of gradients, of {} and of {}",
                    scalar("t"),
                    prediction * sample,
                    target * sample,
                ),
            ),
        ),
        remarks=(
            say(
                "For labels 0 and 1 the loss {} is the negative logarithm of the probability that "
                "the model gives to the label.",
                LOGISTIC_LOSS,
            ),
        ),
        citations=(COX,),
    )


half_sum = run("h")
ZERO_SUM = (
    define("the empty sum of gradients", gradient_sum(0), ZERO),
    define(
        "one more gradient at the weights",
        gradient_sum(NOW),
        gradient_sum(BEFORE) + (SIGMOID(dot(weights, sample)) - target) * sample,
    ),
)
HALF_SUM = (
    define("the empty sum of halves", half_sum(0), ZERO),
    define("one more half", half_sum(NOW), half_sum(BEFORE) + (number(1, 2) - target) * sample),
)


@cache
def sum_at_zero() -> Induction:
    """At zero weights the gradients sum to X'(1/2 - y)."""
    statement = equals(gradient_sum(NOW), half_sum(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    base = derive("no samples", gradient_sum(0), [ZERO_SUM[0], HALF_SUM[0]]).eq(
        half_sum(0), "both sums are empty"
    )
    step = (
        derive(
            "one more sample", gradient_sum(NOW), [before, ZERO_SUM[1], HALF_SUM[1], ZERO_WEIGHTS]
        )
        .eq(
            gradient_sum(BEFORE) + (SIGMOID(dot(weights, sample)) - target) * sample,
            "one more gradient",
        )
        .eq(
            half_sum(BEFORE) + (SIGMOID(number(0)) - target) * sample,
            "the induction hypothesis; the weights are zero",
        )
        .eq(half_sum(BEFORE) + (number(1, 2) - target) * sample, "zero weights predict one half")
        .eq(half_sum(NOW), "one more half")
    )
    return by_induction("the gradients at zero", [statement], base=[base], step=[step])


@cache
def gradient_zero() -> Derivation:
    """The gradient at zero."""
    return derive("the gradient at zero", gradient_sum(NOW) / m, [SAMPLES, cite(sum_at_zero())]).eq(
        half_sum(NOW) / m, "the gradients at zero"
    )


HALF_NOTATION = (
    (
        say(half_sum(NOW)),
        say(
            "the sum of {} over the first {} samples", (number(1, 2) - target) * sample, scalar("t")
        ),
    ),
)


def gradient_at_zero() -> Claim:
    """The gradient of the logistic loss at zero is X'(1/2 - y)/m."""
    return Claim(
        "logistic.gradient-at-zero",
        "The gradient of the logistic loss at zero",
        say(
            "At {} the gradient of the mean logistic loss is the sum of {} over the samples, "
            "divided by {}.",
            ZERO_WEIGHTS.relation,
            (number(1, 2) - target) * sample,
            m,
        ),
        (ZERO_WEIGHTS, SAMPLES),
        (
            Part("all-samples", sum_at_zero, say("The sum over the samples")),
            Part("mean", gradient_zero, say("The mean")),
        ),
        (
            Need(
                "zero weights",
                "zero-weights",
                lambda: refutation(equals(SIGMOID(dot(weights, sample)), number(1, 2))),
                say("With other weights the predictions are not all one half:"),
            ),
            NO_SAMPLES,
        ),
        Twin(
            say("At zero the gradient vanishes."),
            equals(gradient_sum(1), ZERO),
            (
                define(
                    "one gradient",
                    gradient_sum(1),
                    (SIGMOID(dot(weights, sample)) - target) * sample,
                ),
                ZERO_WEIGHTS,
            ),
        ),
        notation=(
            (
                say(gradient_sum(NOW)),
                say("the sum of the gradients over the first {} samples", scalar("t")),
            ),
            *HALF_NOTATION,
        ),
        citations=(COX,),
    )


anywhere = vector("u")
loss_at, loss_at_zero = sequence("S"), sequence("Z")


@cache
def sample_tangent() -> Derivation:
    """log(1 + e^z) - y z >= log 2 + (1/2 - y) z: the loss on one sample and its tangent at 0."""
    half = EXP(z / 2)
    ratio = 2 * half / (1 + EXP(z))
    positive = derive("a positive ratio", ratio).then(">", number(0), "exponentials are positive")
    below = apply_fact(
        "tangent of the logarithm", LOG(ratio) <= ratio - 1, positive, for_all=(z,)
    ).at(z)
    tangent = LOG(number(2)) + (number(1, 2) - label) * z
    return (
        derive("the loss on one sample", LOGISTIC_LOSS, [below])
        .eq(tangent - LOG(ratio), "the logarithm of a product and of a quotient")
        .ge(tangent - (ratio - 1), "the logarithm lies below its tangent at 1")
        .eq(tangent + (half - 1) ** 2 / (1 + EXP(z)), "collect")
        .ge(tangent, "a square is not negative")
    )


@cache
def above_tangent() -> Induction:
    """The summed loss lies above its tangent at zero."""
    statement = loss_at(NOW) >= loss_at_zero(NOW) + dot(half_sum(NOW), anywhere)
    (before,) = assumed_before("induction hypothesis", statement)
    net = dot(anywhere, sample)
    starts = (
        define("the empty sum of losses", loss_at(0), 0),
        define("the empty sum of losses at zero", loss_at_zero(0), 0),
        HALF_SUM[0],
    )
    rules = (
        define("one more loss", loss_at(NOW), loss_at(BEFORE) + (LOG(1 + EXP(net)) - target * net)),
        define("one more loss at zero", loss_at_zero(NOW), loss_at_zero(BEFORE) + LOG(number(2))),
        HALF_SUM[1],
    )
    base = derive("no samples", loss_at(0), starts).ge(
        loss_at_zero(0) + dot(half_sum(0), anywhere), "all sums are empty"
    )
    step = (
        derive(
            "one more sample",
            loss_at(NOW),
            [before, *rules, reading(sample_tangent(), z=net, y=target)],
        )
        .eq(loss_at(BEFORE) + (LOG(1 + EXP(net)) - target * net), "one more loss")
        .ge(
            loss_at_zero(BEFORE)
            + dot(half_sum(BEFORE), anywhere)
            + (LOG(1 + EXP(net)) - target * net),
            "the induction hypothesis",
        )
        .ge(
            loss_at_zero(BEFORE)
            + dot(half_sum(BEFORE), anywhere)
            + (LOG(number(2)) + (number(1, 2) - target) * net),
            "the loss on one sample",
        )
        .eq(loss_at_zero(NOW) + dot(half_sum(NOW), anywhere), "one more of each sum")
    )
    return by_induction("above the tangent at zero", [statement], base=[base], step=[step])


def starts_iff_correlated() -> Claim:
    """From zero the first step moves exactly if zero is not a minimiser."""
    from proofs.gradient_descent import LOSS

    u, s = vector("u"), scalar("s")
    balance = vector("h")
    first = define("the first step", w(1), w(0) - eta * (balance / m))
    unbalanced = assume("unbalanced labels", differs(balance, ZERO))
    balanced = assume("balanced labels", equals(balance, ZERO))
    all_balanced = assume("labels balanced in the end", equals(half_sum(NOW), ZERO))
    small = assume("small step", s > 0)
    differentiable = assume(
        "differentiable at zero",
        LOSS(-s * (balance / m)) <= LOSS(ZERO) - s * dot(balance / m, balance / m) / 2,
    )

    @cache
    def moves() -> Derivation:
        premises = [ZERO_START, POSITIVE_RATE, SAMPLES, unbalanced, first]
        return (
            derive("the first step moves", dot(w(1), w(1)), premises)
            .eq(eta**2 * dot(balance, balance) / m**2, "gradient descent from zero")
            .then(">", number(0), unbalanced.relation)
        )

    @cache
    def stays() -> Derivation:
        return (
            derive("the first step does not move", w(1), [ZERO_START, SAMPLES, balanced, first])
            .eq(w(0) - eta * (balance / m), "gradient descent")
            .eq(ZERO - eta * (ZERO / m), balanced.relation)
            .eq(ZERO, "zero")
        )

    @cache
    def optimal() -> Derivation:
        return (
            derive("zero is a minimiser", loss_at(NOW), [all_balanced, cite(above_tangent())])
            .ge(loss_at_zero(NOW) + dot(half_sum(NOW), u), "above the tangent at zero")
            .eq(loss_at_zero(NOW) + dot(ZERO, u), all_balanced.relation)
            .eq(loss_at_zero(NOW), "the inner product with zero is 0")
        )

    @cache
    def not_optimal() -> Derivation:
        premises = [SAMPLES, unbalanced, small, differentiable]
        return (
            derive("something fits better", LOSS(-s * (balance / m)), premises)
            .le(
                LOSS(ZERO) - s * dot(balance / m, balance / m) / 2,
                "a small step against the gradient",
            )
            .then("<", LOSS(ZERO), unbalanced.relation)
        )

    return Claim(
        "logistic.starts-iff-correlated",
        "Logistic regression starts from zero exactly if there is something to learn",
        say(
            "From {} the first step moves if and only if {}, the sum of {} over the samples, is "
            "not zero; and that is so if and only if zero weights are not a minimiser.",
            equals(w(0), ZERO),
            balance,
            (number(1, 2) - target) * sample,
        ),
        (SAMPLES,),
        (
            Part(
                "moves",
                moves,
                say("If {}, the first step moves", unbalanced.relation),
                (ZERO_START, POSITIVE_RATE, unbalanced),
            ),
            Part(
                "stays",
                stays,
                say("If {}, the first step stays at zero", balanced.relation),
                (ZERO_START, balanced),
            ),
            Part(
                "tangent-of-one",
                sample_tangent,
                say("The loss on one sample lies above its tangent at net input 0"),
            ),
            Part(
                "tangent",
                above_tangent,
                say(
                    "The sum {} of the losses at {} over the first {} samples lies above its "
                    "tangent at zero",
                    loss_at(NOW),
                    u,
                    scalar("t"),
                ),
            ),
            Part(
                "then-optimal",
                optimal,
                say("If {}, zero is a minimiser", all_balanced.relation),
                (all_balanced,),
            ),
            Part(
                "else-not-optimal",
                not_optimal,
                say(
                    "If {}, zero is no minimiser: a small step against the gradient fits better",
                    unbalanced.relation,
                ),
                (unbalanced, small, differentiable),
            ),
        ),
        (
            needs_step("zero start", stays),
            needs_step("positive rate", moves),
            NO_SAMPLES,
            needs_step("unbalanced labels", moves),
            needs_step("balanced labels", stays),
            needs_step("labels balanced in the end", optimal),
            needs_step("small step", not_optimal),
            needs_step("differentiable at zero", not_optimal),
        ),
        Twin(
            say("The first step moves from zero whatever the data are."),
            differs(w(1), ZERO),
            (ZERO_START, POSITIVE_RATE, SAMPLES, first),
        ),
        notation=(
            (say(balance), say("the sum of {} over all samples", (number(1, 2) - target) * sample)),
            (say(s), say("the length of a small step against the gradient")),
            (
                say("{}, {}, {}", loss_at(NOW), loss_at_zero(NOW), half_sum(NOW)),
                say(
                    "the sums over the first {} samples of the losses at {} and at zero, and of "
                    "{}: {} in the end",
                    scalar("t"),
                    u,
                    (number(1, 2) - target) * sample,
                    balance,
                ),
            ),
        ),
        remarks=(
            say(
                "That {} is the gradient at zero is logistic.gradient-at-zero; that the loss lies "
                "above all its tangents is logistic.convex.",
                balance / m,
            ),
        ),
        citations=(COX, BOYD),
    )


curvature = sequence("k")


def convex() -> Claim:
    """The Hessian of the logistic loss is positive semidefinite; it need not be definite."""
    p = SIGMOID(dot(weights, sample))
    bend = p * (1 - p)
    empty = define("the empty sum of curvatures", curvature(0), 0)
    more = define(
        "one more curvature", curvature(NOW), curvature(BEFORE) + bend * dot(sample, q) ** 2
    )

    @cache
    def second_derivative() -> Derivation:
        from proofs.calculus import derivative

        slope = derivative(LOGISTIC_LOSS, z)
        found = trust("rules of differentiation", equals(SECOND, derivative(slope, z)))
        return (
            derive("the second derivative", SECOND, [found])
            .eq(derivative(slope, z), "SymPy's derivative of the derivative")
            .eq(EXP(z) / (1 + EXP(z)) ** 2, "collect")
            .eq(SIGMOID(z) * (1 - SIGMOID(z)), "the logistic function, twice")
        )

    @cache
    def sums() -> Induction:
        statement = curvature(NOW) >= 0
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", curvature(0), [empty]).ge(number(0), "the sum is empty")
        step = (
            derive("one more sample", curvature(NOW), [before, more])
            .eq(curvature(BEFORE) + bend * dot(sample, q) ** 2, "one more curvature")
            .ge(bend * dot(sample, q) ** 2, "the induction hypothesis")
            .ge(number(0), "a probability lies between 0 and 1")
        )
        return by_induction("the curvatures", [statement], base=[base], step=[step])

    unseen = assume("a direction that no sample sees", equals(dot(sample, q), 0))

    @cache
    def flat() -> Induction:
        statement = equals(curvature(NOW), 0)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", curvature(0), [empty]).eq(number(0), "the sum is empty")
        step = (
            derive("one more sample", curvature(NOW), [before, more, unseen])
            .eq(curvature(BEFORE) + bend * dot(sample, q) ** 2, "one more curvature")
            .eq(0 + bend * number(0) ** 2, "the induction hypothesis, and ", unseen.relation)
            .eq(number(0), "nothing is added")
        )
        return by_induction("flat directions", [statement], base=[base], step=[step])

    return Claim(
        "logistic.convex",
        "The logistic loss is convex, but not always strictly",
        say(
            "In every direction {} the second derivative of the mean logistic loss is the mean of "
            "{} over the samples. It is never negative; and it is 0, at all weights, in directions "
            "that no sample sees.",
            q,
            bend * dot(sample, q) ** 2,
        ),
        (),
        (
            Part(
                "second-derivative",
                second_derivative,
                say("The second derivative in the net input"),
            ),
            Part("semidefinite", sums, say("The sum over the samples is never negative")),
            Part("not-definite", flat, say("The second derivative can be 0"), (unseen,)),
        ),
        (needs_step("a direction that no sample sees", flat),),
        Twin(
            say("The Hessian is positive definite, always."),
            SIGMOID(number(0)) * (1 - SIGMOID(number(0))) * dot(sample, q) ** 2 > 0,
            (
                assume("some direction", differs(q, ZERO)),
                assume("some sample", differs(sample, ZERO)),
            ),
        ),
        notation=(
            (say(z), say("a net input {}", dot(weights, vector("x")))),
            (say(SECOND), say("the second derivative of the loss in the net input")),
            (
                say(curvature(NOW)),
                say(
                    "the sum of {} over the first {} samples",
                    bend * dot(sample, q) ** 2,
                    scalar("t"),
                ),
            ),
        ),
        citations=(BOYD,),
    )


def eta_does_not_factor() -> Claim:
    """Two rates, two directions after two steps: decided by intervals, never by a float."""
    one, two = scalar("w", "", "1"), scalar("w", "", "2")
    loss = LOG(1 + EXP(one)) - one + (LOG(1 + EXP(2 * two)) - 2 * two)

    def at(prime: str, index: int, coordinate: int) -> Symbol:
        return scalar(f"w{prime}", str(index), str(coordinate))

    def run_at(prime: str, factor: Fraction) -> tuple[Hypothesis, ...]:
        """Two steps; the factor is the rate times the share that one sample has in the loss."""
        from proofs.calculus import derivative

        name = "the other run" if prime else "the run"
        made = [define(f"{name}: weight {k} starts at zero", at(prime, 0, k), 0) for k in (1, 2)]
        for index in (1, 2):
            here: dict[Term, Term] = {one: at(prime, index - 1, 1), two: at(prime, index - 1, 2)}
            for k, symbol in ((1, one), (2, two)):
                slope = substitute(derivative(loss, symbol), here)
                made.append(
                    define(
                        f"{name}: step {index}, weight {k}",
                        at(prime, index, k),
                        at(prime, index - 1, k) - (slope if factor == 1 else factor * slope),
                    )
                )
        return tuple(made)

    determinant = at("", 2, 1) * at("'", 2, 2) - at("", 2, 2) * at("'", 2, 1)
    parallel = equals(determinant, 0)
    summed = (*run_at("", Fraction(1)), *run_at("'", Fraction(2)))
    averaged = (*run_at("", Fraction(1, 2)), *run_at("'", Fraction(1)))

    @cache
    def first_step() -> Derivation:
        return (
            derive(
                "one step has one direction",
                at("", 1, 1) * at("'", 1, 2) - at("", 1, 2) * at("'", 1, 1),
                summed,
            )
            .eq(number(1, 2) * number(2) - number(1) * number(1), "the first steps are rational")
            .eq(number(0), "parallel")
        )

    return Claim(
        "logistic.eta-does-not-factor",
        "For the logistic loss the rate does not factor out of the second step",
        say(
            "Take the samples (1, 0) and (0, 2), both with the label 1, sum their losses and start "
            "from zero. After one step the weights at the rate 1 and at the rate 2 are parallel; "
            "after two steps they are not: the determinant {} is enclosed in an interval without "
            "0. So it is for the mean of the losses.",
            determinant,
        ),
        (),
        (Part("first-step", first_step, say("One step, losses summed: parallel")),),
        (
            Need(
                "one step",
                "summed-loss",
                lambda: refutation(parallel, summed),
                say("With two steps, the losses summed over the samples:"),
            ),
            Need(
                "one step",
                "mean-loss",
                lambda: refutation(parallel, averaged),
                say("With two steps, the losses averaged over the samples:"),
            ),
        ),
        Twin(say("After two steps the weights at the two rates are parallel."), parallel, summed),
        built_in=(("one step", say("the rate factors out of one step from zero, of one only")),),
        notation=(
            (
                say("{}, {}", at("", 2, 1), at("'", 2, 1)),
                say("the first weight after two steps at the rate 1 and at the rate 2"),
            ),
        ),
        remarks=(
            say(
                "The values of the logistic function are irrational here. They are enclosed in "
                "intervals with rational ends, at a precision that is raised until the interval "
                "of the determinant leaves 0 out; no floating-point number decides."
            ),
        ),
        citations=(COX,),
    )


def no_symmetry_to_break() -> Claim:
    """Equal weights of two features do not stay equal unless the features are alike."""
    first, second, balance = vector("i"), vector("j"), vector("h")
    step = define("the first step", w(1), w(0) - eta * (balance / m))
    apart = assume("different correlations", differs(dot(first, balance), dot(second, balance)))
    alike = assume("equal correlations", equals(dot(first, balance), dot(second, balance)))

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "two weights after one step",
                dot(first, w(1)) - dot(second, w(1)),
                [ZERO_START, SAMPLES, step],
            )
            .eq(dot(first - second, w(0) - eta * (balance / m)), "gradient descent")
            .eq(-eta / m * (dot(first, balance) - dot(second, balance)), "the start is zero")
        )

    @cache
    def differ() -> Derivation:
        return (
            derive(
                "they differ",
                (dot(first, w(1)) - dot(second, w(1))) ** 2,
                [POSITIVE_RATE, SAMPLES, apart, cite(separate())],
            )
            .eq(
                (eta / m * (dot(first, balance) - dot(second, balance))) ** 2,
                "two weights after one step",
            )
            .then(">", number(0), apart.relation)
        )

    @cache
    def agree() -> Derivation:
        premises = [SAMPLES, alike, cite(separate())]
        return (
            derive("they agree", dot(first, w(1)) - dot(second, w(1)), premises)
            .eq(
                -eta / m * (dot(first, balance) - dot(second, balance)),
                "two weights after one step",
            )
            .eq(number(0), alike.relation)
        )

    return Claim(
        "logistic.no-symmetry-to-break",
        "Logistic regression has no symmetry that zero weights would be trapped in",
        say(
            "From {} the weights of two features differ after the first step if and only if {} "
            "and {} differ.",
            equals(w(0), ZERO),
            dot(first, balance),
            dot(second, balance),
        ),
        (ZERO_START, SAMPLES),
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
            needs_step("zero start", separate),
            NO_SAMPLES,
            needs_step("positive rate", differ),
            needs_step("different correlations", differ),
            needs_step("equal correlations", agree),
        ),
        Twin(
            say("Weights that start equal stay equal."),
            equals(dot(first, w(1)), dot(second, w(1))),
            (
                ZERO_START,
                SAMPLES,
                step,
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
            (say(balance), say("the sum of {} over all samples", (number(1, 2) - target) * sample)),
        ),
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "logistic.half-at-zero": half_at_zero,
    "logistic.same-gradient-form": same_gradient_form,
    "logistic.gradient-at-zero": gradient_at_zero,
    "logistic.starts-iff-correlated": starts_iff_correlated,
    "logistic.convex": convex,
    "logistic.eta-does-not-factor": eta_does_not_factor,
    "logistic.no-symmetry-to-break": no_symmetry_to_break,
}
"""The chapter, in the ledger's order."""
