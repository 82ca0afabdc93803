"""What a hypothesis is for is shown by the failing of the claim, not of a step of its proof.

Every hypothesis of every entry has two exact runs, an instance in which everything else holds and a
conclusion fails, or words that say why nothing can lack it.  What an instance must not be is
planted: one that breaks another hypothesis, one whose conclusion holds, one that is not decided.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from operator import eq, ge, gt, le, lt, ne
from pkgutil import walk_packages
from typing import Any

import pytest

from proofs import chapters, formal, registry
from proofs.claim import Claim, Need
from proofs.counterexample import Counterexample, question
from proofs.derivation import ProofError, Theorem
from proofs.find.instances import Box, smallest
from proofs.instance import Instance, Question, Rejected, Steps, judged
from proofs.instance.values import called
from proofs.page.text import words
from proofs.page.witnesses import instance_of, sides_of
from proofs.statement import Entry, Lines, shown_by
from proofs.terms import Hypothesis, Symbol, Zero, assume, equals, say, scalar
from proofs.trust import terms as T
from proofs.witness import Comparison

CLAIMS = list(registry.CLAIMS)
ONE, ZERO = Fraction(1), Fraction(0)


def parts_of(claim: Claim) -> list[Theorem]:
    """The theorems that an entry proves."""
    made = [part.build() for part in claim.parts]
    return [theorem for theorem in made if not isinstance(theorem, Comparison)]


def declared(claim: Claim) -> dict[str, Hypothesis]:
    """The hypotheses of an entry and of its parts, by name."""
    return {hypothesis.name: hypothesis for hypothesis in claim.all_hypotheses}


@pytest.mark.parametrize("name", CLAIMS)
def test_every_hypothesis_is_missed_by_the_claim_itself(name: str) -> None:
    """Runs, an instance that is judged so once more, or words; nothing else counts."""
    claim = registry.CLAIMS[name]
    settled = {o.name: o.shows for o in registry.settle(claim).obligations}
    for hypothesis in declared(claim).values():
        (need, *more) = [n for n in claim.needs if n.hypothesis == hypothesis.name]
        assert not more
        if need.kind == "words":
            assert need.show is None
            assert len("".join(map(str, need.says))) > 40
            continue
        shown = settled[f"needs-{need.name}"]
        if need.kind == "run":
            assert isinstance(shown, Comparison)
            continue
        assert need.kind == "instance"
        assert isinstance(shown, Counterexample)
        keeps_the_rest(claim, hypothesis, shown)


def keeps_the_rest(claim: Claim, hypothesis: Hypothesis, shown: Counterexample) -> None:
    """It drops this hypothesis of a part, keeps the others, and a conclusion of that part fails."""
    theorem = next(t for t in parts_of(claim) if t.name == shown.theorem
                   and hypothesis in t.hypotheses)  # fmt: skip
    made = formal.ledger().formal(theorem)
    asked = question(theorem, made, hypothesis, claim.hypotheses)
    assert shown.question == asked
    assert asked.dropped
    assert set(asked.given) - set(asked.dropped) == set(asked.kept)
    assert set(made.given) <= set(asked.given)
    assert judged(asked, shown.instance) == shown.judged
    with pytest.raises(Rejected):  # with it nothing fails: the theorem holds
        judged(Question(asked.given, (), asked.says), shown.instance)
    is_told_as_it_is(shown)


HOLDS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def is_told_as_it_is(shown: Counterexample) -> None:
    """The two sides that a page shows are not as the relation says; samples are counted."""
    relation, (left, right) = shown.relation, shown.sides
    if isinstance(left, Fraction) and isinstance(right, Fraction) and relation.sign in HOLDS:
        assert not HOLDS[relation.sign](left, right), f"{relation} holds of {left} and {right}"
    for what, value in shown.instance.meanings.items():
        if what is T.symbol("m") and shown.hypothesis == "at least one sample":
            assert value == 0, f"{value} is no number of samples"


LABELLED = {
    # What is summed is taken at a step, and cleared: the mark of a step is 1 or 0.
    "further.dropout-at-zero": {"s^": {0, 1}},
    "further.silent-units-rest": {"s^": {0, 1}},
    "further.softmax-absent-classes": {"s^": {0, 1}, "e_1^": {0, 1}, "e_2^": {0, 1}, "N^": {0, 2}},
    "further.softmax-at-zero": {"e^": {0, 1}},
    "further.softmax-rows-sum": {"s^": {0, 1}, "e^": {0, 1}},
    "hidden.equal-units-stay-equal": {"s^": {0, 1}},
    "hidden.unequal-units-can-merge": {"s^": {0, 1}},
    "hidden.zero-start-stuck": {"s^": {0, 1}},
    # What is said of an eigenvector, of two features and of data is shown by such.
    "further.convex-descent-can-fail": {"q": {(1,)}},
    "further.mistakes-need-not-approach": {"y^": {-1, 1, 2}, "R": {0, 1}},
    "logistic.no-symmetry-to-break": {"i": {(1, 0)}, "j": {(0, 1)}},
}
"""What instances may take things to be that are more to a reader than to the theorem."""


@pytest.mark.parametrize("name", LABELLED)
def test_an_instance_is_one_of_what_the_page_speaks_of(name: str) -> None:
    """No step is taken twice at once, no sample is half of a class, and no feature is zero."""
    met = set()
    for each in registry.settle(registry.CLAIMS[name]).obligations:
        if isinstance(each.shows, Counterexample):
            for what, meaning in each.shows.instance.meanings.items():
                letter = called(what)
                if letter in LABELLED[name]:
                    values = meaning.values if isinstance(meaning, Steps) else (meaning,)
                    assert {*values} <= LABELLED[name][letter], each.name
                    met.add(letter)
    assert met == {*LABELLED[name]}


def test_data_alone_are_no_run() -> None:
    """What the masks of two samples leave is one number, and not of a step: it has no table."""
    settled = registry.settle(registry.CLAIMS["further.dropout"]).obligations
    needs = [each.shows for each in settled if isinstance(each.shows, Counterexample)]
    assert [need.rows for need in needs] == [()] * len(needs)


def test_a_tolerance_that_is_not_positive_has_no_radius() -> None:
    """Words said that nothing fails without it; the step against the gradient does."""
    claim = registry.CLAIMS["convex.stationary-iff-optimal"]
    (need,) = [n for n in claim.needs if n.hypothesis == "any tolerance"]
    assert need.kind == "instance"


def entries() -> dict[str, Entry]:
    """The entries whose parts are proofs that know what they rest on."""
    found = {}
    for module in walk_packages(chapters.__path__, f"{chapters.__name__}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Entry):
                found[value.id] = value
    return found


def test_no_theorem_assumes_what_it_concludes() -> None:
    """What a step of an induction took for granted is not left among its hypotheses."""
    proofs = {id(p): p for e in entries().values() for top in e.proofs for p in top.behind()}
    circular = [
        f"{proof.name}: {hypothesis}"
        for proof in proofs.values()
        for hypothesis in proof.assumes
        if hypothesis.relation in proof.proves
    ]
    assert len(proofs) > 500
    assert circular == []


@pytest.mark.parametrize("name", entries())
def test_the_claim_is_missed_and_not_a_step_of_its_proof(name: str) -> None:
    """Where the claim assumes it, one of its parts fails; or the words say why it is a step."""
    entry, claim = entries()[name], registry.CLAIMS[name]
    settled = {o.name: o.shows for o in registry.settle(claim).obligations}
    steps = set()
    for need in claim.needs:
        shown = settled.get(f"needs-{need.name}")
        if isinstance(shown, Counterexample):
            hypothesis = declared(claim)[need.hypothesis]
            mine = {p.name for p in entry.claimed if hypothesis in p.assumes}
            if mine and shown.theorem not in mine and not need.says:
                steps.add(need.hypothesis)
    assert steps == set()


def fixed_by(shown: Comparison, which: int) -> dict[str, Any]:
    """What the data of two runs are to the theorem of which one of them is a run."""
    own, other = ({s.name: v for s, v in run.parameters} for run in
                  (shown.runs[which], shown.runs[1 - which]))  # fmt: skip
    data, labels = (row * shown.passes for row in (shown.inputs, shown.labels))
    starts = zip(shown.rule.state, shown.start[which], strict=True)
    return {
        **own, "eta'": other["eta"], "x^": Steps(data, 1), "y^": Steps(labels, 1),
        **{f"{symbol.name}^": Steps((value,)) for symbol, value in starts},
    }  # fmt: skip


OTHERWISE = {"further.adam", "further.multi-class"}
"""Their runs have states of another form than their statements; their rules are run again by the
numeric half, but are not read as instances here."""


def by_runs() -> list[tuple[str, Need]]:
    """The hypotheses that are seen to be needed by two exact runs; not what is built in."""
    claims = registry.CLAIMS.values()
    return [(c.id, n) for c in claims for n in c.needs if n.kind == "run"
            and n.hypothesis in declared(c) and c.id not in OTHERWISE]  # fmt: skip


@pytest.mark.parametrize(("name", "need"), by_runs(), ids=lambda x: getattr(x, "name", x))
def test_two_runs_keep_every_other_hypothesis(name: str, need: Need) -> None:
    """Their data are an instance of the claim in which all else holds and a conclusion fails."""
    claim = registry.CLAIMS[name]
    hypothesis = declared(claim)[need.hypothesis]
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Comparison)
    found = []
    for theorem in parts_of(claim):
        if hypothesis in theorem.hypotheses:
            made = formal.ledger().formal(theorem)
            asked = question(theorem, made, hypothesis, claim.hypotheses)
            boxes = [Box(fixed=fixed_by(shown, k), steps=len(shown.inputs) * shown.passes)
                     for k in (0, 1)]  # fmt: skip
            found += [smallest(asked, box) for box in boxes]
    assert any(found)


@pytest.mark.parametrize(("name", "need"), by_runs(), ids=lambda x: getattr(x, "name", x))
def test_two_runs_start_where_the_other_hypotheses_say(name: str, need: Need) -> None:
    """A second run that is to start at zero does so; what is dropped is dropped of one thing."""
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Comparison)
    starts = {s.name: v for s, v in zip(shown.rule.state, shown.start[1], strict=True)}
    starts.setdefault("u", starts["w"])  # where no state is called so, it is the second run
    for hypothesis in declared(registry.CLAIMS[name]).values():
        left, sign = hypothesis.relation.left, hypothesis.relation.sign
        at_zero = sign == "=" and isinstance(hypothesis.relation.right, Zero)
        if at_zero and isinstance(left, Symbol) and left.upper == "0":
            begun = starts.get(left.name, ())
            zero = not any(begun) if isinstance(begun, tuple) else begun == 0
            assert zero or hypothesis.name == need.hypothesis


def test_each_entry_is_missed_by_a_run_of_its_own_rule() -> None:
    """The criterion's step is the rate times label times input; a direction is seen as one."""
    needs = {n.name: n.show for n in registry.CLAIMS["perceptron.batch-criterion"].needs}
    shown = needs["zero-start"]()  # type: ignore[misc]
    assert isinstance(shown, Comparison)
    for run in shown.runs:
        rate = dict(run.parameters)[scalar("eta")]
        w = ONE
        for ((after,),) in run.states:
            x, y = shown.inputs[0][0], shown.labels[0]
            w += rate * y * x if y * w * x <= 0 else 0
            assert after == w
    for need in registry.CLAIMS["perceptron.direction"].needs:
        if need.kind == "run":
            assert need.show().observable == "direction"  # type: ignore[misc, union-attr]
    (looks,) = [n for n in registry.CLAIMS["perceptron.schedules"].needs
                if n.hypothesis == "schedule fixed beforehand"]  # fmt: skip
    assert looks.kind == "run"


