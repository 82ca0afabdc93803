"""False lines and proofs, each refused for its own reason; a true twin of many is accepted.

Where an attack is a list of rows, the rows before the last one follow, and the last does not.
"""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from collections.abc import Callable

import pytest

from handmade import all_proofs
from helpers import (
    FALSE, A, C, F, G, H, N, S, V, Row, a, assume, b, c, d, f, g, h, j, k, known, lines, m, n,
    proof, sum_of, u, v, w, x, y, z,
)  # fmt: skip
from proofs.trust.check import RULES, Holds, Line, Proof, Theorem, judge, theorem
from proofs.trust.rules import LARGEST, TABLE
from proofs.trust.terms import (
    ABS, EXP, FL64, LOG, SQRT, THRESHOLD, Function, Term, Wrong, apply, at, both, build, dot,
    either, eq, forall, imply, ne, negated, number, plus, relation, substitute, symbol, term,
    times, total, zero,
)  # fmt: skip

Made = list[Row] | Proof | Term
t = symbol("t", N)
eta = symbol("eta")
LOOSE = build("bound", S, (), 0)
X, Y = "vector X", "vector Y"
UNIT = term(1)
B, OVER = Function("B", (V,), V, "linear"), Function("T", (X,), Y, "linear")


def swaps() -> Proof:
    """A map and its adjoint, to be cited."""
    says = eq(dot(A(u), v), dot(u, A.adjoint(v)))
    return proof(says, (says, "adjoint", (A(u), v), ()), name="swaps")


def kernel() -> Proof:
    """What an adjoint takes to 0 is orthogonal to the image."""
    given, says = eq(A.adjoint(v), zero()), eq(dot(A(u), v), 0)
    return proof(
        says, assume(given), (eq(dot(A(u), v), dot(u, A.adjoint(v))), "adjoint", (A(u), v), ()),
        (says, "ring", (1, u), (1, 0)), given=(given,), name="kernel")  # fmt: skip


def at_least() -> Proof:
    """A natural plus 1 is positive."""
    return proof(
        n + 1 > 0, (n >= 0, "natural", (n,), ()), (n + 1 > 0, "positive", (1,), (0,)), name="later"
    )


def constant() -> Proof:
    """A theorem that binds n and speaks of c."""
    every = forall(n, eq(F(n), c))
    return proof(forall(m, eq(F(m), c + 0)), assume(every), (eq(F(m), c), "special", (m,), (0,)),
                 (eq(F(m), c + 0), "ring", (1,), (1,)),
                 (forall(m, eq(F(m), c + 0)), "general", (m,), (2,)),
                 given=(every,), name="constant")  # fmt: skip


KNOWN: dict[str, Theorem] = known(*all_proofs(), swaps(), kernel(), at_least(), constant())


def check(made: Made) -> list[Holds] | Theorem | Term:
    """What the checker makes of it; raises `Wrong`."""
    if isinstance(made, Proof):
        return theorem(made, KNOWN)
    return judge(lines(*made), KNOWN) if isinstance(made, list) else made


def defined(*equations: Term) -> list[Row]:
    """a = a, from which equations that define a function are taken away."""
    return [(eq(a, a), "ring", (), ()), (eq(a, a), "definition", equations, (0,))]


def inducted(goal: Term, base: int, step: int, *rows: Row) -> list[Row]:
    """Rows, and an induction on n."""
    return [*rows, (goal, "induction", (n,), (base, step))]


def same(p: Term, *given: Term) -> Proof:
    """p by the ring, with hypotheses that are assumed and used by nothing."""
    return proof(p, *map(assume, given), (p, "ring", (), ()), given=given)


