"""pytest as the proof checker: every obligation of every claim is an item of its own.

`proofs/perceptron.py::perceptron.direction::twin` is one.  What an item found travels in its
`user_properties`, from where the closing table, JUnit and `--proofs-json` take it.
"""

from __future__ import annotations

import inspect
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from numeric.law import Law
    from numeric.learners import Rule as NumericRule
    from numeric.learners import Run as NumericRun
    from proofs.claim import Claim, Ruling, Sentence, Settled
    from proofs.claim import Obligation as SettledObligation
    from proofs.terms import Hypothesis
    from proofs.witness import Comparison, Run

Profile = Literal["proof", "nightly", "mutant"]
Kind = Literal["claim", "sentence", "laws"]
PROFILES: tuple[Profile, ...] = ("proof", "nightly", "mutant")
JSON_FORMAT = 1

Evidence = list[tuple[str, str | int | float]]
"""What an item found: a name comes once for each of its values."""


class Fallen(Exception):
    """An obligation is not met: the message is what the item shows."""

    def __init__(self, message: str, evidence: Evidence | None = None) -> None:
        super().__init__(message)
        self.evidence = evidence or []


@dataclass(frozen=True, slots=True)
class Ledger:
    """What there is to check, and with what; a test puts another one in `config.stash[LEDGER]`."""

    chapters: Mapping[Path, tuple[str, ...]]
    """The file of each chapter, and the claims in it."""
    sentences_file: Path
    claims: Mapping[str, Claim]
    sentences: Mapping[str, Sentence]
    settle: Callable[[Claim], Settled]
    rule_on: Callable[[Sentence], Ruling]
    laws: Mapping[str, Law]
    """What the numeric half says of each claim."""
    learners: Mapping[str, Callable[..., NumericRule]]
    """The numeric half's rules, by the names that the symbolic half knows them by."""


LEDGER: pytest.StashKey[Ledger] = pytest.StashKey()
THIS = Path(__file__).resolve()
HERE = THIS.parent


def project_ledger() -> Ledger:
    """The ledger of this project: the only place where the two halves meet in one record."""
    from numeric.laws import LAWS
    from numeric.learners import RULES
    from proofs import registry

    return Ledger(
        {HERE / name: tuple(ids) for name, ids in registry.CHAPTER_FILES.items()},
        HERE / "sentences.py",
        registry.CLAIMS,
        registry.SENTENCES,
        registry.settle,
        registry.rule_on,
        LAWS,
        RULES,
    )


