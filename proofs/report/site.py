"""The site: everything that was found out, as pages that need no network and no script."""

from __future__ import annotations

import base64
import importlib
import importlib.util
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from proofs.page import html
from proofs.report import site_graph
from proofs.report.alone import begun
from proofs.report.leaves import Leaf, entry_leaf, sentence_leaf
from proofs.report.site_graph import rule_place
from proofs.report.witnesses import Witnesses, box

if TYPE_CHECKING:
    from proofs.claim import Claim, Sentence
    from proofs.obligations.ledger import Ledger

NAME = "Proofs of learning rules"
CHAPTERS = {
    "symmetry": "The symmetry lemma",
    "perceptron": "The perceptron",
    "gd": "Gradient descent",
    "convex": "Convex losses",
    "linear": "Linear regression",
    "logistic": "Logistic regression",
    "hidden": "Hidden layers",
    "float": "Floating point",
    "further": "What people say next",
    "estimators": "Learners of real libraries",
}
_FACES = (
    ("Proofs Text", "text-regular", "normal", "normal"),
    ("Proofs Text", "text-italic", "italic", "normal"),
    ("Proofs Text", "text-bold", "normal", "bold"),
    ("Proofs Math", "math", "normal", "normal"),
)
LICENCE = "fonts-licence.txt"
LEARNERS = "estimators"


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are made of."""

    leaves: tuple[Leaf, ...]
    """Entries in the ledger's order, then sentences in theirs."""
    rules: tuple[tuple[str, str], ...]
    """The rules of the checker, each with its statement."""
    facts: tuple[tuple[str, str, str], ...]
    """Facts of the literature: name, statement, source."""
    sources: tuple[tuple[str, str], ...]
    """Who says the sentences: letter and description."""
    about: tuple[str, ...]
    """Lines for the end of each page."""
    explorable: Mapping[str, str]
    """Files of pages to try things out on; the first is where they begin."""
    witnesses: Witnesses
    """Who agrees on each entry."""
    learners: tuple[Leaf, ...] = ()
    """Learners of real libraries, where they were asked."""

    @property
    def entries(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if not _is_sentence(leaf))

    @property
    def sentences(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if _is_sentence(leaf))


def _is_sentence(leaf: Leaf) -> bool:
    return "." not in leaf.id


# What is gathered --------------------------------------------------------------------------------


def leaves(
    ledger: Ledger, claims: Sequence[Claim], sentences: Iterable[Sentence],
    records: Mapping[str, Mapping[str, Any]],
) -> list[Leaf]:  # fmt: skip
    """The pages of these entries and sentences; `records` has what was found out of each entry."""
    settled = {claim.id: ledger.settle(claim) for claim in claims}
    owned = site_graph.owners(ledger.claims.values())
    titles = {name: claim.title for name, claim in ledger.claims.items()}.get
    found = []
    for claim in claims:
        cited = site_graph.cites(settled[claim.id], owned)
        found.append(entry_leaf(settled[claim.id], records[claim.id], cited, titles))
    return [
        *found,
        *(sentence_leaf(ledger.ruled(s), ledger.settle, ledger.claims) for s in sentences),
    ]


def site(
    ledger: Ledger, pages: Iterable[Leaf], versions: Mapping[str, str], witnesses: Witnesses
) -> Site:
    """The site of a ledger whose pages were made, in whatever order, and who agrees."""
    from proofs.sentences import SOURCES
    from proofs.trusted import TRUSTED
    from proofs.verdicts import RULES

    made = {leaf.id: leaf for leaf in pages}
    used = ", ".join(f"{name} {number}" for name, number in versions.items())
    return Site(
        tuple(made[name] for name in (*ledger.claims, *ledger.sentences) if name in made),
        tuple(RULES.items()),
        tuple((name, fact.says, fact.source) for name, fact in TRUSTED.items()),
        tuple((source.letter, source.says) for source in SOURCES.values()),
        (f"Made with {used}.",),
        _explorable(made),
        witnesses,
        tuple(leaf for leaf in made.values() if leaf.chapter == LEARNERS),
    )


def _explorable(names: Collection[str]) -> Mapping[str, str]:
    """Pages to try things out on, where the project has them."""
    if importlib.util.find_spec("proofs.report.explore") is None:
        return {}
    return {"explore.html": importlib.import_module("proofs.report.explore").page(names)}


# Files -------------------------------------------------------------------------------------------


