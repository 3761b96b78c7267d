"""Recordings of music and of the spoken word (14.163–64)."""

from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import field, genre, italic_title, link, locator, medium, quoted_title, title_words
from chicago.punctuation import join
from chicago.text import italic
from chicago.works import Work

_LEADS = ("author", "composer", "performer")

lead = led_by(*_LEADS)
form = group(medium, field("dimensions"))
helpers = deeds("composer", "performer", "conductor", "narrator", after=_LEADS)


def on_album(citing: Citing) -> str:
    """Print the track and its album: track 1 on the album."""
    album = italic(title_words(citing, "container-title"))
    track = citing.work.word("chapter-number")
    track = f"track {track}" if track.isdecimal() else track
    return join(track, f"on {album}", " ") if album else track


def label(citing: Citing) -> str:
    """Print the label and its number, and the year."""
    work = citing.work
    return join(join(work.word("publisher"), work.word("number"), " "), work.date().full(), ", ")


def is_whole_album(work: Work) -> bool:
    """Tell whether it is a whole album, and no track of one."""
    return not work.title("container-title") and not work.word("chapter-number")


_FIELDS = (
    "author", "performer", "composer", "title", "title-short", "chapter-number", "container-title", "publisher",
    "number", "issued", "medium", "dimensions", "URL", "language",
)  # fmt: skip

ALBUM = Layout(
    kinds=("song",),
    label="Album",
    when=is_whole_album,
    note=(lead, italic_title, genre, helpers, label, form, locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, genre, helpers, label, form, link),
)

SONG = Layout(
    kinds=("song",),
    label="Song or recording",
    note=(lead, quoted_title, genre, helpers, on_album, label, form, locator, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, genre, helpers, on_album, label, form, link),
    fields=_FIELDS,
    required=("author|performer|composer", "title", "publisher", "issued"),
)
