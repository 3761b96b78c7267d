"""A grader selects words of an essay and remarks on them; the author reads that beside them, without scripts too."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from grading.actions import release
from grading.models import Assessment, MarkState, Remark
from markup.sanitising import sanitise
from posts.models import Post, Revision
from tests.factories import PASSWORD, make_instructor, make_member, make_prompt
from tests.factories_posts import make_post
from tests.journeys.conftest import SignIn, serious_faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

MARK = '<sup><a role="doc-noteref" href="#fn-7-1" id="fnref-7-1" aria-label="Note 1">1</a></sup>'
BODY = f"<p>Bread came <em>first</em>.{MARK} Land came after.</p><p>Bread came last.</p>"
SELECT = """([first, start, last, end]) => {
  const texts = document.createTreeWalker(document.querySelector("[data-passages]"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  const range = document.createRange();
  range.setStart(nodes.find((node) => node.data.includes(first)), start);
  range.setEnd(nodes.find((node) => node.data.includes(last)), end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def make_essay() -> Post:
    """An essay with a note's number amid its words, some of which stand there twice."""
    author = make_member()
    post = make_post(author, make_prompt(author.course, points=10))
    Revision.objects.filter(post=post).update(body_html=sanitise(BODY))
    return post


def remark_on(page: Page, first: str, start: int, last: str, end: int, words: str) -> None:
    """Selects from one place to another, and says something of it."""
    page.evaluate(SELECT, [first, start, last, end])
    page.get_by_role("button", name="Remark on this").click()
    page.locator("[name=remark-text]").fill(words)
    page.get_by_role("button", name="Add the remark").click()
    expect(page.get_by_text(words)).to_be_visible()


def test_words_are_remarked_on_by_selecting_them_and_read_without_scripts(
    sign_in: SignIn, browser: Browser, live_server: LiveServer
) -> None:
    post = make_essay()
    instructor = make_instructor(post.course)
    page = sign_in(instructor.author)
    page.goto(f"/c/{post.course.slug}/desk/marking/1/{post.slug}/")
    page.get_by_label("Points of 10").fill("8.5")
    remark_on(page, "first", 0, "Land", 5, "Across the number.")
    remark_on(page, "last.", 0, "last.", 10, "The one below.")
    assert serious_faults(page) == []
    across, below = Remark.objects.order_by("pk")
    assert (across.quote, below.quote, below.start) == ("first. Land", "Bread came", 35)
    mark = Assessment.objects.get()
    assert str(mark.points) == "8.50"
    Assessment.objects.update(state=MarkState.READY)
    mark.refresh_from_db()
    release(assessments=[mark], by=instructor)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    reader = context.new_page()
    reader.goto(f"/accounts/login/?next=/c/{post.course.slug}/posts/{post.slug}/feedback/")
    reader.get_by_label("E-mail").fill(post.author.email)
    reader.get_by_label("Password", exact=True).fill(PASSWORD)
    reader.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(reader.get_by_role("complementary", name="Remark 1")).to_contain_text("Across the number.")
    expect(reader.locator("p:has(mark) + aside").last).to_contain_text("The one below.")
    context.close()
