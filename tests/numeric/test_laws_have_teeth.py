"""Break the learners on purpose and see the laws fall.

A law that survives every broken learner would say nothing about the learner.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

import pytest

from numeric import (
    differences,
    enclosures,
    floats,
    gradient_descent,
    laws,
    learners,
    matrices,
    networks,
    softmax,
    variants,
)
from numeric.law import attack
from numeric.learners import Number, Rule, State
from numeric.networks import Layer, Network

Factory: TypeAlias = Callable[..., Rule]
Patch: TypeAlias = pytest.MonkeyPatch


def break_rules(patch: Patch, broken: Callable[[Rule], Rule]) -> None:
    """Replace each rule of the registry by a broken one."""

    def wrap(factory: Factory) -> Factory:
        return lambda **parameters: broken(factory(**parameters))

    for module in (learners, variants):
        rules = {name: wrap(factory) for name, factory in module.RULES.items()}
        patch.setattr(module, "RULES", MappingProxyType(rules))


def break_rate(patch: Patch, broken: Callable[[Any], Any]) -> None:
    """Hand each rule another learning rate than it was asked for."""

    def wrap(factory: Factory) -> Factory:
        return lambda *, learning_rate, **rest: factory(learning_rate=broken(learning_rate), **rest)

    for module in (learners, variants):
        rules = {name: wrap(factory) for name, factory in module.RULES.items()}
        patch.setattr(module, "RULES", MappingProxyType(rules))


def sign_flipped(patch: Patch) -> None:
    """Every update goes the wrong way."""

    def broken(rule: Rule) -> Rule:
        def update(state: State, x: Any, y: Any) -> State:
            after = rule.update(state, x, y)
            pairs = zip(state.weights, after.weights, strict=True)
            return State(tuple(2 * old - new for old, new in pairs), after.step)

        return replace(rule, update=update)

    break_rules(patch, broken)


def start_not_zero(patch: Patch) -> None:
    """Every run starts one higher than asked for."""

    def broken(rule: Rule) -> Rule:
        return replace(rule, init=lambda start: State(tuple(w + 1 for w in start)))

    break_rules(patch, broken)


def tie_flipped(patch: Patch) -> None:
    """A net input of zero gets the label of a negative one."""
    original = learners.apply_threshold

    def broken(z: Number, threshold: Any = learners.PLUS_AT_ZERO, location: Number = 0) -> Number:
        return original(z, (threshold[0], threshold[0], threshold[2]), location)

    patch.setattr(learners, "apply_threshold", broken)


def jump_elsewhere(patch: Patch) -> None:
    """The threshold function jumps at 1."""
    original = learners.apply_threshold

    def broken(z: Number, threshold: Any = learners.PLUS_AT_ZERO, location: Number = 0) -> Number:
        return original(z, threshold, location + 1)

    patch.setattr(learners, "apply_threshold", broken)


def rate_ignored(patch: Patch) -> None:
    """Every run has the rate 1."""
    break_rate(patch, lambda rate: 1)


def rate_squared(patch: Patch) -> None:
    """The rate enters twice."""
    break_rate(patch, lambda rate: rate * rate)


def drifting(patch: Patch) -> None:
    """Every update adds a little that carries no rate."""

    def broken(rule: Rule) -> Rule:
        def update(state: State, x: Any, y: Any) -> State:
            after = rule.update(state, x, y)
            return State(tuple(w + 1 for w in after.weights), after.step)

        return replace(rule, update=update)

    break_rules(patch, broken)


def small_bound(patch: Patch) -> None:
    """The error bound forgets the rounding of inner products."""
    patch.setattr(floats, "_gamma", lambda n: 0.0)


def forgetful_bound(patch: Patch) -> None:
    """The error bound forgets the rounding of updates."""
    patch.setattr(floats, "_ROUNDOFF_UP", 0.0)


def trusting_bound(patch: Patch) -> None:
    """The error bound takes every input for exact."""
    patch.setattr(floats, "round_up", lambda exact: 0.0)


def unscaled_floats(patch: Patch) -> None:
    """The float loop shifts the rate by an amount of its own."""
    original = floats.loop

    def broken(start: Any, X: Any, y: Any, learning_rate: Any, *rest: Any) -> floats.FloatRun:
        return original(start, X, y, Fraction(learning_rate) + Fraction(1, 3), *rest)

    patch.setattr(floats, "loop", broken)


def restless_order(patch: Patch) -> None:
    """Equal units are not treated alike: each step of a later unit is a little longer."""
    whole = floats.equal_units

    def broken(start: float, rate: float, inputs: Any, orders: Any) -> tuple[float, ...]:
        made = whole(start, rate, inputs, orders)
        return tuple(weight + place for place, weight in enumerate(made))

    patch.setattr(floats, "equal_units", broken)


# Gradient descent: one broken step, in the rules, in the exact run and in the enclosed run


def break_step(patch: Patch, broken: Callable[..., Any]) -> None:
    """Replace the step of gradient descent by ``broken(step, weights, rows, labels, rate, slope)``.

    The exact run goes by integers and not by that step, so it becomes a plain loop over it.
    """
    whole = gradient_descent.descend

    def step(*arguments: Any) -> Any:
        return broken(whole, *arguments)

    def exact_run(X: Any, y: Any, rate: Any, steps: int, start: Any = None) -> Any:
        path = [(Fraction(0),) * len(X[0]) if start is None else tuple(start)]
        for _ in range(steps):
            path.append(step(path[-1], X, y, rate, gradient_descent.squared_slope))
        return tuple(path)

    patch.setattr(gradient_descent, "descend", step)
    patch.setattr(gradient_descent, "exact_run", exact_run)


def ascending(patch: Patch) -> None:
    """Every step goes up the gradient."""
    break_step(patch, lambda step, w, X, y, rate, slope: step(w, X, y, -rate, slope))


def not_averaged(patch: Patch) -> None:
    """The 1/m is forgotten."""
    break_step(patch, lambda step, w, X, y, rate, slope: step(w, X, y, rate * len(X), slope))


def rate_twice(patch: Patch) -> None:
    """The rate enters twice."""
    break_step(patch, lambda step, w, X, y, rate, slope: step(w, X, y, rate * rate, slope))


def rate_of_one(patch: Patch) -> None:
    """Every step has the rate 1."""
    break_step(patch, lambda step, w, X, y, rate, slope: step(w, X, y, rate / rate, slope))


def drifting_step(patch: Patch) -> None:
    """Every step adds 1 to the first weight."""

    def broken(step: Any, w: Any, X: Any, y: Any, rate: Any, slope: Any) -> Any:
        first, *rest = step(w, X, y, rate, slope)
        return (first + 1, *rest)

    break_step(patch, broken)


def labels_lost(patch: Patch) -> None:
    """Every label but the first is taken for 0."""

    def broken(step: Any, w: Any, X: Any, y: Any, rate: Any, slope: Any) -> Any:
        return step(w, X, (*y[:1], *(0 * label for label in y[1:])), rate, slope)

    break_step(patch, broken)


def decaying_step(patch: Patch) -> None:
    """Every step first halves the weights."""

    def broken(step: Any, w: Any, X: Any, y: Any, rate: Any, slope: Any) -> Any:
        return step([Fraction(1, 2) * weight for weight in w], X, y, rate, slope)

    break_step(patch, broken)


def tied_weights(patch: Patch) -> None:
    """All weights get the step of the first."""

    def broken(step: Any, w: Any, X: Any, y: Any, rate: Any, slope: Any) -> Any:
        moved = step(w, X, y, rate, slope)[0] - w[0]
        return tuple(weight + moved for weight in w)

    break_step(patch, broken)


def descent_from_one(patch: Patch) -> None:
    """Every rule of gradient descent starts one higher than asked for."""

    def wrap(factory: Factory) -> Factory:
        def make(**parameters: Any) -> Rule:
            return replace(
                factory(**parameters), init=lambda start: State(tuple(w + 1 for w in start))
            )

        return make

    rules = {name: wrap(factory) for name, factory in gradient_descent.RULES.items()}
    patch.setattr(gradient_descent, "RULES", MappingProxyType(rules))


def not_least(patch: Patch) -> None:
    """The least-squares solution asked for is another one wherever there is another."""
    whole = gradient_descent.minimum_norm

    def broken(X: Any, y: Any) -> Any:
        solution = whole(X, y)
        for other in matrices.null_space(X):
            solution = matrices.added(solution, other)
        return solution

    patch.setattr(gradient_descent, "minimum_norm", broken)


def wrong_binomials(patch: Patch) -> None:
    """The closed form takes C(t - 1, k - 1) for C(t, k)."""
    patch.setattr(gradient_descent, "comb", lambda t, k: math.comb(t - 1, k - 1))


def steeper_logistic(patch: Patch) -> None:
    """The logistic function is that of twice its argument."""
    whole = enclosures.logistic
    patch.setattr(enclosures, "logistic", lambda z, precision: whole(2 * z, precision))


def logistic_of_a_third(patch: Patch) -> None:
    """The logistic function is 1/3 at zero."""
    patch.setattr(gradient_descent, "HALF", Fraction(1, 3))


def half_the_loss(patch: Patch) -> None:
    """The logistic loss forgets half of its logarithm."""
    whole = enclosures.softplus
    half = Fraction(1, 2)
    patch.setattr(enclosures, "softplus", lambda z, precision: whole(z, precision) * half)


# Networks


def break_gradient(patch: Patch, broken: Callable[[Network], Network]) -> None:
    """Replace what back-propagation makes of the data by something broken."""
    whole = networks.gradient
    patch.setattr(networks, "gradient", lambda *given: broken(whole(*given)))


def break_network_step(patch: Patch, broken: Callable[[Any, Any], tuple[Any, Any]]) -> None:
    """Step each layer's weights and biases at other rates than those asked for."""
    whole = networks.step

    def step(network: Network, slope: Network, rates: Any) -> Network:
        return whole(network, slope, [broken(*pair) for pair in rates])

    patch.setattr(networks, "step", step)


