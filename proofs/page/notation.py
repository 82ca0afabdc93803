"""What the symbols on a page stand for: the project's notation, and which of it a page needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proofs.claim import Settled
from proofs.derivation import Theorem
from proofs.page.phrases import Phrase as P
from proofs.page.powers import formula_of
from proofs.page.written import transposed
from proofs.terms import (
    EXP,
    SIGMOID,
    Apply,
    Function,
    Relation,
    Symbol,
    Term,
    Words,
    equals,
    function,
    linear_map,
    parts,
    scalar,
    vector,
)

Meaning = tuple[Words, Words]
Meanings = tuple[Meaning, ...]
"""How symbols are introduced, and what they stand for; what a meaning speaks of stands before it.

An entry is for the first symbol or function that it introduces, where it is met with an index if
it has one here, as a vector if it is one here.
"""

_T, _Z, _ETA, _M = scalar("t"), scalar("z"), scalar("eta"), scalar("m")
_START, _W, _W_T = vector("w", "0"), vector("w"), vector("w", "t")
_WEIGHTS: tuple[Words, Words] = (
    (_W_T,), (P("the weights after "), _T, P(" updates, "), _START, P(" the initial ones")),
)  # fmt: skip
_RATE: tuple[Words, Words] = ((_ETA,), (P("the learning rate"),))

_RUN: Meanings = (
    _WEIGHTS,
    ((vector("Delta_w", "t"),), (P("update number "), _T)),
    (
        (vector("x", "t"), ", ", scalar("y", "t")),
        (P("the sample seen at update "), _T, P(" and its label")),
    ),
    _RATE,
    (
        (function("phi")(_Z),),
        (P("the threshold function, which sees the sign of "), _Z, P(" alone")),
    ),
    ((scalar("y_hat", "t"),), (P("the label predicted before update "), _T)),
    ((scalar("e", "t"),), (P("the error of update "), _T, P(", label minus predicted label"))),
    ((vector("v", "t"),), (P("the weights of the same run with "), equals(_ETA, 1))),
)  # fmt: skip

_X, _A = linear_map("X", "X'"), linear_map("A", "A")
_DESCENT: Meanings = (
    ((_W,), (P("the weights"),)),
    _WEIGHTS,
    ((vector("w'", "t"),), (P("the weights of another run"),)),
    ((_ETA,), (P("the learning rate, a positive number"),)),
    ((scalar("eta'"),), (P("another rate"),)),
    ((_M,), (P("the number of samples"),)),
    ((vector("x", "t"), ", ", scalar("y", "t")), (P("sample number "), _T, P(" and its target"))),
    ((scalar("y_hat", "t"),), (P("the prediction for sample number "), _T)),
    ((scalar("y"),), (P("the target of one sample"),)),
    ((_X,), (P("the matrix whose rows are the samples; "), _X.transpose, P(" is its transpose"))),
    ((vector("y"),), (P("the vector of the samples' targets"),)),
    ((_A,), (P("the matrix "), _X.transpose, _X, "/", _M)),
    ((vector("b"),), (P("the vector "), _X.transpose(vector("y")) / _M)),
    ((scalar("I"),), (P("the identity matrix"),)),
    ((scalar("lambda"),), (P("an eigenvalue of "), _A)),
    ((scalar("lambda_max"),), (P("the largest eigenvalue of "), _A)),
    ((function("L", ("vector",))(_W),), (P("the loss at the weights "), _W)),
    ((function("grad_L", ("vector",), "vector")(_W),), (P("the gradient of the loss"),)),
    ((vector("w_star"),), (P("weights that minimise the loss"),)),
    ((SIGMOID(_Z),), (P("the logistic function, "), 1 / (1 + EXP(-_Z)))),
)

_CHAPTERS: Mapping[str, Meanings] = {
    **dict.fromkeys(("perceptron", "float", "further"), _RUN),
    **dict.fromkeys(("gd", "convex", "linear", "logistic"), _DESCENT),
}
"""In other chapters each entry explains all its symbols itself."""


def notation(settled: Settled, also: Iterable[Relation] = ()) -> tuple[tuple[Words, Words], ...]:
    """What the symbols on the page stand for, in other relations on it too, the project's first."""
    entry = settled.claim
    explained = {key for words, _ in entry.notation for key in _introduced(words)}
    terms = [*seen_terms(settled), *(term for relation in also for term in relation.terms)]
    met = _keys(terms) | {key for _, words in entry.notation for key in _keys(words)}
    common: list[tuple[Words, Words]] = []
    # Backwards, since a meaning may need what stands before it.
    for symbol, meaning in reversed(_CHAPTERS.get(entry.chapter, ())):
        key = _introduced(symbol)[0]
        if key in met and key not in explained:
            more = _threshold_values(terms) if key == "phi" else ()
            common.append((symbol, (*meaning, *more)))
            met |= _keys(meaning)
    return _with_symmetry((*reversed(common), *entry.notation), terms)


