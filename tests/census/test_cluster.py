"""The shards of a census on a Dask cluster: a real scheduler, real workers, one of them killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from numeric.census import CensusError, census, read
from numeric.census.shards import shards

ROOT = Path(__file__).parents[2]
BOX = read("samples=3,features=2,entries=-2..2,rates=1:1/10,start=1")
RUNS = 2000

pytest.importorskip("distributed", reason='the extra "cluster" is not installed')

QUICKLY = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
"""How long a worker that was killed is called; thirty seconds otherwise."""

SCHEDULER = """
import asyncio
from distributed import Scheduler
async def serve():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()
asyncio.run(serve())
"""
WORKER = """
import asyncio, sys, time
from distributed import Worker
from numeric.census import run, shards
once = shards.shard
def slowly(*arguments):
    time.sleep(0.05)
    return once(*arguments)
run.shard = slowly
async def work():
    options = {"nthreads": 1, "dashboard": False, "local_directory": sys.argv[2]}
    async with Worker(sys.argv[1], **options) as worker:
        print(worker.address, flush=True)
        await worker.finished()
asyncio.run(work())
"""


def started(program: str, *arguments: str) -> tuple[Any, str]:
    """A process, and the address that it says it listens at."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=os.environ | QUICKLY,
    )  # fmt: skip
    assert process.stdout
    return process, process.stdout.readline().strip()


def ended(process: Any) -> None:
    """End a process without asking it."""
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    process, address = started(SCHEDULER)
    yield address
    ended(process)


def test_a_census_outlives_a_worker(scheduler: str, tmp_path: Path) -> None:
    """Of two workers one is killed half-way: every shard is counted, and counted once."""
    journal, count = tmp_path / "journal", shards(BOX, runs=RUNS).count
    workers = [started(WORKER, scheduler, str(tmp_path / str(n)))[0] for n in range(2)]

    def kill_one(finished: int, of: int) -> None:
        if finished >= count // 2:
            workers[0].kill()

    import dask

    try:
        with dask.config.set({"distributed.comm.timeouts.connect": "2s"}):
            made = census(BOX, scheduler=scheduler, journal=journal, runs=RUNS, done=kill_one)
        assert workers[0].wait() != 0
        assert workers[1].poll() is None
    finally:
        for worker in workers:
            ended(worker)
    assert made == census(BOX, engine="numpy", runs=RUNS)
    assert len(journal.read_text().splitlines()) == count > 20


def test_a_scheduler_that_is_lost_is_reported(tmp_path: Path) -> None:
    """What was finished stands in the journal, and is gone on with."""
    process, address = started(SCHEDULER)
    worker, _ = started(WORKER, address, str(tmp_path / "worker"))
    journal = tmp_path / "journal"

    def kill(finished: int, of: int) -> None:
        if finished == 5:
            process.kill()

    try:
        with pytest.raises(CensusError, match=r"was lost; run it again"):
            census(BOX, scheduler=address, journal=journal, runs=RUNS, done=kill)
    finally:
        ended(worker)
        ended(process)
    assert len(journal.read_text().splitlines()) >= 5
    assert census(BOX, journal=journal, runs=RUNS) == census(BOX, engine="numpy", runs=RUNS)


def test_a_scheduler_without_workers_is_reported(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr("numeric.census.run.WAIT_FOR_CLUSTER", 0.5)
    with pytest.raises(CensusError, match="has no workers"):
        census(BOX, scheduler=scheduler, runs=RUNS)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:9", "no scheduler answers"),
        ("nobody", "is written tcp://host:port"),
        ("tcp://", "is written tcp://host:port"),
        ("http://127.0.0.1:9", "is written tcp://host:port"),
    ],
)
def test_an_address_without_a_scheduler(
    address: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what is wrong."""
    monkeypatch.setattr("numeric.census.run.WAIT_FOR_CLUSTER", 0.5)
    with pytest.raises(CensusError, match=why):
        census(BOX, scheduler=address, runs=RUNS)
