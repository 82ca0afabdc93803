"""Hypotheses: what is assumed, defined or cited, and for what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from proofs.terms.building import equals
from proofs.terms.nodes import Operand, Relation, Symbol, Term, TermError, _no_more, as_term
from proofs.terms.plain import short
from proofs.terms.walking import substitute_in, symbols

Role = Literal["assumption", "definition", "induction", "case", "proved", "trusted"]
"""What a hypothesis is to the proof that uses it: only assumptions are the theorem's to declare.

A trusted one applies a fact of the literature, whose name the proof reports among its rules.
"""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A named premise; with `for_all`, one that holds whatever these symbols stand for."""

    name: str
    relation: Relation
    for_all: tuple[Symbol, ...] = ()
    role: Role = "assumption"
    source: Any = None
    """The theorem of a proved premise; the universal hypothesis of an instance."""
    where: tuple[Relation, ...] = ()
    """With `for_all`: it holds of those for which these do."""
    values: tuple[Term, ...] = ()
    """What an instance takes the symbols of the universal hypothesis to be."""

    def __init_subclass__(cls) -> None:
        _no_more(cls)

    def __post_init__(self) -> None:
        given = (type(self.name), type(self.relation), type(self.for_all), type(self.role))
        if given != (str, Relation, tuple, str):
            raise TermError("a hypothesis has a name, a relation, a tuple of symbols and a role")
        if self.where and not (self.for_all and set(map(type, self.where)) == {Relation}):
            raise TermError(f"{self.name} has conditions on nothing, or what are none")
        spoken = [t for relation in (self.relation, *self.where) for t in relation.terms]
        unmet = set(self.for_all) - set(symbols(*spoken))
        if unmet and self.role != "trusted":
            raise TermError(f"{self.name} says nothing of {', '.join(sorted(map(str, unmet)))}")
        if self.role not in get_args(Role):  # one that no form of proof knows would go undeclared
            raise TermError(f"a hypothesis cannot be a {self.role!r}")

    def __str__(self) -> str:
        if not self.for_all:
            return str(self.relation)
        names = ", ".join(map(short, self.for_all))
        where = f" with {', '.join(map(str, self.where))}" if self.where else ""
        return f"for all {names}{where}: {self.relation}"

    def at(self, *values: Operand) -> Hypothesis:
        """The instance of a universal hypothesis at given terms."""
        if len(values) != len(self.for_all):
            raise TermError(f"{self.name} speaks of {len(self.for_all)} terms, not {len(values)}")
        read = tuple(as_term(value) for value in values)
        mapping: dict[Term, Term] = dict(zip(self.for_all, read, strict=True))
        relation = substitute_in(self.relation, mapping)
        return Hypothesis(self.name, relation, (), self.role, self, (), read)


def assume(
    name: str, relation: Relation, for_all: tuple[Symbol, ...] = (), *where: Relation
) -> Hypothesis:
    """An assumption that a theorem declares, perhaps for all of something with conditions.

    >>> from proofs.terms import scalar
    >>> r, s = scalar("r"), scalar("s")
    >>> print(assume("small", r * s < 1, (r,), r > 0, r < 1))
    for all r with r > 0, r < 1: r s < 1
    """
    return Hypothesis(name, relation, for_all, "assumption", None, where)


def define(
    name: str, symbol: Term, meaning: Operand, for_all: tuple[Symbol, ...] = ()
) -> Hypothesis:
    """A definition: what a symbol stands for, or what a function is at all of something."""
    return Hypothesis(name, equals(symbol, meaning), for_all, "definition")


Words = tuple["str | Term | Relation", ...]
"""Running text with formulas in it; the pages typeset the formulas."""


def say(*pieces: str | Term | Relation) -> Words:
    """Running text with formulas in it: pieces in a row, or a text with {} for each formula.

    >>> from proofs.terms import scalar
    >>> say("for every {}, {} too", scalar("a"), scalar("b"))
    ('for every ', a, ', ', b, ' too')
    """
    if not pieces or not isinstance(pieces[0], str) or "{}" not in pieces[0]:
        return pieces
    texts, formulas = pieces[0].split("{}"), pieces[1:]
    if len(texts) != len(formulas) + 1:
        raise TermError(f"{len(formulas)} formulas for {len(texts) - 1} places in {pieces[0]!r}")
    words: list[str | Term | Relation] = [texts[0]]
    for formula, text in zip(formulas, texts[1:], strict=True):
        words += [formula, text] if text else [formula]
    return tuple(words) if words[0] else tuple(words[1:])
