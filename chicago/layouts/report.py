"""Reports, pamphlets and other publications of organisations (14.118, 14.60)."""

from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.layouts.imprint import place_words
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import accessed, italic_title, link, locator
from chicago.layouts.volumes import edition, series, volume
from chicago.punctuation import join

_LEADS = ("author", "editor", "translator", "compiler")

lead = led_by(*_LEADS)
helpers = deeds("editor", "translator", "compiler", after=_LEADS)


def numbered(citing: Citing) -> str:
    """Print what the report is and its number: Working Paper 1234."""
    words = citing.work.words
    kind, number = words.get("genre", ""), words.get("number", "")
    if kind and number and kind[-1].isalpha() and " " not in number:
        return f"{kind} {number}"
    return join(kind, f"no. {number}" if number.isdecimal() else number, ", ")


def facts(citing: Citing) -> str:
    """Print place where wanted, publisher, and the date as exactly as it is known."""
    work = citing.work
    issued = work.date()
    place = place_words(citing, issued.first[0])
    publisher = join(place, work.word("publisher"), ": ")
    undated = "" if accessed(citing) and work.word("URL") else "n.d."
    return join(publisher, issued.full() or work.word("status") or undated, ", ")


REPORT = Layout(
    kinds=("report",),
    label="Report",
    note=(lead, italic_title, numbered, helpers, edition, volume, series, in_brackets(facts), locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, numbered, helpers, edition, volume, series, facts, link),
    fields=(
        "author", "title", "title-short", "genre", "number", "edition", "collection-title", "publisher-place",
        "publisher", "issued", "DOI", "URL", "accessed", "language",
    ),
    required=("author|editor|publisher", "title", "publisher|author", "issued"),
)  # fmt: skip
