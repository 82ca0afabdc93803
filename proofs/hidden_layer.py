"""The chapter on hidden layers: what zero and equal weights really do.

A network with one hidden layer of h units computes f(x) = sum_j v_j sigma(w_j . x + beta_j) + c.
Two units are followed by name and all others are one opaque state `rho` that adds R(rho, x) to the
output: exchanging two units leaves the others as they are, and every permutation of any number of
units is made of such exchanges.  Gradients are summed sample by sample, so that one update either
reads a sample or takes a step: that covers batches of any size.  sigma, the loss l and their
derivatives are opaque functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial
from typing import NamedTuple

from proofs import chain_rule, kernel
from proofs.claim import Claim, Need, Part, Twin, needs_step, refutation
from proofs.derivation import (
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    assumed_before,
    by_induction,
    cite,
    derive,
    together,
)
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    MAX,
    SIGMOID,
    TANH,
    ZERO,
    Hypothesis,
    Operand,
    Relation,
    Symbol,
    Term,
    Words,
    assume,
    define,
    differs,
    dot,
    equals,
    function,
    number,
    say,
    scalar,
    substitute,
    vector,
)

RUMELHART = (
    "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning representations by "
    "back-propagating errors, Nature 323, 533-536, 1986."
)
GLOROT = (
    "X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural "
    "networks, Proceedings of AISTATS, PMLR 9, 249-256, 2010."
)
CARATHEODORY = (
    "C. Carathéodory, Theory of Functions of a Complex Variable, Chelsea, 1954, for the derivative "
    "as the limit of a slope between two points."
)

# Symbols -----------------------------------------------------------------------------------------

NOW, BEFORE = "t", "t-1"
T = scalar("t")
eta = scalar("eta")
SAMPLE, LABEL = vector("x", NOW), scalar("y", NOW)
STEP, BACK = scalar("s", NOW), scalar("p", NOW)
SIGMA, SLOPE = function("sigma"), function("sigma'")
LOSS = function("l", ("scalar", "scalar"))
LOSS_SLOPE = function("l'", ("scalar", "scalar"))
REST = function("R", ("vector", "vector"))
REST_SLOPE = function("R'", ("vector", "vector"), "vector")
x, y = vector("x"), scalar("y")
z = scalar("z")


class Unit(NamedTuple):
    """One hidden unit: its weights, and its part of the gradient summed over samples so far."""

    w: Symbol
    beta: Symbol
    v: Symbol
    sum_w: Symbol
    sum_beta: Symbol
    sum_v: Symbol


def unit(index: str | int = "", which: str = "", mark: str = "") -> Unit:
    """Unit number `which` after `index` updates; `mark` tells a second run from the first."""
    at = (str(index), which)
    return Unit(
        vector("w" + mark, *at),
        scalar("beta" + mark, *at),
        scalar("v" + mark, *at),
        vector("W" + mark, *at),
        scalar("B" + mark, *at),
        scalar("V" + mark, *at),
    )


def net(u: Unit, sample: Term = SAMPLE) -> Term:
    """What a unit receives."""
    return dot(u.w, sample) + u.beta


def sent(u: Unit, sample: Term = SAMPLE) -> Term:
    """What a unit adds to the output."""
    return u.v * SIGMA(net(u, sample))


def delta(index: str | int, mark: str = "") -> Symbol:
    """The slope of the loss at the output: the error that is sent back."""
    return scalar("delta" + mark, str(index))


def learned(
    now: Unit, before: Unit, error: Term, *, rates: tuple[Term, Term] = (eta, eta)
) -> dict[Symbol, Term]:
    """One update of a unit, given the error at the output: a sample is read, or a step is taken.

    `rates` are that of the incoming weights and bias, and that of the outgoing weight.
    """
    incoming, outgoing = rates

    def summed(so_far: Symbol, more: Term) -> Term:
        return (1 - STEP) * (so_far + more)

    back = error * before.v * SLOPE(net(before))
    return {
        now.w: before.w - incoming * STEP * before.sum_w,
        now.beta: before.beta - incoming * STEP * before.sum_beta,
        now.v: before.v - outgoing * STEP * before.sum_v,
        now.sum_w: summed(before.sum_w, back * SAMPLE),
        now.sum_beta: summed(before.sum_beta, back),
        now.sum_v: summed(before.sum_v, error * SIGMA(net(before))),
    }


def relu(argument: Term) -> Term:
    """The rectifier."""
    return MAX(number(0), argument)


def half_square(output: Term, label: Operand) -> Term:
    """Half the square of the error."""
    return (output - label) ** 2 / 2


# Words that several entries share ----------------------------------------------------------------

_one = unit(NOW, "1")
_alone = unit(NOW)
POSITIVE_RATE = assume("positive rate", eta > 0)

SIGMA_MEANS = (
    say("{}, {}", SIGMA(z), SLOPE(z)),
    say("the activation of the hidden units, any differentiable function, and its slope"),
)
LOSS_MEANS = (
    say("{}, {}", LOSS(scalar("f"), y), LOSS_SLOPE(scalar("f"), y)),
    say(
        "the loss of the output {} at label {}, differentiable in {}, and its slope there",
        scalar("f"), y, scalar("f"),
    ),
)  # fmt: skip
ETA_MEANS = (say(eta), say("the learning rate"))
SAMPLES_MEAN = (
    say("{}, {}", SAMPLE, LABEL),
    say("the sample that is read at update {} and its label", T),
)
READ_OR_STEP = (
    say(STEP),
    say(
        "whether update {} takes a step: {} adds a sample to the sums, {} takes a step "
        "and clears them",
        T, equals(STEP, 0), equals(STEP, 1),
    ),
)  # fmt: skip
THREE_KINDS = (
    say("{}, {}", STEP, BACK),
    say(
        "what update {} does: {} takes a step and clears the sums; else it reads a sample to find "
        "its error {} and, with {}, sends the error found before it back, to be added to the sums",
        T,
        equals(STEP, 1),
        delta(NOW),
        equals(BACK, 1),
    ),
)
ERROR_MEANS = (
    say(delta(NOW)),
    say(
        "the slope of the loss at the output for that sample: one number, the same for all units, "
        "whatever it may be"
    ),
)


def _needs(
    hypothesis: str,
    relation: Relation,
    premises: tuple[Hypothesis, ...],
    *says: str | Term | Relation,
) -> Need:
    """The hypothesis is needed because this fails without it."""
    name = hypothesis.lower().replace(" ", "-")
    return Need(hypothesis, name, lambda: refutation(relation, premises), says)


def _same(name: str, relation: Relation, *reason: str | Term | Relation) -> Derivation:
    """A chain of one step."""
    return derive(name, relation.left).eq(relation.right, *reason)


# Zero weights ------------------------------------------------------------------------------------

ZERO_WEIGHTS = assume("zero incoming weights", equals(unit().w, ZERO))
ZERO_BIAS = assume("zero bias", equals(unit().beta, 0))


def zero_preactivations() -> Claim:
    """With zero weights and bias a unit receives 0, whatever the input."""
    u = unit()
    net_input = net(u, x)

    @cache
    def receives() -> Derivation:
        return (
            derive("what the unit receives", net_input, [ZERO_WEIGHTS, ZERO_BIAS])
            .eq(dot(ZERO, x) + u.beta, "the incoming weights are zero")
            .eq(dot(ZERO, x) + 0, "so is the bias")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def sends() -> Derivation:
        return derive(
            "what it sends on", SIGMA(net_input), [ZERO_WEIGHTS, ZERO_BIAS, cite(receives())]
        ).eq(SIGMA(number(0)), "it receives 0")

    return Claim(
        "hidden.zero-preactivations",
        "With zero weights and a zero bias a hidden unit receives zero, whatever the input",
        say(
            "If {} and {}, then {} for every input {}. So the unit sends on {} whatever the input: "
            "a constant, which is 0 for some activations and {} for the logistic function.",
            ZERO_WEIGHTS.relation,
            ZERO_BIAS.relation,
            equals(net_input, 0),
            x,
            SIGMA(number(0)),
            number(1, 2),
        ),
        (ZERO_WEIGHTS, ZERO_BIAS),
        (
            Part("receives-zero", receives, say("What the unit receives")),
            Part("sends-a-constant", sends, say("What the unit sends on")),
        ),
        (needs_step("zero incoming weights", receives), needs_step("zero bias", receives)),
        Twin(
            say("A unit that receives 0 sends on 0, with the logistic function as activation."),
            equals(SIGMOID(net_input), 0),
            (ZERO_WEIGHTS, ZERO_BIAS),
        ),
        notation=(
            (say("{}, {}", u.w, u.beta), say("the incoming weights and the bias of the unit")),
            (say(x), say("the input")),
            (say(SIGMA(z)), say("the activation, any function")),
        ),
        citations=(RUMELHART,),
    )


# Equal units -------------------------------------------------------------------------------------


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


_first, _second = unit("0", "1"), unit("0", "2")
EQUAL_INCOMING = assume("equal incoming weights", equals(_first.w, _second.w))
EQUAL_BIASES = assume("equal biases", equals(_first.beta, _second.beta))
EQUAL_OUTGOING = assume("equal outgoing weights", equals(_first.v, _second.v))


def stepped(u: Unit, error: Term) -> tuple[Term, Term, Term]:
    """A unit's weights after one step with one sample."""
    back = error * u.v * SLOPE(net(u, x))
    return u.w - eta * back * x, u.beta - eta * back, u.v - eta * error * SIGMA(net(u, x))


