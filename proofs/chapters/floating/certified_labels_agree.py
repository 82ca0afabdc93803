"""Where the error bound certifies the sign, the float label is the exact label."""

from proofs.chapters.floating.setting import BEFORE, HIGHAM, NOW
from proofs.chapters.perceptron.setting import LABEL, eta, t
from proofs.statement import Entry, Lines, at_once, cases, induction
from proofs.terms import ABS, PHI, Hypothesis, assume, define, equals, say, scalar

near, far, bound = scalar("z_hat", NOW), scalar("z", NOW), scalar("B", NOW)
r, rho, x = scalar("r", NOW), scalar("rho", NOW), scalar("x", NOW)
w_hat, w, beta = (tuple(scalar(s, at) for at in (NOW, BEFORE, "0")) for s in ("w_hat", "w", "beta"))
s_hat, s, sums = (tuple(scalar(s, at) for at in (NOW, BEFORE, "0")) for s in ("s_hat", "s", "b"))
CLOSE = assume("error bound", ABS(near - far) <= bound)
CERTIFIED = assume("certified", ABS(near) > bound)
WEIGHT_CLOSE = assume("weights are close", ABS(w_hat[0] - w[0]) <= beta[0])
ROUNDING = assume("rounding errors are bounded", ABS(r) <= rho)
SAME = equals(PHI(near), PHI(far))

PARTIAL = define("partial sum", s[0], s[1] + w[0] * x)
COMPUTED = define("computed partial sum", s_hat[0], s_hat[1] + w_hat[0] * x + r)
BOUND = define("bound", sums[0], sums[1] + beta[0] * ABS(x) + rho)
EMPTY = define("empty", s[2], 0)
EMPTY_COMPUTED = define("empty computed", s_hat[2], 0)
NO_ERROR = define("no error yet", sums[2], 0)

EXACT = define("the update rule", w[0], w[1] + eta * (LABEL - PHI(far)) * x)
ROUNDED = define("the update rule, rounded", w_hat[0], w_hat[1] + eta * (LABEL - PHI(near)) * x + r)
NEXT_BOUND = define("the next bound", beta[0], beta[1] + rho)
SAME_START = define("same start", w_hat[2], w[2])
NO_ERROR_YET = define("no error yet", beta[2], 0)

entry = Entry(
    "float.certified-labels-agree",
    place=30,
    title="Where the error bound certifies the sign, the machine's label is the exact one",
    idea="A computed number that lies farther from zero than it can be wrong has the right sign. "
    "So it is enough to add up, operation by operation, how much each rounding may have changed.",
    says=say(
        "If the computed net input {} differs from the exact one by at most {} and {}, then {}. "
        "Such bounds are added up from what each rounding may add, in the order of summation that "
        "was used: product by product along a net input, given bounds on its weights, and update "
        "by update along a weight, as long as every step so far was certified.",
        *(near, bound, CERTIFIED.relation, SAME),
    ),
    given=(CLOSE, CERTIFIED, ROUNDING),
    citations=(HIGHAM,),
)


@entry.part("A certified sign is the exact sign")
@cases(SAME, ("positive", near > 0), ("negative", near < 0), name="certified signs agree")
def signs(here: Hypothesis) -> Lines:
    above = here.relation.sign == ">"
    least = ("at least ", near - bound, ", which is positive")
    most = ("at most ", near + bound, ", which is negative")
    yield "=", PHI.values[2 if above else 0], here.relation, CLOSE, CERTIFIED
    yield "=", ..., "the exact net input is ", *(least if above else most)


@entry.part(say("The error of a net input, product by product, {} counting products", t))
@induction(
    ABS(s_hat[0] - s[0]) <= sums[0],
    start=at_once("empty sums", "both are 0", EMPTY, EMPTY_COMPUTED, NO_ERROR),
    name="the error of a net input",
)
def net_input(assumed: Hypothesis) -> Lines:
    """One more product."""
    old, off, more = s_hat[1] - s[1], w_hat[0] - w[0], ABS(x)
    yield "=", ABS(old + off * x + r), "the next partial sums", PARTIAL, COMPUTED
    yield "<=", ABS(old) + ABS(off * x) + ABS(r), "the triangle inequality"
    yield "=", ABS(old) + ABS(off) * more + ABS(r), "the absolute value of a product"
    yield "<=", sums[1] + ABS(off) * more + ABS(r), "the ", assumed
    yield "<=", sums[1] + beta[0] * more + ABS(r), WEIGHT_CLOSE
    yield "<=", sums[1] + beta[0] * more + rho, ROUNDING
    yield "=", ..., "the next bound", BOUND


@entry.part("The error of a weight, update by update, while every step is certified")
@induction(
    ABS(w_hat[0] - w[0]) <= beta[0],
    start=at_once("the start", "both runs start alike", SAME_START, NO_ERROR_YET),
    name="the error of a weight",
)
def weights(assumed: Hypothesis) -> Lines:
    """One more update."""
    old, alike = w_hat[1] - w[1], "certified signs agree, so both labels do"
    made = ROUNDED.relation.right - EXACT.relation.right
    yield "=", ABS(made), "the update rules", EXACT, ROUNDED
    yield "=", ABS(old + r), alike, signs
    yield "<=", ABS(old) + ABS(r), "the triangle inequality"
    yield "<=", beta[1] + ABS(r), "the ", assumed
    yield "<=", beta[1] + rho, ROUNDING
    yield "=", ..., NEXT_BOUND


entry.twin(
    "A net input as large as the bound is certified.",
    *(SAME, CLOSE, assume("at least the bound", ABS(near) >= bound)),
)
entry.symbol(say("{}, {}", near, far), "the computed and the exact net input")
entry.symbol(
    say("{}, {}", s_hat[0], s[0]),
    "their partial sums after {} products, with the computed weight {} and the exact one {}",
    *(t, w_hat[0], w[0]),
)
entry.symbol(say("{}, {}", r, rho), "what rounding adds at step {}, and a bound on its size", t)
entry.symbol(
    say("{}, {}", beta[0], sums[0]), "bounds on the errors of the weight and of the partial sums"
)
entry.symbol(
    say("{}, {}", w[0], x),
    "one weight, exact, and the number it is multiplied with; {} counts products where a net input "
    "is summed, else updates",
    t,
)
