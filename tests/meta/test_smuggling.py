"""Ways to smuggle an assumption past the forms of proof; each was once open and is shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from proofs import kernel, perceptron
from proofs.derivation import (
    Derivation,
    ProofError,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    needed,
)
from proofs.symmetry import by_symmetry, equivariance_of
from proofs.terms import (
    ABS,
    FL64,
    SIGN,
    SQRT,
    ZERO,
    Hypothesis,
    Symbol,
    assume,
    define,
    differs,
    dot,
    equals,
    norm,
    number,
    scalar,
    threshold,
    vector,
)

a, b, c, s, z = (scalar(name) for name in "abcsz")
u, v = vector("u"), vector("v")


def w(index: str) -> Symbol:
    """A run of vectors."""
    return vector("w", index)


def n(index: str) -> Symbol:
    """A run of numbers."""
    return scalar("n", index)


@pytest.mark.parametrize(
    "definitions",
    [
        [define("d", a, a + 1)],
        [define("d", a, b + 1), define("e", b, a + 1)],
        [define("d", ABS(a), -1)],
        [define("d", a, threshold("Q", a + 1, a + 1, a + 1)(z))],
    ],
)
def test_definitions_that_cannot_be_are_contradictions(definitions: list[Hypothesis]) -> None:
    """A circular or impossible definition proves nothing."""
    with pytest.raises(kernel.HypothesisError, match="contradict"):
        kernel.decide(equals(number(0), 1), definitions)


def _always_zero() -> Any:
    statement = equals(w("t"), ZERO)
    base = derive("b", w("0"), [define("s", w("0"), ZERO)]).eq(ZERO, "")
    before = assumed_before("ih", statement)
    step = derive("st", w("t"), [*before, define("u", w("t"), w("t-1"))]).eq(ZERO, "")
    return by_induction("I", [statement], base=[base], step=[step])


def _claimed(theorem: Any) -> Hypothesis:
    return Hypothesis("I", equals(a, 0), (), "proved", theorem)


def _cited_run_defined_anew() -> object:
    return derive("evil", u, [cite(_always_zero(), "s"), define("d", w("s"), u)])


def _cited_instance_defined_anew() -> object:
    factors = cite(perceptron.weights_factor())
    return derive(
        "evil", u, [factors, define("z", perceptron.v("t"), ZERO), define("d", w("t"), u)]
    )


def _component_without_index() -> object:
    update, image, action = {n("t"): n("t-1") + 1}, {a: a + 1}, {a: n("t")}
    (step,) = equivariance_of(action, update, image)
    start = derive("s", a, [define("d", a, n("0"))]).eq(n("0"), "")
    chain = derive("e", step.left).eq(step.right, "")
    return by_symmetry(
        "S", action=action, update=update, image_update=image, start=[start], equivariance=[chain]
    )


class _Fake:
    form = "induction"
    name = "F"
    hypotheses: ClassVar[tuple[()]] = ()
    conclusions = (equals(a, 0),)
    rules: ClassVar[frozenset[str]] = frozenset()
    derivations: ClassVar[tuple[()]] = ()


def _lemma_about_the_state() -> object:
    statement = equals(w("t"), ZERO)
    smuggled = derive("L", w("t-1"), [assume("here", equals(w("t-1"), -u))]).eq(-u, "")
    base = derive("b", w("0"), [define("s", w("0"), ZERO)]).eq(ZERO, "")
    rule = define("u", w("t"), w("t-1") + u)
    step = derive("st", w("t"), [rule, cite(smuggled)]).eq(ZERO, "")
    return by_induction("I", [statement], base=[base], step=[step])


SMUGGLED: dict[str, tuple[Callable[[], object], str]] = {
    "a run defined anew": (_cited_run_defined_anew, "cannot be defined"),
    "an instance defined anew": (_cited_instance_defined_anew, "two meanings"),
    "a component without index": (_component_without_index, "at index t"),
    "a proved premise of another theorem": (
        lambda: Derivation(
            "evil", (Hypothesis("I", equals(a, 0), (), "proved", _always_zero()),), a
        ),
        "does not conclude",
    ),
    "an instance of something else": (
        lambda: derive(
            "evil", a, [Hypothesis("h", equals(a, 0), (), "assumption", assume("g", equals(b, b)))]
        ),
        "not an instance",
    ),
    "a foreign theorem": (lambda: derive("evil", a, [cite(_Fake())]), "names no theorem"),
    "one case alone": (
        lambda: derive("evil", a, [cite(derive("L", a, [case("c", equals(a, 0))]).eq(0, ""))]),
        "still assumes",
    ),
    "state through a lemma": (_lemma_about_the_state, "assumes something of the state"),
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_smuggled_assumptions_are_refused(name: str) -> None:
    """Each of these once let a false theorem through."""
    build, message = SMUGGLED[name]
    with pytest.raises(ProofError, match=message):
        build()


def test_two_hypotheses_of_one_name_are_both_declared() -> None:
    """A name does not hide a second assumption."""
    chain = derive("d", b, [assume("h", a > 0), assume("h", equals(b, 0))]).eq(0, "")
    assert {h.relation for h in chain.hypotheses} == {a > 0, equals(b, 0)}


def test_substitution_enters_the_values_of_a_threshold_function() -> None:
    """A universal tautology stays one when it is read at a term."""
    values = threshold("T", 0, 0, a)
    tautology = assume("U", equals(values(1), a), (a,))
    with pytest.raises(ProofError, match="refuted at"):
        derive("evil", a, [tautology.at(b)]).eq(b, "")


def test_trust_does_not_leak_through_caches() -> None:
    """Two theorems with one conclusion: each citation reports the rules of its own."""
    weak = derive("L", norm(u) * norm(v), [assume("g", norm(u) * norm(v) >= dot(u, v))])
    strong = derive("L", norm(u) * norm(v)).ge(dot(u, v), "")
    goal = norm(u) * norm(v) + 1 >= dot(u, v)
    for theorem, rests in ((weak.ge(dot(u, v), ""), False), (strong, True)):
        verdict = kernel.decide(goal, [cite(theorem)])
        assert isinstance(verdict, kernel.Proved)
        assert ("Cauchy-Schwarz" in verdict.rules) is rests


def test_every_premise_that_was_used_is_reported() -> None:
    """Dividing a premise by a positive factor uses the premise that says it is positive."""
    verdict = kernel.decide(a > 0, [assume("C", c > 0), assume("ac", a * c > 0)])
    assert isinstance(verdict, kernel.Proved)
    assert verdict.premises == {"C", "ac"}


def test_a_withheld_rule_is_not_used() -> None:
    """A proof that rests on a withheld rule is no proof."""
    goal = equals(norm(u) ** 2, dot(u, u))
    assert isinstance(kernel.decide(goal), kernel.Proved)
    assert isinstance(kernel.decide(goal, withhold=["norm"]), kernel.Unknown)


@pytest.mark.parametrize(
    ("goal", "premise"), [(a >= 0, equals(s, SQRT(a))), (differs(a, 0), equals(s, 1 / a))]
)
def test_a_point_where_a_premise_has_no_value_refutes_nothing(goal: Any, premise: Any) -> None:
    """A counterexample satisfies its premises, so they have values there."""
    assert not isinstance(kernel.decide(goal, [assume("d", premise)]), kernel.Refuted)


def test_an_overflow_is_no_value() -> None:
    """Rounding something too large raises nothing and proves nothing."""
    huge = number(10**63) ** 5
    assert isinstance(
        kernel.decide(equals(FL64(huge), FL64(huge) + 0)), kernel.Unknown | kernel.Refuted
    )


def test_a_useless_hypothesis_is_not_seen_to_be_needed() -> None:
    """Dropping a case must not make its neighbour look needed."""
    useless = assume("useless", b > 0)
    above = derive("b", ABS(a), [case("p", a >= 0), useless]).eq(a, "").eq(SIGN(a) * a, "")
    below = derive("b", ABS(a), [case("p", a < 0), useless]).eq(-a, "").eq(SIGN(a) * a, "")
    with pytest.raises(ProofError, match="no step was seen"):
        needed(by_cases("abs", above, below), "useless")
