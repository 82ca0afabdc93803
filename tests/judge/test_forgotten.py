"""Like terms, starts that are forgotten or told apart, and what the checker has of each answer."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from proofs.judge import library, read
from proofs.judge.certificate import BY_CHECKER, BY_LINES, certificate
from proofs.judge.collected import collected
from proofs.judge.conserved import conserved
from proofs.judge.falling import falling
from proofs.judge.forgetting import forgotten
from proofs.judge.nearing import nearing
from proofs.judge.numbers import Uncertain, Undefined
from proofs.judge.remembered import Trial, remembered
from proofs.judge.runs import exact_sample, machine, run
from proofs.judge.syntax import Rule
from proofs.judge.tabular import tabular
from proofs.judge.trapped import vanishing
from proofs.judge.verdict import judge
from proofs.trust.check import theorem
from proofs.trust.wrong import Wrong

sys.path.insert(0, str(Path(__file__).parent))
import fuzz

HEAD = "data x vector, y; rate eta; predict dot(w, x)\n"


def rule(text: str) -> Rule:
    """One rule with the usual beginning."""
    return read(HEAD + text)[0]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("w' = w + (eta - eta**2 + eta**2)*y*x", "w + eta*y*x"),
        ("w' = w + eta*y*x - eta*x + eta*x", "w + eta*y*x"),
        ("w' = w + dot(w + x, x)*x - dot(w, x)*x", "w + x*dot(x, x)"),
        ("w' = w + phi(dot(w, x) + 1 - 1)*x", "w + phi(dot(w, x))*x"),
        ("w' = w + where(y - y < 1, eta*x, 0)", "w + eta*x"),
        ("given lam > 0\nw' = w - lam/(lam*t)*w", "w - 1/t*w"),
        ("w' = w - lam/(lam*t)*w", "w - lam/(lam*t)*w"),
        ("w' = w + (x/y - x/y)", "w + 0*(1/y)*x"),
        ("w' = w + (x - x)/y", "w + 0*(1/y)*x"),
        ("w' = w + eta*(y - y)/(y - y)*x", "w + 0*(1/0)*x"),
        ("w' = w + y/y*x", "w + y/y*x"),
        ("w' = w + (1/y - 1/y + where(y > 0, 1/y, 0))*x", "w + (where(0 < y, 1/y, 0) + 0*(1/y))*x"),
    ],
)
def test_like_terms_are_collected(text: str, plain: str) -> None:
    """What cancels is gone; what may have no value stays, times 0; x/x is not 1."""
    assert repr(collected(rule(text)).states[0].update) == plain


def test_a_rule_with_nothing_to_collect_is_itself() -> None:
    """What a person wrote stays as it is."""
    changed = [n for n in library.ids() if collected(library.rule(n)) is not library.rule(n)]
    assert changed == ["newton-batch"]  # where the number of samples cancels


def test_a_sum_still_says_what_it_runs_over() -> None:
    """Where what is left in it has no index, it stays as it was written."""
    (one,) = read(
        "data x[i] vector, y[i]\nrate eta\nstart w = 0\ngiven beta > 0\n"
        "w' = w + sum(i, where(y[i]*(beta - beta) <= 0, w, x[i]))"
    )
    assert "[i]" in repr(collected(one).states[0].update)
    assert judge(one, budget=0.1).zero is not None


def test_collected_rules_run_alike() -> None:
    """On random rules: the same states, and an end at the same step."""
    compared = changed = 0
    for seed in range(120):
        one = fuzz.written(seed)
        if one is None:
            continue
        other = collected(one)
        changed += other is not one
        case = fuzz.Case(one, Random(seed))
        first = list(case.states(case.machine(case.values)))
        case.rule = other
        second = list(case.states(case.machine(case.values)))
        for a, b in zip(first, second, strict=False):
            if "undefined" in (a, b):
                assert a == b, one.source
                break
            for s in one.states:
                assert not fuzz.search.differ(a[s.name], b[s.name]), one.source
            compared += 1
    assert compared > 200
    assert changed > 5


def test_terms_that_cancel_do_not_hide_a_law() -> None:
    """The rate factors out, as it does where the terms are left out."""
    found = judge(rule("w' = w + eta*y*x + eta**2*x - eta**2*x"), ask=("weights", "groups"))
    assert found.answers["weights"].power == 1
    assert found.plain is not None
    assert {n: str(e) for n, e in found.groups[0].items()} == {"eta": "1", "w": "1"}


SUMS = [
    (
        "rule r\ndata s in {0, 1}; rate eta; start a = 0, b = 0; predict sigmoid(a - b)\n"
        "e = s - sigmoid(a - b)\na' = a + eta*e\nb' = b - eta*e",
        "a + b",
    ),
    (
        "rule r\ndata x vector, y; rate eta; start w = 0, u = 0; predict dot(w, x) + dot(u, x)\n"
        "w' = w + eta*phi(dot(u, x))*x\nu' = u + 2*eta*phi(dot(u, x))*x",
        "w - (1/2)*u",
    ),
    (library.rule("softmax").source, "sum(k, w[k])"),
    (library.rule("multiclass").source, "sum(k, w[k])"),
]


@pytest.mark.parametrize(("text", "kept"), SUMS)
def test_a_sum_that_no_step_changes_is_never_forgotten(text: str, kept: str) -> None:
    """On random data, from random starts: the witness's sum is the same after each step."""
    (one,) = read(text)
    found = conserved(one)
    assert found is not None
    assert found.words == kept
    random = Random(kept)
    for _ in range(6):
        case = fuzz.Case(one, random)
        made = case.machine(case.values)
        first, *later = map(found.of_states, case.states(made, case.start(made)))
        assert len(later) == 4
        assert not any(fuzz.search.differ(first, now) for now in later)
    answer = judge(one, ask=("forgotten",)).answers["forgotten"]
    assert answer.verdict == "refuted"
    assert not list(fuzz._told_apart(judge(one, ask=("forgotten",))))


