"""`list`, `show`, `check` and `latex`, and what they say to bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from proofs import registry
from proofs.claim import Obligation
from proofs.cli import cli
from proofs.page.letters import columns

Run = Callable[..., Any]
NO_NUMBER = ["0", "-1", "100000000", "1.5", "x", "", " ", "9" * 5000, "\u0663"]
TOO_MANY = {"perceptron.unrolled": 201, "linear.closed-form": 13}
"""The least number of updates that is not written out, for each entry that writes them out."""


def test_list_json_is_the_ledger(run: Run) -> None:
    """Every entry, in order, with exactly the documented keys and the computed verdict."""
    rows = run("list", "--json").json
    assert [row["id"] for row in rows] == list(registry.CLAIMS)
    for row, claim in zip(rows, registry.CLAIMS.values(), strict=True):
        assert row == {
            "id": claim.id,
            "kind": claim.kind,
            "chapter": claim.chapter,
            "title": claim.title,
            "verdict": registry.settle(claim).verdict,
        }


def test_list_sentences_json(run: Run) -> None:
    """Every sentence, with its computed ruling and the entries that settle it."""
    rows = run("list", "--sentences", "--json").json
    assert [row["id"] for row in rows] == list(registry.SENTENCES)
    for row, sentence in zip(rows, registry.SENTENCES.values(), strict=True):
        assert row == {
            "id": sentence.id,
            "ruling": registry.rule_on(sentence),
            "readings": [
                {"says": " ".join(reading.says), "ruling": registry.rule_on(reading)}
                for reading in sentence.readings
            ],
            "entries": list(sentence.entries),
        }


def test_verdicts_are_computed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that is not proved is not listed as proved."""
    whole = registry.settle

    def doubtful(claim: Any) -> Any:
        from dataclasses import replace

        settled = whole(claim)
        if claim.id != "perceptron.sign-only":
            return settled
        return replace(settled, obligations=(Obligation("scaling", "unknown", None, "why not"),))

    monkeypatch.setattr(registry, "settle", doubtful)
    verdicts = {row["id"]: row["verdict"] for row in run("list", "--json").json}
    assert verdicts.pop("perceptron.sign-only") == "unknown"
    assert set(verdicts.values()) == {"proved"}


def test_list_of_chapters(run: Run, few: tuple[str, ...]) -> None:
    """Those chapters and no others; sentences that they settle."""

    def listed(*arguments: str) -> list[str]:
        return [row["id"] for row in run("list", *arguments, "--json").json]

    assert listed("perceptron") == [name for name in few if name.startswith("perceptron.")]
    assert listed("symmetry") == ["symmetry.trajectory"]
    assert listed("perceptron", "symmetry") == list(few)
    assert listed("perceptron", "--sentences") == ["S11"]
    assert listed("symmetry", "--sentences") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sign-only"], ["perceptron.sign-only"]),
        (["SIGN"], ["perceptron.sign-only"]),
        (["perceptron", "start"], ["perceptron.nonzero-start-can-matter"]),
        (["η"], ["perceptron.nonzero-start-can-matter"]),
        (["no such word"], []),
    ],
)
def test_search(run: Run, few: tuple[str, ...], words: list[str], found: list[str]) -> None:
    """Entries in which every word occurs, in small or capital letters, Greek or spelled out."""
    options = [f"--search={word}" for word in words]
    said = run("list", *options, "--json")
    assert (said.code, said.err) == (0, "")
    assert set(found) <= {row["id"] for row in said.json} <= set(few)
    assert bool(found) == bool(said.json)
    plain = run("list", *options)
    assert plain.code == 0
    assert [name for name in few if name in plain.out] == [row["id"] for row in said.json]
    if not found:
        assert plain.out == ""
        assert (
            plain.err
            == "proofs: nothing to list for 'no such word'; proofs list shows all entries\n"
        )


def test_search_among_sentences(run: Run, few: tuple[str, ...]) -> None:
    """The words of the source are searched."""
    assert [row["id"] for row in run("list", "--sentences", "--search=NET", "--json").json] == [
        "S11"
    ]
    assert run("list", "--sentences", "--search=layer", "--json").json == []


