"""`judge`: what it prints, and what it says to bad input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs.judge import library

Run = Callable[..., Any]
RATES = ("weights", "predictions", "direction")


def test_the_library_is_listed(run: Run) -> None:
    """Every rule, with a sentence."""
    rows = run("judge", "--list", "--json").json
    assert [row["rule"] for row in rows] == list(library.ids())
    assert len(rows) >= 40
    assert all(row["says"].endswith(".") for row in rows)
    assert "nesterov" in run("judge", "--list").out


def test_a_file_of_two_rules_is_judged(run: Run, tmp_path: Path) -> None:
    """One whose rate factors out, and one whose rate does not, with data that show it."""
    file = tmp_path / "two.rule"
    head = "data x vector, y in {-1, 1}; rate eta; start w = 0; predict phi(dot(w, x))\n"
    file.write_text(
        f"rule plain\n{head}w' = w + eta*(y - phi(dot(w, x)))*x\n"
        f"rule within\n{head}given mu > 0\nw' = w + eta*where(y*dot(w, x) <= mu, y*x, 0)\n"
    )
    said = run("judge", str(file), "--json")
    assert said.code == 0
    plain, within = said.json
    assert list(plain) == [
        "rule", "zero", "zero_why", "weights", "predictions", "direction", "units", "rotation",
        "forgotten", "groups", "groups_by",
    ]  # fmt: skip
    assert (plain["rule"], plain["zero"]) == ("plain", "moves")
    assert [plain[q]["verdict"] for q in RATES] == ["proved"] * 3
    assert plain["weights"]["power"] == "1"
    assert {"eta": "1", "w": "1"} in plain["groups"]
    assert [within[q]["verdict"] for q in RATES] == ["refuted"] * 3
    witness = within["weights"]["witness"]
    assert witness["data"] == [{"x": ["1"], "y": "-1"}]
    assert (witness["step"], witness["rates"]) == (2, ["1", "2"])
    assert within["weights"]["clash"][0].startswith("y*dot(w, x) <= mu: ")


def test_a_sentence_is_judged_by_its_rules(run: Run) -> None:
    """By its id; each rule says what it settles, and the sentence's page what the judge says."""
    found = run("judge", "F02", "--ask", "predictions", "--json").json
    assert [each["predictions"]["verdict"] for each in found] == ["proved", "refuted", "refuted"]
    assert all(each["settles"] == ["F02"] for each in found)
    said = " ".join(run("show", "F02").out.split())
    assert "By the judge: holds if features-scaled: predictions are free of c: proved." in said
    assert "settles F02, see proofs show F02" in " ".join(run("judge", "F02").out.split())


def test_one_question_is_answered(run: Run, tmp_path: Path) -> None:
    """Text for people, and the exit code for what is unknown."""
    said = run("judge", "oja", "--ask", "zero,weights")
    assert said.code == 0
    assert "blocked" in said.out
    assert "emptily" in said.out
    assert "rotation" not in said.out
    path = tmp_path / "none.rule"
    path.write_text("rule none\ndata x, y\nrate eta\ngiven a > 1, a < 0\nw' = w + eta*a*x\n")
    assert run("judge", str(path), "--ask", "zero").code == 3  # no a is both


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there is no rule"),
        ("rule r\ndata x vector, y\nrate eta\nw' = w + eta*(y - phi(dot(w, x))*x", "line 4"),
        ("rule r\ndata x vector, y\nrate eta\nw' = w + foo(x)", "write foo"),
        ("\x00\x01", "no meaning"),
        ("rule r\ndata x, y\nrate eta\na = a + 1\nw' = w + a*x", "a stands on both sides"),
        ("rule r\ndata x, y\nrate eta\na = b\nb = a\nw' = w + a*x", "put this line before"),
        ("rule r\ndata x, y\nrate eta\nstart w = 1/0\nw' = w + eta*x", "it divides by 0"),
        ("rule r\ndata x, y\nrate eta\nw' = w + " + "(" * 3000, "in lines of their own"),
        ("rule r\ndata x, y\nrate eta\nif y > 0: w' = w + eta*x", "a line has no if; write w'"),
        ("rule r\ndata x, y\nrate eta\nw' = w + argmin(k, x)", "write argmax(k, -z[k])"),
        ("rule r\ndata x, x\nrate eta\nw' = w + eta*x", "declared already"),
        ("rule r\ndata x, y\nrate eta\nt' = t + eta", "t cannot be a state since it counts"),
        ("rule\ndata x, y\nw' = w + eta*x", "line 1: no name; write letters"),
        ("data x, y", "the rule updates nothing"),
        ("data x vector, y\npredict dot(w, x)\nw = w + eta*x", "write w' = … to update it"),
        ("data x vector, y\nw += eta*x", "write w' = w + … to update it"),
        ("data x vector, y\nw <- w + eta*x", "write w' = … for the value after a step"),
        ("data x, y\npredict\nw' = w + eta*x", "line 2, 'predict': the line ends"),
        ("data x, y\nunits k 0\nw[k]' = w[k]", "write units k 3"),
    ],
)
def test_a_wrong_text_is_one_line(run: Run, tmp_path: Path, text: str, says: str) -> None:
    """The file, the line, and what to write."""
    file = tmp_path / "wrong.rule"
    file.write_text(text)
    assert says in run("judge", str(file)).complaint


def test_wrong_use_is_one_line(run: Run, tmp_path: Path) -> None:
    """No file, a near name, a folder, bytes, a question that there is not."""
    assert "did you mean perceptron" in run("judge", "perceptro").complaint
    assert "--list" in run("judge").complaint
    assert "directory" in run("judge", str(tmp_path)).complaint
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in run("judge", str(tmp_path / "b")).complaint
    assert "did you mean weights" in run("judge", "oja", "--ask", "weight").complaint
    assert "S01 is no rule; proofs show S01" in run("judge", "S01").complaint
    assert "is an entry and no rule" in run("judge", "perceptron.direction").complaint


def test_colours_take_no_room_and_stay_out_of_files(run: Run, tmp_path: Path) -> None:
    """A coloured verdict breaks lines where a plain one does; a file has no colours."""
    path = tmp_path / "said.txt"
    plain = run("judge", "perceptron", "--ask", "direction")
    assert run("judge", "perceptron", "--ask", "direction", "-o", str(path)).code == plain.code
    assert path.read_text() == plain.out
    assert "\x1b" not in path.read_text()
    assert "  direction   proved    the direction of the weights is free of the rate\n" in plain.out


def test_a_division_by_0_as_it_stands_has_lines(run: Run, tmp_path: Path) -> None:
    """That x/0 has no value is shown by lines, as of any other division."""
    path = tmp_path / "own.rule"
    path.write_text("rule own\ndata x, y\nrate eta\nw' = w + eta*x/0\n")
    said = " ".join(run("judge", str(path), "--ask", "zero").out.split())
    assert "undefined at the first step w' has no value: a division by 0 by lines" in said
    assert "refused" not in said
