"""Figures of the perceptron: the weights at two rates, from zero and from elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from proofs import witness
from proofs.chapters.perceptron.runs import (
    BIASED, COUPLED_DECAY, DECAY, MARGIN, PLAIN, UNSCALED_BIAS, WITH_MARGIN, eta, learner, w, x, y,
)  # fmt: skip
from proofs.figure import (
    BOTH,
    HALF,
    ONE,
    ORIGIN,
    ZERO,
    Dot,
    Figure,
    Label,
    Look,
    Panel,
    Path,
    Point,
    Ran,
    at_rates,
    ends,
    followed,
    listed,
    pair,
    ray,
    samples,
    sentence,
    vectors,
    written,
)
from proofs.terms import PHI, Symbol, Words, dot, equals, number, scalar, vector
from proofs.verdicts import Value

Given = Mapping[Symbol, Fraction]
TEXTBOOK: Given = {scalar("phi_minus"): -ONE, scalar("phi_zero"): ONE, scalar("phi_plus"): ONE}
z = scalar("z")
STEP = sentence((equals(PHI(z), 1), " for ", z >= 0, ", else −1"))
FREE_DECAY = learner("perceptron-decay", (1 - DECAY) * w + eta * (y - PHI(dot(w, x))) * x,
                     coupled=False)  # fmt: skip
RATES = (ONE, HALF)
ZIGZAG = Ran("perceptron", (ONE,), ORIGIN, vectors((-1, 1), (0, -2), (-2, 1), (-2, -1)),
             vectors((-1, 1, 1, 1))[0], 3)  # fmt: skip
AWAY: Point = (ONE, ONE)
TURNING = replace(ZIGZAG, inputs=vectors((-2, 2), (-1, 0), (2, -1), (-1, 2)),
                  labels=(ONE, ONE, -ONE, -ONE))  # fmt: skip
APART = replace(ZIGZAG, inputs=vectors((-2, 0), (1, -1), (-1, 0), (-1, -2), (3, 1)),
                labels=(-ONE, ONE, -ONE, ONE, -ONE))  # fmt: skip
NEAR = replace(ZIGZAG, rule="perceptron-margin", inputs=vectors((-2, -1), (0, -2), (1, 1)),
               labels=(ONE, ONE, ONE))  # fmt: skip
FADING = replace(ZIGZAG, rule="perceptron-decay", inputs=vectors((-2, -1), (-2, 2), (0, 1)),
                 labels=(ONE, -ONE, ONE), updates=2)  # fmt: skip


def made(ran: Ran, rule: witness.Rule = PLAIN, given: Given | None = None) -> witness.Run:
    """The run, evaluated from the rule's terms."""
    parameters = {eta: ran.rate, **TEXTBOOK, **(given or {})}
    start: tuple[Value, ...] = (ran.start,)
    if len(rule.state) > 1:
        start = (ran.start[:-1], ran.start[-1])
    return witness.run(rule, parameters, start, ran.inputs, ran.labels, ran.updates)


def states(ran: Ran, rule: witness.Rule, given: Given | None) -> list[tuple[Fraction, ...]]:
    """The numbers of the state at the start and after each sample."""
    whole = [ran.start]
    for state in made(ran, rule, given).states:
        parts = (part if isinstance(part, tuple) else (part,) for part in state)
        whole.append(tuple(value for part in parts for value in part))
    return whole


def drawn(
    ran: Ran, look: Look = "solid", rule: witness.Rule = PLAIN, given: Given | None = None
) -> Path:
    """The path of the weights in a run."""
    says = sentence("weights at ", (equals(eta, number(ran.rate)),), f" ({look})")
    return Path(followed(states(ran, rule, given), ran), look, says, ran)


def two_paths(
    ran: Ran,
    where: Words,
    rule: witness.Rule = PLAIN,
    given: Given | None = None,
    axes: tuple[Words, Words] | None = None,
    starts: tuple[Point, Point] | None = None,
) -> Panel:
    """One run at two rates, solid and dashed; the title says whether the paths are similar."""
    paths = tuple(
        drawn(replace(ran, rates=(rate,), start=start), look, rule, given)
        for rate, look, start in zip(RATES, BOTH, starts or (ran.start,) * 2, strict=True)
    )
    rays = dict.fromkeys(path.points[-1] for path in paths)
    ways = _directions(rays)
    told = "similar" if similar(*paths) else "not similar"
    if len(" ".join(map(str, where))) < 16:
        told += f", {'one direction' if len(ways) == 1 else 'two directions'}"
    panel = Panel(sentence(where, f": {told}"), (*paths, *map(ray, ways)), tuple(ends(*paths)))
    return panel if axes is None else replace(panel, axes=axes)


