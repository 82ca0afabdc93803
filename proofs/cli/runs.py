"""`run`: a rule on data of one's own, exactly, at several rates side by side."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, one_line

if TYPE_CHECKING:
    from proofs.judge.beside import Beside, Step
    from proofs.judge.syntax import Rule
    from proofs.judge.verdict import Judgement

MOST_STEPS = 100_000
MOST_RATES = 8
FIRST_ROWS = 12
"""How many rows a table has before the rest is left out."""
NARROWEST = 28
"""Characters of a column in which a cell may be cut short."""
_FRACTION = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?\Z|[+-]?\d+/\d+\Z", re.ASCII)


@cli.command("run", short_help="Run a rule on data of your own, exactly, at several rates.")
@click.argument("rule_file", metavar="RULE")
@click.option("--data", "table", metavar="FILE", required=True,
              help="Samples, a row each, comma-separated; - is standard input.")  # fmt: skip
@click.option("--rate", "rates", metavar="NUMBER", multiple=True, default=("1", "1/10"),
              show_default=True, help="Once for each run; the first is compared with.")  # fmt: skip
@click.option("--start", "starts", metavar="NAME=VALUE", multiple=True,
              help="Begin elsewhere than the rule says: w=1 or w=(1,-1/2).")  # fmt: skip
@click.option("--set", "settings", metavar="NAME=NUMBER", multiple=True,
              help="The value of a parameter.")  # fmt: skip
@click.option("--steps", metavar="N", type=click.IntRange(1, MOST_STEPS),
              help="How many; unless you say otherwise a pass, or 10 for a rule that sees all "
              "samples at once.")  # fmt: skip
@click.option("--passes", metavar="N", type=click.IntRange(1, MOST_STEPS), help="Instead of steps.")
@click.option("--all", "whole", is_flag=True, help="Print every row.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--plot", metavar="FILE", help="Draw the weights: FILE.svg, FILE.png or FILE.pdf.")
@click.option("--budget", metavar="SECONDS", type=inputs.Seconds(), default=10, show_default=True,
              help="Runs end, and what is not known by then is unknown.")  # fmt: skip
def run(
    rule_file: str, table: str, rates: tuple[str, ...], starts: tuple[str, ...],
    settings: tuple[str, ...], steps: int | None, passes: int | None, whole: bool, as_json: bool,
    plot: str | None, budget: float,
) -> int:  # fmt: skip
    """Run RULE on your data at several rates, in exact arithmetic, side by side.

    RULE is a file, the name of a rule of the library (proofs judge --list) or -. The table has a
    row for each sample; its first row may name the columns. A label has the column of its name, or
    the last; a vector has the others. Decimals are read exactly: 0.1 is 1/10.

    Printed is each step with what every run predicts and its weights, the first difference marked;
    then what the theorem says of this rule from its start, and whether it is seen.

    Exit code 0; 3 if the runs ended before their time.

    With --json: an object with rule, rates, start, steps (each with step, sample, predicted and
    weights, a list entry for each rate), first_difference, final, ended, seen and theorem (verdicts
    of proofs judge, null from another start). Numbers are strings.

    \b
      proofs run perceptron --data my.csv --rate 1 --rate 1/10
      proofs run adam --data my.csv --set eps=1/8 --set beta=1/2 --set beta2=3/4
    """
    target = _plot_file(plot)
    if steps is not None and passes is not None:
        raise Complaint("--steps and --passes say the same; give one of them")
    if "-" == rule_file == table:
        raise Complaint("standard input is one text; name a file for the rule or for the data")
    from proofs.judge import tables

    rule = one_rule(rule_file)
    chosen = _rates(rates)
    values, begin = settings_of(rule, settings), _starts(rule, starts)
    try:
        text = inputs.text_of(table, "a table of comma-separated values")
        data, columns = tables.samples(rule, text), tables.taken(rule, text)
        counts = tables.classes(rule, data)
    except tables.TableError as error:
        where = "standard input" if table == "-" else suggest.quoted(table)
        raise Complaint(f"{where}, {one_line(str(error))}") from None
    begin = _fitting(rule, begin, data, counts)
    if _is_own_start(rule, begin, data, counts, {**values, rule.rate: chosen[0]}):
        begin = {}
    per_pass = 1 if rule.sample_index else len(data)
    count = steps or (passes or (10 if rule.sample_index else 1)) * per_pass
    if count > MOST_STEPS:
        raise Complaint(f"{count:,} steps are too many; at most {MOST_STEPS:,}")
    found = _run(rule, data, chosen, count, values, begin, counts, budget)
    judged = None if begin else _judged(rule, budget)
    if target is not None:
        _draw(found, target, str(plot))
    if as_json:
        terminal.show_json(_data(found, judged))
    else:
        if columns:
            click.echo(terminal.wrapped(terminal.shown(columns), "  ") + "\n")
        _show(found, whole)
        _tell(found, judged)
    from proofs.report.runs import contradicts

    if contradicts(found, judged):
        raise Complaint(
            "these runs contradict what is proved; this is a bug here, please report it"
        )
    return 3 if found.ended else 0


# What is given -----------------------------------------------------------------------------------


def one_rule(file: str) -> Rule:
    """The one rule that is to be run."""
    from proofs.cli.judge import rules_of
    from proofs.judge import said

    rules = rules_of(file)
    if len(rules) > 1:
        names = ", ".join(rule.name for rule in rules[:5])
        known = said.TABLE.get(file) is not None
        do = "name one of them" if known else "put one into a file of its own"
        raise Complaint(f"{suggest.quoted(file)} has several rules, {names}; {do}")
    return rules[0]


def fraction(text: str, what: str) -> Fraction:
    """An exact number that was typed."""
    text = text.strip().replace("−", "-")  # as it is printed
    if len(text) > 60 or not _FRACTION.match(text):
        raise Complaint(f"{what} is a number such as 1, 0.1 or 1/10, not {suggest.quoted(text)}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise Complaint(f"{what}: {text} divides by 0; write another number") from None


def _rates(texts: Sequence[str]) -> tuple[Fraction, ...]:
    rates = tuple(fraction(text, "--rate") for text in texts)
    if wrong := [rate for rate in rates if rate <= 0]:
        raise Complaint(f"--rate {wrong[0]}: a rate is above 0; nothing is learned otherwise")
    if len(set(rates)) != len(rates):
        raise Complaint("a --rate is given twice; name each once")
    if len(rates) > MOST_RATES:
        raise Complaint(f"{len(rates)} rates are too many for a table; at most {MOST_RATES}")
    return rates


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not name or not value:
            raise Complaint(f"{option} is NAME=VALUE, not {suggest.quoted(text)}")
        if name in found:
            raise Complaint(f"{option} gives {suggest.quoted(name)} twice; give it once")
        found[name] = value
    return found


def settings_of(rule: Rule, texts: Sequence[str]) -> dict[str, Fraction]:
    """The values of all parameters."""
    given = _pairs(texts, "--set")
    for name in given:
        if name == rule.rate:
            raise Complaint(f"{name} is the rate of {rule.name}; give it by --rate")
        if name not in rule.parameters:
            known = list(rule.parameters)
            if not known:
                raise Complaint(f"{rule.name} has no parameters; leave out --set {name}=...")
            raise Complaint(suggest.unknown("parameter", name, known))
    if missing := [name for name in rule.parameters if name not in given]:
        raise Complaint(
            f"{rule.name} has the parameter{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"give {'each' if len(missing) > 1 else 'it'} a value, as in --set {missing[0]}=1/2"
        )
    return {name: fraction(text, f"--set {name}") for name, text in given.items()}


def _starts(rule: Rule, texts: Sequence[str]) -> dict[str, Any]:
    """Where states begin, as far as that is said."""
    found: dict[str, Any] = {}
    for name, text in _pairs(texts, "--start").items():
        if name not in [s.name for s in rule.states]:
            raise Complaint(suggest.unknown("state", name, [s.name for s in rule.states]))
        inside = text.removeprefix("(").removesuffix(")")
        cells = inside.removesuffix(",").split(",")  # (1,) is a vector of one number
        if text.startswith("(") != text.endswith(")") or not all(map(str.strip, cells)):
            raise Complaint(
                f"--start {name} is a number or a vector such as (1,-1/2), not "
                f"{suggest.quoted(text)}"
            )
        parts = [fraction(part, f"--start {name}") for part in cells]
        found[name] = tuple(parts) if text.startswith("(") or len(parts) > 1 else parts[0]
    return found


def _fitting(
    rule: Rule, begin: Mapping[str, Any], data: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int],
) -> dict[str, Any]:  # fmt: skip
    """Starts of the kind that their states are of: a number is that for every coordinate."""
    from proofs.judge.runs import machine

    blank = machine(rule, data, dict.fromkeys((rule.rate, *rule.parameters), 1), counts=counts)
    made: dict[str, Any] = {}
    for name, value in begin.items():
        state = rule.state(name)
        one = value
        if state.kind == "vector":
            one = value if isinstance(value, tuple) else (value,) * blank.dimension
            if len(one) != blank.dimension:
                raise Complaint(
                    f"--start {name} has {len(one)} numbers, and the data {blank.dimension}"
                )
        elif isinstance(value, tuple):
            raise Complaint(f"--start {name} is a vector, and {name} of {rule.name} a number")
        made[name] = (one,) * blank.counts[state.index] if state.index else one
    return made


def _is_own_start(
    rule: Rule, begin: Mapping[str, Any], data: Sequence[Mapping[str, Any]],
    counts: Mapping[str, int], values: Mapping[str, Fraction],
) -> bool:  # fmt: skip
    """Whether the rule begins there anyway."""
    from proofs.judge.numbers import Undefined
    from proofs.judge.runs import machine

    try:
        own = machine(rule, data, values, counts=counts).start()
    except Undefined:
        return False
    return all(bool(own[name] == value) for name, value in begin.items())


def _plot_file(plot: str | None) -> Any:
    if plot is None:
        return None
    if not plot.lower().endswith((".svg", ".png", ".pdf")):
        raise Complaint(f"--plot {suggest.quoted(plot)}: name a file that ends in .svg, .png, .pdf")
    target = inputs.output_file(plot, "--plot")
    from numeric import plots

    if not plots.available():
        raise Complaint("--plot needs matplotlib; pip install 'proofs-of-learning-rules[report]'")
    return target


# What is done ------------------------------------------------------------------------------------


def _run(
    rule: Rule, data: Any, rates: Sequence[Fraction], count: int, values: Mapping[str, Fraction],
    begin: Mapping[str, Any], counts: Mapping[str, int], budget: float,
) -> Beside:  # fmt: skip
    from proofs.judge import beside

    end = time.monotonic() + budget
    with terminal.progress("steps", count) as advance:

        def go_on(step: int) -> bool:
            advance(f"step {step}")
            return time.monotonic() < end

        try:
            return beside.run(
                rule, data, rates, count, values=values, start=begin, counts=counts, go_on=go_on
            )
        except beside.Impossible as error:
            raise Complaint(one_line(str(error))) from None


def _judged(rule: Rule, budget: float) -> Judgement:
    from proofs.judge.verdict import judge

    return judge(rule, budget=min(budget, 5), ask={"zero", "weights", "predictions", "direction"})


def _draw(found: Beside, target: Any, where: str) -> None:
    from proofs.report.run_plot import drawn

    inputs.write({target: drawn(found, where.lower().rpartition(".")[2])}, where, "--plot")


def _data(found: Beside, judged: Judgement | None) -> dict[str, Any]:
    from proofs.judge.record import plain, record

    first = found.first_difference
    return {
        "rule": found.rule.name, "rates": [str(rate) for rate in found.rates],
        "samples": len(found.data), "start": {n: plain(v) for n, v in found.start.items()},
        "steps": [
            {"step": s.number, "sample": None if s.sample is None else s.sample + 1,
             "predicted": [_plain(p, plain) for p in s.predicted],
             "weights": [{n: plain(v) for n, v in state.items()} for state in s.states]}
            for s in found.steps
        ],
        "first_difference": None if first is None else first.number,
        "final": [[_plain(p, plain) for p in row] for row in found.final],
        "ended": found.ended or None,
        "seen": {
            "predictions_agree": found.predictions_agree,
            "directions_agree": found.directions_agree,
            "powers": [found.power(k) for k in range(1, len(found.rates))],
        },
        "theorem": None if judged is None else record(judged),
    }  # fmt: skip


def _plain(value: Any, plain: Callable[[Any], Any]) -> Any:
    return None if value is None else plain(value)


# What is printed ---------------------------------------------------------------------------------


def _show(found: Beside, whole: bool) -> None:
    """The table: the first rows, the first difference, the last row."""
    from proofs.report.runs import row, short

    rates = [terminal.shown(short(rate)) for rate in found.rates]
    share = max(8, (terminal.width() - 14) // len(rates) - 3)
    rows = [(step, [*map(terminal.shown, row(found, step))]) for step in _chosen(found, whole)]
    longest = max((len(cell) for _, cells in rows for cell in cells), default=0)
    beside = longest <= share or share >= NARROWEST
    if beside:
        table = terminal.table("", "step", "sample", *(f"{found.rule.rate} = {r}" for r in rates))
    else:  # a line for each run
        table = terminal.table("", "step", "sample", found.rule.rate, "")
        share = max(8, terminal.width() - 20 - max(map(len, (*rates, found.rule.rate))))
    last = 0
    for step, cells in rows:
        if step.number > last + 1:
            table.add_row("", terminal.shown("…"), "", *("" for _ in table.columns[3:]))
        last = step.number
        mark = terminal.shown("▸") if step is found.first_difference else ""
        head = (mark, str(step.number), "all" if step.sample is None else str(step.sample + 1))
        shown = [cell if len(cell) <= share else cell[: share - 1] + "…" for cell in cells]
        if beside:
            table.add_row(*head, *map(terminal.shown, shown))
            continue
        for rate, cell in zip(rates, shown, strict=True):
            table.add_row(*head, rate, terminal.shown(cell))
            head = ("", "", "")
    if rows:
        terminal.show(table)
        click.echo()


def _chosen(found: Beside, whole: bool) -> Iterator[Step]:
    """The steps that are shown."""
    for step in found.steps:
        near = step is found.first_difference or step.number in (1, len(found.steps))
        if whole or near or step.number <= FIRST_ROWS:
            yield step


def _tell(found: Beside, judged: Judgement | None) -> None:
    """What is seen, and what the theorem says."""
    from proofs.report.runs import seen, theorem

    for line in (*seen(found), *theorem(found, judged)):
        click.echo(terminal.wrapped(terminal.shown(line), "  "))


__all__ = ["fraction", "one_rule", "run", "settings_of"]
