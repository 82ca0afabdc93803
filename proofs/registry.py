"""All entries and sentences, and the one place where they are settled.

Entries are found by walking the folders of `proofs.chapters`: a file is an entry if it says so in a
line such as `@entry("perceptron.direction", place=70)`.  Files are read as text; one is imported
when its claim is first asked for.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from proofs import chapters, formal, proposals, verdicts
from proofs.claim import (
    Claim,
    Filed,
    Grounds,
    Obligation,
    Reading,
    Ruled,
    Ruling,
    Sentence,
    Settled,
    Verdict,
)  # fmt: skip
from proofs.counterexample import Counterexample
from proofs.derivation import ProofError, Theorem
from proofs.instance import Rejected
from proofs.quotes import NotShown, filled, unfilled
from proofs.sentences import SENTENCES
from proofs.terms import Relation
from proofs.witness import Comparison

__all__ = [
    "CLAIMS", "ENTRIES", "SENTENCES", "Found", "NotAnEntry", "UnknownId", "claim", "found",
    "rule_on", "ruled", "settle", "title", "unrolled",
]  # fmt: skip


class NotAnEntry(ImportError):
    """A file of a chapter that does not define the entry that its name and its text promise."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, as its file says before it is imported."""

    id: str
    path: Path
    module: str
    updates: bool
    """Whether it can be made for another number of updates."""

    def load(self) -> Filed:
        """The entry; raises `NotAnEntry` if the file defines another one, or two."""
        module = importlib.import_module(self.module)
        made = [value for value in vars(module).values() if isinstance(value, Filed)]
        if [entry.id for entry in made] != [self.id]:
            others = ", ".join(entry.id for entry in made) or "no entry"
            raise NotAnEntry(f"{self.path} is to define {self.id} alone, but defines {others}")
        return made[0]

    def claim(self, *updates: int) -> Claim:
        """Its claim, for a number of updates if it takes one."""
        made = self.load().claim(*updates)
        if made.id != self.id:
            raise NotAnEntry(f"{self.path} is to make {self.id}, but makes {made.id}")
        return made


_SAYS = re.compile(
    r'^(?:@|\w+ = )[Ee]ntry\(\s*"([^"]+)",\s*place=(\d+)(,\s*updates=True)?', re.MULTILINE
)
_SEEMS = re.compile(r"^(?:@|\w+ = )[Ee]ntry\b", re.MULTILINE)
_PLACE = re.compile(r"^PLACE = (\d+)$", re.MULTILINE)


def found(folders: Iterable[str | Path]) -> dict[str, Found]:
    """The entries below these folders by id, chapter by chapter, each in its place.

    Raises `NotAnEntry` for two files of one id, and for a file whose name is not that of its entry.
    """
    placed: list[tuple[int, str, int, Found]] = []
    for chapter in (start.parent for f in folders for start in Path(f).glob("*/__init__.py")):
        place_of_chapter = _PLACE.search((chapter / "__init__.py").read_text("utf-8"))
        for path in chapter.glob("[!_]*.py"):
            text = path.read_text("utf-8")
            said = _SAYS.search(text)
            if said is None:
                if _SEEMS.search(text):
                    raise NotAnEntry(f'{path}: write @entry("chapter.name", place=10)')
                continue  # notation or lemmas that entries share
            claim_id, place, updates = said.groups()
            if path.stem != claim_id.partition(".")[2].replace("-", "_"):
                raise NotAnEntry(f"{path} is not the name of a file for {claim_id}")
            if place_of_chapter is None:
                raise NotAnEntry(f"{chapter / '__init__.py'}: write PLACE = 1, or where it stands")
            module = f"{chapters.__name__}.{chapter.name}.{path.stem}"
            entry = Found(claim_id, path, module, updates is not None)
            placed.append((int(place_of_chapter[1]), chapter.name, int(place), entry))
    ordered = [entry for *_, entry in sorted(placed, key=lambda e: (*e[:3], e[3].id))]
    by_id = {entry.id: entry for entry in ordered}
    for entry in ordered:
        if by_id[entry.id] is not entry:
            raise NotAnEntry(f"{entry.path} and {by_id[entry.id].path} both define {entry.id}")
    return by_id


ENTRIES: Mapping[str, Found] = found(chapters.__path__)
"""Every entry, in the ledger's order, not yet imported."""


class UnknownId(ValueError):
    """An id that the ledger does not have; the message suggests near ones."""


class _Claims(Mapping[str, Claim]):
    """The entries by id, each made when it is first asked for."""

    def __init__(self, entries: Mapping[str, Found]) -> None:
        self._entries = entries
        self._made: dict[str, Claim] = {}

    def __getitem__(self, name: str) -> Claim:
        if name not in self._made:
            self._made[name] = self._entries[name].claim()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


CLAIMS: Mapping[str, Claim] = _Claims(ENTRIES)
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


def title(name: str) -> str | None:
    """The title of the entry with this id, if there is one."""
    return CLAIMS[name].title if name in CLAIMS else None


def unrolled(name: str, updates: int) -> Claim:
    """An entry that writes updates out, at another number of them; raises `ValueError` for others.

    The entry raises it too, for a number that it cannot write out, and says which it can.
    """
    if name not in ENTRIES or not ENTRIES[name].updates:
        can = " or ".join(entry.id for entry in ENTRIES.values() if entry.updates)
        raise ValueError(f"a number of updates is for {can}; leave it out for {name}")
    return ENTRIES[name].claim(updates)


@cache
def settle(entry: Claim) -> Settled:
    """Everything the symbolic half finds out about an entry."""
    with proposals.used():
        return _settled(entry)


