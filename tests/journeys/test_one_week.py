"""One week of a class, by its forms, in a real browser, as three people."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.models import Membership, Prompt
from posts.models import Post, Revision
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.journeys.conftest import SignIn, serious_faults
from tests.posts.essays import MARCH

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


class Week:
    """The people and the task of one week."""

    def __init__(self) -> None:
        course = make_course(slug="march", title="Bread and Politics", moderation="first")
        self.instructor: Membership = make_instructor(course, name="Ina Castell")
        self.student: Membership = make_member(course, name="Stella Dunn")
        self.mate: Membership = make_member(course, section=self.student.section, name="Cleo Marsh")
        self.prompt: Prompt = make_prompt(course, title="The March", minimum_words=20, minimum_sources=1)


@pytest.fixture
def week() -> Week:
    return Week()


def write_and_submit(page: Page) -> None:
    page.goto("/c/march/")
    page.get_by_role("link", name="Write your post").click()
    page.get_by_label("Title").fill("Bread, and More than Bread")
    page.get_by_label("Essay").fill(MARCH)
    second = page.locator("#preview [role=doc-endnotes] li").nth(1)
    expect(second).to_contain_text("Hufton, “Women in Revolution,” 150–52.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved at")).to_be_visible()
    expect(page.get_by_label("Essay")).to_have_value(MARCH)
    assert serious_faults(page) == []
    page.get_by_role("button", name="Go to submit").click()
    page.get_by_label("Note to your instructor").fill("I was unsure about note 3.")
    page.get_by_role("main").get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt")


def ask_for_changes(page: Page) -> None:
    page.goto("/c/march/desk/")
    assert serious_faults(page) == []
    page.get_by_role("link", name=re.compile("to moderate")).click()
    assert serious_faults(page) == []
    page.get_by_role("link", name="Bread, and More than Bread").click()
    expect(page.get_by_text("I was unsure about note 3.")).to_be_visible()
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("Say what should change; the author reads it first.")).to_be_visible()
    page.locator("textarea[name=reason]").fill("Tell us who went with them.")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def revise(page: Page) -> None:
    page.goto("/c/march/")
    expect(page.get_by_text("Changes requested")).to_be_visible()
    page.get_by_role("link", name="Read why, and revise").click()
    expect(page.get_by_text("Tell us who went with them.")).to_be_visible()
    page.get_by_label("Essay").fill(MARCH + "\nThe National Guard went with them.\n")
    page.get_by_role("button", name="Go to submit").click()
    page.get_by_role("main").get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt")


def accept(page: Page) -> None:
    page.goto("/c/march/desk/moderation/")
    page.get_by_role("link", name="Bread, and More than Bread").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("accepted", exact=False).first).to_be_visible()


def read_and_comment(page: Page) -> None:
    page.goto("/c/march/")
    assert serious_faults(page) == []
    page.get_by_role("link", name="Bread, and More than Bread").click()
    first = page.locator("#post [role=doc-endnotes] li").first
    expect(first).to_contain_text("Olwen Hufton, “Women in Revolution,” in")
    assert serious_faults(page) == []
    page.get_by_label("Your comment").fill("Which guard was *that*?")
    page.get_by_role("button", name="Post the comment").click()
    expect(page.locator(".comment").first).to_contain_text("Which guard was that?")


def approve_the_comment(page: Page) -> None:
    page.goto("/c/march/desk/moderation/")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The comment is up.")).to_be_visible()


def answer(page: Page) -> None:
    page.goto(f"/c/march/posts/{Post.objects.get().slug}/")
    page.get_by_role("link", name=re.compile("Reply")).first.click()
    page.get_by_label("Your reply").fill("The National Guard of Paris.")
    page.get_by_role("button", name="Post the reply").click()
    expect(page.locator(".replies .comment").first).to_contain_text("The National Guard of Paris.")


def mark(page: Page) -> None:
    page.goto("/c/march/desk/marking/")
    assert serious_faults(page) == []
    page.get_by_role("link", name="Bread, and More than Bread").click()
    assert serious_faults(page) == []
    page.get_by_label(re.compile(r"^Points of 10")).fill("8.5")
    page.get_by_label("Feedback").fill("The turn in the *second* paragraph is fine work.")
    page.get_by_label("Ready to be released").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def release(page: Page) -> None:
    page.goto("/c/march/desk/release/")
    page.get_by_role("button", name=re.compile("Release")).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_class_runs_a_week(week: Week, sign_in: SignIn) -> None:
    student, instructor, mate = (sign_in(seat.author) for seat in (week.student, week.instructor, week.mate))
    write_and_submit(student)
    mate.goto("/c/march/")
    expect(mate.get_by_text("Nothing has been published for this week yet.")).to_be_visible()
    ask_for_changes(instructor)
    revise(student)
    accept(instructor)
    read_and_comment(mate)
    approve_the_comment(instructor)
    answer(student)
    mark(instructor)
    student.goto("/me/")
    expect(student.get_by_text("8.5")).to_have_count(0)
    release(instructor)
    student.goto("/me/")
    student.get_by_role("link", name=re.compile(r"8\.5")).click()
    expect(student.get_by_text("The turn in the second paragraph is fine work.")).to_be_visible()
    reasons = Revision.objects.order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["save", "submit", "save", "submit"]


def test_correcting_a_source_changes_the_note_and_not_the_text(week: Week, sign_in: SignIn) -> None:
    week.prompt.moderation = "off"
    week.prompt.save()
    student, instructor = sign_in(week.student.author), sign_in(week.instructor.author)
    write_and_submit(student)
    instructor.goto("/c/march/sources/")
    instructor.get_by_role("link", name=re.compile("Women in Revolution")).first.click()
    instructor.get_by_role("link", name="Correct the record").click()
    instructor.get_by_label(re.compile("^Publisher")).fill("Penguin Books")
    instructor.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(instructor.get_by_role("heading", level=1)).to_be_visible()
    post = Post.objects.get()
    student.goto(f"/c/march/posts/{post.slug}/")
    expect(student.locator("#post [role=doc-endnotes] li").first).to_contain_text("(Penguin Books, 1976), 148.")
    assert post.draft_body == MARCH
