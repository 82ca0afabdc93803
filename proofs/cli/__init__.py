"""The command line: `proofs`, and `python -m proofs`.

Exit codes: 0 all well (`equal`, `decide`: proved), 1 something fell (refuted), 3 not known, 2 the
user must change something: then one line on standard error says what.
"""

from proofs.cli import (  # noqa: F401 - each adds its commands
    census,
    checks,
    derivations,
    entries,
    estimators,
    handouts,
    judge,
    notebooks,
    papers,
    questions,
    runs,
    site,
    slides,
    trusting,
)
from proofs.cli.program import cli, main

__all__ = ["cli", "main"]
