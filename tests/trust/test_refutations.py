"""Refutations: evaluated by the checker's own fractions; planted lies are refused, and say why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers import A, F, H, a, assume, b, c, f, g, h, k, n, proof, u, v

from proofs.trust import __main__ as program
from proofs.trust.evaluation import MOST_TERMS, Value
from proofs.trust.file import read, write
from proofs.trust.refutation import Model, Refutation, refute
from proofs.trust.rules import LARGEST, partial
from proofs.trust.terms import (
    ABS,
    EXP,
    FL64,
    LOG,
    MAX,
    MIN,
    NORM,
    SIGMOID,
    SQRT,
    TANH,
    THRESHOLD,
    Function,
    Term,
    at,
    both,
    dot,
    either,
    eq,
    forall,
    imply,
    ne,
    number,
    plus,
    symbol,
    total,
    zero,
)  # fmt: skip
from proofs.trust.wrong import Wrong, allow

At = dict[Term, Any]


@pytest.fixture(autouse=True)
def unbounded() -> Iterator[None]:
    """Work is counted anew after each test."""
    yield
    allow(float("inf"))


def made(says: Term, point: At, *given: Term, taken: dict[Term, Term] | None = None) -> Refutation:
    """A refutation; numbers are written as Python does."""

    def value(x: Any) -> Value:
        return tuple(map(Fraction, x)) if isinstance(x, tuple) else Fraction(x)

    values = tuple((t, value(x)) for t, x in point.items())
    return Refutation("it", given, says, values, tuple((taken or {}).items()))


def refused(r: Refutation) -> str:
    """Why a refutation is none, or nothing."""
    try:
        refute(r)
    except Wrong as why:
        return str(why)
    return ""


def holds(claim: Term, point: At, **more: Any) -> bool:
    """Whether a claim holds there, as what is given and as what is said."""
    as_given = refused(made(number(0) < 0, point, claim, **more))
    as_said = refused(made(claim, point, **more))
    if as_given:
        assert "what is given does not hold there" in as_given
        assert not as_said
    else:
        assert as_said == "what is said holds there"
    return not as_given


VALUES: list[tuple[Term, Any]] = [
    (a + b - 2 * c, -5), (a * b * c, 30), (a / b, "2/3"), (a ** number(3), 8), (number(0) ** n, 0),
    (number(0) ** 0, 1), (dot(u, v), 11), (dot(u / b - 2 * v + zero(), u), "-61/3"),
    (total(k, n, k * k * a), 10), (total(k, 0, k), 0), (dot(total(k, n, k * u), u), 15),
    (total(k, n, total(symbol("m", "natural"), k, a)), 6), (plus(a), 2), (ABS(a - c), 3),
    (MAX(a, b), 3), (MIN(a, b), 2), (SQRT(a * a), 2), (SQRT(1 / (a * a)), "1/2"),
    (NORM(3 * u - v), 2), (EXP(a - 2), 1),
    (LOG(a - 1), 0), (TANH(number(0)), 0), (SIGMOID(a - 2), "1/2"),
    (THRESHOLD(number(-1), a, b, c), 2), (THRESHOLD(number(0), a, b, c), 3),
    (THRESHOLD(a, a, b, c), 5), (THRESHOLD(1 / a, a, b, c), 5),
    (FL64(number(1, 3)), Fraction(1 / 3)), (F(n), 7), (F(n + 1), 8),
    (F(number(4)), 8),
]  # fmt: skip
POINT: At = {a: 2, b: 3, c: 5, n: 3, u: (1, 2), v: (3, 4), F(n): 7, F(n + 1): 8}


@pytest.mark.parametrize(("t", "value"), VALUES, ids=lambda x: str(x)[:40])
def test_values(t: Term, value: Any) -> None:
    """Each operation has its value, and no other."""
    assert holds(eq(t, number(Fraction(value))), POINT)
    assert not holds(eq(t, number(Fraction(value) + 1)), POINT)


CLAIMS: list[tuple[Term, bool]] = [
    (a < b, True), (b < a, False), (a < a, False), (a <= a, True), (b <= a, False), (a <= b, True),
    (ne(a, b), True), (ne(a, a), False), (ne(u, v), True), (eq(u, v), False), (eq(u, u), True),
    (both(a < b, b < c), True), (both(a < b, c < b), False), (either(b < a, a < b), True),
    (either(b < a, c < a), False),
    (1 / (a - 2) <= 1 / (a - 2), False), (eq(SQRT(-a), SQRT(-a)), False),
    (LOG(a - 2) < 5, False), (either(a < b, LOG(a - 2) < 5), False), (ne(1 / (a - a), 0), False),
    (FL64(number(10) ** 999) < 0, False), (FL64(number(LARGEST)) > 0, True),
    (forall(c, eq(f(c), f(c))), True),
    (forall(c, eq((c + a) * (c - a), c * c - 4)), True),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "true"), CLAIMS, ids=str)
def test_claims(claim: Term, true: bool) -> None:
    """A claim with a part that has no value does not hold, whatever its other parts."""
    assert holds(claim, {a: 2, b: 3, c: 5, u: (1, 2), v: (3, 4)}) is true


def test_what_functions_are() -> None:
    """A function by a term, a linear map with its adjoint, equations for all x."""
    taken = {f(a): a * a + b, A(u): dot(v, u) * v, A.adjoint(u): dot(v, u) * v}
    at: At = {b: 1, v: (1, 2), u: (1, 1), n: 2}
    assert holds(eq(f(b + 1), 5), at, taken=taken)
    assert holds(eq(A(u), 3 * v), at, taken=taken)
    assert holds(forall(a, eq(f(a) - b, a * a)), at, taken=taken)
    assert holds(forall(u, eq(A(u), A.adjoint(u))), at, taken=taken)
    assert holds(forall(a, imply(a < 0, eq(f(a) - a * a, 1))), at, taken=taken)
    assert not holds(eq(f(SQRT(-b)), 5), at, taken={f(a): number(5)})
    assert holds(eq(total(k, n, f(a / (k + 1))), 10), {a: 1, n: 2}, taken={f(b): number(5)})
    assert not holds(eq(total(k, n, f(a / k)), 10), {a: 1, n: 2}, taken={f(b): number(5)})
    steps = {F(n): 2 * n, h(u): u / 2}
    assert holds(forall(n, eq(F(n + 1), F(n) + 2)), at, taken=steps)
    assert holds(eq(h(u) + h(u), u), at, taken=steps)


ROOT = Function("sqrt", ("scalar",), "scalar")(a)
BIG = number(10) ** number(5000)
LIES: list[tuple[Refutation, str]] = [
    (made(eq(a, b), {a: 1, b: 1}), "what is said holds"),
    (made(eq(a, b), {a: 1, b: 2}, b < a), "what is given does not hold"),
    (made(eq(a, b), {a: 1, b: 2}, 1 / (a - 1) < 5), "what is given does not hold"),
    (made(eq(a, b), {a: 1}), "b has no value"),
    (made(eq(f(a), b), {a: 1, b: 1}), "f has no value there"),
    (made(eq(f(a), 1), {a: 1, f(b): 2, b: 2}), "has no value"),
    (made(eq(f(a), 1), {a: 1, f(a): 2, f(number(1)): 1}), "two values of one thing"),
    (made(eq(a, b), {a: 1, b: 2, a + b: 4}), "none of its own"),
    (made(eq(SQRT(a), 1), {a: 4, SQRT(a): 1}), "none of its own"),
    (made(eq(A(u), u), {u: (1,), A(u): (2,)}), "none of its own"),
    (made(eq(f(a), 1), {a: 1, f(a): 2}, taken={f(b): b}), "none of its own"),
    (made(eq(n, 1), {n: "1/2"}), "another sort"),
    (made(eq(n, 1), {n: -1}), "another sort"),
    (made(eq(H(n), 1), {n: 0, H(n): -1}), "another sort"),
    (made(eq(a, 1), {a: (1, 2)}), "vector of another space"),
    (made(eq(u, zero()), {u: 1}), "another sort"),
    (made(eq(u, v), {u: (1,), v: (1, 2)}), "vector of another space"),
    (made(eq(SQRT(a), 1), {a: 2}), "not rational"),
    (made(eq(EXP(a), 2), {a: 1}), "exp is not rational"),
    (made(eq(LOG(a), 2), {a: 2}), "log is not rational"),
    (made(eq(a, 1), {a: 2}, forall(b, b <= a)), "not seen to hold"),
    (made(eq(a, 1), {a: 2}, forall(b, eq(b / b, b / b))), "not seen to hold"),
    (made(eq(a, 1), {a: 2}, forall(b, eq(b, a))), "not seen to hold"),
    (made(ne(b, 0), {b: 0}, eq(f(1 / b), 5), taken={f(a): number(5)}), "given does not hold"),
    (made(ne(b, 0), {b: 0}, forall(c, eq(f(c / b), 5)), taken={f(a): number(5)}), "not seen"),
    (made(a < 0, {a: 2}, forall(b, eq(f(b), 1 / b)), taken={f(b): 1 / b}), "not seen to hold"),
    (made(a < 0, {a: 2}, forall(b, eq(f(b), g(b))), taken={f(b): 1 / b, g(b): 1 / b}), "not seen"),
    (made(eq(n, symbol("n")), {n: 0, symbol("n"): 1}), "'n' names two things"),
    (made(ROOT >= 0, {a: 4, ROOT: -1}, a >= 0), "'sqrt' names two things"),
    (made(ROOT >= 0, {a: 4}, a >= 0, taken={ROOT: -a}), "'sqrt' names two things"),
    (made(f(a) > 0, {a: 4, f(a): 0}, f(symbol("f")) > 0), "'f' names two things"),
    (made(eq(f(SQRT(a)), 5), {a: 4}, taken={f(b): number(5)}), "what is said holds"),
    (made(forall(b, eq(b, 2 * b)), {a: 2}), "not seen to hold"),
    (made(forall(b, eq(b, b)), {a: 2}), "what is said holds"),
    (made(eq(a, 1), {a: 2}, taken={a: b}), "no function to be read"),
    (made(eq(a, 1), {a: 2}, taken={SQRT(a): b}), "no function to be read"),
    (made(eq(a, 1), {a: 2}, taken={f(a): b, f(c): c}), "read twice"),
    (made(eq(a, 1), {a: 2}, taken={f(a + b): b}), "no parameters"),
    (made(eq(a, 1), {a: 2}, taken={Function("F2", ("scalar", "scalar"), "scalar")(a, a): b}),
     "no parameters"),
    (made(eq(a, 1), {a: 2}, taken={f(n): n}), "another sort"),
    (made(eq(a, 1), {a: 2}, taken={f(a): u}), "another sort"),
    (made(eq(a, 1), {a: 2}, taken={H(n): a}), "another sort"),
    (made(eq(f(a), 1), {a: 2}, taken={f(b): f(b) + 1}), "read by one that is read"),
    (made(eq(f(a), 1), {a: 2}, taken={f(b): g(b), g(b): b}), "read by one that is read"),
    (made(eq(A(u), u), {u: (2,)}, taken={A(v): 2 * v}), "without its adjoint"),
    (made(eq(A(u), u), {u: (2,)}, taken={A(v): 2 * v, A.adjoint(v): v}), "linear map and its"),
    (made(eq(A(u), u), {u: (2,)}, taken={A(v): dot(v, v) * v, A.adjoint(v): dot(v, v) * v}),
     "linear map and its"),
    (made(eq(total(k, n, k), 0), {n: MOST_TERMS + 1}), "too many terms"),
    (made(eq(BIG * BIG, 0), {}), "too large"),
    (made(eq(BIG * BIG * a, 0), {a: 0}), "too large"),
    (made(eq(a * a * a, 0), {a: 10**3000}), "too large"),
    (made(eq(a**2, 0), {a: 10**3500}), "too large"),
    (made(eq(a ** (n**n), 0), {a: 3, n: 64}), "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("lie", "why"), LIES, ids=[why for _, why in LIES])
def test_lies_are_refused(lie: Refutation, why: str) -> None:
    """A wrong value, a premise that is violated, a conclusion that holds, a map that is none."""
    with pytest.raises(Wrong, match=why):
        refute(lie)


def test_naturals_of_a_function() -> None:
    """A reading of a natural by a natural; zero has the length of its space's vectors."""
    assert holds(eq(H(n + 1), 6), {n: 2}, taken={H(n): 2 * n})
    assert holds(eq(dot(zero(), zero()), 0), {})
    assert holds(eq(zero() + u, u), {u: ()})


