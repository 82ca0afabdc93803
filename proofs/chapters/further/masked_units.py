"""Two equal units with masks of their own: how far one step takes them apart."""

from proofs.chapters.hidden.setting import (
    BEFORE, NOW, SAMPLE, SIGMA, SLOPE, delta, empty, eta, net, unit,
)  # fmt: skip
from proofs.statement import Lines, Proof, Writer, calculation, conjunction, induction
from proofs.terms import Hypothesis, Symbol, Term, define, dot, equals, scalar, vector

u, error, m_1, m_2 = unit(), delta(NOW), scalar("r", NOW, "1"), scalar("r", NOW, "2")
BACK, D = error * u.v * SLOPE(net(u)), (vector("D", "m"), scalar("S", "m"), scalar("F", "m"))
ADDED = (BACK * SAMPLE, BACK, error * SIGMA(net(u)))
"""What a sample adds to the gradient by a unit that takes part."""
ALL = dot(D[0], D[0]) + D[1] ** 2 + D[2] ** 2


def at(symbol: Symbol, index: str) -> Symbol:
    """The symbol at another index."""
    return Symbol(symbol.name, symbol.of_kind, index, symbol.lower)


def _move(part: Symbol, which: str) -> Symbol:
    """What the step adds to a part of a unit."""
    return Symbol(f"Delta_{part.name}", part.of_kind, "1", which)


MOVES = tuple((_move(part, "1"), _move(part, "2")) for part in u[:3])
GAPS = tuple(first - second for first, second in MOVES)
APART = dot(GAPS[0], GAPS[0]) + GAPS[1] ** 2 + GAPS[2] ** 2


def _no_sample(first: Symbol, second: Symbol, gap: Symbol) -> Writer:
    """No sample."""

    def lines() -> Lines:
        yield "=", ..., "all sums are empty", *(empty(at(s, "0")) for s in (first, second, gap))

    return lines


def _one_more(first: Symbol, second: Symbol, gap: Symbol, added: Term) -> Writer:
    """One more sample."""
    before = tuple(at(s, BEFORE) for s in (first, second, gap))
    more = (before[0] + m_1 * added, before[1] + m_2 * added, before[2] + (m_1 - m_2) * added)
    rules = [
        define("one more sample", *row) for row in zip((first, second, gap), more, strict=True)
    ]

    def lines(*assumed: Hypothesis) -> Lines:
        yield "=", more[0] - more[1], "one more sample", *rules, *assumed
        yield "=", more[2], "the induction hypothesis; collect"
        yield "=", ..., "what is not shared"

    return lines


SUMS = tuple(zip(unit(NOW, "1")[3:], unit(NOW, "2")[3:], (at(d, NOW) for d in D), strict=True))
difference = induction(
    *(equals(first - second, gap) for first, second, gap in SUMS),
    start=tuple(_no_sample(*row) for row in SUMS),
    name="the difference of the gradients",
)(tuple(_one_more(*row, added) for row, added in zip(SUMS, ADDED, strict=True)))


def _gap(place: int) -> Proof:
    """How far a part of the two units is apart after the step."""
    (first, second, _), moved = SUMS[place], MOVES[place]
    sums = (at(first, "m"), at(second, "m"))
    steps = [define("one step", move, -(eta * s)) for move, s in zip(moved, sums, strict=True)]
    lines = (
        ("=", -(eta * sums[0]) - -(eta * sums[1]), "one step of each unit", *steps),
        ("=", -(eta * (sums[0] - sums[1])), "collect"),
        ("=", -(eta * D[place]), "the difference of the gradients", difference.at("m", place)),
    )
    return calculation(f"{u[place].name} after the step", GAPS[place], lines)


gaps = tuple(_gap(place) for place in range(3))
step = conjunction("the step", *gaps)
