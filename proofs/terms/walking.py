"""Walking terms: each different part once, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from proofs.terms.nodes import (
    Apply,
    FiniteSum,
    Function,
    Number,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    is_natural,
)

Result = TypeVar("Result")

# Walking terms -----------------------------------------------------------------------------------


def fold(
    term: Term,
    combine: Callable[[Term, tuple[Result, ...]], Result],
    done: dict[Term, Result] | None = None,
    children: Callable[[Term], tuple[Term, ...]] | None = None,
) -> Result:
    """Compute a result for each different part once, children first, without recursion.

    Pass the same `done` again to keep what was computed for shared parts.  `children` says what
    a part is made of where that is more than its operands; it must lead nowhere in a circle.
    """
    below = children or _operands
    results: dict[Term, Result] = {} if done is None else done
    waiting = [term]
    while waiting:
        top = waiting[-1]
        if top in results:
            waiting.pop()
            continue
        needed = below(top)
        missing = [child for child in needed if child not in results]
        if missing:
            waiting.extend(reversed(missing))
        else:
            results[top] = combine(top, tuple(results[child] for child in needed))
            waiting.pop()
    return results[term]


def unfolded(meanings: Mapping[Symbol, Term]) -> Callable[[Term], tuple[Term, ...]]:
    """What parts are made of, for `fold`, where some symbols stand for terms.

    A defined symbol is made of its meaning, a threshold function's application of its argument
    and the three values, anything else of its operands.
    """

    def below(term: Term) -> tuple[Term, ...]:
        if isinstance(term, Symbol) and term in meanings:
            return (meanings[term],)
        if isinstance(term, Apply) and term.function.values:
            return (*term.arguments, *term.function.values)
        return term.children

    return below


def _operands(term: Term) -> tuple[Term, ...]:
    return term.children


def substitute(
    term: Term, mapping: Mapping[Term, Term], done: dict[Term, Term] | None = None
) -> Term:
    """Replace terms by terms, all at once.

    >>> from proofs.terms import scalar
    >>> a, b = scalar("a"), scalar("b")
    >>> print(substitute(a + 2 * b, {a: b, b: a}))
    b + 2 a
    """

    def combine(part: Term, children: tuple[Term, ...]) -> Term:
        if part in mapping:
            return mapping[part]
        if isinstance(part, Apply) and part.function.values:
            values = tuple(substitute(value, mapping) for value in part.function.values)
            if values != part.function.values:
                f = part.function
                return Apply(Function(f.name, f.takes, f.gives, values, f.adjoint), children)
        if isinstance(part, Sum) and children != part.children and is_natural(part):
            return _collected(children)
        if isinstance(part, FiniteSum):
            _check_bound(part, mapping, children)
        return part if children == part.children else part.rebuilt(children)

    return fold(term, combine, done)


def _collected(naturals: tuple[Term, ...]) -> Term:
    """A sum of naturals, its numbers added up: n + 1, at n + 1, is n + 2."""
    flat = [t for n in naturals for t in (n.terms if isinstance(n, Sum) else (n,))]
    rest = [t for t in flat if not isinstance(t, Number)]
    count = sum((t.value for t in flat if isinstance(t, Number)), Fraction())
    whole = (*rest, *([Number(count)] if count or not rest else []))
    return whole[0] if len(whole) == 1 else Sum(whole)


def _check_bound(part: FiniteSum, mapping: Mapping[Term, Term], children: tuple[Term, ...]) -> None:
    """Raise `TermError` where the index of a sum would be replaced, or mean something else."""
    if part.index in mapping and children[1] is not part.body:
        raise TermError(f"{part.index} is bound in {part}, and cannot be replaced there")
    for old in symbols(part.body):
        if old in mapping and part.index in symbols(mapping[old]):
            raise TermError(f"{part.index} is bound in {part}: {old} cannot be {mapping[old]}")


def substitute_in(relation: Relation, mapping: Mapping[Term, Term]) -> Relation:
    """Replace terms in both sides of a relation."""
    left, right, *others = (substitute(term, mapping) for term in relation.terms)
    return Relation(left, relation.sign, right, tuple(others))


def parts(*terms: Term) -> tuple[Term, ...]:
    """Every different part of the terms, each once, children first."""
    seen: dict[Term, None] = {}
    for term in terms:
        fold(term, lambda part, _: None, seen)
    return tuple(seen)


def symbols(*terms: Term) -> tuple[Symbol, ...]:
    """The symbols that occur, values of threshold functions included, in order of appearance."""
    if len(terms) == 1:
        return _symbols_of(terms[0])
    return tuple(dict.fromkeys(symbol for term in terms for symbol in _symbols_of(term)))


@lru_cache(maxsize=4096)
def _symbols_of(term: Term) -> tuple[Symbol, ...]:
    found: dict[Symbol, None] = {}
    met = parts(term)
    if any(isinstance(part, FiniteSum) for part in met):
        return fold(term, _free)
    for part in met:
        if isinstance(part, Symbol):
            found[part] = None
        elif isinstance(part, Apply) and part.function.values:
            found |= dict.fromkeys(symbols(*part.function.values))
    return tuple(found)


def _free(part: Term, below: tuple[tuple[Symbol, ...], ...]) -> tuple[Symbol, ...]:
    """The symbols that a part speaks of, without those that its sums bind."""
    found = dict.fromkeys(s for each in below for s in each)
    if isinstance(part, Symbol):
        found[part] = None
    elif isinstance(part, Apply) and part.function.values:
        found |= dict.fromkeys(symbols(*part.function.values))
    elif isinstance(part, FiniteSum):
        inner = dict.fromkeys((*below[0], *(s for s in below[1] if s is not part.index)))
        return tuple(inner)
    return tuple(found)
