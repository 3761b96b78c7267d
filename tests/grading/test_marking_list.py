"""The list of what is to be marked, and the walk from one post to the next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Membership
from grading.models import MarkState
from posts.models import Post, Revision
from tests.factories import make_instructor, make_member, make_prompt
from tests.factories_grading import make_mark
from tests.factories_posts import make_post, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course))


def marking(post: Post) -> str:
    return reverse("mark", args=[post.course.slug, post.prompt.week if post.prompt else 0, post.slug])


def test_one_walks_from_post_to_post_of_a_week(instructor: Membership, post: Post) -> None:
    others = [make_post(make_member(section=post.section), post.prompt) for _ in range(2)]
    make_post(make_member(section=post.section), make_prompt(post.course))
    page = page_of(instructor, marking(others[0]))
    assert "2 of 3" in page
    assert marking(post) in page
    assert marking(others[1]) in page


def test_saving_can_lead_to_the_next_without_a_mark(instructor: Membership, post: Post) -> None:
    marked, unmarked = (make_post(make_member(section=post.section), post.prompt) for _ in range(2))
    make_mark(instructor, marked, state=MarkState.READY)
    data = {"points": "7", "state": "ready", "revision": submitted(post).pk, "version": 0, "next": "1"}
    response = signed_in(instructor).post(marking(post), data)
    assert response["Location"] == marking(unmarked)


def test_the_list_shows_the_unmarked_first_and_the_oldest_of_them_first(instructor: Membership, post: Post) -> None:
    second, third, fourth = (make_post(make_member(section=post.section), post.prompt) for _ in range(3))
    make_mark(instructor, post, state=MarkState.READY)
    make_mark(instructor, third)
    revision = submitted(fourth)
    Revision.objects.filter(pk=revision.pk).update(at=revision.at - timedelta(days=1))
    page = page_of(instructor, reverse("marking", args=[post.course.slug]))
    places = [page.index(each.slug) for each in (fourth, second, third, post)]
    assert places == sorted(places)


def test_the_list_keeps_to_a_week_and_a_state(instructor: Membership, post: Post) -> None:
    other = make_post(make_member(section=post.section), make_prompt(post.course))
    alone = make_post(make_member(section=post.section))
    make_mark(instructor, other, state=MarkState.READY)
    address = reverse("marking", args=[post.course.slug])
    shown = {
        query: [each.slug in page_of(instructor, address + query) for each in (post, other, alone)]
        for query in ("", "?week=1", "?week=2", "?week=0", "?state=ready", "?state=unmarked&week=1", "?week=x&state=y")
    }
    assert shown == {
        "": [True, True, True],
        "?week=1": [True, False, False],
        "?week=2": [False, True, False],
        "?week=0": [False, False, True],
        "?state=ready": [False, True, False],
        "?state=unmarked&week=1": [True, False, False],
        "?week=x&state=y": [True, True, True],
    }


def test_a_late_post_is_marked_late_on_the_courses_clock(instructor: Membership, author: Membership) -> None:
    course = author.course
    past = make_prompt(course, due=course.now() - timedelta(minutes=1), cutoff=course.now() + timedelta(days=1))
    make_post(author, past)
    assert 'data-state="late"' in page_of(instructor, reverse("marking", args=[course.slug]))


def test_the_list_and_the_page_take_no_more_queries_for_more_posts(instructor: Membership, post: Post) -> None:
    client, counts = signed_in(instructor), []
    addresses = [reverse("marking", args=[post.course.slug]), marking(post)]
    client.get(addresses[0])
    for number in (1, 8):
        for _ in range(number):
            make_mark(instructor, make_post(make_member(section=post.section), post.prompt))
        round_of_counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            round_of_counts.append(len(queries))
        counts.append(round_of_counts)
    assert counts[0] == counts[1]
