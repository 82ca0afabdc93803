"""Of two scalar factors it makes no difference which one starts at zero."""

from proofs.chapters.further.factors import HU
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, LABEL, LOSS_MEANS, LOSS_SLOPE, NOW, POSITIVE_RATE, READ_OR_STEP, STEP, T,
    eta, starting,
)  # fmt: skip
from proofs.statement import Entry, Lines, line, symmetry
from proofs.terms import Symbol, Term, equals, number, say, scalar

x, rest = scalar("x", NOW), scalar("r", NOW)
MARK = "_tilde"


def factors(index: str, mark: str = "") -> tuple[Symbol, Symbol, Symbol, Symbol]:
    """Both factors and the gradients by them, summed so far; `mark` tells a second run."""
    a, b, sum_a, sum_b = (scalar(name + mark, index) for name in ("a", "b", "A", "B"))
    return a, b, sum_a, sum_b


def learned(mark: str = "") -> dict[Symbol, Term]:
    """One update of both factors: a sample is read, or a step is taken."""
    a, b, sum_a, sum_b = factors(BEFORE, mark)
    error = LOSS_SLOPE(rest + b * a * x, LABEL)
    updated = (
        a - eta * STEP * sum_a,
        b - eta * STEP * sum_b,
        (1 - STEP) * (sum_a + error * b * x),
        (1 - STEP) * (sum_b + error * a * x),
    )
    return dict(zip(factors(NOW, mark), updated, strict=True))


def exchanged(index: str) -> dict[Symbol, Term]:
    """What each component of the second run is to be: the factors exchanged."""
    a, b, sum_a, sum_b = factors(index)
    return dict(zip(factors(index, MARK), (b, a, sum_b, sum_a), strict=True))


(a, b, *_), (other_a, other_b, *_) = factors(NOW), factors(NOW, MARK)
PRODUCT = equals(other_b * other_a, b * a)

entry = Entry(
    "further.scalar-factors",
    place=72,
    title="Of two scalar factors it makes no difference which one starts at zero",
    idea="Two numbers have the same product when they are exchanged, and nothing else of them is "
    "used. So exchanged starts give exchanged runs, and at every step the same product.",
    says=say(
        "Let the output be {}. Of two runs, the second starts with the factors of the first "
        "exchanged, one at zero and the other at any number. Then they are exchanged after every "
        "number of updates, {} and {}, and the products are the same, {}: for any data, any "
        "differentiable loss and any rate.",
        *(rest + b * a * x, equals(other_a, b), equals(other_b, a), PRODUCT),
    ),
    citations=(HU,),
)
same, sent = (
    line("the same rule for both factors"),
    line("the order of the factors does not matter"),
)
exchange = entry.shows(
    "symmetry",
    "An instance of the symmetry lemma: the factors exchanged",
    symmetry(
        "two scalar factors exchanged",
        action=exchanged(NOW),
        update=learned(),
        image_update=learned(MARK),
        start=starting(exchanged("0"), "the second run starts with the factors exchanged"),
        step=(same, same, sent, sent),
    ),
)


@entry.part("The products are the same", PRODUCT)
def product() -> Lines:
    yield "=", a * b, "the factors are exchanged", exchange.at(which=0), exchange.at(which=1)
    yield "=", ..., "the order of the factors does not matter"


ONE, TWO = number(1), number(2)
entry.twin(
    "It makes no difference either at what number the other factor starts: after a step with "
    "error −1 and input 1 from (1, 0) and from (0, 2) the products are the same.",
    equals((0 + eta * ONE) * ONE, TWO * (0 + eta * TWO)),
    POSITIVE_RATE,
)
entry.symbol(say("{}, {}", a, b), "the two factors after {} updates", T)
sums = "the gradients by these, summed over the samples read since the last step"
entry.symbol(say("{}, {}", *factors(NOW)[2:]), sums)
entry.symbol(say("{}, {}, …", other_a, other_b), "the second run")
rest_means = "the sample that is read at update {}, its label, and what else makes the output"
entry.symbol(say("{}, {}, {}", x, LABEL, rest), rest_means, T)
for meaning in (LOSS_MEANS, READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
