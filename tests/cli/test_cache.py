"""Verdicts that are kept: found as long as nothing changed, and never afterwards."""

from __future__ import annotations

import compileall
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

import pytest

import proofs
from proofs import cache, registry
from proofs.report import audit

ENTRY = "symmetry.trajectory"
Listed = Callable[..., str]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product's sources."""
    root = tmp_path_factory.mktemp("product")
    package = Path(proofs.__file__).parent
    shutil.copytree(package, root / "proofs", ignore=shutil.ignore_patterns("__pycache__"))
    age(root)
    compileall.compile_dir(root, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return root


def age(root: Path) -> None:
    """Let all files have been written long ago."""
    for path in root.rglob("*.py"):
        os.utime(path, (10**9, 10**9))


@pytest.fixture
def listed(product: Path, tmp_path: Path) -> Listed:
    """What a process that uses the copy says of the one entry."""

    def call(*arguments: str, flags: tuple[str, ...] = (), cached: Path | None = None) -> str:
        done = subprocess.run(
            [sys.executable, *flags, "-m", "proofs", "list", "symmetry", "--json", *arguments],
            capture_output=True, cwd=tmp_path, timeout=120,
            env={
                **os.environ, "PYTHONPATH": str(product), "PYTHONDONTWRITEBYTECODE": "1",
                "XDG_CACHE_HOME": str(cached or tmp_path / "cached"),
            },
        )  # fmt: skip
        assert done.stderr == b""
        assert done.returncode == 0
        (row,) = json.loads(done.stdout)
        assert row["id"] == ENTRY
        return str(row["verdict"])

    return call


pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the cache is moved by XDG_CACHE_HOME"
)


def kept(tmp_path: Path) -> Path:
    """The one file that is kept."""
    (found,) = (tmp_path / "cached").rglob("*.json")
    return found


def plant(tmp_path: Path) -> None:
    """Write into the cache that the entry is refuted, which nobody would find."""
    text = kept(tmp_path).read_text("utf-8")
    assert '"proved"' in text
    kept(tmp_path).write_text(text.replace('"proved"', '"refuted"'), "utf-8")


def test_what_is_kept_is_used(listed: Listed, tmp_path: Path) -> None:
    """The second run proves nothing; with --fresh it does, and keeps what it finds."""
    assert listed() == "proved"
    assert listed() == "proved"
    plant(tmp_path)
    assert listed() == "refuted"
    assert listed("--fresh") == "proved"
    assert listed() == "proved"


def test_a_list_that_was_made_before_is_quick(product: Path, tmp_path: Path) -> None:
    """All verdicts kept, `proofs list` imports no entry and does what two imports of SymPy do."""
    environment = {
        **os.environ, "PYTHONPATH": str(product), "XDG_CACHE_HOME": str(tmp_path),
    }  # fmt: skip
    code = (
        "from proofs import cache\n"
        "cache.prepare()\n"
        "from proofs import registry\n"
        "cache._write(cache._key, dict.fromkeys(registry.CLAIMS, 'proved'))\n"
        "cache.headings(registry.CLAIMS)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=120)

    def work(*arguments: str) -> tuple[float, str]:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, *arguments], check=True, env=environment, timeout=120,
            capture_output=True, text=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return used, done.stdout + done.stderr

    listed = min(work("-m", "proofs", "list")[0] for _ in range(3))
    assert listed < 2 * min(work("-c", "import sympy")[0] for _ in range(3))
    _, said = work("-X", "importtime", "-m", "proofs", "list")
    assert "proofs.registry" in said
    assert "proofs.chapters." not in said
    assert not re.search(r"\|\s+sympy\b", said)


@pytest.mark.parametrize("name", ["symmetry.py", "verdicts.py", "page/text.py"])
def test_no_verdict_survives_a_changed_source(
    listed: Listed, product: Path, tmp_path: Path, name: str
) -> None:
    """A byte more in any file, and everything is proved anew; the byte taken back, it is not."""
    assert listed() == "proved"
    plant(tmp_path)
    source = product / "proofs" / name
    before = source.read_text("utf-8")
    try:
        source.write_text(before + "\n", "utf-8")
        age(product)
        assert listed() == "proved"
    finally:
        source.write_text(before, "utf-8")
        age(product)
    assert listed() == "refuted"


