"""Imports a folder's essays into a scratch database and prints the citation engine's scores on its case files.

python scripts/ci_shared.py FOLDER    the folder holds essays/*.txt, score.py, chicago/*.jsonl and notes/*.jsonl

A low score is only told; a command that breaks fails.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from courseblog import database  # noqa: E402 - the checkout has to be on the path first
from courseblog.places import packaged_programs  # noqa: E402

COURSE = "demo"
AUTHOR = "student@example.edu"
SCORES = (
    ("render", "chicago/cases.jsonl"),
    ("render", "chicago/edition17.jsonl"),
    ("ranges", "chicago/ranges.jsonl"),
    ("sequence", "chicago/sequence.jsonl"),
    ("parse", "notes/cases.jsonl"),
)


def main(folder: Path) -> None:
    """Runs all that the folder has something for, and ends with a failure where a command broke."""
    broken: list[str] = []
    if not imported(sorted((folder / "essays").glob("*.txt"))):
        broken.append("import_essays")
    for verb, cases in SCORES:
        sys.stdout.write(f"\n{verb} {cases}\n")
        if not succeeds(
            [sys.executable, str(folder / "score.py"), verb, str(folder / cases), "--python", sys.executable]
        ):
            broken.append(f"{verb} {cases}")
    if broken:
        sys.exit(f"courseblog: these commands broke: {', '.join(broken)}.")


def imported(essays: Sequence[Path]) -> bool:
    """Returns whether the essays could be imported into the demo course of a database made for it."""
    manage = [sys.executable, "manage.py"]
    files = [str(path) for path in essays]
    with scratch_database() as address:
        there = {"DATABASE_URL": address}
        return (
            succeeds([*manage, "migrate", "--no-input", "--verbosity=0"], there)
            and succeeds([*manage, "demo"], there)
            and succeeds([*manage, "import_essays", *files, "--course", COURSE, "--author", AUTHOR], there)
        )


@contextmanager
def scratch_database() -> Iterator[str]:
    """Makes a database beside the site's own, and drops it in the end."""
    site = database.url(os.environ, ROOT)
    name = f"courseblog_scratch_{os.getpid()}"
    psql = [str(packaged_programs() / "psql"), "--no-psqlrc", "--quiet", site, "--command"]
    if not succeeds([*psql, f"CREATE DATABASE {name}"]):
        sys.exit("courseblog: no scratch database can be made beside the site's own.")
    try:
        yield urlunsplit(urlsplit(site)._replace(path=f"/{name}"))
    finally:
        succeeds([*psql, f"DROP DATABASE {name}"])


def succeeds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> bool:
    """Returns whether a command ends well; it shows its own words."""
    sys.stdout.flush()
    surroundings = {"COURSEBLOG_DEBUG": "1", **os.environ, **(environment or {})}
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode == 0  # noqa: S603 - made here


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
