"""The targets that block the first step form a proper subspace, a null set."""

from proofs.chapters.linear.setting import AXLER, XT, X, c, m, squared, u, y
from proofs.derivation import apply_fact
from proofs.statement import Entry, Lines
from proofs.terms import ZERO, assume, differs, dot, equals, number, say, scalar, vector

first, second = vector("y", "", "1"), vector("y", "", "2")
FIRST = assume("first target", equals(XT(first), ZERO))
SECOND = assume("second target", equals(XT(second), ZERO))
SOME = assume("some feature", differs(X(u), ZERO))
dimension, rank, measure = scalar("d", "", "block"), scalar("r"), scalar("mu", "", "block")

entry = Entry(
    "linear.almost-surely-starts",
    place=40,
    title="Only exceptional targets block the first step",
    says=say(
        "If some feature is not zero, the targets {} with {} form a subspace of dimension {}, less "
        "than {}: a null set.",
        *(y, equals(XT(y), ZERO), m - rank, m),
    ),
    aside=(equals(XT(y), ZERO),),
    citations=(AXLER,),
)


@entry.part("Combinations of blocking targets block", equals(XT(c * first + second), ZERO))
def subspace() -> Lines:
    yield "=", c * XT(first) + XT(second), "a linear map"
    yield "=", c * ZERO + ZERO, "both block", FIRST, SECOND
    yield "=", ..., "zero"


@entry.part(
    say("Some targets do not block: {} for any {} with {}", X(u), u, SOME.relation),
    dot(XT(X(u)), u) > 0,
)
def proper() -> Lines:
    yield "=", squared(X(u)), "the adjoint moves"
    yield ">", ..., SOME


@entry.part("The dimension of the targets that block", dimension < m, name="dimension")
def smaller() -> Lines:
    nullity = apply_fact("rank and nullity", equals(dimension, m - rank), proper())
    has_rank = apply_fact("rank and nullity", rank >= 1, proper())
    yield "=", m - rank, nullity
    yield "<=", m - 1, "the features are not all zero", has_rank
    yield "<", ..., "one less"


@entry.part("The measure of the targets that block", equals(measure, 0))
def null_set() -> Lines:
    null = apply_fact("null sets", equals(measure, 0), smaller())
    yield "=", number(0), "a subspace of smaller dimension is a null set", null


every = "Where the features are zero, every target blocks:"
entry.twin("No targets block.", differs(XT(y), ZERO), SOME)
entry.symbol(
    say("{}, {}", dimension, measure),
    "the dimension and the Lebesgue measure of the set of targets that block",
)
entry.symbol(rank, "the rank of the design matrix, 1 at least if it is not zero")
