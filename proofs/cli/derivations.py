"""`derive`: a derivation of the user's own, judged line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from proofs.cli import inputs, questions, terminal
from proofs.cli.program import Complaint, cli, one_line

if TYPE_CHECKING:
    from proofs import verdicts
    from proofs.page.typed import Judged
    from proofs.terms import Hypothesis
    from proofs.typed import Chain, Line, Typed


@cli.command(short_help="Judge a derivation of your own, line by line.")
@click.argument("file", metavar="FILE")
@click.option("--latex", is_flag=True, help="Print a fragment for a document with amsmath.")
@click.option("--standalone", is_flag=True, help="With --latex: a whole document.")
@click.option("--html", is_flag=True, help="Print a page that stands alone.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option(
    "--budget", metavar="SECONDS", type=inputs.Seconds(), default=10, show_default=True,
    help="A line is unknown if it takes longer.",
)  # fmt: skip
def derive(
    file: str, latex: bool, standalone: bool, html: bool, as_json: bool, output: str | None,
    budget: float,
) -> int:  # fmt: skip
    """Judge a derivation line by line; FILE may be -, which is standard input.

    Each line is proved from what is given, refuted with exact numbers, or open; after # stands its
    reason, which is printed beside it.  A line without a sign before it begins another chain, which
    may use what the chains before it show.  Formulas are written as for proofs equal; phi any makes
    phi any function of the sign.

    Exit code 0: all lines are proved, and the checker accepts them in a process of its own; 1: one
    is refuted; 3: one is open.

    With --json: an object with title, verdict, checked (null, or how many lines the checker's proof
    has), given and lines, each with line (its number in the file), statement, reason and the keys
    of proofs equal --json.

    \b
      title  No overshooting           # what the page is called
      vector w, x                      # names are numbers unless named here
      given  0 < eta < 2               # what is assumed, and after # its name
      let    u = w + eta*x             # a name for something
      dot(u, x)                        # a chain begins with an expression
        = dot(w + eta*x, x)            # the definition of u
        = dot(w, x) + eta*dot(x, x)    # multiplied out
        >= dot(w, x)                   # the rate is positive
    """
    from proofs.page import latex as tex
    from proofs.page import text
    from proofs.page import typed as pages

    if sum((latex, html, as_json)) > 1:
        raise Complaint("--latex, --html and --json are three forms of a page; ask for one of them")
    if standalone and not latex:
        raise Complaint("--standalone is for --latex; add it")
    path = inputs.output_file(output)
    judged = _judged(_typed(file), budget)
    blocks = pages.page(judged)
    if as_json:
        answers = [questions.as_data(v) for _, _, v in judged.lines if v is not None]
        made = _json(pages.as_data(judged, answers))
    elif latex:
        made = tex.whole(blocks) if standalone else tex.part(blocks)
    elif html:
        made = _html(judged)
    else:
        made = text.blocks(blocks, min(terminal.width(), 100), ascii=terminal.ascii_only())
    inputs.write_or_print(path, made, str(output))
    return questions.CODES[judged.verdict]


def _json(value: Any) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=terminal.ascii_only()) + "\n"


def _html(judged: Judged) -> str:
    from proofs.page import html
    from proofs.page import typed as pages
    from proofs.report import alone

    return alone.page(judged.typed.title, html.Printer().page(pages.page(judged)))


def _typed(file: str) -> Typed:
    from proofs.typed import TypedError, read

    text = inputs.text_of(file, "a derivation in plain text")
    try:
        return read(text)
    except TypedError as error:
        raise Complaint(one_line(str(error))) from None


def _judged(typed: Typed, budget: float) -> Judged:
    """Each line with its verdict; a chain that is proved may be used by the next ones."""
    from proofs import derivation, verdicts
    from proofs.page.typed import Judged

    found: dict[Line, verdicts.Verdict] = {}
    premises = typed.premises
    theorems = []
    try:
        verdicts.check_satisfiable(premises)
        with terminal.progress("judging", len(typed.chains)) as advance:
            for place, chain in enumerate(typed.chains, 1):
                answers = _answers(chain, premises, budget)
                found |= answers
                advance(f"chain {place}")
                if all(isinstance(v, verdicts.Proved) for v in answers.values()):
                    theorem = _theorem(f"chain {place}", chain, premises, answers)
                    theorems.append(theorem)
                    premises = (*premises, derivation.cite(theorem))
    except verdicts.HypothesisError as error:
        raise Complaint(f"{one_line(str(error))}; change what is given") from None
    judged = Judged(typed, found)
    return judged if judged.verdict != "proved" else Judged(typed, found, _checked(theorems))


def _answers(
    chain: Chain, premises: Sequence[Hypothesis], budget: float
) -> dict[Line, verdicts.Verdict]:
    from proofs.cli.engine import answer
    from proofs.page.typed import steps

    return {line: answer(relation, premises, budget) for relation, line in steps(chain)}


def _theorem(
    name: str, chain: Chain, premises: tuple[Hypothesis, ...],
    answers: dict[Line, verdicts.Verdict],
) -> Any:  # fmt: skip
    """The chain as a theorem, of the verdicts on its lines."""
    from proofs.derivation import Derivation, Step
    from proofs.verdicts import Proved

    steps = []
    for line, verdict in answers.items():
        assert isinstance(verdict, Proved)
        steps.append(Step(line.sign, line.term, (line.reason,), verdict))
    return Derivation(name, premises, chain.start, tuple(steps))


def _checked(theorems: Sequence[Any]) -> int:
    """How many lines of proof the checker accepts, in a process of its own."""
    from proofs.library import check

    lines = 0
    for theorem in theorems:
        verdict = check(theorem)
        if not verdict.holds:
            raise Complaint(f"the checker refuses {theorem.name}: {verdict.why}; please report it")
        lines += verdict.lines
    return lines


__all__ = ["derive"]
