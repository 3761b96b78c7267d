"""Publication facts: what stands in a note's parentheses, or between commas where a writer left these out."""

import re

from chicago.parser.chunks import Chunk
from chicago.parser.dates import is_year, read_date
from chicago.parser.facts import DEGREE, Fact, fact_of
from chicago.parser.locators import read_locator
from chicago.parser.surface import Span
from chicago.parser.vocabulary import PLACES, PUBLISHER_WORDS

Pairs = list[tuple[str, Span]]

_THESIS = re.compile(
    rf"(?P<genre>(?:unpublished |unpubl\. )?(?:{DEGREE})?(?: (?:{DEGREE}))?[ ,]*(?:diss\.?|dissertation|thesis))"
    r"(?:, (?P<publisher>.+?))?(?:,? (?P<issued>\d{4}))?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?P<genre>(?:conference |unpublished )?(?:paper|speech|lecture|presentation|talk|address|keynote|poster"
    r"|panel(?: discussion)?|remarks|sermon)(?: presented| delivered| given| read)?)"
    r"(?: (?:at|to|for) (?:the )?|, )(?P<event>.+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:blog|weblog|website|web page|podcast|video|film|documentary|series|forum|MA|n\.?p\.?)", re.IGNORECASE
)
_FILED_UNDER = re.compile(r"[A-Z]{2,6}[ -]?(?!(?:1[5-9]|20)\d\d\b)\d{4,12}")
_LAST_YEAR = re.compile(
    r"(?P<rest>.*?)[,;:.]? ?(?P<year>(?:ca?\. ?|[c©])?\[?(?:1[0-9]\d\d|20\d\d)\]?(?:[–-]\d{2,4})?)", re.DOTALL
)
_LAST_PART = re.compile(r"(?P<rest>.*)[,;] ?(?P<date>[^,;:]{3,24})")
_STATE = re.compile(
    r"[a-z]{2}|(?!n\.)[a-z]\. ?[a-z]\.?|mass|massachusetts|conn|connecticut|calif|california|ill|illinois|ind|indiana"
    r"|mich|michigan|minn|wis|wisconsin|penn|tex|texas|fla|ohio|iowa|oregon|england|scotland|france|germany|ontario"
    r"|australia|new jersey|new york"
)
_SMALL_IN_HOUSES = frozenset({"and", "of", "the", "for", "de", "du", "des", "la", "und", "für", "et", "y", "e", "in"})
_COMMA = re.compile(r"[,;] ?")
_TWO_YEARS = re.compile(
    r"(?P<rest>.*?)[,;] ?\[?(?P<original>\d{4})\]?[;,]? (?:repr(?:int(?:ed)?)?\.?,? )?(?P<issued>\d{4})"
)
_REPRINT = re.compile(r"(?:repr(?:int)?|rpt|reissued?)\b[.,]*:? ?", re.IGNORECASE)
_FIRST_IMPRINT = re.compile(
    r"[^;\d]{2,80},? (?P<original>(?:1[4-9]|20)\d\d); (?=(?:[Rr]epr(?:int)?|[Rr]pt|[Rr]eissued?)\b[.,]*:? ?[A-Z])"
)
_LEADING_EDITION = re.compile(r"(?P<edition>\d{1,2})(?:st|nd|rd|th|d) ed(?:ition|\.)?[,;] ?", re.IGNORECASE)
_PLACE_PUBLISHER = re.compile(r"(?P<place>[^:;\d]{2,60}?) ?: ?(?P<publisher>[^\W_].*)")
_FIRST_PRESSES = 1450


def imprint_of(text: str, start: int, end: int) -> Fact | None:
    """Read what stands in parentheses: a date, an issue, a thesis, an event, a role, or an imprint."""
    while end > start and text[end - 1] in " .,;":
        end -= 1
    if end - start > 300 or start >= end:
        return None
    for reader in (_simple, _thesis, _event, _imprint):
        fact = reader(text, start, end)
        if fact is not None:
            return fact
    return None


