"""The bibliography: its entries in order, and one author's several works (13.65–73)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from chicago.layouts import layout_of
from chicago.layouts.base import ENTRY, Citing
from chicago.notes import entry
from chicago.people import in_entry
from chicago.style import DEFAULT, Style
from chicago.text import Text
from chicago.titles import without_article
from chicago.works import Work

_LETTERS: Final = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NOT_SORTED: Final = re.compile(r"[^\w ]|_")
_OPENING: Final = re.compile(r"^[\W_]+")


def sort_key(work: Work) -> str:
    """Return a string that sorts as the bibliography does, letter by letter and without a locale (13.66–71).

    >>> works = [{"title": "The Zoo"}, {"author": [{"family": "Öberg", "given": "Å."}]}, {"title": "Acorns"}]
    >>> [sort_key(Work.from_csl(work)) for work in works]
    ['zoo', 'oberg a', 'acorns']
    """
    title = folded(without_article(work.title().words))
    year = work.date().first[0]
    lead = " ".join(folded(person.sort_key) for person in work.lead) if _begins_with_names(work) else ""
    lead = lead or _leading_words(work)
    keys = [lead, title, f"{year:05d}" if year > 0 else ""]
    return "\t".join(key for n, key in enumerate(keys) if key and key not in keys[:n])


def _begins_with_names(work: Work) -> bool:
    """Return whether the entry begins with people: the editor of a book does not lead an unsigned chapter in it."""
    return bool(work.lead) and entry(work, DEFAULT).marked.startswith(in_entry(work.lead, DEFAULT))


def _leading_words(work: Work) -> str:
    """Return what leads the entry of a work that names nobody: its title, its newspaper, its owner."""
    citing = Citing(work, DEFAULT, ENTRY)
    for words, _ in layout_of(work).forms[ENTRY]:
        piece = words(citing)
        if piece:
            return folded(without_article(_OPENING.sub("", Text(piece).plain())))
    return ""


def folded(words: str) -> str:
    """Return words without case, accents and points; a comma ends a unit, a space between words does not count.

    >>> folded("O’Brien, Flann"), folded("De Vries, Jan")
    ('obrien flann', 'devries jan')
    """
    plain = unicodedata.normalize("NFKD", words.casefold()).translate(_LETTERS).replace(" ", "").replace(",", " ")
    return _NOT_SORTED.sub("", plain)


def bibliography(works: Iterable[Work], style: Style = DEFAULT) -> list[Text]:
    """Return the entries in order; kinds that the manual keeps out of a bibliography are left out.

    The 18th edition repeats the name of an author with several works (13.72); the 17th prints three em dashes.
    """
    return [text for _, text in entries(works, style)]


def entries(works: Iterable[Work], style: Style = DEFAULT) -> list[tuple[Work, Text]]:
    """Return the entries of a bibliography in order, each with its work."""
    printed: list[tuple[Work, Text]] = []
    before = ""
    for work in sorted(works, key=sort_key):
        text = entry(work, style)
        if not text:
            continue
        names = in_entry(work.lead, style)
        names = names if text.marked.startswith(names) else ""
        if style.seventeenth and names and names == before:
            text = Text("———" + text.marked.removeprefix(names))
        before = names
        printed.append((work, text))
    return printed
