"""Expressions as text that can be read again."""

from __future__ import annotations

from fractions import Fraction

from proofs.judge.syntax import Node

_LEVEL = {"or": 1, "and": 2, "not": 3, "<": 4, "<=": 4, "=": 4, "!=": 4,
          "+": 5, "neg": 6, "*": 7, "/": 7, "**": 9, "pow": 9}  # fmt: skip
_ATOM = 10
_CALLED = {"normmax": "norm_max", "total": "sum", "largest": "max", "coordinates": "sum",
           "clock": "t"}  # fmt: skip


def text(part: Node) -> str:
    """An expression, with the brackets that it needs.

    >>> from proofs.judge.syntax import node, number
    >>> w = node("name", data="w")
    >>> text(node("*", number(2), node("+", w, node("neg", number(1)))))
    '2*(w - 1)'
    """
    return _text(part)[0]


def _bracketed(part: Node, level: int) -> str:
    written, own = _text(part)
    return written if own >= level else f"({written})"


def _text(part: Node) -> tuple[str, int]:
    op, args, data = part.op, part.args, part.data
    level = _LEVEL.get(op, _ATOM)
    match op:
        case "number":
            return str(data), _ATOM if data >= 0 and data.denominator == 1 else 6
        case "name" | "index":
            return data, _ATOM
        case "clock":
            return "t", _ATOM
        case "count":
            return f"count({data})", _ATOM
        case "at":
            return f"{data}[{text(args[0])}]", _ATOM
        case "+":
            made = _bracketed(args[0], 5)
            for a in args[1:]:
                if a.op == "neg":
                    made += f" - {_bracketed(a.args[0], 7)}"
                elif a.op == "number" and a.data < 0:
                    made += f" - {-a.data}"
                else:
                    made += f" + {_bracketed(a, 6)}"
            return made, level
        case "neg":
            return f"-{_bracketed(args[0], 7)}", level
        case "*":
            first, *rest = args
            return "*".join(
                [
                    _bracketed(first, 6 if first.op == "neg" else 7),
                    *(_bracketed(a, 8) for a in rest),
                ]
            ), level
        case "/":
            return f"{_bracketed(args[0], 7)}/{_bracketed(args[1], 8)}", level
        case "**":
            q: Fraction = data
            shown = str(q) if q.denominator == 1 and q >= 0 else f"({q})"
            return f"{_bracketed(args[0], _ATOM)}**{shown}", level
        case "pow":
            return f"{_bracketed(args[0], _ATOM)}**{_bracketed(args[1], _ATOM)}", level
        case "<" | "<=" | "=" | "!=":
            return f"{_bracketed(args[0], 5)} {op} {_bracketed(args[1], 5)}", level
        case "and" | "or":
            return f" {op} ".join(_bracketed(a, level + 1) for a in args), level
        case "not":
            return f"not {_bracketed(args[0], 4)}", level
        case "total" | "largest" | "argmax":
            return f"{_CALLED.get(op, op)}({data}, {text(args[0])})", _ATOM
    return f"{_CALLED.get(op, op)}({', '.join(map(text, args))})", _ATOM


__all__ = ["text"]
