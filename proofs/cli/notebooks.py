"""`notebook`: an entry as a notebook that runs from top to bottom."""

from __future__ import annotations

import click

from proofs.cli import inputs
from proofs.cli.program import cli


@cli.command(short_help="Write an entry as a Jupyter notebook.")
@click.argument("name", metavar="ID", type=inputs.Id(sentences=False))
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
def notebook(name: str, output: str | None) -> None:
    """Write an entry as a notebook: it states, settles, derives, runs and attacks the entry.

    It is written without results and runs from top to bottom in Jupyter, where claims, proofs, runs
    and verdicts show themselves with formulas.
    """
    import json

    path = inputs.output_file(output)
    entry = inputs.known_claim(name)
    from proofs import registry
    from proofs.page.notebook import notebook as made

    data = made(registry.settle(entry))
    text = json.dumps(data, indent=1, ensure_ascii=path is None)
    inputs.write_or_print(path, f"{text}\n", str(output))
