"""L20: what the week asks for."""

from collections.abc import Iterator

from posts.checks.finding import Hit
from posts.checks.view import EssayView


def unmet_terms(essay: EssayView) -> Iterator[Hit]:
    """L20: finds the terms of which there is not enough yet."""
    for term in essay.terms:
        if term.count < term.minimum:
            several = "" if term.minimum == 1 else "s"
            yield Hit(f"The week asks for at least {term.minimum:,} {term.label}{several}; there are {term.count:,}.")
