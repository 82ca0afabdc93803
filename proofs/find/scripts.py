"""How lemmas are proved that the finders do not find by themselves."""

from __future__ import annotations

from collections.abc import Callable

from proofs.find.book import Book
from proofs.find.lemmas import (
    SIGNUM,
    STATEMENTS,
    a,
    above,
    b,
    below,
    between,
    c,
    lemma,
    q,
    r,
    sign,
    u,
    v,
    x,
    z,
)  # fmt: skip
from proofs.trust.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    SQRT,
    THRESHOLD,
    Term,
    dot,
    eq,
    ne,
    number,
)  # fmt: skip

SCRIPTS: dict[str, Callable[[Book, list[int]], int]] = {}
"""What writes the lines of each, given those of what it assumes."""
NAMES = ("below the threshold", "at the threshold", "above the threshold")


def script(name: str) -> Callable[[Callable[[Book, list[int]], int]], None]:
    """Remember how a lemma is proved."""

    def take(f: Callable[[Book, list[int]], int]) -> None:
        SCRIPTS[name] = f

    return take


def _false(book: Book, less: int, *equations: tuple[Term, int]) -> int:
    """0 < 0 from a strict inequality between what equations make equal."""
    return book.add(book.false(), "absurd", [f for f, _ in equations],
                    [less, *(k for _, k in equations)])  # fmt: skip


@script("inverse is not 0")
def _inverse_is_not_zero(book: Book, given: list[int]) -> int:
    line = book.row("inverse", a, uses=given)
    h = book.assume(eq(1 / a, 0))
    one = book.add(number(0) < number(1), "positive")
    # 0 - 1 = -(a (1/a) - 1) ... from a (1/a) = 1 and 1/a = 0
    no = book.add(book.false(), "positive", (number(1), number(1), -a), (one, line, h))
    return book.add(ne(1 / a, 0), "contradiction", (), (no,))


@script("product is not 0")
def _product_is_not_zero(book: Book, given: list[int]) -> int:
    line_b = book.row("inverse", b, uses=given[1:])
    h = book.assume(eq(a * b, 0))
    zero_a = book.ring(a, number(0), (1 / b, h), (-a, line_b))
    no = book.add(book.false(), "absurd", (number(1),), (given[0], zero_a))
    return book.add(ne(a * b, 0), "contradiction", (), (no,))


@script("inverse of an inverse")
def _inverse_of_an_inverse(book: Book, given: list[int]) -> int:
    one = book.row("inverse", a, uses=given)
    other = lemma(book, "inverse is not 0", (a,), given)
    two = book.row("inverse", 1 / a, uses=(other,))
    i, j = 1 / a, 1 / (1 / a)
    del i
    return book.ring(j, a, (-j, one), (a, two))


@script("inverse of a product")
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


def _sign_of_inverse(book: Book, given: list[int], sign: int) -> int:
    """The inverse of a number has its sign."""
    nonzero = book.add(ne(a, 0), "apart", (number(-sign),), given)
    line = book.row("inverse", a, uses=(nonzero,))
    i = 1 / a
    goal = i > 0 if sign > 0 else i < 0

    def branch(h: int) -> int:
        p = book.says(h)
        if p is goal:
            return h
        if p.op == "=":
            one = book.add(number(0) < number(1), "positive")
            no = book.add(book.false(), "positive", (number(1), -a, number(1)), (one, h, line))
        else:
            product = book.add(-(a * i) > 0, "product", (), (given[0], h))
            no = book.add(book.false(), "positive", (number(1), number(1)), (product, line))
        return book.add(goal, "absurd", (), (no,))

    return _by_cases(book, goal, i, branch)


@script("inverse of a positive")
def _inverse_of_a_positive(book: Book, given: list[int]) -> int:
    return _sign_of_inverse(book, given, 1)


@script("inverse of a negative")
def _inverse_of_a_negative(book: Book, given: list[int]) -> int:
    return _sign_of_inverse(book, given, -1)


@script("positive or negative")
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


@script("square is positive")
def _square_is_positive(book: Book, given: list[int]) -> int:
    no = lemma(book, "product is not 0", (a, a), (given[0], given[0]))
    return lemma(book, "positive or negative", (a * a,), (book.row("square", a), no))


