"""Live performances and events (14.161)."""

from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import dated, field, genre, italic_title, link, locator

_LEADS = ("author", "composer")

lead = led_by(*_LEADS)
helpers = deeds("composer", "director", "producer", "performer", after=_LEADS)


def day(citing: Citing) -> str:
    """Print the day of the performance."""
    return citing.work.date("event-date").full() or dated(citing)


venue = group(field("publisher"), field("event-title"), field("event-place"))

PERFORMANCE = Layout(
    kinds=("performance", "event"),
    label=("Performance", "Event"),
    note=(lead, italic_title, genre, helpers, venue, day, locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, genre, helpers, group(venue, day), link),
    fields=("title", "author", "director", "performer", "publisher", "event-place", "issued", "URL", "language"),
    required=("title", "issued"),
)
