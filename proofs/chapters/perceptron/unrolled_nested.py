"""Up to three updates in one formula, with everything substituted."""

from functools import cache

from proofs.chapters.perceptron.setting import SIGN_ALONE, ZERO_START, change, eta, w, x, y
from proofs.statement import Lines, Proof, calculation
from proofs.terms import (
    PHI, ZERO, Dot, Hypothesis, Product, Sum, Symbol, Term, Zero, define, dot, fold, number,
    scalar, substitute, total,
)  # fmt: skip


def y_hat(index: int) -> Symbol:
    """The label predicted before an update."""
    return scalar("y_hat", str(index))


def _meanings(updates: int) -> list[Hypothesis]:
    """What predictions, changes and weights mean, update by update."""
    premises = []
    for t in range(1, updates + 1):
        premises.append(define(f"the predicted label {t}", y_hat(t), PHI(dot(w(t - 1), x(t)))))
        adds = eta * (y(t) - y_hat(t)) * x(t)
        premises.append(define(f"what the update adds {t}", change(t), adds))
        premises.append(define(f"the weights after it {t}", w(t), w(t - 1) + change(t)))
    return premises


@cache
def nested_general(T: int) -> Proof:
    """The last update in the start, the rate, samples and labels alone."""

    def outer(inside: Term) -> Term:
        return eta * (y(T) - PHI(inside)) * x(T)

    def after(changes: dict[int, Term]) -> Term:
        return outer(dot(total([w(0), *changes.values()]), x(T)))

    def lines() -> Lines:
        yield "=", eta * (y(T) - y_hat(T)) * x(T), "the update rule", *_meanings(T)
        yield "=", outer(dot(w(T - 1), x(T))), "the prediction"
        earlier = range(1, T)
        if not earlier:
            return
        before = "the earlier updates" if T > 2 else "the first update"
        yield "=", after({k: change(k) for k in earlier}), before
        spelled: dict[int, Term] = {k: eta * (y(k) - y_hat(k)) * x(k) for k in earlier}
        yield "=", after(spelled), "the update rule once more"
        full: dict[int, Term] = {}
        for k in earlier:
            weights = total([w(0), *full.values()])
            full[k] = eta * (y(k) - PHI(dot(weights, x(k)))) * x(k)
            yield "=", after({**spelled, **full}), "the prediction ", y_hat(k)

    return calculation(f"update {T} from any start", change(T), lines())


@cache
def nested_from_zero(T: int) -> Proof:
    """The last update, from zero."""
    general = nested_general(T)
    last = general.proves[0].right
    without = _without_zero(last)

    def lines() -> Lines:
        yield "=", last, "from any start", ZERO_START, general
        yield "=", substitute(last, {w(0): ZERO}), "the start is zero"
        if without is not substitute(last, {w(0): ZERO}):
            yield "=", without, "adding zero, and inner products with zero"
        yield "=", substitute(without, {PHI(number(0)): PHI.values[1]}), "the value at 0"

    return calculation(f"update {T} from zero", change(T), lines())


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
def nested_dropped(T: int) -> Proof:
    """The last update, from zero, without the rate inside the threshold function."""
    zero = nested_from_zero(T)
    last = zero.proves[0].right

    def lines() -> Lines:
        yield "=", last, "from zero", zero
        if T > 1:
            yield "=", _without_rate(last), *SIGN_ALONE

    return calculation(f"update {T} with the rate dropped", change(T), lines())


def _without_rate(term: Term) -> Term:
    """The formula without the factor eta in every argument of the threshold function."""

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if isinstance(part, Product) and part.factors[0] is eta and part is not term:
            rest = children[1:]
            return rest[0] if len(rest) == 1 else Product(rest)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)
