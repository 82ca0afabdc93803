"""The laws that lines name, as a textbook has them, at given terms, and where terms have values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from proofs.referees.reading import (
    Function,
    Node,
    closed,
    is_vector,
    make,
    number,
    opened,
    parts,
    relation,
    symbol,
)
from proofs.referees.smt_terms import ONE, ZERO, Terms, literal, plus, times

LARGEST = (2**53 - 1) * 2**971
"""The largest number of binary64."""


def applied(name: str, *args: Node) -> Node:
    """One of the functions that have laws, at arguments."""
    takes = ("vector",) if name == "norm" else ("scalar",) * len(args)
    return make("apply", args, Function(name, takes, "scalar", "known"))


def over(a: Node, b: Node) -> Node:
    """a/b."""
    return make("quotient", (a, b))


def _inverse(t: Terms, a: Node) -> list[str]:
    x = t.scalar(a)
    return [f"(=> (not (= {x} {ZERO})) (= {times(x, t.inverse(a))} {ONE}))"]


def _root(t: Terms, a: Node) -> list[str]:
    x, r = t.scalar(a), t.scalar(applied("sqrt", a))
    return [f"(=> (>= {x} {ZERO}) (and (>= {r} {ZERO}) (= (* {r} {r}) {x})))"]


def _size(t: Terms, a: Node) -> list[str]:
    x = t.scalar(a)
    return [f"(= {t.scalar(applied('abs', a))} (ite (>= {x} {ZERO}) {x} (- {x})))"]


def _larger(t: Terms, a: Node, b: Node) -> list[str]:
    x, y = t.scalar(a), t.scalar(b)
    return [f"(= {t.scalar(applied('max', a, b))} (ite (<= {x} {y}) {y} {x}))"]


def _smaller(t: Terms, a: Node, b: Node) -> list[str]:
    x, y = t.scalar(a), t.scalar(b)
    return [f"(= {t.scalar(applied('min', a, b))} (ite (<= {x} {y}) {x} {y}))"]


def _threshold(t: Terms, z: Node, a: Node, b: Node, c: Node) -> list[str]:
    x, under, on, above = map(t.scalar, (z, a, b, c))
    value = f"(ite (< {x} {ZERO}) {under} (ite (= {x} {ZERO}) {on} {above}))"
    return [f"(= {t.scalar(applied('threshold', z, a, b, c))} {value})"]


def _exp_of_sum(t: Terms, a: Node, b: Node) -> list[str]:
    whole = t.scalar(applied("exp", make("sum", (a, b))))
    return [f"(= {whole} {times(t.scalar(applied('exp', a)), t.scalar(applied('exp', b)))})"]


def _exp_of_0(t: Terms) -> list[str]:
    return [f"(= {t.scalar(applied('exp', number(0)))} {ONE})"]


def _exp_positive(t: Terms, a: Node) -> list[str]:
    return [f"(> {t.scalar(applied('exp', a))} {ZERO})"]


def _tangent(t: Terms, a: Node) -> list[str]:
    return [f"(<= (+ {ONE} {t.scalar(a)}) {t.scalar(applied('exp', a))})"]


def _exp_of_log(t: Terms, a: Node) -> list[str]:
    x = t.scalar(a)
    return [f"(=> (> {x} {ZERO}) (= {t.scalar(applied('exp', applied('log', a)))} {x}))"]


def _log_of_exp(t: Terms, a: Node) -> list[str]:
    return [f"(= {t.scalar(applied('log', applied('exp', a)))} {t.scalar(a)})"]


def _logistic(t: Terms, a: Node) -> list[str]:
    down = applied("exp", make("product", (number(-1), a)))
    e, s = t.scalar(down), t.scalar(applied("sigmoid", a))
    return [f"(> {e} {ZERO})", f"(= (* {s} (+ {ONE} {e})) {ONE})",
            *_inverse(t, make("sum", (number(1), down)))]  # fmt: skip


def _tanh(t: Terms, a: Node) -> list[str]:
    twice = applied("exp", make("product", (number(2), a)))
    e, h = t.scalar(twice), t.scalar(applied("tanh", a))
    return [f"(> {e} {ZERO})", f"(= (* {h} (+ {e} {ONE})) (- {e} {ONE}))",
            *_inverse(t, make("sum", (twice, number(1))))]  # fmt: skip


def length(t: Terms, u: Node) -> str:
    """The inner product of a vector with itself."""
    return t.inner(t.vector(u), t.vector(u), u.sort)


def _norm(t: Terms, u: Node) -> list[str]:
    n, uu = t.scalar(applied("norm", u)), length(t, u)
    return [f"(>= {uu} {ZERO})", f"(and (>= {n} {ZERO}) (= (* {n} {n}) {uu}))",
            *_root(t, make("dot", (u, u)))]  # fmt: skip


def _definite(t: Terms, u: Node) -> list[str]:
    probe = t.inner(t.vector(u), {t.probe(u.sort): ONE}, u.sort)
    return [f"(=> (= {length(t, u)} {ZERO}) (= {probe} {ZERO}))"]


def _cauchy_schwarz(t: Terms, u: Node, v: Node) -> list[str]:
    """No more than that w.w >= 0 for w = (v.v) u - (u.v) v, and that v = 0 where v.v = 0."""
    a, b = t.vector(u), t.vector(v)
    vv, uv = t.inner(b, b, v.sort), t.inner(a, b, u.sort)
    uu = t.inner(a, a, u.sort)
    pieces = (times(vv, vv, uu), times(literal(number(-2).data), vv, uv, uv), times(uv, uv, vv))
    return [f"(>= {vv} {ZERO})", f"(>= {uu} {ZERO})", f"(>= {plus(*pieces)} {ZERO})",
            f"(=> (= {vv} {ZERO}) (= {uv} {ZERO}))"]  # fmt: skip


def _adjoint(t: Terms, image: Node, v: Node) -> list[str]:
    if image.op != "apply" or image.data.kind not in ("linear", "adjoint"):
        return []
    f, back = t.map(image.data), t.map(image.data.adjoint)
    laws = []
    for a in t.vector(image.args[0]):
        for b in t.vector(v):
            left = t.inner({f"({f} {a})": ONE}, {b: ONE}, v.sort)
            right = t.inner({a: ONE}, {f"({back} {b})": ONE}, image.args[0].sort)
            laws.append(f"(= {left} {right})")
    return laws


def _natural(t: Terms, n: Node) -> list[str]:
    found = [p for p in parts(n) if p.sort == "natural" and p.op in ("symbol", "apply", "total")]
    return [f"(>= {t.scalar(p)} {ZERO})" for p in found if not p.reach]


def _discrete(t: Terms, m: Node, n: Node) -> list[str]:
    laws = []
    for i, p in enumerate((m, n)):
        whole = t.name(("whole", i), f"whole {i}", "(declare-const {} Int)")
        laws.append(f"(= {t.scalar(p)} (to_real {whole}))")
    return laws


def same(t: Terms, a: Node, b: Node) -> list[str]:
    """That two numbers are equal, or two vectors, and their products with the probe."""
    if not is_vector(a):
        return [f"(= {t.scalar(a)} {t.scalar(b)})"]
    p = {t.probe(a.sort): ONE}
    return [f"(= {t.canonical(a)} {t.canonical(b)})",
            f"(= {t.inner(t.vector(a), p, a.sort)} {t.inner(t.vector(b), p, a.sort)})"]  # fmt: skip


def _empty(t: Terms, whole: Node) -> list[str]:
    if whole.op != "total":
        return []
    nothing = make("zero", (), None, whole.sort) if is_vector(whole) else number(0)
    return same(t, make("total", (number(0), whole.args[1]), whole.data), nothing)


def _last(t: Terms, whole: Node) -> list[str]:
    if whole.op != "total":
        return []
    n, body = whole.args
    after = make("total", (make("sum", (n, number(1))), body), whole.data)
    return same(t, after, make("sum", (whole, opened(whole, n))))


def _rounding(t: Terms, q: Node) -> list[str]:
    if q.op != "number":
        return []
    told = literal(q.data)
    nearest = f"(fp.to_real ((_ to_fp 11 53) RNE {told}))"
    return [f"(= {t.scalar(applied('fl64', q))} {nearest})"]


LAWS: dict[str, tuple[str, Callable[..., list[str]]]] = {
    "inverse": ("S", _inverse), "square": ("S", lambda t, a: []), "square root": ("S", _root),
    "root not negative": ("S", _root), "absolute value": ("S", _size),
    "absolute value below 0": ("S", _size), "maximum": ("SS", _larger),
    "maximum, first": ("SS", _larger), "minimum": ("SS", _smaller),
    "minimum, second": ("SS", _smaller), "below the threshold": ("SSSS", _threshold),
    "at the threshold": ("SSSS", _threshold), "above the threshold": ("SSSS", _threshold),
    "exp of a sum": ("SS", _exp_of_sum), "exp of 0": ("", _exp_of_0),
    "exp is positive": ("S", _exp_positive), "tangent of exp": ("S", _tangent),
    "exp of log": ("S", _exp_of_log), "log of exp": ("S", _log_of_exp),
    "logistic": ("S", _logistic), "hyperbolic tangent": ("S", _tanh), "norm": ("V", _norm),
    "positive definite": ("V", lambda t, u: [f"(>= {length(t, u)} {ZERO})"]),
    "definite": ("V", _definite), "Cauchy-Schwarz": ("VV", _cauchy_schwarz),
    "adjoint": ("VV", _adjoint), "natural": ("S", _natural), "discrete": ("SS", _discrete),
    "empty sum": ("?", _empty), "last term": ("?", _last), "rounding": ("S", _rounding),
}  # fmt: skip
"""For each row of the checker's table: what its terms are, and what is asserted at them."""


