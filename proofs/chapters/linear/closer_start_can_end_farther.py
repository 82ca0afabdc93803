"""A start nearer to the solution can be farther from it after three steps."""

from proofs.statement import Entry, Lines
from proofs.terms import Hypothesis, Symbol, Term, define, number, say, scalar


def _at(prime: str, index: int, coordinate: int) -> Symbol:
    return scalar(f"w{prime}", str(index), str(coordinate))


def _run(prime: str, start: tuple[int, int]) -> list[Hypothesis]:
    """Three steps: the first takes the first weight to 0, each takes a tenth off the second."""
    name = "the far start" if prime else "the near start"
    made = [
        define(f"{name}: weight {k}", _at(prime, 0, k), value)
        for k, value in zip((1, 2), start, strict=True)
    ]
    for index in (1, 2, 3):
        for k, shrinks in ((1, None), (2, number(1, 10))):
            here = _at(prime, index - 1, k)
            moved = here - (here if shrinks is None else shrinks * here)
            made.append(define(f"{name}: step {index}, weight {k}", _at(prime, index, k), moved))
    return made


def _distance(prime: str, index: int) -> Term:
    """The squared distance from the solution."""
    return _at(prime, index, 1) ** 2 + _at(prime, index, 2) ** 2


RUNS = (*_run("", (0, 1)), *_run("'", (2, 0)))

entry = Entry(
    "linear.closer-start-can-end-farther",
    place=160,
    title="A start nearer to the solution can end farther from it",
    says=say(
        "Let the solution be zero, the eigenvalues 1 and 1/10, and the rate 1, so that a step "
        "takes the first weight to 0 and off the second a tenth of it. After three steps the start "
        "(0, 1) ends at (0, 729/1000), and the start (2, 0), twice as far away, at (0, 0)."
    ),
    kind="exhibit",
)


@entry.part("At the start", _distance("", 0) < _distance("'", 0))
def start() -> Lines:
    yield "=", number(1), "it is (0, 1)", *RUNS
    yield "<", number(4), "the far one is (2, 0)"
    yield "=", ..., "its squared distance"


@entry.part("After three steps", _distance("", 3) > _distance("'", 3))
def end() -> Lines:
    yield "=", number(729, 1000) ** 2, "three factors 9/10 in the second weight", *RUNS
    yield ">", number(0), "not 0"
    yield "=", ..., "one step takes the first weight to 0"


nearer = _distance("", 1) < _distance("'", 1)
entry.twin("After one step the near start is still nearer.", nearer, *RUNS)
entry.symbol(
    say("{}, {}", _at("", 3, 2), _at("'", 3, 2)),
    "the second weight after three steps from the near and from the far start",
)