@pytest.mark.parametrize(
    "step",
    ["where(k = y, x, 0) - where(argmax(j, dot(w[j], x)) = k, 2*x, 0)",
     "where(k != y, x, 0)", "exp(dot(w[k], x))/sum(j, exp(dot(w[j], 2*x)))*x - where(k = y, x, 0)"],
)  # fmt: skip
def test_a_sum_that_changes_is_not_called_kept(step: str) -> None:
    """Of steps whose sum over the classes is not 0."""
    head = "rule r\ndata x vector, y class; classes k 3; start w[k] = 0\n"
    (one,) = read(f"{head}predict argmax(k, dot(w[k], x))\nw[k]' = w[k] + eta*({step})")
    assert conserved(one) is None


# Forgotten ---------------------------------------------------------------------------------------
STATES = "start w = 0, u = 0\n"


@pytest.mark.parametrize(
    ("text", "under", "lines"),
    [
        ("w' = eta*y*x", (), True),
        ("given 0 < lam < 1\nw' = (1 - lam)*w + eta*y*x", (), True),
        ("given lam > 0\nw' = (w + eta*y*x)/(1 + lam)", (), True),
        ("w' = (1 - eta*lam)*w + eta*y*x", ("abs(1 - eta*lam) < 1",), True),
        ("w' = w + (eta*y*x - w)/t", (), False),
        (STATES + "u' = eta*y*x\nw' = u + x", (), False),
        (STATES + "given 0 <= beta < 1, 0 < lam < 1\nu' = beta*u + y*x\nw' = (1 - lam)*w + u'",
         (), False),
        ("w' = w - eta*(dot(w, x) - y)*x",
         ("0 < eta*dot(x, x) < 2 for every sample",
          "samples that span the space, again and again in one order"), True),
    ],
)  # fmt: skip
def test_an_affine_step_forgets_its_start(text: str, under: tuple[str, ...], lines: bool) -> None:
    """Under what is said, and by lines that the checker accepts where there are some."""
    found = judge(rule(text), ask=("forgotten",)).answers["forgotten"]
    assert (found.verdict, found.under) == ("proved", under)
    assert bool(found.lines) is lines
    assert not found.why


SPANS = "samples that span the space, again and again in one order"
BOUNDS = "samples on which runs stay in bounds"
BENT = [
    ("w' = where(dot(x, x) > 0, w + eta*(y - dot(w, x))*x/dot(x, x), w)",
     ("0 < dot(x, x) for every sample", "0 < eta < 2", SPANS)),
    ("start w = 0, b = 0\ne = y - dot(w, x) - b\nw' = w + eta*e*x\nb' = b + eta*e",
     ("0 < eta*dot(x, x) + eta < 2 for every sample", SPANS.replace(
         "space", "space of w and b"))),
    ("given 0 < lam < 1\nw' = (1 - lam)*w + eta*y*sigmoid(-y*dot(w, x))*x",
     ("0 < (1/4)*y**2*eta*dot(x, x) < 2 - 2*lam for every sample", "0 < 1 - lam")),
    ("each w x\ngiven lam > 0, eta > 0\nw' = soft(w + eta*(y - dot(w, x))*x, eta*lam)",
     ("0 <= eta*lam", "0 < eta*dot(x, x) < 2 for every sample", SPANS)),
    ("given 0 < lam < 1\nw' = (1 - lam)*w + eta*(y - dot(w, x)/(1 + abs(dot(w, x))))*x",
     ("0 < eta*dot(x, x) < 2 - 2*lam for every sample", "0 < 1 - lam")),
    ("w' = w + eta*y*sigmoid(-y*dot(w, x))*x",
     ("0 < (1/4)*y**2*eta*dot(x, x) < 2 for every sample", SPANS, BOUNDS)),
    ("w' = w - eta*grad(log(1 + exp(-y*dot(w, x))), w)",
     ("0 < (1/4)*y**2*eta*dot(x, x) < 2 for every sample", SPANS, BOUNDS)),
    ("w' = w - eta*(1/(1 + exp(-dot(w, x))) - y)*x",
     ("0 < (1/4)*eta*dot(x, x) < 2 for every sample", SPANS, BOUNDS)),
    ("w' = w + eta*tanh(y - dot(w, x))*x",
     ("0 < eta*dot(x, x) < 2 for every sample", SPANS, BOUNDS)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "under"), BENT)
