"""Falsehoods made from theorems: nobody proves one, and nearly all are refuted by numbers.

All are put to our search, Z3 and cvc5; classics and quantifiers in another order, and at night all,
to Rocq's tactics too.  Numbers are asked of each in which they can be put for all that it speaks
of; where something holds for all n, of each that speaks of a run and its data: that is reckoned.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import falsehoods
import pytest
import quantifiers
from falsehoods import CLASSICS, Statement, made, witness

from proofs import registry
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.prove import Unproved, lines_for
from proofs.obligations.verified import exported
from proofs.referees import reading, smt, smt_laws, solvers
from proofs.referees.rocq import run, twins
from proofs.referees.rocq.wording import NotStated
from proofs.referees.smt_terms import joined
from proofs.trust.check import Proof
from proofs.trust.file import read, write
from proofs.trust.rules import asked
from proofs.trust.terms import Function, Term, forall, symbol
from proofs.trust.text import show
from proofs.trust.wrong import Wrong

SOME = ("perceptron.sign-only", "perceptron.eta-factors-out", "perceptron.weight-decay",
        "hidden.width-one", "further.momentum", "linear.target-scaling")  # fmt: skip
RUNS = ("perceptron.eta-factors-out", "perceptron.joint-scaling", "perceptron.direction")


@dataclass(frozen=True)
class Judged:
    """A statement, whether numbers refute it, and who proves it."""

    statement: Statement
    refuted: bool
    provers: tuple[str, ...]

    def __str__(self) -> str:
        s = self.statement
        given = ", ".join(map(show, s.given))
        return f"{s.of}, {s.change}: {given} |- {show(s.says)}; proved by {self.provers}"


def ours(s: Statement, seconds: float) -> bool:
    """Whether a proof is found here, in which all terms have values."""
    book = Book({})
    plain = [p for p in s.given if not asked(p, given=True)]
    goals = [(s.says, s.given), *((g, s.given) for g in asked(s.says))]
    goals += [(g, tuple(plain)) for p in s.given for g in asked(p, given=True)]
    try:
        for goal, given in goals:
            lines_for(book, goal, [book.assume(p) for p in given], Budget(seconds))
    except (Unproved, OutOfBudget, Wrong):
        return False
    return True


def questions(statements: Sequence[Statement]) -> list[str]:
    """For each statement: given, all laws of its functions, and that it fails or has no value."""
    data = write([Proof(f"s{i}", s.given, (s.says,), ()) for i, s in enumerate(statements)])
    asking = smt.Asking({})
    texts = []
    for proof in reading.read(data).proofs.values():
        whole = smt.whole(asking, proof)
        goals = [*proof.says, *smt_laws.asked(proof.says[0])]
        negation = f"(not {joined('and', map(asking.terms.claim, goals), 'true')})"
        laws = smt_laws.every(asking.terms, [*whole.of, *goals])
        texts.append(smt.script(asking.terms, [*whole.premises, *laws, negation], plain=True))
    return texts


def judged(statements: Sequence[Statement], seconds: float, rocq: bool = False,
           numbers: Callable[[Statement], object] = witness) -> list[Judged]:  # fmt: skip
    """Each statement, put to all: numbers, our search, and the solvers that are installed."""
    texts = questions(statements)
    there = [s for s in solvers.PACKAGES if solvers.installed(s) or os.environ.get("CI")]
    said = {s: solvers.answers(s, texts, limit=seconds) for s in there}
    closed = by_tactics(statements) if rocq and (run.installed() or os.environ.get("CI")) else ()
    found = []
    for k, (s, text) in enumerate(zip(statements, texts, strict=True)):
        provers = [solver for solver in there if said[solver][text] == "unsat"]
        provers += ["Rocq"] if k in closed else []
        if ours(s, seconds):
            provers.append("our search")
        found.append(Judged(s, numbers(s) is not None, tuple(provers)))
    return found


def by_tactics(statements: Sequence[Statement]) -> set[int]:
    """The places of those that Rocq's tactics close."""
    goals = {}
    for k, s in enumerate(statements):
        with suppress(NotStated):
            goals[str(k)] = twins.goal(s.given, (s.says, *asked(s.says)))
    return set(map(int, twins.closed(goals)))


def fine(found: Sequence[Judged]) -> tuple[int, int]:
    """How many are refuted, and how many are neither refuted nor proved; none is both."""
    assert [str(j) for j in found if j.refuted and j.provers] == []
    open_ = [j for j in found if not j.refuted and not j.provers]
    for j in open_:
        print("open:", j)
    return sum(j.refuted for j in found), len(open_)