def network_climbs(patch: Patch) -> None:
    """Gradient descent goes up."""
    break_network_step(patch, lambda weights, biases: (-weights, -biases))


def network_rate_ignored(patch: Patch) -> None:
    """Every layer has the rate 1."""
    break_network_step(patch, lambda weights, biases: (1, 1))


def one_rate_for_a_layer(patch: Patch) -> None:
    """The biases of a layer step at the rate of its weights."""
    break_network_step(patch, lambda weights, biases: (weights, weights))


def hidden_biases_fixed(patch: Patch) -> None:
    """The biases of hidden layers are not trained."""

    def broken(slope: Network) -> Network:
        frozen = [Layer(part.weights, (0,) * len(part.biases)) for part in slope[:-1]]
        return (*frozen, slope[-1])

    break_gradient(patch, broken)


def first_unit_hurries(patch: Patch) -> None:
    """The first unit of the first layer takes steps twice as long."""

    def broken(slope: Network) -> Network:
        (weights, biases), *rest = slope
        doubled = (tuple(2 * g for g in weights[0]), *weights[1:])
        return (Layer(doubled, (2 * biases[0], *biases[1:])), *rest)

    break_gradient(patch, broken)


def inputs_blurred(patch: Patch) -> None:
    """All weights of a unit of the first layer are stepped by the mean of their gradients."""

    def broken(slope: Network) -> Network:
        (weights, biases), *rest = slope
        means = tuple((sum(row) * Fraction(1, len(row)),) * len(row) for row in weights)
        return (Layer(means, biases), *rest)

    break_gradient(patch, broken)


