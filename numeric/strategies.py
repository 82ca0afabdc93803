"""Random data for the laws: small integers over one shared denominator.

Net inputs of zero are where conventions and rounding matter. Random reals never produce them; on
small grids they are common. Nothing is drawn and thrown away; strategies are made once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import mul
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]
Triple: TypeAlias = tuple[Fraction, Fraction, Fraction]

MOST_SAMPLES = 8
MOST_FEATURES = 4
MOST_UPDATES = 20
PLUS_AT_ZERO: Triple = (Fraction(-1), Fraction(1), Fraction(1))


@dataclass(frozen=True)
class Trial:
    """All that a law about online learning may need.

    ``X``, ``y`` are the T samples in the order shown (repeats included), ``start`` the first
    weights, ``rates`` two different positive rates, ``factor`` a positive number other than 1,
    ``threshold`` the values below, at and above zero, ``unseen`` one more sample.
    """

    X: Matrix
    y: Vector
    start: Vector
    rates: tuple[Fraction, Fraction]
    factor: Fraction
    threshold: Triple
    unseen: Vector


@dataclass(frozen=True)
class SeparableTrial:
    """Samples with labels -1 and +1 that ``separator`` puts on their own sides."""

    X: Matrix
    y: Vector
    separator: Vector
    start: Vector
    rate: Fraction
    passes: int

    def kinds(self) -> set[str]:
        """What the separator begins with: the number that is put there if it is zero, or any."""
        return {f"separator from {self.separator[0]}"}


@dataclass(frozen=True)
class EpochsTrial:
    """A small data set and the order in which each epoch shows it."""

    X: Matrix
    y: Vector
    orders: tuple[tuple[int, ...], ...]
    rates: tuple[Fraction, Fraction]
    threshold: Triple

    def kinds(self) -> set[str]:
        """Whether each epoch shows the samples as the first does, where it could do otherwise."""
        kind = "epochs alike" if len({*self.orders}) == 1 else "epochs shuffled"
        return {kind} if min(len(self.y), len(self.orders)) > 1 else set()


@cache
def positive_rationals(largest: int = 12) -> SearchStrategy[Fraction]:
    """Positive rationals with numerator and denominator up to ``largest``, so also above 1."""
    whole = st.integers(1, largest)
    return st.builds(Fraction, whole, whole)


@cache
def learning_rates() -> SearchStrategy[Fraction]:
    """Positive rates from one millionth to a million, most of them of everyday size."""
    return st.one_of(
        positive_rationals(),
        st.sampled_from(
            [
                Fraction(1, 10),
                Fraction(1, 1000),
                Fraction(1, 10**6),
                Fraction(1000),
                Fraction(10**6),
            ]
        ),
    )


@cache
def rate_pairs() -> SearchStrategy[tuple[Fraction, Fraction]]:
    """Two different positive rates."""
    return st.tuples(learning_rates(), factors()).map(lambda pair: (pair[0], pair[0] * pair[1]))


@cache
def rounded_rate_pairs() -> SearchStrategy[tuple[Fraction, Fraction]]:
    """Two different positive rates, neither of them a float64 number."""
    tenths = st.sampled_from([Fraction(n, 10) for n in (1, 2, 3, 6, 7, 9, 11, 13)])
    thirds = st.sampled_from([Fraction(n, 3) for n in (1, 2, 4, 5, 7)])
    return st.one_of(st.tuples(tenths, thirds), st.tuples(thirds, tenths))


@cache
def factors() -> SearchStrategy[Fraction]:
    """Positive rationals other than 1."""
    return st.builds(
        lambda low, more, up: Fraction(low + more, low) if up else Fraction(low, low + more),
        st.integers(1, 12),
        st.integers(1, 12),
        st.booleans(),
    )


@cache
def denominators() -> SearchStrategy[int]:
    """The denominator that all numbers of one data set share."""
    return st.sampled_from((1, 2, 3, 10))


@cache
def vectors(d: int, denominator: int, largest: int = 3) -> SearchStrategy[Vector]:
    """Vectors of d integers from -largest to largest, over the denominator."""
    entries = st.tuples(*[st.integers(-largest, largest)] * d)
    return entries.map(lambda whole: tuple(Fraction(n, denominator) for n in whole))


@cache
def matrices(m: int, d: int, denominator: int, largest: int = 3) -> SearchStrategy[Matrix]:
    """m rows of ``vectors``."""
    entries = st.tuples(*[st.integers(-largest, largest)] * (m * d))
    return entries.map(
        lambda whole: tuple(
            tuple(Fraction(n, denominator) for n in whole[i * d : (i + 1) * d]) for i in range(m)
        )
    )


@cache
def label_sets() -> SearchStrategy[tuple[int, ...]]:
    """The labels a data set may use: signs, zero and one, or any small integers."""
    return st.sampled_from(((-1, 1), (0, 1), (-2, -1, 0, 1, 2)))


@cache
def labels(m: int, values: tuple[int, ...] = (-1, 1)) -> SearchStrategy[Vector]:
    """m labels out of ``values``."""
    drawn = st.tuples(*[st.sampled_from(values)] * m)
    return drawn.map(lambda whole: tuple(map(Fraction, whole)))


@cache
def thresholds() -> SearchStrategy[Triple]:
    """Threshold values below, at and above zero: the usual ones and any small integers."""
    whole = st.integers(-2, 2).map(Fraction)
    usual: list[Triple] = [
        PLUS_AT_ZERO,
        (Fraction(-1), Fraction(0), Fraction(1)),
        (Fraction(-1), Fraction(-1), Fraction(1)),
        (Fraction(0), Fraction(1), Fraction(1)),
    ]
    return st.one_of(st.sampled_from(usual), st.tuples(whole, whole, whole))


@cache
def orders(m: int, most: int = MOST_UPDATES) -> SearchStrategy[tuple[int, ...]]:
    """Sequences of 1 to ``most`` sample numbers, in any order and with repeats."""
    return st.lists(st.integers(0, m - 1), min_size=1, max_size=most).map(tuple)


@cache
def shuffles(m: int, epochs: int) -> SearchStrategy[tuple[tuple[int, ...], ...]]:
    """One order of all m samples for each epoch."""
    return st.tuples(*[permutations(m)] * epochs)


@cache
def schedules(updates: int) -> SearchStrategy[Vector]:
    """Positive factors fixed beforehand, one for each update."""
    return st.tuples(*[positive_rationals(6)] * updates)


@cache
def permutations(d: int) -> SearchStrategy[tuple[int, ...]]:
    """Orders of the d features."""
    return st.permutations(range(d)).map(tuple)


@st.composite
def trials(
    draw: st.DrawFn,
    *,
    most_updates: int = MOST_UPDATES,
    source_labels: bool = False,
    rounding: bool = False,
) -> Trial:
    """Samples in an order, a start, two rates, a factor, a threshold and an unseen sample.

    With ``source_labels`` the labels are -1 and +1, and the threshold is -1, +1, +1. With
    ``rounding`` the data are such that float64 has to round where it shows: two samples at right
    angles shown first and half of the starts zero (for exact ties), and rates that are no float64
    numbers.
    """
    d = draw(st.integers(2 if rounding else 1, MOST_FEATURES))
    m = draw(st.integers(2 if rounding else 1, MOST_SAMPLES))
    denominator = draw(denominators())
    rows = draw(matrices(m, d, denominator, 9 if rounding else 3))
    values = (-1, 1) if source_labels else draw(label_sets())
    targets = draw(labels(m, values))
    order = draw(orders(m, most_updates - 2 if rounding else most_updates))
    start = draw(vectors(d, denominator))
    if rounding:
        first = rows[0]
        rows = (first, (-first[1], first[0], *(Fraction(0) for _ in first[2:])), *rows[2:])
        start = (Fraction(0),) * d if draw(st.booleans()) else start
        order = (0, 1, *order)
    return Trial(
        X=tuple(rows[i] for i in order),
        y=tuple(targets[i] for i in order),
        start=start,
        rates=draw(rounded_rate_pairs() if rounding else rate_pairs()),
        factor=draw(factors()),
        threshold=PLUS_AT_ZERO if source_labels else draw(thresholds()),
        unseen=draw(vectors(d, denominator)),
    )


@st.composite
def separable_trials(draw: st.DrawFn) -> SeparableTrial:
    """Data made around a separator: rows take the side of their label, by reflection if needed.

    A row on the boundary is pushed off it along the separator, so no draw is wasted. The start
    leans against the separator, by up to three times its length, to provoke mistakes.
    """
    d = draw(st.integers(1, MOST_FEATURES))
    m = draw(st.integers(1, MOST_SAMPLES))
    separator = list(draw(vectors(d, 1)))
    if not any(separator):
        separator[0] = Fraction(1)
    drawn = draw(matrices(m, d, draw(denominators())))
    targets = draw(labels(m))
    rows: list[Vector] = []
    for row, label in zip(drawn, targets, strict=True):
        side = sum((u * x for u, x in zip(separator, row, strict=True)), Fraction(0))
        if side == 0:
            rows.append(tuple(x + label * u for x, u in zip(row, separator, strict=True)))
        else:
            rows.append(tuple(x if side * label > 0 else -x for x in row))
    lean = draw(st.integers(0, 3))
    start = draw(vectors(d, draw(denominators())))
    return SeparableTrial(
        X=tuple(rows),
        y=targets,
        separator=tuple(separator),
        start=tuple(w - lean * u for w, u in zip(start, separator, strict=True)),
        rate=draw(learning_rates()),
        passes=draw(st.integers(1, 3)),
    )


@st.composite
def epochs_trials(draw: st.DrawFn) -> EpochsTrial:
    """Up to four samples shown for up to ten epochs, in the same order or shuffled each time."""
    d = draw(st.integers(1, 3))
    m = draw(st.integers(1, 4))
    epochs = draw(st.integers(1, 10))
    in_order = (tuple(range(m)),) * epochs
    return EpochsTrial(
        X=draw(matrices(m, d, draw(denominators()))),
        y=draw(labels(m, draw(label_sets()))),
        orders=draw(st.one_of(st.just(in_order), shuffles(m, epochs))),
        rates=draw(rate_pairs()),
        threshold=draw(thresholds()),
    )


def with_extra(base: SearchStrategy[Trial], extra: Any) -> SearchStrategy[tuple[Trial, Any]]:
    """A trial and something whose strategy depends on it: ``extra`` is a function of the trial."""
    return base.flatmap(lambda trial: st.tuples(st.just(trial), extra(trial)))


@dataclass(frozen=True)
class OrthogonalPair:
    """Whole numbers a, b: the samples (-a, -b), (b, -a) are orthogonal, and a positive rate."""

    a: int
    b: int
    rate: Fraction


def orthogonal_pairs() -> SearchStrategy[OrthogonalPair]:
    """Two samples whose second net input is an exact tie at every rate."""
    whole = st.integers(1, 30)
    rates = st.integers(1, 99).map(lambda n: Fraction(n, 10))
    return st.builds(OrthogonalPair, whole, whole, rates)


@dataclass(frozen=True)
class EqualUnits:
    """Contributions of samples to one gradient, an order to add them in, a start and a rate."""

    start: Fraction
    rate: Fraction
    contributions: tuple[Fraction, ...]
    order: tuple[int, ...]


@st.composite
def equal_units(draw: st.DrawFn) -> EqualUnits:
    """Tenths, which binary64 does not hold, added in order and in another order."""
    tenths = st.integers(-30, 30).map(lambda n: Fraction(n, 10))
    contributions = tuple(draw(st.lists(tenths, min_size=3, max_size=8)))
    order = tuple(draw(st.permutations(range(len(contributions)))))
    return EqualUnits(draw(tenths), draw(learning_rates()), contributions, order)


def exponents() -> SearchStrategy[int]:
    """Exponents k for which 2**k times a number of the grids neither over- nor underflows."""
    return st.integers(-900, 900)


def signed_rationals() -> SearchStrategy[Fraction]:
    """Rationals of either sign, zero among them, with numerators from -6 to 6."""
    return st.builds(Fraction, st.integers(-6, 6), st.integers(1, 6))


def margins() -> SearchStrategy[Fraction]:
    """Positive margins, small against the squares of grid numbers and large."""
    return positive_rationals(6)


def decays() -> SearchStrategy[Fraction]:
    """Decays strictly between 0 and 1."""
    return st.builds(
        lambda low, more: Fraction(low, low + more), st.integers(1, 6), st.integers(1, 6)
    )


# Gradient descent


@dataclass(frozen=True)
class RegressionTrial:
    """A data set, two starts, two different positive rates, a factor of any sign and a step count.

    ``direction`` is one more vector of the features' length.
    """

    X: Matrix
    y: Vector
    start: Vector
    direction: Vector
    rates: tuple[Fraction, Fraction]
    factor: Fraction
    steps: int


@dataclass(frozen=True)
class SpectralTrial:
    """Data whose X'X/m has known rational eigenvectors and eigenvalues.

    ``basis`` holds d orthonormal eigenvectors, ``eigenvalues`` the value of each, zeros among
    them where X is rank deficient; ``start`` and ``other`` are two starts.
    """

    X: Matrix
    y: Vector
    basis: Matrix
    eigenvalues: Vector
    start: Vector
    other: Vector
    rate: Fraction
    steps: int

    def kinds(self) -> set[str]:
        """The rate in units of 1/eigenvalue, and how many eigenvalues X'y meets."""
        moment = _combination(self.X, self.y)
        pairs = zip(self.basis, self.eigenvalues, strict=True)
        met = {value for vector, value in pairs if sum(map(mul, vector, moment))}
        rates = {f"rate {self.rate * value} / eigenvalue" for value in self.eigenvalues if value}
        return {*rates, f"X'y meets {len(met)} of {len({*self.eigenvalues} - {0})} eigenvalues"}


