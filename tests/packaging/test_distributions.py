"""What is shipped: a source distribution with its tests, a wheel without them, complete both."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEAST = 77
"""The setuptools that pyproject.toml asks for; an older one cannot read the licence."""

BUILD = """
import sys
from setuptools import build_meta
print(getattr(build_meta, "build_" + sys.argv[1])(sys.argv[2]))
"""


def setuptools_version() -> int:
    """The first number of the version that is installed, 0 without one."""
    try:
        return int(metadata.version("setuptools").partition(".")[0])
    except metadata.PackageNotFoundError:
        return 0


pytestmark = pytest.mark.skipif(
    setuptools_version() < LEAST,
    reason=f"building takes setuptools {LEAST} or later, installed where the tests run",
)


def build(kind: str, source: Path, into: Path) -> Path:
    """A distribution of the kind, built offline by the backend that pyproject.toml names."""
    into.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, kind, str(into)],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return into / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The names in the source distribution, and in the wheel that is built out of it."""
    place = tmp_path_factory.mktemp("built")
    source = place / "source"
    ignored = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info", "build", "dist", "audit")
    source.mkdir()
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    for name in ("proofs", "numeric", "tests"):
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    with tarfile.open(build("sdist", source, place / "dist")) as archive:
        if hasattr(tarfile, "data_filter"):  # not before 3.11.4
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(place / "unpacked")
    (unpacked,) = (place / "unpacked").iterdir()
    inside = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*")}
    with zipfile.ZipFile(build("wheel", unpacked, place / "dist")) as wheel:
        return inside, set(wheel.namelist())


def files(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> set[str]:
    """What the folders of the checkout hold, as paths from the root."""
    return {
        file.relative_to(ROOT).as_posix()
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in suffixes and "__pycache__" not in file.parts
    }


def test_the_source_distribution_holds_its_tests(built: tuple[set[str], set[str]]) -> None:
    """All that the README's test command needs: the tests, with their data, and what they read."""
    inside, _ = built
    tests = files("tests", suffixes=(".py", ".json", ".csv", ".txt", ".tex", ".md"))
    assert tests <= inside
    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"} <= inside
    assert not any(re.search(r"__pycache__|\.pyc$", name) for name in inside)


def test_both_hold_the_whole_program(built: tuple[set[str], set[str]]) -> None:
    """Every module, py.typed, and the data that come with the project."""
    for held in built:
        assert files("proofs", "numeric") <= held
        assert {"proofs/py.typed", "numeric/py.typed"} <= held
        assert {"numeric/data/iris.csv", "numeric/data/README.md"} <= held
        assert {"proofs/page/fonts/math.woff2", "proofs/page/fonts/GUST-FONT-LICENSE.txt"} <= held
        assert {"proofs/report/site_files/style.css", "proofs/report/site_files/site.js"} <= held


def test_the_wheel_holds_nothing_else(built: tuple[set[str], set[str]]) -> None:
    """No tests and no tools: an installed package is not to shadow anybody's `tests`."""
    _, held = built
    tops = {name.partition("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"proofs", "numeric"}
    assert not any(re.search(r"(^|/)test_", name) for name in held)
    assert any(name.endswith("entry_points.txt") for name in held)
