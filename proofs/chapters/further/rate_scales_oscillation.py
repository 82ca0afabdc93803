"""From zero a small rate shrinks the oscillation of the weights and of nothing else."""

from proofs.chapters.further.runs import two_runs
from proofs.chapters.perceptron.runs import FROM_ZERO, PLAIN
from proofs.chapters.perceptron.setting import (
    FACTORS_OUT, POSITIVE_RATE, TEXTBOOK, BEFORE, eta, labels_seen, v_before, v_now, w_before,
    w_now, weights_factor,
)  # fmt: skip
from proofs.statement import Entry, Lines, Proof, chain, conjunction
from proofs.terms import (
    Hypothesis, Operand, Relation, Term, define, equals, norm, number, say, scalar, total,
)  # fmt: skip

b, p, q = (scalar(name) for name in "bpq")
RIGHT = -TEXTBOOK(b) + TEXTBOOK(b + q) + TEXTBOOK(b + p) - TEXTBOOK(b + p + q)
SIZE = equals(norm(w_now), eta * norm(v_now))
SWING = equals(norm(w_now - w_before), eta * norm(v_now - v_before))
INPUTS, LABELS = ((1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1)), (-1, 1, 1, -1)
XOR = two_runs("XOR with a bias, from zero", PLAIN, INPUTS, LABELS, ((0, 0, 0),), passes=3,
               differ=False)  # fmt: skip


def epochs(
    count: int, start: tuple[Operand, ...], prime: str = ""
) -> tuple[list[Hypothesis], list[Term], Term]:
    """Some epochs on XOR: what defines the weights on the way, those at the end, and the sum of
    label times prediction."""
    at: list[Term] = [scalar(f"w{prime}", "0", str(k)) for k in (1, 2, 3)]
    made = [
        define("where they start", weight, value) for weight, value in zip(at, start, strict=True)
    ]
    seen: list[Term] = []
    for t, (sample, label) in enumerate(zip(INPUTS * count, LABELS * count, strict=True), 1):
        predicted = TEXTBOOK(total(weight for weight, on in zip(at, sample, strict=True) if on))
        seen.append(predicted if label == 1 else -predicted)
        for k in (k for k in range(3) if sample[k]):
            after = scalar(f"w{prime}", str(t), str(k + 1))
            made.append(define(f"sample {t}", after, at[k] + eta * (label - predicted)))
            at[k] = after
    return made, at, total(seen)


CYCLE = (number(0), -2 * eta, number(0))
FROM_ZERO_ON, COME, _ = epochs(2, (0, 0, 0), "'")
IN_THE_CYCLE, BACK, SCORE = epochs(1, CYCLE)


def ends(
    name: str, premises: list[Hypothesis], found: list[Term], *more: Relation, why: str
) -> Proof:
    """The three weights found are those of the cycle."""

    def lines() -> Lines:
        yield "=", ..., why, *premises, POSITIVE_RATE

    wanted = (*(equals(weight, at) for weight, at in zip(found, CYCLE, strict=True)), *more)
    return conjunction(name, *(chain(r, name=f"{name}, {k}")(lines) for k, r in enumerate(wanted)))


entry = Entry(
    "further.rate-scales-oscillation",
    place=10,
    title="From zero a small rate makes a perceptron's weights swing less, and changes no "
    "prediction",
    idea="The rate stretches the weights, and their swings with them, so small rates make small "
    "swings. A prediction sees the sign alone, and what crosses zero crosses it on any scale.",
    says=say(
        "{} and {}: a small rate makes weights and their swings small. But {} at every update: "
        "predictions and mistakes are those of the rate 1. So on XOR with a bias, where no weights "
        "classify all four samples correctly, every positive rate comes from zero, after two "
        "epochs, to a cycle of four mistakes in each epoch, for ever.",
        *(SIZE, SWING, *labels_seen.proves),
    ),
    **FROM_ZERO,
)


@entry.part("The size of the weights", SIZE)
def size() -> Lines:
    yield "=", norm(eta * v_now), FACTORS_OUT, weights_factor
    yield "=", ..., "a positive factor moves out of the norm", POSITIVE_RATE


@entry.part("The size of a swing", SWING)
def swing() -> Lines:
    both = (weights_factor, weights_factor.at(BEFORE))
    yield "=", norm(eta * v_now - eta * v_before), FACTORS_OUT, ", twice", *both
    yield "=", ..., "a positive factor moves out of the norm", POSITIVE_RATE


entry.shows("predictions", "The predictions", labels_seen)


@entry.part(
    say(
        "XOR cannot be separated: for the weights {}, {}, {} of the bias and of the two inputs, "
        "the sum of label times prediction would be 4 if all four were right",
        *(b, p, q),
    ),
    RIGHT <= 2,
)
def never_all_right() -> Lines:
    yield "<=", ..., "with each threshold on either side"


eight, four = "eight samples, one after the other", "four samples, one after the other"
entry.shows(
    "two-epochs",
    say("Two epochs from zero end at the weights {}, {}, {}, at every positive rate", *CYCLE),
    ends("two epochs on XOR", FROM_ZERO_ON, COME, why=eight),
)
entry.shows(
    "cycle",
    "An epoch that begins there ends there, and all four predictions are wrong",
    ends("an epoch on XOR", IN_THE_CYCLE, BACK, equals(SCORE, -4), why=four),
)
entry.runs("xor", "XOR with a bias, from zero: from the third epoch on the cycle", XOR)
entry.twin(
    "The weights are of one size at every rate.",
    equals(norm(w_now), norm(v_now)),
    POSITIVE_RATE,
    define(FACTORS_OUT, w_now, eta * v_now),
)
entry.symbol(say("{}, {}, {}", b, p, q), "any three weights: of the bias and of the two inputs")
after = "the weight of the bias after eight samples from zero, and after four of the cycle"
entry.symbol(say("{}, {}", COME[0], BACK[0]), after)
