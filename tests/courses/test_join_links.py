"""The link by which a section joins: for a time, for a number of people, and never past what staff decided."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.joining import ClosedLinkError, join, make_link, revoke_link
from courses.models import Invitation, JoinLink, Membership, Role, Section
from tests.factories import PASSWORD, make_author, make_instructor, make_member, make_section
from tests.factories_courses import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """The counts of attempts live in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def teacher() -> Membership:
    seat = make_instructor(name="Ina Structor")
    make_section(seat.course, "A")
    return seat


def link_of(teacher: Membership, most_uses: int = 5) -> str:
    return make_link(section=section_of(teacher), days=7, most_uses=most_uses, by=teacher.author)


def section_of(teacher: Membership) -> Section:
    return teacher.course.sections.get(name="A")


def page_of(token: str) -> str:
    return f"/accounts/join/{token}/"


def signed_in(email: str = "") -> Client:
    client = Client()
    client.force_login(make_author(email=email))
    return client


def ask(token: str, email: str) -> HttpResponse:
    response: object = Client().post(page_of(token), {"email": email})
    assert isinstance(response, HttpResponse)
    return response


def test_the_link_is_shown_once_and_stored_as_a_digest(teacher: Membership) -> None:
    client = Client()
    client.force_login(teacher.author)
    path = f"/c/{teacher.course.slug}/people/links/{section_of(teacher).pk}/"
    page = client.post(path, {"days": 3, "most_uses": 9}).content.decode()
    token = page.split("/accounts/join/")[1].split("/")[0]
    link = JoinLink.objects.get()
    assert token not in link.token_hash
    assert link.most_uses == 9
    assert timedelta(days=2, hours=23) < link.expires_at - timezone.now() <= timedelta(days=3)
    assert token not in client.get(path).content.decode()
    assert Client().get(page_of(token)).status_code == 200


def test_who_is_signed_in_joins_at_once_as_a_student_of_the_section(teacher: Membership) -> None:
    client = signed_in("new@example.edu")
    assert client.post(page_of(link_of(teacher))).status_code == 302
    seat = Membership.objects.get(author__email="new@example.edu")
    assert (seat.role, seat.section) == (Role.STUDENT, section_of(teacher))


def test_a_letter_leads_through_the_sign_up_to_the_section(
    teacher: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    token = link_of(teacher)
    with django_capture_on_commit_callbacks(execute=True):
        assert "on its way" in ask(token, "New@Example.edu").content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["new@example.edu"]
    path = "/accounts/invitation/" + str(letter.body).split("/accounts/invitation/")[1].split()[0]
    client = Client()
    client.get(path)
    client.post("/accounts/signup/", {"name": "Nia Neu", "password1": PASSWORD, "next": path})
    client.post(path)
    seat = Membership.objects.get(author__email="new@example.edu")
    assert (seat.role, seat.section) == (Role.STUDENT, section_of(teacher))


def test_the_answer_tells_nothing_about_an_address(
    teacher: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_member(section=section_of(teacher), author=make_author(email="in@example.edu"))
    make_member(
        section=section_of(teacher),
        author=make_author(email="out@example.edu"),
        ended_at=timezone.now(),
        ended_by=teacher.author,
    )
    make_invitation(teacher.course, email="staff@example.edu", role=Role.INSTRUCTOR)
    make_author(email="account@example.edu")
    token, addresses = link_of(teacher), ("in", "out", "staff", "account", "nobody")
    with django_capture_on_commit_callbacks(execute=True):
        pages = [ask(token, f"{name}@example.edu") for name in addresses]
    told = {
        page.content.decode().split("<main")[1].replace(f"{name}@", "x@")
        for name, page in zip(addresses, pages, strict=True)
    }
    assert len(told) == 1
    assert sorted(to for letter in mail.outbox for to in letter.to) == ["account@example.edu", "nobody@example.edu"]


def test_whose_membership_staff_ended_cannot_return_by_the_link(teacher: Membership) -> None:
    seat = make_member(section=section_of(teacher), ended_at=timezone.now(), ended_by=teacher.author)
    client = Client()
    client.force_login(seat.author)
    answer = client.post(page_of(link_of(teacher)))
    assert answer.status_code == 403
    assert "has ended" in answer.content.decode()
    seat.refresh_from_db()
    assert seat.ended_at


def test_a_member_keeps_the_role_and_takes_no_place(teacher: Membership) -> None:
    token = link_of(teacher)
    assert join(token=token, by=teacher.author).role == Role.INSTRUCTOR
    assert JoinLink.objects.get().used == 0


def test_the_link_is_full_when_as_many_have_joined_or_hold_a_letter(teacher: Membership) -> None:
    token = link_of(teacher, most_uses=2)
    signed_in().post(page_of(token))
    ask(token, "new@example.edu")
    assert ask(token, "third@example.edu").status_code == 410
    Invitation.objects.update(expires_at=timezone.now())
    assert ask(token, "third@example.edu").status_code == 200


@pytest.mark.parametrize("fact", ["expired", "revoked", "replaced"])
def test_a_link_that_has_ended_opens_nothing(teacher: Membership, fact: str) -> None:
    token = link_of(teacher)
    if fact == "expired":
        JoinLink.objects.update(expires_at=timezone.now())
    elif fact == "revoked":
        revoke_link(link=JoinLink.objects.get(), by=teacher.author)
    else:
        link_of(teacher)
    assert signed_in().post(page_of(token)).status_code == 410
    with pytest.raises(ClosedLinkError):
        join(token=token, by=make_author())


def test_revoking_the_link_ends_the_letters_that_nobody_has_used(teacher: Membership) -> None:
    ask(link_of(teacher), "new@example.edu")
    revoke_link(link=JoinLink.objects.get(), by=teacher.author)
    assert not Invitation.objects.usable().exists()


def test_the_page_tells_only_the_course_and_the_section(teacher: Membership) -> None:
    make_member(section=section_of(teacher), name="Private Student")
    token = link_of(teacher)
    assert "Private Student" not in Client().get(page_of(token)).content.decode()
    assert signed_in().get(f"/c/{teacher.course.slug}/").status_code == 404


def test_letters_to_one_address_are_few(teacher: Membership) -> None:
    token = link_of(teacher)
    assert [ask(token, "new@example.edu").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_an_address_that_is_none_is_given_back(teacher: Membership) -> None:
    answer = ask(link_of(teacher), "nobody")
    assert answer.status_code == 422
    assert 'value="nobody"' in answer.content.decode()
