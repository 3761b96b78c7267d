"""Keys and links in the editor that lead somewhere: save, italics, from the title on, to a note, along the preview."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.models import Membership, Prompt
from posts.models import Post
from tests.look.conftest import SignIn

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
STATE = ".editor-status span"
CHOSEN = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"


@pytest.fixture
def write(page: Page, seat: Membership, sign_in: SignIn) -> str:
    """Opens the editor of an open week that asks for twenty words and returns its address."""
    Prompt.objects.update(minimum_words=20, minimum_sources=1)
    sign_in(seat)
    address = reverse("write", args=[seat.course.slug, seat.course.prompts.get().week])
    page.goto(address)
    return address


@pytest.mark.usefixtures("write")
def test_the_save_key_saves_where_one_stands(page: Page, seat: Membership) -> None:
    page.evaluate("window.setTimeout = () => 1")  # the draft does not save itself: only the key can
    page.locator(BODY).press_sequentially("Bread came first.")
    page.keyboard.press("Home")
    page.evaluate("document.body.dataset.same = 'yes'")
    assert not Post.objects.filter(author=seat.author).exists()
    page.keyboard.press("Control+s")
    expect(page.locator(STATE)).to_contain_text("Saved ")
    post = Post.objects.get(author=seat.author)
    assert (post.draft_body, post.revisions.count()) == ("Bread came first.", 0)
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert page.locator(BODY).evaluate("(field) => field.selectionStart") == 0
    page.keyboard.press("Control+s")
    expect(page.locator(STATE)).to_contain_text("Saved ")


def test_enter_in_the_title_goes_on_to_the_essay(page: Page, write: str) -> None:
    page.locator("input[name=title]").fill("Bread")
    page.keyboard.press("Enter")
    expect(page.locator(BODY)).to_be_focused()
    assert page.url.endswith(write)


def test_enter_in_the_title_saves_the_draft_where_there_are_no_scripts(
    browser: Browser, live_server: LiveServer, context: BrowserContext, write: str, seat: Membership
) -> None:
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(write)
    page.locator("input[name=title]").fill("Bread")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Saved at")
    assert Post.objects.get(author=seat.author).draft_title == "Bread"
    plain.close()


@pytest.mark.usefixtures("write")
def test_the_italics_key_takes_its_italics_back(page: Page) -> None:
    page.locator(BODY).fill("Bread and **land**")
    for words in ("Bread", "land"):
        at = page.locator(BODY).input_value().index(words)
        page.locator(BODY).evaluate("(field, range) => field.setSelectionRange(...range)", [at, at + len(words)])
        page.locator(BODY).press("Control+i")
        assert f"*{words}*" in page.locator(BODY).input_value()
        assert page.locator(BODY).evaluate(CHOSEN) == words
        page.locator(BODY).press("Control+i")
        expect(page.locator(BODY)).to_have_value("Bread and **land**")


@pytest.mark.usefixtures("write")
def test_there_is_one_count_of_words_and_an_unmet_term_says_so(page: Page) -> None:
    page.locator(BODY).fill("Bread – came *first* (see [this](https://example.org/a-b)) 3,000.((Hufton, 94.))")
    expect(page.locator("#preview .prose")).to_contain_text("Bread")
    count = page.locator("#preview [data-words]").get_attribute("data-words")
    expect(page.locator(".editor-status output")).to_have_text(f"{count} words")
    term = page.locator("#checklist .terms li").first
    expect(term).to_contain_text(f"{count} of at least 20 words: not enough yet")
    unmet = term.evaluate("(each) => getComputedStyle(each).color")
    page.locator(BODY).fill("Bread " * 20)
    expect(term).to_have_text("✓ 20 of at least 20 words")
    assert term.evaluate("(each) => getComputedStyle(each).color") != unmet


@pytest.mark.usefixtures("write")
def test_what_is_said_of_a_note_leads_to_its_mark(page: Page) -> None:
    filler = "Bread.\n\n" * 60
    page.locator(BODY).fill(f"One.((Nowhere, *Unheard Of*, 9.))\n\n{filler}Two.((Nowhere, *Unheard Of*, 12.))")
    page.get_by_role("tab", name="Notes").click()
    link = page.locator("#notes a[data-note='2']")
    link.click()
    expect(page.locator(BODY)).to_be_focused()
    assert page.locator(BODY).evaluate(CHOSEN) == "Nowhere, *Unheard Of*, 12."
    assert page.locator(BODY).evaluate("(field) => field.scrollTop") > 0


def test_the_preview_follows_the_caret_but_leaves_its_reader_alone(page: Page, write: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(BODY).fill("\n\n".join(f"Paragraph {number} says little." for number in range(60)))
    last = page.locator("#preview .prose > p").last
    expect(last).to_have_text("Paragraph 59 says little.")
    page.locator(BODY).press("Control+End")
    expect(last).to_be_in_viewport()
    page.hover("#preview")
    page.mouse.wheel(0, -10_000)
    expect(page.locator("#preview .prose > p").first).to_be_in_viewport()
    page.locator(BODY).press("End")
    page.wait_for_timeout(200)
    expect(page.locator("#preview .prose > p").first).to_be_in_viewport()
    page.locator(BODY).press("ArrowUp")
    page.locator(BODY).press("ArrowUp")
    expect(page.locator("#preview .prose > p").nth(58)).to_be_in_viewport()
