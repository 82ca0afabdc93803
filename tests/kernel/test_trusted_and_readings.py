"""Trusted facts show their names wherever something rests on them; readings say no more than that.

Each attempt below to lose a name, or to read a theorem for what it does not speak of, is refused
or told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from proofs import formal, verdicts
from proofs.derivation import (
    Cases,
    Conjunction,
    Derivation,
    Induction,
    ProofError,
    Step,
    Theorem,
    apply_fact,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    reindexed,
    together,
)
from proofs.grounds import facts_in, rules_in
from proofs.readings import Reading, reading
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    PHI,
    ZERO,
    Hypothesis,
    Relation,
    Symbol,
    Term,
    assume,
    define,
    differs,
    dot,
    equals,
    function,
    linear_map,
    norm,
    number,
    scalar,
    vector,
)
from proofs.trusted import TRUSTED, Fact, trust

A = linear_map("A", "A'")
S = linear_map("S", "S")
a, b, c, d, lam, x, y = (scalar(name) for name in ("a", "b", "c", "d", "lambda", "x", "y"))
e, u, v, w = (vector(name) for name in "euvw")
f, g = function("f"), function("g")
FACTS = {
    "null sets": "A proper subspace has measure 0.",
    "spectral theorem": "A self-adjoint map has an orthonormal basis of eigenvectors.",
}
NULL, SPECTRAL = FACTS
FACT = Hypothesis(NULL, a > 0, (), "trusted")


@pytest.fixture(autouse=True)
def two_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger trusts one fact of the literature; here there are two more."""
    for name, says in FACTS.items():
        monkeypatch.setitem(TRUSTED, name, Fact(says, "a textbook"))  # type: ignore[arg-type]


UNKNOWN = Hypothesis("folklore", a > 0, (), "trusted")


def n(index: str) -> Symbol:
    """A run of numbers."""
    return scalar("n", index)


def m(index: str) -> Symbol:
    """A second run of numbers."""
    return scalar("m", index)


def given(*relations: Relation) -> tuple[Hypothesis, ...]:
    """The relations as assumptions."""
    return tuple(assume(str(relation), relation) for relation in relations)


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        lambda: verdicts.decide(a > 0, [UNKNOWN]),
        lambda: verdicts.decide(equals(b, b), [UNKNOWN]),  # not even where it is not used
        lambda: verdicts.decide_exhaustive((a >= 0, a < 0), (UNKNOWN,)),
        lambda: derive("e", a, [UNKNOWN]),
        lambda: Derivation("e", (UNKNOWN,), a),
        lambda: derive("e", b, [Hypothesis("folklore", b > 0, (b,), "trusted").at(b)]),
        lambda: trust("folklore", a > 0),
        lambda: trust("Spectral theorem", a > 0),
        lambda: apply_fact("folklore", a > 0),
        lambda: rules_in({"folklore"}),
    ],
)
def test_a_fact_that_nobody_could_look_up_is_refused(ask: Callable[[], object]) -> None:
    """A name that is not in the list proves nothing, wherever it is tried."""
    with pytest.raises(ValueError, match=r"folklore|Spectral"):
        ask()


def chain(name: str = "L") -> Derivation:
    """a > 0, for no better reason than the trusted fact."""
    return derive(name, a, [FACT]).then(">", 0, "as is known")


def chain_of_grounds() -> Derivation:
    """a >= 0 by the fact, as the grounds on which b > 0 is applied."""
    return derive("G", b, [apply_fact(SPECTRAL, b > 0, chain())]).then(">", 0)


def cases() -> Cases:
    """A case distinction one branch of which uses the fact."""
    return by_cases(
        "C",
        derive("1", a + b**2, [case("b = 0", equals(b, 0)), FACT]).then(">", 0),
        derive("2", a + b**2, [case("b is not 0", differs(b, 0)), FACT]).then(">", 0),
    )


def exhausted() -> Cases:
    """Cases that are exhaustive by the fact alone."""
    return by_cases(
        "C",
        derive("1", b**2, [case("not negative", b >= 0), FACT]).ge(0),
        derive("2", b**2, [case("below a", b < a), FACT]).ge(0),
    )


