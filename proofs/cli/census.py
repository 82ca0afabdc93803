"""`census`: every data set of a box is run, so what is not found there is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CensusId(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """The id of an entry that has a census; completed by the shell."""

    name = "id"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from proofs.report import census as report

        return [CompletionItem(name) for name in report.parts() if name.startswith(incomplete)]


@cli.command(short_help="Run every data set of a box, and show the smallest witness.")
@click.argument("entry", metavar="[ENTRY]", required=False, type=CensusId())
@click.option("--part", metavar="NAME", help="One box of the entry; all of them otherwise.")
@click.option("--box", "changes", metavar="BOX", default="",
              help="What is to differ, as in samples=2,entries=-9..9,rates=1:1/10.")  # fmt: skip
@click.option("--workers", metavar="N", type=click.IntRange(1, inputs.MOST_WORKERS), default=1,
              show_default=True, help="How many processes of this machine.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS",
              help="Have a Dask cluster run it, as in tcp://host:8786.")  # fmt: skip
@click.option("--journal", metavar="FILE",
              help="Keep what is finished here, and do not run again what is.")  # fmt: skip
@click.option("--rule", "rule", metavar="RULE",
              help="A rule of your own or of the library, instead of an entry.")  # fmt: skip
@click.option("--ask", "asks", type=click.Choice(["predictions", "direction", "weights"]),
              default="predictions", show_default=True,
              help="Of --rule: what is to differ.")  # fmt: skip
@click.option("--set", "values", metavar="NAME=NUMBER", multiple=True,
              help="Of --rule: the value of a parameter.")  # fmt: skip
@click.option("--budget", metavar="SECONDS", type=inputs.Seconds(), default=60, show_default=True,
              help="Of --rule: where the census ends.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="Show the entries that have a census.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def census(
    entry: str | None, part: str | None, changes: str, workers: int, scheduler: str | None,
    journal: str | None, rule: str | None, asks: str, values: tuple[str, ...], budget: float,
    listed: bool, as_json: bool,
) -> int:  # fmt: skip
    """Run every data set of a box at some rates, and count those on which two rates differ.

    Prints the smallest of these witnesses, the smallest entries first; where there is none, there
    is none in that box.  An entry has one box or several, which --box changes in what it names:
    samples, features, entries (-5..5 or 0:1:4), labels (-1:1), rates (1:1/10), passes, start (one
    weight, or one for each feature), threshold (-1:1:1), question (predictions, mistakes, further:
    the label of one further sample), arithmetic (exact, float64), rule (perceptron, bias,
    bias-without-rate, margin, decay, coupled-decay, selective) and its parameter, which is where
    the perceptron's threshold function jumps, the margin, or the decay.

    With --rule, the data sets of a box of samples, features, steps, entries and two rates, run for
    any rule with values that are fractions, without a division by what the data decide.

    Exit code 1 if there is a witness though a theorem says that there is none; 3 if the box of a
    --rule was not run, or not to its end.

    With --json: a list of objects with the keys entry, part, asks, box, question, data_sets, run
    (how many were run), runs (at all rates), left_out (what the others differ in), witnesses,
    smallest (null, or X, y, rates and what is shown at both), excluded_by_theorem and fallen.  With
    --rule: an object with the keys rule, asks, rates, values, box, data_sets, run, whole (whether
    all were run), witnesses, smallest (null, or samples) and operations; or with rule and unknown,
    which says why it cannot be run.

    \b
      proofs census float.rate-can-change-label
      proofs census perceptron.bias --box samples=4,entries=-2..2 --workers 2
      proofs census --rule hinge --box samples=2,features=2 --set mu=1
    """
    if rule is not None:
        if entry is not None:
            raise Complaint("--rule stands instead of an entry; leave one of them out")
        if part is not None or scheduler is not None or journal is not None or workers != 1:
            raise Complaint(
                "--part, --workers, --scheduler and --journal are for entries; leave them out "
                "with --rule"
            )
        from proofs.cli import sweeps

        return sweeps.census(rule, asks, changes, values, budget, as_json)
    if values:
        raise Complaint("--set is for --rule; an entry's box has its parameter, as in parameter=1")
    from proofs.report import census as report

    known = report.parts()
    if listed:
        _list(known, as_json)
        return 0
    if entry is None:
        raise Complaint("name an entry; proofs census --list shows those that have a census")
    names = _parts(known, entry, part)
    if scheduler is not None and workers != 1:
        raise Complaint("--workers are processes of this machine; leave it out with --scheduler")
    path = _journal(journal)
    found = []
    for name in names:
        with _complaints(journal), _progress(f"{entry} {name}") as done:
            found.append(
                report.evidence(
                    entry, name, changes, workers=workers, scheduler=scheduler, journal=path,
                    done=done,
                )
            )  # fmt: skip
        if not as_json:
            _show(found[-1])
    if as_json:
        terminal.show_json(found)
    return 1 if any(each["fallen"] for each in found) else 0


def _parts(known: dict[str, list[dict[str, str]]], entry: str, part: str | None) -> list[str]:
    """The names of the parts that are asked for."""
    from proofs import registry

    if entry in registry.CLAIMS and entry not in known:
        raise Complaint(f"{entry} has no census; proofs census --list shows the entries that do")
    if entry not in known:
        meant = " or ".join(suggest.near(entry, known))
        hint = f"did you mean {meant}?" if meant else "proofs census --list shows those there are"
        raise Complaint(f"there is no census of {suggest.quoted(entry)}; {hint}")
    names = [each["part"] for each in known[entry]]
    if part is None:
        return names
    if part not in names:
        raise Complaint(suggest.unknown(f"part of {entry}", part, names))
    return [part]


def _journal(option: str | None) -> Path | None:
    """Where the journal is, once it is known that it can be written there."""
    if option is None:
        return None
    return inputs.output_file("./-" if option == "-" else option, "--journal")


@contextmanager
def _complaints(journal: str | None) -> Iterator[None]:
    """What goes wrong in a census, in one line."""
    from numeric.census import BoxError, CensusError, JournalError

    try:
        yield
    except BoxError as error:
        raise Complaint(f"--box: {one_line(str(error))}") from None
    except (CensusError, JournalError) as error:
        raise Complaint(one_line(str(error))) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        if journal is None:
            raise
        raise inputs.cannot_write(journal, error, "--journal") from None
    except KeyboardInterrupt:
        if journal is None:
            raise
        raise Complaint(
            f"interrupted half way; what is finished stands in {suggest.quoted(journal)}: run it "
            "again to go on"
        ) from None


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Tell the terminal how many shards are finished; nothing in a pipe."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        advance: Callable[[str], None] | None = None
        told = 0

        def done(finished: int, shards: int) -> None:
            nonlocal advance, told
            if advance is None:
                advance = stack.enter_context(terminal.progress(what, shards))
            for _ in range(finished - told):
                advance(what)
            told = finished

        yield done


# What is printed ---------------------------------------------------------------------------------

_DIFFER = {
    "predictions": "in some predictions", "mistakes": "in which are mistakes",
    "further": "in the label of a further sample",
}  # fmt: skip


def _list(known: dict[str, list[dict[str, str]]], as_json: bool) -> None:
    rows = [{"entry": entry, **each} for entry, held in known.items() for each in held]
    if as_json:
        terminal.show_json(rows)
        return
    for entry, held in known.items():
        click.echo(entry)
        for each in held:
            click.echo(
                terminal.wrapped(terminal.shown(f"  {each['part']}: {each['asks']}"), "    ")
            )


def _show(found: dict[str, Any]) -> None:
    """What is printed for people."""
    click.echo(f"{found['entry']}: {found['part']}")
    for line in _lines(found):
        click.echo(terminal.wrapped(terminal.shown(f"  {line}"), "    "))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"asked: {found['asks']}"
    yield f"box: {found['box'].replace(',', ', ')}"
    least, sets = found["smallest"], f"{found['data_sets']:,} data sets"
    differ = _DIFFER[found["question"]]
    if least is None:
        yield f"none of {sets} makes two rates differ {differ}"
    else:
        yield f"{found['witnesses']:,} of {sets} make two rates differ {differ}"
        X = "; ".join(f"({', '.join(map(str, row))})" for row in least["X"])
        yield f"the smallest: X = {X}, y = {', '.join(least['y'])}"
        for rate, shown in zip(least["rates"], least["shown"], strict=True):
            yield f"at rate {rate}: {', '.join(shown)}"
    if found["left_out"]:
        yield f"run: {found['run']:,}; the others differ from one of these in " + " or ".join(
            found["left_out"]
        )
    if found["excluded_by_theorem"]:
        yield "a theorem says that there is none" + (
            ", which is contradicted here" if found["fallen"] else ""
        )


__all__ = ["census"]
