"""An entry as a notebook: its statement, settled, derived, run, attacked.

A notebook is plain data; it is written without results, and runs from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proofs import verdicts
from proofs.claim import Settled
from proofs.counterexample import Counterexample
from proofs.derivation import Derivation, Theorem
from proofs.page.markdown import md
from proofs.terms import Hypothesis
from proofs.witness import Comparison

_TRIES = 12
"""How many ways to drop a hypothesis are tried."""
_WORK = 1.0
"""The seconds of work for each."""


def notebook(settled: Settled) -> dict[str, Any]:
    """The notebook as data for JSON, in the format of version 4.5."""
    cells = list(_cells(settled))
    return {
        "cells": [
            {"id": f"cell-{k}", "metadata": {}, **cell} for k, cell in enumerate(cells, 1)
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }  # fmt: skip


def _said(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": text.splitlines(keepends=True)}


def _run(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": None, "outputs": [],
        "source": text.splitlines(keepends=True),
    }  # fmt: skip


def _cells(settled: Settled) -> Iterator[dict[str, Any]]:
    entry = settled.claim
    yield _said(
        f"# {md(entry.title)}\n\n"
        f"The entry `{entry.id}`. Run the cells from top to bottom; they need the package\n"
        "`proofs-of-learning-rules`. Nothing here is typed in: what is shown is computed."
    )
    yield _run(
        "from proofs import check, decide\n"
        "from proofs.registry import claim, settle\n\n"
        f'entry = claim("{entry.id}")\nentry'
    )
    yield _said(
        "## Settle it\n\nEach line of each proof is judged, what a hypothesis is for is shown, "
        "and the false twin is refuted."
    )
    yield _run("settled = settle(entry)\n{o.name: o.verdict for o in settled.obligations}")
    yield _run("settled")
    proved = _proved(settled)
    if proved:
        yield _said(
            "## A derivation, line by line\n\nA reason stands beside each line. The checker, in a "
            "process of its own, reads the same lines."
        )
        yield _run(f'shows = {{o.name: o.shows for o in settled.obligations}}\nshows["{proved}"]')
        yield _run(f'verdict = check(shows["{proved}"])\nverdict.holds, verdict.given')
    else:
        yield _run("shows = {o.name: o.shows for o in settled.obligations}")
    name, shown = _witness(settled)
    if isinstance(shown, Comparison):
        yield _said("## A run\n\nTwo exact runs, in fractions; then the first of them alone.")
        yield _run(f'shows["{name}"]')
        yield _run(f'shows["{name}"].runs[0]')
    elif shown is not None:
        yield _said("## A run\n\nNumbers in which all but one hypothesis hold, and what fails.")
        yield _run(f'shows["{name}"]')
    yield _said("## Try to break it\n\nThe false twin looks much like the claim, and is refuted.")
    yield _run("decide(entry.twin.relation, entry.twin.premises)")
    found = _breaking(settled)
    if found is not None:
        part, place, dropped = found
        yield _said(
            f"Here the hypothesis “{md(dropped.name)}” is dropped from a chain; what the chain "
            "shows does not follow any more."
        )
        yield _run(
            f'chain = shows["{part}"].derivations[{place}]\n'
            f'kept = [p for p in chain.premises if p.name != "{dropped.name}"]\n'
            "chain.conclusion, decide(chain.conclusion, chain.premises)"
        )
        yield _run("decide(chain.conclusion, kept)")
    yield _said(
        "## Random data\n\nThe same claim on random small numbers, full of ties, by a program that "
        "shares nothing with the proofs: it compares exactly."
    )
    yield _run(
        "from numeric.law import attack\nfrom numeric.laws import LAWS\n\n"
        'law = LAWS[entry.id]\nmet = attack(law, "mutant")\n'
        "law.says, met.examples, met.falsified, dict(met.events)"
    )


def _proved(settled: Settled) -> str:
    """The part whose proof is shown: what the claim's words state goes first."""
    said = {*settled.claim.statement}
    parts = {part.name: part for part in settled.claim.parts}
    found = [
        o for o in settled.obligations
        if o.name in parts and o.verdict == "proved"
        and isinstance(o.shows, Theorem) and not isinstance(o.shows, Comparison)
    ]  # fmt: skip
    found.sort(key=lambda o: not {*parts[o.name].proves} & said)
    return found[0].name if found else ""


def _witness(settled: Settled) -> tuple[str, Comparison | Counterexample | None]:
    """The first pair of runs, or else the first instance that lacks a hypothesis."""
    for kind in (Comparison, Counterexample):
        for obligation in settled.obligations:
            if isinstance(obligation.shows, kind):
                return obligation.name, obligation.shows
    return "", None


def _breaking(settled: Settled) -> tuple[str, int, Hypothesis] | None:
    """A chain and an assumption of it without which its conclusion is refuted."""
    parts = {part.name for part in settled.claim.parts}
    tries = 0
    for obligation in settled.obligations:
        shows = obligation.shows
        if obligation.name not in parts or not isinstance(shows, Theorem):
            continue
        for place, chain in enumerate(shows.derivations):
            for dropped in _droppable(chain):
                tries += 1
                if tries > _TRIES:
                    return None
                kept = [p for p in chain.premises if p.name != dropped.name]
                try:
                    verdict = verdicts.decide(chain.conclusion, kept, budget=_WORK)
                except verdicts.HypothesisError:
                    continue
                if isinstance(verdict, verdicts.Refuted):
                    return obligation.name, place, dropped
    return None


def _droppable(chain: Derivation) -> list[Hypothesis]:
    """The assumptions that lines of a chain use."""
    used = frozenset().union(*(step.verdict.premises for step in chain.steps))
    return [
        p for p in chain.premises
        if p.role == "assumption" and p.name in used and '"' not in p.name
    ]  # fmt: skip
