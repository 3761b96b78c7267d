"""An essay as it is read: Markdown with its marks, the notes, the bibliography, each sanitised last."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from markdown_it.token import Token

from courses.models import Course
from markup.sanitising import first_passes, last_pass
from posts.linking import LinkedNote, link_notes
from posts.marks import GAP, mark_html
from posts.notes import Essay, essay_reader, read_essay
from posts.printing import PrintedNotes, print_notes, printable
from sources.matching import Library

OPENING: Final = 320

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True)
class Printed:
    """The three parts of an essay as HTML that may be shown, and what lists tell of it."""

    body_html: str
    notes_html: str
    bibliography_html: str
    words: int
    opening: str


def shelf_of(course: Course) -> str:
    """Returns the address below which the course's sources have their pages."""
    return reverse("sources", args=[course.slug])


def body_html(essay: Essay, anchor: str) -> str:
    """Returns the essay's text with a mark for each note; `anchor` stands in the marks' ids.

    Each paragraph, list or quotation goes through the first pass by itself and without its marks: while one is
    written the others are remembered, and a new note does not change those whose numbers it moves.
    """
    reader = essay_reader()
    blocks = (reader.renderer.render(block, reader.options, {}) for block in _blocks(essay.tokens))
    opening, *rest = "".join(first_passes(blocks)).split(GAP)
    return last_pass(opening + "".join(mark_html(number, anchor) + after for number, after in enumerate(rest, start=1)))


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yields the tokens of each block that stands in no other."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if not depth:
            yield block
            block = []


def print_essay(essay: Essay, notes: Sequence[LinkedNote], course: Course, anchor: str) -> tuple[Printed, PrintedNotes]:
    """Prints an essay whose notes are linked; the second value has the notes one by one."""
    printed = print_notes([printable(note) for note in notes], course.style(), shelf_of(course), anchor)
    plain = plain_words(essay)
    whole = Printed(
        body_html(essay, anchor),
        printed.notes_html(),
        printed.bibliography_html(),
        len(_WORD.findall(plain)),
        _shortened(plain),
    )
    return whole, printed


def count_words(essay: Essay) -> int:
    """Returns how many words the essay itself has."""
    return len(_WORD.findall(plain_words(essay)))


def plain_words(essay: Essay) -> str:
    """Returns the essay's own words, without notes, headings and markup."""
    headings = {index + 1 for index, token in enumerate(essay.tokens) if token.type == "heading_open"}
    inline = (token for index, token in enumerate(essay.tokens) if token.type == "inline" and index not in headings)
    return " ".join(" ".join("".join(map(_words, token.children or ())) for token in inline).split())


def _words(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _shortened(plain: str) -> str:
    if len(plain) <= OPENING:
        return plain
    return plain[:OPENING].rpartition(" ")[0].rstrip(" ,;:–—(“") + "…"


def preview_html(text: str) -> str:
    """Returns an essay as HTML without a library: what django-markdownx asks of a Markdown function."""
    essay = read_essay(text)
    printed, _ = print_essay(essay, link_notes(essay.notes, Library()), Course(slug="preview"), "preview")
    return printed.body_html + printed.notes_html
