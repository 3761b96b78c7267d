"""Letters, interviews and archives: sources that no publisher's parentheses mark."""

import re

from chicago.parser.chunks import Chunk, chunks_of
from chicago.parser.dates import read_date
from chicago.parser.draft import Draft
from chicago.parser.holdings import DOCUMENT, FILE, HOLDING, SHELF, take_file, take_rest
from chicago.parser.layout import Layout
from chicago.parser.names import are_people, is_organisation, is_person

_PARTY = r"[^,;:()“”\"]{2,60}"
_LETTER = re.compile(
    rf"(?P<author>{_PARTY}?),? (?P<genre>letter |telegram |e-?mail (?:message )?|memorandum |memo |postcard )?"
    rf"to (?:the )?(?P<recipient>{_PARTY})"
)
_GENRE_FIRST = re.compile(
    r"(?P<genre>letter|telegram|cable|e-?mail(?: message)?|memorandum|memo|postcard|dispatch|note)"
    rf"(?:,|:)? (?:from )?(?P<author>{_PARTY}?),? to (?:the )?(?P<recipient>{_PARTY})",
    re.IGNORECASE,
)
_LECTURE = re.compile(r"(?:class |course |guest |in-class |public |seminar )?(?:lecture|presentation|talk)(?: notes)?")
_CHAIR = re.compile(r"(?:Professor|Prof\.?|Dr\.?) (?=\S)")
_OFFICE = re.compile(r"(?:[A-Z][\w.’'-]*(?: (?:of|and|the|for) | |$)){2,8}")
_OFFICE_HOLDERS = re.compile(r"(?:[^\W\d_A-Z][^\W\d_A-Z-]+ ?){1,6}")
_MESSAGE = re.compile(
    r"(?P<genre>e-?mail(?: message)?|(?:text|direct|private) message|letter|telephone call|conversation"
    r"|personal communication) (?:to|with) (?:the )?(?P<recipient>author|me|[^,;:()]{2,40})",
    re.IGNORECASE,
)
# One of these words stands in each of them; it is looked for before anything is cut.
_TOLD = re.compile(
    r"\b(?:to|interview(?:ed)?|discussion|conversation|message|lecture|presentation|talk|box|folder|file|reel|series|rg"
    r"|record group|mss?|carton|bundle|container|entry|fol(?:io)?s?|item|doc(?:ument)?|call|communication)\b",
    re.IGNORECASE,
)
_FAR = 2_500  # letters, which no citation is longer than
_WITH_WRITER = re.compile(r"(?:the )?(?:author|writer)|me|myself")
_INTERVIEW = re.compile(
    r"(?:(?P<how>.{0,30}?)\b)?(?:interview(?:ed)?|in (?:discussion|conversation))"
    r"(?: (?:by|with) (?P<interviewer>[^,;:()]{2,60}))?",
    re.IGNORECASE,
)
_INTERVIEW_WITH = re.compile(r"(?:personal |oral )?interview with (?P<author>[^,;:()]{2,60})", re.IGNORECASE)


def read_unpublished(layout: Layout, start: int, end: int) -> Draft | None:
    """Read a letter, an interview or a file in an archive; None if the words are none of these."""
    fond = _read_fond(layout, start, end)
    if fond is not None:
        return fond
    if not _TOLD.search(layout.text, start, min(end, start + _FAR)):
        return None
    chunks = chunks_of(layout, start, end)[:24]
    for reader in (_read_letter, _read_interview, _read_lecture, _read_file):
        draft = reader(layout, chunks)
        if draft is not None:
            return draft
    return None


def _read_fond(layout: Layout, start: int, end: int) -> Draft | None:
    stop = min(end, start + 400)
    draft = Draft(layout, start, start, csl={"type": "manuscript"})
    return draft if take_file(draft, start, stop) else None


def _words(layout: Layout, chunk: Chunk) -> str:
    return layout.text[slice(*chunk.inner)]


