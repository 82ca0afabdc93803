"""Numbers at which premises hold, and at which a relation fails: proposed, not believed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from proofs.enclosure import Enclosure, certain, parted
from proofs.evaluation import Evaluator, Undefined, Value
from proofs.find.budget import Budget
from proofs.find.plans import Plan
from proofs.terms import (
    MAX,
    ZERO,
    FiniteSum,
    Function,
    Relation,
    Symbol,
    Term,
    dot,
    fold,
    natural,
    number,
    scalar,
    symbols,
    unfolded,
    vector,
)  # fmt: skip

# Counterexamples ---------------------------------------------------------------------------------

_SCALARS = tuple(
    map(
        Fraction,
        (
            "1",
            "-1",
            "0",
            "2",
            "-2",
            "1/2",
            "3",
            "-1/2",
            "-3",
            "1/3",
            "4",
            "5/2",
            "-1/10",
            "10",
            "9",
            "16",
        ),
    )
)
_NATURALS = tuple(map(Fraction, (1, 2, 0, 3, 4, 5)))
TRIES = 1500
_ENCLOSED = 120
TRIES_EACH = 120
"""How many points are tried for each reading of opaque functions."""
_READINGS, _FEW = 1000, 8
"""How many readings are tried: in all, and where functions have several indices."""
_MIXED = 4
"""Of how many functions each may be read on its own, beside families that are one number."""
_RESTARTS, _CHANGES = 2, 6
"""How often a model is begun anew, and how many values of a symbol are tried at each change."""

Functions = tuple[tuple[Function, tuple[Symbol, ...], Term], ...]


def interpretations(functions: Sequence[Function], *, refute: bool = False) -> Iterator[Functions]:
    """Simple things that opaque functions may be taken to be."""
    if not functions:
        yield ()
        return
    options: list[list[Functions]] = []
    maps = {min(f, f.transpose, key=lambda g: g.name): None for f in functions if f.adjoint}
    options += [_linear_readings(f) for f in maps]
    for f in functions:
        if f.adjoint:
            continue
        parameters = tuple(
            (vector if kind == "vector" else scalar if kind == "scalar" else natural)(
                f"u{place + 1}"
            )
            for place, kind in enumerate(f.takes)
        )
        same = [p for p in parameters if p.kind == f.gives]
        shift = vector("q")
        bodies: list[Term] = []
        if f.gives == "scalar" and f.takes == ("vector", "vector"):
            bodies += [dot(*parameters), dot(*parameters) - 1]
        if len(same) >= 2:
            bodies += [same[0] + same[1], same[0] + 2 * same[1], same[0], 2 * same[0] + same[1]]
        elif f.takes == ("vector",) and f.gives == "scalar":
            (u,) = parameters
            bodies += [dot(u, u), dot(u, u) + dot(shift, u), -dot(u, u), dot(shift, u)]
            bodies += [dot(u, u) - 1, MAX(number(0), dot(shift, u)), dot(shift, u) + 1]
        elif same:
            bodies += [2 * same[0], same[0]]
            if f.gives == "vector":
                bodies += [dot(same[0], same[0]) * same[0], 2 * same[0] + shift, shift]
            if f.gives == "scalar":
                bodies += [same[0] * same[0], same[0] + 1]
        if f.gives == "vector" and {"index", "step"} & {*f.takes}:
            bodies.append(shift)
        bodies.append(ZERO if f.gives == "vector" else number(1))
        if f.gives == "scalar":
            bodies.append(number(0))
        options.append(
            [
                ((f, parameters, body),)
                for body in bodies
                if set(symbols(body)) <= {shift, *parameters}
            ]
        )
    if any({"index", "step"} & {*f.takes} for f in functions) and not maps:
        values, others = (number(1), number(0)), sum(not _is_family(o[0][0][0]) for o in options)
        alike = [(keeps,) * others for keeps in (True, False)]
        mixed = [m for m in product((True, False), repeat=min(others, _MIXED)) if len({*m}) > 1]
        for value, kept in (*product(values, alike), *product(values, mixed)):
            which = iter((*kept, *(True,) * others))
            yield tuple(
                _plainest(o, value, not _is_family(o[0][0][0]) and next(which)) for o in options
            )
        for most in (1, 0):
            for apart in filter(lambda o: _is_family(o[0][0][0]), options):
                yield tuple(
                    _plainest(o, number(1 - most if o is apart else most), True) for o in options
                )
    families = any(len(f.takes) > 1 and {*f.takes} <= {"index", "step"} for f in functions)
    most = _FEW if refute and families else _READINGS  # sums inside sums are long to evaluate
    for choice, _ in zip(product(*options), range(most), strict=False):
        yield tuple(reading for group in choice for reading in group)


def _plainest(
    option: Sequence[Functions], value: Term, keeps: bool
) -> tuple[Function, tuple[Symbol, ...], Term]:
    """A family or a run as one number everywhere, another function as 1 or its argument."""
    f, parameters, _ = option[0][0]
    wanted = (value,) if _is_family(f) else parameters if keeps else ()
    bodies = (*wanted, number(1), ZERO)
    return next(group[0] for body in bodies for group in option if group[0][2] is body)


def _is_family(f: Function) -> bool:
    return bool({"index", "step"} & {*f.takes})


def _linear_readings(f: Function) -> list[Functions]:
    """Simple linear maps, each with its adjoint."""
    u, q, r = vector("u1"), vector("q", "", f.name), vector("r", "", f.name)
    if f.transpose is f:
        bodies = [2 * u, dot(q, u) * q, u, u + dot(q, u) * q, ZERO, -u]
        return [((f, (u,), body),) for body in bodies]
    pairs = [(2 * u, 2 * u), (dot(q, u) * r, dot(r, u) * q), (u, u), (ZERO, ZERO)]
    return [((f, (u,), body), (f.transpose, (u,), back)) for body, back in pairs]


def point(
    relation: Relation,
    premises: Sequence[Relation],
    meaning: Mapping[Symbol, Term],
    *,
    refute: bool,
    tries: int = TRIES,
    budget: Budget | None = None,
    fixed: Mapping[Symbol, Value] = MappingProxyType({}),
) -> tuple[tuple[tuple[Symbol, Value], ...], Value | None, Value | None] | None:
    """Exact values at which the premises hold and, if `refute`, the relation does not.

    A side without a value, such as a division by 0, refutes a relation.  None, too, where the
    budget is spent.  What is fixed has that value alone.
    """
    starts = [t for r in (relation, *premises) for t in r.terms]
    free = _free(starts, meaning)
    plan = Plan((relation, *premises), meaning)
    for dimension in (1, 2):
        if dimension == 2 and not any(s.kind == "vector" for s in free):
            return None
        pools = {s: [fixed[s]] if s in fixed else _pool(s, dimension) for s in free}
        if any(isinstance(v, tuple) and len(v) != dimension for v in fixed.values()):
            continue
        for place, involved in enumerate(plan.free[1:], 1):
            if len(involved) == 1:
                (only,) = involved
                pools[only] = [v for v in pools[only] if plan.judge(place, {only: v}) is True]
        if not all(pools.values()):
            continue
        for wanted in ("differs", "undefined") if refute else ("model",):
            found = _repaired(plan, pools) if wanted == "model" else None
            if found is None:
                found = _sample(plan, pools, wanted, tries, budget)
            if found is None:
                continue
            values = _simplified(plan, pools, wanted, found)
            return tuple(values.items()), *sides(relation, values, meaning)
    return None


def free(relations: Sequence[Relation], meaning: Mapping[Symbol, Term]) -> tuple[Symbol, ...]:
    """The symbols that relations leave free, in the order in which a point gives them values."""
    return _free([t for r in relations for t in r.terms], meaning)


def sides(
    relation: Relation, values: Mapping[Symbol, Value], meaning: Mapping[Symbol, Term]
) -> tuple[Value | None, Value | None]:
    """The two sides of a relation at a point, None for one without a value."""
    evaluator = Evaluator(values, meaning)
    return _side(evaluator, relation.left), _side(evaluator, relation.right)


def enclosed_point(
    relation: Relation, premises: Sequence[Relation], meaning: Mapping[Symbol, Term], budget: Budget
) -> tuple[tuple[tuple[Symbol, Value], ...], Enclosure | None, Enclosure | None] | None:
    """Exact values at which the premises surely hold and enclosures of the two sides part."""
    for values in _certain_points((relation, *premises), premises, meaning, budget):
        sides = parted(relation, values, meaning)
        if sides is not None:
            return tuple(values.items()), *sides
    return None


def enclosed_model(
    premises: Sequence[Relation], meaning: Mapping[Symbol, Term], budget: Budget
) -> tuple[tuple[Symbol, Value], ...] | None:
    """Exact values at which enclosures show the premises to hold."""
    for values in _certain_points(premises, premises, meaning, budget):
        return tuple(values.items())
    return None


def _certain_points(
    relations: Sequence[Relation],
    premises: Sequence[Relation],
    meaning: Mapping[Symbol, Term],
    budget: Budget,
) -> Iterator[dict[Symbol, Value]]:
    free = _free([t for r in relations for t in r.terms], meaning)
    draw = random.Random(0)
    for dimension in (1, 2) if any(s.kind == "vector" for s in free) else (1,):
        pools = {s: _pool(s, dimension) for s in free}
        for attempt in range(_ENCLOSED if free else 1):
            if budget.over():
                return
            reach = 2 + attempt // 8
            values = {s: draw.choice(pool[:reach]) for s, pool in pools.items()}
            if all(certain(premise, values, meaning) for premise in premises):
                yield values


def _pool(symbol: Symbol, dimension: int) -> list[Value]:
    if symbol.of_kind == "natural":
        return list(_NATURALS)
    if symbol.kind == "scalar":
        return list(_SCALARS)
    if dimension == 1:
        return [(v,) for v in _SCALARS]
    some = _SCALARS[:7]
    points = [(a, b) for a in some for b in some]
    grid: list[Value] = [*sorted(points, key=lambda v: (abs(v[0]) + abs(v[1]), v))]
    pythagorean: Value = (Fraction(3, 5), Fraction(4, 5))
    return [*grid[1:6], (Fraction(0), Fraction(0)), *grid[6:], pythagorean]


def _sample(
    plan: Plan,
    pools: Mapping[Symbol, list[Value]],
    wanted: str,
    tries: int,
    budget: Budget | None = None,
) -> dict[Symbol, Value] | None:
    draw = random.Random(0)
    total = 1
    for pool in pools.values():
        total *= len(pool)
    if total <= tries:  # few enough to look at all of them
        for chosen in product(*pools.values()):
            if budget is not None and budget.over():
                return None
            values = dict(zip(pools, chosen, strict=True))
            if plan.shows(values, wanted):
                return values
        return None
    for attempt in range(tries):
        if budget is not None and budget.over():
            return None
        reach = 2 + 38 * attempt // tries  # simple values first
        values = {
            s: draw.choice(pool[:reach] if reach < len(pool) else pool) for s, pool in pools.items()
        }
        if plan.shows(values, wanted):
            return values
    return None


def _repaired(plan: Plan, pools: Mapping[Symbol, list[Value]]) -> dict[Symbol, Value] | None:
    """A model found from a simple point by changing what makes most premises hold, step by step."""
    draw = random.Random(0)
    every = range(1, len(plan.relations))
    involved = {i: [s for s in plan.free[i] if len(pools[s]) > 1] for i in every}
    touched = {s: [i for i in every if s in plan.free[i]] for s in pools}
    for restart in range(_RESTARTS):
        values = {s: draw.choice(pool[: 1 + 2 * restart]) for s, pool in pools.items()}
        failing = plan.unmet(values, every)
        for _ in range(2 * len(every)):
            if not failing:
                return values
            judged: list[tuple[dict[Symbol, Value], list[int]]] = []
            for s in involved[draw.choice(failing)]:
                kept = [i for i in failing if s not in plan.free[i]]
                for value in pools[s][:_CHANGES]:
                    if value != values[s]:
                        change = {**values, s: value}
                        unmet = plan.unmet(change, touched[s])
                        judged.append((change, sorted(kept + unmet)))
            if not judged:
                break
            values, failing = min(judged, key=lambda pair: len(pair[1]))
    return None


def _simplified(
    plan: Plan, pools: Mapping[Symbol, list[Value]], wanted: str, values: dict[Symbol, Value]
) -> dict[Symbol, Value]:
    """The same kind of point with every value as early in its pool as can be."""
    for symbol, pool in pools.items():
        for simpler in pool[:6]:
            if simpler == values[symbol]:
                break
            changed = {**values, symbol: simpler}
            if plan.shows(changed, wanted):
                values = changed
                break
    return values


def _side(evaluator: Evaluator, term: Term) -> Value | None:
    try:
        return evaluator.value(term)
    except Undefined:
        return None


def _free(terms: Sequence[Term], meaning: Mapping[Symbol, Term]) -> tuple[Symbol, ...]:
    """The symbols that are not defined by others, in order of appearance."""
    seen: dict[Term, None] = {}
    for term in terms:
        fold(term, lambda part, _: None, seen, unfolded(meaning))
    bound = {t.index for t in seen if isinstance(t, FiniteSum)}
    defined = (meaning[s] for s in seen if isinstance(s, Symbol) and s in meaning)
    bound -= {s for t in (*terms, *defined) for s in symbols(t)}  # what is an index elsewhere only
    return tuple(s for s in seen if isinstance(s, Symbol) and s not in meaning and s not in bound)


__all__ = [
    "enclosed_model", "enclosed_point", "free", "interpretations", "point", "sides",
]  # fmt: skip
