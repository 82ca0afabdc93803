"""From zero, rotated features give rotated weights."""

from proofs.chapters.gradient_descent.setting import (
    OTHER_ZERO, ZERO_START, eta, other, w,
)  # fmt: skip
from proofs.chapters.linear import figures
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, X, XT, design_step, m, u, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, symmetry
from proofs.terms import Term, assume, define, equals, linear_map, say, scalar

Q = linear_map("Q", "Q'")
QT = Q.transpose
start, x, label = scalar("w", "0"), scalar("x"), scalar("y")
ORTHOGONAL = assume("orthogonal", equals(QT(Q(u)), u), (u,))


def _turned(before: Term) -> Term:
    """One step of the run for the rotated features."""
    return before - eta * (Q(XT(X(QT(before)) - y)) / m)


entry = Entry(
    "linear.rotation",
    place=100,
    title="From zero the weights rotate with the features",
    idea="Turn samples and weights together, and their inner products stay what they are, and so "
    "do the errors. The gradient is a sum of samples and turns with them; and zero is a start that "
    "no rotation moves.",
    says=say(
        "Let {} be orthogonal. From {} the run for the features rotated by {} is the rotated run "
        "for the features themselves: {} for every number of steps and every rate.",
        *(Q, ZERO_START.relation, Q, equals(other(NOW), Q(w(NOW)))),
    ),
    given=(ZERO_START, SAMPLES, ORTHOGONAL),
)
entry.figure(figures.rotated)


def _step() -> Lines:
    """One step commutes with rotating."""
    apart = Q(w(BEFORE)) - eta * (Q(XT(X(w(BEFORE)) - y)) / m)
    yield "=", apart, "a linear map of a sum", SAMPLES
    yield "=", ..., "orthogonal", ORTHOGONAL.at(w(BEFORE))


rotated = symmetry(
    "features and weights rotate together",
    action={other(NOW): Q(w(NOW))},
    update={w(NOW): design_step(w(BEFORE))},
    image_update={other(NOW): _turned(other(BEFORE))},
    start=(at_once("both start at zero", "both are zero", ZERO_START, OTHER_ZERO),),
    step=(_step,),
)
entry.shows("symmetry", "An instance of the symmetry lemma", rotated)
entry.twin(
    "Any linear map of the features acts so, orthogonal or not.",
    equals(other(2), Q(w(2))),
    *(SAMPLES, ZERO_START, OTHER_ZERO),
    *(define(f"step {t}", w(t), design_step(w(t - 1))) for t in (1, 2)),
    *(define(f"step {t} of the other run", other(t), _turned(other(t - 1))) for t in (1, 2)),
)
entry.symbol(say("{}, {}", Q, QT), "an orthogonal map and its inverse, which is its adjoint")
entry.symbol(other(NOW), "the weights of the run for the rotated features, {}{}", X, QT)
