"""A census in plain Python, by the rules as they are written, and nothing that it is to test."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from numeric import learners
from numeric.census import Box

ENTRIES_IN_ORDER = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)
LEARNERS: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "perceptron": ("perceptron", {}, "location"),
    "bias-without-rate": ("perceptron-bias", {"bias_step": "unscaled"}, None),
    "bias": ("perceptron-bias", {"bias_step": "scaled"}, None),
    "margin": ("perceptron-margin", {}, "margin"),
    "coupled-decay": ("perceptron-decay", {"coupled": True}, "decay"),
    "decay": ("perceptron-decay", {"coupled": False}, "decay"),
    "selective": ("perceptron-selective", {}, None),
}


def data_sets(box: Box) -> Iterator[tuple[Any, Any]]:
    """Every X and y of a box."""
    rows = box.samples + (box.question == "further")
    for flat in product(box.entries, repeat=rows * box.features):
        X = tuple(flat[i * box.features : (i + 1) * box.features] for i in range(rows))
        for y in product(box.labels, repeat=box.samples):
            yield X, y


def answers(box: Box, X: Any, y: Any) -> list[Any]:
    """What is asked of a data set, at every rate, by the rule of `numeric.learners`."""
    kind: Any = Fraction if box.arithmetic == "exact" else float
    name, options, parameter = LEARNERS[box.rule]
    made = []
    for rate in box.rates:
        given = dict(options)
        if parameter:
            given[parameter] = kind(box.parameter)
        if box.rule != "margin":
            given["threshold"] = tuple(kind(value) for value in box.threshold)
        rule = learners.RULES[name](learning_rate=kind(rate), **given)
        start = box.start * box.features if len(box.start) == 1 else box.start
        begin = [kind(w) for w in start] + [kind(0)] * rule.extra_weights
        rows = [[kind(v) for v in row] for row in X]
        labels = [kind(label) for label in y]
        if box.question == "further":
            run = learners.run(rule, begin, rows[:-1], labels, box.passes)
            state = learners.State(run.final_weights)
            made.append(rule.predict(rule.net_input(state, tuple(rows[-1]))))
            continue
        run = learners.run(rule, begin, rows, labels, box.passes)
        made.append(run.mistakes if box.question == "mistakes" else run.predictions)
    return made


def key(box: Box, X: Any, y: Any) -> Any:
    """Where a data set stands: greatest entry, sum of entries, columns as words, labels."""
    columns = [row[j] for j in range(box.features) for row in X]
    sizes = [abs(v) for v in columns]
    places = [box.labels.index(label) for label in y]
    return max(sizes), sum(sizes), [ENTRIES_IN_ORDER.index(v) for v in columns], places


def plain(box: Box) -> tuple[int, int, Any]:
    """How many data sets there are, how many are witnesses, and the smallest."""
    count = 0
    witnesses = []
    for X, y in data_sets(box):
        count += 1
        made = answers(box, X, y)
        if any(each != made[0] for each in made):
            witnesses.append((key(box, X, y), X, y))
    least = min(witnesses)[1:] if witnesses else None
    return count, len(witnesses), least
