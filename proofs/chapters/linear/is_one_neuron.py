"""One unit with the identity for its activation and the squared loss is linear regression."""

from collections.abc import Callable

from proofs.chain_rule import partial
from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.gradient_at_zero import GAUSS
from proofs.statement import Entry, Lines, at_once, induction, shown_by
from proofs.terms import (
    MAX, Apply, Hypothesis, Term, assume, define, dot, equals, finite_sum, function, natural,
    number, say, scalar, vector,
)  # fmt: skip

i, n, u, z = natural("i"), natural("n"), vector("u"), scalar("z")
SIGMA, SLOPE = function("sigma"), function("sigma'")
w, v = (function(name, ("step",), "vector") for name in ("w", "v"))
m = function("m", ("step",), "natural")
x, y = function("x", ("index", "step"), "vector"), function("y", ("index", "step"))
IDENTITY = assume("identity activation", equals(SIGMA(z), z), (z,))
SLOPE_ONE = assume("slope of the identity", equals(SLOPE(z), 1), (z,))


def _squares(output: Term) -> Term:
    """Half the mean squared error on the samples of a step."""
    return finite_sum(i, m(n), (output - y(i, n)) ** 2 / 2)


def linear_loss(at: Term) -> Term:
    """The summed loss of linear regression."""
    return _squares(dot(at, x(i, n)))


def unit_loss(at: Term) -> Term:
    """The summed loss of the unit."""
    return _squares(SIGMA(dot(at, x(i, n))))


def _gradient(loss: Callable[[Term], Term], at: Term) -> Term:
    """The gradient of a loss at some weights, as SymPy finds it."""
    assert isinstance(at, Apply)
    return partial(loss(at), at, {SIGMA: SLOPE})


BY_LINEAR, BY_UNIT = _gradient(linear_loss, w(n)), _gradient(unit_loss, v(n))
MANY = assume("at least one sample", m(n) > 0, (n,))
LINEAR = define("one step of linear regression", w(n + 1), w(n) - eta * (BY_LINEAR / m(n)), (n,))
UNIT = define("one step of the unit", v(n + 1), v(n) - eta * (BY_UNIT / m(n)), (n,))
BEGINS = define("the same start", v(0), w(0))
SAME, FOLLOWS = equals(SIGMA(dot(u, x(i, n))), dot(u, x(i, n))), equals(v(n), w(n))
_x = vector("x")
_ERROR = dot(u, _x) - scalar("y")

entry = Entry(
    "linear.is-one-neuron",
    place=5,
    title="Linear regression is one unit with the identity as its activation and the squared loss",
    idea="A unit that passes on unchanged what it receives puts out a weighted sum of its inputs, "
    "and so does linear regression. One function and one loss have one gradient, and from one "
    "start one run.",
    says=say(
        "Let a unit have the activation {} for every {}, with slope {}, and half the mean squared "
        "error as its loss. It is the same function, {} for all weights {} and every input. So it "
        "has the same loss and the same gradient; and from the same start the same weights, {} "
        "after every number of steps, whichever samples a step reads, one or more, at any rate.",
        *(IDENTITY.relation, z, SLOPE_ONE.relation, SAME, u, FOLLOWS),
    ),
    given=(IDENTITY, SLOPE_ONE),
    needs=(
        shown_by(
            *("squared loss", "squared-loss", equals(_ERROR**3 * _x, _ERROR * _x)),
            says=say("A unit with the loss {} has other updates:", _ERROR**4 / 4),
        ),
    ),
    built_in=(("squared loss", say("the loss of the unit is half the squared error")),),
    citations=(GAUSS,),
)
entry.without(IDENTITY, "The slope alone is not enough:")
entry.in_words(
    SLOPE_ONE,
    "It says what the slope of the identity is. An activation that is the identity has no other, "
    "so nothing can lack it and keep the rest.",
)


@entry.part("The same function", SAME)
def same_function() -> Lines:
    yield "=", ..., "the activation is the identity", IDENTITY.at(dot(u, x(i, n)))


@entry.part("The same loss on the samples of a step", equals(unit_loss(u), linear_loss(u)))
def same_loss() -> Lines:
    yield "=", ..., "the activation is the identity", same_function.of({}, every=[i])


@entry.part("The slope of the activation", equals(SLOPE(dot(u, x(i, n))), 1))
def slope_one() -> Lines:
    yield "=", ..., SLOPE_ONE.at(dot(u, x(i, n)))


AT_W = _gradient(unit_loss, w(n))
"""The gradient of the unit at the weights of linear regression."""


@entry.part("The same gradient", equals(AT_W, BY_LINEAR))
def gradient() -> Lines:
    at_w = (same_function.of({u: w(n)}, every=[i]), slope_one.of({u: w(n)}, every=[i]))
    yield "=", ..., "the activation and its slope", *at_w


@entry.part("The same run", name="updates")
@induction(FOLLOWS, start=at_once("the start", BEGINS), over=n, name="the same updates")
def updates(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", v(n) - eta * (BY_UNIT / m(n)), "one step of the unit", UNIT.at(n)
    yield "=", w(n) - eta * (AT_W / m(n)), "the ", assumed
    yield "=", w(n) - eta * (BY_LINEAR / m(n)), gradient, MANY.at(n)
    yield "=", ..., LINEAR.at(n)


net = dot(u, _x)
entry.twin("A unit with the rectifier is linear regression too.", equals(MAX(number(0), net), net))
entry.symbols(
    (say("{}, {}", SIGMA(z), SLOPE(z)), "the activation of the unit, and its slope"),
    (
        say("{}, {}", w(n), v(n)),
        "the weights of linear regression and of the unit after {} steps",
        n,
    ),
    (
        say("{}, {}", x(i, n), y(i, n)),
        "sample {} of the {} samples that step {} reads, and its target",
        i,
        m(n),
        n + 1,
    ),
    (u, "any weights"),
)
