"""Reads a whole note: which citations it holds, in which words of prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chicago.parser.backward import read_backward
from chicago.parser.canon import read_canon
from chicago.parser.draft import Draft
from chicago.parser.imprint import imprint_of
from chicago.parser.layout import Layout, layout_of
from chicago.parser.lowercase import lift
from chicago.parser.reading import continue_published, read_published
from chicago.parser.segmentation import LONGEST_CITATION, pieces_of, spans_of_rounds
from chicago.parser.signals import WEAK, head_signal, is_cross_reference, is_prose, is_sentence, is_weak
from chicago.parser.surface import Span, Surface, surface_of
from chicago.parser.unpublished import read_unpublished
from chicago.parser.values import ParsedCitation, ParsedNote, citation_of, note_of
from chicago.parser.verdict import Context

# No footnote is longer, and no reader waits for one: what is longer is printed as typed, and its writer is told.
LONGEST_NOTE = 20_000
# A note's words stand seven letters and more to a mark; what has more marks is drawn, not written.
MOST_MARKS = 3_000
# So many places in prose are tried for a citation that no signal announces, in the whole of a note.
MOST_TRIES = 48
_MARKS = ".,;:()[]“”‘’«»„\"'"
_NOTE_NUMBER = re.compile(r" ?(?:\[\d{1,3}\]|\d{1,3}[.)]) (?=[^\W\d_]|[“\"‘])")
_JOINS = re.compile(r"(?:and|with|or|as well as|and also|along with|plus)(?: also)?,? (?=[^\W\d_a-z]|[“\"‘«])")
_MAKER = re.compile(
    r"(?<=[a-z] )(?=(?:[A-Z][\w.’'-]{0,30} ){0,3}[A-Z][\w’'-]{1,30}"
    r"(?:,? (?:and|&) (?:[A-Z][\w.’'-]{0,30} ){0,3}[A-Z][\w’'-]{1,30})?,? (?:[A-Z“\"*]|eds?\.))"
)
_SPEAKS = re.compile(r",? (?:as )?(?:quoted|cited|qtd\.?) (?:in|by|from)\b", re.IGNORECASE)
_EDGE = " \t\n,;:.–—-"


@dataclass(slots=True)
class _Found:
    draft: Draft
    prefix: Span
    suffix: Span = (0, 0)


@dataclass(slots=True)
class _Reader:
    layout: Layout
    context: Context
    found: list[_Found] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    at: int = 0
    prose: bool = False
    tries: int = MOST_TRIES

    @property
    def text(self) -> str:
        return self.layout.text


def parse(text: str, context: Sequence[str] = ()) -> ParsedNote:
    """Read a typed note; context is the words of the notes before it, in order.

    >>> parse("Viola, Peasant Rebels, 45.").citations[0].csl["title"]
    'Peasant Rebels'
    """
    surface = surface_of(text)
    if len(text) > LONGEST_NOTE or sum(map(surface.text.count, _MARKS)) > MOST_MARKS:
        return note_of([], surface.text.strip())
    note = _read(surface, context)
    if note.citations or not (surface.text.islower() and any(map(str.isdigit, surface.text))):
        return note
    lifted = _read(lift(surface), context)
    return lifted if lifted.citations and not lifted.unread else note


def _read(surface: Surface, context: Sequence[str]) -> ParsedNote:
    layout = layout_of(surface)
    reader = _Reader(layout, Context(tuple(note[:LONGEST_CITATION] for note in context[-40:])))
    start, end = _without_brackets(layout)
    reader.at = start
    if any(letter.isalpha() for letter in layout.text[:LONGEST_CITATION]):
        pieces = pieces_of(layout, start, end)
        for piece in pieces:
            _read_piece(reader, piece.start, piece.end, after_sentence=piece.mark == ".")
        _close_prose(reader, pieces[-1].end)
        _leave(reader, pieces[-1].end, end)
    return note_of(_citations(reader), _unread(reader))


def _leave(reader: _Reader, start: int, end: int) -> None:
    """Own up to the end of a note that holds more pieces than any note does."""
    words = reader.text[start:end].strip(_EDGE)
    if any(letter.isalnum() for letter in words):
        reader.unread.append(words)


def _without_brackets(layout: Layout) -> Span:
    """Leave out the note's own number, where it was typed, and the brackets around a whole note."""
    text = layout.text
    number = _NOTE_NUMBER.match(text)
    start, end = (number.end() if number else 0), len(text)
    while start < end and text[start] == " ":
        start += 1
    group = layout.groups.get(start)
    if group and group.kind in {"round", "square"} and not text[group.end :].strip(" ."):
        return group.inner
    return start, end


