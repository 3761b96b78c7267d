"""An essay as it would be published, told to its writer while it is written; no row is written."""

from dataclasses import dataclass
from typing import Final

from courses.models import Membership, Prompt
from posts.checking import findings, terms_of
from posts.checks import Severity
from posts.checks.view import Term
from posts.linking import cited, last_notes, link_notes
from posts.note_rows import NoteRow, note_row
from posts.notes import read_essay
from posts.post import Post
from posts.rendering import Printed, print_essay
from posts.telling import Told, told
from sources.matching import Library

ANCHOR: Final = "preview"  # in the marks' ids


@dataclass(frozen=True)
class Preview:
    """All that the writer is shown beside the text."""

    printed: Printed
    notes: list[NoteRow]
    faults: list[str]
    terms: list[Term]
    findings: list[Told]

    @property
    def is_stopped(self) -> bool:
        """Whether something must be mended before the essay is handed in."""
        return any(each.severity == Severity.BLOCK for each in self.findings)


def preview(*, writer: Membership, body: str, post: Post | None, prompt: Prompt | None) -> Preview:
    """Prints a text by the steps of a revision, with the links of the post's last one, and writes nothing."""
    course = writer.course
    essay = read_essay(body)
    library = Library.of(course, writer.author)
    linked = link_notes(essay.notes, library, last_notes(post))
    printed, notes = print_essay(essay, linked, course, ANCHOR)
    rows = [note_row(note, html) for note, html in zip(linked, notes.safe_notes(), strict=True)]
    terms = terms_of(prompt, printed.words, len(cited(linked)))
    found = findings(
        writer=writer.author,
        reader=writer,
        body=body,
        essay=essay,
        linked=linked,
        library=library,
        prompt=prompt,
        terms=terms,
    )
    return Preview(printed, rows, essay.faults, terms, told(found, body))
