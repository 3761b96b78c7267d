"""Manuscripts and archival items (14.114, 14.119–28)."""

import re
from typing import Final

from chicago.layouts.archives import collection, holder, is_fond, leaf, location
from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.names import led_by
from chicago.layouts.parts import genre, link, locator, medium, plain_title, quoted_title, short_genre
from chicago.punctuation import capital, join
from chicago.ranges import spread
from chicago.works import UNPUBLISHED, Work

lead = led_by("author", "editor", "compiler")
_NUMBER: Final = re.compile(r"\d|[ivxlc]+\b")
_LEAVES = ("page", "folio", "column")


def is_unpublished_work(work: Work) -> bool:
    """Tell whether it is somebody's unpublished work with a title, kept nowhere or called a manuscript (14.114)."""
    kept = any(name in work.words for name in ("archive", "archive_collection", "archive_location", "archive-place"))
    return bool(work.title() and work.lead) and (not kept or bool(UNPUBLISHED.search(work.word("genre"))))


def is_bare_shelf_mark(work: Work) -> bool:
    """Tell whether nothing but its place in an archive is known."""
    return not work.title() and not work.lead and not work.word("genre")


def day(citing: Citing) -> str:
    """Print the date; an undated item has none."""
    return citing.work.date().full()


def kind(citing: Citing) -> str:
    """Print what it is, where its title does not say so."""
    words = genre(citing)
    return "" if words.casefold() == citing.work.title().words.casefold() else words


def place_and_day(citing: Citing) -> str:
    """Print where and when it was written."""
    return join(citing.work.word("publisher-place"), day(citing), ", ")


def days_of_collection(citing: Citing) -> str:
    """Print the years of a collection, unless its title ends in them."""
    days = day(citing)
    return "" if days and citing.work.title().words.endswith(days) else days


def shelved(citing: Citing) -> str:
    """Print box, folder or shelf mark, and in a note the page, labelled, that is cited in it (14.123, 14.127)."""
    place = location(citing)
    return join(place, place_on_shelf(citing), ", ") if place else ""


def place_on_shelf(citing: Citing) -> str:
    """Print the leaf, the column or the page, which needs its label beside the number of a box."""
    where = citing.locator
    if citing.entry or where is None or where.label not in _LEAVES:
        return ""
    if is_fond(citing.work):
        return leaf(citing)
    if where.label == "page" and _NUMBER.match(where.bare):
        return f"{'pp.' if spread(where.value) else 'p.'} {where.bare}"
    return where.marked


def other_place(citing: Citing) -> str:
    """Print a locator that does not stand with the shelf mark."""
    return "" if location(citing) and place_on_shelf(citing) else locator(citing)


def whereabouts(citing: Citing) -> str:
    """Print the whole way to it, in a note with commas, in an entry as sentences; a fond from the house down."""
    if is_fond(citing.work):
        return join(join(holder(citing), collection(citing), ", "), shelved(citing), ", ")
    marked = ""
    for part in (shelved, collection, holder):
        piece = part(citing)
        marked = join(marked, capital(piece) if citing.entry else piece, ". " if citing.entry else ", ")
    return marked


def what(citing: Citing) -> str:
    """Print what the unpublished work is."""
    return genre(citing) or "unpublished manuscript"


_FIELDS = (
    "author", "title", "title-short", "genre", "issued", "archive_location", "archive_collection", "archive",
    "archive-place", "medium", "URL", "language",
)  # fmt: skip

UNPUBLISHED_WORK = Layout(
    kinds=("manuscript",),
    label="Unpublished work",
    when=is_unpublished_work,
    note=(lead, quoted_title, in_brackets(what, day), other_place, whereabouts, medium, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, group(what, day), whereabouts, medium, link),
)

SHELF_MARK = Layout(
    kinds=("manuscript",),
    label="Archival item without a title",
    when=is_bare_shelf_mark,
    note=(day, whereabouts, other_place, link),
    short=(whereabouts, other_place),
    entry=(day, whereabouts, link),
)

MANUSCRIPT = Layout(
    kinds=("manuscript",),
    label="Manuscript or archival item",
    note=(lead, plain_title, kind, place_and_day, whereabouts, medium, other_place, link),
    short=(lead, plain_title, short_genre, leaf),
    entry=(lead, plain_title, kind, place_and_day, whereabouts, medium, link),
    fields=_FIELDS,
    required=("title|archive_location", "archive|archive_collection"),
)

COLLECTION = Layout(
    kinds=("collection",),
    label="Archival collection",
    note=(lead, plain_title, days_of_collection, location, locator, holder, link),
    short=(lead, plain_title, locator),
    entry=(lead, plain_title, days_of_collection, location, holder, link),
    fields=("author", "title", "issued", "archive_location", "archive", "archive-place", "URL"),
    required=("title", "archive"),
)
