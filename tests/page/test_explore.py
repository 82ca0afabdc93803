"""The page to try things out on, in a real browser: its runs are those of the numeric half."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from numeric import gradient_descent, learners, networks
from proofs.report import explore

PAGE = explore.page()
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; these tests are skipped where there is none."""
    driver = pytest.importorskip("playwright.sync_api")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium is installed (Debian: chromium)")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as a file of its own."""
    path: Path = tmp_path_factory.mktemp("explore") / "explore.html"
    path.write_text(PAGE, encoding="utf-8")
    return path.as_uri()


class Seen:
    """A page that is open, and what it complained of or asked for."""

    def __init__(self, browser: Any, file: str, width: int = 1280, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, file))
        self.page.goto(file)

    def _asked(self, url: str, file: str) -> None:
        if url != file and not url.startswith("data:"):
            self.wrong.append(url)

    def said(self, section: str) -> str:
        """What a section says below its drawings."""
        return str(self.page.inner_text(f"#{section}-said"))

    def set(self, slider: str, value: int) -> None:
        """Move a slider as a hand would."""
        self.page.eval_on_selector(
            f"#{slider}",
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }",
            str(value),
        )


@pytest.fixture
def seen(browser: Any, file: str) -> Iterator[Seen]:
    """The page, open; whatever it complains of or asks for lets the test fall."""
    opened = Seen(browser, file)
    yield opened
    opened.context.close()
    assert not opened.wrong


def numbers(rng: random.Random, count: int, bottom: int = 4) -> list[Fraction]:
    """Small fractions."""
    return [Fraction(rng.randint(-12, 12), rng.randint(1, bottom)) for _ in range(count)]


def strings(values: Any) -> Any:
    """The same numbers as the page is given them."""
    return str(values) if isinstance(values, Fraction) else [strings(v) for v in values]


def read(values: Any) -> Any:
    """What the page gave back, as numbers."""
    return Fraction(values) if isinstance(values, str) else tuple(read(v) for v in values)


def test_perceptron_runs_agree(seen: Seen) -> None:
    """Weights after each sample, and mistakes, by `==`."""
    rng = random.Random(5)
    for _ in range(40):
        X = [
            [Fraction(v) for v in rng.choices(range(-3, 4), k=2)] for _ in range(rng.randint(1, 5))
        ]
        y = [Fraction(rng.choice((-1, 1))) for _ in X]
        rate, start = Fraction(rng.randint(1, 16), 8), numbers(rng, 2)
        given = [strings(X), strings(y), str(rate), strings(start), 3]
        made = seen.page.evaluate("(given) => exact.perceptron(...given)", given)
        run = learners.run(learners.perceptron(learning_rate=rate), start, X, y, 3)
        assert read(made["path"]) == (tuple(start), *run.weights)
        assert made["mistakes"] == list(run.mistakes)


def test_descents_agree(seen: Seen) -> None:
    """The weights after each step, by `==`."""
    rng = random.Random(6)
    for _ in range(30):
        X = [numbers(rng, 2) for _ in range(rng.randint(1, 4))]
        y, start, rate = numbers(rng, len(X)), numbers(rng, 2), Fraction(rng.randint(1, 40), 20)
        given = [strings(X), strings(y), str(rate), strings(start), 6]
        made = seen.page.evaluate("(given) => exact.descent(...given)", given)
        assert read(made) == gradient_descent.exact_run(X, y, rate, 6, start)


def test_hidden_units_agree(seen: Seen) -> None:
    """All weights and biases after each update, by `==`."""
    rng = random.Random(7)
    for _ in range(10):
        x, y, bias = numbers(rng, 2), numbers(rng, 2), numbers(rng, 1)[0]
        units, rate = [numbers(rng, 3) for _ in range(3)], Fraction(rng.randint(1, 6), 32)
        given = [strings(x), strings(y), str(rate), strings(units), str(bias), 3]
        made = seen.page.evaluate("(given) => exact.hidden(...given)", given)
        w, beta, v = zip(*units, strict=True)
        path = networks.descend(
            networks.hidden_layer([[a] for a in w], beta, v, bias), [[a] for a in x], y,
            activation=networks.ACTIVATIONS["affine"], loss=networks.SQUARED,
            learning_rate=rate, steps=3,
        )  # fmt: skip
        flat = [
            (*(n for unit in networks.units(network) for n in (unit[0][0], unit[1], unit[2][0])),
             network[1].biases[0])
            for network in path
        ]  # fmt: skip
        assert read(made) == tuple(flat)


