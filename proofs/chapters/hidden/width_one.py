"""h equal units are one unit with rescaled rates."""

from __future__ import annotations

from functools import cache, partial

from proofs.chapters.hidden.setting import (
    BACK,
    BEFORE,
    ETA_MEANS,
    LABEL,
    LOSS_MEANS,
    LOSS_SLOPE,
    NOW,
    RUMELHART,
    SAMPLES_MEAN,
    SIGMA,
    SIGMA_MEANS,
    STEP,
    THREE_KINDS,
    T,
    Unit,
    delta,
    eta,
    h,
    learned,
    net,
    sent,
    unit,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Induction, assumed_before, by_induction, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import Symbol, Term, Words, assume, define, equals, number, say, scalar


@entry("hidden.width-one", place=110)
def width_one() -> Claim:
    """h equal units are one unit with rescaled rates."""
    u, sum_u = partial(scalar, "u"), partial(scalar, "U")
    positive = assume("at least one unit", h > 0)
    mark = "_tilde"

    def single(index: str) -> Unit:
        return unit(index, "", mark)._replace(v=u(index), sum_v=sum_u(index))

    wide, narrow = unit(NOW), single(NOW)

    def bias(index: str, m: str = "") -> tuple[Symbol, Symbol]:
        return scalar("c" + m, index), scalar("C" + m, index)

    def network(
        now: Unit, before: Unit, output: Term, rates: tuple[Term, Term], m: str = ""
    ) -> dict[Symbol, Term]:
        error = BACK * delta(BEFORE, m)
        (c, sum_c), (now_c, now_sum_c) = bias(BEFORE, m), bias(NOW, m)
        return {
            **learned(now, before, error, rates=rates),
            now_c: c - eta * STEP * sum_c,
            now_sum_c: (1 - STEP) * (sum_c + error),
            delta(NOW, m): LOSS_SLOPE(output + c, LABEL),
        }

    def to_single(index: str) -> dict[Symbol, Term]:
        one, each = single(index), unit(index)
        (c, sum_c), (d, sum_d) = bias(index, mark), bias(index)
        return {
            one.w: each.w,
            one.beta: each.beta,
            one.v: h * each.v,
            one.sum_w: h * each.sum_w,
            one.sum_beta: h * each.sum_beta,
            one.sum_v: each.sum_v,
            c: d,
            sum_c: sum_d,
            delta(index, mark): delta(index),
        }

    @cache
    def symmetric() -> Instance:
        before, alone = unit(BEFORE), single(BEFORE)
        update = network(wide, before, h * before.v * SIGMA(net(before)), (eta, eta))
        image = network(narrow, alone, sent(alone), (eta / h, eta * h), mark)
        action = {symbol: to_single(NOW)[symbol] for symbol in image}
        reasons: dict[Symbol, Words] = {
            narrow.w: say("{} cancels", h),
            narrow.beta: say("{} cancels", h),
            u(NOW): say("multiply out {}", h),
            narrow.sum_w: say("{} moves to the outgoing weight", h),
            narrow.sum_beta: say("{} moves to the outgoing weight", h),
            delta(NOW, mark): say("the same output, so the same error"),
        }
        chains = [
            derive(f"{symbol} commutes", relation.left, [positive]).eq(
                relation.right, *reasons.get(symbol, say("the same rule"))
            )
            for symbol, relation in zip(action, equivariance_of(action, update, image), strict=True)
        ]
        begin = to_single("0")
        starts = []
        for symbol in action:
            first = Symbol(symbol.name, symbol.of_kind, "0", "")
            starts.append(
                derive(
                    f"the start of {first}", first,
                    [define("where it starts", first, begin[first])],
                ).eq(begin[first], "the single unit starts there")
            )  # fmt: skip
        return by_symmetry(
            "h equal units and one unit",
            action=action,
            update=update,
            image_update=image,
            start=starts,
            equivariance=chains,
        )

    p, n = partial(scalar, "p"), partial(scalar, "n")
    each = scalar("v") * SIGMA(scalar("a"))

    @cache
    def added() -> Induction:
        statement = equals(p(NOW), n(NOW) * scalar("v") * SIGMA(scalar("a")))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive(
                "no unit",
                p("0"),
                [define("no output yet", p("0"), 0), define("none counted", n("0"), 0)],
            )
            .eq(number(0), "no unit")
            .eq(n("0") * scalar("v") * SIGMA(scalar("a")), "none is counted")
        )
        step = (
            derive(
                "one more unit",
                p(NOW),
                [
                    before,
                    define("what it adds", p(NOW), p(BEFORE) + each),
                    define("it is counted", n(NOW), n(BEFORE) + 1),
                ],
            )
            .eq(p(BEFORE) + each, "one more unit, equal to the others")
            .eq(n(BEFORE) * scalar("v") * SIGMA(scalar("a")) + each, "the induction hypothesis")
            .eq((n(BEFORE) + 1) * scalar("v") * SIGMA(scalar("a")), "collect")
            .eq(n(NOW) * scalar("v") * SIGMA(scalar("a")), "it is counted")
        )
        return by_induction("equal units add up", [statement], base=[base], step=[step])

    error = scalar("delta")
    b = unit(BEFORE)
    return Claim(
        "hidden.width-one",
        "A layer of equal units is one unit with other rates",
        say(
            "{} equal units with rate {} are, for every number of updates, one unit with the same "
            "incoming weights and bias, the outgoing weight {}, rate {} for the incoming weights "
            "and the bias, {} for the outgoing weight and {} for the output bias. Equal units add "
            "no expressiveness: they only change the rates.",
            h,
            eta,
            equals(u(NOW), h * wide.v),
            eta / h,
            eta * h,
            eta,
        ),
        (positive,),
        (
            Part(
                "equal-units-add-up",
                added,
                say("What {} equal units add to the output: each of them adds {}", n(NOW), each),
            ),
            Part("symmetry", symmetric, say("The single unit follows")),
        ),
        (needs_step("at least one unit", symmetric),),
        Twin(
            say("A layer of equal units is one unit with the same rates."),
            equals(h * (b.v - eta * error * SIGMA(net(b))), h * b.v - eta * error * SIGMA(net(b))),
            (positive,),
        ),
        notation=(
            (
                say("{}, {}, {}", wide.w, wide.beta, wide.v),
                say(
                    "incoming weights, bias and outgoing weight of each of the {} equal units "
                    "after {} updates",
                    h,
                    T,
                ),
            ),
            (say("{}, {}, {}", narrow.w, narrow.beta, u(NOW)), say("those of the single unit")),
            (say("{}, {}", *(bias(NOW, m)[0] for m in ("", mark))), say("the output biases")),
            (
                say("{}, {}, …", wide.sum_w, sum_u(NOW)),
                say("capital letters: gradients by the small letter, summed over samples so far"),
            ),
            (
                say("{}, {}", delta(NOW), delta(NOW, mark)),
                say("the slopes of the loss at the outputs, for the sample just read"),
            ),
            THREE_KINDS,
            SIGMA_MEANS,
            LOSS_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        remarks=(say("Units that start equal stay equal: hidden.equal-units-stay-equal."),),
        citations=(RUMELHART,),
    )
