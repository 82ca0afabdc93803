"""Figures of hidden layers: units with one input each, by exact runs of full-batch descent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from proofs.figure import (
    BOTH, HALF, ONE, ZERO, Dot, Figure, Label, Look, Panel, Path, Ran, Side, Vector, ends, followed,
    joined, listed, written, rates_between, ray, samples, sentence, steps, vectors,
)  # fmt: skip
from proofs.terms import Words, equals, number, scalar

Function = Callable[[Fraction], Fraction]
QUARTER, EIGHTH = Fraction(1, 4), Fraction(1, 8)
eta, sigma, z = scalar("eta"), scalar("sigma"), scalar("z")


def _known_at_zero(value: Fraction) -> Function:
    """A function that is asked at 0 alone, as the logistic function is in two steps from zero."""

    def at(argument: Fraction) -> Fraction:
        assert argument == 0, "its values elsewhere are irrational"
        return value

    return at


ACTIVATIONS: Mapping[str, tuple[Function, Function]] = {
    "affine": (lambda z: HALF + z / 4, lambda z: QUARTER),
    "identity": (lambda z: z, lambda z: ONE),
    "climbing cube": (lambda z: z + z**3, lambda z: 1 + 3 * z**2),
    "logistic": (_known_at_zero(HALF), _known_at_zero(QUARTER)),
}
"""The numeric half's names for activations, each with its value and its slope."""
SHOWN: Mapping[str, Words] = {
    "affine": sentence((number(1, 2) + z / 4,)),
    "identity": sentence((z,)),
    "climbing cube": sentence((z + z**3,)),
}


def layer(
    units: tuple[tuple[Fraction, Fraction, Fraction], ...], rate: Fraction, updates: int,
    activation: str = "affine", inputs: tuple[int, ...] = (1, 2), labels: tuple[int, ...] = (1, 0),
    output_bias: Fraction = ZERO,
) -> Ran:  # fmt: skip
    """A run of a hidden layer: for each unit its incoming weight, its bias, its outgoing weight."""
    start = (*(n for part in zip(*units, strict=True) for n in part), output_bias)
    options = (("activation", activation), ("units", len(units)))
    data = vectors(*((x,) for x in inputs))
    return Ran("hidden-layer", (rate,), start, data, vectors(labels)[0], updates, (0, 1), options)


def trained(ran: Ran) -> list[Vector]:
    """The state at the start and after each update: w, beta, v of all units, the output bias."""
    options = dict(ran.options)
    value, slope = ACTIVATIONS[str(options["activation"])]
    count = (len(ran.start) - 1) // 3
    found = [ran.start]
    for _ in range(ran.updates):
        state = found[-1]
        w, beta, v, c = state[:count], state[count : 2 * count], state[2 * count : -1], state[-1]
        change = [ZERO] * len(state)
        for (x,), y in zip(ran.inputs, ran.labels, strict=True):
            received = [a * x + b for a, b in zip(w, beta, strict=True)]
            error = sum((r * value(n) for r, n in zip(v, received, strict=True)), c) - y
            for j, n in enumerate(received):
                back = error * v[j] * slope(n)
                change[j] += back * x
                change[count + j] += back
                change[2 * count + j] += error * value(n)
            change[-1] += error
        found.append(tuple(a - ran.rate * d for a, d in zip(state, change, strict=True)))
    return found


def drawn(ran: Ran, shows: tuple[int, int], look: Look, says: str) -> Path:
    """The path of two numbers of the state."""
    own = replace(ran, shows=shows)
    states = trained(own)
    if shows[0] < 0:  # over updates, every one has its point
        points = tuple((Fraction(t), state[shows[1]]) for t, state in enumerate(states))
        return Path(points, look, (says,), own)
    return Path(followed(states, own), look, (says,), own)


