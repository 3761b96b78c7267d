"""What the commands say where the machine lacks something: each lack is real, each answer one sentence."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OF_THE_MAKE_THAT_RUNS_THE_TESTS = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PORT", "PYTHON"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A new checkout, as far as the commands that set it up are concerned; it pins no package."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    (folder / "requirements-dev.txt").touch()
    return folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def run(*command: str, where: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command's end and words, with the environment that it is given beside ours."""
    ours = {name: value for name, value in os.environ.items() if name not in OF_THE_MAKE_THAT_RUNS_THE_TESTS}
    return subprocess.run(  # noqa: S603 - commands made here
        command, cwd=where, env={**ours, **environment}, capture_output=True, text=True, check=False, timeout=120
    )


def bootstrap(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the set-up says without a package index."""
    away = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    script = str(checkout / "scripts" / "bootstrap.py")
    return run(sys.executable, script, *(arguments or ("site",)), where=checkout, **{**away, **environment})


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The only line of complaint of a command that failed."""
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("courseblog: ")
    return lines[0]


def test_make_lists_every_command_with_what_it_does() -> None:
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    commands = set(phony.split()[1:]) - {"python"}  # which only looks for one, on behalf of the others

    listed = [line.split(maxsplit=2) for line in run("make", where=ROOT).stdout.splitlines()]

    assert {"setup", "run", "test", "check"} <= commands
    assert {words[1] for words in listed} == commands
    assert all(len(words) == 3 for words in listed)


def test_a_taken_port_is_named_before_anything_is_installed(checkout: Path, taken_port: int) -> None:
    began = time.monotonic()
    words = sentence(run("make", "run", f"PORT={taken_port}", where=checkout))

    assert f"Port {taken_port} cannot be used (taken by another program)" in words
    assert "make run`" in words
    assert not (checkout / ".venv").exists()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", ""])
def test_a_port_that_is_none_is_refused_with_an_example(checkout: Path, port: str) -> None:
    assert "`PORT=8001 make run`" in sentence(bootstrap(checkout, f"--port={port}", "site"))


def test_an_old_python_is_told_which_is_needed(checkout: Path) -> None:
    old = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('scripts/bootstrap.py', run_name='__main__')"

    words = sentence(run(sys.executable, "-c", old, where=checkout))

    assert words.startswith("courseblog: Python 3.11 or newer is needed, and this is 3.9")


def test_a_machine_without_a_new_python_is_told_what_to_install(checkout: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)
    (programs / "sh").symlink_to(shutil.which("sh") or "")

    words = sentence(run(shutil.which("make") or "", "run", where=checkout, PATH=str(programs)))

    assert words.startswith("courseblog: Python 3.11 or newer is needed and was not found on the PATH: install it")


def test_a_python_without_its_venv_module_is_told_what_to_install(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ModuleNotFoundError('as on a Debian without python3-venv')\n")

    words = sentence(bootstrap(checkout, PYTHONPATH=str(tmp_path)))

    assert "lacks its venv module" in words
    assert f"apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv" in words


def test_the_second_set_up_changes_nothing_and_a_changed_pin_installs_again(checkout: Path) -> None:
    assert bootstrap(checkout).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (checkout / ".venv").rglob("*")}

    again = bootstrap(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in (checkout / ".venv").rglob("*")} == before

    (checkout / "requirements.txt").write_text("a-package-that-has-to-be-fetched==1.0\n")
    words = sentence(bootstrap(checkout))
    assert "The packages cannot be installed: see that this machine reaches its package index" in words
    assert "a-package-that-has-to-be-fetched==1.0" in words

    assert bootstrap(checkout).returncode != 0, "a failed installation counts as done"


def test_a_moved_checkout_makes_its_virtual_environment_anew(checkout: Path) -> None:
    bootstrap(checkout)
    moved = checkout.rename(checkout.parent / "moved")

    assert bootstrap(moved).returncode == 0
    assert str(moved / ".venv") in (moved / ".venv" / "pyvenv.cfg").read_text()


def test_a_browser_on_the_path_is_taken(tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\necho Chromium 1\n")
    browser.chmod(0o755)

    done = run(sys.executable, "scripts/browser.py", where=ROOT, PATH=str(tmp_path), COURSEBLOG_CHROMIUM="")

    assert (done.stdout, done.stderr) == (f"{browser}\n", "")


def test_a_browser_that_is_named_but_does_not_start_is_refused() -> None:
    done = run(sys.executable, "scripts/browser.py", where=ROOT, COURSEBLOG_CHROMIUM="/no/such/chromium")

    assert "COURSEBLOG_CHROMIUM is /no/such/chromium, which does not start" in sentence(done)


def test_a_machine_that_can_get_no_browser_is_told_how_to_name_one(tmp_path: Path) -> None:
    done = run(
        sys.executable,
        "scripts/browser.py",
        where=ROOT,
        PATH=str(tmp_path),
        COURSEBLOG_CHROMIUM="",
        PLAYWRIGHT_BROWSERS_PATH=str(tmp_path / "browsers"),
        PLAYWRIGHT_DOWNLOAD_HOST="http://127.0.0.1:9",
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("courseblog: The tests need a Chromium, and none was found")
    assert "Traceback" not in done.stderr