@script("root is positive")
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


@script("length is positive")
def _length_is_positive(book: Book, given: list[int]) -> int:
    h = book.assume(eq(dot(u, u), 0))
    nothing = book.row("definite", u, uses=(h,))
    no = book.add(book.false(), "absurd", (number(1),), (given[0], nothing))
    other = book.add(ne(dot(u, u), 0), "contradiction", (), (no,))
    return lemma(
        book, "positive or negative", (dot(u, u),), (book.row("positive definite", u), other)
    )


@script("one root")
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


@script("turned round")
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


@script("a positive factor")
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


@script("size by sign")
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
            return book.equal(says, (number(1), one), (-x, two), (number(1), h))
        return book.equal(says, (number(1), one), (-x, two))

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
        return book.equal(says, (number(1), one), (sign, size))

    return _by_cases(book, says, d, branch)


@script("maximum as a size")
def _maximum(book: Book, given: list[int]) -> int:
    return _extreme(book, STATEMENTS["maximum as a size"][2], ("maximum", "maximum, first"))


@script("minimum as a size")
def _minimum(book: Book, given: list[int]) -> int:
    return _extreme(book, STATEMENTS["minimum as a size"][2], ("minimum", "minimum, second"))


@script("root of 0")
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
            return book.equal(square, (ABS(r) + (r if up else -r), size))
        return book.add(weak, "positive", (number(1), number(1)), (order, size))

    return (
        _by_cases(book, square, r, lambda h: branch(h, square)),
        _by_cases(book, weak, r, lambda h: branch(h, weak)),
    )


@script("root of a square")
def _root_of_a_square(book: Book, given: list[int]) -> int:
    square, weak = _size_squared(book)
    none = book.row("square", r)
    s = SQRT(r * r)
    first = book.row("square root", r * r, uses=(none,))
    same = book.ring(s * s, ABS(r) * ABS(r), (number(1), first), (number(-1), square))
    root = book.row("root not negative", r * r, uses=(none,))
    return lemma(book, "one root", (s, ABS(r)), (root, weak, same))


@script("root of a multiple")
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


@script("square of an inverse root")
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


@script("exp of a negative")
def _exp_of_a_negative(book: Book, given: list[int]) -> int:
    e, f, i = EXP(a), EXP(-a), 1 / EXP(a)
    apart = book.add(ne(e, 0), "apart", (number(-1),), (book.row("exp is positive", a),))
    one = book.row("inverse", e, uses=(apart,))
    total = book.row("exp of a sum", a, -a)  # exp(a - a) = e f
    nothing = book.add(eq(EXP(a + -a), EXP(0)), "congruence")
    unit = book.row("exp of 0")
    # f - i = -f (e i - 1) + i (e f - 1)
    return book.ring(f, i, (-f, one), (-i, total), (i, nothing), (i, unit))


@script("exp from below")
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


@script("log of 1")
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


@script("log of a product")
def _log_of_a_product(book: Book, given: list[int]) -> int:
    la, lb = LOG(a), LOG(b)
    total = book.row("exp of a sum", la, lb)
    one, two = book.row("exp of log", a, uses=given[:1]), book.row("exp of log", b, uses=given[1:])
    inside = book.ring(EXP(la + lb), a * b, (number(1), total), (EXP(lb), one), (a, two))
    return _log_by(book, la + lb, inside)


@script("log of an inverse")
def _log_of_an_inverse(book: Book, given: list[int]) -> int:
    la = LOG(a)
    turned = lemma(book, "exp of a negative", (la,))
    one = book.row("exp of log", a, uses=given)
    same = book.add(eq(1 / EXP(la), 1 / a), "congruence", (), (one,))
    inside = book.ring(EXP(-la), 1 / a, (number(1), turned), (number(1), same))
    return _log_by(book, -la, inside)


