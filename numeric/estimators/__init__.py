"""What learners of real libraries do with their rate from zero, and why, by running them.

A case is one way to call one learner.  It is trained at rates that are powers of two, on data full
of ties and on Fisher's irises; float64 multiplies by a power of two exactly, so what theory says of
the rate must show in every bit.  Where it does not, the cause is named, and the learner is trained
again with that cause removed.
"""

from __future__ import annotations

from numeric.estimators.cases import (
    LIBRARIES,
    Case,
    Data,
    Found,
    Seen,
    Trained,
    examine,
    installed,
    watch,
)
from numeric.estimators.catalogue import cases
from numeric.estimators.datasets import datasets
from numeric.estimators.pinned import changes, pinned, record

__all__ = [
    "LIBRARIES", "Case", "Data", "Found", "Seen", "Trained", "cases", "changes", "datasets",
    "examine", "installed", "pinned", "record", "watch",
]  # fmt: skip
