"""A line that a user types, read into terms; nothing is ever evaluated.

The grammar is Python's arithmetic (the same precedences, `**` for powers) over the functions of
`SIGNATURES`, and comparisons of it in chains.  Numbers are exact: 0.1 is read as 1/10.  What pages
print (φ, ‖u‖, ·, ≤) is read too.  Whatever else is typed raises `ParseError` with one line that
says what is wrong and what to write instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from functools import reduce
from math import comb, prod
from typing import Literal, cast, get_args

from proofs import lexer
from proofs.lexer import ParseError, Token, shown, tokens
from proofs.terms import (
    ABS,
    KNOWN_FUNCTIONS,
    MAX,
    NORM,
    PHI,
    SQRT,
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

DEEPEST = 40
"""Levels of brackets, and signs in a row."""
LARGEST_POWER_OF_TEN = 100
MOST_TERMS = 10_000
MOST_DIGITS = 1_000
"""How much a line may come to when it is multiplied out."""
MOST_LINKS = 20
MOST_VALUES = 20
"""How many comparisons a chain may have, and a set values."""

THRESHOLD = threshold("phi", -1, 1, 1)
"""The sources' threshold function: 1 where its argument is 0 or positive, else -1."""

SIGNATURES = {
    "abs": "abs(a)", "dot": "dot(u, v)", "exp": "exp(a)", "log": "log(a)", "max": "max(a, b)",
    "min": "min(a, b)", "norm": "norm(u)", "phi": "phi(a)", "relu": "relu(a)",
    "sigmoid": "sigmoid(a)", "sign": "sign(a)", "sqrt": "sqrt(a)", "tanh": "tanh(a)",
}  # fmt: skip
"""The functions a line may use: a, b stand for scalars and u, v for vectors."""
_OF_SEVERAL = ("max", "min")
_OTHERWISE = {
    "cosh": "(exp(a) + exp(-a))/2", "expit": "sigmoid(a)", "heaviside": "(1 + phi(a))/2",
    "inner": "dot(u, v)", "len": "norm(u)", "length": "norm(u)", "ln": "log(a)",
    "logistic": "sigmoid(a)", "logit": "log(a/(1 - a))", "pow": "a**2", "sgn": "sign(a)",
    "sinh": "(exp(a) - exp(-a))/2", "softplus": "log(1 + exp(a))", "square": "a**2",
    "step": "(1 + phi(a))/2", "sum": "a + b", "transpose": "dot(u, v)",
}  # fmt: skip
"""What to write for functions that go by other names."""

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
_COMPARISONS = frozenset((*get_args(Sign), "in"))
_KINDS = "names are scalars unless declared with --vector NAME"


def parse(text: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD) -> Term:
    """The term that a line stands for; raises `ParseError`.

    >>> print(parse("w + 0.1*(y - phi(dot(w, x)))*x", {"w", "x"}))
    w + 1/10 (y - phi(w . x)) x
    >>> parse("2^3")
    Traceback (most recent call last):
        ...
    proofs.lexer.ParseError: '^' at character 2 has no meaning here: write ** for a power
    """
    reader = _Reader(text, vectors, phi)
    term = reader.sum()
    if reader.here.text in _COMPARISONS:
        raise ParseError(
            f"{reader.here.shown} compares two sides, and one side is wanted: give the sides "
            "one by one, and what may be assumed with --given; or ask proofs decide"
        )
    reader.expect_end()
    return bounded(term)


def parse_relation(
    text: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD
) -> Relation:
    """The one comparison or membership that a line stands for; raises `ParseError`.

    >>> print(parse_relation("eta > 0"), "and", parse_relation("y in {-1, 1}"))
    eta > 0 and y in {-1, 1}
    """
    relations = parse_statement(text, vectors, phi=phi)
    if len(relations) > 1:
        raise ParseError(f"{shown(text)} is a chain of comparisons; give each by itself")
    return relations[0]


