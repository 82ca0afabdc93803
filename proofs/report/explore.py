"""A page to try things out on: rates, starts and samples, in exact fractions, in one file."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import escape
from importlib.resources import files
from typing import Any

from proofs.chapters.hidden import figures as hidden
from proofs.chapters.linear import figures as linear
from proofs.chapters.perceptron import figures as perceptron
from proofs.figure import Figure
from proofs.page import panels, svg

_NAMED = re.compile(r"<i>([a-z]+\.[a-z-]+)</i>")
"""How the page names an entry."""
_DATA: dict[str, Any] = {
    "perceptron": {
        "inputs": [[int(v) for v in x] for x in perceptron.ZIGZAG.inputs],
        "labels": [int(y) for y in perceptron.ZIGZAG.labels],
    },
    "linear": {
        "inputs": [[int(v) for v in x] for x in linear.SHAPED.inputs],
        "labels": [int(y) for y in linear.SHAPED.labels],
    },
    "hidden": {
        "inputs": list(hidden.WIDE[0]),
        "labels": list(hidden.WIDE[1]),
        "units": [[str(v) for v in unit] for unit in (hidden.FIRST, hidden.THIRD)],
    },
}
"""What the page starts with: the data of the project's figures."""


def page(entries: Collection[str] | None = None) -> str:
    """The whole page, which asks for nothing beyond itself and is readable without script.

    In a site with pages for these entries their names are links, and it leads back to the index.
    """
    style, script = (_file(f"explore.{kind}") for kind in ("css", "js"))
    sections = "".join((_perceptron(), _linear(), _hidden()))
    data = json.dumps(_DATA, sort_keys=True)
    back = ""
    if entries is not None:
        linked = r'<a href="\1.html">\1</a>'
        sections = _NAMED.sub(
            lambda name: name.expand(linked) if name[1] in entries else name[0], sections
        )
        back = '<li><a href="index.html">All proofs</a></li>\n'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rates and starts, to try out</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<header>
<h1>Rates and starts, to try out</h1>
<p>Does the learning rate matter? It depends on the start. Move the samples, the rate and the start,
and look. All runs are computed in exact fractions, and what is said below each drawing is decided
by them, not by the drawing.</p>
<nav aria-label="Sections"><ul>
{back}<li><a href="#perceptron">Perceptron</a></li>
<li><a href="#linear">Linear regression</a></li>
<li><a href="#hidden">Hidden units</a></li>
</ul></nav>
</header>
<main>
{sections}</main>
<footer>The statements are proved line by line in the entries that are named with them. This page
works without a network.</footer>
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return files("proofs.report").joinpath(name).read_text(encoding="utf-8")


def _perceptron() -> str:
    controls = (
        _slider("p-rate", "Rate η", 1, 16, 4),
        _slider("p-first", "Start of w₁, on the right", -6, 6, 2),
        _slider("p-second", "Start of w₂, on the right", -6, 6, 2),
        _slider("p-passes", "Passes over the samples", 1, 5, 3),
    )
    plots = (
        _samples("p-samples", "Samples", "Drag to move, click to change the label: filled is 1, "
                 "empty is −1. With keys: Tab, arrows, Enter."),
        _plot("p-zero", "From zero", "The run at η is the run at rate 1 on another scale."),
        _plot("p-away", "From your start", "Here it need not be."),
    )  # fmt: skip
    legend = ("at η", "at rate 1", "direction of the end")
    return _section(
        "perceptron", "The perceptron", "p",
        """<p>A perceptron looks at the sign of w·x alone: it predicts 1 where w·x ≥ 0, else −1,
and adds η (y − prediction) x. From zero, η multiplies every weight and no sign
changes: the same mistakes, the same direction (<i>perceptron.eta-factors-out</i>,
<i>perceptron.direction</i>, <i>perceptron.mistakes-same</i>). From another start the
rate can change what is predicted (<i>perceptron.nonzero-start-can-matter</i>); what
matters is the start divided by the rate (<i>perceptron.joint-scaling</i>).</p>""",
        controls, plots, legend, perceptron.factors_out(), "Weights after each sample, exactly",
    )  # fmt: skip