def test_a_step_that_bends_forgets_its_start(text: str, under: tuple[str, ...]) -> None:
    """Slopes between two numbers, soft thresholds, a bias, and steps that are left out."""
    one = rule(text)
    found = forgotten(collected(one))
    assert found is not None
    assert found.conditions(one) == under
    assert grown(one, Random(text), 120) > 10


@pytest.mark.parametrize(
    "text",
    [
        "w' = w + eta*y*relu(-y*dot(w, x))*x",
        "w' = w - eta*(exp(dot(w, x))/(2 + exp(dot(w, x))) - y)*x",
        "w' = w + eta*(y - dot(w, x) + 2*abs(dot(w, x)))*x",
        "given 0 < lam < 1\nw' = (1 - lam)*w + eta*(y - dot(w, x)/(1 - abs(dot(w, x))))*x",
        "start w = 0, b = 0\ne = y - dot(w, x) - b\nw' = w + eta*e*x\nb' = b + eta/10*e",
        "each w\nw' = where(t = 3, w + eta*(y - dot(w, x))*x, w)",
        "start w = 0, b = 0\nw' = w - eta*(dot(w, x) + b)*x\nb' = b + eta*(dot(w, x) + b)",
    ],
)
def test_what_may_grow_is_not_called_near(text: str) -> None:
    """No slope that is above 0, one that may be below, a matrix that is not symmetric, a clock."""
    assert nearing(collected(rule(text))) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("start w = 0, u = 0\ne = y - dot(w, x) - dot(u, x)\nw' = w + eta*e*x\nu' = u + eta*e*x",
         False),
        ("start a = 0, b = 0\ne = y - a - b\na' = a + eta*e\nb' = b + eta*e", False),
        ("start a = 0, b = 0\ne = y - a - c*b\na' = a + eta*e\nb' = b + c*eta*e", False),
        ("start a = 0, b = 0\ne = y - a - b*s\na' = a + eta*e\nb' = b + s*eta*e", True),
        ("start a = 0, b = 0, c = 0\ne = y - a - b*s - c*(1 + s)\n"
         "a' = a + eta*e\nb' = b + s*eta*e\nc' = c + (1 + s)*eta*e", False),
        ("start a = 0, b = 0, c = 0\ne = y - a - b*s - c*(1 + s**2)\n"
         "a' = a + eta*e\nb' = b + s*eta*e\nc' = c + (1 + s**2)*eta*e", True),
    ],
)  # fmt: skip
def test_samples_may_span_only_what_they_see(text: str, spans: bool) -> None:
    """Two weights that are moved alike keep their difference: no samples span the two of them."""
    head = HEAD if "w'" in text else "data s, y; rate eta; predict a\n"
    (one,) = read(head + text)
    assert (nearing(collected(one)) is not None) is spans
    assert (forgotten(collected(one)) is not None) is spans


SUMMED = [
    ("w' = w - eta*grad(mean(i, log(1 + exp(-y[i]*dot(w, x[i])))), w)",
     ("0 < (1/4)*(eta/count(i))", "(1/4)*(eta/count(i))*sum(i, dot(x[i], x[i])) < 2",
      "samples that span the space", BOUNDS)),
    ("given 0 < lam < 1\nw' = (1 - lam)*w + eta*sum(i, tanh(y[i] - dot(w, x[i]))*x[i])",
     ("0 < eta", "eta*sum(i, dot(x[i], x[i])) < 2 - lam")),
    ("w' = w + eta*sum(i, (y[i] - dot(w, x[i]) - relu(dot(w, x[i])))*x[i])",
     ("0 < eta", "2*eta*sum(i, dot(x[i], x[i])) < 2", "samples that span the space")),
    ("w' = w + eta*sum(i, (y[i] - dot(w, x[i]) + 2*relu(dot(w, x[i])))*x[i])", None),
    ("w' = w + eta*sum(i, (y[i] - relu(dot(w, x[i])))*x[i])", None),
    ("w' = w + eta*sum(i, tanh(dot(w, x[i])*y[i])*x[i])", None),
    ("w' = w/2 + eta*sum(i, tanh(2*y[i] - dot(w, x[i])*y[i])*y[i]*x[i])",
     ("0 < eta", "eta*sum(i, dot(x[i], x[i])) < 3/2")),
    ("w' = w/2 + eta*sum(i, sigmoid(dot(w, x[i]))*dot(w, x[i])*x[i])", None),
    ("start w = 0, b = 0\nw' = w/2 + eta*sum(i, y[i]*sigmoid(-y[i]*(dot(w, x[i]) + b))*x[i])\n"
     "b' = b/2 + eta*sum(i, y[i]*sigmoid(-y[i]*(dot(w, x[i]) + b)))", None),
    ("w' = w/2 + eta*sum(i, tanh(dot(w, x[i]))*dot(x[i], x[i]))*w", None),
    ("w' = w/2 + eta*sum(i, tanh(y[i]) + dot(w, x[i]))*w", None),
    ("each w x\nw' = w/2 - eta*sum(i, tanh(w*x[i])*x[i])", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "under"), SUMMED)
