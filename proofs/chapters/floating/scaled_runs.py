"""Two runs with every operation rounded, one at a power of two as rate, the other at 1."""

from proofs.chapters.floating.rounding import a, c, fl, positive, scaling
from proofs.statement import Lines, at_once, chain, induction
from proofs.terms import (
    PHI, Function, Hypothesis, Term, as_term, assume, define, equals, function, natural,
)  # fmt: skip

i, d, n = natural("i"), natural("d"), natural("n")
w, v, x = (function(name, ("index", "step")) for name in "wvx")
p, q = (function(name, ("index", "step")) for name in "pq")
y = function("y", ("step",))
NONE = as_term(0)


def _net(name: str, sums: Function, weights: Function) -> tuple[Hypothesis, Hypothesis]:
    """What defines the rounded partial sums of the net input."""
    more = fl(sums(i, n) + fl(weights(i, n) * x(i, n)))
    empty = define(f"no product, {name}", sums(NONE, n), 0, (n,))
    return empty, define(f"one more product, {name}", sums(i + 1, n), more, (i, n))


def _step(name: str, rate: Term, sums: Function, weights: Function) -> Hypothesis:
    """One update, every operation rounded."""
    error = fl(y(n) - PHI(sums(d, n)))
    moved = fl(weights(i, n) + fl(fl(rate * error) * x(i, n)))
    return define(f"one step, {name}", weights(i, n + 1), moved, (i, n))


EMPTY_P, MORE_P = _net("scaled", p, w)
EMPTY_Q, MORE_Q = _net("rate 1", q, v)
STEP_W, STEP_V = _step("scaled", c, p, w), _step("rate 1", as_term(1), q, v)
ZERO_W = assume("zero start", equals(w(i, 0), 0), (i,))
ZERO_V = define("the run at rate 1 starts there too", v(i, 0), 0, (i,))
SCALED, SAME = equals(w(i, n), c * v(i, n)), equals(PHI(p(d, n)), PHI(q(d, n)))
NOW = assume("scaled at this step", SCALED, (i,))


@induction(
    equals(p(i, n), c * q(i, n)),
    start=at_once("no product", "both are 0", EMPTY_P.at(n), EMPTY_Q.at(n)),
    name="net inputs scale",
    over=i,
)
def net_inputs(assumed: Hypothesis) -> Lines:
    """One more product."""
    product = v(i, n) * x(i, n)
    added = q(i, n) + fl(product)
    yield "=", fl(p(i, n) + fl(w(i, n) * x(i, n))), MORE_P.at(i, n)
    yield "=", fl(c * q(i, n) + fl(c * product)), "the ", assumed, NOW.at(i)
    yield "=", fl(c * added), "scaling the product is exact", scaling.of({a: product})
    yield "=", c * fl(added), "so is scaling the sum", scaling.of({a: added})
    yield "=", ..., MORE_Q.at(i, n)


@chain(SAME)
def same_label() -> Lines:
    yield "=", PHI(c * q(d, n)), "net inputs scale", net_inputs.of({i: d})
    yield "=", ..., "the threshold function sees the sign alone, and ", positive


@induction(
    SCALED,
    start=at_once("the start", "both are 0", ZERO_W.at(i), ZERO_V.at(i)),
    name="weights scale",
    over=n,
    every=(i,),
)
def weights(assumed: Hypothesis) -> Lines:
    """One more update."""
    error = 1 * fl(y(n) - PHI(q(d, n)))
    moved = fl(error) * x(i, n)
    added = v(i, n) + fl(moved)
    alike = same_label.of({n: n}), assumed
    yield "=", STEP_W.relation.right, STEP_W.at(i, n)
    yield "=", fl(w(i, n) + fl(fl(c * error) * x(i, n))), "the labels agree", *alike
    yield "=", fl(c * v(i, n) + fl(fl(c * error) * x(i, n))), "the ", assumed.at(i)
    yield "=", fl(c * v(i, n) + fl(c * moved)), "the error", scaling.of({a: error})
    yield "=", fl(c * added), "the step", scaling.of({a: moved})
    yield "=", c * fl(added), "the sum", scaling.of({a: added})
    yield "=", ..., STEP_V.at(i, n)
