"""The words of a line that a user types: names, numbers and signs, as typed or as pages print them.

A page's characters are read as what one types for them: η as eta, − as -, ≤ as <=, a² as a**2.
White space of any kind separates.  Whatever else is typed raises `ParseError`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 2000
"""Characters in one line."""

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega", "ℓ": "ell",
}  # fmt: skip
"""Letters that are read as the names that code spells them by."""
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True))
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_PHI_VALUES = {"₋": "phi_minus", "₀": "phi_zero", "₊": "phi_plus"}
_SIGNS = {
    "−": "-", "·": ".", "⋅": ".", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "∈": "in",
    "==": "=", "√": "sqrt",
}  # fmt: skip
"""Signs that are read as others; `.` is a product, of two vectors the inner product."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    rf"|(?P<name>(?:Δ(?=[A-Za-z]))?(?:[A-Za-z][A-Za-z0-9_]*|[{''.join(GREEK)}](?:[0-9_][A-Za-z0-9_]*)?)"
    rf"(?:[{''.join(_LOWERED)}]+|(?<=[φϕ])[₋₊])?['′]?)"
    rf"|(?P<raised>[{''.join(_RAISED)}]+)"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/(),=<>{}|‖√−·⋅×÷≤≥≠∈]))",
    re.ASCII,
)
_INDEXED = re.compile(_TOKEN.pattern.replace(r"(?P<sign>", r"(?P<sign>\[|\]['′]?|"), re.ASCII)
"""Where names have indices in square brackets: w[k], and w[k]' for what it becomes."""
_INSTEAD = {
    "^": "write ** for a power",
    "=<": "write <=",
    "=>": "write >=",
    "<>": "write !=",
    "//": "write / for division",
    ":=": "write = for an equation",
    "->": "give each relation by itself with --given",
    "&&": "give each relation by itself",
    "%": "there is no remainder and no percentage; write p/100",
    "@": "write dot(u, v) for an inner product",
    "!": "write != for `differs from`",
    ".": "a dot belongs in a decimal such as 0.5; write a*b or dot(u, v) for a product",
    "'": "text in quotes is no formula; a prime follows a name directly, as in w'",
    '"': "text in quotes is no formula",
    "`": "text in quotes is no formula",
    "_": "a name is a letter, then letters, digits or _",
    "[": "write round brackets; vectors are names declared with --vector",
    "]": "write round brackets; vectors are names declared with --vector",
    "\\": "write * for a product and / for a quotient; this is not LaTeX",
    "–": "write -",
    "—": "write -",
    "∙": "write * for a product, dot(u, v) for an inner product",
    "∑": "a sum is written out, as in a + b",
    "∥": "write norm(u)",
    "∞": "numbers are rational; there is no infinity",
    "⁽": "write an index into the name, as in w_0",
    "⁻": "write 1/a**2 for a power below 0",
    "∉": "write != for each value",
    "⇒": "give what may be assumed with --given",
    "⟨": "write dot(u, v) for an inner product",
    "∇": "write a name for a gradient, as in grad_w",
}


class ParseError(ValueError):
    """A line that cannot be read; the message says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a line."""

    what: str
    """number, name, raised, sign or end"""
    text: str
    """As it is read: names in ASCII letters, signs as one types them."""
    column: int
    source: str = ""
    """As it was typed."""

    @property
    def shown(self) -> str:
        if self.what == "end":
            return "the end of the line"
        return f"{shown(self.source)} at character {self.column}"


def tokens(text: str, *, indexed: bool = False) -> list[Token]:
    """The words of a line and its end; raises `ParseError` for what no formula has.

    Square brackets are words where names may be `indexed`.

    >>> [token.text for token in tokens("η·‖u‖² ≤ 0.5")]
    ['eta', '.', '‖', 'u', '‖', '2', '<=', '0.5', '']
    """
    if len(text) > LONGEST:
        how = "in lines of their own" if indexed else "with --given"
        raise ParseError(
            f"a line of {len(text):,} characters is too long; "
            f"write at most {LONGEST:,}, naming parts {how}"
        )
    text = "".join(" " if _is_space(character) else character for character in text)
    found, at = [], 0
    end = len(text.rstrip())
    pattern = _INDEXED if indexed else _TOKEN
    while at < end:
        match = pattern.match(text, at)
        unread = text[at:].lstrip()
        for mark in (unread[:2], "" if match else unread[:1]):
            if indexed and match and mark[:1] in "[]":
                continue
            if mark in _INSTEAD:
                raise _meaningless(mark, 1 + text.index(mark, at), _INSTEAD[mark])
        if match is None:
            raise _meaningless(unread[0], 1 + text.index(unread[0], at), _hint(unread[0]))
        what = match.lastgroup or ""
        source = match[what]
        found.append(Token(what, _read(what, source), 1 + match.start(what), source))
        at = match.end()
    return [*found, Token("end", "", end + 1)]


def is_name(text: str) -> bool:
    """Whether the text is one name and nothing else."""
    match = _TOKEN.fullmatch(text)
    return match is not None and match["name"] == text


def name(text: str) -> str:
    """A name in ASCII letters.

    >>> name("φ₊"), name("x₁"), name("Δw"), name("λ")
    ('phi_plus', 'x_1', 'Delta_w', 'lambda')
    """
    if text[:1] in "φϕ" and text[1:] in _PHI_VALUES:
        return _PHI_VALUES[text[1:]]
    prime = "'" if text.endswith(("'", "′")) else ""
    text = text.rstrip("'′")
    whole = text.rstrip("".join(_LOWERED))
    index = "".join(_LOWERED[letter] for letter in text[len(whole) :])
    if len(whole) > 1 and whole[0] == "Δ" and whole[1].isalpha():
        whole = f"Delta_{whole[1:]}"
    letters = "".join(GREEK.get(letter, letter) for letter in whole)
    return f"{letters}_{index}{prime}" if index else f"{letters}{prime}"


def _read(what: str, source: str) -> str:
    if what == "name":
        return name(source)
    if what == "raised":
        return "".join(_RAISED[digit] for digit in source)
    return _SIGNS.get(source, source)


def _is_space(character: str) -> bool:
    """White space in any script, and what takes no room at all."""
    return character.isspace() or character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def _meaningless(mark: str, column: int, instead: str) -> ParseError:
    return ParseError(f"{shown(mark)} at character {column} has no meaning here: {instead}")


def _hint(character: str) -> str:
    name = unicodedata.name(character, "")
    if character.isascii() or not name:
        return "a formula has letters, digits, brackets and + - * / **"
    if character.isprintable():
        return f"it is {name}; write what is meant in plain ASCII"
    return f"it is {name}; remove it"


def shown(text: str) -> str:
    """A piece of the user's line, printable and never long."""
    return repr(text if len(text) <= 40 else text[:37] + "...")


__all__ = ["GREEK", "LONGEST", "ParseError", "Token", "is_name", "name", "shown", "tokens"]