def restless_network(patch: Patch) -> None:
    """Every gradient is a little too large, so that no weight ever rests."""
    break_gradient(patch, lambda slope: networks.each(slope, lambda value: value + 1))


def slope_forgotten(patch: Patch) -> None:
    """The error is sent back as though the activation had slope 1."""
    whole = networks.errors

    def broken(network: Network, activation: Any, seen: Any, error: Any) -> Any:
        return whole(network, replace(activation, slope=lambda z: 1), seen, error)

    patch.setattr(networks, "errors", broken)


def outgoing_forgotten(patch: Patch) -> None:
    """The error is sent back as though all outgoing weights were 1."""
    whole = networks.errors

    def broken(network: Network, activation: Any, seen: Any, error: Any) -> Any:
        ones = networks.each(network, lambda value: value * 0 + 1)
        return whole(ones, activation, seen, error)

    patch.setattr(networks, "errors", broken)


def incoming_sent_back(patch: Patch) -> None:
    """The error is multiplied by the net input of the unit that it is sent back to."""
    whole = networks.errors

    def broken(network: Network, activation: Any, seen: Any, error: Any) -> Any:
        sent = whole(network, activation, seen, error)
        pairs = zip(sent[:-1], seen.net_inputs[:-1], strict=True)
        return (*(tuple(e * z for e, z in zip(*pair, strict=True)) for pair in pairs), sent[-1])

    patch.setattr(networks, "errors", broken)


