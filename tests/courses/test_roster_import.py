"""A roster taken in from a file: what it would do line by line, and then exactly that."""

import codecs

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Course, Invitation, Membership, Role, RosterEntry, Section
from courses.roster.columns import read_roster
from courses.roster.plan import Kind, Options, Plan, plan_of
from courses.spreadsheet import Unreadable
from tests.factories import make_assistant, make_author, make_instructor, make_member, make_section
from tests.factories_courses import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> Membership:
    seat = make_instructor(name="Ina Structor")
    make_section(seat.course, "A")
    make_section(seat.course, "B")
    return seat


def section(teacher: Membership, name: str = "A") -> Section:
    return teacher.course.sections.get(name=name)


def plan(text: str, teacher: Membership, **options: object) -> Plan:
    return plan_of(text, by=teacher, options=Options(**options))  # type: ignore[arg-type]


def said(found: Plan) -> list[tuple[str, str]]:
    return [(change.kind.value, change.words) for change in found.changes]


def client_of(seat: Membership) -> Client:
    client = Client()
    client.force_login(seat.author)
    return client


def send(seat: Membership, text: str = "", **data: object) -> HttpResponse:
    response: object = client_of(seat).post(f"/c/{seat.course.slug}/people/import/", {"text": text, **data})
    assert isinstance(response, HttpResponse)
    return response


def carry_out(seat: Membership, text: str, **data: object) -> HttpResponse:
    """Looks at the dry run, then presses its button."""
    page = send(seat, text, **data).content.decode()
    return send(seat, text, plan=page.split('name="plan" value="')[1].split('"')[0], **data)


# ---- reading


CANVAS = (
    "Student,ID,SIS Login ID,Section\n    Points Possible,,,\n"
    '"Okri, Olympe",17,okri@example.edu,A\n"Student, Test",,,A\n'
)
MOODLE = "First name,Surname,Email address,Groups\nOlympe,Okri,OKRI@example.edu,A\n"
PLAIN = "role,section,email,name\nstudent,A,okri@example.edu,Olympe Okri\n"


@pytest.mark.parametrize("text", [CANVAS, MOODLE, PLAIN], ids=["canvas", "moodle", "plain"])
def test_the_columns_of_canvas_moodle_and_ones_own_are_found_by_their_headings(text: str) -> None:
    (entry,) = read_roster(text)
    assert (entry.email, entry.name, entry.section, entry.refusal) == ("okri@example.edu", "Olympe Okri", "A", "")


@pytest.mark.parametrize(
    "text",
    [
        "Name;E-Mail\nZoë Añez;zoe@example.edu\n",
        "name\temail\nZoë Añez\tzoe@example.edu\n",
        'email,name\r\n"zoe@example.edu","Zoë\nAñez"\r\n',
        "\n\nEMAIL,Full Name\n\n\nzoe@example.edu,  Zoë   Añez \n\n",
        "first_name,last-name,E-Mail Address\nZoë,Añez,mailto:Zoe@Example.edu\n",
    ],
    ids=["semicolons", "tabs", "quoted newline", "blank lines", "underscores"],
)
def test_however_the_cells_are_divided_the_person_is_read(text: str) -> None:
    (entry,) = read_roster(text)
    assert (entry.email, entry.name) == ("zoe@example.edu", "Zoë Añez")


