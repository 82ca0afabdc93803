"""What was found of each claim and sentence, as a record, as plain data and as a table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

Kind = Literal["claim", "sentence", "laws"]
JSON_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What the items of one claim or sentence found, as their reports come in."""

    kind: str
    path: str
    of: int
    """How many obligations there are, run or not."""
    obligations: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def fallen(self) -> tuple[str, ...]:
        return tuple(n for n, o in self.obligations.items() if o["outcome"] != "passed")

    @property
    def verdict(self) -> str:
        """What may be said; of a claim that was not checked whole, how much of it was."""
        verdicts = {o.get("verdict", o.get("ruling")) for o in self.obligations.values()}
        for worst in ("refuted", "unknown"):
            if worst in verdicts:
                return worst
        if self.fallen:
            return "fallen"
        if len(self.obligations) < self.of:
            return f"{len(self.obligations)} of {self.of}"
        return str(self.of_one("ruling") or "proved")

    def of_one(self, name: str) -> Any:
        """The first value of this name that any obligation found."""
        return next((o[name] for o in self.obligations.values() if name in o), None)

    def total(self, name: str) -> int:
        """The sum of the values of this name."""
        return sum(o.get(name, 0) for o in self.obligations.values())

    @property
    def rules(self) -> tuple[str, ...]:
        """What its proofs rest on; witnesses that hypotheses are needed are not proofs of it."""
        proofs = (o for name, o in self.obligations.items() if not name.startswith("needs-"))
        return tuple(sorted({rule for o in proofs for rule in o.get("rules", ())}))


def evidence_of(found: Mapping[str, Found], profile: str, exit_status: int) -> dict[str, Any]:
    """Everything that was found, as plain data."""

    def record(entry: Found) -> dict[str, Any]:
        return {
            "file": entry.path,
            "ruling" if entry.kind == "sentence" else "verdict": entry.verdict,
            "complete": len(entry.obligations) == entry.of,
            "obligations": entry.obligations,
        }

    def all_of(kind: Kind) -> dict[str, dict[str, Any]]:
        return {name: record(entry) for name, entry in found.items() if entry.kind == kind}

    return {
        "format": JSON_FORMAT,
        "profile": profile,
        "exit_status": exit_status,
        "claims": all_of("claim"),
        "sentences": all_of("sentence"),
        "laws": all_of("laws"),
    }


_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "symmetry": ("symmetry.trajectory",),
    "induction": ("induction",),
    "cases": (
        "cases", "alternatives", "one of", "below the threshold", "at the threshold",
        "above the threshold",
    ),
    "inequalities": (
        "positive", "product", "square", "Cauchy-Schwarz", "positive definite", "definite",
        "natural", "discrete",
    ),
    "functions": (
        "absolute value", "absolute value below 0", "maximum", "maximum, first", "minimum",
        "minimum, second", "norm", "square root", "root not negative", "exp of a sum", "exp of 0",
        "exp is positive", "tangent of exp", "exp of log", "log of exp", "logistic",
        "hyperbolic tangent",
    ),
    "algebra": (
        "ring", "congruence", "inverse", "adjoint", "empty sum", "last term", "definition",
        "assume", "absurd", "contradiction", "apart", "all of", "part", "suppose", "detach",
        "general", "special",
    ),
    "rounding": ("rounding",),
    "intervals": ("enclosure",),
    "exact run": ("exact evaluation",),
}  # fmt: skip


def families(rules: Iterable[str]) -> tuple[str, ...]:
    """The kinds of argument that rules belong to; a rule of no kind is its own.

    >>> families(["ring", "induction", "special"])
    ('induction', 'algebra')
    """
    from proofs.trusted import TRUSTED

    rules = set(rules)
    members_of = {**_FAMILIES, "trusted fact": tuple(TRUSTED)}
    known = [name for name, members in members_of.items() if rules & set(members)]
    return (*known, *sorted(rules - set(chain.from_iterable(members_of.values()))))


