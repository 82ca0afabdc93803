"""Files that mean harm: each is refused in one clear line, soon, and without a traceback."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from corpus import proofs

from proofs.trust import __main__ as program
from proofs.trust import file as filing
from proofs.trust.file import dump, load, parse, read, write
from proofs.trust.terms import Wrong, eq, symbol
from proofs.trust.wrong import allow

FOLDER = Path(__file__).parents[2] / "proofs" / "trust"
GOOD = write(proofs()[:12])
S = "scalar"


def run(path: Path | str, *more: str, cwd: Path | None = None, text: bytes | None = None,
        ) -> tuple[int, str, str]:  # fmt: skip
    """The checker in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(FOLDER), *more, str(path)],
        capture_output=True, input=text, cwd=cwd, timeout=30, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(autouse=True)
def unbounded() -> Any:
    """Work is counted anew after each test."""
    yield
    allow(float("inf"))


def a_proof(**changes: Any) -> dict[str, Any]:
    """A file with one proof of a = a, changed."""
    data = write([])
    data["nodes"] = [["symbol", S, [], "a"], ["=", "claim", [0, 0], None]]
    proof = {"name": "it", "given": [], "says": [1], "lines": [[1, "ring", [], []]]}
    data["proofs"] = [{**proof, **changes}]
    return data


def nodes(*more: list[Any]) -> dict[str, Any]:
    """The same with more nodes."""
    data = a_proof()
    data["nodes"] += more
    return data


def tower(depth: int, op: str = "sum") -> dict[str, Any]:
    """A file whose term is a tower, as high as a number of nodes, as large as a power of 2."""
    data = a_proof()
    made = [["symbol", S, [], "a"]]
    made += [[op, S, [i, i], None] for i in range(depth)]
    made += [["=", "claim", [depth, depth], None]]
    data["nodes"] = made
    data["proofs"][0]["says"] = [depth + 1]
    data["proofs"][0]["lines"] = [[depth + 1, "ring", [], []]]
    return data


def squared(n: int) -> dict[str, Any]:
    """a number, squared n times, equals 0."""
    data = a_proof()
    made: list[list[Any]] = [["number", "natural", [], "7"], ["number", "natural", [], "2"]]
    made += [["power", "natural", [0 if i == 0 else i + 1, 1], None] for i in range(n)]
    made += [["=", "claim", [len(made) - 1, 0], None]]
    data["nodes"] = made
    data["proofs"][0].update(says=[len(made) - 1], lines=[[len(made) - 1, "ring", [], []]])
    return data


