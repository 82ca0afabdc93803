"""How an entry is written: what it states, and proofs as generators of lines.

A line is `yield sign, term, *reason`.  A reason is made of words (text, terms, relations) and of
what the line uses: hypotheses, definitions, theorems.  What a line uses becomes a premise of its
chain.  One that comes first in a reason, or after text that ends in a space, is told there: an
assumption by its relation, anything else by its name.  The chain begins with the left side of the
relation that is to be shown, and `...` in a line stands for its right side, or for its sign.

What a proof assumes is found from what its lines use, before any line is judged; what shows that
an assumption is needed is found from the steps that fail without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Literal

from proofs.claim import Claim, Filed, Need, Part, Twin, refutation
from proofs.derivation import (
    Derivation,
    ProofError,
    Theorem,
    assumed_before,
    assumptions,
    by_cases,
    by_induction,
    case,
    chained,
    cite,
    derive,
    ends,
    reindexed,
    together,
    unread,
)
from proofs.displayed import Displayed, told
from proofs.readings import Reading
from proofs.symmetry import by_symmetry, equivariance_of
from proofs.terms import (
    Apply,
    Function,
    Hypothesis,
    Operand,
    Relation,
    Symbol,
    Term,
    Words,
    as_term,
    equals,
    parts,
    say,
    scalar,
)  # fmt: skip
from proofs.witness import Comparison

if TYPE_CHECKING:
    from proofs.counterexample import Counterexample
    from proofs.figure import Figure

Line = tuple[Any, ...]
"""A sign, a term or `...`, and the pieces of a reason."""
Lines = Iterator[Line]
"""What a generator of lines returns."""
Writer = Callable[..., Lines]
Parts = tuple[tuple["str | Words", "Proof"], ...]
"""Proofs that several entries share, each with its title."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A theorem as a line uses it: which of its conclusions, and at which index."""

    proof: Proof
    index: str
    which: int
    values: tuple[tuple[Symbol, Term], ...] = ()
    """What symbols of the theorem, which may be anything, are read as."""
    every: tuple[Symbol, ...] = ()
    """For all values of these it is cited, under what it assumes of them."""

    def premise(self) -> Hypothesis:
        """The conclusion, cited; the theorem is proved now if it was not."""
        theorem = _read(self.proof, self.values) if self.values else self.proof()
        return cite(theorem, self.index, self.which, self.every)

    @property
    def assumes(self) -> tuple[Hypothesis, ...]:
        """The hypotheses of the theorem; those about what is read otherwise are to be shown."""
        read = (*self.every, *(symbol for symbol, _ in self.values))
        return unread(self.proof.assumes, read)


@cache
def _read(proof: Proof, values: tuple[tuple[Symbol, Term], ...]) -> Reading:
    """A theorem read for given values: one object, however often it is cited."""
    return Reading(proof(), values)


class Chain:
    """One chain of lines that is to show a relation, written and not yet judged."""

    def __init__(
        self,
        name: str,
        goal: Relation,
        lines: Callable[[], Lines],
        *,
        also: tuple[Hypothesis, ...] = (),
        withhold: Iterable[str] = (),
    ) -> None:
        self.name, self.goal, self.also, self.withhold = name, goal, also, tuple(withhold)
        self._write = lines
        self.shared: tuple[Hypothesis | Cited, ...] | None = None
        """What the branches of a case distinction use together, where this is one of them."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What was written; raises `ProofError` where nothing was."""
        written = self._write()
        lines = () if written is None else tuple(written)
        if not lines:
            raise ProofError(f"{self.name}: nothing is written that would show {self.goal}")
        return lines

    @cached_property
    def uses(self) -> tuple[Hypothesis | Cited, ...]:
        """What the lines use, each once, in the order in which they are met."""
        pieces = (piece for _, _, *reason in self.lines for piece in reason)
        used = (piece.at() if isinstance(piece, Proof) else piece for piece in pieces)
        return tuple(dict.fromkeys(u for u in used if isinstance(u, Hypothesis | Cited)))

    @property
    def assumes(self) -> tuple[Hypothesis, ...]:
        """The hypotheses that it rests on, those of the theorems that it uses included."""
        found: dict[Hypothesis, None] = {}
        for used in (*(self.uses if self.shared is None else self.shared), *self.also):
            own = used.assumes if isinstance(used, Cited) else assumptions([used])
            found |= dict.fromkeys(own)
        return tuple(found)

    @cached_property
    def derivation(self) -> Derivation:
        """The chain, each line judged once; raises `ProofError` unless it shows its goal."""
        uses = self.uses if self.shared is None else self.shared
        premises = [u.premise() if isinstance(u, Cited) else u for u in uses]
        chain = derive(self.name, self.goal.left, (*premises, *self.also), withhold=self.withhold)
        for sign, term, *reason in self.lines:
            line = self.goal.right if isinstance(term, EllipsisType) else as_term(term)
            judged = self.goal.sign if isinstance(sign, EllipsisType) else sign
            chain = chain.then(judged, line, *_words(reason))
        if chain.conclusion != self.goal:
            raise ProofError(f"{self.name}: it is to show {self.goal}, not {chain.conclusion}")
        return chain


