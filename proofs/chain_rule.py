"""Gradients through functions of which only a derivative's name is known, by SymPy.

`partial` differentiates a loss by one weight; what it returns is a suggestion that the kernel must
judge beside a line written by hand.  That the hand-written line is a gradient, and not merely what
SymPy says, is shown by exact algebra in hidden.permutation-equivariance.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from proofs.calculus import product_gradient
from proofs.find.sympy_terms import one_name_is_one_thing
from proofs.terms import (
    EXP,
    SIGMOID,
    ZERO,
    Apply,
    Dot,
    Function,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    TermError,
    as_term,
    fold,
    symbols,
    total,
)


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

    if loss.kind != "scalar":
        raise TermError(f"{loss} is a vector, which has no gradient")
    named = {f for pair in slopes.items() for f in pair}
    one_name_is_one_thing(loss, by, *named)
    letters: dict[Term, sympy.Symbol] = {}
    directions: dict[Term, tuple[int, Term]] = {}
    classes = _classes(slopes)
    fixed = {f.name: f for pair in slopes.items() for f in pair}

    def letter(part: Term) -> sympy.Symbol:
        return letters.setdefault(part, sympy.Symbol(f"a{len(letters)}", real=True))

    def combine(part: Term, below: tuple[Any, ...]) -> Any:
        if part.kind == "vector":
            return None
        match part:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Sum():
                return sympy.Add(*below)
            case Negative():
                return -below[0]
            case Product():
                return sympy.Mul(*below)
            case Quotient():
                return below[0] / below[1]
            case Power(_, exponent):
                return below[0] ** exponent
            case Dot():
                if by not in symbols(part):
                    return letter(part)
                if by.kind == "vector":
                    directions[part] = product_gradient(part, by)
                    return letter(part)
            case Apply(f, _) if f is SIGMOID:
                return 1 / (1 + sympy.exp(-below[0]))
            case Apply(f, arguments) if f in named and not any(
                a.kind == "vector" and by in symbols(a) for a in arguments
            ):
                values = (
                    letter(a) if b is None else b for a, b in zip(arguments, below, strict=True)
                )
                return classes[f.name](*values)
            case Symbol():
                return letter(part)
        raise TermError(f"the slope of {part} is not known")

    expression = fold(loss, combine)
    back: dict[Any, Term] = {symbol: part for part, symbol in letters.items()}

    def written(made: Any) -> Term:
        if made in back:
            return back[made]
        if isinstance(made, sympy.Rational):
            return as_term(Fraction(int(made.p), int(made.q)))
        if isinstance(made, sympy.exp):
            return EXP(written(made.args[0]))
        if isinstance(made, sympy.Pow):
            base, exponent = written(made.base), int(made.exp)
            return base**exponent if exponent >= 0 else 1 / base**-exponent
        if isinstance(made, sympy.Add):
            return total(map(written, made.args))
        if isinstance(made, sympy.Mul):
            sign, rest = made.as_coeff_Mul()
            if sign == -1:
                return -written(rest)
            first, *others = map(written, made.args)
            for other in others:
                first = first * other
            return first
        return fixed[type(made).__name__](*map(written, made.args))

    if by.kind == "scalar":
        return written(sympy.diff(expression, letter(by)))
    pieces = []
    for part, (times, direction) in directions.items():
        derivative = sympy.diff(expression, letters[part]) * times
        if derivative != 0:
            pieces.append(written(derivative) * direction)
    return total(pieces) if pieces else ZERO


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
