"""Proofs as questions to SMT solvers: does a line follow from the lines that it uses?

A line is a sequent: what it says, under the assumptions that it rests on.  Its question asserts
what the lines say that it uses, the laws that it names at the terms that it names, and that what
it says is false: the answer wanted is `unsat`.  Rules of logic see claims as letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from proofs.referees import smt_laws
from proofs.referees.reading import (
    BINDERS,
    RELATIONS,
    Line,
    Node,
    Proof,
    Reading,
    Refutation,
    closed,
    equation_of,
    instance,
    is_vector,
    make,
    negated,
    number,
    parts,
    relation,
    shown,
    substituted,
)
from proofs.referees.smt_terms import ONE, QUOTED, ZERO, Terms, joined, minus, times

Open = frozenset[Node]
FALSE = relation("<", number(0), number(0))


@dataclass(frozen=True)
class Question:
    """What is asserted of a line: premises, laws, and that what it says is false."""

    place: str
    """The proof and the number of the line, or the part of the statement."""
    says: Node
    rule: str
    premises: tuple[str, ...]
    laws: tuple[str, ...]
    negation: str
    hints: tuple[str, ...] = ()
    """Consequences of the premises: equations times the factors that the line gives."""
    letters: bool = False
    """Whether it sees claims as letters, so that its premises can be met."""
    contradicts: bool = False
    """Whether the line shows that its premises contradict each other."""
    within: bool = False
    """Whether it rests on more than what is given: on a case, or on what is led to absurdity."""
    of: tuple[Node, ...] = ()
    """The claims that are spoken of."""

    spared: frozenset[str] = frozenset()
    """The premises that are not needed beside their multiples among the hints."""

    def assertions(self, every: Iterable[str] = (), spare: bool = False) -> list[str]:
        """All that is asserted, the negation last; `spare` leaves out what has a multiple."""
        premises = [p for p in self.premises if not spare or p not in self.spared]
        return list(dict.fromkeys((*premises, *self.laws, *self.hints, *every, self.negation)))


@dataclass(frozen=True)
class Holds:
    """A line, and the assumptions that it rests on."""

    says: Node
    open: Open


class Asking:
    """The questions of the proofs of one file."""

    def __init__(self, proofs: dict[str, Proof]) -> None:
        self.proofs = proofs
        self.terms = Terms()

    # One proof -----------------------------------------------------------------------------------
    def questions(self, proof: Proof) -> Iterator[Question]:
        """A question for each line, and one for each thing that the statement needs."""
        done: list[Holds] = []
        given = frozenset(proof.given)
        for place, line in enumerate(proof.lines):
            used = [done[k] for k in line.uses if k < place]
            question, open_ = self.line(f"{proof.name}: line {place}", line, used)
            yield replace(question, within=not open_ <= given)
            done.append(Holds(line.says, open_))
        yield from self.closing(proof, done)

    def closing(self, proof: Proof, done: Sequence[Holds]) -> Iterator[Question]:
        """That lines show what is said, and that no denominator in it is 0, from what is given."""
        given = frozenset(proof.given)
        plain = frozenset(p for p in given if not smt_laws.asked(p, given=True))
        goals = [("said", p, given) for p in proof.says]
        goals += [("value", g, plain) for p in proof.given for g in smt_laws.asked(p, given=True)]
        goals += [("value", g, given) for p in proof.says for g in smt_laws.asked(p)]
        for i, (rule, goal, allowed) in enumerate(dict.fromkeys(goals)):
            found = [h for h in done if h.says is goal]
            found = [h for h in found if h.open <= allowed][:1] or found
            premises = [self._sequent(h, h.open - allowed) for h in found]
            yield Question(f"{proof.name}: {rule} {i}", goal, rule, tuple(premises), (),
                           f"(not {self.letters(goal)})", letters=True)  # fmt: skip

    def line(self, place: str, line: Line, used: Sequence[Holds]) -> tuple[Question, Open]:
        """The question of one line, and the assumptions that it rests on."""
        open_: Open = frozenset().union(*(h.open for h in used))
        kind, _, name = line.rule.partition(" ")
        logic = {
            "assume": self._assume, "contradiction": self._contradiction, "cases": self._cases,
            "alternatives": self._alternatives, "suppose": self._suppose,
            "general": self._general, "special": self._special, "induction": self._induction,
            "definition": self._definition,
        }  # fmt: skip
        if line.rule in logic:
            return logic[line.rule](place, line, used, open_)
        if kind == "theorem":
            return self._cited(place, line, used, open_, name)
        if line.rule in ("one of", "all of", "part", "detach"):
            return self._plain(place, line, used), open_
        if line.rule == "congruence":
            return self._congruence(place, line, used), open_
        return self._arithmetic(place, line, used), open_

    # Logic: claims as letters --------------------------------------------------------------------
    def letters(self, p: Node) -> str:
        """A claim, with letters for what is not joined by and, or, if."""
        if p.op in ("and", "or"):
            return f"({p.op} {' '.join(map(self.letters, p.args))})"
        if p.op == "imply":
            return f"(=> {self.letters(p.args[0])} {self.letters(p.args[1])})"
        return self.terms.letter(p)

    def _sequent(self, h: Holds, under: Iterable[Node]) -> str:
        own = sorted(under, key=lambda p: p.number)
        return self._implied(map(self.letters, own), self.letters(h.says))

    @staticmethod
    def _implied(assumed: Iterable[str], says: str) -> str:
        found = list(assumed)
        return f"(=> {joined('and', found, 'true')} {says})" if found else says

    def _plain(self, place: str, line: Line, used: Sequence[Holds], under: Iterable[Node] = (),
               laws: Iterable[str] = ()) -> Question:  # fmt: skip
        """A line of logic, where some assumptions are discharged."""
        away = frozenset(under)
        premises = [self._sequent(h, h.open & away) for h in used]
        return Question(place, line.says, line.rule, tuple(premises), tuple(laws),
                        f"(not {self.letters(line.says)})", letters=True)  # fmt: skip

    def _assume(self, place: str, line: Line, used: Sequence[Holds],
                open_: Open) -> tuple[Question, Open]:  # fmt: skip
        says = self.letters(line.says)
        return Question(place, line.says, line.rule, (says,), (), f"(not {says})",
                        letters=True), frozenset({line.says})  # fmt: skip

    def _contradiction(self, place: str, line: Line, used: Sequence[Holds],
                       open_: Open) -> tuple[Question, Open]:  # fmt: skip
        if line.says.op not in RELATIONS:
            return self._plain(place, line, used), open_
        opposite = negated(line.says)
        of = self.terms.claim
        premises = [self._implied([of(opposite)] * (opposite in h.open), of(h.says)) for h in used]
        return Question(place, line.says, line.rule, tuple(premises), (),
                        f"(not {of(line.says)})", contradicts=True), open_ - {opposite}  # fmt: skip

    def _cases(self, place: str, line: Line, used: Sequence[Holds],
               open_: Open) -> tuple[Question, Open]:  # fmt: skip
        split: list[Node] = []
        if len(line.terms) == 1:
            (x,) = line.terms
            zero = make("zero", (), None, x.sort) if is_vector(x) else number(0)
            split = [relation("=", x, zero), relation("!=", x, zero)]
            if not is_vector(x):
                split = [relation("<", x, zero), split[0], relation("<", zero, x)]
        of, says = self.terms.claim, self.letters(line.says)
        own: list[Node | None] = [*split[: len(used)], *[None] * (len(used) - len(split))]
        premises = [
            self._implied([of(p)] if p in h.open else [], self.letters(h.says))
            for h, p in zip(used, own, strict=True) if p is not None or not split
        ]  # fmt: skip
        question = Question(place, line.says, line.rule, tuple(premises), (), f"(not {says})",
                            letters=True)  # fmt: skip
        left = [h.open - {p} for h, p in zip(used, own, strict=True)]
        return question, frozenset().union(*left)

    def _alternatives(self, place: str, line: Line, used: Sequence[Holds],
                      open_: Open) -> tuple[Question, Open]:  # fmt: skip
        cases = used[0].says.args if used and used[0].says.op == "or" else ()
        away = [p for h, p in zip(used[1:], cases, strict=False) if p in h.open]
        left = [h.open - {p} for h, p in zip(used[1:], cases, strict=False)]
        rest = used[0].open if used else frozenset()
        return self._plain(place, line, used, away), rest.union(*left)

    def _suppose(self, place: str, line: Line, used: Sequence[Holds],
                 open_: Open) -> tuple[Question, Open]:  # fmt: skip
        away = line.says.args[:1] if line.says.op == "imply" else ()
        return self._plain(place, line, used, away), open_ - frozenset(away)

    def _general(self, place: str, line: Line, used: Sequence[Holds],
                 open_: Open) -> tuple[Question, Open]:  # fmt: skip
        """The line used, for all x, under those of its assumptions that speak of x."""
        of, premises = self.terms.claim, []
        for h in used:
            p = h.says
            for q in sorted((q for q in h.open if line.terms[0] in q.free), key=lambda q: q.number):
                p = make("imply", (q, p))
            premises.append(of(closed(p, line.terms[0])))
        question = Question(place, line.says, line.rule, tuple(premises), (),
                            f"(not {of(line.says)})", letters=True)  # fmt: skip
        return question, open_

    def _special(self, place: str, line: Line, used: Sequence[Holds],
                 open_: Open) -> tuple[Question, Open]:  # fmt: skip
        """What is said for all holds at the terms that the line names."""
        laws = []
        for h in used[:1]:
            found = instance(h.says, line.terms)
            if found is not None:
                laws.append(self._implied([self.letters(h.says)], self.letters(found)))
        return self._plain(place, line, used, laws=laws), open_

    def _induction(self, place: str, line: Line, used: Sequence[Holds],
                   open_: Open) -> tuple[Question, Open]:  # fmt: skip
        """What fails somewhere fails at 0, or at an n + 1 that comes after an n where it holds."""
        if line.says.op != "all" or len(line.terms) != 1:
            return self._plain(place, line, used), open_
        n = line.terms[0]
        first, here, after = (
            instance(line.says, [x]) for x in (number(0), n, make("sum", (n, number(1))))
        )
        assert first is not None and here is not None and after is not None  # noqa: PT018
        left = open_ - {here}
        apart = n.op == "symbol" and n not in line.says.free
        apart = apart and all(n not in p.free for p in left)
        of = self.letters
        fails = [f"(not {of(first)})", f"(and {of(here)} (not {of(after)}))"]
        law = f"(=> (not {of(line.says)}) (or {' '.join(fails)}))"
        return self._plain(place, line, used, [here] if apart else (), [law] if apart else ()), left

    def _definition(self, place: str, line: Line, used: Sequence[Holds],
                    open_: Open) -> tuple[Question, Open]:  # fmt: skip
        """There is a function that meets equations by patterns: they may be taken to hold."""
        spoken: Open = open_ - frozenset(line.terms)
        fine = defines(line.terms, [*spoken, line.says])
        laws = [self.letters(p) for p in line.terms] if fine else []
        return self._plain(place, line, used, line.terms, laws), spoken

    def _cited(self, place: str, line: Line, used: Sequence[Holds], open_: Open,
               name: str) -> tuple[Question, Open]:  # fmt: skip
        """A theorem, read at the terms of the line, from what it assumes."""
        theorem = self.proofs.get(name)
        change = reading(line.terms)
        if theorem is None or change is None:
            return self._plain(place, line, used), open_
        given = [substituted(p, change) for p in theorem.given]
        says = [substituted(p, change) for p in theorem.says]
        shown_ = {h.says for h in used}
        rest = frozenset(p for p in given if p not in shown_)
        laws = [self._implied(map(self.letters, given), self.letters(p))
                for p in says if p is line.says or len(says) < 4]  # fmt: skip
        laws += map(self.letters, sorted(rest, key=lambda p: p.number))
        return self._plain(place, line, used, laws=laws), open_ | rest

    # Numbers and vectors -------------------------------------------------------------------------
    def _congruence(self, place: str, line: Line, used: Sequence[Holds]) -> Question:
        """Any function of equal things: the outermost one is not known here."""
        t = self.terms
        if line.says.op != "=":
            return self._arithmetic(place, line, used)
        a, b = line.says.args
        premises = [self._equal(h.says) for h in used]
        if (a.op, a.data, len(a.args)) != (b.op, b.data, len(b.args)) or not a.args:
            negation = f"(not (= {t.canonical(a)} {t.canonical(b)}))"
        elif a.op in BINDERS:
            return self._arithmetic(place, line, used)
        else:
            sorts = ["scalar" if not is_vector(x) else x.sort for x in a.args]
            head = t.function(("any", a.op, a.data, *sorts), "f", sorts, a.sort)
            left, right = (f"({head} {' '.join(map(t.canonical, x.args))})" for x in (a, b))
            negation = f"(not (= {left} {right}))"
        return Question(place, line.says, line.rule, tuple(premises), (), negation,
                        of=(line.says, *(h.says for h in used)))  # fmt: skip

    def _equal(self, p: Node) -> str:
        if p.op != "=":
            return self.terms.claim(p)
        return f"(= {' '.join(map(self.terms.canonical, p.args))})"

    def _arithmetic(self, place: str, line: Line, used: Sequence[Holds]) -> Question:
        """A line on numbers or vectors: vectors are tried by their products with a probe."""
        premises: list[str] = []
        claims = [h.says for h in used]
        sorts = {x.sort for p in (*claims, line.says) if p.op in RELATIONS for x in p.args}
        probes = sorted(s for s in sorts if s.startswith("vector"))
        for p in claims:
            premises += self._premise(p, probes)
        laws = smt_laws.laws(self.terms, line.rule, line.terms)
        hints: list[str] = []
        spared: list[str] = []
        for factor, p in zip(self._factors(line, used), claims, strict=False):
            if p.op == "=" and factor is not None:
                found = self._multiple(factor, p, probes)
                hints += found
                spared += self._premise(p, probes) if found else []
        if line.rule == "apart" and line.terms and line.says.op == "!=":
            hints += self._multiple(line.terms[0], relation("=", *line.says.args), probes)
        if line.rule == "product" and len(claims) == 2:
            hints += self._product(claims)
        negation = "true" if line.rule == "absurd" else self._negation(line.says, probes)
        return Question(place, line.says, line.rule, tuple(premises), tuple(laws), negation,
                        tuple(hints), contradicts=line.says is FALSE or line.rule == "absurd",
                        of=(*claims, line.says), spared=frozenset(spared))  # fmt: skip

    @staticmethod
    def _factors(line: Line, used: Sequence[Holds]) -> list[Node | None]:
        """For each line that is used, what its equation is multiplied by."""
        if line.rule in ("ring", "positive"):
            return list(line.terms)
        if line.rule in ("apart", "absurd"):
            return [None, *line.terms[line.rule == "apart" :]]
        return []

    def _along(self, u: Node, sort: str) -> str:
        """A vector's inner product with the probe of its space."""
        return self.terms.inner(self.terms.vector(u), {self.terms.probe(sort): ONE}, sort)

    def _premise(self, p: Node, probes: Iterable[str]) -> list[str]:
        told = [self.terms.claim(p)]
        if p.op in ("=", "!=") and is_vector(p.args[0]):
            a, b = (self._along(x, x.sort) for x in p.args)
            told = [f"(= {a} {b})" if p.op == "=" else f"(not (= {a} {b}))"]
        return told

    def _negation(self, p: Node, probes: Iterable[str]) -> str:
        if p.op in ("=", "!=") and is_vector(p.args[0]):
            a, b = (self._along(x, x.sort) for x in p.args)
            return f"(not (= {a} {b}))" if p.op == "=" else f"(= {a} {b})"
        return f"(not {self.terms.claim(p)})"

    def _multiple(self, factor: Node, p: Node, probes: Iterable[str]) -> list[str]:
        """An equation, multiplied by a number or a vector."""
        a, b = p.args
        t = self.terms
        if is_vector(a) and is_vector(factor):
            u, v, w = map(t.vector, (a, b, factor))
            if a.sort != factor.sort:
                return []
            return [f"(= {t.inner(w, u, a.sort)} {t.inner(w, v, a.sort)})"]
        if is_vector(factor):
            gap, along = minus(t.scalar(a), t.scalar(b)), self._along(factor, factor.sort)
        elif factor.op == "number":
            return []
        elif is_vector(a):
            gap, along = minus(self._along(a, a.sort), self._along(b, b.sort)), t.scalar(factor)
        else:
            gap, along = minus(t.scalar(a), t.scalar(b)), t.scalar(factor)
        return [f"(= {times(along, gap)} {ZERO})"]

    def _product(self, claims: Sequence[Node]) -> list[str]:
        """That a product of two numbers that are not negative is not negative."""
        sizes = []
        for p in claims:
            if p.op not in ("<", "<="):
                return []
            a, b = map(self.terms.scalar, p.args)
            sizes.append((minus(b, a), p.op))
        (x, p_), (y, q_) = sizes
        whole = times(x, y)
        return [f"(=> (and ({p_} {ZERO} {x}) ({q_} {ZERO} {y})) "
                f"({'<' if p_ == q_ == '<' else '<='} {ZERO} {whole}))"]  # fmt: skip


