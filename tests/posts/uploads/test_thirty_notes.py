"""Sixty documents with thirty notes each: all arrive, in order, with their italics, and the text is the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it.token import Token

from posts.notes import read_essay
from posts.word.document import Document, read_document
from tests.posts.uploads.known import NOTES, Block, Known, Note, known_essay
from tests.posts.uploads.making import WordWriter, pandoc_file

LONGEST = 100_000


def seen(token: Token) -> Iterator[tuple[str, bool]]:
    """Each letter of a line with whether it is in italics; a note is a dagger."""
    slanted = False
    for child in token.children or ():
        if child.type in {"em_open", "em_close"}:
            slanted = child.type == "em_open"
        elif child.type == "note_mark":
            yield "†", False
        else:
            yield from ((letter, slanted) for letter in child.content if not letter.isspace())


def meant(block: Block) -> Iterator[tuple[str, bool]]:
    """The same of a block as it is known."""
    for part in block.parts:
        if isinstance(part, Note):
            yield "†", False
        else:
            yield from ((letter, part[1]) for letter in part[0] if not letter.isspace())


def kind_of(tokens: list[Token], at: int) -> str:
    """What kind of block an inline token stands in."""
    if tokens[at - 1].type == "heading_open":
        return "heading"
    open_ones = [token.type for token in tokens[:at] if token.nesting == 1]
    closed = [token.type.replace("_close", "_open") for token in tokens[:at] if token.nesting == -1]
    for each in closed:
        open_ones.remove(each)
    if "blockquote_open" in open_ones:
        return "quotation"
    return {0: "paragraph", 1: "item", 2: "nested"}[open_ones.count("list_item_open")]


def assert_arrived(document: Document, known: Known) -> None:
    essay = read_essay(document.body)
    assert document.title == known.title
    assert essay.faults == []
    assert [note.words for note in essay.notes] == [note.markdown for note in known.notes]
    assert len(essay.notes) == NOTES == document.notes
    inlines = [(at, token) for at, token in enumerate(essay.tokens) if token.type == "inline"]
    for (at, token), block in zip(inlines, known.blocks, strict=True):
        assert list(seen(token)) == list(meant(block))
        assert kind_of(essay.tokens, at) == block.kind


@pytest.mark.parametrize("seed", range(30))
def test_a_document_as_word_writes_it_arrives_whole(seed: int) -> None:
    known = known_essay(seed)
    assert_arrived(read_document("essay.docx", WordWriter(seed).write(known), longest=LONGEST), known)


@pytest.mark.parametrize("seed", range(30, 60))
def test_a_document_as_pandoc_writes_it_arrives_whole(seed: int, tmp_path: Path) -> None:
    known = known_essay(seed)
    assert_arrived(read_document("essay.docx", pandoc_file(known, tmp_path), longest=LONGEST), known)


def test_the_comparison_sees_a_lost_note_a_lost_slant_and_a_changed_word() -> None:
    known = known_essay(3)
    whole = read_document("essay.docx", WordWriter(3).write(known), longest=LONGEST)
    for broken in (
        whole.body.replace("((Ibid., ", "(Ibid., ", 1),
        whole.body.replace("*Pravda*", "Pravda", 1).replace("*la faim*", "la faim", 1),
        whole.body.replace("dawn", "dusk", 1).replace("street", "road", 1).replace("Prices", "Wages", 1),
    ):
        assert broken != whole.body
        with pytest.raises(AssertionError):
            assert_arrived(Document(whole.title, broken, whole.notes), known)
