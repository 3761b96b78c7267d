"""The notes beside the text are those of the list below it, made safe once."""

import pytest

from markup.sanitising import sanitise
from posts.printing import PrintedNotes

NOTES = (
    "Lynne Viola, <i>Peasant Rebels under Stalin</i> (Oxford University Press, 1996), 45.",
    '<a href="/c/here/sources/viola-rebels/">Viola, <i>Rebels</i>, 46.</a>',
    "See &lt;/li&gt; and 5 &gt; 4.",
    "",
)
HOSTILE = (
    "<script>alert(1)</script>Viola, 45.",
    '<i onclick="x()">Ibid.</i>',
    "</li><li>Another row</a> here",
    "<i>Open",
)


def test_each_note_is_what_it_would_be_alone() -> None:
    assert PrintedNotes(list(NOTES), []).safe_notes("preview") == [sanitise(note) for note in NOTES]


def test_they_stand_in_the_list() -> None:
    printed = PrintedNotes(list(NOTES), [])
    whole = printed.notes_html("preview")
    assert all(note in whole for note in printed.safe_notes("preview"))


@pytest.mark.parametrize("note", HOSTILE)
def test_nothing_unsafe_is_cut_out(note: str) -> None:
    (safe,) = PrintedNotes([note], []).safe_notes("preview")
    assert "<script" not in safe
    assert "onclick" not in safe