def test_a_chapter_is_shown_as_a_list(run: Run, few: tuple[str, ...]) -> None:
    """`show perceptron` is `list perceptron`; it has no number of updates."""
    assert run("show", "perceptron").out == run("list", "perceptron").out != ""
    assert "is a chapter, not an entry" in run("show", "perceptron", "--updates=3").complaint
    assert "is a chapter, not an entry" in run("latex", "perceptron").complaint


@pytest.mark.parametrize("command", [None, *sorted(cli.commands)])
def test_help_fits(run: Run, command: str | None) -> None:
    """Every help page fits 80 columns, and its examples keep their lines."""
    said = run(*([command] if command else []), "--help")
    assert said.code == 0
    assert max(map(columns, said.out.splitlines())) <= 80
    text = (cli.commands[command] if command else cli).help or ""
    for example in text.partition("\b\n")[2].splitlines():
        assert example.strip() in [line.strip() for line in said.out.splitlines()]


@pytest.mark.parametrize("arguments", [("list",), ("list", "--sentences")])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_tables_fit_and_are_complete(
    run: Run, arguments: tuple[str, ...], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is wider than 80 columns, and no id is cut."""
    monkeypatch.setattr("proofs.cli.terminal.ascii_only", lambda: encoding != "utf-8")
    said = run(*arguments)
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 80
    names = registry.SENTENCES if "--sentences" in arguments else registry.CLAIMS
    shown = said.out.split()
    assert [word for word in shown if word in names] == list(names)
    assert "\x1b" not in said.out
    assert "\u2026" not in said.out


@pytest.mark.parametrize("name", list(registry.CLAIMS))
def test_show_fits(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry can be shown within 80 columns, in Unicode and in ASCII."""
    said = run("show", name)
    assert said.code == 0
    assert f"{name}: proved" in said.out
    assert max(map(columns, said.out.splitlines())) <= 80
    monkeypatch.setattr("proofs.cli.terminal.ascii_only", lambda: True)
    assert run("show", name).out.isascii()


def test_updates_asked_for(run: Run) -> None:
    """`--updates` changes what is written out."""
    two, three = (run("show", "perceptron.unrolled", "--updates", n) for n in "23")
    assert two.code == three.code == 0
    assert two.out != three.out


@pytest.mark.parametrize("command", ["show", "latex"])
@pytest.mark.parametrize("number", NO_NUMBER, ids=lambda n: ascii(n)[:12])
def test_no_number_of_updates(run: Run, command: str, number: str) -> None:
    """Too few, or no number at all."""
    said = run(command, "perceptron.unrolled", f"--updates={number}")
    assert "--updates" in said.complaint
    assert "from 1" in said.complaint
    assert len(said.complaint) < 150


@pytest.mark.parametrize("name", [e.id for e in registry.ENTRIES.values() if e.updates])
def test_every_number_of_updates_up_to_the_most(run: Run, name: str) -> None:
    """The entry says how many it writes out, and does, up to that number."""
    most = TOO_MANY[name] - 1
    complaint = run("show", name, f"--updates={most + 1}").complaint
    assert f"must be from 1 to {most}, not {most + 1}" in complaint
    assert f"{name}: proved" in run("show", name, f"--updates={min(most, 12)}").out


@pytest.mark.parametrize("command", ["show", "check", "latex"])
@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("perceptron.directon", "perceptron.direction"),
        ("direction", "perceptron.direction"),
        ("Perceptron.Bias", "perceptron.bias"),
        ("zzz", "proofs list shows them all"),
        ("", "proofs list shows them all"),
        ("\udcff\x1b[31m", "proofs list shows them all"),
        ("x" * 10_000, "proofs list shows them all"),
        ("S13", "perceptron.unrolled"),
        ("S5", "did you mean S05?"),
        ("s5", "did you mean S05?"),
        ("s05", "did you mean S05?"),
        ("S005", "did you mean S05?"),
        ("S99", "proofs list --sentences shows those settled"),
        ("F99", "proofs list --sentences shows those settled"),
        ("s-20", "did you mean S20?"),
        ("Perceptron", "proofs list perceptron shows its entries"),
        ("perceptrn", "proofs list perceptron shows that chapter"),
        ("sign_only", "did you mean perceptron.sign-only?"),
        ("perceptron sign only", "perceptron.sign-only"),
    ],
)
def test_unknown_ids_suggest_the_near_ones(run: Run, command: str, name: str, instead: str) -> None:
    """What does not exist is named, and what may have been meant."""
    if name == "S13" and command in ("show", "latex"):
        shown = run(command, name).out
        assert "perceptron.unrolled" in shown
        assert "general-start" in shown
        return  # a sentence can be shown and printed
    complaint = run(command, name).complaint
    assert instead in complaint
    assert len(complaint) < 250
    assert complaint.isprintable()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lst",), "did you mean list "),
        (("equals", "a", "b"), "did you mean equal?"),
        (("zzzz",), f"there are {', '.join(sorted(cli.commands))}"),
        (("--jsn",), "No such option"),
        (("list", "--jsn"), "--json"),
        (("list", "perceptro"), "there is no chapter perceptro; did you mean perceptron?"),
        (("list", "x"), "there is no chapter x; there are symmetry, perceptron"),
        (("list", "perceptron.bias"), "there is no chapter perceptron.bias; did you mean perc"),
        (("show",), "Missing argument 'ID'"),
        (("show", "perceptron.bias", "perceptron.direction"), "unexpected extra argument"),
        (("show", "perceptron.bias", "--updates", "3"), "leave it out for perceptron.bias"),
        (("show", "perceptron.bias", "--updates", "3"), "is for perceptron.unrolled"),
        (("latex", "perceptron.bias", "--start", "zero"), "leave it out for perceptron.bias"),
        (("latex", "perceptron.unrolled", "--start", "one"), "'zero', 'general'"),
        (("latex", "perceptron.bias", "-o"), "requires an argument"),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """One line that says what and what instead, whatever is wrong."""
    assert message in run(*arguments).complaint