def laws(t: Terms, row: str, terms: Sequence[Node]) -> list[str]:
    """What is known by the law of a name at terms; nothing where there is no such law."""
    takes, law = LAWS.get(row, ("none", None))
    fit = len(takes) == len(terms) and all(
        kind == "?" or (kind == "V") == is_vector(x) for kind, x in zip(takes, terms, strict=True)
    )
    return law(t, *terms) if law is not None and fit else []


def every(t: Terms, terms: Iterable[Node]) -> list[str]:
    """The laws of all functions that occur, at what they are taken of."""
    found: dict[str, None] = {}
    rows = {"sqrt": "square root", "abs": "absolute value", "max": "maximum", "min": "minimum",
            "threshold": "at the threshold", "sigmoid": "logistic", "tanh": "hyperbolic tangent",
            "norm": "norm", "exp": "exp is positive", "log": "exp of log"}  # fmt: skip
    met = dict.fromkeys(p for x in terms for p in parts(x))
    for_all = any(p.op == "all" and p.data == "natural" for p in met)
    for p in met:
        if p.reach:
            continue
        own: list[str] = []
        if p.op == "quotient":
            own = laws(t, "inverse", p.args[1:])
        elif p.op == "apply" and p.data.kind == "known" and p.data.name in rows:
            own = laws(t, rows[p.data.name], p.args)
        elif p.op == "dot" and p.args[0] is p.args[1]:
            own = laws(t, "positive definite", p.args[:1])
        elif p.op in ("symbol", "apply") and p.sort == "natural":
            own = laws(t, "natural", (p,)) + ([t.natural(t.scalar(p))] if for_all else [])
        found |= dict.fromkeys(own)
    return list(found)


