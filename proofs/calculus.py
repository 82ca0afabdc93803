"""Slopes of losses, differentiated by SymPy; the kernel then judges that they are slopes."""

from __future__ import annotations

from fractions import Fraction

from proofs.terms import (
    ZERO,
    Dot,
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
    number,
)


def slope(loss: Term, weights: Symbol) -> Term:
    """The gradient of a loss with respect to a vector, for loss a polynomial in products w . x.

    The loss is rewritten in the net inputs w . x, which SymPy differentiates by; the chain rule
    gives each partial derivative times its x.  Raises `TermError` for other losses.

    >>> from proofs.terms import dot, scalar, vector
    >>> w, x, y = vector("w"), vector("x"), scalar("y")
    >>> print(slope(-(y * dot(w, x)), w))
    -y x
    """
    import sympy

    names: dict[Term, sympy.Symbol] = {}
    directions: dict[Term, Term] = {}

    def symbol_of(part: Term) -> sympy.Symbol:
        return names.setdefault(part, sympy.Symbol(f"a{len(names)}", real=True))

    def combine(part: Term, below: tuple[sympy.Expr, ...]) -> sympy.Expr:
        match part:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Symbol():
                return symbol_of(part)
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
            case Dot(left, right) if weights in (left, right):
                directions[part] = right if left is weights else left
                return symbol_of(part)
        raise TermError(f"the slope of {part} is not known")

    expression = fold(loss, combine)
    back = {symbol: part for part, symbol in names.items()}
    gradient: Term | None = None
    for part, direction in directions.items():
        derivative = sympy.diff(expression, names[part])
        if derivative == 0:
            continue
        piece = _times(_written(derivative, back), direction)
        gradient = piece if gradient is None else gradient + piece
    return ZERO if gradient is None else gradient


def _times(factor: Term, direction: Term) -> Term:
    if isinstance(factor, Negative):
        return -_times(factor.term, direction)
    return direction if factor is number(1) else factor * direction


def _written(expression: object, back: dict[object, Term]) -> Term:
    """A SymPy polynomial as a term."""
    import sympy

    if isinstance(expression, sympy.Rational):
        return as_term(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        return back[expression]
    if isinstance(expression, sympy.Mul):
        sign, rest = expression.as_coeff_Mul()
        if sign == -1:
            return -_written(rest, back)
        parts = [_written(argument, back) for argument in expression.args]
        result = parts[0]
        for part in parts[1:]:
            result = result * part
        return result
    if isinstance(expression, sympy.Add):
        parts = [_written(argument, back) for argument in expression.args]
        result = parts[0]
        for part in parts[1:]:
            result = result + part
        return result
    if isinstance(expression, sympy.Pow):
        return _written(expression.base, back) ** int(expression.exp)
    raise TermError(f"SymPy gave {expression}, which is not a polynomial")
