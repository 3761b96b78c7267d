"""Canvas's own list is filled with released marks: its rows, its numbers for people, nobody taken for another."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Membership
from grading.models import Excusal, Export, MarkState
from tests.factories import make_author, make_course, make_instructor, make_member, make_prompt
from tests.factories_grading import make_mark
from tests.factories_posts import make_post
from tests.readers import signed_in

pytestmark = pytest.mark.django_db

HEADS = "Student,ID,SIS User ID,SIS Login ID,Root Account,Section"
LIST = f"""{HEADS},Week 1: Bread (4711),Final Score
    Points Possible,,,,,,10,(read only)
"Reyes, Ana",101,u-1,areyes,canvas.example.edu,History 241,,80
"Lind, Bo",102,u-2,,canvas.example.edu,History 241,,70
"Aksoy, Cem",103,u-3,cem@example.edu,canvas.example.edu,History 241,,
"Student, Test",104,,,canvas.example.edu,History 241,,
"""


@pytest.fixture
def instructor() -> Membership:
    """An instructor: Ana's mark is released, Bo's a draft, Cem is excused, Dee is not in Canvas."""
    course = make_course()
    staff, prompt = make_instructor(course), make_prompt(course, title="Bread", points=10)
    make_prompt(course, title="Land", points=5)
    for name, email in (
        ("Ana Reyes", "areyes@example.edu"),
        ("Bo Lind", "bo.lind@example.edu"),
        ("Cem Aksoy", "cem@example.edu"),
        ("Dee Moss", "dee@example.edu"),
    ):
        seat = make_member(course, author=make_author(name, email=email))
        if name.startswith("Ana"):
            make_mark(staff, make_post(seat, prompt), state=MarkState.RELEASED, points="7.50")
        if name.startswith("Bo"):
            make_mark(staff, make_post(seat, prompt), state=MarkState.READY, points="3.61")
        if name.startswith("Cem"):
            Excusal.objects.create(prompt=prompt, seat=seat, by=staff.author)
    return staff


def ask(instructor: Membership, text: str, **more: str) -> tuple[int, str]:
    address = reverse("gradebook_canvas", args=[instructor.course.slug])
    answer = signed_in(instructor).post(address, {"text": text, **more})
    return answer.status_code, answer.content.decode("utf-8-sig")


def test_the_list_comes_back_filled(instructor: Membership) -> None:
    status, file = ask(instructor, LIST, download="1")
    assert status == 200
    assert list(csv.reader(io.StringIO(file))) == [
        [*HEADS.split(","), "Week 1: Bread (4711)", "Week 2: Land"],
        ["    Points Possible", "", "", "", "", "", "10.00", "5.00"],
        ["Reyes, Ana", "101", "u-1", "areyes", "canvas.example.edu", "History 241", "7.50", ""],
        ["Lind, Bo", "102", "u-2", "", "canvas.example.edu", "History 241", "", ""],
        ["Aksoy, Cem", "103", "u-3", "cem@example.edu", "canvas.example.edu", "History 241", "EX", ""],
    ]
    assert Export.objects.filter(course=instructor.course, by=instructor.author).count() == 1


def test_who_was_found_and_who_was_not_is_said_first(instructor: Membership) -> None:
    status, page = ask(instructor, LIST)
    assert status == 200
    assert "3 students of the list were found here" in page
    assert "Student, Test" in page
    assert "Dee Moss" in page
    assert "3.61" not in page
    assert not Export.objects.exists()


def test_nobody_is_taken_for_another(instructor: Membership) -> None:
    twin = make_author("Ana Reyes", email="ana.reyes@other.example")
    make_member(instructor.course, author=twin)
    text = f'{HEADS}\n"Reyes, Ana",9,,somebody,,\n"Reyes, Ana",101,,areyes,,\n"Reyes, Ana",102,,areyes,,\n'
    _, file = ask(instructor, text, download="1")
    assert [row[:2] for row in csv.reader(io.StringIO(file))][2:] == [["Reyes, Ana", "101"]]


@pytest.mark.parametrize("text", ["Name,Points\nAna,3\n", "x", f"{HEADS}\n".replace("Section", "Group")])
def test_another_file_is_refused_with_a_sentence(instructor: Membership, text: str) -> None:
    status, page = ask(instructor, text, download="1")
    assert status == 422
    assert "This is no gradebook of Canvas" in page


def test_a_name_that_would_be_a_formula_is_none(instructor: Membership) -> None:
    make_member(instructor.course, author=make_author("=1+1", email="sum@example.edu"))
    _, file = ask(instructor, f"{HEADS}\n=1+1,9,,sum,,=2+2\n", download="1")
    row = list(csv.reader(io.StringIO(file)))[2]
    assert not [cell for cell in row if cell.startswith("=")]


def test_marks_are_taken_in_by_the_school_s_sign_in(instructor: Membership) -> None:
    address = reverse("gradebook_import", args=[instructor.course.slug])
    text = "Student,SIS Login ID,Week 1: Bread\nLind,bo.lind,4\n"
    plan = signed_in(instructor).post(address, {"text": text}).context["plan"]
    assert [(change.who, change.after) for change in plan.changes] == [("Bo Lind", "4")]


def test_a_longer_list_takes_no_more_queries(instructor: Membership) -> None:
    address = reverse("gradebook_canvas", args=[instructor.course.slug])
    client, counts = signed_in(instructor), []
    client.post(address, {"text": LIST})
    for _ in range(2):
        for _ in range(10):
            make_member(instructor.course)
        with CaptureQueriesContext(connection) as captured:
            client.post(address, {"text": LIST})
        counts.append(len(captured))
    assert counts[0] == counts[1]
