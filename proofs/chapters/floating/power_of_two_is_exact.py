"""Rates that are powers of two scale every weight bit for bit."""

from __future__ import annotations

from functools import cache

from proofs.chapters.floating.setting import BEFORE, HIGHAM, IEEE, NOW, needs_step
from proofs.chapters.perceptron.setting import LABEL, SAMPLE, v, w
from proofs.claim import Claim, Need, Part, Twin, entry, refutation
from proofs.derivation import Induction, assumed_before, by_induction, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    FL64,
    PHI,
    ZERO,
    Symbol,
    Term,
    assume,
    define,
    equals,
    function,
    number,
    say,
    scalar,
    vector,
)


@entry("float.power-of-two-is-exact", place=20)
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
            needs_step("positive factor", runs),
            needs_step("scaling numbers is exact", dot_products),
            needs_step("scaling vectors is exact", runs),
            needs_step("scaling inner products is exact", runs),
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
