"""Pages of claims about gradient descent: notation, trusted facts, powers, counterexamples."""

from __future__ import annotations

from typing import Any

import pytest

from proofs import verdicts
from proofs.claim import Claim, Obligation, Part, Settled, Twin
from proofs.derivation import Derivation, derive
from proofs.grounds import facts_in, rules_in, stated
from proofs.page import blocks, latex, text, theorems, witnesses
from proofs.page.notation import notation
from proofs.terms import (
    ZERO,
    Hypothesis,
    assume,
    define,
    dot,
    equals,
    function,
    linear_map,
    norm,
    say,
    scalar,
    vector,
)
from proofs.trusted import TRUSTED, Fact, trust

A, X = linear_map("A", "A"), linear_map("X", "X'")
LOSS, GRADIENT = function("L", ("vector",)), function("grad_L", ("vector",), "vector")
eta, m, b, y, u, v = scalar("eta"), scalar("m"), vector("b"), vector("y"), vector("u"), vector("v")
before, now = vector("decayed_b", "t-1"), vector("decayed_b", "t")
steps_before, steps_now = scalar("steps", "t-1"), scalar("steps", "t")

ONE_STEP = define("one more power", now, before - eta * A(before))
ONE_MORE = define("one more step", steps_now, steps_before + 1)
FACTS = {
    "identity of polynomials": "A polynomial with infinitely many zeros is 0.",
    "null sets": "A proper subspace has measure 0.",
    "spectral theorem": "A self-adjoint map has an orthonormal basis of eigenvectors.",
}
VANISHES = Hypothesis("identity of polynomials", equals(dot(u, b), 0), (), "trusted")


@pytest.fixture(autouse=True)
def more_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger trusts one fact of the literature; here there are more."""
    for name, says in FACTS.items():
        monkeypatch.setitem(TRUSTED, name, Fact(says, "a textbook"))  # type: ignore[arg-type]


def power() -> Derivation:
    """A step of a power, with a trusted fact and a count of steps."""
    return (
        derive("power", steps_now * dot(u, now), [ONE_STEP, ONE_MORE, VANISHES])
        .eq((steps_before + 1) * (dot(u, before) - eta * dot(u, A(before))), "one more of each")
        .eq(
            (steps_before + 1) * (dot(u, before) - eta * dot(u, A(before)) + dot(u, b)),
            "the coefficient is 0",
        )
    )  # fmt: skip


def settled(chapter: str, *chains: Derivation, explained: tuple[Any, ...] = ()) -> Settled:
    """A claim of one chapter whose parts are these chains."""
    names = [f"part-{place}" for place in range(len(chains))]
    twin = Twin(say("A false twin."), equals(eta, 0))
    claim = Claim(
        f"{chapter}.toy", "A toy", say("It is so."), (),
        tuple(Part(name, lambda: chains[0]) for name in names), (), twin, explained,
    )  # fmt: skip
    shown = [Obligation(n, "proved", chain) for n, chain in zip(names, chains, strict=True)]
    refuted = verdicts.decide(twin.relation)
    assert isinstance(refuted, verdicts.Refuted)
    return Settled(claim, (*shown, Obligation("twin", "proved", refuted)))


def introduced(page: Settled) -> list[str]:
    """The symbols that the notation of a page introduces, in order."""
    return [text.words(symbol) for symbol, _ in notation(page)]


def test_notation_is_of_what_is_met_and_of_what_explains_it() -> None:
    """A power of I - eta A speaks of A, which is made of X and m; b is made of y."""
    page = settled("linear", power())
    assert introduced(page) == ["η", "m", "X", "y", "A", "b", "I"]
    told = {text.words(symbol): text.words(meaning) for symbol, meaning in notation(page)}
    assert told["A"] == "the matrix XᵀX/m, symmetric"
    assert told["b"] == "the vector Xᵀy/m"
    assert text.words(dict(notation(page))[(A,)], ascii=True) == "the matrix X'X/m, symmetric"


def test_each_meaning_stands_after_what_it_speaks_of() -> None:
    """In every chapter's notation no symbol is used before it is introduced."""
    from proofs.page.notation import _CHAPTERS, _introduced, _keys

    for meanings in _CHAPTERS.values():
        keys = [_introduced(symbol)[0] for symbol, _ in meanings]
        assert len(keys) == len(set(keys))
        for place, (symbol, meaning) in enumerate(meanings):
            assert not _keys(meaning) & set(keys[place + 1 :]), text.words(symbol)


def test_a_number_is_not_explained_as_the_vector_of_its_name() -> None:
    """b is a weight here, and y is the target of one sample."""
    chain = derive("sum", scalar("b") + scalar("y") + 1).ge(scalar("b") + scalar("y"), "one more")
    assert introduced(settled("logistic", chain)) == ["y"]
    ((_, meaning),) = notation(settled("logistic", chain))
    assert text.words(meaning) == "the target of one sample"


def test_an_index_tells_weights_from_the_weights_of_a_run() -> None:
    """A loss is of any weights; the run's have an index."""
    for weights, expected in ((vector("w"), "w"), (vector("w", "t"), "w⁽ᵗ⁾")):
        chain = derive("length", norm(weights)).ge(0, "a length")
        assert introduced(settled("gd", chain)) == [expected]


