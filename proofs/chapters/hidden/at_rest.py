"""Zero weights and errors that cancel: full-batch descent along the loss's gradient never moves."""

from fractions import Fraction
from typing import Any, NamedTuple

from proofs.calculus import derivative
from proofs.chapters.hidden.network import beta, c, f, gradient, h, i, j, n, network, v, w
from proofs.chapters.hidden.setting import (
    ETA_MEANS, LOSS_MEANS, LOSS_SLOPE, SIGMA, SIGMA_MEANS, eta, half_square,
)  # fmt: skip
from proofs.chapters.hidden.zero_start import (
    BETA, OUTPUT, ZERO_V, ZERO_W, C, V, W, m, over_samples, x, y,
)  # fmt: skip
from proofs.statement import Lines, Proof, Writer, at_once, chain, conjunction, induction
from proofs.terms import (
    ZERO, Hypothesis, Term, as_term, assume, equals, say, scalar, substitute,
)  # fmt: skip

NIL = as_term(0)
_u = scalar("u")
_ERROR = derivative(half_square(_u, y(i)), _u)
"""The slope of half the square of the error."""
_RUNS = (w(j, n), beta(j, n), v(j, n), c(n))
_RULES = (W.at(j, n), BETA.at(j, n), V.at(j, n), C.at(n))
_NOW = tuple(gradient(network(x(i)), f(i, n), y(i), m, run) for run in _RUNS)
_AT_START = tuple(substitute(slope, {n: NIL}) for slope in _NOW)
_NOTHING_BACK = "nothing comes back through outgoing weights that are zero"
_PARTS = ("incoming weights", "bias", "outgoing weight", "output bias")


ONE_STEP = {"n": Fraction(1), "m": Fraction(1), "h": Fraction(1), "j": Fraction(0)}
"""Where to look for what goes wrong: one sample, one unit, after one step."""
SYMBOLS: tuple[tuple[Any, ...], ...] = (
    (say("{}, {}, {}", w(j, n), beta(j, n), v(j, n)),
     "incoming weights, bias and outgoing weight of unit {} of {} after {} steps", j, h, n),
    (say("{}, {}", c(n), f(i, n)), "the output bias, and the output for sample {}", i),
    (say("{}, {}", x(i), y(i)), "sample {} of {} and its label", i, m),
    SIGMA_MEANS, LOSS_MEANS, ETA_MEANS,
)  # fmt: skip
"""What symbols mean in the entries about it."""


class Rest(NamedTuple):
    """What is shown of a start at which the errors cancel."""

    cancel: Hypothesis
    gradient: Proof
    still: Proof
    mean: Hypothesis
    squares: Proof


def at_rest(cancels: str, bias: Term, constant: Term, *biases: Hypothesis) -> Rest:
    """From zero weights, these biases and this output bias nothing moves if the errors cancel."""
    errors = over_samples(LOSS_SLOPE(constant, y(i)))
    cancel = assume(cancels, equals(errors, 0))
    starts = (ZERO_W, ZERO_W.at(j), ZERO_V, ZERO_V.at(j), *biases)
    cancelling = (None, None, SIGMA(bias) * errors, errors)
    """What the four parts of the gradient come to before the errors cancel; two are 0 at once."""
    stay = (ZERO, bias, NIL, constant)

    def flat(place: int) -> Proof:
        slope, left = _AT_START[place], cancelling[place]

        @chain(equals(slope, ZERO if slope.kind == "vector" else NIL), name=_PARTS[place])
        def lines() -> Lines:
            if left is None:
                yield "=", ..., _NOTHING_BACK, *starts
            else:
                yield "=", left, "the output is constant", OUTPUT, *starts
                yield "=", ..., "the errors cancel", cancel

        return lines

    def moved(place: int) -> Writer:
        rule, left = _RULES[place], cancelling[place]

        def lines(*assumed: Hypothesis) -> Lines:
            known = (*assumed, *(h.at(j) for h in assumed[:3]))
            yield "=", rule.relation.right, rule
            if left is None:
                yield "=", ..., "the induction hypothesis; nothing comes back", *known
            else:
                constant_output = "; the output is constant"
                yield (
                    "=",
                    stay[place] - eta * left,
                    "the ",
                    assumed[0],
                    constant_output,
                    *known,
                    OUTPUT,
                )
                yield "=", ..., "the errors cancel", cancel

        return lines

    still = induction(
        *(equals(run, value) for run, value in zip(_RUNS, stay, strict=True)),
        start=[at_once(f"the {name} at first", "where it starts", *starts) for name in _PARTS],
        name="nothing ever moves",
        over=n,
        every=(j,),
    )([moved(place) for place in range(4)])
    mean = assume(
        "mean of the targets", equals(over_samples(y(i)), NIL if constant is NIL else m * constant)
    )
    return Rest(
        cancel,
        conjunction("every gradient is 0", *map(flat, range(4))),
        still,
        mean,
        _squares(constant, mean),
    )


def _squares(constant: Term, mean: Hypothesis) -> Proof:
    """Half squares have the error as their slope; errors cancel if the targets' mean is right."""
    found = substitute(_ERROR, {_u: constant})
    half = assume("half squares", equals(LOSS_SLOPE(constant, y(i)), found), (i,))

    @chain(equals(over_samples(LOSS_SLOPE(constant, y(i))), 0), name="half squares cancel")
    def lines() -> Lines:
        yield "=", over_samples(found), half
        yield "=", ..., mean

    return lines
