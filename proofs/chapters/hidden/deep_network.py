"""Networks of any number of layers, forward and backward, and one with a single unit a layer.

Hidden layer number p has h_p units, and above it are a_p layers, the output among them.  Unit j of
a layer receives z from the units k of the layer below, and the first layer from the sample; delta
is the slope of the loss by z where r layers are above.
"""

from typing import Final

from proofs.chapters.hidden.setting import LOSS_SLOPE, SIGMA, SLOPE, eta
from proofs.terms import (
    Hypothesis, Symbol, Term, as_term, define, dot, equals, finite_sum, function, natural,
)  # fmt: skip

i, j, k, n, p, r = (natural(name) for name in "ijknpr")
INDEX: Final = "index"
STEP: Final = "step"
NIL = as_term(0)
h, above = function("h", (INDEX,), "natural"), function("a", (INDEX,), "natural")
m = function("m", (STEP,), "natural")
x, y = function("x", (INDEX, STEP), "vector"), function("y", (INDEX, STEP))

u, beta = function("u", (INDEX, STEP), "vector"), function("beta", (INDEX, INDEX, STEP))
w = function("w", (INDEX, INDEX, INDEX, STEP))
z = function("z", (INDEX, INDEX, INDEX, STEP))
delta = function("delta", (INDEX, INDEX, INDEX, INDEX, STEP))
FIRST = define(
    "the first layer", z(NIL, j, i, n), dot(u(j, n), x(i, n)) + beta(NIL, j, n), (j, i, n)
)
_RECEIVED = finite_sum(k, h(p), w(p, j, k, n) * SIGMA(z(p, k, i, n)))
NEXT = define(
    "the next layer", z(p + 1, j, i, n), _RECEIVED + beta(p + 1, j, n), (p, j, i, n)
)  # fmt: skip
TOP = define(
    "the error at the output", delta(NIL, p, j, i, n), LOSS_SLOPE(z(p, j, i, n), y(i, n)),
    (p, j, i, n),
)  # fmt: skip
_SENT = finite_sum(k, h(p + 1), delta(r, p + 1, k, i, n) * w(p, k, j, n))
BACK = define(
    "the error one layer down", delta(r + 1, p, j, i, n), SLOPE(z(p, j, i, n)) * _SENT,
    (r, p, j, i, n),
)  # fmt: skip

one_u, one_beta = function("u_tilde", (STEP,), "vector"), function("beta_tilde", (INDEX, STEP))
one_w, one_z = function("w_tilde", (INDEX, STEP)), function("z_tilde", (INDEX, INDEX, STEP))
one_delta = function("e", (INDEX, INDEX, INDEX, STEP))
ONE_FIRST = define(
    "the first single unit", one_z(NIL, i, n), dot(one_u(n), x(i, n)) + one_beta(NIL, n), (i, n)
)
ONE_NEXT = define(
    "the next single unit", one_z(p + 1, i, n),
    one_w(p, n) * SIGMA(one_z(p, i, n)) + one_beta(p + 1, n), (p, i, n),
)  # fmt: skip
ONE_TOP = define(
    "its error at the output", one_delta(NIL, p, i, n), LOSS_SLOPE(one_z(p, i, n), y(i, n)),
    (p, i, n),
)  # fmt: skip
ONE_BACK = define(
    "its error one layer down", one_delta(r + 1, p, i, n),
    SLOPE(one_z(p, i, n)) * (one_delta(r, p + 1, i, n) * one_w(p, n)), (r, p, i, n),
)  # fmt: skip

SAME = (
    equals(u(j, n), one_u(n)),
    equals(beta(p, j, n), one_beta(p, n)),
    equals(w(p, j, k, n), w(p, NIL, NIL, n)),
    equals(one_w(p, n), h(p) * w(p, NIL, NIL, n)),
)
"""What is to hold after n steps: equal units, and the single ones beside them."""


def batch(term: Term) -> Term:
    """The sum over the samples of a step."""
    return finite_sum(i, m(n), term)


def _step(
    now: Term, then: Term, rate: Term, gradient: Term, names: tuple[Symbol, ...]
) -> Hypothesis:
    return define("one step", then, now - rate * batch(gradient), names)


ABOVE = above(p + 1)
STEP_U = _step(u(j, n), u(j, n + 1), eta, delta(above(0), NIL, j, i, n) * x(i, n), (j, n))
STEP_BETA = _step(beta(p, j, n), beta(p, j, n + 1), eta, delta(above(p), p, j, i, n), (p, j, n))
STEP_W = _step(
    w(p, j, k, n), w(p, j, k, n + 1), eta,
    delta(ABOVE, p + 1, j, i, n) * SIGMA(z(p, k, i, n)), (p, j, k, n),
)  # fmt: skip
ONE_U = _step(one_u(n), one_u(n + 1), eta / h(NIL), one_delta(above(0), NIL, i, n) * x(i, n), (n,))
ONE_BETA = _step(
    one_beta(p, n), one_beta(p, n + 1), eta / h(p), one_delta(above(p), p, i, n), (p, n)
)
ONE_W = _step(
    one_w(p, n), one_w(p, n + 1), eta * h(p) / h(p + 1),
    one_delta(ABOVE, p + 1, i, n) * SIGMA(one_z(p, i, n)), (p, n),
)  # fmt: skip
