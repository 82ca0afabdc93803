"""Equal units in every layer of a deep network are one unit a layer with rescaled rates."""

from collections.abc import Iterable
from fractions import Fraction

from proofs.chapters.hidden.deep_network import (
    NIL, ONE_BETA, ONE_U, ONE_W, SAME, STEP_BETA, STEP_U, STEP_W, above, beta, delta, h, i, j, k,
    m, n, one_beta, one_u, one_w, one_z, p, r, u, w, x, y, z,
)  # fmt: skip
from proofs.chapters.hidden.equal_layers import (
    AT_BETA, AT_ONE, AT_U, AT_W, backward, for_biases, for_first, for_weights, forward, s,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ETA_MEANS, LOSS_MEANS, RUMELHART, SIGMA_MEANS, eta,
)  # fmt: skip
from proofs.instance import Meaning, Steps
from proofs.statement import Cited, Entry, Lines, Proof, at_once, induction
from proofs.terms import Hypothesis, Symbol, Term, assume, define, equals, natural, say, scalar

UNITS = assume("no empty layer", h(p) > 0, (p,))
ONE_OUTPUT = assume("one output", equals(h(p + above(p)), 1), (p,))
EQUAL_U = assume("equal incoming weights", equals(u(j, 0), u(NIL, 0)), (j,))
EQUAL_BETA = assume("equal biases", equals(beta(p, j, 0), beta(p, NIL, 0)), (p, j))
EQUAL_W = assume("equal weights", equals(w(p, j, k, 0), w(p, NIL, NIL, 0)), (p, j, k))
START_U = define("where it starts", one_u(0), u(NIL, 0))
START_BETA = define("where it starts", one_beta(p, 0), beta(p, NIL, 0), (p,))
START_W = define("where it starts", one_w(p, 0), h(p) * w(p, NIL, NIL, 0), (p,))

units = natural("h")

entry = Entry(
    "hidden.width-one-deep",
    place=115,
    title="A deep network of equal units is one unit a layer with other rates",
    idea="The equal units of a layer receive the same and get the same errors back, so one of them "
    "can stand for all. Their number multiplies what the next layer receives; it goes into the "
    "weights of the one, and into its rates.",
    says=say(
        "Let a network have any number of layers, {} units in layer {}, and let the units of each "
        "layer start equal. Trained with rate {}, it is after every number {} of steps a network "
        "of one unit a layer: {}, {}, {} and {} for all layers and units, where the single units "
        "are trained with rates {} for the weights from layer {} to the next, {} for the biases "
        "and {} for the weights of the inputs. Each step reads a batch of any size.",
        *(h(p), p, eta, n, *SAME, eta * h(p) / h(p + 1), p, eta / h(p), eta / h(NIL)),
    ),
    given=(EQUAL_U, EQUAL_BETA, EQUAL_W, UNITS, ONE_OUTPUT),
    citations=(RUMELHART,),
)
entry.shows("forward", "What equal units receive", forward)
entry.shows("backward", "The errors of equal units", backward)
entry.shows("weights-summed", "Summed over samples, for the weights", for_weights)
entry.shows("biases-summed", "Summed over samples, for the biases", for_biases)
entry.shows("first-weights-summed", "Summed over samples, for the weights of the inputs", for_first)


def _sum(proof: Proof, layer: Term | int, *values: tuple[Symbol, Term | int]) -> Cited:
    """What was summed, over the samples of this step, in the layer that it is."""
    return proof.of({s: m(n), n: n, r: above(layer), **dict(values)})


def _stepped(
    one: Hypothesis, then: Hypothesis, scale: Term | int, known: Iterable[object]
) -> Lines:
    """One step of one weight, beside a step of another."""
    right = then.relation.right if scale == 1 else scale * then.relation.right
    yield "=", one.relation.right, "one step", one
    yield "=", right, "the induction hypothesis, and what was summed", *known
    yield "=", ..., "one step", then


def _u(*assumed: Hypothesis) -> Lines:
    """The weights of the inputs."""
    known = (assumed[0].at(j), *assumed, _sum(for_first, 0, (p, 0)), ONE_OUTPUT.at(0), UNITS.at(0))
    yield from _stepped(STEP_U.at(j, n), ONE_U.at(n), 1, known)


