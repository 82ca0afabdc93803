"""A derivation as a user types it, read into terms: what is given, then lines and their reasons.

    title A step that is not too large       # what the page is called
    vector w, x                              # names are real numbers unless they are named here
    phi any                                  # else phi is 1 from 0 on and -1 below
    given 0 < eta < 2                        # assumed; after # its name
    let u = w + eta*x                        # a name for something

    dot(u, x)                                # a chain begins with an expression, or a relation
      = dot(w + eta*x, x)                    # the definition of u
      = dot(w, x) + eta*dot(x, x)            # multiplied out
      >= dot(w, x)                           # the rate is positive

A line without a sign before it begins another chain, which may use what the earlier ones show.
Nothing is ever evaluated; whatever cannot be read raises `TypedError` with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from proofs.lexer import ParseError, is_name, name
from proofs.parse import THRESHOLD, of_one_kind, parse, parse_statement
from proofs.terms import (
    PHI,
    Function,
    Hypothesis,
    Relation,
    Sign,
    Symbol,
    Term,
    TermError,
    assume,
    define,
    symbols,
)

LONGEST = 100_000
MOST_LINES = 200
"""How long a file may be, in characters, and how many lines its chains may have."""
WORDS = ("title", "vector", "phi", "given", "let")
_SIGNS = re.compile(r"(==|=|<=|>=|<|>|≤|≥)")
_COMPARED = re.compile(r"[=<>≤≥≠∈]|\bin\b")
_COLUMN = re.compile(r"\bat character (\d+)\b")


class TypedError(ValueError):
    """A file that is no derivation; the message begins with the line and says what to write."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chain, or one comparison of such a line."""

    number: int
    """In the file, from 1 on."""
    sign: Sign
    term: Term
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What it begins with, and how it goes on."""

    number: int
    start: Term
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole derivation."""

    title: str
    premises: tuple[Hypothesis, ...]
    chains: tuple[Chain, ...]


def read(text: str) -> Typed:
    """The derivation that a text writes down; raises `TypedError`.

    >>> typed = read("given a > 0\\na + a = 2*a  # collected\\n > a  # a is positive")
    >>> print(typed.chains[0].start, *(f"{x.sign} {x.term}" for x in typed.chains[0].lines))
    a + a = 2 a > a
    """
    if len(text) > LONGEST:
        raise TypedError(f"a derivation has at most {LONGEST:,} characters; take a part of it")
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.line(number, line)
    return reader.done()


