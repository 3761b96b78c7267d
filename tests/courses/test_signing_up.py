"""The way in: an invitation's link, an account, a seat."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from courses.actions import AnotherAddressError, UnusableInvitationError, accept_invitation
from courses.models import Invitation, Membership, Role
from tests.factories import PASSWORD, make_author, make_course, make_instructor, make_member, make_section
from tests.factories_courses import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """The counts of attempts live in the cache, which outlives a test."""
    cache.clear()


SIGN_UP = "/accounts/signup/"
FORM = {"name": "Lena Hart", "password1": PASSWORD}


def page_of(token: str) -> str:
    return reverse("invitation", args=[token])


def test_the_link_leads_through_the_sign_up_to_the_course(client: Client) -> None:
    invitation, token = make_invitation(make_course(title="Revolutions"), email="lena@example.edu")
    page = client.get(page_of(token)).content.decode()
    assert "An invitation to Revolutions" in page
    assert f"{SIGN_UP}?next={page_of(token)}" in page
    assert 'value="lena@example.edu"' in client.get(SIGN_UP).content.decode()
    response = client.post(SIGN_UP, {**FORM, "next": page_of(token)}, follow=True)
    assert response.redirect_chain[-1][0] == invitation.course.get_absolute_url()
    author = Author.objects.get(email="lena@example.edu")
    assert get_user(client) == author
    assert author.name == "Lena Hart"
    assert author.check_password(PASSWORD)
    seat = Membership.objects.get(author=author)
    assert (seat.course, seat.role, seat.section) == (invitation.course, Role.STUDENT, invitation.section)
    invitation.refresh_from_db()
    assert invitation.accepted_at


def test_the_sign_up_is_closed_to_whoever_comes_without_an_invitation(client: Client) -> None:
    response = client.post(SIGN_UP, {**FORM, "email": "eve@example.edu"})
    assert "Accounts are made by invitation" in response.content.decode()
    assert not Author.objects.exists()


@pytest.mark.parametrize("fact", ["expired", "revoked", "accepted"])
def test_the_sign_up_closes_when_the_invitation_ends_after_its_page_was_opened(client: Client, fact: str) -> None:
    invitation, token = make_invitation()
    client.get(page_of(token))
    assert "Make an account" in client.get(SIGN_UP).content.decode()
    Invitation.objects.filter(pk=invitation.pk).update(**ENDED[fact]())
    assert "Accounts are made by invitation" in client.post(SIGN_UP, FORM).content.decode()
    assert not Author.objects.filter(email=invitation.email).exists()


ENDED = {
    "expired": lambda: {"expires_at": timezone.now() - timedelta(seconds=1)},
    "revoked": lambda: {"revoked_at": timezone.now()},
    "accepted": lambda: {"accepted_at": timezone.now()},
}


@pytest.mark.parametrize("query", ["", "?email=eve@example.edu"])
def test_the_address_of_the_account_is_the_invitations_whatever_the_request_says(client: Client, query: str) -> None:
    _, token = make_invitation(email="lena@example.edu")
    client.get(page_of(token))
    client.post(SIGN_UP + query, {**FORM, "email": "eve@example.edu"})
    assert get_user(client) == Author.objects.get(email="lena@example.edu")
    assert not Author.objects.filter(email="eve@example.edu").exists()


def test_a_sign_up_without_a_name_makes_no_account_and_keeps_the_invitation(client: Client) -> None:
    invitation, token = make_invitation()
    client.get(page_of(token))
    page = client.post(SIGN_UP, {"password1": PASSWORD}).content.decode()
    assert "This field is required" in page
    assert not Author.objects.filter(email=invitation.email).exists()
    invitation.refresh_from_db()
    assert invitation.is_usable


def test_a_password_like_the_address_is_refused(client: Client) -> None:
    _, token = make_invitation(email="lena.hartmann@example.edu")
    client.get(page_of(token))
    page = client.post(SIGN_UP, {"name": "Lena", "password1": "lena.hartmann"}).content.decode()
    assert "too similar to the e-mail address" in page


def test_whoever_has_an_account_is_told_to_sign_in(client: Client) -> None:
    make_author(email="lena@example.edu")
    _, token = make_invitation(email="lena@example.edu")
    client.get(page_of(token))
    page = client.post(SIGN_UP, FORM).content.decode()
    assert "There is an account with this address already. Sign in, and accept the invitation then." in page
    assert not Membership.objects.students().exists()


def test_whoever_has_an_account_signs_in_and_accepts(client: Client) -> None:
    author = make_author(email="lena@example.edu")
    invitation, token = make_invitation(email="Lena@example.edu")
    response = client.post(
        "/accounts/login/", {"login": "lena@example.edu", "password": PASSWORD, "next": page_of(token)}, follow=True
    )
    assert "Accept and go to the course" in response.content.decode()
    assert not Membership.objects.filter(author=author).exists()
    assert client.post(page_of(token))["Location"] == invitation.course.get_absolute_url()
    assert Membership.objects.get(author=author).section == invitation.section


def test_looking_at_an_invitation_accepts_nothing(client: Client) -> None:
    invitation, token = make_invitation(email="lena@example.edu")
    client.force_login(make_author(email="lena@example.edu"))
    client.get(page_of(token))
    client.head(page_of(token))
    invitation.refresh_from_db()
    assert not invitation.accepted_at


def test_a_visitor_who_posts_to_the_link_accepts_nothing(client: Client) -> None:
    invitation, token = make_invitation()
    assert "Make an account" in client.post(page_of(token)).content.decode()
    invitation.refresh_from_db()
    assert not invitation.accepted_at


def test_someone_else_who_is_signed_in_reads_why_nothing_was_accepted(client: Client) -> None:
    invitation, token = make_invitation(email="lena@example.edu")
    eve = make_author(email="eve@example.edu")
    client.force_login(eve)
    shown = client.get(page_of(token))
    refused = client.post(page_of(token))
    assert (shown.status_code, refused.status_code) == (200, 403)
    for response in (shown, refused):
        page = response.content.decode()
        assert "this invitation is for another address, so nothing was accepted" in page
        assert "lena@example.edu" not in page
        assert "Accept and go" not in page
    assert not Membership.objects.filter(author=eve).exists()
    invitation.refresh_from_db()
    assert invitation.is_usable


@pytest.mark.parametrize("fact", ["expired", "revoked", "accepted"])
def test_a_link_that_has_ended_says_what_to_do(client: Client, fact: str) -> None:
    invitation, token = make_invitation(make_course(title="Revolutions"))
    Invitation.objects.filter(pk=invitation.pk).update(**ENDED[fact]())
    response = client.get(page_of(token))
    assert response.status_code == 410
    page = response.content.decode()
    assert "ask your instructor for a new invitation" in page
    assert "Revolutions" not in page


def test_an_unknown_link_is_not_found_and_says_the_same(client: Client) -> None:
    make_invitation(make_course(title="Revolutions"))
    response = client.get(page_of("no-such-token"))
    assert response.status_code == 404
    page = response.content.decode()
    assert "ask your instructor for a new invitation" in page
    assert "Revolutions" not in page


def test_a_member_who_opens_the_used_link_again_arrives_in_the_course(client: Client) -> None:
    invitation, token = make_invitation(email="lena@example.edu")
    author = make_author(email="lena@example.edu")
    accept_invitation(token=token, by=author)
    client.force_login(author)
    assert client.get(page_of(token))["Location"] == invitation.course.get_absolute_url()


def test_an_invitation_is_accepted_once() -> None:
    author = make_author(email="lena@example.edu")
    _, token = make_invitation(email="lena@example.edu")
    accept_invitation(token=token, by=author)
    with pytest.raises(UnusableInvitationError):
        accept_invitation(token=token, by=author)


def test_an_invitation_is_for_its_address_alone() -> None:
    invitation, token = make_invitation(email="lena@example.edu")
    with pytest.raises(AnotherAddressError):
        accept_invitation(token=token, by=make_author(email="eve@example.edu"))
    invitation.refresh_from_db()
    assert not invitation.accepted_at


def test_a_membership_that_ended_is_revived_as_the_invitation_says() -> None:
    course = make_course()
    old, new = make_section(course, "A"), make_section(course, "B")
    seat = make_member(section=old, ended_at=timezone.now(), author=make_author(email="lena@example.edu"))
    _, token = make_invitation(course, email="lena@example.edu", section=new, role=Role.STUDENT)
    again = accept_invitation(token=token, by=seat.author)
    assert again == seat
    assert (again.ended_at, again.section) == (None, new)


def test_an_invitation_changes_nothing_of_a_seat_that_its_holder_has_already() -> None:
    course = make_course()
    _, token = make_invitation(course, email="ina@example.edu")
    seat = make_instructor(course, author=make_author(email="ina@example.edu"))
    accept_invitation(token=token, by=seat.author)
    seat.refresh_from_db()
    assert (seat.role, seat.section) == (Role.INSTRUCTOR, None)


def test_the_token_is_not_stored() -> None:
    invitation, token = make_invitation()
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in map(str, stored.values())
    assert len(token) >= 43


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_makes_one_account_and_one_seat() -> None:
    invitation, token = make_invitation()
    clients = Client(), Client()
    for client in clients:
        client.get(page_of(token))
    ready, answers = Barrier(2), []

    def send(client: Client) -> None:
        ready.wait()
        try:
            answers.append(client.post(SIGN_UP, FORM))
        finally:
            connection.close()

    threads = [Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Author.objects.filter(email=invitation.email).count() == 1
    assert Membership.objects.filter(course=invitation.course, author__email=invitation.email).count() == 1
    assert sorted(answer.status_code for answer in answers) in ([302, 302], [200, 302])
