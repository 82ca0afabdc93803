"""The census of rules that are texts: programs against exact runs, engines against each other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from proofs.judge import library, programs, read, sweep
from proofs.judge.programs import NotCompiled, written_out
from proofs.judge.verdict import judge

RULES = ("perceptron", "hinge", "momentum", "multiclass", "l1-uncoupled", "batch", "pegasos",
         "weight-averaging", "adaline", "lion", "decay-coupled", "linear-heavy-ball")  # fmt: skip
ASKS = ("predictions", "direction", "weights")
OWN = """\
rule own
data x vector, y in {-1, 1}
rate eta
given 0 < mu
start w = 1, b = 0, n = 0
predict sign(dot(w, x) + b)
z = dot(w, x) + b
g = where(y*z <= mu and z < 3/2 or z = 0, clip(y*(1 - z), -1, 2), max(abs(z) - 1, 0) + (y + 1)**2)
w' = soft(w + eta*g*x, eta/2)
b' = b + min(eta*g, relu(z)) - norm_max(x)*eta/2
n' = n + where(not z != 0, 0, 1)
"""
"""A rule with every operation that a program can have."""


@pytest.mark.parametrize("asks", ASKS)
@pytest.mark.parametrize("name", RULES)
def test_programs_agree_with_exact_runs(name: str, asks: str) -> None:
    """On a sample of a box: what the program says is what fractions say."""
    rule = library.rule(name)
    shape = sweep.box(rule, 2, 2, 2, asks)
    sweep.checked(rule, shape, written_out(rule, shape), sample=12)


@pytest.mark.parametrize("asks", ASKS)
def test_every_operation(asks: str) -> None:
    """A rule that has them all, on every data set of a box that has entries of two kinds."""
    (rule,) = read(OWN)
    blank = sweep.box(rule, 2, 1, 1, asks, (Fraction(1), Fraction(1, 4)))
    entries = tuple(map(Fraction, ("1/2", "-1", "3", "0")))
    shape = replace(blank, entries=entries, values={"mu": Fraction(1, 2)}, steps=2)
    program = written_out(rule, shape)
    assert {op for op, *_ in program.code} >= set(range(16))
    found = sweep.sweep(rule, shape, program, engine="numpy")
    truth = [
        sweep.exactly(rule, shape, sweep.data_set(rule, shape, k))
        for k in range(sweep.size(rule, shape))
    ]
    assert (found.witnesses, found.first, found.whole) == (sum(truth), truth.index(True), True)


def test_a_wrong_program_is_noticed() -> None:
    """One instruction changed: the sample that is run exactly shows it."""
    rule = library.rule("hinge")
    shape = sweep.box(rule, 2, 1, 2, "predictions")
    program = written_out(rule, shape)
    place = next(k for k, line in enumerate(program.code) if line[0] == programs.SUB)
    op, *rest = program.code[place]
    changed = (*program.code[:place], (programs.ADD, *rest), *program.code[place + 1 :])
    with pytest.raises(AssertionError, match="the program is wrong"):
        sweep.checked(rule, shape, replace(program, code=changed), sample=100)
    assert op == programs.SUB


def test_engines_agree() -> None:
    """NumPy and the compiled loop, over blocks that do not divide the box."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    for text, asks in ((None, "predictions"), (None, "weights"), (OWN, "direction")):
        (rule,) = (library.rule("hinge"),) if text is None else read(text)
        shape = sweep.box(rule, 3, 1, 3, asks, (Fraction(1), Fraction(1, 2)))
        shape = replace(shape, values=dict.fromkeys(rule.parameters, Fraction(1)), steps=3)
        program = written_out(rule, shape)
        one, two = (sweep.sweep(rule, shape, program, engine=e) for e in ("numpy", "numba"))
        assert one == two
        assert one.whole
        assert 0 < one.witnesses < one.data_sets


def test_what_could_overflow_is_refused() -> None:
    """Before anything is run: a bound on every whole number is below 2**62."""
    rule = library.rule("adaline")
    shape = sweep.box(rule, 3, 2, 2, "predictions")
    with pytest.raises(NotCompiled, match=r"can reach 2\*\*"):
        written_out(rule, replace(shape, steps=30))
    large = tuple(Fraction(10) ** 7 * k for k in (1, -1))
    with pytest.raises(NotCompiled, match="can reach"):
        written_out(rule, replace(shape, entries=large, labels={"y": large}))


