"""Editions, volumes and series: parts for several kinds (14.15–25)."""

import re
from typing import Final

from chicago.layouts.base import Citing, Words
from chicago.layouts.names import deeds
from chicago.people import People, in_entry, in_note
from chicago.punctuation import join
from chicago.ranges import shorten, spread
from chicago.text import italic
from chicago.works import Work

_ORDINALS: Final = {
    "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10",
}  # fmt: skip


def ordinal(number: int) -> str:
    """Return an ordinal number (9.6).

    >>> [ordinal(n) for n in (2, 3, 11, 21, 112)]
    ['2nd', '3rd', '11th', '21st', '112th']
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


# What describes an edition; another capital begins its name (Norton Critical Edition).
_DESCRIBED: Final = frozenset(
    {
        "abridged", "annotated", "anniversary", "centenary", "centennial", "concise", "corrected", "critical",
        "enlarged", "expanded", "facsimile", "illustrated", "large-print", "new", "paperback", "rev.", "revised",
        "special", "student", "unabridged", "updated",
    }
)  # fmt: skip
_OTHER_LANGUAGES: Final = re.compile(
    r"\b(?:Aufl|Ausg|édition|éd\.|edici|ediz|ediç|uitg|druk|utg|uppl|wyd)", re.IGNORECASE
)
_EDITION: Final = re.compile(r"\s*\b(?:edition|edn\.?|ed\.?)$", re.IGNORECASE)


def edition_words(words: str) -> str:
    """Return an edition other than the first (14.15).

    >>> edition_words("4"), edition_words("revised"), edition_words("Second"), edition_words("1")
    ('4th ed.', 'rev. ed.', '2nd ed.', '')
    >>> edition_words("Norton Critical Edition"), edition_words("3., überarb. Aufl.")
    ('Norton Critical Edition', '3., überarb. Aufl.')
    """
    if not words or _OTHER_LANGUAGES.search(words):
        return words
    if words.casefold() == "reprint":
        return "reprint"
    bare = _EDITION.sub("", words)
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", _ORDINALS.get(bare.casefold(), bare))
    if bare.isdecimal() and len(bare) < 6:
        return "" if bare == "1" else f"{ordinal(int(bare))} ed."
    first = bare.partition(" ")[0].casefold()
    if bare.casefold() == "first":
        return ""
    if first in _DESCRIBED:
        small = [word.lower() if word.lower() in _DESCRIBED else word for word in bare.split(" ")]
        return f"{' '.join(small).replace('revised', 'rev.')} ed."
    return words if words.endswith(" Edition") and not bare[0].isdecimal() else f"{bare} ed."


def edition(citing: Citing) -> str:
    """Print the edition (14.15)."""
    return edition_words(citing.work.word("edition"))


_NOT_NUMBERS: Final = re.compile(r"[A-Za-z]{2}")


def _part_number(citing: Citing) -> str:
    number = citing.work.word("part-number")
    return f"pt. {number}" if number and not _NOT_NUMBERS.search(number) else number


def _volume_number(citing: Citing) -> str:
    number = citing.work.word("volume")
    if not (number[:1].isdecimal() or re.fullmatch(r"[IVXLC]+", number)):
        return number
    return f"{'vols.' if spread(number) else 'vol.'} {shorten(number)}"


def volume_words(citing: Citing) -> str:
    """Return “vol. 2, pt. 1” and the volume's and the part's own titles (14.18–22)."""
    words = ""
    for number, name in ((_volume_number(citing), "volume-title"), (_part_number(citing), "part-title")):
        title = citing.work.titles.get(name)
        words = join(words, number, ", ")
        words = join(words, italic(title.of(citing.style.edition)), ", ") if title else words
    return words


def volume_of(citing: Citing) -> str:
    """Print which volume of which set it is, where the volume's own title leads: vol. 1 of the set (14.21)."""
    whole = citing.work.titles.get("volume-of")
    number = _volume_number(citing)
    return f"{number} of {italic(whole.of(citing.style.edition))}" if whole and number else ""


