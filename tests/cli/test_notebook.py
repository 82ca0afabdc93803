"""Notebooks: what is written runs from top to bottom, and what is shown shows itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from proofs import (
    Hypothesis,
    Lines,
    assume,
    at_once,
    chain,
    decide,
    define,
    derive,
    function,
    induction,
    natural,
    registry,
    scalar,
    vector,
)
from proofs import equals as equal
from proofs.displayed import Displayed
from proofs.page.displayed import formula, markdown
from proofs.witness import Comparison

Run = Callable[..., Any]
SIGN = "perceptron.sign-only"
CONTINUOUS_INTEGRATION = os.environ.get("CI", "").lower() in ("1", "true")

a, b, n = scalar("a"), scalar("b"), natural("n")
POSITIVE = assume("a positive", a > 0)

RUN_IT = """
import json, sys
import nbformat
from nbclient import NotebookClient

made = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(made)
NotebookClient(made, timeout=900, kernel_name="python3").execute()
json.dump([[o.get("data", {}) for o in c.outputs] for c in made.cells if c.cell_type == "code"],
          sys.stdout)
"""


def test_a_notebook_runs_from_top_to_bottom(run: Run, tmp_path: Path) -> None:
    """In a kernel of its own; each cell shows something, verdicts are what they are to be."""
    try:
        import ipykernel  # noqa: F401
        import nbclient  # noqa: F401
    except ImportError:
        if CONTINUOUS_INTEGRATION:
            raise
        pytest.skip("the extra notebook is not installed")
    target = tmp_path / "entry.ipynb"
    said = run("notebook", SIGN, "-o", str(target))
    assert (said.code, said.out, said.err) == (0, "", "")
    done = subprocess.run(
        [sys.executable, "-c", RUN_IT, str(target)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    shown = json.loads(done.stdout)
    cells = [cell for cell in json.loads(target.read_text("utf-8"))["cells"]
             if cell["cell_type"] == "code"]  # fmt: skip
    assert len(shown) == len(cells) > 6
    assert all(len(outputs) == 1 for outputs in shown)
    plain = [outputs[0]["text/plain"] for outputs in shown]
    assert plain[0].startswith(f"<claim {SIGN}")
    assert f"<{SIGN}: proved>" in plain
    assert any(text.startswith("<refuted") for text in plain)
    assert any(text.startswith("(True,") for text in plain)
    assert "None" in plain[-1]  # nothing was found that breaks the law
    assert sum("text/markdown" in outputs[0] for outputs in shown) >= 4


def test_a_notebook_is_data_without_results(run: Run) -> None:
    """Printed where no file is named, the same each time; no cell has been run."""
    printed = run("notebook", SIGN)
    assert (printed.code, printed.err) == (0, "")
    assert run("notebook", SIGN).out == printed.out
    made = json.loads(printed.out)
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in made["cells"]]
    assert len(ids) == len(set(ids))
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            compile("".join(cell["source"]), "cell", "exec")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("perceptron.sign-onyl",), "perceptron.sign-only"),
        (("S09",), "S09"),
        ((), "ID"),
        ((SIGN, "-o", "/no/such/folder/entry.ipynb"), "no directory"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    """Bad ids and places end with exit status 2 and one line."""
    assert says in run("notebook", *arguments).complaint


@induction(
    equal(function("w", ("step",))(n), a**n * function("w", ("step",))(0)),
    start=at_once("no steps", "power 0 is 1"), over=n,
)  # fmt: skip
def powers(assumed: Hypothesis) -> Lines:
    """One more step."""
    w = function("w", ("step",))
    yield "=", a * w(n), define("one step", w(n + 1), a * w(n), (n,)).at(n)
    yield "=", ..., "the ", assumed


@chain(a + b > b)
def above() -> Lines:
    """More than b."""
    yield ">", ..., POSITIVE


def things() -> Iterator[tuple[Any, str, str]]:
    """What displays itself, how it is called in a line, and what is shown of it."""
    settled = registry.settle(registry.claim("perceptron.eta-factors-out"))
    yield settled, "<perceptron.eta-factors-out: proved>", "**Theorem.**"
    yield settled.claim, "<claim perceptron.eta-factors-out: ", "**Claim.**"
    yield powers, "<proof powers: w^(n) = a^n w^(0)>", "By induction on $n$"
    yield powers(), "<induction powers: w^(n) = a^n w^(0)>", "\\begin{aligned}"
    yield above(), "<derivation above: a + b > b>", "&& a \\gt  0"
    yield (
        derive("twice", a + a).eq(2 * a, "x_1 & more"),
        "<derivation twice",
        "\\text{x\\_1 \\& more}",
    )
    yield decide(a + b > b, [POSITIVE]), "<proved: a + b > b>", "- a positive: $a \\gt  0$"
    yield decide(a + b > b), "<refuted: a + b > b at ", "the left side"
    for obligation in settled.obligations:
        if isinstance(obligation.shows, Comparison):
            yield obligation.shows, f"<comparison {obligation.shows.name}: the ", "| ▸ | "
            yield obligation.shows.runs[0], "<run: ", "| net input |"


def test_what_is_shown_of_things() -> None:
    """In a line no longer than a screen is wide; below a cell with formulas."""
    kinds = set()
    for thing, short, shown in things():
        kinds.add(type(thing).__name__)
        assert isinstance(thing, Displayed)
        assert repr(thing).startswith(short)
        assert len(repr(thing)) <= 80
        bundle = thing._repr_mimebundle_()
        assert bundle == {"text/plain": repr(thing), "text/markdown": markdown(thing)}
        assert shown in bundle["text/markdown"]
        formulas = bundle["text/markdown"].replace("$$", "").replace("\\$", "")
        assert formulas.count("$") % 2 == 0
    assert {"Settled", "Claim", "Proof", "Induction", "Derivation", "Proved", "Refuted"} <= kinds


def test_every_form_of_proof_displays_itself() -> None:
    """Those that theorems may have, and what entries show of a hypothesis."""
    from proofs.counterexample import Counterexample
    from proofs.derivation import FORMS
    from proofs.verdicts import Unknown

    assert all(issubclass(form, Displayed) for form in (*FORMS, Comparison, Counterexample))
    assert markdown(Unknown("the budget is spent")) == "**Unknown.** The budget is spent.\n"
    assert repr(Unknown("why " * 40)).endswith("...>")
    with pytest.raises(TypeError, match="nothing is shown of a int"):
        markdown(1)


def test_terms_and_relations_are_formulas() -> None:
    """LaTeX between dollar signs, without signs that look like a tag."""
    eta, w = scalar("eta"), vector("w", "t")
    assert (eta * w)._repr_latex_() == "$\\displaystyle \\eta\\mathbf{w}^{(t)}$"
    assert (eta < 1)._repr_latex_() == "$\\displaystyle \\eta \\lt  1$" == formula(eta < 1)
    assert repr(eta < 1) == "eta < 1"