def _simple(text: str, start: int, end: int) -> Fact | None:
    words = text[start:end]
    if read_date(words):
        return Fact("date" if not is_year(words) else "year", (("issued", (start, end)),))
    if _LABEL.fullmatch(words):
        return Fact("label", (("genre", (start, end)),), words.lower())
    if is_place(words):
        return Fact("place", (("publisher-place", (start, end)),))
    if words.isdigit():
        return Fact("issue", (("issue", (start, end)),))
    if _FILED_UNDER.fullmatch(words):
        return Fact("filed under", (("number", (start, end)),))
    found = fact_of(text, Chunk("words", start, end, (start, end), "("))
    if found is not None and found.tag in {
        "rolemark",
        "issue",
        "locator",
        "edition",
        "medium",
        "accessed",
        "role",
        "volume",
    }:
        return Fact(found.tag, found.pairs, found.label)
    return None


def _thesis(text: str, start: int, end: int) -> Fact | None:
    match = _THESIS.fullmatch(text, start, end)
    if match is None:
        return None
    return Fact("thesis", tuple((name, match.span(name)) for name in match.groupdict() if match[name]))


def _event(text: str, start: int, end: int) -> Fact | None:
    match = _EVENT.fullmatch(text, start, end)
    if match is None:
        return None
    pairs: Pairs = [("genre", match.span("genre"))]
    rest = match.span("event")
    dated = re.compile(r"(?P<rest>.+?), (?P<date>[^,]+(?:, \d{4})?)").fullmatch(text, *rest)
    if dated and read_date(dated["date"]):
        pairs.append(("issued", dated.span("date")))
        rest = dated.span("rest")
    placed = re.compile(r"(?P<event>.+?), (?P<place>[^,]+(?:, [^,]{2,20})?)").fullmatch(text, *rest)
    if placed:
        pairs += [("event-title", placed.span("event")), ("event-place", placed.span("place"))]
    else:
        pairs.append(("event-title", rest))
    return Fact("event", tuple(pairs))


def _imprint(text: str, start: int, end: int) -> Fact | None:
    pairs: Pairs = []
    start = _leading(text, start, end, pairs)
    twice = _TWO_YEARS.fullmatch(text, start, end)
    if twice and not pairs:
        pairs.append(("original-date", twice.span("original")))
    issued, rest_end = _ending_date(text, start, end)
    rest_end = twice.end("rest") if twice else rest_end
    if issued:
        pairs.append(("issued", issued))
    house = house_of(text, start, rest_end) if rest_end > start else []
    if house and issued and house[0][0] == "publisher" and len(house) == 1 and _is_old_place(text, house[0][1], issued):
        house = [("publisher-place", house[0][1])]
    if house is None or not (issued or len(house) > 1):
        return None
    return Fact("imprint", (*pairs, *house))


def _is_old_place(text: str, house: Span, issued: Span) -> bool:
    """Before 1900 a book is known by its place (14.31): one word alone is that."""
    year = text[slice(*issued)][-4:]
    return (
        is_year(year) and int(year) < 1900 and " " not in text[slice(*house)] and not is_publisher(text[slice(*house)])
    )


def _leading(text: str, start: int, end: int, pairs: Pairs) -> int:
    """Read an original year, "repr." and an edition before the imprint proper; give where that begins."""
    head, mark, _ = text[start:end].partition(";")
    first = (start, start + len(head))
    found = fact_of(text, Chunk("words", *first, first, "(")) if mark else None
    again = _FIRST_IMPRINT.match(text, start, end)
    if mark and is_year(head.strip()):
        pairs.append(("original-date", first))
    elif again:
        pairs.append(("original-date", again.span("original")))
    if found is not None and found.tag in {"role", "edition", "volume"}:
        pairs += found.pairs
    if len(pairs) > 0:
        start += len(head) + 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
    for form in (_REPRINT, _LEADING_EDITION):
        match = form.match(text, start, end)
        if match:
            pairs += [(name, match.span(name)) for name in match.groupdict()]
            start = match.end()
    return start


def _ending_date(text: str, start: int, end: int) -> tuple[Span | None, int]:
    match = _LAST_YEAR.fullmatch(text, start, end)
    if match:
        part = _LAST_PART.fullmatch(text, start, end)
        if part and read_date(part["date"]):
            return part.span("date"), part.end("rest")
        return match.span("year"), match.end("rest")
    match = _LAST_PART.fullmatch(text, start, end)
    if match and read_date(match["date"]):
        return match.span("date"), match.end("rest")
    return None, end


