"""The parts that the layouts are made of: titles, editions, facts of publication, locators, addresses."""

import re
from typing import Final

from chicago.layouts.base import Citing, Words
from chicago.layouts.descriptions import lowered
from chicago.punctuation import capital, join
from chicago.text import italic, quoted
from chicago.works import Work

# ---- titles ----------------------------------------------------------------------------------------


def title_words(citing: Citing, name: str = "title") -> str:
    """Return the title, or in a short note its short form: as given, else by rule (13.33)."""
    titles = citing.work.titles
    edition = citing.style.edition
    if citing.form == "short" and name == "title" and not citing.whole:
        given = titles.get("title-short")
        if given:
            return given.of(edition)
        title = titles.get(name)
        return title.short(edition) if title else ""
    title = titles.get(name)
    return title.of(edition) if title else ""


def italic_title(citing: Citing) -> str:
    """Print the title in italics: books, periodicals, films, works that stand alone (8.168)."""
    return italic(title_words(citing))


def quoted_title(citing: Citing) -> str:
    """Print the title in quotation marks: articles, chapters, unpublished works (8.177)."""
    return quoted(title_words(citing))


def plain_title(citing: Citing) -> str:
    """Print the title as it is typed, in roman."""
    return title_words(citing)


def container(citing: Citing) -> str:
    """Print the title of the book that holds the work."""
    return italic(title_words(citing, "container-title"))


def in_container(citing: Citing) -> str:
    """Print “in” and the title of the book that holds the work (14.8)."""
    words = container(citing)
    return f"in {words}" if words else ""


def periodical(citing: Citing) -> str:
    """Print the name of a periodical, without an initial The (14.69, 8.170)."""
    words = title_words(citing, "container-title")
    return italic(words.removeprefix("The "))


def periodical_and_place(citing: Citing) -> str:
    """Print a periodical, with the place where one is given that its name does not say (14.72, 14.96)."""
    name = periodical(citing)
    where = citing.work.words.get("publisher-place", "")
    return f"{name} ({where})" if name and where and where.split(",")[0] not in name else name


def field(name: str) -> Words:
    """Print a field as it was typed."""
    return lambda citing: citing.work.words.get(name, "")


def short_genre(citing: Citing) -> str:
    """Print, in a short note on what has no title, what it is."""
    work = citing.work
    return "" if work.titles.get("title") or work.titles.get("reviewed-title") else genre(citing)


def genre(citing: Citing) -> str:
    """Print what the work is, such as “PhD diss.”, beginning small in notes."""
    words = citing.work.word("genre")
    return lowered(words) if words else ""


# ---- where in it, and where to find it -------------------------------------------------------------------


def locator(citing: Citing) -> str:
    """Print where in the work (13.22, 10.43)."""
    return citing.locator.printed(citing.style) if citing.locator else ""


def medium(citing: Citing) -> str:
    """Print the format of an electronic book, such as Kindle (14.58); that it is printed needs no saying."""
    words = lowered(citing.work.words.get("medium", ""))
    return "" if words.casefold() in {"print", "web"} else words


_AWAITED: Final = re.compile(r"forthcoming|in press|in preparation|submitted|accepted", re.IGNORECASE)
_DOI: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def is_awaited(work: Work) -> bool:
    """Tell whether the work is to appear: forthcoming, in press (14.43)."""
    return bool(_AWAITED.match(work.word("status")))


def accessed(citing: Citing) -> str:
    """Print when a page was read, where it bears no date of its own (13.15)."""
    work = citing.work
    if any(work.date(name).known for name in ("issued", "event-date", "available-date")) or is_awaited(work):
        return ""
    day = work.date("accessed").full()
    return f"accessed {day}" if day else ""


def link(citing: Citing) -> str:
    """Print the DOI as an address, else the URL, after the day of reading where nothing dates it (13.6–7, 13.15)."""
    words = citing.work.words
    doi = words.get("DOI")
    if doi:
        return f"https://doi.org/{_DOI.sub('', doi)}"
    url = words.get("URL", "")
    return join(accessed(citing), url, ". " if citing.entry else ", ") if url else ""


def dated(citing: Citing) -> str:
    """Print the date in full, with what the date means (“effective”, “last modified”) where that is given."""
    status = citing.work.words.get("status", "")
    date = citing.work.date().full()
    if not date:
        return lowered(status) if is_awaited(citing.work) else ""
    return f"{lowered(status)} {date}" if status else date


def place_and_date(*words: Words) -> Words:
    """Print site and date: after a comma, but what says more than the day begins a sentence in an entry (14.103)."""

    def placed(citing: Citing) -> str:
        where = ""
        for each in words:
            where = join(where, each(citing), ", ")
        when = dated(citing)
        if citing.entry and when[:1].islower():
            return join(where, capital(when), ". ")
        return join(where, when, ", ")

    return placed
