"""Prints the path of a Chromium that starts: from the PATH, the distribution, or Playwright."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import chain

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = (
    "courseblog: The tests need a Chromium, and none was found or could be installed: install one (on Debian "
    "`apt-get install chromium`), or name it with `COURSEBLOG_CHROMIUM=/path/to/chromium make test`."
)


def main() -> None:
    """Prints the first browser that starts, and installs one only where none does."""
    named = os.environ.get("COURSEBLOG_CHROMIUM")
    if named:
        if not starts(named):
            sys.exit(f"courseblog: COURSEBLOG_CHROMIUM is {named}, which does not start: correct or unset it.")
        sys.stdout.write(f"{named}\n")
        return
    for path in chain(installed(), newly_installed()):
        if starts(path):
            sys.stdout.write(f"{path}\n")
            return
    sys.exit(ADVICE)


def installed() -> list[str]:
    """Returns the browsers that are on the machine already."""
    found = [shutil.which(name) for name in NAMES]
    return [path for path in (*found, *APPLICATIONS, playwrights_own()) if path and os.access(path, os.X_OK)]


def newly_installed() -> Iterator[str]:
    """Installs a browser in one way after the other, as long as the caller asks for more."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("No Chromium here: installing the distribution's package …")
        quietly = {"DEBIAN_FRONTEND": "noninteractive"}
        if run(["apt-get", "update"], quietly) and run(
            ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], quietly
        ):
            yield from installed()
    say("No Chromium here: installing Playwright's own …")
    if run([sys.executable, "-m", "playwright", "install", "chromium"], {}):
        yield from installed()


def playwrights_own() -> str:
    """Returns where Playwright keeps its browser, whether it is there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Returns whether the browser tells its version: some distributions ship a stub that does not."""
    try:
        return run([path, "--version"], {})
    except OSError:
        return False


def run(command: Sequence[str], environment: dict[str, str]) -> bool:
    """Runs a command without showing its output, and returns whether it succeeded."""
    try:
        done = subprocess.run(  # noqa: S603 - commands made here
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=900,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def say(words: str) -> None:
    """Shows progress beside the path that is printed."""
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    main()
