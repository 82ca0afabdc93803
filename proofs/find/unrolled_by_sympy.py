"""Updates of the perceptron and of gradient descent, written out by SymPy alone.

Written from the rules, without terms, kernel or chapters: a second derivation that a test holds
against theirs.  Samples occur in inner products G_jt = x_j . x_t only, so a vector is its factors
in front of the start and of the samples x_1, x_2, ...; matrices occur as powers of A only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy

ETA = sympy.Symbol("eta", positive=True)
PHI = sympy.Function("phi", real=True)
AT_ZERO = sympy.Symbol("phi_zero", real=True)
"""The threshold function's value at 0."""
A = sympy.Symbol("A", commutative=False)
B = sympy.Symbol("b", commutative=False)
START = sympy.Symbol("w0", commutative=False)


def label(t: int) -> Any:
    """The label of the t-th sample."""
    return sympy.Symbol(f"y{t}", real=True)


def error(t: int) -> Any:
    """The t-th error, label minus prediction, by its name."""
    return sympy.Symbol(f"e{t}", real=True)


def gram(j: int, t: int) -> Any:
    """The inner product of two samples, in either order; sample 0 is the start."""
    first, second = sorted((j, t))
    return sympy.Symbol(f"G_{first}_{second}", real=True)


def threshold(net_input: Any) -> Any:
    """The threshold function's value, which at 0 has a name.

    >>> threshold(sympy.Integer(0)), threshold(ETA * label(1))
    (phi_zero, phi(eta*y1))
    """
    return AT_ZERO if net_input == 0 else PHI(net_input)


def without_positive_factors(expression: Any) -> Any:
    """Replace phi(c z) by phi(z), for each factor c of the argument that is surely positive.

    >>> z = sympy.Symbol("z", real=True)
    >>> without_positive_factors(PHI(ETA * z + ETA * ETA) - PHI(-2 * z))
    -phi(-z) + phi(eta + z)
    """

    def bare(argument: Any) -> Any:
        # SymPy takes a common factor out of a sum; which factors may go is said here.
        factored = sympy.factor_terms(argument)
        kept = [f for f in sympy.Mul.make_args(factored) if not f.is_positive]
        number, rest = sympy.Mul(*kept).as_coeff_Mul()
        return sympy.sign(number) * rest if number.is_Rational and number != 0 else factored

    return expression.replace(PHI, lambda argument: PHI(bare(argument)))


@dataclass(frozen=True)
class Update:
    """The t-th update: its factor in front of the t-th sample, and what the error's name means.

    `before` are the factors of the weights before it, in front of the start and of the earlier
    samples; `spelled` is `meaning` with all earlier errors put in, free of names.
    """

    number: int
    before: tuple[Any, ...]
    meaning: Any
    spelled: Any

    @property
    def factor(self) -> Any:
        """The rate times the error."""
        return ETA * error(self.number)


def perceptron(
    updates: int, *, from_zero: bool = False, drop_rate: bool = False
) -> tuple[Update, ...]:
    """The updates w + eta (y - phi(w . x)) x, from any start or from zero.

    With `drop_rate` the rate, which is positive, is taken out of every threshold function.

    >>> two = perceptron(2, from_zero=True, drop_rate=True)[1]
    >>> two.meaning, two.spelled
    (y2 - phi(G_1_2*e1), y2 - phi(G_1_2*(-phi_zero + y1)))
    """
    weights: list[Any] = [sympy.Integer(0 if from_zero else 1)]
    spelled: dict[Any, Any] = {}
    made = []
    for t in range(1, updates + 1):
        net_input = sympy.Add(*(factor * gram(j, t) for j, factor in enumerate(weights)))
        meaning = label(t) - threshold(net_input)
        if drop_rate:
            meaning = without_positive_factors(meaning)
        spelled[error(t)] = meaning.xreplace(spelled)
        made.append(Update(t, tuple(weights), meaning, spelled[error(t)]))
        weights.append(ETA * error(t))
    return tuple(made)


def gradient(samples: int, features: int) -> tuple[Any, Any]:
    """SymPy's gradient of |Xw - y|^2 / (2m) by each weight, and X'(Xw - y)/m beside it.

    Each number is a symbol: SymPy's matrices of symbols would differentiate this to 0.

    >>> by_sympy, said = gradient(1, 1)
    >>> sympy.expand(by_sympy - said)
    Matrix([[0]])
    """
    X = sympy.Matrix(samples, features, lambda i, j: sympy.Symbol(f"x_{i}_{j}", real=True))
    y = sympy.Matrix(samples, 1, lambda i, _: sympy.Symbol(f"y_{i}", real=True))
    w = sympy.Matrix(features, 1, lambda j, _: sympy.Symbol(f"w_{j}", real=True))
    residuals = X * w - y
    loss = sympy.Add(*(r**2 for r in residuals)) / (2 * samples)
    return sympy.Matrix([sympy.diff(loss, weight) for weight in w]), X.T * residuals / samples


def descent(steps: int, *, from_zero: bool = True) -> Sequence[Any]:
    """The weights w(0), ..., w(steps) of w - eta (A w - b), multiplied out, A being X'X/m.

    >>> descent(2)[2]
    -eta**2*A*b + 2*eta*b
    """
    path: list[Any] = [sympy.Integer(0) if from_zero else START]
    for _ in range(steps):
        path.append(sympy.expand(path[-1] - ETA * (A * path[-1] - B)))
    return path


__all__ = [
    "AT_ZERO", "ETA", "PHI", "START", "A", "B", "Update", "descent", "error", "gradient", "gram",
    "label", "perceptron", "threshold", "without_positive_factors",
]  # fmt: skip