def pages(made: Site) -> dict[str, str]:
    """The files of the site, by name."""
    found = {
        "index.html": _document(NAME, _index(made), made, top=False),
        "rules.html": _document(f"Rules · {NAME}", _rules(made), made),
        "style.css": style(),
        "site.js": _shipped("site_files", "site.js"),
        LICENCE: _shipped("fonts", "GUST-FONT-LICENSE.txt", "proofs.page"),
    }
    for before, leaf, after in _neighbours(made):
        body = _leaf(leaf, made, (before, after))
        found[f"{leaf.id}.html"] = _document(f"{leaf.title} · {NAME}", body, made)
    found |= made.explorable
    return {name: _resolved(text) for name, text in found.items()}


def single(made: Site) -> str:
    """The whole site as one page, every line of the proofs as plain text."""
    made = replace(made, explorable={}, learners=())
    index = re.sub(r'(<li data-words)="[^"]*"(?=><a )', r"\1", _index(made)) + _ONCE
    leaves, meant = _said_once([_leaf(leaf, made, None) for leaf in made.leaves])
    parts = [index + meant, *leaves, _rules(made)]
    body = "\n".join(f'<article id="{_anchor(name)}">\n{part}\n</article>' for name, part in zip(
        ("index", *(leaf.id for leaf in made.leaves), "rules"), parts, strict=True,
    ))  # fmt: skip
    return _resolved(_document(NAME, body, made, alone=True), alone=True)


_NOTATION = re.compile(r'<p class="lead small">Notation</p>\n<dl class="items small">(.*?)</dl>')
_MEANING = re.compile(r"<div><dt>(.*?)</dt>.*?</div>")
_MANY = 3
"""So many entries that mean the same by a symbol are spared to say it."""


def _said_once(pages: Sequence[str]) -> tuple[list[str], str]:
    """The pages without the notation that most share, and that notation, to stand before them."""
    counted: dict[str, Counter[str]] = {}
    for page in pages:
        for listed in _NOTATION.findall(page):
            for meaning in _MEANING.finditer(listed):
                counted.setdefault(meaning[1], Counter())[meaning[0]] += 1
    most = (counter.most_common(1)[0] for counter in counted.values())
    shared = dict.fromkeys(meaning for meaning, times in most if times >= _MANY)
    if not shared:
        return list(pages), ""

    def own(found: re.Match[str]) -> str:
        left = "".join(m[0] for m in _MEANING.finditer(found[1]) if m[0] not in shared)
        listed = f'\n<dl class="items small">{left}</dl>' if left else ""
        return f'<p class="lead small"><a href="#notation">Notation</a></p>{listed}'

    section = (
        '\n<section id="notation"><h2>Notation</h2>\n<p>Of many entries; each says besides what '
        f'its own symbols mean.</p>\n<dl class="items small">{"".join(shared)}</dl></section>'
    )
    return [_NOTATION.sub(own, page) for page in pages], section


_APART = ", in a process of its own that loads nothing but Python’s standard library"
_ONCE = (
    f"\n<p>Whoever agrees is named below each entry. The checker reads its theorems{_APART}. "
    "Other people’s checkers are asked by <code>proofs check ID --with rocq --with z3 --with "
    "cvc5</code>, random data by <code>proofs check ID</code>.</p>"
)
"""What the one page says of all entries at once."""
_ADDRESS = re.compile(r'href="@([\w.-]+)(?:#([^"]*))?"')


def _anchor(name: str) -> str:
    return f"page-{name}"


def _resolved(text: str, *, alone: bool = False) -> str:
    """The page with the addresses of files, or of places on itself."""

    def address(found: re.Match[str]) -> str:
        name, place = found.groups()
        if not alone:
            return f'href="{name}.html{f"#{place}" if place else ""}"'
        # What folds stands there as plain text, which has no places.
        kept = place if place and place.startswith(("rule-", "chapter-", "graph", "said")) else ""
        return f'href="#{kept or _anchor(name)}"'

    return _ADDRESS.sub(address, text)


def _shipped(folder: str, name: str, package: str = "proofs.report") -> str:
    return files(package).joinpath(folder, name).read_text(encoding="utf-8")


