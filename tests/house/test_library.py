"""The library: all names that are promised are there, each from its module, none loaded early."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import proofs
from proofs import (
    Lines,
    at_once,
    chain,
    check,
    decide,
    define,
    derive,
    equals,
    export,
    function,
    induction,
    latex,
    natural,
    scalar,
)  # fmt: skip
from proofs.derivation import ProofError
from proofs.obligations.verified import run
from proofs.terms import assume

a, b, n = scalar("a"), scalar("b"), natural("n")
w = function("w", ("step",))
STEP = define("one step", w(n + 1), a * w(n), (n,))


@induction(equals(w(n), a**n * w(0)), start=at_once("no steps", "power 0 is 1"), over=n)
def powers(assumed: proofs.Hypothesis) -> Lines:
    """One more step."""
    yield "=", a * w(n), STEP.at(n)
    yield "=", ..., "the ", assumed


def test_every_name_is_there() -> None:
    """What is listed can be imported, and `dir` shows it."""
    for name in proofs.__all__:
        assert getattr(proofs, name) is not None
        assert name in dir(proofs)
    assert sorted(proofs.__all__) == sorted(proofs._HOME)
    promised = "scalar vector natural function dot norm PHI assume define derive cases induction"
    assert {*promised.split(), "decide", "check", "export"} <= {*proofs.__all__}


def test_no_name_is_that_of_a_module() -> None:
    """Else it would mean one thing before the module is imported, and another after."""
    from pkgutil import iter_modules

    assert not {m.name for m in iter_modules(proofs.__path__)} & {*proofs.__all__}


def test_a_name_that_is_not_there() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'axiom'"):
        _ = proofs.axiom


def test_importing_loads_nothing() -> None:
    """No module is loaded before one of its names is asked for, and SymPy not before it is used."""
    program = (
        "import sys, proofs\n"
        "assert not [m for m in sys.modules if m.startswith('proofs.')]\n"
        "from proofs import decide, scalar\n"
        "a = scalar('a')\n"
        "assert type(decide(a * a >= 0)).__name__ == 'Proved'\n"
        "print('sympy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_theorem_is_checked_in_a_process_of_its_own() -> None:
    """What holds is told with what it assumes; the same from the data."""
    verdict = check(powers)
    assert verdict.holds
    assert any("w^" in p for p in verdict.given)
    told = {v.name: v for v in run(json.dumps(export(powers)).encode())}
    assert told[verdict.name] == verdict
    assert decide(equals(a, b)).__class__.__name__ == "Refuted"


def test_a_chain_alone_will_do() -> None:
    """Both ways of writing a chain."""
    positive = assume("a positive", a > 0)
    assert check(derive("double", a + a, [positive]).eq(2 * a, "collect")).holds

    @chain(a + b > b)
    def above() -> Lines:
        yield ">", ..., positive

    assert check(above).given == ("0 < a",)


def test_a_false_line_is_refused() -> None:
    """It never reaches the checker."""

    @chain(equals(a + a, 3 * a))
    def wrong() -> Lines:
        yield "=", ..., "collect"

    for ask in (check, export, latex):
        with pytest.raises(ProofError, match="refuted at"):
            ask(wrong)


def test_latex_is_a_fragment() -> None:
    """A reason beside each line."""
    text = latex(powers)
    assert text.startswith("\\begingroup")
    assert "power 0 is 1" in text
