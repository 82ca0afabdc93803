"""The perceptron chapter: what the learning rate does, from zero and from elsewhere.

Nearly every entry is an instance of `symmetry.trajectory`: multiplying weights and rate by one
positive number commutes with an update, because the threshold function sees signs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial

from proofs import kernel
from proofs.claim import Need
from proofs.derivation import Derivation, cite, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    ABS,
    PHI,
    ZERO,
    Function,
    Hypothesis,
    Relation,
    Symbol,
    Term,
    Words,
    assume,
    define,
    dot,
    equals,
    say,
    scalar,
    threshold,
    vector,
)
from proofs.witness import Comparison, Rule, Vector, compare

ROSENBLATT = (
    "F. Rosenblatt, The perceptron: a probabilistic model for information storage and "
    "organization in the brain, Psychological Review 65, 386-408, 1958."
)

# Symbols -----------------------------------------------------------------------------------------

eta, c = scalar("eta"), scalar("c")

z = scalar("z")

unseen = vector("x")


def w(index: str | int) -> Symbol:
    """The weights after so many updates."""
    return vector("w", str(index))


def v(index: str | int) -> Symbol:
    """The weights of the same run with learning rate 1."""
    return vector("v", str(index))


def x(index: str | int) -> Symbol:
    """The sample seen at an update."""
    return vector("x", str(index))


def y(index: str | int) -> Symbol:
    """Its label."""
    return scalar("y", str(index))


def change(index: str | int, of: str = "w") -> Symbol:
    """What an update adds to the weights."""
    return vector(f"Delta_{of}", str(index))


NOW, BEFORE = "t", "t-1"

SAMPLE, LABEL = x(NOW), y(NOW)


def error(weights: Term, phi: Function = PHI) -> Term:
    """Label minus predicted label, for the sample of the current update."""
    return LABEL - phi(dot(weights, SAMPLE))


def updated(weights: Term, rate: Term | None, phi: Function = PHI) -> Term:
    """The weights after one update; a rate of None is 1 and not written."""
    if rate is None:
        return weights + error(weights, phi) * SAMPLE
    return weights + rate * error(weights, phi) * SAMPLE


# Hypotheses --------------------------------------------------------------------------------------

POSITIVE_RATE = assume("positive rate", eta > 0)

ZERO_START = assume("zero start", equals(w(0), ZERO))

SAME_START = define("the run at rate 1 starts there too", v(0), w(0))

POSITIVE_FACTOR = assume("positive factor", c > 0)

TEXTBOOK = threshold("phi", -1, 1, 1)
"""The threshold function of the textbook: +1 for z >= 0, otherwise -1."""

SIGN_ALONE = say("the threshold function sees the sign alone, and ", eta > 0)

DISTRIBUTE = say("multiply out ", eta)

INTO_DOT = say(eta, " moves into the inner product")

# Exact runs --------------------------------------------------------------------------------------

_w, _b, _x, _y = vector("w"), scalar("b"), vector("x"), scalar("y")

MARGIN, DECAY = scalar("mu"), scalar("lambda")

AT_MOST = threshold("h", 1, 1, 0)
"""1 where its argument is at most 0, else 0."""


def _rule(
    name: str,
    update: Term,
    net: Term | None = None,
    state: tuple[Symbol, ...] = (_w,),
    more: tuple[Term, ...] = (),
    options: tuple[tuple[str, object], ...] = (),
) -> Rule:
    net = dot(_w, _x) if net is None else net
    return Rule(name, state, (update, *more), net, PHI(net), _x, _y, options)


_step = eta * (_y - PHI(dot(_w, _x))) * _x

biased = dot(_w, _x) + _b

biased_error = _y - PHI(biased)

PLAIN = _rule("perceptron", _w + _step)

SHIFTED = _rule(
    "perceptron",
    _w + eta * (_y - PHI(dot(_w, _x) - 1)) * _x,
    dot(_w, _x) - 1,
    options=(("location", 1),),
)

UNSCALED_BIAS = _rule(
    "perceptron-bias",
    _w + eta * biased_error * _x,
    biased,
    (_w, _b),
    (_b + biased_error,),
    (("bias_step", "unscaled"),),
)

WITH_MARGIN = _rule(
    "perceptron-margin", _w + 2 * eta * AT_MOST(_y * dot(_w, _x) - MARGIN) * _y * _x
)

SELECTIVE = _rule(
    "perceptron-selective", _w + eta * AT_MOST(dot(_w, _x) ** 2 - 1) * (_y - PHI(dot(_w, _x))) * _x
)

_VALUES: Mapping[Symbol, Fraction] = {
    scalar("phi_minus"): Fraction(-1),
    scalar("phi_zero"): Fraction(1),
    scalar("phi_plus"): Fraction(1),
}


def _runs(
    name: str,
    rule: Rule,
    inputs: tuple[int, ...],
    labels: tuple[int, ...],
    *,
    rates: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1, 10)),
    start: int = 0,
    bias: int = 0,
    more: Mapping[Symbol, Fraction] | None = None,
    passes: int = 1,
    drops: str = "",
    differ: bool = True,
    remark: Words = (),
) -> Comparison:
    """Two exact runs in one dimension, at two rates."""
    settings = [{eta: rate, **_VALUES, **(more or {})} for rate in rates]
    begin: tuple[kernel.Value, ...] = ((Fraction(start),),)
    if len(rule.state) == 2:
        begin = (*begin, Fraction(bias))
    data: tuple[Vector, ...] = tuple((Fraction(value),) for value in inputs)
    return compare(
        name,
        rule,
        (settings[0], settings[1]),
        begin,
        data,
        tuple(map(Fraction, labels)),
        passes=passes,
        drops=drops,
        differ=differ,
        remark=remark,
    )


NONZERO_START = partial(
    _runs, "a start that is not zero", PLAIN, (-2, -2), (1, -1), start=1, drops="zero start"
)

NEGATIVE_RATE = partial(
    _runs,
    "a negative rate",
    PLAIN,
    (1, 1),
    (-1, 1),
    rates=(Fraction(1), Fraction(-1)),
    drops="positive rate",
)

JUMP_ELSEWHERE = partial(
    _runs, "a threshold at 1", SHIFTED, (-2, -2), (1, -1), drops="threshold at 0"
)

UNSCALED_STEP = partial(
    _runs,
    "a bias step without the rate",
    UNSCALED_BIAS,
    (-2, 1),
    (-1, -1),
    drops="bias step carries the rate",
)

LOOKS_AT_WEIGHTS = partial(
    _runs,
    "samples chosen by the size of the net input",
    SELECTIVE,
    (-2, -2, -2),
    (-1, 1, 1),
    drops="order fixed beforehand",
    remark=say("Samples with {} are passed over.", ABS(dot(_w, _x)) > 1),
)


def _need(hypothesis: str, show: Callable[[], Comparison | kernel.Refuted], *says: str) -> Need:
    return Need(hypothesis, hypothesis.replace(" ", "-"), show, says)


RUN_NEEDS = (_need("zero start", NONZERO_START), _need("positive rate", NEGATIVE_RATE))

BUILT_IN = (
    ("threshold at 0", say("the threshold function jumps at 0 and nowhere else")),
    ("bias step carries the rate", say("a bias, if there is one, is learned at the same rate")),
    ("order fixed beforehand", say("the order of the samples does not look at the weights")),
)

BUILT_IN_NEEDS = (
    _need("threshold at 0", JUMP_ELSEWHERE),
    _need("bias step carries the rate", UNSCALED_STEP),
    _need("order fixed beforehand", LOOKS_AT_WEIGHTS),
)

# Theorems that several entries share -------------------------------------------------------------


def _equivariance(
    name: str,
    premises: tuple[Hypothesis, ...],
    relation: Relation,
    *lines: tuple[Term, Words],
    last: Words,
) -> Derivation:
    """The chain from one side of an equivariance to the other."""
    chain = derive(name, relation.left, premises)
    for term, reason in lines:
        chain = chain.eq(term, *reason)
    return chain.eq(relation.right, *last)


@cache
def both_start_at_zero() -> Derivation:
    """w(0) = eta v(0), since both are zero."""
    return (
        derive("both runs start at zero", w(0), [ZERO_START, SAME_START])
        .eq(ZERO, "the start is zero")
        .eq(eta * ZERO, "any multiple of zero is zero")
        .eq(eta * v(0), "the run at rate 1 starts at zero too")
    )


def scaling(
    name: str,
    step_name: str,
    *,
    update: Term,
    image_update: Term,
    lines: tuple[tuple[Term, Words], ...],
    last: Words,
    run: Callable[[str | int], Symbol] = v,
    image: Callable[[str | int], Symbol] = w,
    factor: Symbol = eta,
    premises: tuple[Hypothesis, ...] = (POSITIVE_RATE,),
    start: Derivation | None = None,
) -> Instance:
    """image(t) = factor run(t) for all t: the symmetry lemma for weights that are scaled.

    `lines` lead from the scaled update to the update of the scaled weights, which comes last.
    """
    action = {image(NOW): factor * run(NOW)}
    updates, image_updates = {run(NOW): update}, {image(NOW): image_update}
    (step,) = equivariance_of(action, updates, image_updates)
    return by_symmetry(
        name,
        action=action,
        update=updates,
        image_update=image_updates,
        start=[both_start_at_zero() if start is None else start],
        equivariance=[_equivariance(step_name, premises, step, *lines, last=last)],
    )


def factoring(
    name: str,
    *,
    rate: Symbol = eta,
    run: Callable[[str | int], Symbol] = w,
    phi: Function = PHI,
    start: Derivation | None = None,
    premises: tuple[Hypothesis, ...] = (POSITIVE_RATE,),
) -> Instance:
    """w(t) = eta v(t) for all t, by the symmetry lemma."""
    before, z_before = rate * v(BEFORE), dot(v(BEFORE), SAMPLE)
    return scaling(
        name,
        "one update commutes with scaling",
        update=updated(v(BEFORE), None, phi),
        image_update=updated(run(BEFORE), rate, phi),
        lines=(
            (before + rate * (LABEL - phi(z_before)) * SAMPLE, say("multiply out ", rate)),
            (
                before + rate * (LABEL - phi(rate * z_before)) * SAMPLE,
                say("the threshold function sees the sign alone, and ", rate > 0),
            ),
        ),
        last=say(rate, " moves into the inner product"),
        image=run,
        factor=rate,
        premises=premises,
        start=start,
    )


@cache
def weights_factor() -> Instance:
    """From zero: w(t) = eta v(t) for all t."""
    return factoring("the rate factors out of the weights")


def same_sign(name: str, weights: str, point: Symbol) -> Derivation:
    """phi(w . x) = phi(v . x), for weights after so many updates."""
    return (
        derive(name, PHI(dot(w(weights), point)), [POSITIVE_RATE, cite(weights_factor(), weights)])
        .eq(PHI(dot(eta * v(weights), point)), "the rate factors out of the weights")
        .eq(PHI(eta * dot(v(weights), point)), eta, " moves out of the inner product")
        .eq(PHI(dot(v(weights), point)), *SIGN_ALONE)
    )


@cache
def labels_unseen() -> Derivation:
    """The label predicted for any x after t updates does not depend on the rate."""
    return same_sign("the predicted labels agree everywhere", NOW, unseen)


def other(index: str | int) -> Symbol:
    """The weights of a second run, with another rate or another start."""
    return vector("u", str(index))


SECOND_RATE = scalar("eta'")

SECOND_POSITIVE = assume("second positive rate", SECOND_RATE > 0)

SECOND_ZERO = assume("second zero start", equals(other(0), ZERO))


@cache
def second_run() -> Instance:
    """From zero, at the second rate: u(t) = eta' v(t) for all t."""
    start = (
        derive("the second run starts at zero", other(0), [SECOND_ZERO, ZERO_START, SAME_START])
        .eq(ZERO, "the start is zero")
        .eq(SECOND_RATE * ZERO, "any multiple of zero is zero")
        .eq(SECOND_RATE * v(0), "the run at rate 1 starts at zero too")
    )
    return factoring(
        "the second rate factors out",
        rate=SECOND_RATE,
        run=other,
        start=start,
        premises=(SECOND_POSITIVE,),
    )


def starts_scaled() -> Derivation:
    """The second run starts at c times the start of the first."""
    return derive(
        "the second start is a multiple of the first",
        other(0),
        [define("start of the second run", other(0), c * w(0))],
    ).eq(c * w(0), "that is how the second run starts")


@cache
def unit_rate_run() -> Instance:
    """run(eta, w(0)) = eta run(1, w(0)/eta)."""
    start = (
        derive(
            "the run at rate 1 starts at a multiple",
            w(0),
            [POSITIVE_RATE, define("that is where the run at rate 1 starts", v(0), w(0) / eta)],
        )
        .eq(eta * (w(0) / eta), eta > 0, ", so it can be divided by")
        .eq(eta * v(0), "that is how the run at rate 1 starts")
    )
    return factoring("only the start over the rate matters", start=start)
