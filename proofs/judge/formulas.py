"""Parts of a rule as the project's terms, to be set as formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import partial, reduce
from typing import Literal

from proofs import conditions
from proofs.judge.syntax import Node, Rule, Written, is_number, rebuilt
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
    Function,
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
                if name not in states:
                    return symbol(rule, name, "vector" if kind == "vector" else "scalar")
                return Symbol(name, "vector" if kind == "vector" else "scalar", upper, "")
            case "index":
                return natural(p.data)
            case "count":
                return natural(p.data.upper())
            case "at" if args[0].op in ("index", "name"):
                upper = "t-1" if p.data in states else ""
                kind = "vector" if p.kind == "vector" and not lower else "scalar"
                if p.kind == "vector" and lower:
                    raise TermError(f"{p!r} has two indices")
                return Symbol(p.data, kind, upper, args[0].data)
            case "total" if p.data.isalpha():
                return FiniteSum(natural(p.data), natural(p.data.upper()), go(args[0]))
            case "coordinates" if not lower:
                return FiniteSum(natural("i"), natural("d"), _formula(rule, args[0], "i"))
            case "argmax" | "largest":
                name = "argmax" if p.op == "argmax" else "max"
                return _called(f"{name}_{p.data}", go(args[0]))
            case "<" | "<=" | "=" | "!=":
                return conditions.compared(p.op, go(args[0]), go(args[1]))
            case "and" | "or":
                return reduce(partial(conditions.joined_by, p.op), [go(a) for a in args])
            case "not":
                return conditions.negated(go(args[0]))
            case "where":
                if is_number(args[1], 1) and is_number(args[2], 0):
                    return conditions.indicator(go(args[0]))
                then, otherwise = _alike([go(args[1]), go(args[2])])
                return conditions.cases(go(args[0]), then, otherwise)
            case "clip" | "soft":
                return _called(p.op, *(go(a) for a in args))
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
            case "**" if p.data == Fraction(1, 2):
                return SQRT(go(args[0]))
            case "**":
                return conditions.power(go(args[0]), as_term(p.data))
            case "dot":
                try:
                    return dot(*(_formula(rule, a, "") for a in args))
                except TermError:  # of vectors that are meant by their coordinates
                    body = Product(tuple(_formula(rule, a, "j") for a in args))
                    return FiniteSum(natural("j"), natural("d"), body)
            case "norm":
                return NORM(_formula(rule, args[0], ""))
            case "pow" if args[1].op == "clock":
                return go(args[0]) ** natural("t")
            case "pow":
                return conditions.power(go(args[0]), go(args[1]))
            case "normmax":
                return Function("norm_max", ("vector",), "scalar", (), "")(
                    _formula(rule, args[0], "")
                )
            case "max" | "min":
                f = MAX if p.op == "max" else MIN
                return reduce(lambda a, b: f(a, b), [go(a) for a in args])
            case "relu":
                return MAX(0, go(args[0]))
        if p.op in _FUNCTIONS:
            return _FUNCTIONS[p.op](go(args[0]))
        raise TermError(f"{p!r} is set as text")

    return go(part)


_SHORT = {"lam": "lambda", "eps": "epsilon"}
_NUMBER: Literal["scalar"] = "scalar"
_NUMBERED = re.compile(r"([A-Za-z]+?)([0-9]+)")


def symbol(rule: Rule, name: str, kind: Literal["scalar", "vector"] = "scalar") -> Symbol:
    """A name as it is set: lam is λ, beta2 is β with the index 2, unless these are names too."""
    split = _NUMBERED.fullmatch(name)
    base, below = split.groups() if split else (name, "")
    base = _SHORT.get(base, base)
    taken = (rule.rate, *rule.parameters, *(d.name for d in rule.data))
    if base in _SHORT.values() and base in taken:
        return Symbol(name, kind, "", "")
    return Symbol(base, kind, "", below)


def _called(name: str, *arguments: Term) -> Term:
    """A function that is set by its name."""
    return Function(name, (_NUMBER,) * len(arguments), "scalar", (), "")(*arguments)


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


__all__ = ["formula", "shortened", "symbol"]
