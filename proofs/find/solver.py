"""Hypotheses, what they say, and what has been found out under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.find.atoms import Poly, Vector
from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.find.certificates import Certificates
from proofs.find.denominators import Denominators
from proofs.find.forms import Forms
from proofs.find.laws import Laws
from proofs.find.lazy import Lazy
from proofs.find.maps import Maps
from proofs.find.monotone import Monotone
from proofs.find.reading import Reading
from proofs.find.signs import Signs
from proofs.trust.terms import Term


class Solver:
    """Hypotheses made ready for use; `hyps` are lines."""

    def __init__(self, book: Book, hyps: tuple[int, ...], budget: Budget) -> None:
        self.book, self.hyps, self.budget = book, hyps, budget
        self.rules: dict[int, tuple[Any, int]] = {}
        """What hypotheses say that an atom is: a normal form, and the line."""
        self.vector_rules: dict[int, tuple[Vector, int]] = {}
        self.facts: list[tuple[Poly, bool, int]] = []
        """Polynomials that are >= 0, or > 0 where strict, with their lines."""
        self.equations: list[tuple[Poly, int]] = []
        self.vector_equations: list[tuple[Vector, int]] = []
        self.unequal: list[tuple[Poly, int]] = []
        self.vectors_apart: list[tuple[Vector, int]] = []
        self.choices: list[int] = []
        self.general: list[int] = []
        self.known_signs: dict[int, tuple[str, int]] = {}
        """Atoms whose sign a hypothesis gives: ">", ">=", "<", "<=" or "!=", with the line."""
        self.false: int | None = None
        """A line that says 0 < 0, once the hypotheses are seen to contradict each other."""
        self.atoms: dict[int, tuple[Any, int | None]] = {}
        self.vectors: dict[int, tuple[Any, int | None]] = {}
        self.plain: set[int] = set()
        """Atoms that stay as they are, alone and in products."""
        self.busy: set[tuple[str, int]] = set()
        self.sure: dict[Any, int | None] = {}
        self.products: dict[tuple[int, ...], Poly] = {}
        """Products of facts, simplified, by the lines of these."""
        self.learned = 0
        """How often something was found out by which more may be found."""
        self.own: dict[Any, int] = {}
        """Adjoints that are the map itself, with the line that says so for all vectors."""
        self.moves = 400
        self.squares: Sequence[Term] = ()
        """Vectors whose products with themselves are written in what is to be proved."""
        self.forms, self.maps, self.laws = Forms(self), Maps(self), Laws(self)
        self.signs, self.denominators = Signs(self), Denominators(self)
        self.certificates, self.monotone = Certificates(self), Monotone(self)
        self.lazy = Lazy(self)
        Reading(self).read()

    def unsure(self) -> None:
        """More signs may be known."""
        self.sure.clear()
        self.products.clear()

    def forget(self) -> None:
        """What was simplified may be simplified further."""
        self.learned += 1
        self.atoms.clear()
        self.plain.clear()
        self.vectors.clear()
        self.unsure()
        self.monotone.forget()


__all__ = ["Solver"]
