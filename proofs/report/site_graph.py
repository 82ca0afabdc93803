"""Which entry cites which, read off the proofs, and the drawing of it as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from proofs.derivation import Theorem
from proofs.symmetry import Instance
from proofs.terms import Hypothesis
from proofs.trusted import TRUSTED

if TYPE_CHECKING:
    from proofs.claim import Claim, Settled

SYMMETRY = "symmetry.trajectory"
"""The entry that an instance of the symmetry lemma cites."""

Graph = Mapping[str, tuple[str, ...]]
"""For each entry, the entries that its proofs cite."""


def owners(claims: Iterable[Claim]) -> dict[int, str]:
    """Whose part a theorem is, by the theorem's identity; those alone that were proved already."""
    found: dict[int, str] = {}
    for claim in claims:
        for part in claim.parts:
            theorem = vars(part.build).get("theorem") if hasattr(part.build, "__dict__") else None
            for each in (theorem, *getattr(theorem, "members", ())):
                if each is not None:
                    found.setdefault(id(each), claim.id)
    return found


FACT = "fact "
"""Begins the name of what is cited and is a fact of the literature."""


def cites(settled: Settled, owned: Mapping[int, str]) -> tuple[str, ...]:
    """What the proofs of an entry cite: the theorems of other entries, and trusted facts.

    What is no entry's own, a lemma, is looked through.
    """
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [o.shows for o in settled.obligations if isinstance(o.shows, Theorem)]
    while waiting:
        theorem = waiting.pop()
        if id(theorem) in seen:
            continue
        seen.add(id(theorem))
        owner = owned.get(id(theorem), settled.claim.id)
        if owner != settled.claim.id:
            found.add(owner)
            continue
        if isinstance(theorem, Instance) and settled.claim.id != SYMMETRY:
            found.add(SYMMETRY)
        steps = (step for chain in theorem.derivations for step in chain.steps)
        given = {name for step in steps for name in step.verdict.premises}
        for chain in theorem.derivations:
            found |= {f"{FACT}{p.name}" for p in chain.premises
                      if p.role == "trusted" and p.name in given & TRUSTED.keys()}  # fmt: skip
        waiting += _cited(theorem)
    return tuple(sorted(found))


def _cited(theorem: Any) -> Iterator[Any]:
    """The theorems that the lines of a theorem cite."""
    yield from getattr(theorem, "members", ())
    if (inner := getattr(theorem, "theorem", None)) is not None:
        yield inner
    for chain in getattr(theorem, "derivations", ()):
        for premise in chain.premises:
            source = premise.source
            while isinstance(source, Hypothesis):
                source = source.source
            if isinstance(source, Theorem):
                yield source
            elif isinstance(getattr(source, "theorem", None), Theorem):
                yield source.theorem


def rule_place(rule: str) -> str:
    """The place of a rule on the page of rules.

    >>> rule_place("above the threshold")
    'rule-above-the-threshold'
    """
    return "rule-" + "-".join("".join(c if c.isalnum() else " " for c in rule.lower()).split())


# The drawing -------------------------------------------------------------------------------------

_ROW, _HIGH, _GAP, _LETTER = 31, 24, 44, 7.1
"""Heights of a row and of a box, the gap between columns, the width of a letter, in pixels."""


def drawing(graph: Graph, titles: Mapping[str, str]) -> tuple[str, int]:
    """The graph as SVG, and how many entries have no place in it, since nothing joins them.

    A column is a level: what cites nothing stands on the left, and each entry to the right of all
    that it cites.
    """
    used = {name for cited in graph.values() for name in cited}
    nodes = [name for name in (*(u for u in sorted(used) if u not in graph), *graph)
             if name in used or graph.get(name)]  # fmt: skip
    levels = _levels(nodes, graph)
    columns: list[list[str]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for name in nodes:
        columns[levels[name]].append(name)
    _ordered(columns, graph)
    places: dict[str, tuple[float, float, float]] = {}
    left = 4.0
    high = max(map(len, columns), default=0) * _ROW
    for column in columns:
        wide = max((len(_label(name)) for name in column), default=0) * _LETTER + 20
        top = (high - len(column) * _ROW) / 2
        for row, name in enumerate(column):
            places[name] = (left, top + row * _ROW + 4, wide)
        left += wide + _GAP
    width, height = left - _GAP + 4, high + 8
    lines = "".join(
        _line(places[cited], places[name]) for name in nodes for cited in graph.get(name, ())
    )
    boxes = "".join(_box(name, places[name], titles) for name in nodes)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">\n{lines}\n{boxes}</svg>\n'
    )
    return svg, len([name for name in graph if name not in places])


def _levels(nodes: Iterable[str], graph: Graph) -> dict[str, int]:
    """For each node one more than the highest level of what it cites."""
    found: dict[str, int] = {}

    def level(name: str) -> int:
        if name not in found:
            found[name] = max((level(cited) + 1 for cited in graph.get(name, ())), default=0)
        return found[name]

    return {name: level(name) for name in nodes}


def _ordered(columns: list[list[str]], graph: Graph) -> None:
    """Put each column in the order of what its nodes are joined to, so that few lines cross."""
    citing: dict[str, list[str]] = {}
    for name, cited in graph.items():
        for each in cited:
            citing.setdefault(each, []).append(name)
    near = {name: (*graph.get(name, ()), *citing.get(name, ())) for c in columns for name in c}
    for _ in range(6):
        for order in (columns, list(reversed(columns))):
            where = {n: k / max(len(c), 1) for c in columns for k, n in enumerate(c)}
            for column in order:
                middle = {
                    name: sum(where[n] for n in near[name]) / len(near[name]) for name in column
                }
                column.sort(key=lambda name, by=middle: (by[name], name))  # type: ignore[misc]
                where |= {n: k / len(column) for k, n in enumerate(column)}


def _label(name: str) -> str:
    return name.removeprefix(FACT) if name.startswith(FACT) else name.partition(".")[2]


def _line(start: tuple[float, float, float], end: tuple[float, float, float]) -> str:
    x, y, wide = start
    a, b, _ = end
    x, y, b = x + wide, y + _HIGH / 2, b + _HIGH / 2
    bend = (a - x) / 2
    points = (x, y, x + bend, y, a - bend, b, a, b)
    return '<path d="M{:.0f} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}"/>'.format(*points)


def _box(name: str, place: tuple[float, float, float], titles: Mapping[str, str]) -> str:
    x, y, wide = place
    inside = (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{_HIGH}" rx="4"/>'
        f'<text x="{x + 10:.0f}" y="{y + 16:.0f}">{escape(_label(name))}</text>'
    )
    if name.startswith(FACT):
        fact = name.removeprefix(FACT)
        title = escape(TRUSTED[fact].says)
        address = escape(rule_place(fact))
        return f'<a class="fact" href="@rules#{address}"><title>{title}</title>{inside}</a>\n'
    return f'<a href="@{name}"><title>{escape(titles[name])}</title>{inside}</a>\n'
