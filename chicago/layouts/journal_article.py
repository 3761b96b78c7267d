"""Articles in journals (14.67–86), and the reviews in them (14.99–102)."""

import re
from typing import Final

from chicago.layouts.archives import held
from chicago.layouts.base import Citing, Layout, after, group
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import is_awaited, link, locator, periodical_and_place, short_genre
from chicago.layouts.reviews import genre, own_title, review
from chicago.punctuation import join
from chicago.ranges import shorten, spread
from chicago.text import quoted
from chicago.works import Work

_LEADS = ("author", "editor", "translator")
_PAGES = ("page", "elocation")

# An issue such as 3 or S1; words such as “suppl.” need no “no.”
_NUMBER: Final = re.compile(r"^[A-Z]{0,2}\d")

_lead = led_by(*_LEADS)
helpers = deeds("translator", "interviewer", after=_LEADS)
editors = deeds("editor", joint=", ")


def lead(citing: Citing) -> str:
    """Print who leads; the editor of a special issue does not lead an unsigned article in it."""
    work = citing.work
    return "" if work.title("volume-title") and not work.names("author") else _lead(citing)


def special_issue(citing: Citing) -> str:
    """Print “in” and the title of a special issue or a supplement (14.77–78)."""
    title = citing.work.titles.get("volume-title")
    if not title:
        return ""
    what = f"{genre(citing)} to" if genre(citing) and not citing.work.title() else "in"
    return join(f"{what} {quoted(title.of(citing.style.edition))}", editors(citing), ", ")


def kind(citing: Citing) -> str:
    """Print what it is, an editorial, unless the special issue says it: introduction to …"""
    return "" if citing.work.title("volume-title") and not citing.work.title() else genre(citing)


def journal(citing: Citing) -> str:
    """Print the journal, after “special issue” or “supplement” where that has a title of its own."""
    marked = periodical_and_place(citing)
    if not citing.work.title("volume-title"):
        return marked
    return join("supplement" if citing.work.word("supplement-number") else "special issue", marked, ", ")


def issue(citing: Citing) -> str:
    """Print the journal with volume, number and date: 127, no. 6 (2022) (14.70)."""
    words = citing.work.words
    volume = shorten(words.get("volume", ""))
    marked = journal(citing)
    series = citing.work.title("collection-title")
    if series:
        marked = join(marked, series.words, ", ") + ("," if volume else "")
    if volume:
        label = "vol. " if series and not citing.style.seventeenth else ""
        marked = join(marked, label + volume, " ")
    for number in (numbered("no.", words.get("issue", "")), supplement(citing)):
        marked = join(marked, number, ", ")
    return join(marked, f"({date(citing)})", " ")


def numbered(label: str, number: str) -> str:
    """Return a number behind its label, in the plural for several.

    >>> numbered("no.", "3-4"), numbered("no.", "S1"), numbered("no.", "suppl. 2")
    ('nos. 3–4', 'no. S1', 'suppl. 2')
    """
    if not _NUMBER.match(number):
        return number
    return f"{label[:-1]}s. {shorten(number)}" if spread(number) else f"{label} {shorten(number)}"


def supplement(citing: Citing) -> str:
    """Print the number of a supplement (14.78)."""
    label = "no." if citing.work.title("volume-title") else "supp."
    return numbered(label, citing.work.word("supplement-number"))


def date(citing: Citing) -> str:
    """Return the year; also month or season where the 17th edition or a missing number wants it (14.70)."""
    issued = citing.work.date()
    if not issued.known:
        return citing.work.words.get("status", "") or "n.d."
    words = citing.work.words
    in_order = bool((words.get("volume") and words.get("issue")) or words.get("supplement-number"))
    return issued.year() if in_order and not citing.style.seventeenth else issued.month()


def day(citing: Citing) -> str:
    """Print the date of a journal that is cited by it alone, or “forthcoming” (14.75)."""
    work = citing.work
    accepted = work.date("available-date").full()
    if accepted and not work.date().known:
        return f"accepted {accepted}, forthcoming"
    return work.date().full() or work.words.get("status", "") or "n.d."


def ahead_of_print(citing: Citing) -> str:
    """Print that an article has come out before its issue (14.75)."""
    return "ahead of print" if is_ahead(citing.work) else ""


def place(citing: Citing) -> str:
    """Print the page that is cited, with the number that an article without pages bears, else the whole (14.71)."""
    where = citing.locator
    if not where:
        return pages(citing)
    return join(where.marked, citing.work.words.get("number", ""), ", ") if where.label in _PAGES else ""


def other_place(citing: Citing) -> str:
    """Print a locator that is no page, after a comma."""
    where = citing.locator
    return where.marked if where and where.label not in _PAGES else ""


def pages(citing: Citing) -> str:
    """Print the pages of the whole article, or its number (14.71)."""
    return shorten(citing.work.words.get("page", "")) or citing.work.words.get("number", "")


def is_dated_only(work: Work) -> bool:
    """Tell whether the journal has neither volume nor number, and is cited by its date as a magazine is."""
    return not is_numbered(work) and (bool(work.title("container-title")) or work.kind == "article-journal")


def is_ahead(work: Work) -> bool:
    """Tell whether an article has a DOI and a date, and as yet no issue to stand in."""
    known = work.kind == "article-journal" and work.date().known and bool(work.word("DOI"))
    return known and not (is_numbered(work) or is_awaited(work) or work.word("page") or work.word("number"))


def is_numbered(work: Work) -> bool:
    """Tell whether an article or a review stands in a numbered journal."""
    return any(work.word(name) for name in ("volume", "issue", "supplement-number"))


_FIELDS = (
    "author", "title", "title-short", "reviewed-title", "reviewed-author", "container-title", "volume", "issue",
    "issued", "page", "DOI", "URL", "language",
)  # fmt: skip

ARTICLE = Layout(
    kinds=("article-journal", "article"),
    label=("Journal article", "Article or preprint"),
    note=(lead, own_title, kind, review, helpers, special_issue, issue, after(": ", place), other_place, held, link),
    short=(lead, own_title, short_genre, review, locator),
    entry=(lead, own_title, kind, review, helpers, special_issue, issue, after(": ", pages), held, link),
    fields=_FIELDS,
    required=("author", "title|reviewed-title", "container-title", "volume|issue|DOI|URL", "issued"),
)

DATED_ARTICLE = Layout(
    kinds=("article-journal", "article"),
    label=ARTICLE.label,
    when=is_dated_only,
    note=(
        lead, own_title, kind, review, helpers, special_issue, journal, ahead_of_print, day, place, other_place,
        held, link,
    ),
    short=ARTICLE.short,
    entry=(
        lead, own_title, kind, review, helpers, special_issue, group(journal, ahead_of_print, day, pages), held,
        link,
    ),
    required=ARTICLE.required,
)  # fmt: skip

REVIEW = Layout(
    kinds=("review", "review-book"),
    label="Review in a journal",
    when=is_numbered,
    note=ARTICLE.note,
    short=ARTICLE.short,
    entry=ARTICLE.entry,
    required=ARTICLE.required,
)