def reading(terms: Iterable[Node]) -> dict[object, Reading] | None:
    """What symbols and functions are read as: x = t, or for all x, y: f(x, y) = t."""
    change: dict[object, Reading] = {}
    for i, p in enumerate(terms):
        found = equation_of(p, mark=f"!r{i}.")
        if found is None:
            return None
        _, left, right = found
        if left.op == "symbol":
            change[left] = right
        elif left.op == "apply":
            change[left.data] = (left.args, right)
        else:
            return None
    return change


def defines(equations: Sequence[Node], rest: Iterable[Node]) -> bool:
    """Whether equations by patterns define one function, of which nothing else speaks."""
    heads, shapes = set(), []
    for i, p in enumerate(equations):
        found = equation_of(p, mark=f"!d{i}.")
        if found is None or found[1].op not in ("symbol", "apply"):
            return False
        names, left, right = found
        head: object = left if left.op == "symbol" else left.data
        heads.add(head)
        bare, kinds = [], []
        for a in left.args:
            after = a.op == "sum" and len(a.args) == 2 and a.args[1] is number(1)
            kinds.append("0" if a is number(0) else "+1" if after else "any")
            bare += [] if a is number(0) else [a.args[0] if after else a]
        if sorted(x.number for x in bare) != sorted(x.number for x in names):
            return False
        shapes.append(kinds)
        for part in parts(right):
            if part.op == "symbol" and part is head:
                return False
            if part.op == "apply" and part.data == head:
                before = kinds[0] == "+1" and part.args[0] is left.args[0].args[0]
                if not before:
                    return False
    apart = all(
        any({x, y} == {"0", "+1"} for x, y in zip(a, b, strict=True))
        for i, a in enumerate(shapes) for b in shapes[:i]
    )  # fmt: skip
    return len(heads) == 1 and apart and not any(heads & p.free for p in rest)


