"""Rules in which the rate enters through a function of it alone: eta/(1 + eta), exp(eta) - 1.

Each such function is taken for a rate of its own.  Where it is above 0 at all rates, and where
predictions or directions are free of it as of a rate, they are free of the rate itself.
"""

from __future__ import annotations

from dataclasses import replace

from proofs.judge.collected import not_zero
from proofs.judge.syntax import ONE, ZERO, Node, Rule, State, names, node, parts, rebuilt


def through(rule: Rule) -> tuple[tuple[Node, Rule], ...]:
    """The functions of the rate, and the rule in which each is the rate; none if it is one."""
    known = {rule.rate, *rule.parameters}
    taken = {*known, *(s.name for s in rule.states), *(d.name for d in rule.data)}
    letters: dict[Node, Node] = {}

    def change(part: Node) -> Node | None:
        if part.kind != "scalar" or rule.rate not in names(part):
            return None
        inner = parts(part)
        if any(p.op in ("clock", "count", "at", "index") for p in inner) or not (
            set(names(part)) <= known
        ):
            return None
        if part not in letters:
            letter = next(n for n in ("r", "q", "p", *map("r_{}".format, range(99)))
                          if n not in taken)  # fmt: skip
            taken.add(letter)
            letters[part] = node("name", data=letter, kind="scalar")
        return letters[part]

    def changed(s: State) -> State:
        return replace(s, start=rebuilt(s.start, change), update=rebuilt(s.update, change))

    states = tuple(map(changed, rule.states))
    predict = None if rule.predict is None else rebuilt(rule.predict, change)
    if not letters or all(part.op == "name" for part in letters):
        return ()
    spoken = {n.data for n in letters.values()}
    given = tuple(g for g in rule.given if rule.rate not in names(g))
    made = []
    for part, letter in letters.items():
        more = tuple(sorted(spoken - {letter.data}))
        own = replace(rule, rate=letter.data, parameters=(*rule.parameters, *more), given=given)
        made.append((part, replace(own, states=states, predict=predict)))
    return tuple(made)


def above_zero(rule: Rule, part: Node) -> tuple[bool, tuple[Node, ...]]:
    """Whether a function of rate and parameters is above 0, and what of the rate that needs."""
    rate = node("name", data=rule.rate, kind="scalar")
    known = {n for n in not_zero(rule) if node("<", ZERO, _name(n)) in rule.given}
    known |= {n for n in not_zero(rule) if any(_from(g, n) for g in rule.given)}
    if _positive(part, known) or _proved(rule, part):
        return True, ()
    assumed = node("<", ZERO, rate)
    wider = replace(rule, given=(*rule.given, assumed))
    return _positive(part, {*known, rule.rate}) or _proved(wider, part), (assumed,)


def _name(name: str) -> Node:
    return node("name", data=name, kind="scalar")


def _from(given: Node, name: str) -> bool:
    """Whether it says that a name is above, or from, a number above 0."""
    if given.op not in ("<", "<="):
        return False
    low, high = given.args
    return high is _name(name) and low.op == "number" and bool(low.data > 0)


def _positive(part: Node, known: set[str]) -> bool:
    """Whether it is seen to be above 0 where these names are."""
    args = part.args
    match part.op:
        case "number":
            return bool(part.data > 0)
        case "name":
            return part.data in known
        case "exp" | "sigmoid":
            return True
        case "+":
            return all(_positive(a, known) for a in args) or _beyond_one(part, known)
        case "*" | "/":
            return all(_positive(a, known) for a in args)
        case "**" | "pow" | "sqrt" | "tanh" | "abs" | "relu":
            return _positive(args[0], known)
        case "log":
            return args[0].op == "+" and ONE in args[0].args and all(
                a is ONE or _positive(a, known) for a in args[0].args
            )  # fmt: skip
        case "where":
            return _positive(args[1], known) and _positive(args[2], known)
        case "max":
            return any(_positive(a, known) for a in args)
        case "min":
            return all(_positive(a, known) for a in args)
    return False


def _beyond_one(part: Node, known: set[str]) -> bool:
    """exp(a) - 1 and 1 - exp(-a), a being above 0."""
    if len(part.args) != 2:
        return False
    a, b = sorted(part.args, key=lambda p: p.op == "number")
    if b.op == "number" and b.data == -1 and a.op == "exp":
        return _positive(a.args[0], known)
    if b is ONE and a.op == "neg" and a.args[0].op == "exp":
        (power,) = a.args[0].args
        return power.op == "neg" and _positive(power.args[0], known)
    return False


def _proved(rule: Rule, part: Node) -> bool:
    """Whether the checker accepts that it is above 0."""
    from proofs.find.book import Book
    from proofs.find.budget import Budget, OutOfBudget
    from proofs.find.prove import Search
    from proofs.judge.contraction import Terms, clock, given_terms
    from proofs.trust.wrong import Wrong

    book = Book({})
    terms = Terms(rule, clock())
    try:
        term = terms.of(part)
        hyps = tuple(map(book.assume, given_terms(rule, terms)))
        return Search(book, Budget(2.0)).prove(hyps, term > 0) is not None
    except (Wrong, OutOfBudget):
        return False


__all__ = ["above_zero", "through"]
