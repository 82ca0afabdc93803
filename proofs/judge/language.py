"""Learning rules as text: `read` gives them as data; nothing is ever evaluated.

    rule heavy-ball
    data x vector, y
    rate eta
    given 0 <= beta < 1
    start w = 0, u = 0
    predict dot(w, x)
    u' = beta*u - eta*grad((dot(w, x) - y)**2/2, w)
    w' = w + u'

A line is one of these, or a definition `name = …`, or an update `name' = …`; a # begins a comment.
README.md has the whole grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from proofs.judge.expressions import (
    FUNCTIONS,
    MOST_NODES,
    RESERVED,
    SAMPLE,
    SHAPES,
    IsBatch,
    IsClass,
    IsVector,
    Reader,
    Scope,
)
from proofs.judge.syntax import (
    BINDERS,
    ZERO,
    Datum,
    Kind,
    Node,
    Rule,
    State,
    Written,
    free_indices,
    is_number,
    names,
    node,
    parts,
    with_index,
)
from proofs.lexer import ParseError, shown

MOST_LINES = 400
MOST_RULES = 200
MOST_STATES = 40
KEYWORDS = (
    "rule", "data", "rate", "given", "start", "predict", "each", "units", "classes", "index",
    "parameters",
)  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")


class RuleError(ValueError):
    """A text that is no rule; the message names the line and says what to write."""


def read(text: str) -> tuple[Rule, ...]:
    """The rules of a text; raises `RuleError` with line, place and what to write instead.

    >>> (rule,) = read("rule p; data x vector, y; rate eta; w' = w + eta*(y - phi(dot(w, x)))*x")
    >>> rule.name, [s.name for s in rule.states], rule.states[0].kind
    ('p', ['w'], 'vector')
    """
    blocks = list(_blocks(text))
    if not blocks:
        raise RuleError("there is no rule: a rule begins with a line such as: rule perceptron")
    if len(blocks) > MOST_RULES:
        raise RuleError(f"{len(blocks)} rules are too many; at most {MOST_RULES} in one text")
    rules: list[Rule] = []
    for block in blocks:
        rule = _rule(block)
        if any(rule.name == other.name for other in rules):
            raise RuleError(f"line {block.line}: there is a rule {rule.name} already; rename one")
        rules.append(rule)
    return tuple(rules)


@dataclass
class _Block:
    """The lines of one rule."""

    name: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)


def _blocks(text: str) -> Iterator[_Block]:
    """Each rule's lines, without comments."""
    block: _Block | None = None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES * MOST_RULES:
        raise RuleError(f"a text of {len(lines):,} lines is too long")
    notes: list[str] = []  # above the next line: of the rule that it begins, or of this one
    for count, whole in enumerate(lines, 1):
        line, _, comment = whole.partition("#")
        for piece in line.split(";"):
            piece = piece.strip()
            if not piece:
                continue
            if (started := _started(piece)) is not None:
                if block is not None:
                    yield block
                if not _ID.match(started):
                    wrong = f"{shown(started)} is no name of a rule" if started else "no name"
                    raise RuleError(
                        f"line {count}: {wrong}; write letters, digits and hyphens, as in: "
                        "rule heavy-ball"
                    )
                block = _Block(started, count)
            elif block is None:
                block = _Block("rule", count)
                block.lines.append((count, piece))
            else:
                block.lines.append((count, piece))
            block.notes += notes
            notes = []
            block.source.append(piece)
            if len(block.lines) > MOST_LINES:
                raise RuleError(f"line {count}: a rule has at most {MOST_LINES} lines")
        if comment.strip():
            (block.notes if block is not None and line.strip() else notes).append(comment.strip())
    if block is not None:
        block.notes += notes
        yield block


def _started(piece: str) -> str | None:
    """The name of the rule that a line begins, if it begins one."""
    word, _, rest = piece.partition(" ")
    if word.rstrip(":") != "rule" or rest.lstrip().startswith("="):
        return None
    return rest.strip().rstrip(":")


