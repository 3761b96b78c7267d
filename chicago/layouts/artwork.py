"""Works of art, photographs and maps (14.133–35)."""

from chicago.layouts.archives import collection, holder, location
from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.imprint import place_words
from chicago.layouts.names import led_by
from chicago.layouts.parts import accessed, field, genre, italic_title, link, locator, medium
from chicago.layouts.volumes import edition, series
from chicago.punctuation import join

lead = led_by("author", "illustrator", "editor")


def kind(citing: Citing) -> str:
    """Print what it is, such as “topographic map”, unless what it is made of says so."""
    words = genre(citing)
    return "" if words.casefold() == citing.work.word("medium").casefold() else words


def made(citing: Citing) -> str:
    """Print when it was made, “ca. 1505” where that is about when; “n.d.” where neither that nor a visit is known."""
    work = citing.work
    visited = accessed(citing) and work.word("URL")
    return work.date().full() or work.word("status") or ("" if visited else "n.d.")


def published(citing: Citing) -> str:
    """Print who published it and when, or the date alone of what is held somewhere."""
    return made(citing) if holder(citing) else join(published_by(citing), made(citing), ", ")


def published_by(citing: Citing) -> str:
    """Print the publisher, and the place where the edition of the manual wants it."""
    work = citing.work
    return join(place_words(citing, work.date().first[0]), work.word("publisher"), ": ")


def scale(citing: Citing) -> str:
    """Print the scale of a map."""
    words = citing.work.word("scale")
    return f"{words} scale" if words and "scale" not in words.lower() else words


physical = group(medium, scale, field("dimensions"))
in_archive = group(location, collection, holder)
in_museum = group(holder, collection, location)


def kept(citing: Citing) -> str:
    """Print where it is: a museum before its number of the piece, an archive after the box (14.133, 14.119)."""
    return in_museum(citing) if citing.work.kind == "graphic" else in_archive(citing)


_FIELDS = (
    "author", "title", "title-short", "issued", "medium", "scale", "dimensions", "archive_collection", "archive",
    "archive-place", "URL", "language",
)  # fmt: skip

ARTWORK = Layout(
    kinds=("graphic", "figure", "map"),
    label=("Artwork or photograph", "Figure", "Map"),
    note=(lead, italic_title, kind, edition, series, published, physical, kept, locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, kind, edition, series, published, physical, kept, link),
    fields=_FIELDS,
    required=("author", "title", "issued", "archive|URL|publisher"),
)
