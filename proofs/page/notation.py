"""What the symbols on a page stand for: the project's notation, and which of it a page needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proofs.claim import Settled
from proofs.kernel import Refuted
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

Meanings = Mapping[str, tuple[Words, Words]]
"""How symbols are introduced, and what they stand for.

The keys are names, with ^ where the symbol has an index.  What a meaning speaks of stands before
it in the table.
"""

_T, _Z, _ETA, _M = scalar("t"), scalar("z"), scalar("eta"), scalar("m")
_START, _W = vector("w", "0"), vector("w")

_RUN: Meanings = {
    "w^": (
        (vector("w", "t"),), ("the weights after ", _T, " updates, ", _START, " the initial ones"),
    ),
    "Delta_w^": ((vector("Delta_w", "t"),), ("update number ", _T)),
    "x^": (
        (vector("x", "t"), ", ", scalar("y", "t")),
        ("the sample seen at update ", _T, " and its label"),
    ),
    "eta": ((_ETA,), ("the learning rate",)),
    "phi": (
        (function("phi")(_Z),), ("the threshold function, which sees the sign of ", _Z, " alone"),
    ),
    "y_hat^": ((scalar("y_hat", "t"),), ("the label predicted before update ", _T)),
    "e^": ((scalar("e", "t"),), ("the error of update ", _T, ", label minus predicted label")),
    "v^": ((vector("v", "t"),), ("the weights of the same run with ", equals(_ETA, 1))),
}  # fmt: skip

_X, _A = linear_map("X", "X'"), linear_map("A", "A")
_DESCENT: Meanings = {
    "w": ((_W,), ("the weights",)),
    "w^": _RUN["w^"],
    "w'^": ((vector("w'", "t"),), ("the weights of another run",)),
    "eta": _RUN["eta"],
    "eta'": ((scalar("eta'"),), ("another rate",)),
    "m": ((_M,), ("the number of samples",)),
    "x^": ((vector("x", "t"), ", ", scalar("y", "t")), ("sample number ", _T, " and its target")),
    "X": ((_X,), ("the matrix whose rows are the samples; ", _X.transpose, " is its transpose")),
    "y": ((vector("y"),), ("the vector of the samples' targets",)),
    "A": ((_A,), ("the matrix ", _X.transpose, _X, "/", _M)),
    "b": ((vector("b"),), ("the vector ", _X.transpose(vector("y")) / _M)),
    "I": ((scalar("I"),), ("the identity matrix",)),
    "lambda": ((scalar("lambda"),), ("an eigenvalue of ", _A)),
    "lambda_max": ((scalar("lambda_max"),), ("the largest eigenvalue of ", _A)),
    "L": ((function("L", ("vector",))(_W),), ("the loss at the weights ", _W)),
    "grad_L": ((function("grad_L", ("vector",), "vector")(_W),), ("the gradient of the loss",)),
    "w_star": ((vector("w_star"),), ("weights that minimise the loss",)),
    "sigmoid": ((SIGMOID(_Z),), ("the logistic function, ", 1 / (1 + EXP(-_Z)))),
}  # fmt: skip

_NETWORK: Meanings = {
    "w^": (
        (vector("w", "t", "j"),),
        ("the incoming weights of unit ", scalar("j"), " after ", _T, " updates"),
    ),
    "beta^": ((scalar("beta", "t", "j"),), ("its bias",)),
    "v^": ((scalar("v", "t", "j"),), ("its outgoing weight",)),
    "c^": ((scalar("c", "t"),), ("the bias of the output",)),
    "sigma": ((function("sigma")(_Z),), ("what a unit with the net input ", _Z, " passes on")),
    "eta": _RUN["eta"],
}

_CHAPTERS: Mapping[str, Meanings] = {
    **dict.fromkeys(("perceptron", "float"), _RUN),
    **dict.fromkeys(("gd", "convex", "linear", "logistic"), _DESCENT),
    "hidden": _NETWORK,
}


def notation(settled: Settled) -> tuple[tuple[Words, Words], ...]:
    """What the symbols on the page stand for, those of the project first."""
    entry = settled.claim
    explained = {name for words, _ in entry.notation for name in _introduced(words)}
    terms = _met(settled)
    met = _names(terms) | {name for _, words in entry.notation for name in _names(words)}
    common: list[tuple[Words, Words]] = []
    # Backwards, since a meaning may need what stands before it.
    for name, (symbol, meaning) in reversed(tuple(_CHAPTERS.get(entry.chapter, {}).items())):
        if name in met and name not in explained:
            more = _threshold_values(terms) if name == "phi" else ()
            common.append((symbol, (*meaning, *more)))
            met |= _names(meaning)
    return (*reversed(common), *entry.notation)


def _introduced(words: Words) -> set[str]:
    """The keys of the symbols and functions themselves, not of what a function is applied to."""
    tops = (piece.function if isinstance(piece, Apply) else piece for piece in words)
    return _names(piece for piece in tops if isinstance(piece, Symbol | Function))


def _names(words: Iterable[str | Term | Relation]) -> set[str]:
    """The keys of what is seen in the words; a linear map and its transpose share one."""
    terms: list[Term] = []
    for piece in words:
        if isinstance(piece, Relation):
            terms += piece.terms
        elif isinstance(piece, Term):
            terms.append(piece)
    terms += [seen for part in parts(*terms) if (f := formula_of(part)) for seen in f.terms]
    found = set()
    for part in parts(*terms):
        match part:
            case Symbol(name, _, upper):
                found.add(f"{name}^" if upper else name)
            case Apply(applied, _):
                found.add(transposed(applied) or applied.name)
            case Function(name):
                found.add(transposed(part) or name)
    return found


def _threshold_values(terms: Iterable[Term]) -> Words:
    """The three values, of each threshold function that goes by the name."""
    values = dict.fromkeys(
        part.function.values for part in parts(*terms)
        if isinstance(part, Apply) and part.function.name == "phi" and part.function.values
    )  # fmt: skip
    said: list[str | Term | Relation] = []
    for below, at, above in values:
        said += [
            ", or " if said else "; its values at negative numbers, 0 and positive numbers are "
        ]
        said += [below, ", ", at, " and ", above]
    return tuple(said)


def _met(settled: Settled) -> list[Term]:
    """The terms in the statement, the hypotheses and the proofs."""
    entry = settled.claim
    relations = [h.relation for h in entry.hypotheses]
    terms: list[Term] = []
    for piece in entry.statement:
        if isinstance(piece, Relation):
            relations.append(piece)
        elif isinstance(piece, Term):
            terms.append(piece)
    for obligation in settled.obligations:
        if obligation.shows is not None and not isinstance(obligation.shows, Refuted):
            for chain in obligation.shows.derivations:
                terms += [chain.start, *(step.term for step in chain.steps)]
            relations += obligation.shows.conclusions
    return [*terms, *(term for relation in relations for term in relation.terms)]
