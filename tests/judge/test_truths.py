"""The library's rules against what is known of them: never wrong, and unknown where it says so."""

from __future__ import annotations

import os
from fractions import Fraction

import pytest

from proofs.judge import library, read
from proofs.judge.certificate import BY_CHECKER, BY_LAWS, certificate
from proofs.judge.laws import Broken, verified
from proofs.judge.verdict import Judgement, judge

# rule: power of the rate in the weights, predictions, direction, zero, rotation, units, start
# forgotten, one generator of the scaling group
TRUTHS = """
perceptron | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
perceptron-strict | 1 | yes | yes | blocked | yes | - | no | eta:1 w:1
batch | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
margin | no | no | no | moves | yes | - | no | eta:1 w:1 mu:1
margin-scaled | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
averaged | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
decay | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
decay-coupled | no | no | no | moves | yes | - | no | eta:1 w:1 lam:-1
l1-coupled | 1 | yes | yes | moves | no | - | no | eta:1 w:1
l1-uncoupled | no | no | no | moves | no | - | no | eta:1 w:1 lam:1
momentum | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
nesterov | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
schedule | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
schedule-hyperbolic | no | no | no | moves | yes | - | no | x:1 w:1
eta-squared | 2 | yes | yes | moves | yes | - | no | eta:1 w:2
bias-without-rate | no | no | no | moves | yes | - | no | eta:-2 w:-1 x:1
labels-01-half | no | no | no | moves | yes | - | no | x:1 w:-1 eta:-2
multiclass | 1 | yes | yes | moves | yes | no | no | eta:1 w:1
pa-1 | no | no | no | moves | yes | - | no | C:1 w:1 mu:1
hinge | no | no | no | moves | yes | - | no | eta:1 w:1 mu:1
pegasos | no | no | no | moves | yes | - | yes | lam:-1 w:1 mu:1
logistic | no | no | no | moves | yes | - | yes | x:1 w:-1 eta:-2
adaline | no | no | no | moves | yes | - | yes | y:1 w:1
nlms | no | no | no | moves | yes | - | yes | x:1 w:-1
linear-heavy-ball | no | no | no | moves | yes | - | yes | y:1 w:1
ridge | no | no | no | moves | yes | - | yes | x:1 w:-1 eta:-2 lam:2
newton | no | no | no | moves | yes | - | yes | y:1 w:1
sign-sgd | 1 | yes | yes | moves | no | - | no | eta:1 w:1
clip-norm | 1 | yes | yes | moves | no | - | no | eta:1 w:1
adagrad | 1 | yes | yes | moves | no | - | no | eta:1 w:1
adam | 1 | yes | yes | moves | no | - | no | eta:1 w:1
adamw | no | no | no | moves | no | - | no | eta:1 w:1 lam:-1
adadelta-paper | no | no | no | moves | no | - | no | x:1 w:1 eps:2
lars | 1 | yes | yes | blocked | yes | - | no | w:1
softmax | no | no | no | moves | yes | no | no | x:1 w:-1 eta:-2
linear-net | 1 | yes | yes | blocked | yes | yes | no | w:1 v0:1 y:2 eta:-2
oja | 1 | yes | yes | blocked | yes | - | no | x:1 eta:-2
scale-invariant | 1 | yes | yes | undefined | yes | - | no | w:1 eta:2
winnow | 1 | yes | yes | blocked | no | - | no | w:1 mu:1
dampened-momentum | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
p-norm | 1 | yes | yes | moves | no | - | no | eta:1 th:1
factored | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
ema | 1 | yes | yes | moves | yes | - | no | eta:1 w:1 a:1
competitive | no | no | no | moves | yes | no | no | x:1 w:1
weight-clipping | no | no | no | moves | no | - | no | eta:1 w:1 c:1
dropout | 1 | yes | yes | moves | no | - | no | eta:1 w:1
amsgrad | 1 | yes | yes | moves | no | - | no | eta:1 w:1
adamax | 1 | yes | yes | moves | no | - | no | eta:1 w:1
adagrad-norm | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
rprop | 1 | yes | yes | moves | no | - | no | eta:1 w:1 d:1
ftrl | 1 | yes | yes | moves | no | - | no | eta:1 w:1
relative-margin | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
relu-net | 1 | yes | yes | blocked | yes | yes | no | w:1 v:1 y:2 eta:-2
anti-hebb | 1 | yes | yes | blocked | yes | - | yes | w:1
nesterov-squares | no | no | no | moves | yes | - | yes | y:1 w:1 u:1
batch-squares | no | no | no | moves | yes | - | yes | y:1 w:1
td | no | no | no | moves | yes | - | no | r:1 w:1
ranking | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
leaky-integrator | 1 | no | yes | moves | yes | - | yes | eta:1 w:1
delayed | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
elastic-net | 1 | yes | yes | moves | no | - | no | eta:1 w:1
lookahead | 1 | yes | yes | moves | yes | - | no | eta:1 w:1 s:1
delta-bar-delta | 1 | yes | yes | moves | no | - | no | eta:1 w:1
sign-error | no | no | no | moves | yes | - | no | y:1 w:1 eta:1
polyak-step | 1 | yes | yes | blocked | yes | - | no | w:1
max-norm | 1 | yes | yes | moves | yes | - | no | eta:1 w:1
committee | 1 | yes | yes | moves | yes | yes | no | eta:1 w:1
q-learning | no | no | no | moves | - | no | yes | Q:1 r:1
sam | no | no | no | moves | yes | - | yes | y:1 w:1 rho:1 eps:1
elo | no | no | no | moves | - | - | no |
adaline-bias | no | no | no | moves | yes | - | yes | w:1 b:1 y:1
logistic-decay | no | no | no | moves | yes | - | yes | x:1 w:-1 eta:-2 lam:2
lasso | no | no | no | moves | no | - | yes | y:1 w:1 lam:1
kaczmarz | no | no | no | moves | yes | - | yes | x:1 w:-1
nadam | 1 | yes | yes | moves | no | - | no | eta:1 w:1
yogi | 1 | yes | yes | moves | no | - | no | eta:1 w:1
sign-sign | no | no | no | moves | no | - | no | y:1 w:1 eta:1
td-lambda | no | no | no | moves | yes | - | no | r:1 w:1
lvq | no | no | no | moves | yes | no | no | x:1 w:1
passive-aggressive | 1 | yes | yes | moves | yes | - | no | mu:1 w:1
prank | 1 | yes | yes | moves | yes | - | no | eta:1 w:1 a:1 b:1
signum | no | no | no | moves | no | - | no | y:1 w:1 eta:1
least-mean-fourth | no | no | no | moves | yes | - | no | y:1 w:1 eta:-2
batch-logistic | no | no | no | moves | yes | - | yes | x:1 w:-1 eta:-2
target-network | no | no | no | moves | yes | - | yes | r:1 w:1 s:1
hyperbolic-rate | no | yes | yes | moves | yes | - | no | x:1 w:1
"""
SLOW = """
exponentiated-gradient | no | no | no | blocked | no | - | no | w:1
pa-2 | no | no | no | moves | yes | - | no | C:-2 w:-1 x:1
alma | no | no | no | moves | yes | - | no | eta:-1 x:1 B:1
arow | no | no | no | moves | no | - | no | r:2 x:1 w:-1
huber | no | no | no | moves | yes | - | no | y:1 w:1 d:1
quantile | no | no | no | moves | yes | - | no | y:1 w:1 eta:1
poisson | no | no | no | moves | yes | - | no | x:1 w:-1 eta:-2
proximal-decay | no | no | no | moves | yes | - | no | eta:1 w:1 lam:-1
dual-averaging | 1 | yes | yes | moves | yes | - | yes | eta:1 w:1
clip-length | no | no | no | moves | yes | - | no | y:1 w:1 c:1
lamb | no | no | no | moves | no | - | no | x:1 y:1 m:2 v:4 eps:2
implicit | no | no | no | moves | yes | - | yes | y:1 w:1
"""