# Where a term has a value ------------------------------------------------------------------------
def needed(t: Node) -> list[Node]:
    """What must hold for a number or vector to have a value: no denominator is 0, and so on."""
    goals: dict[Node, None] = {}
    zero = number(0)

    def walk(t: Node) -> None:
        if t.op == "total":
            k = symbol("!k", "natural")
            for goal in needed(opened(t, k)):
                bounded = make("imply", (relation("<", k, t.args[0]), goal))
                goals[closed(bounded, k)] = None
            walk(t.args[0])
            return
        for a in t.args:
            walk(a)
        if t.op == "quotient" and not (t.args[1].op == "number" and t.args[1].data):
            goals[relation("!=", t.args[1], zero)] = None
        if t.op == "apply" and t.data.kind == "known" and t.data.name in ("sqrt", "log"):
            goals[relation("<=" if t.data.name == "sqrt" else "<", zero, t.args[0])] = None
        if t.op == "apply" and t.data.kind == "known" and t.data.name == "fl64":
            goals[relation("<=", number(-LARGEST), t.args[0])] = None
            goals[relation("<=", t.args[0], number(LARGEST))] = None

    walk(t)
    return list(goals)


def asked(p: Node, given: bool = False) -> list[Node]:
    """What must be shown for a statement, or for one that is given, to have a value."""
    if p.op == "imply":
        a, b = p.args
        return asked(a, not given) + [make("imply", (a, goal)) for goal in asked(b, given)]
    if p.op == "all":
        x = symbol(f"!x{p.number}", p.data)
        return [closed(goal, x) for goal in asked(opened(p, x), given)]
    if p.op in ("and", "or"):
        return [goal for q in p.args for goal in asked(q, given)]
    return [] if given else [goal for a in p.args for goal in needed(a)]
