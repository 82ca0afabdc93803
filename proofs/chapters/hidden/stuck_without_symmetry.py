"""A model with no exchange to break is stuck at zero all the same, and not optimal there."""

from proofs.calculus import derivative
from proofs.chapters.hidden.setting import BEFORE, ETA_MEANS, NOW, T, eta, half_square
from proofs.statement import Entry, Lines, Writer, induction, line
from proofs.terms import (
    Hypothesis, Operand, Symbol, Term, as_term, assume, define, equals, number,
    say, scalar, substitute,
)  # fmt: skip

one, two, x, y = scalar("w", "", "1"), scalar("w", "", "2"), scalar("x"), scalar("y")
first, second = scalar("w", NOW, "1"), scalar("w", NOW, "2")
HALF = number(1, 2)


def model(w_1: Operand, w_2: Operand) -> Term:
    """What multiplies the input."""
    return as_term(w_1) * w_2 * (1 + as_term(w_2))


EXCHANGED = equals(model(two, one) - model(one, two), one * two * (one - two))
LOSS = half_square(model(one, two) * x, y)
STARTS = [assume(f"weight {k} starts at zero", equals(scalar("w", "0", k), 0)) for k in "12"]


entry = Entry(
    "hidden.stuck-without-symmetry",
    place=150,
    title="A model without units to exchange can be stuck at zero, and not optimal there",
    idea="The product of the two weights is a factor of this model. While both are zero, to move "
    "either one alone changes nothing, so both slopes are zero and descent rests, though there is "
    "nothing to exchange and other weights are better.",
    says=say(
        "The model {} has two weights, and an exchange of them adds {} to what multiplies {}: they "
        "are no units that could be exchanged. Yet from zero descent on "
        "half the square of the error has {} and {} for every number of steps, whatever the "
        "input, the label and the rate; and with input and label 1 the loss is {} there, and 0 "
        "at {} and {}.",
        *(model(one, two) * x, EXCHANGED.right, x, equals(first, 0), equals(second, 0), HALF),
        *(equals(one, HALF), equals(two, 1)),
    ),
    aside=(equals(one, HALF), equals(two, 1)),
    remarks=(
        say(
            "What holds zero fast is that each slope has a factor that is 0 there. The model does "
            "have a symmetry, {} in the place of {}, but it moves zero.",
            *(-1 - two, two),
        ),
    ),
)


@entry.part("An exchange of the two weights changes the model", EXCHANGED)
def exchange() -> Lines:
    yield "=", ..., "multiply out and collect"


before: dict[Term, Term] = {one: scalar("w", BEFORE, "1"), two: scalar("w", BEFORE, "2")}


def _one_more(weight: Symbol, by: Symbol, factor: Term) -> Writer:
    """One more step of a weight, of which the slope is 0."""
    slope = substitute(derivative(LOSS, by), before)
    rule = define("one step", weight, before[by] - eta * slope)
    by_hand = substitute(before[by] - eta * ((model(one, two) * x - y) * factor * x), before)

    def lines(*assumed: Hypothesis) -> Lines:
        yield "=", rule.relation.right, "one step, with SymPy's derivative", rule, *assumed
        yield "=", by_hand, "error times slope, by hand"
        yield "=", ..., "a factor is 0, by the induction hypothesis"

    return lines


FACTORS = (two * (1 + two), one * (1 + 2 * two))
stuck = induction(
    equals(first, 0),
    equals(second, 0),
    start=tuple(line("all starts at zero", start) for start in STARTS),
    name="zero holds it fast",
)((_one_more(first, one, FACTORS[0]), _one_more(second, two, FACTORS[1])))
entry.shows("never-moves", "From zero nothing ever moves", stuck)


UNIT = (define("the input", x, 1), define("the label", y, 1))
AT_ZERO = (define("weight 1", one, 0), define("weight 2", two, 0))
AT_BETTER = (define("weight 1", one, HALF), define("weight 2", two, 1))


@entry.part("The loss at zero, with input and label 1", equals(LOSS, HALF))
def loss_at_zero() -> Lines:
    yield "=", half_square(number(0), 1), "the output is 0", *UNIT, *AT_ZERO
    yield "=", ..., "exactly"


@entry.part("The loss at better weights", equals(LOSS, 0))
def better() -> Lines:
    yield "=", half_square(number(1), 1), "a half times 1 times 2", *UNIT, *AT_BETTER
    yield "=", ..., "a perfect fit"


def _loss_at(w_1: Operand, w_2: Operand) -> Term:
    return half_square(model(w_1, w_2) * 1, 1)


entry.twin(
    "Where units cannot be exchanged, zero is a best choice.", _loss_at(one, two) >= _loss_at(0, 0)
)
entry.symbol(say("{}, {}", first, second), "the two weights after {} steps", T)
entry.symbol(say("{}, {}", x, y), "the input and the label of the one sample")
entry.symbol(*ETA_MEANS)
