"""A citation cut where its parts meet: at commas, at the periods that end a part, around quotations and brackets."""

import re
from dataclasses import dataclass

from chicago.parser.layout import Layout
from chicago.parser.surface import Span
from chicago.parser.vocabulary import MONTHS, PLACES, SEASONS

_CALENDAR = "|".join(sorted({*MONTHS, *SEASONS}, key=len, reverse=True))
_DAY_BEFORE_YEAR = re.compile(rf"(?:.*\W)?(?:{_CALENDAR})\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?", re.IGNORECASE)
_YEAR_NEXT = re.compile(r" ?\d{4}\b")
_SUFFIX_NEXT = re.compile(r" (?:Jr|Sr|II|III|IV)\b\.?(?=[\s,.]|$)")
_STATE_NEXT = re.compile(r" ?(?:[A-Z]{2}|D\. ?C\.|[A-Z][a-z]{1,5}\.|N\. ?[JYHC]\.|[A-Z][a-z]{3,12})(?=:)")
_PLACE_BEHIND = re.compile(r"(?:.*[.,;] )?(?P<place>[^.,;]+)", re.DOTALL)
_AFTER_PERIOD = re.compile(r" ?[\"“„«‘'(\[*]| (?:[^\W\d_a-z]|\d|https?:|www\.|doi:|10\.|(?:pp?|pgs?|pages?)\b)|\s*$")
_LAST_WORD = re.compile(r"[^\s,;/()\[\]“”\"]*$")
_ABBREVIATION = re.compile(
    r"(?:eds?|trans|transl|tr|vols?|nos?|nr|pp?|pgs?|dirs?|repr|rev|comp|diss|dr|mr|mrs|ms|st|prof|univ|v|vs|cf|ch|chap"
    r"|chaps|secs?|fols?|ff?|nn?|ll?|bks?|pts?|figs?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ca|c|iss|op|loc|s|t"
    r"|bd|d|no|ser|suppl|dept|gen|col|e\.g|i\.e|s\.v|u\.s|d\.c|n\.d|n\.p|n\.s|ph\.d|exec|fed|reg|stat|pub|cong|sess|para"
    r"|tom|kn|min|app|eps?|pag|trad|übers|hrsg|hg|red|str|стр|ред|пер|cap|acc|inv|amend|const|arts?|docs?|ver|bros|corp"
    r"|gov|sen|rep|mod|hist|amer|soc|econ|polit|stud|quart|jnl|eur|brit|russ|sci|phil|lt|capt|maj|sgt|inst|assn|ft|mt|esp|sc)\.?",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*-?[^\W\d_]")
_TRIM = " \t,;:.–—-/\"“”‘’'«»[]()*_<>"
_LETTER = re.compile(r"[^\W_]")
_TRIM_IN = {"quoted": " ,;:.", "link": ""}
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_YEAR_AHEAD = re.compile(r" (?:1[5-9]|20)\d\d[.,]")
_PLACE_AHEAD = re.compile(r" (?P<place>[^:;.,]{3,24}):")
_MAKERS_CLOSE = frozenset({"ed", "eds"})
_NAME_AHEAD = re.compile(r" [^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){1,4} ?[,(]")
_INITIAL_YEAR = re.compile(r" (?:1[5-9]|20)\d\d\b")
_EDITION_NEXT = re.compile(r",? (?:[^\W\d_]{2,12}\.? ){0,2}(?:Aufl|Ausg)\b", re.IGNORECASE)
_ORDINAL_EDITION = re.compile(
    r".*\b(?:\d+(?:st|nd|rd|th|d)|rev|revised|new|enl|first|second|third|fourth|fifth)\b\.? ed", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """One part: kind words or a group's, its place, what its marks enclose, and the separator before it."""

    kind: str
    start: int
    end: int
    inner: Span
    before: str


def chunks_of(layout: Layout, start: int, end: int) -> list[Chunk]:
    """Cut the words from start to end into parts, in order."""
    cutter = _Cutter(layout, start, end)
    for position in layout.events_in(start, end):
        cutter.meet(position)
    cutter.flush(end)
    return cutter.chunks


class _Cutter:
    def __init__(self, layout: Layout, start: int, end: int) -> None:
        self.layout = layout
        self.text = layout.text
        self.at = start
        self.end = end
        self.separator = "^"
        self.chunks: list[Chunk] = []

    def meet(self, position: int) -> None:
        if position < self.at:
            return
        group = self.layout.groups.get(position)
        if group is not None and group.end <= self.end:
            self.flush(position)
            marks = _TRIM_IN.get(group.kind, _TRIM)
            self._add(group.kind, group.start, group.end, _trimmed(self.text, *group.inner, marks))
            self.at = group.end
        elif self._separates(position):
            ends_title = self.text[position] in "?!"
            self.flush(position + ends_title)
            self.separator = "." if ends_title else self.text[position]
            self.at = position + 1

    def flush(self, position: int) -> None:
        start, end = _trimmed(self.text, self.at, position)
        if start < end:
            self._add("words", start, end, (start, end))

    def _add(self, kind: str, start: int, end: int, inner: Span) -> None:
        if not _LETTER.search(self.text, *inner):
            return
        self.chunks.append(Chunk(kind, start, end, inner, self.separator))
        self.separator = ""

    def _separates(self, position: int) -> bool:
        mark = self.text[position]
        if mark in ";(":  # a bracket that nobody closed still begins a part
            return True
        if mark in "?!":
            if _YEAR_AHEAD.match(self.text, position + 1, self.end):
                return True
            found = _PLACE_AHEAD.match(self.text, position + 1, self.end)
            return bool(found) and found["place"].lower() in PLACES if found else False
        if mark == ":":
            return self.at == position and bool(self.chunks)
        if mark == ",":
            return not self._comma_inside(position)
        if self.at == position:
            return bool(self.chunks) and self.separator == ""
        return period_ends_part(self.text, position, self.at) or self._closes_makers(position)

    def _closes_makers(self, position: int) -> bool:
        """Tell whether "ed." stands behind inverted names, at the head of a bibliography's entry."""
        mark = self.text[self.at : position].strip()
        if not self.chunks or mark not in _MAKERS_CLOSE:
            return False
        if mark == "ed" and _NAME_AHEAD.match(self.text, position + 1, self.end):
            return False
        heads = [self.text[slice(*chunk.inner)] for chunk in self.chunks]
        named = all((len(head.split()) <= 5 and head[0].isupper()) or head.startswith(("and ", "& ")) for head in heads)
        return named and len(heads) > 1 and " " not in heads[0] and all(chunk.before in "^," for chunk in self.chunks)

    def _comma_inside(self, position: int) -> bool:
        text = self.text
        if text[position - 1 : position].isdigit() and _THREE_DIGITS.match(text, position + 1):
            return True
        if _YEAR_NEXT.match(text, position + 1, self.end):
            return bool(_DAY_BEFORE_YEAR.fullmatch(text, max(self.at, position - 30), position))
        if _SUFFIX_NEXT.match(text, position + 1):
            return True
        place = _PLACE_BEHIND.fullmatch(text, max(self.at, position - 24), position)
        is_place = bool(place) and place["place"].strip().lower() in PLACES if place else False
        return is_place and bool(_STATE_NEXT.match(text, position + 1))


def _trimmed(text: str, start: int, end: int, marks: str = _TRIM) -> Span:
    """Leave out the space and the stray marks around a part."""
    while start < end and text[start] in marks:
        start += 1
    while start < end and text[end - 1] in marks:
        end -= 1
    return start, end


def period_ends_part(text: str, position: int, since: int) -> bool:
    """Tell whether a period ends a part of a citation (or a sentence) rather than an abbreviation or an initial.

    >>> period_ends_part("Revolution. New York", 10, 0), period_ends_part("W. E. B. Du Bois", 1, 0)
    (True, False)
    """
    follow = _AFTER_PERIOD.match(text, position + 1)
    if follow is None:
        return False
    found = _LAST_WORD.search(text, max(since, position - 24), position)
    word = found[0] if found else ""
    if not follow[0].strip() or follow[0].strip()[0] in "\"“„«‘'":
        return True
    if _INITIAL.fullmatch(word) and _INITIAL_YEAR.match(text, position + 1):
        return True
    if _EDITION_NEXT.match(text, position + 1):
        return False
    if _ORDINAL_EDITION.fullmatch(text, max(since, position - 24), position):
        return follow[0].strip()[0].isalpha()
    return not (_ABBREVIATION.fullmatch(word) or _INITIAL.fullmatch(word))