@script("log of a root")
def _log_of_a_root(book: Book, given: list[int]) -> int:
    s = SQRT(a)
    up = lemma(book, "root is positive", (a,), given)
    weak = book.add(a >= 0, "positive", (number(1),), given)
    square = book.row("square root", a, uses=(weak,))
    total = lemma(book, "log of a product", (s, s), (up, up))
    same = book.add(eq(LOG(s * s), LOG(a)), "congruence", (), (square,))
    half = number(1, 2)
    return book.ring(LOG(s), LOG(a) / 2, (-half, total), (half, same))


@script("log below its tangent")
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


@script("product of lengths")
def _product_of_lengths(book: Book, given: list[int]) -> int:
    return _lengths(book, 1)


@script("product of lengths, below")
def _product_of_lengths_below(book: Book, given: list[int]) -> int:
    return _lengths(book, -1)


@script("squeezed")
def _squeezed(book: Book, given: list[int]) -> int:
    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            return h
        weak = given[1] if p.args[0] is number(0) else given[0]
        no = book.add(book.false(), "positive", (number(1), number(1)), (h, weak))
        return book.add(eq(a, 0), "absurd", (), (no,))

    return _by_cases(book, eq(a, 0), a, branch)


@script("log is positive")
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


@script("log from below")
def _log_from_below(book: Book, given: list[int]) -> int:
    one, low = book.row("exp of log", a, uses=given), lemma(book, "exp from below", (LOG(a),))
    return book.add(a - 1 <= a * LOG(a), "positive", (number(1), 1 - LOG(a)), (low, one))


@script("other factor")
def _other_factor(book: Book, given: list[int]) -> int:
    unit = book.row("inverse", a, uses=given[1:])
    return book.ring(b, number(0), (1 / a, given[0]), (-b, unit))


@script("a factor is 0")
def _a_factor_is_zero(book: Book, given: list[int]) -> int:
    says = STATEMENTS["a factor is 0"][2]

    def branch(h: int) -> int:
        p = book.says(h)
        if p.op == "=":
            return book.add(says, "one of", (), (h,))
        k = number(-1 if p.args[0] is number(0) else 1)
        apart = book.add(ne(a, 0), "apart", (k,), (h,))
        return book.add(says, "one of", (), (lemma(book, "other factor", (a, b), (*given, apart)),))

    return _by_cases(book, says, a, branch)


@script("negative times negative")
def _negative_times_negative(book: Book, given: list[int]) -> int:
    return book.add(a * b > 0, "product", (), given)


def _place(book: Book, h: int) -> int:
    """-1, 0 or 1 for a line that says t < 0, t = 0 or 0 < t."""
    p = book.says(h)
    return 0 if p.op == "=" else 1 if p.args[0] is number(0) else -1


def _signum(book: Book, t: Term, h: int) -> int:
    """sign(t) = -1, 0 or 1, by a line on t."""
    return book.row(NAMES[_place(book, h) + 1], *sign(t).args, uses=(h,))


def _alike(book: Book, given: list[int], says: Term, branch: Callable[[int, int], int]) -> int:
    """What holds in the three cases where x and z have one sign."""

    def outer(h: int) -> int:
        one = _signum(book, x, h)

        def inner(k: int) -> int:
            if _place(book, h) == _place(book, k):
                return branch(h, k)
            two = _signum(book, z, k)
            gap = _place(book, h) - _place(book, k)
            less = book.add(number(0) < number(abs(gap)), "positive")
            t = number(-1 if gap > 0 else 1)
            false = book.add(book.false(), "positive", (number(1), -t, t, t),
                             (less, one, two, given[0]))  # fmt: skip
            return book.add(says, "absurd", (), (false,))

        return _by_cases(book, says, z, inner)

    return _by_cases(book, says, x, outer)


@script("alike at a threshold")
def _alike_at_a_threshold(book: Book, given: list[int]) -> int:
    says = STATEMENTS["alike at a threshold"][2]

    def branch(h: int, k: int) -> int:
        row = NAMES[_place(book, h) + 1]
        one = book.row(row, x, below, between, above, uses=(h,))
        two = book.row(row, z, below, between, above, uses=(k,))
        return book.ring(says.args[0], says.args[1], (number(1), one), (number(-1), two))

    return _alike(book, given, says, branch)


