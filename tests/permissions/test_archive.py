"""An archived course is read as before, and nothing in it changes."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from courses.access import OPEN_IN_ARCHIVE
from tests.permissions.matrix import MATRIX, Row
from tests.permissions.test_matrix import fingerprint
from tests.permissions.world import World, make_world

ROLES = ("AN", "ST", "AU", "CL", "TA", "IN", "OI", "AD")
SENT = [row for row in MATRIX if row.method == "POST" and row.place == "here" and row.find.__name__ != "nothing"]
SENT = [row for row in SENT if row.name not in {"invitation", "join", *OPEN_IN_ARCHIVE}]
READ = [row for row in MATRIX if row.method == "GET" and row.place == "here" and row.name not in {"invitation", "join"}]


@pytest.fixture(scope="module")
def archived(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """The objects of all rows, in a course of the archive."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        made = make_world()
        course = made.here.course
        client = browser(made, "IN")
        assert client.post(reverse("course_archive", args=[course.slug]), {"to": "archive"}).status_code == 302
        course.refresh_from_db()
        yield made
        transaction.set_rollback(True)


def browser(world: World, role: str) -> Client:
    client = Client()
    if role != "AN":
        client.force_login(world.here.people[role].author)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("row", SENT, ids=[row.label for row in SENT])
def test_nothing_that_is_sent_changes_anything(archived: World, row: Row) -> None:
    place = row.where(archived)
    address, data = reverse(row.name, kwargs=dict(row.find(place))), dict(row.data(place))
    for role in ("AU", "TA", "IN"):
        client = browser(archived, role)
        before = fingerprint()
        answer = client.post(address, data)
        assert answer.status_code in {403, 404}, role
        if answer.status_code == 403:
            assert "Nothing was changed" in answer.content.decode()
        assert fingerprint() == before
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("row", READ, ids=[row.label for row in READ])
def test_all_of_it_is_read_as_before(archived: World, row: Row) -> None:
    place = row.where(archived)
    address = reverse(row.name, kwargs=dict(row.find(place)))
    data = {name: str(value) for name, value in row.data(place).items()}
    for role in ("AU", "IN"):
        expected = row.answers[ROLES.index(role)]
        answer = browser(archived, role).get(address, data)
        assert answer.status_code == expected, role


@pytest.mark.django_db
def test_what_was_typed_is_given_back_and_the_course_comes_out_again(archived: World) -> None:
    course = archived.here.course
    client = browser(archived, "IN")
    answer = client.post(reverse("invitations", args=[course.slug]), {"emails": "late@example.edu"})
    assert answer.status_code == 403
    assert "late@example.edu" in answer.content.decode()
    with transaction.atomic():
        client.post(reverse("course_archive", args=[course.slug]), {"to": "open"})
        assert "is archived" not in client.get(course.get_absolute_url()).content.decode()
        transaction.set_rollback(True)
    assert "is archived" in client.get(course.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_nobody_joins_an_archived_course(archived: World) -> None:
    answer = Client().get(reverse("invitation", args=[archived.here.token]))
    assert answer.status_code == 410
