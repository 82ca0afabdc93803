"""What a theorem lacks without one of its hypotheses: an instance, as pages show it.

The theorem is taken as the checker has it, with everything that it assumes; one hypothesis is
dropped, and what is found must keep all others, those of the whole entry included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from proofs import formal, instance, verdicts
from proofs.derivation import Grounds, ProofError, Theorem, reindexed
from proofs.displayed import Displayed, told
from proofs.find.instances import Box, smallest
from proofs.find.translate import N
from proofs.find.translate import translator as reader
from proofs.instance import (
    UNIT,
    Evaluation,
    Formula,
    Instance,
    Judged,
    Matrix,
    Question,
    Steps,
    Value,
)  # fmt: skip
from proofs.relating import Formal
from proofs.signature import LATER
from proofs.terms import (
    ZERO,
    Apply,
    Function,
    Hypothesis,
    Relation,
    Symbol,
    Term,
    Words,
    dot,
    equals,
    natural,
    number,
    parts,
    scalar,
    vector,
)  # fmt: skip
from proofs.trust import terms as T
from proofs.witness import arguments

Names = dict[Any, Any]
"""The symbols and functions of the pages, by those of the checker."""
Sided = Value | None
"""A side of a conclusion: a value, or None where it has none."""


@dataclass(frozen=True, slots=True, repr=False)
class Counterexample(Displayed):
    """An instance in which everything holds but one hypothesis and a conclusion."""

    form: ClassVar[str] = "counterexample"
    hypothesis: str
    theorem: str
    question: Question
    instance: Instance
    judged: Judged
    relation: Relation
    """The conclusion that fails, at the step at which it does."""
    taken: tuple[Words, ...]
    """What is taken to be what."""
    point: tuple[tuple[Symbol, Value], ...]
    """The numbers and vectors among that."""
    heads: tuple[Symbol, ...]
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    """The run: for each step, the values of what is at the head."""
    box: str
    """Where it was looked for."""

    def __repr__(self) -> str:
        return told("counterexample", "", f"without {self.hypothesis} not {self.relation}")

    @property
    def has_value(self) -> bool:
        """Whether both sides of the conclusion have a value."""
        return self.judged.left is not None and self.judged.right is not None

    @property
    def sides(self) -> tuple[Sided, Sided]:
        """The values of the two sides of the conclusion, as it is written: the checker's > is <."""
        left, right = self.judged.left, self.judged.right
        return (right, left) if self.relation.sign in (">", ">=") else (left, right)

    @property
    def told(self) -> str:
        """What is said of it where an entry says nothing."""
        fails = "the statement fails" if self.has_value else "an expression has no value"
        return f"Without it {fails}:"

    @property
    def refuted(self) -> verdicts.Refuted:
        """The same as a relation that fails at a point."""
        witness = verdicts.Witness(self.relation, self.point, *self.sides)
        return verdicts.Refuted(witness)

    def again(self) -> Judged:
        """The judgement made once more, of what is kept here; raises `instance.Rejected`."""
        return instance.judged(self.question, self.instance)

    def as_data(self) -> dict[str, Any]:
        """The counterexample as plain data."""
        return {
            **self.instance.as_data(),
            "fails": str(self.judged.says),
            "left": instance.plain(self.judged.left),
            "right": instance.plain(self.judged.right),
            "run": [[n, *map(instance.plain, row)] for n, row in self.rows],
            "run_of": list(map(str, self.heads)),
            "box": self.box,
        }


def without(
    theorem: Theorem, hypothesis: Hypothesis, others: Sequence[Hypothesis], box: Box,
    undefined: bool,
) -> Counterexample | None:  # fmt: skip
    """The smallest instance in a box without a hypothesis; None where none is found.

    `others` are hypotheses that are to hold, too, whether the theorem assumes them or not.
    """
    made = formal.ledger().formal(theorem)
    asked = question(theorem, made, hypothesis, others)
    found = smallest(asked, box, undefined) if asked.dropped else None
    if found is None:
        return None
    names = _names(theorem, (h.relation for h in others))
    return _shown(theorem, made, hypothesis, asked, *found, box, names)


def question(
    theorem: Theorem, made: Formal, hypothesis: Hypothesis, others: Iterable[Hypothesis]
) -> Question:
    """What is asked where a theorem does without a hypothesis."""
    dropped = [p for p in _claims(hypothesis) if p in made.given]
    more = [_for_all_steps(h) for h in others if h != hypothesis and h not in theorem.hypotheses]
    starts = {p.args[0] for p in made.given if p.op == "="}  # a part may start elsewhere
    more = [p for p in more if p.op != "=" or p.args[0] not in starts]
    given = dict.fromkeys((*made.given, *more))
    return Question(tuple(given), tuple(dropped), _conclusions(theorem, made))


