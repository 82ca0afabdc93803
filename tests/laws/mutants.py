"""Laws and strategies weakened on purpose, one fault at a time, as new syntax trees.

Of a law: a conjunct dropped, a link of a chain dropped or weakened, a thing compared with itself,
an equivalence made an implication, a bound doubled, a condition never or always met, a loop cut
short, a relation replaced by True. Of a strategy: an element or an alternative dropped, a choice
replaced by its simplest value. What is inside a call of ``note`` is left alone: a note decides
nothing, and the record says which of them must be met.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Edit: TypeAlias = Callable[[Any], ast.AST | None]
"""What becomes of a node of a copied tree; None where it is changed in place."""

WEAKER: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.LtE, ast.GtE),
    ast.NotEq: (ast.Lt, ast.Gt),
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
}
WORDS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One fault: a name that stays while its function stays as it is, and where it is planted."""

    name: str
    function: str
    whole: ast.Module
    place: int
    number: int
    edit: Edit

    def tree(self) -> ast.Module:
        """The module with the fault, made when it is asked for."""
        changed = copy.copy(self.whole)
        changed.body = list(self.whole.body)
        changed.body[self.place] = _edited(
            copy.deepcopy(self.whole.body[self.place]), self.number, self.edit
        )
        return changed


def of_law(tree: ast.Module, functions: set[str], twins: set[str]) -> Iterator[Mutant]:
    """Every weaker form of these functions; a twin's only one is to be true of everything."""
    yield from _mutants(tree, functions, _edits_of_law)
    yield from _mutants(tree, twins, _edits_of_twin)


def of_strategies(tree: ast.Module, functions: set[str] | None = None) -> Iterator[Mutant]:
    """Every narrower form of the strategies of a module, and of its lists of names."""
    yield from _mutants(tree, functions, _edits_of_strategy)


def _mutants(
    tree: ast.Module,
    functions: set[str] | None,
    edits: Callable[[ast.AST, list[ast.AST]], Iterator[tuple[str, Edit]]],
) -> Iterator[Mutant]:
    counted: Counter[str] = Counter()
    for place, statement in enumerate(tree.body):
        function = _name(statement)
        if function is None or (functions is not None and function not in functions):
            continue
        for number, (node, above) in enumerate(_walk(statement)):
            for what, edit in edits(node, above):
                name = f"{function}: {what}"
                counted[name] += 1
                again = f" ({counted[name]})" if counted[name] > 1 else ""
                yield Mutant(name + again, function, tree, place, number, edit)


def _name(statement: ast.stmt) -> str | None:
    match statement:
        case ast.FunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return None


def _walk(
    node: ast.AST, above: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.AST, list[ast.AST]]]:
    """Nodes that decide something, with those above them."""
    yield node, list(above)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note":
        return
    if isinstance(node, ast.If) and _only_notes([node]):  # its tests decide which note it is
        for child in (*node.body, *node.orelse):
            yield from _walk(child, (*above, node))
        return
    for field, inner in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "args") and isinstance(
            node, ast.FunctionDef | ast.AnnAssign | ast.Lambda
        ):
            continue
        for child in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, ast.AST):
                yield from _walk(child, (*above, node))


def _edited(statement: ast.stmt, number: int, edit: Edit) -> ast.stmt:
    target, above = next(pair for i, pair in enumerate(_walk(statement)) if i == number)
    new = edit(target)
    if new is not None:
        _put(above[-1], target, new)
    return ast.fix_missing_locations(statement)


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for field, inner in ast.iter_fields(parent):
        if inner is old:
            setattr(parent, field, new)
        elif isinstance(inner, list):
            setattr(parent, field, [new if child is old else child for child in inner])


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]}…{text[-28:]}"


def _true(_: Any) -> ast.AST:
    return ast.Constant(True)


def _edits_of_twin(node: ast.AST, above: list[ast.AST]) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.FunctionDef) and not above and _returns_bool(node):

        def certain(function: ast.FunctionDef) -> None:
            function.body.insert(0, ast.Return(ast.Constant(True)))

        yield "always True", certain


