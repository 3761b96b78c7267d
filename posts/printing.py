"""Notes and bibliography as they are printed: from citations that know their sources to sanitised HTML."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import chicago
from markup.sanitising import first_passes, last_pass
from posts.linking import Linked, LinkedNote

_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*_])")


@dataclass(frozen=True)
class Part:
    """One piece of a note to be printed: a work with its place, or words as typed where `work` is None."""

    typed: str
    work: chicago.Work | None = None
    key: Hashable = None
    locator: chicago.Locator | None = None
    prefix: str = ""
    suffix: str = ""
    slug: str = ""  # the source's word in its address, "" where it has no page yet


@dataclass(frozen=True)
class Line:
    """A note or an entry as the engine's HTML, and the address of the source that it leads to, "" where to none."""

    html: str
    address: str = ""


@dataclass(frozen=True)
class PrintedNotes:
    """Each note in order, and the bibliography's entries in theirs; `anchor` tells a post's notes from another's."""

    notes: list[Line]
    entries: list[Line]
    anchor: str

    @cached_property
    def rows(self) -> list[str]:
        """Each note as a row of the list, safe to be shown."""
        return [
            last_pass(
                f'<li id="fn-{self.anchor}-{number}"><a role="doc-backlink" href="#fnref-{self.anchor}-{number}"'
                f' aria-label="Back to note {number}">{number}</a> {words}</li>'
            )
            for number, words in enumerate(_led(self.notes), start=1)
        ]

    def notes_html(self) -> str:
        """Returns the list of notes."""
        return f'<ol role="list">{"".join(self.rows)}</ol>' if self.notes else ""

    def safe_notes(self) -> list[str]:
        """Returns each note of that list without its number, cut out of its row."""
        return [row.partition("</a> ")[2].removesuffix("</li>") for row in self.rows]

    def bibliography_html(self) -> str:
        """Returns the list of entries."""
        rows = "".join(f"<li>{words}</li>" for words in _led(self.entries))
        return last_pass(f'<ul role="list">{rows}</ul>') if self.entries else ""


def _led(lines: Sequence[Line]) -> Iterator[str]:
    """Yields each line as a link to its source, ready for the last pass."""
    for line, words in zip(lines, first_passes(line.html for line in lines), strict=True):
        yield f'<a href="{line.address}">{words}</a>' if line.address else words


@dataclass(frozen=True)
class Printable:
    """A note to be printed: its words as typed, and its citations, empty where it has none."""

    typed: str
    unread: str
    citations: Sequence[Part]

    @property
    def parts(self) -> Sequence[Part]:
        """What is printed: the very words that were typed where one of them was not read or has no source."""
        whole = bool(self.citations) and not self.unread.strip() and all(part.work for part in self.citations)
        return self.citations if whole else [Part(self.typed)]


def printable(note: LinkedNote) -> Printable:
    """Returns what a linked note prints."""
    return Printable(note.typed.words, note.unread, [_part(citation) for citation in note.citations])


def _part(citation: Linked) -> Part:
    if citation.entry is None:
        return Part(citation.typed)
    key = citation.entry.pk or id(citation.entry)
    return Part(
        citation.typed,
        citation.entry.work,
        key,
        citation.locator,
        citation.prefix,
        citation.suffix,
        citation.entry.key,
    )


def print_notes(notes: Sequence[Printable], style: chicago.Style, shelf: str, anchor: str) -> PrintedNotes:
    """Prints an essay's notes in order and the bibliography of all that they cite.

    `anchor` stands in the ids of the rows. `shelf` is the address of the course's library: a note of one source, and
    each entry, lead to their source there.
    """
    printed = chicago.print_notes([chicago.Note(tuple(map(_piece, note.parts))) for note in notes], style)
    cited = {part.key: part for note in notes for part in note.citations if part.work}
    slugs = {part.work: part.slug for part in cited.values() if part.work}
    return PrintedNotes(
        [Line(text.html(), _address(shelf, _only_slug(note))) for text, note in zip(printed, notes, strict=True)],
        [Line(text.html(), _address(shelf, slugs[work])) for work, text in chicago.entries(slugs, style)],
        anchor,
    )


def _only_slug(note: Printable) -> str:
    """Returns the one source that a note leads to, or "" where it cites none or several."""
    slugs = {part.slug for part in note.citations}
    return slugs.pop() if len(slugs) == 1 else ""


def _address(shelf: str, slug: str) -> str:
    return f"{shelf}{slug}/" if slug else ""


def _piece(part: Part) -> chicago.Cite | chicago.Prose:
    if part.work is None:
        return chicago.Prose(italics(part.typed))
    return chicago.Cite(part.work, part.locator, prefix=italics(part.prefix), suffix=italics(part.suffix), key=part.key)


def italics(words: str) -> str:
    """Returns typed words with Markdown’s emphasis as the engine’s italics.

    >>> italics("See *The Stalin Revolution*, passim")
    'See <i>The Stalin Revolution</i>, passim'
    """
    return _EMPHASIS.sub(r"<i>\2</i>", words)
