"""What changed between two revisions of a post: the words of the text, and note by note the sources and places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from markdown_it.token import Token

from chicago import Locator
from posts.aligning import align
from posts.differing import Block, Difference, Row, difference
from posts.footnote import Citation, Footnote
from posts.notes import read_essay
from posts.revision import Revision
from posts.wording import Run, Word, runs_of, words_of

LONGEST_TITLE: Final = 80
MOST_ROWS: Final = 1_500  # that a page shows

Pairs = Mapping[int, int]  # from a note's number in the newer revision to its number in the older


@dataclass(frozen=True)
class NoteChange:
    """A note that changed: its number before and after, 0 where it is not there, and how its words and facts did."""

    before: int
    after: int
    says: tuple[str, ...]
    runs: tuple[Run, ...] = ()

    @property
    def number(self) -> int:
        """The number by which a reader of the newer text finds it, or found it in the older."""
        return self.after or self.before


@dataclass(frozen=True)
class Comparison:
    """All that changed."""

    title: list[Run]
    text: Difference
    notes: list[NoteChange]

    @property
    def rows(self) -> list[Row]:
        """As much of the text as one page shows."""
        return self.text.rows[:MOST_ROWS]

    @property
    def left_off(self) -> int:
        """How many rows of the text the page does not show."""
        return max(0, len(self.text.rows) - MOST_ROWS)

    @property
    def is_none(self) -> bool:
        """Whether the two revisions say the same."""
        return self.text.is_none and not self.notes and all(run.kind == "same" for run in self.title)


def compare(before: Revision, after: Revision) -> Comparison:
    """Returns what changed from one revision of a post to another, in four queries."""
    old, new = (list(each.footnotes.prefetch_related("citations__source")) for each in (before, after))
    pairs = _same_notes(old, new)
    text = difference(
        list(_blocks(before.body, {number: number for number in range(1, len(old) + 1)})),
        list(_blocks(after.body, {note.number: pairs.get(note.number, -note.number) for note in new})),
    )
    return Comparison(runs_of(words_of(before.title), words_of(after.title)), text, list(_notes(old, new, pairs)))


def _same_notes(old: Sequence[Footnote], new: Sequence[Footnote]) -> Pairs:
    """Pairs the notes that are the same note: by identity, and of the rest those whose words stayed."""
    by_identity = {note.identity: note.number for note in old}
    pairs = {note.number: by_identity[note.identity] for note in new if note.identity in by_identity}
    left = [note for note in old if note.number not in set(pairs.values())]
    rest = [note for note in new if note.number not in pairs]
    same = align([note.typed for note in left], [note.typed for note in rest])
    return pairs | {rest[at].number: left[origin].number for at, (origin, stayed) in same.items() if stayed}


def _blocks(body: str, keys: Mapping[int, int]) -> Iterator[Block]:
    """Yields the paragraphs, headings and lines of code of a text as words; a mark's key is its note's."""
    heading = ""
    for token in read_essay(body).tokens:
        if token.type == "heading_open":
            heading = token.markup if token.markup.startswith("#") else "#"
        elif token.type == "inline":
            yield Block((*words_of(heading), *_words(token, keys)))
            heading = ""
        elif token.type in {"fence", "code_block"}:
            yield from (Block(words_of(line)) for line in token.content.splitlines() if line.strip())


def _words(token: Token, keys: Mapping[int, int]) -> Iterator[Word]:
    at = 0
    for child in token.children or ():
        if child.type == "note_mark":
            number = child.meta["number"]
            yield from words_of(token.content[at : child.meta["start"]])
            yield Word(("note", keys.get(number, -number)), f"n. {number}", number)
            at = child.meta["end"]
    yield from words_of(token.content[at:])


def _notes(old: Sequence[Footnote], new: Sequence[Footnote], pairs: Pairs) -> Iterator[NoteChange]:
    """Yields the notes that changed, in the order of the newer text, then those that went."""
    by_number = {note.number: note for note in old}
    for note in new:
        if note.number not in pairs:
            yield NoteChange(0, note.number, ("note added",), tuple(runs_of((), words_of(note.typed))))
            continue
        before = by_number.pop(pairs[note.number])
        says = tuple(_says(before, note))
        if says or before.typed != note.typed:
            runs = runs_of(words_of(before.typed), words_of(note.typed))
            yield NoteChange(before.number, note.number, says or ("words changed",), tuple(runs))
    for gone in by_number.values():
        yield NoteChange(gone.number, 0, ("note taken out",), tuple(runs_of(words_of(gone.typed), ())))


def _says(before: Footnote, after: Footnote) -> Iterator[str]:
    """Yields what a note's citations came to say otherwise: places, sources added, taken out or exchanged."""
    old, new = list(before.citations.all()), list(after.citations.all())
    gone, came = _unpaired(old, new), _unpaired(new, old)
    for one, other in _paired(old, new):
        if _place(one) != _place(other):
            yield f"{_place(one) or 'no place'} → {_place(other) or 'no place'}"
    for one, other in zip_longest(gone, came):
        if one and other:
            yield f"source changed: {_title(one)} → {_title(other)}"
        elif other:
            yield f"source added: {_title(other)}"
        elif one:
            yield f"source taken out: {_title(one)}"


def _paired(old: Iterable[Citation], new: Sequence[Citation]) -> Iterator[tuple[Citation, Citation]]:
    """Yields the citations of the same source, first with first."""
    left = list(new)
    for one in old:
        other = next((each for each in left if each.source_id == one.source_id), None)
        if other:
            left.remove(other)
            yield one, other


def _unpaired(some: Sequence[Citation], others: Iterable[Citation]) -> list[Citation]:
    """Returns the citations with a source that the other note has not, or not so often."""
    left = [each.source_id for each in others]
    alone = []
    for each in some:
        if each.source_id in left:
            left.remove(each.source_id)
        elif each.source_id:
            alone.append(each)
    return alone


def _place(citation: Citation) -> str:
    """Returns where in its source a citation points, with its label: "p. 14"."""
    if not citation.locator:
        return ""
    if citation.label in {"", "page"}:
        several = citation.first_page != citation.last_page
        return f"{'pp.' if several else 'p.'} {citation.locator}"
    return Locator(citation.label, citation.locator).words


def _title(citation: Citation) -> str:
    title = str(citation.source)
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rpartition(" ")[0] + "…"
