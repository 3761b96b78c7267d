"""Preprints and working papers, which stand in no journal (14.76, 14.116)."""

from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.names import led_by
from chicago.layouts.parts import dated, field, genre, link, locator, quoted_title
from chicago.works import Work

lead = led_by("author", "editor", "translator")


def is_preprint(work: Work) -> bool:
    """Tell whether an article stands in no periodical, and what it is called says no more than that."""
    return not work.title("container-title") and work.word("genre").casefold() in ("", "preprint")


def is_working_paper(work: Work) -> bool:
    """Tell whether an article stands in no periodical but in a series that is named."""
    return not work.title("container-title") and not is_preprint(work)


def preprint(_: Citing) -> str:
    """Print what it is."""
    return "preprint"


def paper(citing: Citing) -> str:
    """Print what a working paper is called, and its number (14.116)."""
    number = citing.work.word("number")
    return f"{genre(citing)} {f'no. {number}' if number.isdecimal() else number}".rstrip()


def date(citing: Citing) -> str:
    """Print the day of the version that is cited, or n.d."""
    return dated(citing) or "n.d."


PREPRINT = Layout(
    kinds=("article",),
    label="Preprint",
    when=is_preprint,
    note=(lead, quoted_title, field("number"), preprint, field("publisher"), date, locator, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, field("number"), group(preprint, field("publisher"), date), link),
    required=("author", "title", "publisher", "issued"),
)

WORKING_PAPER = Layout(
    kinds=("article",),
    label="Working paper",
    when=is_working_paper,
    note=(lead, quoted_title, paper, in_brackets(field("publisher"), date), locator, link),
    short=PREPRINT.short,
    entry=(lead, quoted_title, paper, group(field("publisher"), date), link),
    required=PREPRINT.required,
)