def test_what_the_entry_explains_is_not_explained_twice() -> None:
    """The entry's own words replace the project's, and bring in what they speak of."""
    own = ((say("{}", b), say("the vector {}", X.transpose(y))),)
    assert introduced(settled("convex", power(), explained=own)) == [
        "η",
        "m",
        "X",
        "y",
        "A",
        "I",
        "b",
    ]


def test_a_trusted_fact_is_cited_stated_and_listed() -> None:
    """Where it is used, by its name; at the end with its statement and where it is proved."""
    page = settled("linear", power())
    fact = TRUSTED["identity of polynomials"]
    for printed in (text.claim(page), text.claim(page, ascii=True)):
        assert "By the identity of polynomials," in printed
        assert "\nTrusted facts\n" in printed
        flat = " ".join(printed.split())
        assert fact.says in flat
        assert fact.source in flat
        assert "spectral theorem" not in printed
    assert "Trusted facts" in latex.fragment(page, "full")
    assert "Taken from the literature" in latex.fragment(page)
    assert "Trusted facts" not in text.claim(settled("linear", derive("e", eta + 1).ge(eta, "1")))


def test_a_fact_about_all_vectors_is_shown_where_it_is_used() -> None:
    """The line that is cited is the instance that the proof uses."""
    tangent = trust("spectral theorem", LOSS(u) >= LOSS(v) + dot(GRADIENT(v), u - v), (u, v))
    chain = derive("above", LOSS(u), [tangent.at(u, ZERO)]).ge(
        LOSS(ZERO) + dot(GRADIENT(ZERO), u), "a tangent"
    )
    assert "By the spectral theorem,\n\n  L(u) ≥ L(0) + ∇L(0)·(u − 0)" in text.theorem(chain)


def test_every_trusted_fact_can_be_cited_in_a_sentence() -> None:
    """None reads as bad English: a theorem has an article, what is no theorem is quoted."""
    said = {name: "".join(theorems._by(name)) for name in TRUSTED}
    assert said["spectral theorem"] == "By the spectral theorem"
    assert said["null sets"] == "By the trusted fact “null sets”"
    assert all(name in words for name, words in said.items())


def test_counting_steps_is_not_shown_as_a_definition() -> None:
    """Written as t itself, it would say t = (t - 1) + 1."""
    page = text.claim(settled("linear", power()))
    assert "one more power" in page
    assert "one more step" not in page
    assert "t u·(I − ηA)ᵗ b" not in page  # the power is bracketed beside a point
    assert "t u·((I − ηA)ᵗ b)" in page


def test_a_power_that_a_counterexample_sets_free_is_not_equated() -> None:
    """A step may not know that (-1)^t is 1 or -1; the page must not say that it is -2."""
    change = scalar("sign_change", "t")
    refuted = verdicts.decide(equals(change + steps_now, 0))
    assert isinstance(refuted, verdicts.Refuted)
    (page,) = (
        text.words(block.words) for block in witnesses.refuted(refuted)
        if isinstance(block, blocks.Paragraph)
    )  # fmt: skip
    assert "(−1)ᵗ read as " in page
    assert "t = " in page


def test_the_number_in_a_name_goes_where_the_index_repeats_it() -> None:
    """But not where it is what tells the definition, or makes it English."""
    cases = {
        ("the update rule 3", vector("w", "3")): "the update rule",
        ("step 3", vector("w", "3")): "step 3",
        ("the run, step 1, weight 2", scalar("w", "1", "2")): "the run, step 1, weight 2",
        ("one more power", vector("w", "t")): "one more power",
    }
    for (name, symbol), expected in cases.items():
        value = ZERO if symbol.kind == "vector" else 0
        assert theorems.without_index(define(name, symbol, value)) == expected


def test_grounds_pass_nothing_over() -> None:
    """Every rule and fact has its statement; a name that is neither is an error."""
    names = (*verdicts.RULES, *TRUSTED)
    assert [name for name, _ in (*rules_in(names), *facts_in(names))] == list(names)
    assert stated("spectral theorem") == TRUSTED["spectral theorem"].says
    assert stated("inverse") == verdicts.RULES["inverse"]
    for broken in (lambda: rules_in(("folklore",)), lambda: stated("folklore")):
        with pytest.raises(ValueError, match="'folklore' is neither a rule"):
            broken()


def test_a_bare_map_is_written_by_its_name() -> None:
    """In running text, where there is nothing that it is applied to."""
    words = say("the rows of {}, the columns of {}", X, X.transpose)
    assert text.words(words) == "the rows of X, the columns of Xᵀ"
    assert text.words(words, ascii=True) == "the rows of X, the columns of X'"


def test_norms_and_bounds() -> None:
    """The bound of a warm start, as a textbook has it."""
    error = vector("w", "t") - vector("w_star")
    bound = norm(error) <= scalar("rho_power", "t") * norm(vector("w", "0") - vector("w_star"))
    assert text.relation(bound) == "‖w⁽ᵗ⁾ − w*‖ ≤ ρᵗ‖w⁽⁰⁾ − w*‖"
    assert assume("bound", bound).relation is bound