def equal_units_stay_equal() -> Claim:
    """Units that start equal stay equal: the symmetry lemma with the run as its own image."""
    error = scalar("delta")

    @cache
    def symmetric() -> Instance:
        mine, other = unit(NOW, "1"), unit(NOW, "2")
        action: dict[Symbol, Term] = dict(zip(mine, other, strict=True))
        update = learned(other, unit(BEFORE, "2"), delta(NOW))
        image = learned(mine, unit(BEFORE, "1"), delta(NOW))
        chains = [
            _same(f"the exchange and {symbol}", relation, "the same rule for both units")
            for symbol, relation in zip(action, equivariance_of(action, update, image), strict=True)
        ]
        pairs = list(zip(unit("0", "1"), unit("0", "2"), strict=True))
        starts = [
            derive(f"the start of {one}", one, [premise]).eq(two, "they start equal")
            for (one, two), premise in zip(
                pairs, (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING), strict=False
            )
        ]
        for one, two in pairs[3:]:
            nothing: Term = ZERO if one.kind == "vector" else number(0)
            premises = [
                define("no sample has been read", one, nothing),
                define("nor by the other unit", two, nothing),
            ]
            starts.append(
                derive(f"the start of {one}", one, premises)
                .eq(nothing, "no sample has been read")
                .eq(two, "nor by the other unit")
            )
        return by_symmetry(
            "two equal units",
            action=action,
            update=update,
            image_update=image,
            start=starts,
            equivariance=chains,
        )

    one, two = unit("0", "1"), unit("0", "2")
    after_one, after_two = stepped(one, error), stepped(two, error)
    separate = say("Without it the two units can differ after the first step:")
    return Claim(
        "hidden.equal-units-stay-equal",
        "Hidden units that start equal stay equal",
        say(
            "Two units that start with equal incoming weights, equal biases and equal outgoing "
            "weights have {}, {} and {} after every number of updates, for any rate, any "
            "differentiable activation and loss, any data and whatever the other units do. A "
            "group of equal units is a group for ever.",
            *(equals(unit(NOW, "1")[k], unit(NOW, "2")[k]) for k in range(3)),
        ),
        (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING),
        (
            Part(
                "symmetry",
                symmetric,
                say(
                    "An instance of the symmetry lemma: the exchange of two units changes nothing "
                    "at the start, and so nothing later; the run of unit 1 is the image of that of "
                    "unit 2"
                ),
            ),
        ),
        (
            _needs(
                "equal incoming weights",
                equals(after_one[2], after_two[2]),
                (EQUAL_BIASES, EQUAL_OUTGOING),
                *separate,
            ),
            _needs(
                "equal biases",
                equals(after_one[2], after_two[2]),
                (EQUAL_INCOMING, EQUAL_OUTGOING),
                *separate,
            ),
            _needs(
                "equal outgoing weights",
                equals(after_one[0], after_two[0]),
                (EQUAL_INCOMING, EQUAL_BIASES),
                *separate,
            ),
        ),
        Twin(
            say("Equal incoming weights and biases are enough: they are equal after one step."),
            equals(after_one[0], after_two[0]),
            (EQUAL_INCOMING, EQUAL_BIASES),
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
                say("{}, {}, {}", *unit(NOW, "1")[3:]),
                say("the gradients by these, summed over the samples read since the last step"),
            ),
            ERROR_MEANS,
            READ_OR_STEP,
            SIGMA_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        citations=(RUMELHART, GLOROT),
    )


