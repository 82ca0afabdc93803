"""What is accepted as a number, and what is made of it before anything is computed.

Rules run on `int`, `Fraction` and `float`. A NumPy scalar becomes the Python number of the same
value, so that no sum wraps round at 2**63 and no float32 looks like a float64; what has no such
number is refused by name. NumPy itself is not imported for that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

_EXACT = frozenset((int, Fraction))


def number(name: str, value: Any, also: tuple[type, ...] = ()) -> Any:
    """The int, Fraction or finite float of the same value; what is of a type in ``also`` stays.

    Raises ``ValueError``, with the name, for anything else, and for infinities and nan.

    >>> import numpy as np
    >>> number("x", np.int8(7)), number("x", np.float32(0.5)), number("x", Fraction(1, 2))
    (7, 0.5, Fraction(1, 2))
    >>> number("x", "0.5")
    Traceback (most recent call last):
    ...
    ValueError: x must be an int, a Fraction or a float, not '0.5'
    """
    if type(value) in _EXACT or (type(value) is float and math.isfinite(value)):
        return value
    if isinstance(value, also):
        return value
    plain = _plain(value)
    if not isinstance(plain, (int, Fraction, float)):
        raise ValueError(f"{name} must be an int, a Fraction or a float, not {value!r}")
    if isinstance(plain, float) and not math.isfinite(plain):
        raise ValueError(f"{name} must be finite, not {plain}")
    return plain


def numbers(name: str, values: Iterable[Any]) -> tuple[Any, ...]:
    """The numbers of a vector, each as `number` makes it.

    >>> numbers("x", [1, True])
    (1, 1)
    """
    held = tuple(values)
    kinds = set(map(type, held))
    if kinds <= _EXACT or (kinds == {float} and all(map(math.isfinite, held))):
        return held
    return tuple([number(name, value) for value in held])


def whole(name: str, value: Any, least: int) -> int:
    """An int of at least ``least``, from an int or a NumPy integer.

    Raises ``ValueError`` for other numbers, also for truth values and for floats that are whole.

    >>> whole("steps", 2.0, 1)
    Traceback (most recent call last):
    ...
    ValueError: steps must be a whole number, not 2.0
    """
    plain = value if type(value) is int else _plain(value)
    if type(plain) is not int or _is_truth(value):
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    if plain < least:
        raise ValueError(f"{name} must be at least {least}, not {plain}")
    return plain


def rate(name: str, value: Any) -> Any:
    """A number above 0 that is no truth value, as `number` makes it.

    >>> rate("learning_rate", 0)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be above 0, not 0
    """
    made = number(name, value)
    if _is_truth(value):
        raise ValueError(f"{name} must be an int, a Fraction or a float, not {value!r}")
    if made <= 0:
        raise ValueError(f"{name} must be above 0, not {made}")
    return made


def _is_truth(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")


def _plain(value: Any) -> Any:
    """The Python number of a NumPy scalar's value, of a float's or an int's subclass, or itself."""
    if isinstance(value, float):
        return float(value)  # NumPy's float64 is a float, and makes NumPy's numbers of all it meets
    if isinstance(value, int):
        return int(value)
    if type(value).__module__.partition(".")[0] != "numpy" or getattr(value, "ndim", 1) != 0:
        return value
    plain = value.item()
    if isinstance(plain, bool):
        return int(plain)
    if isinstance(plain, int | float):
        return plain
    try:  # extended precision is its own item; a float64 that holds the value will do
        nearest = float(plain)
    except (TypeError, ValueError, OverflowError):
        return value
    return nearest if nearest == plain or nearest != nearest else value
