"""Where unpublished things lie: box and folder, collection, archive, place (14.119–28); parts for several kinds."""

import re
from typing import Final

from chicago.layouts.base import Citing
from chicago.layouts.parts import locator
from chicago.punctuation import capital, join
from chicago.ranges import shorten, spread
from chicago.works import Work

# Boxes 3-12, but not the hyphens of a shelf mark such as LC-USF34-9058-C.
_RANGE: Final = re.compile(r"(?<![\w./-])\d+\s*[-–—]+\s*\d+(?![\w/-]|\.\d)")

_FOND: Final = re.compile(r"(?:f\.|fond|ф\.) ?\d", re.IGNORECASE)


def location(citing: Citing) -> str:
    """Print box, folder or shelf mark."""
    return _RANGE.sub(lambda found: shorten(found[0]), citing.work.word("archive_location"))


def collection(citing: Citing) -> str:
    """Print the collection, in roman."""
    return citing.work.words.get("archive_collection", "")


def holder(citing: Citing) -> str:
    """Print the archive, library or museum and its place, unless its name ends in the place."""
    words = citing.work.words
    name, place = words.get("archive", ""), words.get("archive-place", "")
    return name if place and name.endswith(place) else join(name, place, ", ")


def is_fond(work: Work) -> bool:
    """Tell whether its archive numbers files by fonds, as Russian ones do, and is cited from the house down."""
    return bool(_FOND.match(work.word("archive_location")) and work.words.get("archive"))


def leaf(citing: Citing) -> str:
    """Print where in the work; a leaf of a Russian file is a list: l. 12, ll. 12–14."""
    where = citing.locator
    if where is None or where.label != "folio" or not is_fond(citing.work):
        return locator(citing)
    return f"{'ll.' if spread(where.value) else 'l.'} {where.bare}"


def whereabouts(citing: Citing) -> str:
    """Print the whole way to it, in a note with commas, in an entry as sentences; a fond from the house down."""
    if is_fond(citing.work):
        return join(join(holder(citing), collection(citing), ", "), location(citing), ", ")
    marked = ""
    for part in (location, collection, holder):
        piece = part(citing)
        marked = join(marked, capital(piece) if citing.entry else piece, ". " if citing.entry else ", ")
    return marked


def held(citing: Citing) -> str:
    """Print the database of a published work, or shelf mark, library and place where one copy of it is meant."""
    words = citing.work.words
    kept = any(name in words for name in ("archive_location", "archive_collection", "archive-place"))
    if kept and words.get("archive"):
        return whereabouts(citing)
    return "" if words.get("DOI") or words.get("URL") else words.get("archive", "")


def database(citing: Citing) -> str:
    """Print the database that holds it and the number there: ProQuest (13865986) (14.113)."""
    words = citing.work.words
    name, number = words.get("archive", ""), words.get("number", "") or words.get("archive_location", "")
    return f"{name} ({number})" if name and number else name
