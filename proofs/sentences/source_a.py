"""Source A: the perceptron's learning rate, and zero weights in networks."""

from proofs.claim import Reading, Sentence, Source
from proofs.quotes import Shown, said
from proofs.terms import PHI, equals, number, scalar, vector

SOURCE = Source(
    "A",
    "a question on why a perceptron's learning rate matters only if its weights do not start at "
    "zero, with the textbook passage that it asks about, three answers and a comment",
)

_phi_at_zero = PHI(number(0))
_eta, _start = scalar("eta"), vector("w", "0")
_P = "perceptron."
_H = "hidden."
_SCALED = Shown(f"{_P}eta-factors-out::symmetry")
_UPDATES = Shown(f"{_P}eta-factors-out::updates")
_SAME = Shown(f"{_P}predictions-same::predictions")
_SIGN = Shown(f"{_P}sign-only::by-cases")
_PART = Shown(f"{_P}sign-only::a-factor-of-a-part")
_COSTS = Shown(f"{_P}mistake-bound::needs-zero-start")
_RATIO = Shown(f"{_P}joint-scaling::ratio")
_CAN, _CAN_TOO = (Shown(f"{_P}nonzero-start-can-matter::witness", run) for run in (0, 1))
_NEED_NOT = Shown(f"{_P}nonzero-start-need-not-matter::witness")
_BRACKET, _BRACKET_TOO = (Shown(f"{_P}bracket-is-data-only::needs-zero-start", k) for k in (0, 1))
_TIES = Shown(f"{_P}first-update::first-label-one")
_EQUAL = Shown(f"{_H}equal-units-stay-equal::symmetry")
_BIASES = Shown(f"{_H}equal-units-stay-equal::unequal-biases-in-numbers")
_NEEDS_BIASES = Shown(f"{_H}equal-units-stay-equal::needs-equal-biases")
_NEEDS_OUTGOING = Shown(f"{_H}equal-units-stay-equal::needs-equal-outgoing-weights")
_INPUTS = Shown(f"{_H}inputs-separate::in-numbers")
_OUTGOING = Shown(f"{_H}equal-incoming-not-enough::in-numbers")
_LEARNS = Shown(f"{_H}zero-start-learns::run")
_STUCK = Shown(f"{_H}zero-start-stuck::induction")
_CENTRED = Shown(f"{_H}zero-start-centred::gradient-is-zero")
_ONE, _HALF = (
    Shown(f"{_H}eta-changes-direction::rate-one"),
    Shown(f"{_H}eta-changes-direction::rate-half"),
)
_APART = Shown(f"{_H}eta-changes-direction::not-parallel")
_WIDTH = Shown(f"{_H}width-one::symmetry")
_DEEP = Shown(f"{_H}width-one-deep::steps")
_SAME_RATES = Shown(f"{_H}width-one::twin")
_BACK = Shown(f"{_H}backprop-linear::zero")
_FOLLOWS = Shown(f"{_H}backprop-linear::needs-forward-pass-held-fixed")
_NOT_IN_W = Shown(f"{_H}backprop-linear::twin")
_TWO_BIASES = Shown(f"{_H}backprop-linear::unequal-biases-in-numbers")
_NO_BIAS = Shown(f"{_H}zero-preactivations::needs-zero-bias")
_MERGE = Shown(f"{_H}unequal-units-can-merge::in-numbers")
_MIRROR = Shown(f"{_H}unequal-units-can-merge::mirror-images")
_TURNED = Shown(f"{_P}direction::from-another-start")

_MATTERS = said(
    "from {} the sample ({}, {}) makes the next label predicted at {} equal to {} at the rate {} "
    "and to {} at the rate {}",
    *(_CAN.equation("w^(0)"), _CAN["x^(1)"], _CAN["y^(1)"], _CAN["x^(2)"]),
    *(_CAN["y_hat^(2)"], _CAN["eta"], _CAN_TOO["y_hat^(2)"], _CAN_TOO["eta"]),
)
"""How the rate can matter; S01, S17 and S49 tell it."""
_LOGISTIC = said(
    "one logistic unit, all zero, on the sample ({}, {}) with half the square of the error as loss",
    *(_LEARNS["x"], _LEARNS["y"]),
)

