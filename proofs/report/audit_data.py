"""The audit of scikit-learn's data: the numeric half's runs as a record, as a page and as figures.

The record is plain data; tables, page and figures are functions of it alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from proofs.page.markdown import Table, md, sections, yes

if TYPE_CHECKING:
    from numeric.network_data import NetworkRow
    from numeric.networks import Wave
    from numeric.regression_data import Descent
    from proofs.claim import Settled
    from proofs.obligations.ledger import Ledger

FIGURES = ("direction.svg", "loss.svg", "networks.svg")
_RATE_STEPS = (10, 100, 1000)


# The record --------------------------------------------------------------------------------------


def measured(ledger: Ledger, done: Callable[[str], None]) -> dict[str, Any]:
    """The runs on diabetes, breast cancer and digits; which figures there are; what is left out.

    `done` is told what was just finished.
    """
    record: dict[str, Any] = {
        "regression": [], "networks": [], "wave": [], "figures": [], "left_out": [],
    }  # fmt: skip
    if not ledger.learners:
        return record | {"left_out": ["The numeric half is not installed."]}
    record["wave"] = [_wave(_waking())]
    from numeric import plots
    from numeric.regression_data import INSTALL, MissingExtra

    try:
        record["regression"] = [_descent(each) for each in _descents()]
        done("diabetes and breast cancer")
        record["networks"] = [_network(row) for row in _network_rows()]
        done("digits")
    except MissingExtra as error:
        return record | {"left_out": [f"No runs on diabetes, breast cancer and digits: {error}."]}
    if plots.available():
        return record | {"figures": list(FIGURES)}
    return record | {"left_out": [f"No figures: matplotlib is not installed: {INSTALL}."]}


def evaluated(entries: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many refutations and pairs of runs the checker evaluated again, and how many it cannot.

    Those stay in this process: what they speak of is irrational, or holds for all numbers.
    """
    found = Counter(o.get("evaluated") for e in entries for o in e["obligations"])
    return {"by_the_checker": found["by the checker"], "in_process": found["in process"]}


def by_sympy(settled: Iterable[Settled]) -> dict[str, Any]:
    """Of how many lines SymPy's exact polynomials say the same; a line that they do not share fell.

    The others are no equations, or rest on more than ring laws and on what symbols mean.
    """
    from proofs.obligations.second_opinion import opinion

    found = opinion(settled)
    return {
        "id": "sympy",
        "agreed": found.agreed,
        "unstated": found.unstated,
        "fallen": [f"{asked.chain}: {asked.line}" for asked in found.differed],
    }


