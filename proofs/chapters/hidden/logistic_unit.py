"""One logistic unit from all zero, two steps on the sample (1, 1) with loss (f - y)^2/2."""

from collections.abc import Iterator
from functools import cache

from proofs.terms import SIGMOID, Hypothesis, Symbol, Term, define, scalar


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

    for name in ("w", "beta", "v", "c"):
        yield define("all starts at zero", at(name, 0), 0)
    for k in (0, 1):
        a, f, d = at("a", k), at("f", k), at("delta", k)
        sent, back = SIGMOID(a), d * at("v", k) * slope(a)
        yield define("what the unit receives", a, at("w", k) * 1 + at("beta", k))
        yield define("the output", f, at("v", k) * sent + at("c", k))
        yield define("the error", d, f - 1)
        for name, less in (
            ("w", rate * back * 1), ("beta", rate * back), ("v", rate * d * sent), ("c", rate * d)
        ):  # fmt: skip
            yield define("one step", at(name, k + 1), at(name, k) - less)
