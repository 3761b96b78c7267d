"""What a word processor puts on the clipboard arrives in the editor with its notes, or with a word about them."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import Membership
from tests.look.conftest import SignIn

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
SAID = ".editor-trouble"
PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain words");
  field.focus();
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return field.dispatchEvent(event);
}"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><style><!-- p.MsoNormal {mso-style-parent:""} --></style></head><body><!--StartFragment-->
<h1>Bread <i>first</i><o:p></o:p></h1>
<p class=MsoNormal>The <i style='mso-bidi-font-style:normal'>Prav</i><i>da</i> of
May<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span><![endif]></span></span></a> said [sic]
2 * 3.<a style='mso-endnote-id:edn1' href="#_edn1" name="_ednref1"><span>[i]</span></a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span>
<![endif]>one</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span>·<span>&nbsp; </span></span>two</p>
<p class=MsoQuote>A loaf.</p>
<div style='mso-element:footnote-list'><br clear=all><hr>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span>[1]</span></a> Lars Lih, <i>Bread and Authority</i> (Berkeley, 1990), 3.</p></div></div>
<div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p class=MsoEndnoteText><a
href="#_ednref1" name="_edn1">[i]</a> A smile :) of mine.</p></div></div>
<!--EndFragment--></body></html>"""
DOCS = """<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span
style="font-style:normal">It came.</span><sup><a
href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span style="font-style:italic"> Slowly.</span></p>
<ol><li><p>one</p></li><li><p>two</p></li></ol>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Rudé, <span style="font-style:italic">Crowd</span>, 7.</p></div></b>"""
NUMBERS = """<b id="docs-internal-guid-2" style="font-weight:normal"><p><span>It came.</span><span
style="vertical-align:super">1</span><span> Then.</span><span style="vertical-align:super">2</span></p></b>"""


@pytest.fixture(autouse=True)
def editor(page: Page, seat: Membership, sign_in: SignIn) -> None:
    """Opens the editor of an open week."""
    sign_in(seat)
    page.goto(reverse("write", args=[seat.course.slug, seat.course.prompts.get().week]))
    expect(page.locator(SAID)).to_be_attached()


def paste(page: Page, html: str) -> bool:
    """Pastes, and returns whether the browser is left to do it in its own way."""
    left_alone = page.locator(BODY).evaluate(PASTE, html)
    return bool(left_alone)


def test_what_word_copies_arrives_with_footnotes_endnotes_and_italics(page: Page) -> None:
    assert not paste(page, WORD)
    expect(page.locator(BODY)).to_have_value(
        "# Bread *first*\n\n"
        "The *Pravda* of May((Lars Lih, *Bread and Authority* (Berkeley, 1990), 3.)) said [sic] 2 \\* 3."
        "^[A smile :) of mine.]\n\n"
        "- one\n- two\n\n"
        "> A loaf."
    )
    expect(page.locator(SAID)).to_have_text("Pasted with 2 notes.")


def test_what_google_docs_copies_arrives_with_its_notes_where_they_are_there(page: Page) -> None:
    assert not paste(page, DOCS)
    expect(page.locator(BODY)).to_have_value("It came.((Rudé, *Crowd*, 7.)) *Slowly.*\n\n1. one\n2. two")
    expect(page.locator(SAID)).to_have_text("Pasted with 1 note.")


def test_numbers_without_their_notes_become_empty_notes_and_are_told(page: Page) -> None:
    assert not paste(page, NUMBERS)
    expect(page.locator(BODY)).to_have_value("It came.(()) Then.(())")
    expect(page.locator(SAID)).to_contain_text("2 notes stayed behind")
    expect(page.locator(SAID)).to_contain_text("bring the document with “From Word”")


def test_that_notes_stayed_behind_is_said_until_none_is_empty(page: Page) -> None:
    paste(page, NUMBERS)
    page.locator(BODY).press_sequentially(" On.")
    expect(page.locator(SAID)).to_contain_text("2 notes stayed behind")
    page.locator(BODY).fill("It came.((Rudé, 7.)) Then.((Rudé, 8.)) On.")
    expect(page.locator(SAID)).to_have_text("")


def test_that_all_notes_came_is_said_until_one_types_on(page: Page) -> None:
    paste(page, DOCS)
    expect(page.locator(SAID)).to_have_text("Pasted with 1 note.")
    page.locator(BODY).press_sequentially(" On.")
    expect(page.locator(SAID)).to_have_text("")


def test_a_document_that_came_without_any_note_is_told_of(page: Page) -> None:
    paste(page, '<p class="MsoNormal">It came.</p>')
    expect(page.locator(SAID)).to_contain_text("The clipboard holds no notes")


def test_undo_takes_a_paste_back_and_what_was_chosen_returns(page: Page) -> None:
    page.locator(BODY).press_sequentially("Mine stays.")
    page.keyboard.press("Control+a")
    paste(page, WORD)
    expect(page.locator(BODY)).not_to_have_value("Mine stays.")
    page.keyboard.press("Control+z")
    expect(page.locator(BODY)).to_have_value("Mine stays.")


def test_words_from_elsewhere_are_pasted_as_the_browser_does_it(page: Page) -> None:
    assert paste(page, "<p>From a page of the web.</p>")
    expect(page.locator(SAID)).to_have_text("")


def test_a_script_on_the_clipboard_never_runs(page: Page) -> None:
    page.evaluate("window.ran = 0")
    paste(page, '<p class="MsoNormal">It came.<img src=x onerror="window.ran = 1"><script>window.ran = 1</script></p>')
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") == 0
    expect(page.locator(BODY)).to_have_value("It came.")
