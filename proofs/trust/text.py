"""Terms as plain text, for messages and listings; nothing is decided by it."""

from __future__ import annotations

from typing import Any

from .terms import Function, Term, fold


def called(x: Any) -> str:
    """The name by which a symbol or a function is shown."""
    if type(x) is Function:
        return f"{x.name}'" if x.kind == "adjoint" else x.name
    return str(x.data)


def show(t: Term, most: int = 4000) -> str:
    """One line of plain text, cut where it would be too long."""

    def cut(text: str) -> str:
        return text if len(text) <= most else text[: most // 2] + " ... "

    def combine(t: Term, s: tuple[str, ...]) -> str:
        return cut(_shown(t, s))

    return fold(t, combine, _SHOWN.setdefault(most, {}))


_SHOWN: dict[int, dict[Term, str]] = {}
"""What was shown so far, by length: long terms share their parts."""
_LOOSE = {"sum": 1, "product": 2, "quotient": 2, "dot": 2, "power": 3}


def _shown(t: Term, s: tuple[str, ...]) -> str:
    def close(i: int, level: int) -> str:
        op = "quotient" if t.args[i].op == "number" and "/" in s[i] else t.args[i].op
        weak = _LOOSE.get(op, 9) <= level or (level and s[i].startswith("-"))
        return f"({s[i]})" if weak else s[i]

    match t.op:
        case "number" | "symbol":
            return str(t.data)
        case "zero":
            return "0"
        case "bound":
            return f"#{t.data}"
        case "sum":
            return " + ".join(close(i, 0) for i in range(len(s)))
        case "product" if len(s) == 2 and s[0] == "-1":
            return "-" + close(1, 1)
        case "product":
            return "*".join(close(i, 1) for i in range(len(s)))
        case "quotient":
            return f"{close(0, 1)}/{close(1, 2)}"
        case "power":
            return f"{close(0, 3)}**{close(1, 3)}"
        case "dot":
            return f"<{s[0]}, {s[1]}>"
        case "apply":
            return f"{called(t.data)}({', '.join(s)})"
        case "total":
            return f"sum(natural < {s[0]}: {s[1]})"
        case "all":
            return f"(for all {t.data}: {s[0]})"
        case "imply":
            return f"({s[0]} => {s[1]})"
        case "and" | "or":
            return "(" + f" {t.op} ".join(s) + ")"
    return f"{s[0]} {t.op} {s[1]}"
