"""Proofs written by hand that use the rules which the ledger's questions do not need."""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from helpers import (
    A, C, F, G, H, N, S, V, a, assume, b, c, f, g, h, k, m, n, proof, sum_of, u, v, x, y,
)  # fmt: skip
from proofs.trust.check import Proof
from proofs.trust.rules import LARGEST
from proofs.trust.terms import (
    FL64, NORM, SQRT, Function, Term, both, dot, either, eq, forall, imply, ne, number,
    substitute, symbol, total, zero,
)  # fmt: skip

t = symbol("t", N)
W, Q = Function("W", (N,), V), Function("Q", (N,), V)
STEP = Function("STEP", (N, V), V)


def linear_sum() -> Proof:
    """A sum of F(k) + c G(k)."""
    left, right, other = (sum_of(F(k) + c * G(k), t) for t in (0, n, n + 1))
    base = eq(left, sum_of(F(k), 0) + c * sum_of(G(k), 0))
    here = eq(right, sum_of(F(k)) + c * sum_of(G(k)))
    there = eq(other, sum_of(F(k), n + 1) + c * sum_of(G(k), n + 1))
    return proof(
        forall(n, here),
        (eq(left, 0), "empty sum", (right,), ()),
        (eq(sum_of(F(k), 0), 0), "empty sum", (sum_of(F(k)),), ()),
        (eq(sum_of(G(k), 0), 0), "empty sum", (sum_of(G(k)),), ()),
        (base, "ring", (1, -1, -c), (0, 1, 2)),
        assume(here),
        (eq(other, right + (F(n) + c * G(n))), "last term", (right,), ()),
        (eq(sum_of(F(k), n + 1), sum_of(F(k)) + F(n)), "last term", (sum_of(F(k)),), ()),
        (eq(sum_of(G(k), n + 1), sum_of(G(k)) + G(n)), "last term", (sum_of(G(k)),), ()),
        (there, "ring", (1, 1, -1, -c), (4, 5, 6, 7)),
        (forall(n, here), "induction", (n,), (3, 8)),
        name="sum.linear",
    )


def trajectory() -> Proof:
    """Two runs that a map intertwines stay so."""
    start = eq(W(0), h(Q(0)))
    runs_w = forall(t, eq(W(t + 1), STEP(t, W(t))))
    runs_q = forall(t, eq(Q(t + 1), STEP(t, Q(t))))
    alike = forall([t, u], eq(STEP(t, h(u)), h(STEP(t, u))))
    here = eq(W(n), h(Q(n)))
    return proof(
        forall(n, here),
        assume(start), assume(runs_w), assume(runs_q), assume(alike), assume(here),
        (eq(W(n + 1), STEP(n, W(n))), "special", (n,), (1,)),
        (eq(STEP(n, W(n)), STEP(n, h(Q(n)))), "congruence", (), (4,)),
        (eq(STEP(n, h(Q(n))), h(STEP(n, Q(n)))), "special", (n, Q(n)), (3,)),
        (eq(Q(n + 1), STEP(n, Q(n))), "special", (n,), (2,)),
        (eq(h(Q(n + 1)), h(STEP(n, Q(n)))), "congruence", (), (8,)),
        (eq(W(n + 1), h(Q(n + 1))), "ring", (1, 1, 1, -1), (5, 6, 7, 9)),
        (forall(n, here), "induction", (n,), (0, 10)),
        given=(start, runs_w, runs_q, alike), name="trajectory",
    )  # fmt: skip


def scaled() -> Proof:
    """The same for W = c Q, from `trajectory` with its functions replaced."""
    start = eq(W(0), c * Q(0))
    new = {h: ((u,), c * u), STEP: ((t, u), A(u))}
    runs_w, runs_q = (forall(t, eq(X(t + 1), A(X(t)))) for X in (W, Q))
    alike = forall([t, u], eq(A(c * u), c * A(u)))
    says = forall(n, eq(W(n), c * Q(n)))
    assert says is substitute(forall(n, eq(W(n), h(Q(n)))), new)
    return proof(
        says,
        assume(start), assume(runs_w), assume(runs_q),
        (eq(A(c * u), c * A(u)), "ring", (), ()),
        (forall(u, eq(A(c * u), c * A(u))), "general", (u,), (3,)),
        (alike, "general", (t,), (4,)),
        (says, "theorem trajectory",
         (forall(u, eq(h(u), c * u)), forall([t, u], eq(STEP(t, u), A(u)))), (0, 1, 2, 5)),
        given=(start, runs_w, runs_q), name="scaled",
    )  # fmt: skip


