"""Obligations are pytest items: their names, how they are chosen, and what they say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

Runner = Callable[..., pytest.RunResult]

DOUBLING = ["chain", "again", "hypotheses", "twin", "law", "law-twin", "orphans"]
SIZE = [
    "chain", "hypotheses", "needs-positive", "witness-positive", "twin", "law", "law-twin",
    "orphans",
]  # fmt: skip
ALL = [
    *(f"toy.py::toy.doubling::{name}" for name in DOUBLING),
    *(f"toy.py::toy.size::{name}" for name in SIZE),
    "sentences.py::T01::ruling",
    "sentences.py::T01::orphans",
    "sentences.py::laws::orphans",
]


def passed(result: pytest.RunResult) -> int:
    """How many items passed; none may have done anything else."""
    outcomes = result.parseoutcomes()
    assert set(outcomes) <= {"passed", "deselected"}, result.stdout.str()
    return outcomes.get("passed", 0)


def test_one_item_for_each_obligation(toy: Runner) -> None:
    """Ids are file, claim and obligation, in the order of the ledger."""
    result = toy("--collect-only", "-q")
    found = [line for line in result.outlines if "::" in line]
    assert sorted(found) == sorted(ALL)
    assert [line for line in found if "doubling" in line] == ALL[: len(DOUBLING)]


def test_all_of_them_pass(toy: Runner) -> None:
    """Every true obligation of the small ledger passes."""
    result = toy()
    assert result.ret == 0
    assert passed(result) == len(ALL)


def test_an_id_runs_one_item(toy: Runner) -> None:
    """An id, as it is shown, can be given back on the command line."""
    result = toy("toy.py::toy.size::needs-positive")
    assert passed(result) == 1
    assert passed(toy("toy.py::toy.size")) == len(SIZE)


@pytest.mark.parametrize(
    ("expression", "count"),
    [("toy.size and twin", 2), ("needs-positive", 1), ("ruling or laws", 2), ("law-twin", 2)],
)
def test_expressions_choose_items(toy: Runner, expression: str, count: int) -> None:
    """`-k` sees claims and obligations."""
    result = toy("-k", expression)
    assert passed(result) == count


def test_it_stops_at_the_first_that_fell(toy: Runner) -> None:
    """`-x` stops, and the rest of the claim is not said to be proved."""
    result = toy("-x", "toy.py", DOUBLED="3 * A")
    assert result.ret == 1
    assert result.parseoutcomes() == {"failed": 1}
    result.stdout.no_fnmatch_line("* proved *")


def test_doctests_of_the_same_file_are_collected_beside_it(toy: Runner) -> None:
    """A chapter's own doctests are not lost."""
    result = toy("--doctest-modules", "toy.py")
    assert passed(result) == len(DOUBLING) + len(SIZE) + 1


def test_the_word_is_what_was_found(toy: Runner) -> None:
    """Verbose lines say PROVED, or what else was found; the category stays `passed`."""
    result = toy("-v")
    result.stdout.fnmatch_lines_random(
        [
            "toy.py::toy.doubling::chain PROVED*",
            "toy.py::toy.doubling::hypotheses SATISFIED*",
            "toy.py::toy.doubling::twin REFUTED*",
            "toy.py::toy.doubling::law HELD*",
            "toy.py::toy.size::witness-positive AGREED*",
            "toy.py::toy.size::orphans PASSED*",
            "sentences.py::T01::ruling RULED*",
        ]
    )
    assert passed(result) == len(ALL)


def test_a_false_step_is_red_and_shows_what_fell(toy: Runner) -> None:
    """Both lines, the reason, the difference and the witness are shown, and no code of ours."""
    result = toy(DOUBLED="3 * A")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "doubling: step 1 is not proved",
            "*line before  a + a",
            "*line after = 3 a",
            "*reason given collecting",
            "*difference   *a*",
            "*refuted at   a = *left side *right side *",
        ]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")
    assert "Traceback" not in result.stdout.str()


def test_one_false_step_hides_nothing_else(toy: Runner) -> None:
    """The other obligations of the same claim are still checked, each on its own."""
    result = toy("-v", "toy.py::toy.doubling", DOUBLED="3 * A")
    assert result.parseoutcomes() == {"failed": 1, "passed": len(DOUBLING) - 1}
    result.stdout.fnmatch_lines(["toy.py::toy.doubling::again PROVED*"])


FALLS = [
    ("a false twin that is true", {"TWIN": "equals(A + A, 2 * A)"}, "toy.doubling::twin"),
    (
        "hypotheses that contradict each other",
        {"HYPOTHESES": '(POSITIVE, assume("a < 0", A < 0))'},
        "toy.size::hypotheses",
    ),
    ("a law that is false", {"HOLDS": "lambda a: a < 3"}, "toy.doubling::law"),
    ("an event that is never met", {"MUST_HIT": '("a tie",)'}, "toy.doubling::law"),
    ("a numeric twin that is true", {"LAW_TWIN": "lambda a: True"}, "toy.doubling::law-twin"),
]


