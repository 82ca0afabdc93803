"""Evaluation of terms by plain fractions: what a counterexample is checked with.

This shares nothing with the kernel's algebra: no normal forms, no rules, no SymPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

from proofs.terms import (
    KNOWN_FUNCTIONS,
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
    substitute,
    unfolded,
)

Vector = tuple[Fraction, ...]
Value = Fraction | Vector


MOST_TERMS = 1000
"""How many terms a sum may have, and how large an exponent may be, for it to be evaluated."""


class Undefined(ArithmeticError):
    """The term has no value there: a division by 0, the square root of a negative number."""


class Irrational(ArithmeticError):
    """The value exists but is not rational, so plain fractions cannot hold it."""


def evaluate(
    term: Term, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term] | None = None
) -> Value:
    """The exact value of a term where its symbols have these values.

    Vectors are tuples of fractions of one length; `meanings` define further symbols by terms.
    Raises `Undefined`, `Irrational`, and `TermError` for a symbol without a value.

    >>> from proofs.terms import scalar, vector, dot
    >>> w, x = vector("w"), vector("x")
    >>> evaluate(dot(w, x) / 2, {w: (Fraction(1), Fraction(2)), x: (Fraction(3), Fraction(1))})
    Fraction(5, 2)
    """
    return Evaluator(values, meanings or {}).value(term)


class Evaluator:
    """Evaluates many terms at one point; what they share is computed once."""

    def __init__(self, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term]) -> None:
        self.values = values
        self.meanings = meanings
        self._unfolded = unfolded(meanings)
        self.done: dict[Term, Value] = {}
        vectors = [value for value in values.values() if isinstance(value, tuple)]
        self.dimension = len(vectors[0]) if vectors else 1
        if any(len(v) != self.dimension for v in vectors):
            raise TermError("all vectors must have one length")

    def value(self, term: Term) -> Value:
        """The value of one term."""
        return fold(term, self._combine, self.done, self._below)

    def _below(self, term: Term) -> tuple[Term, ...]:
        """What a term's value is made of; what a sum adds up is looked at index by index."""
        return (term.bound,) if isinstance(term, FiniteSum) else self._unfolded(term)

    def _total(self, term: FiniteSum, bound: Fraction) -> Value:
        zero: Value = (Fraction(0),) * self.dimension if term.kind == "vector" else Fraction(0)
        if bound.denominator != 1 or not 0 <= bound <= MOST_TERMS:
            raise Irrational(f"a sum of {bound} terms")  # not added up here
        for k in range(int(bound)):
            inner = Evaluator({**self.values, term.index: Fraction(k)}, self.meanings)
            inner.dimension = self.dimension
            zero = _plus(zero, inner.value(term.body))
        return zero

    def _combine(self, term: Term, parts: tuple[Value, ...]) -> Value:
        match term:
            case Number(value):
                return value
            case Symbol():
                if parts:
                    return parts[0]
                if term not in self.values:
                    raise TermError(f"{term} has no value")
                return self.values[term]
            case Zero():
                return (Fraction(0),) * self.dimension
            case Sum():
                result = parts[0]
                for part in parts[1:]:
                    result = _plus(result, part)
                return result
            case Negative():
                return _scaled(Fraction(-1), parts[0])
            case Product():
                factor = Fraction(1)
                vector: Value | None = None
                for part in parts:
                    if isinstance(part, tuple):
                        vector = part
                    else:
                        factor *= part
                return factor if vector is None else _scaled(factor, vector)
            case Quotient():
                below = _number(parts[1])
                if below == 0:
                    raise Undefined("a division by 0")
                return _scaled(1 / below, parts[0])
            case Power(_, exponent):
                return _number(parts[0]) ** exponent
            case NaturalPower():
                return exact_power(_number(parts[0]), _number(parts[1]))
            case FiniteSum():
                return self._total(term, _number(parts[0]))
            case Dot():
                return _inner(parts[0], parts[1])
            case Apply(function, _):
                return _apply(function, parts)
        raise TermError(f"{type(term).__name__} has no value")


