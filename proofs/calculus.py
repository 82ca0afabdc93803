"""Derivatives of losses, taken by SymPy; the kernel then judges what it can of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs.find.sympy_terms import one_name_is_one_thing
from proofs.terms import (
    EXP,
    LOG,
    NORM,
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
    symbols,
    total,
)

if TYPE_CHECKING:
    import sympy


def slope(loss: Term, weights: Symbol) -> Term:
    """The gradient of a loss with respect to a vector that it meets in inner products alone.

    The loss is rewritten in those products, which SymPy differentiates by; the chain rule gives
    each partial derivative times the product's own gradient.  Raises `TermError` for other losses,
    and for one in which two things have one name.

    >>> from proofs.terms import dot, scalar, vector
    >>> w, x, y = vector("w"), vector("x"), scalar("y")
    >>> print(slope((dot(w, x) - y)**2 / 2, w))
    (w . x - y) x
    >>> print(slope(dot(w, w) / 2, w))
    w
    """
    import sympy

    if weights.kind != "vector":
        raise TermError(f"{short(weights)} is a number: take the derivative by it")
    names = _Names(weights, loss)
    expression = names.expression(loss)
    gradient: Term | None = None
    for part, (number_of_times, direction) in names.directions.items():
        derivative = sympy.diff(expression, names.of[part]) * number_of_times
        if derivative == 0:
            continue
        piece = _times(names.term(derivative), direction)
        gradient = piece if gradient is None else gradient + piece
    return ZERO if gradient is None else gradient


def derivative(loss: Term, by: Symbol) -> Term:
    """The derivative of a scalar with respect to a number.

    Raises `TermError` where the number occurs in what SymPy is not told of, and where two things
    have one name.

    >>> from proofs.terms import EXP, LOG, scalar
    >>> z, y = scalar("z"), scalar("y")
    >>> print(derivative(LOG(1 + EXP(z)) - y * z, z))
    -y + exp(z)/(exp(z) + 1)
    """
    import sympy

    if by.kind != "scalar":
        raise TermError(f"{short(by)} is a vector: take the slope by it")
    names = _Names(by, loss)
    expression = names.expression(loss)
    return names.term(sympy.diff(expression, names.symbol(by)))


def product_gradient(product: Dot, by: Symbol) -> tuple[int, Term]:
    """The gradient of an inner product by a vector, as a number of times another vector.

    The vector may stand on both sides, in sums, multiples and linear maps.  Raises `TermError`
    where it occurs in anything else.

    >>> from proofs.terms import linear_map, scalar, vector
    >>> w, x, A = vector("w"), vector("x"), linear_map("A", "A'")
    >>> product_gradient(Dot(w, w), w)
    (2, w)
    >>> product_gradient(Dot(A(w - x), 3 * x), w)
    (1, A'(3 x))
    """
    left, right = product.left, product.right
    if left is right:
        (pulled,) = [_pulled(left, right, by)] if by in symbols(left) else [ZERO]
        return 2, pulled
    pieces = [
        _pulled(side, other, by)
        for side, other in ((left, right), (right, left))
        if by in symbols(side)
    ]
    return 1, total(pieces) if pieces else ZERO


def _pulled(side: Term, other: Term, by: Symbol) -> Term:
    """The gradient of side . other by a vector that occurs in this side, the other being fixed.

    Without recursion: what the other is multiplied by on the way down is handed down.
    """
    pieces: list[Term] = []
    waiting = [(side, other)]
    while waiting:
        here, held = waiting.pop()
        if by not in symbols(here):
            continue
        match here:
            case Symbol():
                pieces.append(held)
                continue
            case Sum(terms):
                waiting.extend((term, held) for term in reversed(terms))
                continue
            case Negative(term):
                waiting.append((term, -held))
                continue
            case Product(factors):
                (inside,) = (factor for factor in factors if factor.kind == "vector")
                scale = [factor for factor in factors if factor.kind == "scalar"]
                if not any(by in symbols(factor) for factor in scale):
                    made = scale[0]
                    for factor in scale[1:]:
                        made = made * factor
                    waiting.append((inside, made * held))
                    continue
            case Quotient(top, below):
                if by not in symbols(below):
                    waiting.append((top, held / below))
                    continue
            case Apply(f, (argument,)) if f.adjoint:
                waiting.append((argument, f.transpose(held)))
                continue
        raise TermError(f"the gradient of {short(here)} by {short(by)} is not known")
    return total(pieces)


class _Names:
    """SymPy symbols for the parts of a term that SymPy need not look into."""

    def __init__(self, by: Symbol, loss: Term) -> None:
        if loss.kind != "scalar":
            raise TermError(f"{short(loss)} is a vector, which has no gradient")
        one_name_is_one_thing(loss, by)
        self.by = by
        self.of: dict[Term, sympy.Symbol] = {}
        self.directions: dict[Term, tuple[int, Term]] = {}
        """For each inner product with the weights in it, its gradient: so many times a vector."""

    def symbol(self, part: Term) -> sympy.Symbol:
        import sympy

        return self.of.setdefault(part, sympy.Symbol(f"a{len(self.of)}", real=True))

    def expression(self, term: Term) -> sympy.Expr:
        """The term for SymPy."""
        return fold(term, self._combine)

    def _combine(self, part: Term, below: tuple[sympy.Expr, ...]) -> sympy.Expr | None:
        import sympy

        if part.kind == "vector":
            return None
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
            case Dot() if self.by.kind == "vector" and self.by in symbols(part):
                self.directions[part] = product_gradient(part, self.by)
                return self.symbol(part)
        if self.by not in symbols(part):
            return self.symbol(part)
        if isinstance(part, Apply) and part.function is NORM:
            raise TermError(
                f"{short(part)} has no derivative at 0; its square is an inner product: "
                "write dot(u, u)"
            )
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


__all__ = ["derivative", "product_gradient", "slope"]
