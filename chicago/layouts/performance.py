"""Live performances and events (14.161)."""

from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.names import deeds, listed
from chicago.layouts.parts import dated, field, genre, italic_title, link, locator

helpers = deeds("director", "performer")


def by(citing: Citing) -> str:
    """Print who wrote what is performed."""
    persons = citing.work.names("author") or citing.work.names("composer")
    return f"by {listed(citing, persons, inverted=False)}" if persons else ""


venue = group(field("publisher"), field("event-title"), field("event-place"))

PERFORMANCE = Layout(
    kinds=("performance", "event"),
    label=("Performance", "Event"),
    note=(italic_title, by, genre, helpers, venue, dated, locator, link),
    short=(italic_title, locator),
    entry=(italic_title, by, genre, helpers, group(venue, dated), link),
    fields=("title", "author", "director", "performer", "publisher", "event-place", "issued", "URL", "language"),
    required=("title", "issued"),
)