@pytest.mark.parametrize(
    "encoded",
    ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-16-be"],
)
def test_a_file_of_any_usual_encoding_is_read(teacher: Membership, encoded: str) -> None:
    mark = codecs.BOM_UTF16_BE if encoded == "utf-16-be" else b""
    given = mark + "name;email;section\r\nZoë Añez;zoe@example.edu;A\r\n".encode(encoded)
    page = send(teacher, file=SimpleUploadedFile("class.csv", given)).content.decode()
    assert "Zoë Añez" in page
    assert "is invited as student, section A" in page


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Olympe Okri,,A,", "has no e-mail address"),
        ("Olympe Okri,okri,A,", "“okri” is not an e-mail address"),
        ("Olympe Okri,okri@example.edu,C,", "no section “C”"),
        ("Olympe Okri,okri@example.edu,,", "names no section"),
        ("Olympe Okri,okri@example.edu,A,dean", "“dean” is not a role"),
        ("Okri, Olympe,okri@example.edu,A,student", "more cells than there are headings"),
        (f"{'x' * 121},okri@example.edu,A,", "more than 120 letters"),
        ("Ol\ufffdmpe,okri@example.edu,A,", "cannot be read"),
        ("Olympe,okri@example.edu,A;B,", "“A;B” names several sections"),
    ],
)
def test_a_line_that_cannot_be_taken_in_says_why(teacher: Membership, line: str, reason: str) -> None:
    found = plan(f"name,email,section,role\n{line}\n", teacher)
    (change,) = found.changes
    assert change.kind == Kind.REFUSED
    assert change.line == 2
    assert reason in change.words
    assert not found.does_something


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing to read"),
        ("name,section\nOlympe,A\n", "no column of e-mail addresses"),
        ("olympe@example.edu,Olympe\n", "no column of e-mail addresses"),
        ("email,name\n", "no people below"),
        ("email\n" + "\n".join(f"a{n}@example.edu" for n in range(2_001)), "more than 2,000 rows"),
    ],
    ids=["empty", "no address", "no heading", "nobody", "too many"],
)
def test_what_is_no_roster_is_refused_with_a_sentence_and_given_back(
    teacher: Membership, text: str, reason: str
) -> None:
    answer = send(teacher, text)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert text.splitlines()[-1:] == [] or text.splitlines()[-1] in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04\x14\x00 workbook", "This is a workbook"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"email\n" + b"x" * 5_000_000, "more than 2 MB"),
        (b"\x00\x01\x02\x03\xfe", "no column of e-mail addresses"),
    ],
    ids=["empty", "workbook", "pdf", "five megabytes", "bytes"],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(teacher: Membership, given: bytes, reason: str) -> None:
    answer = send(teacher, file=SimpleUploadedFile("class.csv", given))
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_a_roster_without_an_address_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read_roster("Student,ID\nOkri,17\n")


# ---- the dry run


def test_the_dry_run_says_what_becomes_of_each_line_and_changes_nothing(teacher: Membership) -> None:
    make_member(section=section(teacher), author=make_author("Sam Same", email="same@example.edu"))
    make_member(section=section(teacher), author=make_author("Mo Mover", email="mo@example.edu"))
    left = make_member(section=section(teacher, "B"), author=make_author("Lee Left", email="left@example.edu"))
    text = (
        "email,section,role\nsame@example.edu,A,student\nmo@example.edu,B,assistant\nnew@example.edu,B,\nnobody,A,\n"
        "SAME@example.edu,B,\n"
    )
    found = plan(text, teacher, drop=False)
    assert said(found) == [
        ("unchanged", "student, section A"),
        ("changed", "student, section A → assistant, section B"),
        ("added", "is invited as student, section B"),
        ("refused", "“nobody” is not an e-mail address. Write it as name@example.edu."),
        ("refused", "Line 2 names this address already, and counts. Keep one of the two."),
    ]
    before = list(Membership.objects.order_by("pk").values())
    page = send(teacher, text).content.decode()
    assert "student, section A → assistant, section B" in page
    assert list(Membership.objects.order_by("pk").values()) == before
    assert not Invitation.objects.exists()
    assert left.author.email not in page


def test_students_who_are_left_out_are_dropped_only_where_the_box_is_ticked(teacher: Membership) -> None:
    make_member(section=section(teacher), author=make_author("Lee Left", email="left@example.edu"))
    make_member(section=section(teacher, "B"), author=make_author(email="elsewhere@example.edu"))
    make_assistant(teacher.course, section=section(teacher))
    make_invitation(teacher.course, email="late@example.edu")
    text = "email,section\nnew@example.edu,A\n"
    assert not plan(text, teacher).of(Kind.DROPPED)
    dropped = plan(text, teacher, drop=True).of(Kind.DROPPED)
    assert [(each.email, each.words) for each in dropped] == [
        ("left@example.edu", "student, section A: the membership ends"),
        ("late@example.edu", "student, section A: the invitation is revoked"),
    ]


