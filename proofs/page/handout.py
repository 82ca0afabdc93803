"""Several entries as one document: notation once, the one lemma once, sources at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from proofs.claim import Settled
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph
from proofs.page.lecture import by_symmetry, lecture
from proofs.page.notation import Meaning, notation
from proofs.page.numbers import Point, PointError, resolved_in, with_numbers
from proofs.page.phrases import Phrase as P
from proofs.page.references import Titles, referred
from proofs.page.style import PLAIN, Style
from proofs.symmetry import trajectory_lemma
from proofs.terms import Words


def handout(
    entries: tuple[Settled, ...], heading: str, titles: Titles, at: Point | None = None,
    style: Style = PLAIN,
) -> tuple[Block, ...]:  # fmt: skip
    """The document: what all share first, then each entry, then the sources.

    One entry without a heading is a page of its own, with its title above all.  `at` a point the
    lines that speak of it have their values beside them; raises `PointError` where no entry has
    such lines, or one assumes what is not so there.
    """
    if len(entries) == 1 and not heading:
        pages = _with_numbers(entries, [lecture(entries[0])], at, style)
        return referred(pages[0], titles)
    blocks: list[Block] = [Heading(0, (heading,))]
    shared = common_notation(entries)
    if shared:
        blocks.append(Items(P("Notation"), shared, running=True, small=True))
    if any(map(by_symmetry, entries)) and all(
        settled.claim.id != "symmetry.trajectory" for settled in entries
    ):
        blocks += _lemma()
    pages = [lecture(one, frozenset(shared)) for one in entries]
    blocks += [block for page in _with_numbers(entries, pages, at, style) for block in page]
    sources = dict.fromkeys(cited for settled in entries for cited in settled.claim.citations)
    if sources:
        blocks.append(Paragraph((" ".join(sources),), P("Sources"), small=True))
    return referred(blocks, titles)


def _with_numbers(
    entries: tuple[Settled, ...], pages: list[tuple[Block, ...]], at: Point | None, style: Style
) -> list[tuple[Block, ...]]:
    """The pages with numbers beside the lines of those entries that have values at the point."""
    if at is None or not at.given:
        return pages
    spoken = [resolved_in(settled, at) for settled in entries]
    met = {name for point in spoken for name, _ in point.given}
    if any(name not in met for name, _ in at.given):
        spoken = [at] * len(entries)  # the first entry says what its lines speak of
    carried: list[tuple[Block, ...]] = []
    errors: list[PointError] = []
    for settled, page, point in zip(entries, pages, spoken, strict=True):
        try:
            carried.append(with_numbers(page, settled, point, style))
        except PointError as error:
            carried.append(page)
            errors.append(error)
    if len(errors) == sum(bool(point.given) for point in spoken):
        raise errors[0]
    return carried


def common_notation(entries: tuple[Settled, ...]) -> tuple[Meaning, ...]:
    """What symbols mean in most of the entries that have them; each entry says what is its own."""
    meanings: dict[Words, Counter[Words]] = {}
    for settled in entries:
        for name, said in notation(settled):
            meanings.setdefault(name, Counter())[said] += 1
    letters = Counter(map(_letters, meanings))
    found: list[Meaning] = []
    for name, counted in meanings.items():
        ((said, times),) = counted.most_common(1)
        if times > min(1, len(entries) - 1) and letters[_letters(name)] == 1:
            found.append((name, said))
    return tuple(found)


def _letters(name: Words) -> tuple[str, ...]:
    return tuple(str(piece) for piece in name)


def _lemma() -> Iterable[Block]:
    """The one lemma, said once for all that cite it."""
    from proofs.page.theorems import hypothesis, lines_of
    from proofs.symmetry import EQUIVARIANCE

    lemma = trajectory_lemma()
    said: Words = (
        P("An update that commutes with a map of the state has trajectories that do: if "),
        *hypothesis(EQUIVARIANCE),
        P(", and a second run starts where the map takes the first one's start, then always"),
    )
    return (Paragraph(said, P("The symmetry lemma")), Lines(lines_of(lemma.conclusions).rows))