def parse_statement(
    text: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD
) -> tuple[Relation, ...]:
    """The comparisons of a statement, one after another; raises `ParseError`.

    >>> print(*parse_statement("0 < a <= b"), sep=" and ")
    0 < a and a <= b
    """
    reader = _Reader(text, vectors, phi)
    left = bounded(reader.sum())
    relations: list[Relation] = []
    sign = ""
    while not relations or reader.here.text in _COMPARISONS:
        if sign == "in":
            raise ParseError(f"{reader.here.shown} comes after a set; give each relation by itself")
        if len(relations) == MOST_LINKS:
            raise ParseError(f"a chain has at most {MOST_LINKS} comparisons; ask for them apart")
        sign = reader.comparison()
        if sign == "in":
            relations.append(_member(left, reader.values()))
            continue
        right = bounded(reader.sum())
        relations.append(_related(left, sign, right))
        left = right
    reader.expect_end()
    return tuple(relations)


def parse_equation(
    left: str, right: str, vectors: Collection[str] = (), *, phi: Function = THRESHOLD
) -> Relation:
    """The equation of two lines; 0 opposite a vector is the zero vector; raises `ParseError`.

    >>> print(parse_equation("0*w", "0", {"w"}))
    0 w = 0
    """
    return _related(parse(left, vectors, phi=phi), "=", parse(right, vectors, phi=phi))


def bounded(term: Term) -> Term:
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


def _member(left: Term, values: tuple[Term, ...]) -> Relation:
    """The left side is one of the values; a set of one value is an equation."""
    if left.kind == "vector":
        raise ParseError("a set has scalars for members; compare a vector with = or !=")
    try:
        first, *others = dict.fromkeys(values)
        return Relation(left, "=", first, tuple(others))
    except TermError as error:
        raise ParseError(f"{error}; {_KINDS}") from None


def _related(left: Term, sign: Sign, right: Term) -> Relation:
    left, right = of_one_kind(left, right)
    try:
        return Relation(left, sign, right)
    except TermError as error:
        instead = "compare norm(u) or dot(u, v)" if left.kind == right.kind else _KINDS
        raise ParseError(f"{error}; {instead}") from None


