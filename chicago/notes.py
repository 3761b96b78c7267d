"""The three forms of one work: full note, short note, bibliography entry."""

from collections.abc import Mapping

from chicago.layouts import layout_of
from chicago.layouts.base import ENTRY, NOBODY, NOTE, SHORT, Citing
from chicago.layouts.parts import title_words
from chicago.locators import Locator
from chicago.people import Person
from chicago.punctuation import capital, finish
from chicago.style import DEFAULT, Style
from chicago.text import Text
from chicago.works import Work


def full_note(work: Work, locator: Locator | None = None, style: Style = DEFAULT) -> Text:
    """Return the note that cites a work for the first time (13.18–26).

    >>> odes = Work.from_csl({"type": "book", "title": "Selected odes", "publisher": "Egret", "issued": "1987"})
    >>> full_note(odes).plain()
    'Selected Odes (Egret, 1987).'
    """
    return Text(finish(head(work, in_full(work, locator, style))))


def short_note(work: Work, locator: Locator | None = None, style: Style = DEFAULT) -> Text:
    """Return the note of every later citation: family name, short title, locator (13.32–36).

    >>> gate = Work.from_csl({"type": "book", "title": "The Open Gate: A Memoir"})
    >>> short_note(gate, Locator("page", "3-4")).plain()
    'Open Gate, 3–4.'
    """
    return Text(finish(head(work, in_short(work, locator, style))))


def entry(work: Work, style: Style = DEFAULT) -> Text:
    """Return the entry in the bibliography, empty where the manual gives the kind none (13.65)."""
    marked = layout_of(work).print(Citing(work, style, ENTRY))
    return Text(finish(marked if work.lead else capital(marked)))


def in_full(work: Work, locator: Locator | None, style: Style) -> str:
    """Return the marked words of a full note, without its period."""
    return layout_of(work).print(Citing(work, style, NOTE, locator))


def in_short(
    work: Work,
    locator: Locator | None,
    style: Style,
    *,
    told_apart: Mapping[Person, str] = NOBODY,
    whole: bool = False,
) -> str:
    """Return the marked words of a short note, without its period.

    `told_apart` says how to name people whose family name another author of the essay shares (13.32); `whole` prints
    the whole title, where two short titles are alike.
    """
    citing = Citing(work, style, SHORT, locator, told_apart, whole)
    return layout_of(work).print(citing) or in_full(work, locator, style)


def head(work: Work, marked: str) -> str:
    """Return the words as they begin a note: a particle takes a capital (8.5), bell hooks does not."""
    if not marked[:1].islower():
        return marked
    lead = work.lead
    if lead and lead[0].full.islower() and marked.startswith((lead[0].full, lead[0].short)):
        return marked
    return marked[0].upper() + marked[1:] if marked[1:2] == "’" else capital(marked)


def short_title(work: Work, style: Style = DEFAULT) -> str:
    """Return the short title in plain words: as given, else the main title without its article (13.33).

    >>> short_title(Work.from_csl({"type": "book", "title": "The Open Gate: A Memoir"}))
    'Open Gate'
    """
    return Text(title_words(Citing(work, style, SHORT))).plain()
