"""Fields that a reference manager wrote into a note, and years that are about right."""

import pytest

import chicago
from chicago import Work
from chicago.dates import Date
from chicago.extra import with_extra

ALBUM = {"type": "song", "title": "Estuary", "author": [{"family": "Farrow", "given": "Ida"}], "publisher": "Tide"}


def test_a_line_of_the_note_fills_a_field_that_is_empty() -> None:
    work = Work.from_csl({**ALBUM, "note": "medium: compact disc\nissued: 1961-03-02"})
    assert chicago.full_note(work).plain() == "Ida Farrow, Estuary, Tide, March 2, 1961, compact disc."


def test_a_line_of_the_note_replaces_nothing_that_is_there_but_the_kind() -> None:
    work = Work.from_csl({**ALBUM, "note": "publisher: Other\ntype: book"})
    assert (work.word("publisher"), work.kind) == ("Tide", "book")
    assert work.to_csl() == {**ALBUM, "note": "publisher: Other\ntype: book"}


def test_people_in_the_note_add_up() -> None:
    work = Work.from_csl({"type": "book", "note": "Editor: Fenn || Otto\neditor: Weald Society\nDirector: Lund||Ada"})
    assert [person.full for person in work.names("editor")] == ["Otto Fenn", "Weald Society"]
    assert [person.full for person in work.names("director")] == ["Ada Lund"]


def test_names_of_fields_are_known_with_spaces_and_capitals() -> None:
    work = Work.from_csl({"type": "book", "note": "Original Date: 1938\nPublisher Place : Oslo"})
    assert (work.date("original-date").year(), work.word("publisher-place")) == ("1938", "Oslo")


FIELDS = """
    DOI URL accessed archive archive-place archive_collection archive_location authority available-date chapter-number
    collection-number collection-title container-title dimensions division edition event-date event-place event-title
    genre issue issued medium number number-of-volumes original-date original-publisher original-publisher-place
    original-title page part-number part-title publisher publisher-place reviewed-title scale section status
    supplement-number title-short type version volume volume-title
"""


@pytest.mark.parametrize("name", FIELDS.split())
def test_a_field_that_a_reference_manager_has_no_box_for_is_read_from_a_note(name: str) -> None:
    note = f"{name}: 12"
    assert with_extra({"note": note}) == {"note": note, name: "12"}


def test_fields_in_braces_are_read_anywhere() -> None:
    work = Work.from_csl({"type": "book", "note": "Lent by Ida.\nSeen twice. {:medium: Kindle} {:bogus: x}"})
    assert work.word("medium") == "Kindle"
    assert "bogus" not in work.words


def test_a_reader_s_own_words_are_no_fields() -> None:
    note = "A gift of the author.\nedition: 2\n\nThe second half is the better one.\nvolume: too long"
    work = Work.from_csl({"type": "book", "note": note})
    assert (work.word("edition"), work.word("volume")) == ("2", "")


@pytest.mark.parametrize(
    "note", ["no fields", "shelf: 12", "https://example.org/", 7, None, ["medium: x"], "medium:", ""]
)
def test_a_note_without_fields_adds_none(note: object) -> None:
    work = Work.from_csl({"type": "book", "title": "Nets", "note": note})
    assert set(work.words) <= {"type", "note"}
    assert not work.people
    assert not work.dates


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ca. 1902", "ca. 1902"),
        ("c.1902", "ca. 1902"),
        ("circa 987", "ca. 987"),
        ("1902~", "ca. 1902"),
        ("1902?", "ca. 1902"),
    ],
)
def test_a_year_that_is_about_right_is_read(typed: str, printed: str) -> None:
    assert Date.from_csl({"raw": typed}).full() == printed
    assert Date.from_csl(typed).circa is True


def test_a_family_name_in_quotation_marks_is_one_name() -> None:
    work = Work.from_csl({"type": "book", "author": [{"family": '"Van Dyke"', "given": "Ada"}]})
    assert work.names("author")[0].family == "Van Dyke"
