"""A start other than zero does not force the rate to matter."""

from proofs.chapters.perceptron.runs import PLAIN, two_runs
from proofs.chapters.perceptron.setting import BEFORE, LABEL, NOW, POSITIVE_RATE, TEXTBOOK, eta
from proofs.statement import Entry, Lines, induction, line
from proofs.terms import Hypothesis, define, equals, number, say, scalar

ONE = number(1)
weight, before, start = scalar("w", NOW), scalar("w", BEFORE), scalar("w", "0")
START = define("start", start, 1)
RULE = define("the update rule", weight, before + eta * (ONE - TEXTBOOK(before * ONE)) * ONE)
SAMPLE, PLUS = equals(scalar("x", NOW), 1), equals(LABEL, 1)

entry = Entry(
    "perceptron.nonzero-start-need-not-matter",
    place=100,
    title="A start that is not zero does not force the rate to matter",
    idea="The rate acts through mistakes alone. Where the start already gets every sample right "
    "there are no updates, and a rate that is never used cannot matter.",
    says=say(
        "From {} with every sample equal to {}, {}, the weight stays 1 for ever, for every {}.",
        *(START.relation, SAMPLE, PLUS, eta),
    ),
    aside=(SAMPLE, PLUS),
    kind="exhibit",
)


@entry.part("For every number of updates", name="induction")
@induction(equals(weight, 1), start=line("the start is 1", START), name="the weight never moves")
def stays(assumed: Hypothesis) -> Lines:
    """One more sample (1, +1)."""
    yield "=", RULE.relation.right, "the update rule with ", SAMPLE, " and ", PLUS, RULE
    moved = ONE + eta * (ONE - TEXTBOOK(ONE * ONE)) * ONE
    yield "=", moved, "the induction hypothesis", assumed
    yield "=", ONE + eta * (ONE - ONE) * ONE, equals(TEXTBOOK(ONE), 1)
    yield "=", ..., "the error is 0"


run = ("w⁽⁰⁾ = 1 and every sample (1, +1)", PLAIN, (1, 1, 1), (1, 1, 1))
entry.runs("witness", "The two runs", two_runs(*run, start=1, differ=False))
turned = equals(1 + eta * (-1 - TEXTBOOK(ONE)), 1)
entry.twin("With label −1 the weight stays 1 as well.", turned, POSITIVE_RATE)