def induction(*, in_base: bool) -> Induction:
    """n(t) >= 0, where the fact is used in the base or in the step."""
    statement = n("t") >= 0
    facts = [trust(NULL, n("0") >= 0) if in_base else trust(NULL, a >= 0)]
    given_ = [assume("start", n("0") >= 0)] if not in_base else [assume("a >= 0", a >= 0)]
    (before,) = assumed_before("ih", statement)
    base = derive("b", n("0"), facts if in_base else given_).ge(0)
    rule = define("r", n("t"), n("t-1") + a)
    step = derive("s", n("t"), [before, rule, *(given_ if in_base else facts)]).ge(0)
    return by_induction("I", [statement], base=[base], step=[step])


def instance() -> Instance:
    """m = a n / a for two runs, where the fact says that a is not 0."""
    update, image, action = {n("t"): n("t-1")}, {m("t"): m("t-1")}, {m("t"): n("t") * a / a}
    (wanted,) = equivariance_of(action, update, image)
    start = derive("s", m("0"), [define("d", m("0"), n("0")), FACT]).eq(n("0") * a / a)
    one = derive("e", wanted.left, [FACT]).eq(wanted.right)
    return by_symmetry(
        "S", action=action, update=update, image_update=image, start=[start], equivariance=[one]
    )


def read() -> Derivation:
    """A lemma about any b, read for c."""
    lemma = derive("L", a + b**2, [FACT]).then(">", 0)
    return derive("R", a + c**2, [reading(lemma, b=c)]).then(">", 0)


RESTING: dict[str, Callable[[], Theorem]] = {
    "a chain": chain,
    "an instance of a universal fact": lambda: derive(
        "L", f(b), [trust(NULL, f(c) > 0, (c,)).at(b)]
    ).then(">", 0),
    "a citation": lambda: derive("M", a, [cite(chain())]).ge(0),
    "a citation of a citation": lambda: derive(
        "N", a, [cite(derive("M", a, [cite(chain())]).ge(0))]
    ).ge(0),
    "a reading": read,
    "the grounds of another fact": chain_of_grounds,
    "a conjunction": lambda: together("J", derive("K", b).eq(b + 0), chain()),
    "a citation of a conjunction": lambda: derive("M", a, [cite(together("J", chain()))]).ge(0),
    "cases": cases,
    "cases that it makes exhaustive": exhausted,
    "the base of an induction": lambda: induction(in_base=True),
    "the step of an induction": lambda: induction(in_base=False),
    "an induction, cited later": lambda: derive(
        "M", n("9"), [cite(induction(in_base=False), "9")]
    ).ge(0),
    "an instance of the lemma": instance,
    "what is divided by": lambda: derive("D", a * b / a, [FACT]).eq(b),
    "what a definition is made of": lambda: derive("D", b, [define("b", b, 2 * a), FACT]).ge(0),
    "a symbol's meaning": lambda: derive("D", a, [trust(NULL, equals(a, 1))]).eq(1),
    "what is replaced": lambda: derive("D", f(x), [trust(NULL, equals(f(x), y))]).eq(y),
    "an eigenvector": lambda: derive("D", S(e), [trust(NULL, equals(S(e), lam * e))]).eq(lam * e),
    "an eigenvector on the other side": lambda: derive(
        "D", dot(S(u), e), [trust(NULL, equals(S(e), lam * e))]
    ).eq(lam * dot(u, e)),
    "a sign within a threshold function": lambda: derive("D", PHI(a * b), [FACT]).eq(PHI(b)),
    "a length": lambda: derive("D", dot(u, u), [trust(NULL, equals(norm(u), 2))]).eq(4),
    "a vector that is not 0": lambda: derive("D", dot(u, u), [trust(NULL, differs(u, ZERO))]).then(
        ">", 0
    ),
    # Two ways in which a name was lost once: the sign of what was replaced later, and an inner
    # product that is a square by what a map is said to do.
    "a sign of what is replaced": lambda: derive("D", g(y), [
        trust(NULL, f(x) > 0), *given(equals(f(x), b / c), differs(c, 0), equals(g(y), f(x)))
    ]).then(">", 0),
    "a square by what a map does": lambda: derive("D", dot(u, A(w)), [
        assume("seen", differs(A(u), ZERO)), trust(NULL, equals(A.transpose(A(u)), A(w)))
    ]).then(">", 0),
}  # fmt: skip


