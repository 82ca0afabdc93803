"""The statement of an entry says what the checker was given, and what it concludes."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from proofs import registry
from proofs.claim import Settled
from proofs.cli import cli
from proofs.page import text
from proofs.page.blocks import Items, Lines
from proofs.page.statement import statement


def settled(name: str) -> Settled:
    """An entry with what was found out about it."""
    return registry.settle(registry.CLAIMS[name])


@pytest.mark.parametrize("name", ["linear.closed-form", "perceptron.direction"])
def test_every_part_has_its_conclusions(name: str) -> None:
    """As many relations as its theorems conclude, and those that the words of the claim say."""
    found = settled(name)
    rows = [row for block in statement(found) if isinstance(block, Lines) for row in block.rows]
    parts = {part.name for part in found.claim.parts}
    shown = [o.shows for o in found.obligations if o.name in parts and o.formal is not None]
    assert len(rows) == sum(len(theorem.conclusions) for theorem in shown)  # type: ignore[union-attr]
    page = text.statement(found)
    assert all(len(line) <= text.WIDTH for line in page.splitlines())


def test_what_a_part_does_not_assume_is_not_said_of_it() -> None:
    """From any start nothing is assumed; from zero the start is."""
    blocks = [b for b in statement(settled("linear.closed-form")) if isinstance(b, Items)]
    assumed = [b.entries for b in blocks if b.lead == "Assume"]
    assert assumed
    assert all(name == ("zero start",) for entries in assumed for name, _ in entries)
    defined = [b for b in blocks if b.lead.startswith("Where")]
    assert any(name == ("Pascal's rule",) for b in defined for name, _ in b.entries)
    assert not any(name == ("Pascal's rule",) for name, _ in defined[0].entries)


@pytest.mark.parametrize("name", ["S09", "perceptron"])
def test_only_an_entry_has_one(name: str) -> None:
    """A sentence and a chapter are answered as they are for --updates: with what to ask for."""
    done = CliRunner().invoke(cli, ["show", name, "--statement"])
    assert done.exit_code == 2
    assert "not an entry" in done.stderr


def test_what_is_assumed_of_every_step_is_told_from_what_is_of_one() -> None:
    """All labels are -1 or 1; that weights are not zero is said of the step in question alone."""
    everywhere = text.statement(settled("perceptron.mistake-bound"))
    assert "labels -1 and 1: y⁽ᵗ⁾ ∈ {−1, 1} for all t\n" in everywhere
    assert "positive rate: η > 0\n" in everywhere
    once = text.statement(settled("perceptron.direction"))
    assert "weights not zero: w⁽ᵗ⁾ ≠ 0\n" in once


def test_the_errors_of_a_rounded_run_are_those_of_its_labels() -> None:
    """They are defined by label and prediction, not typed in; a tie is said where one is met."""
    told = text.statement(settled("float.rate-can-change-label"))
    assert "error 1: ê⁽¹⁾ = −1 − φ(fl₆₄(ŵ⁽⁰⁾(−3)))" in told
    assert "error 3: ê⁽³⁾ = 1 − φ(fl₆₄(ŵ⁽²⁾(−1)))" in told
    assert "  w⁽³⁾(−1) = 0" in told
