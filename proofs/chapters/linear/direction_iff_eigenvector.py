"""The direction is free of the rate, for small rates, exactly if b is an eigenvector of A."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.along_b import (
    ALONG_B_PARTS, EIGENVECTOR, FACTOR, FORMULA, eigenvalue_positive, formula,
)  # fmt: skip
from proofs.chapters.linear.descent import j, n
from proofs.chapters.linear.one_line import (
    APART, CONVERSE_PARTS, IS_EIGENVECTOR, MET, ONE_LINE, POSITIVE, RANGE, TWICE, UNIT, ZERO_START,
    APART_AT_TWO, bound, e, eigenvector, f, left_of_b, rest, share, w,
)  # fmt: skip
from proofs.chapters.linear.setting import NO_MEAN, SAMPLES, A, b, c, epsilon, lambda_, u
from proofs.chapters.linear.spectrum import INSIDE, bernoulli, x
from proofs.instance import Matrix
from proofs.statement import Entry, Lines, at_once, chain, induction
from proofs.terms import Hypothesis, assume, define, dot, equals, norm, say, scalar, vector

g = scalar("g")
MULTIPLE = define("the multiple", g, (1 - FACTOR**n) / lambda_)
SLOW, FAST = assume("small rate", eta * lambda_ < 2), assume("large rate", eta * lambda_ > 2)
SOME = assume("some steps", j >= 1)
SAME = equals(w(eta, n) / norm(w(eta, n)), b / norm(b))
WEIGHTS = vector("w", "2")
MORE = assume("a positive multiple", c > 0)
TURNED = (1 - FACTOR ** (2 * j)) / lambda_ < 0

entry = Entry(
    "linear.direction-iff-eigenvector",
    place=80,
    title="At all small rates the direction after two or more steps is one exactly if b is an "
    "eigenvector",
    idea=say(
        "From zero the weights are a polynomial in the rate: its lowest power comes with {}, the "
        "next one with {}. At tiny rates the lowest power rules, so one line for all of them must "
        "hold both vectors; and if it does, no step leaves it.",
        *(b, A(b)),
    ),
    says=say(
        "Let {}, and let {} be the weights after {} steps from zero at the rate {}, with {}. If "
        "they lie on one line at all small rates, {} for all {} with {} and {}, where {} and {}, "
        "then {}. Conversely let {}. Then {} and {}; so {} for all {} with {} and {}. Beyond that "
        "the multiple turns at every even number of steps: {} for {} and {}.",
        *(MET.relation, w(eta, n), n, eta, TWICE.relation, ONE_LINE.relation, eta),
        *(POSITIVE.relation, eta < epsilon, UNIT.relation, RANGE.relation, IS_EIGENVECTOR),
        *(EIGENVECTOR.relation, lambda_ > 0, FORMULA, SAME, eta, POSITIVE.relation, SLOW.relation),
        *(TURNED, FAST.relation, SOME.relation),
    ),
    given=(MET, TWICE, ZERO_START),
    remarks=(
        say(
            "At one rate alone every vector has a direction. That it is one for all small rates is "
            "used at a rate that depends on what is to be shown to be 0. One step has one power of "
            "the rate, and so one direction: gd.first-step-factors."
        ),
        say(
            "Where {}, every even number of steps ends at zero, which has no direction.",
            equals(eta * lambda_, 2),
        ),
    ),
)
entry.figure(figures.eigenvector_or_not)
entry.shares(*CONVERSE_PARTS, *ALONG_B_PARTS, ("Bernoulli's inequality", bernoulli))


@entry.part("Small rates: the factor is between −1 and 1", FACTOR**2 < 1)
def inside() -> Lines:
    yield "=", 1 - eta * lambda_ * (2 - eta * lambda_), "multiply out"
    yield "<", ..., POSITIVE, SLOW, eigenvalue_positive


@chain(n * (1 - x**2) > 0)
def grown() -> Lines:
    yield ">", ..., TWICE, INSIDE


@chain((x**n) ** 2 < 1, name="powers stay between −1 and 1")
def powers_inside() -> Lines:
    yield "<=", 1 / (1 + n * (1 - x**2)), bernoulli, grown
    yield "<", ..., "more than 1", grown


@entry.part("Small rates: so are its powers", (FACTOR**n) ** 2 < 1)
def small_powers() -> Lines:
    yield "<", ..., powers_inside.of({x: FACTOR}), inside


@entry.part("Small rates: the multiple is positive", (1 - FACTOR**n) / lambda_ > 0)
def multiple_positive() -> Lines:
    yield ">", ..., small_powers, eigenvalue_positive


@chain(equals(c * b / norm(c * b), b / norm(b)), name="a positive multiple cancels")
def cancels() -> Lines:
    yield "=", ..., MORE, MET


@entry.part(say("The direction of the weights is that of {}, at every small rate", b), SAME)
def same_direction() -> Lines:
    multiple = ("the weights are a multiple of ", b, formula, MULTIPLE, MET, eigenvalue_positive)
    yield "=", g * b / norm(g * b), *multiple
    yield "=", ..., "it cancels", cancels.of({c: g}), multiple_positive


@entry.part("Large rates: even powers grow")
@induction(
    FACTOR ** (2 * j) >= 1 + j * (FACTOR**2 - 1), start=at_once("no steps", "both are 1"), over=j
)
def grows(assumed: Hypothesis) -> Lines:
    """Two more steps."""
    grown = 1 + j * (FACTOR**2 - 1)
    yield "=", FACTOR**2 * FACTOR ** (2 * j), "two more factors"
    yield ">=", FACTOR**2 * grown, "the ", assumed
    yield ">=", ..., "what is left out is a square, many times"


@entry.part("Large rates: the multiple is negative after an even number of steps", TURNED)
def sign_flips() -> Lines:
    yield "<=", -(j * (FACTOR**2 - 1)) / lambda_, grows, eigenvalue_positive
    yield "=", -(j * eta * (eta * lambda_ - 2)), "multiply out"
    yield "<", ..., FAST, SOME, POSITIVE


entry.without(UNIT, "A part along a longer vector is no multiple of it:", left_of_b,
              fixed={"A": Matrix(((Fraction(0),),))}, weights=(10,))  # fmt: skip
entry.in_words(
    APART,
    say(
        "The statement is true without it: what is perpendicular to the weights at all small rates "
        "is perpendicular to {}, unless no step is made, and then nothing is left to show. It says "
        "which of the two powers of the rate comes first.",
        b,
    ),
)
entry.in_words(SAMPLES, NO_MEAN)
entry.without(TWICE, "After one step there is one line, whatever b is:", eigenvector,
              fixed={"n": Fraction(1)}, weights=(0, 8))  # fmt: skip
entry.without(ONE_LINE, "", eigenvector, fixed=APART_AT_TWO, weights=(0, 8))
entry.twin(
    "The direction is free of the rate whenever the design has full rank.",
    equals(dot(b, b) * dot(WEIGHTS, WEIGHTS), dot(b, WEIGHTS) ** 2),
    define("two steps", WEIGHTS, 2 * eta * b - eta**2 * A(b)),
    assume("full rank", dot(A(u), u) >= dot(u, u), (u,)),
)
entry.symbol(say("{}, {}", e, share(eta)), "a unit vector, and the multiples of it")
entry.symbol(say("{}, {}", f, epsilon), "any vector perpendicular to it, and a bound on the rates")
entry.symbol(rest(n, eta), "the terms with higher powers of {}, over {}", eta, eta**3)
entry.symbol(bound(n, f), "a bound on {} at rates below {}", dot(f, rest(n, eta)), epsilon)
