"""An essay's text is made safe block by block, and reads as if it had been made safe at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup import sanitising
from markup.sanitising import sanitise
from posts.marks import GAP, mark_html
from posts.notes import essay_reader, read_essay
from posts.rendering import body_html

PIECES = (
    "## The *quay*",
    "Bread was dear.((Otto Fenn, *Salt* (Halden: Quay Press, 1951), 4.)) Nobody knew why.",
    "> What the pilots wanted\n>\n> > was **rest**.((Ibid., 5.))\n>\n> - and rope",
    "1. one\n2. two\n\n   a second paragraph\n3. three",
    "- tight\n- list\n  - within a list",
    "| a | b |\n|---|:-:|\n| 1 | 2 |",
    "```\n((no note)) <b>&amp;</b>\n```",
    "<script>alert(1)</script> & <i>typed tags</i>",
    "***",
    "One line  \nand another\nand [a link](https://example.org/?a=1&b=2).",
    "[a link with ((Fenn, *Salt*, 5.)) in it](https://example.org/), *and ((Fenn, 6.)) more*",
    "| a ((Fenn, 7.)) | b |\n|---|---|\n| 1 | 2 ((Fenn, 8.)) |",
    "A mark that is not closed ((Fenn, *Salt*, 4.",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_blocks_by_themselves_are_the_whole(pieces: list[str]) -> None:
    essay = read_essay("\n\n".join(pieces))
    whole = essay_reader().renderer.render(essay.tokens, essay_reader().options, {})
    for note in essay.notes:
        whole = whole.replace(GAP, mark_html(note.number, "essay-1"), 1)

    assert body_html(essay, "essay-1") == sanitise(whole)


@given(st.text(alphabet=f"{GAP}(a) *[]<>&#xfd0;\n", max_size=80))
def test_what_is_typed_leaves_no_gap_of_its_own(body: str) -> None:
    essay = read_essay(body)

    html = body_html(essay, "essay-1")

    assert html.count("doc-noteref") == len(essay.notes)
    assert GAP not in html


def test_a_new_note_leaves_the_other_paragraphs_remembered() -> None:
    sanitising._remembered.cache_clear()
    paragraphs = [f"Paragraph {number}.((Viola, {number}.))" for number in range(1, 9)]
    body_html(read_essay("\n\n".join(paragraphs)), "essay-1")
    before = sanitising._remembered.cache_info().misses

    body_html(read_essay("\n\n".join(["A new one.((Fenn, 3.))", *paragraphs])), "essay-1")

    assert sanitising._remembered.cache_info().misses == before + 1


@pytest.mark.parametrize("length", [10, sanitising.LONGEST_REMEMBERED * 2])
def test_what_was_made_safe_once_is_safe_again(length: int) -> None:
    html = f'<p onclick="x()">{"bread " * length}</p><script>alert(1)</script>'

    assert sanitise(html) == sanitise(html)
    assert "onclick" not in sanitise(html)
    assert "<script" not in sanitise(html)
