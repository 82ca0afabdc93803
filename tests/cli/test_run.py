"""`proofs run`: exact runs of one's own data, side by side, and what the theorem says of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from proofs.judge import library, read, tables
from proofs.judge.beside import Impossible
from proofs.judge.beside import run as beside
from proofs.report import runs as report

Run = Callable[..., Any]
DATA = "height,weight,y\n0.1,2,1\n-1,0.5,-1\n2,-1,1\n1,1,-1\n0,-2,-1\n"


@pytest.fixture
def ran(run: Run, tmp_path: Path) -> Run:
    """Run a rule of the library, or a text, on a table."""

    def call(rule: str, table: str, *more: str) -> Any:
        path = tmp_path / "own.csv"
        path.write_bytes(table.encode("utf-8", "surrogateescape"))
        if "\n" in rule:
            (tmp_path / "own.rule").write_text(rule, "utf-8")
            rule = str(tmp_path / "own.rule")
        return run("run", rule, "--data", str(path), *more)

    return call


def test_a_table_and_the_theorem(ran: Run) -> None:
    """From zero the rate factors out of the perceptron, and so it is seen."""
    said = ran("perceptron", DATA)
    assert said.code == 0
    assert "1 → (1/5, −1/10)" in said.out
    assert "At every step the weights are eta times weights that all runs share." in said.out
    assert "predictions are free of the rate: so it is here" in " ".join(said.out.split())
    assert max(map(len, said.out.splitlines())) <= 80


def test_the_first_difference_is_marked(ran: Run) -> None:
    """From another start, at the step where the predictions part; the theorem is silent."""
    said = ran("perceptron", DATA, "--start", "w=(1,1)", "--passes", "3")
    (marked,) = [line for line in said.out.splitlines() if line.startswith("▸")]
    assert marked.split()[1] == "5"
    assert "First difference: at step 5 they predict 1 and −1." in said.out
    assert "From another start" in said.out


def test_json_is_exact(ran: Run) -> None:
    """Decimals are fractions; the same numbers as by hand."""
    found = ran("perceptron", DATA, "--rate", "1", "--rate", "0.3", "--json").json
    assert found["rates"] == ["1", "3/10"]
    assert found["steps"][1]["weights"][1] == {"w": ["3/5", "-3/10"]}
    assert found["first_difference"] is None
    assert found["seen"] == {"predictions_agree": True, "directions_agree": True, "powers": [1]}
    assert found["theorem"]["weights"]["power"] == "1"
    apart = ran("hinge", DATA, "--set", "mu=1", "--passes", "3", "--json").json
    assert apart["first_difference"] == 15
    assert apart["theorem"]["predictions"]["verdict"] == "refuted"


def test_other_rules(ran: Run) -> None:
    """All samples at once, classes, exponentials, a rule of one's own."""
    assert ran("batch", DATA).out.count("  all  ") == 10
    said = ran("multiclass", "a,b,y\n1,0,0\n0,1,2\n1,1,1\n", "--passes", "2")
    assert said.code == 0
    assert "≈" in ran("logistic", DATA).out
    own = "rule own\ndata x, y\nrate eta\npredict w*x\nw' = w + eta*(y - w*x)*x\n"
    assert "1/2 → 3/4" in ran(own, "1,1\n1,1\n", "--rate", "1/2").out


def test_the_start_that_it_has_anyway(ran: Run) -> None:
    """A rule that is told to begin where it does is the rule that the theorem speaks of."""
    assert ran("perceptron", DATA, "--start", "w=0").out == ran("perceptron", DATA).out
    assert "From another start" in ran("perceptron", DATA, "--start", "w=(0,1)").out


def test_what_intervals_tell(ran: Run) -> None:
    """Of Adam, whose roots are enclosed, it is not said that the weights are no power's."""
    said = " ".join(ran("adam", DATA, "--set", "eps=1/8", "--set", "beta=1/2", "--set",
                        "beta2=3/4", "--steps", "3").out.split())  # fmt: skip
    assert "As far as intervals tell: at every step the weights are eta times weights" in said
    assert "no power" not in said


def test_a_power_that_is_not_whole(ran: Run) -> None:
    """The weights are multiples of each other, which is what is said."""
    own = "rule own\ndata x, y\nrate eta\npredict w\nw' = w + sqrt(eta)*y*x\n"
    said = " ".join(ran(own, "1,1\n2,1\n", "--rate", "1", "--rate", "1/4").out.split())
    assert "are multiples of the first, at every step the same one, which is no whole" in said
    assert "the weights are eta^1/2 times weights free of the rate: so it is here." in said


