"""Figures of linear regression: descent on half the mean squared error, for two weights."""

from dataclasses import replace
from fractions import Fraction

from proofs.figure import (
    BOTH,
    HALF,
    ONE,
    ORIGIN,
    ZERO,
    Dot,
    Figure,
    Label,
    Level,
    Look,
    Panel,
    Path,
    Point,
    Ran,
    Side,
    Vector,
    at_rates,
    ends,
    followed,
    joined,
    listed,
    pair,
    rates_between,
    samples,
    sentence,
    steps,
    vectors,
    written,
)
from proofs.terms import Words, equals, number, scalar, vector

b, eta = vector("b"), scalar("eta")
SQUARED = "squared-loss"
QUARTER = Fraction(1, 4)
SHAPED = Ran(SQUARED, (ONE,), ORIGIN, vectors((1, 0), (0, 2)), (ONE, ONE), 2)
SLANTED = Ran(SQUARED, (HALF,), ORIGIN, vectors((1, 1), (1, -2)), (ONE, -HALF), 6)
FLAT = Ran(SQUARED, (QUARTER,), ORIGIN, vectors((1, 1), (-1, -1)), (ONE, -ONE), 8)


def moments(ran: Ran) -> tuple[tuple[Fraction, Fraction, Fraction], Point]:
    """The second moments of the features, a form of two weights, and what they have with y."""
    count = len(ran.inputs)
    pairs = ((0, 0), (0, 1), (1, 1))
    first, second, third = (sum((x[j] * x[k] for x in ran.inputs), ZERO) / count for j, k in pairs)
    with_target = [
        sum((x[j] * y for x, y in zip(ran.inputs, ran.labels, strict=True)), ZERO) / count
        for j in (0, 1)
    ]
    return (first, second, third), (with_target[0], with_target[1])


def descended(ran: Ran) -> list[Vector]:
    """The weights before the first step and after each."""
    (p, q, r), (c, d) = moments(ran)
    weights = [ran.start]
    for _ in range(ran.updates):
        u, v = weights[-1]
        weights.append((u - ran.rate * (p * u + q * v - c), v - ran.rate * (q * u + r * v - d)))
    return weights


def drawn(ran: Ran, look: Look = "solid", says: Words = ()) -> Path:
    """The path of the weights in a run."""
    told = says or sentence("weights at ", (equals(eta, number(ran.rate)),), f" ({look})")
    return Path(followed(descended(ran), ran), look, told, ran)


def over_rates(ran: Ran, look: Look = "solid") -> Path:
    """Where the last step ends at each rate."""
    last = (descended(replace(ran, rates=(rate,)))[-1] for rate in ran.rates)
    told = sentence("after ", str(ran.updates), " steps, at all these rates")
    return Path(tuple((u, v) for u, v in last), look, told, ran)


def end(ran: Ran, rate: Fraction) -> Point:
    """Where the last step ends at a rate."""
    u, v = descended(replace(ran, rates=(rate,)))[-1]
    return u, v


def solution(ran: Ran) -> Point:
    """The weights of least loss, where there is one."""
    (p, q, r), (c, d) = moments(ran)
    across = p * r - q * q
    return (r * c - q * d) / across, (p * d - q * c) / across


def ellipses(ran: Ran, *through: Point) -> tuple[Level, ...]:
    """The lines of equal loss through these points."""
    (p, q, r), centre = moments(ran)[0], solution(ran)
    levels = []
    for u, v in through:
        x, y = u - centre[0], v - centre[1]
        levels.append(Level(centre, (p, q, r), p * x * x + 2 * q * x * y + r * y * y))
    return tuple(levels)


def data(ran: Ran) -> Words:
    """What a caption says of the samples; the loss is half the mean squared error."""
    first, *rest = samples(ran, "target")
    assert isinstance(first, str)
    return (first[:1].upper() + first[1:], *rest)


# The figures -------------------------------------------------------------------------------------


