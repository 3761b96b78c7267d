"""Which PostgreSQL the project talks to: the one that DATABASE_URL names, or an embedded one of its own.

python -m courseblog.database wait    starts the embedded server where needed, and waits for an answer
python -m courseblog.database stop    stops the embedded server
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from courseblog.embedded import DatabaseUnavailable, cluster_of

__all__ = ["DatabaseUnavailable", "url", "wait_for_answer"]

ROOT = Path(__file__).resolve().parent.parent
SCHEMES = ("postgres://", "postgresql://")
SECONDS_TO_ANSWER = 5.0


def url(environ: Mapping[str, str], root: Path) -> str:
    """Returns the address of the database, and starts the checkout's embedded server where it is needed.

    Raises `DatabaseUnavailable`, whose only argument is a sentence that says what to do.
    """
    given = environ.get("DATABASE_URL", "").strip()
    if not given:
        return cluster_of(root).start()
    if not given.startswith(SCHEMES):
        raise DatabaseUnavailable(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name, "
            "or be left unset to use the embedded PostgreSQL."
        )
    return given


def wait_for_answer(seconds: float = SECONDS_TO_ANSWER) -> None:
    """Returns once the database of the settings answers; raises `DatabaseUnavailable` where it does not."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as fault:
            if time.monotonic() > give_up:
                reason = str(fault).strip().splitlines()[0]
                raise DatabaseUnavailable(
                    f"The database does not answer ({reason}): start it, correct DATABASE_URL, "
                    "or unset it to use the embedded PostgreSQL."
                ) from None
            time.sleep(0.25)
        else:
            return


def main(arguments: Sequence[str]) -> None:
    """Obeys the command line, or ends with the sentence that says why not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseblog.settings")
    try:
        if list(arguments) == ["wait"]:
            wait_for_answer()
        elif list(arguments) == ["stop"]:
            sys.stdout.write("Stopped.\n" if cluster_of(ROOT).stop() else "No embedded database runs.\n")
        else:
            sys.exit(__doc__)
    except (DatabaseUnavailable, ImproperlyConfigured) as fault:
        sys.exit(f"courseblog: {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])
