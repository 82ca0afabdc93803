"""The README's picture of the house is the house; files are short, and import what they need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_HOUSE = re.compile(r"^## The house\n+```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOST_LINES = 700


def house() -> dict[str, str]:
    """What the README lists, path by path."""
    (block,) = _HOUSE.findall((ROOT / "README.md").read_text("utf-8"))
    return dict(line.split(maxsplit=1) for line in block.splitlines())


def test_every_path_of_the_house_exists() -> None:
    """A folder is written with a slash."""
    assert len(house()) > 10
    for path in house():
        assert (ROOT / path).exists(), path
        assert (ROOT / path).is_dir() == path.endswith("/"), path


def test_every_folder_is_in_the_picture() -> None:
    """A new folder of the product is shown to whoever comes in."""
    folders = {f"proofs/{p.parent.name}/" for p in (ROOT / "proofs").glob("*/__init__.py")}
    assert folders
    assert folders <= set(house())


def test_no_file_of_the_product_is_too_long() -> None:
    """Nobody reads a file of a thousand lines."""
    files = [p for name in ("proofs", "numeric") for p in (ROOT / name).rglob("*.py")]
    assert len(files) > 100
    assert not [p.name for p in files if len(p.read_text("utf-8").splitlines()) > MOST_LINES]


def after(command: str, program: str) -> str:
    """What a program prints after a command of `proofs` was run in its process."""
    run = (
        f"from proofs.cli import cli\ntry: cli.main({command.split()!r})\nexcept SystemExit: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{run}{program}"],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("command", ["show perceptron.direction", "check perceptron.direction"])
def test_the_command_line_imports_no_pytest(command: str) -> None:
    """Checking needs the obligations, not the runner of tests."""
    assert after(command, "print('pytest' in sys.modules)") == "False"


def test_showing_one_entry_imports_no_other() -> None:
    """An entry is imported when it is asked for."""
    program = (
        "from proofs import registry\n"
        "print(*(e.id for e in registry.ENTRIES.values() if e.module in sys.modules))\n"
    )
    assert after("show perceptron.direction", program) == "perceptron.direction"
