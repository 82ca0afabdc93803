"""The page an instructor hands out: how long it is, and that it leaves nothing out."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import page as page_package
from proofs import registry
from proofs.claim import Settled
from proofs.derivation import Derivation, Theorem, chained
from proofs.page import alike, exercises, latex, layout, statement, text, theorems, witnesses
from proofs.page import handout as handout_module
from proofs.page import lecture as lecture_module
from proofs.page.assumed import own
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Reference, Row
from proofs.page.handout import common_notation, handout
from proofs.page.lecture import folded, lecture, said_once
from proofs.page.notation import notation
from proofs.page.phrases import LANGUAGES, PHRASES, Phrase
from proofs.page.references import told
from proofs.page.slides import deck
from proofs.terms import Relation, Term, equals, scalar, vector
from proofs.witness import Comparison

Typeset = Callable[..., list[str]]
MOST_PAGES, ON_ONE_PAGE = 2, 55
FIVE = ("perceptron.eta-factors-out", "perceptron.mistake-bound",
        "linear.direction-iff-eigenvector", "linear.minimum-norm",
        "hidden.zero-start-learns")  # fmt: skip


def settled(name: str) -> Settled:
    """An entry, settled."""
    return registry.settle(registry.claim(name))


def relations(blocks: tuple[Block, ...]) -> set[Relation]:
    """All relations that blocks say, in lines or in running text."""
    found: set[Relation] = set()
    for block in blocks:
        match block:
            case Lines(rows):
                left = None
                for row in rows:
                    left = left if row.left is None else row.left
                    assert left is not None
                    found.add(Relation(left, row.sign, row.right, row.others))
                    found |= {piece for piece in row.beside if isinstance(piece, Relation)}
            case Paragraph(words):
                found |= {piece for piece in words if isinstance(piece, Relation)}
            case Heading(_, words):
                found |= {piece for piece in words if isinstance(piece, Relation)}
            case Items(_, entries):
                both = (piece for name, said in entries for piece in (*name, *said))
                found |= {piece for piece in both if isinstance(piece, Relation)}
    return found


def last_lines(blocks: tuple[Block, ...]) -> set[Relation]:
    """What the chains in blocks come to: the first left side, all signs, the last right side."""
    found: set[Relation] = set()
    for block in blocks:
        if isinstance(block, Lines):
            starts = [at for at, row in enumerate(block.rows) if row.left is not None]
            for start, end in zip(starts, [*starts[1:], len(block.rows)], strict=True):
                rows = block.rows[start:end]
                left = rows[0].left
                assert left is not None
                sign = chained(row.sign for row in rows)
                found.add(Relation(left, sign, rows[-1].right, rows[-1].others))
    return found


@pytest.mark.parametrize("entry", list(registry.CLAIMS))
def test_every_part_is_on_the_page(entry: str) -> None:
    """What is concluded, assumed and said to be for something stands there, at either level."""
    page = lecture(settled(entry))
    said = relations(page) | last_lines(page)
    claim = registry.claim(entry)
    for obligation in settled(entry).obligations:
        part = next((p for p in claim.parts if p.name == obligation.name), None)
        if part is not None and isinstance(obligation.shows, Theorem):
            assert set(obligation.shows.conclusions) <= said, part.name
    assert {h.relation for h in claim.all_hypotheses} <= said
    leads = {block.lead for block in page if isinstance(block, Paragraph | Items)}
    assert {"Idea", "Theorem" if claim.kind == "theorem" else "Example"} <= leads


def test_no_entry_takes_more_than_two_pages(pdflatex: str, tmp_path: Path) -> None:
    """Each is set by itself, in one run: half of them, nearly, take one page."""
    sources = {name: latex.standalone(settled(name)) for name in registry.CLAIMS}
    head = next(iter(sources.values())).partition("\\begin{document}")[0]
    bodies = []
    for name, source in sources.items():
        body = source.partition("\\begin{document}")[2].partition("\\end{document}")[0]
        bodies.append(f"\\clearpage\\setcounter{{page}}{{1}}{body}\\label{{end of {name}}}\n")
    whole = f"{head}\\begin{{document}}{''.join(bodies)}\\end{{document}}\n"
    (tmp_path / "page.tex").write_text(whole, encoding="utf-8")
    command = [pdflatex, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=240)
    labels = (tmp_path / "page.aux").read_text()
    ends = re.findall(r"\\newlabel\{end of (.*?)\}\{\{.*?\}\{(\d+)\}", labels)
    pages = {name: int(number) for name, number in ends}
    assert set(pages) == set(registry.CLAIMS)
    assert {name for name, count in pages.items() if count > MOST_PAGES} == set()
    assert sum(count == 1 for count in pages.values()) >= ON_ONE_PAGE


def test_folding_keeps_what_a_chain_shows() -> None:
    """A folded chain begins and ends as it did, and compares the same way."""
    chains = [
        chain for name in registry.CLAIMS for o in settled(name).obligations
        if isinstance(o.shows, Theorem) for chain in o.shows.derivations
    ]  # fmt: skip
    shorter = 0
    for chain in chains:
        rows = folded(chain)
        assert rows[0].left == chain.start
        assert chained(row.sign for row in rows) == chained(step.sign for step in chain.steps)
        assert rows[-1].right == chain.steps[-1].term
        terms = iter(step.term for step in chain.steps)
        assert all(row.right in terms for row in rows)  # in their order
        shorter += len(rows) < len(chain.steps)
    assert shorter > 30


def test_the_lines_that_a_fold_keeps_are_those_that_use_something() -> None:
    """No line goes that rests on a premise, except one that repeats the line before."""
    for name in ("perceptron.mistake-bound", "linear.closed-form"):
        for obligation in settled(name).obligations:
            shows = obligation.shows
            for chain in shows.derivations if isinstance(shows, Theorem) else ():
                reasons = {row.beside for row in folded(chain)}
                before = chain.start
                for step in chain.steps:
                    if step.verdict.premises and step.term != before:
                        assert step.reason in reasons
                    before = step.term


def test_a_part_says_what_it_assumes_itself() -> None:
    """What comes with the parts that are cited is not said again; all of it is assumed."""
    entry = settled("perceptron.mistake-bound")
    found = {o.name: o.shows for o in entry.obligations}
    earlier: list[Theorem] = []
    for part in entry.claim.parts:
        shows = found[part.name]
        assert isinstance(shows, Theorem)
        brought = own(shows, earlier)
        assert brought <= set(shows.hypotheses) == own(shows, ()) | brought
        inherited = {h for other in earlier for h in other.hypotheses}
        assert set(shows.hypotheses) - brought <= inherited
        earlier.append(shows)


def test_levels_differ() -> None:
    """A lecture's page is shorter by far, and leaves the twin and the rules to the full one."""
    entry = settled("linear.direction-iff-eigenvector")
    short, full = (text.claim(entry, 80, level) for level in ("lecture", "full"))
    assert len(short.splitlines()) < len(full.splitlines()) / 4
    assert "A false twin" in full
    assert "A false twin" not in short
    assert layout.claim(entry) == layout.claim(entry, "full")