def _settled(entry: Claim) -> Settled:
    obligations = [_built(part.name, part.build, part.proves) for part in entry.parts]
    obligations += [_built(f"needs-{n.name}", n.show) for n in entry.needs if n.show is not None]
    obligations.append(_twin(entry))
    return Settled(entry, tuple(obligations))


def _built(
    name: str,
    build: Callable[[], Theorem | Counterexample | verdicts.Refuted | None],
    proves: tuple[Relation, ...] = (),
) -> Obligation:
    """How a part or a need went; what shows nothing, or something else than is stated, is open."""
    try:
        shown = build()
    except ProofError as error:
        verdict: Verdict = "refuted" if "refuted at" in str(error) else "unknown"
        return Obligation(name, verdict, None, str(error))
    except verdicts.HypothesisError as error:
        return Obligation(name, "unknown", None, str(error))
    if isinstance(shown, Counterexample):
        return _told(name, shown)
    if not isinstance(shown, Theorem | verdicts.Refuted):
        return Obligation(name, "unknown", None, f"{name}: its builder returned no proof")
    if isinstance(shown, Comparison) and not shown.drops and not shown.runs:
        return Obligation(name, "unknown", shown, "no runs were made")
    if proves and (isinstance(shown, verdicts.Refuted) or shown.conclusions != proves):
        found = () if isinstance(shown, verdicts.Refuted) else shown.conclusions
        why = f"{name}: it states {_listed(proves)}, but what is proved is {_listed(found)}"
        return Obligation(name, "unknown", None, why)
    if isinstance(shown, Comparison | verdicts.Refuted):
        return Obligation(name, "proved", shown)
    try:
        return Obligation(name, "proved", shown, "", formal.ledger().formal(shown))
    except ProofError as error:
        return Obligation(name, "unknown", None, str(error))


def _told(name: str, shown: Counterexample) -> Obligation:
    """A counterexample counts if it is judged alike once more."""
    try:
        if shown.again() == shown.judged:
            return Obligation(name, "proved", shown)
    except Rejected as why:
        return Obligation(name, "unknown", None, f"{name}: {why}")
    return Obligation(name, "unknown", None, f"{name}: it is judged in two ways")


def _listed(relations: tuple[Relation, ...]) -> str:
    return " and ".join(map(str, relations)) or "nothing"


def _twin(entry: Claim) -> Obligation:
    """The false twin must be refuted; anything else is the checker's failure."""
    verdict = verdicts.decide(entry.twin.relation, entry.twin.premises)
    if isinstance(verdict, verdicts.Refuted):
        return Obligation("twin", "proved", verdict)
    why = verdict.why if isinstance(verdict, verdicts.Unknown) else "the false twin was proved"
    return Obligation("twin", "unknown", None, why)


def rule_on(sentence: Grounds) -> Ruling:
    """The ruling on a sentence, or on a reading of one, from the obligations that decide it.

    It holds if something proves it and nothing refutes it, fails the other way round, and holds
    under a condition if both are there and the condition is named.  What is declared to make no
    claim, or to have readings, may have nothing else that decides it.  Anything else is unknown, as
    it is where an obligation does not stand.
    """
    readings: tuple[Reading, ...] = ()
    no_claim = False
    if isinstance(sentence, Sentence):
        readings, no_claim = sentence.readings, sentence.no_claim
    decided = bool(sentence.holds_by or sentence.fails_by or sentence.condition)
    if not all(map(_stands, sentence.references)) or bool(readings) + no_claim + decided != 1:
        return "unknown"
    if readings:
        settled = len(readings) > 1 and all(rule_on(r) != "unknown" for r in readings)
        return "readings" if settled else "unknown"
    if no_claim:
        return "no claim"
    says: dict[tuple[bool, bool, bool], Ruling] = {
        (True, False, False): "holds",
        (True, True, True): "holds if",
        (False, True, False): "fails",
    }
    found = bool(sentence.holds_by), bool(sentence.fails_by), bool(sentence.condition)
    return says.get(found, "unknown")


def ruled(grounds: Grounds) -> Ruled:
    """A sentence, or a reading of one, with its ruling, and with the numbers in its words.

    Where a number is not to be had the ruling is unknown: words with gaps settle nothing.
    """
    texts = (grounds.says, grounds.condition, grounds.instead)
    ruling, why_not = rule_on(grounds), ""
    try:
        says, condition, instead = (filled(text, _quoted) for text in texts)
    except NotShown as error:
        says, condition, instead = map(unfilled, texts)
        ruling, why_not = "unknown", str(error)
    readings = tuple(map(ruled, grounds.readings)) if isinstance(grounds, Sentence) else ()
    if any(reading.ruling == "unknown" for reading in readings):
        ruling = "unknown"
    return Ruled(grounds, ruling, says, condition, instead, readings, why_not)


def _quoted(reference: str) -> tuple[Claim, Obligation]:
    """The obligation that a text quotes from; raises `NotShown` where there is none."""
    if (obligation := _obligation(reference)) is None:
        raise NotShown(f"there is no obligation {reference}")
    return CLAIMS[reference.partition("::")[0]], obligation


def _stands(reference: str) -> bool:
    """Whether an obligation named "entry::obligation" was proved."""
    obligation = _obligation(reference)
    return obligation is not None and obligation.verdict == "proved"


def _obligation(reference: str) -> Obligation | None:
    """The one obligation named "entry::obligation"."""
    name, _, obligation = reference.partition("::")
    if name not in CLAIMS:
        return None
    found = [o for o in settle(CLAIMS[name]).obligations if o.name == obligation]
    return found[0] if len(found) == 1 else None
