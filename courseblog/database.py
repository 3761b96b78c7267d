"""Which PostgreSQL the project talks to: the one that DATABASE_URL names, or an embedded one of its own."""

from collections.abc import Mapping
from pathlib import Path

from courseblog.embedded import DatabaseUnavailable, cluster_of

__all__ = ["DatabaseUnavailable", "url"]

SCHEMES = ("postgres://", "postgresql://")


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
