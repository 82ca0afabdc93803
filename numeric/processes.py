"""Processes of this machine that share work, and end when it is given up."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from numeric.cycles import look_seldom


@contextmanager
def processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """An executor with so many processes; where its work is given up, they end half way."""
    # Spawned, not forked: a fork of a process with threads may hang.
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(theirs,))
    with closing(theirs), closing(ours):
        try:
            yield pool
        except BaseException:
            ours.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(given_up: Connection) -> None:
    """Of a process: an interruption is for the one that gave the task, and so is its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look_seldom()
    Thread(target=_end_after, args=(given_up,), daemon=True).start()


def _end_after(given_up: Connection) -> None:
    """Nobody is left behind when the other end was closed, or the one who held it was killed."""
    given_up.poll(None)
    os._exit(1)
