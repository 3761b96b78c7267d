"""The administration pages: who enters, and what they hold."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from authors.models import Author
from courses.models import Course, Membership, Section
from tests.factories import make_author, make_course, make_instructor

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Author:
    administrator = make_author("Ada", is_staff=True, is_superuser=True)
    client.force_login(administrator)
    return administrator


def test_the_administration_holds_people_and_courses_and_nothing_that_anyone_wrote() -> None:
    assert set(admin.site._registry) == {Author, Course, Section, Membership}


def test_a_visitor_signs_in_on_the_sites_own_page(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"


def test_an_author_who_is_no_administrator_is_turned_away(client: Client) -> None:
    client.force_login(make_author())
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/authors/author/").status_code == 302


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("name", ["authors_author", "courses_course", "courses_section", "courses_membership"])
def test_each_list_and_each_form_opens(client: Client, name: str) -> None:
    make_instructor(make_course())
    make_author("Zoe")
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:{name}_add")).status_code == 200


def author_form(author: Author, **changes: str) -> dict[str, str]:
    return {"email": author.email, "name": author.name, "is_active": "on", **changes}


@pytest.mark.usefixtures("administrator")
def test_a_new_account_has_no_password_until_its_holder_asks_for_one(client: Client) -> None:
    client.post("/admin/authors/author/add/", {"email": "New@Example.edu", "name": "Nell", "is_active": "on"})
    author = Author.objects.get(email="new@example.edu")
    assert not author.has_usable_password()


@pytest.mark.usefixtures("administrator")
def test_an_address_that_was_given_up_no_longer_signs_in(client: Client) -> None:
    author = make_author(email="old@example.edu")
    EmailAddress.objects.create(user=author, email="old@example.edu", primary=True)
    client.post(f"/admin/authors/author/{author.pk}/change/", author_form(author, email="new@example.edu"))
    author.refresh_from_db()
    assert author.email == "new@example.edu"
    assert not EmailAddress.objects.filter(user=author, email="old@example.edu").exists()


def test_a_lesser_administrator_makes_no_administrators_and_changes_none(client: Client) -> None:
    lesser = make_author("Lee", is_staff=True)
    lesser.user_permissions.set(Permission.objects.filter(content_type__app_label="authors"))
    greatest = make_author("Ada", email="ada@example.edu", is_staff=True, is_superuser=True)
    student = make_author("Sam", email="sam@example.edu")
    client.force_login(lesser)
    sent = author_form(student, name="Samuel", is_staff="on", is_superuser="on")
    assert client.post(f"/admin/authors/author/{student.pk}/change/", sent).status_code == 302
    student.refresh_from_db()
    assert (student.name, student.is_staff, student.is_superuser) == ("Samuel", False, False)
    refused = client.post(f"/admin/authors/author/{greatest.pk}/change/", author_form(greatest, email="lee@x.edu"))
    assert refused.status_code == 403
    greatest.refresh_from_db()
    assert greatest.email == "ada@example.edu"


@pytest.mark.usefixtures("administrator")
def test_the_address_of_a_course_is_fixed_in_the_administration_too(client: Client) -> None:
    course = make_course(slug="revolutions", title="Revolutions")
    page = client.get(f"/admin/courses/course/{course.pk}/change/").content.decode()
    assert 'name="title"' in page
    assert 'name="slug"' not in page
