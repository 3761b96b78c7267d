"""Films and videos (14.161–65)."""

from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.imprint import place_words
from chicago.layouts.names import deeds, led_by, listed
from chicago.layouts.parts import (
    field,
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
from chicago.works import Work

form = group(medium, field("dimensions"))
directed = deeds("director", "script-writer", "producer", "performer", "narrator")
author = led_by("author")


def release(citing: Citing) -> str:
    """Print studio and year, the film's first year before those of a disc."""
    work = citing.work
    publisher = work.word("publisher")
    if not publisher:
        return ""
    place = place_words(citing, work.date().first[0])
    facts = join(join(place, publisher, ": "), work.date().year(), ", ")
    original = work.date("original-date").year()
    return join(original, facts, "; ") if original and original != work.date().year() else facts


def unbracketed_year(citing: Citing) -> str:
    """Print the year alone of a film whose studio is not known."""
    return "" if citing.work.word("publisher") else citing.work.date().year()


def release_or_year(citing: Citing) -> str:
    """Print studio and year, or the year alone."""
    return release(citing) or unbracketed_year(citing)


FILM = Layout(
    kinds=("motion_picture",),
    label="Film",
    note=(
        author, italic_title, genre, directed, in_brackets(release), unbracketed_year, field("archive"), form, locator,
        link,
    ),
    short=(led_by("director", "author"), italic_title, locator),
    entry=(
        led_by("director", "author"), italic_title, genre,
        deeds("script-writer", "producer", "performer", "narrator"), release_or_year, field("archive"), form, link,
    ),
    fields=(
        "director", "title", "title-short", "publisher-place", "publisher", "issued", "original-date", "medium",
        "dimensions", "URL", "language",
    ),
    required=("title", "publisher|container-title", "issued"),
)  # fmt: skip


def is_video(work: Work) -> bool:
    """Tell whether it is a video online: it stands on a site, or has an author, an address and no studio."""
    alone = work.names("author") and work.word("URL") and not work.word("publisher")
    return bool(work.title("container-title") or alone)


def site(citing: Citing) -> str:
    """Print the site, in roman."""
    return title_words(citing, "container-title")


def directed_by(citing: Citing) -> str:
    """Print the director of a video that somebody else leads."""
    return directed(citing) if citing.work.names("author") else ""


def posted(citing: Citing) -> str:
    """Print who put it up, where that is told: posted by hubanj."""
    people = citing.work.names("contributor")
    return f"posted by {listed(citing, people, inverted=False)}" if people else ""


filmed = place_and_date(site, field("publisher"))

VIDEO = Layout(
    kinds=("motion_picture",),
    label="Video online",
    when=is_video,
    note=(led_by("author", "director"), quoted_title, genre, directed_by, posted, filmed, form, locator, link),
    short=(led_by("author", "director"), quoted_title, locator),
    entry=(led_by("author", "director"), quoted_title, genre, directed_by, posted, filmed, form, link),
    required=FILM.required,
)
