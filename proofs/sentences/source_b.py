"""Source B: zero initialisation in linear regression."""

from proofs.claim import Reading, Sentence, Source
from proofs.quotes import Shown, said
from proofs.terms import scalar, vector

SOURCE = Source(
    "B",
    "a forum thread that asks what zero initialisation is good for in linear regression, with two "
    "answers",
)

_L = "linear."
_G = "logistic."
_H = "hidden."
_ZERO = Shown(f"{_L}zero-prediction::predictions")
_FIRST = Shown(f"{_L}starts-iff-correlated::first-step")
_MOVES = Shown(f"{_L}starts-iff-correlated::moves")
_STAYS = Shown(f"{_L}starts-iff-correlated::stays")
_OPTIMAL = Shown(f"{_L}starts-iff-correlated::then-optimal")
_PEARSON = Shown(f"{_L}starts-iff-correlated::not-pearson")
_NULL = Shown(f"{_L}almost-surely-starts::at-most-once")
_NO_MEASURE = Shown(f"{_L}almost-surely-starts::no-measure")
_PROPER = Shown(f"{_L}almost-surely-starts::proper")
_NO_FEATURES = Shown(f"{_L}no-features-no-learning::induction")
_COLUMN = Shown(f"{_L}zero-column-never-moves::direction")
_WITHOUT = Shown(f"{_L}zero-column-never-moves::symmetry")
_LIMIT = Shown(f"{_L}start-is-forgotten::limit")
_KEPT = Shown(f"{_L}start-is-forgotten::null-space")
_CONVERGES = Shown(f"{_L}start-is-forgotten::small-rates")
_REACHES = Shown(f"{_L}minimum-norm::reaches-the-solution")
_LEAST = Shown(f"{_L}minimum-norm::least-norm")
_COSTS = Shown(f"{_L}random-start-costs-loss::costs")
_AT_LEAST = Shown(f"{_L}random-start-costs-loss::at-least")
_LUCKY = Shown(f"{_L}random-start-costs-loss::twin")
_NEVER = Shown(f"{_L}start-differences-never-grow::distance")
_SMALL = Shown(f"{_L}start-differences-never-grow::small-start")
_GROWS = Shown(f"{_L}start-differences-never-grow::twin")
_AWAY = Shown(f"{_L}stable-rates::runs-away")
_GRADIENT = Shown(f"{_L}gradient-at-zero::at-zero")
_PART = Shown(f"{_L}no-symmetry-to-break::first-step")
_WARM = Shown(f"{_L}warm-start-bound::error-bound")
_WARMER = Shown(f"{_L}warm-start-bound::in-numbers")
_NEARER = Shown(f"{_L}closer-start-can-end-farther::ends")
_FARTHER = Shown(f"{_L}closer-start-can-end-farther::end")
_NEURON = Shown(f"{_L}is-one-neuron::updates")
_FUNCTION = Shown(f"{_L}is-one-neuron::same-function")
_LOGISTIC = Shown(f"{_G}same-gradient-form::logistic")
_SQUARED = Shown(f"{_G}same-gradient-form::squared")
_G_MOVES = Shown(f"{_G}starts-iff-correlated::moves")
_G_OPTIMAL = Shown(f"{_G}starts-iff-correlated::then-optimal")
_EQUAL = Shown(f"{_H}equal-units-stay-equal::symmetry")
_WIDTH = Shown(f"{_H}width-one::symmetry")
_DISTINCT = Shown(f"{_H}distinct-start-separates::in-numbers")
_ONLY_IF = Shown(f"{_H}distinct-start-separates::only-if")
_SILENT = Shown(f"{_H}distinct-start-separates::silent-units-in-numbers")
_EXCHANGE = Shown(f"{_H}permutation-equivariance::symmetry")
_SADDLE = Shown(f"{_H}stuck-without-symmetry::never-moves")
_SADDLE_LOSS = Shown(f"{_H}stuck-without-symmetry::loss-at-zero")
_BETTER = Shown(f"{_H}stuck-without-symmetry::better")