@cache
def style() -> str:
    """The style sheet, with the fonts in it."""
    faces = []
    for family, name, slant, weight in _FACES:
        data = files("proofs.page").joinpath("fonts", f"{name}.woff2").read_bytes()
        faces.append(
            f'@font-face {{ font-family: "{family}"; font-style: {slant}; font-weight: {weight}; '
            f"font-display: swap; src: url(data:font/woff2;base64,"
            f'{base64.b64encode(data).decode()}) format("woff2"); }}\n'
        )
    return "".join(faces) + _shipped("site_files", "style.css")


def _document(title: str, body: str, made: Site, *, top: bool = True, alone: bool = False) -> str:
    """A whole page; one that stands alone carries style and script."""
    if alone:
        head = f"<style>\n{style()}</style>"
        script = f"<script>\n{_shipped('site_files', 'site.js')}</script>"
    else:
        head = '<link rel="stylesheet" href="style.css">'
        script = '<script src="site.js" defer></script>'
    about = "".join(f"<p>{html.text(line)}</p>" for line in made.about)
    explore = next(iter(made.explorable), "") if not alone else ""
    tried = f'<a href="{escape(explore)}">Explore</a>' if explore else ""
    return (
        f"{begun(title, head)}"
        '<body>\n<a class="skip" href="#main">To the text</a>\n'
        '<nav class="top" aria-label="Site">'
        f'<a class="home" href="@index">{NAME}</a><a href="@index#said">Sentences</a>'
        f'<a href="@index#chapters">Entries</a><a href="@index#graph">What rests on what</a>'
        f'<a href="@rules">Rules</a>{tried}</nav>\n'
        f'<main id="main">\n{body}\n</main>\n'
        f"<footer>{about}<p>Set in TeX Gyre Pagella, cut down to the signs used here.</p>"
        "</footer>\n"
        f"{script}\n</body>\n</html>\n"
    )


# The index ---------------------------------------------------------------------------------------


def _index(made: Site) -> str:
    proved = sum(leaf.stands == "proved" for leaf in made.entries)
    settled = sum(leaf.stands != "unknown" for leaf in made.sentences)
    explore = next(iter(made.explorable), "")
    tried = (
        f'<p><a href="{escape(explore)}">Try it yourself</a>: set the rate and the start, and '
        "watch two runs.</p>\n" if explore else ""
    )  # fmt: skip
    return (
        f"<h1>{NAME}</h1>\n"
        '<p class="opening">Does the learning rate matter if a perceptron starts at zero? Do zero '
        "weights stop a network from learning? Each such sentence is settled here: proved line by "
        "line and checked by a small program, or refuted in exact numbers.</p>\n"
        f'<ul class="figures"><li><b>{settled}</b> sentences settled</li><li><b>{proved}</b> '
        f"entries proved</li><li><b>{len(made.rules)}</b> rules they rest on</li></ul>\n{tried}"
        '<div class="search" role="search" hidden><label for="search">Search sentences and '
        'entries</label><input id="search" type="search" autocomplete="off" spellcheck="false">'
        ' <span id="found" class="quiet" aria-live="polite"></span></div>\n'
        f"{_said(made)}\n{_chapters(made)}\n{_graph(made)}{_learners(made)}"
    )


def _said(made: Site) -> str:
    """The sentences, each with its ruling."""
    sources = "".join(
        f"<div><dt>{html.text(letter)}</dt><dd>{html.text(says)}</dd></div>"
        for letter, says in made.sources
    )
    rows = "".join(map(_row, made.sentences))
    return (
        f'<section data-part id="said"><h2>What is said</h2>\n<ol class="said">\n{rows}</ol>\n'
        '<details class="rules"><summary>Who says it</summary>'
        f'<dl class="items">{sources}</dl></details></section>'
    )


def _row(leaf: Leaf) -> str:
    badges = html.badge(leaf.stands)
    because = f'<span class="because">{leaf.because}</span>' if leaf.because else ""
    because += "".join(
        f'<span class="because">{said}: {html.text(ruling)}</span>'
        for said, ruling in leaf.readings
    )
    words = escape(f"{leaf.says} {' '.join(leaf.entries)}")
    return (
        f'<li data-words="{words}"><span class="id">{leaf.id}</span>'
        f'<a class="text" href="@{leaf.id}">{html.text(leaf.title)}</a>'
        f'<span class="rulings">{badges}</span>{because}</li>\n'
    )


