"""Speeches, lectures, and papers given at a meeting (14.115)."""

import re
from typing import Final

from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.chapter import CHAPTER
from chicago.layouts.names import led_by
from chicago.layouts.parts import dated, field, genre, link, locator, medium, quoted_title, title_words
from chicago.punctuation import join
from chicago.works import Work

_NAMED_MEETING: Final = re.compile(
    r"^(?:\d|annual|biennial|international|national|meeting|conference|symposium|congress|convention|workshop)"
    r".*\b(?:of|on|for)\b",
    re.IGNORECASE,
)

lead = led_by("author")


def event(citing: Citing) -> str:
    """Print the meeting, else who held it."""
    return citing.work.word("event-title") or title_words(citing, "container-title") or citing.work.word("publisher")


def occasion(citing: Citing) -> str:
    """Print what was given and where: “speech, March on Washington”, “paper presented at the Annual Meeting of …”."""
    what, meeting = genre(citing), event(citing)
    if citing.work.kind == "paper-conference" and meeting and " " not in what.removeprefix("conference "):
        what = f"{what or 'paper'} presented at"
    if citing.work.kind == "paper-conference" and not what:
        what = "paper"
    if what.endswith((" at", " to", " for")):
        return f"{what} the {meeting}" if _NAMED_MEETING.match(meeting) else f"{what} {meeting}".strip()
    return join(what, meeting, ", ")


def day(citing: Citing) -> str:
    """Print the day, of the event where it has a date of its own."""
    return citing.work.date("event-date").full() or dated(citing)


def has_genre(work: Work) -> bool:
    """Tell whether it says what it is, or is a paper, so that its facts stand in brackets."""
    return bool(work.word("genre")) or work.kind == "paper-conference"


def is_published(work: Work) -> bool:
    """Tell whether a paper stands in printed proceedings, which makes it a chapter."""
    return bool(work.title("container-title") and (work.names("editor") or work.word("publisher") or work.word("page")))


def site(citing: Citing) -> str:
    """Print the site on which it is read, where the meeting is told besides."""
    return title_words(citing, "container-title") if citing.work.word("event-title") else ""


form = group(medium, field("dimensions"))
facts = group(occasion, field("event-place"), day)
_FIELDS = (
    "author", "title", "title-short", "genre", "event-title", "event-place", "issued", "dimensions", "URL", "language",
)  # fmt: skip
_REQUIRED = ("author", "title", "event-title", "issued")

PUBLISHED_PAPER = Layout(
    kinds=("paper-conference",),
    label="Paper in proceedings",
    when=is_published,
    note=CHAPTER.note,
    short=CHAPTER.short,
    entry=CHAPTER.entry,
    required=CHAPTER.required,
)

SPEECH_WITH_GENRE = Layout(
    kinds=("speech", "paper-conference"),
    label="Speech or paper",
    when=has_genre,
    note=(lead, quoted_title, in_brackets(facts), form, locator, site, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, facts, form, site, link),
    required=_REQUIRED,
)

SPEECH = Layout(
    kinds=("speech", "paper-conference"),
    label=("Speech or lecture", "Conference paper"),
    note=(lead, quoted_title, facts, form, locator, site, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, facts, form, site, link),
    fields=_FIELDS,
    required=_REQUIRED,
)
