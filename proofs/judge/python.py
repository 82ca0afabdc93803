"""Rules as pure Python functions, traced into the text of a rule.

    @judge.rule(rate="eta", start={"w": 0}, predict=lambda w, x: phi(dot(w, x)))
    def perceptron(w, x, y, eta):
        return {"w": w + eta * (y - phi(dot(w, x))) * x}

The function is called once with parts of formulas, which write down what is done with them; what
they wrote is read as any rule is.  An `if` on one of them has no answer: write `where`.  The same
function runs on numbers, and vectors that are NumPy arrays, as a second witness in float64.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.judge.language import RuleError, read
from proofs.judge.syntax import Rule

Data = Mapping[str, str | Sequence[int | Fraction]]
"""Of each datum "vector", "number" or "class", or the values that it has."""
USUAL: Data = {"x": "vector", "y": "number"}


class Formula:
    """A part of a formula, which remembers how it was made."""

    __array_ufunc__ = None  # NumPy leaves its operators to this class

    def __init__(self, text: str, level: int = 9, truth: bool = False) -> None:
        self.text, self.level, self.truth = text, level, truth

    def _beside(self, sign: str, other: Any, level: int, *, turned: bool = False) -> Formula:
        one, two = formula(self), formula(other)
        if one.truth or two.truth:
            raise TypeError("a condition is no number: write where(condition, 1, 0)")
        if turned:
            one, two = two, one
        left = one.text if one.level >= level else f"({one.text})"
        right = two.text if two.level > level else f"({two.text})"
        return Formula(f"{left}{sign}{right}", level)

    def __add__(self, other: Any) -> Formula:
        return self._beside(" + ", other, 1)

    def __radd__(self, other: Any) -> Formula:
        return self._beside(" + ", other, 1, turned=True)

    def __sub__(self, other: Any) -> Formula:
        return self._beside(" - ", other, 1)

    def __rsub__(self, other: Any) -> Formula:
        return self._beside(" - ", other, 1, turned=True)

    def __mul__(self, other: Any) -> Formula:
        return self._beside("*", other, 2)

    def __rmul__(self, other: Any) -> Formula:
        return self._beside("*", other, 2, turned=True)

    def __truediv__(self, other: Any) -> Formula:
        return self._beside("/", other, 2)

    def __rtruediv__(self, other: Any) -> Formula:
        return self._beside("/", other, 2, turned=True)

    def __pow__(self, other: Any) -> Formula:
        return self._beside("**", other, 8)

    def __rpow__(self, other: Any) -> Formula:
        return self._beside("**", other, 8, turned=True)

    def __matmul__(self, other: Any) -> Formula:
        return Formula(f"dot({self.text}, {formula(other).text})")

    def __neg__(self) -> Formula:
        return Formula(f"-{self.text}" if self.level > 1 else f"-({self.text})", 1)

    def __abs__(self) -> Formula:
        return Formula(f"abs({self.text})")

    def _compared(self, sign: str, other: Any) -> Formula:
        return Formula(f"{self.text} {sign} {formula(other).text}", 0, truth=True)

    def __lt__(self, other: Any) -> Formula:
        return self._compared("<", other)

    def __le__(self, other: Any) -> Formula:
        return self._compared("<=", other)

    def __gt__(self, other: Any) -> Formula:
        return self._compared(">", other)

    def __ge__(self, other: Any) -> Formula:
        return self._compared(">=", other)

    def __eq__(self, other: object) -> Any:
        return self._compared("=", other)

    def __ne__(self, other: object) -> Any:
        return self._compared("!=", other)

    __hash__ = None  # type: ignore[assignment]  # it compares by writing

    def __and__(self, other: Formula) -> Formula:
        return Formula(f"({self.text}) and ({formula(other).text})", 0, truth=True)

    def __or__(self, other: Formula) -> Formula:
        return Formula(f"({self.text}) or ({formula(other).text})", 0, truth=True)

    def __invert__(self) -> Formula:
        return Formula(f"not ({self.text})", 0, truth=True)

    def __bool__(self) -> bool:
        raise TypeError(
            f"whether {self.text} holds is not known while the rule is read: write "
            "where(condition, a, b) for an if, & | ~ for and, or, not"
        )

    def __iter__(self) -> Any:
        raise TypeError(f"{self.text} cannot be walked through: write dot, norm or sums as text")

    def __float__(self) -> float:
        raise TypeError(f"{self.text} has no value while the rule is read; use judge's functions")

    __int__ = __float__

    def __getitem__(self, index: Any) -> Formula:
        raise TypeError("units and classes, w[k], are written as text: see proofs/judge/README.md")


def formula(value: Any) -> Formula:
    """A number as a part of a formula; floats are refused, for they are not what was typed."""
    if isinstance(value, Formula):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise TypeError(f"{value!r} is no exact number: write a whole number or Fraction(1, 10)")
    whole = Fraction(value)
    if whole < 0:
        return Formula(f"-{-whole}", 1)
    return Formula(str(whole), 9 if whole.denominator == 1 else 2)


def _function(name: str, numbers: Callable[..., Any], says: str) -> Callable[..., Any]:
    """A function of formulas or of numbers."""

    def apply(*arguments: Any) -> Any:
        if any(isinstance(a, Formula) for a in arguments):
            return Formula(f"{name}({', '.join(formula(a).text for a in arguments)})")
        return numbers(*arguments)

    apply.__name__ = name
    apply.__doc__ = says
    return apply


def _each(scalar: Callable[..., float]) -> Callable[..., Any]:
    """A function of numbers, coordinate by coordinate of arrays."""

    def apply(*arguments: Any) -> Any:
        import numpy

        if any(isinstance(a, numpy.ndarray) for a in arguments):
            return numpy.vectorize(scalar, otypes=[float])(*arguments)
        return scalar(*arguments)

    return apply


def _inner(u: Any, v: Any) -> float:
    return float(sum(a * b for a, b in zip(u, v, strict=True)))


def _soft(a: float, b: float) -> float:
    return math.copysign(max(abs(a) - b, 0.0), a) if a else 0.0


dot = _function("dot", _inner, "The inner product of two vectors.")
norm = _function("norm", lambda u: math.sqrt(_inner(u, u)), "The length of a vector.")
phi = _function("phi", _each(lambda a: 1.0 if a >= 0 else -1.0), "1 from 0 on, and -1 below.")
sign = _function("sign", _each(lambda a: float((a > 0) - (a < 0))), "The sign of a number.")
exp = _function("exp", _each(math.exp), "The exponential.")
log = _function("log", _each(math.log), "The natural logarithm.")
sqrt = _function("sqrt", _each(math.sqrt), "The square root.")
tanh = _function("tanh", _each(math.tanh), "The hyperbolic tangent.")
sigmoid = _function("sigmoid", _each(lambda a: 1 / (1 + math.exp(-a))), "1/(1 + exp(-a)).")
relu = _function("relu", _each(lambda a: max(a, 0.0)), "max(a, 0).")
maximum = _function("max", _each(max), "The larger of two numbers.")
minimum = _function("min", _each(min), "The smaller of two numbers.")
clip = _function("clip", _each(lambda a, b, c: min(max(a, b), c)), "A number kept in a range.")
soft = _function("soft", _each(_soft), "sign(a) max(|a| - b, 0).")


def where(condition: Any, a: Any, b: Any) -> Any:
    """The first where the condition holds, else the second."""
    if not isinstance(condition, Formula):
        return a if condition else b
    if not condition.truth:
        raise TypeError(f"{condition.text} is no condition: write for example {condition.text} > 0")
    return Formula(f"where({condition.text}, {formula(a).text}, {formula(b).text})")


@dataclass(frozen=True)
class PythonRule:
    """A rule that was traced, and the function that it was traced from."""

    rule: Rule
    function: Callable[..., Any]
    start: Mapping[str, Any]

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """The function itself."""
        return self.function(*arguments, **named)

    def floats(
        self, data: Sequence[Mapping[str, Any]], values: Mapping[str, float], steps: int
    ) -> list[dict[str, Any]]:
        """The states of a run of the function itself in float64, from the start on."""
        import numpy

        kinds = {s.name: s.kind for s in self.rule.states}
        samples = [
            {n: numpy.array(v, dtype=float) if isinstance(v, tuple) else float(v)
             for n, v in s.items()} for s in data
        ]  # fmt: skip
        size = next((len(v) for s in samples for v in s.values() if hasattr(v, "__len__")), 1)
        given = {n: float(v) for n, v in values.items()}
        state: dict[str, Any] = {}
        for name, kind in kinds.items():
            first = self.start.get(name, 0)
            value = given[first] if isinstance(first, str) else float(first)
            state[name] = numpy.full(size, value) if kind == "vector" else value
        states = [state]
        for t in range(1, steps + 1):
            known = {**given, **samples[(t - 1) % len(samples)], **state, "t": float(t)}
            wanted = inspect.signature(self.function).parameters
            state = _states(self.function(**{n: known[n] for n in wanted}), list(kinds))
            states.append(state)
        return states


def _states(made: Any, names: Sequence[str]) -> dict[str, Any]:
    """The new states: a mapping, a tuple in the order of `start`, or the one there is."""
    if isinstance(made, Mapping):
        if set(made) != set(names):
            gives = ", ".join(made) or "no state"
            raise RuleError(f"the function gives {gives}; return {', '.join(names)}")
        return {n: made[n] for n in names}
    each = made if isinstance(made, tuple) else (made,)
    if len(each) != len(names) or any(e is None for e in each):
        count = "nothing" if made is None else f"{len(each)} state{'s' * (len(each) != 1)}"
        raise RuleError(f"the function gives {count}; return {', '.join(names)}")
    return dict(zip(names, each, strict=True))


def _named(function: Callable[..., Any], name: str) -> list[str]:
    """The names of the arguments of a function; raises `RuleError` for *a and **a."""
    parameters = inspect.signature(function).parameters
    for one in parameters.values():
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            raise RuleError(f"{name}: give each argument a name, instead of {one}")
    return list(parameters)


def rule(
    *, rate: str, start: Mapping[str, Any], data: Data = USUAL,
    predict: Callable[..., Any] | None = None, given: Sequence[str] = (), each: bool = False,
) -> Callable[[Callable[..., Any]], PythonRule]:  # fmt: skip
    """A pure function as a rule: its arguments are states, data, the rate, `t` and parameters.

    `each` says that arithmetic of vectors is coordinate by coordinate.  Raises `RuleError`.
    """

    def made(function: Callable[..., Any]) -> PythonRule:
        name = function.__name__.replace("_", "-").strip("-") or "rule"
        names = _named(function, name)
        known = {n: Formula(n) for n in names}
        if rate not in names:
            raise RuleError(f"{name}: the rate {rate} is no argument of the function; add it")
        for state in start:
            if state not in names:
                raise RuleError(f"{name}: the state {state} is no argument of the function")
        used = {n: kind for n, kind in data.items() if n in names}
        new = _states(function(**known), list(start))
        lines = [_data(used), f"rate {rate}"]
        if each:
            lines.append(f"each {' '.join(start)}")
        lines.append("start " + ", ".join(f"{n} = {_start(v)}" for n, v in start.items()))
        lines += [f"{n}_new = {formula(v).text}" for n, v in new.items()]
        lines += [f"{n}' = {n}_new" for n in new]
        if predict is not None:
            asked = inspect.signature(predict).parameters
            lines.append(f"predict {formula(predict(**{n: Formula(n) for n in asked})).text}")
        lines += [f"given {g}" for g in given]
        (found,) = read(f"rule {name}\n" + "\n".join(lines))
        return PythonRule(found, function, dict(start))

    return made


def optimiser(
    init: Callable[..., Mapping[str, Any]], update: Callable[..., tuple[Any, Mapping[str, Any]]],
    *, loss: Callable[..., Any], rate: str, data: Data = USUAL,
    predict: Callable[..., Any] | None = None, given: Sequence[str] = (), each: bool = True,
    name: str = "",
) -> Rule:  # fmt: skip
    """A pair init, update as a rule for weights w from zero.

    `init(w)` gives the states by name; `update(g, state, w, ...)` what is added to the weights and
    the new states, g being the gradient of the loss by w; its first arguments may have any names,
    the further ones are the rate and parameters.  Raises `RuleError`.
    """
    title = name or re.sub(r"\W+", "-", update.__name__.replace("_", "-")).strip("-")
    begun = init(*(0 for _ in _named(init, title)))
    if not isinstance(begun, Mapping):
        raise RuleError(f"{title}: init gives the states by name, such as {{'m': 0}}")
    first = dict(begun)
    names = _named(update, title)
    if rate not in names:
        raise RuleError(f"{title}: the rate {rate} is no argument of update; add it")
    given_first = (Formula("g"), {n: Formula(n) for n in first}, Formula("w"))
    own = min(names.index(rate), 3)
    more = {n: Formula(n) for n in names[own:]}
    found_step = update(*given_first[:own], **more)
    if not isinstance(found_step, tuple) or len(found_step) != 2:
        raise RuleError(f"{title}: update gives two, what is added to w and the new state")
    step, new = found_step
    asked = _named(loss, title)
    lost = formula(loss(**{n: Formula(n) for n in asked})).text
    if not set(asked) & set(data):
        raise RuleError(f"{title}: the loss is of no data; let it have {', '.join(data)}")
    lines = [_data({n: kind for n, kind in data.items() if n in asked}), f"rate {rate}"]
    if each:
        lines.append(f"each {' '.join(('w', *first))}")
    lines.append("start w = 0, " + ", ".join(f"{n} = {_start(v)}" for n, v in first.items()))
    lines.append(f"g = grad({lost}, w)")
    made = _states(new, list(first))
    lines += [f"{n}_new = {formula(v).text}" for n, v in made.items()]
    lines += [f"w' = w + ({formula(step).text})", *(f"{n}' = {n}_new" for n in made)]
    if predict is not None:
        wanted = inspect.signature(predict).parameters
        lines.append(f"predict {formula(predict(**{n: Formula(n) for n in wanted})).text}")
    lines += [f"given {g}" for g in given]
    (found,) = read(
        f"rule {title}\n" + "\n".join(lines).replace("start w = 0, \n", "start w = 0\n")
    )
    return found


def _data(data: Data) -> str:
    words = []
    for name, kind in data.items():
        if isinstance(kind, str):
            words.append(name if kind == "number" else f"{name} {kind}")
        else:
            words.append(f"{name} in {{{', '.join(str(Fraction(v)) for v in kind)}}}")
    return "data " + ", ".join(words)


def _start(value: Any) -> str:
    return value if isinstance(value, str) else formula(value).text


__all__ = [
    "Formula", "PythonRule", "clip", "dot", "exp", "log", "maximum", "minimum", "norm",
    "optimiser", "phi", "relu", "rule", "sigmoid", "sign", "soft", "sqrt", "tanh", "where",
]  # fmt: skip
