"""Manuscripts and archival items (14.114, 14.119–28)."""

import re
from typing import Final

from chicago.layouts.archives import collection, holder, location, whereabouts
from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.names import led_by
from chicago.layouts.parts import field, genre, link, locator, medium, plain_title, quoted_title
from chicago.works import Work

lead = led_by("author", "editor", "compiler")
_ESSAY: Final = re.compile(r"manuscript|typescript|paper|essay|draft|lecture|article|chapter|book", re.IGNORECASE)


def is_unpublished_work(work: Work) -> bool:
    """Tell whether it is somebody's unpublished work with a title, kept nowhere or called a manuscript (14.114)."""
    kept = any(name in work.words for name in ("archive", "archive_collection", "archive_location", "archive-place"))
    return bool(work.title() and work.lead) and (not kept or bool(_ESSAY.search(work.word("genre"))))


def is_bare_shelf_mark(work: Work) -> bool:
    """Tell whether nothing but its place in an archive is known."""
    return not work.title() and not work.lead and not work.word("genre")


def day(citing: Citing) -> str:
    """Print the date; an undated item has none."""
    return citing.work.date().full()


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
    note=(lead, quoted_title, in_brackets(what, day), locator, whereabouts, medium, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, group(what, day), whereabouts, medium, link),
)

SHELF_MARK = Layout(
    kinds=("manuscript",),
    label="Archival item without a title",
    when=is_bare_shelf_mark,
    note=(holder, collection, location, day, locator, link),
    short=(field("archive"), location, locator),
    entry=(holder, collection, location, day, link),
)

MANUSCRIPT = Layout(
    kinds=("manuscript",),
    label="Manuscript or archival item",
    note=(lead, plain_title, genre, day, whereabouts, medium, locator, link),
    short=(lead, plain_title, locator),
    entry=(lead, plain_title, genre, day, whereabouts, medium, link),
    fields=_FIELDS,
    required=("title|archive_location", "archive|archive_collection"),
)

COLLECTION = Layout(
    kinds=("collection",),
    label="Archival collection",
    note=(lead, plain_title, day, location, holder, locator, link),
    short=(lead, plain_title, locator),
    entry=(lead, plain_title, day, location, holder, link),
    fields=("author", "title", "issued", "archive_location", "archive", "archive-place", "URL"),
    required=("title", "archive"),
)