def _is_date(layout: Layout, chunk: Chunk) -> bool:
    return chunk.kind == "words" and read_date(_words(layout, chunk)) is not None


def _read_letter(layout: Layout, chunks: list[Chunk]) -> Draft | None:
    """Read "X to Y, date", in full or in short, or "X, e-mail message to Y, date"."""
    match, behind = _correspondence(layout, chunks)
    if match is None:
        return _read_message(layout, chunks)
    is_named = _is_party(match["recipient"])
    reached = is_named or _is_filed(layout, match, behind)
    if not (_is_party(match["author"]) and reached and _any_date(layout, behind[:4])):
        return None
    draft = _personal(layout, chunks[0])
    for name in ("author", "genre", "recipient"):
        if match[name]:
            draft.take(name, match.span(name))
    if not is_named:
        draft.csl["recipient"] = [{"literal": match["recipient"]}]
    draft.claim(*match.span())
    if len(behind) == 1 and not any("given" in name for name in draft.names_of("author")):
        draft.kind = "short"
    return take_rest(draft, behind)


def _correspondence(layout: Layout, chunks: list[Chunk]) -> tuple[re.Match[str] | None, list[Chunk]]:
    """Find who writes to whom, with what it is before them or between them; give also the parts behind."""
    if chunks[0].kind != "words":
        return None, []
    text, (start, end) = layout.text, chunks[0].inner
    if len(chunks) > 1 and chunks[1].kind == "words":
        match = _GENRE_FIRST.fullmatch(text, start, chunks[1].inner[1])
        if match and match.end("genre") == end:
            return match, chunks[2:]
    return _GENRE_FIRST.fullmatch(text, start, end) or _LETTER.fullmatch(text, start, end), chunks[1:]


def _is_filed(layout: Layout, match: re.Match[str], behind: list[Chunk]) -> bool:
    """Tell whether a document to whoever holds an office is a letter: what it is, or its file, is named behind it."""
    return bool(_OFFICE_HOLDERS.fullmatch(match["recipient"])) and any(
        DOCUMENT.fullmatch(_words(layout, chunk)) or FILE.match(_words(layout, chunk)) for chunk in behind[:6]
    )


def _is_party(words: str) -> bool:
    """Tell whether words name who writes or receives a letter: a person, a body, an office."""
    return is_person(words) or is_organisation(words) or bool(_OFFICE.fullmatch(words))


def _read_message(layout: Layout, chunks: list[Chunk]) -> Draft | None:
    if len(chunks) < 2 or not is_person(_words(layout, chunks[0])):
        return None
    message = _MESSAGE.fullmatch(layout.text, *chunks[1].inner)
    printed = message is not None and message["recipient"].lower() in {"editor", "editors"}
    if message is None or printed or not _any_date(layout, chunks[2:5]):
        return None
    draft = _personal(layout, chunks[0])
    draft.take("author", chunks[0].inner)
    draft.take("genre", message.span("genre"))
    if is_person(message["recipient"]):
        draft.take("recipient", message.span("recipient"))
    draft.claim(*chunks[1].inner)
    return take_rest(draft, chunks[2:])


def _personal(layout: Layout, chunk: Chunk) -> Draft:
    return Draft(layout, chunk.start, chunk.start, csl={"type": "personal_communication"})


def _any_date(layout: Layout, chunks: list[Chunk]) -> bool:
    return any(_is_date(layout, chunk) for chunk in chunks)


