"""Ways to smuggle an assumption past the forms of proof; each was once open and is shut."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

import pytest

from proofs import formal, verdicts
from proofs.chapters.perceptron import setting
from proofs.derivation import (
    Derivation,
    ProofError,
    Step,
    assumed_before,
    by_induction,
    case,
    cite,
    derive,
    together,
)
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    ABS,
    EXP,
    FL64,
    LOG,
    PHI,
    SQRT,
    ZERO,
    Function,
    Hypothesis,
    Number,
    Relation,
    Sum,
    Symbol,
    TermError,
    assume,
    define,
    differs,
    dot,
    equals,
    norm,
    number,
    one_of,
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
    with pytest.raises(verdicts.HypothesisError, match="contradict"):
        verdicts.decide(equals(number(0), 1), definitions)


def _always_zero() -> Any:
    statement = equals(w("t"), ZERO)
    base = derive("b", w("0"), [define("s", w("0"), ZERO)]).eq(ZERO, "")
    before = assumed_before("ih", statement)
    step = derive("st", w("t"), [*before, define("u", w("t"), w("t-1"))]).eq(ZERO, "")
    return by_induction("I", [statement], base=[base], step=[step])


def _claimed(theorem: Any) -> Hypothesis:
    return Hypothesis("I", equals(a, 0), (), "proved", theorem)


def _cited_run_defined_anew() -> object:
    return (
        derive("evil", u, [cite(_always_zero(), "s"), define("d", w("s"), u)]).eq(w("s")).eq(ZERO)
    )


def _cited_instance_defined_anew() -> object:
    factors = cite(setting.weights_factor())
    meanings = define("z", setting.v("t"), ZERO), define("d", w("t"), u)
    return derive("evil", u, [factors, *meanings]).eq(w("t")).eq(ZERO)


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


def m(index: str) -> Symbol:
    """A second run of numbers."""
    return scalar("m", index)


class _FakeVerdict:
    relations = (equals(a, 0),)
    given: ClassVar[tuple[()]] = ()
    rules: ClassVar[frozenset[str]] = frozenset()


def _equal_to_a_theorem() -> object:
    theorem = derive("T", a, [assume("h", equals(a, 0))]).eq(0)
    derive("asked once", a, [cite(theorem)])

    class Equal(_Fake):
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return hash(theorem)

    return derive("asked once", a, [Hypothesis("T", equals(a, 0), (), "proved", Equal())])


def _one_case_told_together() -> object:
    one = derive("L", n("t"), [case("c", equals(n("t"), 0))]).eq(0)
    start = derive("b", n("0"), [define("d", n("0"), 0)]).eq(0)
    return by_induction("I", [equals(n("t"), 0)], base=[start], step=[together("x", one)])


def _circle_through_a_lemma() -> object:
    lemma = derive("T", n("1"), [define("d", n("1"), 2 * b - 1)]).eq(2 * b - 1)
    return derive("e", b, [define("d2", b, n("1") + 1), cite(lemma)]).eq(n("1") + 1).eq(2 * b)


def _statement_about_the_step_before() -> object:
    statement = equals(n("t") * (n("t-1") - n("t") + 1), 0)  # false at t = 2 for 0, 1, 3
    start = derive("b", n("0") * (n("t-1") - n("0") + 1), [define("s", n("0"), 0)]).eq(0)
    before = assumed_before("ih", statement)
    step = derive("st", statement.left, [*before, define("u", n("t"), 2 * n("t-1") + 1)]).eq(0)
    return by_induction("I", [statement], base=[start], step=[step])


def _lemma_that_defines_the_state() -> object:
    lemma = derive("L", n("t-1"), [define("d", n("t-1"), 0)]).eq(0)
    step = derive("st", n("t"), [define("u", n("t"), n("t-1") + 1), cite(lemma)]).eq(1)
    base = derive("b", n("0"), [define("s", n("0"), 1)]).eq(1)
    return by_induction("I", [equals(n("t"), 1)], base=[base], step=[step])


def _start_defined_by_what_follows() -> object:
    statement = equals(n("t"), 2 * n("1"))
    start = derive("b", n("0"), [define("s", n("0"), 2 * n("1"))]).eq(2 * n("1"))
    before = assumed_before("ih", statement)
    step = derive("st", n("t"), [*before, define("u", n("t"), n("t-1"))]).eq(2 * n("1"))
    return by_induction("I", [statement], base=[start], step=[step])


def _image_defined_by_what_follows() -> object:
    update, image, action = {n("t"): n("t-1")}, {m("t"): m("t-1")}, {m("t"): n("t") + m("1")}
    (wanted,) = equivariance_of(action, update, image)
    chain = derive("e", wanted.left).eq(wanted.right)
    right = n("0") + m("1")
    start = derive("s", m("0"), [define("d", m("0"), right)]).eq(right)
    return by_symmetry(
        "S", action=action, update=update, image_update=image, start=[start], equivariance=[chain]
    )


def _instance_with_another_sign() -> object:
    update, image, action = {n("t"): n("t-1")}, {m("t"): m("t-1")}, {m("t"): n("t")}
    (wanted,) = equivariance_of(action, update, image)
    chain = derive("e", wanted.left).eq(wanted.right)
    start = derive("s", m("0"), [define("d", m("0"), n("0"))]).eq(n("0"))
    conclusions = (differs(m("t"), n("t")),)
    updates = (equals(n("t"), n("t-1")),)
    return Instance("S", conclusions, updates, (equals(m("t"), m("t-1")),), (start,), (chain,))


def _run_defined_anew_behind(theorem: Any) -> object:
    meanings = define("x", w("t-1"), u), define("y", w("t"), w("t-1"))
    return derive("e", u, [cite(theorem), *meanings]).eq(w("t-1")).eq(w("t")).eq(ZERO)


def _withheld_rule() -> object:
    verdict: Any = verdicts.decide(equals(norm(u) ** 2, dot(u, u)))
    step = Step("=", dot(u, u), (), verdict)
    return Derivation("e", (), norm(u) ** 2, (step,), frozenset({"norm"}))


SMUGGLED: dict[str, tuple[Callable[[], Any], str]] = {
    "a run defined anew": (_cited_run_defined_anew, "w\\^ has two meanings"),
    "an instance defined anew": (_cited_instance_defined_anew, "two meanings"),
    "a component without index": (_component_without_index, "at index t"),
    "a proved premise of another theorem": (
        lambda: derive("evil", a, [Hypothesis("I", equals(a, 0), (), "proved", _always_zero())]).eq(
            0
        ),
        "does not conclude",
    ),
    "an instance of something else": (
        lambda: derive(
            "evil", a, [Hypothesis("h", equals(a, 0), (), "assumption", assume("g", equals(b, b)))]
        ).eq(0),
        "not an instance",
    ),
    "a foreign theorem": (lambda: derive("evil", a, [cite(_Fake())]), "names no theorem"),
    "one case alone": (
        lambda: derive("evil", a, [cite(derive("L", a, [case("c", equals(a, 0))]).eq(0, ""))]),
        "still assumes",
    ),
    "an inequality as a definition": (
        lambda: derive("evil", a, [Hypothesis("d", a > 0, (), "definition")]).ge(0),
        "a definition says",
    ),
    "a membership as a definition": (
        lambda: derive("evil", a * a, [Hypothesis("d", one_of(a, 0, 1), (), "definition")]).eq(a),
        "a definition says",
    ),
    "a known function as a definition": (
        lambda: derive("evil", ABS(a), [define("d", ABS(a), a)]).eq(a),
        "a definition says",
    ),
    "two symbols that may be one": (
        lambda: derive(
            "evil", w("t") - w("s"), [define("d", w("t"), u), define("e", w("s"), ZERO)]
        ).eq(u),
        "w\\^ has two meanings",
    ),
    "a foreign theorem told together": (
        lambda: together("evil", _Fake()),  # type: ignore[arg-type]  # that is what is tried
        "it takes",
    ),
    "an induction of foreign theorems": (
        lambda: by_induction("evil", [equals(a, 0)], base=[_Fake()], step=[_Fake()]),  # type: ignore[list-item]  # that is what is tried
        "it takes",
    ),
    "a foreign verdict": (
        lambda: Derivation("evil", (), a, (Step("=", number(0), (), _FakeVerdict()),)),  # type: ignore[arg-type]  # that is what is tried
        "it takes",
    ),
    "a hypothesis as a theorem": (
        lambda: derive(
            "evil", a, [Hypothesis("h", equals(a, 0), (), "proved", assume("g", equals(a, 0)))]
        ),
        "names no theorem",
    ),
    "something equal to a theorem": (_equal_to_a_theorem, "names no theorem"),
    "one case told together": (_one_case_told_together, "it takes"),
    "a circle through a lemma": (_circle_through_a_lemma, "defined by itself"),
    "a statement about the step before": (_statement_about_the_step_before, "t - 1"),
    "a lemma that defines the state": (_lemma_that_defines_the_state, "n\\^ has two meanings"),
    "a start defined by what follows": (_start_defined_by_what_follows, "defined by itself"),
    "an image defined by what follows": (_image_defined_by_what_follows, "defined by itself"),
    "an instance with another sign": (_instance_with_another_sign, "not what one component"),
    "a run defined anew behind a conjunction": (
        lambda: _run_defined_anew_behind(together("c", _always_zero())),
        "w\\^ has two meanings",
    ),
    "a run defined anew behind a lemma": (
        lambda: _run_defined_anew_behind(derive("L", w("t"), [cite(_always_zero())]).eq(ZERO)),
        "w\\^ has two meanings",
    ),
    "a run without an index": (lambda: cite(_always_zero(), ""), "speak of the index"),
    "a run before its start": (lambda: cite(_always_zero(), "-1"), "speak of the index"),
    "a run without an index, by hand": (
        lambda: derive(
            "evil", w(""), [Hypothesis("I", equals(w(""), ZERO), (), "proved", _always_zero())]
        ).eq(ZERO),
        "does not conclude",
    ),
    "a withheld rule": (_withheld_rule, "withheld"),
    "a vector for a number": (
        lambda: derive("evil", u, [assume("g", equals(a, b), (a, b)).at(u, ZERO)]).eq(ZERO),
        "not an instance",
    ),
    "state through a lemma": (_lemma_about_the_state, "assumes something of the state"),
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_smuggled_assumptions_are_refused(name: str) -> None:
    """Each of these once let a false theorem through."""
    build, message = SMUGGLED[name]
    with pytest.raises((ProofError, verdicts.HypothesisError), match=message):
        formal.Ledger().formal(build())


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
        verdict = verdicts.decide(goal, [cite(theorem)])
        assert isinstance(verdict, verdicts.Proved)
        assert ("Cauchy-Schwarz" in verdict.rules) is rests


def test_every_premise_that_was_used_is_reported() -> None:
    """Dividing a premise by a positive factor uses the premise that says it is positive."""
    verdict = verdicts.decide(a > 0, [assume("C", c > 0), assume("ac", a * c > 0)])
    assert isinstance(verdict, verdicts.Proved)
    assert verdict.premises == {"C", "ac"}


@pytest.mark.parametrize(
    ("goal", "used"),
    [
        (dot(u, v) ** 2 <= 36, [equals(dot(u, u), 4), equals(dot(v, v), 9)]),
        (
            equals((4 - a**2) / (norm(u) + a), norm(u) - a),
            [equals(dot(u, u), 4), differs(norm(u) + a, 0)],
        ),
        (c / (1 + a) > 0, [c > 0, a > 0]),
        (equals(PHI(z / (1 + a)), PHI(z)), [a > 0]),
        (equals(LOG(c / (1 + a)), LOG(c) - LOG(1 + a)), [c > 0, a > 0]),
        (equals(u, ZERO), [equals(c * u, ZERO), c > 0]),
        (4 - 2 * dot(u, v) + dot(v, v) > 0, [equals(norm(u), 2), differs(u, v)]),
    ],
)
def test_premises_used_on_the_way_are_reported(goal: Any, used: list[Relation]) -> None:
    """Clearing denominators, reducing squares and dividing vectors use premises as well."""
    premises = [assume(str(relation), relation) for relation in used]
    verdict = verdicts.decide(goal, premises)
    assert isinstance(verdict, verdicts.Proved)
    assert verdict.premises == {premise.name for premise in premises}


def test_a_withheld_rule_is_not_used_to_clear_denominators() -> None:
    """Multiplying out a denominator can need a rule."""
    goal = equals((dot(u, u) - a**2) / (norm(u) + a), norm(u) - a)
    premises = [assume("not 0", differs(norm(u) + a, 0))]
    assert isinstance(verdicts.decide(goal, premises), verdicts.Proved)
    assert isinstance(verdicts.decide(goal, premises, withhold=["norm"]), verdicts.Unknown)


class _Any(str):
    """A text that claims to be every text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


