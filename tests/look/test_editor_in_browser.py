"""The editor in the browser: the preview, the draft that saves itself, and what it keeps when things go wrong."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from courses.models import Membership
from posts.models import Post
from tests.look.lines import Line, is_post, refuse_autosaves, refuse_posts

pytestmark = pytest.mark.browser

SignIn = Callable[[Membership], None]

BODY = "textarea[name=body]"
STATE = ".editor-status span"
TROUBLE = ".editor-trouble"
BAR = "form.editor > .notice"


@pytest.fixture
def write(page: Page, seat: Membership, sign_in: SignIn) -> str:
    """Opens the editor of an open week and returns its address."""
    sign_in(seat)
    address = reverse("write", args=[seat.course.slug, seat.course.prompts.get().week])
    page.goto(address)
    return address


def type_essay(page: Page, words: str) -> None:
    page.focus(BODY)
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def come_back(page: Page, line: Line) -> None:
    """Lets the autosave through again, and has the browser say so: else it tries again only after a while."""
    line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")


def send_plainly(page: Page, action: str) -> None:
    """Sends the form as a browser does where the script is not there to save first."""
    page.evaluate(
        """(action) => {
          const form = document.querySelector("form.editor");
          const field = Object.assign(document.createElement("input"), { name: "action", value: action });
          form.append(field);
          HTMLFormElement.prototype.submit.call(form);
        }""",
        action,
    )


def wait_until_saved(page: Page) -> None:
    expect(page.locator(STATE)).to_contain_text("Saved ", timeout=30_000)


@pytest.mark.usefixtures("write")
def test_the_preview_follows_the_typing_with_its_notes(page: Page) -> None:
    type_essay(page, "Bread came first.((Olwen Hufton, “Women in Revolution,” Past & Present, no. 53 (1971): 94.))")
    expect(page.locator("#preview .prose")).to_contain_text("Bread came first.")
    expect(page.locator("#preview [role='doc-endnotes'] li")).to_have_count(1)
    expect(page.locator("output")).to_have_text("3 words")


@pytest.mark.usefixtures("write")
def test_a_mark_in_the_preview_shows_its_note(page: Page) -> None:
    type_essay(page, "Bread came first.((Olwen Hufton, “Women in Revolution,” Past & Present, no. 53 (1971): 94.))")
    page.hover("#preview a[role='doc-noteref']")
    expect(page.locator(".note-popover")).to_contain_text("Hufton")


def test_an_older_answer_never_replaces_a_newer_one(page: Page, write: str) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/preview/", hold_the_first)
    type_essay(page, "First words.")
    page.wait_for_timeout(800)
    type_essay(page, " Second words.")
    expect(page.locator("#preview")).to_contain_text("Second words.")
    assert held
    held[0].fulfill(body="<p>stale</p>", content_type="text/html")
    page.wait_for_timeout(300)
    expect(page.locator("#preview")).to_contain_text("Second words.")


@pytest.mark.usefixtures("write")
def test_a_preview_that_fails_says_so_and_recovers(page: Page) -> None:
    line = Line(page, "**/preview/", lambda route: route.fulfill(status=500, body="no"))
    type_essay(page, "Bread.")
    expect(page.locator(TROUBLE)).to_contain_text("Preview could not be loaded; your text is still here.")
    expect(page.locator(BODY)).to_have_value("Bread.")
    line.mend()
    type_essay(page, " Land.")
    expect(page.locator(TROUBLE)).to_have_text("")


def test_saved_is_said_when_the_server_has_the_very_text(page: Page, write: str, seat: Membership) -> None:
    page.fill("input[name=title]", "What a Loaf Should Cost")
    type_essay(page, "Bread came first.\n\nThen the king.")
    wait_until_saved(page)
    post = Post.objects.get(author=seat.author)
    assert (post.draft_title, post.draft_body) == ("What a Loaf Should Cost", "Bread came first.\n\nThen the king.")
    assert post.revisions.count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_saved_is_not_said_when_the_server_has_another_text(page: Page, write: str) -> None:
    answer = '{"version": 1, "saved_at": "14:02", "sha256": "00"}'

    def lose_the_text(route: Route) -> None:
        if is_post(route):
            route.fulfill(body=answer, content_type="application/json")
        else:
            route.continue_()

    page.route(f"**{write}", lose_the_text)
    type_essay(page, "Bread.")
    expect(page.locator(TROUBLE)).to_contain_text("kept in this browser", timeout=15_000)
    expect(page.locator(STATE)).to_have_text("Not saved yet")


def test_text_that_never_reached_the_server_is_offered_back(page: Page, write: str, context: BrowserContext) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    context.set_offline(True)
    type_essay(page, "Typed on a train.")
    expect(page.locator(TROUBLE)).to_contain_text("kept in this browser", timeout=15_000)
    line = Line(page, f"**{write}", refuse_posts)
    context.set_offline(False)
    page.goto(write)
    expect(page.locator(BODY)).to_have_value("")
    expect(page.locator(BAR)).to_contain_text(
        re.compile(r"text of (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}, \d\d:\d\d that was never saved")
    )
    page.goto(write)  # not answered yet, so it is asked again
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(BODY)).to_have_value("Typed on a train.")
    expect(page.locator(BODY)).to_be_focused()
    come_back(page, line)
    wait_until_saved(page)


def test_leaving_with_unsaved_text_warns_and_leaving_with_saved_text_does_not(page: Page, write: str) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    type_essay(page, "Bread.")
    wait_until_saved(page)
    page.goto("/")
    assert asked == []
    page.goto(write)
    type_essay(page, " Land.")
    page.goto("/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    ("button", "kept"),
    [("Keep the text on this page", "From this window. More."), ("Take the other text", "From another window.")],
)
def test_another_windows_text_is_never_overwritten_unasked(
    page: Page, write: str, seat: Membership, button: str, kept: str
) -> None:
    type_essay(page, "From this window.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved at")
    post = Post.objects.get(author=seat.author)
    Post.objects.filter(pk=post.pk).update(draft_body="From another window.", draft_version=post.draft_version + 1)
    type_essay(page, " More.")
    expect(page.locator(BAR)).to_contain_text("saved in another window", timeout=15_000)
    expect(page.locator(STATE)).to_have_text("Not saved")
    expect(page.get_by_text("Saved at")).to_have_count(0)  # one state, not two that contradict each other
    page.wait_for_timeout(2_500)
    post.refresh_from_db()
    assert post.draft_body == "From another window."
    page.get_by_role("button", name=button).click()
    wait_until_saved(page) if button.startswith("Keep") else expect(page.locator(BODY)).to_have_value(kept)
    post.refresh_from_db()
    assert post.draft_body == kept


@pytest.mark.usefixtures("write")
def test_the_note_key_puts_the_cursor_inside_and_undo_takes_it_back(page: Page) -> None:
    type_essay(page, "Bread")
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("Hufton, 94.")
    expect(page.locator(BODY)).to_have_value("Bread((Hufton, 94.))")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(BODY)).to_have_value("Bread")


@pytest.mark.usefixtures("write")
def test_the_note_button_keeps_the_chosen_words(page: Page) -> None:
    type_essay(page, "Bread came first.")
    page.keyboard.press("Shift+Home")
    page.get_by_role("button", name="Note").click()
    expect(page.locator(BODY)).to_have_value("Bread came first.(())")
    expect(page.locator(BODY)).to_be_focused()


def test_the_save_button_makes_a_revision(page: Page, write: str, seat: Membership) -> None:
    type_essay(page, "Bread came first.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved at")
    assert Post.objects.get(author=seat.author).revisions.count() == 1
    expect(page.locator(BAR)).to_have_count(0)


@pytest.mark.usefixtures("write")
def test_tab_leaves_the_text(page: Page) -> None:
    page.focus(BODY)
    page.keyboard.press("Tab")
    expect(page.locator(BODY)).not_to_be_focused()
    expect(page.locator(BODY)).to_have_value("")


def test_looking_at_the_preview_page_is_not_saving(page: Page, write: str, seat: Membership) -> None:
    line = Line(page, f"**{write}", refuse_autosaves)
    page.on("dialog", lambda dialog: dialog.accept())
    type_essay(page, "Bread came first.")
    send_plainly(page, "preview")
    expect(page.locator("#preview .prose")).to_contain_text("Bread came first.")
    assert Post.objects.filter(author=seat.author).count() == 0
    come_back(page, line)
    wait_until_saved(page)
    assert Post.objects.get(author=seat.author).draft_body == "Bread came first."


def test_loading_the_page_again_loses_no_word(
    page: Page, write: str, context: BrowserContext, seat: Membership
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    line = Line(page, f"**{write}", refuse_posts)
    type_essay(page, "Typed on a train.")
    page.reload()
    if page.locator(BODY).input_value() == "":  # some browsers put the typed words back by themselves
        page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(BODY)).to_have_value("Typed on a train.")
    come_back(page, line)
    wait_until_saved(page)
    assert Post.objects.get(author=seat.author).draft_body == "Typed on a train."


def test_a_refused_text_is_still_known_to_be_unsaved(page: Page, write: str, seat: Membership) -> None:
    line = Line(page, f"**{write}", refuse_autosaves)
    page.on("dialog", lambda dialog: dialog.accept())
    page.evaluate("document.querySelector('input[name=title]').removeAttribute('maxlength')")
    page.fill("input[name=title]", "a" * 400)
    type_essay(page, "Bread came first.")
    send_plainly(page, "save")
    expect(page.locator(".errorlist")).to_contain_text("Shorten it")
    expect(page.locator(BODY)).to_have_value("Bread came first.")
    line.mend()
    page.fill("input[name=title]", "Bread")
    wait_until_saved(page)
    assert Post.objects.get(author=seat.author).draft_title == "Bread"


def test_both_texts_of_a_conflict_survive_a_closed_window(page: Page, write: str, seat: Membership) -> None:
    type_essay(page, "From this window.")
    wait_until_saved(page)
    post = Post.objects.get(author=seat.author)
    line = Line(page, f"**{write}", refuse_autosaves)
    page.on("dialog", lambda dialog: dialog.accept())
    Post.objects.filter(pk=post.pk).update(draft_body="From another window.", draft_version=post.draft_version + 1)
    type_essay(page, " More.")
    send_plainly(page, "save")
    expect(page.locator("h1")).to_have_text("Two versions of your draft")
    page.wait_for_load_state("load")  # the page has kept the words by then
    line.mend()
    page.goto(write)
    expect(page.locator(BODY)).to_have_value("From another window.")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(BODY)).to_have_value("From this window. More.")