FALSE_LINES: dict[str, tuple[str, Callable[[], Made]]] = {
    # binders and capture
    "capture: F is n for every n, as F(n) = n": ("not that instance", lambda: [
        assume(forall(k, eq(F(k), n))),
        (forall(n, eq(F(n), n + 0)), "theorem constant", (eq(c, n),), (0,))]),
    "capture: by a function that speaks of the variable": ("not that instance", lambda: [
        (forall(n, eq(total(k, n, n + c * G(k)), total(k, n, n) + c * sum_of(G(k)))),
         "theorem sum.linear", (forall(t, eq(F(t), n)),), ())]),
    "binder: the inner index is not the outer": ("the sides differ", lambda: [
        (eq(total(j, n, total(k, n, F(j))), total(j, n, total(k, n, F(k)))), "ring", (), ())]),
    "binder: sums are alike where the last terms are": ("not one function", lambda: [
        assume(eq(F(n), G(n))), (eq(sum_of(F(k)), sum_of(G(k))), "congruence", (), (0,))]),
    "binder: x and y exchanged": ("not that instance", lambda: [
        assume(forall([x, y], eq(f(x), g(y)))), (eq(f(a), g(b)), "special", (b, a), (0,))]),
    "binder: too many values": ("another sort", lambda: [
        assume(forall(x, x * x >= 0)), (a * a >= 0, "special", (a, b), (0,))]),
    "binder: a value of another sort": ("another sort", lambda: [
        assume(forall(u, eq(h(u), u))), (eq(h(u), u), "special", (a,), (0,))]),
    "binder: an expression made general": ("x is spoken of", lambda: [
        assume(f(a + 1) > 0), (forall(x, f(x) > 0), "general", (a + 1,), (0,))]),
    "binder: not the variable that is bound": ("not that statement", lambda: [
        (a * a >= 0, "square", (a,), ()), (forall(y, a * y >= 0), "general", (a,), (0,))]),
    "loose: a variable without its binder is assumed": (
        "a variable set free", lambda: [assume(LOOSE > 0)]),
    "loose: as a value": ("a variable set free", lambda: [
        assume(forall(x, x > 0)), (LOOSE > 0, "special", (LOOSE,), (0,))]),
    "loose: as a factor": ("a variable set free", lambda: [
        assume(eq(a, b)), (eq(a, b), "ring", (LOOSE,), (0,))]),
    "loose: in a statement": ("no claim", lambda: proof(LOOSE > 0, assume(a > 0))),
    "loose: of two sorts": ("two sorts", lambda: LOOSE + build("bound", N, (), 0)),
    "loose: of another sort than the binder's": ("another sort", lambda: build(
        "all", "claim", (LOOSE > 0,), N)),
    "loose: -1 binders away": ("no bound variable", lambda: build("bound", S, (), -1)),
    "loose: bound by a symbol's name": ("only a symbol is bound", lambda: forall(x, x < LOOSE)),
    "loose: a body without its binder": ("without its binder", lambda: at(
        build("all", "claim", (build("bound", S, (), 1) > 0,), S), a)),
    "loose: a value without its binder": ("without its binder", lambda: at(
        forall(x, x > 0), LOOSE)),
    "loose: a replaced symbol": ("another sort", lambda: substitute(a, {a: LOOSE})),
    # sorts
    "sort: a vector and a number": ("a sum of", lambda: u + 1),
    "sort: a sum of claims": ("a sum of", lambda: plus(a > 0, a > 0)),
    "sort: two vectors multiplied": ("a product of vectors", lambda: u * v),
    "sort: a claim as a factor": ("a product of vectors", lambda: times(a, a > 0)),
    "sort: an inner product over two spaces": (
        "inner product", lambda: dot(symbol("u", X), symbol("v", Y))),
    "sort: an inner product of numbers": ("inner product", lambda: dot(a, b)),
    "sort: zeros of two spaces": ("a vector X = a vector Y", lambda: eq(zero(X), zero(Y))),
    "sort: vectors have no order": ("a vector < a vector", lambda: u < v),
    "sort: claims are not compared": ("a claim = a claim", lambda: relation("=", a > 0, b > 0)),
    "sort: over a vector": ("a quotient by", lambda: a / u),
    "sort: a power that is real": ("a power", lambda: a**b),
    "sort: a power that is negative": ("a power", lambda: a ** number(-1)),
    "sort: a vector to a power": ("a power", lambda: u**2),
    "sort: a sum up to a real": ("no natural", lambda: total(k, a, F(k))),
    "sort: a sum over a real": ("no natural", lambda: total(x, n, f(x))),
    "sort: an index that is real": ("arguments of other sorts", lambda: F(a)),
    "sort: two arguments for one": ("of 2 arguments", lambda: f(a, b)),
    "sort: a linear map of numbers": (
        "takes one vector", lambda: Function("B", (S,), S, "linear")(a)),
    "sort: the adjoint of a map from where it starts": (
        "arguments of other sorts", lambda: OVER.adjoint(symbol("u", X))),
    "sort: the adjoint of an opaque map": ("no linear map", lambda: h.adjoint(u)),
    "sort: a known function of other arguments": (
        "no such function", lambda: Function("sqrt", (S, S), S, "known")(a, b)),
    "sort: a known function that is none": (
        "no such function", lambda: Function("root", (S,), S, "known")(a)),
    "sort: a function of another kind": (
        "no kind of function", lambda: Function("p", (S,), S, "threshold")(a)),
    "sort: a function without a sort": ("no sorts", lambda: Function("p", (), S)()),
    "sort: a claim as an argument's sort": ("no sorts", lambda: Function("p", ("claim",), S)(a)),
    "sort: a float": ("no exact number", lambda: number(0.5)),  # type: ignore[arg-type]
    "sort: a name that is none": ("is no name", lambda: symbol("1x")),
    "sort: a name of 101 letters": ("is no name", lambda: symbol("x" * 101)),
    "sort: a name that is a number": ("is no name", lambda: symbol(5)),  # type: ignore[arg-type]
    "sort: a number": ("is no sort", lambda: symbol("x", 5)),  # type: ignore[arg-type]
    "sort: a word as long as vector": ("is no sort", lambda: symbol("x", "scalar x")),
    "sort: a space without a name": ("is no sort", lambda: symbol("x", "vector 1")),
    "sort: a number over a float": ("no exact number", lambda: number(1, 0.5)),  # type: ignore[arg-type]
    "substitution: a symbol by a function's": (
        "another sort", lambda: substitute(a, {a: ((b,), c)})),
    "substitution: a natural by a number": ("another sort", lambda: substitute(n, {n: a})),
    "substitution: a function by what is bound elsewhere": (
        "without its binder", lambda: substitute(f(a), {f: ((a,), build("bound", S, (), 0))})),
    "sort: a name with a line break": ("is no name", lambda: symbol("x\n")),
    "sort: a symbol that is a claim": ("is no sort", lambda: symbol("p", "claim")),
    "sort: zero of no space": ("no space", lambda: zero(S)),
    "sort: and of one claim": ("two or more", lambda: both(a > 0)),
    "sort: or of numbers": ("two or more", lambda: either(a, b)),
    "sort: the opposite of an implication": (
        "only a relation", lambda: negated(imply(a > 0, b > 0))),
    "sort: a number is assumed": ("no claim", lambda: [assume(a)]),
    # naturals
    "natural: a real": ("another sort", lambda: [(a >= 0, "natural", (a,), ())]),
    "natural: n - 1": ("another sort", lambda: [(n - 1 >= 0, "natural", (n - 1,), ())]),
    "natural: n/2": ("another sort", lambda: [(n / 2 >= 0, "natural", (n / 2,), ())]),
    "natural: a cube of a real": ("another sort", lambda: [(a**3 >= 0, "natural", (a**3,), ())]),
    "natural: a sum with a real": ("another sort", lambda: [(n + a >= 0, "natural", (n + a,), ())]),
    "natural: n a": ("another sort", lambda: [(n * a >= 0, "natural", (n * a,), ())]),
    "natural: reals are discrete": ("another sort", lambda: [
        assume(a < b), (a + 1 <= b, "discrete", (a, b), (0,))]),
    "natural: for every natural, at -1": ("another sort", lambda: [
        (n >= 0, "natural", (n,), ()), (forall(n, n >= 0), "general", (n,), (0,)),
        (number(-1) >= 0, "special", (-1,), (1,))]),
    "natural: n read as a real": ("another sort", lambda: [
        (a + 1 > 0, "theorem later", (eq(n, a),), ())]),
    "natural: a function into them read as 1/2": ("another sort", lambda: [
        (eq(a, a), "theorem naturals", (forall(n, eq(H(n), number(1, 2))),), ())]),
    # sums
    "sum: over nothing it is 1": ("not what that row says", lambda: [
        (eq(sum_of(F(k), 0), 1), "empty sum", (sum_of(F(k)),), ())]),
    "sum: the last term at n + 1": ("not what that row says", lambda: [
        (eq(sum_of(F(k), n + 1), sum_of(F(k)) + F(n + 1)), "last term", (sum_of(F(k)),), ())]),
    "sum: of what is none": ("no sum", lambda: [(eq(a, 0), "empty sum", (a,), ())]),
    "sum: the last term of what is none": ("no sum", lambda: [(eq(a, 0), "last term", (a,), ())]),
    # induction
    "induction: an open assumption speaks of n": ("n is spoken of", lambda: inducted(
        forall(n, F(n) >= 0), 6, 5,
        assume(eq(F(0), 0)), assume(forall(m, imply(eq(m, n), F(m + 1) >= F(m)))),
        (imply(eq(n, n), F(n + 1) >= F(n)), "special", (n,), (1,)), (eq(n, n), "ring", (), ()),
        (F(n + 1) >= F(n), "detach", (), (2, 3)), assume(F(n + 1) >= 0),
        (F(0) >= 0, "positive", (1,), (0,)))),
    "induction: what base and step both assume speaks of n": ("n is spoken of", lambda: inducted(
        forall(n, F(n) > 0), 1, 2, assume(both(F(0) > 0, F(n + 1) > 0)),
        (F(0) > 0, "part", (), (0,)), (F(n + 1) > 0, "part", (), (0,)))),
    "induction: the conclusion speaks of n": ("n is spoken of", lambda: inducted(
        forall(m, ne(m, n + 5)), 2, 4,
        (n >= 0, "natural", (n,), ()), (n + 5 > 0, "positive", (1,), (0,)),
        (ne(0, n + 5), "apart", (1,), (1,)), (n + 1 < n + 5, "positive", (), ()),
        (ne(n + 1, n + 5), "apart", (1,), (3,)))),
    "induction: without a base": ("the base", lambda: inducted(
        forall(n, F(n) > 0), 2, 2, assume(F(n) > 0), assume(forall(n, F(n + 1) > 0)),
        (F(n + 1) > 0, "special", (n,), (1,)))),
    "induction: the base at 1": ("the base", lambda: inducted(
        forall(n, n >= 1), 0, 2, (UNIT >= 1, "positive", (), ()), assume(n >= 1),
        (n + 1 >= 1, "positive", (1,), (1,)))),
    "induction: the step shows another statement": ("the step", lambda: inducted(
        forall(n, eq(F(n), 0)), 0, 0, assume(eq(F(0), 0)))),
    "induction: the step from n + 1 to n": ("the step", lambda: inducted(
        forall(n, F(n) > 0), 0, 1, assume(F(0) > 0), assume(F(n) > 0))),
    "induction: over the reals": ("for all naturals", lambda: [
        (term(0) >= 0, "positive", (), ()), assume(a >= 0), (a + 1 >= 0, "positive", (1,), (1,)),
        (forall(a, a >= 0), "induction", (a,), (0, 2))]),
    "induction: for all reals, from naturals": ("for all naturals", lambda: inducted(
        forall(x, x >= 0), 0, 2, (term(0) >= 0, "positive", (), ()), assume(n >= 0),
        (n + 1 >= 0, "positive", (1,), (1,)))),
    "induction: on a number": ("for all naturals", lambda: [
        (UNIT >= 0, "positive", (), ()), (UNIT >= 0, "positive", (), ()),
        (forall(n, n >= 0), "induction", (0,), (0, 1))]),
    "induction: a hypothesis that contradicts itself stays open": ("not shown", lambda: proof(
        forall(n, eq(F(n), 0)), assume(both(eq(F(0), 0), eq(F(0), 1))),
        (eq(F(0), 0), "part", (), (0,)), (eq(F(0), 1), "part", (), (0,)),
        (FALSE, "positive", (-1, 1), (1, 2)),
        (eq(F(n + 1), 0), "absurd", (), (3,)),
        (forall(n, eq(F(n), 0)), "induction", (n,), (1, 4)))),
    "definition: eta = 0, and nothing takes it away": ("not shown", lambda: proof(
        eq(eta, 0), assume(eq(eta, 0)), (eq(eta + 0, 0), "ring", (1,), (0,)))),
    # definitions
    "definition: a real pattern": ("a pattern of no natural", lambda: defined(
        eq(f(0), 1), forall(x, eq(f(x + 1), 2)))),
    "definition: of a real at 0": (
        "a pattern of no natural", lambda: defined(eq(f(0), 1))),
    "definition: two values at one place": ("two equations meet", lambda: defined(
        eq(F(0), 0), eq(F(0), 1))),
    "definition: n meets 0": ("two equations meet", lambda: defined(
        eq(F(0), 1), forall(n, eq(F(n), 2)))),
    "definition: n meets n + 1": ("two equations meet", lambda: defined(
        forall(n, eq(F(n), 1)), forall(n, eq(F(n + 1), 2)))),
    "definition: x = 1 and x = 2": ("two equations meet", lambda: defined(eq(a, 1), eq(a, 2))),
    "definition: by itself at the same place": ("not at the one before", lambda: defined(
        forall(n, eq(F(n + 1), F(n + 1) + 1)))),
    "definition: by itself further on": ("not at the one before", lambda: defined(
        forall(n, eq(F(n + 1), F(n + 2) + 1)))),
    "definition: by itself at 1": ("not at the one before", lambda: defined(
        forall(n, eq(F(n + 1), F(1) + 1)))),
    "definition: by itself at 0": ("not at the one before", lambda: defined(
        forall(n, eq(F(n + 1), F(0) + 1)))),
    "definition: by itself, first pattern a variable": ("not at the one before", lambda: defined(
        forall([m, n], eq(C(m, n + 1), C(m, n))))),
    "definition: x = x + 1": ("a constant in terms of itself", lambda: defined(eq(b, b + 1))),
    "definition: a variable free on the right": ("each variable once", lambda: defined(
        forall([n, z], eq(F(n), z)))),
    "definition: a variable twice": ("each variable once", lambda: defined(
        forall(n, eq(C(n, n), 1)))),
    "definition: at an expression": ("each variable once", lambda: defined(
        forall(n, eq(F(2 * n), 1)))),
    "definition: at n 1": ("each variable once", lambda: defined(forall(n, eq(F(n * 1), 1)))),
    "definition: at n + 2": ("each variable once", lambda: defined(forall(n, eq(F(n + 2), 1)))),
    "definition: at n + 1 + 1": ("each variable once", lambda: defined(
        forall(n, eq(F(plus(n, UNIT, UNIT)), 1)))),
    "definition: at one number": ("each variable once", lambda: defined(eq(F(3), 1))),
    "definition: a natural that is 1/2": ("of another sort", lambda: defined(
        forall(n, eq(H(n), number(1, 2))))),
    "definition: for naturals alone, of a real": ("of another sort", lambda: defined(
        forall(n, eq(f(n), 1)))),
    "definition: a linear map": ("defines nothing", lambda: defined(
        forall(u, eq(A(u), u + v)))),
    "definition: a known function": ("defines nothing", lambda: defined(
        forall(x, eq(SQRT(x), x)))),
    "definition: a sum": ("defines nothing", lambda: defined(eq(a + b, 1))),
    "definition: an inequality": ("an equation is wanted", lambda: defined(a < b)),
    "definition: two functions at once": ("one function at a time", lambda: defined(
        eq(F(0), 1), eq(G(0), 1))),
    "definition: two through each other": ("still spoken of", lambda: [
        assume(forall(n, eq(F(n + 1), G(n) + 1))), assume(forall(n, eq(G(n), F(n + 1)))),
        (eq(F(n + 1), G(n) + 1), "special", (n,), (0,)),
        (eq(G(n), F(n + 1)), "special", (n,), (1,)),
        (FALSE, "positive", (1, 1), (2, 3)),
        (FALSE, "definition", (forall(n, eq(F(n + 1), G(n) + 1)),), (4,))]),
    "definition: what is defined is still assumed of": ("still spoken of", lambda: [
        assume(eq(c, 1)), assume(eq(c, 2)), (FALSE, "positive", (-1, 1), (0, 1)),
        (FALSE, "definition", (eq(c, 1),), (2,))]),
    "definition: what is defined is in the conclusion": ("still spoken of", lambda: [
        assume(eq(c, 1)), (eq(c, 1), "definition", (eq(c, 1),), (0,))]),
    "definition: another conclusion": ("another conclusion", lambda: [
        (eq(a, a), "ring", (), ()), (eq(a, b), "definition", (eq(d, 1),), (0,))]),
    "definition: what else is assumed stays open": ("is not shown", lambda: proof(
        a > 0, assume(a > 0), (a > 0, "definition", (eq(d, 1),), (0,)))),
    "definition: of eta, where a statement for all eta vanished": ("still spoken of", lambda: [
        assume(eq(eta, 0)), assume(eta > 0), (FALSE, "positive", (1, -1), (1, 0)),
        (FALSE, "definition", (eq(eta, 0),), (2,))]),
    "definition: without equations": ("takes one line, and equations", lambda: [
        (eq(a, a), "ring", (), ()), (eq(a, a), "definition", (), (0,))]),
    # citations
    "cite: a hypothesis is dropped": ("not shown", lambda: proof(
        KNOWN["trajectory"].says[0], (KNOWN["trajectory"].says[0], "theorem trajectory", (), ()))),
    "cite: another statement": ("not that instance", lambda: [
        (eq(a, b), "theorem additive", (), ())]),
    "cite: a premise that it does not assume": ("a line that it does not assume", lambda: [
        assume(a > 0), (KNOWN["additive"].says[0], "theorem additive", (), (0,))]),
    "cite: a linear map by u + v": ("not linear", lambda: [
        (eq(u + v + w, (u + w) + (v + w)), "theorem additive", (forall(u, eq(A(u), u + w)),), ())]),
    "cite: a linear map by an opaque one": ("not linear", lambda: [
        (eq(h(u + v), h(u) + h(v)), "theorem additive", (forall(u, eq(A(u), h(u))),), ())]),
    "cite: a map whose adjoint is spoken of": ("its adjoint is spoken of", lambda: [
        (eq(dot(2 * u, v), dot(u, A.adjoint(v))), "theorem swaps",
         (forall(u, eq(A(u), 2 * u)),), ())]),
    "cite: a map whose adjoint is in what is assumed": ("its adjoint is spoken of", lambda: [
        (eq(dot(2 * u, v), 0), "theorem kernel", (forall(u, eq(A(u), 2 * u)),), ())]),
    "cite: an adjoint replaced": ("only an opaque or linear", lambda: [
        (eq(dot(A(u), v), dot(u, v)), "theorem swaps", (forall(u, eq(A.adjoint(u), u)),), ())]),
    "cite: a known function replaced": ("only an opaque or linear", lambda: [
        (eq(a, a), "theorem values", (forall(x, eq(SQRT(x), x)),), ())]),
    "cite: a symbol twice": ("a symbol once", lambda: [
        (n + 1 > 0, "theorem later", (eq(n, m), eq(n, k)), ())]),
    "cite: a function twice": ("a function once", lambda: [
        (eq(a, a), "theorem additive", (forall(u, eq(A(u), u)), forall(u, eq(A(u), u))), ())]),
    "cite: a symbol for all": ("a symbol once", lambda: [
        (n + 1 > 0, "theorem later", (forall(x, eq(n, m)),), ())]),
    "cite: a function at a number": ("a function of its variables", lambda: [
        (eq(a, a), "theorem constant", (eq(F(0), 1),), ())]),
    "cite: a function of naturals for all reals": ("arguments of other sorts", lambda: [
        (eq(a, a), "theorem constant", (forall(x, eq(F(x), 1)),), ())]),
    "cite: a function of reals for all naturals": ("a function once", lambda: [
        (eq(a, a), "theorem congruent", (forall(n, eq(f(n), 1)),), ())]),
    "cite: a sum is nothing to replace": ("a function of its variables", lambda: [
        (eq(a, a), "theorem additive", (eq(a + b, 1),), ())]),
    "cite: an inequality": ("an equation is wanted", lambda: [
        (eq(a, a), "theorem additive", (a < b,), ())]),
    "cite: a theorem that comes later": ("no such theorem", lambda: [
        (eq(a, b), "theorem it", (), ())]),
    "cite: a fact that nobody knows": ("no such fact", lambda: [
        (eq(a, b), "fact of life", (), ())]),
    "cite: Pascal's rule, with a = 0": ("no such fact", lambda: [
        (eq(a, 0), "fact Pascal's rule", (), ())]),
    "cite: itself": ("no such theorem", lambda: proof(
        eq(a, b), (eq(a, b), "theorem it", (), ()))),
    # logic
    "general: x in an open assumption": ("x is spoken of", lambda: [
        assume(x > 0), (forall(x, x > 0), "general", (x,), (0,))]),
    "cases: other conclusions": ("other conclusions", lambda: [
        assume(a > 0), (b > 0, "cases", (a,), (0, 0, 0))]),
    "cases: one is missing": ("a line for each case", lambda: [
        assume(a * a > 0), (a * a > 0, "cases", (a,), (0, 0))]),
    "cases: of a claim": ("no space", lambda: [
        assume(a > 0), (a > 0, "cases", (a > 0,), (0, 0))]),
    "cases: one stays open": ("not shown", lambda: proof(
        a > 0, assume(a > 0), (a > 0, "cases", (a,), (0, 0, 0)))),
    "cases: in another order": ("not shown", lambda: proof(
        a * a > 0, assume(a > 0), (a * a > 0, "product", (), (0, 0)), assume(a < 0),
        (-a > 0, "positive", (1,), (2,)), (a * a > 0, "product", (), (3, 3)), assume(eq(a, 0)),
        assume(ne(a, 0)), (FALSE, "absurd", (1,), (6, 5)), (a * a > 0, "absurd", (), (7,)),
        (a * a > 0, "cases", (a,), (1, 8, 4)), given=(ne(a, 0),))),
    "alternatives: other conclusions": ("other conclusions", lambda: [
        assume(either(a > 0, b > 0)), assume(a > 0), assume(b > 0),
        (a > 0, "alternatives", (), (0, 1, 2))]),
    "alternatives: one is missing": ("other conclusions", lambda: [
        assume(either(a > 0, b > 0)), assume(a > 0), (a > 0, "alternatives", (), (0, 1))]),
    "alternatives: one for another": ("is not shown", lambda: proof(
        a > 0, assume(either(a > 0, b > 0)), assume(a > 0),
        (a > 0, "alternatives", (), (0, 1, 1)), given=(either(a > 0, b > 0),))),
    "alternatives: of an and": ("a line with 'or'", lambda: [
        assume(both(a > 0, b > 0)), assume(a > 0), (a > 0, "alternatives", (), (0, 1, 1))]),
    "alternatives: what else is assumed stays open": ("is not shown", lambda: proof(
        c > 0, assume(either(a > 0, b > 0)), assume(c > 0),
        (c > 0, "alternatives", (), (0, 1, 1)), given=(either(a > 0, b > 0),))),
    "one of: another": ("not one of these", lambda: [
        assume(a > 0), (either(b > 0, c > 0), "one of", (), (0,))]),
    "one of: as an and": ("not one of these", lambda: [
        assume(a > 0), (both(a > 0, b > 0), "one of", (), (0,))]),
    "all of: one is missing": ("not these", lambda: [
        assume(a > 0), (both(a > 0, b > 0), "all of", (), (0,))]),
    "all of: as an or": ("a line with 'and'", lambda: [
        assume(a > 0), (either(a > 0, b > 0), "all of", (), (0, 0))]),
    "part: of an or": ("not a part", lambda: [
        assume(either(a > 0, b > 0)), (a > 0, "part", (), (0,))]),
    "part: another": ("not a part", lambda: [
        assume(both(a > 0, b > 0)), (c > 0, "part", (), (0,))]),
    "suppose: another conclusion": ("not that implication", lambda: [
        assume(a > 0), (imply(a > 0, b > 0), "suppose", (), (0,))]),
    "suppose: another premise stays open": ("not shown", lambda: proof(
        imply(b > 0, a > 0), assume(a > 0), (imply(b > 0, a > 0), "suppose", (), (0,)))),
    "detach: another premise": ("not that implication", lambda: [
        assume(imply(a > 0, b > 0)), assume(c > 0), (b > 0, "detach", (), (0, 1))]),
    "detach: backwards": ("not that implication", lambda: [
        assume(imply(a > 0, b > 0)), assume(b > 0), (a > 0, "detach", (), (0, 1))]),
    "contradiction: from what is none": ("0 < 0 is wanted", lambda: [
        assume(a < 0), (a >= 0, "contradiction", (), (0,))]),
    "contradiction: against an implication": ("a relation is wanted", lambda: [
        assume(FALSE), (imply(a > 0, b > 0), "contradiction", (), (0,))]),
    "contradiction: what it needs stays open": ("not shown", lambda: proof(
        b >= 0, assume(a < 0), assume(a > 0), (FALSE, "positive", (1, 1), (0, 1)),
        (b >= 0, "contradiction", (), (2,)))),
    "absurd: from an equation": ("an inequality is wanted", lambda: [
        assume(eq(a, b)), (eq(a, c), "absurd", (), (0,))]),
    "absurd: without equations": ("not absurd", lambda: [
        assume(ne(a, b)), (eq(a, c), "absurd", (), (0,))]),
    "absurd: from nothing": ("an inequality is wanted", lambda: [(eq(a, b), "absurd", (), ())]),
    "absurd: an inequality as an equation": ("an equation is wanted", lambda: [
        assume(ne(a, b)), assume(a <= b), (eq(a, c), "absurd", (1,), (0, 1))]),
    "absurd: 0 <= 0": ("an inequality is wanted", lambda: [
        (term(0) <= 0, "positive", (), ()), (eq(a, b), "absurd", (), (0,))]),
    # equations and inequalities
    "ring: another": ("the sides differ", lambda: [(eq(a + b, a - b), "ring", (), ())]),
    "ring: a multiplier of another sign": ("the sides differ", lambda: [
        assume(eq(a, b)), (eq(a, b), "ring", (-1,), (0,))]),
    "ring: proportional where only the monomials agree": ("the sides differ", lambda: [
        (eq(a * (a + 2 * b) * (1 / (a + 2 * b)), a * (2 * a + b) * (1 / (2 * a + b))),
         "ring", (), ())]),
    "ring: a/a = 1": ("the sides differ", lambda: [(eq(a / a, 1), "ring", (), ())]),
    "ring: an inequality": ("an equation is wanted", lambda: [(a < a + 1, "ring", (), ())]),
    "ring: from an inequality": ("an equation is wanted", lambda: [
        assume(a <= b), (eq(a, b), "ring", (1,), (0,))]),
    "ring: a line without a factor": ("a factor for each", lambda: [
        assume(eq(a, b)), (eq(a, b), "ring", (), (0,))]),
    "ring: 1/x is a number, whatever x": ("the sides differ", lambda: [
        (eq(1 / (1 / a), a), "ring", (), ())]),
    "ring: a natural and a number of one name": ("the sides differ", lambda: [
        (eq(n, symbol("n")), "ring", (), ())]),
    "ring: an argument with another sign": ("the sides differ", lambda: [
        (eq(f(a - b), f(a + b)), "ring", (), ())]),
    "ring: an argument twice as large": ("the sides differ", lambda: [
        (eq(f(a), f(2 * a)), "ring", (), ())]),
    "ring: large powers are not alike": ("the sides differ", lambda: [
        (eq(a**100, a**101), "ring", (), ())]),
    "ring: 1/0 is 1": ("the sides differ", lambda: [(eq(1 / term(0), 1), "ring", (), ())]),
    "ring: thresholds with other values": ("the sides differ", lambda: [
        (eq(THRESHOLD(a, 0, 0, 1), THRESHOLD(a, 0, 1, 1)), "ring", (), ())]),
    "ring: maps of one name in other directions": ("the sides differ", lambda: [
        (eq(A(u), A.adjoint(u)), "ring", (), ())]),
    "ring: an even power for an odd one": ("the sides differ", lambda: [
        (eq((-a) ** 3, a**3), "ring", (), ())]),
    "ring: slope(u.u/2, u) is no u/2": ("the sides differ", lambda: [
        (eq((dot(u + v, u + v) - dot(u, u) - dot(v, v)) / 2, dot(u / 2, v)), "ring", (), ())]),
    "positive: a negative weight": ("a weight is a number >= 0", lambda: [
        assume(a < b), (b < a, "positive", (-1,), (0,))]),
    "positive: a weight that is no number": ("a weight is a number >= 0", lambda: [
        assume(b > 0), (a * b > 0, "positive", (a,), (0,))]),
    "positive: a strict sum of lines that are not": ("not enough", lambda: [
        assume(a >= 0), assume(b >= 0), (a + b > 0, "positive", (1, 1), (0, 1))]),
    "positive: strict with weight 0": ("not enough", lambda: [
        assume(a > 0), (b - b > 0, "positive", (0,), (0,))]),
    "positive: -1 >= 0": ("not enough", lambda: [(number(-1) >= 0, "positive", (), ())]),
    "positive: 0 > 0": ("not enough", lambda: [(FALSE, "positive", (), ())]),
    "positive: sides differ": ("the sides differ", lambda: [
        assume(a > 0), (b > 0, "positive", (1,), (0,))]),
    "positive: from an inequation": ("an inequality is wanted", lambda: [
        assume(ne(a, 0)), (a >= 0, "positive", (1,), (0,))]),
    "positive: an equation": ("an inequality is wanted", lambda: [
        assume(a >= 0), (eq(a, 0), "positive", (1,), (0,))]),
    "positive: a weight too few": ("a weight for each", lambda: [
        assume(a > 0), (a > 0, "positive", (), (0,))]),
    "product: one is weak": ("not known to be positive", lambda: [
        assume(a > 0), assume(b >= 0), (a * b > 0, "product", (), (0, 1))]),
    "product: of others": ("not the product", lambda: [
        assume(a > 0), assume(b > 0), (a * c > 0, "product", (), (0, 1))]),
    "product: of two negatives": ("not the product", lambda: [
        assume(a < 0), assume(b > 0), (a * b > 0, "product", (), (0, 1))]),
    "product: of one": ("takes 0 terms and 2 lines", lambda: [
        assume(a > 0), (a * a > 0, "product", (), (0,))]),
    "apart: another difference": ("not that difference", lambda: [
        assume(ne(a, b)), (ne(a, c), "apart", (1,), (0,))]),
    "apart: k = 0 keeps nothing apart": ("not that difference", lambda: [
        assume(ne(a, b)), (ne(c, d), "apart", (0,), (0,))]),
    "apart: 0 times a difference is none": ("not that difference", lambda: [
        assume(ne(a, b)), (ne(c, c), "apart", (0,), (0,))]),
    "apart: a < b from a != b": ("an inequation is wanted", lambda: [
        assume(ne(a, b)), (a < b, "apart", (1,), (0,))]),
    "apart: from a <= b": ("an inequality is wanted", lambda: [
        assume(a <= b), (ne(a, b), "apart", (1,), (0,))]),
    "apart: without a number": ("an inequality is wanted", lambda: [
        assume(ne(a, b)), (ne(a, b), "apart", (), (0,))]),
    "apart: a vector as k": ("a number is wanted", lambda: [
        assume(ne(u, v)), (ne(a, b), "apart", (u,), (0,))]),
    "congruence: from an inequality": ("not known to be equal", lambda: [
        assume(a < b), (eq(f(a), f(b)), "congruence", (), (0,))]),
    "congruence: from nothing": ("not known to be equal", lambda: [
        (eq(f(a), f(b)), "congruence", (), ())]),
    "congruence: two functions": ("not one function", lambda: [
        assume(eq(a, b)), (eq(f(a), g(b)), "congruence", (), (0,))]),
    "congruence: an equation too many": ("too many", lambda: [
        assume(eq(a, b)), (eq(f(a), f(a + 0)), "congruence", (), (0,))]),
    "congruence: backwards": ("not one function", lambda: [
        assume(eq(f(a), f(b))), (eq(a, b), "congruence", (), (0,))]),
    "congruence: an inequality": ("an equation is wanted", lambda: [
        assume(eq(a, b)), (f(a) <= f(b), "congruence", (), (0,))]),
    "congruence: of vectors of other spaces": ("not known to be", lambda: [
        (eq(dot(u, u), dot(symbol("u", X), symbol("u", X))), "congruence", (), ())]),
    # lines
    "line: uses itself": ("uses a later line", lambda: [(eq(a, b), "ring", (1,), (0,))]),
    "line: uses a later one": ("uses a later line", lambda: [(eq(a, b), "ring", (1,), (1,))]),
    "line: uses line -1": ("uses a later line", lambda: [
        assume(eq(a, b)), (eq(a, b), "ring", (1,), (-1,))]),
    "line: uses True": ("uses a later line", lambda: [
        assume(eq(a, b)), assume(eq(a, b)), (eq(a, b), "ring", (1,), (True,))]),
    "line: no such rule": ("no such rule", lambda: [(eq(a, b), "trust me", (), ())]),
    "line: a rule that does not print": ("no such rule", lambda: [(eq(a, b), "\x1b[2J", (), ())]),
    "line: assumed with terms": ("takes 0 terms", lambda: [(eq(a, b), "assume", (a,), ())]),
    "line: alternatives at terms": ("a line with 'or'", lambda: [
        assume(either(a > 0, b > 0)), assume(c > 0), (c > 0, "alternatives", (a,), (0, 1, 1))]),
    "line: all of, at terms": ("a line with 'and'", lambda: [
        assume(a > 0), assume(b > 0), (both(a > 0, b > 0), "all of", (a,), (0, 1))]),
    "line: a congruence at terms": ("and no terms", lambda: [
        assume(eq(a, b)), (eq(f(a), f(b)), "congruence", (a,), (0,))]),
    "line: special from two lines": ("takes one line", lambda: [
        assume(forall(x, x * x >= 0)), (a * a >= 0, "special", (a,), (0, 0))]),
    "line: a definition from two lines": ("takes one line", lambda: [
        (eq(a, a), "ring", (), ()), (eq(a, a), "definition", (eq(b, 1),), (0, 0))]),
    # rows that speak of one function
    "row: sqrt(a^2 b) = a sqrt(b)": ("the sides differ", lambda: [
        (eq(SQRT(a**2 * b), a * SQRT(b)), "ring", (), ())]),
    "row: a root without its side goal": ("not its side goals", lambda: [
        (eq(SQRT(a**2 * b) * SQRT(a**2 * b), a**2 * b), "square root", (a**2 * b,), ())]),
    "row: the adjoint of an opaque map": ("no linear map", lambda: [
        (eq(dot(h(u), v), dot(u, h(v))), "adjoint", (h(u), v), ())]),
    "row: rounding of what is no number": ("no number", lambda: [
        (eq(FL64(a), a), "rounding", (a,), ())]),
    "row: rounding beyond what fits": ("none that fits", lambda: [
        (eq(FL64(number(2**1024)), number(2**1024)), "rounding", (number(2**1024),), ())]),
    "row: 1/3 is not rounded": ("not what that row says", lambda: [
        (eq(FL64(number(1, 3)), number(1, 3)), "rounding", (number(1, 3),), ())]),
    # statements
    "statement: 1/b = 1/b": ("b != 0 is not shown", lambda: same(eq(1 / b, 1 / b))),
    "statement: sqrt(b) = sqrt(b)": ("0 <= b is not shown", lambda: same(eq(SQRT(b), SQRT(b)))),
    "statement: log(b) = log(b)": ("0 < b is not shown", lambda: same(eq(LOG(b), LOG(b)))),
    "statement: a/0 = a/0": ("0 != 0 is not shown", lambda: same(eq(a / term(0), a / term(0)))),
    "statement: fl64 of too much": ("is not shown", lambda: same(
        eq(FL64(number(2**1025)), FL64(number(2**1025))))),
    "statement: if a > 0 then 1/b = 1/b": ("(0 < a => b != 0) is not shown", lambda: proof(
        imply(a > 0, eq(1 / b, 1 / b)), (eq(1 / b, 1 / b), "ring", (), ()),
        (imply(a > 0, eq(1 / b, 1 / b)), "suppose", (), (0,)))),
    "statement: 1/b deep inside": ("b != 0 is not shown", lambda: same(
        eq(f(g(1 / b)), f(g(1 / b))))),
    "statement: 1/b under a hypothesis that is another's": ("not shown", lambda: proof(
        eq(1 / b, 1 / b), (eq(1 / b, 1 / b), "ring", (), ()), assume(ne(b, 0)))),
    "statement: the sum of 1/k, at k = 0": ("is not shown", lambda: same(
        eq(total(k, n, 1 / k), total(k, n, 1 / k)))),
    "statement: the number of terms is 1/b": ("is not shown", lambda: same(
        eq(total(k, H(n), a / (b * k + 1)), total(k, H(n), a / (b * k + 1))))),
    "statement: sqrt(a^2 b) = a sqrt(b), without b >= 0": ("is not shown", lambda: proof(
        eq(SQRT(a**2 * b), SQRT(a**2 * b)), (eq(SQRT(a**2 * b), SQRT(a**2 * b)), "ring", (), ()))),
    "statement: defined by the hypothesis that needs it": ("b != 0 is not shown", lambda: proof(
        a > 0, assume(imply(eq(1 / b, 1 / b), both(ne(b, 0), a > 0))),
        (eq(1 / b, 1 / b), "ring", (), ()), (both(ne(b, 0), a > 0), "detach", (), (0, 1)),
        (ne(b, 0), "part", (), (2,)), (a > 0, "part", (), (2,)),
        given=(imply(eq(1 / b, 1 / b), both(ne(b, 0), a > 0)),))),
    "statement: defined by one alternative that needs it": ("b != 0 is not shown", lambda: proof(
        a > 0, assume(either(imply(eq(1 / b, 1 / b), a > 0), a > 0)),
        assume(imply(eq(1 / b, 1 / b), a > 0)), (eq(1 / b, 1 / b), "ring", (), ()),
        (a > 0, "detach", (), (1, 2)), assume(a > 0), (a > 0, "alternatives", (), (0, 3, 4)),
        given=(either(imply(eq(1 / b, 1 / b), a > 0), a > 0),))),
    "statement: defined by one part that needs it": ("b != 0 is not shown", lambda: proof(
        a > 0, assume(both(imply(eq(1 / b, 1 / b), a > 0), c > 0)),
        (imply(eq(1 / b, 1 / b), a > 0), "part", (), (0,)), (eq(1 / b, 1 / b), "ring", (), ()),
        (a > 0, "detach", (), (1, 2)),
        given=(both(imply(eq(1 / b, 1 / b), a > 0), c > 0),))),
    "statement: a range that ends at 1/b": ("b != 0) is not shown", lambda: proof(
        imply(a < 1 / b, f(a) > 0), assume(forall(x, imply(x < 1 / b, f(x) > 0))),
        (imply(a < 1 / b, f(a) > 0), "special", (a,), (0,)),
        given=(forall(x, imply(x < 1 / b, f(x) > 0)),))),
    "statement: something given is not used": ("given is not used", lambda: proof(
        eq(a, a), (eq(a, a), "ring", (), ()), given=(a > 0,))),
    "statement: a hypothesis less": ("is not shown", lambda: proof(a > 0, assume(a > 0))),
    "statement: a line serves nothing": ("a line serves nothing", lambda: proof(
        eq(a, a), assume(a > 0), (eq(a, a), "ring", (), ()))),
    "statement: a line twice": ("a line serves nothing", lambda: proof(
        eq(a, a), (eq(a, a), "ring", (), ()), (eq(a, a), "ring", (), ()))),
    "statement: something given twice": ("given twice", lambda: proof(
        a > 0, assume(a > 0), given=(a > 0, a > 0))),
    "statement: a name twice": ("a name twice", lambda: proof(
        eq(a, a), (eq(a, a), "ring", (), ()), name="additive")),
    "statement: nothing said": ("nothing said", lambda: proof([], (eq(a, a), "ring", (), ()))),
    "statement: no lines": ("is not shown", lambda: proof(eq(a, a))),
    "statement: another": ("is not shown", lambda: proof(eq(a, b), (eq(a, a), "ring", (), ()))),
    "statement: a = 0 for every a, whose part shows a = a": ("is not shown", lambda: proof(
        forall(a, eq(a, 0)), (eq(a, a), "ring", (), ()),
        (forall(a, eq(a, a)), "general", (a,), (0,)))),
    "statement: a number": ("no claim", lambda: proof(a, assume(a > 0))),
    "statement: a number and a vector of one name": ("names two things", lambda: same(
        eq(n * symbol("n", V), n * symbol("n", V)))),
    "statement: a symbol and a function of one name": ("names two things", lambda: same(
        eq(f(symbol("f")), f(symbol("f"))))),
    "statement: two functions of one name": ("names two things", lambda: same(
        eq(f(Function("f", (V,), S)(u)), f(Function("f", (V,), S)(u))))),
    "statement: something opaque called sqrt": ("names two things", lambda: same(
        eq(Function("sqrt", (S,), S)(a), Function("sqrt", (S,), S)(a)))),
    "statement: a symbol called A beside a map A": ("names two things", lambda: same(
        eq(A(symbol("A", V)), A(symbol("A", V))))),
    "statement: a symbol called A' beside a map A": ("names two things", lambda: same(
        eq(A(symbol("A'", V)), A(symbol("A'", V))))),
    "statement: hypotheses that contradict each other stay": ("is not shown", lambda: proof(
        eq(term(1), 2), assume(b < 0), assume(b > 0), (FALSE, "positive", (1, 1), (0, 1)),
        (eq(term(1), 2), "absurd", (), (2,)), given=(b < 0,))),
}  # fmt: skip


