"""Pages in a terminal: nothing wider than asked for, nothing left out, ASCII where need be."""

from __future__ import annotations

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.derivation import Derivation, derive
from proofs.page import blocks, layout, text, theorems
from proofs.page.letters import columns, spelled
from proofs.symmetry import Instance
from proofs.terms import ZERO, Relation, define, equals, linear_map, say, scalar, total, vector

from .letters_of import KNOWN, clashes

ETA = scalar("eta")
EVERY_ENTRY = pytest.mark.parametrize("entry", registry.CLAIMS)


def too_wide(page: str, width: int) -> list[str]:
    """The lines of a page that exceed the width."""
    return [line for line in page.splitlines() if columns(line) > width]


@EVERY_ENTRY
def test_every_entry_fits_a_terminal(entry: str) -> None:
    """80 columns and 60, in Unicode and in ASCII."""
    settled = registry.settle(registry.claim(entry))
    for width in (80, 60):
        assert not too_wide(text.claim(settled, width), width)
        plain = text.claim(settled, width, ascii=True)
        assert plain.isascii()
        assert not too_wide(plain, width)
    assert set(clashes(layout.claim(settled))) <= KNOWN.get(entry, set()), "one letter, one meaning"


def test_a_letter_with_two_meanings_is_noticed() -> None:
    """A number and a vector, a number and a map of another kind, a function and a number."""
    s, a, A = scalar("s"), vector("a"), linear_map("A", "A")
    for left, right in ((s * a, scalar("a") * a), (s * a, A(vector("A")))):
        row = blocks.Row(left, "=", right, (), ())
        assert clashes([blocks.Lines((row,))])
    row = blocks.Row(s, "=", scalar("a", "1") + scalar("a", "2"), (), ())
    assert not clashes([blocks.Lines((row,))])


def test_no_exception_is_idle() -> None:
    """A letter that is known to have two meanings somewhere has them there."""
    entries = {name: registry.settle(registry.claim(name)) for name in KNOWN}
    found = {name: set(clashes(layout.claim(settled))) for name, settled in entries.items()}
    assert found == KNOWN


@EVERY_ENTRY
def test_every_entry_is_told_in_full(entry: str) -> None:
    """Hypotheses, parts, reasons, witnesses' remarks, twin, rules and sources are on the page."""
    settled = registry.settle(registry.claim(entry))
    claim = settled.claim
    page = squeezed(text.claim(settled, 4000))
    expected = [claim.title, claim.id, text.words(claim.statement), text.words(claim.twin.says)]
    expected += [h.name for h in claim.hypotheses] + [name for name, _ in claim.built_in]
    expected += [text.words(words) for part in claim.parts for words in layout.headed(part.title)]
    expected += [text.words(need.says) for need in claim.needs]
    expected += [text.words(remark) for remark in claim.remarks]
    expected += [*claim.citations, *settled.rules]
    for obligation in settled.obligations:
        plain = lines_that_need_no_proof(obligation.shows)
        expected += [text.relation(line) for lines in plain.values() for line in lines]
        for chain in getattr(obligation.shows, "derivations", ()):
            if chain not in plain:
                expected += [text.words(step.reason) for step in chain.steps]
                expected += [text.term(step.term) for step in chain.steps]
    missing = [words for words in expected if squeezed(words) not in page]
    assert not missing
    assert "This has not been checked" not in page


def lines_that_need_no_proof(shown: object) -> dict[Derivation, tuple[Relation, ...]]:
    """The chains of a symmetry argument that a page may leave out, and the lines it has instead.

    A start that is given is a line of its own; where both sides of a step are the same, what the
    map does to the component stands among the lines to be shown.
    """
    if not isinstance(shown, Instance):
        return {}
    given: dict[Derivation, tuple[Relation, ...]]
    given = {chain: (chain.conclusion,) for chain in shown.start if len(chain.steps) == 1}
    same: dict[Derivation, tuple[Relation, ...]]
    same = {
        chain: (line,)
        for line, chain in zip(shown.conclusions, shown.equivariance, strict=True)
        if len(chain.steps) == 1 and chain.start == chain.steps[0].term
    }
    return given | same


def test_what_is_the_same_on_both_sides_is_said_once() -> None:
    """Of lines with two equal sides one is shown, and the others are counted off by name."""
    page = text.claim(registry.settle(registry.claim("hidden.permutation-equivariance")))
    assert page.count("the same rule for both units") == 1
    assert page.count("both sides are the same as well: nothing is to be") == 1
    assert page.count("the order in which the units are") == 1
    assert page.count("w̃₁⁽⁰⁾ = w₂⁽⁰⁾") == 1
    (shown,) = (
        o.shows
        for o in registry.settle(registry.claim("hidden.permutation-equivariance")).obligations
        if isinstance(o.shows, Instance)
    )
    kinds = [chain for chain in shown.equivariance if chain.start != chain.steps[-1].term]
    assert kinds, "the step that is no mere repetition is there"
    listed = page[page.index("For β̃₁") : page.index("both sides are the same as well")]
    reasons = {chain.steps[0].reason for chain in shown.equivariance if chain not in kinds}
    assert listed.count("⁽ᵗ⁾") == len(shown.equivariance) - len(kinds) - len(reasons)