def map_twice() -> Proof:
    """A(A(u)) through the adjoint."""
    return proof(
        eq(dot(A(A(u)), v), dot(u, A.adjoint(A.adjoint(v)))),
        (eq(dot(A(A(u)), v), dot(A(u), A.adjoint(v))), "adjoint", (A(A(u)), v), ()),
        (eq(dot(A(u), A.adjoint(v)), dot(u, A.adjoint(A.adjoint(v)))), "adjoint",
         (A(u), A.adjoint(v)), ()),
        (eq(dot(A(A(u)), v), dot(u, A.adjoint(A.adjoint(v)))), "ring", (1, 1), (0, 1)),
        name="map.twice",
    )  # fmt: skip


def additive() -> Proof:
    """A(u + v) = A(u) + A(v), for a map that may be replaced."""
    says = eq(A(u + v), A(u) + A(v))
    return proof(says, (says, "ring", (), ()), name="additive")


def doubled() -> Proof:
    """`additive` for the map u -> c u."""
    says = eq(c * (u + v), c * u + c * v)
    return proof(
        says, (says, "theorem additive", (forall(u, eq(A(u), c * u)),), ()), name="doubled"
    )


def powers() -> Proof:
    """2^n > 0 by a function defined on the way and forgotten."""
    first, next_ = eq(F(0), 1), forall(n, eq(F(n + 1), 2 * F(n)))
    two = number(2)
    same = eq(F(n), two**n)
    return proof(
        forall(n, two**n > 0),
        assume(first), assume(next_),
        (eq(F(0), two ** number(0)), "ring", (1,), (0,)),
        assume(same),
        (eq(F(n + 1), 2 * F(n)), "special", (n,), (1,)),
        (eq(F(n + 1), two ** (n + 1)), "ring", (1, 2), (4, 3)),
        (forall(n, same), "induction", (n,), (2, 5)),
        (F(0) > 0, "positive", (1,), (0,)),
        assume(F(n) > 0),
        (F(n + 1) > 0, "positive", (2, 1), (8, 4)),
        (forall(n, F(n) > 0), "induction", (n,), (7, 9)),
        (F(n) > 0, "special", (n,), (10,)),
        (same, "special", (n,), (6,)),
        (two**n > 0, "positive", (1, -1), (11, 12)),
        (two**n > 0, "definition", (first, next_), (13,)),
        (forall(n, two**n > 0), "general", (n,), (14,)),
        name="powers",
    )  # fmt: skip


def logic() -> Proof:
    """The rules of logic, one after another."""
    one, two, three = eq(a, 1), eq(a, 2), imply(a > 0, b > 0)
    every, some = both(one, b > 0), either(one, two)
    return proof(
        [every, imply(some, b > 0), eq(a + 1, 2), imply(one, every)],
        assume(one), assume(three), assume(some), assume(two),
        (a > 0, "positive", (1,), (0,)),
        (a > 0, "positive", (1,), (3,)),
        (a > 0, "alternatives", (), (2, 4, 5)),
        (b > 0, "detach", (), (1, 6)),
        (imply(some, b > 0), "suppose", (), (7,)),
        (some, "one of", (), (0,)),
        (b > 0, "detach", (), (8, 9)),
        (every, "all of", (), (0, 10)),
        (one, "part", (), (11,)),
        (eq(a + 1, 2), "ring", (1,), (12,)),
        (imply(one, every), "suppose", (), (11,)),
        given=(one, three), name="logic",
    )  # fmt: skip


