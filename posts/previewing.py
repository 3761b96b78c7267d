"""An essay as it would be published, told to its writer while it is written; no row is written."""

from dataclasses import dataclass

from authors.models import Author
from courses.models import Course, Prompt
from posts.footnote import Link
from posts.linking import LinkedNote, cited, last_notes, link_notes
from posts.notes import read_essay
from posts.post import Post
from posts.rendering import Printed, print_essay
from sources.matching import Library


@dataclass(frozen=True)
class NoteRow:
    """One note for the writer: as it will print, and in words what is known of its source."""

    number: int
    html: str
    typed: str
    says: str
    is_well: bool


@dataclass(frozen=True)
class Term:
    """One of the prompt's terms: what is counted, how many there are, and how many are asked for."""

    label: str
    count: int
    minimum: int

    @property
    def is_met(self) -> bool:
        """Whether there is enough."""
        return self.count >= self.minimum


@dataclass(frozen=True)
class Preview:
    """All that the writer is shown beside the text."""

    printed: Printed
    notes: list[NoteRow]
    faults: list[str]
    terms: list[Term]

    @property
    def has_doubts(self) -> bool:
        """Whether a note is printed as typed for want of a source."""
        return not all(note.is_well for note in self.notes)


def preview(*, course: Course, writer: Author, body: str, post: Post | None, prompt: Prompt | None) -> Preview:
    """Prints a text by the steps of a revision, with the links of the post's last one, and writes nothing."""
    essay = read_essay(body)
    linked = link_notes(essay.notes, Library.of(course, writer), last_notes(post))
    printed, notes = print_essay(essay, linked, course, "preview")
    rows = [_row(note, html) for note, html in zip(linked, notes.notes, strict=True)]
    return Preview(printed, rows, essay.faults, _terms(prompt, printed.words, len(cited(linked))))


def _terms(prompt: Prompt | None, words: int, sources: int) -> list[Term]:
    if prompt is None:
        return []
    terms = [Term("word", words, prompt.minimum_words), Term("source", sources, prompt.minimum_sources)]
    return [term for term in terms if term.minimum]


def _row(note: LinkedNote, html: str) -> NoteRow:
    fault = _fault(note)
    return NoteRow(note.typed.number, html, note.typed.words, fault or _how_linked(note), not fault)


def _fault(note: LinkedNote) -> str:
    """Returns why a note is printed as typed and what to do, or "" where all is well."""
    if note.unread.strip():
        return f"Printed as typed: “{note.unread.strip()}” could not be read."
    for citation in note.citations:
        if citation.candidates:
            titles = " · ".join(str(entry.csl.get("title") or entry.key) for entry in citation.candidates[:5])
            return f"Printed as typed: it may mean several sources ({titles}). Type more of the title."
        if citation.entry is None:
            return (
                "Printed as typed: no source fits. Type the citation in full once; after that the short form will do."
            )
    return ""


def _how_linked(note: LinkedNote) -> str:
    if not note.citations:
        return "A note in your own words."
    if any(citation.link == Link.NEW for citation in note.citations):
        return "New in the library."
    return "Linked to the library."
