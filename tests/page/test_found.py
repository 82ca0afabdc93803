"""The lines of a proof that was found, set as formulas again: true ones, and the asked one last."""

from __future__ import annotations

import pytest

from proofs import verdicts
from proofs.cli.engine import answer
from proofs.find.translate import N, translator
from proofs.page import found, latex, text
from proofs.page.blocks import Lines
from proofs.parse import parse_statement
from proofs.terms import Hypothesis, Relation, assume
from proofs.trust.ring import vanishes

QUESTIONS = [
    ("phi(eta*dot(w, x)) = phi(dot(w, x))", ("w", "x"), ("eta > 0",)),
    ("norm(c*u) = abs(c)*norm(u)", ("u",), ()),
    ("exp(a + b) = exp(a)*exp(b)", (), ()),
    ("(a + b)**2 <= 2*(a**2 + b**2)", (), ()),
    ("a*b <= (a**2 + b**2)/2", (), ()),
]


def asked(
    statement: str, vectors: tuple[str, ...], given: tuple[str, ...]
) -> tuple[Relation, verdicts.Verdict, list[Hypothesis]]:
    """A statement of one relation, its verdict, and what it was asked under."""
    premises = [assume(t, parse_statement(t, vectors)[0]) for t in given]
    (relation,) = parse_statement(statement, vectors)
    return relation, answer(relation, premises, 10), premises


@pytest.mark.parametrize(("statement", "vectors", "given"), QUESTIONS)
def test_every_printed_line_is_true(
    statement: str, vectors: tuple[str, ...], given: tuple[str, ...]
) -> None:
    """No numbers refute a line that supposes nothing more, and the claim is among them."""
    relation, verdict, premises = asked(statement, vectors, given)
    assert isinstance(verdict, verdicts.Proved)
    blocks = found.proof_lines(verdict)
    rows = [row for block in blocks if isinstance(block, Lines) for row in block.rows]
    lines = [Relation(row.left, row.sign, row.right) for row in rows if row.left is not None]
    assert relation in lines
    for line, row in zip(lines, rows, strict=True):
        if vectors != ("u",) and "under" not in str(row.beside):  # roots take the search long
            assert verdicts.find_witness(line, premises) is None, line


def test_formulas_say_what_the_terms_say() -> None:
    """A formula that is translated again differs from the checker's term by nothing."""
    _, verdict, _ = asked(*QUESTIONS[1])
    assert isinstance(verdict, verdicts.Proved)
    seen = 0
    for line in verdict.lines:
        for side in line.says.args:
            again = translator(N).term(found.formula(side))
            assert vanishes(side - again)
            seen += again is not side
    assert seen


def test_a_wrong_formula_would_be_noticed() -> None:
    """The test above can fail."""
    _, verdict, _ = asked(*QUESTIONS[1])
    assert isinstance(verdict, verdicts.Proved)
    side = verdict.lines[-1].says.args[0]
    assert not vanishes(side - translator(N).term(-found.formula(side)))


def test_cases_say_what_they_suppose() -> None:
    """A line that holds in one case says in which; one with "or" stands in running text."""
    relation, verdict, premises = asked("y in {-1, 1}", (), ("y**2 = 1",))
    page = text.blocks(found.found([(relation, verdict)], premises))
    assert "y − 1 = 0 or y + 1 = 0" in page
    assert "supposed" in page
    assert "under" in page


def test_what_is_open_says_so() -> None:
    """Neither proved nor refuted is no proof."""
    (relation,) = parse_statement("exp(a) > 100000*a")
    blocks = found.found([(relation, verdicts.Unknown("it was not tried"))], [])
    assert "Neither proved nor refuted: it was not tried." in latex.part(blocks)
    assert "Proved" not in latex.part(blocks)