def _claims(hypothesis: Hypothesis) -> Iterator[T.Term]:
    """What a hypothesis may be to the checker: for one step or for all."""
    for now in (N, LATER):
        try:
            p = reader(now).universal(hypothesis.relation, hypothesis.for_all, hypothesis.where)
        except T.Wrong:
            continue
        yield p
        if N in T.free(p):
            k = T.symbol("k^", "natural")
            yield T.forall(k, T.substitute(p, {N: k}))


def _for_all_steps(hypothesis: Hypothesis) -> T.Term:
    *_, last = _claims(hypothesis)
    return last


def _conclusions(theorem: Theorem, made: Formal) -> tuple[T.Term, ...]:
    here = reader(LATER if made.shift else N)
    claims = [here.relation(r) for r in theorem.conclusions]
    if made.shift is None:
        claims = [T.forall(N, p) if N in T.free(p) else p for p in claims]
    if not set(claims) <= set(made.says):
        raise ProofError(f"{theorem.name}: the checker has other conclusions")
    return tuple(claims)


# As pages show it --------------------------------------------------------------------------------


def _shown(
    theorem: Theorem, made: Formal, hypothesis: Hypothesis, asked: Question,
    taken: Instance, judged: Judged, box: Box, names: Names,
) -> Counterexample:  # fmt: skip
    relation = theorem.conclusions[judged.which]
    step = judged.step
    if made.shift is not None and N in taken.meanings:
        step = int(taken.meanings[N]) + made.shift
        relation = reindexed(relation, "t-1", str(step - 1)) if made.shift else relation
    if step is not None:
        relation = reindexed(relation, "t", str(step))
    evaluation = Evaluation(taken, asked.kept)
    told = [w for what, m in _in_order(taken, names) for w in _told(what, m, names, evaluation)]
    if step is not None and not _speaks_of(relation, step) and N in taken.meanings:
        told.append((scalar("t"), " = ", number(step)))
    told = list(dict.fromkeys(told))
    heads, rows = _run(asked.says[judged.which], names, evaluation, relation)
    return Counterexample(
        hypothesis.name, theorem.name, asked, taken, judged, relation, tuple(told),
        tuple(_point(taken, names)), heads, rows, str(box),
    )  # fmt: skip


def _point(taken: Instance, names: Names) -> Iterator[tuple[Symbol, Value]]:
    """The symbols of the pages that are numbers or vectors in an instance, with their values."""
    for what, meaning in _in_order(taken, names):
        name = names.get(what)
        if isinstance(name, Symbol) and not isinstance(meaning, Steps):
            yield name, meaning


def _speaks_of(relation: Relation, step: int) -> bool:
    found = (s for t in relation.terms for s in parts(t) if isinstance(s, Symbol))
    return any(s.upper == str(step) for s in found)


def _in_order(taken: Instance, names: Names) -> list[tuple[Any, Any]]:
    """What is taken, in the order in which the theorem speaks of it, starts and rates first."""
    place = {what: k for k, what in enumerate(names)}
    pairs = [(w, m) for w, m in taken.meanings.items() if w is not N]
    return sorted(pairs, key=lambda pair: place.get(pair[0], len(place)))


def _names(theorem: Theorem, others: Iterable[Relation]) -> Names:
    """The symbols and functions of a theorem, and of what it cites, by those of the checker.

    Those of further relations come last.
    """
    names: Names = {}
    for part in parts(*_terms(theorem), *(t for r in others for t in r.terms)):
        if isinstance(part, Symbol):
            core = reader(LATER).symbol(part)
            names.setdefault(core.data if core.op == "apply" else core, part)
        elif isinstance(part, Apply) and not part.function.values:
            core = reader(LATER).term(part)
            if core.op == "apply" and core.data.kind in ("opaque", "linear"):
                names.setdefault(core.data, part.function)
            elif core.op == "apply" and core.data.kind == "adjoint":
                names.setdefault(core.data.adjoint, part.function.transpose)
    return names


def _terms(theorem: Theorem) -> list[Term]:
    relations: list[Relation] = []
    terms: list[Term] = []
    seen: set[int] = set()
    waiting: list[Any] = [theorem]
    while waiting:
        form = waiting.pop(0)
        if id(form) in seen:
            continue
        seen.add(id(form))
        relations += [*form.conclusions, *(h.relation for h in form.hypotheses)]
        relations += [*getattr(form, "updates", ()), *getattr(form, "image_updates", ())]
        for chain in form.derivations:
            terms += [chain.start, *(step.term for step in chain.steps)]
            relations += [p.relation for p in chain.premises]
            sources = [p.source for p in chain.premises]
            waiting += [s for s in sources if isinstance(s, Theorem)]
            waiting += [t for s in sources if isinstance(s, Grounds) for t in s.theorems]
    return [t for r in relations for t in r.terms] + terms