def test_a_new_file_and_a_lost_one_are_changes(
    listed: Listed, product: Path, tmp_path: Path
) -> None:
    """Which files there are matters, too."""
    assert listed() == "proved"
    plant(tmp_path)
    new = product / "proofs" / "page" / "new.py"
    new.touch()
    age(product)
    assert listed() == "proved"
    new.unlink()
    assert listed() == "refuted"


def test_python_run_otherwise_is_a_change(listed: Listed, tmp_path: Path) -> None:
    """What Python leaves out with -O could be a check."""
    assert listed() == "proved"
    plant(tmp_path)
    assert listed(flags=("-O",)) == "proved"
    assert listed() == "refuted"


def test_sources_that_just_changed_keep_nothing(
    listed: Listed, product: Path, tmp_path: Path
) -> None:
    """They may have been loaded before they changed."""
    source = product / "proofs" / "verdicts.py"
    os.utime(source, (time.time() + 60, time.time() + 60))
    try:
        assert listed() == "proved"
        assert not [path for path in (tmp_path / "cached").rglob("*") if path.is_file()]
    finally:
        age(product)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "7", '{"format": 2}', '{"format": 1, "runs": []}',
        '{"format": 2, "runs": [7, {}, {"key": 1, "verdicts": {}, "headings": {}}, {"key": "a"}]}',
        '{"format": 2, "runs": [{"key": "a", "verdicts": {}, "headings": {"a.b": ["theorem"]}}]}',
        '{"format": 2, "runs": {"key": 1}}', "[" * 100_000, "\0", "NaN",
        '{"format": 2, "runs": 9' + "9" * 5000 + "}",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_what_nobody_wrote_is_ignored(listed: Listed, tmp_path: Path, text: str) -> None:
    """A file that is not as it should be is as good as absent, and is written anew."""
    assert listed() == "proved"
    place = kept(tmp_path)
    whole = place.read_bytes()
    place.write_text(text, "utf-8")
    assert listed() == "proved"
    assert place.read_bytes() == whole


@pytest.mark.parametrize("verdict", ['"perhaps"', "true", '"unknown"', '["proved"]'])
def test_no_other_word_is_a_verdict(listed: Listed, tmp_path: Path, verdict: str) -> None:
    """Only what the kernel says for good is believed."""
    assert listed() == "proved"
    text = kept(tmp_path).read_text("utf-8")
    kept(tmp_path).write_text(text.replace('"proved"', verdict), "utf-8")
    assert listed() == "proved"
    assert '"proved"' in kept(tmp_path).read_text("utf-8")


def test_bytes_that_are_no_text(listed: Listed, tmp_path: Path) -> None:
    """The same for what no encoding gives."""
    assert listed() == "proved"
    kept(tmp_path).write_bytes(b"\xff\xfe\x00")
    assert listed() == "proved"


@pytest.mark.parametrize("place", ["file", "/dev/null", "/proc/none", "x" * 300])
def test_nowhere_to_keep(listed: Listed, tmp_path: Path, place: str) -> None:
    """What cannot be kept is not, and nothing is said."""
    (tmp_path / "file").write_text("")
    assert listed(cached=tmp_path / place) == "proved"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_few_states_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The last ones; a verdict more of one does not lose the others."""
    monkeypatch.setattr(cache, "_place", lambda: tmp_path / "verdicts.json")
    for number in range(20):
        cache._write(f"key {number}", {"a.b": "proved"})
    cache._write("key 19", {"a.c": "refuted"})
    assert [run["key"] for run in cache._runs()] == [f"key {n}" for n in range(19, 11, -1)]
    assert cache._read("key 19") == {"a.b": "proved", "a.c": "refuted"}
    assert cache._read("key 12") == {"a.b": "proved"}
    assert cache._read("key 11") == {}
    assert [path.name for path in tmp_path.iterdir()] == ["verdicts.json"]


@pytest.fixture
def as_if_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As in a process that loaded the registry after the sources were read."""
    place = tmp_path / "verdicts.json"
    monkeypatch.setattr(cache, "_place", lambda: place)
    monkeypatch.setattr(cache, "_prepared", True)
    monkeypatch.setattr(cache, "_key", "the key")
    monkeypatch.setattr(cache, "_fingerprint", lambda: "the key")
    return place