def house_of(text: str, start: int, end: int) -> Pairs | None:
    """Read a place, a publisher or both; None if the words can be neither."""
    while end > start and text[end - 1] in " ,;:.":
        end -= 1
    if start >= end:
        return []
    if not (text[start].isupper() or text[start].isdigit() or text.startswith("n.p", start)):
        return None
    match = _PLACE_PUBLISHER.fullmatch(text, start, end)
    if match:
        place, house = match.span("place"), match.span("publisher")
        swapped = is_place(match["publisher"]) and not is_place(match["place"])
        return [("publisher-place", house if swapped else place), ("publisher", place if swapped else house)]
    return _house_without_colon(text, start, end)


def _house_without_colon(text: str, start: int, end: int) -> Pairs:
    """Divide "Oxford", "New York, Norton" and "Norton, New York" by what is a place of publication."""
    if is_place(text[start:end]):
        return [("publisher-place", (start, end))]
    for comma in _COMMA.finditer(text, start, end):
        before, behind = (start, comma.start()), (comma.end(), end)
        if is_place(text[slice(*before)]):
            return [("publisher-place", before), ("publisher", behind)]
        if is_place(text[slice(*behind)]):
            return [("publisher", before), ("publisher-place", behind)]
    return [("publisher", (start, end))]


def is_place(words: str) -> bool:
    """Tell whether words are a place where books are published."""
    plain = words.lower().strip(" .")
    head, _, state = plain.partition(", ")
    return (
        plain in PLACES
        or (head in PLACES and bool(_STATE.fullmatch(state)))
        or (" and " in plain and all(map(is_place, plain.split(" and "))))
    )


def is_publisher(words: str) -> bool:
    """Tell whether words hold one that publishers' names have."""
    parts = words.lower().replace(".", "").replace(",", "").split()
    return 0 < len(parts) <= 9 and words[0].isupper() and any(part in PUBLISHER_WORDS for part in parts)


def comma_imprint(text: str, chunks: list[Chunk], index: int) -> tuple[Fact, int] | None:
    """Read an imprint without parentheses that begins at a part; give it and how many parts it takes."""
    words = [text[slice(*chunk.inner)] if chunk.kind == "words" else "" for chunk in chunks[index : index + 3]]
    words += [""] * (3 - len(words))
    spans = [chunk.inner for chunk in chunks[index : index + 3]]
    first, second, third = words
    if not first or not first[0].isupper() or read_locator(text, *spans[0]):
        return None
    if is_place(first) and second and not read_date(second) and (_dated_house(second, third) or is_publisher(second)):
        return _taken(text, (spans[0][0], spans[1][1]), spans[2:], third, 2)
    alone = is_publisher(first) or is_place(first)
    named = _named_like_house(first) and not _has_article(first)
    if _printed_in(second) and (":" in first or alone or named):
        return _taken(text, spans[0], spans[1:], second, 1)
    if named and _dated_house(first, "") and not is_year(first) and len(first.split()) <= 9:
        return _taken(text, spans[0], [], "", 1)
    match = _PLACE_PUBLISHER.fullmatch(first)
    if (match and is_place(match["place"])) or (alone and not second and chunks[index].before == "."):
        return _taken(text, spans[0], [], "", 1)
    return None


def _printed_in(words: str) -> bool:
    """Tell whether words are a date of printing: a bare number before the first presses is a page."""
    return bool(read_date(words)) and not (words.isdigit() and int(words) < _FIRST_PRESSES)


def _named_like_house(words: str) -> bool:
    """Tell whether words are written as a publisher's name is: no small letters but those of and, of, the."""
    return all(not word[0].islower() or word in _SMALL_IN_HOUSES for word in words.split())


def _has_article(words: str) -> bool:
    return words.startswith(("The ", "A ", "An "))


def _dated_house(words: str, follow: str) -> bool:
    last = words.rsplit(" ", 1)[-1]
    return bool(follow and _printed_in(follow)) or (is_year(last) and " " in words and words[0].isupper())


def _taken(text: str, house: Span, dates: list[Span], date: str, count: int) -> tuple[Fact, int] | None:
    pairs: Pairs = []
    issued, end = (None, house[1])
    if date and _printed_in(date):
        pairs.append(("issued", dates[0]))
        count += 1
    else:
        issued, end = _ending_date(text, *house)
    if issued:
        pairs.append(("issued", issued))
    found = house_of(text, house[0], end)
    return (Fact("imprint", (*pairs, *found)), count) if found else None
