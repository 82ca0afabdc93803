"""What is asked of a rule, and the answers: proved, refuted by exact runs, or unknown.

Blocked and undefined come first, since they make the rest hold emptily.  A rate that factors out
is a scaling of rate and states that one step commutes with and the start is mapped by: exponents
are found in `units`, checked by `laws`, and proved line by line by `certificate`.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from proofs.judge import alike, fixed, folding, search, structure
from proofs.judge.certificate import Certificate, certificate
from proofs.judge.collected import collected
from proofs.judge.directions import OneRay, one_ray
from proofs.judge.forgetting import Forgotten, forgotten
from proofs.judge.laws import Broken, verified, weigh
from proofs.judge.remembered import remembered
from proofs.judge.search import Witness
from proofs.judge.syntax import ZERO, Node, Rule
from proofs.judge.through import above_zero, through
from proofs.judge.units import Demand, Exponents, demand

Word = Literal["proved", "refuted", "unknown"]
QUESTIONS = (
    "zero", "weights", "predictions", "direction", "units", "rotation", "forgotten", "groups",
)  # fmt: skip
BUDGET = 30.0
Zero = Literal["moves", "blocked", "undefined", "unknown"]
_RATES = ("weights", "predictions", "direction")


@dataclass(frozen=True)
class Answer:
    """The answer to one question."""

    verdict: Word
    by: str = ""
    """What proves it."""
    power: Fraction | None = None
    powers: Mapping[str, Fraction] = field(default_factory=dict)
    """Of each state's exponent in the rate."""
    empty: str = ""
    """Why it holds without saying anything: blocked, undefined, no units, no vectors."""
    witness: Witness | None = None
    clash: tuple[str, ...] = ()
    """The fewest demands of the text that no scaling meets together."""
    searched: str = ""
    lines: int = 0
    """Of the proof, where the checker has it."""
    why: str = ""
    """Why the checker does not have it."""
    says: str = ""
    """What is proved, where it is more than what is asked."""
    under: tuple[str, ...] = ()
    """What has to hold besides what is given."""
    chains: tuple[tuple[Node, ...], ...] = ()
    """Of the first of these the formulas; several are the sides of a < b < c."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Values that satisfy it."""

    @property
    def example(self) -> str:
        """The same in words."""
        return ", ".join(f"{name} = {search.shown(v)}" for name, v in self.values.items())


@dataclass(frozen=True)
class Judgement:
    """All that was found out about a rule."""

    rule: Rule
    zero: Zero
    zero_answer: Answer
    answers: Mapping[str, Answer]
    groups: tuple[Mapping[str, Fraction], ...]
    group_proofs: tuple[Certificate, ...] = ()
    """What proves each scaling."""
    proofs: tuple[Certificate, ...] = ()
    """All that were found, each once."""
    asked_groups: bool = True
    plain: Rule | None = None
    """The rule that was judged, where its like terms had to be collected."""
    seconds: float = 0.0


def judge(rule: Rule, *, budget: float = BUDGET, ask: Collection[str] = QUESTIONS) -> Judgement:
    """Answer what is asked of a rule; what is not asked is left out."""
    began = time.monotonic()
    plain = collected(rule)
    found = _Judge(plain, budget, set(ask)).judged()
    return replace(
        found, rule=rule, plain=None if plain is rule else plain,
        seconds=time.monotonic() - began,
    )  # fmt: skip


