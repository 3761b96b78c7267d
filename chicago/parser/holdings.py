"""Where an unpublished source is kept: its date and place, its shelf-mark, collection and archive (14.111–21)."""

import re
from collections.abc import Callable

from chicago.parser.chunks import Chunk
from chicago.parser.draft import Draft
from chicago.parser.facts import fact_of
from chicago.parser.imprint import is_place
from chicago.parser.kinds import is_magazine, is_newspaper

SHELF = re.compile(
    r"(?:box|folder|file|reel|series|record group|rg|ms|mss|carton|bundle|container|entry|fol(?:io)?s?|item"
    r"|doc(?:ument)?)\b\.? ?[\w.-]{1,20}.*",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"papers|collection|records|fonds?\b", re.IGNORECASE)
HOLDING = re.compile(
    r"(?:papers|collection|archives?|records|manuscripts?|library|society|museum|university|center|centre|fonds?)\b",
    re.IGNORECASE,
)

DOCUMENT = re.compile(
    r"(?:circular |draft |handwritten |open )?(?:cable|diary(?: entry)?|draft|e-?mail|journal entry|letter"
    r"|memo(?:randum)?|minutes|note|petition|postcard|report|speech|telegram|telex)",
)
_FOND = re.compile(
    r"(?P<archive>[^\W\d_a-z][\w .’'-]{1,80}(?: \([^()]{1,60}\))?),? "
    r"(?P<place>(?:f(?:ond)?\.|fond|ф\.) ?\w[\w./-]{0,12}"
    r"(?:, ?(?:opis[’']?|op|delo|d|korob|k|sv|razd|ed\. ?khr|spr|оп|д|ед\. ?хр)\.? ?\d(?:[\w./-]{0,13}\w)?){1,4})"
    r"(?:, ?(?P<marker>listy?|ll?|s|fol|f|лл?)\.? ?(?P<locator>\d[\w, –-]{0,30}))?"
)

# What British archives call a piece: FO 371/14887, CAB 23/63.
_CALL = re.compile(
    r"(?P<archive>[A-Z]{3,6}(?:: ?[A-Z]{2,6})?|(?:The )?[A-Z][\w .’'-]{2,60}?(?:Archives?|Library|Office)"
    r"(?: \([^()]{1,40}\))?(?:, (?:London|Kew))?),? (?P<place>[A-Z][A-Za-z]{0,4} ?\d{1,5}(?:/\d{1,6}){1,4})"
    r"(?:, ?(?P<marker>fol(?:io)?s?|ff?|pp?|nos?)\.? ?(?P<locator>\d[\w–-]{0,20}))?"
)
FILE = re.compile(r"(?:f(?:ond)?\.|fond|ф\.|box|folder|file|reel) ?\d", re.IGNORECASE)
_FOLIO = {"p": "page", "pp": "page", "no": "number", "nos": "number"}
_NETWORK = re.compile(r"[A-Z]{3,5}|(?:.+ )?(?:Radio|Television|TV|News|Network|Broadcasting)(?: .+)?")


def take_rest(draft: Draft, chunks: list[Chunk]) -> Draft:
    """Read the date, then place and medium, then from the first collection or archive on where the source is kept."""
    text = draft.text
    held: list[Chunk] = []
    for chunk in chunks:
        if chunk.end <= draft.end or (not held and _take_file_behind_date(draft, chunk.start, chunks[-1].end)):
            continue
        fact = fact_of(text, chunk)
        tag = fact.tag if fact else ""
        if fact is None and _take_before_date(draft, chunk):
            continue
        if tag == "in" or (tag != "link" and (chunk.kind != "words" or chunk.before == ".")):
            break
        if fact is not None and (tag == "link" or (not held and tag in {"date", "year", "medium", "recorded"})):
            draft.take_fact(fact, chunk.start, chunk.end)
        elif held or _begins_holding(draft, chunk, chunks):
            held.append(chunk)
        elif text[chunk.start].isupper():
            _take_place(draft, chunk)
        else:
            break
    _take_holding(draft, held)
    return draft


