"""Which theorems, stated by hand as in a textbook, say what an entry says."""

from __future__ import annotations

from dataclasses import dataclass

FILES = (
    "Tools", "Gradients", "Perceptron", "Mistakes", "Runs", "Linear", "Features", "Eigen",
    "Direction", "Logistic", "Hidden", "Layer", "Units", "Deep", "Wave", "Further", "Convex",
    "Descent", "Softmax", "Classes", "Masks", "Float",
)  # fmt: skip
"""In theories/Headlines, in the order in which they are compiled."""


@dataclass(frozen=True)
class Headline:
    """The theorems that say all that one entry says."""

    file: str
    """Where they are, but those that name a file of their own, as `Runs.turned` does."""
    theorems: tuple[str, ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Each theorem with the file in which it stands."""
        named = (name.rpartition(".") for name in self.theorems)
        return tuple((file or self.file, name) for file, _, name in named)


def _of(file: str, *theorems: str) -> Headline:
    return Headline(file, theorems)


HEADLINES: dict[str, Headline] = {
    "perceptron.sign-only": _of("Perceptron", "sign_only", "factor_of_a_part"),
    "perceptron.first-update": _of(
        "Perceptron", "first_update", "first_update_from_zero", "first_label_one"
    ),
    "perceptron.unrolled": _of(
        "Perceptron", "second_update", "second_update_from_zero", "second_update_rate_dropped"
    ),
    "perceptron.eta-factors-out": _of("Perceptron", "rate_factors_out", "updates_factor_out"),
    "perceptron.mistakes-same": _of("Perceptron", "predictions_same", "mistakes_same"),
    "perceptron.predictions-same": _of("Perceptron", "predictions_same"),
    "perceptron.direction": _of(
        "Perceptron", "direction", "zero_at_one_rate_and_all", "Runs.turned",
        "Runs.turned_off_its_line",
    ),
    "perceptron.joint-scaling": _of("Perceptron", "joint_scaling", "only_start_over_rate"),
    "perceptron.nonzero-start-can-matter": _of("Perceptron", "start_can_matter", "from_one"),
    "perceptron.nonzero-start-need-not-matter": _of("Perceptron", "start_need_not_matter"),
    "perceptron.bracket-is-data-only": _of("Perceptron", "bracket", "bracket_from_zero"),
    "perceptron.any-positive-rate": _of("Perceptron", "any_two_rates", "rate_zero"),
    "perceptron.any-threshold-convention": _of(
        "Perceptron", "rate_factors_out", "jump_that_moves"
    ),
    "perceptron.bias": _of("Perceptron", "bias", "bias_labels"),
    "perceptron.epochs-and-orders": _of(
        "Perceptron", "orders", "loss_is_scaled", "Runs.loss_of_an_epoch",
        "Runs.absolute_tolerance",
    ),
    "perceptron.schedules": _of("Perceptron", "schedules"),
    "perceptron.batch-criterion": _of("Mistakes", "criterion", "Runs.criterion_gradient"),
    "perceptron.kink-convention": _of(
        "Mistakes", "tie_that_counts", "zero_blocks_if_ties_count_nothing"
    ),
    "perceptron.mistake-bound": _of(
        "Mistakes", "mistake_bound", "mistake_bound_solved", "mistake_bound_from_zero"
    ),
    "perceptron.margin-breaks-it": _of(
        "Mistakes", "margin_symmetry", "no_margin", "Runs.margin_two_rates"
    ),
    "perceptron.weight-decay": _of(
        "Mistakes", "decay_free_of_the_rate", "Runs.decay_two_rates"
    ),
    "linear.is-one-neuron": _of(
        "Features", "unit_gradient_is_one", "same_function", "same_loss", "same_gradient",
        "same_run",
    ),
    "linear.zero-prediction": _of("Linear", "zero_prediction"),
    "linear.gradient-at-zero": _of(
        "Linear", "expansion", "gradient_form", "gradient_at_zero", "A_symmetric",
        "A_not_negative", "Features.gradient_of_the_loss",
    ),
    "linear.starts-iff-correlated": _of(
        "Linear", "first_step", "starts_iff", "blocked_iff_solved", "Features.not_correlation"
    ),
    "linear.almost-surely-starts": _of(
        "Linear", "blocking_subspace", "some_do_not_block", "one_on_a_line", "no_measure"
    ),
    "linear.no-features-no-learning": _of("Linear", "no_features"),
    "linear.zero-column-never-moves": _of(
        "Linear", "unseen_never_moves", "Features.zero_columns_stay",
        "Features.others_do_without",
    ),
    "linear.eta-does-not-factor": _of(
        "Linear", "second_step", "Features.two_steps_end", "Features.directions_differ"
    ),
    "linear.closed-form": _of(
        "Linear", "closed_form", "second_step", "Features.binomial_form", "Features.one_of_n"
    ),
    "linear.direction-iff-eigenvector": _of(
        "Direction", "one_line_means_eigenvector", "eigenvalue_positive",
        "weights_at_every_rate", "same_direction", "turns_beyond",
    ),
    "linear.target-scaling": _of("Linear", "target_scaling"),
    "linear.no-symmetry-to-break": _of("Features", "features_part"),
    "linear.minimum-norm": _of(
        "Eigen", "limit_fits_best", "normal_equations", "least_norm", "strictly_least",
        "always_in_the_row_space", "rest_not_seen", "distance_to_the_limit",
        "tends_to_the_limit", "from_zero_to_the_least_norm",
    ),
    "linear.start-differences-never-grow": _of(
        "Features", "never_farther_apart", "near_the_run_from_zero"
    ),
    "linear.start-is-forgotten": _of(
        "Eigen", "two_runs", "rest_not_seen", "differ_by_the_rest", "start_forgotten",
        "start_forgotten_iff", "never_nearer_than_the_rest", "fitted_values_agree",
    ),
    "linear.random-start-costs-loss": _of(
        "Linear", "random_start_costs", "A_not_negative", "Features.costs_nothing_iff",
        "Features.mean_of_losses_not_less", "Features.convex_losses_too",
    ),
    "linear.stable-rates": _of(
        "Eigen", "run_by_components", "stable_bound", "unstable", "stable_rates", "at_rate_3"
    ),
    "linear.warm-start-bound": _of("Eigen", "warm_start_bound", "warm_and_cold"),
    "linear.closer-start-can-end-farther": _of(
        "Features", "bowl_gradient_is_one", "closer_start_ends_farther"
    ),
    "logistic.same-gradient-form": _of(
        "Logistic", "slope_of_squared_loss", "slope_of_logistic_loss", "gradient_is_one",
        "gradient_of_squared_loss",
    ),
    "logistic.gradient-at-zero": _of(
        "Logistic", "gradient_at_zero", "gradient_at_zero_is_one"
    ),
    "logistic.starts-iff-correlated": _of("Logistic", "starts_iff", "blocked_iff_least"),
    "logistic.convex": _of(
        "Logistic", "above_all_tangents", "convex", "second_derivative", "never_bends_down",
        "flat_where_not_seen",
    ),
    "logistic.eta-does-not-factor": _of(
        "Logistic", "two_gradient_is_one", "parallel_after_one", "not_parallel_after_two"
    ),
    "logistic.no-symmetry-to-break": _of("Logistic", "features_part"),
    "hidden.zero-preactivations": _of(
        "Hidden", "zero_net_input", "Layer.sends_on_a_constant", "Units.sends_on_a_half",
    ),
    "hidden.permutation-equivariance": _of("Hidden", "permutation_equivariance"),
    "hidden.equal-units-stay-equal": _of("Hidden", "equal_units_stay_equal"),
    "hidden.equal-incoming-not-enough": _of(
        "Layer", "incoming_differ", "part_at_once", "Units.units_part",
    ),
    "hidden.backprop-linear": _of(
        "Hidden", "sent_back_is_linear", "nothing_sent_back", "Layer.sent_back",
        "Units.not_linear_in_what_comes_in",
    ),
    "hidden.zero-start-stuck": _of("Hidden", "zero_start_stuck", "zero_start_output"),
    "hidden.zero-start-learns": _of(
        "Layer", "gradient_by_incoming", "derivative_by_bias", "derivative_by_outgoing",
        "derivative_by_last_bias", "first_step", "outgoing_move_iff", "output_after_one",
        "second_step", "incoming_move", "half_squares_fall_iff", "any_loss_falls",
        "Units.loss_falls", "Units.at_rate_1",
    ),
    "hidden.zero-start-centred": _of(
        "Hidden", "zero_start_centred", "Layer.centred_targets", "Units.centred_but_not_optimal",
    ),
    "hidden.eta-changes-direction": _of(
        "Units", "at_rate_1", "at_rate_half", "directions_not_parallel", "dsigmoid_is_the_slope",
        "error_is_the_slope",
    ),
    "hidden.inputs-separate": _of(
        "Hidden", "updates_along_the_input", "Layer.in_the_ratio_of_the_inputs",
        "Units.inputs_separate",
    ),
    "hidden.width-one": _of("Hidden", "width_one"),
    "hidden.width-one-deep": _of("Deep", "width_one_deep", "gradient_is_one"),
    "hidden.zero-start-wave": _of(
        "Deep", "wave", "bias_of_layer", "bias_moves_iff", "weights_move_with_it", "first_layer",
        "Wave.layers_wake",
    ),
    "hidden.distinct-start-separates": _of(
        "Layer", "outgoing_updates_differ", "incoming_updates_differ",
        "different_values_different_updates", "Units.different_updates",
        "Units.different_but_never_move",
    ),
    "hidden.unequal-units-can-merge": _of("Layer", "mirror_images_for_ever", "Units.merged"),
    "hidden.stuck-without-symmetry": _of(
        "Units", "exchange_changes_it", "derivative_by_a", "derivative_by_b", "stuck_at_zero",
        "not_optimal_there",
    ),
    "symmetry.trajectory": _of("Further", "trajectory"),
    "linear.rotation": _of("Further", "rotation"),
    "further.momentum": _of(
        "Further", "momentum", "momentum_predictions", "momentum_rate_when_added"
    ),
    "further.averaging": _of("Further", "averaging", "averaging_predictions"),
    "further.rate-scales-oscillation": _of(
        "Classes", "sizes", "Further.swings", "xor_not_separable", "xor_cycle",
        "four_mistakes_each_epoch",
    ),
    "further.feature-scaling": _of(
        "Further", "features_scaled", "features_scaled_predictions", "Classes.some_features_scaled",
    ),
    "further.scalar-factors": _of("Further", "factors_exchanged", "products_same"),
    "further.both-factors-at-zero": _of("Further", "both_at_zero"),
    "further.softmax-at-zero": _of(
        "Softmax", "gradient_is_one", "gradient_at_zero", "first_step_apart", "part_iff",
        "three_classes",
    ),
    "further.softmax-absent-classes": _of("Softmax", "absent_classes_stay_tied"),
    "further.softmax-rows-sum": _of(
        "Softmax", "factors_cancel", "gradients_cancel", "rows_sum_stays"
    ),
    "further.softmax-two-classes": _of(
        "Softmax", "two_classes", "share_is_logistic", "same_probability"
    ),
    "further.unit-with-square-is-not-linear": _of(
        "Descent", "square_units_are_one", "bend_of_square_units", "square_units_bend",
        "linear_models_do_not_bend", "constant_where_nothing_is_sent", "bends_before_and_after",
    ),
    "further.one-factor-at-zero": _of(
        "Descent", "gradient_by_row", "derivative_by_column", "column_at_zero", "row_at_zero",
        "factors_differ",
    ),
    "further.no-minimiser": _of("Descent", "falls_along_a_separator", "no_minimiser"),
    "further.convex-descent-can-fail": _of(
        "Descent", "squared_loss_convex", "cycles", "runs_away", "at_rate_2", "at_rate_3"
    ),
    "further.many-minimisers": _of(
        "Descent", "difference_stays", "same_predictions", "same_losses", "two_minimisers"
    ),
    "further.coordinate-descent-norm": _of(
        "Descent", "first_coordinate", "second_coordinate", "coordinate_descent_not_least_norm"
    ),
    "further.preconditioned-norm": _of(
        "Descent", "in_the_range", "turned_run_is", "turned_run_tends", "not_of_least_norm",
        "what_fits_is_as_long",
    ),
    "further.biases-break-symmetry": _of(
        "Masks", "outgoing_apart", "biases_part_iff", "biases_1_and_2"
    ),
    "further.biases-and-centred-targets": _of(
        "Masks", "gradients_zero", "never_moves", "mean_targets", "loss_stays_at_1"
    ),
    "further.silent-units-rest": _of(
        "Masks", "silent_unit_rests", "rectifier_silent", "biases_below_zero"
    ),
    "further.dropout": _of("Masks", "units_apart", "units_part_iff", "dropout_in_numbers"),
    "further.dropout-at-zero": _of("Masks", "dropout_at_zero", "dropout_from_all_zero"),
    "further.mistakes-need-not-approach": _of(
        "Descent", "mistake_adds", "mistake_means", "not_farther", "nearer", "multiples_far_out",
        "mistake_leads_away",
    ),
    "further.hinge-steps": _of(
        "Classes", "hinge_gradient", "hinge_first_step", "hinge_two_rates"
    ),
    "further.multi-class": _of(
        "Classes", "classes_factor_out", "choices_agree", "first_largest_compares",
        "first_largest_is",
    ),
    "further.three-classes": _of("Classes", "three_classes"),
    "further.adam": _of("Classes", "adam_from_zero", "coupled_decay"),
    "further.adam-units": _of(
        "Classes", "adam_units", "square_of_a_multiple", "quotient_of_multiples"
    ),
    "convex.stationary-iff-optimal": _of(
        "Convex", "stationary_iff_optimal", "blocked_iff_optimal"
    ),
    "gd.first-step-factors": _of(
        "Convex", "first_step_is", "first_step_factors", "first_direction"
    ),
    "logistic.half-at-zero": _of("Convex", "half_at_zero"),
    "float.rate-can-change-label": _of(
        "Float", "rate_changes_the_label", "without_rounding", "rate_changes_the_label_on_a_line",
        "without_rounding_on_a_line",
    ),
    "float.equal-units-drift": _of(
        "Float", "orders_part", "orders_agree_without_rounding"
    ),
    "float.power-of-two-is-exact": _of(
        "Float", "doubling_is_exact", "power_of_two_is_exact", "weights_scale", "labels_same"
    ),
    "float.certified-labels-agree": _of("Float", "certified_labels_agree", "net_input_off"),
}  # fmt: skip
"""Entries that are not here are not stated by hand; each is stated from its lines all the same."""
