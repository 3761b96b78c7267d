"""An essay as it would be published, told to its writer while it is written; no row is written."""

from dataclasses import dataclass

from authors.models import Author
from courses.models import Course, Prompt
from posts.linking import cited, last_notes, link_notes
from posts.note_rows import NoteRow, note_row
from posts.notes import read_essay
from posts.post import Post
from posts.rendering import Printed, print_essay
from sources.matching import Library


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
    rows = [note_row(note, html) for note, html in zip(linked, notes.notes, strict=True)]
    return Preview(printed, rows, essay.faults, _terms(prompt, printed.words, len(cited(linked))))


def _terms(prompt: Prompt | None, words: int, sources: int) -> list[Term]:
    if prompt is None:
        return []
    terms = [Term("word", words, prompt.minimum_words), Term("source", sources, prompt.minimum_sources)]
    return [term for term in terms if term.minimum]
