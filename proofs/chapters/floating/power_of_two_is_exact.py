"""Rates that are powers of two scale every weight bit for bit."""

from proofs.chapters.floating.rounding import (
    CLOSED, DIGIT, FORMAT, NEAREST, POWER, ROUNDED, TIES, a, b, c, doubling, fl, halving,
    in_format, j, k, last_digit, powers, scaling,
)  # fmt: skip
from proofs.chapters.floating.scaled_runs import (
    NOW, SAME, SCALED, ZERO_W, d, i, n, net_inputs, p, q, same_label, v, w, weights, x, y,
)  # fmt: skip
from proofs.chapters.floating.setting import HIGHAM, IEEE
from proofs.statement import Entry, Lines, shown_by
from proofs.terms import FL64, equals, number, say

TINY, HALF = number(1, 2**1074), number(-1, 2)

entry = Entry(
    "float.power-of-two-is-exact",
    place=20,
    title="From zero, a rate that is a power of two scales every weight, each result rounded to "
    "nearest, where no exponent is the last",
    idea="In binary, to double a number is to shift its exponent; its digits stay. Rounding looks "
    "at the digits, so it turns the double into the double of what it was: a run at such a rate is "
    "the run at rate 1 with other exponents.",
    says=say(
        "Let every result be rounded to a nearest number of a format, and to the one with the "
        "smaller last digit, {}, where two are as near. Let the format have no smallest and no "
        "largest exponent: with a number it has its double and its half, {} for every {}, with the "
        "same digits, {}. Then doubling commutes with rounding, {}, and so does multiplying by any "
        "power of two. From zero the run with the rate {} is {}, rounding included, for every "
        "number of updates and every weight, and predicts the same labels.",
        *(last_digit(b), CLOSED.relation, b, DIGIT.relation, equals(fl(2 * a), 2 * fl(a))),
        *(POWER.relation, SCALED),
    ),
    given=(*FORMAT, POWER, ZERO_W),
    needs=(
        shown_by(
            *("no underflow", "underflow", equals(FL64(TINY * HALF), TINY * FL64(HALF))),
            says="With the smallest positive binary64 number as rate, half of it rounds to 0:",
        ),
    ),
    remarks=(
        say(
            "What the machine does is this while nothing over- or underflows. A net input is "
            "summed from its first product to its last, each product and each sum rounded."
        ),
    ),
    citations=(IEEE, HIGHAM),
    built_in=(("no underflow", say("no result is so small or so large that it loses digits")),),
)
entry.shares(
    ("Doubling commutes with rounding", doubling),
    ("So does every power of two", powers),
    ("And dividing by one", halving),
    ("Any power of two, the exponent positive or not", scaling),
)
entry.shows("inner-products", "Net inputs, one rounded product and sum at a time", net_inputs)
entry.shows("weights", "The whole run", weights)


@entry.part("The predicted labels agree", SAME)
def labels() -> Lines:
    yield "=", ..., same_label.of({n: n}), weights.of({i: i}, every=(i,))


UNJUDGED = " What holds of all numbers of a format is not decided by evaluation, so words say it."
POWERS = "the format have 0 and the powers of two with either sign"
for each, words in (
    (ROUNDED, "Were nothing in the format, every rounding would pass, such as adding 1."),
    (NEAREST, f"Let {POWERS}, 0 with the smaller digit; let 1 be rounded to 1, all else to 0."),
    (TIES, f"Let {POWERS}, and let 3/2 be rounded to 1, but 3 to 4."),
    (CLOSED, "A format of 0 and 1 alone, 0 with the smaller digit, rounds 1/2 to 0, and 1 to 1."),
    (DIGIT, f"Let {POWERS}, and let the digit say whether the exponent is odd: 3/2 is rounded to "
     "1, and 3 to 4."),
    (POWER, "Let the format have 0 and the numbers of two binary digits, with every exponent and "
     "either sign: 3 is rounded to itself, and 9, three times as much, to 8."),
    (ZERO_W, "Weights that start at 1 are no multiple of those of a run that starts at 0."),
    (NOW, "Net inputs of other weights are others. That they are scaled is shown of the whole "
     "run."),
):  # fmt: skip
    entry.in_words(each, words + UNJUDGED)
entry.twin("Every factor commutes with rounding.", equals(fl(3 * a), 3 * fl(a)))
entry.symbols(
    (fl(a), "the number {}, rounded", a),
    (say("{}, {}", equals(in_format(b), 1), last_digit(b)),
     "that {} is a number of the format, and the last digit of its significand", b),
    (say("{}, {}", w(i, n), v(i, n)),
     "weight {} after {} updates with the rate {}, and with the rate 1", i, n, c),
    (say("{}, {}", p(i, n), q(i, n)),
     "their net inputs, of the first {} features of {}", i, d),
    (say("{}, {}", x(i, n), y(n)), "feature {} of the next sample, and its label", i),
    (say("{}, {}", j, k), "any natural numbers"),
)  # fmt: skip
