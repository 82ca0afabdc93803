"""From which step on all that a claim speaks of stays what it is, where data end in a constant.

What definitions say of a step by this step and the one before alone, at every step in the same way,
stays once it is the same at two steps, one after the other.
"""

from __future__ import annotations

from proofs.instance.evaluation import Evaluation
from proofs.instance.laws import Laws, at_step
from proofs.instance.values import Steps
from proofs.trust import terms as T

LATEST = 8
"""How many steps are tried after the last change of the data."""
Places = dict[T.Function, int]
"""For functions of naturals, which argument is the step."""


def settled(evaluation: Evaluation, p: T.Term) -> int | None:
    """A number of steps after which a claim for all steps says nothing new; None if not seen."""
    while evaluation.outer is not None:
        evaluation = evaluation.outer
    x = T.fresh("natural")
    places: Places = {}
    if not _placed(T.at(p, x), x, None, places):
        return None
    begin, looked = 1, set[T.Function]()
    while left := [f for f in places if f not in looked]:
        looked.add(left[0])
        own = _begin(evaluation, left[0], places)
        if own is None:
            return None
        begin = max(begin, own)
    for step in range(begin, begin + LATEST):
        for k in range(step + 2):
            evaluation.truth(at_step(p, k))
        if _stays(evaluation, places, step):
            return step + 1
    return None


def _placed(body: T.Term, step: T.Term, most: int | None, places: Places) -> bool:
    """Note where the step stands; False where that is no argument, or more than `most` is added."""
    parts = T.inside(body)
    later = {
        part
        for part in parts
        if part.op == "sum" and len(part.args) == 2 and part.args[0] is step
        if part.args[1].op == "number" and (most is None or part.args[1].data <= most)
    }
    for part in parts:
        at = [i for i, a in enumerate(part.args) if a is step or a in later]
        if not at or part in later:
            continue
        if part.op != "apply" or part.data.kind != "opaque" or {*part.data.takes} != {"natural"}:
            return False
        if len(at) > 1 or places.setdefault(part.data, at[0]) != at[0]:
            return False
    return True


def _begin(evaluation: Evaluation, f: T.Function, places: Places) -> int | None:
    """The step from which on a function is constant data, or defined as at every later step."""
    laws: Laws = evaluation.laws
    begin = 1 + max(laws.at.get(f, {}), default=0)
    if f in laws.after:
        first, claim = laws.after[f]
        step = T.fresh("natural")
        if first > 1 or not _placed(T.at(claim, step), step, first, places):
            return None
    for law in laws.families.get(f, ()):
        argument = law.arguments[places[f]]
        name, more = law.shape(argument)
        if name is None:
            begin = max(begin, 1 + evaluation.natural(argument))
            continue
        means = T.at(law.claim, *law.names)
        if more > 1 or not _placed(means, name, more, places):
            return None
    data = evaluation.instance.meanings.get(f)
    return max(begin, data.first + len(data.values)) if isinstance(data, Steps) else begin


def _stays(evaluation: Evaluation, places: Places, step: int) -> bool:
    """Whether all that was looked at is at a step what it is at the next one."""
    seen: set[tuple[T.Function, tuple[int, ...]]] = set()
    while True:
        keys = {key for key in map(_point, list(evaluation.done)) if key and key[0] in places}
        others = {(f, at[: places[f]] + at[places[f] + 1 :]) for f, at in keys}
        if others <= seen:
            return True
        for f, rest in others - seen:
            place = places[f]
            now, then = ((*rest[:place], k, *rest[place:]) for k in (step, step + 1))
            if _value(evaluation, f, now) != _value(evaluation, f, then):
                return False
        seen |= others


def _point(key: object) -> tuple[T.Function, tuple[int, ...]] | None:
    """The function and the place that something kept is the value of."""
    match key:
        case (T.Function() as f, int(index)):
            return f, (index,)
        case (T.Function() as f, tuple(point)):
            return f, point
    return None


def _value(evaluation: Evaluation, f: T.Function, point: tuple[int, ...]) -> object:
    return evaluation.at_step(f, point[0]) if len(point) == 1 else evaluation.at_point(f, point)
