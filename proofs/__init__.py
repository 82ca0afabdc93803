"""What is said about learning rates and initial weights, proved or refuted line by line.

The library's names are imported from here; each is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from proofs.calculus import derivative, slope
    from proofs.derivation import ProofError, derive
    from proofs.library import check, export, latex
    from proofs.statement import (
        Lines,
        at_once,
        calculation,
        cases,
        chain,
        conjunction,
        induction,
    )  # fmt: skip
    from proofs.terms import (
        ABS,
        EXP,
        LOG,
        MAX,
        MIN,
        PHI,
        SIGMOID,
        SIGN,
        SQRT,
        TANH,
        ZERO,
        Hypothesis,
        Relation,
        Term,
        TermError,
        assume,
        define,
        differs,
        dot,
        equals,
        finite_sum,
        from_sympy,
        function,
        linear_map,
        natural,
        norm,
        number,
        one_of,
        scalar,
        threshold,
        vector,
    )  # fmt: skip
    from proofs.verdicts import HypothesisError, Proved, Refuted, Unknown, decide

_HOMES = {
    "proofs.calculus": "derivative slope",
    "proofs.derivation": "ProofError derive",
    "proofs.library": "check export latex",
    "proofs.statement": "Lines at_once calculation cases chain conjunction induction",
    "proofs.terms": (
        "ABS EXP LOG MAX MIN PHI SIGMOID SIGN SQRT TANH ZERO Hypothesis Relation Term TermError "
        "assume define differs dot equals finite_sum from_sympy function linear_map natural norm "
        "number one_of scalar threshold vector"
    ),
    "proofs.verdicts": "HypothesisError Proved Refuted Unknown decide",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}
"""The module that each name of the library is from."""

__all__ = [
    "ABS", "EXP", "LOG", "MAX", "MIN", "PHI", "SIGMOID", "SIGN", "SQRT", "TANH", "ZERO",
    "Hypothesis", "HypothesisError", "Lines", "ProofError", "Proved", "Refuted", "Relation",
    "Term", "TermError", "Unknown", "assume", "at_once", "calculation", "cases", "chain", "check",
    "conjunction", "decide", "define", "derivative", "derive", "differs", "dot", "equals",
    "export", "finite_sum", "from_sympy", "function", "induction", "latex", "linear_map",
    "natural", "norm", "number", "one_of", "scalar", "slope", "threshold", "vector",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A name of the library, from its module."""
    if name not in _HOME:
        raise AttributeError(f"module 'proofs' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOME[name]), name)
    return found


def __dir__() -> list[str]:
    """The names of the library, and what was loaded."""
    return sorted({*globals(), *__all__})