def _rule(block: _Block) -> Rule:
    """One rule; read again whenever a line shows a state to be a vector, a label to be a class."""
    vectors: set[str] = set()
    classes: set[str] = set()
    batch = False
    for _ in range(3 * MOST_STATES):
        try:
            return _Builder(block, vectors, classes, batch).rule()
        except IsVector as found:
            vectors.add(str(found))
        except IsClass as found:
            classes.add(str(found))
        except IsBatch:
            batch = True
    raise RuleError(f"line {block.line}: what is a vector here and what a number is not clear")


class _Builder:
    """Reads a block, with what earlier readings found out."""

    def __init__(self, block: _Block, vectors: set[str], classes: set[str], batch: bool) -> None:
        self.block, self.vectors, self.classes = block, vectors, classes
        self.scope = Scope(batch=batch)
        self.data: list[Datum] = []
        self.rate = ""
        self.given: list[Node] = []
        self.starts: dict[str, tuple[str | None, Node]] = {}
        self.updates: dict[str, tuple[str | None, Node]] = {}
        self.sizes: dict[str, int | None] = {}
        self.written: list[Written] = []
        self.predict: Node | None = None
        self.later: list[tuple[int, str]] = []
        self.where: dict[str, int] = {}

    def rule(self) -> Rule:
        """All lines: first what declares, then formulas in their order."""
        rest: list[tuple[int, str, str]] = []
        for line, text in self.block.lines:
            word, _, after = text.partition(" ")
            declares = word in KEYWORDS and not after.lstrip().startswith(("=", "'", "["))
            rest.append((line, word if declares else "", after if declares else text))
        order = ("data", "rate", "each", "units", "classes", "index", "parameters", "start")
        self.scope.each = any(word == "each" for _, word, _ in rest)
        for wanted in ("data", "rate", "each", "units", "classes", "index", "parameters"):
            for line, word, after in rest:
                if word == wanted:
                    self.located(line, getattr(self, f"_{wanted}"), after)
        self._declare_states(rest)
        for line, word, after in rest:
            if word == "start":
                self.located(line, self._start, after)
        for line, word, after in rest:
            if not word:
                self.located(line, self._formula, after)
        for line, word, after in rest:
            if word in ("given", "predict"):
                self.located(line, getattr(self, f"_{word}"), after)
            elif word and word not in order:
                raise RuleError(f"line {line}: {word} is not expected inside a rule")
        return self._finished()

    def located(self, line: int, read: object, text: str) -> None:
        """Read a line; what is wrong with it is said with its number."""
        self.scope.line = line
        self.line = line
        try:
            read(text)  # type: ignore[operator]
        except (ParseError, RecursionError) as error:
            why = "too deeply nested" if isinstance(error, RecursionError) else str(error)
            whole = text or next(t for n, t in self.block.lines if n == line)
            raise RuleError(f"line {line}, {shown(whole)}: {why}") from None

    # Declarations --------------------------------------------------------------------------------
    def _new(self, name: str) -> str:
        if name in FUNCTIONS:
            raise ParseError(f"{name} is a function; choose another name")
        if name in RESERVED or name == "t":
            raise ParseError(f"{name} means something else; choose another name")
        if name in self.scope.kinds or name in self.where:
            raise ParseError(f"{name} is declared already; choose another name")
        self.where[name] = self.line
        return name

    def _data(self, text: str) -> None:
        reader = Reader(text, self.scope)
        while True:
            name = self._new(reader.name("a name, as in data x vector, y"))
            index = None
            if reader.took("["):
                index = reader.name("an index")
                reader.expect("]", "close the index")
            elif self.scope.batch:
                index = SAMPLE
            if index:
                self.sizes.setdefault(index, None)
            kind: Kind = "index" if name in self.classes else "scalar"
            values: tuple[Fraction, ...] | None = None
            if word := reader.took("vector", "class", "label", "scalar", "number", "real"):
                kind = {"vector": "vector", "class": "index", "label": "index"}.get(word, kind)  # type: ignore[assignment]
            if reader.took("in"):
                values = self._values(reader)
            self.data.append(Datum(name, kind, index, values))
            self.scope.kinds[name] = kind
            self.scope.roles[name] = "data"
            if index:
                self.scope.index_of[name] = index
            if values:
                plain = node("name", data=name, kind=kind)
                made: Node | None = None
                for v in values:
                    one = node("=", plain, node("number", data=v))
                    made = one if made is None else node("or", made, one)
                if made is not None and not index:
                    self.given.append(made)
            if not reader.took(","):
                break
        if reader.here.text == "vectors":
            raise ParseError("write `vector` after each name: data x vector, y")
        if reader.here.what == "name":
            raise ParseError(
                f"a comma is wanted before {reader.here.shown}: a name is a vector, a class or a "
                "number, as in data x vector, y"
            )
        reader.end()

    def _values(self, reader: Reader) -> tuple[Fraction, ...]:
        reader.expect("{", "write y in {-1, 1}")
        values: list[Fraction] = []
        while True:
            part = reader.sum()
            if part.op != "number":
                raise ParseError(f"the values of a label are numbers, not {part!r}")
            values.append(part.data)
            if not reader.took(","):
                break
        reader.expect("}", "close the set")
        return tuple(dict.fromkeys(values))

    def _rate(self, text: str) -> None:
        reader = Reader(text, self.scope)
        name = reader.name("the name of the rate, as in rate eta")
        if self.rate:
            raise ParseError(f"a rule has one rate, and {self.rate} is it; others are parameters")
        self.rate = self._new(name)
        self.scope.kinds[name] = "scalar"
        self.scope.roles[name] = "rate"
        if reader.here.text in ("<", ">", "<=", ">="):
            self._given(text)
            return
        reader.end()

    def _each(self, text: str) -> None:
        reader = Reader(text, self.scope)
        while reader.here.what == "name":
            self.vectors.add(reader.name("a name"))
            reader.took(",")
        reader.end()

    def _units(self, text: str) -> None:
        reader = Reader(text, self.scope)
        name = reader.name("an index, as in units k 2")
        reader.took("=")
        size: int | None = None
        if reader.here.what == "number":
            if not reader.here.text.isdigit() or not 1 <= int(reader.here.text) <= 20:
                raise ParseError(f"there are 1 to 20 units or classes: write units {name} 3")
            size = int(reader.here.text)
            reader.at += 1
        reader.end()
        self.sizes[name] = size

    _classes = _units
    _index = _units

    def _parameters(self, text: str) -> None:
        reader = Reader(text, self.scope)
        while reader.here.what == "name":
            self.scope.parameters[self._new(reader.name("a name"))] = self.line
            reader.took(",")
        reader.end()

    def _declare_states(self, rest: list[tuple[int, str, str]]) -> None:
        """The names that are updated or start: known before any formula is read."""
        pattern = re.compile(
            r"([^\W\d]\w*)(?:['′]?\s*\[\s*([^\W\d]\w*)\s*\])?['′]?(?:\s+vector)?\s*=(?!=)"
        )
        for line, word, after in rest:
            if word == "start":
                found = list(re.finditer(pattern, after))
            elif not word:
                m = re.match(r"([^\W\d]\w*)(?:['′]\s*(?:\[\s*([^\W\d]\w*)\s*\])?"
                             r"|\s*\[\s*([^\W\d]\w*)\s*\]\s*['′])\s*=(?!=)", after)  # fmt: skip
                found = [m] if m else []
            else:
                continue
            for m in found:
                from proofs.lexer import name as spelled

                name = spelled(m[1])
                index = next((g for g in m.groups()[1:] if g), None)
                if name in self.scope.roles and self.scope.roles[name] != "state":
                    raise RuleError(
                        f"line {line}, {shown(after)}: {name} is declared as "
                        f"{self.scope.roles[name]}; a state needs a name of its own"
                    )
                if name in self.scope.parameters or name in FUNCTIONS or name == "t":
                    why = " since it counts the steps" if name == "t" else ""
                    raise RuleError(
                        f"line {line}: {name} cannot be a state{why}; choose another name"
                    )
                if name not in self.scope.kinds:
                    vector = name in self.vectors
                    self.scope.kinds[name] = "vector" if vector else "scalar"
                    self.scope.roles[name] = "state"
                    if not vector:
                        self.scope.loose.add(name)
                if index:
                    self.scope.index_of.setdefault(name, index)
                    self.sizes.setdefault(self.scope.index_of[name], None)

    def _start(self, text: str) -> None:
        reader = Reader(text, self.scope)
        while True:
            name = reader.name("a state, as in start w = 0")
            index = None
            if reader.took("["):
                index = reader.name("an index")
                reader.expect("]", "close the index")
            if reader.took("vector") and self.scope.kinds[name] != "vector":
                raise IsVector(name)
            reader.expect("=", "write start w = 0")
            if name in self.starts:
                raise ParseError(f"{name} has a start already")
            if index:
                self.scope.bound.append(index)
            value = reader.numeric(reader.sum())
            self.scope.bound.clear()
            if any(p.op == "/" and is_number(p.args[1], 0) for p in parts(value)):
                raise ParseError(f"{name} has no start: it divides by 0")
            spoken = [n for n in names(value) if self.scope.roles.get(n) in ("state", "data")]
            if spoken:
                raise ParseError(
                    f"a start is a number or a parameter; it cannot speak of {spoken[0]}"
                )
            if free_indices(value):
                raise ParseError("units start alike; a start cannot speak of its index")
            self.starts[name] = (index, value)
            if not reader.took(","):
                break
        reader.end()

    def _given(self, text: str) -> None:
        reader = Reader(text, self.scope)
        known = dict(self.scope.parameters)
        while True:
            for link in reader.relations():
                spoken = [n for n in names(link) if self.scope.roles.get(n) == "state"]
                if spoken:
                    raise ParseError(
                        f"what is given speaks of parameters and labels; {spoken[0]} is a state"
                    )
                self.given.append(link)
            if not reader.took(","):
                break
        reader.end()
        new = [n for n in self.scope.parameters if n not in known]
        if new:
            raise ParseError(f"{new[0]} occurs nowhere in the rule; remove it or use it")

    def _predict(self, text: str) -> None:
        reader = Reader(text, self.scope)
        self.scope.single = True
        made = reader.sum()
        self.scope.single = False
        if reader.here.text in ("<", "<=", ">", ">=", "=", "!="):
            raise ParseError(f"a prediction is a number or a class; write where({text}, 1, 0)")
        reader.end()
        if self.predict is not None:
            raise ParseError("a rule predicts one thing; there is a line predict already")
        self.predict = made
        self.written.append(Written(self.line, "predict", text, made))

    # Formulas ------------------------------------------------------------------------------------
    def _formula(self, text: str) -> None:
        """A definition or an update."""
        if text.startswith(("if ", "if(")):
            raise ParseError("a line has no if; write w' = w + where(condition, step, 0)")
        reader = Reader(text, self.scope)
        if reader.here.what != "name":
            raise ParseError("a line defines a name, name = …, or updates a state, name' = …")
        word = reader.here.text.replace("′", "'")
        reader.at += 1
        index = None
        if reader.took("["):
            if reader.here.text == "t":
                raise ParseError(f"write {word}' = … for the value after a step, and {word} in it")
            index = reader.name("an index")
            if not reader.took("]"):
                reader.expect("]'", "close the index")
                word += "'"
        primed = word.endswith("'")
        name = word.rstrip("'")
        if not reader.took("="):
            raise ParseError(
                f"'=' is wanted before {reader.here.shown}{self._instead(reader, word)}"
            )
        if not primed:
            self._may_define(name)
            if name in re.findall(r"[^\W\d]\w*", text.partition("=")[2]):
                raise ParseError(
                    f"{name} stands on both sides; write {name}' = … to update it, or another name "
                    "for what is new"
                )
        if index:
            if index in self.scope.kinds or index in self.scope.meanings:
                raise ParseError(f"{index} is a name of the rule and cannot be an index")
            self.scope.bound.append(index)
        if self.scope.batch and not primed:
            self.scope.bound.append(SAMPLE)
        means = reader.sum()
        reader.end()
        self.scope.bound.clear()
        if not primed and SAMPLE in free_indices(means):
            if index:
                raise ParseError(f"{name} has an index and is of all samples; sum over these")
            index = SAMPLE
        if means.kind != "index" or primed:
            means = reader.numeric(means)
        if len(parts(means)) > MOST_NODES:
            raise ParseError(
                f"written out this has more than {MOST_NODES:,} parts; take a smaller rule"
            )
        if primed:
            self._update(name, index, means)
            word = name
        else:
            self.scope.meanings[name] = (index, means)
            self.where[name] = self.line
        shown_name = f"{name}[{index}]" if index else name
        self.written.append(Written(self.line, shown_name + ("'" if primed else ""), text, means))

    def _instead(self, reader: Reader, word: str) -> str:
        """What to write where a line has no = after its first word."""
        name = word.rstrip("'_")
        follows = "".join(token.text for token in reader.tokens[reader.at :][:2])
        if follows[1:2] == "=" and follows[0] in "+-*/":
            return f": write {name}' = {name} {follows[0]} … to update it"
        if self.scope.roles.get(name) == "state" or follows.startswith("<-"):
            return f": write {name}' = … for the value after a step"
        near = "" if reader.here.what != "name" else f"; no line begins with {shown(word)}"
        return f"{near}: write {word} = …"

    def _may_define(self, name: str) -> None:
        if name in self.scope.kinds:
            role = self.scope.roles[name]
            raise ParseError(
                f"{name} is a state; write {name}' = … for its new value"
                if role == "state"
                else f"{name} is declared as {role}; define another name"
            )
        if name in self.scope.meanings:
            raise ParseError(f"{name} is defined already; choose another name")
        if name in self.scope.parameters:
            raise ParseError(
                f"{name} is used on line {self.scope.parameters[name]}, before this line that "
                "defines it; put this line before"
            )
        if name in FUNCTIONS or name in RESERVED or name == "t":
            raise ParseError(f"{name} means something else; choose another name")

    def _update(self, name: str, index: str | None, means: Node) -> None:
        own = self.scope.index_of.get(name)
        if bool(own) != bool(index):
            raise ParseError(
                f"{name} has an index; write {name}[{own}]' = …" if own
                else f"{name} has no index elsewhere; write {name}' = …"
            )  # fmt: skip
        if index and own and index != own:
            means = with_index(means, index, node("index", data=own))
        if name in self.updates:
            raise ParseError(f"{name}' has a line already; a state is updated once a step")
        kind = self.scope.kinds[name]
        if means.kind == "vector" and kind == "scalar":
            raise IsVector(name)
        number = means.kind == "scalar" and kind == "vector" and not is_number(means, 0)
        if number and not self.scope.each:
            open_yet = [n for n in names(means) if n in self.scope.loose]
            if len(open_yet) == 1:
                raise IsVector(open_yet[0])
            hint = f"; if {open_yet[0]} is one, write start {open_yet[0]} vector = 0"
            raise ParseError(
                f"{name} is a vector, and its new value {means!r} is a number"
                + (hint if open_yet else "")
            )
        free = free_indices(means) - ({own} if own else set())
        if free:
            raise ParseError(f"the index {sorted(free)[0]} is free; sum over it")
        self.updates[name] = (own, means)
        self.scope.meanings[f"{name}'"] = (own, means)

    # The whole -----------------------------------------------------------------------------------
    def _finished(self) -> Rule:
        line = self.block.line
        if not self.updates:
            raise RuleError(f"line {line}: the rule updates nothing; write w' = …")
        for name in self.scope.roles:
            if self.scope.roles[name] == "state" and name not in self.updates:
                raise RuleError(
                    f"line {line}: {name} starts and is never updated; write {name}' = …, or leave "
                    "its start out: then it is a parameter"
                )
        if not self.rate:
            if "eta" not in self.scope.parameters:
                raise RuleError(f"line {line}: which name is the rate? write a line: rate eta")
            self.rate = "eta"
            del self.scope.parameters["eta"]
        if not any(d.name == "x" or d.kind == "vector" for d in self.data) and not self.data:
            raise RuleError(f"line {line}: what are the data? write a line: data x vector, y")
        if len(self.updates) > MOST_STATES:
            raise RuleError(f"line {line}: more than {MOST_STATES} states")
        states = tuple(
            State(
                name, self.scope.kinds[name], self.scope.index_of.get(name),
                self.starts.get(name, (None, ZERO))[1], means,
            )
            for name, (_, means) in self.updates.items()
        )  # fmt: skip
        written = sorted(self.written, key=lambda w: w.number)
        rule = Rule(
            self.block.name, tuple(self.data), self.rate, tuple(self.scope.parameters),
            tuple(self.given), states, self.predict, tuple(self.sizes.items()), tuple(written),
            "\n".join(self.block.source), " ".join(self.block.notes),
        )  # fmt: skip
        _check_indices(rule, line)
        return rule