def similar(first: Path, second: Path) -> bool:
    """Whether one path is the other, scaled by the ratio of their rates."""
    assert first.ran is not None
    assert second.ran is not None
    ratio = second.ran.rate / first.ran.rate
    return second.points == tuple((ratio * a, ratio * b) for a, b in first.points)


def _directions(points: Iterable[Point]) -> list[Point]:
    """The farthest of the points in each direction."""
    kept: list[Point] = []
    for a, b in sorted(points, key=lambda p: -(p[0] ** 2 + p[1] ** 2)):
        new = all(a * d != b * c or a * c + b * d < 0 for c, d in kept)
        if new and (a, b) != ORIGIN:
            kept.append((a, b))
    return kept


def data(ran: Ran, *more: Words | str) -> Words:
    """What a caption says of the rates and the samples."""
    passes = f" in {ran.updates} passes" if ran.updates > 1 else ""
    return sentence(
        "Weights after each mistake", passes, ", ", at_rates(*RATES), ". ",
        _capital(samples(ran)), "; ", *(more or (STEP,)), ".",
    )  # fmt: skip


def _capital(words: Words) -> Words:
    first, *rest = words
    assert isinstance(first, str)
    return (first[:1].upper() + first[1:], *rest)


# The figures -------------------------------------------------------------------------------------


def factors_out() -> Figure:
    """Similar paths from zero, and others from elsewhere."""
    away = two_paths(replace(ZIGZAG, start=AWAY), sentence("from ", pair(AWAY)))
    return Figure((two_paths(ZIGZAG, ("from zero",)), away), data(ZIGZAG))


def ends_on_a_ray() -> Figure:
    """Where runs at many rates end."""
    many = replace(TURNING, rates=tuple(Fraction(k, 8) for k in range(1, 9)))
    away = _ends(replace(many, start=AWAY), sentence("from ", pair(AWAY)))
    caption = sentence(
        "Weights after 3 passes at the rates ", listed(many.rates), ". ",
        _capital(samples(many)), "; ", STEP, ".",
    )  # fmt: skip
    return Figure((_ends(many, ("from zero",)), away), caption)


def _ends(many: Ran, where: Words) -> Panel:
    last = (states(replace(many, rates=(rate,)), PLAIN, None)[-1] for rate in many.rates)
    path = Path(tuple((a, b) for a, b in last), "unseen", ("ends of the runs",), many)
    rays = _directions(path.points)
    title = sentence(where, f": {len(rays)} direction{'s' * (len(rays) > 1)}")
    begin = Dot((many.start[0], many.start[1]), "start")
    marks = (*(Dot(at) for at in dict.fromkeys(path.points)), begin)
    return Panel(title, (path, *map(ray, rays)), marks)


def boundaries() -> Figure:
    """Where the predicted label changes, after runs at two rates."""
    away = replace(APART, start=AWAY)
    return Figure(
        (_boundary(APART, ("from zero",)), _boundary(away, sentence("from ", pair(AWAY)))),
        sentence(
            "Inputs, and the lines on which the net input is 0 after 3 passes, ",
            at_rates(*RATES),
            ". ",
            _capital(samples(APART)),
            ", shown as discs (1) and circles (−1); ",
            STEP,
            ".",
        ),
    )


def _boundary(ran: Ran, where: Words) -> Panel:
    lines = []
    for rate, look in zip(RATES, BOTH, strict=True):
        a, b = states(replace(ran, rates=(rate,)), PLAIN, None)[-1]
        far = Fraction(5, 2) / max(abs(a), abs(b))
        says = sentence("boundary at ", (equals(eta, number(rate)),))
        lines.append(Path(((-far * b, far * a), (far * b, -far * a)), look, says))
    marks = tuple(
        Dot((a, b), "end" if label > 0 else "start")
        for (a, b), label in zip(ran.inputs, ran.labels, strict=True)
    )
    (p, q), (r, s) = lines[0].points[1], lines[1].points[1]
    title = sentence(where, ": one boundary" if p * s == q * r else ": two boundaries")
    axes = ((scalar("x", "", "1"),), (scalar("x", "", "2"),))
    return Panel(title, tuple(lines), marks, axes=axes)


