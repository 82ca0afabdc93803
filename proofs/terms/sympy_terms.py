"""Terms as SymPy's expressions, and SymPy's expressions as terms.

Both ways each shared part is visited once: the tree of an unrolled formula is not to be walked.
Nothing here is believed by a proof.

What SymPy does when an expression is made is in its nature and stays: it orders sums, makes 1 of
x/x and |x| of sqrt(x**2).  An expression therefore says less than the term that it came from, and
an undefined term can have a defined expression.  What has no real value is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from proofs.terms.building import (
    ABS,
    EXP,
    KNOWN_FUNCTIONS,
    LOG,
    MAX,
    MIN,
    NORM,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    dot,
    finite_sum,
    function,
)  # fmt: skip
from proofs.terms.nodes import (
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sort,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    as_term,
    is_natural,
)  # fmt: skip
from proofs.terms.plain import short
from proofs.terms.walking import fold, parts

if TYPE_CHECKING:
    import sympy

Coefficients: TypeAlias = "dict[Any, Any]"
"""A vector as a linear combination: a factor for each vector that is no combination itself."""

_NAMED = re.compile(r"([A-Za-z][A-Za-z0-9_]*'?)(?:_\{([^{}]*)\})?(?:\^\{([^{}]*)\})?\Z")


# Terms to expressions ----------------------------------------------------------------------------


def to_sympy(term: Term) -> sympy.Expr:
    """The term for SymPy, all symbols real, naturals integers that are not negative.

    Indices become part of a name: `scalar("e", "1")` is the symbol e^{1}.  A vector is a sum of
    factors times symbols, an inner product the undefined function dot of two such symbols, linear
    maps and inner products being multiplied out; a sum of vectors that change with its index stays
    whole.  Opaque and threshold functions are undefined functions of their names, but for sign;
    so are runs and families, at numbered steps too if the term has others.  sigmoid(z) is
    1/(1 + exp(-z)), and a sum over k < n is a `Sum` from 0 to n - 1.

    Raises `TermError` for other functions, for two things of one name, and for what has no real
    value, such as 1/0 and sqrt(-2).

    >>> from proofs.terms import PHI, scalar, vector
    >>> w, x, eta = vector("w"), vector("x"), scalar("eta")
    >>> to_sympy(PHI(dot(w + eta * x, x)) / 2)
    phi(eta*dot(x, x) + dot(w, x))/2
    """
    one_name_is_one_thing(term)
    made = fold(term, Translation(runs_in(term)).combine)
    expression = made if term.kind == "scalar" else _combination(made)
    if not _is_finite(expression):
        raise TermError(f"SymPy makes {expression} of {short(term)}, which is no real number")
    return expression


def name_of(symbol: Symbol) -> str:
    """The name of a symbol in SymPy: its indices in braces.

    >>> from proofs.terms import scalar
    >>> name_of(scalar("w", "t-1", "j"))
    'w_{j}^{t-1}'
    """
    lower = f"_{{{symbol.lower}}}" if symbol.lower else ""
    return symbol.name + lower + (f"^{{{symbol.upper}}}" if symbol.upper else "")


_DOT = function("dot", ("vector", "vector"))


def runs_in(*terms: Term) -> frozenset[Function]:
    """The runs that terms speak of: functions of a step, whose numbered steps are symbols."""
    applied = (part.function for part in parts(*terms) if isinstance(part, Apply))
    return frozenset(f for f in applied if f.takes == ("step",))


def one_name_is_one_thing(*terms: Term) -> None:
    """Refuse two functions, a function and a symbol, or a scalar and a vector of one name."""
    held: dict[str, Term] = {}
    waiting, seen = list(parts(*terms)), set()
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, Apply):
            waiting.append(part.function)
            continue
        thing: Term = part
        if isinstance(part, Function):
            name = part.name
            for value in part.values:
                waiting.extend(parts(value))
        elif isinstance(part, Symbol):
            name = name_of(part)
        elif isinstance(part, Dot):
            thing, name = _DOT, _DOT.name
        else:
            continue
        if held.setdefault(name, thing) is not thing:
            raise TermError(f"two different things are named {name}: SymPy tells names alone apart")


def _is_finite(expression: sympy.Expr) -> bool:
    import sympy

    bad = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo, sympy.I)
    return all(part not in bad for part in nodes(expression))


def nodes(
    expression: Any, below: Callable[[Any], tuple[Any, ...]] = lambda node: tuple(node.args)
) -> Iterable[Any]:
    """Every different part of an expression, each once, what it is made of first."""
    done: dict[Any, None] = {}
    waiting = [expression]
    while waiting:
        top = waiting[-1]
        missing = [argument for argument in below(top) if argument not in done]
        if top in done or not missing:
            waiting.pop()
            done.setdefault(top)
        else:
            waiting.extend(missing)
    return done


def _combination(coefficients: Coefficients) -> sympy.Expr:
    import sympy

    return sympy.Add(*(factor * unit for unit, factor in coefficients.items()))


@cache
def _undefined(name: str) -> Any:
    """A SymPy function of which nothing is known but that its values are real."""
    import sympy

    return sympy.Function(name, real=True)


class Translation:
    """How each kind of term is said; vectors are coefficients until the end."""

    def __init__(self, runs: frozenset[Function] = frozenset()) -> None:
        self.runs = runs

    def at_step(self, symbol: Symbol) -> tuple[Function, Term] | None:
        """The run and the step of a symbol that stands for a numbered step of one."""
        run = Function(symbol.name, ("step",), symbol.kind, (), "")
        if run not in self.runs or symbol.lower or not symbol.upper.isdigit():
            return None
        return run, as_term(int(symbol.upper))

    def combine(self, part: Term, below: tuple[Any, ...]) -> Any:
        """The expression of a scalar, the coefficients of a vector."""
        import sympy

        match part:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Symbol():
                return self.symbol(part)
            case Zero():
                return {}
            case FiniteSum():
                return self.summed(part, *below)
            case Dot():
                return self.dot(part, *below)
            case Apply(f, _):
                return self.apply(part, f, below)
        if part.kind == "vector":
            return _vector(part, below)
        return _scalar(part, below)

    def symbol(self, part: Symbol) -> Any:
        """A symbol, or a numbered step of a run as a value of it."""
        import sympy

        numbered = self.at_step(part)
        if numbered is not None:
            run, step = numbered
            return self.apply(part, run, (self.combine(step, ()),))
        if part.of_kind == "natural":
            return sympy.Symbol(name_of(part), integer=True, nonnegative=True)
        named = sympy.Symbol(name_of(part), real=True)
        return named if part.kind == "scalar" else {named: sympy.Integer(1)}

    def summed(self, part: FiniteSum, bound: Any, body: Any) -> Any:
        """A sum over an index; of vectors, what does not change with it stands outside."""
        import sympy

        index = self.symbol(part.index)
        limits = (index, 0, bound - 1)
        if part.kind == "scalar":
            return sympy.Sum(body, limits)
        whole: Coefficients = {}
        for unit, factor in body.items():
            if index in unit.free_symbols:
                whole[sympy.Sum(factor * unit, limits)] = sympy.Integer(1)
            else:
                whole[unit] = sympy.Sum(factor, limits)
        return whole

    def dot(self, part: Term, left: Coefficients, right: Coefficients) -> Any:
        """The inner product, multiplied out, of the two vectors' units."""
        import sympy

        return sympy.Add(
            *(a * b * self.product(u, v) for u, a in left.items() for v, b in right.items())
        )

    def product(self, left: Any, right: Any) -> Any:
        """The inner product of two units; its order does not matter."""
        return _undefined("dot")(*sorted((left, right), key=str))

    def apply(self, part: Term, f: Function, below: tuple[Any, ...]) -> Any:
        """A function of what its arguments were made into."""
        import sympy

        if f.adjoint:
            return added({_undefined(f.name)(unit): factor} for unit, factor in below[0].items())
        if f is NORM:
            square = self.dot(part, below[0], below[0])
            return sympy.sqrt(square)
        if "vector" in f.takes or (f.gives == "vector" and "scalar" in f.takes):
            raise TermError(f"{short(part)} has no counterpart in SymPy: {f.name} is about vectors")
        if f.gives == "vector":  # of indices and steps
            return {_undefined(f.name)(*below): sympy.Integer(1)}
        said = _said(f)
        if said is not None:
            return said(*below)
        if f.name in KNOWN_FUNCTIONS and not f.values:
            raise TermError(f"{f.name} has no counterpart in SymPy")
        return _undefined(f.name)(*below)


