"""Facts of publication: place, publisher, year (13.25, 14.29–45)."""

from chicago.layouts.base import Citing
from chicago.punctuation import capital, join
from chicago.text import italic


def place_words(citing: Citing, year: int) -> str:
    """Return the place where the edition wants it: always in the 17th, for old books in the 18th (14.30–31)."""
    words = citing.work.words
    place = words.get("publisher-place", "")
    if place and (citing.style.seventeenth or not words.get("publisher") or _is_old(year)):
        return place
    return ""


def _is_old(year: int) -> bool:
    return year != 0 and year < 1900


def year_words(citing: Citing) -> str:
    """Return the year of a book, “forthcoming” (14.43) or “n.d.” (14.44)."""
    status = citing.work.word("status")
    if status.casefold() in ("forthcoming", "in press"):
        return "forthcoming" if status.casefold() == "forthcoming" else "in press"
    return citing.work.date().year() or "n.d."


def imprint(citing: Citing) -> str:
    """Print place, publisher and year (13.25, 14.29–45), a reprint's first year before them (14.16)."""
    issued = citing.work.date()
    publisher = citing.work.word("publisher")
    place = place_words(citing, issued.first[0])
    facts = join(place, publisher, ": ") if place else publisher
    year = year_words(citing)
    facts = join(facts, year, ", ") if facts else year
    first = first_published(citing)
    if citing.entry and facts.startswith("n.p."):
        facts = f"N{facts[1:]}"
    if citing.work.titles.get("original-title"):
        return join(facts, _other_title(citing, first), ". " if citing.entry else "; ")
    return reprinted(citing, first, facts) if first else facts


def first_published(citing: Citing) -> str:
    """Return where and when a work first came out, if that was in another year."""
    original = citing.work.dates.get("original-date")
    if original is None or not original.known or original.year() == citing.work.date().year():
        return ""
    words = citing.work.words
    publisher = words.get("original-publisher", "")
    place = words.get("original-publisher-place", "")
    if publisher and not citing.style.seventeenth and not _is_old(original.first[0]):
        place = ""
    return join(join(place, publisher, ": "), original.year(), ", ")


def _other_title(citing: Citing, first: str) -> str:
    """Return the title under which a work first came out (13.101)."""
    words = f"originally published as {italic(citing.work.title('original-title').of(citing.style.edition))}"
    if first:
        words = f"{words} ({first})" if citing.entry else f"{words} [{first}]"
    return capital(words) if citing.entry else words


def reprinted(citing: Citing, first: str, facts: str) -> str:
    """Return the first year before a reprint's facts (14.16; the 17th names the reprint, 14.114)."""
    if citing.style.seventeenth or "," in first:
        return f"{first}. Reprint, {facts}" if citing.entry else f"{first}; repr., {facts}"
    return f"{first}; {facts}"
