"""Terms in SMT-LIB 2.

A number is written as it stands; a vector is a combination of vectors that are none themselves, so
that an inner product is a sum over one unknown for each pair.  What a function is taken of is
written as a polynomial in a fixed order: f(a + b) and f(b + a) are one unknown.  All functions are
uninterpreted, the reciprocal among them; what is known of them is asserted where it is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from proofs.referees.reading import Function, Node, is_vector, opened, shown, symbol

Monomial = tuple[tuple[str, int], ...]
Poly = dict[Monomial, Fraction]
MOST_TERMS = 200
"""Monomials of a polynomial that is put in order; a larger one stays as it stands."""
LONG = 160
"""Characters; what is longer, and is closed, gets a name."""
ONE, ZERO = "1.0", "0.0"
QUOTED = re.compile(r"\|[^|]*\|")
_ODD = re.compile(r"[^\x20-\x7e]|[|\\]")
_THEORY = frozenset((
    "abs", "and", "arccos", "arcsin", "arctan", "as", "cos", "cot", "csc", "distinct", "div",
    "exists", "exp", "false", "forall", "iand", "is_int", "ite", "let", "mod", "not", "or",
    "par", "pi", "pow2", "sec", "sin", "sqrt", "tan", "to_int", "to_real", "true", "xor",
))  # fmt: skip
"""Symbols that solvers know; quoted they are the same symbols."""


def literal(q: Fraction) -> str:
    """An exact number."""
    top = f"{abs(q.numerator)}.0"
    text = top if q.denominator == 1 else f"(/ {top} {q.denominator}.0)"
    return text if q >= 0 else f"(- {text})"


def value(text: str) -> Fraction | None:
    """The number that a text says, if it is that of a number."""
    inner = text[3:-1] if text.startswith("(- ") else text
    pieces = inner[3:-1].split(" ") if inner.startswith("(/ ") else [inner]
    if not all(re.fullmatch(r"\d+\.0", piece) for piece in pieces):
        return None
    found = Fraction(int(pieces[0][:-2]), int(pieces[-1][:-2]) if len(pieces) > 1 else 1)
    return -found if inner is not text else found


def joined(op: str, texts: Iterable[str], empty: str) -> str:
    """Texts under one operator, if they are more than one."""
    found = list(texts)
    return found[0] if len(found) == 1 else f"({op} {' '.join(found)})" if found else empty


def plus(*texts: str) -> str:
    """A sum, without zeros."""
    return joined("+", [t for t in texts if t != ZERO], ZERO)


def times(*texts: str) -> str:
    """A product, without ones."""
    return ZERO if ZERO in texts else joined("*", [t for t in texts if t != ONE], ONE)


def minus(a: str, b: str) -> str:
    """A difference."""
    return a if b == ZERO else f"(- {a} {b})"


def quoted(text: str) -> str:
    """A name in bars, of printable ASCII."""
    plain = _ODD.sub(lambda m: f"u{ord(m[0]):04x}", text)
    return f"|{plain}_|" if plain in _THEORY else f"|{plain}|"


class Terms:
    """The texts of terms, each made once, and how the names in them are declared."""

    def __init__(self) -> None:
        self.declared: dict[str, str] = {}
        """For each name the command that declares it."""
        self.meaning: dict[str, str] = {}
        """What an abbreviation, a sum or a claim that has a letter stands for, in words."""
        self._taken: dict[str, object] = {}
        self._names: dict[object, str] = {}
        self._numbers: dict[Node, str] = {}
        self._vectors: dict[Node, dict[str, str]] = {}
        self._polys: dict[Node, Poly | None] = {}
        self._canonical: dict[Node, str] = {}
        self._short: dict[str, str] = {}
        self._claims: dict[Node, str] = {}
        self._heights: dict[Node, int] = {}
        self.read: dict[str, dict[str, str]] = {}
        """For a vector that is no combination, a combination that it equals; none at first."""

    # Names ---------------------------------------------------------------------------------------
    def name(self, key: object, wanted: str, command: str) -> str:
        """A name for a thing, declared by a command with {} in the name's place."""
        if key not in self._names:
            text, count = quoted(wanted), 1
            while text in self._taken:
                count += 1
                text = quoted(f"{wanted} {count}")
            self._taken[text] = key
            self._names[key] = text
            self.declared[text] = command.replace("{}", text, 1)
        return self._names[key]

    def sort(self, sort: str) -> str:
        """A sort: the reals, or that of a space."""
        if not sort.startswith("vector"):
            return "Real"
        return self.name(("sort", sort), sort, "(declare-sort {} 0)")

    def function(self, key: object, wanted: str, takes: Iterable[str], gives: str) -> str:
        """The name of a function of sorts."""
        own = " ".join(map(self.sort, takes))
        return self.name(key, wanted, f"(declare-fun {{}} ({own}) {self.sort(gives)})")

    def of_space(self, op: str, sort: str) -> str:
        """An operation of a space: dot, plus, times or zero."""
        takes = {"dot": (sort, sort), "plus": (sort, sort), "times": ("scalar", sort)}.get(op, ())
        gives = "scalar" if op == "dot" else sort
        return self.function((op, sort), f"{op}{sort[6:]}", takes, gives)

    def known(self, name: str, *takes: str) -> str:
        """One of the functions that have laws, or the reciprocal, as uninterpreted."""
        return self.function(("known", name), f"real.{name}", takes or ("scalar",), "scalar")

    def natural(self, text: str) -> str:
        """That a number is natural."""
        name = self.name("natural", "natural", "(declare-fun {} (Real) Bool)")
        return f"({name} {text})"

    def probe(self, sort: str, key: str = "probe") -> str:
        """A vector of which nothing is known."""
        return self.name((key, sort), f"{key}{sort[6:]}", f"(declare-const {{}} {self.sort(sort)})")

    def letter(self, p: Node) -> str:
        """A claim as a letter."""
        name = self.name(("claim", p), f"claim {len(self._names)}", "(declare-const {} Bool)")
        self.meaning.setdefault(name, shown(p))
        return name

    def short(self, text: str, sort: str) -> str:
        """A name for a long text that speaks of no bound variable."""
        if len(text) <= LONG or "|!b." in text:
            return text
        if text not in self._short:
            command = f"(define-fun {{}} () {self.sort(sort)} {text})"
            self._short[text] = self.name(("text", text), f"t.{len(self._short)}", command)
        return self._short[text]

    def constant(self, key: object, wanted: str, sort: str) -> str:
        """A constant of a sort."""
        return self.name(key, wanted, f"(declare-const {{}} {self.sort(sort)})")

    # Numbers and vectors -------------------------------------------------------------------------
    def scalar(self, t: Node) -> str:
        """A number as it stands."""
        if t not in self._numbers:
            self._numbers[t] = self.short(self._scalar(t), "scalar")
        return self._numbers[t]

    def _scalar(self, t: Node) -> str:
        match t.op:
            case "number":
                return literal(t.data)
            case "sum":
                return plus(*map(self.scalar, t.args))
            case "product":
                return times(*map(self.scalar, t.args))
            case "quotient":
                return times(self.scalar(t.args[0]), self.inverse(t.args[1]))
            case "power":
                base, (rest, whole) = self.scalar(t.args[0]), self._exponent(t.args[1])
                left = [] if rest == ZERO else [self._symbolic_power(t.args[0], rest)]
                return times(*left, *[base] * whole)
            case "dot":
                return self.inner(self.vector(t.args[0]), self.vector(t.args[1]), t.args[0].sort)
        return self.atom(t)

    def inverse(self, d: Node) -> str:
        """The reciprocal of a number."""
        q = value(self.canonical(d))
        return literal(1 / q) if q else f"({self.known('inverse')} {self.canonical(d)})"

    def _exponent(self, e: Node) -> tuple[str, int]:
        p = self.poly(e) or {}
        whole = p.get((), Fraction(0))
        if whole.denominator != 1 or not 0 <= whole <= 64:
            return self.canonical(e), 0
        return self.text({m: c for m, c in p.items() if m}), int(whole)

    def _symbolic_power(self, base: Node, rest: str) -> str:
        power = self.known("power", "scalar", "scalar")
        return f"({power} {self.canonical(base)} {rest})"

    def inner(self, u: dict[str, str], v: dict[str, str], sort: str) -> str:
        """The inner product of two combinations."""
        dot = self.of_space("dot", sort)
        pieces = []
        for a, c in u.items():
            for b, d in v.items():
                pieces.append(times(c, d, f"({dot} {min(a, b)} {max(a, b)})"))
        return plus(*pieces)

    def vector(self, t: Node) -> dict[str, str]:
        """A vector as a combination, with coefficients as they stand."""
        if t not in self._vectors:
            self._vectors[t] = self._vector(t)
        return self._vectors[t]

    def _vector(self, t: Node) -> dict[str, str]:
        match t.op:
            case "zero":
                return {}
            case "sum":
                return combined(*map(self.vector, t.args))
            case "product":
                c = times(*[self.scalar(a) for a in t.args if not is_vector(a)])
                return scaled(c, next(self.vector(a) for a in t.args if is_vector(a)))
            case "quotient":
                return scaled(self.inverse(t.args[1]), self.vector(t.args[0]))
            case "apply" if t.data.kind in ("linear", "adjoint"):
                f = self.map(t.data)
                return {f"({f} {a})": c for a, c in self.vector(t.args[0]).items()}
        return {self.atom(t): ONE}

    def map(self, f: Function) -> str:
        """The name of a function of one's own."""
        mark = "'" if f.kind == "adjoint" else ""
        return self.function(f, f"{f.name}{mark}", f.takes, f.gives)

    def atom(self, t: Node) -> str:
        """A symbol, a function of arguments, or a sum over an index."""
        if t.op == "symbol":
            return self.constant(t, t.data, t.sort)
        if t.op == "total":
            return self._total(t)
        assert t.op == "apply", t.op
        f: Function = t.data
        if f.kind == "known":
            takes = [a.sort if s == "vector" else s for a, s in zip(t.args, f.takes, strict=True)]
            space = takes[0][6:] if is_vector(t.args[0]) else ""
            head = self.known(f.name + space, *takes)
        else:
            head = self.map(f)
        text = f"({head} {' '.join(map(self.canonical, t.args))})"
        return self.short(text, t.sort)

    def _total(self, t: Node) -> str:
        height = self.height(t)
        body = opened(t, symbol(f"!k.{height}", "natural"))
        key = self.canonical(body)
        index = f"!k.{height}"
        own = [x for x in body.free if isinstance(x, Node) and x.data.startswith(("!b.", "!k."))]
        around = sorted((x for x in own if x.data != index), key=lambda x: x.data)
        head = self.function(("total", key), f"sum {len(self._names)}",
                             ["scalar", *(x.sort for x in around)], t.sort)  # fmt: skip
        self.meaning.setdefault(head, f"the sum over !k.{height} of {shown(body)}")
        arguments = [self.canonical(t.args[0]), *map(self.canonical, around)]
        return f"({head} {' '.join(arguments)})"

    # Polynomials in a fixed order ----------------------------------------------------------------
    def canonical(self, t: Node) -> str:
        """A number or vector in a fixed order."""
        if t not in self._canonical:
            if is_vector(t):
                text = self._canonical_vector(t)
            else:
                p = self.poly(t)
                text = self.scalar(t) if p is None else self.text(p)
            self._canonical[t] = self.short(text, t.sort)
        return self._canonical[t]

    def text(self, p: Poly) -> str:
        """A polynomial as text."""
        pieces = []
        for m in sorted(p):
            factors = [a for a, n in m for _ in range(n)]
            pieces.append(times(literal(p[m]), *factors))
        return plus(*pieces)

    def _canonical_vector(self, t: Node) -> str:
        found = self._vector_polys(t)
        if found is None:
            pairs = sorted(self.vector(t).items())
        else:
            pairs = sorted((a, self.text(p)) for a, p in found.items())
        pieces = [
            a if c == ONE else f"({self.of_space('times', t.sort)} {c} {a})" for a, c in pairs
        ]
        text = pieces.pop() if pieces else self.of_space("zero", t.sort)
        while pieces:
            text = f"({self.of_space('plus', t.sort)} {pieces.pop()} {text})"
        return text

    def _vector_polys(self, t: Node) -> dict[str, Poly] | None:
        match t.op:
            case "zero":
                return {}
            case "sum":
                total: dict[str, Poly] = {}
                for found in map(self._vector_polys, t.args):
                    if found is None:
                        return None
                    for a, p in found.items():
                        total[a] = added(total.get(a, {}), p)
                return {a: p for a, p in total.items() if p}
            case "product" | "quotient":
                if t.op == "product":
                    factors = [self.poly(a) for a in t.args if not is_vector(a)]
                    below = self._vector_polys(next(a for a in t.args if is_vector(a)))
                else:
                    factors = [self._inverse_poly(t.args[1])]
                    below = self._vector_polys(t.args[0])
                c = multiplied(*factors)
                if c is None or below is None:
                    return None
                scaled_by = {a: multiplied(c, p) for a, p in below.items()}
                return (
                    None
                    if None in scaled_by.values()
                    else {a: p for a, p in scaled_by.items() if p}
                )
            case "apply" if t.data.kind in ("linear", "adjoint"):
                below = self._vector_polys(t.args[0])
                f = self.map(t.data)
                return None if below is None else {f"({f} {a})": p for a, p in below.items()}
        return {self.atom(t): {(): Fraction(1)}}

    def _inverse_poly(self, d: Node) -> Poly:
        text = self.inverse(d)
        q = value(text)
        return {((text, 1),): Fraction(1)} if q is None else {(): q}

    def poly(self, t: Node) -> Poly | None:
        """A number as a polynomial; None if it would be large."""
        if t not in self._polys:
            self._polys[t] = self._poly(t)
        return self._polys[t]

    def _poly(self, t: Node) -> Poly | None:
        match t.op:
            case "number":
                return {(): t.data} if t.data else {}
            case "sum":
                total: Poly = {}
                for p in map(self.poly, t.args):
                    if p is None:
                        return None
                    total = added(total, p)
                return total if len(total) <= MOST_TERMS else None
            case "product":
                return multiplied(*map(self.poly, t.args))
            case "quotient":
                return multiplied(self.poly(t.args[0]), self._inverse_poly(t.args[1]))
            case "power":
                rest, whole = self._exponent(t.args[1])
                one: Poly = {(): Fraction(1)}
                if rest != ZERO:
                    one = {((self._symbolic_power(t.args[0], rest), 1),): Fraction(1)}
                return multiplied(one, *[self.poly(t.args[0])] * whole)
            case "dot":
                u, v = map(self._vector_polys, t.args)
                if u is None or v is None or len(u) * len(v) > MOST_TERMS:
                    return None
                dot, total = self.of_space("dot", t.args[0].sort), {}
                for a, p in u.items():
                    for b, q in v.items():
                        pair: Poly = {((f"({dot} {min(a, b)} {max(a, b)})", 1),): Fraction(1)}
                        r = multiplied(p, q, pair)
                        if r is None:
                            return None
                        total = added(total, r)
                return total
        return {((self.atom(t), 1),): Fraction(1)}

    # Claims --------------------------------------------------------------------------------------
    def claim(self, p: Node) -> str:
        """A claim in full, quantifiers and all."""
        if p not in self._claims:
            self._claims[p] = self._claim(p)
        return self._claims[p]

    def _claim(self, p: Node) -> str:
        if p.op in ("and", "or"):
            return f"({p.op} {' '.join(map(self.claim, p.args))})"
        if p.op == "imply":
            return f"(=> {self.claim(p.args[0])} {self.claim(p.args[1])})"
        if p.op == "all":
            x = symbol(f"!b.{self.height(p)}", p.data)
            name = self.constant(x, x.data, x.sort)
            body = self.claim(opened(p, x))
            body = f"(=> {self.natural(name)} {body})" if p.data == "natural" else body
            return f"(forall (({name} {self.sort(p.data)})) {body})"
        a, b = map(self.canonical if is_vector(p.args[0]) else self.scalar, p.args)
        return f"(not (= {a} {b}))" if p.op == "!=" else f"({p.op} {a} {b})"

    def height(self, t: Node) -> int:
        """How many binders are nested in it."""
        if t not in self._heights:
            below = max(map(self.height, t.args), default=0)
            self._heights[t] = below + (t.op in ("all", "total"))
        return self._heights[t]


