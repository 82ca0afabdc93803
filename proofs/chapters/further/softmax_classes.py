"""One sample and one step of softmax regression, added up over the classes."""

from proofs.chapters.hidden.setting import BEFORE, NOW, eta, nothing
from proofs.statement import Lines, Writer, at_once, induction
from proofs.terms import EXP, Hypothesis, Symbol, Term, assume, define, equals, scalar, vector

N, x, step = scalar("N"), vector("x"), scalar("s")
z, e, w, g = scalar("z", NOW), scalar("e", NOW), vector("w", NOW), vector("g", NOW)
Q, P, A = scalar("Q", NOW), scalar("P", NOW), scalar("A", NOW)
H, R, C, M = vector("H", NOW), vector("R", NOW), vector("C", NOW), vector("M", NOW)
FACTOR = EXP(z) / N - e
MORE = {Q: FACTOR, P: EXP(z), A: e, H: FACTOR * x, R: w, C: g, M: w - eta * step * g}
"""What one more class adds to each sum over classes."""
POSITIVE = assume("exponentials of the sample add up to a positive number", N > 0)
EVERY = assume("these are all the classes", equals(scalar("P", "n"), N))
ONE_LABEL = assume("the sample has one label", equals(scalar("A", "n"), 1))


def at(symbol: Symbol, index: str) -> Symbol:
    """The symbol at another index."""
    return Symbol(symbol.name, symbol.of_kind, index, symbol.lower)


def _no_class(*sums: Symbol) -> Writer:
    """No class."""
    empty = (define("an empty sum", at(s, "0"), nothing(s)) for s in sums)
    return at_once("no class", "all sums are empty", POSITIVE, *empty)


def _one_more(left: Symbol, right: Term, *sums: Symbol) -> Writer:
    """One more class."""
    rules = [define("one more class", s, at(s, BEFORE) + MORE[s]) for s in (left, *sums)]

    def lines(*assumed: Hypothesis) -> Lines:
        yield "=", at(left, BEFORE) + MORE[left], "one more class", POSITIVE, *rules, *assumed
        yield "=", right, "the induction hypothesis"
        yield "=", ..., "one more class on each side"

    return lines


before = {s: at(s, BEFORE) for s in MORE}
added = induction(
    equals(Q, P / N - A),
    equals(H, Q * x),
    equals(M, R - eta * step * C),
    start=(_no_class(Q, P, A), _no_class(H, Q), _no_class(M, R, C)),
    name="added up over the classes",
)((
    _one_more(Q, (before[P] + EXP(z)) / N - (before[A] + e), P, A),
    _one_more(H, (before[Q] + FACTOR) * x, Q),
    _one_more(M, before[R] + w - eta * step * (before[C] + g), R, C),
))  # fmt: skip
