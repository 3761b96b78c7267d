"""The instructor's page of invitations."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.actions import invite
from courses.forms import addresses_in
from courses.models import Course, Invitation, Membership, Role
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_section
from tests.factories_courses import make_invitation

Callbacks = Callable[..., AbstractContextManager[list[Callable[[], object]]]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_section(make_course(slug="revolutions", title="Revolutions\tin Europe"), "A").course


@pytest.fixture
def instructor(course: Course, client: Client) -> Membership:
    seat = make_instructor(course, name="Ines Duarte")
    client.force_login(seat.author)
    return seat


PAGE = "/c/revolutions/invitations/"


def form(course: Course, emails: str, **facts: object) -> dict[str, object]:
    return {"emails": emails, "role": Role.STUDENT, "section": course.sections.get().pk, **facts}


def send(client: Client, data: dict[str, object], capture: Callbacks) -> str:
    with capture(execute=True):
        return client.post(PAGE, data).content.decode()


def links_in(page: str) -> list[str]:
    return [piece.partition("<")[0] for piece in page.split("<code>http://testserver")[1:]]


@pytest.mark.usefixtures("instructor")
def test_each_address_gets_a_link_of_its_own_by_mail_and_on_the_page(
    client: Client, course: Course, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Callbacks
) -> None:
    page = send(client, form(course, "ana@example.edu, Ben@Example.edu"), django_capture_on_commit_callbacks)
    links = links_in(page)
    assert [mail.to for mail in mailoutbox] == [["ana@example.edu"], ["ben@example.edu"]]
    assert len(set(links)) == 2
    for mail, link in zip(mailoutbox, links, strict=True):
        assert f"http://testserver{link}" in mail.body
        assert mail.subject == "Your invitation to Revolutions in Europe"
        assert "Ines Duarte invites you" in mail.body
        assert Client().get(link).status_code == 200


@pytest.mark.usefixtures("instructor")
def test_the_links_are_shown_once(
    client: Client, course: Course, django_capture_on_commit_callbacks: Callbacks
) -> None:
    page = send(client, form(course, "ana@example.edu"), django_capture_on_commit_callbacks)
    (link,) = links_in(page)
    assert link not in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("instructor")
def test_nothing_is_mailed_before_the_invitation_is_stored(
    client: Client, course: Course, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        client.post(PAGE, form(course, "ana@example.edu"))
    assert Invitation.objects.filter(email="ana@example.edu").exists()
    assert not mailoutbox
    assert len(callbacks) == 1


@pytest.mark.usefixtures("instructor")
def test_a_member_and_an_invited_address_are_named_and_the_others_still_go(
    client: Client, course: Course, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Callbacks
) -> None:
    member = make_member(course)
    make_invitation(course, email="ana@example.edu")
    typed = f"{member.author.email.upper()}\nANA@example.edu\nben@example.edu\nben@example.edu"
    page = send(client, form(course, typed), django_capture_on_commit_callbacks)
    assert f"<strong>{member.author.email}</strong> is a member of the course already." in page
    assert "<strong>ana@example.edu</strong> is invited already." in page
    assert [mail.to for mail in mailoutbox] == [["ben@example.edu"]]
    assert Invitation.objects.filter(email="ana@example.edu").count() == 1


@pytest.mark.usefixtures("instructor")
def test_a_word_that_is_no_address_stops_the_form_and_loses_nothing(
    client: Client, course: Course, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Callbacks
) -> None:
    page = send(client, form(course, "ana@example.edu\nben@"), django_capture_on_commit_callbacks)
    assert "“ben@” is not an e-mail address." in page
    assert "ana@example.edu\nben@</textarea>" in page
    assert not Invitation.objects.exists()
    assert not mailoutbox


@pytest.mark.usefixtures("instructor")
@pytest.mark.parametrize("role", [Role.STUDENT, Role.ASSISTANT])
def test_students_and_assistants_need_a_section(client: Client, course: Course, role: Role) -> None:
    page = client.post(PAGE, form(course, "ana@example.edu", role=role, section="")).content.decode()
    assert "A student or an assistant needs a section." in page
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("instructor")
def test_an_instructor_is_invited_without_a_section(client: Client, course: Course) -> None:
    client.post(PAGE, form(course, "ina@example.edu", role=Role.INSTRUCTOR, section=""))
    assert Invitation.objects.get().section is None


@pytest.mark.usefixtures("instructor")
def test_a_section_of_another_course_is_refused(client: Client, course: Course) -> None:
    other = make_section()
    page = client.post(PAGE, form(course, "ana@example.edu", section=other.pk)).content.decode()
    assert "Select a valid choice" in page
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("instructor")
def test_more_than_two_hundred_at_a_time_are_too_many(client: Client, course: Course) -> None:
    many = "\n".join(f"guest{number}@example.edu" for number in range(201))
    assert (
        "Invite at most 200 people at a time; these are 201." in client.post(PAGE, form(course, many)).content.decode()
    )
    assert not Invitation.objects.exists()


def test_a_letter_that_cannot_be_sent_keeps_no_other_back(
    monkeypatch: pytest.MonkeyPatch,
    course: Course,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Callbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    deliver = EmailBackend.send_messages

    def refuse_one(backend: EmailBackend, letters: list[EmailMessage]) -> int:
        if letters[0].to == ["ana@example.edu"]:
            raise SMTPRecipientsRefused({})
        return deliver(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    by = make_instructor(course).author
    with django_capture_on_commit_callbacks(execute=True):
        invite(
            course=course,
            emails=["ana@example.edu", "ben@example.edu"],
            role=Role.STUDENT,
            section=course.sections.first(),
            by=by,
            site="https://blog.example.edu",
        )
    assert [mail.to for mail in mailoutbox] == [["ben@example.edu"]]
    assert "The letter about invitation 1 of 2 did not leave." in caplog.text


@pytest.mark.usefixtures("instructor")
def test_an_expired_address_is_invited_anew(client: Client, course: Course) -> None:
    old, _ = make_invitation(course, email="ana@example.edu", expires_at=timezone.now() - timedelta(days=1))
    client.post(PAGE, form(course, "ana@example.edu"))
    old.refresh_from_db()
    assert old.state == "expired"
    assert Invitation.objects.usable().filter(email="ana@example.edu").count() == 1


def test_one_address_waits_once_in_a_course(course: Course) -> None:
    invitation, _ = make_invitation(course, email="ana@example.edu")
    invitation.pk, invitation.token_hash, invitation.email = None, "another", "Ana@example.edu"
    with pytest.raises(IntegrityError, match="invitation_waits_once_for_an_address"), transaction.atomic():
        invitation.save(force_insert=True)


@pytest.mark.usefixtures("instructor")
def test_a_revoked_link_opens_nothing(client: Client, course: Course) -> None:
    invitation, token = make_invitation(course)
    response = client.post(f"{PAGE}{invitation.pk}/revoke/", follow=True)
    assert "is revoked: its link opens nothing now." in response.content.decode()
    assert Client().get(f"/accounts/invitation/{token}/").status_code == 410
    invitation.refresh_from_db()
    assert invitation.state == "revoked"


@pytest.mark.usefixtures("instructor")
def test_an_accepted_invitation_cannot_be_revoked(client: Client, course: Course) -> None:
    invitation, _ = make_invitation(course, accepted_at=timezone.now())
    response = client.post(f"{PAGE}{invitation.pk}/revoke/", follow=True)
    assert "could no longer be revoked" in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


@pytest.mark.usefixtures("instructor")
def test_an_invitation_of_another_course_is_not_found(client: Client) -> None:
    invitation, _ = make_invitation()
    assert client.post(f"{PAGE}{invitation.pk}/revoke/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.is_usable


@pytest.mark.usefixtures("instructor")
def test_looking_at_the_address_of_a_revocation_revokes_nothing(client: Client, course: Course) -> None:
    invitation, _ = make_invitation(course)
    assert client.get(f"{PAGE}{invitation.pk}/revoke/").status_code == 405


@pytest.mark.usefixtures("instructor")
def test_the_list_says_what_became_of_each(client: Client, course: Course) -> None:
    now = timezone.now()
    make_invitation(course, email="open@example.edu")
    make_invitation(course, email="gone@example.edu", expires_at=now - timedelta(days=1))
    make_invitation(course, email="used@example.edu", accepted_at=now)
    make_invitation(course, email="stopped@example.edu", revoked_at=now)
    page = client.get(PAGE).content.decode()
    for state in ("open", "expired", "accepted", "revoked"):
        assert f'data-state="{state}"' in page
    assert page.count("/revoke/") == 1


@pytest.mark.usefixtures("instructor")
def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "Nobody is invited yet. Paste the addresses" in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("instructor")
def test_the_queries_of_the_list_do_not_grow(client: Client, course: Course) -> None:
    make_invitation(course)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for _ in range(5):
        make_invitation(course)
    with CaptureQueriesContext(connection) as six:
        client.get(PAGE)
    assert len(six) == len(one)


@pytest.mark.usefixtures("instructor")
def test_the_list_is_paged(client: Client, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courses.views.INVITATIONS_ON_A_PAGE", 2)
    for _ in range(3):
        make_invitation(course)
    assert len(client.get(PAGE).context["page"]) == 2
    assert len(client.get(PAGE, {"page": 2}).context["page"]) == 1


@pytest.mark.parametrize("make", [make_assistant, make_member])
def test_nobody_but_an_instructor_invites_or_revokes(
    client: Client, course: Course, make: Callable[..., Membership]
) -> None:
    invitation, _ = make_invitation(course)
    client.force_login(make(course).author)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, form(course, "ana@example.edu")).status_code == 404
    assert client.post(f"{PAGE}{invitation.pk}/revoke/").status_code == 404
    assert Invitation.objects.usable().count() == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ana@x.edu ben@x.edu", ["ana@x.edu", "ben@x.edu"]),
        ("ana@x.edu,\n\n;ben@x.edu;", ["ana@x.edu", "ben@x.edu"]),
        ("Reyes, Ana <ana@x.edu>; Ben Ortiz <ben@x.edu>", ["ana@x.edu", "ben@x.edu"]),
        ("Ana <ana@x.edu>\nben@x.edu", ["ana@x.edu", "ben@x.edu"]),
        ("  ", []),
    ],
)
def test_pasted_addresses_are_read_from_lines_commas_and_address_books(typed: str, read: list[str]) -> None:
    assert addresses_in(typed) == read
