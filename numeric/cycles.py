"""How often Python looks for cycles among objects, of which there are hardly any here."""

from __future__ import annotations

import gc


def look_seldom() -> None:
    """Terms are kept anyway: the search takes a tenth to a fifth of all time otherwise."""
    gc.set_threshold(100_000, 20, 100)


__all__ = ["look_seldom"]