def _read_interview(layout: Layout, chunks: list[Chunk]) -> Draft | None:
    """Read "X, interview by Y, date, place, archive"; an interview with a title is a published one."""
    with_whom = _INTERVIEW_WITH.fullmatch(layout.text, *chunks[0].inner)
    if with_whom and is_person(with_whom["author"]) and _any_date(layout, chunks[1:]):
        draft = Draft(layout, chunks[0].start, chunks[0].start, csl={"type": "interview"})
        draft.take("author", with_whom.span("author"))
        draft.claim(*chunks[0].inner)
        return take_rest(draft, chunks[1:])
    index = _talk_at(layout, chunks)
    if not index or chunks[0].kind != "words" or not are_people(_words(layout, chunks[0])):
        return None
    match = _talk(layout, chunks[index])
    if match is None or not (_any_date(layout, chunks[index:]) or len(chunks) == 2):
        return None
    draft = Draft(layout, chunks[0].start, chunks[0].start, csl={"type": "interview"})
    if len(chunks) == 2:
        draft.kind = "short"
    people = all(are_people(_words(layout, chunk)) for chunk in chunks[:index])
    draft.take("author", (chunks[0].start, chunks[index - 1 if people else 0].end))
    if not people:
        draft.take("note", (chunks[1].start, chunks[index - 1].end))
    who = match["interviewer"] or ""
    if is_person(who):
        draft.take("interviewer", match.span("interviewer"))
    elif _WITH_WRITER.fullmatch(who):
        draft.take("genre", chunks[index].inner)
    draft.claim(*chunks[index].inner)
    return take_rest(draft, chunks[index + 1 :])


def _talk(layout: Layout, chunk: Chunk) -> re.Match[str] | None:
    return _INTERVIEW.fullmatch(layout.text, *chunk.inner)


def _talk_at(layout: Layout, chunks: list[Chunk]) -> int:
    """Find the part that says who asked, behind a name and whatever is told of the person."""
    for index, chunk in enumerate(chunks[:6]):
        if chunk.kind != "words":
            return 0
        if index and _talk(layout, chunk):
            return index
    return 0


def _read_lecture(layout: Layout, chunks: list[Chunk]) -> Draft | None:
    """Read a lecture without a title: X, class lecture, Colgate University, September 12, 2014."""
    if len(chunks) < 3 or not is_person(_words(layout, chunks[0])) or not _is_date(layout, chunks[-1]):
        return None
    if not _LECTURE.fullmatch(layout.text, *chunks[1].inner):
        return None
    start, end = chunks[0].inner
    chair = _CHAIR.match(layout.text, start, end)
    draft = Draft(layout, chunks[0].start, chunks[0].start, csl={"type": "speech"})
    draft.take("author", (chair.end() if chair else start, end))
    draft.take("genre", chunks[1].inner)
    if len(chunks) > 3:
        draft.take("event-place", (chunks[2].start, chunks[-2].end))
    draft.take("issued", chunks[-1].inner)
    draft.claim(chunks[0].start, chunks[-1].end)
    return draft


def _read_file(layout: Layout, chunks: list[Chunk]) -> Draft | None:
    """Read a document that is known by its box, its folder and its archive."""
    shelves = [
        i for i, chunk in enumerate(chunks) if chunk.kind == "words" and SHELF.fullmatch(layout.text, *chunk.inner)
    ]
    if not shelves or not any(HOLDING.search(_words(layout, chunk)) for chunk in chunks):
        return None
    draft = Draft(layout, chunks[0].start, chunks[0].start, csl={"type": "manuscript"})
    rest = chunks
    if (
        len(rest) > 1
        and rest[0].kind == "words"
        and is_person(_words(layout, rest[0]))
        and not HOLDING.search(_words(layout, rest[0]))
    ):
        draft.take("author", rest[0].inner)
        rest = rest[1:]
    if _is_title(layout, rest[0], named="author" in draft.csl):
        draft.take("title", rest[0].inner)
        draft.claim(rest[0].start, rest[0].end)
        rest = rest[1:]
    take_rest(draft, rest)
    return draft if {"archive", "archive_location"} & draft.csl.keys() else None


def _is_title(layout: Layout, chunk: Chunk, *, named: bool) -> bool:
    """Tell whether a part says what a document is: in marks, behind its writer, or before its date and its file."""
    words = _words(layout, chunk)
    if chunk.kind in {"quoted", "italic"}:
        return True
    plain = not _is_date(layout, chunk) and not SHELF.fullmatch(words)
    return plain and (named or not HOLDING.search(words))
