"""The console command as a process: pipes, encodings, colours, signals, and how fast it starts."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROOFS = (sys.executable, "-W", "error", "-m", "proofs")
AS_USED = (sys.executable, "-m", "proofs")
"""Without warnings: the interpreter has its own to give where it is interrupted in an import."""
FULL = Path("/dev/full")
KEPT = "/dev/null/not-kept"
"""A cache directory that cannot be made."""


def environment(**changes: str) -> dict[str, str]:
    """This environment without what would colour or recode the output."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONIOENCODING", "NO_COLOR", "FORCE_COLOR", "PYTHONUTF8", "COLUMNS")
    }
    return {**kept, "XDG_CACHE_HOME": KEPT, **changes}


def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    return subprocess.run(
        [*PROOFS, *arguments], capture_output=True, env=environment(**changes), timeout=120
    )


def test_the_script_is_installed() -> None:
    """The console command is the same program."""
    script = Path(sys.executable).with_name("proofs")
    if not script.exists():
        pytest.skip("the project is not installed in this environment")
    done = subprocess.run([script, "equal", "a", "a"], capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")


def test_exit_codes() -> None:
    """Proved, refuted, wrong use, unknown: as documented, and errors on standard error alone."""
    assert run("equal", "a", "a").returncode == 0
    assert run("equal", "a", "b").returncode == 1
    assert run("equal", "max(exp(exp(a)), 1 + exp(a) + exp(a)**2/2)", "exp(exp(a))").returncode == 3
    wrong = run("equal", "__import__('os')", "1")
    assert wrong.returncode == 2
    assert wrong.stdout == b""
    assert wrong.stderr.startswith(b"proofs: '_' at character 1 ")
    assert wrong.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_terminals_that_are_not_utf8(encoding: str) -> None:
    """Plain ASCII there, and no crash."""
    done = run("show", "perceptron.sign-only", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"phi" in done.stdout
    assert b"?" not in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_messages_where_there_is_no_greek(encoding: str) -> None:
    """What the terminal cannot show is escaped, not lost."""
    done = run("equal", "\u03b7 \u03b7", "a", PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert done.stderr.startswith(b"proofs: there is no operator before '\\u03b7' at character 3;")


def test_a_word_that_is_not_text() -> None:
    """Bytes that no encoding gives are shown escaped."""
    done = subprocess.run(
        [*PROOFS, "equal", b"\xff\xfe", "a"], capture_output=True, env=environment(), timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"proofs: '\\udcff' at character 1 ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("plain", [False, True])
def test_colours_are_for_terminals(plain: bool) -> None:
    """A terminal gets colours unless NO_COLOR is set."""
    import pty

    outside, inside = pty.openpty()
    changes = {"TERM": "xterm-256color", **({"NO_COLOR": "1"} if plain else {})}
    done = subprocess.run(
        [*PROOFS, "equal", "a", "a"],
        stdout=inside, stderr=inside, env=environment(**changes), timeout=120,
    )  # fmt: skip
    os.close(inside)
    said = os.read(outside, 10_000)
    os.close(outside)
    assert done.returncode == 0
    assert (b"\x1b[" in said) is not plain
    assert b"proved" in said


def test_a_pipe_that_closes() -> None:
    """`proofs show ... | head -1` says nothing on standard error."""
    process = subprocess.Popen(
        [*PROOFS, "show", "perceptron.sign-only"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()  # before anything is printed
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(120) == 141
    assert said == b""


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("show", "perceptron.sign-only"), ("--help",)])
def test_a_full_disk_behind_standard_output(arguments: tuple[str, ...]) -> None:
    """One line, exit code 2."""
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*PROOFS, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment(),
            timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        b"proofs: cannot write the output: no space left on device; make room, or write elsewhere\n"
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_full_device_as_the_file() -> None:
    """`-o` on a device that is full: one line, exit code 2."""
    done = run("latex", "perceptron.sign-only", "-o", str(FULL))
    assert done.returncode == 2
    assert done.stderr.startswith(b"proofs: cannot write /dev/full: no space left on device; ")
    assert done.stderr.count(b"\n") == 1


def shell(line: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which `proofs` is the command."""
    words = " ".join(map(shlex.quote, PROOFS))
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("proofs ", words + " ")],
        capture_output=True, env=environment(**changes), timeout=120,
    )  # fmt: skip


CLOSED = b"proofs: cannot write the output: standard output is closed; leave it open\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("line", "code", "out", "said"),
    [
        ("proofs show perceptron.sign-only >&-", 2, b"", CLOSED),
        ("proofs list symmetry >&-", 2, b"", CLOSED),
        ("proofs list symmetry --json >&- <&-", 2, b"", CLOSED),
        ("proofs --help >&-", 2, b"", CLOSED),
        ("proofs equal a a 1</dev/null", 2, b"", CLOSED),
        ("proofs equal a b >&- 2>&-", 2, b"", b""),
        ("proofs equal a 2>&-", 2, b"", b""),
        ("proofs latex perceptron.sign-only -o /dev/null >&- 2>&-", 0, b"", b""),
        ("proofs list symmetry | true", 141, b"", b""),
        ("proofs latex perceptron.sign-only -o /dev/stdout | true", 141, b"", b""),
        ("proofs latex perceptron.sign-only -o /dev/stdout | tail -c 1", 0, b"\n", b""),
        ("proofs latex perceptron.sign-only -o /dev/fd/1 | tail -c 1", 0, b"\n", b""),
        ("proofs latex perceptron.sign-only -o >(tail -c 1); sleep 1", 0, b"\n", b""),
        (
            "proofs latex perceptron.sign-only -o /dev/stdout >&-", 2, b"",
            b"proofs: cannot write /dev/stdout: bad file descriptor; name another place with -o\n",
        ),
    ],
)  # fmt: skip
def test_streams_that_are_not_there(line: str, code: int, out: bytes, said: bytes) -> None:
    """One line or none, the exit code, and no traceback, whatever the shell did to a stream."""
    done = shell(line)
    assert (done.returncode, done.stdout, done.stderr) == (code, out, said)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_file_behind_standard_output_is_written_on(tmp_path: Path) -> None:
    """`-o /dev/stdout >> log` keeps what the log holds."""
    log = tmp_path / "log"
    log.write_text("earlier\n")
    done = shell(f"proofs latex perceptron.sign-only -o /dev/stdout >> {log}")
    assert (done.returncode, done.stderr) == (0, b"")
    first, *later = log.read_text().splitlines()
    assert first == "earlier"
    assert len(later) > 10


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_while_it_is_loaded() -> None:
    """An interruption before the command has begun ends in one line, too."""
    code = (
        "import builtins, sys\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *more):\n"
        "    if name == 'click':\n"
        "        raise KeyboardInterrupt\n"
        "    return real(name, *more)\n"
        "builtins.__import__ = interrupted\n"
        "from proofs.__main__ import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), timeout=30
    )
    assert done.returncode == 2
    assert done.stderr == b"proofs: interrupted before it began; run it again\n"


def wait_until_it_has_begun(process: subprocess.Popen[bytes]) -> None:
    """However slow the machine is: the command line is loaded once it takes SIGTERM for itself."""
    status, bit = Path(f"/proc/{process.pid}/status"), 1 << (signal.SIGTERM - 1)
    if not status.exists():
        time.sleep(1.5)
        return
    while process.poll() is None:
        caught = next(line for line in status.read_text().splitlines() if "SigCgt" in line)
        if int(caught.split()[1], 16) & bit:
            return
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("arguments", [("list",), ("check",)])
def test_ctrl_c_twice(arguments: tuple[str, ...]) -> None:
    """One line and exit code 2, however often it is pressed."""
    process = subprocess.Popen(
        [*AS_USED, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    wait_until_it_has_begun(process)
    time.sleep(0.1)
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        time.sleep(0.01)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == b""
    assert said == b"proofs: interrupted half way; files are as they were, run it again\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize(
    ("seconds", "number"), [(0.5, signal.SIGINT), (8, signal.SIGINT), (8, signal.SIGTERM)]
)
def test_ctrl_c_half_way(tmp_path: Path, seconds: float, number: signal.Signals) -> None:
    """One line, exit code 2, the earlier report untouched and nothing beside it."""
    report = tmp_path / "audit.md"
    report.write_text("earlier")
    process = subprocess.Popen(
        [*AS_USED, "audit", "-o", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    wait_until_it_has_begun(process)
    time.sleep(seconds)  # later it has others work for it
    assert process.poll() is None
    process.send_signal(number)
    out, said = process.communicate(timeout=10)
    assert process.returncode == 2
    assert out == b""
    assert said == b"proofs: interrupted half way; files are as they were, run it again\n"
    assert [p.name for p in tmp_path.iterdir()] == ["audit.md"]
    assert report.read_text() == "earlier"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_inside_a_callback() -> None:
    """An interruption that Python swallows, as in a callback of its collector, is not lost."""
    code = (
        "import gc, signal, sys, time\n"
        "from proofs import cli\n"
        "def callback(*about):\n"
        "    gc.callbacks.remove(callback)\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "@cli.cli.command()\n"
        "def wait():\n"
        "    gc.callbacks.append(callback)\n"
        "    gc.collect()\n"
        "    time.sleep(60)\n"
        "sys.argv[1:] = ['wait']\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), timeout=30
    )
    assert done.returncode == 2
    assert done.stderr == b"proofs: interrupted half way; files are as they were, run it again\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("early", [False, True])
def test_ctrl_c_inside_code_that_is_text(tmp_path: Path, early: bool) -> None:
    """As where a dataclass is made: Python remembers that, and would end itself by the signal."""
    (tmp_path / "interrupted.py").write_text(
        "import builtins, sys\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *more):\n"
        f"    if name == {'click' if early else 'proofs.report.audit'!r}:\n"
        "        exec('raise KeyboardInterrupt')\n"
        "    return real(name, *more)\n"
        "builtins.__import__ = interrupted\n"
        "from proofs.__main__ import main\n"
        "main()\n"
    )
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", "interrupted", "--version"],
        capture_output=True, env=environment(PYTHONPATH=path), timeout=30,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"proofs: interrupted ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (("--help",), {"sympy", "rich", "proofs.verdicts", "hypothesis", "numpy"}),
        (("equal", "a", "a"), {"hypothesis", "numpy", "pytest"}),
        (("list", "symmetry", "--json"), {"hypothesis", "numpy", "pytest"}),
        (("decide", "a <= a"), {"hypothesis", "numpy", "pytest"}),
        (("show", "perceptron.sign-only"), {"hypothesis", "numpy", "pytest"}),
    ],
)
def test_loads_no_more_than_it_needs(arguments: tuple[str, ...], never: set[str]) -> None:
    """What makes a command slow to start is not loaded by commands that do not use it."""
    code = (
        "import sys\nfrom proofs.cli import main\n"
        f"try:\n    sys.argv[1:] = {list(arguments)!r}\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), timeout=120
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.decode().split())
    assert "proofs.cli" in loaded
    assert not loaded & never


def test_completion_of_the_shell() -> None:
    """The shell is offered commands, ids, chapters and options."""
    for words, offered in (
        ("proofs sh", b"show"), ("proofs show perceptron.sign", b"perceptron.sign-only"),
        ("proofs list line", b"linear"), ("proofs decide a --giv", b"--given"),
    ):  # fmt: skip
        place = str(len(words.split()) - 1)
        done = run(_PROOFS_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place)
        assert b"plain," + offered in done.stdout.splitlines()
        assert done.stderr == b""
    assert b"complete -o nosort" in run(_PROOFS_COMPLETE="bash_source").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_standard_input_that_is_closed() -> None:
    """One line that says so, and no bug."""
    command = f"{shlex.join((*PROOFS, 'derive', '-'))} <&-"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env=environment(), timeout=120
    )
    assert done.returncode == 2
    assert done.stderr == b"proofs: cannot read standard input: it is closed; name a file\n"
