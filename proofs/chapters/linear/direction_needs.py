"""What the hypotheses of the entry on directions are for."""

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.along_b import (
    EIGENVECTOR, FACTOR, MOMENT,
)  # fmt: skip
from proofs.chapters.linear.descent import j, n
from proofs.chapters.linear.one_line import (
    LINE_NEEDS, MET, POSITIVE, ZERO_START, need,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    NO_SAMPLES, SAMPLES, SECOND_MOMENT, A, b, lambda_, v,
)  # fmt: skip
from proofs.terms import assume, define, equals, scalar

SLOW, FAST = assume("small rate", eta * lambda_ < 2), assume("large rate", eta * lambda_ > 2)
SOME = assume("some steps", j >= 1)
UP = assume("positive eigenvalue", lambda_ > 0)
g = scalar("g")
MULTIPLE = define("the multiple", g, (1 - FACTOR**n) / lambda_)

DIRECTION_NEEDS = (
    *LINE_NEEDS,
    NO_SAMPLES,
    need(
        MET,
        *(lambda_ > 0, EIGENVECTOR, SAMPLES, MOMENT, SECOND_MOMENT.at(b)),
        says="The zero vector is an eigenvector to any number:",
    ),
    need(
        ZERO_START,
        *(equals(v - eta * (A(v) - b), g * b), EIGENVECTOR),
        says="From elsewhere the step does not go along b:",
    ),
    need(
        SECOND_MOMENT,
        *(lambda_ > 0, EIGENVECTOR, SAMPLES, MOMENT, MET),
        says="Another map may have a negative eigenvalue:",
    ),
    need(
        MOMENT,
        *(lambda_ > 0, EIGENVECTOR, SAMPLES, MET, SECOND_MOMENT.at(b)),
        says="What the features do not see has the eigenvalue 0:",
    ),
    need(
        EIGENVECTOR,
        *(equals(2 * eta * b - eta**2 * A(b), g * b), MET, POSITIVE),
        says="Else the second step leaves the line:",
    ),
    need(
        SLOW,
        *((1 - FACTOR**2) / lambda_ > 0, POSITIVE, UP),
        says="At a large rate the multiple is negative after two steps:",
    ),
    need(
        FAST,
        *((1 - FACTOR**2) / lambda_ < 0, POSITIVE, UP),
        says="At a small rate the multiple stays positive:",
    ),
    need(
        SOME,
        *((1 - FACTOR ** (2 * j)) / lambda_ < 0, POSITIVE, UP, FAST),
        says="No steps have no direction:",
    ),
)