def same_mistakes() -> Figure:
    """Which samples are mistaken, at two rates."""
    away = replace(APART, start=AWAY)
    return Figure(
        (_mistakes(APART, ("from zero",)), _mistakes(away, sentence("from ", pair(AWAY)))),
        sentence("Mistakes (large) and correct predictions (small) at the samples of 3 passes. ",
                 _capital(samples(APART)), "; ", STEP, "."),
    )  # fmt: skip


def _mistakes(ran: Ran, where: Words) -> Panel:
    dots, names, rows = [], [], []
    for row, rate in zip((0, 2), reversed(RATES), strict=True):
        shown = made(replace(ran, rates=(rate,))).predictions
        wrong = tuple(p != y for p, y in zip(shown, ran.labels * ran.updates, strict=True))
        rows.append(wrong)
        names.append(Label((ZERO, Fraction(row)), (equals(eta, number(rate)),), "left"))
        dots += [Dot((Fraction(t), Fraction(row)), "end" if m else "step")
                 for t, m in enumerate(wrong, 1)]  # fmt: skip
    same = "the same mistakes" if rows[0] == rows[1] else "different mistakes"
    return Panel(sentence(where, f": {same}"), (), tuple(dots), tuple(names), axes=None)


def scaled_together() -> Figure:
    """The start scaled with the rate, and the rate scaled alone."""
    ran = replace(ZIGZAG, start=AWAY)
    half = tuple(v / 2 for v in AWAY)
    both = two_paths(ran, ("rate and start halved",), starts=(AWAY, half))  # type: ignore[arg-type]
    alone = two_paths(ran, ("the rate alone halved",))
    return Figure((both, alone), data(ran))


LINE = Ran("perceptron", (ONE,), (ONE,), vectors((1,), (1,)), (-ONE, ONE), 1, (-1, 0))
OVER_UPDATES: tuple[Words, Words] = ((), (scalar("w"),))


