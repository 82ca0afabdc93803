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
from proofs.claim import Claim, Need, Part, Twin
from proofs.derivation import (
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    Theorem,
    assumed_before,
    by_induction,
    cite,
    derive,
    needed,
    together,
)
from proofs.perceptron import refutation
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    MAX,
    SIGMOID,
    TANH,
    ZERO,
    Hypothesis,
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
ERROR_MEANS = (
    say(delta(NOW)),
    say(
        "the slope of the loss at the output for that sample: one number, the same for all units, "
        "whatever it may be"
    ),
)


def _needs_step(hypothesis: str, build: Callable[[], Theorem], *says: str) -> Need:
    """The hypothesis is needed because a step of the proof fails without it."""
    told = says or ("Without it a step of the proof fails:",)
    name = hypothesis.lower().replace(" ", "-")
    return Need(hypothesis, name, lambda: needed(build(), hypothesis), told)


def _needs(
    hypothesis: str, relation: Relation, premises: tuple[Hypothesis, ...], *says: str
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
            Part("sends-a-constant", sends, say("What it sends on")),
        ),
        (
            _needs_step("zero incoming weights", receives),
            _needs_step("zero bias", receives),
        ),
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
        for symbol, relation in zip(
            action, equivariance_of(action, update, image), strict=True
        ):
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
                    f"the start of {symbol}", begin, [define(f"where {symbol} starts", begin, zero[begin])]
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
            *(
                equals(unit(NOW, "1", mark)[k], unit(NOW, "2")[k])
                for k in range(3)
            ),
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
                    size, q, q_1, q_2, q_3, slope, loss_slope,
                ),
                (between, loss_between),
            ),
            Part(
                "gradient",
                gradient,
                say(
                    "As {} goes to 0 the slopes go to {} and {}, the derivatives, and what {} "
                    "multiplies to the following",
                    size, SLOPE(a), LOSS_SLOPE(f, y), size,
                ),
            ),
            Part(
                "symmetry",
                symmetric,
                say(
                    "Two units exchanged. An update with {} either reads a sample, to compute the "
                    "error {}, or, with {}, sends the error back and adds to the sums; one with "
                    "{} takes the step and clears them",
                    equals(STEP, 0), delta(NOW), equals(BACK, 1), equals(STEP, 1),
                ),
            ),
        ),
        (
            _needs_step("slope of the activation", expansion),
            _needs_step("slope of the loss", expansion),
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
                    "likewise", T,
                ),
            ),
            (say("{}, {}", rest(NOW)[0], rest(NOW)[1]), say("all other units, and the output bias")),
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
            (
                say("{}, {}", STEP, BACK),
                say("marks of update {}: a step is taken, an error is sent back", T),
            ),
            SIGMA_MEANS, LOSS_MEANS, SAMPLES_MEAN, ETA_MEANS,
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
    )  # fmt: skip


_first, _second = unit("0", "1"), unit("0", "2")
EQUAL_INCOMING = assume("equal incoming weights", equals(_first.w, _second.w))
EQUAL_BIASES = assume("equal biases", equals(_first.beta, _second.beta))
EQUAL_OUTGOING = assume("equal outgoing weights", equals(_first.v, _second.v))


def stepped(u: Unit, error: Term) -> Unit | tuple[Term, Term, Term]:
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
            for symbol, relation in zip(
                action, equivariance_of(action, update, image), strict=True
            )
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
                    "The exchange of two units, which changes nothing at the start, changes "
                    "nothing later: the run of unit 1 is the image of the run of unit 2"
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
                    "likewise", T,
                ),
            ),
            (
                say("{}, {}, {}", *unit(NOW, "1")[3:]),
                say("the gradients by these, summed over the samples read since the last step"),
            ),
            ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS,
        ),
        citations=(RUMELHART, GLOROT),
    )  # fmt: skip


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "hidden.zero-preactivations": zero_preactivations,
    "hidden.permutation-equivariance": permutation_equivariance,
    "hidden.equal-units-stay-equal": equal_units_stay_equal,
}