def _matrix_product(left: Matrix, right: Matrix) -> Matrix:
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(sum(map(mul, row, column), Fraction(0)) for column in columns) for row in left
    )


_DESIGNS = (*["any"] * 6, "deficient", "deficient", "repeated", "empty column", "zero")
_MIRRORED = (*["no"] * 5, "targets", "rows")


@st.composite
def designs(draw: st.DrawFn, m: int, d: int, denominator: int) -> Matrix:
    """Any small m x d matrix, rank-deficient ones, zero, a first column repeated or zero."""
    kind = draw(st.sampled_from(_DESIGNS))
    if kind == "zero":
        return ((Fraction(0),) * d,) * m
    if kind == "deficient" and min(m, d) > 1:
        r = draw(st.integers(1, min(m, d) - 1))
        return _matrix_product(draw(matrices(m, r, denominator)), draw(matrices(r, d, 1, 2)))
    rows = draw(matrices(m, d, denominator))
    if kind == "repeated" and d > 1:
        return tuple((*row[:-1], row[0]) for row in rows)
    if kind == "empty column" and d > 1:
        return tuple((Fraction(0), *row[1:]) for row in rows)
    return rows


@st.composite
def regression_trials(draw: st.DrawFn, *, most_steps: int = 5) -> RegressionTrial:
    """Data with every rank, among them targets that no column is correlated with.

    These come from showing each row twice with opposite targets, or with opposite signs and one
    target: X'y is then 0, whatever y.
    """
    d = draw(st.integers(1, MOST_FEATURES))
    m = draw(st.integers(1, 4))
    denominator = draw(denominators())
    rows = draw(designs(m, d, denominator))
    targets = draw(vectors(m, draw(denominators())))
    mirrored = draw(st.sampled_from(_MIRRORED))
    if mirrored == "targets":
        rows, targets = rows + rows, targets + tuple(-y for y in targets)
    if mirrored == "rows":
        rows, targets = rows + tuple(tuple(-x for x in row) for row in rows), targets + targets
    return RegressionTrial(
        X=rows,
        y=targets,
        start=draw(vectors(d, denominator)),
        direction=draw(vectors(d, 1)),
        rates=draw(rate_pairs()),
        factor=draw(signed_rationals()),
        steps=draw(st.integers(2, most_steps)),
    )


