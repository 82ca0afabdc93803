"""The perceptron chapter: what the learning rate does, from zero and from elsewhere.

Nearly every entry is an instance of `symmetry.trajectory`: multiplying weights and rate by one
positive number commutes with an update, because the threshold function sees signs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial

from proofs import kernel
from proofs.claim import Claim, Need, Part, Twin, needs_step, refutation
from proofs.derivation import (
    Cases,
    Conjunction,
    Derivation,
    Induction,
    Theorem,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    together,
)
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    ABS,
    MAX,
    PHI,
    SIGN,
    SQRT,
    ZERO,
    Dot,
    Function,
    Hypothesis,
    Product,
    Relation,
    Sum,
    Symbol,
    Term,
    Words,
    Zero,
    assume,
    define,
    differs,
    dot,
    equals,
    fold,
    function,
    norm,
    number,
    one_of,
    say,
    scalar,
    substitute,
    threshold,
    total,
    vector,
)
from proofs.witness import Comparison, Rule, Vector, compare

NOVIKOFF = (
    "A. B. J. Novikoff, On convergence proofs on perceptrons, Symposium on the Mathematical "
    "Theory of Automata 12, 615-622, 1962."
)
ROSENBLATT = (
    "F. Rosenblatt, The perceptron: a probabilistic model for information storage and "
    "organization in the brain, Psychological Review 65, 386-408, 1958."
)

MOST_UPDATES = 200
"""The largest number of updates that `perceptron.unrolled` is derived for."""
NESTED_UPDATES = 3
"""Up to here everything is substituted into one formula; beyond, errors have names."""

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


def y_hat(index: str | int) -> Symbol:
    """The label predicted before an update."""
    return scalar("y_hat", str(index))


def e(index: str | int) -> Symbol:
    """The error before an update, label minus predicted label."""
    return scalar("e", str(index))


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
_biased = dot(_w, _x) + _b
_biased_error = _y - PHI(_biased)
PLAIN = _rule("perceptron", _w + _step)
SHIFTED = _rule(
    "perceptron",
    _w + eta * (_y - PHI(dot(_w, _x) - 1)) * _x,
    dot(_w, _x) - 1,
    options=(("location", 1),),
)
BIASED = _rule(
    "perceptron-bias",
    _w + eta * _biased_error * _x,
    _biased,
    (_w, _b),
    (_b + eta * _biased_error,),
    (("bias_step", "scaled"),),
)
UNSCALED_BIAS = _rule(
    "perceptron-bias",
    _w + eta * _biased_error * _x,
    _biased,
    (_w, _b),
    (_b + _biased_error,),
    (("bias_step", "unscaled"),),
)
WITH_MARGIN = _rule(
    "perceptron-margin", _w + 2 * eta * AT_MOST(_y * dot(_w, _x) - MARGIN) * _y * _x
)
COUPLED_DECAY = _rule(
    "perceptron-decay", (1 - eta * DECAY) * _w + _step, options=(("coupled", True),)
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


@cache
def updates_factor() -> Derivation:
    """From zero: the t-th change of w is eta times that of v, for all t."""
    return (
        derive(
            "the rate factors out of the updates",
            change(NOW),
            [
                define("what an update adds", change(NOW), w(NOW) - w(BEFORE)),
                define("what an update at rate 1 adds", change(NOW, "v"), v(NOW) - v(BEFORE)),
                cite(weights_factor()),
                cite(weights_factor(), BEFORE),
            ],
        )
        .eq(w(NOW) - w(BEFORE), "what an update adds")
        .eq(
            eta * v(NOW) - eta * v(BEFORE),
            "the rate factors out of the weights, at ",
            scalar("t"),
            " and ",
            scalar("t") - 1,
        )
        .eq(eta * (v(NOW) - v(BEFORE)), "collect ", eta)
        .eq(eta * change(NOW, "v"), "what an update adds at rate 1")
    )


def _same_sign(name: str, weights: str, point: Symbol) -> Derivation:
    """phi(w . x) = phi(v . x), for weights after so many updates."""
    return (
        derive(name, PHI(dot(w(weights), point)), [POSITIVE_RATE, cite(weights_factor(), weights)])
        .eq(PHI(dot(eta * v(weights), point)), "the rate factors out of the weights")
        .eq(PHI(eta * dot(v(weights), point)), eta, " moves out of the inner product")
        .eq(PHI(dot(v(weights), point)), *SIGN_ALONE)
    )


@cache
def labels_seen() -> Derivation:
    """The label predicted before each update does not depend on the rate."""
    return _same_sign("the predicted labels agree", BEFORE, SAMPLE)


@cache
def labels_unseen() -> Derivation:
    """The label predicted for any x after t updates does not depend on the rate."""
    return _same_sign("the predicted labels agree everywhere", NOW, unseen)


# The entries -------------------------------------------------------------------------------------


def sign_only() -> Claim:
    """phi(cz) = phi(z) for c > 0."""
    goal = PHI(c * z)
    values = PHI.values

    @cache
    def cases() -> Cases:
        branches = []
        for what, sign, value, why in (
            ("negative", z < 0, values[0], c * z < 0),
            ("zero", equals(z, 0), values[1], equals(c * z, 0)),
            ("positive", z > 0, values[2], c * z > 0),
        ):
            branches.append(
                derive(
                    f"the argument is {what}",
                    goal,
                    [POSITIVE_FACTOR, case(f"{what} argument", sign)],
                    withhold={"positive-factor"},
                )
                .eq(value, "here ", why)
                .eq(PHI(z), "here ", sign)
            )
        return by_cases("the sign decides", *branches)

    statement = equals(goal, PHI(z))

    def without(value: int) -> kernel.Refuted:
        premise = assume(f"c = {value}", equals(c, value))
        return refutation(statement, (premise,))

    return Claim(
        "perceptron.sign-only",
        "The prediction depends on the sign of the net input alone",
        say("{} for every threshold function and every {}.", statement, c > 0),
        (POSITIVE_FACTOR,),
        (Part("by-cases", cases, say("Three cases, none of which uses the statement itself")),),
        (
            Need("positive factor", "factor-zero", lambda: without(0), say("With ", equals(c, 0))),
            Need(
                "positive factor",
                "factor-negative",
                lambda: without(-1),
                say("With ", equals(c, -1)),
            ),
        ),
        Twin(
            say("A shift keeps the label as a positive factor does."),
            equals(PHI(z + c), PHI(z)),
            (POSITIVE_FACTOR,),
        ),
        citations=(ROSENBLATT,),
    )


def first_update() -> Claim:
    """The first update, from any start and from zero."""
    one = eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1)
    first_label = assume("first label +1", equals(y(1), 1))
    tie_is_one = assume("a tie predicts +1", equals(PHI.values[1], 1))
    premises = (
        define("what an update adds", change(1), w(1) - w(0)),
        define("first update", w(1), w(0) + one),
    )

    @cache
    def general() -> Derivation:
        return (
            derive("the first update", change(1), premises)
            .eq(w(1) - w(0), "what an update adds")
            .eq((w(0) + one) - w(0), "the update rule")
            .eq(one, w(0), " cancels")
        )

    @cache
    def from_zero() -> Derivation:
        return (
            derive("the first update from zero", change(1), [ZERO_START, cite(general())])
            .eq(one, "the first update")
            .eq(eta * (y(1) - PHI(dot(ZERO, x(1)))) * x(1), "the start is zero")
            .eq(eta * (y(1) - PHI(number(0))) * x(1), "the inner product with zero is 0")
            .eq(eta * (y(1) - PHI.values[1]) * x(1), "the value at 0")
        )

    @cache
    def label_one() -> Derivation:
        return (
            derive(
                "a first label +1 changes nothing",
                change(1),
                [ZERO_START, first_label, tie_is_one, cite(from_zero())],
            )
            .eq(eta * (y(1) - PHI.values[1]) * x(1), "the first update from zero")
            .eq(eta * (1 - number(1)) * x(1), equals(y(1), 1), " and ", equals(PHI.values[1], 1))
            .eq(ZERO, "the error is 0")
        )

    return Claim(
        "perceptron.first-update",
        "The first update",
        say(
            "{}; from {} it is {}, so that with {} a first label +1 changes nothing.",
            equals(change(1), one),
            equals(w(0), ZERO),
            eta * (y(1) - PHI.values[1]) * x(1),
            equals(PHI.values[1], 1),
        ),
        (),
        (
            Part("general-start", general, say("From any start")),
            Part("from-zero", from_zero, say("From zero"), (ZERO_START,)),
            Part(
                "first-label-one",
                label_one,
                say("A first label +1, with the textbook's threshold function"),
                (ZERO_START, first_label, tie_is_one),
            ),
        ),
        (
            needs_step("zero start", from_zero),
            needs_step("first label +1", label_one),
            needs_step("a tie predicts +1", label_one),
        ),
        Twin(
            say("The first update has the sign of the prediction, not of the error."),
            equals(change(1), eta * (PHI(dot(w(0), x(1))) - y(1)) * x(1)),
            premises,
        ),
        citations=(ROSENBLATT,),
    )


@cache
def unrolled(updates: int = 2) -> Claim:
    """The update number `updates`, written out; raises `ValueError` outside 1 to 200."""
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    nested = updates <= NESTED_UPDATES
    general, zero, dropped = (
        (_nested_general, _nested_from_zero, _nested_dropped)
        if nested
        else (_named_general, _named_from_zero, _named_dropped)
    )
    T = str(updates)
    wrong = eta * (y(1) + PHI(dot(w(0), x(1)))) * x(1)
    return Claim(
        "perceptron.unrolled",
        f"Update number {updates}, written out" if nested else f"{updates} updates, written out",
        say(
            "What update number {} adds, {}, in {}, {}, {} and {} alone: from any start, from "
            "zero, and from zero with {} dropped inside the threshold function{}",
            number(updates),
            change(T),
            w(0),
            eta,
            x("k"),
            y("k"),
            eta,
            "." if nested else "; the errors of earlier updates have names.",
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("general-start", partial(general, updates), say("From any start")),
            Part("from-zero", partial(zero, updates), say("From zero")),
            Part(
                "eta-dropped",
                partial(dropped, updates),
                say("From zero, with the rate dropped inside the threshold function"),
            ),
        ),
        (
            needs_step("zero start", partial(zero, updates)),
            *((needs_step("positive rate", partial(dropped, updates)),) if updates > 1 else ()),
        ),
        Twin(
            say("The error is label plus prediction."),
            equals(change(1), wrong),
            (define("first update", change(1), eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1)),),
        ),
        citations=(ROSENBLATT,),
    )


def _rule_premises(updates: int) -> list[Hypothesis]:
    """What predictions, changes and weights mean, update by update."""
    premises = []
    for t in range(1, updates + 1):
        premises.append(define(f"the predicted label {t}", y_hat(t), PHI(dot(w(t - 1), x(t)))))
        premises.append(
            define(f"what the update adds {t}", change(t), eta * (y(t) - y_hat(t)) * x(t))
        )
        premises.append(define(f"the weights after it {t}", w(t), w(t - 1) + change(t)))
    return premises


@cache
def _nested_general(updates: int) -> Derivation:
    T = updates
    outer: Callable[[Term], Term] = lambda inside: eta * (y(T) - PHI(inside)) * x(T)  # noqa: E731
    chain = (
        derive(f"update {T} from any start", change(T), _rule_premises(T))
        .eq(eta * (y(T) - y_hat(T)) * x(T), "the update rule")
        .eq(outer(dot(w(T - 1), x(T))), "the prediction")
    )
    if T == 1:
        return chain
    earlier = range(1, T)
    chain = chain.eq(
        outer(dot(total([w(0), *(change(k) for k in earlier)]), x(T))),
        "the earlier updates" if T > 2 else "the first update",
    )
    spelled = {k: eta * (y(k) - y_hat(k)) * x(k) for k in earlier}
    chain = chain.eq(
        outer(dot(total([w(0), *spelled.values()]), x(T))), "the update rule once more"
    )
    full: dict[int, Term] = {}
    for k in earlier:
        weights = total([w(0), *full.values()])
        full[k] = eta * (y(k) - PHI(dot(weights, x(k)))) * x(k)
        shown = {**spelled, **full}
        chain = chain.eq(
            outer(dot(total([w(0), *shown.values()]), x(T))), "the prediction ", y_hat(k)
        )
    return chain


@cache
def _nested_from_zero(updates: int) -> Derivation:
    general = _nested_general(updates)
    last = general.steps[-1].term
    chain = (
        derive(f"update {updates} from zero", change(updates), [ZERO_START, cite(general)])
        .eq(last, "from any start")
        .eq(substitute(last, {w(0): ZERO}), "the start is zero")
    )
    without = _without_zero(last)
    if without is not substitute(last, {w(0): ZERO}):
        chain = chain.eq(without, "adding zero, and inner products with zero")
    first = PHI(number(0))
    return chain.eq(substitute(without, {first: PHI.values[1]}), "the value at 0")


def _without_zero(term: Term) -> Term:
    """The fully nested formula from zero: no zero vector, and inner products with it are 0."""

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if part is w(0):
            return ZERO
        if isinstance(part, Sum):
            kept = [child for child in children if not isinstance(child, Zero)]
            return total(kept) if kept else ZERO
        if isinstance(part, Dot) and any(isinstance(child, Zero) for child in children):
            return number(0)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)


@cache
def _nested_dropped(updates: int) -> Derivation:
    zero = _nested_from_zero(updates)
    last = zero.steps[-1].term
    chain = derive(
        f"update {updates} with the rate dropped", change(updates), [POSITIVE_RATE, cite(zero)]
    ).eq(last, "from zero")
    if updates == 1:
        return chain
    return chain.eq(_without_rate(last), *SIGN_ALONE)


def _without_rate(term: Term) -> Term:
    """The formula without the factor eta in every argument of the threshold function."""

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if isinstance(part, Product) and part.factors[0] is eta and part is not term:
            rest = children[1:]
            return rest[0] if len(rest) == 1 else Product(rest)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)


def _weighted(errors: range, rate: Term | None = None, at: int | None = None) -> Term:
    """The sum of the errors times their samples, or times their inner products with one sample."""

    def product(k: int) -> Term:
        return e(k) * (x(k) if at is None else dot(x(k), x(at)))

    if rate is None:
        return total(product(k) for k in errors)
    if len(errors) == 1:
        return rate * e(errors[0]) * (x(errors[0]) if at is None else dot(x(errors[0]), x(at)))
    return rate * total(product(k) for k in errors)


@cache
def _named_general(updates: int) -> Conjunction:
    """For each t: the error in terms of the earlier ones, and what the update adds."""
    members: list[Theorem] = []
    sum_before: Derivation | None = None
    for t in range(1, updates + 1):
        errors_before = range(1, t)
        meaning = define(f"label minus prediction {t}", e(t), y(t) - PHI(dot(w(t - 1), x(t))))
        cited = [cite(sum_before)] if sum_before is not None else []
        chain = derive(f"error {t}", e(t), [meaning, *cited]).eq(
            y(t) - PHI(dot(w(t - 1), x(t))), "label minus prediction"
        )
        if t > 1:
            chain = chain.eq(
                y(t) - PHI(dot(w(0) + _weighted(errors_before, eta), x(t))), "the weights before it"
            ).eq(
                y(t) - PHI(dot(w(0), x(t)) + _weighted(errors_before, eta, t)),
                "multiply out the inner product",
            )
        members.append(chain)
        if t == updates:
            members.append(
                derive(
                    f"update {t}",
                    change(t),
                    [
                        define(
                            f"change {t}", change(t), eta * (y(t) - PHI(dot(w(t - 1), x(t)))) * x(t)
                        ),
                        meaning,
                    ],
                )
                .eq(eta * (y(t) - PHI(dot(w(t - 1), x(t)))) * x(t), "the update rule")
                .eq(eta * e(t) * x(t), "the error ", e(t))
            )
            break
        step = define(f"the update rule {t}", w(t), w(t - 1) + eta * e(t) * x(t))
        sum_chain = derive(f"weights {t}", w(t), [step, *cited]).eq(
            w(t - 1) + eta * e(t) * x(t), "the update rule"
        )
        if t > 1:
            sum_chain = sum_chain.eq(
                w(0) + _weighted(errors_before, eta) + eta * e(t) * x(t), "the weights before it"
            ).eq(w(0) + _weighted(range(1, t + 1), eta), "collect ", eta)
        members.append(sum_chain)
        sum_before = sum_chain
    return together(f"{updates} updates from any start", *members)


def _errors(theorem: Conjunction) -> list[Derivation]:
    return [m for m in theorem.members if isinstance(m, Derivation) and m.name.startswith("error")]


@cache
def _named_from_zero(updates: int) -> Conjunction:
    members: list[Derivation] = []
    for t, general in enumerate(_errors(_named_general(updates)), 1):
        chain = derive(f"error {t} from zero", e(t), [ZERO_START, cite(general)])
        if t == 1:
            chain = (
                chain.eq(y(1) - PHI(dot(w(0), x(1))), "label minus prediction")
                .eq(y(1) - PHI(dot(ZERO, x(1))), "the start is zero")
                .eq(y(1) - PHI.values[1], "the value at 0")
            )
        else:
            inner = _weighted(range(1, t), eta, t)
            chain = chain.eq(
                y(t) - PHI(dot(ZERO, x(t)) + inner), "from any start, with the start zero"
            ).eq(y(t) - PHI(inner), "the inner product with zero is 0")
        members.append(chain)
    update = _named_general(updates).members[-1]
    last = members[-1].steps[-1].term
    members.append(
        derive(f"update {updates} from zero", change(updates), [cite(update), cite(members[-1])])
        .eq(eta * e(updates) * x(updates), "the update rule")
        .eq(eta * last * x(updates), "the error ", e(updates))
    )
    return together(f"{updates} updates from zero", *members)


@cache
def _named_dropped(updates: int) -> Conjunction:
    members: list[Derivation] = []
    for t, zero in enumerate(_errors(_named_from_zero(updates)), 1):
        chain = derive(f"error {t} with the rate dropped", e(t), [POSITIVE_RATE, cite(zero)])
        chain = chain.eq(zero.steps[-1].term, "from zero")
        if t > 1:
            chain = chain.eq(y(t) - PHI(_weighted(range(1, t), None, t)), *SIGN_ALONE)
        members.append(chain)
    update = _named_general(updates).members[-1]
    last = members[-1].steps[-1].term
    members.append(
        derive(
            f"update {updates} with the rate dropped",
            change(updates),
            [cite(update), cite(members[-1])],
        )
        .eq(eta * e(updates) * x(updates), "the update rule")
        .eq(eta * last * x(updates), "the error ", e(updates))
    )
    return together(f"{updates} updates with the rate dropped", *members)


def eta_factors_out() -> Claim:
    """From zero the rate is a common factor of all weights and updates."""
    return Claim(
        "perceptron.eta-factors-out",
        "From zero, the rate is a common factor of everything learned",
        say(
            "{} and {} for every number of updates, where {} is the run at rate 1.",
            equals(w(NOW), eta * v(NOW)),
            equals(change(NOW), eta * change(NOW, "v")),
            v(NOW),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("symmetry", weights_factor, say("The weights")),
            Part("updates", updates_factor, say("The updates")),
        ),
        (*RUN_NEEDS, needs_step("positive rate", weights_factor), *BUILT_IN_NEEDS),
        Twin(
            say("The factor survives a change of sign of the error."),
            equals(
                updated(eta * v(BEFORE), eta),
                eta * (v(BEFORE) - (LABEL - PHI(dot(v(BEFORE), SAMPLE))) * SAMPLE),
            ),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN,
    )


def mistakes_same() -> Claim:
    """From zero the sequence of training predictions is the same for all rates."""

    @cache
    def errors() -> Derivation:
        return derive(
            "the errors agree", error(w(BEFORE)), [POSITIVE_RATE, cite(labels_seen())]
        ).eq(error(v(BEFORE)), "the predicted labels agree")

    return Claim(
        "perceptron.mistakes-same",
        "From zero, every rate makes the same mistakes",
        say(
            "The predictions made during training, and so the errors, are the same for every {}: "
            "{}.",
            eta > 0,
            equals(PHI(dot(w(BEFORE), SAMPLE)), PHI(dot(v(BEFORE), SAMPLE))),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("predictions", labels_seen, say("The predictions")),
            Part("errors", errors, say("The errors")),
        ),
        (*RUN_NEEDS, needs_step("positive rate", labels_seen), *BUILT_IN_NEEDS),
        Twin(
            say("The net inputs themselves agree."),
            equals(dot(w(BEFORE), SAMPLE), dot(v(BEFORE), SAMPLE)),
            (POSITIVE_RATE, define("the rate factors out", w(BEFORE), eta * v(BEFORE))),
        ),
        built_in=BUILT_IN,
    )


def predictions_same() -> Claim:
    """From zero the prediction for any input is the same for all rates."""
    return Claim(
        "perceptron.predictions-same",
        "From zero, every rate predicts the same labels, for seen and unseen inputs",
        say(
            "{} for every {} and after every number of updates.",
            equals(PHI(dot(w(NOW), unseen)), PHI(dot(v(NOW), unseen))),
            unseen,
        ),
        (ZERO_START, POSITIVE_RATE),
        (Part("predictions", labels_unseen, say("Any input")),),
        (*RUN_NEEDS, needs_step("positive rate", labels_unseen), *BUILT_IN_NEEDS),
        Twin(
            say("Doubling the rate keeps predictions from any start."),
            equals(
                PHI(dot(updated(w(BEFORE), 2 * eta), unseen)),
                PHI(dot(updated(w(BEFORE), eta), unseen)),
            ),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN,
    )


def direction() -> Claim:
    """From zero the direction of the weights is free of the rate."""
    not_zero = assume("weights not zero", differs(w(NOW), ZERO))

    @cache
    def unit() -> Derivation:
        return (
            derive(
                "the directions agree",
                w(NOW) / norm(w(NOW)),
                [POSITIVE_RATE, not_zero, cite(weights_factor())],
            )
            .eq((eta * v(NOW)) / norm(eta * v(NOW)), "the rate factors out of the weights")
            .eq((eta * v(NOW)) / (eta * norm(v(NOW))), "a positive factor moves out of the norm")
            .eq(v(NOW) / norm(v(NOW)), "cancel ", eta)
        )

    @cache
    def together_zero() -> Derivation:
        vanishing = assume("weights at rate 1 are zero", equals(v(NOW), ZERO))
        return (
            derive(
                "zero at rate 1, zero at every rate", w(NOW), [vanishing, cite(weights_factor())]
            )
            .eq(eta * v(NOW), "the rate factors out of the weights")
            .eq(eta * ZERO, "they are zero at rate 1")
            .eq(ZERO, "any multiple of zero is zero")
        )

    @cache
    def zero_together() -> Derivation:
        vanishing = assume("weights are zero", equals(w(NOW), ZERO))
        return (
            derive(
                "zero at one rate, zero at rate 1",
                v(NOW),
                [POSITIVE_RATE, vanishing, cite(weights_factor())],
            )
            .eq((eta * v(NOW)) / eta, eta > 0, ", so it can be divided by")
            .eq(w(NOW) / eta, "the rate factors out of the weights")
            .eq(ZERO / eta, "they are zero")
            .eq(ZERO, "any multiple of zero is zero")
        )

    vanishing_v = assume("weights at rate 1 are zero", equals(v(NOW), ZERO))
    vanishing_w = assume("weights are zero", equals(w(NOW), ZERO))
    return Claim(
        "perceptron.direction",
        "From zero, the rate does not change the direction of the weights",
        say(
            "If {} then {}; and {} exactly if {}.",
            differs(w(NOW), ZERO),
            equals(w(NOW) / norm(w(NOW)), v(NOW) / norm(v(NOW))),
            equals(w(NOW), ZERO),
            equals(v(NOW), ZERO),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("unit-vectors", unit, say("The direction"), (not_zero,)),
            Part(
                "zero-at-rate-one", together_zero, say("If ", equals(v(NOW), ZERO)), (vanishing_v,)
            ),
            Part(
                "zero-at-any-rate", zero_together, say("If ", equals(w(NOW), ZERO)), (vanishing_w,)
            ),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", unit),
            needs_step("weights not zero", unit, "A zero vector has no direction:"),
            needs_step("weights at rate 1 are zero", together_zero),
            needs_step("weights are zero", zero_together),
            *BUILT_IN_NEEDS,
        ),
        Twin(
            say("The weights themselves agree."),
            equals(w(NOW), v(NOW)),
            (POSITIVE_RATE, define("the rate factors out", w(NOW), eta * v(NOW))),
        ),
        built_in=BUILT_IN,
    )


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
def scaled_runs() -> Instance:
    """run(c eta, c w(0)) = c run(eta, w(0))."""
    product, before = dot(w(BEFORE), SAMPLE), c * w(BEFORE)
    return scaling(
        "scaling weights and rate together",
        "one update commutes with scaling weights and rate",
        update=updated(w(BEFORE), eta),
        image_update=other(BEFORE) + (c * eta) * error(other(BEFORE)) * SAMPLE,
        lines=(
            (before + c * (eta * (LABEL - PHI(product)) * SAMPLE), say("multiply out ", c)),
            (before + (c * eta) * (LABEL - PHI(product)) * SAMPLE, say("bracket the factors")),
            (
                before + (c * eta) * (LABEL - PHI(c * product)) * SAMPLE,
                say("the threshold function sees the sign alone, and ", c > 0),
            ),
        ),
        last=say(c, " moves into the inner product"),
        run=w,
        image=other,
        factor=c,
        premises=(POSITIVE_FACTOR,),
        start=starts_scaled(),
    )


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


def joint_scaling() -> Claim:
    """Scaling the start and the rate together scales the run."""
    return Claim(
        "perceptron.joint-scaling",
        "From any start: scale the rate and the start together, and the run is scaled",
        say(
            "The run with rate {} from {} is {} times the run with rate {} from {}, for every {}. "
            "So {} is {} times the run at rate 1 from {}: only {} matters.",
            c * eta,
            c * w(0),
            c,
            eta,
            w(0),
            c > 0,
            w(NOW),
            eta,
            w(0) / eta,
            w(0) / eta,
        ),
        (POSITIVE_FACTOR, POSITIVE_RATE),
        (
            Part("symmetry", scaled_runs, say("Scaling by ", c > 0)),
            Part("ratio", unit_rate_run, say("Only {} matters", w(0) / eta)),
        ),
        (needs_step("positive factor", scaled_runs), needs_step("positive rate", unit_rate_run)),
        Twin(
            say("Scaling the rate alone scales the run."),
            equals(c * updated(w(BEFORE), eta), updated(w(BEFORE), c * eta)),
            (POSITIVE_FACTOR,),
        ),
        notation=(
            (
                say(other(NOW)),
                say("the weights of the run with rate {} from {}", c * eta, c * w(0)),
            ),
            (say(v(NOW)), say("the weights of the run at rate 1 from {}", w(0) / eta)),
        ),
    )


def nonzero_start_can_matter() -> Claim:
    """From a start other than zero, the rate can change a prediction."""
    size = assume("positive start", scalar("w", "0") > 0)
    start = scalar("w", "0")

    def at(rate: Term, name: str, moved: Term, label: int) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            one = number(1)
            first = one + rate * (-one - TEXTBOOK(one * one)) * one
            return (
                derive(name, TEXTBOOK(first * one))
                .eq(
                    TEXTBOOK((one + rate * (-one - one) * one) * one),
                    equals(TEXTBOOK(one * one), 1),
                )
                .eq(TEXTBOOK(moved), "arithmetic")
                .eq(number(label), "the sign of the net input")
            )

        return build

    @cache
    def boundary() -> Derivation:
        return (
            derive(
                "for every rate", (start + eta * (number(-1) - TEXTBOOK(start * 1)) * 1) * 1, [size]
            )
            .eq(
                (start + eta * (number(-1) - 1) * 1) * 1,
                "the start predicts +1, since ",
                size.relation,
            )
            .eq(start - 2 * eta, "arithmetic")
        )

    witness = partial(
        _runs,
        "w⁽⁰⁾ = 1 and the sample (1, −1), then x = 1",
        PLAIN,
        (1, 1),
        (-1, 1),
        rates=(Fraction(1, 4), Fraction(1)),
        start=1,
    )
    return Claim(
        "perceptron.nonzero-start-can-matter",
        "From another start, the rate can change a prediction",
        say(
            "From {} the sample {}, {} makes the next prediction at 1 equal to +1 for {} and to "
            "−1 for {}. From any positive start the net input there is {}.",
            equals(start, 1),
            equals(scalar("x", "1"), 1),
            equals(y(1), -1),
            equals(eta, number(1, 4)),
            equals(eta, 1),
            start - 2 * eta,
        ),
        (size,),
        (
            Part(
                "quarter-rate",
                at(number(1, 4), "rate 1/4", number(1, 2), 1),
                say("At ", equals(eta, number(1, 4))),
            ),
            Part("unit-rate", at(number(1), "rate 1", number(-1), -1), say("At ", equals(eta, 1))),
            Part("boundary", boundary, say("The net input at any rate")),
            Part("witness", witness, say("The two runs")),
        ),
        (needs_step("positive start", boundary),),
        Twin(
            say("The two rates agree on this sample."),
            equals(
                TEXTBOOK(1 + number(1, 4) * (-1 - number(1))),
                TEXTBOOK(1 + number(1) * (-1 - number(1))),
            ),
        ),
        kind="exhibit",
    )


def nonzero_start_need_not_matter() -> Claim:
    """A start other than zero does not force the rate to matter."""
    a: Callable[[str], Symbol] = lambda index: scalar("w", index)  # noqa: E731
    statement = equals(a(NOW), 1)

    @cache
    def constant() -> Induction:
        one = number(1)
        (before,) = assumed_before("induction hypothesis", statement)
        rule = a(BEFORE) + eta * (one - TEXTBOOK(a(BEFORE) * one)) * one
        base = derive("the start", a("0"), [define("start", a("0"), 1)]).eq(one, "the start is 1")
        step = (
            derive(
                "one more sample (1, +1)", a(NOW), [before, define("the update rule", a(NOW), rule)]
            )
            .eq(rule, "the update rule with ", equals(SAMPLE_1, 1), " and ", equals(LABEL, 1))
            .eq(one + eta * (one - TEXTBOOK(one * one)) * one, "the induction hypothesis")
            .eq(one + eta * (one - one) * one, equals(TEXTBOOK(one), 1))
            .eq(one, "the error is 0")
        )
        return by_induction("the weight never moves", [statement], base=[base], step=[step])

    witness = partial(
        _runs,
        "w⁽⁰⁾ = 1 and every sample (1, +1)",
        PLAIN,
        (1, 1, 1),
        (1, 1, 1),
        start=1,
        differ=False,
    )
    return Claim(
        "perceptron.nonzero-start-need-not-matter",
        "A start that is not zero does not force the rate to matter",
        say(
            "From {} with every sample equal to {}, {}, the weight stays 1 for ever, for every {}.",
            equals(a("0"), 1),
            equals(SAMPLE_1, 1),
            equals(LABEL, 1),
            eta,
        ),
        (),
        (
            Part("induction", constant, say("For every number of updates")),
            Part("witness", witness, say("The two runs")),
        ),
        (),
        Twin(
            say("With label −1 the weight stays 1 as well."),
            equals(1 + eta * (-1 - TEXTBOOK(number(1))), 1),
            (POSITIVE_RATE,),
        ),
        kind="exhibit",
    )


SAMPLE_1 = scalar("x", NOW)


def bracket_is_data_only() -> Claim:
    """An update over the rate depends on the data and the start over the rate alone."""
    second, positive = SECOND_RATE, SECOND_POSITIVE
    ratio = assume("same start over rate", equals(w(0) / eta, other(0) / second))

    @cache
    def second_ratio() -> Instance:
        start = (
            derive(
                "the second run starts at a multiple",
                other(0),
                [
                    POSITIVE_RATE,
                    positive,
                    ratio,
                    define("that is where the run at rate 1 starts", v(0), w(0) / eta),
                ],
            )
            .eq(second * (other(0) / second), second > 0, ", so it can be divided by")
            .eq(second * (w(0) / eta), "the starts over the rates agree")
            .eq(second * v(0), "that is how the run at rate 1 starts")
        )
        return factoring(
            "only the start over the second rate matters",
            rate=second,
            run=other,
            start=start,
            premises=(positive,),
        )

    def chain(name: str, first: Instance, other_run: Instance) -> Derivation:
        ours, theirs = (error(w(BEFORE)) * SAMPLE, error(other(BEFORE)) * SAMPLE)
        bracket = error(v(BEFORE)) * SAMPLE
        premises = [
            POSITIVE_RATE,
            positive,
            define("what an update adds", change(NOW), eta * ours),
            define("change at the second rate", change(NOW, "u"), second * theirs),
            cite(first, BEFORE),
            cite(other_run, BEFORE),
        ]
        return (
            derive(name, change(NOW) / eta, premises)
            .eq((eta * ours) / eta, "the update rule")
            .eq(ours, "cancel ", eta)
            .eq(
                (LABEL - PHI(dot(eta * v(BEFORE), SAMPLE))) * SAMPLE,
                "the rate factors out of the weights",
            )
            .eq(bracket, *SIGN_ALONE)
            .eq(
                (LABEL - PHI(dot(second * v(BEFORE), SAMPLE))) * SAMPLE,
                "the threshold function sees the sign alone, and ",
                second > 0,
            )
            .eq(theirs, "the second rate factors out of its weights")
            .eq((second * theirs) / second, "cancel ", second)
            .eq(change(NOW, "u") / second, "the update rule of the second run")
        )

    @cache
    def from_zero() -> Derivation:
        return chain("two rates, one bracket, from zero", weights_factor(), second_run())

    @cache
    def from_elsewhere() -> Derivation:
        return chain(
            "two rates, one bracket, from starts in proportion", unit_rate_run(), second_ratio()
        )

    return Claim(
        "perceptron.bracket-is-data-only",
        "What multiplies the rate is made of the data alone",
        say(
            "From zero {} is the same for any two rates, so it is a function of the samples and "
            "labels. From another start it is a function of those and of {}.",
            change(NOW) / eta,
            w(0) / eta,
        ),
        (POSITIVE_RATE, positive),
        (
            Part("from-zero", from_zero, say("From zero"), (ZERO_START, SECOND_ZERO)),
            Part("from-elsewhere", from_elsewhere, say("From any start"), (ratio,)),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", from_zero),
            needs_step("second positive rate", from_zero),
            Need(
                "second zero start",
                "second-zero-start",
                lambda: refutation(
                    equals(
                        (y(1) - PHI(dot(ZERO, x(1)))) * x(1),
                        (y(1) - PHI(dot(other(0), x(1)))) * x(1),
                    )
                ),
                say("Without it what multiplies the rates differs in the first update:"),
            ),
            needs_step("same start over rate", second_ratio),
        ),
        Twin(
            say("The bracket is the same from every start."),
            equals(error(w(BEFORE)) * SAMPLE, error(v(BEFORE)) * SAMPLE),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say("{}, {}", other(NOW), change(NOW, "u")),
                say("weights and update of the run at the second rate ", second),
            ),
            (say(v(NOW)), say("the weights of the run at rate 1, from {}", w(0) / eta)),
        ),
    )


def any_positive_rate() -> Claim:
    """No upper bound on the rate is needed."""
    second, positive = SECOND_RATE, SECOND_POSITIVE

    @cache
    def two_rates() -> Derivation:
        return (
            derive(
                "any two rates",
                other(NOW),
                [POSITIVE_RATE, positive, cite(weights_factor()), cite(second_run())],
            )
            .eq(second * v(NOW), "the second rate factors out")
            .eq((second / eta) * (eta * v(NOW)), eta > 0, ", so it can be divided by")
            .eq((second / eta) * w(NOW), "the first rate factors out")
        )

    @cache
    def rate_zero() -> Induction:
        statement = equals(w(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the start", w(0), [ZERO_START]).eq(ZERO, "the start is zero")
        step = (
            derive(
                "one more update at rate 0",
                w(NOW),
                [
                    before,
                    define(
                        "the update rule", w(NOW), w(BEFORE) + number(0) * error(w(BEFORE)) * SAMPLE
                    ),
                ],
            )
            .eq(
                w(BEFORE) + number(0) * error(w(BEFORE)) * SAMPLE,
                "the update rule with ",
                equals(eta, 0),
            )
            .eq(w(BEFORE), "0 times anything")
            .eq(ZERO, "the induction hypothesis")
        )
        return by_induction("rate 0 learns nothing", [statement], base=[base], step=[step])

    return Claim(
        "perceptron.any-positive-rate",
        "No upper bound on the rate is needed",
        say(
            "From zero the runs at any two positive rates {} and {} are multiples of each other, "
            "{}: rates above 1 do nothing that rates below 1 do not. At rate 0 the weights stay "
            "zero and have no direction.",
            eta,
            second,
            equals(other(NOW), (second / eta) * w(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE, positive, SECOND_ZERO),
        (
            Part("two-rates", two_rates, say("Any two positive rates")),
            Part("rate-zero", rate_zero, say("Rate 0")),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", two_rates),
            needs_step("second positive rate", second_run),
            Need(
                "second zero start",
                "second-zero-start",
                lambda: refutation(
                    equals(other(0), (second / eta) * w(0)), (ZERO_START, POSITIVE_RATE, positive)
                ),
                say("Without it the starts are no multiples of each other:"),
            ),
        ),
        Twin(
            say("Positive and negative rates agree in the same way."),
            equals(updated(eta * v(BEFORE), eta), eta * updated(v(BEFORE), None)),
            (assume("rate not zero", differs(eta, 0)),),
        ),
        notation=((say(other(NOW)), say("the weights of the run at the second rate ", second)),),
    )


def any_threshold_convention() -> Claim:
    """It holds for every three values of the threshold function."""
    step, shift = threshold("H", 0, 1, 1), scalar("theta")

    @cache
    def unit_step() -> Instance:
        return factoring("the unit step, labels 0 and 1", phi=step)

    @cache
    def zero_at_zero() -> Instance:
        return factoring("a threshold function that is 0 at 0", phi=SIGN)

    @cache
    def elsewhere() -> Derivation:
        return (
            derive(
                "a jump elsewhere must move with the rate",
                PHI(eta * z - eta * shift),
                [POSITIVE_RATE],
            )
            .eq(PHI(eta * (z - shift)), "collect ", eta)
            .eq(PHI(z - shift), *SIGN_ALONE)
        )

    return Claim(
        "perceptron.any-threshold-convention",
        "Whatever the three values of the threshold function, the rate factors out",
        say(
            "From zero {} for any values {}, {}, {} of the threshold function: +1 or −1 or 0 at "
            "the "
            "tie, or 0 and 1 for labels 0 and 1. What matters is that the jump is at 0.",
            equals(w(NOW), eta * v(NOW)),
            PHI.values[0],
            PHI.values[1],
            PHI.values[2],
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("any-values", weights_factor, say("Any three values")),
            Part(
                "unit-step",
                unit_step,
                say("The unit step {}, which is 0 below 0 and 1 from 0 on", step(z)),
            ),
            Part("sign", zero_at_zero, say("The sign function, which is 0 at 0")),
            Part(
                "jump-elsewhere",
                elsewhere,
                say("A jump at {} is harmless only if it moves with the rate", shift),
            ),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", unit_step),
            _need("threshold at 0", JUMP_ELSEWHERE),
        ),
        Twin(
            say("A jump elsewhere may stay where it is."),
            equals(PHI(eta * z - shift), PHI(z - shift)),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN[:1],
    )


def bias() -> Claim:
    """A bias is covered if it starts at zero and its step carries the rate."""
    b: Callable[[str | int], Symbol] = lambda index: scalar("b", str(index))  # noqa: E731
    a: Callable[[str | int], Symbol] = lambda index: scalar("a", str(index))  # noqa: E731
    bias_zero = assume("zero bias at the start", equals(b(0), 0))

    @cache
    def symmetric() -> Instance:
        net_v, net_w = dot(v(BEFORE), SAMPLE) + a(BEFORE), dot(w(BEFORE), SAMPLE) + b(BEFORE)
        action = {w(NOW): eta * v(NOW), b(NOW): eta * a(NOW)}
        update = {
            v(NOW): v(BEFORE) + (LABEL - PHI(net_v)) * SAMPLE,
            a(NOW): a(BEFORE) + (LABEL - PHI(net_v)),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * (LABEL - PHI(net_w)) * SAMPLE,
            b(NOW): b(BEFORE) + eta * (LABEL - PHI(net_w)),
        }
        weights, biases = equivariance_of(action, update, image_update)
        inside = PHI(eta * (dot(v(BEFORE), SAMPLE) + a(BEFORE)))
        chains = [
            _equivariance(
                "the weights commute with scaling",
                (POSITIVE_RATE,),
                weights,
                (eta * v(BEFORE) + eta * (LABEL - PHI(net_v)) * SAMPLE, DISTRIBUTE),
                (eta * v(BEFORE) + eta * (LABEL - inside) * SAMPLE, SIGN_ALONE),
                last=say("multiply out {} inside", eta),
            ),
            _equivariance(
                "the bias commutes with scaling",
                (POSITIVE_RATE,),
                biases,
                (eta * a(BEFORE) + eta * (LABEL - PHI(net_v)), DISTRIBUTE),
                (eta * a(BEFORE) + eta * (LABEL - inside), SIGN_ALONE),
                last=say("multiply out {} inside", eta),
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the bias starts at zero",
                b(0),
                [bias_zero, define("the bias at rate 1 starts there too", a(0), b(0))],
            )
            .eq(number(0), "the bias starts at 0")
            .eq(eta * 0, "any multiple of 0 is 0")
            .eq(eta * a(0), "the bias of the run at rate 1 starts at 0 too"),
        ]
        return by_symmetry(
            "weights and bias",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    @cache
    def labels() -> Derivation:
        return (
            derive(
                "the predicted labels agree",
                PHI(dot(w(NOW), unseen) + b(NOW)),
                [POSITIVE_RATE, cite(symmetric(), which=0), cite(symmetric(), which=1)],
            )
            .eq(
                PHI(dot(eta * v(NOW), unseen) + eta * a(NOW)),
                "the rate factors out of weights and bias",
            )
            .eq(PHI(eta * (dot(v(NOW), unseen) + a(NOW))), "collect ", eta)
            .eq(PHI(dot(v(NOW), unseen) + a(NOW)), *SIGN_ALONE)
        )

    return Claim(
        "perceptron.bias",
        "A bias is the weight of a constant input",
        say(
            "With net input {} and a bias that starts at 0 and is updated by {} times the error, "
            "weights and bias are {} times those at rate 1.",
            dot(w(BEFORE), SAMPLE) + b(BEFORE),
            eta,
            eta,
        ),
        (ZERO_START, bias_zero, POSITIVE_RATE),
        (
            Part("symmetry", symmetric, say("Weights and bias")),
            Part("predictions", labels, say("The predicted labels")),
        ),
        (
            _need(
                "zero start",
                partial(
                    _runs,
                    "weights that do not start at zero",
                    BIASED,
                    (-2, -2),
                    (1, -1),
                    start=1,
                    drops="zero start",
                ),
            ),
            _need(
                "zero bias at the start",
                partial(
                    _runs,
                    "a bias that does not start at 0",
                    BIASED,
                    (-2, -2),
                    (-1, -1),
                    bias=1,
                    drops="zero bias at the start",
                ),
            ),
            _need(
                "positive rate",
                partial(
                    _runs,
                    "a negative rate",
                    BIASED,
                    (1, 1),
                    (-1, 1),
                    rates=(Fraction(1), Fraction(-1)),
                    drops="positive rate",
                ),
            ),
            needs_step("positive rate", symmetric),
            _need("bias step carries the rate", UNSCALED_STEP),
        ),
        Twin(
            say("The bias may be updated without the rate."),
            equals(
                eta * (a(BEFORE) + (LABEL - PHI(a(BEFORE)))),
                eta * a(BEFORE) + (LABEL - PHI(eta * a(BEFORE))),
            ),
            (POSITIVE_RATE,),
        ),
        notation=(
            (say(b(NOW)), say("the bias after {} updates", scalar("t"))),
            (say(a(NOW)), say("the bias of the run at rate 1")),
        ),
        built_in=BUILT_IN[1:2],
    )


def epochs_and_orders() -> Claim:
    """Any sequence of samples; a rule that reads mistakes only stops at the same time."""
    memory = function("r", ("scalar", "scalar", "scalar"))
    stop = function("s")
    loss_start = scalar("rho")
    n: Callable[[str | int], Symbol] = lambda index: scalar("n", str(index))  # noqa: E731
    m: Callable[[str | int], Symbol] = lambda index: scalar("m", str(index))  # noqa: E731
    sample, label = x("i_t"), y("i_t")

    def net(weights: Term) -> Term:
        return PHI(dot(weights, sample))

    @cache
    def recorded() -> Instance:
        action = {w(NOW): eta * v(NOW), m(NOW): n(NOW)}
        update = {
            v(NOW): v(BEFORE) + (label - net(v(BEFORE))) * sample,
            n(NOW): memory(n(BEFORE), label, net(v(BEFORE))),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * (label - net(w(BEFORE))) * sample,
            m(NOW): memory(m(BEFORE), label, net(w(BEFORE))),
        }
        weights, records = equivariance_of(action, update, image_update)
        inside = PHI(eta * dot(v(BEFORE), sample))
        chains = [
            _equivariance(
                "the weights commute with scaling",
                (POSITIVE_RATE,),
                weights,
                (eta * v(BEFORE) + eta * (label - net(v(BEFORE))) * sample, DISTRIBUTE),
                (eta * v(BEFORE) + eta * (label - inside) * sample, SIGN_ALONE),
                last=INTO_DOT,
            ),
            _equivariance(
                "the record of mistakes does not change",
                (POSITIVE_RATE,),
                records,
                (memory(n(BEFORE), label, inside), SIGN_ALONE),
                last=INTO_DOT,
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the records start alike",
                m(0),
                [
                    define("the record before any sample", m(0), loss_start),
                    define("the same record at rate 1, to begin with", n(0), loss_start),
                ],
            )
            .eq(loss_start, "the record before any sample")
            .eq(n(0), "the same record at rate 1"),
        ]
        return by_symmetry(
            "any sequence of samples, with a record of mistakes",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    @cache
    def stopping() -> Derivation:
        return derive(
            "the rule to stop decides alike",
            stop(m(NOW)),
            [POSITIVE_RATE, cite(recorded(), which=1)],
        ).eq(stop(n(NOW)), "the records agree")

    @cache
    def tolerance() -> Derivation:
        def loss(weights: Term) -> Term:
            return MAX(number(0), -(label * dot(weights, sample)))

        return (
            derive(
                "the loss is scaled by the rate", loss(w(NOW)), [POSITIVE_RATE, cite(recorded())]
            )
            .eq(loss(eta * v(NOW)), "the rate factors out of the weights")
            .eq(eta * loss(v(NOW)), "a positive factor moves out of the maximum")
        )

    def epoch_loss(rate: Term) -> Term:
        """The loss of the first epoch over (1, -1) and (1, +1), from zero, in one dimension."""
        one = number(1)
        second = (0 + rate * (-one - TEXTBOOK(0 * one)) * one) * one
        return MAX(number(0), -(-one * (0 * one))) + MAX(number(0), -(one * second))

    @cache
    def epoch() -> Derivation:
        moved = 0 + eta * (number(-1) - 1) * 1
        return (
            derive("an epoch over the samples (1, −1), (1, +1)", epoch_loss(eta), [POSITIVE_RATE])
            .eq(0 + MAX(number(0), -moved), "a tie predicts +1, so the first sample is a mistake")
            .eq(MAX(number(0), 2 * eta), "the second net input is ", -2 * eta)
            .eq(2 * eta, POSITIVE_RATE.relation)
        )

    @cache
    def returns() -> Derivation:
        one = number(1)
        after = 0 + eta * (-one - TEXTBOOK(0 * one)) * one
        return (
            derive(
                "the weight after that epoch",
                after + eta * (one - TEXTBOOK(after * one)) * one,
                [POSITIVE_RATE],
            )
            .eq(-2 * eta + eta * (one - TEXTBOOK(-2 * eta)), "the first sample is a mistake")
            .eq(-2 * eta + eta * (one - -one), "so is the second")
            .eq(number(0), "the weight is zero again, so every epoch is the same")
        )

    goes_on = threshold("g", 0, 0, 1)
    absolute = equals(goes_on(epoch_loss(number(1)) - 1), goes_on(epoch_loss(number(1, 10)) - 1))
    return Claim(
        "perceptron.epochs-and-orders",
        "Any order of the samples, any number of epochs, any rule that stops on mistakes",
        say(
            "The samples may come in any order fixed beforehand, {} being sample number {}: "
            "epochs and shuffles included. A rule that decides when to stop from a record of the "
            "mistakes stops at the same time for every {}. A rule with an absolute tolerance on a "
            "loss does not: the loss is scaled by {}.",
            sample,
            scalar("i", "", "t"),
            eta > 0,
            eta,
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part(
                "symmetry",
                recorded,
                say("Any sequence of samples, with a record {} of labels and predictions", m(NOW)),
            ),
            Part("stopping", stopping, say("A rule {} that reads the record", stop(m(NOW)))),
            Part(
                "loss-is-scaled",
                tolerance,
                say("A loss is scaled, so the rate acts as an inverse tolerance"),
            ),
            Part(
                "epoch-loss",
                epoch,
                say(
                    "The loss of an epoch over (1, −1), (1, +1), for which a tolerance is not free "
                    "of the rate"
                ),
            ),
            Part("epochs-repeat", returns, say("Every epoch over them is the same")),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", recorded),
            _need("order fixed beforehand", LOOKS_AT_WEIGHTS),
            Need(
                "reads mistakes only",
                "absolute-tolerance",
                lambda: refutation(absolute),
                say(
                    "With the samples (1, −1), (1, +1) every epoch has loss {}; a rule that stops "
                    "once the loss of an epoch is at most 1 never stops at rate 1, and stops after "
                    "the first epoch at rate {}",
                    2 * eta,
                    number(1, 10),
                ),
            ),
        ),
        Twin(
            say("Comparing the loss of an epoch with a fixed tolerance is free of the rate."),
            equals(goes_on(epoch_loss(eta) - 1), goes_on(epoch_loss(number(1)) - 1)),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say(memory(m(BEFORE), label, net(w(BEFORE)))),
                say("any rule to keep a record of labels and predictions"),
            ),
            (
                say("{}, {}, {}", m(NOW), n(NOW), loss_start),
                say("the record, that of the run at rate 1, and what both begin with"),
            ),
            (say(stop(m(NOW))), say("any rule to decide from the record whether to stop")),
            (say(goes_on(z)), say("1 for {}, which is to go on, else 0", z > 0)),
        ),
        built_in=(
            BUILT_IN[2],
            (
                "reads mistakes only",
                say("the rule to stop sees labels and predictions, not the size of a loss"),
            ),
        ),
    )


COUNTS = threshold("h", 1, scalar("kappa"), 0)
"""1 for a mistake, kappa at the kink, 0 else: minus the slope of max(0, -z)."""


def batch_criterion() -> Claim:
    """Subgradient descent on the perceptron criterion, its gradient derived from the loss."""
    g: Callable[[str | int], Symbol] = lambda index: vector("g", str(index))  # noqa: E731
    r: Callable[[str | int], Symbol] = lambda index: vector("r", str(index))  # noqa: E731
    flag = scalar("s", NOW)
    direction_, size = vector("q"), scalar("epsilon")
    weights, sample, label = vector("w"), vector("x"), scalar("y")

    def loss(at: Term) -> Term:
        return MAX(number(0), -(label * dot(at, sample)))

    moved = weights + size * direction_

    def side(name: str, here: Hypothesis, there: Hypothesis) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            from proofs.calculus import slope

            mistaken = here.relation.sign == "<"
            piece: Callable[[Term], Term] = (
                (lambda at: -(label * dot(at, sample))) if mistaken else (lambda at: number(0))
            )
            gradient = slope(piece(weights), weights)
            chain = derive(name, loss(moved), [here, there])
            if not mistaken:
                return chain.eq(number(0), "no mistake at the moved weights").eq(
                    loss(weights) + size * dot(gradient, direction_),
                    "none here either: the slope is 0",
                )
            return (
                chain.eq(piece(moved), "a mistake at the moved weights")
                .eq(
                    piece(weights) + size * dot(gradient, direction_),
                    "multiply out; the slope agrees with SymPy's derivative",
                )
                .eq(loss(weights) + size * dot(gradient, direction_), "a mistake here")
            )

        return build

    mistake_here = assume("misclassified", label * dot(weights, sample) < 0)
    mistake_there = assume("misclassified after a move", label * dot(moved, sample) < 0)
    right_here = assume("classified correctly", label * dot(weights, sample) > 0)
    right_there = assume("classified correctly after a move", label * dot(moved, sample) > 0)
    wrong = side("the gradient at a mistake", mistake_here, mistake_there)
    right = side("the gradient where there is no mistake", right_here, right_there)

    @cache
    def descent() -> Instance:
        def piece(at: Term) -> Term:
            return COUNTS(LABEL * dot(at, SAMPLE)) * LABEL * SAMPLE

        action = {w(NOW): eta * v(NOW), g(NOW): r(NOW)}
        update = {
            v(NOW): v(BEFORE) + flag * r(BEFORE),
            r(NOW): (1 - flag) * (r(BEFORE) + piece(v(BEFORE))),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * flag * g(BEFORE),
            g(NOW): (1 - flag) * (g(BEFORE) + piece(w(BEFORE))),
        }
        steps, sums = equivariance_of(action, update, image_update)
        inside = COUNTS(eta * (LABEL * dot(v(BEFORE), SAMPLE)))
        chains = [
            derive("the step commutes with scaling", steps.left, [POSITIVE_RATE]).eq(
                steps.right, *DISTRIBUTE
            ),
            _equivariance(
                "the sum over samples does not change",
                (POSITIVE_RATE,),
                sums,
                (
                    (1 - flag) * (r(BEFORE) + inside * LABEL * SAMPLE),
                    say("{} sees the sign alone, and {}", COUNTS(z), eta > 0),
                ),
                last=INTO_DOT,
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the sums start alike",
                g(0),
                [define("the sum at rate 1 starts there too", r(0), g(0))],
            ).eq(r(0), "both runs start with the same sum"),
        ]
        return by_symmetry(
            "descent on whole batches",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    def summed(name: str, here: Hypothesis) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            from proofs.calculus import slope

            mistaken = here.relation.sign == "<"
            loss_here = -(label * dot(weights, sample)) if mistaken else number(0)
            count = COUNTS(label * dot(weights, sample)) * label * sample
            return (
                derive(name, count, [here])
                .eq(number(1 if mistaken else 0) * label * sample, "here ", here.relation)
                .eq(-slope(loss_here, weights), "minus the slope, SymPy's derivative of the loss")
            )

        return build

    counted = summed("a mistake is summed", mistake_here)
    not_counted = summed("no mistake, nothing is summed", right_here)
    batches_of_one = partial(
        _runs,
        "batches of one, from a start that is not zero",
        WITH_MARGIN,
        (-2, -2),
        (1, -1),
        start=1,
        more={MARGIN: Fraction(0)},
        drops="zero start",
        remark=say("Each batch is one sample, and a tie counts as a mistake."),
    )
    return Claim(
        "perceptron.batch-criterion",
        "Gradient descent on the perceptron criterion: the rate factors out of every step",
        say(
            "For the loss {}, summed over the samples, each mistake contributes {} to minus the "
            "gradient. Descent from zero with any choice {} at the kink has {} at every step, for "
            "batches of any size.",
            loss(weights),
            label * sample,
            COUNTS.values[1],
            equals(w(NOW), eta * v(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part(
                "gradient-at-a-mistake",
                wrong,
                say(
                    "The gradient, where a sample is misclassified and stays so under a small "
                    "move ",
                    size * direction_,
                ),
                (mistake_here, mistake_there),
            ),
            Part(
                "gradient-elsewhere",
                right,
                say("The gradient, where a sample is classified correctly"),
                (right_here, right_there),
            ),
            Part(
                "count-at-a-mistake",
                counted,
                say("What is summed is minus the gradient: at a mistake"),
                (mistake_here,),
            ),
            Part(
                "count-elsewhere",
                not_counted,
                say("What is summed is minus the gradient: where there is no mistake"),
                (right_here,),
            ),
            Part(
                "symmetry",
                descent,
                say(
                    "Descent: {} adds a sample to the sum {}, {} takes the step and clears the sum",
                    equals(flag, 0),
                    g(NOW),
                    equals(flag, 1),
                ),
            ),
        ),
        (
            _need("zero start", batches_of_one),
            needs_step("positive rate", descent),
            needs_step("misclassified", wrong),
            needs_step("misclassified after a move", wrong),
            needs_step("classified correctly", right),
            needs_step("classified correctly after a move", right),
        ),
        Twin(
            say("The gradient points the other way."),
            equals(loss(moved), loss(weights) + size * dot(label * sample, direction_)),
            (mistake_here, mistake_there),
        ),
        notation=(
            (
                say(COUNTS(z)),
                say(
                    "1 for {}, {} for {} and 0 for {}", z < 0, COUNTS.values[1], equals(z, 0), z > 0
                ),
            ),
            (
                say("{}, {}", g(NOW), r(NOW)),
                say("the sum over the samples of the batch so far, and that of the run at rate 1"),
            ),
            (say("{}, {}", direction_, size), say("the direction of a move and its length")),
        ),
    )


def kink_convention() -> Claim:
    """At zero every sample sits at the kink; the choice made there decides if anything moves."""
    g: Callable[[str | int], Symbol] = lambda index: vector("g", str(index))  # noqa: E731
    flag = scalar("s", NOW)
    counted, quiet = threshold("h_1", 1, 1, 0), threshold("h_0", 1, 0, 0)
    tie = number(0)

    def piece(count: Function, at: Term, sample: Term, label: Term) -> Term:
        return count(label * dot(at, sample)) * label * sample

    def first(count: Function, name: str, value: int, result: Term) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            return (
                derive(name, piece(count, w(0), x(1), y(1)), [ZERO_START])
                .eq(piece(count, ZERO, x(1), y(1)), "the start is zero")
                .eq(count(tie) * y(1) * x(1), "the inner product with zero is 0")
                .eq(result, "the choice ", equals(count(tie), value))
            )

        return build

    starts = first(counted, "a tie counts as a mistake", 1, y(1) * x(1))
    stays = first(quiet, "subgradient 0 at the tie", 0, ZERO)

    @cache
    def blocked() -> Induction:
        statement = [equals(w(NOW), ZERO), equals(g(NOW), ZERO)]
        before = assumed_before("induction hypothesis", *statement)
        rules = [
            define("weights", w(NOW), w(BEFORE) + eta * flag * g(BEFORE)),
            define(
                "sum", g(NOW), (1 - flag) * (g(BEFORE) + piece(quiet, w(BEFORE), SAMPLE, LABEL))
            ),
        ]
        base = [
            derive("the weights start at zero", w(0), [ZERO_START]).eq(ZERO, "the start is zero"),
            derive("the sum starts at zero", g(0), [define("start of the sum", g(0), ZERO)]).eq(
                ZERO, "an empty sum"
            ),
        ]
        step = [
            derive("the weights stay", w(NOW), [*before, rules[0]])
            .eq(w(BEFORE) + eta * flag * g(BEFORE), "the update rule")
            .eq(ZERO + eta * flag * ZERO, "the induction hypothesis")
            .eq(ZERO, "any multiple of zero is zero"),
            derive("the sum stays", g(NOW), [*before, rules[1]])
            .eq(
                (1 - flag) * (g(BEFORE) + piece(quiet, w(BEFORE), SAMPLE, LABEL)), "the update rule"
            )
            .eq((1 - flag) * (ZERO + piece(quiet, ZERO, SAMPLE, LABEL)), "the induction hypothesis")
            .eq(
                (1 - flag) * (ZERO + quiet(tie) * LABEL * SAMPLE),
                "the inner product with zero is 0",
            )
            .eq(ZERO, "the choice ", equals(quiet(tie), 0)),
        ]
        return by_induction("nothing ever moves", statement, base=base, step=step)

    return Claim(
        "perceptron.kink-convention",
        "At zero every sample is a tie, and the choice made there decides everything",
        say(
            "At {} every net input is 0, where the loss has its kink. If a tie counts as a "
            "mistake, each sample of the first batch contributes label times input, the first "
            "one {}, and learning starts unless these sum to zero; if the subgradient 0 is taken "
            "there, the weights stay zero for ever, for any data: here zero really blocks.",
            equals(w(0), ZERO),
            y(1) * x(1),
        ),
        (ZERO_START,),
        (
            Part("counted", starts, say("A tie counts as a mistake")),
            Part("not-counted", stays, say("Subgradient 0 at the tie")),
            Part("blocked", blocked, say("Then nothing moves, for every number of steps")),
        ),
        (
            needs_step("zero start", starts, where="counted"),
            needs_step("zero start", stays, where="not-counted"),
        ),
        Twin(
            say("The choice at the kink makes no difference."),
            equals(counted(tie) * y(1) * x(1), quiet(tie) * y(1) * x(1)),
        ),
        notation=(
            (say(counted(z)), say("1 for {} and 0 for {}", z <= 0, z > 0)),
            (say(quiet(z)), say("1 for {} and 0 for {}", z < 0, z >= 0)),
            (
                say(g(NOW)),
                say(
                    "the sum over the samples of the batch so far; {} marks the end of a batch",
                    equals(flag, 1),
                ),
            ),
        ),
    )


def schedules() -> Claim:
    """A schedule fixed beforehand changes nothing."""
    s = scalar("s", NOW)

    @cache
    def scheduled() -> Instance:
        before, product = eta * v(BEFORE), dot(v(BEFORE), SAMPLE)
        return scaling(
            "a schedule fixed beforehand",
            "one scheduled update commutes with scaling",
            update=v(BEFORE) + s * error(v(BEFORE)) * SAMPLE,
            image_update=w(BEFORE) + eta * s * error(w(BEFORE)) * SAMPLE,
            lines=(
                (before + eta * s * (LABEL - PHI(product)) * SAMPLE, DISTRIBUTE),
                (before + eta * s * (LABEL - PHI(eta * product)) * SAMPLE, SIGN_ALONE),
            ),
            last=INTO_DOT,
        )

    adaptive = function("a")
    return Claim(
        "perceptron.schedules",
        "A schedule of rates fixed beforehand changes nothing",
        say(
            "With rate {} at update {}, where {} is fixed beforehand, {} for every number of "
            "updates.",
            eta * s,
            scalar("t"),
            s,
            equals(w(NOW), eta * v(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE),
        (Part("symmetry", scheduled, say("One scheduled update commutes with scaling")),),
        (
            *RUN_NEEDS,
            needs_step("positive rate", scheduled),
            Need(
                "schedule fixed beforehand",
                "schedule-looks-at-weights",
                lambda: refutation(
                    equals(
                        eta * (v(BEFORE) + adaptive(norm(v(BEFORE))) * SAMPLE),
                        eta * v(BEFORE) + eta * adaptive(norm(eta * v(BEFORE))) * SAMPLE,
                    ),
                    (POSITIVE_RATE,),
                ),
                say("A rate that looks at the size of the weights:"),
            ),
        ),
        Twin(
            say("The schedule's factor may be left out."),
            equals(eta * (v(BEFORE) + s * SAMPLE), eta * v(BEFORE) + eta * SAMPLE),
            (POSITIVE_RATE,),
        ),
        built_in=(
            ("schedule fixed beforehand", say("the factors {} do not look at the weights", s)),
        ),
        notation=(
            (say(s), say("the factor of the rate at update {}, fixed beforehand", scalar("t"))),
        ),
    )


def mistake_bound() -> Claim:
    """Novikoff's bound on the number of mistakes, free of the rate from zero."""
    u, gamma, R = vector("u"), scalar("gamma"), scalar("R")
    M: Callable[[str | int], Symbol] = lambda index: scalar("M", str(index))  # noqa: E731
    unit = assume("unit separator", equals(norm(u), 1))
    margin = assume("margin", LABEL * dot(u, SAMPLE) >= gamma)
    ball = assume("radius", dot(SAMPLE, SAMPLE) <= R**2)
    labels = assume("labels -1 and 1", one_of(LABEL, -1, 1))
    positive_margin = assume("positive margin", gamma > 0)
    count = (1 - LABEL * TEXTBOOK(dot(w(BEFORE), SAMPLE))) / 2
    gap = LABEL - TEXTBOOK(dot(w(BEFORE), SAMPLE))
    rules = (
        define("the update rule", w(NOW), updated(w(BEFORE), eta, TEXTBOOK)),
        define("one sample is counted", M(NOW), M(BEFORE) + count),
    )
    no_mistakes = define("no mistakes yet", M(0), 0)
    along = dot(u, w(NOW)) >= dot(u, w(0)) + 2 * eta * gamma * M(NOW)
    length = dot(w(NOW), w(NOW)) <= dot(w(0), w(0)) + 4 * eta**2 * R**2 * M(NOW)
    counted = M(NOW) >= 0

    @cache
    def progress() -> Induction:
        (before,) = assumed_before("induction hypothesis", along)
        base = derive("the start", dot(u, w(0)), [no_mistakes]).ge(
            dot(u, w(0)) + 2 * eta * gamma * M(0), "no mistakes yet: both sides are equal"
        )
        step = (
            derive(
                "one more update", dot(u, w(NOW)), [before, *rules, POSITIVE_RATE, margin, labels]
            )
            .eq(dot(u, updated(w(BEFORE), eta, TEXTBOOK)), "the update rule")
            .eq(dot(u, w(BEFORE)) + eta * gap * dot(u, SAMPLE), "multiply out the inner product")
            .ge(
                dot(u, w(0)) + 2 * eta * gamma * M(BEFORE) + eta * gap * dot(u, SAMPLE),
                "the induction hypothesis",
            )
            .ge(
                dot(u, w(0)) + 2 * eta * gamma * M(BEFORE) + 2 * eta * count * gamma,
                "a mistake moves by 2",
                eta,
                " times a margin of at least ",
                gamma,
            )
            .eq(dot(u, w(0)) + 2 * eta * gamma * M(NOW), "one more mistake is counted")
        )
        return by_induction("progress along the separator", [along], base=[base], step=[step])

    @cache
    def growth() -> Induction:
        (before,) = assumed_before("induction hypothesis", length)
        start = dot(w(0), w(0))
        base = derive("the start", start, [no_mistakes]).le(
            start + 4 * eta**2 * R**2 * M(0), "no mistakes yet: both sides are equal"
        )
        squared, inner = dot(SAMPLE, SAMPLE), dot(w(BEFORE), SAMPLE)
        earlier = start + 4 * eta**2 * R**2 * M(BEFORE)
        step = (
            derive(
                "one more update",
                dot(w(NOW), w(NOW)),
                [before, *rules, POSITIVE_RATE, ball, labels],
            )
            .eq(
                dot(w(BEFORE), w(BEFORE)) + 2 * eta * gap * inner + eta**2 * gap**2 * squared,
                "the update rule, multiplied out",
            )
            .le(
                dot(w(BEFORE), w(BEFORE)) + eta**2 * gap**2 * squared,
                "at a mistake the net input has the wrong sign",
            )
            .le(dot(w(BEFORE), w(BEFORE)) + eta**2 * gap**2 * R**2, ball.relation)
            .le(earlier + eta**2 * gap**2 * R**2, "the induction hypothesis")
            .eq(earlier + 4 * eta**2 * R**2 * count, "the error is 0 or ±2, and a mistake counts 1")
            .eq(start + 4 * eta**2 * R**2 * M(NOW), "one more mistake is counted")
        )
        return by_induction("growth of the weights", [length], base=[base], step=[step])

    @cache
    def counting() -> Induction:
        (before,) = assumed_before("induction hypothesis", counted)
        base = derive("the start", M(0), [no_mistakes]).ge(number(0), "no mistakes yet")
        step = (
            derive("one more update", M(NOW), [before, rules[1], labels])
            .eq(M(BEFORE) + count, "the count")
            .ge(number(0) + count, "the induction hypothesis")
            .ge(number(0), "the count of one sample is 0 or 1")
        )
        return by_induction("the count is never negative", [counted], base=[base], step=[step])

    bound = norm(w(0)) ** 2 + 4 * eta**2 * R**2 * M(NOW)

    @cache
    def any_start() -> Derivation:
        return (
            derive(
                "from any start",
                2 * eta * gamma * M(NOW) - norm(w(0)),
                [
                    POSITIVE_RATE,
                    unit,
                    no_mistakes,
                    cite(progress()),
                    cite(growth()),
                    cite(counting()),
                ],
            )
            .le(2 * eta * gamma * M(NOW) + dot(u, w(0)), "Cauchy and Schwarz, with ", unit.relation)
            .le(dot(u, w(NOW)), "progress along the separator")
            .le(norm(w(NOW)), "Cauchy and Schwarz again")
            .le(SQRT(bound), "growth of the weights")
        )

    none = assume("no mistake was made", equals(M(NOW), 0))

    @cache
    def from_zero() -> Cases:
        premises = [
            ZERO_START,
            POSITIVE_RATE,
            positive_margin,
            unit,
            no_mistakes,
            cite(progress()),
            cite(growth()),
            cite(counting()),
        ]
        some = M(NOW) > 0
        square = (2 * eta * gamma * M(NOW)) ** 2
        with_mistakes = (
            derive("there was a mistake", M(NOW), [*premises, case("some mistakes", some)])
            .eq(square / (4 * eta**2 * gamma**2 * M(NOW)), "multiply and divide")
            .le(
                (2 * eta * gamma * M(NOW)) * dot(u, w(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "progress along the separator",
            )
            .le(
                dot(u, w(NOW)) ** 2 / (4 * eta**2 * gamma**2 * M(NOW)),
                "progress along the separator once more",
            )
            .le(
                dot(w(NOW), w(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "Cauchy and Schwarz, with ",
                unit.relation,
            )
            .le(
                (4 * eta**2 * R**2 * M(NOW)) / (4 * eta**2 * gamma**2 * M(NOW)),
                "growth of the weights",
            )
            .eq(R**2 / gamma**2, "cancel")
        )
        without = (
            derive("there was none", M(NOW), [*premises, case("no mistakes", none.relation)])
            .eq(number(0), none.relation)
            .le(R**2 / gamma**2, "a quotient of squares")
        )
        return by_cases("from zero", with_mistakes, without)

    return Claim(
        "perceptron.mistake-bound",
        "The number of mistakes is bounded, from zero by a bound without the rate",
        say(
            "Let the labels be ±1, every {} for a unit vector {}, and every {}. After any number "
            "of updates {}; from zero, and if {}, {}.",
            LABEL * dot(u, SAMPLE) >= gamma,
            u,
            norm(SAMPLE) <= R,
            2 * eta * gamma * M(NOW) - norm(w(0)) <= SQRT(bound),
            gamma > 0,
            M(NOW) <= R**2 / gamma**2,
        ),
        (POSITIVE_RATE, unit, margin, ball, labels),
        (
            Part("progress", progress, say("Progress along the separator")),
            Part("growth", growth, say("Growth of the weights")),
            Part("count", counting, say("The count of mistakes")),
            Part("any-start", any_start, say("From any start")),
            Part("from-zero", from_zero, say("From zero"), (ZERO_START, positive_margin)),
        ),
        (
            needs_step("positive rate", progress),
            needs_step("unit separator", any_start),
            needs_step("margin", progress),
            needs_step("radius", growth),
            needs_step("labels -1 and 1", progress),
            needs_step("zero start", from_zero),
            needs_step("positive margin", from_zero),
        ),
        Twin(
            say("Half as many mistakes."),
            M(NOW) <= R**2 / (2 * gamma**2),
            (positive_margin, assume("the bound", M(NOW) <= R**2 / gamma**2)),
        ),
        notation=(
            (say(M(NOW)), say("the number of mistakes in the first {} updates", scalar("t"))),
            (say("{}, {}", gamma, R), say("the margin and the radius of the data")),
            (say(u), say("a unit vector that separates the data")),
        ),
        citations=(NOVIKOFF,),
    )


def margin_breaks_it() -> Claim:
    """With a fixed positive margin in the update condition the rate matters even from zero."""
    mu = MARGIN
    left = LABEL * dot(w(BEFORE), SAMPLE)

    def stepped(weights: Term, rate: Term | None, width: Term | None) -> Term:
        inside = LABEL * dot(weights, SAMPLE)
        chosen = AT_MOST(inside if width is None else inside - width)
        if rate is None:
            return weights + 2 * chosen * LABEL * SAMPLE
        return weights + 2 * rate * chosen * LABEL * SAMPLE

    @cache
    def joint() -> Instance:
        before = c * w(BEFORE)
        return scaling(
            "scaling weights, rate and margin together",
            "one update commutes with scaling all three",
            update=stepped(w(BEFORE), eta, mu),
            image_update=stepped(other(BEFORE), c * eta, c * mu),
            lines=(
                (
                    before + 2 * (c * eta) * AT_MOST(left - mu) * LABEL * SAMPLE,
                    say("multiply out ", c),
                ),
                (
                    before + 2 * (c * eta) * AT_MOST(c * (left - mu)) * LABEL * SAMPLE,
                    say("the condition sees the sign alone, and ", c > 0),
                ),
            ),
            last=say("multiply out {} inside", c),
            run=w,
            image=other,
            factor=c,
            premises=(POSITIVE_FACTOR,),
            start=starts_scaled(),
        )

    @cache
    def no_margin() -> Instance:
        before, inside = eta * v(BEFORE), LABEL * dot(v(BEFORE), SAMPLE)
        return scaling(
            "no margin",
            "without a margin one update commutes with scaling",
            update=stepped(v(BEFORE), None, None),
            image_update=stepped(w(BEFORE), eta, None),
            lines=(
                (before + 2 * eta * AT_MOST(inside) * LABEL * SAMPLE, DISTRIBUTE),
                (
                    before + 2 * eta * AT_MOST(eta * inside) * LABEL * SAMPLE,
                    say("the condition sees the sign alone, and ", eta > 0),
                ),
            ),
            last=INTO_DOT,
        )

    witness = partial(
        _runs,
        "margin 1, from zero",
        WITH_MARGIN,
        (-2, -2, -2),
        (-1, -1, 1),
        passes=2,
        more={MARGIN: Fraction(1)},
        drops="margin 0",
    )
    return Claim(
        "perceptron.margin-breaks-it",
        "With a margin in the update condition the rate matters even from zero",
        say(
            "If a sample is learned whenever {} for a fixed {}, then two rates can give different "
            "predictions from zero. What is left is the symmetry that scales weights, rate and "
            "margin together; at {} the rate factors out as before.",
            left <= mu,
            mu > 0,
            equals(mu, 0),
        ),
        (POSITIVE_FACTOR, ZERO_START, POSITIVE_RATE),
        (
            Part("witness", witness, say("Two rates, two predictions")),
            Part("symmetry-left", joint, say("The symmetry that is left")),
            Part("no-margin", no_margin, say("Without a margin")),
        ),
        (
            needs_step("positive factor", joint),
            _need(
                "zero start",
                partial(
                    _runs,
                    "a start that is not zero, and no margin",
                    WITH_MARGIN,
                    (-2, -2),
                    (1, -1),
                    start=1,
                    more={MARGIN: Fraction(0)},
                    drops="zero start",
                ),
            ),
            needs_step("positive rate", no_margin),
            _need("margin 0", witness),
        ),
        Twin(
            say("A fixed margin changes nothing."),
            equals(AT_MOST(eta * z - mu), AT_MOST(z - mu)),
            (POSITIVE_RATE, assume("positive margin in the condition", mu > 0)),
        ),
        notation=(
            (say(mu), say("the margin in the update condition")),
            (say(AT_MOST(z)), say("1 for {}, else 0", z <= 0)),
            (
                say(other(NOW)),
                say(
                    "the weights of the run with rate {} and margin {} from {}",
                    c * eta,
                    c * mu,
                    c * w(0),
                ),
            ),
        ),
        built_in=(
            (
                "margin 0",
                say("a sample is learned when it is misclassified, not when its margin is small"),
            ),
        ),
    )


def weight_decay() -> Claim:
    """Decay that is multiplied by the rate breaks the symmetry; decay that is not does not."""

    def decayed(weights: Term, rate: Term | None) -> Term:
        step = error(weights) * SAMPLE if rate is None else rate * error(weights) * SAMPLE
        return (1 - DECAY) * weights + step

    @cache
    def decoupled() -> Instance:
        product, kept = dot(v(BEFORE), SAMPLE), (1 - DECAY) * (eta * v(BEFORE))
        return scaling(
            "decay free of the rate",
            "one update with decay commutes with scaling",
            update=decayed(v(BEFORE), None),
            image_update=decayed(w(BEFORE), eta),
            lines=(
                (kept + eta * (LABEL - PHI(product)) * SAMPLE, DISTRIBUTE),
                (kept + eta * (LABEL - PHI(eta * product)) * SAMPLE, SIGN_ALONE),
            ),
            last=INTO_DOT,
        )

    witness = partial(
        _runs,
        "decay 1/2 times the rate, from zero",
        COUPLED_DECAY,
        (-2, -1, -2),
        (-1, 1, -1),
        more={DECAY: Fraction(1, 2)},
        drops="decay free of the rate",
    )
    return Claim(
        "perceptron.weight-decay",
        "Weight decay breaks it when multiplied by the rate, and does not when it is free of it",
        say(
            "If the weights are multiplied by {} before each update, two rates can give different "
            "predictions from zero. If they are multiplied by {}, the rate factors out as before.",
            1 - eta * DECAY,
            1 - DECAY,
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("witness", witness, say("Decay multiplied by the rate")),
            Part("symmetry", decoupled, say("Decay free of the rate")),
        ),
        (
            _need("zero start", NONZERO_START, "With decay 0:"),
            needs_step("positive rate", decoupled),
            _need("decay free of the rate", witness),
        ),
        Twin(
            say("Decay multiplied by the rate changes nothing."),
            equals(eta * ((1 - DECAY) * v(BEFORE)), (1 - eta * DECAY) * (eta * v(BEFORE))),
            (POSITIVE_RATE,),
        ),
        notation=((say(DECAY), say("the decay")),),
        built_in=(("decay free of the rate", say("the decay is not multiplied by the rate")),),
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "perceptron.sign-only": sign_only,
    "perceptron.first-update": first_update,
    "perceptron.unrolled": unrolled,
    "perceptron.eta-factors-out": eta_factors_out,
    "perceptron.mistakes-same": mistakes_same,
    "perceptron.predictions-same": predictions_same,
    "perceptron.direction": direction,
    "perceptron.joint-scaling": joint_scaling,
    "perceptron.nonzero-start-can-matter": nonzero_start_can_matter,
    "perceptron.nonzero-start-need-not-matter": nonzero_start_need_not_matter,
    "perceptron.bracket-is-data-only": bracket_is_data_only,
    "perceptron.any-positive-rate": any_positive_rate,
    "perceptron.any-threshold-convention": any_threshold_convention,
    "perceptron.bias": bias,
    "perceptron.epochs-and-orders": epochs_and_orders,
    "perceptron.batch-criterion": batch_criterion,
    "perceptron.kink-convention": kink_convention,
    "perceptron.schedules": schedules,
    "perceptron.mistake-bound": mistake_bound,
    "perceptron.margin-breaks-it": margin_breaks_it,
    "perceptron.weight-decay": weight_decay,
}
"""The chapter, in the ledger's order."""
