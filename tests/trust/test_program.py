"""The program: what it prints, how it is run as a folder, and the bounds of work."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from handmade import all_proofs
from helpers import A, F, H, a, assume, b, c, h, lines, n, proof, u, v

from proofs.trust import __main__ as program
from proofs.trust import check, facts
from proofs.trust.check import Proof, judge, theorem
from proofs.trust.facts import Fact
from proofs.trust.file import write
from proofs.trust.ring import MOST_EXPONENT, normal, vanishes
from proofs.trust.terms import (
    EXP,
    Function,
    Term,
    Wrong,
    both,
    build,
    dot,
    either,
    eq,
    forall,
    imply,
    ne,
    number,
    plus,
    substitute,
    symbol,
    total,
    zero,
)  # fmt: skip
from proofs.trust.text import show
from proofs.trust.wrong import allow, spend

FOLDER = Path(__file__).parents[2] / "proofs" / "trust"


@pytest.fixture(autouse=True)
def unbounded() -> Iterator[None]:
    """Work is counted anew after each test."""
    yield
    allow(float("inf"))


def stored(tmp_path: Path, *proofs: Proof) -> str:
    """A file with these proofs."""
    path = tmp_path / "proofs.json"
    path.write_text(json.dumps(write(proofs)))
    return str(path)


def test_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, hypotheses, statements, rules and theorems, for each proof."""
    assert program.main([stored(tmp_path, *all_proofs())]) == 0
    out = capsys.readouterr().out
    for line in (
        "trajectory: holds (12 lines)",
        "    where  Q: natural -> vector; STEP: natural, vector -> vector; W: natural -> vector; "
        "h: vector -> vector",
        "    given  W(0) = h(Q(0))",
        "    says   (for all natural: W(#0) = h(Q(#0)))",
        "    where  A: linear: vector -> vector; A': adjoint: vector -> vector; u: vector; "
        "v: vector",
        "    theorems  trajectory",
        f"{len(all_proofs())} theorems hold, 0 do not",
    ):
        assert line in out