def _told(what: Any, meaning: Any, names: Names, evaluation: Evaluation) -> Iterator[Words]:
    """What one thing is taken to be, in words."""
    name = names.get(what)
    match meaning:
        case Formula(parameters, body):
            unit = vector("e", "", "1")
            used = [n.name for n in names.values() if isinstance(n, Symbol)]
            new = arguments(tuple(map(_parameter, parameters)), used)
            own: Names = dict(zip(parameters, new, strict=True)) | {UNIT: unit}
            for at in _where_free(what, parameters, evaluation):
                given = own | at
                if name is None:
                    yield what.name, " = ", str(body)
                else:
                    f = name(*_in_place(name, parameters, given))
                    yield (equals(f, _page(body, given)),)
            if UNIT in T.free(body):
                yield unit, " = ", *_value(evaluation.value(UNIT))
        case Matrix(rows):
            f = name if isinstance(name, Function) else what.name
            if len(rows) == 1:
                yield f, " = ", _page_number(rows[0][0])
            else:
                # What is multiplied is a row there, and a column on a page.
                columns = [f"({', '.join(map(str, column))})" for column in zip(*rows, strict=True)]
                yield f, f", the matrix with the rows {', '.join(columns[:-1])} and {columns[-1]}"
        case Steps() if isinstance(name, Function):
            yield from _told_family(what, meaning, name, evaluation, names)
        case Steps():
            yield from _told_steps(what, meaning, name, evaluation)
        case _:
            yield name if name is not None else _unnamed(what), " = ", *_value(meaning)


def _unnamed(what: T.Term) -> str | Symbol:
    """A symbol of which the entry does not speak, such as a value of a threshold function."""
    spelled = str(what.data).rstrip("^")
    named = (spelled.isidentifier() and spelled.isascii()) and what.op == "symbol"
    return _letter(spelled, what) if named else spelled


def _told_steps(
    what: T.Function, taken: Steps, name: Any, evaluation: Evaluation
) -> Iterator[Words]:
    index = isinstance(name, Function) and name.takes == ("index",)
    every, place = ("for every i", "index") if index else ("at every step", "step")

    def at(index: str) -> Any:
        if isinstance(name, Symbol):
            return Symbol(name.name, name.of_kind, index, name.lower)
        if isinstance(name, Function):
            return name(number(int(index)) if index.isdigit() else natural("i"))
        return f"{what.name.rstrip('^')}({index})"

    defined = evaluation.laws.at.get(what, {})
    if what in evaluation.laws.after or defined:  # then it is free before and between these alone
        law = evaluation.laws.after.get(what)
        for k in range(max(defined, default=0) if law is None else law[0]):
            if k not in defined:
                yield at(str(k)), " = ", *_value(taken.at(k))
        return
    if len(taken.values) == 1:
        yield at("t"), " = ", *_value(taken.values[0]), f" {every}"
        return
    *most, last = taken.values
    for k, v in enumerate(most, taken.first):
        yield at(str(k)), " = ", *_value(v)
    yield at("t"), " = ", *_value(last), f" from {place} {taken.first + len(most)} on"


def _told_family(
    what: T.Function, taken: Steps, name: Function, evaluation: Evaluation, names: Names
) -> Iterator[Words]:
    """A function of naturals: what it is everywhere, or at the start if its steps are defined."""
    spoken = {n.name for n in names.values()}
    letters = iter(sorted("ijkpqrsl", key=lambda letter: letter in spoken))
    own = [natural("n" if kind == "step" else next(letters)) for kind in name.takes]
    core = reader(LATER).term(name(*own)).args
    places = [next(i for i, a in enumerate(core) if a is reader(LATER).symbol(s)) for s in own]
    laws = evaluation.laws
    stepped = {0} if what in laws.after else set[int]()
    for law in laws.families.get(what, ()):
        stepped |= {i for i, a in enumerate(law.arguments) if law.shape(a)[1]}
    free = [number(0) if place in stepped else s for s, place in zip(own, places, strict=True)]
    if len(taken.values) == 1 or stepped & {*taken.places}:
        where = (" everywhere",) if any(a in own for a in free) else ()
        yield name(*free), " = ", *_value(taken.values[0]), *where
        return
    varied = [places.index(place) for place in taken.places]
    *most, last = taken.values
    for k, v in enumerate(most, taken.first):
        if len(varied) == 1:
            at = [number(k) if i in varied else s for i, s in enumerate(free)]
            yield name(*at), " = ", *_value(v)
        else:
            yield name(*free), " = ", *_value(v), " where ", *_least(free, varied), f" is {k}"
    yield (
        name(*free),
        " = ",
        *_value(last),
        " from ",
        *_least(free, varied),
        " = ",
        number(taken.first + len(most)),
        " on",
    )


