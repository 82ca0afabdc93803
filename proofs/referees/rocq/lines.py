"""Lines of a proof as terms of Rocq, one way for each rule of the checker."""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.trust.check import Holds, Line
from proofs.trust.rules import TABLE
from proofs.trust.terms import (
    RELATIONS, Function, Term, at, eq, flat, free, fresh, inside, ne, negated, number, substitute,
    zero,
)  # fmt: skip

from .normal import Prover, Use, simple
from .wording import DEFAULT, Names, NotStated, Writer, sort

ROWS = {row: row.replace(",", "").replace(" ", "_").replace("-", "_") for row in TABLE} | {
    "norm": "size", "positive definite": "positive_definite S", "definite": "definite S",
    "Cauchy-Schwarz": "cauchy_schwarz",
}  # fmt: skip

LEAST = -1074
"""The smallest exponent of binary64, as that of whole numbers."""


@dataclass(frozen=True)
class Stated:
    """A theorem that was stated: its name, what it takes, and where its parts stand."""

    name: str
    space: bool
    takes: tuple[Any, ...]
    """Symbols and functions; a linear map brings its adjoint, and that it is that."""
    first: tuple[Term, ...]
    """Hypotheses before what the hypotheses need is said; all of them where they need nothing."""
    then: tuple[Term, ...]
    needs: bool
    says: tuple[Term, ...]
    parts: int
    """How many claims are joined by "and": those said, and that their terms have values."""


