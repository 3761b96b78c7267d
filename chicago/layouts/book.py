"""Books (14.2–67)."""

from chicago.layouts.base import Layout, in_brackets
from chicago.layouts.imprint import imprint
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import (
    database,
    edition,
    italic_title,
    link,
    locator,
    medium,
    series,
    volume,
    volume_and_page,
    volume_first,
    volume_unless_first,
)

_LEADS = ("author", "editor", "translator", "editor-translator", "compiler")
_LATER = ("editor", "translator", "editor-translator", "compiler", "illustrator", "narrator")

lead = led_by(*_LEADS)
helpers = deeds(*_LATER, after=_LEADS)

BOOK = Layout(
    kinds=("book", "musical_score", "pamphlet"),
    label=("Book", "Musical score", "Pamphlet"),
    note=(
        lead, italic_title, helpers, edition, volume, series, in_brackets(imprint), locator, medium, database, link,
    ),
    short=(lead, italic_title, volume_and_page),
    entry=(lead, volume_first, helpers, edition, volume_unless_first, series, imprint, medium, database, link),
    fields=(
        "author", "title", "title-short", "editor", "translator", "edition", "volume", "volume-title",
        "number-of-volumes", "collection-title", "collection-number", "publisher-place", "publisher", "issued",
        "original-date", "medium", "DOI", "URL", "language",
    ),
    required=("author|editor|translator", "title", "publisher|publisher-place", "issued"),
)  # fmt: skip