def test_titles_stand_for_ids() -> None:
    """In running text an entry is named by its title; what is no entry stays as it is."""
    words = told(("See gd.first-step-factors, e.g. in numpy.linalg.",), registry.title)
    assert [piece for piece in words if isinstance(piece, Reference)] == [words[1]]
    assert isinstance(words[1], Reference)
    assert words[1].id == "gd.first-step-factors"
    assert "".join(map(str, words)) == f"See {words[1]}, e.g. in numpy.linalg."


@given(st.text())
def test_no_text_is_lost(words: str) -> None:
    """Without titles the words stay the same."""
    assert "".join(map(str, told((words,), lambda _: None))) == words


CHOSEN = ("symmetry.trajectory", "perceptron.eta-factors-out", "perceptron.direction",
          "gd.first-step-factors", "perceptron.batch-criterion")  # fmt: skip


def test_a_handout_says_what_is_shared_once(typeset: Typeset, tmp_path: Path) -> None:
    """One notation, one lemma, sources at the end; entries refer to each other by number."""
    entries = tuple(map(settled, CHOSEN[1:]))
    blocks = handout(entries, "A handout", registry.title)
    shared = [block for block in blocks if isinstance(block, Items) and block.lead == "Notation"]
    meant = [both for block in shared for both in block.entries]
    common = common_notation(entries)
    assert common
    assert all(meant.count(both) == 1 for both in common)
    leads = [block.lead for block in blocks if isinstance(block, Paragraph)]
    assert leads.count("The symmetry lemma") == 1
    with_lemma = handout(tuple(map(settled, CHOSEN)), "A handout", registry.title)
    assert not any(
        isinstance(block, Paragraph) and block.lead == "The symmetry lemma" for block in with_lemma
    )
    source = latex.document(blocks, CHOSEN[1:])
    labels = re.findall(r"\\label\{(.*?)\}", source)
    assert len(labels) == len(set(labels))
    assert "\\cref{perceptron.batch-criterion}" in source
    assert "“" not in re.sub(r"``.*?''", "", source)
    assert not typeset(source, tmp_path)


