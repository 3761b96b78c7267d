"""What the first page says of each course."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_course, make_member
from tests.readers import signed_in

pytestmark = pytest.mark.django_db


def test_my_courses_are_described_in_the_instructors_words() -> None:
    seat = make_member(make_course(description="Three revolutions.\n\nBring <b>patience</b>."))
    page = signed_in(seat).get(reverse("home")).content.decode()
    assert "Three revolutions." in page
    assert "Bring &lt;b&gt;patience&lt;/b&gt;." in page


def test_a_visitor_reads_what_an_open_course_is_about_and_nothing_of_a_closed_one(client: Client) -> None:
    make_course(description="Open to all.", is_public=True)
    make_course(description="For members alone.")
    page = client.get(reverse("home")).content.decode()
    assert "Open to all." in page
    assert "For members alone." not in page