@st.composite
def labelled_trials(draw: st.DrawFn) -> RegressionTrial:
    """The same with labels 0 and 1, some such that (1/2 - y) is correlated with no column.

    Few and small numbers: what a law makes of them is irrational and costs more.
    """
    d = draw(st.integers(1, 3))
    m = draw(st.integers(1, 3))
    denominator = draw(st.sampled_from((1, 2)))
    rows = draw(designs(m, d, denominator))
    targets = draw(labels(m, (0, 1)))
    mirrored = draw(st.sampled_from(_MIRRORED))
    if mirrored == "targets":
        rows, targets = rows + rows, targets + tuple(1 - y for y in targets)
    if mirrored == "rows":
        rows, targets = rows + tuple(tuple(-x for x in row) for row in rows), targets + targets
    return RegressionTrial(
        X=rows,
        y=targets,
        start=draw(vectors(d, denominator)),
        direction=draw(vectors(d, 1)),
        rates=draw(st.tuples(positive_rationals(6), factors()).map(lambda p: (p[0], p[0] * p[1]))),
        factor=draw(signed_rationals()),
        steps=2,
    )


def _reflection(normal: Vector) -> Matrix:
    """The reflection I - 2 n n'/(n'n) (Householder, 1958); the identity for n = 0."""
    length = sum(map(mul, normal, normal), Fraction(0))
    factor = 2 / length if length else Fraction(0)
    return tuple(
        tuple(Fraction(i == j) - factor * a * b for j, b in enumerate(normal))
        for i, a in enumerate(normal)
    )


