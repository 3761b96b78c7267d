"""Reading takes a number of steps that grows no faster than the text."""

import sys
from types import FrameType

import pytest

from chicago.parser import parse
from chicago.parser.notes import LONGEST_NOTE, MOST_MARKS

HOSTILE = (
    "(", ")", "[", "“", "”", '"', "'", "‘", "*", "_", "1", "a", "A", ".", ",", ";", ":", "-", "<", "&", "()",
    "“”", "‘a ", "A. ", "A, ", "A; ", "a. B", "*a", "see A, B, 1; ", "A, B (C: D, 1990), 1; ", "ed. A ",
    "and A, ", "http://a ", "p. 1, ",
)  # fmt: skip


def steps(text: str) -> int:
    """Count the calls, of Python's functions and of the interpreter's own, that reading a text takes."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tally)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_at_most_about_twice_the_steps(piece: str) -> None:
    half, whole = (("Lee, Quiet Harbors 12 " + piece * size)[:size] for size in (3_000, 6_000))

    assert steps(whole) <= 2.2 * steps(half) + 500


def test_a_note_beyond_all_measure_is_left_unread_and_says_so() -> None:
    text = "Lee, Quiet Harbors, 45. " * (LONGEST_NOTE // 20)

    parsed = parse(text)

    assert (parsed.kind, parsed.citations) == ("discursive", ())
    assert parsed.unread == text.strip()


def test_a_note_of_more_citations_than_any_note_has_owns_up_to_the_rest() -> None:
    parsed = parse("Lee, Quiet Harbors, 45; " * 300)

    assert parsed.kind == "multi"
    assert parsed.unread.endswith("Lee, Quiet Harbors, 45")


def test_a_quotation_longer_than_any_title_is_none() -> None:
    assert parse(f"Lee, “{'salt and ' * 60}bread,” 45.").kind == "discursive"


def test_a_sentence_of_a_hundred_commas_is_prose() -> None:
    assert parse("We saw, " * 100 + "and left. Lee, Tides, 45.").citations[0].csl["title"] == "Tides"


def test_a_sentence_longer_than_any_citation_is_prose() -> None:
    assert parse("We saw the salt and the bread and the sea and " * 60).kind == "discursive"


def test_signals_beyond_all_measure_are_read_up_to_a_measure() -> None:
    parsed = parse("Lee, Tides, 45, and see also Moe, Salt, 46, but cf. " * 150)

    assert parsed.kind == "multi"
    assert parsed.unread


def test_a_note_of_more_marks_than_words_is_left_unread() -> None:
    text = "salt; “" * MOST_MARKS

    parsed = parse(text[:LONGEST_NOTE])

    assert (parsed.kind, parsed.citations) == ("discursive", ())
    assert parsed.unread == text[:LONGEST_NOTE].strip()


def test_only_so_many_places_in_prose_are_tried_for_a_citation() -> None:
    sentence = "We heard it in Salt from Bread of Tides by Quay to Harbor in Wine. "

    parsed = parse(sentence * 30 + "We heard it in Lee, Tides, 45.")

    assert (parsed.kind, parsed.citations) == ("discursive", ())
    assert parse(sentence + "We heard it in Lee, Tides, 45.").citations[0].csl["title"] == "Tides"