def test_notation_is_said_once_for_all_who_mean_it() -> None:
    """What two entries mean is said above; an entry says itself what it alone means."""
    chosen = ("perceptron.bias", "perceptron.direction", "linear.closed-form", "further.dropout")
    entries = tuple(map(settled, chosen))
    common = common_notation(entries)
    meant = [dict(notation(entry)) for entry in entries]
    for name, said in common:
        assert sum(meanings.get(name) == said for meanings in meant) > 1
    blocks = handout(entries, "Several", registry.title)
    above, *own = (b for b in blocks if isinstance(b, Items) and b.lead == "Notation")
    assert above.entries == common
    assert {name for block in own for name, _ in block.entries} & dict(common).keys()
    for meanings, block in zip(meant, own, strict=True):
        assert not {*block.entries} & {*common}
        assert {*meanings.items()} <= {*block.entries, *common}


def test_one_entry_is_a_page_of_its_own() -> None:
    """Without a title of one's own no heading stands above the entry's, and no lemma."""
    entry = settled("perceptron.eta-factors-out")
    assert handout((entry,), "", registry.title) == layout.claim(entry, "lecture", registry.title)
    first, *_ = handout((entry,), "A course", registry.title)
    assert first == Heading(0, ("A course",))
    source = latex.document(handout((entry,), "", registry.title), [entry.claim.id])
    assert "\\section" not in source
    assert "trajectories that do" in source


def test_what_one_part_alone_defines_stands_there() -> None:
    """The numbers of an example are no definition for the whole proof, where they would be false.

    perceptron.direction assumes a start at zero, and one part of it starts elsewhere.
    """
    page = lecture(settled("perceptron.direction"))
    start = equals(vector("w", "0"), vector("i"))
    places = [k for k, b in enumerate(page) if isinstance(b, Paragraph) and start in told_in(b)]
    titles = [
        "".join(map(str, b.words)) if isinstance(b := page[k - 1], Heading) else "" for k in places
    ]
    assert [title.startswith("From another start") for title in titles] == [True]


def told_in(block: Paragraph) -> set[object]:
    """The relations in running text."""
    return {word for word in block.words if isinstance(word, Relation)}


def test_no_line_says_that_something_is_itself() -> None:
    """Where two lines of a chain agree their reasons stand side by side."""
    x, y = scalar("x"), scalar("y")
    rows = [Row(x, "=", y, (), ("a",)), Row(None, "=", y, (), ("b",)), Row(None, "<", y, (), ())]
    assert said_once(rows) == [Row(x, "=", y, (), ("a", "; ", "b")), rows[2]]
    assert said_once([Row(x, "=", x, (), ("a",))]) == [Row(x, "=", x, (), ("a",))]
    for entry in map(settled, ("logistic.same-gradient-form", "perceptron.batch-criterion")):
        for block in lecture(entry):
            if isinstance(block, Lines):
                assert said_once(block.rows) == [*block.rows]


