"""Every address answers each role as the table says, and a denied call changes nothing and tells nobody."""

from collections.abc import Iterator
from typing import cast

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.permissions.matrix import MATRIX, SIGN_IN, Row
from tests.permissions.world import ROLES, World

UNWATCHED = {"django_session", "authors_author"}  # a sign-in writes these


def named_patterns(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_has_its_row() -> None:
    names = {name for name in named_patterns(get_resolver()) if not name.startswith("admin:")}
    assert names - {row.name for row in MATRIX} == set()
    assert {row.name for row in MATRIX} - names == set()


def call(world: World, row: Row, role: str, *, path: str = "") -> HttpResponse:
    client = Client()
    visitor = world.visitors[role]
    if visitor:
        client.force_login(visitor)
    place = row.where(world)
    path = path or reverse(row.name, kwargs=dict(row.find(place)))
    data = dict(row.data(place))
    return cast(
        "HttpResponse",
        client.post(path, data)
        if row.method == "POST"
        else client.get(path, {name: str(value) for name, value in data.items()}),
    )


def answer(response: HttpResponse) -> object:
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/?next=")
    words_back = response.status_code == 403 and b"You are signed out" in response.content
    return SIGN_IN if to_sign_in or words_back else response.status_code


def fingerprint() -> dict[str, str]:
    """A digest of every table that a denied call could have changed."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.db_table not in UNWATCHED]
    digests = {}
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t")  # noqa: S608
            digests[table] = cursor.fetchone()[0]
    return digests


CASES = [(row, role) for row in MATRIX for role in ROLES]


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "role"), CASES, ids=[f"{row.label} as {role}" for row, role in CASES])
def test_each_role_gets_what_the_table_says(
    world: World, row: Row, role: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    expected = row.answers[ROLES.index(role)]
    denied = expected in {SIGN_IN, 404}
    before = fingerprint() if denied and row.method == "POST" else {}
    with django_capture_on_commit_callbacks(execute=True):
        response = call(world, row, role)
    assert answer(response) == expected
    if before:
        assert fingerprint() == before
    if denied:
        assert mail.outbox == []


OBJECTS = [
    row for row in MATRIX if row.place == "here" and set(row.find.__code__.co_freevars) & {"state", "name", "role"}
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", OBJECTS, ids=[row.label for row in OBJECTS])
def test_an_object_of_another_course_is_not_found_under_this_one(world: World, row: Row) -> None:
    kwargs = {**row.find(world.there), "slug": world.here.course.slug}
    before = fingerprint() if row.method == "POST" else {}
    response = call(world, row, "IN", path=reverse(row.name, kwargs=kwargs))
    assert response.status_code == 404
    if before:
        assert fingerprint() == before


WRITES_BY_POST = [
    row
    for row in MATRIX
    if row.method == "POST" and row.name not in {"write", "post_edit", "post_submit", "moderate_post"}
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", WRITES_BY_POST, ids=[row.label for row in WRITES_BY_POST])
def test_what_writes_answers_no_get(world: World, row: Row) -> None:
    path = reverse(row.name, kwargs=dict(row.find(row.where(world))))
    client = Client()
    client.force_login(world.here.people["IN"].author)
    before = fingerprint()
    assert client.get(path).status_code in {405, 200, 404}
    assert fingerprint() == before


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in MATRIX if row.method == "POST"], ids=lambda row: row.label)
def test_a_write_needs_its_csrf_token(world: World, row: Row) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.here.people["IN"].author)
    before = fingerprint()
    place = row.where(world)
    response = client.post(reverse(row.name, kwargs=dict(row.find(place))), dict(row.data(place)))
    assert response.status_code == 403
    assert fingerprint() == before


@pytest.mark.django_db
def test_a_visitor_learns_not_whether_a_course_exists(world: World) -> None:
    for slug in (world.here.course.slug, "no-such-course"):
        path = reverse("week_now", args=[slug])
        assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.django_db
def test_rights_end_with_the_membership_in_an_open_session(world: World) -> None:
    client = Client()
    seat = world.here.people["CL"]
    client.force_login(seat.author)
    path = reverse("post", kwargs=dict(MATRIX_POST.find(world.here)))
    assert client.get(path).status_code == 200
    seat.ended_at = seat.joined_at
    seat.save()
    assert client.get(path).status_code == 404


MATRIX_POST = next(row for row in MATRIX if row.name == "post")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role != "AD"])
def test_the_administration_is_the_administrator_s(world: World, role: str) -> None:
    client = Client()
    if visitor := world.visitors[role]:
        client.force_login(visitor)
    for name in ("admin:index", "admin:authors_author_changelist", "admin:courses_course_changelist"):
        assert client.get(reverse(name)).status_code in {302, 403, 404}
