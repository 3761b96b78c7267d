"""Two moderators, or a moderator and a writer, at the same moment: one is heard, the other is told."""

import uuid

import pytest

from comments.actions import moderate_comment
from comments.models import Comment, Moderation, State
from courses.models import Audience, Membership
from posts.actions import Choices, NotAllowed, Words, accept, hide, request_changes, submit, undo
from posts.models import Decision, Post, Workflow
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author() -> Membership:
    return make_member(make_course(moderation="all"))


@pytest.fixture
def moderators(author: Membership) -> list[Membership]:
    return [make_instructor(author.course), make_instructor(author.course)]


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course), body="The first version.", state="submitted")


def heard(results: list[object]) -> list[object]:
    """What was done; the rest was refused in words."""
    assert all(isinstance(each, NotAllowed) or not isinstance(each, Exception) for each in results), results
    return [each for each in results if not isinstance(each, Exception)]


def test_an_essay_is_accepted_once(post: Post, moderators: list[Membership]) -> None:
    read = post.submitted_revision_id
    results = race(*(lambda by=by: accept(post=post, by=by, revision=read) for by in moderators))
    assert heard(results) == [Decision.objects.get()]


def test_the_last_decision_on_an_essay_is_where_it_stands(post: Post, moderators: list[Membership]) -> None:
    one, other = moderators
    heard(
        race(
            lambda: accept(post=post, by=one),
            lambda: request_changes(post=post, reason="Name the pages.", by=other),
        )
    )
    last = Decision.objects.first()
    assert last
    post.refresh_from_db()
    assert post.workflow == last.verdict
    assert [step.workflow_before for step in Decision.objects.all()][-1] == Workflow.SUBMITTED


def test_what_nobody_has_read_is_not_put_up_while_a_newer_version_comes_in(
    post: Post, author: Membership, moderators: list[Membership]
) -> None:
    words = Words("Land", "The second version.", post.draft_version)
    read = post.submitted_revision_id
    accepted, _ = race(
        lambda: accept(post=post, by=moderators[0], revision=read),
        lambda: submit(post=post, words=words, choices=Choices(Audience.COURSE), key=uuid.uuid4(), by=author),
    )
    post.refresh_from_db()
    assert post.published_revision_id in {None, read}
    assert (post.published_revision_id == read) == isinstance(accepted, Decision)
    assert post.workflow == Workflow.SUBMITTED


def test_a_decision_is_taken_back_once(post: Post, moderators: list[Membership]) -> None:
    accepted = accept(post=post, by=moderators[0])
    assert len(heard(race(*(lambda by=by: undo(decision=accepted, by=by) for by in moderators)))) == 1
    assert Decision.objects.filter(undoes=accepted).count() == 1


def test_a_post_is_hidden_once(post: Post, moderators: list[Membership]) -> None:
    assert len(heard(race(*(lambda by=by: hide(post=post, by=by) for by in moderators)))) == 1
    assert Decision.objects.count() == 1


def test_the_second_to_decide_on_a_comment_is_told(post: Post, moderators: list[Membership]) -> None:
    one, other = moderators
    accept(post=post, by=one)
    comment = make_comment(make_member(section=post.section), post, "Which page?", state=State.HELD)
    results = race(
        lambda: moderate_comment(comment=comment, state=State.PUBLISHED, by=one, seen=State.HELD),
        lambda: moderate_comment(comment=comment, state=State.HIDDEN, by=other, seen=State.HELD),
    )
    assert len(heard(results)) == 1
    assert Comment.objects.get().state == Moderation.objects.get().after