def unit(ran: Ran, place: int, look: Look) -> Path:
    """Incoming against outgoing weight of one unit."""
    count = (len(ran.start) - 1) // 3
    return drawn(ran, (place, 2 * count + place), look, f"unit {place + 1}")


def about(ran: Ran) -> Words:
    """What a caption says of a run: how long, rate, activation, data."""
    name = str(dict(ran.options)["activation"])
    return sentence(
        f"{ran.updates} updates at ",
        (equals(eta, number(ran.rate)),),
        ", activation ",
        SHOWN[name],
        ", loss half the square of the error; ",
        samples(ran),
    )


PLANE: tuple[Words, Words] = ((scalar("w"),), (scalar("v"),))
Unit = tuple[Fraction, Fraction, Fraction]
FIRST, SECOND, THIRD = ((-ONE, ZERO, HALF), (-HALF, ZERO, ONE), (ZERO, ZERO, ONE))
THREE: tuple[Unit, ...] = (FIRST, FIRST, THIRD)
PARTED: tuple[Unit, ...] = (FIRST, SECOND, THIRD)
WIDE = (-1, 2), (1, -3)
"""Inputs and labels that take units far."""


def starts(units: tuple[Unit, ...]) -> Words:
    """Where units start, each as (w, v)."""
    return joined(sentence("(", listed((w, v), ",\u00a0"), ")") for w, _, v in units)


def _plane(title: str, paths: tuple[Path, ...], *labels: tuple[int, str, Side]) -> Panel:
    named = tuple(Label(paths[k].points[0], (text,), side) for k, text, side in labels)
    marks = (*ends(*paths), *steps(*paths))
    return Panel((title,), paths, marks, named, axes=PLANE)


def equal_units() -> Figure:
    """Two units that start equal go one way, a third its own."""
    one, two = (layer(units, EIGHTH, 6, "affine", *WIDE) for units in (THREE, PARTED))
    together = tuple(unit(one, k, "dashed" if k == 2 else "solid") for k in range(3))
    apart = tuple(unit(two, k, "dashed" if k == 2 else "solid") for k in range(3))
    same = together[0].points == together[1].points and apart[0].points != apart[1].points
    assert same, "the first two units stay equal left, and are apart right"
    first = _plane(
        "units 1 and 2 start equal: one path",
        together,
        (0, "1, 2", "right"),
        (2, "3", "above right"),
    )
    second = _plane("all start different: three paths", apart,
                    (0, "1", "right"), (1, "2", "above"), (2, "3", "above right"))  # fmt: skip
    caption = sentence(
        "Incoming weight ",
        (scalar("w"),),
        " and outgoing weight ",
        (scalar("v"),),
        " of three units over ",
        about(one),
        ". Biases start at 0, weights at ",
        starts(THREE),
        " left and ",
        starts(PARTED),
        " right.",
    )
    return Figure((first, second), caption)


def exchanged() -> Figure:
    """Two units with their starts exchanged."""
    units: tuple[Unit, Unit] = (FIRST, THIRD)
    panels = []
    for pair, title in ((units, "as they are"), (units[::-1], "starts exchanged: paths exchanged")):
        ran = layer(pair, EIGHTH, 6, "affine", *WIDE)
        paths = unit(ran, 0, "solid"), unit(ran, 1, "dashed")
        panels.append(_plane(title, paths))
    (a, b), (c, d) = (panel.paths for panel in panels)
    assert (a.points, b.points) == (d.points, c.points), "the paths are exchanged"
    caption = sentence(
        "Incoming and outgoing weight of unit 1 (solid) and unit 2 (dashed) over ",
        about(layer(units, EIGHTH, 6, "affine", *WIDE)),
        ". Biases start at 0, weights at ",
        starts(units),
        " left.",
    )
    return Figure(tuple(panels), caption)


def incoming_equal() -> Figure:
    """Equal incoming weights over the updates, with outgoing weights equal and not."""
    told, units = (
        "incoming weight 1",
        [[(ONE, ZERO, v) for v in (HALF, other)] for other in (HALF, ONE)],
    )
    return _over_updates("incoming", "outgoing", 0, units, told)


