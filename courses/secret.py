"""Secrets that stand in a link and nowhere else: what is stored is their digest."""

import hashlib
import secrets


def new_token() -> str:
    """Returns a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Returns what is stored of a token: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
