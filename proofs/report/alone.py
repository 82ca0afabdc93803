"""One page that stands alone: read in a browser, without a network."""

from __future__ import annotations

from proofs.page import html


def page(title: str, body: str) -> str:
    """A document of its own, with style and fonts in it."""
    from proofs.report.site import style

    return (
        f"{begun(title, f'<style>{chr(10)}{style()}</style>')}<body>\n"
        f'<main id="main">\n{body}\n</main>\n</body>\n</html>\n'
    )


def begun(title: str, head: str) -> str:
    """How every page begins, up to its body; `head` has its style, or where that is."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{html.text(title)}</title>\n<link rel="icon" href="data:,">\n{head}\n</head>\n'
    )


__all__ = ["begun", "page"]
