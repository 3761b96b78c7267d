"""pandoc as a child process that has a folder, a little time and memory, and nothing else."""

import json
import subprocess  # nosec B404
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pypandoc

from posts.word import jail
from posts.word.refusal import Unreadable

PATIENCE: Final = 20.0  # seconds on the clock; of the processor the child has fewer
AT_ONCE: Final = 2

_ARGUMENTS: Final = ("--sandbox", "--from=docx", "--to=json", "--track-changes=accept", "--output=out.json", "in.docx")
_turns = threading.BoundedSemaphore(AT_ONCE)

TOO_MUCH: Final = (
    "The document could not be read in the time and memory that there are for it. Copy its text into a new document,"
    " save that as .docx, and upload it."
)
BUSY: Final = "Other documents are being read just now. Wait a minute, then upload yours again."


def read_docx(data: bytes) -> object:
    """Returns pandoc's tree of a document; raises `Unreadable` where it cannot be read within the limits."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Unreadable(BUSY)
    try:
        return _read(data)
    finally:
        _turns.release()


def _read(data: bytes) -> object:
    with TemporaryDirectory(prefix="word-") as folder:
        place = Path(folder)
        (place / "in.docx").write_bytes(data)
        _run(folder)
        try:
            tree: object = json.loads((place / "out.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            raise Unreadable(TOO_MUCH) from None
        return tree


def _run(folder: str) -> None:
    """Runs pandoc in a folder; a child that is not done in time is killed."""
    launcher = [sys.executable, "-I", "-S", jail.__file__, pypandoc.get_pandoc_path()]
    try:
        subprocess.run(  # noqa: S603  # nosec B603  # fixed words, no shell
            [*launcher, *_ARGUMENTS],
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
            start_new_session=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise Unreadable(TOO_MUCH) from None
