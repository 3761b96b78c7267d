"""Times as a course states them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from courses.clock import LocalDateTimeFormField
from courses.models import Course
from courses.templatetags.times import course_time

LISBON = Course(time_zone="Europe/Lisbon")


def test_a_moment_is_told_on_the_courses_clock() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    with timezone.override(LISBON.zone):
        html = Template("{% load times %}{{ moment|course_time }}").render(Context({"moment": moment}))
    assert html == '<time datetime="2026-07-01T23:30+01:00">Wed 1 Jul 2026, 23:30 WEST</time>'


def test_a_prompts_date_is_meant_on_that_clock() -> None:
    with timezone.override(LISBON.zone):
        assert course_time(datetime.fromisoformat("2026-01-05T09:00")) == (
            '<time datetime="2026-01-05T09:00+00:00">Mon 5 Jan 2026, 09:00 WET</time>'
        )


def test_a_page_of_several_courses_names_the_course() -> None:
    assert "23:30 WEST" in course_time(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), LISBON)


def test_a_date_that_is_not_set_prints_nothing() -> None:
    assert course_time(None) == ""


@pytest.mark.parametrize("typed", ["2026-10-25T01:30", "2026-03-29T01:30"])
def test_the_hour_that_comes_twice_or_never_is_kept_as_typed(typed: str) -> None:
    with timezone.override(ZoneInfo("Europe/Lisbon")):
        assert LocalDateTimeFormField().clean(typed) == datetime.fromisoformat(typed)