# Options -----------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the evidence goes, and how hard the laws are attacked."""
    group = parser.getgroup("proofs", "checking proofs")
    group.addoption(
        "--proofs-json", metavar="FILE", help="write what every proof item found to FILE"
    )
    group.addoption(
        "--proofs-profile",
        choices=PROFILES,
        default="proof",
        help="how laws are attacked: proof (200 examples, the same each time; the default), "
        "nightly (5000, random), mutant (200, counterexamples not shrunk)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a file that could not be written, before anything runs."""
    target = config.getoption("proofs_json")
    path = None if target is None else Path(os.path.abspath(config.invocation_params.dir / target))
    if path is not None:
        _check_target(path)
    config.pluginmanager.register(_Recorder(config, path), "proofs-recorder")


def _check_target(path: Path) -> None:
    from proofs.files import check_writable

    if path.is_dir():
        raise pytest.UsageError(f"--proofs-json: {path} is a directory; name a file")
    if not path.parent.is_dir():
        raise pytest.UsageError(
            f"--proofs-json: there is no directory {path.parent}; make it first"
        )
    try:
        check_writable(path.parent)
    except OSError as error:
        reason = error.strerror or error
        raise pytest.UsageError(
            f"--proofs-json: cannot write in {path.parent}: {reason}; name another directory"
        ) from None


# Collection --------------------------------------------------------------------------------------


def _ledger_for(file_path: Path, config: pytest.Config) -> Ledger | None:
    if LEDGER not in config.stash:
        if file_path.parent != HERE:
            return None  # a run that touches no chapter loads none
        config.stash[LEDGER] = project_ledger()
    return config.stash[LEDGER]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A chapter's claims and the sentences of the sources become items."""
    if file_path.suffix != ".py":
        return None
    ledger = _ledger_for(file_path, parent.config)
    if ledger is None:
        return None
    if file_path in ledger.chapters:
        chapter: Chapter = Chapter.from_parent(parent, path=file_path)
        chapter.ledger = ledger
        return chapter
    if file_path == ledger.sentences_file:
        sentences: Sentences = Sentences.from_parent(parent, path=file_path)
        sentences.ledger = ledger
        return sentences
    return None


class Chapter(pytest.File):
    """The file of one chapter."""

    ledger: Ledger

    def collect(self) -> Iterator[Entry]:
        """One collector for each claim, in the order of the ledger."""
        order = list(self.ledger.claims)
        for claim_id in self.ledger.chapters[self.path]:
            checks = claim_checks(self.ledger, claim_id)
            yield Entry.of(self, "claim", claim_id, checks, order.index(claim_id))


class Sentences(pytest.File):
    """What the sources say, sentence by sentence."""

    ledger: Ledger

    def collect(self) -> Iterator[Entry]:
        """One collector for each sentence, and one for laws that no claim asks for."""
        for place, (sentence_id, sentence) in enumerate(self.ledger.sentences.items()):
            checks = sentence_checks(self.ledger, sentence)
            yield Entry.of(self, "sentence", sentence_id, checks, place)
        laws = Check("orphans", "PASSED", partial(laws_orphans, self.ledger))
        yield Entry.of(self, "laws", "laws", (laws,), 0)


@dataclass(frozen=True, slots=True)
class Check:
    """One obligation: its name, the word for having met it, and how it is looked at."""

    name: str
    word: str
    run: Callable[[Profile], Evidence]
    """Returns what was found; raises `Fallen`."""


class Entry(pytest.Collector):
    """One claim or sentence, or all laws together."""

    of_kind: Kind
    checks: Sequence[Check]
    place: int
    """Which one it is in the ledger."""

    @classmethod
    def of(
        cls, parent: pytest.Collector, kind: Kind, name: str, checks: Sequence[Check], place: int
    ) -> Entry:
        """The collector of these checks."""
        entry: Entry = cls.from_parent(parent, name=name)
        entry.of_kind, entry.checks, entry.place = kind, checks, place
        return entry

    def collect(self) -> Iterator[Obligation]:
        """One item for each obligation."""
        for number, check in enumerate(self.checks):
            item: Obligation = Obligation.from_parent(self, name=check.name)
            item.check = check
            # Set before it runs, so that an interrupted claim is known to be incomplete.
            item.user_properties = [
                ("kind", self.of_kind),
                ("entry", self.name),
                ("obligation", check.name),
                ("of", len(self.checks)),
                # Workers report in any order; what is told at the end keeps the ledger's.
                ("place", self.place),
                ("number", number),
                ("word", check.word),
            ]
            yield item


class Obligation(pytest.Item):
    """One obligation of one claim or sentence."""

    check: Check

    def runtest(self) -> None:
        """Check it, and keep what was found whether it holds or not."""
        try:
            self.user_properties.extend(self.check.run(self.config.getoption("proofs_profile")))
        except Fallen as fallen:
            self.user_properties.extend(fallen.evidence)
            raise

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What fell, as it was said; a traceback only for what nobody foresaw."""
        if isinstance(excinfo.value, Fallen):
            return str(excinfo.value)
        ours = [i for i, entry in enumerate(excinfo.traceback) if Path(entry.path) == THIS]
        after = excinfo.traceback[ours[-1] + 1 :] if ours else excinfo.traceback
        excinfo.traceback = after or excinfo.traceback[-1:]
        return excinfo.getrepr(style=style or "short")

    def reportinfo(self) -> tuple[Path, None, str]:
        """The file, and the claim with its obligation."""
        entry = self.parent.name if self.parent else ""
        # With "::" between them pytest would take the dot of the claim's id for another "::".
        return self.path, None, f"{entry} {self.name}"


# What is checked of a claim ----------------------------------------------------------------------


def claim_checks(ledger: Ledger, claim_id: str) -> tuple[Check, ...]:
    """All obligations of a claim, in both halves; a missing law or twin shows as an orphan."""
    claim = ledger.claims[claim_id]

    def symbolic(name: str, word: str = "PROVED") -> Check:
        return Check(name, word, partial(symbolic_obligation, ledger, claim, name))

    def again(name: str, of: str) -> Check:
        return Check(name, "AGREED", partial(witness_again, ledger, claim, of))

    checks = [
        *(symbolic(part.name) for part in claim.parts),
        *(
            again(f"{part.name}-again", part.name)
            for part in claim.parts
            if part.name.startswith("witness")
        ),
        Check("hypotheses", "SATISFIED", partial(hypotheses_hold_somewhere, ledger, claim)),
        *(symbolic(f"needs-{need.name}") for need in claim.needs),
        *(again(f"witness-{need.name}", f"needs-{need.name}") for need in claim.needs),
        symbolic("twin", "REFUTED"),
    ]
    if claim_id in ledger.laws:
        law = ledger.laws[claim_id]
        checks.append(Check("law", "HELD", partial(law_holds, law)))
        checks.append(Check("law-twin", "REFUTED", partial(law_twin_falls, law)))
    checks.append(Check("orphans", "PASSED", partial(claim_orphans, ledger, claim)))
    return tuple(checks)


def found_out(ledger: Ledger, claim: Claim, name: str) -> SettledObligation | None:
    """What the symbolic half found out about one obligation; a claim is settled once.

    Where another obligation of the claim breaks the settling by an error that nobody foresaw, this
    one is settled without it.
    """
    settled = None
    with suppress(Exception):
        settled = ledger.settle(claim)
    if settled is None:
        parts = tuple(part for part in claim.parts if part.name == name)
        needs = tuple(need for need in claim.needs if f"needs-{need.name}" == name)
        settled = ledger.settle(replace(claim, parts=parts, needs=needs))
    return next((o for o in settled.obligations if o.name == name), None)


def symbolic_obligation(ledger: Ledger, claim: Claim, name: str, profile: Profile) -> Evidence:
    """The kernel's verdict on one obligation."""
    from proofs import kernel

    obligation = found_out(ledger, claim, name)
    if obligation is None:
        raise Fallen(f"{claim.id}: nothing was found out about {name}", [("verdict", "unknown")])
    evidence: Evidence = [("verdict", obligation.verdict)]
    shown = obligation.shows
    if isinstance(shown, kernel.Refuted):
        evidence.append(("witness", str(shown.witness)))
    elif shown is not None:
        evidence += [("form", shown.form)]
        evidence += [("steps", sum(len(d.steps) for d in shown.derivations))]
        evidence += [("rule", rule) for rule in sorted(shown.rules)]
    if obligation.verdict != "proved":
        why = obligation.why or f"{claim.id}: {name} is {obligation.verdict}"
        raise Fallen(why, evidence)
    return evidence


def hypotheses_hold_somewhere(ledger: Ledger, claim: Claim, profile: Profile) -> Evidence:
    """A model of the hypotheses: contradictory ones would prove anything.

    Where parts of a claim have hypotheses of their own, as the two directions of an equivalence
    do, each part has a model, and every hypothesis belongs to a part.
    """
    from proofs import kernel

    if not claim.all_hypotheses:
        return [("verdict", "proved"), ("model", "there are no hypotheses")]
    try:
        return [("verdict", "proved"), ("model", _model(claim.all_hypotheses))]
    except kernel.HypothesisError as error:
        why = str(error)
    used: set[str] = set()
    evidence: Evidence = [("verdict", "proved")]
    for part in claim.parts:
        obligation = found_out(ledger, claim, part.name)
        if obligation is None or obligation.verdict != "proved":
            continue
        hypotheses = obligation.shows.hypotheses  # type: ignore[union-attr]  # a part's theorem
        try:
            evidence.append(("model", f"{part.name}: {_model(hypotheses)}"))
        except kernel.HypothesisError as error:
            raise Fallen(f"{claim.id}: {part.name}: {error}", [("verdict", "unknown")]) from None
        used |= {hypothesis.name for hypothesis in hypotheses}
    if not {hypothesis.name for hypothesis in claim.all_hypotheses} <= used:
        raise Fallen(f"{claim.id}: {why}", [("verdict", "unknown")])
    return evidence


def _model(hypotheses: tuple[Hypothesis, ...]) -> str:
    """Numbers for which the hypotheses hold; raises `HypothesisError`."""
    from proofs import kernel

    model = kernel.model(hypotheses)
    values = [f"{symbol} = {kernel.show(value)}" for symbol, value in model.values]
    values += [f"{symbol} = {meaning}" for symbol, meaning in model.meanings]
    taken = [f"{f.name} := {body}" for f, _, body in model.functions]
    return ", ".join((*taken, *values)) or "any numbers"


def law_holds(law: Law, profile: Profile) -> Evidence:
    """Random data does not break the law, and every event that it must meet is met."""
    from numeric.law import attack

    result = attack(law, profile)
    evidence: Evidence = [("examples", result.examples)]
    evidence += [("event", f"{event}: {count}") for event, count in result.events.items()]
    if result.falsified is not None:
        witness = plain_data(result.falsified)
        evidence.append(("witness", witness))
        raise Fallen(f"{law.claim}: {law.says}\n    false for    {witness}", evidence)
    if result.missed:
        missed = ", ".join(result.missed)
        raise Fallen(
            f"{law.claim}: {law.says}\n    never met    {missed}\n"
            f"    in           {result.examples} examples, which therefore show nothing",
            evidence,
        )
    if not result.withstood:
        raise Fallen(f"{law.claim}: no example was run", evidence)
    return evidence


def law_twin_falls(law: Law, profile: Profile) -> Evidence:
    """Random data refutes the false twin of the law."""
    from numeric.law import attack_twin

    result = attack_twin(law, profile)
    evidence: Evidence = [("examples", result.examples)]
    if result.counterexample is None:
        raise Fallen(
            f"{law.claim}: the false twin was not refuted in {result.examples} examples\n"
            f"    false twin   {law.twin_says}",
            evidence,
        )
    return [*evidence, ("witness", plain_data(result.counterexample))]


def plain_data(value: Any) -> str:
    """Data as a person writes them.

    >>> plain_data(((Fraction(1, 2), Fraction(3)), True))
    '((1/2, 3), True)'
    """
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return ", ".join(f"{name} = {plain_data(part)}" for name, part in pairs)
    if isinstance(value, tuple | list):
        return f"({', '.join(map(plain_data, value))})"
    return str(value)


def witness_again(ledger: Ledger, claim: Claim, name: str, profile: Profile) -> Evidence:
    """The numeric half repeats an exact comparison; a refutation is evaluated once more."""
    from proofs import enclosure, evaluation, kernel
    from proofs.witness import Comparison

    obligation = found_out(ledger, claim, name)
    shown = None if obligation is None else obligation.shows
    if isinstance(shown, Comparison):
        disagreement = rerun(shown, ledger.learners)
        if disagreement:
            raise Fallen(f"{claim.id}: {name}\n    {disagreement}", [("rule", shown.rule.name)])
        return [("learner", shown.rule.name), ("witness", comparison_text(shown))]
    if isinstance(shown, kernel.Refuted):
        witness = shown.witness
        reading = {f: (parameters, body) for f, parameters, body in witness.functions}
        meanings = {s: evaluation.interpreted(term, reading) for s, term in witness.meanings}
        relation = witness.relation
        if any(isinstance(side, enclosure.Enclosure) for side in (witness.left, witness.right)):
            if enclosure.parted(relation, dict(witness.values), meanings) is None:
                raise Fallen(f"{claim.id}: {name}\n    {relation} may hold at {witness}")
            return [("witness", str(witness))]
        sides: list[evaluation.Value | None] = []
        for side in (relation.left, relation.right):
            try:
                term = evaluation.interpreted(side, reading)
                sides.append(evaluation.evaluate(term, dict(witness.values), meanings))
            except evaluation.Undefined:
                sides.append(None)
        left, right = sides
        if left is not None and right is not None and evaluation.holds(relation.sign, left, right):
            raise Fallen(f"{claim.id}: {name}\n    {relation} holds at {witness}")
        return [("witness", str(witness))]
    raise Fallen(f"{claim.id}: there is no witness for {name}")


_PARAMETERS: Mapping[str, str] = {"eta": "learning_rate", "mu": "margin", "lambda": "decay"}
_THRESHOLD = ("phi_minus", "phi_zero", "phi_plus")


def rerun(comparison: Comparison, learners: Mapping[str, Callable[..., NumericRule]]) -> str:
    """Where the numeric half sees another run than the symbolic one did; "" if nowhere."""
    from numeric.learners import run

    if comparison.rule.name not in learners:
        return f"the numeric half has no rule {comparison.rule.name}"
    factory = learners[comparison.rule.name]
    again = []
    for symbolic, start in zip(comparison.runs, comparison.start, strict=True):
        try:
            rule = factory(**_keywords(factory, symbolic), **dict(comparison.rule.options))
        except (TypeError, ValueError) as error:
            return f"the numeric half cannot make {comparison.rule.name}: {error}"
        numbers = run(rule, _flat(start), comparison.inputs, comparison.labels, comparison.passes)
        weights = tuple(map(_flat, symbolic.states))
        for what, expected, got in (
            ("predictions", symbolic.predictions, numbers.predictions),
            ("weights", weights, numbers.weights),
        ):
            if expected != got:
                return (
                    f"the halves see different {what}: symbolic {plain_data(expected)}, "
                    f"numeric {plain_data(got)}"
                )
        again.append(numbers)
    differ = _differ(again[0], again[1], comparison.observable)
    if differ is not comparison.differ:
        seen = "differ" if differ else "are the same"
        return f"in the numeric half the {comparison.observable} {seen}"
    return ""


def _keywords(factory: Callable[..., NumericRule], run: Run) -> dict[str, Any]:
    """The parameters of a symbolic run under the numeric half's names; raises `ValueError`."""
    from numeric.learners import PLUS_AT_ZERO

    named = {symbol.name: value for symbol, value in run.parameters}
    keywords: dict[str, Any] = {
        keyword: named.pop(name) for name, keyword in _PARAMETERS.items() if name in named
    }
    threshold = tuple(named.pop(name, None) for name in _THRESHOLD)
    if "threshold" in inspect.signature(factory).parameters:
        keywords["threshold"] = threshold
    elif threshold != PLUS_AT_ZERO:
        raise ValueError(f"its threshold function is {PLUS_AT_ZERO}, not {plain_data(threshold)}")
    if named:
        raise ValueError(f"it knows no {', '.join(named)}")
    return keywords


def _flat(state: Iterable[Any]) -> tuple[Fraction, ...]:
    """All numbers of a state, vectors entry by entry."""
    return tuple(chain.from_iterable(v if isinstance(v, tuple) else (v,) for v in state))


def _differ(first: NumericRun, second: NumericRun, observable: str) -> bool:
    if observable == "predictions":
        return first.predictions != second.predictions
    if observable == "weights":
        return first.weights != second.weights
    one, other = _direction(first.final_weights), _direction(second.final_weights)
    return one is None or one != other


def _direction(weights: Sequence[Any]) -> tuple[Any, ...] | None:
    """The weights over their largest entry: the same for c w, c > 0; None for zero weights."""
    largest = max(map(abs, weights))
    return tuple(w / largest for w in weights) if largest else None


def comparison_text(comparison: Comparison) -> str:
    """Two runs and what they show, in one line."""

    def parameters(run: Run) -> str:
        return ", ".join(f"{symbol} = {value}" for symbol, value in run.parameters)

    first, second = comparison.runs
    return (
        f"X = {plain_data(comparison.inputs)}, y = {plain_data(comparison.labels)}; "
        f"{parameters(first)}, start {plain_data(comparison.start[0])}: "
        f"predictions {plain_data(first.predictions)}; "
        f"{parameters(second)}, start {plain_data(comparison.start[1])}: "
        f"predictions {plain_data(second.predictions)}"
    )


# Orphans -----------------------------------------------------------------------------------------


def _refuse(problems: Sequence[str]) -> Evidence:
    if problems:
        raise Fallen("\n".join(problems))
    return []


def claim_orphans(ledger: Ledger, claim: Claim, profile: Profile) -> Evidence:
    """What belongs together is there: law, twin, hypotheses, needs and witnesses."""
    return _refuse(list(_claim_orphans(ledger, claim)))


def _claim_orphans(ledger: Ledger, claim: Claim) -> Iterator[str]:
    from proofs.derivation import Theorem
    from proofs.witness import Comparison

    if claim.id not in ledger.laws:
        yield f"{claim.id}: the numeric half has no law for it"
    if claim.twin is None:
        yield f"{claim.id}: it has no false twin"
        return  # without one it cannot be settled
    names = Counter(check.name for check in claim_checks(ledger, claim.id))
    for name in (name for name, times in names.items() if times > 1):
        yield f"{claim.id}: two obligations are called {name}, so one hides the other"
    declared = {hypothesis.name: hypothesis.relation for hypothesis in claim.all_hypotheses}
    assumed = [*declared, *(name for name, _ in claim.built_in)]
    needed = {need.hypothesis for need in claim.needs}
    for name in assumed:
        if name not in needed:
            yield f"{claim.id}: nothing shows that it needs the hypothesis {name!r}"
    for name in sorted(needed - set(assumed)):
        yield f"{claim.id}: a witness is about {name!r}, which is no hypothesis of it"
    for obligation in ledger.settle(claim).obligations:
        name, shown = obligation.name, obligation.shows
        if isinstance(shown, Comparison):
            if shown.rule.name not in ledger.learners:
                yield f"{claim.id}: the numeric half cannot run {shown.rule.name} for {name}"
        elif isinstance(shown, Theorem):
            for hypothesis in shown.hypotheses:
                if declared.get(hypothesis.name) != hypothesis.relation:
                    yield f"{claim.id}: {name} assumes {hypothesis}, which is not declared"


def laws_orphans(ledger: Ledger, profile: Profile) -> Evidence:
    """Every law belongs to a claim."""
    return _refuse(
        [f"the law {name} belongs to no claim" for name in ledger.laws if name not in ledger.claims]
    )


def sentence_checks(ledger: Ledger, sentence: Sentence) -> tuple[Check, ...]:
    """That a sentence is ruled on, and that what it refers to exists."""
    return (
        Check("ruling", "RULED", partial(sentence_ruling, ledger, sentence)),
        Check("orphans", "PASSED", partial(sentence_orphans, ledger, sentence)),
    )


def sentence_ruling(ledger: Ledger, sentence: Sentence, profile: Profile) -> Evidence:
    """The ruling, computed from the entries; one that cannot be computed falls."""
    ruling = ledger.rule_on(sentence)
    evidence: Evidence = [("ruling", ruling)]
    evidence += [("rests-on", name) for name in (*sentence.holds_by, *sentence.fails_by)]
    if ruling == "unknown":
        raise Fallen(f"{sentence.id}: what it rests on does not settle it", evidence)
    return evidence


def sentence_orphans(ledger: Ledger, sentence: Sentence, profile: Profile) -> Evidence:
    """A sentence names entries, and obligations of them, that exist."""
    return _refuse(list(_sentence_orphans(ledger, sentence)))


def _sentence_orphans(ledger: Ledger, sentence: Sentence) -> Iterator[str]:
    if not sentence.entries:
        yield f"{sentence.id}: no entry decides it"
    for reference in (*sentence.holds_by, *sentence.fails_by):
        claim_id, _, name = reference.partition("::")
        if claim_id not in ledger.claims:
            yield f"{sentence.id}: there is no entry {claim_id}"
        elif name and name not in {c.name for c in claim_checks(ledger, claim_id)}:
            yield f"{sentence.id}: {claim_id} has no obligation {name}"


# What was found ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What the items of one claim or sentence found, as their reports come in."""

    kind: str
    path: str
    of: int
    """How many obligations there are, run or not."""
    obligations: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def fallen(self) -> tuple[str, ...]:
        return tuple(n for n, o in self.obligations.items() if o["outcome"] != "passed")

    @property
    def verdict(self) -> str:
        """What may be said; of a claim that was not checked whole, how much of it was."""
        verdicts = {o.get("verdict", o.get("ruling")) for o in self.obligations.values()}
        for worst in ("refuted", "unknown"):
            if worst in verdicts:
                return worst
        if self.fallen:
            return "fallen"
        if len(self.obligations) < self.of:
            return f"{len(self.obligations)} of {self.of}"
        return str(self.of_one("ruling") or "proved")

    def of_one(self, name: str) -> Any:
        """The first value of this name that any obligation found."""
        return next((o[name] for o in self.obligations.values() if name in o), None)

    def total(self, name: str) -> int:
        """The sum of the values of this name."""
        return sum(o.get(name, 0) for o in self.obligations.values())

    @property
    def rules(self) -> tuple[str, ...]:
        """What its proofs rest on; witnesses that hypotheses are needed are not proofs of it."""
        proofs = (o for name, o in self.obligations.items() if not name.startswith("needs-"))
        return tuple(sorted({rule for o in proofs for rule in o.get("rules", ())}))


_KINDS = ("claim", "sentence", "laws")
_IDENTITY = ("kind", "entry", "obligation", "of", "place", "number", "word")
_LISTS = {"rule": "rules", "event": "events", "rests-on": "rests-on", "model": "models"}


def _as_record(report: pytest.TestReport) -> dict[str, Any]:
    record: dict[str, Any] = {"outcome": report.outcome}
    for name, value in report.user_properties:
        if name in _LISTS:
            record.setdefault(_LISTS[name], []).append(value)
        elif name not in _IDENTITY:
            record[name] = value
    record["seconds"] = round(report.duration, 3)
    if not report.passed:
        record["message"] = report.longreprtext
    return record


def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport,
) -> tuple[str, str, str] | None:
    """A met obligation counts as passed, and says in a word of its own what was found."""
    if isinstance(report, pytest.TestReport) and report.when == "call" and report.passed:
        word = dict(report.user_properties).get("word")
        if word is not None:
            return "passed", ".", str(word)
    return None


