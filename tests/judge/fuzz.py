"""Random rules of the grammar, and exact runs that contradict a verdict where it is wrong.

`python tests/judge/fuzz.py LAST [FIRST ...]` judges the rules of all seeds below LAST that are not
on record yet, portion by portion, and adds them to fuzzed.json; portions on record that begin at
FIRST are judged again before.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from math import lcm
from pathlib import Path
from random import Random
from typing import Any

from proofs import judge as rules
from proofs.judge import search
from proofs.judge.numbers import Uncertain, Undefined, ends
from proofs.judge.runs import Machine, machine, run, together
from proofs.judge.syntax import Rule
from proofs.judge.verdict import Judgement, judge

PARAMETERS = ("mu", "lam", "beta")
RECORD = Path(__file__).parent / "fuzzed.json"
PORTION = 500
BUDGET = 0.05
"""Seconds of the search for a rule: more would refute more, and prove nothing more."""


class Writer:
    """Writes one random rule."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.each = random.random() < 0.3
        self.units = random.random() < 0.2
        self.many = random.random() < 0.15
        self.label = random.choice(["y", "y in {-1, 1}", "y in {0, 1}"])
        self.classes = self.units and not self.many and random.random() < 0.5
        if self.classes:
            self.label = "y class"
        self.extra = random.choice(["", "", "u", "u", "b", "v"])
        self.scalar_state = self.extra == "b" or random.random() < 0.2
        self.named: list[str] = []

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    @property
    def w(self) -> str:
        return "w[k]" if self.units else "w"

    def data(self, name: str) -> str:
        if name == "y" and self.classes:
            return self.pick("where(y = k, 1, 0)", "dot(w[y], x)", "1")
        return f"{name}[i]" if self.many else name

    def scalar(self, depth: int) -> str:
        """A number."""
        r = self.random.random()
        if depth <= 0 or r < 0.22:
            leaves = ["eta", self.data("y"), *PARAMETERS, "1", "2", "1/2", "0", "t"]
            weights = [5, 5, 1, 1, 1, 2, 1, 1, 1, 0.4]
            if self.extra == "b":
                leaves.append("b")
                weights.append(4)
            leaves += self.named
            weights += [3.0] * len(self.named)
            return self.random.choices(leaves, weights)[0]
        a = lambda: self.scalar(depth - 1)  # noqa: E731
        v = lambda: self.vector(depth - 1)  # noqa: E731
        kind = self.random.choices(
            ["net", "+", "-", "*", "/", "power", "phi", "where", "max", "norm", "root", "exp",
             "clip", "units", "dot"],
            [9, 4, 4, 7, 2, 1.5, 3, 3, 2, 1, 1, 0.8, 0.7, 2, 1],
        )[0]  # fmt: skip
        match kind:
            case "net":
                return f"dot({self.w}, {self.data('x')})"
            case "+" | "-":
                return f"({a()} {kind} {a()})"
            case "*":
                return f"{a()}*{a()}" if self.pick("a", "b") == "a" else f"({a()})*({a()})"
            case "/":
                return f"({a()})/({a()})"
            case "power":
                return f"({a()})**{self.pick('2', '3', '(1/2)', '-1', '0')}"
            case "phi":
                return f"{self.pick('phi', 'sign', 'abs', 'relu')}({a()})"
            case "where":
                return f"where({self.condition(depth - 1)}, {a()}, {a()})"
            case "max":
                return f"{self.pick('max', 'min', 'soft')}({a()}, {a()})"
            case "norm":
                if self.each and self.random.random() < 0.3:
                    return f"sum(abs({v()}))"
                return f"{self.pick('norm', 'norm_max')}({v()})"
            case "root":
                return f"sqrt({self.pick('abs', 'relu', '')}({a()}))"
            case "exp":
                return f"{self.pick('exp', 'sigmoid', 'tanh', 'log')}({a()})"
            case "clip":
                return f"clip({a()}, -{self.pick(*PARAMETERS)}, {self.pick(*PARAMETERS)})"
            case "units" if self.units:
                return self.pick(
                    f"sum(j, dot(w[j], {self.data('x')}))",
                    f"max(j, dot(w[j], {self.data('x')}))",
                    f"where(argmax(j, dot(w[j], {self.data('x')})) = k, {a()}, {a()})",
                )
        return f"dot({v()}, {v()})"

    def condition(self, depth: int) -> str:
        """A condition."""
        made = f"{self.scalar(depth)} {self.pick('<', '<=', '>', '>=', '=', '!=')} "
        made += self.pick("0", self.scalar(depth))
        if self.random.random() < 0.15:
            made = f"{self.pick('not (', '(')}{made}) {self.pick('and', 'or')} " + self.condition(0)
        return made

    def vector(self, depth: int) -> str:
        """A vector."""
        if depth <= 0 or self.random.random() < 0.25:
            leaves = [self.data("x"), self.data("x"), self.w]
            if self.extra in ("u", "v"):
                leaves.append(self.extra)
            return self.random.choice(leaves)
        v = lambda: self.vector(depth - 1)  # noqa: E731
        kinds = ["*", "*", "*", "+", "-", "where", "/"]
        if self.each:
            kinds += ["each", "each", "sign", "sqrt", "quotient", "spread"]
        match self.random.choice(kinds):
            case "*":
                return f"({self.scalar(depth - 1)})*({v()})"
            case "+":
                return f"({v()} + {v()})"
            case "-":
                return f"({v()} - {v()})"
            case "where":
                return f"where({self.condition(depth - 1)}, {v()}, {self.pick('0', v())})"
            case "/":
                return f"({v()})/({self.scalar(depth - 1)})"
            case "each":
                return f"({v()})*({v()})"
            case "sign":
                return f"{self.pick('sign', 'abs', 'relu', 'phi')}({v()})"
            case "sqrt":
                return f"sqrt(abs({v()}))"
            case "quotient":
                return f"({v()})/({v()} + {self.scalar(0)})"
        return f"({v()} + {self.scalar(0)})"

    def summed(self, text: str) -> str:
        """Over all samples, where a step sees them."""
        return f"sum(i, {text})" if self.many else text

    def rule(self, name: str) -> str:
        """The text of a rule."""
        r = self.random
        index = "[k]" if self.units else ""
        x, y = ("x[i]", self.label.replace("y", "y[i]", 1)) if self.many else ("x", self.label)
        lines = [f"rule {name}", f"data {x} vector, {y}", "rate eta"]
        if self.each:
            lines.append("each w x")
        starts = [f"w{index} = {self.pick('0', '0', '0', '0', '1', 'mu')}"]
        if self.extra:
            starts.append(f"{self.extra} = {self.pick('0', '0', '1')}")
        lines.append("start " + ", ".join(starts))
        predicted = "dot(w, x)" if not self.units else "max(j, dot(w[j], x))"
        lines.append(f"predict {self.pick('', 'phi')}({predicted})")
        if r.random() < 0.5 and not self.many and not self.units:
            lines.append(f"e = {self.scalar(2)}")
            self.named.append("e")
        usual = f"({self.data('y')} - {self.pick('phi', '')}(dot({self.w}, {self.data('x')})))"
        step = self.pick(
            f"eta*{usual}*{self.data('x')}", f"eta*({self.vector(2)})", self.vector(3),
            f"eta*({self.scalar(2)})*{self.data('x')}",
        )  # fmt: skip
        if self.many:
            step = self.summed(step)
        if self.extra and not self.many:
            own = self.scalar(2) if self.extra == "b" else self.vector(2)
            if not (self.units and "k" in own):
                factor = self.pick("", "beta*", "1/2*")
                lines.append(f"{self.extra}' = {factor}{self.extra} + {own}")
            else:
                lines.append(f"{self.extra}' = {self.extra}")
        elif self.extra:
            lines.append(f"{self.extra}' = {self.extra}")
        if r.random() < 0.15 and not self.many and not self.units:
            loss = self.pick("({0} - y)**2/2", "max(mu - y*{0}, 0)", "abs({0} - y)", "y*{0}**3",
                             "log(1 + exp(-y*{0}))", "({0}/norm(w) - y)**2")  # fmt: skip
            step = f"-eta*grad({loss.format('dot(w, x)')}, w)"
        kept = self.pick("", "", "", "(1 - lam)*", "(1 - eta*lam)*", "beta*")
        shape = "{1}" if r.random() < 0.05 else "{0}{2} + {1}"
        lines.append(f"w{index}' = " + shape.format(kept, step, self.w))
        text = "\n".join(lines)
        spoken = [p for p in PARAMETERS if any(p in line for line in lines)]
        given = [f"{p} > 0" for p in spoken if r.random() < 0.7]
        return text + ("\ngiven " + ", ".join(given) if given else "")