class _Judge:
    def __init__(self, rule: Rule, budget: float, ask: set[str]) -> None:
        self.rule, self.budget, self.ask = rule, budget, ask
        self.weights = tuple(s.name for s in rule.weights)
        self.answers: dict[str, Answer] = {}
        self.proofs: dict[object, Certificate] = {}
        self.ray: tuple[OneRay | None] | None = None

    def judged(self) -> Judgement:
        """Proofs first, then one search for all that is left."""
        rule = self.rule
        from_zero = _at_zero(rule)
        open: set[str] = set()
        zero: Zero
        zero, zero_answer = self._stuck(from_zero)
        if zero == "unknown":
            open.add("zero")
        empty = zero if zero != "unknown" and from_zero is rule else ""
        clashes: dict[str, tuple[str, ...]] = {}
        for question in _RATES:
            if question not in self.ask:
                continue
            if empty:
                self.answers[question] = Answer(
                    "proved", zero_answer.by, Fraction(1) if question == "weights" else None,
                    empty=empty,
                )  # fmt: skip
                continue
            answer, clash = self._scaling(question)
            if answer is None:
                open.add(question)
                clashes[question] = clash
            else:
                self.answers[question] = answer
        if "units" in self.ask:
            self._units(open)
        self._search(open, from_zero, clashes)
        if "zero" in open or zero == "unknown":
            zero, zero_answer = self._moved(zero_answer)
        if "rotation" in self.ask:
            self.answers["rotation"] = self._rotation()
        if "forgotten" in self.ask:
            self.answers["forgotten"] = self._forgotten()
        groups, by = self._groups() if "groups" in self.ask else ((), ())
        every = (*self.proofs.values(), *by)
        order = {q: self.answers[q] for q in QUESTIONS if q in self.answers}
        return Judgement(rule, zero, zero_answer, order, groups, by, every, "groups" in self.ask)

    # Zero ----------------------------------------------------------------------------------------
    def _stuck(self, rule: Rule) -> tuple[Zero, Answer]:
        if (found := folding.no_first_step(rule)) is not None:
            state, error = found
            says = f"at the first step {state.name}' has no value: {error}"
            return "undefined", self._proved("zero", fixed.undefined(rule), says)
        if set(self.weights) <= folding.resting(rule):
            says = "each new value is 0 where these states are 0"
            return "blocked", self._proved("zero", fixed.blocked(rule), says)
        return "unknown", Answer("unknown")

    def _moved(self, answer: Answer) -> tuple[Zero, Answer]:
        found = self.asked.found.get("zero")
        if found is None:
            return "unknown", replace(answer, searched=self._searched(self.asked))
        told = search.resting_samples(_at_zero(self.rule))
        return "moves", Answer("proved", "an exact run", witness=found, searched=told)

    # The rate ------------------------------------------------------------------------------------
    def _scaling(self, question: str) -> tuple[Answer | None, tuple[str, ...]]:
        """A scaling of the rate by c that fixes the data and all parameters."""
        rule = self.rule
        states = structure.asked_about(rule)
        if question == "predictions" and rule.predict is None:
            return Answer("unknown", searched="the rule predicts nothing"), ()
        exponents = Exponents(rule, states)
        others = (*rule.parameters, *(d.name for d in rule.data))
        fixed = {**dict.fromkeys(others, 0), rule.rate: 1}
        more: list[Demand] = []
        for s in exponents.states:
            start = exponents.form(s.start)
            if start is not None:
                gap = dict(start)
                gap[s.name] = gap.get(s.name, Fraction(0)) - 1
                more += demand(gap, f"{s.name} starts at {s.start!r}", s.start)
        if question == "predictions" and rule.predict is not None and rule.predict.kind != "index":
            form = exponents.form(rule.predict)
            more += demand(form, f"the prediction {rule.predict!r} must not scale", rule.predict)
        if question == "direction":
            first, *others_of = self.weights
            for name in others_of:
                gap = {first: Fraction(1), name: Fraction(-1)}
                more += demand(
                    gap, f"{first} and {name} must scale alike to keep a direction", None
                )
        found = exponents.solution(fixed, more)
        if found is None:
            if question != "weights":
                answer = self._one_ray(question) or self._through(question)
                if answer is not None:
                    return answer, ()
            core = exponents.clash(fixed, more)
            return None, tuple(dict.fromkeys(_words(d) for d in core))
        try:
            weights = verified(rule, states, found, from_start=True)
            asked = rule.predict if question == "predictions" else None
            if asked is not None and weigh(asked, {**_zeros(rule), **found}, weights):
                raise Broken("the prediction scales")
        except Broken as error:
            return None, (str(error),)
        powers = {n: found[n] for n in self.weights}
        same = len(set(powers.values())) == 1
        power = powers[self.weights[0]] if same else None
        scaled = {n: v for n, v in found.items() if v}
        proof = self._proof(states, found)
        shown = power if question == "weights" else None
        return Answer("proved", proof.by, shown, scaled, lines=proof.lines, why=proof.why), ()

    def _one_ray(self, question: str) -> Answer | None:
        """A direction that is free of the rate, though the weights do not scale with it."""
        if self.ray is None:
            self.ray = (one_ray(self.rule),)
        (found,) = self.ray
        asked = self.rule.predict
        if found is None:
            return None
        if question == "predictions" and asked is not None and asked.kind != "index":
            try:
                if weigh(asked, {**_zeros(self.rule), self.weights[0]: Fraction(1)}, {}):
                    return None
            except Broken:
                return None
        answer = self._proved("one ray", found.proof, found.says)
        by = answer.by or "the weights are a positive multiple of one vector at every rate"
        return replace(answer, by=by)

    def _through(self, question: str) -> Answer | None:
        """Free of the rate, since it enters through functions of it that are taken for rates."""
        answers, under, said = [], dict[str, None](), []
        for part, rule in through(self.rule):
            above, needs = above_zero(self.rule, part)
            inner = _Judge(rule, 0.0, set())
            answer = inner._scaling(question)[0] if above else None
            if answer is None or answer.verdict != "proved":
                return None
            self.proofs.update({(rule.rate, key): p for key, p in inner.proofs.items()})
            answers.append(answer)
            under |= {repr(n): None for n in needs}
            said.append(f"{rule.rate} = {part!r}")
        if not answers:
            return None
        why = next((a.why for a in answers if a.why), "")
        return Answer(
            "proved", answers[-1].by, lines=sum(a.lines for a in answers), why=why,
            under=tuple(under), says=f"the rate enters only through {', '.join(said)}, above 0",
        )  # fmt: skip

    def _proof(self, states: tuple[str, ...], found: Mapping[str, Fraction]) -> Certificate:
        """How the step's equivariance is proved: by the checker where it can say the rule."""
        key = (states, tuple(found.items()))
        if key not in self.proofs:
            self.proofs[key] = certificate(self.rule, states, found)
        return self.proofs[key]

    # Searches ------------------------------------------------------------------------------------
    def _search(
        self, open: set[str], from_zero: Rule, clashes: Mapping[str, tuple[str, ...]]
    ) -> None:
        rule = self.rule
        here = set(open)
        if from_zero is not rule and "zero" in here:
            here.discard("zero")
            self.zero_search = search.Search(from_zero, {"zero"}, self.budget / 4)
            zero = self.zero_search.run()
        else:
            zero = None
        self.run = search.Search(rule, here, self.budget)
        self.asked = self.run.run()
        if zero is not None:
            self.asked.found.update(zero.found)
        searched = self._searched(self.asked)
        for question in (*_RATES, "units"):
            if question not in open:
                continue
            witness = self.asked.found.get(question)
            clash = clashes.get(question, ())
            if witness is not None:
                self.answers[question] = Answer("refuted", witness=witness, clash=clash)
            else:
                self.answers[question] = Answer("unknown", clash=clash, searched=searched)

    def _searched(self, asked: search.Asked) -> str:
        if not asked.tried:
            return asked.ended or "nothing was searched"
        rates = ", ".join(map(str, self.run.found[1] if self.run.found else ()))
        parameters = ", ".join(f"{n} = {v}" for n, v in self.run.parameters.items())
        text = f"{asked.tried:,} data sets at rates {rates}"
        text += f" and {parameters}" if parameters else ""
        text += f", {search.STEPS} steps each"
        text += f"; all with {asked.ended}" if asked.ended else "; the time was up"
        if asked.uncertain:
            text += f"; {asked.uncertain} without certain signs"
        return text

    # Form ----------------------------------------------------------------------------------------
    def _units(self, open: set[str]) -> None:
        if not any(s.index for s in self.rule.states):
            self.answers["units"] = Answer("proved", "there is one unit only", empty="no units")
        elif structure.units_alike(self.rule) is None:
            self.answers["units"] = self._proved("units", alike.units(self.rule))
        else:
            open.add("units")

    def _rotation(self) -> Answer:
        rule = self.rule
        if not any(s.kind == "vector" for s in rule.states):
            return Answer("proved", "no state is a vector", empty="no vectors")
        where = structure.turns_with_vectors(rule)
        if where is None:
            return self._proved("rotation", alike.rotations(rule))
        witness, tried = search.rotation(rule, self.budget / 2)
        clash = (f"{where}: coordinate by coordinate",)
        if witness is not None:
            return Answer("refuted", witness=witness, clash=clash)
        return Answer("unknown", clash=clash, searched=f"{tried} turned runs")

    def _forgotten(self) -> Answer:
        found = forgotten(self.rule)
        if found is not None:
            return self._because(found)
        witness = remembered(self.rule, self.budget / 5)
        if witness is not None:
            return Answer("refuted", witness=witness)
        searched = "two starts that rest, run in circles or stay apart, on samples that are not 0"
        return Answer("unknown", searched=searched)

    def _proved(self, question: str, proof: Certificate, says: str = "") -> Answer:
        """What the checker accepts, or why it does not have it."""
        if proof.proof is not None:
            self.proofs[question] = proof
        return Answer("proved", proof.by, lines=proof.lines, why=proof.why, says=says)

    def _because(self, found: Forgotten) -> Answer:
        """The start is forgotten, by lines where the checker has them."""
        proof = found.proof
        if proof is not None and proof.proof is not None:
            self.proofs["forgotten"] = proof
        return Answer(
            "proved", found.by, lines=proof.lines if proof else 0, why=proof.why if proof else "",
            says=found.says, under=found.conditions(self.rule), chains=found.chains(),
            values=found.example or {},
        )  # fmt: skip

    def _groups(self) -> tuple[tuple[Mapping[str, Fraction], ...], tuple[Certificate, ...]]:
        """Generators, each of them checked by the small verifier."""
        found, by = [], []
        every = tuple(s.name for s in self.rule.states)
        for generator in Exponents(self.rule).basis():
            try:
                verified(self.rule, every, generator, from_start=False)
            except Broken:
                continue
            found.append(generator)
            by.append(certificate(self.rule, every, generator, from_start=False))
        return tuple(found), tuple(by)


def _zeros(rule: Rule) -> dict[str, Fraction]:
    own = (
        rule.rate,
        *rule.parameters,
        *(s.name for s in rule.states),
        *(d.name for d in rule.data),
    )
    return dict.fromkeys(own, Fraction(0))


def _at_zero(rule: Rule) -> Rule:
    """The rule with its weights started at zero; itself where they are."""
    weights = {s.name for s in rule.weights}
    if all(s.start is ZERO for s in rule.states if s.name in weights):
        return rule
    return replace(
        rule, states=tuple(replace(s, start=ZERO) if s.name in weights else s for s in rule.states)
    )


def _words(d: Demand) -> str:
    where = repr(d.where) if d.where is not None else ""
    where = where if len(where) <= 60 else where[:57] + "..."
    return f"{where}: {d.why}" if where else d.why


__all__ = ["BUDGET", "QUESTIONS", "Answer", "Judgement", "judge"]
