"""Derivatives of losses, taken by SymPy; the kernel then judges what it can of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from proofs.terms import (
    EXP,
    LOG,
    NORM,
    SIGMOID,
    ZERO,
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    TermError,
    fold,
    from_sympy,
    number,
    short,
    substitute,
    symbols,
    total,
)  # fmt: skip
from proofs.terms.sympy_terms import Translation, one_name_is_one_thing

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
    gradient: Term | None = None
    for factor, direction in _pieces(loss, weights):
        piece = _times(factor, direction)
        gradient = piece if gradient is None else gradient + piece
    return ZERO if gradient is None else gradient


def along(loss: Term, weights: Symbol, move: Term) -> Term:
    """The derivative of a loss along a move of its weights, a finite sum's term by term.

    >>> from proofs.terms import dot, scalar, vector
    >>> w, x, y, q = vector("w"), vector("x"), scalar("y"), vector("q")
    >>> once = along((dot(w, x) - y)**2 / 2, w, q)
    >>> print(once, along(once, w, q), sep="; ")
    (w . x - y) (x . q); (x . q) (x . q)
    """
    if isinstance(loss, FiniteSum):
        return FiniteSum(loss.index, loss.bound, along(loss.body, weights, move))
    pieces = [_times(factor, Dot(at, move)) for factor, at in _pieces(loss, weights)]
    return total(pieces) if pieces else number(0)


def _pieces(loss: Term, weights: Symbol) -> Iterator[tuple[Term, Term]]:
    """The gradient by the chain rule: numbers, each with the vector that it multiplies."""
    import sympy

    if weights.kind != "vector":
        raise TermError(f"{short(weights)} is a number: take the derivative by it")
    names = _Names(weights, loss)
    expression = fold(loss, names.combine)
    for part, (number_of_times, direction) in names.directions.items():
        derivative = sympy.diff(expression, names.letter(part)) * number_of_times
        if derivative != 0:
            yield names.term(derivative), direction


def derivative(loss: Term, by: Symbol) -> Term:
    """The derivative of a scalar with respect to a number.

    Raises `TermError` where the number occurs in what SymPy is not told of, and where two things
    have one name.

    >>> from proofs.terms import EXP, LOG, scalar
    >>> z, y = scalar("z"), scalar("y")
    >>> print(derivative(LOG(1 + EXP(z)) - y * z, z))
    exp(z)/(exp(z) + 1) - y
    """
    import sympy

    if by.kind != "scalar":
        raise TermError(f"{short(by)} is a vector: take the slope by it")
    names = _Names(by, loss)
    return names.term(sympy.diff(fold(loss, names.combine), names.letter(by)))


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


class Letters(Translation):
    """The loss for SymPy, which need not look into inner products: they are letters."""

    def __init__(self, by: Symbol, loss: Term, *functions: Function) -> None:
        super().__init__()
        if loss.kind != "scalar":
            raise TermError(f"{short(loss)} is a vector, which has no gradient")
        one_name_is_one_thing(loss, by, *functions)
        self.by = by
        self.of: dict[Term, sympy.Symbol] = {}
        self.directions: dict[Term, tuple[int, Term]] = {}
        """For each inner product with the weights in it, its gradient: so many times a vector."""

    def letter(self, part: Term) -> sympy.Symbol:
        """The one letter for a part."""
        import sympy

        return self.of.setdefault(part, sympy.Symbol(f"a{len(self.of)}", real=True))

    def combine(self, part: Term, below: tuple[Any, ...]) -> Any:
        """The expression of a number; None for a vector, which stands in inner products alone."""
        if part.kind == "vector":
            return None
        if isinstance(part, Symbol):
            return self.letter(part)
        if isinstance(part, Dot) and self.by.kind == "vector" and self.by in symbols(part):
            self.directions[part] = product_gradient(part, self.by)
            return self.letter(part)
        if isinstance(part, Dot | Apply | FiniteSum | NaturalPower):
            return self.looked_into(part, below)
        return super().combine(part, below)

    def looked_into(self, part: Term, below: tuple[Any, ...]) -> Any:
        """What else SymPy is told of, or a letter for what is fixed."""
        raise NotImplementedError

    def term(self, expression: Any, functions: tuple[Function, ...] = ()) -> Term:
        """What SymPy found, as a term."""
        back: dict[Term, Term] = {
            Symbol(letter.name, part.kind, "", ""): part for part, letter in self.of.items()
        }
        vectors = [letter.name for part, letter in self.of.items() if part.kind == "vector"]
        found = from_sympy(expression, vectors=vectors, functions=functions)
        return substitute(fold(found, _positive_first), back)


def _positive_first(part: Term, below: tuple[Term, ...]) -> Term:
    """A sum as people write it: 1 - a, where SymPy has -a + 1."""
    if isinstance(part, Sum):
        at = next((k for k, term in enumerate(below) if not _subtracted(term)), 0)
        return Sum((below[at], *below[:at], *below[at + 1 :]))
    return part if below == part.children else part.rebuilt(below)


def _subtracted(term: Term) -> bool:
    first = term.factors[0] if isinstance(term, Product) else term
    return isinstance(first, Negative) or (isinstance(first, Number) and first.value < 0)


def with_sigmoid(term: Term) -> Term:
    """The term with the logistic function for what it is in exponentials, and a - 1 for a + (-1).

    >>> from proofs.terms import EXP, scalar
    >>> w = scalar("w")
    >>> print(with_sigmoid(EXP(w) / (EXP(w) + 1) - 1), with_sigmoid(3 * EXP(w) / (1 + EXP(w))))
    sigmoid(w) - 1 3 sigmoid(w)
    """

    def combine(part: Term, below: tuple[Term, ...]) -> Term:
        match part:
            case Quotient():
                top, under = below
                factors = top.factors if isinstance(top, Product) else (top,)
                for power in (f for f in factors if isinstance(f, Apply) and f.function is EXP):
                    if under in (power + 1, 1 + power):
                        value = SIGMOID(*power.arguments)
                        left = tuple(value if f is power else f for f in factors)
                        return Product(left) if len(left) > 1 else value
            case Sum():
                first, *rest = below
                return Sum((first, *map(_less, rest)))
        return part if below == part.children else part.rebuilt(below)

    return fold(term, combine)


def _less(part: Term) -> Term:
    """What is added, as what is subtracted where it is a negative number."""
    if isinstance(part, Number) and part.value < 0:
        return Negative(Number(-part.value))
    return part


class _Names(Letters):
    """Exponentials and logarithms are told to SymPy; whatever else the weights are in is not."""

    def looked_into(self, part: Term, below: tuple[Any, ...]) -> Any:
        """An exponential, a logarithm, or a letter for what is fixed."""
        import sympy

        if isinstance(part, Apply) and part.function in (EXP, LOG):
            return (sympy.exp if part.function is EXP else sympy.log)(below[0])
        if self.by not in symbols(part):
            return self.letter(part)
        if isinstance(part, Apply) and part.function is NORM:
            raise TermError(
                f"{short(part)} has no derivative at 0; its square is an inner product: "
                "write dot(u, u)"
            )
        raise TermError(f"the derivative of {short(part)} is not known")


def _times(factor: Term, direction: Term) -> Term:
    if isinstance(factor, Negative):
        return -_times(factor.term, direction)
    return direction if factor is number(1) else factor * direction


__all__ = ["Letters", "along", "derivative", "product_gradient", "slope", "with_sigmoid"]