def _beta(*assumed: Hypothesis) -> Lines:
    """The biases."""
    known = (assumed[1].at(p, j), *assumed, _sum(for_biases, p), ONE_OUTPUT.at(p), UNITS.at(p))
    yield from _stepped(STEP_BETA.at(p, j, n), ONE_BETA.at(p, n), 1, known)


FIRST_PAIR = _sum(for_weights, p + 1, (j, 0), (k, 0))


def _w(*assumed: Hypothesis) -> Lines:
    """The weights."""
    summed = (_sum(for_weights, p + 1), FIRST_PAIR)
    known = (assumed[2].at(p, j, k), *assumed, *summed, UNITS.at(p + 1))
    yield from _stepped(STEP_W.at(p, j, k, n), STEP_W.at(p, 0, 0, n), 1, known)


def _one_w(*assumed: Hypothesis) -> Lines:
    """The single weights."""
    known = (assumed[3].at(p), *assumed, FIRST_PAIR, ONE_OUTPUT.at(p + 1), UNITS.at(p + 1))
    yield from _stepped(ONE_W.at(p, n), STEP_W.at(p, 0, 0, n), h(p), known)


entry.shows(
    "steps",
    "The units of each layer stay equal, and the single ones follow",
    induction(
        *SAME,
        start=(
            at_once("the weights of the inputs", "they start equal", EQUAL_U.at(j), START_U),
            at_once("the biases", "they start equal", EQUAL_BETA.at(p, j), START_BETA.at(p)),
            at_once("the weights", "they start equal", EQUAL_W.at(p, j, k)),
            at_once("the single weights", "where they start", START_W.at(p)),
        ),
        name="equal units and single ones",
        over=n,
        every=(p, j, k),
    )((_u, _beta, _w, _one_w)),
)
ONE, NONE = Fraction(1), Fraction(0)
NETWORK: dict[str, Meaning] = {
    "h^": Steps((Fraction(2), ONE)), "a^": Steps((ONE, NONE)), "m^": Steps((ONE,)), "n": ONE,
}  # fmt: skip
"""Two units, and above them one that is the output; one sample a step, after one step."""
BIAS, WEIGHT = {"p": NONE, "j": ONE}, {"p": NONE, "j": NONE, "k": ONE}
for each, which in ((EQUAL_U, {"j": ONE}), (EQUAL_BETA, BIAS), (EQUAL_W, WEIGHT)):
    entry.without(each, "One step later, two units that differ are not one:", fixed=NETWORK | which)
APART = {"w^": Steps((NONE, ONE), places=(0, 3)), "beta_tilde^": Steps((ONE,))}
ABOVE_IT: dict[str, Meaning] = {"p": ONE, "j": NONE}
says = "Without it units receive something else than the single one:"
entry.without(AT_U, says, forward, fixed=NETWORK | {"j": ONE})
entry.without(AT_BETA, says, forward, fixed=NETWORK | BIAS)
entry.without(AT_W, says, forward, fixed=NETWORK | APART | ABOVE_IT)
entry.without(AT_ONE, says, forward, fixed=NETWORK | ABOVE_IT)
weight, error = w(p, NIL, NIL, n), scalar("delta")
entry.twin(
    "It is one unit a layer with the same rates.",
    equals(units * (weight - eta * error), units * weight - eta * error),
)
entry.symbols(
    (say("{}, {}", u(j, n), beta(p, j, n)),
     "weights of the inputs into unit {} of layer 0, and bias of unit {} of layer {}", j, j, p),
    (w(p, j, k, n), "weight from unit {} of layer {} to unit {} of the next", k, p, j),
    (z(p, j, i, n), "what that unit receives for sample {} of step {}", i, n),
    (delta(r, p, j, i, n), "the slope of the loss by it, where {} layers are above", r),
    (say("{}, {}, …", one_u(n), one_z(p, i, n)), "the same of the single units"),
    (say("{}, {}", h(p), above(p)), "how many units layer {} has, and how many layers are above it",
     p),
    (say("{}, {}", x(i, n), y(i, n)), "sample {} of the {} samples of step {}, and its label",
     i, m(n), n),
    (s, "how many of them are summed"),
    SIGMA_MEANS, LOSS_MEANS, ETA_MEANS,
)  # fmt: skip
