"""Notes where they are read: in the margin of a wide screen, in a window beside the mark on a small one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from courses.models import Membership
from posts.models import Post

pytestmark = pytest.mark.browser

SignIn = Callable[[Membership], None]
NARROW: ViewportSize = {"width": 800, "height": 700}
SECOND_MARK = "article.reading .prose a[role='doc-noteref'] >> nth=1"
WINDOW = ".note-popover"

LINES = """
() => [...document.querySelectorAll(".reading .prose > p")].map((paragraph) => {
  const lines = new Map();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("sup")) continue;
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top / 12);
      lines.set(top, (lines.get(top) ?? 0) + 1);
    }
  }
  return [...lines.values()];
})
"""


def box(what: Locator) -> FloatRect:
    """Where something stands on the page; it has to be there."""
    found = what.bounding_box()
    assert found
    return found


def test_each_side_note_stands_beside_the_line_of_its_mark_and_none_covers_another(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    page.goto(address)
    expect(page.locator(".sidenote")).to_have_count(8)
    marks = [box(mark) for mark in page.locator(".prose a[role='doc-noteref']").all()]
    notes = [box(note) for note in page.locator(".sidenote").all()]
    text = box(page.locator(".prose"))
    end = 0.0
    for mark, note in zip(marks, notes, strict=True):
        assert note["x"] > text["x"] + text["width"]
        assert note["x"] + note["width"] < 1280
        assert note["y"] >= end
        at_its_line = abs(note["y"] - mark["y"]) < 24
        assert at_its_line or note["y"] - end < 20  # else it was pushed down by the one above
        end = note["y"] + note["height"]
    assert abs(notes[0]["y"] - marks[0]["y"]) < 24


def test_side_notes_are_for_the_eye_alone(page: Page, seat: Membership, sign_in: SignIn, address: str) -> None:
    sign_in(seat)
    page.goto(address)
    expect(page.locator(".sidenotes")).to_have_attribute("aria-hidden", "true")
    assert page.locator(".sidenotes :is([id], a, button, [tabindex])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator("[role='doc-endnotes'] li")).to_have_count(8)


def test_the_margin_is_empty_on_a_small_screen_and_on_paper(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    page.goto(address)
    expect(page.locator(".sidenote").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".sidenote").first).to_be_hidden()
    expect(page.locator("[role='doc-endnotes'] li").first).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size(NARROW)
    expect(page.locator(".sidenote").first).to_be_hidden()


def test_a_line_of_the_essay_has_at_most_seventy_characters_or_so(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    for width in (1600, 1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        full = [count for lines in page.evaluate(LINES) for count in lines[:-1]]
        assert sum(full) / len(full) <= 70
        assert max(full) <= 76


def test_the_pointer_opens_a_note_and_may_move_into_it(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.hover(SECOND_MARK)
    expect(page.locator(WINDOW)).to_contain_text("Rudé")
    page.hover(WINDOW)
    page.wait_for_timeout(400)
    expect(page.locator(WINDOW)).to_be_visible()
    page.hover("h1")
    expect(page.locator(WINDOW)).to_be_hidden()


def test_the_keyboard_opens_a_note_without_losing_the_focus_and_escape_closes_it(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.focus(SECOND_MARK)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(WINDOW)).to_contain_text("Rudé")
    expect(page.locator(SECOND_MARK)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(WINDOW)).to_be_hidden()
    expect(page.locator(SECOND_MARK)).to_be_focused()


def test_enter_goes_to_the_note_and_back(
    page: Page, seat: Membership, sign_in: SignIn, address: str, essay: Post
) -> None:
    sign_in(seat)
    page.goto(address)
    page.focus(SECOND_MARK)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#fn-{essay.pk}-2")
    page.click("[role='doc-endnotes'] li:nth-child(2) a[role='doc-backlink']")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#fnref-{essay.pk}-2")


def test_the_first_tap_shows_a_note_and_the_second_goes_to_it(
    browser: Browser,
    live_server: LiveServer,
    seat: Membership,
    sign_in: SignIn,
    context: BrowserContext,
    address: str,
    essay: Post,
) -> None:
    sign_in(seat)
    phone = browser.new_context(
        base_url=live_server.url,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 700},
        storage_state=context.storage_state(),
    )
    page = phone.new_page()
    page.goto(address)
    page.tap(SECOND_MARK)
    expect(page.locator(WINDOW)).to_contain_text("Rudé")
    window = box(page.locator(WINDOW))
    assert window["x"] >= 0
    assert window["x"] + window["width"] <= 360
    assert "#" not in page.url
    page.tap(SECOND_MARK)
    assert page.url.endswith(f"#fn-{essay.pk}-2")
    expect(page.locator(WINDOW)).to_be_hidden()
    phone.close()


def test_without_scripts_a_mark_leads_to_its_note(
    browser: Browser,
    live_server: LiveServer,
    seat: Membership,
    sign_in: SignIn,
    context: BrowserContext,
    address: str,
    essay: Post,
) -> None:
    sign_in(seat)
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(address)
    page.click(SECOND_MARK)
    assert page.url.endswith(f"#fn-{essay.pk}-2")
    plain.close()


def test_a_link_inside_a_note_can_be_clicked_in_the_window_but_never_takes_the_focus(
    page: Page, seat: Membership, sign_in: SignIn, address: str, essay: Post
) -> None:
    note = f'<ol><li id="fn-{essay.pk}-1">Le Moniteur, <a href="https://example.org/">example.org</a>.</li></ol>'
    body = f'<p>Bread.<sup><a role="doc-noteref" id="fnref-{essay.pk}-1" href="#fn-{essay.pk}-1">1</a></sup></p>'
    essay.revisions.update(body_html=body, notes_html=note)
    sign_in(seat)
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.hover(".prose a[role='doc-noteref']")
    expect(page.locator(f"{WINDOW} a")).to_have_attribute("tabindex", "-1")