def test_every_id_completes() -> None:
    """The shell's completion offers every id, and for a beginning those that go on from it."""

    def offered(begun: str, command: str = "show") -> list[str]:
        (argument,) = (p for p in cli.commands[command].params if isinstance(p, click.Argument))
        context = click.Context(cli.commands[command])
        return [item.value for item in argument.type.shell_complete(context, argument, begun)]

    assert offered("") == offered("", "latex") == [*registry.CLAIMS, *registry.SENTENCES]
    assert offered("", "check") == list(registry.CLAIMS)
    assert offered("perceptron.b") == [i for i in registry.CLAIMS if i.startswith("perceptron.b")]
    assert offered("S0") == [i for i in registry.SENTENCES if i.startswith("S0")]
    assert offered("nothing") == []
    assert offered("", "list") == list(dict.fromkeys(c.chapter for c in registry.CLAIMS.values()))
    assert offered("lin", "list") == ["linear"]


def test_check_some(run: Run) -> None:
    """Entries named twice are checked once; both halves are asked."""
    said = run("check", "perceptron.sign-only", "perceptron.sign-only")
    assert said.code == 0
    assert "1 checked, nothing fell" in said.out
    (row,) = (line.split() for line in said.out.splitlines() if "sign-only" in line)
    assert row[0] == "proved"
    assert int(row[-1]) > 200


def test_check_all(run: Run, few: tuple[str, ...]) -> None:
    """Without ids everything is checked, sentences included."""
    said = run("check")
    assert said.code == 0, said.out
    assert f"{len(few) + 1} checked, nothing fell" in said.out


def test_check_finds_what_falls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A law that random data breaks is named, with its witness, and the exit code is 1."""
    from dataclasses import replace

    from proofs.report import audit

    whole = audit.ledger()
    law = whole.laws["perceptron.sign-only"]
    lying = replace(law, holds=lambda data, note: False)
    ledger = replace(whole, laws={**whole.laws, law.claim: lying})
    monkeypatch.setattr(audit, "ledger", lambda: ledger)
    said = run("check", "perceptron.sign-only")
    assert said.code == 1
    assert "fallen  perceptron.sign-only::law" in said.out
    assert "false for" in said.out


def test_check_without_the_numeric_half(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The symbolic half is checked alone, and that is said."""
    from proofs.report import audit

    def missing() -> Any:
        raise ImportError("No module named 'hypothesis'")

    monkeypatch.setattr(audit, "ledger", missing)
    said = run("check", "perceptron.sign-only")
    assert said.code == 0
    assert said.err == "proofs: without the numeric half: No module named 'hypothesis'\n"
    assert "1 checked, nothing fell" in said.out