def lifted_net_inputs(patch: Patch) -> None:
    """Every unit adds 1 to its net input."""
    whole = networks.forward

    def broken(network: Network, activation: Any, x: Any) -> Any:
        lifted = tuple(Layer(w, tuple(b + 1 for b in biases)) for w, biases in network)
        return whole(lifted, activation, x)

    patch.setattr(networks, "forward", broken)


# Softmax regression, and descent by differences of the loss


def softmax_climbs(patch: Patch) -> None:
    """Softmax regression goes up."""
    whole = softmax.step
    patch.setattr(softmax, "step", lambda rows, slope, rate: whole(rows, slope, -rate))


def softmax_rate_twice(patch: Patch) -> None:
    """Softmax regression takes steps twice as long."""
    whole = softmax.step
    patch.setattr(softmax, "step", lambda rows, slope, rate: whole(rows, slope, 2 * rate))


def break_softmax(patch: Patch, broken: Callable[[softmax.Rows], softmax.Rows]) -> None:
    """Replace the gradient by the rows by something broken."""
    whole = softmax.gradient
    patch.setattr(softmax, "gradient", lambda *given: broken(whole(*given)))


def last_row_hurries(patch: Patch) -> None:
    """The last class takes steps twice as long."""
    break_softmax(patch, lambda slope: (*slope[:-1], tuple(2 * g for g in slope[-1])))


def restless_softmax(patch: Patch) -> None:
    """Every gradient is a little too large, so that no row ever rests."""
    break_softmax(patch, lambda slope: tuple(tuple(g + 1 for g in row) for row in slope))


def labels_reversed(patch: Patch) -> None:
    """The first class is taken for the last, and so on."""
    whole = softmax.gradient

    def broken(rows: Any, X: Any, labels: Any) -> Any:
        return whole(rows, X, [len(rows) - 1 - label for label in labels])

    patch.setattr(softmax, "gradient", broken)


def differences_climb(patch: Patch) -> None:
    """Descent by differences goes up."""
    whole = differences.step
    patch.setattr(differences, "step", lambda cost, weights, rate: whole(cost, weights, -rate))


def differences_rate_twice(patch: Patch) -> None:
    """Descent by differences takes steps twice as long."""
    whole = differences.step
    patch.setattr(differences, "step", lambda cost, weights, rate: whole(cost, weights, 2 * rate))


def break_differences(patch: Patch, broken: Callable[[Any], Any]) -> None:
    """Replace the gradient by differences by something broken."""
    whole = differences.gradient
    patch.setattr(differences, "gradient", lambda *given: broken(whole(*given)))


def restless_differences(patch: Patch) -> None:
    """Every slope is a little too large, so that no weight ever rests."""
    break_differences(patch, lambda slope: tuple(g + 1 for g in slope))


def first_weight_hurries(patch: Patch) -> None:
    """The first weight takes steps twice as long."""
    break_differences(patch, lambda slope: (2 * slope[0], *slope[1:]))