def equal_incoming_not_enough() -> Claim:
    """Units with equal incoming but different outgoing weights separate at the first step."""
    one, two, error = unit("0", "1"), unit("0", "2"), scalar("delta")
    new_one, new_two = stepped(one, error), stepped(two, error)
    w_1, w_2 = vector("w", "1", "1"), vector("w", "1", "2")
    u_1, u_2 = scalar("w", "1", "1"), scalar("w", "1", "2")
    difference = -(eta * error * (one.v - two.v) * SLOPE(net(one, x)) * x)

    @cache
    def separate() -> Derivation:
        return (
            derive(
                "the difference of the incoming weights after one step",
                w_1 - w_2,
                [
                    EQUAL_INCOMING,
                    EQUAL_BIASES,
                    define("unit 1 after a step", w_1, new_one[0]),
                    define("unit 2 after a step", w_2, new_two[0]),
                ],
            )
            .eq(new_one[0] - new_two[0], "one step of each unit")
            .eq(
                new_one[0] - (one.w - eta * (error * two.v * SLOPE(net(one, x))) * x),
                "the incoming weights and biases are equal",
            )
            .eq(difference, one.w, " cancels")
        )

    @cache
    def numbers() -> Conjunction:
        f, d, half = scalar("f"), scalar("delta"), number(1, 2)
        slope = SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
        premises = (
            define("the output", f, number(1) * SIGMOID(number(0)) + 2 * SIGMOID(number(0))),
            define("the label is 0: the error", d, f - 0),
            define("unit 1 after a step", u_1, 0 - number(1) * (d * 1 * slope * 1)),
            define("unit 2 after a step", u_2, 0 - number(1) * (d * 2 * slope * 1)),
        )
        return together(
            "incoming weights 0, biases 0, outgoing weights 1 and 2",
            derive("the error", d, premises)
            .eq(number(1) * half + 2 * half - 0, "each unit sends ", half)
            .eq(number(3, 2), "add up"),
            derive("unit 1", u_1, premises)
            .eq(
                -(number(3, 2) * 1 * number(1, 4)),
                "the slope of the logistic function at 0 is ",
                number(1, 4),
            )
            .eq(number(-3, 8), "multiply"),
            derive("unit 2", u_2, premises)
            .eq(-(number(3, 2) * 2 * number(1, 4)), "the same error, twice the outgoing weight")
            .eq(number(-3, 4), "multiply"),
        )

    return Claim(
        "hidden.equal-incoming-not-enough",
        "Equal incoming weights are not enough: different outgoing weights pull units apart",
        say(
            "Two units with equal incoming weights and biases, which compute the same, have "
            "incoming weights that differ by {} after one step with one sample: they part at "
            "once unless the outgoing weights are equal too, or the error, the slope or the input "
            "is zero. So it is the outgoing weights as well that must start equal for units to "
            "stay equal.",
            difference,
        ),
        (EQUAL_INCOMING, EQUAL_BIASES),
        (
            Part("difference", separate, say("The difference after one step")),
            Part(
                "in-numbers",
                numbers,
                say(
                    "In numbers: two logistic units with weight and bias 0, outgoing weights 1 and "
                    "2, output bias 0, one sample with input 1 and label 0, loss half the square "
                    "of the error, rate 1"
                ),
            ),
        ),
        (needs_step("equal incoming weights", separate), needs_step("equal biases", separate)),
        Twin(
            say("Units with equal incoming weights and biases get equal updates."),
            equals(new_one[0], new_two[0]),
            (EQUAL_INCOMING, EQUAL_BIASES),
        ),
        notation=(
            (
                say("{}, {}, {}", one.w, one.beta, one.v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 "
                    "likewise"
                ),
            ),
            (say(w_1), say("the incoming weights of unit 1 after one step")),
            (say(error), say("the error: the slope of the loss at the output")),
            SIGMA_MEANS,
            (say(x), say("the input of the one sample")),
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )


def inputs_separate() -> Claim:
    """Within one unit the weights of two inputs move in the ratio of the inputs."""
    w_1, w_2 = scalar("w", "", "1"), scalar("w", "", "2")
    x_1, x_2 = scalar("x", "", "1"), scalar("x", "", "2")
    d_1, d_2 = scalar("Delta_w", "", "1"), scalar("Delta_w", "", "2")
    rest, v, error = scalar("r"), scalar("v"), scalar("delta")
    a = w_1 * x_1 + w_2 * x_2 + rest
    back = error * v * SLOPE(a)
    moves = (
        define("what input 1 gets", d_1, -(eta * back * x_1)),
        define("what input 2 gets", d_2, -(eta * back * x_2)),
    )
    equal_weights = assume("equal weights of two inputs", equals(w_1, w_2))

    @cache
    def ratio() -> Derivation:
        return (
            derive("in the ratio of the inputs", x_2 * d_1, moves)
            .eq(x_2 * (-(eta * back * x_1)), "one step for input 1")
            .eq(x_1 * (-(eta * back * x_2)), "exchange the factors")
            .eq(x_1 * d_2, "one step for input 2")
        )

    @cache
    def witness() -> Conjunction:
        f = scalar("f")
        slope = SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
        premises = (
            define("the output", f, number(1) * SIGMOID(number(0) * 1 + number(0) * 2)),
            define("the label is 0: the error", error, f - 0),
            define("what input 1 gets", d_1, -(number(1) * (error * 1 * slope) * 1)),
            define("what input 2 gets", d_2, -(number(1) * (error * 1 * slope) * 2)),
        )
        return together(
            "inputs 1 and 2, equal weights 0",
            derive("input 1", d_1, premises)
            .eq(
                -(number(1, 2) * 1 * number(1, 4) * 1),
                "the error is ",
                number(1, 2),
                ", the slope ",
                number(1, 4),
            )
            .eq(number(-1, 8), "multiply"),
            derive("input 2", d_2, premises)
            .eq(-(number(1, 2) * 1 * number(1, 4) * 2), "the same, times the other input")
            .eq(number(-1, 4), "multiply"),
        )

    return Claim(
        "hidden.inputs-separate",
        "Within one unit, equal weights of two inputs do not get equal updates",
        say(
            "For every sample {}: within one unit the updates of two weights are in the ratio of "
            "the inputs, not equal. Equal weights {} with the inputs 1 and 2 are moved by {} and "
            "{}, the second twice the first. What ties units together does not tie inputs.",
            equals(x_2 * d_1, x_1 * d_2),
            equals(w_1, w_2),
            number(-1, 8),
            number(-1, 4),
        ),
        (),
        (
            Part(
                "ratio",
                ratio,
                say("Two inputs of a unit; {} is what all others and the bias add", rest),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: one logistic unit with weights 0, bias 0, outgoing weight 1, "
                    "output bias 0; one sample with inputs 1 and 2 and label 0, loss half the "
                    "square of the error, rate 1"
                ),
            ),
        ),
        (),
        Twin(
            say("Equal weights of one unit get equal updates."),
            equals(-(eta * back * x_1), -(eta * back * x_2)),
            (equal_weights,),
        ),
        notation=(
            (say("{}, {}", w_1, w_2), say("the weights of two inputs of one unit")),
            (say("{}, {}", x_1, x_2), say("these inputs")),
            (say("{}, {}", d_1, d_2), say("what one step with this sample adds to the weights")),
            (
                say("{}, {}", v, error),
                say("the outgoing weight of the unit, and the error at the output"),
            ),
            SIGMA_MEANS,
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )


def backprop_linear() -> Claim:
    """The error sent back to a unit is linear in its outgoing weight."""
    u, rho, c = unit(), vector("rho"), scalar("c")
    a, error = scalar("a"), scalar("delta")
    first, second, k, m = scalar("v", "", "1"), scalar("v", "", "2"), scalar("k"), scalar("m")
    zero_outgoing = assume("zero outgoing weight", equals(u.v, 0))

    def back(v: Term) -> Term:
        return v * SLOPE(a) * error

    @cache
    def derived() -> Derivation:
        output = sent(u, x) + REST(rho, x) + c
        slopes = {SIGMA: SLOPE, LOSS: LOSS_SLOPE, REST: REST_SLOPE}
        return (
            derive(
                "the error sent back to a unit",
                back(u.v),
                [
                    define("what the unit receives", a, net(u, x)),
                    define("the error at the output", error, LOSS_SLOPE(output, y)),
                ],
            )
            .eq(u.v * SLOPE(net(u, x)) * LOSS_SLOPE(output, y), "written out")
            .eq(
                chain_rule.partial(LOSS(output, y), u.beta, slopes),
                "SymPy's derivative of the loss by {}, that is by what the unit receives",
                u.beta,
            )
        )

    @cache
    def linear() -> Derivation:
        return (
            derive("sums and multiples", back(k * first + m * second))
            .eq(k * first * SLOPE(a) * error + m * second * SLOPE(a) * error, "multiply out")
            .eq(k * back(first) + m * back(second), "collect")
        )

    @cache
    def nothing() -> Derivation:
        return (
            derive("an outgoing weight of zero", back(u.v), [zero_outgoing])
            .eq(0 * SLOPE(a) * error, "the outgoing weight is zero")
            .eq(number(0), "0 times anything")
        )

    def followed(v: Term) -> Term:
        """What is sent back by a logistic unit that receives 0, if the error follows."""
        return v * number(1, 4) * (v * number(1, 2) - y)

    w = vector("w")
    return Claim(
        "hidden.backprop-linear",
        "The error sent back to a unit is proportional to its outgoing weight",
        say(
            "A unit that receives {} and has outgoing weight {} is sent back {}: linear in {} "
            "while the forward pass, that is {} and {}, is held fixed, and zero if {}. It is not "
            "linear in the incoming weights.",
            a,
            u.v,
            back(u.v),
            u.v,
            a,
            error,
            zero_outgoing.relation,
        ),
        (),
        (
            Part(
                "chain-rule",
                derived,
                say("Where it comes from: the slope of the loss by what the unit receives"),
            ),
            Part(
                "linear",
                linear,
                say("Linear in the outgoing weight, with {} and {} held fixed", a, error),
            ),
            Part(
                "zero",
                nothing,
                say("Nothing comes back through a weight of zero"),
                (zero_outgoing,),
            ),
        ),
        (
            needs_step("zero outgoing weight", nothing),
            Need(
                "forward pass held fixed",
                "forward-pass-held-fixed",
                lambda: refutation(equals(followed(2 * u.v), 2 * followed(u.v))),
                say(
                    "If the error follows the weight, twice the weight does not send back twice as "
                    "much. One logistic unit that receives 0 has slope {} and output {}, so with "
                    "half the square of the error as loss:",
                    number(1, 4),
                    u.v * number(1, 2),
                ),
            ),
        ),
        Twin(
            say("The error sent back is linear in the incoming weights."),
            equals(u.v * SLOPE(dot(k * w, x)) * error, k * (u.v * SLOPE(dot(w, x)) * error)),
        ),
        notation=(
            (say(a), say("what the unit receives, {}", net(u, x))),
            (
                say("{}, {}, {}", u.v, first, second),
                say("outgoing weights; {} and {} are numbers", k, m),
            ),
            (say(error), say("the error: the slope of the loss at the output")),
            (
                say("{}, {}", REST(rho, x), c),
                say("what all other units add to the output, and its bias"),
            ),
            (say("{}, {}", x, y), say("the sample and its label")),
            SIGMA_MEANS,
            LOSS_MEANS,
        ),
        built_in=(
            (
                "forward pass held fixed",
                say(
                    "the errors compared come from one forward pass: {} and {} do not change",
                    a,
                    error,
                ),
            ),
        ),
        citations=(RUMELHART,),
    )


# Starting from zero ------------------------------------------------------------------------------

_zero = unit("0")
START_W = assume("incoming weights start at zero", equals(_zero.w, ZERO))
START_BETA = assume("bias starts at zero", equals(_zero.beta, 0))
START_V = assume("outgoing weight starts at zero", equals(_zero.v, 0))
ODD = assume("activation 0 at 0", equals(SIGMA(number(0)), 0))
FROM_ZERO = (START_W, START_BETA, START_V)


def zero_start_stuck() -> Claim:
    """With sigma(0) = 0 and all weights zero, the output bias alone moves, for ever."""
    now, before = unit(NOW), unit(BEFORE)
    error = delta(NOW)
    c, p = scalar("c", NOW), scalar("p", NOW)

    @cache
    def stuck() -> Induction:
        statement = [
            equals(symbol, ZERO if symbol.kind == "vector" else number(0)) for symbol in now
        ]
        hypotheses = assumed_before("induction hypothesis", *statement)
        updates = learned(now, before, error)
        rules = {s: define("the update rule", s, term) for s, term in updates.items()}
        base = []
        for symbol, premise in zip(unit("0")[:3], FROM_ZERO, strict=True):
            nothing: Term = ZERO if symbol.kind == "vector" else number(0)
            base.append(
                derive(f"the start of {symbol.name}", symbol, [premise]).eq(
                    nothing, "all starts at zero"
                )
            )
        for symbol in unit("0")[3:]:
            nothing = ZERO if symbol.kind == "vector" else number(0)
            premise = define("an empty sum", symbol, nothing)
            base.append(
                derive(f"the start of {symbol.name}", symbol, [premise]).eq(
                    nothing, "no sample has been read"
                )
            )
        step = []
        nil = number(0)
        for symbol in now[:3]:
            nothing = ZERO if symbol.kind == "vector" else nil
            step.append(
                derive(f"one more update of {symbol.name}", symbol, [rules[symbol], *hypotheses])
                .eq(updates[symbol], "the update rule")
                .eq(nothing - eta * STEP * nothing, "the induction hypothesis")
                .eq(nothing, "nothing was summed, so nothing moves")
            )
        back = error * nil * SLOPE(net(before))
        for symbol, more in zip(now[3:5], (back * SAMPLE, back), strict=True):
            nothing = ZERO if symbol.kind == "vector" else nil
            step.append(
                derive(f"one more update of {symbol.name}", symbol, [rules[symbol], *hypotheses])
                .eq(updates[symbol], "the update rule")
                .eq(
                    (1 - STEP) * (nothing + more),
                    "the induction hypothesis: the outgoing weight is 0",
                )
                .eq(nothing, "0 times anything: nothing comes back")
            )
        step.append(
            derive("one more update of V", now.sum_v, [rules[now.sum_v], *hypotheses, ODD])
            .eq(updates[now.sum_v], "the update rule")
            .eq(
                (1 - STEP) * (nil + error * SIGMA(dot(ZERO, SAMPLE) + nil)),
                "the induction hypothesis",
            )
            .eq((1 - STEP) * (nil + error * SIGMA(nil)), "the unit receives 0")
            .eq(nil, "it sends on ", ODD.relation)
        )
        return by_induction("units that start at zero", statement, base=base, step=step)

    each_zero = assume("every outgoing weight is zero", equals(scalar("v", NOW), 0))

    @cache
    def output() -> Induction:
        statement = equals(p, scalar("c"))
        (before_,) = assumed_before("induction hypothesis", statement)
        a = scalar("a", NOW)
        base = derive(
            "no unit",
            scalar("p", "0"),
            [define("the bias comes first", scalar("p", "0"), scalar("c"))],
        ).eq(scalar("c"), "the output bias alone")
        step = (
            derive(
                "one more unit",
                p,
                [
                    before_,
                    each_zero,
                    define(
                        "unit number t is added",
                        p,
                        scalar("p", BEFORE) + scalar("v", NOW) * SIGMA(a),
                    ),
                ],
            )
            .eq(scalar("p", BEFORE) + scalar("v", NOW) * SIGMA(a), "unit number ", T, " is added")
            .eq(scalar("c") + 0 * SIGMA(a), "the induction hypothesis; the outgoing weight is 0")
            .eq(scalar("c"), "0 times anything")
        )
        return by_induction("the output is the bias", [statement], base=[base], step=[step])

    @cache
    def tanh() -> Derivation:
        return derive("the hyperbolic tangent", TANH(number(0))).eq(number(0), "its value at 0")

    @cache
    def relu() -> Derivation:
        return derive("the rectifier", MAX(number(0), number(0))).eq(number(0), "its value at 0")

    first = stepped(_zero, scalar("delta"))
    moved = say("Without it something moves at the first step:")
    return Claim(
        "hidden.zero-start-stuck",
        "From all zero, with an activation that is 0 at 0, the output bias alone ever moves",
        say(
            "If all weights and biases of the hidden units start at zero and {}, as with the "
            "hyperbolic tangent and the rectifier, then {}, {} and {} for every unit and every "
            "number of updates, whatever the data, the loss and the rate, and whatever slope {} "
            "is chosen at the kink. The output is the bias {}, for every input: the network fits "
            "a constant.",
            ODD.relation,
            *(equals(now[k], ZERO if k == 0 else number(0)) for k in range(3)),
            SLOPE(number(0)),
            c,
        ),
        (*FROM_ZERO, ODD),
        (
            Part("induction", stuck, say("Nothing but the output bias moves")),
            Part(
                "output-is-the-bias",
                output,
                say(
                    "So the output is the bias alone. Units are added one by one: {} is the bias "
                    "and what the first {} of them add, {} being the outgoing weight of unit "
                    "number {} and {} what it receives",
                    p,
                    T,
                    scalar("v", NOW),
                    T,
                    scalar("a", NOW),
                ),
                (each_zero,),
            ),
            Part("tanh", tanh, say("An activation that is 0 at 0: the hyperbolic tangent")),
            Part(
                "rectifier",
                relu,
                say("Another activation that is 0 at 0: {}, the rectifier", MAX(number(0), z)),
            ),
        ),
        (
            _needs(
                "incoming weights start at zero",
                equals(first[2], _zero.v),
                (START_BETA, START_V, ODD),
                *moved,
            ),
            _needs(
                "bias starts at zero", equals(first[2], _zero.v), (START_W, START_V, ODD), *moved
            ),
            _needs(
                "outgoing weight starts at zero",
                equals(first[0], _zero.w),
                (START_W, START_BETA),
                *moved,
            ),
            _needs("activation 0 at 0", equals(first[2], _zero.v), FROM_ZERO, *moved),
            needs_step("every outgoing weight is zero", output),
        ),
        Twin(
            say("The same holds with the logistic function: the outgoing weight does not move."),
            equals(
                _zero.v - eta * scalar("delta") * SIGMOID(dot(_zero.w, x) + _zero.beta), _zero.v
            ),
            FROM_ZERO,
        ),
        notation=(
            (
                say("{}, {}, {}", now.w, now.beta, now.v),
                say(
                    "incoming weights, bias and outgoing weight of any one unit after {} updates", T
                ),
            ),
            (
                say("{}, {}, {}", *now[3:]),
                say("the gradients by these, summed over the samples read since the last step"),
            ),
            ERROR_MEANS,
            READ_OR_STEP,
            SIGMA_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        remarks=(
            say(
                "The outgoing weights do not move because the units send on 0, the incoming ones "
                "because nothing comes back through outgoing weights of 0: each waits for the "
                "other. Small random weights end the wait."
            ),
        ),
        citations=(RUMELHART, GLOROT),
    )


# All zero: who moves when, and whether the loss falls ---------------------------------------------

_u = unit()
h, c0 = scalar("h"), scalar("c")
ZERO_OUT = assume("zero outgoing weight", equals(_u.v, 0))
ZERO_OUTPUT_BIAS = assume("zero output bias", equals(c0, 0))
ALL_ZERO = (ZERO_WEIGHTS, ZERO_BIAS, ZERO_OUT, ZERO_OUTPUT_BIAS)
SENDS = assume("activation not 0 at 0", differs(SIGMA(number(0)), 0))
NO_ERROR = assume("errors at zero sum to 0", equals(scalar("E", "m"), 0))


def errors_at_zero(index: str) -> Symbol:
    """The sum of the slopes of the loss at output 0, over so many samples."""
    return scalar("E", index)


@cache
def sums_at_zero() -> Induction:
    """From all zero: the gradient by v is sigma(0) E, that by c is E, the others are 0."""
    before, now = unit(BEFORE), unit(NOW)
    sum_c, sum_c_before = scalar("C", NOW), scalar("C", BEFORE)
    a = dot(_u.w, SAMPLE) + _u.beta
    error = LOSS_SLOPE(h * _u.v * SIGMA(a) + c0, LABEL)
    at_zero = LOSS_SLOPE(number(0), LABEL)
    nil = number(0)
    rules: dict[Symbol, Term] = {
        now.sum_w: before.sum_w + error * _u.v * SLOPE(a) * SAMPLE,
        now.sum_beta: before.sum_beta + error * _u.v * SLOPE(a),
        now.sum_v: before.sum_v + error * SIGMA(a),
        sum_c: sum_c_before + error,
    }
    total = define("the errors at zero", errors_at_zero(NOW), errors_at_zero(BEFORE) + at_zero)
    statement = [
        equals(now.sum_w, ZERO),
        equals(now.sum_beta, 0),
        equals(now.sum_v, SIGMA(nil) * errors_at_zero(NOW)),
        equals(sum_c, errors_at_zero(NOW)),
    ]
    hypotheses = assumed_before("induction hypothesis", *statement)
    empty = define("an empty sum of errors", errors_at_zero("0"), 0)
    base = []
    for relation in statement:
        symbol = relation.left
        assert isinstance(symbol, Symbol)
        begin = Symbol(symbol.name, symbol.of_kind, "0", "")
        nothing: Term = ZERO if symbol.kind == "vector" else nil
        chain = derive(
            f"the empty sum {symbol.name}", begin, [define("an empty sum", begin, nothing), empty]
        ).eq(nothing, "no sample has been read")
        if symbol is now.sum_v:
            chain = chain.eq(SIGMA(nil) * errors_at_zero("0"), "nor any error")
        if symbol is sum_c:
            chain = chain.eq(errors_at_zero("0"), "nor any error")
        base.append(chain)
    step = []
    for symbol in (now.sum_w, now.sum_beta):
        nothing = ZERO if symbol.kind == "vector" else nil
        back: Term = error * 0 * SLOPE(a)
        back = back * SAMPLE if symbol.kind == "vector" else back
        step.append(
            derive(
                f"one more sample in {symbol.name}",
                symbol,
                [define("the next sample", symbol, rules[symbol]), *hypotheses, ZERO_OUT],
            )
            .eq(rules[symbol], "the next sample")
            .eq(nothing + back, "the induction hypothesis; the outgoing weight is zero")
            .eq(nothing, "0 times anything: nothing comes back")
        )
    premises = (*hypotheses, total, *ALL_ZERO)
    step.append(
        derive(
            "one more sample in V",
            now.sum_v,
            [define("the next sample", now.sum_v, rules[now.sum_v]), *premises],
        )
        .eq(rules[now.sum_v], "the next sample")
        .eq(
            SIGMA(nil) * errors_at_zero(BEFORE)
            + LOSS_SLOPE(h * 0 * SIGMA(nil) + 0, LABEL) * SIGMA(nil),
            "the induction hypothesis; all is zero",
        )
        .eq(SIGMA(nil) * (errors_at_zero(BEFORE) + at_zero), "collect ", SIGMA(nil))
        .eq(SIGMA(nil) * errors_at_zero(NOW), "one more error at zero")
    )
    step.append(
        derive(
            "one more sample in C",
            sum_c,
            [define("the next sample", sum_c, rules[sum_c]), *premises],
        )
        .eq(rules[sum_c], "the next sample")
        .eq(
            errors_at_zero(BEFORE) + LOSS_SLOPE(h * 0 * SIGMA(nil) + 0, LABEL),
            "the induction hypothesis; all is zero",
        )
        .eq(errors_at_zero(NOW), "one more error at zero")
    )
    return by_induction("the gradient at all zero", statement, base=base, step=step)


_w1, _beta1 = vector("w", "1"), scalar("beta", "1")
_v1, _c1 = scalar("v", "1"), scalar("c", "1")
_dw, _dbeta = vector("Delta_w", "1"), scalar("Delta_beta", "1")
_dv, _dc = scalar("Delta_v", "1"), scalar("Delta_c", "1")
_E = errors_at_zero("m")
_s0 = SIGMA(number(0))


@cache
def first_step() -> Conjunction:
    """The first step from all zero moves v and c alone."""
    sums = unit("m")
    nil = number(0)
    changes: tuple[tuple[Symbol, Symbol, Term, Term], ...] = (
        (_dw, sums.sum_w, ZERO, ZERO),
        (_dbeta, sums.sum_beta, nil, nil),
        (_dv, sums.sum_v, _s0 * _E, -(eta * _s0 * _E)),
        (_dc, scalar("C", "m"), _E, -(eta * _E)),
    )
    chains = []
    for place, (change, summed, value, result) in enumerate(changes):
        chain = derive(
            f"the first step, {change.name}",
            change,
            [define("the first step", change, -(eta * summed)), cite(sums_at_zero(), "m", place)],
        ).eq(-(eta * summed), "the first step")
        if result is not -(eta * value):
            chain = chain.eq(-(eta * value), "the gradient at all zero")
            chain = chain.eq(result, "sort" if place == 2 else "0 times anything")
        else:
            chain = chain.eq(result, "the gradient at all zero")
        chains.append(chain)
    return together("the first step from all zero", *chains)


def _all_zero_needs() -> tuple[Need, ...]:
    """What a sample with error delta adds to the gradient where one of the four is not zero."""
    error = scalar("delta")
    says = say("Without it a sample with error {} adds something else to the gradient:", error)
    by_w = equals(error * _u.v * SLOPE(net(_u, x)) * x, ZERO)
    by_v = equals(error * SIGMA(net(_u, x)), error * SIGMA(number(0)))
    at_zero = equals(LOSS_SLOPE(h * _u.v * SIGMA(net(_u, x)) + c0, y), LOSS_SLOPE(number(0), y))
    return (
        _needs("zero incoming weights", by_v, (ZERO_BIAS,), *says),
        _needs("zero bias", by_v, (ZERO_WEIGHTS,), *says),
        _needs("zero outgoing weight", by_w, (ZERO_WEIGHTS, ZERO_BIAS), *says),
        _needs(
            "zero output bias",
            at_zero,
            (ZERO_WEIGHTS, ZERO_BIAS, ZERO_OUT),
            *say("Without it the error is not that at output 0:"),
        ),
    )


@cache
def second_sums() -> Induction:
    """After the first step: the gradient by w is v sigma'(0) D, D sums errors times inputs."""
    g, g_before = vector("G", NOW), vector("G", BEFORE)
    d, d_before = vector("D", NOW), vector("D", BEFORE)
    a = dot(_w1, SAMPLE) + _beta1
    f = h * _v1 * SIGMA(a) + _c1
    flat = h * _v1 * _s0 + _c1
    error = LOSS_SLOPE(f, LABEL)
    rule = define("the next sample", g, g_before + error * _v1 * SLOPE(a) * SAMPLE)
    weighted = define("errors times inputs", d, d_before + LOSS_SLOPE(flat, LABEL) * SAMPLE)
    statement = equals(g, _v1 * SLOPE(number(0)) * d)
    (before,) = assumed_before("induction hypothesis", statement)
    begin_g, begin_d = vector("G", "0"), vector("D", "0")
    base = (
        derive(
            "the empty sum",
            begin_g,
            [define("an empty sum", begin_g, ZERO), define("also empty", begin_d, ZERO)],
        )
        .eq(ZERO, "no sample has been read")
        .eq(_v1 * SLOPE(number(0)) * begin_d, "nor any error")
    )
    step = (
        derive("one more sample", g, [before, rule, weighted, WEIGHTS_WAITED, BIAS_WAITED])
        .eq(g_before + error * _v1 * SLOPE(a) * SAMPLE, "the next sample")
        .eq(
            _v1 * SLOPE(number(0)) * d_before
            + LOSS_SLOPE(flat, LABEL) * _v1 * SLOPE(number(0)) * SAMPLE,
            "the induction hypothesis; incoming weights and bias are still zero",
        )
        .eq(_v1 * SLOPE(number(0)) * (d_before + LOSS_SLOPE(flat, LABEL) * SAMPLE), "collect")
        .eq(_v1 * SLOPE(number(0)) * d, "one more error times its input")
    )
    return by_induction("the gradient after the first step", [statement], base=[base], step=[step])


WEIGHTS_WAITED = assume("incoming weights still zero", equals(_w1, ZERO))
BIAS_WAITED = assume("bias still zero", equals(_beta1, 0))


def _logistic_slope(argument: Term) -> Term:
    return SIGMOID(argument) * (1 - SIGMOID(argument))


def _logistic_run(rate: Term, mark: str = "") -> tuple[Hypothesis, ...]:
    """Two steps of one logistic unit from all zero on the sample (1, 1), loss (f - y)^2/2."""
    premises: list[Hypothesis] = []

    def at(name: str, step: int) -> Symbol:
        return scalar(name + mark, str(step))

    for name in ("w", "beta", "v", "c"):
        premises.append(define("all starts at zero", at(name, 0), 0))
    for k in (0, 1):
        a, f, d = at("a", k), at("f", k), at("delta", k)
        back = d * at("v", k) * (SIGMOID(a) * (1 - SIGMOID(a)))
        premises += [
            define("what the unit receives", a, at("w", k) * 1 + at("beta", k)),
            define("the output", f, at("v", k) * SIGMOID(a) + at("c", k)),
            define("the error", d, f - 1),
            define("one step", at("w", k + 1), at("w", k) - rate * back * 1),
            define("one step", at("beta", k + 1), at("beta", k) - rate * back),
            define("one step", at("v", k + 1), at("v", k) - rate * d * SIGMOID(a)),
            define("one step", at("c", k + 1), at("c", k) - rate * d),
        ]
    return tuple(premises)


def zero_start_learns() -> Claim:
    """From all zero with sigma(0) not 0: who moves when, and when the loss falls."""
    E = _E
    error = assume("errors do not sum to 0", differs(E, 0))
    slope_at_zero = assume("slope not 0 at 0", differs(SLOPE(number(0)), 0))
    awake = assume("outgoing weight moved", differs(_v1, 0))
    w2, sum_g, sum_d = vector("Delta_w", "2"), vector("G", "m"), vector("D", "m")
    weighted = assume("errors times inputs do not sum to 0", differs(sum_d, ZERO))

    @cache
    def moves_if() -> Derivation:
        return (
            derive(
                "the outgoing weight moves",
                _dv**2,
                [POSITIVE_RATE, SENDS, error, cite(first_step(), which=2)],
            )
            .eq((eta * _s0 * _E) ** 2, "the first step")
            .then(">", 0, "none of the three factors is 0")
        )

    @cache
    def second() -> Derivation:
        return (
            derive(
                "the second step of the incoming weights",
                w2,
                [define("the second step", w2, -(eta * sum_g)), cite(second_sums(), "m")],
            )
            .eq(-(eta * sum_g), "the second step")
            .eq(-(eta * _v1 * SLOPE(number(0)) * sum_d), "the gradient after the first step")
        )

    @cache
    def second_moves_if() -> Derivation:
        factor = eta * _v1 * SLOPE(number(0))
        return (
            derive(
                "the incoming weights move",
                dot(w2, w2),
                [POSITIVE_RATE, awake, slope_at_zero, weighted, cite(second())],
            )
            .eq(factor**2 * dot(sum_d, sum_d), "the second step")
            .then(">", 0, "none of the factors is 0")
        )

    # The loss after the first step: the output is the same number for every sample.
    K, f1 = scalar("K"), scalar("f", "1")
    gain = define("how far the output moves", K, 1 + h * _s0**2)
    moved_output = h * (_u.v + _dv) * SIGMA(dot(_u.w + _dw, x) + (_u.beta + _dbeta)) + (c0 + _dc)
    new_output = define("the output after the first step", f1, moved_output)
    units = assume("at least one unit", h > 0)

    @cache
    def gain_positive() -> Derivation:
        return (
            derive("how far the output moves", K, [gain, units])
            .eq(1 + h * _s0**2, "its definition")
            .then(">", 0, "a square is not negative")
        )

    @cache
    def output() -> Derivation:
        return (
            derive(
                "the output after the first step",
                f1,
                [gain, new_output, *ALL_ZERO, *(cite(first_step(), which=k) for k in range(4))],
            )
            .eq(moved_output, "the network with {} equal units after the step", h)
            .eq(
                h * (0 - eta * _s0 * _E) * SIGMA(dot(ZERO, x) + 0) + (0 - eta * _E),
                "all was zero; the first step",
            )
            .eq(-(eta * (1 + h * _s0**2) * _E), "collect ", eta, " and ", _E)
            .eq(-(eta * K * _E), "how far the output moves")
        )

    def loss(index: str) -> Symbol:
        return scalar("L", index)

    def loss_zero(index: str) -> Symbol:
        return scalar("L", index, "0")

    n = partial(scalar, "n")
    f = scalar("f")

    @cache
    def squares() -> Induction:
        statement = equals(loss(NOW), loss_zero(NOW) + f * errors_at_zero(NOW) + n(NOW) * f**2 / 2)
        (before,) = assumed_before("induction hypothesis", statement)
        starts = [
            define("nothing yet", s, 0)
            for s in (loss("0"), loss_zero("0"), errors_at_zero("0"), n("0"))
        ]
        base = (
            derive("no sample", loss("0"), starts)
            .eq(number(0), "no sample has been read")
            .eq(loss_zero("0") + f * errors_at_zero("0") + n("0") * f**2 / 2, "all are 0")
        )
        rules = (
            define("the loss at output f", loss(NOW), loss(BEFORE) + (f - LABEL) ** 2 / 2),
            define(
                "the loss at zero output", loss_zero(NOW), loss_zero(BEFORE) + (0 - LABEL) ** 2 / 2
            ),
            define("the errors at zero", errors_at_zero(NOW), errors_at_zero(BEFORE) + (0 - LABEL)),
            define("one more sample is counted", n(NOW), n(BEFORE) + 1),
        )
        step = (
            derive("one more sample", loss(NOW), [before, *rules])
            .eq(loss(BEFORE) + (f - LABEL) ** 2 / 2, "the next sample")
            .eq(
                loss_zero(BEFORE) + f * errors_at_zero(BEFORE) + n(BEFORE) * f**2 / 2
                + (f - LABEL) ** 2 / 2,
                "the induction hypothesis",
            )
            .eq(
                (loss_zero(BEFORE) + (0 - LABEL) ** 2 / 2)
                + f * (errors_at_zero(BEFORE) + (0 - LABEL))
                + (n(BEFORE) + 1) * f**2 / 2,
                "multiply out and sort",
            )
            .eq(
                loss_zero(NOW) + f * errors_at_zero(NOW) + n(NOW) * f**2 / 2,
                "one more sample",
            )
        )  # fmt: skip
        return by_induction("the loss at a constant output", [statement], base=[base], step=[step])

    m = scalar("m")
    moves = assume("the output moves", K > 0)
    small = assume("small rate", eta * m * K < 2)
    large = assume("large rate", eta * m * K >= 2)
    shift = -(eta * K * E)
    change = shift * E + m * shift**2 / 2

    @cache
    def falls() -> Derivation:
        return (
            derive(
                "the loss after the first step, less the loss at zero",
                change,
                [POSITIVE_RATE, error, moves, small],
            )
            .eq(-(eta * K * E**2 * (1 - eta * m * K / 2)), "collect")
            .then("<", 0, "the rate is positive, and ", small.relation)
        )

    @cache
    def does_not_fall() -> Derivation:
        return (
            derive("the same at a larger rate", change, [POSITIVE_RATE, error, moves, large])
            .eq(eta * K * E**2 * (eta * m * K - 2) / 2, "collect")
            .ge(0, large.relation)
        )

    Lam, L1, L0 = scalar("Lambda"), scalar("L", "", "1"), scalar("L", "", "0")
    slope_between = assume("slope of the whole loss", equals(L1, L0 + Lam * shift))
    same_sign = assume("slope keeps its sign", Lam * E > 0)

    @cache
    def any_loss() -> Derivation:
        return (
            derive(
                "the loss after the first step",
                L1,
                [POSITIVE_RATE, moves, slope_between, same_sign],
            )
            .eq(L0 + Lam * shift, Lam, " is the slope between the outputs 0 and ", shift)
            .eq(L0 - eta * K * (Lam * E), "collect ", eta, " and ", K)
            .then("<", L0, "the slope still has the sign of ", E)
        )

    curvature = scalar("M")
    bounded = assume("curvature at most M", L0 + E * shift + curvature * shift**2 / 2 >= L1)
    small_for_curvature = assume("rate small for the curvature", eta * curvature * K < 2)

    @cache
    def smooth() -> Derivation:
        return (
            derive(
                "the loss after the first step, curvature at most M",
                L1,
                [
                    POSITIVE_RATE, moves, error, bounded, small_for_curvature,
                ],
            )
            .le(L0 + E * shift + curvature * shift**2 / 2, "the curvature is at most ", curvature)
            .eq(L0 - eta * K * E**2 * (1 - eta * curvature * K / 2), "collect")
            .then("<", L0, "the rate is positive, and ", small_for_curvature.relation)
        )  # fmt: skip

    rate_one = _logistic_run(number(1))

    def at(name: str, k: int) -> Symbol:
        return scalar(name, str(k))

    q = number

    @cache
    def run() -> Conjunction:
        def first(name: str, *lines: tuple[Term, str]) -> Derivation:
            chain = derive(f"{name} after one step", at(name, 1), rate_one)
            for term, reason in lines:
                chain = chain.eq(term, reason)
            return chain

        return together(
            "two exact steps",
            derive("the loss at zero", half_square(at("f", 0), 1), rate_one).eq(
                q(1, 2), "the output is 0"
            ),
            first(
                "v", (0 - q(1) * (0 - q(1)) * q(1, 2), "the unit sends 1/2"), (q(1, 2), "multiply")
            ),
            first("c", (0 - q(1) * (0 - q(1)), "the error is −1"), (q(1), "multiply")),
            first(
                "w",
                (0 - q(1) * ((0 - q(1)) * 0 * q(1, 4)) * 1, "the outgoing weight is still 0"),
                (q(0), "0 times anything"),
            ),
            derive("the loss after one step", half_square(at("f", 1), 1), rate_one)
            .eq((q(1, 2) * q(1, 2) + 1 - 1) ** 2 / 2, "the output is 5/4")
            .eq(q(1, 32), "the loss has fallen from 1/2"),
            derive("w after two steps", at("w", 2), rate_one)
            .eq(
                0 - q(1) * (q(1, 4) * q(1, 2) * q(1, 4)) * 1,
                "error 1/4, outgoing weight 1/2, slope 1/4",
            )
            .eq(q(-1, 32), "the incoming weight has moved"),
        )

    @cache
    def logistic_slope() -> Derivation:
        found = chain_rule.partial(SIGMOID(z), z, {})
        return (
            derive("the slope of the logistic function at 0", _logistic_slope(number(0)))
            .eq(substitute(found, {z: number(0)}), "SymPy's derivative, at 0")
            .eq(q(1, 4), "its value")
        )

    falls_words = say("The loss is then not below what it was:")
    error_now = scalar("delta")
    part_of_second = equals(
        error_now * _v1 * SLOPE(dot(_w1, x) + _beta1) * x, error_now * _v1 * SLOPE(number(0)) * x
    )
    sample_says = say(
        "Without it a sample with error {} adds something else to the gradient:", error_now
    )
    return Claim(
        "hidden.zero-start-learns",
        "From all zero a network learns, if its units send something on",
        say(
            "Let all weights and biases start at zero, {}, and {} be the sum of the slopes {} of "
            "the loss over the {} samples. The first step adds {} to {} in every one of the {} "
            "units and {} to {}, and nothing to anything else: the outgoing weights move "
            "exactly if "
            "{}. The second step moves the incoming weights, exactly if {}, {} and the errors "
            "times "
            "inputs do not sum to 0. With half the squares of the errors as loss and {}, "
            "the loss falls at the first step exactly if {}, where {}; with their mean in place of "
            "their sum, {} falls away. For every differentiable loss it falls, if {}, for all "
            "small enough {}.",
            SENDS.relation,
            _E,
            LOSS_SLOPE(number(0), LABEL),
            m,
            -(eta * _s0 * _E),
            _u.v,
            h,
            -(eta * _E),
            c0,
            differs(_E, 0),
            differs(SLOPE(number(0)), 0),
            differs(_E, 0),
            differs(_E, 0),
            eta < 2 / (m * K),
            gain.relation,
            m,
            differs(_E, 0),
            eta,
        ),
        (*ALL_ZERO, POSITIVE_RATE),
        (
            Part("sums", sums_at_zero, say("The gradient at all zero, summed over {} samples", T)),
            Part("first-step", first_step, say("The first step")),
            Part(
                "moves-if",
                moves_if,
                say("The outgoing weights move, unless {}", equals(_E, 0)),
                (SENDS, error),
            ),
            Part(
                "second-sums",
                second_sums,
                say(
                    "The gradient by the incoming weights after the first step: {} is the "
                    "sum of the slopes of the loss times the inputs",
                    vector("D", NOW),
                ),
                (WEIGHTS_WAITED, BIAS_WAITED),
            ),
            Part(
                "second-step",
                second,
                say("The second step of the incoming weights"),
                (WEIGHTS_WAITED, BIAS_WAITED),
            ),
            Part(
                "second-moves-if",
                second_moves_if,
                say(
                    "The incoming weights move, unless {} or {}",
                    equals(sum_d, ZERO),
                    equals(_v1, 0),
                ),
                (WEIGHTS_WAITED, BIAS_WAITED, awake, slope_at_zero, weighted),
            ),
            Part("gain", gain_positive, say("How far the output moves"), (units,)),
            Part(
                "output", output, say("The output after the first step is the same for every input")
            ),
            Part(
                "loss-at-a-constant",
                squares,
                say(
                    "The loss at a constant output {}: half the squares of the errors, summed over "
                    "{} samples",
                    f,
                    n(NOW),
                ),
            ),
            Part(
                "loss-falls",
                falls,
                say(
                    "With half squares the loss falls at small rates: {} is the number of samples, "
                    "{} the sum of the errors at zero",
                    m,
                    E,
                ),
                (error, moves, small),
            ),
            Part(
                "loss-does-not-fall",
                does_not_fall,
                say("With half squares the loss falls at no other rates"),
                (error, moves, large),
            ),
            Part(
                "any-loss",
                any_loss,
                say(
                    "For any differentiable loss: {} is its slope between the outputs 0 and {}, "
                    "summed over the samples. As {} goes to 0, {} goes to {}, so for all small "
                    "enough {} it has the sign of {}",
                    Lam,
                    shift,
                    eta,
                    Lam,
                    E,
                    eta,
                    E,
                ),
                (moves, slope_between, same_sign),
            ),
            Part(
                "smooth-loss",
                smooth,
                say(
                    "How small is enough: for a loss of curvature at most {} in the output, summed "
                    "over the samples",
                    curvature,
                ),
                (moves, error, bounded, small_for_curvature),
            ),
            Part(
                "logistic-slope",
                logistic_slope,
                say("For the run: the slope of the logistic function at 0"),
            ),
            Part(
                "run",
                run,
                say(
                    "In numbers: one logistic unit, one sample with input 1 and label 1, loss half "
                    "the square of the error, rate 1. The loss falls from {} to {}, and after two "
                    "steps everything has moved",
                    q(1, 2),
                    q(1, 32),
                ),
            ),
        ),
        (
            *_all_zero_needs(),
            needs_step("positive rate", falls),
            needs_step("activation not 0 at 0", moves_if),
            _needs("incoming weights still zero", part_of_second, (BIAS_WAITED,), *sample_says),
            _needs("bias still zero", part_of_second, (WEIGHTS_WAITED,), *sample_says),
            _needs(
                "outgoing weight moved",
                dot(_v1 * sum_d, _v1 * sum_d) > 0,
                (weighted, assume("outgoing weight did not move", equals(_v1, 0))),
                *say("If it is zero, the second step adds nothing either:"),
            ),
            needs_step("slope not 0 at 0", second_moves_if),
            _needs(
                "errors times inputs do not sum to 0",
                dot(_v1 * sum_d, _v1 * sum_d) > 0,
                (awake, assume("errors times inputs sum to 0", equals(sum_d, ZERO))),
                *say("If they do, the second step adds nothing:"),
            ),
            needs_step("at least one unit", gain_positive),
            needs_step("errors do not sum to 0", falls, *falls_words),
            needs_step("the output moves", falls),
            needs_step("small rate", falls, *falls_words),
            needs_step("large rate", does_not_fall),
            needs_step("slope of the whole loss", any_loss),
            needs_step("slope keeps its sign", any_loss),
            needs_step("curvature at most M", smooth),
            needs_step("rate small for the curvature", smooth),
        ),
        Twin(
            say(
                "Zero weights prevent learning, with the logistic function too: the outgoing "
                "weight of a unit does not move in the first step."
            ),
            equals(at("v", 1), at("v", 0)),
            rate_one,
        ),
        notation=(
            (
                say("{}, {}, {}", _u.w, _u.beta, _u.v),
                say("incoming weights, bias and outgoing weight of each of the {} equal units", h),
            ),
            (say(c0), say("the output bias; the output is {}", h * _u.v * SIGMA(net(_u, x)) + c0)),
            (
                say("{}, {}, …", unit(NOW).sum_w, unit(NOW).sum_beta),
                say("capital letters: gradients by the small letter, summed over {} samples", T),
            ),
            (say(_E), say("the slopes of the loss at output 0, summed over the {} samples", m)),
            (
                say("{}, {}, …", _dw, w2),
                say("what the first and the second step add to the incoming weights, and so on"),
            ),
            (
                say("{}, {}", vector("G", NOW), vector("D", NOW)),
                say(
                    "the gradient by {} after the first step, and the slopes of the loss there "
                    "times the inputs, both summed over {} samples",
                    _w1,
                    T,
                ),
            ),
            (
                say("{}, {}, …", _w1, _v1),
                say("weights after the first step; {} is the output then", f1),
            ),
            (
                say("{}, {}", loss(NOW), loss_zero(NOW)),
                say("the loss at output {} and at output 0, summed over {} samples", f, n(NOW)),
            ),
            (
                say("{}, {}", L0, L1),
                say("the loss over all samples before and after the first step"),
            ),
            (say("{}, {}", m, K), say("the number of samples, and {}", gain.relation.right)),
            SIGMA_MEANS,
            LOSS_MEANS,
            (say("{}, {}", SAMPLE, LABEL), say("sample number {} and its label", T)),
            ETA_MEANS,
        ),
        citations=(RUMELHART,),
    )


def zero_start_centred() -> Claim:
    """All zero and errors that sum to 0, as with centred targets: nothing ever moves."""
    theta, data = (partial(vector, "theta")), vector("z")
    slope = function("Gamma", ("vector", "vector"), "vector")
    flat = assume("gradient 0 at zero", equals(slope(ZERO, data), ZERO))
    start = assume("all starts at zero", equals(theta("0"), ZERO))

    @cache
    def gradient() -> Conjunction:
        sums = unit("m")
        known = [cite(sums_at_zero(), "m", place) for place in range(4)]
        chains = []
        for symbol, value in (
            (sums.sum_w, ZERO),
            (sums.sum_beta, number(0)),
            (sums.sum_v, _s0 * _E),
            (scalar("C", "m"), _E),
        ):
            nothing: Term = ZERO if symbol.kind == "vector" else number(0)
            chain = derive(f"the gradient {symbol.name}", symbol, [*known, NO_ERROR])
            chain = chain.eq(value, "the gradient at all zero")
            if value is not nothing:
                if value is not _E:
                    chain = chain.eq(_s0 * 0, "the errors sum to 0")
                chain = chain.eq(
                    nothing, "the errors sum to 0" if value is _E else "0 times anything"
                )
            chains.append(chain)
        return together("every gradient is 0", *chains)

    @cache
    def never() -> Induction:
        statement = equals(theta(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        update = theta(BEFORE) - eta * slope(theta(BEFORE), data)
        base = derive("the start", theta("0"), [start]).eq(ZERO, "all starts at zero")
        step = (
            derive(
                "one more step", theta(NOW), [before, flat, define("one step", theta(NOW), update)]
            )
            .eq(update, "one step")
            .eq(ZERO - eta * slope(ZERO, data), "the induction hypothesis")
            .eq(ZERO - eta * ZERO, "the gradient is 0 there")
            .eq(ZERO, "nothing moves")
        )
        return by_induction("nothing ever moves", [statement], base=[base], step=[step])

    q = number

    def two(network: Callable[[Term], Term]) -> Term:
        """The loss of a network on the two samples."""
        return half_square(network(q(-1)), -1) + half_square(network(q(1)), 1)

    def at_zero(sample: Term) -> Term:
        return 0 * SIGMA(0 * sample + 0) + 0

    def good(sample: Term) -> Term:
        return relu(sample) - relu(-sample)

    @cache
    def witness() -> Conjunction:
        E = (at_zero(q(-1)) - -1) + (at_zero(q(1)) - 1)
        return together(
            "x = (−1, 1), y = (−1, 1)",
            derive("the errors at zero sum to", E).eq(q(0), "1 − 1"),
            derive("the loss at zero, for any activation", two(at_zero))
            .eq(half_square(q(0), -1) + half_square(q(0), 1), "the output is 0 everywhere")
            .eq(q(1), "half a square each"),
            derive("the loss of another network: two rectified units", two(good))
            .eq(
                half_square(q(-1), -1) + half_square(q(1), 1),
                "incoming weights 1 and −1, outgoing 1 and −1",
            )
            .eq(q(0), "a perfect fit"),
        )

    return Claim(
        "hidden.zero-start-centred",
        "From all zero with centred targets nothing ever moves, whatever the activation",
        say(
            "If all weights and biases start at zero and the slopes of the loss at output 0 sum to "
            "0 over the samples, {}, then every gradient is 0 and nothing moves, for every number "
            "of steps, every activation, every width and rate. Squared loss with targets of mean 0 "
            "is such a case, and people do centre their targets. The zero start need not be "
            "anywhere near the best fit.",
            NO_ERROR.relation,
        ),
        (*ALL_ZERO, NO_ERROR),
        (
            Part("sums", sums_at_zero, say("The gradient at all zero, summed over {} samples", T)),
            Part(
                "gradient-is-zero",
                gradient,
                say(
                    "With errors that sum to 0 over the {} samples every gradient is 0", scalar("m")
                ),
            ),
            Part(
                "never-moves",
                never,
                say(
                    "Then full-batch descent never moves: {} are all weights and biases "
                    "together, {} is the gradient",
                    theta(NOW),
                    slope(theta(NOW), data),
                ),
                (flat, start),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: with inputs −1 and 1 and labels −1 and 1 the loss is 1 for ever, "
                    "though 0 can be reached"
                ),
            ),
        ),
        (
            *_all_zero_needs(),
            needs_step("errors at zero sum to 0", gradient),
            needs_step("gradient 0 at zero", never),
            needs_step("all starts at zero", never),
        ),
        Twin(
            say("With these samples the zero start is a best fit: no network has a smaller loss."),
            two(good) >= two(lambda sample: 0 * sample),
        ),
        notation=(
            (
                say("{}, {}, {}", _u.w, _u.beta, _u.v),
                say("incoming weights, bias and outgoing weight of each of the {} equal units", h),
            ),
            (say(c0), say("the output bias; the output is {}", h * _u.v * SIGMA(net(_u, x)) + c0)),
            (
                say("{}, {}, …", unit(NOW).sum_w, unit(NOW).sum_beta),
                say("capital letters: gradients by the small letter, summed over {} samples", T),
            ),
            (
                say(errors_at_zero(NOW)),
                say("the slopes of the loss at output 0, summed over {} samples", T),
            ),
            SIGMA_MEANS,
            LOSS_MEANS,
            (say("{}, {}", SAMPLE, LABEL), say("sample number {} and its label", T)),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "Steps on single samples or small batches do move: there the errors of one batch "
                "need not sum to 0. So does the smallest random start."
            ),
        ),
        citations=(GLOROT,),
    )


# The rate, the width, the depth -------------------------------------------------------------------


def eta_changes_direction() -> Claim:
    """From zero two rates lead a network in different directions after two steps."""
    q = number
    names = ("w", "beta", "v", "c")
    one, half = _logistic_run(q(1)), _logistic_run(q(1, 2), "_tilde")
    any_rate = _logistic_run(eta)
    general: dict[str, Term] = {
        "w": eta**2 / 8 - 5 * eta**3 / 32,
        "beta": eta**2 / 8 - 5 * eta**3 / 32,
        "v": eta - 5 * eta**2 / 8,
        "c": 2 * eta - 5 * eta**2 / 4,
    }

    @cache
    def any_two_steps() -> Conjunction:
        error = 5 * eta / 4 - 1
        back = error * (eta / 2) * q(1, 4)
        lines: dict[str, Term] = {
            "w": 0 - eta * back * 1,
            "beta": 0 - eta * back,
            "v": eta / 2 - eta * error * q(1, 2),
            "c": eta - eta * error,
        }
        chains = []
        for name in names:
            chain = derive(f"{name} after two steps", scalar(name, "2"), any_rate)
            chains.append(
                chain.eq(lines[name], "the first step makes {} and {}, so the error is {}",
                         equals(scalar("v", "1"), eta / 2), equals(scalar("c", "1"), eta), error)
                .eq(general[name], "multiply out")
            )  # fmt: skip
        return together("two steps at any rate", *chains)

    def numbers(
        run: tuple[Hypothesis, ...], mark: str, rate: Fraction
    ) -> Callable[[], Conjunction]:
        @cache
        def build() -> Conjunction:
            at = {eta: rate}
            chains = []
            for name in names:
                value = kernel.evaluate(general[name], at)
                if isinstance(value, tuple):
                    raise ProofError("a component of this run is a number")
                chains.append(
                    derive(f"{name}{mark}", scalar(name + mark, "2"), run)
                    .eq(
                        substitute(general[name], {eta: q(rate.numerator, rate.denominator)}),
                        "two steps, as at any rate",
                    )
                    .eq(q(value.numerator, value.denominator), "exactly")
                )
            return together(f"two steps at rate {rate}", *chains)

        return build

    at_one, at_half = numbers(one, "", Fraction(1)), numbers(half, "_tilde", Fraction(1, 2))
    v, w = scalar("v", "2"), scalar("w", "2")
    v_half, w_half = scalar("v_tilde", "2"), scalar("w_tilde", "2")

    @cache
    def not_parallel() -> Derivation:
        return (
            derive(
                "the two directions",
                v * w_half - w * v_half,
                [cite(form(), which=place) for form in (at_one, at_half) for place in (0, 2)],
            )
            .eq(q(3, 8) * q(3, 256) - q(-1, 32) * q(11, 32), "the two runs")
            .eq(q(31, 2048), "not 0, so the two are not parallel")
        )

    return Claim(
        "hidden.eta-changes-direction",
        "In a network the rate changes the direction of the weights, even from zero",
        say(
            "One logistic unit, all weights and biases zero, one sample with input 1 and label 1, "
            "loss half the square of the error: after two steps {} is ({}, {}, {}, {}) at rate 1 "
            "and ({}, {}, {}, {}) at rate {}. These are not parallel: the one network has a "
            "negative incoming weight and a positive outgoing one, the other has both positive.",
            say("(w, β, v, c)")[0],
            q(-1, 32),
            q(-1, 32),
            q(3, 8),
            q(3, 4),
            q(3, 256),
            q(3, 256),
            q(11, 32),
            q(11, 16),
            q(1, 2),
        ),
        (),
        (
            Part("any-rate", any_two_steps, say("Two steps at any rate")),
            Part("rate-one", at_one, say("At rate 1")),
            Part("rate-half", at_half, say("At rate {}", q(1, 2))),
            Part("not-parallel", not_parallel, say("The determinant of the two directions")),
        ),
        (),
        Twin(
            say(
                "As for a perceptron from zero, the weights after two steps are those at rate 1 "
                "times the rate."
            ),
            equals(general["w"], eta * q(-1, 32)),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say("{}, {}, {}, {}", w, scalar("beta", "2"), v, scalar("c", "2")),
                say("incoming weight, bias, outgoing weight and output bias after two steps"),
            ),
            (
                say("{}, {}, {}", *(scalar(n, "0") for n in ("a", "f", "delta"))),
                say("what the unit receives, the output and the error before the first step"),
            ),
            (say("{}, …", w_half), say("the run at rate {}", q(1, 2))),
            (
                say(SIGMOID(z)),
                say(
                    "the logistic function, {} at 0, with slope {}",
                    q(1, 2),
                    SIGMOID(z) * (1 - SIGMOID(z)),
                ),
            ),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "After one step the direction is the same for every rate: only the outgoing "
                "weight and the output bias have moved, in the ratio of {} to 1. It is the second "
                "step that meets the slope of the loss at a place that the rate has chosen.",
                q(1, 2),
            ),
        ),
        citations=(RUMELHART,),
    )


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


