"""What is held or hidden changes no byte for anyone but its writer and the staff: no list, count, mail or search."""

import uuid

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from comments.actions import moderate_comment, post_comment
from comments.models import State
from courses.models import Audience, Membership
from posts.actions import Choices, Words, accept, hide, save_revision, start_post, submit, undo
from posts.models import Post, Reason
from tests.permissions.received import differing, received
from tests.permissions.world import CITED, World

OTHERS = ("AU", "ST", "AN")
# A work that the class has: one that is new to it joins the library as soon as the essay is handed in.
KNOWN = CITED.format("Published", "Here")


def hand_in(post: Post, by: Membership, words: str) -> None:
    """Hands in by the same action as the site."""
    stored = Post.objects.get(pk=post.pk)
    typed = Words("Zinnober", f"{words} on bread.(({KNOWN}))", stored.draft_version)
    submit(post=stored, words=typed, choices=Choices(Audience.SECTION), key=uuid.uuid4(), by=by)


@pytest.mark.django_db
def test_a_held_essay_changes_no_byte_for_others(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mate, instructor = world.here.people["CL"], world.here.people["IN"]
    prompt = world.here.posts["published"].prompt
    before = received(world, *OTHERS)
    with django_capture_on_commit_callbacks(execute=True):
        post = start_post(seat=mate, prompt=prompt)
        save_revision(post=post, words=Words("Zinnober", "A draft.", 0), reason=Reason.SAVE, by=mate.author)
        hand_in(post, mate, "The first version")
    assert differing(before, received(world, *OTHERS)) == []
    assert mail.outbox == []
    accept(post=Post.objects.get(pk=post.pk), by=instructor)
    up = received(world, *OTHERS)
    assert "AU GET posts" in differing(before, up)  # the comparison would tell
    hand_in(post, mate, "The second version")
    assert differing(up, received(world, *OTHERS)) == []
    hidden = hide(post=Post.objects.get(pk=post.pk), by=instructor, reason="It names a patient.")
    gone = received(world, *OTHERS)
    assert [label for label in gone if b"The first version" in gone[label]] == []
    undo(decision=hidden, by=instructor)
    assert differing(up, received(world, *OTHERS)) == []


@pytest.mark.django_db
def test_a_held_or_hidden_comment_changes_no_byte_for_others(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mate, instructor = world.here.people["CL"], world.here.people["IN"]
    before = received(world, *OTHERS)
    with django_capture_on_commit_callbacks(execute=True):
        post = world.here.posts["published"]
        comment = post_comment(post=post, body="Zinnober!", circle="class", by=mate, key=uuid.uuid4())
    assert comment.state == State.HELD
    assert differing(before, received(world, *OTHERS)) == []
    moderate_comment(comment=comment, state=State.PUBLISHED, by=instructor)
    assert "AU GET post published to the section" in differing(before, received(world, "AU"))
    moderate_comment(comment=comment, state=State.HIDDEN, by=instructor)
    assert [label for label, page in received(world, *OTHERS).items() if b"Zinnober!" in page] == []
    moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason="Name the page.")
    assert differing(before, received(world, *OTHERS)) == []
    assert mail.outbox == []
