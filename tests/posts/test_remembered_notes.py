"""A note that was read before is remembered with the notes before it, and never answers for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chicago.parser import parse
from posts import linking
from posts.footnote import Link
from posts.linking import LONGEST_REMEMBERED, LinkedNote, link_notes
from posts.notes import TypedNote
from sources.matching import Library

VIOLA = "Lynne Viola, *Peasant Rebels under Stalin* (New York: Oxford University Press, 1996), 45."
CONQUEST = "Robert Conquest, *The Harvest of Sorrow* (New York: Oxford University Press, 1986), 303."
WORDS = (VIOLA, CONQUEST, "Ibid., 46.", "Viola, *Peasant Rebels*, 47.", "Conquest, 304.", "A word of my own.", "")


def _linked(words: list[str]) -> list[LinkedNote]:
    return link_notes([TypedNote(number, each, "") for number, each in enumerate(words, start=1)], Library())


def _told(notes: list[LinkedNote]) -> list[tuple[object, ...]]:
    return [(note.kind, note.unread, *((each.entry and each.entry.csl, each.link) for each in note.citations))
            for note in notes]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_an_essay_reads_as_if_nothing_were_remembered(words: list[str]) -> None:
    remembered = _told(_linked(words))
    linking._remembered.cache_clear()

    assert _told(_linked(words)) == remembered


def test_ibid_means_the_note_before_it_in_each_essay() -> None:
    for full in (VIOLA, CONQUEST, VIOLA):
        first, second = _linked([full, "Ibid., 46."])
        assert second.citations[0].entry is first.citations[0].entry


def test_a_note_that_comes_again_and_again_is_one_source() -> None:
    notes = _linked([VIOLA] * 60)

    assert len({id(note.citations[0].entry) for note in notes}) == 1
    assert [note.citations[0].link for note in notes[:2]] == [Link.NEW, Link.MATCHED]


@pytest.mark.parametrize(("length", "is_kept"), [(1_000, True), (LONGEST_REMEMBERED, False)])
def test_what_is_very_long_is_read_anew(length: int, is_kept: bool) -> None:
    linking._remembered.cache_clear()
    words = "A word of my own. " + "and " * (length // 4)

    assert linking._parsed(words) == parse(words)
    assert linking._remembered.cache_info().currsize == is_kept
