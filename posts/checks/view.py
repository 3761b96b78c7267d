"""What the checks look at: a frozen view of an essay, with the place of every word in the text as typed."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from chicago import Locator, Work
from sources.facts import Facts, plain

HIDDEN: Final = "\x00"  # stands for each letter of a note’s mark
OTHER: Final = "\x02"  # stands for each letter of code or of a link’s address

_CODE: Final = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ADDRESS: Final = re.compile(
    r"(?<=\])\([^()\s]*(?:\s\"[^\"]*\")?\)|<https?://[^\s>]*>|https?://[^\s<>\x00]*[^\s<>\x00.,;:!?”\"]"
)
_OTHERS: Final = ((("`",), _CODE), (("](", "://"), _ADDRESS))  # each behind what it never lacks


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of the text as typed: the first letter, and the one behind the last."""

    start: int
    stop: int


class BlockKind(StrEnum):
    """What a block of the essay is."""

    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, cell or quotation: its text as typed, and where each of its lines begins in the essay.

    `marks` are the notes’ numbers with the places of their marks in the block.
    """

    kind: BlockKind
    text: str
    lines: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, Span], ...] = ()

    @cached_property
    def prose(self) -> str:
        """The text, as long as it was typed, without the words of notes, code and addresses."""
        text = self.text
        for _, mark in self.marks:
            text = text[: mark.start] + HIDDEN * (mark.stop - mark.start) + text[mark.stop :]
        for signs, pattern in _OTHERS:
            if any(sign in text for sign in signs):  # in nearly no paragraph
                text = pattern.sub(lambda match: OTHER * len(match[0]), text)
        return text

    def at(self, start: int, stop: int) -> Span:
        """Returns where a piece of the block stands in the essay.

        >>> Block(BlockKind.QUOTATION, "one\\ntwo", ((0, 2), (4, 8))).at(4, 7)
        Span(start=8, stop=11)
        """
        return Span(self._offset(start), self._offset(stop - 1) + 1 if stop > start else self._offset(start))

    def _offset(self, at: int) -> int:
        begins, stands = next(line for line in reversed(self.lines) if line[0] <= at)
        return stands + at - begins


@dataclass(frozen=True)
class Cited:
    """A source that the essay cites: what tells it from others, its name in a line, the engine’s value, its facts."""

    key: Hashable
    name: str
    work: Work
    facts: Facts
    slug: str = ""


@dataclass(frozen=True)
class Citation:
    """One citation in a note: where it stands in the note’s words, its source if it has one, and the place in it."""

    start: int
    typed: str
    source: Cited | None
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    is_ibid: bool = False
    may_mean: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A note: its words, where its mark and its words stand, and what was read in them."""

    number: int
    words: str
    mark: Span | None
    inside: Span | None
    citations: tuple[Citation, ...] = ()
    unread: str = ""

    def at(self, words: str, since: int = 0) -> Span | None:
        """Returns where some of the note’s words stand in the essay, the whole mark where they are not found."""
        at = self.words.find(words, since) if words else -1
        if self.inside is None or at < 0:
            return self.mark
        return Span(self.inside.start + at, self.inside.start + at + len(words))


@dataclass(frozen=True, slots=True)
class Term:
    """One of the prompt's terms: what is counted, how many there are, and how many are asked for."""

    label: str
    count: int
    minimum: int

    @property
    def is_met(self) -> bool:
        """Whether there is enough."""
        return self.count >= self.minimum


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that another post of the course quotes: from which source, at which pages."""

    source: Hashable
    words: str
    pages: tuple[int, int] | None = None
    locator: str = ""


@dataclass(frozen=True)
class EssayView:
    """An essay as the checks see it; `elsewhere` and `twins` hold only what its writer may read."""

    body: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...] = ()
    most_quoted: int = 30  # in a hundred
    elsewhere: tuple[Quoted, ...] = ()
    twins: tuple[tuple[Hashable, str], ...] = ()
    cited: tuple[Cited, ...] = field(default=())

    @cached_property
    def by_number(self) -> dict[int, Note]:
        """The notes by their numbers."""
        return {note.number: note for note in self.notes}

    @cached_property
    def first_notes(self) -> dict[Hashable, tuple[Note, Citation]]:
        """For each source the first note that cites it."""
        found: dict[Hashable, tuple[Note, Citation]] = {}
        for note, citation in self.citations():
            if citation.source:
                found.setdefault(citation.source.key, (note, citation))
        return found

    @cached_property
    def plain_titles(self) -> frozenset[str]:
        """The titles of all that is cited, in plain words, whole and without their subtitles."""
        fields = ("title", "container-title", "title-short")
        whole = {plain(source.facts.csl.get(name)) for source in self.cited for name in fields}
        return frozenset((whole | {source.facts.title.main for source in self.cited}) - {""})

    def citations(self) -> Iterator[tuple[Note, Citation]]:
        """Yields every citation with its note, in order."""
        for note in self.notes:
            for citation in note.citations:
                yield note, citation