def combined(*vs: dict[str, str]) -> dict[str, str]:
    """The sum of combinations."""
    total: dict[str, str] = {}
    for v in vs:
        for a, c in v.items():
            total[a] = plus(total[a], c) if a in total else c
    return {a: c for a, c in total.items() if c != ZERO}


def scaled(c: str, v: dict[str, str]) -> dict[str, str]:
    """A multiple of a combination."""
    return {} if c == ZERO else {a: times(c, d) for a, d in v.items()}


def added(p: Poly, q: Poly) -> Poly:
    """The sum of two polynomials."""
    total = dict(p)
    for m, c in q.items():
        total[m] = total.get(m, Fraction(0)) + c
        if not total[m]:
            del total[m]
    return total


def multiplied(*ps: Poly | None) -> Poly | None:
    """The product of polynomials; None if it would be large."""
    total: Poly = {(): Fraction(1)}
    for p in ps:
        if p is None or len(total) * len(p) > MOST_TERMS * 20:
            return None
        product: Poly = {}
        for a, x in total.items():
            for b, y in p.items():
                exponents = dict(a)
                for atom, n in b:
                    exponents[atom] = exponents.get(atom, 0) + n
                m = tuple(sorted(exponents.items()))
                product[m] = product.get(m, Fraction(0)) + x * y
        total = {m: c for m, c in product.items() if c}
        if len(total) > MOST_TERMS:
            return None
    return total
