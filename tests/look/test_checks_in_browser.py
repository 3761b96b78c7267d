"""The checks beside the text in the browser: they lead to their place, and what can be mended is mended at a press."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import Membership
from tests.look.conftest import SignIn

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
FAULTY = "🍞 They wrote((Lynne Viola, Peasant Rebels (New York: Oxford University Press, 1996), 45)). They stopped."
AT_FAULT = FAULTY[len("🍞 They wrote") : FAULTY.index(" They stopped")]
MENDED = "🍞 They wrote.((Lynne Viola, Peasant Rebels (New York: Oxford University Press, 1996), 45)) They stopped."


@pytest.fixture
def typed(page: Page, seat: Membership, sign_in: SignIn) -> Page:
    """An essay with a mark before its full stop, in the editor."""
    sign_in(seat)
    page.goto(reverse("write", args=[seat.course.slug, seat.course.prompts.get().week]))
    page.focus(BODY)
    page.keyboard.insert_text(FAULTY)
    expect(page.get_by_role("tab", name="Checklist")).to_contain_text("1 to look at", timeout=15_000)
    page.get_by_role("tab", name="Checklist").click()
    expect(page.locator(".findings > li")).to_have_count(1)
    return page


def chosen_words(page: Page) -> str:
    """Returns what is chosen in the essay's field."""
    expect(page.locator(BODY)).to_be_focused()
    words = page.locator(BODY).evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert isinstance(words, str)
    return words


def test_a_finding_leads_to_its_place_past_letters_that_count_twice(typed: Page) -> None:
    typed.get_by_role("link", name="Go to it").click()
    assert chosen_words(typed) == AT_FAULT


def test_a_finding_leads_to_where_its_words_stand_by_now(typed: Page) -> None:
    typed.route("**/preview/", lambda route: route.abort())
    typed.focus(BODY)
    typed.keyboard.press("Control+Home")
    typed.keyboard.insert_text("Long before. ")
    typed.get_by_role("link", name="Go to it").click()
    assert chosen_words(typed) == AT_FAULT


def test_a_finding_before_the_handing_in_leads_to_its_place_in_the_editor(typed: Page) -> None:
    typed.fill("input[name=title]", "Offices")
    expect(typed.locator(".editor-status span")).to_contain_text("Saved ", timeout=15_000)
    typed.get_by_role("button", name="Go to submit").click()  # nothing is left to save, and it goes on all the same
    expect(typed.get_by_role("heading", name="Submit your post")).to_be_visible()
    typed.get_by_role("link", name="Go to it").click()
    assert chosen_words(typed) == AT_FAULT


def test_a_button_mends_the_place_and_undo_takes_it_back(typed: Page) -> None:
    typed.get_by_role("button", name="Mend it").click()
    expect(typed.locator(BODY)).to_have_value(MENDED)
    expect(typed.get_by_text("The checks found nothing to look at.")).to_be_visible(timeout=15_000)
    typed.focus(BODY)
    typed.keyboard.press("Control+z")
    expect(typed.locator(BODY)).to_have_value(FAULTY)