def _table(text: str) -> dict[str, list[str]]:
    rows = ([cell.strip() for cell in line.split("|")] for line in text.split("\n") if line)
    return {row[0]: row[1:] for row in rows}


TABLE = _table(TRUTHS)
UNKNOWN: dict[str, int] = {}
"""How many of the answers are unknown, of each question; the fewer the better."""
UNKNOWN_SLOW = {"forgotten": 2}


@pytest.fixture(scope="module")
def judged() -> dict[str, Judgement]:
    """Every rule of the table, judged once."""
    return {name: judge(library.rule(name)) for name in TABLE}


def _spanned(wanted: dict[str, Fraction], found: Judgement) -> bool:
    """Whether a generator is a combination of those that were found, other states left out."""
    import sympy

    shown = {n for g in found.groups for n in g}
    states = {s.name for s in found.rule.states}
    kept = sorted((shown | set(wanted)) - (states - set(wanted)))
    rows = [[g.get(n, Fraction(0)) for n in kept] for g in found.groups]
    more = [*rows, [wanted.get(n, Fraction(0)) for n in kept]]

    def rank(m: list[list[Fraction]]) -> int:
        return int(sympy.Matrix([[sympy.Rational(v) for v in row] for row in m]).rank())

    return rank(rows) == rank(more)