@cache
def orthogonal_matrices(n: int) -> SearchStrategy[Matrix]:
    """Rational orthogonal matrices: signed permutations, half of them times a reflection."""

    def build(order: tuple[int, ...], signs: tuple[int, ...], normal: Vector | None) -> Matrix:
        signed = tuple(
            tuple(Fraction(sign * (j == place)) for j in range(n))
            for place, sign in zip(order, signs, strict=True)
        )
        return signed if normal is None else _matrix_product(signed, _reflection(normal))

    # Small numbers other than 0 come first, so that most reflections do mix coordinates.
    entries = st.sampled_from([Fraction(k) for k in (1, 2, 3, -1, -2, 0)])
    normals = st.tuples(*[entries] * n)
    return st.builds(
        build,
        permutations(n),
        st.tuples(*[st.sampled_from((1, -1))] * n),
        st.one_of(normals, st.none()),
    )


@cache
def _singular_values(count: int) -> SearchStrategy[Vector]:
    """Singular values out of few, so that zeros and repeated ones are common."""
    usual = [Fraction(0), Fraction(1), Fraction(1), Fraction(2), Fraction(1, 2), Fraction(3)]
    return st.tuples(*[st.sampled_from(usual)] * count)


@st.composite
def spectral_trials(draw: st.DrawFn, *, stable: bool = False, most_steps: int = 6) -> SpectralTrial:
    """X = P diag(s) Q' with rational orthogonal P and Q, so X'X/m has eigenvalues s^2/m.

    Targets are P c and starts Q k with whole c and k, zeros among them, so that eigenspaces are
    missed and b is often an eigenvector. Rates are simple multiples of 1/eigenvalue: they kill a
    component at once, keep its size, or make it grow; with ``stable`` all are below 2/largest.
    """
    d = draw(st.integers(1, MOST_FEATURES))
    m = draw(st.integers(1, MOST_FEATURES))
    left, right = draw(orthogonal_matrices(m)), draw(orthogonal_matrices(d))
    singular = draw(_singular_values(min(m, d)))
    squares = tuple(s * s / m for s in singular)
    eigenvalues = squares + (Fraction(0),) * (d - len(squares))
    middle = tuple(
        tuple(singular[i] if i == j else Fraction(0) for j in range(d)) for i in range(m)
    )
    basis = tuple(zip(*right, strict=True))
    along = draw(vectors(m, 1))
    if draw(st.booleans()):  # only the targets of one eigenvalue: X'y is an eigenvector, or 0
        kept = draw(st.sampled_from(singular))
        along = tuple(
            c if i < len(singular) and singular[i] == kept else Fraction(0)
            for i, c in enumerate(along)
        )
    positive = [value for value in eigenvalues if value > 0]
    if not positive:
        rate = draw(positive_rationals())
    elif stable:
        rate = draw(st.sampled_from(_STABLE_MULTIPLES)) / max(positive)
    else:
        rate = draw(st.sampled_from(_MULTIPLES)) / draw(st.sampled_from(positive))
    return SpectralTrial(
        X=_matrix_product(_matrix_product(left, middle), basis),
        y=tuple(sum(map(mul, row, along), Fraction(0)) for row in left),
        basis=basis,
        eigenvalues=eigenvalues,
        start=_combination(basis, draw(vectors(d, 1, 2))),
        other=_combination(basis, draw(vectors(d, 1, 2))),
        rate=rate,
        steps=draw(st.integers(2, most_steps)),
    )


