"""What the sources say, sentence by sentence, in our own words, and what decides each."""

from __future__ import annotations

from collections.abc import Mapping

from proofs.claim import Sentence
from proofs.terms import PHI, equals, linear_map, number, say, scalar, vector

_eta, _start = scalar("eta"), vector("w", "0")
_A, _X = linear_map("A", "A"), linear_map("X", "X'")
_zero = equals(scalar("w", "0"), 0)

_ALL = (
    Sentence(
        "S01",
        "A, textbook quote",
        say("The rate changes what is predicted only if the initial weights are not zero."),
        holds_by=(
            "perceptron.predictions-same::predictions",
            "perceptron.nonzero-start-can-matter::witness",
            "perceptron.nonzero-start-need-not-matter::induction",
        ),
        instead=say(
            "From zero no rate changes any prediction. The converse fails: from another start the "
            "rate can matter, but need not."
        ),
    ),
    Sentence(
        "S02",
        "A, textbook quote",
        say("From zero the rate changes the length of the weight vector, not its direction."),
        holds_by=("perceptron.eta-factors-out::symmetry", "perceptron.direction::unit-vectors"),
        instead=say("That holds for the perceptron, at every update and for every positive rate."),
    ),
    Sentence(
        "S03",
        "A, answer 1",
        say("With zero weights every hidden unit receives zero, whatever the input."),
        holds_by=("hidden.zero-preactivations::receives-zero",),
        fails_by=("hidden.zero-preactivations::needs-zero-bias-in-the-proof",),
        condition=say("the biases are zero too"),
        instead=say("A bias is received whatever the weights are."),
    ),
    Sentence(
        "S04",
        "A, answer 1",
        say("Hidden units that start at zero follow the same gradient."),
        holds_by=("hidden.equal-units-stay-equal::symmetry",),
        instead=say(
            "With zero outgoing weights as well. So do units that start equal at any other value, "
            "outgoing weights included."
        ),
    ),
    Sentence(
        "S05",
        "A, answer 1",
        say(
            "Because units that start equal follow the same gradient, the rate changes the length "
            "only, not the direction."
        ),
        holds_by=(
            "hidden.equal-units-stay-equal::symmetry",
            "perceptron.eta-factors-out::symmetry",
        ),
        fails_by=(
            "hidden.eta-changes-direction::not-parallel",
            "perceptron.nonzero-start-can-matter::witness",
        ),
        instead=say(
            "What is right in it: units that start equal do follow the same gradient, and for a "
            "perceptron that starts at zero the conclusion is true. But the one does not follow "
            "from the other. A perceptron has no hidden units, and equal weights that are not zero "
            "do not save it: its reason is scaling. A network has the hidden units, and there the "
            "conclusion fails: one logistic unit, all zero, one sample, and after two steps the "
            "incoming weight is {} at rate 1 and {} at rate {}, where the outgoing weight is {} "
            "and {}.",
            number(-1, 32),
            number(3, 256),
            number(1, 2),
            number(3, 8),
            number(11, 32),
        ),
    ),
    Sentence(
        "S06",
        "A, answer 1",
        say("Zero weights, or equal ones, prevent the network from learning."),
        holds_by=("hidden.zero-start-stuck::induction", "hidden.zero-start-centred::never-moves"),
        fails_by=("hidden.zero-start-learns::run",),
        instead=say(
            "What is right in it: from all zero only the output bias ever moves if the activation "
            "is 0 at 0, as with the hyperbolic tangent; and nothing at all moves, whatever the "
            "activation, if the errors at zero sum to 0, as with centred targets. Equal units also "
            "learn no more than one unit can. But learn they do: one logistic unit, all zero, on "
            "the sample (1, 1) at rate 1 lowers the loss from {} to {} in the first step, and "
            "after the second everything has moved, the incoming weight to {}.",
            number(1, 2),
            number(1, 32),
            number(-1, 32),
        ),
    ),
    Sentence(
        "S07",
        "A, answer 1",
        say("Errors that are sent back are proportional to the weights."),
        holds_by=("hidden.backprop-linear::linear", "hidden.backprop-linear::zero"),
        instead=say(
            "To the outgoing weights, with the forward pass held fixed. In the incoming weights "
            "they are not linear."
        ),
    ),
    Sentence(
        "S08",
        "A, answer 1",
        say("Equal weights get equal updates, all of them."),
        holds_by=("hidden.equal-units-stay-equal::symmetry",),
        fails_by=(
            "hidden.inputs-separate::in-numbers",
            "hidden.equal-incoming-not-enough::in-numbers",
        ),
        condition=say("they are weights of the same input in units that are equal throughout"),
        instead=say(
            "What is right in it: across units. Two units with equal incoming weights, biases and "
            "outgoing weights get the same updates for ever. But not all equal weights do: within "
            "one unit the weights of the inputs 1 and 2 move by {} and {}, in the ratio of the "
            "inputs; and two units that differ in the outgoing weight alone, 1 and 2, have "
            "incoming weights {} and {} after one step from 0.",
            number(-1, 8),
            number(-1, 4),
            number(-3, 8),
            number(-3, 4),
        ),
    ),
    Sentence(
        "S09",
        "A, comment",
        say("What multiplies the rate in an update depends on the data alone, not on the weights."),
        holds_by=(
            "perceptron.bracket-is-data-only::from-zero",
            "perceptron.bracket-is-data-only::from-elsewhere",
        ),
        fails_by=("perceptron.bracket-is-data-only::needs-zero-start",),
        condition=say("the initial weights are zero"),
        instead=say("From another start it depends on the data and on {}.", _start / _eta),
    ),
    Sentence(
        "S10",
        "A, answer 2",
        say("From zero the rate never changes a predicted label."),
        holds_by=(
            "perceptron.predictions-same::predictions",
            "perceptron.mistakes-same::predictions",
        ),
        instead=say(
            "In exact arithmetic. On a machine rounding can break a tie: "
            "float.rate-can-change-label."
        ),
    ),
    Sentence(
        "S11",
        "A, answer 2",
        say("The decision depends on the sign of the net input alone."),
        holds_by=("perceptron.sign-only::by-cases",),
    ),
    Sentence(
        "S12",
        "A, answer 2",
        say("The first update is the rate times the first error times the first sample."),
        holds_by=("perceptron.first-update::general-start",),
    ),
    Sentence(
        "S13",
        "A, answer 2",
        say("The second update can be written out with the first one substituted."),
        holds_by=("perceptron.unrolled::general-start",),
        instead=say("So can the update of any number."),
    ),
    Sentence(
        "S14",
        "A, answer 2",
        say("From zero the second update becomes simpler, since {}.", equals(PHI(number(0)), 1)),
        holds_by=("perceptron.unrolled::from-zero",),
        instead=say("It does for any value of {}.", PHI(number(0))),
    ),
    Sentence(
        "S15",
        "A, answer 2",
        say("A positive rate inside the threshold function may be dropped."),
        holds_by=("perceptron.sign-only::by-cases", "perceptron.unrolled::eta-dropped"),
    ),
    Sentence(
        "S16",
        "A, answer 2",
        say("From zero every update is the rate times something free of the rate."),
        holds_by=("perceptron.eta-factors-out::updates",),
        instead=say("For every number of updates, by induction."),
    ),
    Sentence(
        "S17",
        "A, answer 2",
        say("From weights that are not zero the rate may change the label."),
        holds_by=("perceptron.nonzero-start-can-matter::witness",),
    ),
    Sentence(
        "S18",
        "A, answer 2",
        say("All this holds from zero for a rate between 0 and 1."),
        holds_by=("perceptron.any-positive-rate::two-rates",),
        instead=say(
            "It does, but the restriction is not needed: it holds for every positive rate."
        ),
    ),
    Sentence(
        "S19",
        "A, answer 3",
        say("Units of a hidden layer that start equal keep equal values in every iteration."),
        holds_by=("hidden.equal-units-stay-equal::symmetry",),
        fails_by=("hidden.equal-incoming-not-enough::in-numbers",),
        condition=say("their outgoing weights start equal too"),
        instead=say("Equal incoming weights and biases alone are lost in the first step."),
    ),
    Sentence(
        "S20",
        "A, answer 3",
        say("So equal units contribute nothing to the gradient, only to its scale."),
        holds_by=("hidden.width-one::symmetry",),
        fails_by=("hidden.zero-start-learns::run", "hidden.eta-changes-direction::not-parallel"),
        instead=say(
            "What is right in it: more equal units add nothing that one unit does not have; their "
            "number only rescales rates. But one unit has a gradient, and it depends on where the "
            "rate has led: from all zero one logistic unit lowers the loss on the sample (1, 1) "
            "from {} to {} in one step, and after two steps the weights at the rates 1 and {} are "
            "not multiples of each other: their determinant is {}.",
            number(1, 2),
            number(1, 32),
            number(1, 2),
            number(31, 2048),
        ),
    ),
    Sentence(
        "S21",
        "A, answer 3",
        say("It is as if the hidden layer had one neuron."),
        holds_by=("hidden.width-one::equal-units-add-up", "hidden.width-one::symmetry"),
        instead=say(
            "With other rates: {} equal units at rate {} are one unit with rate {} for its "
            "outgoing weight and {} for its incoming weights and bias.",
            scalar("h"),
            _eta,
            _eta * scalar("h"),
            _eta / scalar("h"),
        ),
    ),
    Sentence(
        "S22",
        "B, question",
        say("With zero weights the product of weights and inputs is zero for every sample."),
        holds_by=("linear.zero-prediction::predictions",),
        instead=say("It is the prediction that is zero, not what is learned from it."),
    ),
    Sentence(
        "S23",
        "B, question",
        say("A product that is zero everywhere blocks the computation."),
        holds_by=(
            "linear.starts-iff-correlated::then-optimal",
            "linear.almost-surely-starts::proper",
        ),
        fails_by=("linear.starts-iff-correlated::moves",),
        instead=say(
            "The worry is natural, for the predictions are indeed all zero. But a step does not "
            "multiply by the predictions, it multiplies by the errors, and at zero the errors are "
            "the targets, with a minus sign. From zero the first step is {}, the rate times the "
            "correlations of the features with the targets. It is zero only where every feature "
            "is uncorrelated with the targets, and then zero is a best choice already: nothing is "
            "blocked, there is nothing to learn.",
            _eta * vector("b"),
        ),
    ),
    Sentence(
        "S24",
        "B, question",
        say("Starting the weights at zero resets the inputs to zero."),
        fails_by=("linear.starts-iff-correlated::moves",),
        holds_by=("linear.no-features-no-learning::induction",),
        instead=say(
            "The weights are set, the inputs stay what they are. If the inputs themselves are all "
            "zero, nothing is learned from any start."
        ),
    ),
    Sentence(
        "S25",
        "B, answer 1",
        say("For a single neuron a start at zero is neither an advantage nor a disadvantage."),
        holds_by=("linear.start-is-forgotten::limit", "linear.minimum-norm::reaches-the-solution"),
        fails_by=("linear.start-is-forgotten::null-space",),
        condition=say(
            "the columns of the design are linearly independent and the rate is small enough"
        ),
        instead=say(
            "With independent columns, and a rate small enough to converge, every start ends at "
            "the one least-squares solution, and zero is as good as any. With dependent columns, "
            "as when there are more features than samples, there are many solutions, and zero is "
            "an advantage: it leads to the one of least norm, while any other start keeps its part "
            "in the null space for ever, as if it had been learned."
        ),
    ),
    Sentence(
        "S26",
        "B, answers 1 and 2",
        say("With more neurons, random starts break a symmetry that would make gradients equal."),
        holds_by=(
            "hidden.permutation-equivariance::symmetry",
            "hidden.distinct-start-separates::only-if",
            "hidden.distinct-start-separates::in-numbers",
        ),
        instead=say(
            "The symmetry is that of exchanging units. Two units drawn at random from a "
            "continuous distribution differ with probability 1."
        ),
    ),
    Sentence(
        "S27",
        "B, answer 1",
        say("Linear regression has no symmetry between units that zero weights could keep."),
        holds_by=("linear.no-symmetry-to-break::differ", "logistic.no-symmetry-to-break::differ"),
        instead=say(
            "Weights that start at zero part at the first step, unless their features are "
            "correlated alike with the targets."
        ),
    ),
    Sentence(
        "S28",
        "B, answer 1",
        say("Small random starts give more or less the same result as zero."),
        holds_by=("linear.start-is-forgotten::difference", "linear.start-is-forgotten::limit"),
        fails_by=("linear.start-is-forgotten::null-space",),
        condition=say(
            "the columns of the design are linearly independent and the rate is below {}, where {} "
            "is the largest eigenvalue of {} = {}{}/{}",
            2 / scalar("lambda_max"),
            scalar("lambda_max"),
            _A,
            _X.transpose,
            _X,
            scalar("m"),
        ),
        instead=say(
            "Then “more or less” can be made exact: after {} steps the two results differ by {}, "
            "which tends to zero. It is not the smallness of the start that does this: a large "
            "start is forgotten at the same pace. With dependent columns the part of the start in "
            "the null space is never forgotten, though no prediction shows it.",
            scalar("t"),
            vector("decayed_difference", "t"),
        ),
    ),
    Sentence(
        "S29",
        "B, answer 1",
        say("The first prediction is zero, yet the gradient most likely is not: descent works."),
        holds_by=(
            "linear.gradient-at-zero::at-zero",
            "linear.starts-iff-correlated::moves",
            "linear.almost-surely-starts::at-most-once",
        ),
        instead=say(
            "“Most likely” is right, if some feature is not zero: the targets for which the "
            "gradient at zero vanishes are then a proper subspace, and along every direction that "
            "the features see one target at most is among them."
        ),
    ),
    Sentence(
        "S30",
        "B, answer 1",
        say("The input features are usually not all zero."),
        holds_by=("linear.almost-surely-starts::proper",),
        fails_by=("linear.no-features-no-learning::induction",),
        condition=say("the data are so: it is a condition on them, not a claim"),
        instead=say(
            "If some feature is not zero, zero weights learn unless the targets are exceptional; "
            "where all are zero nothing is learned, from zero or from elsewhere."
        ),
    ),
    Sentence(
        "S31",
        "B, answer 1",
        say("If good weights are known, it is better to start from them than from zero."),
        holds_by=("linear.warm-start-bound::error-bound",),
        fails_by=("linear.closer-start-can-end-farther::end",),
        condition=say("“better” is said of the bound on the error"),
        instead=say(
            "That is sound advice. The bound on the error after any number of steps is a multiple "
            "of the distance at the start, so halving the distance halves the bound. But a bound "
            "speaks of the worst case: of two starts the nearer one can end farther away, after "
            "three steps at 729/1000 against 0, when its error lies along a direction that is "
            "learned slowly."
        ),
    ),
    Sentence(
        "S32",
        "B, answer 2",
        say("Zero weights do not keep logistic regression from learning."),
        holds_by=(
            "logistic.starts-iff-correlated::moves",
            "logistic.starts-iff-correlated::then-optimal",
        ),
        instead=say("Unless zero is a minimiser already: the loss is convex."),
    ),
    Sentence(
        "S33",
        "B, answer 2",
        say("The derivation for logistic regression carries over to linear regression."),
        holds_by=(
            "logistic.same-gradient-form::squared",
            "logistic.same-gradient-form::logistic",
            "logistic.same-gradient-form::all-samples",
        ),
        instead=say("Both gradients are the samples times prediction minus target."),
    ),
    Sentence(
        "S34",
        "B, answer 2",
        say("Real networks need symmetry breaking."),
        holds_by=(
            "hidden.equal-units-stay-equal::symmetry",
            "hidden.width-one::symmetry",
            "hidden.distinct-start-separates::in-numbers",
        ),
        instead=say(
            "Without it a layer of any width learns what one unit can; zero is only one of the "
            "starts that need it."
        ),
    ),
    Sentence(
        "S35",
        "the project's brief",
        say("From zero the rate factors out of the updates of gradient descent."),
        holds_by=(
            "gd.first-step-factors::direction",
            "perceptron.batch-criterion::symmetry",
            "linear.direction-iff-eigenvector::formula",
        ),
        fails_by=(
            "linear.eta-does-not-factor::two-rates",
            "linear.direction-iff-eigenvector::sign-flips",
            "logistic.eta-does-not-factor::needs-summed-loss",
        ),
        condition=say("one step is made, or the loss is the perceptron criterion"),
        instead=say(
            "It is easy to believe, for it is true of the perceptron and of every first step. For "
            "the squared loss the second step from zero already ends at {}, with two powers of "
            "the rate, where {} and {} = {}{}/{}; for the samples (1, 0) and (0, 2) with targets 1 "
            "the rates 1 and 1/2 lead to (3/4, 0) and (7/16, 1/2), in different directions. Only "
            "if {} is an eigenvector of {} does the direction stay, for small rates; for large "
            "ones it is reversed after every even number of steps. For the logistic loss the "
            "second step breaks it as well.",
            2 * _eta * vector("b") - _eta**2 * _A(vector("b")),
            equals(vector("b"), _X.transpose(vector("y")) / scalar("m")),
            _A,
            _X.transpose,
            _X,
            scalar("m"),
            vector("b"),
            _A,
        ),
    ),
)

SENTENCES: Mapping[str, Sentence] = {sentence.id: sentence for sentence in _ALL}
"""All sentences, in the ledger's order."""