def _linear() -> str:
    controls = (
        _slider("l-rate", "Rate η", 1, 40, 15),
        _slider("l-first", "Start of w₁", -6, 6, 0),
        _slider("l-second", "Start of w₂", -6, 6, 0),
        _slider("l-steps", "Steps", 1, 10, 6),
    )
    plots = (
        _samples("l-samples", "Samples", "Drag to move, click to change the target: filled is 1, "
                 "empty is −1."),
        _plot("l-plane", "Descent", "Grey: lines of equal loss, where one solution is best."),
        _plot("l-rates", "The end at all rates up to η", "A line through zero: one direction."),
    )  # fmt: skip
    return _section(
        "linear", "Linear regression", "l",
        """<p>Gradient descent on half the mean squared error. From zero the first step goes
along one direction, whatever the rate; the second need not
(<i>linear.eta-does-not-factor</i>): after two or more steps the rate leaves the
direction alone, at all small rates, only if b = Xᵀy/m is an eigenvector of A = XᵀX/m
(<i>linear.direction-iff-eigenvector</i>). And the rate decides whether descent
converges at all (<i>linear.stable-rates</i>).</p>""",
        controls, plots, ("at η", "at η/2", ""), linear.two_steps(),
        "Weights after each step, exactly",
    )  # fmt: skip


def _hidden() -> str:
    controls = (
        _slider("h-rate", "Rate η", 1, 6, 4),
        _slider("h-in", "Unit 2: w of unit 1, plus", -8, 8, 0),
        _slider("h-out", "Unit 2: v of unit 1, plus", -8, 8, 0),
        _slider("h-steps", "Updates", 1, 6, 6),
    )
    plots = (
        _plot("h-plane", "Incoming and outgoing weight", "Each unit is a point (w, v)."),
        _plot("h-time", "Incoming weight over the updates", "All biases start at 0."),
    )
    return _section(
        "hidden", "Hidden units", "h",
        """<p>Three hidden units with one input, the activation 1/2 + z/4 (the tangent of the
logistic function at 0, so that all numbers are fractions), and half the squared error
on the inputs −1 and 2 with the targets 1 and −3. Units that start equal stay equal,
whatever the data and the rate (<i>hidden.equal-units-stay-equal</i>). Units that send
on different values get different updates (<i>hidden.distinct-start-separates</i>),
and equal incoming weights alone are not enough to stay equal
(<i>hidden.equal-incoming-not-enough</i>).</p>""",
        controls, plots, ("unit 1", "unit 2", "unit 3"), hidden.equal_units(),
        "Weights after each update",
    )  # fmt: skip


def _section(
    ident: str,
    title: str,
    short: str,
    text: str,
    controls: tuple[str, ...],
    plots: tuple[str, ...],
    legend: tuple[str, str, str],
    still: Figure,
    table: str,
) -> str:
    keys = "".join(
        f'<span><i class="key {kind}"></i>{name}</span>'
        for kind, name in zip(("", "dash", "dot"), legend, strict=True)
        if name
    )
    two = "" if len(plots) == 3 else " two"
    return f"""<section id="{ident}" aria-labelledby="{ident}-name">
<h2 id="{ident}-name">{title}</h2>
{text}
<figure class="still sheet">{svg.picture(still, f"still-{ident}")}
<figcaption>{escape(panels.plain(still.caption))}</figcaption></figure>
<div class="live sheet">
<div class="controls">
{"".join(controls)}</div>
<div class="plots{two}">
{"".join(plots)}</div>
<p class="legend soft">{keys}</p>
<div role="status"><ul class="said" id="{short}-said"></ul></div>
<button type="button" id="{short}-reset">Start again</button>
<details><summary>{table}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="{table}">
<table id="{short}-table"></table></div>
</details>
</div>
</section>
"""


def _slider(ident: str, name: str, low: int, high: int, value: int) -> str:
    return (
        f'<div><label for="{ident}">{name} <output id="{ident}-is" for="{ident}"></output></label>'
        f'<input type="range" id="{ident}" min="{low}" max="{high}" value="{value}" '
        'autocomplete="off"></div>\n'
    )


def _plot(ident: str, title: str, caption: str) -> str:
    return (
        f'<figure><h3>{title}</h3><svg id="{ident}" role="img" viewBox="0 0 300 300"></svg>'
        f"<figcaption>{caption}</figcaption></figure>\n"
    )


def _samples(ident: str, title: str, caption: str) -> str:
    return (
        f'<figure><h3 id="{ident}-name">{title}</h3><svg id="{ident}" role="group" '
        f'aria-labelledby="{ident}-name" viewBox="0 0 300 300"></svg>'
        f"<figcaption>{caption}</figcaption></figure>\n"
    )