_STABLE_MULTIPLES = tuple(Fraction(n, 6) for n in (1, 2, 3, 6, 8, 9, 11))
_MULTIPLES = tuple(Fraction(n, 6) for n in (1, 3, 6, 9, 12, 13, 18))


def _combination(basis: Matrix, coefficients: Vector) -> Vector:
    columns = zip(*basis, strict=True)
    return tuple(sum(map(mul, column, coefficients), Fraction(0)) for column in columns)


# Networks with hidden layers

PIECEWISE_LINEAR = (
    "identity",
    "relu, 0 at 0",
    "relu, 1/2 at 0",
    "relu, 1 at 0",
    "leaky relu",
    "absolute",
    "hard tanh",
)
POLYNOMIAL = ("affine", "square", "cube", "climbing cube", "bowl")
ZERO_AT_ZERO = (*PIECEWISE_LINEAR, "square", "cube", "tanh")
NOT_ZERO_AT_ZERO = ("affine", "bowl", "lifted square", "lifted relu", "logistic")
INJECTIVE = ("identity", "affine", "leaky relu", "climbing cube")
"""Names of activations; these have slopes above 0 everywhere."""


@dataclass(frozen=True)
class NetworkTrial:
    """A network with one hidden layer of h units on d features, m samples and how to descend.

    ``w`` has shape (h, d), ``beta`` and ``v`` shape (h,); ``copies`` gives each unit the number of
    the unit it may be made a copy of, ``order`` is an order of the units, ``scale`` any number.
    """

    X: Matrix
    y: Vector
    w: Matrix
    beta: Vector
    v: Vector
    c: Fraction
    activation: str
    loss: str
    rate: Fraction
    steps: int
    copies: tuple[int, ...]
    order: tuple[int, ...]
    scale: Fraction
    unseen: Vector


