"""Where features are dependent, different starts can reach different minimisers, equally good."""

from proofs.chapters.further import figures
from proofs.chapters.further.setting import DESIGN
from proofs.chapters.gradient_descent.setting import eta, other, w
from proofs.chapters.gradient_descent.two_weights import one, weight, written_out
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, X, design_step, m, n, squared, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, Proof, chain, conjunction, line, symmetry
from proofs.terms import ZERO, assume, define, equals, say

UNSEEN = assume("null space", equals(X(n), ZERO))
APART = define("the other start differs so", other(0), w(0) + n)
SAME_FIT = equals(X(other(NOW)), X(w(NOW)))
SAME_LOSS = equals(squared(X(other(NOW)) - y) / (2 * m), squared(X(w(NOW)) - y) / (2 * m))
LOSS = (one - 1) ** 2 / 2
RUNS = (*written_out("", LOSS, 1, 2), *written_out("'", LOSS, 1, 2, (0, 1)))

entry = Entry(
    "further.many-minimisers",
    place=82,
    title="With dependent features different starts can reach different minimisers, equally good",
    idea="Along a direction that no sample sees the loss is level, so descent never moves in it. "
    "Two starts that differ in such a direction have runs that differ by it for ever, with the "
    "same predictions and the same loss.",
    says=say(
        "If two starts differ by {} with {}, the two runs differ by {} for ever, {}, at every "
        "rate, with equal predictions, {}, and equal losses. So with the one sample (1, 0), the "
        "target 1 and the rate 1, descent reaches (1, 0) from (0, 0) and (1, 1) from (0, 1), both "
        "without loss, and stays there.",
        *(n, UNSEEN.relation, n, equals(other(NOW), w(NOW) + n), SAME_FIT),
    ),
    given=(UNSEEN,),
)
entry.figure(figures.many_minimisers)


def _step() -> Lines:
    """One step commutes with moving along what the features do not see."""
    yield "=", w(BEFORE) + n - eta * (X.transpose(X(w(BEFORE)) + X(n) - y) / m), UNSEEN, SAMPLES
    yield "=", ..., "a linear map of a sum"


moved = symmetry(
    "a move that the features do not see",
    action={other(NOW): w(NOW) + n},
    update={w(NOW): design_step(w(BEFORE))},
    image_update={other(NOW): design_step(other(BEFORE))},
    start=(line("the starts differ so", APART),),
    step=(_step,),
)
entry.shows("symmetry", "The difference stays", moved)


@entry.part("The predictions are equal", SAME_FIT)
def same_fit() -> Lines:
    yield "=", X(w(NOW) + n), "the difference stays", moved
    yield "=", X(w(NOW)) + X(n), "a linear map of a sum"
    yield "=", ..., UNSEEN


@entry.part("So are the losses", SAME_LOSS)
def same_loss() -> Lines:
    yield "=", ..., "the predictions are equal", same_fit, SAMPLES


def _reaches(prime: str, steps: int, ends: tuple[int, int]) -> list[Proof]:
    def lines() -> Lines:
        yield "=", ..., "one step after the other", *RUNS

    return [
        chain(equals(weight(prime, steps, k), at), name=f"weight {k}{prime}, step {steps}")(lines)
        for k, at in enumerate(ends, 1)
    ]


entry.shows(
    "in-numbers",
    say("In numbers: the loss {}, rate 1, from (0, 0) and from (0, 1), after one step and two",
        LOSS),
    conjunction(
        "two minimisers",
        *(
            proof
            for prime, ends in (("", (1, 0)), ("'", (1, 1)))
            for steps in (1, 2)
            for proof in _reaches(prime, steps, ends)
        ),
    ),
)  # fmt: skip
entry.twin(
    "Both starts reach one minimiser.",
    equals(other(NOW), w(NOW)),
    define("the difference stays", other(NOW), w(NOW) + n),
)
entry.symbols(*DESIGN)
entry.symbol(n, "the difference of two starts")
entry.symbol(other(NOW), "the weights of the run from the other start")
both = "in the example, the first weight after a step from (0, 0) and from (0, 1)"
entry.symbol(say("{}, {}", weight("", 1, 1), weight("'", 1, 1)), both)
