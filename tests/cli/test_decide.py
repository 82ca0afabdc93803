"""`proofs decide`: statements, their links, and the budget of a question."""

from __future__ import annotations

import gc
import importlib
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import verdicts
from proofs.cli import engine
from proofs.terms import Relation, assume, one_of, scalar

Run = Callable[..., Any]
a, b, y = scalar("a"), scalar("b"), scalar("y")

ANSWERS = [
    ("abs(a + b) <= abs(a) + abs(b)", "", "proved"),
    ("|a + b| ≤ |a| + |b|", "", "proved"),
    ("abs(a + b) < abs(a) + abs(b)", "", "refuted"),
    ("a**2 >= 0", "", "proved"),
    ("a**2 > 0", "", "refuted"),
    ("a**2 > 0", "a != 0", "proved"),
    ("a + 1 != a", "", "proved"),
    ("a != b", "", "refuted"),
    ("a == a", "", "proved"),
    ("-a <= abs(a)", "", "proved"),
    ("--a = a", "", "proved"),
    ("1/a = 1/a", "", "refuted"),
    ("0 < a < b", "a > 0; b = 2*a", "proved"),
    ("0 < a < b <= 2*b", "a > 0; b = 2*a", "proved"),
    ("0 < a < b < 1", "a > 0; b = 2*a", "refuted"),
    ("phi(a) in {-1, 1}", "", "proved"),
    ("sign(a) in {-1, 0, 1}", "", "proved"),
    ("sign(a) in {-1, 1}", "", "refuted"),
    ("sign(a) in {-1, 1}", "a != 0", "proved"),
    ("abs(a) ∈ {a, −a}", "", "proved"),
    ("y in {-1, 1}", "", "refuted"),
    ("y in {-1, 1}", "y in {-1, 1}", "proved"),
    ("y in {-1, 0, 1}", "y in {-1, 1}", "proved"),
    ("y in {1, 2}", "y in {-1, 1}", "refuted"),
    ("y in {2}", "y = 2", "proved"),
    ("y**2 = 1", "y in {-1, 1}", "proved"),
    ("0 <= relu(a) in {0, a}", "", "proved"),
    ("dot(u, u) >= 0", "", "proved"),
    ("‖c·u‖ ≤ |c|·‖u‖", "", "proved"),
    ("u = 0", "", "refuted"),
    ("u != 0", "dot(u, u) > 0", "proved"),
    ("exp(max(a, b)) = max(exp(a), exp(b))", "", "proved"),
    ("exp(exp(a)) >= 1 + exp(a) + exp(a)**2/2", "", "unknown"),
    ("a = a = exp(max(a, b)) - max(exp(a), exp(b)) + a", "", "proved"),
    ("a < a < exp(max(a, b))", "", "refuted"),
]
CODES = {"proved": 0, "refuted": 1, "unknown": 3}


def asked(run: Run, statement: str, given: str, *more: str) -> Any:
    """Ask for a statement; u is a vector in these."""
    options = [f"--given={relation}" for relation in given.split("; ") if relation]
    return run("decide", statement, "--vector=u", *options, *more)


@pytest.mark.parametrize(("statement", "given", "verdict"), ANSWERS)
def test_answers(run: Run, statement: str, given: str, verdict: str) -> None:
    """Verdict, exit code and JSON agree, and the whole is proved if every link is."""
    said = asked(run, statement, given, "--json")
    assert said.json["verdict"] == verdict
    assert said.code == CODES[verdict]
    assert set(said.json) == {"verdict", "rules", "witness", "why", "links"}
    links = said.json["links"]
    assert all(
        set(link) == {"statement", "asked", "verdict", "rules", "witness", "why"} for link in links
    )
    verdicts = {link["verdict"] for link in links}
    assert verdict == next(v for v in ("refuted", "unknown", "proved") if v in verdicts)
    assert bool(said.json["rules"]) is (verdict == "proved")
    assert (said.json["witness"] is not None) is (verdict == "refuted")
    assert (said.json["why"] is not None) is (verdict == "unknown")