@pytest.mark.parametrize("how", RESTING)
def test_what_rests_on_a_fact_says_so(how: str) -> None:
    """Its name is among the rules, and so on the page, however the fact is used."""
    theorem = RESTING[how]()
    assert NULL in theorem.rules
    assert [name for name, _ in facts_in(theorem.rules)] == [
        name for name in TRUSTED if name in theorem.rules
    ]
    assert NULL not in {h.name for h in theorem.hypotheses}  # it is no hypothesis to declare


def test_a_fact_that_is_not_used_is_not_named() -> None:
    """Rules are those of the steps, not of the premises that stand by."""
    assert derive("D", b, [FACT]).eq(b + 0).rules.isdisjoint(TRUSTED)


def test_a_name_is_not_lost_in_a_cache() -> None:
    """The same question, asked before with an assumption in the fact's place, is another one."""
    assumed = assume(NULL, a > 0)
    for premise, rests in ((assumed, False), (FACT, True), (assumed, False)):
        verdict = verdicts.decide(a + b**2 > 0, [premise])
        assert isinstance(verdict, verdicts.Proved)
        assert (NULL in verdict.rules) is rests
        theorem = derive("the same", a, [premise]).then(">", 0)
        assert (NULL in theorem.rules) is rests
        again = derive("the same again", a, [cite(theorem)]).ge(0)
        assert (NULL in again.rules) is rests
        assert (assumed in again.hypotheses) is not rests


def test_facts_that_contradict_each_other_prove_nothing() -> None:
    """A fact applied where it cannot hold is a contradiction like any other."""
    for premises in ([FACT, trust(NULL, a < 0)], [FACT, *given(equals(a, 0))]):
        with pytest.raises(verdicts.HypothesisError, match="contradict"):
            derive("D", number(0), premises)


def test_a_fact_is_no_assumption_of_the_state() -> None:
    """What a fact is applied under is declared, and may say no more of a state than a premise."""
    statement = equals(n("t"), 0)
    (before,) = assumed_before("ih", statement)
    of_state = assume("of the state", equals(n("t-1"), 0))
    fact = apply_fact(NULL, equals(b, 0), of_state)
    base = derive("b", n("0"), [define("s", n("0"), 0)]).eq(0)
    rule = define("r", n("t"), n("t-1") + b)
    step = derive("s", n("t"), [before, rule, fact]).eq(0)
    assert of_state in step.hypotheses
    with pytest.raises(ProofError, match="of the state"):
        by_induction("I", [statement], base=[base], step=[step])


def test_the_grounds_of_a_fact_are_what_they_say() -> None:
    """They are assumptions or theorems; an instance is one of what it names."""
    harmless = assume("harmless", equals(x, x), (x,))
    for ground, message in (
        (Hypothesis("h", a > 0, (), "assumption", harmless), "not an instance"),
        (define("a", a, 1), "not assumed"),
        (derive("L", a, [case("a = 1", equals(a, 1))]).eq(1), "still assumes"),
    ):
        with pytest.raises(ProofError, match=message):
            apply_fact(NULL, equals(b, 0), ground)


# Readings ----------------------------------------------------------------------------------------


def lemma() -> Derivation:
    """|u + v|^2 + |u - v|^2 = 2|u|^2 + 2|v|^2, for any two vectors."""
    return derive("parallelogram", dot(u + v, u + v) + dot(u - v, u - v)).eq(
        2 * dot(u, u) + 2 * dot(v, v), "multiply out"
    )


