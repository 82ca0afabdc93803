"""What the finders prove, kind by kind: true lines, each with a false twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs.trust.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    NORM,
    SIGMOID,
    SQRT,
    TANH,
    THRESHOLD,
    Function,
    Term,
    both,
    dot,
    either,
    eq,
    ne,
    number,
    symbol,
    zero,
)  # fmt: skip

a, b, c, d, e, g, p, q, s, t, x, y, z, w_, eta = (
    symbol(n) for n in [*"abcdegpqstxyz", "w_", "eta"]
)  # fmt: skip
u, v, w = (symbol(n, "vector") for n in "uvw")
F = Function("f", ("scalar",), "scalar")
HALF = number(1, 2)
NIL = zero()


def phi(t: Term) -> Term:
    """1 where t is not negative, else -1."""
    return THRESHOLD(t, -1, 1, 1)


def sgn(t: Term) -> Term:
    """-1, 0 or 1."""
    return THRESHOLD(t, -1, 0, 1)


@dataclass(frozen=True)
class Case:
    """A true line, and a false one that looks like it."""

    kind: str
    goal: Term
    given: tuple[Term, ...]
    false: Term
    falsely: tuple[Term, ...]


def _case(
    kind: str, goal: Term, *given: Term, false: Term | None = None, drop: bool = False
) -> Case:
    """With `drop`, the false twin lacks the hypotheses; else another goal is given."""
    assert (false is None) == drop
    return Case(kind, goal, given, goal if false is None else false, () if drop else given)


LABEL = eq(y**2, 1)
EITHER = either(eq(y, -1), eq(y, 1))
UNIT = (c >= 0, c <= 1)


def cases() -> Iterator[Case]:
    """Every line."""
    k = "labels"
    yield _case(k, eq(ABS(y * z), ABS(z)), LABEL, drop=True)
    yield _case(k, eq((y - phi(z)) * z, -2 * MAX(0, -y * z)), LABEL,
                false=eq((y - phi(z)) * z, 2 * MAX(0, -y * z)))  # fmt: skip
    yield _case(k, eq((1 - SIGMOID(y * z)) * y, (1 + y) / 2 - SIGMOID(z)), LABEL, drop=True)
    yield _case(k, eq(ABS(y * z), ABS(z)), EITHER, drop=True)
    yield _case(k, eq((y - phi(z)) * z, -2 * MAX(0, -y * z)), EITHER, drop=True)
    yield _case(k, eq((1 - SIGMOID(y * z)) * y, (1 + y) / 2 - SIGMOID(z)), EITHER,
                false=eq((1 - SIGMOID(y * z)) * y, (1 - y) / 2 - SIGMOID(z)))  # fmt: skip
    yield _case(k, EITHER, LABEL, drop=True)
    yield _case(k, LABEL, EITHER, drop=True)
    yield _case(k, eq(y**3, y), either(eq(y, -1), eq(y, 0), eq(y, 1)), drop=True)
    yield _case(k, eq(sgn(y), y), eq(y**3, y), false=eq(sgn(y), y**2))
    yield _case(k, y <= 3, eq((y - 1) * (y - 2) * (y - 3), 0), false=y <= 2)
    yield _case(k, eq(sgn(y * z), y * sgn(z)), LABEL, drop=True)
    yield _case(k, eq(MAX(y * z, -y * z), ABS(z)), LABEL, drop=True)
    yield _case(k, eq(y * TANH(z), TANH(y * z)), LABEL, drop=True)
    yield _case(k, eq(LOG(1 + EXP(-y * z)), LOG(1 + EXP(z)) - (1 + y) / 2 * z), LABEL,
                false=eq(LOG(1 + EXP(-y * z)), LOG(1 + EXP(z)) - (1 - y) / 2 * z))  # fmt: skip
    yield _case(k, eq(y, x), LABEL, eq(x**2, 1), y * x > 0, false=eq(y, -x))
    yield _case(k, eq(F(y) * F(-y), F(1) * F(-1)), LABEL, drop=True)

    k = "polynomial hypotheses"
    yield _case(k, eq((x**2 + y**2) ** 2, 1), eq(x**2 + y**2, 1), drop=True)
    yield _case(k, eq(a, 2), eq(a**2, 4), a > 0, false=eq(a, -2))
    yield _case(k, eq(a, 0), eq(a**2 + b**2, 0), drop=True)
    yield _case(k, eq(a, b), eq(a**2, b**2), a > 0, b > 0, drop=True)
    yield _case(k, eq(a, b), eq(a**3, b**3), a > 0, b > 0, drop=True)
    yield _case(k, eq(a, 1), eq(a**3 - 3 * a**2 + 3 * a, 1), drop=True)
    yield _case(k, eq(a * b, 0), eq((a + b) ** 2, a**2 + b**2), drop=True)
    yield _case(k, eq(x**4 + y**4, 1 - 2 * x**2 * y**2), eq(x**2 + y**2, 1), drop=True)
    yield _case(k, eq(a, 0), eq(a * b, 0), ne(b, 0), drop=True)
    yield _case(k, eq(a, b), eq(a**2 + b**2, 2 * a * b), drop=True)
    yield _case(k, x <= 1, eq(x**2 + y**2, 1), drop=True)

    k = "monotone"
    yield _case(k, eq(sgn(TANH(z)), sgn(z)), false=eq(sgn(TANH(z)), sgn(-z)))
    yield _case(k, eq(phi(EXP(z) - 1), phi(z)), false=eq(phi(EXP(z) + 1), phi(z)))
    yield _case(k, eq(sgn(EXP(a) - EXP(b)), sgn(a - b)),
                false=eq(sgn(EXP(a) - EXP(b)), sgn(b - a)))  # fmt: skip
    yield _case(k, eq(a, b), eq(EXP(a), EXP(b)), drop=True)
    yield _case(k, EXP(a) < EXP(b), a < b, drop=True)
    yield _case(k, EXP(a) <= EXP(b), a <= b, drop=True)
    yield _case(k, a < b, EXP(a) < EXP(b), drop=True)
    yield _case(k, ne(EXP(a), EXP(b)), ne(a, b), drop=True)
    yield _case(k, eq(a, b), eq(TANH(a), TANH(b)), drop=True)
    yield _case(k, eq(a, b), eq(SIGMOID(a), SIGMOID(b)), drop=True)
    yield _case(k, SIGMOID(a) < SIGMOID(b), a < b, drop=True)
    yield _case(k, TANH(a) <= TANH(b), a <= b, drop=True)
    yield _case(k, eq(a, b), eq(LOG(a), LOG(b)), a > 0, b > 0, false=eq(a, 2 * b))
    yield _case(k, LOG(a) < LOG(b), a < b, a > 0, false=LOG(b) < LOG(a))
    yield _case(k, SQRT(a) <= SQRT(b), a <= b, a >= 0, false=SQRT(b) <= SQRT(a))
    yield _case(k, eq(a, b), eq(SQRT(a), SQRT(b)), a >= 0, b >= 0, false=eq(a, 2 * b))
    yield _case(k, eq(phi(SIGMOID(z) - HALF), phi(z)), false=eq(phi(SIGMOID(z)), phi(z)))
    yield _case(k, eq(sgn(LOG(a)), sgn(a - 1)), a > 0, false=eq(sgn(LOG(a)), sgn(a + 1)))
    yield _case(k, eq(MAX(EXP(a), EXP(b)), EXP(MAX(a, b))),
                false=eq(MAX(EXP(a), EXP(b)), EXP(MIN(a, b))))  # fmt: skip
    yield _case(k, eq(sgn(SIGMOID(a) - SIGMOID(b)), sgn(a - b)),
                false=eq(sgn(SIGMOID(a) - SIGMOID(b)), sgn(a + b)))  # fmt: skip
    yield _case(k, SQRT(a) < 3, a < 9, a >= 0, false=SQRT(a) < 2)
    yield _case(k, a < 25, SQRT(a) < 5, a >= 0, false=a < 24)
    yield _case(k, a > 1, EXP(a) > EXP(1), false=a > 2)

    k = "squares"
    yield _case(k, eq(ABS(a**2), a**2), false=eq(ABS(a), a))
    yield _case(k, eq(ABS(a * a + a + 1), a * a + a + 1),
                false=eq(ABS(a * a + a - 1), a * a + a - 1))  # fmt: skip
    yield _case(k, a + 1 / a >= 2, a > 0, false=a + 1 / a >= 3)
    yield _case(k, ((1 - c) * a + c * b) ** 2 <= (1 - c) * a**2 + c * b**2, *UNIT,
                false=(1 - c) * a**2 + c * b**2 <= ((1 - c) * a + c * b) ** 2)  # fmt: skip
    yield _case(k, NORM((1 - c) * u + c * v) <= (1 - c) * NORM(u) + c * NORM(v), *UNIT,
                false=(1 - c) * NORM(u) + c * NORM(v) <= NORM((1 - c) * u + c * v))  # fmt: skip
    mixed = (1 - c) * u + c * v
    yield _case(k, dot(mixed, mixed) <= (1 - c) * dot(u, u) + c * dot(v, v), *UNIT,
                false=(1 - c) * dot(u, u) + c * dot(v, v) <= dot(mixed, mixed))  # fmt: skip
    yield _case(k, a * b <= (a**2 + b**2) / 2, false=(a**2 + b**2) / 2 <= a * b)
    yield _case(k, a * b + b * e + e * a <= a**2 + b**2 + e**2,
                false=a**2 + b**2 + e**2 <= a * b + b * e + e * a)  # fmt: skip
    yield _case(k, (a + b) ** 2 <= 2 * a**2 + 2 * b**2, false=(a + b) ** 2 <= a**2 + b**2)
    yield _case(k, SQRT(a * b) <= (a + b) / 2, a > 0, b > 0, false=(a + b) / 2 <= SQRT(a * b))
    three = (p >= 0, q >= 0, s >= 0, eq(p + q + s, 1))
    yield _case(
        k, (p * a + q * b + s * e) ** 2 <= p * a**2 + q * b**2 + s * e**2, *three, drop=True
    )
    yield _case(k, c * (1 - c) <= number(1, 4), false=c * (1 - c) <= number(1, 5))

    k = "never zero"
    yield _case(k, eq(z / ABS(z), sgn(z)), ne(z, 0), false=eq(z / ABS(z), phi(-z)))
    yield _case(k, eq((1 + ABS(z)) / (1 + ABS(z)), 1), false=eq((1 + ABS(z)) / (1 + ABS(z)), 2))
    yield _case(k, eq(g / SQRT(g**2), sgn(g)), ne(g, 0), false=eq(g / SQRT(g**2), 1))
    yield _case(k, eq((1 + a**2) / (1 + a**2), 1), false=eq(a / a, 1))
    yield _case(k, eq((EXP(a) + 1) / (EXP(a) + 1), 1), false=eq((EXP(a) - 1) / (EXP(a) - 1), 1))
    yield _case(k, ne(a**2 + a + 1, 0), false=ne(a**2 + a - 1, 0))
    yield _case(k, eq((a**2 - b**2) / (a + b), a - b), a > 0, b > 0, drop=True)
    yield _case(k, ne(NORM(u) + 1, 0), false=ne(NORM(u), 0))
    yield _case(k, eq((SQRT(a) + b) / (b + SQRT(a)), 1), a >= 0, b > 0, drop=True)

    k = "quotients"
    yield _case(k, eq(1 / (1 / (a + 1)), a + 1), ne(a, -1), drop=True)
    yield _case(k, eq(dot(u / NORM(u), u / NORM(u)), 1), ne(u, NIL), drop=True)
    yield _case(k, eq(w / NORM(w), w / SQRT(dot(w, w))), ne(w, NIL), drop=True)
    yield _case(k, eq(1 / (1 / a + 1 / b), a * b / (a + b)), a > 0, b > 0, drop=True)
    yield _case(k, eq(a / (b / c), a * c / b), ne(b, 0), ne(c, 0), drop=True)
    yield _case(k, eq(NORM(u / NORM(u)), 1), ne(u, NIL), drop=True)
    yield _case(k, eq(dot(u, u), 1), eq(NORM(u), 1), drop=True)
    yield _case(k, eq(NORM(u) * (1 / NORM(u)), 1), ne(u, NIL), drop=True)
    yield _case(k, eq(F(a * (b + c) / (b + c)), F(a)), ne(b + c, 0), drop=True)
    yield _case(
        k,
        eq(1 / (1 - 1 / (1 + EXP(z))), 1 + EXP(-z)),
        false=eq(1 / (1 - 1 / (1 + EXP(z))), EXP(-z)),
    )

    k = "word for word"
    yield _case(k, eq(w_ - e * SIGMOID(w_), -w_), eq(e * SIGMOID(w_), 2 * w_), drop=True)
    yield _case(k, eq(a / (b + c) * (b + c), a), ne(b + c, 0), drop=True)
    yield _case(k, eq(b - F(a * b) * a, 0), eq(F(a * b) * a, b), drop=True)
    yield _case(
        k,
        eq(a / (b - LOG(c)) * (b - LOG(c)), a),
        ne(b - LOG(c), 0),
        c > 0,
        false=eq(a / (b - LOG(c)), a),
    )
    yield _case(k, eq(EXP(a) * TANH(b) + 1, c + 1), eq(EXP(a) * TANH(b), c), drop=True)
    yield _case(k, a < b, both(a < b, b < c), drop=True)

    k = "values"
    yield _case(k, eq(ABS(b), b), SQRT(b) < 5, drop=True)
    yield _case(k, a > 0, LOG(a) < 2, drop=True)
    yield _case(k, ne(a, 0), eq(1 / a, b), drop=True)
    yield _case(k, a + 1 >= 0, SQRT(a + 1) > b, drop=True)
    yield _case(k, eq(a * (1 / a), 1), 1 / a > 2, drop=True)

    k = "exp and log"
    yield _case(k, 1 + a <= EXP(a), false=2 + a <= EXP(a))
    yield _case(k, LOG(a) <= a - 1, a > 0, false=a - 1 <= LOG(a))
    yield _case(k, eq(LOG(a**2), 2 * LOG(ABS(a))), ne(a, 0), false=eq(LOG(a**2), LOG(ABS(a))))
    yield _case(k, eq(LOG(SIGMOID(z) / (1 - SIGMOID(z))), z),
                false=eq(LOG(SIGMOID(z) / (1 - SIGMOID(z))), -z))  # fmt: skip
    yield _case(k, eq(LOG(a * b), LOG(a) + LOG(b)), a > 0, b > 0,
                false=eq(LOG(a + b), LOG(a) + LOG(b)))  # fmt: skip
    yield _case(k, eq(LOG(a / b), LOG(a) - LOG(b)), a > 0, b > 0, drop=True)
    yield _case(k, eq(LOG(a * b), LOG(-a) + LOG(-b)), a < 0, b < 0, drop=True)
    yield _case(k, eq(EXP(2 * LOG(a)), a**2), a > 0, drop=True)
    yield _case(k, 1 - 1 / a <= LOG(a), a > 0, false=LOG(a) <= 1 - 1 / a)
    yield _case(k, eq(LOG(a**2 + 2 * a * b + b**2), 2 * LOG(a + b)), a > 0, b > 0, drop=True)
    yield _case(k, eq(SIGMOID(-z), 1 - SIGMOID(z)), false=eq(SIGMOID(-z), SIGMOID(z)))
    yield _case(k, eq(TANH(z), 2 * SIGMOID(2 * z) - 1), false=eq(TANH(z), 2 * SIGMOID(z) - 1))
    yield _case(k, EXP(a) >= 2, a >= 1, false=EXP(a) >= 3)
    yield _case(
        k, eq(-LOG(SIGMOID(z)), LOG(1 + EXP(-z))), false=eq(LOG(SIGMOID(z)), LOG(1 + EXP(-z)))
    )

    k = "inequalities"
    yield _case(k, ABS(a + b) <= ABS(a) + ABS(b), false=ABS(a) + ABS(b) <= ABS(a + b))
    yield _case(k, NORM(u + v) <= NORM(u) + NORM(v), false=NORM(u) + NORM(v) <= NORM(u + v))
    yield _case(k, NORM(u) - NORM(v) <= NORM(u - v), false=NORM(u - v) <= NORM(u) - NORM(v))
    yield _case(k, NORM(u + v + w) <= NORM(u) + NORM(v) + NORM(w),
                false=NORM(u) + NORM(v) + NORM(w) <= NORM(u + v + w))  # fmt: skip
    yield _case(k, ABS(a - d) <= ABS(a - b) + ABS(b - c) + ABS(c - d),
                false=ABS(a - b) + ABS(b - c) + ABS(c - d) <= ABS(a - d))  # fmt: skip
    yield _case(k, both(a < a + 1, a + 1 <= a + 2), false=both(a < a + 1, a + 1 <= a))
    yield _case(k, ne(a, a + 1), false=ne(a, 2 * a))
    yield _case(k, a < c, a < b, b <= c, false=c < a)
    yield _case(k, MIN(a, b) <= MAX(a, b), false=MIN(a, b) < MAX(a, b))
    yield _case(k, either(a < b, b <= a), false=either(a < b, b < a))
    yield _case(
        k, either(eq(phi(z), -1), eq(phi(z), 1)), false=either(eq(phi(z), -1), eq(phi(z), 0))
    )
    yield _case(k, both(TANH(z) > -1, TANH(z) < 1), false=both(number(0) < TANH(z), TANH(z) < 1))
    yield _case(k, dot(u, v) <= NORM(u) * NORM(v), false=NORM(u) * NORM(v) <= dot(u, v))
    yield _case(k, NORM(a * u) <= ABS(a) * NORM(u), false=ABS(a) * NORM(u) < NORM(a * u))
    yield _case(k, a * c < b * c, a < b, c > 0, false=b * c < a * c)
    yield _case(k, ne(1 / a, 0), ne(a, 0), false=ne(1 / a, 1))
