"""The library in a real browser: searched as one types, pages as a strip, a correction proposed and accepted."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from courses.models import Course, Membership
from sources.models import Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_courses import make_reading
from tests.factories_sources import make_citing_note, make_citing_post, make_source
from tests.journeys.conftest import SignIn, serious_faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


class Shelf:
    """A class with some sources, of which one is cited at many pages."""

    def __init__(self) -> None:
        self.course: Course = make_course(slug="march", title="Bread and Politics")
        self.instructor: Membership = make_instructor(self.course, name="Ina Castell")
        self.student: Membership = make_member(self.course, name="Stella Dunn")
        self.mate: Membership = make_member(self.course, section=self.student.section, name="Cleo Marsh")
        people = [{"family": "Rudé", "given": "George"}]
        self.crowd: Source = make_source(self.course, title="The Crowd in History", author=people, publisher="Wily")
        make_source(self.course, title="Women in Revolution", author=[{"family": "Hufton", "given": "Olwen"}])
        post = make_citing_post(self.mate, self.crowd, "12", prompt=make_prompt(self.course, title="The March"))
        for place in ("12", "14-16", "15", "iv", "230", "231", "98", "15"):
            make_citing_note(post, self.crowd, place, sentence=f"A loaf cost more than a day’s work on {place}.")
        make_reading(make_prompt(self.course), self.crowd, pages="110-30", first_page=110, last_page=130)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def search(page: Page) -> None:
    page.goto("/c/march/sources/")
    assert serious_faults(page) == []
    expect(page.locator("#found li")).to_have_count(2)
    page.get_by_label("Words in the title or a name").press_sequentially("hufton", delay=20)
    expect(page.locator("#found li")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 source found")
    expect(page).to_have_url(re.compile(r"\?q=hufton$"))
    page.reload()
    expect(page.locator("#found li")).to_have_count(1)
    page.get_by_label("Words in the title or a name").fill("nobody")
    expect(page.get_by_text("No source has all of these words.")).to_be_visible()
    assert serious_faults(page) == []
    page.get_by_label("Words in the title or a name").fill("")
    page.get_by_label("Cited by").select_option(label="Cleo Marsh (1)")
    expect(page.locator("#found li")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text("The Crowd in History")


def look_at_the_strip(page: Page) -> None:
    page.get_by_role("link", name=re.compile("9 notes cite it")).click()
    expect(page.get_by_role("img", name=re.compile("Pages iv to 23"))).to_be_visible()
    assert page.locator(".strip-bar").count() >= 6
    assert page.locator(".strip-band").count() > 0
    page.get_by_text("The pages as a table").click()
    expect(page.get_by_role("rowheader", name="iv", exact=True)).to_be_visible()
    assert serious_faults(page) == []


def propose(page: Page) -> None:
    page.get_by_role("link", name="Propose a correction").click()
    page.get_by_label(re.compile("^Publisher"), exact=False).first.fill("Wiley")
    expect(page.locator("#forms")).to_contain_text("(Wiley, 1990)")
    page.get_by_label("Why").fill("The title page says so.")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Propose the correction").click()
    expect(page.get_by_text("The record changes when your instructor accepts it.")).to_be_visible()
    expect(page.get_by_text("Your proposed correction waits for staff")).to_be_visible()


def accept(page: Page) -> None:
    page.goto("/c/march/sources/")
    page.get_by_role("link", name="1 proposed correction").click()
    assert serious_faults(page) == []
    page.get_by_role("link", name="The Crowd in History").click()
    expect(page.get_by_text("The title page says so.")).to_be_visible()
    assert serious_faults(page) == []
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Every note that cites this source now says so.")).to_be_visible()
    assert serious_faults(page) == []


def undo(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("The notes that cite this source are printed as before.")).to_be_visible()


def test_the_library_is_searched_read_and_corrected(shelf: Shelf, sign_in: SignIn) -> None:
    student, instructor = sign_in(shelf.student.author), sign_in(shelf.instructor.author)
    search(student)
    look_at_the_strip(student)
    propose(student)
    accept(instructor)
    shelf.crowd.refresh_from_db()
    assert shelf.crowd.fields["publisher"] == "Wiley"
    student.goto("/c/march/sources/proposals/")
    expect(student.get_by_text("Accepted")).to_be_visible()
    undo(instructor)
    shelf.crowd.refresh_from_db()
    assert shelf.crowd.fields["publisher"] == "Wily"


def test_the_newest_search_wins_over_a_slow_one(shelf: Shelf, sign_in: SignIn) -> None:
    page = sign_in(shelf.student.author)
    page.goto("/c/march/sources/")

    def dawdle(route: Route) -> None:
        page.wait_for_timeout(1_200)
        route.continue_()

    page.route(re.compile(r"q=crowd"), dawdle)
    box = page.get_by_label("Words in the title or a name")
    box.fill("crowd")
    page.wait_for_timeout(400)
    box.fill("hufton")
    expect(page.locator("#found")).to_contain_text("Women in Revolution")
    page.wait_for_timeout(1_500)
    expect(page.locator("#found")).not_to_contain_text("Crowd")
    expect(page).to_have_url(re.compile(r"\?q=hufton$"))


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(shelf: Shelf, sign_in: SignIn, width: int) -> None:
    page = sign_in(shelf.student.author)
    page.set_viewport_size({"width": width, "height": 800})
    key = shelf.crowd.key
    for path in ("", f"{key}/", f"{key}/propose/", "proposals/", "../bibliography/"):
        page.goto(f"/c/march/sources/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