def _chapters(made: Site) -> str:
    by_chapter: dict[str, list[Leaf]] = {}
    for leaf in made.entries:
        by_chapter.setdefault(leaf.chapter, []).append(leaf)
    links = "".join(
        f'<a href="#chapter-{name}">{html.text(CHAPTERS.get(name, name))}</a>'
        for name in by_chapter
    )
    parts = "".join(
        f'<section data-part><h3 id="chapter-{name}">{html.text(CHAPTERS.get(name, name))}</h3>\n'
        f'<ul class="entries">\n{"".join(map(_entry, inside))}</ul></section>\n'
        for name, inside in by_chapter.items()
    )
    return (
        '<section id="chapters" data-part><h2>What is proved</h2>\n'
        f'<nav class="chapters" aria-label="Chapters">{links}</nav>\n{parts}</section>'
    )


def _entry(leaf: Leaf) -> str:
    stands = "" if leaf.stands == "proved" else f" {html.badge(leaf.stands)}"
    return (
        f'<li data-words="{escape(leaf.says)}"><a href="@{leaf.id}">{html.text(leaf.title)}</a>'
        f"{stands}<code>{leaf.id}</code></li>\n"
    )


def _graph(made: Site) -> str:
    titles = {leaf.id: leaf.title for leaf in made.entries}
    graph = {
        leaf.id: tuple(n for n in leaf.cites if n in titles or n.startswith(site_graph.FACT))
        for leaf in made.entries
    }
    drawn, alone = site_graph.drawing(graph, titles)
    note = f" The other {alone} entries cite no other entry, and none cites them." if alone else ""
    return (
        '<section id="graph"><h2>What rests on what</h2>\n<figure><div class="graph" tabindex="0" '
        f'role="group" aria-label="Graph of citations">\n{drawn}</div>\n<figcaption>Read off the '
        "proofs: a line leads from what is cited, on the left, to what cites it. Dashed: facts of "
        f"the literature.{note}</figcaption></figure></section>"
    )


def _learners(made: Site) -> str:
    """Learners of real libraries, each with whether it does as theory says, and why not."""
    if not made.learners:
        return ""
    rows = "".join(
        f'<li data-words="{escape(leaf.says)}"><a href="@{leaf.id}">{html.text(leaf.title)}</a> '
        f'{html.badge(leaf.stands)} <span class="quiet">{leaf.because}</span></li>\n'
        for leaf in made.learners
    )
    return (
        f'\n<section id="chapter-{LEARNERS}" data-part><h2>{CHAPTERS[LEARNERS]}</h2>\n<p>What '
        "they do with their rate from zero, and why, where it is not what theory says of their "
        f'rule.</p>\n<ul class="entries">\n{rows}</ul></section>'
    )


def _rules(made: Site) -> str:
    rows = "".join(
        f'<div id="{rule_place(name)}"><dt>{html.text(name)}</dt>'
        f"<dd>{html.text(states)}</dd></div>\n"
        for name, states in made.rules
    )
    facts = "".join(
        f'<div id="{rule_place(name)}"><dt>{html.text(name)}</dt><dd>{html.text(says)} '
        f'<span class="quiet">({html.text(source)})</span></dd></div>\n'
        for name, says, source in made.facts
    )
    return (
        "<h1>What all of it rests on</h1>\n<p>Whoever doubts one of these doubts what cites it. "
        "Nothing else is trusted but the checker’s code and plain fractions for "
        f'counterexamples.</p>\n<h2>Rules of the checker</h2>\n<dl class="items">\n{rows}</dl>\n'
        "<h2>Facts of the literature</h2>\n<p>These are used and not proved here.</p>\n"
        f'<dl class="items">\n{facts}</dl>'
    )


# A page ------------------------------------------------------------------------------------------


def _neighbours(made: Site) -> Iterator[tuple[Leaf | None, Leaf, Leaf | None]]:
    for group in (made.entries, made.sentences, made.learners):
        for place, leaf in enumerate(group):
            before = group[place - 1] if place else None
            after = group[place + 1] if place + 1 < len(group) else None
            yield before, leaf, after