class Lines:
    """The lines of one theorem, one after the other."""

    def __init__(self, names: Names, fixed: frozenset[object], given: frozenset[Term],
                 known: Mapping[str, Stated]) -> None:  # fmt: skip
        self.names = names
        self.writer = Writer(names)
        self.prover = Prover(self.writer)
        self.fixed = fixed
        self.given = given
        self.known = known
        self.numbered: dict[Term, int] = {}
        self.holds: list[Holds] = []
        self.symbols: list[tuple[Any, ...]] = []
        self.assumed: list[tuple[Term, ...]] = []
        self.places: list[str] = []
        self.scope: frozenset[object] = fixed

    def hypothesis(self, p: Term) -> str:
        """The name of an assumption."""
        return f"h{self.numbered.setdefault(p, len(self.numbered))}"

    def ordered(self, xs: frozenset[object]) -> tuple[Any, ...]:
        """Symbols and functions in an order that does not hang on chance."""
        return tuple(sorted(xs, key=_order))

    def add(self, line: Line, h: Holds) -> str:
        """One more line, as a local definition."""
        k = len(self.holds)
        for p in sorted(h.open - set(self.numbered), key=str):
            self.hypothesis(p)
        local = [p for p in h.open if p not in self.given]
        local.sort(key=lambda p: self.numbered[p])
        spoken = frozenset[object]().union(free(h.says), *map(free, local)) - self.fixed
        self.scope = self.fixed | spoken
        symbols = self.ordered(spoken)
        self.holds.append(h)
        self.symbols.append(symbols)
        self.assumed.append(tuple(local))
        there = self._alias(line)
        self.places.append(there or f"L{k}")
        if there:
            return ""
        passing = self.ordered(self._passing(line) - self.scope)
        self.scope |= set(passing)
        proof = self._proof(line)
        for x in passing:  # spoken of on the way, and by nothing that is left
            value = self.writer.default(x)
            proof = f"let {self.names.name(x)} : {self.writer.type_of(x)} := {value} in {proof}"
        bound = "".join(f" ({self.names.name(x)} : {self.writer.type_of(x)})" for x in symbols)
        bound += "".join(f" ({self.hypothesis(p)} : {self.writer.text(p)})" for p in local)
        says = self.writer.text(h.says)
        if not bound:
            return f"let L{k} : {says} := {proof} in"
        return f"let L{k}{bound} : {says} := {proof} in"

    def _alias(self, line: Line) -> str:
        """What a line is that says what is there already."""
        if line.rule == "assume":
            return self.hypothesis(line.says)
        if line.rule in ("ring", "positive") and len(line.uses) == 1:
            (k,) = line.uses
            if self._says(k) is line.says and self.symbols[k] == self.symbols[-1]:
                return self.places[k]
        return ""

    def _passing(self, line: Line) -> frozenset[object]:
        """All that a line's terms and the lines that it uses speak of, but for what it binds."""
        spoken = map(free, line.terms)
        if line.rule.startswith("theorem "):
            spoken = map(_spoken_on_the_right, line.terms)
        terms: list[Term] = []
        for k in line.uses:
            terms += [self._says(k), *self.holds[k].open]
        bound = frozenset[object]()
        if line.rule in ("general", "induction"):
            bound = free(line.terms[0])
        if line.rule == "definition":
            bound = frozenset(heads(line.terms))
        return frozenset[object]().union(*spoken, *map(free, terms)) - bound

    def of(self, k: int, change: Mapping[Any, str] | None = None,
           proofs: Mapping[Term, str] | None = None) -> str:  # fmt: skip
        """A line at its own symbols and assumptions, but for those that are told."""
        change, proofs = change or {}, proofs or {}
        if self.places[k][0] == "h":
            (p,) = self.holds[k].open
            return proofs.get(p) or self.places[k]
        texts = [change.get(x) or self._there(x) for x in self.symbols[k]]
        texts += [proofs.get(p) or self.hypothesis(p) for p in self.assumed[k]]
        return f"({' '.join([self.places[k], *texts])})" if texts else self.places[k]

    def _there(self, x: Any) -> str:
        """A symbol, or any value for one that is not spoken of any more."""
        return self.names.name(x) if x in self.scope else self.writer.default(x)

    def _proof(self, line: Line) -> str:
        kind, _, name = line.rule.partition(" ")
        if kind == "theorem":
            return self._cite(line, self.known[name])
        if kind == "fact":
            raise NotStated(f"it rests on a fact of the literature: {name}")
        if line.rule in TABLE:
            return self._row(line)
        rule: Callable[[Line], str] = getattr(self, "_" + line.rule.replace(" ", "_"))
        return rule(line)

    def _text(self, t: Term) -> str:
        return self.writer.text(t)

    def _says(self, k: int) -> Term:
        return self.holds[k].says

    def _uses(self, terms: Sequence[Term], uses: Sequence[int]) -> list[Use]:
        return [(t, self._says(k), self.of(k)) for t, k in zip(terms, uses, strict=True)]

    # Equations and inequalities
    def _assume(self, line: Line) -> str:
        return self.hypothesis(line.says)

    def _ring(self, line: Line) -> str:
        if len(line.uses) == 1 and self._says(line.uses[0]) is line.says:
            return self.of(line.uses[0])
        return self.prover.reckoned(line.says, self._uses(line.terms, line.uses))

    _positive = _ring

    def _product(self, line: Line) -> str:
        a, b = (self._says(k) for k in line.uses)
        head = "less" if line.says.op == "<" else "most"
        names = [self.of(k) for k in line.uses]
        if head == "most":
            names = [f"(Rlt_le _ _ {n})" if p.op == "<" else n
                     for n, p in zip(names, (a, b), strict=True)]  # fmt: skip
        return self.prover.product(head, (a, b, line.says), names)

    def _apart(self, line: Line) -> str:
        first, rest = line.uses[0], line.uses[1:]
        k, *factors = line.terms
        a, b = self._says(first).args
        same = eq(*line.says.args)
        uses = [(k, same, "e0"), *self._uses(factors, rest)]
        why = self.prover.reckoned(eq(a, b), uses)
        return f"(fun e0 : {self._text(same)} => {self._refusal(first)} {why})"

    def _refusal(self, k: int) -> str:
        """Why the sides of a line a < b or a != b are not equal."""
        if self._says(k).op == "!=":
            return self.of(k)
        a, b = map(self._text, self._says(k).args)
        return f"less_apart {a} {b} {self.of(k)}"

    def _congruence(self, line: Line) -> str:
        a, b = line.says.args
        used = [(self._says(k), self.of(k)) for k in line.uses]
        return self.prover.alike(a, b, used)

    # Logic
    def _absurd(self, line: Line) -> str:
        first, rest = line.uses[0], line.uses[1:]
        why = self.prover.reckoned(eq(*self._says(first).args), self._uses(line.terms, rest))
        return f"(False_ind {self._text(line.says)} ({self._refusal(first)} {why}))"

    def _contradiction(self, line: Line) -> str:
        other = negated(line.says)
        (k,) = line.uses
        name = self.hypothesis(other)
        if other not in self.assumed[k]:
            return f"(not_less {self._text(line.says)} {self.of(k)})"
        under = f"(fun {name} : {self._text(other)} => {self.of(k)})"
        a, b = map(self._text, line.says.args)
        if line.says.op == "!=":
            return f"(fun {name} : {self._text(other)} => not_less False {self.of(k)})"
        op = {"=": "eq" if flat(line.says.args[0]) else "same", "<": "less", "<=": "most"}
        return f"(by_contradiction_{op[line.says.op]} {a} {b} {under})"

    def _under(self, k: int, p: Term) -> str:
        return f"(fun {self.hypothesis(p)} : {self._text(p)} => {self.of(k)})"

    def _cases(self, line: Line) -> str:
        (x,) = line.terms
        says = self._text(line.says)
        if flat(x):
            split, head = [x < 0, eq(x, 0), x > 0], "cases"
        else:
            split, head = [eq(x, zero(x.sort)), ne(x, zero(x.sort))], "cases_vector"
        under = [self._under(k, p) for k, p in zip(line.uses, split, strict=True)]
        return f"({head} {self._text(x)} {says} {' '.join(under)})"

    def _alternatives(self, line: Line) -> str:
        first, *rest = line.uses
        parts = self._says(first).args
        arms = []
        for place, (k, p) in enumerate(zip(rest, parts, strict=True)):
            name = self.hypothesis(p)
            pattern = name if place == len(parts) - 1 else f"or_introl {name}"
            for _ in range(place):
                pattern = f"or_intror ({pattern})"
            arms.append(f"{pattern} => {self.of(k)}")
        return f"match {self.of(first)} with {' | '.join(arms)} end"

    def _one_of(self, line: Line) -> str:
        place = line.says.args.index(self._says(line.uses[0]))
        text = self.of(line.uses[0])
        if place < len(line.says.args) - 1:
            text = f"(or_introl {text})"
        for _ in range(place):
            text = f"(or_intror {text})"
        return text

    def _all_of(self, line: Line) -> str:
        *texts, text = (self.of(k) for k in line.uses)
        for t in reversed(texts):
            text = f"(conj {t} {text})"
        return text

    def _part(self, line: Line) -> str:
        args = self._says(line.uses[0]).args
        return projection(self.of(line.uses[0]), args.index(line.says), len(args))

    def _suppose(self, line: Line) -> str:
        return self._under(line.uses[0], line.says.args[0])

    def _detach(self, line: Line) -> str:
        return f"({self.of(line.uses[0])} {self.of(line.uses[1])})"

    def _general(self, line: Line) -> str:
        (x,) = line.terms
        self.scope |= {x}
        return f"(fun {self.names.name(x)} : {self.writer.type_of(x)} => {self.of(line.uses[0])})"

    def _special(self, line: Line) -> str:
        (k,) = line.uses
        sorts, p = [], self._says(k)
        for _ in line.terms:
            sorts.append(p.data)
            p = p.args[0]
        at_terms = [self.writer.as_argument(t, s) for t, s in zip(line.terms, sorts, strict=True)]
        text = f"({self.of(k)} {' '.join(at_terms)})"
        return self._written(text, zip(line.terms, sorts, strict=True))

    def _written(self, text: str, values: Any) -> str:
        """What is there but for how naturals are written, where that may differ."""
        if all(simple(t) for t, s in values if fits_natural(t, s)):
            return text
        return f"ltac:(naturals {text})"

    def _induction(self, line: Line) -> str:
        (n,) = line.terms
        base, step = line.uses
        here = at(line.says, n)
        self.scope |= {n}
        name = self.names.name(n)
        motive = f"(fun {name} : nat => {self._text(here)})"
        bound = f"({name} : nat) ({self.hypothesis(here)} : {self._text(here)})"
        under = f"(fun {bound} => {self.of(step)})"
        return f"(nat_ind {motive} {self.of(base)} {under})"

    # Rows, definitions, citations
    def _row(self, line: Line) -> str:
        if line.rule in ("empty sum", "last term"):
            values = [(line.terms[0].args[0], "natural")]
            text = f"(eq_refl {self._text(line.says.args[1])})"
            return self._written(text, values)
        if line.rule == "rounding":
            return _rounding(line.says)
        if line.rule == "adjoint":
            image, v = line.terms
            f = image.data
            base, other = (f, f.adjoint) if f.kind == "linear" else (f.adjoint, f)
            known = f"{self.names.name(base)}_adjoint"
            if f.kind == "adjoint":
                known = f"adjoint_comm {self.names.name(base)} {self.names.name(other)} {known}"
            return f"({known} {self._text(image.args[0])} {self._text(v)})"
        takes = TABLE[line.rule].takes
        texts = [self.writer.as_argument(t, s) for t, s in zip(line.terms, takes, strict=True)]
        texts += [self.of(k) for k in line.uses]
        return f"({' '.join([ROWS[line.rule], *texts])})" if texts else ROWS[line.rule]

    def _definition(self, line: Line) -> str:
        (k,) = line.uses
        head, text = self._made(line.terms)
        self.scope |= {head}
        name = self.names.name(head)
        proofs = {p: self._by_definition(p) for p in line.terms}
        body = self.of(k, {head: name}, proofs)
        return f"(let {name} : {self.writer.type_of(head)} := {text} in {body})"

    def _by_definition(self, p: Term) -> str:
        """Why an equation of a definition holds: by computing."""
        names: list[str] = []
        while p.op == "all":
            names.append(f"(x{len(names)} : {sort(p.data)})")
            p = at(p, self.names.bind(f"x{len(names) - 1}", p.data))
        text = f"(eq_refl {self._text(p.args[1])})"
        if p.args[0].sort == "natural" and p.args[1].op not in ("symbol", "apply"):
            text = "ltac:(cbn [nr]; rewrite ?nr_add, ?nr_mul; reflexivity)"
        return f"(fun {' '.join(names)} => {text})" if names else text

    def _made(self, equations: Sequence[Term]) -> tuple[Any, str]:
        """What equations define, and as what."""
        rows = []
        for p in equations:
            while p.op == "all":
                p = at(p, fresh(p.data))
            rows.append((p.args[0], p.args[1]))
        left, right = rows[0]
        if left.op == "symbol":
            return left, self.writer.as_argument(right, left.sort)
        f: Function = left.data
        name = self.names.name(f)
        bound = [f"x{k}" for k in range(len(f.takes))]
        texts = " ".join(f"({x} : {sort(s)})" for x, s in zip(bound, f.takes, strict=True))
        body = self._matched(f, bound, 0, [(list(a.args), r, {}) for a, r in rows])
        if any(f in free(r) for _, r in rows):
            return f, f"(fix {name} {texts} {{struct x0}} : {sort(f.gives)} := {body})"
        return f, f"(fun {texts} => {body})"

    def _matched(self, f: Function, bound: list[str], k: int,
                 rows: list[tuple[list[Term], Term, dict[object, Term]]]) -> str:  # fmt: skip
        """Patterns one argument after the other."""
        if not rows:
            return DEFAULT[f.gives]
        if k == len(bound):
            _, right, change = rows[0]
            return self.writer.as_argument(substitute(right, change), f.gives)
        x = self.names.bind(bound[k], f.takes[k])
        pure = [r for r in rows if r[0][k].op == "symbol"]
        if len(pure) == len(rows):
            after = [(a, r, {**c, a[k]: x}) for a, r, c in rows]
            return self._matched(f, bound, k + 1, after)
        n = self.names.bind(f"{bound[k]}n", "natural")
        base, step = [], []
        for a, r, c in rows:
            if a[k].op == "number":
                base.append((a, r, c))
            elif a[k].op == "sum":
                step.append((a, r, {**c, a[k].args[0]: n}))
            else:
                base.append((a, r, {**c, a[k]: number(0)}))
                step.append((a, r, {**c, a[k]: n + 1}))
        zero_case = self._matched(f, bound, k + 1, base)
        more = self._matched(f, bound, k + 1, step)
        return f"match {bound[k]} with O => {zero_case} | Datatypes.S {bound[k]}n => {more} end"

    def _cite(self, line: Line, cited: Stated) -> str:
        change: dict[object, Any] = {}
        texts: dict[object, str] = {}
        values: list[tuple[Term, str]] = []
        for p in line.terms:
            names: list[Term] = []
            while p.op == "all":
                names.append(self.names.bind(f"x{len(names)}", p.data))
                p = at(p, names[-1])
            left, right = p.args
            if left.op == "symbol":
                change[left] = right
                texts[left] = self.writer.as_argument(right, left.sort)
                values.append((right, left.sort))
            else:
                change[left.data] = (left.args, right)
                bound = " ".join(f"({self.names.name(x)} : {sort(x.sort)})" for x in names)
                body = self.writer.as_argument(right, left.data.gives)
                texts[left.data] = f"(fun {bound} => {body})"
                values.append((right, left.data.gives))
                if left.data.kind == "linear":
                    texts[left.data] = self._map(left.args[0], right)
        at_names = [self.writer.space] if cited.space else []
        for x in cited.takes:
            at_names.append(texts.get(x) or self._taken(x))
        shown = {self._says(k): self.of(k) for k in line.uses}

        written = [x for x, t in change.items()
                   if type(x) is Term and x.sort == "natural" and not simple(t)]  # fmt: skip

        def why(p: Term) -> str:
            q = substitute(p, change)
            text = shown.get(q) or self.hypothesis(q)
            as_numbers = {a for t in inside(p) if t.op in _NUMERIC for a in t.args}
            return text if as_numbers.isdisjoint(written) else f"ltac:(naturals {text})"

        text = " ".join([cited.name, *at_names, *map(why, cited.first)])
        if cited.needs:
            text = " ".join([f"(proj2 ({text}))", *map(why, cited.then)])
        says = [substitute(p, change) for p in cited.says]
        text = projection(f"({text})" if " " in text else text, says.index(line.says), cited.parts)
        return self._written(text, values)

    def _taken(self, x: Any) -> str:
        if type(x) is Function and x.kind == "linear":
            return f"{self.names.name(x)} {self.names.name(x.adjoint)} {self.names.name(x)}_adjoint"
        return self._there(x)

    def _map(self, x: Term, image: Term) -> str:
        """A linear map that stands for another: its own name, its adjoint, and why."""
        if (
            image.op != "apply"
            or image.args != (x,)
            or image.data.kind not in ("linear", "adjoint")
        ):
            raise NotStated("a linear map that is read as what is no map by itself")
        f = image.data
        name, other = self.names.name(f), self.names.name(f.adjoint)
        if f.kind == "linear":
            return f"{name} {other} {name}_adjoint"
        return f"{name} {other} (adjoint_comm {other} {name} {other}_adjoint)"


