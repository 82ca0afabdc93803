"""The wheel brings the checker along: asked, it checks the ledger; not asked, it does nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "from setuptools import build_meta; build_meta.build_wheel('.')"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel of this checkout holds."""
    pytest.importorskip("setuptools", minversion="77", reason="the wheel is built with it")
    source, site = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name in ("proofs", "numeric"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-c", BUILD], cwd=source, check=True, capture_output=True)
    (wheel,) = source.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def run(installed: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in an empty place, with nothing of the checkout in sight."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_asked_it_checks_the_ledger(installed: Path, tmp_path: Path) -> None:
    """The entries of the installed package, an item for each obligation."""
    ledger = ("--pyargs", "proofs", "--proofs")
    done = run(installed, tmp_path, *ledger, "-v", "-k", "perceptron.sign-only")
    assert done.returncode == 0, done.stdout + done.stderr
    for item in ("by-cases PROVED", "twin REFUTED", "law HELD"):
        assert f"sign_only.py::perceptron.sign-only::{item}" in done.stdout
    everything = run(installed, tmp_path, *ledger, "--collect-only", "-q")
    assert everything.stdout.count("::twin\n") >= 64
    assert "sentences/source_a.py::S01::ruling\n" in everything.stdout


def test_not_asked_it_does_nothing(installed: Path, tmp_path: Path) -> None:
    """Other people's tests run as they did before, and load no chapter."""
    (tmp_path / "test_plain.py").write_text(
        "import sys\n\ndef test_plain(record_property):\n    record_property('word', 'SEEN')\n"
        "    assert not [m for m in sys.modules if m.startswith('proofs.chapters')]\n"
        "    assert 'proofs.verdicts' not in sys.modules\n",
        encoding="utf-8",
    )
    plain = run(installed, tmp_path, "-v")
    assert plain.returncode == 0, plain.stdout + plain.stderr
    assert "test_plain.py::test_plain PASSED" in plain.stdout
    assert "= proofs =" not in plain.stdout
    nothing = run(installed, tmp_path, "--pyargs", "proofs")
    assert nothing.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, nothing.stdout