# Planted falsehoods ------------------------------------------------------------------------------

A, N = T.symbol("a"), T.symbol("n", "natural")
RUN = T.Function("w^", ("natural",), "scalar")
DATA = T.Function("x^", ("natural",), "scalar")
STEP = T.forall(N, T.eq(RUN(N + 1), RUN(N) + A * DATA(N + 1)))
POSITIVE, START = T.relation("<", T.number(0), A), T.eq(RUN(0), 0)
EVERY = T.forall(N, T.relation("<=", T.number(1), DATA(N + 1)))
GROWS = T.forall(N, T.relation("<=", T.number(0), RUN(N)))
WHOLE = (STEP, POSITIVE, START, EVERY)


def run(a: int, *data: int) -> Instance:
    """A run with this factor and these data, the last for ever."""
    return Instance(1, {A: Fraction(a), DATA: Steps(tuple(map(Fraction, data)), 1)}, 3)


def test_an_instance_that_lacks_what_is_dropped_is_accepted() -> None:
    """With a = -1 the run falls below 0 at step 1, and everything else holds."""
    shown = judged(Question(WHOLE, (POSITIVE,), (GROWS,)), run(-1, 1))
    assert (shown.step, shown.left, shown.right) == (1, 0, -1)


@pytest.mark.parametrize(
    ("dropped", "instance", "says"),
    [
        (POSITIVE, run(-1, 0), "does not hold"),  # breaks another hypothesis, at every step
        (POSITIVE, run(-1, 1, 1, 0), "does not hold"),  # breaks it late
        (EVERY, run(-1, -1), "does not hold"),  # breaks the positive factor
        (POSITIVE, run(1, 1), "every conclusion holds"),
        (EVERY, run(1, 1), "every conclusion holds"),
        (POSITIVE, Instance(1, {A: -ONE}, 3), "does not say what x"),  # says too little
    ],
)  # fmt: skip
def test_what_is_no_counterexample_is_rejected(
    dropped: T.Term, instance: Instance, says: str
) -> None:
    """Another hypothesis that breaks, a conclusion that holds, and what is left open."""
    with pytest.raises(Rejected, match=says):
        judged(Question(WHOLE, (dropped,), (GROWS,)), instance)


