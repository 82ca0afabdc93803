"""Planted falsehoods: what the kernel and the forms of proof must reject, each with its true twin.

A checker that rejects everything would pass tests of rejection alone, so wherever a hypothesis is
dropped or a sign changed, the true statement beside it must be accepted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from proofs import formal, registry, verdicts
from proofs.derivation import (
    Cases,
    Derivation,
    Induction,
    ProofError,
    Step,
    assumed_before,
    by_cases,
    by_induction,
    case,
    cite,
    derive,
    reindexed,
)
from proofs.relating import Formal
from proofs.symmetry import Instance, by_symmetry, equivariance_of, trajectory_lemma
from proofs.terms import (
    ABS,
    EXP,
    LOG,
    MAX,
    MIN,
    PHI,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    Function,
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
    norm,
    number,
    one_of,
    scalar,
    substitute,
    vector,
)

ReallyFails = Callable[[verdicts.Witness, Sequence[Hypothesis]], bool]

A, B, C, Z, ETA = (scalar(name) for name in ("a", "b", "c", "z", "eta"))
DELTA, SIGMA, SLOPE = scalar("delta"), function("sigma"), function("sigma'")
U, V, W, X = (vector(name) for name in ("u", "v", "w", "x"))


def given(**relations: Relation) -> tuple[Hypothesis, ...]:
    """Assumptions by name."""
    return tuple(assume(name, relation) for name, relation in relations.items())


FALSE_WITHOUT = [
    ("phi keeps its value at c z", equals(PHI(C * Z), PHI(Z)), given(c=C > 0)),
    ("phi at eta w.x", equals(PHI(ETA * dot(W, X)), PHI(dot(W, X))), given(eta=ETA > 0)),
    ("x/x is 1", equals(A / A, 1), given(a=differs(A, 0))),
    ("a (b/a) is b", equals(A * (B / A), B), given(a=differs(A, 0))),
    ("|a + b| = |a| + |b|", equals(ABS(A + B), ABS(A) + ABS(B)), given(a=A >= 0, b=B >= 0)),
    ("the root of a square", equals(SQRT(A**2), A), given(a=A >= 0)),
    ("the length of c u", equals(norm(C * U), C * norm(U)), given(c=C >= 0)),
    ("log of a product", equals(LOG(A * B), LOG(A) + LOG(B)), given(a=A > 0, b=B > 0)),
    ("exp undoes log", equals(EXP(LOG(A)), A), given(a=A > 0)),
    ("strict for weak", A + B > 0, given(a=A > 0, b=B >= 0)),
    ("products of bounds", A * B <= C * Z, given(a=A >= 0, b=B >= 0, ac=A <= C, bz=B <= Z)),
    ("a length that is not 0", norm(U) > 0, given(u=differs(U, ZERO))),
    ("a square that is not 0", dot(U, U) > 0, given(u=differs(U, ZERO))),
    ("a label is its own inverse", equals(Z * Z, 1), (assume("z", one_of(Z, -1, 1)),)),
    ("a root that is not 0", equals(norm(U / C), norm(U) / C), given(c=C > 0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "premises"),
    [row[1:] for row in FALSE_WITHOUT],
    ids=[row[0] for row in FALSE_WITHOUT],
)
def test_no_hypothesis_can_be_dropped(
    relation: Relation, premises: tuple[Hypothesis, ...], really_fails: ReallyFails
) -> None:
    """The statement is proved under its hypotheses, and under no proper part of them."""
    assert isinstance(verdicts.decide(relation, premises), verdicts.Proved)
    for dropped in premises:
        rest = tuple(p for p in premises if p is not dropped)
        verdict = verdicts.decide(relation, rest)
        assert isinstance(verdict, verdicts.Refuted), (dropped.name, verdict)
        assert really_fails(verdict.witness, rest)


FALSE = [
    ("strict for weak", A * A > 0, ()),
    ("strict for weak, in two numbers", A**2 + B**2 > 2 * A * B, ()),
    ("strict for weak, Cauchy-Schwarz", dot(U, V) < norm(U) * norm(V), ()),
    ("strict for weak, triangle", norm(U + V) < norm(U) + norm(V), ()),
    ("the triangle turned round", norm(U + V) >= norm(U) + norm(V), ()),
    ("the maximum is off by one", equals(MAX(A, B), (A + B + ABS(A - B)) / 2 + 1), ()),
    ("the minimum with a plus", equals(MIN(A, B), (A + B + ABS(A - B)) / 2), ()),
    ("phi is odd", equals(PHI(-Z), -PHI(Z)), ()),
    ("the sign of a sum", equals(SIGN(A + B), SIGN(A) + SIGN(B)), given(a=A > 0)),
    ("a norm is additive", equals(norm(U + V), norm(U) + norm(V)), ()),
    ("cancelling a vector", equals(U, V), given(w=equals(dot(U, W), dot(V, W)))),
    ("orthogonal vectors vanish", equals(U, ZERO), given(u=equals(dot(U, V), 0))),
    ("a weak premise used as strict", A / B > 0, given(a=A >= 0, b=B > 0)),
    ("a product of negatives", A * B < 0, given(a=A < 0, b=B < 0)),
    ("dividing by what may be negative", A / C < B / C, given(ab=A < B, c=differs(C, 0))),
    ("one of three values", equals(Z * Z, 1), (assume("z", one_of(Z, -1, 0, 1)),)),
    ("two thresholds of other arguments", equals(PHI(A), PHI(B)), given(ab=A < B)),
    ("a positive shift", equals(PHI(Z + C), PHI(Z)), given(c=C > 0)),
    ("an even power keeps the sign", equals(PHI(C**2 * Z), PHI(Z)), ()),
    ("a negative factor", equals(PHI(C * Z), PHI(Z)), given(c=C < 0)),
    ("sides divided by an expression that may be 0", equals((A * A - B * B) / (A - B), A + B), ()),
    ("1/0 is a number", equals(A / (B - B), A / (B - B)), ()),
    ("the direction of the zero vector", equals(norm(U / norm(U)), 1), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "premises"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE]
)
def test_falsehoods_are_refuted(
    relation: Relation, premises: tuple[Hypothesis, ...], really_fails: ReallyFails
) -> None:
    """Each is refuted by numbers at which plain fractions agree that it fails."""
    verdict = verdicts.decide(relation, premises)
    assert isinstance(verdict, verdicts.Refuted), verdict
    assert really_fails(verdict.witness, premises)


CONTRADICTIONS = [
    ("signs", given(p=A > 0, n=A < 0)),
    ("a cycle", given(ab=A < B, bc=B < C, ca=C < A)),
    ("a negative square", given(s=A**2 < 0)),
    ("a negative length", given(n=norm(U) < 0)),
    ("two values", given(one=equals(A, 1), two=equals(A, 2))),
    ("no value left", (assume("z", one_of(Z, -1, 1)), assume("zero", equals(Z, 0)))),
    ("Cauchy-Schwarz", given(u=equals(norm(U), 1), v=equals(norm(V), 1), w=equals(dot(U, V), 2))),
    ("phi has one value", given(p=differs(PHI(2 * Z), PHI(Z)))),
    ("the value and the bound", given(z=equals(A, 0), p=A > 0)),
    ("the bound and the value", given(p=A < 0, z=equals(0, A))),
    ("the value and another", given(z=equals(A, B), d=differs(A, B))),
    ("a definition and a bound", (define("z", A, 0), assume("p", A > 0))),
    ("a vector's value and another", given(z=equals(U, V), d=differs(U, V))),
]  # fmt: skip


@pytest.mark.parametrize(
    "premises", [row[1] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS]
)
def test_contradictory_hypotheses_are_an_error(premises: tuple[Hypothesis, ...]) -> None:
    """From contradictory hypotheses nothing is proved, not even what is true without them."""
    with pytest.raises(verdicts.HypothesisError):
        verdicts.decide(equals(A, A), premises)
    with pytest.raises(verdicts.HypothesisError):
        derive("from nothing", A, premises)


# Forgeries ---------------------------------------------------------------------------------------


def real_proof() -> verdicts.Proved:
    """A verdict that the kernel made."""
    verdict = verdicts.decide(equals(A + A, 2 * A))
    assert isinstance(verdict, verdicts.Proved)
    return verdict


def forged_verdicts() -> list[verdicts.Proved]:
    """Verdicts on a = b that nobody found: made by hand, past the constructor, made over."""
    about: dict[str, object] = {"relations": (equals(A, B),), "given": ()}
    by_hand = verdicts.Proved(frozenset(), frozenset(), (equals(A, B),), ())
    past = object.__new__(verdicts.Proved)
    for name in ("rules", "premises", "relations", "given", "question", "place"):
        object.__setattr__(past, name, getattr(by_hand, name))
    made_over = replace(real_proof(), relations=(equals(A, B),))
    again = copy.copy(by_hand)
    assert about["relations"] == again.relations
    return [by_hand, past, made_over, again]


@pytest.mark.parametrize("place", range(4))
def test_a_forged_verdict_gains_nothing(place: int) -> None:
    """A chain of forged verdicts stands as an object; its lines are found anew, or it falls."""
    forged = forged_verdicts()[place]
    chain = Derivation("false", (), A, (Step("=", B, ("why not",), forged),))
    with pytest.raises(ProofError, match=r"the checker was not satisfied|is wanted"):
        formal.Ledger().formal(chain)


def test_a_true_chain_becomes_a_theorem() -> None:
    """The true twin of what is forged above."""
    made = formal.Ledger().formal(derive("true", A + A).eq(2 * A, "twice"))
    assert [str(p) for p in made.says] == ["a + a = 2*a"]


def test_a_verdict_is_about_one_line_under_its_premises() -> None:
    """A true verdict, moved to another line or to a chain with fewer premises, is not believed."""
    positive = assume("c > 0", C > 0)
    chain = derive("scaling", PHI(C * Z), [positive]).eq(PHI(Z), "c > 0")
    (step,) = chain.steps
    for forged in (
        lambda: replace(chain, premises=()),
        lambda: replace(chain, start=PHI(B)),
        lambda: replace(chain, steps=(replace(step, term=PHI(B)),)),
        lambda: replace(chain, steps=(replace(step, sign="!="),)),
        lambda: Derivation("false", (), A, (Step("=", B, ("why not",), step.verdict),)),
    ):
        with pytest.raises(ProofError, match="something else"):
            forged()


def test_forms_of_proof_cannot_be_put_together_by_hand() -> None:
    """Cases, inductions and instances check themselves, however they are made."""
    whole = by_cases("three cases", in_case("not negative", A >= 0), in_case("negative", A < 0))
    with pytest.raises(ProofError, match="other cases"):
        Cases("one case", whole.branches[:1], whole.exhaustive)
    with pytest.raises(ProofError, match="as many proofs"):
        Induction("false", (equals(scalar("a", "t"), scalar("b", "t")),), (), ())
    relation = equals(vector("q", "t"), vector("w", "t"))
    with pytest.raises(ProofError, match="as many proofs"):
        Instance("false", (relation,), (), (relation,), (), ())
    with pytest.raises(ProofError, match="one component"):
        Instance("false", (equals(A + B, C),), (), (), (), ())


def test_symbols_are_not_defined_by_each_other() -> None:
    """a := b + c and b := 2 a together are an equation in a that nobody assumed."""
    circle = [define("a", A, B + C), define("b", B, 2 * A)]
    with pytest.raises(ProofError, match="defined by itself"):
        formal.Ledger().formal(derive("circle", A, circle).eq(B + C).eq(2 * A + C))


def test_unknown_passes_nowhere() -> None:
    """What the kernel cannot decide raises in a derivation, as a refuted line does."""
    hard = equals(scalar("a") ** 3 + scalar("b") ** 3, scalar("c") ** 3)
    premises = given(a=A > 0, b=B > 0, c=C > 0, fermat=hard)
    try:
        verdict = verdicts.decide(equals(A, B), premises)
    except verdicts.HypothesisError:
        return  # no model was found, which is as good: nothing is concluded
    assert not isinstance(verdict, verdicts.Proved)
    with pytest.raises(ProofError):
        derive("unknown", A, premises).eq(B, "hoped")


# Citations ---------------------------------------------------------------------------------------


def test_what_was_never_proved_cannot_be_cited() -> None:
    """A premise that claims to have been proved names a theorem that concludes it."""
    for source in (None, "a book", derive("double", A).eq(A + A - A, "rings")):
        forged = Hypothesis("forged", equals(A, B), (), "proved", source)
        with pytest.raises(ProofError, match="forged"):
            formal.Ledger().formal(derive("cites it", A, [forged]).eq(B))


def test_a_citation_carries_the_hypotheses_of_its_theorem() -> None:
    """A theorem that cites another assumes what that one assumes."""
    positive = assume("c > 0", C > 0)
    lemma = derive("scaling", PHI(C * Z), [positive]).eq(PHI(Z), "c > 0")
    user = derive("uses it", PHI(Z), [cite(lemma)]).eq(PHI(C * Z), "scaling")
    assert positive in user.hypotheses
    assert lemma.rules <= user.rules


def test_a_chain_does_not_speak_of_every_t() -> None:
    """A theorem about one moment cannot be cited at another."""
    lemma = derive("now", scalar("a", "t")).eq(scalar("a", "t") + 0, "rings")
    with pytest.raises(ProofError, match="every t"):
        cite(lemma, "t-1")


def test_a_lemma_about_one_value_is_not_cited_about_another() -> None:
    """What was proved of c := 1 says nothing of c, nor of c := -1."""
    lemma = derive("c is 1", PHI(C * Z), [define("one", C, 1)]).eq(PHI(Z), "c is 1")
    any_c = derive("any c", PHI(C * Z), [cite(lemma)]).eq(PHI(Z))
    with pytest.raises(ProofError, match="define it here"):
        formal.Ledger().formal(any_c)
    minus = derive("c is -1", PHI(C * Z), [define("minus one", C, -1), cite(lemma)])
    both = minus.eq(PHI(Z)).eq(PHI(C * Z)).eq(PHI(-Z))
    with pytest.raises(ProofError, match="two meanings"):
        formal.Ledger().formal(both)
    same = derive("the same c", PHI(C * Z), [define("one", C, 1), cite(lemma)])
    assert same.eq(PHI(Z), "the lemma").steps


def test_a_definition_is_of_a_symbol() -> None:
    """To define an inner product would be to assume something of its vectors."""
    much = derive("defines too much", dot(U, V), [define("orthogonal", dot(U, V), 0)]).eq(0)
    with pytest.raises(ProofError, match="what a symbol means"):
        formal.Ledger().formal(much)


# Cases -------------------------------------------------------------------------------------------


def in_case(name: str, relation: Relation, *more: Hypothesis) -> Derivation:
    """One branch of a case distinction whose conclusion is always true."""
    return derive(name, ABS(A), [case(name, relation), *more]).ge(A, "in this case")


def test_cases_must_be_exhaustive() -> None:
    """Positive and negative leave out 0; with 0 they do not."""
    branches = [in_case("positive", A > 0), in_case("negative", A < 0)]
    with pytest.raises(ProofError, match="leave something out"):
        by_cases("two cases", *branches)
    whole = by_cases("three cases", *branches, in_case("zero", equals(A, 0)))
    assert "cases" in whole.rules


def test_cases_must_reach_one_conclusion() -> None:
    """A branch that concludes something else does not join."""
    other = derive("negative", ABS(A), [case("negative", A <= 0)]).ge(-A, "in this case")
    with pytest.raises(ProofError, match="one conclusion"):
        by_cases("two cases", in_case("positive", A >= 0), other)


def test_a_branch_cannot_assume_more_than_its_case() -> None:
    """A premise of one branch alone would be a hypothesis that nobody declares."""
    extra = assume("b is positive", B > 0)
    with pytest.raises(ProofError, match="share"):
        by_cases("two cases", in_case("positive", A > 0, extra), in_case("other", A <= 0))


# Induction ---------------------------------------------------------------------------------------

# s(t) = s(t-1) + a from s(0) = 0, whose doubled copy d(t) = d(t-1) + 2 a is 2 s(t).
STATEMENT = equals(scalar("d", "t"), 2 * scalar("s", "t"))


def at(name: str, index: str) -> Term:
    """A scalar of the state at an index."""
    return scalar(name, index)


UPDATES = (
    define("one update of s", at("s", "t"), at("s", "t-1") + A),
    define("one update of d", at("d", "t"), at("d", "t-1") + 2 * A),
)


def base_case(*premises: Hypothesis) -> Derivation:
    """d(0) = 2 s(0), both starting at 0 unless told otherwise."""
    starts = premises or (define("s starts", at("s", "0"), 0), define("d starts", at("d", "0"), 0))
    return derive("the start", at("d", "0"), starts).eq(2 * at("s", "0"), "both are 0")


def one_step(*premises: Hypothesis) -> Derivation:
    """d(t) = 2 s(t), from whatever is assumed of t - 1."""
    return (
        derive("one more", at("d", "t"), (*UPDATES, *premises))
        .eq(at("d", "t-1") + 2 * A, "one update")
        .eq(2 * at("s", "t"), "the induction hypothesis")
    )


def made(base: Sequence[Derivation], step: Sequence[Derivation]) -> Formal:
    """The induction as the checker has it."""
    return formal.Ledger().formal(by_induction("doubling", [STATEMENT], base=base, step=step))


def test_the_induction_itself_is_sound() -> None:
    """The twin that all planted inductions below are changed from is accepted."""
    (before,) = assumed_before("induction hypothesis", STATEMENT)
    theorem = by_induction("doubling", [STATEMENT], base=[base_case()], step=[one_step(before)])
    assert theorem.conclusions == (STATEMENT,)
    assert theorem.hypotheses == ()


def test_a_base_case_of_something_else_is_rejected() -> None:
    """A chain that concludes something else is no base case."""
    (before,) = assumed_before("induction hypothesis", STATEMENT)
    elsewhere = derive("elsewhere", at("d", "0"), [define("d", at("d", "0"), 0)]).eq(0, "it is 0")
    with pytest.raises(ProofError, match=r"is proved, and d.* is wanted"):
        made(base=[elsewhere], step=[one_step(before)])
    with pytest.raises(ProofError, match="as many proofs"):
        by_induction("doubling", [STATEMENT], base=[], step=[one_step(before)])


def test_a_base_case_that_is_false_cannot_be_written() -> None:
    """From d(0) = 1 the first line of the base case already falls."""
    starts = define("s starts", at("s", "0"), 0), define("d starts", at("d", "0"), 1)
    with pytest.raises(ProofError, match="refuted at"):
        base_case(*starts)


def test_a_base_case_that_uses_the_induction_hypothesis_is_rejected() -> None:
    """The statement at 0 cannot be proved from itself."""
    (before,) = assumed_before("induction hypothesis", STATEMENT)
    circular = Hypothesis(
        "induction hypothesis", equals(at("d", "0"), 2 * at("s", "0")), (), "induction"
    )
    with pytest.raises(ProofError, match="its page does not list"):
        made(base=[base_case(circular)], step=[one_step(before)])


def test_a_step_without_the_induction_hypothesis_cannot_be_written() -> None:
    """Nothing else says what d(t-1) has to do with s(t-1)."""
    with pytest.raises(ProofError, match="refuted at"):
        one_step()


SMUGGLED = [
    ("the statement itself", Hypothesis("smuggled", STATEMENT, (), "induction")),
    ("another statement", Hypothesis(
        "smuggled", equals(at("d", "t-1"), 3 * at("s", "t-1") - at("s", "t-1")), (), "induction")),
    ("of the state before", assume("smuggled", equals(at("d", "t-1"), 2 * at("s", "t-1")))),
    ("of the state after", assume("smuggled", equals(at("d", "t"), 2 * at("s", "t")))),
    ("a state that never moves", assume("smuggled", equals(at("d", "t-1"), at("d", "t")))),
]  # fmt: skip


@pytest.mark.parametrize("smuggled", [row[1] for row in SMUGGLED], ids=[r[0] for r in SMUGGLED])
def test_no_assumption_of_the_state_is_smuggled_into_a_step(smuggled: Hypothesis) -> None:
    """A step may know of the state before it the induction hypothesis alone."""
    (before,) = assumed_before("induction hypothesis", STATEMENT)
    with pytest.raises((ProofError, verdicts.HypothesisError)):
        made(base=[base_case()], step=[one_step(before, smuggled)])


def test_an_update_cannot_define_the_state_before_it() -> None:
    """A definition of the state at t - 1 would fix an arbitrary moment."""
    start = derive("the start", at("s", "0"), [define("s starts", at("s", "0"), A)]).eq(A)
    fixes = define("fixes", at("s", "t-1"), 0)
    step = derive("one more", at("s", "t"), [UPDATES[0], fixes]).eq(A)
    still = by_induction("still", [equals(at("s", "t"), A)], base=[start], step=[step])
    with pytest.raises(ProofError, match="two meanings"):
        formal.Ledger().formal(still)


def test_a_symbol_is_not_defined_twice() -> None:
    """Two definitions of one symbol are together an assumption that nobody declares."""
    again = define("another update of s", at("s", "t"), at("s", "t-1") + B)
    chain = derive("a is b", A, [UPDATES[0], again]).eq(at("s", "t") - at("s", "t-1")).eq(B)
    with pytest.raises(ProofError, match="two meanings"):
        formal.Ledger().formal(chain)


def test_one_case_alone_is_no_step() -> None:
    """A step under a case of its own proves nothing for the other case."""
    statement = at("s", "t") >= 0
    (before,) = assumed_before("induction hypothesis", statement)
    start = derive("the start", at("s", "0"), [define("s starts", at("s", "0"), 0)]).ge(0)
    positive = case("a is positive", A > 0)
    step = derive("one more", at("s", "t"), [UPDATES[0], before, positive]).ge(0)
    rising = by_induction("rising", [statement], base=[start], step=[step])
    with pytest.raises(ProofError, match="0 < a, which its page does not list"):
        formal.Ledger().formal(rising)


# Symmetry ----------------------------------------------------------------------------------------

STATE, IMAGE, SAMPLE = vector("w", "t"), vector("q", "t"), vector("x", "t")
BEFORE, IMAGE_BEFORE = vector("w", "t-1"), vector("q", "t-1")
POSITIVE = assume("c > 0", C > 0)


def scaled_run(*, factor: Term, step: Sequence[Hypothesis] = (POSITIVE,)) -> None:
    """The run w + phi(w.x) x, and its image c w, whose own update has the step `factor`."""
    update = BEFORE + PHI(dot(BEFORE, SAMPLE)) * SAMPLE
    image_update = IMAGE_BEFORE + factor * PHI(dot(IMAGE_BEFORE, SAMPLE)) * SAMPLE
    start = derive(
        "the start",
        vector("q", "0"),
        [define("image start", vector("q", "0"), C * vector("w", "0"))],
    ).eq(C * vector("w", "0"), "it is the image")
    one = derive("one step", C * update, step).eq(
        C * BEFORE + factor * PHI(dot(C * BEFORE, SAMPLE)) * SAMPLE, "scaling"
    )
    by_symmetry(
        "scaling",
        action={IMAGE: C * STATE},
        update={STATE: update},
        image_update={IMAGE: image_update},
        start=[start],
        equivariance=[one],
    )


def test_an_equivariant_step_is_accepted() -> None:
    """Scaled by c, with steps scaled by c, the run is scaled by c."""
    scaled_run(factor=C)


def test_a_step_that_is_not_equivariant_cannot_be_written() -> None:
    """With steps that are not scaled the line falls, and so it does when c may be negative."""
    with pytest.raises(ProofError, match="refuted at"):
        scaled_run(factor=C**2)
    with pytest.raises(ProofError, match="refuted at"):
        scaled_run(factor=C, step=())


def test_equivariance_of_something_else_is_rejected() -> None:
    """A true chain about another update does not make an instance of the lemma."""
    start = derive(
        "the start",
        vector("q", "0"),
        [define("image start", vector("q", "0"), C * vector("w", "0"))],
    ).eq(C * vector("w", "0"), "it is the image")
    other = derive("one step", C * (BEFORE + SAMPLE)).eq(C * BEFORE + C * SAMPLE, "distributing")

    def commuting(equivariance: Sequence[Derivation]) -> None:
        instance = by_symmetry(
            "scaling",
            action={IMAGE: C * STATE},
            update={STATE: BEFORE + PHI(dot(BEFORE, SAMPLE)) * SAMPLE},
            image_update={IMAGE: IMAGE_BEFORE + C * PHI(dot(IMAGE_BEFORE, SAMPLE)) * SAMPLE},
            start=[start],
            equivariance=equivariance,
        )
        formal.Ledger().formal(instance)

    for equivariance, message in (([other], "is wanted"), ([], "as many proofs")):
        with pytest.raises(ProofError, match=message):
            commuting(equivariance)


def test_equivariance_may_not_assume_anything_of_the_state() -> None:
    """With w.x > 0 assumed any factor c > 0 or not would do for phi; the lemma must not see it."""
    helpful = assume("w.x is positive", dot(BEFORE, SAMPLE) > 0)
    with pytest.raises(ProofError, match="of the state"):
        scaled_run(factor=C, step=(POSITIVE, helpful))


def test_the_lemma_rests_on_equivariance_alone() -> None:
    """The one hypothesis of the lemma is that one step is equivariant."""
    assert [h.name for h in trajectory_lemma().hypotheses] == ["one step is equivariant"]


# Networks with a hidden layer --------------------------------------------------------------------


def unit_error(v: Term, w: Term) -> Term:
    """What is sent back to a unit with outgoing weight v and incoming weights w."""
    return v * SLOPE(dot(w, X) + B) * DELTA


def unit_run(
    which: str, *, rates: tuple[Term, Term] = (ETA, ETA), sigma: Callable[[Term], Term] = SIGMA
) -> dict[Symbol, Term]:
    """Descent on one unit, a sample an update: incoming weights w and outgoing weight v."""
    w, v = vector("w", "t-1", which), scalar("v", "t-1", which)
    incoming, outgoing = rates
    sample, error = vector("x", "t"), scalar("delta", "t")
    return {
        vector("w", "t", which): w - incoming * error * v * SLOPE(dot(w, sample)) * sample,
        scalar("v", "t", which): v - outgoing * error * sigma(dot(w, sample)),
    }


def image_of(
    factor: Term,
    *,
    rates: tuple[Term, Term] = (ETA, ETA),
    equal_v: bool = True,
    premises: Sequence[Hypothesis] = (),
) -> None:
    """Unit 1 as the image of unit 2, with `factor` times its outgoing weight."""
    w_1, w_2 = vector("w", "t", "1"), vector("w", "t", "2")
    v_1, v_2 = scalar("v", "t", "1"), scalar("v", "t", "2")
    action: dict[Symbol, Term] = {w_1: w_2}
    image = unit_run("1", rates=rates)
    if equal_v:
        action[v_1] = factor * v_2
    else:
        del image[v_1]
    starts = []
    for symbol, meaning in action.items():
        begin = reindexed(equals(symbol, meaning), "t", "0")
        starts.append(derive("start", begin.left, [define("start", *begin.terms)]).eq(begin.right))
    steps = [
        derive("step", relation.left, premises).eq(relation.right, "the same rule")
        for relation in equivariance_of(action, unit_run("2"), image)
    ]
    by_symmetry(
        "units",
        action=action,
        update=unit_run("2"),
        image_update=image,
        start=starts,
        equivariance=steps,
    )


def test_equal_incoming_weights_alone_do_not_keep_units_equal() -> None:
    """With equal outgoing weights they do; the run of the incoming weights alone cannot be told."""
    image_of(number(1))
    with pytest.raises(ProofError, match="refuted at"):
        image_of(number(1), equal_v=False)


def test_width_one_at_the_same_rates_is_rejected() -> None:
    """One unit with c times the outgoing weight needs the rates eta / c and eta c."""
    nonzero = (assume("c is not 0", differs(C, 0)),)
    image_of(C, rates=(ETA / C, ETA * C), premises=nonzero)
    for rates in ((ETA, ETA), (ETA, ETA * C), (ETA / C, ETA)):
        with pytest.raises(ProofError, match="refuted at"):
            image_of(C, rates=rates, premises=nonzero)


@pytest.mark.parametrize("sigma", [TANH, SIGMOID], ids=["tanh", "logistic"])
def test_a_zero_start_never_learns_with_tanh_alone(sigma: Function) -> None:
    """The outgoing weight of a unit at zero stays 0 if the activation is 0 at 0, and not else."""
    w, v = vector("w", "t", "1"), scalar("v", "t", "1")
    statement = (equals(w, ZERO), equals(v, 0))
    before = assumed_before("induction hypothesis", *statement)
    rules = [define("update", s, m) for s, m in unit_run("1", sigma=sigma).items()]

    def prove() -> Induction:
        base = [
            derive("start", s, [define("start", s, zero)]).eq(zero, "all starts at zero")
            for s, zero in ((vector("w", "0", "1"), ZERO), (scalar("v", "0", "1"), number(0)))
        ]
        step = [
            derive("one step", relation.left, [rule, *before]).eq(relation.right, "nothing moves")
            for relation, rule in zip(statement, rules, strict=True)
        ]
        return by_induction("stuck", statement, base=base, step=step)

    if sigma is TANH:
        assert prove().conclusions == statement
    else:
        with pytest.raises(ProofError, match="refuted at"):
            prove()


def test_the_rate_does_not_keep_the_direction_of_a_network(really_fails: ReallyFails) -> None:
    """Two steps of one logistic unit from zero, as functions of the rate, are not parallel."""
    claim = registry.CLAIMS["hidden.eta-changes-direction"]
    (part,) = (p for p in claim.parts if p.name == "any-rate")
    w, _, v, c = (relation.right for relation in part.build().conclusions)

    def at_one(term: Term) -> Term:
        return substitute(term, {ETA: number(1)})

    positive = given(eta=ETA > 0)
    for first, second in ((w, v), (w, c)):
        verdict = verdicts.decide(equals(first * at_one(second), at_one(first) * second), positive)
        assert isinstance(verdict, verdicts.Refuted)
        assert really_fails(verdict.witness, positive)
    outer = verdicts.decide(equals(v * at_one(c), at_one(v) * c), positive)
    assert isinstance(outer, verdicts.Proved)  # v and c keep their ratio for two steps: it is w


def test_the_error_sent_back_is_linear_in_the_outgoing_weight_alone(
    really_fails: ReallyFails,
) -> None:
    """Twice the outgoing weight sends back twice as much; twice the incoming weights do not."""
    w, v = vector("w"), scalar("v")
    linear = verdicts.decide(equals(unit_error(C * v, w), C * unit_error(v, w)))
    assert isinstance(linear, verdicts.Proved)
    verdict = verdicts.decide(equals(unit_error(v, C * w), C * unit_error(v, w)))
    assert isinstance(verdict, verdicts.Refuted)
    assert really_fails(verdict.witness, ())


def deep_biases(layers: int, steps: int) -> list[Term]:
    """The biases of logistic layers of one unit after steps from zero on (1, 1) at rate 1."""
    zero = number(0)
    w, b = [zero] * layers, [zero] * layers
    for _ in range(steps):
        below: Term = number(1)
        fed, received = [], []
        for weight, bias in zip(w, b, strict=True):
            fed.append(below)
            received.append(weight * below + bias)
            below = SIGMOID(received[-1])
        errors = [received[-1] - 1]
        for k in reversed(range(layers - 1)):
            slope = SIGMOID(received[k]) * (1 - SIGMOID(received[k]))
            errors.insert(0, slope * w[k + 1] * errors[0])
        w = [weight - e * a for weight, e, a in zip(w, errors, fed, strict=True)]
        b = [bias - e for bias, e in zip(b, errors, strict=True)]
    return b


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_layers_wake_one_by_one(steps: int) -> None:
    """After t steps of four logistic layers those below n - t + 1 are 0, and that one is not."""
    biases = deep_biases(4, steps)
    for below in biases[: 4 - steps]:
        assert isinstance(verdicts.decide(equals(below, 0)), verdicts.Proved)
    assert isinstance(verdicts.decide(equals(biases[4 - steps], 0)), verdicts.Refuted)


# Undecided is not decided ------------------------------------------------------------------------


def test_a_line_with_an_undefined_side_is_never_proved() -> None:
    """Both sides are the same, and neither is a number."""
    for nothing in (A / 0, SQRT(-1 * (A**2) - 1), LOG(0 * A)):
        assert not isinstance(verdicts.decide(equals(nothing, nothing)), verdicts.Proved)


def test_the_second_side_of_a_certificate_counts(really_fails: ReallyFails) -> None:
    """a b >= 0 with a > 0 gives b >= 0, and not b > 0 nor b <= 0."""
    premises = given(a=A > 0, ab=A * B >= 0)
    assert isinstance(verdicts.decide(B >= 0, premises), verdicts.Proved)
    for wrong in (B > 0, B <= 0, equals(B, 0)):
        verdict = verdicts.decide(wrong, premises)
        assert isinstance(verdict, verdicts.Refuted)
        assert really_fails(verdict.witness, premises)