def exact_power(base: Fraction, exponent: Fraction) -> Fraction:
    """A natural power; raises `Irrational` where it is none, or too large to look at."""
    if exponent.denominator != 1 or not 0 <= exponent <= MOST_TERMS:
        raise Irrational(f"a power to {exponent}")
    return base ** int(exponent)


def _number(value: Value) -> Fraction:
    if isinstance(value, tuple):
        raise TermError("a vector where a number belongs")
    return value


def _plus(a: Value, b: Value) -> Value:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return tuple(x + y for x, y in zip(a, b, strict=True))
    return _number(a) + _number(b)


def _scaled(factor: Fraction, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(factor * x for x in value)
    return factor * value


def _inner(a: Value, b: Value) -> Fraction:
    if not (isinstance(a, tuple) and isinstance(b, tuple)):
        raise TermError("an inner product of numbers")
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def exact_root(value: Fraction) -> Fraction:
    """The square root of a rational; raises `Undefined` or `Irrational`."""
    if value < 0:
        raise Undefined("the square root of a negative number")
    top, below = isqrt(value.numerator), isqrt(value.denominator)
    if top * top != value.numerator or below * below != value.denominator:
        raise Irrational(f"the square root of {value}")
    return Fraction(top, below)


def rounded(value: Fraction) -> Fraction:
    """The nearest IEEE 754 binary64 number, ties to even; raises `Undefined` on overflow.

    Python rounds a quotient of integers correctly, subnormal results included.
    """
    try:
        return Fraction(value.numerator / value.denominator)
    except OverflowError:
        raise Undefined("an overflow") from None


def _apply(function: Function, parts: tuple[Value, ...]) -> Value:
    if function.values:
        argument, minus, zero, plus = parts
        number = _number(argument)
        return minus if number < 0 else plus if number > 0 else zero
    if KNOWN_FUNCTIONS.get(function.name) is not function:
        raise TermError(f"{function.name} has no known values")
    first = parts[0]
    match function.name:
        case "norm":
            return exact_root(_inner(first, first))
        case "abs":
            return abs(_number(first))
        case "max":
            return max(_number(first), _number(parts[1]))
        case "min":
            return min(_number(first), _number(parts[1]))
        case "sqrt":
            return exact_root(_number(first))
        case "fl64":
            return rounded(_number(first))
        case "exp" | "sigmoid" | "tanh":
            if first == 0:
                return {"exp": Fraction(1), "sigmoid": Fraction(1, 2), "tanh": Fraction(0)}[
                    function.name
                ]
            raise Irrational(f"{function.name} of {first}")
        case "log":
            if _number(first) <= 0:
                raise Undefined("the logarithm of a number that is not positive")
            if first == 1:
                return Fraction(0)
            raise Irrational(f"the logarithm of {first}")
    raise TermError(f"{function.name} has no known values")


def holds(relation_sign: str, left: Value, right: Value) -> bool:
    """Whether two values stand in a relation."""
    if relation_sign == "=":
        return left == right
    if relation_sign == "!=":
        return left != right
    a, b = _number(left), _number(right)
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[relation_sign]


Interpretation = Mapping[Function, tuple[tuple[Symbol, ...], Term]]
"""What an opaque function is taken to be: its parameters and a term in them."""


def interpreted(term: Term, meaning: Interpretation) -> Term:
    """The term with every opaque function replaced by what it is taken to be."""

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if isinstance(part, Symbol) and part.upper.isdigit() and not part.lower:
            run = Function(part.name, ("step",), part.kind, (), "")
            if run in meaning:  # a numbered step of a run
                (step,), body = meaning[run]
                return substitute(body, {step: Number(Fraction(int(part.upper)))})
        if isinstance(part, Apply) and part.function in meaning:
            parameters, body = meaning[part.function]
            return substitute(body, dict(zip(parameters, children, strict=True)))
        if isinstance(part, Apply) and part.function.values:
            f = part.function
            values = tuple(interpreted(value, meaning) for value in f.values)
            return Apply(Function(f.name, f.takes, f.gives, values, f.adjoint), children)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine)
