"""A notation of one's own: which letters stand for what, and how indices and products are written.

A style is read from `eta=alpha,dot=transpose` or from the TOML file of a course.  Letters are
renamed in the terms themselves (`proofs.page.styled`), so that every output has them; how an inner
product, an index or a vector looks is what a `Notation` asks its style.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from proofs import suggest
from proofs.page.names import BEFORE, LETTERS, Name
from proofs.page.powers import FORMULAS, Binomial, Count, Factor, Formula, Raised
from proofs.terms import Apply, FiniteSum, Function, Symbol, Term, fold

Inner = Literal["point", "transpose", "brackets"]
Threshold = Literal["any", "declared", "sign", "step"]
Index = Literal["superscript", "subscript"]
Vectors = Literal["bold", "arrow", "plain"]
Labels = Literal["any", "pm", "01"]

CHOICES: Mapping[str, tuple[str, ...]] = {
    "dot": get_args(Inner),
    "phi": get_args(Threshold),
    "index": get_args(Index),
    "vectors": get_args(Vectors),
    "labels": get_args(Labels),
}
"""The options that are no letters, and what each may be."""

VALUES: Mapping[str, tuple[str, int, int, int]] = {
    "declared": ("phi", -1, 1, 1),
    "sign": ("sign", -1, 0, 1),
    "step": ("phi", 0, 1, 1),
}
"""The threshold function that each choice takes for the one of any three values: name, values."""

_NAMED = {letter: name for name, letter in LETTERS.items()}
_WORD = re.compile(r"[A-Za-z]+")


class StyleError(ValueError):
    """A notation that cannot be read, or that would not say what is proved."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a page writes its symbols; the default is the project's own notation."""

    letters: tuple[tuple[str, str], ...] = ()
    """Pairs of names, as code spells them: what is written, and the letter it gets."""
    dot: Inner = "point"
    phi: Threshold = "any"
    """The threshold function: any three values, source A's, the sign, or the unit step."""
    index: Index = "superscript"
    vectors: Vectors = "bold"
    labels: Labels = "any"

    @staticmethod
    def read(text: str) -> Style:
        """The style of a text such as eta=alpha,dot=transpose, or of a TOML file named there.

        Raises `StyleError` for what is no notation, with the near names, and `OSError` for a file
        that cannot be read.

        >>> Style.read("eta=alpha, dot=transpose")
        Style(letters=(('eta', 'alpha'),), dot='transpose', phi='any', index='superscript', \
vectors='bold', labels='any')
        """
        if text.endswith(".toml"):
            return _of_pairs(_in_file(Path(text)))
        pairs = []
        for part in text.split(",") if text else ():
            key, sign, value = part.partition("=")
            if not (sign and key.strip() and value.strip()):
                raise StyleError(
                    f"a notation is written name=value, such as eta=alpha, not "
                    f"{suggest.quoted(part)}"
                )
            pairs.append((key.strip(), value.strip()))
        return _of_pairs(pairs)

    def letter(self, base: str) -> str:
        """What is written for a name without its marks and indices."""
        return dict(self.letters).get(base, base)

    def placed(self, symbol: Symbol) -> tuple[Name, str]:
        """The parts of a symbol's name with what stands below it, and what stands above it."""
        name, upper = Name.of(symbol.name, symbol.lower), symbol.upper
        if self.index == "subscript" and upper:
            return replace(name, lower=f"{upper},{name.lower}".rstrip(",")), ""
        return name, upper

    # Renaming ------------------------------------------------------------------------------------

    def said(self, text: str) -> str:
        """Running text, in which letters that are no Latin ones are mathematics."""
        for base, _ in self.letters if not text.isascii() else ():
            if base in LETTERS:
                # A mark first, so that two letters may change places.
                text = text.replace(LETTERS[base], f"\0{base}\0")
        for base, letter in self.letters if "\0" in text else ():
            text = text.replace(f"\0{base}\0", LETTERS.get(letter, letter))
        return text

    def indices(self, text: str) -> str:
        """What stands above or below a name, with the letters in it renamed: t-1 as k-1."""
        return _WORD.sub(lambda word: self.letter(word[0]), text) if self.letters else text

    def spelled(self, name: str) -> str:
        """The name of a symbol or function with its letter renamed: Delta_w as Delta_u."""
        if name in FORMULAS or not self.letters:
            return name
        stem = name.rstrip("'")
        words = stem.split("_")
        at = 1 if words[0] in BEFORE and len(words) > 1 and words[1] else 0
        for place, word in enumerate(words):
            if place < at:
                continue
            base = word.rstrip("0123456789")
            if place == at or len(word) == 1:
                words[place] = self.letter(base) + word[len(base) :]
        return "_".join(words) + name[len(stem) :]

    def function(self, function: Function) -> Function:
        """The function under its new name."""
        adjoint = self.spelled(function.adjoint) if function.adjoint else ""
        values = tuple(self.term(value) for value in function.values)
        name = "sigma" if function.name == "sigmoid" else function.name
        name = self.spelled(name) if self.spelled(name) != name else function.name
        return Function(name, function.takes, function.gives, values, adjoint)

    def term(self, term: Term) -> Term:
        """The term with its letters renamed."""
        return _renamed(term, self) if self.letters else term

    def formula(self, formula: Formula) -> Formula:
        """The formula that stands for a symbol of a run, with its letters renamed."""
        if not self.letters:
            return formula
        factors = tuple(self._factor(factor) for factor in formula.factors)
        first, last = self.indices(formula.first), self.indices(formula.last)
        return Formula(factors, first, last, formula.kind)

    def _factor(self, factor: Factor) -> Factor:
        match factor:
            case Raised(base, exponent):
                return Raised(self.term(base), self.indices(exponent))
            case Binomial(top, below):
                return Binomial(self.indices(top), self.indices(below))
            case Count(index):
                return Count(self.indices(index))
        return self.term(factor)


