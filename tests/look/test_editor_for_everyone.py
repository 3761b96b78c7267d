"""The editor with every tab and sheet open, for all readers; and an essay with three notes, written by keys alone."""

from typing import Literal

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.models import Membership, Prompt
from posts.models import Post
from tests.factories_sources import make_source
from tests.look.conftest import SignIn
from tests.look.test_pages_for_everyone import faults_of

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
ESSAY = "Bread came first.((Olwen Hufton, The Poor of Eighteenth-Century France (Clarendon Press, 1974), 94.))"


@pytest.fixture
def address(seat: Membership) -> str:
    Prompt.objects.update(minimum_words=20, minimum_sources=1)
    return reverse("write", args=[seat.course.slug, seat.course.prompts.get().week])


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_tab_and_sheet_is_for_everyone(
    browser: Browser,
    live_server: LiveServer,
    context: BrowserContext,
    seat: Membership,
    sign_in: SignIn,
    address: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    make_source(seat.course, title="The Crowd in History")
    sign_in(seat)
    view = browser.new_context(
        base_url=live_server.url,
        storage_state=context.storage_state(),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # the checker is a script of its own
    )
    page = view.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    faults = {"empty": faults_of(page)}
    page.locator(BODY).fill(f"{ESSAY} Nobody.((Nowhere, Unheard Of, 9.))")
    expect(page.get_by_role("tab", name="Notes")).to_contain_text("2")
    for name in ("Notes", "Checklist", "History", "Preview"):
        page.get_by_role("tab", name=name).click()
        faults[name] = faults_of(page)
    page.get_by_role("button", name="Source").click()
    expect(page.get_by_role("option").first).to_be_visible()
    faults["picker"] = faults_of(page)
    page.keyboard.press("Enter")
    expect(page.get_by_label("From")).to_be_focused()
    faults["place"] = faults_of(page)
    page.keyboard.press("Escape")
    expect(page.locator(".editor-status span")).to_contain_text("Saved ")
    post = Post.objects.get(author=seat.author)
    Post.objects.filter(pk=post.pk).update(draft_body="Other words.", draft_version=post.draft_version + 1)
    page.locator(BODY).fill("These words.")
    page.get_by_role("button", name="Compare and choose").click()
    expect(page.get_by_role("dialog").get_by_role("group").first).to_be_visible()
    faults["two texts"] = faults_of(page)
    view.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_an_essay_with_three_notes_is_written_and_submitted_by_keys_alone(
    page: Page, seat: Membership, sign_in: SignIn, address: str
) -> None:
    make_source(seat.course, author=[{"family": "Rudé", "given": "Georges"}], title="The Crowd in History")
    sign_in(seat)
    page.goto(address)
    press = page.keyboard.press

    def walk_to(label: str) -> None:
        for _ in range(60):
            words = page.evaluate(
                "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent.trim()"
            )
            if words == label:
                return
            press("Tab")
        pytest.fail(f"The Tab key does not lead to {label}.")

    walk_to("Title")
    page.keyboard.type("Bread")
    press("Enter")
    page.keyboard.type("Bread was the first thing that anybody spoke of, and the last.")
    press("Control+Alt+f")
    page.keyboard.type("Olwen Hufton, The Poor of Eighteenth-Century France (Clarendon Press, 1974), 94.")
    press("Control+Alt+f")  # out of the note again
    page.keyboard.type(" Crowds think; they are counted by those who do not belong to them.")
    press("Control+Alt+f")
    page.keyboard.type("@")
    page.keyboard.type("crowd")
    expect(page.get_by_role("option").first).to_contain_text("Crowd in History")
    press("Enter")
    expect(page.get_by_label("From")).to_be_focused()
    page.keyboard.type("7")
    press("Enter")
    expect(page.locator(BODY)).to_be_focused()
    page.keyboard.type(" Then came land.")
    press("Control+Alt+f")
    page.keyboard.type("Hufton, Poor, 95.")
    expect(page.get_by_role("tab", name="Notes")).to_contain_text("3")
    expect(page.locator("#notes li").nth(2)).to_contain_text("Linked to")
    expect(page.locator("#notes [data-doubt]")).to_have_count(0)
    press("Tab")  # leaves the field
    expect(page.locator(BODY)).not_to_be_focused()
    walk_to("Go to submit")
    press("Enter")
    expect(page.locator("h1")).to_have_text("Submit your post")
    walk_to("Submit")
    press("Enter")
    page.wait_for_url("**/receipt/**")
    post = Post.objects.get(author=seat.author)
    assert post.submitted_revision.footnotes.count() == 3
    assert post.submitted_revision.footnotes.filter(citations__source__isnull=False).count() == 3


@pytest.mark.parametrize(
    ("typed", "keys", "made"),
    [
        ("Bread", ["Control+b"], "Bread**|**"),
        ("Bread.", ["ArrowLeft", "Control+Alt+f"], "Bread.((|))"),
        ("“Bread”.", ["ArrowLeft", "ArrowLeft", "Control+Alt+f"], "“Bread”.((|))"),
        ("Bread—", ["ArrowLeft", "Control+Alt+f"], "Bread((|))—"),
        ("Bread((x (y) z", ["Control+Alt+f"], "Bread((x (y) z|"),
        ("Bread((x)) and", ["Control+Alt+f"], "Bread((x)) and((|))"),
        ("a", ["Control+k"], "a[|words|](address)"),
    ],
)
def test_the_keys_put_signs_and_cursor_where_they_belong(
    page: Page, seat: Membership, sign_in: SignIn, address: str, typed: str, keys: list[str], made: str
) -> None:
    sign_in(seat)
    page.goto(address)
    page.locator(BODY).press_sequentially(typed)
    for key in keys:
        page.keyboard.press(key)
    words, start, end = page.locator(BODY).evaluate("(each) => [each.value, each.selectionStart, each.selectionEnd]")
    marked = words[:end] + ("|" if end > start else "") + words[end:]
    assert marked[:start] + "|" + marked[start:] == made