def _leaf(leaf: Leaf, made: Site, around: tuple[Leaf | None, Leaf | None] | None) -> str:
    """The inside of a page; `around` is what stands before and after it, None on the one page."""
    alone = around is None
    if _is_sentence(leaf):
        where = f'<a href="@index#said">What is said</a> · {leaf.id}, {html.text(_source(leaf))}'
    else:
        chapter = html.text(CHAPTERS.get(leaf.chapter, leaf.chapter))
        where = f'<a href="@index#chapter-{leaf.chapter}">{chapter}</a>'
    top = _silent(leaf.brief or leaf.top) if alone else leaf.top
    parts = [f'<p class="kicker">{where}</p>', top]
    if leaf.full and not alone:
        parts.append(f"<h2>Every line</h2>\n{leaf.full}")
    elif leaf.plain:
        shown = f'<pre tabindex="0">{escape(_tabbed(leaf.plain), quote=False)}</pre>'
        parts.append(f'<details class="fold"><summary>Every line</summary>{shown}</details>')
    if leaf.agreed:
        asked = made.witnesses.get(leaf.id)
        agreed = f"{box(leaf.id, asked) if asked else ''}{leaf.agreed}"
        parts.append(f"<h2>Who agrees</h2>\n{_agreed_alone(agreed) if alone else agreed}")
    parts += _related(leaf, made)
    parts.append(f"<h2>Check it yourself</h2>\n{_copied(leaf.own)}")
    if leaf.latex and not alone:
        parts.append(
            '<details class="fold"><summary>LaTeX <span class="quiet">for a document that loads '
            f"amsmath</span></summary>{_copied(leaf.latex)}</details>"
        )
    if around is not None:
        links = [
            f'<a href="@{other.id}">{arrow(html.text(other.title))}</a>'
            if other
            else "<span></span>"
            for other, arrow in zip(around, ("← {}".format, "{} →".format), strict=True)
        ]
        parts.append(f'<nav class="around" aria-label="Next to this page">{"".join(links)}</nav>')
    return "\n".join(parts)


_TAB = 8
"""How many columns a tab stop has in every browser."""


def _tabbed(text: str) -> str:
    """Plain text with tabs for what spaces move, and shorter rules below its headings.

    >>> _tabbed("x̃          = 1")
    'x̃\\t   = 1'
    """
    found = []
    for line in text.replace("─", "-").splitlines():
        made, column, gap = "", 0, 0
        for character in line:
            if character == " ":
                gap += 1
                column += 1
                if column % _TAB == 0 and gap > 1:
                    made, gap = f"{made}\t", 0
            else:
                made, gap = f"{made}{' ' * gap}{character}", 0
                column += not combining(character)
        found.append(made)
    return "\n".join(found)


_ASKED = re.compile(r" ?Those not asked are by <code>proofs check [^<]*</code>\.")


def _agreed_alone(text: str) -> str:
    """Who agrees, without what is the same of every entry and stands on the index."""
    text = _ASKED.sub("", text).replace(_APART, "")
    return text.replace('<p class="small quiet"></p>', "")


def _silent(text: str) -> str:
    """HTML whose formulas have no words of their own: readers of MathML speak them."""
    text = re.sub(r'<math alttext="[^"]*">', "<math>", text)
    text = re.sub(
        r'<span class="long" role="math" aria-label="[^"]*"><span aria-hidden="true">',
        '<span class="long"><span>', text,
    )  # fmt: skip
    return re.sub(r"<math><mn>(\d+)</mn></math>", r"\1", text)


def _source(leaf: Leaf) -> str:
    name = leaf.chapter
    return f"source {name}" if len(name.partition(",")[0]) == 1 else name


def _copied(what: str) -> str:
    return f'<div class="copy"><pre tabindex="0">{escape(what, quote=False)}</pre></div>'


def _related(leaf: Leaf, made: Site) -> Iterator[str]:
    """What an entry cites and is cited by, and the sentences that it decides."""
    by_id = {other.id: other for other in made.leaves}
    lists = (
        ("Sentences that it decides", [s for s in made.sentences if leaf.id in s.entries]),
        ("Cites", [by_id[name] for name in leaf.cites if name in by_id]),
        ("Cited by", [other for other in made.entries if leaf.id in other.cites]),
    )
    if not any(found for _, found in lists):
        return
    yield "<h2>Connections</h2>"
    for lead, found in lists:
        if found:
            rows = "".join(
                f'<li><a href="@{other.id}">{html.text(other.title)}</a> '
                f"{html.badge(other.stands) if _is_sentence(other) else ''}</li>"
                for other in found
            )
            yield f'<h3>{lead}</h3>\n<ul class="entries">{rows}</ul>'


__all__ = ["LICENCE", "NAME", "Site", "leaves", "pages", "single", "site", "style"]
