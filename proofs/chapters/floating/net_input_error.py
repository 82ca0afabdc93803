"""By how much a computed net input may be off, product by product."""

from proofs.statement import Lines, at_once, chain, induction
from proofs.terms import (
    ABS, Hypothesis, Term, assume, define, equals, finite_sum, function, natural, scalar,
    substitute,
)  # fmt: skip

k, n, d, count = (natural(name) for name in ("k", "n", "d", "s"))
w, w_hat, beta, x, r, rho, may = (
    function(name, ("index", "step")) for name in ("w", "w_hat", "beta", "x", "r", "rho", "g")
)
z, z_hat, bound = (function(name, ("step",)) for name in ("z", "z_hat", "B"))
OFF = (w_hat(k, n) - w(k, n)) * x(k, n) + r(k, n)
"""By how much the computed product, added to the sum, is off."""


def _sum(term: Term, products: Term = d) -> Term:
    return finite_sum(k, products, term)


NET = define("the net input", z(n), _sum(w(k, n) * x(k, n)), (n,))
NET_MADE = define("as it is computed", z_hat(n), _sum(w_hat(k, n) * x(k, n) + r(k, n)), (n,))
MAY = define(
    "how far a product may be off", may(k, n), beta(k, n) * ABS(x(k, n)) + rho(k, n), (k, n)
)
BOUND = define("the bound", bound(n), _sum(may(k, n)), (n,))
ROUNDING = assume("rounding errors of sums are bounded", ABS(r(k, n)) <= rho(k, n), (k, n))
WEIGHT_NEAR = ABS(w_hat(k, n) - w(k, n)) <= beta(k, n)
WEIGHTS_CLOSE = assume("weights are close", WEIGHT_NEAR, (k,))
NEAR = ABS(z_hat(n) - z(n)) <= bound(n)

a, b, c, most, more = (scalar(name) for name in ("a", "b", "c", "A", "D"))


@chain(ABS(c) <= most + more, name="the size of a sum")
def triangle() -> Lines:
    """A sum is at most as large as the bounds of its parts together."""
    yield "=", ABS(a + b), assume("a sum", equals(c, a + b))
    yield "<=", ABS(a) + ABS(b), "the triangle inequality"
    first, second = assume("a bound", ABS(a) <= most), assume("another bound", ABS(b) <= more)
    yield "<=", ..., first, second


@chain(ABS(OFF) <= may(k, n), name="one product")
def one_product() -> Lines:
    """What one product, added to the sum, is off by."""
    off = w_hat(k, n) - w(k, n)
    yield "<=", ABS(off * x(k, n)) + ABS(r(k, n)), "the triangle inequality"
    yield "=", ABS(off) * ABS(x(k, n)) + ABS(r(k, n)), "the absolute value of a product"
    yield "<=", MAY.relation.right, WEIGHTS_CLOSE.at(k), ROUNDING.at(k, n)
    yield "=", ..., MAY.at(k, n)


_BOUNDED = _sum(may(k, n), count)


@chain(equals(_BOUNDED + may(count, n), _sum(may(k, n), count + 1)), name="one more bound")
def next_bound() -> Lines:
    """The last term of the sum."""
    yield "=", ..., "one more product"


_LAST = substitute(OFF, {k: count})


@chain(equals(_sum(OFF, count + 1), _sum(OFF, count) + _LAST), name="the last product")
def last_product() -> Lines:
    """The last product of the sum."""
    yield "=", ..., "the last product apart"


@induction(
    ABS(_sum(OFF, count)) <= _BOUNDED,
    start=at_once("no product", "both sums are empty"),
    name="the error of a net input",
    over=count,
)
def products(assumed: Hypothesis) -> Lines:
    """One more product."""
    last = {k: count}
    parts = {c: _sum(OFF, count + 1), a: _sum(OFF, count), b: _LAST}
    bounds = {most: _BOUNDED, more: may(count, n)}
    known = (triangle.of({**parts, **bounds}), one_product.of(last), last_product)
    yield "<=", _BOUNDED + may(count, n), "the triangle inequality and the ", assumed, *known
    yield "=", ..., next_bound


@chain(NEAR, name="the error of a net input, in full")
def net_input() -> Lines:
    """All products together."""
    yield "=", ABS(_sum(OFF)), NET.at(n), NET_MADE.at(n)
    yield "<=", _sum(may(k, n)), products.of({count: d})
    yield "=", ..., BOUND.at(n)
