"""h equal units are one unit with rescaled rates."""

from functools import partial

from proofs.chapters.hidden.setting import (
    BACK, BEFORE, ETA_MEANS, LABEL, LOSS_MEANS, LOSS_SLOPE, NOW, RUMELHART, SAMPLES_MEAN, SIGMA,
    SIGMA_MEANS, STEP, SUMS_MEAN, THREE_KINDS, T, Unit, delta, eta, h, learned, net, sent,
    starting, unit,
)  # fmt: skip
from proofs.statement import Entry, Lines, induction, line, symmetry
from proofs.terms import (
    Hypothesis, Symbol, Term, assume, define, equals, number, say, scalar,
)  # fmt: skip

MARK = "_tilde"
UNITS = assume("at least one unit", h > 0)


def single(index: str) -> Unit:
    """The one unit, which has another outgoing weight."""
    return unit(index, "", MARK)._replace(v=scalar("u", index), sum_v=scalar("U", index))


wide, narrow, before = unit(NOW), single(NOW), unit(BEFORE)


def bias(index: str, m: str = "") -> tuple[Symbol, Symbol]:
    """The output bias, and the gradient by it summed so far."""
    return scalar("c" + m, index), scalar("C" + m, index)


def network(output: Term, rates: tuple[Term, Term], m: str = "") -> dict[Symbol, Term]:
    """One update of the equal units, or of the single one."""
    now, past = (narrow, single(BEFORE)) if m else (wide, before)
    (c, sum_c), (now_c, now_sum_c), error = bias(BEFORE, m), bias(NOW, m), BACK * delta(BEFORE, m)
    return {
        **learned(now, past, error, rates=rates),
        now_c: c - eta * STEP * sum_c,
        now_sum_c: (1 - STEP) * (sum_c + error),
        delta(NOW, m): LOSS_SLOPE(output + c, LABEL),
    }


def to_single(index: str) -> dict[Symbol, Term]:
    """What each component of the single unit's run is to be."""
    each = unit(index)
    images = (each.w, each.beta, h * each.v, h * each.sum_w, h * each.sum_beta, each.sum_v)
    runs = (*single(index), *bias(index, MARK), delta(index, MARK))
    return dict(zip(runs, (*images, *bias(index), delta(index)), strict=True))


entry = Entry(
    "hidden.width-one",
    place=110,
    title="A layer of equal units is one unit with other rates",
    says=say(
        "{} equal units with rate {} are, for every number of updates, one unit with the same "
        "incoming weights and bias, the outgoing weight {}, rate {} for the incoming weights "
        "and the bias, {} for the outgoing weight and {} for the output bias. Equal units add "
        "no expressiveness: they only change the rates.",
        *(h, eta, equals(narrow.v, h * wide.v), eta / h, eta * h, eta),
    ),
    given=(UNITS,),
    remarks=(say("Units that start equal stay equal: hidden.equal-units-stay-equal."),),
    citations=(RUMELHART,),
)

p, n, out = partial(scalar, "p"), partial(scalar, "n"), SIGMA(scalar("a"))
EACH = scalar("v") * out
NONE = (define("no output yet", p("0"), 0), define("none counted", n("0"), 0))
COUNTED = define("it is counted", n(NOW), n(BEFORE) + 1)


def _no_unit() -> Lines:
    """No unit."""
    yield "=", number(0), "no unit", *NONE
    yield "=", ..., "none is counted"


@entry.part(
    say("What {} equal units add to the output: each of them adds {}", n(NOW), EACH),
    name="equal-units-add-up",
)
@induction(equals(p(NOW), n(NOW) * scalar("v") * out), start=_no_unit, name="equal units add up")
def one_more(assumed: Hypothesis) -> Lines:
    """One more unit."""
    adds = define("what it adds", p(NOW), p(BEFORE) + EACH)
    yield "=", p(BEFORE) + EACH, "one more unit, equal to the others", assumed, adds, COUNTED
    yield "=", n(BEFORE) * scalar("v") * out + EACH, "the induction hypothesis"
    yield "=", (n(BEFORE) + 1) * scalar("v") * out, "collect"
    yield "=", ..., "it is counted"


CANCELS, MOVES = line(h, " cancels", UNITS), line(h, " moves to the outgoing weight")
SAME_RULE = line("the same rule")
entry.shows(
    "symmetry",
    "The single unit follows",
    symmetry(
        "h equal units and one unit",
        action=to_single(NOW),
        update=network(h * before.v * SIGMA(net(before)), (eta, eta)),
        image_update=network(sent(single(BEFORE)), (eta / h, eta * h), MARK),
        start=starting(to_single("0"), "the single unit starts there"),
        step=[
            *(CANCELS, CANCELS, line("multiply out ", h), MOVES, MOVES),
            *(SAME_RULE, SAME_RULE, SAME_RULE),
            line("the same output, so the same error"),
        ],
    ),
)
CHANGE = eta * scalar("delta") * SIGMA(net(before))
entry.twin(
    "A layer of equal units is one unit with the same rates.",
    *(equals(h * (before.v - CHANGE), h * before.v - CHANGE), UNITS),
)
each_means = (
    "incoming weights, bias and outgoing weight of each of the {} equal units after {} updates"
)
entry.symbol(say("{}, {}, {}", *wide[:3]), each_means, h, T)
entry.symbol(say("{}, {}, {}", *narrow[:3]), "those of the single unit")
entry.symbol(say("{}, {}", bias(NOW)[0], bias(NOW, MARK)[0]), "the output biases")
entry.symbol(say("{}, {}, …", wide.sum_w, narrow.sum_v), SUMS_MEAN)
slopes = "the slopes of the loss at the outputs, for the sample just read"
entry.symbol(say("{}, {}", delta(NOW), delta(NOW, MARK)), slopes)
for meaning in (THREE_KINDS, SIGMA_MEANS, LOSS_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