def signs() -> Proof:
    """Sums, products, squeezing, and cases of a number and of a vector."""
    some = either(eq(u, zero()), ne(u, zero()))
    return proof(
        [a * b > 0, ne(a, 0), some, a >= 0],
        assume(a > 0), assume(b > 0),
        (a * b > 0, "product", (), (0, 1)),
        (ne(a, 0), "apart", (-1,), (0,)),
        assume(eq(u, zero())),
        assume(ne(u, zero())),
        (some, "one of", (), (4,)),
        (some, "one of", (), (5,)),
        (some, "cases", (u,), (6, 7)),
        assume(a < 0),
        (relation_false(), "positive", (1, 1), (0, 9)),
        (a >= 0, "contradiction", (), (10,)),
        given=(a > 0, b > 0), name="signs",
    )  # fmt: skip


def relation_false() -> Term:
    """0 < 0."""
    return number(0) < number(0)


def naturals() -> Proof:
    """Naturals: no number between m and m + 1, and Pascal's first row."""
    return proof(
        [imply(m < n, m + 1 <= n), H(n) >= 0, C(n, m) + 1 > 0],
        assume(m < n),
        (m + 1 <= n, "discrete", (m, n), (0,)),
        (imply(m < n, m + 1 <= n), "suppose", (), (1,)),
        (H(n) >= 0, "natural", (H(n),), ()),
        (C(n, m) >= 0, "natural", (C(n, m),), ()),
        (C(n, m) + 1 > 0, "positive", (1,), (4,)),
        name="naturals",
    )


def values() -> Proof:
    """A statement whose terms have values only where its hypotheses say so."""
    third = FL64(number(1, 3))
    return proof(
        [eq(x / y, x / y), eq(NORM(u), SQRT(dot(u, u))), eq(third, third)],
        assume(ne(y, 0)),
        (eq(x / y, x / y), "ring", (), ()),
        (eq(NORM(u), SQRT(dot(u, u))), "norm", (u,), ()),
        (dot(u, u) >= 0, "positive definite", (u,), ()),
        (eq(FL64(number(1, 3)), number(6004799503160661, 2**54)), "rounding", (number(1, 3),), ()),
        (eq(FL64(number(1, 3)), FL64(number(1, 3))), "ring", (1, -1), (4, 4)),
        *((p, "positive", (), ()) for p in _bounds(number(1, 3))),
        given=(ne(y, 0),), name="values",
    )  # fmt: skip


def _bounds(q: Term) -> tuple[Term, Term]:
    return number(-LARGEST) <= q, q <= number(LARGEST)


def ranges() -> Proof:
    """A hypothesis for all x in a range whose end is a quotient."""
    p = forall(x, imply(x < 1 / b, f(x) > 0))
    return proof(
        imply(a < 1 / b, f(a) > 0),
        assume(p), assume(b > 0),
        (imply(a < 1 / b, f(a) > 0), "special", (a,), (0,)),
        (ne(b, 0), "apart", (-1,), (1,)),
        (forall(x, ne(b, 0)), "general", (x,), (3,)),
        given=(b > 0, p), name="ranges",
    )  # fmt: skip


def sums_with_values() -> Proof:
    """A sum of 1/(k + 1)."""
    s = total(k, n, 1 / (k + 1))
    return proof(
        eq(s, s),
        (eq(s, s), "ring", (), ()),
        (k >= 0, "natural", (k,), ()),
        (k + 1 > 0, "positive", (1,), (1,)),
        (ne(k + 1, 0), "apart", (-1,), (2,)),
        (imply(k < n, ne(k + 1, 0)), "suppose", (), (3,)),
        (forall(k, imply(k < n, ne(k + 1, 0))), "general", (k,), (4,)),
        name="sums.values",
    )


def congruent() -> Proof:
    """Equal arguments, one normal form or an equation."""
    says = eq(g(f(a) + b), g(f(c) + b))
    return proof(
        says,
        assume(eq(a, c)),
        (eq(f(a), f(c)), "congruence", (), (0,)),
        (eq(f(a) + b, f(c) + b), "congruence", (), (1,)),
        (says, "congruence", (), (2,)),
        given=(eq(a, c),), name="congruent",
    )  # fmt: skip


def all_proofs() -> list[Proof]:
    """All of them, each before those that cite it."""
    return [
        linear_sum(), trajectory(), scaled(), map_twice(), additive(), doubled(), powers(), logic(),
        signs(), naturals(), values(), ranges(), sums_with_values(), congruent(),
    ]  # fmt: skip


__all__ = ["S", "all_proofs"]
