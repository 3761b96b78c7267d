"""L07, L21: marks and notes that were typed by hand where the site prints them, and notes that could not be read."""

import re
from collections.abc import Iterator
from typing import Final

from posts.checks.finding import Hit
from posts.checks.prose import outside, quotations_of
from posts.checks.view import Block, BlockKind, EssayView, Note

_OLD_FORM: Final = re.compile(r"\b(?:op|loc)\.?\s*cit\b\.?", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?<=[^\s\[(])\[\d{1,3}\](?![(\[:\w])"  # word.[1]
    r"|(?<=\s)\[\d{1,3}\](?=[.,;!?]|\s*$)"  # word [1].
    r"|^\[\d{1,3}\](?=\s+[A-Z“])"  # [1] Viola, …
    r"|(?<=[.,;!?”\"])[¹²³⁰⁴-⁹]+(?=\s|$)"
)

_LIKE_A_NUMBER: Final = re.compile(r"[\[¹²³⁰⁴-⁹]")  # without which there is none


def typed_by_hand(essay: EssayView) -> Iterator[Hit]:
    """L07: finds “op. cit.” in notes or in the text, and note numbers that were typed into the text."""
    for note in essay.notes:
        for match in _OLD_FORM.finditer(note.words):
            says = (
                f"“{match[0]}” in note {note.number} is no longer used. Type the short form, name and title, and the"
                " page; the rest is printed by itself."
            )
            yield Hit(says, note.at(match[0], match.start()), note.number)
    for block in essay.blocks:
        if block.kind not in {BlockKind.HEADING, BlockKind.TABLE}:
            yield from _numbers(block)
            yield from _old_forms(block)


def _old_forms(block: Block) -> Iterator[Hit]:
    for start, stop in outside(block):
        for match in _OLD_FORM.finditer(block.prose, start, stop):
            says = f"“{match[0]}” points to a note in words. Put a note here: (( … )), with name, title and page."
            yield Hit(says, block.at(match.start(), match.end()))


def _numbers(block: Block) -> Iterator[Hit]:
    if not _LIKE_A_NUMBER.search(block.prose):
        return
    quoted = quotations_of(block) if block.kind == BlockKind.PARAGRAPH else ()
    for match in _NUMBER.finditer(block.prose):
        if any(each.start < match.start() and match.end() < each.stop for each in quoted):
            continue
        says = (
            f"“{match[0]}” is a note’s number typed by hand: it leads nowhere, and it does not change with the others."
            " Type the note itself here: (( … ))."
        )
        yield Hit(says, block.at(match.start(), match.end()))


def unread_note(essay: EssayView) -> Iterator[Hit]:
    """L21: finds notes that are printed as typed because they could not be read or linked."""
    for note in essay.notes:
        if unread := note.unread.strip():
            says = f"Note {note.number} is printed as typed: “{unread[:120]}” could not be read."
            yield Hit(says, note.at(unread), note.number)
            continue
        yield from _unlinked(note)


def _unlinked(note: Note) -> Iterator[Hit]:
    for citation in note.citations:
        if citation.source:
            continue
        why = "no source fits. Type the citation in full once; after that the short form will do."
        if citation.may_mean:
            why = f"it may mean several sources ({' · '.join(citation.may_mean[:5])}). Type more of the title."
        says = f"Note {note.number} is printed as typed: {why}"
        yield Hit(says, note.at(citation.typed, citation.start), note.number)
        return
