"""What people say next, in public questions; each settled like a sentence of the sources."""

from proofs.claim import Reading, Sentence, Source
from proofs.quotes import Shown, said
from proofs.terms import scalar, vector

SOURCE = Source("public questions", "what people go on to say, found in public questions")

_F = "further."
_SIZE = Shown(f"{_F}rate-scales-oscillation::size")
_SWING = Shown(f"{_F}rate-scales-oscillation::swing")
_SAME = Shown(f"{_F}rate-scales-oscillation::predictions")
_XOR, _XOR_SLOW = (Shown(f"{_F}rate-scales-oscillation::xor", run) for run in (0, 1))
_CYCLE = Shown(f"{_F}rate-scales-oscillation::cycle")
_SCALED = Shown(f"{_F}feature-scaling::weights")
_PREDICTED = Shown(f"{_F}feature-scaling::predictions")
_ONE_FEATURE = Shown(f"{_F}feature-scaling::one-feature")
_CONSTANT, _SCALED_TOO = (Shown(f"{_F}feature-scaling::constant-left", run) for run in (0, 1))
_BIASES = Shown(f"{_F}biases-break-symmetry::difference")
_PART = Shown(f"{_F}biases-break-symmetry::part")
_NO_ERROR = Shown(f"{_F}biases-break-symmetry::no-error")
_EQUAL_VALUES = Shown(f"{_F}biases-break-symmetry::equal-values")
_CENTRED = Shown(f"{_F}biases-and-centred-targets::never-moves")
_SQUARES = Shown(f"{_F}biases-and-centred-targets::squares")
_RESTS = Shown(f"{_F}silent-units-rest::in-numbers")
_BREAKS = Shown(f"{_F}dropout::breaks")
_STAYS = Shown(f"{_F}dropout::stays")
_DROPPED = Shown(f"{_F}dropout::in-numbers")
_CANCELS = Shown(f"{_F}dropout::cancels-in-numbers")
_NEVER = Shown(f"{_F}dropout-at-zero::never-moves")
_ROWS = Shown(f"{_F}softmax-at-zero::part")
_SOFTMAX = Shown(f"{_F}softmax-at-zero::first-step")
_THREE = Shown(f"{_F}softmax-at-zero::in-numbers")
_ABSENT = Shown(f"{_F}softmax-absent-classes::symmetry")
_SUM = Shown(f"{_F}softmax-rows-sum::never-changes")
_TWO = Shown(f"{_F}softmax-two-classes::symmetry")
_DIFFERENT = Shown(f"{_F}one-factor-at-zero::different")
_ROW_FIRST = Shown(f"{_F}one-factor-at-zero::row-first")
_COLUMN_FIRST = Shown(f"{_F}one-factor-at-zero::column-first")
_BOTH = Shown(f"{_F}both-factors-at-zero::never-moves")
_SCALARS = Shown(f"{_F}scalar-factors::product")
_HINGE, _HINGE_SLOW = (Shown(f"{_F}hinge-steps::witness", run) for run in (0, 1))
_FARTHER = Shown(f"{_F}mistakes-need-not-approach::farther")
_NOT_FARTHER = Shown(f"{_F}mistakes-need-not-approach::not-farther")
_SQUARE = Shown(f"{_F}unit-with-square-is-not-linear::in-numbers")
_BENDS = Shown(f"{_F}unit-with-square-is-not-linear::bends")
_LINEAR = Shown(f"{_F}unit-with-square-is-not-linear::linear")
_CONSTANT_MODEL = Shown(f"{_F}unit-with-square-is-not-linear::constant")
_DOWN = Shown(f"{_F}no-minimiser::falls")
_CYCLES = Shown(f"{_F}convex-descent-can-fail::two-for-ever")
_RUNS_AWAY = Shown(f"{_F}convex-descent-can-fail::three-runs-away")
_AGREE = Shown(f"{_F}many-minimisers::same-loss")
_APART = Shown(f"{_F}many-minimisers::symmetry")
_LINE = Shown(f"{_F}preconditioned-norm::on-a-line")
_TENDS = Shown(f"{_F}preconditioned-norm::tends")
_NORMS = Shown(f"{_F}preconditioned-norm::norms")
_LEAST = Shown(f"{_F}preconditioned-norm::least")
_FIRST = Shown(f"{_F}coordinate-descent-norm::first")
_SECOND = Shown(f"{_F}coordinate-descent-norm::second")
_SHORTER = Shown(f"{_F}coordinate-descent-norm::shorter")
_MOMENTUM = Shown(f"{_F}momentum::carries-the-rate")
_AVERAGE = Shown(f"{_F}averaging::symmetry")
_AVERAGE_START = "zero average at the start"
_VELOCITY, _VELOCITY_SLOW = (
    Shown(f"{_F}momentum::needs-zero-velocity-at-the-start", run) for run in (0, 1)
)
_MANY = Shown(f"{_F}multi-class::any-number-of-classes")
_ORDER = Shown(f"{_F}multi-class::order-of-scores")
_COMPARED, _COMPARED_SLOW = (
    Shown(f"{_F}multi-class::needs-scores-are-only-compared", run) for run in (0, 1)
)
_ADAM = Shown(f"{_F}adam::symmetry")
_ADAM_SAME = Shown(f"{_F}adam::predictions")
_DECAY, _DECAY_SLOW = (Shown(f"{_F}adam::decay", run) for run in (0, 1))

