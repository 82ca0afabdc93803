"""What equal units receive and send back is what one unit does, sample by sample, and summed."""

from proofs.chapters.hidden.deep_network import (
    BACK, FIRST, NEXT, NIL, ONE_BACK, ONE_FIRST, ONE_NEXT, ONE_TOP, SAME, TOP, delta, h, i, j, k,
    n, one_beta, one_delta, one_w, one_z, p, r, w, x, z,
)  # fmt: skip
from proofs.chapters.hidden.setting import SIGMA, SLOPE
from proofs.statement import Cited, Lines, Proof, at_once, induction
from proofs.terms import Hypothesis, Term, assume, equals, finite_sum, natural, substitute

ALIKE = tuple(
    assume(f"{what} at this step", relation, every)
    for what, relation, every in zip(
        ("equal first weights", "equal biases", "equal weights", "single weights"), SAME,
        ((j,), (p, j), (p, j, k), (p,)), strict=True,
    )
)  # fmt: skip
AT_U, AT_BETA, AT_W, AT_ONE = ALIKE
s = natural("s")
"""How many samples were read."""


@induction(
    equals(z(p, j, i, n), one_z(p, i, n)),
    start=at_once(
        "the first layer", "equal weights and biases", FIRST.at(j, i, n), ONE_FIRST.at(i, n),
        AT_U.at(j), AT_BETA.at(0, j),
    ),
    name="what equal units receive",
    over=p,
    every=(j,),
)  # fmt: skip
def forward(assumed: Hypothesis) -> Lines:
    """The next layer."""
    sent = finite_sum(k, h(p), w(p, NIL, NIL, n) * SIGMA(one_z(p, i, n)))
    yield "=", NEXT.at(p, j, i, n).relation.right, NEXT.at(p, j, i, n)
    alike = (AT_BETA.at(p + 1, j), AT_W)
    yield "=", sent + one_beta(p + 1, n), "the ", assumed, "; equal weights and biases", *alike
    yield "=", ..., h(p), " equal terms", ONE_NEXT.at(p, i, n), AT_ONE.at(p)


UNIT_0 = forward.of({j: 0})


def _as_unit_0(assumed: Hypothesis, _: Hypothesis) -> Lines:
    """One more layer down."""
    yield "=", BACK.at(r, p, j, i, n).relation.right, BACK.at(r, p, j, i, n)
    alike = (assumed, forward, UNIT_0, AT_W)
    yield "=", BACK.at(r, p, 0, i, n).relation.right, "equal weights", *alike
    yield "=", ..., BACK.at(r, p, 0, i, n)


def _as_single(same: Hypothesis, assumed: Hypothesis) -> Lines:
    """One more layer down, beside the single unit."""
    back = SLOPE(one_z(p, i, n)) * (h(p + 1) * delta(r, p + 1, 0, i, n) * w(p, 0, 0, n))
    yield "=", h(p) * BACK.at(r, p, 0, i, n).relation.right, BACK.at(r, p, 0, i, n)
    yield "=", h(p) * back, h(p + 1), " equal terms", same, AT_W, UNIT_0
    single = SLOPE(one_z(p, i, n)) * (one_delta(r, p + 1, i, n) * one_w(p, n))
    yield "=", single * h(p + 1 + r), "the ", assumed.at(p + 1), AT_ONE.at(p)
    yield "=", ..., ONE_BACK.at(r, p, i, n)


backward = induction(
    equals(delta(r, p, j, i, n), delta(r, p, 0, i, n)),
    equals(h(p) * delta(r, p, 0, i, n), one_delta(r, p, i, n) * h(p + r)),
    start=(
        at_once("the output", "equal outputs", TOP.at(p, j, i, n), TOP.at(p, 0, i, n), forward,
                UNIT_0),
        at_once("the output of unit 0", "equal outputs", TOP.at(p, 0, i, n), ONE_TOP.at(p, i, n),
                UNIT_0),
    ),
    name="the errors of equal units",
    over=r,
    every=(p, j),
)((_as_unit_0, _as_single))  # fmt: skip


def _summed(name: str, layer: Term, wide: Term, narrow: Term, *known: Cited) -> Proof:
    """What a step adds to a weight, summed over samples, beside what it adds to the single one."""
    behind = (*known, *(backward.of({i: s, p: layer}, which) for which in (0, 1)))

    @induction(
        equals(h(layer) * finite_sum(i, s, wide), h(layer + r) * finite_sum(i, s, narrow)),
        start=at_once("no sample", "both are empty"),
        name=name,
        over=s,
    )
    def summed(assumed: Hypothesis) -> Lines:
        """One more sample."""
        here = h(layer + r) * substitute(narrow, {i: s})
        last = h(layer) * finite_sum(i, s, wide) + h(layer) * substitute(wide, {i: s})
        yield "=", last, "the last sample apart"
        yield "=", h(layer) * finite_sum(i, s, wide) + here, "its error", *behind
        yield "=", h(layer + r) * finite_sum(i, s, narrow) + here, "the ", assumed
        yield "=", ..., "collect"

    return summed


for_weights = _summed(
    "summed for weights", p + 1, delta(r, p + 1, j, i, n) * SIGMA(z(p, k, i, n)),
    one_delta(r, p + 1, i, n) * SIGMA(one_z(p, i, n)), forward.of({i: s, j: k}),
)  # fmt: skip
for_biases = _summed("summed for biases", p, delta(r, p, j, i, n), one_delta(r, p, i, n))
for_first = _summed(
    "summed for the first weights", p, delta(r, p, j, i, n) * x(i, n),
    one_delta(r, p, i, n) * x(i, n),
)  # fmt: skip