def theorems(data: dict[str, Any]) -> list[Proof]:
    """The proofs of a file."""
    return read(data)[0]


def test_classics_are_refuted_by_numbers() -> None:
    """What is often said and false: each has numbers, and nobody proves it."""
    refuted, open_ = fine(judged(CLASSICS, 0.3, rocq=True))
    assert refuted == len(CLASSICS) >= 20
    assert open_ == 0


def test_falsehoods_made_from_a_few_entries() -> None:
    """At least 95 of a hundred that are not proved true are refuted; none is proved."""
    data = exported(registry.settle(registry.CLAIMS[name]) for name in SOME)
    statements = made(theorems(data), 4, 11)
    statements = random.Random(11).sample(statements, min(60, len(statements)))
    assert len(statements) > 50
    assert len({s.change for s in statements}) > 8
    refuted, open_ = fine(judged(statements, 0.3))
    assert refuted >= 0.95 * (refuted + open_)
    assert refuted > 35


def quantified(data: dict[str, Any]) -> list[Statement]:
    """What is made of the theorems that entries state."""
    stated = {name for parts in data["entries"].values() for name in parts.values()}
    return quantifiers.reordered([p for p in theorems(data) if p.name in stated], 0)


def asked_of_quantifiers(statements: Sequence[Statement], seconds: float) -> tuple[int, int]:
    """How many are refuted by a run, and how many speak of one; none is proved by anyone."""
    found = judged(statements, seconds, rocq=True, numbers=lambda s: quantifiers.witness(s)[1])
    assert [str(j) for j in found if j.provers] == []
    runs = [j for j in found if j.refuted or quantifiers.witness(j.statement, 1)[0]]
    return sum(j.refuted for j in found), len(runs)


def test_quantifiers_in_another_order() -> None:
    """A few entries: nobody proves one, and each that speaks of a run is refuted by a run."""
    data = exported(registry.settle(registry.CLAIMS[name]) for name in RUNS)
    statements = quantified(data)
    assert {s.change for s in statements} == {quantifiers.OWN, quantifiers.ONE}
    refuted, runs = asked_of_quantifiers(statements, 0.2)
    assert refuted == runs >= 6


def test_in_the_right_order_it_is_proved() -> None:
    """What holds for all n holds for each, whatever else is chosen before: all see that."""
    n, m = symbol("n", "natural"), symbol("m", "natural")
    x, y = (Function(name, ("natural",), "scalar") for name in "xy")
    given = forall(n, falsehoods.eq(x(n), 2 * y(n)))
    (j,) = judged([Statement("ours", "nothing", (given,), falsehoods.eq(x(m), 2 * y(m)))], 1.0)
    assert set(solvers.PACKAGES) & set(j.provers)
    assert not j.refuted


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="all entries that say for all")
def test_quantifiers_in_another_order_of_all_entries() -> None:
    """More than a hundred; of those that speak of a run, 95 of a hundred are refuted by one."""
    statements = quantified(exported(map(registry.settle, registry.CLAIMS.values())))
    refuted, runs = asked_of_quantifiers(statements, 0.5)
    print(f"{len(statements)} statements, {runs} of runs, {refuted} refuted")
    assert len(statements) > 100
    assert refuted >= 0.95 * runs > 60


def test_a_true_statement_is_proved_and_not_refuted() -> None:
    """What no change was made to is recognised as true."""
    a, b = falsehoods.A, falsehoods.B
    true = [Statement("ours", "nothing", (a < b,), a + 1 < b + 1),
            Statement("ours", "nothing", (), falsehoods.eq(a * b, b * a))]  # fmt: skip
    for j in judged(true, 1.0):
        assert j.provers
        assert not j.refuted


def test_what_is_made_is_made_again_alike(few: dict[str, Any]) -> None:
    """The same statements each time, and each differs from what it was made from."""
    proofs = theorems(few)
    first = made(proofs, 2, 3)
    assert first == made(proofs, 2, 3)
    own: dict[str, tuple[tuple[Term, ...], tuple[Term, ...]]] = {
        p.name: (p.given, p.says) for p in proofs
    }
    assert first
    assert all(s.given != own[s.of][0] or s.says not in own[s.of][1] for s in first)


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="more than a thousand statements")
def test_falsehoods_made_from_all_entries() -> None:
    """More than three hundred falsehoods, of which numbers refute 95 of a hundred."""
    data = exported(map(registry.settle, registry.CLAIMS.values()))
    refuted, open_ = fine(judged(made(theorems(data), 1, 0), 0.5, rocq=True))
    print(f"{refuted} refuted, {open_} open")
    assert refuted > 300
    assert refuted >= 0.95 * (refuted + open_)
