"""Every law withstands its attack, every false twin is refuted, and the runner tells the truth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

import numeric
from numeric import laws
from numeric.law import PROFILES, Law, Note, attack, attack_twin
from numeric.laws import LAWS

PERCEPTRON = {
    "perceptron.sign-only",
    "perceptron.first-update",
    "perceptron.unrolled",
    "perceptron.eta-factors-out",
    "perceptron.mistakes-same",
    "perceptron.predictions-same",
    "perceptron.direction",
    "perceptron.joint-scaling",
    "perceptron.nonzero-start-can-matter",
    "perceptron.nonzero-start-need-not-matter",
    "perceptron.bracket-is-data-only",
    "perceptron.any-positive-rate",
    "perceptron.any-threshold-convention",
    "perceptron.bias",
    "perceptron.epochs-and-orders",
    "perceptron.batch-criterion",
    "perceptron.kink-convention",
    "perceptron.schedules",
    "perceptron.mistake-bound",
    "perceptron.margin-breaks-it",
    "perceptron.weight-decay",
}
FLOAT = {
    "float.rate-can-change-label",
    "float.power-of-two-is-exact",
    "float.certified-labels-agree",
    "float.equal-units-drift",
}
HIDDEN = {
    "hidden.zero-preactivations",
    "hidden.permutation-equivariance",
    "hidden.equal-units-stay-equal",
    "hidden.equal-incoming-not-enough",
    "hidden.inputs-separate",
    "hidden.backprop-linear",
    "hidden.zero-start-stuck",
    "hidden.zero-start-learns",
    "hidden.zero-start-centred",
    "hidden.eta-changes-direction",
    "hidden.width-one",
    "hidden.width-one-deep",
    "hidden.zero-start-wave",
    "hidden.distinct-start-separates",
    "hidden.unequal-units-can-merge",
    "hidden.stuck-without-symmetry",
}
FURTHER_NETWORKS = {
    "further.biases-break-symmetry",
    "further.biases-and-centred-targets",
    "further.silent-units-rest",
    "further.dropout",
    "further.dropout-at-zero",
    "further.softmax-at-zero",
    "further.softmax-absent-classes",
    "further.softmax-rows-sum",
    "further.softmax-two-classes",
    "further.one-factor-at-zero",
    "further.both-factors-at-zero",
    "further.scalar-factors",
}

FURTHER = {
    "further.rate-scales-oscillation",
    "further.feature-scaling",
    "further.hinge-steps",
    "further.unit-with-square-is-not-linear",
    "further.no-minimiser",
    "further.convex-descent-can-fail",
    "further.many-minimisers",
    "further.preconditioned-norm",
    "further.coordinate-descent-norm",
    "further.momentum",
    "further.averaging",
    "further.multi-class",
    "further.three-classes",
    "further.mistakes-need-not-approach",
    "further.adam",
    "further.adam-units",
}

GRADIENT = {
    "gd.first-step-factors",
    "convex.stationary-iff-optimal",
    "linear.zero-prediction",
    "linear.gradient-at-zero",
    "linear.starts-iff-correlated",
    "linear.almost-surely-starts",
    "linear.no-features-no-learning",
    "linear.eta-does-not-factor",
    "linear.closed-form",
    "linear.direction-iff-eigenvector",
    "linear.minimum-norm",
    "linear.start-is-forgotten",
    "linear.start-differences-never-grow",
    "linear.random-start-costs-loss",
    "linear.zero-column-never-moves",
    "linear.is-one-neuron",
    "linear.stable-rates",
    "linear.warm-start-bound",
    "linear.closer-start-can-end-farther",
    "linear.target-scaling",
    "linear.rotation",
    "linear.no-symmetry-to-break",
    "logistic.half-at-zero",
    "logistic.same-gradient-form",
    "logistic.gradient-at-zero",
    "logistic.starts-iff-correlated",
    "logistic.convex",
    "logistic.eta-does-not-factor",
    "logistic.no-symmetry-to-break",
}


def toy(**changes: Any) -> Law:
    """A law of whole numbers: their squares are not negative."""

    def holds(n: int, note: Note) -> bool:
        note("zero" if n == 0 else "not zero")
        return n * n >= 0

    law = Law(
        "toy.squares",
        "Squares are not negative.",
        lambda: st.integers(-100, 100),
        holds,
        "Numbers are not negative.",
        lambda n: bool(n >= 0),
        ("zero",),
    )
    return replace(law, **changes)


def test_one_file_for_each_law() -> None:
    """The folders are walked: every file has a law, and no two have one of the same claim."""
    folder = Path(laws.__file__).parent
    files = [f for f in folder.glob("*/*.py") if not f.name.startswith("_")]
    assert len(files) == len(LAWS)
    for claim in LAWS:
        name = claim.partition(".")[2].replace("-", "_")
        assert any(file.stem == name for file in files), claim


TOY = """
from hypothesis import strategies as st