def test_nobody_is_dropped_while_a_line_does_not_tell_whom_it_is_about(teacher: Membership) -> None:
    make_member(section=section(teacher), author=make_author(email="left@example.edu"))
    found = plan("email,section\nnew@example.edu,A\nleft at example.edu,A\n", teacher, drop=True)
    assert not found.of(Kind.DROPPED)
    assert "does not tell whom" in found.kept_back


def test_someone_on_a_refused_line_is_not_dropped(teacher: Membership) -> None:
    make_member(section=section(teacher), author=make_author(email="here@example.edu"))
    found = plan("email,section\nnew@example.edu,A\nhere@example.edu,Z\n", teacher, drop=True)
    assert not found.of(Kind.DROPPED)
    assert not found.kept_back


def test_new_sections_are_made_only_where_the_box_is_ticked(teacher: Membership) -> None:
    text = "email,section\nnew@example.edu,C\nother@example.edu,c\n"
    assert len(plan(text, teacher).of(Kind.REFUSED)) == 2
    found = plan(text, teacher, make_sections=True)
    assert found.new_sections == ["C"]
    assert [change.section for change in found.changes] == ["C", "C"]


def test_one_s_own_role_is_not_changed_by_a_file(teacher: Membership) -> None:
    text = f"email,section,role\n{teacher.author.email},A,student\n"
    assert "your own seat" in plan(text, teacher).changes[0].words


def test_an_address_with_an_account_is_invited_like_one_without(teacher: Membership) -> None:
    make_author("Real Name", email="known@example.edu")
    found = plan("email,section\nknown@example.edu,A\nunknown@example.edu,A\n", teacher)
    assert len({(each.kind, each.words, each.name) for each in found.changes}) == 1


def test_the_name_of_a_member_stays_theirs(teacher: Membership) -> None:
    seat = make_member(section=section(teacher), author=make_author("Olympe Okri", email="okri@example.edu"))
    text = "email,name\nokri@example.edu,O. Okri\n"
    (change,) = plan(text, teacher).changes
    assert change.kind == Kind.SAME
    assert "theirs to change" in change.words
    seat.author.refresh_from_db()
    assert seat.author.name == "Olympe Okri"


# ---- carrying it out


