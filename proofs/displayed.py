"""What shows itself in a notebook: short in a line, with its formulas below a cell.

The pages are imported when something is shown, not before.
"""

from __future__ import annotations

from typing import Any

_SHORT = 72
"""How many characters are told in a line."""


class Displayed:
    """Something that notebooks show as text with formulas, and terminals in a line."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from proofs.page.displayed import markdown

        return {"text/plain": repr(self), "text/markdown": markdown(self)}

    def __repr__(self) -> str:
        """What kind of thing it is, its name, and the first of what it says."""
        said = [*getattr(self, "conclusions", ()), *getattr(self, "relations", ())]
        more = f"{said[0]}{' and more' if len(said) > 1 else ''}" if said else ""
        return told(type(self).__name__.lower(), getattr(self, "name", ""), more)


def told(kind: str, name: str, more: str = "") -> str:
    """A thing in one line, in brackets that say that it is no Python.

    >>> told("derivation", "direction", "a = b")
    '<derivation direction: a = b>'
    """
    before = " ".join(part for part in (kind, name) if part)
    line = ": ".join(part for part in (before, " ".join(more.split())) if part)
    return f"<{line if len(line) <= _SHORT else line[: _SHORT - 3] + '...'}>"


__all__ = ["Displayed", "told"]