MUTANTS: dict[str, Callable[[Patch], None]] = {
    mutant.__name__: mutant
    for mutant in (
        sign_flipped,
        start_not_zero,
        tie_flipped,
        jump_elsewhere,
        rate_ignored,
        rate_squared,
        drifting,
        small_bound,
        forgetful_bound,
        trusting_bound,
        unscaled_floats,
        restless_order,
        ascending,
        not_averaged,
        rate_twice,
        rate_of_one,
        drifting_step,
        labels_lost,
        decaying_step,
        tied_weights,
        descent_from_one,
        not_least,
        wrong_binomials,
        steeper_logistic,
        logistic_of_a_third,
        half_the_loss,
        network_climbs,
        network_rate_ignored,
        one_rate_for_a_layer,
        hidden_biases_fixed,
        first_unit_hurries,
        inputs_blurred,
        restless_network,
        slope_forgotten,
        outgoing_forgotten,
        incoming_sent_back,
        lifted_net_inputs,
        softmax_climbs,
        softmax_rate_twice,
        last_row_hurries,
        restless_softmax,
        labels_reversed,
        differences_climb,
        differences_rate_twice,
        restless_differences,
        first_weight_hurries,
    )
}

SCALE = ("start_not_zero", "jump_elsewhere", "drifting")
SCALE_AND_RATE = (*SCALE, "rate_ignored", "rate_squared")
ALL_RULES = (*SCALE_AND_RATE, "sign_flipped", "tie_flipped")

# What a law on symmetry alone, or on whether the first step moves, may rightly not mind is a step
# of the wrong length or up the gradient.
SENSE = ("drifting_step", "labels_lost", "tied_weights")
LENGTH = ("ascending", "not_averaged", "rate_twice", "rate_of_one")
STEP = (*SENSE, *LENGTH)
BACKWARD = ("hidden_biases_fixed", "outgoing_forgotten", "incoming_sent_back")
NETWORK_STEP = ("network_climbs", "network_rate_ignored", "restless_network")
ALL_NETWORK = (
    *BACKWARD,
    *NETWORK_STEP,
    "first_unit_hurries",
    "slope_forgotten",
    "lifted_net_inputs",
)
HIDDEN: dict[str, tuple[str, ...]] = {
    "hidden.zero-preactivations": ("lifted_net_inputs",),
    "hidden.permutation-equivariance": ("first_unit_hurries",),
    "hidden.equal-units-stay-equal": ("first_unit_hurries",),
    "hidden.equal-incoming-not-enough": (*ALL_NETWORK, "inputs_blurred"),
    "hidden.inputs-separate": (
        *NETWORK_STEP,
        "hidden_biases_fixed",
        "incoming_sent_back",
        "first_unit_hurries",
        "inputs_blurred",
        "lifted_net_inputs",
    ),
    "hidden.backprop-linear": (
        *BACKWARD,
        "restless_network",
        "first_unit_hurries",
        "slope_forgotten",
        "lifted_net_inputs",
    ),
    "hidden.zero-start-stuck": (*NETWORK_STEP, "outgoing_forgotten", "lifted_net_inputs"),
    "hidden.zero-start-learns": (*ALL_NETWORK, "inputs_blurred"),
    "hidden.zero-start-centred": ("restless_network", "outgoing_forgotten", "lifted_net_inputs"),
    "hidden.eta-changes-direction": ALL_NETWORK,
    "hidden.width-one": (
        "network_rate_ignored",
        "one_rate_for_a_layer",
        "restless_network",
        "first_unit_hurries",
        "outgoing_forgotten",
    ),
    "hidden.width-one-deep": (
        "network_rate_ignored",
        "one_rate_for_a_layer",
        "restless_network",
        "first_unit_hurries",
        "outgoing_forgotten",
    ),
    "hidden.zero-start-wave": (*BACKWARD, "restless_network", "slope_forgotten"),
    "hidden.distinct-start-separates": (*BACKWARD, "first_unit_hurries"),
}