def _said(f: Function) -> Callable[..., Any] | None:
    """The function of SymPy's that is this one."""
    import sympy

    known: dict[Function, Callable[..., Any]] = {
        ABS: sympy.Abs,
        EXP: sympy.exp,
        LOG: sympy.log,
        MAX: sympy.Max,
        MIN: sympy.Min,
        SIGMOID: lambda z: 1 / (1 + sympy.exp(-z)),
        SIGN: sympy.sign,
        SQRT: sympy.sqrt,
        TANH: sympy.tanh,
    }
    return known.get(f)


def _scalar(part: Term, below: tuple[Any, ...]) -> Any:
    import sympy

    match part:
        case Sum():
            return sympy.Add(*below)
        case Negative():
            return -below[0]
        case Product():
            return sympy.Mul(*below)
        case Quotient():
            if below[1] == 0:
                raise TermError(f"{short(part)} divides by 0")
            return below[0] / below[1]
        case Power(_, exponent):
            return below[0] ** exponent
        case NaturalPower():
            return below[0] ** below[1]
    raise TermError(f"{short(part)} has no counterpart in SymPy")


def _vector(part: Term, below: tuple[Any, ...]) -> Coefficients:
    import sympy

    match part:
        case Sum():
            return added(below)
        case Negative():
            return {unit: -factor for unit, factor in below[0].items()}
        case Product(factors):
            (vector,) = (b for f, b in zip(factors, below, strict=True) if f.kind == "vector")
            scale = sympy.Mul(
                *(b for f, b in zip(factors, below, strict=True) if f.kind == "scalar")
            )
            return {unit: scale * factor for unit, factor in vector.items()}
        case Quotient():
            if below[1] == 0:
                raise TermError(f"{short(part)} divides by 0")
            return {unit: factor / below[1] for unit, factor in below[0].items()}
    raise TermError(f"{short(part)} has no counterpart in SymPy")