def test_rests_on_all_below(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A theorem rests on what the theorems that it cites rest on."""
    assert program.main(["--json", stored(tmp_path, *all_proofs())]) == 0
    told = {r["name"]: r for r in json.loads(capsys.readouterr().out)["theorems"]}
    assert "induction" in told["scaled"]["rules"]
    assert told["scaled"]["theorems"] == ["trajectory"]


def test_what_falls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that falls, and those that cite it."""
    false = proof(eq(a, b), (eq(a, b), "ring", (), ()), name="false")
    cites = proof(eq(a, b), (eq(a, b), "theorem false", (), ()), name="cites")
    assert program.main([stored(tmp_path, false, cites)]) == 1
    out = capsys.readouterr().out
    assert "false: DOES NOT HOLD" in out
    assert "no such theorem before it" in out
    assert "0 theorems hold, 2 do not" in out


def test_facts_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proof that rests on the literature says so."""
    fact = Fact((a > 0,), (EXP(a) > 1,), "Euler 1748")
    monkeypatch.setattr(check, "FACTS", {"growth": fact})
    assert facts.FACTS == {}
    one = proof(EXP(b) > 1, assume(b > 0), (EXP(b) > 1, "fact growth", (eq(a, b),), (0,)),
                given=(b > 0,))  # fmt: skip
    assert program.main([stored(tmp_path, one)]) == 0
    assert "facts  growth" in capsys.readouterr().out


@pytest.mark.parametrize("broken", [False, True])
def test_as_a_folder(
    broken: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Run as a folder, in this process: only the folder is imported, under its own name."""
    path = stored(tmp_path, *all_proofs()[:2])
    monkeypatch.setattr(sys, "argv", ["trust", path])
    before_it = [p for p in sys.path if p and Path(p).resolve() != FOLDER]
    monkeypatch.setattr(sys, "path", [*before_it, str(FOLDER), ""])
    before = set(sys.modules)
    if broken:

        class Broken:
            """A pipe that nobody reads."""

            def reconfigure(self, **_: object) -> None:
                raise BrokenPipeError

            def close(self) -> None:
                pass

            flush = close

        monkeypatch.setattr(sys, "stdout", Broken())
        monkeypatch.setattr(sys, "stderr", Broken())
    try:
        with pytest.raises(SystemExit) as end:
            runpy.run_path(str(FOLDER / "__main__.py"), run_name="__main__")
        after_it = list(sys.path)
    finally:
        monkeypatch.undo()
        new = {m for m in set(sys.modules) - before if m.split(".")[0] == "trust"}
        for name in new:
            del sys.modules[name]
    assert end.value.code == (2 if broken else 0)
    assert after_it == before_it, "neither the folder nor what it is in"
    assert {"trust", "trust.check", "trust.terms"} <= new
    if not broken:
        assert "2 theorems hold" in capsys.readouterr().out


def test_work_is_bounded() -> None:
    """Work is counted, and more than is allowed is refused; so are forms that grow."""
    allow(10)
    spend(10)
    with pytest.raises(Wrong, match="too much work"):
        spend(1)
    allow(float("inf"))
    x = symbol("x")
    left, right = (plus(*(symbol(f"{s}{i}") for i in range(2100))) for s in "yz")
    with pytest.raises(Wrong, match="a normal form is too large"):
        normal(left * right)
    large = number(2) ** 64
    with pytest.raises(Wrong, match="number is too large"):
        normal(((large**64) ** 64) * x)
    tall = x
    for _ in range(4):
        tall = tall**60
    with pytest.raises(Wrong, match="exponent is too large"):
        normal(tall)
    assert MOST_EXPONENT == 10**6


def test_normal_forms() -> None:
    """What is equal by the laws of a ring is seen, powers with a natural in them too."""
    assert vanishes(a**n * a - a ** (n + 1))
    assert vanishes(a ** (n + 2) - a * a * a**n)
    assert not vanishes(a ** (2 * n) - (a**n) * (a**n))
    assert vanishes(dot(u + v, u - v) - dot(u, u) + dot(v, v))
    assert vanishes(A(2 * u - v) - 2 * A(u) + A(v))
    assert vanishes(A.adjoint(2 * u - v) - 2 * A.adjoint(u) + A.adjoint(v))
    assert vanishes(a * (1 / (a + b)) - a / (b + a))
    assert vanishes(u / 2 + u / 2 - u)
    assert vanishes(zero() + zero())
    assert vanishes((a + b) * (a - b) - a * a + b * b)
    assert vanishes(a * 0)
    assert not vanishes(number(0) ** 0)
    assert vanishes(a ** number(100) - a ** number(100))
    assert not vanishes(h(u) - h(v))
    assert vanishes(eq(F(n + 1), F(1 + n)).args[0] - F(1 + n))


def test_terms_as_text() -> None:
    """Every kind of term is shown on one line."""
    shown: dict[str, Term] = {
        "-a": -a,
        "(a + b)*c": (a + b) * c,
        "a/(b*c)": a / (b * c),
        "(a/b)**2": (a / b) ** 2,
        "1/2*a": number(1, 2) * a,
        "a*(-b)": a * -b,
        "0": zero(),
        "<u, v>": dot(u, v),
        "A'(u)": A.adjoint(u),
        "(a = b and a != c)": both(eq(a, b), ne(a, c)),
        "(a < b or a <= c)": either(a < b, a <= c),
        "(a < b => b < a)": imply(a < b, b < a),
        "(for all scalar: #0 = a)": forall(b, eq(b, a)),
        "H(n)": H(n),
    }
    for text, t in shown.items():
        assert show(t) == text
    assert len(show(Function("f", ("scalar",), "scalar")(sum((a for _ in range(9000)), a)))) < 5000


def test_a_claim_is_what_is_said() -> None:
    """The lines of a proof may say more than it claims; what is claimed is what is told."""
    p = proof([a > 0], assume(both(a > 0, b > 0)), (a > 0, "part", (), (0,)),
              given=(both(a > 0, b > 0),))  # fmt: skip
    done = theorem(p, {})
    assert (done.name, done.given, done.says) == ("it", p.given, (a > 0,))
    assert judge(lines(assume(a > 0)), {})[0].open == {a > 0}


def test_a_bound_variable_is_lifted_over_a_sum() -> None:
    """For all n: F(n), where F(n) is a sum over k < m, speaks of n in the sum, not of k."""
    m, k = symbol("m", "natural"), symbol("k", "natural")
    summed = total(k, m, n)
    put_in = substitute(forall(n, eq(F(n), 0)), {F: ((n,), summed)})
    assert put_in is forall(n, eq(summed, 0))
    assert put_in is not forall(n, eq(total(k, m, k), 0))
    assert symbol("x" * 100).data == "x" * 100


def test_binders_are_few() -> None:
    """A bound variable is within 64 binders of its own."""
    assert build("bound", "scalar", (), 63).loose[63] == "scalar"
    with pytest.raises(Wrong, match="no bound variable"):
        build("bound", "scalar", (), 64)
    p = eq(a, a)
    for k in range(64):
        p = forall(symbol(f"y{k}"), p)
    with pytest.raises(Wrong, match="too many binders"):
        forall(a, p)