def _words(reason: Iterable[Any]) -> Words:
    """The words of a reason, with what it tells of what it uses."""
    words: list[str | Term | Relation] = []
    open_end = True
    for piece in reason:
        used = piece.proof if isinstance(piece, Cited) else piece
        if isinstance(piece, str | Term | Relation):
            words.append(piece)
        elif open_end and isinstance(used, Hypothesis) and used.role in ("assumption", "case"):
            words.append(used.relation)
        elif open_end:
            words.append(used.name)
        open_end = isinstance(piece, str) and piece.endswith(" ")
    return say(*words)


class Proof(Displayed):
    """A proof as it is written; calling it gives the theorem, which is proved once."""

    def __init__(
        self,
        name: str,
        proves: tuple[Relation, ...],
        chains: tuple[Chain, ...],
        join: Callable[[tuple[Derivation, ...]], Theorem],
        members: tuple[Proof, ...] = (),
    ) -> None:
        self.name, self.proves, self.chains, self._join = name, proves, chains, join
        self.members = members
        """The proofs that it tells together, if that is what it does."""
        self.slug = name
        """What an obligation that it meets is called: the name of its function, if it has one."""

    @cached_property
    def assumes(self) -> tuple[Hypothesis, ...]:
        """What it rests on, found from what is written."""
        parts: tuple[Proof | Chain, ...] = self.members or self.chains
        return tuple(dict.fromkeys(h for part in parts for h in part.assumes))

    @cached_property
    def theorem(self) -> Theorem:
        """The theorem; raises `ProofError` where a line or the whole does not hold."""
        for member in self.members:
            member()
        theorem = self._join(tuple(chain.derivation for chain in self.chains))
        if set(theorem.hypotheses) - set(self.assumes):
            raise ProofError(f"{self.name}: it assumes more than its lines use")
        return theorem

    def __call__(self) -> Theorem:
        return self.theorem

    def at(self, index: str = "t", which: int = 0) -> Cited:
        """One of its conclusions, at an index; where it stands alone, the first at t."""
        return Cited(self, index, which)

    def of(
        self, values: Mapping[Symbol, Operand], which: int = 0, every: Iterable[Symbol] = ()
    ) -> Cited:
        """One of its conclusions, read for given numbers, vectors or naturals.

        What it assumes of them is shown from what else the chain assumes.  With `every`, it is
        cited for all values of these symbols of which what it assumes is true, as inside a sum.
        """
        read = tuple((symbol, as_term(value)) for symbol, value in values.items())
        return Cited(self, "t", which, read, tuple(every))

    def __repr__(self) -> str:
        return told("proof", self.name, " and ".join(map(str, self.proves)))

    def behind(self) -> Iterator[Proof]:
        """The proof and those that it rests on, each once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            proof = waiting.pop(0)
            if id(proof) not in seen:
                seen.add(id(proof))
                yield proof
                used = (use for chain in proof.chains for use in chain.uses)
                waiting += [use.proof for use in used if isinstance(use, Cited)]


def settled(theorem: Theorem) -> Proof:
    """A theorem that was proved elsewhere, as a proof that an entry may state and use."""
    proof = Proof(theorem.name, theorem.conclusions, (), lambda _: theorem)
    proof.assumes = theorem.hypotheses
    return proof


def _named(lines: Writer, name: str) -> str:
    return name or lines.__name__.strip("_").replace("_", " ")


def _slugged(proof: Proof, lines: Writer) -> Proof:
    proof.slug = lines.__name__
    return proof


def chain(*proves: Relation, name: str = "") -> Callable[[Writer], Proof]:
    """The proof of one relation by one chain of lines."""
    (goal,) = proves

    def written(lines: Writer) -> Proof:
        one = Chain(_named(lines, name), goal, lines)
        return _slugged(Proof(one.name, (goal,), (one,), lambda derived: derived[0]), lines)

    return written


def at_once(name: str, *reason: Any) -> Writer:
    """The one line that says what is to be shown, for a reason; its chain is called so."""

    def lines(*assumed: Hypothesis) -> Lines:
        yield ..., ..., *reason, *assumed

    lines.__doc__ = name
    return lines


def line(*reason: Any) -> Writer:
    """The lines of a proof in one step, for a start or a step that needs no more than a reason."""

    def lines(*before: Hypothesis) -> Lines:
        yield "=", ..., *reason, *before

    return lines


def calculation(name: str, start: Operand, lines: Iterable[Line]) -> Proof:
    """The proof by one chain of lines of whatever they come to."""
    written = tuple(lines)
    goal = Relation(as_term(start), chained(line[0] for line in written), as_term(written[-1][1]))
    return chain(goal, name=name)(lambda: iter(written))


def conjunction(name: str, *members: Proof) -> Proof:
    """Several proofs that are told together."""
    return Proof(
        name,
        tuple(relation for member in members for relation in member.proves),
        tuple(chain for member in members for chain in member.chains),
        lambda derived: together(name, *(member() for member in members)),
        members,
    )


def cases(
    goal: Relation, *distinguished: tuple[str, Relation], name: str = "", withhold: str = ""
) -> Callable[[Writer], Proof]:
    """The proof of one relation in each of several cases, of which one must hold.

    The generator is asked for the lines of each case: it is given the premise of the case.
    """

    def written(lines: Writer) -> Proof:
        branches = []
        for called, relation in distinguished:
            here, without = case(called, relation), (withhold,) if withhold else ()
            asked = partial(lines, here)
            branches.append(Chain(called, goal, asked, also=(here,), withhold=without))
        used = dict.fromkeys(u for b in branches for u in b.uses if u not in b.also)
        for branch in branches:  # what a theorem is read under may hold in one case alone
            branch.shared = tuple(u for u in used if u in branch.uses or not _is_read(u))
        title = _named(lines, name)
        proof = Proof(title, (goal,), tuple(branches), lambda derived: by_cases(title, *derived))
        return _slugged(proof, lines)

    return written


def _is_read(used: Hypothesis | Cited) -> bool:
    return isinstance(used, Cited) and bool(used.values)


def induction(
    *statement: Relation,
    start: Writer | Iterable[Writer],
    name: str = "",
    over: Symbol | None = None,
    every: tuple[Symbol, ...] = (),
) -> Callable[[Writer | Iterable[Writer]], Proof]:
    """The proof of relations at every t: at 0 by `start`, and by one more step.

    With `over`, they are about any natural n: shown at 0, and at n + 1 where they hold at n, for
    all values of `every`.

    A step is given the induction hypotheses.  Where there are several relations, there are as many
    generators for start and step, in a tuple.
    """

    def written(step: Writer | Iterable[Writer]) -> Proof:
        starts = (start,) if callable(start) else tuple(start)
        steps = (step,) if callable(step) else tuple(step)
        title = name or _named(steps[0], "")
        before = assumed_before("induction hypothesis", *statement, over=over, every=every)
        if over is None:
            first, then = tuple(reindexed(r, "t", "0") for r in statement), statement
        else:
            first, then = ends(over, statement)
        base = [
            Chain(_told(lines, "the start"), relation, lines)
            for relation, lines in zip(first, starts, strict=True)
        ]
        more = [
            Chain(_told(lines, "one more step"), relation, partial(lines, *before))
            for relation, lines in zip(then, steps, strict=True)
        ]

        def join(derived: tuple[Derivation, ...]) -> Theorem:
            begun, gone_on = derived[: len(base)], derived[len(base) :]
            return by_induction(title, statement, base=begun, step=gone_on, over=over, every=every)

        return _slugged(Proof(title, statement, (*base, *more), join), steps[0])

    return written


def _told(lines: Writer, instead: str) -> str:
    """The first line of what a generator says of itself, or a name for it."""
    told = (lines.__doc__ or instead).strip().splitlines()[0].rstrip(".")
    return told[:1].lower() + told[1:]


def symmetry(
    name: str,
    *,
    action: Mapping[Symbol, Term],
    update: Mapping[Symbol, Term],
    image_update: Mapping[Symbol, Term],
    start: Iterable[Writer | Proof],
    step: Iterable[Writer],
) -> Proof:
    """The symmetry lemma for one update: what each component is in the other run, at every t.

    For each component of `action`, in its order, `start` has the lines that show it at t = 0 and
    `step` those from the image of an updated state to the update of its image.
    """
    proves = tuple(equals(component, meaning) for component, meaning in action.items())
    wanted = equivariance_of(action, update, image_update)
    begin = []
    for relation, lines in zip(proves, start, strict=True):
        goal = reindexed(relation, "t", "0")
        begin.append(lines.chains[0] if isinstance(lines, Proof) else _chain(lines, goal))
    more = [_chain(lines, goal) for lines, goal in zip(step, wanted, strict=True)]

    def join(derived: tuple[Derivation, ...]) -> Theorem:
        return by_symmetry(
            name,
            action=action,
            update=update,
            image_update=image_update,
            start=derived[: len(begin)],
            equivariance=derived[len(begin) :],
        )

    return Proof(name, proves, (*begin, *more), join)


def _chain(lines: Writer, goal: Relation) -> Chain:
    return Chain(_told(lines, _named(lines, "")), goal, lines)


# What an entry states ----------------------------------------------------------------------------


def shown_by_run(run: partial[Comparison], says: str = "") -> Need:
    """The hypothesis that two exact runs drop is needed, as they show."""
    hypothesis = str(run.keywords["drops"])
    return Need(hypothesis, _hyphened(hypothesis), run, (says,) if says else (), "run")


def shown_by(
    hypothesis: str, name: str, relation: Relation, *given: Hypothesis, says: str | Words
) -> Need:
    """What is built into a rule is needed: without it a relation fails, at numbers found."""
    told = (says,) if isinstance(says, str) else says
    return Need(hypothesis, name, lambda: refutation(relation, given), told)


def _hyphened(name: str) -> str:
    return name.replace("_", "-").replace(",", "").replace(" ", "-")


class Entry(Filed):
    """An entry: words and hypotheses here, what is proved part by part.

    The words are beside what is formal: a relation in them must be one that a part proves, one that
    is assumed or defined, or one of `aside`, which are examples.
    """

    def __init__(
        self,
        claim_id: str,
        *,
        place: int,
        title: str,
        says: Words,
        given: Iterable[Hypothesis] = (),
        needs: Iterable[Need] = (),
        built_in: Iterable[tuple[str, Words]] = (),
        citations: Iterable[str] = (),
        remarks: Iterable[Words] = (),
        aside: Iterable[Relation] = (),
        kind: Literal["theorem", "exhibit"] = "theorem",
        idea: str | Words = (),
    ) -> None:
        super().__init__(claim_id, place, self._written)
        self.title, self.says, self.given, self.kind = title, says, tuple(given), kind
        self.needs, self.built_in, self.aside = tuple(needs), tuple(built_in), tuple(aside)
        self.citations, self.remarks = tuple(citations), tuple(remarks)
        self.idea = _lettered(_said(idea)) if idea else ()
        self._parts: list[tuple[str, Words, Proof | Callable[[], Comparison]]] = []
        self._notation: list[tuple[Words, Words]] = []
        self._twin: Twin | None = None
        self._figure: Callable[[], Figure] | None = None

    # What it is made of

    def part(
        self, title: str | Words, *proves: Relation, name: str = ""
    ) -> Callable[[Writer | Proof], Proof]:
        """One obligation, named after the function: a chain that shows a relation, or a proof."""

        def written(lines: Writer | Proof) -> Proof:
            proof = lines if isinstance(lines, Proof) else chain(*proves)(lines)
            return self.shows(name or _hyphened(proof.slug), title, proof)

        return written

    def shows(self, name: str, title: str | Words, proof: Proof) -> Proof:
        """One obligation by a proof that other entries may share."""
        self._parts.append((name, _said(title), proof))
        return proof

    def shares(self, *parts: tuple[str | Words, Proof]) -> None:
        """Obligations by proofs that other entries share, each with its title."""
        for title, proof in parts:
            self.part(title)(proof)

    def runs(self, name: str, title: str | Words, comparison: Callable[[], Comparison]) -> None:
        """One obligation that two exact runs meet."""
        self._parts.append((name, _said(title), comparison))

    def figure(self, drawn: Callable[[], Figure]) -> None:
        """What shows it to the eye: one figure at most, computed when it is asked for."""
        if self._figure is not None:
            raise ProofError(f"{self.id}: it has a figure already")
        self._figure = drawn

    def without(
        self, hypothesis: Hypothesis, says: str | Words = "", *proofs: Proof, **box: Any
    ) -> None:
        """Say where the instance is looked for that lacks a hypothesis, and what is said of it.

        It is looked for in the proofs that are named, or in all parts; `box` is `find.Box`'s.
        """
        show = partial(self._fails_without, hypothesis, proofs, box)
        told = _said(says) if says else ()
        need = Need(hypothesis.name, _hyphened(hypothesis.name), show, told, "instance")
        self.needs = (*self.needs, need)

    def in_words(self, hypothesis: Hypothesis, says: str | Words) -> None:
        """Say why no run and no instance can show what a hypothesis is for."""
        name = _hyphened(hypothesis.name)
        self.needs = (*self.needs, Need(hypothesis.name, name, None, _said(says), "words"))

    def twin(self, says: str | Words, relation: Relation, *given: Hypothesis) -> None:
        """A false statement that looks like the claim."""
        self._twin = Twin(_said(says), relation, given)

    def symbol(self, symbol: Term | Words, meaning: str | Words, *terms: Term | Relation) -> None:
        """What a symbol means that is not of the project's own notation."""
        shown = say(symbol) if isinstance(symbol, Term) else symbol
        said = say(meaning, *terms) if isinstance(meaning, str) else meaning
        self._notation.append((shown, said))

    def symbols(self, *rows: tuple[Any, ...]) -> None:
        """What several symbols mean, each row as `symbol` takes it."""
        for row in rows:
            self.symbol(*row)

    # The record

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Those of its parts."""
        return tuple(proof for _, _, proof in self._parts if isinstance(proof, Proof))

    @property
    def claimed(self) -> tuple[Proof, ...]:
        """The parts that the words say, or on which no other part rests; others are steps."""
        behind = {id(p) for proof in self.proofs for p in (*proof.behind(),)[1:]}
        said = {piece for piece in self.says if isinstance(piece, Relation)}
        return tuple(p for p in self.proofs if said & {*p.proves} or id(p) not in behind)

    def _written(self) -> Claim:
        """The claim; raises `ProofError` where words, hypotheses and proofs do not belong together.

        No line is judged for it.
        """
        if self._twin is None:
            raise ProofError(f"{self.id}: it has no false twin")
        assumed = dict.fromkeys(h for proof in self.proofs for h in proof.assumes)
        for hypothesis in self.given:
            if hypothesis not in assumed:
                raise ProofError(f"{self.id}: no part assumes {hypothesis.name!r}")
        formal = self._formal(assumed)
        self._check_words(formal)
        if not _spoken_of([self._twin.relation]) & _spoken_of(formal):
            raise ProofError(
                f"{self.id}: its false twin {self._twin.relation} shares no symbol and no function "
                "with what it states, assumes or defines"
            )
        parts = []
        for name, title, proof in self._parts:
            if isinstance(proof, Proof):
                own = tuple(h for h in proof.assumes if h not in self.given)
                parts.append(Part(name, proof, title, own, proof.proves))
            else:
                parts.append(Part(name, proof, title))
        return Claim(
            self.id,
            self.title,
            self.says,
            self.given,
            tuple(parts),
            tuple(self._needs(dict.fromkeys((*self.given, *assumed)))),
            self._twin,
            notation=tuple(self._notation),
            remarks=self.remarks,
            citations=self.citations,
            built_in=self.built_in,
            kind=self.kind,
            idea=self.idea,
            figure=self._figure,
        )

    def _formal(self, assumed: Iterable[Hypothesis]) -> set[Relation]:
        """What the parts prove, and what is assumed and defined for it."""
        behind = (p for proof in self.proofs for p in proof.behind())
        used = (use for p in behind for chain in p.chains for use in chain.uses)
        formal = {use.relation for use in used if isinstance(use, Hypothesis)}
        formal |= {relation for proof in self.proofs for relation in proof.proves}
        formal |= {c.goal for proof in self.proofs for p in proof.behind() for c in p.chains}
        return formal | {hypothesis.relation for hypothesis in assumed}

    def _check_words(self, formal: set[Relation]) -> None:
        for piece in self.says:
            if isinstance(piece, Relation) and piece not in formal | {*self.aside}:
                raise ProofError(
                    f"{self.id}: it says {piece}, which no part proves and nothing assumes"
                )

    def _needs(self, hypotheses: Iterable[Hypothesis]) -> Iterator[Need]:
        """What shows that each hypothesis is needed: what was typed, or an instance without it.

        The hypotheses come in their order; what is built into a rule comes after them.
        """
        typed = list(self.needs)
        for hypothesis in hypotheses:
            own = [need for need in typed if need.hypothesis == hypothesis.name]
            typed = [need for need in typed if need not in own]
            if any(need.kind == "relation" for need in own):
                raise ProofError(
                    f"{self.id}: that a relation fails does not show that the claim fails without "
                    f"{hypothesis.name!r}; leave it out, or write entry.without(...)"
                )
            yield from own
            if not own:
                show = partial(self._fails_without, hypothesis, (), {})
                yield Need(hypothesis.name, _hyphened(hypothesis.name), show, (), "instance")
        yield from typed

    def _fails_without(
        self, hypothesis: Hypothesis, proofs: Iterable[Proof], box: Mapping[str, Any]
    ) -> Counterexample:
        """An instance in which everything holds but one hypothesis and a conclusion.

        Where a `claimed` part assumes it, one of these must fail, unless another is named; those
        that the words say come first.  Where little work finds none that fails, one that has no
        value there counts as well.
        """
        from proofs import proposals
        from proofs.counterexample import without
        from proofs.find import marks
        from proofs.find.instances import Box

        told = {piece for piece in self.says if isinstance(piece, Relation)}
        claimed = [proof for proof in self.claimed if hypothesis in proof.assumes]
        among = tuple(proofs) or claimed or self.proofs
        asked = [proof for proof in among if hypothesis in proof.assumes]
        first = [proof for proof in asked if told & set(proof.proves)]
        looked = replace(Box(labels=self.id.startswith("perceptron")), **box)
        short = replace(looked, work=min(looked.work, 1_000))
        rounds = (
            (False, first, short), (False, asked, short), (True, asked, short),
            (False, asked, looked), (True, asked, looked),
        )  # fmt: skip
        turns: list[tuple[bool, Proof, Box]] = []
        for u, where, in_box in rounds:
            turns += [t for proof in where if (t := (u, proof, in_box)) not in turns]
        names = (f"{u} {proof.name} {in_box!r}" for u, proof, in_box in turns)
        key = marks.joined("the turn that finds", self.id, str(hypothesis), *names)
        kept = proposals.get(key)
        order = [kept] if type(kept) is int and 0 <= kept < len(turns) else []
        for turn in (*order, *range(len(turns))):  # the turn that found one before comes first
            undefined, proof, in_box = turns[turn]
            found = without(proof(), hypothesis, self.given, in_box, undefined)
            if found is not None:
                proposals.put(key, turn)
                return found
        raise ProofError(
            f"{self.id}: no instance was found without {hypothesis.name!r} in which everything "
            f"else holds and a conclusion fails ({looked})"
        )


def _spoken_of(relations: Iterable[Relation]) -> set[str]:
    """The names of the symbols and functions in relations, whatever their index."""
    met = parts(*(term for relation in relations for term in relation.terms))
    named = (p.function if isinstance(p, Apply) else p for p in met)
    return {p.name for p in named if isinstance(p, Symbol | Function)}


def _lettered(words: Words) -> Words:
    """The words with the rate's letter as a term, so that it is written as elsewhere on a page."""
    row: list[str | Term | Relation] = []
    for piece in words:
        if isinstance(piece, str):
            first, *rest = piece.split("η")
            row += [first] if first or not rest else []
            for text in rest:
                row += [scalar("eta"), *([text] if text else [])]
        else:
            row.append(piece)
    return tuple(row)


def _said(words: str | Words) -> Words:
    return (words,) if isinstance(words, str) else words
