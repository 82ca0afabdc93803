"""The README says what the program prints, and its commands are the ones that are checked."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(text: str) -> list[tuple[str, str]]:
    """Every command of the console blocks with what it is said to print."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def sessions(text: str) -> list[str]:
    """Every block of Python with prompts; names carry over from one to the next."""
    return re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def rerun(blocks: list[str]) -> list[str]:
    """The blocks with what their lines print now."""
    names: dict[str, object] = {"__name__": "readme"}
    again = []
    for block in blocks:
        told = []
        for example in doctest.DocTestParser().get_examples(block):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(example.source, "README.md", "single"), names)
            first, *more = example.source.splitlines()
            source = "\n".join((f">>> {first}", *(f"... {line}".rstrip() for line in more)))
            told.append(f"{source}\n{out.getvalue()}")
        again.append("".join(told))
    return again


def printed(command: str) -> str:
    """What a command prints in an 80-column terminal without colours."""
    words = shlex.split(command)
    assert words[0] == "proofs"
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, env=environment, check=False
    )
    return done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize(
    ("command", "output"), examples(README.read_text("utf-8")), ids=lambda v: str(v)[:40]
)
def test_examples_print_what_the_readme_says(command: str, output: str) -> None:
    """Each example of the README is run and must print what stands there."""
    assert printed(command) == output


def test_python_prints_what_the_readme_says() -> None:
    """The sessions are run in order, and must print what stands there."""
    blocks = sessions(README.read_text("utf-8"))
    assert len(blocks) >= 2
    assert rerun(blocks) == blocks


def test_the_readme_has_examples() -> None:
    """An empty list of examples would pass unseen."""
    assert len(examples(README.read_text("utf-8"))) >= 6


def test_the_first_two_commands_set_up_everything() -> None:
    """The README opens with the main job and the tests, each with its own set-up."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README.read_text("utf-8"), re.M | re.S)
    for command, job in zip(blocks, ("proofs audit", "pytest"), strict=False):
        assert "python3 -m venv" in command
        assert "pip install" in command
        assert job in command


if __name__ == "__main__":  # rewrite the examples with what is printed now
    text = README.read_text("utf-8")
    for command, output in examples(text):
        text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{printed(command)}")
    blocks = sessions(text)
    for before, after in zip(blocks, rerun(blocks), strict=True):
        text = text.replace(f"```pycon\n{before}", f"```pycon\n{after}")
    README.write_text(text, "utf-8")