LAYERS = 4
"""How many weight layers the exact run of the wave has."""


def _tangent(argument: Term) -> Term:
    """The tangent of the logistic function at 0: rational, with the same value and slope there."""
    return number(1, 2) + argument / 4


def _deep_run(
    steps: int, sigma: Callable[[Term], Term], slope: Callable[[Term], Term]
) -> tuple[Hypothesis, ...]:
    """Definitions of a run of four layers of one unit from all zero on (1, 1), rate 1."""
    premises: list[Hypothesis] = []

    def at(name: str, layer: int, step: int) -> Symbol:
        return scalar(name, str(step), str(layer))

    def note(what: str, symbol: Symbol, meaning: Term) -> None:
        premises.append(define(what, symbol, meaning))

    layers = range(1, LAYERS + 1)
    for k in layers:
        note("all starts at zero", at("w", k, 0), number(0))
        note("all starts at zero", at("b", k, 0), number(0))
    for t in range(steps):
        below: Term = number(1)
        sent_up: dict[int, Term] = {}
        for k in layers:
            note("what it receives", at("z", k, t), at("w", k, t) * below + at("b", k, t))
            sent_up[k] = below
            below = sigma(at("z", k, t))
        note("the error", at("delta", LAYERS, t), at("z", LAYERS, t) - 1)
        for k in reversed(range(1, LAYERS)):
            sent_back = slope(at("z", k, t)) * at("w", k + 1, t) * at("delta", k + 1, t)
            note("the error", at("delta", k, t), sent_back)
        for k in layers:
            note("one step", at("w", k, t + 1), at("w", k, t) - at("delta", k, t) * sent_up[k])
            note("one step", at("b", k, t + 1), at("b", k, t) - at("delta", k, t))
    return tuple(premises)