def _check_indices(rule: Rule, line: int) -> None:
    """Every index that runs belongs to something that has it; labels have one family."""
    for root in (*rule.roots(), *(s.start for s in rule.states)):
        for part in parts(root):
            if part.op in BINDERS:
                family_of(rule, part)
            if part.op == "count" and part.data not in dict(rule.sizes):
                raise RuleError(
                    f"line {line}: count({part.data}): nothing has the index {part.data}; "
                    f"write {SHAPES['count']} for a state or datum with [k]"
                )
    samples = rule.sample_index
    mixed = [d.name for d in rule.data if (d.index is None) == (samples is not None)]
    if samples is not None and mixed:
        raise RuleError(
            f"line {line}: a step sees all samples of {samples} or one; {mixed[0]} has no index: "
            f"write {mixed[0]}[{samples}]"
        )


def family_of(rule: Rule, binder: Node) -> str:
    """What an index runs over: the index that the names within it were declared with."""
    own = {s.name: s.index for s in rule.states} | {d.name: d.index for d in rule.data}
    found = []
    waiting = [binder.args[0]]
    seen: set[Node] = set()
    while waiting:
        part = waiting.pop()
        if part in seen or (part.op in BINDERS and part.data == binder.data):
            continue
        seen.add(part)
        waiting.extend(part.args)
        if part.op == "at" and part.args[0].op == "index" and part.args[0].data == binder.data:
            found.append(own[part.data])
    met = list(dict.fromkeys(f for f in found if f))
    classes = [index for index, _ in rule.sizes if index != rule.sample_index]
    if not met and len(classes) == 1 and binder.data in free_indices(binder.args[0]):
        return classes[0]  # it is compared only: j = y, j = argmax(k, ...)
    if len(met) != 1:
        raise RuleError(
            f"{binder!r}: {binder.data} runs over "
            + ("two things at once; take two sums" if met else "nothing that has an index")
        )
    return met[0]


__all__ = ["RuleError", "family_of", "read"]
