"""Lines as questions to Z3 and cvc5: they agree on ours, and not on what is none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from proofs import registry
from proofs.obligations.verified import exported
from proofs.referees import smt_ask, solvers
from proofs.referees.reading import Node, make, number, read, relation, shown, symbol
from proofs.referees.smt import Asking, Question, script, whole
from proofs.referees.smt_ask import Asked, Told
from proofs.referees.smt_files import written
from proofs.referees.smt_laws import every

X, Y, N = symbol("x", "scalar"), symbol("y", "scalar"), symbol("n", "natural")
_NAMES = " ".join(f"(declare-const x{i} Real)" for i in range(9))
_CUBES = " ".join(f"(* x{i} x{i} x{i} x{(i + 1) % 9})" for i in range(9))
HARD = (
    f"(set-logic ALL){_NAMES}(assert (= (+ {_CUBES} x0 x4) 7.3))(assert (= (* {_CUBES}) 5.1))"
    "(assert (< (+ x1 x2 x3) (* x5 x6 x7 x8 x1)))(check-sat)"
)
"""A question that takes a solver longer than a test."""


def times(*ts: Node) -> Node:
    """A product."""
    return make("product", ts)


def asked_of(solver: str, data: dict[str, Any]) -> list[Told]:
    """All lines of a file, and whether their premises can be met."""
    file = read(data)
    asked = Asked(file, solver, fresh=True)
    stated = {p for parts in file.entries.values() for p in parts.values()}
    return [*asked.lines(file.proofs), *asked.premises(file.proofs, stated),
            *asked.twins(file.refutations)]  # fmt: skip


def test_a_solver_agrees_on_all_lines_of_a_few_entries(solver: str, few: dict[str, Any]) -> None:
    """Every line follows from what it uses, premises can be met, and no twin follows."""
    told = asked_of(solver, few)
    lines = sum(len(p["lines"]) for p in few["proofs"])
    assert sum(t.what == smt_ask.LINES and ": line " in t.place for t in told) == lines > 300
    assert [t for t in told if t.word != "agrees"] == []
    assert sum(t.what == smt_ask.TWINS for t in told) == len(few["refutations"]) > 10


def test_each_changed_line_is_seen(solver: str, few: dict[str, Any]) -> None:
    """What a line says, turned into its opposite, is never said to follow."""
    opposite = {"=": "!=", "!=": "=", "<": "<=", "<=": "<"}
    changed = json.loads(json.dumps(few))
    nodes, places = changed["nodes"], []
    apart = {"cases", "contradiction", "alternatives", "absurd"}  # premises may be absurd there
    for proof in changed["proofs"]:
        if apart & {line[1] for line in proof["lines"]}:
            continue
        for line in reversed(proof["lines"]):
            op, sort, args, data = nodes[line[0]]
            if op in opposite and line[1] in ("ring", "positive", "product", "inverse", "square"):
                turned = args if op in ("=", "!=") else args[::-1]
                nodes.append([opposite[op], sort, turned, data])
                line[0] = len(nodes) - 1
                places.append((proof["name"], line))
                break  # what comes after it would rest on it
    names = dict.fromkeys(name for name, _ in places)
    assert len(places) > 5
    file = read(changed)
    told = Asked(file, solver, limit=0.5, fresh=True).lines(names)
    rows = {name: {id(line) for n, line in places if n == name} for name in names}
    for proof in changed["proofs"]:
        if proof["name"] in rows:
            own = [t for t in told if t.proof == proof["name"]]
            for line, said in zip(proof["lines"], own, strict=False):
                if id(line) in rows[proof["name"]]:
                    assert said.word != "agrees", said


@pytest.mark.parametrize(
    ("premises", "says", "wanted"),
    [
        ([], relation("=", times(X, make("quotient", (number(1), X))), number(1)), False),
        ([relation("=", X, Y)], relation("=", times(X, X), times(Y, X)), True),
        ([relation("<", X, Y)], relation("<=", times(X, X), times(Y, Y)), False),
        ([relation("<=", number(0), N)], relation("<=", number(1), N), False),
    ],
)  # fmt: skip
def test_small_questions(solver: str, premises: list[Node], says: Node, wanted: bool) -> None:
    """What follows is `unsat`; a division by nothing, and the like, is not."""
    asking = Asking({})
    texts = [t for p in premises for t in asking._premise(p, [])]
    question = Question("", says, "ring", tuple(texts), (), asking._negation(says, []))
    text = script(asking.terms, question.assertions(), plain=True)
    assert (solvers.answers(solver, [text])[text] == "unsat") == wanted


def test_a_question_that_takes_too_long_is_ended(solver: str, monkeypatch: Any) -> None:
    """A solver is killed at its limit, and the next question is answered."""
    monkeypatch.setattr(solvers, "GRACE", 0.0)
    monkeypatch.setattr(solvers, "TRIES", 0)
    child = solvers.Child(solver)
    start = time.monotonic()
    try:
        assert child.ask("(check-sat)", 5) in ("sat", "unknown")
        monkeypatch.setattr(solvers, "GRACE", 0.02)
        said = child.ask(HARD, 30)
        assert said == "unknown"
        assert child.process is None
        assert time.monotonic() - start < 20
        monkeypatch.undo()
        assert child.ask("(set-logic ALL)(assert false)(check-sat)", 5) == "unsat"
    finally:
        child.end()


def test_an_interrupt_ends_what_is_asked(solver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: no process is left, and what was not asked yet is not asked any more."""
    started: list[subprocess.Popen[str]] = []
    start = solvers.Child._start

    def watched(child: solvers.Child) -> subprocess.Popen[str]:
        started.append(start(child))
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        return started[-1]

    monkeypatch.setattr(solvers.Child, "_start", watched)
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        solvers.answers(solver, [f"{HARD}; {i}" for i in range(50)], workers=1, limit=30)
    assert [process.poll() is None for process in started] == [False]
    assert time.monotonic() - before < 25