def test_a_step_that_bends_at_all_samples(text: str, under: tuple[str, ...] | None) -> None:
    """Sums over samples whose terms bend; slopes may not be below 0, nor 0 without a decay."""
    (one,) = read(f"data x[i] vector, y[i] in {{-1, 1}}; rate eta; predict dot(w, x)\n{text}")
    found = nearing(collected(one))
    if under is None:
        assert found is None or forgotten(collected(one)) is None
        return
    assert found is not None
    assert found.conditions(one) == under
    random = Random(text)
    data = [
        {"x": (Fraction(random.randint(-2, 2)), Fraction(random.randint(-2, 2))), "y": y}
        for y in (-1, 1, 1)
    ]
    values = {"eta": Fraction(1, 40), **dict.fromkeys(one.parameters, Fraction(1, 4))}
    starts = [{"w": (Fraction(random.randint(-3, 3)), Fraction(v))} for v in (2, -1)]
    runs = [run(one, data, values, 12, start=s) for s in starts]
    gaps = [_distance(*(r.states[t]["w"] for r in runs)) for t in range(13)]
    assert all(fuzz.search.sign(b - a) <= 0 for a, b in pairwise(gaps))


LABELLED = "data x vector, y in {-1, 1}; rate eta; predict dot(w, x)\n"
FALLS = [
    ("given mu > 0\nw' = (1 - 1/t)*w + eta/t*where(y*dot(w, x) < mu, y*x, 0)", True),
    ("w' = w + (eta*(y - phi(dot(w, x)))*x - w)/t", True),
    ("w' = w - 2/(t + 2)*(w + eta*tanh(dot(w, x) - y)*x)", True),
    ("given c > 0\nw' = w + (clip(y - 3*dot(w, x), -c, c)*x - w/2)/t", True),
    ("w' = w + eta*(x - w)/t", True),
    ("w' = w + (eta*(y + phi(dot(w, x)))*x - w)/t", False),
    ("given mu > 0\nw' = (1 - 1/t)*w + eta/t*where(y*dot(w, x) > mu, y*x, 0)", False),
    ("w' = w + eta*(y - phi(dot(w, x)))*x - w/t", False),
    ("w' = w + (eta*(y - phi(dot(w, x)))*x - w)/t**2", False),
    ("w' = w + eta/t*(y - phi(dot(w, x)))*x", False),
    ("given c > 0\nw' = w + (clip(y - dot(w, x), -c, dot(w, w))*x - w)/t", False),
    ("given c > 0\nw' = w + (clip(y - b*dot(w, x), -c, c)*x - w)/t", False),
    ("each w x\nw' = w + (eta*(y - phi(dot(w, x)))*x*x - w)/t", False),
]


@pytest.mark.parametrize(("text", "known"), FALLS)
def test_a_step_that_falls_forgets_its_start(text: str, known: bool) -> None:
    """At rates of the order 1/t, if what jumps never rises; and runs do come together."""
    (one,) = read(LABELLED + text)
    found = falling(collected(one))
    assert (found is not None) is known
    if not known or "tanh" in text:
        return
    random = Random(text)
    rate, more = Fraction(1, 2), dict.fromkeys(one.parameters, Fraction(1))
    data = [
        {"x": (random.randint(-2, 2), random.randint(-2, 2)), "y": random.choice((-1, 1))}
        for _ in range(5)
    ]
    values = {"eta": rate, **more}
    starts = [{"w": (Fraction(random.randint(-9, 9)), Fraction(20))} for _ in range(2)]
    made = machine(one, [exact_sample(one, s) for s in data], values)
    made.values = {n: float(v) for n, v in made.values.items()}  # type: ignore[misc]
    runs = [{"w": tuple(map(float, s["w"]))} for s in starts]
    for t in range(1, 1001):
        runs = [made.step(r, data[t % 5], t) for r in runs]
    gap = sum((a - b) ** 2 for a, b in zip(runs[0]["w"], runs[1]["w"], strict=True))
    assert gap < 0.1 * sum(
        (a - b) ** 2 for a, b in zip(starts[0]["w"], starts[1]["w"], strict=True)
    )


