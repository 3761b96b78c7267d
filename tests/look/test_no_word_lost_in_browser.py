"""Each way in which words could be lost while they are written, counted in characters: none is."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from courses.models import Membership
from posts.models import Post
from tests.conftest import QUIET_BROWSER
from tests.factories import PASSWORD, make_member
from tests.look.conftest import SignIn
from tests.look.lines import Line, is_post, refuse_posts

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
STATE = ".editor-status span"
TROUBLE = ".editor-trouble"
BAR = "form.editor > .notice"
WORDS = " ".join(f"word{number}" for number in range(200))

Open = Callable[[], Page]


@pytest.fixture
def address(seat: Membership) -> str:
    return reverse("write", args=[seat.course.slug, seat.course.prompts.get().week])


@pytest.fixture
def write(page: Page, seat: Membership, address: str, sign_in: SignIn) -> str:
    """Opens the editor of an open week and returns its address; the browser's own questions are answered with yes."""
    sign_in(seat)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    return address


def kept_by_the_server(seat: Membership) -> str:
    post = Post.objects.filter(author=seat.author).first()
    return post.draft_body if post else ""


def wait_until_saved(page: Page) -> None:
    expect(page.locator(STATE)).to_contain_text("Saved ")


def test_words_typed_offline_are_offered_back_at_once(page: Page, write: str, context: BrowserContext) -> None:
    context.set_offline(True)
    began = time.monotonic()
    page.locator(BODY).press_sequentially(WORDS[:40])
    expect(page.locator(STATE)).to_have_text("Not saved yet", timeout=5_000)
    assert time.monotonic() - began < 5
    page.locator(BODY).fill(WORDS)
    page.close()
    context.route(f"**{write}", refuse_posts)
    context.set_offline(False)
    again = context.new_page()
    again.add_init_script("""
      new MutationObserver(() => {
        if (!window.offeredAt && document.querySelector("form.editor > .notice")) window.offeredAt = performance.now();
      }).observe(document, { childList: true, subtree: true });
    """)
    again.goto(write)
    again.get_by_role("button", name="Bring it back").click()
    expect(again.locator(BODY)).to_have_value(WORDS)
    # At once: what is kept here needs no answer of the server's. The bound is wide, for a busy machine is slow.
    assert again.evaluate("offeredAt - performance.getEntriesByType('navigation')[0].domInteractive") < 5_000


def test_the_server_goes_away_and_comes_back(page: Page, write: str, seat: Membership) -> None:
    line = Line(page, f"**{write}", refuse_posts)
    page.locator(BODY).fill("Typed while the server")
    expect(page.locator(TROUBLE)).to_contain_text("kept in this browser")
    line.turn(lambda route: route.fulfill(status=503) if is_post(route) else route.continue_())
    page.locator(BODY).press_sequentially(" was away")
    line.mend()
    page.keyboard.press("Control+s")
    wait_until_saved(page)
    assert kept_by_the_server(seat) == "Typed while the server was away"


def test_an_ended_session_is_renewed_within_the_page(page: Page, write: str, seat: Membership) -> None:
    page.locator(BODY).fill("Before.")
    wait_until_saved(page)
    Session.objects.all().delete()
    page.locator(BODY).press_sequentially(" While signed out.")
    expect(page.locator(TROUBLE)).to_contain_text("you are signed out")
    expect(page.locator(BODY)).to_be_focused()  # nothing steals the keys of somebody who types
    page.locator(BODY).press_sequentially(" And on.")
    page.get_by_role("button", name="Sign in here").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("E-mail address").fill(seat.author.email)
    sheet.get_by_label("Password").fill("wrong")
    sheet.get_by_role("button", name="Sign in").click()
    expect(sheet.get_by_role("alert")).not_to_be_empty()
    sheet.get_by_label("Password").fill(PASSWORD)
    sheet.get_by_role("button", name="Sign in").click()
    expect(sheet).to_have_count(0)
    wait_until_saved(page)
    expect(page.locator(TROUBLE)).to_be_empty()
    assert kept_by_the_server(seat) == "Before. While signed out. And on."


def test_a_stale_token_is_renewed_unseen(page: Page, write: str, seat: Membership, context: BrowserContext) -> None:
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.locator(BODY).fill("Typed under an old token.")
    wait_until_saved(page)
    assert kept_by_the_server(seat) == "Typed under an old token."


def test_another_person_gets_nothing_of_the_first(
    page: Page, write: str, seat: Membership, sign_in: SignIn, context: BrowserContext
) -> None:
    other = make_member(seat.course, section=seat.section, name="Somebody Else")
    line = Line(page, f"**{write}", refuse_posts)
    page.locator(BODY).fill("Ana’s own words.")
    sign_in(other)
    line.mend()
    page.locator(BODY).press_sequentially(" More.")
    expect(page.locator(TROUBLE)).to_contain_text("somebody else is signed in")
    assert not Post.objects.exists()
    theirs = context.new_page()
    theirs.goto(write)
    expect(theirs.locator(BODY)).to_have_value("")
    expect(theirs.locator(BAR)).to_have_count(0)
    theirs.close()
    sign_in(seat)
    page.evaluate("dispatchEvent(new Event('focus'))")
    wait_until_saved(page)
    assert kept_by_the_server(seat) == "Ana’s own words. More."


def test_a_form_typed_on_another_persons_page_is_refused(client: Client, seat: Membership, address: str) -> None:
    other = make_member(seat.course)
    client.force_login(other.author)
    words = {"title": "", "body": "Ana’s words.", "version": 0, "writer": seat.author.pk, "action": "save"}
    answer = client.post(address, words)
    assert answer.status_code == 403
    assert "Ana’s words." in answer.content.decode()
    assert not Post.objects.exists()


