"""Sections are made, renamed and deleted; people move, change their role, end and return."""

import pytest
from django.test import Client
from django.utils import timezone

from courses.actions import LastInstructorError
from courses.models import Membership, Role, Section
from courses.seats import NotEmptyError, change_seat, delete_section
from tests.factories import make_instructor, make_member, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> Membership:
    seat = make_instructor(name="Ina Structor")
    make_section(seat.course, "A")
    make_section(seat.course, "B")
    return seat


def section(teacher: Membership, name: str) -> Section:
    return teacher.course.sections.get(name=name)


def client_of(seat: Membership) -> Client:
    client = Client()
    client.force_login(seat.author)
    return client


def test_a_student_is_moved_and_made_an_assistant_who_sees_that_section_alone(teacher: Membership) -> None:
    seat = make_member(section=section(teacher, "A"), name="Mo Mover")
    make_member(section=section(teacher, "A"), name="Ana Left")
    make_member(section=section(teacher, "B"), name="Bea There")
    path = f"/c/{teacher.course.slug}/people/{seat.pk}/seat/"
    assert client_of(teacher).post(path, {"role": "assistant", "section": section(teacher, "B").pk}).status_code == 302
    page = client_of(seat).get(f"/c/{teacher.course.slug}/people/").content.decode()
    assert "Bea There" in page
    assert "Ana Left" not in page


def test_the_last_instructor_stays_one(teacher: Membership) -> None:
    with pytest.raises(LastInstructorError):
        change_seat(seat=teacher, role=Role.STUDENT, section=section(teacher, "A"), by=teacher.author)
    path = f"/c/{teacher.course.slug}/people/{teacher.pk}/seat/"
    answer = client_of(teacher).post(path, {"role": "student", "section": section(teacher, "A").pk})
    assert "needs an instructor" in answer.content.decode()
    make_instructor(teacher.course)
    assert change_seat(seat=teacher, role=Role.STUDENT, section=section(teacher, "A"), by=teacher.author)


def test_a_student_without_a_section_is_refused(teacher: Membership) -> None:
    seat = make_member(section=section(teacher, "A"))
    answer = client_of(teacher).post(f"/c/{teacher.course.slug}/people/{seat.pk}/seat/", {"role": "student"})
    assert answer.status_code == 422
    assert "needs a section" in answer.content.decode()


def test_a_former_member_returns_to_the_same_seat(teacher: Membership) -> None:
    seat = make_member(section=section(teacher, "B"), name="Lee Left")
    client = client_of(teacher)
    client.post(f"/c/{teacher.course.slug}/people/{seat.pk}/end/")
    assert client_of(seat).get(f"/c/{teacher.course.slug}/").status_code == 404
    assert "Lee Left" in client.get(f"/c/{teacher.course.slug}/people/past/").content.decode()
    client.post(f"/c/{teacher.course.slug}/people/{seat.pk}/return/")
    assert client_of(seat).get(f"/c/{teacher.course.slug}/").status_code == 200
    seat.refresh_from_db()
    assert seat.section == section(teacher, "B")


def test_a_section_is_made_renamed_and_deleted(teacher: Membership) -> None:
    client, path = client_of(teacher), f"/c/{teacher.course.slug}/people/sections/"
    client.post(path, {"name": "C"})
    client.post(f"{path}{section(teacher, 'C').pk}/", {"name": "Thursday"})
    assert teacher.course.sections.filter(name="Thursday").exists()
    assert "of this name already" in client.post(path, {"name": "Thursday"}).content.decode()
    client.post(f"{path}{section(teacher, 'Thursday').pk}/delete/")
    assert not teacher.course.sections.filter(name="Thursday").exists()


def test_a_section_that_someone_is_or_was_in_stays(teacher: Membership) -> None:
    seat = make_member(section=section(teacher, "B"))
    with pytest.raises(NotEmptyError, match="people in it"):
        delete_section(section=section(teacher, "B"), by=teacher.author)
    Membership.objects.filter(pk=seat.pk).update(ended_at=timezone.now(), ended_by=teacher.author)
    with pytest.raises(NotEmptyError, match="former members"):
        delete_section(section=section(teacher, "B"), by=teacher.author)


def test_staff_see_pseudonyms_beside_the_names(teacher: Membership) -> None:
    make_member(section=section(teacher, "A"), name="Real Name", pseudonym="Night Reader")
    page = client_of(teacher).get(f"/c/{teacher.course.slug}/people/").content.decode()
    assert "Real Name" in page
    assert "Night Reader" in page
