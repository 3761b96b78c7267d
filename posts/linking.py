"""From typed notes to citations with sources: what is read is linked, what was linked stays linked.

No row is written here; preview, autosave and revisions all read notes by these same steps. Notes are aligned with
those of the revision before by sequence, never by words alone, and one whose words did not change keeps its
identity and its links.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from chicago import Locator
from chicago.parser import ParsedCitation, ParsedNote, parse
from posts.aligning import align
from posts.emphasis import with_italics
from posts.footnote import Link
from posts.notes import TypedNote
from posts.post import Post
from posts.revision import Revision
from sources.matching import Entry, Library, distinct, meant_by_short_form
from sources.mending import mended

CONTEXT = 20  # earlier notes that the reader of a note is shown
LONGEST_REMEMBERED = 10_000  # letters of a note and of those that its reader is shown
MENDED = {"full", "short", "multi", "annotated", "discursive"}  # what a full citation with a slip may be read as


@dataclass(frozen=True)
class Linked:
    """One citation as read: the words it came from, where in the source, and the entry that it means, if known."""

    typed: str
    locator: Locator | None
    prefix: str
    suffix: str
    entry: Entry | None = None
    link: Link = Link.NONE
    candidates: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class LinkedNote:
    """A typed note with its citations, its identity across revisions, and the words that could not be read."""

    typed: TypedNote
    kind: str
    unread: str
    citations: tuple[Linked, ...]
    identity: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def is_as_typed(self) -> bool:
        """Whether the note is printed in the very words that were typed."""
        return not self.citations or any(citation.entry is None for citation in self.citations)


@dataclass(frozen=True)
class Kept:
    """A note of the revision before: its words, its identity, and each citation's source and link, by position."""

    typed: str
    identity: uuid.UUID
    links: tuple[tuple[int | None, Link], ...] = ()


def link_notes(notes: Sequence[TypedNote], library: Library, before: Sequence[Kept] = ()) -> list[LinkedNote]:
    """Reads and links the notes of an essay in order; `before` are the notes of the revision before."""
    essay = _Essay(library)
    same = align([note.typed for note in before], [note.words for note in notes])
    for place, note in enumerate(notes):
        origin, is_unchanged = same.get(place, (None, False))
        if origin is None:
            essay.take(note, uuid.uuid4(), ())
        else:
            essay.take(note, before[origin].identity, before[origin].links if is_unchanged else ())
    return essay.notes


def cited(notes: Iterable[LinkedNote]) -> list[Entry]:
    """Returns the entries that the notes cite, in order, each once."""
    return distinct(citation.entry for note in notes for citation in note.citations if citation.entry)


def notes_of(revision: Revision | None) -> list[Kept]:
    """Returns what a revision keeps of its notes, in order, in two queries."""
    footnotes = revision.footnotes.prefetch_related("citations") if revision else []
    return [
        Kept(note.typed, note.identity, tuple((each.source_id, Link(each.link)) for each in note.citations.all()))
        for note in footnotes
    ]


def last_notes(post: Post | None) -> list[Kept]:
    """Returns the same of a post's last revision."""
    return notes_of(post.revisions.first()) if post else []