@pytest.mark.parametrize("entry", FIVE)
def test_five_to_hand_out_tomorrow(typeset: Typeset, tmp_path: Path, entry: str) -> None:
    """One page or two each, as a handout, and nothing overfull."""
    source = latex.document(handout((settled(entry),), "", registry.title), [entry])
    assert not typeset(source, tmp_path)
    log = (tmp_path / "page.log").read_text(encoding="latin-1")
    assert re.search(r"Output written on page\.pdf \([12] pages?,", log)


BEAMER = r"""\documentclass{beamer}
\usepackage{amsmath}
\begin{document}
\begin{frame}[allowframebreaks]
%s\end{frame}
\end{document}
"""
MANY = r"""\documentclass[twocolumn]{article}
\usepackage{amsmath}
\usepackage{hyperref}
\usepackage{cleveref}
\allowdisplaybreaks
\begin{document}
%s\cref{perceptron.direction}
\end{document}
"""


@pytest.mark.parametrize(("around", "width"), [(BEAMER, 28.0), (MANY, 20.0)])
def test_fragments_stand_in_other_documents(
    typeset: Typeset, tmp_path: Path, around: str, width: float
) -> None:
    """On slides, in two columns, with hyperref and cleveref: nothing overfull, no label twice."""
    last = "gd.first-step-factors" if around is BEAMER else "linear.closed-form"
    chosen = ("perceptron.direction", "perceptron.mistake-bound", last)
    pages = [latex.fragment(settled(name), width=width) for name in chosen]
    pages += [
        latex.fragment(registry.settle(registry.unrolled("perceptron.unrolled", n)), width=width,
                       suffix=f".{n}") for n in (1, 2)
    ]  # fmt: skip
    between = "\\end{frame}\n\\begin{frame}[allowframebreaks]\n" if around is BEAMER else ""
    if around is BEAMER:  # a frame is cut into several, and a figure cannot be
        figure = re.compile(r"\\ifdefined\\tikzpicture.*?\\fi\n", re.DOTALL)
        pages = [figure.sub("", page) for page in pages]
    assert not typeset(around % between.join(pages), tmp_path)


def test_derivations_are_met() -> None:
    """The tests above have something to look at."""
    shown = (o.shows for name in CHOSEN for o in settled(name).obligations)
    assert any(isinstance(one, Derivation) for one in shown)


def phrases_in(value: object) -> set[str]:
    """The fixed phrases in a block."""
    if isinstance(value, Phrase):
        return {value}
    if isinstance(value, tuple):
        return {found for part in value for found in phrases_in(part)}
    if is_dataclass(value) and not isinstance(value, Term | Relation):
        parts = (getattr(value, field.name) for field in fields(value))
        return {found for part in parts for found in phrases_in(part)}
    return set()


def test_every_phrase_is_there_in_every_language() -> None:
    """All that pages of all entries and sentences, handouts and slides, say in fixed words."""
    entries = [settled(name) for name in registry.CLAIMS]
    pages: list[tuple[object, ...]] = [lecture(entry) for entry in entries]
    pages += [layout.claim(entry) for entry in entries]
    pages += [deck(settled(name)) for name in CHOSEN[1:]]
    pages.append(handout(tuple(map(settled, CHOSEN[1:])), "", registry.title))
    met = {found for page in pages for block in page for found in phrases_in(block)}
    assert met <= set(PHRASES)
    for english, others in PHRASES.items():
        assert len(others) == len(LANGUAGES) - 1
        assert all(others)
        assert english not in (others[0], others[2])
        for other in others[:2]:  # German and Spanish keep the spaces around formulas
            begins, ends = english[0] in " ,;:", english[-1] == " "
            assert (other[0] in " ,;:", other[-1] == " ") == (begins, ends), english


