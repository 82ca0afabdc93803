"""What the sources say, sentence by sentence, in our own words, and what decides each."""

from __future__ import annotations

from collections.abc import Mapping

from proofs.claim import Sentence
from proofs.terms import PHI, equals, number, say, scalar, vector

_eta, _start = scalar("eta"), vector("w", "0")
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
        "S05",
        "A, answer 1",
        say(
            "Because units that start equal follow the same gradient, the rate changes the length "
            "only, not the direction."
        ),
        fails_by=("perceptron.nonzero-start-can-matter::witness",),
        holds_by=("perceptron.eta-factors-out::symmetry",),
        instead=say(
            "For a perceptron the conclusion is true from zero, the reason is not: it has no "
            "hidden units, and equal weights that are not zero "
            "do not save it, as one weight started at 1 shows. The reason is scaling. This settles "
            "the sentence for perceptrons; for networks, where even the conclusion is false, the "
            "chapter on hidden layers is still to be written."
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
)

SENTENCES: Mapping[str, Sentence] = {sentence.id: sentence for sentence in _ALL}
"""The sentences settled so far, in the ledger's order."""
