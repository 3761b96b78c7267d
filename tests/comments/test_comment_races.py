"""What must hold when things happen at the same moment."""

import uuid

import pytest

from comments.actions import NotAllowed, edit_comment, post_comment
from comments.models import Comment
from courses.models import Membership
from posts.models import Post
from tests.factories import make_course, make_member
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course())


@pytest.fixture
def post(seat: Membership) -> Post:
    return make_post(seat)


def test_a_double_click_posts_once(seat: Membership, post: Post) -> None:
    key = uuid.uuid4()

    def say() -> Comment:
        return post_comment(post=post, body="Which page?", circle="class", by=seat, key=key)

    first, second = race(say, say)
    assert first == second == Comment.objects.get()


def test_words_are_changed_or_answered_but_never_changed_below_an_answer(seat: Membership, post: Post) -> None:
    comment = make_comment(seat, post, "Which pge?")
    edited, answer = race(
        lambda: edit_comment(comment=comment, body="Which page?", by=seat),
        lambda: post_comment(post=post, body="This.", circle="", by=seat, parent=comment, key=uuid.uuid4()),
    )
    comment.refresh_from_db()
    assert isinstance(answer, Comment)
    if isinstance(edited, NotAllowed):
        assert comment.body == "Which pge?"
    else:
        assert comment.edited_at
        assert answer.created_at >= comment.created_at
