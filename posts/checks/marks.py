"""L06, L12, L18: where marks stand, and whether a note holds anything new."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from posts.checks.finding import Fix, Hit
from posts.checks.view import Block, BlockKind, EssayView, Note, Span

# A dash takes the mark before it; so does a bracket that closes, and an ellipsis is no stop.
_STOP: Final = re.compile(r"[”’\"»*_]*(?!\.\.\.|\. \.)[.,;:!?]+(?![\w.])[”’\"»*_]*")


def mark_before_stop(essay: EssayView) -> Iterator[Hit]:
    """L06: finds marks that stand before the punctuation instead of after it."""
    for block in essay.blocks:
        for numbers, run in _runs_of_marks(block):
            stop = _STOP.match(block.prose, run.stop)
            if stop is None or (block.kind == BlockKind.HEADING and stop[0] == ":"):
                continue
            start = len(block.prose[: run.start].rstrip())
            span = block.at(start, stop.end())
            was = essay.body[span.start : span.stop]
            marks = block.text[run.start : run.stop]
            here = block.at(run.start, stop.end())
            yield Hit(
                f"The mark of note {numbers[-1]} stands before “{stop[0].strip('*_')}”. It comes after it.",
                here,
                numbers[-1],
                Fix(span, was, stop[0] + marks) if len(was) == stop.end() - start else None,
            )


def _runs_of_marks(block: Block) -> Iterator[tuple[list[int], Span]]:
    """Yields marks that follow one another directly as one."""
    numbers: list[int] = []
    run: Span | None = None
    for number, mark in block.marks:
        if run and mark.start == run.stop:
            numbers, run = [*numbers, number], Span(run.start, mark.stop)
            continue
        if run:
            yield numbers, run
        numbers, run = [number], mark
    if run:
        yield numbers, run


def same_citation_twice(essay: EssayView) -> Iterator[Hit]:
    """L12: finds two notes that follow one another in a paragraph and cite the very same place."""
    for block in essay.blocks:
        for (one, _), (other, _) in pairwise(block.marks):
            if _is_same(essay.by_number[one], essay.by_number[other]):
                yield Hit(
                    f"Notes {one} and {other} cite the same place. One note at the end of the passage is enough.",
                    essay.by_number[other].mark,
                    other,
                )


def _is_same(one: Note, other: Note) -> bool:
    if len(one.citations) != 1 or len(other.citations) != 1:
        return False
    before, after = one.citations[0], other.citations[0]
    if before.source is None or after.source is None or before.source.key != after.source.key:
        return False
    if any((before.prefix, before.suffix, after.prefix, after.suffix)):
        return False
    same_place = bool(before.locator) and before.locator == after.locator
    return same_place or (after.is_ibid and not after.locator)


def empty_note(essay: EssayView) -> Iterator[Hit]:
    """L18: finds notes without words."""
    for note in essay.notes:
        if not note.words.strip():
            says = f"Note {note.number} is empty. Type its citation, or take its marks away."
            yield Hit(says, note.mark, note.number)