class _Reader:
    """Reads sums of products of powers, from left to right, as Python's grammar has them."""

    def __init__(self, text: str, vectors: Collection[str], phi: Function) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0
        self.vectors = declared(vectors)
        self.phi = phi
        if len(self.tokens) == 1:
            raise ParseError("an empty line is no formula; write one, such as eta*dot(w, x)")

    @property
    def here(self) -> Token:
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
        if self.here.text == "}":
            raise ParseError(f"{self.here.shown} closes no set; sets are for y in {{-1, 1}}")
        if self.here.text == ",":
            raise ParseError(f"{self.here.shown} separates nothing; only functions take lists")
        raise self.missing_operator()

    def missing_operator(self) -> ParseError:
        before, after = self.tokens[self.at - 1].text, self.here.text
        if before in _NOT_NAMES or after in _NOT_NAMES:
            word = before if before in _NOT_NAMES else after
            return ParseError(f"{shown(word)} {_NOT_NAMES[word]}")
        together = f"{_tail(before)}*{_tail(after)}" if before != ")" and after != "(" else "*"
        return ParseError(
            f"there is no operator before {self.here.shown}; write {together} for a product"
        )

    def comparison(self) -> Sign | Literal["in"]:
        """The sign of a comparison, or `in`."""
        if self.here.text in _COMPARISONS:
            self.at += 1
            return cast(Sign | Literal["in"], self.tokens[self.at - 1].text)
        self.expect_end()
        raise ParseError(
            'a comparison is wanted, with one of = != < <= > >=; write for example "eta > 0"'
        )

    def values(self) -> tuple[Term, ...]:
        """The values of a set in curly brackets."""
        opened = self.here
        if not self.took("{"):
            raise ParseError(f"a set is wanted before {opened.shown}; write y in {{-1, 1}}")
        values = [bounded(self.sum())]
        while self.took(","):
            values.append(bounded(self.sum()))
        if len(values) > MOST_VALUES:
            raise ParseError(f"a set has at most {MOST_VALUES} values; ask for them apart")
        self.close(opened, "}")
        return tuple(values)

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
            term, other = of_one_kind(term, other)
            term = self.built(add, term, other if sign == "+" else Negative(other))
        self.deeper(-1)
        return term

    def product(self) -> Term:
        term = self.signed()
        while sign := self.took("*", "/", "."):
            other = self.signed()
            if sign == "." and term.kind == other.kind == "vector":
                term = self.built(dot, term, other)
            else:
                term = self.built(Quotient if sign == "/" else multiply, term, other)
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
        while self.here.what == "raised":
            self.at += 1
            base = self.raised(base, as_term(int(self.tokens[self.at - 1].text)))
        if not self.took("**"):
            return base
        self.deeper(1)
        exponent = self.signed()
        self.deeper(-1)
        return self.raised(base, exponent)

    def raised(self, base: Term, exponent: Term) -> Term:
        if not isinstance(_unsigned(exponent), Number) and base is Symbol("e", "scalar", "", ""):
            raise ParseError("e is a name like any other; write exp(a) for the exponential of a")
        if isinstance(exponent, Negative):
            raise ParseError("an exponent must not be negative; write 1/a**2 for a**-2")
        if not isinstance(exponent, Number):
            raise ParseError(
                "an exponent must be a whole number from 0 to 64, not a formula; "
                "write exp(b*log(a)) for a**b where a > 0"
            )
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
            return self.call(token) if self.took("(") else self.named(token)
        if self.took("("):
            term = self.sum()
            self.close(token)
            return term
        if self.took("sqrt"):
            return self.root(token)
        if self.took("|", "‖"):
            return self.between_bars(token)
        if token.text == "{":
            raise ParseError(f"{token.shown} opens a set; write round brackets in a formula")
        raise ParseError(
            f"a number, a name or an opening bracket is wanted before {token.shown}"
            if token.what == "sign"
            else "the line ends where a number, a name or a bracket is wanted; finish it"
        )

    def root(self, sign: Token) -> Term:
        """What is under a root sign: a number, a name, or what stands in brackets."""
        self.deeper(1)
        inside = self.atom()
        self.deeper(-1)
        if self.here.what == "raised" or self.here.text == "**":
            raise ParseError(f"{sign.shown} may stop before the power or after; write sqrt(...)")
        return self.built(SQRT, inside)

    def between_bars(self, opened: Token) -> Term:
        """‖u‖ and |a|; |u| and ||u|| of a vector are its norm, too."""
        doubled = self.here.text == "|" and self.here.column == opened.column + 1
        term = self.sum()
        self.close(opened, opened.text)
        if doubled and isinstance(term, Apply) and term.function is NORM:
            return term
        if opened.text == "‖" or term.kind == "vector":
            return self.built(NORM, ZERO if term is as_term(0) else term)
        return self.built(ABS, term)

    def close(self, opened: Token, closing: str = ")") -> None:
        if self.took(closing):
            return
        if self.here.what == "end":
            raise ParseError(f"the bracket {opened.shown} is never closed; add a {closing}")
        self.expect_end()

    def call(self, token: Token) -> Term:
        name, bracket = token.text, self.tokens[self.at - 1]
        if token.source == "σ":
            name = "sigmoid"  # as pages print it
        if name not in SIGNATURES:
            raise ParseError(self.not_a_function(name))
        arguments: list[Term] = []
        if not self.took(")"):
            arguments.append(self.sum())
            while self.took(","):
                arguments.append(self.sum())
            self.close(bracket)
        wanted = SIGNATURES[name].count(",") + 1
        if len(arguments) != wanted and not (name in _OF_SEVERAL and len(arguments) > wanted):
            raise ParseError(
                f"{name} takes {wanted} argument{'s' * (wanted != 1)}, not {len(arguments)}; "
                f"write {SIGNATURES[name]}"
            )
        if name in ("dot", "norm"):
            arguments = [ZERO if argument is as_term(0) else argument for argument in arguments]
        if name == "dot":
            return self.built(dot, *arguments)
        if name == "relu":
            return self.built(MAX, 0, *arguments)
        function = self.phi if name == "phi" else KNOWN_FUNCTIONS[name]
        if name in _OF_SEVERAL:
            return reduce(lambda one, other: self.built(function, one, other), arguments)
        return self.built(function, *arguments)

    def not_a_function(self, name: str) -> str:
        near = difflib.get_close_matches(name, SIGNATURES, 1)
        if name in _NOT_NAMES:
            return f"{shown(name)} {_NOT_NAMES[name]}"
        if name.lower() in _OTHERWISE:
            return f"{shown(name)} is not a function here; write {_OTHERWISE[name.lower()]}"
        if near:
            return f"{shown(name)} is not a function; write {SIGNATURES[near[0]]}"
        return (
            f"{shown(name)} is not a function; write {_tail(name)}*(...) for a product, "
            f"or one of {', '.join(SIGNATURES)}"
        )

    def named(self, token: Token) -> Term:
        name = token.text
        if name not in self.vectors:
            _check_name(name, self.phi is PHI)
        return Symbol(name, "vector" if name in self.vectors else "scalar", "", "")

    def built(self, build: Callable[..., Term], *operands: Operand) -> Term:
        try:
            return build(*operands)
        except TermError as error:
            instead = "" if ";" in str(error) else f"; {_KINDS}"
            raise ParseError(f"{error}{instead}") from None


