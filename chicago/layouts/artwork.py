"""Works of art, photographs and maps (14.133–35)."""

from chicago.layouts.archives import collection, holder, location
from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.descriptions import lowered
from chicago.layouts.names import led_by
from chicago.layouts.parts import field, italic_title, link, locator
from chicago.layouts.volumes import edition

lead = led_by("author", "illustrator", "editor")


def made(citing: Citing) -> str:
    """Print when it was made, “ca. 1505” where that is about when."""
    return citing.work.date().full() or citing.work.word("status")


def material(citing: Citing) -> str:
    """Print what it is made of."""
    words = citing.work.words
    medium = words.get("medium", "") or words.get("genre", "")
    return lowered(medium) if medium else ""


def scale(citing: Citing) -> str:
    """Print the scale of a map."""
    words = citing.work.word("scale")
    return f"{words} scale" if words and "scale" not in words.lower() else words


def held_by(citing: Citing) -> str:
    """Print who holds or, failing that, publishes it, and where."""
    return holder(citing) or ", ".join(
        word for word in (citing.work.word("publisher"), citing.work.word("publisher-place")) if word
    )


physical = group(material, scale, field("dimensions"))
in_archive = group(location, collection, held_by)
in_museum = group(held_by, collection, location)


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
    note=(lead, italic_title, edition, made, physical, kept, locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, edition, made, physical, kept, link),
    fields=_FIELDS,
    required=("author", "title", "issued", "archive|URL|publisher"),
)
