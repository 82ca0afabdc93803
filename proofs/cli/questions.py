"""`equal` and `decide`: a line of the user's own, judged by the kernel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, one_line

if TYPE_CHECKING:
    from proofs import verdicts
    from proofs.terms import Function, Hypothesis, Relation

CODES = {"proved": 0, "refuted": 1, "unknown": 3}

# A side may begin with a minus; so no option of one letter may be added here, nor -h.
_SETTINGS = {"ignore_unknown_options": True}


def _options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that both commands have."""
    for option in reversed(
        (
            click.option(
                "--vector", "vectors", metavar="NAME", multiple=True, help="NAME is a vector."
            ),
            click.option(
                "--given",
                "given",
                metavar="RELATION",
                multiple=True,
                help='Assume this, as in "eta > 0", "0 < a < 1" or "y in {0, 1}".',
            ),
            click.option(
                "--phi",
                type=click.Choice(["threshold", "any"]),
                default="threshold",
                show_default=True,
                help="threshold: phi is 1 from 0 on and -1 below. any: any function of the sign; "
                "its values are then phi_minus, phi_zero and phi_plus.",
            ),
            click.option(
                "--budget",
                metavar="SECONDS",
                type=inputs.Seconds(),
                default=10,
                show_default=True,
                help="Unknown if it takes longer.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print JSON."),
            click.option(
                "--latex", is_flag=True, help="Print what was found as LaTeX, every line."
            ),
        )
    ):
        command = option(command)
    return command


@cli.command(short_help="Ask the kernel whether two sides are equal.", context_settings=_SETTINGS)
@click.argument("left", metavar="LHS")
@click.argument("right", metavar="RHS")
@_options
def equal(
    left: str, right: str, vectors: tuple[str, ...], given: tuple[str, ...], phi: str,
    budget: float, as_json: bool, latex: bool,
) -> int:  # fmt: skip
    """Ask the kernel whether LHS = RHS.

    Exit code 0: proved; 1: refuted, with a witness; 3: unknown.  Names are real numbers unless
    declared with --vector; 0 opposite a vector is the zero vector.  Write * for products, ** for
    powers, dot(u, v) and norm(u) for vectors, and phi, sign, abs, max, min, relu, exp, log, sqrt,
    sigmoid, tanh of scalars.  Decimals are exact: 0.1 is 1/10.  What pages print is read, too:
    φ, η, ‖u‖, u·v, ≤.

    With --json: an object with the keys verdict ("proved", "refuted" or "unknown"), rules (a list
    of names), witness (null, or an object with values, left and right, all numbers as strings and
    vectors as lists of them; null for a side that is undefined) and why (null, or why it is
    unknown).

    \b
      proofs equal "phi(eta*z)" "phi(z)" --given "eta > 0"
      proofs equal "norm(c*u)" "abs(c)*norm(u)" --vector u
      proofs equal "abs(a*b)" "abs(a)*abs(b)" --latex    # needs amsmath
    """
    from proofs.parse import parse_equation

    one_form(as_json, latex)
    judged, premises = _judged(
        lambda function: (parse_equation(left, right, vectors, phi=function),),
        vectors, given, phi, budget,
    )  # fmt: skip
    answer = as_data(judged[0][1])
    if as_json:
        terminal.show_json(answer)
    elif latex:
        _show_latex(judged, premises)
    else:
        _show(*judged[0])
    return CODES[answer["verdict"]]


@cli.command(short_help="Ask the kernel whether a statement holds.", context_settings=_SETTINGS)
@click.argument("statement", metavar="STATEMENT")
@_options
def decide(
    statement: str, vectors: tuple[str, ...], given: tuple[str, ...], phi: str, budget: float,
    as_json: bool, latex: bool,
) -> int:  # fmt: skip
    """Ask the kernel whether STATEMENT holds.

    A statement compares sides by = != < <= > >=, if you like in a chain such as "0<=a<b", or says
    that a side has one of some values, "y in {-1, 1}".  Sides are written as for proofs equal.

    Exit code 0: every comparison is proved; 1: one is refuted, with a witness; 3: unknown.

    With --json: an object with the keys verdict, rules, witness and why, as for proofs equal, and
    links: for each comparison an object with these keys, its statement and what was asked, which
    for y in {a, b} is (y - a)*(y - b) = 0.  The witness is that of the first that is refuted.

    \b
      proofs decide "abs(a+b) <= abs(a)+abs(b)"
      proofs decide "phi(z) in {-1, 1}"
      proofs decide "0 <= a < b" --given "0 < a" --given "b = 2*a"
    """
    from proofs.parse import parse_statement

    one_form(as_json, latex)
    judged, premises = _judged(
        lambda function: parse_statement(statement, vectors, phi=function),
        vectors, given, phi, budget,
    )  # fmt: skip
    answer = _whole(judged)
    if as_json:
        terminal.show_json(answer)
    elif latex:
        _show_latex(judged, premises)
    else:
        if len(judged) > 1:
            click.echo(f"{terminal.styled(answer['verdict'])}  {_chain([r for r, _ in judged])}")
        for relation, verdict in judged:
            _show(relation, verdict)
    return CODES[answer["verdict"]]


