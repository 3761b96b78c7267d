"""What one types into a form is kept until the server has it: marks, comments, decisions, records."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from courses.models import Membership
from grading.models import Assessment
from posts.models import Post, Submission
from tests.factories import make_instructor
from tests.look.conftest import SignIn

pytestmark = pytest.mark.browser

OFFER = "Words that you typed here earlier were not saved."
FEEDBACK = "textarea[name=feedback]"
COMMENT = "textarea[name=body]"


@pytest.fixture
def mark(page: Page, essay: Post, sign_in: SignIn) -> str:
    """Opens the marking page of the essay as its instructor and returns its address."""
    Submission.objects.create(post=essay, revision=essay.revisions.get(), author=essay.author)
    sign_in(make_instructor(essay.course, name="Miriam Castellanos"))
    address = reverse("mark", args=[essay.course.slug, 1, essay.slug])
    page.goto(address)
    return address


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The browser's own questions; each is answered with yes."""
    questions: list[str] = []

    def note(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    return questions


def kept(page: Page) -> object:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept:')).length")


def test_feedback_left_unsaved_is_asked_about_and_offered_back(page: Page, mark: str, asked: list[str]) -> None:
    page.locator(FEEDBACK).press_sequentially("Name the page.")
    page.goto("/")
    assert asked == ["beforeunload"]
    page.goto(mark)
    expect(page.locator(FEEDBACK)).to_have_value("")
    expect(page.get_by_role("status").filter(has_text=OFFER)).to_be_visible()
    page.locator(FEEDBACK).press_sequentially("Other words.")
    page.goto(mark)  # not answered yet: both stay, and both are asked about
    expect(page.get_by_role("status").filter(has_text=OFFER)).to_have_count(2)
    page.get_by_role("status").filter(has_text="Name the page.").get_by_role("button", name="Put them back").press(
        "Enter"
    )
    expect(page.locator(FEEDBACK)).to_have_value("Name the page.")
    expect(page.locator(FEEDBACK)).to_be_focused()
    page.get_by_role("button", name="Throw them away").click()
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_feedback_that_was_saved_is_not_offered_again(page: Page, mark: str, essay: Post, asked: list[str]) -> None:
    page.locator(FEEDBACK).press_sequentially("Name the page.")
    assert kept(page) == 1
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Saved")
    assert Assessment.objects.get(post=essay).feedback == "Name the page."
    assert kept(page) == 0
    page.goto(mark)
    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert asked == []


def test_feedback_that_was_refused_stays_kept(page: Page, mark: str, essay: Post, asked: list[str]) -> None:
    page.locator(FEEDBACK).press_sequentially("Name the page.")
    page.locator("input[name=points]").evaluate("(field) => { field.type = 'text'; field.value = 'many'; }")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist")).not_to_have_count(0)
    assert kept(page) == 1
    page.reload()
    assert kept(page) == 1
    page.goto(mark)
    page.get_by_role("button", name="Put them back").click()
    expect(page.locator(FEEDBACK)).to_have_value("Name the page.")
    assert not Assessment.objects.filter(post=essay, feedback__gt="").exists()


def test_a_comment_outlives_the_session_that_ended_while_it_was_typed(
    page: Page, context: BrowserContext, essay: Post, seat: Membership, sign_in: SignIn, address: str
) -> None:
    seat.author.set_password("a long pass phrase")
    seat.author.save()
    sign_in(seat)
    page.goto(address)
    page.locator(COMMENT).press_sequentially("Which page is that?")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Post the comment").click()
    with context.expect_page() as opened:
        page.locator("main").get_by_role("link", name="Sign in").click()
    other = opened.value
    other.locator("input[name=login]").fill(seat.author.email)
    other.locator("input[name=password]").fill("a long pass phrase")
    other.locator("main").get_by_role("button", name="Sign in").click()
    other.get_by_role("button", name="Put them back").click()
    expect(other.locator(COMMENT)).to_have_value("Which page is that?")
    other.get_by_role("button", name="Post the comment").click()
    expect(other.locator(".comment")).to_contain_text("Which page is that?")
    assert kept(other) == 0


def test_another_persons_words_are_not_shown(
    page: Page, mark: str, essay: Post, sign_in: SignIn, asked: list[str]
) -> None:
    page.locator(FEEDBACK).press_sequentially("Name the page.")
    sign_in(make_instructor(essay.course, name="Second Reader"))
    page.goto(mark)
    expect(page.locator(FEEDBACK)).to_have_value("")
    expect(page.get_by_text(OFFER)).to_have_count(0)
