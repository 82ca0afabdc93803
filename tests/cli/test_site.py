"""The site: complete, without dead links, small, and readable in a browser without a network."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from proofs import registry, verdicts
from proofs.referees.table import WITNESSES
from proofs.report import audit, site, site_graph
from proofs.report.leaves import Leaf, entry_leaf, sentence_leaf
from proofs.report.witnesses import unasked

Run = Callable[..., Any]
CONTINUOUS_INTEGRATION = os.environ.get("CI", "").lower() in ("1", "true")
EVERY_ENTRY = pytest.mark.parametrize("entry", registry.CLAIMS)
NO_RECORD: Mapping[str, Any] = {"obligations": [], "law": None}
LARGEST = 300_000
FROM_THE_NET = re.compile(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|url\(["']?(?!data:)""")


class Page(HTMLParser):
    """The ids and addresses of a page, and its scripts' names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and addresses."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.addresses += [given[name] for name in ("href", "src") if name in given]


def dead_links(files: Mapping[str, str]) -> list[str]:
    """The addresses on these pages that lead nowhere."""
    pages = {name: Page(text) for name, text in files.items() if name.endswith(".html")}
    dead = []
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for address in page.addresses:
            target, _, place = address.partition("#")
            if address.startswith("data:"):
                continue
            if (target or name) not in files or (
                place and unquote(place) not in pages[target or name].ids
            ):
                dead.append(f"{name}: {address}")
    return dead


@pytest.fixture(scope="session")
def made(small: Any) -> site.Site:
    """The site of a few entries and a sentence, with what the symbolic half finds out."""
    from dataclasses import replace

    symbolic = replace(small, laws={}, learners={})
    claims = list(small.claims.values())
    records = {claim.id: audit.entry(symbolic, claim) for claim in claims}
    leaves = site.leaves(symbolic, claims, small.sentences.values(), records)
    return site.site(symbolic, leaves, {"python": "3"}, unasked(records.values(), data=False))


def test_writes_a_page_for_each(run: Run, few: tuple[str, ...], tmp_path: Path) -> None:
    """Entries, sentences, an index and the rules; a second run writes the same bytes."""
    said = run("site", "--workers", "1", "-o", str(tmp_path / "made" / "here"))
    assert said.code == 0, said.out
    directory = tmp_path / "made" / "here"
    files = {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()}
    pages = {f"{name}.html" for name in (*few, "S11", "index", "rules")}
    assert files.keys() == pages | {"explore.html", "style.css", "site.js", site.LICENCE}
    assert f"Written: {directory / 'index.html'}, 1 sentences and 3 entries" in said.out
    assert dead_links(files) == []
    assert not any(FROM_THE_NET.search(text) for text in files.values())
    run("site", "--workers", "1", "-o", str(directory))
    assert files == {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()}


def test_one_page(run: Run, few: tuple[str, ...], tmp_path: Path) -> None:
    """Everything on it, style and script included, and nothing beside it."""
    said = run("site", "--single", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 0, said.out
    (file,) = tmp_path.iterdir()
    page = file.read_text(encoding="utf-8")
    assert file.name == "proofs.html"
    assert dead_links({"proofs.html": page}) == []
    assert not FROM_THE_NET.search(page)
    assert 'src="' not in page
    for name in (*few, "S11"):
        assert f'id="page-{name}"' in page
        assert registry.CLAIMS[name].title in page if name in few else True


def test_one_page_says_once_what_many_entries_mean() -> None:
    """Shared notation stands at the front; what another entry means by a symbol stays with it."""
    lead = '<p class="lead small">Notation</p>\n<dl class="items small">'
    eta, w, other = (f"<div><dt>{t}</dt><dd>{d}</dd></div>" for t, d in (
        ("η", "the rate"), ("w", "the weights"), ("η", "a factor"),
    ))  # fmt: skip
    pages = [f"{lead}{rows}</dl>" for rows in (eta, eta + w, eta, other)]
    own, shared = site._said_once(pages)
    assert shared.count(eta) == 1
    assert other not in shared
    link = '<p class="lead small"><a href="#notation">Notation</a></p>'
    kept = ['\n<dl class="items small">' + rows + "</dl>" for rows in (w, other)]
    assert own == [link, link + kept[0], link, link + kept[1]]
    assert site._said_once(pages[2:]) == (pages[2:], "")


def test_tabs_stand_for_the_spaces_that_they_replace() -> None:
    """Seen as a terminal shows it, the text is the same, marks above letters included."""
    proof = "  w̃⁽ᵗ⁾ = ηv               what an update adds\n\n       = a  b\n"
    tabbed = site._tabbed(proof)
    assert len(tabbed) < len(proof)
    shown = [line.replace("w̃", "w").expandtabs(8) for line in tabbed.splitlines()]
    assert shown == [line.replace("w̃", "w") for line in proof.splitlines()]


def test_a_sentences_page_says_of_what_its_proofs_speak(made: site.Site) -> None:
    """The claim and the notation of each entry that decides it stand on the page itself."""
    (leaf,) = made.sentences
    for name in leaf.entries:
        entry = registry.CLAIMS[name]
        ground = leaf.top.partition(f'<a href="@{name}">')[2].partition("</section>")[0]
        assert "<strong>Claim.</strong>" in ground
        assert "<summary>Notation</summary>" in ground
        assert str(entry.title) in leaf.top


def test_who_agrees_stands_on_each_page(made: site.Site) -> None:
    """Each witness with its word; who was not asked is said, with the command that asks."""
    for name, page in site.pages(made).items():
        if name.removesuffix(".html") in registry.CLAIMS:
            box = page.partition('<ul class="witnesses">')[2].partition("<table")[0]
            words = re.findall(r'<b>([^<]*)</b> <span class="[\w-]+">([^<]*)</span>', box)
            assert [who for who, _ in words] == list(WITNESSES.values())
            said = dict(words)
            assert said["checker"] == "agrees"
            assert {said["Rocq"], said["Z3"], said["random data"]} == {"not asked"}
            assert "--with rocq --with z3 --with cvc5</code>" in box


@pytest.mark.parametrize("options", [(), ("--single",)])
def test_nowhere_to_write(
    run: Run, few: tuple[str, ...], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """It is found out before the work begins, and nothing is written."""
    (tmp_path / "file").write_text("earlier")
    complaint = run("site", *options, "-o", str(tmp_path / "file")).complaint
    assert "not a directory" in complaint
    assert "name another place with -o" in complaint
    assert "names no directory" in run("site", *options, "-o", "").complaint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_not_proved_is_named(
    run: Run, few: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are written all the same, and the exit code is 1."""
    from proofs.obligations import checks

    def fall(*arguments: object) -> None:
        raise checks.Fallen("the checker refused it")

    monkeypatch.setattr(checks, "symbolic_obligation", fall)
    said = run("site", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 1
    assert f"fallen  {few[1]}" in said.out
    assert "the checker refused it" in (tmp_path / f"{few[1]}.html").read_text(encoding="utf-8")


# What stands on the pages ------------------------------------------------------------------------


def test_each_line_shows_what_it_rests_on(made: site.Site) -> None:
    """Rules, premises and the checker's verdict, on demand; hypotheses lead to their runs."""
    page = site.pages(made)["perceptron.sign-only.html"]
    told = re.findall(r'<details class="told">.*?</details>', page)
    claim = registry.CLAIMS["perceptron.sign-only"]
    settled = registry.settle(claim)
    steps = [s for o in settled.obligations for d in getattr(o.shows, "derivations", ())
             for s in d.steps]  # fmt: skip
    assert len(told) == len(steps) > 0
    for line, step in zip(told, steps, strict=True):
        for rule in step.verdict.rules:
            assert f'href="rules.html#{site_graph.rule_place(rule)}"' in line
        assert all(name in unescape(line) for name in step.verdict.premises)
        assert re.search(r"accepted, in a theorem of \d+ lines?", line)
    for need in claim.needs:
        place = f"{claim.id}.needs-{need.name}"
        assert f'href="{claim.id}.html#{place}">{need.hypothesis}</a>' in page
        assert f'<p id="{place}">' in page


def test_it_says_who_agrees(small: Any) -> None:
    """With the audit's record the page says what ran on random data, else that nothing did."""
    claim = registry.CLAIMS["perceptron.sign-only"]
    settled = registry.settle(claim)
    whole = entry_leaf(settled, audit.entry(small, claim)).agreed
    assert re.search(r"accepts \d+ theorems? of \d+ lines?", whole)
    assert "held in 200 data sets" in whole
    assert "and agrees" in whole
    assert "not run for this page" in entry_leaf(settled, NO_RECORD).agreed


def test_a_sentence_has_what_decides_it(made: site.Site) -> None:
    """Its words, its ruling, the formulas that prove it and a link to the entry by its title."""
    page = site.pages(made)["S11.html"]
    title = registry.CLAIMS["perceptron.sign-only"].title
    assert f'<a href="perceptron.sign-only.html">{title}</a>' in page
    assert '<span class="badge holds">holds</span>' in page
    assert "<math" in page
    assert "proofs show S11" in page


def test_the_rules_are_all_there(made: site.Site) -> None:
    """Each rule of the checker has a place with its statement."""
    page = site.pages(made)["rules.html"]
    for name in verdicts.RULES:
        assert f'id="{site_graph.rule_place(name)}"' in page


def test_what_can_be_tried_is_linked(made: site.Site) -> None:
    """Files of further pages are written with the rest, and the index leads to the first."""
    from dataclasses import replace

    more = replace(made, explorable={"explore.html": "<p>here</p>"})
    files = site.pages(more)
    assert files["explore.html"] == "<p>here</p>"
    assert 'href="explore.html"' in files["index.html"]
    assert 'href="explore.html"' not in site.pages(replace(made, explorable={}))["index.html"]


def test_the_graph_is_drawn_in_levels() -> None:
    """What cites stands to the right of what it cites; who is joined to nobody is counted."""
    graph = {"a.one": (), "a.two": ("a.one",), "a.three": ("a.two", "a.one"), "a.four": ()}
    drawn, alone = site_graph.drawing(graph, {name: name.upper() for name in graph})
    assert alone == 1
    left = {name: float(x) for name, x in re.findall(r'href="@([\w.]+)".*?<rect x="(\d+)"', drawn)}
    assert left["a.one"] < left["a.two"] < left["a.three"]
    assert drawn.count("<path") == 3
    assert "<title>A.TWO</title>" in drawn


def test_citations_are_read_off_the_proofs() -> None:
    """A theorem of another entry is cited, and the symmetry lemma where an instance is used."""
    name = "perceptron.direction"
    settled = registry.settle(registry.CLAIMS[name])
    owned = site_graph.owners(registry.CLAIMS.values())
    assert site_graph.cites(settled, owned) == ("perceptron.eta-factors-out",)
    factors = registry.settle(registry.CLAIMS["perceptron.eta-factors-out"])
    assert site_graph.cites(factors, owned) == ("symmetry.trajectory",)


@EVERY_ENTRY
def test_no_page_is_too_large(entry: str) -> None:
    """Whatever the entry, and with room for what the audit adds; no id stands twice."""
    leaf = entry_leaf(registry.settle(registry.claim(entry)), NO_RECORD)
    alone = site.Site((leaf,), (), (), (), (), {}, {})
    page = site.pages(alone)[f"{entry}.html"]
    assert len(page.encode()) <= LARGEST - 8_000
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.nightly
@pytest.mark.skipif(not os.environ.get("PROOFS_NIGHTLY"), reason="proves everything in one process")
def test_the_whole_site_has_no_dead_link_and_is_small() -> None:
    """Every page of it, the index, and the one page with everything."""
    owned = site_graph.owners(registry.CLAIMS.values())
    leaves: list[Leaf] = []
    for claim in registry.CLAIMS.values():
        settled = registry.settle(claim)
        leaves.append(entry_leaf(settled, NO_RECORD, site_graph.cites(settled, owned)))
    for said in registry.SENTENCES.values():
        leaves.append(sentence_leaf(registry.ruled(said), registry.settle, registry.CLAIMS))
    from proofs.obligations.ledger import symbolic_ledger

    whole = site.site(symbolic_ledger(), leaves, {}, {})
    files = site.pages(whole)
    assert dead_links(files) == []
    assert max(len(text.encode()) for text in files.values()) <= LARGEST
    page = site.single(whole)
    assert dead_links({"proofs.html": page}) == []
    assert len(page.encode()) <= 2_700_000  # of 3,000,000, so that there is room to grow


# In a browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; without it these tests are skipped, except in continuous integration."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = pytest.importorskip if not CONTINUOUS_INTEGRATION else __import__
    if found is None:
        reason = "Chromium is not installed (Debian: chromium)"
        if CONTINUOUS_INTEGRATION:
            pytest.fail(reason)
        pytest.skip(reason)
    driver("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as program:
        running = program.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(made: site.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as files."""
    place = tmp_path_factory.mktemp("site")
    for name, text in (*site.pages(made).items(), ("proofs.html", site.single(made))):
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_in_a_browser(browser: Any, folder: Path, width: int, scheme: str) -> None:
    """No fault, no request that leaves, no scrolling sideways, and nothing serious for axe."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on(
        "request",
        lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url),
    )
    for name in ("index", "rules", "S11", "perceptron.sign-only", "proofs"):
        page.goto((folder / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        face = "Proofs Math" if "<math" in page.content() else "Proofs Text"
        assert page.evaluate(f"document.fonts.ready.then(f => f.check('1em \"{face}\"'))")
        if name == "S11" or name == ("index" if width == 1280 else "perceptron.sign-only"):
            found = axe.run(page, options={"preload": False}).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == [], name
    assert faults == []
    context.close()


def test_search_and_places_in_a_browser(browser: Any, folder: Path) -> None:
    """Words find entries; an address opens what it points into; without script all is there."""
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.fill("#search", "sign net input")
    assert page.locator("[data-words]:not([hidden])").count() == 2
    assert page.locator("#found").text_content() == "2 found"
    page.fill("#search", "")
    assert page.locator("[data-words]:not([hidden])").count() == 4
    need = registry.CLAIMS["perceptron.sign-only"].needs[0]
    place = f"perceptron.sign-only.needs-{need.name}"
    page.goto((folder / "perceptron.sign-only.html").as_uri() + f"#{place}")
    assert page.locator(f'[id="{place}"]').is_visible()
    page.keyboard.press("Tab")
    page.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto((folder / "index.html").as_uri())
    assert plain.locator("#search").is_hidden()
    assert plain.locator("[data-words]").count() == 4
    plain.close()
