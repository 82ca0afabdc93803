"""The only door to "proved": decides one equation or inequality under named premises.

How to read it.  A scalar term is brought to normal form: a polynomial with rational coefficients
whose generators are the things that ring arithmetic cannot take apart: symbols, inner products of
two vector symbols, norms, roots, exponentials, threshold functions of normalised arguments, and
applications of functions of which nothing is known.  A vector term becomes a combination of vector
symbols with such coefficients.  Equal normal forms mean equal terms.  Where threshold functions
remain, the signs of their arguments are distinguished; inequalities, and cases that cannot occur,
are settled by certificates that are found elsewhere and checked here.

What is trusted is this file, `polynomial`, and, for counterexamples, `evaluation` and
`enclosure`.  `search` proposes certificates and counterexamples; nothing that it says is believed
unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any

from proofs import polynomial as P
from proofs import search
from proofs.enclosure import Enclosure, certain, parted
from proofs.evaluation import (
    Evaluator,
    Irrational,
    Undefined,
    Value,
    evaluate,
    exact_root,
    holds,
    interpreted,
    rounded,
)
from proofs.polynomial import Monomial, Poly
from proofs.terms import (
    KNOWN_FUNCTIONS,
    NORM,
    SIGN,
    Apply,
    Dot,
    Function,
    Hypothesis,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    dot,
    equals,
    fold,
    parts,
    short,
    substitute_in,
    symbols,
    unfolded,
)
from proofs.trusted import TRUSTED

RULES: Mapping[str, str] = {
    "ring": "The commutative ring axioms of the real numbers; exact arithmetic over the rationals.",
    "inner product": "The inner product is bilinear and symmetric, so scalars move out of it.",
    "linear map": "L(a u + b v) = a L(u) + b L(v), and u.L(v) = L'(u).v for its adjoint L'.",
    "definition": "A symbol may be replaced by what it was defined to be.",
    "premise": "Both sides of an equation assumed, or proved before, may replace each other.",
    "congruence": "A function has equal values at equal arguments.",
    "threshold value": "A threshold function has its first, second or third value where its "
    "argument is negative, 0 or positive: that is its definition.",
    "positive-factor": "A function of the sign alone does not change when its argument is "
    "multiplied by c > 0. Side goal: c > 0. Proved from the definition by cases: "
    "perceptron.sign-only.",
    "cases": "Every real number is negative, 0 or positive; a symbol said to have one of some "
    "values has one of them. What holds in every case holds.",
    "certificate": "A sum of products of non-negative quantities is non-negative, and positive if "
    "one summand is (Farkas 1902; Krivine 1964; Stengle 1974). The combination is recomputed.",
    "division": "q (p/q) = p. Side goal: q is not 0.",
    "absolute value": "|a| is a times the sign of a.",
    "maximum": "max(a, b) = (a + b + |a - b|)/2 and min(a, b) = (a + b - |a - b|)/2.",
    "norm": "|u|^2 = u.u and |u| >= 0.",
    "homogeneous norm": "|c u| = |c| |u|.",
    "positive definite": "u.u >= 0, and u.u > 0 for u other than 0; hence u = v "
    "where (u - v).(u - v) = 0.",
    "Cauchy-Schwarz": "|u.v| <= |u| |v| (Cauchy 1821; Schwarz 1888).",
    "square root": "sqrt(a)^2 = a and sqrt(a) >= 0. Side goal: a >= 0.",
    "root of a square": "sqrt(a^2 b) = |a| sqrt(b). Side goal: b >= 0.",
    "exponential": "exp(a + b) = exp(a) exp(b), exp(n a) = exp(a)^n, exp(0) = 1, exp > 0.",
    "logarithm": "log inverts exp; log(a b) = log(a) + log(b). Side goals: a > 0, b > 0. "
    "log(a) > 0 for a > 1.",
    "logistic": "sigmoid(a) = 1/(1 + exp(-a)): its definition.",
    "hyperbolic tangent": "tanh(a) = (exp(2a) - 1)/(exp(2a) + 1): its definition.",
    "rounding": "fl64(q) is the binary64 number nearest to q, ties to even (IEEE 754-2019, 4.3.1); "
    "computed by one exact division of integers.",
    "induction": "What holds at 0, and at t whenever it holds at t - 1, holds for every t.",
    "symmetry.trajectory": "The lemma proved under that name, read with a concrete update and "
    "action whose equivariance is proved beside it.",
    "enclosure": "Two numbers in intervals without a common point differ (Moore 1966). Used to "
    "refute where values are irrational; the intervals are rounded outward.",
    "exact evaluation": "Terms evaluated at rational numbers by plain fractions.",
}
"""Every rule that a proof can rest on, in words."""

__all__ = [
    "RULES", "HypothesisError", "Proved", "Refuted", "Unknown", "Value", "Verdict", "Witness",
    "check_satisfiable", "decide", "decide_exhaustive", "difference", "evaluate", "find_witness",
    "holds", "model", "show",
]  # fmt: skip

_BIT = {name: 1 << place for place, name in enumerate(RULES)}
_MOST_CASES = 729
_MOST_FACTORS = 64
_MOST_MOVES = 12
_MOST_MOVES_EVER = 4000


class HypothesisError(ValueError):
    """Premises that contradict each other, or for which no model was found."""


# Verdicts ----------------------------------------------------------------------------------------

_SEAL = object()


@dataclass(frozen=True, slots=True)
class Proved:
    """A relation holds wherever its premises do; only this file can make one."""

    rules: frozenset[str]
    """The rules it rests on, those of the theorems it cites included."""
    premises: frozenset[str]
    """The names of the premises that were used."""
    relations: tuple[Relation, ...] = field(repr=False, compare=False, default=())
    """What was proved: one relation, or cases of which one always holds."""
    given: tuple[Hypothesis, ...] = field(repr=False, compare=False, default=())
    """All premises that it was proved under."""
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only proofs.kernel can make a Proved; ask kernel.decide")


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which all premises hold and the relation does not, in exact numbers."""

    relation: Relation
    values: tuple[tuple[Symbol, Value], ...]
    left: Value | Enclosure | None
    """The left side: its value, what encloses it if that is irrational, or None if it has none."""
    right: Value | Enclosure | None
    functions: tuple[tuple[Function, tuple[Symbol, ...], Term], ...] = ()
    """What opaque functions are taken to be: name, parameters, value."""
    meanings: tuple[tuple[Symbol, Term], ...] = field(default=(), repr=False)
    """What the other symbols are, where premises define them."""

    @property
    def stated(self) -> tuple[tuple[Symbol, Value], ...]:
        """The values of the point, and of the symbols in the relation that premises fix."""
        met = {*symbols(*self.relation.terms)}
        fixed = [(s, m.value) for s, m in self.meanings if s in met and isinstance(m, Number)]
        return (*fixed, *self.values)

    def __str__(self) -> str:
        taken = [
            f"{f.name}({', '.join(map(short, ps))}) := {short(body)}"
            for f, ps, body in self.functions
        ]
        given = [f"{short(symbol)} = {show(value)}" for symbol, value in self.stated]
        return (
            f"{', '.join(taken + given) or 'these numbers'}: "
            f"left side {show(self.left)}, right side {show(self.right)}"
        )


@dataclass(frozen=True, slots=True)
class Refuted:
    """A relation that does not follow: here is where it fails."""

    witness: Witness


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither proved nor refuted; never counted as proved."""

    why: str


Verdict = Proved | Refuted | Unknown


def show(value: Value | Enclosure | None) -> str:
    """A value as plain text.

    >>> show((Fraction(1, 2), Fraction(0)))
    '(1/2, 0)'
    """
    if value is None:
        return "undefined"
    return f"({', '.join(map(str, value))})" if isinstance(value, tuple) else str(value)


# Normal forms ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Normal:
    """A scalar as a polynomial, or a vector as polynomials by vector generator."""

    value: Any  # Poly for a scalar, dict[int, Poly] for a vector
    rules: int
    open_goals: frozenset[str] = frozenset()
    """Side goals that were not proved: with any of these, nothing is."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """What one generator stands for."""

    kind: str
    key: tuple[Any, ...]


class _Atoms:
    """The generators, shared by the contexts of one question, case by case."""

    def __init__(self) -> None:
        self.all: list[_Atom] = []
        self.index: dict[tuple[Any, ...], int] = {}
        self.bits: dict[str, int] = {}
        """For each premise's name the bit that records its use."""
        self.squares: tuple[Term, ...] = ()
        """The products u.u that are written in what is to be proved."""

    def get(self, kind: str, *key: Any) -> int:
        full = (kind, *key)
        found = self.index.get(full)
        if found is None:
            found = self.index[full] = len(self.all)
            self.all.append(_Atom(kind, key))
        return found


def _frozen(p: Poly) -> frozenset[tuple[Monomial, Any]]:
    return frozenset(p.items())


@dataclass(slots=True)
class _Fact:
    """A polynomial known to be >= 0, or > 0 if strict."""

    poly: Poly
    strict: bool
    rules: int
    premises: frozenset[str]