SENTENCES = (
    Sentence(
        id="F01",
        source="public questions",
        says=said("On data that cannot be separated a small rate damps the oscillation."),
        readings=(
            Reading(
                said("Of the size of the weights"),
                holds_by=(_SIZE.reference, _SWING.reference),
                instead=said(
                    "From zero they are those at the rate one times the rate, and so is every "
                    "swing: {}.",
                    _SWING.relation(),
                ),
            ),
            Reading(
                said("Of predictions, mistakes and the direction"),
                fails_by=(_SAME.reference, _XOR.reference, _CYCLE.reference),
                instead=said(
                    "From zero nothing changes: {}. On the four samples of the exclusive or, with "
                    "a bias, the rates {} and {} predict the same labels for ever, in a cycle of "
                    "which every label is wrong.",
                    *(_SAME.relation(), _XOR["eta"], _XOR_SLOW["eta"]),
                ),
            ),
        ),
    ),
    Sentence(
        id="F02",
        source="public questions",
        says=said("The perceptron does not care how its features are scaled."),
        holds_by=(_SCALED.reference, _PREDICTED.reference),
        fails_by=(_ONE_FEATURE.reference, _CONSTANT.reference),
        condition=said(
            "the start is zero and all features are scaled by one factor, {}, the constant input "
            "of a bias included",
            _SCALED.given("factor not zero"),
        ),
        instead=said(
            "Then {} and {}. To scale one feature of two alone can change a label: from zero, at "
            "every positive rate, on the samples ({}, {}), with the label {}, and ({}, {}), the "
            "second label predicted is {} at the factor {} and {} with the first feature times {}. "
            "So can a bias whose input stays as it was: from zero at the rate {}, on samples at "
            "{} and {}, both with the label {}, in two passes the fourth label predicted is {} at "
            "the factor {} and {} at {}.",
            *(_SCALED.relation(), _PREDICTED.relation()),
            *(_ONE_FEATURE["x_1^(1)"], _ONE_FEATURE["x_2^(1)"], _ONE_FEATURE["y^(1)"]),
            *(_ONE_FEATURE["x_1^(2)"], _ONE_FEATURE["x_2^(2)"]),
            *(_ONE_FEATURE.right(0), _ONE_FEATURE["k"], _ONE_FEATURE.right(1), _ONE_FEATURE["k'"]),
            *(_CONSTANT["eta"], _CONSTANT["x^(1)"], _CONSTANT["x^(2)"], _CONSTANT["y^(1)"]),
            *(_CONSTANT["y_hat^(4)"], _CONSTANT["c"]),
            *(_SCALED_TOO["y_hat^(4)"], _SCALED_TOO["c"]),
        ),
    ),
    Sentence(
        id="F03",
        source="public questions",
        says=said("Distinct biases alone break the symmetry of zero weights."),
        holds_by=(_PART.reference, _BIASES.reference),
        fails_by=(
            _NO_ERROR.reference,
            _EQUAL_VALUES.reference,
            _CENTRED.reference,
            _SQUARES.reference,
            _RESTS.reference,
        ),
        condition=said(
            "the errors at the start do not sum to zero, {}, and the units send on different "
            "values, {}",
            *(_PART.given("errors do not sum to 0"), _PART.given("units send on different values")),
        ),
        instead=said(
            "After the first step two units differ in the {} by {}. Where the output "
            "bias is the mean of the targets, as 0 is of centred ones, full-batch descent on the "
            "squared loss never moves, whatever the activation and the biases of the units. "
            "And rectified units with negative biases send on nothing: with zero weights, the "
            "biases {} and {}, one sample with the label {}, half the square of the error as loss "
            "and the rate {}, one step leaves their {} at {} and {}, and the {} alone moves, to "
            "{}.",
            *(_PART.noun("outgoing weight of unit 1 zero"), _BIASES.right()),
            *(_RESTS["beta_1^(0)"], _RESTS["beta_2^(0)"], _RESTS["y"], _RESTS["eta"]),
            *(_RESTS.nouns("v_1^(1)"), _RESTS["v_1^(1)"], _RESTS["v_2^(1)"]),
            *(_RESTS.noun("c^(1)"), _RESTS["c^(1)"]),
        ),
    ),
    Sentence(
        id="F04",
        source="public questions",
        says=said("Dropout breaks the tie of equal units."),
        holds_by=(_BREAKS.reference, _DROPPED.reference),
        fails_by=(_STAYS.reference, _CANCELS.reference, _NEVER.reference),
        condition=said(
            "what the samples in which their masks differ send back does not all cancel, {}",
            _BREAKS.given("not everything cancels"),
        ),
        instead=said(
            "Two units with the identity as activation and all weights {}, half the square of the "
            "error as loss, the rate {}: one step on the input {} with the label {}, which one of "
            "them misses, leaves their {} at {} and {}. On that sample twice, missed "
            "by one unit each time, it leaves both at {}. And from all zero with an activation "
            "that is zero at zero dropout never moves them.",
            *(_DROPPED["v^(0)"], _DROPPED["eta"], _DROPPED["x"], _DROPPED["y"]),
            *(_DROPPED.nouns("v^(0)"), _DROPPED.right(0), _DROPPED.right(1), _CANCELS.right(0)),
        ),
    ),
    Sentence(
        id="F05",
        source="public questions",
        says=said("Softmax regression must not start at zero."),
        fails_by=(_ROWS.reference, _SOFTMAX.reference, _THREE.reference),
        told_by=(_ABSENT.reference, _SUM.reference, _TWO.reference),
        instead=said(
            "It may: two rows part at the first step, {}, unless the inputs of the two classes "
            "have one sum. With three classes, the cross-entropy as loss and one sample with the "
            "input {}, the weight of its own class moves at the rate {} from {} to {} and the "
            "others from {} to {}. What stays: classes that no sample has are tied for ever, {}; "
            "the sum of the rows never changes, {}; and two classes are logistic regression at "
            "twice the rate.",
            *(_SOFTMAX.relation(), _THREE["x^(1)"], _THREE["eta"]),
            *(_THREE["w_1^(0)"], _THREE["w_1^(1)"], _THREE["w_2^(0)"], _THREE["w_2^(1)"]),
            *(_ABSENT.relation(0), _SUM.relation(0)),
        ),
    ),
    Sentence(
        id="F06",
        source="public questions",
        says=said("A layer of equal units leaves a linear model."),
        fails_by=(_BENDS.reference, _LINEAR.reference, _SQUARE.reference),
        told_by=(_CONSTANT_MODEL.reference,),
        instead=said(
            "It leaves one unit, and one unit that squares what it receives is no linear "
            "model. For a linear one the second difference of the output vanishes, {}; for two "
            "equal units with squares, weights {} and biases {} it is {}, and {} after one step on "
            "the input {} with the label {}, half the square of the error as loss, at the rate {}. "
            "From all zero such a model is a constant: {}.",
            *(_LINEAR.relation(), _SQUARE["w^(0)"], _SQUARE["beta^(0)"]),
            *(_SQUARE.right(0), _SQUARE.right(1), _SQUARE["x^(1)"], _SQUARE["y^(1)"]),
            *(_SQUARE["eta"], _CONSTANT_MODEL.relation()),
        ),
    ),
    Sentence(
        id="F07",
        source="public questions",
        says=said(
            "It makes no difference which of two factors, as in low-rank adapters, starts at zero."
        ),
        fails_by=(_DIFFERENT.reference, _ROW_FIRST.reference, _COLUMN_FIRST.reference),
        told_by=(_SCALARS.reference, _BOTH.reference),
        instead=said(
            "It can after one step of any rate: on the input ({}, {}) with the label {} and half "
            "the square of the error as loss, the row ({}, {}) and the column {} have the product "
            "({}, {}) then, the row ({}, {}) and the column {} the product ({}, {}). For two "
            "scalar factors it makes none, {}. If both start at zero, neither ever moves.",
            *(_ROW_FIRST["x_1"], _ROW_FIRST["x_2"], _ROW_FIRST["y^(1)"]),
            *(_ROW_FIRST["a_1^(0)"], _ROW_FIRST["a_2^(0)"], _ROW_FIRST["b^(0)"]),
            *(_ROW_FIRST.right(0), _ROW_FIRST.right(1)),
            *(_COLUMN_FIRST["a'_1^(0)"], _COLUMN_FIRST["a'_2^(0)"], _COLUMN_FIRST["b'^(0)"]),
            *(_COLUMN_FIRST.right(0), _COLUMN_FIRST.right(1), _SCALARS.relation()),
        ),
    ),
    Sentence(
        id="F08",
        source="public questions",
        says=said("The loss is convex, so descent reaches the minimum from anywhere."),
        fails_by=(_DOWN.reference, _CYCLES.reference, _RUNS_AWAY.reference),
        told_by=(_AGREE.reference, _APART.reference, f"{_F}many-minimisers::in-numbers"),
        instead=said(
            "There need be none: on data that can be separated a step along the separator lowers "
            "the logistic loss from anywhere. Where there is one, the rate can be too large: "
            "on the sample ({}, {}), with half the square of the error as loss, the rate {} leads "
            "from {} to {}, {}, {} and so on, and {} to {}, {}, {}. And where features depend on "
            "each other, different starts can reach different minimisers, {}, of equal loss.",
            *(_CYCLES["x"], _CYCLES["y"], _CYCLES["eta"], _CYCLES["w^(0)"]),
            *(_CYCLES["w^(1)"], _CYCLES["w^(2)"], _CYCLES["w^(3)"], _RUNS_AWAY["eta"]),
            *(_RUNS_AWAY["w'^(1)"], _RUNS_AWAY["w'^(2)"], _RUNS_AWAY["w'^(3)"]),
            _APART.relation(),
        ),
    ),
    Sentence(
        id="F09",
        source="public questions",
        says=said("Any descent from zero finds the solution of least norm."),
        fails_by=(
            _LINE.reference,
            _TENDS.reference,
            _NORMS.reference,
            _FIRST.reference,
            _SECOND.reference,
            _SHORTER.reference,
        ),
        told_by=(_LEAST.reference,),
        instead=said(
            "On the sample ({}, {}) with the target {} and half the square of the error as loss, "
            "from zero: descent whose gradient is multiplied by diag({}, {}) stays on a line of "
            "its own, {} and {}, and where {} with {} and some {} below one, it tends to a "
            "solution with the squared norm {}, where the least is {}. Coordinate descent, first "
            "weight first, stops at once at a solution whose squared norm is {}.",
            *(_NORMS["x_1"], _NORMS["x_2"], _NORMS["y^(1)"], _LINE["p_1"], _LINE["p_2"]),
            *(_LINE.relation(0), _LINE.relation(1), _TENDS.given("between −1 and 1")),
            *(_TENDS.given("the curvature of the example"), scalar("rho"), _NORMS.right(1)),
            *(_LEAST.right(), _SHORTER.right(1)),
        ),
    ),
    Sentence(
        id="F10",
        source="public questions",
        says=said("With momentum, and with averaged weights, the rate is a mere scale from zero."),
        holds_by=(
            _MOMENTUM.reference,
            _AVERAGE.reference,
            f"{_F}momentum::predictions",
            f"{_F}averaging::predictions",
        ),
        fails_by=(_VELOCITY.reference, f"{_F}averaging::needs-zero-average-at-the-start"),
        condition=said(
            "the perceptron is meant and what is kept beside the weights starts at zero too, the "
            "velocity, {}, or the average, {}",
            *(_VELOCITY.given("zero velocity at the start"), _AVERAGE.given(_AVERAGE_START)),
        ),
        instead=said(
            "Then {} at every step, and {} of the velocity, {} of the average. With {}, {} and the "
            "momentum {} the second label predicted on a sample at {} with the label {}, shown "
            "again and again, is {} at the rate {} and {} at {}.",
            *(_MOMENTUM.relation(0), _MOMENTUM.relation(1), _AVERAGE.relation(1)),
            _VELOCITY.equation("w^(0)"),
            *(_VELOCITY.equation("u^(0)"), _VELOCITY["momentum"]),
            *(_VELOCITY["x^(1)"], _VELOCITY["y^(1)"], _VELOCITY["y_hat^(2)"], _VELOCITY["eta"]),
            *(_VELOCITY_SLOW["y_hat^(2)"], _VELOCITY_SLOW["eta"]),
        ),
    ),
    Sentence(
        id="F11",
        source="public questions",
        says=said("Steps on the hinge loss from zero do not depend on the rate."),
        fails_by=(_HINGE.reference,),
        instead=said(
            "On samples at {} and {} with the labels {} and {}, three passes, the fifth label "
            "predicted is {} at the rate {} and {} at the rate {}: the margin is a number that no "
            "rate scales.",
            *(_HINGE["x^(1)"], _HINGE["x^(2)"], _HINGE["y^(1)"], _HINGE["y^(2)"]),
            *(_HINGE["y_hat^(5)"], _HINGE["eta"], _HINGE_SLOW["y_hat^(5)"], _HINGE_SLOW["eta"]),
        ),
    ),
    Sentence(
        id="F12",
        source="public questions",
        says=said("A perceptron with several classes is free of the rate from zero."),
        holds_by=(_MANY.reference, _ORDER.reference, f"{_F}multi-class::choices"),
        fails_by=(_COMPARED.reference,),
        condition=said("scores are only compared, with a fixed order for ties"),
        instead=said(
            "Then {} at every step. With {} added to the score of the first of {} classes, from "
            "zero and on samples at {} of class {} and at {} of class {}, the second choice is "
            "class {} at the rate {} and class {} at {}.",
            *(_MANY.relation(), _COMPARED["offset"], _COMPARED["classes"]),
            *(_COMPARED["x^(1)"], _COMPARED["y^(1)"]),
            *(_COMPARED["x^(2)"], _COMPARED["y^(2)"]),
            *(_COMPARED["y_hat^(2)"], _COMPARED["eta"]),
            *(_COMPARED_SLOW["y_hat^(2)"], _COMPARED_SLOW["eta"]),
        ),
    ),
    Sentence(
        id="F13",
        source="public questions",
        says=said("Each mistake brings the weights nearer to every separator."),
        fails_by=(_FARTHER.reference,),
        told_by=(_NOT_FARTHER.reference,),
        instead=said(
            "A first mistake can take them away from a separator that is too short: from the "
            "weights {}, on the sample {} with the label {} at the rate {}, the square of the "
            "distance from the separator {} becomes {} and was {}. It takes them no farther from a "
            "separator {} with {}.",
            *(_FARTHER["w^(0)"], _FARTHER["x^(1)"], _FARTHER["y^(1)"], _FARTHER["eta"]),
            *(_FARTHER["q"], _FARTHER.right(1), _FARTHER.right(2), vector("s")),
            _NOT_FARTHER.given("far enough out"),
        ),
    ),
    Sentence(
        id="F14",
        source="public questions",
        says=said("Adam from zero is free of the rate on the perceptron."),
        holds_by=(_ADAM.reference, _ADAM_SAME.reference),
        told_by=(_DECAY.reference,),
        instead=said(
            "{} at every step, and every label predicted is the same; the constant in the "
            "denominator has the unit of the gradient and does not meet the rate. Weight decay by "
            "{} times the rate breaks it: from zero on samples at {}, {} and {}, all with the "
            "label {}, the third label predicted is {} at the rate {} and {} at {} (the averages "
            "keep {} and {} of themselves, the constant is {}).",
            *(_ADAM.relation(0), _DECAY["lambda"], _DECAY["x^(1)"], _DECAY["x^(2)"]),
            *(_DECAY["x^(3)"], _DECAY["y^(1)"], _DECAY["y_hat^(3)"], _DECAY["eta"]),
            *(_DECAY_SLOW["y_hat^(3)"], _DECAY_SLOW["eta"]),
            *(_DECAY["beta_1"], _DECAY["beta_2"], _DECAY["epsilon"]),
        ),
    ),
)
