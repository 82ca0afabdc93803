"""Lines of proof for what a step does at zero: constants folded, each with the line that says it.

Blocked: from zero, states that rest are 0 after t steps, for all t, by induction.  Undefined: what
the first step divides by is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs.judge.certificate import BY_LINES, Certificate, Scaling, checked, plainer
from proofs.judge.folding import Folding, no_first_step, resting, starts
from proofs.judge.laws import weigh
from proofs.judge.lines import NOUGHT, ONE, CannotSay
from proofs.judge.syntax import Node, Rule, State, is_number, node
from proofs.trust import terms as T
from proofs.trust.terms import Term, eq, forall, number

if TYPE_CHECKING:
    from proofs.trust.check import Proof

    Held = Callable[[Node], int]

BY_FOLDING = "constants folded: a product with 0 is 0, a function of a number is a number"


def blocked(rule: Rule) -> Certificate:
    """States that start at 0 stay there: lines where the checker can be told."""
    return checked(Fixed(rule, None).blocked, BY_FOLDING)


def undefined(rule: Rule) -> Certificate:
    """What the first step divides by is 0: lines where the checker can be told."""
    made = checked(Fixed(rule, 1).undefined, BY_FOLDING)
    return replace(made, by=BY_LINES) if made.lines else made


class OneRun(Scaling):
    """The terms of one run: both runs of a scaling are this one."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule, tuple(s.name for s in rule.states), {}, True)

    def state(self, s: State, run: str, at: tuple[Term, ...]) -> Term:
        """A state's number, in the only run."""
        return super().state(s, "", at)

    def _assumed(self, s: State, at: tuple[Term, ...], says: Term) -> int:
        return self.lines.ring(says, [])


