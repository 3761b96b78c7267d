"""Cuts a note where one citation, or a stretch of prose, ends and the next begins."""

import re
from dataclasses import dataclass

from chicago.parser.chunks import period_ends_part
from chicago.parser.dates import read_date
from chicago.parser.imprint import is_place, is_publisher
from chicago.parser.layout import Layout
from chicago.parser.locators import read_locator
from chicago.parser.names import are_people, has_et_al, is_person, split_names
from chicago.parser.signals import EMBEDDED, HEAD, is_prose
from chicago.parser.surface import Span
from chicago.parser.vocabulary import MONTHS

_COMPLETE = re.compile(
    r".*(?:\d[a-z]?\d?|\b[ivxlc]+|[\d)]ff?|[)”\"»]|passim|ibid|op\. ?cit|loc\. ?cit|n\.d|forthcoming|\d[–-])[.,:’' ]*",
    re.IGNORECASE | re.DOTALL,
)
_TAIL_WORD = re.compile(
    r"(?:print|web|film|dvd|jstor|project muse|proquest|accessed|retrieved|available|url\b"
    r"|last (?:modified|updated)|https?:"
    r"|www\.|doi|10\.\d{4}|[“\"]|eds?\.|trans\.|translated by|edited by|dir\.|directed by|vols?\.|no\.|\d|s\.v|\("
    r"|kindle|(?:pp?|pgs?|pages?)\b|in [^\W\d_]|n\.d|rev\. ed|repr|"
    rf"(?:{'|'.join(MONTHS)})\b)",
    re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"(?P<rest>.+?)[,.]? ?\(?(?P<year>\d{4}[a-d]?|n\.d\.?)\)?[., ]*", re.DOTALL)
