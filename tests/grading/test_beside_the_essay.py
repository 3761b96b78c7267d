"""What stands beside the version while it is marked: the discussion, and what changed since it was handed in before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments.models import State
from courses.models import Audience, Membership
from posts.models import Post, Reason
from tests.factories import make_assistant, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import hand_in, make_post, make_revision, publish
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
    return make_post(author, make_prompt(author.course), body="Bread came first.")


def marking(post: Post, query: str = "") -> str:
    return reverse("mark", args=[post.course.slug, post.prompt.week if post.prompt else 0, post.slug]) + query


def test_comments_received_and_given_stand_beside_the_essay(
    instructor: Membership, author: Membership, post: Post
) -> None:
    classmate = make_member(section=post.section, name="Tess Ayers")
    other = make_post(classmate, post.prompt)
    elsewhere = make_post(classmate, make_prompt(post.course))
    make_comment(classmate, post, body="Which bread?")
    make_comment(author, other, body="Whose words are these?")
    make_comment(author, elsewhere, body="In another week.")
    make_comment(classmate, other, body="Between others.")
    page = page_of(instructor, marking(post))
    assert "Discussion (2)" in page
    for words in ("Which bread?", "Tess Ayers", "Whose words are these?", f"under {other.draft_title}"):
        assert words in page
    for words in ("In another week.", "Between others."):
        assert words not in page


def test_an_assistant_reads_no_comment_that_is_not_for_them(author: Membership, post: Post) -> None:
    far = make_member(section=make_section(author.course))
    other = make_post(far, post.prompt, audience=Audience.SECTION)
    make_comment(author, other, body="A word to another section.", state=State.HELD)
    page = page_of(make_assistant(section=post.section), marking(post))
    assert "A word to another section." not in page


def test_what_changed_since_the_version_handed_in_before_is_shown_on_demand(instructor: Membership, post: Post) -> None:
    make_revision(post, "A private step.", reason=Reason.SAVE)
    assert "What changed since" not in page_of(instructor, marking(post))
    hand_in(post, "Bread came last.")
    publish(post)
    page = page_of(instructor, marking(post))
    assert "What changed since revision 1" in page
    assert "<del>" not in page
    changed = page_of(instructor, marking(post, "?week=1&order=name&changes=1"))
    assert "<del>" in changed
    assert "private" not in changed
    assert 'href="?week=1&amp;order=name"' in changed


def test_the_page_takes_no_more_queries_for_more_comments(
    instructor: Membership, author: Membership, post: Post
) -> None:
    client, counts = signed_in(instructor), []
    for number in (1, 8):
        for _ in range(number):
            classmate = make_member(section=post.section)
            make_comment(classmate, post)
            make_comment(author, make_post(classmate, post.prompt))
        client.get(marking(post))
        with CaptureQueriesContext(connection) as queries:
            client.get(marking(post))
        counts.append(len(queries))
    assert counts[0] == counts[1]
