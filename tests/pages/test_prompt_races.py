"""Two instructors who save one week at the same moment."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Prompt
from tests.factories import make_course, make_instructor, make_prompt
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_is_saved_and_the_other_is_told() -> None:
    course = make_course()
    prompt = make_prompt(course)
    address = reverse("prompt_edit", args=[course.slug, prompt.week])
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(make_instructor(course).author)
    form = clients[0].get(address).context["form"]
    fields = {each.html_name: each.value() for each in form if each.value() is not None and each.value() is not False}
    sent = {**fields, "readings-TOTAL_FORMS": 0, "readings-INITIAL_FORMS": 0}
    answers = race(
        *(lambda client=client, title=title: client.post(address, {**sent, "title": title}).status_code
          for client, title in zip(clients, ("One", "Two"), strict=True))
    )  # fmt: skip
    assert sorted(map(str, answers)) == ["200", "302"]
    assert Prompt.objects.get().title == ("One", "Two")[answers.index(302)]
