"""A work that an article's title names is typed in italics, kept in the record, and printed in italics."""

import pytest

from posts.emphasis import with_italics
from posts.linking import link_notes
from posts.notes import TypedNote
from posts.pasting import pasted_csl
from posts.viewing import name_of
from sources.matching import Library

NOTE = "Mara Quill, “{},” *Harbour Review* 12, no. 2 (1999): 34."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ambivalence in *Hamlet*", "Ambivalence in <i>Hamlet</i>"),
        ("*Hamlet* and <em>King Lear</em>: A Study", "<i>Hamlet</i> and <i>King Lear</i>: A Study"),
        ("_Hamlet_ Again", "<i>Hamlet</i> Again"),
        ("*Hamlet Again*", "Hamlet Again"),  # the whole title: a habit, no name of a work
        ("Hamlet Again", "Hamlet Again"),
    ],
)
def test_a_new_source_keeps_them(typed: str, kept: str) -> None:
    (note,) = link_notes([TypedNote(1, NOTE.format(typed), "")], Library())

    assert note.citations[0].entry
    assert note.citations[0].entry.csl["title"] == kept
    assert pasted_csl(NOTE.format(typed))[0] == {**note.citations[0].entry.csl}


def test_a_title_in_italics_is_as_it_was() -> None:
    words = "Mara Quill, *The Making of* Hamlet (Halden: Quay Press, 1999), 4."

    assert with_italics({"title": "The Making of Hamlet"}, words) == {"title": "The Making of Hamlet"}
    assert with_italics({"title": "Another"}, words) == {"title": "Another"}
    assert with_italics({}, words) == {}


def test_a_short_form_means_it_with_or_without_italics_and_a_line_names_it_without() -> None:
    typed = [
        NOTE.format("Ambivalence in *Hamlet*"),
        "Quill, “Ambivalence in *Hamlet*,” 35.",
        "Quill, “Ambivalence,” 36.",
    ]
    notes = link_notes([TypedNote(number, words, "") for number, words in enumerate(typed, start=1)], Library())
    entries = [note.citations[0].entry for note in notes]

    assert entries[0] is entries[1] is entries[2]
    assert entries[0]
    assert name_of(entries[0]) == "Quill: Ambivalence in Hamlet"
