"""A secret key for one's own machine."""

import secrets
from pathlib import Path


def local_secret_key(root: Path) -> str:
    """Returns the key kept in `.secret-key`, made at the first call and readable by its owner alone."""
    path = root / ".secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")