def test_a_sum_of_nothing_has_a_value() -> None:
    """As for proofs: nothing is asked of its terms, since there are none."""
    m = symbol("m", "natural")
    each, inner = 1 / b, total(m, 2, 1 / b)
    for body in (each, k * each, f(each), SQRT(b - 1), LOG(b), inner, total(m, k, each)):
        assert holds(eq(total(k, n, body), 0), {b: 0, n: 0}, taken={f(a): a})
    for body in (each, k * each, f(each), SQRT(b - 1), LOG(b), inner, total(m, k + 1, each)):
        assert not holds(eq(total(k, n, body), 0), {b: 0, n: 1}, taken={f(a): number(0)})
    assert not holds(eq(total(k, n, 1 / (k - 1)), 0), {n: 2})
    assert holds(eq(total(k, n, 1 / (k - 1)), -1), {n: 1})
    assert not holds(eq(total(k, H(n), 0 * each), 0), {b: 0, n: 0, H(n): 1})
    assert not holds(eq(total(k, n, total(m, 0, each) / b), 0), {b: 0, n: 1})


def some(R: Random, depth: int, bound: list[Term]) -> Term:
    """A term at random; naturals that are bound further out stand in it as well."""
    if depth == 0 or R.random() < 0.15:
        return R.choice([a, b, number(0), number(1), number(-1), *bound, *bound])
    if R.random() < 0.2:
        index = symbol(f"i{depth}", "natural")
        length = R.choice([number(0), number(1), number(2), n, *bound])
        return total(index, length, some(R, depth - 1, [*bound, index]))
    x, y = (some(R, depth - 1, bound) for _ in range(2))
    return R.choice([x + y, x * y, x / y, x / y, SQRT(x), SQRT(-x), LOG(x), f(x), x ** R.choice(
        (0, 1, 2))])  # fmt: skip


