"""Layers of one unit each, from all zero on the sample (1, 1), loss (f - y)^2/2, rate 1."""

from collections.abc import Iterator

from proofs.chapters.hidden.logistic_unit import slope
from proofs.statement import Proof, calculation, conjunction
from proofs.terms import SIGMOID, Hypothesis, Symbol, Term, define, number, scalar

LAYERS = 4
"""How many weight layers the exact run of the wave has."""


def tangent(argument: Term) -> Term:
    """The tangent of the logistic function at 0: rational, with the same value and slope there."""
    return number(1, 2) + argument / 4


def at(name: str, layer: int, step: int) -> Symbol:
    """A number of one layer after so many steps."""
    return scalar(name, str(step), str(layer))


def logistic_steps(count: int) -> Iterator[Hypothesis]:
    """What defines so many steps of all layers, with the logistic function."""
    layers = range(1, LAYERS + 1)
    for k in layers:
        for name in ("w", "b"):
            yield define("all starts at zero", at(name, k, 0), 0)
    for t in range(count):
        sent: dict[int, Term] = {0: number(1)}
        for k in layers:
            received = at("w", k, t) * sent[k - 1] + at("b", k, t)
            yield define("what it receives", at("z", k, t), received)
            sent[k] = SIGMOID(at("z", k, t))
        for k in reversed(layers):
            back = slope(at("z", k, t)) * at("w", k + 1, t) * at("delta", k + 1, t)
            error = back if k < LAYERS else at("z", LAYERS, t) - 1
            yield define("the error", at("delta", k, t), error)
            for name, step in (("w", at("delta", k, t) * sent[k - 1]), ("b", at("delta", k, t))):
                yield define("one step", at(name, k, t + 1), at(name, k, t) - step)


def awake() -> Iterator[Hypothesis]:
    """What defines the run with `tangent`, of the layers that are awake alone.

    Those below are zero, as the wave says, so what they send on is the activation at 0.
    """
    for t in range(LAYERS):
        lowest = LAYERS - t  # the layer that wakes at step t + 1
        sent = {k: tangent(at("z", k, t)) for k in range(lowest + 1, LAYERS)}
        sent |= {lowest - 1: number(1, 2), lowest: number(1, 2)} | {0: number(1)}
        for k in range(lowest + 1, LAYERS + 1):
            received = at("w", k, t) * sent[k - 1] + at("b", k, t)
            yield define("what it receives", at("z", k, t), received)
        for k in range(LAYERS, lowest - 1, -1):
            back = number(1, 4) * at("w", k + 1, t) * at("delta", k + 1, t)
            out = at("z", LAYERS, t) if t else number(0)
            yield define("the error", at("delta", k, t), back if k < LAYERS else out - 1)
        for k in range(LAYERS if lowest > 1 else 1, lowest - 1, -1):
            for name, step in (("w", at("delta", k, t) * sent[k - 1]), ("b", at("delta", k, t))):
                now = at(name, k, t) if k > lowest else number(0)
                yield define("one step", at(name, k, t + 1), now - step)


BIASES = (
    number(1),
    number(-1, 32),
    number(-813, 33554432),
    number(-44938457126352891510679467537837, 2**141),
)


def _wakes(step: int, bias: Term) -> Proof:
    """The layer that moves first at a step, by its bias."""
    layer = LAYERS - step + 1
    lines = (
        ("=", 0 - at("delta", layer, step - 1), "step ", number(step), *awake()),
        ("=", bias, "not zero: the layer wakes"),
    )
    return calculation(f"the bias that moves first at step {step}", at("b", layer, step), lines)


wakes = conjunction("four layers, four steps", *(_wakes(t, b) for t, b in enumerate(BIASES, 1)))
"""Layers 4, 3, 2 and 1 move first at steps 1, 2, 3 and 4."""