def added(vectors: Iterable[Coefficients]) -> Coefficients:
    """The sum of vectors."""
    import sympy

    gathered: dict[Any, list[Any]] = {}
    for vector in vectors:
        for unit, factor in vector.items():
            gathered.setdefault(unit, []).append(factor)
    return {unit: sympy.Add(*factors) for unit, factors in gathered.items()}


# Expressions to terms ----------------------------------------------------------------------------


def from_sympy(
    expression: Any, *, vectors: Iterable[str | Symbol] = (), functions: Iterable[Function] = ()
) -> Term:
    """The term that a SymPy expression says.

    Names are those that `to_sympy` gives; `vectors` says which of them are vectors, `functions`
    which undefined functions are other than opaque ones of numbers (phi and the rest of
    `KNOWN_FUNCTIONS` are known).  A symbol that is an integer and not negative is a natural; what
    else a symbol is assumed to be is not taken along: say it as a hypothesis.  A `Sum` may begin
    at any natural number.

    Raises `TermError` for what terms cannot say exactly, such as floats, pi, 2**x and Piecewise,
    and for two symbols of one name.

    >>> import sympy
    >>> x, y = sympy.symbols("x y", real=True)
    >>> print(from_sympy((x - y)**2 / 2 + sympy.exp(-x)))
    (x - y)^2/2 + exp(-x)
    >>> print(from_sympy(x * 0.5))
    Traceback (most recent call last):
        ...
    proofs.terms.nodes.TermError: 0.500000000000000 is no exact number: write a Rational
    """
    import sympy

    reader = _Reader(
        frozenset(v if isinstance(v, str) else name_of(v) for v in vectors),
        {**KNOWN_FUNCTIONS, **{f.name: f for f in functions}},
    )
    made: dict[Any, Term] = {}
    whole = sympy.sympify(expression)
    for node in nodes(whole, made_of):
        made[node] = reader.read(node, tuple(made[argument] for argument in made_of(node)))
    return made[whole]


def made_of(node: Any) -> tuple[Any, ...]:
    """What an expression is made of; a sum of its index, how many terms it has, and a term."""
    import sympy

    if not isinstance(node, sympy.Sum):
        return tuple(node.args)
    *inner, (index, first, last) = node.limits  # the outermost is the last
    body = sympy.Sum(node.function, *inner) if inner else node.function
    if not (first.is_Integer and first >= 0):
        raise TermError(f"{node}: a sum begins at a natural number")
    return index, sympy.expand(last - first + 1), body.subs(index, index + first)