BAD: dict[str, tuple[Any, int, str]] = {
    # what is in the file, how the program ends, what it says
    "empty": (b"", 2, "not JSON"),
    "no JSON": (b"{", 2, "not JSON"),
    "no text": (b"\xff\xfe\x00", 2, "not JSON"),
    "a pickle": (b"\x80\x04N.", 2, "not JSON"),
    "nested deeply": (b"[" * 100_000 + b"]" * 100_000, 2, "not JSON"),
    "too many values": (b"[" + b"0," * 3_100_000 + b"0]", 2, "values"),
    "a number of many digits": (b'{"format": ' + b"1" * 10_000 + b"}", 2, "not"),
    "a list": ([], 2, "format 1"),
    "NaN": (b'{"format": NaN, "nodes": [], "proofs": []}', 2, "format 1"),
    "NaN as a place": (
        json.dumps(a_proof()).replace('"says": [1]', '"says": [NaN]').encode(), 2, "no such term"),
    "Infinity as data": (
        json.dumps(a_proof()).replace('"a"', "Infinity").encode(), 2, "no node"),
    "a future format": ({**a_proof(), "format": 2}, 2, "format 1"),
    "format True": ({**a_proof(), "format": True}, 2, "format 1"),
    "format 1.0": ({**a_proof(), "format": 1.0}, 2, "format 1"),
    "no nodes": ({"format": 1, "proofs": [{}]}, 2, "no proofs"),
    "no proofs": ({"format": 1, "nodes": []}, 2, "no proofs"),
    "no proof": ({"format": 1, "nodes": [], "proofs": []}, 2, "no proofs"),
    "a proof that is none": ({"format": 1, "nodes": [], "proofs": [3]}, 2, "no proof"),
    "no name": (a_proof(name=None), 2, "no name"),
    "an empty name": (a_proof(name=""), 2, "no name"),
    "a name of two lines": (a_proof(name="it holds\nit: holds"), 2, "no name"),
    "a name that is a verdict": (a_proof(name="it: holds"), 2, "no name"),
    "a name that colours": (a_proof(name="\x1b[31mit"), 2, "no name"),
    "a long name": (a_proof(name="x" * 201), 2, "no name"),
    "one name twice": ({**a_proof(), "proofs": a_proof()["proofs"] * 2}, 2, "two proofs"),
    "says nothing": (a_proof(says=[]), 1, "nothing said"),
    "says a word": (a_proof(says="1"), 2, "no list"),
    "says -1": (a_proof(says=[-1]), 2, "no such term"),
    "says True": (a_proof(says=[True]), 2, "no such term"),
    "says too far": (a_proof(says=[2]), 2, "no such term"),
    "given a number": (a_proof(given=[0]), 1, "no claim"),
    "a line that is none": (a_proof(lines=[[1, "ring", []]]), 2, "no line"),
    "lines that are none": (a_proof(lines={}), 2, "no proof"),
    "a rule that is none": (a_proof(lines=[[1, 1, [], []]]), 2, "no line"),
    "uses a word": (a_proof(lines=[[1, "ring", [], ["0"]]]), 2, "no line"),
    "uses a number": (a_proof(lines=[[1, "ring", [], 5]]), 2, "no line"),
    "uses True": (a_proof(lines=[[1, "ring", [], [True]]]), 2, "no line"),
    "uses itself": (a_proof(lines=[[1, "ring", [], [0]]]), 1, "a later line"),
    "uses 10^30": (a_proof(lines=[[1, "ring", [], [10**30]]]), 1, "a later line"),
    "a rule of code": (a_proof(lines=[[1, "__import__('os')", [], []]]), 1, "no such rule"),
    "a node that is none": (nodes([]), 2, "no node"),
    "a node that is a table": (nodes({"0": "sum", "1": S, "2": [], "3": None}), 2, "no node"),
    "a node with a number of parts": (nodes(["zero", "vector", 5, None]), 2, "no node"),
    "a node with a table of parts": (nodes(["zero", "vector", {}, None]), 2, "no node"),
    "a node of five": (nodes(["zero", "vector", [], None, None]), 2, "no node"),
    "a node before its parts": (nodes(["sum", S, [2, 0], None]), 2, "before its parts"),
    "a node at -1": (nodes(["sum", S, [-1, 0], None]), 2, "before its parts"),
    "a node at True": (nodes(["sum", S, [True, 0], None]), 2, "before its parts"),
    "an op that is none": (nodes(["oracle", S, [], None]), 2, "no such node"),
    "an op that is a list": (nodes([["sum"], S, [], None]), 2, "no node"),
    "a list as data": (nodes(["symbol", S, [], ["a"]]), 2, "no node"),
    "a symbol of no sort": (nodes(["symbol", "claim", [], "a"]), 2, "no sort"),
    "a symbol with parts": (nodes(["symbol", S, [0], "a"]), 2, "no such node"),
    "a number with parts": (nodes(["number", S, [0], "1"]), 2, "no such node"),
    "a number over 0": (nodes(["number", S, [], "1/0"]), 2, "over 0"),
    "a number in words": (nodes(["number", S, [], "one"]), 2, "no number"),
    "a number as a number": (nodes(["number", S, [], 1]), 2, "no number"),
    "a number with spaces": (nodes(["number", S, [], " 1"]), 2, "no number"),
    "a number of other digits": (nodes(["number", S, [], "\u0661"]), 2, "no number"),
    "a number with a line break": (nodes(["number", S, [], "1\n"]), 2, "no number"),
    "a number of 5000 digits": (nodes(["number", S, [], "1" * 5000]), 2, "no number"),
    "a function that is none": (nodes(["apply", S, [0], "f"]), 2, "no function"),
    "a function of three": (nodes(["apply", S, [0], ["f", [S], S]]), 2, "no function"),
    "a function of numbers": (nodes(["apply", S, [0], ["f", [1], S, "opaque"]]), 2, "no function"),
    "a function of a number": (nodes(["apply", S, [0], ["f", 5, S, "opaque"]]), 2, "no function"),
    "a function without a name": (
        nodes(["apply", S, [0], ["1x", [S], S, "opaque"]]), 2, "no function with a name"),
    "a function of claims": (
        nodes(["apply", S, [1], ["f", ["claim"], S, "opaque"]]), 2, "no sorts"),
    "a bound variable at -1": (nodes(["bound", S, [], -1]), 2, "no bound variable"),
    "a bound variable at 10^9": (nodes(["bound", S, [], 10**9]), 2, "no bound variable"),
    "a bound variable at True": (nodes(["bound", S, [], True]), 2, "no"),
    "a bound variable in a word": (nodes(["bound", S, [], "0"]), 2, "no bound variable"),
    "a variable set free": (
        {**nodes(["bound", S, [], 0], ["=", "claim", [2, 2], None]),
         "proofs": a_proof(says=[3], lines=[[3, "ring", [], []]])["proofs"]}, 1, "no claim"),
    "for all of two": (nodes(["all", "claim", [1, 1], S]), 2, "for all of what"),
    "for all of nothing": (nodes(["all", "claim", [], S]), 2, "a binder of nothing"),
    "a sum over a claim": (nodes(["total", S, [1, 0], "natural"]), 2, "no natural"),
    "a sum of claims": (
        nodes(["number", "natural", [], "3"], ["total", S, [2, 1], "natural"]), 2, "sum of claims"),
    "a relation of three": (nodes(["=", "claim", [0, 0, 0], None]), 2, "other than two"),
    "a quotient of one": (nodes(["quotient", S, [0], None]), 2, "other than two"),
    "and of nothing": (nodes(["and", "claim", [], None]), 2, "two or more"),
    "a sum of nothing": (nodes(["sum", S, [], None]), 2, "a sum of nothing"),
    "a product of nothing": (nodes(["product", S, [], None]), 2, "a product"),
    "a number of 2^60 digits": (squared(60), 1, ""),
    "a product of 2^60 factors": (tower(60, "product"), 1, "exponent"),
    "a power of a power": (squared(14), 1, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each ends with 1 or 2 and one line that says why."""
    content, code, why = BAD[name]
    path = tmp_path / "bad.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    began = time.monotonic()
    assert program.main([str(path)]) == code
    assert time.monotonic() - began < 10
    out, err = capsys.readouterr()
    assert why in out + err
    assert "Traceback" not in out + err
    if code == 2:
        assert out == ""
        assert err.count("\n") == 1
    else:
        assert "DOES NOT HOLD" in out


@pytest.mark.parametrize(
    "name",
    ["nested deeply", "too many values", "no text", "a number of 2^60 digits", "one name twice"],
)  # fmt: skip
def test_bad_in_a_process(name: str, tmp_path: Path) -> None:
    """The same where nothing else is installed."""
    content, code, why = BAD[name]
    path = tmp_path / "bad.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    ended, out, err = run(path)
    assert ended == code
    assert why in out + err
    assert "Traceback" not in out + err


def test_good_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is small stays small however large it looks, and what is deep is read."""
    for data in (GOOD, a_proof(), tower(60), tower(5000)):
        path = tmp_path / "good.json"
        path.write_text(json.dumps(data))
        assert program.main([str(path)]) == 0, capsys.readouterr()
    again = read(json.loads(json.dumps(GOOD)))
    assert again == (proofs()[:12], [])
    code, out, _ = run("-", text=json.dumps(GOOD).encode())
    assert code == 0
    assert "12 theorems hold, 0 do not" in out


def edited(data: Any, R: Random) -> Any:
    """A file with one value changed at random."""
    data = copy.deepcopy(data)
    inner = data.get("proofs") if type(data) is dict and R.random() < 0.5 else None
    where = inner if type(inner) is list and inner else data
    while True:
        keys = list(where) if isinstance(where, dict) else list(range(len(where)))
        if not keys:
            return data
        key = R.choice(keys)
        if isinstance(where[key], dict | list) and where[key] and R.random() < 0.9:
            where = where[key]
            continue
        old = where[key]
        others: list[Any] = [
            None, True, False, -1, 0, 1, 2, 7, 10**12, 1.5, float("nan"), "", "a", "vector", S, [],
            {}, [old], {"a": old}, "natural", "known", "linear", "adjoint", "sum", "claim", "\x00",
        ]  # fmt: skip
        where[key] = R.choice(others)
        return data


def test_random_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A thousand files with one to three values changed."""
    R = Random(11)
    path = tmp_path / "edited.json"
    small = write(proofs()[:3])
    ends = {0: 0, 1: 0, 2: 0}
    for k in range(1000):
        data = small
        for _ in range(1 + k % 3):
            data = edited(data, R)
        path.write_text(json.dumps(data))
        began = time.monotonic()
        code = program.main([str(path), *(["--json"] if k % 2 else [])])
        assert time.monotonic() - began < 10
        out, err = capsys.readouterr()
        ends[code] += 1
        assert "Traceback" not in out + err
        assert (code == 2) == (err != "")
        assert err.count("\n") == (code == 2)
    assert ends[1] > 20
    assert ends[2] > 200


def test_nested_deeply_where_much_recursion_is_allowed() -> None:
    """The finders raise the limit of recursion: a file that uses it must not end the process."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        for text in (b"[" * 99_000 + b"]" * 99_000, b'{"a":' * 99_000 + b"1" + b"}" * 99_000):
            with pytest.raises(Wrong, match="not JSON"):
                parse(text)
        assert sys.getrecursionlimit() == 100_000
    finally:
        sys.setrecursionlimit(limit)


def test_too_large() -> None:
    """A file that is too large is not even looked at."""
    with pytest.raises(Wrong, match="larger than"):
        parse(b" " * (filing.MOST_BYTES + 1))


@pytest.mark.parametrize("size", [1, 200])
def test_names_as_short_and_as_long_as_may_be(size: int, tmp_path: Path) -> None:
    """One letter, and two hundred."""
    path = tmp_path / "named.json"
    path.write_text(json.dumps(a_proof(name="x" * size)))
    assert program.main([str(path)]) == 0


def test_what_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, a folder, two files, none."""
    assert program.main([str(tmp_path / "none.json")]) == 2
    assert program.main([str(tmp_path)]) == 2
    assert program.main([]) == 2
    assert program.main(["a", "b"]) == 2
    assert capsys.readouterr().err.count("\n") == 4


@pytest.mark.parametrize("name", ["terms.py", "json.py", "wrong.py", "trust.py", "re.py", "check"])
def test_fakes_are_not_imported(name: str, tmp_path: Path) -> None:
    """A module in the current folder, or beside the file, is not what is imported."""
    evil = "import sys\nprint('0 do not')\nsys.exit(0)\n"
    fake = tmp_path / name
    if "." in name:
        fake.write_text(evil)
    else:
        fake.mkdir()
        (fake / "__init__.py").write_text(evil)
    path = tmp_path / "proofs.json"
    path.write_text(json.dumps(a_proof(lines=[])))
    code, out, err = run(path, cwd=tmp_path)
    assert code == 1
    assert "DOES NOT HOLD" in out
    assert "0 do not" not in out + err


def test_a_broken_pipe(tmp_path: Path) -> None:
    """Whoever reads no further gets no traceback."""
    path = tmp_path / "proofs.json"
    path.write_text(json.dumps(GOOD))
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(FOLDER), str(path)],
        stdout=writer, stderr=subprocess.PIPE, timeout=30, check=False,
    )  # fmt: skip
    os.close(writer)
    assert b"Traceback" not in done.stderr


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the program says, for programs."""
    path = tmp_path / "proofs.json"
    path.write_text(json.dumps(GOOD))
    assert program.main([str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    assert all(r["holds"] for r in told["theorems"])
    assert {r["name"] for r in told["theorems"]} == {p.name for p in proofs()[:12]}


def test_tables_come_back() -> None:
    """A table of nodes, written and read."""
    x = symbol("x")
    table, place = dump([eq(x, x + 1)])
    assert load(table)[place[eq(x, x + 1)]] is eq(x, x + 1)