def _returns_bool(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id == "bool"


def _edits_of_law(node: ast.AST, above: list[ast.AST]) -> Iterator[tuple[str, Edit]]:
    match node:
        case ast.FunctionDef() if not isinstance(node.body[-1], ast.Return):
            yield from _edits_of_twin(node, above)
        case ast.BoolOp(values=values):
            for k, value in enumerate(values):
                yield f"without {_text(value)}", _without(k)
        case ast.Compare():
            refusing = any(isinstance(a, ast.If) and a.test in (node, *above) for a in above)
            yield from _edits_of_comparison(node, refusing)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            inside = [a for a in above if isinstance(a, ast.FunctionDef)]
            if inside and _returns_bool(inside[-1]):
                yield f"True or {_text(value)}", lambda n: ast.Return(ast.Constant(True))
        case ast.If(test=test, body=body):
            yield f"never if {_text(test)}", _with_test(False)
            if not _only_notes(body):
                yield f"always if {_text(test)}", _with_test(True)
        case ast.IfExp(body=body, orelse=other):
            yield f"always {_text(body)}", lambda n: n.body
            yield f"always {_text(other)}", lambda n: n.orelse
        case ast.For(iter=over):
            yield f"only the first of {_text(over)}", _first_only
        case ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp()]):
            yield f"any for {_text(node)}", _any_for_all
            yield f"only the first of {_text(node)}", _first_of_generator
        case ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp()]):
            yield f"all for {_text(node)}", _all_for_any
        case ast.Expr(value=ast.Call(func=ast.Name(id="note"))):
            yield f"unsaid {_text(node)}", lambda n: ast.Pass()


def _only_notes(statements: list[ast.stmt]) -> bool:
    for statement in statements:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Name(id="note"))):
                continue
            case ast.If(body=body, orelse=other) if _only_notes([*body, *other]):
                continue
        return False
    return True


def _without(k: int) -> Edit:
    def edit(node: ast.BoolOp) -> ast.AST | None:
        del node.values[k]
        return node.values[0] if len(node.values) == 1 else None

    return edit


def _with_test(value: bool) -> Edit:
    def edit(node: ast.If) -> None:
        node.test = ast.Constant(value)

    return edit


def _cut(iterable: ast.expr) -> ast.expr:
    """The iterable up to its first element."""
    return ast.Subscript(
        ast.Call(ast.Name("list", ast.Load()), [iterable], []),
        ast.Slice(upper=ast.Constant(1)),
        ast.Load(),
    )


def _first_only(node: ast.For) -> None:
    node.iter = _cut(node.iter)


def _first_of_generator(node: Any) -> None:
    node.args[0].generators[0].iter = _cut(node.args[0].generators[0].iter)


def _any_for_all(node: Any) -> None:
    node.func.id = "any"


def _all_for_any(node: Any) -> None:
    node.func.id = "all"


def _edits_of_comparison(node: ast.Compare, refusing: bool) -> Iterator[tuple[str, Edit]]:
    sides = [node.left, *node.comparators]
    for k, op in enumerate(node.ops):
        left, right = _text(sides[k]), _text(sides[k + 1])
        if len(node.ops) > 1:
            yield f"without the link {left} to {right}", _link(k, None)
        words = any(
            isinstance(node, ast.Constant) and isinstance(node.value, str) for node in sides
        )
        for weaker in () if words else WEAKER.get(type(op), ()):
            yield f"{left} {WORDS[weaker]} {right} for {WORDS[type(op)]}", _link(k, weaker())
        if isinstance(op, ast.Eq) and not isinstance(sides[k + 1], ast.Constant):
            yield f"{left} with itself", _itself(k)
        if isinstance(op, ast.Is | ast.IsNot) and _are_truths(sides[k], sides[k + 1]):
            yield f"{left} implies {right}", _implication(k, True)
            yield f"{left} implied by {right}", _implication(k, False)
        if isinstance(op, ast.LtE | ast.Lt | ast.Gt | ast.GtE):
            wide = k + 1 if isinstance(op, ast.LtE | ast.Lt) is not refusing else k
            other = sides[k + 1 if wide == k else k]
            if not (_is_zero(sides[wide]) or _is_zero(other)):
                yield f"2 * {_text(sides[wide])} in {_text(node)}", _doubled(wide)


def _are_truths(left: ast.expr, right: ast.expr) -> bool:
    """Whether `is` may be an equivalence: what is asked of a type or of None is no implication."""
    of_type = isinstance(left, ast.Call) and ast.unparse(left.func) == "type"
    return not (of_type or isinstance(right, ast.Constant))


def _is_zero(node: ast.expr) -> bool:
    return ast.unparse(node) in ("0", "ZERO")


def _split(node: ast.Compare) -> list[ast.Compare]:
    sides = [node.left, *node.comparators]
    return [ast.Compare(sides[k], [op], [sides[k + 1]]) for k, op in enumerate(node.ops)]