FURTHER: dict[str, tuple[str, ...]] = {
    "further.rate-scales-oscillation": ALL_RULES,
    "further.feature-scaling": (*SCALE, "sign_flipped", "tie_flipped"),
    "further.hinge-steps": ALL_RULES,
    "further.mistakes-need-not-approach": ALL_RULES,
    "further.momentum": ALL_RULES,
    "further.averaging": (*SCALE_AND_RATE, "sign_flipped"),
    "further.multi-class": ("start_not_zero", "drifting", "rate_ignored", "rate_squared"),
    "further.three-classes": (
        "start_not_zero",
        "drifting",
        "rate_ignored",
        "rate_squared",
        "sign_flipped",
    ),
    "further.adam": (
        "jump_elsewhere",
        "drifting",
        "rate_ignored",
        "rate_squared",
        "sign_flipped",
        "tie_flipped",
    ),
    "further.adam-units": ("jump_elsewhere", "drifting"),
    "further.no-minimiser": (*SENSE, "ascending", "decaying_step"),
    "further.convex-descent-can-fail": (*STEP, "decaying_step"),
    "further.many-minimisers": ("drifting_step", "tied_weights", "ascending", "decaying_step"),
    "further.preconditioned-norm": (
        "ascending",
        "rate_twice",
        "rate_of_one",
        "drifting_step",
        "decaying_step",
        "tied_weights",
        "not_least",
    ),
    "further.coordinate-descent-norm": ("not_least",),
    "further.unit-with-square-is-not-linear": (
        "network_climbs",
        "network_rate_ignored",
        "first_unit_hurries",
        "restless_network",
        "slope_forgotten",
        "lifted_net_inputs",
    ),
}

HIDDEN |= {
    "hidden.unequal-units-can-merge": (*BACKWARD, *NETWORK_STEP, "first_unit_hurries"),
    "hidden.stuck-without-symmetry": ("restless_differences",),
}
RESTING = ("restless_network", "outgoing_forgotten", "lifted_net_inputs")
MOVING = ("network_climbs", "network_rate_ignored")
FURTHER_NETWORKS: dict[str, tuple[str, ...]] = {
    "further.biases-break-symmetry": (*RESTING, *MOVING),
    "further.biases-and-centred-targets": RESTING,
    "further.silent-units-rest": (*RESTING, *MOVING),
    "further.dropout": (*ALL_NETWORK, "inputs_blurred"),
    "further.dropout-at-zero": RESTING,
    "further.softmax-at-zero": (
        "softmax_climbs",
        "softmax_rate_twice",
        "last_row_hurries",
        "restless_softmax",
        "labels_reversed",
    ),
    "further.softmax-absent-classes": ("last_row_hurries", "labels_reversed"),
    "further.softmax-rows-sum": ("last_row_hurries", "restless_softmax"),
    "further.softmax-two-classes": ("softmax_climbs", "softmax_rate_twice", "labels_reversed"),
    "further.one-factor-at-zero": (
        "differences_climb",
        "differences_rate_twice",
        "restless_differences",
        "first_weight_hurries",
    ),
    "further.both-factors-at-zero": ("restless_differences",),
    "further.scalar-factors": ("first_weight_hurries",),
}