def sent_on() -> Figure:
    """Outgoing weights over the updates, of units that send on the same and that do not."""
    told, units = (
        "outgoing weight 1/2",
        [[(w, ZERO, HALF) for w in (ONE, other)] for other in (ONE, -ONE)],
    )
    return _over_updates("outgoing", "incoming", 4, units, told)


def _over_updates(
    shown: str, varied: str, first: int, starts: list[list[Unit]], told: str
) -> Figure:
    """One weight of each of two units over the updates, for starts that differ in the other."""
    panels, letter = [], scalar("w" if shown == "incoming" else "v")
    for units in starts:
        ran = layer(tuple(units), EIGHTH, 5)
        paths = tuple(
            drawn(ran, (-1, first + k), look, f"unit {k + 1}") for k, look in enumerate(BOTH)
        )
        same = paths[0].points == paths[1].points
        values = listed(unit[2 if shown == "incoming" else 0] for unit in units)
        title = sentence(f"{varied} weights ", values, ": ", "equal" if same else "apart")
        marks = tuple(Dot(p, "step") for path in paths for p in path.points)
        panels.append(Panel(title, paths, marks, axes=((), (letter,)), equal=False, counts=True))
    caption = sentence(
        f"{shown.capitalize()} weights of unit 1 (solid) and unit 2 (dashed) over ",
        about(layer((NOTHING, NOTHING), EIGHTH, 5)), f". Both start with {told} and bias 0.",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


NOTHING: Unit = (ZERO, ZERO, ZERO)


def from_zero(activation: str) -> tuple[Ran, tuple[Path, ...]]:
    """The numbers of one unit and the output bias over updates from all zero."""
    ran = layer((NOTHING,), QUARTER, 4, activation, (1, 2), (1, 1))
    looks: tuple[tuple[int, Look, str], ...] = (
        (3, "solid", "output bias"),
        (2, "dashed", "outgoing weight"),
        (0, "dotted", "incoming weight"),
    )
    return ran, tuple(drawn(ran, (-1, k), look, says) for k, look, says in looks)


def learns_and_stuck() -> Figure:
    """From all zero: what moves where units send something on, and where they do not."""
    panels = []
    for activation, title in (
        ("affine", "sends on 1/2 at 0"),
        ("climbing cube", "sends on 0 at 0"),
    ):
        _, paths = from_zero(activation)
        marks = tuple(Dot(p, "step") for path in paths for p in path.points)
        panels.append(Panel((title,), paths, marks, axes=((), ()), equal=False, counts=True))
    ran = from_zero("affine")[0]
    caption = sentence(
        "Output bias (solid), outgoing weight (dashed) and incoming weight (dotted) of one "
        "unit from "
        "all zero, ",
        about(ran),
        ". Right the activation is ",
        SHOWN["climbing cube"],
        ".",
    )
    return Figure(tuple(panels), caption)


MERGING: tuple[Unit, Unit] = ((Fraction(3, 5), Fraction(4, 5), ONE), NOTHING)
MIRRORED: tuple[Unit, Unit] = ((ONE, HALF, HALF), (-ONE, -HALF, -HALF))


def merge_or_mirror() -> Figure:
    """Two units that meet after one step, and two that stay mirror images."""
    start = (*(n for part in zip(*MERGING, strict=True) for n in part), ZERO)
    one = Ran("hidden-layer", (Fraction(4, 5),), start, ((Fraction(3, 4),),), (QUARTER,), 1, (0, 1),
              (("activation", "identity"), ("units", 2)))  # fmt: skip
    meeting = unit(one, 0, "solid"), unit(one, 1, "dashed")
    assert meeting[0].points[-1] == meeting[1].points[-1], "they are equal after the step"
    many = layer(MIRRORED, Fraction(1, 16), 4, "climbing cube", (1,), (1,))
    images = unit(many, 0, "solid"), unit(many, 1, "dashed")
    assert images[1].points == tuple((-a, -b) for a, b in images[0].points), "mirror images"
    panels = (
        _plane("one step: both at zero", meeting),
        _plane("mirror images after each step", images),
    )
    caption = sentence(
        "Incoming and outgoing weight of unit 1 (solid) and unit 2 (dashed). Left: one step at ",
        (equals(eta, number(4, 5)),),
        " from ",
        starts(MERGING),
        ", biases ",
        written(Fraction(4, 5)),
        " and 0, activation ",
        SHOWN["identity"],
        "; ",
        samples(one),
        ". Right: ",
        about(many),
        ".",
    )
    return Figure(panels, caption)


def two_rates() -> Figure:
    """Incoming against outgoing weight after one and two steps, at all rates up to 1."""
    panels = []
    for count in (1, 2):
        ran = layer((NOTHING,), ONE, count, "logistic", (1,), (1,))
        rates = rates_between(ZERO, ONE)
        many = replace(ran, rates=rates, shows=(0, 2))
        last = {r: trained(replace(ran, rates=(r,)))[-1] for r in rates}
        curve = Path(
            tuple((s[0], s[2]) for s in last.values()), "solid", ("at all these rates",), many
        )
        at = {rate: (last[rate][0], last[rate][2]) for rate in (HALF, ONE)}
        labels = tuple(
            Label(
                point,
                (equals(eta, number(rate)),),
                "right" if rate == HALF or count == 1 else "left",
            )
            for rate, point in at.items()
        )
        rays = tuple(ray(point, ONE) for point in at.values()) if count == 2 else ()
        title = f"{count} step{'s' * (count > 1)}"
        panels.append(
            Panel(
                (title,),
                (curve, *rays),
                tuple(map(Dot, at.values())),
                labels,
                axes=PLANE,
                equal=False,
            )
        )
    caption = sentence(
        "Incoming and outgoing weight of one logistic unit from all zero, at all rates from 0 "
        "to 1. One "
        "sample with input 1 and label 1, loss half the square of the error."
    )
    return Figure(tuple(panels), caption)


LAYERS = 4


def woken(activation: str = "affine") -> list[list[tuple[Fraction, Fraction]]]:
    """Weight and bias of each layer of one unit, from all zero on (1, 1) at rate 1."""
    value, slope = ACTIVATIONS[activation]
    found = [[(ZERO, ZERO)] * LAYERS]
    for _ in range(LAYERS):
        now, sent, received = found[-1], [ONE], []
        for w, b in now:
            received.append(w * sent[-1] + b)
            sent.append(value(received[-1]))
        error, moved = received[-1] - 1, []
        for k in range(LAYERS - 1, -1, -1):
            w, b = now[k]
            moved.append((w - error * sent[k], b - error))
            error = error * w * slope(received[k - 1]) if k else error
        found.append(moved[::-1])
    return found


def wave() -> Figure:
    """Which layers have moved after which step."""
    dots, labels = [], []
    for k in range(LAYERS):
        row = Fraction(k)
        labels.append(Label((-HALF, row), (f"layer {k + 1}",), "left"))
        for t, state in enumerate(woken()):
            asleep = state[k] == (ZERO, ZERO)
            dots.append(Dot((Fraction(t), row), "start" if asleep else "end"))
    panel = Panel(("after so many steps",), (), tuple(dots), tuple(labels), axes=None, equal=False,
                  counts=True)  # fmt: skip
    caption = sentence(
        "Layers that are still zero (circles) and that have moved (discs). Four layers of one "
        "unit from "
        "all zero, the first at the bottom; one sample with input 1 and label 1, ",
        (equals(eta, 1),),
        ", activation ",
        SHOWN["affine"],
        ", loss half the square of the error.",
    )
    return Figure((panel,), caption)