# Whole parts -------------------------------------------------------------------------------------
MOST_LINKS = 300
"""Inner products of equal vectors that a whole statement is given."""


def whole(asking: Asking, proof: Proof) -> Question:
    """Does the statement follow from what is given and the laws that its lines name?"""
    t = asking.terms
    laws: dict[str, None] = {}
    equal = [p for p in proof.given if p.op == "=" and is_vector(p.args[0])]
    for line in proof.lines:
        laws |= dict.fromkeys(smt_laws.laws(t, line.rule, line.terms))
        assumed: list[Node] = []
        if line.rule.startswith("theorem "):
            change, theorem = reading(line.terms), asking.proofs.get(line.rule[8:])
            if theorem is None or change is None:
                continue
            assumed = [substituted(p, change) for p in theorem.given]
        elif line.rule == "special":
            assumed = [proof.lines[line.uses[0]].says]
            if instance(assumed[0], line.terms) is not line.says:
                continue
        else:
            continue
        laws[f"(=> {joined('and', map(t.claim, assumed), 'true')} {t.claim(line.says)})"] = None
        equal += [line.says] if line.says.op == "=" and is_vector(line.says.args[0]) else []
    laws |= dict.fromkeys(_linked(asking, proof, equal))
    negation = joined("or", [asking._negation(p, ()) for p in proof.says], "false")
    return Question(f"{proof.name}: whole", proof.says[0], "whole",
                    tuple(map(t.claim, proof.given)), tuple(laws), negation,
                    of=(*proof.given, *proof.says))  # fmt: skip


