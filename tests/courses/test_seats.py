"""One's own pseudonym, and the end of a membership."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from courses.actions import LastInstructorError, end_membership
from courses.models import Invitation, Membership
from tests.factories import make_assistant, make_author, make_course, make_instructor, make_member
from tests.factories_courses import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(client: Client) -> Membership:
    seat = make_member(name="Maria Okafor")
    client.force_login(seat.author)
    return seat


def page_of(seat: Membership) -> str:
    return f"/c/{seat.course.slug}/seat/"


def end_of(seat: Membership) -> str:
    return f"/c/{seat.course.slug}/people/{seat.pk}/end/"


def test_a_member_takes_a_pseudonym_and_gives_it_up(client: Client, seat: Membership) -> None:
    response = client.post(page_of(seat), {"pseudonym": " Rosa  L. "}, follow=True)
    assert "Your classmates now know you as Rosa L." in response.content.decode()
    seat.refresh_from_db()
    assert seat.pseudonym == "Rosa L."
    response = client.post(page_of(seat), {"pseudonym": ""}, follow=True)
    assert "Your classmates now know you as Maria Okafor." in response.content.decode()


@pytest.mark.parametrize("taken", ["Rosa", "rosa"])
def test_a_pseudonym_is_taken_once_in_a_course(client: Client, seat: Membership, taken: str) -> None:
    make_member(section=seat.section, pseudonym="Rosa")
    page = client.post(page_of(seat), {"pseudonym": taken}).content.decode()
    assert "Someone in the course uses this pseudonym already. Choose another." in page
    seat.refresh_from_db()
    assert seat.pseudonym == ""


def test_the_database_keeps_pseudonyms_apart_in_any_case(seat: Membership) -> None:
    make_member(section=seat.section, pseudonym="Rosa")
    seat.pseudonym = "ROSA"
    with pytest.raises(IntegrityError, match="membership_pseudonym_unique_in_course"), transaction.atomic():
        seat.save()


def test_the_same_pseudonym_serves_in_another_course(client: Client, seat: Membership) -> None:
    make_member(make_course(), pseudonym="Rosa")
    client.post(page_of(seat), {"pseudonym": "Rosa"})
    seat.refresh_from_db()
    assert seat.pseudonym == "Rosa"


def test_nobody_takes_the_real_name_of_someone_else(client: Client, seat: Membership) -> None:
    make_member(section=seat.section, name="Ben Ortiz")
    page = client.post(page_of(seat), {"pseudonym": "ben ortiz"}).content.decode()
    assert "Someone in the course uses this name already. Choose another." in page


def test_a_refused_pseudonym_is_not_shown_as_ones_name(client: Client, seat: Membership) -> None:
    make_member(section=seat.section, pseudonym="Rosa")
    page = client.post(page_of(seat), {"pseudonym": "Rosa"}).content.decode()
    assert "<strong>Maria Okafor</strong>" in page


def test_one_has_no_seat_in_a_course_of_others(client: Client, seat: Membership) -> None:
    other = make_member(make_course())
    assert client.post(page_of(other), {"pseudonym": "Rosa"}).status_code == 404
    other.refresh_from_db()
    assert other.pseudonym == ""


def test_an_instructor_ends_a_membership_and_the_member_is_out_at_once(client: Client, seat: Membership) -> None:
    instructor = make_instructor(seat.course)
    invitation, _ = make_invitation(seat.course)
    Invitation.objects.filter(pk=invitation.pk).update(email=seat.author.email)
    client.force_login(instructor.author)
    response = client.post(end_of(seat), follow=True)
    assert "Maria Okafor is no longer a member" in response.content.decode()
    seat.refresh_from_db()
    assert seat.ended_at
    assert seat.ended_by == instructor.author
    assert not Invitation.objects.usable().exists()
    client.force_login(seat.author)
    assert client.get(page_of(seat)).status_code == 404


def test_the_only_instructor_stays(client: Client) -> None:
    instructor = make_instructor()
    client.force_login(instructor.author)
    response = client.post(end_of(instructor), follow=True)
    assert "A course needs an instructor. Invite another one first." in response.content.decode()
    instructor.refresh_from_db()
    assert instructor.ended_at is None


def test_an_instructor_whose_colleagues_have_left_is_the_only_one() -> None:
    instructor = make_instructor()
    make_instructor(instructor.course, ended_at=timezone.now())
    with pytest.raises(LastInstructorError):
        end_membership(membership=instructor, by=instructor.author)


def test_one_of_two_instructors_may_leave_and_goes_home(client: Client) -> None:
    instructor = make_instructor()
    make_instructor(instructor.course)
    client.force_login(instructor.author)
    assert client.post(end_of(instructor))["Location"] == "/"
    instructor.refresh_from_db()
    assert instructor.ended_at


@pytest.mark.parametrize("make", [make_assistant, make_member])
def test_nobody_but_an_instructor_ends_a_membership(
    client: Client, seat: Membership, make: Callable[..., Membership]
) -> None:
    client.force_login(make(seat.course).author)
    assert client.post(end_of(seat)).status_code == 404
    seat.refresh_from_db()
    assert seat.ended_at is None


def test_an_instructor_of_another_course_ends_no_membership_here(client: Client, seat: Membership) -> None:
    instructor = make_instructor()
    client.force_login(instructor.author)
    assert client.post(end_of(seat)).status_code == 404
    assert client.post(f"/c/{instructor.course.slug}/people/{seat.pk}/end/").status_code == 404
    seat.refresh_from_db()
    assert seat.ended_at is None


def test_a_stranger_has_no_seat(client: Client, seat: Membership) -> None:
    client.force_login(make_author())
    assert client.get(page_of(seat)).status_code == 404
