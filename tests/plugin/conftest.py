"""A small ledger of its own for the inner runs: two claims, one chapter, one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

# An inner run forgets what it imported, and neither NumPy nor the kernel's types stand a second
# import in one process; so they are here before the first inner run.
import numeric.laws
import proofs.chapters.perceptron.runs
import proofs.registry

LOADED = (numeric.laws, proofs.chapters.perceptron.runs, proofs.registry)
TOY = Path(__file__).with_name("toy_ledger.py").read_text(encoding="utf-8")

Runner = Callable[..., pytest.RunResult]


@pytest.fixture
def toy(pytester: pytest.Pytester) -> Runner:
    """Run pytest on the small ledger; keywords are put in the place of its true parts."""

    def run(*arguments: str, subprocess: bool = False, **changes: str) -> pytest.RunResult:
        text = TOY
        for name, value in changes.items():
            assert f"\n{name} = " in text, f"the small ledger has no {name}"
            text += f"\n{name} = {value}\n"
        pytester.makepyfile(
            toy_ledger=text + "\n\ndef pytest_configure(config):\n    install(config)\n"
        )
        pytester.makeconftest("from toy_ledger import pytest_configure  # noqa: F401\n")
        pytester.makepyfile(toy='"""Doubling.\n\n>>> 1 + 1\n2\n"""\n', sentences='"""Said."""\n')
        pytester.makeini("[pytest]\npythonpath = .\npython_files = nothing_else.py\n")
        start = pytester.runpytest_subprocess if subprocess else pytester.runpytest_inprocess
        return start("-p", "proofs.pytest_plugin", "-p", "no:cacheprovider", *arguments)

    return run
