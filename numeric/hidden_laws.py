"""What each claim on hidden layers says about a network, as a function of random data.

The formulas of the ledger are written again here for one hidden layer, so that back-propagation in
`numeric.networks` is put to the test.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks, strategies
from numeric.intervals import Interval, Undecided, any_not_zero, sign
from numeric.law import Law, Note
from numeric.networks import LOGISTIC, SQUARED, TANH, Activation, Loss, Network
from numeric.strategies import NetworkTrial, Vector, WaveTrial

ZERO, ONE = Fraction(0), Fraction(1)
Shares: TypeAlias = tuple[Fraction, Fraction]


def _activation(trial: NetworkTrial | WaveTrial) -> Activation:
    return networks.ACTIVATIONS[trial.activation]


def _loss(trial: NetworkTrial | WaveTrial) -> Loss:
    return networks.LOSSES[trial.loss]


def _start(trial: NetworkTrial, units: Sequence[int] | None = None) -> Network:
    """The trial's network, with these of its units in this order."""
    js = range(len(trial.v)) if units is None else units
    return networks.hidden_layer(
        [trial.w[j] for j in js], [trial.beta[j] for j in js], [trial.v[j] for j in js], trial.c
    )


def _zero(trial: NetworkTrial) -> Network:
    return networks.zero_network((len(trial.X[0]), len(trial.v)))


def _run(trial: NetworkTrial, start: Network, steps: int | None = None) -> tuple[Network, ...]:
    return networks.descend(
        start,
        trial.X,
        trial.y,
        activation=_activation(trial),
        loss=_loss(trial),
        learning_rate=trial.rate,
        steps=trial.steps if steps is None else steps,
    )


def _float_run(trial: NetworkTrial, start: Network, activation: Activation) -> tuple[Network, ...]:
    """The run in float64, with another activation, written bit for bit."""
    made = networks.descend(
        networks.each(start, float),
        [[float(value) for value in x] for x in trial.X],
        [float(value) for value in trial.y],
        activation=activation,
        loss=SQUARED,
        learning_rate=float(trial.rate),
        steps=trial.steps,
    )
    # Adding 0.0 makes -0.0, which is no other number, print as 0.0.
    return tuple(networks.each(network, lambda value: (value + 0.0).hex()) for network in made)


def _sum(values: Sequence[Any]) -> Any:
    total: Any = ZERO
    for value in values:
        total = total + value
    return total


def _net_input(w: Vector, x: Vector, bias: Fraction) -> Fraction:
    return bias + Fraction(_sum([a * b for a, b in zip(w, x, strict=True)]))


