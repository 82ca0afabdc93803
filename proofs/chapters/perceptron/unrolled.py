"""The update number `updates`, written out."""

from functools import cache

from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, ROSENBLATT, ZERO_START, change, eta, w, x, y,
)  # fmt: skip
from proofs.chapters.perceptron.unrolled_named import named_dropped, named_from_zero, named_general
from proofs.chapters.perceptron.unrolled_nested import (
    nested_dropped, nested_from_zero, nested_general,
)  # fmt: skip
from proofs.claim import Claim, entry
from proofs.statement import Entry
from proofs.terms import PHI, define, dot, equals, number, say

MOST_UPDATES = 200
"""The largest number of updates that `perceptron.unrolled` is derived for."""

NESTED_UPDATES = 3
"""Up to here everything is substituted into one formula; beyond, errors have names."""


@cache
def written(updates: int = 2) -> Claim:
    """The update number `updates`, written out; raises `ValueError` outside 1 to 200."""
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    nested = updates <= NESTED_UPDATES
    which = f"Update number {updates}" if nested else f"{updates} updates"
    page = Entry(
        "perceptron.unrolled",
        place=30,
        title=f"{which}, written out",
        idea="Nothing is solved here, only substituted: earlier updates are put in wherever the "
        "weights are used. From zero what stands inside the threshold function has the rate as a "
        "common factor, and a positive factor does not change its sign.",
        says=say(
            "What update number {} adds, {}, in {}, {}, {} and {} alone: from any start, from "
            "zero, and from zero with {} dropped inside the threshold function{}",
            *(number(updates), change(updates), w(0), eta, x("k"), y("k"), eta),
            "." if nested else "; the errors of earlier updates have names.",
        ),
        given=(ZERO_START, POSITIVE_RATE) if updates > 1 else (ZERO_START,),
        citations=(ROSENBLATT,),
    )
    general = (nested_general if nested else named_general)(updates)
    zero = (nested_from_zero if nested else named_from_zero)(updates)
    dropped = (nested_dropped if nested else named_dropped)(updates)
    page.shows("general-start", "From any start", general)
    page.shows("from-zero", "From zero", zero)
    title = "From zero, with the rate dropped inside the threshold function"
    page.shows("eta-dropped", title, dropped)
    first = define("first update", change(1), eta * (y(1) - PHI(dot(w(0), x(1)))) * x(1))
    wrong = equals(change(1), eta * (y(1) + PHI(dot(w(0), x(1)))) * x(1))
    page.twin("The error is label plus prediction.", wrong, first)
    return page.claim()


unrolled = entry("perceptron.unrolled", place=30, updates=True)(written)
