"""What came of a document, told to its writer: its notes, and what was left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from courses.models import Membership
from posts.footnote import Link
from posts.note_rows import NoteRow
from posts.notes import read_essay
from posts.previewing import preview
from posts.revision import Revision
from posts.word.document import Document

MAX_NAME: Final = 100
LEFT_OUT: Final[Mapping[str, tuple[str, str]]] = {
    "missing": (
        "1 note of the document did not arrive: it stood in what was left out",
        "{} notes of the document did not arrive: they stood in what was left out",
    ),
    "pictures": ("1 picture or drawing was left out", "{} pictures or drawings were left out"),
    "boxes": (
        "1 text box was left out, with the words in it. Copy them into the essay if they belong there",
        "{} text boxes were left out, with the words in them. Copy them into the essay if they belong there",
    ),
    "tables": ("1 table was left out: it is too large", "{} tables were left out: they are too large"),
    "comments": ("1 comment was left out", "{} comments were left out"),
    "insertions": ("1 tracked insertion was taken as text", "{} tracked insertions were taken as text"),
    "deletions": ("1 tracked deletion was dropped", "{} tracked deletions were dropped"),
    "hidden": ("1 piece of hidden text was left out", "{} pieces of hidden text were left out"),
    "formulas": ("1 formula is plain text now. Look at it", "{} formulas are plain text now. Look at them"),
    "letters": (
        "1 list had letters or Roman numerals; it is numbered 1, 2, 3 now",
        "{} lists had letters or Roman numerals; they are numbered 1, 2, 3 now",
    ),
    "styles": (
        "In 1 paragraph, bold and italics that overlap could not be kept as they were",
        "In {} paragraphs, bold and italics that overlap could not be kept as they were",
    ),
    "contents": ("The table of contents was left out",) * 2,
    "margins": ("The header and the footer were left out",) * 2,
    "bylines": ("The author’s name and the date under the title were left out: the blog shows its own",) * 2,
    "title notes": ("The title’s note stands in the first paragraph now",) * 2,
    "macros": ("The document’s macros were left out",) * 2,
    "guessed": (
        "The file did not say how its letters are written; they were read as Windows writes them. Look at accents",
    )
    * 2,
}


@dataclass(frozen=True)
class Luggage:
    """What is known of a document once it was read: its name, its notes, how many are missing, what was left out."""

    name: str
    notes: int
    missing: int
    left_out: Mapping[str, int]

    @classmethod
    def of(cls, name: str, document: Document) -> "Luggage":
        """Counts the notes of a document."""
        notes = len(read_essay(document.body).notes)
        missing = max(document.notes - notes, 0) if document.notes is not None else 0
        return cls(name[:MAX_NAME], notes, missing, dict(document.left_out))


@dataclass(frozen=True)
class Arrival:
    """What a page says of a document that was taken in."""

    notes: int
    linked: int
    new: int
    own: int
    unclear: list[NoteRow]
    faults: list[str]
    left_out: list[str]


def arrival(*, revision: Revision, writer: Membership, luggage: Luggage | None) -> Arrival:
    """Returns how the notes that came with a document are linked, and what was left out of it."""
    post = revision.post
    shown = preview(writer=writer, body=revision.body, post=post, prompt=None)
    rows = list(zip(shown.notes, revision.footnotes.prefetch_related("citations"), strict=True))
    rows = rows[len(rows) - min(luggage.notes, len(rows)) :] if luggage else rows  # what is appended comes last
    links = [{Link(each.link) for each in footnote.citations.all()} for row, footnote in rows if row.is_well]
    new, own = sum(Link.NEW in each for each in links), sum(not each for each in links)
    return Arrival(
        notes=len(rows),
        linked=len(links) - new - own,
        new=new,
        own=own,
        unclear=[row for row, _ in rows if not row.is_well],
        faults=shown.faults,
        left_out=list(sentences({**luggage.left_out, "missing": luggage.missing})) if luggage else [],
    )


def sentences(left_out: Mapping[str, int]) -> Iterator[str]:
    """Yields a sentence for each thing that was left out or changed.

    >>> list(sentences({"comments": 2, "macros": 1}))
    ['2 comments were left out.', 'The document’s macros were left out.']
    """
    for what, (one, many) in LEFT_OUT.items():
        if left_out.get(what):
            yield f"{one if left_out[what] == 1 else many.format(left_out[what])}."
