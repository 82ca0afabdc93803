"""Lines of proof while they are written: each is checked when it is added, and none twice."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.atoms import Numbering
from proofs.trust.check import Holds, Line, Proof, Theorem, step
from proofs.trust.rules import TABLE
from proofs.trust.terms import (
    Change,
    Function,
    Term,
    apply,
    at,
    eq,
    forall,
    number,
    relation,
    substitute,
)


def readings(change: Change) -> list[Term]:
    """What symbols and functions are read as, as the equations of a citation."""
    found = []
    for old, new in change.items():
        if isinstance(old, Function):
            names, body = new  # type: ignore[misc]
            found.append(forall(names, eq(apply(old, *names), body)))
        else:
            found.append(eq(old, new))  # type: ignore[arg-type]
    return found


class Book:
    """A growing list of lines; `known` are the theorems that may be cited.

    A book that is searched in has a numbering of its own; where lines are only checked, one
    numbering may serve many books.
    """

    def __init__(self, known: dict[str, Theorem], numbering: Numbering | None = None) -> None:
        self.known = known
        self.numbering = Numbering() if numbering is None else numbering
        self.lines: list[Line] = []
        self.done: list[Holds] = []
        self._place: dict[Line, int] = {}
        self._saying: dict[Term, list[int]] = {}

    def add(
        self, says: Term, rule: str, terms: Sequence[Term] = (), uses: Sequence[int] = ()
    ) -> int:
        """One more line, or the place of the same one; raises `Wrong` if it does not follow."""
        line = Line(says, rule, tuple(terms), tuple(uses))
        place = self._place.get(line)
        if place is None:
            with self.numbering:
                self.done.append(step(line, self.done, self.known))
            self.lines.append(line)
            place = self._place[line] = len(self.lines) - 1
            self._saying.setdefault(says, []).append(place)
        return place

    def says(self, place: int) -> Term:
        """What a line says."""
        return self.lines[place].says

    def assume(self, p: Term) -> int:
        """p, under p."""
        return self.add(p, "assume")

    def row(self, name: str, *terms: Term, uses: Sequence[int] = ()) -> int:
        """A row of the table at given terms, its side goals shown by `uses`."""
        sides, says = TABLE[name].law(*terms)
        shown = [self.restated(p, k) for p, k in zip(sides, uses, strict=True)]
        return self.add(says, name, terms, shown)

    def restated(self, wanted: Term, place: int) -> int:
        """A line with the same content up to what the ring sees, said as wanted."""
        says = self.says(place)
        if says is wanted:
            return place
        if wanted.op == "=":
            return self.add(wanted, "ring", (number(1),), (place,))
        if wanted.op == "!=":
            k = 1
            if says.op == "<":  # 0 < t and t < 0 both show t != 0
                k = -1 if says.args[0] is number(0) else 1
            return self.add(wanted, "apart", (number(k),), (place,))
        return self.add(wanted, "positive", (number(1),), (place,))

    def equal(self, p: Term, *pairs: tuple[Term, int]) -> int:
        """An equation, the difference of its sides a sum of factors times those of lines."""
        a, b = p.args
        return self.ring(a, b, *pairs)

    def ring(self, a: Term, b: Term, *pairs: tuple[Term, int]) -> int:
        """a = b, the difference a sum of factors times the equations of lines."""
        return self.add(eq(a, b), "ring", [f for f, _ in pairs], [k for _, k in pairs])

    def at(self, place: int, *values: Term) -> int:
        """An instance of a line that says something for all."""
        p = self.says(place)
        for value in values:
            p = at(p, value)
        return self.add(p, "special", values, (place,))

    def general(self, x: Term, place: int) -> int:
        """A line for all x."""
        return self.add(forall(x, self.says(place)), "general", (x,), (place,))

    def cite(self, name: str, change: Change, uses: Sequence[int] = (), which: int = 0) -> int:
        """A theorem with its symbols read as other terms, its functions as (parameters, body)."""
        says = substitute(self.known[name].says[which], change)
        return self.add(says, f"theorem {name}", readings(change), uses)

    def first(self, says: Term, allowed: frozenset[Term]) -> int | None:
        """The first line that says this under no more than what is allowed."""
        for place in self._saying.get(says, ()):
            if self.done[place].open <= allowed:
                return place
        return None

    def false(self) -> Term:
        """What a contradiction says."""
        return relation("<", number(0), number(0))

    def proof(self, name: str, given: Sequence[Term], says: Sequence[int],
              defined: Sequence[int] = ()) -> Proof:  # fmt: skip
        """The lines that the conclusions need, in a proof of their own."""
        claims = tuple(dict.fromkeys(self.says(k) for k in says))
        return Proof(name, tuple(given), claims, self.needed(defined or says))

    def needed(self, places: Sequence[int]) -> tuple[Line, ...]:
        """The lines that some rest on, in their order, and these themselves."""
        keep = set(places)
        for place in range(max(keep, default=-1), -1, -1):
            if place in keep:
                keep.update(self.lines[place].uses)
        new = {old: k for k, old in enumerate(sorted(keep))}
        met = (self.lines[old] for old in new)
        return tuple(Line(x.says, x.rule, x.terms, tuple(new[k] for k in x.uses)) for x in met)

    def back_to(self, count: int) -> None:
        """Without the lines after the first ones, as if they had not been written."""
        for line in self.lines[count:]:
            del self._place[line]
            self._saying[line.says].pop()
        del self.lines[count:], self.done[count:]
