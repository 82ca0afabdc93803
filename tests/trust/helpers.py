"""Short names with which the tests write lines, true and false."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.trust.check import Line, Proof, Theorem, judge, theorem
from proofs.trust.terms import Function, Term, forall, number, relation, symbol, term, total

S, N, V = "scalar", "natural", "vector"
a, b, c, d, x, y, z = (symbol(s) for s in "abcdxyz")
i, j, k, m, n = (symbol(s, N) for s in "ijkmn")
u, v, w = (symbol(s, V) for s in "uvw")
A = Function("A", (V,), V, "linear")
f, g = Function("f", (S,), S), Function("g", (S,), S)
F, G = Function("F", (N,), S), Function("G", (N,), S)
H = Function("H", (N,), N)
C = Function("C", (N, N), N)
h = Function("h", (V,), V)
FALSE = relation("<", number(0), number(0))
ONE = number(1)

Row = tuple[Term, str, Sequence[Term | int], Sequence[int]]


def assume(p: Term) -> Row:
    """p, under p."""
    return p, "assume", (), ()


def lines(*rows: Row) -> list[Line]:
    """Rows as lines."""
    return [Line(says, rule, tuple(map(term, ts)), tuple(us)) for says, rule, ts, us in rows]


def proof(
    says: Term | Sequence[Term], *rows: Row, given: Sequence[Term] = (), name: str = "it"
) -> Proof:
    """A proof of its last line, or of what is said."""
    claims = (says,) if isinstance(says, Term) else tuple(says)
    return Proof(name, tuple(given), claims, tuple(lines(*rows)))


def known(*proofs: Proof) -> dict[str, Theorem]:
    """Theorems, each checked."""
    done: dict[str, Theorem] = {}
    for p in proofs:
        done[p.name] = theorem(p, done)
    return done


def open_of(*rows: Row, among: dict[str, Theorem] | None = None) -> frozenset[Term]:
    """The assumptions on which the last of the rows rests."""
    return judge(lines(*rows), among or {})[-1].open


def sum_of(body: Term, up_to: Term | int = n) -> Term:
    """The sum of the body over k below a bound."""
    return total(k, up_to, body)


__all__ = ["forall"]
