"""What an audit vouches for: the files of proofs beside it, and a hash of each thing in them.

The hash of a statement, a proof or a counterexample is that of its terms, part by part: it does
not depend on where in a file a term stands, or on what is said beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = "proofs"
"""The folder of the proofs, beside audit.json."""


def hashed(value: Any) -> str:
    """The hash of plain data."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def file_of(chapter: str) -> str:
    """The file of a chapter's proofs."""
    return f"{FOLDER}/{chapter}.json"


def text_of(exported: Mapping[str, Any]) -> str:
    """The text of a file of proofs."""
    return json.dumps(exported, separators=(",", ":")) + "\n"


def contents(exported: Mapping[str, Any]) -> dict[str, Any]:
    """The hash of each statement, each proof and each counterexample in a file."""
    nodes: list[str] = []
    for op, sort, parts, data in exported["nodes"]:
        nodes.append(hashed([op, sort, [nodes[i] for i in parts], data]))

    def terms(places: list[int]) -> list[str]:
        return [nodes[i] for i in places]

    theorems = {
        p["name"]: {
            "statement": hashed([terms(p["given"]), terms(p["says"])]),
            "proof": hashed([[nodes[says], rule, terms(at), uses]
                             for says, rule, at, uses in p["lines"]]),
        }
        for p in exported["proofs"]
    }  # fmt: skip
    witnesses = {
        r["name"]: hashed([
            terms(r["given"]), nodes[r["says"]],
            [[nodes[i], value] for i, value in r["values"]], [terms(f) for f in r["functions"]],
        ])
        for r in exported.get("refutations", [])
    }  # fmt: skip
    return {
        "entries": {
            entry: {part: theorems[name] for part, name in parts.items()}
            for entry, parts in exported["entries"].items()
        },
        "lemmas": hashed(sorted((name, *own.values()) for name, own in theorems.items())),
        "witnesses": {
            entry: {part: witnesses[name] for part, name in parts.items()}
            for entry, parts in exported["refuted"].items()
        },
    }


def manifest(chapters: Mapping[str, Mapping[str, Any]], profile: str) -> dict[str, Any]:
    """What is beside the audit, by file, and how random data were chosen."""
    random = "drawn anew in each run" if profile == "nightly" else "derandomised: the same each run"
    return {
        "seeds": {"random data": random, "regression": "named in each of its rows"},
        "files": {
            file_of(chapter): {
                "sha256": hashlib.sha256(text_of(data).encode()).hexdigest(),
                **contents(data),
            }
            for chapter, data in chapters.items()
        },
    }


def differing(told: Mapping[str, Any], text: bytes) -> list[str]:
    """What in a file is not what the audit vouches for; raises `ValueError` for no such file."""
    if hashlib.sha256(text).hexdigest() == told["sha256"]:
        found = contents(json.loads(text))
        return [f"{key} are others than in the audit" for key in found if found[key] != told[key]]
    found = contents(json.loads(text))
    wrong = ["it is another file than the one that was audited"]
    for kind in ("entries", "witnesses"):
        for entry, parts in told[kind].items():
            own = found[kind].get(entry, {})
            wrong += [f"{entry}::{part} differs" for part in parts if own.get(part) != parts[part]]
    return wrong


def missing(record: Mapping[str, Any]) -> list[str]:
    """What an audit says was shown by lines of proof that are in no file that it vouches for."""
    parts: dict[str, set[str]] = {}
    for told in record["content"]["files"].values():
        for entry, own in told["entries"].items():
            parts.setdefault(entry, set()).update(own)
    wrong = []
    for each in record.get("entries", []):
        name, shown = each["id"], [o["name"] for o in each["obligations"] if o.get("lines")]
        if name not in parts:
            wrong.append(f"{name} is in no file of proofs")
        wrong += [f"{name}::{part} is in no file of proofs"
                  for part in shown if name in parts and part not in parts[name]]  # fmt: skip
    return wrong


def read(path: Path) -> dict[str, Any] | None:
    """The record of an audit that vouches for files of proofs; None for a file that is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    found = data.get("content") if isinstance(data, dict) else None
    vouches = isinstance(found, dict) and isinstance(found.get("files"), dict)
    return data if vouches else None
