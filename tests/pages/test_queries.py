"""The hot pages cost the same however much is on them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from posts.actions import import_post
from tests.factories import make_course, make_member, make_prompt
from tests.factories_comments import make_comment
from tests.posts.essays import HUFTON, MARCH

pytestmark = pytest.mark.django_db


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_a_post_needs_eight_queries_whatever_its_notes_and_comments(client: Client) -> None:
    course = make_course()
    author = make_member(course)
    mate = make_member(course, section=author.section)
    body = MARCH + "".join(f"\n\nMore.(({HUFTON.format(number)}))" for number in range(60))
    few = import_post(seat=author, title="Few", body="Bread.").post
    many = import_post(seat=author, title="Many", body=body).post
    for number in range(30):
        root = make_comment(mate, many, body=f"Comment {number}.")
        make_comment(author, many, body="Answer.", parent=root)
    client.force_login(mate.author)
    counts = [queries(client, reverse("post", args=[course.slug, each.slug])) for each in (few, many)]
    assert max(counts) <= 8


def test_one_s_own_post_needs_eight_queries_too(client: Client) -> None:
    course = make_course()
    author = make_member(course)
    post = import_post(seat=author, title="Mine", body=MARCH, prompt=make_prompt(course)).post
    client.force_login(author.author)
    assert queries(client, reverse("post", args=[course.slug, post.slug])) <= 8


def test_a_week_needs_ten_queries_whatever_its_posts(client: Client) -> None:
    course = make_course()
    prompt = make_prompt(course)
    reader = make_member(course)
    client.force_login(reader.author)
    import_post(seat=reader, title="Mine", body=MARCH, prompt=prompt)
    paths = [reverse("week_now", args=[course.slug]), reverse("week", args=[course.slug, prompt.week])]
    before = [queries(client, path) for path in paths]
    for number in range(30):
        seat = make_member(course, section=reader.section)
        post = import_post(seat=seat, title=f"Essay {number}", body="Bread.", prompt=prompt).post
        make_comment(reader, post, body="Well said.")
        import_post(seat=seat, title=f"Loose {number}", body="Bread.")
    after = [queries(client, path) for path in paths]
    assert max(after) <= 10
    assert after == before
