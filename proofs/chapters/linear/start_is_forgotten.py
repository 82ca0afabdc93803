"""What two starts differ by decays in the row space and stays in the null space."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.descent import k, n, w
from proofs.chapters.linear.setting import AXLER, SAMPLES, SECOND_MOMENT, A, X, b, m, squared, v
from proofs.chapters.linear.spectrum import (
    AN_ORTHONORMAL_BASIS, CURVED, DIFFERENCE, EIGEN, FACTOR, LENGTH_PARTS, ONE_OF_THEM, RATE_PARTS,
    REST, REST_PARTS, ROW_SPACE, ROW_SPACE_NOTATION, SHARE, SIZE, SMALL, a, by_components, c,
    component, difference, eigenvalue, family_needs, length, limit, no_component, other, r,
    rest_apart, rest_unmoved, rest_unseen, small_rates, u, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, chain
from proofs.terms import ZERO, define, dot, equals, finite_sum, say

MOVED = finite_sum(k, r, FACTOR**n * SHARE * u(k))
DECAYS = equals(DIFFERENCE, z + MOVED)
STAYS = squared(DIFFERENCE) >= squared(z)
ENDED = DIFFERENCE - z
SHARES = (FACTOR**n * SHARE) ** 2
FITTED = squared(X(w(n)) - X(other(n)))
MEET = FITTED <= 2 * m / eta * (SIZE / (n + 1))

entry = Entry(
    "linear.start-is-forgotten",
    place=130,
    title="At small rates, what two starts differ by is forgotten in the row space and kept in the "
    "null space",
    idea="Split the difference of two starts into its parts along eigenvectors that the features "
    "see, and a rest that they do not see. At small rates each step shrinks each part by a factor "
    "of its own; the rest gets no gradient and stays.",
    says=say(
        "Let {} and {} for every {}, and {} for every {}. Any two runs differ by {}, with {} and "
        "{}. If {} and {}, then {}: they differ by {} in the limit. They agree there exactly if {} "
        "is zero, since {}; and their fitted values always agree in the limit: {}.",
        *(EIGEN.relation, CURVED.relation, k < r, ROW_SPACE.relation, a, DECAYS, REST.relation),
        *(equals(X(z), ZERO), POSITIVE_RATE.relation, SMALL.relation, limit.proves[0], z, z, STAYS),
        MEET,
    ),
    given=(SAMPLES, SECOND_MOMENT, EIGEN, CURVED, ROW_SPACE),
    aside=(k < r,),
    remarks=(
        AN_ORTHONORMAL_BASIS,
        say(
            "If the design has full column rank, {} is zero by {}, and every start is forgotten. "
            "That small random starts give nearly the result of zero is then true for the reason "
            "that all starts do.",
            *(z, equals(X(z), ZERO)),
        ),
    ),
    citations=(AXLER,),
)
entry.figure(figures.forgotten)
entry.shares(*REST_PARTS, *LENGTH_PARTS, *RATE_PARTS)


@chain(equals(dot(v, MOVED), 0), name="what has no component is perpendicular")
def apart_from_all() -> Lines:
    yield "=", finite_sum(k, r, FACTOR**n * SHARE * dot(v, u(k))), "the inner product of a sum"
    yield "=", ..., no_component.of({}, every=(k,))


@entry.part(
    "The rest is perpendicular to the difference without it", equals(dot(z, DIFFERENCE - z), 0)
)
def perpendicular() -> Lines:
    yield "=", dot(z, MOVED), difference, REST
    yield "=", ..., apart_from_all.of({v: z}), rest_unmoved


@entry.part("Conversely: the difference is never shorter than the rest", STAYS)
def null_space() -> Lines:
    apart = squared(DIFFERENCE - z) + 2 * dot(z, DIFFERENCE - z) + squared(z)
    yield "=", apart, "multiply out"
    yield "=", squared(DIFFERENCE - z) + squared(z), perpendicular, REST
    yield ">=", ..., "a square is not negative"


@entry.part("The fitted values see all but the rest", equals(FITTED, m * dot(A(ENDED), ENDED)))
def seen() -> Lines:
    yield "=", squared(X(ENDED)), rest_unseen, REST
    yield "=", ..., "the adjoint moves; what A is", SECOND_MOMENT.at(ENDED), SAMPLES


@entry.part("By components", equals(dot(A(ENDED), ENDED), finite_sum(k, r, eigenvalue(k) * SHARES)))
def weighted() -> Lines:
    weights = finite_sum(k, r, eigenvalue(k) * dot(ENDED, u(k)) * u(k))
    shares = finite_sum(k, r, eigenvalue(k) * (dot(DIFFERENCE, u(k)) - dot(z, u(k))) ** 2)
    yield "=", dot(weights, ENDED), by_components.of({v: ENDED})
    yield "=", shares, "the inner product of a sum"
    yield "=", ..., component.of({}, every=(k,)), " and ", rest_apart.of({}, every=(k,)), REST


@chain(eta * eigenvalue(k) * c**2 <= 2 * c**2)
def less_than_twice() -> Lines:
    yield "<=", ..., SMALL.at(k), ONE_OF_THEM


@entry.part("Each of these at small rates", eta * eigenvalue(k) * SHARES <= 2 * SHARES)
def weighed() -> Lines:
    yield "<=", ..., less_than_twice.of({c: FACTOR**n * SHARE})


WEIGHED, TWICE = finite_sum(k, r, eta * eigenvalue(k) * SHARES), finite_sum(k, r, 2 * SHARES)


@chain(equals(eta * finite_sum(k, r, eigenvalue(k) * SHARES), WEIGHED))
def common_factor() -> Lines:
    yield "=", ..., "a factor of every term"


@chain(WEIGHED <= TWICE)
def weighed_together() -> Lines:
    yield "<=", ..., weighed.of({}, every=(k,))


@chain(equals(TWICE, 2 * finite_sum(k, r, SHARES)))
def twice() -> Lines:
    yield "=", ..., "a factor of every term"


@entry.part(
    "At small rates it is at most so long", eta * dot(A(ENDED), ENDED) <= 2 * squared(ENDED)
)
def at_most() -> Lines:
    yield "=", eta * finite_sum(k, r, eigenvalue(k) * SHARES), weighted, REST
    yield "=", WEIGHED, "a common factor", common_factor
    yield "<=", TWICE, weighed_together
    yield "=", 2 * finite_sum(k, r, SHARES), "a common factor", twice
    yield "=", ..., length


@entry.part("The fitted values see the row-space part alone, and that vanishes", MEET)
def predictions() -> Lines:
    yield "=", m / eta * (eta * dot(A(ENDED), ENDED)), seen, POSITIVE_RATE, SAMPLES, REST
    yield "<=", 2 * m / eta * squared(ENDED), at_most
    yield "<=", ..., limit, small_rates.of({}, every=(k,))


family_needs(entry)
entry.twin(
    "Two runs come closer with every step.",
    squared(w(1) - other(1)) <= squared(w(0) - other(0)),
    POSITIVE_RATE,
    define("a step", w(1), w(0) - eta * (A(w(0)) - b)),
    define("a step of the other run", other(1), other(0) - eta * (A(other(0)) - b)),
)
entry.symbol(z, "what is left of the difference of the starts without its components")
entry.symbols(*ROW_SPACE_NOTATION)