def test_units_that_differ_do_not_rest_as_the_first_does() -> None:
    """Seed 2469 of the fuzz: a unit at 0 rests for ever; one at 3 stays for a step, and shrinks."""
    (one,) = read(
        "rule r\ndata x vector, y class; rate eta; each w x; start w[k] = 0, u = 0\n"
        "predict max(j, dot(w[j], x))\nu' = u/2 + eta*sqrt(abs(x))\n"
        "w[k]' = beta*w[k] + w[k]/(u + 2)"
    )
    assert remembered(one, 1) is None


HINGES = "data x vector, y in {-1, 1}; rate eta; start w = 0; predict phi(dot(w, x))\nw' = "


@pytest.mark.parametrize(
    ("margin", "known"),
    [("1/sqrt(t)", True), ("1/(t + 2)", True), ("1/(1 + sqrt(t))", True), ("-t/100", True),
     ("t/100", False), ("sqrt(t)/10", False), ("1/(2 - t)", False)],
)  # fmt: skip
def test_weights_rest_beyond_a_margin_at_all_steps(margin: str, known: bool) -> None:
    """Two starts of more than the margin; none is told where it grows."""
    (one,) = read(f"{HINGES}w + where(y*dot(w, x) < {margin}, eta*y*x, 0)")
    w = remembered(one, 5)
    assert (w is not None) is known
    if w is not None:
        for start in w.starts:
            made = run(one, w.data, {one.rate: 1}, 60, start=start)
            assert {state["w"] for state in made.states} == {start["w"]}


TABLE = "rule r\ndata s class, n class, r; rate eta; given 0 <= gamma < 1; classes k 3\n"
TABLE += "start V[k] = 0; predict V[s]\nV[k]' = "


@pytest.mark.parametrize(
    ("text", "under"),
    [
        (TABLE + "V[k] + eta*where(k = s, r + gamma*V[n] - V[s], 0)",
         "abs(1 - eta) + abs(eta*gamma) < 1"),
        (TABLE + "where(k != s, V[k], V[k] + eta*(r + gamma*max(j, V[j]) - V[k]))",
         "abs(1 - eta) + abs(eta*gamma) < 1"),
        (library.rule("q-learning").source, "abs(1 - eta) + abs(eta*gamma) < 1"),
        (TABLE + "where(k = s, gamma*V[k] + r*gamma, V[k])", "abs(gamma) < 1"),
    ],
)  # fmt: skip
def test_a_table_forgets_its_start(text: str, under: str) -> None:
    """Once each entry was met the largest difference is so many times as large; none grows."""
    (one,) = read(text)
    found = forgotten(collected(one))
    assert found is not None
    assert found.conditions(one)[0] == under
    random = Random(text)
    values = {"eta": Fraction(1, 2), "gamma": Fraction(1, 2)}
    label = found.words[0].split()[3]
    for _ in range(5):
        others = [d.name for d in one.data if d.kind == "index" and d.name != label]
        data = [
            {label: k, "r": random.randint(-3, 3), **{n: random.randrange(2) for n in others}}
            for k in range(dict(one.sizes)["k"] or 0)
        ]
        name = one.states[0].name
        starts = [{name: tuple(random.randint(-5, 5) for _ in data)} for _ in range(2)]
        runs = [run(one, data, values, len(data), start=s).states for s in starts]
        gaps = [max(abs(a - b) for a, b in zip(u[name], v[name], strict=True))
                for u, v in zip(*runs, strict=True)]  # fmt: skip
        assert gaps == sorted(gaps, reverse=True)
        assert gaps[-1] <= Fraction(3, 4) * gaps[0]


@pytest.mark.parametrize(
    "step",
    ["where(k = s, V[k]*gamma, V[k]/2)", "where(k = s, V[k]*gamma + V[argmax(j, V[j])]/8, V[k])",
     "where(k = s, V[k]*gamma, where(k != n, V[k], 0))", "V[k]*gamma**t"],
)  # fmt: skip
def test_what_is_no_table_is_not_called_one(step: str) -> None:
    """Entries that all change, an entry that the table itself chooses, two labels, a clock."""
    (one,) = read(TABLE + step + " + 0*r*eta")
    assert tabular(one) is None