# The mutants that each law must notice. A law on scaling rightly does not mind a flipped sign:
# the flipped learner scales just as well.
NOTICED: dict[str, tuple[str, ...]] = {
    "symmetry.trajectory": SCALE_AND_RATE,
    "perceptron.sign-only": ("tie_flipped", "jump_elsewhere"),
    "perceptron.first-update": ALL_RULES,
    "perceptron.unrolled": ALL_RULES,
    "perceptron.eta-factors-out": SCALE_AND_RATE,
    "perceptron.mistakes-same": SCALE,
    "perceptron.predictions-same": SCALE,
    "perceptron.direction": SCALE,
    "perceptron.joint-scaling": SCALE_AND_RATE,
    "perceptron.nonzero-start-can-matter": ALL_RULES,
    "perceptron.nonzero-start-need-not-matter": (*SCALE, "tie_flipped"),
    "perceptron.bracket-is-data-only": SCALE_AND_RATE,
    "perceptron.any-positive-rate": ALL_RULES,
    "perceptron.any-threshold-convention": (*SCALE_AND_RATE, "tie_flipped"),
    "perceptron.bias": SCALE_AND_RATE,
    "perceptron.epochs-and-orders": ALL_RULES,
    "perceptron.batch-criterion": (*SCALE_AND_RATE, "sign_flipped"),
    "perceptron.kink-convention": ("start_not_zero", "drifting", "rate_ignored", "sign_flipped"),
    "perceptron.schedules": ALL_RULES,
    "perceptron.mistake-bound": ("sign_flipped", "jump_elsewhere"),
    "perceptron.margin-breaks-it": ALL_RULES,
    "perceptron.weight-decay": ALL_RULES,
    "float.rate-can-change-label": (*ALL_RULES, "unscaled_floats"),
    "float.power-of-two-is-exact": ("unscaled_floats",),
    "float.certified-labels-agree": (
        "small_bound",
        "forgetful_bound",
        "trusting_bound",
        "unscaled_floats",
    ),
    "float.equal-units-drift": ("restless_order",),
    "gd.first-step-factors": (*STEP, "descent_from_one", "logistic_of_a_third"),
    "convex.stationary-iff-optimal": (*SENSE, "ascending", "descent_from_one"),
    "linear.zero-prediction": ("descent_from_one",),
    "linear.gradient-at-zero": (*STEP, "descent_from_one"),
    "linear.starts-iff-correlated": SENSE,
    "linear.almost-surely-starts": SENSE,
    "linear.no-features-no-learning": ("drifting_step", "decaying_step", "descent_from_one"),
    "linear.eta-does-not-factor": (*STEP, "decaying_step"),
    "linear.closed-form": (*STEP, "decaying_step", "descent_from_one", "wrong_binomials"),
    "linear.direction-iff-eigenvector": (*STEP, "decaying_step"),
    "linear.minimum-norm": (*STEP, "decaying_step", "not_least"),
    "linear.start-is-forgotten": (*LENGTH, "decaying_step", "tied_weights"),
    "linear.start-differences-never-grow": (
        "ascending",
        "not_averaged",
        "rate_twice",
        "tied_weights",
    ),
    "linear.random-start-costs-loss": (*LENGTH, "decaying_step"),
    "linear.is-one-neuron": (*STEP, "decaying_step", "lifted_net_inputs", "incoming_sent_back"),
    "linear.zero-column-never-moves": ("drifting_step", "decaying_step", "tied_weights"),
    "linear.stable-rates": (*STEP, "decaying_step", "not_least"),
    "linear.warm-start-bound": (*STEP, "decaying_step", "not_least"),
    "linear.closer-start-can-end-farther": (*STEP, "decaying_step"),
    "linear.target-scaling": ("drifting_step",),
    "linear.rotation": ("drifting_step", "tied_weights"),
    "linear.no-symmetry-to-break": SENSE,
    "logistic.half-at-zero": ("logistic_of_a_third",),
    "logistic.same-gradient-form": (
        *STEP,
        "decaying_step",
        "descent_from_one",
        "steeper_logistic",
        "half_the_loss",
    ),
    "logistic.gradient-at-zero": (
        *STEP,
        "descent_from_one",
        "logistic_of_a_third",
        "half_the_loss",
    ),
    "logistic.starts-iff-correlated": (*SENSE, "logistic_of_a_third", "half_the_loss"),
    "logistic.convex": ("ascending", "tied_weights", "half_the_loss"),
    "logistic.eta-does-not-factor": (*STEP, "decaying_step"),
    "logistic.no-symmetry-to-break": (*SENSE, "logistic_of_a_third"),
    **HIDDEN,
    **FURTHER_NETWORKS,
    **FURTHER,
}


def test_every_law_is_tried() -> None:
    """No law is without a mutant, and no mutant without a law."""
    assert set(NOTICED) == set(laws.LAWS)
    assert {mutant for mutants in NOTICED.values() for mutant in mutants} == set(MUTANTS)


@pytest.mark.parametrize(
    ("claim", "mutant"),
    [(claim, mutant) for claim, mutants in NOTICED.items() for mutant in mutants],
)
def test_law_falls(claim: str, mutant: str, monkeypatch: Patch) -> None:
    """The law is falsified by data when the learner is broken."""
    MUTANTS[mutant](monkeypatch)
    found = attack(laws.LAWS[claim], "mutant")
    assert found.falsified is not None
    assert not found.withstood