def written(seed: int) -> Rule | None:
    """A random rule; None where the text is refused."""
    text = Writer(Random(seed)).rule(f"r{seed}")
    try:
        (rule,) = rules.read(text)
    except rules.RuleError:
        return None
    return rule


# Contradictions ----------------------------------------------------------------------------------
class Case:
    """Random data, values and a start for a rule."""

    def __init__(self, rule: Rule, random: Random) -> None:
        self.rule, self.random = rule, random
        self.d = random.choice([1, 1, 2, 3])
        self.data = tuple(self.sample() for _ in range(random.choice([1, 2, 3])))
        self.values = self.parameters()

    def number(self) -> Fraction:
        return Fraction(self.random.randint(-4, 4), self.random.choice([1, 1, 2]))

    def sample(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for datum in self.rule.data:
            if datum.kind == "vector":
                made[datum.name] = tuple(self.number() for _ in range(self.d))
            elif datum.kind == "index":
                made[datum.name] = self.random.randrange(3)
            elif datum.values:
                made[datum.name] = self.random.choice(datum.values)
            else:
                made[datum.name] = self.number()
        return made

    def parameters(self) -> dict[str, Fraction]:
        """Values that satisfy what is given, for a rate that is 1 or 1/2."""
        given = [repr(g) for g in self.rule.given]
        made = {self.rule.rate: self.random.choice([Fraction(1), Fraction(1, 2)])}
        for name in self.rule.parameters:
            value = Fraction(self.random.randint(1, 6), self.random.choice([1, 2, 4]))
            if f"0 < {name}" not in given and self.random.random() < 0.4:
                value = -value if self.random.random() < 0.7 else Fraction(0)
            made[name] = value
        return made

    def machine(self, values: Mapping[str, Fraction], data: Any = None) -> Machine:
        return machine(self.rule, data or self.data, values, dimension=self.d, precision=200)

    def states(
        self, made: Machine, start: Any = None, data: Any = None, steps: int = 4
    ) -> Iterator[Any]:
        """The states of a run, then the word undefined where a step has no value."""
        data = data or self.data
        try:
            state = made.start(start)
            yield state
            for t in range(1, steps + 1):
                state = made.step(state, together(self.rule, data) or data[(t - 1) % len(data)], t)
                if not all(search.small(a) for a in search.flat(tuple(state.values()))):
                    return
                yield state
        except Undefined:
            yield "undefined"
        except Uncertain:
            return

    def start(self, made: Machine) -> dict[str, Any]:
        """A random start of all states."""
        found: dict[str, Any] = {}
        for s in self.rule.states:

            def one(kind: str = s.kind) -> Any:
                if kind == "vector":
                    return tuple(self.number() for _ in range(self.d))
                return self.number()

            found[s.name] = tuple(one() for _ in range(made.counts[s.index])) if s.index else one()
        return found


def times(value: Any, factor: Fraction) -> Any:
    """A number or vectors of numbers, multiplied."""
    return tuple(times(v, factor) for v in value) if isinstance(value, tuple) else factor * value


def contradictions(found: Judgement, random: Random, cases: int = 3) -> Iterator[str]:
    """What exact runs say against a judgement."""
    rule = found.rule
    yield from _witnesses(found)
    for _ in range(cases):
        case = Case(rule, random)
        yield from _from_start(found, case)
        for g in found.groups:
            yield from _group(rule, case, g)
        yield from _forms(found, case)
        yield from _forgets(found, case)


def _from_start(found: Judgement, case: Case) -> Iterator[str]:
    rule = found.rule
    answers = found.answers
    made = case.machine(case.values)
    first = list(case.states(made))
    zero_start = all(repr(s.start) == "0" for s in rule.weights)
    if zero_start and found.zero == "blocked":
        for state in first:
            if state != "undefined" and any(
                search.differ(state[s.name], first[0][s.name]) for s in rule.weights
            ):
                yield f"blocked, and moves: {case.data} {case.values}"
    if zero_start and found.zero == "undefined" and len(first) > 1 and first[1] != "undefined":
        yield f"undefined, and has a step: {case.data} {case.values}"
    if answers["weights"].empty:
        return
    powers = [
        e for q in ("weights", "predictions", "direction") for e in answers[q].powers.values()
    ]
    unit = lcm(1, *(e.denominator for e in powers))
    c = case.random.choice([Fraction(2), Fraction(1, 3), Fraction(5)]) ** unit
    other = case.machine({**case.values, rule.rate: c * case.values[rule.rate]})
    second = list(case.states(other))
    for question in ("weights", "direction"):
        a = answers[question]
        if a.verdict != "proved":
            continue
        for one, two in zip(first, second, strict=False):
            if "undefined" in (one, two):
                if one is not two and one != two:
                    yield f"{question}: a value at one rate only: {case.data} {case.values} {c}"
                break
            for s in rule.weights:
                factor = _power(c, a.powers.get(s.name, Fraction(0)))
                if question == "direction" and not a.powers:
                    pair = search.flat(one[s.name]), search.flat(two[s.name])
                    if not search.one_direction(*pair):
                        yield f"direction: {case.data} {case.values} times {c}: {one} {two}"
                elif search.differ(times(one[s.name], factor), two[s.name]):
                    yield f"{question}: {case.data} {case.values} times {c}: {one} {two}"
    if answers["predictions"].verdict == "proved":
        for one, two in zip(first, second, strict=False):
            if "undefined" in (one, two):
                break
            try:
                p, q = (m.predict(s, case.sample()) for m, s in ((made, one), (other, two)))
            except (Undefined, Uncertain):
                continue
            x = case.sample()
            try:
                p, q = made.predict(one, x), other.predict(two, x)
            except (Undefined, Uncertain):
                continue
            if search.differ(p, q):
                yield f"predictions: {case.data} {case.values} times {c} at {x}"


def _power(c: Fraction, e: Fraction) -> Fraction:
    """A rational power that is rational."""
    if e.denominator == 1:
        return c ** int(e)
    for top in range(1, 200):
        for below in range(1, 200):
            root = Fraction(top, below)
            if root**e.denominator == c:
                return Fraction(root ** int(e.numerator))
    raise ValueError(f"{c}**{e}")


def _group(rule: Rule, case: Case, g: Mapping[str, Fraction]) -> Iterator[str]:
    """A scaling maps a run from any start to a run."""
    unit = lcm(1, *(e.denominator for e in g.values()))
    base = case.random.choice([Fraction(2), Fraction(1, 2), Fraction(3)])

    def moved(name: str, value: Any) -> Any:
        return times(value, base ** int(g.get(name, Fraction(0)) * unit))

    made = case.machine(case.values)
    other = case.machine({n: moved(n, v) for n, v in case.values.items()})
    kinds = {d.name: d.kind for d in rule.data}
    data = tuple(
        {n: v if kinds[n] == "index" else moved(n, v) for n, v in s.items()} for s in case.data
    )
    start = case.start(made)
    image = {n: moved(n, v) for n, v in start.items()}
    first = case.states(made, start)
    second = case.states(other, image, data)
    for one, two in zip(first, second, strict=False):
        if "undefined" in (one, two):
            if one is not two and one != two:
                yield f"group {dict(g)}: a value in one run only: {case.data} {case.values} {start}"
            return
        for s in rule.states:
            if search.differ(moved(s.name, one[s.name]), two[s.name]):
                yield f"group {dict(g)}: {case.data} {case.values} {start}"
                return


def _forms(found: Judgement, case: Case) -> Iterator[str]:
    rule = found.rule
    made = case.machine(case.values)
    units = found.answers["units"]
    start = case.start(made)
    if units.verdict == "proved" and not units.empty:
        alike = {s.name: (start[s.name][0],) * len(start[s.name]) if s.index else start[s.name]
                 for s in rule.states}  # fmt: skip
        for state in case.states(made, alike):
            if state == "undefined":
                break
            for s in rule.states:
                if s.index and any(search.differ(state[s.name][0], u) for u in state[s.name]):
                    yield f"units: {case.data} {case.values} {alike}"
    rotation = found.answers["rotation"]
    if rotation.verdict == "proved" and not rotation.empty and case.d == 2:
        kinds = {d.name: d.kind for d in rule.data}
        turn = search.TURNS[1]
        data = tuple({n: search.turned(v, kinds[n], turn) for n, v in s.items()} for s in case.data)
        image = {s.name: search.turned(start[s.name], s.kind, turn) for s in rule.states}
        runs = case.states(made, start), case.states(case.machine(case.values, data), image, data)
        for one, two in zip(*runs, strict=False):
            if "undefined" in (one, two):
                break
            for s in rule.states:
                if search.differ(search.turned(one[s.name], s.kind, turn), two[s.name]):
                    yield f"rotation: {case.data} {case.values} {start}"


def _forgets(found: Judgement, case: Case) -> Iterator[str]:
    """Two runs come together where that is said without conditions."""
    answer = found.answers["forgotten"]
    if answer.verdict != "proved" or answer.under:
        return
    made = case.machine(case.values)
    starts = case.start(made), case.start(made)
    gaps: list[Any] = []
    for one, two in zip(*(case.states(made, s, steps=40) for s in starts), strict=False):
        if "undefined" in (one, two):
            return
        pairs = [p for s in found.rule.weights for p in
                 zip(search.flat(one[s.name]), search.flat(two[s.name]), strict=True)]  # fmt: skip
        gaps.append(sum(((a - b) * (a - b) for a, b in pairs), Fraction(0)))
    exact = len(gaps) == 41 and all(isinstance(g, Fraction) for g in gaps)
    if exact and gaps[-1] and gaps[-1] > gaps[0] / 4:
        yield f"forgotten: {case.data} {case.values} {starts}"


def _told_apart(found: Judgement) -> Iterator[str]:
    """Two starts at which nothing moves, that runs come back to, or that keep their difference."""
    w, rule = found.answers["forgotten"].witness, found.rule
    if w is None:
        return
    values = {**w.values, rule.rate: w.rates[0]}
    runs = [run(rule, w.data, values, 2 * w.step, start=s) for s in w.starts]
    if w.conserved is not None:
        begin, *later = (
            tuple(w.conserved.of_states(made.states[t]) for made in runs)
            for t in range(min(len(made.states) for made in runs))
        )
        if any(search.differ(begin, now) for now in later) or not search.differ(*begin):
            yield "forgotten: the sum of the witness is not kept"
        return
    if w.kept:
        if any(made.undefined for made in runs):
            yield "forgotten: a run of the witness ends"
            return
        first, *gaps = (
            tuple(b - a for a, b in zip(*(search.flat(r.states[t][w.what]) for r in runs),
                                        strict=True))
            for t in range(3)
        )  # fmt: skip
        if any(search.differ(first, gap) for gap in gaps):
            yield "forgotten: the difference of the witness is not kept"
        return
    if w.stays:
        yield from _stays(w, rule, values)
        return
    for made, start in zip(runs, w.starts, strict=True):
        if made.undefined or search.differ(made.states[-1][w.what], start[w.what]):
            yield "forgotten: a start of the witness is not come back to"
            return
    passes = range(0, 2 * w.step + 1, w.step)
    if any(runs[0].states[t][w.what] == runs[1].states[t][w.what] for t in passes):
        yield "forgotten: the starts of the witness meet"


def _stays(w: search.Witness, rule: Rule, values: Mapping[str, Any]) -> Iterator[str]:
    """Two runs are in the boxes of a witness, over and over."""
    for start, within in zip(w.starts, w.shown, strict=True):
        low, high = ends(within)
        made = run(rule, w.data, values, w.step + 3 * w.stays, start=start)
        for t in range(w.step, w.step + 3 * w.stays + 1, w.stays):
            if made.undefined or not any(
                low <= first and last <= high
                for first, last in map(ends, search.flat(made.states[t][w.what]))
            ):
                yield f"forgotten: a run of the witness is not where it stays after step {t}"
    (low, high), (first, last) = map(ends, w.shown)
    if low <= last and first <= high:
        yield "forgotten: the places of the witness meet"


def _witnesses(found: Judgement) -> Iterator[str]:
    """Runs that deny something are run again, and looked at in floats."""
    rule = found.rule
    yield from _told_apart(found)
    for question in ("weights", "direction", "predictions"):
        w = found.answers[question].witness
        if w is None:
            continue
        for r in w.rates:
            values = {**w.values, rule.rate: r}
            for sample in w.data:
                known = {**values, **{n: v for n, v in sample.items() if not rule.sample_index}}
                if not search.fits(rule, known):
                    yield f"{question}: the witness is not what is given"
        runs = [run(rule, w.data, {**w.values, rule.rate: r}, w.step) for r in w.rates]
        if any(each.undefined for each in runs):
            yield f"{question}: a run of the witness ends"
            continue
        if question == "predictions":
            a, b = (each.predict(w.sample, after=w.step) for each in runs)
            if a == b:
                yield "predictions: the witness predicts the same"
            continue
        if question == "direction":
            pairs = _pairs(
                search.part_of(runs[0].states[-1], w.what),
                search.part_of(runs[1].states[-1], w.what),
            )
            if _one_ratio(pairs) is not None:
                yield "direction: the witness has one direction"
            continue
        ratios = []
        for other in runs[1:]:
            pairs = [p for one, two in zip(runs[0].states[1:], other.states[1:], strict=True)
                     for p in _pairs(*(search.part_of(v, w.what) for v in (one, two)))]  # fmt: skip
            ratios.append(_one_ratio(pairs))
        if len(w.rates) == 3:
            ratios = [
                _one_ratio(
                    [
                        q
                        for one, two in zip(runs[k].states[1:], runs[k + 1].states[1:], strict=True)
                        for q in _pairs(*(search.part_of(v, w.what) for v in (one, two)))
                    ]
                )
                for k in (0, 1)
            ]
            if None not in ratios and abs(ratios[0] / ratios[1] - 1) < 1e-12:
                yield "weights: the witness has one power"
        elif ratios[0] is not None:
            yield "weights: the witness has one factor"


def _pairs(one: Any, two: Any) -> list[tuple[float, float]]:
    return [(_float(a), _float(b)) for a, b in zip(search.flat(one), search.flat(two), strict=True)]


def _float(value: Any) -> float:
    return float(value) if isinstance(value, Fraction) else float(sum(value.ends()) / 2)


def _one_ratio(pairs: list[tuple[float, float]]) -> float | None:
    """The one positive factor between two lists of numbers; None if there is none."""
    ratio = 1.0
    known = False
    for a, b in pairs:
        if (a == 0) != (b == 0) or a * b < 0:
            return None
        if a == 0:
            continue
        if known and abs(b / a / ratio - 1) > 1e-12:
            return None
        ratio, known = b / a, True
    return ratio


# Portions ----------------------------------------------------------------------------------------
def texts(first: int, last: int) -> str:
    """A hash of the texts of these seeds, by which a record is told from one of other rules."""
    whole = hashlib.sha256()
    for seed in range(first, last):
        whole.update(Writer(Random(seed)).rule(f"r{seed}").encode() + b"\n\n")
    return whole.hexdigest()


def portion(first: int, last: int) -> dict[str, Any]:
    """How many rules these seeds write, what is answered, and what contradicts an answer."""
    counted: Counter[str] = Counter()
    against: list[str] = []
    for seed in range(first, last):
        rule = written(seed)
        if rule is None:
            continue
        found = judge(rule, budget=BUDGET)
        counted["rules"] += 1
        for answer in found.answers.values():
            counted["empty" if answer.empty else answer.verdict] += 1
        counted["scalings"] += len(found.groups)
        against += (
            f"{seed}: {what}\n{rule.source}" for what in contradictions(found, Random(seed))
        )
    keys = ("rules", "proved", "refuted", "unknown", "empty", "scalings")
    return {
        "first": first, "last": last, "texts": texts(first, last),
        **{key: counted[key] for key in keys}, "contradicted": against,
    }  # fmt: skip


def recorded() -> list[dict[str, Any]]:
    """The portions on record, in the order of their seeds."""
    found: list[dict[str, Any]] = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else []
    return found


def main(last: int, again: Collection[int] = ()) -> None:
    """Go on to a seed; each portion in a process of its own, whose memory is given back."""
    done = {row["first"]: row for row in recorded()}
    begin = max((row["last"] for row in done.values()), default=0)
    for first in (*sorted(set(again) & set(done)), *range(begin, last, PORTION)):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            done[first] = pool.apply(portion, (first, first + PORTION))
        lines = ",\n".join(f" {json.dumps(done[key])}" for key in sorted(done))
        RECORD.write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(first) for first in sys.argv[2:]])
