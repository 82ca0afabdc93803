"""What the theorems become on a machine: binary64 arithmetic, rounded to nearest.

Rounding is a function of the real numbers like any other.  Where its values matter it is `fl64`,
computed exactly; where only its laws matter it is `fl`, of which the hypotheses say what is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

from proofs import kernel
from proofs.claim import Claim, Need, Part, Twin, refutation
from proofs.derivation import (
    Cases,
    Derivation,
    Induction,
    ProofError,
    Theorem,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    needed,
)
from proofs.perceptron import LABEL, SAMPLE, TEXTBOOK, v, w
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    ABS,
    FL64,
    PHI,
    ZERO,
    Symbol,
    Term,
    Words,
    assume,
    define,
    equals,
    function,
    number,
    say,
    scalar,
    vector,
)

IEEE = "IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019."
HIGHAM = "N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM, 2002."

NOW, BEFORE = "t", "t-1"


def _needs_step(hypothesis: str, build: Callable[[], Theorem], *says: str) -> Need:
    told = says or ("Without it a step of the proof fails:",)
    return Need(hypothesis, hypothesis.replace(" ", "-"), lambda: needed(build(), hypothesis), told)


def _exact(value: Fraction) -> Term:
    return number(value.numerator, value.denominator)


def rate_can_change_label() -> Claim:
    """In binary64, from zero, two rates can predict different labels."""
    tenth = number(1, 10)

    def rounded(value: Term) -> Term:
        return FL64(value)

    def second_input(rate: Term) -> Term:
        """The net input of (3, -5) after the sample (-5, -3), label -1, summed left to right."""
        step = FL64(rate * -2)
        first, second = FL64(step * -5), FL64(step * -3)
        return FL64(FL64(first * 3) + FL64(second * -5))

    @cache
    def at_one() -> Derivation:
        one = number(1)
        return (
            derive("rate 1", TEXTBOOK(second_input(one)))
            .eq(
                TEXTBOOK(FL64(FL64(number(10) * 3) + FL64(number(6) * -5))),
                "the weights are 10 and 6, exactly",
            )
            .eq(TEXTBOOK(number(0)), "the two products cancel: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    @cache
    def at_tenth() -> Derivation:
        rate = FL64(tenth)
        step = Fraction(float(Fraction(1, 10)))
        second = Fraction(float(6 * step))
        return (
            derive("rate 1/10", TEXTBOOK(second_input(rate)))
            .eq(TEXTBOOK(second_input(_exact(step))), "the binary64 number nearest to ", tenth)
            .eq(
                TEXTBOOK(FL64(FL64(number(1) * 3) + FL64(_exact(second) * -5))),
                "10 times it rounds to 1, 6 times it does not round to ",
                number(3, 5),
            )
            .eq(
                TEXTBOOK(FL64(number(3) + _exact(Fraction(float(-5 * second))))),
                "5 times that is rounded again",
            )
            .eq(TEXTBOOK(_exact(3 + Fraction(float(-5 * second)))), "the tie is broken by rounding")
            .eq(number(-1), "a negative net input predicts −1")
        )

    def fourth_input(rate: Term, rounding: Callable[[Term], Term]) -> Term:
        """The net input of -1 after -3, -2, -1 with labels -1, +1, +1, in one dimension."""
        first = rounding(rounding(rate * -2) * -3)
        second = rounding(first + rounding(rounding(rate * 2) * -2))
        third = rounding(second + rounding(rounding(rate * 2) * -1))
        return rounding(third * -1)

    def line_at(name: str, rate: Term, label: int) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            value = kernel.evaluate(fourth_input(rate, rounded), {})
            if isinstance(value, tuple):
                raise ProofError("a net input is a number")
            return (
                derive(name, TEXTBOOK(fourth_input(rate, rounded)))
                .eq(TEXTBOOK(_exact(value)), "every operation rounded")
                .eq(number(label), "a tie predicts +1" if value == 0 else "a negative net input")
            )

        return build

    @cache
    def line_exactly() -> Derivation:
        rate = scalar("eta")
        return (
            derive(
                "one dimension, without rounding", TEXTBOOK(fourth_input(rate, lambda term: term))
            )
            .eq(TEXTBOOK(number(0)), "6, 4 and 2 times the rate cancel: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    @cache
    def exactly() -> Derivation:
        rate = scalar("eta")
        net = ((rate * -2) * -5) * 3 + ((rate * -2) * -3) * -5
        return (
            derive("without rounding, any rate", TEXTBOOK(net))
            .eq(TEXTBOOK(number(0)), "the two products cancel for every rate: a tie")
            .eq(number(1), "a tie predicts +1")
        )

    return Claim(
        "float.rate-can-change-label",
        "On a machine, two rates can predict different labels even from zero",
        say(
            "With the samples (−5, −3), (3, −5) and first label −1, from zero, in binary64 and "
            "summed left to right: rate 1 predicts +1 for the second sample and rate {} predicts "
            "−1. Without rounding every rate meets a tie and predicts +1.",
            tenth,
        ),
        (),
        (
            Part("rate-one", at_one, say("Rate 1")),
            Part("rate-tenth", at_tenth, say("Rate ", tenth)),
            Part("without-rounding", exactly, say("Without rounding")),
            Part(
                "line-rate-one",
                line_at("one dimension, rate 1", number(1), 1),
                say(
                    "In one dimension, with the samples −3, −2, −1, −1 and labels −1, 1, 1: rate 1"
                ),
            ),
            Part(
                "line-rate-tenth",
                line_at("one dimension, rate 1/10", FL64(tenth), -1),
                say("In one dimension: rate {}", tenth),
            ),
            Part("line-without-rounding", line_exactly, say("In one dimension: without rounding")),
        ),
        (),
        Twin(
            say("Rounding keeps the tie."),
            equals(TEXTBOOK(second_input(FL64(tenth))), TEXTBOOK(second_input(number(1)))),
        ),
        notation=(
            (
                say(rounded(scalar("a"))),
                say("the binary64 number nearest to {}, ties to even", scalar("a")),
            ),
        ),
        citations=(IEEE,),
        kind="exhibit",
    )


def power_of_two_is_exact() -> Claim:
    """Rates that are powers of two scale every weight bit for bit."""
    c, a = scalar("c"), scalar("a")
    fl, fl_vector = function("fl"), function("Fl", ("vector",), "vector")
    inner = function("fldot", ("vector", "vector"))
    vec, sample = vector("a"), vector("x")
    positive = assume("positive factor", c > 0)
    numbers = assume("scaling numbers is exact", equals(fl(c * a), c * fl(a)), (a,))
    vectors = assume(
        "scaling vectors is exact", equals(fl_vector(c * vec), c * fl_vector(vec)), (vec,)
    )
    products = assume(
        "scaling inner products is exact",
        equals(inner(c * vec, sample), c * inner(vec, sample)),
        (vec, sample),
    )
    start_zero = assume("zero start", equals(w(0), ZERO))

    def p(index: str) -> Symbol:
        return scalar("p", index)

    def q(index: str) -> Symbol:
        return scalar("q", index)

    wi, xi = scalar("w", NOW), scalar("x", NOW)

    @cache
    def dot_products() -> Induction:
        statement = equals(q(NOW), c * p(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        rules = (
            define("partial sum", p(NOW), fl(p(BEFORE) + fl(wi * xi))),
            define("partial sum of the scaled weights", q(NOW), fl(q(BEFORE) + fl((c * wi) * xi))),
        )
        base = (
            derive(
                "empty sums",
                q("0"),
                [define("empty", p("0"), 0), define("empty scaled", q("0"), 0)],
            )
            .eq(number(0), "an empty sum")
            .eq(c * 0, "any multiple of 0 is 0")
            .eq(c * p("0"), "an empty sum")
        )
        step = (
            derive(
                "one more product",
                q(NOW),
                [before, *rules, numbers.at(wi * xi), numbers.at(p(BEFORE) + fl(wi * xi))],
            )
            .eq(fl(q(BEFORE) + fl((c * wi) * xi)), "the next partial sum")
            .eq(fl(c * p(BEFORE) + fl(c * (wi * xi))), "the induction hypothesis")
            .eq(fl(c * p(BEFORE) + c * fl(wi * xi)), "scaling the product is exact")
            .eq(fl(c * (p(BEFORE) + fl(wi * xi))), "collect ", c)
            .eq(c * fl(p(BEFORE) + fl(wi * xi)), "scaling the sum is exact")
            .eq(c * p(NOW), "the next partial sum")
        )
        return by_induction("rounded inner products", [statement], base=[base], step=[step])

    @cache
    def runs() -> Instance:
        def err(weights: Term) -> Term:
            return fl(LABEL - PHI(inner(weights, SAMPLE)))

        def stepped(weights: Term, rate: Term) -> Term:
            return fl_vector(weights + fl_vector(fl(rate * err(weights)) * SAMPLE))

        action = {w(NOW): c * v(NOW)}
        update = {v(NOW): stepped(v(BEFORE), number(1))}
        image_update = {w(NOW): stepped(w(BEFORE), c)}
        (relation,) = equivariance_of(action, update, image_update)
        e = err(v(BEFORE))
        scaled_error = fl(LABEL - PHI(c * inner(v(BEFORE), SAMPLE)))
        one = fl(1 * e) * SAMPLE
        premises = [
            positive,
            numbers.at(1 * e),
            vectors.at(v(BEFORE) + fl_vector(one)),
            vectors.at(one),
            products.at(v(BEFORE), SAMPLE),
        ]
        chain = (
            derive("one rounded update commutes with scaling", relation.left, premises)
            .eq(fl_vector(c * (v(BEFORE) + fl_vector(one))), "scaling a vector is exact")
            .eq(fl_vector(c * v(BEFORE) + c * fl_vector(one)), "multiply out ", c)
            .eq(fl_vector(c * v(BEFORE) + fl_vector(c * one)), "scaling the step is exact")
            .eq(
                fl_vector(c * v(BEFORE) + fl_vector(fl(c * e) * SAMPLE)),
                "scaling the error is exact",
            )
            .eq(
                fl_vector(c * v(BEFORE) + fl_vector(fl(c * scaled_error) * SAMPLE)),
                "the threshold function sees the sign alone, and ",
                c > 0,
            )
            .eq(relation.right, "scaling an inner product is exact")
        )
        start = (
            derive(
                "both runs start at zero",
                w(0),
                [start_zero, define("the run at rate 1 starts there too", v(0), w(0))],
            )
            .eq(ZERO, "the start is zero")
            .eq(c * ZERO, "any multiple of zero is zero")
            .eq(c * v(0), "the run at rate 1 starts at zero too")
        )
        return by_symmetry(
            "rounded runs",
            action=action,
            update=update,
            image_update=image_update,
            start=[start],
            equivariance=[chain],
        )

    tiny = number(1, 2**1074)
    half = number(-1, 2)
    underflow = equals(FL64(tiny * half), tiny * FL64(half))
    return Claim(
        "float.power-of-two-is-exact",
        "A rate that is a power of two scales every weight bit for bit",
        say(
            "Let rounding keep a fixed number of binary digits and have no smallest and no largest "
            "exponent: that is what the machine does while nothing over- or underflows. Then "
            "multiplying by a power of two {} commutes with it, and from zero the run with rate {} "
            "is {}, rounding included, for every number of updates and every order of summation.",
            c,
            c,
            equals(w(NOW), c * v(NOW)),
        ),
        (positive, numbers, vectors, products, start_zero),
        (
            Part(
                "inner-products",
                dot_products,
                say("Inner products, one rounded product and sum at a time"),
            ),
            Part("symmetry", runs, say("The whole run")),
        ),
        (
            _needs_step("positive factor", runs),
            _needs_step("scaling numbers is exact", dot_products),
            _needs_step("scaling vectors is exact", runs),
            _needs_step("scaling inner products is exact", runs),
            Need(
                "zero start",
                "zero-start",
                lambda: refutation(equals(w("0"), number(2) * w("0"))),
                say("Without it the starts are no multiples of each other, as at rate 2:"),
            ),
            Need(
                "no underflow",
                "underflow",
                lambda: refutation(underflow),
                say("With the smallest positive binary64 number as rate, half of it rounds to 0:"),
            ),
            Need(
                "power of two",
                "not-a-power-of-two",
                lambda: refutation(
                    equals(FL64(number(3) * FL64(number(1, 10))), number(3) * FL64(number(1, 10)))
                ),
                say("Scaling by 3 is rounded:"),
            ),
        ),
        Twin(
            say("Every factor commutes with rounding."),
            equals(FL64(3 * FL64(number(1, 10))), 3 * FL64(FL64(number(1, 10)))),
        ),
        notation=(
            (
                say("{}, {}", fl(a), fl_vector(vec)),
                say("the number, and the vector coordinate by coordinate, rounded"),
            ),
            (
                say(inner(vec, sample)),
                say("the inner product, every product and sum rounded, in any fixed order"),
            ),
            (
                say("{}, {}", p(NOW), q(NOW)),
                say(
                    "partial sums of the inner product with the weights and with the scaled weights"
                ),
            ),
        ),
        remarks=(
            say(
                "That multiplying by a power of two {} commutes with such rounding is a property "
                "of "
                "the number format, stated as a hypothesis: the significand is not touched. For "
                "inner products it follows from that for numbers, one product and one sum at a "
                "time, as the first part shows. The witnesses use the machine's own rounding: "
                "there the exponent has an end, and 3 is not a power of two.",
                c,
            ),
        ),
        citations=(IEEE, HIGHAM),
        built_in=(
            ("no underflow", say("no result is so small or so large that it loses digits")),
            ("power of two", say("the rate is a power of two")),
        ),
    )


def certified_labels_agree() -> Claim:
    """Where the error bound certifies the sign, the float label is the exact label."""
    near, far, bound = scalar("z_hat", NOW), scalar("z", NOW), scalar("B", NOW)
    close = assume("error bound", ABS(near - far) <= bound)
    certified = assume("certified", ABS(near) > bound)

    @cache
    def signs() -> Cases:
        above = (
            derive(
                "a positive net input", PHI(near), [close, certified, case("positive", near > 0)]
            )
            .eq(PHI.values[2], near > 0)
            .eq(PHI(far), "the exact net input is at least ", near - bound, ", which is positive")
        )
        below = (
            derive(
                "a negative net input", PHI(near), [close, certified, case("negative", near < 0)]
            )
            .eq(PHI.values[0], near < 0)
            .eq(PHI(far), "the exact net input is at most ", near + bound, ", which is negative")
        )
        return by_cases("certified signs agree", above, below)

    def s(index: str) -> Symbol:
        return scalar("s", index)

    def s_hat(index: str) -> Symbol:
        return scalar("s_hat", index)

    def total(index: str) -> Symbol:
        return scalar("b", index)

    wi, wi_hat, xi = scalar("w", NOW), scalar("w_hat", NOW), scalar("x", NOW)
    beta, rho, r = scalar("beta", NOW), scalar("rho", NOW), scalar("r", NOW)
    weight_close = assume("weights are close", ABS(wi_hat - wi) <= beta)
    rounding = assume("rounding errors are bounded", ABS(r) <= rho)

    @cache
    def net_input() -> Induction:
        statement = ABS(s_hat(NOW) - s(NOW)) <= total(NOW)
        (before,) = assumed_before("induction hypothesis", statement)
        rules = (
            define("partial sum", s(NOW), s(BEFORE) + wi * xi),
            define("computed partial sum", s_hat(NOW), s_hat(BEFORE) + wi_hat * xi + r),
            define("bound", total(NOW), total(BEFORE) + beta * ABS(xi) + rho),
        )
        base = derive(
            "empty sums",
            ABS(s_hat("0") - s("0")),
            [
                define("empty", s("0"), 0),
                define("empty computed", s_hat("0"), 0),
                define("no error yet", total("0"), 0),
            ],
        ).le(total("0"), "both are 0")
        step = (
            derive(
                "one more product",
                ABS(s_hat(NOW) - s(NOW)),
                [before, *rules, weight_close, rounding],
            )
            .eq(ABS((s_hat(BEFORE) - s(BEFORE)) + (wi_hat - wi) * xi + r), "the next partial sums")
            .le(
                ABS(s_hat(BEFORE) - s(BEFORE)) + ABS((wi_hat - wi) * xi) + ABS(r),
                "the triangle inequality",
            )
            .eq(
                ABS(s_hat(BEFORE) - s(BEFORE)) + ABS(wi_hat - wi) * ABS(xi) + ABS(r),
                "the absolute value of a product",
            )
            .le(total(BEFORE) + ABS(wi_hat - wi) * ABS(xi) + ABS(r), "the induction hypothesis")
            .le(total(BEFORE) + beta * ABS(xi) + ABS(r), weight_close.relation)
            .le(total(BEFORE) + beta * ABS(xi) + rho, rounding.relation)
            .eq(total(NOW), "the next bound")
        )
        return by_induction("the error of a net input", [statement], base=[base], step=[step])

    def beta_at(index: str) -> Symbol:
        return scalar("beta", index)

    def wc(index: str) -> Symbol:
        return scalar("w", index)

    def wc_hat(index: str) -> Symbol:
        return scalar("w_hat", index)

    eta = scalar("eta")

    @cache
    def weights() -> Induction:
        statement = ABS(wc_hat(NOW) - wc(NOW)) <= beta_at(NOW)
        (before,) = assumed_before("induction hypothesis", statement)
        exact = wc(BEFORE) + eta * (LABEL - PHI(far)) * xi
        computed = wc_hat(BEFORE) + eta * (LABEL - PHI(near)) * xi + r
        rules = (
            define("the update rule", wc(NOW), exact),
            define("the update rule, rounded", wc_hat(NOW), computed),
            define("the next bound", beta_at(NOW), beta_at(BEFORE) + rho),
        )
        base = derive(
            "the start",
            ABS(wc_hat("0") - wc("0")),
            [define("same start", wc_hat("0"), wc("0")), define("no error yet", beta_at("0"), 0)],
        ).le(beta_at("0"), "both runs start alike")
        step = (
            derive(
                "one more update",
                ABS(wc_hat(NOW) - wc(NOW)),
                [before, *rules, rounding, cite(signs())],
            )
            .eq(ABS(computed - exact), "the update rules")
            .eq(ABS((wc_hat(BEFORE) - wc(BEFORE)) + r), "certified signs agree, so both labels do")
            .le(ABS(wc_hat(BEFORE) - wc(BEFORE)) + ABS(r), "the triangle inequality")
            .le(beta_at(BEFORE) + ABS(r), "the induction hypothesis")
            .le(beta_at(BEFORE) + rho, rounding.relation)
            .eq(beta_at(NOW), "the next bound")
        )
        return by_induction("the error of a weight", [statement], base=[base], step=[step])

    words: Words = say(
        "If the computed net input {} differs from the exact one by at most {} and {}, then {}. "
        "The bound is carried along the run, as long as every step so far was certified: product "
        "by product for the net input, update by update for the weights. It is made of the "
        "roundings of the order of summation that was used; a bound that takes the worst of all "
        "orders certifies every order.",
        near,
        bound,
        certified.relation,
        equals(PHI(near), PHI(far)),
    )
    return Claim(
        "float.certified-labels-agree",
        "Where the error bound certifies the sign, the machine's label is the exact one",
        words,
        (close, certified, rounding),
        (
            Part("signs", signs, say("A certified sign is the exact sign")),
            Part(
                "net-input",
                net_input,
                say(
                    "The error of a net input, product by product, {} counting products",
                    scalar("t"),
                ),
                (weight_close,),
            ),
            Part(
                "weights",
                weights,
                say("The error of a weight, update by update, while every step is certified"),
            ),
        ),
        (
            _needs_step("error bound", signs),
            _needs_step("certified", signs),
            _needs_step("weights are close", net_input),
            _needs_step("rounding errors are bounded", net_input),
        ),
        Twin(
            say("A net input as large as the bound is certified."),
            equals(PHI(near), PHI(far)),
            (close, assume("at least the bound", ABS(near) >= bound)),
        ),
        notation=(
            (say("{}, {}", near, far), say("the computed and the exact net input")),
            (
                say("{}, {}", s_hat(NOW), s(NOW)),
                say(
                    "their partial sums after {} products, with the computed weight {} and the "
                    "exact one {}",
                    scalar("t"),
                    wi_hat,
                    wi,
                ),
            ),
            (
                say("{}, {}", r, rho),
                say("what rounding adds at step {}, and a bound on its size", scalar("t")),
            ),
            (
                say("{}, {}", beta_at(NOW), total(NOW)),
                say("bounds on the errors of the weight and of the partial sums"),
            ),
            (
                say("{}, {}", wi, xi),
                say(
                    "one weight, exact, and the number it is multiplied with; {} counts products "
                    "where a net input is summed, else updates",
                    scalar("t"),
                ),
            ),
        ),
        citations=(HIGHAM,),
    )


def equal_units_drift() -> Claim:
    """Equal hidden units can drift apart where their gradients are added in different orders."""
    a, b, c = number(1, 10), number(2, 10), number(3, 10)
    start = number(1)

    def unit(gradient: Term) -> Term:
        return FL64(start - gradient)

    def in_order(left: bool, rounding: Callable[[Term], Term]) -> Term:
        first, second, third = (rounding(value) for value in (a, b, c))
        if left:
            return rounding(rounding(first + second) + third)
        return rounding(first + rounding(second + third))

    def step(name: str, left: bool) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            gradient = kernel.evaluate(in_order(left, FL64), {})
            weight = kernel.evaluate(unit(in_order(left, FL64)), {})
            if isinstance(gradient, tuple) or isinstance(weight, tuple):
                raise ProofError("a weight of one unit is a number")
            return (
                derive(name, unit(in_order(left, FL64)))
                .eq(unit(_exact(gradient)), "every contribution and every sum rounded")
                .eq(_exact(weight), "the step, rounded")
            )

        return build

    @cache
    def exactly() -> Derivation:
        return (
            derive("without rounding", start - in_order(True, lambda value: value))
            .eq(start - in_order(False, lambda value: value), "addition is associative")
            .eq(number(2, 5), "arithmetic")
        )

    return Claim(
        "float.equal-units-drift",
        "On a machine, equal hidden units can drift apart",
        say(
            "Two units that start equal get the same gradient, a sum over the samples. Rounding "
            "makes the sum depend on the order of its terms, and a matrix product need not add "
            "every column in one order. From weight 1, with contributions {}, {} and {} and rate "
            "1, "
            "two orders give two weights in binary64 after one step; without rounding both are {}.",
            a,
            b,
            c,
            number(2, 5),
        ),
        (),
        (
            Part("left-to-right", step("added from the left", True), say("Added from the left")),
            Part("right-to-left", step("added from the right", False), say("Added from the right")),
            Part("without-rounding", exactly, say("Without rounding")),
        ),
        (
            Need(
                "one order of summation",
                "two-orders",
                lambda: refutation(equals(unit(in_order(True, FL64)), unit(in_order(False, FL64)))),
                say("With two orders of summation:"),
            ),
        ),
        Twin(
            say("Rounded addition is associative."),
            equals(in_order(True, FL64), in_order(False, FL64)),
        ),
        notation=(
            (
                say(FL64(scalar("a"))),
                say("the binary64 number nearest to {}, ties to even", scalar("a")),
            ),
        ),
        citations=(IEEE, HIGHAM),
        built_in=(("one order of summation", say("every unit's gradient is added in one order")),),
        kind="exhibit",
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "float.rate-can-change-label": rate_can_change_label,
    "float.power-of-two-is-exact": power_of_two_is_exact,
    "float.certified-labels-agree": certified_labels_agree,
    "float.equal-units-drift": equal_units_drift,
}
"""The chapter, in the ledger's order."""
