"""With sigma(0) = 0 and all weights zero, the output bias alone moves, for ever."""

from proofs.chapters.hidden.setting import (
    BEFORE, ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP, READS_THEN_STEPS, RUMELHART,
    SAMPLE, SAMPLES_MEAN, SIGMA, SIGMA_MEANS, SLOPE, STEP, SUMS_SINCE, T, delta, empty, eta,
    learned, net, nothing, stepped, unit, x, z,
)  # fmt: skip
from proofs.statement import Entry, Line, Lines, Writer, induction, line
from proofs.terms import (
    MAX, SIGMOID, TANH, ZERO, Hypothesis, Symbol, Term, assume, define, dot, equals, number, say,
    scalar,
)  # fmt: skip

zero, now, before, error = unit("0"), unit(NOW), unit(BEFORE), delta(NOW)
START_W = assume("incoming weights start at zero", equals(zero.w, ZERO))
START_BETA = assume("bias starts at zero", equals(zero.beta, 0))
START_V = assume("outgoing weight starts at zero", equals(zero.v, 0))
ODD = assume("activation 0 at 0", equals(SIGMA(number(0)), 0))
FROM_ZERO = (START_W, START_BETA, START_V)
NIL, UPDATES = number(0), learned(now, before, error)
NONE = [equals(symbol, nothing(symbol)) for symbol in now]
STEPPED_W, _, STEPPED_V = stepped(zero, scalar("delta"))
c, p, p_before = scalar("c"), scalar("p", NOW), scalar("p", BEFORE)
v, a = scalar("v", NOW), scalar("a", NOW)
FIRST = define("the bias comes first", scalar("p", "0"), c)
EACH_ZERO = assume("every outgoing weight is zero", equals(v, 0))

entry = Entry(
    "hidden.zero-start-stuck",
    place=70,
    title="From all zero, with an activation that is 0 at 0, the output bias alone ever moves",
    idea="A unit that sends on 0 gives its outgoing weight nothing to learn from, and an outgoing "
    "weight of 0 lets no error back to the unit. Neither can begin before the other, so the output "
    "bias alone is left to move.",
    says=say(
        "If all weights and biases of the hidden units start at zero and {}, as with the "
        "hyperbolic tangent and the rectifier, then {}, {} and {} for every unit and every "
        "number of updates, whatever the data, the loss and the rate, and whatever slope {} "
        "is chosen at the kink. The output is the bias {}, for every input: the network fits "
        "a constant.",
        *(ODD.relation, NONE[0], NONE[1], NONE[2], SLOPE(NIL), scalar("c", NOW)),
    ),
    given=(*FROM_ZERO, ODD),
    remarks=(
        say(
            "The outgoing weights do not move because the units send on 0, the incoming ones "
            "because nothing comes back through outgoing weights of 0: each waits for the "
            "other. Small random weights end the wait."
        ),
    ),
    citations=(RUMELHART, GLOROT),
)


def _rule(symbol: Symbol, assumed: tuple[Hypothesis, ...]) -> Line:
    rule = define("the update rule", symbol, UPDATES[symbol])
    return "=", UPDATES[symbol], "the update rule", rule, *assumed


def _weight(symbol: Symbol) -> Writer:
    """One more update of a weight, of which nothing was summed."""

    def lines(*assumed: Hypothesis) -> Lines:
        yield _rule(symbol, assumed)
        yield "=", nothing(symbol) - eta * STEP * nothing(symbol), "the induction hypothesis"
        yield "=", ..., "nothing was summed, so nothing moves"

    return lines


def _summed(symbol: Symbol, back: Term) -> Writer:
    """One more sample, of which nothing comes back."""

    def lines(*assumed: Hypothesis) -> Lines:
        zero_out = "the induction hypothesis: the outgoing weight is 0"
        yield _rule(symbol, assumed)
        yield "=", (1 - STEP) * (nothing(symbol) + back), zero_out
        yield "=", ..., "0 times anything: nothing comes back"

    return lines


def _sum_v(*assumed: Hypothesis) -> Lines:
    """One more update of V."""
    received = dot(ZERO, SAMPLE) + NIL
    yield _rule(now.sum_v, assumed)
    yield "=", (1 - STEP) * (NIL + error * SIGMA(received)), "the induction hypothesis"
    yield "=", (1 - STEP) * (NIL + error * SIGMA(NIL)), "the unit receives 0"
    yield "=", ..., "it sends on ", ODD


STARTS = (
    *(line("all starts at zero", start) for start in FROM_ZERO),
    *(line("no sample has been read", empty(symbol)) for symbol in zero[3:]),
)
BACK = error * NIL * SLOPE(net(before))
SUMS = (_summed(now.sum_w, BACK * SAMPLE), _summed(now.sum_beta, BACK), _sum_v)
stuck = induction(*NONE, start=STARTS, name="units that start at zero")(
    (*map(_weight, now[:3]), *SUMS)
)
entry.shows("induction", "Nothing but the output bias moves", stuck)


@entry.part(
    say(
        "So the output is the bias alone. Units are added one by one: {} is the bias and what the "
        "first {} of them add, {} being the outgoing weight of unit number {} and {} what it "
        "receives",
        *(p, T, v, T, a),
    ),
    name="output-is-the-bias",
)
@induction(equals(p, c), start=line("the output bias alone", FIRST), name="the output is the bias")
def one_more_unit(assumed: Hypothesis) -> Lines:
    """One more unit."""
    added = define("unit number t is added", p, p_before + v * SIGMA(a))
    yield "=", added.relation.right, "unit number ", T, " is added", assumed, EACH_ZERO, added
    yield "=", c + 0 * SIGMA(a), "the induction hypothesis; the outgoing weight is 0"
    yield "=", ..., "0 times anything"


@entry.part("An activation that is 0 at 0: the hyperbolic tangent", equals(TANH(NIL), 0))
def tanh() -> Lines:
    yield "=", ..., "its value at 0"


rectifier_title = say("Another activation that is 0 at 0: {}, the rectifier", MAX(NIL, z))


@entry.part(rectifier_title, equals(MAX(NIL, NIL), 0))
def rectifier() -> Lines:
    yield "=", ..., "its value at 0"


entry.without(ODD, "The outgoing weight moves:", stuck, fixed=READS_THEN_STEPS)
entry.twin(
    "The same holds with the logistic function: the outgoing weight does not move.",
    equals(zero.v - eta * scalar("delta") * SIGMOID(net(zero, x)), zero.v),
    *FROM_ZERO,
)
any_unit = "incoming weights, bias and outgoing weight of any one unit after {} updates"
entry.symbol(say("{}, {}, {}", *now[:3]), any_unit, T)
entry.symbol(say("{}, {}, {}", *now[3:]), SUMS_SINCE)
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
