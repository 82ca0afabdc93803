"""A checker broken on purpose is seen through by others: Rocq, Z3, cvc5, and numbers by chance."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from falsehoods import Statement, witness

from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.find.claims import with_values
from proofs.find.lemmas import PROVED
from proofs.find.prove import lines_for
from proofs.referees import smt_ask
from proofs.referees.rocq import book, lines, run, theorems, twins
from proofs.trust import check
from proofs.trust.check import Holds, Line, Open, Proof, theorem
from proofs.trust.file import write
from proofs.trust.rules import TABLE, Row
from proofs.trust.terms import NORM, SQRT, THRESHOLD, Term, dot, eq, forall, ne, number, symbol
from proofs.trust.wrong import Wrong, need

S, V = "scalar", "vector"
A, B, C, X, Z = (symbol(name) for name in "abcxz")
LOW, AT, HIGH = symbol("low"), symbol("at0"), symbol("high")
N, U = symbol("n", "natural"), symbol("u", V)


@dataclass(frozen=True)
class Broken:
    """A rule that is wrong, and proofs that it lets through."""

    proofs: tuple[Proof, ...]
    rows: dict[str, Row] = field(default_factory=dict)
    rules: dict[str, Callable[[Line, list[Holds]], Open]] = field(default_factory=dict)
    cite: Any = None
    lacks: tuple[Term, ...] = ()
    """What it does not ask for: with it the same statement holds."""
    fails: Term | None = None
    """An instance of what is said, where that is for all."""

    @property
    def says(self) -> Term:
        """What is shown by it, and false."""
        return self.proofs[-1].says[0]

    def let_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Break the checker."""
        for name, law in self.rows.items():
            monkeypatch.setitem(TABLE, name, law)  # type: ignore[misc]
        for name, rule in self.rules.items():
            monkeypatch.setitem(check.RULES, name, rule)
        if self.cite is not None:
            monkeypatch.setattr(check, "cite", self.cite)
        # That a term has a value is asked elsewhere, and would see a division by 0 as well.
        monkeypatch.setattr(check, "asked", lambda p, given=False: [])


def row(name: str, takes: tuple[str, ...], law: Callable[..., Term], *terms: Term,
        lacks: tuple[Term, ...]) -> Broken:  # fmt: skip
    """A law without side goals, and the proof that is its instance."""
    says = law(*terms)
    proof = Proof("broken", (), (says,), (Line(says, name, terms),))
    return Broken((proof,), {name: Row(takes, lambda *ts: ((), law(*ts)), name)}, lacks=lacks)


def mended(name: str, broken: Broken, known: dict[str, check.Theorem]) -> Proof:
    """A proof of the same statement from what the broken rule does not ask for."""
    book = Book(known)
    given = [book.assume(p) for p in broken.lacks]
    place = lines_for(book, broken.says, given, Budget(10))
    return with_values(book, name, broken.lacks, (place,))


def without_base(line: Line, used: list[Holds]) -> Open:
    """Induction that asks for the step alone."""
    (n,), (_, step) = line.terms, used
    here = check.at(line.says, n)
    need(step.says is check.at(line.says, n + 1), "the step is another statement")
    return step.open - {here}


def forgetful(line: Line, used: list[Holds], cited: Any) -> Open:
    """Citation that does not ask for what is assumed."""
    return check.NONE.union(*(h.open for h in used))


