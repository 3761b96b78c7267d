"""A course's settings decide how its notes are printed."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from posts.actions import Choices, Words, start_post, submit
from sources.models import Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.posts.essays import MARCH

pytestmark = pytest.mark.django_db


def test_another_edition_and_ibid_print_every_note_again(client: Client) -> None:
    course = make_course()
    seat = make_member(course)
    post = start_post(seat=seat, prompt=make_prompt(course))
    words = Words("The March", MARCH, 0)
    revision = submit(post=post, words=words, choices=Choices(), key=uuid.uuid4(), by=seat).revision
    assert "(Cambridge University Press, 1976)" in revision.notes_html
    client.force_login(make_instructor(course).author)
    path = reverse("course_edit", args=[course.slug])
    form = client.get(path).context["form"]
    data = {name: field.value() or "" for name, field in ((each.name, each) for each in form)}
    data |= {f"{form.sections.prefix}-{name}": value for name, value in form.sections.management_form.initial.items()}
    for section in form.sections.initial_forms:
        data |= {f"{section.prefix}-id": section.instance.pk, f"{section.prefix}-name": section.instance.name}
    answer = client.post(path, {**data, "edition": 17, "ibid": "on"})
    assert answer.status_code == 302
    revision.refresh_from_db()
    assert "(Cambridge: Cambridge University Press, 1976)" in revision.notes_html
    assert "Ibid., 160." in revision.notes_html
    assert "Cambridge: Cambridge" in Source.objects.get().entry_html
    post.refresh_from_db()
    assert post.draft_body == MARCH