def main_families(rules: Iterable[str]) -> tuple[str, ...]:
    """The kinds worth naming in a narrow column: not what goes without saying beside the others.

    >>> main_families(["ring", "induction", "symmetry.trajectory", "cases"])
    ('symmetry', 'cases')
    """
    found = families(rules)
    silent = {"algebra", "induction"} if "symmetry" in found else {"algebra"}
    return tuple(name for name in found if name not in silent) or found


def closing_table(found: Mapping[str, Found], width: int, encoding: str) -> list[str]:
    """The claims, then the sentences, aligned in lines of at most `width` columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    width = max(width, 60)
    unicode = encoding.lower().replace("-", "").startswith("utf")
    lines: list[str] = []

    def table_of(*columns: tuple[str, dict[str, Any]]) -> Table:
        border = box.SIMPLE_HEAD if unicode else box.Box(_ASCII_HEAD)
        table = Table(box=border, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        for heading, options in columns:
            table.add_column(heading, **{"overflow": "fold", **options})
        return table

    def show(table: Table) -> None:
        out = io.StringIO()
        Console(file=out, width=width, color_system=None, highlight=False).print(table)
        text = out.getvalue() if unicode else out.getvalue().encode("ascii", "replace").decode()
        lines.extend(line.rstrip() for line in text.splitlines())
        lines.append("")

    narrow = width < 100
    for chapter in dict.fromkeys(
        n.partition(".")[0] for n, e in found.items() if e.kind == "claim"
    ):
        entries = {
            name.partition(".")[2]: entry
            for name, entry in found.items()
            if entry.kind == "claim" and name.partition(".")[0] == chapter
        }
        table = table_of(
            (chapter, {"no_wrap": True}),
            ("verdict", {"no_wrap": True}),
            ("steps", {"justify": "right"}),
            ("how decided", {"width": 15 if narrow else 28}),
            ("examples", {"justify": "right"}),
            ("witness", {}),
        )
        names = {name: in_two_lines(name, 22 if narrow else 40) for name in entries}
        longest = max(len(line) for name in names.values() for line in name.split("\n"))
        room = width - max(longest, len(chapter)) - 7 - 5 - (15 if narrow else 28) - 8 - 5 * 2
        for name, entry in entries.items():
            table.add_row(
                names[name],
                entry.verdict,
                str(entry.total("steps") or "-"),
                ", ".join(main_families(entry.rules)) or "-",
                str(entry.total("examples") or "-"),
                shortened(str(entry.of_one("witness") or "-"), 2 * max(room, 10)),
            )
        show(table)
    sentences = {name: entry for name, entry in found.items() if entry.kind == "sentence"}
    if sentences:
        table = table_of(
            ("sentence", {"no_wrap": True}), ("ruling", {"no_wrap": True}), ("rests on", {})
        )
        for name, entry in sentences.items():
            table.add_row(name, entry.verdict, ", ".join(entry.of_one("rests-on") or ("-",)))
        show(table)
    return lines[:-1]


_ASCII_HEAD = "    \n    \n -- \n    \n    \n    \n    \n    \n"


def in_two_lines(name: str, most: int) -> str:
    """A name, broken after a hyphen where it is too long.

    >>> in_two_lines("nonzero-start-need-not-matter", 22)
    'nonzero-start-need-\\nnot-matter'
    """
    if len(name) <= most or "-" not in name[:most]:
        return name
    place = name.rindex("-", 0, most) + 1
    return f"{name[:place]}\n{name[place:]}"


def shortened(text: str, most: int) -> str:
    """The beginning of a long text; the whole of it is in the JSON file."""
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


def next_command(found: Mapping[str, Found]) -> str:
    """The command that runs the first thing that fell, or "" if nothing did."""
    for name, entry in found.items():
        for obligation in entry.fallen:
            return f"pytest {entry.path}::{name}::{obligation}"
    return ""