def compared(
    table: dict[str, list[str]], judged: dict[str, Judgement]
) -> tuple[list[tuple[str, str, str]], dict[str, int]]:
    """What is not the truth of a table, and how often an answer is unknown."""
    unknown: dict[str, int] = {}
    wrong = []
    for name, (power, predictions, direction, zero, rotation, units, start, group) in table.items():
        found = judged[name]
        if found.zero == "unknown":
            unknown["zero"] = unknown.get("zero", 0) + 1
        elif found.zero != zero:
            wrong.append((name, "zero", found.zero))
        truths = {
            "weights": "no" if power == "no" else "yes", "predictions": predictions,
            "direction": direction, "rotation": rotation, "units": units, "forgotten": start,
        }  # fmt: skip
        for question, truth in truths.items():
            answer = found.answers[question]
            if answer.verdict == "unknown":
                unknown[question] = unknown.get(question, 0) + 1
                continue
            if truth == "-":
                if not answer.empty:
                    wrong.append((name, question, "not empty"))
            elif answer.verdict != {"yes": "proved", "no": "refuted"}.get(truth):
                wrong.append((name, question, answer.verdict))
        if power != "no" and found.answers["weights"].power != Fraction(power):
            wrong.append((name, "power", str(found.answers["weights"].power)))
        generator = {n: Fraction(e) for n, e in (pair.split(":") for pair in group.split())}
        if not _spanned(generator, found):
            wrong.append((name, "group", str(found.groups)))
    return wrong, unknown


def test_no_answer_is_wrong(judged: dict[str, Judgement]) -> None:
    """Every column of the table: the truth, or unknown; and how often it is unknown."""
    wrong, unknown = compared(TABLE, judged)
    assert wrong == []
    assert unknown == UNKNOWN


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="these take some seconds each")
def test_no_answer_is_wrong_of_slower_rules() -> None:
    """The same of rules of which little is proved and much is searched."""
    table = _table(SLOW)
    wrong, unknown = compared(table, {name: judge(library.rule(name)) for name in table})
    assert wrong == []
    assert unknown == UNKNOWN_SLOW


def test_no_proof_falls_back(judged: dict[str, Judgement]) -> None:
    """The checker has every scaling, every zero that is blocked, equal units and rotations."""
    fallen = [
        (name, question, answer.why)
        for name, found in judged.items()
        for question, answer in (("zero", found.zero_answer), *found.answers.items())
        if answer.why and not answer.empty
    ]
    assert fallen == []


def test_blocked_and_undefined_come_first(judged: dict[str, Judgement]) -> None:
    """Where no step moves anything the rest is said to hold emptily."""
    for name, found in judged.items():
        stuck = TABLE[name][3] in ("blocked", "undefined")
        for question in ("weights", "predictions", "direction"):
            empty = found.answers[question].empty
            assert empty == (TABLE[name][3] if stuck else ""), (name, question)


def test_what_is_denied_is_shown(judged: dict[str, Judgement]) -> None:
    """A refutation has a witness, and one about the rate says what clashes in the text."""
    for found in judged.values():
        for question, answer in found.answers.items():
            if answer.verdict == "refuted":
                assert answer.witness is not None
                if question in ("weights", "direction"):
                    assert answer.clash


def test_scalings_are_proved_by_the_checker(judged: dict[str, Judgement]) -> None:
    """All of them, argmax and the largest of several included."""
    for name, found in judged.items():
        assert bool(found.groups) is bool(TABLE[name][-1])
        for proof in found.group_proofs:
            assert proof.by == BY_CHECKER, (name, proof.why)
        answer = found.answers["weights"]
        if answer.verdict == "proved" and not answer.empty:
            assert answer.by == BY_CHECKER, name


def test_a_wrong_exponent_is_refused() -> None:
    """The checker, too, would not take it: the lines are written and do not follow."""
    rule = library.rule("decay-coupled")
    wrong = {"eta": Fraction(1), "w": Fraction(1)}
    with pytest.raises(Broken):
        verified(rule, ("w",), wrong, from_start=True)
    assert certificate(rule, ("w",), wrong).by == BY_LAWS
    assert certificate(rule, ("w",), {**wrong, "lam": Fraction(-1)}).by == BY_CHECKER


def test_a_range_of_the_rate_is_no_obstacle() -> None:
    """Two rates between 0 and 1 are compared with each other; a rate that is one of two is not."""
    text = (
        "data x vector, y in {-1, 1}; rate eta; start w = 0; predict phi(dot(w, x))\n"
        "w' = w + eta*(y - phi(dot(w, x)))*x\n"
    )
    (rule,) = read(text + "given 0 < eta < 1")
    found = judge(rule, ask=("weights", "groups"))
    assert found.answers["weights"].power == 1
    assert {"eta": Fraction(1), "w": Fraction(1)} in [dict(g) for g in found.groups]
    assert all("y" not in g for g in found.groups)


