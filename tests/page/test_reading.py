"""Whether what is printed means what was written: a reader that knows nothing of the printer.

The reader turns a printed formula into nested tuples as a person would understand it; `skeleton`
brings a term to the same shape, so that a missing or misplaced bracket shows as a difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs.page.formulas import Formulas, InlineFormulas, source
from proofs.page.letters import Ascii, Letters
from proofs.page.powers import counted
from proofs.page.written import Notation, broken
from proofs.terms import (
    ABS,
    EXP,
    MAX,
    NORM,
    PHI,
    SQRT,
    Apply,
    Dot,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Zero,
    function,
    linear_map,
    scalar,
    vector,
)

Tree = tuple[Any, ...]
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))


def alike(tree: Any) -> Any:
    """A product or quotient that begins with a minus, read as minus the product or quotient."""
    if isinstance(tree, str):
        return tree
    tree = tuple(alike(part) for part in tree)
    if tree[0] in ("times", "over") and tree[1][0] == "minus":
        return ("minus", alike((tree[0], tree[1][1], *tree[2:])))
    return tree


def skeleton(term: Term, names: dict[Symbol, str]) -> Tree:
    """A term as nested tuples; -a b and -(a b) are read alike, and 1/2 is one over two."""
    match term:
        case Number(value):
            size = abs(value)
            top: Tree = ("number", str(size.numerator))
            if size.denominator != 1:
                top = ("over", top, ("number", str(size.denominator)))
            return ("minus", top) if value < 0 else top
        case Zero():
            return ("number", "0")
        case Symbol("steps", _, index):
            return skeleton(counted(index), names)
        case Symbol():
            return ("name", names[term])
        case Sum(terms):
            return ("sum", *(skeleton(t, names) for t in terms))
        case Negative(inner):
            return ("minus", skeleton(inner, names))
        case Product(factors):
            return ("times", *(skeleton(f, names) for f in factors))
        case Quotient(top_term, below):
            return ("over", skeleton(top_term, names), skeleton(below, names))
        case Power(base, exponent):
            return ("power", skeleton(base, names), str(exponent))
        case Dot(left, right):
            return ("dot", skeleton(left, names), skeleton(right, names))
        case Apply(function, arguments):
            return ("call", function.name, *(skeleton(a, names) for a in arguments))
    raise AssertionError(f"no skeleton for {term}")


@dataclass
class Reader:
    """Reads one formula; `names` says which spellings are vectors, `calls` which are functions."""

    names: dict[str, str]
    calls: dict[str, tuple[str, str]]
    """Spelling to (name, "scalar" or "vector")."""
    maps: dict[str, str]
    """Spelling to name, for linear maps that stand before what they are applied to."""
    reaching: frozenset[str]
    """The names that would draw into them what follows: sums, and powers applied to a vector."""

    def read(self, text: str) -> Tree:
        """The formula as nested tuples; raises AssertionError for one that cannot be read."""
        text = re.sub(r"\\[bB]igg?[lr](?=[(|)\\])", "", text)
        text = text.replace("\\|", "‖").replace("\\cdot", "·").replace("\\,", " ")
        text = text.replace("\\tfrac", "\\frac")
        for bar, sign in (("Vert", "‖"), ("vert", "|")):
            text = re.sub(rf"\\[lr]{bar} ?", sign, text)
        self.text, self.at, self.bars, self.end = text, 0, [""], ""
        tree, _ = self.sum()
        self.space()
        assert self.at == len(self.text), f"stopped at {self.text[self.at :]!r} in {self.text!r}"
        return tree

    def space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1

    def sees(self, *options: str) -> str:
        self.space()
        return next((o for o in options if self.text.startswith(o, self.at)), "")

    def takes(self, *options: str) -> str:
        found = self.sees(*options)
        self.at += len(found)
        return found

    def expects(self, sign: str) -> None:
        assert self.takes(sign), f"no {sign!r} at {self.text[self.at :]!r} in {self.text!r}"

    def sum(self) -> tuple[Tree, str]:
        items, kind = [], ""
        while True:
            sign = self.takes("−", "-") if not items else self.takes("−", "-", "+")
            if items and not sign:
                break
            tree, kind_here = self.product()
            kind = "vector" if "vector" in (kind, kind_here) else "scalar"
            items.append(("minus", tree) if sign in ("−", "-") and sign else tree)
        return (items[0] if len(items) == 1 else ("sum", *items)), kind

    def product(self) -> tuple[Tree, str]:
        row: list[tuple[Tree, str]] = [self.raised()]
        dots = False
        while True:
            point = self.takes("·", ". ", "* ")
            if not point and not self.starts_atom():
                break
            # A map would apply to a further factor as well, a sum or a power to an operand too.
            assert self.end != "reaching", f"what ends at {self.text[: self.at]!r}?"
            assert self.end != "map" or point, f"what ends at {self.text[: self.at]!r}?"
            right = self.raised()
            both = row[-1][1] == right[1] == "vector"
            if point and point != "* " and both:
                left = row.pop()
                row.append((("dot", left[0], right[0]), "scalar"))
                dots = True
            else:
                row.append(right)
        kind = "vector" if any(k == "vector" for _, k in row) else "scalar"
        tree: Tree = row[0][0] if len(row) == 1 else ("times", *(t for t, _ in row))
        if self.takes("/"):
            assert not dots, f"what is divided in {self.text!r}?"
            assert self.end != "reaching", f"what is divided in {self.text!r}?"
            below, _ = self.raised()
            assert not self.end, f"what divides in {self.text!r}?"
            assert not self.starts_atom(), f"what divides in {self.text!r}?"
            assert not self.sees("·", ". ", "* "), f"what divides in {self.text!r}?"
            tree = ("over", tree, below)
        return tree, kind

    def raised(self) -> tuple[Tree, str]:
        base, kind = self.atom()
        index = re.compile(r"\^\{(\d+)\}|\^(\d+)|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
        if found := index.match(self.text, self.at):
            assert not self.end, f"what is raised in {self.text!r}?"
            self.at = found.end()
            digits = found[1] or found[2] or "".join(RAISED[c] for c in found[3])
            return ("power", base, digits), kind
        return base, kind

    def starts_atom(self) -> bool:
        self.space()
        if self.at >= len(self.text):
            return False
        bar = self.sees("‖", "|")
        if bar:
            return self.bars[-1] != bar
        return self.text[self.at] not in ")+-−,/}="

    def mapped(self, name: str) -> tuple[Tree, str]:
        """What a linear map, perhaps a power of it, is applied to."""
        times = 1
        if power := re.compile(r"\^\{?(\d+)\}?|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)").match(self.text, self.at):
            self.at = power.end()
            times = int(power[1] or "".join(RAISED[c] for c in power[2]))
        tree, kind = self.atom()
        assert kind == "vector", f"{name} is applied to a number in {self.text!r}"
        for _ in range(times):
            tree = ("call", name, tree)
        self.end = self.end or "map"
        return tree, "vector"

    def atom(self) -> tuple[Tree, str]:
        self.end = ""
        first = self.takes(*sorted([*self.maps, *self.whole], key=len, reverse=True))
        if first in self.maps:
            return self.mapped(self.maps[first])
        if first:
            self.end = "reaching" if first in self.reaching else ""
            return ("name", first), self.names[first]
        if number := re.compile(r"\d+").match(self.text, (self.space(), self.at)[1]):
            self.at = number.end()
            return ("number", number[0]), "scalar"
        if self.takes("("):
            return self.inside(")")
        if bar := self.takes("‖", "|"):
            tree, _ = self.inside(bar)
            return ("call", "norm" if bar == "‖" else "abs", tree), "scalar"
        if self.takes("\\frac"):
            self.expects("{")
            top, kind = self.inside("}")
            self.expects("{")
            below, _ = self.inside("}")
            return ("over", top, below), kind
        if self.takes("\\sqrt{"):
            return ("call", "sqrt", self.inside("}")[0]), "scalar"
        longest = sorted([*self.names, *self.calls], key=len, reverse=True)
        name = self.takes(*longest)
        assert name, f"nothing to read at {self.text[self.at :]!r} in {self.text!r}"
        if name not in self.calls:
            return ("name", name), self.names[name]
        self.expects("(")
        self.bars.append("")
        arguments = [self.sum()[0]]
        while self.takes(","):
            arguments.append(self.sum()[0])
        self.bars.pop()
        self.end = ""
        self.expects(")")
        called, kind = self.calls[name]
        return ("call", called, *arguments), kind

    @property
    def whole(self) -> list[str]:
        """The names that begin like something else: with a bracket, a sign or a fraction."""
        return [name for name in self.names if not name[0].isalpha() and "(" in name]

    def inside(self, closing: str) -> tuple[Tree, str]:
        self.bars.append(closing if closing in "‖|" else "")
        found = self.sum()
        self.bars.pop()
        self.end = ""
        self.expects(closing)
        return found


ACT = function("g", ("vector",), "vector")
A, X = linear_map("A", "A"), linear_map("X", "X'")
MAPS = (A, X, X.transpose)
POWERS = (
    scalar("factor", "t-1"), scalar("geometric_sum", "t"), scalar("pairs", "t"),
    scalar("sign_change", "t"), vector("decayed_start", "t"), vector("power_sum", "t-1"),
)  # fmt: skip
REACHING = ("geometric_sum", "decayed_start", "power_sum")
SYMBOLS = (
    *POWERS, scalar("t"), scalar("steps", "t-1"), scalar("steps", "t"),
    scalar("a"), scalar("b"), scalar("eta"), scalar("y", "1"), scalar("y_hat", "t-1"),
    scalar("phi_plus"), scalar("learning_rate"), scalar("Delta"), scalar("w0"),
    vector("w", "0"), vector("x", "2"), vector("u"), vector("Delta_w", "1"), vector("theta", "t"),
)  # fmt: skip
CALLS = (PHI, MAX, ABS, NORM, SQRT, EXP, ACT)
NOTATIONS: dict[str, Notation] = {
    "unicode": Letters(),
    "ascii": Ascii(),
    "display": Formulas(),
    "inline": InlineFormulas(),
}


def printed(notation: Notation, term: Term) -> str:
    """The term as a page has it."""
    return source(notation.written(term).pieces)


def terms() -> st.SearchStrategy[Term]:
    """Scalars and vectors of every form, a few levels deep."""
    numbers = st.fractions(-3, 3, max_denominator=3).map(Number)
    scalars: st.SearchStrategy[Term] = st.deferred(
        lambda: st.one_of(
            numbers,
            st.sampled_from([s for s in SYMBOLS if s.kind == "scalar"]),
            small(scalars).map(lambda ts: Sum(ts)),
            small(scalars).map(lambda ts: Product(ts)),
            scalars.map(Negative),
            st.builds(Quotient, scalars, scalars),
            st.builds(Power, scalars, st.integers(0, 11)),
            st.builds(Dot, vectors, vectors),
            st.builds(PHI, scalars),
            st.builds(MAX, scalars, scalars),
            st.builds(ABS, scalars),
            st.builds(SQRT, scalars),
            st.builds(EXP, scalars),
            st.builds(NORM, vectors),
        )
    )
    vectors: st.SearchStrategy[Term] = st.deferred(
        lambda: st.one_of(
            st.sampled_from([s for s in SYMBOLS if s.kind == "vector"]),
            small(vectors).map(lambda ts: Sum(ts)),
            st.tuples(small(scalars), vectors, st.integers(0, 2)).map(placed),
            vectors.map(Negative),
            st.builds(Quotient, vectors, scalars),
            st.builds(ACT, vectors),
            st.sampled_from(MAPS).flatmap(lambda linear: st.builds(linear, vectors)),
        )
    )
    return st.one_of(scalars, vectors)


def small(items: st.SearchStrategy[Term]) -> st.SearchStrategy[tuple[Term, ...]]:
    """Two or three of them."""
    return st.lists(items, min_size=2, max_size=3).map(tuple)


def placed(parts: tuple[tuple[Term, ...], Term, int]) -> Term:
    """A product with its one vector anywhere."""
    factors, middle, at = parts
    return Product((*factors[:at], middle, *factors[at:]))


@pytest.mark.parametrize("alphabet", NOTATIONS)
@given(term=terms())
def test_a_printed_term_reads_back_as_the_term(alphabet: str, term: Term) -> None:
    """Brackets, signs and order: an independent reader understands exactly what was written."""
    notation = NOTATIONS[alphabet]
    names = {s: printed(notation, s) for s in SYMBOLS if s.name != "steps"}
    a, u = scalar("a"), vector("u")
    calls = {}
    for f in CALLS:
        example = f(*(u if kind == "vector" else a for kind in f.takes))
        text = printed(notation, example)
        calls[text.partition("(")[0]] = (f.name, f.gives)
    calls = {spelling: call for spelling, call in calls.items() if spelling[0] not in "‖|\\|"}
    calls |= {"abs": ("abs", "scalar"), "norm": ("norm", "scalar")}
    calls |= {"\\phi": ("phi", "scalar"), "\\max": ("max", "scalar"), "\\exp": ("exp", "scalar")}
    maps = {}
    for f in MAPS:
        if notation.juxtaposed:
            spelling = printed(notation, f)
            maps |= {spelling: f.name, f"({spelling})": f.name}
        else:
            calls[printed(notation, f)] = (f.name, "vector")
    reaching = frozenset(text for symbol, text in names.items() if symbol.name in REACHING)
    reader = Reader({text: s.kind for s, text in names.items()}, calls, maps, reaching)
    text = printed(notation, term)
    assert alike(reader.read(text)) == alike(skeleton(term, names)), text


@given(term=terms(), room=st.integers(12, 60))
def test_breaking_loses_nothing_and_keeps_to_the_room(term: Term, room: int) -> None:
    """The lines together are the formula; a line is too wide only if it cannot be broken."""
    row = Letters().written(term)
    lines = broken(row, room, 2)
    assert tuple(piece for line in lines for piece in line.pieces) == row.pieces
    for line in lines:
        places = [p for p, piece in enumerate(line.pieces) if p and piece.kind in ("sum", "weak")]
        assert line.width <= room or not places
