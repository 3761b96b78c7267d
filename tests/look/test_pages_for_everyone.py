"""The pages of the site for all readers: with a screen reader, in the dark, enlarged to four times the size."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from comments.actions import report_comment
from comments.models import State
from courses.models import Membership, Prompt
from posts.actions import hide, show
from posts.models import OpenCheck, Post, Submission
from tests.factories import make_instructor, make_member
from tests.factories_comments import make_comment
from tests.factories_posts import hand_in, make_post

pytestmark = pytest.mark.browser

SignIn = Callable[[Membership], None]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((each) => getComputedStyle(each).display !== "inline" && !each.closest(".visually-hidden"))
  .filter((each) => each.checkVisibility())
  .map((each) => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (Math.ceil(box.width) < 24 || Math.ceil(box.height) < 24))
  .map(([words]) => words)
"""


def pages_of(seat: Membership, post: Post) -> list[str]:
    """The pages that a student and an instructor meet."""
    course, week = post.course.slug, 1
    place: dict[str, list[str | int]] = {
        "home": [],
        "me": [],
        "account_change_password": [],
        "week_now": [course],
        "week": [course, week],
        "write": [course, week],
        "post": [course, post.slug],
        "post_submit": [course, post.slug],
        "history": [course, post.slug],
        "sources": [course],
        "bibliography": [course],
        "people": [course],
        "my_seat": [course],
        "comment_new": [course, post.slug],
        "receipt_check": [],
        "source_import": [course],
        "source_new": [course],
        "write_upload": [course, week],
    }
    desk: dict[str, list[str | int]] = {
        "desk": [course],
        "reminder": [course, week],
        "moderation": [course],
        "moderate_post": [course, post.slug],
        "marking": [course],
        "mark": [course, week, post.slug],
        "remark_bank": [course],
        "rubric": [course, week],
        "participation": [course],
        "participation_week": [course, week],
        "extensions": [course, week],
        "gradebook_import": [course],
        "gradebook_student": [course, seat_of(post).pk],
        "roster_import": [course],
        "roster_log": [course],
        "join_links": [course],
        "people_past": [course],
        "sections": [course],
        "gradebook": [course],
        "gradebook_canvas": [course],
        "source_desk": [course],
        "source_duplicates": [course],
        "proposals": [course],
        "release": [course],
        "invitations": [course],
        "course_edit": [course],
        "course_copy": [course],
        "prompt_new": [course],
    }
    names = (desk | {"post": [course, post.slug]}) if seat.is_staff else place
    moderation = reverse("moderation", args=[course])
    lists = [f"{moderation}?list=reported", f"{moderation}?list=log"]
    deciding = reverse("moderate_post", args=[course, waiting_of(post).slug])
    more = [*lists, deciding, f"{deciding}?changes=1"] if seat.is_staff else []
    return [*(reverse(name, args=arguments) for name, arguments in names.items()), *more]


def seat_of(post: Post) -> Membership:
    """The seat of the post's author."""
    return Membership.objects.get(course=post.course, author=post.author)


def waiting_of(post: Post) -> Post:
    """The course's post of which a newer version waits."""
    return Post.objects.awaiting_moderation().get(course=post.course)


def fill_the_desk(post: Post, instructor: Membership) -> None:
    """A held comment, one that is reported, and a newer version of another's essay with a check that was left open."""
    Prompt.objects.filter(posts=post).update(replies=1, reply_points=5)
    mate = make_member(section=post.section, name="Tom Okafor")
    make_comment(mate, post, "Is that so?", state=State.HELD)
    report_comment(comment=make_comment(mate, post, "No."), reason="It says nothing.", by=seat_of(post))
    other = make_post(mate, post.prompt, draft_title="Salt", body="Salt was dear.((Ann Price, Salt (1990), 4.))")
    hide(post=other, by=instructor, reason="A name stands in it.")
    show(post=other, by=instructor)
    hand_in(other, "Salt was very dear.((Ann Price, Salt (1990), 5.))", note="I changed a page.")
    submission = Submission.objects.get(revision=other.submitted_revision)
    facts = {"code": "L05", "severity": "warning", "says": "No place."}
    OpenCheck.objects.create(submission=submission, position=1, note=1, **facts)


def faults_of(page: Page) -> list[object]:
    """What a checker and a ruler find on the page."""
    found: list[object] = []
    for violation in Axe().run(page, options=RULES).response["violations"]:
        found.append((violation["id"], [node["html"] for node in violation["nodes"]][:2]))
    found += page.evaluate(SMALL_TARGETS)
    if page.locator("h1").count() != 1:
        found.append("not exactly one h1")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    return found


@pytest.mark.parametrize("role", ["student", "instructor"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_page_is_for_everyone(
    browser: Browser,
    live_server: LiveServer,
    context: BrowserContext,
    seat: Membership,
    sign_in: SignIn,
    essay: Post,
    role: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    instructor = make_instructor(seat.course, name="Miriam Castellanos")
    reader = seat if role == "student" else instructor
    fill_the_desk(essay, instructor)
    make_comment(seat, essay, parent=make_comment(seat, essay, "Which page is that?"))
    sign_in(reader)
    view = browser.new_context(
        base_url=live_server.url,
        storage_state=context.storage_state(),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # the checker is a script of its own
    )
    page = view.new_page()
    faults: dict[str, list[object]] = {}
    for address in pages_of(reader, essay):
        response = page.goto(address)
        assert response
        assert response.ok, address
        if found := faults_of(page):
            faults[address] = found
    view.close()
    assert faults == {}


@pytest.mark.parametrize("name", ["home", "account_login", "account_signup", "account_reset_password"])
def test_the_pages_before_signing_in_are_for_everyone(
    browser: Browser, live_server: LiveServer, name: str, transactional_db: None
) -> None:
    view = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 700}, bypass_csp=True)
    page = view.new_page()
    page.goto(reverse(name))
    assert faults_of(page) == []
    view.close()


def test_the_keyboard_can_skip_the_masthead(page: Page, seat: Membership, sign_in: SignIn, address: str) -> None:
    sign_in(seat)
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_time_tells_the_readers_own_on_hover(
    browser: Browser, live_server: LiveServer, context: BrowserContext, seat: Membership, sign_in: SignIn, address: str
) -> None:
    sign_in(seat)
    view = browser.new_context(
        base_url=live_server.url, storage_state=context.storage_state(), timezone_id="Asia/Tokyo", locale="en-US"
    )
    page = view.new_page()
    page.goto(address)
    title = page.locator(".byline time").get_attribute("title")
    assert title
    assert "where you are (Asia/Tokyo)" in title
    view.close()


def test_a_table_wider_than_its_column_scrolls_inside_it_with_the_keys_too(
    page: Page, seat: Membership, sign_in: SignIn, address: str, essay: Post
) -> None:
    cells = "".join(f"<td>{'x' * 30}</td>" for _ in range(4))
    essay.revisions.update(body_html=f"<table><tbody><tr>{cells}</tr></tbody></table>")
    sign_in(seat)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".prose table").get_attribute("tabindex") == "0"
    essay.revisions.update(body_html="<table><tbody><tr><td>Bread</td><td>Land</td></tr></tbody></table>")
    page.goto(address)
    assert page.locator(".prose table").get_attribute("tabindex") is None