def _least(arguments: Sequence[Term], varied: Sequence[int]) -> Words:
    if len(varied) == 1:
        return (arguments[varied[0]],)
    row: list[str | Term | Relation] = []
    for i in varied:
        row += [", " if row else "min(", arguments[i]]
    return (*row, ")")


def _value(value: Value) -> Words:
    if not isinstance(value, tuple):
        return (_page_number(value),)
    if len(value) == 1:
        return _value(value[0])
    row: list[str | Term | Relation] = ["("]
    for place, entry in enumerate(value):
        row += [", " if place else "", _page_number(entry)]
    return (*row, ")")


def _page_number(q: Any) -> Term:
    return number(q.numerator, q.denominator)


def _where_free(
    what: T.Function, parameters: Iterable[T.Term], evaluation: Evaluation
) -> list[dict[Any, Term]]:
    """The steps at which a formula says what a function is; where it has a law, the first alone."""
    runs = evaluation.laws.runs.get(what)
    if runs is None or runs.after is None:
        return [{}]
    (step,) = (p for p in parameters if p.sort == "natural")
    return [{step: number(k)} for k in range(runs.first) if k not in runs.at]


def _in_place(f: Function, parameters: Iterable[T.Term], given: Names) -> Iterator[Term]:
    """The parameters in the order in which pages write them; the checker has the step first."""
    left = list(parameters)
    for wanted in f.takes:
        sort = "natural" if wanted in ("index", "step") else wanted
        yield given[left.pop(next(i for i, p in enumerate(left) if p.sort == sort))]


def _parameter(p: T.Term) -> Symbol:
    return _letter(str(p.data), p)


def _letter(name: str, what: T.Term) -> Symbol:
    """A symbol of pages for something of the checker's."""
    if what.sort == "natural":
        return natural(name)
    return (scalar if T.flat(what) else vector)(name)


def _page(t: T.Term, names: Names) -> Term:
    """A formula as pages write it."""
    args = [_page(a, names) for a in t.args]
    match t.op:
        case "symbol":
            return names[t]  # type: ignore[no-any-return]
        case "number":
            return _page_number(t.data)
        case "zero":
            return ZERO
        case "sum":
            return sum(args[1:], args[0])
        case "dot":
            return dot(*args)
        case "quotient":
            return args[0] / args[1]
        case "power":
            return args[0] ** int(t.args[1].data)
        case "product":
            result = args[0]
            for a in args[1:]:
                result = -a if result == number(-1) else result * a
            return result
    raise ProofError(f"{t} is not written out")


def _run(
    says: T.Term, names: Names, evaluation: Evaluation, relation: Relation
) -> tuple[tuple[Symbol, ...], tuple[tuple[int, tuple[Value, ...]], ...]]:
    """What is defined step by step, as far as the conclusion speaks of it, and what changes."""
    laws = evaluation.laws
    found = (s for t in relation.terms for s in parts(t) if isinstance(s, Symbol))
    last = max((int(s.upper) for s in found if s.upper.isdigit()), default=0)
    spoken = [f for f in names if isinstance(f, T.Function) and isinstance(names[f], Symbol)]
    heads = [f for f in spoken if f in laws.after and f in T.free(says)]
    behind = {f for g in heads for f in T.free(laws.after[g][1])}
    heads += [f for f in spoken if f in laws.after and f in behind and f not in heads]
    data = [f for f in spoken if isinstance(evaluation.instance.meanings.get(f), Steps)]
    changing = [f for f in data if len(evaluation.instance.meanings[f].values) > 1]
    heads = [*(f for f in changing if f not in laws.after), *heads][:5]
    if not last or last > 12 or not any(f in laws.after for f in heads):
        return (), ()  # data alone are no run: they are said
    rows = []
    try:
        for k in range(last + 1):
            rows.append((k, tuple(evaluation.at_step(f, k) for f in heads)))
    except instance.Undecided:
        return (), ()
    symbols = [names[f] for f in heads]
    return tuple(Symbol(s.name, s.of_kind, "t", s.lower) for s in symbols), tuple(rows)


__all__ = ["Counterexample", "question", "without"]
