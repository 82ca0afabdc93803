"""Layers of any width, counted from the output: those that nothing comes back to stay zero.

Layer p has h_p units and is p layers below the output, which is layer 0.  Its unit j receives z
from what enters it, s, which the layer below sends or the sample is; delta is the slope of the loss
by z.
"""

from typing import Final

from proofs.chapters.hidden.setting import SIGMA, SLOPE, eta
from proofs.statement import Lines, at_once, chain, induction
from proofs.terms import (
    Hypothesis, Term, as_term, assume, define, equals, finite_sum, function, natural,
)  # fmt: skip

i, j, k, n, m = (natural(name) for name in "ijknm")
p, r, read, other = natural("p"), natural("r"), natural("q"), natural("l")
INDEX: Final = "index"
STEP: Final = "step"
NIL = as_term(0)
h = function("h", (INDEX,), "natural")
w, beta = function("w", (INDEX, INDEX, INDEX, STEP)), function("beta", (INDEX, INDEX, STEP))
z, delta, s = (function(name, (INDEX, INDEX, INDEX, STEP)) for name in ("z", "delta", "s"))


def over_samples(term: Term, count: Term = m) -> Term:
    """The sum over the first samples, or over all."""
    return finite_sum(i, count, term)


RECEIVED = define(
    "what a unit receives", z(p, j, i, n),
    finite_sum(k, h(p + 1), w(p, j, k, n) * s(p, k, i, n)) + beta(p, j, n), (p, j, i, n),
)  # fmt: skip
_SENT = finite_sum(k, h(p), delta(p, k, i, n) * w(p, k, j, n))
BACK = define(
    "the error one layer down", delta(p + 1, j, i, n), SLOPE(z(p + 1, j, i, n)) * _SENT,
    (p, j, i, n),
)  # fmt: skip
STEP_W = define(
    "one step", w(p, j, k, n + 1),
    w(p, j, k, n) - eta * over_samples(delta(p, j, i, n) * s(p, k, i, n)), (p, j, k, n),
)  # fmt: skip
STEP_BETA = define(
    "one step", beta(p, j, n + 1), beta(p, j, n) - eta * over_samples(delta(p, j, i, n)),
    (p, j, n),
)  # fmt: skip
ZERO_W = assume("weights start at zero", equals(w(p, j, k, 0), 0), (p, j, k))
ZERO_BETA = assume("biases start at zero", equals(beta(p, j, 0), 0), (p, j))
ASLEEP = (
    equals(w(n + r, j, k, n), 0), equals(beta(n + r, j, n), 0), equals(z(n + r, j, i, n), 0)
)  # fmt: skip
"""After n steps, of all layers from number n on."""

_BELOW = n + r + 1
_NOTHING = SLOPE(z(_BELOW, j, i, n)) * finite_sum(
    other, h(n + r), delta(n + r, other, i, n) * w(n + r, other, j, n)
)
_COMES_BACK = "nothing comes back through weights that are zero"


def _weight(*assumed: Hypothesis) -> Lines:
    """The weights."""
    before = STEP_W.at(_BELOW, j, k, n).relation.right
    yield "=", before, STEP_W.at(_BELOW, j, k, n)
    back = over_samples(_NOTHING * s(_BELOW, k, i, n))
    yield "=", 0 - eta * back, "the ", assumed[0].at(r + 1, j, k), BACK
    yield "=", ..., _COMES_BACK, assumed[0]


def _bias(*assumed: Hypothesis) -> Lines:
    """The biases."""
    yield "=", STEP_BETA.at(_BELOW, j, n).relation.right, STEP_BETA.at(_BELOW, j, n)
    yield "=", 0 - eta * over_samples(_NOTHING), "the ", assumed[1].at(r + 1, j), BACK
    yield "=", ..., _COMES_BACK, assumed[0]


def _received(*assumed: Hypothesis) -> Lines:
    """What they receive."""
    here, entering = RECEIVED.at(_BELOW, j, i, n + 1), s(_BELOW, k, i, n + 1)
    sums = (delta(_BELOW, j, other, n) * s(_BELOW, k, other, n), delta(_BELOW, j, other, n))
    moved_w, moved_beta = (finite_sum(other, m, term) for term in sums)
    weights = (w(_BELOW, j, k, n) - eta * moved_w) * entering
    biases = beta(_BELOW, j, n) - eta * moved_beta
    yield "=", here.relation.right, here
    yield "=", finite_sum(k, h(_BELOW + 1), weights) + biases, STEP_W, STEP_BETA.at(_BELOW, j, n)
    known = (assumed[0].at(r + 1, j, k), assumed[1].at(r + 1, j), BACK)
    yield "=", ..., _COMES_BACK, assumed[0], *known


def _first_received() -> Lines:
    """What they receive at first."""
    yield "=", RECEIVED.at(r, j, i, 0).relation.right, RECEIVED.at(r, j, i, 0)
    yield "=", ..., "all starts at zero", ZERO_W, ZERO_BETA.at(r, j)


asleep = induction(
    *ASLEEP,
    start=(
        at_once("the weights at first", "all starts at zero", ZERO_W.at(r, j, k)),
        at_once("the biases at first", "all starts at zero", ZERO_BETA.at(r, j)),
        _first_received,
    ),
    name="the sleeping layers",
    over=n,
    every=(r, j, k, i),
)((_weight, _bias, _received))  # fmt: skip
ERRORS = over_samples(delta(n, j, i, n))
SENT = assume("not the first layer", equals(s(n, k, i, n), SIGMA(z(n + 1, k, i, n))), (k, i))


@chain(equals(beta(n, j, n + 1), -(eta * ERRORS)), name="the bias that moves first")
def bias() -> Lines:
    yield "=", STEP_BETA.at(n, j, n).relation.right, STEP_BETA.at(n, j, n)
    yield "=", ..., "it was zero", asleep.of({r: 0}, which=1)


WITH_INPUTS = over_samples(delta(n, j, i, n) * s(n, k, i, n))


@chain(equals(w(n, j, k, n + 1), -(eta * WITH_INPUTS)), name="the weights that move first")
def weights() -> Lines:
    yield "=", STEP_W.at(n, j, k, n).relation.right, STEP_W.at(n, j, k, n)
    yield "=", ..., "they were zero", asleep.of({r: 0})


@induction(
    equals(
        over_samples(delta(n, j, i, n) * s(n, k, i, n), read),
        SIGMA(NIL) * over_samples(delta(n, j, i, n), read),
    ),
    start=at_once("no sample", "both are empty"),
    name="one constant enters",
    over=read,
)
def constant(assumed: Hypothesis) -> Lines:
    """One more sample."""
    first = over_samples(delta(n, j, i, n) * s(n, k, i, n), read)
    rest = SIGMA(NIL) * over_samples(delta(n, j, i, n), read)
    yield "=", first + delta(n, j, read, n) * s(n, k, read, n), "the last sample apart"
    nothing = asleep.of({r: 1, j: k, i: read}, which=2)
    receives = "the layer below receives 0; the "
    yield (
        "=",
        rest + delta(n, j, read, n) * SIGMA(NIL),
        receives,
        assumed,
        SENT.at(k, read),
        nothing,
    )
    yield "=", ..., "collect"
