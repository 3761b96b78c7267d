"""Where in a source a note points, as a word that a database sorts: it cannot read roman numerals itself."""

import re
from typing import Final

from sources.slips import roman_value

LONGEST: Final = 60
ROMAN, ARABIC, OTHER, NONE = "0", "1", "2", "3"

_ROMAN: Final = re.compile(r"^(?:pp?\.\s*)?([ivxlcdm]+)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,9}")


def place_sort(label: str, locator: str, pages: tuple[int, int] | None) -> str:
    """Returns what sorts places in a source: roman pages, arabic pages, other places, no place.

    >>> places = {"12": (12, 14), "xi": None, "3": (3, 3), "iv": None, "": None}
    >>> sorted(places, key=lambda page: place_sort("page", page, places[page]))
    ['iv', 'xi', '3', '12', '']
    >>> place_sort("chapter", "9", None) < place_sort("chapter", "10", None)
    True
    """
    if not locator.strip():
        return NONE
    if pages is not None:
        return f"{ARABIC} {pages[0]:010} {pages[1]:010}"
    roman = _ROMAN.match(locator.strip()) if label in {"", "page"} else None
    if roman:
        return f"{ROMAN} {roman_value(roman[1]):010}"
    return f"{OTHER} {label} {_NUMBER.sub(_padded, locator.strip())}"[:LONGEST]


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(9)


def roman_page(sort: str) -> int | None:
    """Returns the number of a roman page by what sorts it.

    >>> roman_page(place_sort("page", "xiv", None)), roman_page(place_sort("page", "14", (14, 14)))
    (14, None)
    """
    return int(sort[2:]) if sort.startswith(f"{ROMAN} ") else None
