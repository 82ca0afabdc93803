"""All that is to be shown of a claim or a sentence, obligation by obligation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from proofs.obligations.check import Check, Evidence, Fallen, found_out
from proofs.obligations.ledger import Ledger, Profile
from proofs.obligations.numbers import counterexample_text, law_holds, law_twin_falls, witness_again

if TYPE_CHECKING:
    from proofs.claim import Claim, Sentence, Settled
    from proofs.terms import Hypothesis


def claim_checks(ledger: Ledger, claim_id: str) -> tuple[Check, ...]:
    """All obligations of a claim, in both halves; a missing law or twin shows as an orphan."""
    claim = ledger.claims[claim_id]

    def symbolic(name: str, word: str = "PROVED") -> Check:
        return Check(name, word, partial(symbolic_obligation, ledger, claim, name))

    def again(name: str, of: str) -> Check:
        return Check(name, "AGREED", partial(witness_again, ledger, claim, of))

    shown = [need for need in claim.needs if need.show is not None]
    checks = [
        *(symbolic(part.name) for part in claim.parts),
        *(
            again(f"{part.name}-again", part.name)
            for part in claim.parts
            if part.name.startswith("witness")
        ),
        Check("hypotheses", "SATISFIED", partial(hypotheses_hold_somewhere, ledger, claim)),
        *(symbolic(f"needs-{need.name}") for need in shown),
        *(again(f"witness-{need.name}", f"needs-{need.name}") for need in shown),
        symbolic("twin", "REFUTED"),
    ]
    if claim_id in ledger.laws:
        law = ledger.laws[claim_id]
        checks.append(Check("law", "HELD", partial(law_holds, law)))
        checks.append(Check("law-twin", "REFUTED", partial(law_twin_falls, law)))
    checks.append(Check("orphans", "PASSED", partial(claim_orphans, ledger, claim)))
    return tuple(checks)


def symbolic_obligation(ledger: Ledger, claim: Claim, name: str, profile: Profile) -> Evidence:
    """The verdict on one obligation: the finders' first, then the checker's."""
    from proofs import verdicts
    from proofs.claim import Settled
    from proofs.counterexample import Counterexample

    obligation = found_out(ledger, claim, name)
    if obligation is None:
        raise Fallen(f"{claim.id}: nothing was found out about {name}", [("verdict", "unknown")])
    evidence: Evidence = [("verdict", obligation.verdict)]
    shown = obligation.shows
    if isinstance(shown, verdicts.Refuted):
        evidence.append(("witness", str(shown.witness)))
    elif isinstance(shown, Counterexample):
        evidence += [("form", shown.form), ("witness", counterexample_text(shown))]
    elif shown is not None:
        evidence += [("form", shown.form)]
        evidence += [("steps", sum(len(d.steps) for d in shown.derivations))]
        evidence += [("rule", rule) for rule in sorted(shown.rules)]
    if obligation.verdict != "proved":
        why = obligation.why or f"{claim.id}: {name} is {obligation.verdict}"
        raise Fallen(why, evidence)
    settled = Settled(claim, (obligation,))
    with suppress(Exception):  # another obligation may break by an error that nobody foresaw
        settled = ledger.settle(claim)
    if obligation.formal is not None:
        evidence += _checked(settled, name, evidence)
    elif shown is not None:
        evidence.append(("evaluated", _evaluated(settled, name, evidence)))
    return evidence


def _evaluated(settled: Settled, name: str, evidence: Evidence) -> str:
    """Who evaluated a refutation or two runs: the checker, or this process alone."""
    from proofs.obligations.verified import CHECKED

    why = CHECKED.numbers(settled, name)
    if why:
        raise Fallen(f"{settled.claim.id}: {name}: the checker refused it: {why}", evidence)
    return "in process" if why is None else "by the checker"


def _checked(settled: Settled, name: str, evidence: Evidence) -> Evidence:
    """What the checker says of one part, in a process of its own."""
    from proofs.obligations.verified import CHECKED

    verdict = CHECKED.part(settled, name)
    if verdict is None or not verdict.holds:
        why = "it was not asked" if verdict is None else verdict.why
        raise Fallen(f"{settled.claim.id}: {name}: the checker refused it: {why}", evidence)
    found: Evidence = [("theorem", verdict.name), ("lines", verdict.lines)]
    return found + [("fact", fact) for fact in verdict.facts]


def hypotheses_hold_somewhere(ledger: Ledger, claim: Claim, profile: Profile) -> Evidence:
    """A model of the hypotheses: contradictory ones would prove anything.

    Where parts of a claim have hypotheses of their own, as the two directions of an equivalence
    do, each part has a model, and every hypothesis belongs to a part.
    """
    from proofs import verdicts

    if not claim.all_hypotheses:
        return [("verdict", "proved"), ("model", "there are no hypotheses")]
    try:
        return [("verdict", "proved"), ("model", _model(claim.all_hypotheses))]
    except verdicts.HypothesisError as error:
        why = str(error)
    used: set[str] = set()
    evidence: Evidence = [("verdict", "proved")]
    for part in claim.parts:
        obligation = found_out(ledger, claim, part.name)
        if obligation is None or obligation.verdict != "proved":
            continue
        hypotheses = obligation.shows.hypotheses  # type: ignore[union-attr]  # a part's theorem
        try:
            evidence.append(("model", f"{part.name}: {_model(hypotheses)}"))
        except verdicts.HypothesisError as error:
            raise Fallen(f"{claim.id}: {part.name}: {error}", [("verdict", "unknown")]) from None
        used |= {hypothesis.name for hypothesis in hypotheses}
    if not {hypothesis.name for hypothesis in claim.all_hypotheses} <= used:
        raise Fallen(f"{claim.id}: {why}", [("verdict", "unknown")])
    return evidence


def _model(hypotheses: tuple[Hypothesis, ...]) -> str:
    """Numbers for which the hypotheses hold; raises `HypothesisError`."""
    from proofs import verdicts

    model = verdicts.model(hypotheses)
    values = [f"{symbol} = {verdicts.show(value)}" for symbol, value in model.values]
    values += [f"{symbol} = {meaning}" for symbol, meaning in model.meanings]
    taken = [f"{f.name} := {body}" for f, _, body in model.functions]
    return ", ".join((*taken, *values)) or "any numbers"


# Orphans -----------------------------------------------------------------------------------------


def _refuse(problems: Sequence[str]) -> Evidence:
    if problems:
        raise Fallen("\n".join(problems))
    return []


def claim_orphans(ledger: Ledger, claim: Claim, profile: Profile) -> Evidence:
    """What belongs together is there: law, twin, hypotheses, needs and witnesses."""
    return _refuse(list(_claim_orphans(ledger, claim)))


def _claim_orphans(ledger: Ledger, claim: Claim) -> Iterator[str]:
    from proofs.derivation import Theorem
    from proofs.witness import Comparison

    if claim.id not in ledger.laws:
        yield f"{claim.id}: the numeric half has no law for it"
    if claim.twin is None:
        yield f"{claim.id}: it has no false twin"
        return  # without one it cannot be settled
    names = Counter(check.name for check in claim_checks(ledger, claim.id))
    for name in (name for name, times in names.items() if times > 1):
        yield f"{claim.id}: two obligations are called {name}, so one hides the other"
    declared = {hypothesis.name: hypothesis.relation for hypothesis in claim.all_hypotheses}
    assumed = [*declared, *(name for name, _ in claim.built_in)]
    needed = {need.hypothesis for need in claim.needs}
    for name in assumed:
        if name not in needed:
            yield f"{claim.id}: nothing shows that it needs the hypothesis {name!r}"
    for name in sorted(needed - set(assumed)):
        yield f"{claim.id}: a witness is about {name!r}, which is no hypothesis of it"
    for obligation in ledger.settle(claim).obligations:
        name, shown = obligation.name, obligation.shows
        if isinstance(shown, Comparison):
            if shown.rule.name not in ledger.learners:
                yield f"{claim.id}: the numeric half cannot run {shown.rule.name} for {name}"
        elif isinstance(shown, Theorem):
            for hypothesis in shown.hypotheses:
                if declared.get(hypothesis.name) != hypothesis.relation:
                    yield f"{claim.id}: {name} assumes {hypothesis}, which is not declared"


def laws_orphans(ledger: Ledger, profile: Profile) -> Evidence:
    """Every law belongs to a claim."""
    return _refuse(
        [f"the law {name} belongs to no claim" for name in ledger.laws if name not in ledger.claims]
    )


def sentence_checks(ledger: Ledger, sentence: Sentence) -> tuple[Check, ...]:
    """That a sentence is ruled on, and that what it refers to exists."""
    return (
        Check("ruling", "RULED", partial(sentence_ruling, ledger, sentence)),
        Check("orphans", "PASSED", partial(sentence_orphans, ledger, sentence)),
    )


def sentence_ruling(ledger: Ledger, sentence: Sentence, profile: Profile) -> Evidence:
    """The ruling, computed from the entries; one that cannot be computed falls."""
    ruled = ledger.ruled(sentence)
    evidence: Evidence = [("ruling", ruled.ruling)]
    evidence += [("reading", reading.ruling) for reading in ruled.readings]
    evidence += [("rests-on", name) for part in sentence.parts for name in part.references]
    if ruled.ruling == "unknown":
        why = "; ".join(r.why_not for r in (ruled, *ruled.readings) if r.why_not)
        raise Fallen(f"{sentence.id}: {why or 'what it rests on does not settle it'}", evidence)
    return evidence


def sentence_orphans(ledger: Ledger, sentence: Sentence, profile: Profile) -> Evidence:
    """A sentence names entries, and obligations of them, that exist, and quotes from no other."""
    return _refuse(list(_sentence_orphans(ledger, sentence)))


def _sentence_orphans(ledger: Ledger, sentence: Sentence) -> Iterator[str]:
    from proofs.quotes import quotes

    if not sentence.entries and not sentence.no_claim:
        yield f"{sentence.id}: no entry decides it"
    references = dict.fromkeys(r for g in (sentence, *sentence.readings) for r in g.references)
    for reference in references:
        claim_id, _, name = reference.partition("::")
        if claim_id not in ledger.claims:
            yield f"{sentence.id}: there is no entry {claim_id}"
        elif name not in {c.name for c in claim_checks(ledger, claim_id)}:
            yield f"{sentence.id}: {claim_id} has no obligation {name or 'of no name'}"
    for part in (sentence, *sentence.readings):
        for quote in quotes((*part.says, *part.condition, *part.instead)):
            if quote.reference not in references:
                yield f"{sentence.id}: it quotes from {quote.reference}, but does not rest on it"
