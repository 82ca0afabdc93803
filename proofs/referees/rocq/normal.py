"""Lines that hold by normal forms: what is reckoned, as data for the theorems of Normal.v."""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from collections.abc import Hashable, Sequence
from fractions import Fraction

from proofs.trust.ring import frozen, normal
from proofs.trust.terms import (
    Term, at, eq, flat, is_space, number, plus, power, quotient, relation, times,
)  # fmt: skip

from .wording import KNOWN, NotStated, Over, Writer, whole_number

Use = tuple[Term, Term, str]
"""A factor or weight, what a line says, and its name."""


def tree(kind: str, items: Sequence[str]) -> str:
    """Values by place, the first at 1, as a tree that is looked up bit by bit."""

    def build(places: list[tuple[int, str]]) -> str:
        if not places:
            return f"(@leaf {kind})"
        (here,) = [x for k, x in places if k == 1]
        left = build([(k // 2, x) for k, x in places if k > 1 and not k % 2])
        right = build([(k // 2, x) for k, x in places if k > 1 and k % 2])
        return f"(@node {kind} {left} {here} {right})"

    return build(list(enumerate(items, 1)))


class Reckoning:
    """The atoms of one line, each with its place; and parts that are turned into others first."""

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.written = prover.writer.text
        self.numbers: dict[Hashable, tuple[int, Term]] = {}
        self.vectors: dict[Hashable, tuple[int, Term]] = {}
        self.turned: dict[Term, tuple[Term, str]] = {}
        """Parts that are replaced by others, in order, and why they are equal."""

    def sc(self, t: Term) -> str:
        """A number, as what Normal.v reckons with."""
        match t.op:
            case "number":
                return self._number(t.data)
            case "sum" | "product":
                return _left("Sp" if t.op == "sum" else "Sm", [self.sc(a) for a in t.args])
            case "quotient":
                return self._quotient(t)
            case "power":
                return self._power(t)
            case "dot":
                return f"(Sd {self.ve(t.args[0])} {self.ve(t.args[1])})"
        return self._atom(t)

    def ve(self, t: Term) -> str:
        """A vector."""
        match t.op:
            case "zero":
                return "V0"
            case "sum":
                return _left("Vp", [self.ve(a) for a in t.args])
            case "product":
                (v,) = (self.ve(a) for a in t.args if not flat(a))
                numbers = [self.sc(a) for a in t.args if flat(a)]
                return f"(Vm {_left('Sm', numbers)} {v})" if numbers else v
            case "quotient":
                a, d = t.args
                return f"(Vm {self.sc(quotient(number(1), d))} {self.ve(a)})"
            case "apply" if t.data.kind in ("linear", "adjoint"):
                pushed, why = self.prover.pushed(t)
                if pushed is not t:
                    return self._turn(t, pushed, why)
        return self._atom(t)

    def _turn(self, t: Term, other: Term, why: str) -> str:
        self.turned.setdefault(t, (other, why))
        return self.sc(other) if flat(t) else self.ve(other)

    def _number(self, q: Fraction) -> str:
        top = f"(Sz {whole_number(q.numerator)})"
        return top if q.denominator == 1 else f"(Sm {top} (Si {q.denominator}))"

    def _quotient(self, t: Term) -> str:
        top, d = t.args
        if d.op == "number" and d.data:
            return f"(Sm {self.sc(top)} {_inverse(d.data)})"
        form = normal(d)
        if set(form) == {()}:
            other = quotient(top, number(Fraction(form[()])))
            return self._turn(t, other, self.prover.alike(other, t))
        found = self.numbers.setdefault(
            ("inverse", frozen(form)), (len(self.numbers) + 1, quotient(number(1), d))
        )
        there = found[1].args[1]
        if self.written(there) != self.written(d):
            other = quotient(top, there)
            return self._turn(t, other, self.prover.alike(other, t))
        return f"(Sm {self.sc(top)} (Sa {found[0]}))"

    def _power(self, t: Term) -> str:
        base, n = t.args
        if n.op == "number" and n.data <= 64:
            return f"(Se {self.sc(base)} {n.data})"
        form = normal(n)
        whole = form.get((), 0)
        if set(form) <= {()} and n.op != "number":
            other = power(base, number(whole))
            return self._turn(t, other, self.prover.alike(other, t))
        if type(whole) is not int or not 0 < whole <= 64:
            return self._atom(t)
        last = n.args[-1]
        if n.op == "sum" and len(n.args) == 2 and last.op == "number" and last.data == whole:
            first = self.sc(power(base, n.args[0]))
            return _left("Sm", [self.sc(base)] * whole + [first], right=True)
        rest = [a for a in _summands(n) if a.op != "number"]
        other = power(base, plus(rest[0] if len(rest) == 1 else plus(*rest), number(whole)))
        return self._turn(t, other, self.prover.alike(other, t))

    def _atom(self, t: Term) -> str:
        places = self.numbers if flat(t) else self.vectors
        k, there = places.setdefault(frozen(normal(t)), (len(places) + 1, t))
        if there is not t and self.written(there) != self.written(t):
            return self._turn(t, there, self.prover.alike(there, t))
        return f"(Sa {k})" if flat(t) else f"(Va {k + 1})"  # the first vector is the probe

    def values(self, over: Over, probe: bool) -> str:
        """The values of the atoms, as two trees."""
        space = self.prover.writer.space
        numbers = [self._value(t, over) for _, t in self.numbers.values()]
        vectors = [self.written(t, (), over) for _, t in self.vectors.values()]
        if vectors or probe:
            vectors.insert(0, "probe" if probe else "(@zero S)")
        return f"{space} {tree('R', numbers)} {tree(space, vectors)}"

    def _value(self, t: Term, over: Over) -> str:
        if t.op == "quotient":  # the inverse of what it is over
            return f"(/ {self.written(t.args[1], (), over)})"
        return self.written(t, (), over)


def _left(head: str, texts: Sequence[str], right: bool = False) -> str:
    """Two at a time, from the left or from the right."""
    if right:
        *texts, text = texts
        for x in reversed(texts):
            text = f"({head} {x} {text})"
        return text
    text, *texts = texts
    for x in texts:
        text = f"({head} {text} {x})"
    return text


def _summands(t: Term) -> list[Term]:
    """What a natural is a sum of, products of sums multiplied out."""
    if t.op == "sum":
        return [s for a in t.args for s in _summands(a)]
    if t.op == "product":
        rows: list[Term] = [number(1)]
        for a in t.args:
            rows = [_product(r, s) for r in rows for s in _summands(a)]
        return rows
    return [t]


def _product(a: Term, b: Term) -> Term:
    if a.op == b.op == "number":
        return number(a.data * b.data)
    return b if a is number(1) else a if b is number(1) else times(a, b)


def simple(t: Term) -> bool:
    """Whether a natural is written in one way, whether as a natural or as a number."""
    if t.op == "number":
        return not t.data
    if t.op == "sum" and len(t.args) == 2:
        return simple(t.args[0]) and t.args[1].op == "number" and bool(t.args[1].data == 1)
    return t.op in ("symbol", "apply", "bound")


class Prover:
    """Proofs by normal forms, as terms of Rocq."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.fresh = 0

    def reckoned(self, says: Term, uses: Sequence[Use]) -> str:
        """Why a relation holds, from lines with their factors or weights."""
        r = Reckoning(self)
        a, b = says.args
        vectors = is_space(a.sort)
        items = []
        for factor, p, _ in uses:
            items.append(_used(r, factor, p, probe=vectors))
        probe = "(Va 1)"
        if vectors:
            goal = f"(Sd {r.ve(a)} {probe}) (Sd {r.ve(b)} {probe})"
        else:
            goal = f"{r.sc(a)} {r.sc(b)}"
        head = {"=": "ring_line", "<": "less_line", "<=": "most_line"}[says.op]
        listed = f"[{'; '.join(items)}]" if items else "nil"
        return self._finished(r, says, uses, (head, f"{goal} {listed}"))

    def product(self, head: str, claims: tuple[Term, Term, Term], names: Sequence[str]) -> str:
        """That what two inequalities say not to be negative has such a product."""
        r = Reckoning(self)
        sides = " ".join(r.sc(x) for p in claims for x in p.args)
        a, b, says = claims
        op = says.op
        uses = [(number(1), relation(op, *p.args), x) for p, x in zip((a, b), names, strict=True)]
        return self._finished(r, says, uses, (f"product_{head}", sides))

    def _finished(
        self, r: Reckoning, says: Term, uses: Sequence[Use], told: tuple[str, str]
    ) -> str:
        """A theorem of Normal.v at the atoms that were met."""
        vectors = is_space(says.args[0].sort)
        names = [name for _, _, name in uses]
        full = {y: other for y, (other, _) in r.turned.items()}
        lines = [f"u{k}" for k in range(len(uses))] if r.turned else names
        head, data = told
        core = " ".join([f"{head} {r.values(full, vectors)} {data} ok", *lines])
        if vectors:
            core = f"same {self._sides(says, full)} (fun probe : S => {core})"
        core = f"({core})"
        if not r.turned:
            return core
        bound = [f"(u{k} : {self._said(p, full)})" for k, (_, p, _) in enumerate(uses)]
        proof = f"(fun {' '.join(bound)} => {core})" if bound else core
        return f"({' '.join([self._turned(says, [p for _, p, _ in uses], r, proof), *names])})"

    def _sides(self, says: Term, over: Over) -> str:
        return " ".join(self.writer.text(x, (), over) for x in says.args)

    def _said(self, p: Term, over: Over) -> str:
        return self.writer.text(p, (), over)

    def _turned(self, says: Term, ps: Sequence[Term], r: Reckoning, proof: str) -> str:
        """The same statement with its own parts, one after the other put back."""
        for j in reversed(range(len(r.turned))):
            over: dict[Term, Term | str] = {}
            for k, (y, (other, _)) in enumerate(r.turned.items()):
                if k <= j:
                    over[y] = other if k < j else "z0"
            y, (other, why) = list(r.turned.items())[j]
            before = {x: over[x] for x in over if x is not y}
            claim = " -> ".join(self._said(p, over) for p in (*ps, says))
            kind = "R" if flat(y) else "S"
            sides = " ".join(self.writer.text(x, (), before) for x in (other, y))
            proof = f"(replaced (fun z0 : {kind} => {claim}) {sides} {why} {proof})"
        return proof

    def pushed(self, t: Term) -> tuple[Term, str]:
        """The image of a vector with the map at its atoms, and why that is the same."""
        f, (u,) = t.data, t.args
        name, other = self.writer.names.name(f), self.writer.names.name(f.adjoint)
        base = f if f.kind == "linear" else f.adjoint
        known = f"{self.writer.names.name(base)}_adjoint"
        if f.kind == "adjoint":
            known = f"(adjoint_comm {other} {name} {known})"
        head = f"{name} {other} {known}"
        text = self.writer.text
        match u.op:
            case "zero":
                return u, f"(map_zero {head})"
            case "sum":
                parts = [self.pushed(f(a)) for a in u.args]
                whole, why = u.args[0], parts[0][1]
                image = text(parts[0][0])
                for a, (v, e) in zip(u.args[1:], parts[1:], strict=True):
                    why = f"(map_plus {head} {text(whole)} {text(a)} {image} {text(v)} {why} {e})"
                    image = f"({image} +v {text(v)})"
                    whole = plus(whole, a)
                return plus(*[v for v, _ in parts]), why
            case "product" | "quotient":
                (v,) = (a for a in u.args if not flat(a))
                numbers = [a for a in u.args if flat(a)]
                if u.op == "quotient":
                    numbers = [quotient(number(1), numbers[0])]
                moved, why = self.pushed(f(v))
                if not numbers:
                    return moved, why
                c = " * ".join(map(text, numbers))
                why = f"(map_scale {head} ({c}) {text(v)} {text(moved)} {why})"
                return times(*numbers, moved), why
            case "apply" if u.data.kind in ("linear", "adjoint"):
                inner, why = self.pushed(u)
                if inner is not u:
                    moved, then = self.pushed(f(inner))
                    ends = " ".join(map(text, (u, inner, moved)))
                    return moved, f"(map_map {name} {ends} {why} {then})"
        return t, f"(eq_refl {text(t)})"

    def alike(self, a: Term, b: Term, used: Sequence[tuple[Term, str]] = ()) -> str:
        """Why f(a_1, ...) = f(b_1, ...), from lines that say a_i = b_i, or by normal forms."""
        text = self.writer.text
        if a.op in ("power", "dot"):
            head = "Rpow_def.pow" if a.op == "power" else "(@dot S)"
            takes = ("scalar", "natural") if a.op == "power" else ("vector", "vector")
            return self._applied(head, a, b, takes, used)
        if a.op == "quotient":
            return self._quotients(a, b, list(used))
        if a.op == "apply":
            f = a.data
            head = KNOWN[f.name] if f.kind == "known" else self.writer.names.name(f)
            if f.kind == "known" and f.name == "norm":
                head = "(@norm S)"
            proof = self._applied(head, a, b, f.takes, used)
            return f"(applied (eq_refl nr) {proof})" if f.gives == "natural" else proof
        if a.op == "total":
            return self._totals(a, b)
        if a.op in ("sum", "product"):
            return self._chained(a, b, used)
        raise NotStated(f"{text(a)} and {text(b)} written alike")

    def _quotients(self, a: Term, b: Term, left: list[tuple[Term, str]]) -> str:
        (x, c), (y, d) = a.args, b.args
        top, below = self._operand(x, y, "scalar", left), self._operand(c, d, "scalar", left)
        if left:
            raise NotStated("a line too many")
        one = top if flat(a) else "(eq_refl 1)"
        over = f"(applied (applied (eq_refl Rdiv) {one}) {below})"
        return over if flat(a) else f"(applied (applied (eq_refl (@scale S)) {over}) {top})"

    def _totals(self, a: Term, b: Term) -> str:
        k = self.writer.names.bind("k0", "natural")
        (m, _), (n, _) = a.args, b.args
        body = self._same(at(a, k), at(b, k), "scalar")
        head = "sum_same" if flat(a) else "vsum_same"
        functions = " ".join(self._body(t) for t in (a, b))
        ends = " ".join(self.writer.whole(x) for x in (m, n))
        same = self._same(m, n, "natural")
        return f"({head} {ends} {functions} {same} (fun k0 : nat => {body}))"

    def _body(self, t: Term) -> str:
        return f"(fun b0 : nat => {self.writer.text(t.args[1], ('b0',))})"

    def _chained(self, a: Term, b: Term, used: Sequence[tuple[Term, str]]) -> str:
        """Sums and products of more than two, operand by operand from the left."""
        left = list(used)
        vector = None
        text, head = "", "Rplus" if a.op == "sum" else "Rmult"
        if not flat(a) and a.op == "sum":
            head = "(@plus S)"
        for x, y in zip(a.args, b.args, strict=True):
            why = self._operand(x, y, "scalar", left)
            if a.op == "product" and not flat(x):
                vector = why
            else:
                text = f"(applied (applied (eq_refl {head}) {text}) {why})" if text else why
        if left:
            raise NotStated("a line too many")
        if vector is not None:
            text = f"(applied (applied (eq_refl (@scale S)) {text}) {vector})" if text else vector
        return text

    def _applied(self, head: str, a: Term, b: Term, takes: Sequence[str],
                 used: Sequence[tuple[Term, str]]) -> str:  # fmt: skip
        left = list(used)
        text = f"(eq_refl {head})"
        for x, y, wanted in zip(a.args, b.args, takes, strict=True):
            text = f"(applied {text} {self._operand(x, y, wanted, left)})"
        if left:
            raise NotStated("a line too many")
        return text

    def _operand(self, x: Term, y: Term, wanted: str, left: list[tuple[Term, str]]) -> str:
        if left and left[0][0] is eq(x, y):
            _, name = left.pop(0)
            if wanted != "natural":
                return name
            if not (simple(x) and simple(y)):
                name = f"ltac:(naturals {name})"
            return f"(nr_injective {self.writer.whole(x)} {self.writer.whole(y)} {name})"
        return self._same(x, y, wanted)

    def _same(self, x: Term, y: Term, wanted: str) -> str:
        write = self.writer.whole if wanted == "natural" else self.writer.text
        a, b = write(x), write(y)
        if a == b:
            return f"(eq_refl {a})"
        if wanted != "natural":
            return self.reckoned(eq(x, y), ())
        if simple(x) and simple(y):
            return f"(nr_injective {a} {b} {self.reckoned(eq(x, y), ())})"
        return f"(ltac:(whole) : {a} = {b})"


def _inverse(q: Fraction) -> str:
    """One over a number that is not 0."""
    sign, p = q > 0, abs(q.numerator)
    if q.denominator == 1:
        return f"({'Si' if sign else 'Sj'} {p})"
    return f"({'Sr' if sign else 'Ss'} {p} {q.denominator})"


def _used(r: Reckoning, factor: Term, p: Term, probe: bool) -> str:
    """One line that is used, with its factor or weight."""
    a, b = p.args
    vectors = is_space(a.sort)
    if p.op == "=":
        if vectors:
            text = f"(Vm {r.sc(factor)} (Va 1))" if probe else r.ve(factor)
            return f"Eqv {text} {r.ve(a)} {r.ve(b)}"
        text = f"(Sd {r.ve(factor)} (Va 1))" if probe else r.sc(factor)
        return f"Eqs {text} {r.sc(a)} {r.sc(b)}"
    if p.op not in ("<", "<=") or factor.op != "number":
        raise NotStated(f"a weight of {p.op}")
    q = factor.data
    head = "Less" if p.op == "<" else "Most"
    return f"{head} (Qmake {q.numerator} {q.denominator}) {r.sc(a)} {r.sc(b)}"


__all__ = ["Prover", "Use", "simple"]