def test_a_solver_that_does_not_start_is_not_asked(
    few: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is installed and broken: that is said, and is no pass."""
    (tmp_path / "solver.py").write_text("raise SystemExit(1)\n")
    monkeypatch.setattr(solvers, "installed", lambda solver: True)
    monkeypatch.setattr(solvers, "CHILD", tmp_path / "solver.py")
    answer = smt_ask.ask(few, ["perceptron.sign-only"], "z3")["perceptron.sign-only"]
    assert answer.word == "not asked"
    assert "does not start" in answer.reason


def test_what_cannot_be_read_is_an_error(solver: str) -> None:
    """A question that a solver cannot read is never taken for an answer."""
    with pytest.raises(RuntimeError, match=solver):
        solvers.answers(solver, ["(assert (= x y))(check-sat)"])


def test_answers_are_kept(solver: str) -> None:
    """An answer is found again by the question and its limit, and by nothing else."""
    text = "(set-logic ALL)(assert false)(check-sat)"
    solvers.keep(solver, {solvers.key(text, 2.0): "sat"})
    assert solvers.answers(solver, [text], limit=2.0, kept=solvers.kept(solver)) == {text: "sat"}
    assert solvers.answers(solver, [text], limit=1.0, kept=solvers.kept(solver)) == {text: "unsat"}


def test_an_entry_is_answered_for(solver: str, few: dict[str, Any]) -> None:
    """The answer on an entry is that on all that it rests on; no solver is no pass."""
    found = smt_ask.ask(few, ["perceptron.sign-only"], solver)
    assert found["perceptron.sign-only"].passes


def test_a_refuted_twin_that_follows_is_a_disagreement(
    few: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that derives everything agrees with all lines, and so with what is refuted here."""
    monkeypatch.setattr(solvers, "installed", lambda solver: True)
    monkeypatch.setattr(
        solvers, "answers", lambda solver, texts, *rest: dict.fromkeys(texts, "unsat")
    )
    found = smt_ask.ask(few, ["perceptron.sign-only"], "cvc5", premises=False)
    assert found["perceptron.sign-only"].falls
    assert "it follows, though it is refuted" in found["perceptron.sign-only"].reason


def test_what_is_not_installed_is_not_asked(
    few: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never passes."""
    monkeypatch.setattr(solvers, "installed", lambda solver: False)
    for answer in smt_ask.ask(few, few["entries"], "cvc5").values():
        assert answer.word == "not asked"
        assert not answer.passes


def test_a_file_says_what_it_asks(few: dict[str, Any], tmp_path: Path) -> None:
    """Each line is a file, with its statement; no name in it is one of the theories'."""
    texts = written(few)
    lines = sum(len(p["lines"]) for p in few["proofs"])
    assert sum("/line-" in name for name in texts) == lines
    assert sum(name.endswith("/whole.smt2") for name in texts) == len(few["proofs"])
    file = read(few)
    for proof in file.proofs.values():
        own = [t for name, t in texts.items() if t.startswith(f"; {proof.name}: line 0, ")]
        assert any(shown(proof.lines[0].says, 2000) in t for t in own)
    everything = "\n".join(texts.values())
    assert "real.exp|" in everything
    assert "(declare-fun |exp| " not in everything
    assert written(few) == texts


def test_a_denominator_is_asked_about() -> None:
    """That a statement's denominators are not 0 is a question of its own."""
    data = exported([registry.settle(registry.CLAIMS["logistic.half-at-zero"])])
    file = read(data)
    asking = Asking(file.proofs)
    asked = [q for p in file.proofs.values() for q in asking.questions(p) if q.rule == "value"]
    assert any(q.says.op == "!=" and q.says.args[1] is number(0) for q in asked)


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="all lines take minutes")
def test_all_lines(solver: str) -> None:
    """Every line of every entry is answered: 99.5 of a hundred are agreed on, none is refused."""
    told = asked_of(solver, exported(map(registry.settle, registry.CLAIMS.values())))
    lines = [t for t in told if t.what == smt_ask.LINES]
    assert [t for t in told if t.word == "disagrees"] == []
    assert sum(t.word == "agrees" for t in lines) > 0.995 * len(lines) > 28_000


def test_whole_statements(solver: str, few: dict[str, Any]) -> None:
    """Most follow from what is given and the laws that their lines name, in one question."""
    file = read(few)
    asking = Asking(file.proofs)
    texts = []
    for proof in file.proofs.values():
        question = whole(asking, proof)
        laws = every(asking.terms, question.of)
        texts.append(script(asking.terms, question.assertions(laws), plain=True))
    said = solvers.answers(solver, texts, limit=0.3)
    assert sum(said[text] == "unsat" for text in texts) > 0.5 * len(texts)
