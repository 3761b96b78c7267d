"""Sources come in as BibTeX, are cited by a short note, merged and parted; the post's notes follow each step."""

import re

import pytest
from playwright.sync_api import Locator, expect

from posts.models import Post
from sources.models import Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

THREE = """
@book{rude, author = {Rud{\\'e}, George}, title = {The Crowd in the French Revolution}, publisher = {Clarendon Press},
  address = {Oxford}, year = 1959}
@book{again, author = {Rudé, G.}, title = {The crowd in the French revolution}, publisher = {Clarendon}, year = {1959}}
@book{crowds, author = {Rud\\'e, George}, title = {Paris and London in the Eighteenth Century}, publisher = {Collins},
  year = {1970}}
"""


def test_the_notes_follow_an_import_a_merge_and_its_undoing(sign_in: SignIn) -> None:
    course = make_course(slug="crowds", title="Crowds", moderation="off")
    teacher, student = make_instructor(course), make_member(course)
    make_prompt(course)
    page = sign_in(teacher.author)
    page.goto("/c/crowds/sources/import/")
    page.get_by_role("textbox").first.fill(THREE)
    page.get_by_role("button", name="Show what would be added").click()
    expect(page.get_by_role("main")).to_contain_text("The Crowd in the French Revolution")
    page.get_by_role("main").get_by_role("button", name=re.compile("^(Import|Add|Take)")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert sorted(Source.objects.values_list("title", flat=True)) == [
        "Paris and London in the Eighteenth Century",
        "The Crowd in the French Revolution",
    ]

    writer = sign_in(student.author)
    writer.goto("/c/crowds/weeks/1/write/")
    writer.get_by_label("Title").fill("Who Was the Crowd?")
    writer.get_by_label("Essay").fill("Shopkeepers.((Rudé, Crowd in the French Revolution, 61.))")
    writer.get_by_role("button", name="Go to submit").click()
    writer.get_by_role("main").get_by_role("button", name="Submit", exact=True).click()
    writer.get_by_role("link", name="See your post").click()
    note: Locator = writer.locator("#post [role=doc-endnotes] li").first
    expect(note).to_contain_text("George Rudé, The Crowd in the French Revolution (Clarendon Press, 1959), 61.")

    crowd, paris = Source.objects.order_by("-title")
    page.goto(f"/c/crowds/sources/{paris.key}/merge/{crowd.key}/")
    page.get_by_role("button", name="Merge the two").click()
    expect(page.get_by_role("button", name="Undo the merge")).to_be_visible()
    kept = Post.objects.get().published_revision.footnotes.get().citations.get().source
    writer.reload()
    expect(note).to_contain_text(kept.title)
    expect(note).to_contain_text("61.")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_role("main")).to_contain_text("Undone by")
    writer.reload()
    expect(note).to_contain_text("George Rudé, The Crowd in the French Revolution (Clarendon Press, 1959), 61.")
