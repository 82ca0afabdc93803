"""The network as families of units and samples, and gradients that SymPy takes of its loss.

Unit number j has incoming weights w_j, bias beta_j and outgoing weight v_j after n steps; the
network is a sum over the units below h.  What belongs to a sample has the sample's index, i.
"""

from proofs import chain_rule
from proofs.chapters.hidden.setting import LOSS, SIGMA, SLOPES
from proofs.terms import Apply, Term, dot, finite_sum, function, natural, substitute

i, j, k, n = natural("i"), natural("j"), natural("k"), natural("n")
h = natural("h")
"""The number of units."""
w = function("w", ("index", "step"), "vector")
beta, v = function("beta", ("index", "step")), function("v", ("index", "step"))
c, f = function("c", ("step",)), function("f", ("index", "step"))


def sent(incoming: Term, bias: Term, outgoing: Term, sample: Term) -> Term:
    """What a unit adds to the output."""
    return outgoing * SIGMA(dot(incoming, sample) + bias)


def network(sample: Term) -> Term:
    """The output of the h units after n steps."""
    return finite_sum(k, h, sent(w(k, n), beta(k, n), v(k, n), sample)) + c(n)


def gradient(output: Term, called: Term, label: Term, samples: Term, by: Term) -> Term:
    """The gradient of the loss, summed over samples, as SymPy finds it; the output by its name."""
    assert isinstance(by, Apply)
    found = chain_rule.partial(finite_sum(i, samples, LOSS(output, label)), by, SLOPES)
    return substitute(found, {output: called})