@pytest.mark.parametrize(
    "build",
    [
        lambda: Number(float("inf")),  # type: ignore[arg-type]  # that is what is tried
        lambda: Sum((a, u)),
        lambda: Function("T", ("scalar", "scalar"), "scalar", (a, b, c), ""),
        lambda: Relation(a, "=>", b),  # type: ignore[arg-type]  # that is what is tried
        lambda: Relation(a, "<", b, (c,)),
        lambda: Hypothesis("h", equals(a, 0), (), "axiom"),  # type: ignore[arg-type]  # that is what is tried
        lambda: Hypothesis("h", "a = 0"),  # type: ignore[arg-type]  # that is what is tried
        lambda: Hypothesis("h", equals(a, 0), [a]),  # type: ignore[arg-type]  # that is what is tried
        lambda: Relation(a, _Any("<"), b),  # type: ignore[arg-type]  # that is what is tried
        lambda: Relation(a, "=", b, [c]),  # type: ignore[arg-type]  # that is what is tried
        lambda: Hypothesis(_Any("h"), equals(a, 0)),
        lambda: Hypothesis("h", equals(a, 0), (), _Any("definition")),  # type: ignore[arg-type]  # that is what is tried
        *(lambda base=base: type("Other", (base,), {}) for base in (Relation, Hypothesis, Symbol)),
    ],
)
def test_terms_that_mean_nothing_cannot_be_built(build: Callable[[], object]) -> None:
    """A float would be rounded, an unknown sign or role be taken for another, a class for its base.

    An object of a class made over from a relation could be proved as one and equal another.
    """
    with pytest.raises(TermError):
        build()