def grown(one: Rule, random: Random, cases: int) -> int:
    """In how many steps two states came no further apart, where all that has to hold does."""
    found = nearing(collected(one))
    if found is None:
        return 0
    seen = 0
    for _ in range(cases):
        case = fuzz.Case(one, random)
        case.values = {n: v / random.choice([1, 4, 8]) for n, v in case.values.items()}
        made = case.machine(case.values)
        asked = case.data[:1]
        conditions = replace(one, given=(*one.given, *found.under))
        if not fuzz.search.fits(conditions, case.values):
            continue
        known = machine(conditions, asked, case.values, dimension=case.d)
        try:
            here = known.environment({**known.values, **asked[0]}, 1)
            if not all(known.code[c](here) for c in found.under):
                continue
            starts = [made.start(case.start(made)) for _ in range(2)]
            after = [made.step(state, asked[0], 1) for state in starts]
        except (Undefined, Uncertain):
            continue
        before, now = (
            sum(
                ((a - b) * (a - b) for s in one.states for a, b in
                 zip(*(fuzz.search.flat(r[s.name]) for r in runs), strict=True)), Fraction(0),
            )
            for runs in (starts, after)
        )  # fmt: skip
        assert fuzz.search._sign(now - before) != 1, (one.source, case.data, case.values, starts)
        seen += 1
    return seen


def test_no_random_step_that_is_called_near_grows() -> None:
    """The same of rules of the grammar."""
    seen = 0
    for seed in range(300):
        one = fuzz.written(seed)
        if one is not None and not one.sample_index and len(one.states) == len(one.weights):
            seen += grown(one, Random(seed), 12)
    assert seen > 20


@pytest.mark.parametrize(
    "text",
    [
        "w' = w + eta*y*x",
        "w' = (1 + eta)*w + x",
        "w' = w + eta*(y - phi(dot(w, x)))*x",
        "given lam > 1\nw' = (1 - lam)*w*3 + x",
        "w' = w - eta*(dot(w, x) - y)*dot(w, x)*x",
        "w' = w*y + x",
        "w' = w - eta/t*(dot(w, x) - y)*x",
    ],
)
def test_what_is_no_contraction_is_not_called_one(text: str) -> None:
    """Factors that nothing keeps below 1, and steps that are not affine."""
    found = forgotten(collected(rule(text)))
    assert found is None or found.under


def test_a_product_with_the_zero_vector_keeps_what_has_no_value() -> None:
    """dot(x - x, x/b) is 0, but not where b is 0: there the step has no value."""
    (one,) = read(f"{HEAD}start w = 0, b = 0\nb' = b/2 + dot(x - x, x/b)\nw' = w + eta*x")
    found = collected(one)
    assert "/b" in repr(found.state("b").update)
    assert judge(one, ask=("weights",)).zero == "undefined"


def test_a_choice_by_each_sample_is_no_condition() -> None:
    """What a sum's samples decide, each for itself, is not taken out of the sum."""
    text = (
        "data x[i] vector, y[i]; rate eta; start w = 0, v = 0; predict dot(w, x)\n"
        "v' = v; w' = w/2 + sum(i, where(y[i] = 1 and eta = mu, v, x[i])/y[i])"
    )
    (one,) = read(text)
    found = forgotten(collected(one))
    assert found is None or not any("y[i]" in c for c in found.conditions(one))


@pytest.mark.parametrize(
    ("name", "steps"),
    [("perceptron", 1), ("adam", 1), ("schedule", 1), ("oja", 1), ("linear-net", 1), ("decay", 10)],
)
def test_two_starts_are_told_apart_for_ever(name: str, steps: int) -> None:
    """They rest, or come back after so many steps, and never meet."""
    one = library.rule(name)
    w = remembered(one, 60.0)
    assert w is not None
    assert w.step == steps
    runs = [run(one, w.data, {**w.values, one.rate: w.rates[0]}, 2 * w.step, start=s)
            for s in w.starts]  # fmt: skip
    for t in range(0, 2 * w.step + 1, len(w.data)):
        assert runs[0].states[t][w.what] != runs[1].states[t][w.what]
    for made, start in zip(runs, w.starts, strict=True):
        assert made.states[-1][w.what] == start[w.what]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("start w = 0\nw' = w + eta*y*x", "w"),
        ("start w = 0, n = 0\nn' = n + y**2\nw' = w + eta*y*x/(1 + n')", "w"),
        ("start w = 0, u = 0\nu' = u/2 + eta*y*x\nw' = w + u'", "w"),
        ("start w = 0\nw' = w + eta*dot(w - w, x)*x", "w"),
    ],
)
def test_weights_that_no_step_looks_at_keep_their_difference(text: str, kept: str) -> None:
    """On any data, from any two starts: shown on data that the witness does not name."""
    one = rule(text)
    w = remembered(one, 5)
    assert w is not None
    assert (w.kept, w.what) == (True, kept)
    data = [{"x": (Fraction(2), Fraction(-1)), "y": Fraction(3)}, {"x": (1, 1), "y": -1}]
    starts = [{kept: (Fraction(v), Fraction(1))} for v in (3, -2)]
    runs = [run(one, data, {one.rate: Fraction(1, 3)}, 5, start=s) for s in starts]
    assert {_distance(*(r.states[t][kept] for r in runs)) for t in range(6)} == {25}


