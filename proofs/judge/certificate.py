"""A scaling of a rule, proved for all numbers of steps line by line, for the checker.

Two runs are given, each by its start and by what one step makes of its states: functions of the
number of steps, of the unit and of the coordinate.  The second has c**p times the rate, and what
else is scaled.  That its states are powers of c times those of the first is shown by induction:
each part of the step is followed from its operands' equations to its own.  Exponents are whole:
c is a power of a smaller number s > 0, and r is 1/s.

A quotient by 0 and the root of a negative number are read as 0 in both runs.  A run whose steps
all have values does not see that, and both have values or neither, since powers of c are positive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm
from typing import TYPE_CHECKING, Any

from proofs.judge.folding import NoValue
from proofs.judge.laws import Broken, Weight, weigh
from proofs.judge.lines import CannotSay, Lines, scaled
from proofs.judge.syntax import (
    COMPARISONS,
    ZERO,
    Node,
    Rule,
    State,
    free_indices,
    node,
    number,
    rebuilt,
)

if TYPE_CHECKING:
    from proofs.trust.check import Proof
    from proofs.trust.terms import Function, Term

BY_LAWS = "a law of scaling for each part of the step, and induction over the steps"
BY_LINES = "lines of proof that the checker accepts"
BY_CHECKER = f"{BY_LINES}, by induction over the steps"
MOST_LINES = 20_000


@dataclass(frozen=True)
class Certificate:
    """A theorem and what it rests on."""

    by: str
    lines: int = 0
    proof: Proof | None = None
    why: str = ""
    """Why it is not proved by lines for the checker."""
    refused: bool = False
    """Whether the checker was asked and did not take the lines."""
    cites: tuple[Proof, ...] = ()
    """The lemmas that the lines cite, each after those that it cites itself."""


def certificate(
    rule: Rule, states: tuple[str, ...], exponents: Mapping[str, Fraction], *,
    from_start: bool = True,
) -> Certificate:  # fmt: skip
    """The proof that one step commutes with a scaling, and so all do, checked.

    The second run starts as the rule does or, not `from_start`, where the scaling maps the first.
    What the checker cannot be told of, such as w[argmax(…)], leaves the small verifier's word.
    """
    return checked(lambda: Scaling(rule, states, exponents, from_start).proof(), BY_LAWS)


def checked(written: Callable[[], Proof], otherwise: str) -> Certificate:
    """Lines that the checker takes; or what else it rests on, and why there are no such lines."""
    from proofs.trust.check import theorem
    from proofs.trust.wrong import Wrong

    try:
        proof = written()
        theorem(proof, {})
    except (CannotSay, Broken, NoValue) as error:
        return Certificate(otherwise, why=str(error))
    except Wrong as error:
        return Certificate(otherwise, why=f"the checker refused: {error}", refused=True)
    return Certificate(BY_CHECKER, len(proof.lines), proof)


@cache
def plainer(root: Node) -> Node:
    """The expression in fewer operations: clip, soft, relu, norm and powers written out."""

    def change(part: Node) -> Node | None:
        args = [plainer(a) for a in part.args]
        match part.op:
            case "clip":
                return node("min", node("max", args[0], args[1]), args[2])
            case "relu":
                return node("max", args[0], ZERO)
            case "soft":
                over = node("+", node("abs", args[0]), node("neg", args[1]))
                return node("*", node("sign", args[0]), node("max", over, ZERO))
            case "norm":
                return node("sqrt", node("dot", args[0], args[0]))
            case "/" if args[1].op == "number" and args[1].data:
                return node("*", number(1 / args[1].data), args[0])
            case "**":
                return _written_out(args[0], part.data)
        return None

    return rebuilt(root, change)


def _written_out(base: Node, q: Fraction) -> Node:
    if q.denominator == 2:
        return _written_out(node("sqrt", base), q * 2)
    if q.denominator != 1 or abs(q) > 12:
        return node("pow", base, number(q))
    if q < 0:
        return node("/", number(1), _written_out(base, -q))
    if q == 0:
        return number(1)
    return base if q == 1 else node("*", *([base] * int(q)))


class Scaling:
    """Writes the lines for one rule and one scaling."""

    def __init__(
        self, rule: Rule, states: tuple[str, ...], exponents: Mapping[str, Fraction],
        from_start: bool,
    ) -> None:  # fmt: skip
        from proofs.trust.terms import symbol

        self.rule, self.from_start = rule, from_start
        self.states = [s for s in rule.states if s.name in states]
        self.updates = {s.name: plainer(s.update) for s in self.states}
        own = (rule.rate, *rule.parameters, *(s.name for s in rule.states),
               *(d.name for d in rule.data))  # fmt: skip
        known = {n: exponents.get(n, Fraction(0)) for n in own}
        self.weights: dict[Node, Weight] = {}
        for s in self.states:
            weigh(self.updates[s.name], known, self.weights)
        halves = [w / 2 for p, w in self._roots()]
        every = [*known.values(), *(w for w in self.weights.values() if w is not None), *halves]
        self.unit = lcm(*(w.denominator for w in every))
        self.exponents = {n: int(e * self.unit) for n, e in known.items()}
        self.lines = Lines()
        self.t = symbol("t.n", "natural")
        self.memo: dict[object, tuple[Term, Term, int, int]] = {}
        self.letters = 0
        self.largest: dict[Node, Any] = {}
        self.hypothesis = 0

    def _roots(self) -> list[tuple[Node, Fraction]]:
        return [
            (p, w) for p in self.weights if p.op == "sqrt"
            if (w := self.weights[p.args[0]]) is not None
        ]  # fmt: skip

    # Names ---------------------------------------------------------------------------------------
    def _function(self, name: str, kind: str, index: bool, gives: str = "scalar") -> Function:
        from proofs.trust.terms import Function

        takes = ("natural",) * (1 + index + (kind == "vector"))
        return Function(name, takes, gives)

    def _letter(self, name: str) -> Term:
        """A natural that occurs nowhere else."""
        from proofs.trust.terms import symbol

        self.letters += 1
        return symbol(f"{name}.{self.letters}", "natural")

    def state(self, s: State, run: str, at: tuple[Term, ...]) -> Term:
        """A state's number in a run: after so many steps, of a unit, at a coordinate."""
        return self._function(s.name + run, s.kind, s.index is not None)(*at)

    def places(self, s: State) -> tuple[Term, ...]:
        """Fresh letters for the unit and the coordinate of a state."""
        unit = (self._letter("k"),) if s.index else ()
        return (*unit, self._letter("i")) if s.kind == "vector" else unit

    # The theorem ---------------------------------------------------------------------------------
    def claim(self, t: Term) -> Term:
        """What holds after t steps: for each state, the second run's is a power of c times it."""
        from proofs.trust.terms import both, eq, forall

        parts = []
        for s in self.states:
            at = self.places(s)
            p = self.exponents[s.name]
            says = eq(self.state(s, "'", (t, *at)), scaled(p, self.state(s, "", (t, *at))))
            parts.append(forall(at, says) if at else says)
        return both(*parts) if len(parts) > 1 else parts[0]

    def proof(self) -> Proof:
        """The lines from the two runs to the claim for all numbers of steps."""
        moved = ", ".join(f"{n} {e}" for n, e in self.exponents.items() if e)
        return self.induction(self.states, f"{self.rule.name}, scaling of {moved}")

    def induction(self, states: Sequence[State], name: str) -> Proof:
        """The claim for all numbers of steps, from the start and the step of each state."""
        from proofs.trust.check import Proof
        from proofs.trust.terms import at, forall, number

        goal = forall(self.t, self.claim(self.t))
        base = self._conjunction(at(goal, number(0)), [self._start(s) for s in states])
        self.hypothesis = self.lines.add(self.claim(self.t), "assume")
        stepped = [self._stepped(s) for s in states]
        step = self._conjunction(at(goal, self.t + 1), stepped)
        last = self.lines.add(goal, "induction", (self.t,), (base, step))
        lines, given = self.lines.pruned(last)
        if len(lines) > MOST_LINES:
            raise CannotSay("too many lines")
        return Proof(name, given, (goal,), lines)

    def _conjunction(self, says: Term, parts: list[int]) -> int:
        return parts[0] if len(parts) == 1 else self.lines.add(says, "all of", (), tuple(parts))

    def _given(self, at: tuple[Term, ...], says: Term) -> int:
        """Something given for all places, and its instance there."""
        from proofs.trust.terms import forall

        if not at:
            return self.lines.add(says, "assume")
        line = self.lines.add(forall(at, says), "assume")
        return self.lines.add(says, "special", at, (line,))

    def _general(self, line: int, at: tuple[Term, ...]) -> int:
        from proofs.trust.terms import forall

        for x in reversed(at):
            line = self.lines.add(forall(x, self.lines.says(line)), "general", (x,), (line,))
        return line

    def _start(self, s: State) -> int:
        """The claim at step 0, from both starts."""
        from proofs.trust.terms import eq, number

        at = self.places(s)
        here = (number(0), *at)
        a, b = self.state(s, "", here), self.state(s, "'", here)
        if not self.from_start:
            mapped = eq(b, scaled(self.exponents[s.name], a))
            return self._general(self._given(at, mapped), at)
        start = plainer(s.start)
        weigh(start, {n: Fraction(e, self.unit) for n, e in self.exponents.items()}, self.weights)
        image, value, p, line = self.part(start, at[-1] if s.kind == "vector" else None, {})
        own = self.exponents[s.name]
        first, second = self._given(at, eq(a, value)), self._given(at, eq(b, image))
        line = self._as(line, image, value, p, own, self.weights[start])
        # b - c^p a = (b - image) + (image - c^p value) - c^p (a - value)
        says = eq(b, scaled(own, a))
        made = self.lines.ring(says, [(number(1), second), (number(1), line),
                                      (-scaled(own, number(1)), first)])  # fmt: skip
        return self._general(made, at)

    def _stepped(self, s: State) -> int:
        """The claim at step t + 1, from the step of both runs."""
        from proofs.trust.terms import eq, number

        at = self.places(s)
        env = {s.index: at[0]} if s.index else {}
        here = (self.t + 1, *at)
        a, b = self.state(s, "", here), self.state(s, "'", here)
        root = self.updates[s.name]
        image, value, p, line = self.part(root, at[-1] if s.kind == "vector" else None, env)
        own = self.exponents[s.name]
        first = self._given((self.t, *at), eq(a, value))
        second = self._given((self.t, *at), eq(b, image))
        line = self._as(line, image, value, p, own, self.weights[root])
        made = self.lines.ring(
            eq(b, scaled(own, a)),
            [(number(1), second), (number(1), line), (-scaled(own, number(1)), first)],
        )
        return self._general(made, at)

    def _as(self, line: int, image: Term, value: Term, p: int, wanted: int, weight: Weight) -> int:
        """What is 0 scales as one likes."""
        from proofs.trust.terms import eq

        if p == wanted:
            return line
        if weight is not None:
            raise CannotSay("two exponents for one part")
        return self.lines.ring(eq(image, scaled(wanted, value)), [])

    # Parts ---------------------------------------------------------------------------------------
    def part(
        self, root: Node, i: Term | None, env: Mapping[str, Term]
    ) -> tuple[Term, Term, int, int]:
        """The second run's term, the first's, the exponent, and the line that connects them."""
        key = (root, i, tuple(sorted(env.items(), key=lambda item: item[0])))
        if key not in self.memo:
            self.memo[key] = self._part(root, i, env)
        return self.memo[key]

    def _part(
        self, root: Node, i: Term | None, env: Mapping[str, Term]
    ) -> tuple[Term, Term, int, int]:
        from proofs.trust import terms as T

        weight = self.weights[root]
        p = 0 if weight is None else int(weight * self.unit)
        op, lines = root.op, self.lines
        if op in ("name", "at"):
            return self._named(root, i, env)
        plain: Term | None = None
        if op == "number":
            plain = T.number(root.data)
        elif op == "clock":
            plain = self.t + 1
        elif op == "count":
            plain = T.symbol(f"n.{root.data}", "natural")
        if plain is not None:
            return plain, plain, 0, lines.ring(T.eq(plain, plain), [])
        if op in ("total", "dot", "coordinates"):
            return self._total(root, i, env, p)
        if op in ("normmax", "largest"):
            return self._largest(root, env, where=False)
        if root.kind == "index" or any(a.kind == "index" for a in root.args):
            return self._index(root, env)
        below = [self.part(a, i if a.kind in ("vector", "truths") else None, env)
                 for a in root.args]  # fmt: skip
        if op in ("+", "max", "min", *COMPARISONS) or op == "where":
            skip = 1 if op == "where" else 0
            wanted = p
            if op in COMPARISONS:
                met = [b[2] for b, a in zip(below, root.args, strict=True)
                       if self.weights[a] is not None]  # fmt: skip
                wanted = met[0] if met else 0
            for k in range(skip, len(below)):
                image, value, q, line = below[k]
                line = self._as(line, image, value, q, wanted, self.weights[root.args[k]])
                below[k] = (image, value, wanted, line)
        image, value, line = lines.operation(root, below, p)
        return image, value, p, line

    def _named(
        self, root: Node, i: Term | None, env: Mapping[str, Term]
    ) -> tuple[Term, Term, int, int]:
        from proofs.trust import terms as T

        name, lines = root.data, self.lines
        p = self.exponents[name]
        unit = (self._place(root.args[0], env),) if root.op == "at" else ()
        at = (self.t, *unit, *((i,) if root.kind == "vector" and i is not None else ()))
        for s in self.rule.states:
            if s.name == name:
                a, b = self.state(s, "", at), self.state(s, "'", at)
                return b, a, p, self._assumed(s, at[1:], T.eq(b, scaled(p, a)))
        datum = next((d for d in self.rule.data if d.name == name), None)
        if datum is None:
            value = T.symbol(name)
        else:
            value = self._function(name, datum.kind, datum.index is not None)(*at)
        image = scaled(p, value)
        return image, value, p, lines.ring(T.eq(image, image), [])

    def _assumed(self, s: State, at: tuple[Term, ...], says: Term) -> int:
        """An instance of the induction hypothesis."""
        lines = self.lines
        line = self.hypothesis
        if len(self.states) > 1:
            place = [t.name for t in self.states].index(s.name)
            line = lines.add(lines.says(line).args[place], "part", (), (line,))
        return lines.add(says, "special", at, (line,)) if at else line

    def _place(self, index: Node, env: Mapping[str, Term]) -> Term:
        """A unit, a class or a sample as a natural number."""
        from proofs.trust import terms as T
        from proofs.trust.terms import Function

        if index.op == "index" and index.data in env:
            return env[index.data]
        if index.op == "number":
            return T.number(index.data)
        if index.op == "name":
            return Function(index.data, ("natural",), "natural")(self.t)
        raise CannotSay(f"the checker is not told of {index!r}")

    def _index(self, root: Node, env: Mapping[str, Term]) -> tuple[Term, Term, int, int]:
        """Whether two numbers of units are the same: 1 or 0, in both runs."""
        from proofs.trust import terms as T

        if root.op not in ("=", "!="):
            raise CannotSay(f"the checker is not told of {root!r}")
        (a2, a1, one), (b2, b1, two) = (self._places(arg, env) for arg in root.args)
        same, other = (1, 0) if root.op == "=" else (0, 1)
        gap = self.lines.ring(T.eq(a2 - b2, a1 - b1), [(T.number(1), one), (T.number(-1), two)])
        image = T.THRESHOLD(a2 - b2, other, same, other)
        value = T.THRESHOLD(a1 - b1, other, same, other)
        return image, value, 0, self.lines.congruent(image, value, [gap, -1, -1, -1])

    def _places(self, index: Node, env: Mapping[str, Term]) -> tuple[Term, Term, int]:
        """The number of a unit in both runs, and the line that says that it is the same."""
        from proofs.trust import terms as T

        if index.op == "argmax":
            image, value, _, line = self._largest(index, env, where=True)
            return image, value, line
        place = self._place(index, env)
        return place, place, self.lines.ring(T.eq(place, place), [])

    def _largest(
        self, root: Node, env: Mapping[str, Term], *, where: bool
    ) -> tuple[Term, Term, int, int]:
        """The largest of several numbers, or where it stands."""
        from proofs.judge.language import family_of
        from proofs.judge.largest import Largest
        from proofs.trust import terms as T

        if free_indices(root):
            raise CannotSay(f"the checker is not told of {root!r}")
        k = self._letter("k")
        if root.op == "normmax":
            size = node("abs", root.args[0])
            self.weights.setdefault(size, self.weights[root.args[0]])
            image, value, p, line = self.part(size, k, env)
            last = T.symbol("last.d", "natural")
        else:
            image, value, p, line = self.part(root.args[0], None, {**env, root.data: k})
            last = T.symbol(f"last.{family_of(self.rule, root)}", "natural")
        if root not in self.largest:
            name = f"{len(self.largest) + 1}"
            self.largest[root] = Largest(self.lines, name, self.t, k, image, value, p, line)
        image, value, line = self.largest[root].at(last, where=where)
        return image, value, p, line

    def _total(
        self, root: Node, i: Term | None, env: Mapping[str, Term], p: int
    ) -> tuple[Term, Term, int, int]:
        """A sum over coordinates, units or samples: each term scales, so the sum does."""
        from proofs.judge.language import family_of
        from proofs.trust import terms as T

        if root.op in ("dot", "coordinates"):
            k, bound = self._letter("j"), T.symbol("d.n", "natural")
            inner = node("*", *root.args) if root.op == "dot" else root.args[0]
            if inner not in self.weights:
                self.weights[inner] = self.weights[root]
            image, value, q, line = self.part(inner, k, env)
        else:
            k = self._letter("k")
            bound = T.symbol(f"n.{family_of(self.rule, root)}", "natural")
            image, value, q, line = self.part(root.args[0], i, {**env, root.data: k})
        whole, other = T.total(k, bound, value), T.total(k, bound, image)
        return other, whole, q, self.lines.total(line, k, bound, image, value, q)


__all__ = ["BY_CHECKER", "BY_LAWS", "BY_LINES", "Certificate", "certificate", "plainer"]
