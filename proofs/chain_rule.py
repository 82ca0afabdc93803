"""Gradients through functions of which only a derivative's name is known, by SymPy.

`partial` differentiates a loss by one weight; what it returns is a suggestion that the kernel must
judge beside a line written by hand.  That the hand-written line is a gradient, and not merely what
SymPy says, is shown by exact algebra in hidden.permutation-equivariance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofs.calculus import Letters
from proofs.terms import (
    SIGMOID,
    ZERO,
    Apply,
    Dot,
    Function,
    Symbol,
    Term,
    TermError,
    fold,
    symbols,
    total,
)  # fmt: skip


def partial(loss: Term, by: Symbol, slopes: Mapping[Function, Function]) -> Term:
    """The gradient of a loss by one scalar, or by a vector that occurs in inner products alone.

    `slopes` names the derivative of each opaque function by its first argument; the others are
    held fixed.  Raises `TermError` where the loss is made of anything else.

    >>> from proofs.terms import dot, function, scalar, vector
    >>> sigma, slope = function("sigma"), function("sigma'")
    >>> v, w, x = scalar("v"), vector("w"), vector("x")
    >>> print(partial(v * sigma(dot(w, x)), w, {sigma: slope}))
    v sigma'(w . x) x
    >>> partial(v * slope(dot(w, x)), w, {})
    Traceback (most recent call last):
        ...
    proofs.terms.nodes.TermError: the slope of sigma'(w . x) is not known
    """
    import sympy

    named = tuple({f: None for pair in slopes.items() for f in pair})
    letters = _Slopes(by, loss, slopes)
    expression = fold(loss, letters.combine)
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

    def __init__(self, by: Symbol, loss: Term, slopes: Mapping[Function, Function]) -> None:
        super().__init__(by, loss, *slopes, *slopes.values())
        self.classes = _classes(slopes)

    def looked_into(self, part: Term, below: tuple[Any, ...]) -> Any:
        """A function of a known slope, or a letter for a product without the weights in it."""
        import sympy

        match part:
            case Dot() if self.by not in symbols(part):
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


def _classes(slopes: Mapping[Function, Function]) -> dict[str, Any]:
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
        made[slope.name] = named(slope, None)
        made[f.name] = named(f, made[slope.name])
    return made
