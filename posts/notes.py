"""The notes of an essay: found in the text as typed, numbered, each with the sentence that carries its mark."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from markup.markdown import reader
from posts.marks import GAP, MAX_NOTES, Found, Mark, found_in, note_marks

MAX_NOTE = 2_000
MAX_SENTENCE = 1_000
MAX_FAULTS = 50  # told at once; as they are mended, the next come into sight

_MARK = "\x00"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\x00*(?=\s)|\n")
_QUOTED = re.compile(r"“([^“”]{3,2000})”|\"([^\"]{3,2000})\"")

_READER = reader().use(note_marks)


def essay_reader() -> MarkdownIt:
    """Returns the Markdown reader that knows notes."""
    return _READER


@dataclass(frozen=True)
class TypedNote:
    """A note as typed: its number from 1, its words, and the sentence that carries the mark."""

    number: int
    words: str
    sentence: str

    def quoted(self) -> str:
        """Returns the last words that the sentence quotes before the mark, or "".

        >>> TypedNote(1, "Viola, 3.", "They were “rural offices” then.").quoted()
        'rural offices'
        """
        found = [curly or straight for curly, straight in _QUOTED.findall(self.sentence)]
        return found[-1] if found else ""


@dataclass(frozen=True)
class Essay:
    """An essay read once: Markdown's tokens, the notes in order, what is wrong with the marks, where definitions stand.

    `defined_at` holds, by a note's number, where in the text the words of its definition begin.
    """

    tokens: list[Token]
    notes: list[TypedNote]
    faults: list[str]
    defined_at: Mapping[int, int] = field(default_factory=dict)


def read_essay(body: str) -> Essay:
    """Reads an essay as typed; nothing in it is refused here, faults are told in sentences."""
    env: dict[str, object] = {}
    tokens = _READER.parse(body.replace(_MARK, "\ufffd").replace(GAP, "\ufffd"), env)
    found = found_in(env)
    sentences = dict(_sentences(tokens))
    notes = [
        TypedNote(number, mark.words, sentences.get(number, "")) for number, mark in enumerate(found.marks, start=1)
    ]
    defined_at = {number: found.places[mark.label] for number, mark in enumerate(found.marks, 1) if mark.label}
    return Essay(tokens, notes, _first_faults(list(_faults(found))), defined_at)


def _first_faults(faults: list[str]) -> list[str]:
    """Returns as many sentences as one can use at once, and how many more there are."""
    more = len(faults) - MAX_FAULTS
    rest = [f"Marks and definitions have {more:,} more faults like these. Mend these first."] if more > 1 else []
    return faults[:MAX_FAULTS] + rest if rest else faults


def _sentences(tokens: Iterable[Token]) -> Iterable[tuple[int, str]]:
    """Yields each mark's number with the sentence around it, in plain words."""
    for token in tokens:
        numbers = [child.meta["number"] for child in token.children or () if child.type == "note_mark"]
        if numbers:
            plain = "".join(_plain(child) for child in token.children or ())
            yield from zip(numbers, _around_marks(plain), strict=True)


def _plain(token: Token) -> str:
    if token.type == "note_mark":
        return _MARK
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _around_marks(plain: str) -> Iterable[str]:
    """Yields the sentence of each mark; a mark after the full stop belongs to the sentence before it."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    for start, end in pairwise(ends):
        piece = plain[start:end]
        yield from [_bounded(piece.replace(_MARK, "").strip())] * piece.count(_MARK)


def _bounded(sentence: str) -> str:
    """Returns a sentence, of an endless one its end, which the mark follows."""
    return sentence if len(sentence) <= MAX_SENTENCE else "…" + sentence[-MAX_SENTENCE:]


def _faults(found: Found) -> Iterable[str]:
    """Yields a sentence for each mark that is not as it should be."""
    if found.is_full:
        yield f"An essay may have {MAX_NOTES} notes; the marks after that are shown as typed."
    for number, mark in enumerate(found.marks, start=1):
        yield from _faults_of(number, mark)
    for label in found.undefined:
        yield f"[^{label}] has no words. Add a line that begins with [^{label}]: and holds the citation."
    for label in sorted(set(found.twice)):
        yield f"[^{label}]: is defined twice; the first one is used. Give the second another name."
    for label in sorted(found.definitions.keys() - found.used):
        yield f"[^{label}]: is defined, but [^{label}] stands nowhere in the text."


def _faults_of(number: int, mark: Mark) -> Iterable[str]:
    if mark.fault == "unclosed":
        yield f"Note {number} is not closed; it was read to the end of its paragraph. Type )) or ] where it ends."
    elif mark.fault == "nested":
        yield f"Note {number} has another note’s mark inside it. Close the first note before the second begins."
    if not mark.words:
        yield f"Note {number} is empty. Type the citation between the marks, or take the marks away."
    elif len(mark.words) > MAX_NOTE:
        yield f"Note {number} has {len(mark.words):,} characters; a note may have {MAX_NOTE:,}."