def _joined(parts: list[Any]) -> ast.expr:
    joined: ast.expr = parts[0] if len(parts) == 1 else ast.BoolOp(ast.And(), parts)
    return joined


def _link(k: int, other: ast.cmpop | None) -> Edit:
    def edit(node: ast.Compare) -> ast.AST:
        parts = _split(node)
        if other is None:
            del parts[k]
        else:
            parts[k].ops = [other]
        return _joined(parts)

    return edit


def _itself(k: int) -> Edit:
    def edit(node: ast.Compare) -> ast.AST:
        parts: list[Any] = list(_split(node))
        once = ast.arguments([], [ast.arg("it")], kwonlyargs=[], kw_defaults=[], defaults=[])
        it = ast.Name("it", ast.Load())
        parts[k] = ast.Call(
            ast.Lambda(once, ast.Compare(it, [ast.Eq()], [it])), [parts[k].left], []
        )
        return _joined(parts)

    return edit


def _implication(k: int, forwards: bool) -> Edit:
    """`a is b` between truths, or `a is not b`, as one of the two implications alone."""

    def edit(node: ast.Compare) -> ast.AST:
        parts: list[Any] = list(_split(node))
        left, right = parts[k].left, parts[k].comparators[0]
        if isinstance(parts[k].ops[0], ast.IsNot):
            right = ast.UnaryOp(ast.Not(), right)
        if not forwards:
            left, right = right, left
        parts[k] = ast.BoolOp(ast.Or(), [ast.UnaryOp(ast.Not(), left), right])
        return _joined(parts)

    return edit


def _doubled(side: int) -> Edit:
    def edit(node: ast.Compare) -> None:
        twice = ast.BinOp(ast.Constant(2), ast.Mult(), [node.left, *node.comparators][side])
        if side:
            node.comparators[side - 1] = twice
        else:
            node.left = twice

    return edit


# Strategies


def _edits_of_strategy(node: ast.AST, above: list[ast.AST]) -> Iterator[tuple[str, Edit]]:
    match node:
        case ast.Call(func=ast.Attribute(attr="one_of"), args=args) if len(args) > 1:
            for k, alternative in enumerate(args):
                yield f"no {_text(alternative)}", _without_argument(k)
        case ast.Call(func=ast.Attribute(attr="booleans")):
            yield "always False", lambda n: _just(ast.Constant(False))
            yield "always True", lambda n: _just(ast.Constant(True))
        case ast.Call(func=ast.Attribute(attr="integers"), args=[_, _]):
            yield f"only the least of {_text(node)}", lambda n: _just(n.args[0])
            yield f"only the largest of {_text(node)}", lambda n: _just(n.args[1])
        case ast.Tuple(elts=parts) | ast.List(elts=parts) if _chosen_from(above):
            for text in dict.fromkeys(map(ast.unparse, parts)):
                yield f"no {text}", _without_element(text)
        case ast.If(test=test):
            yield f"never if {_text(test)}", _with_test(False)
            yield f"always if {_text(test)}", _with_test(True)
        case ast.IfExp(body=body, orelse=other):
            yield f"always {_text(body)}", lambda n: n.body
            yield f"always {_text(other)}", lambda n: n.orelse
        case ast.Call(func=ast.Attribute(value=ast.Name(id="strategies"))):
            for k, word in enumerate(node.keywords):
                yield f"without {word.arg}", _without_keyword(k)


def _chosen_from(above: list[ast.AST]) -> bool:
    """Whether a list is what `sampled_from` chooses from, or has a name of the module."""
    if len(above) == 1 and isinstance(above[0], ast.Assign | ast.AnnAssign):
        return True
    match above[-1] if above else None:
        case ast.Call(func=ast.Attribute(attr="sampled_from")):
            return True
        case ast.AnnAssign() | ast.Assign():
            return True
    return False


def _just(value: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(ast.Name("st", ast.Load()), "just", ast.Load()), [value], [])


def _without_argument(k: int) -> Edit:
    def edit(node: ast.Call) -> None:
        del node.args[k]

    return edit


def _without_keyword(k: int) -> Edit:
    def edit(node: ast.Call) -> None:
        del node.keywords[k]

    return edit


def _without_element(text: str) -> Edit:
    def edit(node: Any) -> None:
        node.elts = [part for part in node.elts if ast.unparse(part) != text]

    return edit
