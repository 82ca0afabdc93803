"""What each claim of the ledger says about a run, as a function of random data.

One file for each entry, in a folder for each chapter; a file names its law `LAW`, and the chapter's
`records.json` has the law's record. Nothing is listed by hand: the folders are walked, and `LAWS`
holds what they have. Modules whose names begin with an underscore hold what laws share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages
from types import MappingProxyType

from numeric.law import Law
from numeric.record import read

__all__ = ["LAWS", "Law"]


def _walked() -> Mapping[str, Law]:
    found: dict[str, Law] = {}
    for module in walk_packages(__path__, f"{__name__}."):
        if module.ispkg or module.name.rpartition(".")[2].startswith("_"):
            continue
        package, _, name = module.name.rpartition(".")
        law = getattr(import_module(module.name), "LAW", None)
        if not isinstance(law, Law):
            raise TypeError(f"{module.name} has no law named LAW")
        if law.claim in found:
            raise ValueError(f"{module.name} has a second law of {law.claim}")
        found[law.claim] = replace(law, record=read(package, name))
    return MappingProxyType(found)


LAWS = _walked()
"""Every law by the id of its claim."""