def test_what_does_not_fit_beside_each_other(ran: Run) -> None:
    """Stands a line for each run; a long rate is written short."""
    rates = [word for k in range(2, 9) for word in ("--rate", f"1/{k}")]
    said = ran("perceptron", DATA, *rates)
    assert "…" not in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert "eta = ≈1e+99" in ran("perceptron", DATA, "--rate", "1e99").out


def test_no_step_shows_nothing(ran: Run) -> None:
    """Where the time is over at once nothing is said to be seen."""
    said = ran("perceptron", DATA, "--budget", "1e-9")
    assert said.code == 3
    assert "before the first step" in said.out
    assert "agree" not in said.out
    assert "so it is here" not in said.out


def test_a_table_as_people_write_it(ran: Run) -> None:
    """The minus of our pages, a label in capitals at any place; other columns are named."""
    same = ran("perceptron", "a,b,y\n0.1,2,-1\n-1,0.5,1\n").out
    assert ran("perceptron", "Y,a,b\n−1,0.1,2\n+1,−1,5e-1\n").out == same
    assert "Columns: x is y1, b; y is label." in ran("perceptron", "y1,b,label\n1,1,1\n").out


def test_a_plot(ran: Run, tmp_path: Path) -> None:
    """The same bytes from run to run."""
    pytest.importorskip("matplotlib")
    made = []
    for name in ("one.svg", "two.svg"):
        assert ran("perceptron", DATA, "--plot", str(tmp_path / name)).code == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert b"<svg" in made[0]


def test_runs_that_end(ran: Run) -> None:
    """Numbers that grow beyond all bounds end the runs: status 3, and what was seen is shown."""
    own = "rule square\ndata x, y\nrate eta\nstart w = 3\npredict w\nw' = w*w*x + eta\n"
    said = ran(own, "1,1\n", "--steps", "60")
    assert said.code == 3
    assert "The runs ended early: numbers have more than" in said.out


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "there is no row"),
        ("\n\n", "there is no row"),
        ("a,b,y\n", "there is no row; add samples"),
        ("1,2,1\n1,2\n", "line 2 has 2 values, and the first row 3"),
        ("a,b,y\n1,red,1\n", "line 2, b: 'red' is no number"),
        ("1,red,1\n", "has numbers and the text 'red'"),
        ("1,nan,1\n", "line 1, column 2: 'nan' is no number; leave out the row"),
        ("1,inf,1\n", "no number"),
        ("1,,1\n", "line 1, column 2: there is no value"),
        ("1,1/0,1\n", "divides by 0"),
        ("1,1,2\n", "line 1: y is 2, and the rule takes -1 or 1"),
        ("1;2;1\n", "separated by commas, not by ';'; write 0.5,2,1"),
        ("a\tb\ty\n1\t2\t1\n", "not by tabs"),
        ("a b y\n1 2 1\n", "not by blanks"),
        (",a,y\n0,1,1\n", "column 1 has no name in the first row"),
        ("a,b,y,\n1,1,1,\n", "column 4 has no name in the first row"),
        ("a,b,y\n1,1,cat\n", "line 2, y: 'cat' is no number; write -1 or 1"),
        ("a,b,c\n1,1,7\n", "line 2, c: y is 7, and the rule takes -1 or 1"),
        ("a,b,y\n1e100,1,1\n", "'1e100' is too long"),
        ('a,b,y\n"1,1,1\n', "a quotation mark is opened and never closed"),
        ("1" * 200_000, "a value has more than 131,072 characters"),
        ("1\n", "perceptron takes x (vector), y; 1 column is too few"),
        ("a,a,y\n1,2,1\n", "two columns are named 'a'"),
        ('1,"2,1\n', "line 1"),
        ("1,2,1\udcff\n", "no UTF-8 text"),
        ("1," + "9" * 100 + ",1\n", "is too long"),
    ],
)
def test_tables_that_are_none(ran: Run, table: str, says: str) -> None:
    """One line that names the place, status 2."""
    assert says in ran("perceptron", table).complaint


