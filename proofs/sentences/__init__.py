"""What the sources say, sentence by sentence, in our own words, and what decides each.

A file is one source: its record `SOURCE` says what that is, and every `Sentence` in it is one
sentence.  Nothing is listed by hand.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from proofs.claim import Sentence, Source

FILES: dict[Path, tuple[str, ...]] = {}
"""The sentences in each file."""
_found: dict[str, Sentence] = {}
_sources: dict[str, Source] = {}


def _read(module: ModuleType) -> None:
    """Add what a file says; raises `ImportError` for an id that another file has."""
    own = {said.id: said for said in module.SENTENCES}
    if len(own) != len(module.SENTENCES) or own.keys() & _found.keys():
        raise ImportError(f"{module.__file__}: an id is there twice")
    _found.update(own)
    _sources[module.SOURCE.letter] = module.SOURCE
    FILES[Path(str(module.__file__))] = tuple(own)


for _module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
    _read(importlib.import_module(f"{__name__}.{_module.name}"))


def _ledger_order(name: str) -> tuple[bool, str]:
    return not name.startswith("S"), name


SENTENCES: Mapping[str, Sentence] = {
    name: _found[name] for name in sorted(_found, key=_ledger_order)
}
"""All sentences, in the ledger's order."""
SOURCES: Mapping[str, Source] = {
    letter: _sources[letter]
    for letter in dict.fromkeys(said.source.partition(",")[0] for said in SENTENCES.values())
}
"""Who says it, by the letter that the sentences name."""

__all__ = ["FILES", "SENTENCES", "SOURCES"]
