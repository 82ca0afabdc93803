"""Record what the kernel is asked and what it answers: by the ledger, then by the tests.

As a script it settles the ledger and starts the file of questions afresh.  As a plugin of pytest,
`-p record` with this directory on the path, it adds what only the tests ask.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from yardstick import Answer, Kind, Question, load, save, stripped

from proofs import derivation, kernel
from proofs.terms import Hypothesis, Relation

UPDATES = {"perceptron.unrolled": (1, 2, 3, 5, 8, 12, 50), "linear.closed-form": range(1, 13)}
"""At how many updates the entries that write updates out are settled."""
_ANSWERS: dict[type, Answer] = {
    kernel.Proved: "proved",
    kernel.Refuted: "refuted",
    kernel.Unknown: "unknown",
}


class Recorder:
    """Stands before the kernel, passes every question on and keeps what was answered."""

    def __init__(self, known: Iterable[Question] = ()) -> None:
        self.found = {question.key: question for question in known}
        self.where = ""
        self.asked = 0
        self.times: dict[tuple[Any, ...], float] = {}
        self.left_out: list[tuple[str, str]] = []
        """Where a question came from that is not kept, and why."""
        self.conflicts: list[tuple[Question, Question]] = []
        """A question that was answered before, and its other answer."""

    @contextmanager
    def listening(self) -> Iterator[Recorder]:
        """Record what is asked meanwhile."""
        decide, exhaustive = kernel.decide, kernel.decide_exhaustive

        def asked(
            relation: Relation, premises: Iterable[Hypothesis] = (), *, withhold: Iterable[str] = ()
        ) -> kernel.Verdict:
            given, without = tuple(premises), frozenset(withhold)

            def answer() -> kernel.Verdict:
                return decide(relation, given, withhold=without)

            return self._heard("decide", (relation,), given, without, answer)

        def asked_cases(
            cases: tuple[Relation, ...], premises: tuple[Hypothesis, ...]
        ) -> kernel.Verdict:
            def answer() -> kernel.Verdict:
                return exhaustive(cases, premises)

            return self._heard("exhaustive", cases, premises, frozenset(), answer)

        kernel.decide, kernel.decide_exhaustive = asked, asked_cases
        try:
            yield self
        finally:
            kernel.decide, kernel.decide_exhaustive = decide, exhaustive

    def _heard(
        self,
        kind: Kind,
        relations: tuple[Relation, ...],
        premises: tuple[Hypothesis, ...],
        withhold: frozenset[str],
        answer: Callable[[], kernel.Verdict],
    ) -> kernel.Verdict:
        self.asked += 1
        began = time.perf_counter()
        try:
            verdict = answer()
        except kernel.HypothesisError as error:
            self._keep(kind, relations, premises, withhold, "hypothesis-error", _cause(error))
            raise
        except Exception as error:
            self.left_out.append((self.where, f"it raised {type(error).__name__}"))
            raise
        took = time.perf_counter() - began
        kept = self._keep(kind, relations, premises, withhold, _ANSWERS[type(verdict)])
        if kept is not None:
            self.times[kept.key] = max(took, self.times.get(kept.key, 0))
        return verdict

    def _keep(
        self,
        kind: Kind,
        relations: tuple[Relation, ...],
        premises: tuple[Hypothesis, ...],
        withhold: frozenset[str],
        answer: Answer,
        detail: str = "",
    ) -> Question | None:
        if not all(type(premise) is Hypothesis for premise in premises):
            self.left_out.append((self.where, "something else stood for a premise"))
            return None
        cited = (premise.source for premise in premises if premise.role == "proved")
        if not all(type(_origin(source)) in derivation._FORMS for source in cited):
            self.left_out.append((self.where, "a premise was cited that no theorem proves"))
            return None
        given = tuple(map(stripped, premises))
        question = Question(kind, relations, given, withhold, answer, self.where, detail)
        before = self.found.setdefault(question.key, question)
        if (before.answer, before.detail) != (answer, detail):
            self.conflicts.append((before, question))
        return before

    def report(self) -> str:
        """What was found, in a few lines."""
        lines = [f"{self.asked} asked, {len(self.found)} different"]
        lines += [f"left out: {where}: {why}" for where, why in dict.fromkeys(self.left_out)]
        lines += [
            f"conflict: {a.answer} in {a.where}, {b.answer} in {b.where}: {a.relations[0]}"[:500]
            for a, b in self.conflicts
        ]
        slow = sorted(self.times.items(), key=lambda item: -item[1])[:10]
        lines += [f"{took:.2f} s: {self.found[key].where}" for key, took in slow]
        return "\n".join(lines)


def _origin(source: Any) -> Any:
    """What an instance is an instance of."""
    return source.source if isinstance(source, Hypothesis) else source


def _cause(error: kernel.HypothesisError) -> str:
    text = str(error)
    return (
        "contradiction" if text.endswith("contradict each other")
        else "not trusted" if text.endswith("not among the trusted facts")
        else "no model"
    )  # fmt: skip


def record_ledger() -> Recorder:
    """Settle every entry."""
    from proofs import registry

    recorder = Recorder()
    with recorder.listening():
        for name in registry.CLAIMS:
            recorder.where = f"ledger:{name}"
            registry.settle(registry.CLAIMS[name])
        for name, numbers in UPDATES.items():
            for updates in numbers:
                recorder.where = f"ledger:{name}@{updates}"
                registry.settle(registry.unrolled(name, updates))
    return recorder


class Plugin:
    """Records while pytest collects and runs, and adds what it heard to the stored questions."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.recorder = Recorder(load())

    def _at(self, path: Path) -> None:
        inside = path.is_relative_to(self.root)
        name = path.relative_to(self.root) if inside else Path(path.name)
        self.recorder.where = f"test:{name.as_posix()}"

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        """Say which file is collected."""
        self._at(collector.path)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Say which file is run."""
        self._at(item.path)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self) -> Iterator[None]:
        """Store what was heard."""
        result = yield
        questions = self.recorder.found.values()
        save(sorted(questions, key=lambda question: not question.in_ledger))
        return result

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what was heard."""
        terminalreporter.write_line(self.recorder.report())


def pytest_configure(config: pytest.Config) -> None:
    """Listen from now on."""
    plugin = Plugin(config.rootpath)
    listening = ExitStack()
    listening.enter_context(plugin.recorder.listening())
    config.add_cleanup(listening.close)
    config.pluginmanager.register(plugin, "yardstick")


if __name__ == "__main__":
    recorder = record_ledger()
    save(recorder.found.values())
    sys.stdout.write(recorder.report() + "\n")
