"""Where the error bounds certify the signs, the float labels are the exact labels."""

from fractions import Fraction
from typing import Any

from proofs.chapters.floating.net_input_error import (
    NEAR, ROUNDING, WEIGHT_NEAR, WEIGHTS_CLOSE, beta, bound, count, d, k, may, n, net_input,
    one_product, products, r, rho, w, w_hat, x, z, z_hat,
)  # fmt: skip
from proofs.chapters.floating.setting import HIGHAM
from proofs.chapters.perceptron.setting import eta
from proofs.instance import Steps
from proofs.statement import Entry, Lines, cases, induction
from proofs.terms import ABS, PHI, Hypothesis, assume, define, equals, function, say

y, q, tau = function("y", ("step",)), *(function(s, ("index", "step")) for s in ("q", "tau"))
UPDATE = define(
    "the update rule", w(k, n + 1), w(k, n) + eta * (y(n) - PHI(z(n))) * x(k, n), (k, n)
)
UPDATE_MADE = define(
    "the update, rounded",
    w_hat(k, n + 1),
    w_hat(k, n) + eta * (y(n) - PHI(z_hat(n))) * x(k, n) + q(k, n),
    (k, n),
)
NEXT_BOUND = define("the next bound", beta(k, n + 1), beta(k, n) + tau(k, n), (k, n))
SAME_START = define("the same start", w_hat(k, 0), w(k, 0), (k,))
NO_ERROR_YET = define("no error yet", beta(k, 0), 0, (k,))
UPDATES = assume("rounding errors of updates are bounded", ABS(q(k, n)) <= tau(k, n), (k, n))
CERTIFIED = assume("certified", ABS(z_hat(n)) > bound(n), (n,))
CLOSE = assume("error bound", NEAR)
SAME = equals(PHI(z_hat(n)), PHI(z(n)))

entry = Entry(
    "float.certified-labels-agree",
    place=30,
    title="Where the error bounds certify every sign, the machine's labels are the exact ones",
    idea="A computed number that lies farther from zero than it can be wrong has the right sign. "
    "So it is enough to add up, operation by operation, how much each rounding may have changed.",
    says=say(
        "A machine runs the perceptron from the same start as exact arithmetic. In update {} "
        "rounding adds {} to the product with number {} and its sum, in whatever order they are "
        "added, and {} to the new weight, with {} and {}. Then {} with {} bounds the error of a "
        "weight, {}, and {} that of the net input, {}. If every label is certified, {} for "
        "every {}, the labels are the exact ones, {} for every {}.",
        *(n, r(k, n), k, q(k, n), ROUNDING.relation, UPDATES.relation, beta(k, n)),
        *(NEXT_BOUND.relation, WEIGHT_NEAR, bound(n), NEAR, CERTIFIED.relation, n, SAME, n),
    ),
    given=(ROUNDING, UPDATES, CERTIFIED),
    citations=(HIGHAM,),
)
entry.shares(
    ("One product", one_product),
    ("The error of a net input, product by product", products),
    ("So a net input is off by no more than its bound", net_input),
)


@entry.part("A certified sign is the exact sign")
@cases(SAME, ("positive", z_hat(n) > 0), ("negative", z_hat(n) < 0), name="certified signs agree")
def signs(here: Hypothesis) -> Lines:
    above = here.relation.sign == ">"
    least = ("at least ", z_hat(n) - bound(n), ", which is positive")
    most = ("at most ", z_hat(n) + bound(n), ", which is negative")
    yield "=", PHI.values[2 if above else 0], here.relation, CLOSE, CERTIFIED.at(n)
    yield "=", ..., "the exact net input is ", *(least if above else most)


OFF = w_hat(k, n) - w(k, n)


@entry.part("One update whose labels agree", ABS(OFF + q(k, n)) <= beta(k, n) + tau(k, n))
def one_update() -> Lines:
    yield "<=", ABS(OFF) + ABS(q(k, n)), "the triangle inequality"
    yield "<=", ..., WEIGHTS_CLOSE.at(k), UPDATES.at(k, n)


def _start() -> Lines:
    """The start."""
    yield "=", ABS(w(k, 0) - w(k, 0)), "both runs start alike", SAME_START.at(k)
    yield "<=", ..., NO_ERROR_YET.at(k)


@entry.part("The error of a weight, update by update")
@induction(WEIGHT_NEAR, start=_start, over=n, every=(k,), name="the error of a weight")
def weights(assumed: Hypothesis) -> Lines:
    """One more update."""
    made, alike = UPDATE_MADE.relation.right - UPDATE.relation.right, "both labels agree"
    yield "=", ABS(made), "the update rules", UPDATE.at(k, n), UPDATE_MADE.at(k, n)
    yield "=", ABS(OFF + q(k, n)), alike, signs.of({n: n}), net_input.of({n: n}), assumed
    yield "<=", beta(k, n) + tau(k, n), one_update.of({n: n})
    yield "=", ..., NEXT_BOUND.at(k, n)


@entry.part("So every label is the exact one", SAME)
def labels() -> Lines:
    known = (signs.of({n: n}), net_input.of({n: n}), weights.of({}, every=(k,)))
    yield "=", ..., "certified signs agree", *known


NONE, ONE = Fraction(0), Fraction(1)


def _data(**values: int) -> dict[str, Any]:
    """One weight and one sample again and again: each family is one number."""
    families = {f"{name}^": Steps((Fraction(value),)) for name, value in values.items()}
    return {"k": NONE, "d": ONE, "eta": ONE, **families}


EXACT = _data(x=1, r=0, rho=0, q=0, tau=0)
"""No operation rounds."""
entry.without(ROUNDING, "", labels, fixed={**EXACT, **_data(r=-3, y=-1)})
entry.without(UPDATES, "", labels, fixed={**EXACT, **_data(q=-2, y=1)})
entry.without(CERTIFIED, "", labels, fixed={**EXACT, **_data(r=-1, rho=1, y=1)})
entry.without(CLOSE, "", signs, fixed=_data(B=0))
entry.without(WEIGHTS_CLOSE, "", net_input, fixed={**EXACT, **_data(w=1, beta=0)})
entry.twin(
    "A net input as large as the bound is certified.",
    *(SAME, CLOSE, assume("at least the bound", ABS(z_hat(n)) >= bound(n))),
)
entry.symbols(
    (
        say("{}, {}", w(k, n), w_hat(k, n)),
        "weight {} of {} after {} updates, exact and computed",
        k,
        d,
        n,
    ),
    (say("{}, {}", x(k, n), y(n)), "the sample of the next update, and its label"),
    (say("{}, {}", z(n), z_hat(n)), "its net input, exact and as it is computed"),
    (
        say("{}, {}, {}, {}", r(k, n), q(k, n), rho(k, n), tau(k, n)),
        "what rounding adds to sums and to weights, and bounds on its size",
    ),
    (say("{}, {}", may(k, n), count), "how far a product may be off; how many are summed"),
)
