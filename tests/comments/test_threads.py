"""The discussion as it is drawn: in order, in pages, in few queries."""

import pytest
from django.core.paginator import Page
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments.models import State
from comments.threads import THREADS_A_PAGE, Node, threads_of
from courses.models import Membership
from posts.models import Post
from tests.factories import make_instructor, make_member
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author)


def shape(nodes: list[Node]) -> list[object]:
    """The comments' words, each with those below it."""
    return [(node.body_html.strip(), shape(node.replies)) for node in nodes]


def test_threads_and_answers_stand_in_the_order_in_which_they_were_written(author: Membership, post: Post) -> None:
    first = make_comment(author, post, "1")
    make_comment(author, post, "2")
    make_comment(author, post, "1.1", parent=first)
    make_comment(author, post, "1.2", parent=first)
    nodes = threads_of(post=post, reader=author).nodes
    assert shape(nodes) == [("<p>1</p>", [("<p>1.1</p>", []), ("<p>1.2</p>", [])]), ("<p>2</p>", [])]


def test_threads_are_paged_and_their_answers_stay_with_them(author: Membership, post: Post) -> None:
    roots = [make_comment(author, post, f"Thread {number}.") for number in range(THREADS_A_PAGE + 1)]
    make_comment(author, post, "An answer to the first.", parent=roots[0])
    first, second = (threads_of(post=post, reader=author, page=number) for number in (1, 2))
    assert (len(first.nodes), len(first.nodes[0].replies)) == (THREADS_A_PAGE, 1)
    assert [node.pk for node in second.nodes] == [roots[-1].pk]
    assert first.count == second.count == THREADS_A_PAGE + 2
    assert isinstance(first.page, Page)
    assert "Page 1 of 2" in page_of(author, post.get_absolute_url())


def test_a_permalink_leads_to_the_page_on_which_the_reader_finds_the_comment(author: Membership, post: Post) -> None:
    classmate = make_member(section=author.section)
    make_comment(classmate, post, state=State.HELD)
    roots = [make_comment(classmate, post) for _ in range(THREADS_A_PAGE)]
    reply = make_comment(author, post, "On the last page.", parent=roots[-1])
    address = reverse("comment", args=[post.course.slug, reply.pk])
    mine, theirs = (signed_in(seat).get(address)["Location"] for seat in (author, classmate))
    assert mine == f"{post.get_absolute_url()}#comment-{reply.pk}"
    assert theirs == f"{post.get_absolute_url()}?page=2#comment-{reply.pk}"
    assert f'id="comment-{reply.pk}"' in page_of(classmate, theirs)


def test_a_page_number_that_does_not_exist_shows_the_last_page(author: Membership, post: Post) -> None:
    make_comment(author, post)
    for number in ("99", "x", ""):
        assert len(threads_of(post=post, reader=author, page=number).nodes) == 1


def test_a_writer_is_marked_as_the_posts_author_or_as_staff(author: Membership, post: Post) -> None:
    make_comment(author, post)
    make_comment(make_instructor(post.course), post)
    make_comment(make_member(section=author.section), post)
    assert [node.badge for node in threads_of(post=post, reader=author).nodes] == ["Author", "Instructor", ""]


def test_the_discussion_takes_two_queries_however_long_it_is(author: Membership, post: Post) -> None:
    readers = [author, make_instructor(post.course)]
    counts = []
    for _ in range(2):
        root = make_comment(make_member(section=author.section), post)
        for _ in range(6):
            make_comment(make_member(section=author.section), post, parent=root)
        for reader in readers:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                threads_of(post=post, reader=reader)
            counts.append(len(queries))
    assert counts == [2, 2, 2, 2]


def test_the_page_takes_no_more_queries_for_more_comments(author: Membership, post: Post) -> None:
    client = signed_in(author)
    client.get(post.get_absolute_url())  # the first page of a session does a little more
    counts = []
    for number in (1, 12):
        for _ in range(number):
            root = make_comment(make_member(section=author.section), post)
            make_comment(author, post, parent=root)
        with CaptureQueriesContext(connection) as queries:
            client.get(post.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_empty_discussion_says_what_to_do(author: Membership, post: Post) -> None:
    page = page_of(author, post.get_absolute_url())
    assert "No one has said anything yet." in page
    assert "Write a comment" in page
