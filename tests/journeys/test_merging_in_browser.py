"""Two records of one work in a real browser: found, compared, merged, reached by the old address, parted again."""

import pytest
from playwright.sync_api import Page, expect

from sources.models import Source
from tests.factories import make_course, make_instructor, make_member
from tests.factories_sources import make_citing_post, make_source
from tests.journeys.conftest import SignIn, serious_faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

RUDE = [{"family": "Rudé", "given": "George"}]


def look(page: Page, name: str) -> None:
    """Finds no fault at either width."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert serious_faults(page) == [], name


def test_a_pair_is_merged_and_parted_again(sign_in: SignIn) -> None:
    course = make_course(slug="march", title="Bread and Politics")
    teacher, student = make_instructor(course, name="Ina Castell"), make_member(course, name="Stella Dunn")
    crowd = make_source(course, by=teacher, title="The Crowd in History", author=RUDE, publisher="Wiley")
    slip = make_source(course, by=teacher, title="The Crowd in Histry", author=RUDE, publisher="Wily", volume="1")
    make_citing_post(student, slip, "61")
    page = sign_in(teacher.author)
    page.goto("/c/march/desk/")
    page.get_by_role("link", name="Likely duplicates").click()
    expect(page.get_by_role("main")).to_contain_text("The titles differ by one letter. Same names. Same year.")
    look(page, "duplicates")
    page.get_by_role("link", name="Compare and merge").click()
    page.get_by_role("group", name="Volume").get_by_label("(leave it empty)").check()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="As it will be printed")).to_contain_text(
        "The Crowd in History (Wiley, 1990)"
    )
    expect(page.get_by_role("main")).to_contain_text("1 note in 1 post is printed again")
    look(page, "merge")
    page.get_by_role("button", name="Merge the two").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Crowd in History")
    look(page, "merged")
    reader = sign_in(student.author)
    reader.goto(f"/c/march/sources/{slip.key}/")
    expect(reader).to_have_url(f"{page.url}")
    expect(reader.get_by_role("main")).to_contain_text("1 note cites it")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_role("main")).to_contain_text("Undone by Ina Castell")
    assert set(Source.objects.listed()) == {crowd, slip}
