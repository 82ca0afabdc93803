"""What an entry rests on and what leans on it, as a graph of its own: SVG and DOT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from proofs.reach import reached
from proofs.report import site_graph
from proofs.report.site_graph import FACT, Graph

_STYLE = (
    "<style>text{font:11.5px monospace;fill:#1d1d1f}rect{fill:#fff;stroke:#9a9a9f}"
    ".fact rect{stroke-dasharray:3 2}path{fill:none;stroke:#77777c;stroke-opacity:.5}"
    ".asked rect{stroke:#0a5ab4;stroke-width:2}</style>"
)


def below(graph: Graph, name: str) -> list[str]:
    """All that an entry rests on, by way of what it cites."""
    return sorted(reached(graph.get(name, ()), lambda cited: graph.get(cited, ())))


def above(graph: Graph, name: str) -> list[str]:
    """All that rests on an entry."""
    return sorted(other for other in graph if name in below(graph, other))


def around(graph: Graph, name: str) -> Graph:
    """The part of a graph below and above an entry."""
    kept = {name, *below(graph, name), *above(graph, name)}
    return {e: tuple(c for c in cited if c in kept) for e, cited in graph.items() if e in kept}


def svg(graph: Graph, titles: Mapping[str, str], asked: str = "") -> str:
    """The drawing of the site to stand alone, an entry that was asked for marked in it."""
    drawn, _ = site_graph.drawing(graph, titles)
    drawn = re.sub(r'<a class="fact" href="[^"]*">', '<g class="fact">', drawn)
    mark = f'<a href="@{asked}">'
    drawn = drawn.replace(mark, '<g class="asked">') if asked else drawn
    drawn = re.sub(r'<a href="[^"]*">', "<g>", drawn).replace("</a>", "</g>")
    return drawn.replace(">\n", f">{_STYLE}\n", 1)


def dot(graph: Graph, titles: Mapping[str, str], asked: str = "") -> str:
    """The graph for Graphviz: a line leads from what is cited to what cites it."""
    names = dict.fromkeys((*(c for cited in graph.values() for c in cited), *graph))
    lines = ["digraph proofs {", "  rankdir=LR;", "  node [shape=box, fontname=monospace];"]
    for name in sorted(names):
        marks = [f'label="{_quoted(name.removeprefix(FACT))}"']
        if name in titles:
            marks.append(f'tooltip="{_quoted(titles[name])}"')
        if name.startswith(FACT):
            marks.append("style=dashed")
        if name == asked:
            marks.append("penwidth=2")
        lines.append(f'  "{_quoted(name)}" [{", ".join(marks)}];')
    for name in sorted(graph):
        for cited in graph[name]:
            lines.append(f'  "{_quoted(cited)}" -> "{_quoted(name)}";')
    return "\n".join((*lines, "}")) + "\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def listed(graph: Graph, names: Iterable[str]) -> list[str]:
    """For each entry a line with what it cites."""
    return [f"{name}: {', '.join(graph[name])}" for name in names if graph.get(name)]
