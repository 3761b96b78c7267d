"""The gradebook, and the file that a spreadsheet opens without running anything."""

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Course, Extension, Membership
from grading.models import Export, MarkState
from grading.participating import save_points
from posts.models import Submission
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


def rows(instructor: Membership) -> list[list[str]]:
    """The file as a spreadsheet reads it."""
    response = signed_in(instructor).get(reverse("gradebook_csv", args=[instructor.course.slug]))
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def book(course: Course) -> str:
    return reverse("gradebook", args=[course.slug])


def test_each_cell_has_a_word_for_how_far_it_is() -> None:
    course = make_course()
    instructor, now = make_instructor(course), course.now()
    past = make_prompt(course, due=now - timedelta(hours=1))
    make_prompt(course)
    make_member(course, name="Missing")
    make_post(make_member(course, name="Submitted"), past)
    for name, state in (("Marked", MarkState.READY), ("Released", MarkState.RELEASED)):
        make_mark(instructor, make_post(make_member(course, name=name), past), points="7.25", state=state)
    table = {row[0]: row[3:] for row in rows(instructor)[1:]}
    assert table == {
        "Missing": ["", "missing", "", "not due yet"],
        "Submitted": ["", "submitted, late", "", "not due yet"],
        "Marked": ["7.25", "marked, late", "", "not due yet"],
        "Released": ["7.25", "released, late", "", "not due yet"],
    }
    page = page_of(instructor, book(course))
    for words in ("missing", "submitted", "7.25 · marked", "7.25 · released"):
        assert words in page


def test_a_post_handed_in_again_keeps_its_last_points_and_says_so() -> None:
    course = make_course()
    instructor, post = make_instructor(course), make_post(make_member(course), make_prompt(course))
    make_mark(instructor, post, points="7.25", state="released")
    hand_in(post, "Again.")
    assert rows(instructor)[1][3:] == ["7.25", "submitted again"]


def test_an_assistant_sees_their_section_and_takes_no_file() -> None:
    course = make_course()
    make_prompt(course)
    make_member(section=make_section(course), name="Near Person")
    make_member(section=make_section(course), name="Far Person")
    near = Membership.objects.get(author__name="Near Person").section
    assistant = make_assistant(section=near)
    page = page_of(assistant, book(course))
    assert "Near Person" in page
    assert "Far Person" not in page
    assert signed_in(assistant).get(reverse("gradebook_csv", args=[course.slug])).status_code == 404
    assert reverse("gradebook_csv", args=[course.slug]) not in page


@pytest.mark.parametrize("layout", ["all", "canvas", "moodle"])
@pytest.mark.parametrize(
    "beginning", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "Ana;=", "Ana\t=", 'Ana"=', "Ana\n="]
)
def test_no_cell_of_a_file_is_a_formula_wherever_its_cells_are_parted(beginning: str, layout: str) -> None:
    course = make_course()
    make_member(section=make_section(course, f"{beginning}2+3"), name=f"{beginning}cmd|' /C calc'!A0")
    make_prompt(course, title=f"{beginning}9", replies=1)
    address = reverse("gradebook_csv", args=[course.slug])
    text = signed_in(make_instructor(course)).get(address, {"for": layout}).content.decode("utf-8-sig")
    proper = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    for cells in (proper, re.split(r"[;\r\n]", text), re.split(r"[\t\r\n]", text)):
        assert [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))] == []


def test_the_file_is_a_download_and_is_logged() -> None:
    instructor = make_instructor()
    response = signed_in(instructor).get(reverse("gradebook_csv", args=[instructor.course.slug]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{instructor.course.slug}-gradebook.csv"'
    export = Export.objects.get()
    assert (export.course, export.by) == (instructor.course, instructor.author)


def test_the_gradebook_is_paged_by_students_in_the_order_of_their_names() -> None:
    course = make_course()
    make_prompt(course)
    section = make_section(course)
    for number in range(51, 0, -1):
        make_member(section=section, name=f"Student {number:02}")
    instructor = make_instructor(course)
    first = page_of(instructor, book(course))
    assert "Page 1 of 2" in first
    assert first.index("Student 01") < first.index("Student 50")
    assert "Student 51" not in first
    assert "Student 51" in page_of(instructor, book(course) + "?page=2")


def test_one_who_has_left_is_in_the_gradebook_no_more() -> None:
    course = make_course()
    make_prompt(course)
    seat = make_member(course, name="Gone Person")
    seat.ended_at = seat.joined_at
    seat.save()
    assert "Gone Person" not in page_of(make_instructor(course), book(course))


def test_the_gradebook_takes_no_more_queries_for_more_students_and_weeks() -> None:
    course = make_course()
    instructor = make_instructor(course)
    client, counts = signed_in(instructor), []
    client.get(book(course))
    for number in (1, 4):
        for _ in range(number):
            prompt = make_prompt(course)
            make_mark(instructor, make_post(make_member(course), prompt))
        round_of_counts = []
        for address in (book(course), reverse("gradebook_csv", args=[course.slug])):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            round_of_counts.append(len(queries))
        counts.append(round_of_counts)
    assert counts[0] == counts[1]


def test_an_empty_gradebook_says_what_to_do() -> None:
    instructor = make_instructor()
    assert reverse("prompt_new", args=[instructor.course.slug]) in page_of(instructor, book(instructor.course))
    make_prompt(instructor.course)
    assert reverse("invitations", args=[instructor.course.slug]) in page_of(instructor, book(instructor.course))


def test_posts_and_replies_stand_apart_and_a_name_opens_all_that_the_student_wrote() -> None:
    course = make_course()
    instructor, student, mate = make_instructor(course), make_member(course, name="Ana Reyes"), make_member(course)
    prompt = make_prompt(course, replies=2, reply_points=3)
    make_mark(instructor, make_post(student, prompt), points="7.25")
    comment = make_comment(student, make_post(mate, prompt))
    loose = make_post(student, draft_title="On my own account")
    save_points(seat=student, prompt=prompt, points=Decimal("1.5"), state="ready", version=0, by=instructor)
    page = page_of(instructor, book(course))
    assert "Replies, week 1" in page
    assert "1.50 · 1 of 2, marked" in page
    own = reverse("gradebook_student", args=[course.slug, student.pk])
    assert f'<a href="{own}">Ana Reyes</a>' in page
    page = page_of(instructor, own)
    for address in (
        reverse("comment", args=[course.slug, comment.pk]),
        reverse("mark", args=[course.slug, 1, student.author.posts.get(prompt=prompt).slug]),
        reverse("mark", args=[course.slug, 0, loose.slug]),
    ):
        assert f'href="{address}"' in page
    assert "7.25 of 10 points" in page
    assert "1.50 of 3 points" in page


def test_more_time_is_neither_missing_nor_late_and_a_second_version_not_either() -> None:
    course = make_course()
    now = course.now()
    instructor, past = make_instructor(course), make_prompt(course, due=now - timedelta(hours=1))
    waits, wrote, again = (make_member(course, name=name) for name in ("Waits", "Wrote", "Again"))
    for seat in (waits, wrote):
        Extension.objects.create(prompt=past, seat=seat, due=now + timedelta(days=1), by=instructor.author)
    make_post(wrote, past)
    post = make_post(again, past)
    Submission.objects.filter(post=post).update(at=timezone.now() - timedelta(hours=2))
    hand_in(post, "As you asked.")
    assert {row[0]: row[4] for row in rows(instructor)[1:]} == {
        "Waits": "not due yet",
        "Wrote": "submitted",
        "Again": "submitted",
    }