def test_a_theorem_about_anything_is_read_for_given_things() -> None:
    """All at once: u may become v while v becomes u."""
    premise = reading(lemma(), u=A(w), v=vector("x", "t") - u)
    assert premise.relation.right is 2 * dot(A(w), A(w)) + 2 * dot(
        vector("x", "t") - u, vector("x", "t") - u
    )
    swapped = reading(lemma(), u=v, v=u).relation
    assert swapped.right is 2 * dot(v, v) + 2 * dot(u, u)
    cited = derive("user", premise.relation.left, [premise]).eq(premise.relation.right)
    assert cited.rules >= lemma().rules


def test_a_reading_keeps_what_the_theorem_assumes() -> None:
    """The hypotheses of the theorem are declared by whoever uses the reading."""
    positive = assume("c > 0", c > 0)
    scaled = derive("scaling", PHI(c * b), [positive]).eq(PHI(b))
    used = derive("user", PHI(c * (x - y)), [reading(scaled, b=x - y)]).eq(PHI(x - y))
    assert used.hypotheses == (positive,)


def run_of_a() -> Induction:
    """n(t) = a, as it starts at a and does not move."""
    statement = equals(n("t"), a)
    (before,) = assumed_before("ih", statement)
    base = derive("b", n("0"), [define("s", n("0"), a)]).eq(a)
    step = derive("s", n("t"), [before, define("r", n("t"), n("t-1"))]).eq(a)
    return by_induction("I", [statement], base=[base], step=[step])


def told_at_s() -> Derivation:
    """What the run is at some step, of which no definition speaks."""
    return derive("L", n("s"), [cite(run_of_a(), "s")]).eq(a)


def assumed_of_a_run() -> Derivation:
    """a = 3, as the run of a is 3 at some step."""
    return derive("L", a, [cite(run_of_a(), "s"), assume("h", equals(n("s"), 3))]).eq(3)


def through_a_definition() -> Derivation:
    """a > 0, where what is assumed is that d > 0, and d is a."""
    return derive("L", a, [assume("h", d > 0), define("d", d, a)]).then(">", 0)


def through_a_fact() -> Derivation:
    """An eigenvector e that the spectral theorem provides is not any vector."""
    return derive("L", S(e), [trust(SPECTRAL, equals(S(e), lam * e))]).eq(lam * e)


def through_grounds() -> Derivation:
    """The fact is applied under an assumption on a."""
    return derive("L", b**2 + a**2, [apply_fact(NULL, b > 0, assume("h", a > 0))]).then(">", 0)


def fact_behind_a_citation() -> Derivation:
    """The fact is used by a theorem that is cited."""
    return derive("M", S(e), [cite(through_a_fact())]).eq(lam * e)


POSITIVE = derive("scaling", PHI(c * b), [assume("c > 0", c > 0)]).eq(PHI(b))
DEFINED = derive("one", PHI(c * b), [define("c", c, 1)]).eq(PHI(b))
CASE = derive("one case", PHI(c * b), [case("c > 0", c > 0)]).eq(PHI(b))
ONE_STEP = derive("one step", n("t") + b, [define("r", n("t"), n("t-1"))]).eq(n("t-1") + b)


def used(premise: Hypothesis) -> object:
    """A theorem that rests on a reading alone: what that is read under must be shown there."""
    r = premise.relation
    return formal.ledger().formal(derive("user", r.left, [premise]).then(r.sign, r.right))


