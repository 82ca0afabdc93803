"""The perceptron chapter: what the learning rate does, from zero and from elsewhere.

Nearly every entry is an instance of `symmetry.trajectory`: multiplying weights and rate by one
positive number commutes with an update, because the threshold function sees signs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial

from proofs import kernel
from proofs.claim import Claim, Need, Part, Twin
from proofs.derivation import (
    Cases,
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    Theorem,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    needed,
    together,
)
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    MAX,
    PHI,
    SIGN,
    SQRT,
    ZERO,
    Function,
    Hypothesis,
    Relation,
    Symbol,
    Term,
    Words,
    assume,
    define,
    differs,
    dot,
    equals,
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

# Symbols -------------------------------------------------------------------------------------------

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


# Hypotheses ----------------------------------------------------------------------------------------

POSITIVE_RATE = assume("positive rate", eta > 0)
ZERO_START = assume("zero start", equals(w(0), ZERO))
SAME_START = define("the run at rate 1 starts there too", v(0), w(0))
POSITIVE_FACTOR = assume("positive factor", c > 0)

SOURCE_THRESHOLD = (
    define("value below 0", scalar("phi_minus"), -1),
    define("value at 0", scalar("phi_zero"), 1),
    define("value above 0", scalar("phi_plus"), 1),
)
"""The threshold function of the textbook: +1 for z >= 0, otherwise -1."""

SIGN_ALONE = say("the threshold function sees the sign alone, and ", eta > 0)
DISTRIBUTE = say("multiply out ", eta)
INTO_DOT = say(eta, " moves into the inner product")

# Exact runs ----------------------------------------------------------------------------------------

_w, _b, _x, _y = vector("w"), scalar("b"), vector("x"), scalar("y")
MARGIN, DECAY, LOCATION = scalar("mu"), scalar("lambda"), scalar("theta")
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
    "perceptron", _w + eta * (_y - PHI(dot(_w, _x) - 1)) * _x, dot(_w, _x) - 1,
    options=(("location", 1),),
)  # fmt: skip
BIASED = _rule(
    "perceptron-bias", _w + eta * _biased_error * _x, _biased, (_w, _b),
    (_b + eta * _biased_error,), (("bias_step", "scaled"),),
)  # fmt: skip
UNSCALED_BIAS = _rule(
    "perceptron-bias", _w + eta * _biased_error * _x, _biased, (_w, _b), (_b + _biased_error,),
    (("bias_step", "unscaled"),),
)  # fmt: skip
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
        name, rule, (settings[0], settings[1]), begin, data, tuple(map(Fraction, labels)),
        passes=passes, drops=drops, differ=differ, remark=remark,
    )  # fmt: skip


NONZERO_START = partial(
    _runs, "a start that is not zero", PLAIN, (-2, -2), (1, -1), start=1, drops="zero start"
)
NEGATIVE_RATE = partial(
    _runs, "a negative rate", PLAIN, (1, 1), (-1, 1), rates=(Fraction(1), Fraction(-1)),
    drops="positive rate",
)  # fmt: skip
JUMP_ELSEWHERE = partial(
    _runs, "a threshold at 1", SHIFTED, (-2, -2), (1, -1), drops="threshold at 0"
)
UNSCALED_STEP = partial(
    _runs, "a bias step without the rate", UNSCALED_BIAS, (-2, 1), (-1, -1),
    drops="bias step carries the rate",
)  # fmt: skip
LOOKS_AT_WEIGHTS = partial(
    _runs, "samples chosen by the size of the net input", SELECTIVE, (-2, -2, -2), (-1, 1, 1),
    drops="order fixed beforehand",
    remark=say("samples with ", norm(dot(_w, _x) * _x) if False else "|w·x| > 1 are passed over"),
)  # fmt: skip


def _need(hypothesis: str, show: Callable[[], Comparison | kernel.Refuted], *says: str) -> Need:
    return Need(hypothesis, hypothesis.replace(" ", "-"), show, says)


def _needs_step(hypothesis: str, build: Callable[[], Theorem], *says: str) -> Need:
    """The hypothesis is needed because a step of the proof fails without it."""
    name = hypothesis.replace(" ", "-")
    return Need(hypothesis, f"{name}-in-the-proof", lambda: needed(build(), hypothesis), says)


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

# Theorems that several entries share ---------------------------------------------------------------


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
    action = {run(NOW): rate * v(NOW)}
    update = {v(NOW): updated(v(BEFORE), None, phi)}
    image_update = {run(NOW): updated(run(BEFORE), rate, phi)}
    (step,) = equivariance_of(action, update, image_update)
    before, z_before = rate * v(BEFORE), dot(v(BEFORE), SAMPLE)
    chain = _equivariance(
        "one update commutes with scaling",
        premises,
        step,
        (before + rate * (LABEL - phi(z_before)) * SAMPLE, say("multiply out ", rate)),
        (
            before + rate * (LABEL - phi(rate * z_before)) * SAMPLE,
            say("the threshold function sees the sign alone, and ", rate > 0),
        ),
        last=say(rate, " moves into the inner product"),
    )
    if start is None:
        start = (
            derive("both runs start at zero", w(0), [ZERO_START, SAME_START])
            .eq(ZERO, "the start is zero")
            .eq(eta * ZERO, "any multiple of zero is zero")
            .eq(eta * v(0), "the run at rate 1 starts at zero too")
        )
    return by_symmetry(
        name, action=action, update=update, image_update=image_update, start=[start],
        equivariance=[chain],
    )  # fmt: skip


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
                define("change", change(NOW), w(NOW) - w(BEFORE)),
                define("change at rate 1", change(NOW, "v"), v(NOW) - v(BEFORE)),
                cite(weights_factor()),
                cite(weights_factor(), BEFORE),
            ],
        )
        .eq(w(NOW) - w(BEFORE), "what an update adds")
        .eq(eta * v(NOW) - eta * v(BEFORE), "the rate factors out of the weights, at t and t - 1")
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


# The entries -----------------------------------------------------------------------------------------


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
        say(statement, " for every threshold function and every ", c > 0, "."),
        (POSITIVE_FACTOR,),
        (Part("by-cases", cases, say("Three cases, none of which uses the statement itself")),),
        (
            Need("positive factor", "factor-zero", lambda: without(0), say("With ", equals(c, 0))),
            Need("positive factor", "factor-negative", lambda: without(-1), say("With ", equals(c, -1))),
        ),
        Twin(say("A shift keeps the label as a positive factor does."), equals(PHI(z + c), PHI(z)), (POSITIVE_FACTOR,)),
        citations=(ROSENBLATT,),
    )  # fmt: skip


def refutation(relation: Relation, premises: tuple[Hypothesis, ...] = ()) -> kernel.Refuted:
    """The kernel's counterexample; raises `ProofError` where it has none."""
    verdict = kernel.decide(relation, premises)
    if not isinstance(verdict, kernel.Refuted):
        raise ProofError(f"{relation} was to be refuted, but is {type(verdict).__name__.lower()}")
    return verdict


