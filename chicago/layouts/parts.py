"""The parts that the layouts are made of: titles, editions, facts of publication, locators, addresses."""

import re
from typing import Final

from chicago.layouts.base import Citing, Words
from chicago.layouts.descriptions import lowered
from chicago.people import in_entry, in_note
from chicago.punctuation import capital, join
from chicago.ranges import shorten
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
    return italic(words[4:] if words.startswith("The ") and len(words) > 4 else words)


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


# ---- editions, volumes, series -----------------------------------------------------------------------

_ORDINALS: Final = {
    "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10",
}  # fmt: skip


def ordinal(number: int) -> str:
    """Return an ordinal number (9.6).

    >>> [ordinal(n) for n in (2, 3, 11, 21, 112)]
    ['2nd', '3rd', '11th', '21st', '112th']
    """
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def edition_words(words: str) -> str:
    """Return an edition other than the first (14.15).

    >>> edition_words("4"), edition_words("revised"), edition_words("Second"), edition_words("1")
    ('4th ed.', 'rev. ed.', '2nd ed.', '')
    """
    if not words:
        return ""
    bare = re.sub(r"\s*\b(?:edition|edn\.?|ed\.?)$", "", words, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", _ORDINALS.get(bare.casefold(), bare))
    if bare.isdecimal() and len(bare) < 6:
        return "" if bare == "1" else f"{ordinal(int(bare))} ed."
    if bare.casefold() == "first":
        return ""
    if bare.casefold().startswith("revised"):
        bare = f"rev.{bare[7:]}"
    return f"{lowered(bare)} ed."


def edition(citing: Citing) -> str:
    """Print the edition (14.15)."""
    return edition_words(citing.work.words.get("edition", ""))


_NOT_NUMBERS: Final = re.compile(r"[A-Za-z]{2}")


def part_words(citing: Citing) -> str:
    """Return “pt. 1” of a volume and the part's own title (14.22)."""
    number = citing.work.words.get("part-number", "")
    if number and not _NOT_NUMBERS.search(number):
        number = f"pt. {number}"
    title = citing.work.titles.get("part-title")
    return join(number, italic(title.of(citing.style.edition)), ", ") if title else number


def volume_words(citing: Citing) -> str:
    """Return “vol. 2” and the volume's own title (14.18–22)."""
    number = citing.work.words.get("volume", "")
    if number and (number[0].isdecimal() or re.fullmatch(r"[IVXLC]+", number)):
        number = f"vol. {shorten(number)}"
    title = citing.work.titles.get("volume-title")
    words = join(number, italic(title.of(citing.style.edition)), ", ") if title else number
    return join(words, part_words(citing), ", ")


def is_one_volume(citing: Citing) -> bool:
    """Tell whether the work is a numbered volume that neither a title nor a part tells more about."""
    work = citing.work
    return work.words.get("volume", "").isdecimal() and not (
        work.title("volume-title") or work.title("part-title") or work.word("part-number")
    )


def volume(citing: Citing) -> str:
    """Print the volume; in a note on a whole set, how many volumes it has (14.20)."""
    words = volume_words(citing)
    where = citing.locator
    in_place = not citing.entry and where is not None and ":" in where.value
    if words:
        return "" if in_place and "volume-title" not in citing.work.titles else words
    if not in_place:
        number = citing.work.words.get("number-of-volumes", "")
        if number.isdecimal():
            return f"{number} vols." if number != "1" else ""
        return number
    return ""


def series(citing: Citing) -> str:
    """Print the series and the number in it, in roman (14.25)."""
    title = citing.work.titles.get("collection-title")
    if not title:
        return ""
    words = title.of(citing.style.edition)
    number = citing.work.words.get("collection-number", "")
    editors = citing.work.names("collection-editor")
    if editors:
        by = f"edited by {in_entry(editors, citing.style, inverted=False)}"
        words = join(words, by if citing.entry else f"ed. {in_note(editors, citing.style)}", ", ")
        return join(words, f"vol. {number}" if number.isdecimal() else number, ", ")
    return join(words, number, " " if number[:1].isalnum() and number.replace("-", "").isalnum() else ", ")


# ---- where in it, and where to find it -------------------------------------------------------------------


def locator(citing: Citing) -> str:
    """Print where in the work (13.22, 10.43)."""
    return citing.locator.printed(citing.style) if citing.locator else ""


def volume_and_page(citing: Citing) -> str:
    """Print where in a book, in short notes with its volume: 1:88 (14.20)."""
    number = citing.work.words.get("volume", "")
    where = citing.locator
    if not number:
        return where.printed(citing.style) if where else ""
    if not where:
        return volume_words(citing) if "volume-title" not in citing.work.titles else ""
    part = citing.work.word("part-number")
    if where.label == "page" and ":" not in where.value and number.isdecimal() and not part:
        return f"{number}:{where.bare}"
    if where.label == "page" and not part:
        return where.marked
    return join(volume_words(citing), where.marked, ", ")


def database(citing: Citing) -> str:
    """Print the commercial database that holds an article or a book, where no address leads to it (13.6)."""
    words = citing.work.words
    return "" if words.get("DOI") or words.get("URL") else words.get("archive", "")


def medium(citing: Citing) -> str:
    """Print the format of an electronic book, such as Kindle (14.58)."""
    return lowered(citing.work.words.get("medium", ""))


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