def test_a_hypothesis_on_a_run_at_every_step_is_not_taken_for_granted() -> None:
    """That it holds for some steps decides nothing: the run goes on."""
    bounded = T.forall(N, T.relation("<=", RUN(N), T.number(100)))
    with pytest.raises(Rejected, match="not decided"):
        judged(Question((*WHOLE, bounded), (EVERY,), (GROWS,)), run(1, -1))


def test_a_division_by_zero_is_no_value() -> None:
    """A conclusion without a value fails, and says so; a hypothesis without one rejects."""
    over = T.eq(1 / A, 1 / A)
    shown = judged(Question((POSITIVE,), (POSITIVE,), (over,)), Instance(1, {A: ZERO}, 0))
    assert shown.left is None
    with pytest.raises(Rejected, match="division by 0"):
        judged(Question((POSITIVE, T.relation("<=", 1 / A, A)), (POSITIVE,), (T.eq(A, 1),)),
               Instance(1, {A: ZERO}, 0))  # fmt: skip


def test_what_defines_itself_is_rejected() -> None:
    """Two symbols that are each what the other is have no value."""
    b, c = T.symbol("b"), T.symbol("c")
    circle = (T.eq(b, c + 1), T.eq(c, b - 1), POSITIVE)
    with pytest.raises(Rejected, match="defined by itself"):
        judged(Question(circle, (POSITIVE,), (T.eq(A, b),)), Instance(1, {A: ZERO}, 0))


