"""What there is to check, and with what: the one record in which the two halves meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from numeric.law import Law
    from numeric.learners import Rule as NumericRule
    from proofs.claim import Claim, Grounds, Ruled, Sentence, Settled

Profile = Literal["proof", "nightly", "mutant"]
PROFILES: tuple[Profile, ...] = ("proof", "nightly", "mutant")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What there is to check, and with what; a test may make another one."""

    files: Mapping[Path, tuple[str, ...]]
    """The files of the entries, and the claims in each."""
    sentence_files: Mapping[Path, tuple[str, ...]]
    """The files of the sentences, and the sentences in each."""
    claims: Mapping[str, Claim]
    sentences: Mapping[str, Sentence]
    settle: Callable[[Claim], Settled]
    ruled: Callable[[Grounds], Ruled]
    laws: Mapping[str, Law]
    """What the numeric half says of each claim."""
    learners: Mapping[str, Callable[..., NumericRule]]
    """The numeric half's rules, by the names that the symbolic half knows them by."""


def project_ledger() -> Ledger:
    """The ledger of this project; raises `ImportError` without the numeric half."""
    from numeric import learners, variants
    from numeric.laws import LAWS
    from proofs import registry
    from proofs.sentences import FILES

    return Ledger(
        {entry.path: (entry.id,) for entry in registry.ENTRIES.values()},
        FILES,
        registry.CLAIMS,
        registry.SENTENCES,
        registry.settle,
        registry.ruled,
        LAWS,
        {**learners.RULES, **variants.RULES},
    )


def symbolic_ledger() -> Ledger:
    """The symbolic half alone, for a machine that cannot load the numeric one."""
    from proofs import registry

    return Ledger(
        {}, {}, registry.CLAIMS, registry.SENTENCES, registry.settle, registry.ruled, {}, {}
    )
