"""A census can be cut off, gone on with, and shared between processes: it is always the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from numeric import floats
from numeric.census import BoxError, CensusError, JournalError, census, read
from numeric.census import run as runs_of
from numeric.census.engines import chosen
from numeric.census.journal import Journal, as_data, code, digest
from numeric.census.shards import Record, Witness, shard, shards
from numeric.compiled import NotInstalled

BOX = read("samples=3,features=2,entries=-2..2,rates=1:1/10,start=1")
RUNS = 2000
PROGRAM = """
import sys
from pathlib import Path
from numeric.census import census
from numeric.census.box import read
from numeric.census import run, shards
import time
once = shards.shard
def slowly(*arguments):
    time.sleep(0.02)
    return once(*arguments)
run.shard = slowly
census(read(sys.argv[1]), journal=Path(sys.argv[2]), runs=int(sys.argv[3]),
       done=lambda finished, of: print(finished, of, flush=True))
"""


@pytest.fixture(scope="module")
def whole() -> Any:
    """The census that nobody disturbed."""
    return census(BOX, engine="numpy", runs=RUNS)


def run_and_kill(journal: Path, after: int) -> None:
    """Run the census in a process, and kill it without warning once so many shards are done."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, BOX.as_text(), str(journal), str(RUNS)],
        stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if int(line.split()[0]) >= after:
            process.kill()
            break
    process.wait()
    process.stdout.close()


