"""A user's own learning rule: read or traced, run, and judged.

`read` gives the rules of a text as data, `rule` makes one of a Python function, `runs.run` runs one
exactly, `verdict.judge` judges it.  README.md says how a rule is written.
"""

from __future__ import annotations

from proofs.judge.language import RuleError, read
from proofs.judge.python import (
    clip,
    dot,
    exp,
    log,
    maximum,
    minimum,
    norm,
    optimiser,
    phi,
    relu,
    rule,
    sigmoid,
    sign,
    soft,
    sqrt,
    tanh,
    where,
)
from proofs.judge.syntax import Rule

__all__ = [
    "Rule", "RuleError", "clip", "dot", "exp", "log", "maximum", "minimum", "norm", "optimiser",
    "phi", "read", "relu", "rule", "sigmoid", "sign", "soft", "sqrt", "tanh", "where",
]  # fmt: skip
