"""Where in a source: pages, chapters, sections, verses, folios, timestamps, as notes mark them."""

import re
from dataclasses import dataclass

from chicago.parser.surface import Span

_LABELS = (
    ("page", r"p\. ?p\.|pp?\.?|pgs?\.?|pages?|pag\.?|s\.|S\.|с\.|стр\.?|at pp?\.|at|#"),
    ("chapter", r"chaps?\.?|chapters?|ch\.|chs\.|kap\."),
    ("section", r"secs?\.?|sections?|sect\.?|§§?"),
    ("folio", r"fols?\.?|folios?|ff?\."),
    ("paragraph", r"paras?\.?|pars?\.|paragraphs?|¶¶?"),
    ("line", r"lines?|ll?\."),
    ("note", r"notes?|nn?\."),
    ("verse", r"verses?|vv?\."),
    ("book", r"bks?\.|books?"),
    ("part", r"pts?\.|parts?"),
    ("article", r"arts?\.|articles?"),
    ("canto", r"cantos?"),
    ("stanza", r"stanzas?|sts?\."),
    ("plate", r"plates?|pls?\."),
    ("act", r"act"),
    ("scene", r"sc\.|scene"),
    ("figure", r"figs?\.|figures?"),
    ("table", r"tables?"),
    ("column", r"cols?\.|columns?"),
    ("location", r"locs?\.|locations?|kindle locs?\.?|kindle locations?"),
    ("track", r"tracks?"),
    ("document", r"docs?\.|documents?"),
    ("number", r"no\.|nos\."),
)
_MARKERS = tuple(
    (label, re.compile(rf"(?:{form})(?: ?(?=[\d§¶])| (?=[ivxlcA-Z]))", re.IGNORECASE)) for label, form in _LABELS
)
_DASH = r"(?: ?(?:--?-?|[–—−‒]) ?| to )"
_NUMBER = r"(?:[A-Z]{1,2}-?)?\d{1,6}(?:,\d{3})?[a-z]?(?:(?:\.\d{1,4}){1,3})?(?:n{1,2}\.? ?\d{0,3})?"
_ROMAN = r"[ivxlcdm]{1,9}"
_ONE = rf"(?:{_NUMBER}|{_ROMAN})(?:{_DASH}(?:pp?\.? ?)?(?:{_NUMBER}|{_ROMAN}))?(?: ?ff?\.?| ?et seq\.?)?"
_ABOVE_ALL = r"(?:(?:esp\.?|especially) )?"
_LIST = rf"{_ABOVE_ALL}{_ONE}(?:(?:,|,? (?:and|&)) ?{_ABOVE_ALL}{_ONE}){{0,9}}(?:,? passim)?"
_VALUE = re.compile(rf"(?:{_LIST}|passim)(?: ?\.)?")
_VOLUMED = re.compile(rf"(?:vol\. )?(?P<volume>\d{{1,3}}|[ivxlcIVXLC]{{1,7}}):(?P<page>{_LIST})")
_VOLUME_THEN_PAGE = re.compile(
    rf"vols?\.? ?(?P<volume>\d{{1,3}}|[ivxlc]{{1,7}}),? (?:pp?\. ?|pages? )?(?P<page>{_LIST})", re.IGNORECASE
)
_LONG_DOTTED = re.compile(rf"\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}(?:{_DASH}\d[\d.]{{0,9}})?")
_LONG_TIME = re.compile(rf"(?:at )?(?P<time>\d{{1,2}}:\d{{2}}:\d{{2}}(?:{_DASH}\d{{1,2}}:\d{{2}}:\d{{2}})?)")
_DOTTED = re.compile(rf"\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}(?:{_DASH}\d[\d.]{{0,9}})?")
# Chapter II, Book I: what is divided is often numbered in capitals; pages never are.
DIVISIONS = frozenset({"act", "article", "book", "canto", "chapter", "part", "plate", "scene", "section"})
_CAPITALS = re.compile(r"(?P<value>[IVXLC]{1,7}(?: ?[–-] ?[IVXLC]{1,7})?)\.?")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A locator's label, where its value stands, the volume before a colon, and whether a word marked it."""

    label: str
    value: Span
    volume: Span | None = None
    marked: bool = False


def read_locator(text: str, start: int, end: int) -> Pinpoint | None:
    """Read words that are nothing but a locator.

    >>> read_locator("pp. 110-112", 0, 11)
    Pinpoint(label='page', value=(4, 11), volume=None, marked=True)
    """
    if end - start > LONGEST or start >= end:
        return None
    time = _LONG_TIME.fullmatch(text, start, end)
    if time:
        return Pinpoint("timestamp", time.span("time"), None, marked=True)
    volumed = _VOLUMED.fullmatch(text, start, end) or _VOLUME_THEN_PAGE.fullmatch(text, start, end)
    if volumed:
        return Pinpoint("page", volumed.span("page"), volumed.span("volume"))
    for label, marker in _MARKERS:
        match = marker.match(text, start, end)
        if match and _VALUE.fullmatch(text, match.end(), end):
            return Pinpoint(label, (match.end(), end), None, marked=True)
        capitals = _CAPITALS.fullmatch(text, match.end(), end) if match and label in DIVISIONS else None
        if capitals:
            return Pinpoint(label, capitals.span("value"), None, marked=True)
        if match and (inner := _VOLUMED.fullmatch(text, match.end(), end)):
            return Pinpoint(label, inner.span("page"), inner.span("volume"), marked=True)
    return _bare_locator(text, start, end)


def _bare_locator(text: str, start: int, end: int) -> Pinpoint | None:
    if _DOTTED.fullmatch(text, start, end):
        return Pinpoint("section", (start, end))
    if _VALUE.fullmatch(text, start, end):
        return Pinpoint("page", (start, end))
    return None


def is_plain_range(words: str) -> bool:
    """Tell whether words are a range of two years, which a title may end with."""
    return bool(re.fullmatch(rf"\d{{4}}{_DASH}\d{{2,4}}", words))
