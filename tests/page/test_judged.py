"""Pages of rules that were judged: statement, verdicts, derivation and runs, in every form."""

from __future__ import annotations

import re

import pytest

from proofs.judge import library, read
from proofs.judge.record import lines
from proofs.judge.verdict import Judgement, judge
from proofs.page import html, latex, text
from proofs.page.blocks import Code
from proofs.page.judged import _statement, page


@pytest.fixture(scope="module")
def momentum() -> Judgement:
    """A rule whose rate factors out."""
    return judge(library.rule("momentum"))


@pytest.fixture(scope="module")
def margin() -> Judgement:
    """A rule whose rate does not."""
    return judge(library.rule("margin"))


def test_what_is_proved_is_derived_part_by_part(momentum: Judgement) -> None:
    """Each part of the step that changes, by which power, and why; and two runs that agree."""
    said = text.blocks(page(momentum))
    assert "w⁽ᵗ⁾ = w⁽ᵗ⁻¹⁾ + u⁽ᵗ⁾" in said
    assert "Weights. Proved. The rate factors out of the weights." in said
    assert "From its start, for c > 0: η becomes cη, u becomes c u, w becomes c w." in said
    (line,) = [s for s in said.splitlines() if s.strip().startswith("φ(w⁽ᵗ⁻¹⁾·x) │")]
    assert line.split("│")[1].split() == ["the", "same", "the", "sign", "stays"]
    assert "    2 │    −4 │      −2" in said


def test_what_is_refuted_is_shown_side_by_side(margin: Judgement) -> None:
    """The smallest data, both rates, the step at which they part; and the clash, once."""
    said = text.blocks(page(margin))
    assert "Weights. Refuted. The rate does not factor out of the weights." in said
    assert said.count("must scale alike") == 2
    assert "Data: x = (1), y = −1. With μ = 1." in said
    assert "  ▸ 2 │    −2 │    −2" in said


def test_cases_are_set_as_such(margin: Judgement) -> None:
    """In a line of text, and with a brace where there is room; each form says the same."""
    blocks = page(margin)
    assert "w⁽ᵗ⁻¹⁾ + η(y x if y w⁽ᵗ⁻¹⁾·x ≤ μ, else 0)" in text.blocks(blocks)
    assert r"\eta\begin{cases} y\mathbf{x} & \text{if } y\," in latex.part(blocks)
    made = html.Printer().page(blocks)
    assert "<mtable><mtr>" in made
    assert "else open bracket" not in made
    assert "eta times open bracket y times x if y times" in made


def test_every_rule_of_the_library_is_set_in_formulas() -> None:
    """No line of any is left as it was typed, and Greek names are letters."""
    for name in library.ids():
        rule = library.rule(name)
        blocks = list(_statement(rule))
        assert not any(isinstance(w, Code) for b in blocks for w in getattr(b, "words", ())), name
        said = text.blocks(blocks)
        assert not {"eta", "mu", "lam", "lambda", "beta", "eps"} & set(re.findall(r"\w+", said))
        assert "where(" not in said
        assert "argmax(" not in said


def test_what_is_kept_and_what_has_to_hold_are_set_in_formulas() -> None:
    """A sum that no step changes, and conditions with values that satisfy them."""
    kept = text.blocks(page(judge(library.rule("softmax"), ask=("forgotten",))))
    assert "keep their difference in ∑_{k<K} wₖ, on all data" in " ".join(kept.split())
    held = text.blocks(page(judge(library.rule("adaline-bias"), ask=("forgotten",))))
    assert "0 < η x·x + η and η x·x + η < 2 for every sample; samples" in " ".join(held.split())
    assert "as at η = 1, x = (1/2)." in " ".join(held.split())


def test_conditions_and_brackets() -> None:
    """Conditions joined, negated, in cases of several rows; indicators; powers."""
    (rule,) = read(
        "data x, y; rate eta; given lam > 0; w' = w + eta*where(w < x and (y = 1 or not y < x), x,"
        " where(x = y, y, 0)) + where(x = 1, 1, 0)*eta**lam"
    )
    said = text.blocks(page(judge(rule, ask=("groups",))))
    assert "(x if w⁽ᵗ⁻¹⁾ < x and (y = 1 or not(y < x)), y if x = y, else 0)" in said
    assert "[x = 1]η^λ" in said


def test_a_long_formula_has_a_line_of_its_own() -> None:
    """Beside what is said of it there is no room; and steps that were collected are formulas."""
    head = "data x vector, n vector, y in {-1, 1}; rate eta; given eta > 0; start w = 0\n"
    head += "predict phi(dot(w, x))\nw' = w + eta*(y - phi(dot(w, x)))*x + sqrt(2*eta)*n"
    (rule,) = read(head)
    made = html.Printer().page(page(judge(rule, ask=("weights", "groups"))))
    assert made.count('<dl class="items wide">') == 1
    assert '<dl class="items">' in made
    (rule,) = read(f"{head} + n - n")
    said = text.blocks(page(judge(rule, ask=("weights", "groups"))))
    assert "With like terms collected, wherever the terms have values:\n\nw⁽ᵗ⁾ = " in said


def test_two_places_that_runs_never_leave_are_said() -> None:
    """Where no circle has rational numbers: between which numbers each of the runs is."""
    found = judge(library.rule("adamw"), ask=("forgotten",))
    said = " ".join(text.blocks(page(found)).split())
    assert "runs do not come together: after 80 steps, and after every 6 from there on" in said
    assert "w is between 0.607863 and 0.607864" in said or "and between 0.607863" in said


def test_digits_of_an_interval_are_certain() -> None:
    """Logistic regression: four decimals, cut and not rounded."""
    said = text.blocks(page(judge(library.rule("logistic"), ask=("weights",))))
    assert "−0.8775…" in said
    assert "between" not in said


@pytest.mark.parametrize(
    "name", ["adam", "linear-net", "batch", "scale-invariant", "linear-heavy-ball"]
)
def test_every_form_is_made(name: str) -> None:
    """Coordinates, units, samples and quotients are set, as a formula or as typed."""
    blocks = page(judge(library.rule(name)))
    assert max(map(len, text.blocks(blocks, 100).splitlines())) <= 100
    assert latex.part(blocks).count("{") == latex.part(blocks).count("}")
    assert "<math" in html.Printer().page(blocks)


def test_a_direction_of_several_states_is_shown() -> None:
    """Weights and a bias that scale otherwise: all their numbers in a row."""
    (rule,) = read(
        "data x vector, y in {-1, 1}; rate eta; start w = 0, b = 0; z = dot(w, x) + b\n"
        "predict phi(z); w' = w + eta*(y - phi(z))*x; b' = b + (y - phi(z))"
    )
    found = judge(rule, ask=("direction",))
    assert "▸ 1 │ (−2, −2) │ (−1, −2)" in text.blocks(page(found))
    assert list(lines(found))
