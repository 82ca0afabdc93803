"""Derivatives of losses, taken by SymPy; the kernel then judges what it can of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs.terms import (
    EXP,
    LOG,
    ZERO,
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
    TermError,
    as_term,
    fold,
    number,
    short,
)

if TYPE_CHECKING:
    import sympy


def slope(loss: Term, weights: Symbol) -> Term:
    """The gradient of a loss with respect to a vector that it meets in products w . x alone.

    The loss is rewritten in the net inputs w . x, which SymPy differentiates by; the chain rule
    gives each partial derivative times its x.  Raises `TermError` for other losses.

    >>> from proofs.terms import dot, scalar, vector
    >>> w, x, y = vector("w"), vector("x"), scalar("y")
    >>> print(slope((dot(w, x) - y)**2 / 2, w))
    (w . x - y) x
    """
    import sympy

    names = _Names(weights)
    expression = names.expression(loss)
    gradient: Term | None = None
    for part, direction in names.directions.items():
        derivative = sympy.diff(expression, names.of[part])
        if derivative == 0:
            continue
        piece = _times(names.term(derivative), direction)
        gradient = piece if gradient is None else gradient + piece
    return ZERO if gradient is None else gradient


def derivative(loss: Term, by: Symbol) -> Term:
    """The derivative of a scalar with respect to a number.

    >>> from proofs.terms import EXP, LOG, scalar
    >>> z, y = scalar("z"), scalar("y")
    >>> print(derivative(LOG(1 + EXP(z)) - y * z, z))
    -y + exp(z)/(exp(z) + 1)
    """
    import sympy

    names = _Names(None)
    expression = names.expression(loss)
    return names.term(sympy.diff(expression, names.symbol(by)))


class _Names:
    """SymPy symbols for the parts of a term that SymPy need not look into."""

    def __init__(self, weights: Symbol | None) -> None:
        self.weights = weights
        self.of: dict[Term, sympy.Symbol] = {}
        self.directions: dict[Term, Term] = {}
        """For each product of the weights with a vector, that vector."""

    def symbol(self, part: Term) -> sympy.Symbol:
        import sympy

        return self.of.setdefault(part, sympy.Symbol(f"a{len(self.of)}", real=True))

    def expression(self, term: Term) -> sympy.Expr:
        """The term for SymPy."""
        return fold(term, self._combine)

    def _combine(self, part: Term, below: tuple[sympy.Expr, ...]) -> sympy.Expr:
        import sympy

        match part:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Symbol():
                return self.symbol(part)
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
            case Apply(function, _) if function in (EXP, LOG):
                return (sympy.exp if function is EXP else sympy.log)(below[0])
            case Dot(left, right) if self.weights in (left, right):
                self.directions[part] = right if left is self.weights else left
                return self.symbol(part)
        raise TermError(f"the derivative of {short(part)} is not known")

    def term(self, expression: sympy.Expr) -> Term:
        """What SymPy found, as a term."""
        back = {symbol: part for part, symbol in self.of.items()}
        return _written(expression, back)


def _times(factor: Term, direction: Term) -> Term:
    if isinstance(factor, Negative):
        return -_times(factor.term, direction)
    return direction if factor is number(1) else factor * direction


def _written(expression: sympy.Expr, back: dict[sympy.Symbol, Term]) -> Term:
    """A SymPy expression of sums, products, powers, exponentials and logarithms as a term."""
    import sympy

    if isinstance(expression, sympy.Rational):
        return as_term(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        return back[expression]
    if isinstance(expression, sympy.exp | sympy.log):
        applied = EXP if isinstance(expression, sympy.exp) else LOG
        return applied(_written(expression.args[0], back))
    if isinstance(expression, sympy.Mul):
        sign, rest = expression.as_coeff_Mul()
        if sign == -1:
            return -_written(rest, back)
        top, below = expression.as_numer_denom()
        if below != 1:
            return _written(top, back) / _written(below, back)
        parts = [_written(argument, back) for argument in expression.args]
        result = parts[0]
        for part in parts[1:]:
            result = result * part
        return result
    if isinstance(expression, sympy.Add):
        # SymPy's own order of terms is that of their hashes.
        parts = [_written(argument, back) for argument in expression.as_ordered_terms()]
        result = parts[0]
        for part in parts[1:]:
            match part:
                case Negative(positive):
                    result = result - positive
                case Number(value) if value < 0:
                    result = result - as_term(-value)
                case _:
                    result = result + part
        return result
    if isinstance(expression, sympy.Pow) and expression.exp.is_Integer:
        exponent = int(expression.exp)
        if exponent < 0:
            return 1 / _written(expression.base**-exponent, back)
        return _written(expression.base, back) ** exponent
    raise TermError(f"SymPy gave {expression}, which is more than powers, exp and log")


__all__ = ["derivative", "slope"]
