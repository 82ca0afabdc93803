"""Units that start equal stay equal: the symmetry lemma with the run as its own image."""

from __future__ import annotations

from functools import cache

from proofs.chapters.hidden.setting import (
    BEFORE,
    EQUAL_BIASES,
    EQUAL_INCOMING,
    ERROR_MEANS,
    ETA_MEANS,
    GLOROT,
    NOW,
    READ_OR_STEP,
    RUMELHART,
    SAMPLES_MEAN,
    SIGMA_MEANS,
    T,
    _first,
    _same,
    _second,
    delta,
    learned,
    needs,
    stepped,
    unit,
)
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import ZERO, Symbol, Term, assume, define, equals, number, say, scalar

EQUAL_OUTGOING = assume("equal outgoing weights", equals(_first.v, _second.v))


@entry("hidden.equal-units-stay-equal", place=30)
def equal_units_stay_equal() -> Claim:
    """Units that start equal stay equal: the symmetry lemma with the run as its own image."""
    error = scalar("delta")

    @cache
    def symmetric() -> Instance:
        mine, other = unit(NOW, "1"), unit(NOW, "2")
        action: dict[Symbol, Term] = dict(zip(mine, other, strict=True))
        update = learned(other, unit(BEFORE, "2"), delta(NOW))
        image = learned(mine, unit(BEFORE, "1"), delta(NOW))
        chains = [
            _same(f"the exchange and {symbol}", relation, "the same rule for both units")
            for symbol, relation in zip(action, equivariance_of(action, update, image), strict=True)
        ]
        pairs = list(zip(unit("0", "1"), unit("0", "2"), strict=True))
        starts = [
            derive(f"the start of {one}", one, [premise]).eq(two, "they start equal")
            for (one, two), premise in zip(
                pairs, (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING), strict=False
            )
        ]
        for one, two in pairs[3:]:
            nothing: Term = ZERO if one.kind == "vector" else number(0)
            premises = [
                define("no sample has been read", one, nothing),
                define("nor by the other unit", two, nothing),
            ]
            starts.append(
                derive(f"the start of {one}", one, premises)
                .eq(nothing, "no sample has been read")
                .eq(two, "nor by the other unit")
            )
        return by_symmetry(
            "two equal units",
            action=action,
            update=update,
            image_update=image,
            start=starts,
            equivariance=chains,
        )

    one, two = unit("0", "1"), unit("0", "2")
    after_one, after_two = stepped(one, error), stepped(two, error)
    separate = say("Without it the two units can differ after the first step:")
    return Claim(
        "hidden.equal-units-stay-equal",
        "Hidden units that start equal stay equal",
        say(
            "Two units that start with equal incoming weights, equal biases and equal outgoing "
            "weights have {}, {} and {} after every number of updates, for any rate, any "
            "differentiable activation and loss, any data and whatever the other units do. A "
            "group of equal units is a group for ever.",
            *(equals(unit(NOW, "1")[k], unit(NOW, "2")[k]) for k in range(3)),
        ),
        (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING),
        (
            Part(
                "symmetry",
                symmetric,
                say(
                    "An instance of the symmetry lemma: the exchange of two units changes nothing "
                    "at the start, and so nothing later; the run of unit 1 is the image of that of "
                    "unit 2"
                ),
            ),
        ),
        (
            needs(
                "equal incoming weights",
                equals(after_one[2], after_two[2]),
                (EQUAL_BIASES, EQUAL_OUTGOING),
                *separate,
            ),
            needs(
                "equal biases",
                equals(after_one[2], after_two[2]),
                (EQUAL_INCOMING, EQUAL_OUTGOING),
                *separate,
            ),
            needs(
                "equal outgoing weights",
                equals(after_one[0], after_two[0]),
                (EQUAL_INCOMING, EQUAL_BIASES),
                *separate,
            ),
        ),
        Twin(
            say("Equal incoming weights and biases are enough: they are equal after one step."),
            equals(after_one[0], after_two[0]),
            (EQUAL_INCOMING, EQUAL_BIASES),
        ),
        notation=(
            (
                say("{}, {}, {}", unit(NOW, "1").w, unit(NOW, "1").beta, unit(NOW, "1").v),
                say(
                    "incoming weights, bias and outgoing weight of unit 1 after {} updates; unit 2 "
                    "likewise",
                    T,
                ),
            ),
            (
                say("{}, {}, {}", *unit(NOW, "1")[3:]),
                say("the gradients by these, summed over the samples read since the last step"),
            ),
            ERROR_MEANS,
            READ_OR_STEP,
            SIGMA_MEANS,
            SAMPLES_MEAN,
            ETA_MEANS,
        ),
        citations=(RUMELHART, GLOROT),
    )