def _judged(
    read: Callable[[Function], Sequence[Relation]],
    vectors: Sequence[str],
    given: Sequence[str],
    phi: str,
    budget: float,
) -> tuple[list[tuple[Relation, verdicts.Verdict]], list[Hypothesis]]:
    """Each relation of a question with its verdict, all within the budget; and the premises."""
    from proofs import verdicts
    from proofs.cli.engine import answer
    from proofs.parse import THRESHOLD, ParseError
    from proofs.terms import PHI, TermError

    function = PHI if phi == "any" else THRESHOLD
    judged: list[tuple[Relation, verdicts.Verdict]] = []
    try:
        relations = read(function)
        premises = _premises(given, vectors, function)
        end = time.monotonic() + budget
        for relation in relations:
            left = end - time.monotonic()
            if judged and left <= 0:
                spent = f"the budget of {budget:g} seconds was spent before it was asked"
                judged.append((relation, verdicts.Unknown(spent)))
            else:
                judged.append((relation, answer(relation, premises, left)))
    except verdicts.HypothesisError as error:
        raise Complaint(f"{one_line(str(error))}; change what is --given") from None
    except (ParseError, TermError) as error:
        raise Complaint(one_line(str(error))) from None
    return judged, premises


def _premises(given: Sequence[str], vectors: Sequence[str], function: Function) -> list[Hypothesis]:
    """What may be assumed; of a chain each comparison by itself."""
    from proofs.parse import parse_statement
    from proofs.terms import assume

    found = []
    for text in given:
        relations = parse_statement(text, vectors, phi=function)
        single = len(relations) == 1
        found += [assume(text if single else str(relation), relation) for relation in relations]
    return found


# What is printed ---------------------------------------------------------------------------------


def one_form(as_json: bool, latex: bool) -> None:
    """Complain where an answer is asked for in two forms."""
    if as_json and latex:
        raise Complaint("--json and --latex are two forms of one answer; ask for one of them")


def _show_latex(
    judged: Sequence[tuple[Relation, verdicts.Verdict]], premises: Sequence[Hypothesis]
) -> None:
    from proofs.page.found import found
    from proofs.page.latex import part

    click.echo(part(found(judged, premises)).rstrip("\n"))


def as_data(verdict: verdicts.Verdict) -> dict[str, Any]:
    """What `equal --json` prints."""
    from proofs import verdicts

    answer: dict[str, Any] = {"verdict": "proved", "rules": [], "witness": None, "why": None}
    match verdict:
        case verdicts.Proved():
            answer["rules"] = sorted(verdict.rules)
        case verdicts.Refuted(witness):
            answer["verdict"] = "refuted"
            answer["witness"] = {
                "values": {name: _value(value) for name, value in point(witness)},
                "left": _value(witness.left),
                "right": _value(witness.right),
            }
        case verdicts.Unknown(why):
            answer |= {"verdict": "unknown", "why": why}
    return answer


def _whole(judged: Sequence[tuple[Relation, verdicts.Verdict]]) -> dict[str, Any]:
    """What `decide --json` prints: the answer to all comparisons, and to each."""
    from proofs.cli.engine import asked

    links = [
        {"statement": str(relation), "asked": str(asked(relation)), **as_data(verdict)}
        for relation, verdict in judged
    ]
    worst = next(
        (link for name in ("refuted", "unknown") for link in links if link["verdict"] == name),
        links[0],
    )
    proved = worst["verdict"] == "proved"
    rules = sorted({rule for link in links for rule in link["rules"]}) if proved else []
    return {
        "verdict": worst["verdict"], "rules": rules, "witness": worst["witness"],
        "why": worst["why"], "links": links,
    }  # fmt: skip


def _chain(relations: Sequence[Relation]) -> str:
    """The statement as it was written: each side once."""
    text = str(relations[0])
    for relation in relations[1:]:
        text += str(relation).removeprefix(str(relation.left))
    return text


def point(witness: verdicts.Witness) -> Iterator[tuple[str, Any]]:
    """The value of every name at a witness, of those too that are --given by an equation."""
    from proofs.evaluation import Irrational, evaluate

    values, meanings = dict(witness.values), dict(witness.meanings)
    for symbol in (*values, *meanings):
        with suppress(Irrational):  # what an equation gives may have no exact value
            yield symbol.name, evaluate(symbol, values, meanings)


def _value(value: Any) -> Any:
    """A number as a string, a vector as a list of them, what is undefined as null."""
    if value is None:
        return None
    return [str(part) for part in value] if isinstance(value, tuple) else str(value)


def _show(relation: Relation, verdict: verdicts.Verdict) -> None:
    """What is printed for people: one fact a line."""
    from proofs import verdicts
    from proofs.cli.engine import asked
    from proofs.grounds import stated

    answer = as_data(verdict)
    click.echo(f"{terminal.styled(answer['verdict'])}  {relation}")
    if relation.others:
        click.echo(f"  that is, {asked(relation)}")
    match verdict:
        case verdicts.Proved():
            for rule in answer["rules"]:
                click.echo(terminal.wrapped(f"  by {rule}: {stated(rule)}", "     "))
        case verdicts.Refuted(witness):
            for name, value in point(witness):
                click.echo(f"  at {name} = {verdicts.show(value)}")
            click.echo(f"  the left side is {verdicts.show(witness.left)}")
            click.echo(f"  the right side is {verdicts.show(witness.right)}")
        case verdicts.Unknown(why):
            click.echo(terminal.wrapped(f"  {why}", "  "))


__all__ = ["CODES", "as_data", "decide", "equal", "one_form", "point"]
