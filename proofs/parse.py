"""A line that a user types, read into terms; nothing is ever evaluated.

The grammar is Python's arithmetic (the same precedences, `**` for powers) over the functions of
`SIGNATURES`.  Numbers are exact: 0.1 is read as 1/10.  Whatever else is typed raises `ParseError`
with one line that says what is wrong and what to write instead.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod
from typing import get_args

from proofs.terms import (
    KNOWN_FUNCTIONS,
    PHI,
    ZERO,
    Apply,
    Dot,
    Function,
    Negative,
    Number,
    Operand,
    Power,
    Product,
    Quotient,
    Relation,
    Sign,
    Sum,
    Symbol,
    Term,
    TermError,
    add,
    as_term,
    dot,
    fold,
    multiply,
    threshold,
)

LONGEST = 2000
"""Characters in one line."""
DEEPEST = 40
"""Levels of brackets, and signs in a row."""
LARGEST_POWER_OF_TEN = 100
MOST_TERMS = 10_000
MOST_DIGITS = 1_000
"""How much a line may come to when it is multiplied out."""

THRESHOLD = threshold("phi", -1, 1, 1)
"""The sources' threshold function: 1 where its argument is 0 or positive, else -1."""

SIGNATURES = {
    "abs": "abs(a)", "dot": "dot(u, v)", "exp": "exp(a)", "log": "log(a)", "max": "max(a, b)",
    "min": "min(a, b)", "norm": "norm(u)", "phi": "phi(a)", "sigmoid": "sigmoid(a)",
    "sign": "sign(a)", "sqrt": "sqrt(a)", "tanh": "tanh(a)",
}  # fmt: skip
"""The functions a line may use: a, b stand for scalars and u, v for vectors."""

_THRESHOLD_VALUES = frozenset(v.name for v in PHI.values if isinstance(v, Symbol))
_NOT_NAMES = {
    **dict.fromkeys(("True", "False", "None"), "is not a number; write 1 or 0"),
    **dict.fromkeys(("inf", "infinity", "nan", "oo"), "is not a number; numbers are rational"),
    "pi": "is not rational, and numbers are; choose another name for a variable",
    **dict.fromkeys(
        ("and", "or", "not", "if", "else", "in", "is", "for"),
        "has no meaning in a formula; give each relation by itself with --given",
    ),
}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*'?)"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/(),=<>]))",
    re.ASCII,
)
_INSTEAD = {
    "^": "write ** for a power",
    "=<": "write <=",
    "=>": "write >=",
    "<>": "write !=",
    "//": "write / for division",
    "%": "there is no remainder and no percentage; write p/100",
    "@": "write dot(u, v) for an inner product",
    "|": "write abs(a) for a scalar or norm(u) for a vector",
    "!": "write != for `differs from`",
    ".": "a dot belongs in a decimal such as 0.5; write a*b or dot(u, v) for a product",
    "'": "text in quotes is no formula; a prime follows a name directly, as in w'",
    '"': "text in quotes is no formula",
    "`": "text in quotes is no formula",
    "_": "a name is a letter, then letters, digits or _",
    "[": "write round brackets; vectors are names declared with --vector",
    "]": "write round brackets; vectors are names declared with --vector",
    "{": "write round brackets",
    "}": "write round brackets",
    "\\": "write * for a product and / for a quotient; this is not LaTeX",
    "·": "write * for a product, dot(u, v) for an inner product",
    "⋅": "write * for a product, dot(u, v) for an inner product",
    "×": "write * for a product",
    "÷": "write /",
    "−": "write -",
    "–": "write -",
    "²": "write **2",
    "³": "write **3",
    "√": "write sqrt(a)",
    "‖": "write norm(u)",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
}
_KINDS = "names are scalars unless declared with --vector NAME"


class ParseError(ValueError):
    """A line that cannot be read; the message says what is wrong and what to write instead."""


def parse(text: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD) -> Term:
    """The term that a line stands for; raises `ParseError`.

    >>> print(parse("w + 0.1*(y - phi(dot(w, x)))*x", {"w", "x"}))
    w + 1/10 (y - phi(w . x)) x
    >>> parse("2^3")
    Traceback (most recent call last):
        ...
    proofs.parse.ParseError: '^' at character 2 has no meaning here: write ** for a power
    """
    reader = _Reader(text, vectors, phi)
    term = reader.sum()
    if reader.here.text in get_args(Sign) or reader.here.text == "==":
        raise ParseError(
            f"{reader.here.shown} compares two sides, and one side is wanted: give the sides "
            "one by one, and what may be assumed with --given"
        )
    reader.expect_end()
    return _bounded(term)