def true(model: Model, p: Term) -> bool:
    """Whether what a term needs holds; a natural that matters is below 4 here."""
    if p.op == "all":
        return all(true(model, at(p, i)) for i in range(4))
    if p.op == "imply":
        return not true(model, p.args[0]) or true(model, p.args[1])
    return model.holds(p)


def test_a_term_has_a_value_where_what_it_needs_holds() -> None:
    """What proofs are asked and what refutations look at is one thing: random terms."""
    R = Random(3)
    ends = {True: 0, False: 0}
    for _ in range(800):
        t = some(R, 4, [])
        point = {a: R.randrange(-1, 2), b: R.randrange(-1, 2), n: R.randrange(3)}
        model = Model(made(eq(t, t), point, taken={f(a): R.choice([number(1), a, -a])}))
        try:
            told = model.holds(eq(t, t))
            needs = all(true(model, g) for g in partial(t))
        except Wrong:  # a root that is not rational
            continue
        assert told is needs, (t, point)
        ends[told] += 1
    assert min(ends.values()) > 200


GOOD = made(eq(f(a), g(a)), {a: "1/2", g(a): 3, u: (1, "-2/3")}, a > 0, taken={f(b): b})


def stored(tmp_path: Path, data: Any) -> str:
    """A file with it."""
    path = tmp_path / "refutations.json"
    path.write_text(json.dumps(data))
    return str(path)


