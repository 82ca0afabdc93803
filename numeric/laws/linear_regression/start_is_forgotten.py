"""The law of linear.start-is-forgotten."""

from __future__ import annotations

from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, null_projection, row_projection, subtracted, times
from numeric.strategies import SpectralTrial


def _differences(trial: SpectralTrial) -> list[Vector]:
    paths = (descent.squared(trial, start, trial.rate) for start in (trial.start, trial.other))
    return [subtracted(w, v) for w, v in zip(*paths, strict=True)]


def _start_is_forgotten(trial: SpectralTrial, note: Note) -> bool:
    descent.note_data(note, trial)
    apart = _differences(trial)
    stays = times(null_projection(trial.X), apart[0])
    note("part of the start stays" if any(stays) else "start forgotten")
    note("starts differ" if any(apart[0]) else "starts agree")
    rho = descent.rho(trial)
    in_rows = row_projection(trial.X)
    return (
        apart == descent.powers_of_step(trial, trial.rate, apart[0], trial.steps)
        and descent.multiplied_each_step(trial, apart)
        # What lies in the row space shrinks by a factor below 1, what does not stays as it is.
        and rho < 1
        and descent.within([times(in_rows, difference) for difference in apart], rho)
        and all(subtracted(v, times(in_rows, v)) == stays for v in apart)
        and descent.within([times(trial.X, difference) for difference in apart], rho)
    )


def _start_is_forgotten_twin(trial: SpectralTrial) -> bool:
    return descent.within(_differences(trial), descent.rho(trial))


LAW = Law(
    "linear.start-is-forgotten",
    "Two runs differ by (I - eta A)^t times the starts' difference, which vanishes just where "
    "it has no null-space part; their fitted values always meet.",
    descent.stable,
    _start_is_forgotten,
    "The difference of two runs always vanishes.",
    _start_is_forgotten_twin,
    ("rank deficient", "part of the start stays", "start forgotten", "starts differ"),
)
