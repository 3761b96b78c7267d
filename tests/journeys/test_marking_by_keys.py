"""An instructor marks a week of twenty-four essays without touching the mouse."""

import operator
from decimal import Decimal
from functools import partial

import pytest
from playwright.sync_api import Page, Request, expect

from courses.models import Prompt
from grading.models import Assessment, MarkState
from grading.rubric_actions import NewCriterion, NewLevel, save_rubric
from tests.factories import make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_posts import make_post
from tests.journeys.conftest import SignIn, serious_faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ESSAYS = 24
LEVELS = (NewLevel("Full", Decimal("2.5")), NewLevel("Half", Decimal(1)), NewLevel("None", Decimal(0)))


def make_week() -> Prompt:
    """A week of twenty-four essays and a rubric of four criteria."""
    course = make_course()
    section = make_section(course)
    prompt = make_prompt(course, points=10)
    for number in range(ESSAYS):
        make_post(make_member(section=section), prompt, body=f"Essay number {number}.")
    criteria = [NewCriterion(title, Decimal(1), LEVELS) for title in ("Thesis", "Evidence", "Notes", "Prose")]
    save_rubric(prompt=prompt, criteria=criteria, by=make_instructor(course))
    return prompt


def test_twenty_four_essays_are_marked_with_at_most_eight_keys_each(sign_in: SignIn) -> None:
    prompt = make_week()
    instructor = make_instructor(prompt.course)
    page = sign_in(instructor.author)
    page.goto(f"/c/{prompt.course.slug}/desk/marking/?week={prompt.week}")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    pressed, requests = 0, []

    def count(request: Request) -> None:
        if request.resource_type in {"document", "fetch"}:
            requests.append(request.method)

    page.on("request", count)
    for number in range(1, ESSAYS + 1):
        before = page.url
        expect(page.get_by_role("radio").first).to_be_focused()
        for key in ("1", "2", "1", "1", "r"):
            page.keyboard.press(key)
            pressed += 1
        if number < ESSAYS:
            page.wait_for_url(partial(operator.ne, before))
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    marks = Assessment.objects.filter(state=MarkState.READY)
    assert [mark.points for mark in marks] == [Decimal("8.50")] * ESSAYS
    assert pressed / ESSAYS <= 8
    assert len(requests) / ESSAYS <= 4


def test_keys_do_nothing_while_words_are_typed_and_walk_while_none_are(sign_in: SignIn) -> None:
    prompt = make_week()
    page = sign_in(make_instructor(prompt.course).author)
    page.goto(f"/c/{prompt.course.slug}/desk/marking/?week={prompt.week}")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    first = page.url
    expect(page.get_by_role("radio").first).to_be_focused()
    page.get_by_label("Feedback").fill("Just keep reading. ")
    page.get_by_label("Feedback").press_sequentially("rjk1")
    assert page.url == first
    assert page.get_by_role("radio", checked=True).count() == 1
    page.get_by_role("radio").first.focus()
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    assert Assessment.objects.get().feedback == "Just keep reading. rjk1"
    expect(page.get_by_label("Feedback")).to_have_value("")
    page.keyboard.press("k")
    page.wait_for_url(first)
    expect(page.get_by_label("Feedback")).to_have_value("Just keep reading. rjk1")


def test_the_page_of_marking_has_no_serious_fault_and_fits_a_phone(sign_in: SignIn) -> None:
    prompt = make_week()
    page: Page = sign_in(make_instructor(prompt.course).author)
    page.goto(f"/c/{prompt.course.slug}/desk/marking/?week={prompt.week}")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    assert serious_faults(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"/c/{prompt.course.slug}/weeks/{prompt.week}/rubric/")
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
