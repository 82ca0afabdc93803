"""Questions to the kernel and their answers, as data: terms in a table, each part once.

A file holds four tables.  A row of `nodes` is a term that names its parts by their places in the
table, all of them before it.  `relations` name nodes, `premises` name relations, and `questions`
name both.  Terms come back as the very objects that equal terms are.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from proofs.terms import (
    Apply,
    Dot,
    Function,
    Hypothesis,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
)

Kind = Literal["decide", "exhaustive"]
Answer = Literal["proved", "refuted", "unknown", "hypothesis-error"]

STORED = Path(__file__).with_name("questions.json.gz")
_FORMAT = 1


PROVED_SINCE = {
    "Pascal's rule", "tangent of the logarithm", "spectral theorem", "identity of polynomials",
    "rank and nullity", "null sets",
}  # fmt: skip
"""Facts that were trusted when the questions were kept: a question assumes them now."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the kernel was asked, and what it answered."""

    kind: Kind
    relations: tuple[Relation, ...]
    """The relation to be judged; for "exhaustive", the cases of which one must always hold."""
    premises: tuple[Hypothesis, ...]
    """In the order given, all without a source."""
    withhold: frozenset[str]
    answer: Answer
    where: str
    """"ledger:ENTRY", "ledger:ENTRY@UPDATES", or "test:FILE": what asked first."""
    detail: str = ""
    """For "hypothesis-error": "contradiction", "no model" or "not trusted"."""

    @property
    def relation(self) -> Relation:
        """The relation to be judged; raises `ValueError` where there are several cases."""
        if self.kind != "decide":
            raise ValueError("cases have no single relation")
        return self.relations[0]

    @property
    def in_ledger(self) -> bool:
        """Whether the ledger itself asks this; otherwise only a test does."""
        return self.where.startswith("ledger:")

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two questions the same: names of premises matter only for trusted facts."""
        premises = frozenset(
            (p.relation, p.for_all, p.role, p.name if p.role == "trusted" else "")
            for p in self.premises
        )
        return self.kind, self.relations, premises, self.withhold


def stripped(premise: Hypothesis) -> Hypothesis:
    """The premise without what it cites: a theorem, grounds, or the hypothesis it instantiates."""
    return Hypothesis(premise.name, premise.relation, premise.for_all, premise.role)


class Tables:
    """The four tables while they are filled."""

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []
        self.relations: list[list[Any]] = []
        self.premises: list[list[Any]] = []
        self.questions: list[list[Any]] = []
        self._node: dict[Term, int] = {}
        self._relation: dict[Relation, int] = {}
        self._premise: dict[Hypothesis, int] = {}

    def node(self, term: Term) -> int:
        """The place of a term."""

        def combine(part: Term, places: tuple[int, ...]) -> int:
            self.nodes.append(_row(part, places))
            return len(self.nodes) - 1

        return fold(term, combine, self._node, _parts)

    def relation(self, relation: Relation) -> int:
        """The place of a relation."""
        if relation not in self._relation:
            left, *rights = map(self.node, relation.terms)
            self.relations.append([left, relation.sign, *rights])
            self._relation[relation] = len(self.relations) - 1
        return self._relation[relation]

    def premise(self, premise: Hypothesis) -> int:
        """The place of a premise without its source."""
        premise = stripped(premise)
        if premise not in self._premise:
            for_all = [self.node(symbol) for symbol in premise.for_all]
            row = [premise.name, self.relation(premise.relation), premise.role, for_all]
            self.premises.append(row)
            self._premise[premise] = len(self.premises) - 1
        return self._premise[premise]

    def question(self, question: Question) -> None:
        """Add a question."""
        row = [
            question.kind,
            [self.relation(relation) for relation in question.relations],
            [self.premise(premise) for premise in question.premises],
            sorted(question.withhold),
            question.answer,
            question.where,
        ]
        self.questions.append([*row, question.detail] if question.detail else row)

    def written(self) -> str:
        """The tables as JSON, a row a line."""
        names = ("nodes", "relations", "premises", "questions")
        tables = []
        for name in names:
            rows = (
                json.dumps(row, ensure_ascii=True, separators=(",", ":"))
                for row in getattr(self, name)
            )
            tables.append(f'"{name}":[\n' + ",\n".join(rows) + "\n]")
        return f'{{"format":{_FORMAT},\n' + ",\n".join(tables) + "}\n"


def _parts(term: Term) -> tuple[Term, ...]:
    """What a row names: a function is a part of its application, its values are parts of it."""
    match term:
        case Apply(applied, arguments):
            return (applied, *arguments)
        case Function():
            return term.values
    return term.children


def _row(part: Term, places: tuple[int, ...]) -> list[Any]:
    match part:
        case Number(value):
            return ["number", str(value)]
        case Symbol(name, kind, upper, lower):
            return ["symbol", name, kind, upper, lower]
        case Zero():
            return ["zero"]
        case Sum():
            return ["+", *places]
        case Negative():
            return ["-", *places]
        case Product():
            return ["*", *places]
        case Quotient():
            return ["/", *places]
        case Power(_, exponent):
            return ["^", *places, exponent]
        case Dot():
            return [".", *places]
        case Function(name, takes, gives, _, adjoint):
            return ["function", name, list(takes), gives, list(places), adjoint]
        case Apply():
            return ["apply", *places]
    raise TermError(f"unknown term {type(part).__name__}")


def _term(row: list[Any], before: list[Term]) -> Term:
    """The term of a row; its parts come before it."""
    match row:
        case ["number", value]:
            return Number(Fraction(value))
        case ["symbol", name, kind, upper, lower]:
            return Symbol(name, kind, upper, lower)
        case ["zero"]:
            return Zero()
        case ["+", *places]:
            return Sum(tuple(before[place] for place in places))
        case ["-", place]:
            return Negative(before[place])
        case ["*", *places]:
            return Product(tuple(before[place] for place in places))
        case ["/", top, below]:
            return Quotient(before[top], before[below])
        case ["^", base, exponent]:
            return Power(before[base], exponent)
        case [".", left, right]:
            return Dot(before[left], before[right])
        case ["function", name, takes, gives, places, adjoint]:
            values = tuple(before[place] for place in places)
            return Function(name, tuple(takes), gives, values, adjoint)
        case ["apply", applied, *places]:
            function = before[applied]
            assert isinstance(function, Function)
            return Apply(function, tuple(before[place] for place in places))
    raise ValueError(f"no term is written {row}")


def read(text: str) -> list[Question]:
    """The questions of a file's text."""
    tables: Mapping[str, Any] = json.loads(text)
    if tables["format"] != _FORMAT:
        raise ValueError(f"this reads format {_FORMAT}, not {tables['format']}")
    nodes: list[Term] = []
    for row in tables["nodes"]:
        nodes.append(_term(row, nodes))
    relations = [
        Relation(nodes[left], sign, nodes[right], tuple(nodes[other] for other in others))
        for left, sign, right, *others in tables["relations"]
    ]
    premises = [
        Hypothesis(
            name,
            relations[relation],
            tuple(nodes[place] for place in places),
            "assumption" if name in PROVED_SINCE else role,
        )
        for name, relation, role, places in tables["premises"]
    ]
    return [
        Question(
            kind,
            tuple(relations[place] for place in asked),
            tuple(premises[place] for place in given),
            frozenset(withhold),
            answer,
            where,
            *detail,
        )
        for kind, asked, given, withhold, answer, where, *detail in tables["questions"]
    ]


def written(questions: Iterable[Question]) -> str:
    """The text of a file."""
    tables = Tables()
    for question in questions:
        tables.question(question)
    return tables.written()


def load(path: Path = STORED) -> list[Question]:
    """The stored questions: those of the ledger first, then those that only tests ask."""
    return read(gzip.decompress(path.read_bytes()).decode("ascii"))


def save(questions: Iterable[Question], path: Path = STORED) -> None:
    """Store questions; the same ones give the same bytes."""
    path.write_bytes(gzip.compress(written(questions).encode("ascii"), 9, mtime=0))