def test_hypotheses_of_cited_theorems_can_all_hold() -> None:
    """Nothing is derived from theorems that assume opposites."""
    first = derive("T1", a, [assume("h", equals(a, 1))]).eq(1)
    second = derive("T2", b, [assume("g", equals(a, 2)), assume("k", equals(b, 2))]).eq(2)
    with pytest.raises(verdicts.HypothesisError, match="contradict"):
        derive("e", a + b, [cite(first), cite(second)])


@pytest.mark.parametrize("against", [assume("g", c < 0), define("d", c, -1)])
def test_what_is_assumed_here_must_go_with_what_was_assumed_there(against: Hypothesis) -> None:
    """A theorem that was proved for c > 0 is of no use for another c."""
    lemma = derive("L", PHI(c * b), [assume("h", c > 0)]).eq(PHI(b))
    with pytest.raises(verdicts.HypothesisError, match="contradict"):
        derive("e", PHI(b), [cite(lemma), against])


def test_contradictory_premises_make_no_case_distinction() -> None:
    """What contradictions prove is no verdict."""
    premises = (assume("p", a > 0), assume("q", a < 0))
    with pytest.raises(verdicts.HypothesisError, match="contradict"):
        verdicts.decide_exhaustive((equals(number(0), 1),), premises)


@pytest.mark.parametrize(
    ("goal", "premises"),
    [
        (
            norm(u) ** 2 * norm(v) >= 0,
            [equals(dot(u, u), norm(u) * norm(v)), equals(dot(v, v), norm(u) * norm(v))],
        ),
        (norm(u) + norm(u) / (1 + norm(u)) >= 0, [equals(dot(u, u), 1 / (1 + norm(u)))]),
        (equals(EXP(10**9 * LOG(a)), 1), [a > 0]),
        (equals(LOG((2**521 - 1) * (2**607 - 1)), LOG(a)), [a > 0]),
    ],
)
def test_these_questions_have_an_end(goal: Any, premises: list[Relation]) -> None:
    """Each of these once ran for ever."""
    with suppress(verdicts.HypothesisError):
        verdicts.decide(goal, [assume("h", relation) for relation in premises])


