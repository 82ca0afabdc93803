"""Parts of a rule as the project's terms, to be set as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from proofs.judge.syntax import Node, Rule, Written, rebuilt
from proofs.parse import THRESHOLD
from proofs.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    NORM,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    FiniteSum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    TermError,
    as_term,
    dot,
    natural,
)  # fmt: skip

_FUNCTIONS = {
    "abs": ABS, "exp": EXP, "log": LOG, "phi": THRESHOLD, "sigmoid": SIGMOID,
    "sign": SIGN, "sqrt": SQRT, "tanh": TANH,
}  # fmt: skip


def formula(rule: Rule, part: Node) -> Term:
    """A part as a term: states before the step at t - 1; raises `TermError` where there is none.

    What is meant coordinate by coordinate is set for the coordinate i.
    """
    try:
        return _formula(rule, part, "")
    except TermError:
        if part.kind != "vector":
            raise
        return _formula(rule, part, "i")


def _formula(rule: Rule, part: Node, lower: str) -> Term:
    states = {s.name for s in rule.states}
    kinds = {s.name: s.kind for s in rule.states}

    def go(p: Node) -> Term:
        args = p.args
        match p.op:
            case "number":
                return as_term(p.data)
            case "clock":
                return natural("t")
            case "name":
                primed = p.data.endswith("'")
                name = p.data.rstrip("'")
                kind = kinds.get(name, p.kind)
                upper = "" if name not in states else "t" if primed else "t-1"
                if kind == "vector" and lower:
                    return Symbol(name, "scalar", upper, lower)
                return Symbol(name, "vector" if kind == "vector" else "scalar", upper, "")
            case "at" if args[0].op == "index":
                upper = "t-1" if p.data in states else ""
                kind = "vector" if p.kind == "vector" and not lower else "scalar"
                if p.kind == "vector" and lower:
                    raise TermError(f"{p!r} has two indices")
                return Symbol(p.data, kind, upper, args[0].data)
            case "total" if p.data.isalpha():
                return FiniteSum(natural(p.data), natural(p.data.upper()), go(args[0]))
            case "+":
                return Sum(_alike([go(a) for a in args]))
            case "neg":
                return Negative(go(args[0]))
            case "*":
                return Product(tuple(go(a) for a in args))
            case "/":
                return Quotient(go(args[0]), go(args[1]))
            case "**" if p.data.denominator == 1 and p.data >= 0:
                return Power(go(args[0]), int(p.data))
            case "dot":
                return dot(*(_formula(rule, a, "") for a in args))
            case "norm":
                return NORM(_formula(rule, args[0], ""))
            case "pow" if args[1].op == "clock":
                return go(args[0]) ** natural("t")
            case "max" | "min":
                f = MAX if p.op == "max" else MIN
                return reduce(lambda a, b: f(a, b), [go(a) for a in args])
            case "relu":
                return MAX(0, go(args[0]))
        if p.op in _FUNCTIONS:
            return _FUNCTIONS[p.op](go(args[0]))
        raise TermError(f"{p!r} is set as text")

    return go(part)


def _alike(terms: list[Term]) -> tuple[Term, ...]:
    """0 beside a vector is the zero vector."""
    if any(t.kind == "vector" for t in terms):
        return tuple(ZERO if isinstance(t, Number) and not t.value else t for t in terms)
    return tuple(terms)


def shortened(rule: Rule, line: Written, before: Mapping[Node, Node]) -> Node:
    """What a line says, with the names of what was defined before it."""

    def change(part: Node) -> Node | None:
        return before.get(part) if part is not line.means or line.name == "predict" else None

    return rebuilt(line.means, change)


__all__ = ["formula", "shortened"]