def test_what_is_said_follows_the_runs(seen: Seen) -> None:
    """From zero the direction stands still at every rate; elsewhere as the other half says."""
    X, y, turned = ((-1, 1), (0, -2), (-2, 1), (-2, -1)), (-1, 1, 1, 1), []
    for k in (1, 4, 5, 8, 9, 16):
        seen.set("p-rate", k)
        zero, away = seen.said("p").splitlines()
        assert "the same direction, the same mistakes, every weight" in zero
        own, unit = (
            learners.run(learners.perceptron(learning_rate=rate), (1, 1), X, y, 3)
            for rate in (Fraction(k, 8), Fraction(1))
        )
        (a, b), (c, d) = own.final_weights, unit.final_weights
        turned.append(a * d != b * c or a * c + b * d < 0)
        assert ("another direction" in away) == turned[-1]
        assert ("the same mistakes" in away) == (own.mistakes == unit.mistakes)
    assert {True, False} == set(turned)
    seen.set("p-first", 0)
    seen.set("p-second", 0)
    seen.set("p-rate", 3)
    assert "another direction" not in seen.said("p")


def test_one_step_goes_one_way_and_a_large_rate_away(seen: Seen) -> None:
    """The ends of one step lie on a line, those of six do not; at rate 2 the loss grows."""
    assert "not on one line" in seen.said("l")
    seen.set("l-steps", 1)
    assert "all on one line" in seen.said("l")
    seen.set("l-rate", 40)
    seen.set("l-steps", 8)
    assert "it grew" in seen.said("l")


def test_units_that_start_equal_move_as_one(seen: Seen) -> None:
    """And go apart when either weight of unit 2 is moved."""
    for rate in (1, 3, 6):
        seen.set("h-rate", rate)
        assert "move as one" in seen.said("h")
    for slider in ("h-in", "h-out"):
        seen.set(slider, 1)
        assert "go apart" in seen.said("h")
        seen.page.click("#h-reset")
        assert "move as one" in seen.said("h")


def test_samples_are_moved_by_keys(seen: Seen) -> None:
    """Arrows move, Enter changes the label, and both change the run."""
    first = seen.page.locator("#p-samples g.sample").first
    assert "at (−1, 1), label −1" in first.get_attribute("aria-label")
    before = seen.said("p")
    first.focus()
    seen.page.keyboard.press("ArrowUp")
    assert "at (−1, 2), label −1" in first.get_attribute("aria-label")
    seen.page.keyboard.press("Enter")
    assert "at (−1, 2), label 1" in first.get_attribute("aria-label")
    assert seen.said("p") != before
    for _ in range(9):
        seen.page.keyboard.press("ArrowRight")
    assert "at (3, 2)" in first.get_attribute("aria-label")  # and no farther
    seen.page.click("#p-reset")
    assert seen.said("p") == before


def test_samples_are_dragged(seen: Seen) -> None:
    """A drag moves, a click without one changes the label."""
    first = seen.page.locator("#p-samples g.sample").first
    box = first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    unit = seen.page.locator("#p-samples").bounding_box()["width"] * 250 / 300 / 7
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 2 * unit, y + unit, steps=4)
    seen.page.mouse.up()
    assert "at (1, 0), label −1" in first.get_attribute("aria-label")
    seen.page.mouse.click(x + 2 * unit, y + unit)
    assert "at (1, 0), label 1" in first.get_attribute("aria-label")


def test_it_fits_a_phone_and_the_dark(browser: Any, file: str) -> None:
    """Nothing is wider than 390 px, and text is light on dark."""
    opened = Seen(browser, file, 390, color_scheme="dark")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    ink = opened.page.evaluate("getComputedStyle(document.body).color")
    assert min(map(int, re.findall(r"\d+", ink)[:3])) > 200
    assert not opened.wrong
    opened.context.close()


def test_without_script_it_can_be_read(browser: Any, file: str) -> None:
    """The text and a drawing of each section, and nothing that does not work."""
    opened = Seen(browser, file, java_script_enabled=False)
    assert opened.page.locator(".still svg:visible").count() == 3
    assert opened.page.locator("input:visible").count() == 0
    opened.context.close()


def test_a_browser_that_finds_faults_finds_none(seen: Seen) -> None:
    """What axe checks of names, roles, contrast and order."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(seen.page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []


def test_it_is_one_file() -> None:
    """It names no address, is small, and is the same whenever it is made."""
    assert explore.page() == PAGE
    assert len(PAGE.encode()) < 300_000
    addresses = set(re.findall(r"https?://[^\s\"'<]+", PAGE))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    idents = re.findall(r'\bid="([^"]+)"', PAGE)
    assert len(idents) == len(set(idents))
    for target in re.findall(r'\bfor="([^"]+)"|href="#([^"]+)"', PAGE):
        assert "".join(target) in idents


def test_in_a_site_it_leads_back_and_to_the_entries_that_are_there() -> None:
    """An entry that the site has is a link; any other is only named."""
    page = explore.page(("perceptron.direction", "S01"))
    assert 'href="index.html"' in page
    assert page.count('href="perceptron.direction.html"') == 1
    assert "<i>perceptron.eta-factors-out</i>" in page
    assert "<i>perceptron.direction</i>" not in page
    assert 'href="index.html"' not in PAGE
