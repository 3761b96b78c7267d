"""Articles in journals (14.67–86)."""

from chicago.layouts.base import Citing, Layout, after
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import link, locator, periodical, quoted_title
from chicago.layouts.reviews import review
from chicago.punctuation import join
from chicago.ranges import shorten

lead = led_by("author", "editor", "translator")


def issue(citing: Citing) -> str:
    """Print the journal with volume, number and date: 127, no. 6 (2022) (14.70)."""
    words = citing.work.words
    volume, number = words.get("volume", ""), words.get("issue", "")
    marked = periodical(citing)
    series = citing.work.title("collection-title")
    if series:
        marked = join(marked, series.words, ", ") + ("," if volume else "")
    if volume:
        marked = join(marked, volume, " ")
    if number:
        number = f"no. {shorten(number)}" if number[0].isdecimal() else number
        marked = join(marked, number, ", ")
    return join(marked, f"({date(citing)})", " ")


def date(citing: Citing) -> str:
    """Return the year; also month or season where the 17th edition or a missing number wants it (14.70)."""
    issued = citing.work.date()
    status = citing.work.words.get("status", "")
    if not issued.known:
        return status or "n.d."
    words = citing.work.words
    numbered = bool(words.get("volume") and words.get("issue"))
    return issued.year() if numbered and not citing.style.seventeenth else issued.month()


def place(citing: Citing) -> str:
    """Print the page that is cited, after a colon; another locator follows a comma."""
    where = citing.locator
    return where.words if where and where.label in ("page", "elocation") else ""


def other_place(citing: Citing) -> str:
    """Print a locator that is no page."""
    where = citing.locator
    return where.words if where and where.label not in ("page", "elocation") else ""


def pages(citing: Citing) -> str:
    """Print the pages of the whole article, or its number (14.71)."""
    return shorten(citing.work.words.get("page", "")) or citing.work.words.get("number", "")


ARTICLE = Layout(
    kinds=("article-journal", "article"),
    label="Journal article",
    note=(
        lead, quoted_title, review, deeds("translator", "interviewer", after=("author", "editor", "translator")),
        issue, after(": ", place), other_place, link,
    ),
    short=(lead, quoted_title, review, locator),
    entry=(
        lead, quoted_title, review, deeds("translator", "interviewer", after=("author", "editor", "translator")),
        issue, after(": ", pages), link,
    ),
    fields=(
        "author", "title", "title-short", "reviewed-title", "reviewed-author", "container-title", "volume", "issue",
        "issued", "page", "DOI", "URL", "language",
    ),
    required=("author", "title|reviewed-title", "container-title", "volume|issue|DOI|URL", "issued"),
)  # fmt: skip