SENTENCES = (
    Sentence(
        id="S01",
        source="A, textbook quote",
        says=said("The rate changes what is predicted only if the initial weights are not zero."),
        holds_by=(_SAME.reference,),
        told_by=(_CAN.reference, _NEED_NOT.reference),
        instead=(
            *said("From zero no rate changes any prediction: {}. The converse ", _SAME.relation()),
            "fails, for from another start the rate can matter but need not: ",
            *_MATTERS,
            *said(
                "; from {}, with every sample ({}, {}), all rates predict the same.",
                *(_NEED_NOT.equation("w^(0)"), _NEED_NOT["x^(1)"], _NEED_NOT["y^(1)"]),
            ),
        ),
    ),
    Sentence(
        id="S02",
        source="A, textbook quote",
        says=said("From zero the rate changes the length of the weight vector, not its direction."),
        holds_by=(_SCALED.reference, f"{_P}direction::unit-vectors"),
        instead=said(
            "It is proved of the perceptron, at every update and for every positive rate: {}, "
            "where {} are the weights at the rate one.",
            *(_SCALED.relation(), vector("v", "t")),
        ),
    ),
    Sentence(
        id="S03",
        source="A, answer 1",
        says=said("With zero weights every hidden unit receives zero, whatever the input."),
        holds_by=(f"{_H}zero-preactivations::receives-zero",),
        fails_by=(_NO_BIAS.reference,),
        condition=said("the {} are zero too", _NO_BIAS.nouns("zero bias")),
        instead=said(
            "A unit receives its bias whatever the weights are: with zero weights, the bias {} and "
            "the input {} it receives {}.",
            *(_NO_BIAS["beta"], _NO_BIAS["x"], _NO_BIAS.left()),
        ),
    ),
    Sentence(
        id="S04",
        source="A, answer 1",
        says=said("Hidden units that start with zero weights all follow the same gradient."),
        holds_by=(_EQUAL.reference,),
        fails_by=(_BIASES.reference, _NEEDS_BIASES.reference),
        condition=said("their {} are equal too", _NEEDS_BIASES.nouns("equal biases")),
        instead=said(
            "Zero weights are equal, and units that start equal stay equal for ever. But two units "
            "that send on what they receive, all weights zero, with the {} {} and {}, have the {} "
            "{} and {} {}, on the sample ({}, {}) at the rate {} with half the square of the error "
            "as loss.",
            *(_BIASES.nouns("beta_1^(0)"), _BIASES["beta_1^(0)"], _BIASES["beta_2^(0)"]),
            *(_BIASES.nouns("v_1^(1)"), _BIASES["v_1^(1)"], _BIASES["v_2^(1)"]),
            *(_BIASES.after("v_1^(1)"), _BIASES["x"], _BIASES["y"], _BIASES["eta"]),
        ),
    ),
    Sentence(
        id="S05",
        source="A, answer 1",
        says=said(
            "Because units that start at zero follow the same gradient, the rate changes the "
            "length only, not the direction."
        ),
        told_by=(_LEARNS.reference, _EQUAL.reference, _SCALED.reference),
        fails_by=(_APART.reference, _ONE.reference, _HALF.reference),
        instead=(
            *said(
                "What is right in it: units that start equal do follow the same gradient, and of a "
                "perceptron that starts at zero the conclusion is true. But the one does not "
                "follow from the other. A perceptron has no hidden units; its reason is scaling. A "
                "network has them, and there the conclusion fails: "
            ),
            *_LOGISTIC,
            *said(
                ": {} {} at the rate {} and {} at the rate {}, where {} and {}. The determinant of "
                "the two is {}, not zero.",
                *(_ONE.after("w^(2)"), _ONE.named("w^(2)"), _ONE["eta"]),
                *(_HALF["w_tilde^(2)"], _HALF["eta_tilde"]),
                *(_ONE.named("v^(2)"), _HALF["v_tilde^(2)"], _APART.right()),
            ),
        ),
    ),
    Sentence(
        id="S06",
        source="A, answer 1",
        says=said("Zero weights, or equal ones, prevent the network from learning."),
        told_by=(
            _STUCK.reference,
            _CENTRED.reference,
            f"{_H}zero-start-centred::never-moves",
            _WIDTH.reference,
        ),
        fails_by=(_LEARNS.reference,),
        instead=(
            "They do not in general: ",
            *_LOGISTIC,
            *said(
                " at the rate {}: the loss {} {}, and {} {}. What is right in it: from all zero "
                "the {} alone ever moves if {}, as with the hyperbolic tangent; and full-batch "
                "descent moves nothing at all, whatever the activation, if the errors at zero sum "
                "to zero, {}, as with centred targets. And equal units learn no more than one "
                "unit can.",
                *(_LEARNS["eta"], _LEARNS.changes("(f^(0) - y)^2/2", "(f^(1) - y)^2/2")),
                *(_LEARNS.after("v^(1)"), _LEARNS.after("w^(2)"), _LEARNS.named("w^(2)")),
                *(_LEARNS.noun("c^(1)"), _STUCK.given("activation 0 at 0")),
                _CENTRED.given("errors at zero sum to 0"),
            ),
        ),
    ),
    Sentence(
        id="S07",
        source="A, answer 1",
        says=said("The errors that are sent back are proportional to the weights."),
        holds_by=(f"{_H}backprop-linear::linear", _BACK.reference),
        fails_by=(_FOLLOWS.reference, _NOT_IN_W.reference),
        condition=said(
            "the {} are meant and the forward pass is held fixed",
            _BACK.nouns("zero outgoing weight"),
        ),
        instead=said(
            "What is sent back is {}, linear in the {} {} while the other two factors are held "
            "fixed. In the {} it is not linear. And where the error follows the weight, doubling "
            "it does not double what is sent back: for a logistic unit that receives zero, with "
            "the {} {}, the label {} and half the square of the error as loss, that is {} and not "
            "{}.",
            *(_BACK.left(), _FOLLOWS.noun("v"), scalar("v"), _NOT_IN_W.nouns("w")),
            *(_FOLLOWS.noun("v"), _FOLLOWS["v"], _FOLLOWS["y"], _FOLLOWS.left(), _FOLLOWS.right()),
        ),
    ),
    Sentence(
        id="S08",
        source="A, answer 1",
        says=said("If all the weights are equal, all of them get the same update."),
        holds_by=(_EQUAL.reference,),
        fails_by=(_INPUTS.reference,),
        told_by=(f"{_H}inputs-separate::ratio", _OUTGOING.reference),
        condition=said("they are weights of the same input in units that are equal throughout"),
        instead=said(
            "Across units it holds for ever. Across the inputs of one unit it fails: with the {} "
            "{}, weights 0 of the inputs {} and {} move by {} and {}, in the ratio of the inputs, "
            "as whatever weights do. And two units "
            "that differ in the {} alone, {} and {}, have the {} {} and {} {} from zero, with the "
            "input {}. Both are logistic, with the label {}, the rate {} and half the square of "
            "the error as loss.",
            *(_INPUTS.noun("v"), _INPUTS["v"], _INPUTS["x_1"], _INPUTS["x_2"]),
            *(_INPUTS["Delta_w_1"], _INPUTS["Delta_w_2"]),
            *(_OUTGOING.noun("v_1^(0)"), _OUTGOING["v_1^(0)"], _OUTGOING["v_2^(0)"]),
            *(_OUTGOING.nouns("w_1^(1)"), _OUTGOING["w_1^(1)"], _OUTGOING["w_2^(1)"]),
            *(_OUTGOING.after("w_1^(1)"), _OUTGOING["x"], _OUTGOING["y"], _OUTGOING["eta"]),
        ),
    ),
    Sentence(
        id="S09",
        source="A, comment",
        says=said("What multiplies the rate in an update depends on the data, not on the weights."),
        holds_by=(
            f"{_P}bracket-is-data-only::from-zero",
            f"{_P}bracket-is-data-only::from-elsewhere",
        ),
        fails_by=(_BRACKET.reference,),
        condition=said("the initial weights are zero"),
        instead=said(
            "From zero any two rates have one bracket. From another start it depends on the data "
            "and on {}: from {}, on samples at {} and {} with the labels {} and {}, the rates {} "
            "and {} predict {} and {} for the second sample, so that their brackets differ.",
            *(_start / _eta, _BRACKET.equation("w^(0)"), _BRACKET["x^(1)"], _BRACKET["x^(2)"]),
            *(_BRACKET["y^(1)"], _BRACKET["y^(2)"], _BRACKET["eta"], _BRACKET_TOO["eta"]),
            *(_BRACKET["y_hat^(2)"], _BRACKET_TOO["y_hat^(2)"]),
        ),
    ),
    Sentence(
        id="S10",
        source="A, answer 2",
        says=said("From zero the rate has no influence on a predicted label."),
        holds_by=(_SAME.reference, f"{_P}mistakes-same::predictions"),
        told_by=(
            "float.rate-can-change-label::rate-one",
            "float.rate-can-change-label::rate-tenth",
        ),
        instead=said(
            "{}, since the net inputs of two rates differ by a positive factor. That is so in "
            "exact arithmetic; on a machine rounding can break a tie "
            "(float.rate-can-change-label).",
            _SAME.relation(),
        ),
    ),
    Sentence(
        id="S11",
        source="A, answer 2",
        says=said("The decision depends on the sign of the net input alone."),
        holds_by=(_SIGN.reference,),
        instead=said(
            "{} for {}, whatever the three values of the threshold function.",
            *(_SIGN.relation(), _SIGN.given("positive factor")),
        ),
    ),
    Sentence(
        id="S12",
        source="A, answer 2",
        says=said("The first update is the rate times the first error times the first sample."),
        holds_by=(f"{_P}first-update::general-start",),
        instead=said(
            "It is the update rule, read at the start: {}.",
            Shown(f"{_P}first-update::general-start").relation(),
        ),
    ),
    Sentence(
        id="S13",
        source="A, answer 2",
        says=said("The second update can be written out with all earlier ones substituted in."),
        holds_by=(f"{_P}unrolled::general-start",),
        instead=said(
            "It is {}. The update of any number can be written out so.",
            Shown(f"{_P}unrolled::general-start").relation(),
        ),
    ),
    Sentence(
        id="S14",
        source="A, answer 2",
        says=said(
            "From zero the second update becomes simpler, since {}.", equals(_phi_at_zero, 1)
        ),
        holds_by=(f"{_P}unrolled::from-zero",),
        instead=said(
            "From zero it is {}, whatever the value at zero is.",
            Shown(f"{_P}unrolled::from-zero").relation(),
        ),
    ),
    Sentence(
        id="S15",
        source="A, answer 2",
        says=said("A positive rate that multiplies the argument of the threshold function may go."),
        holds_by=(_SIGN.reference, f"{_P}unrolled::eta-dropped"),
        told_by=(_PART.reference,),
        instead=(
            "It does not change the sign of the whole argument. Where it multiplies a part alone "
            "it may not be dropped: at ",
            scalar("a"),
            " = ",
            _PART["a"],
            ", ",
            _eta,
            " = ",
            _PART["eta"],
            ", ",
            scalar("b"),
            " = ",
            _PART["b"],
            " one has ",
            _PART.relation(0),
            " but ",
            _PART.relation(1),
            ".",
        ),
    ),
    Sentence(
        id="S16",
        source="A, answer 2",
        says=said("From zero every update is the rate times something free of the rate."),
        holds_by=(_UPDATES.reference,),
        instead=said("{} for every number of updates, by induction.", _UPDATES.relation()),
    ),
    Sentence(
        id="S17",
        source="A, answer 2",
        says=said("From weights that are not zero the rate may change the predicted label."),
        holds_by=(_CAN.reference,),
        instead=("It can: ", *_MATTERS, "."),
    ),
    Sentence(
        id="S18",
        source="A, answer 2",
        says=said("All this holds from zero for a rate between zero and one."),
        holds_by=(f"{_P}any-positive-rate::two-rates",),
        instead=said(
            "The upper bound is not needed: any two positive rates give {}.",
            Shown(f"{_P}any-positive-rate::two-rates").relation(),
        ),
    ),
    Sentence(
        id="S19",
        source="A, answer 3",
        says=said("All units of a hidden layer keep the same values, after any number of steps."),
        holds_by=(_EQUAL.reference,),
        fails_by=(_OUTGOING.reference, _NEEDS_OUTGOING.reference),
        condition=said(
            "they start equal, their {} too", _NEEDS_OUTGOING.nouns("equal outgoing weights")
        ),
        instead=said(
            "By the symmetry lemma. With the {} {} and {}, and all else equal, the {} of two "
            "logistic units are {} and {} {} from zero, on the sample ({}, {}) at the rate {} with "
            "half the square of the error as loss.",
            *(_OUTGOING.nouns("v_1^(0)"), _OUTGOING["v_1^(0)"], _OUTGOING["v_2^(0)"]),
            *(_OUTGOING.nouns("w_1^(1)"), _OUTGOING["w_1^(1)"], _OUTGOING["w_2^(1)"]),
            *(_OUTGOING.after("w_1^(1)"), _OUTGOING["x"], _OUTGOING["y"], _OUTGOING["eta"]),
        ),
    ),
    Sentence(
        id="S20",
        source="A, answer 3",
        says=said("So they make no contribution to the gradient, only to its scale."),
        readings=(
            Reading(
                said("Of the further equal units, beside a first one"),
                holds_by=(_WIDTH.reference, f"{_H}width-one::equal-units-add-up", _DEEP.reference),
                instead=said(
                    "{} equal units are one unit with {} and with other rates: the further ones "
                    "change the scale of its steps and nothing else, in every layer of a deep "
                    "network, too.",
                    *(scalar("h"), _WIDTH.relation(3)),
                ),
            ),
            Reading(
                said("Of the whole layer"),
                fails_by=(_LEARNS.reference, _APART.reference),
                told_by=(_ONE.reference, _HALF.reference),
                instead=(
                    "One unit has a gradient, and where that leads depends on the rate: ",
                    *_LOGISTIC,
                    *said(
                        ": at the rate {} the loss {} {}; and {} the weights at the rates {} and "
                        "{} are no multiples of each other, their determinant is {}.",
                        _LEARNS["eta"],
                        _LEARNS.changes("(f^(0) - y)^2/2", "(f^(1) - y)^2/2"),
                        *(_LEARNS.after("v^(1)"), _ONE.after("w^(2)")),
                        *(_ONE["eta"], _HALF["eta_tilde"], _APART.right()),
                    ),
                ),
            ),
        ),
    ),
    Sentence(
        id="S21",
        source="A, answer 3",
        says=said("It is like having one neuron in every layer."),
        holds_by=(_DEEP.reference, f"{_H}width-one::equal-units-add-up", _WIDTH.reference),
        fails_by=(_SAME_RATES.reference,),
        condition=said("weights and rates are rescaled by the widths"),
        instead=said(
            "However many layers there are, the equal units of each are one unit, whose weight to "
            "the next layer is {}, updated by {}, where {} is the error of its output. With one "
            "hidden layer of {} units that is {}. At the same rate it is another unit: where the "
            "weights to the output start at zero and a step reads one sample, with {} and {}, at "
            "the rate {} one step leads it to {}, and {} units together to {}.",
            *(_DEEP.relation(3), _DEEP.update("w_tilde_p^(n + 1)"), scalar("e")),
            *(scalar("h"), _WIDTH.relation(3)),
            *(_SAME_RATES.taken("sigma"), _SAME_RATES.taken("l'"), _SAME_RATES["eta"]),
            *(_SAME_RATES.left(), _SAME_RATES["h"], _SAME_RATES.right()),
        ),
    ),
    Sentence(
        id="S36",
        source="A, textbook quote",
        says=said(
            "That the rate matters only from other weights is the reason not to start at zero."
        ),
        no_claim=True,
        told_by=(
            _RATIO.reference,
            f"{_P}mistake-bound::solved",
            f"{_P}mistake-bound::from-zero",
            _COSTS.reference,
        ),
        instead=said(
            "It is advice. From any start {}, where {} is the run at the rate one from the start "
            "over the rate. So from a start that is not zero the rate does one thing: it sets the "
            "size of the start against that of the steps. The bound on the number of mistakes "
            "grows with the start, {} from zero and {} from any start; and such a start can cost "
            "mistakes: one sample, shown again at the rate {}, is mistaken {} times where the "
            "bound from zero is {}.",
            *(_RATIO.relation(), vector("v", "t")),
            Shown(f"{_P}mistake-bound::from-zero").relation(),
            Shown(f"{_P}mistake-bound::solved").relation(),
            *(_COSTS["eta"], _COSTS.left(), _COSTS.right()),
        ),
    ),
    Sentence(
        id="S37",
        source="A, answer 1",
        says=said("To avoid the symmetry the initial weights should be unequal."),
        readings=(
            Reading(
                said("As what is necessary"),
                holds_by=(_EQUAL.reference,),
                instead=said("Units that start equal stay equal for ever."),
            ),
            Reading(
                said("As what is enough"),
                fails_by=(_MERGE.reference, _MIRROR.reference),
                instead=said(
                    "Units that start different can be equal {}: of two that send on what they "
                    "receive, with half the square of the error as loss and the output bias {}, "
                    "one starts with the {} {}, the {} {} and the {} {}, the other with {}, {} "
                    "and {}; at the rate {} on the sample ({}, {}) both come to {}, {} and {}. And "
                    "units that start as mirror images stay so where the activation is odd: "
                    "{}, {}.",
                    *(_MERGE.after("w_1^(1)"), _MERGE["c^(0)"]),
                    *(_MERGE.noun("w_1^(0)"), _MERGE["w_1^(0)"]),
                    *(_MERGE.noun("beta_1^(0)"), _MERGE["beta_1^(0)"]),
                    *(_MERGE.noun("v_1^(0)"), _MERGE["v_1^(0)"]),
                    *(_MERGE["w_2^(0)"], _MERGE["beta_2^(0)"], _MERGE["v_2^(0)"]),
                    *(_MERGE["eta"], _MERGE["x"], _MERGE["y"]),
                    *(_MERGE["w_1^(1)"], _MERGE["beta_1^(1)"], _MERGE["v_1^(1)"]),
                    *(_MIRROR.relation(0), _MIRROR.relation(2)),
                ),
            ),
        ),
    ),
    Sentence(
        id="S38",
        source="A, answer 1",
        says=said("If all the weights are the same, the errors sent back are the same."),
        holds_by=(f"{_H}backprop-linear::chain-rule", _EQUAL.reference),
        fails_by=(_TWO_BIASES.reference, _NEEDS_BIASES.reference),
        condition=said(
            "the {} are equal too, across the units of one layer",
            _NEEDS_BIASES.nouns("equal biases"),
        ),
        instead=said(
            "Equal units receive, send on and get back the same. But two units that send on the "
            "square of what they receive, with input, {} and {} {} and the {} {} and {}, are sent "
            "back {} and {}.",
            *(_TWO_BIASES.noun("w"), _TWO_BIASES.noun("v"), _TWO_BIASES["v"]),
            *(_TWO_BIASES.nouns("beta_1"), _TWO_BIASES["beta_1"], _TWO_BIASES["beta_2"]),
            *(_TWO_BIASES["p_1"], _TWO_BIASES["p_2"]),
        ),
    ),
    Sentence(
        id="S39",
        source="A, comment",
        says=said("Is the direction not determined by the inputs and the targets alone?"),
        holds_by=(f"{_P}bracket-is-data-only::from-zero", f"{_P}direction::unit-vectors"),
        fails_by=(_BRACKET.reference, f"{_P}direction::needs-order-fixed-beforehand"),
        condition=said("the start is zero and the order of the samples is a part of the data"),
        instead=said(
            "Then each update is the rate times what the samples seen so far determine. From {}, "
            "on samples at {} and {} with the labels {} and {}, the rates {} and {} already "
            "predict different labels, and so do they from zero if the weights decide which sample "
            "is next.",
            *(_BRACKET.equation("w^(0)"), _BRACKET["x^(1)"], _BRACKET["x^(2)"]),
            *(_BRACKET["y^(1)"], _BRACKET["y^(2)"], _BRACKET["eta"], _BRACKET_TOO["eta"]),
        ),
    ),
    Sentence(
        id="S40",
        source="A, answer 2",
        says=said(
            "That every update is the rate times something free of it is what is meant by: the "
            "scale, not the direction."
        ),
        holds_by=(_UPDATES.reference, _SCALED.reference),
        fails_by=(_TURNED.reference,),
        condition=said("the start is zero"),
        instead=said(
            "Then the weights are the rate times the sum of these, {}. From another start updates "
            "that are the rate times something free of it turn the weights: from a vector {} the "
            "sample {} at a right angle to it, with the label {}, leads to {}.",
            *(_SCALED.relation(), vector("i"), vector("j"), _TURNED["y^(1)"], _TURNED.relation()),
        ),
    ),
    Sentence(
        id="S48",
        source="A, answer 2",
        says=said("The second update depends on the first, and that on the initial weights."),
        holds_by=(f"{_P}unrolled::general-start", f"{_P}first-update::general-start"),
        told_by=(_TIES.reference,),
        instead=said(
            "Written out it is {}. It can be independent all the same: from zero, with {}, a first "
            "sample with {} changes nothing.",
            Shown(f"{_P}unrolled::general-start").relation(),
            *(_TIES.given("a tie predicts +1"), _TIES.given("first label +1")),
        ),
    ),
    Sentence(
        id="S49",
        source="A, answer 2",
        says=said(
            "From zero the rate has no influence because the decision depends on the sign alone."
        ),
        holds_by=(_SIGN.reference, f"{_P}joint-scaling::symmetry", _SAME.reference),
        fails_by=(_CAN.reference,),
        condition=said("both are used, the sign and the start at zero"),
        instead=(
            *said(
                "The sign takes the rate out of the decisions, {}, and the start at zero out of "
                "what is decided on. The sign alone is not enough: ",
                _SIGN.relation(),
            ),
            *_MATTERS,
            ".",
        ),
    ),
    Sentence(
        id="S50",
        source="A, answer 2",
        says=said("The same arguments hold for the third update, the fourth, and so on."),
        holds_by=(_UPDATES.reference, "symmetry.trajectory::induction"),
        instead=said("By induction, for every number: {}.", _UPDATES.relation()),
    ),
    Sentence(
        id="S51",
        source="A, answer 3",
        says=said("Units keep equal values since their derivatives are the same."),
        holds_by=(_EQUAL.reference,),
        fails_by=(
            _OUTGOING.reference,
            _BIASES.reference,
            _NEEDS_OUTGOING.reference,
            _NEEDS_BIASES.reference,
        ),
        condition=said(
            "the units are equal throughout, {} and {} included",
            _NEEDS_OUTGOING.nouns("equal outgoing weights"),
            _NEEDS_BIASES.nouns("equal biases"),
        ),
        instead=said(
            "Then the derivatives are the same and stay so. With the {} {} and {} the {} of two "
            "logistic units are {} and {} {} from zero, on the sample ({}, {}) at the rate {}; "
            "with the {} {} and {} the {} of two that send on what they receive are {} and {}, on "
            "the sample ({}, {}) at the rate {}: both with half the square of the error as loss.",
            *(_OUTGOING.nouns("v_1^(0)"), _OUTGOING["v_1^(0)"], _OUTGOING["v_2^(0)"]),
            *(_OUTGOING.nouns("w_1^(1)"), _OUTGOING["w_1^(1)"], _OUTGOING["w_2^(1)"]),
            *(_OUTGOING.after("w_1^(1)"), _OUTGOING["x"], _OUTGOING["y"], _OUTGOING["eta"]),
            *(_BIASES.nouns("beta_1^(0)"), _BIASES["beta_1^(0)"], _BIASES["beta_2^(0)"]),
            *(_BIASES.nouns("v_1^(1)"), _BIASES["v_1^(1)"], _BIASES["v_2^(1)"]),
            *(_BIASES["x"], _BIASES["y"], _BIASES["eta"]),
        ),
    ),
)
