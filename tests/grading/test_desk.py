"""The desk: how much waits, for whom, and who has not handed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments.models import State
from courses.models import Course
from grading.models import MarkState
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


def desk(course: Course) -> str:
    return reverse("desk", args=[course.slug])


def test_students_strangers_and_visitors_find_no_desk() -> None:
    student = make_member()
    for seat in (student, make_instructor()):
        for name in ("desk", "moderation", "marking", "release", "gradebook", "gradebook_csv"):
            assert signed_in(seat).get(reverse(name, args=[student.course.slug])).status_code == 404


def test_the_four_counts_count_what_waits() -> None:
    course = make_course()
    instructor, prompt = make_instructor(course), make_prompt(course)
    make_post(make_member(course), prompt, state="submitted")
    published = make_post(make_member(course), prompt)
    make_mark(instructor, published, state=MarkState.READY)
    make_mark(instructor, make_post(make_member(course), prompt), state=MarkState.RELEASED)
    make_post(make_member(course), prompt, state="draft")
    make_comment(make_member(course), published, state=State.HELD)
    comment = make_comment(make_member(course), published)
    comment.reports.create(by=instructor.author, reason="Look.")
    page = page_of(instructor, desk(course))
    for words in ("2 to moderate", "1 to mark", "1 ready to release", "1 reported"):
        assert words in page


def test_an_assistant_counts_their_own_section_alone() -> None:
    course = make_course()
    near, far, prompt = make_section(course), make_section(course), make_prompt(course)
    make_post(make_member(section=near), prompt, state="submitted")
    other = make_post(make_member(section=far, name="Faraway Person"), prompt, state="submitted")
    make_mark(make_instructor(course), other, state=MarkState.READY)
    page = page_of(make_assistant(section=near), desk(course))
    for words in ("1 to moderate", "1 to mark", "0 ready to release", "1 of 1 handed in"):
        assert words in page
    assert "Faraway" not in page


def test_who_has_not_handed_in_is_named() -> None:
    course = make_course()
    prompt = make_prompt(course)
    make_post(make_member(course, name="Ana Reyes"), prompt, state="submitted")
    make_post(make_member(course, name="Bo Lind"), prompt, state="draft")
    make_member(course, name="Cem Aksoy")
    page = page_of(make_instructor(course), desk(course))
    assert "1 of 3 handed in" in page
    assert "Ana Reyes" not in page
    assert "Bo Lind" in page
    assert "Cem Aksoy" in page


def test_a_returned_post_is_not_to_be_marked_until_it_is_handed_in_again() -> None:
    course = make_course()
    post = make_post(make_member(course), make_prompt(course), state="returned")
    instructor = make_instructor(course)
    assert "0 to mark" in page_of(instructor, desk(course))
    hand_in(post, "Bread came second.")
    assert "1 to mark" in page_of(instructor, desk(course))


def test_a_course_without_weeks_says_what_to_do() -> None:
    instructor = make_instructor()
    page = page_of(instructor, desk(instructor.course))
    assert "No week has opened yet" in page
    assert reverse("prompt_new", args=[instructor.course.slug]) in page


def test_the_desk_takes_no_more_queries_for_more_posts() -> None:
    course = make_course()
    prompt, instructor = make_prompt(course), make_instructor(course)
    client, counts = signed_in(instructor), []
    client.get(desk(course))
    for number in (1, 8):
        for _ in range(number):
            post = make_post(make_member(course), prompt, state="submitted")
            make_comment(make_member(course), post, state=State.HELD)
        with CaptureQueriesContext(connection) as queries:
            client.get(desk(course))
        counts.append(len(queries))
    assert counts[0] == counts[1]