def _take_file_behind_date(draft: Draft, start: int, end: int) -> bool:
    return "issued" in draft.csl and take_file(draft, start, min(start + 400, end))


def take_file(draft: Draft, start: int, stop: int) -> bool:
    """Read an archive with its file as Russian and British archives number them: RGASPI, f. 17, op. 3."""
    match = _FOND.match(draft.text, start, stop) or _CALL.match(draft.text, start, stop)
    if match is None:
        return False
    draft.take("archive", match.span("archive"))
    draft.take("archive_location", match.span("place"))
    if match["locator"]:
        draft.label = _FOLIO.get(match["marker"] or "", "folio")
        draft.take("locator", match.span("locator"))
    draft.claim(*match.span())
    return True


def _begins_holding(draft: Draft, chunk: Chunk, chunks: list[Chunk]) -> bool:
    """Tell whether a part is the first of those that say where a source is kept."""
    words = draft.words(chunk.inner)
    kept = bool(HOLDING.search(words) or SHELF.fullmatch(words))
    return kept or (words[0].islower() and _is_held(draft.text, chunks))


def _is_held(text: str, chunks: list[Chunk]) -> bool:
    """Tell whether the last parts name an archive or a collection."""
    return any(chunk.kind == "words" and HOLDING.search(text, *chunk.inner) for chunk in chunks[-4:])


def _take_place(draft: Draft, chunk: Chunk) -> None:
    if "event-place" in draft.spans:
        start = draft.spans["event-place"][0]
        draft.csl["event-place"] = draft.text[start : chunk.end]
        draft.spans["event-place"] = (start, chunk.end)
        draft.claim(*chunk.inner)
    else:
        draft.take("event-place", chunk.inner)


def _take_holding(draft: Draft, held: list[Chunk]) -> None:
    """Divide shelf-marks and collection from the archive that keeps them, and that from its place."""
    rest = list(held)
    shelves = _leading(draft, rest, SHELF.fullmatch)
    collections = _leading(draft, rest, _COLLECTION.search)
    shelves += _leading(draft, rest, SHELF.fullmatch)
    for name, chunks in (("archive_location", shelves), ("archive_collection", collections)):
        if chunks:
            draft.take(name, (chunks[0].start, chunks[-1].end))
    if len(rest) > 1 and is_place(draft.words(rest[-1].inner)):
        draft.take("archive-place", rest.pop().inner)
    if rest:
        draft.take("archive", (rest[0].start, rest[-1].end))


def _leading(draft: Draft, rest: list[Chunk], matches: Callable[[str], object]) -> list[Chunk]:
    """Take from the front the parts that match."""
    taken: list[Chunk] = []
    while rest and matches(draft.words(rest[0].inner)):
        taken.append(rest.pop(0))
    return taken


def _take_before_date(draft: Draft, chunk: Chunk) -> bool:
    """Read what stands before the date: the sort of a document, or the programme and the network of an interview."""
    words = draft.words(chunk.inner)
    if "issued" in draft.csl:
        return False
    if "event-place" in draft.csl and _NETWORK.fullmatch(words):
        draft.csl["container-title"] = draft.csl.pop("event-place")
        draft.spans["container-title"] = draft.spans.pop("event-place")
    if draft.csl["type"] != "interview":
        field = "genre" if DOCUMENT.fullmatch(words) else ""
    elif chunk.kind == "italic" or is_newspaper(words) or is_magazine(words):
        field = "container-title"
    else:
        field = "publisher" if "container-title" in draft.csl or _NETWORK.fullmatch(words) else ""
    if not field or field in draft.csl:
        return False
    draft.take(field, chunk.inner)
    draft.claim(chunk.start, chunk.end)
    return True
