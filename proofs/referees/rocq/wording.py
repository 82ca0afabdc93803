"""Terms and claims of the ledger, written in Rocq's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from proofs.trust.rules import LARGEST
from proofs.trust.terms import RELATIONS, Function, Term, flat, fresh, quotient
from proofs.trust.terms import number as number_term

FAR = 10**250
"""Rocq takes half a second to read so large a number."""


class NotStated(Exception):
    """What cannot be said in Rocq here, and why."""


KNOWN = {
    "sqrt": "sqrt", "exp": "exp", "log": "ln", "abs": "Rabs", "max": "Rmax", "min": "Rmin",
    "sigmoid": "sigmoid", "tanh": "tangent", "norm": "norm", "threshold": "threshold",
    "fl64": "fl64",
}  # fmt: skip
DEFAULT = {"scalar": "0", "natural": "O", "vector": "(@zero S)"}
SORTS = {"scalar": "R", "natural": "nat", "vector": "S"}
_WORDS = """
as at cofix else end exists exists2 fix for forall fun if in let match mod return then using where
with Definition Lemma Theorem Prop Type Set R S nat Z Q dot plus scale zero norm sum vsum run
threshold sigmoid tangent sqrt exp ln pow pi nr nadd nmul space adjoint linear probe tt I O V line
same size square natural discrete cases inverse maximum minimum logistic applied replaced conj
proj1 proj2 eq not or and ex True False ok find node leaf num vec rounding over_one
largest
"""
_RESERVED = frozenset(_WORDS.split()) | frozenset(KNOWN.values())
_LETTERS = {
    "^": "_hat", ".": "_", "-": "_", " ": "_", "+": "_plus_", "*": "_star", "/": "_over_",
    "(": "", ")": "", ",": "", ":": "", "'": "'",
}  # fmt: skip


def plain(name: str) -> str:
    """A name as an identifier of ASCII letters, digits, underscores and primes."""
    text = "".join(
        c if c.isascii() and (c.isalnum() or c == "_") else _LETTERS.get(c, f"u{ord(c):x}_")
        for c in name
    )
    text = re.sub(r"__+", "_", text).strip("_") or "x"
    return text if text[0].isalpha() else f"n{text}"


class Names:
    """Identifiers for the symbols and functions of one theorem, each with one of its own."""

    def __init__(self) -> None:
        self.given: dict[object, str] = {}
        self.taken: set[str] = set(_RESERVED)

    def name(self, x: Any) -> str:
        """The identifier of a symbol or of a function."""
        found = self.given.get(x)
        if found is None:
            if type(x) is Function and x.kind == "adjoint":
                base = plain(x.name) + "'"
            else:
                base = plain(x.name if type(x) is Function else x.data)
            if re.fullmatch(r"[Lhbzefukx][0-9]+n?|th_.*", base):
                base += "_"
            found, k = base, 0
            while found in self.taken:
                k += 1
                found = f"{base}_{k}"
            self.taken.add(found)
            self.given[x] = found
        return found

    def bind(self, text: str, sort: str) -> Term:
        """A symbol that is bound under a given identifier."""
        x = fresh(sort)
        self.given[x] = text
        return x


def whole_number(z: int) -> str:
    """A whole number; what is far out as a multiple of the largest of binary64, and the rest."""
    times = round(Fraction(z) / LARGEST)
    rest = z - times * int(LARGEST)
    if not times or abs(rest) > FAR:
        return str(z) if z >= 0 else f"({z})"
    return f"({times} * largest + {rest})" if rest else f"({times} * largest)"


def number(q: Fraction) -> str:
    """A rational number."""
    top = whole_number(q.numerator)
    top = f"(IZR {top})" if abs(q.numerator) > FAR else top
    return top if q.denominator == 1 else f"({top} / {q.denominator})"


def sort(name: str) -> str:
    """The type of what is of a sort."""
    if name not in SORTS:
        raise NotStated(f"{name}: only one space of vectors is stated")
    return SORTS[name]


Over = Mapping[Term, "Term | str"]
_NO_OVER: Over = {}


class Writer:
    """Writes terms as numbers (`R`), naturals (`nat`), vectors and claims."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.space = "S"
        self._done: dict[tuple[Term, str], str] = {}

    def text(self, t: Term, bound: Sequence[str] = (), over: Over = _NO_OVER) -> str:
        """A term as what it is, numbers as real ones; parts in `over` are written as told."""
        if t.sort == "claim":
            return self._kept("claim", t, bound, over)
        return self._kept("R" if flat(t) else "S", t, bound, over)

    def whole(self, t: Term, bound: Sequence[str] = (), over: Over = _NO_OVER) -> str:
        """A natural as a natural."""
        return self._kept("nat", t, bound, over)

    def as_argument(
        self, t: Term, wanted: str, bound: Sequence[str] = (), over: Over = _NO_OVER
    ) -> str:
        """A term where a sort is wanted."""
        return self.whole(t, bound, over) if wanted == "natural" else self.text(t, bound, over)

    def _kept(self, mode: str, t: Term, bound: Sequence[str], over: Over) -> str:
        if over and t in over:
            told = over[t]
            return told if isinstance(told, str) else self._kept(mode, told, bound, over)
        if over or t.loose:
            return self._write(mode, t, bound, over)
        found = self._done.get((t, mode))
        if found is None:
            found = self._done[t, mode] = self._write(mode, t, bound, over)
        return found

    def _write(self, mode: str, t: Term, bound: Sequence[str], over: Over) -> str:
        if mode == "claim":
            return self._claim(t, bound, over)
        if mode == "nat":
            return self._whole(t, bound, over)
        return self._number(t, bound, over) if mode == "R" else self._vector(t, bound, over)

    def _number(self, t: Term, bound: Sequence[str], over: Over) -> str:
        match t.op:
            case "number":
                return number(t.data)
            case "sum" | "product":
                sign = " + " if t.op == "sum" else " * "
                parts = [self.text(a, bound, over) for a in t.args]
                return f"({sign.join(parts)})" if len(parts) > 1 else parts[0]
            case "quotient":
                a, b = (self.text(x, bound, over) for x in t.args)
                return f"({a} / {b})"
            case "power":
                base, n = t.args
                return f"({self.text(base, bound, over)} ^ {self.whole(n, bound, over)})"
            case "dot":
                u, v = (self.text(a, bound, over) for a in t.args)
                return f"<< {u}, {v} >>"
            case "total":
                return self._total("sum", t, bound, over)
        if t.sort == "natural":
            return f"(nr {self.whole(t, bound, over)})"
        return self._atom(t, bound, over)

    def _total(self, head: str, t: Term, bound: Sequence[str], over: Over) -> str:
        k = f"b{len(bound)}"
        body = self.text(t.args[1], (k, *bound), over)
        return f"({head} {self.whole(t.args[0], bound, over)} (fun {k} : nat => {body}))"

    def _vector(self, t: Term, bound: Sequence[str], over: Over) -> str:
        match t.op:
            case "zero":
                return "(@zero S)"
            case "sum":
                parts = [self.text(a, bound, over) for a in t.args]
                return f"({' +v '.join(parts)})" if len(parts) > 1 else parts[0]
            case "product":
                numbers = [self.text(a, bound, over) for a in t.args if flat(a)]
                (v,) = [self.text(a, bound, over) for a in t.args if not flat(a)]
                if not numbers:
                    return v
                c = numbers[0] if len(numbers) == 1 else f"({' * '.join(numbers)})"
                return f"({c} *v {v})"
            case "quotient":
                over_d = self.text(quotient(number_term(1), t.args[1]), bound, over)
                return f"({over_d} *v {self.text(t.args[0], bound, over)})"
            case "total":
                return self._total("vsum", t, bound, over)
        return self._atom(t, bound, over)

    def _whole(self, t: Term, bound: Sequence[str], over: Over) -> str:
        match t.op:
            case "number":
                return f"{t.data}%nat"
            case "sum" | "product":
                head = "nadd" if t.op == "sum" else "nmul"
                text, *rest = (self.whole(a, bound, over) for a in t.args)
                for r in rest:
                    text = f"({head} {text} {r})"
                return text
            case "power" | "total":
                raise NotStated("a power or a sum of naturals as a natural")
        return self._atom(t, bound, over)

    def _atom(self, t: Term, bound: Sequence[str], over: Over) -> str:
        if t.op == "bound":
            return bound[int(t.data)]
        if t.op == "symbol":
            sort(t.sort)
            return self.names.name(t)
        f = t.data
        head = KNOWN[f.name] if f.kind == "known" else self.names.name(f)
        below = zip(t.args, f.takes, strict=True)
        return f"({head} {' '.join(self.as_argument(a, s, bound, over) for a, s in below)})"

    def _claim(self, t: Term, bound: Sequence[str], over: Over) -> str:
        if t.op in RELATIONS:
            a, b = (self.text(x, bound, over) for x in t.args)
            return f"({a} {'<>' if t.op == '!=' else t.op} {b})"
        if t.op == "all":
            k = f"b{len(bound)}"
            return f"(forall {k} : {sort(t.data)}, {self.text(t.args[0], (k, *bound), over)})"
        sign = {"and": r" /\ ", "or": r" \/ ", "imply": " -> "}[t.op]
        return f"({sign.join(self.text(a, bound, over) for a in t.args)})"

    def type_of(self, x: Any) -> str:
        """The type of a symbol or of a function."""
        if type(x) is Function:
            return " -> ".join(map(sort, (*x.takes, x.gives)))
        return sort(x.sort)

    def default(self, x: Any) -> str:
        """Any value for a symbol or a function of which nothing is said."""
        if type(x) is Function:
            if x.kind != "opaque":
                raise NotStated(f"{x.name}: a linear map out of its place")
            return f"(fun {' '.join('_' for _ in x.takes)} => {DEFAULT[x.gives]})"
        return DEFAULT[str(x.sort)]


__all__ = ["DEFAULT", "KNOWN", "Names", "NotStated", "Over", "Writer", "number", "plain", "sort",
           "whole_number"]  # fmt: skip
