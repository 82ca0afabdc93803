"""What a user may have meant: near names for one that is not there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence


def quoted(text: str) -> str:
    """A user's word, in quotes and escaped where it holds what no terminal prints; never long.

    >>> quoted("φ"), quoted("a\\tb")
    ('φ', "'a\\\\tb'")
    """
    text = text if len(text) <= 60 else text[:57] + "..."
    return text if text.isprintable() and text.strip() else repr(text)


def near(name: str, names: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """At most three of the names that look like this one, the nearest first."""
    return difflib.get_close_matches(name[:100], list(names), 3, cutoff)


def unknown(what: str, name: str, names: Iterable[str]) -> str:
    """There is no such thing; those that it may be, or all of a few.

    >>> unknown("command", "lst", ["list", "show"])
    'there is no command lst; did you mean list?'
    """
    names = list(names)
    found = near(name, names, 0.5)
    return f"there is no {what} {quoted(name)}; " + (
        f"did you mean {' or '.join(found)}?" if found else f"there are {', '.join(names)}"
    )


def sentence(name: str, sentences: Iterable[str]) -> str:
    """The id of a sentence that this writes otherwise: s9, S9 and S009 for S09; or nothing.

    >>> sentence("s9", ["F09", "S08", "S09"])
    'S09'
    """
    match = re.fullmatch(r"([a-zA-Z])[-_ ]?(\d{1,6})", name, re.ASCII)
    numbers = {(known[0], int(known[1:])): known for known in sentences if known[1:].isdecimal()}
    return numbers.get((match[1].upper(), int(match[2])), "") if match else ""


def entry(name: str, entries: Sequence[str], sentences: Mapping[str, Sequence[str]]) -> str:
    """There is no entry of that name: what there is instead, in one line.

    `sentences` are the ids of sentences, each with the ids of the entries that settle it.
    """
    if name in sentences:
        settled = ", ".join(sentences[name])
        return f"{name} is a sentence of the sources, not an entry; it is settled by {settled}"
    if meant := sentence(name, sentences):
        return f"there is no entry {name}; did you mean {meant}?"
    if re.fullmatch(r"[sSfF]\d+", name):
        return f"there is no sentence {quoted(name)}; proofs list --sentences shows those settled"
    chapters = list(dict.fromkeys(known.partition(".")[0] for known in entries))
    word = name.lower().replace("_", "-").replace(" ", "-")
    if word in chapters:
        return f"{name} is a chapter, not an entry; proofs list {word} shows its entries"
    short = {known.partition(".")[2]: known for known in entries}
    chapter = [] if "." in word or word in short else near(word, chapters, 0.8)
    if chapter:
        return f"there is no entry {quoted(name)}; proofs list {chapter[0]} shows that chapter"
    within = [known for known in entries if word and word in known]
    found = [] if word in short else near(word, entries, 0.7)
    found = found or within or [short[match] for match in near(word, short, 0.7)]
    if found:
        return f"there is no entry {quoted(name)}; did you mean {' or '.join(found[:3])}?"
    return f"there is no entry {quoted(name)}; proofs list shows them all"


__all__ = ["entry", "near", "quoted", "sentence", "unknown"]
