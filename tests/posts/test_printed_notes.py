"""The notes beside the text are those of the list below it, and no note's words change what stands around them."""

import re

import pytest

from markup.sanitising import sanitise
from posts.printing import Line, PrintedNotes

NOTES = (
    Line("Lynne Viola, <i>Peasant Rebels under Stalin</i> (Oxford University Press, 1996), 45."),
    Line("Viola, <i>Rebels</i>, 46.", "/c/here/sources/viola-rebels/"),
    Line("See &lt;/li&gt; and 5 &gt; 4."),
    Line(""),
)
HOSTILE = (
    "<script>alert(1)</script>Viola, 45.",
    '<i onclick="x()">Ibid.</i>',
    "</li></ol>Another row</a> here",
    "<i>Open",
    '<a href="https://example.org/">elsewhere</a>',
)
ROW = re.compile(r'<li id="fn-7-\d+"><a [^>]*>\d+</a> (.*?)</li>')


def test_each_note_is_what_it_would_be_alone() -> None:
    alone = [sanitise(f'<a href="{note.address}">{note.html}</a>' if note.address else note.html) for note in NOTES]

    assert PrintedNotes(list(NOTES), [], "7").safe_notes() == alone


def test_they_stand_in_the_list() -> None:
    printed = PrintedNotes(list(NOTES), [], "7")

    assert ROW.findall(printed.notes_html()) == printed.safe_notes()


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("address", ["", "/c/here/sources/viola-rebels/"])
def test_nothing_unsafe_is_shown(html: str, address: str) -> None:
    printed = PrintedNotes([Line(html, address)], [Line(html, address)], "7")

    for shown in (*printed.safe_notes(), printed.notes_html(), printed.bibliography_html()):
        assert "<script" not in shown
        assert "onclick" not in shown


@pytest.mark.parametrize("html", HOSTILE)
def test_a_note_keeps_to_its_row(html: str) -> None:
    whole = PrintedNotes([Line(html), Line("Viola, 46.")], [], "7").notes_html()

    assert whole.count("<li") == whole.count("</li>") == 2
    assert whole.endswith(">2</a> Viola, 46.</li></ol>")


@pytest.mark.parametrize("address", ['/c/x/"onclick="x()', "javascript:alert(1)", "//elsewhere.example/"])
def test_an_address_that_is_none_of_ours_leads_nowhere(address: str) -> None:
    (shown,) = PrintedNotes([Line("Viola, 46.", address)], [], "7").safe_notes()

    assert "href" not in shown
    assert "onclick" not in shown