def test_a_record_that_was_tampered_with_is_not_met() -> None:
    """An instance is judged once more where it counts."""
    claim = registry.CLAIMS["perceptron.sign-only"]
    (need,) = claim.needs
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Counterexample)
    c, z = T.symbol("c"), T.symbol("z")
    for values in ({c: ONE, z: ONE}, {c: -ONE, z: ZERO}, {z: ONE}):
        forged = replace(shown, instance=replace(shown.instance, meanings=values))
        lying = replace(claim, needs=(replace(need, show=lambda forged=forged: forged),))
        (found,) = [o for o in registry.settle(lying).obligations if o.name.startswith("needs-")]
        assert found.verdict == "unknown"


def test_what_is_defined_is_not_said_to_be_free() -> None:
    """Where the first step is defined, only the start is told, and no weights at every step."""
    (need,) = [n for n in registry.CLAIMS["perceptron.first-update"].needs
               if n.name == "zero-start"]  # fmt: skip
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Counterexample)
    assert "w⁽⁰⁾ = 1, " in words(instance_of(shown))
    assert "w⁽ᵗ⁾" not in words(instance_of(shown))


def test_a_mistake_that_counts_otherwise_is_said_to() -> None:
    """The count of mistakes is one for labels -1 and 1 alone: at a label of -2 it is 3/2."""
    (need,) = [n for n in registry.CLAIMS["perceptron.mistake-bound"].needs
               if n.hypothesis == "labels -1 and 1"]  # fmt: skip
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Counterexample)
    assert shown.sides == (Fraction(3, 2), ONE)
    assert "label of −2" in words(need.says)
    assert "3/2" in words(need.says)


# What an entry may say ---------------------------------------------------------------------------

a, b = scalar("a"), scalar("b")
ABOVE = assume("a positive", a > 0)


def toy(**more: Any) -> Entry:
    """An entry whose part needs its hypothesis."""
    made = Entry("toy.twice", place=1, title="Twice", says=say("{}.", 2 * a > a), **more)

    @made.part("Twice", 2 * a > a)
    def twice() -> Lines:
        yield ">", ..., ABOVE

    return made


def test_a_relation_that_fails_shows_nothing_of_a_hypothesis() -> None:
    """That some line fails is not that the claim does; the entry cannot be made."""
    made = toy(needs=(shown_by("a positive", "a-positive", equals(a, 2 * a), says="Else:"),))
    made.twin("Its opposite.", 2 * a < a)
    with pytest.raises(
        ProofError, match=r"does not show that the claim fails without 'a positive'"
    ):
        made.claim()


def test_a_twin_that_speaks_of_something_else_is_refused() -> None:
    """It shares no symbol with what is stated, so its falling says nothing of the claim."""
    made = toy()
    made.twin("Something else.", equals(b + 1, b))
    with pytest.raises(ProofError, match="shares no symbol and no function"):
        made.claim()
    made.twin("Its opposite.", 2 * a < a)
    assert registry.settle(made.claim()).verdict == "proved"


def test_the_sides_are_told_as_the_relation_is_written() -> None:
    """The checker writes 2a > a as a < 2a; a page says what stands on the left of its own."""
    made = toy()
    made.twin("Its opposite.", 2 * a < a)
    (need,) = made.claim().needs
    assert need.show is not None
    shown = need.show()
    assert isinstance(shown, Counterexample)
    assert dict(shown.point) == {a: -ONE}
    assert words(sides_of(shown)) == "the left side is −2 and the right side is −1"
    assert (shown.refuted.witness.left, shown.refuted.witness.right) == (-2, -1)
