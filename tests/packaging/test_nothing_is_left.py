"""A folder in which the program is used stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENTRY = "float.power-of-two-is-exact"


@pytest.mark.parametrize(
    "words",
    [
        ("proofs", "check", ENTRY),
        ("pytest", "-q", "-p", "proofs.pytest_plugin", "-p", "no:cacheprovider", "-p",
         "no:benchmark", "-c", os.devnull, "--rootdir", "{here}", "--proofs", f"{ROOT}/proofs",
         "-k", ENTRY),
    ],
    ids=("check", "pytest"),
)  # fmt: skip
def test_nothing_is_left_behind(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Neither the command nor pytest leaves a folder such as ``.hypothesis``."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith("HYPOTHESIS")}
    done = subprocess.run(
        [sys.executable, "-m", *(word.format(here=tmp_path) for word in words)],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ENTRY in done.stdout or "passed" in done.stdout
    assert list(tmp_path.iterdir()) == []