@lru_cache(maxsize=4096)
def _renamed(term: Term, style: Style) -> Term:
    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        match part:
            case Symbol(name, kind, upper, lower):
                return Symbol(style.spelled(name), kind, style.indices(upper), style.indices(lower))
            case FiniteSum(index, _, _):
                renamed = Symbol(style.spelled(index.name), index.of_kind, "", index.lower)
                return FiniteSum(renamed, *children)
            case Apply(function, _):
                return Apply(style.function(function), children)
            case Function():
                return style.function(part)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)


# Reading -----------------------------------------------------------------------------------------


def _in_file(path: Path) -> list[tuple[str, str]]:
    """The pairs of a TOML file: at its top, or in its table [notation]."""
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StyleError(f"{suggest.quoted(str(path))} is no TOML file: {error}") from None
    table = table.get("notation", table)
    if not isinstance(table, dict) or not table:
        raise StyleError(f"{suggest.quoted(str(path))} has no table [notation] with names in it")
    for key, value in table.items():
        if not isinstance(value, str):
            where = suggest.quoted(str(path))
            raise StyleError(f"{key} in {where} is not text: write it in quotes")
    return list(table.items())


def _of_pairs(pairs: Iterable[tuple[str, str]]) -> Style:
    letters: dict[str, str] = {}
    chosen: dict[str, Any] = {}
    for given, value in pairs:
        key = _NAMED.get(given, given)
        if key in letters or key in chosen:
            raise StyleError(f"{key} is given twice")
        if key in CHOICES and not (key == "phi" and _letter(value)):
            if value not in CHOICES[key]:
                also = ["a letter"] * (key == "phi")
                raise StyleError(
                    f"{key}={value}: {suggest.unknown('such notation', value, CHOICES[key])}"
                    + (f", and {also[0]}" if also else "")
                )
            chosen[key] = value
            continue
        if not _letter(key):
            near = suggest.near(key, [*CHOICES, *LETTERS], 0.5)
            raise StyleError(
                f"there is no notation key {suggest.quoted(given)}; "
                + (f"did you mean {' or '.join(near)}?" if near else
                   f"there are {', '.join(CHOICES)}, and every letter, such as eta or w")
            )  # fmt: skip
        found = _letter(value)
        if not found:
            near = suggest.near(value, LETTERS, 0.5)
            raise StyleError(
                f"{key}={value}: {suggest.quoted(value)} is no letter; "
                + (f"did you mean {' or '.join(near)}?" if near else
                   "a letter is one such as u, or a Greek one by its name, such as alpha")
            )  # fmt: skip
        letters[key] = found
    if chosen.get("labels") == "01":
        chosen.setdefault("phi", "step")
    moved = tuple((key, value) for key, value in sorted(letters.items()) if key != value)
    return Style(moved, **chosen)


def _letter(text: str) -> str:
    """The name of a letter as code spells it: a Latin one, or a Greek one's name; or nothing."""
    text = _NAMED.get(text, text)
    return text if text in LETTERS or (len(text) == 1 and text.isascii() and text.isalpha()) else ""


PLAIN = Style()
"""The project's own notation."""

assert {field.name for field in fields(Style)} == {"letters", *CHOICES}

__all__ = ["CHOICES", "PLAIN", "VALUES", "Style", "StyleError"]
