"""Chapters and other parts of books (14.8–14), introductions and the like (14.12)."""

import re
from typing import Final

from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.descriptions import lowered
from chicago.layouts.imprint import imprint
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import container, link, locator, medium, quoted_title
from chicago.layouts.volumes import edition, general_editor, series, volume
from chicago.ranges import shorten
from chicago.works import Work

_INTRODUCTORY: Final = re.compile(
    r"^(?:introduction|foreword|preface|afterword|epilogue|prologue|postscript|(?:online )?appendix"
    r"|translator’s note|editor’s note|note)",
    re.IGNORECASE,
)
_LATER = ("editor", "translator", "editor-translator", "compiler", "illustrator", "contributor")

lead = led_by("author")
which = group(edition, general_editor, volume)
by = deeds("container-author", joint=", ")
helpers = deeds(*_LATER, joint=", ")
_helpers_apart = deeds(*_LATER)


def near(citing: Citing) -> str:
    """Print who else made the book, right after its title where the book names no author of its own."""
    return "" if citing.entry and by(citing) else helpers(citing)


def apart(citing: Citing) -> str:
    """Print who else made a book that names its author, in a sentence of an entry (14.12)."""
    return _helpers_apart(citing) if by(citing) else ""


def place(citing: Citing) -> str:
    """Print where in it; the 17th edition gives all its pages where a note cites the whole."""
    return locator(citing) or pages(citing)


def in_container(citing: Citing) -> str:
    """Print “in” and the book, with the chapter's number where it is known (14.8)."""
    book = container(citing)
    number = citing.work.words.get("chapter-number", "")
    what = citing.work.words.get("genre", "")
    if book and what and _INTRODUCTORY.match(what):
        return f"{_of_what(what)} to {book}"
    if not book or not number:
        return f"in {book}" if book else ""
    return f"chap. {number} in {book}" if number[0].isdecimal() else f"{number} in {book}"


def pages(citing: Citing) -> str:
    """Print the chapter's pages in an entry, which the 17th edition wants (17th, 14.107)."""
    return shorten(citing.work.words.get("page", "")) if citing.style.seventeenth else ""


def _of_what(genre: str) -> str:
    return re.sub(r"\s+(?:to|of)$", "", lowered(genre))


def introduction_to(citing: Citing) -> str:
    """Print “introduction to” and the book; in a short note the one word does (14.12)."""
    words = _of_what(citing.work.word("genre"))
    return words if citing.short and not citing.whole else f"{words} to {container(citing)}"


def is_introduction(work: Work) -> bool:
    """Tell whether the part is an introduction, foreword, afterword … without a title of its own."""
    return not work.title() and bool(_INTRODUCTORY.match(work.word("genre"))) and bool(work.title("container-title"))


_FIELDS = (
    "author", "title", "title-short", "genre", "chapter-number", "container-title", "container-author", "editor",
    "translator", "edition", "volume", "collection-title", "collection-number", "publisher-place", "publisher",
    "issued", "original-date", "page", "medium", "DOI", "URL", "language",
)  # fmt: skip

CHAPTER = Layout(
    kinds=("chapter",),
    label="Chapter in a book",
    note=(
        lead, quoted_title, in_container, which, by, near, series, in_brackets(imprint), place, medium, link,
    ),
    short=(lead, quoted_title, locator),
    entry=(
        lead, quoted_title, group(in_container, which, by, near, pages), apart, series, imprint, medium, link,
    ),
    fields=_FIELDS,
    required=("author", "title", "container-title", "publisher|publisher-place", "issued"),
)  # fmt: skip

INTRODUCTION = Layout(
    kinds=("chapter",),
    label="Introduction, foreword or afterword",
    when=is_introduction,
    note=(
        lead,
        introduction_to,
        edition,
        general_editor,
        volume,
        by,
        near,
        series,
        in_brackets(imprint),
        place,
        medium,
        link,
    ),
    short=(lead, introduction_to, locator),
    entry=(
        lead,
        group(introduction_to, which, by, near, pages),
        apart,
        series,
        imprint,
        medium,
        link,
    ),
    required=("author", "container-title", "publisher|publisher-place", "issued"),
)
