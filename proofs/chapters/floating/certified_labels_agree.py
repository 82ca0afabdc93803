"""Where the error bound certifies the sign, the float label is the exact label."""

from __future__ import annotations

from functools import cache

from proofs.chapters.floating.setting import BEFORE, HIGHAM, NOW, needs_step
from proofs.chapters.perceptron.setting import LABEL
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import (
    Cases,
    Induction,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
)
from proofs.terms import ABS, PHI, Symbol, Words, assume, define, equals, say, scalar


@entry("float.certified-labels-agree", place=30)
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
            needs_step("error bound", signs),
            needs_step("certified", signs),
            needs_step("weights are close", net_input),
            needs_step("rounding errors are bounded", net_input),
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