def test_a_withheld_rule_is_not_used() -> None:
    """A proof that rests on a withheld rule is no proof."""
    goal = equals(norm(u) ** 2, dot(u, u))
    assert isinstance(verdicts.decide(goal), verdicts.Proved)
    assert isinstance(verdicts.decide(goal, withhold=["norm"]), verdicts.Unknown)


@pytest.mark.parametrize(
    ("goal", "premise"), [(a >= 0, equals(s, SQRT(a))), (differs(a, 0), equals(s, 1 / a))]
)
def test_a_point_where_a_premise_has_no_value_refutes_nothing(goal: Any, premise: Any) -> None:
    """A counterexample satisfies its premises, so they have values there."""
    assert not isinstance(verdicts.decide(goal, [assume("d", premise)]), verdicts.Refuted)


def test_an_overflow_is_no_value() -> None:
    """Rounding something too large raises nothing and proves nothing."""
    huge = number(10**63) ** 5
    assert isinstance(
        verdicts.decide(equals(FL64(huge), FL64(huge) + 0)), verdicts.Unknown | verdicts.Refuted
    )


def test_a_step_cannot_define_what_the_statement_speaks_of() -> None:
    """Equivariance under "the rate is 0" would give the run at every rate."""
    rate = scalar("eta")

    def run(name: str, index: str) -> Any:
        return scalar(name, index)

    action = {run("q", "t"): rate * run("p", "t")}
    updates = {run("p", "t"): run("p", "t-1") + 1}

    def instance(image: Any, *premises: Any) -> Instance:
        images = {run("q", "t"): image}
        (goal,) = equivariance_of(action, updates, images)
        zeros = [define("first", run("q", "0"), 0), define("second", run("p", "0"), 0)]
        start = derive("start", run("q", "0"), zeros).eq(rate * run("p", "0"), "both are 0")
        step = derive("step", goal.left, premises).eq(goal.right, "so it is")
        return by_symmetry(
            "runs", action=action, update=updates, image_update=images, start=[start],
            equivariance=[step],
        )  # fmt: skip

    honest = formal.Ledger().formal(instance(run("q", "t-1") + rate))
    assert len(honest.given) == 4
    with pytest.raises(ProofError, match="eta = 0 is defined on the way"):
        formal.Ledger().formal(instance(run("q", "t-1"), define("eta", rate, 0)))


