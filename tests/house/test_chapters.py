"""A new entry is one file: the one in the README of the chapters, and files that are none."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proofs import chapters, registry

ROOT = Path(chapters.__path__[0])
README = (ROOT / "README.md").read_text("utf-8")
TOY = re.findall(r"^```python\n(.*?)^```$", README, re.M | re.S)[0]

MOST_LINES = 150

Shelf = Callable[..., Path]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Put files into a chapter "toy" of a folder that is walked beside the project's own."""
    monkeypatch.setattr(chapters, "__path__", [*chapters.__path__, str(tmp_path)])

    def put(**files: str) -> Path:
        folder = tmp_path / "toy"
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").write_text("PLACE = 9\n", encoding="utf-8")
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return folder

    yield put
    for name in [name for name in sys.modules if name.startswith("proofs.chapters.toy")]:
        del sys.modules[name]


def test_the_entry_of_the_readme_is_found_and_settled(shelf: Shelf) -> None:
    """One file is enough: it stands behind the project's entries, and all of it is proved."""
    shelf(two_halves=TOY)
    entries = registry.found(chapters.__path__)
    assert list(entries) == [*registry.ENTRIES, "toy.two-halves"]
    settled = registry.settle(entries["toy.two-halves"].claim())
    assert settled.verdict == "proved"
    assert [o.name for o in settled.obligations] == [
        "whole", "half-of-its-size", "needs-a-positive", "twin",
    ]  # fmt: skip


def too_long() -> set[str]:
    """The entries that take more lines than a reader can be asked to."""
    files = (entry.path for entry in registry.found(chapters.__path__).values())
    lengths = {path.stem: len(path.read_text("utf-8").splitlines()) for path in files}
    return {name for name, length in lengths.items() if length > MOST_LINES}


def test_no_entry_is_too_long() -> None:
    """What several share, or what has a name of its own, stands in a file of its own."""
    assert too_long() == set()


def test_an_entry_that_is_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is a number that lines are counted against."""
    monkeypatch.setattr(sys.modules[__name__], "MOST_LINES", 40)
    assert "predictions_same" not in too_long() != set()


def test_walking_imports_no_entry(shelf: Shelf) -> None:
    """A list of ids needs no chapter: a file that cannot even be imported is listed."""
    shelf(two_halves=TOY + "\nraise RuntimeError\n")
    assert "toy.two-halves" in registry.found(chapters.__path__)
    assert "proofs.chapters.toy.two_halves" not in sys.modules


def test_a_file_without_an_entry_holds_what_entries_share(shelf: Shelf) -> None:
    """Notation and lemmas are no entries."""
    shelf(setting='"""Shared."""\n', two_halves=TOY)
    assert len(registry.found(chapters.__path__)) == len(registry.ENTRIES) + 1


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("three_thirds", TOY, "not the name of a file"),
        ("two_halves", TOY.replace("place=10,", ""), "write"),
        ("two_halves", TOY.replace("toy.two-halves", "perceptron.bias"), "not the name"),
        ("bias", TOY.replace("toy.two-halves", "perceptron.bias"), "both define"),
    ],
    ids=["another name", "no place", "another id", "an id twice"],
)
def test_a_file_that_seems_an_entry_and_is_none_says_why(
    shelf: Shelf, name: str, text: str, says: str
) -> None:
    """No entry is passed over in silence."""
    folder = shelf(**{name: text})
    with pytest.raises(registry.NotAnEntry, match=says) as raised:
        registry.found(chapters.__path__)
    assert str(folder) in str(raised.value)


def test_a_file_makes_the_entry_that_it_promises(shelf: Shelf) -> None:
    """What the text says and what the module defines are one thing, and one."""
    shelf(two_halves=TOY + "\n\nsecond = entry\nsecond.id = 'toy.second'\n")
    with pytest.raises(registry.NotAnEntry, match="alone, but defines"):
        registry.found(chapters.__path__)["toy.two-halves"].claim()


def test_the_older_form_of_an_entry_is_found_too(shelf: Shelf) -> None:
    """A function that makes the claim, with the id and the place above it."""
    made = (
        "from proofs.claim import Claim, Twin, entry\nfrom proofs.terms import equals, scalar\n\n"
        "@entry('toy.old', place=5)\ndef old():\n    twin = Twin((), equals(scalar('a'), 1))\n"
        "    return Claim('toy.old', 'Old', (), (), (), (), twin)\n"
    )
    shelf(two_halves=TOY, old=made.replace("'", '"'))
    entries = registry.found(chapters.__path__)
    assert list(entries)[-2:] == ["toy.old", "toy.two-halves"]
    assert entries["toy.old"].claim().title == "Old"


def test_every_chapter_is_a_folder_with_a_place_of_its_own() -> None:
    """Two chapters of one place would be ordered by chance."""
    starts = sorted(ROOT.glob("*/__init__.py"))
    places = [re.findall(r"^PLACE = (\d+)$", p.read_text("utf-8"), re.M) for p in starts]
    assert all(len(place) == 1 for place in places)
    assert len({place[0] for place in places}) == len(starts) >= 8