from numeric.law import Law

LAW = Law("toy.odd", "2n + 1 is odd.", lambda: st.integers(0, 9), lambda n, note: True,
          "n is odd.", lambda n: n % 2 == 1, ())
"""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (TOY, "True"),
        ("LAWS = ()", "TypeError: numeric.laws.toy.odd has no law named LAW"),
        (TOY.replace("toy.odd", "linear.rotation"), "has a second law of linear.rotation"),
    ],
)
def test_a_new_law_is_one_file(tmp_path: Path, text: str, printed: str) -> None:
    """A file in a folder is found, and one without a law, or with a second one, is refused."""
    shutil.copytree(
        Path(numeric.__file__).parent,
        tmp_path / "numeric",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    folder = tmp_path / "numeric" / "laws" / "toy"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "odd.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from numeric.laws import LAWS; print('toy.odd' in LAWS)"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert printed in done.stdout + done.stderr


def test_no_file_is_long() -> None:
    """No file of the package has more than 700 lines."""
    for file in Path(numeric.__file__).parent.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 700, file


def test_one_law_for_each_claim() -> None:
    """The laws are those of the ledger's rows, chapter by chapter."""
    chapters = PERCEPTRON | GRADIENT | HIDDEN | FLOAT | FURTHER | FURTHER_NETWORKS
    assert set(LAWS) == chapters | {"symmetry.trajectory"}
    assert all(law.claim == claim for claim, law in LAWS.items())


SOME = (
    "symmetry.trajectory",
    "perceptron.mistake-bound",
    "float.power-of-two-is-exact",
    "linear.stable-rates",
    "hidden.zero-start-wave",
)
"""One law of each kind; every law is an item of the proof checker beside the proofs."""


@pytest.mark.parametrize("claim", SOME)
def test_law_withstands(claim: str) -> None:
    """200 examples, none of them against the law, and all events met."""
    found = attack(LAWS[claim])
    assert found.falsified is None
    assert found.missed == ()
    assert found.examples == 200
    assert found.withstood


@pytest.mark.parametrize("claim", SOME)
def test_twin_is_refuted(claim: str) -> None:
    """Data against the false twin are found, and they really refute it."""
    law = LAWS[claim]
    found = attack_twin(law)
    assert found.counterexample is not None
    assert 1 <= found.examples <= 200
    assert not law.twin(found.counterexample)
    assert law.holds(found.counterexample, lambda event: None)


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="the long form of the attacks")
@pytest.mark.parametrize("claim", LAWS)
def test_law_withstands_the_night(claim: str) -> None:
    """5000 random examples."""
    found = attack(LAWS[claim], "nightly")
    assert found.withstood, found.falsified


def test_attacks_are_repeatable() -> None:
    """Two attacks under "proof" meet the same events."""
    law = LAWS["perceptron.mistake-bound"]
    assert attack(law) == attack(law)
    assert attack_twin(law) == attack_twin(law)


def test_attacks_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """A falsified law is returned, not printed."""
    assert attack(toy(holds=lambda n, note: n < 50)).falsified is not None
    assert attack_twin(toy()).counterexample is not None
    assert capfd.readouterr() == ("", "")


def test_counterexamples_are_shrunk() -> None:
    """The smallest data against the law are the ones returned."""
    assert attack(toy(holds=lambda n, note: n < 50)).falsified == 50
    assert attack_twin(toy()).counterexample == -1


def test_mutant_profile_does_not_shrink() -> None:
    """Without shrinking some data against the law are returned, and the first found ends it."""
    found = attack(toy(holds=lambda n, note: n < 5), "mutant")
    assert found.falsified is not None
    assert found.falsified >= 5


def test_examples_are_counted() -> None:
    """A law over three values is run on three examples, not on 200."""
    found = attack(toy(data=lambda: st.integers(-1, 1)))
    assert found.examples == 3
    assert found.events == {"not zero": 2, "zero": 1}
    assert found.withstood


def test_missed_event_fails() -> None:
    """A law that never met what it must meet has not withstood."""
    found = attack(toy(data=lambda: st.integers(1, 9)))
    assert found.falsified is None
    assert found.missed == ("zero",)
    assert not found.withstood


def test_true_twin_is_reported() -> None:
    """A twin that nothing refutes comes back without a counterexample."""
    found = attack_twin(toy(twin=lambda n: True))
    assert found.counterexample is None
    assert found.examples == 200


