"""Entries of dictionaries and encyclopedias (14.130–32)."""

from chicago.layouts.base import Citing, Layout, after, group, in_brackets
from chicago.layouts.chapter import CHAPTER, in_container
from chicago.layouts.imprint import imprint
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import container, dated, field, italic_title, link, locator, quoted_title
from chicago.layouts.volumes import edition, volume
from chicago.punctuation import join
from chicago.text import quoted
from chicago.works import Work

lead = led_by("author")
helpers = deeds("editor", "translator", joint=", ")


def is_signed_online(work: Work) -> bool:
    """Tell whether a signed entry stands on the web."""
    return bool(work.names("author") and (work.word("URL") or work.word("DOI")))


def is_signed(work: Work) -> bool:
    """Tell whether the entry has an author, which makes it a chapter (14.132)."""
    return bool(work.names("author"))


def is_online(work: Work) -> bool:
    """Tell whether the entry is read on the web."""
    return bool(work.word("URL") or work.word("DOI"))


def book(citing: Citing) -> str:
    """Print the reference work, which may be all that is known, so that a locator names the entry."""
    return container(citing) or italic_title(citing)


def headword(citing: Citing) -> str:
    """Print the headword as it is spelled there; the 17th edition says s.v. (17th, 14.232)."""
    if not citing.work.title("container-title"):
        return ""
    given = citing.work.titles.get("title-short") if citing.short else None
    words = quoted(given.words if given else citing.work.title().words)
    return f"s.v. {words}" if words and citing.style.seventeenth else words


def under_headword(citing: Citing) -> str:
    """Print “under” and the headword (14.130); the 17th edition says s.v."""
    words = headword(citing)
    return words if not words or citing.style.seventeenth else f"under {words}"


def leading_headword(citing: Citing) -> str:
    """Print the headword before an online work (14.131); the 17th edition prints it behind all."""
    return "" if citing.style.seventeenth else headword(citing)


def following_headword(citing: Citing) -> str:
    """Print s.v. and the headword of an online work where the 17th edition has it (17th, 14.233)."""
    return headword(citing) if citing.style.seventeenth else ""


def issuer_and_day(citing: Citing) -> str:
    """Print who publishes an online work and when, the day alone without brackets."""
    publisher = citing.work.word("publisher")
    return f"({join(publisher, dated(citing), ', ')})" if publisher else ""


def day(citing: Citing) -> str:
    """Print the day, where no publisher stands before it."""
    return "" if citing.work.word("publisher") else dated(citing)


def facts(citing: Citing) -> str:
    """Print what is known of publisher and year."""
    work = citing.work
    return imprint(citing) if work.word("publisher") or work.date().known else ""


_FIELDS = (
    "author", "title", "container-title", "edition", "volume", "editor", "publisher-place", "publisher", "issued",
    "accessed", "URL", "language",
)  # fmt: skip
_KINDS = ("entry-encyclopedia", "entry-dictionary", "entry")

_in_brackets = after(" ", issuer_and_day)

SIGNED_ONLINE = Layout(
    kinds=_KINDS,
    label="Signed entry online",
    when=is_signed_online,
    note=(lead, quoted_title, in_container, edition, volume, helpers, _in_brackets, day, locator, link),
    short=CHAPTER.short,
    entry=(
        lead,
        quoted_title,
        group(in_container, edition, volume, helpers),
        group(field("publisher"), dated),
        link,
    ),
)

SIGNED = Layout(
    kinds=_KINDS,
    label="Signed entry",
    when=is_signed,
    note=CHAPTER.note,
    short=CHAPTER.short,
    entry=CHAPTER.entry,
)

ONLINE = Layout(
    kinds=_KINDS,
    label="Entry online",
    when=is_online,
    note=(leading_headword, book, edition, following_headword, _in_brackets, day, locator, link),
    short=(book, headword, locator),
    entry=(),
)

ENTRY = Layout(
    kinds=_KINDS,
    label=("Encyclopedia entry", "Dictionary entry", "Entry in a reference work"),
    note=(book, edition, volume, helpers, in_brackets(facts), under_headword, locator),
    short=(book, under_headword, locator),
    entry=(),
    fields=_FIELDS,
    required=("title", "container-title", "edition|issued|URL"),
)
