"""Articles in newspapers and magazines, cited by their date (14.87–98)."""

from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import database, edition_words, genre, link, locator, periodical, short_genre
from chicago.layouts.reviews import own_title, review
from chicago.works import Work

lead = led_by("author")


def paper(citing: Citing) -> str:
    """Print the paper, with the place where one is given that its name does not say (14.96)."""
    name = periodical(citing)
    where = citing.work.words.get("publisher-place", "")
    return f"{name} ({where})" if name and where and where.split(",")[0] not in name else name


def date(citing: Citing) -> str:
    """Print the day of the issue."""
    return citing.work.date().full() or citing.work.words.get("status", "") or "n.d."


def is_unsigned(work: Work) -> bool:
    """Tell whether nobody signed the piece."""
    return not work.names("author")


def edition(citing: Citing) -> str:
    """Print the edition of the day, such as “late edition” (14.89)."""
    words = citing.work.words.get("edition", "")
    return edition_words(words) if words.isdecimal() else words


def section(citing: Citing) -> str:
    """Print a lettered or numbered section (14.89)."""
    words = citing.work.words.get("section", "")
    return f"sec. {words}" if len(words) == 1 or words.isdecimal() else words


_FIELDS = (
    "author", "title", "title-short", "reviewed-title", "reviewed-author", "container-title", "issued", "edition",
    "section", "URL", "language",
)  # fmt: skip
_REQUIRED = ("title|reviewed-title", "container-title", "issued")

by = deeds("translator", "interviewer", joint=", ")
day = group(date, edition, section)

ARTICLE = Layout(
    kinds=("article-newspaper", "article-magazine", "review", "review-book"),
    label=("Newspaper article", "Magazine article", "Review", "Book review"),
    note=(lead, own_title, genre, review, by, paper, date, edition, section, locator, database, link),
    short=(lead, own_title, short_genre, review, locator),
    entry=(lead, own_title, genre, review, by, group(paper, day), database, link),
    fields=_FIELDS,
    required=_REQUIRED,
)

# 14.97: the paper stands in the author's place.
UNSIGNED = Layout(
    kinds=ARTICLE.kinds,
    label="Unsigned newspaper or magazine article",
    when=is_unsigned,
    note=ARTICLE.note,
    short=ARTICLE.short,
    entry=(paper, own_title, genre, review, by, day, database, link),
    fields=_FIELDS,
    required=_REQUIRED,
)