TRUE_LINES: dict[str, Callable[[], Made]] = {
    "capture": lambda: [
        assume(forall(k, eq(F(k), n))),
        (forall(m, eq(F(m), n + 0)), "theorem constant", (eq(c, n),), (0,))],
    "binder: the name of an index is none": lambda: [
        (eq(total(j, n, F(j)), total(k, n, F(k))), "ring", (), ())],
    "binder: in order": lambda: [
        assume(forall([x, y], eq(f(x), g(y)))), (eq(f(b), g(a)), "special", (b, a), (0,))],
    "general": lambda: [
        (x * x >= 0, "square", (x,), ()), (forall(x, x * x >= 0), "general", (x,), (0,))],
    "induction: from 0": lambda: inducted(
        forall(n, n >= 0), 0, 2, (term(0) >= 0, "positive", (), ()), assume(n >= 0),
        (n + 1 >= 0, "positive", (1,), (1,))),
    "definition: by recursion": lambda: defined(eq(F(0), 1), forall(n, eq(F(n + 1), 2 * F(n)))),
    "definition: through other functions": lambda: defined(
        eq(F(0), f(1)), forall(n, eq(F(n + 1), f(G(2 * n)) + F(n)))),
    "definition: of a real, everywhere": lambda: defined(forall(x, eq(f(x), x + 1))),
    "definition: of a constant": lambda: defined(eq(b, 1)),
    "definition: binomials": lambda: defined(
        eq(C(0, 0), 1), forall(n, eq(C(0, n + 1), 0)), forall(n, eq(C(n + 1, 0), 1)),
        forall([n, m], eq(C(n + 1, m + 1), C(n, m) + C(n, m + 1)))),
    "cite: what it assumes, assumed": lambda: proof(
        KNOWN["trajectory"].says[0], (KNOWN["trajectory"].says[0], "theorem trajectory", (), ()),
        given=KNOWN["trajectory"].given),
    "cite: a linear map by a multiple": lambda: [
        (eq(c * (u + v), c * u + c * v), "theorem additive", (forall(u, eq(A(u), c * u)),), ())],
    "cite: a linear map by another": lambda: [
        (eq(B(u + v), B(u) + B(v)), "theorem additive", (forall(u, eq(A(u), B(u))),), ())],
    "cite: n by a natural": lambda: [(C(n, m) + 1 > 0, "theorem later", (eq(n, C(n, m)),), ())],
    "cases": lambda: proof(
        a * a > 0, assume(a > 0), (a * a > 0, "product", (), (0, 0)), assume(a < 0),
        (-a > 0, "positive", (1,), (2,)), (a * a > 0, "product", (), (3, 3)), assume(eq(a, 0)),
        assume(ne(a, 0)), (FALSE, "absurd", (1,), (6, 5)), (a * a > 0, "absurd", (), (7,)),
        (a * a > 0, "cases", (a,), (4, 8, 1)), given=(ne(a, 0),)),
    "contradiction": lambda: proof(
        b >= 0, assume(b < 0), assume(b > 0), (FALSE, "positive", (1, 1), (0, 1)),
        (b >= 0, "contradiction", (), (2,)), given=(b > 0,)),
    "positive": lambda: [
        assume(a >= 0), assume(b > 0), (a + b > 0, "positive", (1, 1), (0, 1))],
    "ring: a factor that is a vector": lambda: [
        assume(eq(u, v)), (eq(dot(w, u), dot(w, v)), "ring", (w,), (0,)),
        assume(eq(a, b)), (eq(a * w, b * w), "ring", (w,), (2,))],
    "product": lambda: [assume(a > 0), assume(b >= 0), (a * b >= 0, "product", (), (0, 1))],
    "apart": lambda: [assume(ne(a, b)), assume(eq(b, c)), (ne(a, c), "apart", (1, -1), (0, 1))],
    "absurd": lambda: [
        assume(ne(a, b)), assume(eq(a, b)), (eq(c, d), "absurd", (1,), (0, 1))],
    "congruence": lambda: [assume(eq(a, b)), (eq(f(a), f(b)), "congruence", (), (0,))],
    "congruence: of vectors with one normal form": lambda: [
        (eq(h(u + v), h(v + u)), "congruence", (), ())],
    "congruence: of numbers of two sorts": lambda: [
        assume(eq(n, a)), (eq(f(n), f(a)), "congruence", (), (0,))],
    "statement: 1/b = 1/b for b != 0": lambda: proof(
        eq(1 / b, 1 / b), assume(ne(b, 0)), (eq(1 / b, 1 / b), "ring", (), ()), given=(ne(b, 0),)),
    "statement: if b != 0 then 1/b = 1/b": lambda: proof(
        imply(ne(b, 0), eq(1 / b, 1 / b)), (eq(1 / b, 1 / b), "ring", (), ()),
        (imply(ne(b, 0), eq(1 / b, 1 / b)), "suppose", (), (0,)), assume(ne(b, 0)),
        (imply(ne(b, 0), ne(b, 0)), "suppose", (), (2,))),
    "statement: hypotheses that contradict each other": lambda: proof(
        eq(term(1), 2), assume(b < 0), assume(b > 0), (FALSE, "positive", (1, 1), (0, 1)),
        (eq(term(1), 2), "absurd", (), (2,)), given=(b < 0, b > 0)),
    "row: of vectors of a space with a name": lambda: [
        (dot(symbol("p", X), symbol("p", X)) >= 0, "positive definite", (symbol("p", X),), ())],
    "row: the adjoint goes back": lambda: [
        (eq(dot(OVER(p), q), dot(p, OVER.adjoint(q))), "adjoint", (OVER(p), q), ())
        for p, q in [(symbol("p", X), symbol("q", Y))]],
    "row: the largest number that fits": lambda: [
        (eq(FL64(number(LARGEST)), number(LARGEST)), "rounding", (number(LARGEST),), ())],
    "row: sqrt of what is not negative": lambda: [
        assume(b >= 0), (eq(SQRT(b) * SQRT(b), b), "square root", (b,), (0,))],
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE_LINES)
def test_refused(name: str) -> None:
    """What is false is refused, for the reason that it is false."""
    reason, make = FALSE_LINES[name]
    with pytest.raises(Wrong) as refusal:
        check(make())
    assert reason in str(refusal.value)


