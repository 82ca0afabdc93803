"""All entries and sentences, and the one place where they are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from proofs import (
    floating_point,
    gradient_descent,
    hidden_layer,
    kernel,
    linear_limits,
    linear_regression,
    logistic_regression,
    perceptron,
    symmetry,
)
from proofs.claim import Claim, Obligation, Ruling, Sentence, Settled, Verdict
from proofs.derivation import ProofError
from proofs.sentences import SENTENCES
from proofs.witness import Comparison

__all__ = [
    "CHAPTERS", "CHAPTER_FILES", "CLAIMS", "SENTENCES", "UNROLLED", "UnknownId", "claim", "rule_on",
    "settle", "unrolled",
]  # fmt: skip

CHAPTERS = {
    "symmetry.py": symmetry.ENTRIES,
    "perceptron.py": perceptron.ENTRIES,
    "gradient_descent.py": gradient_descent.ENTRIES,
    "linear_regression.py": linear_regression.ENTRIES,
    "linear_limits.py": linear_limits.ENTRIES,
    "logistic_regression.py": logistic_regression.ENTRIES,
    "hidden_layer.py": hidden_layer.ENTRIES,
    "floating_point.py": floating_point.ENTRIES,
}
"""The file of each chapter and its entries."""

CHAPTER_FILES: Mapping[str, tuple[str, ...]] = {
    file: tuple(entries) for file, entries in CHAPTERS.items()
}


class UnknownId(ValueError):
    """An id that the ledger does not have; the message suggests near ones."""


class _Claims(Mapping[str, Claim]):
    """The entries by id, each made when it is first asked for."""

    def __init__(self) -> None:
        self._entries = {
            name: build for chapter in CHAPTERS.values() for name, build in chapter.items()
        }
        self._made: dict[str, Claim] = {}

    def __getitem__(self, name: str) -> Claim:
        if name not in self._made:
            self._made[name] = self._entries[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


CLAIMS: Mapping[str, Claim] = _Claims()
"""Every entry, in the ledger's order."""


def claim(name: str) -> Claim:
    """The entry with this id; raises `UnknownId` with suggestions."""
    if name in CLAIMS:
        return CLAIMS[name]
    pool = [*CLAIMS, *SENTENCES]
    short = {entry.partition(".")[2]: entry for entry in CLAIMS}
    near = get_close_matches(name, pool, 3, 0.5)
    near += [short[match] for match in get_close_matches(name, short, 3, 0.6)]
    hint = " or ".join(dict.fromkeys(near[:3])) if near else "one of those that 'proofs list' shows"
    raise UnknownId(f"there is no entry {name!r}; did you mean {hint}?")


UNROLLED: Mapping[str, Callable[[int], Claim]] = {
    "perceptron.unrolled": perceptron.unrolled,
    "linear.closed-form": linear_regression.closed_form,
}
"""The entries that write out a number of updates, made for the number asked for.

Each raises `ValueError` for a number that it cannot write out, and says which it can.
"""


def unrolled(name: str, updates: int) -> Claim:
    """An entry of `UNROLLED` at another number of updates; raises `ValueError` for others."""
    if name not in UNROLLED:
        raise ValueError(
            f"a number of updates is for {' or '.join(UNROLLED)}; leave it out for {name}"
        )
    return UNROLLED[name](updates)


@cache
def settle(entry: Claim) -> Settled:
    """Everything the symbolic half finds out about an entry."""
    obligations = [_built(part.name, part.build) for part in entry.parts]
    obligations += [_built(f"needs-{need.name}", need.show) for need in entry.needs]
    obligations.append(_twin(entry))
    return Settled(entry, tuple(obligations))


def _built(name: str, build: object) -> Obligation:
    try:
        shown = build()  # type: ignore[operator]  # parts and needs both offer a builder
    except ProofError as error:
        verdict: Verdict = "refuted" if "refuted at" in str(error) else "unknown"
        return Obligation(name, verdict, None, str(error))
    except kernel.HypothesisError as error:
        return Obligation(name, "unknown", None, str(error))
    if isinstance(shown, Comparison) and not shown.drops and not shown.runs:
        return Obligation(name, "unknown", shown, "no runs were made")
    return Obligation(name, "proved", shown)


def _twin(entry: Claim) -> Obligation:
    """The false twin must be refuted; anything else is the checker's failure."""
    verdict = kernel.decide(entry.twin.relation, entry.twin.premises)
    if isinstance(verdict, kernel.Refuted):
        return Obligation("twin", "proved", verdict)
    why = verdict.why if isinstance(verdict, kernel.Unknown) else "the false twin was proved"
    return Obligation("twin", "unknown", None, why)


def rule_on(sentence: Sentence) -> Ruling:
    """The ruling on a sentence, from the obligations that decide it."""
    if not all(_stands(reference) for reference in (*sentence.holds_by, *sentence.fails_by)):
        return "unknown"
    if sentence.fails_by:
        return "holds if" if sentence.condition and sentence.holds_by else "fails"
    return "holds" if sentence.holds_by else "unknown"


def _stands(reference: str) -> bool:
    """Whether an obligation named "entry::obligation" was proved."""
    name, _, obligation = reference.partition("::")
    if name not in CLAIMS:
        return False
    found = [o for o in settle(CLAIMS[name]).obligations if o.name == obligation]
    return len(found) == 1 and found[0].verdict == "proved"