def test_what_a_step_defines_is_defined_at_every_step() -> None:
    """Were it one thing for all steps, the state would be assumed to stand still."""
    before = assumed_before("ih", n("t") >= 0)
    start = derive("b", n("0"), [define("s", n("0"), 0)]).ge(0)
    local = define("the last one", b, n("t-1"))
    step = derive("st", n("t"), [define("u", n("t"), n("t-1") + 1), *before, local])
    step = step.eq(b + 1).ge(0)
    made = formal.Ledger().formal(by_induction("I", [n("t") >= 0], base=[start], step=[step]))
    assert {str(p) for p in made.given} == {
        "n^(0) = 0",
        "(for all natural: n^(#0 + 1) = n^(#0) + 1)",
    }


def test_what_is_given_is_what_the_page_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A theorem that lists less than its proof assumes, or concludes something else, is refused."""
    chain = derive("T", PHI(c * z), [assume("c > 0", c > 0)]).eq(PHI(z))
    assert formal.Ledger().formal(chain).given
    with monkeypatch.context() as patched:
        patched.setattr(Derivation, "hypotheses", ())
        with pytest.raises(ProofError, match="it assumes 0 < c, which its page does not list"):
            formal.Ledger().formal(chain)
    with monkeypatch.context() as patched:
        patched.setattr(Derivation, "conclusions", (equals(PHI(c * z), 1),))
        with pytest.raises(ProofError, match="its page concludes"):
            formal.Ledger().formal(chain)