def test_one_link_is_printed_like_an_equation(run: Run) -> None:
    """For an equation `decide` prints what `equal` does."""
    for left, right in (
        ("a + b", "b + a"),
        ("abs(a)", "a"),
        ("exp(max(a, b))", "max(exp(a), exp(b))"),
    ):
        one, other = run("equal", left, right), run("decide", f"{left} = {right}")
        assert (one.code, one.out, one.err) == (other.code, other.out, other.err)


def test_a_chain_is_printed_link_by_link(run: Run) -> None:
    """First the whole, then each comparison with its own answer."""
    said = run("decide", "a < b <= c in {c, 1}", "--given", "a < b")
    lines = said.out.splitlines()
    told = ("  by ", "  at ", "  the ", "   ")
    assert [line for line in lines if not line.startswith(told)] == [
        "refuted  a < b <= c in {c, 1}",
        "proved  a < b",
        "refuted  b <= c",
        "proved  c in {c, 1}",
        "  that is, (c - c) (c - 1) = 0",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a",), "a comparison is wanted"),
        (("a <",), "finish it"),
        (("a < b", "b"), "unexpected extra argument"),
        (("a < b", "--given", "a < c < a"), "contradict"),
        (("a < b", "--given", "y in {1, 2}", "--given", "y > 2"), "contradict"),
        (("y in {(a+b+1)**9, (a+b+2)**9, (a+b+3)**9, (a+b+4)**9}",), "take smaller powers"),
        (("__import__('os') < 1",), "a name is a letter"),
        (("u < 1", "--vector", "u"), "cannot compare"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_bad_input_is_one_line(
    run: Run, arguments: tuple[str, ...], message: str, more: tuple[str, ...]
) -> None:
    """As for `equal`."""
    assert message in run("decide", *arguments, *more).complaint


# The budget --------------------------------------------------------------------------------------


def for_ever(relation: Relation, premises: Any, *, budget: float) -> Any:
    """A search without end, most of it in callbacks of weak references."""
    while True:
        scalar(f"x{time.monotonic_ns()}") + 1


@pytest.mark.parametrize("command", [("equal", "a", "b"), ("decide", "a < b")])
def test_a_question_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """What takes longer than the budget is unknown, and says so."""
    monkeypatch.setattr(verdicts, "decide", for_ever)
    began = time.monotonic()
    said = run(*command, "--budget", "0.2", "--json")
    assert time.monotonic() - began < 5
    assert said.code == 3
    assert said.json["verdict"] == "unknown"
    assert said.json["why"] == (
        "the budget of 0.2 seconds is spent; allow more with --budget, or ask for less"
    )


def test_the_budget_is_for_the_whole_chain(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links that come after it is spent are not asked."""
    monkeypatch.setattr(verdicts, "decide", for_ever)
    began = time.monotonic()
    said = run("decide", "a < b < c < d < f", "--budget", "0.2", "--json")
    assert time.monotonic() - began < 5
    assert [link["verdict"] for link in said.json["links"]] == ["unknown"] * 4
    assert "before it was asked" in said.json["links"][-1]["why"]


def test_a_real_question_ends(run: Run) -> None:
    """A search of the kernel is stopped, and the next question is answered as ever."""
    slow = ("equal", "1/(a+b+c+d)**16", "1/(d+c+b+a)**16")
    assert run(*slow, "--budget", "0.5").code == 3
    assert run("equal", "1/(a+b)", "1/(b+a)", "--given", "a + b != 0").code == 0


def test_a_search_that_was_stopped_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it worked on may be half made, and is not used again."""
    verdicts.decide(a <= a)
    assert verdicts.question.cache_info().currsize
    monkeypatch.setattr(verdicts, "decide", for_ever)
    assert isinstance(engine.answer(a <= a, [], 0.1), verdicts.Unknown)
    assert not verdicts.question.cache_info().currsize


def test_a_budget_that_ends_in_a_callback(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception there would be lost and reported on the terminal; it is raised later."""
    lost = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)

    class Slow:
        def __del__(self) -> None:
            end = time.monotonic() + 0.3
            while time.monotonic() < end:
                pass

    def decide(relation: Relation, premises: Any, *, budget: float) -> Any:
        Slow()
        while True:
            pass

    monkeypatch.setattr(verdicts, "decide", decide)
    assert isinstance(engine.answer(a <= a, [], 0.1), verdicts.Unknown)
    assert lost == []


def test_a_budget_that_ends_in_an_import(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A module is imported to its end, since what is imported half way stays so."""
    text = (
        "import time\nend = time.monotonic() + 0.3\nwhile time.monotonic() < end: pass\nwhole = 1\n"
    )
    (tmp_path / "slowly_imported.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)

    def decide(relation: Relation, premises: Any, *, budget: float) -> Any:
        importlib.import_module("slowly_imported")
        while True:
            pass

    monkeypatch.setattr(verdicts, "decide", decide)
    assert isinstance(engine.answer(a <= a, [], 0.1), verdicts.Unknown)
    assert sys.modules["slowly_imported"].whole == 1
    monkeypatch.delitem(sys.modules, "slowly_imported")


def test_no_time_at_all() -> None:
    """A budget that is over before the question is asked ends it as any other does."""
    for _ in range(200):
        verdict = engine.answer(a <= a, [], 1e-9)
        assert isinstance(verdict, verdicts.Proved | verdicts.Unknown)
    assert isinstance(engine.answer(a <= a, [], 5), verdicts.Proved)


def test_nothing_is_left_of_a_budget() -> None:
    """When the answer is there, nothing rings any more."""
    assert isinstance(engine.answer(a <= a, [], 0.2), verdicts.Proved)
    time.sleep(0.4)


# Membership --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "equation"),
    [
        (one_of(y, -1, 1), "(y + 1) (y - 1) = 0"),
        (one_of(y, 0, a, -a), "y (y - a) (y + a) = 0"),
        (one_of(a + b, a, b), "(a + b - a) (a + b - b) = 0"),
        (a < b, "a < b"),
    ],
)
def test_what_is_asked(relation: Relation, equation: str) -> None:
    """A set of values is asked for as the zeros of a product."""
    assert str(engine.asked(relation)) == equation


def test_membership_is_never_handed_to_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked as an equation, and where that is unknown by each value."""
    questions = []

    def ask(relation: Relation, premises: Any, *, budget: float) -> verdicts.Verdict:
        questions.append(relation)
        return verdicts.Unknown("not known")

    monkeypatch.setattr(verdicts, "decide", ask)
    assert isinstance(engine.answer(one_of(y, a, b), [], 5), verdicts.Unknown)
    assert list(map(str, questions)) == ["(y - a) (y - b) = 0", "y = a", "y = b"]


def test_premises_reach_the_kernel() -> None:
    """What is assumed is used."""
    assert isinstance(engine.answer(a > 0, [assume("a > 1", a > 1)], 5), verdicts.Proved)
    assert isinstance(engine.answer(a > 0, [], 5), verdicts.Refuted)


def test_a_budget_that_ends_while_memory_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """No exception leaves the collector's callbacks: the stop waits until it has ended."""
    collected = 0

    def busy(phase: str, _: object) -> None:
        nonlocal collected
        until = time.monotonic() + 0.2
        while collected < 2 and time.monotonic() < until:
            pass
        collected += 1

    def endless(*_: object, **__: object) -> verdicts.Verdict:
        gc.collect()
        while True:
            pass

    monkeypatch.setattr(verdicts, "decide", endless)
    gc.callbacks.append(busy)
    try:
        answered = engine.answer(a <= b, [], 0.1)
    finally:
        gc.callbacks.remove(busy)
    assert isinstance(answered, verdicts.Unknown)
    assert collected >= 2


def test_a_budget_that_ends_while_something_else_is_told_of_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As numba is of its types: what another package does then is not stopped half way."""
    told: dict[str, Any] = {"__name__": "another", "time": time, "ended": []}
    busy = "def busy(_):\n until = time.monotonic() + 0.3\n"
    busy += " while time.monotonic() < until: pass\n ended.append(1)"
    exec(compile(busy, "/site-packages/another.py", "exec"), told)

    class Held:
        """Something that another package watches."""

    def endless(*_: object, **__: object) -> verdicts.Verdict:
        held = Held()
        watched = weakref.ref(held, told["busy"])
        del held
        while True:
            assert watched() is None

    monkeypatch.setattr(verdicts, "decide", endless)
    assert isinstance(engine.answer(a <= b, [], 0.1), verdicts.Unknown)
    assert told["ended"] == [1]
