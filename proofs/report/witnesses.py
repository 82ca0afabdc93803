"""Who agrees on an entry, as HTML: the checker, other people's, random data, the census."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from proofs.page import html
from proofs.referees.answers import AGREES, NOT_ASKED
from proofs.referees.table import REFEREES, WITNESSES, record, table

Witnesses = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Of each entry what each witness says, and why where it does not agree."""


def unasked(entries: Iterable[Mapping[str, Any]], *, data: bool = True) -> Witnesses:
    """What is known where no referee was asked; without `data` nothing was run on random data."""
    rows: dict[str, dict[str, dict[str, str]]] = record(table(entries, {}))["rows"]
    if not data:
        for name, row in rows.items():
            row["data"] = {"says": NOT_ASKED, "why": f"proofs check {name} runs it"}
    return rows


def box(name: str, row: Mapping[str, Mapping[str, str]]) -> str:
    """A list of the witnesses, each with its word, and below it why one does not agree."""
    asked = [(WITNESSES[who], told["says"], told["why"]) for who, told in row.items()]
    marks = "".join(
        f'<li><b>{html.text(who)}</b> <span class="{says.replace(" ", "-")}">'
        f"{html.text(says)}</span></li>"
        for who, says, _ in asked
    )
    referees = [who for who in REFEREES if row[who]["says"] == NOT_ASKED]
    why: dict[str, list[str]] = {}
    for who, told in row.items():
        if told["says"] != AGREES and who not in referees:
            why.setdefault(told["why"] or told["says"], []).append(WITNESSES[who])
    said = [f"{', '.join(whose)}: {reason}." for reason, whose in why.items()]
    below = " ".join(map(html.text, said))
    if referees:
        command = " ".join(f"--with {who}" for who in referees)
        below += f" Those not asked are by <code>proofs check {name} {command}</code>."
    below = f'<p class="small quiet">{below.strip()}</p>' if below else ""
    return f'<ul class="witnesses">{marks}</ul>\n{below}'


__all__ = ["Witnesses", "box", "unasked"]