def _linked(asking: Asking, proof: Proof, equal: Iterable[Node]) -> Iterator[str]:
    """Equal vectors have equal inner products, with those that are spoken of and with the probe."""
    t = asking.terms
    vectors = [x for p in (*proof.given, *proof.says) for x in parts(p)
               if is_vector(x) and not x.reach]  # fmt: skip
    count = 0
    for p in dict.fromkeys(equal):
        a, b = p.args
        spoken = {q: None for x in vectors if x.sort == a.sort for q in t.vector(x)}
        for q in (t.probe(a.sort), *spoken):
            left, right = (t.inner(t.vector(x), {q: ONE}, a.sort) for x in (a, b))
            yield f"(=> {t.claim(p)} (= {left} {right}))"
            count += 1
            if count > MOST_LINKS:
                return


def hypotheses(asking: Asking, proof: Proof) -> Question:
    """Whether what is given leads to absurdity: then the statement would say nothing."""
    given = tuple(map(asking.terms.claim, proof.given))
    return Question(f"{proof.name}: hypotheses", FALSE, "hypotheses", given, (), "true",
                    of=proof.given)  # fmt: skip


def twin(asking: Asking, r: Refutation) -> Question:
    """Does what is refuted follow from what is given?  It must not."""
    t = asking.terms
    of = (*r.given, r.says)
    given = tuple(map(t.claim, r.given))
    negation = f"(not {t.claim(r.says)})"
    return Question(f"{r.name}: refuted", r.says, "refuted", given, (), negation, of=of)


