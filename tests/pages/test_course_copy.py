"""A course is copied for the next term with all that was prepared for it, and with nobody's work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Course, Membership
from grading.models import BankRemark, Criterion, Level, Rubric
from pages.copying import copy_course, first_day, proposed_day
from posts.models import Post
from sources.models import Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_courses import make_reading
from tests.factories_posts import make_post
from tests.factories_sources import make_source
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course(edition=17, ibid=True, moderation="all", is_public=True, time_zone="Europe/Berlin")


@pytest.fixture
def instructor(course: Course) -> Membership:
    return make_instructor(course)


def copied(instructor: Membership, starts: date, slug: str = "next-term") -> Course:
    origin = instructor.course
    return copy_course(origin=origin, title="Next term", slug=slug, starts=starts, by=instructor.author).course


def test_weeks_keep_what_they_ask_for_and_move_by_as_many_days(instructor: Membership, course: Course) -> None:
    now = course.now().replace(microsecond=0)
    facts = {"points": 12, "late_percent": 5, "post_first": True, "minimum_words": 450, "severities": {"L02": "block"}}
    first = make_prompt(course, replies=2, reply_points=3, replies_due=now + timedelta(days=3), **facts)
    second = make_prompt(
        course, opens=now + timedelta(days=7), due=now + timedelta(days=9), cutoff=now + timedelta(days=9)
    )
    began = first_day(course)
    assert began
    made = copied(instructor, began + timedelta(days=364))
    weeks = list(made.prompts.order_by("week"))
    assert [week.title for week in weeks] == [first.title, second.title]
    for old, new in zip((first, second), weeks, strict=True):
        for name in ("opens", "due", "cutoff"):
            assert getattr(new, name) - getattr(old, name) == timedelta(days=364)
    assert weeks[0].replies_due == now + timedelta(days=367)
    assert weeks[1].replies_due is None
    for name, value in facts.items():
        assert getattr(weeks[0], name) == value
    assert (made.edition, made.ibid, made.moderation, made.time_zone) == (17, True, "all", "Europe/Berlin")
    assert not made.is_public


def test_rubrics_readings_sources_and_remarks_come_along(instructor: Membership, course: Course) -> None:
    prompt = make_prompt(course, points=10)
    rubric = Rubric.objects.create(prompt=prompt, by=instructor.author)
    criterion = Criterion.objects.create(rubric=rubric, position=1, title="Argument", weight=1)
    Level.objects.create(criterion=criterion, position=1, label="Clear", points=Decimal(8), remark="It holds.")
    source = make_source(course, author=[{"family": "Rudé", "given": "George"}], title="The Crowd in History")
    make_reading(prompt, source, pages="110-30", first_page=110, last_page=130)
    BankRemark.objects.create(course=course, code="L02", text="Name the page.", by=instructor.author)
    made = copied(instructor, date(2030, 1, 7))
    [taken] = made.sources.all()
    assert taken.as_csl() == source.as_csl()
    assert (taken.key, taken.entry_html, taken.sort_key) == (source.key, source.entry_html, source.sort_key)
    week = made.prompts.get()
    assert week.readings.values_list("source", "pages", "first_page", "last_page").get() == (
        taken.pk,
        "110-30",
        110,
        130,
    )
    level = Level.objects.get(criterion__rubric__prompt=week)
    assert (level.criterion.title, level.label, level.points, level.remark) == (
        "Argument",
        "Clear",
        Decimal(8),
        "It holds.",
    )
    assert BankRemark.objects.filter(course=made).values_list("code", "text").get() == ("L02", "Name the page.")
    assert (Source.objects.filter(course=course).count(), course.prompts.count()) == (1, 1)


def test_nobody_and_nothing_written_comes_along(instructor: Membership, course: Course) -> None:
    prompt = make_prompt(course)
    author = make_member(course, name="Ana Reyes")
    make_post(author, prompt)
    made = copied(instructor, date(2030, 1, 7))
    assert list(made.memberships.values_list("author", "role")) == [(instructor.author_id, "instructor")]
    assert not Post.objects.filter(course=made).exists()
    assert signed_in(author).get(made.get_absolute_url()).status_code == 404
    assert "Ana Reyes" not in page_of(made.memberships.get(), made.get_absolute_url())


def test_what_is_only_proposed_or_merged_stays_behind(instructor: Membership, course: Course) -> None:
    kept = make_source(course, title="Kept")
    make_source(course, title="Only proposed", listed=False)
    gone = make_source(course, title="Merged away")
    Source.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert [row.title for row in copied(instructor, date(2030, 1, 7)).sources.all()] == ["Kept"]


def test_an_instructor_makes_a_copy_on_its_page(instructor: Membership, course: Course) -> None:
    make_prompt(course)
    address = reverse("course_copy", args=[course.slug])
    day = proposed_day(course)
    began = first_day(course)
    assert day
    assert began
    assert day.weekday() == began.weekday()
    assert day >= course.now().date() + timedelta(days=7)
    assert f'value="{day.isoformat()}"' in page_of(instructor, address)
    client = signed_in(instructor)
    refused = client.post(address, {"title": "Next", "slug": course.slug, "starts": day.isoformat()})
    assert refused.status_code == 422
    assert 'value="Next"' in refused.content.decode()
    answer = client.post(address, {"title": "Next", "slug": "next", "starts": day.isoformat()})
    assert answer["Location"] == "/c/next/"
    assert first_day(Course.objects.get(slug="next")) == day
    assert client.post(address, {"title": "Next", "slug": "other", "starts": ""}).status_code == 422


def test_a_course_without_weeks_asks_for_no_day(instructor: Membership, course: Course) -> None:
    address = reverse("course_copy", args=[course.slug])
    assert 'name="starts"' not in page_of(instructor, address)
    assert signed_in(instructor).post(address, {"title": "Next", "slug": "next"})["Location"] == "/c/next/"


def test_a_larger_library_takes_no_more_queries(instructor: Membership, course: Course) -> None:
    make_prompt(course)
    counts = []
    for number in (1, 12):
        for _ in range(number):
            make_source(course)
        with CaptureQueriesContext(connection) as captured:
            copied(instructor, date(2030, 1, 7), f"copy-{number}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_copy_says_that_its_weeks_open_by_themselves(instructor: Membership, course: Course) -> None:
    make_prompt(course)
    made = copied(instructor, course.now().date() + timedelta(days=30))
    page = page_of(made.memberships.get(), made.get_absolute_url())
    assert "open by themselves" in page
    assert "Write the first prompt" not in page
