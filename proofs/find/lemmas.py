"""Small theorems that the finders cite, each proved once by lines."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.book import Book
from proofs.trust.check import Proof, theorem
from proofs.trust.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    SQRT,
    THRESHOLD,
    Function,
    Term,
    dot,
    either,
    eq,
    forall,
    imply,
    ne,
    number,
    symbol,
    total,
    zero,
)  # fmt: skip

a, b, c, q, r, x, z = (symbol(name) for name in ("a", "b", "c", "q", "r", "x", "z"))
u, v = symbol("u", "vector"), symbol("v", "vector")
below, between, above = symbol("below"), symbol("between"), symbol("above")


def sign(t: Term) -> Term:
    """-1, 0 or 1."""
    return THRESHOLD(t, -1, 0, 1)


SIGNUM = sign(x)
ROOTS = SQRT(dot(u, u)) * SQRT(dot(v, v))

Named = Term | Function
STATEMENTS: dict[str, tuple[tuple[Named, ...], tuple[Term, ...], Term]] = {
    # name: its symbols in order, what is given, what it says
    "inverse of a positive": ((a,), (a > 0,), 1 / a > 0),
    "inverse of a negative": ((a,), (a < 0,), 1 / a < 0),
    "inverse is not 0": ((a,), (ne(a, 0),), ne(1 / a, 0)),
    "product is not 0": ((a, b), (ne(a, 0), ne(b, 0)), ne(a * b, 0)),
    "inverse of an inverse": ((a,), (ne(a, 0),), eq(1 / (1 / a), a)),
    "inverse of a product": ((a, b), (ne(a, 0), ne(b, 0)), eq(1 / (a * b), (1 / a) * (1 / b))),
    "square is positive": ((a,), (ne(a, 0),), a * a > 0),
    "positive or negative": ((a,), (a >= 0, ne(a, 0)), a > 0),
    "a positive factor": (
        (c, z, below, between, above), (c > 0,),
        eq(THRESHOLD(c * z, below, between, above), THRESHOLD(z, below, between, above)),
    ),
    "turned round": (
        (z, below, between, above), (),
        eq(THRESHOLD(-z, above, between, below), THRESHOLD(z, below, between, above)),
    ),
    "size by sign": ((x,), (), eq(ABS(x), x * SIGNUM)),
    "maximum as a size": ((a, b), (), eq(MAX(a, b), (a + b + ABS(a - b)) / 2)),
    "minimum as a size": ((a, b), (), eq(MIN(a, b), (a + b - ABS(a - b)) / 2)),
    "root of 0": ((), (), eq(SQRT(0), 0)),
    "root is positive": ((a,), (a > 0,), SQRT(a) > 0),
    "one root": ((a, b), (a >= 0, b >= 0, eq(a * a, b * b)), eq(a, b)),
    "root of a square": ((r,), (), eq(SQRT(r * r), ABS(r))),
    "root of a multiple": ((r, q), (q >= 0,), eq(SQRT(r * r * q), ABS(r) * SQRT(q))),
    "square of an inverse root": ((q,), (q > 0,), eq(1 / SQRT(q) * (1 / SQRT(q)), 1 / q)),
    "exp of a negative": ((a,), (), eq(EXP(-a), 1 / EXP(a))),
    "exp from below": ((a,), (), (1 - a) * EXP(a) <= 1),
    "log of 1": ((), (), eq(LOG(1), 0)),
    "log of a product": ((a, b), (a > 0, b > 0), eq(LOG(a * b), LOG(a) + LOG(b))),
    "log of an inverse": ((a,), (a > 0,), eq(LOG(1 / a), -LOG(a))),
    "log of a root": ((a,), (a > 0,), eq(LOG(SQRT(a)), LOG(a) / 2)),
    "log is positive": ((a,), (a > 1,), LOG(a) > 0),
    "squeezed": ((a,), (a >= 0, a <= 0), eq(a, 0)),
    "log below its tangent": ((a,), (a > 0,), LOG(a) <= a - 1),
    "log from below": ((a,), (a > 0,), a - 1 <= a * LOG(a)),
    "other factor": ((a, b), (eq(a * b, 0), ne(a, 0)), eq(b, 0)),
    "a factor is 0": ((a, b), (eq(a * b, 0),), either(eq(a, 0), eq(b, 0))),
    "negative times negative": ((a, b), (a < 0, b < 0), a * b > 0),
    "alike at a threshold": (
        (x, z, below, between, above), (eq(sign(x), sign(z)),),
        eq(THRESHOLD(x, below, between, above), THRESHOLD(z, below, between, above)),
    ),
    "alike, positive": ((x, z), (eq(sign(x), sign(z)), z > 0), x > 0),
    "alike, not negative": ((x, z), (eq(sign(x), sign(z)), z >= 0), x >= 0),
    "alike, 0": ((x, z), (eq(sign(x), sign(z)), eq(z, 0)), eq(x, 0)),
    "alike, not 0": ((x, z), (eq(sign(x), sign(z)), ne(z, 0)), ne(x, 0)),
    "exp is increasing": ((a, b), (), eq(sign(EXP(a) - EXP(b)), sign(a - b))),
    "log is increasing": ((a, b), (a > 0, b > 0), eq(sign(LOG(a) - LOG(b)), sign(a - b))),
    "squares are increasing": (
        (a, b), (a >= 0, b >= 0), eq(sign(a - b), sign(a * a - b * b)),
    ),
    "length is positive": ((u,), (ne(u, zero()),), dot(u, u) > 0),
    "product of lengths": ((u, v), (), dot(u, v) <= ROOTS),
    "product of lengths, below": ((u, v), (), dot(u, v) >= -ROOTS),
}  # fmt: skip

n, k = symbol("n", "natural"), symbol("k", "natural")
f, g = (Function(name, ("natural",), "scalar") for name in ("f", "g"))
m, j = symbol("m", "natural"), symbol("j", "natural")
h = Function("h", ("natural", "natural"), "scalar")
hv = Function("h", ("natural", "natural"), "vector")
fv, gv = (Function(name, ("natural",), "vector") for name in ("f", "g"))
A = Function("A", ("vector",), "vector", "linear")


def added(body: Term) -> Term:
    """The sum of a body over k < n."""
    return total(k, n, body)


SUM_LAWS: dict[str, tuple[tuple[Named, ...], tuple[Term, ...], Term]] = {
    "sum of combinations": (
        (n, c, f, g), (), eq(added(c * f(k) + g(k)), c * added(f(k)) + added(g(k)))
    ),
    "sum of combinations of vectors": (
        (n, c, fv, gv), (), eq(added(c * fv(k) + gv(k)), c * added(fv(k)) + added(gv(k)))
    ),
    "sum of multiples": ((n, c, f), (), eq(added(c * f(k)), c * added(f(k)))),
    "sum of multiples of vectors": ((n, c, fv), (), eq(added(c * fv(k)), c * added(fv(k)))),
    "sum along a vector": ((n, f, u), (), eq(added(f(k) * u), added(f(k)) * u)),
    "sum of ones": ((n,), (), eq(added(number(1)), n)),
    "inner product of a sum": ((n, fv, u), (), eq(dot(added(fv(k)), u), added(dot(fv(k), u)))),
    "image of a sum": ((n, fv, A), (), eq(A(added(fv(k))), added(A(fv(k))))),
    "sum of equal terms": (
        (n, f, g), (forall(k, imply(k < n, eq(f(k), g(k)))),), eq(added(f(k)), added(g(k))),
    ),
    "sum of equal vectors": (
        (n, fv, gv), (forall(k, imply(k < n, eq(fv(k), gv(k)))),), eq(added(fv(k)), added(gv(k))),
    ),
    "sum of terms that are not negative": (
        (n, f), (forall(k, imply(k < n, f(k) >= 0)),), added(f(k)) >= 0,
    ),
    "a term of a sum": (
        (n, j, f), (forall(k, imply(k < n, f(k) >= 0)), j < n), f(j) <= added(f(k)),
    ),
    "first term": ((n, f), (), eq(total(k, n + 1, f(k)), f(number(0)) + added(f(k + 1)))),
    "first vector": ((n, fv), (), eq(total(k, n + 1, fv(k)), fv(number(0)) + added(fv(k + 1)))),
    "terms of a sum exchanged": (
        (n, m, h), (), eq(added(total(j, m, h(k, j))), total(j, m, added(h(k, j)))),
    ),
    "vectors of a sum exchanged": (
        (n, m, hv), (), eq(added(total(j, m, hv(k, j))), total(j, m, added(hv(k, j)))),
    ),
}  # fmt: skip
"""Proved by induction on n, with the equations that tell what a sum of n + 1 terms is."""
STATEMENTS |= SUM_LAWS

PROVED: dict[str, Proof] = {}
"""The lemmas proved so far."""


Read = Term | tuple[tuple[Term, ...], Term]
"""What a symbol or a function of a lemma is read as."""


def lemma(book: Book, name: str, terms: Sequence[Read] = (), uses: Sequence[int] = ()) -> int:
    """A lemma at given terms, what it assumes shown by `uses`."""
    full = f"lemma.{name}"
    if full not in book.known:
        prove(book, name)
    names, given, _ = STATEMENTS[name]
    change: dict[object, Read] = {n: t for n, t in zip(names, terms, strict=True) if n is not t}
    uses = list(uses)
    if given:
        from proofs.trust.terms import substitute

        uses = [book.restated(substitute(p, change), k) for p, k in zip(given, uses, strict=True)]
    return book.cite(full, change, uses)


def prove(book: Book, name: str) -> None:
    """Prove a lemma, and make it known."""
    from proofs.find import scripts, sum_laws

    full = f"lemma.{name}"
    _, given, says = STATEMENTS[name]
    if full not in PROVED:
        own = Book(book.known)
        lines = [own.assume(p) for p in given]
        if name in scripts.SCRIPTS:
            place = scripts.SCRIPTS[name](own, lines)
        elif name in sum_laws.LAWS:
            place = sum_laws.shown(own, name, lines)
        else:
            from proofs.find.prove import lines_for

            place = lines_for(own, says, tuple(lines))
        PROVED[full] = finished(own, full, given, (place,))
    proof = PROVED[full]
    for line in proof.lines:
        if line.rule.startswith("theorem lemma.") and line.rule[8:] not in book.known:
            prove(book, line.rule[14:])
    book.known[full] = theorem(proof, book.known)


def finished(book: Book, name: str, given: Sequence[Term], says: Sequence[int]) -> Proof:
    """A proof with what makes its terms have values, shown too."""
    from proofs.find.claims import with_values

    return with_values(book, name, given, says)
