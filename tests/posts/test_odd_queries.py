"""Odd words in an address are no fault of the site's."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_member

pytestmark = pytest.mark.django_db


ODD = ["q=%00", "kind=%00", "week=%00", "by=%00", "page=%00", "q=" + "x" * 5_000, "page=-1"]


@pytest.mark.parametrize("query", ODD)
def test_the_library_takes_any_query(client: Client, query: str) -> None:
    seat = make_member()
    client.force_login(seat.author)
    for name in ("sources", "bibliography"):
        assert client.get(f"{reverse(name, args=[seat.course.slug])}?{query}").status_code == 200