_NUMERIC = (*RELATIONS, "sum", "product", "quotient")
"""Where a natural is written as a number."""


def heads(equations: Sequence[Term]) -> set[object]:
    """What equations define."""
    p = equations[0]
    while p.op == "all":
        p = p.args[0]
    left = p.args[0]
    return {left if left.op == "symbol" else left.data}


def _order(x: Any) -> tuple[str, ...]:
    """Symbols first, then functions, by name."""
    if type(x) is Function:
        return ("1", x.name, x.kind, *x.takes, x.gives)
    return ("0", x.data, x.sort)


def _spoken_on_the_right(p: Term) -> frozenset[object]:
    """What is spoken of by what a symbol or a function is read as."""
    bound: set[object] = set()
    while p.op == "all":
        x = fresh(p.data)
        bound.add(x)
        p = at(p, x)
    return free(p.args[1]) - bound


def projection(text: str, place: int, parts: int) -> str:
    """One of several claims that are joined by "and"."""
    for _ in range(place):
        text = f"(proj2 {text})"
    return f"(proj1 {text})" if place < parts - 1 else text


def _rounding(says: Term) -> str:
    """A number rounded to m 2^e: the whole numbers m and e, which Rocq checks."""
    q, r = says.args[0].args[0].data, says.args[1].data
    two = Fraction(2)
    e = q.numerator.bit_length() - q.denominator.bit_length() - 53
    e = max(e + (abs(q) >= two ** (e + 53)), LEAST) if q else LEAST
    m = r / two**e
    parts = (q.numerator, q.denominator, m, e, r.numerator, r.denominator)
    why = ("(over_one _)" if x.denominator == 1 else "eq_refl" for x in (q, r))
    return f"(rounding _ _ {' '.join(f'({x})' for x in parts)} {' '.join(why)} ok)"


def fits_natural(t: Term, wanted: str) -> bool:
    """Whether a natural stands for what may be written as a number."""
    return wanted == "natural" or t.sort == "natural"


__all__ = ["Lines", "Stated", "heads", "projection"]
