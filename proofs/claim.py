"""The plain record of one ledger entry, of one sentence of the sources, and how they are settled.

Nothing here is typed in as a verdict: `settle` and `rule_on` compute it from the objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from proofs import verdicts
from proofs.derivation import ProofError, Theorem
from proofs.displayed import Displayed, told
from proofs.quotes import Said
from proofs.terms import Hypothesis, Relation, Words
from proofs.witness import Comparison

if TYPE_CHECKING:
    from proofs.counterexample import Counterexample
    from proofs.figure import Figure
    from proofs.relating import Formal

Verdict = Literal["proved", "refuted", "unknown"]
Ruling = Literal["holds", "holds if", "fails", "no claim", "readings", "unknown"]
RULINGS: Mapping[Ruling, str] = {
    "holds": "it is true as it is said, and proved",
    "holds if": "it is true under a condition that the source does not state, and false without it",
    "fails": "it is false as it is said: there is an exact counterexample",
    "no claim": "advice or an observation, with nothing in it to prove; what mathematics says of "
    "the matter is said, and proved where it is named",
    "readings": "it can be understood in several ways, and each is ruled on by itself",
}
"""What the words for rulings mean."""


@dataclass(frozen=True, slots=True)
class Part:
    """One obligation of a claim: a proof that is made when it is asked for."""

    name: str
    """What pytest calls it: lower case with hyphens."""
    build: Callable[[], Theorem]
    title: Words = ()
    assuming: tuple[Hypothesis, ...] = ()
    """What this part assumes beyond the claim's own hypotheses."""
    proves: tuple[Relation, ...] = ()
    """What it states; a proof of anything else does not meet it."""


@dataclass(frozen=True, slots=True)
class Need:
    """Why a hypothesis is there: what goes wrong, exactly, when it is dropped."""

    hypothesis: str
    """Its name; one witness per name at least."""
    name: str
    """What pytest calls this obligation."""
    show: Callable[[], Comparison | Counterexample | verdicts.Refuted] | None
    says: Words = ()
    kind: Literal["run", "instance", "relation", "words"] = "relation"
    """What shows it: two exact runs, an instance in which the claim fails, a relation that does not
    hold, which is for what is built into a rule alone, or words that say why nothing can."""


def refutation(relation: Relation, premises: tuple[Hypothesis, ...] = ()) -> verdicts.Refuted:
    """The kernel's counterexample; raises `ProofError` where it has none."""
    verdict = verdicts.decide(relation, premises)
    if not isinstance(verdict, verdicts.Refuted):
        raise ProofError(f"{relation} was to be refuted, but is {type(verdict).__name__.lower()}")
    return verdict


@dataclass(frozen=True, slots=True)
class Twin:
    """A false statement that looks like the claim; the kernel must refute it."""

    says: Words
    relation: Relation
    premises: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Claim(Displayed):
    """One entry of the ledger."""

    id: str
    title: str
    statement: Words
    hypotheses: tuple[Hypothesis, ...]
    parts: tuple[Part, ...]
    needs: tuple[Need, ...]
    twin: Twin
    notation: tuple[tuple[Words, Words], ...] = ()
    """Symbols beyond the project's own notation: (symbol, meaning)."""
    remarks: tuple[Words, ...] = ()
    citations: tuple[str, ...] = ()
    built_in: tuple[tuple[str, Words], ...] = ()
    """What the learning rule itself assumes, by name: needed like hypotheses, with witnesses."""
    kind: Literal["theorem", "exhibit"] = "theorem"
    """Whether it speaks of all runs or shows one."""
    idea: Words = ()
    """Why it is so, in two or three sentences, before anything is named."""
    figure: Callable[[], Figure] | None = None
    """What shows it to the eye, computed from exact runs when it is asked for."""

    def __repr__(self) -> str:
        return told("claim", self.id, self.title)

    @property
    def chapter(self) -> str:
        return self.id.partition(".")[0]

    @property
    def all_hypotheses(self) -> tuple[Hypothesis, ...]:
        """Those of the claim and those of single parts."""
        own = (h for part in self.parts for h in part.assuming)
        return tuple(dict.fromkeys((*self.hypotheses, *own)))


