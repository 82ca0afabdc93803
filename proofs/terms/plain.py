"""Terms as one plain ASCII line, for messages; the pages have better forms."""

from __future__ import annotations

from collections.abc import Callable

from proofs.terms.nodes import (
    PLAIN,
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
)
from proofs.terms.walking import fold

# A plain one-line form, for messages; the pages have better ones ---------------------------------

_LONG = 2000
_LOOSE: tuple[type, ...] = (Sum, Negative, Dot, Quotient, Product)


def short(term: Term) -> str:
    """A plain ASCII line, cut where it would be too long; for messages and `repr`."""

    def bracket(part: Term, text: str, inside: tuple[type, ...]) -> str:
        return f"({text})" if isinstance(part, inside) else text

    def combine(part: Term, texts: tuple[str, ...]) -> str:
        text = _short_of(part, texts, bracket)
        return text if len(text) <= _LONG else text[: _LONG // 2] + " ... "

    return fold(term, combine)


def _short_of(
    part: Term, texts: tuple[str, ...], bracket: Callable[[Term, str, tuple[type, ...]], str]
) -> str:
    match part:
        case Number(value):
            return str(value)
        case Symbol(name, _, upper, lower):
            return name + (f"_{lower}" if lower else "") + (f"^({upper})" if upper else "")
        case Zero():
            return "0"
        case Sum(terms):
            words = [texts[0]]
            for term, text in zip(terms[1:], texts[1:], strict=True):
                if isinstance(term, Negative):
                    words.append("- " + text[1:])
                else:
                    words.append("+ " + bracket(term, text, (Sum,)))
            return " ".join(words)
        case Negative(term):
            return "-" + bracket(term, texts[0], (Sum, Negative))
        case Product(factors):
            return " ".join(
                bracket(f, f"({t})" if isinstance(f, Number) and i and f.value < 0 else t, _LOOSE)
                for i, (f, t) in enumerate(zip(factors, texts, strict=True))
            )
        case Quotient(top, below):
            return f"{bracket(top, texts[0], _LOOSE)}/{bracket(below, texts[1], _LOOSE)}"
        case Power(base, exponent):
            return f"{bracket(base, texts[0], (*_LOOSE, Power))}^{exponent}"
        case NaturalPower(base, power):
            above = texts[1] if isinstance(power, Symbol) else f"({texts[1]})"
            low = f"({texts[0]})" if texts[0].startswith("-") else texts[0]
            return f"{bracket(base, low, (*_LOOSE, Power, NaturalPower))}^{above}"
        case FiniteSum(index):
            return f"sum({texts[1]} for {index.name} < {texts[0]})"
        case Dot(left, right):
            return f"{bracket(left, texts[0], _LOOSE)} . {bracket(right, texts[1], _LOOSE)}"
        case Apply(applied, _):
            return _applied(applied, texts)
        case Function(name):
            return name
    raise TermError(f"unknown term {type(part).__name__}")


def _applied(applied: Function, texts: tuple[str, ...]) -> str:
    """A function of arguments, indices below its name and steps above it."""
    set_at = {place: [t for t, p in zip(texts, applied.takes, strict=True) if p == place]
              for place in ("index", "step")}  # fmt: skip
    rest = [t for t, p in zip(texts, applied.takes, strict=True) if p not in set_at]
    below = "_" + ",".join(t if t.isalnum() else f"({t})" for t in set_at["index"])
    above = f"^({','.join(set_at['step'])})"
    name = applied.name + below * bool(set_at["index"]) + above * bool(set_at["step"])
    return f"{name}({', '.join(rest)})" if rest else name


PLAIN[0] = short