def parse_relation(
    text: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD
) -> Relation:
    """The equation or inequality that a line stands for; raises `ParseError`.

    >>> print(parse_relation("eta > 0"))
    eta > 0
    """
    reader = _Reader(text, vectors, phi)
    left = reader.sum()
    sign = reader.relation_sign()
    right = reader.sum()
    if reader.here.text in get_args(Sign) or reader.here.text == "==":
        raise ParseError(
            f"{_shown(text)} is a chain of comparisons; give each by itself, "
            'as --given "0 < a" --given "a < 1"'
        )
    reader.expect_end()
    return _related(_bounded(left), sign, _bounded(right))


def parse_equation(
    left: str, right: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD
) -> Relation:
    """The equation of two lines; 0 opposite a vector is the zero vector; raises `ParseError`.

    >>> print(parse_equation("0*w", "0", {"w"}))
    0 w = 0
    """
    return _related(parse(left, vectors, phi=phi), "=", parse(right, vectors, phi=phi))


def _bounded(term: Term) -> Term:
    """The term, unless multiplying it out would take for ever."""

    def combine(part: Term, sizes: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """At most how many terms, and digits of the longest coefficient, within the limit."""
        terms, digits = zip(*sizes, strict=True) if sizes else ((1,), (1,))
        match part:
            case Number(value):
                size = 1, len(str(max(abs(value.numerator), value.denominator)))
            case Power(_, exponent):
                size = (
                    comb(terms[0] + exponent - 1, exponent) if exponent else 1,
                    exponent * (digits[0] + len(str(terms[0]))),
                )
            case Sum():
                size = sum(terms), sum(digits)
            case Product() | Quotient() | Dot():
                size = prod(terms), sum(digits)
            case Apply(function) if function.name in ("max", "min"):
                size = 2 * sum(terms), sum(digits)
            case _:
                size = max(terms), max(digits)
        for count, most, what in zip(
            size, (MOST_TERMS, MOST_DIGITS), ("terms", "digits"), strict=True
        ):
            if count > most:
                raise ParseError(
                    f"multiplied out this has up to {_about(count)} {what}, and {most:,} are "
                    "allowed; take smaller powers"
                )
        return size

    fold(term, combine)
    return term


def _about(size: int) -> str:
    return f"{size:,}" if size < 10**12 else "more than a million million"


def _related(left: Term, sign: Sign, right: Term) -> Relation:
    if left.kind != right.kind:
        left, right = (ZERO if side is as_term(0) else side for side in (left, right))
    try:
        return Relation(left, sign, right)
    except TermError as error:
        instead = "compare norm(u) or dot(u, v)" if left.kind == right.kind else _KINDS
        raise ParseError(f"{error}; {instead}") from None


@dataclass(frozen=True, slots=True)
class _Token:
    what: str
    """number, name, sign or end"""
    text: str
    column: int

    @property
    def shown(self) -> str:
        if self.what == "end":
            return "the end of the line"
        return f"{_shown(self.text)} at character {self.column}"


def _tokens(text: str) -> list[_Token]:
    """The words of a line; raises `ParseError` for one that no formula has."""
    if len(text) > LONGEST:
        raise ParseError(
            f"a line of {len(text):,} characters is too long; "
            f"write at most {LONGEST:,}, naming parts with --given"
        )
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        unread = text[at:].lstrip()
        for mark in (unread[:2], "" if match else unread[:1]):
            if mark in _INSTEAD:
                raise _meaningless(mark, 1 + text.index(mark, at), _INSTEAD[mark])
        if match is None:
            raise _meaningless(unread[0], 1 + text.index(unread[0], at), _unicode_hint(unread[0]))
        what = match.lastgroup or ""
        found.append(_Token(what, match[what], 1 + match.start(what)))
        at = match.end()
    return [*found, _Token("end", "", end + 1)]


def _meaningless(mark: str, column: int, instead: str) -> ParseError:
    return ParseError(f"{_shown(mark)} at character {column} has no meaning here: {instead}")


def _unicode_hint(character: str) -> str:
    name = unicodedata.name(character, "")
    if name.startswith(("GREEK SMALL LETTER ", "GREEK CAPITAL LETTER ")):
        return f"write {name.split()[-1].lower()}"
    if character.isascii() or not name:
        return "a formula has letters, digits, brackets and + - * / **"
    return f"it is {name}; a formula is written in plain ASCII"


def _shown(text: str) -> str:
    """A piece of the user's line, printable on every terminal and never long."""
    return ascii(text if len(text) <= 40 else text[:37] + "...")


class _Reader:
    """Reads sums of products of powers, from left to right, as Python's grammar has them."""

    def __init__(self, text: str, vectors: Collection[str], phi: Function) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0
        self.vectors = declared(vectors)
        self.phi = phi
        if len(self.tokens) == 1:
            raise ParseError("an empty line is no formula; write one, such as eta*dot(w, x)")

    @property
    def here(self) -> _Token:
        return self.tokens[self.at]

    def took(self, *signs: str) -> str:
        """The sign here, passed over if it is one of these; else nothing."""
        if self.here.what == "sign" and self.here.text in signs:
            self.at += 1
            return self.tokens[self.at - 1].text
        return ""

    def expect_end(self) -> None:
        if self.here.what == "end":
            return
        if self.here.text == ")":
            raise ParseError(f"{self.here.shown} closes no bracket; remove it or open one before")
        if self.here.text == ",":
            raise ParseError(f"{self.here.shown} separates nothing; only functions take lists")
        raise self.missing_operator()

    def missing_operator(self) -> ParseError:
        before, after = self.tokens[self.at - 1].text, self.here.text
        if before in _NOT_NAMES or after in _NOT_NAMES:
            word = before if before in _NOT_NAMES else after
            return ParseError(f"{_shown(word)} {_NOT_NAMES[word]}")
        together = f"{_tail(before)}*{_tail(after)}" if before != ")" and after != "(" else "*"
        return ParseError(
            f"there is no operator before {self.here.shown}; write {together} for a product"
        )

    def relation_sign(self) -> Sign:
        sign = self.took(*get_args(Sign), "==")
        if sign:
            return "=" if sign == "==" else next(s for s in get_args(Sign) if s == sign)
        self.expect_end()
        raise ParseError(
            'a comparison is wanted, with one of = != < <= > >=; write for example "eta > 0"'
        )

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > DEEPEST:
            raise ParseError(
                f"more than {DEEPEST} levels of brackets and signs; name a part and say what it "
                'is, as in --given "a = b*(c + d)"'
            )

    def sum(self) -> Term:
        self.deeper(1)
        term = self.product()
        while sign := self.took("+", "-"):
            other = self.product()
            term = self.built(add, term, other if sign == "+" else Negative(other))
        self.deeper(-1)
        return term

    def product(self) -> Term:
        term = self.signed()
        while sign := self.took("*", "/"):
            term = self.built(multiply if sign == "*" else Quotient, term, self.signed())
        return term

    def signed(self) -> Term:
        signs = 0
        minus = 0
        while sign := self.took("+", "-"):
            signs += 1
            minus += sign == "-"
            self.deeper(1)
        term = self.power()
        for _ in range(minus):
            term = Negative(term)
        self.deeper(-signs)
        return term

    def power(self) -> Term:
        base = self.atom()
        if not self.took("**"):
            return base
        self.deeper(1)
        exponent = self.signed()
        self.deeper(-1)
        return self.raised(base, exponent)

    def raised(self, base: Term, exponent: Term) -> Term:
        if isinstance(exponent, Negative):
            raise ParseError("an exponent must not be negative; write 1/a**2 for a**-2")
        if not isinstance(exponent, Number):
            raise ParseError("an exponent must be a whole number from 0 to 64, not a formula")
        if exponent.value == Fraction(1, 2):
            raise ParseError("an exponent must be a whole number; write sqrt(a)")
        if exponent.value.denominator != 1:
            raise ParseError(f"an exponent must be a whole number, not {exponent}")
        if exponent.value > 64:
            raise ParseError("an exponent must be at most 64; name the power with --given")
        try:
            return Power(base, int(exponent.value))
        except TermError as error:
            raise ParseError(str(error)) from None

    def atom(self) -> Term:
        token = self.here
        if token.what == "number":
            self.at += 1
            return as_term(_exactly(token.text))
        if token.what == "name":
            self.at += 1
            return self.call(token) if self.took("(") else self.named(token.text)
        if self.took("("):
            term = self.sum()
            self.close(token)
            return term
        raise ParseError(
            f"a number, a name or an opening bracket is wanted before {token.shown}"
            if token.what == "sign"
            else "the line ends where a number, a name or a bracket is wanted; finish it"
        )

    def close(self, opened: _Token) -> None:
        if self.took(")"):
            return
        if self.here.what == "end":
            raise ParseError(f"the bracket {opened.shown} is never closed; add a )")
        self.expect_end()

    def call(self, token: _Token) -> Term:
        name, bracket = token.text, self.tokens[self.at - 1]
        if name not in SIGNATURES:
            raise ParseError(self.not_a_function(name))
        arguments: list[Term] = []
        if not self.took(")"):
            arguments.append(self.sum())
            while self.took(","):
                arguments.append(self.sum())
            self.close(bracket)
        wanted = SIGNATURES[name].count(",") + 1
        if len(arguments) != wanted:
            raise ParseError(
                f"{name} takes {wanted} argument{'s' * (wanted != 1)}, not {len(arguments)}; "
                f"write {SIGNATURES[name]}"
            )
        if name == "dot":
            return self.built(dot, *arguments)
        return self.built(self.phi if name == "phi" else KNOWN_FUNCTIONS[name], *arguments)

    def not_a_function(self, name: str) -> str:
        near = difflib.get_close_matches(name, SIGNATURES, 1)
        if name in _NOT_NAMES:
            return f"{_shown(name)} {_NOT_NAMES[name]}"
        if near:
            return f"{_shown(name)} is not a function; write {SIGNATURES[near[0]]}"
        return (
            f"{_shown(name)} is not a function; write {_tail(name)}*(...) for a product, "
            f"or one of {', '.join(SIGNATURES)}"
        )

    def named(self, name: str) -> Term:
        if name not in self.vectors:
            _check_name(name, self.phi is PHI)
        return Symbol(name, "vector" if name in self.vectors else "scalar", "", "")

    def built(self, build: object, *operands: Operand) -> Term:
        try:
            return build(*operands)  # type: ignore[no-any-return,operator]
        except TermError as error:
            instead = "" if ";" in str(error) else f"; {_KINDS}"
            raise ParseError(f"{error}{instead}") from None


def declared(vectors: Iterable[str]) -> frozenset[str]:
    """The names of vectors, each checked; raises `ParseError` for one that cannot be a name."""
    names = frozenset(vectors)
    for name in sorted(names):
        match = _TOKEN.fullmatch(name)
        if match is None or match["name"] != name:
            raise ParseError(
                f"{_shown(name)} cannot name a vector; a name is a letter, then letters, digits "
                "or _, and --vector is given once for each"
            )
        _check_name(name, False)
    return names


def _check_name(name: str, any_phi: bool) -> None:
    """Raise `ParseError` for a reserved name."""
    if name in SIGNATURES:
        raise ParseError(f"{name} is a function; write {SIGNATURES[name]} or choose another name")
    if name in _NOT_NAMES:
        raise ParseError(f"{_shown(name)} {_NOT_NAMES[name]}")
    if name in _THRESHOLD_VALUES and not any_phi:
        raise ParseError(f"{name} is a value of phi with --phi any; give that, or another name")


def _exactly(literal: str) -> Fraction:
    """The rational that a decimal literal writes down."""
    mantissa, _, exponent = literal.lower().partition("e")
    if exponent and (len(exponent) > 4 or abs(int(exponent)) > LARGEST_POWER_OF_TEN):
        raise ParseError(
            f"the number {_shown(literal)} is out of range; "
            f"exponents go from -{LARGEST_POWER_OF_TEN} to {LARGEST_POWER_OF_TEN}"
        )
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)


def _tail(text: str) -> str:
    """A word for a hint; long ones by their first letters."""
    return text if len(text) <= 12 else text[:9] + "..."


__all__ = [
    "SIGNATURES", "THRESHOLD", "ParseError", "declared", "parse", "parse_equation",
    "parse_relation",
]  # fmt: skip
