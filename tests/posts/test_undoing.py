"""A decision about a post is taken back whole, once, while nothing has come after it."""

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Membership
from posts.actions import NotAllowed, accept, hide, request_changes, undo
from posts.models import Decision, Post, Verdict, Workflow
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_posts import hand_in, make_post
from tests.readers import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    author = make_member(make_course(moderation="all"))
    return make_post(author, make_prompt(author.course), body="The first version.", state="submitted")


@pytest.fixture
def instructor(post: Post) -> Membership:
    return make_instructor(post.course)


def now(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def test_an_acceptance_taken_back_leaves_the_post_waiting_and_unread(post: Post, instructor: Membership) -> None:
    undo(decision=accept(post=post, by=instructor), by=instructor)
    stored = now(post)
    assert (stored.workflow, stored.published_revision, stored.published_at) == (Workflow.SUBMITTED, None, None)
    assert not Post.objects.readable_by(make_member(section=post.section)).exists()
    last = post.decisions.first()
    assert last
    assert (last.verdict, last.undoes) == (Verdict.UNDONE, Decision.objects.get(verdict=Verdict.ACCEPTED))


def test_the_version_that_was_up_before_is_up_again(post: Post, instructor: Membership) -> None:
    accept(post=post, by=instructor)
    first = post.submitted_revision_id
    stored = now(post)
    hand_in(stored, "The second version.")
    reader = make_member(section=post.section)
    assert "The first version." in page_of(reader, stored.get_absolute_url())
    second = accept(post=stored, by=instructor)
    assert "The second version." in page_of(reader, stored.get_absolute_url())
    undo(decision=second, by=instructor)
    assert now(post).published_revision_id == first
    page = page_of(reader, stored.get_absolute_url())
    assert "The first version." in page
    assert "The second version." not in page


def test_a_request_taken_back_leaves_the_post_where_it_stood(post: Post, instructor: Membership) -> None:
    undo(decision=request_changes(post=post, reason="Name the pages.", by=instructor), by=instructor)
    assert now(post).workflow == Workflow.SUBMITTED
    accept(post=post, by=instructor)
    undo(decision=request_changes(post=post, reason="Name the pages.", by=instructor), by=instructor)
    assert now(post).workflow == Workflow.ACCEPTED


def test_hiding_taken_back_shows_the_post_again(post: Post, instructor: Membership) -> None:
    accept(post=post, by=instructor)
    undo(decision=hide(post=post, reason="It names a patient.", by=instructor), by=instructor)
    assert now(post).hidden_at is None


def test_nothing_is_taken_back_twice_or_after_something_else(post: Post, instructor: Membership) -> None:
    accepted = accept(post=post, by=instructor)
    undone = undo(decision=accepted, by=instructor)
    for decision in (accepted, undone):
        with pytest.raises(NotAllowed, match="Decide on the post anew"):
            undo(decision=decision, by=instructor)
    request = request_changes(post=now(post), reason="Name the pages.", by=instructor)
    hand_in(now(post), "Again.")
    with pytest.raises(NotAllowed, match="handed in again"):
        undo(decision=request, by=instructor)
    assert now(post).workflow == Workflow.SUBMITTED


def test_the_author_is_told_by_mail_that_a_decision_was_taken_back(
    post: Post,
    instructor: Membership,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        undo(decision=accept(post=post, by=instructor), by=instructor)
    assert "acceptance of your essay" in mail.outbox[-1].body
    with django_capture_on_commit_callbacks(execute=True):
        undo(decision=request_changes(post=now(post), reason="Name the pages.", by=instructor), by=instructor)
    assert "Name the pages." in mail.outbox[-2].body
    assert "need not change anything" in mail.outbox[-1].body


def test_the_reasons_stay_apart_for_an_author_who_is_hidden_and_returned(post: Post, instructor: Membership) -> None:
    accept(post=post, by=instructor)
    request_changes(post=post, reason="Name the pages.", by=instructor)
    hide(post=post, reason="It names a patient.", by=instructor)
    author = Membership.objects.get(author=post.author)
    page = page_of(author, post.get_absolute_url())
    assert page.index("It names a patient.") < page.index("Name the pages.")
    week = post.prompt
    assert week
    editor = page_of(author, f"/c/{post.course.slug}/weeks/{week.week}/write/")
    assert "Name the pages." in editor
    assert "It names a patient." not in editor