def test_two_devices_meet_and_the_writer_chooses_by_passage(page: Page, write: str, seat: Membership) -> None:
    page.locator(BODY).fill("First paragraph stands.\n\nBread was dear in March.\n\nLast paragraph stands.")
    wait_until_saved(page)
    theirs = "First paragraph stands.\n\nBread was cheap in March.\n\nLast paragraph stands.\n\nAdded on the phone."
    post = Post.objects.get(author=seat.author)
    Post.objects.filter(pk=post.pk).update(draft_body=theirs, draft_version=post.draft_version + 1)
    page.keyboard.press("Control+Home")
    page.keyboard.type("New opening. ")
    page.get_by_role("button", name="Compare and choose").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("group")).to_have_count(3)
    assert kept_by_the_server(seat) == theirs  # nothing is overwritten before the choice
    sheet.get_by_role("group", name="Place 2").get_by_label("Saved elsewhere").check()
    sheet.get_by_role("button", name="Use what is chosen").click()
    both = "New opening. " + theirs
    expect(page.locator(BODY)).to_have_value(both)
    wait_until_saved(page)
    assert kept_by_the_server(seat) == both


def test_a_key_pressed_during_a_save_is_saved_next(page: Page, write: str, seat: Membership) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if is_post(route) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(f"**{write}", hold_the_first)
    page.locator(BODY).fill("Bread")
    expect(page.locator(STATE)).to_have_text("Saving…")
    page.locator(BODY).press_sequentially(" and land")
    held[0].continue_()
    wait_until_saved(page)
    assert kept_by_the_server(seat) == "Bread and land"


def test_words_that_come_in_while_the_form_is_sent_are_sent_too(page: Page, write: str, seat: Membership) -> None:
    """As when the picker puts in what the server looked up for it just after the button was pressed."""
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if is_post(route) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(f"**{write}", hold_the_first)
    page.locator(BODY).fill("At once.")
    page.get_by_role("button", name="Go to submit").click()
    expect(page.locator(STATE)).to_have_text("Saving…")
    page.locator(BODY).press_sequentially(" And on.")
    held[0].continue_()
    expect(page.locator("h1")).to_have_text("Submit your post")
    assert kept_by_the_server(seat) == "At once. And on."


def test_two_tabs_keep_two_copies(page: Page, write: str, context: BrowserContext) -> None:
    other = context.new_page()
    other.on("dialog", lambda dialog: dialog.accept())
    other.goto(write)
    context.route(f"**{write}", refuse_posts)
    page.locator(BODY).fill("From the first tab.")
    other.locator(BODY).fill("From the second tab.")
    page.close()
    other.close()
    third = context.new_page()
    third.goto(write)
    expect(third.locator(BAR)).to_have_count(2)
    expect(third.locator(BAR).filter(has_text="From the first tab.")).to_have_count(1)
    expect(third.locator(BAR).filter(has_text="From the second tab.")).to_have_count(1)


@pytest.mark.parametrize(
    "trouble",
    [
        """for (let size = 1 << 22; size; size >>= 1)
             try { for (;;) localStorage.setItem(Math.random(), 'x'.repeat(size)) } catch {}""",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ],
    ids=["full", "forbidden"],
)
def test_without_room_for_a_copy_the_server_still_saves(page: Page, write: str, seat: Membership, trouble: str) -> None:
    page.evaluate(trouble)
    page.locator(BODY).fill("No room here.")
    expect(page.locator(TROUBLE)).to_contain_text("This browser keeps no copies")
    wait_until_saved(page)
    assert kept_by_the_server(seat) == "No room here."


def test_a_text_too_large_to_be_sent_says_so_and_stays(page: Page, write: str, seat: Membership) -> None:
    large = "“" * 700_000  # nine bytes each on their way
    page.locator(BODY).evaluate(
        """(field, words) => {
          field.hidden = true; // to lay out such a text takes a browser long, and is no matter here
          field.value = words;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        large,
    )
    expect(page.locator(TROUBLE)).to_contain_text("larger than 5 MB")
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form.editor'))")
    expect(page.locator("h1")).to_have_text("That was too large to be sent")
    page.goto(write)
    expect(page.locator(BAR)).to_contain_text("never saved")
    assert kept_by_the_server(seat) == ""


def test_a_killed_browser_loses_at_most_the_last_two_seconds(
    browser: Browser, live_server: LiveServer, seat: Membership, address: str, tmp_path: Path
) -> None:
    client = Client()
    client.force_login(seat.author)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }
    own = browser.browser_type.launch(executable_path=os.environ["COURSEBLOG_CHROMIUM"], args=QUIET_BROWSER)
    context = own.new_context(base_url=live_server.url)
    context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary is what it takes
    page = context.new_page()
    page.goto(address)
    processes = own.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pid = next(each["id"] for each in processes if each["type"] == "browser")
    page.focus(BODY)
    typed: list[tuple[float, str]] = []
    while not typed or typed[-1][0] - typed[0][0] < 5:
        page.keyboard.type(letter := "abcdefghij"[len(typed) % 10])
        typed.append((time.monotonic(), letter))
    os.kill(pid, signal.SIGKILL)
    killed = time.monotonic()
    kept = kept_by_the_server(seat)
    assert "".join(letter for _, letter in typed).startswith(kept)
    lost = typed[len(kept) :]
    assert all(killed - at <= 2.2 for at, _ in lost), (len(lost), killed - lost[0][0])
