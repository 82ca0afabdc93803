"""A checker broken on purpose is seen through by others: by two solvers, and by exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest

from proofs.referees import smt_ask
from proofs.trust import check
from proofs.trust.check import Holds, Line, Open, Proof, theorem
from proofs.trust.file import write
from proofs.trust.refutation import Refutation, refute
from proofs.trust.rules import TABLE, Row
from proofs.trust.terms import NORM, SQRT, THRESHOLD, Term, dot, eq, forall, number, symbol
from proofs.trust.wrong import Wrong, need

S, V = "scalar", "vector"
A, B, C, X, Z = (symbol(name) for name in "abcxz")
LOW, AT, HIGH = symbol("low"), symbol("at0"), symbol("high")
N, U = symbol("n", "natural"), symbol("u", V)


@dataclass(frozen=True)
class Broken:
    """A rule that is wrong, proofs that it lets through, and numbers where the last one fails."""

    proofs: tuple[Proof, ...]
    rows: dict[str, Row] = field(default_factory=dict)
    rules: dict[str, Callable[[Line, list[Holds]], Open]] = field(default_factory=dict)
    cite: Any = None
    at: tuple[tuple[Term, Any], ...] = ()
    fails: Term | None = None
    """An instance of what is said, where that is for all."""


def row(name: str, takes: tuple[str, ...], law: Callable[..., Term], *terms: Term) -> Broken:
    """A law without side goals, and the proof that is its instance."""
    says = law(*terms)
    proof = Proof("broken", (), (says,), (Line(says, name, terms),))
    return Broken((proof,), {name: Row(takes, lambda *ts: ((), law(*ts)), name)})


def without_base(line: Line, used: list[Holds]) -> Open:
    """Induction that asks for the step alone."""
    (n,), (step,) = line.terms, used
    here = check.at(line.says, n)
    need(step.says is check.at(line.says, n + 1), "the step is another statement")
    return step.open - {here}


def forgetful(line: Line, used: list[Holds], cited: Any) -> Open:
    """Citation that does not ask for what is assumed."""
    return check.NONE.union(*(h.open for h in used))


def numbers(found: Broken, *at: tuple[Term, Any], fails: Term | None = None) -> Broken:
    """The same, with numbers at which what is said fails."""
    pairs = [(t, tuple(map(Fraction, v)) if isinstance(v, tuple) else Fraction(v)) for t, v in at]
    return Broken(found.proofs, found.rows, found.rules, found.cite, tuple(pairs), fails)


NEVER = forall(N, eq(N, N + 1))
STEP = (
    Line(eq(N, N + 1), "assume"),
    Line(eq(N + 1, N + 1 + 1), "ring", (number(1),), (0,)),
    Line(NEVER, "induction", (N,), (1,)),
)
TWICE = (Line(X > 0, "assume"), Line(2 * X > 0, "positive", (number(2),), (0,)))
BROKEN = {
    "the threshold of every multiple": numbers(
        row("threshold of a multiple", (S,) * 5,
            lambda c, z, a, b, d: eq(THRESHOLD(c * z, a, b, d), THRESHOLD(z, a, b, d)),
            C, Z, LOW, AT, HIGH),
        (C, -1), (Z, 1), (LOW, -1), (AT, 1), (HIGH, 1)),
    "division without its side goal": numbers(
        row("inverse", (S,), lambda a: eq(a * (1 / a), 1), A), (A, 0)),
    "the length of every multiple": numbers(
        row("norm of a multiple", (S, V), lambda c, u: eq(NORM(c * u), c * NORM(u)), C, U),
        (C, -1), (U, (1,))),
    "induction without its base": numbers(
        Broken((Proof("broken", (), (NEVER,), STEP),), rules={"induction": without_base}),
        fails=eq(number(0), number(0) + 1)),
    "a premise dropped in citation": numbers(
        Broken((Proof("twice", (X > 0,), (2 * X > 0,), TWICE),
                Proof("broken", (), (2 * X > 0,), (Line(2 * X > 0, "theorem twice"),))),
               cite=forgetful),
        (X, -1)),
    "the root of a square": numbers(
        row("root of a square", (S, S), lambda a, b: eq(SQRT(a * a * b), a * SQRT(b)), A, B),
        (A, -1), (B, 1)),
}  # fmt: skip


def accepted(proofs: tuple[Proof, ...]) -> None:
    """Have the checker look at proofs; raises `Wrong` where one does not hold."""
    known: dict[str, check.Theorem] = {}
    for proof in proofs:
        known[proof.name] = theorem(proof, known)


@pytest.fixture(params=BROKEN)
def broken(request: pytest.FixtureRequest) -> Broken:
    """Each way of breaking the checker."""
    return BROKEN[request.param]


def test_the_broken_checker_accepts_it(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    """It falls for the proof, which the checker as it is does not."""
    with pytest.raises(Wrong):
        accepted(broken.proofs)
    for name, law in broken.rows.items():
        monkeypatch.setitem(TABLE, name, law)  # type: ignore[misc]
    for name, rule in broken.rules.items():
        monkeypatch.setitem(check.RULES, name, rule)
    if broken.cite is not None:
        monkeypatch.setattr(check, "cite", broken.cite)
    # That a term has a value is asked elsewhere, and would see a division by 0 as well.
    monkeypatch.setattr(check, "asked", lambda p, given=False: [])
    accepted(broken.proofs)


def test_a_solver_sees_it(broken: Broken, solver: str) -> None:
    """Z3, and cvc5, do not say that it follows."""
    data = {**write(broken.proofs), "entries": {"broken": {"part": "broken"}}}
    found = smt_ask.ask(data, ["broken"], solver, fresh=True, limit=1.0)
    assert found["broken"].word in ("disagrees", "unknown")
    if solver == "z3":
        assert found["broken"].falls, found


def test_exact_numbers_see_it(broken: Broken) -> None:
    """What it proves is false at numbers."""
    says = broken.proofs[-1].says[0] if broken.fails is None else broken.fails
    refute(Refutation("broken", (), says, broken.at))


def test_sound_rules_are_agreed_on(solver: str) -> None:
    """The same laws with their side goals follow: what is seen above is the breaking."""
    says = eq(A * (1 / A), 1)
    given = check.ne(A, 0)
    inverse = Proof("inverse", (given,), (says,),
                    (Line(given, "assume"), Line(says, "inverse", (A,), (0,))))  # fmt: skip
    length = Proof(
        "length", (), (dot(U, U) >= 0,), (Line(dot(U, U) >= 0, "positive definite", (U,)),)
    )
    accepted((inverse, length))
    parts = {"inverse": "inverse", "length": "length"}
    data = {**write((inverse, length)), "entries": {"sound": parts}}
    assert smt_ask.ask(data, ["sound"], solver, fresh=True)["sound"].passes
