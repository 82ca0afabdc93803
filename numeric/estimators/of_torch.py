"""Optimisers of torch, on the batch perceptron from zero: its gradient is written into `grad`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numeric.estimators.cases import RATES, Case, Data, Fit, Trained

LIBRARY = "torch"
STEPS = 20
DECAY = 2.0**-7
"""A power of two, so that nothing but what is looked at rounds."""
FACTORS = "perceptron.eta-factors-out"


def _optimised(name: str, settings: Callable[[float], dict[str, Any]] | None = None) -> Fit:
    """So many steps of an optimiser; `settings` gives its other arguments at a rate."""

    def fit(rate: float, data: Data) -> Trained:
        import torch

        X = torch.from_numpy(np.column_stack((data.X, np.ones(len(data.y)))))
        y = torch.from_numpy(2.0 * data.y - 1.0)
        w = torch.zeros(X.shape[1], dtype=torch.float64, requires_grad=True)
        chosen = {} if settings is None else settings(rate)
        optimiser = getattr(torch.optim, name)([w], lr=rate, **chosen)
        with torch.no_grad():
            for _ in range(STEPS):
                w.grad = X.T @ (torch.where(X @ w >= 0, 1.0, -1.0) - y)
                optimiser.step()
            labels = (X @ w >= 0).tolist()
        return Trained(tuple(w.tolist()), tuple(map(float, labels)))

    return fit


def _with(**settings: Any) -> Callable[[float], dict[str, Any]]:
    return lambda rate: settings


CASES: tuple[Case, ...] = (
    Case(
        "torch.SGD", LIBRARY, "SGD(w, lr=RATE)", "batch", FACTORS, "times the rate",
        _optimised("SGD"),
    ),
    Case(
        "torch.SGD.momentum", LIBRARY, "SGD(w, lr=RATE, momentum=0.5)", "momentum",
        "further.momentum", "times the rate", _optimised("SGD", _with(momentum=0.5)),
    ),
    Case(
        "torch.SGD.weight-decay", LIBRARY, "SGD(w, lr=RATE, weight_decay=2**-7)",
        "decay-coupled", "", "neither", _optimised("SGD", _with(weight_decay=DECAY)),
        "the decay is multiplied by the rate: it has the unit of one over the rate",
        _optimised("SGD", lambda rate: {"weight_decay": DECAY / rate}), "weight_decay=2**-7/RATE",
        told="With weight_decay the rate of SGD does not factor out of the weights from zero: the "
        "decay of a step is lr*weight_decay. It does with weight_decay proportional to 1/lr, bit "
        "for bit.",
    ),
    Case(
        "torch.Adagrad", LIBRARY, "Adagrad(w, lr=RATE)", "adagrad", "", "times the rate",
        _optimised("Adagrad"),
    ),
    Case(
        "torch.Adam", LIBRARY, "Adam(w, lr=RATE)", "adam", "further.adam", "times the rate",
        _optimised("Adam"),
    ),
    Case(
        "torch.Adam.no-eps", LIBRARY, "Adam(w, lr=RATE, eps=0)", "adam", "further.adam",
        "times the rate", _optimised("Adam", _with(eps=0.0)),
        "where no gradient has come yet, 0/0 is NaN, and NaN >= 0 is false ever after",
        _optimised("Adam"), "eps=1e-8, the default",
        told="Adam with eps=0 divides 0 by 0 where a gradient is 0 from the first step on; the "
        "weight is NaN from then on, and every comparison with it is false. Labels show nothing of "
        "it.",
    ),
    Case(
        "torch.AdamW", LIBRARY, "AdamW(w, lr=RATE)", "adamw", "", "neither", _optimised("AdamW"),
        "weight_decay=0.01 is the default: weights shrink by 1 - RATE*0.01",
        _optimised("AdamW", _with(weight_decay=0.0)), "weight_decay=0",
        told="AdamW has weight_decay=0.01 unless it is told otherwise, and multiplies the weights "
        "by 1 - lr*weight_decay: from zero the rate does not factor out of them. With "
        "weight_decay=0, which is Adam, it does, bit for bit.",
    ),
    Case(
        "torch.Rprop", LIBRARY, "Rprop(w, lr=RATE)", "", "", "times the rate",
        _optimised("Rprop"),
        "step_sizes=(1e-6, 50) are absolute bounds of what lr only begins",
        _optimised("Rprop", lambda rate: {"step_sizes": (2.0**-20 * rate, 2.0**30 * rate)}),
        "step_sizes=(2**-20*RATE, 2**30*RATE)",
        told="Rprop takes lr as its first step size and bounds what follows by step_sizes=(1e-6, "
        "50), whatever lr is. From zero its weights are proportional to lr only as long as no "
        "bound is met; with bounds proportional to lr they always are, bit for bit.",
    ),
)  # fmt: skip

__all__ = ["CASES", "LIBRARY", "RATES"]