def _read_piece(reader: _Reader, start: int, end: int, *, after_sentence: bool) -> None:
    draft = _read_citation(reader, start, end) or _read_in_prose(reader, start, end)
    if draft is None:
        reader.prose = True
        return
    if (
        reader.found
        and reader.prose
        and after_sentence
        and head_signal(reader.text, *_lead_space(reader, start, end)) > start + 1
    ):
        _close_prose(reader, start)
    reader.found.append(_Found(draft, (reader.at, draft.start)))
    reader.prose = False
    reader.at = draft.end
    _read_behind(reader, end)


def _lead_space(reader: _Reader, start: int, end: int) -> Span:
    while start < end and reader.text[start] in ' “"':
        start += 1
    return start, end


def _read_citation(reader: _Reader, start: int, end: int) -> Draft | None:
    """Read a citation that begins where a piece begins, behind its signal if it has one."""
    text = reader.text
    while start < end and text[start] in _EDGE:
        start += 1
    if start >= end or end - start > LONGEST_CITATION:
        return None
    behind = head_signal(text, start, end)
    for at in dict.fromkeys((behind, start)):
        if is_cross_reference(text, at):
            return None
        group = reader.layout.groups.get(at)
        draft = _read_at(reader, *(group.inner if group and group.kind == "round" else (at, end)))
        if draft is None or _is_speaker(text, draft):
            continue
        if at == start or not is_weak(text[start:at]) or _certain(draft):
            return draft
    return None


def _is_speaker(text: str, draft: Draft) -> bool:
    """Tell whether a name is no more than the one who is quoted in another's work: Stalin, quoted in Conquest."""
    named_alone = draft.kind == "short" and not draft.locator and not {"author", "title"} <= draft.csl.keys()
    return named_alone and bool(_SPEAKS.match(text, draft.end))


def _read_at(reader: _Reader, start: int, end: int) -> Draft | None:
    layout = reader.layout
    return (
        read_backward(layout, start, end)
        or _read_special(layout, start, end)
        or read_published(layout, start, end, reader.context)
    )


def _read_special(layout: Layout, start: int, end: int) -> Draft | None:
    draft = read_canon(layout, start, end) or read_unpublished(layout, start, end)
    if draft is not None:
        continue_published(draft, end)
    return draft


def _read_in_prose(reader: _Reader, start: int, end: int) -> Draft | None:
    """Read a citation inside a sentence: in its brackets, or behind "in", "from" or "by"."""
    if end - start > LONGEST_CITATION:
        return None
    return (
        _read_in_brackets(reader, start, end)
        or _read_from_maker(reader, start, end)
        or _read_behind_weak(reader, start, end)
    )


def _read_in_brackets(reader: _Reader, start: int, end: int) -> Draft | None:
    for inner in spans_of_rounds(reader.layout, start, end):
        fact = imprint_of(reader.text, *inner)
        if fact and fact.tag == "imprint" and len(fact.pairs) > 1:  # of the title before it
            continue
        draft = _read_citation(reader, *inner)
        if draft is not None and draft.end >= inner[1] - 2 and _certain(draft) and not draft.key:
            return draft
    return None


def _read_from_maker(reader: _Reader, start: int, end: int) -> Draft | None:
    """Read a citation that begins with a name in the middle of a sentence: its facts, or the earlier notes, tell it."""
    for match in list(_MAKER.finditer(reader.text, start, end))[:8]:
        reader.tries -= 1
        if reader.tries < 0:
            break
        draft = read_published(reader.layout, match.end(), end, reader.context)
        if draft is not None and _is_told(reader, draft):
            return draft
    return None