def _awake_run() -> tuple[Hypothesis, ...]:
    """The run of `_deep_run` with `_tangent`, of the layers that are awake alone.

    Those below are zero, as the wave says, so what they send on is the activation at 0.
    """
    premises: list[Hypothesis] = []

    def at(name: str, layer: int, step: int) -> Symbol:
        return scalar(name, str(step), str(layer))

    for t in range(LAYERS):
        lowest = LAYERS - t  # the layer that wakes at step t + 1
        below: Term = number(1) if lowest == 1 else number(1, 2)
        sent_up: dict[int, Term] = {}
        for k in range(lowest, LAYERS + 1):
            sent_up[k] = below
            if k > lowest:
                received = at("w", k, t) * below + at("b", k, t)
                premises.append(define("what it receives", at("z", k, t), received))
                below = _tangent(at("z", k, t))
            elif k == 1:
                below = number(1, 2)
        error: Term = at("z", LAYERS, t) - 1 if t else number(0) - 1
        for k in range(LAYERS, lowest - 1, -1):
            premises.append(define("the error", at("delta", k, t), error))
            error = number(1, 4) * at("w", k, t) * at("delta", k, t)
        for k in range(LAYERS if lowest > 1 else 1, lowest - 1, -1):
            for name, step in (("w", at("delta", k, t) * sent_up[k]), ("b", at("delta", k, t))):
                now = at(name, k, t) if k > lowest else number(0)
                premises.append(define("one step", at(name, k, t + 1), now - step))
    return tuple(premises)