class _Reader:
    """Reads line by line; what is declared holds from there on."""

    def __init__(self) -> None:
        self.title = ""
        self.vectors: dict[str, None] = {}
        self.phi: Function = THRESHOLD
        self.premises: list[Hypothesis] = []
        self.chains: list[tuple[int, Term, list[Line]]] = []

    def line(self, number: int, text: str) -> None:
        body, _, reason = text.partition("#")
        reason = " ".join(reason.split())
        try:
            self.read(number, body, reason)
        except (ParseError, TermError) as error:
            raise TypedError(f"line {number}: {_in_a_file(str(error))}") from None

    def read(self, number: int, body: str, reason: str) -> None:
        """One line without its comment."""
        word, _, rest = body.strip().partition(" ")
        if not word:
            return
        if word == "title" or (word in WORDS and not _SIGNS.match(rest.strip())):
            if self.chains and word != "title":
                raise ParseError(f"{word} stands before the first chain; move it up")
            self.declared(word, rest.strip(), reason)
        elif _SIGNS.match(word):
            self.continued(number, body, reason)
        else:
            self.begun(number, body, reason)

    def declared(self, word: str, rest: str, reason: str) -> None:
        """A line that says what something is."""
        if not rest:
            raise ParseError(f"nothing comes after {word}; see proofs derive --help")
        match word:
            case "title":
                self.title = rest
            case "vector":
                for text in re.split(r"[\s,]+", rest.strip(", ")):
                    parse("0", (text,))  # it complains of what cannot be a name
                    self.vectors[name(text)] = None
            case "phi":
                if rest not in ("any", "threshold"):
                    raise ParseError("write phi any or phi threshold")
                self.phi = PHI if rest == "any" else THRESHOLD
            case "given":
                relations = parse_statement(rest, self.vectors, phi=self.phi)
                for relation in relations:
                    self.premises.append(assume(self.free(reason), relation))
            case "let":
                self.let(rest, reason)

    def let(self, rest: str, reason: str) -> None:
        """A name for something: on its right stands nothing that it would define in a circle."""
        left, sign, right = (part.strip() for part in rest.partition("="))
        if not sign or not is_name(left) or right.startswith("="):
            raise ParseError('a definition is a name, "=" and what it is: let u = w + eta*x')
        vectors = dict(self.vectors)
        if parse(right, vectors, phi=self.phi).kind == "vector":
            vectors[name(left)] = None
        (relation,) = parse_statement(f"{left} = {right}", vectors, phi=self.phi)
        used = {s for premise in self.premises for t in premise.relation.terms for s in symbols(t)}
        if relation.left in used or relation.left in symbols(relation.right):
            raise ParseError(f"{left} is spoken of already; take another name for what is new")
        assert isinstance(relation.left, Symbol)
        self.vectors = vectors
        self.premises.append(define(self.free(reason), relation.left, relation.right))

    def free(self, named: str) -> str:
        """A name that no other premise has."""
        taken = {premise.name for premise in self.premises}
        named = named or "given"
        return next(n for n in (named, *(f"{named}, {k}" for k in range(2, 999))) if n not in taken)

    def begun(self, number: int, body: str, reason: str) -> None:
        """The first line of a chain: an expression, or a relation, which is two lines of it."""
        if body.strip().startswith(("!=", "≠")):
            raise ParseError("a line compares by = < <= > >=; ask proofs decide of others")
        if not _COMPARED.search(body):
            self.chains.append((number, parse(body, self.vectors, phi=self.phi), []))
            return
        relations = parse_statement(body, self.vectors, phi=self.phi)
        self.chains.append((number, relations[0].left, []))
        self.add(number, relations, reason)

    def continued(self, number: int, body: str, reason: str) -> None:
        """A line that begins with a sign; a zero stands for what is before it."""
        if not self.chains:
            sign = _SIGNS.match(body.strip())
            assert sign is not None
            raise ParseError(f"a chain begins with what stands before the {sign[0]}: an expression")
        shift = 0 if body[0].isspace() else 1
        padded = "0" + body[1 - shift :]
        try:
            relations = parse_statement(padded, self.vectors, phi=self.phi)
        except ParseError as error:
            text = _COLUMN.sub(lambda m: f"at character {int(m[1]) - shift}", str(error))
            raise ParseError(text) from None
        self.add(number, relations, reason)

    def add(self, number: int, relations: tuple[Relation, ...], reason: str) -> None:
        """More lines of the last chain."""
        _, start, lines = self.chains[-1]
        for relation in relations:
            if relation.others or relation.sign not in get_args(Sign) or relation.sign == "!=":
                raise ParseError("a line compares by = < <= > >=; ask proofs decide of others")
            before = lines[-1].term if lines else start
            _, term = of_one_kind(before, relation.right)  # 0 beside a vector is the zero vector
            lines.append(Line(number, relation.sign, term, reason))
            Relation(before, relation.sign, term)  # it complains of what cannot be compared
        if sum(len(chain) for _, _, chain in self.chains) > MOST_LINES:
            raise ParseError(f"a derivation has at most {MOST_LINES} lines; take a part of it")

    def done(self) -> Typed:
        """The whole, once every chain goes somewhere, and one way."""
        if not self.chains:
            raise TypedError(
                'there is no line to judge; begin with an expression, go on with "= ..." below it'
            )
        for number, _, lines in self.chains:
            if not lines:
                raise TypedError(
                    f'line {number}: nothing follows from it; go on with "= ..." on the next line'
                )
            signs = {line.sign for line in lines}
            if signs & {"<", "<="} and signs & {">", ">="}:
                raise TypedError(
                    f"line {lines[-1].number}: a chain cannot mix < and >; begin another chain"
                )
        chains = tuple(Chain(number, start, tuple(lines)) for number, start, lines in self.chains)
        return Typed(self.title or "A derivation", tuple(self.premises), chains)


def _in_a_file(message: str) -> str:
    """A message that speaks of options of a command, for who writes a file."""
    for option, word in (("--vector NAME", '"vector NAME"'), ("--given", '"given"')):
        message = message.replace(f"with {option}", f"by {word}").replace(option, word)
    return message.replace("--vector is given once for each", "names have commas between them")


__all__ = ["Chain", "Line", "Typed", "TypedError", "read"]
