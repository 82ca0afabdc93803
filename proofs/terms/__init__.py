"""Expressions as a person writes them: ordered, typed, immutable, shared.

A term keeps its author's order, because it will be printed.  Equal terms are one object: `==` is
identity, a hash costs nothing, and a deeply nested expression is a graph with as many nodes as it
has different parts.  Nothing in this project walks such a graph as a tree; use `fold`.
"""

from proofs.terms.building import (
    ABS,
    EXP,
    FL64,
    KNOWN_FUNCTIONS,
    LOG,
    MAX,
    MIN,
    NORM,
    PHI,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    differs,
    dot,
    equals,
    finite_sum,
    function,
    linear_map,
    natural,
    norm,
    number,
    one_of,
    scalar,
    threshold,
    total,
    vector,
)  # fmt: skip
from proofs.terms.hypotheses import Hypothesis, Role, Words, assume, define, say
from proofs.terms.nodes import (
    Apply,
    Dot,
    FiniteSum,
    Function,
    Kind,
    NaturalPower,
    Negative,
    Number,
    Operand,
    Place,
    Power,
    Product,
    Quotient,
    Relation,
    Sign,
    Sort,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    add,
    as_term,
    is_natural,
    multiply,
)  # fmt: skip
from proofs.terms.plain import short
from proofs.terms.sympy_terms import from_sympy, to_sympy
from proofs.terms.walking import fold, parts, substitute, substitute_in, symbols, unfolded

__all__ = [
    "ABS", "EXP", "FL64", "KNOWN_FUNCTIONS", "LOG", "MAX", "MIN", "NORM", "PHI", "SIGMOID", "SIGN",
    "SQRT", "TANH", "ZERO", "Apply", "Dot", "FiniteSum", "Function", "Hypothesis", "Kind",
    "NaturalPower", "Negative", "Number", "Operand", "Place", "Power", "Product", "Quotient",
    "Relation", "Role", "Sign", "Sort", "Sum", "Symbol", "Term", "TermError", "Words", "Zero",
    "add", "as_term", "assume", "define", "differs", "dot", "equals", "finite_sum", "fold",
    "from_sympy", "function", "is_natural", "linear_map", "multiply", "natural", "norm", "number",
    "one_of", "parts", "say", "scalar", "short", "substitute", "substitute_in", "symbols",
    "threshold", "to_sympy", "total", "unfolded", "vector",
]  # fmt: skip
