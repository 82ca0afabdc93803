"""The small ledger: a claim that holds for all a, one that needs a > 0, a sentence, and laws.

Names in capitals are what a test puts something else in the place of; `install` reads them late.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import strategies as st

from numeric import learners
from numeric.laws import Law
from proofs import registry, verdicts
from proofs.chapters.perceptron.runs import NONZERO_START
from proofs.claim import Claim, Grounds, Need, Part, Ruled, Sentence, Twin
from proofs.derivation import Derivation, derive
from proofs.obligations.ledger import Ledger
from proofs.pytest_plugin import LEDGER
from proofs.terms import ABS, Hypothesis, Term, assume, equals, scalar
from proofs.witness import Comparison

A = scalar("a")
POSITIVE = assume("a > 0", A > 0)


def doubling(line: Term) -> Derivation:
    """a + a, brought to the line given."""
    return derive("doubling", A + A).eq(line, "collecting")


def without_sign() -> verdicts.Refuted:
    """|a| = a fails where a > 0 is dropped."""
    verdict = verdicts.decide(equals(ABS(A), A))
    assert isinstance(verdict, verdicts.Refuted)
    return verdict


def comparison() -> Comparison:
    """Two runs of the perceptron, at rates 1 and 1/10, from a start that is not zero."""
    return NONZERO_START()


def unknown_rule() -> Comparison:
    """A comparison by a rule that the numeric half does not have."""
    true = comparison()
    return replace(true, rule=replace(true.rule, name="no-such-rule"))


def wrong_runs() -> Comparison:
    """A comparison whose second run claims to have predicted what it did not."""
    true = comparison()
    wrong = replace(true.runs[1], predictions=tuple(-p for p in true.runs[1].predictions))
    return replace(true, runs=(true.runs[0], wrong))


def law(claim: str, holds: Any, twin: Any, must_hit: tuple[str, ...] = ("positive",)) -> Law:
    """A law about one small number."""

    def judged(a: Fraction, note: Any) -> bool:
        note("positive" if a > 0 else "not positive")
        return bool(holds(a))

    numbers = st.integers(-3, 3).map(Fraction)
    return Law(claim, f"{claim} on numbers", lambda: numbers, judged, "its twin", twin, must_hit)


def broken() -> Derivation:
    """A mistake in a chapter."""
    raise AttributeError("no such attribute")


def interrupt(a: Fraction) -> bool:
    """What Ctrl-C does in the middle of a law."""
    raise KeyboardInterrupt


DOUBLED = 2 * A
CHAIN = lambda: doubling(DOUBLED)  # noqa: E731
TWIN = equals(A + A, 3 * A)
SIZE_TWIN = Twin(("|a| is -a",), equals(ABS(A), -A), (POSITIVE,))
HYPOTHESES = (POSITIVE,)
NEEDS = (Need("a > 0", "positive", without_sign),)
PREMISES = (POSITIVE,)
HOLDS = lambda a: a + a == 2 * a  # noqa: E731
LAW_TWIN = lambda a: a + a == 3 * a  # noqa: E731
MUST_HIT = ("positive",)
HOLDS_BY = ("toy.doubling::chain",)
FAILS_BY = ("toy.size::needs-positive",)
INSTEAD = ("it does",)
MORE_LAWS = ()
LESS_LAWS = ()


def claims() -> dict[str, Claim]:
    """Both claims, from whatever stands in the capitals now."""
    premises: tuple[Hypothesis, ...] = PREMISES
    doubled = Claim(
        "toy.doubling", "Doubling", ("a + a is 2 a",), (),
        (Part("chain", CHAIN), Part("again", lambda: doubling(2 * A))),
        (), Twin(("a + a is 3 a",), TWIN),
    )  # fmt: skip
    size = Claim(
        "toy.size", "Size", ("|a| is a",), HYPOTHESES,
        (Part("chain", lambda: derive("size", ABS(A), premises).eq(A, "a > 0")),),
        NEEDS, SIZE_TWIN,
    )  # fmt: skip
    return {claim.id: claim for claim in (doubled, size)}


def install(config: pytest.Config) -> None:
    """Put the small ledger in the place of the project's."""
    here = Path(__file__).resolve().parent
    found = claims()
    laws = [
        law("toy.doubling", HOLDS, LAW_TWIN, MUST_HIT),
        law("toy.size", lambda a: abs(a) == a or a < 0, lambda a: abs(a) == a),
        *(law(name, lambda a: True, lambda a: False, ()) for name in MORE_LAWS),
    ]

    def ruled(sentence: Grounds) -> Ruled:
        with patch.object(registry, "CLAIMS", found):
            return registry.ruled(sentence)

    sentence = Sentence(
        ("doubling doubles",), HOLDS_BY, FAILS_BY, ("a > 0",), INSTEAD, id="T01", source="B"
    )
    config.stash[LEDGER] = Ledger(
        {here / "toy.py": tuple(found)},
        {here / "sentences.py": ("T01",)},
        found,
        {"T01": sentence},
        registry.settle,
        ruled,
        {law.claim: law for law in laws if law.claim not in LESS_LAWS},
        learners.RULES,
    )
