"""Prose that is full of signs reads as the same words once it is our Markdown."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posts.notes import read_essay
from posts.word.lines import Lines
from posts.word.notes import note_words
from posts.word.pieces import paragraphs, shape, spaced, trimmed
from posts.word.readback import read_back
from posts.word.runs import PLAIN, Break, Note, Piece, Style, Words
from posts.word.writing import write_document

# fmt: off
SIGNS = [
    "a", "bread", "1917", " ", "  ", "\u00a0", ".", "(", "((", ")", "))", "*", "**", "_", "__", "[", "]", "[^1]",
    "^[", "`", "```", "~~", "~", "\\", "&amp;", "&", "<b>", "<http://x.y>", "#", "# ", "> ", "- ", "1. ", "1) ",
    "+ ", "=", "---", ":", "!", "![x](y)", "[x](y)", "“", "”", "’", "—", "https://a.b/c_d_e", "snake_case", "\t",
    "[sic]", ":-", "$", "@", "Ж", "|", "|--|",
]
# fmt: on

words = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).map("".join)
styles = st.builds(Style, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", "", "https://e.org/a_(b"]))
notes = words.map(lambda typed: Note(" ".join(typed.split())))
pieces = st.lists(
    st.one_of(st.builds(Words, words, styles), st.builds(Words, words), notes, st.just(Break())), max_size=9
)


@settings(max_examples=600)
@given(pieces)
def test_no_letter_is_lost_or_added_whatever_the_signs(given_pieces: list[Piece]) -> None:
    lines = Lines(lambda _: None)
    for paragraph in paragraphs(given_pieces):
        written = lines.line(paragraph)
        expected = [letter for letter, _ in shape(spaced(trimmed(paragraph)))]
        if expected:
            read = read_back(written, lines.definitions)
            assert read is not None
            assert [letter for letter, _ in read] == expected


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ([Words("On "), Words("Pravda", Style(italic=True)), Words("’s page.")], "On *Pravda*’s page."),
        ([Words("re"), Words("making", Style(italic=True)), Words(" it")], "re*making* it"),
        ([Words("Iskra ", Style(italic=True)), Words("said")], "*Iskra* said"),
        ([Words("a", Style(italic=True)), Words(" "), Words("b", Style(italic=True))], "*a b*"),
        ([Words("said"), Words(" “no”", Style(italic=True)), Words("body")], "said *“no*”body"),
        ([Words("both", Style(italic=True, bold=True)), Words(" one", Style(italic=True))], "***both** one*"),
        ([Words("[T]he workers [sic]"), Note("Lang, 3.")], "[T]he workers [sic\\]((Lang, 3.))"),
        ([Words("1917. A year")], "1917\\. A year"),
        ([Words("one"), Break(), Words("# two")], "one\\\n\\# two"),
        ([Words("see"), Note("Lang (no end, 3.")], "see^[Lang (no end, 3.]"),
    ],
)
def test_prose_is_written_with_as_few_signs_as_will_do(typed: list[Piece], written: str) -> None:
    assert Lines(lambda _: None).line(typed) == written


def test_styles_that_cannot_be_kept_are_counted() -> None:
    counted = Counter[str]()
    crossed = [Words("a", Style(italic=True)), Words("b", Style(italic=True, bold=True)), Words("c", Style(bold=True))]
    written = Lines(lambda what: counted.update([what])).line(crossed)
    assert [letter for letter, _ in read_back(written) or []] == ["a", "b", "c"]
    assert counted["styles"] == 1


def test_a_note_keeps_italics_of_whole_words_and_shows_the_address_of_a_link() -> None:
    slanted, linked = Style(italic=True), Style(href="https://example.org/x")
    typed = [Words("Lang, "), Words("Bread and Rio", slanted), Words("t, “"), Words("On Flour", linked), Words("” 3*.")]
    assert note_words([typed]) == "Lang, *Bread and Riot*, “On Flour” 3∗, https://example.org/x."


def inline(text: str) -> list[dict[str, object]]:
    return [{"t": "Str", "c": text}]


def test_lists_side_by_side_stay_two_and_keep_their_numbers() -> None:
    entry = [[{"t": "Plain", "c": inline("one")}], [{"t": "Plain", "c": inline("two")}]]
    numbered = {"t": "OrderedList", "c": [[4, {"t": "UpperRoman"}, {"t": "Period"}], entry]}
    counted = Counter[str]()
    tree = {"meta": {}, "blocks": [numbered, numbered]}
    written = write_document(tree, lambda what: counted.update([what]))
    assert written.body == "4. one\n5. two\n\n4) one\n5) two\n"
    assert counted["letters"] == 2
    tokens = [token.type for token in read_essay(written.body).tokens]
    assert tokens.count("ordered_list_open") == 2


def test_the_note_of_a_title_stands_before_the_first_note_of_the_text() -> None:
    note = {"t": "Note", "c": [{"t": "Para", "c": inline("Thanks.")}]}
    heading = {"t": "Header", "c": [1, ["", [], []], [*inline("Bread"), note]]}
    first = {"t": "Para", "c": [*inline("It came."), {"t": "Note", "c": [{"t": "Para", "c": inline("Lang, 3.")}]}]}
    written = write_document({"meta": {}, "blocks": [heading, first]}, lambda _: None)
    assert (written.title, written.body) == ("Bread", "It came.((Thanks.))((Lang, 3.))\n")


def test_a_plain_style_is_no_style() -> None:
    assert Style() == PLAIN