@dataclass
class _Essay:
    """The notes linked so far, on which short forms and ibid. lean."""

    library: Library
    notes: list[LinkedNote] = field(default_factory=list)
    _asked: ParsedCitation | None = None
    _found: list[Entry] = field(default_factory=list)

    def take(self, note: TypedNote, identity: uuid.UUID, links: Sequence[tuple[int | None, Link]]) -> None:
        """Reads the next note and links its citations, each as it was linked before where `links` tells."""
        self._asked = None
        parsed = _parsed(note.words, tuple(earlier.typed.words for earlier in self.notes[-CONTEXT:]))
        if not any(pk for pk, _ in links):
            parsed = self._without_slip(note.words, parsed)
        citations: list[Linked] = []
        for position, citation in enumerate(parsed.citations):
            kept = links[position] if position < len(links) else (None, Link.NONE)
            citations.append(self._link(note, parsed, citation, kept, citations))
        self.notes.append(LinkedNote(note, parsed.kind, parsed.unread, tuple(citations), identity))

    def _without_slip(self, words: str, parsed: ParsedNote) -> ParsedNote:
        """Returns the note as it reads without a slip, where it then names a source that is there; else as it was read.

        The typed words stay as they are: only what they mean is taken from the corrected ones.
        """
        if parsed.kind not in MENDED or self._is_known(parsed):
            return parsed
        corrected = mended(words, self.library.entries)
        again = _parsed(corrected) if corrected else parsed
        if corrected is None or again.kind not in {"full", "short"} or not self._is_known(again):
            return parsed
        more = len(words) - len(corrected)
        return replace(again, citations=tuple(replace(each, end=each.end + more) for each in again.citations))

    def _is_known(self, parsed: ParsedNote) -> bool:
        """Returns whether each citation of a note names a source that is there, and all was read."""
        if parsed.unread.strip() or not parsed.citations:
            return False
        return all(self._names_source(each) for each in parsed.citations)

    def _names_source(self, citation: ParsedCitation) -> bool:
        """Returns whether a citation in words names a source that is there; a law has no other form than its short."""
        return citation.kind not in {"full", "short"} or bool(self._meant(citation, ()))

    def _meant(self, citation: ParsedCitation, beside: Sequence[Linked]) -> list[Entry]:
        """Returns the sources that a citation in words may mean; the first of a note is looked up once."""
        if not beside and self._asked is citation:
            return self._found
        if citation.kind == "full":
            work = self.library.same_work(citation.csl)
            found = [work] if work else []
        else:
            found = meant_by_short_form(citation.csl, self._cited(beside), self.library)
        if not beside:
            self._asked, self._found = citation, found
        return found

    def _link(
        self,
        note: TypedNote,
        parsed: ParsedNote,
        citation: ParsedCitation,
        kept: tuple[int | None, Link],
        beside: Sequence[Linked],
    ) -> Linked:
        bare = _as_typed(note, citation)
        entry, link = self.library.by_pk(kept[0]), kept[1]
        if entry and (link == Link.HAND or (link != Link.IBID and not parsed.unread)):
            return replace(bare, entry=entry, link=link)
        if parsed.unread.strip():
            return bare
        return self._resolve(bare, citation, beside)

    def _resolve(self, bare: Linked, citation: ParsedCitation, beside: Sequence[Linked]) -> Linked:
        """Links a citation that was not linked before."""
        if citation.kind == "full":
            known = next(iter(self._meant(citation, beside)), None)
            entry = known or self.library.add(with_italics(citation.csl, bare.typed))
            return replace(bare, entry=entry, link=Link.MATCHED if known else Link.NEW)
        if citation.kind == "key":
            named = self.library.by_key(citation.key)
            return replace(bare, entry=named, link=Link.KEY if named else Link.NONE)
        if citation.kind == "ibid":
            same = self._source_before(beside)
            return replace(bare, entry=same, link=Link.IBID if same else Link.NONE)
        meant = self._meant(citation, beside)
        if len(meant) == 1:
            return replace(bare, entry=meant[0], link=Link.SHORT)
        return replace(bare, candidates=tuple(meant))

    def _source_before(self, beside: Sequence[Linked]) -> Entry | None:
        """Returns the one source of the citation before in this note, or else of the note before."""
        if beside:
            return beside[-1].entry
        sources = distinct(each.entry for each in self.notes[-1].citations if each.entry) if self.notes else []
        whole = bool(self.notes) and not self.notes[-1].is_as_typed
        return sources[0] if whole and len(sources) == 1 else None

    def _cited(self, beside: Sequence[Linked]) -> Iterator[Entry]:
        """Yields what the essay has cited before this place, the nearest first."""
        yield from (each.entry for each in reversed(beside) if each.entry)
        for note in reversed(self.notes):
            yield from (each.entry for each in reversed(note.citations) if each.entry)


def _parsed(words: str, context: tuple[str, ...] = ()) -> ParsedNote:
    """Reads a note, or remembers how it reads: while one is written, the others are as they were two seconds ago."""
    is_short = len(words) + sum(map(len, context)) <= LONGEST_REMEMBERED
    return _remembered(words, context) if is_short else parse(words, context)


_remembered = lru_cache(maxsize=1_024)(parse)


def _as_typed(note: TypedNote, citation: ParsedCitation) -> Linked:
    locator = Locator(citation.label or "page", citation.locator) if citation.locator else None
    return Linked(note.words[citation.start : citation.end], locator, citation.prefix, citation.suffix)
