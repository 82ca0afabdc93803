"""What was kept from an earlier search is a proposal: no lie in it makes a falsehood proved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b85decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from proofs import cache, proposals
from proofs.find import points
from proofs.find.asked import Asked
from proofs.find.book import Book
from proofs.find.instances import Box, _key, smallest
from proofs.find.prove import Unproved
from proofs.find.session import Session
from proofs.find.witnesses import _Asked as AskedForPoint
from proofs.instance import Question, judged
from proofs.terms import Hypothesis, Relation, assume, natural, scalar, vector
from proofs.terms import dot as inner
from proofs.trust import check
from proofs.trust import terms as T
from proofs.trust.file import dump
from proofs.verdicts import HypothesisError, Proved, Refuted, decide, model

A, B, C = (T.symbol(name) for name in "abc")
GIVEN = (A >= B, B > 0, C >= 0)
GOAL = (A - B) * (C + B) + A * A * C >= 0
OTHER = A + C > 0
FALSE = B > C


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[proposals._Kept]:
    """An empty store of this test's own, in use."""
    kept = proposals._Kept("a key")
    kept.place = tmp_path / "found" / "a key.found"
    monkeypatch.setattr(cache, "_fingerprint", lambda: "a key")
    monkeypatch.setattr(proposals, "_kept", kept)
    monkeypatch.setattr(proposals, "_off", False)
    with proposals.used():
        yield kept
        kept.new.clear()


def asked(*goals: T.Term, given: tuple[T.Term, ...] = GIVEN) -> Book:
    """A book in which goals were asked for, one after the other."""
    book = Book({})
    session = Asked(book, [book.assume(p) for p in given])
    for goal in goals:
        place = session.prove(goal)
        assert book.says(place) is goal
        assert book.done[place].open <= {*given}
    return book


def kept(store: proposals._Kept) -> list[Any]:
    """What is kept, in the order in which it was found."""
    return [proposals.get(b85decode(name)) for name in store.new]


def plant(store: proposals._Kept, *lies: Any) -> None:
    """Write other things under the names of what was kept."""
    for name, lie in zip(tuple(store.new), lies, strict=True):
        proposals.put(b85decode(name), lie)


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, a search fails the test."""

    def searched(*_: object) -> int:
        raise AssertionError("a search was made")

    return lambda: monkeypatch.setattr(Session, "prove", searched)


# Lines -------------------------------------------------------------------------------------------


def test_kept_lines_are_those_of_the_search(
    store: proposals._Kept, no_search: Callable[[], None]
) -> None:
    """The book is the same, and no search is made."""
    found = asked(GOAL, OTHER)
    no_search()
    again = asked(GOAL, OTHER)
    assert again.lines == found.lines
    assert len(found.lines) > 8


def test_a_search_after_kept_lines_is_the_same_search(store: proposals._Kept) -> None:
    """What is not kept is found as if everything had been searched for."""
    found = asked(GOAL, OTHER)
    _, last = store.new
    del store.new[last]
    assert asked(GOAL, OTHER).lines == found.lines


def test_nothing_is_kept_outside(store: proposals._Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's questions leave nothing behind, and with PROOFS_FRESH nothing is looked at."""
    monkeypatch.setattr(proposals, "_depth", 0)
    asked(GOAL)
    assert store.new == {}
    monkeypatch.setattr(proposals, "_depth", 1)
    with proposals.anew():
        assert os.environ[proposals.FRESH] == "1"
        asked(GOAL)
    assert store.new == {}
    assert proposals.FRESH not in os.environ