def test_exactly_what_was_shown_is_done(
    teacher: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mover = make_member(section=section(teacher), author=make_author(email="mo@example.edu"))
    left = make_member(section=section(teacher), author=make_author(email="left@example.edu"))
    back = make_member(
        section=section(teacher),
        author=make_author(email="back@example.edu"),
        ended_at=timezone.now(),
        ended_by=teacher.author,
    )
    waiting, _ = make_invitation(teacher.course, email="wait@example.edu")
    text = (
        "email,section,role,name\nmo@example.edu,B,assistant,\nNEW@example.edu,C,,Nia Neu\n"
        "back@example.edu,A,,\nwait@example.edu,B,,Wanda Wait\n"
    )
    with django_capture_on_commit_callbacks(execute=True):
        answer = carry_out(teacher, text, drop="on", make_sections="on")
    assert answer.status_code == 302
    for seat in (mover, left, back):
        seat.refresh_from_db()
    assert (mover.role, mover.section) == (Role.ASSISTANT, section(teacher, "B"))
    assert left.ended_at
    assert left.ended_by == teacher.author
    assert back.ended_at is None
    waiting.refresh_from_db()
    assert (waiting.name, waiting.section) == ("Wanda Wait", section(teacher, "B"))
    new = Invitation.objects.get(email="new@example.edu")
    assert (new.name, new.section, new.role) == ("Nia Neu", section(teacher, "C"), Role.STUDENT)
    assert [letter.to for letter in mail.outbox] == [["new@example.edu"]]
    steps = set(RosterEntry.objects.values_list("step", "whom"))
    assert steps >= {("changed", "mo@example.edu"), ("ended", "left@example.edu"), ("invited", "new@example.edu")}
    again = plan(text, teacher, drop=True, make_sections=True)
    assert not again.does_something
    assert len(again.of(Kind.SAME)) == 4


def test_a_change_meanwhile_is_noticed_and_shown_anew(teacher: Membership) -> None:
    seat = make_member(section=section(teacher), author=make_author(email="mo@example.edu"))
    text = "email,section\nmo@example.edu,B\nnew@example.edu,A\n"
    page = send(teacher, text).content.decode()
    digest = page.split('name="plan" value="')[1].split('"')[0]
    Membership.objects.filter(pk=seat.pk).update(role=Role.ASSISTANT)
    answer = send(teacher, text, plan=digest)
    assert "changed meanwhile" in answer.content.decode()
    assert "assistant, section A → assistant, section B" in answer.content.decode()
    seat.refresh_from_db()
    assert seat.section == section(teacher)
    assert not Invitation.objects.exists()


def test_a_plan_that_was_never_shown_is_not_carried_out(teacher: Membership) -> None:
    answer = send(teacher, "email,section\nnew@example.edu,A\n", plan="0" * 64)
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_the_rows_are_given_back_to_be_changed(teacher: Membership) -> None:
    text = "email,section\nnew@example.edu,A\n"
    assert "new@example.edu,A" in send(teacher, text, again="1").content.decode().split("<textarea")[1]


def test_the_name_of_the_roster_is_offered_at_the_sign_up(teacher: Membership, client: Client) -> None:
    _, token = make_invitation(teacher.course, email="nia@example.edu", name="Nia Neu")
    client.get(f"/accounts/invitation/{token}/")
    assert 'value="Nia Neu"' in client.get("/accounts/signup/").content.decode()


# ---- writing


def exported(teacher: Membership) -> str:
    answer = client_of(teacher).get(f"/c/{teacher.course.slug}/people/roster.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="{teacher.course.slug}-roster.csv"'
    return answer.content.decode("utf-8-sig")


def test_our_own_file_taken_in_again_changes_nothing(teacher: Membership) -> None:
    teacher.course.sections.create(name="=1, Monday")
    make_member(section=section(teacher, "=1, Monday"), name='Zoë "Z", Jr.', pseudonym="@night")
    make_member(section=section(teacher, "B"), author=make_author("=cmd", email="+plus@example.edu"))
    make_assistant(teacher.course, section=section(teacher))
    make_instructor(teacher.course)
    found = plan(exported(teacher), teacher, drop=True, make_sections=True)
    assert {change.kind for change in found.changes} == {Kind.SAME}
    assert len(found.changes) == 5


def test_no_cell_of_the_file_is_a_formula(teacher: Membership) -> None:
    make_member(section=section(teacher), author=make_author("=HYPERLINK(1)", email="+plus@example.edu"))
    lines = exported(teacher).splitlines()
    assert "'=HYPERLINK(1),'+plus@example.edu,A,student," in lines


def test_who_took_the_roster_is_on_record(teacher: Membership) -> None:
    exported(teacher)
    entry = RosterEntry.objects.get(step="exported")
    assert (entry.by, entry.course) == (teacher.author, teacher.course)
    assert "Roster downloaded" in client_of(teacher).get(f"/c/{teacher.course.slug}/people/log/").content.decode()


def test_former_members_are_not_in_the_file(teacher: Membership) -> None:
    make_member(section=section(teacher), name="Gone Girl", ended_at=timezone.now(), ended_by=teacher.author)
    assert "Gone Girl" not in exported(teacher)


def test_the_course_of_another_instructor_is_untouched(teacher: Membership) -> None:
    other = make_member(author=make_author(email="mo@example.edu"))
    carry_out(teacher, "email,section\nmo@example.edu,B\n")
    other.refresh_from_db()
    assert other.ended_at is None
    assert Course.objects.count() == 2
    assert Invitation.objects.get().course == teacher.course
