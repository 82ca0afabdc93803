"""A whole census: its shards run here, by processes of this machine, or by a cluster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait  # fmt: skip
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from numeric import learners
from numeric.census.box import Box
from numeric.census.engines import Engine
from numeric.census.journal import Journal, code, digest
from numeric.census.rules import RULES, plan
from numeric.census.shards import RUNS, Record, Witness, merged, shard, shards
from numeric.processes import processes

RETRIES = 5
"""How often a shard is given to another worker of a cluster after one was lost."""
WAIT_FOR_CLUSTER = 20
"""Seconds until there has to be a worker."""
WAIT_FOR_SCHEDULER = 10
"""Seconds until the scheduler has to answer."""


class CensusError(RuntimeError):
    """A census that could not be finished; the message says why, and what may be done."""


@dataclass(frozen=True)
class Shown:
    """What the two rates that differ show on a data set: what is asked, by each."""

    X: tuple[tuple[int, ...], ...]
    y: tuple[Fraction, ...]
    rates: tuple[Fraction, Fraction]
    shown: tuple[tuple[learners.Number, ...], tuple[learners.Number, ...]]


@dataclass(frozen=True)
class Census:
    """A finished census: all data sets of a box, and the smallest witness among them, if any."""

    box: Box
    total: Record
    smallest: Shown | None
    left_out: tuple[str, ...]
    """What needs not be run twice, since data sets that differ in it do the same."""


def census(
    box: Box,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    journal: Path | None = None,
    shrink: bool = True,
    engine: Engine | None = None,
    runs: int = RUNS,
    done: Callable[[int, int], None] = lambda finished, shards: None,
) -> Census:
    """Run every data set of a box, those that a symmetry makes superfluous left out.

    ``workers`` are processes of this machine; a ``scheduler`` such as ``tcp://host:8786`` has them
    run by a Dask cluster (extra ``cluster``). What is in the ``journal`` is not run again.
    ``done(finished, shards)`` is told of progress. Raises `BoxError`, `CensusError`,
    `JournalError`, and ``OSError`` where the journal cannot be written.

    >>> from numeric.census import read
    >>> made = census(read("samples=2,features=1,entries=-2..2,rates=1:1/10,start=1"))
    >>> made.total.data_sets, made.total.witnesses, made.smallest.X, made.smallest.y
    (100, 32, ((1,), (1,)), (Fraction(-1, 1), Fraction(-1, 1)))
    """
    plan(box)  # refuses a box that leaves int64, before anything is begun
    cut = shards(box, shrink, runs)
    total = Record(0, 0, 0, 0, 0, None)
    book = Journal(journal, digest(box, shrink, runs)) if journal else None
    finished: set[int] = set()
    for record in book.records(cut.count) if book else ():
        total = merged(total, record)
        finished.add(record.shard)
    done(len(finished), cut.count)
    left = (number for number in range(cut.count) if number not in finished)
    task = (box, shrink, engine, runs)
    for record in _records(task, left, cut.count - len(finished), workers, scheduler):
        if book:
            book.add(record)
        total = merged(total, record)
        done(total.shard, cut.count)
    if total.data_sets != box.data_sets:
        raise CensusError(
            f"{total.data_sets} data sets were counted and the box has {box.data_sets}"
            + (f"; remove {journal} and run again" if journal else "; this is a bug here")
        )
    return Census(
        box, total, shown(box, total.smallest) if total.smallest else None, cut.order.reasons
    )


# Where shards are run ----------------------------------------------------------------------------


def _records(
    task: tuple[Any, ...], left: Iterator[int], count: int, workers: int, scheduler: str | None
) -> Iterator[Record]:
    """The records of the shards that are left, in the order in which they are finished."""
    box, shrink, engine, runs = task
    if not count:
        return
    if scheduler is None and (workers == 1 or count <= 1):
        for number in left:
            yield shard(box, number, shrink, engine, runs)
        return
    with _cluster(scheduler) if scheduler else _processes(workers) as (executor, ahead):
        held: set[Future[Record]] = set()
        try:
            while True:
                for number in islice(left, max(0, ahead() - len(held))):
                    held.add(executor.submit(_task, code(), box, number, shrink, engine, runs))
                if not held:
                    return
                ended, held = wait(held, timeout=1, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield future.result()
        except BrokenProcessPool:
            raise CensusError("a process was ended from outside; run it again") from None
        finally:
            for future in held:
                future.cancel()


def _task(sources: str, *arguments: Any) -> Record:
    """One shard, on whatever machine; refused where the sources are others."""
    if sources != code():
        raise CensusError("a worker has another version of this package")
    return shard(*arguments)


@contextmanager
def _processes(workers: int) -> Iterator[tuple[Executor, Callable[[], int]]]:
    """Processes of this machine, and how many shards they are given ahead."""
    with processes(workers) as pool:
        yield pool, lambda: 2 * workers


@contextmanager
def _cluster(scheduler: str) -> Iterator[tuple[Executor, Callable[[], int]]]:
    """The workers of a Dask scheduler, and how many shards they are given ahead."""
    if not re.fullmatch(r"(tcp|tls|ws|wss)://[^\s/]+(:[0-9]{1,5})?", scheduler):
        raise CensusError(f"a scheduler is written tcp://host:port, not {scheduler[:60]!r}")
    try:
        from distributed import Client, KilledWorker  # the extra "cluster"
    except ImportError:
        raise CensusError(
            "--scheduler needs Dask; pip install 'proofs-of-learning-rules[cluster]'"
        ) from None
    try:
        client = Client(scheduler, timeout=WAIT_FOR_SCHEDULER, set_as_default=False)
    except (OSError, ValueError):
        raise CensusError(
            f"no scheduler answers at {scheduler}; start dask scheduler there, or leave out "
            "--scheduler"
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=WAIT_FOR_CLUSTER)
        except TimeoutError:
            raise CensusError(
                f"the scheduler at {scheduler} has no workers; start dask worker {scheduler}"
            ) from None
        yield (
            client.get_executor(pure=False, retries=RETRIES),
            lambda: 2 * max(1, sum(client.nthreads().values())),
        )
    except ModuleNotFoundError as error:
        raise CensusError(f"a worker lacks {error.name}: install this package there") from None
    except (OSError, CancelledError):
        raise CensusError(f"the scheduler at {scheduler} was lost; run it again") from None
    except KilledWorker:
        raise CensusError("workers were lost again and again; see their logs") from None
    finally:
        client.close()


# What a witness shows ----------------------------------------------------------------------------


def shown(box: Box, witness: Witness) -> Shown:
    """What is asked of a witness, run again by the rule of `numeric.learners`.

    Raises `CensusError` if no two rates differ there: the two would contradict each other.
    """
    y = tuple(box.labels[place] for place in witness.places)
    answers = [_asked(box, witness.X, y, rate) for rate in box.rates]
    for rate, answer in zip(box.rates, answers, strict=True):
        if answer != answers[0]:
            return Shown(witness.X, y, (box.rates[0], rate), (answers[0], answer))
    raise CensusError(
        f"the rule as it is written does not agree on {witness.X}, {y}; this is a bug here"
    )


def _asked(
    box: Box, X: tuple[tuple[int, ...], ...], y: tuple[Fraction, ...], rate: Fraction
) -> tuple[learners.Number, ...]:
    """What one rate shows, in Fractions or in float64."""
    kind: Callable[[Any], Any] = Fraction if box.arithmetic == "exact" else float
    made, rows = RULES[box.rule], [[kind(v) for v in row] for row in X]
    options: dict[str, Any] = dict(made.options)
    if made.parameter:
        options[made.parameter] = kind(box.parameter)
    if not made.textbook:
        options["threshold"] = tuple(map(kind, box.threshold))
    rule = learners.RULES[made.learner](learning_rate=kind(rate), **options)
    start = [kind(v) for v in (*box.starts, *[Fraction(0)] * rule.extra_weights)]
    labels = [kind(label) for label in y]
    run = learners.run(rule, start, rows[: box.samples], labels, box.passes)
    if box.question == "mistakes":
        return tuple(map(int, run.mistakes))
    if box.question == "predictions":
        return run.predictions
    state = learners.State(run.final_weights)
    return (rule.predict(rule.net_input(state, tuple(rows[-1]))),)


__all__ = ["Census", "CensusError", "Shown", "census", "shown"]