@dataclass(frozen=True)
class WaveTrial:
    """The widths of a network that starts at zero (d, then the hidden layers'), and its samples.

    ``share`` is the learning rate in units of the rate at which the first step makes the output
    right on average.
    """

    widths: tuple[int, ...]
    X: Matrix
    y: Vector
    activation: str
    loss: str
    share: Fraction


@cache
def small_rates() -> SearchStrategy[Fraction]:
    """Positive rates that keep exact numbers short: numerator and denominator up to 4."""
    return positive_rationals(4)


@st.composite
def network_trials(
    draw: st.DrawFn,
    *,
    activations: tuple[str, ...] = PIECEWISE_LINEAR + POLYNOMIAL,
    losses: tuple[str, ...] = ("squared", "huber", "absolute", "skew"),
    least_units: int = 1,
    least_features: int = 1,
    most_samples: int = 3,
) -> NetworkTrial:
    """Up to three units on two or three features; all numbers are small, so kinks are common.

    The digits of exact weights multiply with each step: up to three steps where activation and
    loss are piecewise linear in their slopes, two where they are not.
    """
    d = draw(st.integers(least_features, 2))
    h = draw(st.integers(least_units, 3))
    m = draw(st.integers(1, most_samples))
    denominator = draw(st.sampled_from((1, 2)))
    activation, loss = draw(st.sampled_from(activations)), draw(st.sampled_from(losses))
    short = activation in PIECEWISE_LINEAR and loss != "skew"
    return NetworkTrial(
        X=draw(matrices(m, d, denominator, 2)),
        y=draw(vectors(m, denominator, 2)),
        w=draw(matrices(h, d, denominator, 2)),
        beta=draw(vectors(h, denominator, 2)),
        v=draw(vectors(h, denominator, 2)),
        c=draw(vectors(1, denominator, 2))[0],
        activation=activation,
        loss=loss,
        rate=draw(small_rates()),
        steps=draw(st.integers(1, 3 if short else 2)),
        copies=draw(st.tuples(*[st.integers(0, h - 1)] * h)),
        order=draw(permutations(h)),
        scale=draw(signed_rationals()),
        unseen=draw(vectors(d, denominator)),
    )


@st.composite
def wave_trials(draw: st.DrawFn) -> WaveTrial:
    """Two to four weight layers of one or two units each."""
    activation = draw(st.sampled_from(NOT_ZERO_AT_ZERO))
    most = 1 if activation == "logistic" else 2  # enclosures take time; one unit shows it all
    widths = tuple(draw(st.lists(st.integers(1, most), min_size=2, max_size=4)))
    m = draw(st.integers(1, most))
    denominator = draw(st.sampled_from((1, 2)))
    return WaveTrial(
        widths=widths,
        X=draw(matrices(m, widths[0], denominator, 2)),
        y=draw(vectors(m, denominator, 2)),
        activation=activation,
        loss=draw(st.sampled_from(("squared", "huber"))),
        share=draw(small_rates()),
    )


@st.composite
def rate_shares(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    """Two different positive numbers, half of the time a pair with s t = 2 (s + t - 1)."""
    first = draw(small_rates())
    if first != 1 and draw(st.booleans()):
        below = first if first < 1 else 1 / first
        partner = 2 * (1 - below) / (2 - below)
        return below, partner  # they differ: no rational solves s s = 2 (2 s - 1)
    return first, first * draw(factors())
