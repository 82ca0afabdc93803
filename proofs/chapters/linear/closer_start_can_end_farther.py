"""A start nearer to the solution can be farther from it after three steps."""

from proofs.chapters.gradient_descent.two_weights import one, two, weight, written_out
from proofs.statement import Entry, Lines, chain, conjunction, line
from proofs.terms import Term, assume, define, equals, number, say, scalar


TENTH = number(1, 10)


def _distance(prime: str, index: int) -> Term:
    """The squared distance from the solution."""
    return weight(prime, index, 1) ** 2 + weight(prime, index, 2) ** 2


LOSS = (one**2 + two**2 / 10) / 2
ELSEWHERE = assume("elsewhere", one**2 + two**2 > 0)
CURVES = scalar("lambda", "", "1"), scalar("lambda", "", "2")
OF_CURVES = (CURVES[0] * one**2 + CURVES[1] * two**2) / 2
RUNS = (
    define("an eigenvalue", CURVES[0], 1), define("the other", CURVES[1], TENTH),
    *written_out("", OF_CURVES, 1, 3, (0, 1)), *written_out("'", OF_CURVES, 1, 3, (2, 0)),
)  # fmt: skip

ENDS: dict[Term, Term] = {
    weight("", 3, 1): number(0), weight("", 3, 2): number(729, 1000),
    weight("'", 3, 1): number(0), weight("'", 3, 2): number(0),
}  # fmt: skip

entry = Entry(
    "linear.closer-start-can-end-farther",
    place=160,
    title="A start nearer to the solution can end farther from it",
    idea="Errors shrink at different speeds in different directions. A short error along the slow "
    "direction outlasts a long one along the fast direction, which here is gone after one step.",
    says=say(
        "Let the loss be {}, which is 0 at zero and positive elsewhere, so that zero is the "
        "solution, and let the rate be 1. After three steps the start (0, 1) ends at "
        "(0, 729/1000), and the start (2, 0), twice as far away, at (0, 0).",
        LOSS,
    ),
    kind="exhibit",
)


@entry.part("Zero is the solution: the loss is positive elsewhere", LOSS > 0)
def solution() -> Lines:
    yield ">=", (one**2 + two**2) / 20, "10 is at least 1"
    yield ">", number(0), ELSEWHERE


@entry.part("At the start", _distance("", 0) < _distance("'", 0))
def start() -> Lines:
    yield "=", number(1), "it is (0, 1)", *RUNS
    yield "<", number(4), "the far one is (2, 0)"
    yield "=", ..., "its squared distance"


entry.shows(
    "ends",
    "Where three steps end, from the near start and from the far one",
    conjunction(
        "where three steps end",
        *(chain(equals(end, at))(line("three steps", *RUNS)) for end, at in ENDS.items()),
    ),
)


@entry.part("After three steps the far start is nearer", _distance("", 3) > _distance("'", 3))
def end() -> Lines:
    yield "=", number(729, 1000) ** 2, "three factors 9/10 in the second weight", *RUNS
    yield ">", number(0), "not 0"
    yield "=", ..., "one step takes the first weight to 0"


nearer = _distance("", 1) < _distance("'", 1)
entry.twin("After one step the near start is still nearer.", nearer, *RUNS)
entry.symbol(say("{}, {}", *CURVES), "the eigenvalues: the curvatures of the loss")
entry.symbol(
    say("{}, {}", weight("", 3, 2), weight("'", 3, 2)),
    "the second weight after three steps from the near and from the far start; the first likewise",
)