@pytest.mark.parametrize("name", [k for k, (_, make) in FALSE_LINES.items()])
def test_only_the_last_line_is_refused(name: str) -> None:
    """The lines before follow, so that the refusal is not an accident."""
    try:
        made = FALSE_LINES[name][1]()
    except Wrong:
        return
    if isinstance(made, list):
        judge(lines(*made[:-1]), KNOWN)


def test_no_rule_takes_more_or_fewer() -> None:
    """A line of these rules with a term or a line more, or with none, is refused as a line."""
    counted = {"assume", "product", "contradiction", "one of", "part", "suppose", "detach",
               "general", "induction"}  # fmt: skip
    seen = set()
    for p in all_proofs():
        for place, line in enumerate(p.lines):
            if line.rule in counted:
                seen.add(line.rule)
                for ts, us in (((*line.terms, a), line.uses), (line.terms, (*line.uses, 0))):
                    more = Line(line.says, line.rule, ts, us)
                    with pytest.raises(Wrong, match=r": takes \d terms and \d lines"):
                        judge([*p.lines[: max(place, 1)], more], KNOWN)
    assert seen == counted
    for rule in {*RULES, *TABLE} - {"assume"}:
        with pytest.raises(Wrong, match=rf"by {rule}: "):
            judge([Line(FALSE, rule)], KNOWN)


