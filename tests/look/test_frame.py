"""The frame of every page: where one is, what one may go to, and the pages for when things go wrong."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from authors.models import Author
from tests.factories import make_author, make_course, make_instructor, make_member, make_prompt

pytestmark = pytest.mark.django_db


def signed_in(author: Author) -> Client:
    client = Client()
    client.force_login(author)
    return client


def masthead(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page[page.index('<header class="masthead">') : page.index("</header>")]


def links(words: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", link).strip() for link in re.findall(r"<a .*?</a>", words, re.DOTALL)]


def test_a_student_is_led_to_the_week_the_sources_and_the_people() -> None:
    seat = make_member(make_course(title="Revolutions"), name="Ana Reyes")
    found = links(masthead(signed_in(seat.author), reverse("week_now", args=[seat.course.slug])))
    assert found == ["Revolutions", "This week", "Sources", "People", "My courses", "Ana Reyes"]


def test_the_staff_are_led_to_the_desk_too() -> None:
    seat = make_instructor()
    assert "Desk" in links(masthead(signed_in(seat.author), reverse("week_now", args=[seat.course.slug])))


def test_a_visitor_of_an_open_course_sees_neither_people_nor_desk() -> None:
    course = make_course(is_public=True, title="Revolutions")
    found = links(masthead(Client(), reverse("week_now", args=[course.slug])))
    assert found == ["Revolutions", "This week", "Sources", "All courses", "Sign in"]


def test_outside_a_course_the_frame_names_the_site() -> None:
    assert links(masthead(Client(), reverse("home"))) == ["Course blog", "Sign in"]


@pytest.mark.parametrize(("name", "link"), [("week_now", "This week"), ("people", "People"), ("sources", "Sources")])
def test_the_page_where_one_is_is_marked_for_everyone(name: str, link: str) -> None:
    seat = make_member()
    found = masthead(signed_in(seat.author), reverse(name, args=[seat.course.slug]))
    assert re.findall(r'<a [^>]*aria-current="page"[^>]*>([^<]+)<', found) == [link]


def test_an_older_week_still_belongs_to_this_week() -> None:
    prompt = make_prompt()
    seat = make_member(prompt.course)
    found = masthead(signed_in(seat.author), reverse("week", args=[prompt.course.slug, prompt.week]))
    assert re.findall(r'aria-current="true">([^<]+)<', found) == ["This week"]


def test_signing_out_is_a_form_that_a_link_cannot_imitate() -> None:
    found = masthead(signed_in(make_author()), reverse("home"))
    assert re.search(
        rf'<form method="post" action="{reverse("account_logout")}">\s*<input type="hidden" name="csrf', found
    )


def test_a_name_with_markup_in_it_is_shown_as_words() -> None:
    found = masthead(signed_in(make_author("<b>Ana</b>")), reverse("home"))
    assert "&lt;b&gt;Ana&lt;/b&gt;" in found


def test_an_unknown_address_is_answered_kindly_inside_the_frame(client: Client) -> None:
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert b"There is no page here for you" in response.content


def test_a_stale_form_gives_back_every_word() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "ana@example.edu", "essay": "Bread <first>."})
    assert response.status_code == 403
    assert "Bread &lt;first&gt;.</textarea>" in response.content.decode()