THROUGH = [
    ("eta/(1 + eta)", "proved", ("0 < eta",)), ("(exp(eta) - 1)", "proved", ("0 < eta",)),
    ("(1 - exp(-eta))", "proved", ("0 < eta",)), ("exp(eta)", "proved", ()),
    ("log(1 + eta)*sqrt(eta)", "proved", ("0 < eta",)),
    ("where(eta > 1, 2*eta, eta)", "proved", ("0 < eta",)), ("(eta - 2)", "refuted", ()),
    ("eta/(1 + eta*t)", "refuted", ()),
]  # fmt: skip


@pytest.mark.parametrize(("rate", "verdict", "under"), THROUGH)
def test_a_rate_that_enters_through_a_function_of_it(
    rate: str, verdict: str, under: tuple[str, ...]
) -> None:
    """Where that is above 0 directions and predictions are free of it, if weights are not."""
    (rule,) = read(
        "data x vector, y in {-1, 1}; rate eta; start w = 0; predict phi(dot(w, x))\n"
        f"w' = w + {rate}*(y - phi(dot(w, x)))*x"
    )
    found = judge(rule, ask=("predictions", "direction"), budget=1)
    for answer in found.answers.values():
        assert (answer.verdict, answer.under) == (verdict, under)
        assert answer.by == BY_CHECKER or verdict == "refuted"


def test_a_start_that_is_a_parameter_beside_a_function_of_the_rate() -> None:
    """From there nothing is free of the rate; a start that is its function scales with it."""
    step = "data x vector, y in {-1, 1}; rate eta; given eta > 0; predict phi(dot(w, x))\n"
    step += "w' = w + eta/(1 + eta)*(y - phi(dot(w, x)))*x\nstart w = "
    for start, verdict in (("r", "refuted"), ("eta/(1 + eta)", "proved")):
        (rule,) = read(step + start)
        found = judge(rule, ask=("predictions", "direction"))
        assert [a.verdict for a in found.answers.values()] == [verdict] * 2


def test_steps_that_turn_only_after_another_sample_are_found() -> None:
    """A rule that goes coordinate by coordinate by the sample before."""
    (rule,) = read(
        "data x vector, y in {-1, 1}; rate eta; each w v p; start w = 0; predict phi(dot(w, x))\n"
        "g = (phi(dot(w, x)) - y)*x\nv' = v/2 + where(t < 2, 0, p**2)\np' = g\n"
        "w' = where(t < 3, w - eta*g/(sqrt(v') + 1/8), w)"
    )
    answer = judge(rule, ask=("rotation",)).answers["rotation"]
    assert answer.verdict == "refuted"
    assert answer.witness is not None
    assert len(answer.witness.data) == 2


def test_a_rule_that_moves_only_for_some_parameters_moves() -> None:
    """A rate that falls to 0 at step T: T = 1, which is tried first, leaves no step."""
    (rule,) = read(
        "data x vector, y in {-1, 1}; rate eta; given T > 0; start w = 0; predict phi(dot(w, x))\n"
        "w' = w + eta*max(0, 1 - t/T)*(y - phi(dot(w, x)))*x"
    )
    found = judge(rule, ask=("zero",))
    assert found.zero == "moves"
    assert found.zero_answer.witness is not None
    assert found.zero_answer.witness.values["T"] > 1


def test_a_rule_that_moves_late_moves() -> None:
    """Its first nine steps do nothing."""
    (rule,) = read(
        "data x vector; rate eta; start w = 0; predict dot(w, x)\nw' = w + where(t > 9, eta*x, 0)"
    )
    found = judge(rule, ask=("zero", "predictions"))
    assert (found.zero, found.answers["predictions"].verdict) == ("moves", "refuted")
    witness = found.answers["predictions"].witness
    assert witness is not None
    assert witness.step == 10


def test_steps_that_turn_late_are_found() -> None:
    """A rule that goes coordinate by coordinate from step 6 on."""
    (rule,) = read(
        "data x vector, y in {-1, 1}; rate eta; each w x; start w = 0; predict phi(dot(w, x))\n"
        "w' = w + eta*y*where(t < 6, x, sign(x)*x**2)"
    )
    answer = judge(rule, ask=("rotation",)).answers["rotation"]
    assert answer.verdict == "refuted"
    assert answer.witness is not None
    assert answer.witness.step == 6