def changed(record: Any) -> Iterator[Any]:
    """Lies near the truth, and things that are no lines at all."""
    nodes, rows = record
    for k, (says, rule, terms, uses) in enumerate(rows):
        for other in (
            [says - 1, rule, terms, uses], [says, "ring", terms, uses], [says, rule, [], uses],
            [says, rule, terms, uses[:-1]], [says, rule, terms, [*uses, 0]],
            [says, "assume", [], []], [says, "fact a fact", terms, uses],
            [says, "theorem lemma.none", terms, uses], [says, "theorem x", terms, uses],
            [says, rule, [t - 1 for t in terms], uses], [says, rule, terms, [-1] * len(uses)],
            [says, rule, terms, [True] * len(uses)], [10**9, rule, terms, uses], [says, rule],
            [says, rule, terms, [k] * len(uses)], [None, 7, "terms", {}],
        ):  # fmt: skip
            if other != rows[k]:
                yield [nodes, [*rows[:k], other, *rows[k + 1 :]]]
        yield [nodes, rows[:k] + rows[k + 1 :]]
    yield from (None, [], {}, 7, "lines", [nodes], [[], rows], [nodes, []], [rows, nodes])
    yield [[*nodes, ["all", "claim", [0], "natural"]], rows]
    yield [[["number", "scalar", [], "1/0"], *nodes], rows]
    yield [[[[]] * 5] * 5, rows]


def test_changed_lines_change_nothing(store: proposals._Kept) -> None:
    """Whatever lines are kept, the goal is shown by lines that were checked, or not at all."""
    found = asked(GOAL)
    (record,) = kept(store)
    lies = list(changed(record))
    assert len(lies) > 100
    searched = 0
    for lie in lies:
        plant(store, lie)
        book = asked(GOAL)
        check.judge(book.lines, book.known)
        searched += book.lines == found.lines
        (again,) = kept(store)
        assert again == record or book.lines != found.lines
    assert searched > 0.9 * len(lies)  # a few lies are proofs, too


def test_a_proof_of_something_else(store: proposals._Kept) -> None:
    """Each goal's lines under the name of another: of a true one, of a false one."""
    found = asked(GOAL, OTHER)
    one, other = kept(store)
    plant(store, other, one)
    assert asked(GOAL, OTHER).lines == found.lines
    book = Book({})
    session = Asked(book, [book.assume(p) for p in GIVEN])
    proposals.put(session.name(FALSE), one)
    with pytest.raises(Unproved):
        session.prove(FALSE)
    assert len(book.lines) == len(GIVEN)
    assert book.done == [check.Holds(p, frozenset({p})) for p in GIVEN]


def test_a_premise_more(store: proposals._Kept) -> None:
    """Lines that rest on what is not assumed show nothing."""
    asked(GOAL)
    (record,) = kept(store)
    store.new.clear()
    few = GIVEN[1:]
    book = Book({})
    session = Asked(book, [book.assume(p) for p in few])
    proposals.put(session.name(GOAL), record)
    with pytest.raises(Unproved):
        session.prove(GOAL)
    assert [*book.lines] == [check.Line(p, "assume") for p in few]


def test_the_goal_assumed(store: proposals._Kept) -> None:
    """The shortest lie: a line that assumes a falsehood."""
    book = Book({})
    session = Asked(book, [book.assume(p) for p in GIVEN])
    nodes, at = dump([FALSE])
    proposals.put(session.name(FALSE), [nodes, [[at[FALSE], "assume", [], []]]])
    with pytest.raises(Unproved):
        session.prove(FALSE)


# Points ------------------------------------------------------------------------------------------

a, b, n, u = scalar("a"), scalar("b"), natural("n"), vector("u")
POSITIVE = (assume("a", a > 0), assume("b", b > 0))
LIES: tuple[Any, ...] = (
    [0, ["1", "-1"]], [0, ["-1", "1"]], [0, ["1", "1"]], [0, ["1"]], [0, ["1", "1", "1"]],
    [0, [["1"], ["1"]]], [0, ["1/0", "1"]], [0, [None, 1]], [0, ["9" * 5000, "-1"]], [1, []],
    [-1, ["1", "-1"]], [0, []], [10**9, ["1", "1"]], [True, ["1", "-1"]], [0], [], {}, 7, "0",
)  # fmt: skip


def planted(relation: Relation, premises: tuple[Hypothesis, ...], lie: Any) -> None:
    """Keep something as a point at which a relation fails, and as a model of its premises."""
    for refute in (True, False):
        proposals.put(AskedForPoint(relation, premises, refute).key, lie)


