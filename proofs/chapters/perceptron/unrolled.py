"""The update number `updates`, written out; raises `ValueError` outside 1 to 200."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE,
    ROSENBLATT,
    SIGN_ALONE,
    ZERO_START,
    change,
    eta,
    w,
    x,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Conjunction, Derivation, Theorem, cite, derive, together
from proofs.terms import (
    PHI,
    ZERO,
    Dot,
    Hypothesis,
    Product,
    Sum,
    Symbol,
    Term,
    Zero,
    define,
    dot,
    equals,
    fold,
    number,
    say,
    scalar,
    substitute,
    total,
)

MOST_UPDATES = 200
"""The largest number of updates that `perceptron.unrolled` is derived for."""

NESTED_UPDATES = 3
"""Up to here everything is substituted into one formula; beyond, errors have names."""


def y_hat(index: str | int) -> Symbol:
    """The label predicted before an update."""
    return scalar("y_hat", str(index))


def e(index: str | int) -> Symbol:
    """The error before an update, label minus predicted label."""
    return scalar("e", str(index))


@entry("perceptron.unrolled", place=30, updates=True)
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
