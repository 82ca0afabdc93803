"""The checker stays small, and stands alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import proofs

from proofs.trust.file import write

FOLDER = Path(__file__).parents[2] / "proofs" / "trust"
MODULES = sorted(FOLDER.glob("*.py"))


def length(*names: str) -> int:
    """How many lines these modules have."""
    return sum(len((FOLDER / f"{n}.py").read_text("utf-8").splitlines()) for n in names)


def test_sizes() -> None:
    """What must be believed is read in an evening."""
    assert length("terms", "rules", "check", "wrong") <= 1100
    assert length("check") <= 450
    refuting = {"evaluation": 150, "refutation": 110}
    assert all(length(name) <= most for name, most in refuting.items())
    assert length(*({m.stem for m in MODULES} - {*refuting})) <= 1700


def test_no_line_is_long() -> None:
    """No size is kept by long lines, nor by two statements on one."""
    for module in MODULES:
        text = module.read_text("utf-8")
        assert max(map(len, text.splitlines())) <= 100, module.name
        places = [s.lineno for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt)]
        assert len(places) == len(set(places)), module.name


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.name)
def test_imports(module: Path) -> None:
    """A module imports the standard library and its neighbours, and never in a hidden way."""
    tree = ast.parse(module.read_text("utf-8"))
    neighbours = {m.stem for m in MODULES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {a.name.split(".")[0] for a in node.names} <= set(sys.stdlib_module_names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                assert node.level == 1
                assert node.module in neighbours
            else:
                assert str(node.module).split(".")[0] in sys.stdlib_module_names
        elif isinstance(node, ast.Name):
            assert node.id not in ("eval", "exec", "compile")
            assert node.id != "__import__" or module.name == "__main__.py"
        assert not isinstance(node, ast.Assert), "python -O leaves assertions out"


def test_a_process_imports_nothing_else(tmp_path: Path) -> None:
    """Every module of a process that has checked a file comes from here or the standard library."""
    import json

    path = tmp_path / "proofs.json"
    path.write_text(json.dumps(write(proofs()[:3])))
    program = (
        "import runpy, sys\n"
        f"sys.argv = ['trust', {str(path)!r}]\n"
        "try:\n"
        f"    runpy.run_path({str(FOLDER)!r}, run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    print('code', end.code)\n"
        "for name, module in list(sys.modules.items()):\n"
        "    print('module', name, getattr(module, '__file__', None))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert "code 0" in done.stdout
    own = 0
    for line in done.stdout.splitlines():
        if not line.startswith("module "):
            continue
        _, name, file = line.split(" ", 2)
        top = name.split(".")[0]
        if top == "trust":
            own += 1
            assert Path(file).parent == FOLDER
        else:
            assert top in (*sys.stdlib_module_names, "__main__", "__mp_main__"), name
            assert "site-packages" not in file
    assert own >= 8
