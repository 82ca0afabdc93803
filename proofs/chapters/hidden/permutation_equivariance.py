"""Gradient descent commutes with exchanging two units, so with every permutation."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.moved_unit import (
    a, f, gradient, loss_after_a_move, loss_slope, q, q_1, q_2, q_3, rho, size, slope,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    BACK, BEFORE, ETA_MEANS, LABEL, LOSS_MEANS, LOSS_SLOPE, NOW, REST, REST_SLOPE, RUMELHART,
    SAMPLE, SAMPLES_MEAN, SIGMA, SIGMA_MEANS, SLOPE, STEP, SUMS_MEAN, THREE_KINDS, UNIT_1_MEANS,
    delta, eta, learned, net, sent, starting, unit, x, y,
)  # fmt: skip
from proofs.statement import Entry, line, symmetry
from proofs.terms import Symbol, Term, equals, say, scalar, vector

CARATHEODORY = (
    "C. Carathéodory, Theory of Functions of a Complex Variable, Chelsea, 1954, for the derivative "
    "as the limit of a slope between two points."
)
MARK = "_tilde"


def rest(index: str, m: str = "") -> tuple[Symbol, ...]:
    """All other units, the output bias, and the gradients by them summed so far."""
    units, sums = vector("rho" + m, index), vector("P" + m, index)
    return units, scalar("c" + m, index), sums, scalar("C" + m, index)


def network(m: str = "") -> dict[Symbol, Term]:
    """One update of everything, in the run or in the second one."""
    one, two, error = unit(BEFORE, "1", m), unit(BEFORE, "2", m), BACK * delta(BEFORE, m)
    (others, c, sum_rho, sum_c), now = rest(BEFORE, m), rest(NOW, m)
    return {
        **learned(unit(NOW, "1", m), one, error),
        **learned(unit(NOW, "2", m), two, error),
        now[0]: others - eta * STEP * sum_rho,
        now[1]: c - eta * STEP * sum_c,
        now[2]: (1 - STEP) * (sum_rho + error * REST_SLOPE(others, SAMPLE)),
        now[3]: (1 - STEP) * (sum_c + error),
        delta(NOW, m): LOSS_SLOPE(sent(one) + sent(two) + REST(others, SAMPLE) + c, LABEL),
    }


def exchanged(index: str) -> dict[Symbol, Term]:
    """What each component of the second run is to be: units 1 and 2 exchanged."""
    runs = (*unit(index, "1", MARK), *unit(index, "2", MARK), *rest(index, MARK))
    images = (*unit(index, "2"), *unit(index, "1"), *rest(index))
    return {**dict(zip(runs, images, strict=True)), delta(index, MARK): delta(index)}


entry = Entry(
    "hidden.permutation-equivariance",
    place=20,
    title="Gradient descent does not care how the hidden units are numbered",
    idea="The output is a sum over the hidden units, and a sum does not mind their order. What "
    "moves a unit is its own weights and an error common to all, never its number: renamed units "
    "are trained as before, under new names.",
    says=say(
        "If two hidden units are exchanged at the start, with their incoming weights, biases "
        "and outgoing weights, then they are exchanged after every number of updates, and "
        "nothing else is changed: {}, {}, {} and the same with 1 and 2 exchanged, {}, {}. "
        "So it is for every permutation, which is made of such exchanges, for any number of "
        "units, inputs and samples, any differentiable activation and any differentiable loss.",
        *map(equals, unit(NOW, "1", MARK)[:3], unit(NOW, "2")[:3]),
        *map(equals, rest(NOW, MARK)[:2], rest(NOW)[:2]),
    ),
    remarks=(
        say(
            "Two named units and an opaque rest cover every width: an exchange of two units "
            "leaves all others as they are, whatever they compute. Reading one sample at an "
            "update covers every number of samples and batches of every size, fixed "
            "beforehand."
        ),
    ),
    citations=(RUMELHART, CARATHEODORY),
)
entry.figure(figures.exchanged)
entry.shows(
    "slope",
    say(
        "What is summed is the gradient: one unit and the output bias are moved by {} times {}, "
        "{}, {} and {}, and {} and {} are the slopes of activation and loss between the values "
        "before and after",
        *(size, q, q_1, q_2, q_3, slope, loss_slope),
    ),
    loss_after_a_move,
)
entry.shows(
    "gradient",
    say(
        "The limit is the gradient: as {} goes to 0 the slopes go to {} and {}, the derivatives, "
        "and what {} multiplies goes to the following",
        *(size, SLOPE(a), LOSS_SLOPE(f, y), size),
    ),
    gradient,
)
entry.shows(
    "symmetry",
    "Two units exchanged",
    symmetry(
        "two units exchanged",
        action=exchanged(NOW),
        update=network(),
        image_update=network(MARK),
        start=starting(exchanged("0"), "the second run starts with the units exchanged"),
        step=[
            *[line("the same rule for both units")] * 12,
            *[line("the rule does not look at the two units")] * 4,
            line("the order in which the units are added does not matter"),
        ],
    ),
)
one, two = unit(BEFORE, "1"), unit(BEFORE, "2")
entry.twin(
    "It is enough to exchange the incoming weights and biases of the two units.",
    equals(one.v * SIGMA(net(two)) + two.v * SIGMA(net(one)), sent(one) + sent(two)),
)
entry.symbol(*UNIT_1_MEANS)
entry.symbol(say("{}, {}", *rest(NOW)[:2]), "all other units, and the output bias")
by_rest = "what all other units add to the output, and its gradient"
entry.symbol(say("{}, {}", REST(rho, x), REST_SLOPE(rho, x)), by_rest)
entry.symbol(say("{}, {}, …", *unit(NOW, "1")[3:5]), SUMS_MEAN)
entry.symbol(delta(NOW), "the slope of the loss at the output, for the sample just read")
second = say("{}, {}, …", unit(NOW, "1", MARK).w, delta(NOW, MARK))
entry.symbol(second, "the second run, with the units exchanged")
for meaning in (THREE_KINDS, SIGMA_MEANS, LOSS_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