def read_twice() -> object:
    """A reading of a reading."""
    return used(cite(Reading(Reading(POSITIVE, ((b, x),)), ((c, -c),))))


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "what is assumed positive": (lambda: used(reading(POSITIVE, c=-c)), "not shown that 0 < -c"),
    "what is defined": (lambda: reading(DEFINED, c=-c), "may be anything"),
    "what is one case": (lambda: used(reading(CASE, c=-c)), "not shown that 0 < -c"),
    "a theorem about something defined": (lambda: used(reading(DEFINED, b=x)), "define it here"),
    "a theorem about a run": (lambda: reading(run_of_a(), a=b), "where something is defined"),
    "a run told at another step": (lambda: reading(told_at_s(), a=b), "where something is defined"),
    "what a run is made of": (lambda: used(reading(assumed_of_a_run(), a=b)), "of what a defines"),
    "what a defined symbol is": (
        lambda: reading(through_a_definition(), a=b), "of what a defines"
    ),
    "what a fact provides": (lambda: used(reading(through_a_fact(), e=v)), "not shown that"),
    "its eigenvalue": (lambda: used(reading(through_a_fact(), **{"lambda": b})), "not shown that"),
    "a fact behind a citation": (
        lambda: used(reading(fact_behind_a_citation(), e=v)), "not shown that"
    ),
    "what a fact is applied under": (lambda: reading(through_grounds(), a=b), "of what a defines"),
    "what a fact is about": (lambda: used(reading(through_grounds(), b=c)), "not shown that"),
    "a conjunction with one that assumes": (
        lambda: used(cite(Reading(together("J", lemma(), POSITIVE), ((c, -c),)), which=1)),
        "not shown that 0 < -c",
    ),
    "a reading of what is assumed": (
        read_twice, "not shown that 0 < -c"
    ),
    "a symbol with an index": (
        lambda: Reading(derive("L", n("t")).eq(n("t") + 0), ((n("t"), b),)), "may be anything"
    ),
    "a value from the run": (
        lambda: reading(together("J", lemma(), ONE_STEP), u=n("t-1") * u), r"cannot be read|where"
    ),
    "another kind": (lambda: reading(lemma(), u=b), "cannot be read as b"),
    "a symbol that does not occur": (lambda: reading(lemma(), w=u), "does not speak of w"),
    "an open case, cited": (lambda: derive("e", PHI(x), [reading(CASE, b=x)]), "still assumes"),
    "another step": (
        lambda: cite(Reading(derive("L", n("t") + b).eq(b + n("t")), ((b, x),)), "s"), "every t"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_theorem_is_not_read_for_what_it_does_not_speak_of(what: str) -> None:
    """Each of these would conclude something false or forget an assumption."""
    build, message = REFUSED[what]
    with pytest.raises(ProofError, match=message):
        build()


class _Like:
    """What looks like a theorem, and claims to be equal to everything."""

    form = "derivation"
    name = "L"
    hypotheses: tuple[Hypothesis, ...] = ()
    conclusions = (equals(a, b),)
    rules: frozenset[str] = frozenset()
    derivations: tuple[Derivation, ...] = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class _Fickle(tuple[Any, ...]):
    """Pairs that are others when they are looked at again."""

    __slots__ = ()

    def __iter__(self) -> Any:
        return iter(())


@pytest.mark.parametrize(
    "build",
    [
        lambda: Reading(_Like(), ()),
        lambda: Reading(lemma(), [(u, v)]),  # type: ignore[arg-type]  # that is what is tried
        lambda: Reading(POSITIVE, _Fickle(((c, -c),))),
        lambda: Reading(POSITIVE, ([c, -c],)),  # type: ignore[arg-type]  # that is what is tried
        lambda: Reading(lemma(), ((u + v, w),)),  # type: ignore[arg-type]  # that is what is tried
        lambda: Reading(lemma(), (("u", w),)),  # type: ignore[arg-type]  # that is what is tried
        lambda: Reading(lemma(), ((u, "w"),)),  # type: ignore[arg-type]  # that is what is tried
        lambda: derive("e", a, [cite(_Like())]),
        lambda: derive("e", a, [Hypothesis("L", equals(a, b), (), "proved", _Like())]),
        lambda: derive(
            "e", b, [Hypothesis("L", equals(b, 0), (), "proved", Reading(lemma(), ((u, w),)))]
        ),
        lambda: derive("e", a, [Hypothesis(NULL, equals(a, b), (), "trusted", _Like())]),
    ],
)
def test_a_reading_made_by_hand_with_lies_is_refused(build: Callable[[], object]) -> None:
    """A reading checks itself, and whoever is handed one checks that it is one."""
    with pytest.raises(ProofError):
        build()


def test_a_verdict_under_a_lookalike_is_no_step() -> None:
    """What was decided with something equal to a theorem lacks the rules of that theorem."""
    real, like = cite(chain()), Hypothesis("L", a > 0, (), "proved", _Like())
    verdict = verdicts.decide(a > 0, [like])
    assert isinstance(verdict, verdicts.Proved)
    assert NULL not in verdict.rules
    with pytest.raises(ProofError, match="something else"):
        Derivation("e", (real,), a, (Step(">", number(0), (), verdict),))


# Nothing false -----------------------------------------------------------------------------------


def zero_is_one(*premises: Hypothesis) -> Derivation:
    """The attempt to conclude that 0 is 1."""
    return derive("evil", number(0), premises).eq(a - b).eq(1)


@pytest.mark.parametrize(
    "premises",
    [
        lambda: (cite(told_at_s()), reading(told_at_s(), a=b + 1)),
        lambda: (reading(lemma(), u=u, v=v), cite(run_of_a(), "3"), cite(run_of_a(), "4")),
        lambda: (cite(through_a_definition()), reading(through_a_definition(), a=-a)),
        lambda: (trust(SPECTRAL, equals(S(e), lam * e)), *given(differs(S(u), lam * u))),
        lambda: (
            cite(together("J", chain(), POSITIVE)),
            cite(run_of_a()),
            reading(lemma(), u=S(v)),
        ),
    ],
)
def test_nothing_false_comes_of_combining_them(premises: Callable[[], Any]) -> None:
    """Readings, citations and facts together do not prove that 0 is 1."""
    with pytest.raises((ProofError, verdicts.HypothesisError)):
        zero_is_one(*premises())


def test_what_a_cited_theorem_assumes_is_of_what_it_defines() -> None:
    """d > 0 was assumed of d := a; elsewhere d may be anything, so that a > 0 would not follow."""
    with pytest.raises(ProofError, match="define it here"):
        formal.Ledger().formal(derive("M", a, [cite(through_a_definition())]).then(">", 0))
    same = derive("M", a, [cite(through_a_definition()), define("d", d, a)]).then(">", 0)
    assert [h.relation for h in same.hypotheses] == [d > 0]


def for_every_t(name: str, statement: Relation, *assumed: Hypothesis) -> Induction:
    """What is assumed for every t, concluded for every t."""
    start, always = assumed
    base = derive("b", reindexed(statement, "t", "0").left, [start]).eq(statement.right)
    step = derive("s", statement.left, [always]).eq(statement.right)
    return by_induction(name, [statement], base=[base], step=[step])


def test_what_is_assumed_for_every_t_is_assumed_where_t_is_another_index() -> None:
    """Unit vectors q(t), each orthogonal to q(k), cannot be: for t = k they contradict."""

    def q(index: str) -> Symbol:
        return vector("q", index)

    unit, orthogonal = equals(dot(q("t"), q("t")), 1), equals(dot(q("t"), q("k")), 0)
    units = for_every_t("U", unit, assume("u0", reindexed(unit, "t", "0")), assume("u", unit))
    zeros = for_every_t(
        "O", orthogonal, assume("o0", reindexed(orthogonal, "t", "0")), assume("o", orthogonal)
    )
    one = derive("one", a * dot(q("k"), q("k")), [cite(units, "k")]).eq(a)
    none = derive("none", a * dot(q("k"), q("k")), [cite(zeros, "k")]).eq(0)
    with pytest.raises(verdicts.HypothesisError, match="contradict"):
        derive("evil", a, [cite(one), cite(none)])  # that any number is 0
    others = assume("others", equals((a - b) * dot(q("t"), q("k")), 0))
    kept = derive("kept", a * dot(q("k"), q("k")), [cite(units, "k"), others])
    assert others in kept.eq(a).hypotheses  # where t and k may be told apart all is well


def test_a_conjunction_of_readings_is_each_of_them() -> None:
    """Readings are theorems like others, and a conjunction of them concludes both."""
    both = Conjunction("J", (Reading(lemma(), ((u, w),)), Reading(lemma(), ((v, w),))))
    assert len(both.conclusions) == 2
    used: Term = both.conclusions[1].left
    assert derive("user", used, [cite(both, which=1)]).eq(both.conclusions[1].right).rules