def test_a_broken_check_falls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that breaks is not a traceback and not a success."""
    from dataclasses import replace

    from proofs.report import audit

    whole = audit.ledger()

    def broken(data: object, note: object) -> bool:
        raise KeyError("what")

    law = replace(whole.laws["perceptron.sign-only"], holds=broken)
    ledger = replace(whole, laws={**whole.laws, law.claim: law})
    monkeypatch.setattr(audit, "ledger", lambda: ledger)
    said = run("check", "perceptron.sign-only")
    assert said.code == 1
    assert "the check broke: KeyError('what')" in said.out


def test_what_nobody_foresaw_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug ends in one line, which says where it is."""

    def broken(claim: object) -> None:
        raise KeyError("unforeseen")

    monkeypatch.setattr(registry, "settle", broken)
    said = run("list")
    assert said.code == 2
    assert said.err.startswith("proofs: KeyError at test_commands.py:")
    assert said.err.count("\n") == 1
    assert "this is a bug" in said.err


@pytest.mark.parametrize("standalone", [False, True])
def test_latex_goes_to_the_terminal_or_a_file(run: Run, tmp_path: Path, standalone: bool) -> None:
    """The same text either way; the file is overwritten whole."""
    more = ["--standalone"] if standalone else []
    printed = run("latex", "perceptron.sign-only", *more)
    assert printed.code == 0
    assert ("\\documentclass" in printed.out) is standalone
    target = tmp_path / "page.tex"
    target.write_text("earlier")
    said = run("latex", "perceptron.sign-only", *more, "-o", str(target))
    assert said.code == 0
    assert said.out == ""
    assert target.read_text(encoding="utf-8") == printed.out
    assert list(tmp_path.iterdir()) == [target]
    assert run("latex", "perceptron.sign-only", *more, "-o", "-").out == printed.out


def test_latex_of_one_start(run: Run) -> None:
    """`--start` prints what speaks of that start, and leaves out the rest."""
    command = ("latex", "perceptron.unrolled", "--updates", "2")
    both, general, zero = (
        run(*command, *m).out for m in ([], ["--start=general"], ["--start=zero"])
    )
    labels = {part: f"perceptron.unrolled.{part}" for part in ("general-start", "from-zero")}
    assert all(label in both for label in labels.values())
    assert labels["general-start"] in general
    assert labels["from-zero"] not in general
    assert labels["general-start"] not in zero
    assert labels["from-zero"] in zero


@pytest.mark.parametrize(
    ("place", "message"),
    [("missing/page.tex", "there is no directory"), (".", "is a directory; name a file in it"),
     ("file/page.tex", "not a directory"), ("file/", "is a directory; name a file in it"),
     ("x" * 300, "file name too long"), ("new/", "is a directory; name a file in it"),
     ("loop", "too many levels"), ("nul\0", "null")],
)  # fmt: skip
def test_latex_nowhere_to_write(run: Run, tmp_path: Path, place: str, message: str) -> None:
    """A place where no file can be."""
    (tmp_path / "file").write_text("earlier")
    (tmp_path / "loop").symlink_to("loop")
    said = run("latex", "perceptron.sign-only", "-o", f"{tmp_path}/{place}")
    assert message in said.complaint
    assert len(said.complaint) < 200
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "loop"]


def test_help_documents_the_json(run: Run) -> None:
    """The keys of the JSON are in the help of the command that prints it."""
    listed = " ".join(run("list", "--help").out.split())
    asked = " ".join(run("equal", "--help").out.split())
    assert "id, kind" in listed
    assert "id, ruling" in listed
    assert "verdict" in asked
    assert "witness" in asked
    assert run().out == run("--help").out
    assert "proofs-of-learning-rules" in run("--version").out


def test_json_is_ascii_for_an_ascii_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON means the same in every encoding."""
    whole = run("list", "--json")
    monkeypatch.setattr("proofs.cli.terminal.ascii_only", lambda: True)
    plain = run("list", "--json")
    assert plain.out.isascii()
    assert json.loads(plain.out) == whole.json


def test_a_letter_lost_is_found(run: Run) -> None:
    """The id that was meant is among those suggested, whichever it is."""
    for name in registry.CLAIMS:
        assert name in run("latex", name[:-2] + name[-1]).complaint
