"""Makes the virtual environment and installs the pinned packages, where they are missing or out of date.

Runs on the machine's own Python and uses nothing but the standard library.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - told before newer syntax is met, to those who call this by hand
    sys.exit(
        "courseblog: Python 3.11 or newer is needed, and this is {}.{}: install a newer one, or name it with "
        "`make PYTHON=/path/to/python3 …`.".format(*sys.version_info[:2])
    )

import argparse
import errno
import fcntl
import hashlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
REQUIREMENTS = {"site": ("requirements.txt",), "dev": ("requirements.txt", "requirements-dev.txt")}


class CannotSetUp(Exception):  # noqa: N818 - the name that callers read is the state, not an error
    """The machine lacks something; the only argument is a sentence that says what to do."""


def main(arguments: Sequence[str]) -> None:
    """Sets up what the command line asks for, or ends with the sentence that says what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", choices=REQUIREMENTS)
    parser.add_argument("--port", help="check first that a server can be started on this port")
    asked = parser.parse_args(arguments)
    try:
        if asked.port is not None:
            check_port(asked.port)
        with alone():
            set_up(asked.packages)
    except CannotSetUp as fault:
        sys.exit(f"courseblog: {fault}")


def check_port(text: str) -> None:
    """Refuses a port that no server can be started on."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CannotSetUp(f"PORT is “{text}”; give a number from 1 to 65535, such as `PORT=8001 make run`.")
    with socket.socket() as trial:
        # Without it, the connections of a server that has just ended would count as a server.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", int(text)))
        except OSError as error:
            other = 8001 if int(text) < 8001 else int(text) % 65535 + 1
            reason = "taken by another program" if error.errno == errno.EADDRINUSE else error.strerror
            raise CannotSetUp(
                f"Port {text} cannot be used ({reason}): end that program, or run `PORT={other} make run`."
            ) from None


def set_up(packages: str) -> None:
    """Brings the virtual environment up to date with the pinned requirements."""
    if any(stamp(each).is_file() and stamp(each).read_text() == state(each) for each in covering(packages)):
        return
    began = time.monotonic()
    if not usable():
        say("Making the virtual environment in .venv …")
        make_environment()
    say("Installing the pinned packages (a minute or two, the first time) …")
    install(REQUIREMENTS[packages][-1])
    for each in REQUIREMENTS:
        stamp(each).unlink(missing_ok=True)
    stamp(packages).write_text(state(packages))
    say(f"Packages are installed ({time.monotonic() - began:.0f} s).")


def covering(packages: str) -> tuple[str, ...]:
    """Returns the sets of packages that hold this one."""
    return ("site", "dev") if packages == "site" else ("dev",)


def stamp(packages: str) -> Path:
    """Returns the file that remembers for which state these packages were installed."""
    return ENVIRONMENT / f".setup-stamp-{packages}"


def state(packages: str) -> str:
    """Returns what an installation depends on: the pinned versions, the Python, and the place."""
    digest = hashlib.sha256()
    for name in REQUIREMENTS[packages]:
        digest.update((ROOT / name).read_bytes())
    return f"{ENVIRONMENT}\n{python_of(ENVIRONMENT)}\n{digest.hexdigest()}\n"


def python_of(environment: Path) -> str:
    """Returns what the environment's configuration says about the Python that it was made from."""
    try:
        return (environment / "pyvenv.cfg").read_text()
    except OSError:
        return ""


def usable() -> bool:
    """Returns whether the virtual environment starts, is ours to change, and was made for this place."""
    if not ENVIRONMENT.exists():
        return False
    if not os.access(ENVIRONMENT, os.W_OK):
        raise CannotSetUp(
            f"The folder {ENVIRONMENT} belongs to another account and is out of date: "
            "remove it, or go on as the account that made it."
        )
    made_here = f"{ENVIRONMENT}\n" in python_of(ENVIRONMENT)
    return made_here and succeeds([str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"])


def make_environment() -> None:
    """Makes the virtual environment anew."""
    if not succeeds([sys.executable, "-c", "import venv, ensurepip"]):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotSetUp(
            f"Python {version} at {sys.executable} lacks its venv module: install it "
            f"(on Debian and Ubuntu `apt-get install python{version}-venv`) and run this again."
        )
    done, words = run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    if not done:
        raise CannotSetUp(f"The virtual environment {ENVIRONMENT} cannot be made: {last_line(words)}")


def install(requirements: str) -> None:
    """Installs the requirements with pip."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    done, words = run([*command, "--retries", "2", "--requirement", str(ROOT / requirements)])
    if not done:
        faults = [line for line in words.splitlines() if line.startswith("ERROR:")]
        raise CannotSetUp(
            "The packages cannot be installed: see that this machine reaches its package index and try again; "
            f"pip says “{(faults or [last_line(words)])[-1].removeprefix('ERROR: ')}”."
        )


def run(command: Sequence[str]) -> tuple[bool, str]:
    """Runs a command and returns whether it succeeded, and all that it printed."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        done = subprocess.run(  # noqa: S603 - commands made here
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=ROOT, check=False
        )
        output.seek(0)
        return done.returncode == 0, output.read()


def succeeds(command: Sequence[str]) -> bool:
    """Returns whether a command can be started and ends well."""
    try:
        return run(command)[0]
    except OSError:
        return False


def last_line(words: str) -> str:
    """Returns the last line that says something."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else "(nothing)"


@contextmanager
def alone() -> Iterator[None]:
    """Keeps two commands that are started at once from installing into the same place."""
    checkout = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(checkout, fcntl.LOCK_EX)
        yield
    finally:
        os.close(checkout)


def say(words: str) -> None:
    """Shows progress."""
    print(words, flush=True)  # noqa: T201 - a command's progress


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("courseblog: stopped; run the same command again to go on.")