def _weighted(factors: Sequence[Any], rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """The sum of the rows, each times its factor, and the sum of the factors: (x_i, 1)."""
    columns = zip(*rows, strict=True)
    sums = [_sum([f * a for f, a in zip(factors, c, strict=True)]) for c in columns]
    return (*sums, _sum(factors))


def _change(before: Network, after: Network) -> Network:
    return networks.combine(after, before, lambda a, b: a - b)


def _note_run(note: Note, trial: NetworkTrial, run: Sequence[Network]) -> None:
    """Note what matters to every law: whether something moved, and whether a kink was met."""
    note("moved" if run[-1] != run[0] else "nothing moved")
    note("rate above one" if trial.rate > 1 else "rate at most one")
    if len(run) > 2:
        note("two steps or more")
    kinks = {"hard tanh": (-1, 1)}.get(trial.activation, (0,))
    first = run[0]
    if trial.activation in strategies.PIECEWISE_LINEAR[1:] and any(
        z in kinks
        for x in trial.X
        for z in networks.forward(first, _activation(trial), x).net_inputs[0]
    ):
        note("at a kink")


RUN_EVENTS = ("moved", "rate above one", "two steps or more", "at a kink")


# hidden.zero-preactivations


def _all_net_inputs(trial: NetworkTrial, network: Network) -> list[Any]:
    activation = _activation(trial)
    return [
        z
        for x in (*trial.X, trial.unseen)
        for z in networks.forward(network, activation, x).net_inputs[0]
    ]


def _zero_preactivations(trial: NetworkTrial, note: Note) -> bool:
    layer, outgoing = _zero(trial)[0], _start(trial)[1]
    network = (layer, outgoing)
    value = _activation(trial).value(ZERO) * _sum(trial.v) + trial.c
    note("sample not zero" if any(trial.unseen) else "sample zero")
    note("output not zero" if value else "output zero")
    return not any(_all_net_inputs(trial, network)) and all(
        networks.output(network, _activation(trial), x) == value for x in (*trial.X, trial.unseen)
    )


def _zero_preactivations_twin(trial: NetworkTrial) -> bool:
    layer, outgoing = _zero(trial)[0], _start(trial)[1]
    biased = layer._replace(biases=trial.beta)
    return not any(_all_net_inputs(trial, (biased, outgoing)))


# hidden.permutation-equivariance, hidden.equal-units-stay-equal


def _permutation(trial: NetworkTrial, note: Note) -> bool:
    start = _start(trial)
    run = _run(trial, start)
    _note_run(note, trial, run)
    note("units permuted" if trial.order != tuple(sorted(trial.order)) else "units kept")
    note(f"{len(trial.v)} units")
    moved = networks.permuted(start, trial.order)
    if len(trial.v) == 2:
        # A sum of two does not mind their order, so float64 is held to equality as well.
        floating, other = (_float_run(trial, network, TANH) for network in (start, moved))
        if other != tuple(networks.permuted(network, trial.order) for network in floating):
            return False
    return _run(trial, moved) == tuple(networks.permuted(n, trial.order) for n in run)


def _permutation_twin(trial: NetworkTrial) -> bool:
    start = _start(trial)
    incoming = networks.permuted(start, trial.order)[0]
    expected = [(networks.permuted(n, trial.order)[0], n[1]) for n in _run(trial, start)]
    return list(_run(trial, (incoming, start[1]))) == expected


def _copies_equal(trial: NetworkTrial, network: Network, parts: slice = slice(None)) -> bool:
    """Whether units that copy the same unit are equal, in these of: weights, bias, outgoing."""
    units = networks.units(network)
    return all(
        units[j][parts] == units[k][parts]
        for j, k in itertools.combinations(range(len(units)), 2)
        if trial.copies[j] == trial.copies[k]
    )


def _equal_units(trial: NetworkTrial, note: Note) -> bool:
    start = _start(trial, trial.copies)
    run = _run(trial, start)
    _note_run(note, trial, run)
    kinds = len(set(trial.copies))
    note("all different" if kinds == len(trial.copies) else "some equal" if kinds > 1 else "equal")
    floating = [_float_run(trial, start, activation) for activation in (TANH, LOGISTIC)]
    return all(_copies_equal(trial, network) for network in itertools.chain(run, *floating))


def _equal_units_twin(trial: NetworkTrial) -> bool:
    copied = _start(trial, trial.copies)
    outgoing = _start(trial)[1]
    run = _run(trial, (copied[0], outgoing))
    return all(_copies_equal(trial, network, slice(2)) for network in run)


# hidden.equal-incoming-not-enough


def _equal_incoming(trial: NetworkTrial) -> tuple[Network, Network]:
    """A network whose units are fed alike and differ only in what they send on; one step."""
    incoming = _start(trial, (0,) * len(trial.v))[0]
    start = (incoming, _start(trial)[1])
    return start, _run(trial, start, steps=1)[1]


def _not_enough(trial: NetworkTrial, note: Note) -> bool:
    start, after = _equal_incoming(trial)
    activation, loss = _activation(trial), _loss(trial)
    nets = [_net_input(trial.w[0], x, trial.beta[0]) for x in trial.X]
    outputs = [_sum(trial.v) * activation.value(a) + trial.c for a in nets]
    errors = [
        loss.slope(f, y) * activation.slope(a)
        for f, y, a in zip(outputs, trial.y, nets, strict=True)
    ]
    common = _weighted(errors, trial.X)
    change = _change(start, after)[0]
    for v, row, bias in zip(trial.v, change.weights, change.biases, strict=True):
        if (*row, bias) != tuple(-trial.rate * v * g for g in common):
            return False
    units = [unit[:2] for unit in networks.units(after)]
    for (j, v), (k, u) in itertools.combinations(enumerate(trial.v), 2):
        separated = v != u and any(common)
        note("separated" if separated else "sent on alike" if v == u else "no error comes back")
        if (units[j] != units[k]) is not separated:
            return False
    witness = networks.descend(
        networks.hidden_layer([[0], [0]], [0, 0], [1, 2], 0),
        [[1]],
        [-1],
        activation=networks.IDENTITY,
        loss=SQUARED,
        learning_rate=trial.rate,
    )
    return witness[1][0].weights == ((-trial.rate,), (-2 * trial.rate,))


def _not_enough_twin(trial: NetworkTrial) -> bool:
    _, after = _equal_incoming(trial)
    return len({unit[:2] for unit in networks.units(after)}) == 1


# hidden.inputs-separate


def _first_update(trial: NetworkTrial) -> Network:
    start = _start(trial)
    return _change(start, _run(trial, start, steps=1)[1])


def _inputs_separate(trial: NetworkTrial, note: Note) -> bool:
    (x,) = trial.X
    layer = _first_update(trial)[0]
    for row, bias in zip(layer.weights, layer.biases, strict=True):
        # The bias is the weight of an input that is always 1: its update is the common factor.
        if row != tuple(bias * value for value in x):
            return False
        for (a, p), (b, q) in itertools.combinations(zip(row, x, strict=True), 2):
            note("unlike updates" if a != b else "like inputs" if p == q else "no error comes back")
            if a * q != b * p or (a == b) is not (p == q or not bias):
                return False
    witness = networks.descend(
        networks.hidden_layer([[0, 0]], [0], [1], 0),
        [[1, 2]],
        [-1],
        activation=networks.IDENTITY,
        loss=SQUARED,
        learning_rate=trial.rate,
    )
    return witness[1][0].weights == ((-trial.rate, -2 * trial.rate),)


def _inputs_separate_twin(trial: NetworkTrial) -> bool:
    return all(len(set(row)) == 1 for row in _first_update(trial)[0].weights)


# hidden.backprop-linear


def _sent_back(trial: NetworkTrial, outgoing: Sequence[Fraction], scale: Fraction) -> Any:
    """The errors at the units, for any outgoing weights but with the trial's own forward pass."""
    start = _start(trial)
    seen = networks.forward(start, _activation(trial), trial.X[0])
    network = (start[0], start[1]._replace(weights=(tuple(outgoing),)))
    return networks.errors(network, _activation(trial), seen, scale)[0]


def _backprop_linear(trial: NetworkTrial, note: Note) -> bool:
    x, y, v, other = trial.X[0], trial.y[0], trial.v, trial.beta
    activation, start = _activation(trial), _start(trial)
    nets = [_net_input(w, x, b) for w, b in zip(trial.w, trial.beta, strict=True)]
    f = _sum([a * activation.value(z) for a, z in zip(v, nets, strict=True)]) + trial.c
    error = _loss(trial).slope(f, y)
    sent = _sent_back(trial, v, error)
    mixed = [a + trial.scale * b for a, b in zip(v, other, strict=True)]
    slope = networks.gradient(start, activation, _loss(trial), (x,), (y,))
    for a, z, e in zip(v, nets, sent, strict=True):
        note("nothing sent on" if a == 0 else "error" if e else "no error")
        if e != a * activation.slope(z) * error or (a == 0 and e != 0):
            return False
    others = _sent_back(trial, other, error)
    mixture = tuple(a + trial.scale * b for a, b in zip(sent, others, strict=True))
    scaled = tuple(trial.scale * e for e in sent)
    return bool(
        slope[0].biases == sent
        and _sent_back(trial, mixed, error) == mixture
        and _sent_back(trial, v, trial.scale * error) == scaled
    )


def _backprop_linear_twin(trial: NetworkTrial) -> bool:
    doubled = replace(
        trial,
        w=tuple(tuple(2 * a for a in row) for row in trial.w),
        beta=tuple(2 * b for b in trial.beta),
    )
    sent = _sent_back(trial, trial.v, ONE)
    return bool(_sent_back(doubled, trial.v, ONE) == tuple(2 * e for e in sent))


# From all zero: hidden.zero-start-stuck, -learns, -centred


def _deep_zero(trial: NetworkTrial) -> Network:
    """Zero, with one hidden layer or, where the trial's units are three, with two."""
    h = len(trial.v)
    return networks.zero_network((len(trial.X[0]), h) if h < 3 else (len(trial.X[0]), h, 2))


def _only_the_last_bias_moves(run: Sequence[Network]) -> bool:
    return not any(value for network in run for value in networks.numbers(network)[:-1])


def _stuck(trial: NetworkTrial, note: Note) -> bool:
    start = _deep_zero(trial)
    run = _run(trial, start)
    note("output bias moved" if run[-1] != run[0] else "nothing moved")
    note(f"{len(start)} weight layers")
    note("relu" if "relu" in trial.activation else trial.activation)
    c: Any = ZERO
    for network in run:
        if networks.numbers(network)[-1] != c:
            return False
        c = c - trial.rate * _sum([_loss(trial).slope(c, y) for y in trial.y])
    floating = _float_run(trial, start, TANH)
    zero = (0.0).hex()
    return _only_the_last_bias_moves(run) and all(
        value == zero for network in floating for value in networks.numbers(network)[:-1]
    )


def _stuck_twin(trial: NetworkTrial) -> bool:
    lifted = networks.shifted(_activation(trial), ONE)
    run = networks.descend(
        _deep_zero(trial),
        trial.X,
        trial.y,
        activation=lifted,
        loss=_loss(trial),
        learning_rate=trial.rate,
        steps=trial.steps,
    )
    return _only_the_last_bias_moves(run)


def _learning_run(trial: NetworkTrial) -> tuple[Fraction, tuple[Network, ...]]:
    """Two steps from zero, at a rate in units of that which makes the output right on average."""
    rate = trial.rate / (len(trial.y) * _gain(trial, len(trial.v)))
    run = networks.descend(
        _zero(trial),
        trial.X,
        trial.y,
        activation=_activation(trial),
        loss=_loss(trial),
        learning_rate=rate,
        steps=2,
    )
    return rate, run


def _gain(trial: NetworkTrial | WaveTrial, width: int) -> Fraction:
    """1 + h sigma(0)^2: how far the output moves at zero for a unit step along its gradient."""
    return 1 + width * Fraction(_activation(trial).value(ZERO)) ** 2


def _loss_falls(trial: NetworkTrial, run: Sequence[Network]) -> bool:
    before, after = (
        networks.total_loss(n, _activation(trial), _loss(trial), trial.X, trial.y) for n in run[:2]
    )
    return bool(after < before)


def _learns(trial: NetworkTrial, note: Note) -> bool:
    activation, loss, h = _activation(trial), _loss(trial), len(trial.v)
    height, slope = activation.value(ZERO), activation.slope(ZERO)
    rate, (_, first, second) = run = _learning_run(trial)
    total = _sum([loss.slope(ZERO, y) for y in trial.y])
    v, c = -rate * height * total, -rate * total
    f = h * v * height + c
    residuals = [loss.slope(f, y) for y in trial.y]
    pulled = _weighted(residuals, trial.X)
    row = tuple(-rate * v * slope * g for g in pulled)
    expected = networks.hidden_layer(
        [row[:-1]] * h, [row[-1]] * h, [v - rate * height * pulled[-1]] * h, c - rate * pulled[-1]
    )
    note("outgoing weights move" if total else "residuals cancel")
    woken = bool(total and slope and any(pulled[:-1]))
    note("incoming weights move" if woken else "incoming weights stay")
    note(trial.activation)
    if loss.name == "squared":
        falls = bool(total) and trial.rate < 2
        note("loss falls" if falls else "loss flat" if trial.rate == 2 else "loss does not fall")
        if _loss_falls(trial, run[1]) is not falls:
            return False
    elif total and trial.rate < 2 and not _loss_falls(trial, run[1]):
        return False  # Huber's loss bends no more than the squared one, so it falls where that does
    return (
        any(first[1].weights[0]) is bool(total)
        and any(map(any, second[0].weights)) is woken
        and first == (_zero(trial)[0], networks.Layer(((v,) * h,), (c,)))
        and second == expected
        # The logistic function too was asked at 0 alone: no number is an enclosure.
        and not any(isinstance(value, Interval) for value in networks.numbers(second))
    )


def _learns_twin(trial: NetworkTrial) -> bool:
    return not _sum(trial.y) or _loss_falls(trial, _learning_run(trial)[1])


def _betters_zero(
    activation: Activation, loss: Loss, X: Sequence[Vector], y: Sequence[Fraction]
) -> bool:
    """Whether a step away from the constant 0 along the first input, either way, costs less."""
    along = [(1, *(0 for _ in X[0][1:]))]
    constant = activation.value(ZERO)
    small = [
        networks.hidden_layer(along, [0], [v], -v * constant)
        for v in (Fraction(1, 8), Fraction(-1, 8))
    ]
    zero = networks.zero_network((len(X[0]), 1))
    cost, *others = (
        networks.total_loss(n, activation, loss, tuple(X), tuple(y)) for n in (zero, *small)
    )
    return any(other < cost for other in others)


def _centred(trial: NetworkTrial, note: Note) -> bool:
    activation = _activation(trial)
    mean = _sum(trial.y) / len(trial.y)
    # A mean of zero will do for the squared loss; mirrored targets will for any even loss.
    mirrored = trial.loss != "squared"
    X = (*trial.X, *(tuple(-a for a in x) for x in trial.X)) if mirrored else trial.X
    y = (*trial.y, *(-t for t in trial.y)) if mirrored else tuple(t - mean for t in trial.y)
    start, loss = _deep_zero(trial), _loss(trial)
    options: dict[str, Any] = {"activation": activation, "learning_rate": trial.rate}
    run = networks.descend(start, X, y, loss=loss, steps=trial.steps, **options)
    note("targets not zero" if any(y) else "targets zero")
    note("mirrored" if mirrored else "mean removed")
    note(trial.activation)
    witness = (((-ONE,), (ONE,)), (-ONE, ONE))
    still = networks.descend(networks.zero_network((1, 1)), *witness, loss=SQUARED, **options)
    # With the logistic function 4 sigma(x) - 2 fits the witness better than 0 does.
    fit = networks.hidden_layer([[1]], [0], [4], -2)
    gap = networks.total_loss(still[1], LOGISTIC, SQUARED, *witness) - networks.total_loss(
        fit, LOGISTIC, SQUARED, *witness
    )
    if trial.activation not in ("logistic", "tanh"):
        better = _betters_zero(activation, loss, X, y)
        note("zero is not optimal" if better else "no better network at hand")
    return (
        all(network == start for network in run)
        and not any(networks.numbers(still[1]))
        and sign(gap) > 0
    )


def _centred_twin(trial: NetworkTrial) -> bool:
    start = _deep_zero(trial)
    return all(network == start for network in _run(trial, start))


# hidden.eta-changes-direction


def _one_sample(
    activation: Activation, x: Fraction, y: Fraction, rate: Fraction
) -> tuple[Any, ...]:
    """w, beta, v, c of one unit after two steps from zero on one sample."""
    run = networks.descend(
        networks.zero_network((1, 1)),
        [[x]],
        [y],
        activation=activation,
        loss=SQUARED,
        learning_rate=rate,
        steps=2,
    )
    return networks.numbers(run[-1])


def _parallel(first: Sequence[Any], second: Sequence[Any]) -> bool:
    pairs = list(zip(first, second, strict=True))
    return all(a * q == b * p for (a, p), (b, q) in itertools.combinations(pairs, 2))


def _direction_data() -> SearchStrategy[tuple[NetworkTrial, Shares]]:
    trials = strategies.network_trials(
        activations=strategies.NOT_ZERO_AT_ZERO, losses=("squared",), most_samples=1
    )
    return st.tuples(trials, strategies.rate_shares())


def _two_directions(data: tuple[NetworkTrial, Shares]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    trial, (s, t) = data
    x, y, gain = trial.X[0][0], trial.y[0], _gain(trial, 1)
    first, second = (_one_sample(_activation(trial), x, y, share / gain) for share in (s, t))
    return first, second


def _eta_changes_direction(data: tuple[NetworkTrial, Shares], note: Note) -> bool:
    trial, (s, t) = data
    x, y, gain = trial.X[0][0], trial.y[0], _gain(trial, 1)
    height, slope = _activation(trial).value(ZERO), _activation(trial).slope(ZERO)
    first, second = _two_directions(data)
    # With s = rate (1 + sigma(0)^2): (w, beta) ~ s^2 (1 - s) (x, 1) and (v, c) ~ s (2 - s).
    for share, made in ((s, first), (t, second)):
        rate = share / gain
        beta = rate**2 * height * slope * y**2 * (1 - share)
        c = rate * y * (2 - share)
        if made != (beta * x, beta, height * c, c):
            return False
    alike = y == 0 or slope == 0 or s * (1 - s) * (2 - t) == t * (1 - t) * (2 - s)
    note("directions differ" if not alike else "target zero" if y == 0 else "directions agree")
    note("slope zero at zero" if slope == 0 else "slope at zero")
    note("rate above one" if max(s, t) > gain else "rates at most one")
    # The ledger's numbers.
    w, beta, v, c = _one_sample(LOGISTIC, ONE, ONE, ONE)
    other = _one_sample(LOGISTIC, ONE, ONE, Fraction(1, 2))
    return (
        _parallel(first, second) is alike
        and (w, beta, v, c) == (Fraction(-1, 32), Fraction(-1, 32), Fraction(3, 8), Fraction(3, 4))
        and other == (Fraction(3, 256), Fraction(3, 256), Fraction(11, 32), Fraction(11, 16))
        and v * other[0] - w * other[2] == Fraction(31, 2048)
    )


def _eta_changes_direction_twin(data: tuple[NetworkTrial, Shares]) -> bool:
    return _parallel(*_two_directions(data))


# hidden.width-one


def _width_one_runs(
    trial: NetworkTrial, rescaled: bool
) -> tuple[tuple[Network, ...], tuple[Network, ...]]:
    """h equal units, and one unit that sends on h times as much."""
    h = len(trial.v)
    wide = _run(trial, _start(trial, (0,) * h))
    one = networks.hidden_layer(trial.w[:1], trial.beta[:1], [h * trial.v[0]], trial.c)
    incoming = (trial.rate / h, trial.rate / h)
    rates = (incoming, (trial.rate * h, trial.rate)) if rescaled else trial.rate
    narrow = networks.descend(
        one,
        trial.X,
        trial.y,
        activation=_activation(trial),
        loss=_loss(trial),
        learning_rate=rates,
        steps=trial.steps,
    )
    return wide, narrow


def _same_as_one(trial: NetworkTrial, wide: Sequence[Network], narrow: Sequence[Network]) -> bool:
    h = len(trial.v)
    return all(
        networks.units(many) == ((w, beta, (u / h,)),) * h
        and many[1].biases == one[1].biases
        and networks.output(many, _activation(trial), trial.unseen)
        == networks.output(one, _activation(trial), trial.unseen)
        for many, one in zip(wide, narrow, strict=True)
        for w, beta, (u,) in networks.units(one)
    )


def _width_one(trial: NetworkTrial, note: Note) -> bool:
    wide, narrow = _width_one_runs(trial, rescaled=True)
    _note_run(note, trial, wide)
    note(f"{len(trial.v)} units")
    return _same_as_one(trial, wide, narrow)


def _width_one_twin(trial: NetworkTrial) -> bool:
    return _same_as_one(trial, *_width_one_runs(trial, rescaled=False))


# hidden.zero-start-wave


def _wave_run(trial: WaveTrial) -> tuple[Network, ...]:
    # Scaled by the first step's gain, the rates meet the cases where the wave is held up.
    width = trial.widths[-1]
    return networks.descend(
        networks.zero_network(trial.widths),
        trial.X,
        trial.y,
        activation=_activation(trial),
        loss=_loss(trial),
        learning_rate=trial.share / (len(trial.y) * _gain(trial, width)),
        steps=len(trial.widths),
    )


def _wakes(trial: WaveTrial, network: Network, layer: int) -> bool:
    """Whether a step must move a layer: itself and all below it zero, all units above it equal.

    It does just when no factor of the error that reaches it is zero.
    """
    activation, loss = _activation(trial), _loss(trial)
    passes = [networks.forward(network, activation, x) for x in trial.X]
    residuals = [loss.slope(seen.output, y) for seen, y in zip(passes, trial.y, strict=True)]
    pulled = _weighted(residuals, trial.X if layer == 0 else [()] * len(trial.X))
    # Layers below the first one that moved send one constant on, so any sample's pass will do.
    slopes = [activation.slope(z[0]) for z in passes[0].net_inputs[layer:-1]]
    outgoing = [above.weights[0][0] for above in network[layer + 1 :]]
    return any_not_zero(pulled) and all(map(sign, (*slopes, *outgoing)))


def _zero_start_wave(trial: WaveTrial, note: Note) -> bool:
    run, n = _wave_run(trial), len(trial.widths)
    note(f"{n} weight layers")
    for t, (before, after) in enumerate(itertools.pairwise(run), 1):
        layer = n - t
        if any(value != 0 for value in networks.numbers(after[:layer])):
            return False
        try:
            wakes = _wakes(trial, before, layer)
            moved = any_not_zero(networks.numbers(after[layer : layer + 1]))
        except Undecided:
            note("undecided")
            continue
        if moved is not wakes:
            return False
        note(f"layer {layer + 1} of {n} {'wakes' if wakes else 'sleeps on'}")
        if wakes and t > 2:
            note(f"{trial.activation}: a layer wakes after step 2")
        if not wakes and t > 1 and _wakes(trial, run[0], n - 1):
            note("held up on the way")
    return True


def _zero_start_wave_twin(trial: WaveTrial) -> bool:
    run, n = _wave_run(trial), len(trial.widths)
    if not _sum(trial.y) or not _activation(trial).slope(ZERO):
        return True
    try:
        return all(any_not_zero(networks.numbers(run[t][n - t : n - t + 1])) for t in range(1, n))
    except Undecided:
        return True


# hidden.distinct-start-separates


def _distinct(trial: NetworkTrial, note: Note) -> bool:
    (x,), start = trial.X, _start(trial)
    nets = [_net_input(w, x, b) for w, b in zip(trial.w, trial.beta, strict=True)]
    f = networks.output(start, _activation(trial), x)
    error = _loss(trial).slope(f, trial.y[0])
    note("error" if error else "output right")
    updates, units = networks.units(_first_update(trial)), networks.units(start)
    for j, k in itertools.combinations(range(len(units)), 2):
        unlike = nets[j] != nets[k] or trial.v[j] != trial.v[k]
        if units[j] == units[k]:
            note("start equal")
        elif not unlike:
            note("different, yet the sample does not tell them apart")
        else:
            note("incoming differ" if nets[j] != nets[k] else "outgoing differ")
        if (updates[j] != updates[k]) is not bool(unlike and error):
            return False
    return True


def _distinct_twin(trial: NetworkTrial) -> bool:
    return len(set(networks.units(_first_update(trial)))) == 1


HIDDEN_LAWS: tuple[Law, ...] = (
    Law(
        "hidden.zero-preactivations",
        "Units whose incoming weights and biases are zero get 0 whatever the sample.",
        strategies.network_trials,
        _zero_preactivations,
        "So they do whatever their biases.",
        _zero_preactivations_twin,
        ("sample not zero", "output not zero"),
    ),
    Law(
        "hidden.permutation-equivariance",
        "Permuting the units of the start permutes those of the whole run; two units in float64 "
        "too.",
        strategies.network_trials,
        _permutation,
        "Permuting the incoming weights alone permutes them along the run.",
        _permutation_twin,
        (*RUN_EVENTS, "units permuted", "2 units", "3 units"),
    ),
    Law(
        "hidden.equal-units-stay-equal",
        "Units that start equal in incoming weights, bias and outgoing weight stay equal.",
        lambda: strategies.network_trials(least_units=2),
        _equal_units,
        "Units that start equal in incoming weights and bias stay equal in them.",
        _equal_units_twin,
        (*RUN_EVENTS, "some equal", "equal"),
    ),
    Law(
        "hidden.equal-incoming-not-enough",
        "Units fed alike separate at the first step just when they send on unlike and an error "
        "comes back.",
        lambda: strategies.network_trials(least_units=2),
        _not_enough,
        "Units fed alike stay fed alike after the first step.",
        _not_enough_twin,
        ("separated", "sent on alike", "no error comes back"),
    ),
    Law(
        "hidden.inputs-separate",
        "On one sample the weights of a unit move in the ratio of its inputs.",
        lambda: strategies.network_trials(least_features=2, most_samples=1),
        _inputs_separate,
        "They all move alike.",
        _inputs_separate_twin,
        ("unlike updates", "like inputs", "no error comes back"),
    ),
    Law(
        "hidden.backprop-linear",
        "The error sent back to a unit is v sigma'(a) times the output's: linear in the outgoing "
        "weights, the forward pass held fixed.",
        strategies.network_trials,
        _backprop_linear,
        "It is linear in the incoming weights.",
        _backprop_linear_twin,
        ("nothing sent on", "error", "no error"),
    ),
    Law(
        "hidden.zero-start-stuck",
        "From all zero, if sigma(0) = 0, nothing but the output bias ever moves.",
        lambda: strategies.network_trials(activations=strategies.ZERO_AT_ZERO),
        _stuck,
        "So it is if sigma(0) = 1.",
        _stuck_twin,
        ("output bias moved", "2 weight layers", "3 weight layers", "relu", "tanh"),
    ),
    Law(
        "hidden.zero-start-learns",
        "From all zero, if sigma(0) is not 0, v moves just when the loss's slopes at 0 do not sum "
        "to 0, then w; the squared loss falls just when rate m (1 + h sigma(0)^2) < 2.",
        lambda: strategies.network_trials(
            activations=strategies.NOT_ZERO_AT_ZERO, losses=("squared", "huber")
        ),
        _learns,
        "If v moves the loss falls, whatever the rate.",
        _learns_twin,
        (
            "outgoing weights move",
            "residuals cancel",
            "incoming weights move",
            "incoming weights stay",
            "loss falls",
            "loss flat",
            "loss does not fall",
            "logistic",
        ),
    ),
    Law(
        "hidden.zero-start-centred",
        "From all zero nothing ever moves if the loss's slopes at 0 sum to 0, whatever sigma.",
        lambda: strategies.network_trials(
            activations=strategies.ZERO_AT_ZERO + strategies.NOT_ZERO_AT_ZERO,
            losses=("squared", "huber", "absolute"),
        ),
        _centred,
        "Nothing ever moves, whatever the targets.",
        _centred_twin,
        ("targets not zero", "mirrored", "mean removed", "zero is not optimal", "logistic", "tanh"),
    ),
    Law(
        "hidden.eta-changes-direction",
        "After two steps from zero on one sample, the directions at two rates s / K and t / K, "
        "K = 1 + sigma(0)^2, agree just when s (1 - s) (2 - t) = t (1 - t) (2 - s).",
        _direction_data,
        _eta_changes_direction,
        "From zero the rate does not change the direction.",
        _eta_changes_direction_twin,
        ("directions differ", "directions agree", "rate above one", "slope at zero"),
    ),
    Law(
        "hidden.width-one",
        "h equal units are one unit with outgoing weight h v, the rate times h there and over h "
        "on its incoming side.",
        lambda: strategies.network_trials(least_units=2),
        _width_one,
        "They are that unit at the same rates.",
        _width_one_twin,
        (*RUN_EVENTS, "2 units", "3 units"),
    ),
    Law(
        "hidden.zero-start-wave",
        "From all zero, if sigma(0) is not 0, after t steps the layers below n - t + 1 are zero, "
        "and layer n - t + 1 moves at step t just when no factor of its error is zero.",
        strategies.wave_trials,
        _zero_start_wave,
        "It moves at step t < n whenever the residuals at zero do not sum to 0.",
        _zero_start_wave_twin,
        (
            "4 weight layers",
            "layer 1 of 4 wakes",
            "layer 1 of 2 wakes",
            "held up on the way",
            "logistic: a layer wakes after step 2",
        ),
    ),
    Law(
        "hidden.distinct-start-separates",
        "On one sample, sigma climbing everywhere, two units get different updates just when "
        "their net inputs or outgoing weights differ and the output is wrong.",
        lambda: strategies.network_trials(
            activations=strategies.INJECTIVE, least_units=2, most_samples=1
        ),
        _distinct,
        "All units get the same update, however they start.",
        _distinct_twin,
        (
            "error",
            "incoming differ",
            "outgoing differ",
            "start equal",
            "different, yet the sample does not tell them apart",
        ),
    ),
)
