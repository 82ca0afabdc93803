"""The targets that block the first step form a proper subspace, met by most lines at most once."""

from proofs.chapters.linear.setting import XT, X, c, squared, u, v, y
from proofs.statement import Entry, Lines, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, assume, differs, dot, equals, function, natural, say, scalar, vector,
)  # fmt: skip

first, second = vector("y", "", "1"), vector("y", "", "2")
s, r = scalar("s"), scalar("r")
FIRST = assume("first target", equals(XT(first), ZERO))
SECOND = assume("second target", equals(XT(second), ZERO))
SOME = assume("some feature", differs(X(u), ZERO))
DIRECTION = assume("a direction that is seen", differs(XT(v), ZERO))
NOTHING, NONE = assume("zero", equals(first, ZERO)), assume("zero too", equals(second, ZERO))
MULTIPLE, SIZED = (
    assume("no multiple", equals(c * first, ZERO)),
    assume("sized", squared(first) > 0),
)
HERE = assume("one point of a line", equals(XT(y + s * v), ZERO))
THERE = assume("another point of it", equals(XT(y + r * v), ZERO))
ONCE, OUTSIDE = equals(s, r), dot(XT(X(u)), u) > 0
FAR = squared(XT(v))

k, n, size, room = natural("k"), natural("n"), scalar("q"), scalar("V")
together = function("mu", ("index",))
EMPTY = assume("no set", equals(together(0), 0))
APART = assume("one set more", equals(together(k + 1), together(k) + size), (k,))
WITHIN = assume("all in a ball", together(k) <= room, (k,))

entry = Entry(
    "linear.almost-surely-starts",
    place=40,
    title="Where some feature is not zero, the targets that block the first step are exceptional: "
    "a proper subspace, of measure zero",
    idea="To block the first step, the targets must be perpendicular to every column at once. "
    "These are linear equations: sums and multiples of solutions solve them too, and a line that "
    "leaves the solutions meets them once at most: moved along it they never meet themselves, so "
    "they take no room.",
    says=say(
        "Targets {} block the first step from zero if {}. With any two, {} and {}, all {} block. "
        "If some feature is not zero, {}, not all targets block: {}. And a line in a direction {} "
        "with {}, such as {}, has at most one target that blocks: if {} and {}, then {}. So their "
        "measure {} in a ball is 0: {} for every {}.",
        *(y, equals(XT(y), ZERO), first, second, c * first + second, SOME.relation, OUTSIDE),
        *(v, DIRECTION.relation, X(u), HERE.relation, THERE.relation, ONCE),
        *(size, size <= room / (n + 1), n),
    ),
    aside=(equals(XT(y), ZERO),),
    remarks=(
        say(
            "The last part is about Lebesgue measure, or any that adds up over sets that do not "
            "meet and is the same for a set that is moved. In a ball let the targets that block "
            "have measure {}. Moved along {} by different stretches, all shorter than the ball is "
            "wide, these sets do not meet, since a line has one such target at most: the first {} "
            "have measure {} together, in a larger ball of measure {}. Only {} is at most {} for "
            "every {}, and then they have probability 0 if targets are drawn from a density.",
            *(size, v, k, together(k), room, equals(size, 0), room / (n + 1), n),
        ),
        say(
            "The dimension of the subspace is the number of samples less the rank of the design; "
            "that is not proved here either."
        ),
    ),
)


@entry.part("Combinations of blocking targets block", equals(XT(c * first + second), ZERO))
def subspace() -> Lines:
    yield "=", c * XT(first) + XT(second), "a linear map"
    yield "=", c * ZERO + ZERO, "both block", FIRST, SECOND
    yield "=", ..., "zero"


@entry.part(
    say("Some targets do not block: {} for any {} with {}", X(u), u, SOME.relation), OUTSIDE
)
def proper() -> Lines:
    yield "=", squared(X(u)), "the adjoint moves"
    yield ">", ..., SOME


@entry.part("A direction that is seen has a length", FAR > 0)
def seen() -> Lines:
    yield ">", ..., DIRECTION


@chain(equals(first - second, ZERO))
def no_difference() -> Lines:
    yield "=", ZERO - ZERO, NOTHING, NONE
    yield "=", ..., "zero"


@entry.part("Two points of a line, both blocking", equals((s - r) * XT(v), ZERO))
def apart() -> Lines:
    yield "=", XT(y + s * v) - XT(y + r * v), "a linear map"
    both = no_difference.of({first: XT(y + s * v), second: XT(y + r * v)})
    yield "=", ..., "both block", both, HERE, THERE


@chain(equals(dot(second, first), 0))
def no_product() -> Lines:
    yield "=", dot(ZERO, first), NONE
    yield "=", ..., "the inner product with zero is 0"


@chain(equals(c * squared(first), 0))
def no_length() -> Lines:
    yield "=", ..., no_product.of({second: c * first}), MULTIPLE


@chain(equals(c, 0))
def no_multiple() -> Lines:
    yield "=", c * squared(first) / squared(first), "cancel", SIZED
    yield "=", ..., no_length


@chain(equals(s - r, 0))
def no_distance() -> Lines:
    yield "=", ..., no_multiple.of({c: s - r, first: XT(v)}), apart, seen


@entry.part("A line in a direction that is seen has at most one target that blocks", ONCE)
def at_most_once() -> Lines:
    yield "=", ..., no_distance


@induction(equals(together(n), n * size), start=at_once("no set", EMPTY), over=n)
def add_up(assumed: Hypothesis) -> Lines:
    """One more set."""
    yield "=", together(n) + size, "one set more", APART.at(n)
    yield "=", ..., assumed


@entry.part(
    "Moved sets that do not meet have room, however many: measure zero", size <= room / (n + 1)
)
def no_measure() -> Lines:
    yield "=", together(n + 1) / (n + 1), "so many sets, all alike", add_up.of({n: n + 1})
    yield "<=", ..., "all of them in a ball", WITHIN.at(n + 1)


entry.without(EMPTY, "Were the measure of no set below 0:", no_measure)
entry.without(WITHIN, "", no_measure, fixed={"V": 0})
entry.twin("No targets block.", differs(XT(y), ZERO), SOME)
entry.symbol(say("{}, {}", s, r), "numbers, by which points of a line are told")
entry.symbol(size, "the measure of the targets in a ball that block")
entry.symbol(together(k), "the measure of the first {} moved sets together", k)
entry.symbol(room, "the measure of a ball that holds them all")