class _Context:
    """Premises made ready for use, and the normal forms of terms under them."""

    def __init__(
        self,
        premises: tuple[Hypothesis, ...],
        withhold: frozenset[str] = frozenset(),
        atoms: _Atoms | None = None,
        signs: tuple[tuple[frozenset[Any], int], ...] = (),
    ) -> None:
        self.premises, self.withhold, self.signs = premises, withhold, signs
        self.atoms = atoms or _Atoms()
        self.normal: dict[Term, _Normal] = {}
        self.meaning: dict[Symbol, Term] = {}
        self._below = unfolded(self.meaning)
        self.meaning_of: dict[Symbol, str] = {}
        self.rewrite: dict[int, tuple[Poly, int]] = {}
        self.vector_rewrite: dict[int, tuple[dict[int, Poly], int]] = {}
        self.facts: list[_Fact] = []
        self.equations: list[_Fact] = []
        self.nonzero: list[_Fact] = []
        self.choices: list[tuple[Term, tuple[Term, ...], str]] = []
        self.sign_of_atom: dict[int, int] = {}
        """1 where known positive, 2 where known non-negative, -1, -2, and 3 for non-zero."""
        self.sign_rules: dict[int, int] = {}
        """The rules and premises by which that is known."""
        self.known: dict[frozenset[Any], int] = dict(signs)
        self.moving: set[tuple[int, int]] = set()
        """The inner products whose linear maps are being moved."""
        self.moves_left = _MOST_MOVES_EVER
        self.false = 0
        """The rules and premises by which the premises contradict each other, if that was seen."""
        self._read()

    # Premises ----------------------------------------------------------------------------------

    def _bit(self, name: str) -> int:
        """The bit under which a premise's use is recorded, above those of the rules."""
        return self.atoms.bits.setdefault(name, 1 << (len(RULES) + len(self.atoms.bits)))

    def _read(self) -> None:
        mentioned: set[Symbol] = set()
        rest: list[Hypothesis] = []
        for premise in self.premises:
            relation = premise.relation
            if premise.for_all:
                continue
            if relation.sign == "=" and not relation.others:
                if self._define(premise, relation.left, relation.right, mentioned):
                    continue
                if self._define(premise, relation.right, relation.left, mentioned):
                    continue
            rest.append(premise)
        later = [premise for premise in rest if not self._rewrite_application(premise)]
        # Signs first: equations are solved by dividing by what is known not to be 0.
        unequal = [premise for premise in later if premise.relation.sign != "="]
        for premise in unequal:
            self._add_fact(premise)
        self.normal.clear()  # what is divided by may be known not to be 0 by now
        equal = [premise for premise in later if premise.relation.sign == "="]
        for premise in equal:
            if not self._rewrite_application(premise):
                self._add_fact(premise)
        if equal:  # inequalities may speak of what was replaced
            self.facts.clear()
            self.nonzero.clear()
            for premise in unequal:
                self._add_fact(premise)
        for key, sign in self.signs:
            self._add_sign(dict(key), sign)
        for premise in unequal:  # equations read since may have made both sides equal
            if premise.relation.sign == "!=":
                difference = self.difference(premise.relation)
                if not difference.open_goals and not self.cleared_value(difference.value):
                    rules = difference.rules | self._cleared_rules
                    self.false |= rules | self._bit(premise.name)

    def _define(self, premise: Hypothesis, left: Term, right: Term, mentioned: set[Symbol]) -> bool:
        """Read an equation as the meaning of a symbol, unless that leads in a circle."""
        if not isinstance(left, Symbol) or left in self.meaning:
            return False
        met = set(symbols(right))
        if left in met or (left in mentioned and self._reaches(met, left)):
            return False
        mentioned |= met
        self.meaning[left] = right
        self.meaning_of[left] = premise.name
        return True

    def _reaches(self, starts: set[Symbol], goal: Symbol) -> bool:
        waiting, seen = list(starts), set(starts)
        while waiting:
            symbol = waiting.pop()
            if symbol is goal:
                return True
            if symbol in self.meaning:
                for below in symbols(self.meaning[symbol]):
                    if below not in seen:
                        seen.add(below)
                        waiting.append(below)
        return False

    def _rewrite_application(self, premise: Hypothesis) -> bool:
        """Read an equation as the value of an opaque application, a norm or an inner product."""
        relation = premise.relation
        if relation.sign != "=" or relation.others:
            return False
        for left, right in ((relation.left, relation.right), (relation.right, relation.left)):
            if not isinstance(left, Apply) or left.function.values:
                continue
            known = KNOWN_FUNCTIONS.get(left.function.name) is left.function
            if known and left.function is not NORM:
                continue
            source, target = self.of(left), self.of(right)
            if source.open_goals or target.open_goals:
                continue
            rules = source.rules | target.rules | self._bit(premise.name)
            if left.kind == "vector":
                atom = _single_vector(source.value)
                if atom is None or atom in self.vector_rewrite:
                    continue
                if atom in self._within_vector(target.value):
                    continue
                self.vector_rewrite[atom] = (target.value, rules)
            else:
                atom = _single_generator(source.value)
                if atom is None or atom in P.generators([target.value]) or atom in self.rewrite:
                    continue
                self.rewrite[atom] = (target.value, rules)
                if left.function is NORM:
                    self._add_fact(
                        Hypothesis(
                            premise.name,
                            equals(dot(left.arguments[0], left.arguments[0]), right**2),
                        )
                    )
            self.normal.clear()
            return True
        return False

    def _add_fact(self, premise: Hypothesis) -> None:
        relation, name = premise.relation, premise.name
        if relation.others:
            self.choices.append((relation.left, (relation.right, *relation.others), name))
            return
        difference = self.difference(relation)
        if difference.open_goals:
            return
        rules = difference.rules | self._bit(name)
        if relation.left.kind == "vector":
            self._add_vector_fact(relation, difference.value, rules, name)
        else:
            self._add_scalar_fact(relation.sign, difference.value, rules, name)

    def _add_vector_fact(
        self, relation: Relation, value: dict[int, Poly], rules: int, name: str
    ) -> None:
        if relation.sign == "!=":
            if not value:
                self.false |= rules
            atom = _single_vector(value, unit=False)
            if atom is not None and self._is_nonzero(value[atom]):
                rules |= _BIT["positive definite"]
                gram = self._gram(atom, atom)
                square = _single_generator(gram.value)
                if square is not None:
                    rules |= gram.rules
                for known in (square, self._norm_atom({atom: {(): 1}})):
                    if known is not None:
                        self.sign_of_atom[known], self.sign_rules[known] = 1, rules
                        self.facts.append(_Fact(P.generator(known), True, rules, frozenset({name})))
            elif value:
                squared = self._inner(value, value)
                rules |= _BIT["positive definite"] | self._inner_rules
                self.facts.append(_Fact(squared, True, rules, frozenset({name})))
            return
        kinds = ("vector", "map")
        solvable = [a for kind in kinds for a in value if self.atoms.all[a].kind == kind]
        for atom in solvable:
            coefficient = value[atom]
            why = self._nonzero_rules(coefficient) if len(coefficient) == 1 else None
            if why is not None:
                rules |= why
                ((monomial, c),) = coefficient.items()
                factor = {P.inverse(monomial): -Fraction(1) / c}
                others = {a: P.times(p, factor) for a, p in value.items() if a != atom}
                if atom in self._within_vector(others):
                    continue
                self.vector_rewrite[atom] = (others, rules | _BIT["division"])
                self.normal.clear()
                return

    def _add_scalar_fact(self, sign: str, p: Poly, rules: int, name: str) -> None:
        names = frozenset({name})
        if sign in ("<", "<="):
            p = P.scaled(p, -1)
        if sign in ("<", "<=", ">", ">="):
            strict = sign in ("<", ">")
            value = p.get(P.ONE, 0)
            if (not p or set(p) == {P.ONE}) and (value < 0 or (strict and value <= 0)):
                self.false |= rules
            p = self._cleared(p)
            rules |= self._cleared_rules
            p = self._without_positive_factor(p)
            rules |= self._factor_rules
            if len(p) == 1:
                ((monomial, c),) = p.items()
                if len(monomial) == 1 and monomial[0][1] % 2:
                    sign_seen = (1 if strict else 2) * (1 if c > 0 else -1)
                    self._learn(monomial[0][0], sign_seen, rules)
            self.facts.append(_Fact(p, strict, rules, names))
        elif sign == "!=":
            if not p:
                self.false |= rules
            if len(p) == 1:
                ((monomial, c),) = p.items()
                for atom, _ in monomial:
                    self._learn(atom, 3, rules)
            self.nonzero.append(_Fact(p, True, rules, names))
        else:
            self._add_equation(p, rules, names)

    def _learn(self, atom: int, sign: int, rules: int) -> None:
        old = self.sign_of_atom.get(atom, 0)
        if sign == 3 and abs(old) == 2:
            sign, rules = old // 2, rules | self.sign_rules[atom]
        elif abs(sign) == 2 and old == 3:
            sign, rules = sign // 2, rules | self.sign_rules[atom]
        elif abs(old) == 1:
            return
        self.sign_of_atom[atom], self.sign_rules[atom] = sign, rules

    def _add_equation(self, p: Poly, rules: int, names: frozenset[str]) -> None:
        """Use p = 0 to replace one generator that it determines, or keep it for certificates."""
        if not p:
            return
        below: Monomial = ()
        for i, e in P.common_factor(p):
            why = self._atom_rules(i) if self._atom_sign(i) in (1, -1, 3) else None
            if why is None and names != {"case"}:  # cases are many, and a search is slow
                why = self._nonzero_rules(P.generator(i))
            if why is not None:
                rules |= why
                if e > 0:
                    p = P.shifted(p, P.inverse(((i, e),)))
                else:
                    below = P.monomial_times(below, ((i, -e),))
        if set(p) == {P.ONE}:
            self.false |= rules
            return
        for monomial, c in p.items():
            if len(monomial) != 1 or monomial[0][1] != 1:
                continue
            atom = monomial[0][0]
            rest = {m: v for m, v in p.items() if m != monomial}
            if self._depends_on(rest, atom) or atom in self.rewrite:
                continue
            if self.atoms.all[atom].kind == "gram" and self._has_root(rest):
                continue  # squares of norms become inner products: that could go round for ever
            self.rewrite[atom] = (P.scaled(rest, -Fraction(1) / c), rules)
            self.normal.clear()
            break
        p = P.shifted(p, below)
        self.equations.append(_Fact(p, False, rules, names))

    def _depends_on(self, p: Poly, atom: int) -> bool:
        """Whether a generator occurs, be it inside the arguments of another."""
        return atom in self._within(p)

    def _has_root(self, p: Poly) -> bool:
        """Whether a norm or a root occurs, be it inside the arguments of another generator."""
        return any(self.atoms.all[index].kind in ("norm", "sqrt") for index in self._within(p))

    def _within_vector(self, value: dict[int, Poly]) -> set[int]:
        """The generators that occur in a vector, those inside others included."""
        return self._inside_all([*value, *P.generators(value.values())])

    def _within(self, p: Poly) -> set[int]:
        """The generators that occur, those inside the arguments of others included."""
        return self._inside_all(P.generators([p]))

    def _inside_all(self, generators: Iterable[int]) -> set[int]:
        waiting, seen = list(generators), set[int]()
        while waiting:
            index = waiting.pop()
            if index not in seen:
                seen.add(index)
                waiting.extend(_inside(self.atoms.all[index]))
        return seen

    def _add_sign(self, p: Poly, sign: int) -> None:
        """The assumption, in one case, that p is negative, 0 or positive."""
        rules = _BIT["cases"]
        if sign:
            self._add_scalar_fact(">", P.scaled(p, sign), rules, "case")
        else:
            self._add_equation(p, rules, frozenset({"case"}))

    # Normal forms ------------------------------------------------------------------------------

    def of(self, term: Term) -> _Normal:
        """The normal form of a term."""
        return fold(term, self._combine, self.normal, self._below)

    def difference(self, relation: Relation) -> _Normal:
        """The normal form of left minus right."""
        left, right = self.of(relation.left), self.of(relation.right)
        rules, goals = left.rules | right.rules, left.open_goals | right.open_goals
        if relation.left.kind == "vector":
            value = _combine_vectors((left.value, 1), (right.value, -1))
            return _Normal(value, rules | _BIT["ring"], goals)
        return _Normal(P.minus(left.value, right.value), rules | _BIT["ring"], goals)

    def _combine(self, term: Term, below: tuple[_Normal, ...]) -> _Normal:
        rules, goals = 0, frozenset[str]()
        for part in below:
            rules |= part.rules
            if part.open_goals:
                goals |= part.open_goals
        match term:
            case Number(value):
                return _Normal(P.constant(value), 0)
            case Zero():
                return _Normal({}, 0)
            case Symbol():
                if below:
                    used = _BIT["definition"] | self._bit(self.meaning_of[term])
                    return _Normal(below[0].value, rules | used, goals)
                if term.kind == "vector":
                    return self._vector_generator(self.atoms.get("vector", term))
                return self._generator(self.atoms.get("symbol", term))
            case Sum() if term.kind == "scalar":
                return _Normal(P.plus(*(part.value for part in below)), rules, goals)
            case Sum():
                return _Normal(_combine_vectors(*((p.value, 1) for p in below)), rules, goals)
            case Negative() if term.kind == "scalar":
                return _Normal(P.scaled(below[0].value, -1), rules, goals)
            case Negative():
                return _Normal(_combine_vectors((below[0].value, -1)), rules, goals)
            case Product(factors):
                return self._product(factors, below, rules, goals)
            case Quotient(numerator, denominator):
                inverse = self._inverse(below[1], short(denominator))
                rules, goals = rules | inverse.rules, goals | inverse.open_goals
                if numerator.kind == "vector":
                    return _Normal(_vector_times(below[0].value, inverse.value), rules, goals)
                return self._reduced(P.times(below[0].value, inverse.value), rules, goals)
            case Power(_, exponent):
                p = P.constant(1)
                for _ in range(exponent):
                    step = self._reduced(P.times(p, below[0].value), rules, goals)
                    p, rules, goals = step.value, step.rules, step.open_goals
                return _Normal(p, rules, goals)
            case Dot():
                p = self._inner(below[0].value, below[1].value)
                return self._reduced(p, rules | _BIT["inner product"] | self._inner_rules, goals)
            case Apply(function, _):
                return self._apply(function, below, rules, goals)
        raise TermError(f"the kernel does not know {type(term).__name__}")

    def _product(
        self,
        factors: tuple[Term, ...],
        below: tuple[_Normal, ...],
        rules: int,
        goals: frozenset[str],
    ) -> _Normal:
        p, vector = P.constant(1), None
        for factor, part in zip(factors, below, strict=True):
            if factor.kind == "vector":
                vector = part.value
            else:
                p = P.times(p, part.value)
        reduced = self._reduced(p, rules, goals)
        if vector is None:
            return reduced
        return _Normal(_vector_times(vector, reduced.value), reduced.rules, goals)

    def _generator(self, atom: int) -> _Normal:
        if atom in self.rewrite:
            p, rules = self.rewrite[atom]
            return _Normal(p, rules | _BIT["premise"])
        return _Normal(P.generator(atom), 0)

    def _vector_generator(self, atom: int) -> _Normal:
        if atom in self.vector_rewrite:
            value, rules = self.vector_rewrite[atom]
            return _Normal(value, rules | _BIT["premise"])
        return _Normal({atom: P.constant(1)}, 0)

    _inner_rules = 0

    def _inner(self, u: dict[int, Poly], v: dict[int, Poly]) -> Poly:
        """Bilinear expansion into inner products of vector generators."""
        result: Poly = {}
        used = 0
        for a, p in u.items():
            for b, q in v.items():
                gram = self._gram(a, b)
                used |= gram.rules
                P.accumulate(result, P.times(P.times(p, q), gram.value))
        self._inner_rules = used
        return result

    def _gram(self, a: int, b: int) -> _Normal:
        """The inner product of two vector generators.

        Linear maps are moved from one side to the other until both have as many, so that equal
        products look alike and u.A(A(u)) is seen to be the square A(u).A(u).
        """
        maps, u = self._unwrapped(a)
        word, v = self._unwrapped(b)
        word = (*(f.transpose for f in reversed(maps)), *word)
        if not word:
            return self._generator(self.atoms.get("gram", min(u, v), max(u, v)))
        back = tuple(f.transpose for f in reversed(word))
        if (a, b) not in self.moving and len(self.moving) < _MOST_MOVES and self.moves_left:
            self.moves_left -= 1
            self.moving.add((a, b))  # premises such as A(u) = A'(u) could lead in a circle
            try:
                for left, right, row in ((u, v, word), (v, u, back)):
                    moved = self._moved(left, right, row)
                    if moved is not None:
                        return moved
            finally:
                self.moving.remove((a, b))
        if (v, [f.name for f in back]) < (u, [f.name for f in word]):
            u, v, word = v, u, back
        half = len(word) // 2
        for f in word[:half]:
            u = self.atoms.get("map", f.transpose, u)
        for f in reversed(word[half:]):
            v = self.atoms.get("map", f, v)
        gram = self._generator(self.atoms.get("gram", min(u, v), max(u, v)))
        return _Normal(gram.value, gram.rules | _BIT["linear map"])

    def _unwrapped(self, index: int) -> tuple[tuple[Function, ...], int]:
        """The linear maps around a vector generator, the outermost first, and what they act on."""
        maps = []
        while self.atoms.all[index].kind == "map":
            function, index = self.atoms.all[index].key
            maps.append(function)
        return tuple(maps), index

    def _moved(self, u: int, v: int, word: tuple[Function, ...]) -> _Normal | None:
        """The product u.L1(L2(...(v))) where a premise says what some of the maps make of v."""
        for place in range(len(word) - 1, -1, -1):
            v = self.atoms.get("map", word[place], v)
            if v in self.vector_rewrite:
                image, rules = self.vector_rewrite[v]
                for f in reversed(word[:place]):
                    made = self._mapped(f, image)
                    image, rules = made.value, rules | made.rules
                p = self._inner({u: P.constant(1)}, image)
                rules |= self._inner_rules | _BIT["linear map"] | _BIT["premise"]
                return _Normal(p, rules)
        return None

    def _mapped(self, function: Function, vector: dict[int, Poly]) -> _Normal:
        """A linear map of a combination of vectors."""
        image: dict[int, Poly] = {}
        rules = _BIT["linear map"]
        for atom, p in vector.items():
            made = self._vector_generator(self.atoms.get("map", function, atom))
            image = _combine_vectors((image, 1), (_vector_times(made.value, p), 1))
            rules |= made.rules
        return _Normal(image, rules)

    def _reduced(self, p: Poly, rules: int, goals: frozenset[str]) -> _Normal:
        """Squares of norms and roots replaced by what they are the squares of."""
        while True:
            target = next(((m, i) for m in p for i, e in m if self._reducible(i, e)), None)
            if target is None:
                return _Normal(p, rules, goals)
            monomial, index = target
            atom = self.atoms.all[index]
            if atom.kind == "exp":
                over, exponent = atom.key[1], dict(monomial)[index]
                whole = self.atoms.get("exp", atom.key[0], 1)
                rest = P.monomial_times(monomial, ((index, -exponent),))
                rest = P.monomial_times(rest, ((whole, exponent // over),))
                if exponent % over:
                    rest = P.monomial_times(rest, ((index, exponent % over),))
                coefficient = p[monomial]
                p = {m: c for m, c in p.items() if m != monomial}
                P.accumulate(p, {rest: coefficient})
                rules |= _BIT["exponential"]
                continue
            if atom.kind == "norm":
                vector = {a: dict(q) for a, q in atom.key[0]}
                square, rules = self._inner(vector, vector), rules | _BIT["norm"]
                rules |= self._inner_rules
            else:
                square, rules = dict(atom.key[0]), rules | _BIT["square root"]
            rest = P.monomial_times(monomial, ((index, -2),))
            coefficient = p[monomial]
            p = {m: c for m, c in p.items() if m != monomial}
            P.accumulate(p, P.shifted(square, rest), coefficient)

    def _reducible(self, index: int, exponent: int) -> bool:
        """Whether a power is that of something else: a norm or root squared, exp(a/2) squared."""
        atom = self.atoms.all[index]
        if atom.kind == "exp":
            return atom.key[1] > 1 and not 0 <= exponent < atom.key[1]
        return exponent >= 2 and atom.kind in ("norm", "sqrt")

    def _inverse(self, below: _Normal, written: str) -> _Normal:
        """One over a scalar, with the side goal that it is not 0."""
        p = below.value
        rules = below.rules | _BIT["division"]
        if not p:
            return _Normal({}, rules, below.open_goals | {f"{written} is 0"})
        goals = below.open_goals
        proof = self._nonzero_rules(p)
        if proof is None:
            goals |= {f"{written} may be 0"}
        else:
            rules |= proof
        if len(p) == 1:
            ((monomial, c),) = p.items()
            return _Normal({P.inverse(monomial): Fraction(1) / c}, rules, goals)
        shared = P.common_factor(p)
        core = P.shifted(p, P.inverse(shared))
        scale = P.content(core) * (1 if core[max(core)] > 0 else -1)
        core = P.scaled(core, 1 / scale)
        atom = self.atoms.get("denominator", _frozen(_integral(core)))
        return _Normal(
            {P.monomial_times(P.inverse(shared), ((atom, -1),)): 1 / scale}, rules, goals
        )

    # Functions ---------------------------------------------------------------------------------

    def _apply(
        self, function: Function, below: tuple[_Normal, ...], rules: int, goals: frozenset[str]
    ) -> _Normal:
        if function.values:
            argument, *values = below
            return self._threshold(function, argument, values, rules, goals)
        p = below[0].value
        if function.adjoint:
            image = self._mapped(function, p)
            return _Normal(image.value, rules | image.rules, goals)
        match function.name if KNOWN_FUNCTIONS.get(function.name) is function else "":
            case "abs":
                return self._absolute(p, rules, goals)
            case "max" | "min":
                q = below[1].value
                size = self._absolute(P.minus(p, q), rules | _BIT["maximum"], goals)
                signed = P.scaled(size.value, 1 if function.name == "max" else -1)
                half = P.scaled(P.plus(p, q, signed), Fraction(1, 2))
                return _Normal(_integral(half), size.rules, size.open_goals)
            case "norm":
                return self._norm(p, rules, goals)
            case "sqrt":
                return self._root(p, rules, goals)
            case "exp":
                return self._exponential(p, rules, goals)
            case "sigmoid":
                e = self._exponential(P.scaled(p, -1), rules | _BIT["logistic"], goals)
                below_line = _Normal(P.plus(P.constant(1), e.value), e.rules, e.open_goals)
                return self._inverse(below_line, "1 + exp(-a)")
            case "tanh":
                e = self._exponential(P.scaled(p, 2), rules | _BIT["hyperbolic tangent"], goals)
                below_line = _Normal(P.plus(P.constant(1), e.value), e.rules, e.open_goals)
                over = self._inverse(below_line, "1 + exp(2a)")
                top = P.plus(e.value, P.constant(-1))
                return _Normal(P.times(top, over.value), over.rules, over.open_goals)
            case "log":
                return self._logarithm(p, rules, goals)
            case "fl64" if set(p) <= {P.ONE}:
                try:
                    nearest = P.constant(rounded(Fraction(p.get(P.ONE, 0))))
                except Undefined:
                    return _Normal({}, rules, goals | {f"fl64({self.text(p)}) overflows"})
                return _Normal(nearest, rules | _BIT["rounding"], goals)
        key = tuple(
            _frozen(part.value)
            if kind == "scalar"
            else frozenset((a, _frozen(q)) for a, q in part.value.items())
            for kind, part in zip(function.takes, below, strict=True)
        )
        made = (
            self._generator(self.atoms.get("apply", function, *key))
            if function.gives == "scalar"
            else self._vector_generator(self.atoms.get("apply vector", function, *key))
        )
        return _Normal(made.value, rules | made.rules | _BIT["congruence"], goals)

    def _threshold(
        self,
        function: Function,
        argument: _Normal,
        values: list[_Normal],
        rules: int,
        goals: frozenset[str],
    ) -> _Normal:
        p = argument.value
        if "positive-factor" not in self.withhold:
            core = self._without_positive_factor(p)
            if core != p:
                rules |= _BIT["positive-factor"] | self._factor_rules
            p = core
        if not p:
            return _Normal(values[1].value, rules | _BIT["threshold value"], goals)
        orientation = 1 if p[max(p)] > 0 else -1
        p = P.scaled(p, orientation)
        known = self._sign_rules(p)
        if known is not None:
            sign, why = known
            value = values[1 + sign * orientation]
            return _Normal(value.value, rules | why | _BIT["threshold value"], goals)
        key = _frozen(p)
        values_key = tuple(_frozen(value.value) for value in values)
        atom = self.atoms.get("threshold", key, orientation, values_key, function.name)
        made = self._generator(atom)
        return _Normal(made.value, rules | made.rules | _BIT["congruence"], goals)

    def _sign_rules(self, p: Poly) -> tuple[int, int] | None:
        """The sign of p where it is a number, assumed in this case, or plain from its factors."""
        key = _frozen(p)
        if key in self.known:
            return self.known[key], _BIT["cases"]
        if set(p) == {P.ONE}:
            return (1 if p[P.ONE] > 0 else -1), 0
        for sign in (1, -1):
            quick = self._plainly_positive(P.scaled(p, sign), strict=True)
            if quick is not None:
                return sign, quick
        return None

    _factor_rules = 0

    def _without_positive_factor(self, p: Poly) -> Poly:
        """p divided by a positive rational and by generators known to be positive."""
        self._factor_rules = 0
        if not p:
            return p
        shared = []
        for atom, exponent in P.common_factor(p):
            if self._atom_sign(atom) == 1:
                shared.append((atom, exponent))
            elif self._atom_sign(atom) in (-1, 3) and (exponent // 2) * 2:
                shared.append((atom, (exponent // 2) * 2))
            else:
                continue
            self._factor_rules |= self._atom_rules(atom)
        core = P.shifted(p, P.inverse(tuple(shared))) if shared else p
        scale = P.content(core)
        return core if scale == 1 else _integral(P.scaled(core, 1 / scale))

    def _absolute(self, p: Poly, rules: int, goals: frozenset[str]) -> _Normal:
        values = [_Normal(P.constant(v), 0) for v in (-1, 0, 1)]
        sign = self._threshold(SIGN, _Normal(p, 0), values, rules | _BIT["absolute value"], goals)
        return _Normal(P.times(p, sign.value), sign.rules, goals)

    def _norm_atom(self, vector: dict[int, Poly]) -> int:
        return self.atoms.get("norm", frozenset((a, _frozen(q)) for a, q in vector.items()))

    def _norm(self, vector: dict[int, Poly], rules: int, goals: frozenset[str]) -> _Normal:
        if not vector:
            return _Normal({}, rules | _BIT["norm"], goals)
        joint: Poly = {}
        for place, (_, q) in enumerate(sorted(vector.items())):
            for m, c in q.items():
                joint[(*m, (10**9 + place, 1))] = c  # one polynomial, to find what all share
        shared = tuple((i, e) for i, e in P.common_factor(joint) if i < 10**9)
        scale = P.content(joint)
        first = vector[min(vector)]
        if first[max(first)] < 0:
            scale = -scale
        if len(vector) == 1 and len(first) > 1:  # a whole polynomial times one vector
            factor, core = first, {min(vector): P.constant(1)}
        else:
            factor = {shared: scale}
            core = {
                a: _integral(P.scaled(P.shifted(q, P.inverse(shared)), 1 / scale))
                for a, q in vector.items()
            }
        length = self._generator(self._norm_atom(core))
        rules |= length.rules
        if factor == {P.ONE: 1}:
            return _Normal(length.value, rules, goals)
        size = self._absolute(factor, rules | _BIT["homogeneous norm"], goals)
        return self._reduced(P.times(size.value, length.value), size.rules, goals)

    def _root(self, p: Poly, rules: int, goals: frozenset[str]) -> _Normal:
        rules |= _BIT["square root"]
        if not p:
            return _Normal({}, rules, goals)
        why = self._nonnegative_rules(p)
        if why is None:
            goals |= {f"the square root of {self.text(p)}, which may be negative"}
        else:
            rules |= why
        square = search.square_root(p)
        if square is not None and P.times(square, square) == p:
            size = self._absolute(square, rules | _BIT["root of a square"], goals)
            return _Normal(size.value, size.rules, size.open_goals)
        out = tuple((i, 2 * (e // 2)) for i, e in P.common_factor(p) if e // 2)
        core = P.shifted(p, P.inverse(out))
        scale = P.content(core)
        try:
            root = exact_root(scale)
        except Irrational:
            root, scale = Fraction(1), Fraction(1)
        core = _integral(P.scaled(core, 1 / scale))
        length = self._generator(self.atoms.get("sqrt", _frozen(core)))
        if not out and root == 1:
            return _Normal(length.value, rules | length.rules, goals)
        factor: Poly = {tuple((i, e // 2) for i, e in out): root}
        size = self._absolute(factor, rules | length.rules | _BIT["root of a square"], goals)
        return self._reduced(P.times(size.value, length.value), size.rules, size.open_goals)

    def _exponential(self, p: Poly, rules: int, goals: frozenset[str]) -> _Normal:
        rules |= _BIT["exponential"]
        result = P.constant(1)
        for monomial, c in p.items():
            c = Fraction(c)
            whole = c.denominator == 1 and len(monomial) == 1 and monomial[0][1] == 1
            whole &= abs(c) <= _MOST_FACTORS
            if whole and self.atoms.all[monomial[0][0]].kind == "log":
                argument = dict(self.atoms.all[monomial[0][0]].key[0])
                rules |= _BIT["logarithm"]
                base = argument
                if c < 0:
                    inverse = self._inverse(_Normal(base, rules), "the argument of log")
                    base, rules = inverse.value, inverse.rules
                    goals |= inverse.open_goals
                result = P.times(result, P.power(base, abs(c.numerator)))
                continue
            atom = self.atoms.get("exp", monomial, c.denominator)
            result = P.times(result, P.generator(atom, c.numerator))
        return self._reduced(result, rules, goals)

    def _logarithm(self, p: Poly, rules: int, goals: frozenset[str]) -> _Normal:
        rules |= _BIT["logarithm"]
        why = self._positive_rules(p)
        if why is None:
            goals |= {f"the logarithm of {self.text(p)}, which may not be positive"}
            return _Normal(P.generator(self.atoms.get("log", _frozen(p))), rules, goals)
        rules |= why
        below: list[tuple[int, int]] = []
        while (found := self._denominator(p)) is not None and self._atom_sign(found[0]) == 1:
            below.append(found)
            rules |= self._atom_rules(found[0])
            p = self._lifted(p, found[0], -found[1])
            rules |= self._lifted_rules
        shared = tuple((i, e) for i, e in P.common_factor(p) if self._atom_sign(i) == 1)
        core = P.shifted(p, P.inverse(shared))
        shared = (*shared, *below)
        scale = P.content(core)
        core = _integral(P.scaled(core, 1 / scale))
        result: Poly = {}
        for index, exponent in shared:
            atom = self.atoms.all[index]
            if atom.kind == "exp":
                monomial, over = atom.key
                P.accumulate(result, {monomial: Fraction(exponent, over)})
            elif atom.kind == "sqrt":
                half = self._logarithm(dict(atom.key[0]), rules, goals)
                rules, goals = half.rules | _BIT["square root"], half.open_goals
                P.accumulate(result, half.value, Fraction(exponent, 2))
            elif atom.kind == "denominator":
                inner = self.atoms.get("log", atom.key[0])
                P.accumulate(result, P.generator(inner), exponent)
            else:
                inner = self.atoms.get("log", _frozen(P.generator(index)))
                P.accumulate(result, P.generator(inner), exponent)
        primes = search.prime_factors(scale)
        if prod((Fraction(q) ** e for q, e in primes), start=Fraction(1)) != scale:
            primes = [(scale, 1)]
        for prime, exponent in primes:
            inner = self.atoms.get("log", _frozen(P.constant(prime)))
            P.accumulate(result, P.generator(inner), exponent)
        if core != P.constant(1):
            P.accumulate(result, P.generator(self.atoms.get("log", _frozen(core))))
        return _Normal(_integral(result), rules, goals)

    # Signs -------------------------------------------------------------------------------------

    def _atom_sign(self, index: int) -> int:
        """1, -1 where positive or negative, 2, -2 with 0 allowed, 3 where non-zero, 0 unknown."""
        found = self.sign_of_atom.get(index, 0)
        atom = self.atoms.all[index]
        if atom.kind == "exp":
            return 1
        if atom.kind in ("norm", "sqrt") or (atom.kind == "gram" and atom.key[0] == atom.key[1]):
            if atom.kind == "sqrt" and not found:
                radicand = dict(atom.key[0])
                if radicand and self._plainly_positive(radicand, strict=True) is not None:
                    return 1
            return 1 if found in (1, 3) else 2
        if atom.kind == "log" and not found:
            above_one = P.minus(dict(atom.key[0]), P.constant(1))
            return (
                1 if above_one and self._plainly_positive(above_one, strict=True) is not None else 0
            )
        if atom.kind == "denominator" and not found:
            p = dict(atom.key[0])
            for sign in (1, -1):
                if self._plainly_positive(P.scaled(p, sign), strict=True) is not None:
                    return sign
            return 3  # a denominator was proved not to be 0 when it was made, or is an open goal
        return found

    def _atom_rules(self, index: int) -> int:
        """What the sign of a generator rests on."""
        kind = self.atoms.all[index].kind
        plain: int | None = 0
        if kind in ("denominator", "sqrt"):  # of the sign of what is inside
            inside = dict(self.atoms.all[index].key[0])
            plain = self._plainly_positive(inside, strict=True)
            if plain is None:
                plain = self._plainly_positive(P.scaled(inside, -1), strict=True)
        law = {
            "exp": _BIT["exponential"],
            "norm": _BIT["norm"],
            "gram": _BIT["positive definite"],
            "sqrt": _BIT["square root"],
            "log": _BIT["logarithm"],
        }.get(kind, 0)
        if kind == "log":
            above_one = P.minus(dict(self.atoms.all[index].key[0]), P.constant(1))
            plain = self._plainly_positive(above_one, strict=True) if above_one else None
        return (plain or 0) | law | self.sign_rules.get(index, 0)

    def _plainly_positive(self, p: Poly, *, strict: bool) -> int | None:
        """The rules by which p > 0 (or p >= 0) is plain from the signs of its factors."""
        positive, rules = False, 0
        for monomial, c in p.items():
            sign, can_vanish = (1 if c > 0 else -1), False
            for index, exponent in monomial:
                known = self._atom_sign(index)
                if exponent % 2:
                    if known in (0, 3):
                        return None
                    sign *= 1 if known > 0 else -1
                can_vanish |= known in (0, 2, -2)
                rules |= self._atom_rules(index)
            if sign < 0:
                return None
            positive |= not can_vanish
        return rules if positive or not strict else None

    def _positive_rules(self, p: Poly) -> int | None:
        p, factor = self._without_positive_factor(self._cleared(p)), self._factor_rules
        factor |= self._cleared_rules
        quick = self._plainly_positive(p, strict=True)
        if quick is None and len(p) > 1:
            square = search.square_root(p)
            if square is not None and P.times(square, square) == p:
                quick = self._nonzero_rules(square)
                quick = None if quick is None else quick | _BIT["certificate"]
        if quick is None:
            quick = self._certified(P.scaled(p, -1), strict=False)
        return None if quick is None else quick | factor

    def _without_nonnegative_factor(self, p: Poly) -> tuple[Poly, int]:
        """p divided by squares and by generators known not to be negative, where all share them."""
        shared, rules = [], 0
        for atom, exponent in P.common_factor(p):
            known = self._atom_sign(atom) in (1, 2)
            if exponent > 0 and (known or exponent > 1):
                shared.append((atom, exponent if known else exponent - exponent % 2))
                rules |= self._atom_rules(atom) if known else 0
        return P.shifted(p, P.inverse(tuple(shared))), rules

    def _nonnegative_rules(self, p: Poly) -> int | None:
        p, factor = self._without_positive_factor(self._cleared(p)), self._factor_rules
        factor |= self._cleared_rules
        quick = self._plainly_positive(p, strict=False)
        if quick is None:
            square = search.square_root(p)
            if square is not None and P.times(square, square) == p:
                quick = _BIT["certificate"]
            else:
                quick = self._certified(P.scaled(p, -1), strict=True)
                core, why = self._without_nonnegative_factor(p)
                if quick is None and core != p:
                    factor |= why
                    square = search.square_root(core)
                    if square is not None and P.times(square, square) == core:
                        return factor | _BIT["certificate"]
                    quick = self._certified(P.scaled(core, -1), strict=True)
        return None if quick is None else quick | factor

    def _is_nonzero(self, p: Poly) -> bool:
        return self._nonzero_rules(p) is not None

    def _nonzero_rules(self, p: Poly) -> int | None:
        """The rules by which p is not 0, or None where that was not proved."""
        if not p:
            return None
        if len(p) == 1:
            ((monomial, _),) = p.items()
            if all(abs(self._atom_sign(i)) in (1, 3) for i, _ in monomial):
                rules = 0
                for i, _ in monomial:
                    rules |= self._atom_rules(i)
                return rules
        shared = tuple((i, e) for i, e in P.common_factor(p) if self._atom_sign(i) in (1, -1, 3))
        core = P.shifted(p, P.inverse(shared))
        for fact in self.nonzero:
            if _proportional(fact.poly, core):
                rules = fact.rules
                for i, _ in shared:
                    rules |= self._atom_rules(i)
                return rules
        for sign in (1, -1):
            why = self._positive_rules(P.scaled(p, sign))
            if why is not None:
                return why
        return None

    # Certificates ------------------------------------------------------------------------------

    def _available(self, polys: Sequence[Poly]) -> list[_Fact]:
        """The facts, and what is always true of the norms, roots and vectors that occur."""
        facts = list(self.facts)
        met = P.generators([*polys, *(f.poly for f in facts), *(e.poly for e in self.equations)])
        vectors: set[int] = set()
        norms = []
        for index in sorted(met):
            atom = self.atoms.all[index]
            if atom.kind == "gram":
                vectors |= set(atom.key)
            if atom.kind == "norm":
                norms.append(index)
                vectors |= {a for a, _ in atom.key[0]}
            if atom.kind in ("norm", "exp", "sqrt") or (
                atom.kind == "log" and self._atom_sign(index) == 1
            ):
                strict = self._atom_sign(index) == 1
                facts.append(
                    _Fact(P.generator(index), strict, self._atom_rules(index), frozenset())
                )
        products = [
            dict.fromkeys(sorted(m for p in some for m in p if len(m) > 1))
            for some in (polys, [f.poly for f in facts])
        ]  # fmt: skip
        for monomial in list(products[0] | products[1])[:8]:
            for strict in (True, False):
                why = self._plainly_positive({monomial: 1}, strict=strict)
                if why is not None:
                    facts.append(_Fact({monomial: 1}, strict, why, frozenset()))
                    break
        for a in sorted(vectors):
            square = self._gram(a, a)
            rule = _BIT["positive definite"] | square.rules
            facts.append(_Fact(square.value, False, rule, frozenset()))
        for square_written in self.atoms.squares:
            normal = self.normal.get(square_written)  # none yet while its parts are looked at
            if normal is not None and not normal.open_goals:
                rule = normal.rules | _BIT["positive definite"]
                facts.append(_Fact(normal.value, False, rule, frozenset()))
        ordered = sorted(vectors)
        for place, a in enumerate(ordered):
            for b in ordered[place + 1 :]:
                inner = self._gram(a, b)
                if not P.generators([inner.value]) & met and not norms:
                    continue
                la = self._generator(self._norm_atom({a: P.constant(1)}))
                lb = self._generator(self._norm_atom({b: P.constant(1)}))
                rule = _BIT["Cauchy-Schwarz"] | inner.rules | la.rules | lb.rules
                bound = P.times(la.value, lb.value)
                if norms:
                    bounds = [P.plus(bound, P.scaled(inner.value, sign)) for sign in (1, -1)]
                else:
                    squared = self._reduced(P.times(bound, bound), rule, frozenset())
                    rule = squared.rules
                    bounds = [P.minus(squared.value, P.times(inner.value, inner.value))]
                facts += [_Fact(p, False, rule, frozenset()) for p in bounds]
        if len(facts) > 6:  # with fewer, products of three are tried, and find such squares
            even = dict.fromkeys(i for m in products[0] for i, e in m if e == 2)
            for index in [i for i in even if self._atom_sign(i) == 0][:4]:
                facts.append(_Fact(P.generator(index, 2), False, 0, frozenset()))
        return [f for f in facts if f.poly]

    def _certified(self, p: Poly, *, strict: bool) -> int | None:
        """The rules by which p >= 0 (p > 0 if strict) cannot be, or None."""
        negation = _Fact(p, strict, 0, frozenset())
        return self._contradiction([negation])

    def _contradiction(self, extra: list[_Fact]) -> int | None:
        """The rules by which the facts and `extra` contradict each other, or None."""
        facts = [*extra, *self._available([f.poly for f in extra])]
        if any(set(f.poly) <= {P.ONE} and not _possible(f) for f in facts):
            return next(f.rules for f in facts if set(f.poly) <= {P.ONE} and not _possible(f))
        proposal = search.certificate(
            [(self._cleared(f.poly), f.strict) for f in facts],
            [self._cleared(e.poly) for e in self.equations],
            len(extra),
            lambda p: self._reduced(p, 0, frozenset()).value,
        )
        if proposal is None:
            return None
        return self._check(proposal, facts)

    def _check(self, proposal: search.Certificate, facts: list[_Fact]) -> int | None:
        """Recompute a proposed certificate: non-negative products that sum to less than 0."""
        total: Poly = {}
        rules = _BIT["certificate"] | _BIT["ring"]
        strict = False
        for weight, members in proposal.products:
            if weight < 0:
                return None
            product, positive = P.constant(1), True
            for place in members:
                fact = facts[place]
                cleared = self._cleared(fact.poly)
                rules |= fact.rules | self._cleared_rules
                reduced = self._reduced(P.times(product, cleared), rules, frozenset())
                product, rules = reduced.value, reduced.rules
                positive &= fact.strict
            strict |= positive and weight > 0
            P.accumulate(total, product, weight)
        for squared in proposal.squares:
            if squared[0] < 0 or self._undefined(squared[1]):
                return None
            reduced = self._reduced(P.times(squared[1], squared[1]), rules, frozenset())
            rules = reduced.rules
            P.accumulate(total, reduced.value, squared[0])
        for factor, place in proposal.equations:
            if self._undefined(factor):
                return None
            equation = self.equations[place]
            cleared = self._cleared(equation.poly)
            rules |= equation.rules | self._cleared_rules
            reduced = self._reduced(P.times(factor, cleared), rules, frozenset())
            rules = reduced.rules
            P.accumulate(total, reduced.value)
        return rules if strict and not total else None

    def _undefined(self, p: Poly) -> bool:
        """Whether p may divide by 0."""
        below = {i for monomial in p for i, e in monomial if e < 0}
        return any(self._nonzero_rules(P.generator(i)) is None for i in below)

    def cleared_value(self, value: Any) -> Any:
        """A scalar or vector normal form without denominators; empty exactly if it is 0."""
        if value and isinstance(next(iter(value)), int):
            cleared, rules = {}, 0
            for atom, p in value.items():
                cleared[atom] = self._cleared(p)
                rules |= self._cleared_rules
            self._cleared_rules = rules
            return {atom: p for atom, p in cleared.items() if p}
        return self._cleared(value)

    _cleared_rules = 0
    """What the last clearing rests on."""

    def _cleared(self, p: Poly) -> Poly:
        """p times squares of its denominators: 0 where p is, of the same sign elsewhere."""
        rules = 0
        while (found := self._denominator(p)) is not None:
            index, exponent = found
            lift = 2 * ((1 - exponent) // 2)
            if self._atom_sign(index) == 1:
                lift, rules = -exponent, rules | self._atom_rules(index)
            p = self._lifted(p, index, lift)
            rules |= self._lifted_rules
        self._cleared_rules = rules
        return p

    def _denominator(self, p: Poly) -> tuple[int, int] | None:
        """A denominator that occurs, and its least exponent."""
        worst: dict[int, int] = {}
        for monomial in p:
            for index, exponent in monomial:
                if exponent < 0 and self.atoms.all[index].kind == "denominator":
                    worst[index] = min(worst.get(index, 0), exponent)
        return next(iter(worst.items()), None)

    _lifted_rules = 0

    def _lifted(self, p: Poly, index: int, lift: int) -> Poly:
        """p times a power of one of its denominators, which is multiplied out."""
        core = dict(self.atoms.all[index].key[0])
        result: Poly = {}
        for monomial, c in p.items():
            exponents = dict(monomial)
            over = exponents.pop(index, 0) + lift
            rest = tuple(sorted(exponents.items()))
            P.accumulate(result, P.shifted(P.power(core, over), rest), c)
        reduced = self._reduced(result, 0, frozenset())
        self._lifted_rules = reduced.rules
        lifted: Poly = reduced.value
        return lifted

    # Text --------------------------------------------------------------------------------------

    def text(self, p: Poly) -> str:
        """A polynomial in plain text, for messages."""
        if not p:
            return "0"
        terms = []
        for monomial, c in sorted(p.items(), key=str)[:12]:
            factors = [self.atom_text(i) + (f"^{e}" if e != 1 else "") for i, e in monomial]
            if abs(c) != 1 or not factors:
                factors.insert(0, str(abs(c)))
            terms.append(("- " if c < 0 else "+ ") + " ".join(factors))
        more = f" and {len(p) - 12} more terms" if len(p) > 12 else ""
        text = " ".join(terms)
        return (text[2:] if text.startswith("+ ") else "-" + text[2:]) + more

    def atom_text(self, index: int) -> str:
        """One generator in plain text."""
        atom = self.atoms.all[index]
        match atom.kind:
            case "symbol" | "vector":
                return short(atom.key[0])
            case "gram":
                return f"({self.atom_text(atom.key[0])} . {self.atom_text(atom.key[1])})"
            case "map":
                return f"{atom.key[0].name}({self.atom_text(atom.key[1])})"
            case "norm":
                return f"norm({self.vector_text({a: dict(q) for a, q in atom.key[0]})})"
            case "threshold":
                inside = self.text(P.scaled(dict(atom.key[0]), atom.key[1]))
                return f"{atom.key[3]}({inside})"
            case "exp":
                return f"exp({self.text({atom.key[0]: Fraction(1, atom.key[1])})})"
            case "apply" | "apply vector":
                return f"{atom.key[0].name}(...)"
            case "denominator":
                return f"({self.text(dict(atom.key[0]))})"
        return f"{atom.kind}({self.text(dict(atom.key[0]))})"

    def vector_text(self, value: dict[int, Poly]) -> str:
        """A combination of vectors in plain text."""
        return " + ".join(
            self.atom_text(a) if p == {P.ONE: 1} else f"({self.text(p)}) {self.atom_text(a)}"
            for a, p in value.items()
        ) or "0"  # fmt: skip


def _possible(fact: _Fact) -> bool:
    value = fact.poly.get(P.ONE, 0)
    return value > 0 or (value == 0 and not fact.strict)


def _integral(p: Poly) -> Poly:
    """The same polynomial with whole coefficients as integers, which are quicker."""
    return {
        m: c.numerator if isinstance(c, Fraction) and c.denominator == 1 else c
        for m, c in p.items()
    }


def _proportional(p: Poly, q: Poly) -> bool:
    if set(p) != set(q) or not p:
        return False
    monomial = next(iter(p))
    return P.scaled(p, Fraction(q[monomial]) / p[monomial]) == q


def _single_generator(p: Poly) -> int | None:
    if len(p) == 1:
        ((monomial, c),) = p.items()
        if c == 1 and len(monomial) == 1 and monomial[0][1] == 1:
            return monomial[0][0]
    return None


def _single_vector(value: dict[int, Poly], *, unit: bool = True) -> int | None:
    if len(value) == 1:
        ((atom, p),) = value.items()
        if not unit or p == {P.ONE: 1}:
            return atom
    return None


def _combine_vectors(*terms: tuple[dict[int, Poly], int]) -> dict[int, Poly]:
    total: dict[int, Poly] = {}
    for vector, factor in terms:
        for atom, p in vector.items():
            if atom in total:
                P.accumulate(total[atom], p, factor)
            else:
                total[atom] = P.scaled(p, factor)
    return {atom: p for atom, p in total.items() if p}


def _vector_times(vector: dict[int, Poly], p: Poly) -> dict[int, Poly]:
    products = {atom: P.times(q, p) for atom, q in vector.items()}
    return {atom: q for atom, q in products.items() if q}


def _inside(atom: _Atom) -> set[int]:
    """The generators that a generator is made of."""
    match atom.kind:
        case "symbol" | "vector":
            return set()
        case "gram":
            return set(atom.key)
        case "map":
            return {atom.key[1]}
        case "norm":
            return _inside_argument(atom.key[0])
        case "exp":
            return {index for index, _ in atom.key[0]}
        case "apply" | "apply vector":
            return set().union(*(_inside_argument(argument) for argument in atom.key[1:]))
    return P.generators([dict(atom.key[0])])


def _inside_argument(argument: frozenset[tuple[Any, Any]]) -> set[int]:
    """The generators in a frozen polynomial, or in a frozen vector of them."""
    found: set[int] = set()
    for key, value in argument:
        if isinstance(key, int):
            found |= {key} | P.generators([dict(value)])
        else:
            found |= {index for index, _ in key}
    return found


# Decisions ---------------------------------------------------------------------------------------


def decide(
    relation: Relation, premises: Iterable[Hypothesis] = (), *, withhold: Iterable[str] = ()
) -> Verdict:
    """Judge one relation under premises.

    A proof may rest on any rule but those withheld.  Raises `HypothesisError` for premises that
    contradict each other.

    >>> from proofs.terms import PHI, assume, scalar
    >>> c, z = scalar("c"), scalar("z")
    >>> sorted(decide(equals(PHI(c * z), PHI(z)), [assume("c > 0", c > 0)]).rules)
    ['congruence', 'positive-factor', 'ring']
    >>> print(decide(equals(PHI(c * z), PHI(z))).witness)
    c = -1, z = 1, phi_minus = 1, phi_zero = 1, phi_plus = -1: left side 1, right side -1
    """
    premises, withhold = _named(premises), frozenset(withhold)
    check_satisfiable(premises)
    context = _context(premises, withhold)
    proof = _prove(context, relation)
    if isinstance(proof, int):
        verdict = _proved(context, proof, (relation,), premises)
        if not verdict.rules & withhold:
            return verdict
        proof = f"the only proof found rests on {', '.join(sorted(verdict.rules & withhold))}"
    witness = find_witness(relation, premises)
    if witness is not None:
        return Refuted(witness)
    return Unknown(proof)


def _named(premises: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The premises; raises `HypothesisError` for a trusted one whose name nobody could look up."""
    premises = tuple(premises)
    for premise in premises:
        if premise.role == "trusted" and premise.name not in TRUSTED:
            raise HypothesisError(f"{premise.name} is not among the trusted facts")
    return premises


def decide_exhaustive(cases: tuple[Relation, ...], premises: tuple[Hypothesis, ...]) -> Verdict:
    """Whether one of several relations always holds."""
    premises = _named(premises)
    opposite = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
    failing = tuple(
        Hypothesis("no case", Relation(r.left, opposite[r.sign], r.right), (), "case")  # type: ignore[arg-type]  # a literal by construction
        for r in cases
        if not r.others
    )
    if len(failing) != len(cases):
        return Unknown("a membership cannot be a case")
    check_satisfiable(premises)
    context = _context((*premises, *failing), frozenset())
    proof = _closed(context, _Budget())
    if proof is None:
        return Unknown("the cases may leave something out")
    return _proved(context, proof | _BIT["cases"], cases, premises)


def difference(relation: Relation, premises: Iterable[Hypothesis] = ()) -> str:
    """Left minus right in normal form, as plain text."""
    context = _context(tuple(premises), frozenset())
    normal = context.difference(relation)
    if relation.left.kind == "vector":
        return context.vector_text(normal.value)
    return context.text(normal.value)


def _proved(
    context: _Context, mask: int, relations: tuple[Relation, ...], given: tuple[Hypothesis, ...]
) -> Proved:
    """The verdict, with the rules of every theorem that a used premise cites."""
    rules = {name for name, bit in _BIT.items() if mask & bit}
    used = {p.name for p in given if mask & context.atoms.bits.get(p.name, 0)}
    for premise in given:
        if premise.name in used and premise.role == "proved":
            if not hasattr(premise.source, "rules"):
                raise HypothesisError(f"{premise.name} is cited as proved, but names no theorem")
            rules |= premise.source.rules
        if premise.name in used and premise.role == "trusted":
            source = premise.source
            grounds = source.source if isinstance(source, Hypothesis) else source
            rules |= {premise.name} | getattr(grounds, "rules", frozenset())
    return Proved(frozenset(rules), frozenset(used), relations, given, _SEAL)


@lru_cache(maxsize=8)
def _context(premises: tuple[Hypothesis, ...], withhold: frozenset[str]) -> _Context:
    return _Context(premises, withhold)


class _Budget:
    """How many cases may still be looked at."""

    def __init__(self) -> None:
        self.left = _MOST_CASES


def _prove(context: _Context, relation: Relation) -> int | str:
    """The rules by which the relation holds, or why it was not proved."""
    if relation.others:
        return "membership in a set can be assumed, not proved"
    context.atoms.squares = tuple(
        part for part in parts(*relation.terms)
        if isinstance(part, Dot) and part.left is part.right and part.left.children
    )  # fmt: skip
    goal = context.difference(relation)
    rules = goal.rules
    if not goal.open_goals:
        if relation.sign in ("=", "<=", ">=") and not context.cleared_value(goal.value):
            return rules | context._cleared_rules
        quick = _quick(context, relation, goal)
        if quick is not None:
            return rules | quick
    proof = _holds_in_cases(context, relation, _Budget())
    if proof is not None:
        return proof
    if goal.open_goals:
        return "; ".join(sorted(goal.open_goals))
    return f"no proof was found; left minus right is {difference(relation, context.premises)}"


def _quick(context: _Context, relation: Relation, goal: _Normal) -> int | None:
    """An inequality between scalars that needs no cases."""
    if relation.left.kind == "vector" or relation.sign == "=":
        return None
    if relation.sign == "!=":
        return context._nonzero_rules(goal.value)
    p = goal.value if relation.sign in (">", ">=") else P.scaled(goal.value, -1)
    if relation.sign in ("<", ">"):
        return context._positive_rules(p)
    return context._nonnegative_rules(p)


def _holds_in_cases(context: _Context, relation: Relation, budget: _Budget) -> int | None:
    """The rules by which the relation holds in this case, distinguishing further where needed."""
    if context.false:
        return context.false
    goal = context.difference(relation)
    settled = not goal.open_goals
    if settled and relation.sign in ("=", "<=", ">=") and not context.cleared_value(goal.value):
        return goal.rules | context._cleared_rules
    polys = []
    if settled:
        vector = relation.left.kind == "vector"
        polys = list(goal.value.values()) if vector else [goal.value]
    split = _threshold_split(context, polys)
    if split is None:
        found = _leaf(context, relation, goal) if settled else context._contradiction([])
        if found is not None:
            return found | goal.rules
        split = _premise_split(context)
        if split is None:
            return None
    return _over_cases(context, split, budget, lambda c: _holds_in_cases(c, relation, budget))


def _leaf(context: _Context, relation: Relation, goal: _Normal) -> int | None:
    """Decide in a case with nothing left to distinguish."""
    closed = context._contradiction([])
    if closed is not None:
        return closed
    if relation.left.kind == "vector":
        if relation.sign == "!=":
            opposite = Hypothesis("equal", equals(relation.left, relation.right), (), "case")
            other = _Context(
                (*context.premises, opposite), context.withhold, context.atoms, context.signs
            )
            if other.false:
                return other.false
            return other._contradiction([])
        masks = [_zero_rules(context, p) for p in goal.value.values()]
        if any(mask is None for mask in masks):
            square = context._inner(goal.value, goal.value)
            rules = context._inner_rules | _BIT["positive definite"]
            why = 0 if not square else context._certified(square, strict=True)
            return None if why is None else rules | why
        total = 0
        for mask in masks:
            total |= mask or 0
        return total
    if relation.sign == "=":
        return _zero_rules(context, goal.value)
    return _quick(context, relation, goal)


def _zero_rules(context: _Context, p: Poly) -> int | None:
    """p = 0 because it is neither negative nor positive."""
    p = context._cleared(p)
    total = context._cleared_rules
    if not p:
        return total
    for sign in (1, -1):
        why = context._contradiction([_Fact(P.scaled(p, sign), True, 0, frozenset())])
        if why is None:
            return None
        total |= why
    return total


Split = tuple[frozenset[Any] | None, tuple[Term, tuple[Term, ...], str] | None]


def _threshold_split(context: _Context, polys: list[Poly]) -> Split | None:
    """An innermost argument of a threshold function whose sign is not known."""
    found = _innermost_threshold(context, polys)
    return None if found is None else (found, None)


def _premise_split(context: _Context) -> Split | None:
    """What the premises leave open: the sign of an argument, or a choice among values."""
    if context.choices:
        return None, context.choices[0]
    return _threshold_split(context, [f.poly for f in (*context.facts, *context.equations)])


def _innermost_threshold(context: _Context, polys: list[Poly]) -> frozenset[Any] | None:
    """The argument of a threshold function that has no other one inside."""
    waiting, seen = sorted(P.generators(polys)), set[int]()
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        atom = context.atoms.all[index]
        if atom.kind == "threshold":
            key: frozenset[Any] = atom.key[0]
            return _innermost_threshold(context, [dict(key)]) or key
        waiting.extend(_inside(atom))
    return None


def _over_cases(context: _Context, split: Split, budget: _Budget, prove: Any) -> int | None:
    """The rules by which something holds in each of the cases of one distinction."""
    key, choice = split
    total = _BIT["cases"]
    if choice is not None:
        term, values, name = choice
        total |= context._bit(name)
        rest = tuple(p for p in context.premises if p.name != name or not p.relation.others)
        options = [
            ((*rest, Hypothesis(name, equals(term, v), (), "case")), context.signs) for v in values
        ]
    else:
        assert key is not None
        options = [(context.premises, (*context.signs, (key, sign))) for sign in (-1, 0, 1)]
    for premises, signs in options:
        budget.left -= 1
        if budget.left < 0:
            return None
        child = _Context(premises, context.withhold, context.atoms, signs)
        proof = prove(child)
        if proof is None:
            return None
        total |= proof
    return total


def _closed(context: _Context, budget: _Budget) -> int | None:
    """The rules by which the premises contradict each other, or None."""
    if context.false:
        return context.false
    found = context._contradiction([])
    if found is not None:
        return found
    for fact in context.nonzero[:3]:
        total = fact.rules
        for sign in (1, -1):
            why = context._contradiction([_Fact(P.scaled(fact.poly, sign), True, 0, frozenset())])
            if why is None:
                break
            total |= why
        else:
            return total
    split = _premise_split(context)
    if split is None:
        return None
    return _over_cases(context, split, budget, lambda c: _closed(c, budget))


# Models and counterexamples ----------------------------------------------------------------------


def check_satisfiable(premises: Iterable[Hypothesis]) -> None:
    """Raise `HypothesisError` unless a model of the premises is found."""
    model(tuple(premises))


@lru_cache(maxsize=512)
def model(premises: tuple[Hypothesis, ...]) -> Witness:
    """A point at which all premises hold; raises `HypothesisError` where none is found.

    >>> from proofs.terms import assume, scalar
    >>> a = scalar("a")
    >>> model((assume("positive", a > 0), assume("negative", a < 0)))
    Traceback (most recent call last):
        ...
    proofs.kernel.HypothesisError: the hypotheses a > 0; a < 0 contradict each other
    """
    anything = equals(Number(Fraction(0)), Number(Fraction(0)))
    meaning = _context(premises, frozenset()).meaning
    if all(p.role in ("definition", "proved") and _is_meaning(p, meaning) for p in premises):
        return Witness(anything, (), Fraction(0), Fraction(0))  # nothing is assumed
    found = _point(anything, premises, refute=False)
    if found is not None:
        return found
    assumed = [p for p in premises if p.role != "definition"] or premises
    stated = "; ".join(map(str, assumed))
    context = _context(premises, frozenset())
    if _closed(context, _Budget()) is not None:
        raise HypothesisError(f"the hypotheses {stated} contradict each other")
    raise HypothesisError(f"no numbers were found for which the hypotheses {stated} hold")


def find_witness(relation: Relation, premises: Iterable[Hypothesis] = ()) -> Witness | None:
    """Exact numbers at which the premises hold and the relation does not, if any are found."""
    return _point(relation, tuple(premises), refute=True)


def _point(relation: Relation, premises: tuple[Hypothesis, ...], *, refute: bool) -> Witness | None:
    meaning = _context(premises, frozenset()).meaning
    general = [p.source if isinstance(p.source, Hypothesis) else p for p in premises]
    general = [p for p in general if _is_general(p) and p.role != "trusted"]
    bound = [p for p in general if set(symbols(*p.relation.terms)) - set(p.for_all)]
    checked = [  # a counterexample must also be a point where everything defined has a value
        p.relation
        for p in premises
        if not _is_general(p) and (refute or not _is_meaning(p, meaning))
    ]
    starts = [*relation.terms, *(t for r in checked for t in r.terms)]
    reached = _reachable([*starts, *(t for p in general for t in p.relation.terms)], meaning)
    opaque = {
        part.function
        for part in reached
        if isinstance(part, Apply)
        and not part.function.values
        and KNOWN_FUNCTIONS.get(part.function.name) is not part.function
    }
    for functions in search.interpretations(sorted(opaque, key=lambda f: f.name)):
        reading = {f: (parameters, body) for f, parameters, body in functions}
        if not all(_is_adjoint(f, reading) for f in reading if f.adjoint):
            continue
        if not all(_holds_generally(_renamed(p), reading) for p in general if p not in bound):
            continue
        question = (
            _read_relation(relation, reading),
            [_read_relation(r, reading) for r in checked],
            {s: _read(term, reading) for s, term in meaning.items()} if reading else meaning,
        )
        tries = search.TRIES_EACH if opaque else search.TRIES
        found = search.point(*question, refute=refute, tries=tries)
        if found is not None and _stands(*question, dict(found[0]), refute=refute):
            values, left, right = found
            numbers: dict[Term, Term] = {
                s: Number(value) for s, value in values if not isinstance(value, tuple)
            }
            if not all(_holds_generally(_renamed(p), reading, numbers) for p in bound):
                continue
            return Witness(relation, values, left, right, functions, tuple(meaning.items()))
    if opaque or general or not _may_be_irrational(reached):
        return None
    if not refute:
        model_found = search.enclosed_model(checked, meaning)
        if model_found is not None:
            at = dict(model_found)
            if all(certain(premise, at, meaning) for premise in checked):
                return Witness(relation, model_found, Fraction(0), Fraction(0))
    else:
        enclosed = search.enclosed_point(relation, checked, meaning)
        if enclosed is not None:
            at = dict(enclosed[0])
            sure = all(certain(premise, at, meaning) for premise in checked)
            if sure and parted(relation, at, meaning) is not None:
                return Witness(relation, *enclosed, (), tuple(meaning.items()))
    return None


def _stands(
    relation: Relation,
    premises: list[Relation],
    meaning: Mapping[Symbol, Term],
    values: Mapping[Symbol, Value],
    *,
    refute: bool,
) -> bool:
    """Whether a proposed point is one: the premises hold there and, to refute, the relation not."""
    evaluator = Evaluator(values, meaning)
    for premise in premises:
        left, *rights = (evaluator.value(term) for term in premise.terms)
        if not any(holds(premise.sign, left, right) for right in rights):
            return False
    if not refute:
        return True
    try:
        left, right = (evaluator.value(term) for term in (relation.left, relation.right))
    except Undefined:
        return True
    return not holds(relation.sign, left, right)


def _may_be_irrational(reached: Iterable[Term]) -> bool:
    rational = ("abs", "max", "min", "fl64")
    return any(
        isinstance(part, Apply) and not part.function.values and part.function.name not in rational
        for part in reached
    )


def _is_general(premise: Hypothesis) -> bool:
    """Whether a premise speaks of what it says is arbitrary, other than through definitions."""
    return bool({*premise.for_all} & {*symbols(*premise.relation.terms)})


def _is_meaning(premise: Hypothesis, meaning: Mapping[Symbol, Term]) -> bool:
    left, right = premise.relation.left, premise.relation.right
    says_what_it_is = premise.relation.sign == "=" and not premise.relation.others
    return says_what_it_is and isinstance(left, Symbol) and meaning.get(left) is right


def _reachable(terms: Iterable[Term], meaning: Mapping[Symbol, Term]) -> tuple[Term, ...]:
    seen: dict[Term, None] = {}
    for term in terms:
        fold(term, lambda part, _: None, seen, unfolded(meaning))
    return tuple(seen)


def _read(term: Term, reading: Any) -> Term:
    return interpreted(term, reading) if reading else term


def _read_relation(relation: Relation, reading: Any) -> Relation:
    left, right, *others = (_read(term, reading) for term in relation.terms)
    return Relation(left, relation.sign, right, tuple(others))


def _renamed(premise: Hypothesis) -> Relation:
    """A universal premise in symbols that no reading of a function contains."""
    fresh: dict[Term, Term] = {
        s: Symbol(s.name, s.of_kind, "", f"any{place}") for place, s in enumerate(premise.for_all)
    }
    return substitute_in(premise.relation, fresh)


def _is_adjoint(linear: Function, reading: Any) -> bool:
    """Whether a map and its adjoint are read as such; a map that has an adjoint is linear."""
    u, v = Symbol("u", "vector", "", "left"), Symbol("u", "vector", "", "right")
    return linear.transpose in reading and _holds_generally(
        equals(dot(linear(u), v), dot(u, linear.transpose(v))), reading
    )


def _holds_generally(
    relation: Relation, reading: Any, numbers: Mapping[Term, Term] | None = None
) -> bool:
    """Whether a universal premise is an identity once functions and numbers are read so."""
    read = substitute_in(_read_relation(relation, reading), numbers or {})
    return isinstance(_prove(_context((), frozenset()), read), int)
