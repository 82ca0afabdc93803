"""The table: for given terms, side goals, and what then holds; and when a statement has a value.

Quantities are total: 1/0, sqrt(-1) and log(0) are some number, and no row says which.  That the
terms of a statement have values is asked where a theorem is read (`asked`).
"""

from __future__ import annotations  # noqa: I001 (imports on few lines)

import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from .terms import (
    ABS, EXP, FL64, LOG, MAX, MIN, NORM, SIGMOID, SQRT, TANH, THRESHOLD, Term, at, build, dot, eq,
    fits, forall, fresh, imply, is_space, ne, need, number, zero,
)  # fmt: skip

S, N, V = "scalar", "natural", "vector"
S4 = (S, S, S, S)
Reading = tuple[tuple[Term, ...], Term]


@dataclass(frozen=True)
class Row:
    """One law: what its terms are, and for such terms its side goals and what it says."""

    takes: tuple[str, ...]
    law: Callable[..., Reading]
    words: str

    def at(self, *terms: Term) -> Reading:
        """Its side goals and what it says, at terms of the sorts that it takes; "" takes any."""
        need(len(self.takes) == len(terms), f"takes {len(self.takes)} terms")
        for t, wanted in zip(terms, self.takes, strict=True):
            one = fits(t.sort, wanted) or wanted == "" or (wanted == V and is_space(t.sort))
            need(one, "a term of another sort")
        return self.law(*terms)


def _adjoint(image: Term, v: Term) -> Reading:
    need(image.op == "apply" and image.data.kind in ("linear", "adjoint"), "no linear map")
    return (), eq(dot(image, v), dot(image.args[0], image.data.adjoint(v)))


def _empty(t: Term) -> Reading:
    need(t.op == "total", "no sum")
    nothing = number(0) if fits(t.sort, S) else zero(t.sort)
    return (), eq(build("total", "", (number(0), t.args[1]), N), nothing)


def _last(t: Term) -> Reading:
    need(t.op == "total", "no sum")
    n, body = t.args
    return (), eq(build("total", "", (n + 1, body), N), t + at(t, n))


def rounded(q: Fraction) -> Fraction:
    """The binary64 number nearest to q, ties to even; raises `OverflowError` where none is."""
    return Fraction(q.numerator / q.denominator)  # CPython rounds this quotient correctly


LARGEST = Fraction(sys.float_info.max)


def _rounding(q: Term) -> Reading:
    need(q.op == "number" and abs(q.data) <= LARGEST, "no number, or none that fits")
    return (), eq(FL64(q), number(rounded(q.data)))


