"""Every kind of line is proved, its false twin is not, and every question ends in time."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.claims import decide_claim
from proofs.find.lemmas import STATEMENTS, prove
from proofs.find.prove import Unproved
from proofs.find.session import Session
from proofs.trust.check import theorem
from proofs.trust.terms import eq, symbol

spec = importlib.util.spec_from_file_location("kinds", Path(__file__).with_name("kinds.py"))
assert spec is not None
assert spec.loader is not None
kinds = importlib.util.module_from_spec(spec)
sys.modules["kinds"] = kinds  # a dataclass looks for its module there
spec.loader.exec_module(kinds)
CASES = list(kinds.cases())


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.kind}: {c.goal}")
def test_a_true_line_is_proved_and_its_false_twin_is_not(case: Any) -> None:
    """The lines are checked; the twin is not proved."""
    book = Book({})
    theorem(decide_claim(case.goal, case.given, book=book), book.known)
    with pytest.raises((Unproved, OutOfBudget)):
        decide_claim(case.false, case.falsely)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_lemma_is_proved(name: str) -> None:
    """Each lemma that finders cite."""
    book = Book({})
    prove(book, name)
    assert f"lemma.{name}" in book.known


def test_a_session_proves_many_goals_under_one_reading() -> None:
    """And does not prove what does not follow."""
    a, b = symbol("a"), symbol("b")
    book = Book({})
    session = Session(book, [book.assume(eq(b, a + 1))], Budget(5))
    for goal in (eq(b * b, a * a + 2 * a + 1), b > a):
        assert book.says(session.prove(goal)) is goal
    with pytest.raises(Unproved):
        session.prove(b > 0)


CHAIN = "eq(b, (a+1)**64), eq(c, (b+1)**64), eq(d, (c+1)**64)"
HARD = {
    "a root of a 16th power": ("proved", "eq(SQRT(S**16), S**8)", ""),
    "turned round": ("proved", "eq(1 / S**16, 1 / (d + c + b + a)**16)", "ne(S, 0)"),
    "nothing about the denominator": ("unknown", "eq(1 / S**16, 1 / (d + c + b + a)**16)", ""),
    "powers of powers": ("unknown", "eq(d, d + 1)", CHAIN),
    "powers of powers, a sign": ("unknown", "d < c", CHAIN),
    "a tower": ("unknown", "eq(X, X + 1)", ""),
    "irrational": ("unknown", "eq(x, 1)", "eq(x**2, 2)"),
    "a 64th power": ("unknown", "eq(S**64, 0)", ""),
}  # fmt: skip
SCRIPT = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
sys.path.insert(0, {here!r})
from kinds import *
from proofs.find.claims import decide_claim
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.prove import Unproved
S, X = a + b + c + d, EXP(EXP(EXP(EXP(number(10)))))
try:
    decide_claim({goal}, [{given}], Budget(5))
    print("proved")
except (Unproved, OutOfBudget) as why:
    print("unknown", why)
print(time.process_time())
"""


@pytest.mark.parametrize("name", HARD)
def test_a_hard_question_ends_in_time_and_in_500_megabytes(name: str) -> None:
    """In a process of its own, with its memory limited."""
    answer, goal, given = HARD[name]
    script = SCRIPT.format(here=str(Path(__file__).parent), goal=goal, given=given)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr[-2000:]
    said, *_, seconds = run.stdout.splitlines()
    assert said.startswith(answer), said
    assert float(seconds) < 12
