"""How weighty a check is, set by a week."""

import pytest
from django.test import Client

from courses.models import Prompt
from tests.factories import make_course, make_instructor
from tests.pages.test_prompts import NEW, week

pytestmark = pytest.mark.django_db


def test_a_week_keeps_the_weights_that_differ_and_hands_them_to_the_next(client: Client) -> None:
    seat = make_instructor(make_course(slug="revolutions"))
    client.force_login(seat.author)
    client.post(NEW, week(**{"checks-L03": "warn", "checks-L19": "off", "checks-L01": ""}))
    assert Prompt.objects.get(week=1).severities == {"L03": "warn", "L19": "off"}
    page = client.get(NEW).content.decode()
    assert page.count("selected") >= 2
    assert '<option value="off" selected>' in page


def test_an_unknown_weight_is_refused_and_nothing_is_lost(client: Client) -> None:
    client.force_login(make_instructor(make_course(slug="revolutions")).author)
    page = client.post(NEW, week(**{"checks-L03": "loud"})).content.decode()
    assert "loud is not one of the available choices." in page
    assert "Who asked for *bread*?</textarea>" in page
    assert not Prompt.objects.exists()