def _alike_so(name: str) -> Callable[[Book, list[int]], int]:
    def prove(book: Book, given: list[int]) -> int:
        says = STATEMENTS[name][2]

        def branch(h: int, k: int) -> int:
            if book.says(h) is says:
                return h
            at = _place(book, h)
            if says.op == "<=" and at >= 0:
                weight = number(1)
                return book.add(says, "positive", (weight,), (h,))
            if says.op == "!=" and at:
                return book.add(says, "apart", (number(-at),), (h,))
            if says.op == "!=":
                no = book.add(book.false(), "absurd", (number(1),), (given[1], k))
            elif says.op == "=":
                pairs = (k, given[1])
                no = book.add(book.false(), "positive", (number(1), number(-at)), pairs)
            else:
                no = book.add(
                    book.false(), "positive", (number(1), number(1 if at else -1)), (given[1], k)
                )
            return book.add(says, "absurd", (), (no,))

        return _alike(book, given, says, branch)

    return prove


for _name in ("alike, positive", "alike, not negative", "alike, 0", "alike, not 0"):
    SCRIPTS[_name] = _alike_so(_name)


def _exp_less(book: Book, low: Term, high: Term, h: int) -> int:
    """exp(low) < exp(high), from a line whose gap is high - low > 0."""
    up = book.add(high - low > 0, "positive", (number(1),), (h,))
    total = book.row("exp of a sum", low, high - low)
    same = book.add(eq(EXP(low + (high - low)), EXP(high)), "congruence")
    tangent = book.row("tangent of exp", high - low)
    e = book.row("exp is positive", low)
    more = book.add(EXP(high - low) - 1 > 0, "positive", (number(1), number(1)), (tangent, up))
    product = book.add(EXP(low) * (EXP(high - low) - 1) > 0, "product", (), (e, more))
    return book.add(EXP(low) < EXP(high), "positive", (number(1), number(1), number(-1)),
                    (product, total, same))  # fmt: skip


def _same_sign(book: Book, left: Term, right: Term, show: Callable[[int], int]) -> int:
    """sign(left) = sign(right), from a line on left in each case of right."""

    def branch(h: int) -> int:
        one, two = _signum(book, left, show(h)), _signum(book, right, h)
        return book.ring(sign(left), sign(right), (number(1), one), (number(-1), two))

    return _by_cases(book, eq(sign(left), sign(right)), right, branch)


@script("exp is increasing")
def _exp_is_increasing(book: Book, given: list[int]) -> int:
    left = EXP(a) - EXP(b)

    def show(h: int) -> int:
        match _place(book, h):
            case 0:
                equal = book.ring(a, b, (number(1), h))
                same = book.add(eq(EXP(a), EXP(b)), "congruence", (), (equal,))
                return book.ring(left, number(0), (number(1), same))
            case 1:
                return book.add(left > 0, "positive", (number(1),), (_exp_less(book, b, a, h),))
        return book.add(left < 0, "positive", (number(1),), (_exp_less(book, a, b, h),))

    return _same_sign(book, left, a - b, show)


@script("log is increasing")
def _log_is_increasing(book: Book, given: list[int]) -> int:
    la, lb = LOG(a), LOG(b)
    one, two = (book.row("exp of log", t, uses=(k,)) for t, k in zip((a, b), given, strict=True))
    same = book.ring(EXP(la) - EXP(lb), a - b, (number(1), one), (number(-1), two))
    alike = lemma(book, "exp is increasing", (la, lb))
    moved = book.add(eq(sign(EXP(la) - EXP(lb)), sign(a - b)), "congruence", (), (same,))
    return book.ring(sign(la - lb), sign(a - b), (number(-1), alike), (number(1), moved))


@script("squares are increasing")
def _squares_are_increasing(book: Book, given: list[int]) -> int:
    d, e = a - b, a * a - b * b

    def show(h: int) -> int:
        if _place(book, h) == 0:
            return book.ring(e, number(0), (a + b, h))
        up = _place(book, h) > 0
        total = book.add(a + b > 0, "positive", (number(1), number(2)), (h, given[1 if up else 0]))
        return book.add(e > 0 if up else e < 0, "product", (), (h, total))

    line = _same_sign(book, e, d, show)
    return book.ring(sign(d), sign(e), (number(-1), line))
