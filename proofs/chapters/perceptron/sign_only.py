"""phi(cz) = phi(z) for c > 0."""

from proofs.chapters.perceptron.setting import POSITIVE_FACTOR, ROSENBLATT, TEXTBOOK, c, z
from proofs.statement import Entry, Lines, calculation, cases, conjunction
from proofs.terms import PHI, Hypothesis, define, equals, number, say, scalar

SAME_LABEL = equals(PHI(c * z), PHI(z))
VALUES = dict(zip("<=>", PHI.values, strict=True))

entry = Entry(
    "perceptron.sign-only",
    place=10,
    title="The prediction depends on the sign of the net input alone",
    idea="A threshold function asks on which side of zero its argument lies, or whether it is "
    "zero. A positive factor moves no number across zero, so it never changes the answer.",
    says=say("{} for every threshold function and every {}.", SAME_LABEL, c > 0),
    given=(POSITIVE_FACTOR,),
    citations=(ROSENBLATT,),
)


@entry.part("Three cases, none of which uses the statement itself")
@cases(
    SAME_LABEL,
    ("negative argument", z < 0),
    ("zero argument", equals(z, 0)),
    ("positive argument", z > 0),
    withhold="positive-factor",
)
def by_cases(here: Hypothesis) -> Lines:
    sign = here.relation.sign
    there = {"<": c * z < 0, "=": equals(c * z, 0), ">": c * z > 0}[sign]
    yield "=", VALUES[sign], "here ", there, POSITIVE_FACTOR
    yield "=", ..., "here ", here


a, b, eta = scalar("a"), scalar("b"), scalar("eta")
EXAMPLE = (define("a sum", a, 2), define("whose second part", b, -1), define("has a rate", eta, 3))
entry.shows(
    "a-factor-of-a-part",
    "What multiplies a part of the argument alone may not be dropped: in numbers",
    conjunction(
        "a factor of a part",
        calculation("with it", TEXTBOOK(a + eta * b), [("=", number(-1), "2 − 3 < 0", *EXAMPLE)]),
        calculation("without it", TEXTBOOK(a + b), [("=", number(1), "2 − 1 > 0", *EXAMPLE)]),
    ),
)
shifted = equals(PHI(z + c), PHI(z))
entry.twin("A shift keeps the label as a positive factor does.", shifted, POSITIVE_FACTOR)