@pytest.mark.parametrize("name", TRUE_LINES)
def test_accepted(name: str) -> None:
    """What is true is accepted."""
    check(TRUE_LINES[name]())


def test_a_name_is_one_thing_in_each_statement() -> None:
    """n may be a natural in one and a number in the next."""
    for one in (n, symbol("n"), n):
        check(same(eq(one, one)))


def test_there_are_many() -> None:
    """As many as were promised."""
    assert len(FALSE_LINES) >= 150


# Rows -----------------------------------------------------------------------------------------


SPECIMENS: dict[str, tuple[Term, ...]] = {
    "adjoint": (A(u), v), "rounding": (number(1, 3),), "empty sum": (sum_of(F(k)),),
    "last term": (sum_of(F(k)),),
}  # fmt: skip


def specimen(name: str) -> tuple[Term, ...]:
    """Terms at which a row can be read."""
    if name in SPECIMENS:
        return SPECIMENS[name]
    letters = {S: iter((a, b, c, d)), N: iter((m, n)), V: iter((u, v))}
    return tuple(next(letters[s]) for s in TABLE[name].takes)


@pytest.mark.parametrize("name", TABLE)
def test_row(name: str) -> None:
    """A row says what it says at its terms under its side goals, and nothing else."""
    ts = specimen(name)
    sides, says = TABLE[name].law(*ts)
    own = [Line(p, "assume") for p in sides]
    uses = tuple(range(len(sides)))
    assert judge([*own, Line(says, name, ts, uses)], {})[-1].open == frozenset(sides)
    wrong = [
        (says, ts, uses[:-1], "not its side goals"),
        (says, ts, (*uses, 0) if sides else (len(own),), "not its side goals"),
        (relation("!=", *says.args) if says.op == "=" else relation("=", *says.args), ts, uses,
         "not what that row says"),
        (relation(says.op, *says.args[::-1]), ts, uses, "not what that row says"),
        (says, (*ts, a), uses, "takes"),
        (says, ts[:-1], uses, "takes"),
    ]  # fmt: skip
    for claim, terms, used, why in wrong:
        if used == uses and terms == ts and claim is says:
            continue
        extra = [*own, Line(a < 0, "assume")]
        with pytest.raises(Wrong, match=why):
            judge([*extra, Line(claim, name, terms, used)], {})