def test_a_kept_point_is_that_of_the_search(
    store: proposals._Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same witness, evaluated again; nothing is tried out, and no proof is looked for."""
    asked_for = (a * b > 1, POSITIVE), (inner(u, u) > 0, ()), (inner(u, u) > a, POSITIVE)
    found = [decide(*each) for each in asked_for]
    assert all(isinstance(each, Refuted) for each in found)

    def searched(*_: object, **__: object) -> None:
        raise AssertionError("a search was made")

    monkeypatch.setattr(points, "point", searched)
    monkeypatch.setattr(Session, "prove", searched)
    assert [decide(*each) for each in asked_for] == found


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: str(lie)[:12])
def test_no_kept_point_refutes_what_holds(store: proposals._Kept, lie: Any) -> None:
    """Numbers at which a premise fails, or the relation holds, or which are none."""
    planted(a * b > 0, POSITIVE, lie)
    assert isinstance(decide(a * b > 0, POSITIVE), Proved)


@pytest.mark.parametrize("text", ["1/2", "-1", ["1"]])
def test_a_natural_is_natural(store: proposals._Kept, text: Any) -> None:
    """What holds of naturals is not refuted by other numbers."""
    planted(n >= 0, (), [0, [text]])
    planted(2 * n * n >= n, (), [0, [text]])
    assert isinstance(decide(n >= 0), Proved)
    assert not isinstance(decide(2 * n * n >= n), Refuted)


@pytest.mark.parametrize("lie", [*LIES, [0, ["1", "-1"]]], ids=lambda lie: str(lie)[:12])
def test_no_kept_point_is_a_model_of_a_contradiction(store: proposals._Kept, lie: Any) -> None:
    """Premises that contradict each other still do."""
    premises = (*POSITIVE, assume("not", a + b < 0))
    planted(ANYTHING, premises, lie)
    model.cache_clear()
    with pytest.raises(HypothesisError, match="contradict each other"):
        model(premises)


ANYTHING = Relation(a - a + 0 * b, "=", a - a + 0 * b)


# Instances ---------------------------------------------------------------------------------------

NEEDED = Question((A > 0, B > 0), (A > 0,), (A * B > 0,))
IDLE = Question((A > 0, B > 0, C > 0), (C > 0,), (A * B > 0,))
CHOICES: tuple[Any, ...] = (
    [1, 0, [0, 0]], [1, 0, []], [1, 3, [1, 2]], [2, 0, [0]], [1, -1, [0]], [1, 10**9, [0]],
    [1, 2, [10**9]], [1, 2, ["0"]], [1, 2, [-1, -1, -1]], [0, 0, []], [1, 0, [[0]]],
    [], {}, 7, "1", [1, 0], [True, False, []],
)  # fmt: skip


def test_a_kept_instance_is_that_of_the_search(store: proposals._Kept) -> None:
    """The same choices, made again and judged again."""
    found = smallest(NEEDED)
    assert found is not None
    ((dimension, weight, path),) = kept(store)
    assert (dimension, len(path)) == (1, 2)
    assert smallest(NEEDED, Box(work=10)) is not None  # another box: another name, and few steps
    assert smallest(NEEDED) == found
    assert weight > 0


@pytest.mark.parametrize("lie", CHOICES, ids=lambda lie: str(lie)[:12])
def test_no_kept_choice_is_believed(store: proposals._Kept, lie: Any) -> None:
    """What is found is judged, and a hypothesis that is not needed is not."""
    honest = smallest(NEEDED)
    plant(store, lie)
    found = smallest(NEEDED)
    assert found is not None
    assert judged(NEEDED, found[0]) == found[1]
    assert honest is not None
    proposals.put(_key(IDLE, Box(), False), lie)
    assert smallest(IDLE) is None


# The file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "7", '{"format": 1}', '{"format": 2, "found": {}}', "[" * 100_000,
        '{"format": 1, "found": [1]}', '{"format": 1, "found": {"a": 1}}', "\0", "NaN",
        '{"format": 1, "found": 9' + "9" * 5000 + "}",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_file_that_nobody_wrote(store: proposals._Kept, text: str) -> None:
    """It is as good as absent, and is written anew."""
    asked(GOAL)
    store.write()
    whole = store.place.read_bytes()
    store.place.write_text(text, "utf-8")
    again = proposals._Kept("a key")
    again.place = store.place
    again.look()
    assert again.known == {}
    again.new = dict(store.known)
    again.write()
    assert store.place.read_bytes() == whole


def test_what_is_kept_is_no_proposal(store: proposals._Kept) -> None:
    """Texts that hold nothing, too much, or half of something."""
    asked(GOAL)
    ((name, text),) = store.new.items()
    bomb = proposals.base64.b85encode(proposals.zlib.compress(b"[" + b" " * 20_000_000)).decode()
    for lie in ("", "ä", "0", text[:-1], text[:20], text[::-1], bomb, "`" * 100):
        store.new[name] = lie
        assert proposals.get(b85decode(name)) is None
        found = asked(GOAL)
        assert found.says(len(found.lines) - 1) is GOAL


def test_two_processes_write(store: proposals._Kept) -> None:
    """What one writes does not lose what another has written; few states of the sources stay."""
    others = [proposals._Kept("a key") for _ in range(3)]
    for k, other in enumerate(others):
        other.place = store.place
        other.new = {str(k): "text"}
        other.write()
    assert set(proposals._read(store.place)) == {"0", "1", "2"}
    for k in range(9):
        (store.place.parent / f"{k}.found").write_text("{}")
    others[0].new = {"3": "text"}
    others[0].write()
    files = {p.name for p in store.place.parent.iterdir()}
    assert len(files) == proposals._MOST_KEYS
    assert store.place.name in files


def test_sources_that_changed_keep_nothing(
    store: proposals._Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found while a file changed may come of either."""
    asked(GOAL)
    monkeypatch.setattr(cache, "_fingerprint", lambda: "another key")
    store.write()
    assert not store.place.exists()


# Whole entries -----------------------------------------------------------------------------------

ENTRIES = ("perceptron.direction", "logistic.half-at-zero", "further.scalar-factors")
SETTLE = """
import json, sys
from proofs import formal, registry
from proofs.trust.file import write
found = {}
for name in sys.argv[1:]:
    for o in registry.settle(registry.CLAIMS[name]).obligations:
        shows = o.shows
        shown = shows.as_data() if hasattr(shows, "as_data") else str(getattr(shows, "witness", ""))
        found[f"{name}::{o.name}"] = [o.verdict, o.why, sorted(getattr(shows, "rules", ())), shown]
print(json.dumps([found, write(formal.ledger().proofs)]))
"""


def settled(place: Path, *entries: str, fresh: bool = False) -> Any:
    """What a process finds that keeps its proposals in a folder."""
    environment = {k: v for k, v in os.environ.items() if k != proposals.FRESH}
    environment |= {"XDG_CACHE_HOME": str(place)} | ({proposals.FRESH: "1"} if fresh else {})
    done = subprocess.run(
        [sys.executable, "-c", SETTLE, *entries],
        capture_output=True, check=True, env=environment, timeout=600,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="moved by XDG_CACHE_HOME")
def test_entries_settle_alike(tmp_path: Path) -> None:
    """Searched for, with proposals, and with each proposal under the name of another one."""
    found = settled(tmp_path, *ENTRIES)
    (place,) = tmp_path.rglob("*.found")
    whole = place.read_bytes()
    assert settled(tmp_path, *ENTRIES) == found
    assert place.read_bytes() == whole  # so nothing was searched for that could be kept
    texts = json.loads(whole)["found"]
    assert len(texts) > 50
    first, *others = texts.values()
    shuffled = dict(zip(texts, [*others, first], strict=True))
    place.write_text(json.dumps({"format": 1, "found": shuffled}), "utf-8")
    again = settled(tmp_path, *ENTRIES)
    assert again[1] == found[1]
    for name, row in found[0].items():
        assert again[0][name][:3] == row[:3], name  # another instance may be one as well