NEVER = forall(N, eq(N, N + 1))
STEP = (
    Line(eq(N, N + 1), "assume"),
    Line(eq(N + 1, N + 1 + 1), "ring", (number(1),), (0,)),
    Line(NEVER, "induction", (N,), (1, 1)),
)
TWICE = (Line(X > 0, "assume"), Line(2 * X > 0, "positive", (number(2),), (0,)))
BROKEN = {
    "the threshold of every multiple": row(
        "threshold of a multiple", (S,) * 5,
        lambda c, z, a, b, d: eq(THRESHOLD(c * z, a, b, d), THRESHOLD(z, a, b, d)),
        C, Z, LOW, AT, HIGH, lacks=(C > 0,)),
    "division without its side goal": row(
        "inverse", (S,), lambda a: eq(a * (1 / a), 1), A, lacks=(ne(A, 0),)),
    "the length of every multiple": row(
        "norm of a multiple", (S, V), lambda c, u: eq(NORM(c * u), c * NORM(u)), C, U,
        lacks=(C >= 0,)),
    "induction without its base": Broken(
        (Proof("broken", (), (NEVER,), STEP),), rules={"induction": without_base},
        fails=eq(number(0), number(0) + 1)),
    "a premise dropped in citation": Broken(
        (Proof("twice", (X > 0,), (2 * X > 0,), TWICE),
         Proof("broken", (), (2 * X > 0,), (Line(2 * X > 0, "theorem twice"),))),
        cite=forgetful, lacks=(X > 0,)),
    "the root of a square": row(
        "root of a square", (S, S), lambda a, b: eq(SQRT(a * a * b), a * SQRT(b)), A, B,
        lacks=(A >= 0, B >= 0)),
}  # fmt: skip
needs_rocq = pytest.mark.skipif(
    run.installed() is None and "CI" not in os.environ, reason="coqc is not installed"
)


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
    broken.let_through(monkeypatch)
    accepted(broken.proofs)


def test_a_solver_sees_it(broken: Broken, solver: str) -> None:
    """Z3, and cvc5, do not say that it follows."""
    data = {**write(broken.proofs), "entries": {"broken": {"part": "broken"}}}
    found = smt_ask.ask(data, ["broken"], solver, fresh=True, limit=1.0)
    assert found["broken"].word in ("disagrees", "unknown")
    if solver == "z3":
        assert found["broken"].falls, found


def test_numbers_by_chance_see_it(broken: Broken) -> None:
    """Some are found at which what it proves is false, in exact arithmetic."""
    says = broken.says if broken.fails is None else broken.fails
    assert witness(Statement("broken", "a rule", (), says)) is not None


@needs_rocq
def test_rocq_refuses_it_and_accepts_it_mended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is let through is no proof there; the same from what was not asked for is one.

    A law that is not in the table is one for which Rocq has no lemma, and none of its ways of
    closing a goal closes it.
    """
    known: dict[str, check.Theorem] = {}
    found = {f"mended {k}": b for k, b in enumerate(BROKEN.values())}
    found = {k: b for k, b in found.items() if b.lacks and not b.rows.keys() & TABLE.keys()}
    right = [mended(name, b, known) for name, b in found.items()]
    assert len(right) == 4
    proofs = [PROVED[name] for name in known] + right
    for k, broken in enumerate(BROKEN.values()):
        broken.let_through(monkeypatch)
        for name in broken.rows:
            monkeypatch.setitem(lines.ROWS, name, name.replace(" ", "_"))
        proofs += [*broken.proofs[:-1], replace(broken.proofs[-1], name=f"false {k}")]
    monkeypatch.setattr(theorems, "asked", check.asked)
    (part,) = book({**write(proofs), "entries": {"it": {p.name: p.name for p in proofs}}}).parts
    for name in (f"false {k}" for k in range(len(BROKEN))):
        text = part.theorems[name].replace("Proof. exact (", "Proof. Fail exact (")
        part.theorems[name] = text.replace("Qed.", "Abort.")
    # `Fail` is an error where there is none.
    (tmp_path / "Broken.v").write_text(part.text(), "utf-8")
    run.folder().mkdir(parents=True, exist_ok=True)
    with run.locked(run.folder()):
        run.base(run.folder())
    done = run._called(tmp_path, "coqc", "-q", "-R", str(run.folder()), "Ledger", "Broken.v")
    assert done.returncode == 0, done.stderr
    assert part.text().count("Fail exact") == len(BROKEN)
    monkeypatch.setattr(twins, "SECONDS", 1)
    assert twins.closed({k: twins.goal((), (b.says,)) for k, b in BROKEN.items()}) == []


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