def test_bounds_hold() -> None:
    """No value of a program leaves the bounds by which overflow is excluded."""
    (rule,) = read(OWN)
    shape = sweep.box(rule, 2, 1, 2, "predictions", (Fraction(1), Fraction(1, 2)))
    shape = replace(shape, values={"mu": Fraction(1)}, steps=2)
    made: list[programs.Reg] = []
    emit = programs._Maker.emit

    def noted(self: programs._Maker, *arguments: int) -> programs.Reg:
        made.append(emit(self, *arguments))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programs._Maker, "emit", noted)
        program = written_out(rule, shape)
    low = min(reg.low for reg in made)
    high = max(reg.high for reg in made)
    tables = [np.array(sweep._whole(t), dtype=np.int64) for t in shape.tables(rule)]
    runner = sweep._Arrays(program, tables)
    runner.next(0)
    assert low <= runner.buffers.min()
    assert runner.buffers.max() <= high


@pytest.mark.parametrize(
    ("name", "says"),
    [("adam", "sqrt has values"), ("logistic", "exp has values"), ("nlms", "divides by what"),
     ("lars", "takes a root"), ("winnow", "no whole number")],
)  # fmt: skip
def test_what_has_no_program(name: str, says: str) -> None:
    """It says which part, and is searched by exact runs as before."""
    rule = library.rule(name)
    with pytest.raises(NotCompiled, match=says):
        written_out(rule, sweep.box(rule, 1, 1, 1, "predictions"))


@pytest.mark.parametrize("name", ["hinge", "margin", "pegasos", "bias-without-rate", "adaline"])
def test_refutations_are_found_in_seconds(name: str) -> None:
    """Three samples or fewer, in less than five seconds, and exact runs agree."""
    rule = library.rule(name)
    found = sweep.refuted(rule, "predictions", seconds=5)
    assert found is not None
    assert found.seconds < 5
    assert len(found.data) <= 3
    assert sweep.exactly(rule, found.shape, found.data)


def test_what_is_proved_has_no_witness() -> None:
    """Every rule of the library that has a program: none of all data sets of a box denies what is
    proved of it, and many deny what is refuted."""
    proved = denied = 0
    for name in library.ids():
        rule = library.rule(name)
        try:
            programs_ = {}
            for asks in ASKS if rule.predict is not None else ASKS[1:]:
                shape = sweep.box(rule, 2, 1, 2, asks)
                programs_[asks] = shape, written_out(rule, shape)
        except NotCompiled:
            continue
        judged = judge(rule, budget=2, ask={"zero", *programs_})
        for asks, (shape, program) in programs_.items():
            found = sweep.sweep(rule, shape, program)
            assert found.whole
            if judged.answers[asks].verdict == "proved":
                assert found.witnesses == 0, (name, asks)
                proved += 1
            else:
                denied += found.witnesses > 0
    assert proved > 40
    assert denied > 15


def test_a_number_with_more_values_than_a_block() -> None:
    """The last number still takes all of its values at once."""
    (rule,) = read("data x, y; rate eta; predict w*x; w' = w + eta*(y - w*x)*x")
    shape = sweep.box(rule, 1, 1, sweep.BATCH, "weights", steps=1)
    shape = replace(shape, labels={"x": shape.entries[:2], "y": shape.entries})
    found = sweep.sweep(rule, shape, written_out(rule, shape), engine="numpy")
    assert found.data_sets == 2 * len(shape.entries) > 2 * sweep.BATCH
    assert found.witnesses == 0


def test_a_direction_is_that_of_all_weights_together() -> None:
    """Weights and a bias that grow by different powers of the rate: each keeps its direction."""
    text = "data x, y; rate eta; start w = 0, b = 0; predict w*x + b; w' = w + eta*x; b' = b + x"
    (rule,) = read(text)
    shape = sweep.box(rule, 1, 1, 1, "direction")
    found = sweep.sweep(rule, shape, written_out(rule, shape))
    assert found.witnesses == sum(
        sweep.exactly(rule, shape, sweep.data_set(rule, shape, k)) for k in range(found.data_sets)
    ) > 0  # fmt: skip
    shape = replace(shape, asks="weights")
    assert sweep.sweep(rule, shape, written_out(rule, shape)).witnesses == 0
