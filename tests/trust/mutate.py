"""Faults planted in the checker, one at a time: is each noticed by its tests?

    python tests/trust/mutate.py [MODULE…]     # of proofs/trust; all that decide something if none
    python tests/trust/mutate.py --parts MODULE…

Comparisons turned, `need`s and conditions dropped, numbers off by one; or parts left out: one side
of an operation, a branch, a call, an item, what a rule rests on.  Each fault is tried in a process
of its own with the fast tests of this folder, until the first that fails.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import importlib
import importlib.util
import inspect
import io
import itertools
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = (
    "check", "rules", "terms", "ring", "file", "wrong", "evaluation", "refutation", "__main__",
)  # fmt: skip
TESTS = (
    "test_attacks", "test_program", "test_files", "test_refutations", "test_rows", "test_models",
)  # fmt: skip
FIRST = {
    "evaluation": "test_refutations", "refutation": "test_refutations", "file": "test_files",
    "__main__": "test_program",
}  # fmt: skip
"""The tests that know most about a module are tried first."""
SLOW = {"test_bad_in_a_process", "test_fakes_are_not_imported", "test_a_broken_pipe",
        "test_too_large", "test_random_edits"}  # fmt: skip
SECONDS = 120
"""Of work, for all tests."""
SWAPS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn], ast.NotIn: [ast.In],
}  # fmt: skip


def mutants(tree: ast.Module, parts: bool = False) -> Iterator[tuple[int, str, ast.Module]]:
    """Copies of a module with one fault: its line, and what it is."""
    types = {
        id(part) for node in ast.walk(tree)
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(hint, ast.AST) for part in ast.walk(hint)
    }  # fmt: skip
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in types:
            continue
        for name, changed in (_parts if parts else _changes)(node):
            again = copy.deepcopy(tree)
            target = list(ast.walk(again))[place]
            changed(target)
            ast.fix_missing_locations(again)
            yield getattr(node, "lineno", 0), name, again


def _changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.Compare():
            for k, op in enumerate(node.ops):
                for other in SWAPS[type(op)]:

                    def turn(n: Any, k: int = k, other: Any = other) -> None:
                        n.ops[k] = other()

                    yield f"{type(op).__name__} -> {other.__name__} in {ast.unparse(node)}", turn
        case ast.BoolOp():
            for k, value in enumerate(node.values):

                def drop(n: Any, k: int = k) -> None:
                    del n.values[k]

                yield f"dropped {ast.unparse(value)}", drop
        case ast.UnaryOp(op=ast.Not()):

            def plain(n: Any) -> None:
                n.op, n.operand = ast.Not(), ast.UnaryOp(ast.Not(), n.operand)

            yield f"dropped not in {ast.unparse(node)}", plain
        case ast.Expr(value=ast.Call(func=ast.Name(id="need"))):

            def gone(n: Any) -> None:
                n.value = ast.Constant(None)

            yield f"dropped {ast.unparse(node)}", gone
        case ast.Constant(value=int()) if not isinstance(node.value, bool):

            def off(n: Any) -> None:
                n.value += 1

            yield f"{node.value} -> {node.value + 1}", off


def _parts(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Faults in which something is left out."""
    said = ast.unparse(node)[:90] if isinstance(node, ast.expr | ast.Return) else ""
    match node:
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            for kept in (one, other):
                yield f"{ast.unparse(kept)[:40]} of {said}", partial(_become, other=kept)
        case ast.Call(args=[ast.expr() as only], keywords=[]) if not isinstance(
            only, ast.GeneratorExp | ast.Starred
        ):
            yield f"the argument of {said}", partial(_become, other=only)
        case ast.If():
            for value in (False, True):
                test = ast.Constant(value)
                what = f"{value} for {ast.unparse(node.test)[:90]}"
                yield what, partial(_test, value=test)
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name != "need":
            yield f"dropped {ast.unparse(node)[:90]}", partial(_become, other=ast.Pass())
        case ast.Expr(value=ast.Call(func=ast.Attribute())) | ast.AugAssign():
            yield f"dropped {ast.unparse(node)[:90]}", partial(_become, other=ast.Pass())
        case ast.Tuple(ctx=ast.Load()) | ast.Set() if len(node.elts) > 1:
            for k, item in enumerate(node.elts):
                rest = type(node)([x for x in node.elts if x is not item])  # type: ignore[call-arg]
                yield f"without item {k} of {said}", partial(_become, other=rest)
        case ast.FunctionDef(returns=ast.Name(id="Open")):
            nothing = ast.parse("frozenset()", mode="eval").body
            for k in [k for k, x in enumerate(node.body) if isinstance(x, ast.Return)]:

                def rests_on_nothing(n: Any, k: int = k) -> None:
                    n.body[k].value = nothing

                yield f"{node.name} rests on nothing", rests_on_nothing