def first_update() -> Claim:
    """The first update, from any start and from zero."""
    one = eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1)
    premises = (
        define("change", change(1), w(1) - w(0)),
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
        positive = assume("first label +1", equals(y(1), 1))
        return (
            derive(
                "a first label +1 changes nothing",
                change(1),
                [ZERO_START, positive, SOURCE_THRESHOLD[1], cite(from_zero())],
            )
            .eq(eta * (y(1) - PHI.values[1]) * x(1), "the first update from zero")
            .eq(eta * (1 - number(1)) * x(1), equals(y(1), 1), " and ", equals(PHI.values[1], 1))
            .eq(ZERO, "the error is 0")
        )

    first_label = assume("first label +1", equals(y(1), 1))
    return Claim(
        "perceptron.first-update",
        "The first update",
        say(equals(change(1), one), "; from ", equals(w(0), ZERO), " it is ",
            eta * (y(1) - PHI.values[1]) * x(1), ", so that with ", equals(PHI.values[1], 1),
            " a first label +1 changes nothing."),
        (ZERO_START, first_label),
        (
            Part("general-start", general, say("From any start")),
            Part("from-zero", from_zero, say("From zero")),
            Part("first-label-one", label_one, say("A first label +1, with the textbook's threshold function")),
        ),
        (
            _needs_step("zero start", from_zero),
            _needs_step("first label +1", label_one),
        ),
        Twin(say("The first update has the sign of the prediction, not of the error."),
             equals(change(1), eta * (PHI(dot(w(0), x(1))) - y(1)) * x(1)), premises),
        citations=(ROSENBLATT,),
    )  # fmt: skip


@cache
def unrolled(updates: int = 2) -> Claim:
    """The update number `updates`, written out; raises `ValueError` outside 1 to 200."""
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(
            f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}"
        )
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
        say("What update number ", number(updates), " adds, ", change(T), ", in ", w(0), ", ", eta, ", ", x("k"), " and ", y("k"),
            " alone: from any start, from zero, and from zero with ", eta, " dropped inside the threshold function",
            "." if nested else "; the errors of earlier updates have names."),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("general-start", partial(general, updates), say("From any start")),
            Part("from-zero", partial(zero, updates), say("From zero")),
            Part("eta-dropped", partial(dropped, updates), say("From zero, with the rate dropped inside the threshold function")),
        ),
        (
            _needs_step("zero start", partial(zero, updates)),
            *((_needs_step("positive rate", partial(dropped, updates)),) if updates > 1 else ()),
        ),
        Twin(say("The error is label plus prediction."), equals(change(1), wrong),
             (define("first update", change(1), eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1)),)),
        citations=(ROSENBLATT,),
    )  # fmt: skip


