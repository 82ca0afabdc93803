"""What is decided twice: lines by SymPy, counterexamples and runs by the checker."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from proofs import registry, verdicts, witness
from proofs.claim import Settled
from proofs.find.sympy_bridge import redecide
from proofs.obligations import refuted
from proofs.obligations.check import Fallen
from proofs.obligations.checks import symbolic_obligation
from proofs.obligations.ledger import symbolic_ledger
from proofs.obligations.refuted import numbers
from proofs.obligations.second_opinion import lines, opinion
from proofs.obligations.verified import CHECKED, exported, run_all
from proofs.terms import EXP, equals, scalar
from proofs.trust.refutation import refute
from proofs.trust.wrong import Wrong
from proofs.witness import Comparison

FEW = ("perceptron.sign-only", "perceptron.direction", "perceptron.nonzero-start-can-matter",
       "hidden.eta-changes-direction", "linear.rotation")  # fmt: skip


@pytest.mark.parametrize("name", registry.CLAIMS)
def test_sympy_disagrees_with_no_line(name: str) -> None:
    """Each line of an entry that SymPy can state is the same to it."""
    assert opinion([registry.settle(registry.CLAIMS[name])]).differed == ()


def test_a_line_that_is_false_would_be_seen() -> None:
    """A line turned into another is one on which SymPy differs."""
    found = list(lines([registry.settle(registry.CLAIMS["logistic.same-gradient-form"])]))
    stated = [a for a in found if a.given is not None and a.line.left.kind == "scalar"]
    assert stated
    for asked in stated:
        assert redecide(equals(asked.line.left, asked.line.right + 1), asked.given) is False


def settled(*names: str) -> list[Settled]:
    """Entries, settled."""
    return [registry.settle(registry.CLAIMS[name]) for name in names]


def test_every_counterexample_is_in_the_file_or_named() -> None:
    """None is lost: each is evaluated by the checker, or listed with the reason."""
    entries = settled(*FEW, "logistic.eta-does-not-factor")
    data = exported(entries)
    told = {(e, o) for e, found in data["refuted"].items() for o in found}
    left = {(row["entry"], row["obligation"]) for row in data["in_process"]}
    all_of_them = {
        (each.claim.id, o.name)
        for each in entries
        for o in each.obligations
        if isinstance(o.shows, verdicts.Refuted | Comparison)
    }
    assert told | left == all_of_them
    assert not told & left
    assert left
    assert all(row["why"].startswith("not rational") for row in data["in_process"])
    theorems, refutations = run_all(json.dumps(data).encode())
    assert all(v.holds for v in theorems)
    assert len(refutations) == len(told)
    assert set(refutations.values()) == {""}


def moved(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, list):
        return [*value[:-1], str(Fraction(value[-1]) + 1)]
    return str(Fraction(value) + 1)


def test_a_lie_in_the_file_is_refused() -> None:
    """Each value of two runs moved; a claim that is given said; what is said given."""
    data = exported(settled("perceptron.nonzero-start-can-matter"))
    data = {**data, "proofs": []}
    (first, *_) = [r for r in data["refutations"] if len(r["values"]) > 6]
    lies = []
    for place in range(len(first["values"])):
        lie = deepcopy(first)
        lie["name"] = str(place)
        lie["values"][place][1] = moved(lie["values"][place][1])
        lies.append(lie)
    said = run_all(json.dumps({**data, "refutations": lies}).encode())[1]
    unused = [place for place, why in said.items() if not why]
    assert all("does not hold there" in why for why in said.values() if why)
    assert 2 * len(unused) < len(said), "values on which nothing rests: a label, a value of phi"
    lie = {**first, "says": first["given"][0]}
    (why,) = run_all(json.dumps({**data, "refutations": [lie]}).encode())[1].values()
    assert why == "what is said holds there"
    lie = {**first, "given": [*first["given"], first["says"]]}
    (why,) = run_all(json.dumps({**data, "refutations": [lie]}).encode())[1].values()
    assert "what is given does not hold there" in why


@pytest.mark.parametrize("differ", [True, False])
@pytest.mark.parametrize("observable", ["predictions", "weights", "direction"])
def test_each_way_of_comparing_runs(observable: Any, differ: bool) -> None:
    """What was seen of two runs is what the checker sees; the opposite of it is refused."""
    shown = next(
        o.shows
        for o in settled("perceptron.nonzero-start-can-matter")[0].obligations
        if isinstance(o.shows, Comparison)
    )
    same = shown if differ else replace(shown, runs=(shown.runs[0], shown.runs[0]))
    seen = witness.told_apart(*same.runs, observable)
    refute(refuted._runs("it", replace(same, observable=observable, differ=seen)))
    with pytest.raises(Wrong, match="what is said holds there"):
        refute(refuted._runs("it", replace(same, observable=observable, differ=not seen)))


def test_what_is_irrational_stays_in_process() -> None:
    """It is counted as such, and not handed over."""
    a = scalar("a")
    verdict = verdicts.decide(equals(EXP(a), 1 + a))
    assert isinstance(verdict, verdicts.Refuted)
    found = refuted._numbers("it", "twin", verdict)
    assert found.refutation is None
    assert found.why == "not rational: the sides are enclosed in intervals"


def test_a_refutation_that_the_checker_refuses_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its word counts, not that of this process."""
    ledger, name = symbolic_ledger(), "perceptron.sign-only"
    claim = ledger.claims[name]
    assert ("evaluated", "by the checker") in symbolic_obligation(ledger, claim, "twin", "proof")
    assert [n.obligation for n in numbers(ledger.settle(claim))]
    monkeypatch.setitem(CHECKED.refuted, (name, "twin"), "what is said holds there")
    with pytest.raises(Fallen, match="the checker refused it: what is said holds there"):
        symbolic_obligation(ledger, claim, "twin", "proof")
