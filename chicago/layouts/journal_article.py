"""Articles in journals (14.67–86), and the reviews in them (14.99–102)."""

from chicago.layouts.base import Citing, Layout, after, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import database, genre, link, locator, periodical
from chicago.layouts.reviews import own_title, review
from chicago.punctuation import join
from chicago.ranges import shorten
from chicago.works import Work

_LEADS = ("author", "editor", "translator")
_PAGES = ("page", "elocation")

lead = led_by(*_LEADS)
helpers = deeds("translator", "interviewer", after=_LEADS)


def issue(citing: Citing) -> str:
    """Print the journal with volume, number and date: 127, no. 6 (2022) (14.70)."""
    words = citing.work.words
    volume, number = words.get("volume", ""), words.get("issue", "")
    marked = periodical(citing)
    series = citing.work.title("collection-title")
    if series:
        marked = join(marked, series.words, ", ") + ("," if volume else "")
    if volume:
        label = "vol. " if series and not citing.style.seventeenth else ""
        marked = join(marked, label + volume, " ")
    if number:
        number = f"no. {shorten(number)}" if number[0].isdecimal() else number
        marked = join(marked, number, ", ")
    return join(marked, f"({date(citing)})", " ")


def date(citing: Citing) -> str:
    """Return the year; also month or season where the 17th edition or a missing number wants it (14.70)."""
    issued = citing.work.date()
    if not issued.known:
        return citing.work.words.get("status", "") or "n.d."
    words = citing.work.words
    numbered = bool(words.get("volume") and words.get("issue"))
    return issued.year() if numbered and not citing.style.seventeenth else issued.month()


def day(citing: Citing) -> str:
    """Print the date of a journal that is cited by it alone, or “forthcoming”."""
    return citing.work.date().full() or citing.work.words.get("status", "") or "n.d."


def place(citing: Citing) -> str:
    """Print the page that is cited, or the number that an article without pages bears (14.71)."""
    where = citing.locator
    words = citing.work.words
    if where:
        return join(where.words, words.get("number", ""), ", ") if where.label in _PAGES else ""
    number = words.get("page", "")
    return number if number[:1].isalpha() and number[-1:].isdecimal() else words.get("number", "")


def other_place(citing: Citing) -> str:
    """Print a locator that is no page, after a comma."""
    where = citing.locator
    return where.words if where and where.label not in _PAGES else ""


def pages(citing: Citing) -> str:
    """Print the pages of the whole article, or its number (14.71)."""
    return shorten(citing.work.words.get("page", "")) or citing.work.words.get("number", "")


def is_dated_only(work: Work) -> bool:
    """Tell whether the journal has neither volume nor number, and is cited by its date as a magazine is."""
    numbered = work.word("volume") or work.word("issue")
    return not numbered and bool(work.date().first[1] or not work.date().known)


def is_numbered(work: Work) -> bool:
    """Tell whether a review stands in a numbered journal."""
    return bool(work.word("volume") or work.word("issue"))


_FIELDS = (
    "author", "title", "title-short", "reviewed-title", "reviewed-author", "container-title", "volume", "issue",
    "issued", "page", "DOI", "URL", "language",
)  # fmt: skip

ARTICLE = Layout(
    kinds=("article-journal", "article"),
    label=("Journal article", "Article or preprint"),
    note=(lead, own_title, review, helpers, issue, after(": ", place), other_place, database, link),
    short=(lead, own_title, review, locator),
    entry=(lead, own_title, review, helpers, issue, after(": ", pages), database, link),
    fields=_FIELDS,
    required=("author", "title|reviewed-title", "container-title", "volume|issue|DOI|URL", "issued"),
)

DATED_ARTICLE = Layout(
    kinds=("article-journal", "article"),
    label="Article in a journal without numbers",
    when=is_dated_only,
    note=(lead, own_title, genre, review, helpers, periodical, day, locator, database, link),
    short=ARTICLE.short,
    entry=(lead, own_title, genre, review, helpers, group(periodical, day), database, link),
    required=ARTICLE.required,
)

REVIEW = Layout(
    kinds=("review", "review-book"),
    label="Review in a journal",
    when=is_numbered,
    note=ARTICLE.note,
    short=ARTICLE.short,
    entry=ARTICLE.entry,
    required=ARTICLE.required,
)
