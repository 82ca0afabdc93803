"""One logistic unit from all zero, two steps on the sample (1, 1) with loss (f - y)^2/2."""

from collections.abc import Iterator
from functools import cache

from proofs import chain_rule
from proofs.chapters.hidden.setting import half_square, z
from proofs.statement import Lines, Proof, calculation, chain, conjunction
from proofs.terms import (
    SIGMOID, Hypothesis, Symbol, Term, define, equals, number, scalar, substitute,
)  # fmt: skip


X, Y = scalar("x"), scalar("y")


def slope(argument: Term) -> Term:
    """The slope of the logistic function."""
    return SIGMOID(argument) * (1 - SIGMOID(argument))


@cache
def run(rate: Term, mark: str = "") -> tuple[Hypothesis, ...]:
    """What defines its numbers; `mark` tells a second run from the first."""
    return tuple(_run(rate, mark))


def _run(rate: Term, mark: str) -> Iterator[Hypothesis]:
    def at(name: str, step: int) -> Symbol:
        return scalar(name + mark, str(step))

    eta = scalar("eta" + mark)
    yield define("the input", X, 1)
    yield define("the label", Y, 1)
    if rate != eta:
        yield define("the rate", eta, rate)
    for name in ("w", "beta", "v", "c"):
        yield define("all starts at zero", at(name, 0), 0)
    for k in (0, 1):
        a, f, d = at("a", k), at("f", k), at("delta", k)
        sent, back = SIGMOID(a), d * at("v", k) * slope(a)
        yield define("what the unit receives", a, at("w", k) * X + at("beta", k))
        yield define("the output", f, at("v", k) * sent + at("c", k))
        yield define("the error", d, f - Y)
        for name, less in (
            ("w", eta * back * X), ("beta", eta * back), ("v", eta * d * sent), ("c", eta * d)
        ):  # fmt: skip
            yield define("one step", at(name, k + 1), at(name, k) - less)


RUN = run(number(1))
HALF, QUARTER = number(1, 2), number(1, 4)


def at(name: str, step: int) -> Symbol:
    """A number of the run at rate 1, after so many steps."""
    return scalar(name, str(step))


def _line(name: str, start: Term, *lines: tuple[Term, str]) -> Proof:
    (term, reason), *more = lines
    rest = [("=", later, why) for later, why in more]
    return calculation(name, start, [("=", term, reason, *RUN), *rest])


two_steps = conjunction(
    "two exact steps",
    _line("the loss at zero", half_square(at("f", 0), Y), (HALF, "the output is 0")),
    _line(
        *("v after one step", at("v", 1)),
        (0 - number(1) * (0 - number(1)) * HALF, "the unit sends 1/2"),
        (HALF, "multiply"),
    ),
    _line(
        *("c after one step", at("c", 1)),
        (0 - number(1) * (0 - number(1)), "the error is −1"),
        (number(1), "multiply"),
    ),
    _line(
        *("w after one step", at("w", 1)),
        (0 - number(1) * ((0 - number(1)) * 0 * QUARTER) * 1, "the outgoing weight is still 0"),
        (number(0), "0 times anything"),
    ),
    _line(
        *("the loss after one step", half_square(at("f", 1), Y)),
        ((HALF * HALF + 1 - 1) ** 2 / 2, "the output is 5/4"),
        (number(1, 32), "the loss has fallen from 1/2"),
    ),
    _line(
        *("w after two steps", at("w", 2)),
        (
            0 - number(1) * (QUARTER * HALF * QUARTER) * 1,
            "error 1/4, outgoing weight 1/2, slope 1/4",
        ),
        (number(-1, 32), "the incoming weight has moved"),
    ),
)
"""At rate 1: the loss falls at the first step, and after two everything has moved."""


@chain(equals(slope(number(0)), QUARTER), name="the slope of the logistic function at 0")
def slope_at_zero() -> Lines:
    """The slope of the logistic function at 0."""
    by_sympy = chain_rule.partial(SIGMOID(z), z, {})
    yield "=", substitute(by_sympy, {z: number(0)}), "SymPy's derivative, at 0"
    yield "=", ..., "its value"


unmoved = equals(at("v", 1), at("v", 0))
"""What is false: v does not move in the first step."""