def _is_told(reader: _Reader, draft: Draft) -> bool:
    title = draft.text_of("title")
    if not ({"author", "editor"} & draft.csl.keys() and title) or is_prose(title):
        return False
    if draft.kind == "full":
        return bool({"publisher", "publisher-place", "container-title"} & draft.csl.keys())
    return bool(draft.locator) and reader.context.knows(draft.words((draft.start, draft.end)), title)


def _read_behind_weak(reader: _Reader, start: int, end: int) -> Draft | None:
    for match in list(WEAK.finditer(reader.text, start, end))[:8]:
        reader.tries -= 1
        if reader.tries < 0:
            break
        if is_cross_reference(reader.text, match.end()):
            continue
        draft = read_published(reader.layout, match.end(), end, reader.context)
        if draft is not None and _stands_in_prose(reader, draft):
            return draft
    return None


def _certain(draft: Draft) -> bool:
    return draft.kind != "short" or bool(draft.locator)


def _stands_in_prose(reader: _Reader, draft: Draft) -> bool:
    """Tell whether a citation without a signal is beyond doubt: its own facts, or a source cited before."""
    title = draft.text_of("title")
    if draft.kind == "full":
        article = {"author", "container-title", "issued"} <= draft.csl.keys()
        return (article or bool({"publisher", "volume"} & draft.csl.keys())) and not is_prose(title)
    if not draft.locator:
        return False
    return bool(title and draft.names_of("author")) or reader.context.knows(
        draft.words((draft.start, draft.end)), title
    )


def _read_behind(reader: _Reader, end: int) -> None:
    """Divide the words behind a citation in its piece: prose is its suffix, the rest could not be read."""
    start = reader.at
    text = reader.text
    while start < end and text[start] in _EDGE + ")]":
        start += 1
    words = text[start:end].strip(_EDGE)
    if not any(letter.isalnum() for letter in words):
        reader.at = max(reader.at, end)
        return
    if _joined_on(reader, start, end):
        return
    if words[0].islower() or words[0] in '([“"' or text[reader.at : start].startswith(".") or is_prose(words):
        reader.found[-1].suffix = (start, end)
    else:
        reader.unread.append(words)
    reader.at = end


def _joined_on(reader: _Reader, start: int, end: int) -> bool:
    """Read one more citation behind "and" or "with", or in later brackets of the same sentence."""
    match = _JOINS.match(reader.text, start, end)
    draft = _read_at(reader, match.end(), end) if match else None
    if draft is None or not (_certain(draft) and draft.csl):
        draft = _read_in_brackets(reader, start, end)
    if draft is None:
        return False
    reader.found.append(_Found(draft, (start, draft.start)))
    reader.at = draft.end
    _read_behind(reader, end)
    return True


def _close_prose(reader: _Reader, end: int) -> None:
    """Give prose that no citation follows to the last citation as its suffix."""
    if reader.prose and reader.found:
        last = reader.found[-1]
        last.suffix = (last.suffix[0] or reader.at, end)
        reader.at = end
    reader.prose = False


def _unread(reader: _Reader) -> str:
    """Give the words that no rule accounts for; prose and pointers within the essay are accounted for."""
    parts = [words for found in reader.found for words in found.draft.unread()] + reader.unread
    words = reader.text.strip()
    pointer = is_cross_reference(words, head_signal(words, 0, len(words)))
    if not reader.found and any(letter.isdigit() for letter in words[:LONGEST_CITATION]):
        parts += [] if pointer or is_sentence(words) else [words]
    return " ".join(parts)


def _citations(reader: _Reader) -> list[ParsedCitation]:
    return [
        citation_of(found.draft, _words(reader, found.prefix, before=True), _words(reader, found.suffix))
        for found in reader.found
    ]


def _words(reader: _Reader, span: Span, *, before: bool = False) -> str:
    """Give prose as printed: before a citation it keeps its period (cf.), behind it the engine sets one."""
    words = reader.text[span[0] : span[1]].lstrip(_EDGE)
    words = words.rstrip() if before else words.rstrip(_EDGE)
    if words.count("(") > words.count(")"):
        words = words.rstrip(" (")
    return words if any(letter.isalnum() for letter in words) else ""
