"""phi(cz) = phi(z) for c > 0."""

from proofs.chapters.perceptron.setting import POSITIVE_FACTOR, ROSENBLATT, c, z
from proofs.statement import Entry, Lines, cases
from proofs.terms import PHI, Hypothesis, equals, say

SAME_LABEL = equals(PHI(c * z), PHI(z))
VALUES = dict(zip("<=>", PHI.values, strict=True))

entry = Entry(
    "perceptron.sign-only",
    place=10,
    title="The prediction depends on the sign of the net input alone",
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


shifted = equals(PHI(z + c), PHI(z))
entry.twin("A shift keeps the label as a positive factor does.", shifted, POSITIVE_FACTOR)
