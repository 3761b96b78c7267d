"""Data sets and software (14.158–60, 14.169)."""

from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.layouts.imprint import imprint, place_words
from chicago.layouts.names import led_by
from chicago.layouts.parts import (
    accessed,
    dated,
    genre,
    italic_title,
    link,
    locator,
    medium,
    place_and_date,
    quoted_title,
    title_words,
)
from chicago.punctuation import join

lead = led_by("author", "editor", "compiler")


def version(citing: Citing) -> str:
    """Print the version."""
    words = citing.work.word("version") or citing.work.word("edition")
    label = "version"
    if citing.work.kind == "software":
        label = "V." if citing.entry else "v."
    return f"{label} {words}" if words[:1].isdecimal() else words


def brackets(citing: Citing) -> str:
    """Print the facts that the 17th edition puts in brackets (17th, 14.268)."""
    return imprint(citing) if citing.style.seventeenth else ""


def released(citing: Citing) -> str:
    """Print who released the software and the day, as the 18th edition wants them (14.169)."""
    if citing.style.seventeenth:
        return ""
    work = citing.work
    place = place_words(citing, work.date().first[0])
    day = dated(citing) or ("" if accessed(citing) and work.word("URL") else "n.d.")
    day = f"released {day}" if work.date().known and not work.word("status") else day
    publisher = join(place, work.word("publisher"), ": ")
    return join(publisher, day, ", ")


def repository(citing: Citing) -> str:
    """Print who keeps the data."""
    work = citing.work
    return work.word("publisher") or title_words(citing, "container-title") or work.word("archive")


_FIELDS = (
    "author", "title", "title-short", "genre", "version", "publisher", "issued", "accessed", "DOI", "URL", "language",
)  # fmt: skip

DATASET = Layout(
    kinds=("dataset",),
    label="Data set",
    note=(lead, quoted_title, genre, version, place_and_date(repository), locator, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, genre, version, place_and_date(repository), link),
    fields=_FIELDS,
    required=("title", "publisher|archive", "issued|accessed", "DOI|URL"),
)

SOFTWARE = Layout(
    kinds=("software",),
    label="Software",
    note=(lead, italic_title, genre, version, in_brackets(brackets), released, medium, locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, genre, version, brackets, released, medium, link),
    fields=_FIELDS,
    required=("title", "publisher|author", "issued"),
)
