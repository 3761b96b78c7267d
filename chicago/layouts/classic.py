"""Greek and Latin classics, and scripture: cited by their own divisions (14.136–57)."""

import re
from typing import Final

from chicago.layouts.base import Citing, Layout, after, group, in_brackets
from chicago.layouts.imprint import imprint, place_words
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import in_container, italic_title, link
from chicago.layouts.scripture import is_scripture
from chicago.layouts.volumes import edition, series, volume, volume_and
from chicago.punctuation import join
from chicago.works import Work

lead = led_by("author")
_LATER = ("editor", "translator", "editor-translator")
helpers = volume_and(*_LATER)
joined_helpers = deeds(*_LATER, joint=", ")
# 2.40.2; 1.1–2; and the pages of Stephanus or Bekker: 360e–361b, 1253a2 (14.148).
_NUMBERED: Final = re.compile(r"^\d+(?:[.:]\d|[a-e]\d*\b)")
_DIVISIONS: Final = frozenset({"verse", "section", "book", "line", "chapter", "paragraph", "part", "canto"})


def division(citing: Citing) -> str:
    """Print book, chapter and section as numbers alone; they follow the title without a comma (14.144)."""
    where = citing.locator
    if not where or (where.label not in _DIVISIONS and where.label != "page"):
        return ""
    bare = where.bare
    return bare if where.label == "verse" or _NUMBERED.match(bare) else ""


def other_place(citing: Citing) -> str:
    """Print a page of the edition used, or a single named division, after a comma."""
    where = citing.locator
    return where.marked if where and not division(citing) else ""


def facts(citing: Citing) -> str:
    """Print the facts of publication of the edition used, where one is given; it needs no “n.d.” (14.143)."""
    if citing.work.date().known:
        return imprint(citing)
    return join(place_words(citing, 0), citing.work.word("publisher"), ": ")


def has_edition(work: Work) -> bool:
    """Tell whether an edition is named; without one the classics have no entry, nor has scripture (14.143)."""
    known = work.word("publisher") or work.word("publisher-place") or work.date().known
    return bool(known) and not is_scripture(work)


_FIELDS = (
    "author", "title", "title-short", "editor", "translator", "edition", "volume", "collection-title",
    "publisher-place", "publisher", "issued", "URL", "language",
)  # fmt: skip


def is_in_a_book(work: Work) -> bool:
    """Tell whether the classic stands in a book with a title of its own."""
    return has_edition(work) and bool(work.title("container-title"))


_NOTE = (
    lead, italic_title, after(" ", division), in_container, edition, helpers, series, in_brackets(facts), other_place,
    link,
)  # fmt: skip
_SHORT = (lead, italic_title, after(" ", division), other_place)

IN_A_BOOK = Layout(
    kinds=("classic",),
    label="Classic in a book",
    when=is_in_a_book,
    note=_NOTE,
    short=_SHORT,
    entry=(lead, italic_title, group(in_container, edition, volume, joined_helpers), series, facts, link),
)

EDITION_USED = Layout(
    kinds=("classic",),
    label="Classic in an edition",
    when=has_edition,
    note=_NOTE,
    short=_SHORT,
    entry=(lead, italic_title, edition, helpers, series, facts, link),
)

CLASSIC = Layout(
    kinds=("classic",),
    label="Classic or scripture",
    note=_NOTE,
    short=_SHORT,
    entry=(),
    fields=_FIELDS,
    required=("title",),
)
