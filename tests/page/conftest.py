"""A claim of this test's own with every form of proof in it, so that pages are tested apart."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from proofs import verdicts
from proofs.claim import Claim, Need, Obligation, Part, Settled, Twin
from proofs.derivation import Cases, Conjunction, by_cases, case, derive, together
from proofs.symmetry import Instance, by_symmetry, equivariance_of, trajectory_lemma
from proofs.terms import PHI, ZERO, assume, define, dot, equals, say, scalar, threshold, vector
from proofs.witness import Comparison, Rule, run

CONTINUOUS_INTEGRATION = os.environ.get("CI", "").lower() in ("1", "true")


@pytest.fixture(scope="session")
def pdflatex() -> str:
    """The program; without it these tests are skipped, except in continuous integration."""
    found = shutil.which("pdflatex")
    if found is None:
        reason = "pdflatex is not installed (Debian: texlive-latex-recommended and lmodern)"
        if CONTINUOUS_INTEGRATION:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def typeset(pdflatex: str) -> Callable[..., list[str]]:
    """What sets a source in a folder, so often, and tells what LaTeX has to say against it."""
    return partial(complaints, pdflatex)


@pytest.fixture(scope="session", params=["lualatex", "xelatex"])
def typeset_otherwise(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    """The same with the other two programs that set LaTeX."""
    found = shutil.which(request.param)
    if found is None:
        reason = f"{request.param} is not installed (Debian: texlive-luatex and texlive-xetex)"
        if CONTINUOUS_INTEGRATION:
            pytest.fail(reason)
        pytest.skip(reason)
    return partial(complaints, found)


def complaints(pdflatex: str, source: str, folder: Path, runs: int = 2) -> list[str]:
    """What LaTeX has to say against a document: errors, overfull boxes, last warnings."""
    folder.mkdir(exist_ok=True)
    (folder / "page.tex").write_text(source, encoding="utf-8")
    command = [pdflatex, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    for _ in range(runs):
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
        log = (folder / "page.log").read_text(encoding="latin-1")
        if done.returncode:
            return re.findall(r"^!.*(?:\n.*){0,6}", log, re.MULTILINE) or [log[-2000:]]
    return re.findall(r"^(?:Overfull \\[hv]box.*|.*Warning.*|.*[Uu]ndefined.*)$", log, re.MULTILINE)


ETA, Z = scalar("eta"), scalar("z")
POSITIVE = assume("positive rate", ETA > 0)
ZERO_START = assume("zero start", equals(vector("w", "0"), ZERO))
SIGNS = threshold("phi", -1, 1, 1)


def two_runs(
    name: str, inputs: tuple[tuple[int, ...], ...], labels: tuple[int, ...], start: tuple[int, ...]
) -> Comparison:
    """A perceptron at two rates."""
    w, x, y = vector("w"), vector("x"), scalar("y")
    net_input = dot(w, x)
    predicts = SIGNS(net_input)
    updated = w + ETA * (y - predicts) * x
    rule = Rule("perceptron", (w,), (updated,), net_input, predicts, x, y)
    begin = (tuple(Fraction(s) for s in start),)
    data = tuple(tuple(Fraction(q) for q in row) for row in inputs)
    told = tuple(Fraction(q) for q in labels)
    runs = [run(rule, {ETA: rate}, begin, data, told) for rate in (Fraction(1), Fraction(1, 10))]
    return Comparison(
        name, rule, (begin, begin), data, told, 1, (runs[0], runs[1]), "predictions", True,
        "zero start", say("The rate is seen in the last label."),
    )  # fmt: skip


def instance() -> Instance:
    """The rate factors out of the weights, by the symmetry lemma."""
    w, v, w0, v0 = vector("w", "t"), vector("v", "t"), vector("w", "0"), vector("v", "0")
    before, sample, label = vector("v", "t-1"), vector("x", "t"), scalar("y", "t")
    action = {w: ETA * v}
    update = {v: before + (label - PHI(dot(before, sample))) * sample}
    other = vector("w", "t-1")
    image = {w: other + ETA * (label - PHI(dot(other, sample))) * sample}
    (wanted,) = equivariance_of(action, update, image)
    start = derive("start", w0, [ZERO_START, define("other start", v0, ZERO)])
    return by_symmetry(
        "scaling", action=action, update=update, image_update=image,
        start=[start.eq(ETA * v0, "both are ", ZERO)],
        equivariance=[
            derive("step", wanted.left, [POSITIVE]).eq(wanted.right, "a positive factor, ", ETA > 0)
        ],
    )  # fmt: skip


def three_cases() -> Cases:
    """A positive factor does not change a label."""
    goal = PHI(ETA * Z)
    chains = [
        derive(f"case {number}", goal, [POSITIVE, premise]).eq(PHI(Z), "the sign is the same")
        for number, premise in enumerate(
            (case("below", Z < 0), case("at", equals(Z, 0)), case("above", Z > 0))
        )
    ]
    return by_cases("signs", *chains)


def several() -> Conjunction:
    """Two chains told together."""
    a, b = scalar("a"), scalar("b")
    meaning = define("the sum", a, b + 1)
    return together(
        "both",
        derive("one", a - 1, [meaning]).eq(b, "the sum"),
        derive("two", (a + b) ** 2, [meaning]).eq((b + 1 + b) ** 2, "the sum").ge(0, "a square"),
    )


@pytest.fixture(scope="session")
def settled() -> Settled:
    """A claim with a derivation, cases, an induction, an instance, runs and refutations."""
    twin = Twin(("Any rate may be left out.",), equals(PHI(ETA * Z), PHI(Z)))
    shown: dict[str, Any] = {
        "instance": instance(), "cases": three_cases(), "induction": trajectory_lemma(),
        "several": several(),
        "small": two_runs("small", ((-2,), (-2,)), (1, -1), (1,)),
        "wide": two_runs("wide", ((-2, 1, 3, 4, 5, -7),) * 2, (1, -1), (1, 0, 1, 0, 1, 0)),
        "refuted": verdicts.decide(equals(PHI(ETA * Z), PHI(Z))),
        "twin": verdicts.decide(twin.relation),
    }  # fmt: skip

    def nothing() -> Any:
        """The obligations have been made already."""

    return Settled(
        Claim(
            "test.everything",
            "Everything at once: 100 % & more_less",
            say("It is ", ETA > 0, " – “so”."),
            (POSITIVE, ZERO_START),
            tuple(Part(n, nothing) for n in ("instance", "cases", "induction", "several")),
            tuple(Need(n, n, nothing) for n in ("small", "wide", "refuted")),
            twin,
            ((say(Z), say("a number")),),
            (say("A remark with ", ZERO, "."),),
            ("A. Author, 1958.",),
        ),
        tuple(Obligation(name, "proved", what) for name, what in shown.items()),
    )
