"""`site`: everything that was found out, as pages for a browser."""

from __future__ import annotations

import os

import click

from proofs.cli import inputs, terminal
from proofs.cli.program import cli

ONE = "proofs.html"
"""The file that `--single` writes."""


@cli.command(short_help="Write everything as pages for a browser.")
@click.option("-o", "output", metavar="DIR", default="site", show_default=True,
              help="The directory for the pages; made if it is not there.")  # fmt: skip
@click.option("--single", is_flag=True, help=f"One page with everything, {ONE}.")
@click.option("--workers", metavar="N", type=click.IntRange(1, inputs.MOST_WORKERS),
              help="How many processes; as many as there are processors if left out.")  # fmt: skip
def site(output: str, single: bool, workers: int | None) -> int:
    """Write a page for each sentence and each entry, and an index, into DIR.

    Everything is proved anew, and the checker checks it; nothing is run on random data, for which
    see proofs audit, which writes the same pages with what that finds.  The pages need no network,
    and can be read without script.  Exit code 1 if anything is not proved.
    """
    from proofs.obligations.ledger import symbolic_ledger
    from proofs.report import audit
    from proofs.report import site as report
    from proofs.report.witnesses import unasked

    directory = inputs.output_directory(output, (ONE,) if single else ("index.html",))
    ledger = symbolic_ledger()
    with terminal.shared_progress("proving", len(ledger.claims)) as advance:
        found = audit.chapters(ledger, "proof", advance, workers or os.cpu_count() or 1, True)
    leaves = [leaf for part in found for leaf in part.leaves]
    asked = unasked((e for part in found for e in part.entries), data=False)
    made = report.site(ledger, leaves, audit.versions(), asked)
    pages = {ONE: report.single(made)} if single else report.pages(made)
    inputs.make_directory(directory, output)
    inputs.write({directory / name: text for name, text in pages.items()}, output)
    first = directory / (ONE if single else "index.html")
    click.echo(f"Written: {first}, {len(made.sentences)} sentences and {len(made.entries)} entries")
    fallen = [e["id"] for part in found for e in part.entries if e["fallen"]]
    unsettled = [leaf.id for leaf in made.sentences if leaf.stands == "unknown"]
    for name in (*fallen, *unsettled):
        click.echo(f"{terminal.styled('fallen')}  {name}")
    return 1 if fallen or unsettled else 0


__all__ = ["ONE", "site"]
