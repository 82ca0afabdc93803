"""The formulas of a rule's text, read into nodes; nothing is ever evaluated.

Python's arithmetic, and what rules are written with: w[k], sums over units, where, max, clip.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from proofs.judge.slopes import NoSlope, slope
from proofs.judge.syntax import (
    COMPARISONS,
    ZERO,
    Kind,
    Node,
    free_indices,
    is_number,
    names,
    negative,
    node,
    number,
    parts,
    rebuilt,
    with_index,
)
from proofs.lexer import ParseError, Token, shown, tokens

SAMPLE = "sample"
"""The index over samples, where none is named."""
DEEPEST = 60
MOST_NODES = 4000
LARGEST_POWER = 64
LONGEST_NUMBER = 40
FUNCTIONS = {
    "abs": 1, "argmax": 2, "clip": 3, "count": 1, "dot": 2, "exp": 1, "grad": 2, "log": 1,
    "max": 2, "mean": 2, "min": 2, "norm": 1, "norm_max": 1, "phi": 1, "relu": 1, "sigmoid": 1,
    "sign": 1, "soft": 2, "sqrt": 1, "sum": 2, "tanh": 1, "where": 3,
}  # fmt: skip
"""How many operands each function has."""
SHAPES = {
    "argmax": "argmax(k, dot(w[k], x))", "clip": "clip(a, -c, c)", "count": "count(k)",
    "dot": "dot(w, x)", "grad": "grad(loss, w)", "mean": "mean(i, a[i])", "soft": "soft(a, b)",
    "sum": "sum(k, dot(w[k], x))", "where": "where(a > 0, b, c)", "norm": "norm(w)",
    "norm_max": "norm_max(w)", "max": "max(a, b)", "min": "min(a, b)",
}  # fmt: skip
_OTHERWISE = {
    "ln": "log(a)", "sgn": "sign(a)", "step": "phi(a)", "heaviside": "(1 + phi(a))/2",
    "square": "a**2", "inner": "dot(u, v)", "len": "norm(u)", "if": "where(a > 0, b, c)",
    "softplus": "log(1 + exp(a))", "maximum": "max(a, b)", "minimum": "min(a, b)",
    "logistic": "sigmoid(a)", "expit": "sigmoid(a)", "pow": "a**2", "gradient": "grad(loss, w)",
    "average": "mean(i, a[i])", "softmax": "exp(z[k])/sum(j, exp(z[j]))",
    "argmin": "argmax(k, -z[k])", "transpose": "dot(u, v)", "mod": "a state that counts",
    **dict.fromkeys(("random", "randn", "rand", "noise", "normal", "uniform"),
                    "what is random as data: data x vector, y, n"),
    **dict.fromkeys(("cos", "sin", "floor", "round"), "its values as data: data x vector, y, s"),
    **dict.fromkeys(("outer", "matmul", "inv", "inverse", "solve", "diag", "eye"),
                    "diagonals, coordinate by coordinate, as with each w h; there are no matrices"),
}  # fmt: skip
RESERVED = ("and", "or", "not", "in", "if", "else", "True", "False", "None", "nan", "inf", "pi")


class IsVector(Exception):
    """A state that was taken for a number is a vector: the text is read again."""


class IsBatch(Exception):
    """A sum over nothing that is named runs over the samples: a step sees all of them."""


class IsClass(Exception):
    """A datum that was taken for a number is the number of a class."""


@dataclass
class Scope:
    """What names mean at a line."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    """Of data and states."""
    roles: dict[str, str] = field(default_factory=dict)
    index_of: dict[str, str] = field(default_factory=dict)
    """The index of names that have one."""
    meanings: dict[str, tuple[str | None, Node]] = field(default_factory=dict)
    """Definitions and new values, with the index that they are written with."""
    parameters: dict[str, int] = field(default_factory=dict)
    """Undeclared names, with the line of their first use."""
    each: bool = False
    loose: set[str] = field(default_factory=set)
    """States of which nothing says yet that they are numbers."""
    bound: list[str] = field(default_factory=list)
    """Indices that mean something here."""
    line: int = 0
    batch: bool = False
    """Whether data without an index are those of all samples."""
    single: bool = False
    """Whether data stand for the one sample that is predicted."""
    implied: str = ""
    """The index over samples within sum(...) or mean(...) without one."""

    def samples(self) -> str:
        """The index over samples that a sum without one may run over; empty where none may."""
        if self.batch:
            return SAMPLE
        found = {i for n, i in self.index_of.items() if self.roles.get(n) == "data"}
        (index,) = found if len(found) == 1 and not self.single else ("",)
        return "" if index in self.bound else index


class Reader:
    """Reads the tokens of one line."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.tokens = tokens(text, indexed=True)
        self.at = 0
        self.depth = 0
        self.scope = scope
        self._balanced()

    def _balanced(self) -> None:
        """Raise `ParseError` for a bracket that is not closed, or closes nothing."""
        closing = {"(": ")", "[": "]", "{": "}"}
        opened: list[Token] = []
        for word in self.tokens:
            text = word.text[:1] if word.what == "sign" else ""
            if text in closing:
                opened.append(word)
            elif text in closing.values():
                if not opened or closing[opened[-1].text] != text:
                    raise ParseError(f"{word.shown} closes no bracket; remove it or open one")
                opened.pop()
        if opened:
            what = opened[-1]
            raise ParseError(f"the bracket {what.shown} is never closed; add {closing[what.text]}")

    # Words ---------------------------------------------------------------------------------------
    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def ahead(self, by: int = 1) -> Token:
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def took(self, *words: str) -> str:
        if self.here.what in ("sign", "name") and self.here.text.replace("′", "'") in words:
            self.at += 1
            return self.tokens[self.at - 1].text.replace("′", "'")
        return ""

    def expect(self, word: str, instead: str) -> None:
        if not self.took(word):
            self._no_comparison()
            raise ParseError(f"{shown(word)} is wanted before {self.here.shown}: {instead}")

    def name(self, what: str) -> str:
        if self.here.what != "name" or self.here.text.endswith("'"):
            raise ParseError(f"{what} is wanted before {self.here.shown}")
        self.at += 1
        return self.tokens[self.at - 1].text

    def _no_comparison(self) -> None:
        """Raise `ParseError` at a choice or a comparison: these stand in where."""
        if self.here.text in ("if", "else"):
            raise ParseError(f"{self.here.shown}: a choice is written where(condition, a, b)")
        if self.here.text in ("<", ">", "<=", ">=", "==", "!=", "=", "and", "or"):
            raise ParseError(
                f"{self.here.shown}: a comparison stands in where; write where(a < b, 1, 0) for "
                "the number"
            )

    def end(self) -> None:
        if self.here.what == "end":
            return
        self._no_comparison()
        before = self.tokens[self.at - 1].text if self.at else ""
        if self.here.what in ("name", "number") or self.here.text == "(":
            raise ParseError(
                f"there is no operator before {self.here.shown}; write {before}*… for a product"
            )
        raise ParseError(f"{self.here.shown} is not expected here; remove it or finish the line")

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ParseError(f"more than {DEEPEST} levels of brackets; name a part: e = …")

    # Conditions ----------------------------------------------------------------------------------
    def condition(self) -> Node:
        """Comparisons joined by and, or, not."""
        self.deeper()
        left = self._all()
        while self.took("or"):
            left = node("or", left, self._all())
        self.depth -= 1
        return left

    def _all(self) -> Node:
        left = self._not()
        while self.took("and"):
            left = node("and", left, self._not())
        return left

    def _not(self) -> Node:
        if self.took("not"):
            return node("not", self._not())
        if self.here.text == "(" and self._compares_within():
            self.at += 1
            inner = self.condition()
            self.expect(")", "close the bracket")
            return inner
        links = self.relations()
        made = links[0]
        for link in links[1:]:
            made = node("and", made, link)
        return made

    def _compares_within(self) -> bool:
        """Whether the bracket here holds a condition and not a number."""
        depth = 0
        for word in self.tokens[self.at :]:
            depth += (word.text in ("(", "[")) - (word.text in (")", "]", "]'"))
            if depth == 1 and word.text in (
                "and",
                "or",
                "not",
                "<",
                ">",
                "<=",
                ">=",
                "=",
                "!=",
                "in",
            ):
                return True
            if depth == 0:
                return False
        return False

    def relations(self) -> list[Node]:
        """The comparisons of a chain, 0 <= a < 1."""
        left, found = self.sum(), []
        while sign := self.took("<", "<=", ">", ">=", "=", "!=", "in"):
            if sign == "in":
                found.append(self._member(left))
                continue
            right = self.sum()
            found.append(self.compared(left, sign, right))
            left = right
        if not found:
            raise ParseError(
                f"a comparison is wanted before {self.here.shown}: write for example a > 0"
            )
        return found

    def _member(self, left: Node) -> Node:
        self.expect("{", "write y in {-1, 1}")
        made: Node | None = None
        while True:
            one = self.compared(left, "=", self.sum())
            made = one if made is None else node("or", made, one)
            if not self.took(","):
                break
        self.expect("}", "close the set")
        return made

    def compared(self, left: Node, sign: str, right: Node) -> Node:
        """A comparison, > turned round; indices are compared by = and != alone."""
        if sign in (">", ">="):
            left, right, sign = right, left, sign.replace(">", "<")
        if "index" in (left.kind, right.kind) and left.kind != right.kind:
            other = right if left.kind == "index" else left
            if other.op != "number":
                self.class_wanted(other)
        if left.kind == "index" and sign not in ("=", "!="):
            raise ParseError("units and classes are compared by = and != alone")
        if not self.scope.each and "vector" in (left.kind, right.kind):
            left, right = self._alike(left, right, "compare")
        return node(sign, left, right)

    def class_wanted(self, other: Node) -> None:
        """A datum beside an index is the number of a class."""
        if other.op in ("name", "at") and self.scope.roles.get(other.data) == "data":
            raise IsClass(other.data)
        raise ParseError(f"{other!r} is no index: write for example y = k, y being a label")

    # Arithmetic ----------------------------------------------------------------------------------
    def sum(self) -> Node:
        self.deeper()
        pieces = [self.product()]
        while sign := self.took("+", "-"):
            other = self.product()
            pieces.append(other if sign == "+" else _minus(other))
        self.depth -= 1
        if len(pieces) == 1:
            return pieces[0]
        pieces = [self.numeric(p) for p in pieces]
        if any(p.kind == "vector" for p in pieces) and not self.scope.each:
            for p in pieces:
                if p.kind != "vector":
                    self._alike(p, next(q for q in pieces if q.kind == "vector"), "add")
        return self.made("+", *pieces)

    def _alike(self, a: Node, b: Node, verb: str) -> tuple[Node, Node]:
        """Two parts of one kind; a state that must be a vector is found out here."""
        one, other = (a, b) if a.kind != "vector" else (b, a)
        if one.kind == other.kind or is_number(one, 0):
            return a, b
        self._loose(one)
        raise ParseError(
            f"cannot {verb} the number {one!r} and the vector {other!r}; "
            "for arithmetic coordinate by coordinate declare it: each w m v"
        )

    def _loose(self, number: Node) -> None:
        """Raise `IsVector` for a state in it whose kind was not said: it must be a vector."""
        for part in parts(number):
            if part.op in ("name", "at") and part.data in self.scope.loose:
                raise IsVector(part.data)

    def numeric(self, part: Node) -> Node:
        if part.kind in ("truth", "truths"):
            raise ParseError(f"{part!r} is a comparison; write where({part!r}, 1, 0)")
        if part.kind == "index":
            raise ParseError(f"{part!r} is the number of a unit or class; it only serves as [k]")
        return part

    def product(self) -> Node:
        left = self.signed()
        while sign := self.took("*", "/", "."):
            right = self.numeric(self.signed())
            left = self.numeric(left)
            if sign == ".":  # u.v is an inner product: what stands beside a vector is one
                for one, other in ((left, right), (right, left)):
                    loose = one.op in ("name", "at") and one.data in self.scope.loose
                    if loose and other.kind == "vector":
                        raise IsVector(one.data)
            if left.kind == right.kind == "vector":
                if sign == ".":
                    left = self.made("dot", left, right)
                    continue
                if not self.scope.each:
                    raise ParseError(
                        f"{left!r} and {right!r} are vectors; write dot(u, v) for their inner "
                        "product, or declare that arithmetic is by coordinates: each w m v"
                    )
            if sign == "/" and right.kind == "vector" and not self.scope.each:
                raise ParseError(f"cannot divide by the vector {right!r}; declare it: each w m v")
            if sign == "/":
                left = self.made("/", left, right)
            else:
                factors = left.args if left.op == "*" else (left,)
                left = self.made("*", *factors, right)
        return left

    def signed(self) -> Node:
        if self.took("-"):
            self.deeper()
            made = _minus(self.numeric(self.signed()))
            self.depth -= 1
            return made
        if self.took("+"):
            return self.signed()
        return self.power()

    def power(self) -> Node:
        base = self.atom()
        if self.here.what == "raised":
            self.at += 1
            return self.raised(base, number(int(self.tokens[self.at - 1].text)))
        if not self.took("**"):
            return base
        self.deeper()
        exponent = self.signed()
        self.depth -= 1
        return self.raised(base, exponent)

    def raised(self, base: Node, exponent: Node) -> Node:
        base, exponent = self.numeric(base), self.numeric(exponent)
        value = _constant(exponent)
        if base.kind == "vector" and not self.scope.each:
            raise ParseError(
                f"cannot raise the vector {base!r} to a power; write dot(u, u), or declare that "
                "arithmetic is by coordinates: each w m v"
            )
        if value is None:
            return self.made("pow", base, exponent)
        if abs(value) > LARGEST_POWER or value.denominator > LARGEST_POWER:
            raise ParseError(f"an exponent is at most {LARGEST_POWER}; this is {value}")
        return self.made("**", base, data=value)

    def made(self, op: str, *args: Node, data: object = None) -> Node:
        return node(op, *args, data=data)

    # Atoms ---------------------------------------------------------------------------------------
    def atom(self) -> Node:
        word = self.here
        if word.what == "number":
            self.at += 1
            return number(_exactly(word.text))
        if word.what == "name":
            self.at += 1
            if self.here.text == "(":
                return self.call(word)
            return self.named(word)
        if self.took("sqrt"):
            return node("sqrt", self.numeric(self.atom()))
        if self.took("("):
            inner = self.sum()
            self.expect(")", "close the bracket")
            return inner
        if self.took("|", "‖"):
            doubled = self.here.text == "|" and self.here.column == word.column + 1
            inner = self.numeric(self.sum())
            self.expect(word.text, "close it")
            if doubled and inner.op == "norm":
                return inner
            return node("norm" if inner.kind == "vector" or word.text == "‖" else "abs", inner)
        raise ParseError(
            "the line ends where a number, a name or a bracket is wanted; finish it"
            if word.what == "end"
            else f"a number, a name or an opening bracket is wanted before {word.shown}"
        )

    def index(self) -> Node:
        """What stands in square brackets."""
        if self.here.what == "number":
            raise ParseError(
                f"{self.here.shown}: an index is a letter, a label or argmax(…); "
                "give units of their own names where they differ"
            )
        part = self.sum()
        if part.kind != "index":
            self.class_wanted(part)
        return part

    def named(self, word: Token) -> Node:
        scope, name = self.scope, word.text.replace("′", "'")
        at: Node | None = None
        lone = name in scope.kinds and name not in scope.index_of
        if self.here.text == "[" and lone:
            raise ParseError(f"{name} has no index; declare it with one, as in start {name}[k] = 0")
        if self.took("["):
            at = self.index()
            if not self.took("]"):
                if self.here.text == "]'":
                    self.at += 1
                    name += "'"
                else:
                    raise ParseError(f"']' is wanted before {self.here.shown}: close the index")
        if name in scope.bound and at is None:
            return node("index", data=name)
        if name in scope.meanings:
            index, means = scope.meanings[name]
            return self._unit(name, index, at, lambda i: with_index(means, index or "", i), means)
        if name.endswith("'"):
            raise ParseError(
                f"{word.shown}: {name} has no new value yet; write the line {name} = … before"
            )
        if name in scope.kinds:
            kind, index = scope.kinds[name], scope.index_of.get(name)
            plain = node("name", data=name, kind=kind)
            return self._unit(name, index, at, lambda i: node("at", i, data=name, kind=kind), plain)
        if at is not None:
            raise ParseError(
                f"{word.shown} has no index; declare it with one, as in start {name}[k] = 0"
            )
        if name == "t":
            return node("clock")
        if name in FUNCTIONS:
            raise ParseError(f"{name} is a function; write {SHAPES.get(name, name + '(a)')}")
        if name in RESERVED:
            raise ParseError(f"{word.shown} has no meaning here; choose another name")
        if name not in scope.parameters:
            scope.parameters[name] = scope.line
        return node("name", data=name, kind="scalar")

    def _unit(
        self, name: str, index: str | None, at: Node | None,
        unit: Callable[[Node], Node], plain: Node,
    ) -> Node:  # fmt: skip
        if at is None and index and index == self.scope.implied and index != SAMPLE:
            return unit(node("index", data=index))
        if at is None and index == SAMPLE:
            if self.scope.single:
                return rebuilt(plain, _one_sample)
            if SAMPLE not in self.scope.bound:
                raise ParseError(
                    f"{name} is of all samples, as sum(…) or mean(…) says; put it within one"
                )
            return unit(node("index", data=SAMPLE))
        sample = self.scope.single and self.scope.roles.get(name) == "data"
        if at is None and (index is None or sample):
            return plain
        if index is None:
            raise ParseError(f"{name} has no index; declare it with one: start {name}[k] = 0")
        if at is None:
            raise ParseError(f"{name} has an index; write {name}[{index}]")
        return unit(at)

    # Functions -----------------------------------------------------------------------------------
    def call(self, word: Token) -> Node:
        name = "sigmoid" if word.source == "σ" else word.text
        if name not in FUNCTIONS:
            raise ParseError(self.no_function(name))
        self.at += 1
        self.deeper()
        made = self._call(name)
        self.depth -= 1
        return made

    def no_function(self, name: str) -> str:
        if name.lower() in _OTHERWISE:
            return f"{shown(name)} is not a function here; write {_OTHERWISE[name.lower()]}"
        near = difflib.get_close_matches(name, FUNCTIONS, 1)
        if near:
            return f"{shown(name)} is not a function; did you mean {near[0]}?"
        return (
            f"{shown(name)} is not a function; write {name}*(…) for a product. Functions are "
            + ", ".join(FUNCTIONS)
        )

    def _call(self, name: str) -> Node:
        if name == "count":
            index = self.name("an index")
            self.expect(")", "write count(k)")
            return node("count", data=index)
        if name in ("sum", "mean", "argmax", "max", "min") and self._runs(name):
            return self._bound(name)
        if name in ("sum", "mean"):
            return self._over_samples(name)
        arguments = [self.condition() if name == "where" else self.sum()]
        while self.took(","):
            arguments.append(self.sum())
        self.expect(")", f"close the bracket of {name}")
        several = name in ("max", "min") and len(arguments) > 2
        if len(arguments) != FUNCTIONS[name] and not several:
            wanted = FUNCTIONS[name]
            raise ParseError(
                f"{name} takes {wanted} argument{'s' * (wanted != 1)}, not {len(arguments)}; "
                f"write {SHAPES.get(name, name + '(a)')}"
            )
        if name == "where":
            return self._where(*arguments)
        arguments = [self.numeric(a) for a in arguments]
        if name == "grad":
            return self._gradient(*arguments)
        if name in ("dot", "norm", "norm_max"):
            return self._reduced(name, arguments)
        made = arguments[0]
        if len(arguments) == 1:
            return self.made(name, made)
        if name in ("max", "min"):
            for other in arguments[1:]:
                made = self.made(name, made, other)
            return made
        return self.made(name, *arguments)

    def _over_samples(self, name: str) -> Node:
        """A sum without an index: over all samples, or over the coordinates of a vector."""
        over, before = self.scope.samples(), self.scope.implied
        if over:
            self.scope.bound.append(over)
            self.scope.implied = over
        body = self.numeric(self.sum())
        if over:
            self.scope.bound.pop()
        self.scope.implied = before
        self.expect(")", f"write {SHAPES[name]}, or {name}(a) over samples")
        if over and over in free_indices(body):
            made = node("total", body, data=over)
            return made if name == "sum" else node("/", made, node("count", data=over))
        spoken = [n for n in names(body) if self.scope.roles.get(n) == "data"]
        coordinates = self.scope.each and body.kind == "vector" and name == "sum"
        if any(n not in self.scope.index_of for n in spoken) and not coordinates:
            raise IsBatch
        if body.kind == "vector" and name == "sum":
            return node("coordinates", body)
        self._loose(body)
        raise ParseError(f"{name} runs over an index: write {SHAPES[name]}")

    def _reduced(self, name: str, arguments: list[Node]) -> Node:
        for a in arguments:
            if a.kind == "vector":
                continue
            self._loose(a)
            instead = "sum(v) adds the coordinates" if a.op == "number" else "write a product"
            raise ParseError(
                f"{name} is of vectors, and {a!r} is a number; {instead}, or declare it: "
                "data x vector"
            )
        return self.made("normmax" if name == "norm_max" else name, *arguments)

    def _where(self, condition: Node, a: Node, b: Node) -> Node:
        if a.kind == b.kind == "index":
            raise ParseError("where chooses between numbers or vectors, not between units")
        a, b = self.numeric(a), self.numeric(b)
        if not self.scope.each and condition.kind != "truths":
            self._alike(a, b, "choose between")
        return self.made("where", condition, a, b)

    def _gradient(self, loss: Node, by: Node) -> Node:
        if by.op not in ("name", "at") or self.scope.roles.get(by.data) != "state":
            raise ParseError("a gradient is by a state: write grad(loss, w)")
        if by.data not in names(loss):
            raise ParseError(
                f"{loss!r} is free of {by!r}, and so it has no gradient by it; define the loss "
                "on a line before: loss = …"
            )
        try:
            made = slope(loss, by)
        except NoSlope as error:
            raise ParseError(str(error)) from None
        if by.kind == "vector" and is_number(made, 0):
            return ZERO
        return made

    def _runs(self, name: str) -> bool:
        """Whether the first argument is an index that runs."""
        if self.here.what != "name" or self.ahead().text != ",":
            return False
        index = self.here.text
        if name not in ("max", "min") or index in self.scope.bound:
            return True
        known = (*self.scope.kinds, *self.scope.meanings, *self.scope.bound)
        depth, place = 1, self.at
        while depth and place < len(self.tokens) - 1:
            place += 1
            word = self.tokens[place]
            depth += (word.text == "(") - (word.text == ")")
            inside = self.tokens[place - 1].text == "[" and word.text == index
            if inside and index not in known:
                return True
        return False

    def _bound(self, name: str) -> Node:
        index = self.name("an index")
        if index in self.scope.kinds or index in self.scope.meanings:
            raise ParseError(f"{index} is no index but a name of the rule; write {SHAPES[name]}")
        if index in self.scope.bound:
            raise ParseError(
                f"the index {index} means something here; take another letter, {name}(j, …[j])"
            )
        self.expect(",", f"write {SHAPES.get(name, name)}")
        self.scope.bound.append(index)
        body = self.numeric(self.sum())
        self.scope.bound.pop()
        self.expect(")", f"close the bracket of {name}")
        if index not in free_indices(body):
            raise ParseError(f"{name} runs over {index}, and nothing in it has [{index}]")
        if name == "mean":
            families = (
                self.scope.index_of.get(p.data) for p in parts(body)
                if p.op == "at" and p.args[0].op == "index" and p.args[0].data == index
            )  # fmt: skip
            count = node("count", data=next((f for f in families if f), index))
            return node("/", node("total", body, data=index), count)
        if name == "argmax" and body.kind != "scalar":
            raise ParseError("argmax compares numbers; this is a vector")
        if name == "min":
            return _minus(node("largest", _minus(body), data=index))
        op = {"sum": "total", "argmax": "argmax", "max": "largest"}[name]
        return node(op, body, data=index)


def _one_sample(part: Node) -> Node | None:
    """Data of the sample at hand as data of the one that is asked about."""
    if part.op == "at" and part.args[0].op == "index" and part.args[0].data == SAMPLE:
        return node("name", data=part.data, kind=part.kind)
    return None


def _minus(part: Node) -> Node:
    return negative(part) if part.op == "number" else node("neg", part)


def _constant(part: Node) -> Fraction | None:
    """The value of an exponent that is written with numbers alone."""
    if part.op == "number":
        return Fraction(part.data)
    inner = [_constant(a) for a in part.args]
    if part.op == "neg" and inner[0] is not None:
        return -inner[0]
    if part.op == "/" and inner[0] is not None and inner[1]:
        return inner[0] / inner[1]
    return None


def _exactly(literal: str) -> Fraction:
    mantissa, _, exponent = literal.lower().partition("e")
    if len(literal) > LONGEST_NUMBER or len(exponent) > 3:
        raise ParseError(f"the number {shown(literal)} is too long")
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)


__all__ = ["COMPARISONS", "FUNCTIONS", "IsClass", "IsVector", "Reader", "Scope"]
