"""Gradients through functions of which only a derivative's name is known, by SymPy.

`partial` differentiates a loss by one weight; what it returns is a suggestion that the kernel must
judge beside a line written by hand.  That the hand-written line is a gradient, and not merely what
SymPy says, is shown by exact algebra in hidden.permutation-equivariance.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from proofs.calculus import Letters
from proofs.terms import (
    SIGMOID,
    ZERO,
    Apply,
    Dot,
    FiniteSum,
    Function,
    Number,
    Sum,
    Symbol,
    Term,
    TermError,
    fold,
    function,
    parts,
    substitute,
    symbols,
    total,
)  # fmt: skip

Slopes = Mapping[Function, Function | Number]
"""The derivative of each opaque function by its first argument: a function, or a number."""


def partial(loss: Term, by: Symbol | Apply, slopes: Slopes) -> Term:
    """The gradient of a loss by one scalar, or by a vector that occurs in inner products alone.

    It may be one of a family: a sum over the family has one term that speaks of it, and a sum over
    anything else, such as samples, is differentiated term by term.  `slopes` names the derivative
    of each opaque function by its first argument; the others are held fixed.  Raises `TermError`
    where the loss is made of anything else.

    >>> from proofs.terms import dot, function, scalar, vector
    >>> sigma, slope = function("sigma"), function("sigma'")
    >>> v, w, x = scalar("v"), vector("w"), vector("x")
    >>> print(partial(v * sigma(dot(w, x)), w, {sigma: slope}))
    v sigma'(w . x) x
    >>> partial(v * slope(dot(w, x)), w, {})
    Traceback (most recent call last):
        ...
    proofs.terms.nodes.TermError: the slope of sigma'(w . x) is not known

    >>> from proofs.terms import finite_sum, natural
    >>> u, h, j, k = function("u", ("index",)), natural("h"), natural("j"), natural("k")
    >>> print(partial(sigma(finite_sum(k, h, u(k) ** 2)), u(j), {sigma: slope}))
    2 u_j sigma'(sum(u_k^2 for k < h))
    """
    if isinstance(loss, FiniteSum) and loss.index not in symbols(by):
        return FiniteSum(loss.index, loss.bound, partial(loss.body, by, slopes))
    if isinstance(by, Apply):
        return _of_a_member(loss, by, slopes)
    import sympy

    named = tuple({f: None for pair in slopes.items() for f in pair if isinstance(f, Function)})
    letters = _Slopes(by, loss, named, slopes)
    expression = fold(loss, letters.combine, letters.made)
    if by.kind == "scalar":
        return letters.term(sympy.diff(expression, letters.letter(by)), named)
    pieces = []
    for part, (times, direction) in letters.directions.items():
        derivative = sympy.diff(expression, letters.letter(part)) * times
        if derivative != 0:
            pieces.append(letters.term(derivative, named) * direction)
    return total(pieces) if pieces else ZERO


class _Slopes(Letters):
    """Functions whose derivatives have names are told to SymPy."""

    def __init__(self, by: Symbol, loss: Term, named: tuple[Function, ...], slopes: Slopes) -> None:
        super().__init__(by, loss, *named)
        self.classes = _classes(slopes)
        self.made: dict[Term, Any] = {}
        """The expression of each part of the loss."""

    def looked_into(self, part: Term, below: tuple[Any, ...]) -> Any:
        """A function of a known slope, or a letter for a product without the weights in it."""
        import sympy

        match part:
            case Dot() | FiniteSum() if self.by not in symbols(part):
                return self.letter(part)
            case Apply(f, _) if {"index", "step"} & {*f.takes} and self.by not in symbols(part):
                return self.letter(part)
            case Apply(f, _) if f is SIGMOID:
                return 1 / (1 + sympy.exp(-below[0]))
            case Apply(f, arguments) if f.name in self.classes and not any(
                a.kind == "vector" and self.by in symbols(a) for a in arguments
            ):
                values = (
                    self.letter(a) if b is None else b
                    for a, b in zip(arguments, below, strict=True)
                )
                return self.classes[f.name](*values)
        raise TermError(f"the slope of {part} is not known")

    def term(self, expression: Any, functions: tuple[Function, ...] = ()) -> Term:
        """What SymPy found, as a term; a sum that comes back is written as it was."""
        written = super().term
        sums = [p for p in self.made if isinstance(p, Sum) and p.kind == "scalar"]
        back: dict[Term, Term] = {written(self.made[p], functions): p for p in sums}
        return substitute(written(expression, functions), back)


def _of_a_member(loss: Term, by: Apply, slopes: Slopes) -> Term:
    """The gradient by one of a family: each sum over it is a function, of slope 1, of one term."""
    one: dict[Term, Term] = {}
    terms: dict[Function, Number] = {}
    for part in parts(loss):
        if isinstance(part, FiniteSum) and (met := _members(part.body, by)):
            at = _where(met[0], by, part.index)
            if at is None or len(met) > 1:
                raise TermError(f"the slope of {part} by {by} is not known")
            pick = function(f"term_of_sum_{len(terms)}")
            terms[pick] = Number(Fraction(1))
            one[part] = pick(substitute(part.body, {part.index: at}))
    if others := [met for met in _members(substitute(loss, one), by) if met is not by]:
        raise TermError(f"{others[0]} may be {by}")
    stand_in = Symbol("one_of_the_family", by.kind, "", "")
    there: dict[Term, Term] = {by: stand_in}
    picked = {substitute(term, there): part for part, term in one.items()}
    found = partial(substitute(substitute(loss, one), there), stand_in, {**slopes, **terms})
    return substitute(substitute(found, picked), {stand_in: by})


def _members(term: Term, by: Apply) -> list[Apply]:
    """Those of the family of which a term speaks."""
    return [p for p in parts(term) if isinstance(p, Apply) and p.function is by.function]


def _where(met: Apply, by: Apply, index: Symbol) -> Term | None:
    """What a sum's index is where a member of the family in its body is the given one."""
    pairs = [(a, b) for a, b in zip(met.arguments, by.arguments, strict=True) if a is not b]
    return pairs[0][1] if len(pairs) == 1 and pairs[0][0] is index else None


def _classes(slopes: Slopes) -> dict[str, Any]:
    """A SymPy function for each opaque one, which knows the name of its derivative."""
    import sympy

    def named(f: Function, slope: Any) -> Any:
        def fdiff(self: Any, argindex: int = 1) -> Any:
            if argindex != 1 or slope is None:
                raise TermError(f"the slope of {f.name} by argument {argindex} is not known")
            return slope(*self.args)

        return type(f.name, (sympy.Function,), {"fdiff": fdiff, "is_real": True})

    made: dict[str, Any] = {}
    for f, slope in slopes.items():
        if isinstance(slope, Number):
            made[f.name] = named(f, lambda *_, value=slope.value: sympy.Rational(value))
        else:
            made[slope.name] = named(slope, None)
            made[f.name] = named(f, made[slope.name])
    return made
