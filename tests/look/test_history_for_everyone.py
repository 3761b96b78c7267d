"""The pages of looking back – history, receipt, extensions, one's own work – for all readers, and without a script."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal
from zipfile import ZipFile

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.extending import end_extension, extend
from courses.models import Membership
from posts.actions import Choices, Words, save_revision, start_post, submit
from posts.models import Post, Reason, Submission
from tests.factories import make_instructor, make_member
from tests.look.test_pages_for_everyone import SignIn, faults_of

NOTE = "((Lynne Viola, Peasant Rebels under Stalin (New York: Oxford University Press, 1996), {}.))"
FIRST = f"The bells rang at noon.{NOTE.format(14)}\n\nNobody went home before the evening came."
SECOND = f"Nobody went home before the evening came.\n\nThe bells rang at dusk.{NOTE.format(41)}"

pytestmark = pytest.mark.browser


@pytest.fixture
def looked_back_upon(seat: Membership) -> Post:
    """Saved, then handed in otherwise; its author had more time given, and another one's was taken back."""
    prompt, staff = seat.course.prompts.get(), make_instructor(seat.course, name="Miriam Castellanos")
    later = prompt.due + timedelta(days=2)
    extend(prompt=prompt, seat=seat, due=later, why="Travelling with the team.", by=staff)
    other = make_member(section=seat.section, name="Daniel Okafor")
    end_extension(extension=extend(prompt=prompt, seat=other, due=later, by=staff), by=staff)
    post = start_post(seat=seat, prompt=prompt)
    save_revision(post=post, words=Words("Bells", FIRST, 0), reason=Reason.SAVE, by=seat.author)
    submit(post=post, words=Words("Bells", SECOND, 1), choices=Choices(), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    return post


def addresses(post: Post) -> tuple[list[str], str]:
    """The pages that the author meets, and the one for staff."""
    at = [post.course.slug, post.slug]
    history, receipt, compare = (reverse(name, args=at) for name in ("history", "receipt", "compare"))
    own = [history, receipt, f"{compare}?before=1&after=2", reverse("revision", args=[*at, 1])]
    return [*own, reverse("me"), reverse("receipt_check")], reverse("extensions", args=[at[0], 1])


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_looking_back_is_for_everyone(
    browser: Browser,
    live_server: LiveServer,
    context: BrowserContext,
    seat: Membership,
    looked_back_upon: Post,
    sign_in: SignIn,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    own, staffs = addresses(looked_back_upon)
    faults: dict[str, list[object]] = {}
    for reader, pages in ((seat, own), (seat.course.memberships.instructors().get(), [staffs])):
        sign_in(reader)
        view = browser.new_context(
            base_url=live_server.url,
            storage_state=context.storage_state(),
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,  # the checker is a script of its own
        )
        page = view.new_page()
        for address in pages:
            response = page.goto(address)
            assert response
            assert response.ok, address
            if found := faults_of(page):
                faults[address] = found
        view.close()
    assert faults == {}


@pytest.fixture
def scriptless(
    browser: Browser, live_server: LiveServer, context: BrowserContext, sign_in: SignIn, seat: Membership
) -> Iterator[Page]:
    """The author's browser, which runs no script."""
    sign_in(seat)
    kept = context.storage_state()
    view = browser.new_context(base_url=live_server.url, storage_state=kept, java_script_enabled=False)
    yield view.new_page()
    view.close()


def test_without_a_script_one_sees_what_changed_and_goes_back(scriptless: Page, looked_back_upon: Post) -> None:
    page = scriptless
    page.goto(reverse("history", args=[looked_back_upon.course.slug, looked_back_upon.slug]))
    page.get_by_role("link", name="What changed in revision 2").click()
    expect(page.get_by_text("n. 1: p. 14 → p. 41")).to_be_visible()
    expect(page.get_by_role("deletion").filter(has_text="noon.").first).to_be_visible()
    expect(page.get_by_role("insertion").filter(has_text="dusk.").first).to_be_visible()
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_role("button", name="Restore revision 1").click()
    expect(page.get_by_text("Revision 1 is your draft again, kept as revision 3.")).to_be_visible()
    looked_back_upon.refresh_from_db()
    assert looked_back_upon.draft_body == FIRST


def test_without_a_script_a_receipt_is_checked_and_all_one_s_work_is_taken_away(
    scriptless: Page, looked_back_upon: Post
) -> None:
    page = scriptless
    page.goto(reverse("receipt", args=[looked_back_upon.course.slug, looked_back_upon.slug]))
    number = Submission.objects.get().receipt_number
    expect(page.get_by_text(number)).to_be_visible()
    page.get_by_role("link", name="check them against each other").click()
    for text, answer in ((FIRST, "No: this text was not"), (SECOND, "Yes: this text was")):
        page.get_by_label("Receipt number").fill(number)
        page.get_by_label("Text").fill(text)
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("heading", name=answer)).to_be_visible()
    page.goto(reverse("me"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    with ZipFile(download.value.path()) as archive:
        assert f"course-{looked_back_upon.course.slug}/week-01-{looked_back_upon.slug}/draft.md" in archive.namelist()