@pytest.mark.parametrize(
    "text",
    [
        "start w = 0\nw' = eta*w",  # at the rate 1 alone
        "start w = 0\nw' = w + eta*(y - dot(w, x))*x",
        "start w = 0, b = 0\nw' = w + eta*(y - dot(w, x) - b)*x\nb' = b + eta*(y - dot(w, x) - b)",
        "start w = 0, u = 0\nu' = w\nw' = w + eta*(y - dot(u, x))*x",
    ],
)
def test_a_rate_or_data_of_their_own_tell_nothing_apart(text: str) -> None:
    """What rests at one rate alone, or on data that do not span, is no witness."""
    assert remembered(rule(text), 0.4) is None


APART = [
    (library.rule("adamw").source, True),
    (library.rule("poisson").source, False),
    ("data x vector, y; rate eta; predict dot(w, x)\nw' = w + eta*(y - dot(w, x))**3*x", False),
    ("data x vector, y; rate eta; each w m; given 0 <= beta < 1; predict dot(w, x)\n"
     "m' = beta*m + (1 - beta)*(dot(w, x) - y)*x\nw' = w - eta*sign(m')", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stays"), APART)
def test_runs_that_have_no_rational_circle_are_told_apart(text: str, stays: bool) -> None:
    """Two boxes, or a change of sign, or numbers that nothing moves; the runs are made again."""
    (one,) = read(text)
    found = judge(one, ask=("forgotten",), budget=60)
    w = found.answers["forgotten"].witness
    assert w is not None
    assert bool(w.stays) is stays
    assert not list(fuzz._told_apart(found))
    if stays:
        wrong = replace(w, shown=w.shown[::-1])
        answer = replace(found.answers["forgotten"], witness=wrong)
        assert list(fuzz._told_apart(replace(found, answers={"forgotten": answer})))


@pytest.mark.parametrize(
    "step",
    [
        "w' = (1 - eta/4)*w + eta*(y - tanh(dot(w, x)))*x/4",
        "w' = w - eta*w**3/9 + eta*x",
        "w' = w/2 + sqrt(1 + dot(w, w))*x/9",
        "w' = w + eta*(y - dot(w, x))*x + 2**(-t)*phi(dot(w, x))*x",
        "w' = (1 - eta/t)*w + eta*phi(y)*x",
        "given q > 0\nw' = w/2 + eta**q*abs(y)**q*x*abs(w)**(q/4)",
        "w' = w/2 + log(1 + exp(y))*sigmoid(w)*x**2/9",
    ],
)
def test_one_place_to_come_to_is_no_witness(step: str) -> None:
    """Runs that come together are not told apart, nor where the number of the step matters."""
    (one,) = read(f"data x vector, y; rate eta; each w x; predict dot(w, x)\n{step}")
    assert remembered(one, 1) is None


def test_a_power_that_is_a_parameter_is_looked_at_ahead() -> None:
    """w' = sign(w) |y/x| at the rate 1: signs stay."""
    (one,) = read(f"{HEAD}each w x\nw' = w*abs(y/dot(w, x))**eta")
    found = judge(one, ask=("forgotten",))
    assert found.answers["forgotten"].verdict == "refuted"
    assert not list(fuzz._told_apart(found))


def _distance(one: Any, two: Any) -> Fraction:
    pairs = zip(fuzz.search.flat(one), fuzz.search.flat(two), strict=True)
    return sum(((a - b) * (a - b) for a, b in pairs), Fraction(0))


@pytest.mark.parametrize("name", ["adaline", "nlms", "newton", "ridge", "linear-heavy-ball"])
def test_differences_shrink_as_is_said(name: str) -> None:
    """At the values that satisfy the conditions: runs from two starts come together."""
    one = library.rule(name)
    found = forgotten(one)
    assert found is not None
    assert found.example is not None
    rate = found.example[one.rate] / 2
    values = {n: found.example[n] for n in one.parameters} | {one.rate: rate}
    x = found.example["x"]
    vector = next(d for d in one.data if d.name == "x").kind == "vector"
    sample = {"x": x if isinstance(x, tuple) or not vector else (x,), "y": Fraction(1)}
    weights = one.weights[0].name
    starts = [{weights: (Fraction(v),) if vector else Fraction(v)} for v in (3, -2)]
    runs = [run(one, [sample], values, 30, start=s) for s in starts]
    sizes = [_distance(*(r.states[t][weights] for r in runs)) for t in (0, 30)]
    assert sizes[1] < sizes[0] / 100


# Lines -------------------------------------------------------------------------------------------
def test_a_direction_is_free_though_weights_do_not_scale() -> None:
    """Newton on all squares: w(t) = s(t) r; not where another rate may turn it round."""
    name, asked = "newton-batch", ("weights", "direction", "predictions")
    answers = judge(library.rule(name), ask=asked).answers
    assert [answers[q].verdict for q in asked] == ["refuted", "proved", "proved"]
    assert answers["direction"].lines
    assert "w(t) = s(t) r" in answers["direction"].says
    text = library.rule(name).source.replace("given 0 < eta < 2", "given 0 < eta")
    wilder = judge(read(text)[0], ask=("direction",)).answers["direction"]
    assert wilder.verdict == "refuted"


def test_the_checker_has_what_is_proved_of_the_library() -> None:
    """Zero, units, rotations: none of them falls back, and no refusal is hidden."""
    fallen = []
    for name in ("oja", "lars", "winnow", "linear-net", "scale-invariant", "pegasos", "multiclass"):
        found = judge(library.rule(name), ask=("units", "rotation"), budget=5)
        answers = [found.zero_answer, *found.answers.values()]
        fallen += [
            (name, a.by, a.why) for a in answers
            if a.verdict == "proved" and not a.empty and a.witness is None
            and a.by not in (BY_CHECKER, BY_LINES)
        ]  # fmt: skip
    assert fallen == []


def test_a_refusal_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that the checker does not take leave a smaller word, and the reason."""
    from proofs.judge.record import lines, record
    from proofs.trust import check

    def refuse(*_: object) -> None:
        raise Wrong("line 0: the sides differ")

    monkeypatch.setattr(check, "theorem", refuse)
    found = judge(library.rule("perceptron"), ask=("weights", "rotation", "groups"))
    told = record(found)
    for question in ("weights", "rotation"):
        assert "the checker refused: line 0" in told[question]["why"]
    text = "\n".join("\n".join(about) for _, _, about in lines(found))
    assert "not by the checker: the checker refused: line 0" in text
    linear = {"eta": Fraction(1), "w": Fraction(1)}
    assert certificate(library.rule("perceptron"), ("w",), linear).refused


def test_exported_lines_are_theorems_by_themselves() -> None:
    """Each proof, after the lemmas that it cites."""
    text = "start w = 0\ngiven lam > 0\nw' = (w + eta*y*x)/(1 + lam)"
    found = judge(rule(text), ask=("forgotten", "rotation"))
    known: dict[str, Any] = {}
    for made in found.proofs:
        assert made.proof is not None
        for proof in (*made.cites, made.proof):
            if proof.name not in known:
                known[proof.name] = theorem(proof, known)
    assert len(known) > 2


def test_a_wrong_constant_is_no_line() -> None:
    """The folding is believed by nobody: a lie about a constant is refused."""
    from proofs.judge import fixed

    honest = fixed.Fixed.constant

    def lie(self: Any, root: Any, i: Any, env: Any) -> int:
        line = honest(self, root, i, env)
        says = self.lines.says(line)
        return int(self.lines.ring(fixed.eq(says.args[0], 1), [(fixed.ONE, line)]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixed.Fixed, "constant", lie)
        with pytest.raises(Wrong):
            fixed.Fixed(library.rule("oja"), None).blocked()


@pytest.mark.parametrize("exponent", ["t", "t + 1", "2 + t"])
def test_powers_of_the_step_vanish(exponent: str) -> None:
    """After three steps they are between 0 and what they were at the third."""
    of = rule(f"given 0 < beta < 1\nw' = w - eta*beta**({exponent})*x")
    named = vanishing(Trial(of, {"beta": Fraction(1, 2)}, Fraction(1), of.states), 3)
    assert named is not None
    assert list(named[1].values()) == [(0, Fraction(1, 8))]


@pytest.mark.parametrize("exponent", ["-t", "sqrt(t)", "t + t", "t - 1", "1/t", "exp(t)", "abs(t)"])
def test_other_powers_of_the_step_may_grow_or_fall_slower(exponent: str) -> None:
    """They are not taken for such: beta**(-t) grows, beta**sqrt(t) falls slower."""
    of = rule(f"given 0 < beta < 1\nw' = w - eta*beta**({exponent})*x")
    assert vanishing(Trial(of, {"beta": Fraction(1, 2)}, Fraction(1), of.states), 3) is None


def test_starts_at_which_another_state_ends_the_run_are_told_apart_by_nothing() -> None:
    """The weights rest, but b is 0 after a step, and the next one divides by it."""
    head = "data x vector, y in {-1, 1}; rate eta; start w = 1, b = 1; predict dot(w, x)\n"
    step = "w' = w + eta*(y - phi(dot(w, x)))*x"
    assert remembered(read(f"{head}b' = b/2\n{step}")[0], 1) is not None
    assert remembered(read(f"{head}b' = 0/b\n{step}")[0], 1) is None
    assert remembered(read(f"{head}b' = 1/(b + 1) - 1/(b + 1)\n{step}")[0], 1) is not None
