"""pytest as the proof checker: every obligation of every claim is an item of its own.

`proofs/chapters/perceptron/direction.py::perceptron.direction::twin` is one.  What an item found
travels in its `user_properties`, from where the closing table, JUnit and `--proofs-json` take it.
The plugin comes with the installed package and does nothing unless `--proofs` asks for it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from numeric.cycles import look_seldom
from proofs.obligations.check import Check, Fallen
from proofs.obligations.checks import claim_checks, laws_orphans, sentence_checks
from proofs.obligations.found import Found, Kind, closing_table, evidence_of, next_command
from proofs.obligations.ledger import PROFILES, Ledger, project_ledger

LEDGER: pytest.StashKey[Ledger] = pytest.StashKey()
"""Another ledger than the project's, for tests and for other people's ledgers."""
HERE = Path(__file__).resolve().parent
OURS = (HERE / "pytest_plugin.py", *(HERE / "obligations").glob("*.py"))


# Options -----------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the evidence goes, and how hard the laws are attacked."""
    group = parser.getgroup("proofs", "checking proofs")
    group.addoption(
        "--proofs", action="store_true", help="check the ledger: pytest --pyargs proofs --proofs"
    )
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
    if config.getoption("proofs"):
        look_seldom()
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
        if not config.getoption("proofs") or HERE not in file_path.parents:
            return None  # a run that is not asked, or touches no chapter, loads none
        config.stash[LEDGER] = project_ledger()
    return config.stash[LEDGER]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The claims of the entries and the sentences of the sources become items."""
    if file_path.suffix != ".py":
        return None
    ledger = _ledger_for(file_path, parent.config)
    if ledger is None:
        return None
    if file_path in ledger.files:
        entries: Entries = Entries.from_parent(parent, path=file_path)
        entries.ledger = ledger
        return entries
    if file_path in ledger.sentence_files:
        sentences: Sentences = Sentences.from_parent(parent, path=file_path)
        sentences.ledger = ledger
        return sentences
    return None


class Entries(pytest.File):
    """The file of one entry, or of several."""

    ledger: Ledger

    def collect(self) -> Iterator[Entry]:
        """One collector for each claim, in the order of the ledger."""
        order = list(self.ledger.claims)
        for claim_id in self.ledger.files[self.path]:
            checks = claim_checks(self.ledger, claim_id)
            yield Entry.of(self, "claim", claim_id, checks, order.index(claim_id))


class Sentences(pytest.File):
    """What one source says, sentence by sentence."""

    ledger: Ledger

    def collect(self) -> Iterator[Entry]:
        """One collector for each sentence, and in one file one for laws that no claim asks for."""
        order = list(self.ledger.sentences)
        for sentence_id in self.ledger.sentence_files[self.path]:
            checks = sentence_checks(self.ledger, self.ledger.sentences[sentence_id])
            yield Entry.of(self, "sentence", sentence_id, checks, order.index(sentence_id))
        if self.path == next(iter(self.ledger.sentence_files)):
            laws = Check("orphans", "PASSED", partial(laws_orphans, self.ledger))
            yield Entry.of(self, "laws", "laws", (laws,), 0)


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
        ours = [i for i, entry in enumerate(excinfo.traceback) if Path(entry.path) in OURS]
        after = excinfo.traceback[ours[-1] + 1 :] if ours else excinfo.traceback
        excinfo.traceback = after or excinfo.traceback[-1:]
        return excinfo.getrepr(style=style or "short")

    def reportinfo(self) -> tuple[Path, None, str]:
        """The file, and the claim with its obligation."""
        entry = self.parent.name if self.parent else ""
        # With "::" between them pytest would take the dot of the claim's id for another "::".
        return self.path, None, f"{entry} {self.name}"


# What was found ----------------------------------------------------------------------------------

_KINDS = ("claim", "sentence", "laws")
_IDENTITY = ("kind", "entry", "obligation", "of", "place", "number", "word")
_LISTS = {
    "rule": "rules", "event": "events", "rests-on": "rests-on", "reading": "readings",
    "model": "models",
}  # fmt: skip


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
        properties = dict(report.user_properties)
        if properties.get("kind") in _KINDS and "word" in properties:
            return "passed", ".", str(properties["word"])
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