def squeezed(words: str) -> str:
    """Without any spaces, so that line breaks do not matter."""
    return "".join(words.split())


def test_all_forms_of_proof_are_printed(settled: Settled) -> None:
    """Each in the words of its form; the claim that has them all fits its width as well."""
    page = text.claim(settled)
    for words in (
        "By the symmetry lemma", "One update commutes", "Case z < 0", "In every case",
        "By induction", "The induction hypothesis is", "hence for every t", "Counterexample",
    ):  # fmt: skip
        assert words in page
    for width in (40, 50, 64, 80, 120):
        for ascii in (False, True):
            assert not too_wide(text.claim(settled, width, ascii=ascii), width)
    assert text.claim(settled, ascii=True).isascii()


def test_a_run_is_a_table_with_the_difference_marked(settled: Settled) -> None:
    """Both runs side by side; the sample at which they differ has a mark."""
    page = text.claim(settled)
    assert "η = 1, w⁽⁰⁾ = 1" in page
    assert "η = 1/10, w⁽⁰⁾ = 1" in page
    marked = [line for line in page.splitlines() if line.startswith("  ▸ ")]
    assert marked[0].split() == [
        "▸", "2", "−2", "−1", "│", "6", "1", "1", "│", "−6/5", "−1", "3/5",
    ]  # fmt: skip


def test_a_wide_table_is_taken_apart(settled: Settled) -> None:
    """Vectors of six numbers do not fit two runs side by side; each run is told apart."""
    page = text.claim(settled, 70)
    assert "(−2, 1, 3, 4, 5, −7)" in squeezed(page).replace(",", ", ")
    assert not too_wide(page, 70)


def test_reasons_stand_beside_short_lines_and_under_long_ones() -> None:
    """The reasons' column stays where it is; a line that reaches into it has its reason below."""
    a = [scalar("a", str(k)) for k in range(12)]
    short, long = total(a[:3]), total(a)
    chain = (
        derive("sum", scalar("s"), [define("s", scalar("s"), long)])
        .eq(long, "the definition")
        .eq(total([short, *a[3:]]), "brackets")
    )
    lines = text.theorem(chain).splitlines()
    (beside,) = (line for line in lines if line.endswith("brackets"))
    assert columns(beside[: beside.index("brackets")]) == 48
    assert any(line.strip() == "the definition" for line in lines) or any(
        line.endswith("the definition") for line in lines
    )


def test_an_assumption_of_one_proof_alone_is_stated_there(settled: Settled) -> None:
    """The lemma's equivariance is not among the claim's hypotheses, so its proof declares it."""
    page = text.claim(settled)
    assert "one step is equivariant: g(U(θ, z)) = U_g(g(θ), z) for all θ, z" in page


def test_definitions_are_stated_once() -> None:
    """A definition that a page has shown is not shown again."""
    s, b = scalar("s"), scalar("b")
    chain = derive("one", s - 1, [define("s", s, b + 1)]).eq(b, "the definition")
    known: set[object] = set()
    first = theorems.theorem(chain, "", known)  # type: ignore[arg-type]
    again = theorems.theorem(chain, "", known)  # type: ignore[arg-type]
    assert any(isinstance(block, blocks.Paragraph) for block in first)
    assert not any(isinstance(block, blocks.Paragraph) for block in again)


def test_words_relations_and_terms() -> None:
    """The one-line forms."""
    w = vector("w", "0")
    assert text.words(say("from ", equals(w, ZERO), " on")) == "from w⁽⁰⁾ = 0 on"
    assert text.words(say("from ", equals(w, ZERO), " on"), ascii=True) == "from w^(0) = 0 on"
    assert text.relation(ETA >= 0) == "η ≥ 0"
    assert text.term(ETA * w) == "ηw⁽⁰⁾"


def test_words_are_spelled_in_ascii() -> None:
    """Quotes, dashes, Greek, signs and accents; anything else is a question mark."""
    assert spelled("“η² ≤ γ” – café … ✓") == '"eta^2 <= gamma" - cafe ... ?'


def test_a_page_too_narrow_to_read_is_refused(settled: Settled) -> None:
    """One clear line instead of a page of single letters."""
    with pytest.raises(ValueError, match="at least 40 columns, not 20"):
        text.claim(settled, 20)
