"""Which theorems, stated by hand as in a textbook, say what an entry says, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FILES = ("Tools", "Perceptron", "Mistakes", "Linear", "Hidden", "Further", "Convex")
"""In theories/Headlines, in the order in which they are compiled."""
FULL, MAIN = "full", "main part"


@dataclass(frozen=True)
class Headline:
    """The theorems of one entry, in one file, and whether they say all that it says."""

    file: str
    theorems: tuple[str, ...]
    says: Literal["full", "main part"]
    missing: str = ""
    """What the entry says besides, where the theorems are its main part."""

    def __post_init__(self) -> None:
        if (self.says == "full") == bool(self.missing) or not self.theorems:
            raise ValueError("a main part lacks something, and all of it lacks nothing")


def _full(file: str, *theorems: str) -> Headline:
    return Headline(file, theorems, "full")


def _main(file: str, *theorems: str, missing: str) -> Headline:
    return Headline(file, theorems, "main part", missing)


HEADLINES: dict[str, Headline] = {
    "perceptron.sign-only": _full("Perceptron", "sign_only", "factor_of_a_part"),
    "perceptron.first-update": _full(
        "Perceptron", "first_update", "first_update_from_zero", "first_label_one"
    ),
    "perceptron.unrolled": _full(
        "Perceptron", "second_update", "second_update_from_zero", "second_update_rate_dropped"
    ),
    "perceptron.eta-factors-out": _full("Perceptron", "rate_factors_out", "updates_factor_out"),
    "perceptron.mistakes-same": _full("Perceptron", "predictions_same", "mistakes_same"),
    "perceptron.predictions-same": _full("Perceptron", "predictions_same"),
    "perceptron.direction": _main(
        "Perceptron", "direction", "zero_at_one_rate_and_all",
        missing="the turn from another start",
    ),
    "perceptron.joint-scaling": _full("Perceptron", "joint_scaling", "only_start_over_rate"),
    "perceptron.nonzero-start-can-matter": _full("Perceptron", "start_can_matter", "from_one"),
    "perceptron.nonzero-start-need-not-matter": _full("Perceptron", "start_need_not_matter"),
    "perceptron.bracket-is-data-only": _full("Perceptron", "bracket", "bracket_from_zero"),
    "perceptron.any-positive-rate": _full("Perceptron", "any_two_rates", "rate_zero"),
    "perceptron.any-threshold-convention": _full(
        "Perceptron", "rate_factors_out", "jump_that_moves"
    ),
    "perceptron.bias": _full("Perceptron", "bias", "bias_labels"),
    "perceptron.epochs-and-orders": _main(
        "Perceptron", "orders", "loss_is_scaled", missing="the witness of an absolute tolerance"
    ),
    "perceptron.schedules": _full("Perceptron", "schedules"),
    "perceptron.batch-criterion": _main(
        "Mistakes", "criterion", missing="the gradient of the criterion"
    ),
    "perceptron.kink-convention": _full(
        "Mistakes", "tie_that_counts", "zero_blocks_if_ties_count_nothing"
    ),
    "perceptron.mistake-bound": _full(
        "Mistakes", "mistake_bound", "mistake_bound_solved", "mistake_bound_from_zero"
    ),
    "perceptron.margin-breaks-it": _main(
        "Mistakes", "margin_symmetry", "no_margin", missing="the two runs that part"
    ),
    "perceptron.weight-decay": _main(
        "Mistakes", "decay_free_of_the_rate", missing="the two runs that part"
    ),
    "linear.zero-prediction": _full("Linear", "zero_prediction"),
    "linear.gradient-at-zero": _full(
        "Linear", "expansion", "gradient_form", "gradient_at_zero", "A_symmetric", "A_not_negative"
    ),
    "linear.starts-iff-correlated": _main(
        "Linear", "first_step", "starts_iff", "blocked_iff_solved",
        missing="the example against Pearson's correlation",
    ),
    "linear.almost-surely-starts": _full(
        "Linear", "blocking_subspace", "some_do_not_block", "one_on_a_line"
    ),
    "linear.no-features-no-learning": _full("Linear", "no_features"),
    "linear.zero-column-never-moves": _main(
        "Linear", "unseen_never_moves", missing="the run without those features"
    ),
    "linear.eta-does-not-factor": _main(
        "Linear", "second_step", missing="the two samples whose direction depends on the rate"
    ),
    "linear.closed-form": _main("Linear", "closed_form", missing="binomial coefficients"),
    "linear.target-scaling": _full("Linear", "target_scaling"),
    "linear.start-differences-never-grow": _main(
        "Linear", "differences_never_grow", missing="the bound on the rate by eigenvalues"
    ),
    "linear.random-start-costs-loss": _main(
        "Linear", "random_start_costs", "A_not_negative",
        missing="when it is the same at the start, and any convex loss",
    ),
    "hidden.zero-preactivations": _main(
        "Hidden", "zero_net_input", missing="what the unit sends on"
    ),
    "hidden.permutation-equivariance": _full("Hidden", "permutation_equivariance"),
    "hidden.equal-units-stay-equal": _full("Hidden", "equal_units_stay_equal"),
    "hidden.backprop-linear": _main(
        "Hidden", "sent_back_is_linear", "nothing_sent_back",
        missing="that it is not linear in the incoming weights",
    ),
    "hidden.zero-start-stuck": _full("Hidden", "zero_start_stuck", "zero_start_output"),
    "hidden.zero-start-centred": _main(
        "Hidden", "zero_start_centred", missing="data where zero is not optimal"
    ),
    "hidden.inputs-separate": _main(
        "Hidden", "updates_along_the_input", missing="the ratio of two updates, and its witness"
    ),
    "hidden.width-one": _full("Hidden", "width_one"),
    "symmetry.trajectory": _full("Further", "trajectory"),
    "linear.rotation": _full("Further", "rotation"),
    "further.momentum": _full(
        "Further", "momentum", "momentum_predictions", "momentum_rate_when_added"
    ),
    "further.averaging": _full("Further", "averaging", "averaging_predictions"),
    "further.rate-scales-oscillation": _main(
        "Further", "swings", missing="the cycle of four mistakes on XOR"
    ),
    "further.feature-scaling": _main(
        "Further", "features_scaled", "features_scaled_predictions",
        missing="the runs in which a factor for some features changes a prediction",
    ),
    "further.scalar-factors": _full("Further", "factors_exchanged", "products_same"),
    "further.both-factors-at-zero": _full("Further", "both_at_zero"),
    "convex.stationary-iff-optimal": _full(
        "Convex", "stationary_iff_optimal", "blocked_iff_optimal"
    ),
    "gd.first-step-factors": _full(
        "Convex", "first_step_is", "first_step_factors", "first_direction"
    ),
    "logistic.half-at-zero": _full("Convex", "half_at_zero"),
}  # fmt: skip
"""Entries that are not here are not stated by hand; each is stated from its lines all the same."""