def _in_order(found: Mapping[tuple[int, str], Any]) -> dict[str, Any]:
    return {name: found[place, name] for place, name in sorted(found)}


class _Recorder:
    """Collects the reports of this process, or of all workers, and says what they come to."""

    def __init__(self, config: pytest.Config, path: Path | None) -> None:
        self.config = config
        self.path = None if hasattr(config, "workerinput") else path
        self._found: dict[tuple[int, str], Found] = {}
        self._obligations: dict[str, dict[tuple[int, str], dict[str, Any]]] = {}
        self.saying = ""

    @property
    def found(self) -> dict[str, Found]:
        """What was found, in the order of the ledger."""
        return {
            entry: replace(found, obligations=_in_order(self._obligations[entry]))
            for entry, found in _in_order(self._found).items()
        }

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a proof item found."""
        properties = dict(report.user_properties)
        if "entry" not in properties or (report.when != "call" and report.passed):
            return
        entry, name = str(properties["entry"]), str(properties["obligation"])
        place, number, of = (int(str(properties[key])) for key in ("place", "number", "of"))
        place += 10**6 * _KINDS.index(str(properties["kind"]))
        path = report.nodeid.partition("::")[0]
        self._found[place, entry] = Found(str(properties["kind"]), path, of)
        self._obligations.setdefault(entry, {})[number, name] = _as_record(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the evidence whole, or leave the file as it was and say so."""
        if self.path is None:
            return
        if exitstatus in (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR):
            self.saying = f"--proofs-json: the run did not finish; {self.path} is as it was"
            return
        from proofs.files import write_whole

        profile = self.config.getoption("proofs_profile")
        text = json.dumps(evidence_of(self.found, profile, int(exitstatus)), indent=2) + "\n"
        try:
            write_whole({self.path: text})
        except OSError as error:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            reason = error.strerror or error
            self.saying = f"--proofs-json: cannot write {self.path}: {reason}; it is as it was"
        else:
            self.saying = f"evidence written to {self.path}"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The closing table, then the one command to run next if something fell."""
        found = self.found
        if found:
            terminalreporter.section("proofs")
            writer = self.config.get_terminal_writer()
            encoding = getattr(getattr(writer, "_file", None), "encoding", None) or "ascii"
            for line in closing_table(found, writer.fullwidth, encoding):
                terminalreporter.line(line)
            command = next_command(found)
            if command:
                terminalreporter.line("")
                terminalreporter.line(f"next: {command}")
        if self.saying:
            terminalreporter.line(self.saying)


def evidence_of(found: Mapping[str, Found], profile: str, exit_status: int) -> dict[str, Any]:
    """Everything that was found, as plain data."""

    def record(entry: Found) -> dict[str, Any]:
        return {
            "file": entry.path,
            "ruling" if entry.kind == "sentence" else "verdict": entry.verdict,
            "complete": len(entry.obligations) == entry.of,
            "obligations": entry.obligations,
        }

    def all_of(kind: Kind) -> dict[str, dict[str, Any]]:
        return {name: record(entry) for name, entry in found.items() if entry.kind == kind}

    return {
        "format": JSON_FORMAT,
        "profile": profile,
        "exit_status": exit_status,
        "claims": all_of("claim"),
        "sentences": all_of("sentence"),
        "laws": all_of("laws"),
    }


_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "symmetry": ("symmetry.trajectory",),
    "induction": ("induction",),
    "cases": ("cases", "threshold value", "positive-factor"),
    "inequalities": ("certificate", "Cauchy-Schwarz", "positive definite"),
    "functions": (
        "absolute value", "maximum", "norm", "homogeneous norm", "square root",
        "root of a square", "exponential", "logarithm", "logistic", "hyperbolic tangent",
    ),
    "algebra": (
        "ring", "inner product", "linear map", "definition", "premise", "congruence", "division",
    ),
    "rounding": ("rounding",),
    "intervals": ("enclosure",),
    "exact run": ("exact evaluation",),
}  # fmt: skip


def families(rules: Iterable[str]) -> tuple[str, ...]:
    """The kinds of argument that rules belong to; a rule of no kind is its own.

    >>> families(["ring", "induction", "premise"])
    ('induction', 'algebra')
    """
    from proofs.trusted import TRUSTED

    rules = set(rules)
    members_of = {**_FAMILIES, "trusted fact": tuple(TRUSTED)}
    known = [name for name, members in members_of.items() if rules & set(members)]
    return (*known, *sorted(rules - set(chain.from_iterable(members_of.values()))))


def main_families(rules: Iterable[str]) -> tuple[str, ...]:
    """The kinds worth naming in a narrow column: not what goes without saying beside the others.

    >>> main_families(["ring", "induction", "symmetry.trajectory", "cases"])
    ('symmetry', 'cases')
    """
    found = families(rules)
    silent = {"algebra", "induction"} if "symmetry" in found else {"algebra"}
    return tuple(name for name in found if name not in silent) or found


def closing_table(found: Mapping[str, Found], width: int, encoding: str) -> list[str]:
    """The claims, then the sentences, aligned in lines of at most `width` columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    width = max(width, 60)
    unicode = encoding.lower().replace("-", "").startswith("utf")
    lines: list[str] = []

    def table_of(*columns: tuple[str, dict[str, Any]]) -> Table:
        border = box.SIMPLE_HEAD if unicode else box.Box(_ASCII_HEAD)
        table = Table(box=border, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        for heading, options in columns:
            table.add_column(heading, **{"overflow": "fold", **options})
        return table

    def show(table: Table) -> None:
        out = io.StringIO()
        Console(file=out, width=width, color_system=None, highlight=False).print(table)
        text = out.getvalue() if unicode else out.getvalue().encode("ascii", "replace").decode()
        lines.extend(line.rstrip() for line in text.splitlines())
        lines.append("")

    narrow = width < 100
    for chapter in dict.fromkeys(
        n.partition(".")[0] for n, e in found.items() if e.kind == "claim"
    ):
        entries = {
            name.partition(".")[2]: entry
            for name, entry in found.items()
            if entry.kind == "claim" and name.partition(".")[0] == chapter
        }
        table = table_of(
            (chapter, {"no_wrap": True}),
            ("verdict", {"no_wrap": True}),
            ("steps", {"justify": "right"}),
            ("how decided", {"width": 15 if narrow else 28}),
            ("examples", {"justify": "right"}),
            ("witness", {}),
        )
        names = {name: in_two_lines(name, 22 if narrow else 40) for name in entries}
        longest = max(len(line) for name in names.values() for line in name.split("\n"))
        room = width - max(longest, len(chapter)) - 7 - 5 - (15 if narrow else 28) - 8 - 5 * 2
        for name, entry in entries.items():
            table.add_row(
                names[name],
                entry.verdict,
                str(entry.total("steps") or "-"),
                ", ".join(main_families(entry.rules)) or "-",
                str(entry.total("examples") or "-"),
                shortened(str(entry.of_one("witness") or "-"), 2 * max(room, 10)),
            )
        show(table)
    sentences = {name: entry for name, entry in found.items() if entry.kind == "sentence"}
    if sentences:
        table = table_of(
            ("sentence", {"no_wrap": True}), ("ruling", {"no_wrap": True}), ("rests on", {})
        )
        for name, entry in sentences.items():
            table.add_row(name, entry.verdict, ", ".join(entry.of_one("rests-on") or ("-",)))
        show(table)
    return lines[:-1]


_ASCII_HEAD = "    \n    \n -- \n    \n    \n    \n    \n    \n"


def in_two_lines(name: str, most: int) -> str:
    """A name, broken after a hyphen where it is too long.

    >>> in_two_lines("nonzero-start-need-not-matter", 22)
    'nonzero-start-need-\\nnot-matter'
    """
    if len(name) <= most or "-" not in name[:most]:
        return name
    place = name.rindex("-", 0, most) + 1
    return f"{name[:place]}\n{name[place:]}"


def shortened(text: str, most: int) -> str:
    """The beginning of a long text; the whole of it is in the JSON file."""
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


def next_command(found: Mapping[str, Found]) -> str:
    """The command that runs the first thing that fell, or "" if nothing did."""
    for name, entry in found.items():
        for obligation in entry.fallen:
            return f"pytest {entry.path}::{name}::{obligation}"
    return ""