def other_start() -> Figure:
    """The weight over two samples at two rates, from 1 and from 0."""
    panels = []
    for start in (ZERO, ONE):
        ran = replace(LINE, start=(start,))
        paths = tuple(
            drawn(replace(ran, rates=(rate,)), look)
            for rate, look in zip((ONE, Fraction(1, 4)), BOTH, strict=True)
        )
        second = [path.points[1][1] >= 0 for path in paths]
        told = "one prediction" if second[0] == second[1] else "two predictions"
        marks = (*ends(*paths), *(Dot(path.points[1], "step") for path in paths))
        panels.append(
            Panel(
                sentence("from ", written(start), f": {told} at sample 2"),
                paths,
                marks,
                axes=OVER_UPDATES,
                equal=False,
                counts=True,
            )
        )
    caption = sentence(
        "The weight after 0, 1 and 2 samples, ", at_rates(ONE, Fraction(1, 4)), ". Inputs 1 and 1 "
        "with labels −1 and 1; the sign of the weight is the prediction at 1, with ", STEP, ".",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


SEPARATOR: Point = (ONE, ZERO)
BOUNDED = Ran("perceptron", (HALF,), ORIGIN, vectors((-1, 3), (-1, -2), (2, -2), (1, 2)),
              (-ONE, -ONE, ONE, ONE), 6)  # fmt: skip


def bound() -> Figure:
    """The weights turn to a separator; their squared length stays between two bounds."""
    path = drawn(BOUNDED)
    margin = min(
        y * sum(a * b for a, b in zip(SEPARATOR, x, strict=True))
        for x, y in zip(BOUNDED.inputs, BOUNDED.labels, strict=True)
    )
    radius = max(sum(a * a for a in x) for x in BOUNDED.inputs)
    rate, most = BOUNDED.rate, radius / margin**2
    longest = max(p[0] ** 2 + p[1] ** 2 for p in path.points)
    far = next(k for k in range(1, 99) if Fraction(k) ** 2 > longest)
    first = Panel(
        ("the weights, and a separator",),
        (path, ray(SEPARATOR, Fraction(far))), tuple(ends(path)),
        (Label((far * SEPARATOR[0], far * SEPARATOR[1]), (vector("u"),), "below"),),
    )  # fmt: skip
    counts = [most * k / 24 for k in range(25)]
    upper = Path(((ZERO, ZERO), (most, 4 * rate**2 * radius * most)), "thin", ("upper bound",))
    lower = Path(
        tuple((k, 4 * rate**2 * margin**2 * k**2) for k in counts), "thin", ("lower bound",)
    )
    lengths = Path(
        tuple((Fraction(k), a * a + b * b) for k, (a, b) in enumerate(path.points)),
        "solid", ("squared length",),
    )  # fmt: skip
    second = Panel(
        ("squared length after each mistake, and its bounds",),
        (upper, lower, lengths), tuple(Dot(p) for p in lengths.points), axes=((), ()), equal=False,
        counts=True,
    )  # fmt: skip
    caption = sentence(
        _capital(samples(BOUNDED)), ", ", (equals(eta, number(rate)),), "; ", (vector("u"),), " = ",
        pair(SEPARATOR), " has the margin ", written(margin), "; the bounds meet at ",
        written(most), " mistakes, of which ", written(Fraction(len(path.points) - 1)),
        " are made in ", str(BOUNDED.updates), " passes; ", STEP, ".",
    )  # fmt: skip
    return Figure((first, second), caption)


BIAS_RUN = Ran("perceptron-bias", (ONE,), ORIGIN, vectors((-2,), (1,), (2,)), (ONE, -ONE, ONE), 3)
BIAS_AXES: tuple[Words, Words] = ((scalar("w"),), (scalar("b"),))


def bias() -> Figure:
    """Weight and bias at two rates, with a bias step that carries the rate and with one without."""
    options = (("bias_step", "scaled"),)
    scaled = two_paths(replace(BIAS_RUN, options=options), ("bias step with the rate",), BIASED,
                       axes=BIAS_AXES)  # fmt: skip
    bare = replace(BIAS_RUN, options=(("bias_step", "unscaled"),))
    return Figure(
        (scaled, two_paths(bare, ("bias step without it",), UNSCALED_BIAS, axes=BIAS_AXES)),
        data(BIAS_RUN),
    )


def margins() -> Figure:
    """A margin of 0 and one of 1 in the update condition, from zero."""
    panels = []
    for margin in (ZERO, ONE):
        ran = replace(NEAR, options=(("margin", margin),))
        where = sentence("margin ", written(margin))
        panels.append(two_paths(ran, where, WITH_MARGIN, {MARGIN: margin}))
    caption = sentence(
        "Weights after each update in 3 passes from zero, ", at_rates(*RATES), ". ",
        _capital(samples(NEAR)), "; a sample is learned if its margin is at most the one given.",
    )  # fmt: skip
    return Figure(tuple(panels), caption)


def conventions() -> Figure:
    """Two values of the threshold function at a tie: other paths, and each pair similar."""
    panels = []
    for tie in (ONE, ZERO):
        given = {**TEXTBOOK, scalar("phi_zero"): tie}
        ran = replace(ZIGZAG, options=(("threshold", (-ONE, tie, ONE)),))
        where = sentence((equals(PHI(0), number(tie)),))
        panels.append(two_paths(ran, where, given=given))
    say_signs = sentence((equals(PHI(z), 1), " for ", z > 0, " and −1 for ", z < 0))
    return Figure(tuple(panels), data(ZIGZAG, say_signs))


def decays() -> Figure:
    """Decay free of the rate, and decay multiplied by it, from zero."""
    given = {DECAY: HALF}
    options = (("decay", HALF), ("coupled", False))
    ran = replace(FADING, options=options)
    free = two_paths(ran, ("decay free of the rate",), FREE_DECAY, given)
    tied = replace(ran, options=(options[0], ("coupled", True)))
    bound_to_it = two_paths(tied, ("decay times the rate",), COUPLED_DECAY, given)
    caption = sentence(
        "Weights after each sample in 2 passes from zero with the decay ", written(HALF),
        ", ", at_rates(*RATES), ". ", _capital(samples(FADING)), "; ", STEP, ".",
    )  # fmt: skip
    return Figure((free, bound_to_it), caption)