def is_one_volume(citing: Citing) -> bool:
    """Tell whether the work is a numbered volume that neither a title nor a part tells more about."""
    work = citing.work
    return work.word("volume").isdecimal() and not (
        work.title("volume-of") or work.title("volume-title") or work.title("part-title") or work.word("part-number")
    )


def numbered_volume(citing: Citing) -> str:
    """Print which volume it is, unless a note's locator says so (14.18–22)."""
    if citing.work.title("volume-of"):
        return volume_of(citing)
    words = volume_words(citing)
    where = citing.locator
    in_place = not citing.entry and where is not None and ":" in where.value
    return "" if in_place and "volume-title" not in citing.work.titles else words


def volume_and(*roles: str, after: tuple[str, ...] = (), number: Words = numbered_volume) -> Words:
    """Print the volume and who made it besides the author, in an entry in one sentence: vol. 2, translated by …"""
    apart, joined = deeds(*roles, after=after), deeds(*roles, after=after, joint=", ")

    def made(citing: Citing) -> str:
        volume = number(citing)
        return join(volume, joined(citing), ", ") if volume else apart(citing)

    return made


_IN_VOLUMES: Final = frozenset({"page", "column", "folio"})


def volumes(citing: Citing) -> str:
    """Print how many volumes a set has; a note on one of its pages leaves that out (14.20)."""
    where = citing.locator
    if volume_words(citing) or (not citing.entry and where is not None and where.label in _IN_VOLUMES):
        return ""
    number = citing.work.word("number-of-volumes")
    if number.isdecimal():
        return f"{number} vols." if number != "1" else ""
    return number


def volume(citing: Citing) -> str:
    """Print the volume; of a whole set, how many volumes it has (14.20)."""
    return numbered_volume(citing) or volumes(citing)


def is_multivolume(work: Work) -> bool:
    """Tell whether the work is a set of volumes, or one or a part of them."""
    return any(work.word(name) for name in ("volume", "number-of-volumes", "part-number")) or any(
        work.title(name) for name in ("volume-title", "part-title")
    )


def general_editor(citing: Citing) -> str:
    """Print who edited the set that the volume belongs to (14.20–21)."""
    editors = citing.work.names("collection-editor")
    if not (editors and is_multivolume(citing.work) and citing.work.lead):
        return ""
    return _edited(citing, editors)


def _edited(citing: Citing, editors: People) -> str:
    if citing.entry:
        return f"edited by {in_entry(editors, citing.style, inverted=False)}"
    return f"ed. {in_note(editors, citing.style)}"


def series(citing: Citing) -> str:
    """Print the series and the number in it, in roman (14.25)."""
    title = citing.work.titles.get("collection-title")
    if not title:
        return ""
    words = title.of(citing.style.edition)
    number = shorten(citing.work.word("collection-number"))
    editors = citing.work.names("collection-editor")
    if editors and not is_multivolume(citing.work):
        words = join(words, _edited(citing, editors), ", ")
        return join(words, f"vol. {number}" if number.isdecimal() else number, ", ")
    return join(words, number, " " if number[:1].isalnum() and number.replace("–", "").isalnum() else ", ")


def _numbers(citing: Citing) -> str:
    """Return volume and part by their numbers alone."""
    return join(_volume_number(citing), _part_number(citing), ", ")


def volume_and_page(citing: Citing) -> str:
    """Print where in a book, in short notes with its volume: 1:88 (14.20)."""
    number = "" if citing.work.title("volume-of") else citing.work.word("volume")
    part = citing.work.word("part-number")
    where = citing.locator
    if not where:
        return _numbers(citing)
    if not (number or part) or ":" in where.value:
        return where.printed(citing.style)
    if where.label == "page" and number.isdecimal() and not part:
        return f"{number}:{where.bare}"
    return join(_numbers(citing), where.printed(citing.style), ", ")