def _with_symmetry(
    rows: tuple[tuple[Words, Words], ...], terms: Iterable[Term]
) -> tuple[tuple[Words, Words], ...]:
    """The rows, and of each linear map that is its own adjoint that it is symmetric."""
    met = dict.fromkeys(part.function for part in parts(*terms) if isinstance(part, Apply))
    own = {_key(f): f for f in met if f.adjoint == f.name}
    found = []
    for symbol, meaning in rows:
        is_one = any(own.pop(key, None) is not None for key in _introduced(symbol))
        found.append((symbol, (*meaning, P(", symmetric")) if is_one else meaning))
    return (*found, *(((f,), (P("a symmetric matrix"),)) for f in own.values()))


def _introduced(words: Words) -> tuple[str, ...]:
    """The keys of the symbols and functions themselves, not of what a function is applied to."""
    tops = (piece.function if isinstance(piece, Apply) else piece for piece in words)
    return tuple(_key(piece) for piece in tops if isinstance(piece, Symbol | Function))


def _key(seen: Symbol | Function) -> str:
    """By what a meaning is found; a linear map and its transpose share one, and so does its letter.

    >>> _key(vector("b")), _key(scalar("y", "t")), _key(linear_map("X", "X'").transpose)
    ('vector b', 'y^', 'X')
    """
    if isinstance(seen, Function):
        return transposed(seen) or seen.name
    return ("vector " if seen.kind == "vector" else "") + seen.name + ("^" if seen.upper else "")


def _keys(words: Iterable[str | Term | Relation]) -> set[str]:
    """The keys of all that is seen in the words, in powers and sums as they are written too."""
    terms: list[Term] = []
    for piece in words:
        if isinstance(piece, Relation):
            terms += piece.terms
        elif isinstance(piece, Term):
            terms.append(piece)
    terms += [seen for part in parts(*terms) if (f := formula_of(part)) for seen in f.terms]
    found = (part.function if isinstance(part, Apply) else part for part in parts(*terms))
    return {_key(part) for part in found if isinstance(part, Symbol | Function)}


def _threshold_values(terms: Iterable[Term]) -> Words:
    """The three values, of each threshold function that goes by the name."""
    values = dict.fromkeys(
        part.function.values for part in parts(*terms)
        if isinstance(part, Apply) and part.function.name == "phi" and part.function.values
    )  # fmt: skip
    said: list[str | Term | Relation] = []
    for below, at, above in values:
        said += [
            P(", or ")
            if said
            else P("; its values at negative numbers, 0 and positive numbers are ")
        ]
        said += [below, ", ", at, P(" and "), above]
    return tuple(said)


def seen_terms(settled: Settled) -> list[Term]:
    """The terms in the idea, the statement, the hypotheses and the proofs."""
    entry = settled.claim
    relations = [h.relation for h in entry.hypotheses]
    terms: list[Term] = []
    for piece in (*entry.idea, *entry.statement):
        if isinstance(piece, Relation):
            relations.append(piece)
        elif isinstance(piece, Term):
            terms.append(piece)
    for obligation in settled.obligations:
        if isinstance(obligation.shows, Theorem):
            for chain in obligation.shows.derivations:
                terms += [chain.start, *(step.term for step in chain.steps)]
            relations += obligation.shows.conclusions
    return [*terms, *(term for relation in relations for term in relation.terms)]
