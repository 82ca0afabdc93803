"""What a census found out about an entry, as one record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def evidence(
    entry: str,
    part: str,
    changes: str = "",
    *,
    workers: int = 1,
    scheduler: str | None = None,
    journal: Path | None = None,
    done: Callable[[int, int], None] = lambda finished, shards: None,
) -> dict[str, Any]:
    """The census of one part of an entry, its box changed as a text says; numbers are strings.

    ``fallen`` says that a theorem excludes what was found. Raises what `numeric.census` does.
    """
    from numeric.census import CATALOGUE, census
    from numeric.census.catalogue import rate_factors_out

    named = next(each for each in CATALOGUE[entry] if each.name == part)
    box = named.box(changes)
    made = census(box, workers=workers, scheduler=scheduler, journal=journal, done=done)
    least = made.smallest
    return {
        "entry": entry,
        "part": part,
        "asks": named.asks,
        "box": box.as_text(),
        "question": box.question,
        "data_sets": made.total.data_sets,
        "run": made.total.run,
        "runs": made.total.runs,
        "left_out": list(made.left_out),
        "witnesses": made.total.witnesses,
        "smallest": least
        and {
            "X": [list(row) for row in least.X],
            "y": [str(label) for label in least.y],
            "rates": [str(rate) for rate in least.rates],
            "shown": [[format(value, "g") if isinstance(value, float) else str(value)
                       for value in each] for each in least.shown],
        },
        "excluded_by_theorem": rate_factors_out(box),
        "fallen": rate_factors_out(box) and made.total.witnesses > 0,
    }  # fmt: skip


def parts() -> dict[str, list[dict[str, str]]]:
    """The entries that have a census, and of each the parts: name, box, and what it settles."""
    from numeric.census import CATALOGUE

    return {
        entry: [
            {"part": each.name, "asks": each.asks, "box": each.box().as_text()} for each in held
        ]
        for entry, held in CATALOGUE.items()
    }


__all__ = ["evidence", "parts"]
