"""A user's own learning rule: read, run, and judged.

`read` gives the rules of a text as data, `runs.run` runs one exactly.
"""

from __future__ import annotations

from proofs.judge.language import RuleError, read
from proofs.judge.syntax import Rule

__all__ = ["Rule", "RuleError", "read"]
