"""Learning rules, each written once as pure init and update, for every kind of number.

The same rule runs on ``int``, ``Fraction`` and ``float``. All sums go from left to right, with an
explicit loop: from Python 3.12 on the built-in ``sum`` compensates floats, which would make a
float run depend on the version of Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from numeric import given

Number: TypeAlias = int | Fraction | float
Vector: TypeAlias = tuple[Number, ...]
Matrix: TypeAlias = tuple[Vector, ...]
Threshold: TypeAlias = tuple[Number, Number, Number]

PLUS_AT_ZERO: Threshold = (-1, 1, 1)


class State(NamedTuple):
    """What a rule carries from update to update: the weights, and how many updates were made."""

    weights: Vector
    step: int = 0


@dataclass(frozen=True)
class Rule:
    """A learning rule as pure functions, in the manner of a gradient transformation.

    ``init(start)`` gives a state, ``net_input(state, x)`` the number that is thresholded,
    ``predict(z)`` the label, and ``update(state, x, y)`` the next state. For a rule with
    ``whole_data_set`` set, ``update`` takes all rows and all labels at once.
    The state holds ``per_feature`` numbers for each of the d features (2 where a rule carries a
    second vector), and ``extra_weights`` beyond them (1 for a separate bias).
    """

    name: str
    init: Callable[[Sequence[Number]], State]
    net_input: Callable[[State, Vector], Number]
    # One sample for most rules, the whole data set for others: the two have no common type.
    update: Callable[[State, Any, Any], State]
    predict: Callable[[Number], Number]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    whole_data_set: bool = False
    extra_weights: int = 0
    per_feature: int = 1


@dataclass(frozen=True)
class Run:
    """What happened in a run, in the order in which it happened.

    ``net_inputs``, ``predictions`` and ``mistakes`` have one entry for each sample shown, made
    before the update it leads to; ``weights`` has one entry for each update (a rule over the
    whole data set makes one update in each pass).
    """

    net_inputs: Vector
    predictions: Vector
    mistakes: tuple[bool, ...]
    weights: tuple[Vector, ...]

    @property
    def final_weights(self) -> Vector:
        """The weights after the last update, shape (d,)."""
        return self.weights[-1]

    @property
    def mistake_count(self) -> int:
        """How many of the samples shown were given a label other than their own."""
        return sum(self.mistakes)


def dot(left: Sequence[Number], right: Sequence[Number]) -> Number:
    """The inner product of two vectors of one length d >= 1, summed from left to right.

    >>> dot((Fraction(1, 2), 3), (4, 5))
    Fraction(17, 1)
    """
    total: Number | None = None
    for a, b in zip(left, right, strict=True):
        product = a * b
        total = product if total is None else total + product
    if total is None:
        raise ValueError("the inner product of two empty vectors has no kind of number")
    return total


def apply_threshold(
    net_input: Number, threshold: Threshold = PLUS_AT_ZERO, location: Number = 0
) -> Number:
    """The threshold function: one of three values, by the sign of ``net_input - location``.

    >>> [apply_threshold(z) for z in (-2, 0, 2)]
    [-1, 1, 1]
    """
    if net_input < location:
        return threshold[0]
    return threshold[1] if net_input == location else threshold[2]


def add_scaled(weights: Vector, step: Number, x: Vector) -> Vector:
    """``weights + step * x``, entry by entry.

    >>> add_scaled((1, 2), 3, (4, 5))
    (13, 17)
    """
    return tuple(w + step * value for w, value in zip(weights, x, strict=True))


def check_threshold(threshold: Sequence[Number]) -> Threshold:
    """The three values of a threshold function, as `given.number` makes them.

    >>> check_threshold((0, 1))
    Traceback (most recent call last):
    ...
    ValueError: threshold has 2 values: it needs one below, one at and one above zero
    """
    values = given.numbers("threshold", threshold)
    if len(values) != 3:
        raise ValueError(
            f"threshold has {len(values)} values: it needs one below, one at and one above zero"
        )
    return values[0], values[1], values[2]


def _init(start: Sequence[Number]) -> State:
    return State(tuple(start))


def _net_input(state: State, x: Vector) -> Number:
    return dot(state.weights, x)


def _plus_at_zero(net_input: Number) -> Number:
    return apply_threshold(net_input)


def perceptron(
    *, learning_rate: Number, threshold: Threshold = PLUS_AT_ZERO, location: Number = 0
) -> Rule:
    """The perceptron: ``w + learning_rate * (y - phi(w . x - location)) * x`` (Rosenblatt, 1958).

    Any finite learning rate is accepted, zero and negative ones too: they are counterexamples.
    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    location, threshold = given.number("location", location), check_threshold(threshold)

    def predict(net_input: Number) -> Number:
        return apply_threshold(net_input, threshold, location)

    def update(state: State, x: Vector, y: Number) -> State:
        error = y - predict(_net_input(state, x))
        return State(add_scaled(state.weights, learning_rate * error, x), state.step + 1)

    return Rule(
        "perceptron",
        _init,
        _net_input,
        update,
        predict,
        {"learning_rate": learning_rate, "threshold": threshold, "location": location},
    )