def _test(node: Any, value: ast.expr) -> None:
    node.test = value


def _become(node: Any, other: ast.AST) -> None:
    """One node as another, in its place."""
    again = copy.deepcopy(other)
    node.__class__ = type(again)
    vars(node).clear()
    vars(node).update(vars(again))


class Printed(NamedTuple):
    """What was printed, and what was said of errors."""

    out: str
    err: str


class Captured:
    """What is printed, as pytest's `capsys` has it."""

    def __init__(self) -> None:
        sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))

    def readouterr(self) -> Printed:
        """What was printed since."""
        texts = []
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
        self.__init__()  # type: ignore[misc]
        return Printed(*texts)


def calls(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of a test, for each of its cases."""
    marks = [m for m in getattr(test, "pytestmark", ()) if m.name == "parametrize"]
    for values in itertools.product(*(list(m.args[1]) for m in marks)):
        given: dict[str, Any] = {}
        for mark, value in zip(marks, values, strict=True):
            names = mark.args[0]
            given |= (
                {names: value} if isinstance(names, str) else dict(zip(names, value, strict=True))
            )
        yield given


def passes(name: str) -> bool:
    """Whether all tests of a module pass that are fast."""
    module = importlib.import_module(name)
    for test in [v for k, v in vars(module).items() if k.startswith("test_") and k not in SLOW]:
        wants = inspect.signature(test).parameters
        for arguments in calls(test):
            patch = pytest.MonkeyPatch()
            try:
                with tempfile.TemporaryDirectory() as folder:
                    extra = {"tmp_path": Path(folder), "monkeypatch": patch}
                    if "capsys" in wants:
                        extra["capsys"] = Captured()  # type: ignore[assignment]
                    test(**{k: (arguments | extra)[k] for k in wants})
            finally:
                patch.undo()
                sys.modules["proofs.trust.wrong"].allow(float("inf"))
    return True


def killed(module: str, tree: ast.Module) -> bool:
    """Whether a fault is noticed: a test fails, or does not end."""
    with tempfile.TemporaryDirectory() as folder:
        return _killed(module, tree, Path(folder) / "trust")


def _killed(module: str, tree: ast.Module, folder: Path) -> bool:
    child = os.fork()
    if child == 0:
        code = 0
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # not by the clock: a busy
            time.monotonic = time.process_time  # machine would be taken for a fault that is noticed
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            sys.stdout = sys.stderr = io.StringIO()
            _plant(module, tree)
            if module == "__main__":  # it is run as a file too
                shutil.copytree(ROOT / "proofs" / "trust", folder)
                (folder / "__main__.py").write_text(ast.unparse(tree), "utf-8")
                vars(importlib.import_module("test_program"))["FOLDER"] = folder
            tests = sorted(TESTS, key=lambda name: name != FIRST.get(module))
            if all(passes(name) for name in tests):
                code = 3
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 3


def _plant(module: str, tree: ast.Module) -> None:
    """Have the module imported with its fault."""
    full, path = f"proofs.trust.{module}", str(ROOT / "proofs" / "trust" / f"{module}.py")

    class Finder:
        """Finds the one module."""

        @staticmethod
        def find_spec(name: str, *_: object) -> Any:
            """Its spec."""
            return importlib.util.spec_from_loader(name, Loader) if name == full else None  # type: ignore[arg-type]

    class Loader:
        """Loads it."""

        @staticmethod
        def create_module(_: object) -> None:
            """As usual."""

        @staticmethod
        def exec_module(made: Any) -> None:
            """With its fault."""
            exec(compile(tree, path, "exec"), vars(made))

    sys.meta_path.insert(0, Finder)  # type: ignore[arg-type]


def main(names: list[str]) -> int:
    """Try all faults, and print those that nothing notices."""
    sys.path[:0] = [str(HERE), str(ROOT)]
    parts = "--parts" in names
    names = [name for name in names if name != "--parts"]
    total = survived = 0
    for name in names or MODULES:
        tree = ast.parse((ROOT / "proofs" / "trust" / f"{name}.py").read_text("utf-8"))
        assert not killed(name, tree), "the tests fail without a fault"
        began = time.monotonic()
        for line, what, mutant in mutants(tree, parts):
            total += 1
            if not killed(name, mutant):
                survived += 1
                print(f"{name}.py:{line}: {what}", flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(f"{survived} of {total} faults were not noticed")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