@dataclass
class _Reader:
    """What names mean, and the symbols that were met."""

    vectors: frozenset[str]
    functions: Mapping[str, Function]
    met: dict[str, Any] = field(default_factory=dict)

    def read(self, node: Any, below: tuple[Term, ...]) -> Term:
        """The term of one node, from those of what it is made of."""
        import sympy

        if isinstance(node, sympy.Rational):
            return as_term(Fraction(int(node.p), int(node.q)))
        if isinstance(node, sympy.Symbol):
            return self.symbol(node)
        if isinstance(node, sympy.Float):
            raise TermError(f"{node} is no exact number: write a Rational")
        if isinstance(node, sympy.Add):
            # SymPy's own order of terms is that of their hashes.
            held = dict(zip(node.args, below, strict=True))
            order = node.as_ordered_terms()
            return _sum([held[term] for term in order] if set(order) == set(held) else list(below))
        if isinstance(node, sympy.Mul):
            return _product(node, dict(zip(node.args, below, strict=True)))
        if isinstance(node, sympy.Pow):
            return _power(node, *below)
        if isinstance(node, sympy.Sum):
            index, bound, body = below
            if not (isinstance(index, Symbol) and index.of_kind == "natural"):
                raise TermError(f"{node}: the index of a sum is an integer that is not negative")
            return finite_sum(index, bound, body)
        if isinstance(node, sympy.Max | sympy.Min):
            chosen = MAX if isinstance(node, sympy.Max) else MIN
            return reduce(lambda a, b: chosen(a, b), below)
        named = _named_by_sympy(node)
        if named is not None:
            return named(*below)
        name = getattr(node.func, "__name__", "")
        undefined = isinstance(node, sympy.core.function.AppliedUndef)
        if undefined or (isinstance(node, sympy.Function) and name in self.functions):
            return self.applied(name, below)
        raise TermError(f"{node} says more than terms can: {type(node).__name__}")

    def symbol(self, node: Any) -> Term:
        """The symbol of this name, which no other symbol may have."""
        if self.met.setdefault(node.name, node) != node:
            raise TermError(f"two symbols named {node.name} are assumed to be different things")
        if node.is_real is False or not node.is_commutative:
            raise TermError(f"{node.name} is not a real number")
        found = _NAMED.match(node.name)
        if not found:
            raise TermError(f"{node.name!r} is not a name, with indices as in w_{{j}}^{{t}}")
        name, lower, upper = (text or "" for text in found.groups())
        natural = bool(node.is_integer and node.is_nonnegative)
        sort: Sort = "vector" if node.name in self.vectors else "natural" if natural else "scalar"
        return Symbol(name, sort, upper, lower)

    def applied(self, name: str, below: tuple[Term, ...]) -> Term:
        """An undefined function of terms: one that is known, or an opaque one."""
        if name == "dot":
            return dot(*below)
        known = self.functions.get(name)
        if known is not None:
            return known(*below)
        return function(name, tuple(term.kind for term in below))(*below)


def _named_by_sympy(node: Any) -> Function | None:
    import sympy

    known: dict[Any, Function] = {
        sympy.Abs: ABS,
        sympy.exp: EXP,
        sympy.log: LOG,
        sympy.sign: SIGN,
        sympy.tanh: TANH,
    }
    return known.get(node.func) if len(node.args) == 1 else None


def _sum(terms: list[Term]) -> Term:
    made = terms[0]
    for term in terms[1:]:
        match term:
            case Negative(positive):
                made = made - positive
            case Number(value) if value < 0:
                made = made - as_term(-value)
            case _:
                made = made + term
    return made


def _product(node: Any, held: Mapping[Any, Term]) -> Term:
    """Minus first, then numbers, then the rest over what SymPy writes with exponents below 0."""
    import sympy

    number = sympy.Mul(*(factor for factor in node.args if factor.is_Rational))
    above, under = [], []
    for factor in sorted(node.args, key=sympy.default_sort_key):
        if factor.is_Rational:
            continue
        if isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
            match held[factor]:
                case Quotient(_, denominator):
                    under.append(denominator)
                    continue
        above.append(held[factor])
    size, over = (as_term(int(n)) for n in (abs(number).p, abs(number).q))
    # A vector goes last: it is what everything else is a factor of.
    above.sort(key=lambda term: term.kind == "vector")
    if size is not as_term(1) or not above:
        above.insert(0, size)
    made = reduce(lambda a, b: a * b, above)
    if over is not as_term(1):
        under.insert(0, over)
    if under:
        made = made / reduce(lambda a, b: a * b, under)
    return -made if number < 0 else made


def _power(node: Any, base: Term, exponent: Term) -> Term:
    if not node.exp.is_number:
        if isinstance(exponent, Negative) and is_natural(exponent.term):
            return 1 / base**exponent.term
        if not is_natural(exponent):
            raise TermError(f"{node} is a power whose exponent is no natural number")
        return base**exponent
    if not node.exp.is_Rational or node.exp.q not in (1, 2):
        raise TermError(f"{node} is a power that terms do not have: exponents are whole or halves")
    size = abs(int(node.exp.p))
    made = base if node.exp.q == 1 else SQRT(base)
    if size != 1:
        made = made**size
    return made if node.exp > 0 else 1 / made