@pytest.mark.parametrize(("changes", "item"), [row[1:] for row in FALLS], ids=[r[0] for r in FALLS])
def test_each_checker_can_fall(toy: Runner, changes: dict[str, str], item: str) -> None:
    """A planted mistake makes its own item fall."""
    result = toy("-rf", **changes)
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"FAILED toy.py::{item}*"])


ORPHANS = [
    ("a claim without a law", {"LESS_LAWS": '("toy.size",)'}, "toy.py::toy.size", "no law"),
    ("a law without a claim", {"MORE_LAWS": '("toy.lost",)'}, "sentences.py::laws", "toy.lost"),
    ("a claim without a twin", {"SIZE_TWIN": "None"}, "toy.py::toy.size", "false twin"),
    ("a hypothesis without a witness", {"NEEDS": "()"}, "toy.py::toy.size", "a > 0"),
    (
        "a witness without a hypothesis",
        {"NEEDS": '(*NEEDS, Need("b > 0", "other", without_sign))'},
        "toy.py::toy.size",
        "b > 0",
    ),
    ("two obligations of one name", {"NEEDS": "2 * NEEDS"}, "toy.py::toy.size", "hides"),
    (
        "a proof with a hypothesis that is not declared",
        {"HYPOTHESES": "()", "NEEDS": "()"},
        "toy.py::toy.size",
        "not declared",
    ),
    (
        "a witness that the numeric half cannot run",
        {"NEEDS": '(Need("a > 0", "positive", unknown_rule),)'},
        "toy.py::toy.size",
        "no-such-rule",
    ),
    (
        "a sentence without an entry",
        {"HOLDS_BY": "()", "FAILS_BY": "()"},
        "sentences.py::T01",
        "no entry",
    ),
    (
        "a sentence about an entry that does not exist",
        {"FAILS_BY": '("toy.nothing::twin",)'},
        "sentences.py::T01",
        "toy.nothing",
    ),
    (
        "a sentence about an obligation that does not exist",
        {"FAILS_BY": '("toy.size::nothing",)'},
        "sentences.py::T01",
        "nothing",
    ),
]


@pytest.mark.parametrize(
    ("changes", "where", "says"), [row[1:] for row in ORPHANS], ids=[row[0] for row in ORPHANS]
)
def test_orphans_fall(toy: Runner, changes: dict[str, str], where: str, says: str) -> None:
    """What lacks its counterpart falls, and is named."""
    result = toy("-rf", "-k", "orphans", **changes)
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"*{says}*"])
    result.stdout.fnmatch_lines([f"FAILED {where}::orphans*"])


def test_a_witness_on_which_the_halves_disagree_falls(toy: Runner) -> None:
    """A comparison whose recorded predictions are wrong is not repeated by the numeric half."""
    result = toy("-rf", NEEDS='(Need("a > 0", "positive", wrong_runs),)')
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*the halves see different predictions*"])
    result.stdout.fnmatch_lines(["FAILED toy.py::toy.size::witness-positive*"])


def test_an_unforeseen_error_shows_where_it_happened(toy: Runner) -> None:
    """A mistake in a chapter is shown with its own place; what does not rest on it still passes."""
    result = toy("toy.py::toy.doubling", "-v", CHAIN="broken")
    assert result.parseoutcomes() == {"failed": 2, "passed": len(DOUBLING) - 2}
    result.stdout.fnmatch_lines(["toy.py::toy.doubling::again PROVED*"])
    result.stdout.fnmatch_lines(["toy_ledger.py:*: in broken", "*no such attribute*"])
    assert "runner.py" not in result.stdout.str()
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_it_works_with_several_processes(toy: Runner) -> None:
    """Under xdist everything is found out, and the table is the controller's."""
    result = toy("-n", "2", subprocess=True)
    assert result.ret == 0
    assert passed(result) == len(ALL)
    result.stdout.fnmatch_lines(["*= proofs =*", "*doubling*proved*", "T01*"])


def test_junit_holds_the_evidence(toy: Runner, pytester: pytest.Pytester) -> None:
    """The JUnit file has a case for each obligation, with what was found as properties."""
    for processes in ([], ["-n", "2"]):
        toy("--junitxml=junit.xml", "-o", "junit_family=xunit1", *processes, subprocess=True)
        cases = ET.parse(pytester.path / "junit.xml").getroot().iter("testcase")
        found = {
            case.get("name"): {(p.get("name"), p.get("value")) for p in case.iter("property")}
            for case in cases
        }
        assert len(found) == len({name.rpartition("::")[2] for name in ALL}), found.keys()
        assert {("entry", "toy.doubling"), ("verdict", "proved"), ("rule", "ring")} <= found[
            "again"
        ]


def test_the_kernel_judges_a_claim_once(toy: Runner) -> None:
    """All obligations of a claim share one settling of it in a process."""
    result = toy("-s", DOUBLED="(print('settled once'), 2 * A)[1]")
    assert len(re.findall("settled once", result.stdout.str())) == 1
