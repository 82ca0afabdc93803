"""Theorems of the ledger as theorems of Rocq, stated from their claims, proved by their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofs.trust.check import Holds, Proof, Theorem, judge
from proofs.trust.rules import asked
from proofs.trust.terms import Function, Term, free, inside, is_space

from .lines import Lines, Stated, heads
from .wording import Names, NotStated, plain


@dataclass
class Ledger:
    """What was stated so far, and what was not, with why."""

    theorems: dict[str, Theorem] = field(default_factory=dict)
    stated: dict[str, Stated] = field(default_factory=dict)
    not_stated: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add(self, proof: Proof) -> str:
        """The text of one more theorem; "" for one that is not stated."""
        holds = judge(proof.lines, self.theorems)
        self.theorems[proof.name] = Theorem(proof.name, proof.given, proof.says)
        below = [k for k in cited(proof) if k in self.not_stated]
        try:
            if below:
                raise NotStated(f"it rests on {below[0]}, which is not stated")
            found, text = written(proof, holds, self.stated, self._name(proof.name))
        except NotStated as why:
            self.not_stated[proof.name] = str(why)
            return ""
        self.stated[proof.name] = found
        return text

    def _name(self, name: str) -> str:
        base, k = f"th_{plain(name)}", 1
        text = base
        while text in self.names:
            k += 1
            text = f"{base}_{k}"
        self.names.add(text)
        return text


def cited(proof: Proof) -> dict[str, None]:
    """The theorems that a proof rests on, by name."""
    kind = "theorem "
    return dict.fromkeys(x.rule.removeprefix(kind) for x in proof.lines if x.rule.startswith(kind))


def written(proof: Proof, holds: Sequence[Holds], known: Mapping[str, Stated],
            name: str) -> tuple[Stated, str]:  # fmt: skip
    """A theorem of Rocq: its statement, then its lines as one term."""
    needs = [g for p in proof.given for g in asked(p, given=True)]
    goals = [*proof.says, *[g for p in proof.says for g in asked(p)]]
    plainly = [p for p in proof.given if not asked(p, given=True)]
    first = plainly if needs else list(proof.given)
    then = [p for p in proof.given if p not in first]
    lines = _lines(proof, holds, known)
    spoken = frozenset[object]().union(*map(free, (*proof.given, *goals)))
    maps = _maps(proof, known)
    takes = (*lines.ordered(frozenset(x for x in spoken if not _is_map(x))), *maps)
    for p in (*first, *then):
        lines.hypothesis(p)
    space = _has_vectors(proof, takes)
    lines.writer.space = "S" if space else "line"
    texts = [lines.add(x, h) for x, h in zip(proof.lines, holds, strict=True)]
    lines.scope = frozenset(takes) | lines.fixed
    outer = [bool(needs) and not (h.open & lines.given) <= set(plainly) for h in holds]

    def joined(ps: Sequence[Term], allowed: Sequence[Term]) -> str:
        at = [_shown(p, holds, frozenset(allowed)) for p in ps]
        *rest, text = map(lines.of, at)
        for t in reversed(rest):
            text = f"(conj {t} {text})"
        return text

    body = [t for t, late in zip(texts, outer, strict=True) if t and not late]
    says = _both(lines, goals)
    if needs:
        under = "".join(f" ({lines.hypothesis(p)} : {lines.writer.text(p)})" for p in then)
        says = f"{_both(lines, needs, True)} /\\ (forall{under}, {says})"
        body.append(f"conj {joined(needs, plainly)} (fun{under} =>")
        body += [t for t, late in zip(texts, outer, strict=True) if t and late]
        body.append(f"{joined(goals, proof.given)})")
    else:
        body.append(joined(goals, proof.given))
    bound = [_bound(lines, x) for x in takes]
    bound += [f"({lines.hypothesis(p)} : {lines.writer.text(p)})" for p in first]
    if space:
        bound.insert(0, "(S : space)")
    head = "\n  ".join([f"Theorem {name}", *bound])
    inner = "\n".join(body)
    text = f"{head} :\n  {says}.\nProof. exact (\n{inner}). Qed.\n"
    found = Stated(
        name, space, takes, tuple(first), tuple(then), bool(needs), proof.says, len(goals)
    )
    return found, text


def _lines(proof: Proof, holds: Sequence[Holds], known: Mapping[str, Stated]) -> Lines:
    """What stays the same in all lines: symbols that no line sets free, and their hypotheses."""
    gone: set[object] = set()
    discharged: set[Term] = set()
    for line, h in zip(proof.lines, holds, strict=True):
        if line.rule in ("general", "induction"):
            gone.add(line.terms[0])
        if line.rule == "definition":
            gone |= heads(line.terms)
        for k in line.uses:
            discharged |= holds[k].open - h.open
    spoken = frozenset[object]().union(*map(free, (*proof.given, *proof.says)))
    maps = frozenset(y for f in _maps(proof, known) for y in (f, f.adjoint))
    fixed = (spoken - gone) | maps
    given = frozenset(p for p in proof.given if free(p) <= fixed and p not in discharged)
    return Lines(Names(), fixed, given, known)


def _is_map(x: object) -> bool:
    return type(x) is Function and x.kind in ("linear", "adjoint")


def _maps(proof: Proof, known: Mapping[str, Stated]) -> tuple[Function, ...]:
    """The linear maps in a proof, and in what it cites if they are not read as others there."""
    found: set[Function] = set()
    terms = [*proof.given, *proof.says]
    for x in proof.lines:
        terms += [x.says, *x.terms]
        kind, _, name = x.rule.partition(" ")
        if kind == "theorem" and name in known:
            read = {h for t in x.terms for h in heads([t])}
            found |= {f for f in known[name].takes if _is_map(f) and f not in read}
    for t in terms:
        for f in free(t):
            if type(f) is Function and f.kind in ("linear", "adjoint"):
                found.add(f if f.kind == "linear" else f.adjoint)
    return tuple(sorted(found, key=lambda f: f.name))


def _has_vectors(proof: Proof, takes: Sequence[object]) -> bool:
    terms = [*proof.given, *proof.says, *[t for x in proof.lines for t in (x.says, *x.terms)]]
    return any(is_space(t.sort) or (t.op == "all" and is_space(t.data)) or
               (t.op == "apply" and any(map(is_space, t.data.takes)))
               for t in inside(*terms)) or any(_is_map(x) for x in takes)  # fmt: skip


def _bound(lines: Lines, x: object) -> str:
    name, kind = lines.names.name(x), lines.writer.type_of(x)
    if type(x) is Function and x.kind == "linear":
        other = lines.names.name(x.adjoint)
        return f"({name} {other} : {kind}) ({name}_adjoint : adjoint {name} {other})"
    return f"({name} : {kind})"


def _both(lines: Lines, ps: Sequence[Term], close: bool = False) -> str:
    text = " /\\\n  ".join(map(lines.writer.text, ps))
    return f"({text})" if close and len(ps) > 1 else text


def _shown(goal: Term, holds: Sequence[Holds], allowed: frozenset[Term]) -> int:
    for k, h in enumerate(holds):
        if h.says is goal and h.open <= allowed:
            return k
    raise NotStated(f"no line shows {goal}")
