"""The part of a wide table that one page shows: so many students, so many weeks."""

from collections.abc import Sequence
from typing import Final

from django.core.paginator import Page, Paginator

from courses.models import Prompt

A_PAGE: Final = 50
WEEKS_AT_ONCE: Final = 6


def window_of(prompts: Sequence[Prompt], asked: str | None) -> "Page[Prompt]":
    """Returns the weeks that were asked for by the number of their window; else those with the latest open week."""
    windows = Paginator(prompts, WEEKS_AT_ONCE)
    if asked:
        return windows.get_page(asked)
    opened = sum(prompt.opens <= prompt.course.now() for prompt in prompts)
    return windows.get_page(max(1, -(-opened // WEEKS_AT_ONCE)))
