"""What is found does not depend on what was looked at before."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from proofs import verdicts
from proofs.find import atoms
from proofs.trust import ring

PRELUDES = ("decide(c * b > a)", "decide(1 / (c - b) > EXP(a)); forget()")


@cache
def lines_after(prelude: str) -> str:
    """The lines that a process finds after another question."""
    code = (
        "from proofs.terms import EXP, assume, scalar\n"
        "from proofs.verdicts import decide, forget\n"
        f"a, b, c = map(scalar, 'abc')\n{prelude}\n"
        "given = [assume('a', a >= b), assume('b', b > 0), assume('c', c >= 0)]\n"
        "for line in decide((a - b) * (c + b) + a**2 * c >= 0, given).lines:\n"
        "    print(line.rule, line.says, *line.terms, line.uses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


@pytest.mark.parametrize("prelude", PRELUDES)
def test_other_questions_change_nothing(prelude: str) -> None:
    """The same lines, whichever atoms were numbered first."""
    assert lines_after("").count("\n") > 3
    assert lines_after(prelude) == lines_after("")


def test_the_ring_is_left_as_it_was() -> None:
    """A book numbers atoms by itself, and a search that was stopped leaves nothing behind."""
    own = atoms.Numbering()
    with own:
        assert atoms.now() is own
    assert atoms.now() is not own
    atoms._use(own)
    verdicts.forget()
    assert atoms.now() is not own
    assert ring._ATOMS is atoms.now().atoms
    assert ring._NORMAL is atoms.now().normal
