"""Three steps of descent on one sample whose solution is 1, from good weights and from zero."""

from fractions import Fraction
from itertools import pairwise

from proofs.chapters.gradient_descent.setting import eta
from proofs.statement import Proof, chain, conjunction, line
from proofs.terms import define, equals, scalar

INPUT, TARGET = define("the input", scalar("x"), 1), define("the target", scalar("y"), 1)
RATE = define("the rate", eta, Fraction(1, 2))


def _three_steps(name: str, start: Fraction | int, end: Fraction) -> Proof:
    """Three steps on one sample, with half the squared error as the loss."""
    at = [scalar(name, str(step)) for step in range(4)]
    run = [define("where it starts", at[0], start)]
    on, wanted = INPUT.relation.left, TARGET.relation.left
    for before, now in pairwise(at):
        run.append(define("one step", now, before - eta * ((before * on - wanted) * on)))
    steps = line("three steps", *run, INPUT, TARGET, RATE)
    return chain(equals(at[3], end), name=f"three steps from {start}")(steps)


three_steps = conjunction(
    "three steps from good weights and from zero",
    _three_steps("p", Fraction(3, 4), Fraction(31, 32)),
    _three_steps("q", 0, Fraction(7, 8)),
)
