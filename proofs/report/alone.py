"""One page that stands alone: read in a browser, without a network."""

from __future__ import annotations

from proofs.page import html


def page(title: str, body: str) -> str:
    """A document of its own, with style and fonts in it."""
    from proofs.report.site import style

    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{html.text(title)}</title>\n<link rel="icon" href="data:,">\n'
        f"<style>\n{style()}</style>\n</head>\n<body>\n"
        f'<main id="main">\n{body}\n</main>\n</body>\n</html>\n'
    )


__all__ = ["page"]