def test_unknown_is_not_kept(as_if_first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run may know."""
    words = {
        "a.a": "proved",
        "a.b": "unknown",
        "a.c": "refuted",
        "S01": "holds if",
        "S02": "unknown",
    }
    monkeypatch.setattr(cache, "_settle", words.__getitem__)
    assert cache.settled_summary(words) == words
    assert cache._read("the key") == {k: v for k, v in words.items() if v != "unknown"}


def test_an_audit_leaves_its_verdicts(as_if_first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that follows asks for nothing; what fell, or is unknown, is asked for again."""
    said = {"readings": [{"ruling": "fails"}, {"ruling": "holds"}]}
    record = {
        "sentences": [{"id": "S01", "ruling": "readings", **said}],
        "entries": [{"id": "a.b", "verdict": "proved"}, {"id": "a.c", "verdict": "unknown"}],
    }
    cache.keep(audit.verdicts(record))
    asked: list[str] = []
    monkeypatch.setattr(cache, "_settle", lambda name: asked.append(name) or "proved")
    assert cache.settled_summary(["S01", "S01/1", "S01/2", "a.b", "a.c"]) == {
        "S01": "readings", "S01/1": "fails", "S01/2": "holds", "a.b": "proved", "a.c": "proved",
    }  # fmt: skip
    assert asked == ["a.c"]


def test_sources_that_change_meanwhile_keep_nothing(
    as_if_first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was proved while a file changed may rest on either."""
    monkeypatch.setattr(cache, "_fingerprint", lambda: "another key")
    monkeypatch.setattr(cache, "_settle", lambda name: "proved")
    assert cache.settled_summary(["a.b"]) == {"a.b": "proved"}
    assert not as_if_first.exists()


def test_only_what_is_new_is_proved(as_if_first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are settled one by one, each reported, in the order asked for."""
    asked: list[str] = []
    done: list[str] = []

    def settle(name: str) -> str:
        asked.append(name)
        return "proved"

    monkeypatch.setattr(cache, "_settle", settle)
    cache.settled_summary(["a.a"])
    assert list(cache.settled_summary(["a.b", "a.a"], done=done.append)) == ["a.b", "a.a"]
    assert asked == ["a.a", "a.b"]
    assert done == ["a.b", "a.a"]
    cache.settled_summary(["a.a"], fresh=True)
    assert asked == ["a.a", "a.b", "a.a"]


def test_a_process_that_has_the_registry_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as this one: its parts may have been replaced."""
    assert "proofs.registry" in sys.modules
    monkeypatch.setattr(cache, "_prepared", False)
    monkeypatch.setattr(cache, "_key", "a key")
    monkeypatch.setattr(cache, "_fingerprint", lambda: "a key")
    cache.prepare()
    assert cache._key is None


def test_every_source_counts() -> None:
    """Both packages, every module that is loaded from them."""
    named = {path.resolve() for _, path in cache._sources()}
    for name, module in list(sys.modules.items()):
        file: Any = getattr(module, "__file__", None)
        if re.match(r"(proofs|numeric)(\.|$)", name) and file:
            assert Path(file).resolve() in named


def test_unknown_ids_are_refused() -> None:
    """An id that the ledger does not have is an error that names near ones."""
    with pytest.raises(registry.UnknownId, match="did you mean"):
        cache.settled_summary(["symmetry.trajectori"])
    assert cache.settled_summary([ENTRY, "S11"]) == {ENTRY: "proved", "S11": "holds"}


def used_by(environment: dict[str, str], *arguments: str) -> float:
    """The processor time of a Python process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments], check=True, env=environment, timeout=240, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="times are compared, one by one")
@pytest.mark.parametrize("command", ["latex", "handout"])
def test_a_page_of_a_short_proof_takes_two_imports_of_sympy(
    product: Path, tmp_path: Path, command: str
) -> None:
    """Nothing kept, proof and checks included: the page itself is a small part of that."""
    environment = {
        **os.environ, "PYTHONPATH": str(product), "XDG_CACHE_HOME": str(tmp_path),
    }  # fmt: skip
    page = ("-m", "proofs", command, "perceptron.eta-factors-out", "-o", str(tmp_path / "p.tex"))
    taken = min(used_by(environment, *page) for _ in range(2))
    assert taken < 2 * min(used_by(environment, "-c", "import sympy") for _ in range(3))