def eigenvector_or_not() -> Figure:
    """Where two steps end at all rates up to 1: on a curve, and on a line."""
    panels = []
    for targets, side in (((ONE, ONE), "above"), ((ZERO, ONE), "right")):
        ran = replace(SHAPED, labels=targets, rates=rates_between(ZERO, ONE))
        at, (p, q) = {rate: end(ran, rate) for rate in (HALF, ONE)}, moments(ran)[1]
        (_, _, last), turns = moments(ran)[0], p != 0 and q != 0
        told: Words = (
            sentence((b,), " = ", pair((p, q)), ": turns")
            if turns
            else sentence((b,), " = ", pair((p, q)), ", ", (equals(scalar("lambda"), last),))
        )
        rays = tuple(Path((ORIGIN, point), "dotted") for point in at.values()) if turns else ()
        labels = (
            Label(at[HALF], (equals(eta, number(HALF)),), "above" if side == "above" else "right"),
            Label(at[ONE], (equals(eta, 1),), "above right"),
        )
        dots = tuple(Dot(point) for point in at.values())
        panels.append(Panel(told, (over_rates(ran), *rays), dots, labels))
    caption = sentence(
        "The weights after two steps from zero at all rates from 0 to 1. Samples ",
        pair(SHAPED.inputs[0]), " and ", pair(SHAPED.inputs[1]),
        "; left both targets are 1, right they are 0 and 1.",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


def two_steps() -> Figure:
    """One step and two at two rates on the ellipses, and their directions."""
    panels = []
    levels = ellipses(SHAPED, end(SHAPED, HALF), (3 * QUARTER, HALF))
    for count, name in ((1, "one step"), (2, "two steps")):
        ran = replace(SHAPED, updates=count)
        fast, slow = drawn(ran), drawn(replace(ran, rates=(HALF,)), "dashed")
        (a, b), (c, d) = fast.points[-1], slow.points[-1]
        rays = tuple(Path((ORIGIN, end), "dotted") for end in ((a, b), (c, d)))
        alike = a * d == b * c
        told = f"{name}: {'one direction' if alike else 'two directions'}"
        paths = (fast, slow) if alike else (fast, slow, *rays)
        marks = (*ends(fast, slow), *steps(fast, slow))
        panels.append(Panel((told,), paths, marks, (), levels))
    caption = sentence("Descent from zero on lines of equal loss, ", at_rates(ONE, HALF), ". ",
                       data(SHAPED), ".")  # fmt: skip
    return Figure(tuple(panels), caption)


def polynomials() -> Figure:
    """Where one, two, three and four steps end at all rates up to 1."""
    panels = []
    for count in (1, 2, 3):
        ran = replace(SHAPED, updates=count, rates=rates_between(ZERO, ONE))
        at = end(ran, HALF), end(ran, ONE)
        marks = (Dot(ORIGIN, "start"), *map(Dot, at))
        sides: tuple[Side, Side] = ("above", "above right") if count == 2 else ("right", "right")
        sides = ("below right", "right") if count == 3 else sides
        labels = tuple(
            Label(point, (equals(eta, number(rate)),), side)
            for point, rate, side in zip(at, (HALF, ONE), sides, strict=True)
        )
        told = f"{count} step{'s' * (count > 1)}: degree {count}"
        panels.append(Panel((told,), (over_rates(ran),), marks, labels))
    caption = sentence("The weights after 1, 2 and 3 steps from zero, at all rates from 0 to 1. ",
                       data(SHAPED), ".")  # fmt: skip
    return Figure(tuple(panels), caption)


def stable_and_not() -> Figure:
    """Descent at a rate that converges, and at one that does not."""
    panels = []
    for rate, look, count in ((Fraction(4, 5), "solid", 8), (Fraction(11, 10), "dashed", 6)):
        ran = replace(SHAPED, rates=(rate,), updates=count)
        path = drawn(ran, look)  # type: ignore[arg-type]
        told = sentence(
            (equals(eta, number(rate)),), ": ", "converges" if rate < 1 else "runs away"
        )
        marks = (Dot(path.points[0], "start"), *steps(path), Dot(path.points[-1]))
        levels = ellipses(ran, ORIGIN, (HALF, HALF))
        panels.append(Panel(told, (path,), marks, (), levels))
    caption = sentence(
        "Descent from zero on lines of equal loss, 8 steps and 6; the eigenvalues are ",
        written(HALF), " and 2, so that rates below 1 converge. ", data(SHAPED), ".",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


def solutions(ran: Ran, low: Fraction, high: Fraction) -> Path:
    """The line of all solutions, where the second feature repeats the first."""
    (p, q, _), (c, _) = moments(ran)
    points = tuple((u, (c - p * u) / q) for u in (low, high))
    return Path(points, "thin", ("solutions",))


def least_norm() -> Figure:
    """From zero to the solution of least norm, and from elsewhere to another."""
    (p, q, _), (c, _) = moments(FLAT)
    circle = Level(ORIGIN, (ONE, ZERO, ONE), c**2 / (p**2 + q**2))
    panels = []
    for start in (ORIGIN, (-HALF, HALF)):
        path = drawn(replace(FLAT, start=start))
        name = sentence("from ", pair(start), ": to another")
        title = ("from zero: to the nearest solution",) if start == ORIGIN else name
        lines = (path, solutions(FLAT, -HALF, Fraction(3, 2)))
        panels.append(Panel(title, lines, (*ends(path), *steps(path)), (), (circle,)))
    caption = sentence(
        "Eight steps of descent at ",
        (equals(eta, number(FLAT.rate)),),
        ". The straight line has all "
        "solutions, the circle all weights of the least norm that a solution has. ",
        data(FLAT),
        ".",
    )
    return Figure(tuple(panels), caption)


def forgotten() -> Figure:
    """Several starts: what they differ by along the line of solutions stays."""
    starts: tuple[Point, ...] = (
        (ZERO, ZERO),
        (ONE, -ONE),
        (Fraction(3, 2), Fraction(3, 2)),
        (-ONE, HALF),
    )
    paths = tuple(
        drawn(replace(FLAT, start=start), says=sentence("from ", pair(start))) for start in starts
    )
    plane = Panel(
        ("dependent features: kept along the line",),
        (*paths, solutions(FLAT, -ONE, Fraction(2))), (*ends(*paths), *steps(*paths)),
    )  # fmt: skip
    whole = replace(SLANTED, updates=8)
    others = tuple(
        drawn(replace(whole, start=start), says=sentence("from ", pair(start))) for start in starts
    )
    levels = ellipses(whole, ORIGIN, starts[2])
    full = Panel(
        ("independent features: forgotten",), others, (*ends(*others), *steps(*others)), (), levels
    )
    caption = sentence(
        "Eight steps of descent from four starts. Left: ", samples(FLAT, "target"), ", ",
        (equals(eta, number(FLAT.rate)),), "; the line has all solutions. Right: ",
        samples(whole, "target"), ", ", (equals(eta, number(whole.rate)),), ".",
    )  # fmt: skip
    return Figure((plane, full), caption)


def warm_start() -> Figure:
    """A near start and a far one on the ellipses, and their distances to the solution."""
    starts = ((ZERO, ONE), (Fraction(3, 2), -ONE))
    near, far = (
        drawn(replace(SLANTED, start=start), look, sentence("from ", pair(start)))
        for start, look in zip(starts, BOTH, strict=True)
    )
    goal = solution(SLANTED)
    plane = Panel(
        ("a near start, and a far one",), (near, far), (*ends(near, far), *steps(near, far)),
        (), ellipses(SLANTED, near.points[0], far.points[0]),
    )  # fmt: skip
    graphs = tuple(
        Path(tuple((Fraction(t), (u - goal[0]) ** 2 + (v - goal[1]) ** 2)
                   for t, (u, v) in enumerate(path.points)), path.look, path.says)
        for path in (near, far)
    )  # fmt: skip
    marks = tuple(Dot(p, "step") for g in graphs for p in g.points)
    over = Panel(("squared distance to the solution",), graphs, marks, axes=((), ()), equal=False,
                 counts=True)  # fmt: skip
    caption = sentence(
        "Six steps of descent at ", (equals(eta, number(SLANTED.rate)),), " from ",
        pair(near.points[0]), " (solid) and ", pair(far.points[0]), " (dashed). ", data(SLANTED),
        "; the solution is ", pair(goal), ".",
    )  # fmt: skip
    return Figure((plane, over), caption)


def scaled_targets() -> Figure:
    """Targets halved: the path is halved from zero, and not from elsewhere."""
    panels = []
    half = tuple(y / 2 for y in SLANTED.labels)
    for start in (ORIGIN, (-ONE, ONE)):
        ran = replace(SLANTED, start=start)
        full, less = drawn(ran), drawn(replace(ran, labels=half), "dashed", ("targets halved",))
        alike = less.points == tuple((u / 2, v / 2) for u, v in full.points)
        where = "from zero" if start == ORIGIN else sentence("from ", pair(start))
        title = sentence(where, ": similar" if alike else ": not similar")
        panels.append(Panel(title, (full, less), (*ends(full, less), *steps(full, less))))
    caption = sentence(
        "Six steps of descent at ", (equals(eta, number(SLANTED.rate)),), " for the targets ",
        listed(SLANTED.labels), " (solid) and for half of them (dashed). Samples ",
        joined(pair(x) for x in SLANTED.inputs), ".",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


TURN = (Fraction(3, 5), Fraction(4, 5))


def turned(point: Vector) -> Point:
    """A vector of two numbers, rotated."""
    (c, s), (u, v) = TURN, point
    return c * u - s * v, s * u + c * v


def rotated() -> Figure:
    """Features rotated: from zero the path is rotated with them, from elsewhere it is not."""
    panels = []
    for start in (ORIGIN, (-ONE, ONE)):
        ran = replace(SLANTED, start=start)
        other = replace(ran, inputs=tuple(turned(x) for x in ran.inputs))
        path, moved = drawn(ran), drawn(other, "dashed", ("features rotated",))
        alike = moved.points == tuple(turned(point) for point in path.points)
        where = "from zero" if start == ORIGIN else sentence("from ", pair(start))
        title = sentence(where, ": rotated" if alike else ": not rotated")
        panels.append(Panel(title, (path, moved), (*ends(path, moved), *steps(path, moved))))
    caption = sentence(
        "Six steps of descent at ", (equals(eta, number(SLANTED.rate)),), " (solid), and with the "
        "samples rotated, (1, 0) to ", pair(TURN), " (dashed). ", data(SLANTED), ".",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


def loss(ran: Ran, weights: Vector) -> Fraction:
    """Half the mean squared error."""
    errors = (
        sum((a * u for a, u in zip(x, weights, strict=True)), ZERO) - y
        for x, y in zip(ran.inputs, ran.labels, strict=True)
    )
    return sum((e * e for e in errors), ZERO) / (2 * len(ran.inputs))


def mean_of_losses() -> Figure:
    """The losses from a start and from its opposite, their mean, and the loss from zero."""
    start: Point = (ONE, HALF)
    ran = replace(SLANTED, rates=(QUARTER,), updates=5)
    opposite = (-start[0], -start[1])
    losses = [
        [loss(ran, w) for w in descended(replace(ran, start=s))] for s in (start, opposite, ORIGIN)
    ]
    losses.insert(2, [(a + b) / 2 for a, b in zip(losses[0], losses[1], strict=True)])
    looks: tuple[Look, ...] = ("thin", "thin", "dashed", "solid")
    told = ("from the start", "from its opposite", "mean of the two", "from zero")
    lines = tuple(
        Path(tuple((Fraction(t), value) for t, value in enumerate(row)), look, (says,))
        for row, look, says in zip(losses, looks, told, strict=True)
    )
    marks = tuple(Dot(p, "step") for line in lines[2:] for p in line.points)
    panel = Panel(("loss after each step",), lines, marks, axes=((), ()), equal=False, counts=True)
    caption = sentence(
        "Descent at ",
        (equals(eta, number(ran.rate)),),
        " from zero (solid), from ",
        pair(start),
        " and ",
        pair(opposite),
        " (thin), and the mean of these two losses (dashed). ",
        data(ran),
        ".",
    )
    return Figure((panel,), caption)