def test_a_killed_census_goes_on(tmp_path: Path, whole: Any) -> None:
    """Killed twice, it ends with the counts of a census in one go, and runs no shard again."""
    journal = tmp_path / "journal"
    count = shards(BOX, runs=RUNS).count
    run_and_kill(journal, count // 3)
    first = len(journal.read_text().splitlines())
    assert count // 3 <= first < count
    run_and_kill(journal, 2 * count // 3)
    assert first < len(journal.read_text().splitlines()) < count
    told: list[tuple[int, int]] = []
    made = census(BOX, journal=journal, runs=RUNS, done=lambda *each: told.append(each))
    assert made == whole
    assert told[0][0] >= 2 * count // 3
    assert told[-1] == (count, count)
    numbers = [json.loads(line)["shard"] for line in journal.read_text().splitlines()]
    assert sorted(numbers) == list(range(count))


def test_what_is_finished_is_not_run_again(
    tmp_path: Path, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole journal is read, and no shard is run."""
    journal = tmp_path / "journal"
    census(BOX, journal=journal, runs=RUNS)
    monkeypatch.setattr(runs_of, "shard", lambda *each: pytest.fail("a shard was run again"))
    assert census(BOX, journal=journal, runs=RUNS) == whole


def cut_short(lines: list[bytes]) -> list[bytes]:
    """The last line is half written."""
    return [*lines[:-1], lines[-1][:20]]


def twice(lines: list[bytes]) -> list[bytes]:
    """Every shard stands there twice."""
    return lines + lines


def of_others(lines: list[bytes]) -> list[bytes]:
    """Lines of another census come first."""
    others = [json.loads(line) | {"census": "0" * 16, "witnesses": 10**6} for line in lines]
    return [*(json.dumps(other).encode() + b"\n" for other in others), *lines]


def nonsense(lines: list[bytes]) -> list[bytes]:
    """Lines that hold no record of a shard stand between."""
    found = json.loads(lines[0])
    spoilt: list[Any] = [found | {"shard": 10**6}, found | {"shard": None}, {"census": 1}, [], 3]
    spoilt += [{"census": found["census"], "shard": 0}, found | {"smallest": [1]}]
    return [
        lines[0],
        *(json.dumps(each).encode() + b"\n" for each in spoilt),
        b"\xff\n",
        *lines[1:],
    ]


def from_the_middle(lines: list[bytes]) -> list[bytes]:
    """The first shards are missing."""
    return lines[3:]


@pytest.mark.parametrize("spoil", [cut_short, twice, of_others, nonsense, from_the_middle])
def test_nothing_is_counted_twice(
    tmp_path: Path, whole: Any, spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    """Torn lines, lines that stand there twice, lines of others: the counts stay."""
    journal = tmp_path / "journal"
    census(BOX, journal=journal, runs=RUNS)
    journal.write_bytes(b"".join(spoil(journal.read_bytes().splitlines(keepends=True))))
    assert census(BOX, journal=journal, runs=RUNS) == whole
    assert census(BOX, journal=journal, runs=RUNS) == whole


def test_a_journal_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    """A line that says something else than the shard did is noticed in the total."""
    journal = tmp_path / "journal"
    census(BOX, journal=journal, runs=RUNS)
    first, rest = journal.read_text().split("\n", 1)
    changed = json.loads(first)
    changed["data_sets"] += 1
    journal.write_text(json.dumps(changed, separators=(",", ":")) + "\n" + rest)
    with pytest.raises(CensusError, match="data sets were counted and the box has"):
        census(BOX, journal=journal, runs=RUNS)


def test_other_boxes_cuts_and_code_are_other_censuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a line was computed by is part of its name."""
    names = {digest(BOX, True, 10), digest(BOX, False, 10), digest(BOX, True, 11)}
    names.add(digest(replace(BOX, passes=2), True, 10))
    monkeypatch.setattr("numeric.census.journal.code", lambda: "other")
    names.add(digest(BOX, True, 10))
    assert len(names) == 5


@pytest.mark.parametrize("text", ["hello\n", "hello", "{}\n", '{"cens\n', "\n"])
def test_another_file_is_no_journal(tmp_path: Path, text: str) -> None:
    """Nothing is written into a file that holds something else."""
    other = tmp_path / "notes"
    other.write_text(text)
    with pytest.raises(JournalError, match="is no journal"):
        census(BOX, journal=other, runs=RUNS)
    assert other.read_text() == text


def test_a_record_survives_the_journal(tmp_path: Path) -> None:
    """What is written is what is read."""
    journal = Journal(tmp_path / "journal", "abc")
    records = [
        Record(0, 1, 2, 3, 4, None), Record(2, 1, 2, 3, 10**30, Witness(((1, -2), (0, 3)), (1, 0)))
    ]  # fmt: skip
    for record in records:
        journal.add(record)
    assert list(journal.records(3)) == records
    assert list(journal.records(1)) == records[:1]
    assert json.loads(json.dumps(as_data(records[1])))["smallest"]["X"] == [[1, -2], [0, 3]]


def test_processes_share_the_work(tmp_path: Path, whole: Any) -> None:
    """Two processes count what one does, and the journal has every shard once."""
    journal = tmp_path / "journal"
    assert census(BOX, workers=2, journal=journal, runs=5 * RUNS) == whole_of(5 * RUNS)
    count = shards(BOX, runs=5 * RUNS).count
    assert count > 2
    assert len(journal.read_text().splitlines()) == count


def whole_of(runs: int) -> Any:
    """The census in one process, in shards of so many runs."""
    return census(BOX, engine="numpy", runs=runs)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_nobody_is_left_behind(tmp_path: Path) -> None:
    """Where the census is killed, its processes end."""
    program = (
        "import multiprocessing, sys\nfrom numeric.census import census, read\n"
        "if __name__ == '__main__':\n"
        "    census(read(sys.argv[1]), workers=2, runs=2000, done=lambda finished, of: print("
        "*(each.pid for each in multiprocessing.active_children()), flush=True))\n"
    )
    (tmp_path / "program.py").write_text(program)
    box = "samples=4,features=3,entries=-9..9,rates=1:2"
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py"), box], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert process.stdout
    while len(pids := process.stdout.readline().split()) < 2:
        assert process.poll() is None
    process.kill()
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 60
    while any(running(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.05)


def running(pid: str) -> bool:
    """Whether a process is there and not merely waiting to be counted as dead."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_a_process_that_is_killed_is_reported(tmp_path: Path) -> None:
    """What was finished before stands in the journal."""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("processes are ended otherwise here")
    import multiprocessing

    def kill_one(finished: int, of: int) -> None:
        if finished == 1:
            victim = multiprocessing.active_children()[0]
            assert victim.pid
            os.kill(victim.pid, signal.SIGKILL)

    journal = tmp_path / "journal"
    with pytest.raises(CensusError, match="ended from outside"):
        census(BOX, workers=2, journal=journal, runs=RUNS, done=kill_one)
    assert census(BOX, journal=journal, runs=RUNS) == whole_of(RUNS)


def test_other_sources_are_refused() -> None:
    """A worker that has another version says so instead of a count."""
    task = (BOX, 0, True, "numpy", RUNS)
    assert runs_of._task(code(), *task) == shard(BOX, 0, engine="numpy", runs=RUNS)
    with pytest.raises(CensusError, match="another version"):
        runs_of._task("other", *task)


def test_a_witness_is_run_again_by_the_rule_as_written() -> None:
    """What the census calls a witness and the rule does not is a contradiction that is reported."""
    with pytest.raises(CensusError, match="does not agree"):
        runs_of.shown(BOX, Witness(((0, 0), (0, 0), (0, 0)), (0, 0, 0)))


def test_memory_does_not_grow_with_the_box() -> None:
    """A shard of a box of 10**17 data sets is run like any other."""
    box = read("samples=4,features=4,entries=-4..4,rates=1:1/10")
    cut = shards(box, runs=10**5)
    assert box.data_sets > 10**16
    begin = time.perf_counter()
    last = shard(box, cut.count - 1, engine="numpy", runs=10**5)
    assert 0 < last.run <= cut.matrices * 8
    assert last.witnesses == 0
    assert time.perf_counter() - begin < 20


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("samples=0", "samples must be at least 1"),
        ("features=0", "features must be at least 1"),
        ("passes=0", "passes must be at least 1"),
        ("passes=999999999", "at most 39 can be"),
        ("samples=17,labels=-1:1", "ways to label"),
        ("samples=9,features=99999", "too large"),
        ("features=40,entries=-9..9", "too large"),
        ("entries=3..1", "entries go up"),
        ("entries=0..99999", "at most 10000"),
        ("entries=", "entries is a whole number"),
        ("entries=1:1", "one value twice"),
        ("rates=1", "rates must be at least 2"),
        ("rates=1:2/2", "one value twice"),
        ("rates=1:1/0", "divides by zero"),
        ("rates=1:1e999999999", "takes numbers such as"),
        ("rates=1:0x10", "takes numbers such as"),
        ("rates=1:" + "9" * 5000, "takes numbers such as"),
        ("rates=1:__import__('os')", "takes numbers such as"),
        ("labels=", "labels takes numbers"),
        ("start=1:2:3", "start has 3 weights for 2 features"),
        ("threshold=1:2", "threshold needs three values"),
        ("question=why", "question is one of"),
        ("arithmetic=float32", "arithmetic is one of"),
        ("rule=adam", "rule is one of"),
        ("rule=selective,parameter=1", "has no parameter"),
        ("rule=margin,parameter=-1", "a margin is at least 0"),
        ("rule=margin,labels=0:1", "takes labels -1 and 1"),
        ("rule=margin,threshold=-1:0:1", "has the threshold -1:1:1"),
        ("samples", "name=value"),
        ("colour=red", "name=value"),
        ("samples=1,samples=2", "names samples twice"),
        ("samples=١", "whole number"),
    ],
)  # fmt: skip
def test_boxes_that_make_no_sense(text: str, why: str) -> None:
    """Each is refused at once, with what is wrong."""
    with pytest.raises(BoxError, match=why):
        read(text, BOX)


def test_a_box_is_read_as_it_is_written() -> None:
    """The text of a box is the box."""
    for text in (
        BOX.as_text(),
        "samples=1,features=2,entries=0:5:-7,rates=-1:1/10,labels=0:1,passes=3,start=1:-2,"
        "threshold=0:1/2:1,question=further,arithmetic=float64",
        "samples=2,features=1,entries=4,rates=1:2,rule=coupled-decay,parameter=1/2",
    ):
        assert read(text).as_text() == text
    assert read("", BOX) == BOX
    with pytest.raises(BoxError, match="does not say features, rates"):
        read("samples=1,entries=0..1")


def test_without_the_extras_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays do without numba; a cluster, and what asks for numba, name the extra."""
    for name in ("numba", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr("numeric.census.engines.find_spec", lambda name: None)
    assert chosen(10**12) == "numpy"
    with pytest.raises(CensusError, match=r"pip install 'proofs-of-learning-rules\[cluster\]'"):
        census(BOX, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(NotInstalled, match='install the extra "fast"'):
        census(read("features=5,samples=1,start=0:0:0:0:1", BOX), engine="numba")
    with pytest.raises(NotInstalled, match='install the extra "fast"'):
        floats.batch([[0] * 17], [[1] * 17], [1], [1], compiled=True)


def test_compiling_is_for_what_takes_long() -> None:
    """A small census does not wait for a compiler."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    assert (chosen(10**6), chosen(10**9)) == ("numpy", "numba")
