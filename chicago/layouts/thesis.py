"""Theses and dissertations (14.113)."""

from chicago.layouts.archives import database
from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.names import led_by
from chicago.layouts.parts import field, genre, link, locator, quoted_title

lead = led_by("author")


def year(citing: Citing) -> str:
    """Print the year."""
    return citing.work.date().year() or "n.d."


facts = group(genre, field("publisher"), year)

THESIS = Layout(
    kinds=("thesis",),
    label="Thesis or dissertation",
    note=(lead, quoted_title, in_brackets(facts), locator, database, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, facts, database, link),
    fields=(
        "author", "title", "title-short", "genre", "publisher", "issued", "archive", "number", "DOI", "URL", "language",
    ),
    required=("author", "title", "genre", "publisher", "issued"),
)  # fmt: skip