def test_error_in_a_law_is_no_verdict() -> None:
    """A law that raises is a defect of the law and is not hidden."""
    with pytest.raises(ZeroDivisionError):
        attack(toy(holds=lambda n, note: bool(1 // 0)))


def test_unknown_profile() -> None:
    """An unknown profile is named, with those there are."""
    with pytest.raises(ValueError, match="no profile 'quick'; there are proof, nightly, mutant"):
        attack(toy(), "quick")


def test_profiles_say_what_they_do() -> None:
    """The profiles differ from the default exactly as documented, under CI too."""
    proof, nightly, mutant = (PROFILES[name] for name in ("proof", "nightly", "mutant"))
    assert (proof.derandomize, proof.max_examples, proof.deadline) == (True, 200, None)
    assert (nightly.derandomize, nightly.max_examples) == (False, 5000)
    assert "shrink" not in {phase.name for phase in mutant.phases}
    assert "filter_too_much" not in {check.name for check in proof.suppress_health_check}


def test_nightly_keeps_failures_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A falsified law leaves its data in a place of its own, if a place is named."""
    monkeypatch.setenv("HYPOTHESIS_STORAGE_DIRECTORY", str(tmp_path))
    attack(toy(holds=lambda n, note: n < 50), "nightly")
    assert list((tmp_path / "laws" / "toy.squares").iterdir())


SHOWN = """
import json, sys
import hypothesis.strategies
import numeric
from numeric.law import attack, attack_twin
from numeric.laws import LAWS

found = {}
for claim in sys.argv[1:]:
    made, twin = attack(LAWS[claim]), attack_twin(LAWS[claim])
    found[claim] = [made.examples, dict(made.events), twin.examples, repr(twin.counterexample)]
print(numeric.__file__)
print(json.dumps(found))
"""
SENSITIVE = ("float.power-of-two-is-exact", "linear.zero-prediction")


def shown(home: Path, where: Path) -> Any:
    """The evidence on a few laws by a process of its own, from the package in this folder."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith("HYPOTHESIS")}
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, *SENSITIVE],
        capture_output=True,
        text=True,
        check=True,
        cwd=where,
        env=environment | {"PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    file, found = done.stdout.splitlines()
    assert Path(file).is_relative_to(home)
    return json.loads(found)


def test_evidence_is_the_same_wherever_the_package_lies(tmp_path: Path) -> None:
    """A checkout and an installed wheel run the same examples, and leave nothing behind.

    Hypothesis takes constants out of modules that it holds for the user's own, which it judges by
    their folder, and keeps what it finds below ``.hypothesis``.
    """
    package = Path(numeric.__file__).parent
    made = []
    for home in (tmp_path / "site-packages", tmp_path / "work" / "checkout"):
        shutil.copytree(package, home / "numeric", ignore=shutil.ignore_patterns("__pycache__"))
        where = tmp_path / f"cwd of {home.name}"
        where.mkdir()
        made.append((shown(home, where), list(where.iterdir())))
    (installed, left), (in_checkout, left_there) = made
    assert installed == in_checkout
    assert left == left_there == []


def test_harvest_is_switched_off_and_on_again() -> None:
    """Constants that other tests made Hypothesis harvest are not drawn, and come back after."""
    providers = pytest.importorskip("hypothesis.internal.conjecture.providers")
    if not hasattr(providers, "_get_local_constants"):
        pytest.skip("this version of Hypothesis harvests nothing")
    before = providers._get_local_constants, providers.CONSTANTS_CACHE
    seen: list[int] = []
    looking = st.integers().map(lambda n: seen.append(len(providers._get_local_constants())) or n)
    attack(toy(data=lambda: looking))
    assert set(seen) == {0}
    assert (providers._get_local_constants, providers.CONSTANTS_CACHE) == before


def test_no_test_has_a_deadline(request: pytest.FixtureRequest) -> None:
    """A slow machine fails no test: one profile for all tests here, which writes nothing."""
    assert settings().deadline is None
    assert settings().database is None
    for item in request.session.items:
        chosen = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        assert chosen is None or (chosen.deadline, chosen.database) == (None, None), item.nodeid


def test_importing_the_package_stays_light() -> None:
    """The package alone brings in neither NumPy nor Hypothesis, nor the other witness."""
    code = (
        "import sys, numeric; print(sorted({'numpy', 'hypothesis', 'proofs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_other_witness_is_never_imported() -> None:
    """All modules together bring in nothing of the symbolic half."""
    code = (
        "import sys, numeric.laws, numeric.real_data, numeric.stopping; "
        "print(sorted({'proofs', 'sympy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