def zero_start_wave() -> Claim:
    """With n layers the layers wake one after the other, from the last to the first."""
    zeta, other = (partial(vector, "Z")), vector("o", NOW)
    keep = function("Q", ("vector", "vector"), "vector")
    back = function("B", ("vector", "vector"), "vector")
    q = vector("q")
    start = assume("all layers start at zero", equals(zeta("0"), ZERO))
    part = assume("part of zero", equals(keep(ZERO, q), ZERO), (q,))
    nothing_back = assume(
        "nothing comes back through zero weights", equals(back(ZERO, q), ZERO), (q,)
    )
    k = scalar("k")

    omega, err, p = scalar("omega", NOW), scalar("delta", NOW), partial(scalar, "p")
    above = assume("zero weights above", equals(omega, 0))

    @cache
    def one_unit() -> Induction:
        statement = equals(p(NOW), 0)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no unit above", p("0"), [define("an empty sum", p("0"), 0)]).eq(
            number(0), "no unit above"
        )
        step = (
            derive(
                "one more unit above",
                p(NOW),
                [before, above, define("what it sends back", p(NOW), p(BEFORE) + omega * err)],
            )
            .eq(p(BEFORE) + omega * err, "what it sends back")
            .eq(0 + 0 * err, "the induction hypothesis; the weight is zero")
            .eq(number(0), "0 times anything")
        )
        return by_induction("nothing comes back", [statement], base=[base], step=[step])

    layer_error = partial(vector, "d")
    send = function("A", ("vector", "vector"), "vector")
    linear = assume("zero error sends nothing back", equals(send(ZERO, q), ZERO), (q,))

    @cache
    def further_down() -> Induction:
        statement = equals(layer_error(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive(
            "the layer below the zero weights", layer_error("0"),
            [define("nothing came back", layer_error("0"), ZERO)],
        ).eq(ZERO, "nothing came back")  # fmt: skip
        step = (
            derive(
                "one layer further down",
                layer_error(NOW),
                [
                    before,
                    linear.at(other),
                    define("it is sent back", layer_error(NOW), send(layer_error(BEFORE), other)),
                ],
            )
            .eq(send(layer_error(BEFORE), other), "it is sent back")
            .eq(send(ZERO, other), "the induction hypothesis")
            .eq(ZERO, "no error, nothing sent back")
        )
        return by_induction("no error in any layer below", [statement], base=[base], step=[step])

    @cache
    def wave() -> Induction:
        statement = equals(zeta(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        update = keep(zeta(BEFORE), other) - eta * back(zeta(BEFORE), other)
        base = derive("the start", zeta("0"), [start]).eq(ZERO, "all layers start at zero")
        step = (
            derive(
                "one more step",
                zeta(NOW),
                [
                    before,
                    part.at(other),
                    nothing_back.at(other),
                    define("one step of the layers that are left", zeta(NOW), update),
                ],
            )
            .eq(update, "one step of the layers that are left")
            .eq(keep(ZERO, other) - eta * back(ZERO, other), "the induction hypothesis")
            .eq(ZERO - eta * back(ZERO, other), "a part of zero is zero")
            .eq(ZERO - eta * ZERO, "nothing comes back through zero weights")
            .eq(ZERO, "nothing moves")
        )
        return by_induction("the sleeping layers", [statement], base=[base], step=[step])

    @cache
    def run() -> Conjunction:
        premises = _awake_run()
        meanings = {
            p.relation.left: p.relation.right
            for p in premises
            if isinstance(p.relation.left, Symbol)
        }
        chains = []
        for t in range(1, LAYERS + 1):
            symbol = scalar("b", str(t), str(LAYERS - t + 1))
            value = kernel.evaluate(symbol, {}, meanings)
            if isinstance(value, tuple):
                raise ProofError("a bias is a number")
            error = scalar("delta", str(t - 1), str(LAYERS - t + 1))
            chains.append(
                derive(f"the bias that moves first at step {t}", symbol, premises)
                .eq(0 - error, "step {}", number(t))
                .eq(number(value.numerator, value.denominator), "not zero: the layer wakes")
            )
        return together("four layers, four steps", *chains)

    logistic = _deep_run(1, SIGMOID, _logistic_slope)
    n = scalar("n")
    return Claim(
        "hidden.zero-start-wave",
        "From all zero a deep network wakes layer by layer, the last one first",
        say(
            "With {} layers of weights, all weights and biases zero and any activation, the layers "
            "below number {} are exactly zero after {} steps, for every {} up to {}. Layer {} "
            "moves at step {}, the first at which the layer above it is not zero, if an error "
            "reaches it: with {} layers and one sample, layers 4, 3, 2 and 1 move first at steps "
            "1, 2, 3 and 4. Of back-propagation this uses that nothing is sent back through zero "
            "weights.",
            n,
            n - T + 1,
            T,
            T,
            n,
            n - T + 1,
            T,
            number(LAYERS),
        ),
        (start, part, nothing_back),
        (
            Part(
                "unit",
                one_unit,
                say(
                    "Why nothing comes back through zero weights: a unit is sent back {}, the sum "
                    "over the first {} units above it of weight {} times error {}, times the slope "
                    "of its activation",
                    p(NOW),
                    T,
                    omega,
                    err,
                ),
                (above,),
            ),
            Part(
                "layers-below",
                further_down,
                say(
                    "Nor does anything reach the layers further down: {} are the errors in the "
                    "layer {} layers down, so their gradients are 0",
                    layer_error(NOW),
                    T,
                ),
                (linear,),
            ),
            Part(
                "induction",
                wave,
                say(
                    "The sleeping layers: {} are the weights and biases of the layers below number "
                    "{} after {} steps, a part of {}; the errors that move them come through layer "
                    "{}, which is part of {}",
                    zeta(NOW),
                    n - T + 1,
                    T,
                    zeta(BEFORE),
                    n - T + 1,
                    zeta(BEFORE),
                ),
            ),
            Part(
                "run",
                run,
                say(
                    "In numbers: {} layers of one unit, activation {}, one sample with input 1 and "
                    "label 1, loss half the square of the error, rate 1. Layers that still sleep "
                    "are zero and send on {}; only the others are written out",
                    number(LAYERS),
                    equals(SIGMA(z), _tangent(z)),
                    number(1, 2),
                ),
            ),
        ),
        (
            needs_step("all layers start at zero", wave),
            needs_step("part of zero", wave),
            needs_step("nothing comes back through zero weights", wave),
            needs_step("zero weights above", one_unit),
            needs_step("zero error sends nothing back", further_down),
        ),
        Twin(
            say("All four layers move in the first step, with the logistic function."),
            differs(scalar("b", "1", "1"), 0),
            logistic,
        ),
        notation=(
            (say(n), say("the number of layers of weights; the last one computes the output")),
            (
                say("{}, {}", keep(zeta(BEFORE), other), back(zeta(BEFORE), other)),
                say(
                    "what remains of these weights when the uppermost layer is left out, and their "
                    "gradient; {} is all else at step {}",
                    other,
                    T,
                ),
            ),
            (
                say(send(layer_error(BEFORE), other)),
                say("the errors of one layer, sent back to the one below it"),
            ),
            (
                say("{}, {}", scalar("w", NOW, "k"), scalar("b", NOW, "k")),
                say("weight and bias of layer {} after {} steps", k, T),
            ),
            (
                say("{}, {}", scalar("z", NOW, "k"), scalar("delta", NOW, "k")),
                say("what layer {} receives, and the error there", k),
            ),
            ETA_MEANS,
        ),
        remarks=(
            say(
                "The activation of the exact run is the tangent of the logistic function at 0, so "
                "that all numbers are rational; the first two steps are those of the logistic "
                "function itself."
            ),
        ),
        citations=(RUMELHART, GLOROT),
    )


def distinct_start_separates() -> Claim:
    """Two units that start different get different updates."""
    one, two, error = unit("0", "1"), unit("0", "2"), scalar("delta")
    d = [scalar("Delta_v", "1", k) for k in ("1", "2")]
    dw = [vector("Delta_w", "1", k) for k in ("1", "2")]
    a = [net(u, x) for u in (one, two)]
    moves = tuple(
        define("what one step adds", s, -(eta * error * SIGMA(net_input)))
        for s, net_input in zip(d, a, strict=True)
    )
    moves_w = tuple(
        define("what one step adds", s, -(eta * error * u.v * SLOPE(net(u, x)) * x))
        for s, u in zip(dw, (one, two), strict=True)
    )
    no_zero = assume("error not zero", differs(error, 0))
    alike = assume("equal updates", equals(d[0], d[1]))

    @cache
    def difference() -> Conjunction:
        return together(
            "the difference of the updates",
            derive("outgoing weights", d[0] - d[1], moves)
            .eq(-(eta * error * SIGMA(a[0])) - -(eta * error * SIGMA(a[1])), "one step")
            .eq(-(eta * error * (SIGMA(a[0]) - SIGMA(a[1]))), "collect"),
            derive("incoming weights", dw[0] - dw[1], moves_w)
            .eq(
                -(eta * error * one.v * SLOPE(a[0]) * x) - -(eta * error * two.v * SLOPE(a[1]) * x),
                "one step",
            )
            .eq(-(eta * error * (one.v * SLOPE(a[0]) - two.v * SLOPE(a[1])) * x), "collect"),
        )

    @cache
    def only_if() -> Derivation:
        return (
            derive(
                "units that get equal updates", SIGMA(a[0]), [*moves, POSITIVE_RATE, no_zero, alike]
            )
            .eq(d[0] / -(eta * error), "one step of unit 1; neither rate nor error is 0")
            .eq(d[1] / -(eta * error), "the updates are equal")
            .eq(SIGMA(a[1]), "unit 2 after a step")
        )

    @cache
    def witness() -> Conjunction:
        q = number
        f = scalar("f")
        premises = (
            define("the output", f, q(1) * relu(q(1) * 1) + q(1) * relu(q(2) * 1)),
            define("the label is 0: the error", error, f - 0),
            define("what unit 1 gets", d[0], -(q(1) * error * relu(q(1) * 1))),
            define("what unit 2 gets", d[1], -(q(1) * error * relu(q(2) * 1))),
        )
        return together(
            "incoming weights 1 and 2",
            derive("unit 1", d[0], premises)
            .eq(-(q(1) * (q(1) + 2) * 1), "the error is 3, the unit sends 1")
            .eq(q(-3), "multiply"),
            derive("unit 2", d[1], premises)
            .eq(-(q(1) * (q(1) + 2) * 2), "the same error, the unit sends 2")
            .eq(q(-6), "multiply"),
        )

    return Claim(
        "hidden.distinct-start-separates",
        "Units that send on different values part: random starts break the symmetry",
        say(
            "The updates of the outgoing weights of two units differ by {} for each sample: they "
            "are different whenever the error is not zero and the two units send on different "
            "values. So units that start different need not follow one path, as equal units must.",
            -(eta * error * (SIGMA(a[0]) - SIGMA(a[1]))),
        ),
        (),
        (
            Part("difference", difference, say("The difference of the updates")),
            Part(
                "only-if",
                only_if,
                say("Units that get equal updates send on equal values"),
                (POSITIVE_RATE, no_zero, alike),
            ),
            Part(
                "in-numbers",
                witness,
                say(
                    "In numbers: two rectified units with incoming weights 1 and 2, biases 0 and "
                    "outgoing weights 1, output bias 0; one sample with input 1 and label 0, loss "
                    "half the square of the error, rate 1"
                ),
            ),
        ),
        (
            _needs(
                "positive rate",
                equals(SIGMA(a[0]), SIGMA(a[1])),
                (*moves, alike, no_zero, assume("rate 0", equals(eta, 0))),
                *say("At rate 0 all updates are equal, whatever the units send on:"),
            ),
            _needs(
                "error not zero",
                equals(SIGMA(a[0]), SIGMA(a[1])),
                (*moves, alike, POSITIVE_RATE, assume("error zero", equals(error, 0))),
                *say("Without an error there are no updates, whatever the units send on:"),
            ),
            needs_step("equal updates", only_if),
        ),
        Twin(
            say("The two units get the same update, since the error at the output is the same."),
            equals(d[0], d[1]),
            moves,
        ),
        notation=(
            (
                say("{}, {}, {}", one.w, one.beta, one.v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 "
                    "likewise"
                ),
            ),
            (
                say("{}, {}", d[0], dw[0]),
                say(
                    "what one step with one sample adds to the outgoing and the incoming "
                    "weights of unit 1"
                ),
            ),
            (say(error), say("the error: the slope of the loss at the output")),
            (say(x), say("the input of the sample")),
            SIGMA_MEANS,
            ETA_MEANS,
        ),
        remarks=(
            say(
                "Nothing here says that units which start different can never meet: for some data "
                "and rates a step can make two units equal. What random starts do is to leave the "
                "set of equal units, in which descent would stay for ever: equal units form a "
                "proper subspace, of volume 0, so that a start drawn from any density has none."
            ),
        ),
        citations=(GLOROT,),
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "hidden.zero-preactivations": zero_preactivations,
    "hidden.permutation-equivariance": permutation_equivariance,
    "hidden.equal-units-stay-equal": equal_units_stay_equal,
    "hidden.equal-incoming-not-enough": equal_incoming_not_enough,
    "hidden.inputs-separate": inputs_separate,
    "hidden.backprop-linear": backprop_linear,
    "hidden.zero-start-stuck": zero_start_stuck,
    "hidden.zero-start-learns": zero_start_learns,
    "hidden.zero-start-centred": zero_start_centred,
    "hidden.eta-changes-direction": eta_changes_direction,
    "hidden.width-one": width_one,
    "hidden.zero-start-wave": zero_start_wave,
    "hidden.distinct-start-separates": distinct_start_separates,
}