TABLE: dict[str, Row] = {
    # division, order, roots and sizes
    "inverse": Row((S,), lambda a: ((ne(a, 0),), eq(a * (1 / a), 1)), "a (1/a) = 1 for a != 0"),
    "square": Row((S,), lambda a: ((), a * a >= 0), "a a >= 0"),
    "square root": Row((S,), lambda a: ((a >= 0,), eq(SQRT(a) * SQRT(a), a)),
        "sqrt(a)^2 = a for a >= 0"),
    "root not negative": Row((S,), lambda a: ((a >= 0,), SQRT(a) >= 0), "sqrt(a) >= 0 for a >= 0"),
    "absolute value": Row((S,), lambda a: ((a >= 0,), eq(ABS(a), a)), "|a| = a for a >= 0"),
    "absolute value below 0": Row((S,), lambda a: ((a <= 0,), eq(ABS(a), -a)),
        "|a| = -a for a <= 0"),
    "maximum": Row((S, S), lambda a, b: ((a <= b,), eq(MAX(a, b), b)), "max(a, b) = b if a <= b"),
    "maximum, first": Row((S, S), lambda a, b: ((b <= a,), eq(MAX(a, b), a)),
        "max(a, b) = a if b <= a"),
    "minimum": Row((S, S), lambda a, b: ((a <= b,), eq(MIN(a, b), a)), "min(a, b) = a if a <= b"),
    "minimum, second": Row((S, S), lambda a, b: ((b <= a,), eq(MIN(a, b), b)),
        "min(a, b) = b if b <= a"),
    # threshold functions
    "below the threshold": Row(S4, lambda z, a, b, c: ((z < 0,), eq(THRESHOLD(z, a, b, c), a)),
        "threshold(z, a, b, c) = a for z < 0"),
    "at the threshold": Row(S4, lambda z, a, b, c: ((eq(z, 0),), eq(THRESHOLD(z, a, b, c), b)),
        "threshold(z, a, b, c) = b for z = 0"),
    "above the threshold": Row(S4, lambda z, a, b, c: ((z > 0,), eq(THRESHOLD(z, a, b, c), c)),
        "threshold(z, a, b, c) = c for z > 0"),
    # exponentials
    "exp of a sum": Row((S, S), lambda a, b: ((), eq(EXP(a + b), EXP(a) * EXP(b))),
        "exp(a + b) = exp(a) exp(b)"),
    "exp of 0": Row((), lambda: ((), eq(EXP(0), 1)), "exp(0) = 1"),
    "exp is positive": Row((S,), lambda a: ((), EXP(a) > 0), "exp(a) > 0"),
    "tangent of exp": Row((S,), lambda a: ((), 1 + a <= EXP(a)), "1 + a <= exp(a)"),
    "exp of log": Row((S,), lambda a: ((a > 0,), eq(EXP(LOG(a)), a)), "exp(log(a)) = a for a > 0"),
    "log of exp": Row((S,), lambda a: ((), eq(LOG(EXP(a)), a)), "log(exp(a)) = a"),
    "logistic": Row((S,), lambda a: ((), eq(SIGMOID(a), 1 / (1 + EXP(-a)))),
        "sigmoid(a) = 1/(1 + exp(-a))"),
    "hyperbolic tangent": Row((S,), lambda a: ((), eq(TANH(a), (EXP(2*a) - 1) / (EXP(2*a) + 1))),
        "tanh(a) = (exp(2a) - 1)/(exp(2a) + 1)"),
    # vectors
    "norm": Row((V,), lambda u: ((), eq(NORM(u), SQRT(dot(u, u)))), "|u| = sqrt(u.u)"),
    "positive definite": Row((V,), lambda u: ((), dot(u, u) >= 0), "u.u >= 0"),
    "definite": Row((V,), lambda u: ((eq(dot(u, u), 0),), eq(u, zero(u.sort))),
        "u = 0 where u.u = 0"),
    "Cauchy-Schwarz": Row((V, V), lambda u, v: ((), dot(u, v) * dot(u, v) <= dot(u, u) * dot(v, v)),
        "(u.v)^2 <= (u.u) (v.v)"),
    "adjoint": Row((V, V), _adjoint, "A(u).v = u.A'(v) for a linear map A"),
    # naturals and sums
    "natural": Row((N,), lambda n: ((), n >= 0), "n >= 0"),
    "discrete": Row((N, N), lambda m, n: ((m < n,), m + 1 <= n), "m + 1 <= n where m < n"),
    "empty sum": Row(("",), _empty, "the sum over k < 0 is 0"),
    "last term": Row(("",), _last, "the sum over k < n + 1 is that over k < n and the term at n"),
    # floating point
    "rounding": Row((S,), _rounding, "fl64 of a number is the binary64 number nearest to it"),
}  # fmt: skip
"""Sources: Cauchy 1821 and Schwarz 1888; IEEE 754-2019, 4.3.1; the rest are definitions and the
axioms of the real numbers, of inner products and of the exponential function."""


# When does a statement have a value? -------------------------------------------------------------
@cache
def partial(t: Term) -> list[Term]:
    """What must hold for a number or vector to have a value: each part is looked at once."""
    goals: dict[Term, None] = {}
    seen: set[Term] = set()
    waiting = [t]
    while waiting:
        t = waiting.pop()
        if t in seen:
            continue
        seen.add(t)
        if t.op == "total":
            k, n = fresh(N), t.args[0]
            goals |= dict.fromkeys(forall(k, imply(k < n, g)) for g in partial(at(t, k)))
        waiting.extend(t.args[:1] if t.op == "total" else t.args)
        if t.op == "quotient" and not (t.args[1].op == "number" and t.args[1].data):
            goals[ne(t.args[1], 0)] = None
        if t.op == "apply" and t.data in (SQRT, LOG):
            goals[t.args[0] >= 0 if t.data == SQRT else t.args[0] > 0] = None
        if t.op == "apply" and t.data == FL64:
            q = t.args[0]
            goals |= {number(-LARGEST) <= q: None, q <= number(LARGEST): None}
    return list(goals)


def asked(p: Term, given: bool = False) -> list[Term]:
    """What makes "p, and its terms have values" follow from p; or, where p is given, p from it."""
    match p.op:
        case "imply":
            a, b = p.args
            return asked(a, not given) + [imply(a, g) for g in asked(b, given)]
        case "all":
            x = fresh(p.data)
            return [forall(x, g) for g in asked(at(p, x), given)]
        case "and" | "or":
            return [g for q in p.args for g in asked(q, given)]
    return [] if given else [g for a in p.args for g in partial(a)]
