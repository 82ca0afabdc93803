"""The first update, from any start and from zero."""

from proofs.chapters.perceptron.setting import ROSENBLATT, ZERO_START, change, eta, w, x, y
from proofs.statement import Entry, Lines
from proofs.terms import PHI, ZERO, assume, define, dot, equals, number, say

TIE, PREDICTED = PHI.values[1], PHI(dot(w(0), x(1)))
LABEL_ONE = assume("first label +1", equals(y(1), 1))
TIE_IS_ONE = assume("a tie predicts +1", equals(TIE, 1))
CHANGE = define("what an update adds", change(1), w(1) - w(0))
RULE = define("first update", w(1), w(0) + eta * (y(1) - PREDICTED) * x(1))
FIRST, FROM_ZERO = (equals(change(1), eta * (y(1) - at) * x(1)) for at in (PREDICTED, TIE))

entry = Entry(
    "perceptron.first-update",
    place=20,
    title="The first update",
    idea="An update is the rate times the error times the sample. From zero the net input is 0, a "
    "tie, whatever the sample is; so the first error depends on the label and on what is predicted "
    "at a tie, and on nothing else.",
    says=say(
        "{}; from {} it is {}, so that with {} a first label +1 changes nothing.",
        *(FIRST, ZERO_START.relation, FROM_ZERO.right, TIE_IS_ONE.relation),
    ),
    citations=(ROSENBLATT,),
)


@entry.part("From any start", FIRST)
def general_start() -> Lines:
    yield "=", w(1) - w(0), CHANGE
    yield "=", RULE.relation.right - w(0), "the update rule", RULE
    yield "=", ..., w(0), " cancels"


@entry.part("From zero", FROM_ZERO)
def from_zero() -> Lines:
    yield "=", FIRST.right, "the first update", general_start
    yield "=", eta * (y(1) - PHI(dot(ZERO, x(1)))) * x(1), "the start is zero", ZERO_START
    yield "=", eta * (y(1) - PHI(number(0))) * x(1), "the inner product with zero is 0"
    yield "=", ..., "the value at 0"


@entry.part("A first label +1, with the textbook's threshold function", equals(change(1), ZERO))
def first_label_one() -> Lines:
    yield "=", FROM_ZERO.right, "the first update from zero", from_zero
    yield "=", eta * (1 - number(1)) * x(1), LABEL_ONE, " and ", TIE_IS_ONE
    yield "=", ..., "the error is 0"


turned = equals(change(1), eta * (PREDICTED - y(1)) * x(1))
not_error = "The first update has the sign of the prediction, not of the error."
entry.twin(not_error, turned, CHANGE, RULE)
