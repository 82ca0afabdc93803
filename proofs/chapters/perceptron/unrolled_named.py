"""Many updates, where the errors of earlier ones have names."""

from functools import cache

from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, SIGN_ALONE, ZERO_START, change, eta, w, x, y,
)  # fmt: skip
from proofs.statement import Lines, Proof, calculation, conjunction
from proofs.terms import PHI, ZERO, Hypothesis, Symbol, Term, define, dot, scalar, total


def e(index: int) -> Symbol:
    """The error before an update, label minus predicted label."""
    return scalar("e", str(index))


def _weighted(errors: range, rate: Term | None = None, at: int | None = None) -> Term:
    """The sum of the errors times their samples, or times their inner products with one sample."""

    def product(k: int) -> Term:
        return e(k) * (x(k) if at is None else dot(x(k), x(at)))

    if rate is None:
        return total(product(k) for k in errors)
    if len(errors) == 1:
        return rate * e(errors[0]) * (x(errors[0]) if at is None else dot(x(errors[0]), x(at)))
    return rate * total(product(k) for k in errors)


def _predicted(t: int, net: Term) -> Term:
    return y(t) - PHI(net)


@cache
def named_general(updates: int) -> Proof:
    """For each t: the error in terms of the earlier ones, and what the update adds."""
    members: list[Proof] = []
    weights: list[Proof] = []
    for t in range(1, updates + 1):
        meaning = define(f"label minus prediction {t}", e(t), _predicted(t, dot(w(t - 1), x(t))))
        members.append(calculation(f"error {t}", e(t), _error(t, meaning, weights)))
        if t == updates:
            members.append(calculation(f"update {t}", change(t), _update(t, meaning)))
        else:
            weights.append(calculation(f"weights {t}", w(t), _weights(t, weights)))
            members.append(weights[-1])
    return conjunction(f"{updates} updates from any start", *members)


def _error(t: int, meaning: Hypothesis, weights: list[Proof]) -> Lines:
    yield "=", meaning.relation.right, "label minus prediction", meaning
    if t > 1:
        before, apart = _weighted(range(1, t), eta), _weighted(range(1, t), eta, t)
        after = _predicted(t, dot(w(0) + before, x(t)))
        yield "=", after, "the weights before it", weights[-1]
        yield "=", _predicted(t, dot(w(0), x(t)) + apart), "multiply out the inner product"


def _update(t: int, meaning: Hypothesis) -> Lines:
    rule = define(f"change {t}", change(t), eta * meaning.relation.right * x(t))
    yield "=", rule.relation.right, "the update rule", rule
    yield "=", eta * e(t) * x(t), "the error ", e(t), meaning


def _weights(t: int, weights: list[Proof]) -> Lines:
    step = define(f"the update rule {t}", w(t), w(t - 1) + eta * e(t) * x(t))
    yield "=", step.relation.right, "the update rule", step
    if t > 1:
        before = w(0) + _weighted(range(1, t), eta)
        yield "=", before + eta * e(t) * x(t), "the weights before it", weights[-1]
        yield "=", w(0) + _weighted(range(1, t + 1), eta), "collect ", eta


def _errors(told: Proof) -> list[Proof]:
    return [member for member in told.members if member.name.startswith("error")]


def _last(name: str, errors: list[Proof], updates: int) -> Proof:
    """All errors, and with the last of them the last update."""
    update = named_general(updates).members[-1]

    def lines() -> Lines:
        last = errors[-1].proves[0].right
        yield "=", eta * e(updates) * x(updates), "the update rule", update
        yield "=", eta * last * x(updates), "the error ", e(updates), errors[-1]

    told = calculation(f"update {updates} {name}", change(updates), lines())
    return conjunction(f"{updates} updates {name}", *errors, told)


@cache
def named_from_zero(updates: int) -> Proof:
    """The errors and the last update, from zero."""

    def lines(t: int, general: Proof) -> Lines:
        if t == 1:
            yield "=", general.proves[0].right, "label minus prediction", ZERO_START, general
            yield "=", _predicted(1, dot(ZERO, x(1))), "the start is zero"
            yield "=", y(1) - PHI.values[1], "the value at 0"
            return
        inner, known = _weighted(range(1, t), eta, t), "from any start, with the start zero"
        yield "=", _predicted(t, dot(ZERO, x(t)) + inner), known, ZERO_START, general
        yield "=", _predicted(t, inner), "the inner product with zero is 0"

    errors = [
        calculation(f"error {t} from zero", e(t), lines(t, general))
        for t, general in enumerate(_errors(named_general(updates)), 1)
    ]
    return _last("from zero", errors, updates)


@cache
def named_dropped(updates: int) -> Proof:
    """The errors and the last update, from zero, without the rate inside."""

    def lines(t: int, zero: Proof) -> Lines:
        yield "=", zero.proves[0].right, "from zero", POSITIVE_RATE, zero
        if t > 1:
            yield "=", _predicted(t, _weighted(range(1, t), None, t)), *SIGN_ALONE

    errors = [
        calculation(f"error {t} with the rate dropped", e(t), lines(t, zero))
        for t, zero in enumerate(_errors(named_from_zero(updates)), 1)
    ]
    return _last("with the rate dropped", errors, updates)
