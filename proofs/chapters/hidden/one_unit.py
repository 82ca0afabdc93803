"""The h units of a network and one unit beside them, each trained along its own gradient."""

from proofs.chapters.hidden.network import (
    beta, c, f, gradient, h, i, j, n, network, sent, v, w,
)  # fmt: skip
from proofs.chapters.hidden.setting import eta
from proofs.terms import (
    Function, Hypothesis, Symbol, Term, as_term, assume, define, equals, function,
)  # fmt: skip

m = function("m", ("step",), "natural")
x, y = function("x", ("index", "step"), "vector"), function("y", ("index", "step"))
one_w = function("w_tilde", ("step",), "vector")
one_beta, u, one_c = (function(name, ("step",)) for name in ("beta_tilde", "u", "c_tilde"))
one_f = function("f_tilde", ("index", "step"))
NONE = as_term(0)
WIDE = network(x(i, n))
NARROW = sent(one_w(n), one_beta(n), u(n), x(i, n)) + one_c(n)
OUTPUT = define("the output", f(i, n), WIDE, (i, n))
ONE_OUTPUT = define("the output of the single unit", one_f(i, n), NARROW, (i, n))
UNITS = assume("at least one unit", h > 0)
EQUAL = [
    assume(f"equal {what}", equals(run(j, 0), run(0, 0)), (j,))
    for run, what in ((w, "incoming weights"), (beta, "biases"), (v, "outgoing weights"))
]


def _step(run: Function, rate: Term, *unit: Symbol, one: bool = False) -> Hypothesis:
    """One step along the gradient of the loss, summed over the samples of the step."""
    output, called = (NARROW, one_f(i, n)) if one else (WIDE, f(i, n))
    now = run(*unit, n)
    slope = gradient(output, called, y(i, n), m(n), now)
    return define("one step", run(*unit, n + 1), now - rate * slope, (*unit, n))


W, BETA, V, C = _step(w, eta, j), _step(beta, eta, j), _step(v, eta, j), _step(c, eta)
ONE_W, ONE_BETA = _step(one_w, eta / h, one=True), _step(one_beta, eta / h, one=True)
ONE_U, ONE_C = _step(u, eta * h, one=True), _step(one_c, eta, one=True)
STARTS = [
    define("where it starts", run(0), at)
    for run, at in (
        (one_w, w(NONE, 0)), (one_beta, beta(NONE, 0)), (u, h * v(NONE, 0)), (one_c, c(0))
    )
]  # fmt: skip