def together(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What SymPy says of several chapters, as one."""
    found = list(rows)
    return {
        "id": "sympy",
        "agreed": sum(row["agreed"] for row in found),
        "unstated": sum(row["unstated"] for row in found),
        "fallen": [line for row in found for line in row["fallen"]],
    }


def _descents() -> Iterable[Descent]:
    from numeric import regression_data

    return regression_data.diabetes(), regression_data.breast_cancer()


def _network_rows() -> Iterable[NetworkRow]:
    from numeric.network_data import digits

    return digits()


def _waking() -> Wave:
    from numeric.networks import zero_start_wave

    return zero_start_wave()


def _descent(found: Descent) -> dict[str, Any]:
    """Gradient descent on one data set; floats with six digits."""
    told = _plain(found)
    for kind in ("rates", "starts", "copies"):
        for row, measured in zip(told[kind], getattr(found, kind), strict=True):
            row["as_predicted"] = measured.as_predicted
    told["fallen"] = [
        kind
        for kind in ("rates", "starts", "copies")
        if not all(row["as_predicted"] for row in told[kind])
    ]
    return {"id": found.data, **told}


def _network(row: NetworkRow) -> dict[str, Any]:
    """One network; of its epochs as many as a figure can show, more densely at the beginning."""
    last = len(row.losses) - 1
    epochs = sorted({0, *(round(last ** (k / 300)) for k in range(301))})
    targets = "" if row.targets == "0 and 1" else f", {row.targets}"
    return {
        "id": f"digits: {row.start}, {row.activation}{targets}",
        **_plain(row),
        "shown_epochs": epochs,
        "losses": [_six_digits(row.losses[t]) for t in epochs],
        "distinct_units": [row.distinct_units[t] for t in epochs],
        "as_predicted": row.as_predicted,
        "fallen": [] if row.as_predicted else ["units"],
    }


def _wave(found: Wave) -> dict[str, Any]:
    """What each layer of a network that starts at zero does in each step; theory has one a step."""
    layers = len(found.moved)
    predicted = tuple(range(layers, 0, -1))
    did = [
        [
            "wakes" if found.wakes[k] == t else "moves" if moved else "0"
            for k, moved in enumerate(row)
        ]
        for t, row in enumerate(found.moved, 1)
    ]
    as_predicted = found.wakes == predicted
    return {
        "id": "waking from zero",
        "layers": layers,
        "did": did,
        "numbers": ["rational" if exact else "enclosed" for exact in found.rational],
        "wakes": list(found.wakes),
        "as_predicted": as_predicted,
        "fallen": [] if as_predicted else ["wakes"],
    }


def _plain(row: Any) -> dict[str, Any]:
    """A record of dataclasses as plain data."""
    import dataclasses

    told: dict[str, Any] = _listed(dataclasses.asdict(row))
    return told


def _listed(value: Any) -> Any:
    match value:
        case dict():
            return {name: _listed(each) for name, each in value.items()}
        case tuple() | list():
            return [_listed(each) for each in value]
        case float():
            return _six_digits(value)
    return value


def _six_digits(value: float) -> float:
    return float(f"{value:.6g}")


# The page ----------------------------------------------------------------------------------------


def regression_page(record: Mapping[str, Any]) -> Iterator[str]:
    """The section on diabetes and breast cancer."""
    yield "## Real data: gradient descent on diabetes and breast cancer"
    yield ""
    if not record["regression"]:
        yield " ".join(map(md, record["left_out"]))
        return
    yield (
        "Linear regression on the diabetes data (Efron, Hastie, Johnstone and Tibshirani 2004) and "
        "logistic regression on the breast-cancer data (Street, Wolberg and Mangasarian 1993), in "
        "float64. Columns are standardised, the diabetes target is centred, there is no bias. "
        "Rates are given in units of 1 / largest curvature, so theory has the loss fall at every "
        "step below 2. All that is predicted is compared with what is measured, up to a bound on "
        "rounding that is derived from the data; a disagreement would be listed above as fallen."
    )
    for found in record["regression"]:
        yield ""
        yield " ".join(_facts(found))
    yield from _left_out(record)
    yield from _figure(
        record,
        "direction.svg",
        "The angle between the weights and the first step, against the rate.",
        "From zero the direction of the first step is free of the rate. If the rate factored out "
        "of later steps too, as it does for the perceptron, every curve would be level.",
    )
    yield from _figure(
        record,
        "loss.svg",
        "The loss above its minimum against steps, a curve for each rate.",
        "Below 2 the loss falls at every step. Above, that of linear regression grows without "
        "bound; that of logistic regression may fall all the same.",
    )
    yield ""
    yield (
        "In the tables on starts, `distance` is the length of the difference between the weights "
        "and those of the run from zero, divided by its length at the start; `predicted` is the "
        "same by the closed form, (I − ηA)ᵗ applied to the start, where there is one; `at most` "
        "is the bound ρᵗ, and 1 for the logistic loss; `rounding` is what rounding can add; "
        "`loss gap` is the loss less that of the run from zero."
    )
    yield ""
    yield (
        "With one column copied X'X is singular. `weight` and `its copy` are the weights of the "
        "column and its copy at the end; `from X⁺y` is the distance to the solution of least "
        "norm, `predicted` to be the length of the start's part in the null space, `within` what "
        "the steps left and rounding can change; `fits differ` is the largest difference of a "
        "fitted value from that of the run from zero."
    )
    yield from sections(regression_tables(record["regression"]))


def _facts(found: Mapping[str, Any]) -> Iterator[str]:
    """What a data set is like, in sentences."""
    squared = found["loss"] == "squared"
    yield (
        f"**{md(found['data'].capitalize())}**, {found['loss']} loss: {found['samples']} samples, "
        f"{found['features']} features. The largest eigenvalue of X'X / m is "
        f"{_number(found['largest_eigenvalue'])}; the largest curvature is "
        f"{'the same' if squared else 'a quarter of it'}, so every rate below "
        f"{_number(found['stable_rate'])} is stable."
    )
    yield (
        f"The loss is least, {_number(found['minimum'])}, at one point alone: there its gradient "
        f"is {_number(found['residual_gradient'])}, of the size of rounding, and its least "
        f"curvature {_number(found['least_curvature'])}. That point lies "
        f"{_number(found['minimiser_length'])} from zero, {_degrees(found['end_degrees'])} off "
        "the direction of the first step."
    )
    if found["loss"] == "logistic":
        yield (
            "So all starts have the same end; but the largest curvature is "
            f"{_number(found['largest_curvature'] / found['least_curvature'])} times the least, "
            "and convexity does not say when they reach it."
        )
    if found["separated_by_constant"]:
        yield (
            "With a constant feature a plane would separate the two classes: then the loss has no "
            "minimum, and the weights grow for ever."
        )


def networks_page(record: Mapping[str, Any]) -> Iterator[str]:
    """The section on digits."""
    yield "## Real data: a hidden layer on digits"
    yield ""
    if not record["networks"]:
        yield " ".join(map(md, record["left_out"]))
        return
    first = record["networks"][0]
    yield (
        "The digits 0 and 1 (Alpaydin and Kaynak 1998), one hidden layer of 8 units, squared "
        f"loss, {first['epochs']} epochs of gradient descent on all images at rate "
        f"{_number(first['learning_rate'])}, in float64. Each unit is computed by itself in one "
        "order of operations, so units that start equal stay equal bit for bit; `units` counts "
        "those that are not. `moved` are the parts of the network that ever changed: incoming "
        "weights w, biases β, outgoing weights v, output bias c. `learned at` is the first "
        "epoch with less than half of the loss of the best constant."
    )
    yield ""
    yield (
        "Centred targets: 0 and 1 minus their mean. Held exactly (scaled so that floats can), "
        "they sum to 0 and nothing ever moves. Minus a rounded mean they sum to a rounding "
        "error, from which the network escapes after a long time: on a machine zero blocks for "
        "ever only where the sum is 0 exactly."
    )
    yield from _left_out(record)
    yield from _figure(
        record,
        "networks.svg",
        "The loss of the networks for each epoch, and how many of their units are distinct.",
        "Equal units are one unit: they learn as one does, and never part.",
    )
    yield from sections(network_tables(record["networks"]))


def wave_page(record: Mapping[str, Any]) -> Iterator[str]:
    """The section on a deep network that starts at zero; nothing where it was not run."""
    for found in record["wave"]:
        yield "## Which layer wakes when"
        yield ""
        yield (
            f"{found['layers']} layers of weights of one unit each, all weights and biases zero, "
            "logistic function, squared loss, one sample with input 1 and target 1, rate 1. A "
            "layer that shows 0 is exactly zero after the step, weights and biases alike. Numbers "
            "are rational as long as the logistic function is asked at 0 alone; then they are "
            "enclosed in intervals, and what moves is proved to be other than 0. What is "
            "predicted: [hidden.zero-start-wave](site/hidden.zero-start-wave.html)."
        )
    yield from sections(wave_tables(record["wave"]))


def checked_again_page(record: Mapping[str, Any]) -> Iterator[str]:
    """The section on what others say of lines and of counterexamples."""
    lines, numbers = record["sympy"], record["evaluated"]
    agreed, unstated = lines["agreed"], lines["unstated"]
    differed = len(lines["fallen"])
    yield "## What was decided again"
    yield ""
    yield (
        f"**Lines, by SymPy.** Of {agreed + unstated + differed} lines of derivations SymPy can "
        f"state {agreed + differed}: equations by ring laws and by what symbols mean. Its exact "
        f"polynomials say the same of {agreed}, and another thing of {differed}. No proof rests "
        "on it."
    )
    yield ""
    yield (
        f"**Counterexamples and exact runs, by the checker.** {numbers['by_the_checker']} were "
        "evaluated again by its own fractions, in a process of its own; "
        f"{numbers['in_process']} stay in this process: their values are irrational and enclosed "
        "in intervals, or what is assumed holds for all numbers in a way that no normal form "
        "shows."
    )


def _left_out(record: Mapping[str, Any]) -> Iterator[str]:
    if record["left_out"]:
        yield ""
        yield " ".join(map(md, record["left_out"]))


def _figure(record: Mapping[str, Any], name: str, says: str, caption: str) -> Iterator[str]:
    """A figure, if there is one, and what to see in it."""
    if name in record["figures"]:
        yield ""
        yield f"![{md(says)}]({name})"
        yield ""
        yield caption


def regression_tables(found: Iterable[Mapping[str, Any]]) -> list[Table]:
    """The runs on diabetes and breast cancer as tables."""
    return [
        table
        for each in found
        for table in (
            _rate_table(each), _direction_table(each), _start_table(each), _copy_table(each)
        )
        if len(table[1]) > 1
    ]  # fmt: skip


def _rate_table(found: Mapping[str, Any]) -> Table:
    head = ("rate", "theory: loss", "rises first", *(f"after {t}" for t in _RATE_STEPS))
    rows = [(*head, "as predicted")]
    for row in found["rates"]:
        at = dict(zip(row["steps"], row["excess"], strict=True))
        rows.append(
            (
                _number(row["multiple"]),
                row["predicted"] or "-",
                "never" if row["first_rise"] is None else f"at {row['first_rise']}",
                *(_number(at[t]) for t in _RATE_STEPS),
                yes(row["as_predicted"]) if row["predicted"] else "-",
            )
        )
    return f"{found['data'].capitalize()}: loss above its minimum, from zero", rows


def _direction_table(found: Mapping[str, Any]) -> Table:
    steps = [curve["steps"] for curve in found["angles"]]
    rows = [("rate", *(f"after {t}" for t in steps))]
    rows += [(_number(row["multiple"]), *map(_degrees, row["degrees"])) for row in found["rates"]]
    return f"{found['data'].capitalize()}: angle to the weights at rate 1, from zero", rows


def _start_table(found: Mapping[str, Any]) -> Table:
    rows: list[tuple[str, ...]] = [
        (
            "seed",
            "steps",
            "distance",
            "predicted",
            "at most",
            "rounding",
            "loss gap",
            "as predicted",
        )
    ]
    rows += [
        (
            str(row["seed"]),
            str(row["steps"]),
            _number(row["measured"]),
            "-" if row["predicted"] is None else _number(row["predicted"]),
            _number(row["bound"]),
            _number(row["rounding"]),
            _number(row["loss_gap"]),
            yes(row["as_predicted"]),
        )
        for row in found["starts"]
    ]
    return (
        f"{found['data'].capitalize()}: distance of a small random start's run from zero's, "
        "as a share of the first distance",
        rows,
    )


def _copy_table(found: Mapping[str, Any]) -> Table:
    rows: list[tuple[str, ...]] = [
        (
            "start", "weight", "its copy", "from X⁺y", "predicted", "within", "fits differ",
            "at most", "as predicted",
        )
    ]  # fmt: skip
    rows += [
        (
            "zero" if row["seed"] is None else f"seed {row['seed']}",
            f"{row['copied_weights'][0]:.3f}",
            f"{row['copied_weights'][1]:.3f}",
            _number(row["from_minimum_norm"]),
            _number(row["null_part"]),
            _number(row["allowance"]),
            _number(row["from_zero_start"]),
            _number(row["fitted_allowance"]),
            yes(row["as_predicted"]),
        )
        for row in found["copies"]
    ]
    return f"{found['data'].capitalize()} with one column copied: where the runs end", rows


def network_tables(found: Iterable[Mapping[str, Any]]) -> list[Table]:
    """The networks on digits as a table; none where there are no networks."""
    rows: list[tuple[str, ...]] = [
        (
            "network", "units", "moved", "learned at", "first loss", "last loss",
            "labels right", "as predicted",
        )
    ]  # fmt: skip
    rows += [
        (
            row["id"].removeprefix("digits: "),
            str(row["distinct_units"][-1]),
            " ".join(row["moved"]).replace("beta", "β") or "nothing",
            "never" if row["learned_at"] is None else str(row["learned_at"]),
            _number(row["losses"][0]),
            _number(row["losses"][-1]),
            f"{100 * row['labels_right']:.0f}%",
            yes(row["as_predicted"]),
        )
        for row in found
    ]
    return [("Digits: a hidden layer of 8", rows)] if len(rows) > 1 else []


def wave_tables(found: Iterable[Mapping[str, Any]]) -> list[Table]:
    """What each layer does in each step, as a table; none where there was no run."""
    return [
        (
            "Layers that wake, from zero",
            [
                ("step", *(f"layer {k}" for k in range(1, row["layers"] + 1)), "numbers"),
                *((str(t), *did, row["numbers"][t - 1]) for t, did in enumerate(row["did"], 1)),
            ],
        )
        for row in found
    ]


def figures(record: Mapping[str, Any]) -> dict[str, str]:
    """The figures that the page shows, as SVG text by file name; a function of the record."""
    if not record["figures"]:
        return {}
    from numeric import plots

    panels, losses = [], []
    for found in record["regression"]:
        title = f"{found['data'].capitalize()}, {found['loss']} loss"
        angles = [
            plots.Curve(
                f"{curve['steps']} step{'s' * (curve['steps'] != 1)}",
                curve["multiples"],
                curve["degrees"],
            )
            for curve in found["angles"]
        ]
        panels.append(plots.Panel(title, angles, found["end_degrees"], "the minimiser"))
        rates = [
            # The start has no place on a logarithmic axis; it is the level.
            plots.Curve(f"rate {row['multiple']:g}", row["steps"][1:], row["excess"][1:])
            for row in found["rates"]
        ]
        losses.append(plots.Panel(title, rates, found["rates"][0]["excess"][0], "at the start"))
    names = [row["id"].removeprefix("digits: ").replace(", centred", ",\ncentred")
             for row in record["networks"]]  # fmt: skip

    def drawn(title: str, what: str) -> plots.Panel:
        curves = zip(names, record["networks"], strict=True)
        return plots.Panel(
            title, [plots.Curve(name, row["shown_epochs"], row[what]) for name, row in curves]
        )

    return {
        "direction.svg": plots.direction(panels),
        "loss.svg": plots.losses(losses),
        "networks.svg": plots.networks(
            drawn("Loss of a hidden layer of 8 on the digits 0 and 1", "losses"),
            drawn("Units that are not equal bit for bit", "distinct_units"),
        ),
    }


def _number(value: float) -> str:
    """Three significant digits, or what can be said shorter."""
    if value and not 1e-3 <= abs(value) < 1e6:
        mantissa, _, exponent = f"{value:.1e}".partition("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _degrees(value: float) -> str:
    return f"{value:.1f}°"


__all__ = [
    "FIGURES", "by_sympy", "checked_again_page", "evaluated", "figures", "measured",
    "network_tables", "networks_page", "regression_page", "regression_tables", "wave_page",
    "wave_tables",
]  # fmt: skip
