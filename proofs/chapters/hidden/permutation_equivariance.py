"""Gradient descent commutes with exchanging two units, so with every permutation."""

from __future__ import annotations

from functools import cache

from proofs import chain_rule
from proofs.chapters.hidden.setting import (
    BACK,
    BEFORE,
    ETA_MEANS,
    LABEL,
    LOSS,
    LOSS_MEANS,
    LOSS_SLOPE,
    NOW,
    REST,
    REST_SLOPE,
    RUMELHART,
    SAMPLE,
    SAMPLES_MEAN,
    SIGMA,
    SIGMA_MEANS,
    SLOPE,
    STEP,
    THREE_KINDS,
    T,
    _same,
    delta,
    eta,
    learned,
    net,
    sent,
    unit,
    x,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import Symbol, Term, assume, define, dot, equals, say, scalar, vector

CARATHEODORY = (
    "C. Carathéodory, Theory of Functions of a Complex Variable, Chelsea, 1954, for the derivative "
    "as the limit of a slope between two points."
)


@entry("hidden.permutation-equivariance", place=20)
def permutation_equivariance() -> Claim:
    """Gradient descent commutes with exchanging two units, so with every permutation."""
    mark = "_tilde"

    def rest(index: str, m: str = "") -> tuple[Symbol, Symbol, Symbol, Symbol]:
        return (
            vector("rho" + m, index), scalar("c" + m, index),
            vector("P" + m, index), scalar("C" + m, index),
        )  # fmt: skip

    def network(m: str = "") -> dict[Symbol, Term]:
        before = {k: unit(BEFORE, k, m) for k in ("1", "2")}
        rho, c, sum_rho, sum_c = rest(BEFORE, m)
        now_rho, now_c, now_sum_rho, now_sum_c = rest(NOW, m)
        error = BACK * delta(BEFORE, m)
        output = sent(before["1"]) + sent(before["2"]) + REST(rho, SAMPLE) + c
        return {
            **learned(unit(NOW, "1", m), before["1"], error),
            **learned(unit(NOW, "2", m), before["2"], error),
            now_rho: rho - eta * STEP * sum_rho,
            now_c: c - eta * STEP * sum_c,
            now_sum_rho: (1 - STEP) * (sum_rho + error * REST_SLOPE(rho, SAMPLE)),
            now_sum_c: (1 - STEP) * (sum_c + error),
            delta(NOW, m): LOSS_SLOPE(output, LABEL),
        }

    def exchange(index: str) -> dict[Symbol, Term]:
        """What each component of the second run is to be: units 1 and 2 exchanged."""
        pairs: dict[Symbol, Term] = {}
        for k, other in (("1", "2"), ("2", "1")):
            pairs |= dict(zip(unit(index, k, mark), unit(index, other), strict=True))
        pairs |= dict(zip(rest(index, mark), rest(index), strict=True))
        return {**pairs, delta(index, mark): delta(index)}

    @cache
    def symmetric() -> Instance:
        action, update, image = exchange(NOW), network(), network(mark)
        action = {symbol: action[symbol] for symbol in image}
        chains = []
        for symbol, relation in zip(action, equivariance_of(action, update, image), strict=True):
            why = (
                "the order in which the units are added does not matter"
                if symbol is delta(NOW, mark)
                else "the same rule for both units"
                if symbol.lower
                else "the rule does not look at the two units"
            )
            chains.append(_same(f"the exchange and {symbol}", relation, why))
        starts = []
        zero = exchange("0")
        for symbol in action:
            begin = Symbol(symbol.name, symbol.of_kind, "0", symbol.lower)
            starts.append(
                derive(
                    f"the start of {symbol}", begin, [define("where it starts", begin, zero[begin])]
                ).eq(zero[begin], "the second run starts with the units exchanged")
            )
        return by_symmetry(
            "two units exchanged",
            action=action,
            update=update,
            image_update=image,
            start=starts,
            equivariance=chains,
        )

    # What is summed is the gradient.
    u, rho, c = unit(), vector("rho"), scalar("c")
    size, q, q_1, q_2, q_3 = (
        scalar("epsilon"), vector("q"), scalar("q", "", "1"), scalar("q", "", "2"),
        scalar("q", "", "3"),
    )  # fmt: skip
    slope, loss_slope = scalar("S"), scalar("Lambda")
    a, moved_a, f, moved_f = (
        scalar("a"), scalar("a_tilde"), scalar("f"), scalar("f_tilde"),
    )  # fmt: skip
    means = (
        define("what the unit receives", a, net(u, x)),
        define("after the move", moved_a, dot(u.w + size * q, x) + (u.beta + size * q_1)),
        define("the output", f, u.v * SIGMA(a) + REST(rho, x) + c),
        define(
            "the output after the move",
            moved_f,
            (u.v + size * q_2) * SIGMA(moved_a) + REST(rho, x) + (c + size * q_3),
        ),
    )
    between = assume(
        "slope of the activation", equals(SIGMA(moved_a), SIGMA(a) + slope * (moved_a - a))
    )
    loss_between = assume(
        "slope of the loss", equals(LOSS(moved_f, y), LOSS(f, y) + loss_slope * (moved_f - f))
    )

    @cache
    def expansion() -> Derivation:
        other = size * q_2 * SIGMA(moved_a) + size * q_3
        return (
            derive("the loss after a move", LOSS(moved_f, y), [*means, between, loss_between])
            .eq(LOSS(f, y) + loss_slope * (moved_f - f), loss_slope, " is the slope of the loss")
            .eq(
                LOSS(f, y)
                + loss_slope
                * (u.v * (SIGMA(moved_a) - SIGMA(a)) + size * q_2 * SIGMA(moved_a) + size * q_3),
                "what the other units add cancels",
            )
            .eq(
                LOSS(f, y) + loss_slope * (u.v * slope * (moved_a - a) + other),
                slope,
                " is the slope of the activation",
            )
            .eq(
                LOSS(f, y) + loss_slope * (u.v * slope * (size * (dot(q, x) + q_1)) + other),
                "what the unit receives is linear in weights and bias",
            )
            .eq(
                LOSS(f, y)
                + size
                * (
                    loss_slope * u.v * slope * (dot(q, x) + q_1)
                    + loss_slope * SIGMA(moved_a) * q_2
                    + loss_slope * q_3
                ),
                "collect ",
                size,
            )
        )

    @cache
    def gradient() -> Derivation:
        slopes = {SIGMA: SLOPE, LOSS: LOSS_SLOPE, REST: REST_SLOPE}
        error = scalar("delta")
        output = sent(u, x) + REST(rho, x) + c
        by_sympy = [chain_rule.partial(LOSS(output, y), s, slopes) for s in (u.w, u.beta, u.v, c)]
        back = error * u.v * SLOPE(a)
        return (
            derive(
                "the slope of the loss along a move",
                back * (dot(q, x) + q_1) + error * SIGMA(a) * q_2 + error * q_3,
                [means[0], means[2], define("the error", error, LOSS_SLOPE(f, y))],
            )
            .eq(
                dot(back * x, q) + back * q_1 + error * SIGMA(a) * q_2 + error * q_3,
                "sorted by what is moved: the factors of {}, {}, {} and {} are the gradient",
                q,
                q_1,
                q_2,
                q_3,
            )
            .eq(
                dot(by_sympy[0], q) + by_sympy[1] * q_1 + by_sympy[2] * q_2 + by_sympy[3] * q_3,
                "SymPy's derivatives by {}, {}, {} and {}",
                u.w,
                u.beta,
                u.v,
                c,
            )
        )

    one, two = unit(BEFORE, "1"), unit(BEFORE, "2")
    return Claim(
        "hidden.permutation-equivariance",
        "Gradient descent does not care how the hidden units are numbered",
        say(
            "If two hidden units are exchanged at the start, with their incoming weights, biases "
            "and outgoing weights, then they are exchanged after every number of updates, and "
            "nothing else is changed: {}, {}, {} and the same with 1 and 2 exchanged, {}, {}. "
            "So it is for every permutation, which is made of such exchanges, for any number of "
            "units, inputs and samples, any differentiable activation and any differentiable loss.",
            *(equals(unit(NOW, "1", mark)[k], unit(NOW, "2")[k]) for k in range(3)),
            *(equals(rest(NOW, mark)[k], rest(NOW)[k]) for k in range(2)),
        ),
        (),
        (
            Part(
                "slope",
                expansion,
                say(
                    "What is summed is the gradient: one unit and the output bias are moved by {} "
                    "times {}, {}, {} and {}, and {} and {} are the slopes of activation and loss "
                    "between the values before and after",
                    size,
                    q,
                    q_1,
                    q_2,
                    q_3,
                    slope,
                    loss_slope,
                ),
                (between, loss_between),
            ),
            Part(
                "gradient",
                gradient,
                say(
                    "The limit is the gradient: as {} goes to 0 the slopes go to {} and {}, the "
                    "derivatives, and what {} multiplies goes to the following",
                    size,
                    SLOPE(a),
                    LOSS_SLOPE(f, y),
                    size,
                ),
            ),
            Part("symmetry", symmetric, say("Two units exchanged")),
        ),
        (
            needs_step("slope of the activation", expansion),
            needs_step("slope of the loss", expansion),
        ),
        Twin(
            say("It is enough to exchange the incoming weights and biases of the two units."),
            equals(
                one.v * SIGMA(net(two)) + two.v * SIGMA(net(one)),
                one.v * SIGMA(net(one)) + two.v * SIGMA(net(two)),
            ),
        ),
        notation=(
            (
                say("{}, {}, {}", unit(NOW, "1").w, unit(NOW, "1").beta, unit(NOW, "1").v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 after {} updates; unit 2 "
                    "likewise",
                    T,
                ),
            ),
            (
                say("{}, {}", rest(NOW)[0], rest(NOW)[1]),
                say("all other units, and the output bias"),
            ),
            (
                say("{}, {}", REST(rho, x), REST_SLOPE(rho, x)),
                say("what all other units add to the output, and its gradient"),
            ),
            (
                say("{}, {}, …", unit(NOW, "1").sum_w, unit(NOW, "1").sum_beta),
                say("capital letters: gradients by the small letter, summed over samples so far"),
            ),
            (say(delta(NOW)), say("the slope of the loss at the output, for the sample just read")),
            (
                say("{}, {}, …", unit(NOW, "1", mark).w, delta(NOW, mark)),
                say("the second run, with the units exchanged"),
            ),
            THREE_KINDS,
            SIGMA_MEANS,
            LOSS_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        remarks=(
            say(
                "Two named units and an opaque rest cover every width: an exchange of two units "
                "leaves all others as they are, whatever they compute. Reading one sample at an "
                "update covers every number of samples and batches of every size, fixed "
                "beforehand."
            ),
        ),
        citations=(RUMELHART, CARATHEODORY),
    )