_CURVES = [scalar("lambda", "", k) * scalar("w", "", k) ** 2 for k in "12"]
_OF_TWO = (_CURVES[0] + _CURVES[1]) / 2
_RUNS_AWAY = said(
    "on one sample with the input {} and the target {}, with half the square of the error as "
    "loss, the rate {} leads from {} to {}, {}, {} and {}",
    *(_AWAY["x"], _AWAY["y"], _AWAY["eta"], _AWAY["w^(0)"]),
    *(_AWAY[f"w^({k})"] for k in (1, 2, 3, 4)),
)
"""A rate that is too large; S29 and S45 tell it."""

SENTENCES = (
    Sentence(
        id="S22",
        source="B, question",
        says=said("With zero weights the product of weights and inputs consists of zeros."),
        holds_by=(_ZERO.reference,),
        instead=said(
            "{} for every sample. It is the prediction that is zero, not what is learned from it.",
            _ZERO.relation(),
        ),
    ),
    Sentence(
        id="S23",
        source="B, question",
        says=said("I feel that a product of zeros blocks the computation."),
        fails_by=(_MOVES.reference, _FIRST.reference),
        told_by=(_STAYS.reference, _OPTIMAL.reference, _PEARSON.reference, _NULL.reference),
        instead=said(
            "The worry is natural, for the predictions are indeed all zero. But a step does not "
            "multiply by the predictions, it multiplies by the errors, and at zero the errors are "
            "the targets, with a minus sign. From zero the first step is {}: the rate times the "
            "inner products of the features with the targets. It is zero only if {}, and then zero "
            "is a best choice already: nothing is blocked, there is nothing to learn. It is the "
            "inner product that counts, not correlation: for a feature with the values {} and {} "
            "and the targets {} and {} it is {}, and Pearson's correlation is {}.",
            *(_FIRST.relation(), _STAYS.given("no column meets the targets")),
            *(_PEARSON["x^(1)"], _PEARSON["x^(2)"], _PEARSON["y^(1)"], _PEARSON["y^(2)"]),
            *(_PEARSON.right(0), _PEARSON.right(1)),
        ),
    ),
    Sentence(
        id="S24",
        source="B, question",
        says=said("To start the weights at zero is to reset all input values to zero."),
        fails_by=(_MOVES.reference, _FIRST.reference),
        told_by=(_NO_FEATURES.reference,),
        instead=said(
            "It sets the weights; the inputs stay what they are, and the first step from zero is "
            "made of them: {}. Where the inputs themselves are all zero, {}, nothing is learned "
            "from any start: {}.",
            *(_FIRST.relation(), _NO_FEATURES.given("no features"), _NO_FEATURES.relation()),
        ),
    ),
    Sentence(
        id="S25",
        source="B, answer 1",
        says=said("For one neuron a start at zero is no clear advantage or disadvantage."),
        holds_by=(_LIMIT.reference, _REACHES.reference, _CONVERGES.reference),
        fails_by=(_KEPT.reference, _COSTS.reference),
        told_by=(_LEAST.reference,),
        condition=said(
            "the limit is meant, the columns of the design are linearly independent, and {} and {}",
            *(_CONVERGES.given("positive rate"), _CONVERGES.given("small rate")),
        ),
        instead=said(
            "Then every start ends at the one least-squares solution. On the way zero is never "
            "worse on average, at any step (S42). With dependent columns, as when there are more "
            "features than samples, there are many solutions, and zero is an advantage for good: "
            "it leads to the one of least norm, while any other start keeps its part {} in the "
            "null space, {}.",
            *(vector("z"), _KEPT.relation()),
        ),
    ),
    Sentence(
        id="S26",
        source="B, answers 1 and 2",
        says=said(
            "With more neurons one usually starts at random to break a symmetry, since gradients "
            "could be equal otherwise."
        ),
        holds_by=(_EXCHANGE.reference, _ONLY_IF.reference, _DISTINCT.reference),
        fails_by=(_EQUAL.reference,),
        told_by=(_SILENT.reference,),
        condition=said("the units are drawn independently, from a density"),
        instead=said(
            "The symmetry is that of exchanging units. Units drawn independently from a density "
            "differ at the start with probability one, for equal ones fill a proper subspace; but "
            "a random value that all units share breaks nothing. Gradients need not differ all the "
            "same: of two rectified units with the {} {} and {} and no bias, an input of one moves "
            "neither, at any step.",
            *(_SILENT.nouns("w_1^(t)"), _SILENT["w_1^(t)"], _SILENT["w_2^(t)"]),
        ),
    ),
    Sentence(
        id="S27",
        source="B, answer 1",
        says=said("This symmetry does not exist in linear regression."),
        holds_by=(
            f"{_L}no-symmetry-to-break::differ",
            f"{_G}no-symmetry-to-break::differ",
            _PART.reference,
        ),
        instead=said(
            "The weights of two features part at the first step from zero, {}, unless the two "
            "have the same inner product with the targets. So it is in logistic regression. Where "
            "two columns are equal, for instance, their weights may be exchanged: a symmetry of "
            "those data, not of the model.",
            _PART.relation(),
        ),
    ),
    Sentence(
        id="S28",
        source="B, answer 1",
        says=said("Small random starts should give more or less the results of zero."),
        holds_by=(_NEVER.reference, _SMALL.reference),
        fails_by=(_GROWS.reference,),
        told_by=(_LIMIT.reference, _KEPT.reference, _CONVERGES.reference),
        condition=said("{} and {}", _NEVER.given("rate not negative"), _NEVER.given("small rate")),
        instead=said(
            "For every design two runs are then never farther apart than their starts, and a "
            "small start stays within its own size of the run from zero: {}. Where {}, at the "
            "rate {}, a difference can grow: its square is {} after one step from {} and {}, and "
            "was {}. If the rate is positive and {}, what the starts differ by in the row space "
            "tends to zero, and what they differ by in the null space stays, {}, though no "
            "prediction shows it.",
            *(_SMALL.relation(), _GROWS.taken("A"), _GROWS["eta"], _GROWS.left()),
            *(_GROWS["w^(0)"], _GROWS["w'^(0)"], _GROWS.right()),
            *(_CONVERGES.given("small rate"), _KEPT.relation()),
        ),
    ),
    Sentence(
        id="S29",
        source="B, answer 1",
        says=said(
            "The first product is zero, yet the gradient will likely not be, so that descent would "
            "still work."
        ),
        holds_by=(
            *(_GRADIENT.reference, _MOVES.reference, _NULL.reference, _PROPER.reference),
            *(_NO_MEASURE.reference, _REACHES.reference),
        ),
        fails_by=(_AWAY.reference, _NO_FEATURES.reference),
        told_by=(_CONVERGES.reference, _STAYS.reference),
        condition=said(
            "some feature is not zero, {}, and {}",
            *(_PROPER.given("some feature"), _CONVERGES.given("small rate")),
        ),
        instead=(
            *said(
                "Descent starts unless {}; “likely” is right, for the targets with which it does "
                "not are a proper subspace, of measure zero. But to start is not to work: ",
                _STAYS.given("no column meets the targets"),
            ),
            *_RUNS_AWAY,
            ".",
        ),
    ),
    Sentence(
        id="S30",
        source="B, answer 1",
        says=said("The input features are usually not all zero."),
        no_claim=True,
        told_by=(_NO_FEATURES.reference, _COLUMN.reference),
        instead=said(
            "It is an observation on data. Where all features are zero, and the constant of a bias "
            "is a feature, nothing is learned from any start: {}. The weight of one feature that "
            "is always zero never moves: {}.",
            *(_NO_FEATURES.relation(), _COLUMN.relation()),
        ),
    ),
    Sentence(
        id="S31",
        source="B, answer 1",
        says=said(
            "If good weights are known already, it could very well be better to start from them "
            "than from zero."
        ),
        holds_by=(_WARM.reference, _WARMER.reference),
        told_by=(_NEARER.reference, _FARTHER.reference),
        instead=said(
            "It can: with one sample, input {} and target {}, half the squared error as the loss "
            "and the rate {}, three steps lead from {} to {} and from {} to {}, where {} is the "
            "solution. And the bound on the error after any number of steps is a multiple of the "
            "distance at the start, {}. It need not: on the loss {} with {} and {}, of which zero "
            "is the solution, three steps at the rate {} lead from ({}, {}) to ({}, {}) and from "
            "({}, {}), which is farther away, to ({}, {}): an error along a direction that is "
            "learned slowly outlasts a longer one.",
            *(_WARMER["x"], _WARMER["y"], _WARMER["eta"]),
            *(_WARMER["p^(0)"], _WARMER["p^(3)"], _WARMER["q^(0)"], _WARMER["q^(3)"]),
            *(_WARMER["y"], _WARM.relation(), _OF_TWO),
            *(_NEARER.equation("lambda_1"), _NEARER.equation("lambda_2")),
            *(_NEARER["eta"], _NEARER["w_1^(0)"], _NEARER["w_2^(0)"]),
            *(_NEARER["w_1^(3)"], _NEARER["w_2^(3)"]),
            *(_NEARER["w'_1^(0)"], _NEARER["w'_2^(0)"], _NEARER["w'_1^(3)"], _NEARER["w'_2^(3)"]),
        ),
    ),
    Sentence(
        id="S32",
        source="B, answer 2",
        says=said("Zero initialisation does not prevent learning in logistic regression."),
        holds_by=(_G_MOVES.reference, _G_OPTIMAL.reference),
        instead=said(
            "From zero the first step moves, unless zero minimises the loss already: the loss is "
            "convex, so it blocks only where nothing is left to learn."
        ),
    ),
    Sentence(
        id="S33",
        source="B, answer 2",
        says=said("The analogous derivation can be done for linear regression."),
        holds_by=(_SQUARED.reference, _LOGISTIC.reference, f"{_G}same-gradient-form::all-samples"),
        instead=said(
            "By the net input the slopes of the two losses are {} and {}: both gradients are the "
            "samples times prediction minus target.",
            *(_SQUARED.right(), _LOGISTIC.right()),
        ),
    ),
    Sentence(
        id="S34",
        source="B, answer 2",
        says=said("Real neural networks need symmetry breaking."),
        holds_by=(_EQUAL.reference, _WIDTH.reference, _DISTINCT.reference),
        instead=said(
            "Equal units stay equal for ever, and a layer of them learns what one unit can, "
            "whatever its width; zero is only one of the starts that are so. Units that start "
            "different can part: of two rectified units with the {} {} and {}, the {} {} and {} "
            "and the {} {} and {}, on the sample ({}, {}) with half the square of the error as "
            "loss, the {} move at the rate {} by {} and {}.",
            *(_DISTINCT.nouns("w_1^(0)"), _DISTINCT["w_1^(0)"], _DISTINCT["w_2^(0)"]),
            *(_DISTINCT.nouns("beta_1^(0)"), _DISTINCT["beta_1^(0)"], _DISTINCT["beta_2^(0)"]),
            *(_DISTINCT.nouns("v_1^(0)"), _DISTINCT["v_1^(0)"], _DISTINCT["v_2^(0)"]),
            *(_DISTINCT["x^(1)"], _DISTINCT["y"], _DISTINCT.nouns("v_1^(0)"), _DISTINCT["eta"]),
            *(_DISTINCT["Delta_v_1^(1)"], _DISTINCT["Delta_v_2^(1)"]),
        ),
    ),
    Sentence(
        id="S41",
        source="B, question",
        says=said(
            "The recommendation is to start the weights of linear regression at zero: why is that "
            "beneficial?"
        ),
        no_claim=True,
        told_by=(_LEAST.reference, _REACHES.reference, _AT_LEAST.reference),
        instead=said(
            "It is advice. Two things speak for it: from zero the limit is the least-squares "
            "solution of least norm, {} for every other solution {}; and on the way the loss is "
            "never above the mean loss of two runs from opposite starts.",
            *(_LEAST.relation(), vector("v")),
        ),
    ),
    Sentence(
        id="S42",
        source="B, question",
        says=said("In the first round zero does not seem to offer a clear advantage."),
        fails_by=(_COSTS.reference, _AT_LEAST.reference),
        told_by=(_LUCKY.reference,),
        instead=said(
            "On average it is never worse, at any step: {}. The left side is the mean loss of the "
            "runs from a start and from its opposite, the first term on the right the loss from "
            "zero, the second never negative: zero is better on average while the last term is "
            "not 0. One single start can be better: with {} and the target {} the start {} has "
            "the loss {}, and zero {}.",
            *(_COSTS.relation(), _LUCKY.taken("X"), _LUCKY["y"], _LUCKY["w^(0)"]),
            *(_LUCKY.left(), _LUCKY.right()),
        ),
    ),
    Sentence(
        id="S43",
        source="B, answer 1",
        says=said("One often starts at zero since it is one of the easiest things to do."),
        no_claim=True,
        instead=said("It is a reason of convenience; mathematics has nothing to say of it."),
    ),
    Sentence(
        id="S44",
        source="B, answer 1",
        says=said("Basic linear regression is one neuron."),
        holds_by=(_FUNCTION.reference, _NEURON.reference),
        instead=said(
            "With the identity as its activation and the squared loss it is the same function, {}, "
            "with the same updates, {}, from the same start.",
            *(_FUNCTION.relation(), _NEURON.relation()),
        ),
    ),
    Sentence(
        id="S45",
        source="B, answer 1",
        says=said("There is no such symmetry, and so random initialisation is not necessary."),
        readings=(
            Reading(
                said("The conclusion: linear regression needs no random start"),
                holds_by=(
                    "convex.stationary-iff-optimal::stationary-then-optimal",
                    _OPTIMAL.reference,
                    _REACHES.reference,
                ),
                fails_by=(_AWAY.reference,),
                told_by=(_CONVERGES.reference,),
                condition=said("the rate is small enough, {}", _CONVERGES.given("small rate")),
                instead=(
                    "The loss is convex in the weights, so zero stops descent only where it is "
                    "optimal, and from zero a solution is reached. At too large a rate it is not: ",
                    *_RUNS_AWAY,
                    ".",
                ),
            ),
            Reading(
                said("The inference: where nothing can be exchanged, zero is safe"),
                fails_by=(
                    _SADDLE.reference,
                    _SADDLE_LOSS.reference,
                    _BETTER.reference,
                    f"{_H}stuck-without-symmetry::exchange",
                ),
                instead=said(
                    "There are other ways to be stuck. In a model with two weights that enter as "
                    "{}, to exchange them changes the output, yet weights that start at zero never "
                    "move at any rate, {} and {}: with half the square of the error as loss, on "
                    "the sample ({}, {}) theirs stays {}, and that of the weights {} and {} is {}.",
                    scalar("w", "", "1") * scalar("w", "", "2") * (1 + scalar("w", "", "2")),
                    *(_SADDLE.relation(0), _SADDLE.relation(1), _BETTER["x"], _BETTER["y"]),
                    *(_SADDLE_LOSS.right(), _BETTER["w_1"], _BETTER["w_2"], _BETTER.right()),
                ),
            ),
        ),
    ),
    Sentence(
        id="S46",
        source="B, answer 1",
        says=said("The inputs may contain some zeros."),
        no_claim=True,
        told_by=(_COLUMN.reference, _WITHOUT.reference),
        instead=said(
            "It is an observation on data. A column of zeros does no harm: its weight stays where "
            "it started, {}, and the other weights are those of the run without it, {}.",
            *(_COLUMN.relation(), _WITHOUT.relation()),
        ),
    ),
    Sentence(
        id="S47",
        source="B, answer 2",
        says=said("The cost function is different, of course."),
        holds_by=(_SQUARED.reference, _LOGISTIC.reference),
        instead=said(
            "By the net input the one has the slope {} and the other {}. They differ, but their "
            "form is one: prediction minus target.",
            *(_SQUARED.right(), _LOGISTIC.right()),
        ),
    ),
    Sentence(
        id="S52",
        source="B, answer 1",
        says=said(
            "One starts at zero for want of better numbers; inputs are expected to be meaningful."
        ),
        no_claim=True,
        instead=said("It is a habit and an expectation; there is nothing in it to prove."),
    ),
)