class Fixed(OneRun):
    """Writes the lines for what is known of one run."""

    def __init__(self, rule: Rule, step: int | None) -> None:
        super().__init__(rule)
        self.first = step is not None
        zeros = resting(rule)
        known = starts(rule) if self.first else dict.fromkeys(zeros, Fraction(0))
        self.fold = Folding(known, step)
        self.resting = [s for s in rule.states if s.name in zeros]
        if self.first:
            self.t = number(0)

    # The theorems --------------------------------------------------------------------------------
    def blocked(self) -> Proof:
        """For all t, the states that rest are 0."""
        goal = forall(self.t, self.zeros(self.t))
        base = self._conjunction(T.at(goal, number(0)), [self._began(s) for s in self.resting])
        self.hypothesis = self.lines.add(self.zeros(self.t), "assume")
        moved = [self._moved(s) for s in self.resting]
        step = self._conjunction(T.at(goal, self.t + 1), moved)
        last = self.lines.add(goal, "induction", (self.t,), (base, step))
        return self._finished(f"{self.rule.name}, blocked at zero", goal, last)

    def zeros(self, t: Term) -> Term:
        """That all states that rest are 0 after t steps."""
        parts = []
        for s in self.resting:
            at = self.places(s)
            says = eq(self.state(s, "", (t, *at)), 0)
            parts.append(forall(at, says) if at else says)
        return T.both(*parts) if len(parts) > 1 else parts[0]

    def undefined(self) -> Proof:
        """What the first step divides by is 0."""
        found = no_first_step(self.rule)
        if found is None or found[1].where is None:
            raise CannotSay("the checker is told of divisions by 0 only")
        s, error = found
        assert error.where is not None
        divisor = plainer(error.where)
        at = self.places(s)
        env = {s.index: at[0]} if s.index else {}
        self.fold.done.clear()
        weigh(divisor, {n: Fraction(0) for n in self.exponents}, self.weights)
        i = at[-1] if divisor.kind == "vector" and at else None
        known = self.constant(divisor, i, env)
        named = self._function("divisor", s.kind, s.index is not None)(number(0), *at)
        given = self._given(at, eq(named, self.part(divisor, i, env)[1]))
        line = given  # which says it, where the text divides by 0 as it stands
        if not is_number(divisor, 0):
            line = self.lines.ring(eq(named, NOUGHT), [(ONE, given), (ONE, known)])
        line = self._general(line, at)
        return self._finished(f"{self.rule.name}, no first step", self.lines.says(line), line)

    def _finished(self, name: str, goal: Term, last: int) -> Proof:
        from proofs.trust.check import Proof

        lines, given = self.lines.pruned(last)
        return Proof(name, given, (goal,), lines)

    def _began(self, s: State) -> int:
        at = self.places(s)
        return self._general(self._at_start(s, at), at)

    def _at_start(self, s: State, at: tuple[Term, ...]) -> int:
        """A state is what it starts at."""
        start = plainer(s.start)
        weigh(start, {n: Fraction(0) for n in self.exponents}, self.weights)
        a = self.state(s, "", (number(0), *at))
        value = self.part(start, None, {})[1]
        first = self._given(at, eq(a, value))
        line = self.constant(start, None, {})
        known = Folding({}).value(start)
        assert isinstance(known, Fraction)
        return self.lines.ring(eq(a, number(known)), [(ONE, first), (ONE, line)])

    def _moved(self, s: State) -> int:
        at = self.places(s)
        env = {s.index: at[0]} if s.index else {}
        root = self.updates[s.name]
        i = at[-1] if s.kind == "vector" else None
        value = self.part(root, i, env)[1]
        first = self._given((self.t, *at), eq(self.state(s, "", (self.t + 1, *at)), value))
        line = self.constant(root, i, env)
        says = eq(self.state(s, "", (self.t + 1, *at)), 0)
        return self._general(self.lines.ring(says, [(ONE, first), (ONE, line)]), at)

    # Constants -----------------------------------------------------------------------------------
    def constant(self, root: Node, i: Term | None, env: Mapping[str, Term]) -> int:
        """The line that says which number a part is."""
        v = self.fold.value(root)
        if v is None:
            raise CannotSay(f"{root!r} is not known to be a number")
        return self._constant(root, Fraction(v), i, env)

    def _constant(self, root: Node, v: Fraction, i: Term | None, env: Mapping[str, Term]) -> int:
        lines, op, args = self.lines, root.op, root.args
        term = self.part(root, i, env)[1]
        goal = eq(term, number(v))

        def inner(a: Node) -> Term | None:
            return i if a.kind in ("vector", "truths") else None

        def terms(*which: Node) -> list[Term]:
            return [self.part(a, inner(a), env)[1] for a in which]

        def held(a: Node) -> int:
            return self.constant(a, inner(a), env)

        if op in ("number", "clock"):
            return lines.ring(goal, [])
        if op in ("name", "at"):
            return self._held(root, i, env, goal)
        if op in ("total", "dot", "coordinates"):
            return self._total_of_nothing(root, i, env)
        if op == "+":
            return lines.ring(goal, [(ONE, held(a)) for a in args])
        if op == "neg":
            return lines.ring(goal, [(number(-1), held(args[0]))])
        if op == "*":
            return self._product(goal, args, terms(*args), held)
        if op == "/":
            return self._quotient(goal, args, terms(*args), held, v)
        if op == "where":
            return self._where(goal, args, terms(*args), held)
        if op in ("phi", "sign", "<", "<=", "=", "!="):
            z = term.args[0]
            gap = [(ONE, held(args[0]))]
            if len(args) == 2:
                gap = [(ONE, held(args[1])), (number(-1), held(args[0]))]
            values = [self.fold.value(a) for a in args]
            at = sum(
                (Fraction(b or 0) * f for b, f in zip(values, (-1, 1), strict=False)), Fraction(0)
            ) if len(args) == 2 else Fraction(values[0] or 0)  # fmt: skip
            return self._threshold(goal, term, z, at, lines.ring(eq(z, number(at)), gap))
        if op == "sqrt" and v == 0:
            return self._threshold(goal, term, term.args[0], Fraction(0), held(args[0]))
        if op in ("abs", "max", "min"):
            return self._by_order(goal, op, args, terms(*args), held)
        if op == "exp" and v == 1:
            same = lines.congruent(term, T.EXP(0), [held(args[0])])
            return lines.ring(goal, [(ONE, same), (ONE, lines.row("exp of 0", (), ()))])
        raise CannotSay(f"the checker is not told which number {root!r} is")

    def _held(self, root: Node, i: Term | None, env: Mapping[str, Term], goal: Term) -> int:
        """A state that is known: by its start, or by what holds after t steps."""
        s = next(s for s in self.rule.states if s.name == root.data)
        unit = (self._place(root.args[0], env),) if root.op == "at" else ()
        at = (*unit, *((i,) if s.kind == "vector" and i is not None else ()))
        if self.first:
            names = self.places(s)
            every = self._general(self._at_start(s, names), names)
            return self.lines.add(goal, "special", at, (every,)) if at else every
        line = self.hypothesis
        if len(self.resting) > 1:
            place = [r.name for r in self.resting].index(s.name)
            line = self.lines.add(self.lines.says(line).args[place], "part", (), (line,))
        return self.lines.add(goal, "special", at, (line,)) if at else line

    def _total_of_nothing(self, root: Node, i: Term | None, env: Mapping[str, Term]) -> int:
        """A sum of zeros is 0: by induction over how many there are."""
        from proofs.judge.language import family_of

        lines = self.lines
        if root.op == "total":
            k, body, at = self._letter("k"), root.args[0], i
            env = {**env, root.data: k}
            bound = T.symbol(f"n.{family_of(self.rule, root)}", "natural")
        else:
            k, bound = self._letter("j"), T.symbol("d.n", "natural")
            body, at = node("*", *root.args) if root.op == "dot" else root.args[0], k
            self.weights.setdefault(body, self.weights[root])
        if self.fold.value(body) != 0:
            raise CannotSay(f"the checker is not told which number {root!r} is")
        line = self.constant(body, at, env)
        each = lines.add(forall(k, lines.says(line)), "general", (k,), (line,))
        value = self.part(body, at, env)[1]
        n = T.symbol(f"{k.data}.n", "natural")

        def claim(m: Term | int) -> Term:
            return eq(T.total(k, m, value), 0)

        base = lines.row("empty sum", (T.total(k, 0, value),), ())
        before = lines.add(claim(n), "assume")
        here = lines.add(T.at(lines.says(each), n), "special", (n,), (each,))
        more = lines.row("last term", (T.total(k, n, value),), ())
        step = lines.ring(claim(n + 1), [(ONE, more), (ONE, before), (ONE, here)])
        every = lines.add(forall(n, claim(n)), "induction", (n,), (base, step))
        return lines.add(claim(bound), "special", (bound,), (every,))

    def _product(self, goal: Term, args: tuple[Node, ...], terms: list[Term], held: Held) -> int:
        values = [self.fold.value(a) for a in args]
        if 0 in values:
            k = values.index(Fraction(0))
            others = [t for j, t in enumerate(terms) if j != k]
            factor = others[0] if len(others) == 1 else T.times(*others)
            return self.lines.ring(goal, [(factor, held(args[k]))])
        used, before = [], Fraction(1)
        for k, a in enumerate(args):
            after = terms[k + 1 :]
            used.append((T.times(number(before), *after), held(a)))
            before *= Fraction(values[k] or 0)
        return self.lines.ring(goal, used)

    def _quotient(
        self, goal: Term, args: tuple[Node, ...], terms: list[Term], held: Held, v: Fraction
    ) -> int:
        lines, (a, b) = self.lines, terms
        top = held(args[0])
        quotient = T.quotient(a, b)
        row = (b * b, NOUGHT, NOUGHT, quotient)
        if v == 0:
            uses = []
            for name, case in (("below", b * b < 0), ("at", eq(b * b, 0)), ("above", b * b > 0)):
                here = lines.add(case, "assume")
                line = lines.row(f"{name} the threshold", row, (here,))
                more = [(T.quotient(ONE, b), top)] if name == "above" else []
                uses.append(lines.ring(goal, [(ONE, line), *more]))
            return lines.add(goal, "cases", (b * b,), tuple(uses))
        d = self.fold.value(args[1])
        below = held(args[1])
        assert isinstance(d, Fraction)
        square = lines.add(b * b > 0, "positive", (b + number(d),), (below,))
        apart = lines.add(T.ne(b, NOUGHT), "apart", (-b,), (square,))
        inverse = lines.row("inverse", (b,), (apart,))
        u = T.quotient(ONE, b)
        line = lines.row("above the threshold", row, (square,))
        return lines.ring(goal, [(ONE, line), (u, top), (-(number(v) * u), below),
                                 (number(v), inverse)])  # fmt: skip

    def _threshold(self, goal: Term, term: Term, z: Term, at: Fraction, line: int) -> int:
        """A threshold of a number is one of three."""
        lines = self.lines
        name = "below" if at < 0 else "above" if at > 0 else "at"
        if at:
            says, factor = (z < 0, number(-1)) if at < 0 else (z > 0, ONE)
            line = lines.add(says, "positive", (factor,), (line,))
        return lines.ring(goal, [(ONE, lines.row(f"{name} the threshold", term.args, (line,)))])

    def _where(self, goal: Term, args: tuple[Node, ...], terms: list[Term], held: Held) -> int:
        """The side that is chosen; both, where that is not known."""
        lines, half = self.lines, number(1, 2)
        z = terms[0] - half
        row = (z, terms[2], terms[2], terms[1])
        known = self.fold.value(args[0])
        cases = (("below", z < 0, args[2]), ("at", eq(z, 0), args[2]), ("above", z > 0, args[1]))
        uses = []
        for name, case, chosen in cases:
            if known is not None:
                if (name == "above") is not bool(known) or name == "at":
                    continue
                factor = ONE if name == "above" else number(-1)
                here = lines.add(case, "positive", (factor,), (held(args[0]),))
            else:
                here = lines.add(case, "assume")
            line = lines.row(f"{name} the threshold", row, (here,))
            uses.append(lines.ring(goal, [(ONE, line), (ONE, held(chosen))]))
        return uses[0] if known is not None else lines.add(goal, "cases", (z,), tuple(uses))

    def _by_order(
        self, goal: Term, op: str, args: tuple[Node, ...], terms: list[Term], held: Held
    ) -> int:
        """|a|, max and min of numbers."""
        lines = self.lines
        values = [Fraction(self.fold.value(a) or 0) for a in args]
        known = [held(a) for a in args]
        if op == "abs":
            (a,), (v,) = terms, values
            row, says, sign = (
                ("absolute value", a >= 0, 1) if v >= 0 else ("absolute value below 0", a <= 0, -1)
            )
            weak = lines.add(says, "positive", (number(sign),), tuple(known))
            return lines.ring(goal, [(ONE, lines.row(row, (a,), (weak,))),
                                     (number(sign), known[0])])  # fmt: skip
        (a, b), (p, q) = terms, values
        first = p >= q if op == "max" else p > q
        name = {"max": "maximum", "min": "minimum"}[op]
        if first:
            row, chosen = (f"{name}, first", 0) if op == "max" else (f"{name}, second", 1)
            weak = lines.add(b <= a, "positive", (ONE, number(-1)), (known[0], known[1]))
        else:
            row, chosen = (name, 1) if op == "max" else (name, 0)
            weak = lines.add(a <= b, "positive", (number(-1), ONE), (known[0], known[1]))
        line = lines.row(row, (a, b), (weak,))
        return lines.ring(goal, [(ONE, line), (ONE, known[chosen])])


__all__ = ["BY_FOLDING", "OneRun", "blocked", "undefined"]