# Files -------------------------------------------------------------------------------------------
def script(terms: Terms, assertions: Sequence[str], plain: bool = False) -> str:
    """A whole question; `plain` gives what is declared here names by number, in their order."""
    names: dict[str, None] = {}

    def need(text: str) -> None:
        for name in QUOTED.findall(text):
            if name not in names and name in terms.declared:
                need(terms.declared[name].replace(name, "", 1))
                names[name] = None

    for text in assertions:
        need(text)
    lines = [terms.declared[name] for name in names]
    lines += [f"(assert {text})" for text in assertions]
    body = "\n".join(lines)
    if plain:
        numbers: dict[str, str] = {}
        body = QUOTED.sub(lambda m: numbers.setdefault(m[0], f"k{len(numbers)}"), body)
    return f"(set-logic ALL)\n{body}\n(check-sat)\n"


def commented(asking: Asking, question: Question, expected: str, every: Iterable[str] = ()) -> str:
    """A question as a file: what it asks as a comment, then the question."""
    terms = asking.terms
    text = script(terms, question.assertions(every))
    head = [f"{question.place}, by {question.rule}: {shown(question.says, 2000)}", expected]
    for letter in dict.fromkeys(QUOTED.findall(text)):
        if letter in terms.meaning:
            head.append(f"{letter} is {terms.meaning[letter]}")
    return "".join(f"; {line}\n" for line in head) + text


__all__ = ["Asking", "Question", "commented", "hypotheses", "script", "twin", "whole"]
