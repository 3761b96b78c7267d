"""A comment goes back to its writer with a reason, is changed, and waits again; every step can be taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from comments.actions import NotAllowed, edit_comment, moderate_comment, undo_step
from comments.models import Comment, Moderation, State
from courses.models import Membership
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

REASON = "Say which page you mean."


@pytest.fixture
def comment() -> Comment:
    author = make_member(make_course(moderation="off"))
    writer = make_member(section=author.section)
    return make_comment(writer, make_post(author, make_prompt(author.course)), "Which page?")


@pytest.fixture
def writer(comment: Comment) -> Membership:
    return Membership.objects.get(author=comment.author)


@pytest.fixture
def instructor(comment: Comment) -> Membership:
    return make_instructor(comment.post.course)


def test_a_return_needs_a_reason_which_its_writer_is_told_by_mail(
    comment: Comment, instructor: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with pytest.raises(NotAllowed, match="Say what should change"):
        moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason="  ")
    with django_capture_on_commit_callbacks(execute=True):
        moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason=REASON)
    [letter] = mail.outbox
    assert letter.to == [comment.author.email]
    assert REASON in letter.body


def test_a_returned_comment_is_seen_by_its_writer_and_staff_alone(comment: Comment, instructor: Membership) -> None:
    moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason=REASON)
    address = comment.post.get_absolute_url()
    for name, sees in (("writer", True), ("staff", True), ("author", False), ("classmate", False)):
        seat = {
            "writer": lambda: Membership.objects.get(author=comment.author),
            "staff": lambda: instructor,
            "author": lambda: Membership.objects.get(author=comment.post.author),
            "classmate": lambda: make_member(section=comment.post.section),
        }[name]()
        page = page_of(seat, address)
        assert ("Which page?" in page, REASON in page) == (sees, sees), name


def test_its_writer_reads_the_reason_first_and_changes_it_after_the_quarter_of_an_hour(
    comment: Comment, writer: Membership, instructor: Membership
) -> None:
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=2))
    moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason=REASON)
    address = reverse("comment_edit", args=[comment.post.course.slug, comment.pk])
    page = page_of(writer, address)
    assert page.index(REASON) < page.index("<textarea")
    assert "words as they were" in signed_in(writer).post(address, {"body": "Which page?"}).content.decode()
    signed_in(writer).post(address, {"body": "Page 12?"})
    comment.refresh_from_db()
    assert (comment.body, comment.state) == ("Page 12?", State.HELD)
    assert "Page 12?" not in page_of(make_member(section=comment.post.section), comment.post.get_absolute_url())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.HELD, State.PUBLISHED),
        (State.HELD, State.RETURNED),
        (State.HELD, State.HIDDEN),
        (State.PUBLISHED, State.RETURNED),
        (State.PUBLISHED, State.HIDDEN),
    ],
)
def test_each_step_taken_back_puts_the_comment_where_it_was(
    comment: Comment, instructor: Membership, before: State, after: State
) -> None:
    Comment.objects.filter(pk=comment.pk).update(state=before)
    moderate_comment(comment=comment, state=after, by=instructor, reason=REASON)
    step = Moderation.objects.get()
    assert undo_step(step=step, by=instructor).state == before
    with pytest.raises(NotAllowed, match="Something else was decided since"):
        undo_step(step=step, by=instructor)
    undone = Moderation.objects.get(undoes=step)
    assert (undone.before, undone.after, undone.by) == (after, before, instructor.author)


def test_a_comment_that_was_changed_since_is_not_put_back(
    comment: Comment, writer: Membership, instructor: Membership
) -> None:
    moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason=REASON)
    edit_comment(comment=comment, body="Page 12?", by=writer)
    with pytest.raises(NotAllowed, match="decided since"):
        undo_step(step=Moderation.objects.get(after=State.RETURNED), by=instructor)


def test_what_is_hidden_while_returned_is_returned_again_with_its_reason_and_no_second_mail(
    comment: Comment,
    writer: Membership,
    instructor: Membership,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    moderate_comment(comment=comment, state=State.RETURNED, by=instructor, reason=REASON)
    moderate_comment(comment=comment, state=State.HIDDEN, by=instructor, reason="Unkind.")
    assert "Unkind." in page_of(writer, comment.post.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        undo_step(step=Moderation.objects.latest("pk"), by=instructor)
    assert mail.outbox == []
    page = page_of(writer, comment.post.get_absolute_url())
    assert REASON in page
    assert "Unkind." not in page


@pytest.mark.parametrize(("course", "prompt", "state"), [("off", "all", "held"), ("all", "off", "published")])
def test_the_prompt_s_moderation_goes_before_the_course_s(course: str, prompt: str, state: str) -> None:
    author = make_member(make_course(moderation=course))
    post = make_post(author, make_prompt(author.course, moderation=prompt))
    client = signed_in(make_member(section=author.section))
    address = reverse("comment_new", args=[post.course.slug, post.slug])
    client.post(address, {"body": "Which page?", "circle": "class"})
    assert Comment.objects.get().state == state
