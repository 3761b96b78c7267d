"""An instructor who looks at a course as a student sees what a new student would, and changes nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from courses.models import Membership
from courses.viewing import NOBODY, SESSION_KEY, STAY_OPEN
from tests.factories import make_member
from tests.permissions.matrix import MATRIX, Row
from tests.permissions.test_leaks import MAY_READ, words_of
from tests.permissions.test_matrix import fingerprint
from tests.permissions.world import World

BANNER = "Back to my own view"


def looking(world: World, role: str = "CL") -> Client:
    """An instructor's browser that shows the course as a student of somebody's section would see it."""
    client = Client()
    client.force_login(world.here.people["IN"].author)
    section = world.here.people[role].section_id
    client.post(reverse("view_as", args=[world.here.course.slug]), {"section": section})
    assert SESSION_KEY in client.session
    return client


def ask(client: Client, world: World, row: Row) -> HttpResponse:
    place = row.where(world)
    data = {name: str(value) for name, value in row.data(place).items()}
    response: object = client.get(reverse(row.name, kwargs=dict(row.find(place))), data)
    assert isinstance(response, HttpResponse)
    return response


OUTSIDE = {"invitation", "join"}
HERE = [row for row in MATRIX if row.method == "GET" and row.place == "here" and row.name not in OUTSIDE]
IN_THE_COURSE = [row for row in HERE if row.find.__name__ != "nothing"]


@pytest.mark.django_db
@pytest.mark.parametrize("row", IN_THE_COURSE, ids=[row.label for row in IN_THE_COURSE])
def test_each_page_answers_as_to_a_new_student_and_nothing_is_recorded(world: World, row: Row) -> None:
    fresh = Client()
    fresh.force_login(make_member(section=world.here.people["CL"].section, name="Fresh Student").author)
    client = looking(world)
    before = fingerprint()
    seen = ask(client, world, row)
    assert fingerprint() == before
    theirs = ask(fresh, world, row)
    assert seen.status_code == theirs.status_code
    page, own = words_of(seen.getvalue()), words_of(theirs.getvalue())
    assert {words for words in MAY_READ if words in page} == {words for words in MAY_READ if words in own}
    if "text/html" in seen["Content-Type"] and seen.status_code in {200, 404}:
        assert BANNER in page


POSTS = [row for row in MATRIX if row.method == "POST" and row.name not in STAY_OPEN]


@pytest.mark.django_db
@pytest.mark.parametrize("row", POSTS, ids=[row.label for row in POSTS])
def test_whatever_is_sent_is_refused_with_a_sentence_and_changes_nothing(world: World, row: Row) -> None:
    client, place = looking(world), row.where(world)
    before = fingerprint()
    answer = client.post(reverse(row.name, kwargs=dict(row.find(place))), dict(row.data(place)))
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    assert fingerprint() == before
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_words_that_were_sent_are_given_back(world: World) -> None:
    answer = looking(world).post(reverse("my_seat", args=[world.here.course.slug]), {"pseudonym": "Night Reader"})
    assert "Night Reader</textarea>" in answer.content.decode()


@pytest.mark.django_db
def test_the_other_section_is_seen_from_within_it(world: World) -> None:
    path = reverse("post", args=[world.here.course.slug, world.here.posts["published"].slug])
    assert looking(world, "CL").get(path).status_code == 200
    assert looking(world, "ST").get(path).status_code == 404


@pytest.mark.django_db
def test_the_way_back_leads_to_one_s_own_view(world: World) -> None:
    client, desk = looking(world), reverse("desk", args=[world.here.course.slug])
    assert client.get(desk).status_code == 404
    answer = client.post(reverse("view_as_end"))
    assert answer["Location"] == reverse("people", args=[world.here.course.slug])
    assert client.get(desk).status_code == 200
    assert BANNER not in client.get(desk).content.decode()


@pytest.mark.django_db
def test_the_view_ends_by_itself(world: World) -> None:
    client = looking(world)
    session = client.session
    session[SESSION_KEY] = {**session[SESSION_KEY], "until": (timezone.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    assert client.get(reverse("desk", args=[world.here.course.slug])).status_code == 200
    answer = client.post(reverse("my_seat", args=[world.here.course.slug]), {"pseudonym": "Night Reader"})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_the_rights_of_the_view_end_with_those_of_the_instructor(world: World) -> None:
    client, seat = looking(world), world.here.people["IN"]
    Membership.objects.filter(pk=seat.pk).update(ended_at=timezone.now(), ended_by=seat.author)
    assert client.get(reverse("people", args=[world.here.course.slug])).status_code == 404


@pytest.mark.django_db
def test_the_section_of_another_course_cannot_be_seen(world: World) -> None:
    client = Client()
    client.force_login(world.here.people["IN"].author)
    other = world.there.people["CL"].section_id
    path = reverse("view_as", args=[world.here.course.slug])
    assert client.post(path, {"section": other}).status_code == 404
    assert client.post(path, {"section": "x"}).status_code == 404


@pytest.mark.django_db
def test_nobody_has_the_key_of_the_student_who_is_nobody() -> None:
    assert not Author.objects.filter(pk=NOBODY).exists()
    assert not Membership.objects.filter(pk=NOBODY).exists()