@pytest.mark.parametrize(
    "name", [name for name, row in TABLE.items() if row.law(*specimen(name))[0]]
)
def test_row_with_another_side_goal(name: str) -> None:
    """A side goal is that goal: not its opposite, and not one that looks like it."""
    ts = specimen(name)
    sides, says = TABLE[name].law(*ts)
    (side,) = sides
    x_, y_ = side.args
    others = [negated(side), relation("=", x_ + 1, y_), relation(side.op, x_ + 0, y_)]
    others += [relation("<=", x_, y_)] if side.op == "<" else []
    for other in others:
        with pytest.raises(Wrong, match="not its side goals"):
            judge([Line(other, "assume"), Line(says, name, ts, (0,))], {})


def test_terms_that_are_no_terms() -> None:
    """What is told to be a term but is none."""
    for bad in (lambda: a + 0.5, lambda: bool(a < b), lambda: apply(f, a, b), lambda: number(1, 0)):  # type: ignore[operator]
        with pytest.raises((Wrong, TypeError)):
            bad()
    with pytest.raises(AttributeError):
        a.sort = N
    with pytest.raises(Wrong):
        bool(ABS(a) < EXP(a))


def test_every_rule_is_attacked() -> None:
    """No rule without a false line by it."""
    tried = set()
    for _, make in FALSE_LINES.values():
        try:
            made = make()
        except Wrong:
            continue
        rows = lines(*made) if isinstance(made, list) else getattr(made, "lines", ())
        tried |= {line.rule for line in rows[-1:]} | {line.rule for line in rows}
    assert set(RULES) <= tried
