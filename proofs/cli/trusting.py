"""`trust`: what an entry rests on, and what leans on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli
from proofs.reach import reached

if TYPE_CHECKING:
    from proofs.report.site_graph import Graph


@cli.command(short_help="Show what an entry rests on, and what leans on it.")
@click.argument("name", metavar="[ID]", required=False, type=inputs.Id(sentences=False))
@click.option("--graph", is_flag=True, help="Also what leans on it, and who cites whom.")
@click.option("--svg", metavar="FILE", help="Draw that as SVG; - for standard output.")
@click.option("--dot", metavar="FILE", help="Write that for Graphviz; - for standard output.")
def trust(name: str | None, graph: bool, svg: str | None, dot: str | None) -> int:
    """Show the rules, facts and theorems below an entry, read off its proofs.

    Without an id, each rule with the number of entries that rest on it, and each fact of the
    literature.  For the graph, all entries are proved.  Exit code 1 if an entry is not proved.
    """
    from proofs import registry

    named = {"--svg": svg, "--dot": dot}
    targets = {
        flag: inputs.output_file(place, flag) for flag, place in named.items() if place is not None
    }
    if svg == dot == "-":
        raise Complaint("--svg and --dot cannot both go to standard output")
    if name is not None:
        name = inputs.known_claim(name).id
    all_of_them = graph or bool(targets) or name is None
    wanted = list(registry.CLAIMS) if all_of_them or name is None else [name]
    open_ = _settled(wanted)
    cited = _graph(wanted)
    rules, facts, theorems = _rests([name] if name else wanted)
    if "-" not in (svg, dot) and "/dev/stdout" not in map(str, targets.values()):
        if name is not None:
            _say(name, cited, rules, facts, theorems)
        else:
            _say_all(rules, facts)
        if graph:
            _say_graph(name, cited)
    _draw(name, cited, targets)
    for each in open_:
        click.echo(f"not proved: {each}", err=True)
    return 1 if open_ else 0


def _settled(names: Iterable[str]) -> list[str]:
    """Prove entries; those that are not proved."""
    from proofs import registry

    wanted, open_ = list(names), []
    with terminal.progress("proving", len(wanted)) as advance:
        for name in wanted:
            if registry.settle(registry.CLAIMS[name]).verdict != "proved":
                open_.append(name)
            advance(name)
    return open_


def _graph(names: Iterable[str]) -> Graph:
    """What these entries cite, and what is cited below them."""
    from proofs import registry
    from proofs.report import site_graph

    found: dict[str, tuple[str, ...]] = {}

    def cited(name: str) -> tuple[str, ...]:
        if name not in registry.CLAIMS:  # a fact of the literature
            return ()
        settled = registry.settle(registry.CLAIMS[name])
        found[name] = site_graph.cites(settled, site_graph.owners(registry.CLAIMS.values()))
        return found[name]

    reached(names, cited)
    return {name: found[name] for name in registry.CLAIMS if name in found}


def _rests(names: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """On which rules, facts and theorems entries rest, as the checker says; and how many do."""
    from proofs import registry
    from proofs.obligations.verified import CHECKED

    settled = [registry.settle(registry.CLAIMS[name]) for name in names]
    CHECKED.ask(settled)
    counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for each in settled:
        found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        for o in each.obligations:
            verdict = CHECKED.parts.get((each.claim.id, o.name))
            if verdict is not None:
                if not verdict.holds:
                    raise Complaint(f"{each.claim.id}: the checker refuses it: {verdict.why}")
                for own, more in zip(
                    found, (verdict.rules, verdict.facts, verdict.theorems), strict=True
                ):
                    own.update(more)
        for count, own in zip(counts, found, strict=True):
            count.update(own)
    return counts


def _say(name: str, cited: Graph, *rests: Counter[str]) -> None:
    from proofs.report import leaning
    from proofs.trust.rules import TABLE

    rules, facts, theorems = map(sorted, rests)
    entries = leaning.below(cited, name)
    parts = (
        ("Rests on these entries", entries),
        ("Theorems that it cites, lemmas among them", theorems),
        ("Rules of proof", [r for r in rules if r not in TABLE]),
        ("Laws", [r for r in rules if r in TABLE]),
        ("Facts of the literature", facts or [e for e in entries if e.startswith("fact ")]),
    )
    click.echo(name)
    for title, found in parts:
        click.echo(f"\n{title}: {len(found) or 'none'}")
        if found:
            click.echo(terminal.wrapped(terminal.shown("; ".join(found)), "  "))


def _say_all(rules: Counter[str], facts: Counter[str]) -> None:
    table = terminal.table("rule or fact", ("entries", {"justify": "right"}))
    for name, count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(name, str(count))
    for name, count in sorted(facts.items()):
        table.add_row(f"fact: {name}", str(count))
    terminal.show(table)


def _say_graph(name: str | None, cited: Graph) -> None:
    from proofs.report import leaning

    if name is not None:
        found = leaning.above(cited, name)
        click.echo(f"\nLean on it: {len(found) or 'none'}")
        if found:
            click.echo(terminal.wrapped(terminal.shown("; ".join(found)), "  "))
        cited = leaning.around(cited, name)
    click.echo("\nWho cites whom")
    for line in leaning.listed(cited, cited):
        click.echo(terminal.wrapped(terminal.shown(line), "  "))


def _draw(name: str | None, cited: Graph, targets: dict[str, Any]) -> None:
    from proofs import registry
    from proofs.report import leaning

    titles = {each: claim.title for each, claim in registry.CLAIMS.items()}
    part = cited if name is None else leaning.around(cited, name)
    makers = {"--svg": leaning.svg, "--dot": leaning.dot}
    printed = any(path is None or str(path) == "/dev/stdout" for path in targets.values())
    for flag, path in targets.items():
        text = makers[flag](part, titles, name or "")
        if path is None or str(path) == "/dev/stdout":
            click.echo(text, nl=False)
        else:
            inputs.write({path: text}, str(path), flag)
            click.echo(f"Written: {path}", err=printed)
