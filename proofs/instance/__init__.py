"""Instances of what a theorem speaks of, and whether its claims hold in one, exactly.

An instance gives numbers to whatever a theorem leaves free: to symbols, to functions of a step
(what comes last goes on for ever), to linear maps, and formulas to other functions.  Everything
else is what definitions say: a run is evaluated step by step.  `judged` says in which of its
conclusions a theorem fails in an instance once one hypothesis is dropped; it refuses an instance in
which something else that is given does not hold, or cannot be decided.  Equations for all numbers
and vectors are decided as identities of polynomials, inequalities up to degree 2 by exact
elimination, claims for all steps by looking at every step until the data repeat.
"""

from proofs.instance.evaluation import Evaluation
from proofs.instance.judgement import Judged, Question, failing, judged, runs_exist
from proofs.instance.values import (
    UNIT,
    Formula,
    Instance,
    Irrational,
    Matrix,
    Meaning,
    Missing,
    Rejected,
    Steps,
    Undecided,
    Undefined,
    Value,
    plain,
)  # fmt: skip

__all__ = [
    "UNIT", "Evaluation", "Formula", "Instance", "Irrational", "Judged", "Matrix", "Meaning",
    "Missing", "Question", "Rejected", "Steps", "Undecided", "Undefined", "Value", "failing",
    "judged", "plain", "runs_exist",
]  # fmt: skip