def _rule_premises(updates: int) -> list[Hypothesis]:
    """What predictions, changes and weights mean, update by update."""
    premises = []
    for t in range(1, updates + 1):
        premises.append(define(f"prediction {t}", y_hat(t), PHI(dot(w(t - 1), x(t)))))
        premises.append(define(f"change {t}", change(t), eta * (y(t) - y_hat(t)) * x(t)))
        premises.append(define(f"weights {t}", w(t), w(t - 1) + change(t)))
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
    from proofs.terms import Dot, Sum, Zero, fold

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
    return chain.eq(_drop_rate(last, outermost=True), *SIGN_ALONE)


def _drop_rate(term: Term, *, outermost: bool) -> Term:
    """The formula without the factor eta in every argument of the threshold function."""
    from proofs.terms import Product, fold

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if isinstance(part, Product) and part.factors[0] is eta and part is not term:
            rest = children[1:]
            return rest[0] if len(rest) == 1 else Product(rest)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)


def _weighted(errors: range, at: int | None = None) -> Term:
    """The sum of the errors times their samples, or times their inner products with one sample."""
    return total(
        e(k) * x(k) if at is None else e(k) * dot(x(k), x(at)) for k in errors
    )


@cache
def _named_general(updates: int) -> Conjunction:
    """For each t: the error in terms of the earlier ones, and what the update adds."""
    members: list[Theorem] = []
    sum_before: Derivation | None = None
    for t in range(1, updates + 1):
        errors_before = range(1, t)
        meaning = define(f"error {t}", e(t), y(t) - PHI(dot(w(t - 1), x(t))))
        cited = [cite(sum_before)] if sum_before is not None else []
        chain = derive(f"error {t}", e(t), [meaning, *cited]).eq(
            y(t) - PHI(dot(w(t - 1), x(t))), "label minus prediction"
        )
        if t > 1:
            chain = chain.eq(
                y(t) - PHI(dot(w(0) + eta * _bracket(_weighted(errors_before)), x(t))),
                "the weights before it",
            ).eq(
                y(t) - PHI(dot(w(0), x(t)) + eta * _bracket(_weighted(errors_before, t))),
                "multiply out the inner product",
            )
        members.append(chain)
        if t == updates:
            members.append(
                derive(
                    f"update {t}",
                    change(t),
                    [
                        define(f"change {t}", change(t), eta * (y(t) - PHI(dot(w(t - 1), x(t)))) * x(t)),
                        meaning,
                    ],
                )
                .eq(eta * (y(t) - PHI(dot(w(t - 1), x(t)))) * x(t), "the update rule")
                .eq(eta * e(t) * x(t), "the error ", e(t))
            )  # fmt: skip
            break
        step = define(f"update {t}", w(t), w(t - 1) + eta * e(t) * x(t))
        sum_chain = derive(f"weights {t}", w(t), [step, *cited]).eq(
            w(t - 1) + eta * e(t) * x(t), "the update rule"
        )
        if t > 1:
            sum_chain = sum_chain.eq(
                w(0) + eta * _bracket(_weighted(errors_before)) + eta * e(t) * x(t),
                "the weights before it",
            ).eq(w(0) + eta * _bracket(_weighted(range(1, t + 1))), "collect ", eta)
        members.append(sum_chain)
        sum_before = sum_chain
    return together(f"{updates} updates from any start", *members)


def _bracket(term: Term) -> Term:
    return term


def _errors(theorem: Conjunction) -> list[Derivation]:
    return [m for m in theorem.members if isinstance(m, Derivation) and m.name.startswith("error")]


@cache
def _named_from_zero(updates: int) -> Conjunction:
    members = []
    for t, general in enumerate(_errors(_named_general(updates)), 1):
        chain = derive(f"error {t} from zero", e(t), [ZERO_START, cite(general)])
        if t == 1:
            chain = (
                chain.eq(y(1) - PHI(dot(w(0), x(1))), "label minus prediction")
                .eq(y(1) - PHI(dot(ZERO, x(1))), "the start is zero")
                .eq(y(1) - PHI.values[1], "the value at 0")
            )
        else:
            inner = eta * _weighted(range(1, t), t)
            chain = chain.eq(
                y(t) - PHI(dot(ZERO, x(t)) + inner), "from any start, with the start zero"
            ).eq(y(t) - PHI(inner), "the inner product with zero is 0")
        members.append(chain)
    return together(f"{updates} updates from zero", *members)


@cache
def _named_dropped(updates: int) -> Conjunction:
    members = []
    for t, zero in enumerate(_errors(_named_from_zero(updates)), 1):
        chain = derive(f"error {t} with the rate dropped", e(t), [POSITIVE_RATE, cite(zero)])
        chain = chain.eq(zero.steps[-1].term, "from zero")
        if t > 1:
            chain = chain.eq(y(t) - PHI(_weighted(range(1, t), t)), *SIGN_ALONE)
        members.append(chain)
    return together(f"{updates} updates with the rate dropped", *members)


_ = (MAX, SIGN, SQRT, Induction, assumed_before, by_induction, differs, function, one_of)
