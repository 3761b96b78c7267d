"""What a writer is told of each note beside the text: how it prints, what it cites and where, what is wrong."""

from dataclasses import dataclass

from chicago.titles import untagged
from posts.footnote import Link
from posts.linking import Linked, LinkedNote
from posts.viewing import name_of
from sources.matching import Entry


@dataclass(frozen=True)
class NoteSource:
    """A source that a note cites: its name, the place in it, and its key in the library, "" where it is new."""

    name: str
    place: str
    key: str


@dataclass(frozen=True)
class NoteRow:
    """One note for the writer: as it will print, and in words what is known of its sources."""

    number: int
    html: str
    typed: str
    says: str
    is_well: bool
    sources: list[NoteSource]


def note_row(note: LinkedNote, html: str) -> NoteRow:
    """Returns what is told of a note that prints as `html`, which is safe to show."""
    fault = fault_of(note)
    sources = [_source(citation, citation.entry) for citation in note.citations if citation.entry]
    says = fault or _how_linked(note)
    return NoteRow(note.typed.number, html, note.typed.words, says, not fault, sources)


def fault_of(note: LinkedNote) -> str:
    """Returns why a note is printed as typed and what to do, or "" where all is well."""
    if note.unread.strip():
        return f"Printed as typed: “{note.unread.strip()}” could not be read."
    for citation in note.citations:
        if citation.candidates:
            titles = " · ".join(untagged(str(entry.csl.get("title") or entry.key)) for entry in citation.candidates[:5])
            return f"Printed as typed: it may mean several sources ({titles}). Type more of the title."
        if citation.entry is None:
            return (
                "Printed as typed: no source fits. Type the citation in full once; after that the short form will do."
            )
    return "" if note.typed.words else "This note is empty. Type its citation, or take its marks away."


def _source(citation: Linked, entry: Entry) -> NoteSource:
    return NoteSource(name_of(entry), citation.locator.words if citation.locator else "", entry.key)


def _how_linked(note: LinkedNote) -> str:
    if not note.citations:
        return "A note in your own words."
    if any(citation.link == Link.NEW for citation in note.citations):
        return "New: it joins the library when you save."
    return "Linked to the library."
