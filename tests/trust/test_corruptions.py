"""One thing changed in a proof of the real ledger, ten thousands of times; and a lying proposer."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from corrupt import KINDS, Judged, outcome, stream
from ledger import judged, proofs, theorems

from proofs.find import prove, search
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.claims import decide_claim
from proofs.find.prove import Unproved
from proofs.trust import check
from proofs.trust.check import Proof, theorem
from proofs.trust.ring import Poly
from proofs.trust.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    SQRT,
    Term,
    Wrong,
    dot,
    eq,
    ne,
    number,
    symbol,
)  # fmt: skip

MANY = 20_000
HARMLESS: dict[str, float] = {
    # kind: the largest share that may be accepted, and why any is
    "sign": 0.02,  # 0 != 0 for 0 < 0, by a rule that says anything; < for <=, of numbers
    "sides": 0.0,
    "term": 0.03,  # an equal term, or another statement that is shown as well
    "number": 0.04,  # 0 times something else than -1
    "weight": 0.06,  # of a line that says 0 = 0, or of an inequality with slack
    "multiplier": 0.06,  # of a line that says 0 = 0
    "terms dropped": 0.005,  # a multiplier of an equation that a citation does not need
    "terms turned": 0.5,  # what a citation reads its symbols as has no order
    "premise": 0.1,  # another line that says the same, or one that is assumed anyway
    "premise dropped": 0.12,  # of a citation: then it is assumed, and it was assumed already
    "premise more": 0.08,  # twice in a citation
    "premises turned": 0.75,  # a citation's have no order, nor have the factors of a product
    "rule": 0.02,  # 'special' without terms says a line again
    "cited": 0.05,
    "says": 0.12,  # assuming what another line assumes
    "given dropped": 0.0,
    "given changed": 0.0,
    "claim": 0.02,  # another claim that the lines show as well
    "line dropped": 0.03,  # what is a hypothesis already, or one that a case discharges
}


def test_corruptions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is refused, or proves its claim all the same; of every kind few are the latter."""
    assert len(proofs()) == len(theorems()) >= 600
    assert sum(len(p.lines) for p in proofs()) >= 9_000
    monkeypatch.setattr(check, "asked", cache(check.asked))  # the same each time, but sooner
    ledger = judged()
    tried: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for kind, one, proof, place in stream(ledger, 20260101):
        tried[kind] += 1
        if proof is not None:
            shows, holds = outcome(one, proof, place)
            accepted[kind] += holds
            if sum(tried.values()) % 100 == 0:  # no shortcut has changed the answer
                assert holds == _accepted(one, proof)
            if holds and kind != "claim":
                assert proof.says == one.proof.says
                assert proof.given == one.proof.given
                assert shows is not None
        if sum(tried.values()) >= MANY:
            break
    assert set(tried) == set(KINDS) == set(HARMLESS)
    for kind in KINDS:
        assert tried[kind] >= 100, (kind, tried)
        expected = HARMLESS[kind] * tried[kind]  # a share is drawn: four deviations more, at most
        assert accepted[kind] <= expected + 4 * expected**0.5, (kind, accepted, tried)
    assert sum(accepted.values()) <= 0.05 * sum(tried.values())


def _accepted(one: Judged, proof: Proof) -> bool:
    try:
        theorem(proof, one.known)
    except Wrong:
        return False
    return True


# Lies -------------------------------------------------------------------------------------------


a, b, c = (symbol(s) for s in "abc")
u, v = symbol("u", "vector"), symbol("v", "vector")
FALSEHOODS: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "weak for strict": (a > 0, (a >= 0,)),
    "a product of two signs": (a * b >= 0, (a >= 0, b <= 1)),
    "one root of two": (eq(a, b), (eq(a * a, b * b),)),
    "no lower bound": (a >= 1, (a > 0,)),
    "a sum that cancels": (eq(a + b, 0), (a > 0, b < 0)),
    "a root with its sign": (eq(SQRT(a * a), a), ()),
    "a size with its sign": (eq(ABS(a), a), ()),
    "the larger of two": (eq(MAX(a, b), a), ()),
    "an inverse that is small": (1 / a <= 1, (a > 0,)),
    "a square that is positive": (a * a > 0, ()),
    "a square below its root": (a * a <= a, (a > 0,)),
    "exp above 1": (EXP(a) > 1, ()),
    "log above 0": (LOG(a) > 0, (a > 0,)),
    "an inner product with a sign": (dot(u, v) >= 0, ()),
    "two vectors of one length": (eq(dot(u, v), dot(u, u)), (eq(dot(u, u), dot(v, v)),)),
    "no square": (a * a - 2 * a * b >= 0, ()),
    "triangle the wrong way": (ABS(a) + ABS(b) <= ABS(a + b), ()),
    "means the wrong way": ((a + b) * (a + b) <= 4 * a * b, (a > 0, b > 0)),
    "never 0": (ne(a + b, 0), (a > 0,)),
    "1 = 2": (eq(number(1), 2), (b < 0, a * a * b >= 0)),
}  # fmt: skip


def _lies(R: Random) -> tuple[object, object]:
    """Proposers that answer at once, with whatever comes to mind."""

    def poly(among: list[Poly]) -> Poly:
        return R.choice([{(): R.choice([-2, -1, 1, Fraction(1, 2)])}, *among])

    def certificate(
        facts: list[tuple[Poly, bool]], equations: list[Poly], *_: object
    ) -> search.Certificate | None:
        if not facts:
            return None
        known = [p for p, _ in facts]
        weight = lambda: Fraction(R.choice([-2, -1, 0, 1, 1, 2]))  # noqa: E731
        some = lambda: tuple(R.randrange(len(facts)) for _ in range(R.choice([1, 1, 2])))  # noqa: E731
        return search.Certificate(
            tuple((weight(), some()) for _ in range(R.choice([1, 1, 2, 3]))),
            tuple((weight(), some(), poly(known)) for _ in range(R.choice([0, 0, 1]))),
            tuple((weight(), poly(known)) for _ in range(R.choice([0, 1]))),
            tuple((poly(known), k) for k in range(len(equations)) if R.random() < 0.5),
        )

    def combination(p: Poly, others: list[Poly], *_: object) -> list[tuple[Poly, int]]:
        return [(poly([p]), k) for k in range(len(others)) if R.random() < 0.7]

    return certificate, combination


@pytest.mark.parametrize("name", FALSEHOODS)
def test_a_lying_proposer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it lies, nothing false gets through; what it is not believed for is refused."""
    goal, given = FALSEHOODS[name]
    refused = 0
    for seed in range(6):
        certificate, combination = _lies(Random(seed))
        monkeypatch.setattr(search, "certificate", certificate)
        monkeypatch.setattr(prove, "combination", combination)
        with pytest.raises((Unproved, OutOfBudget)):
            decide_claim(goal, given, Budget(2))
        refused += 1
    assert refused == 6


def test_truths_need_no_honest_proposer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proved although the proposer lies is checked like all else."""
    certificate, combination = _lies(Random(7))
    monkeypatch.setattr(search, "certificate", certificate)
    monkeypatch.setattr(prove, "combination", combination)
    for goal, given in ((a + 1 > 0, (a > 0,)), (eq(ABS(a), a), (a >= 0,)), (a * a >= 0, ())):
        book = Book({})
        proof = decide_claim(goal, given, Budget(2), book=book)
        assert theorem(proof, book.known).says == (goal,)
