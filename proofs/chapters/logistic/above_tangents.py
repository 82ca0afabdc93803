"""The logistic loss on one sample lies above each of its tangents, so it is convex."""

from proofs.chapters.logistic.setting import LOGISTIC_LOSS, label, z
from proofs.chapters.logistic.tangent import increasing
from proofs.statement import Lines, chain
from proofs.terms import EXP, LOG, SIGMOID, assume, scalar, substitute

a, c, p, q, move = scalar("a"), scalar("c"), scalar("p"), scalar("q"), scalar("r")
_NOT_LESS, _NOT_MORE = assume("at least 0", p >= 0), assume("at most 1", p <= 1)
AT = SIGMOID(a)
_LOSS_AT = substitute(LOGISTIC_LOSS, {z: a})
ABOVE = LOGISTIC_LOSS >= _LOSS_AT + (AT - label) * (z - a)
_MEAN = (1 - p) * EXP(-(p * move)) + p * EXP((1 - p) * move)


@chain(EXP(q) >= 1 + q, name="the exponential lies above its tangent at 0")
def exponential() -> Lines:
    """e^q >= 1 + q."""
    yield ">=", ..., "the exponential lies above its tangent at 0"


@chain(_MEAN >= 1, name="a mean of exponentials")
def mean() -> Lines:
    """Two exponentials, weighted so that their exponents have mean 0, have a mean of 1 or more."""
    tangents = (exponential.of({q: -(p * move)}), exponential.of({q: (1 - p) * move}))
    tangent = (1 - p) * (1 - p * move) + p * (1 + (1 - p) * move)
    yield ">=", tangent, "both lie above their tangents", *tangents, _NOT_LESS, _NOT_MORE
    yield "=", ..., "collect"


@chain(EXP(p * move) <= 1 - p + p * EXP(move), name="an exponential below its chord")
def chord() -> Lines:
    """e^(p t) <= 1 - p + p e^t for p from 0 to 1."""
    yield "<=", EXP(p * move) * _MEAN, mean, _NOT_LESS, _NOT_MORE
    yield "=", ..., "exp of a sum"


_CHORD = 1 - AT + AT * EXP(z - a)


@chain(AT * (z - a) <= LOG(_CHORD), name="the logarithm of a mean")
def logarithm() -> Lines:
    """p t <= log(1 - p + p e^t) with p the logistic function at a."""
    yield "=", LOG(EXP(AT * (z - a))), "the logarithm of an exponential"
    read = {a: EXP(AT * (z - a)), scalar("b"): _CHORD}
    yield "<=", ..., increasing.of(read), chord.of({p: AT, move: z - a})


@chain(ABOVE, name="the loss on one sample lies above its tangents")
def tangent_anywhere() -> Lines:
    """The loss at z is at least its value at a and its slope there times z - a."""
    yield "=", _LOSS_AT + LOG(_CHORD) - label * (z - a), "the logarithm of a quotient"
    yield ">=", ..., logarithm