_PLACE_FIRST = re.compile(r"(?P<place>[^:;.]{2,40}?) ?:")
_BACKWARD = re.compile(r"(?:ibid|idem|@\w|op\. cit|loc\. cit)", re.IGNORECASE)
_NAME_FIRST = re.compile(
    r"(?P<name>[^,;:.()“”\"\[\]]{2,60}?(?:[A-Z]\.[^,;:()“”\"]{2,40}?)?)(?:, ?+(?![\d(])| [“\"‘(]|\.)"
)
_LONE_NAME = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?),? (?:pp?\. ?)?\d")
_PAGE = r"\d{1,4}(?:[–—-]{1,2}\d{1,4})?"
_NAME = r"[A-Z][\w’'-]{0,30}[a-z]"
# Two short forms that no semicolon parts: Viola, 45 and Conquest, 303; Viola 45, Conquest 303; Viola, 4 / Conquest, 3.
_BREAK = re.compile(
    rf"(?:, ?|\bpp?\. ?|(?P<alone>(?:^ ?|[(\[,;/&–—-] ?|and ){_NAME} ))(?P<page>{_PAGE}|\({_PAGE}\))(?:"
    rf" (?P<joined>(?=(?:and|&) {_NAME}(?:,? (?:pp?\. ?)?\d| \(\d|, [A-Z“\"*])))"
    rf"|(?: ?/ ?| [–—-] )(?P<parted>(?={_NAME},? (?:[A-Z“\"*]|\d)))"
    rf"|, (?P<bare>(?={_NAME} (?:\({_PAGE}\)|{_PAGE})(?:[,;.]|\s*$)))"
    rf"|, (?P<titled>(?={_NAME}, [A-Z][^,;]{{2,60}}, (?:pp?\. ?)?\d)))"
)
MOST_PIECES = 120
LONGEST_CITATION = 2500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a note, and the mark behind which it begins: ^ the head, ; . or s for a signal."""

    start: int
    end: int
    mark: str


def pieces_of(layout: Layout, start: int, end: int) -> list[Piece]:
    """Cut a note and join again what one citation holds together, in order."""
    pieces = _cut(layout, start, end)
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and piece.end - last.start <= LONGEST_CITATION and _joins(layout, last, piece):
            joined[-1] = Piece(last.start, piece.end, last.mark)
        else:
            joined.append(piece)
    return joined


def _cut(layout: Layout, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at, mark, skip = start, "^", start
    signals = _signals(layout, start, end)
    for place in sorted({*layout.events_in(start, end), *signals}):
        if place < skip:
            continue
        group = layout.groups.get(place)
        if group is not None and place not in signals:
            skip = group.end if group.end <= end else place
            continue
        cut = _mark_at(layout, place, at, signals)
        if not cut:
            continue
        if layout.text[at:place].strip(" .;,"):
            pieces.append(Piece(at, place, mark))
        at, mark = (place, "s") if cut == "s" else (place + 1, cut)
        if len(pieces) == MOST_PIECES:
            return pieces
    pieces.append(Piece(at, end, mark))
    return pieces


def _mark_at(layout: Layout, place: int, since: int, signals: set[int]) -> str:
    if place in signals:
        return "s"
    mark = layout.text[place]
    if mark == ";" or (mark == "." and place > since and period_ends_part(layout.text, place, since)):
        return mark
    return ""


def _signals(layout: Layout, start: int, end: int) -> set[int]:
    """Find the signals outside quotations and brackets (events inside a group are skipped by the cut itself)."""
    places: set[int] = set()
    for match in EMBEDDED.finditer(layout.text, start, end):
        if len(places) < MOST_PIECES:
            places.add(match.start())
    return places | _breaks(layout, start, end)


def _breaks(layout: Layout, start: int, end: int) -> set[int]:
    """Find where one short form follows another without a semicolon; a year is no page."""
    places: set[int] = set()
    for match in list(_BREAK.finditer(layout.text, 0, end))[:MOST_PIECES]:
        kind = next(name for name in ("joined", "parted", "bare", "titled") if match[name] is not None)
        is_year = len(match["page"]) == 4 and read_date(match["page"]) is not None
        if not (kind == "titled" and is_year) and (kind != "bare" or match["alone"]):
            places.add(match.start(kind))
    return {place for place in places if place > start}


def _joins(layout: Layout, left: Piece, right: Piece) -> bool:
    """Tell whether the mark between two pieces stands inside one citation."""
    if right.mark == "s":
        return False
    before, after = layout.text[left.start : left.end].strip(), layout.text[right.start : right.end].strip()
    if not after or not before:
        return True
    if _BACKWARD.match(after) or _starts_with_signal(after):
        return False
    if read_locator(after.rstrip(" ."), 0, len(after.rstrip(" ."))):
        return True
    outside = _outside_groups(layout, right)
    complete = bool(_COMPLETE.fullmatch(before[-12:]))
    if right.mark == ";":
        small = after[0].islower() and "(" not in after
        return not complete and not small and not _starts_with_name(after)
    return _period_joins(before, after, outside, complete=complete, prose=is_prose(_outside_groups(layout, left)))


def _period_joins(before: str, after: str, outside: str, *, complete: bool, prose: bool) -> bool:
    if _people_and_year(before):
        return True
    if _TAIL_WORD.match(after) or _starts_with_imprint(after):
        return not prose or after.startswith(("http", "www."))
    ends_quoted = before.rstrip(" .,")[-1:] in '”"»'
    return not (prose or is_prose(outside) or (complete and not ends_quoted))


def _starts_with_imprint(words: str) -> bool:
    match = _PLACE_FIRST.match(words)
    return bool(match and is_place(match["place"])) or is_publisher(words.partition(",")[0][:80])


def _starts_with_signal(words: str) -> bool:
    match = HEAD.match(words)
    return bool(match) and not words.startswith(("In ", "From "))


def _people_and_year(words: str) -> bool:
    match = _YEAR_AT_END.fullmatch(words) if len(words) < 200 else None
    if match is None or read_date(match["year"].rstrip("abcd")) is None:
        return False
    people = match["rest"].strip(" .,")
    people = re.sub(r"\(?\b[Ee]ds?\.?\)?[., ]*$", "", people).strip(" .,")
    names = split_names(people)
    return len(names) > 1 and "," in people and all(len(name.split()) <= 4 and name[0].isupper() for name in names)


def _starts_with_name(words: str) -> bool:
    match = _NAME_FIRST.match(words)
    if match is None:
        return bool(_LONE_NAME.match(words))
    name = match["name"].strip()
    return is_person(name, most=5) or are_people(name) or has_et_al(name)


def _outside_groups(layout: Layout, piece: Piece) -> str:
    """Give a piece's words without what stands in quotation marks, italics and brackets."""
    parts: list[str] = []
    at = piece.start
    for place in layout.events_in(piece.start, piece.end):
        group = layout.groups.get(place)
        if group is not None and place >= at and group.end <= piece.end:
            parts.append(layout.text[at:place])
            at = group.end
        if place - piece.start > 600:
            break
    parts.append(layout.text[at : min(piece.end, at + 400)])
    return " ".join(parts)


def spans_of_rounds(layout: Layout, start: int, end: int) -> list[Span]:
    """Give the insides of the round brackets in a stretch of prose, at most six."""
    found: list[Span] = []
    at = start
    for place in layout.events_in(start, end):
        group = layout.groups.get(place)
        if group is None or place < at or group.end > end:
            continue
        at = group.end
        if group.kind == "round" and len(found) < 6:
            found.append(group.inner)
    return found