class Filed:
    """What the file of an entry defines: the claim, made when it is asked for."""

    def __init__(
        self, claim_id: str, place: int, make: Callable[..., Claim], updates: bool = False
    ) -> None:
        self.id, self.place, self.updates = claim_id, place, updates
        self._make = make

    def claim(self, *updates: int) -> Claim:
        """The claim, for a number of updates if it takes one."""
        return self._make(*updates)


def entry(
    claim_id: str, *, place: int, updates: bool = False
) -> Callable[[Callable[..., Claim]], Filed]:
    """Make an entry of the function that makes its claim.

    `place` says where it stands in its chapter, `updates` whether it can be made for another number
    of updates.
    """
    return lambda make: Filed(claim_id, place, make, updates)


@dataclass(frozen=True, slots=True)
class Obligation:
    """How one obligation went."""

    name: str
    verdict: Verdict
    shows: Theorem | Counterexample | verdicts.Refuted | None
    why: str = ""
    formal: Formal | None = None
    """The theorem as the checker has it, where a theorem shows it."""


@dataclass(frozen=True, slots=True, repr=False)
class Settled(Displayed):
    """A claim with everything the symbolic half found out about it."""

    claim: Claim
    obligations: tuple[Obligation, ...]

    def __repr__(self) -> str:
        return told("", self.claim.id, self.verdict)

    @property
    def verdict(self) -> Verdict:
        verdicts = {obligation.verdict for obligation in self.obligations}
        return (
            "refuted" if "refuted" in verdicts else "unknown" if "unknown" in verdicts else "proved"
        )

    @property
    def rules(self) -> frozenset[str]:
        shown = [o.shows for o in self.obligations]
        return frozenset().union(*(s.rules for s in shown if isinstance(s, Theorem)))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a ruling is computed from: obligations, named as "entry::obligation"."""

    says: Said
    holds_by: tuple[str, ...] = ()
    """What proves it, as said or under the condition."""
    fails_by: tuple[str, ...] = ()
    """What refutes it as said."""
    condition: Said = ()
    """What must be added for it to hold."""
    instead: Said = ()
    """Why it is so ruled on, and what is true; shown beside the ruling."""
    told_by: tuple[str, ...] = ()
    """What proves that which is said beside the ruling and does not decide it."""

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.holds_by, *self.fails_by, *self.told_by)))


@dataclass(frozen=True, slots=True)
class Reading(Grounds):
    """One way to understand a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Grounds):
    """What a source says, in our words, and the obligations that decide whether it holds."""

    id: str
    source: str
    readings: tuple[Reading, ...] = ()
    """Several ways to understand it; each is ruled on, and the whole by nothing else."""
    no_claim: bool = False
    """Whether there is nothing in it to prove; then nothing may decide it."""

    @property
    def parts(self) -> tuple[Grounds, ...]:
        """What is ruled on: its readings, or the sentence itself."""
        return self.readings or (self,)

    @property
    def entries(self) -> tuple[str, ...]:
        whole = (self, *self.readings)
        names = (r.partition("::")[0] for grounds in whole for r in grounds.references)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it."""

    letter: str
    """By which sentences name it."""
    says: str
    """What it is, in a line."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A sentence, or a reading of one, with its ruling, and its words with all numbers in them."""

    grounds: Grounds
    ruling: Ruling
    says: Words
    condition: Words
    instead: Words
    readings: tuple[Ruled, ...] = ()
    why_not: str = ""
    """What is wrong with its words, where a number in them is not to be had."""


__all__ = [
    "RULINGS", "Claim", "Filed", "Grounds", "Need", "Obligation", "Part", "ProofError", "Reading",
    "Ruled", "Sentence", "Settled", "Source", "Twin", "entry",
]  # fmt: skip
