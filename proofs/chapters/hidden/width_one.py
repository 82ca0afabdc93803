"""h equal units are one unit with rescaled rates."""

from collections.abc import Callable
from fractions import Fraction

from proofs.chapters.hidden.network import beta, c, f, gradient, h, i, j, k, n, sent, v, w
from proofs.chapters.hidden.one_unit import (
    BETA, C, EQUAL, NARROW, NONE, ONE_BETA, ONE_C, ONE_OUTPUT, ONE_U, ONE_W, OUTPUT, STARTS,
    UNITS, V, W, m, one_beta, one_c, one_f, one_w, u, x, y,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ETA_MEANS, LOSS_MEANS, RUMELHART, SIGMA_MEANS, eta,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines, Writer, at_once, chain, induction
from proofs.terms import (
    Hypothesis, Term, define, equals, finite_sum, say,
)  # fmt: skip

SAME = (equals(w(j, n), one_w(n)), equals(beta(j, n), one_beta(n)), equals(v(j, n), v(NONE, n)))
SENDS = (equals(u(n), h * v(NONE, n)), equals(one_c(n), c(n)))

entry = Entry(
    "hidden.width-one",
    place=110,
    title="A layer of equal units is one unit with other rates",
    idea="Equal units say the same, so together they are one unit that says it louder. Its "
    "outgoing weight is the sum of theirs, and that it stands for several only changes how fast "
    "each of its weights must learn.",
    says=say(
        "{} hidden units that start equal, trained with rate {}, are after every number {} of "
        "steps one unit: {}, {} and {} for every unit {}, where the one unit is trained with rate "
        "{} for its incoming weights and bias, {} for its outgoing weight {} and {} for the output "
        "bias. Each step reads a batch of samples of any size. Equal units add no "
        "expressiveness: they only change the rates.",
        *(h, eta, n, *SAME[:2], SENDS[0], j, eta / h, eta * h, u(n), eta),
    ),
    given=(*EQUAL, UNITS),
    citations=(RUMELHART,),
)


@entry.part(
    "What equal units add to the output: each of them adds the same", name="equal-units-add-up"
)
@chain(
    equals(
        finite_sum(k, h, sent(one_w(n), one_beta(n), v(NONE, n), x(i, n))),
        h * sent(one_w(n), one_beta(n), v(NONE, n), x(i, n)),
    )
)
def equal_units_add_up() -> Lines:
    yield "=", ..., h, " terms that do not depend on ", k


def _one_more(step: Hypothesis, then: Hypothesis, scale: Callable[[Term], Term]) -> Writer:
    """One step of many units, or of the output bias, beside one of the single unit."""

    def lines(*assumed: Hypothesis) -> Lines:
        of_both = [same.at(unit) for same in assumed[:3] for unit in (j, 0)]
        known = (OUTPUT, ONE_OUTPUT, UNITS, *assumed, *of_both)
        yield "=", step.relation.right, "one step", step
        yield (
            "=",
            scale(then.relation.right),
            "the ",
            assumed[0],
            ", and equal units add up",
            *known,
        )
        yield "=", ..., "one step", then

    return lines


FIRST = V.at(0, n)
entry.shows(
    "symmetry",
    "The units stay equal, and the single unit follows",
    induction(
        *(*SAME, *SENDS),
        start=(
            at_once("equal incoming weights", "they start equal", EQUAL[0].at(j), STARTS[0]),
            at_once("equal biases", "they start equal", EQUAL[1].at(j), STARTS[1]),
            at_once("equal outgoing weights", "they start equal", EQUAL[2].at(j)),
            at_once("the outgoing weight", "where it starts", STARTS[2]),
            at_once("the output bias", "where it starts", STARTS[3]),
        ),
        name="h equal units and one unit",
        over=n,
        every=(j,),
    )((
        _one_more(W.at(j, n), ONE_W, lambda t: t),
        _one_more(BETA.at(j, n), ONE_BETA, lambda t: t),
        _one_more(V.at(j, n), FIRST, lambda t: t),
        _one_more(ONE_U, FIRST, lambda t: h * t),
        _one_more(ONE_C, C, lambda t: t),
    )),
)  # fmt: skip
TWO = {"h": Fraction(2), "j": Fraction(1), "n": Fraction(1), "m^": Steps((Fraction(1),))}
for each in EQUAL:
    entry.without(each, "One step later, two units that differ are not one unit:", fixed=TWO)
entry.twin(
    "A layer of equal units is one unit with the same rates.",
    equals(
        u(n) - eta * gradient(NARROW, one_f(i, n), y(i, n), m(n), u(n)),
        h * (v(NONE, n) - eta * gradient(NARROW, one_f(i, n), y(i, n), m(n), u(n))),
    ),
    UNITS,
    define("the outgoing weight", u(n), h * v(NONE, n)),
)
entry.symbols(
    (
        say("{}, {}, {}", w(j, n), beta(j, n), v(j, n)),
        "incoming weights, bias and outgoing weight of unit {} of {} after {} steps",
        j,
        h,
        n,
    ),
    (say("{}, {}, {}", one_w(n), one_beta(n), u(n)), "those of the single unit"),
    (say("{}, {}", c(n), one_c(n)), "the output biases"),
    (say("{}, {}", f(i, n), one_f(i, n)), "the outputs for sample {} of step {}", i, n),
    (
        say("{}, {}", x(i, n), y(i, n)),
        "sample {} of the {} samples of step {}, and its label",
        i,
        m(n),
        n,
    ),
    SIGMA_MEANS,
    LOSS_MEANS,
    ETA_MEANS,
)
