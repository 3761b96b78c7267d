"""Articles in newspapers and magazines, cited by their date (14.87–98)."""

import re
from typing import Final

from chicago.capitals import headline
from chicago.layouts.archives import held
from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import link, locator, periodical, periodical_and_place, short_genre
from chicago.layouts.reviews import genre, own_title, review
from chicago.layouts.volumes import edition_words
from chicago.works import Work

_EDITION: Final = re.compile(r"\bed(?:ition|\.)", re.IGNORECASE)
_LABEL: Final = re.compile(r"^sec(?:tion|t?\.) (?=\w{1,2}$)", re.IGNORECASE)
_LETTERED: Final = re.compile(r"^(?:\w{1,2}|\d+)$")

lead = led_by("author")
paper = periodical_and_place


def date(citing: Citing) -> str:
    """Print the day of the issue."""
    return citing.work.date().full() or citing.work.words.get("status", "") or "n.d."


def is_unsigned(work: Work) -> bool:
    """Tell whether nobody signed the piece."""
    return not work.names("author")


def edition(citing: Citing) -> str:
    """Print the edition of the day, such as “Late Edition” (14.89)."""
    words = citing.work.words.get("edition", "")
    if not words or words.isdecimal():
        return edition_words(words)
    return headline(words if _EDITION.search(words) else f"{words} edition")


def _section(work: Work) -> str:
    return _LABEL.sub("", work.words.get("section", "").removesuffix("."))


def section(citing: Citing) -> str:
    """Print a lettered or numbered section (14.89)."""
    words = _section(citing.work)
    return f"sec. {words}" if _LETTERED.match(words) else ""


def department(citing: Citing) -> str:
    """Print a regular department or column, which has a name (14.88, 14.93)."""
    words = _section(citing.work)
    return "" if _LETTERED.match(words) else words


def short_department(citing: Citing) -> str:
    """Print, in a short note on what has no title, the department."""
    work = citing.work
    return "" if work.title() or work.title("reviewed-title") or work.word("genre") else department(citing)


def short_review(citing: Citing) -> str:
    """Print what is reviewed, after the paper's name, which says already that nobody signed it."""
    return review(citing).removeprefix("unsigned ")


_FIELDS = (
    "author", "title", "title-short", "reviewed-title", "reviewed-author", "container-title", "issued", "edition",
    "section", "URL", "language",
)  # fmt: skip
_REQUIRED = ("title|reviewed-title", "container-title", "issued")

by = deeds("translator", "interviewer")
day = group(group(date, edition, joint=". "), section)

ARTICLE = Layout(
    kinds=("article-newspaper", "article-magazine", "review", "review-book"),
    label=("Newspaper article", "Magazine article", "Review", "Book review"),
    note=(lead, own_title, genre, department, review, by, paper, date, edition, section, locator, held, link),
    short=(lead, own_title, short_genre, short_department, review, locator),
    entry=(lead, own_title, genre, department, review, by, group(paper, day), held, link),
    fields=_FIELDS,
    required=_REQUIRED,
)

# 14.97: the paper stands in the author's place.
UNSIGNED = Layout(
    kinds=ARTICLE.kinds,
    label="Unsigned newspaper or magazine article",
    when=is_unsigned,
    note=ARTICLE.note,
    short=(periodical, own_title, short_genre, short_department, short_review, locator),
    entry=(paper, own_title, genre, department, review, by, day, held, link),
    required=_REQUIRED,
)
