"""What an SMT solver says of the proofs of entries."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proofs.referees import solvers
from proofs.referees.answers import AGREES, DISAGREES, NOT_ASKED, NOT_STATED, UNKNOWN, Answer, Word
from proofs.referees.reading import File, read
from proofs.referees.smt import Asking, Question, hypotheses, script, twin
from proofs.referees.smt_laws import every

LINES, PREMISES, TWINS = "line", "premises", "refuted"
SHORT = 0.5
"""Seconds for what is asked for caution alone: whether premises can be met."""


@dataclass(frozen=True)
class Told:
    """One question that was put, and what it came to: agrees, unknown or disagrees."""

    proof: str
    place: str
    what: str
    """A line, its premises alone, or what is refuted."""
    word: Word
    why: str = ""
    by_contradiction: bool = False
    """Whether the premises contradict each other, as they should."""


class Asked:
    """The questions of a file, put to a solver, each once."""

    def __init__(
        self,
        file: File,
        solver: str,
        workers: int = 2,
        limit: float = solvers.LIMIT,
        fresh: bool = False,
        done: Callable[[int], None] = lambda n: None,
    ) -> None:
        self.file, self.solver, self.workers, self.limit = file, solver, workers, limit
        self.done = done
        self.asking = Asking(file.proofs)
        self.kept = {} if fresh else solvers.kept(solver)

    def _answers(self, texts: Iterable[str], limit: float) -> dict[str, str]:
        found = solvers.answers(self.solver, list(texts), self.workers, limit, self.kept,
                                lambda: self.done(1))  # fmt: skip
        self.kept |= {solvers.key(t, limit): said for t, said in found.items()}
        return found

    def _text(self, question: Question, spare: bool = False, full: bool = False) -> str:
        laws = every(self.asking.terms, question.of) if full else ()
        return script(self.asking.terms, question.assertions(laws, spare), plain=True)

    def lines(self, names: Iterable[str]) -> list[Told]:
        """Every line of these proofs, and that their statements follow from their lines."""
        wanted = [self.file.proofs[name] for name in names]
        questions = [(p, list(self.asking.questions(p))) for p in wanted]
        flat = [q for _, qs in questions for q in qs]
        said = self._tries(flat)
        told = []
        for proof, own in questions:
            told += [
                Told(proof.name, q.place, LINES, *_line(said[id(q)], q.place), q.contradicts)
                for q in own
            ]
        return told

    def _tries(self, questions: Sequence[Question]) -> dict[int, str]:
        """As it stands; then with multiples of premises alone; then with all laws of functions."""
        texts = {id(q): self._text(q) for q in questions}
        found = self._answers(texts.values(), self.limit)
        said = {i: found[text] for i, text in texts.items()}
        for change in ({"spare": True}, {"full": True}):
            open_ = [q for q in questions if said[id(q)] != "unsat" and not q.letters]
            again = {id(q): self._text(q, **change) for q in open_}
            found = self._answers(again.values(), self.limit)
            for i, text in again.items():
                # More laws may answer what was open; only what holds with all of them is `sat`.
                said[i] = found[text] if found[text] == "unsat" or "full" in change else said[i]
        return said

    def premises(self, names: Iterable[str], stated: Container[str]) -> list[Told]:
        """Whether the premises of lines can be met: from others anything would follow.

        They may contradict each other within a case, and in a lemma on a case that cannot be;
        what is given in a theorem that an entry states may not.
        """
        texts: dict[str, list[tuple[str, Question, bool]]] = {}
        for proof in (self.file.proofs[name] for name in names):
            own = [hypotheses(self.asking, proof)] if proof.name in stated else []
            for q in (*own, *self.asking.questions(proof)):
                if not q.letters and q.premises:
                    laws = every(self.asking.terms, q.of) if q.rule == "hypotheses" else ()
                    text = script(self.asking.terms, [*q.premises, *q.laws, *laws], plain=True)
                    within = q.within or q.contradicts or proof.name not in stated
                    texts.setdefault(text, []).append((proof.name, q, within))
        found = self._answers(texts, SHORT)
        told = []
        for text in (text for text, said in found.items() if said == "unsat"):
            for name, q, within in texts[text]:
                why = "" if within else f"{q.place}: its premises contradict each other"
                word: Word = AGREES if within else DISAGREES
                told.append(Told(name, q.place, PREMISES, word, why, within))
        return told

    def twins(self, names: Iterable[str]) -> list[Told]:
        """Whether what is refuted follows after all."""
        told = []
        texts = {}
        for name in names:
            question = twin(self.asking, self.file.refutations[name])
            texts[name] = self._text(question, full=True)
        found = self._answers(texts.values(), self.limit)
        for name, text in texts.items():
            word: Word = DISAGREES if found[text] == "unsat" else AGREES
            why = f"{name}: it follows, though it is refuted" if word == DISAGREES else ""
            told.append(Told(name, name, TWINS, word, why))
        return told


def _line(said: str, place: str) -> tuple[Word, str]:
    if said == "unsat":
        return AGREES, ""
    return (DISAGREES, f"{place}: it does not follow") if said == "sat" else (UNKNOWN, place)


def summed(told: Sequence[Told]) -> Answer:
    """One answer for an entry, from all that was asked of it."""
    disagreeing = [t for t in told if t.word == DISAGREES]
    if disagreeing:
        return Answer(DISAGREES, disagreeing[0].why)
    unknown = [t for t in told if t.word == UNKNOWN]
    lines = sum(t.what == LINES for t in told)
    if unknown:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        return Answer(UNKNOWN, f"{len(unknown)} of {lines} lines: {unknown[0].why}{more}")
    if not lines:
        return Answer(NOT_STATED, "nothing of it is a proof in the file")
    return Answer(AGREES)


def ask(exported: Mapping[str, Any], ids: Iterable[str], solver: str = "z3", *, workers: int = 2,
        limit: float = solvers.LIMIT, fresh: bool = False, premises: bool | None = None,
        done: Callable[[int], None] = lambda n: None) -> dict[str, Answer]:  # fmt: skip
    """What a solver says of entries, from the data that `proofs export` writes.

    A line counts for every entry that rests on it.  `premises` is whether it is also asked, of
    Z3 unless said otherwise, whether the premises of lines can be met.
    """
    wanted = list(ids)
    if not solvers.installed(solver):
        why_not = f"{solver} is not installed: pip install {solvers.PACKAGES[solver]}"
        return {name: Answer(NOT_ASKED, why_not) for name in wanted}
    file = read(exported)
    asked = Asked(file, solver, workers, limit, fresh, done)
    below = {name: file.below(name) for name in wanted}
    proofs = [p for p in file.proofs if any(p in names for names in below.values())]
    stated = {p for name in wanted for p in file.entries.get(name, {}).values()}
    told: dict[str, list[Told]] = {}
    try:
        for t in asked.lines(proofs):
            told.setdefault(t.proof, []).append(t)
        if premises if premises is not None else solver == "z3":
            for t in asked.premises(proofs, stated):
                told.setdefault(t.proof, []).append(t)
        twins = {name: list(file.refuted.get(name, {}).values()) for name in wanted}
        for t in asked.twins(dict.fromkeys(n for own in twins.values() for n in own)):
            told.setdefault(t.proof, []).append(t)
    except solvers.NotThere as why:
        return {name: Answer(NOT_ASKED, str(why)) for name in wanted}
    finally:
        solvers.keep(solver, asked.kept)
    return {
        name: summed([t for p in (*below[name], *twins[name]) for t in told.get(p, ())])
        for name in wanted
    }
