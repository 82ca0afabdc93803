"""Pascal's rule, summed term by term; the index counts terms, the first being number 0."""

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.setting import BEFORE, NOW, A, b, run, sequence
from proofs.statement import Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, define, equals
from proofs.trusted import trust

power_of_rate, after, same, shorter = run("g"), run("P"), run("Q"), run("R")
coefficient_after, coefficient_same = sequence("alpha"), sequence("beta")
coefficient_left = sequence("gamma")
_AFTER, _SAME, _LEFT = (c(NOW) for c in (coefficient_after, coefficient_same, coefficient_left))
_POWER, _POWER_BEFORE = power_of_rate(NOW), power_of_rate(BEFORE)

RULE, PASCAL_SUM = "Pascal's rule", after(BEFORE) + _AFTER * _POWER
START = (
    trust(RULE, equals(coefficient_after(0), coefficient_same(0) + 1)),
    define("the first term, T steps", after(0), coefficient_after(0) * (eta * b)),
    define("the first term, T − 1 steps", same(0), coefficient_same(0) * (eta * b)),
    define("the sum without it", shorter(0), ZERO),
)
MORE = define("one more term, T steps", after(NOW), PASCAL_SUM)
MORE_SAME = define("one more term, T − 1 steps", same(NOW), same(BEFORE) + _SAME * _POWER)
BEFORE_IT = define("the term before", shorter(NOW), shorter(BEFORE) + _LEFT * _POWER_BEFORE)
NEXT = define("the next power", _POWER, -eta * A(_POWER_BEFORE))


@induction(
    equals(after(NOW), same(NOW) - eta * A(shorter(NOW)) + eta * b),
    start=at_once("the first term", "Pascal's rule; the sum without it is zero", *START),
    name="Pascal's rule, summed",
)
def pascal_summed(assumed: Hypothesis) -> Lines:
    """One more term: the sum for T steps is that for T - 1, less eta A times it, plus eta b."""
    pascal = trust(RULE, equals(_AFTER, _SAME + _LEFT))
    before = same(BEFORE) - eta * A(shorter(BEFORE)) + eta * b
    yield "=", PASCAL_SUM, "one more term", MORE
    both = "the induction hypothesis and Pascal's rule"
    yield "=", before + (_SAME + _LEFT) * _POWER, both, assumed, pascal
    yield "=", ..., NEXT, MORE_SAME, BEFORE_IT