def phrases_of(module: ModuleType) -> tuple[set[str], set[str]]:
    """The fixed phrases that a file has, and other texts in it with a word in them."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [a for c in calls if getattr(c.func, "id", "") in ("P", "Phrase") for a in c.args]
    lines = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    apart = {id(node) for node in (*names, *lines)}  # docstrings
    words = {
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in apart and re.search("[A-Za-z]{2}", node.value)
    }  # fmt: skip
    return {str(n.value) for n in names if isinstance(n, ast.Constant)}, words


def test_the_table_has_what_pages_say_and_no_more() -> None:
    """Each phrase that a file of the pages marks as one has its row, and each row a phrase."""
    marked: set[str] = set()
    for file in pkgutil.iter_modules(page_package.__path__):
        marked |= phrases_of(import_module(f"{page_package.__name__}.{file.name}"))[0]
    assert marked == set(PHRASES)


KEPT = {
    "theorem", "words", "definition", "case", "updates", "image_updates", "lecture", "full",
    "needs-", "members", "proved", "refuted", "assumption", "induction", "trusted", "en",
    "symmetry.trajectory", "proofs show ", "one update", "source ", "fails", "no claim",
    "predictions", "weights", "direction", "phi_", "no page for the proof form ",
    "lemma", "rule", "rules", "inequality", "identity", "tangent", "ab", "exercises", "numbers",
    "wrong-line", "true-or-false", "a sign was changed", "a factor was dropped",
    "a square was forgotten", "the induction hypothesis", " everywhere", " at every step",
    "_tilde",
}  # fmt: skip
"""Names that are no words of a page, and what sources are called."""


def test_no_fixed_word_is_left_in_english() -> None:
    """Every text with a word in it that the files of the pages add to them is a phrase."""
    for module in (
        alike,
        lecture_module,
        handout_module,
        layout,
        theorems,
        witnesses,
        statement,
        exercises,
    ):
        assert phrases_of(module)[1] <= KEPT, module.__name__


def test_pages_in_other_languages(typeset: Typeset, tmp_path: Path) -> None:
    """German and Chinese are set; what the entry says itself stays as it is."""
    entry = settled("perceptron.direction")
    for language in ("de", "zh"):
        source = latex.standalone(entry, language=language)
        assert latex.standalone(entry, "full", language=language) != latex.standalone(entry, "full")
        assert {"de": "Beweis", "zh": "证明"}[language] in source
        assert entry.claim.title in source
        assert not typeset(source, tmp_path / language)


def test_what_an_instance_shows_is_a_sentence() -> None:
    """What is said of it ends before its numbers begin; a value between two is not "equal" to it.

    perceptron.epochs-and-orders says what happens without a full stop, and logistic.half-at-zero
    has a value that is no fraction.
    """
    for entry, found in (
        ("perceptron.epochs-and-orders", "stops after the first epoch at rate 1/10: g("),
        ("logistic.half-at-zero", "σ(w·x) ∈ [0.731058, 0.731059], so not"),
    ):
        (listed,) = (
            block for block in lecture(settled(entry))
            if isinstance(block, Items) and block.lead == "What each hypothesis is for"
        )  # fmt: skip
        said = "; ".join(text.words(words) for _, words in listed.entries)
        assert found in said, said
        assert "= between" not in said


def test_two_runs_in_a_sentence_can_be_made_again() -> None:
    """What both share and what is special in them is told on the short page, too."""
    shared = {"perceptron.margin-breaks-it": "In both μ = 1", "perceptron.weight-decay": "λ = 1/2",
              "perceptron.eta-factors-out": "Samples with |w·x| > 1 are passed over",
              "perceptron.mistakes-same": "The net input is w·x − 1"}  # fmt: skip
    for name, beside in shared.items():
        needs = registry.CLAIMS[name].needs
        runs = [need.show() for need in needs if need.kind == "run" and need.show is not None]
        told = [text.words(witnesses.compared(run)) for run in runs if isinstance(run, Comparison)]
        assert any(beside in words for words in told)
        assert not any(words.endswith((" ", ".")) for words in told)
