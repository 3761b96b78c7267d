"""Passages of printed HTML: found by their words, cut out without changing a character."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.passages import Piece, Placed, Printed
from markup.markdown import safe_html
from markup.sanitising import sanitise


@dataclass(frozen=True)
class Said:
    """Something said of a passage or a note."""

    quote: str = ""
    note: int | None = None
    start: int = 0


MARK = '<sup><a role="doc-noteref" href="#fn-7-1" id="fnref-7-1" aria-label="Note 1">1</a></sup>'
ESSAY = sanitise(
    f"<p>Bread was <em>dear</em> that spring.{MARK} Bread &amp; land, they said.</p>\n<ul>\n<li>Peace first.</li>\n"
    "<li>Then bread.</li>\n</ul>\n<p>The end of bread.</p>"
)
NOTES = sanitise('<ol role="list"><li id="fn-7-1">1 Viola, 126.</li><li id="fn-7-12">12 <i>Ibid.</i></li></ol>')


def shown(html: str, *said: Placed) -> list[Piece]:
    """The pieces; joined, they must be the HTML."""
    pieces, left = Printed(html).pieces(said)
    assert left == []
    assert "".join(piece.html for piece in pieces) == html
    return pieces


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.html for piece in pieces if piece.is_marked]


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("Bread was", ["Bread was"]),
        ("was dear that", ["was ", "dear", "that"]),
        ("that spring. Bread & land", ["that spring.", "1", "Bread &amp; land"]),
        ("first. Then", ["first.", "Then"]),
        ("bread. The  end", ["bread.", "The end"]),
        ("&", ["&amp;"]),
    ],
)
def test_a_passage_is_marked_word_by_word_through_tags_and_blocks(quote: str, parts: list[str]) -> None:
    found = shown(ESSAY, Said(quote))
    assert [part.strip() for part in marked(found)] == [part.strip() for part in parts]


def test_nothing_stands_where_html_allows_no_words() -> None:
    for piece in shown(ESSAY, Said("said. Peace first. Then bread. The end")):
        assert not piece.is_marked or piece.html.strip()


def test_the_reference_follows_the_words_and_what_is_said_the_block() -> None:
    said = Said("dear")
    pieces = shown(ESSAY, said)
    at = next(place for place, piece in enumerate(pieces) if piece.refs)
    assert "".join(piece.html for piece in pieces[: at + 1]).endswith("dear")
    below = next(place for place, piece in enumerate(pieces) if piece.asides)
    assert "".join(piece.html for piece in pieces[: below + 1]).endswith("they said.</p>")


def test_what_is_said_of_a_note_stands_within_its_item() -> None:
    one, twelve = Said(note=1), Said(note=12)
    pieces = shown(NOTES, one, twelve)
    before = {
        piece.asides[0]: "".join(each.html for each in pieces[: place + 1])
        for place, piece in enumerate(pieces)
        if piece.asides
    }
    assert before[one].endswith("Viola, 126.")
    assert before[twelve].endswith("<i>Ibid.</i>")


def test_what_is_not_there_is_left() -> None:
    gone = [Said("Cake"), Said(note=3), Said("1 Bread")]
    pieces, left = Printed(ESSAY).pieces(gone)
    assert left == gone
    assert [piece.html for piece in pieces] == [ESSAY]


def test_the_words_before_and_the_place_tell_one_from_another() -> None:
    printed = Printed(ESSAY)
    first, last = printed.text.index("bread"), printed.text.rindex("bread")
    assert printed.find("bread") == first
    assert printed.find("bread", before="end  of") == last
    assert printed.find("bread", before="no such words") == first
    assert printed.find("bread", start=last) == last
    assert printed.find("bread", start=3) == first
    assert printed.find("  ") is None


def test_passages_may_overlap() -> None:
    pieces = shown(ESSAY, Said("The end of"), Said("end of bread."))
    assert "".join(marked(pieces)) == "The end of bread."
    assert sum(len(piece.refs) for piece in pieces) == 2


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 60))
def test_whatever_is_quoted_is_found_again_and_no_character_is_lost(body: str, start: int, length: int) -> None:
    html = safe_html(body)
    text = Printed(html).text
    quote = text[start : start + length]
    if not quote.strip():
        return
    pieces, left = Printed(html).pieces([Said(quote, start=start + len(quote) - len(quote.lstrip()))])
    assert left == []
    assert "".join(piece.html for piece in pieces) == html
    assert sum(len(piece.refs) for piece in pieces) == sum(len(piece.asides) for piece in pieces) == 1
