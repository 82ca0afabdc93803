"""Small theorems that the finders cite, each proved once by lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    Term,
    dot,
    eq,
    ne,
    number,
    symbol,
    zero,
)  # fmt: skip

a, b, c, q, r, x, z = (symbol(name) for name in ("a", "b", "c", "q", "r", "x", "z"))
u, v = symbol("u", "vector"), symbol("v", "vector")
below, between, above = symbol("below"), symbol("between"), symbol("above")
SIGNUM = THRESHOLD(x, -1, 0, 1)
ROOTS = SQRT(dot(u, u)) * SQRT(dot(v, v))

STATEMENTS: dict[str, tuple[tuple[Term, ...], tuple[Term, ...], Term]] = {
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
    "length is positive": ((u,), (ne(u, zero()),), dot(u, u) > 0),
    "product of lengths": ((u, v), (), dot(u, v) <= ROOTS),
    "product of lengths, below": ((u, v), (), dot(u, v) >= -ROOTS),
}  # fmt: skip

PROVED: dict[str, Proof] = {}
"""The lemmas proved so far."""

SCRIPTS: dict[str, Callable[[Book, list[int]], int]] = {}
"""How some are proved; the rest the finders find."""


def lemma(book: Book, name: str, terms: Sequence[Term] = (), uses: Sequence[int] = ()) -> int:
    """A lemma at given terms, what it assumes shown by `uses`."""
    full = f"lemma.{name}"
    if full not in book.known:
        prove(book, name)
    names, given, _ = STATEMENTS[name]
    change: dict[object, Term] = {n: t for n, t in zip(names, terms, strict=True) if n is not t}
    uses = list(uses)
    if given:
        from proofs.trust.terms import substitute

        uses = [_as(book, substitute(p, change), k) for p, k in zip(given, uses, strict=True)]
    return book.cite(full, change, uses)


def _as(book: Book, wanted: Term, place: int) -> int:
    """A line with the same content, said as wanted."""
    says = book.says(place)
    if says is wanted:
        return place
    if wanted.op == "=":
        return book.ring(*wanted.args, (number(1), place))
    if wanted.op == "!=":
        return book.add(wanted, "apart", (number(1),), (place,))
    return book.add(wanted, "positive", (number(1),), (place,))


def prove(book: Book, name: str) -> None:
    """Prove a lemma, and make it known."""
    full = f"lemma.{name}"
    _, given, says = STATEMENTS[name]
    if full not in PROVED:
        own = Book(book.known)
        lines = [own.assume(p) for p in given]
        if name in SCRIPTS:
            place = SCRIPTS[name](own, lines)
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
    from proofs.find.prove import with_values

    return with_values(book, name, given, says)


# Scripts -----------------------------------------------------------------------------------------


def _script(name: str) -> Callable[[Callable[[Book, list[int]], int]], None]:
    def take(f: Callable[[Book, list[int]], int]) -> None:
        SCRIPTS[name] = f

    return take


def _false(book: Book, less: int, *equations: tuple[Term, int]) -> int:
    """0 < 0 from a strict inequality between what equations make equal."""
    return book.add(book.false(), "absurd", [f for f, _ in equations],
                    [less, *(k for _, k in equations)])  # fmt: skip


@_script("inverse is not 0")
def _inverse_is_not_zero(book: Book, given: list[int]) -> int:
    line = book.row("inverse", a, uses=given)
    h = book.assume(eq(1 / a, 0))
    one = book.add(number(0) < number(1), "positive")
    # 0 - 1 = -(a (1/a) - 1) ... from a (1/a) = 1 and 1/a = 0
    no = book.add(book.false(), "positive", (number(1), number(1), -a), (one, line, h))
    return book.add(ne(1 / a, 0), "contradiction", (), (no,))


@_script("product is not 0")
def _product_is_not_zero(book: Book, given: list[int]) -> int:
    line_b = book.row("inverse", b, uses=given[1:])
    h = book.assume(eq(a * b, 0))
    zero_a = book.ring(a, number(0), (1 / b, h), (-a, line_b))
    no = book.add(book.false(), "absurd", (number(1),), (given[0], zero_a))
    return book.add(ne(a * b, 0), "contradiction", (), (no,))


@_script("inverse of an inverse")
def _inverse_of_an_inverse(book: Book, given: list[int]) -> int:
    one = book.row("inverse", a, uses=given)
    other = lemma(book, "inverse is not 0", (a,), given)
    two = book.row("inverse", 1 / a, uses=(other,))
    i, j = 1 / a, 1 / (1 / a)
    del i
    return book.ring(j, a, (-j, one), (a, two))


@_script("inverse of a product")
def _inverse_of_a_product(book: Book, given: list[int]) -> int:
    one, two = (book.row("inverse", t, uses=(k,)) for t, k in zip((a, b), given, strict=True))
    ab = lemma(book, "product is not 0", (a, b), given)
    three = book.row("inverse", a * b, uses=(ab,))
    i, j, k = 1 / a, 1 / b, 1 / (a * b)
    # k - i j = k (1 - a i b j) + i j (a b k - 1);  1 - a i b j = -(a i - 1) b j - (b j - 1)
    return book.ring(k, i * j, (-k * b * j, one), (-k, two), (i * j, three))


def _by_cases(book: Book, says: Term, by: Term, branch: Callable[[int], int]) -> int:
    lines = [branch(book.assume(p)) for p in (by < 0, eq(by, 0), by > 0)]
    return book.add(says, "cases", (by,), lines)


@_script("inverse of a positive")
def _inverse_of_a_positive(book: Book, given: list[int]) -> int:
    nonzero = book.add(ne(a, 0), "apart", (number(-1),), given)
    line = book.row("inverse", a, uses=(nonzero,))
    i = 1 / a

    def branch(h: int) -> int:
        p = book.says(h)
        if p is (i > 0):
            return h
        if p.op == "=":
            one = book.add(number(0) < number(1), "positive")
            no = book.add(book.false(), "positive", (number(1), -a, number(1)), (one, h, line))
        else:
            product = book.add(-(a * i) > 0, "product", (), (given[0], h))
            no = book.add(book.false(), "positive", (number(1), number(1)), (product, line))
        return book.add(i > 0, "absurd", (), (no,))

    return _by_cases(book, i > 0, i, branch)


@_script("inverse of a negative")
def _inverse_of_a_negative(book: Book, given: list[int]) -> int:
    nonzero = book.add(ne(a, 0), "apart", (number(1),), given)
    line = book.row("inverse", a, uses=(nonzero,))
    i = 1 / a

    def branch(h: int) -> int:
        p = book.says(h)
        if p is (i < 0):
            return h
        if p.op == "=":
            one = book.add(number(0) < number(1), "positive")
            no = book.add(book.false(), "positive", (number(1), -a, number(1)), (one, h, line))
        else:
            product = book.add(-(a * i) > 0, "product", (), (given[0], h))
            no = book.add(book.false(), "positive", (number(1), number(1)), (product, line))
        return book.add(i < 0, "absurd", (), (no,))

    return _by_cases(book, i < 0, i, branch)


@_script("positive or negative")
def _positive_or_negative(book: Book, given: list[int]) -> int:
    def branch(h: int) -> int:
        p = book.says(h)
        if p is (a > 0):
            return h
        if p.op == "=":
            no = book.add(book.false(), "absurd", (number(1),), (given[1], h))
        else:
            no = book.add(book.false(), "positive", (number(1), number(1)), (given[0], h))
        return book.add(a > 0, "absurd", (), (no,))

    return _by_cases(book, a > 0, a, branch)


@_script("square is positive")
def _square_is_positive(book: Book, given: list[int]) -> int:
    no = lemma(book, "product is not 0", (a, a), (given[0], given[0]))
    return lemma(book, "positive or negative", (a * a,), (book.row("square", a), no))


@_script("root is positive")
def _root_is_positive(book: Book, given: list[int]) -> int:
    weak = book.add(a >= 0, "positive", (number(1),), given)
    s = SQRT(a)
    square, root = (
        book.row("square root", a, uses=(weak,)),
        book.row("root not negative", a, uses=(weak,)),
    )
    h = book.assume(eq(s, 0))
    no = book.add(book.false(), "positive", (number(1), -s, number(1)), (given[0], h, square))
    other = book.add(ne(s, 0), "contradiction", (), (no,))
    return lemma(book, "positive or negative", (s,), (root, other))


@_script("length is positive")
def _length_is_positive(book: Book, given: list[int]) -> int:
    h = book.assume(eq(dot(u, u), 0))
    nothing = book.row("definite", u, uses=(h,))
    no = book.add(book.false(), "absurd", (number(1),), (given[0], nothing))
    other = book.add(ne(dot(u, u), 0), "contradiction", (), (no,))
    return lemma(
        book, "positive or negative", (dot(u, u),), (book.row("positive definite", u), other)
    )


@_script("one root")
def _one_root(book: Book, given: list[int]) -> int:
    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            return book.ring(a, b, (number(1), h))
        up = p.args[0] is number(0)  # 0 < a - b, else a - b < 0
        small, large = (b, a) if up else (a, b)
        weak = given[1] if up else given[0]
        total = book.add(large + small > 0, "positive", (number(1), number(2)), (h, weak))
        product = book.add((large - small) * (large + small) > 0, "product", (), (h, total))
        no = book.add(
            book.false(), "positive", (number(1), number(-1 if up else 1)), (product, given[2])
        )
        return book.add(eq(a, b), "absurd", (), (no,))

    return _by_cases(book, eq(a, b), a - b, branch)


@_script("turned round")
def _turned_round(book: Book, given: list[int]) -> int:
    left = THRESHOLD(-z, above, between, below)
    right = THRESHOLD(z, below, between, above)
    names = ("below the threshold", "at the threshold", "above the threshold")

    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            side, k = book.ring(-z, number(0), (number(-1), h)), 1
        elif p.args[0] is number(0):
            side, k = book.add(-z < 0, "positive", (number(1),), (h,)), 2
        else:
            side, k = book.add(-z > 0, "positive", (number(1),), (h,)), 0
        one = book.row(names[2 - k], -z, above, between, below, uses=(side,))
        two = book.row(names[k], z, below, between, above, uses=(h,))
        return book.ring(left, right, (number(1), one), (number(-1), two))

    return _by_cases(book, eq(left, right), z, branch)


@_script("a positive factor")
def _a_positive_factor(book: Book, given: list[int]) -> int:
    left, right = (THRESHOLD(t, below, between, above) for t in (c * z, z))
    names = ("below the threshold", "at the threshold", "above the threshold")

    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            side, k = book.ring(c * z, number(0), (c, h)), 1
        elif p.args[0] is number(0):
            side, k = book.add(c * z > 0, "product", (), (given[0], h)), 2
        else:
            side, k = book.add(c * z < 0, "product", (), (given[0], h)), 0
        one = book.row(names[k], c * z, below, between, above, uses=(side,))
        two = book.row(names[k], z, below, between, above, uses=(h,))
        return book.ring(left, right, (number(1), one), (number(-1), two))

    return _by_cases(book, eq(left, right), z, branch)


@_script("size by sign")
def _size_by_sign(book: Book, given: list[int]) -> int:
    names = ("below the threshold", "at the threshold", "above the threshold")
    says = eq(ABS(x), x * SIGNUM)

    def branch(h: int) -> int:
        p = book.says(h)
        k = 1 if p.op == "=" else 2 if p.args[0] is number(0) else 0
        two = book.row(names[k], *SIGNUM.args, uses=(h,))
        weak = book.add(x <= 0 if k == 0 else x >= 0, "positive", (number(1),), (h,))
        one = book.row("absolute value below 0" if k == 0 else "absolute value", x, uses=(weak,))
        if k == 1:
            return book.ring(*says.args, (number(1), one), (-x, two), (number(1), h))
        return book.ring(*says.args, (number(1), one), (-x, two))

    return _by_cases(book, says, x, branch)


def _extreme(book: Book, says: Term, rows: tuple[str, str]) -> int:
    d = a - b

    def branch(h: int) -> int:
        p = book.says(h)
        low = p.op != "=" and p.args[0] is not number(0)  # a < b
        order = book.add(a <= b if low else b <= a, "positive", (number(1),), (h,))
        weak = book.add(d <= 0 if low else d >= 0, "positive", (number(1),), (h,))
        one = book.row(rows[0] if low else rows[1], a, b, uses=(order,))
        size = book.row("absolute value below 0" if low else "absolute value", d, uses=(weak,))
        sign = number(-1, 2) if says.args[0].data == MAX else number(1, 2)
        return book.ring(*says.args, (number(1), one), (sign, size))

    return _by_cases(book, says, d, branch)


@_script("maximum as a size")
def _maximum(book: Book, given: list[int]) -> int:
    return _extreme(book, STATEMENTS["maximum as a size"][2], ("maximum", "maximum, first"))


@_script("minimum as a size")
def _minimum(book: Book, given: list[int]) -> int:
    return _extreme(book, STATEMENTS["minimum as a size"][2], ("minimum", "minimum, second"))


@_script("root of 0")
def _root_of_zero(book: Book, given: list[int]) -> int:
    s = SQRT(0)
    none = book.add(number(0) >= 0, "positive")
    square = book.row("square root", number(0), uses=(none,))
    root = book.row("root not negative", number(0), uses=(none,))
    same = book.ring(s * s, number(0) * number(0), (number(1), square))
    return lemma(book, "one root", (s, number(0)), (root, none, same))


def _size_squared(book: Book) -> tuple[int, int]:
    """|r| |r| = r r and 0 <= |r|."""
    square, weak = eq(ABS(r) * ABS(r), r * r), ABS(r) >= 0

    def branch(h: int, which: Term) -> int:
        up = book.says(h).op == "=" or book.says(h).args[0] is number(0)
        order = book.add(r >= 0 if up else r <= 0, "positive", (number(1),), (h,))
        size = book.row("absolute value" if up else "absolute value below 0", r, uses=(order,))
        if which is square:
            return book.ring(*square.args, (ABS(r) + (r if up else -r), size))
        return book.add(weak, "positive", (number(1), number(1)), (order, size))

    return (
        _by_cases(book, square, r, lambda h: branch(h, square)),
        _by_cases(book, weak, r, lambda h: branch(h, weak)),
    )


@_script("root of a square")
def _root_of_a_square(book: Book, given: list[int]) -> int:
    square, weak = _size_squared(book)
    none = book.row("square", r)
    s = SQRT(r * r)
    same = book.ring(s * s, ABS(r) * ABS(r),
                     (number(1), book.row("square root", r * r, uses=(none,))), (number(-1), square))  # fmt: skip
    root = book.row("root not negative", r * r, uses=(none,))
    return lemma(book, "one root", (s, ABS(r)), (root, weak, same))


@_script("root of a multiple")
def _root_of_a_multiple(book: Book, given: list[int]) -> int:
    square, weak = _size_squared(book)
    rr = book.row("square", r)
    none = book.add(r * r * q >= 0, "product", (), (rr, given[0]))
    s, t = SQRT(r * r * q), ABS(r) * SQRT(q)
    s_square = book.row("square root", r * r * q, uses=(none,))
    q_square = book.row("square root", q, uses=given)
    same = book.ring(s * s, t * t, (number(1), s_square), (-(SQRT(q) * SQRT(q)), square),
                     (-(r * r), q_square))  # fmt: skip
    s_weak = book.row("root not negative", r * r * q, uses=(none,))
    t_weak = book.add(t >= 0, "product", (), (weak, book.row("root not negative", q, uses=given)))
    return lemma(book, "one root", (s, t), (s_weak, t_weak, same))


@_script("square of an inverse root")
def _square_of_an_inverse_root(book: Book, given: list[int]) -> int:
    s = SQRT(q)
    up = lemma(book, "root is positive", (q,), given)
    s_apart = book.add(ne(s, 0), "apart", (number(-1),), (up,))
    q_apart = book.add(ne(q, 0), "apart", (number(-1),), given)
    weak = book.add(q >= 0, "positive", (number(1),), given)
    one, two = book.row("inverse", s, uses=(s_apart,)), book.row("inverse", q, uses=(q_apart,))
    square = book.row("square root", q, uses=(weak,))
    i, j = 1 / s, 1 / q
    # i i - j = i i (1 - q j) + j (i i q - 1);  i i q - 1 = -(s s - q) i i + (s i - 1)(s i + 1)
    return book.ring(i * i, j, (-(i * i), two), (-(j * i * i), square), (j * (s * i + 1), one))


@_script("exp of a negative")
def _exp_of_a_negative(book: Book, given: list[int]) -> int:
    e, f, i = EXP(a), EXP(-a), 1 / EXP(a)
    apart = book.add(ne(e, 0), "apart", (number(-1),), (book.row("exp is positive", a),))
    one = book.row("inverse", e, uses=(apart,))
    total = book.row("exp of a sum", a, -a)  # exp(a - a) = e f
    nothing = book.add(eq(EXP(a + -a), EXP(0)), "congruence")
    unit = book.row("exp of 0")
    # f - i = -f (e i - 1) + i (e f - 1)
    return book.ring(f, i, (-f, one), (-i, total), (i, nothing), (i, unit))


@_script("exp from below")
def _exp_from_below(book: Book, given: list[int]) -> int:
    e, i = EXP(a), 1 / EXP(a)
    up = book.row("exp is positive", a)
    apart = book.add(ne(e, 0), "apart", (number(-1),), (up,))
    one = book.row("inverse", e, uses=(apart,))
    tangent = book.row("tangent of exp", -a)  # 1 - a <= exp(-a)
    turned = lemma(book, "exp of a negative", (a,))
    gap = book.add(i - 1 + a >= 0, "positive", (number(1), number(-1)), (tangent, turned))
    weak = book.add(e >= 0, "positive", (number(1),), (up,))
    product = book.add((i - 1 + a) * e >= 0, "product", (), (gap, weak))
    return book.add((1 - a) * e <= 1, "positive", (number(1), number(-1)), (product, one))


@_script("log of 1")
def _log_of_one(book: Book, given: list[int]) -> int:
    unit, back = book.row("exp of 0"), book.row("log of exp", number(0))
    same = book.add(eq(LOG(EXP(0)), LOG(1)), "congruence", (), (unit,))
    return book.ring(LOG(1), number(0), (number(-1), same), (number(1), back))


def _log_by(book: Book, target: Term, inside: int) -> int:
    """log(s) = target, from exp(target) = s."""
    left, s = book.says(inside).args
    same = book.add(eq(LOG(left), LOG(s)), "congruence", (), (inside,))
    back = book.row("log of exp", target)
    return book.ring(LOG(s), target, (number(-1), same), (number(1), back))


@_script("log of a product")
def _log_of_a_product(book: Book, given: list[int]) -> int:
    la, lb = LOG(a), LOG(b)
    total = book.row("exp of a sum", la, lb)
    one, two = book.row("exp of log", a, uses=given[:1]), book.row("exp of log", b, uses=given[1:])
    inside = book.ring(EXP(la + lb), a * b, (number(1), total), (EXP(lb), one), (a, two))
    return _log_by(book, la + lb, inside)


@_script("log of an inverse")
def _log_of_an_inverse(book: Book, given: list[int]) -> int:
    la = LOG(a)
    turned = lemma(book, "exp of a negative", (la,))
    one = book.row("exp of log", a, uses=given)
    same = book.add(eq(1 / EXP(la), 1 / a), "congruence", (), (one,))
    inside = book.ring(EXP(-la), 1 / a, (number(1), turned), (number(1), same))
    return _log_by(book, -la, inside)


@_script("log of a root")
def _log_of_a_root(book: Book, given: list[int]) -> int:
    s = SQRT(a)
    up = lemma(book, "root is positive", (a,), given)
    weak = book.add(a >= 0, "positive", (number(1),), given)
    square = book.row("square root", a, uses=(weak,))
    total = lemma(book, "log of a product", (s, s), (up, up))
    same = book.add(eq(LOG(s * s), LOG(a)), "congruence", (), (square,))
    half = number(1, 2)
    return book.ring(LOG(s), LOG(a) / 2, (-half, total), (half, same))


@_script("log below its tangent")
def _log_below(book: Book, given: list[int]) -> int:
    tangent, one = book.row("tangent of exp", LOG(a)), book.row("exp of log", a, uses=given)
    return book.add(LOG(a) <= a - 1, "positive", (number(1), number(-1)), (tangent, one))


def _lengths(book: Book, sign: int) -> int:
    s, t = SQRT(dot(u, u)), SQRT(dot(v, v))
    uu, vv = book.row("positive definite", u), book.row("positive definite", v)
    s_square, t_square = (
        book.row("square root", dot(w, w), uses=(k,)) for w, k in ((u, uu), (v, vv))
    )
    s_weak, t_weak = (
        book.row("root not negative", dot(w, w), uses=(k,)) for w, k in ((u, uu), (v, vv))
    )
    weak = book.add(s * t >= 0, "product", (), (s_weak, t_weak))
    bound = book.row("Cauchy-Schwarz", u, v)
    d = number(sign) * dot(u, v)
    h = book.assume(s * t < d)
    total = book.add(d + s * t > 0, "positive", (number(1), number(2)), (h, weak))
    product = book.add((d - s * t) * (d + s * t) > 0, "product", (), (h, total))
    # d d - s s t t > 0, against d d <= (u.u) (v.v) = s s t t
    no = book.add(book.false(), "positive", (number(1), number(1), t * t, dot(u, u)),
                  (product, bound, s_square, t_square))  # fmt: skip
    ends = book.add(d <= s * t, "contradiction", (), (no,))
    says = dot(u, v) <= s * t if sign > 0 else -(s * t) <= dot(u, v)
    return book.add(says, "positive", (number(1),), (ends,))


@_script("product of lengths")
def _product_of_lengths(book: Book, given: list[int]) -> int:
    return _lengths(book, 1)


@_script("product of lengths, below")
def _product_of_lengths_below(book: Book, given: list[int]) -> int:
    return _lengths(book, -1)


@_script("squeezed")
def _squeezed(book: Book, given: list[int]) -> int:
    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            return h
        weak = given[1] if p.args[0] is number(0) else given[0]
        no = book.add(book.false(), "positive", (number(1), number(1)), (h, weak))
        return book.add(eq(a, 0), "absurd", (), (no,))

    return _by_cases(book, eq(a, 0), a, branch)


@_script("log is positive")
def _log_is_positive(book: Book, given: list[int]) -> int:
    la = LOG(a)
    up = book.add(a > 0, "positive", (number(1),), given)
    one = book.row("exp of log", a, uses=(up,))
    low = lemma(book, "exp from below", (la,))  # (1 - L) exp(L) <= 1
    h = book.assume(la <= 0)
    weak = book.add(a >= 0, "positive", (number(1),), (up,))
    product = book.add(-la * a >= 0, "product", (), (h, weak))
    # 1 - (1 - L) exp(L) >= 0; exp(L) = a; a - 1 > 0; -L a >= 0
    no = book.add(book.false(), "positive", (number(1), number(1), number(1), 1 - la),
                  (low, given[0], product, one))  # fmt: skip
    return book.add(la > 0, "contradiction", (), (no,))