@pytest.mark.parametrize(
    ("rule", "more", "says"),
    [
        ("perceptron", ("--rate", "0"), "a rate is above 0"),
        ("perceptron", ("--rate", "-1/2"), "a rate is above 0"),
        ("perceptron", ("--rate", "1", "--rate", "1.0"), "given twice"),
        ("perceptron", ("--rate", "nan"), "--rate is a number"),
        ("perceptron", ("--start", "w=(1,2,3)"), "has 3 numbers, and the data 2"),
        ("perceptron", ("--start", "v=1"), "there is no state v"),
        ("perceptron", ("--start", "w"), "NAME=VALUE"),
        ("perceptron", ("--start", "w=(1,,2)"), "a vector such as (1,-1/2), not (1,,2)"),
        ("F10", (), "F10 has several rules, momentum, weight-averaging"),
        ("perceptron", ("--set", "mu=1"), "no parameters"),
        ("perceptron", ("--steps", "2", "--passes", "2"), "give one of them"),
        ("perceptron", ("--plot", "runs.gif"), "ends in .svg"),
        ("hinge", (), "give it a value, as in --set mu=1/2"),
        ("momentum", ("--set", "beta=2"), "which is not so at beta = 2"),
        ("perceptro", (), "did you mean"),
        ("scale-invariant", (), "the first step has no value: a division by 0"),
    ],
)
def test_what_cannot_be_run(ran: Run, rule: str, more: tuple[str, ...], says: str) -> None:
    """One line that says what to change, status 2, and nothing is printed."""
    assert says in ran(rule, DATA, *more).complaint


def test_nothing_half_written(ran: Run, tmp_path: Path) -> None:
    """No plot where the runs cannot be."""
    pytest.importorskip("matplotlib")
    target = tmp_path / "no.svg"
    assert "has no value" in ran("scale-invariant", DATA, "--plot", str(target)).complaint
    assert not target.exists()


def test_what_is_proved_is_seen() -> None:
    """Runs of rules whose rate factors out, on random data: no theorem is contradicted."""
    from proofs.judge.verdict import judge

    rng = random.Random(5)
    for name in ("perceptron", "decay", "l1-coupled", "eta-squared", "sign-sgd"):
        rule = library.rule(name)
        judged = judge(rule, budget=2, ask={"zero", "weights", "predictions", "direction"})
        assert judged.answers["weights"].verdict == "proved"
        values = dict.fromkeys(rule.parameters, Fraction(1, 4))
        for _ in range(5):
            data = [
                {"x": tuple(Fraction(rng.randint(-2, 2)) for _ in range(2)),
                 "y": Fraction(rng.choice((-1, 1)))}
                for _ in range(4)
            ]  # fmt: skip
            found = beside(
                rule, data, (Fraction(1), Fraction(1, 10)), 8, values=values, start={}, counts={}
            )
            assert not report.contradicts(found, judged)


def test_a_contradiction_would_be_noticed() -> None:
    """Runs of another rule than the one that was judged."""
    from proofs.judge.verdict import judge

    judged = judge(library.rule("perceptron"), budget=2, ask={"weights", "predictions"})
    rule = library.rule("hinge")
    (row,) = tables.samples(rule, "1,1\n")
    found = beside(
        rule, [row], (Fraction(1), Fraction(1, 10)), 4, values={"mu": Fraction(1)}, start={},
        counts={},
    )  # fmt: skip
    assert report.contradicts(found, judged)


def test_columns_by_name() -> None:
    """Vectors have the columns named after them, in the table's order."""
    (rule,) = read("data x vector, v vector, y; rate eta; w' = w + eta*y*x; u' = u + eta*v")
    (sample,) = tables.samples(rule, "y,v1,x1,v2,x2\n1,2,3,4,5\n")
    assert sample == {"x": (3, 5), "v": (2, 4), "y": 1}
    with pytest.raises(tables.TableError, match="too many"):
        tables.samples(rule, "y,v1,x1,z\n1,2,3,4\n")
    assert issubclass(Impossible, ValueError)


def test_nothing_is_lost_without_unicode(ran: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is rounded, and the first difference, are marked in ASCII too."""
    monkeypatch.setattr("proofs.cli.terminal.ascii_only", lambda: True)
    said = ran("perceptron", DATA, "--start", "w=(1,1)", "--passes", "3").out
    said = said.replace("─", "-")  # rich asks the terminal by itself
    (marked,) = [line for line in said.splitlines() if line.startswith(">")]
    assert marked.split()[1] == "5"
    rounded = ran("logistic", DATA, "--steps", "2").out.replace("─", "-")
    assert "~0.660639" in rounded
    assert (said + rounded).isascii()
    assert "?" not in said + rounded