def perceptron_bias(
    *, learning_rate: Number, bias_step: str = "scaled", threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron with a bias b, its state being ``(w_1, ..., w_d, b)``.

    The bias moves by ``learning_rate * error`` when ``bias_step`` is "scaled" and by the bare
    error when it is "unscaled". Raises ``ValueError`` for any other ``bias_step`` and for a
    parameter that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    threshold = check_threshold(threshold)
    if bias_step not in ("scaled", "unscaled"):
        raise ValueError(f'bias_step is "scaled" or "unscaled", not {bias_step!r}')

    def net_input(state: State, x: Vector) -> Number:
        return dot(state.weights[:-1], x) + state.weights[-1]

    def predict(z: Number) -> Number:
        return apply_threshold(z, threshold)

    def update(state: State, x: Vector, y: Number) -> State:
        error = y - predict(net_input(state, x))
        weights = add_scaled(state.weights[:-1], learning_rate * error, x)
        step = learning_rate * error if bias_step == "scaled" else error
        return State((*weights, state.weights[-1] + step), state.step + 1)

    return Rule(
        "perceptron-bias",
        _init,
        net_input,
        update,
        predict,
        {"learning_rate": learning_rate, "bias_step": bias_step, "threshold": threshold},
        extra_weights=1,
    )


def perceptron_margin(*, learning_rate: Number, margin: Number) -> Rule:
    """The perceptron for labels -1 and +1 that also corrects samples inside a margin.

    ``w + 2 * learning_rate * y * x`` where ``y * (w . x) <= margin`` (Duda and Hart, 1973).
    Raises ``ValueError`` for a negative margin and for a parameter that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    margin = given.number("margin", margin)
    if margin < 0:
        raise ValueError(f"margin must be at least 0, not {margin}")

    def update(state: State, x: Vector, y: Number) -> State:
        if y * _net_input(state, x) > margin:
            return State(state.weights, state.step + 1)
        return State(add_scaled(state.weights, 2 * learning_rate * y, x), state.step + 1)

    parameters = {"learning_rate": learning_rate, "margin": margin}
    return Rule("perceptron-margin", _init, _net_input, update, _plus_at_zero, parameters)


def perceptron_decay(
    *, learning_rate: Number, decay: Number, coupled: bool, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron with weights that shrink before each correction.

    They shrink by ``1 - learning_rate * decay`` when coupled and by ``1 - decay`` when not.
    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    learning_rate, decay = (
        given.number("learning_rate", learning_rate),
        given.number("decay", decay),
    )
    threshold = check_threshold(threshold)
    kept = 1 - learning_rate * decay if coupled else 1 - decay

    def predict(net_input: Number) -> Number:
        return apply_threshold(net_input, threshold)

    def update(state: State, x: Vector, y: Number) -> State:
        error = y - predict(_net_input(state, x))
        shrunk = tuple(kept * w for w in state.weights)
        return State(add_scaled(shrunk, learning_rate * error, x), state.step + 1)

    parameters = {
        "learning_rate": learning_rate,
        "decay": decay,
        "coupled": coupled,
        "threshold": threshold,
    }
    return Rule("perceptron-decay", _init, _net_input, update, predict, parameters)


def perceptron_selective(*, learning_rate: Number, threshold: Threshold = PLUS_AT_ZERO) -> Rule:
    """The perceptron that passes over samples with ``|w . x| > 1``: its order looks at the weights.

    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    plain = perceptron(learning_rate=learning_rate, threshold=threshold)
    parameters = {name: plain.parameters[name] for name in ("learning_rate", "threshold")}

    def update(state: State, x: Vector, y: Number) -> State:
        if not -1 <= _net_input(state, x) <= 1:
            return State(state.weights, state.step + 1)
        return plain.update(state, x, y)

    return Rule("perceptron-selective", _init, _net_input, update, plain.predict, parameters)


def perceptron_schedule(
    *, learning_rate: Number, schedule: Sequence[Number], threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron whose t-th update has the rate ``learning_rate * schedule[t]``.

    The schedule is fixed beforehand, one factor for each update; running out of factors raises
    ``ValueError``, as does a parameter that is not a finite number.
    """
    factors = given.numbers("schedule", schedule)
    learning_rate = given.number("learning_rate", learning_rate)
    threshold = check_threshold(threshold)

    def predict(net_input: Number) -> Number:
        return apply_threshold(net_input, threshold)

    def update(state: State, x: Vector, y: Number) -> State:
        if state.step >= len(factors):
            raise ValueError(
                f"the schedule has {len(factors)} factors, update {state.step + 1} needs one more"
            )
        error = y - predict(_net_input(state, x))
        rate = learning_rate * factors[state.step]
        return State(add_scaled(state.weights, rate * error, x), state.step + 1)

    parameters = {"learning_rate": learning_rate, "schedule": factors, "threshold": threshold}
    return Rule("perceptron-schedule", _init, _net_input, update, predict, parameters)


def batch_criterion(*, learning_rate: Number, at_kink: str) -> Rule:
    """(Sub)gradient descent on ``sum_i max(0, -y_i (w . x_i))`` over the whole data set.

    At the kink, y z = 0, ``at_kink`` chooses the subgradient: "mistake" takes -y x (so y z <= 0
    counts), "zero" takes 0 (so only y z < 0 counts). Raises ``ValueError`` for any other
    ``at_kink`` and for a learning rate that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    if at_kink not in ("mistake", "zero"):
        raise ValueError(f'at_kink is "mistake" or "zero", not {at_kink!r}')

    def update(state: State, rows: Matrix, labels: Vector) -> State:
        weights = state.weights
        for x, y in zip(rows, labels, strict=True):
            agreement = y * _net_input(state, x)
            if agreement < 0 or (agreement == 0 and at_kink == "mistake"):
                weights = add_scaled(weights, learning_rate * y, x)
        return State(weights, state.step + 1)

    return Rule(
        "batch-criterion",
        _init,
        _net_input,
        update,
        _plus_at_zero,
        {"learning_rate": learning_rate, "at_kink": at_kink},
        whole_data_set=True,
    )


RULES: Mapping[str, Callable[..., Rule]] = MappingProxyType(
    {
        "perceptron": perceptron,
        "perceptron-bias": perceptron_bias,
        "perceptron-margin": perceptron_margin,
        "perceptron-decay": perceptron_decay,
        "perceptron-schedule": perceptron_schedule,
        "perceptron-selective": perceptron_selective,
        "batch-criterion": batch_criterion,
    }
)


def run(
    rule: Rule,
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    passes: int = 1,
) -> Run:
    """Show a rule the m samples of X in their order, ``passes`` times over.

    X has shape (m, d), y has shape (m,), start as many entries as the rule's state. Raises
    ``ValueError`` for no samples, no features, rows of different lengths, lengths that do not
    match, fewer than one pass, a number that is not finite, and for Fractions mixed with floats
    (the result would be a float that looks exact). NumPy's scalars and arrays do as well: each
    becomes the Python number of its value, a float32 too.

    >>> run(perceptron(learning_rate=Fraction(1, 10)), (0, 0), ((1, 2), (2, 1)), (-1, 1)).weights
    ((Fraction(-1, 5), Fraction(-2, 5)), (Fraction(1, 5), Fraction(-1, 5)))
    """
    rows, labels = check_samples(X, y)
    needed = len(rows[0]) * rule.per_feature + rule.extra_weights
    if len(start) != needed:
        raise ValueError(
            f"start has {len(start)} weights, {rule.name} on {len(rows[0])} features needs {needed}"
        )
    passes, start = given.whole("passes", passes, 1), given.numbers("start", start)
    _check_one_kind(rule, start, rows, labels)

    state = rule.init(start)
    net_inputs: list[Number] = []
    weights: list[Vector] = []
    for _ in range(passes):
        if rule.whole_data_set:
            net_inputs.extend(rule.net_input(state, x) for x in rows)
            state = rule.update(state, rows, labels)
            weights.append(state.weights)
            continue
        for x, label in zip(rows, labels, strict=True):
            net_inputs.append(rule.net_input(state, x))
            state = rule.update(state, x, label)
            weights.append(state.weights)
    predictions = tuple(rule.predict(z) for z in net_inputs)
    mistakes = tuple(p != label for p, label in zip(predictions, labels * passes, strict=True))
    return Run(tuple(net_inputs), predictions, mistakes, tuple(weights))


def check_samples(X: Sequence[Sequence[Number]], y: Sequence[Number]) -> tuple[Matrix, Vector]:
    """The samples as tuples, or ``ValueError`` saying which row or label is at fault.

    >>> check_samples([[1, 2], [3]], [1, 1])
    Traceback (most recent call last):
    ...
    ValueError: row 1 of X has 1 features, row 0 has 2
    """
    rows = tuple([_row(i, row) for i, row in enumerate(X)])
    labels = _labels(y)
    if not rows:
        raise ValueError("X has no rows: a run needs at least one sample")
    if not rows[0]:
        raise ValueError("row 0 of X has no features")
    if len(labels) != len(rows):
        raise ValueError(f"X has {len(rows)} rows but y has {len(labels)} labels")
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise ValueError(f"row {i} of X has {len(row)} features, row 0 has {len(rows[0])}")
    return rows, labels


def _row(i: int, row: Any) -> Vector:
    try:
        return given.numbers(f"row {i} of X", row)
    except TypeError:
        raise ValueError(f"row {i} of X must be a row of numbers, not {row!r}") from None


def _labels(y: Sequence[Number]) -> Vector:
    labels = tuple(y)
    if _EXACT.issuperset(map(type, labels)):
        return labels
    return tuple([given.number(f"label {i}", label) for i, label in enumerate(labels)])


_EXACT = frozenset((int, Fraction))


def _check_one_kind(rule: Rule, start: Sequence[Number], rows: Matrix, labels: Vector) -> None:
    numbers: list[Any] = [*start, *labels]
    for row in rows:
        numbers.extend(row)
    for value in rule.parameters.values():
        numbers.extend(value if isinstance(value, tuple) else (value,))
    if any(isinstance(n, float) for n in numbers) and any(isinstance(n, Fraction) for n in numbers):
        raise ValueError("Fractions and floats are mixed: make all of them one or the other")