def of_one_kind(one: Term, other: Term) -> tuple[Term, Term]:
    """Two terms of a sum; 0 beside a vector is the zero vector."""
    if one.kind == other.kind:
        return one, other
    first, second = (ZERO if term is as_term(0) else term for term in (one, other))
    return first, second


def _unsigned(term: Term) -> Term:
    while isinstance(term, Negative):
        term = term.term
    return term


def declared(vectors: Iterable[str]) -> frozenset[str]:
    """The names of vectors, each checked; raises `ParseError` for one that cannot be a name."""
    names = set()
    for text in sorted(vectors):
        if not lexer.is_name(text):
            raise ParseError(
                f"{shown(text)} cannot name a vector; a name is a letter, then letters, digits "
                "or _, and --vector is given once for each"
            )
        name = lexer.name(text)
        _check_name(name, False)
        names.add(name)
    return frozenset(names)


def _check_name(name: str, any_phi: bool) -> None:
    """Raise `ParseError` for a reserved name."""
    if name in SIGNATURES:
        raise ParseError(f"{name} is a function; write {SIGNATURES[name]} or choose another name")
    if name in _NOT_NAMES:
        raise ParseError(f"{shown(name)} {_NOT_NAMES[name]}")
    if name in _THRESHOLD_VALUES and not any_phi:
        raise ParseError(f"{name} is a value of phi with --phi any; give that, or another name")


def _exactly(literal: str) -> Fraction:
    """The rational that a decimal literal writes down."""
    mantissa, _, exponent = literal.lower().partition("e")
    if exponent and (len(exponent) > 4 or abs(int(exponent)) > LARGEST_POWER_OF_TEN):
        raise ParseError(
            f"the number {shown(literal)} is out of range; "
            f"exponents go from -{LARGEST_POWER_OF_TEN} to {LARGEST_POWER_OF_TEN}"
        )
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)


def _tail(text: str) -> str:
    """A word for a hint; long ones by their first letters."""
    return text if len(text) <= 12 else text[:9] + "..."


__all__ = [
    "SIGNATURES", "THRESHOLD", "ParseError", "bounded", "declared", "of_one_kind", "parse",
    "parse_equation", "parse_relation", "parse_statement",
]  # fmt: skip