def test_there_and_back() -> None:
    """What is written is read; a file may hold refutations alone, or leave them out."""
    one = proof(a > 0, assume(a > 0), given=(a > 0,), name="other")
    assert read(json.loads(json.dumps(write([one], [GOOD])))) == ([one], [GOOD])
    assert read(json.loads(json.dumps(write([], [GOOD])))) == ([], [GOOD])
    data = write([one])
    del data["refutations"]
    assert read(data) == ([one], [])


def test_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is refuted, under what and where; a lie is counted, and ends in 1."""
    assert program.main([stored(tmp_path, write([], [GOOD]))]) == 0
    out = capsys.readouterr().out
    for line in (
        "it: holds (a refutation)",
        "    where  f: scalar -> scalar; g: scalar -> scalar",
        "    given  0 < a", "    refutes f(a) = g(a)",
        "    at     a = 1/2",
        "    at     u = (1, -2/3)", "    at     f(b) = b everywhere",
        "0 theorems hold, 0 do not", "1 refutations hold, 0 do not",
    ):  # fmt: skip
        assert line in out.splitlines()
    lie = Refutation("lie", (), eq(a, a), GOOD.values)
    assert program.main([stored(tmp_path, write([], [GOOD, lie])), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["refutations"]
    assert told[0]["names"] == {"a": "scalar", "f": "scalar -> scalar", "g": "scalar -> scalar"}
    assert [r["holds"] for r in told] == [True, False]
    assert told[1]["why"] == "what is said holds there"
    assert program.main([stored(tmp_path, write([], [GOOD, lie]))]) == 1
    assert "1 refutations hold, 1 do not" in capsys.readouterr().out


def changed(**row: Any) -> Any:
    """A file whose one refutation has other fields."""
    data = json.loads(json.dumps(write([], [GOOD])))
    data["refutations"][0] |= row
    return data


HOSTILE: list[tuple[Any, str]] = [
    (changed(values=None), "no refutation"), (changed(values=[[0]]), "no refutation"),
    (changed(values=[0]), "no refutation"), (changed(functions={}), "no refutation"),
    (changed(values=[[0, 1]]), "no number"), (changed(values=[[0, "1/0"]]), "over 0"),
    (changed(values=[[0, ["x"]]]), "no number"), (changed(values=[[0, "1" * 5000]]), "no number"),
    (changed(values=[[99, "1"]]), "no such term"), (changed(values=[[True, "1"]]), "no such term"),
    (changed(functions=[[0, 99]]), "no such term"), (changed(functions=[[0, "0"]]), "no such term"),
    (changed(says=None), "no such term"), (changed(given=0), "no list of terms"),
    (changed(name=""), "no name"), (changed(name="a:b"), "no name"), (changed(name=1), "no name"),
    ({**changed(), "refutations": {}}, "no proofs"),
    ({**changed(), "refutations": []}, "no proofs"),
    ({**changed(), "refutations": [1]}, "no proof"), ({**changed(), "proofs": [1]}, "no proof"),
    ({**changed(), "refutations": changed()["refutations"] * 2}, "two proofs of one name"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "why"), HOSTILE, ids=[why for _, why in HOSTILE])
def test_hostile_files(
    data: Any, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no refutation is refused before anything is evaluated."""
    assert program.main([stored(tmp_path, data)]) == 2
    assert why in capsys.readouterr().err


def test_a_refuted_claim_may_be_any_node(tmp_path: Path) -> None:
    """A number, a vector, a sum where a claim belongs: refused, without a traceback."""
    terms = [a, u, a + b, total(k, n, k), zero(), number(1), imply(a < b, b < c), A(u), dot(u, v)]
    for t in terms:
        for r in (Refutation("it", (t,), a < a, ()), Refutation("it", (), t, ())):
            assert program.main([stored(tmp_path, write([], [r]))]) == 1


def test_work_is_bounded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sums within sums, and numbers that grow, end as too much work."""
    counted = [symbol(f"k{i}", "natural") for i in range(5)]
    t: Term = number(1)
    for inner, outer in zip(counted, [*counted[1:], n], strict=True):
        t = total(inner, outer, t)
    path = stored(tmp_path, write([], [made(eq(t, 0), {n: 5000})]))
    assert program.main([path]) == 1
    assert "too much work" in capsys.readouterr().out
