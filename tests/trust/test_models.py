"""What is proved is true in random models, and what wrong rules would prove is not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from corpus import checked, theorems
from corrupt import Judged, outcome, stream
from helpers import F, Row, a, assume, b, c, k, lines, n, sum_of, u, v
from models import Model, Unknown, refuted

from proofs.trust import check
from proofs.trust.check import Holds, judge
from proofs.trust.rules import TABLE
from proofs.trust.rules import Row as Law
from proofs.trust.terms import SQRT, Function, Term, dot, eq, forall, ne, number, total  # fmt: skip

TRIES = 6


def test_lines_are_true() -> None:
    """Every line of the stored proofs, where its assumptions hold."""
    R = Random(4)
    looked = lines_ = 0
    seen: set[Holds] = set()
    for proof, done in checked():
        for h in done:
            if h in seen or h.open == {h.says}:
                continue
            seen.add(h)
            lines_ += 1
            met, model = refuted(h, R, TRIES)
            assert model is None, (proof.name, h.says, h.open, model.kept)
            looked += met > 0
    assert lines_ > 900
    assert looked > 0.5 * lines_, (looked, lines_)


def test_corrupted_lines_are_true() -> None:
    """A changed line that follows all the same is true as well."""
    R = Random(5)
    known = theorems()
    judged = [Judged(p, {q: t for q, t in known.items() if q != p.name}) for p, _ in checked()]
    followed = looked = 0
    for kind, one, proof, place in stream(judged, 6):
        if proof is None or place is None or kind == "line dropped":
            continue
        shows, _ = outcome(one, proof, place)
        if shows is None or shows == one.done[place] or shows.open == {shows.says}:
            continue
        followed += 1
        met, model = refuted(shows, R, 4)
        assert model is None, (one.proof.name, place, kind, shows, model.kept)
        looked += met > 0
        if followed == 150:
            break
    assert looked > 40


# Wrong rules ------------------------------------------------------------------------------------


def _row(takes: tuple[str, ...], law: Callable[..., tuple[tuple[Term, ...], Term]]) -> Law:
    return Law(takes, law, "wrong")


S = "scalar"
WRONG: dict[str, tuple[Law, list[Row]]] = {
    "a root with its sign": (
        _row((S,), lambda x: ((), eq(SQRT(x * x), x))),
        [(eq(SQRT(a * a), a), "wrong", (a,), ())],
    ),
    "a square is positive": (
        _row((S,), lambda x: ((), x * x > 0)),
        [(a * a > 0, "wrong", (a,), ())],
    ),
    "an inverse without a side goal": (
        _row((S,), lambda x: ((), eq(x * (1 / x), 1))),
        [(eq(a * (1 / a), 1), "wrong", (a,), ())],
    ),
    "the last term at n + 1": (
        _row((S,), lambda t: ((), eq(sum_of(F(k), n + 1), sum_of(F(k)) + F(n + 1)))),
        [(eq(sum_of(F(k), n + 1), sum_of(F(k)) + F(n + 1)), "wrong", (a,), ())],
    ),
    "a denominator taken for positive": (
        _row((S, S), lambda x, y: ((x > 0,), x / y > 0)),
        [assume(a > 0), (a / b > 0, "wrong", (a, b), (0,))],
    ),
    "inner products are not negative": (
        _row(("vector", "vector"), lambda x, y: ((), dot(x, y) >= 0)),
        [(dot(u, v) >= 0, "wrong", (u, v), ())],
    ),
    "one root of two": (
        _row((S, S), lambda x, y: ((eq(x * x, y * y),), eq(x, y))),
        [assume(eq(a * a, b * b)), (eq(a, b), "wrong", (a, b), (0,))],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models see what the checker would then believe."""
    law, rows = WRONG[name]
    monkeypatch.setitem(TABLE, "wrong", law)
    h = judge(lines(*rows), {})[-1]
    assert refuted(h, Random(1), 300)[1] is not None


def test_a_wrong_rule_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An induction whose conclusion speaks of n, and weights of any sign."""
    bad = Holds(forall(k, ne(k, n + 2)), frozenset())
    assert refuted(bad, Random(2), 300)[1] is not None
    monkeypatch.setitem(check.RULES, "sum", lambda line, used: used[0].open)  # type: ignore[arg-type]
    h = judge(lines(assume(a < b), (b < a, "sum", (-1,), (0,))), {})[-1]
    assert refuted(h, Random(3), 300)[1] is not None


def test_what_models_know() -> None:
    """They follow definitions, and do not pretend to know what they cannot."""
    G = Function("G", ("natural",), S)
    laws = [eq(G(0), c), forall(n, eq(G(n + 1), 2 * G(n)))]
    for seed in range(20):
        model = Model(Random(seed), laws)
        assert all(model.holds(p, known=True) for p in laws)
        assert model.holds(eq(G(3), 8 * c))
        assert model.holds(eq(total(k, n, G(k)), (2 ** n_(model) - 1) * c))
        with pytest.raises(Unknown):
            model.holds(forall(a, eq(a, a)), known=True)
        with pytest.raises(Unknown):
            model.holds(SQRT(number(2)) > 1)


def n_(model: Model) -> int:
    """What n is in a model."""
    return int(model.value(n, {}))
