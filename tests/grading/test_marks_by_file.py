"""Marks go out as Canvas and Moodle take them, and come back in: first what would change, then the change."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Membership, Prompt
from grading.models import Assessment, Excusal, MarkChange, MarkState, Participation, ParticipationChange
from grading.participating import release_points, save_points
from tests.factories import (
    make_assistant,
    make_author,
    make_course,
    make_instructor,
    make_member,
    make_prompt,
    make_section,
)
from tests.factories_grading import make_mark
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


def exported(instructor: Membership, layout: str) -> str:
    address = reverse("gradebook_csv", args=[instructor.course.slug])
    return signed_in(instructor).get(address, {"for": layout}).content.decode("utf-8-sig")


def rows(instructor: Membership, layout: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported(instructor, layout))))


def plan_page(instructor: Membership, text: str) -> str:
    address = reverse("gradebook_import", args=[instructor.course.slug])
    return signed_in(instructor).post(address, {"text": text}).content.decode()


def take_in(instructor: Membership, text: str) -> str:
    """Reads the plan and carries it out; returns the page that follows."""
    client: Client = signed_in(instructor)
    address = reverse("gradebook_import", args=[instructor.course.slug])
    plan = client.post(address, {"text": text}).context["plan"]
    return client.post(address, {"text": text, "plan": plan.digest}, follow=True).content.decode()


@pytest.fixture
def instructor() -> Membership:
    """An instructor with two weeks: Ana has a released mark and a draft of one, Ben handed in, Cleo is excused.

    The second week asks for replies; Ana's points for them are released, Ben's a draft.
    """
    course = make_course()
    staff, first, second = make_instructor(course), make_prompt(course), make_prompt(course, replies=2, reply_points=3)
    ana = make_member(course, author=make_author("Ana Reyes", email="ana@example.org"))
    ben = make_member(course, author=make_author("=Ben", email="ben@example.org"))
    cleo = make_member(course, author=make_author("Cléo Díaz", email="cleo@example.org"))
    make_mark(staff, make_post(ana, first), points="7.25", state=MarkState.RELEASED)
    make_mark(staff, make_post(ana, second), points="3.50", feedback="Kept.")
    make_post(ben, first)
    Excusal.objects.create(seat=cleo, prompt=first, by=staff.author)
    for seat, points in ((ana, "2.50"), (ben, "1.00")):
        given = save_points(seat=seat, prompt=second, points=Decimal(points), state="ready", version=0, by=staff)
        if seat == ana:
            release_points(rows=[given], by=staff)
    return staff


def newest(email: str, week: int) -> Assessment:
    return Assessment.objects.get(post__author__email=email, post__prompt__week=week)


def test_the_file_for_canvas_has_its_headings_and_released_marks_alone(instructor: Membership) -> None:
    assert rows(instructor, "canvas") == [
        [
            "Student",
            "ID",
            "SIS User ID",
            "SIS Login ID",
            "Section",
            "Week 1: Prompt of week 1",
            "Week 2: Prompt of week 2",
            "Replies of week 2: Prompt of week 2",
        ],
        ["    Points Possible", "", "", "", "", "10.00", "10.00", "3.00"],
        ["'=Ben", "", "", "ben@example.org", section_of("ben@example.org"), "", "", ""],
        ["Ana Reyes", "", "", "ana@example.org", section_of("ana@example.org"), "7.25", "", "2.50"],
        ["Cléo Díaz", "", "", "cleo@example.org", section_of("cleo@example.org"), "EX", "", ""],
    ]


def section_of(email: str) -> str:
    section = Membership.objects.get(author__email=email).section
    return section.name if section else ""


def test_the_file_for_moodle_names_people_by_their_address(instructor: Membership) -> None:
    assert rows(instructor, "moodle")[0][:3] == ["Full name", "Email address", "Week 1: Prompt of week 1 (Real)"]
    assert rows(instructor, "moodle")[0][4] == "Replies of week 2: Prompt of week 2 (Real)"
    assert ["Ana Reyes", "ana@example.org", "7.25", "", "2.50"] in rows(instructor, "moodle")


def test_the_file_for_people_tells_how_far_the_replies_are_and_what_is_not_released(instructor: Membership) -> None:
    head, *people = rows(instructor, "all")
    assert head[-2:] == ["Replies of week 2 (of 3.00)", "State of replies of week 2"]
    assert {row[1]: row[-2:] for row in people} == {
        "ana@example.org": ["2.50", "not due yet, released"],
        "ben@example.org": ["1.00", "not due yet, marked"],
        "cleo@example.org": ["", "not due yet"],
    }


def number(cell: str) -> str:
    """A cell as a spreadsheet writes it again: a number without its last noughts, everything else as it was."""
    try:
        value = float(cell)
    except ValueError:
        return cell
    return str(int(value)) if value.is_integer() else repr(value)


def again(table: list[list[str]], program: str) -> bytes:
    """The file as a program saves it: LibreOffice quotes little and shortens numbers; others follow a country."""
    semicolons = program in {"semicolons", "Windows letters"}
    if program in {"LibreOffice", "semicolons"}:
        table = [[number(cell) for cell in row] for row in table]
    if program == "pandas":  # a column with empty cells is one of floats
        table = [
            table[0],
            *([repr(float(cell)) if number(cell) != cell else cell for cell in row] for row in table[1:]),
        ]
    if semicolons:
        table = [[cell.replace(".", ",") if number(cell) != cell else cell for cell in row] for row in table]
    file = io.StringIO()
    csv.writer(file, delimiter=";" if semicolons else ",").writerows(table)
    text = file.getvalue().replace("\r\n", "\n") if program in {"LibreOffice", "pandas"} else file.getvalue()
    text = text.replace("\r\n", "\n\n\r\n") if program == "empty rows" else text
    letters = {"Windows letters": "cp1252", "LibreOffice": "utf-8", "pandas": "utf-8", "UTF-16": "utf-16"}
    return text.encode(letters.get(program, "utf-8-sig"))


PROGRAMS = ["as it is", "LibreOffice", "pandas", "semicolons", "Windows letters", "empty rows", "UTF-16"]


@pytest.mark.parametrize("layout", ["all", "canvas", "moodle"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_what_went_out_comes_back_and_changes_nothing(instructor: Membership, layout: str, program: str) -> None:
    client = signed_in(instructor)
    address = reverse("gradebook_import", args=[instructor.course.slug])
    upload = io.BytesIO(again(rows(instructor, layout), program))
    upload.name = "marks.csv"
    plan = client.post(address, {"file": upload}).context["plan"]
    assert (plan.changes, plan.refused) == ([], [])
    assert plan.same == {"all": 4, "canvas": 3, "moodle": 2}[layout]


def test_points_for_replies_are_taken_in_with_a_line_in_their_log(instructor: Membership) -> None:
    text = "E-mail,Replies of week 2\nana@example.org,3\nben@example.org,1.5\ncleo@example.org,0\n"
    assert "2, replies" in plan_page(instructor, text)
    assert "3 cells were changed" in take_in(instructor, text)
    found = Participation.objects.values_list("seat__author__email", "points", "state")
    assert set(found) == {
        ("ana@example.org", Decimal(3), "released"),
        ("ben@example.org", Decimal("1.5"), "ready"),
        ("cleo@example.org", Decimal(0), "draft"),
    }
    changes = ParticipationChange.objects.filter(why="Taken in from a gradebook file.")
    assert set(changes.values_list("points_before", flat=True)) == {Decimal("2.5"), Decimal(1), None}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ana@example.org,,3.5", "The prompt gives 3 points at most."),
        ("ana@example.org,,EX", "write EX in the column of the week."),
        ("ana@example.org,4,", "The course has no week 1 that asks for replies."),
    ],
)
def test_a_cell_of_replies_that_cannot_be_taken_in_says_why(instructor: Membership, row: str, words: str) -> None:
    page = plan_page(instructor, f"E-mail,Replies of week 1,Replies of week 2\n{row}\n")
    assert words in page
    assert "1 refused" in page


def test_a_file_that_excuses_from_a_week_and_from_its_replies_excuses_once(instructor: Membership) -> None:
    take_in(instructor, "E-mail,Week 2,Replies of week 2\nben@example.org,EX,EX\n")
    assert Excusal.objects.in_force().filter(seat__author__email="ben@example.org").count() == 1


def test_points_of_a_file_are_shown_first_and_then_saved_with_a_line_in_the_log(instructor: Membership) -> None:
    text = 'SIS Login ID,Week 1\nBEN@example.org,"8,5"\nana@example.org,9\n'
    page = plan_page(instructor, text)
    assert "2 changes" in page
    assert "released: the student sees it" in page
    assert not Assessment.objects.filter(post__author__email="ben@example.org").exists()
    assert "2 cells were changed" in take_in(instructor, text)
    assert (newest("ben@example.org", 1).points, newest("ben@example.org", 1).state) == (Decimal("8.50"), "draft")
    assert (newest("ana@example.org", 1).points, newest("ana@example.org", 1).state) == (Decimal(9), "released")
    change = MarkChange.objects.get(assessment=newest("ana@example.org", 1))
    assert (change.points_before, change.points_after, change.by) == (Decimal("7.25"), Decimal(9), instructor.author)
    assert change.why == "Taken in from a gradebook file."


def test_feedback_and_state_of_a_mark_stay_as_they_are(instructor: Membership) -> None:
    take_in(instructor, "E-mail\tWeek 2 (of 10)\nana@example.org\t4\n")
    mark = newest("ana@example.org", 2)
    assert (mark.points, mark.feedback, mark.state) == (Decimal(4), "Kept.", "draft")


def test_points_of_a_file_stand_against_a_late_deduction(instructor: Membership) -> None:
    prompt = Prompt.objects.get(course=instructor.course, week=1)
    moved = prompt.opens.replace(year=prompt.opens.year - 1)
    Prompt.objects.filter(pk=prompt.pk).update(late_percent=10, opens=moved, due=prompt.opens)
    take_in(instructor, "E-mail,Week 1\nben@example.org,8\n")
    mark = newest("ben@example.org", 1)
    assert (mark.points, mark.override_why) == (Decimal(8), "Taken in from a gradebook file.")


def test_ex_excuses_a_student(instructor: Membership) -> None:
    take_in(instructor, "E-mail,Week 2\nben@example.org,EX\n")
    assert Excusal.objects.in_force().get(seat__author__email="ben@example.org").prompt.week == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ben@example.org,11", "The prompt gives 10 points at most."),
        ("ben@example.org,1.234", "Points have two decimals at most."),
        ("ben@example.org,=1+1", "is no number of points"),
        ("ben@example.org,-3", "is no number of points"),
        ("ben@example.org,good", "is no number. Type points such as 7.5"),
        ("nobody@example.org,5", "No student of the course has the address “nobody@example.org”."),
        ("cleo@example.org,5", "The student is excused from this week."),
        ("ana@example.org,8\nana@example.org,9", "Line 2 names this student and week already."),
        (",5", "The line has no e-mail address."),
    ],
)
def test_a_cell_that_cannot_be_taken_in_says_why(instructor: Membership, row: str, words: str) -> None:
    page = plan_page(instructor, f"E-mail,Week 1\n{row}\n")
    assert words in page.replace("&#x27;", "'")
    assert "1 refused" in page


def test_nothing_handed_in_is_nothing_to_mark_and_a_week_may_not_exist(instructor: Membership) -> None:
    page = plan_page(instructor, "E-mail,Week 2,Week 9\nben@example.org,5,5\n")
    assert "Nothing was handed in, so there is nothing to mark." in page
    assert "The course has no week 9." in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Week 1\nAna,3", "No heading names the e-mail addresses."),
        ("E-mail,Points\nana@example.org,3", "No heading names a week."),
        ("   ", "There is nothing to read here yet."),
        ("E-mail,Week 1\n" + "a@example.org,1\n" * 2001, "more than 2,000 rows"),
        ('E-mail,Week 1\n"' + "x" * 200_000, "This is no CSV file."),
    ],
)
def test_a_file_that_is_no_table_of_marks_says_what_to_do_and_is_given_back(
    instructor: Membership, text: str, words: str
) -> None:
    page = plan_page(instructor, text)
    assert words in page
    assert text.strip()[:20].replace('"', "&quot;") in page


def test_a_mark_saved_meanwhile_is_not_overwritten(instructor: Membership) -> None:
    client, text = signed_in(instructor), "E-mail,Week 2\nana@example.org,5\n"
    address = reverse("gradebook_import", args=[instructor.course.slug])
    plan = client.post(address, {"text": text}).context["plan"]
    Assessment.objects.filter(post__prompt__week=2).update(points=6)
    page = client.post(address, {"text": text, "plan": plan.digest}).content.decode()
    assert "Marks changed meanwhile" in page
    assert newest("ana@example.org", 2).points == 6


def test_an_excusal_is_logged_and_can_be_taken_back(instructor: Membership) -> None:
    ben = Membership.objects.get(author__email="ben@example.org")
    address = reverse("excusal", args=[instructor.course.slug, ben.pk, 2])
    client = signed_in(instructor)
    client.post(address, {"why": "In hospital."})
    assert "excused" in page_of(instructor, reverse("gradebook", args=[instructor.course.slug]))
    client.post(address, {"end": "1"})
    page = page_of(instructor, address)
    assert "In hospital." in page
    assert "taken back by" in page
    assert not Excusal.objects.in_force().filter(seat=ben).exists()


def test_an_assistant_excuses_in_their_own_section_alone() -> None:
    course = make_course()
    prompt = make_prompt(course)
    near, far = make_section(course), make_section(course)
    assistant, stranger = make_assistant(section=near), make_member(section=far)
    own = make_member(section=near)
    client = signed_in(assistant)
    answers = [
        client.post(reverse("excusal", args=[course.slug, seat.pk, prompt.week]), {"why": ""}).status_code
        for seat in (own, stranger)
    ]
    assert answers == [302, 404]
    assert [each.seat for each in Excusal.objects.all()] == [own]
