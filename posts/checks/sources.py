"""L05, L08, L16, L17: whether the sources behind the notes are whole, real, and there once."""

import re
from collections.abc import Iterator
from typing import Final

from chicago import problems
from posts.checks.finding import Hit
from posts.checks.prose import WORD
from posts.checks.view import Cited, EssayView

WEB: Final = frozenset({"webpage", "post-weblog", "post"})
FEW: Final = 3  # words that may stand beside an address without making it a citation

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+[^\s<>.,;:!?)”\"\]]", re.IGNORECASE)


def incomplete_source(essay: EssayView) -> Iterator[Hit]:
    """L05: finds sources that lack what their kind needs, each at the first note that cites it."""
    for note, citation in essay.first_notes.values():
        source = citation.source
        if source is None or _is_bare(source):
            continue
        known = "issued" if source.work.kind in WEB else ""
        missing = [problem.sentence for problem in problems(source.work) if problem.field != known]
        if missing:
            says = f"The source “{source.name}” is not complete. {' '.join(missing)}"
            yield Hit(says, note.at(citation.typed, citation.start), note.number, source=source.slug)


def _is_bare(source: Cited) -> bool:
    """Returns whether nothing is known of a source but its address."""
    return bool(source.work.word("URL")) and not source.facts.title and not source.facts.surnames


def bare_address(essay: EssayView) -> Iterator[Hit]:
    """L08: finds notes that hold nothing but an address."""
    for note in essay.notes:
        match = _ADDRESS.search(note.words)
        if match is None or any(each.source and not _is_bare(each.source) for each in note.citations):
            continue
        beside = note.words[: match.start()] + note.words[match.end() :]
        if len(WORD.findall(beside)) <= FEW:
            yield Hit(
                f"Note {note.number} holds only an address. Add it as a source, with who wrote the page, what it is"
                " called and when it was written; then cite that.",
                note.at(match[0]),
                note.number,
                offers_source=True,
            )


def likely_duplicate(essay: EssayView) -> Iterator[Hit]:
    """L16: finds sources that the library likely has already, each at the first note that cites it."""
    for key, twin in essay.twins:
        if key in essay.first_notes:
            note, citation = essay.first_notes[key]
            name = citation.source.name if citation.source else ""
            yield Hit(
                f"“{name}” in note {note.number} may be a source that is there already: “{twin}”. If it is, cite that"
                " one; if the two differ, let it stand.",
                note.at(citation.typed, citation.start),
                note.number,
            )


def web_page_without_dates(essay: EssayView) -> Iterator[Hit]:
    """L17: finds web pages that tell neither when they were written nor when they were read."""
    for note, citation in essay.first_notes.values():
        source = citation.source
        if source is None or source.work.kind not in WEB or _is_bare(source):
            continue
        if not source.work.date("issued").known and not source.work.date("accessed").known:
            yield Hit(
                f"The web page “{source.name}” has no date. Add when you read it: accessed, and the day.",
                note.at(citation.typed, citation.start),
                note.number,
                source=source.slug,
            )
